/* Kinds whose output's pixels are pixels of the input, or between them (kernels/k_resample.c). */
#ifndef NETC_LAYERS_RESAMPLE_H
#define NETC_LAYERS_RESAMPLE_H
#include "compiler/layers/lowering.h"

enum { EDGE_LAST, EDGE_REFLECT, EDGE_SYMMETRIC, EDGE_WRAP }; /* mk_axis.edge */

/* Output o lies at (o * mul + add) / div of its axis. */
typedef struct AxisMap {
    int mul, add, div;
} AxisMap;

/* y, of shape `to`, from x, of shape `from`; and dx from dy by the same shapes. */
void forward_resample(Lower *, Buffer *x, Shape from, Buffer *y, Shape to, AxisMap down,
                      AxisMap across, int edge, bool linear);
void backward_resample(Lower *, Buffer *dy, Shape to, Buffer *dx, Shape from, AxisMap down,
                       AxisMap across, int edge, bool linear);
#endif
