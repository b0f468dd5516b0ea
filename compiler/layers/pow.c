/* pow: the current value to the power of the one named, or of a number: 2 is the square, 0.5 the
 * root, -1 the reciprocal. */
#include "compiler/layers/broadcast.h"

static const AttrSpec attrs[] = {
    ATTR_VALUE("the exponent, in place of a name"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n) { operands_shape(sc, n, 2); }

static void forward(Lower *lo, Node *n)
{
    int hw = pixels(n->out);
    Buffer *a = broadcast_in(lo, n, 0);
    if (!takes_number(n))
        k_pow_maps(lo, (PowMaps){.C = n->out.c,
                                 .HW = hw,
                                 .a = a,
                                 .b = broadcast_in(lo, n, 1),
                                 .y = lower_out(lo, n)});
    else if (attr_num(n, "value") == 2)
        k_mul_maps(
            lo, (MulMaps){.CB = blocks(n->out.c), .HW = hw, .a = a, .b = a, .y = lower_out(lo, n)});
    else
        k_power_forward(
            lo,
            (PowerForward){
                .C = n->out.c, .HW = hw, .P = attr_num(n, "value"), .x = a, .y = lower_out(lo, n)});
}

static void backward_number(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_power_backward(lo, (PowerBackward){.C = n->out.c,
                                             .HW = pixels(n->out),
                                             .P = attr_num(n, "value"),
                                             .x = lower_in(lo, n, 0),
                                             .dy = lower_grad_out(lo, n),
                                             .dx = dx});
}

static void backward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        backward_number(lo, n);
        return;
    }
    int c = n->out.c, hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n), *da = broadcast_grad(lo, n, 0);
    if (da) {
        Buffer *a = broadcast_in(lo, n, 0), *b = broadcast_in(lo, n, 1);
        k_pow_backward(lo, (PowBackward){.C = c, .HW = hw, .a = a, .b = b, .dy = dy, .da = da});
        broadcast_grad_done(lo, n, 0, da);
    }
    Buffer *db = broadcast_grad(lo, n, 1);
    if (!db)
        return;
    k_pow_backward_exponent(lo, (PowBackwardExponent){.C = c,
                                                      .HW = hw,
                                                      .a = broadcast_in(lo, n, 0),
                                                      .b = broadcast_in(lo, n, 1),
                                                      .y = lower_out(lo, n),
                                                      .dy = dy,
                                                      .db = db});
    broadcast_grad_done(lo, n, 1, db);
}

static const LayerExample examples[] = {
    {"4x3x5", "pow 2; conv 2 1x1"},
    {"4x3x17", "softplus; pow (-0.5); conv 2 1x1"},
    {"7", "dense 5; pow 3"},
    {"4x3x5", "a: conv 5 1x1; softplus; pow a; conv 2 1x1"},
    {"4x3x17", "a: softplus; globalavgpool; s: identity; pow s from a; conv 2 1x1"},
    {NULL, NULL}};

const Layer layer_pow = {
    .kind = "pow",
    .doc = "The current value to the power of the one named, or of a number. Shapes go together "
           "as for `add`. Derivatives at 0 are those of PyTorch.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 2,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
