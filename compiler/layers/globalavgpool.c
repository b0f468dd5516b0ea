/* globalavgpool: the mean of each channel over the map; leaves a vector, or a map of 1x1. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTR_KEEPDIMS,
    ATTR_END,
};

static double input_flops(const Node *n) { return (double)shape_count(n->in[0]->out); }

static void forward(Lower *lo, Node *n)
{
    k_globalavgpool_forward(lo, (GlobalavgpoolForward){.CB = blocks(n->out.c),
                                                       .HW = pixels(n->in[0]->out),
                                                       .x = lower_in(lo, n, 0),
                                                       .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_globalavgpool_backward(lo, (GlobalavgpoolBackward){.CB = blocks(n->out.c),
                                                             .HW = pixels(n->in[0]->out),
                                                             .dy = lower_grad_out(lo, n),
                                                             .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    k_plain_avgpool(lo, (PlainAvgpool){.r = all_rows(s.h, 1),
                                       .C = s.c,
                                       .H = s.h,
                                       .W = s.w,
                                       .OW = 1,
                                       .KH = s.h,
                                       .KW = s.w,
                                       .SH = 1,
                                       .SW = 1,
                                       .PT = 0,
                                       .PL = 0,
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

static void learn(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_avgpool_backward(lo, (PlainAvgpoolBackward){.C = s.c,
                                                            .H = s.h,
                                                            .W = s.w,
                                                            .OH = 1,
                                                            .OW = 1,
                                                            .KH = s.h,
                                                            .KW = s.w,
                                                            .SH = 1,
                                                            .SW = 1,
                                                            .PT = 0,
                                                            .PL = 0,
                                                            .dy = lower_grad_out(lo, n),
                                                            .dx = dx});
}

static void int8(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    k_plain_int8_avgpool(lo, (PlainInt8Avgpool){.r = all_rows(s.h, 1),
                                                .C = s.c,
                                                .H = s.h,
                                                .W = s.w,
                                                .OW = 1,
                                                .KH = s.h,
                                                .KW = s.w,
                                                .SH = 1,
                                                .SW = 1,
                                                .PT = 0,
                                                .PL = 0,
                                                .x = lower_in(lo, n, 0),
                                                .y = int8_out_as_input(lo, n)});
}

static const LayerExample examples[] = {{"4x5x3", "globalavgpool"},
                                        {"9x8x18", "globalavgpool"},
                                        {"4x3x5", "globalavgpool keepdims; conv 3 1x1"},
                                        {NULL, NULL}};

const Layer layer_globalavgpool = {
    .kind = "globalavgpool",
    .doc = "Mean of each channel over the whole map.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = global_pool_shape,
    .flops = input_flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
