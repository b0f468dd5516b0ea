/* Under Target.precision, where the processor multiplies tiles of bfloat16 (AMX): the products of
 * k_conv_frames.c, for windows of stride 1. They read each pixel where a frame of zeros has it, and
 * not a copy for each tap, since there the copies would take longer than the products. */
#include "compiler/algorithms/conv_algorithm.h"

/* Positions of a frame that a block of images or of rows has: forward, where the kernel is larger
 * than HEAVY bytes, and for the gradient of the kernel. Of maps of fewer than FEW_UNITS blocks a
 * range has OUTPUTS output blocks of all images, else all outputs of a block. */
enum {
    POSITIONS = 256,
    MANY_POSITIONS = 512,
    MAP_POSITIONS = 1024,
    HEAVY = 1 << 20,
    FEW_UNITS = 8,
    OUTPUTS = 4,
    GRAD_RANGES = 16
};

static bool applies(const Conv2dGeometry *g)
{
    return g->groups == 1 && g->C >= 8 && g->K >= 8 && g->SH * g->SW == 1 &&
           g->PT <= (g->KH - 1) * g->DH && g->PL <= (g->KW - 1) * g->DW &&
           g->OH - 1 - g->PT < g->H && g->OW - 1 - g->PL < g->W;
}

static int most(int a, int b, int c)
{
    a = a > b ? a : b;
    return a > c ? a : c;
}

/* Pixels from row to row, and rows from image to image, so that the zeros behind one are enough for
 * the next, too. */
static int pitch_of(const Conv2dGeometry *g)
{
    return most(g->OW, g->W + g->PL, g->OW + (g->KW - 1) * g->DW - g->PL);
}

static int rows_of(const Conv2dGeometry *g)
{
    return most(g->OH, g->H + g->PT, g->OH + (g->KH - 1) * g->DH - g->PT);
}

static int cut(int whole, int most) /* in pieces as equal as can be */
{
    const int pieces = (whole + most - 1) / most;
    return (whole + pieces - 1) / pieces;
}

/* LEN is an odd multiple of 32 pixels, so that rows of a turned frame meet different cache sets. */
static FrameBlocks frame_blocks(const Conv2dGeometry *g, int batch, int positions,
                                const PoolGeometry *pool)
{
    const int pitch = pitch_of(g), map = pitch * rows_of(g);
    int images = 2 * map <= positions ? cut(batch, positions / map) : 1, rows = g->OH;
    if (map > 2 * MAP_POSITIONS)
        rows = MAP_POSITIONS / pitch > 1 ? cut(g->OH, MAP_POSITIONS / pitch) : 2;
    if (pool && rows < g->OH) /* pairs of rows */
        rows = (rows + 1) / 2 * 2 < g->OH ? (rows + 1) / 2 * 2 : g->OH;
    rows = rows < g->OH ? rows : g->OH;
    const int outputs = ((images - 1) * map + (rows - 1) * pitch + g->OW + 31) / 32 * 32,
              seen = outputs + (g->KH - 1) * g->DH * pitch + (g->KW - 1) * g->DW,
              lie = (images - 1) * map + (rows + (g->KH - 1) * g->DH) * pitch,
              len = ((seen > lie ? seen : lie) + 31) / 32 * 32,
              units = (batch + images - 1) / images * ((g->OH + rows - 1) / rows);
    const bool across = units < FEW_UNITS && blocks(g->K) > OUTPUTS;
    return (FrameBlocks){.IMAGES = images,
                         .ROWS = rows,
                         .BANDS = (g->OH + rows - 1) / rows,
                         .ROW = pool ? (rows + 1) / 2 * pool->OW : rows * g->OW,
                         .PITCH = pitch,
                         .MAP = map,
                         .LEN = len / 32 % 2 ? len : len + 32,
                         .OUTS = across ? OUTPUTS : blocks(g->K),
                         .ACROSS = across};
}

/* What lies between outputs is computed, too. A pixel of 16 channels is copied into a frame, and
 * for the gradient of the kernel turned, in the time of COPY multiply-adds of floats. */
static void work(const Conv2dGeometry *g, const Target *t, Pass p, Work *w)
{
    enum { COPY = 120 };
    const double gain = conv_machine(t)->bf16_gain, n = t->batch,
                 outs = p == PASS_DATA ? (double)blocks(g->C) * g->K : (double)blocks(g->K) * g->C,
                 spread = (double)pitch_of(g) * rows_of(g) / ((double)g->OH * g->OW);
    w->macs = n * g->OH * g->OW * g->KH * g->KW * outs * 16;
    w->pairs = w->macs;
    w->calls = p == PASS_DATA ? 2 : 1;
    w->lost = gain < CONV_TILE_GAIN ? w->macs
                                    : w->macs / gain * (spread - 1) +
                                          n * g->H * g->W * (blocks(g->C) + blocks(g->K)) * COPY;
}

static void product(const ConvJob *j, const Conv2dGeometry *g, bool flip, Buffer *x, Buffer *w,
                    Buffer *y)
{
    const bool pooled = j->pool && !flip;
    const InputNorm as_it_is = {.NORM = 0, .MAX = 0};
    OutputPool none = {.PH = g->OH, .PW = g->OW, .POOL = 0};
    const int64_t bytes = (int64_t)g->KH * g->KW * blocks(g->C) * blocks(g->K) * 512;
    k_conv_frames_bf16(
        j->lo, (ConvFramesBf16){.s = conv_shape(g),
                                .b = frame_blocks(g, lower_target(j->lo)->batch,
                                                  bytes > HEAVY ? MANY_POSITIONS : POSITIONS,
                                                  pooled ? j->pool : NULL),
                                .in = flip ? as_it_is : conv_norm(j),
                                .out = pooled ? conv_pool(j) : none,
                                .FLIP = flip,
                                .x = x,
                                .norm = flip ? NULL : j->norm,
                                .w = w,
                                .y = y,
                                .arg = pooled ? j->arg : NULL});
}

static void forward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    Buffer *x = lower_rounded(j->lo, j->node, j->x);
    product(j, g, false, x, conv_weight_pairs(j), j->y);
}

/* A small kernel has partial sums for ranges of images, all together no more than half of the
 * input; else ranges are of blocks of the kernel, as many outputs together as leave some ranges. */
static void backward_weights(const ConvJob *j, Buffer *dy)
{
    const Conv2dGeometry *g = j->g;
    const int batch = lower_target(j->lo)->batch;
    const int64_t input = (int64_t)batch * blocks(g->C) * g->H * g->W * 16;
    FrameBlocks b = frame_blocks(g, batch, MAP_POSITIONS, NULL);
    Buffer *x = lower_rounded(j->lo, j->node, j->x);
    b.ACROSS = 1;
    if (batch >= GRAD_RANGES && GRAD_RANGES * conv_weight_floats(g) <= input) {
        const int images = (batch + GRAD_RANGES - 1) / GRAD_RANGES,
                  ranges = (batch + images - 1) / images;
        b.OUTS = blocks(g->K);
        Buffer *sums = k_conv_frame_weights_images_bf16(
                           j->lo, (ConvFrameWeightsImagesBf16){.s = conv_shape(g),
                                                               .b = b,
                                                               .in = conv_norm(j),
                                                               .PARTS = ranges,
                                                               .x = x,
                                                               .norm = j->norm,
                                                               .dy = dy})
                           ->buf[CONV_FRAME_WEIGHTS_IMAGES_BF16_DW];
        k_add_partials(j->lo, (AddPartials){.COUNT = conv_weight_floats(g),
                                            .PARTS = ranges,
                                            .partial = sums,
                                            .y = j->dw});
        return;
    }
    const int cb = blocks(g->C), kb = blocks(g->K);
    int outs = 8, ins = 8;
    while (outs * ins > 1 && (kb + outs - 1) / outs * ((cb + ins - 1) / ins) < GRAD_RANGES)
        ins > outs ? (ins /= 2) : (outs /= 2);
    b.OUTS = outs;
    k_conv_frame_weights_bf16(j->lo, (ConvFrameWeightsBf16){.s = conv_shape(g),
                                                            .b = b,
                                                            .in = conv_norm(j),
                                                            .INS = ins < cb ? ins : cb,
                                                            .x = x,
                                                            .norm = j->norm,
                                                            .dy = dy,
                                                            .dw = j->dw});
}

static void backward(const ConvJob *j)
{
    Buffer *dy = lower_rounded(j->lo, j->node, j->dy);
    if (j->dw)
        backward_weights(j, dy);
    if (j->dx) {
        const Conv2dGeometry turned = conv_turned(j->g);
        product(j, &turned, true, dy, conv_turned_weight_pairs(j), j->dx);
    }
}

CONV_ALGORITHM(frames,
               .needs = "8 or more channels in and out, stride 1, without groups; "
                        "in bfloat16, by `auto` alone",
               .pairs = true, .absorbs = ABSORBS_NORM | ABSORBS_MAXIMA, .applies = applies,
               .work = work, .forward = forward, .backward = backward);
