/* reshape: the same values, in the order height, width, channel, under another shape. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"size", ATTR_SIZE, 1, true, 0, 1, DIM_MAX, "3", "the new shape, HxWxC or a vector's length"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    const AttrValue *v = attr_value(n, "size");
    Shape s = v->rank == 1 ? (Shape){1, 1, 1, v->size[0]}
                           : (Shape){3, v->size[0], v->size[1], v->rank == 3 ? v->size[2] : 1};
    double count = (double)s.h * s.w * s.c;
    if (count != (double)shape_count(n->in[0]->out)) {
        Arena *a = shape_arena(sc);
        shape_error(sc, n, "reshape to %s needs %.0f values; its input %s has %.0f",
                    shape_text(a, s), count, shape_text(a, n->in[0]->out),
                    (double)shape_count(n->in[0]->out));
        return;
    }
    n->out = s;
}

static const LayerExample examples[] = {{"3x4x5", "reshape 2x3x10"},
                                        {"36", "reshape 3x2x6; conv 2 1x1"},
                                        {"3x4x5", "reshape 4x3x5"},
                                        {"2x3x17", "reshape 102"},
                                        {NULL, NULL}};

const Layer layer_reshape = {
    .kind = "reshape",
    .doc = "The same values under another shape.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward_reshape,
    .plain = forward_identity, /* the same memory */
    .learn = backward_identity,
    .int8 = forward_identity,
    .int8_scale = INT8_INPUT,
    .backward = backward_reshape,
    .examples = examples,
};
