/* Softmax and its logarithm along an axis: what both kinds share. */
#ifndef NETC_LAYERS_SOFTMAX_H
#define NETC_LAYERS_SOFTMAX_H
#include "compiler/layers/lowering.h"

#define ATTR_AXIS                                                                       \
    {                                                                                   \
        "axis", ATTR_NAME, 0, false, 0, 0, 0, "channels height width", "what sums to 1" \
    }

/* The axis must have more than one value. */
void softmax_shape(ShapeCtx *, Node *n);
double softmax_flops(const Node *n);
bool along_channels(const Node *n);
/* Along height or width. */
void forward_lines(Lower *, Node *n, bool logs);
void backward_lines(Lower *, Node *n, bool logs);
#endif
