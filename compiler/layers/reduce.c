/* reduce: the mean, sum, largest or smallest value along some axes, which become 1. */
#include "compiler/layers/broadcast.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"op", ATTR_NAME, 0, false, 0, 0, 0, "mean sum max min", "what is taken of the values"},
    {"over", ATTR_NAME, 0, false, 0, 0, 0, "pixels rows columns channels all",
     "the axes that become 1"},
    ATTR_END,
};

static bool over(const Node *n, const char *a, const char *b)
{
    const char *word = attr_str(n, "over");
    return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, "all") == 0;
}

static bool op_is(const Node *n, const char *op) { return strcmp(attr_str(n, "op"), op) == 0; }

/* 1: largest, -1: smallest, 0: sum or mean. */
static int most(const Node *n) { return op_is(n, "max") - op_is(n, "min"); }

static void shape(ShapeCtx *sc, Node *n)
{
    (void)sc;
    Shape s = n->in[0]->out;
    n->out = (Shape){s.rank, over(n, "rows", "pixels") ? 1 : s.h,
                     over(n, "columns", "pixels") ? 1 : s.w,
                     over(n, "channels", "channels") ? 1 : s.c};
}

static double flops(const Node *n) { return (double)shape_count(n->in[0]->out); }

static double share(const Node *n)
{
    return op_is(n, "mean") ? (double)shape_count(n->out) / (double)shape_count(n->in[0]->out) : 1;
}

/* The extremes of pixels are taken first, then those of their channels. */
static Buffer *most_of_pixels(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, few = {3, n->out.h, n->out.w, s.c};
    Buffer *x = lower_in(lo, n, 0);
    if (pixels(s) == pixels(few))
        return x;
    Buffer *y = s.c == n->out.c ? lower_out(lo, n)
                                : lower_saved(lo, n, "pixels", NUMBER_F32, lower_count(lo, few), 0);
    k_most_pixels(lo, (MostPixels){.CB = blocks(s.c),
                                   .H = s.h,
                                   .W = s.w,
                                   .OH = few.h,
                                   .OW = few.w,
                                   .MOST = most(n),
                                   .x = x,
                                   .y = y});
    return y;
}

static void forward(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    if (shape_count(s) == shape_count(n->out)) {
        forward_identity(lo, n);
        return;
    }
    if (!most(n)) {
        sum_value(lo, n, lower_in(lo, n, 0), s, lower_out(lo, n), n->out, share(n));
        return;
    }
    Buffer *x = most_of_pixels(lo, n);
    if (s.c != n->out.c)
        k_most_channels(
            lo,
            (MostChannels){
                .C = s.c, .HW = pixels(n->out), .MOST = most(n), .x = x, .y = lower_out(lo, n)});
}

static void backward_most(Lower *lo, Node *n, Buffer *dx)
{
    Shape s = n->in[0]->out, few = {3, n->out.h, n->out.w, s.c};
    bool whole = pixels(s) == pixels(few);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n), *dy = lower_grad_out(lo, n);
    if (s.c != n->out.c) {
        Buffer *between = whole ? x : lower_recall(lo, n, "pixels"),
               *to = whole ? dx
                           : lower_temp(lo, n, "pixels' gradient", NUMBER_F32, lower_count(lo, few),
                                        0);
        k_most_channels_backward(
            lo, (MostChannelsBackward){
                    .C = s.c, .HW = pixels(n->out), .x = between, .y = y, .dy = dy, .dx = to});
        dy = to;
        y = between;
    }
    if (!whole)
        k_most_pixels_backward(lo, (MostPixelsBackward){.CB = blocks(s.c),
                                                        .H = s.h,
                                                        .W = s.w,
                                                        .OH = few.h,
                                                        .OW = few.w,
                                                        .x = x,
                                                        .y = y,
                                                        .dy = dy,
                                                        .dx = dx});
}

static void backward(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    if (shape_count(s) == shape_count(n->out)) {
        backward_identity(lo, n);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx && most(n))
        backward_most(lo, n, dx);
    else if (dx)
        expand_value(lo, n, lower_grad_out(lo, n), n->out, dx, s, share(n));
}

static const LayerExample examples[] = {{"4x5x3", "reduce"},
                                        {"4x5x17", "reduce op=sum over=channels; conv 2 1x1"},
                                        {"4x5x3", "reduce op=max over=rows"},
                                        {"4x5x18", "reduce op=min over=columns; conv 2 1x1"},
                                        {"4x5x18", "reduce op=max over=channels; conv 2 1x1"},
                                        {"4x3x17", "reduce op=min over=all"},
                                        {"4x3x17", "conv 5 1x1; reduce op=sum over=all"},
                                        {"3x4x3", "a: identity; reduce over=channels; sub a"},
                                        {"17", "dense 9; reduce over=channels"},
                                        {"1x1x3", "reduce op=max; conv 2 1x1"},
                                        {NULL, NULL}};

const Layer layer_reduce = {
    .kind = "reduce",
    .doc = "Mean, sum, largest or smallest value along some axes, which become 1. The gradient of "
           "an extreme goes to the first value that is it.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
