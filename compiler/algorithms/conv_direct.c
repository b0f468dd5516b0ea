/* Direct convolution: implicit GEMM, any geometry. Row tiles of 6 outputs; a row of fewer wastes
 * registers. */
#include "compiler/algorithms/variant.h"

enum {
    FEW = 4,
    ROWS = 9
}; /* channels so few that taps share the rows of a register tile of the weights' gradient */

#define GEOMETRY(g)                                                                                \
    (g)->C, (g)->H, (g)->W, (g)->K, (g)->OH, (g)->OW, (g)->KH, (g)->KW, (g)->SH, (g)->SW, (g)->DH, \
        (g)->DW, (g)->PT, (g)->PL

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
    Buffer *arg = j->pool ? j->arg : lower_temp(j->lo, j->node, "no arg", ELEM_U8, 0, 0);
    const Conv2dGeometry *g = j->g;
    bool keep = j->pool && lower_mode(j->lo) == MODE_TRAIN;
    ir_emit(j->lo, "conv_forward", IR_CONSTS(GEOMETRY(g), g->groups, POOL(j), keep),
            IR_BUFS(j->x, w, SCALE_BUF(j), j->y, arg, NULL, NULL));
}

static void forward(const ConvJob *j) { plain(j, j->w); }

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    if (j->dw && g->C <= FEW)
        ir_emit(j->lo, "conv_backward_weights_few", IR_CONSTS(GEOMETRY(g), ROWS / g->C),
                IR_BUFS(j->x, j->dy, j->dw));
    else if (j->dw)
        ir_emit(j->lo, "conv_backward_weights", IR_CONSTS(GEOMETRY(g), g->groups),
                IR_BUFS(j->x, j->dy, j->dw));
    if (!j->dx)
        return;
    int taps = g->KH * g->KW;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", ELEM_F32, 0,
                            (int64_t)taps * blocks(g->C) * g->K * 16);
    ir_emit(j->lo, "conv_transpose", IR_CONSTS(taps, 0, g->C, g->K), IR_BUFS(j->w, wt));
    ir_emit(j->lo, "conv_backward_data", IR_CONSTS(GEOMETRY(g), g->groups),
            IR_BUFS(j->dy, wt, j->dx, NULL));
}

static void infer(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights, taps = g->KH * g->KW;
    if (weights == NUMBER_F32 && !by_tap(g)) {
        plain(j, conv_packed(j));
        return;
    }
    int lot = by_tap(g) || (taps == 1 && !j->pool) ? g->OH : j->pool ? 2 : 1;
    ir_emit(j->lo, "conv_prepacked_forward",
            IR_CONSTS(weights, weights_bytes(weights), GEOMETRY(g), POOL(j), lot),
            IR_BUFS(j->x, conv_prepacked(j, taps, 0), SCALE_BUF(j), j->y, NULL, NULL));
}

CONV_ALGORITHM(direct, .needs = "any convolution", .pools = true, .applies = applies, .work = work,
               .forward = forward, .backward = backward, .infer = infer);
