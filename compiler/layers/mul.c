/* mul: the product of the current value and those named, element by element, or of it and a number.
 * Where a value has 1 and another more, it is repeated. */
#include "compiler/layers/broadcast.h"
#include "compiler/layers/int8.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_VALUE("a number to multiply by, in place of names"),
    ATTR_END,
};

/* Each input's gradient is a product of the others, so that instructions grow with the square of
 * this. */
enum { INPUTS_MAX = 64 };

static void shape(ShapeCtx *sc, Node *n)
{
    if (n->n_in > INPUTS_MAX)
        shape_error(sc, n, "mul takes at most %d values, here are %d: multiply parts of them first",
                    INPUTS_MAX, n->n_in);
    else
        operands_shape(sc, n, 0);
}

/* The first input of the result's shape, of which there is one but where two are repeated along
 * different axes: then the first, which is repeated. */
static int whole_input(const Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        if (shape_count(n->in[i]->out) == shape_count(n->out))
            return i;
    return 0;
}

static double flops(const Node *n)
{
    return (double)shape_count(n->out) * (takes_number(n) ? 1 : n->n_in - 1);
}

/* One number for each channel of a larger map: needs no repeating. */
static bool per_channel(const Node *n, int i)
{
    Shape s = n->in[i]->out;
    return pixels(s) == 1 && pixels(n->out) > 1 && s.c == n->out.c && i != whole_input(n);
}

/* to = from * input i. */
static void times_input(Lower *lo, Node *n, int i, Buffer *from, Buffer *to)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    if (per_channel(n, i))
        k_mul_channels(
            lo, (MulChannels){.CB = cb, .HW = hw, .x = from, .a = lower_in(lo, n, i), .y = to});
    else
        k_mul_maps(lo,
                   (MulMaps){.CB = cb, .HW = hw, .a = from, .b = broadcast_in(lo, n, i), .y = to});
}

static Buffer *temp(Lower *lo, Node *n)
{
    return lower_temp(lo, n, "product", NUMBER_F32, lower_count(lo, n->out), 0);
}

/* The product of all, two at a time. */
static void multiply(Lower *lo, Node *n,
                     void (*times)(Lower *, Node *, int i, Buffer *from, Buffer *to))
{
    if (takes_number(n)) {
        forward_linear(lo, n, attr_num(n, "value"), 0);
        return;
    }
    int whole = whole_input(n), last = whole == n->n_in - 1 ? whole - 1 : n->n_in - 1;
    Buffer *product = broadcast_in(lo, n, whole);
    for (int i = 0; i < n->n_in; i++)
        if (i != whole) {
            Buffer *to = i == last ? lower_out(lo, n) : temp(lo, n);
            times(lo, n, i, product, to);
            product = to;
        }
}

static void forward(Lower *lo, Node *n) { multiply(lo, n, times_input); }

static void plain_times(Lower *lo, Node *n, int i, Buffer *from, Buffer *to)
{
    Buffer *by = lower_in(lo, n, i);
    if (per_channel(n, i))
        k_plain_mul_channels(
            lo,
            (PlainMulChannels){.C = n->out.c, .HW = pixels(n->out), .x = from, .a = by, .y = to});
    else
        k_plain_mul(lo, (PlainMul){.LEN = shape_count(n->out), .a = from, .b = by, .y = to});
}

static bool plain_takes(const Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        if (!per_channel(n, i) && shape_count(n->in[i]->out) != shape_count(n->out))
            return false;
    return !takes_number(n);
}

static void plain(Lower *lo, Node *n) { multiply(lo, n, plain_times); }

/* Of two inputs: the products of three and more would have no scale. */
static bool int8_takes(const Node *n) { return n->n_in == 2; }

static void int8(Lower *lo, Node *n)
{
    const int whole = whole_input(n), other = 1 - whole;
    Buffer *a = lower_in(lo, n, whole), *b = lower_in(lo, n, other), *y = lower_out(lo, n);
    const Int8Factor f = int8_factor(
        lo, n, (double)a->quant.scale * (double)b->quant.scale / (double)y->quant.scale);
    if (per_channel(n, other))
        k_plain_int8_mul_channels(lo, (PlainInt8MulChannels){.C = n->out.c,
                                                             .HW = pixels(n->out),
                                                             .AZERO = a->quant.zero,
                                                             .BZERO = b->quant.zero,
                                                             .YZERO = y->quant.zero,
                                                             .MULTIPLIER = f.multiplier,
                                                             .SHIFT = f.shift,
                                                             .a = a,
                                                             .b = b,
                                                             .y = y});
    else
        k_plain_int8_mul(lo, (PlainInt8Mul){.LEN = shape_count(n->out),
                                            .AZERO = a->quant.zero,
                                            .BZERO = b->quant.zero,
                                            .YZERO = y->quant.zero,
                                            .MULTIPLIER = f.multiplier,
                                            .SHIFT = f.shift,
                                            .a = a,
                                            .b = b,
                                            .y = y});
}

/* The gradient of an input is dy times every other input; nothing is kept for it. The whole map
 * comes last where the pixels are summed. */
static void backward_input(Lower *lo, Node *n, int i)
{
    int whole = whole_input(n);
    Buffer *product = lower_grad_out(lo, n),
           *dx = per_channel(n, i) ? lower_grad_in(lo, n, i) : broadcast_grad(lo, n, i);
    if (!dx)
        return;
    int last = i != whole ? whole : whole == n->n_in - 1 ? whole - 1 : n->n_in - 1;
    for (int j = n->n_in - 1; j >= 0; j--)
        if (j != i && j != last) {
            Buffer *to = temp(lo, n);
            times_input(lo, n, j, product, to);
            product = to;
        }
    if (per_channel(n, i)) {
        k_mul_channels_backward(lo, (MulChannelsBackward){.CB = blocks(n->out.c),
                                                          .HW = pixels(n->out),
                                                          .dy = product,
                                                          .x = broadcast_in(lo, n, whole),
                                                          .da = dx});
        return;
    }
    times_input(lo, n, last, product, dx);
    broadcast_grad_done(lo, n, i, dx);
}

static void backward(Lower *lo, Node *n)
{
    if (takes_number(n)) {
        backward_linear(lo, n, attr_num(n, "value"));
        return;
    }
    for (int i = 0; i < n->n_in; i++)
        backward_input(lo, n, i);
}

static const LayerExample examples[] = {
    {"5x4x3", "a: identity; conv 3 3x3; mul a; relu"},
    {"4x3x2", "a: conv 2 1x1; b: conv 2 3x3; conv 2 1x1; mul a b; conv 2 1x1"},
    {"6", "a: identity; dense 6; mul a"},
    {"4x3x17", "a: identity; globalavgpool; dense 17 sigmoid; s: identity; mul s from a"},
    {"3x4x2", "a: identity; maxpool 3x4; s: conv 2 1x1; b: conv 2 3x3 from a; mul s b from a"},
    {"4x3x5", "a: identity; globalavgpool; dense 5 sigmoid; mul a"}, /* the vector first */
    {"3x4x2",
     "a: identity; s: globalavgpool; b: conv 2 3x3 from a; t: globalmaxpool from a; mul b a s"},
    {"1x1x3",
     "a: identity; globalavgpool; dense 3 sigmoid; mul a; conv 2 1x1"}, /* a 1x1 map stays one */
    {"3x2x3", "a: identity; s: globalavgpool; t: globalmaxpool from a; mul s t from a"},
    {"4x3x18",
     "a: identity; conv 1 1x1; b: identity; maxpool 4x3 from a; mul b"}, /* no whole one */
    {"4x3x18", "a: identity; conv 1 1x1 sigmoid; mul a; conv 2 1x1"},
    {"4x3x5", "mul value=-0.5; conv 2 1x1"},
    {NULL, NULL}};

const Layer layer_mul = {
    .kind = "mul",
    .doc = "Product of the current value and those named, at most 64, or of it and a number. "
           "Shapes go together as for `add`: vectors multiply each channel of a map, maps of one "
           "channel each pixel, whichever comes first.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = INT_MAX,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .plain_takes = plain_takes,
    .int8 = int8,
    .int8_takes = int8_takes,
    .backward = backward,
    .examples = examples,
};
