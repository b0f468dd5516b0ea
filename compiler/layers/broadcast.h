/* Values of kinds with several inputs whose shapes need not be equal: an input may have 1 where the
 * result has more, and is repeated along that axis. A vector counts as a map of 1x1. */
#ifndef NETC_LAYERS_BROADCAST_H
#define NETC_LAYERS_BROADCAST_H
#include "compiler/layers/lowering.h"

/* y, of shape `to`, = share times x, of shape `from`, repeated; and its adjoint: y = share times
 * the sums of x. */
void expand_value(Lower *, Node *n, Buffer *x, Shape from, Buffer *y, Shape to, double share);
void sum_value(Lower *, Node *n, Buffer *x, Shape from, Buffer *y, Shape to, double share);

/* Every input has the shape of the result. */
bool no_input_repeats(const Node *n);
/* Input i in the shape of the node's value. */
Buffer *broadcast_in(Lower *, Node *n, int i);
/* Where to write the gradient of that, NULL where none is wanted; then broadcast_grad_done sums it
 * into that of the input. */
Buffer *broadcast_grad(Lower *, Node *n, int i);
void broadcast_grad_done(Lower *, Node *n, int i, Buffer *grad);

/* Forward and backward of y = a x + b; len floats an image. */
void forward_linear(Lower *, Node *n, double a, double b);
void backward_linear(Lower *, Node *n, double a);
/* Of y = min(max(x, low), high). */
void forward_clip(Lower *, Node *n, double low, double high);
void backward_clip(Lower *, Node *n, double low, double high);
#endif
