/* Classifies pictures: classify W.safetensors PICTURE.ppm ...  The weights are read from the file
 * that `netc train`, or finetune beside this, has written. All memory is this program's. */
#include "files.h"
#include "model.h"
#include "picture.h"
#include <stdlib.h>

static unsigned char rgb[SHAPES_IN_H * SHAPES_IN_W * 3];
static float x[SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C];

/* What shapes_infer reads, for shapes_free; NULL after a message. */
static void *model_read(const char *path)
{
    float *params = (float *)malloc(sizeof *params * SHAPES_PARAM_FLOATS);
    void *model = aligned_alloc(SHAPES_ALIGN, SHAPES_MODEL_BYTES);
    FILE *f = fopen(path, "rb");
    int error = SHAPES_EIO;
    if (f && params && model)
        error = shapes_load(params, file_read, f);
    if (!error)
        error = shapes_prepare(params, model, SHAPES_MODEL_BYTES);
    if (error)
        fprintf(stderr, "%s: %s\n", path, shapes_strerror(error));
    if (f)
        fclose(f);
    free(params); /* the model has all that is needed */
    if (error) {
        free(model);
        return NULL;
    }
    return model;
}

static int show(const void *model, const char *path, void *work)
{
    float y[SHAPES_OUTPUTS];
    const char *bad = picture_read(path, rgb, SHAPES_IN_W, SHAPES_IN_H);
    int i, best = 0, error;
    if (bad) {
        fprintf(stderr, "%s %s\n", path, bad);
        return 1;
    }
    error = shapes_preprocess(rgb, 1, x);
    if (!error)
        error = shapes_infer(model, x, 1, y, work, SHAPES_WORK_BYTES);
    if (error) {
        fprintf(stderr, "%s: %s\n", path, shapes_strerror(error));
        return 1;
    }
    for (i = 1; i < SHAPES_OUTPUTS; i++)
        best = y[i] > y[best] ? i : best;
    printf("%s: %s %.4f\n", path, shapes_labels[best], (double)y[best]);
    return 0;
}

int main(int argc, char **argv)
{
    void *model, *work = aligned_alloc(SHAPES_ALIGN, SHAPES_WORK_BYTES);
    int i, bad = 0;
    if (argc < 3 || !work) {
        fprintf(stderr, "usage: classify W.safetensors PICTURE.ppm ...\n");
        return 2;
    }
    model = model_read(argv[1]);
    for (i = 2; model && i < argc; i++)
        bad |= show(model, argv[i], work);
    free(work);
    free(model);
    return !model || bad;
}
