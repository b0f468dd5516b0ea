/* add: the sum of the current value and those named; all of one shape. */
#include "compiler/layers/lowering.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static double flops(const Node *n) { return (double)shape_count(n->out) * (n->n_in - 1); }

/* The first of two is the one that is made later, since it may be made with the other added to it.
 */
static void forward(Lower *lo, Node *n)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    bool turn = n->n_in == 2 && n->in[1]->id > n->in[0]->id;
    Buffer *sum = lower_in(lo, n, turn);
    for (int i = 1; i < n->n_in; i++) {
        Buffer *to = i == n->n_in - 1
                         ? lower_out(lo, n)
                         : lower_temp(lo, n, "sum", NUMBER_F32, lower_count(lo, n->out), 0);
        k_add_maps(
            lo,
            (AddMaps){.CB = cb, .HW = hw, .a = sum, .b = lower_in(lo, n, turn ? 0 : i), .y = to});
        sum = to;
    }
}

static void backward(Lower *lo, Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        lower_grad_alias(lo, n, i, lower_grad_out(lo, n));
}

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
    {NULL, NULL}};

const Layer layer_add = {
    .kind = "add",
    .doc = "Sum of the current value and those named.",
    .attrs = attrs,
    .min_in = 2,
    .max_in = INT_MAX,
    .shape = equal_shapes,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
