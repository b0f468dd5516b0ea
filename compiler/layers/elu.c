/* elu: x where x > 0, else alpha * (exp(x) - 1). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"alpha", ATTR_NUM, 1, false, 1, 0, 1e30, NULL, "factor of negative values"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_elu_forward(lo, (EluForward){.LEN = lower_count(lo, stored_shape(n)),
                                   .ALPHA = stored_limit(lo, attr_num(n, "alpha")),
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_elu_backward(lo, (EluBackward){.LEN = len,
                                     .ALPHA = stored_limit(lo, attr_num(n, "alpha")),
                                     .y = y,
                                     .dy = dy,
                                     .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_elu(lo, (PlainElu){.LEN = shape_count(stored_shape(n)),
                               .ALPHA = attr_num(n, "alpha"),
                               .x = lower_in(lo, n, 0),
                               .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x) { return x > 0 ? x : attr_num(n, "alpha") * expm1(x); }

static const LayerExample examples[] = {{"4x5x3", "elu"}, {"9", "elu 0.5"}, {NULL, NULL}};

const Layer layer_elu = {
    .kind = "elu",
    .doc = "x where x > 0, else alpha * (exp(x) - 1).",
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
