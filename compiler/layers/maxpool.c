/* maxpool: the largest value of each window, channel by channel.
 * `valid` unless told `same` or `pad=`; the stride is the window unless written. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTRS_POOL,
    ATTR_END,
};

/* A byte tells the maximum's place in a window; larger windows are searched again in the backward
 * pass. */
static bool byte_index(const Node *n)
{
    const PoolGeometry *g = n->geometry;
    return (int64_t)g->KH * g->KW <= 256;
}

static Buffer *arg(Lower *lo, Node *n)
{
    return lower_saved(lo, n, "arg", NUMBER_U8, lower_count(lo, n->out),
                       0); /* POOL-ARG: what absorbs the maxima makes it */
}

static void forward(Lower *lo, Node *n)
{
    PoolShape s = pool_shape_of(n);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    if (lower_mode(lo) == MODE_TRAIN && lower_wants_grad(lo, n, 0) && byte_index(n))
        k_maxpool_train(lo, (MaxpoolTrain){.s = s, .x = x, .y = y, .arg = arg(lo, n)});
    else
        k_maxpool_forward(lo, (MaxpoolForward){.s = s, .x = x, .y = y});
}

static void backward(Lower *lo, Node *n)
{
    PoolShape s = pool_shape_of(n);
    Buffer *dy, *dx;
    selected_grads(lo, n, &dy, &dx);
    if (!dx)
        return;
    if (byte_index(n))
        k_maxpool_backward(lo, (MaxpoolBackward){.s = s, .arg = arg(lo, n), .dy = dy, .dx = dx});
    else
        k_maxpool_backward_search(
            lo, (MaxpoolBackwardSearch){
                    .s = s, .x = lower_in(lo, n, 0), .y = lower_out(lo, n), .dy = dy, .dx = dx});
}

static InstrRows rows_of(const PoolGeometry *g)
{
    return (InstrRows){.step = g->SH,
                       .low = -g->PT,
                       .high = g->KH - 1 - g->PT,
                       .in_rows = g->H,
                       .out_rows = g->OH};
}

static void plain(Lower *lo, Node *n)
{
    const PoolGeometry *g = n->geometry;
    Instr *in = k_plain_maxpool(lo, (PlainMaxpool){.r = all_rows(g->H, g->OH),
                                                   .C = g->C,
                                                   .H = g->H,
                                                   .W = g->W,
                                                   .OW = g->OW,
                                                   .KH = g->KH,
                                                   .KW = g->KW,
                                                   .SH = g->SH,
                                                   .SW = g->SW,
                                                   .PT = g->PT,
                                                   .PL = g->PL,
                                                   .x = lower_in(lo, n, 0),
                                                   .y = lower_out(lo, n)});
    in->rows = rows_of(g);
}

static void learn(Lower *lo, Node *n)
{
    const PoolGeometry *g = n->geometry;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_maxpool_backward(lo, (PlainMaxpoolBackward){.C = g->C,
                                                            .H = g->H,
                                                            .W = g->W,
                                                            .OH = g->OH,
                                                            .OW = g->OW,
                                                            .KH = g->KH,
                                                            .KW = g->KW,
                                                            .SH = g->SH,
                                                            .SW = g->SW,
                                                            .PT = g->PT,
                                                            .PL = g->PL,
                                                            .x = lower_in(lo, n, 0),
                                                            .dy = lower_grad_out(lo, n),
                                                            .dx = dx});
}

static void int8(Lower *lo, Node *n)
{
    const PoolGeometry *g = n->geometry;
    Instr *in = k_plain_int8_maxpool(lo, (PlainInt8Maxpool){.r = all_rows(g->H, g->OH),
                                                            .C = g->C,
                                                            .H = g->H,
                                                            .W = g->W,
                                                            .OW = g->OW,
                                                            .KH = g->KH,
                                                            .KW = g->KW,
                                                            .SH = g->SH,
                                                            .SW = g->SW,
                                                            .PT = g->PT,
                                                            .PL = g->PL,
                                                            .x = lower_in(lo, n, 0),
                                                            .y = int8_out_as_input(lo, n)});
    in->rows = rows_of(g);
}

static const LayerExample examples[] = {
    {"6x4x3", "maxpool 2x2"},
    {"6x5x3", "maxpool 2x2 same"},
    {"7x6x18", "maxpool 3x3 stride=2"},
    {"5x6x3", "maxpool 3x2 stride=1 same"},
    {"18x17x2", "maxpool 17x17 stride=1"},
    {"6x5x3", "conv 4 3x3; relu max=0.5; maxpool 2x2; conv 2 1x1"}, /* its slope is taken behind the
                                                                       maximum */
    {"7x6x3", "conv 4 3x3 tanh; maxpool 3x3 stride=2 same"},
    {"5x4x3", "conv 3 1x1; a: elu alpha=0.5; maxpool 3x3 stride=1 same; add a"}, /* not here: a is
                                                                                    read twice */
    {"6x7x3", "maxpool 3x3 stride=2 pad=1"},
    {"6x5x17", "maxpool 3x2 stride=2 top=1 right=1 ceil"},
    {"7x5x3", "conv 4 3x3 relu; maxpool 2x2 ceil"},
    {"18x17x2", "conv 2 1x1; leaky slope=0.2; maxpool 17x17 stride=1"},
    {NULL, NULL}};

const Layer layer_maxpool = {
    .kind = "maxpool",
    .doc = "Maximum of each window.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .traits = TRAIT_MAXIMA | TRAIT_SELECTS,
    .shape = pool_shape,
    .flops = pool_flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
