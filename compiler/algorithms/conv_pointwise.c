/* Convolution of a 1x1 map: a plain product over the images. */
#include "compiler/algorithms/conv_algorithm.h"

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
    Buffer *w = conv_weights(j);
    k_conv_pointwise_forward(
        j->lo,
        (ConvPointwiseForward){.TAP = tap(g), .C = g->C, .K = g->K, .x = j->x, .w = w, .y = j->y});
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    if (j->dw)
        k_conv_pointwise_backward_weights(j->lo,
                                          (ConvPointwiseBackwardWeights){.TAPS = g->KH * g->KW,
                                                                         .TAP = tap(g),
                                                                         .C = g->C,
                                                                         .K = g->K,
                                                                         .x = j->x,
                                                                         .dy = j->dy,
                                                                         .dw = j->dw});
    if (!j->dx)
        return;
    Buffer *w = conv_weights(j);
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", NUMBER_F32, 0,
                            (int64_t)blocks(g->C) * g->K * 16);
    k_conv_transpose(
        j->lo, (ConvTranspose){.TAPS = 1, .FIRST = tap(g), .C = g->C, .K = g->K, .w = w, .wt = wt});
    k_conv_pointwise_backward_data(
        j->lo,
        (ConvPointwiseBackwardData){.C = g->C, .K = g->K, .dy = j->dy, .wt = wt, .dx = j->dx});
}

static void infer(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights;
    k_pointwise_prepacked_forward(j->lo,
                                  (PointwisePrepackedForward){.FORMAT = weights,
                                                              .BYTES = weights_bytes(weights),
                                                              .C = g->C,
                                                              .K = g->K,
                                                              .x = j->x,
                                                              .w = conv_prepacked(j, 1, tap(g)),
                                                              .y = j->y});
}

CONV_ALGORITHM(pointwise_1x1_map, .needs = "a 1x1 map in and out", .applies = applies, .work = work,
               .forward = forward, .backward = backward, .infer = infer);
