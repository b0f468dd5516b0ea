/* mae: mean over the outputs of |y - t|. The slope is the sign of y - t, 0 where they are equal.
 * The kernel is that of huber, which takes delta 0 for it. */
#include "compiler/losses/huber.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    (void)set;
    lower_huber(lo, 0, (LossBuffers){shape, value, labels, prob, losses, dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    int c = (int)shape_count(shape);
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
