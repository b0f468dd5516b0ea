/* Trains further on a user's pictures, and saves:
 *     finetune IN.safetensors OUT.safetensors EPOCHS LABEL=PICTURE.ppm ...
 * The weights that come out are read by classify, by netc, or by this again. An OUT that is there
 * is written over only when it holds weights of this net. */
#if defined __unix__ || defined __APPLE__
#define _POSIX_C_SOURCE 200809L
#include <unistd.h>
#endif
#include "files.h"
#include "model.h"
#include "picture.h"
#include <stdlib.h>
#include <string.h>

enum { PIXELS = SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C };

typedef struct {
    float *x;       /* n pictures */
    int32_t *label; /* n */
    int n;
} Samples;

/* LABEL=PICTURE to sample i. */
static int read_sample(Samples *s, int i, const char *text)
{
    static unsigned char rgb[PIXELS];
    const char *path = strchr(text, '='), *bad;
    size_t n = path ? (size_t)(path - text) : 0;
    int k = 0;
    while (k < SHAPES_OUTPUTS &&
           (strlen(shapes_labels[k]) != n || strncmp(shapes_labels[k], text, n)))
        k++;
    if (!path || k == SHAPES_OUTPUTS) {
        fprintf(stderr, "%s: expected LABEL=PICTURE with a label of the net\n", text);
        return 0;
    }
    bad = picture_read(path + 1, rgb, SHAPES_IN_W, SHAPES_IN_H);
    if (bad) {
        fprintf(stderr, "%s %s\n", path + 1, bad);
        return 0;
    }
    s->label[i] = k;
    return shapes_preprocess(rgb, 1, s->x + (size_t)i * PIXELS) == SHAPES_OK;
}

static int train(shapes_train *t, const Samples *s, int epochs)
{
    int e, at, n, error = SHAPES_OK;
    for (e = 0; !error && e < epochs; e++) {
        float loss, sum = 0;
        for (at = 0; !error && at < s->n; at += n) {
            n = s->n - at < SHAPES_BATCH ? s->n - at : SHAPES_BATCH;
            error = shapes_train_step(t, s->x + (size_t)at * PIXELS, s->label + at, n, 0.001f,
                                      &loss);
            sum += loss * (float)n;
        }
        if (!error)
            printf("epoch %d: loss %.4f\n", e + 1, (double)(sum / (float)s->n));
    }
    return error;
}

static int load(float *params, const char *path)
{
    FILE *f = fopen(path, "rb");
    int error = f ? shapes_load(params, file_read, f) : SHAPES_EIO;
    if (f)
        fclose(f);
    return error;
}

/* Is nothing there, or weights of this net, which may go? room: SHAPES_PARAM_FLOATS. */
static int may_replace(const char *path, float *room)
{
    FILE *f = fopen(path, "rb");
    int error = f ? shapes_load(room, file_read, f) : SHAPES_OK;
    if (f)
        fclose(f);
    if (error)
        fprintf(stderr, "%s is there, and holds no weights of this net: it stays\n", path);
    return !error;
}

/* To the disk, not only to the system's memory. */
static int sync_file(FILE *f)
{
#if defined _POSIX_C_SOURCE
    return fflush(f) || fsync(fileno(f));
#else
    return fflush(f);
#endif
}

/* Beside the file first, so that a cut of power leaves the old one or the new one. A file that is
 * in the way (`x`: it must not be there) was left by such a cut, or is another's: it stays. */
static int save(const float *params, const char *path)
{
    char other[4096];
    FILE *f;
    int error;
    if (snprintf(other, sizeof other, "%s.new", path) >= (int)sizeof other)
        return SHAPES_EIO;
    f = fopen(other, "wbx");
    if (!f) {
        fprintf(stderr, "%s cannot be made; if it is there and left over, remove it\n", other);
        return SHAPES_EIO;
    }
    error = shapes_save(params, file_write, f);
    if (!error && sync_file(f))
        error = SHAPES_EIO;
    if (fclose(f) && !error)
        error = SHAPES_EIO;
    if (!error && rename(other, path))
        error = SHAPES_EIO;
    if (error)
        remove(other);
    return error;
}

int main(int argc, char **argv)
{
    Samples s = {NULL, NULL, argc - 4};
    float *params;
    void *mem;
    shapes_train *t = NULL;
    int i, error = SHAPES_OK;
    if (argc < 5) {
        fprintf(stderr,
                "usage: finetune IN.safetensors OUT.safetensors EPOCHS LABEL=PICTURE.ppm ...\n");
        return 2;
    }
    s.x = (float *)malloc(sizeof *s.x * PIXELS * (size_t)s.n);
    s.label = (int32_t *)malloc(sizeof *s.label * (size_t)s.n);
    params = (float *)malloc(sizeof *params * SHAPES_PARAM_FLOATS);
    mem = aligned_alloc(SHAPES_ALIGN, SHAPES_TRAIN_BYTES); /* may not be moved while t lives */
    if (!s.x || !s.label || !params || !mem)
        error = SHAPES_ESIZE;
    if (!error && !may_replace(argv[2], params)) /* before the work is done */
        error = SHAPES_EARG;
    for (i = 0; !error && i < s.n; i++)
        if (!read_sample(&s, i, argv[4 + i]))
            error = SHAPES_EARG;
    if (!error)
        error = load(params, argv[1]);
    if (!error)
        error = shapes_train_init(&t, mem, SHAPES_TRAIN_BYTES, params, 1);
    if (!error)
        error = train(t, &s, atoi(argv[3]));
    if (!error)
        error = shapes_train_params(t, params);
    if (!error)
        error = save(params, argv[2]);
    if (error)
        fprintf(stderr, "finetune: %s\n", shapes_strerror(error));
    free(s.x);
    free(s.label);
    free(params);
    free(mem);
    return error != SHAPES_OK;
}
