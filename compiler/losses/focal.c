/* focal: the binary cross-entropy of sigmoids, of which outputs that are nearly right count less:
 * times (1 - p)^gamma, p the share given to what the target says. Computed together with the
 * sigmoid that ends the net. */
#include "compiler/layers/lowering.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"gamma", ATTR_NUM, 0, false, 2, 0, 20, NULL, "power of what an output lacks"},
    {"alpha", ATTR_NUM, 0, false, 0, 0, 1, NULL,
     "weight of targets of 1, with 1 - alpha for those of 0; 0: both count 1"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    float gamma = (float)setting_num(set, attrs, "gamma"),
          alpha = (float)setting_num(set, attrs, "alpha");
    k_sigmoid_focal(lo, (SigmoidFocal){.C = shape.c,
                                       .HW = pixels(shape),
                                       .GAMMA = gamma,
                                       .ALPHA = alpha,
                                       .x = value,
                                       .target = labels,
                                       .prob = prob,
                                       .losses = losses});
    if (dvalue)
        k_sigmoid_focal_backward(lo, (SigmoidFocalBackward){.C = shape.c,
                                                            .HW = pixels(shape),
                                                            .GAMMA = gamma,
                                                            .ALPHA = alpha,
                                                            .prob = prob,
                                                            .target = labels,
                                                            .dx = dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    double gamma = (double)(float)setting_num(set, attrs, "gamma"),
           alpha = (double)(float)setting_num(set, attrs, "alpha"), sum = 0;
    const float *target = labels;
    int64_t count = (int64_t)n * shape_count(shape);
    for (int64_t i = 0; i < count; i++) {
        double t = (double)target[i],
               v = isnan(y[i]) ? (double)y[i] : fmin(fmax((double)y[i], 1e-7), 1 - 1e-7),
               p = t * v + (1 - t) * (1 - v), a = alpha > 0 ? t * alpha + (1 - t) * (1 - alpha) : 1;
        sum -= a * pow(1 - p, gamma) * (t * log(v) + (1 - t) * log1p(-v));
    }
    return count ? sum / (double)count : 0;
}

static const LayerExample examples[] = {
    {"5", "focal"}, {"3x2x18", "focal gamma=1.5 alpha=0.25"}, {NULL, NULL}};

const Loss loss_focal = {
    .name = "focal",
    .doc = "Binary cross-entropy of sigmoids that counts what is nearly right less.",
    .attrs = attrs,
    .fused_kind = "sigmoid",
    .int_labels = false,
    .shares = true,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
