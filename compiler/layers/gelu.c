/* gelu: x * Phi(x), Phi the standard normal distribution; by tanh when told `approximate`. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"approximate", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "the tanh formula"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    forward_pointwise(lo, n, attr_flag(n, "approximate") ? "gelu_tanh_forward" : "gelu_forward",
                      NULL);
}

static void backward(Lower *lo, Node *n)
{
    backward_pointwise(lo, n, attr_flag(n, "approximate") ? "gelu_tanh_backward" : "gelu_backward",
                       NULL);
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
    .backward = backward,
    .examples = examples,
};
