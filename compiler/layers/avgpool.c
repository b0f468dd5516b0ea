/* avgpool: the mean of each window, channel by channel; padding is not counted unless told.
 * `valid` unless told `same` or `pad=`; the stride is the window unless written. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTRS_POOL,
    {"countpad", ATTR_FLAG, 0, false, 0, 0, 1, NULL,
     "padding counts as zeros of the window (count_include_pad)"},
    ATTR_END,
};

/* y = x times the share of each window that lies on the map, padding counted. */
static void count_padding(Lower *lo, const Node *n, Buffer *x, Buffer *y)
{
    const PoolGeometry *g = n->geometry;
    k_avgpool_share(
        lo, (AvgpoolShare){.s = pool_shape_of(n), .PB = g->PB, .PR = g->PR, .x = x, .y = y});
}

static Buffer *between(Lower *lo, Node *n, const char *name)
{
    return lower_temp(lo, n, name, NUMBER_F32, lower_count(lo, n->out), 0);
}

static void forward(Lower *lo, Node *n)
{
    bool count = attr_flag(n, "countpad");
    Buffer *mean = count ? between(lo, n, "mean") : lower_out(lo, n);
    k_avgpool_forward(lo,
                      (AvgpoolForward){.s = pool_shape_of(n), .x = lower_in(lo, n, 0), .y = mean});
    if (count)
        count_padding(lo, n, mean, lower_out(lo, n));
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (!dx)
        return;
    if (attr_flag(n, "countpad")) {
        Buffer *share = between(lo, n, "share");
        count_padding(lo, n, dy, share);
        dy = share;
    }
    k_avgpool_backward(lo, (AvgpoolBackward){.s = pool_shape_of(n), .dy = dy, .dx = dx});
}

static bool plain_takes(const Node *n) { return !attr_flag(n, "countpad"); }

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
    Instr *in = k_plain_avgpool(lo, (PlainAvgpool){.r = all_rows(g->H, g->OH),
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
        k_plain_avgpool_backward(lo, (PlainAvgpoolBackward){.C = g->C,
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
                                                            .dy = lower_grad_out(lo, n),
                                                            .dx = dx});
}

static void int8(Lower *lo, Node *n)
{
    const PoolGeometry *g = n->geometry;
    Instr *in = k_plain_int8_avgpool(lo, (PlainInt8Avgpool){.r = all_rows(g->H, g->OH),
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

static const LayerExample examples[] = {{"6x4x3", "avgpool 2x2"},
                                        {"6x5x3", "avgpool 2x2 same"},
                                        {"7x6x18", "avgpool 3x3 stride=2 same"},
                                        {"5x6x3", "avgpool 3x2 stride=1 same"},
                                        {"6x7x3", "avgpool 3x3 stride=2 pad=1"},
                                        {"6x5x17", "avgpool 3x2 stride=2 pad=1 countpad ceil"},
                                        {"5x6x3", "avgpool 2x3 left=2 bottom=1 countpad"},
                                        {NULL, NULL}};

const Layer layer_avgpool = {
    .kind = "avgpool",
    .doc = "Mean of each window; padding is not counted, but with `countpad`.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = pool_shape,
    .flops = pool_flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .plain_takes = plain_takes,
    .backward = backward,
    .examples = examples,
};
