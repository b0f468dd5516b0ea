/* prelu: x where x > 0, else alpha * x, alpha a parameter, one number a channel or a value. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_OVER,
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    shape_over(sc, n, "alpha", INIT_ZEROS);
}

static void forward(Lower *lo, Node *n)
{
    if (over_values(n)) {
        k_values_prelu(lo, (ValuesPrelu){.LEN = lower_count(lo, n->out),
                                         .x = lower_in(lo, n, 0),
                                         .w = param_over(lo, n, "alpha"),
                                         .y = lower_out(lo, n)});
        return;
    }
    k_prelu_forward(lo, (PreluForward){.CB = blocks(n->out.c),
                                       .HW = pixels(n->out),
                                       .x = lower_in(lo, n, 0),
                                       .alpha = lower_vector_param(lo, n, "alpha"),
                                       .y = lower_out(lo, n)});
}

static void backward_values(Lower *lo, Node *n)
{
    int64_t len = lower_count(lo, n->out);
    Buffer *x = lower_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (lower_param_trains(lo, n, "alpha"))
        k_values_prelu_reduce(
            lo, (ValuesPreluReduce){
                    .LEN = len, .dy = dy, .x = x, .dw = lower_param_grad(lo, n, "alpha")});
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_values_prelu_backward(
            lo, (ValuesPreluBackward){
                    .LEN = len, .x = x, .w = param_over(lo, n, "alpha"), .dy = dy, .dx = dx});
}

static void backward(Lower *lo, Node *n)
{
    if (over_values(n)) {
        backward_values(lo, n);
        return;
    }
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

static void plain(Lower *lo, Node *n)
{
    const PlainRows r = plain_rows_over(lo, n);
    Buffer *alpha = plain_param(lo, n, "alpha");
    k_plain_prelu(lo, (PlainPrelu){.C = r.numbers,
                                   .HW = r.rows,
                                   .x = lower_in(lo, n, 0),
                                   .alpha = alpha,
                                   .y = lower_out(lo, n)});
}

static const LayerExample examples[] = {{"4x5x3", "prelu"},
                                        {"3x2x17", "conv 18 1x1; prelu; conv 2 1x1"},
                                        {"7", "dense 5; prelu frozen"},
                                        {"3x2x17", "prelu over=values; conv 2 1x1"},
                                        {"7", "dense 18; prelu over=values; dense 2"},
                                        {NULL, NULL}};

const Layer layer_prelu = {
    .kind = "prelu",
    .doc = "x where x > 0, else alpha * x; alpha is a parameter, one number a channel or a value.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
