/* sqrt: square root. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_sqrt_forward(lo, (SqrtForward){.LEN = lower_count(lo, stored_shape(n)),
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_sqrt_backward(lo, (SqrtBackward){.C = n->out.c,
                                           .HW = pixels(n->out),
                                           .y = lower_out(lo, n),
                                           .dy = lower_grad_out(lo, n),
                                           .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_sqrt(lo, (PlainSqrt){.LEN = shape_count(stored_shape(n)),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return sqrt(x);
}

static const LayerExample examples[] = {{"4x5x3", "exp; sqrt; conv 2 1x1"},
                                        {"3x2x17", "softplus; sqrt; conv 2 1x1"},
                                        {"7", "sigmoid; sqrt; dense 3"},
                                        {NULL, NULL}};

const Layer layer_sqrt = {
    .kind = "sqrt",
    .doc = "Square root: NaN below 0; at 0 its derivative is infinite.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8_by_table,
    .at = at,
    .backward = backward,
    .examples = examples,
};
