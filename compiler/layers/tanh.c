/* tanh: the hyperbolic tangent. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n) { forward_pointwise(lo, n, "tanh_forward", NULL); }

static const LayerExample examples[] = {{"4x5x3", "tanh"}, {"9", "dense 5 tanh"}, {NULL, NULL}};

const Layer layer_tanh = {
    .kind = "tanh",
    .doc = "Hyperbolic tangent.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward_slope,
    .slope = "tanh_backward",
    .examples = examples,
};
