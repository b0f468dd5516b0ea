/* bfloat16, the upper half of a float, in memory: 2 bytes a number, in their order. Rounded to the
 * nearest, ties to even; what is too large becomes infinite, a NaN stays one. The same as
 * number_load_bf16 and number_store_bf16 (base/number_codecs.h). */
#include "micro.h"

/* y = 16 numbers as floats; where registers have 16 lanes. */
NETC_INLINE void mk_widen16(float *y, const uint8_t *x)
{
#if NETC_WIDE == 16
    typedef uint32_t bits __attribute__((vector_size(64)));
    typedef uint16_t halves_at __attribute__((vector_size(32), aligned(1), may_alias));
    *(v8wu *)(void *)y = (v8w)(__builtin_convertvector(*(const halves_at *)(const void *)x, bits)
                               << 16);
#else
    (void)y, (void)x;
#endif
}

/* And back, rounded; see mk_bf16_bits. */
NETC_INLINE void mk_narrow16(uint8_t *y, const float *x)
{
#if NETC_WIDE == 16
    typedef uint32_t bits __attribute__((vector_size(64)));
    typedef uint16_t halves __attribute__((vector_size(32)));
    typedef uint16_t halves_at __attribute__((vector_size(32), aligned(1), may_alias));
    const bits u = (bits) * (const v8wu *)(const void *)x,
               rounded = (u + 0x7fffu + (u >> 16 & 1u)) >> 16,
               nan = (bits)((u & 0x7fffffffu) > 0x7f800000u),
               h = (rounded & ~nan) | ((u >> 16 | 0x40u) & nan);
    *(halves_at *)(void *)y = __builtin_convertvector(h, halves);
#else
    (void)y, (void)x;
#endif
}

/* y[i] = x[i] */
void mk_widen_bf16(float *NETC_RESTRICT y, const uint8_t *NETC_RESTRICT x, int count)
{
    int i = 0;
#if NETC_WIDE == 16
    for (; i + 16 <= count; i += 16)
        mk_widen16(y + i, x + 2 * (ptrdiff_t)i);
#else
    (void)mk_widen16;
#endif
    for (; i < count; i++) {
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
    int i = 0;
#if NETC_WIDE == 16
    for (; i + 16 <= count; i += 16)
        mk_narrow16(y + 2 * (ptrdiff_t)i, x + i);
#else
    (void)mk_narrow16;
#endif
    for (; i < count; i++) {
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

/* The pairs of products (mk_pair_bf16.c): y[k][16][2] = x[2k ... 2k + 1][16] rounded, k < pairs, 0
 * from row `rows` on. */
void mk_pack_pairs_bf16(uint8_t *NETC_RESTRICT y, const float *NETC_RESTRICT x, int rows, int pairs)
{
    for (int k = 0; k < pairs; k++)
        for (int l = 0; l < 16; l++) {
            const float *p = x + 32 * (ptrdiff_t)k + l;
            uint32_t u = 2 * k < rows ? mk_bf16_bits(p) : 0;
            u |= 2 * k + 1 < rows ? mk_bf16_bits(p + 16) << 16 : 0;
            memcpy(y + 64 * (ptrdiff_t)k + 4 * l, &u, sizeof u);
        }
}

/* y[k][16][2] = x[2k ... 2k + 1][16], 2k < rows; 0 for row `rows`. */
void mk_interleave_bf16(uint8_t *NETC_RESTRICT y, const uint8_t *NETC_RESTRICT x, int rows)
{
#if defined(NETC_SHUFFLE)
    typedef uint16_t row __attribute__((vector_size(32), aligned(1), may_alias));
    typedef uint16_t both __attribute__((vector_size(64), aligned(1), may_alias));
    for (; rows > 1; rows -= 2, x += 64, y += 64)
        *(both *)(void *)y = NETC_SHUFFLE(*(const row *)(const void *)x,
                                          *(const row *)(const void *)(x + 32), 0, 16, 1, 17, 2, 18,
                                          3, 19, 4, 20, 5, 21, 6, 22, 7, 23, 8, 24, 9, 25, 10, 26,
                                          11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
#endif
    for (int k = 0; k < rows; k += 2, x += 64, y += 64) {
        uint16_t a[16], b[16] = {0};
        uint32_t u[16];
        memcpy(a, x, sizeof a);
        if (k + 1 < rows)
            memcpy(b, x + 32, sizeof b);
        for (int l = 0; l < 16; l++)
            u[l] = a[l] | (uint32_t)b[l] << 16;
        memcpy(y, u, sizeof u);
    }
}

/* mk_gather_tap of numbers in bfloat16: pixel j at to + j*tr bytes. x NULL: zeros. */
void mk_gather_tap_bf16(uint8_t *to, ptrdiff_t tr, const uint8_t *x, int h, int w, int top,
                        int left, int sh, int sw, int ow, int first, int count)
{
    for (int j = 0, run; j < count; j += run, to += run * tr) {
        const int col = (first + j) % ow, row = (first + j) / ow * sh + top;
        int a = 0, b = 0; /* pixels a ... b - 1 of the run lie on the map */
        run = count - j < ow - col ? count - j : ow - col;
        if (x && row >= 0 && row < h) {
            b = run;
            while (a < run && (col + a) * sw + left < 0)
                a++;
            while (b > a && (col + b - 1) * sw + left >= w)
                b--;
        }
        for (int k = 0; k < a; k++)
            memset(to + k * tr, 0, 32);
        for (int k = b; k < run; k++)
            memset(to + k * tr, 0, 32);
        if (a < b) {
            const uint8_t *from = x + ((ptrdiff_t)row * w + left + (ptrdiff_t)(col + a) * sw) * 32;
            for (int k = a; k < b; k++, from += sw * 32)
                memcpy(to + k * tr, from, 32);
        }
    }
}
