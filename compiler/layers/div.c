/* div: the current value divided by the one named, or by a number. */
#include "compiler/layers/broadcast.h"
#include <math.h>

static const AttrSpec attrs[] = {
    ATTR_VALUE("a number to divide by, in place of a name; at least 1e-30 in size"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    operands_shape(sc, n, 2);
    if (!takes_number(n))
        return;
    const double by = attr_num(n, "value");
    if (by == 0)
        shape_error_at(sc, attr_value(n, "value")->span, "div by 0");
    else if (fabs(by) < 1e-30) /* a float holds the inverse */
        shape_error_at(sc, attr_value(n, "value")->span,
                       "div by %.6g; expected a number of at least 1e-30 in size", by);
}

static void forward(Lower *lo, Node *n)
{
    if (takes_number(n))
        forward_linear(lo, n, 1 / attr_num(n, "value"), 0);
    else
        k_div_maps(lo, (DivMaps){.C = n->out.c,
                                 .HW = pixels(n->out),
                                 .a = broadcast_in(lo, n, 0),
                                 .b = broadcast_in(lo, n, 1),
                                 .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        backward_linear(lo, n, 1 / attr_num(n, "value"));
        return;
    }
    int hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n), *da = broadcast_grad(lo, n, 0);
    if (da) {
        k_div_maps(
            lo, (DivMaps){.C = n->out.c, .HW = hw, .a = dy, .b = broadcast_in(lo, n, 1), .y = da});
        broadcast_grad_done(lo, n, 0, da);
    }
    Buffer *db = broadcast_grad(lo, n, 1);
    if (!db)
        return;
    k_div_backward(lo, (DivBackward){.C = n->out.c,
                                     .HW = hw,
                                     .a = broadcast_in(lo, n, 0),
                                     .b = broadcast_in(lo, n, 1),
                                     .dy = dy,
                                     .db = db});
    broadcast_grad_done(lo, n, 1, db);
}

static const LayerExample examples[] = {
    {"5x4x3", "a: exp; conv 3 3x3; div a; relu"},
    {"4x3x5", "a: identity; globalavgpool; exp; s: identity; div s from a; conv 2 1x1"},
    {"4x3x17", "a: softplus; globalavgpool; div a; conv 2 1x1"},
    {"4x3x5", "div value=-4; conv 2 1x1"},
    {"6", "a: dense 17 softplus; b: dense 17; div a"},
    {NULL, NULL}};

const Layer layer_div = {
    .kind = "div",
    .doc = "The current value divided by the one named, or by a number. Shapes go together as for "
           "`add`.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 2,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
