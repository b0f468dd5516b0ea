/* binary_crossentropy: mean over the outputs of -t * log(p) - (1 - t) * log(1 - p), p = sigmoid(x).
 * Computed together with the sigmoid that ends the net, from its input, so that it does not
 * overflow. */
#include "compiler/layers/lowering.h"
#include <float.h>
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    (void)set;
    k_sigmoid_binary_crossentropy(lo, (SigmoidBinaryCrossentropy){.C = shape.c,
                                                                  .HW = pixels(shape),
                                                                  .x = value,
                                                                  .target = labels,
                                                                  .prob = prob,
                                                                  .losses = losses});
    if (dvalue)
        k_error_backward(lo, (ErrorBackward){.C = shape.c,
                                             .HW = pixels(shape),
                                             .FACTOR = 1,
                                             .y = prob,
                                             .target = labels,
                                             .dy = dvalue});
}

static double log_of(double p) { return log(isnan(p) ? p : fmax(p, FLT_MIN)); }

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    int c = (int)shape_count(shape);
    (void)set;
    const float *t = labels;
    double sum = 0;
    for (int64_t i = 0; i < (int64_t)n * c; i++)
        sum -= t[i] * log_of(y[i]) + (1.0 - t[i]) * log_of(1.0 - (double)y[i]);
    return n ? sum / n / c : 0;
}

static const LayerExample examples[] = {
    {"5", "binary_crossentropy"}, {"3x2x18", "binary_crossentropy"}, {NULL, NULL}};

const Loss loss_binary_crossentropy = {
    .name = "binary_crossentropy",
    .doc = "Binary cross-entropy of sigmoids against targets in 0 ... 1.",
    .attrs = attrs,
    .fused_kind = "sigmoid",
    .int_labels = false,
    .shares = true,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
