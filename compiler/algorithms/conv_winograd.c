/* Winograd F(4x4, 3x3), blocked for the second-level cache: 3x3 windows of stride 1 on maps of many
 * tiles. */
#include "compiler/algorithms/conv_algorithm.h"
#include <math.h>

enum { TILE = 4, POINTS = 6, BLOCK_TILES = 64, FEW_SUMS = 16, MANY_SUMS = 32 };

/* Ranges that are enough, as in ranges.c; blocks that may be the first of their thread. */
enum { ENOUGH = 16, FIRST = 4 };

/* From 128 channels on the transformed tiles of a block do not stay in the second-level cache; then
 * the products go point by point over all panels. */
static bool large(const Conv2dGeometry *g) { return g->C >= 128 || g->K >= 128; }

/* Rows of tiles a block: about BLOCK_TILES tiles, and so that blocks of one size make up an image,
 * or images a block. */
static int block_rows(const Conv2dGeometry *g, const Target *t)
{
    int ty = (g->OH + TILE - 1) / TILE, tx = (g->OW + TILE - 1) / TILE, rows = BLOCK_TILES / tx;
    int64_t all = (int64_t)ty * t->batch;
    rows = rows < 1 ? 1 : rows;
    if (rows < ty) {
        int blocks_an_image = (2 * ty + rows) / (2 * rows); /* the nearest number */
        rows = (ty + blocks_an_image - 1) / blocks_an_image;
    } else {
        rows = rows / ty * ty;
    }
    return rows < all ? rows : (int)all;
}

/* Of `all` panels, those that share a pass over the transformed tiles. */
static int group_panels(const Conv2dGeometry *g, int all) { return large(g) ? all : 1; }

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

/* The gradient of the kernel is summed range by range over the images, all of as many: 32 ranges
 * where their sums together are no more than half of the input, else 16. Each transforms its sums
 * back, so it has a block of tiles at the least, or half of one where there would be few ranges. */
static int sums(const Conv2dGeometry *g, const Target *t)
{
    const int tiles = (g->OH + TILE - 1) / TILE * ((g->OW + TILE - 1) / TILE);
    const int64_t input = (int64_t)t->batch * blocks(g->C) * g->H * g->W * 16;
    int ranges = 2 * MANY_SUMS * conv_weight_floats(g) <= input ? MANY_SUMS : FEW_SUMS,
        images = (t->batch + ranges - 1) / ranges, least = (BLOCK_TILES + tiles - 1) / tiles;
    if (least * FEW_SUMS > 2 * t->batch)
        least = (least + 1) / 2;
    images = images < least ? least : images;
    return (t->batch + images - 1) / images;
}

/* Rows of a range: whole blocks where there are enough, see compiler/passes/ranges.c. */
static double range_rows(const Conv2dGeometry *g, const Target *t, double rows)
{
    double block = block_rows(g, t), few = fmax(ceil(rows / ENOUGH), ceil(block / 3));
    return rows >= ENOUGH * block || few > block ? block : few;
}

/* Whether the sums of a range of images leave the second-level cache. Then they come three times as
 * slowly as what only streams; and there are few such ranges, which leave cores idle: a fourth more
 * time for both gradients, which one kernel makes. */
static bool sums_are_far(const Target *t, double kernel)
{
    return kernel > conv_machine(t)->l2_kib * 1024;
}

/* Rows of tiles go through all panels block by block. Gradients of the panels are summed over the
 * blocks of a range, and what is made of them over the ranges. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    int ty = (g->OH + TILE - 1) / TILE, tx = (g->OW + TILE - 1) / TILE, cb = blocks(g->C),
        kb = blocks(g->K);
    double rows = (double)ty * t->batch, range = p == PASS_FORWARD
                                                     ? range_rows(g, t, rows)
                                                     : ceil((double)t->batch / sums(g, t)) * ty;
    double tiles = rows * tx, points = POINTS * POINTS,
           kernel = points * g->C * kb * 16 * target_weight_bytes(t);
    int block = (int)(range < block_rows(g, t) ? range : block_rows(g, t)) * tx;
    double blocks_done = ceil(rows / range) * ceil(range * tx / block);
    w->calls = t->infer ? 1 : 2;
    w->gathers = tiles * (p == PASS_DATA ? kb : cb);
    if (p == PASS_WEIGHTS) {
        conv_products(w, blocks_done * points * g->C * kb, block, 16, 100);
        w->span = kernel;
        w->bytes = 2 * blocks_done * kernel;
        w->moved = 2 * sums(g, t) * kernel * 9 / points;
        w->kernels = (double)sums(g, t) * g->C * kb;
        if (sums_are_far(t, kernel)) {
            w->lost += (w->macs + w->lost) / 4;
            w->moved += 3 * w->bytes;
            w->bytes = 0;
        }
        return;
    }
    conv_products(w, tiles * points * (p == PASS_DATA ? cb : kb), p == PASS_DATA ? g->K : g->C,
                  block, 100);
    w->scatters = tiles * (p == PASS_DATA ? cb : kb);
    conv_weight_stream(w, t, blocks_done, kernel);
    if (p == PASS_DATA && sums_are_far(t, kernel))
        w->lost += (w->macs + w->lost) / 4;
    if (t->infer) {
        w->span = blocks_done > FIRST ? kernel : t->param_bytes * points / 9;
    } else {
        w->kernels = (double)g->C * kb;
        w->moved = 2 * kernel;
    }
}

static void forward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Buffer *w = conv_weights(j);
    Buffer *u = lower_derive(j->lo, j->node, "panels", panel_floats(g->C, g->K));
    k_wino_weights(j->lo, (WinoWeights){.P = POINTS, .C = g->C, .K = g->K, .w = w, .u = u});
    lower_derived(j->lo);
    WinogradShape shape = conv_winograd_shape(g, TILE, POINTS);
    int rows = block_rows(g, lower_target(j->lo)), panels = group_panels(g, blocks(g->K));
    if (j->pool)
        k_wino_forward_pooled(j->lo, (WinoForwardPooled){.s = shape,
                                                         .RB = rows,
                                                         .KG = panels,
                                                         .in = conv_norm(j),
                                                         .out = conv_pool(j),
                                                         .KEEP = lower_mode(j->lo) == MODE_TRAIN,
                                                         .x = j->x,
                                                         .norm = j->norm,
                                                         .u = u,
                                                         .scale = j->scale,
                                                         .y = j->y,
                                                         .arg = j->arg});
    else
        k_wino_forward(j->lo, (WinoForward){.s = shape,
                                            .RB = rows,
                                            .KG = panels,
                                            .in = conv_norm(j),
                                            .x = j->x,
                                            .norm = j->norm,
                                            .u = u,
                                            .y = j->y});
}

static Buffer *transposed_panels(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", NUMBER_F32, 0,
                            (int64_t)9 * blocks(g->C) * g->K * 16);
    Buffer *ut = lower_temp(j->lo, j->node, "transposed panels", NUMBER_F32, 0,
                            panel_floats(g->K, g->C));
    Buffer *w = conv_weights(j);
    k_conv_transpose(
        j->lo, (ConvTranspose){.TAPS = 9, .FIRST = 0, .C = g->C, .K = g->K, .w = w, .wt = wt});
    k_wino_weights(j->lo, (WinoWeights){.P = POINTS, .C = g->K, .K = g->C, .w = wt, .u = ut});
    return ut;
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    const Target *t = lower_target(j->lo);
    Buffer *ut = j->dx ? transposed_panels(j) : NULL, *parts = NULL;
    WinogradShape shape = conv_winograd_shape(g, TILE, POINTS);
    int rows = block_rows(g, t), panels = group_panels(g, blocks(g->C)), ranges = sums(g, t);
    if (j->dx && j->dw)
        parts = k_wino_backward(j->lo, (WinoBackward){.s = shape,
                                                      .RB = rows,
                                                      .KG = panels,
                                                      .in = conv_norm(j),
                                                      .PARTS = ranges,
                                                      .x = j->x,
                                                      .norm = j->norm,
                                                      .dy = j->dy,
                                                      .ut = ut,
                                                      .dx = j->dx})
                    ->buf[WINO_BACKWARD_DW];
    else if (j->dw)
        parts = k_wino_backward_weights(j->lo, (WinoBackwardWeights){.s = shape,
                                                                     .RB = rows,
                                                                     .KG = panels,
                                                                     .in = conv_norm(j),
                                                                     .PARTS = ranges,
                                                                     .x = j->x,
                                                                     .norm = j->norm,
                                                                     .dy = j->dy})
                    ->buf[WINO_BACKWARD_WEIGHTS_DW];
    else if (j->dx)
        k_wino_backward_data(
            j->lo, (WinoBackwardData){
                       .s = shape, .RB = rows, .KG = panels, .dy = j->dy, .ut = ut, .dx = j->dx});
    if (j->dw)
        k_add_partials(j->lo, (AddPartials){.COUNT = conv_weight_floats(g),
                                            .PARTS = ranges,
                                            .partial = parts,
                                            .y = j->dw});
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
               .inexact = true, .absorbs = ABSORBS_NORM | ABSORBS_MAXIMA, .points = 36,
               .applies = applies, .work = work, .forward = forward, .backward = backward,
               .infer = infer);
