/* Group normalisation by a number of groups, for the kinds that say which (kernels/k_groupnorm.c).
 */
#ifndef NETC_LAYERS_GROUPNORM_H
#define NETC_LAYERS_GROUPNORM_H
#include "compiler/layers/lowering.h"

/* Declares gamma and beta. */
void groupnorm_params(ShapeCtx *, Node *n);
double groupnorm_flops(const Node *n);
void forward_groupnorm(Lower *, Node *n, int groups);
void backward_groupnorm(Lower *, Node *n, int groups);
#endif
