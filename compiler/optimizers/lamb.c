/* lamb: Adam's direction, of which each parameter takes a step in proportion to its own norm (You
 * et al., 2019; as Keras has it: the decay acts on the weights themselves, before the step). */
#include "compiler/optimizers/optimizer.h"

static const AttrSpec attrs[] = {
    ATTR_RATE(0.001),
    {"beta1", ATTR_NUM, 0, false, 0.9, 0, 0.999999, NULL, "decay of the gradient's running mean"},
    {"beta2", ATTR_NUM, 0, false, 0.999, 0, 0.999999, NULL,
     "decay of the squared gradient's running mean"},
    {"eps", ATTR_NUM, 0, false, 1e-7, 1e-30, 1, NULL, "added to the root of the second mean"},
    ATTR_DECAY(0),
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
                     .DECOUPLED = 0,
                     .CLIP = (float)setting_num(set, attrs, "clip")};
    Buffer *direction = lower_temp(lo, u->param->node, "lamb.direction", NUMBER_F32, 0, u->count);
    k_lamb_direction(lo, (LambDirection){.COUNT = u->count,
                                         .s = rule,
                                         .grad = u->grad,
                                         .moment1 = u->moment[0],
                                         .moment2 = u->moment[1],
                                         .direction = direction});
    Buffer *param_norm = norm_of(lo, u, u->packed, "lamb.param_norm"),
           *direction_norm = norm_of(lo, u, direction, "lamb.direction_norm");
    k_lamb_update(lo, (LambUpdate){.COUNT = u->count,
                                   .DECOUPLED = u->decay,
                                   .param_norm = param_norm,
                                   .direction_norm = direction_norm,
                                   .direction = direction,
                                   .param = u->packed});
}

const Optimizer optimizer_lamb = {
    .name = "lamb",
    .doc = "Adam's direction, in steps in proportion to the norm of each parameter.",
    .attrs = attrs,
    .n_moments = 2,
    .lower = lower_it,
};
