/* upsample: every position repeated, or interpolated linearly, `size` times along each axis. */
#include "compiler/layers/int8.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 2, 1, 4096, NULL, "factors of height and width"},
    {"mode", ATTR_NAME, 0, false, 0, 0, 0, "nearest bilinear", "repeat or interpolate"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const int *f = attr_value(n, "size")->size;
    Shape s = n->in[0]->out;
    if ((double)s.h * f[0] > DIM_MAX || (double)s.w * f[1] > DIM_MAX) {
        shape_error(sc, n, "upsample %dx%d of a %dx%d input is too large", f[0], f[1], s.h, s.w);
        return;
    }
    n->out = (Shape){3, s.h * f[0], s.w * f[1], s.c};
}

static bool bilinear(const Node *n) { return strcmp(attr_str(n, "mode"), "bilinear") == 0; }

static void forward(Lower *lo, Node *n)
{
    const int *f = attr_value(n, "size")->size;
    Shape s = n->in[0]->out;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    if (bilinear(n))
        k_upsample_bilinear(
            lo, (UpsampleBilinear){
                    .CB = blocks(s.c), .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .x = x, .y = y});
    else
        k_upsample_nearest(
            lo, (UpsampleNearest){
                    .CB = blocks(s.c), .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .x = x, .y = y});
}

static void backward(Lower *lo, Node *n)
{
    const int *f = attr_value(n, "size")->size;
    Shape s = n->in[0]->out;
    Buffer *dx = lower_grad_in(lo, n, 0), *dy = lower_grad_out(lo, n);
    if (dx && bilinear(n))
        k_upsample_bilinear_backward(
            lo,
            (UpsampleBilinearBackward){
                .CB = blocks(s.c), .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .dy = dy, .dx = dx});
    else if (dx)
        k_upsample_nearest_backward(
            lo,
            (UpsampleNearestBackward){
                .CB = blocks(s.c), .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    const int *f = attr_value(n, "size")->size;
    Shape s = n->in[0]->out;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    if (bilinear(n))
        k_plain_upsample_bilinear(
            lo, (PlainUpsampleBilinear){
                    .C = s.c, .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .x = x, .y = y});
    else
        k_plain_upsample_nearest(
            lo, (PlainUpsampleNearest){
                    .C = s.c, .H = s.h, .W = s.w, .FH = f[0], .FW = f[1], .x = x, .y = y});
}

static bool int8_takes(const Node *n) { return !bilinear(n); }

static void int8(Lower *lo, Node *n)
{
    const int *f = attr_value(n, "size")->size;
    const Shape s = n->in[0]->out;
    k_plain_int8_upsample(lo, (PlainInt8Upsample){.C = s.c,
                                                  .H = s.h,
                                                  .W = s.w,
                                                  .FH = f[0],
                                                  .FW = f[1],
                                                  .x = lower_in(lo, n, 0),
                                                  .y = int8_out_as_input(lo, n)});
}

static const LayerExample examples[] = {{"3x2x3", "upsample 2x2"},
                                        {"2x3x17", "upsample 1x3; relu"},
                                        {"3x4x3", "upsample 2x2 mode=bilinear"},
                                        {"3x2x17", "upsample 3x2 mode=bilinear"},
                                        {"1x2x2", "upsample 4x5 mode=bilinear"},
                                        {NULL, NULL}};

const Layer layer_upsample = {
    .kind = "upsample",
    .doc = "A larger map, by repetition or interpolation.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_takes = int8_takes,
    .int8_hint = "`upsample` without mode=bilinear has one",
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
