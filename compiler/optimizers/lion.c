/* lion: steps of the size of the rate, in the direction of the sign of a mean of gradient and
 * running mean (Chen et al., 2023; as Keras has it). */
#include "compiler/optimizers/optimizer.h"

static const AttrSpec attrs[] = {
    ATTR_RATE(0.001),
    {"beta1", ATTR_NUM, 0, false, 0.9, 0, 0.999999, NULL,
     "share of the running mean in what gives the direction"},
    {"beta2", ATTR_NUM, 0, false, 0.99, 0, 0.999999, NULL, "decay of the gradient's running mean"},
    ATTR_DECAY(0),
    ATTR_CLIP,
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    double beta1 = setting_num(set, attrs, "beta1"), beta2 = setting_num(set, attrs, "beta2");
    LionRule rule = {.BETA1 = (float)beta1,
                     .ONE_MINUS_BETA1 = (float)(1 - beta1),
                     .BETA2 = (float)beta2,
                     .ONE_MINUS_BETA2 = (float)(1 - beta2),
                     .DECOUPLED = (float)u->decay,
                     .CLIP = (float)setting_num(set, attrs, "clip")};
    k_lion_update(lo, (LionUpdate){.COUNT = u->count,
                                   .s = rule,
                                   .grad = u->grad,
                                   .param = u->packed,
                                   .moment = u->moment[0]});
}

const Optimizer optimizer_lion = {
    .name = "lion",
    .doc = "Steps of one size, by the sign of the gradient's running mean.",
    .attrs = attrs,
    .n_moments = 1,
    .lower = lower_it,
};
