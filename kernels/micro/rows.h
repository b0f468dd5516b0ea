/* Rows of 16 stored numbers as vectors, for each stored type of base/number_types.def whose rows
 * are OWN: the lower and the higher eight lanes as floats, and 16 floats as such a row. All exact
 * but for the rounding of a narrower type; infinities and NaN, too. number_rows.h, which the build
 * tool writes, has the others and v8_low, v8_high, v8_narrow, v8_bytes, which take the type as a
 * number. What stands between the marks is emitted, as that of micro.h. */
#ifndef NETC_ROWS_H
#define NETC_ROWS_H
#include "micro.h"
#include "base/number_codecs.h"
/* @prelude begin */
/* What a register tile works on: see mk_prepacked_tile_of. */
typedef struct v8_tile {
    int rows, add;
    const int *count;
    ptrdiff_t yr;
    const ptrdiff_t *at, *step;
    ptrdiff_t stride;
    const float *x;
    const uint8_t *w, *ahead;
    float *y;
} v8_tile;
static inline v8 v8_low_f32(const uint8_t *p) { return v8_load((const float *)(const void *)p); }
static inline v8 v8_high_f32(const uint8_t *p)
{
    return v8_load((const float *)(const void *)(p + 32));
}
static inline void v8_narrow_f32(uint8_t *p, const float *x) { memcpy(p, x, 16 * sizeof *x); }

/* f16: in order. */
#if !defined(__GNUC__) || defined(__TINYC__) || defined(NETC_PLAIN_C) ||       \
    (defined(__AVX__) && !defined(__F16C__)) ||                                \
    (!defined(__AVX__) &&                                                      \
     (!defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || \
      (!defined(__clang__) && __GNUC__ < 12)))
static inline float v8_half(const uint8_t *p)
{
    uint16_t h;
    uint32_t u;
    float x;
    memcpy(&h, p, sizeof h);
    u = (uint32_t)(h & 0x7fff) << 13;
    memcpy(&x, &u, sizeof x);
    x *= 5192296858534827628530496329220096.0f;
    memcpy(&u, &x, sizeof u);
    u |= (x >= 65536.0f ? 0x7f800000u : 0u) | (uint32_t)(h & 0x8000) << 16;
    memcpy(&x, &u, sizeof x);
    return x;
}
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C) && defined(__AVX__)
typedef int16_t v8s __attribute__((vector_size(16)));
typedef int16_t v8su __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint32_t v8n __attribute__((vector_size(32)));
typedef uint32_t v8nu __attribute__((vector_size(32), aligned(1), may_alias));
#if defined(__F16C__)
static inline v8 v8_low_f16(const uint8_t *p)
{
    return (v8)__builtin_ia32_vcvtph2ps256((v8s) * (const v8su *)(const void *)p);
}
#else
static inline v8 v8_low_f16(const uint8_t *p)
{
    v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = v8_half(p + 2 * i);
    return r;
}
#endif
/* Keeps it in a register: gcc would load it again for each of its uses. */
static inline v8 v8_keep(v8 a)
{
    __asm__("" : "+x"(a));
    return a;
}
static inline v8 v8_low_bf16(const uint8_t *p)
{
    v8n w = *(const v8nu *)(const void *)p;
    return (v8)(w << 16);
}
static inline v8 v8_high_bf16(const uint8_t *p)
{
    v8n w = *(const v8nu *)(const void *)p;
    return (v8)(w & 0xffff0000u);
}
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C)
typedef uint32_t v8n __attribute__((vector_size(16)));
typedef uint32_t v8nu __attribute__((vector_size(16), aligned(1), may_alias));
static inline v8n v8_word(const uint8_t *p) { return *(const v8nu *)(const void *)p; }
static inline v8h v8_wide(v8n x)
{
    v8h o = {65536.0f, 65536.0f, 65536.0f, 65536.0f},
        a = (v8h)((x & 0x7fff0000u) >> 3) * 5192296858534827628530496329220096.0f;
    return (v8h)((v8n)a | ((v8n)(a >= o) & 0x7f800000u) | (x & 0x80000000u));
}
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && \
    (defined(__clang__) || __GNUC__ >= 12)
static inline v8 v8_low_f16(const uint8_t *p)
{
    v8n w = v8_word(p), e = w << 16;
    v8 r;
    r.a = v8_wide(__builtin_shufflevector(e, w, 0, 4, 1, 5));
    r.b = v8_wide(__builtin_shufflevector(e, w, 2, 6, 3, 7));
    return r;
}
#else
static inline v8 v8_low_f16(const uint8_t *p)
{
    v8 r;
    for (int i = 0; i < 4; i++) {
        r.a[i] = v8_half(p + 2 * i);
        r.b[i] = v8_half(p + 8 + 2 * i);
    }
    return r;
}
#endif
static inline v8 v8_keep(v8 a) { return a; }
static inline v8 v8_low_bf16(const uint8_t *p)
{
    v8 r;
    r.a = (v8h)(v8_word(p) << 16);
    r.b = (v8h)(v8_word(p + 16) << 16);
    return r;
}
static inline v8 v8_high_bf16(const uint8_t *p)
{
    v8 r;
    r.a = (v8h)(v8_word(p) & 0xffff0000u);
    r.b = (v8h)(v8_word(p + 16) & 0xffff0000u);
    return r;
}
#else
static inline v8 v8_low_f16(const uint8_t *p)
{
    v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = v8_half(p + 2 * i);
    return r;
}
static inline v8 v8_keep(v8 a) { return a; }
static inline v8 v8_low_bf16(const uint8_t *p)
{
    v8 r;
    for (int i = 0; i < 8; i++) {
        uint32_t w;
        memcpy(&w, p + 4 * i, sizeof w);
        w <<= 16;
        memcpy(&r.f[i], &w, sizeof w);
    }
    return r;
}
static inline v8 v8_high_bf16(const uint8_t *p)
{
    v8 r;
    for (int i = 0; i < 8; i++) {
        uint32_t w;
        memcpy(&w, p + 4 * i, sizeof w);
        w &= 0xffff0000u;
        memcpy(&r.f[i], &w, sizeof w);
    }
    return r;
}
#endif
static inline v8 v8_high_f16(const uint8_t *p) { return v8_low_f16(p + 16); }
static inline void v8_narrow_f16(uint8_t *p, const float *x)
{
    for (int l = 0; l < 16; l++)
        number_store_f16(p + 2 * l, x[l]);
}

/* bf16: lane l in the low half of the word l, lane l + 8 in its high half. */
static inline void v8_narrow_bf16(uint8_t *p, const float *x)
{
    for (int l = 0; l < 8; l++) {
        uint16_t a, b;
        number_store_bf16((uint8_t *)(void *)&a, x[l]);
        number_store_bf16((uint8_t *)(void *)&b, x[l + 8]);
        const uint32_t w = a | (uint32_t)b << 16;
        memcpy(p + 4 * l, &w, sizeof w);
    }
}
/* @prelude end */
#include "number_rows.h"
#endif
