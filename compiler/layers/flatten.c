/* flatten: a map as a vector, in the order height, width, channel. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    (void)sc;
    n->out = (Shape){1, 1, 1,
                     (int)shape_count(n->in[0]->out)}; /* fits: every value is checked to */
}

static const LayerExample examples[] = {
    {"3x2x5", "flatten"}, {"3x2x17", "flatten; dense 3"}, {"1x1x18", "flatten"}, {NULL, NULL}};

const Layer layer_flatten = {
    .kind = "flatten",
    .doc = "A map as a vector.",
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
