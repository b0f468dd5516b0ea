/* globalmaxpool: the largest value of each channel of the map; leaves a vector, or a map of 1x1. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTR_KEEPDIMS,
    ATTR_END,
};

static double input_flops(const Node *n) { return (double)shape_count(n->in[0]->out); }

static Buffer *arg(Lower *lo, Node *n)
{
    return lower_saved(lo, n, "arg", NUMBER_I32, lower_count(lo, n->out), 0);
}

static void forward(Lower *lo, Node *n)
{
    k_globalmaxpool_forward(lo, (GlobalmaxpoolForward){.CB = blocks(n->out.c),
                                                       .HW = pixels(n->in[0]->out),
                                                       .x = lower_in(lo, n, 0),
                                                       .y = lower_out(lo, n),
                                                       .arg = arg(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dy, *dx;
    selected_grads(lo, n, &dy, &dx);
    if (dx)
        k_globalmaxpool_backward(lo, (GlobalmaxpoolBackward){.CB = blocks(n->out.c),
                                                             .HW = pixels(n->in[0]->out),
                                                             .arg = arg(lo, n),
                                                             .dy = dy,
                                                             .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    k_plain_maxpool(lo, (PlainMaxpool){.r = all_rows(s.h, 1),
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
        k_plain_maxpool_backward(lo, (PlainMaxpoolBackward){.C = s.c,
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
                                                            .x = lower_in(lo, n, 0),
                                                            .dy = lower_grad_out(lo, n),
                                                            .dx = dx});
}

static void int8(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out;
    k_plain_int8_maxpool(lo, (PlainInt8Maxpool){.r = all_rows(s.h, 1),
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

static const LayerExample examples[] = {{"4x5x3", "globalmaxpool"},
                                        {"2x3x18", "globalmaxpool"},
                                        {"3x3x4", "conv 5 3x3 sigmoid; globalmaxpool"},
                                        {"4x3x5", "globalmaxpool keepdims; conv 3 1x1"},
                                        {NULL, NULL}};

const Layer layer_globalmaxpool = {
    .kind = "globalmaxpool",
    .doc = "Maximum of each channel over the whole map.",
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
    .traits = TRAIT_SELECTS,
    .examples = examples,
};
