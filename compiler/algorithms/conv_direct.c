/* Direct convolution: implicit GEMM, any geometry. Row tiles of 6 outputs; a row of fewer wastes
 * registers. */
#include "compiler/algorithms/conv_algorithm.h"

enum {
    FEW = 4,
    ROWS = 9
}; /* channels so few that taps share the rows of a register tile of the weights' gradient */

static bool applies(const Conv2dGeometry *g)
{
    (void)g;
    return true;
}

/* The share of products that a grouped convolution makes: blocks of 16 by 16 channels that no group
 * has are left out. */
static double group_share(const Conv2dGeometry *g, Pass p)
{
    int from = p == PASS_DATA ? g->K : g->C, to = p == PASS_DATA ? g->C : g->K,
        ins = from / g->groups, outs = to / g->groups, sum = 0;
    for (int b = 0; b < blocks(to); b++) {
        int first = b * 16 / outs * ins / 16 * 16,
            last = ((b * 16 + 16 < to ? b * 16 + 16 : to) - 1) / outs * ins + ins;
        sum += p == PASS_WEIGHTS ? 16 * (blocks(last) - first / 16) : last - first;
    }
    return (double)sum / ((double)blocks(to) * (p == PASS_WEIGHTS ? 16 * blocks(from) : from));
}

/* On a small map an inference plan takes the weights tap by tap, and for each the register tiles of
 * all pixels. */
static bool by_tap(const Conv2dGeometry *g)
{
    return g->groups == 1 && g->OH > 1 && g->KH * g->KW > 1 && g->C >= 64 && g->OH * g->OW > 6 &&
           g->OH * g->OW <= 128;
}

/* Each image goes through the weights once; the gradient of the weights is summed tap by tap in a
 * 16 x 16 block, image after image. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    double n = t->batch, taps = g->KH * g->KW * group_share(g, p), area = (double)g->OH * g->OW;
    bool whole = t->infer && by_tap(g);
    int row = whole || g->KH * g->KW * g->SH * g->SW == 1 ? g->OH * g->OW : g->OW,
        cb = blocks(g->C), kb = blocks(g->K);
    if (p == PASS_WEIGHTS) {
        conv_products(w, n * taps * g->C * kb, area, 16, 100);
    } else {
        conv_products(w, n * area * (p == PASS_DATA ? cb : kb),
                      taps * (p == PASS_DATA ? g->K : g->C), row, whole ? 15 * g->KH * g->KW : 60);
        if (t->infer &&
            row <
                6) /* each row of pixels reads the kernel again from the cache, for few products */
            w->lost += 0.4 * (w->macs + w->lost);
        conv_weight_stream(w, t, n, target_weight_bytes(t) * (double)conv_weight_floats(g));
    }
    w->calls = p == PASS_DATA ? 2 : 1;
}

static void plain(const ConvJob *j, Buffer *w)
{
    k_conv_forward(j->lo, (ConvForward){.s = conv_shape(j->g),
                                        .GROUPS = j->g->groups,
                                        .out = conv_pool(j),
                                        .KEEP = j->pool && lower_mode(j->lo) == MODE_TRAIN,
                                        .x = j->x,
                                        .w = w,
                                        .scale = j->scale,
                                        .y = j->y,
                                        .arg = j->arg});
}

static void forward(const ConvJob *j) { plain(j, j->w); }

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    ConvShape shape = conv_shape(g);
    if (j->dw && g->C <= FEW)
        k_conv_backward_weights_few(
            j->lo, (ConvBackwardWeightsFew){
                       .s = shape, .TOGETHER = ROWS / g->C, .x = j->x, .dy = j->dy, .dw = j->dw});
    else if (j->dw)
        k_conv_backward_weights(
            j->lo, (ConvBackwardWeights){
                       .s = shape, .GROUPS = g->groups, .x = j->x, .dy = j->dy, .dw = j->dw});
    if (!j->dx)
        return;
    int taps = g->KH * g->KW;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", NUMBER_F32, 0,
                            (int64_t)taps * blocks(g->C) * g->K * 16);
    k_conv_transpose(
        j->lo,
        (ConvTranspose){.TAPS = taps, .FIRST = 0, .C = g->C, .K = g->K, .w = j->w, .wt = wt});
    k_conv_backward_data(
        j->lo,
        (ConvBackwardData){.s = shape, .GROUPS = g->groups, .dy = j->dy, .wt = wt, .dx = j->dx});
}

static void infer(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights, taps = g->KH * g->KW;
    if (weights == NUMBER_F32 && !by_tap(g)) {
        plain(j, conv_packed(j));
        return;
    }
    int lines = by_tap(g) || (taps == 1 && !j->pool) ? g->OH : j->pool ? 2 : 1;
    k_conv_prepacked_forward(j->lo, (ConvPrepackedForward){.FORMAT = weights,
                                                           .BYTES = weights_bytes(weights),
                                                           .s = conv_shape(g),
                                                           .out = conv_pool(j),
                                                           .LINES = lines,
                                                           .x = j->x,
                                                           .w = conv_prepacked(j, taps, 0),
                                                           .scale = j->scale,
                                                           .y = j->y});
}

CONV_ALGORITHM(direct, .needs = "any convolution", .absorbs = ABSORBS_MAXIMA, .applies = applies,
               .work = work, .forward = forward, .backward = backward, .infer = infer);
