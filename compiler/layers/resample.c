/* The calls of the kernels that take pixels of a map from another. */
#include "compiler/layers/resample.h"

static ResampleShape shape_of(Resampling r)
{
    return (ResampleShape){.CB = blocks(r.from.c),
                           .H = r.from.h,
                           .W = r.from.w,
                           .OH = r.to.h,
                           .OW = r.to.w,
                           .MULH = r.down.mul,
                           .ADDH = r.down.add,
                           .DIVH = r.down.div,
                           .MULW = r.across.mul,
                           .ADDW = r.across.add,
                           .DIVW = r.across.div,
                           .EDGE = r.edge,
                           .LINEAR = r.linear};
}

void forward_resample(Lower *lo, Resampling r, Buffer *x, Buffer *y)
{
    k_resample_forward(lo, (ResampleForward){.s = shape_of(r), .x = x, .y = y});
}

void backward_resample(Lower *lo, Resampling r, Buffer *dy, Buffer *dx)
{
    k_resample_backward(lo, (ResampleBackward){.s = shape_of(r), .dy = dy, .dx = dx});
}
