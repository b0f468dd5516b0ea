/* softsign: x / (1 + |x|). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_softsign_forward(lo, (SoftsignForward){.LEN = lower_count(lo, stored_shape(n)),
                                             .x = lower_in(lo, n, 0),
                                             .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    (void)n;
    k_softsign_backward(lo, (SoftsignBackward){.LEN = len, .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_softsign(lo, (PlainSoftsign){.LEN = shape_count(stored_shape(n)),
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return x / (1 + fabs(x));
}

static const LayerExample examples[] = {
    {"4x5x3", "softsign"}, {"7", "dense 5 softsign"}, {NULL, NULL}};

const Layer layer_softsign = {
    .kind = "softsign",
    .doc = "x / (1 + |x|).",
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
