/* Under Target.precision, where the processor multiplies pairs of bfloat16 faster than floats: the
 * products of k_conv_bf16.c, on values and gradients as they are stored. */
#include "compiler/algorithms/conv_algorithm.h"

/* A block has about BLOCK_PIXELS pixels and panels of BLOCK_ROWS rows of weights: 144 KiB, and two
 * panels of weights 32. Of maps of few blocks a range has OUTPUTS output blocks of all images, else
 * all outputs of a block of pixels. */
enum {
    BLOCK_PIXELS = 144,
    BLOCK_ROWS = 512,
    FEW_BLOCKS = 16,
    OUTPUTS = 4,
    GRAD_RANGES = 16,
    GATHER = 120
};

static bool applies(const Conv2dGeometry *g) { return g->groups == 1 && g->C >= 8 && g->K >= 8; }

bool conv_multiplies_pairs(const Conv2dGeometry *g, const Target *t)
{
    return !t->infer && t->precision == NUMBER_BF16 && conv_machine(t)->bf16_gain > 1 && applies(g);
}

/* The gradient of x of other strides than 1 is made in float. Gathers and the interleaving of
 * pixels cost a share of the products. With tiles these take less time than the rest: blocks that
 * are no whole tiles, and each pixel of 16 channels as much as GATHER multiply-adds of floats. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    const double outs = p == PASS_DATA ? (double)blocks(g->C) * g->K : (double)blocks(g->K) * g->C;
    w->macs = (double)t->batch * g->OH * g->OW * g->KH * g->KW * outs * 16;
    w->calls = p == PASS_DATA ? 2 : 1;
    if (p == PASS_DATA && g->SH * g->SW > 1) {
        conv_products(w, (double)t->batch * g->OH * g->OW * blocks(g->C),
                      (double)g->KH * g->KW * g->K, g->OW, 60);
        w->macs /= 2; /* counted twice */
        return;
    }
    w->pairs = w->macs;
    const double gain = conv_machine(t)->bf16_gain, gathers = (double)t->batch * g->OH * g->OW *
                                                              g->KH * g->KW *
                                                              blocks(p == PASS_DATA ? g->K : g->C);
    w->lost = w->macs / gain * (p == PASS_WEIGHTS ? 0.25 : 0.1);
    if (gain >= CONV_TILE_GAIN)
        w->lost = w->macs / gain * (p == PASS_WEIGHTS ? 2 : 1.4) + gathers * GATHER;
}

static int cut(int whole, int most) /* in pieces as equal as can be */
{
    int pieces = (whole + most - 1) / most;
    return (whole + pieces - 1) / pieces;
}

static DotBlocks dot_blocks(const Conv2dGeometry *g, int batch, const PoolGeometry *pool)
{
    const int map = g->OH * g->OW, taps = g->KH * g->KW, row = 32 * ((g->C + 31) / 32);
    int images = 2 * map <= BLOCK_PIXELS ? cut(batch, BLOCK_PIXELS / map) : 1,
        rows = BLOCK_PIXELS / g->OW / 2 * 2, pixels = cut(map, BLOCK_PIXELS);
    if (pool) { /* pairs of rows */
        rows = rows < 2 ? 2 : rows;
        rows = rows < g->OH ? (cut(g->OH, rows) + 1) / 2 * 2 : g->OH;
        pixels = rows * g->OW;
    }
    const int bands = (map + pixels - 1) / pixels;
    const bool few = g->C <= BLOCK_ROWS,
               across = (batch + images - 1) / images * bands < FEW_BLOCKS;
    return (DotBlocks){.IMAGES = images,
                       .PIXELS = pixels,
                       .BANDS = bands,
                       .ROW = pool ? (rows + 1) / 2 * pool->OW : pixels,
                       .TAPS = few ? cut(taps, BLOCK_ROWS / row) : 1,
                       .CHANNELS = few ? g->C : 32 * cut(row / 32, BLOCK_ROWS / 32),
                       .OUTS = across && blocks(g->K) > OUTPUTS ? OUTPUTS : blocks(g->K),
                       .ACROSS = across,
                       .SUMS = pool || (images > 1 && map > 1)};
}

static void product(const ConvJob *j, const Conv2dGeometry *g, bool flip, Buffer *x, Buffer *w,
                    Buffer *y)
{
    const bool pooled = j->pool && !flip;
    const InputNorm as_it_is = {.NORM = 0, .MAX = 0};
    OutputPool none = {.PH = g->OH, .PW = g->OW, .POOL = 0};
    k_conv_gemm_bf16(j->lo, (ConvGemmBf16){.s = conv_shape(g),
                                           .b = dot_blocks(g, lower_target(j->lo)->batch,
                                                           pooled ? j->pool : NULL),
                                           .in = flip ? as_it_is : conv_norm(j),
                                           .out = pooled ? conv_pool(j) : none,
                                           .FIRST = 0,
                                           .FLIP = flip,
                                           .x = x,
                                           .norm = flip ? NULL : j->norm,
                                           .w = w,
                                           .y = y,
                                           .arg = pooled ? j->arg : NULL});
}

Buffer *conv_weight_pairs(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    const int taps = g->KH * g->KW;
    Buffer *w = lower_temp(j->lo, j->node, "pairs", NUMBER_U8, 0,
                           (int64_t)taps * blocks(g->K) * ((g->C + 31) / 32) * 1024);
    k_conv_pairs_bf16(j->lo,
                      (ConvPairsBf16){.TAPS = taps, .C = g->C, .K = g->K, .w = j->w, .y = w});
    return w;
}

Buffer *conv_turned_weight_pairs(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    const int taps = g->KH * g->KW;
    Buffer *w = lower_temp(j->lo, j->node, "turned pairs", NUMBER_U8, 0,
                           (int64_t)taps * blocks(g->C) * ((g->K + 31) / 32) * 1024);
    k_conv_turned_pairs_bf16(
        j->lo, (ConvTurnedPairsBf16){.TAPS = taps, .C = g->C, .K = g->K, .w = j->w, .y = w});
    return w;
}

static void forward(const ConvJob *j)
{
    Buffer *x = lower_rounded(j->lo, j->node, j->x);
    product(j, j->g, false, x, conv_weight_pairs(j), j->y);
}

static void backward_data(const ConvJob *j, Buffer *dy)
{
    const Conv2dGeometry turned = conv_turned(j->g);
    product(j, &turned, true, dy, conv_turned_weight_pairs(j), j->dx);
}

/* A small kernel has partial sums for ranges of images, all together no more than half of the
 * input; else ranges are of blocks of the kernel, as many outputs together as leave some ranges. */
static void backward_weights(const ConvJob *j, Buffer *dy)
{
    const Conv2dGeometry *g = j->g;
    const int batch = lower_target(j->lo)->batch;
    const int64_t input = (int64_t)batch * blocks(g->C) * g->H * g->W * 16;
    DotBlocks b = dot_blocks(g, batch, NULL);
    Buffer *x = lower_rounded(j->lo, j->node, j->x);
    if (b.IMAGES == 1 && batch >= GRAD_RANGES && GRAD_RANGES * conv_weight_floats(g) <= input) {
        const int images = (batch + GRAD_RANGES - 1) / GRAD_RANGES,
                  ranges = (batch + images - 1) / images;
        Buffer *sums = k_conv_weights_images_bf16(j->lo, (ConvWeightsImagesBf16){.s = conv_shape(g),
                                                                                 .in = conv_norm(j),
                                                                                 .norm = j->norm,
                                                                                 .PIXELS = b.PIXELS,
                                                                                 .PARTS = ranges,
                                                                                 .x = x,
                                                                                 .dy = dy})
                           ->buf[CONV_WEIGHTS_IMAGES_BF16_DW];
        k_add_partials(j->lo, (AddPartials){.COUNT = conv_weight_floats(g),
                                            .PARTS = ranges,
                                            .partial = sums,
                                            .y = j->dw});
        return;
    }
    int cb = blocks(g->C), kb = blocks(g->K), outs = 8, ins = 4;
    while (outs * ins > 2 && (kb + outs - 1) / outs * ((cb + ins - 1) / ins) < GRAD_RANGES)
        ins > 1 ? (ins /= 2) : (outs /= 2);
    b.OUTS = outs;
    b.CHANNELS = ins >= cb ? g->C : 16 * ins;
    b.TAPS = 1;
    b.ACROSS = 1;
    k_conv_weights_bf16(j->lo, (ConvWeightsBf16){.s = conv_shape(g),
                                                 .b = b,
                                                 .in = conv_norm(j),
                                                 .x = x,
                                                 .norm = j->norm,
                                                 .dy = dy,
                                                 .dw = j->dw});
}

static void backward(const ConvJob *j)
{
    const bool plain = j->g->SH * j->g->SW == 1;
    Buffer *dy = j->dw || plain ? lower_rounded(j->lo, j->node, j->dy) : NULL;
    if (j->dw)
        backward_weights(j, dy);
    if (j->dx && plain)
        backward_data(j, dy);
    else if (j->dx)
        conv_backward_data_floats(j);
}

CONV_ALGORITHM(pairs,
               .needs = "8 or more channels in and out, without groups; "
                        "in bfloat16, by `auto` alone",
               .pairs = true, .absorbs = ABSORBS_NORM | ABSORBS_MAXIMA, .applies = applies,
               .work = work, .forward = forward, .backward = backward);
