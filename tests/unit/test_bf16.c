/* bfloat16 in memory: the micro-kernels against base/number_codecs.h, for every stored number, the
 * floats half way between two of them, those beside, and what is not finite; any count of them. The
 * products of dense layers with kernels that they round. Products of pairs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/number_codecs.h"
#include "compiler/ir/kernel.h"
#include "kernels.h"

enum { STORED = 1 << 16, BESIDE = 5 };

static float stored[STORED * BESIDE], back[STORED * BESIDE], round_trip[STORED * BESIDE];
static uint8_t narrow[2 * STORED * BESIDE];

static void every_number(void **state)
{
    static const uint32_t low[BESIDE] = {0, 1, 0x7fff, 0x8000, 0x8001};
    (void)state;
    for (int i = 0; i < STORED * BESIDE; i++) {
        const uint32_t u = (uint32_t)(i / BESIDE) << 16 | low[i % BESIDE];
        memcpy(&stored[i], &u, sizeof u);
    }
    mk_narrow_bf16(narrow, stored, STORED * BESIDE);
    mk_widen_bf16(back, narrow, STORED * BESIDE);
    mk_round_bf16(round_trip, stored, STORED * BESIDE);
    for (int i = 0; i < STORED * BESIDE; i++) {
        uint8_t want[2];
        number_store_bf16(want, stored[i]);
        const float wide = number_load_bf16(want);
        assert_memory_equal(want, narrow + 2 * i, 2);
        assert_memory_equal(&wide, &back[i], sizeof wide);
        assert_memory_equal(&wide, &round_trip[i], sizeof wide);
        if (isfinite(stored[i]) && fabsf(stored[i]) < 3.3e38f && isfinite(wide))
            assert_true(fabs((double)wide - (double)stored[i]) <=
                        fmax(ldexp(fabs((double)stored[i]), -8), ldexp(1, -134)));
    }
}

static void any_count(void **state)
{
    (void)state;
    for (int n = -1; n < 70; n++) {
        memset(narrow, 0xee, sizeof narrow);
        mk_narrow_bf16(narrow, stored + 3 * 0x3f80, n);
        for (int i = n < 0 ? 0 : n; i < 80; i++)
            assert_true(narrow[2 * i] == 0xee && narrow[2 * i + 1] == 0xee);
    }
}

/* A number of few digits, more than a bfloat16 has. */
static float number(int i) { return (float)(i * 7919 % 2003 - 1001) / 997.0f; }

static float rounded(float x)
{
    uint8_t b[2];
    number_store_bf16(b, x);
    return number_load_bf16(b);
}

enum { N = 5, C = 37, K = 150, CP = 48, KP = 160 };

static float x[N * CP], dy[N * KP], w[CP * KP], y[N * KP], dx[N * CP], room[64 * KP],
    packed_room[9280];

/* Products with rounded kernels, for any cut of the ranges, against sums in double. */
static void dense(void **state)
{
    (void)state;
    for (int i = 0; i < N; i++)
        for (int c = 0; c < C; c++)
            x[i * CP + c] = number(i * C + c);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < K; k++)
            dy[i * KP + k] = number(3 * i * K + k);
    for (int c = 0; c < C; c++)
        for (int k = 0; k < K; k++)
            w[c * KP + k] = number(5 * c * K + k);
    bf16_dense_forward(C, K, N, 0, 7, x, w, y, room, packed_room);
    bf16_dense_forward(C, K, N, 7, 10, x, w, y, room, packed_room);
    bf16_dense_backward_data(C, K, N, 0, 1, dy, w, dx, room, packed_room);
    bf16_dense_backward_data(C, K, N, 1, 3, dy, w, dx, room, packed_room);
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < KP; k++) {
            double sum = 0, mag = 0;
            for (int c = 0; c < C; c++) {
                const double p = (double)x[i * CP + c] * (double)rounded(w[c * KP + k]);
                sum += p, mag += fabs(p);
            }
            assert_true(fabs((double)y[i * KP + k] - sum) <= C * ldexp(mag, -23));
        }
        for (int c = 0; c < CP; c++) {
            double sum = 0, mag = 0;
            for (int k = 0; k < K; k++) {
                const double p = (double)dy[i * KP + k] * (double)rounded(w[c * KP + k]);
                sum += p, mag += fabs(p);
            }
            assert_true(fabs((double)dx[i * CP + c] - sum) <= K * ldexp(mag, -23));
        }
    }
}

typedef void DotFn(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const uint8_t *x, ptrdiff_t xt,
                   ptrdiff_t xb, const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, int nt, int channels,
                   int blocks, int add);
typedef void GradFn(float *y, ptrdiff_t ys, int channels, const uint8_t *x, const uint8_t *d,
                    ptrdiff_t ds, int pairs, int blocks, int add);

static void take(const KernelBuild *b, const char *name, void *fn)
{
    for (int i = 0; i < micro_count; i++)
        if (!strcmp(micro_table[i].name, name))
            memcpy(fn, &b->micro[i], sizeof b->micro[i]);
}

enum { ROWS = 31, CHANNELS = 50, WIDE = 64, TAPS = 2, BLOCKS = 3 };

static float sums[2][BLOCKS * ROWS * 16], grads[2][BLOCKS * 13 * 16];
static uint8_t panel[TAPS * ROWS * WIDE * 2], pairs[BLOCKS * TAPS * WIDE * 32];

/* Products of pairs: this processor's build and the one without special instructions give the same
 * bits, but for AMX. Both are what fmaf makes of the second number of each pair, then of the first.
 */
static void same_bits(void **state)
{
    (void)state;
    const KernelBuild *build[2] = {kernel_build_best(), &kernel_build_baseline};
    if (!strcmp(build[0]->isa, "amx"))
        skip();
    for (unsigned i = 0; i < sizeof panel / 2; i++)
        number_store_bf16(panel + 2 * i, number((int)i));
    for (unsigned i = 0; i < sizeof pairs / 2; i++)
        number_store_bf16(pairs + 2 * i, number(7 * (int)i + 1));
    for (int b = 0; b < 2; b++) {
        DotFn *dot = NULL;
        GradFn *grad = NULL;
        take(build[b], "mk_dot_block", (void *)&dot);
        take(build[b], "mk_dot_grad", (void *)&grad);
        for (int i = 0; i < BLOCKS * ROWS * 16; i++)
            sums[b][i] = number(i);
        dot(sums[b], 16, ROWS * 16, ROWS, panel, ROWS * WIDE * 2, ROWS * 64, pairs,
            BLOCKS * WIDE * 32, WIDE * 32, TAPS, CHANNELS, 2, 1);
        dot(sums[b] + 2 * ROWS * 16, 16, ROWS * 16, ROWS, panel, ROWS * WIDE * 2, ROWS * 64,
            pairs + 2 * WIDE * 32, BLOCKS * WIDE * 32, WIDE * 32, TAPS, CHANNELS, 1, 1);
        grad(grads[b], 13 * 16, 13, panel, pairs, TAPS * WIDE * 32, 37, BLOCKS, 0);
    }
    assert_memory_equal(sums[0], sums[1], sizeof sums[0]);
    assert_memory_equal(grads[0], grads[1], sizeof grads[0]);
    for (int i = 0; i < BLOCKS * ROWS * 16; i++) {
        const int o = i / 16 / ROWS, r = i / 16 % ROWS, k = i % 16;
        float sum = number(i);
        for (int q = 0; q < TAPS * CHANNELS; q++) {
            const int t = q / CHANNELS, c = q % CHANNELS ^ 1;
            const uint8_t *a = panel + ((t * 2 + c / 32) * ROWS + r) * 64 + c % 32 * 2,
                          *b = pairs + ((t * BLOCKS + o) * WIDE / 2 + c / 2) * 64 + 4 * k +
                               c % 2 * 2;
            sum = fmaf(number_load_bf16(a), number_load_bf16(b), sum);
        }
        assert_memory_equal(&sum, &sums[0][i], sizeof sum);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number),
        cmocka_unit_test(any_count),
        cmocka_unit_test(dense),
        cmocka_unit_test(same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
