/* Runs the emitted C of net `nn` (--target=mcu, with its weights) on the input of x.npy, compares
 * with y.npy, and checks what nn_infer refuses: driver x.npy y.npy. */
#include MODEL
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INPUTS = NN_IN_H * NN_IN_W * NN_IN_C, ROOM = NN_WORK_BYTES / 4 + 8 };
static float x[INPUTS], want[NN_OUTPUTS], y[NN_OUTPUTS + 8], work[ROOM];

/* The floats behind the header of an .npy file. */
static int read_floats(const char *path, float *to, size_t n)
{
    unsigned char head[10];
    FILE *f = fopen(path, "rb");
    int ok = f && fread(head, 1, 10, f) == 10 &&
             !fseek(f, 10 + head[8] + 256 * head[9], SEEK_SET) && fread(to, sizeof *to, n, f) == n;
    if (f)
        fclose(f);
    return ok;
}

static int refuses(void)
{
    char *odd = (char *)work + 1;
    int bad = 0;
    if (NN_WORK_BYTES) {
        bad |= nn_infer(nn_weights, x, y, work, NN_WORK_BYTES - 1) != NN_ESIZE;
        bad |= nn_infer(nn_weights, x, y, odd, NN_WORK_BYTES) != NN_EALIGN;
        bad |= nn_infer(nn_weights, x, y, NULL, NN_WORK_BYTES) != NN_EARG;
    }
    bad |= nn_infer(NULL, x, y, work, NN_WORK_BYTES) != NN_EARG;
    bad |= nn_infer(nn_weights, NULL, y, work, NN_WORK_BYTES) != NN_EARG;
    bad |= nn_infer(nn_weights, x, NULL, work, NN_WORK_BYTES) != NN_EARG;
    bad |= nn_infer(nn_weights, (const float *)(const void *)((const char *)x + 2), y, work,
                    NN_WORK_BYTES) != NN_EALIGN;
    return bad;
}

int main(int argc, char **argv)
{
    double most = 0, off = 0;
    int i;
    if (argc != 3 || !read_floats(argv[1], x, INPUTS) || !read_floats(argv[2], want, NN_OUTPUTS))
        return 2;
    for (i = 0; i < NN_OUTPUTS + 8; i++)
        y[i] = 12345.0f;
    for (i = 0; i < ROOM; i++)
        work[i] = 12345.0f; /* whatever it holds */
    if (refuses() || y[0] != 12345.0f)
        return 3;
    if (nn_infer(nn_weights, x, y, work, NN_WORK_BYTES) != NN_OK)
        return 4;
    for (i = 0; i < 8; i++)
        if (y[NN_OUTPUTS + i] != 12345.0f || work[ROOM - 1 - i] != 12345.0f)
            return 5; /* beyond what is stated */
    for (i = 0; i < NN_OUTPUTS; i++) {
        most = fmax(most, fabs(want[i]));
        off = fmax(off, fabs((double)y[i] - (double)want[i]));
    }
    printf("largest %g, differs by %g\n", most, off);
    return off <= 64 * 1.2e-7 * most ? 0 : 6;
}
