/* The products of mk_pair_bf16.c and mk_frames.c as AMX makes them, on any processor: the
 * micro-kernels are compiled here with tiles that are arrays, and functions that do what the
 * instructions do by their description (Intel 64 and IA-32 Architectures Software Developer's
 * Manual: LDTILECFG, TILELOADD, TDPBF16PS, TILESTORED). Against sums in double; what is loaded and
 * stored must be the caller's.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/number_codecs.h"
#include "compiler/ir/kernel.h"

enum { TILES = 8, MOST_ROWS = 16, MOST_BYTES = 64 };

static struct {
    int configured, rows[TILES], bytes[TILES], dots;
    uint8_t at[TILES][MOST_ROWS][MOST_BYTES];
} amx;

static void tile_shapes(const uint8_t *p)
{
    assert_int_equal(p[0], 1); /* the palette with tiles of 1 KiB */
    amx.configured = 1;
    memset(amx.at, 0, sizeof amx.at);
    for (int i = 1; i < 16; i++)
        assert_int_equal(p[i], 0);
    for (int t = 0; t < TILES; t++) {
        amx.bytes[t] = p[16 + 2 * t] | p[17 + 2 * t] << 8;
        amx.rows[t] = p[48 + t];
        assert_true(amx.bytes[t] <= MOST_BYTES && amx.rows[t] <= MOST_ROWS);
    }
}

static void tile_end(void) { amx.configured = 0; }

static void tile_zero(int t)
{
    assert_true(amx.configured);
    memset(amx.at[t], 0, sizeof amx.at[t]);
}

static void tile_load(int t, const void *p, ptrdiff_t step)
{
    assert_true(amx.configured);
    tile_zero(t);
    for (int r = 0; r < amx.rows[t]; r++)
        memcpy(amx.at[t][r], (const char *)p + r * step, (size_t)amx.bytes[t]);
}

static void tile_store(int t, void *p, ptrdiff_t step)
{
    assert_true(amx.configured);
    for (int r = 0; r < amx.rows[t]; r++)
        memcpy((char *)p + r * step, amx.at[t][r], (size_t)amx.bytes[t]);
}

static float number(int t, int row, int i) { return number_load_bf16(&amx.at[t][row][2 * i]); }

static void tile_dot(int c, int a, int b)
{
    assert_true(amx.configured && amx.rows[a] == amx.rows[c] && amx.bytes[b] == amx.bytes[c] &&
                amx.bytes[a] == 4 * amx.rows[b]);
    amx.dots++;
    for (int r = 0; r < amx.rows[c]; r++)
        for (int n = 0; n < amx.bytes[c] / 4; n++) {
            float even = 0, odd = 0, sum;
            for (int k = 0; k < amx.bytes[a] / 4; k++) {
                even = fmaf(number(a, r, 2 * k), number(b, k, 2 * n), even);
                odd = fmaf(number(a, r, 2 * k + 1), number(b, k, 2 * n + 1), odd);
            }
            memcpy(&sum, &amx.at[c][r][4 * n], sizeof sum);
            sum += even + odd;
            memcpy(&amx.at[c][r][4 * n], &sum, sizeof sum);
        }
}

#define NETC_TILES
#define NETC_TILE_SHAPES(p)         tile_shapes(p)
#define NETC_TILE_END()             tile_end()
#define NETC_TILE_ZERO(t)           tile_zero(t)
#define NETC_TILE_LOAD(t, p, step)  tile_load(t, p, step)
#define NETC_TILE_STORE(t, p, step) tile_store(t, p, step)
#define NETC_TILE_DOT(c, a, b)      tile_dot(c, a, b)
#define mk_dot_block                tiles_dot_block
#define mk_dot_grad                 tiles_dot_grad
#define mk_dot_tiles                tiles_dot_tiles
#define mk_dot_grad_tiles           tiles_dot_grad_tiles
#define mk_dot12                    tiles_dot12
#define mk_dot8                     tiles_dot8
#define mk_dot4                     tiles_dot4
#define mk_dot2_rows                tiles_dot2_rows
#define mk_dot1                     tiles_dot1
#define mk_dot_grad8                tiles_dot_grad8
#define mk_dot_grad4                tiles_dot_grad4
#define mk_dot_grad2                tiles_dot_grad2
#define mk_dot_grad1                tiles_dot_grad1
#define mk_dot_frames               tiles_dot_frames
#define mk_dot_frames_tiles         tiles_dot_frames_tiles
#define mk_frame_grad               tiles_frame_grad
#define mk_frame_grad_tiles         tiles_frame_grad_tiles
#define mk_turn_frame               tiles_turn_frame
#define mk_frame_bf16               tiles_frame_bf16
#include "kernels/micro/mk_pair_bf16.c"
#include "kernels/micro/mk_frames.c"

static float noise(uint32_t *s)
{
    *s = *s * 1664525u + 1013904223u;
    return (float)((int)(*s >> 9) - (1 << 22)) / (float)(1 << 22);
}

/* `count` numbers in bfloat16, in memory of exactly that size. */
static uint8_t *numbers(ptrdiff_t count, uint32_t seed)
{
    uint8_t *p = malloc((size_t)count * 2);
    for (ptrdiff_t i = 0; i < count; i++)
        number_store_bf16(p + 2 * i, noise(&seed));
    return p;
}

static float *floats(ptrdiff_t count, uint32_t seed)
{
    float *p = malloc((size_t)count * sizeof *p);
    for (ptrdiff_t i = 0; i < count; i++)
        p[i] = noise(&seed);
    return p;
}

/* nt taps, rows of `wide` x 32 channels of which `channels` count; zeros in W behind them. */
static void run_block(int rows, int nt, int channels, int blocks, int add)
{
    const int wide = (channels + 31) / 32, ys = rows * 16 + 16;
    uint8_t *x = numbers((ptrdiff_t)nt * wide * rows * 32, 1),
            *w = numbers((ptrdiff_t)nt * blocks * wide * 512, 2);
    float *was = floats((ptrdiff_t)blocks * ys, 3), *y = floats((ptrdiff_t)blocks * ys, 3);
    for (int i = 0; i < nt * blocks; i++)
        for (int c = channels; c < wide * 32; c++)
            for (int k = 0; k < 16; k++)
                memset(w + ((ptrdiff_t)i * wide * 512 + c / 2 * 32 + 2 * k + c % 2) * 2, 0, 2);
    amx.dots = 0;
    mk_dot_block(y, 16, ys, rows, x, (ptrdiff_t)wide * rows * 64, (ptrdiff_t)rows * 64, w,
                 (ptrdiff_t)blocks * wide * 1024, (ptrdiff_t)wide * 1024, nt, channels, blocks,
                 add);
    assert_false(amx.configured);
    assert_int_equal(amx.dots, rows / 16 * nt * wide * blocks);
    for (int o = 0; o < blocks; o++)
        for (int i = 0; i < ys; i++) {
            const int r = i / 16, k = i % 16;
            const float old = was[o * ys + i];
            double sum = add ? (double)old : 0, mag = fabs(sum);
            if (r == rows) { /* between the blocks */
                assert_true(y[o * ys + i] == old);
                continue;
            }
            for (int t = 0; t < nt; t++)
                for (int c = 0; c < channels; c++) {
                    const double p =
                        (double)number_load_bf16(
                            x + (((ptrdiff_t)t * wide + c / 32) * rows + r) * 64 + c % 32 * 2) *
                        (double)number_load_bf16(
                            w + (((ptrdiff_t)(t * blocks + o) * wide * 16 + c / 2) * 32 + 2 * k +
                                 c % 2) *
                                    2);
                    sum += p, mag += fabs(p);
                }
            assert_true(fabs((double)y[o * ys + i] - sum) <=
                        (nt * channels + 2) * (double)FLT_EPSILON * mag);
        }
    free(x), free(w), free(was), free(y);
}

static void blocks_of_rows(void **state)
{
    (void)state;
    static const int rows[] = {1, 15, 16, 17, 32, 40, 48, 144};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int blocks = 1; blocks <= 2; blocks++)
            for (int add = 0; add < 2; add++) {
                run_block(rows[i], 1, 32, blocks, add);
                run_block(rows[i], 3, 50, blocks, add);
            }
}

static void run_grad(int pairs, int channels, int blocks, int add)
{
    uint8_t *x = numbers((ptrdiff_t)pairs * 32, 1), *d = numbers((ptrdiff_t)pairs * blocks * 32, 2);
    const int ys = channels * 16;
    float *was = floats((ptrdiff_t)blocks * ys, 3), *y = floats((ptrdiff_t)blocks * ys, 3);
    float turned[2048];
    mk_dot_grad(y, ys, channels, x, d, (ptrdiff_t)pairs * 64, pairs, blocks, add, turned);
    assert_false(amx.configured);
    for (int i = 0; i < blocks * ys; i++) {
        const int o = i / ys, c = i % ys / 16, k = i % 16;
        double sum = add ? (double)was[i] : 0, mag = fabs(sum);
        for (int p = 0; p < 2 * pairs; p++) {
            const double term = (double)number_load_bf16(x + (p / 2 * 32 + 2 * c + p % 2) * 2) *
                                (double)number_load_bf16(
                                    d +
                                    ((ptrdiff_t)o * pairs * 32 + p / 2 * 32 + 2 * k + p % 2) * 2);
            sum += term, mag += fabs(term);
        }
        assert_true(fabs((double)y[i] - sum) <= (2 * pairs + 2) * (double)FLT_EPSILON * mag);
    }
    free(x), free(d), free(was), free(y);
}

static void gradients(void **state)
{
    (void)state;
    static const int pairs[] = {1, 8, 16, 31, 72, 128, 129, 300};
    for (unsigned i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int blocks = 1; blocks <= 9; blocks += 4)
            for (int add = 0; add < 2; add++) {
                run_grad(pairs[i], 16, blocks, add);
                run_grad(pairs[i], 13, blocks, add);
            }
}

/* ---- frames ---- */

/* A convolution of `images` maps of h x w pixels by kh x kw taps, dh and dw apart, behind `top`
 * rows and `left` columns of zeros, to oh x ow outputs; `rows` of them from `first` on. */
typedef struct Case {
    int images, c, h, w, k, kh, kw, dh, dw, top, left, first, rows;
} Case;

static int larger(int a, int b) { return a > b ? a : b; }

static int out_rows(const Case *t) { return t->h + 2 * t->top - (t->kh - 1) * t->dh; }
static int out_columns(const Case *t) { return t->w + 2 * t->left - (t->kw - 1) * t->dw; }

static mk_frames frames_of(const Case *t)
{
    const int oh = out_rows(t), ow = out_columns(t),
              row = larger(larger(ow, t->w + t->left), ow + (t->kw - 1) * t->dw - t->left),
              down = larger(larger(oh, t->h + t->top), oh + (t->kh - 1) * t->dh - t->top);
    return (mk_frames){t->images, t->h,   t->w,    ow,  t->kh,      t->kw,    t->dh,
                       t->dw,     t->top, t->left, row, row * down, t->first, t->rows};
}

static int frame_length(const Case *t, const mk_frames *f)
{
    const int outs = (t->images - 1) * f->map + (t->rows - 1) * f->row + f->ow;
    return ((outs + 31) / 32 * 32 + t->kh * t->dh * f->row + t->kw * t->dw + 31) / 32 * 32;
}

/* Number c of pixel (row, column) of image i of x [images][blocks][h][w][16]; 0 outside. */
static double pixel(const uint8_t *x, int i, int channels, int c, int h, int w, int row, int col)
{
    const ptrdiff_t at = (((ptrdiff_t)(i * ((channels + 15) / 16) + c / 16) * h + row) * w + col);
    return row < 0 || row >= h || col < 0 || col >= w
               ? 0
               : (double)number_load_bf16(x + (at * 16 + c % 16) * 2);
}

typedef void FramesFn(float *y, ptrdiff_t ys, ptrdiff_t next, const uint8_t *x, ptrdiff_t xb,
                      const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, const mk_frames *f,
                      int channels, int blocks);
typedef void FrameGradFn(float *y, ptrdiff_t ys, int channels, const uint8_t *x, ptrdiff_t xs,
                         ptrdiff_t row, int shift, const uint8_t *d, ptrdiff_t ds, int len,
                         int blocks, int add, uint8_t *pairs);

/* A micro-kernel of the build with tiles; NULL where this processor has none. */
static void *of_hardware(const char *name)
{
    const KernelBuild *b = kernel_build_best();
    for (int i = 0; i < micro_count && !strcmp(b->isa, "amx"); i++)
        if (!strcmp(micro_table[i].name, name))
            return b->micro[i];
    return NULL;
}

static void run_frames(Case t)
{
    const int oh = out_rows(&t), cb = (t.c + 15) / 16, kb = (t.k + 15) / 16,
              chunks = (t.c + 31) / 32, taps = t.kh * t.kw;
    t.rows = t.rows ? t.rows : oh;
    const mk_frames f = frames_of(&t);
    const int len = frame_length(&t, &f);
    uint8_t *x = numbers((ptrdiff_t)t.images * cb * t.h * t.w * 16, 1),
            *w = numbers((ptrdiff_t)taps * kb * chunks * 512, 2),
            *frame = malloc((size_t)chunks * (size_t)len * 64);
    const ptrdiff_t band = (ptrdiff_t)t.rows * f.ow * 16, count = t.images * kb * band;
    float *y = floats(count, 3), *hard = floats(count, 3);
    for (ptrdiff_t i = 0; i < (ptrdiff_t)taps * kb; i++)
        for (int c = t.c; c < chunks * 32; c++)
            for (int k = 0; k < 16; k++)
                memset(w + (i * chunks * 512 + c / 2 * 32 + 2 * k + c % 2) * 2, 0, 2);
    for (int q = 0; q < 2 * chunks; q++)
        mk_frame_bf16(frame + (ptrdiff_t)(q / 2) * len * 64 + q % 2 * 32, 64,
                      q < cb ? x + (ptrdiff_t)q * t.h * t.w * 32 : NULL,
                      (ptrdiff_t)cb * t.h * t.w * 32, &f, len);
    void *found = of_hardware("mk_dot_frames");
    FramesFn *fn[2] = {mk_dot_frames, NULL};
    memcpy(&fn[1], &found, sizeof found);
    for (int v = 0; v < 2 && fn[v]; v++)
        for (int o = 0; o < kb; o += 2)
            fn[v]((v ? hard : y) + o * band, band, kb * band, frame, (ptrdiff_t)len * 64,
                  w + (ptrdiff_t)o * chunks * 1024, (ptrdiff_t)kb * chunks * 1024,
                  (ptrdiff_t)chunks * 1024, &f, t.c, kb - o > 1 ? 2 : 1);
    assert_false(amx.configured);
    if (found)
        assert_memory_equal(y, hard, (size_t)count * sizeof *y);
    for (ptrdiff_t i = 0; i < count; i++) {
        const int k = (int)(i % 16), col = (int)(i / 16 % f.ow),
                  row = (int)(i / 16 / f.ow % t.rows), o = (int)(i / band % kb),
                  image = (int)(i / band / kb);
        double sum = 0, mag = 0;
        for (int q = 0; q < taps * t.c; q++) {
            const int tap = q / t.c, c = q % t.c;
            const double p = pixel(x, image, t.c, c, t.h, t.w,
                                   t.first + row - t.top + tap / t.kw * t.dh,
                                   col - t.left + tap % t.kw * t.dw) *
                             (double)number_load_bf16(
                                 w + (((ptrdiff_t)(tap * kb + o) * chunks * 16 + c / 2) * 32 +
                                      2 * k + c % 2) *
                                         2);
            sum += p, mag += fabs(p);
        }
        assert_true(fabs((double)y[i] - sum) <= (taps * t.c + 2) * (double)FLT_EPSILON * mag);
    }
    free(x), free(w), free(frame), free(y), free(hard);
}

/* The gradient of tap `tap`: all channels and blocks. */
static void run_frame_grad(Case t, int tap, int add)
{
    const int oh = out_rows(&t), cb = (t.c + 15) / 16, kb = (t.k + 15) / 16;
    t.rows = t.rows ? t.rows : oh;
    const mk_frames f = frames_of(&t);
    const mk_frames g = {t.images, oh, f.ow, f.ow, 1, 1, 1, 1, 0, 0, f.row, f.map, t.first, t.rows};
    const int len = frame_length(&t, &f),
              outs = ((t.images - 1) * f.map + (t.rows - 1) * f.row + f.ow + 31) / 32 * 32,
              shift = tap / t.kw * t.dh * f.row + tap % t.kw * t.dw, plane = oh * f.ow;
    uint8_t *x = numbers((ptrdiff_t)t.images * cb * t.h * t.w * 16, 1),
            *dy = numbers((ptrdiff_t)t.images * kb * plane * 16, 2),
            *frame = malloc((size_t)len * 32), *turned = malloc((size_t)cb * (size_t)len * 32),
            *grads = malloc((size_t)kb * (size_t)outs * 32);
    const ptrdiff_t count = (ptrdiff_t)kb * t.c * 16;
    float *was = floats(count, 3), *y = floats(count, 3), *hard = floats(count, 3);
    for (int o = 0; o < kb; o++) {
        mk_frame_bf16(frame, 32, dy + (ptrdiff_t)o * plane * 32, (ptrdiff_t)kb * plane * 32, &g,
                      outs);
        mk_interleave_bf16(grads + (ptrdiff_t)o * outs * 32, frame, outs);
    }
    for (int q = 0; q < cb; q++) {
        mk_frame_bf16(frame, 32, x + (ptrdiff_t)q * t.h * t.w * 32, (ptrdiff_t)cb * t.h * t.w * 32,
                      &f, len);
        mk_turn_frame(turned + (ptrdiff_t)q * len * 32, (ptrdiff_t)len * 2, frame, len);
    }
    void *found = of_hardware("mk_frame_grad");
    FrameGradFn *fn[2] = {mk_frame_grad, NULL};
    memcpy(&fn[1], &found, sizeof found);
    for (int v = 0; v < 2 && fn[v]; v++)
        fn[v](v ? hard : y, t.c * 16, t.c, turned, (ptrdiff_t)len * 32, (ptrdiff_t)len * 2, shift,
              grads, (ptrdiff_t)outs * 32, outs, kb, add, frame);
    assert_false(amx.configured);
    if (found)
        assert_memory_equal(y, hard, (size_t)count * sizeof *y);
    for (ptrdiff_t i = 0; i < count; i++) {
        const int k = (int)(i / (t.c * 16) * 16 + i % 16), c = (int)(i / 16 % t.c);
        double sum = add ? (double)was[i] : 0, mag = fabs(sum);
        for (int p = 0; p < t.images * t.rows * f.ow; p++) {
            const int image = p / (t.rows * f.ow), row = t.first + p / f.ow % t.rows,
                      col = p % f.ow;
            const double term = pixel(dy, image, kb * 16, k, oh, f.ow, row, col) *
                                pixel(x, image, t.c, c, t.h, t.w, row - t.top + tap / t.kw * t.dh,
                                      col - t.left + tap % t.kw * t.dw);
            sum += term, mag += fabs(term);
        }
        assert_true(fabs((double)y[i] - sum) <=
                    (t.images * t.rows * f.ow + 2) * (double)FLT_EPSILON * mag);
    }
    free(x), free(dy), free(frame), free(turned), free(grads), free(was), free(y), free(hard);
}

static const Case cases[] = {
    {1, 32, 6, 31, 32, 3, 3, 1, 1, 1, 1, 0, 0}, {1, 24, 8, 15, 48, 3, 3, 1, 1, 1, 1, 2, 4},
    {5, 40, 7, 7, 16, 3, 3, 1, 1, 1, 1, 0, 0},  {4, 8, 3, 3, 20, 3, 3, 1, 1, 1, 1, 0, 0},
    {3, 33, 6, 5, 70, 5, 3, 1, 2, 2, 1, 0, 0},  {2, 16, 9, 7, 33, 2, 3, 2, 1, 0, 0, 0, 0},
    {2, 64, 1, 9, 16, 1, 7, 1, 1, 0, 3, 0, 0},  {7, 17, 1, 1, 32, 1, 1, 1, 1, 0, 0, 0, 0},
    {1, 32, 5, 6, 16, 3, 3, 1, 1, 2, 2, 3, 2},
};

/* Against sums in double; on a processor with tiles its own give the bits of these. */
static void on_frames(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
        run_frames(cases[i]);
}

static void gradients_on_frames(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        run_frame_grad(cases[i], 0, 0);
        run_frame_grad(cases[i], cases[i].kh * cases[i].kw - 1, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_of_rows),
        cmocka_unit_test(gradients),
        cmocka_unit_test(on_frames),
        cmocka_unit_test(gradients_on_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
