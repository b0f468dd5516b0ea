/* mul: the product of the current value and those named, element by element. Where one is a larger
 * map, the vectors and 1x1 maps among them multiply each channel of it, whichever comes first. */
#include "compiler/layers/lowering.h"
#include <limits.h>

static const AttrSpec attrs[] = {
    ATTR_END,
};

/* Each input's gradient is a product of the others, so that instructions grow with the square of
 * this. */
enum { INPUTS_MAX = 64 };

/* The first input of the result's shape: a map where the others may have one number a channel. A
 * 1x1 map is one, too. */
static int whole_input(const Node *n)
{
    int best = 0;
    for (int i = 1; i < n->n_in; i++) {
        Shape s = n->in[i]->out, most = n->in[best]->out;
        int64_t more = (int64_t)s.h * s.w - (int64_t)most.h * most.w;
        if (more > 0 || (more == 0 && s.rank > most.rank))
            best = i;
    }
    return best;
}

static void shape(ShapeCtx *sc, Node *n)
{
    Arena *a = shape_arena(sc);
    int whole = whole_input(n);
    Shape s = n->in[whole]->out;
    if (n->n_in > INPUTS_MAX) {
        shape_error(sc, n, "mul takes at most %d values, here are %d: multiply parts of them first",
                    INPUTS_MAX, n->n_in);
        return;
    }
    for (int i = 0; i < n->n_in; i++) {
        Shape t = n->in[i]->out;
        bool equal = t.rank == s.rank && t.h == s.h && t.w == s.w, one = t.h == 1 && t.w == 1;
        if (t.c == s.c && (equal || one))
            continue;
        int other = i > whole ? whole : i, last = i > whole ? i : whole; /* as they are written */
        shape_error(sc, n, "mul needs equal shapes, or one value a channel: %s is %s, %s is %s",
                    n->in[other]->name, shape_text(a, n->in[other]->out), n->in[last]->name,
                    shape_text(a, n->in[last]->out));
        return;
    }
    n->out = s;
}

static double flops(const Node *n) { return (double)shape_count(n->out) * (n->n_in - 1); }

/* One number for each channel of a larger map. */
static bool per_channel(const Node *n, int i) { return pixels(n->in[i]->out) < pixels(n->out); }

/* to = from * input i. */
static void times_input(Lower *lo, Node *n, int i, Buffer *from, Buffer *to)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *by = lower_in(lo, n, i);
    if (per_channel(n, i))
        k_mul_channels(lo, (MulChannels){.CB = cb, .HW = hw, .x = from, .a = by, .y = to});
    else
        k_mul_maps(lo, (MulMaps){.CB = cb, .HW = hw, .a = from, .b = by, .y = to});
}

static Buffer *temp(Lower *lo, Node *n)
{
    return lower_temp(lo, n, "product", NUMBER_F32, lower_count(lo, n->out), 0);
}

/* The product of all, two at a time. */
static void multiply(Lower *lo, Node *n,
                     void (*times)(Lower *, Node *, int i, Buffer *from, Buffer *to))
{
    int whole = whole_input(n), last = whole == n->n_in - 1 ? whole - 1 : n->n_in - 1;
    Buffer *product = lower_in(lo, n, whole);
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

static void plain(Lower *lo, Node *n) { multiply(lo, n, plain_times); }

/* The gradient of an input is dy times every other input; nothing is kept for it. The whole map
 * comes last where the pixels are summed. */
static void backward(Lower *lo, Node *n)
{
    int whole = whole_input(n);
    for (int i = 0; i < n->n_in; i++) {
        Buffer *dx = lower_grad_in(lo, n, i), *product = lower_grad_out(lo, n);
        if (!dx)
            continue;
        int last = i != whole ? whole : whole == n->n_in - 1 ? whole - 1 : n->n_in - 1;
        for (int j = n->n_in - 1; j >= 0; j--)
            if (j != i && j != last) {
                Buffer *to = temp(lo, n);
                times_input(lo, n, j, product, to);
                product = to;
            }
        if (per_channel(n, i))
            k_mul_channels_backward(lo, (MulChannelsBackward){.CB = blocks(n->out.c),
                                                              .HW = pixels(n->out),
                                                              .dy = product,
                                                              .x = lower_in(lo, n, whole),
                                                              .da = dx});
        else
            times_input(lo, n, last, product, dx);
    }
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
    {NULL, NULL}};

const Layer layer_mul = {
    .kind = "mul",
    .doc = "Product of the current value and those named, at most 64; vectors multiply each "
           "channel of a map, whichever comes first.",
    .attrs = attrs,
    .min_in = 2,
    .max_in = INT_MAX,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
