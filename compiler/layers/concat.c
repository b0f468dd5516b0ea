/* concat: the channels of the current value, then those of the values named. */
#include "compiler/layers/lowering.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    Arena *a = shape_arena(sc);
    Shape s = n->in[0]->out;
    int64_t c = s.c;
    for (int i = 1; i < n->n_in; i++) {
        Shape t = n->in[i]->out;
        if (t.rank != s.rank || t.h != s.h || t.w != s.w) {
            shape_error(sc, n, "concat needs maps of one size: %s is %s, %s is %s", n->in[0]->name,
                        shape_text(a, s), n->in[i]->name, shape_text(a, t));
            return;
        }
        c += t.c;
    }
    if (c > DIM_MAX) {
        shape_error(sc, n, "concat of %.0f channels is too large", (double)c);
        return;
    }
    n->out = (Shape){s.rank, s.h, s.w, (int)c};
}

static void forward(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        int c = n->in[i]->out.c;
        k_concat_copy(lo, (ConcatCopy){.HW = pixels(n->out),
                                       .C = c,
                                       .TOTAL = n->out.c,
                                       .AT = at,
                                       .x = lower_in(lo, n, i),
                                       .y = lower_out(lo, n)});
        at += c;
    }
}

static void backward(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        int c = n->in[i]->out.c;
        Buffer *dx = lower_grad_in(lo, n, i);
        if (dx)
            k_concat_slice(lo, (ConcatSlice){.HW = pixels(n->out),
                                             .C = c,
                                             .TOTAL = n->out.c,
                                             .AT = at,
                                             .y = lower_grad_out(lo, n),
                                             .x = dx});
        at += c;
    }
}

static void plain(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        int c = n->in[i]->out.c;
        k_plain_concat(lo, (PlainConcat){.HW = pixels(n->out),
                                         .C = c,
                                         .TOTAL = n->out.c,
                                         .AT = at,
                                         .x = lower_in(lo, n, i),
                                         .y = lower_out(lo, n)});
        at += c;
    }
}

static const LayerExample examples[] = {
    {"4x3x3", "a: identity; conv 17 1x1; concat a; conv 2 1x1"},
    {"4x3x3", "a: conv 16 1x1; conv 16 1x1; concat a; conv 2 1x1"},
    {"4x3x3", "a: conv 5 1x1; b: conv 13 1x1; conv 20 1x1; concat a b; conv 3 1x1"},
    {NULL, NULL}};

const Layer layer_concat = {
    .kind = "concat",
    .doc = "The channels of the current value and of those named, one after the other.",
    .attrs = attrs,
    .min_in = 2,
    .max_in = INT_MAX,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
