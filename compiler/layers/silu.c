/* silu: x * sigmoid(x) (swish). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n) { forward_pointwise(lo, n, "silu_forward", NULL); }

static void backward(Lower *lo, Node *n) { backward_pointwise(lo, n, "silu_backward", NULL); }

static const LayerExample examples[] = {{"4x5x3", "silu"}, {"9", "dense 5 silu"}, {NULL, NULL}};

const Layer layer_silu = {
    .kind = "silu",
    .doc = "x * sigmoid(x).",
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
