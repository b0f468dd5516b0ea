/* pad: what lies around a map: zeros or another value, or the map continued. `pad 1`, `pad 1x2`
 * (above and below, left and right), or sides by name. */
#include "compiler/layers/int8.h"
#include "compiler/layers/resample.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 0, 0, 65536, NULL, "rows above and below x columns"},
    ATTRS_SIDES("rows above; as `size` when not written", "rows below; as `size` when not written",
                "columns before; as `size` when not written",
                "columns after; as `size` when not written"),
    {"mode", ATTR_NAME, 0, false, 0, 0, 0, "constant edge reflect symmetric wrap",
     "a value; the map's edge; its mirror image without and with the edge; the map once more"},
    {"value", ATTR_NUM, 0, false, 0, -1e30, 1e30, NULL, "of `constant`"},
    ATTR_END,
};

static bool is_constant(const Node *n) { return strcmp(attr_str(n, "mode"), "constant") == 0; }

/* EDGE_... of the mode. */
static int edge_of(const Node *n)
{
    static const char *const words[] = {"edge", "reflect", "symmetric", "wrap"};
    int e = 0;
    while (strcmp(words[e], attr_str(n, "mode")) != 0)
        e++;
    return e;
}

/* A map is mirrored or repeated once at most. */
static void check_mode(ShapeCtx *sc, const Node *n, const PadGeometry *g)
{
    const AttrValue *value = attr_value(n, "value");
    if (is_constant(n))
        return;
    if (value->set)
        shape_error_at(sc, value->span, "pad mode=%s takes no value", attr_str(n, "mode"));
    Shape s = n->in[0]->out;
    int less = edge_of(n) == EDGE_REFLECT, high = g->top > g->bottom ? g->top : g->bottom,
        wide = g->left > g->right ? g->left : g->right;
    if (edge_of(n) != EDGE_LAST && (high > s.h - less || wide > s.w - less))
        shape_error(sc, n, "pad mode=%s of a %dx%d input takes at most %dx%d", attr_str(n, "mode"),
                    s.h, s.w, s.h - less, s.w - less);
}

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const int *size = attr_value(n, "size")->size;
    PadGeometry *g = sides_of(sc, n, size[0], size[1]);
    Shape s = n->in[0]->out;
    g->zeros = is_constant(n) && attr_num(n, "value") == 0;
    n->geometry = g;
    n->out = (Shape){3, s.h + g->top + g->bottom, s.w + g->left + g->right, s.c};
    check_mode(sc, n, g);
}

static void forward_constant(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    if (g->zeros)
        k_pad_forward(lo, (PadForward){.CB = blocks(s.c),
                                       .H = s.h,
                                       .W = s.w,
                                       .T = g->top,
                                       .B = g->bottom,
                                       .L = g->left,
                                       .R = g->right,
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
    else
        k_pad_value(lo, (PadValue){.C = s.c,
                                   .H = s.h,
                                   .W = s.w,
                                   .T = g->top,
                                   .B = g->bottom,
                                   .L = g->left,
                                   .R = g->right,
                                   .VALUE = attr_num(n, "value"),
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static Resampling resampling(const Node *n)
{
    const PadGeometry *g = n->geometry;
    return (Resampling){.from = n->in[0]->out,
                        .to = n->out,
                        .down = {1, -g->top, 1},
                        .across = {1, -g->left, 1},
                        .edge = edge_of(n)};
}

static void forward(Lower *lo, Node *n)
{
    if (is_constant(n))
        forward_constant(lo, n);
    else
        forward_resample(lo, resampling(n), lower_in(lo, n, 0), lower_out(lo, n));
}

static void backward(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx && is_constant(n))
        k_pad_backward(lo, (PadBackward){.CB = blocks(s.c),
                                         .H = s.h,
                                         .W = s.w,
                                         .T = g->top,
                                         .B = g->bottom,
                                         .L = g->left,
                                         .R = g->right,
                                         .dy = lower_grad_out(lo, n),
                                         .dx = dx});
    else if (dx)
        backward_resample(lo, resampling(n), lower_grad_out(lo, n), dx);
}

static bool plain_takes(const Node *n) { return ((const PadGeometry *)n->geometry)->zeros; }

static void plain(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    k_plain_pad(lo, (PlainPad){.C = s.c,
                               .H = s.h,
                               .W = s.w,
                               .T = g->top,
                               .B = g->bottom,
                               .L = g->left,
                               .R = g->right,
                               .x = lower_in(lo, n, 0),
                               .y = lower_out(lo, n)});
}

static void learn(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_crop(lo, (PlainCrop){.C = s.c,
                                     .H = s.h,
                                     .W = s.w,
                                     .T = g->top,
                                     .B = g->bottom,
                                     .L = g->left,
                                     .R = g->right,
                                     .x = lower_grad_out(lo, n),
                                     .y = dx});
}

static void int8(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    Buffer *y = int8_out_as_input(lo, n);
    k_plain_int8_pad(lo, (PlainInt8Pad){.C = s.c,
                                        .H = s.h,
                                        .W = s.w,
                                        .T = g->top,
                                        .B = g->bottom,
                                        .L = g->left,
                                        .R = g->right,
                                        .ZERO = y->quant.zero,
                                        .x = lower_in(lo, n, 0),
                                        .y = y});
}

static const LayerExample examples[] = {{"4x3x3", "pad 1"},
                                        {"3x4x17", "pad 2x1"},
                                        {"3x2x2", "pad top=1 right=3; conv 2 2x2 valid"},
                                        {"2x2x2", "pad 0"},
                                        {"3x4x17", "pad 1 value=0.5; conv 2 1x1"},
                                        {"3x4x3", "pad 2x3 mode=edge"},
                                        {"4x3x17", "pad 2 mode=reflect; conv 2 1x1"},
                                        {"3x4x2", "pad top=3 right=2 mode=symmetric"},
                                        {"3x4x2", "pad 3x2 mode=wrap"},
                                        {NULL, NULL}};

const Layer layer_pad = {
    .kind = "pad",
    .doc = "Zeros or another value around a map, or the map continued.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .plain_takes = plain_takes,
    .backward = backward,
    .traits = TRAIT_PADS,
    .examples = examples,
};
