/* exp: e to the power of x; beyond 88.37 as there. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_exp_forward(lo, (ExpForward){.C = n->out.c,
                                   .HW = pixels(stored_shape(n)),
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    (void)n;
    k_exp_backward(lo, (ExpBackward){.LEN = len, .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_exp(lo, (PlainExp){.LEN = shape_count(stored_shape(n)),
                               .x = lower_in(lo, n, 0),
                               .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return exp(x);
}

static const LayerExample examples[] = {
    {"4x5x3", "exp; conv 2 1x1"}, {"7", "dense 5; exp; dense 3"}, {NULL, NULL}};

const Layer layer_exp = {
    .kind = "exp",
    .doc = "exp(x); x beyond 88.37 counts as that.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
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
