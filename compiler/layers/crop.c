/* crop: a map without what lies at its edges. `crop 1`, `crop 1x2` (above and below, left and
 * right), or sides by name. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 0, 0, 65536, NULL, "rows above and below x columns"},
    ATTRS_SIDES("rows above; as `size` when not written", "rows below; as `size` when not written",
                "columns before; as `size` when not written",
                "columns after; as `size` when not written"),
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const int *size = attr_value(n, "size")->size;
    PadGeometry *g = sides_of(sc, n, size[0], size[1]);
    Shape s = n->in[0]->out;
    n->geometry = g;
    n->out = (Shape){3, s.h - g->top - g->bottom, s.w - g->left - g->right, s.c};
    if (n->out.h < 1 || n->out.w < 1)
        shape_error(sc, n, "crop leaves nothing of a %dx%d input", s.h, s.w);
}

/* What pad does backward, and what it does forward. */
static void forward(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    k_pad_backward(lo, (PadBackward){.CB = blocks(n->out.c),
                                     .H = n->out.h,
                                     .W = n->out.w,
                                     .T = g->top,
                                     .B = g->bottom,
                                     .L = g->left,
                                     .R = g->right,
                                     .dy = lower_in(lo, n, 0),
                                     .dx = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_pad_forward(lo, (PadForward){.CB = blocks(n->out.c),
                                       .H = n->out.h,
                                       .W = n->out.w,
                                       .T = g->top,
                                       .B = g->bottom,
                                       .L = g->left,
                                       .R = g->right,
                                       .x = lower_grad_out(lo, n),
                                       .y = dx});
}

static void plain(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    k_plain_crop(lo, (PlainCrop){.C = n->out.c,
                                 .H = n->out.h,
                                 .W = n->out.w,
                                 .T = g->top,
                                 .B = g->bottom,
                                 .L = g->left,
                                 .R = g->right,
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

static void int8(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    k_plain_int8_crop(lo, (PlainInt8Crop){.C = n->out.c,
                                          .H = n->out.h,
                                          .W = n->out.w,
                                          .T = g->top,
                                          .B = g->bottom,
                                          .L = g->left,
                                          .R = g->right,
                                          .x = lower_in(lo, n, 0),
                                          .y = int8_out_as_input(lo, n)});
}

static const LayerExample examples[] = {{"4x5x3", "crop 1"},
                                        {"5x3x17", "crop 2x1"},
                                        {"3x4x2", "crop top=1 right=3; conv 2 2x2"},
                                        {NULL, NULL}};

const Layer layer_crop = {
    .kind = "crop",
    .doc = "A map without its edges.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
