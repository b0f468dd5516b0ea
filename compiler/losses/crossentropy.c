/* crossentropy: -sum of t * log(softmax(x)), t the label's one-hot vector, smoothed by `smoothing`.
 * Computed together with the softmax that ends the net, from its input. */
#include "compiler/layers/lowering.h"
#include <float.h>
#include <math.h>

static const AttrSpec attrs[] = {
    {"smoothing", ATTR_NUM, 0, false, 0, 0, 1, NULL,
     "share of the target spread evenly over the classes"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    double smoothing = setting_num(set, attrs, "smoothing");
    k_softmax_crossentropy(lo, (SoftmaxCrossentropy){.C = shape.c,
                                                     .SMOOTHING = smoothing,
                                                     .x = value,
                                                     .labels = labels,
                                                     .prob = prob,
                                                     .losses = losses});
    if (dvalue)
        k_softmax_crossentropy_backward(lo, (SoftmaxCrossentropyBackward){.C = shape.c,
                                                                          .SMOOTHING = smoothing,
                                                                          .prob = prob,
                                                                          .labels = labels,
                                                                          .dx = dvalue});
}

static void plain(Lower *lo, const Setting *set, Shape shape, Buffer *labels, Buffer *y,
                  Buffer *loss, Buffer *dvalue)
{
    k_plain_class_loss(lo, (PlainClassLoss){.C = shape.c,
                                            .SMOOTHING = setting_num(set, attrs, "smoothing"),
                                            .label = labels,
                                            .y = y,
                                            .loss = loss,
                                            .dx = dvalue});
}

/* From the probabilities; one that has underflowed counts as the smallest normal float. */
static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    int c = (int)shape_count(shape);
    double smoothing = setting_num(set, attrs, "smoothing"), sum = 0;
    for (int i = 0; i < n; i++, y += c)
        for (int k = 0; k < c; k++) {
            double t = (((const int32_t *)labels)[i] == k ? 1.0 - smoothing : 0.0) + smoothing / c;
            if (t > 0)
                sum -= t * log(isnan(y[k]) ? (double)y[k] : fmax((double)y[k], FLT_MIN));
        }
    return n ? sum / n : 0;
}

extern const Loss loss_soft_crossentropy;

static const LayerExample examples[] = {
    {"7", "crossentropy"}, {"19", "crossentropy smoothing=0.1"}, {NULL, NULL}};

const Loss loss_crossentropy = {
    .name = "crossentropy",
    .doc = "Cross-entropy of a softmax against class numbers.",
    .attrs = attrs,
    .fused_kind = "softmax",
    .int_labels = true,
    .classes = true,
    .rows = &loss_soft_crossentropy,
    .lower = lower_it,
    .plain = plain,
    .evaluate = evaluate,
    .examples = examples,
};
