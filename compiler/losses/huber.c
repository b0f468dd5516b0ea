/* huber: mean over the outputs of e^2 / 2 where |e| <= delta, else delta * (|e| - delta / 2), with
 * e = y - t. The slope is e held between -delta and delta. */
#include "compiler/layers/lowering.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"delta", ATTR_NUM, 0, false, 1, 1e-30, 1e30, NULL,
     "errors up to it count by their square, larger ones by their size"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    double delta = setting_num(set, attrs, "delta");
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
