/* pad: zeros around a map. `pad 1`, `pad 1x2` (above and below, left and right), or sides by name.
 */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, false, 0, 0, 65536, NULL, "zeros above and below x left and right"},
    {"top", ATTR_INT, 0, false, -1, 0, 65536, NULL, "rows above; as `size` when not written"},
    {"bottom", ATTR_INT, 0, false, -1, 0, 65536, NULL, "rows below; as `size` when not written"},
    {"left", ATTR_INT, 0, false, -1, 0, 65536, NULL, "columns before; as `size` when not written"},
    {"right", ATTR_INT, 0, false, -1, 0, 65536, NULL, "columns after; as `size` when not written"},
    ATTR_END,
};

static int side(const Node *n, const char *name, int otherwise)
{
    return attr_value(n, name)->set ? attr_int(n, name) : otherwise;
}

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_map(sc, n))
        return;
    const int *size = attr_value(n, "size")->size;
    PadGeometry *g = ARENA_NEW(shape_arena(sc), PadGeometry);
    *g = (PadGeometry){side(n, "top", size[0]), side(n, "bottom", size[0]),
                       side(n, "left", size[1]), side(n, "right", size[1])};
    Shape s = n->in[0]->out;
    n->geometry = g;
    n->out = (Shape){3, s.h + g->top + g->bottom, s.w + g->left + g->right, s.c};
}

static void forward(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    k_pad_forward(lo, (PadForward){.CB = blocks(s.c),
                                   .H = s.h,
                                   .W = s.w,
                                   .T = g->top,
                                   .B = g->bottom,
                                   .L = g->left,
                                   .R = g->right,
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    const PadGeometry *g = n->geometry;
    Shape s = n->in[0]->out;
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_pad_backward(lo, (PadBackward){.CB = blocks(s.c),
                                         .H = s.h,
                                         .W = s.w,
                                         .T = g->top,
                                         .B = g->bottom,
                                         .L = g->left,
                                         .R = g->right,
                                         .dy = lower_grad_out(lo, n),
                                         .dx = dx});
}

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

static const LayerExample examples[] = {{"4x3x3", "pad 1"},
                                        {"3x4x17", "pad 2x1"},
                                        {"3x2x2", "pad top=1 right=3; conv 2 2x2 valid"},
                                        {"2x2x2", "pad 0"},
                                        {NULL, NULL}};

const Layer layer_pad = {
    .kind = "pad",
    .doc = "Zeros around a map.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .traits = TRAIT_PADS,
    .examples = examples,
};
