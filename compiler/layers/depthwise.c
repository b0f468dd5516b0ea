/* depthwise: convolution of each channel by itself, `multiplier` outputs a channel.
 * y[o, c*m + j] = bias + sum over taps of x[o*stride + tap*dilation - pad, c] * kernel[tap, c, j]. */
#include "compiler/layers/geometry.h"

static const AttrSpec attrs[] = {
    {"size",       ATTR_SIZE, 1, true,  0, 1, 65536, NULL, "window"},
    {"multiplier", ATTR_INT,  0, false, 1, 1, 65536, NULL, "outputs for each input channel"},
    {"stride",     ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "step of the window"},
    {"dilation",   ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "distance of neighbouring taps"},
    ATTRS_PADDING("output size is input / stride, rounded up (default)", "no padding"),
    {"pad",        ATTR_SIZE, 0, false, 0, 0, 65536, NULL, "zeros on each side, instead of `same`"},
    {"nobias",     ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no bias"},
    {"init",       ATTR_NAME, 0, false, 0, 0, 0, INIT_CHOICES, "starting values of the kernel"},
    ATTR_END
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
    *g = (Conv2dGeometry){.C = s.c, .H = s.h, .W = s.w, .K = s.c * multiplier, .KH = size->size[0], .KW = size->size[1],
                          .SH = stride->size[0], .SW = stride->size[1], .DH = dilation->size[0], .DW = dilation->size[1]};
    g->OH = window_output(mode, s.h, g->KH, g->SH, g->DH, pad->size[0], &g->PT);
    g->OW = window_output(mode, s.w, g->KW, g->SW, g->DW, pad->size[1], &g->PL);
    if (g->OH <= 0 || g->OW <= 0) {
        int unused;
        window_error(sc, n, g->KH, g->KW, window_output(PAD_SAME, s.h, g->KH, g->SH, g->DH, 0, &unused),
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
    shape_param(sc, n, "kernel", 4, (const int[]){g->KH, g->KW, g->C, multiplier}, init_named(attr_str(n, "init")),
                (int)taps * g->C, (int)taps * multiplier, true, true);
    if (!attr_flag(n, "nobias"))
        shape_param(sc, n, "bias", 1, &g->K, INIT_ZEROS, 0, 0, true, false);
}

static double flops(const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    return (double)g->OH * g->OW * g->K * (2.0 * g->KH * g->KW + (attr_flag(n, "nobias") ? 0 : 1));
}

const Layer layer_depthwise = {
    .kind = "depthwise", .doc = "Convolution of each channel by itself.",
    .attrs = attrs, .min_in = 1, .max_in = 1, .takes_activation = true, .shape = shape, .flops = flops,
};
