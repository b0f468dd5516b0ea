/* mish: x * tanh(log(1 + exp(x))). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_mish_forward(lo, (MishForward){.LEN = lower_count(lo, stored_shape(n)),
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_mish_backward(lo, (MishBackward){.LEN = lower_count(lo, n->out),
                                           .x = lower_in(lo, n, 0),
                                           .dy = lower_grad_out(lo, n),
                                           .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_mish(lo, (PlainMish){.LEN = shape_count(stored_shape(n)),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return x * tanh(log1p(exp(x)));
}

static const LayerExample examples[] = {{"4x5x3", "mish"}, {"7", "dense 5 mish"}, {NULL, NULL}};

const Layer layer_mish = {
    .kind = "mish",
    .doc = "x * tanh(log(1 + exp(x))).",
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
