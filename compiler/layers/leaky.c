/* leaky: x where x > 0, else slope * x (Keras LeakyReLU). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"slope", ATTR_NUM, 1, false, 0.3, 0, 1e30, NULL, "factor of negative values"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    double parameter = attr_num(n, "slope");
    forward_pointwise(lo, n, "leaky_forward", &parameter);
}

static const LayerExample examples[] = {
    {"4x5x3", "leaky"}, {"9", "leaky 0.1"}, {"9", "leaky 0"}, {NULL, NULL}};

const Layer layer_leaky = {
    .kind = "leaky",
    .doc = "x where x > 0, else slope * x.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward_slope,
    .slope = "leaky_backward",
    .slope_attr = "slope",
    .examples = examples,
};
