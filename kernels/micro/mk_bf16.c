/* bfloat16, the upper half of a float, in memory: 2 bytes a number, in their order. Rounded to the
 * nearest, ties to even; what is too large becomes infinite, a NaN stays one. The same as
 * number_load_bf16 and number_store_bf16 (base/number_codecs.h). */
#include "micro.h"

/* y[i] = x[i] */
void mk_widen_bf16(float *NETC_RESTRICT y, const uint8_t *NETC_RESTRICT x, int count)
{
    for (int i = 0; i < count; i++) {
        uint16_t h;
        memcpy(&h, x + 2 * (ptrdiff_t)i, sizeof h);
        const uint32_t u = (uint32_t)h << 16;
        memcpy(y + i, &u, sizeof u);
    }
}

/* The upper half of x, rounded. */
NETC_INLINE uint32_t mk_bf16_bits(const float *x)
{
    uint32_t u;
    memcpy(&u, x, sizeof u);
    const uint32_t rounded = (u + 0x7fffu + (u >> 16 & 1u)) >> 16;
    return (u & 0x7fffffffu) > 0x7f800000u ? u >> 16 | 0x40u : rounded;
}

/* y[i] = x[i] rounded */
void mk_narrow_bf16(uint8_t *NETC_RESTRICT y, const float *NETC_RESTRICT x, int count)
{
    for (int i = 0; i < count; i++) {
        const uint16_t h = (uint16_t)mk_bf16_bits(x + i);
        memcpy(y + 2 * (ptrdiff_t)i, &h, sizeof h);
    }
}

/* y[i] = x[i] rounded, as a float */
void mk_round_bf16(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const uint32_t u = mk_bf16_bits(x + i) << 16;
        memcpy(y + i, &u, sizeof u);
    }
}
