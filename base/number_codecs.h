/* One number of each stored type (base/number_types.def) made a float and back, in the host's byte
 * order: exactly, respectively rounded to the nearest, ties to even. What is too large becomes
 * infinite; a NaN stays one. p needs no alignment. What stands between the marks is part of emitted
 * C: C99, valid as C++. */
#ifndef NETC_NUMBER_CODECS_H
#define NETC_NUMBER_CODECS_H
#include <math.h>
#include <stdint.h>
#include <string.h>
/* @prelude begin */
static inline float number_load_f32(const uint8_t *p)
{
    float x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline void number_store_f32(uint8_t *p, float x) { memcpy(p, &x, sizeof x); }

/* IEEE half: 5 bits of exponent, 10 of fraction; the subnormals are multiples of 2^-24. */
static inline float number_load_f16(const uint8_t *p)
{
    uint16_t h;
    memcpy(&h, p, sizeof h);
    const uint32_t e = (uint32_t)(h >> 10) & 31u, m = h & 1023u;
    uint32_t u = (uint32_t)(h >> 15) << 31 | (e == 31u ? 255u : e + 112u) << 23 | m << 13;
    float x;
    memcpy(&x, &u, sizeof x);
    if (e == 0u)
        x = (h >> 15 ? -1.0f : 1.0f) * (float)m * (1.0f / 16777216.0f);
    return x;
}

static inline void number_store_f16(uint8_t *p, float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    uint32_t h = u >> 16 & 0x8000u;
    u &= 0x7fffffffu;
    if (u > 0x7f800000u) {
        h |= 0x7e00u;
    } else if (u >= 0x47800000u) {
        h |= 0x7c00u;
    } else if (u >= 0x38800000u) {
        h |= (u + 0xfffu + (u >> 13 & 1u) - 0x38000000u) >> 13;
    } else { /* subnormal: the addition rounds to a multiple of 2^-24 */
        float a;
        memcpy(&a, &u, sizeof a);
        a += 0.5f;
        memcpy(&u, &a, sizeof u);
        h |= u - 0x3f000000u;
    }
    const uint16_t bits = (uint16_t)h;
    memcpy(p, &bits, sizeof bits);
}

/* bfloat16: the upper half of a float. */
static inline float number_load_bf16(const uint8_t *p)
{
    uint16_t h;
    memcpy(&h, p, sizeof h);
    const uint32_t u = (uint32_t)h << 16;
    float x;
    memcpy(&x, &u, sizeof x);
    return x;
}

static inline void number_store_bf16(uint8_t *p, float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    const int is_nan = (u & 0x7fffffffu) > 0x7f800000u;
    const uint16_t h = (uint16_t)(is_nan ? u >> 16 | 0x40u : (u + 0x7fffu + (u >> 16 & 1u)) >> 16);
    memcpy(p, &h, sizeof h);
}
/* @prelude end */
#endif
