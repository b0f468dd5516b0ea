/* layernorm: y = gamma * (x - mean) / sqrt(variance + eps) + beta, mean and variance over the
 * channels of each position (Keras LayerNormalization, axis -1). */
#include "compiler/layers/geometry.h"

static const AttrSpec attrs[] = {
    {"eps", ATTR_NUM, 0, false, 1e-3, 0, 1, NULL, "added to the variance"},
    ATTR_END
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    int c = n->out.c;
    shape_param(sc, n, "gamma", 1, &c, INIT_ONES, 0, 0, true, false);
    shape_param(sc, n, "beta", 1, &c, INIT_ZEROS, 0, 0, true, false);
}

static double flops(const Node *n)
{
    return 7.0 * (double)shape_count(n->out);
}

const Layer layer_layernorm = {
    .kind = "layernorm", .doc = "Layer normalisation over the channels.",
    .attrs = attrs, .min_in = 1, .max_in = 1, .shape = shape, .flops = flops,
};
