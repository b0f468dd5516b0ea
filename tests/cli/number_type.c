/* For number_type.sh. calc WEIGHTS round|asis Y.npy: its net in double on x.npy. Kernels are read
 * from a safetensors file of F32 or F8_E4M3 and, with `round`, moved to the nearest of all numbers
 * of 8 bits. Prints the largest difference to Y; above 1e-5 it fails. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char file[1 << 16];
static double number(int bits)
{
    int e = bits >> 3 & 15, m = bits & 7;
    double x = e == 0 ? m / 512.0 : (1 + m / 8.0) * pow(2, e - 7);
    return bits & 128 ? -x : x;
}
static double nearest(double x)
{
    int best = 0;
    for (int i = 0; i < 255; i++)
        if (i != 127 && (fabs(number(i) - x) < fabs(number(best) - x) ||
                         (fabs(number(i) - x) == fabs(number(best) - x) && i % 2 == 0)))
            best = i;
    return number(best);
}
static double *kernel(const char *name, int count, int rounded)
{
    char key[64];
    long begin, end;
    snprintf(key, sizeof key, "\"%s\"", name);
    const char *p = strstr(file + 8, key), *type = p ? strstr(p, "\"dtype\":\"") : 0,
               *at = p ? strstr(p, "\"data_offsets\":[") : 0;
    if (!at || sscanf(at + 16, "%ld,%ld", &begin, &end) != 2)
        exit(2);
    int eight = !strncmp(type + 9, "F8_E4M3\"", 8),
        header = (unsigned char)file[0] | (unsigned char)file[1] << 8;
    if (end - begin != count * (eight ? 1 : 4))
        exit(3);
    double *w = malloc(sizeof *w * (size_t)count);
    for (int i = 0; i < count; i++) {
        const char *q = file + 8 + header + begin + i * (eight ? 1 : 4);
        float f;
        memcpy(&f, q, eight ? 1 : 4);
        w[i] = eight ? number((unsigned char)*q) : f;
        w[i] = rounded ? nearest(w[i]) : w[i];
    }
    return w;
}
static void npy(const char *path, float *to, size_t n)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 128, SEEK_SET) || fread(to, 4, n, f) != n)
        exit(4);
}
int main(int argc, char **argv)
{
    static float x[2][5][4][3], y[2][7];
    static double a[5][4][20], b[120];
    FILE *f = fopen(argv[1], "rb");
    if (argc < 4 || !f || !fread(file, 1, sizeof file - 1, f))
        return 5;
    npy("x.npy", x[0][0][0], 120);
    npy(argv[3], y[0], 14);
    int rounded = !strcmp(argv[2], "round");
    double *u = kernel("conv_1.kernel", 3 * 3 * 3 * 20, rounded),
           *v = kernel("conv_2.kernel", 120, rounded),
           *w = kernel("dense_1.kernel", 120 * 7, rounded), worst = 0;
    for (int n = 0; n < 2; n++) {
        for (int i = 0; i < 5 * 4 * 20; i++) {
            double s = 0;
            int h = i / 20 / 4, l = i / 20 % 4;
            for (int t = 0; t < 27; t++) {
                int p = h + t / 9 - 1, q = l + t / 3 % 3 - 1;
                if (p >= 0 && q >= 0 && p < 5 && q < 4)
                    s += x[n][p][q][t % 3] * u[t * 20 + i % 20];
            }
            a[h][l][i % 20] = s > 0 ? s : 0;
        }
        for (int i = 0; i < 120; i++) {
            double s = 0;
            for (int c = 0; c < 20; c++)
                s += a[i / 6 / 4][i / 6 % 4][c] * v[c * 6 + i % 6];
            b[i] = s > 0 ? s : 0;
        }
        for (int k = 0; k < 7; k++) {
            double s = 0;
            for (int i = 0; i < 120; i++)
                s += b[i] * w[i * 7 + k];
            worst = fmax(worst, fabs(s - y[n][k]));
        }
    }
    printf("%g\n", worst);
    return !(worst <= 1e-5);
}
