/* Direct convolution: implicit GEMM, any geometry. By blocks of pixels (k_conv_gemm.c), or, where
 * the result is pooled, in groups, or from few channels, row by row: then a row of fewer than 6
 * outputs wastes registers. */
#include "compiler/algorithms/conv_algorithm.h"

enum {
    FEW = 4,
    ROWS = 9,
    FEW_SUMS = 32
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

/* What a block of pixels holds: about BLOCK_PIXELS of them, and panels of BLOCK_ROWS rows of
 * weights, so that two panels of weights stay in the first-level cache and the pixels in the
 * second; of FEW_PIXELS all rows, since weights come from farther away than from there. Output
 * blocks are kept together unless there were too few ranges. */
enum { BLOCK_PIXELS = 144, FEW_PIXELS = 48, BLOCK_ROWS = 256, RANGES = 64, GRAD_RANGES = 16 };

static int cut(int whole, int most) /* in pieces as equal as can be */
{
    int pieces = (whole + most - 1) / most;
    return (whole + pieces - 1) / pieces;
}

static GemmBlocks gemm_blocks(const Conv2dGeometry *g, int batch)
{
    int map = g->OH * g->OW, taps = g->KH * g->KW, pairs = (blocks(g->K) + 1) / 2;
    int images = 2 * map <= BLOCK_PIXELS ? cut(batch, BLOCK_PIXELS / map) : 1,
        pixels = cut(map, BLOCK_PIXELS);
    int of_pixels = (batch + images - 1) / images * ((map + pixels - 1) / pixels),
        pieces = (RANGES + of_pixels - 1) / of_pixels;
    int rows = images * pixels <= FEW_PIXELS ? taps * g->C : BLOCK_ROWS;
    bool few = g->C <= rows;
    bool flat = taps * g->SH * g->SW == 1 && g->OH == g->H && g->OW == g->W && g->PT == 0 &&
                g->PL == 0 && (map > 1 || blocks(g->C) == 1); /* else pixels do not follow */
    return (GemmBlocks){.IMAGES = images,
                        .PIXELS = pixels,
                        .TAPS = few ? cut(taps, rows / g->C) : 1,
                        .CHANNELS = few ? g->C : 16 * cut(blocks(g->C), rows / 16),
                        .OUTS = pieces >= pairs ? 2 : 2 * (pairs / pieces),
                        .FLAT = flat};
}

/* Whether the sum is made by blocks of pixels. */
static bool by_blocks(const Conv2dGeometry *g, bool pooled)
{
    return g->groups == 1 && !pooled && g->C >= 8;
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

/* Whether tap k of one dimension meets the map at any output. */
static bool meets(int k, int in, int out, int stride, int dilation, int pad)
{
    for (int o = 0; o < out; o++)
        if (o * stride + k * dilation - pad >= 0 && o * stride + k * dilation - pad < in)
            return true;
    return false;
}

/* The window without the rows of taps that meet zeros alone, as the outer ones of 7x1 on a map 3
 * high, and, where one row is left, without such columns. *first: the first tap. */
static Conv2dGeometry cropped(Conv2dGeometry g, int *first)
{
    int top = 0, left = 0, width = g.KW;
    while (g.KH - top > 1 && !meets(top, g.H, g.OH, g.SH, g.DH, g.PT))
        top++;
    while (g.KH - top > 1 && !meets(g.KH - 1, g.H, g.OH, g.SH, g.DH, g.PT))
        g.KH--;
    g.KH -= top;
    g.PT -= top * g.DH;
    while (g.KH == 1 && g.KW - left > 1 && !meets(left, g.W, g.OW, g.SW, g.DW, g.PL))
        left++;
    while (g.KH == 1 && g.KW - left > 1 && !meets(g.KW - 1, g.W, g.OW, g.SW, g.DW, g.PL))
        g.KW--;
    g.KW -= left;
    g.PL -= left * g.DW;
    *first = top * width + left;
    return g;
}

static void gemm(const ConvJob *j, const Conv2dGeometry *whole, bool flip, Buffer *x, Buffer *w,
                 Buffer *y)
{
    int first;
    const Conv2dGeometry g = cropped(*whole, &first);
    int taps = g.KH * g.KW, all = whole->KH * whole->KW;
    k_conv_gemm(j->lo, (ConvGemm){.s = conv_shape(&g),
                                  .b = gemm_blocks(&g, lower_target(j->lo)->batch),
                                  .FIRST = flip ? all - first - taps : first,
                                  .FLIP = flip,
                                  .x = x,
                                  .w = w,
                                  .y = y});
}

static void plain(const ConvJob *j, Buffer *w)
{
    if (by_blocks(j->g, j->pool)) {
        gemm(j, j->g, false, j->x, w, j->y);
        return;
    }
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

static void forward(const ConvJob *j) { plain(j, conv_weights(j)); }

/* The convolution of the gradient of y, by the window turned round, that makes the gradient of x
 * where the stride is 1. */
Conv2dGeometry conv_turned(const Conv2dGeometry *g)
{
    return (Conv2dGeometry){.C = g->K,
                            .H = g->OH,
                            .W = g->OW,
                            .K = g->C,
                            .OH = g->H,
                            .OW = g->W,
                            .KH = g->KH,
                            .KW = g->KW,
                            .SH = 1,
                            .SW = 1,
                            .DH = g->DH,
                            .DW = g->DW,
                            .PT = (g->KH - 1) * g->DH - g->PT,
                            .PL = (g->KW - 1) * g->DW - g->PL,
                            .groups = 1};
}

/* The blocks of the weights' gradient: pixels as forward, of output and input blocks as many as
 * leave some ranges. */
static GemmBlocks grad_blocks(const Conv2dGeometry *g, int batch)
{
    GemmBlocks b = gemm_blocks(g, batch);
    int cb = blocks(g->C), kb = blocks(g->K), outs = 4, ins = 8;
    while (outs * ins > 2 && (kb + outs - 1) / outs * ((cb + ins - 1) / ins) < GRAD_RANGES)
        ins > outs / 2 || outs == 2 ? (ins /= 2) : (outs /= 2);
    b.TAPS = 1;
    b.OUTS = outs;
    b.CHANNELS = ins >= cb ? g->C : 16 * ins;
    return b;
}

/* The kernel is small, so there may be as many partial sums of its gradient as ranges are wanted.
 */
static void backward_few(const ConvJob *j, ConvShape shape)
{
    const int batch = lower_target(j->lo)->batch, images = (batch + FEW_SUMS - 1) / FEW_SUMS,
              ranges = (batch + images - 1) / images;
    Buffer *sums = k_conv_backward_weights_few(j->lo,
                                               (ConvBackwardWeightsFew){.s = shape,
                                                                        .TOGETHER = ROWS / j->g->C,
                                                                        .PARTS = ranges,
                                                                        .x = j->x,
                                                                        .dy = j->dy})
                       ->buf[CONV_BACKWARD_WEIGHTS_FEW_DW];
    k_add_partials(j->lo, (AddPartials){.COUNT = conv_weight_floats(j->g),
                                        .PARTS = ranges,
                                        .partial = sums,
                                        .y = j->dw});
}

void conv_backward_data_floats(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    ConvShape shape = conv_shape(g);
    int taps = g->KH * g->KW;
    Buffer *w = conv_weights(j);
    Buffer *wt = lower_temp(j->lo, j->node, "transposed", NUMBER_F32, 0,
                            (int64_t)taps * blocks(g->C) * g->K * 16);
    k_conv_transpose(
        j->lo, (ConvTranspose){.TAPS = taps, .FIRST = 0, .C = g->C, .K = g->K, .w = w, .wt = wt});
    Conv2dGeometry back = conv_turned(g);
    if (g->SH == 1 && g->SW == 1 && by_blocks(&back, false)) {
        gemm(j, &back, true, j->dy, wt, j->dx);
        return;
    }
    k_conv_backward_data(
        j->lo,
        (ConvBackwardData){.s = shape, .GROUPS = g->groups, .dy = j->dy, .wt = wt, .dx = j->dx});
}

static void backward(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    ConvShape shape = conv_shape(g);
    if (j->dw && g->C <= FEW)
        backward_few(j, shape);
    else if (j->dw && by_blocks(g, false))
        k_conv_gemm_weights(j->lo,
                            (ConvGemmWeights){.s = shape,
                                              .b = grad_blocks(g, lower_target(j->lo)->batch),
                                              .x = j->x,
                                              .dy = j->dy,
                                              .dw = j->dw});
    else if (j->dw)
        k_conv_backward_weights(
            j->lo, (ConvBackwardWeights){
                       .s = shape, .GROUPS = g->groups, .x = j->x, .dy = j->dy, .dw = j->dw});
    if (j->dx)
        conv_backward_data_floats(j);
}

static void infer_given(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights;
    GemmBlocks b = gemm_blocks(g, lower_target(j->lo)->batch);
    k_conv_given(j->lo, (ConvGiven){.FORMAT = weights,
                                    .BYTES = weights_bytes(weights),
                                    .s = conv_shape(g),
                                    .PIXELS = b.PIXELS,
                                    .OUTS = b.OUTS,
                                    .x = j->x,
                                    .w = conv_prepacked(j, g->KH * g->KW, 0),
                                    .y = j->y});
}

static void infer(const ConvJob *j)
{
    const Conv2dGeometry *g = j->g;
    int weights = lower_target(j->lo)->weights, taps = g->KH * g->KW;
    if (j->node->absorbed.given) {
        infer_given(j);
        return;
    }
    if (weights == NUMBER_F32 && (by_blocks(g, j->pool) || !by_tap(g))) {
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

CONV_ALGORITHM(direct, .needs = "any convolution", .absorbs = ABSORBS_MAXIMA | ABSORBS_GIVEN,
               .applies = applies, .work = work, .forward = forward, .backward = backward,
               .infer = infer);
