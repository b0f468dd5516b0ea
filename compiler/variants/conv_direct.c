/* Direct convolution: implicit GEMM, any geometry. Row tiles of 6 outputs; a row of fewer wastes registers. */
#include "compiler/variants/variant.h"

#define GEOMETRY(g) (g)->C, (g)->H, (g)->W, (g)->K, (g)->OH, (g)->OW, (g)->KH, (g)->KW, (g)->SH, (g)->SW, (g)->DH, (g)->DW, (g)->PT, (g)->PL

static bool applies(const Conv2dGeometry *g)
{
    (void)g;
    return true;
}

static double cost(const Conv2dGeometry *g, const Target *t)
{
    int row = g->KH * g->KW * g->SH * g->SW == 1 ? g->OH * g->OW : g->OW;
    return 3 * t->batch * conv_macs(g) * conv_tile_slowness(row);
}

static void forward(const ConvJob *j)
{
    ir_emit(j->lo, "conv_forward", IR_CONSTS(GEOMETRY(j->g)), IR_BUFS(j->x, j->w, j->y, NULL));
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    if (j->dw)
        ir_emit(j->lo, "conv_backward_weights", IR_CONSTS(GEOMETRY(g)), IR_BUFS(j->x, j->dy, j->dw));
    if (!j->dx)
        return;
    int taps = g->KH * g->KW;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", ELEM_F32, 0, (int64_t)taps * blocks(g->C) * g->K * 16);
    ir_emit(j->lo, "conv_transpose", IR_CONSTS(taps, 0, g->C, g->K), IR_BUFS(j->w, wt));
    ir_emit(j->lo, "conv_backward_data", IR_CONSTS(GEOMETRY(g)), IR_BUFS(j->dy, wt, j->dx, NULL));
}

const ConvVariant conv_direct = {"direct", "any convolution", false, applies, cost, forward, backward};
