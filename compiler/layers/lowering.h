/* Steps that the lowerings of several kinds share. */
#ifndef NETC_LAYERS_LOWERING_H
#define NETC_LAYERS_LOWERING_H
#include "compiler/layers/geometry.h"

static inline double packed_len(const Node *n) { return (double)packed_count(n->out); }
static inline int pixels(Shape s) { return s.h * s.w; }

/* A pointwise kind: KERNEL(LEN[, PARAMETER]) from input 0 to the output, and its derivative, which reads the output (`from_output`)
 * or the input. `parameter` NULL: the kernel has none. */
void forward_pointwise(Lower *, Node *n, const char *kernel, const double *parameter);
void backward_pointwise(Lower *, Node *n, const char *kernel, const double *parameter, bool from_output);

/* The same values under another shape: an alias when the packed layout is the same. */
void forward_reshape(Lower *, Node *n);
void backward_reshape(Lower *, Node *n);

/* Passes its value and its gradient on. */
void forward_identity(Lower *, Node *n);
void backward_identity(Lower *, Node *n);

/* Constants of the windowed pooling kernels, from PoolGeometry. */
enum { POOL_CONSTS = 11 };
void pool_consts(const Node *n, double consts[POOL_CONSTS]);
#endif
