/* identity: passes its input on; a place for a label. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static const LayerExample examples[] = {{"4x5x3", "identity"}, {NULL, NULL}};

const Layer layer_identity = {
    .kind = "identity",
    .doc = "Passes its input on: a place for a label.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = keep_shape,
    .forward = forward_identity,
    .plain = forward_identity,
    .learn = backward_identity,
    .int8 = forward_identity,
    .int8_scale = INT8_INPUT,
    .backward = backward_identity,
    .traits = TRAIT_IDENTITY,
    .examples = examples,
};
