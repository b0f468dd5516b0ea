/* relu: max(x, 0), or min(max(x, 0), max) with `max=`. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"max", ATTR_NUM, 0, false, 0, 0, 1e30, NULL, "upper limit (6 for relu6); none when not written"},
    ATTR_END
};

static void forward(Lower *lo, Node *n)
{
    double parameter = attr_num(n, "max");
    forward_pointwise(lo, n, "relu_forward", &parameter);
}

static const LayerExample examples[] = {
    {"4x5x3", "relu"},
    {"4x3x17", "relu max=0.5"},
    {"7", "dense 5 relu"},
    {NULL, NULL}
};

const Layer layer_relu = {
    .kind = "relu", .doc = "max(x, 0).",
    .attrs = attrs, .min_in = 1, .max_in = 1, .activation = true, .shape = keep_shape, .flops = flops_per_output,
    .forward = forward, .backward = backward_slope, .slope = "relu_backward", .slope_attr = "max", .examples = examples,
};
