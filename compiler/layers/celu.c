/* celu: x where x > 0, else alpha * (exp(x / alpha) - 1). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"alpha", ATTR_NUM, 1, false, 1, 1e-30, 1e30, NULL, "limit of negative values"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_scaled_elu_forward(lo, (ScaledEluForward){.LEN = lower_count(lo, stored_shape(n)),
                                                .SCALE = 1,
                                                .ALPHA = stored_limit(lo, attr_num(n, "alpha")),
                                                .RATE = 1 / attr_num(n, "alpha"),
                                                .x = lower_in(lo, n, 0),
                                                .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_scaled_elu_backward(lo, (ScaledEluBackward){.LEN = len,
                                                  .SCALE = 1,
                                                  .ALPHA = stored_limit(lo, attr_num(n, "alpha")),
                                                  .RATE = 1 / attr_num(n, "alpha"),
                                                  .y = y,
                                                  .dy = dy,
                                                  .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_scaled_elu(lo, (PlainScaledElu){.LEN = shape_count(stored_shape(n)),
                                            .SCALE = 1,
                                            .ALPHA = attr_num(n, "alpha"),
                                            .RATE = 1 / attr_num(n, "alpha"),
                                            .x = lower_in(lo, n, 0),
                                            .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    const double a = attr_num(n, "alpha");
    return x > 0 ? x : a * expm1(x / a);
}

static const LayerExample examples[] = {
    {"4x5x3", "celu"}, {"7", "dense 5; celu 0.5"}, {NULL, NULL}};

const Layer layer_celu = {
    .kind = "celu",
    .doc = "x where x > 0, else alpha * (exp(x / alpha) - 1).",
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
