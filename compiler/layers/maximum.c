/* maximum: the largest of the current value and those named, or of it and a number. */
#include "compiler/layers/broadcast.h"
#include <float.h>
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_VALUE("a number, in place of names: a lower limit"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n) { operands_shape(sc, n, 0); }

/* The largest of inputs 0 ... i. */
static Buffer *first_inputs(Lower *lo, Node *n, int i)
{
    Buffer *y = broadcast_in(lo, n, 0);
    for (int k = 1; k <= i; k++) {
        Buffer *to = k == n->n_in - 1
                         ? lower_out(lo, n)
                         : lower_temp(lo, n, "larger", NUMBER_F32, lower_count(lo, n->out), 0);
        k_larger_maps(lo, (LargerMaps){.CB = blocks(n->out.c),
                                       .HW = pixels(n->out),
                                       .LEAST = 0,
                                       .a = y,
                                       .b = broadcast_in(lo, n, k),
                                       .y = to});
        y = to;
    }
    return y;
}

static void forward(Lower *lo, Node *n)
{
    if (takes_number(n))
        forward_clip(lo, n, attr_num(n, "value"), FLT_MAX);
    else
        first_inputs(lo, n, n->n_in - 1);
}

/* dy times the slope of the largest of a and b by a. */
static void share(Lower *lo, Node *n, Buffer *a, Buffer *b, Buffer *dy, Buffer *da)
{
    k_larger_backward(
        lo, (LargerBackward){
                .LEN = lower_count(lo, n->out), .LEAST = 0, .a = a, .b = b, .dy = dy, .da = da});
}

/* From the last input back: it takes its share of the gradient, the largest of those before it the
 * rest. */
static void backward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        backward_clip(lo, n, attr_num(n, "value"), FLT_MAX);
        return;
    }
    Buffer *dy = lower_grad_out(lo, n);
    for (int i = n->n_in - 1; i > 0; i--) {
        Buffer *before = first_inputs(lo, n, i - 1), *db = broadcast_grad(lo, n, i);
        if (db) {
            share(lo, n, broadcast_in(lo, n, i), before, dy, db);
            broadcast_grad_done(lo, n, i, db);
        }
        Buffer *rest = i > 1 ? lower_temp(lo, n, "rest", NUMBER_F32, lower_count(lo, n->out), 0)
                             : broadcast_grad(lo, n, 0);
        if (rest)
            share(lo, n, before, broadcast_in(lo, n, i), dy, rest);
        if (rest && i == 1)
            broadcast_grad_done(lo, n, 0, rest);
        dy = rest;
    }
}

static const LayerExample examples[] = {
    {"5x4x3", "a: identity; conv 3 3x3; maximum a; relu"},
    {"4x3x5", "a: identity; globalavgpool; maximum a; conv 2 1x1"},
    {"4x3x17", "a: conv 17 1x1; b: conv 17 1x1 from a; conv 17 1x1; maximum a b; conv 2 1x1"},
    {"4x3x5", "maximum 0.1; conv 2 1x1"},
    {NULL, NULL}};

const Layer layer_maximum = {
    .kind = "maximum",
    .doc = "The largest of the current value and those named, or of it and a number. Shapes go "
           "together as for `add`. Equal values share their gradient.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = INT_MAX,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
