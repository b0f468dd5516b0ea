/* add: the sum of the current value and those named, or of it and a number. Where a value has 1 and
 * another more, it is repeated. */
#include "compiler/layers/broadcast.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_VALUE("a number to add, in place of names"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n) { operands_shape(sc, n, 0); }

static double flops(const Node *n)
{
    return (double)shape_count(n->out) * (takes_number(n) ? 1 : n->n_in - 1);
}

/* The first of two is the one that is made later, since it may be made with the other added to it.
 */
static void forward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        forward_linear(lo, n, 1, attr_num(n, "value"));
        return;
    }
    int cb = blocks(n->out.c), hw = pixels(n->out);
    bool turn = n->n_in == 2 && n->in[1]->id > n->in[0]->id;
    Buffer *sum = broadcast_in(lo, n, turn);
    for (int i = 1; i < n->n_in; i++) {
        Buffer *to = i == n->n_in - 1
                         ? lower_out(lo, n)
                         : lower_temp(lo, n, "sum", NUMBER_F32, lower_count(lo, n->out), 0);
        k_add_maps(
            lo, (AddMaps){
                    .CB = cb, .HW = hw, .a = sum, .b = broadcast_in(lo, n, turn ? 0 : i), .y = to});
        sum = to;
    }
}

static void backward(Lower *lo, Node *n)
{
    for (int i = 0; i < n->n_in; i++) {
        Shape s = n->in[i]->out;
        if (shape_count(s) == shape_count(n->out))
            lower_grad_alias(lo, n, i, lower_grad_out(lo, n));
        else if (lower_wants_grad(lo, n, i))
            broadcast_grad_done(lo, n, i, lower_grad_out(lo, n));
    }
}

static bool plain_takes(const Node *n) { return !takes_number(n) && no_input_repeats(n); }

static void plain(Lower *lo, Node *n)
{
    int64_t len = shape_count(n->out);
    Buffer *sum = lower_in(lo, n, 0);
    for (int i = 1; i < n->n_in; i++) {
        Buffer *to = i == n->n_in - 1 ? lower_out(lo, n)
                                      : lower_temp(lo, n, "sum", NUMBER_F32, len, 0);
        k_plain_add(lo, (PlainAdd){.LEN = len, .a = sum, .b = lower_in(lo, n, i), .y = to});
        sum = to;
    }
}

static const LayerExample examples[] = {
    {"5x4x3", "a: identity; conv 3 3x3; add a; relu"},
    {"5x4x3", "a: conv 2 1x1; b: conv 2 1x1; conv 2 3x3; add a b"},
    {"6", "dense 6; a: identity; add a"},
    {"4x3x5", "a: identity; globalavgpool; add a; conv 2 1x1"},
    {"4x3x18", "a: identity; conv 1 1x1; b: identity; maxpool 4x1 from a; add b a"},
    {"4x3x5", "add 0.5; conv 2 1x1"},
    {"17", "dense 18; add (-2); dense 3"},
    {NULL, NULL}};

const Layer layer_add = {
    .kind = "add",
    .doc = "Sum of the current value and those named, or of it and a number. Where one value has "
           "1 and another more it is repeated, a vector as a map of 1x1.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = INT_MAX,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .plain_takes = plain_takes,
    .backward = backward,
    .examples = examples,
};
