/* The calls of the kernels that take pixels of a map from another. */
#include "compiler/layers/resample.h"

static ResampleShape shape_of(Shape from, Shape to, AxisMap down, AxisMap across, int edge,
                              bool linear)
{
    return (ResampleShape){.CB = blocks(from.c),
                           .H = from.h,
                           .W = from.w,
                           .OH = to.h,
                           .OW = to.w,
                           .MULH = down.mul,
                           .ADDH = down.add,
                           .DIVH = down.div,
                           .MULW = across.mul,
                           .ADDW = across.add,
                           .DIVW = across.div,
                           .EDGE = edge,
                           .LINEAR = linear};
}

void forward_resample(Lower *lo, Buffer *x, Shape from, Buffer *y, Shape to, AxisMap down,
                      AxisMap across, int edge, bool linear)
{
    ResampleShape s = shape_of(from, to, down, across, edge, linear);
    k_resample_forward(lo, (ResampleForward){.s = s, .x = x, .y = y});
}

void backward_resample(Lower *lo, Buffer *dy, Shape to, Buffer *dx, Shape from, AxisMap down,
                       AxisMap across, int edge, bool linear)
{
    ResampleShape s = shape_of(from, to, down, across, edge, linear);
    k_resample_backward(lo, (ResampleBackward){.s = s, .dy = dy, .dx = dx});
}
