/* Convolution in inference plans, where the kernel does not change: it is stored once in the form
 * that is read, by output block, of the type that Target.weights says. At batch 1 a net runs as
 * fast as its kernels come from memory, so the choice weighs the numbers that each form reads (9 a
 * channel pair as they are, 16 for F(2x2, 3x3), 36 for F(4x4, 3x3)) against its multiply-adds: of a
 * large net winograd_f2_prepacked on maps of 4x4 (in float direct) and 8x8, winograd_f4_prepacked
 * on larger ones, toeplitz on 2x2. */
#include "compiler/algorithms/conv_algorithm.h"
#include <math.h>

enum { CHUNK = 256 }; /* channels of a panel transformed at a time, as in conv_panels.c */

typedef struct Scheme {
    int m, p, top, left, ty, tx;
} Scheme;

static Scheme winograd(const Conv2dGeometry *g, int p)
{
    int m = p - 2;
    return (Scheme){m, p, g->PT, g->PL, (g->OH + m - 1) / m, (g->OW + m - 1) / m};
}

static Scheme toeplitz(void) { return (Scheme){2, 3, 0, 0, 1, 1}; }

/* ---- prepacked forms ---- */

Buffer *conv_prepacked(const ConvJob *j, int taps, int first)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights, bytes = weights_bytes(weights);
    return lower_prepacked(j->lo, j->node, "kernel",
                           (int64_t)taps * blocks(g->K) * g->C * 16 * bytes,
                           call_conv_store((ConvStore){.FORMAT = weights,
                                                       .BYTES = bytes,
                                                       .TAPS = taps,
                                                       .FIRST = first,
                                                       .C = g->C,
                                                       .K = g->K,
                                                       .GROUPS = g->groups}));
}

Buffer *conv_prepacked_points(const ConvJob *j, int p)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights, bytes = weights_bytes(weights);
    return lower_prepacked(
        j->lo, j->node, "kernel", (int64_t)p * p * blocks(g->K) * g->C * 16 * bytes,
        call_wino_store((WinoStore){
            .FORMAT = weights, .BYTES = bytes, .P = p, .C = g->C, .K = g->K, .GROUPS = g->groups}));
}

/* ---- work ---- */

/* By output block: what is stored comes in once and is read again for each register tile of 6 rows,
 * transformed maps for each block. */
static void prepacked_work(const Conv2dGeometry *g, const Target *t, Scheme s, Work *w)
{
    int points = s.p * s.p, cb = blocks(g->C), kb = blocks(g->K);
    double tiles = (double)s.ty * s.tx * t->batch, share = points / 36.0,
           map = points * tiles * 16 * sizeof(float);
    double numbers = (double)points * g->C * kb * 16;
    conv_products(w, tiles * points * kb, g->C, (int)tiles, 100);
    w->calls = 2;
    w->gathers = tiles * cb * share;
    w->scatters = tiles * kb * share;
    w->span = map * (cb + kb);
    w->bytes = map * cb * kb + (ceil(tiles / 6) - 1) * numbers * sizeof(float);
    w->moved = map * cb + (map > conv_machine(t)->l2_kib * 1024 ? 2 * map * kb : 0);
    w->weights = numbers * target_weight_bytes(t);
    w->weights_span = t->param_bytes * points / 9;
}

/* Never asked for another pass than forward. */
static void work6(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    (void)p, prepacked_work(g, t, winograd(g, 6), w);
}

static void work4(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    (void)p, prepacked_work(g, t, winograd(g, 4), w);
}

/* ---- lowering ---- */

static Buffer *gather(const ConvJob *j, Scheme s)
{
    const Conv2dGeometry *g = j->g;
    int64_t points = s.p * s.p;
    Buffer *v = lower_temp(j->lo, j->node, "tiles", NUMBER_F32,
                           points * blocks(g->C) * s.ty * s.tx * 16, points * 16);
    k_wino_panel_gather(j->lo, (WinoPanelGather){.GRAD = 0,
                                                 .s = {.M = s.m,
                                                       .P = s.p,
                                                       .C = g->C,
                                                       .H = g->H,
                                                       .W = g->W,
                                                       .TY = s.ty,
                                                       .TX = s.tx,
                                                       .TOP = s.top,
                                                       .LEFT = s.left},
                                                 .in = {.NORM = 0, .MAX = 0},
                                                 .x = j->x,
                                                 .norm = NULL,
                                                 .v = v});
    return v;
}

static PanelShape panel_shape(const Conv2dGeometry *g, Scheme s)
{
    return (PanelShape){.M = s.m, .P = s.p, .C = g->C, .K = g->K, .OH = g->OH, .OW = g->OW};
}

static void infer_prepacked(const ConvJob *j, Scheme s)
{
    int weights = lower_target(j->lo)->weights;
    k_wino_prepacked_forward(j->lo, (WinoPrepackedForward){.FORMAT = weights,
                                                           .BYTES = weights_bytes(weights),
                                                           .s = panel_shape(j->g, s),
                                                           .out = conv_pool(j),
                                                           .v = gather(j, s),
                                                           .u = conv_prepacked_points(j, s.p),
                                                           .scale = j->scale,
                                                           .y = j->y});
}

static void infer_f4(const ConvJob *j) { infer_prepacked(j, winograd(j->g, 6)); }

static void infer_f2(const ConvJob *j) { infer_prepacked(j, winograd(j->g, 4)); }

void conv_infer_toeplitz(const ConvJob *j) { infer_prepacked(j, toeplitz()); }

void conv_infer_blocks(const ConvJob *j, int block_rows)
{
    int weights = lower_target(j->lo)->weights;
    k_wino_prepacked_blocks(j->lo, (WinoPrepackedBlocks){.FORMAT = weights,
                                                         .BYTES = weights_bytes(weights),
                                                         .s = conv_winograd_shape(j->g, 4, 6),
                                                         .RB = block_rows,
                                                         .out = conv_pool(j),
                                                         .x = j->x,
                                                         .u = conv_prepacked_points(j, 6),
                                                         .scale = j->scale,
                                                         .y = j->y});
}

void conv_infer_panels(const ConvJob *j)
{
    int weights = lower_target(j->lo)->weights;
    Scheme s = winograd(j->g, 6);
    k_wino_prepacked_panels(j->lo, (WinoPrepackedPanels){.FORMAT = weights,
                                                         .BYTES = weights_bytes(weights),
                                                         .s = panel_shape(j->g, s),
                                                         .CC = CHUNK,
                                                         .out = conv_pool(j),
                                                         .v = gather(j, s),
                                                         .w = conv_prepacked(j, 9, 0),
                                                         .scale = j->scale,
                                                         .y = j->y});
}

static bool applies(const Conv2dGeometry *g)
{
    bool whole = g->H == 2 && g->W == 2 && g->OH == 2 &&
                 g->OW == 2; /* toeplitz has fewer products */
    return g->C >= 8 && g->KH == 3 && g->KW == 3 && g->SH == 1 && g->SW == 1 && g->DH == 1 &&
           g->DW == 1 && !whole;
}

CONV_ALGORITHM(winograd_f4_prepacked,
               .needs = "a 3x3 window of stride 1 without dilation and 8 or more input channels",
               .inexact = true, .absorbs = ABSORBS_MAXIMA, .points = 36, .applies = applies,
               .work = work6, .infer = infer_f4);
CONV_ALGORITHM(winograd_f2_prepacked,
               .needs = "a 3x3 window of stride 1 without dilation and 8 or more input channels",
               .inexact = true, .absorbs = ABSORBS_MAXIMA, .points = 16, .applies = applies,
               .work = work4, .infer = infer_f2);
