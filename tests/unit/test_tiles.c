/* The products of mk_pair_bf16.c as AMX makes them, on any processor: the micro-kernels are
 * compiled here with tiles that are arrays, and functions that do what the instructions do by their
 * description (Intel 64 and IA-32 Architectures Software Developer's Manual: LDTILECFG, TILELOADD,
 * TDPBF16PS, TILESTORED). Against sums in double; what is loaded and stored must be the caller's.
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
#include "kernels/micro/mk_pair_bf16.c"

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
    mk_dot_grad(y, ys, channels, x, d, (ptrdiff_t)pairs * 64, pairs, blocks, add);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_of_rows),
        cmocka_unit_test(gradients),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
