/* mae: mean over the outputs of |y - t|. The slope is the sign of y - t, 0 where they are equal.
 * The kernel is that of huber, which takes delta 0 for it. */
#include "compiler/layers/lowering.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    const double delta = 0;
    (void)set;
    if (prob != value)
        k_copy_values(lo, (CopyValues){.LEN = lower_count(lo, shape), .x = value, .y = prob});
    k_huber_forward(lo, (HuberForward){.C = shape.c,
                                       .HW = pixels(shape),
                                       .DELTA = delta,
                                       .y = value,
                                       .target = labels,
                                       .losses = losses});
    if (dvalue)
        k_huber_backward(lo, (HuberBackward){.C = shape.c,
                                             .HW = pixels(shape),
                                             .DELTA = delta,
                                             .y = value,
                                             .target = labels,
                                             .dy = dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, int c)
{
    const float *t = labels;
    double sum = 0;
    (void)set;
    for (int64_t i = 0; i < (int64_t)n * c; i++)
        sum += fabs((double)y[i] - (double)t[i]);
    return n ? sum / n / c : 0;
}

static const LayerExample examples[] = {{"5", "mae"}, {"3x2x18", "mae"}, {NULL, NULL}};

const Loss loss_mae = {
    .name = "mae",
    .doc = "Mean absolute error against float targets.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = false,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
