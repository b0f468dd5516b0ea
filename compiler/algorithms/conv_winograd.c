/* Winograd F(4x4, 3x3), blocked for the second-level cache: 3x3 windows of stride 1 on maps of many
 * tiles. */
#include "compiler/algorithms/variant.h"
#include <math.h>

enum { TILE = 4, POINTS = 6, BLOCK_TILES = 48 };

/* From 128 channels on the transformed tiles of a block do not stay in the second-level cache; then
 * the products go point by point over all panels. */
static bool large(const Conv2dGeometry *g) { return g->C >= 128 || g->K >= 128; }

/* Rows of tiles a block: about BLOCK_TILES tiles. */
static int block_rows(const Conv2dGeometry *g, const Target *t)
{
    int ty = (g->OH + TILE - 1) / TILE, tx = (g->OW + TILE - 1) / TILE, rows = BLOCK_TILES / tx;
    int64_t all = (int64_t)ty * t->batch;
    return rows < 1 ? 1 : rows < all ? rows : (int)all;
}

/* Of `all` panels, those that share a pass over the transformed tiles. */
static int group_panels(const Conv2dGeometry *g, int all) { return large(g) ? all : 1; }

#define SHAPE(g, t, channels)                                                         \
    TILE, POINTS, (g)->C, (g)->H, (g)->W, (g)->K, (g)->OH, (g)->OW, (g)->PT, (g)->PL, \
        block_rows(g, t), group_panels(g, blocks(channels))

static int64_t panel_floats(int c, int k)
{
    return (int64_t)POINTS * POINTS * ((int64_t)blocks(k) * c * 16 + 16);
}

/* Below 8 channels most lanes of an input tile would be empty: its transform costs more than the
 * products save. */
static bool applies(const Conv2dGeometry *g)
{
    return g->C >= 8 && g->KH == 3 && g->KW == 3 && g->SH == 1 && g->SW == 1 && g->DH == 1 &&
           g->DW == 1;
}

/* Every part of the range takes its rows of tiles in blocks and goes through all panels for each;
 * few rows leave short blocks. Gradients of the panels are summed in every part, and the sums
 * added. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    int ty = (g->OH + TILE - 1) / TILE, tx = (g->OW + TILE - 1) / TILE, cb = blocks(g->C),
        kb = blocks(g->K);
    double rows = (double)ty * t->batch,
           part = ceil((p == PASS_FORWARD ? rows : t->batch) / t->parts) *
                  (p == PASS_FORWARD ? 1 : ty);
    double tiles = rows * tx, points = POINTS * POINTS,
           kernel = points * g->C * kb * 16 * target_weight_bytes(t);
    int block = (int)(part < block_rows(g, t) ? part : block_rows(g, t)) * tx;
    double blocks_done = ceil(rows / part) * ceil(part * tx / block);
    w->calls = t->infer ? 1 : 2;
    w->gathers = tiles * (p == PASS_DATA ? kb : cb);
    if (p == PASS_WEIGHTS) {
        conv_products(w, blocks_done * points * g->C * kb, block, 16, 100);
        w->span = t->parts * kernel;
        w->bytes = 2 * blocks_done * kernel;
        w->moved = 2 * w->span;
        return;
    }
    conv_products(w, tiles * points * (p == PASS_DATA ? cb : kb), p == PASS_DATA ? g->K : g->C,
                  block, 100);
    w->scatters = tiles * (p == PASS_DATA ? cb : kb);
    conv_weight_stream(w, t, blocks_done, kernel);
    if (t->infer) {
        w->span = blocks_done > t->parts ? kernel : t->param_bytes * points / 9;
    } else {
        w->kernels = (double)g->C * kb;
        w->moved = 2 * kernel;
    }
}

static void forward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Buffer *u = lower_derive(j->lo, j->node, "panels", panel_floats(g->C, g->K));
    ir_emit(j->lo, "wino_weights", IR_CONSTS(POINTS, g->C, g->K), IR_BUFS(j->w, u));
    lower_derived(j->lo);
    if (j->pool)
        ir_emit(j->lo, "wino_forward_pooled",
                IR_CONSTS(SHAPE(g, lower_target(j->lo), g->K), NORM(j), POOL(j),
                          lower_mode(j->lo) == MODE_TRAIN),
                IR_BUFS(j->x, NORM_BUF(j), u, SCALE_BUF(j), j->y, j->arg, NULL, NULL, NULL, NULL));
    else
        ir_emit(j->lo, "wino_forward", IR_CONSTS(SHAPE(g, lower_target(j->lo), g->K), NORM(j)),
                IR_BUFS(j->x, NORM_BUF(j), u, j->y, NULL, NULL, NULL));
}

static Buffer *transposed_panels(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", ELEM_F32, 0,
                            (int64_t)9 * blocks(g->C) * g->K * 16);
    Buffer *ut = lower_temp(j->lo, j->node, "transposed panels", ELEM_F32, 0,
                            panel_floats(g->K, g->C));
    ir_emit(j->lo, "conv_transpose", IR_CONSTS(9, 0, g->C, g->K), IR_BUFS(j->w, wt));
    ir_emit(j->lo, "wino_weights", IR_CONSTS(POINTS, g->K, g->C), IR_BUFS(wt, ut));
    return ut;
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    const Target *t = lower_target(j->lo);
    Buffer *ut = j->dx ? transposed_panels(j) : NULL, *du = NULL;
    if (j->dx && j->dw)
        du = ir_emit(j->lo, "wino_backward", IR_CONSTS(SHAPE(g, t, g->C), NORM(j), t->parts),
                     IR_BUFS(j->x, NORM_BUF(j), j->dy, ut, j->dx, NULL, NULL, NULL, NULL))
                 ->buf[5];
    else if (j->dw)
        du = ir_emit(j->lo, "wino_backward_weights",
                     IR_CONSTS(SHAPE(g, t, g->C), NORM(j), t->parts),
                     IR_BUFS(j->x, NORM_BUF(j), j->dy, NULL, NULL, NULL, NULL))
                 ->buf[3];
    else if (j->dx)
        ir_emit(j->lo, "wino_backward_data", IR_CONSTS(SHAPE(g, t, g->C)),
                IR_BUFS(j->dy, ut, j->dx, NULL, NULL));
    if (j->dw)
        ir_emit(j->lo, "wino_weights_grad", IR_CONSTS(POINTS, g->C, g->K, t->parts),
                IR_BUFS(du, j->dw));
}

/* Floats have the kernel of training, whose products of many channels go point by point over all
 * panels. */
static void infer(const ConvJob *j)
{
    ConvJob with = *j;
    if (lower_target(j->lo)->weights != NUMBER_F32) {
        conv_infer_blocks(j, block_rows(j->g, lower_target(j->lo)));
        return;
    }
    with.w = conv_packed(j);
    forward(&with);
}

CONV_ALGORITHM(winograd,
               .needs = "a 3x3 window of stride 1 without dilation and 8 or more input channels",
               .inexact = true, .norms = true, .pools = true, .applies = applies, .work = work,
               .forward = forward, .backward = backward, .infer = infer);
