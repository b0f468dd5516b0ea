/* resize: a map of another size, nearest, bilinear or by means (area). `align` says where an output
 * lies in the input, `round` which pixel is the nearest; means need neither. */
#include "compiler/layers/resample.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, true, 0, 1, 65536, NULL, "height and width of the output"},
    {"mode", ATTR_NAME, 0, false, 0, 0, 0, "nearest bilinear area",
     "take a pixel, interpolate, or the mean of the pixels that lie in it"},
    {"align", ATTR_NAME, 0, false, 0, 0, 0, "centers corners edges",
     "what meets: pixels' centres (half pixel), the outermost pixels, or the first pixels' edges "
     "(asymmetric)"},
    {"round", ATTR_NAME, 0, false, 0, 0, 0, "half_up half_down down up",
     "which pixel is the nearest"},
    ATTR_END,
};

static bool is(const Node *n, const char *attr, const char *word)
{
    return strcmp(attr_str(n, attr), word) == 0;
}

static void shape(ShapeCtx *sc, Node *n)
{
    static const char *const places[] = {"align", "round"};
    if (!want_map(sc, n))
        return;
    const int *size = attr_value(n, "size")->size;
    n->out = (Shape){3, size[0], size[1], n->in[0]->out.c};
    for (int i = 0; i < 2 && is(n, "mode", "area"); i++)
        if (attr_value(n, places[i])->set)
            shape_error_at(sc, attr_value(n, places[i])->span, "resize mode=area takes no %s",
                           places[i]);
}

/* Of an axis of `in` values to `out`. With `corners` a single output is the first input. */
static AxisMap axis_of(const Node *n, int in, int out)
{
    AxisMap m = is(n, "align", "centers") ? (AxisMap){2 * in, in - out, 2 * out}
                : is(n, "align", "corners")
                    ? (AxisMap){out > 1 ? in - 1 : 0, 0, out > 1 ? out - 1 : 1}
                    : (AxisMap){in, 0, out};
    if (is(n, "mode", "bilinear") || is(n, "round", "down"))
        return m;
    if (is(n, "round", "up"))
        return (AxisMap){m.mul, m.add + m.div - 1, m.div};
    int half = is(n, "round", "half_up") ? m.div : m.div - 1;
    return (AxisMap){2 * m.mul, 2 * m.add + half, 2 * m.div};
}

static Resampling resampling(const Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    return (Resampling){.from = s,
                        .to = t,
                        .down = axis_of(n, s.h, t.h),
                        .across = axis_of(n, s.w, t.w),
                        .edge = EDGE_LAST,
                        .linear = is(n, "mode", "bilinear")};
}

static void forward(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (is(n, "mode", "area")) {
        k_area_forward(lo, (AreaForward){.CB = blocks(s.c),
                                         .H = s.h,
                                         .W = s.w,
                                         .OH = t.h,
                                         .OW = t.w,
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
        return;
    }
    forward_resample(lo, resampling(n), lower_in(lo, n, 0), lower_out(lo, n));
}

static void backward(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx && is(n, "mode", "area"))
        k_area_backward(lo, (AreaBackward){.CB = blocks(s.c),
                                           .H = s.h,
                                           .W = s.w,
                                           .OH = t.h,
                                           .OW = t.w,
                                           .dy = lower_grad_out(lo, n),
                                           .dx = dx});
    else if (dx)
        backward_resample(lo, resampling(n), lower_grad_out(lo, n), dx);
}

static const LayerExample examples[] = {{"3x4x3", "resize 5x7"},
                                        {"5x7x17", "resize 3x2; relu"},
                                        {"3x4x3", "resize 7x5 mode=bilinear"},
                                        {"5x4x17", "resize 3 mode=bilinear align=corners"},
                                        {"4x3x3", "resize 6x1 mode=bilinear align=corners"},
                                        {"3x4x2", "resize 5x3 mode=bilinear align=edges"},
                                        {"3x4x2", "resize 5x9 align=edges round=down"},
                                        {"3x4x2", "resize 2x9 align=corners round=half_down"},
                                        {"3x4x2", "resize 5x9 round=up"},
                                        {"8x5x17", "resize 3 mode=area; relu"},
                                        {"3x4x2", "resize 5x3 mode=area"},
                                        {NULL, NULL}};

const Layer layer_resize_map = {
    .kind = "resize",
    .doc = "A map of another size, by the nearest pixel, interpolation or means.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
