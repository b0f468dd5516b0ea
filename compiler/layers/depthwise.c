/* depthwise: convolution of each channel by itself, `multiplier` outputs a channel.
 * y[o, c*m + j] = bias + sum over taps of x[o*stride + tap*dilation - pad, c] * kernel[tap, c, j].
 */
#include "compiler/algorithms/conv_algorithm.h"
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, true, 0, 1, 65536, NULL, "window"},
    {"multiplier", ATTR_INT, 0, false, 1, 1, 65536, NULL, "outputs for each input channel"},
    {"stride", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "step of the window"},
    {"dilation", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "distance of neighbouring taps"},
    ATTRS_PADDING("output size is input / stride, rounded up (default)", "no padding"),
    {"pad", ATTR_SIZE, 0, false, 0, 0, 65536, NULL, "zeros on each side, instead of `same`"},
    {"nobias", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no bias"},
    {"init", ATTR_NAME, 0, false, 0, 0, 0, INIT_CHOICES, "starting values of the kernel"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    PadMode mode;
    if (!want_map(sc, n) || !padding_of(sc, n, PAD_SAME, &mode))
        return;
    const AttrValue *size = attr_value(n, "size"), *stride = attr_value(n, "stride");
    const AttrValue *dilation = attr_value(n, "dilation"), *pad = attr_value(n, "pad");
    int multiplier = attr_int(n, "multiplier");
    Shape s = n->in[0]->out;
    if ((double)s.c * multiplier > DIM_MAX) {
        shape_error(sc, n, "%d channels times multiplier=%d is too large", s.c, multiplier);
        return;
    }
    Conv2dGeometry *g = ARENA_NEW(shape_arena(sc), Conv2dGeometry);
    *g = (Conv2dGeometry){.C = s.c,
                          .H = s.h,
                          .W = s.w,
                          .K = s.c * multiplier,
                          .KH = size->size[0],
                          .KW = size->size[1],
                          .SH = stride->size[0],
                          .SW = stride->size[1],
                          .DH = dilation->size[0],
                          .DW = dilation->size[1]};
    g->OH = window_output(mode, s.h, g->KH, g->SH, g->DH, pad->size[0], &g->PT);
    g->OW = window_output(mode, s.w, g->KW, g->SW, g->DW, pad->size[1], &g->PL);
    if (g->OH <= 0 || g->OW <= 0) {
        int unused;
        window_error(sc, n, g->KH, g->KW,
                     window_output(PAD_SAME, s.h, g->KH, g->SH, g->DH, 0, &unused),
                     window_output(PAD_SAME, s.w, g->KW, g->SW, g->DW, 0, &unused));
        return;
    }
    n->geometry = g;
    n->out = (Shape){3, g->OH, g->OW, g->K};
    double taps = (double)g->KH * g->KW;
    if (taps * g->K > INT32_MAX) {
        shape_error(sc, n, "a %dx%d kernel of %d channels is too large", g->KH, g->KW, g->K);
        return;
    }
    shape_param(sc, n,
                (ParamSpec){.name = "kernel",
                            .rank = 4,
                            .dim = {g->KH, g->KW, g->C, multiplier},
                            .init = init_named(attr_str(n, "init")),
                            .fan_in = (int)taps * g->C,
                            .fan_out = (int)taps * multiplier,
                            .decays = true});
    if (!attr_flag(n, "nobias"))
        shape_vector(sc, n, "bias", g->K, INIT_ZEROS);
}

static double flops(const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    return (double)g->OH * g->OW * g->K * (2.0 * g->KH * g->KW + (attr_flag(n, "nobias") ? 0 : 1));
}

/* ---- lowering: a multiplier above 1 repeats the input's channels, bias is an instruction of its
 * own ---- */

static DepthwiseShape kernel_shape(const Conv2dGeometry *g)
{
    return (DepthwiseShape){.CB = blocks(g->K),
                            .H = g->H,
                            .W = g->W,
                            .OH = g->OH,
                            .OW = g->OW,
                            .KH = g->KH,
                            .KW = g->KW,
                            .SH = g->SH,
                            .SW = g->SW,
                            .DH = g->DH,
                            .DW = g->DW,
                            .PT = g->PT,
                            .PL = g->PL};
}

/* Planes of at most so many pixels are made whole, in a frame: they stay in the first-level cache,
 * and their rows are too short to be cut into eights. */
enum { FRAME_PIXELS = 400 };

static bool framed(int h, int w, int oh, int ow)
{
    return h * w <= FRAME_PIXELS && oh * ow <= FRAME_PIXELS && ow <= 128;
}

static Buffer *kernel(Lower *lo, Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    int taps = g->KH * g->KW;
    return lower_param(lo, n, "kernel", (int64_t)blocks(g->K) * taps * 16,
                       call_depthwise_pack((DepthwisePack){.TAPS = taps, .K = g->K}),
                       call_depthwise_unpack((DepthwiseUnpack){.TAPS = taps, .K = g->K}));
}

static Buffer *product_kernel(Lower *lo, Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    return lower_fake_weights(lo, n, kernel(lo, n), 1, g->KH * g->KW);
}

/* The input with as many channels as the output. */
static Buffer *repeated(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n);
    Shape wide = {3, over.H, over.W, n->out.c};
    return lower_saved(lo, n, "repeated", NUMBER_F32, lower_count(lo, wide), 0);
}

static void forward(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    bool bias = !attr_flag(n, "nobias");
    Buffer *x = lower_in(lo, n, 0), *w = product_kernel(lo, n),
           *b = bias ? lower_vector_param(lo, n, "bias") : NULL;
    if (g->K != g->C) {
        k_channels_repeat(
            lo,
            (ChannelsRepeat){
                .C = g->C, .TIMES = g->K / g->C, .HW = g->H * g->W, .x = x, .y = repeated(lo, n)});
        x = repeated(lo, n);
    }
    Buffer *y = bias ? lower_temp(lo, n, "sum", NUMBER_F32, lower_count(lo, n->out), 0)
                     : lower_out(lo, n);
    k_depthwise_forward(lo, (DepthwiseForward){.s = kernel_shape(g),
                                               .FRAME = framed(g->H, g->W, g->OH, g->OW),
                                               .x = x,
                                               .w = w,
                                               .y = y});
    if (bias)
        k_bias_forward(
            lo,
            (BiasForward){
                .CB = blocks(g->K), .HW = g->OH * g->OW, .x = y, .bias = b, .y = lower_out(lo, n)});
}

/* The gradient of the kernel is summed over as many images at a time as leave GRAD_RANGES ranges,
 * over small planes together, so that sums in registers are long; a frame of those that lie there
 * together has about FRAME_PIXELS pixels. */
enum { GRAD_RANGES = 128, MOST_TOGETHER = 16 };

static void kernel_grad(Lower *lo, Node *n, Buffer *dy)
{
    const Conv2dGeometry *g = n->geometry;
    int cb = blocks(g->K), taps = g->KH * g->KW, batch = lower_target(lo)->batch,
        frame = ((g->OH - 1) * g->SH + (g->KH - 1) * g->DH + 1) *
                ((g->OW - 1) * g->SW + (g->KW - 1) * g->DW + 1);
    int images = (int)((int64_t)batch * cb / GRAD_RANGES), together = FRAME_PIXELS / frame;
    images = images < 1 ? 1 : images > batch ? batch : images;
    together = together > MOST_TOGETHER ? MOST_TOGETHER : together;
    together = together > images ? images : together;
    Buffer *part = lower_temp(lo, n, "shares", NUMBER_F32, 0,
                              (int64_t)((batch + images - 1) / images) * cb * taps * 16);
    bool frames = framed(g->H, g->W, g->OH, g->OW);
    k_depthwise_backward_weights(
        lo, (DepthwiseBackwardWeights){.s = kernel_shape(g),
                                       .FRAME = frames,
                                       .IMAGES = images,
                                       .TOGETHER = frames && together > 1 ? together : 1,
                                       .x = g->K != g->C ? repeated(lo, n) : lower_in(lo, n, 0),
                                       .dy = dy,
                                       .part = part});
    k_depthwise_sum_weights(lo, (DepthwiseSumWeights){.CB = cb,
                                                      .TAPS = taps,
                                                      .IMAGES = images,
                                                      .part = part,
                                                      .dw = lower_param_grad(lo, n, "kernel")});
}

static void backward(Lower *lo, Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    Buffer *dy = lower_grad_out(lo, n), *dx = lower_grad_in(lo, n, 0);
    if (!attr_flag(n, "nobias") && lower_param_trains(lo, n, "bias"))
        bias_grad(lo, n, dy, "bias");
    if (lower_param_trains(lo, n, "kernel"))
        kernel_grad(lo, n, dy);
    if (!dx)
        return;
    Buffer *to = dx;
    if (g->K != g->C)
        to = lower_temp(lo, n, "drepeated", NUMBER_F32, repeated(lo, n)->per_image, 0);
    k_depthwise_backward_data(
        lo, (DepthwiseBackwardData){.s = kernel_shape(g),
                                    .FRAME = g->SH * g->SW == 1 && framed(g->H, g->W, g->OH, g->OW),
                                    .dy = dy,
                                    .w = product_kernel(lo, n),
                                    .dx = to});
    if (to != dx)
        k_channels_repeat_backward(
            lo, (ChannelsRepeatBackward){
                    .C = g->C, .TIMES = g->K / g->C, .HW = g->H * g->W, .dy = to, .dx = dx});
}

static unsigned absorbs(const Node *n)
{
    (void)n;
    return ABSORBS_ZEROS;
}

static bool in_place(Lower *lo, Node *n, const Conv2dGeometry *g)
{
    return g->K == g->C && g->OW <= g->W && (int64_t)g->OH * g->OW <= (int64_t)g->H * g->W &&
           g->PT <= (g->KH - 1) * g->DH && !target_chain(lower_target(lo), n) &&
           lower_may_replace(lo, n, 0);
}

static InstrRows rows_of(const Conv2dGeometry *g)
{
    return (InstrRows){.step = g->SH,
                       .low = -g->PT,
                       .high = (g->KH - 1) * g->DH - g->PT,
                       .in_rows = g->H,
                       .out_rows = g->OH};
}

static void plain(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    PlainWeights w = plain_weights(lo, n);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Instr *in;
    if (in_place(lo, n, g))
        in = k_plain_depthwise_in_place(lo, (PlainDepthwiseInPlace){.s = conv_shape(g),
                                                                    .BIAS = w.bias != NULL,
                                                                    .CLAMP = w.clamp,
                                                                    .MAX = w.max,
                                                                    .x = x,
                                                                    .w = w.kernel,
                                                                    .bias = w.bias,
                                                                    .y = y});
    else
        in = k_plain_depthwise(lo, (PlainDepthwise){.s = conv_shape(g),
                                                    .r = all_rows(g->H, g->OH),
                                                    .BIAS = w.bias != NULL,
                                                    .CLAMP = w.clamp,
                                                    .MAX = w.max,
                                                    .x = x,
                                                    .w = w.kernel,
                                                    .bias = w.bias,
                                                    .y = y});
    in->rows = rows_of(g);
}

/* The gradient before the clamp, of x, and then the steps. */
static void learn(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    const PlainWeights w = plain_weights(lo, n);
    Buffer *dy = plain_unclamped(lo, n, w), *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_depthwise_backward(
            lo, (PlainDepthwiseBackward){.s = conv_shape(g), .w = w.kernel, .dy = dy, .dx = dx});
    if (lower_param_trains(lo, n, "kernel")) {
        const LearnStep s = lower_step(lo, n, "kernel", w.kernel);
        k_plain_depthwise_step(lo, (PlainDepthwiseStep){.s = conv_shape(g),
                                                        .u = step_rule(&s),
                                                        .x = lower_in(lo, n, 0),
                                                        .dy = dy,
                                                        .w = w.kernel,
                                                        .kept = s.kept});
    }
    plain_learn_bias(lo, n, "bias", w.bias, dy);
}

static void int8(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    if (lower_target(lo)->wide || !in_place(lo, n, g)) {
        int8_depthwise(lo, n, conv_shape(g));
        return;
    }
    const Int8Weights w = int8_weights(lo, n, INT8_KEPT);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Instr *in = k_plain_int8_depthwise_in_place(lo,
                                                (PlainInt8DepthwiseInPlace){.s = conv_shape(g),
                                                                            .ZERO = x->quant.zero,
                                                                            .YZERO = y->quant.zero,
                                                                            .LOW = w.limits.low,
                                                                            .HIGH = w.limits.high,
                                                                            .x = x,
                                                                            .w = w.kernel,
                                                                            .rule = w.rule,
                                                                            .y = y});
    in->rows = rows_of(g);
}

static const LayerExample examples[] = {
    {"5x6x3", "depthwise 3x3"},
    {"4x7x17", "depthwise 3x2 valid nobias; conv 2 1x1"},
    {"6x5x3", "depthwise 3x3 stride=2 relu"},
    {"7x6x2", "depthwise 3x3 dilation=2x1 pad=3x4"},
    {"5x6x2", "depthwise 3x3 stride=2x3 dilation=1x2"},
    {"3x4x6", "depthwise 2x3 multiplier=3; conv 2 1x1"},
    {"5x9x4", "depthwise 4x4 multiplier=2 stride=2 valid frozen"},
    {NULL, NULL}};

const Layer layer_depthwise = {
    .kind = "depthwise",
    .doc = "Convolution of each channel by itself.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .takes_activation = true,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .plain_absorbs = ABSORBS_ZEROS | ABSORBS_AFFINE | ABSORBS_CLAMP,
    .backward = backward,
    .absorbs = absorbs,
    .examples = examples,
};
