/* softmax: exp(x) / sum of exp(x) over an axis, shifted by its maximum. */
#include "compiler/layers/int8.h"
#include "compiler/layers/softmax.h"
#include <math.h>
#include <string.h>

static const AttrSpec attrs[] = {
    ATTR_AXIS,
    ATTR_END,
};

static bool axis_is(const Node *n, const char *word)
{
    return strcmp(attr_str(n, "axis"), word) == 0;
}

bool along_channels(const Node *n) { return axis_is(n, "channels"); }

void softmax_shape(ShapeCtx *sc, Node *n)
{
    if (!along_channels(n) && !want_map(sc, n))
        return;
    keep_shape(sc, n);
    Shape s = n->out;
    int count = along_channels(n) ? s.c : axis_is(n, "height") ? s.h : s.w;
    if (count == 1)
        shape_error(sc, n,
                    "softmax of a single value is always 1: two classes want `dense 2 softmax`, or "
                    "`dense 1 sigmoid` with binary_crossentropy");
}

double softmax_flops(const Node *n) { return 4.0 * (double)shape_count(n->out); }

void forward_lines(Lower *lo, Node *n, bool logs)
{
    k_softmax_lines(lo, (SoftmaxLines){.C = n->out.c,
                                       .H = n->out.h,
                                       .W = n->out.w,
                                       .HIGH = axis_is(n, "height"),
                                       .LOGS = logs,
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

void backward_lines(Lower *lo, Node *n, bool logs)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_softmax_lines_backward(lo, (SoftmaxLinesBackward){.C = n->out.c,
                                                            .H = n->out.h,
                                                            .W = n->out.w,
                                                            .HIGH = axis_is(n, "height"),
                                                            .LOGS = logs,
                                                            .y = lower_out(lo, n),
                                                            .dy = lower_grad_out(lo, n),
                                                            .dx = dx});
}

static void forward(Lower *lo, Node *n)
{
    if (!along_channels(n)) {
        forward_lines(lo, n, false);
        return;
    }
    k_softmax_forward(lo, (SoftmaxForward){.C = n->out.c,
                                           .HW = pixels(n->out),
                                           .x = lower_in(lo, n, 0),
                                           .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    if (!along_channels(n)) {
        backward_lines(lo, n, false);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_softmax_backward(lo, (SoftmaxBackward){.C = n->out.c,
                                                 .HW = pixels(n->out),
                                                 .y = lower_out(lo, n),
                                                 .dy = lower_grad_out(lo, n),
                                                 .dx = dx});
}

static bool plain_takes(const Node *n) { return along_channels(n); }

static void plain(Lower *lo, Node *n)
{
    k_plain_softmax(lo, (PlainSoftmax){.C = n->out.c,
                                       .HW = pixels(n->out),
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

enum { SHARES_MOST = 4096 }; /* channels whose sum of exp fits the kernel's 12 bits */

static bool int8_takes(const Node *n) { return n->out.c <= SHARES_MOST; }

/* The scale as the kernel has differences, with 26 bits behind the point; what is further below the
 * largest than 31 counts as nothing. */
static void int8(Lower *lo, Node *n)
{
    Buffer *x = lower_in(lo, n, 0);
    const Int8Factor f = int8_factor(lo, n, fmin((double)x->quant.scale * 0x1p26, 0x1p30 - 1));
    k_plain_int8_softmax(lo,
                         (PlainInt8Softmax){.C = n->out.c,
                                            .HW = pixels(n->out),
                                            .MULTIPLIER = f.multiplier,
                                            .SHIFT = f.shift,
                                            .FARTHEST = fmin(floor(ldexp(31, 26 - f.shift)), 255),
                                            .x = x,
                                            .y = int8_out_shares(lo, n)});
}

static const LayerExample examples[] = {{"7", "softmax"},
                                        {"9", "dense 21 softmax; dense 3"},
                                        {"3x2x18", "softmax; conv 2 1x1"},
                                        {"4x3x5", "softmax axis=height; conv 2 1x1"},
                                        {"4x3x17", "softmax axis=width; conv 2 1x1"},
                                        {NULL, NULL}};

const Layer layer_softmax = {
    .kind = "softmax",
    .doc = "Probabilities: exp(x) over their sum, of a vector or of each pixel's channels, or "
           "along an axis.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = softmax_shape,
    .flops = softmax_flops,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_takes = int8_takes,
    .int8_scale = INT8_SHARES,
    .plain_takes = plain_takes,
    .backward = backward,
    .examples = examples,
};
