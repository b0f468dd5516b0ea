/* conv_transpose: the adjoint of a convolution (Keras Conv2DTranspose): what a convolution of the
 * same window, stride and padding, from this output to this input, does to gradients. y[o, k] =
 * bias[k] + sum over the taps and c for which o = i*stride + tap*dilation - pad of x[i, c] *
 * kernel[tap, k, c]. Pads `same` unless told otherwise. */
#include "compiler/algorithms/conv_algorithm.h"
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"filters", ATTR_INT, 1, true, 0, 1, 65536, NULL, "number of output channels"},
    {"size", ATTR_SIZE, 1, true, 0, 1, 65536, NULL, "window"},
    {"stride", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "step of the window in the output"},
    {"dilation", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "distance of neighbouring taps"},
    {"groups", ATTR_INT, 0, false, 1, 1, 65536, NULL, "channel groups that do not mix"},
    ATTRS_PADDING("output size is input * stride (default)", "no padding"),
    {"pad", ATTR_SIZE, 0, false, 0, 0, 65536, NULL,
     "rows and columns that are cut off on each side, instead of `same`"},
    {"outpad", ATTR_SIZE, 0, false, 0, 0, 65536, NULL,
     "with `pad=`: rows below and columns behind that are kept (output_padding)"},
    {"nobias", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no bias"},
    {"init", ATTR_NAME, 0, false, 0, 0, 0, INIT_CHOICES, "starting values of the kernel"},
    ATTR_END,
};

/* Length of the output, and what is cut off before; 0 or less: nothing is left. */
static int output_of(PadMode mode, int in, int k, int stride, int dilation, int pad, int outpad,
                     int *before)
{
    int64_t reach = (int64_t)dilation * (k - 1) + 1, more = reach > stride ? reach - stride : 0;
    int64_t out = (int64_t)in * stride;
    *before = mode == PAD_SAME ? (int)(more / 2) : mode == PAD_EXPLICIT ? pad : 0;
    if (mode == PAD_VALID)
        out += more;
    else if (mode == PAD_EXPLICIT)
        out += reach - stride - 2 * (int64_t)pad + outpad;
    return out > DIM_MAX ? DIM_MAX + 1 : (int)out;
}

/* The convolution whose adjoint this is: from the output, C channels, to the input, K channels. */
static bool geometry_of(ShapeCtx *sc, Node *n, PadMode mode, Conv2dGeometry *g)
{
    const AttrValue *size = attr_value(n, "size"), *stride = attr_value(n, "stride"),
                    *dilation = attr_value(n, "dilation"), *pad = attr_value(n, "pad"),
                    *outpad = attr_value(n, "outpad");
    Shape s = n->in[0]->out;
    *g = (Conv2dGeometry){.C = attr_int(n, "filters"),
                          .K = s.c,
                          .OH = s.h,
                          .OW = s.w,
                          .KH = size->size[0],
                          .KW = size->size[1],
                          .SH = stride->size[0],
                          .SW = stride->size[1],
                          .DH = dilation->size[0],
                          .DW = dilation->size[1],
                          .groups = attr_int(n, "groups")};
    g->H = output_of(mode, s.h, g->KH, g->SH, g->DH, pad->size[0], outpad->size[0], &g->PT);
    g->W = output_of(mode, s.w, g->KW, g->SW, g->DW, pad->size[1], outpad->size[1], &g->PL);
    if (g->H < 1 || g->W < 1) {
        shape_error(sc, n, "conv_transpose %dx%d pad=%dx%d leaves nothing of a %dx%d input", g->KH,
                    g->KW, pad->size[0], pad->size[1], s.h, s.w);
        return false;
    }
    if (outpad->set &&
        (mode != PAD_EXPLICIT || outpad->size[0] >= g->SH || outpad->size[1] >= g->SW)) {
        shape_error_at(sc, outpad->span,
                       "outpad goes with `pad=` and is smaller than the stride, %dx%d", g->SH,
                       g->SW);
        return false;
    }
    return true;
}

static void declare_params(ShapeCtx *sc, Node *n, const Conv2dGeometry *g)
{
    double taps = (double)g->KH * g->KW;
    if (taps * g->C * g->K > INT32_MAX) {
        shape_error(sc, n, "a %dx%d kernel from %d to %d channels is too large", g->KH, g->KW, g->K,
                    g->C);
        return;
    }
    shape_param(sc, n,
                (ParamSpec){.name = "kernel",
                            .rank = 4,
                            .dim = {g->KH, g->KW, g->C / g->groups, g->K},
                            .init = init_named(attr_str(n, "init")),
                            .fan_in = (int)taps * (g->C / g->groups),
                            .fan_out = (int)taps * g->K,
                            .decays = true,
                            .matrix = true});
    if (!attr_flag(n, "nobias"))
        shape_vector(sc, n, "bias", g->C, INIT_ZEROS);
}

static void shape(ShapeCtx *sc, Node *n)
{
    PadMode mode;
    if (!want_map(sc, n) || !padding_of(sc, n, PAD_SAME, &mode))
        return;
    Conv2dGeometry *g = ARENA_NEW(shape_arena(sc), Conv2dGeometry);
    int groups = attr_int(n, "groups");
    if (n->in[0]->out.c % groups != 0 || attr_int(n, "filters") % groups != 0) {
        shape_error_at(sc, attr_value(n, "groups")->span,
                       "groups=%d does not divide %d channels in and %d out", groups,
                       n->in[0]->out.c, attr_int(n, "filters"));
        return;
    }
    if (!geometry_of(sc, n, mode, g))
        return;
    n->geometry = g;
    n->out = (Shape){3, g->H, g->W, g->C};
    declare_params(sc, n, g);
}

static double flops(const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    return (double)g->OH * g->OW * g->K * 2.0 * g->KH * g->KW * (g->C / g->groups) +
           (attr_flag(n, "nobias") ? 0 : (double)shape_count(n->out));
}

static ConvJob job(Lower *lo, Node *n)
{
    ConvJob j = {.lo = lo, .node = n, .g = n->geometry};
    j.w = conv_packed(&j);
    return j;
}

/* The kernel with input and output channels exchanged. */
static Buffer *transposed(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int taps = g->KH * g->KW;
    Buffer *wt = lower_derive(j->lo, j->node, "transposed",
                              (int64_t)taps * blocks(g->C) * g->K * 16);
    k_conv_transpose(
        j->lo,
        (ConvTranspose){.TAPS = taps, .FIRST = 0, .C = g->C, .K = g->K, .w = j->w, .wt = wt});
    lower_derived(j->lo);
    return wt;
}

static void forward(Lower *lo, Node *n)
{
    ConvJob j = job(lo, n);
    const Conv2dGeometry *g = j.g;
    j.w = lower_product_weights(lo, n, j.w);
    bool bias = !attr_flag(n, "nobias");
    Buffer *y = bias ? lower_temp(lo, n, "sum", NUMBER_F32, lower_count(lo, n->out), 0)
                     : lower_out(lo, n);
    k_conv_backward_data(lo, (ConvBackwardData){.s = conv_shape(g),
                                                .GROUPS = g->groups,
                                                .dy = lower_in(lo, n, 0),
                                                .wt = transposed(&j),
                                                .dx = y});
    if (bias)
        k_bias_forward(lo, (BiasForward){.CB = blocks(g->C),
                                         .HW = pixels(n->out),
                                         .x = y,
                                         .bias = lower_vector_param(lo, n, "bias"),
                                         .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    ConvJob j = job(lo, n);
    const Conv2dGeometry *g = j.g;
    Buffer *dy = lower_grad_out(lo, n), *dw = lower_param_grad(lo, n, "kernel");
    if (!attr_flag(n, "nobias") && lower_param_trains(lo, n, "bias"))
        bias_grad(lo, n, dy, "bias");
    if (dw) {
        j.x = dy; /* of that convolution, whose output this layer's input is */
        j.dy = lower_in(lo, n, 0);
        j.dw = dw;
        conv_algorithm_table[0]->backward(&j);
        if (g->groups > 1)
            k_conv_mask_groups(
                lo,
                (ConvMaskGroups){
                    .TAPS = g->KH * g->KW, .C = g->C, .K = g->K, .GROUPS = g->groups, .dw = dw});
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (!dx)
        return;
    j = (ConvJob){.lo = lo, .node = n, .g = g, .x = dy, .w = j.w, .y = dx};
    conv_algorithm_table[0]->forward(&j);
}

static const LayerExample examples[] = {
    {"3x4x3", "conv_transpose 4 3x3 stride=2"},
    {"3x2x5", "conv 17 1x1; conv_transpose 18 2x2 stride=2 relu"},
    {"3x4x3", "conv_transpose 2 3x2 valid stride=2x3 nobias"},
    {"4x3x3", "conv_transpose 2 1x1 valid stride=2"},
    {"3x4x3", "conv_transpose 4 3x3 stride=2 pad=1 outpad=1"},
    {"3x3x2", "conv_transpose 3 3x3 dilation=2 pad=1"},
    {"3x2x4", "conv_transpose 6 3x3 stride=2 groups=2; conv 2 1x1"},
    {"2x2x3", "conv_transpose 17 4x4 stride=2 frozen; conv 2 1x1"},
    {NULL, NULL}};

const Layer layer_conv_transpose = {
    .kind = "conv_transpose",
    .doc = "Transposed convolution.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .takes_activation = true,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
