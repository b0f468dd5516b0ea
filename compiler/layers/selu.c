/* selu: a scaled elu that keeps mean and variance of what enters it. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

/* G. Klambauer et al., Self-Normalizing Neural Networks, 2017. */
static const double scale = 1.0507009873554805, alpha = 1.6732632423543772;

static void forward(Lower *lo, Node *n)
{
    k_scaled_elu_forward(lo, (ScaledEluForward){.LEN = lower_count(lo, stored_shape(n)),
                                                .SCALE = scale,
                                                .ALPHA = stored_limit(lo, scale * alpha),
                                                .RATE = 1,
                                                .x = lower_in(lo, n, 0),
                                                .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    (void)n;
    k_scaled_elu_backward(lo, (ScaledEluBackward){.LEN = len,
                                                  .SCALE = scale,
                                                  .ALPHA = stored_limit(lo, scale * alpha),
                                                  .RATE = 1,
                                                  .y = y,
                                                  .dy = dy,
                                                  .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_scaled_elu(lo, (PlainScaledElu){.LEN = shape_count(stored_shape(n)),
                                            .SCALE = scale,
                                            .ALPHA = scale * alpha,
                                            .RATE = 1,
                                            .x = lower_in(lo, n, 0),
                                            .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return x > 0 ? scale * x : scale * alpha * expm1(x);
}

static const LayerExample examples[] = {{"4x5x3", "selu"}, {"7", "dense 5 selu"}, {NULL, NULL}};

const Layer layer_selu = {
    .kind = "selu",
    .doc = "scale * x where x > 0, else scale * alpha * (exp(x) - 1); scale 1.0507, alpha 1.6733.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8_by_table,
    .at = at,
    .backward = backward_slope,
    .slope = slope,
    .traits = TRAIT_NONDECREASING,
    .examples = examples,
};
