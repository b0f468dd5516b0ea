/* sub: the current value less the one named, or less a number. */
#include "compiler/layers/broadcast.h"

static const AttrSpec attrs[] = {
    ATTR_VALUE("a number to subtract, in place of a name"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n) { operands_shape(sc, n, 2); }

static void forward(Lower *lo, Node *n)
{
    if (takes_number(n))
        forward_linear(lo, n, 1, -attr_num(n, "value"));
    else
        k_sub_maps(lo, (SubMaps){.CB = blocks(n->out.c),
                                 .HW = pixels(n->out),
                                 .a = broadcast_in(lo, n, 0),
                                 .b = broadcast_in(lo, n, 1),
                                 .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        backward_identity(lo, n);
        return;
    }
    if (shape_count(n->in[0]->out) == shape_count(n->out))
        lower_grad_alias(lo, n, 0, lower_grad_out(lo, n));
    else if (lower_wants_grad(lo, n, 0))
        broadcast_grad_done(lo, n, 0, lower_grad_out(lo, n));
    Buffer *db = broadcast_grad(lo, n, 1);
    if (!db)
        return;
    k_linear_backward(
        lo, (LinearBackward){
                .LEN = lower_count(lo, n->out), .A = -1, .dy = lower_grad_out(lo, n), .dx = db});
    broadcast_grad_done(lo, n, 1, db);
}

static const LayerExample examples[] = {
    {"5x4x3", "a: identity; conv 3 3x3; sub a; relu"},
    {"4x3x5", "a: identity; globalavgpool; sub a; conv 2 1x1"},
    {"4x3x17", "a: identity; globalavgpool; s: identity; sub s from a; conv 2 1x1"},
    {"4x3x5", "sub 0.5; conv 2 1x1"},
    {"6", "a: dense 1; b: dense 5; sub a from b"},
    {NULL, NULL}};

const Layer layer_sub = {
    .kind = "sub",
    .doc = "The current value less the one named, or less a number. Shapes go together as for "
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
