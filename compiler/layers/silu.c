/* silu: x * sigmoid(beta * x) (swish). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"beta", ATTR_NUM, 0, false, 1, -1e30, 1e30, NULL, "factor of x in the sigmoid"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    if (attr_num(n, "beta") != 1)
        k_swish_forward(lo, (SwishForward){.LEN = lower_count(lo, stored_shape(n)),
                                           .BETA = attr_num(n, "beta"),
                                           .x = lower_in(lo, n, 0),
                                           .y = lower_out(lo, n)});
    else
        k_silu_forward(lo, (SiluForward){.LEN = lower_count(lo, stored_shape(n)),
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx && attr_num(n, "beta") != 1)
        k_swish_backward(lo, (SwishBackward){.LEN = lower_count(lo, n->out),
                                             .BETA = attr_num(n, "beta"),
                                             .x = lower_in(lo, n, 0),
                                             .dy = lower_grad_out(lo, n),
                                             .dx = dx});
    else if (dx)
        k_silu_backward(lo, (SiluBackward){.LEN = lower_count(lo, n->out),
                                           .x = lower_in(lo, n, 0),
                                           .dy = lower_grad_out(lo, n),
                                           .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_silu(lo, (PlainSilu){.LEN = shape_count(stored_shape(n)),
                                 .BETA = attr_num(n, "beta"),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x) { return x / (1 + exp(-attr_num(n, "beta") * x)); }

static const LayerExample examples[] = {
    {"4x5x3", "silu"}, {"4x3x17", "silu beta=1.702"}, {"9", "dense 5 silu"}, {NULL, NULL}};

const Layer layer_silu = {
    .kind = "silu",
    .doc = "x * sigmoid(beta * x).",
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
    .backward = backward,
    .examples = examples,
};
