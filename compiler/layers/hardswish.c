/* hardswish: x * min(max(x + 3, 0), 6) / 6. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_hardswish_forward(lo, (HardswishForward){.LEN = lower_count(lo, stored_shape(n)),
                                               .x = lower_in(lo, n, 0),
                                               .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_hardswish_backward(lo, (HardswishBackward){.LEN = lower_count(lo, n->out),
                                                     .x = lower_in(lo, n, 0),
                                                     .dy = lower_grad_out(lo, n),
                                                     .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_hardswish(lo, (PlainHardswish){.LEN = shape_count(stored_shape(n)),
                                           .x = lower_in(lo, n, 0),
                                           .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    (void)n;
    return x * fmin(fmax(x + 3, 0), 6) / 6;
}

static const LayerExample examples[] = {{"4x5x3", "hardswish"}, {"40", "hardswish"}, {NULL, NULL}};

const Layer layer_hardswish = {
    .kind = "hardswish",
    .doc = "x * min(max(x + 3, 0), 6) / 6.",
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
