/* add: the sum of the current value and those named, or of it and a number. Where a value has 1 and
 * another more, it is repeated. */
#include "compiler/layers/broadcast.h"
#include "compiler/layers/int8.h"
#include <limits.h>
#include <math.h>

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

static void learn(Lower *lo, Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        lower_grad_alias(lo, n, i, lower_grad_out(lo, n));
}

static bool int8_takes(const Node *n) { return n->n_in == 2; }

/* Both values are brought to twice the larger of their scales, 2^20 times as fine. */
static void int8(Lower *lo, Node *n)
{
    Buffer *a = lower_in(lo, n, 0), *b = lower_in(lo, n, 1), *y = lower_out(lo, n);
    const double to = 2 * fmax((double)a->quant.scale, (double)b->quant.scale);
    const Int8Factor fa = int8_factor(lo, n, (double)a->quant.scale / to),
                     fb = int8_factor(lo, n, (double)b->quant.scale / to),
                     fy = int8_factor(lo, n, to / (0x1p20 * (double)y->quant.scale));
    const SumShape s = {.AZERO = a->quant.zero,
                        .AMULT = fa.multiplier,
                        .ASHIFT = fa.shift,
                        .BZERO = b->quant.zero,
                        .BMULT = fb.multiplier,
                        .BSHIFT = fb.shift,
                        .YZERO = y->quant.zero,
                        .YMULT = fy.multiplier,
                        .YSHIFT = fy.shift,
                        .LOW = -128,
                        .HIGH = 127};
    const int64_t len = shape_count(n->out);
    if (lower_target(lo)->wide)
        k_int8_add_wide(lo, (Int8AddWide){.LEN = len, .s = s, .a = a, .b = b, .y = y});
    else
        k_plain_int8_add(lo, (PlainInt8Add){.LEN = len, .s = s, .a = a, .b = b, .y = y});
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
    .learn = learn,
    .plain_takes = plain_takes,
    .int8 = int8,
    .int8_takes = int8_takes,
    .backward = backward,
    .examples = examples,
};
