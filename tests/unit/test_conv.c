/* Convolution kernels against naive twins in double: direct and Winograd, forward and backward,
 * over odd sizes, strides, dilations, paddings and channel counts. Also: any cut of the range gives
 * the same bits, and the lanes beyond the channels stay 0.
 *
 * Tolerances, in units of eps = 2^-23 times the sum of the terms' magnitudes, which the twin sums
 * beside the value: a plain sum may be wrong by the number of its terms; a fast convolution by its
 * growth factor (spec/numerics.md) times the largest such sum of the tensor, since transforms mix
 * the pixels of a tile. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "kernels.h"

#define GROWTH_6 8.0 /* measured: 3.3 */
#define GROWTH_3 4.0 /* measured: 1.7 */

typedef struct Geo {
    int n, C, H, W, K, OH, OW, KH, KW, SH, SW, DH, DW, PT, PL;
} Geo;

static ConvShape shape_of(const Geo *g)
{
    return (ConvShape){.C = g->C,
                       .H = g->H,
                       .W = g->W,
                       .K = g->K,
                       .OH = g->OH,
                       .OW = g->OW,
                       .KH = g->KH,
                       .KW = g->KW,
                       .SH = g->SH,
                       .SW = g->SW,
                       .DH = g->DH,
                       .DW = g->DW,
                       .PT = g->PT,
                       .PL = g->PL};
}

/* All of the sums; nothing on the way in. */
static OutputPool whole_map(const Geo *g) { return (OutputPool){.PH = g->OH, .PW = g->OW}; }
static const InputNorm as_it_is;

/* A problem: packed tensors, and the twin's values and magnitudes in plain order. */
typedef struct Case {
    Geo g;
    float *x, *w, *dy;      /* packed */
    double *y, *dx, *dw;    /* twins: [n][K][OH][OW], [n][C][H][W], [tap][C][K] */
    double *ym, *dxm, *dwm; /* sums of magnitudes */
} Case;

static int ceil16(int c) { return (c + 15) / 16; }

static void *zeroed(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p)
        abort();
    return p;
}

static float *zeros(ptrdiff_t count) { return zeroed((size_t)count, sizeof(float)); }

/* Memory that a kernel must fill before it reads it: all NaN. */
static float *floats(ptrdiff_t count)
{
    return memset(zeros(count), 0xff, (size_t)count * sizeof(float));
}

static ptrdiff_t at_map(int CB, int H, int W, int n, int c, int h, int w)
{
    return ((((ptrdiff_t)n * CB + c / 16) * H + h) * W + w) * 16 + c % 16;
}

static ptrdiff_t at_weight(const Geo *g, int tap, int c, int k)
{
    return (((ptrdiff_t)tap * ceil16(g->K) + k / 16) * g->C + c) * 16 + k % 16;
}

static ptrdiff_t x_count(const Geo *g) { return (ptrdiff_t)g->n * ceil16(g->C) * g->H * g->W * 16; }
static ptrdiff_t y_count(const Geo *g)
{
    return (ptrdiff_t)g->n * ceil16(g->K) * g->OH * g->OW * 16;
}
static ptrdiff_t w_count(const Geo *g)
{
    return (ptrdiff_t)g->KH * g->KW * ceil16(g->K) * g->C * 16;
}

static float noise(uint32_t *s)
{
    *s = *s * 1664525u + 1013904223u;
    return (float)((int)(*s >> 9) - (1 << 22)) / (float)(1 << 22);
}

static void fill_map(float *p, int n, int c, int h, int w, uint32_t *seed)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < c; j++)
            for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                    p[at_map(ceil16(c), h, w, i, j, y, x)] = noise(seed);
}

/* y, dx and dw in one walk over every product of the convolution. */
static void twin_products(Case *t, int n, int k, int oh, int ow)
{
    const Geo *g = &t->g;
    ptrdiff_t yi = (((ptrdiff_t)n * g->K + k) * g->OH + oh) * g->OW + ow;
    double d = t->dy[at_map(ceil16(g->K), g->OH, g->OW, n, k, oh, ow)];
    for (int tap = 0; tap < g->KH * g->KW; tap++) {
        int h = oh * g->SH + tap / g->KW * g->DH - g->PT,
            w = ow * g->SW + tap % g->KW * g->DW - g->PL;
        if (h < 0 || h >= g->H || w < 0 || w >= g->W)
            continue;
        for (int c = 0; c < g->C; c++) {
            double xv = t->x[at_map(ceil16(g->C), g->H, g->W, n, c, h, w)],
                   wv = t->w[at_weight(g, tap, c, k)];
            ptrdiff_t xi = (((ptrdiff_t)n * g->C + c) * g->H + h) * g->W + w,
                      wi = ((ptrdiff_t)tap * g->C + c) * g->K + k;
            t->y[yi] += xv * wv;
            t->ym[yi] += fabs(xv * wv);
            t->dx[xi] += d * wv;
            t->dxm[xi] += fabs(d * wv);
            t->dw[wi] += d * xv;
            t->dwm[wi] += fabs(d * xv);
        }
    }
}

/* coarse: numbers that bfloat16 holds. */
static Case make_case_of(Geo g, uint32_t seed, bool coarse)
{
    ptrdiff_t ny = (ptrdiff_t)g.n * g.K * g.OH * g.OW, nx = (ptrdiff_t)g.n * g.C * g.H * g.W,
              nw = (ptrdiff_t)g.KH * g.KW * g.C * g.K;
    Case t = {.g = g, .x = zeros(x_count(&g)), .w = zeros(w_count(&g)), .dy = zeros(y_count(&g))};
    double **twin[] = {&t.y, &t.ym, &t.dx, &t.dxm, &t.dw, &t.dwm};
    ptrdiff_t count[] = {ny, ny, nx, nx, nw, nw};
    for (int i = 0; i < 6; i++)
        *twin[i] = zeroed((size_t)count[i], sizeof(double));
    fill_map(t.x, g.n, g.C, g.H, g.W, &seed);
    fill_map(t.dy, g.n, g.K, g.OH, g.OW, &seed);
    for (int tap = 0; tap < g.KH * g.KW; tap++)
        for (int c = 0; c < g.C; c++)
            for (int k = 0; k < g.K; k++)
                t.w[at_weight(&g, tap, c, k)] = noise(&seed);
    if (coarse) {
        mk_round_bf16(t.x, t.x, (int)x_count(&g));
        mk_round_bf16(t.w, t.w, (int)w_count(&g));
        mk_round_bf16(t.dy, t.dy, (int)y_count(&g));
    }
    for (int n = 0; n < g.n; n++)
        for (int k = 0; k < g.K; k++)
            for (int oh = 0; oh < g.OH; oh++)
                for (int ow = 0; ow < g.OW; ow++)
                    twin_products(&t, n, k, oh, ow);
    return t;
}

static Case make_case(Geo g, uint32_t seed) { return make_case_of(g, seed, false); }

static void free_case(Case *t)
{
    void *all[] = {t->x, t->w, t->dy, t->y, t->dx, t->dw, t->ym, t->dxm, t->dwm};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void check_value(const char *what, const Geo *g, float got, double want, double bound)
{
    if (!(fabs((double)got - want) <= bound))
        fail_msg(
            "%s n=%d %dx%dx%d K=%d %dx%d s%dx%d d%dx%d p%dx%d: %.9g instead of %.9g, bound %.3g",
            what, g->n, g->H, g->W, g->C, g->K, g->KH, g->KW, g->SH, g->SW, g->DH, g->DW, g->PT,
            g->PL, (double)got, want, bound);
}

/* A packed map against its twin; lanes beyond the channels must be 0. */
static void check_map(const char *what, const Geo *g, const float *p, int C, int H, int W,
                      const double *want, const double *mag, double factor)
{
    for (int n = 0; n < g->n; n++)
        for (int c = 0; c < ceil16(C) * 16; c++)
            for (int h = 0; h < H; h++)
                for (int w = 0; w < W; w++) {
                    ptrdiff_t i = (((ptrdiff_t)n * C + c) * H + h) * W + w;
                    float got = p[at_map(ceil16(C), H, W, n, c, h, w)];
                    if (c < C)
                        check_value(what, g, got, want[i], factor * FLT_EPSILON * mag[i]);
                    else
                        assert_true(got == 0);
                }
}

static void check_weights(const char *what, const Case *t, const float *p, double factor)
{
    const Geo *g = &t->g;
    for (int tap = 0; tap < g->KH * g->KW; tap++)
        for (int c = 0; c < g->C; c++)
            for (int k = 0; k < ceil16(g->K) * 16; k++) {
                ptrdiff_t i = ((ptrdiff_t)tap * g->C + c) * g->K + k;
                float got = p[at_weight(g, tap, c, k)];
                if (k < g->K)
                    check_value(what, g, got, t->dw[i], factor * FLT_EPSILON * t->dwm[i]);
                else
                    assert_true(got == 0);
            }
}

static void assert_same(const float *a, const float *b, ptrdiff_t count)
{
    assert_memory_equal(a, b, (size_t)count * sizeof(float));
}

/* Runs `call` over [0, items) whole and then in uneven pieces; both results must be the same bits.
 */
#define IN_RANGES(items, out, count, CALL)                              \
    do {                                                                \
        int begin_ = 0, end_ = (items);                                 \
        float *whole_ = floats(count);                                  \
        CALL(begin_, end_);                                             \
        memcpy(whole_, out, sizeof(float) * (size_t)(count));           \
        memset(out, 0xff, sizeof(float) * (size_t)(count));             \
        for (int step_ = 1; begin_ < (items); begin_ = end_, step_++) { \
            end_ = begin_ + step_ < (items) ? begin_ + step_ : (items); \
            CALL(begin_, end_);                                         \
        }                                                               \
        assert_same(whole_, out, count);                                \
        free(whole_);                                                   \
    } while (0)

/* Maxima of 2x2 windows that a convolution makes at once, [0] without and [1] with what reaches
 * over the edges, are those that maxpool_train takes of its outputs y, and their places too. */
typedef struct Pooled {
    int PH, PW;
    ptrdiff_t count;
    float *y, *want;
    uint8_t *arg, *at;
} Pooled;

static Pooled pooled(const Geo *g, const float *y, int whole)
{
    Pooled p = {.PH = (g->OH + whole) / 2, .PW = (g->OW + whole) / 2};
    int planes = g->n * ceil16(g->K);
    p.count = (ptrdiff_t)planes * p.PH * p.PW * 16;
    p.y = floats(p.count), p.want = floats(p.count), p.arg = zeroed((size_t)p.count, 1),
    p.at = zeroed((size_t)p.count, 1);
    PoolShape windows = {.CB = ceil16(g->K),
                         .H = g->OH,
                         .W = g->OW,
                         .OH = p.PH,
                         .OW = p.PW,
                         .KH = 2,
                         .KW = 2,
                         .SH = 2,
                         .SW = 2};
    maxpool_train(windows, 0, planes, y, p.want, p.at);
    return p;
}

static OutputPool maxima(const Pooled *p)
{
    return (OutputPool){.PH = p->PH, .PW = p->PW, .POOL = 1};
}

static void check_pooled(Pooled *p)
{
    assert_same(p->y, p->want, p->count);
    assert_memory_equal(p->arg, p->at, (size_t)p->count);
    free(p->y), free(p->want), free(p->arg), free(p->at);
}

/* The shape of the convolution of dy by the window turned round that makes dx, where the stride is
 * 1. */
static ConvShape turned(const Geo *g)
{
    ConvShape s = shape_of(g);
    s.C = g->K, s.H = g->OH, s.W = g->OW, s.K = g->C, s.OH = g->H, s.OW = g->W;
    s.PT = (g->KH - 1) * g->DH - g->PT, s.PL = (g->KW - 1) * g->DW - g->PL;
    return s;
}

static ptrdiff_t gemm_items(const ConvShape *s, GemmBlocks b, int n)
{
    int map = s->OH * s->OW;
    return (ptrdiff_t)((n + b.IMAGES - 1) / b.IMAGES) * ((map + b.PIXELS - 1) / b.PIXELS) *
           ((ceil16(s->K) + b.OUTS - 1) / b.OUTS);
}

/* By blocks of pixels: forward, the gradient of x (stride 1) from the transposed weights wt, and
 * the one of the weights. IMAGES and PIXELS are set here; where nothing has to be gathered, both
 * ways. */
static void run_gemm(const Case *t, const float *wt, GemmBlocks b)
{
    const Geo *g = &t->g;
    const ConvShape s = shape_of(g), back = turned(g);
    const int taps = g->KH * g->KW, flat = taps == 1 && g->SH == 1 && g->SW == 1 && g->OH == g->H &&
                                           g->OW == g->W && g->PT == 0 && g->PL == 0;
    float *y = floats(y_count(g)), *dx = floats(x_count(g)), *dw = floats(w_count(g));
    for (b.FLAT = 0; b.FLAT <= flat; b.FLAT++) {
        GemmBlocks of_y = b, of_x = b;
        of_y.PIXELS = b.IMAGES > 1 ? g->OH * g->OW : b.PIXELS;
        of_x.PIXELS = b.IMAGES > 1 ? g->H * g->W : b.PIXELS;
        of_y.CHANNELS = b.CHANNELS < g->C ? b.CHANNELS : g->C;
        of_x.CHANNELS = b.CHANNELS < g->K ? b.CHANNELS : g->K;
        ptrdiff_t most = (ptrdiff_t)b.IMAGES * b.TAPS * ceil16(b.CHANNELS) * 16;
        float *panel = floats(most * of_y.PIXELS), *dpanel = floats(most * of_x.PIXELS);
#define FORWARD_G(b, e) conv_gemm(s, of_y, 0, 0, g->n, b, e, t->x, t->w, y, panel)
#define DATA_G(b, e)    conv_gemm(back, of_x, 0, 1, g->n, b, e, t->dy, wt, dx, dpanel)
#define WEIGHTS_G(b, e) conv_gemm_weights(s, of_y, g->n, b, e, t->x, t->dy, dw, panel)
        IN_RANGES((int)gemm_items(&s, of_y, g->n), y, y_count(g), FORWARD_G);
        check_map("gemm y", g, y, g->K, g->OH, g->OW, t->y, t->ym, taps * g->C + 1);
        if (g->SH == 1 && g->SW == 1) {
            IN_RANGES((int)gemm_items(&back, of_x, g->n), dx, x_count(g), DATA_G);
            check_map("gemm dx", g, dx, g->C, g->H, g->W, t->dx, t->dxm, taps * g->K + 1);
        }
        IN_RANGES((ceil16(g->K) + of_y.OUTS - 1) / of_y.OUTS *
                      ((g->C + of_y.CHANNELS - 1) / of_y.CHANNELS),
                  dw, w_count(g), WEIGHTS_G);
        check_weights("gemm dw", t, dw, g->n * g->OH * g->OW + 1);
        free(panel), free(dpanel);
    }
    free(y), free(dx), free(dw);
}

/* From the caller's layout, with weights stored output block by output block. */
static void run_given(const Case *t)
{
    const Geo *g = &t->g;
    const int KB = ceil16(g->K), taps = g->KH * g->KW, pixels = g->OH * g->OW > 7 ? 7 : 2,
              bands = (g->OH * g->OW + pixels - 1) / pixels;
    if (taps * g->C > 512 || g->DH * g->DW != 1)
        return;
    float *x = floats((ptrdiff_t)g->n * g->H * g->W * g->C),
          *keras = floats((ptrdiff_t)taps * g->C * g->K), *y = floats(y_count(g)),
          *rows = floats(256), *panel = floats((ptrdiff_t)ceil16(taps * g->C) * pixels * 16),
          *seen = floats(2048);
    uint8_t *w = zeroed((size_t)w_count(g), sizeof(float));
    blocked_to_nhwc(g->C, g->H, g->W, 0, g->n, t->x, x);
    conv_unpack(taps, g->C, g->K, t->w, keras);
    conv_store(0, 4, taps, 0, g->C, g->K, 1, 0, KB, keras, w, rows);
#define GIVEN(b, e) conv_given(0, 4, shape_of(g), pixels, 2, b, e, x, w, y, panel, NULL, seen)
    IN_RANGES(g->n * bands * ((KB + 1) / 2), y, y_count(g), GIVEN);
    check_map("given y", g, y, g->K, g->OH, g->OW, t->y, t->ym, taps * g->C + 1);
    free(x), free(keras), free(y), free(rows), free(panel), free(seen), free(w);
}

static void run_direct(Geo g, uint32_t seed)
{
    Case t = make_case(g, seed);
    int CB = ceil16(g.C), KB = ceil16(g.K), taps = g.KH * g.KW;
    float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dw = floats(w_count(&g)),
          *wt = floats((ptrdiff_t)taps * CB * g.K * 16);
    float *pad = floats((ptrdiff_t)CB * ((g.OH - 1) * g.SH + (g.KH - 1) * g.DH + 1) *
                        ((g.OW - 1) * g.SW + (g.KW - 1) * g.DW + 1) * 16);
    float *dpad = floats((ptrdiff_t)KB * ((g.KH - 1) * g.DH / g.SH + (g.H - 1 + g.PT) / g.SH + 1) *
                         ((g.KW - 1) * g.DW / g.SW + (g.W - 1 + g.PL) / g.SW + 1) * 16);
#define FORWARD(b, e) \
    conv_forward(shape_of(&g), 1, whole_map(&g), 0, b, e, t.x, t.w, NULL, y, NULL, pad, NULL)
#define TRANSPOSE(b, e) conv_transpose(taps, 0, g.C, g.K, b, e, t.w, wt)
#define DATA(b, e)      conv_backward_data(shape_of(&g), 1, b, e, t.dy, wt, dx, dpad)
#define WEIGHTS(b, e)   conv_backward_weights(shape_of(&g), 1, g.n, b, e, t.x, t.dy, dw)
    IN_RANGES(g.n * KB, y, y_count(&g), FORWARD);
    check_map("y", &g, y, g.K, g.OH, g.OW, t.y, t.ym, taps * g.C + 1);
    float *lines = floats((ptrdiff_t)2 * g.OW * 16);
    for (int whole = 0; whole < 2; whole++) {
        Pooled p = pooled(&g, y, whole);
#define POOLED_D(b, e) \
    conv_forward(shape_of(&g), 1, maxima(&p), 1, b, e, t.x, t.w, NULL, p.y, p.arg, pad, lines)
        IN_RANGES(g.n * KB, p.y, p.count, POOLED_D);
        check_pooled(&p);
    }
    free(lines);
    IN_RANGES(taps * CB, wt, (ptrdiff_t)taps * CB * g.K * 16, TRANSPOSE);
    IN_RANGES(g.n * CB, dx, x_count(&g), DATA);
    check_map("dx", &g, dx, g.C, g.H, g.W, t.dx, t.dxm, taps * g.K + 1);
    run_gemm(&t, wt,
             (GemmBlocks){
                 .IMAGES = 1, .PIXELS = 1 + (int)seed % 29, .TAPS = 1, .CHANNELS = 16, .OUTS = 2});
    run_given(&t);
    run_gemm(&t, wt, (GemmBlocks){.IMAGES = 2, .TAPS = 4, .CHANNELS = 48, .OUTS = 4});
    IN_RANGES(KB * CB, dw, w_count(&g), WEIGHTS);
    check_weights("dw", &t, dw, g.OH * g.OW + g.n + 1);
    int together = 9 / g.C;
    if (together > 0) {
        memset(dw, 0xff, sizeof *dw * (size_t)w_count(&g));
        const int nw = (int)w_count(&g), parts = g.n + 1; /* the last range has no image */
        float *part = floats((ptrdiff_t)nw * parts);
        for (int p = 0; p < parts; p++)
            conv_backward_weights_few(shape_of(&g), together, parts, p, p < g.n ? p + 1 : p, t.x,
                                      t.dy, part + (ptrdiff_t)p * nw);
        add_partials(nw, parts, 0, nw / 16, part, dw);
        free(part);
        check_weights("dw of few channels", &t, dw, g.OH * g.OW + 5 * g.n + 1);
    }
    float *bufs[] = {y, dx, dw, wt, pad, dpad};
    for (int i = 0; i < 6; i++)
        free(bufs[i]);
    free_case(&t);
}

/* ---- pairs of bfloat16 ---- */

static uint8_t *bytes(ptrdiff_t count)
{
    return memset(zeroed((size_t)count, 1), 0xff, (size_t)count);
}

static uint8_t *narrowed(const float *x, ptrdiff_t count)
{
    uint8_t *y = bytes(2 * count);
    mk_narrow_bf16(y, x, (int)count);
    return y;
}

static ptrdiff_t pair_bytes(int taps, int c, int k) /* of weights */
{
    return (ptrdiff_t)taps * ceil16(k) * ((c + 31) / 32) * 1024;
}

static DotBlocks dot_blocks(const ConvShape *s, int images, int pixels, int taps, int channels,
                            int outs, int across)
{
    const int map = s->OH * s->OW, at_most = images > 1 || pixels > map ? map : pixels;
    return (DotBlocks){.IMAGES = images,
                       .PIXELS = at_most,
                       .BANDS = (map + at_most - 1) / at_most,
                       .ROW = at_most,
                       .TAPS = taps,
                       .CHANNELS = channels < s->C ? channels : s->C,
                       .OUTS = outs,
                       .ACROSS = across,
                       .SUMS = images > 1};
}

static int dot_items(const ConvShape *s, DotBlocks b, int n)
{
    const int groups = (ceil16(s->K) + b.OUTS - 1) / b.OUTS;
    return (b.ACROSS ? 1 : (n + b.IMAGES - 1) / b.IMAGES * b.BANDS) * groups;
}

static uint8_t *dot_panel(DotBlocks b)
{
    return bytes((ptrdiff_t)b.IMAGES * b.PIXELS * b.TAPS * ((b.CHANNELS + 31) / 32) * 64);
}

/* Maxima by pairs of rows are those of the sums, made in the same order. */
static void run_dot_pooled(const Geo *g, const float *y, const uint8_t *x, const uint8_t *w)
{
    const ConvShape s = shape_of(g);
    for (int whole = 0; whole < 2; whole++) {
        Pooled p = pooled(g, y, whole);
        DotBlocks b = dot_blocks(&s, 1, 2 * g->OW, 4, 32, 2, 0);
        b.ROW = p.PW;
        b.SUMS = 1;
        uint8_t *panel = dot_panel(b);
        float *sums = floats((ptrdiff_t)b.PIXELS * (ceil16(g->K) + 1) * 16);
#define POOLED_PAIRS(i, j)                                                                      \
    conv_gemm_bf16(s, b, as_it_is, maxima(&p), 0, 0, g->n, i, j, x, NULL, w, p.y, p.arg, panel, \
                   sums, NULL)
        if (p.PH * p.PW > 0)
            IN_RANGES(dot_items(&s, b, g->n), p.y, p.count, POOLED_PAIRS);
        check_pooled(&p);
        free(panel), free(sums);
    }
}

static float dot_room[2048];

/* What goes through a normalisation on the way in is what the products take of the normalised and
 * rounded map, to the bit. */
static void run_pairs_normed(const Geo *g, const float *map, const uint8_t *w, const uint8_t *dy)
{
    const ConvShape s = shape_of(g);
    const int CB = ceil16(g->C), KB = ceil16(g->K), plane = g->H * g->W * 16, nw = (int)w_count(g);
    float *norm = floats((ptrdiff_t)CB * 48), *made = floats(x_count(g)), *y[2], *dw[2], *part[2];
    uint32_t seed = 9;
    for (int i = 0; i < CB * 48; i++)
        norm[i] = noise(&seed);
    for (int i = 0; i < g->n * CB; i++) {
        float *to = made + (ptrdiff_t)i * plane;
        mk_norm_line(to, map + (ptrdiff_t)i * plane, plane, norm + i % CB * 48);
        mk_relu(to, to, plane, 0.5f);
    }
    for (int way = 0; way < 2; way++) {
        uint8_t *x[2] = {narrowed(map, x_count(g)), narrowed(made, x_count(g))};
        const DotBlocks b = dot_blocks(&s, way + 1, 11, 4, 32, 2, way),
                        of_w = dot_blocks(&s, way + 1, 11, 1, 16, 2, 1);
        const ptrdiff_t room_bytes = ((ptrdiff_t)b.IMAGES * b.PIXELS + 1) * 32;
        for (int i = 0; i < 2; i++) {
            const InputNorm in = {.NORM = i ? 0 : 2, .MAX = 0.5f};
            const float *by = i ? NULL : norm;
            uint8_t *panel = dot_panel(b), *room = bytes(room_bytes), *pairs = bytes(room_bytes),
                    *grads = bytes(room_bytes * KB),
                    *normed = bytes((ptrdiff_t)b.IMAGES * CB * plane * 2);
            float *sums = floats((ptrdiff_t)b.IMAGES * b.PIXELS * (KB + 1) * 16);
            y[i] = floats(y_count(g)), dw[i] = floats(nw), part[i] = floats(nw);
            conv_gemm_bf16(s, b, in, whole_map(g), 0, 0, g->n, 0, dot_items(&s, b, g->n), x[i], by,
                           w, y[i], NULL, panel, sums, normed);
            conv_weights_bf16(s, of_w, in, g->n, 0, (KB + 1) / 2 * CB, x[i], by, dy, dw[i], room,
                              pairs, grads, normed, dot_room);
            conv_weights_images_bf16(s, in, of_w.PIXELS, 1, 0, g->n, x[i], by, dy, part[i], room,
                                     pairs, grads, normed, dot_room);
            free(panel), free(room), free(pairs), free(grads), free(normed), free(sums);
        }
        assert_same(y[0], y[1], y_count(g));
        assert_same(dw[0], dw[1], nw);
        assert_same(part[0], part[1], nw);
        for (int i = 0; i < 2; i++)
            free(x[i]), free(y[i]), free(dw[i]), free(part[i]);
    }
    free(norm), free(made);
}

static void run_pairs(Geo g, uint32_t seed)
{
    Case t = make_case_of(g, seed, true);
    const ConvShape s = shape_of(&g), back = turned(&g);
    const int taps = g.KH * g.KW, CB = ceil16(g.C), KB = ceil16(g.K), pixels = 1 + (int)seed % 29;
    uint8_t *x = narrowed(t.x, x_count(&g)), *dy = narrowed(t.dy, y_count(&g)),
            *w = bytes(pair_bytes(taps, g.C, g.K)), *wt = bytes(pair_bytes(taps, g.K, g.C));
    float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dw = floats(w_count(&g)),
          *rows = floats((ptrdiff_t)KB * 256);
    conv_pairs_bf16(taps, g.C, g.K, 0, 1, t.w, w);
    conv_pairs_bf16(taps, g.C, g.K, 1, taps * KB, t.w, w);
    conv_turned_pairs_bf16(taps, g.C, g.K, 0, taps * CB, t.w, wt, rows);
    for (int way = 0; way < 3; way++) {
        const int images = way == 1 ? 2 : 1, across = way == 2, outs = way == 0 ? KB : 2;
        const DotBlocks of_y = dot_blocks(&s, images, pixels, way ? 4 : 1, 32, outs, across),
                        of_x = dot_blocks(&back, images, pixels, way ? 4 : 1, 32, 2, across),
                        of_w = dot_blocks(&s, images, pixels, 1, 16, outs, 1);
        uint8_t *panel = dot_panel(of_y), *dpanel = dot_panel(of_x);
        float *sums = floats((ptrdiff_t)images * of_y.PIXELS * (KB + 1) * 16),
              *dsums = floats((ptrdiff_t)images * of_x.PIXELS * (CB + 1) * 16);
        const ptrdiff_t part = ((ptrdiff_t)images * of_y.PIXELS + 1) * 32;
        uint8_t *room = bytes(part), *pairs = bytes(part), *grads = bytes(part * KB);
        const OutputPool none = whole_map(&g), none_x = {.PH = g.H, .PW = g.W, .POOL = 0};
#define FORWARD_PAIRS(b, e) \
    conv_gemm_bf16(s, of_y, as_it_is, none, 0, 0, g.n, b, e, x, NULL, w, y, NULL, panel, sums, NULL)
#define DATA_PAIRS(b, e)                                                                          \
    conv_gemm_bf16(back, of_x, as_it_is, none_x, 0, 1, g.n, b, e, dy, NULL, wt, dx, NULL, dpanel, \
                   dsums, NULL)
#define WEIGHTS_PAIRS(b, e)                                                                    \
    conv_weights_bf16(s, of_w, as_it_is, g.n, b, e, x, NULL, dy, dw, room, pairs, grads, NULL, \
                      dot_room)
        IN_RANGES(dot_items(&s, of_y, g.n), y, y_count(&g), FORWARD_PAIRS);
        check_map("pairs y", &g, y, g.K, g.OH, g.OW, t.y, t.ym, taps * g.C + 1);
        if (g.SH == 1 && g.SW == 1) {
            IN_RANGES(dot_items(&back, of_x, g.n), dx, x_count(&g), DATA_PAIRS);
            check_map("pairs dx", &g, dx, g.C, g.H, g.W, t.dx, t.dxm, taps * g.K + 1);
        }
        IN_RANGES((KB + of_w.OUTS - 1) / of_w.OUTS * CB, dw, w_count(&g), WEIGHTS_PAIRS);
        check_weights("pairs dw", &t, dw, g.n * g.OH * g.OW + 1);
        free(panel), free(dpanel), free(room), free(pairs), free(grads), free(sums), free(dsums);
    }
    run_dot_pooled(&g, y, x, w);
    run_pairs_normed(&g, t.x, w, dy);
    const int nw = (int)w_count(&g), parts = g.n + 1; /* the last range has no image */
    float *part = floats((ptrdiff_t)nw * parts);
    uint8_t *room = bytes((pixels + 1) * 32), *pairs = bytes((pixels + 1) * 32),
            *grads = bytes((ptrdiff_t)KB * (pixels + 1) * 32);
    for (int p = 0; p < parts; p++)
        conv_weights_images_bf16(s, as_it_is, pixels, parts, p, p < g.n ? p + 1 : p, x, NULL, dy,
                                 part + (ptrdiff_t)p * nw, room, pairs, grads, NULL, dot_room);
    add_partials(nw, parts, 0, nw / 16, part, dw);
    check_weights("pairs dw by images", &t, dw, g.n * g.OH * g.OW + 1);
    void *all[] = {x, dy, w, wt, y, dx, dw, rows, part, room, pairs, grads};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    free_case(&t);
}

/* Keras' `same` padding. */
static Geo same(int n, int H, int W, int C, int K, int k, int s, int d)
{
    Geo g = {n, C, H, W, K, (H + s - 1) / s, (W + s - 1) / s, k, k, s, s, d, d, 0, 0};
    int th = (g.OH - 1) * s + d * (k - 1) + 1 - H, tw = (g.OW - 1) * s + d * (k - 1) + 1 - W;
    g.PT = th > 0 ? th / 2 : 0;
    g.PL = tw > 0 ? tw / 2 : 0;
    return g;
}

static void test_pairs(void **state)
{
    (void)state;
    for (int k = 1; k <= 5; k += 2)
        for (int stride = 1; stride <= 2; stride++) {
            run_pairs(same(2, 7, 9, 8, 9, k, stride, 1), 1);
            run_pairs(same(3, 6, 5, 17, 50, k, stride, 2), 30);
            run_pairs(same(2, 13, 11, 33, 20, k, stride, 1), 27);
        }
    run_pairs(same(5, 1, 1, 70, 40, 3, 1, 1), 2);
    run_pairs(same(3, 2, 2, 16, 16, 3, 1, 1), 3);
}

static void test_direct_same(void **state)
{
    (void)state;
    for (int k = 1; k <= 7; k += 1)
        for (int s = 1; s <= 3; s++)
            for (int d = 1; d <= 2; d++) {
                run_direct(same(1, 7, 9, 3, 5, k, s, d), 1);
                run_direct(same(2, 8, 5, 1 + k % 4, 18, k, s, d), 5);
                run_direct(same(3, 6, 5, 17, 20, k, s, d), 2);
            }
    for (int h = 1; h <= 13; h++)
        run_direct(same(2, h, 14 - h, 18, 33, 3, 1, 1), 3);
}

static void test_direct_padding(void **state)
{
    (void)state;
    const Geo rows[] = {
        /* n, C, H, W, K, OH, OW, KH, KW, SH, SW, DH, DW, PT, PL */
        {2, 3, 9, 8, 6, 7, 6, 3, 3, 1, 1, 1, 1, 0, 0},   /* valid */
        {2, 16, 9, 8, 16, 4, 3, 3, 3, 2, 2, 1, 1, 0, 0}, /* valid, strided: last rows unread */
        {1, 5, 8, 8, 7, 4, 8, 1, 1, 2, 1, 1, 1, 0, 0},   /* 1x1 with a stride */
        {1, 4, 5, 5, 4, 9, 9, 1, 1, 1, 1, 1, 1, 2,
         2}, /* 1x1 with padding: outputs that see only zeros */
        {2, 2, 6, 7, 19, 10, 5, 3, 2, 1, 3, 1, 2, 4, 5}, /* wide padding, uneven everything */
        {1, 3, 4, 4, 4, 3, 3, 5, 5, 3, 3, 1, 1, 3, 3},   /* windows beyond the map */
        {1, 33, 5, 6, 2, 2, 1, 2, 3, 3, 4, 2, 2, 1, 0},
        {2, 3, 3, 3, 3, 2, 2, 3, 3, 4, 4, 3, 3, 3, 3}, /* stride above the window */
        {2, 5, 6, 6, 7, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1}, /* padded, last row and column unread */
        {1, 1, 1, 1, 1, 1, 1, 7, 7, 1, 1, 1, 1, 3, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        run_direct(rows[i], 10 + (uint32_t)i);
}

/* ---- fast convolution ---- */

static double max_of(const double *p, ptrdiff_t count)
{
    double m = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        m = p[i] > m ? p[i] : m;
    return m;
}

/* Every magnitude becomes the largest of its tensor. */
static void flatten_magnitudes(Case *t)
{
    const Geo *g = &t->g;
    double *mag[] = {t->ym, t->dxm, t->dwm};
    ptrdiff_t count[] = {(ptrdiff_t)g->n * g->K * g->OH * g->OW,
                         (ptrdiff_t)g->n * g->C * g->H * g->W,
                         (ptrdiff_t)g->KH * g->KW * g->C * g->K};
    for (int i = 0; i < 3; i++) {
        double m = max_of(mag[i], count[i]);
        for (ptrdiff_t j = 0; j < count[i]; j++)
            mag[i][j] = m;
    }
}

/* Growth of the rounding error, by points of one dimension. */
static double growth(int P) { return P == 6 ? GROWTH_6 : GROWTH_3; }

typedef struct Wino {
    int M, P, PT, PL, RB, parts, KG;
} Wino;

static WinogradShape winograd_of(const Geo *g, Wino f)
{
    return (WinogradShape){.M = f.M,
                           .P = f.P,
                           .C = g->C,
                           .H = g->H,
                           .W = g->W,
                           .K = g->K,
                           .OH = g->OH,
                           .OW = g->OW,
                           .PT = f.PT,
                           .PL = f.PL};
}

/* What batchnorm, and relu behind it, make of x, and the factors to make it on the way: kind 1 or 2
 * of wino_forward. */
typedef struct Normed {
    float *x, *norm, *patch;
} Normed;

enum { RELU_MAX = 1 };

static Normed normed(const Geo *g, int P, const float *x, int kind, uint32_t seed)
{
    int CB = ceil16(g->C), planes = g->n * CB, hw = g->H * g->W;
    Normed to = {floats(x_count(g)), floats((ptrdiff_t)CB * 48), floats((ptrdiff_t)P * g->W * 16)};
    float *four = floats((ptrdiff_t)CB * 64);
    for (int i = 0; i < CB * 64; i++)
        four[i] = i % (CB * 16) < g->C
                      ? 0.25f + (float)((seed = seed * 1664525u + 1013904223u) >> 22) * 0.001f
                      : 0.0f;
    const float *mean = four, *rstd = four + CB * 16, *gamma = four + CB * 32,
                *beta = four + CB * 48;
    batchnorm_apply(CB, hw, 0, planes, x, mean, rstd, gamma, beta, to.x);
    if (kind == 2)
        relu_forward(CB * hw * 16, RELU_MAX, 0, planes * hw, to.x, to.x);
    batchnorm_factors(CB, 0, CB, mean, rstd, gamma, beta, to.norm);
    free(four);
    return to;
}

static void free_normed(Normed *n) { free(n->x), free(n->norm), free(n->patch); }

static void run_wino(Geo g, Wino f, uint32_t seed)
{
    Case t = make_case(g, seed);
    flatten_magnitudes(&t);
    int CB = ceil16(g.C), KB = ceil16(g.K), pp = f.P * f.P, TY = (g.OH + f.M - 1) / f.M,
        TX = (g.OW + f.M - 1) / f.M;
    ptrdiff_t nu = (ptrdiff_t)pp * (KB * g.C * 16 + 16), nut = (ptrdiff_t)pp * (CB * g.K * 16 + 16),
              nwt = (ptrdiff_t)9 * CB * g.K * 16;
    float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dx2 = floats(x_count(&g)),
          *dw = floats(w_count(&g)), *wt = floats(nwt);
    const ptrdiff_t nw = w_count(&g);
    float *u = floats(nu), *ut = floats(nut), *du = floats(nu), *part = floats(nw * f.parts),
          *part2 = floats(nw * f.parts);
    int vb = CB > f.KG ? CB : f.KG, mb = KB > f.KG ? KB : f.KG;
    const WinogradShape s = winograd_of(&g, f);
    float *v = floats((ptrdiff_t)pp * (vb * f.RB * TX * 16 + 16)),
          *m = floats((ptrdiff_t)pp * (mb * f.RB * TX * 16 + 16)),
          *tile = floats((ptrdiff_t)f.P * (f.P + 1) * 16);
#define WEIGHTS_U(b, e) wino_weights(f.P, g.C, g.K, b, e, t.w, u)
#define FORWARD_W(b, e) \
    wino_forward(s, f.RB, f.KG, as_it_is, b, e, t.x, NULL, u, y, v, m, NULL, tile)
#define DATA_W(b, e) wino_backward_data(s, f.RB, f.KG, b, e, t.dy, ut, dx2, v, m, tile)
#define GRAD_W(b, e) add_partials((int)nw, f.parts, b, e, part, dw)
    wino_weights(f.P, g.C, g.K, 0, KB, t.w, u);
    IN_RANGES(g.n * TY, y, y_count(&g), FORWARD_W);
    check_map("wino y", &g, y, g.K, g.OH, g.OW, t.y, t.ym, growth(f.P));
    float *lines = floats((ptrdiff_t)f.M * g.OW * 16);
    for (int whole = 0; whole < 2; whole++) {
        Pooled p = pooled(&g, y, whole);
#define POOLED_W(b, e)                                                                         \
    wino_forward_pooled(s, f.RB, f.KG, as_it_is, maxima(&p), 1, b, e, t.x, NULL, u, NULL, p.y, \
                        p.arg, v, m, lines, NULL, tile)
        IN_RANGES(g.n * TY, p.y, p.count, POOLED_W);
        check_pooled(&p);
    }
    free(lines);
    float *same = floats(y_count(&g));
    for (int kind = 1; kind <= 2; kind++) {
        Normed by = normed(&g, f.P, t.x, kind, seed);
        InputNorm way_in = {.NORM = kind, .MAX = RELU_MAX};
        wino_forward(s, f.RB, f.KG, as_it_is, 0, g.n * TY, by.x, NULL, u, same, v, m, NULL, tile);
#define NORMED_W(b, e) \
    wino_forward(s, f.RB, f.KG, way_in, b, e, t.x, by.norm, u, dx2, v, m, by.patch, tile)
        free(dx2), dx2 = floats(y_count(&g));
        IN_RANGES(g.n * TY, dx2, y_count(&g), NORMED_W);
        assert_same(dx2, same, y_count(&g));
        wino_backward_weights(s, f.RB, f.KG, as_it_is, f.parts, 0, g.n, by.x, NULL, t.dy, part, du,
                              v, m, NULL, tile);
        wino_backward_weights(s, f.RB, f.KG, way_in, f.parts, 0, g.n, t.x, by.norm, t.dy, part2, du,
                              v, m, by.patch, tile);
        assert_same(part, part2, nw);
        free_normed(&by);
    }
    free(same), free(dx2), dx2 = floats(x_count(&g));
    conv_transpose(9, 0, g.C, g.K, 0, 9 * CB, t.w, wt);
    wino_weights(f.P, g.K, g.C, 0, CB, wt, ut);
    IN_RANGES(g.n, dx2, x_count(&g), DATA_W);
    check_map("wino dx", &g, dx2, g.C, g.H, g.W, t.dx, t.dxm, growth(f.P));
    for (int p = 0; p < f.parts; p++) {
        int b = g.n * p / f.parts, e = g.n * (p + 1) / f.parts;
        wino_backward(s, f.RB, f.KG, as_it_is, f.parts, b, e, t.x, NULL, t.dy, ut, dx,
                      part + p * nw, du, v, m, NULL, tile);
        wino_backward_weights(s, f.RB, f.KG, as_it_is, f.parts, b, e, t.x, NULL, t.dy,
                              part2 + p * nw, du, v, m, NULL, tile);
    }
    assert_same(dx, dx2, x_count(&g));
    assert_same(part, part2, nw * f.parts);
    IN_RANGES(nw / 16, dw, w_count(&g), GRAD_W);
    check_weights("wino dw", &t, dw, growth(f.P));
    float *bufs[] = {y, dx, dx2, dw, wt, u, ut, du, part, part2, v, m, tile};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        free(bufs[i]);
    free_case(&t);
}

static Geo padded3(int n, int H, int W, int C, int K, int pt, int pl, int OH, int OW)
{
    return (Geo){n, C, H, W, K, OH, OW, 3, 3, 1, 1, 1, 1, pt, pl};
}

static void test_wino_blocked(void **state)
{
    (void)state;
    for (int h = 1; h <= 12; h++)
        run_wino(same(3, h, 13 - h, 5, 7, 3, 1, 1), (Wino){4, 6, 1, 1, 1 + h % 3, 2, 1},
                 (uint32_t)h);
    run_wino(same(1, 8, 8, 16, 32, 3, 1, 1), (Wino){4, 6, 1, 1, 2, 4, 1}, 20);
    run_wino(same(5, 16, 16, 33, 17, 3, 1, 1), (Wino){4, 6, 1, 1, 3, 4, 2}, 21);
    run_wino(same(2, 16, 20, 40, 70, 3, 1, 1), (Wino){4, 6, 1, 1, 5, 2, 5},
             26); /* tall tiles, all panels together */
    run_wino(same(2, 9, 30, 3, 64, 3, 1, 1), (Wino){4, 6, 1, 1, 2, 3, 3}, 22);
    run_wino(padded3(2, 9, 10, 4, 6, 0, 0, 7, 8), (Wino){4, 6, 0, 0, 2, 2, 1}, 23); /* valid */
    run_wino(padded3(2, 5, 6, 4, 6, 2, 2, 7, 8), (Wino){4, 6, 2, 2, 2, 1, 5}, 24);  /* full */
    run_wino(padded3(1, 4, 4, 4, 4, 4, 3, 10, 8), (Wino){4, 6, 4, 3, 2, 1, 1},
             25); /* tiles that see only zeros */
}

/* With 1 to 3 panels together, by the seed. */
static void run_panels(Geo g, Wino f, int CC, uint32_t seed)
{
    const int G = 1 + (int)(seed % 3);
    Case t = make_case(g, seed);
    flatten_magnitudes(&t);
    int CB = ceil16(g.C), KB = ceil16(g.K), pp = f.P * f.P, TY = (g.OH + f.M - 1) / f.M,
        TX = (g.OW + f.M - 1) / f.M, tiles = g.n * TY * TX;
    ptrdiff_t nv = (ptrdiff_t)pp * (CB * tiles * 16 + 16),
              nm = (ptrdiff_t)pp * (KB * tiles * 16 + 16);
    float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dw = floats(w_count(&g)),
          *v = floats(nv), *m = floats(nm), *tile = floats((ptrdiff_t)f.P * (f.P + 1) * 16);
    float *u = floats((ptrdiff_t)G * pp * (CC * 16 + 272)),
          *panel = floats((ptrdiff_t)G * pp * (tiles * 16 + 16)),
          *wt = floats((ptrdiff_t)9 * CC * 16);
    const PanelShape panels = {.M = f.M, .P = f.P, .C = g.C, .K = g.K, .OH = g.OH, .OW = g.OW};
    const TileShape of_x = {.M = f.M,
                            .P = f.P,
                            .C = g.C,
                            .H = g.H,
                            .W = g.W,
                            .TY = TY,
                            .TX = TX,
                            .TOP = f.PT,
                            .LEFT = f.PL},
                    of_dy = {
                        .M = f.M, .P = f.P, .C = g.K, .H = g.OH, .W = g.OW, .TY = TY, .TX = TX};
#define FORWARD_P(b, e) \
    wino_panel_forward(panels, CC, G, 0, g.n, b, e, v, t.w, y, u, panel, NULL, tile)
#define DATA_P(b, e)                                                                            \
    wino_panel_backward_data(winograd_of(&g, f), CC, G, 0, g.n, b, e, m, t.w, dx, wt, u, panel, \
                             tile)
#define WEIGHTS_P(b, e) \
    wino_panel_backward_weights(f.P, g.C, g.K, TY *TX, G, g.n, b, e, v, m, dw, u)
    for (int kind = 1; kind <= 2; kind++) {
        Normed by = normed(&g, f.P, t.x, kind, seed);
        InputNorm way_in = {.NORM = kind, .MAX = RELU_MAX};
        float *way = floats((ptrdiff_t)f.P * f.P * (CB * g.n * TY * TX * 16 + 16));
        wino_panel_gather(0, of_x, as_it_is, g.n, 0, g.n * TY, by.x, NULL, v, NULL, tile);
        wino_panel_gather(0, of_x, way_in, g.n, 0, g.n * TY, t.x, by.norm, way, by.patch, tile);
        for (int p = 0; p < f.P * f.P; p++)
            assert_same(v + (ptrdiff_t)p * (CB * g.n * TY * TX * 16 + 16),
                        way + (ptrdiff_t)p * (CB * g.n * TY * TX * 16 + 16),
                        (ptrdiff_t)CB * g.n * TY * TX * 16);
        free(way);
        free_normed(&by);
    }
    for (int r = 0; r < g.n * TY; r++) {
        wino_panel_gather(0, of_x, as_it_is, g.n, r, r + 1, t.x, NULL, v, NULL, tile);
        wino_panel_gather(1, of_dy, as_it_is, g.n, r, r + 1, t.dy, NULL, m, NULL, tile);
    }
    IN_RANGES(KB, y, y_count(&g), FORWARD_P);
    check_map("panel y", &g, y, g.K, g.OH, g.OW, t.y, t.ym, growth(f.P));
    float *lines = floats((ptrdiff_t)f.M * g.OW * 16);
    for (int whole = 0; whole < 2; whole++) {
        Pooled p = pooled(&g, y, whole);
#define POOLED_P(b, e)                                                                           \
    wino_panel_forward_pooled(panels, CC, G, 0, p.PH, p.PW, 1, g.n, b, e, v, t.w, p.y, p.arg, u, \
                              panel, lines, NULL, tile)
        IN_RANGES(KB, p.y, p.count, POOLED_P);
        check_pooled(&p);
    }
    free(lines);
    IN_RANGES(CB, dx, x_count(&g), DATA_P);
    check_map("panel dx", &g, dx, g.C, g.H, g.W, t.dx, t.dxm, growth(f.P));
    IN_RANGES(KB * ((CB + G - 1) / G), dw, w_count(&g), WEIGHTS_P);
    check_weights("panel dw", &t, dw, growth(f.P));
    float *bufs[] = {y, dx, dw, v, m, u, panel, wt, tile};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        free(bufs[i]);
    free_case(&t);
}

static void test_wino_panels(void **state)
{
    (void)state;
    for (int h = 1; h <= 9; h++)
        run_panels(same(3, h, 10 - h, 5, 7, 3, 1, 1), (Wino){4, 6, 1, 1, 0, 0, 0}, 16, (uint32_t)h);
    run_panels(same(7, 4, 4, 40, 33, 3, 1, 1), (Wino){4, 6, 1, 1, 0, 0, 0}, 16, 30);
    run_panels(same(1, 8, 8, 64, 48, 3, 1, 1), (Wino){4, 6, 1, 1, 0, 0, 0}, 48, 31);
    run_panels(padded3(2, 6, 7, 20, 18, 0, 0, 4, 5), (Wino){4, 6, 0, 0, 0, 0, 0}, 32, 32);
}

static void test_toeplitz(void **state)
{
    (void)state;
    run_panels(same(1, 2, 2, 1, 1, 3, 1, 1), (Wino){2, 3, 0, 0, 0, 0, 0}, 16, 40);
    run_panels(same(9, 2, 2, 37, 20, 3, 1, 1), (Wino){2, 3, 0, 0, 0, 0, 0}, 16, 41);
    run_panels(same(3, 2, 2, 96, 64, 3, 1, 1), (Wino){2, 3, 0, 0, 0, 0, 0}, 64, 42);
}

static void test_point(void **state)
{
    (void)state;
    const Geo rows[] = {same(1, 1, 1, 3, 5, 3, 1, 1), same(13, 1, 1, 40, 33, 3, 1, 1),
                        same(4, 1, 1, 16, 16, 5, 2, 1), same(2, 1, 1, 7, 64, 1, 1, 1)};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Geo g = rows[i];
        Case t = make_case(g, 50 + (uint32_t)i);
        int CB = ceil16(g.C), KB = ceil16(g.K), tap = g.PT * g.KW + g.PL;
        float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dw = floats(w_count(&g)),
              *wt = floats((ptrdiff_t)CB * g.K * 16);
#define FORWARD_1(b, e) conv_pointwise_forward(tap, g.C, g.K, g.n, b, e, t.x, t.w, y)
#define DATA_1(b, e)    conv_pointwise_backward_data(g.C, g.K, g.n, b, e, t.dy, wt, dx)
#define WEIGHTS_1(b, e) \
    conv_pointwise_backward_weights(g.KH *g.KW, tap, g.C, g.K, g.n, b, e, t.x, t.dy, dw)
        conv_transpose(1, tap, g.C, g.K, 0, CB, t.w, wt);
        IN_RANGES(KB, y, y_count(&g), FORWARD_1);
        check_map("point y", &g, y, g.K, 1, 1, t.y, t.ym, g.C + 1);
        IN_RANGES(CB, dx, x_count(&g), DATA_1);
        check_map("point dx", &g, dx, g.C, 1, 1, t.dx, t.dxm, g.K + 1);
        IN_RANGES(KB, dw, w_count(&g), WEIGHTS_1);
        check_weights("point dw", &t, dw, g.n + 1);
        free(y);
        free(dx);
        free(dw);
        free(wt);
        free_case(&t);
    }
}

static void test_pack(void **state)
{
    (void)state;
    const int sizes[][3] = {{1, 1, 1}, {9, 3, 16}, {4, 17, 33}, {1, 32, 15}};
    for (int s = 0; s < 4; s++) {
        Geo g = {.KH = sizes[s][0], .KW = 1, .C = sizes[s][1], .K = sizes[s][2]};
        ptrdiff_t count = (ptrdiff_t)g.KH * g.C * g.K;
        float *keras = floats(count), *packed = floats(w_count(&g)), *back = floats(count);
        for (ptrdiff_t i = 0; i < count; i++)
            keras[i] = (float)(i + 1);
        memset(packed, 0xff, sizeof(float) * (size_t)w_count(&g));
        conv_pack(g.KH, g.C, g.K, keras, packed);
        for (int tap = 0; tap < g.KH; tap++)
            for (int c = 0; c < g.C; c++)
                for (int k = 0; k < ceil16(g.K) * 16; k++)
                    assert_true(packed[at_weight(&g, tap, c, k)] ==
                                (k < g.K ? keras[((ptrdiff_t)tap * g.C + c) * g.K + k] : 0));
        conv_unpack(g.KH, g.C, g.K, packed, back);
        assert_same(keras, back, count);
        free(keras);
        free(packed);
        free(back);
    }
}

/* Kernels that leave out what no group has give the bits of those that multiply by zeros. */
static void test_group_ranges(void **state)
{
    (void)state;
    const int sizes[][3] = {{32, 64, 2},  {64, 64, 16},  {48, 96, 3},
                            {30, 50, 10}, {128, 32, 32}, {9, 9, 9}};
    for (int s = 0; s < 6; s++) {
        Geo g = same(2, 5, 4, sizes[s][0], sizes[s][1], 3, 1 + s % 2, 1);
        int groups = sizes[s][2], taps = 9, CB = ceil16(g.C), KB = ceil16(g.K);
        Case t = make_case(g, 70 + (uint32_t)s);
        conv_mask_groups(taps, g.C, g.K, groups, 0, taps * KB, t.w);
        float *y = floats(y_count(&g)), *dx = floats(x_count(&g)), *dw = floats(w_count(&g)),
              *wt = floats((ptrdiff_t)taps * CB * g.K * 16);
        float *y1 = floats(y_count(&g)), *dx1 = floats(x_count(&g)), *dw1 = floats(w_count(&g)),
              *pad = floats((ptrdiff_t)(CB + KB) * 16 * 100);
        conv_transpose(taps, 0, g.C, g.K, 0, taps * CB, t.w, wt);
        conv_forward(shape_of(&g), 1, whole_map(&g), 0, 0, g.n * KB, t.x, t.w, NULL, y1, NULL, pad,
                     NULL);
        conv_backward_data(shape_of(&g), 1, 0, g.n * CB, t.dy, wt, dx1, pad);
        conv_backward_weights(shape_of(&g), 1, g.n, 0, KB * CB, t.x, t.dy, dw1);
        conv_mask_groups(taps, g.C, g.K, groups, 0, taps * KB, dw1);
#define GROUP_Y(b, e) \
    conv_forward(shape_of(&g), groups, whole_map(&g), 0, b, e, t.x, t.w, NULL, y, NULL, pad, NULL)
#define GROUP_DX(b, e) conv_backward_data(shape_of(&g), groups, b, e, t.dy, wt, dx, pad)
#define GROUP_DW(b, e) conv_backward_weights(shape_of(&g), groups, g.n, b, e, t.x, t.dy, dw)
        IN_RANGES(g.n * KB, y, y_count(&g), GROUP_Y);
        IN_RANGES(g.n * CB, dx, x_count(&g), GROUP_DX);
        IN_RANGES(KB * CB, dw, w_count(&g), GROUP_DW);
        conv_mask_groups(taps, g.C, g.K, groups, 0, taps * KB, dw);
        assert_same(y, y1, y_count(&g));
        assert_same(dx, dx1, x_count(&g));
        assert_same(dw, dw1, w_count(&g));
        float *bufs[] = {y, dx, dw, wt, y1, dx1, dw1, pad};
        for (int i = 0; i < 8; i++)
            free(bufs[i]);
        free_case(&t);
    }
}

/* The kernel of a grouped convolution is that of the whole one with zeros between groups, and so is
 * its gradient. */
static void test_groups(void **state)
{
    (void)state;
    const int sizes[][4] = {
        {1, 2, 2, 2}, {9, 6, 15, 3}, {4, 40, 80, 5}, {1, 32, 32, 32}, {2, 17, 34, 1}};
    for (int s = 0; s < 5; s++) {
        Geo g = {.KH = sizes[s][0], .KW = 1, .C = sizes[s][1], .K = sizes[s][2]};
        int groups = sizes[s][3], inputs = g.C / groups, outputs = g.K / groups,
            range = g.KH * (ceil16(g.K));
        ptrdiff_t count = (ptrdiff_t)g.KH * inputs * g.K;
        float *keras = floats(count), *packed = floats(w_count(&g)), *back = floats(count),
              *dw = floats(w_count(&g));
        for (ptrdiff_t i = 0; i < count; i++)
            keras[i] = (float)(i + 1);
        for (ptrdiff_t i = 0; i < w_count(&g); i++)
            dw[i] = 1.0f;
        memset(packed, 0xff, sizeof(float) * (size_t)w_count(&g));
        conv_pack_groups(g.KH, g.C, g.K, groups, keras, packed);
        conv_mask_groups(g.KH, g.C, g.K, groups, range / 3, range, dw);
        conv_mask_groups(g.KH, g.C, g.K, groups, 0, range / 3, dw);
        for (int tap = 0; tap < g.KH; tap++)
            for (int c = 0; c < g.C; c++)
                for (int k = 0; k < ceil16(g.K) * 16; k++) {
                    int together = k < g.K && k / outputs == c / inputs;
                    ptrdiff_t at = at_weight(&g, tap, c, k);
                    assert_true(
                        packed[at] ==
                        (together ? keras[((ptrdiff_t)tap * inputs + c % inputs) * g.K + k] : 0));
                    assert_true(dw[at] == (float)together);
                }
        conv_unpack_groups(g.KH, g.C, g.K, groups, packed, back);
        assert_same(keras, back, count);
        free(keras);
        free(packed);
        free(back);
        free(dw);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pack),         cmocka_unit_test(test_groups),
        cmocka_unit_test(test_group_ranges), cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_direct_same),  cmocka_unit_test(test_direct_padding),
        cmocka_unit_test(test_point),        cmocka_unit_test(test_wino_blocked),
        cmocka_unit_test(test_wino_panels),  cmocka_unit_test(test_toeplitz),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
