/* Steps of the kinds that take several values, or a value and a number: values repeated along axes,
 * and the way back. */
#include "compiler/layers/broadcast.h"

static bool same_size(Shape a, Shape b) { return a.h == b.h && a.w == b.w && a.c == b.c; }

static void expand_map(Lower *lo, Buffer *x, Shape from, Buffer *y, Shape to, double share)
{
    k_expand_pixels(lo, (ExpandPixels){.CB = blocks(to.c),
                                       .H = to.h,
                                       .W = to.w,
                                       .OH = from.h,
                                       .OW = from.w,
                                       .SHARE = share,
                                       .x = x,
                                       .y = y});
}

static void sum_map(Lower *lo, Buffer *x, Shape from, Buffer *y, Shape to, double share)
{
    k_sum_pixels(lo, (SumPixels){.CB = blocks(from.c),
                                 .H = from.h,
                                 .W = from.w,
                                 .OH = to.h,
                                 .OW = to.w,
                                 .SHARE = share,
                                 .x = x,
                                 .y = y});
}

void expand_value(Lower *lo, Node *n, Buffer *x, Shape from, Buffer *y, Shape to, double share)
{
    if (from.c == to.c) {
        expand_map(lo, x, from, y, to, share);
        return;
    }
    Shape wide = {3, from.h, from.w, to.c};
    bool whole = pixels(from) == pixels(to);
    Buffer *z = whole ? y : lower_temp(lo, n, "repeated", NUMBER_F32, lower_count(lo, wide), 0);
    k_expand_channels(
        lo, (ExpandChannels){.C = to.c, .HW = pixels(from), .SHARE = share, .x = x, .y = z});
    if (!whole)
        expand_map(lo, z, wide, y, to, 1);
}

void sum_value(Lower *lo, Node *n, Buffer *x, Shape from, Buffer *y, Shape to, double share)
{
    if (from.c == to.c) {
        sum_map(lo, x, from, y, to, share);
        return;
    }
    Shape few = {3, to.h, to.w, from.c};
    if (pixels(from) != pixels(to)) {
        Buffer *z = lower_temp(lo, n, "sums", NUMBER_F32, lower_count(lo, few), 0);
        sum_map(lo, x, from, z, few, 1);
        x = z;
    }
    k_sum_channels(lo,
                   (SumChannels){.C = from.c, .HW = pixels(to), .SHARE = share, .x = x, .y = y});
}

static Buffer *whole_value(Lower *lo, Node *n, const char *name)
{
    return lower_temp(lo, n, name, NUMBER_F32, lower_count(lo, n->out), 0);
}

bool no_input_repeats(const Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        if (!same_size(n->in[i]->out, n->out))
            return false;
    return true;
}

Buffer *broadcast_in(Lower *lo, Node *n, int i)
{
    Shape s = n->in[i]->out;
    Buffer *x = lower_in(lo, n, i);
    if (same_size(s, n->out))
        return x;
    Buffer *y = whole_value(lo, n, "operand");
    expand_value(lo, n, x, s, y, n->out, 1);
    return y;
}

Buffer *broadcast_grad(Lower *lo, Node *n, int i)
{
    if (!lower_wants_grad(lo, n, i))
        return NULL;
    return same_size(n->in[i]->out, n->out) ? lower_grad_in(lo, n, i)
                                            : whole_value(lo, n, "operand's gradient");
}

void broadcast_grad_done(Lower *lo, Node *n, int i, Buffer *grad)
{
    Shape s = n->in[i]->out;
    if (!same_size(s, n->out))
        sum_value(lo, n, grad, n->out, lower_grad_in(lo, n, i), s, 1);
}

void forward_linear(Lower *lo, Node *n, double a, double b)
{
    k_linear_forward(lo, (LinearForward){.C = n->out.c,
                                         .HW = pixels(n->out),
                                         .A = a,
                                         .B = b,
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
}

void backward_linear(Lower *lo, Node *n, double a)
{
    if (a == 1) {
        backward_identity(lo, n);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_linear_backward(
            lo, (LinearBackward){
                    .LEN = lower_count(lo, n->out), .A = a, .dy = lower_grad_out(lo, n), .dx = dx});
}

void forward_clip(Lower *lo, Node *n, double low, double high)
{
    k_clip_forward(lo, (ClipForward){.C = n->out.c,
                                     .HW = pixels(stored_shape(n)),
                                     .LOW = low,
                                     .HIGH = high,
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

void backward_clip(Lower *lo, Node *n, double low, double high)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_clip_backward(lo, (ClipBackward){.LEN = lower_count(lo, n->out),
                                           .LOW = low,
                                           .HIGH = high,
                                           .x = lower_in(lo, n, 0),
                                           .dy = lower_grad_out(lo, n),
                                           .dx = dx});
}
