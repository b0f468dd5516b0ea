/* avgpool: the mean of each window, channel by channel; padding is not counted.
 * `valid` unless told `same`; the stride is the window unless written. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 2, 1, 65536, NULL, "window"},
    {"stride", ATTR_SIZE, 0, false, 0, 1, 65536, NULL,
     "step of the window; as `size` when not written"},
    ATTRS_PADDING("output size is input / stride, rounded up", "no padding (default)"),
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_avgpool_forward(
        lo,
        (AvgpoolForward){.s = pool_shape_of(n), .x = lower_in(lo, n, 0), .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_avgpool_backward(
            lo, (AvgpoolBackward){.s = pool_shape_of(n), .dy = lower_grad_out(lo, n), .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    const PoolGeometry *g = n->geometry;
    k_plain_avgpool(lo, (PlainAvgpool){.C = g->C,
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
                                       .y = lower_out(lo, n)});
}

static const LayerExample examples[] = {{"6x4x3", "avgpool 2x2"},
                                        {"6x5x3", "avgpool 2x2 same"},
                                        {"7x6x18", "avgpool 3x3 stride=2 same"},
                                        {"5x6x3", "avgpool 3x2 stride=1 same"},
                                        {NULL, NULL}};

const Layer layer_avgpool = {
    .kind = "avgpool",
    .doc = "Mean of each window; padding is not counted.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = pool_shape,
    .flops = pool_flops,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
