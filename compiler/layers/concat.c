/* concat: the current value, then those named, one after the other along an axis: their channels,
 * rows (height) or columns (width). */
#include "compiler/layers/int8.h"
#include <limits.h>
#include <string.h>

static const AttrSpec attrs[] = {
    {"axis", ATTR_NAME, 0, false, 0, 0, 0, "channels height width", "along which they are joined"},
    ATTR_END,
};

static bool axis_is(const Node *n, const char *word)
{
    return strcmp(attr_str(n, "axis"), word) == 0;
}

static int along(const Node *n, Shape s)
{
    return axis_is(n, "height") ? s.h : axis_is(n, "width") ? s.w : s.c;
}

static bool alike(const Node *n, Shape s, Shape t)
{
    return t.rank == s.rank && (t.h == s.h || axis_is(n, "height")) &&
           (t.w == s.w || axis_is(n, "width")) && (t.c == s.c || axis_is(n, "channels"));
}

static void shape(ShapeCtx *sc, Node *n)
{
    Arena *a = shape_arena(sc);
    Shape s = n->in[0]->out;
    int64_t sum = along(n, s);
    if (!axis_is(n, "channels") && !want_map(sc, n))
        return;
    for (int i = 1; i < n->n_in; i++) {
        Shape t = n->in[i]->out;
        if (!alike(n, s, t)) {
            shape_error(sc, n, "concat needs maps of one %s: %s is %s, %s is %s",
                        axis_is(n, "channels") ? "size"
                        : axis_is(n, "height") ? "width and number of channels"
                                               : "height and number of channels",
                        n->in[0]->name, shape_text(a, s), n->in[i]->name, shape_text(a, t));
            return;
        }
        sum += along(n, t);
    }
    if (sum > DIM_MAX) {
        shape_error(sc, n, "concat of %.0f %s is too large", (double)sum,
                    axis_is(n, "channels") ? "channels"
                    : axis_is(n, "height") ? "rows"
                                           : "columns");
        return;
    }
    n->out = s;
    *(axis_is(n, "height") ? &n->out.h : axis_is(n, "width") ? &n->out.w : &n->out.c) = (int)sum;
}

/* Input i lies at row or column `at`. */
static PlaceMap place_of(const Node *n, int i, int at)
{
    Shape s = n->in[i]->out;
    return (PlaceMap){.CB = blocks(s.c),
                      .H = s.h,
                      .W = s.w,
                      .OH = n->out.h,
                      .OW = n->out.w,
                      .T = axis_is(n, "height") ? at : 0,
                      .L = axis_is(n, "width") ? at : 0,
                      .x = NULL,
                      .y = NULL};
}

static void forward_maps(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        PlaceMap p = place_of(n, i, at);
        p.x = lower_in(lo, n, i);
        p.y = lower_out(lo, n);
        k_place_map(lo, p);
        at += along(n, n->in[i]->out);
    }
}

static void forward(Lower *lo, Node *n)
{
    if (!axis_is(n, "channels")) {
        forward_maps(lo, n);
        return;
    }
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

static void backward_maps(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        PlaceMap p = place_of(n, i, at);
        Buffer *dx = lower_grad_in(lo, n, i);
        if (dx)
            k_pad_backward(lo, (PadBackward){.CB = p.CB,
                                             .H = p.H,
                                             .W = p.W,
                                             .T = p.T,
                                             .B = p.OH - p.T - p.H,
                                             .L = p.L,
                                             .R = p.OW - p.L - p.W,
                                             .dy = lower_grad_out(lo, n),
                                             .dx = dx});
        at += along(n, n->in[i]->out);
    }
}

static void backward(Lower *lo, Node *n)
{
    if (!axis_is(n, "channels")) {
        backward_maps(lo, n);
        return;
    }
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

static bool plain_takes(const Node *n) { return axis_is(n, "channels"); }

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

static void learn(Lower *lo, Node *n)
{
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        const int c = n->in[i]->out.c;
        Buffer *dx = lower_grad_in(lo, n, i);
        if (dx)
            k_plain_part(lo, (PlainPart){.HW = pixels(n->out),
                                         .C = c,
                                         .TOTAL = n->out.c,
                                         .AT = at,
                                         .dy = lower_grad_out(lo, n),
                                         .dx = dx});
        at += c;
    }
}

static bool same_scale(QuantScale a, QuantScale b)
{
    return a.scale == b.scale && a.zero == b.zero;
}

static void int8(Lower *lo, Node *n)
{
    int at = 0;
    Buffer *y = lower_out(lo, n);
    for (int i = 0; i < n->n_in; i++) {
        int c = n->in[i]->out.c;
        Buffer *x = lower_in(lo, n, i);
        if (!same_scale(x->quant, y->quant))
            lower_refuse(lo, "%s: %s joins values of one scale; that of %s is another than its own",
                         lower_target(lo)->quant->path, n->name, n->in[i]->name);
        k_plain_int8_concat(
            lo, (PlainInt8Concat){
                    .HW = pixels(n->out), .C = c, .TOTAL = n->out.c, .AT = at, .x = x, .y = y});
        at += c;
    }
}

static const LayerExample examples[] = {
    {"4x3x3", "a: identity; conv 17 1x1; concat a; conv 2 1x1"},
    {"4x3x3", "a: conv 16 1x1; conv 16 1x1; concat a; conv 2 1x1"},
    {"4x3x3", "a: conv 5 1x1; b: conv 13 1x1; conv 20 1x1; concat a b; conv 3 1x1"},
    {"4x3x17",
     "i: identity; a: crop top=1; b: crop top=2 from i; concat a i axis=height; conv 2 1x1"},
    {"4x3x5", "i: identity; a: crop left=1; crop right=2 from i; concat a axis=width; conv 2 2x2"},
    {NULL, NULL}};

const Layer layer_concat = {
    .kind = "concat",
    .doc = "The current value and those named, one after the other along an axis: their channels, "
           "rows or "
           "columns.",
    .attrs = attrs,
    .min_in = 2,
    .max_in = INT_MAX,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .plain_takes = plain_takes,
    .int8 = int8,
    .int8_scale = INT8_SHARED,
    .backward = backward,
    .examples = examples,
};
