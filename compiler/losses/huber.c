/* huber: mean over the outputs of e^2 / 2 where |e| <= delta, else delta * (|e| - delta / 2), with
 * e = y - t. The slope is e held between -delta and delta. */
#include "compiler/losses/huber.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"delta", ATTR_NUM, 0, false, 1, 1e-30, 1e30, NULL,
     "errors up to it count by their square, larger ones by their size"},
    ATTR_END,
};

void lower_huber(Lower *lo, double delta, LossBuffers b)
{
    if (b.prob != b.value)
        k_copy_values(lo, (CopyValues){.LEN = lower_count(lo, b.shape), .x = b.value, .y = b.prob});
    k_huber_forward(lo, (HuberForward){.C = b.shape.c,
                                       .HW = pixels(b.shape),
                                       .DELTA = delta,
                                       .y = b.value,
                                       .target = b.labels,
                                       .losses = b.losses});
    if (b.dvalue)
        k_huber_backward(lo, (HuberBackward){.C = b.shape.c,
                                             .HW = pixels(b.shape),
                                             .DELTA = delta,
                                             .y = b.value,
                                             .target = b.labels,
                                             .dy = b.dvalue});
}

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    lower_huber(lo, setting_num(set, attrs, "delta"),
                (LossBuffers){shape, value, labels, prob, losses, dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    int c = (int)shape_count(shape);
    double delta = (double)(float)setting_num(set, attrs, "delta"), sum = 0;
    const float *t = labels;
    for (int64_t i = 0; i < (int64_t)n * c; i++) {
        double e = fabs((double)y[i] - (double)t[i]);
        sum += e <= delta ? 0.5 * e * e : delta * (e - 0.5 * delta);
    }
    return n ? sum / n / c : 0;
}

static const LayerExample examples[] = {
    {"5", "huber"}, {"3x2x18", "huber delta=0.25"}, {NULL, NULL}};

const Loss loss_huber = {
    .name = "huber",
    .doc = "Huber's loss against float targets: as mse, halved, near them, as mae far away.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = false,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
