/* prelu: x where x > 0, else alpha * x, alpha a parameter, one number a channel. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    shape_vector(sc, n, "alpha", n->out.c, INIT_ZEROS);
}

static void forward(Lower *lo, Node *n)
{
    k_prelu_forward(lo, (PreluForward){.CB = blocks(n->out.c),
                                       .HW = pixels(n->out),
                                       .x = lower_in(lo, n, 0),
                                       .alpha = lower_vector_param(lo, n, "alpha"),
                                       .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *x = lower_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (lower_param_trains(lo, n, "alpha"))
        k_prelu_reduce(
            lo,
            (PreluReduce){
                .CB = cb, .HW = hw, .x = x, .dy = dy, .dalpha = lower_param_grad(lo, n, "alpha")});
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_prelu_backward(lo, (PreluBackward){.CB = cb,
                                             .HW = hw,
                                             .x = x,
                                             .alpha = lower_vector_param(lo, n, "alpha"),
                                             .dy = dy,
                                             .dx = dx});
}

static const LayerExample examples[] = {{"4x5x3", "prelu"},
                                        {"3x2x17", "conv 18 1x1; prelu; conv 2 1x1"},
                                        {"7", "dense 5; prelu frozen"},
                                        {NULL, NULL}};

const Layer layer_prelu = {
    .kind = "prelu",
    .doc = "x where x > 0, else alpha * x; alpha is a parameter, one number a channel.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
