/* relu: max(x, 0), or min(max(x, 0), max) with `max=`. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"max", ATTR_NUM, 0, false, 0, 0, 1e30, NULL,
     "upper limit (6 for relu6); none when not written"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    double parameter = attr_num(n, "max");
    if (lower_normed(lo, n)) { /* the convolution behind it makes it */
        lower_alias(lo, n, lower_in(lo, n, 0));
        return;
    }
    forward_pointwise(lo, n, "relu_forward", &parameter);
}

static void backward(Lower *lo, Node *n)
{
    Buffer *norm = lower_normed(lo, n), *dx = norm ? lower_grad_in(lo, n, 0) : NULL;
    if (!norm)
        backward_slope(lo, n);
    else if (dx)
        ir_emit(lo, "norm_relu_backward",
                IR_CONSTS(blocks(n->out.c), pixels(n->out), attr_num(n, "max")),
                IR_BUFS(lower_out(lo, n), norm, lower_grad_out(lo, n), dx));
}

static const LayerExample examples[] = {
    {"4x5x3", "relu"}, {"4x3x17", "relu max=0.5"}, {"7", "dense 5 relu"}, {NULL, NULL}};

const Layer layer_relu = {
    .kind = "relu",
    .doc = "max(x, 0).",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .slope = "relu_backward",
    .slope_attr = "max",
    .examples = examples,
};
