/* instancenorm: y = gamma * (x - mean) / sqrt(variance + eps) + beta, mean and variance of each
 * channel over the map. */
#include "compiler/layers/groupnorm.h"

static const AttrSpec attrs[] = {
    {"eps", ATTR_NUM, 0, false, 1e-3, 0, 1, NULL, "added to the variance"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (want_map(sc, n))
        groupnorm_params(sc, n);
}

static void forward(Lower *lo, Node *n) { forward_groupnorm(lo, n, n->out.c); }

static void backward(Lower *lo, Node *n) { backward_groupnorm(lo, n, n->out.c); }

static const LayerExample examples[] = {
    {"4x3x6", "instancenorm"}, {"3x4x17", "instancenorm eps=0.01; conv 2 1x1"}, {NULL, NULL}};

const Layer layer_instancenorm = {
    .kind = "instancenorm",
    .doc = "Instance normalisation: each channel over the map.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = groupnorm_flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
