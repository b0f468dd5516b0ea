/* hardswish: x * min(max(x + 3, 0), 6) / 6. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n) { forward_pointwise(lo, n, "hardswish_forward", NULL); }

static void backward(Lower *lo, Node *n) { backward_pointwise(lo, n, "hardswish_backward", NULL); }

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
    .backward = backward,
    .examples = examples,
};
