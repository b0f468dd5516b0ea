/* sigmoid: 1 / (1 + exp(-x)). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    ir_emit(lo, "sigmoid_forward", IR_CONSTS(n->out.c, pixels(lower_shape(lo, n))),
            IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
}

static const LayerExample examples[] = {{"4x5x3", "sigmoid"},
                                        {"3x2x21", "conv 19 1x1 sigmoid; conv 2 1x1"},
                                        {"9", "dense 5 sigmoid; dense 3"},
                                        {NULL, NULL}};

const Layer layer_sigmoid = {
    .kind = "sigmoid",
    .doc = "1 / (1 + exp(-x)).",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward_slope,
    .slope = "sigmoid_backward",
    .examples = examples,
};
