/* cosine: 1 - y . t / (|y| |t|), over the outputs, of a map over the channels of each pixel and
 * then the mean; |y| and |t| from 1e-6 up. */
#include "compiler/layers/lowering.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    (void)set;
    if (prob != value)
        k_copy_values(lo, (CopyValues){.LEN = lower_count(lo, shape), .x = value, .y = prob});
    k_cosine_loss_forward(
        lo, (CosineLossForward){
                .C = shape.c, .HW = pixels(shape), .y = value, .target = labels, .losses = losses});
    if (dvalue)
        k_cosine_loss_backward(
            lo, (CosineLossBackward){
                    .C = shape.c, .HW = pixels(shape), .y = value, .target = labels, .dy = dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    const float *t = labels;
    int64_t rows = (int64_t)n * shape.h * shape.w;
    double sum = 0;
    (void)set;
    for (int64_t i = 0; i < rows; i++, y += shape.c, t += shape.c) {
        double yy = 0, tt = 0, yt = 0;
        for (int k = 0; k < shape.c; k++) {
            yy += (double)y[k] * (double)y[k];
            tt += (double)t[k] * (double)t[k];
            yt += (double)y[k] * (double)t[k];
        }
        sum += 1 - yt / ((sqrt(yy) < 1e-6 ? 1e-6 : sqrt(yy)) * (sqrt(tt) < 1e-6 ? 1e-6 : sqrt(tt)));
    }
    return n ? sum / (double)rows : 0;
}

static const LayerExample examples[] = {{"5", "cosine"}, {"3x2x18", "cosine"}, {NULL, NULL}};

const Loss loss_cosine = {
    .name = "cosine",
    .doc = "1 less the cosine between outputs and float targets; of maps, pixel by pixel.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = false,

    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
