/* rmsprop: the gradient over the root of its running mean square (Keras: epsilon inside the root);
 * with momentum, steps are summed into a velocity. */
#include "compiler/optimizers/optimizer.h"

static const AttrSpec attrs[] = {
    ATTR_RATE(0.001),
    {"rho", ATTR_NUM, 0, false, 0.9, 0, 0.999999, NULL,
     "decay of the squared gradient's running mean"},
    {"momentum", ATTR_NUM, 0, false, 0, 0, 1, NULL, "share of the last step's velocity"},
    {"eps", ATTR_NUM, 0, false, 1e-7, 1e-30, 1, NULL, "added to the running mean square"},
    ATTR_L2,
    ATTR_CLIP,
    ATTR_END,
};

static int moments(const Setting *set) { return setting_num(set, attrs, "momentum") > 0 ? 2 : 1; }

static void lower_it(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    double rho = setting_num(set, attrs, "rho"), momentum = setting_num(set, attrs, "momentum"),
           eps = setting_num(set, attrs, "eps");
    double clip = setting_num(set, attrs, "clip");
    if (momentum > 0)
        k_rmsprop_momentum_update(lo, (RmspropMomentumUpdate){.COUNT = u->count,
                                                              .RHO = rho,
                                                              .ONE_MINUS_RHO = 1 - rho,
                                                              .MOMENTUM = momentum,
                                                              .EPSILON = eps,
                                                              .DECAY = u->decay,
                                                              .CLIP = clip,
                                                              .grad = u->grad,
                                                              .param = u->packed,
                                                              .square = u->moment[0],
                                                              .velocity = u->moment[1]});
    else
        k_rmsprop_update(lo, (RmspropUpdate){.COUNT = u->count,
                                             .RHO = rho,
                                             .ONE_MINUS_RHO = 1 - rho,
                                             .EPSILON = eps,
                                             .DECAY = u->decay,
                                             .CLIP = clip,
                                             .grad = u->grad,
                                             .param = u->packed,
                                             .square = u->moment[0]});
}

const Optimizer optimizer_rmsprop = {
    .name = "rmsprop",
    .doc = "Gradient over the root of its running mean square.",
    .attrs = attrs,
    .n_moments = 1,
    .moments = moments,
    .lower = lower_it,
};
