/* log: natural logarithm. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_log_forward(lo, (LogForward){.C = n->out.c,
                                   .HW = pixels(stored_shape(n)),
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_log_backward(lo, (LogBackward){.C = n->out.c,
                                         .HW = pixels(n->out),
                                         .x = lower_in(lo, n, 0),
                                         .dy = lower_grad_out(lo, n),
                                         .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_log(lo, (PlainLog){.LEN = shape_count(stored_shape(n)),
                               .x = lower_in(lo, n, 0),
                               .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return log(x);
}

static const LayerExample examples[] = {{"4x5x3", "exp; log; conv 2 1x1"},
                                        {"3x2x17", "softplus; log; conv 2 1x1"},
                                        {"7", "sigmoid; log; dense 3"},
                                        {NULL, NULL}};

const Layer layer_log = {
    .kind = "log",
    .doc = "Natural logarithm: -infinity at 0, NaN below.",
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
