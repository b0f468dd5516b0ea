/* adamw: adam whose decay acts on the weights themselves, w -= rate * decay * w, before the step
 * (Loshchilov and Hutter). Biases and batchnorm parameters do not decay. */
#include "compiler/optimizers/optimizer.h"

static const AttrSpec attrs[] = {
    ATTR_RATE(0.001),
    {"beta1", ATTR_NUM, 0, false, 0.9, 0, 0.999999, NULL, "decay of the gradient's running mean"},
    {"beta2", ATTR_NUM, 0, false, 0.999, 0, 0.999999, NULL,
     "decay of the squared gradient's running mean"},
    {"eps", ATTR_NUM, 0, false, 1e-7, 1e-30, 1, NULL, "added to the root of the second mean"},
    ATTR_DECAY(0.004),
    ATTR_CLIP,
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    double beta1 = setting_num(set, attrs, "beta1"), beta2 = setting_num(set, attrs, "beta2");
    AdamRule rule = {.BETA1 = (float)beta1,
                     .ONE_MINUS_BETA1 = (float)(1 - beta1),
                     .BETA2 = (float)beta2,
                     .ONE_MINUS_BETA2 = (float)(1 - beta2),
                     .EPSILON = (float)setting_num(set, attrs, "eps"),
                     .DECAY = 0,
                     .DECOUPLED = (float)u->decay,
                     .CLIP = (float)setting_num(set, attrs, "clip")};
    k_adam_update(lo, (AdamUpdate){.COUNT = u->count,
                                   .s = rule,
                                   .grad = u->grad,
                                   .param = u->packed,
                                   .moment1 = u->moment[0],
                                   .moment2 = u->moment[1]});
}

const Optimizer optimizer_adamw = {
    .name = "adamw",
    .doc = "Adam with decoupled weight decay.",
    .attrs = attrs,
    .n_moments = 2,
    .lower = lower_it,
};
