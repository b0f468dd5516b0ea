/* globalavgpool: the mean of each channel over the map; leaves a vector. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static double input_flops(const Node *n) { return (double)shape_count(n->in[0]->out); }

static void forward(Lower *lo, Node *n)
{
    ir_emit(lo, "globalavgpool_forward", IR_CONSTS(blocks(n->out.c), pixels(n->in[0]->out)),
            IR_BUFS(lower_in(lo, n, 0), lower_out(lo, n)));
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        ir_emit(lo, "globalavgpool_backward", IR_CONSTS(blocks(n->out.c), pixels(n->in[0]->out)),
                IR_BUFS(lower_grad_out(lo, n), dx));
}

static const LayerExample examples[] = {
    {"4x5x3", "globalavgpool"}, {"9x8x18", "globalavgpool"}, {NULL, NULL}};

const Layer layer_globalavgpool = {
    .kind = "globalavgpool",
    .doc = "Mean of each channel over the whole map.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = global_pool_shape,
    .flops = input_flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
