/* gelu: x * Phi(x), Phi the standard normal distribution; by tanh when told `approximate`. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"approximate", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "the tanh formula"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    int64_t len = lower_count(lo, stored_shape(n));
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    if (attr_flag(n, "approximate"))
        k_gelu_tanh_forward(lo, (GeluTanhForward){.LEN = len, .x = x, .y = y});
    else
        k_gelu_forward(lo, (GeluForward){.LEN = len, .x = x, .y = y});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0), *x = lower_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (!dx)
        return;
    if (attr_flag(n, "approximate"))
        k_gelu_tanh_backward(
            lo, (GeluTanhBackward){.LEN = lower_count(lo, n->out), .x = x, .dy = dy, .dx = dx});
    else
        k_gelu_backward(lo,
                        (GeluBackward){.LEN = lower_count(lo, n->out), .x = x, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    int64_t len = shape_count(stored_shape(n));
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    if (attr_flag(n, "approximate"))
        k_plain_gelu_tanh(lo, (PlainGeluTanh){.LEN = len, .x = x, .y = y});
    else
        k_plain_gelu(lo, (PlainGelu){.LEN = len, .x = x, .y = y});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    if (!attr_flag(n, "approximate"))
        return 0.5 * x * (1 + erf(x * 0.70710678118654752));
    return 0.5 * x * (1 + tanh(0.79788456080286536 * (x + 0.044715 * x * x * x)));
}

static const LayerExample examples[] = {
    {"4x5x3", "gelu"}, {"4x5x3", "gelu approximate"}, {"9", "dense 5 gelu"}, {NULL, NULL}};

const Layer layer_gelu = {
    .kind = "gelu",
    .doc = "x times the standard normal distribution at x.",
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
