/* bfloat16 in memory: the micro-kernels against base/number_codecs.h, for every stored number, the
 * floats half way between two of them, those beside, and what is not finite; any count of them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/number_codecs.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number),
        cmocka_unit_test(any_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
