/* soft_crossentropy: -sum over c of t[c] * log(softmax(x)[c]), t a row of shares, one for each
 * class, smoothed by `smoothing`; of a map the mean over its pixels, each with a row of its own.
 * Shares need not sum to 1: a row times w counts w times, a row of zeros not at all. */
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
    k_row_crossentropy(lo, (RowCrossentropy){.C = shape.c,
                                             .HW = pixels(shape),
                                             .SMOOTHING = smoothing,
                                             .x = value,
                                             .target = labels,
                                             .prob = prob,
                                             .losses = losses});
    if (dvalue)
        k_row_crossentropy_backward(lo, (RowCrossentropyBackward){.C = shape.c,
                                                                  .HW = pixels(shape),
                                                                  .SMOOTHING = smoothing,
                                                                  .prob = prob,
                                                                  .target = labels,
                                                                  .dx = dvalue});
}

/* From the probabilities; one that has underflowed counts as the smallest normal float. */
static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    double smoothing = setting_num(set, attrs, "smoothing"), sum = 0;
    const float *t = labels;
    int64_t rows = (int64_t)n * shape.h * shape.w;
    for (int64_t i = 0; i < rows; i++, y += shape.c, t += shape.c) {
        double all = 0;
        for (int k = 0; k < shape.c; k++)
            all += (double)t[k];
        for (int k = 0; k < shape.c; k++) {
            double share = (1 - smoothing) * (double)t[k] + smoothing * all / shape.c;
            if (share != 0)
                sum -= share * log(isnan(y[k]) ? (double)y[k] : fmax((double)y[k], FLT_MIN));
        }
    }
    return n ? sum / (double)rows : 0;
}

static const LayerExample examples[] = {
    {"7", "soft_crossentropy"}, {"3x2x18", "soft_crossentropy smoothing=0.1"}, {NULL, NULL}};

const Loss loss_soft_crossentropy = {
    .name = "soft_crossentropy",
    .doc = "Cross-entropy of a softmax against rows of shares, one for each class; also of maps, "
           "pixel by pixel.",
    .attrs = attrs,
    .fused_kind = "softmax",
    .int_labels = false,
    .shares = true,
    .classes = true,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
