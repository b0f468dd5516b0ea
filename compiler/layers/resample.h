/* Kinds whose output's pixels are pixels of the input, or between them (kernels/k_resample.c). */
#ifndef NETC_LAYERS_RESAMPLE_H
#define NETC_LAYERS_RESAMPLE_H
#include "compiler/layers/lowering.h"

enum { EDGE_LAST, EDGE_REFLECT, EDGE_SYMMETRIC, EDGE_WRAP }; /* mk_axis.edge */

/* Output o lies at (o * mul + add) / div of its axis. */
typedef struct AxisMap {
    int mul, add, div;
} AxisMap;

typedef struct Resampling {
    Shape from, to; /* of the input and the output */
    AxisMap down, across;
    int edge; /* EDGE_... */
    bool linear;
} Resampling;

/* Appends y from x, and the gradient dx of x from dy. */
void forward_resample(Lower *, Resampling, Buffer *x, Buffer *y);
void backward_resample(Lower *, Resampling, Buffer *dy, Buffer *dx);
#endif
