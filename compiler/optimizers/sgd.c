/* sgd: w -= rate * g; with momentum, v = momentum * v - rate * g and w += v, or with nesterov w +=
 * momentum * v - rate * g. With velocity=gradients, v = momentum * v + g and w -= rate * v, or with
 * nesterov w -= rate * (g + momentum * v), as PyTorch's: the same while the rate stays. */
#include "compiler/optimizers/optimizer.h"
#include <string.h>

static const AttrSpec attrs[] = {
    ATTR_RATE(0.01),
    {"momentum", ATTR_NUM, 0, false, 0, 0, 1, NULL, "share of the last step's velocity"},
    {"nesterov", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "Nesterov's momentum"},
    {"velocity", ATTR_NAME, 0, false, 0, 0, 0, "steps gradients",
     "what it sums up: steps, each with the rate of its time (Keras), or gradients, on which the "
     "rate of the day acts (PyTorch)"},
    ATTR_L2,
    ATTR_CLIP,
    ATTR_END,
};

static int moments(const Setting *set) { return setting_num(set, attrs, "momentum") > 0 ? 1 : 0; }

static bool sums_gradients(const Setting *set)
{
    const char *of = set->attr[attr_find(attrs, "velocity")].str;
    return of && !strcmp(of, "gradients");
}

static void lower_it(Lower *lo, const Setting *set, const ParamUpdate *u)
{
    double momentum = setting_num(set, attrs, "momentum"), clip = setting_num(set, attrs, "clip");
    if (momentum > 0 && sums_gradients(set))
        k_sgd_gradients_update(lo,
                               (SgdGradientsUpdate){.COUNT = u->count,
                                                    .MOMENTUM = momentum,
                                                    .NESTEROV = setting_num(set, attrs, "nesterov"),
                                                    .DECAY = u->decay,
                                                    .CLIP = clip,
                                                    .grad = u->grad,
                                                    .param = u->packed,
                                                    .velocity = u->moment[0]});
    else if (momentum > 0)
        k_sgd_momentum_update(lo,
                              (SgdMomentumUpdate){.COUNT = u->count,
                                                  .MOMENTUM = momentum,
                                                  .NESTEROV = setting_num(set, attrs, "nesterov"),
                                                  .DECAY = u->decay,
                                                  .CLIP = clip,
                                                  .grad = u->grad,
                                                  .param = u->packed,
                                                  .velocity = u->moment[0]});
    else
        k_sgd_update(lo, (SgdUpdate){.COUNT = u->count,
                                     .DECAY = u->decay,
                                     .CLIP = clip,
                                     .grad = u->grad,
                                     .param = u->packed});
}

static bool learn(const Setting *set, LearnStep *to)
{
    to->by = !moments(set) ? 0 : sums_gradients(set) ? 2 : 1; /* ORDER: mk_plain_step */
    to->nesterov = to->by && setting_num(set, attrs, "nesterov") > 0;
    to->momentum = setting_num(set, attrs, "momentum");
    return true;
}

const Optimizer optimizer_sgd = {
    .name = "sgd",
    .doc = "Stochastic gradient descent, with `momentum` if it is above 0.",
    .attrs = attrs,
    .n_moments = 1,
    .moments = moments,
    .lower = lower_it,
    .learn = learn,
};
