/* Convolution of a 1x1 map: a plain product over the images. */
#include "compiler/algorithms/variant.h"

static bool applies(const Conv2dGeometry *g)
{
    return g->H == 1 && g->W == 1 && g->OH == 1 && g->OW == 1 && g->PT % g->DH == 0 &&
           g->PL % g->DW == 0 && g->PT / g->DH < g->KH && g->PL / g->DW < g->KW;
}

static int tap(const Conv2dGeometry *g) { return g->PT / g->DH * g->KW + g->PL / g->DW; }

static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    double kernel = (double)g->C * blocks(g->K) * 16;
    if (p == PASS_WEIGHTS)
        conv_products(w, kernel / 16, t->batch, 16, 100);
    else
        conv_products(w, t->batch * (p == PASS_DATA ? blocks(g->C) : blocks(g->K)),
                      p == PASS_DATA ? g->K : g->C, t->batch, 100);
    conv_weight_stream(w, t, 1, target_weight_bytes(t) * kernel);
    w->calls = p == PASS_DATA ? 2 : 1;
}

static void forward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    ir_emit(j->lo, "conv_pointwise_forward", IR_CONSTS(tap(g), g->C, g->K),
            IR_BUFS(j->x, j->w, j->y));
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    if (j->dw)
        ir_emit(j->lo, "conv_pointwise_backward_weights",
                IR_CONSTS(g->KH * g->KW, tap(g), g->C, g->K), IR_BUFS(j->x, j->dy, j->dw));
    if (!j->dx)
        return;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", ELEM_F32, 0,
                            (int64_t)blocks(g->C) * g->K * 16);
    ir_emit(j->lo, "conv_transpose", IR_CONSTS(1, tap(g), g->C, g->K), IR_BUFS(j->w, wt));
    ir_emit(j->lo, "conv_pointwise_backward_data", IR_CONSTS(g->C, g->K),
            IR_BUFS(j->dy, wt, j->dx));
}

static void infer(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights;
    ir_emit(j->lo, "pointwise_prepacked_forward",
            IR_CONSTS(weights, weights_bytes(weights), g->C, g->K),
            IR_BUFS(j->x, conv_prepacked(j, 1, tap(g)), j->y));
}

CONV_ALGORITHM(pointwise_1x1_map, .needs = "a 1x1 map in and out", .applies = applies, .work = work,
               .forward = forward, .backward = backward, .infer = infer);
