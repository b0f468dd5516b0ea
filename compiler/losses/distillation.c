/* distillation: a net learns from the classes and from what another net, its teacher, says of each
 * sample: (1 - share) * cross-entropy against the classes + share * T^2 * KL(q, softmax(x / T)), q
 * the teacher's softmax at the temperature T. Source: G. Hinton, O. Vinyals, J. Dean: Distilling
 * the Knowledge in a Neural Network, 2015. Evaluation counts the classes alone. */
#include "compiler/layers/lowering.h"
#include <float.h>
#include <math.h>

static const AttrSpec attrs[] = {
    {"temperature", ATTR_NUM, 0, false, 4, 0.01, 1000, NULL,
     "by which the logits of both nets are divided"},
    {"share", ATTR_NUM, 0, false, 0.9, 0, 1, NULL, "of the teacher in the loss"},
    {"smoothing", ATTR_NUM, 0, false, 0, 0, 1, NULL,
     "share of the class spread evenly over the classes"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    const double smoothing = setting_num(set, attrs, "smoothing"),
                 temperature = setting_num(set, attrs, "temperature"),
                 share = setting_num(set, attrs, "share");
    Buffer *soft = lower_temp(lo, NULL, "soft", NUMBER_F32, shape.c, 0);
    k_distillation(lo, (Distillation){.C = shape.c,
                                      .SMOOTHING = smoothing,
                                      .TEMPERATURE = temperature,
                                      .SHARE = share,
                                      .x = value,
                                      .target = labels,
                                      .prob = prob,
                                      .soft = soft,
                                      .losses = losses});
    if (dvalue)
        k_distillation_backward(lo, (DistillationBackward){.C = shape.c,
                                                           .SMOOTHING = smoothing,
                                                           .TEMPERATURE = temperature,
                                                           .SHARE = share,
                                                           .x = value,
                                                           .prob = prob,
                                                           .target = labels,
                                                           .soft = soft,
                                                           .dx = dvalue});
}

/* Of rows of shares of the classes: there is no teacher. */
static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    const double smoothing = setting_num(set, attrs, "smoothing");
    const float *t = labels;
    double sum = 0;
    for (int i = 0; i < n; i++, y += shape.c, t += shape.c) {
        double all = 0;
        for (int k = 0; k < shape.c; k++)
            all += (double)t[k];
        for (int k = 0; k < shape.c; k++) {
            const double share = (1 - smoothing) * (double)t[k] + smoothing * all / shape.c;
            if (share != 0)
                sum -= share * log(isnan(y[k]) ? (double)y[k] : fmax((double)y[k], FLT_MIN));
        }
    }
    return n ? sum / n : 0;
}

static const LayerExample examples[] = {
    {"7", "distillation"},
    {"19", "distillation temperature=2 share=0.5 smoothing=0.1"},
    {NULL, NULL}};

const Loss loss_distillation = {
    .name = "distillation",
    .doc = "Cross-entropy against the classes, and the divergence from what another net says "
           "(`teacher`), both at a temperature.",
    .attrs = attrs,
    .fused_kind = "softmax",
    .int_labels = false,
    .shares = true,
    .classes = true,
    .target_rows = 2,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
