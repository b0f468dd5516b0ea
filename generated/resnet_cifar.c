/* Implementation of net `resnet_cifar`, made by netc 0.1.0: netc resnet_cifar.net -o resnet_cifar.c --train
 * source hash 02e3ebe32280b1f9, parameter layout 34e56c923a7d8009.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler and libm. Fast with: cc -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "resnet_cifar.h"
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__cplusplus)
#define RESNET_CIFAR_RESTRICT
#else
#define RESNET_CIFAR_RESTRICT restrict
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C) && defined(__AVX__)
typedef float resnet_cifar_v8 __attribute__((vector_size(32)));
typedef int32_t resnet_cifar_v8i __attribute__((vector_size(32)));
typedef float resnet_cifar_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p) { return *(const resnet_cifar_v8u *)(const void *)p; }
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 a) { *(resnet_cifar_v8u *)(void *)p = a; }
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x) { resnet_cifar_v8 r = {x, x, x, x, x, x, x, x}; return r; }
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a + b; }
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a - b; }
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a * b; }
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 a, resnet_cifar_v8 b, resnet_cifar_v8 c) { return a * b + c; }                    /* a*b + c */
static inline resnet_cifar_v8 resnet_cifar_v8_gate(resnet_cifar_v8 a, resnet_cifar_v8 b) { return (resnet_cifar_v8)((resnet_cifar_v8i)a & (resnet_cifar_v8i)(b > resnet_cifar_v8_set1(0.0f))); } /* a where b > 0, else 0 */
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 a, resnet_cifar_v8 b, resnet_cifar_v8 x, resnet_cifar_v8 y) { resnet_cifar_v8i m = (resnet_cifar_v8i)(a > b); return (resnet_cifar_v8)(((resnet_cifar_v8i)x & m) | ((resnet_cifar_v8i)y & ~m)); } /* a > b ? x : y */
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 a) { return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7])); }
#if defined(__clang__) || __GNUC__ >= 12
#define RESNET_CIFAR_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)  /* lanes of a, then (8 and on) of b; only here */
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
typedef float resnet_cifar_v8h __attribute__((vector_size(16)));
typedef int32_t resnet_cifar_v8i __attribute__((vector_size(16)));
typedef float resnet_cifar_v8u __attribute__((vector_size(16), aligned(4), may_alias));
typedef struct { resnet_cifar_v8h a, b; } resnet_cifar_v8;                /* two 16-byte vectors: SSE2, NEON */
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p) { resnet_cifar_v8 r; r.a = *(const resnet_cifar_v8u *)(const void *)p; r.b = *(const resnet_cifar_v8u *)(const void *)(p + 4); return r; }
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 x) { *(resnet_cifar_v8u *)(void *)p = x.a; *(resnet_cifar_v8u *)(void *)(p + 4) = x.b; }
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x) { resnet_cifar_v8h h = {x, x, x, x}; resnet_cifar_v8 r; r.a = h; r.b = h; return r; }
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 x, resnet_cifar_v8 y) { x.a += y.a; x.b += y.b; return x; }
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 x, resnet_cifar_v8 y) { x.a -= y.a; x.b -= y.b; return x; }
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 x, resnet_cifar_v8 y) { x.a *= y.a; x.b *= y.b; return x; }
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 x, resnet_cifar_v8 y, resnet_cifar_v8 z) { z.a = x.a * y.a + z.a; z.b = x.b * y.b + z.b; return z; }
static inline resnet_cifar_v8 resnet_cifar_v8_gate(resnet_cifar_v8 x, resnet_cifar_v8 y) { resnet_cifar_v8h o = {0.0f, 0.0f, 0.0f, 0.0f}; x.a = (resnet_cifar_v8h)((resnet_cifar_v8i)x.a & (resnet_cifar_v8i)(y.a > o)); x.b = (resnet_cifar_v8h)((resnet_cifar_v8i)x.b & (resnet_cifar_v8i)(y.b > o)); return x; }
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 p, resnet_cifar_v8 q, resnet_cifar_v8 x, resnet_cifar_v8 y) { resnet_cifar_v8i m = (resnet_cifar_v8i)(p.a > q.a), n = (resnet_cifar_v8i)(p.b > q.b); x.a = (resnet_cifar_v8h)(((resnet_cifar_v8i)x.a & m) | ((resnet_cifar_v8i)y.a & ~m)); x.b = (resnet_cifar_v8h)(((resnet_cifar_v8i)x.b & n) | ((resnet_cifar_v8i)y.b & ~n)); return x; }
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 x) { resnet_cifar_v8h s = x.a + x.b; return (s[0] + s[2]) + (s[1] + s[3]); }
#else
typedef struct { float f[8]; } resnet_cifar_v8;
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p) { resnet_cifar_v8 r; memcpy(r.f, p, sizeof r.f); return r; }
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x) { resnet_cifar_v8 r; for (int i = 0; i < 8; i++) r.f[i] = x; return r; }
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 a, resnet_cifar_v8 b) { for (int i = 0; i < 8; i++) a.f[i] += b.f[i]; return a; }
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 a, resnet_cifar_v8 b) { for (int i = 0; i < 8; i++) a.f[i] -= b.f[i]; return a; }
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 a, resnet_cifar_v8 b) { for (int i = 0; i < 8; i++) a.f[i] *= b.f[i]; return a; }
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 a, resnet_cifar_v8 b, resnet_cifar_v8 c) { for (int i = 0; i < 8; i++) c.f[i] += a.f[i] * b.f[i]; return c; }
static inline resnet_cifar_v8 resnet_cifar_v8_gate(resnet_cifar_v8 a, resnet_cifar_v8 b) { for (int i = 0; i < 8; i++) a.f[i] = b.f[i] > 0.0f ? a.f[i] : 0.0f; return a; }
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 a, resnet_cifar_v8 b, resnet_cifar_v8 x, resnet_cifar_v8 y) { for (int i = 0; i < 8; i++) x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i]; return x; }
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 a) { return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7])); }
#endif
static inline resnet_cifar_v8 resnet_cifar_v8_zero(void) { return resnet_cifar_v8_set1(0.0f); }
/* resnet_cifar_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay; sums over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C) && defined(__AVX512F__)
enum { RESNET_CIFAR_WIDE = 16 };
typedef float resnet_cifar_v8w __attribute__((vector_size(64)));
typedef float resnet_cifar_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline resnet_cifar_v8w resnet_cifar_v8w_load(const float *p) { return *(const resnet_cifar_v8wu *)(const void *)p; }
static inline void resnet_cifar_v8w_store(float *p, resnet_cifar_v8w a) { *(resnet_cifar_v8wu *)(void *)p = a; }
static inline resnet_cifar_v8w resnet_cifar_v8w_set1(float x) { resnet_cifar_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; return r; }
static inline resnet_cifar_v8w resnet_cifar_v8w_add(resnet_cifar_v8w a, resnet_cifar_v8w b) { return a + b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_sub(resnet_cifar_v8w a, resnet_cifar_v8w b) { return a - b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_mul(resnet_cifar_v8w a, resnet_cifar_v8w b) { return a * b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_fma(resnet_cifar_v8w a, resnet_cifar_v8w b, resnet_cifar_v8w c) { return a * b + c; }
#else
enum { RESNET_CIFAR_WIDE = 8 };
typedef resnet_cifar_v8 resnet_cifar_v8w;
static inline resnet_cifar_v8w resnet_cifar_v8w_load(const float *p) { return resnet_cifar_v8_load(p); }
static inline void resnet_cifar_v8w_store(float *p, resnet_cifar_v8w a) { resnet_cifar_v8_store(p, a); }
static inline resnet_cifar_v8w resnet_cifar_v8w_set1(float x) { return resnet_cifar_v8_set1(x); }
static inline resnet_cifar_v8w resnet_cifar_v8w_add(resnet_cifar_v8w a, resnet_cifar_v8w b) { return resnet_cifar_v8_add(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_sub(resnet_cifar_v8w a, resnet_cifar_v8w b) { return resnet_cifar_v8_sub(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_mul(resnet_cifar_v8w a, resnet_cifar_v8w b) { return resnet_cifar_v8_mul(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_fma(resnet_cifar_v8w a, resnet_cifar_v8w b, resnet_cifar_v8w c) { return resnet_cifar_v8_fma(a, b, c); }
#endif
static inline resnet_cifar_v8w resnet_cifar_v8w_zero(void) { return resnet_cifar_v8w_set1(0.0f); }
/* resnet_cifar_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the result. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
static inline void resnet_cifar_v8_prefetch(const float *p, int floats) { for (int i = 0; i < floats; i += 16) __builtin_prefetch(p + i); }
#else
static inline void resnet_cifar_v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif

/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels` channels */
static inline void resnet_cifar_mk_block_channels(float *y, const float *x, int pixels, int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * 16;
        const float *from = x + (ptrdiff_t)p * channels + first;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
        for (int l = live; l < 16; l++)
            to[l] = 0.0f;
    }
}

/* y[p][first + l] = x[p][l] for the channels that there are */
static inline void resnet_cifar_mk_unblock_channels(float *y, const float *x, int pixels, int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * channels + first;
        const float *from = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
    }
}

/* The register tile: for 6 rows r,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j, c][16]
 * Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] + j*step[1] +
 * (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4] + j*step[5] + 16*c.
 * All sums stay in registers: 12 accumulators, 2 loads and 6 broadcasts for 12 multiply-adds. */
static inline void resnet_cifar_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(), a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(), b2 = resnet_cifar_v8_zero(),
       a3 = resnet_cifar_v8_zero(), b3 = resnet_cifar_v8_zero(), a4 = resnet_cifar_v8_zero(), b4 = resnet_cifar_v8_zero(), a5 = resnet_cifar_v8_zero(), b5 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    e = resnet_cifar_v8_set1(p[xr]);
                    a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                    e = resnet_cifar_v8_set1(p[2 * xr]);
                    a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, t, b2);
                    e = resnet_cifar_v8_set1(p[3 * xr]);
                    a3 = resnet_cifar_v8_fma(e, s, a3), b3 = resnet_cifar_v8_fma(e, t, b3);
                    e = resnet_cifar_v8_set1(p[4 * xr]);
                    a4 = resnet_cifar_v8_fma(e, s, a4), b4 = resnet_cifar_v8_fma(e, t, b4);
                    e = resnet_cifar_v8_set1(p[5 * xr]);
                    a5 = resnet_cifar_v8_fma(e, s, a5), b5 = resnet_cifar_v8_fma(e, t, b5);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)), b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
        a2 = resnet_cifar_v8_add(a2, resnet_cifar_v8_load(y + 2 * yr)), b2 = resnet_cifar_v8_add(b2, resnet_cifar_v8_load(y + 2 * yr + 8));
        a3 = resnet_cifar_v8_add(a3, resnet_cifar_v8_load(y + 3 * yr)), b3 = resnet_cifar_v8_add(b3, resnet_cifar_v8_load(y + 3 * yr + 8));
        a4 = resnet_cifar_v8_add(a4, resnet_cifar_v8_load(y + 4 * yr)), b4 = resnet_cifar_v8_add(b4, resnet_cifar_v8_load(y + 4 * yr + 8));
        a5 = resnet_cifar_v8_add(a5, resnet_cifar_v8_load(y + 5 * yr)), b5 = resnet_cifar_v8_add(b5, resnet_cifar_v8_load(y + 5 * yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
    resnet_cifar_v8_store(y + 3 * yr, a3), resnet_cifar_v8_store(y + 3 * yr + 8, b3);
    resnet_cifar_v8_store(y + 4 * yr, a4), resnet_cifar_v8_store(y + 4 * yr + 8, b4);
    resnet_cifar_v8_store(y + 5 * yr, a5), resnet_cifar_v8_store(y + 5 * yr + 8, b5);
}

/* 5 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(), a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(), b2 = resnet_cifar_v8_zero(),
       a3 = resnet_cifar_v8_zero(), b3 = resnet_cifar_v8_zero(), a4 = resnet_cifar_v8_zero(), b4 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    e = resnet_cifar_v8_set1(p[xr]);
                    a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                    e = resnet_cifar_v8_set1(p[2 * xr]);
                    a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, t, b2);
                    e = resnet_cifar_v8_set1(p[3 * xr]);
                    a3 = resnet_cifar_v8_fma(e, s, a3), b3 = resnet_cifar_v8_fma(e, t, b3);
                    e = resnet_cifar_v8_set1(p[4 * xr]);
                    a4 = resnet_cifar_v8_fma(e, s, a4), b4 = resnet_cifar_v8_fma(e, t, b4);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)), b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
        a2 = resnet_cifar_v8_add(a2, resnet_cifar_v8_load(y + 2 * yr)), b2 = resnet_cifar_v8_add(b2, resnet_cifar_v8_load(y + 2 * yr + 8));
        a3 = resnet_cifar_v8_add(a3, resnet_cifar_v8_load(y + 3 * yr)), b3 = resnet_cifar_v8_add(b3, resnet_cifar_v8_load(y + 3 * yr + 8));
        a4 = resnet_cifar_v8_add(a4, resnet_cifar_v8_load(y + 4 * yr)), b4 = resnet_cifar_v8_add(b4, resnet_cifar_v8_load(y + 4 * yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
    resnet_cifar_v8_store(y + 3 * yr, a3), resnet_cifar_v8_store(y + 3 * yr + 8, b3);
    resnet_cifar_v8_store(y + 4 * yr, a4), resnet_cifar_v8_store(y + 4 * yr + 8, b4);
}

/* 4 rows of resnet_cifar_mk_rows. The row of W is loaded one step ahead (the last one twice), so that it is in registers: gcc, when it tunes for
 * Zen, reads it from memory for each of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
static inline void resnet_cifar_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(), a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(), b2 = resnet_cifar_v8_zero(),
       a3 = resnet_cifar_v8_zero(), b3 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk) {
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    e = resnet_cifar_v8_set1(p[xr]);
                    a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                    e = resnet_cifar_v8_set1(p[2 * xr]);
                    a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, t, b2);
                    e = resnet_cifar_v8_set1(p[3 * xr]);
                    a3 = resnet_cifar_v8_fma(e, s, a3), b3 = resnet_cifar_v8_fma(e, t, b3);
                    q += left > chunk || c > 1 ? 16 : 0;
                    s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)), b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
        a2 = resnet_cifar_v8_add(a2, resnet_cifar_v8_load(y + 2 * yr)), b2 = resnet_cifar_v8_add(b2, resnet_cifar_v8_load(y + 2 * yr + 8));
        a3 = resnet_cifar_v8_add(a3, resnet_cifar_v8_load(y + 3 * yr)), b3 = resnet_cifar_v8_add(b3, resnet_cifar_v8_load(y + 3 * yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
    resnet_cifar_v8_store(y + 3 * yr, a3), resnet_cifar_v8_store(y + 3 * yr + 8, b3);
}

/* 3 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(), a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(), b2 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    e = resnet_cifar_v8_set1(p[xr]);
                    a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                    e = resnet_cifar_v8_set1(p[2 * xr]);
                    a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, t, b2);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)), b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
        a2 = resnet_cifar_v8_add(a2, resnet_cifar_v8_load(y + 2 * yr)), b2 = resnet_cifar_v8_add(b2, resnet_cifar_v8_load(y + 2 * yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
}

/* 2 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(), a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    e = resnet_cifar_v8_set1(p[xr]);
                    a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)), b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
}

/* 1 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero();
    (void)yr, (void)xr;
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)), b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
}

/* 16 rows of resnet_cifar_mk_rows, for registers of 16 lanes: a step is one load and 16 multiply-adds that broadcast as they read. With eight
 * lanes it has more accumulators than there are registers, and is right but slow. */
static inline void resnet_cifar_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE, y += RESNET_CIFAR_WIDE) {
        for (int r = 0; r < 16 && l == 0; r++)
            resnet_cifar_v8_prefetch(y + r * yr, 1);
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), a1 = resnet_cifar_v8w_zero(), a2 = resnet_cifar_v8w_zero(), a3 = resnet_cifar_v8w_zero(), a4 = resnet_cifar_v8w_zero(), a5 = resnet_cifar_v8w_zero(), a6 = resnet_cifar_v8w_zero(), a7 = resnet_cifar_v8w_zero(),
            a8 = resnet_cifar_v8w_zero(), a9 = resnet_cifar_v8w_zero(), a10 = resnet_cifar_v8w_zero(), a11 = resnet_cifar_v8w_zero(), a12 = resnet_cifar_v8w_zero(), a13 = resnet_cifar_v8w_zero(), a14 = resnet_cifar_v8w_zero(), a15 = resnet_cifar_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1], *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk, q += 16, f += xr) {
                        const resnet_cifar_v8w s = resnet_cifar_v8w_load(q);
                        resnet_cifar_v8_prefetch(q + 1024, 1), resnet_cifar_v8_prefetch(f, 1);
                        a0 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[0]), s, a0), a1 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[xr]), s, a1), a2 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[2 * xr]), s, a2), a3 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[3 * xr]), s, a3);
                        a4 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[4 * xr]), s, a4), a5 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[5 * xr]), s, a5), a6 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[6 * xr]), s, a6), a7 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[7 * xr]), s, a7);
                        a8 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[0]), s, a8), a9 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[xr]), s, a9), a10 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[2 * xr]), s, a10), a11 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[3 * xr]), s, a11);
                        a12 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[4 * xr]), s, a12), a13 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[5 * xr]), s, a13), a14 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[6 * xr]), s, a14), a15 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[7 * xr]), s, a15);
                    }
                }
            }
        if (add) {
            a0 = resnet_cifar_v8w_add(a0, resnet_cifar_v8w_load(y)), a1 = resnet_cifar_v8w_add(a1, resnet_cifar_v8w_load(y + yr)), a2 = resnet_cifar_v8w_add(a2, resnet_cifar_v8w_load(y + 2 * yr)), a3 = resnet_cifar_v8w_add(a3, resnet_cifar_v8w_load(y + 3 * yr));
            a4 = resnet_cifar_v8w_add(a4, resnet_cifar_v8w_load(y + 4 * yr)), a5 = resnet_cifar_v8w_add(a5, resnet_cifar_v8w_load(y + 5 * yr)), a6 = resnet_cifar_v8w_add(a6, resnet_cifar_v8w_load(y + 6 * yr)), a7 = resnet_cifar_v8w_add(a7, resnet_cifar_v8w_load(y + 7 * yr));
            a8 = resnet_cifar_v8w_add(a8, resnet_cifar_v8w_load(y + 8 * yr)), a9 = resnet_cifar_v8w_add(a9, resnet_cifar_v8w_load(y + 9 * yr)), a10 = resnet_cifar_v8w_add(a10, resnet_cifar_v8w_load(y + 10 * yr)), a11 = resnet_cifar_v8w_add(a11, resnet_cifar_v8w_load(y + 11 * yr));
            a12 = resnet_cifar_v8w_add(a12, resnet_cifar_v8w_load(y + 12 * yr)), a13 = resnet_cifar_v8w_add(a13, resnet_cifar_v8w_load(y + 13 * yr)), a14 = resnet_cifar_v8w_add(a14, resnet_cifar_v8w_load(y + 14 * yr)), a15 = resnet_cifar_v8w_add(a15, resnet_cifar_v8w_load(y + 15 * yr));
        }
        resnet_cifar_v8w_store(y, a0), resnet_cifar_v8w_store(y + yr, a1), resnet_cifar_v8w_store(y + 2 * yr, a2), resnet_cifar_v8w_store(y + 3 * yr, a3);
        resnet_cifar_v8w_store(y + 4 * yr, a4), resnet_cifar_v8w_store(y + 5 * yr, a5), resnet_cifar_v8w_store(y + 6 * yr, a6), resnet_cifar_v8w_store(y + 7 * yr, a7);
        resnet_cifar_v8w_store(y + 8 * yr, a8), resnet_cifar_v8w_store(y + 9 * yr, a9), resnet_cifar_v8w_store(y + 10 * yr, a10), resnet_cifar_v8w_store(y + 11 * yr, a11);
        resnet_cifar_v8w_store(y + 12 * yr, a12), resnet_cifar_v8w_store(y + 13 * yr, a13), resnet_cifar_v8w_store(y + 14 * yr, a14), resnet_cifar_v8w_store(y + 15 * yr, a15);
    }
}

/* 8 rows of resnet_cifar_mk_rows, for registers of 16 lanes. */
static inline void resnet_cifar_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE, y += RESNET_CIFAR_WIDE) {
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), a1 = resnet_cifar_v8w_zero(), a2 = resnet_cifar_v8w_zero(), a3 = resnet_cifar_v8w_zero(), a4 = resnet_cifar_v8w_zero(), a5 = resnet_cifar_v8w_zero(), a6 = resnet_cifar_v8w_zero(), a7 = resnet_cifar_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1], *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp;
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                        const resnet_cifar_v8w s = resnet_cifar_v8w_load(q);
                        a0 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[0]), s, a0), a1 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[xr]), s, a1), a2 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[2 * xr]), s, a2), a3 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[3 * xr]), s, a3);
                        a4 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[4 * xr]), s, a4), a5 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[5 * xr]), s, a5), a6 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[6 * xr]), s, a6), a7 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[7 * xr]), s, a7);
                    }
                }
            }
        if (add) {
            a0 = resnet_cifar_v8w_add(a0, resnet_cifar_v8w_load(y)), a1 = resnet_cifar_v8w_add(a1, resnet_cifar_v8w_load(y + yr)), a2 = resnet_cifar_v8w_add(a2, resnet_cifar_v8w_load(y + 2 * yr)), a3 = resnet_cifar_v8w_add(a3, resnet_cifar_v8w_load(y + 3 * yr));
            a4 = resnet_cifar_v8w_add(a4, resnet_cifar_v8w_load(y + 4 * yr)), a5 = resnet_cifar_v8w_add(a5, resnet_cifar_v8w_load(y + 5 * yr)), a6 = resnet_cifar_v8w_add(a6, resnet_cifar_v8w_load(y + 6 * yr)), a7 = resnet_cifar_v8w_add(a7, resnet_cifar_v8w_load(y + 7 * yr));
        }
        resnet_cifar_v8w_store(y, a0), resnet_cifar_v8w_store(y + yr, a1), resnet_cifar_v8w_store(y + 2 * yr, a2), resnet_cifar_v8w_store(y + 3 * yr, a3);
        resnet_cifar_v8w_store(y + 4 * yr, a4), resnet_cifar_v8w_store(y + 5 * yr, a5), resnet_cifar_v8w_store(y + 6 * yr, a6), resnet_cifar_v8w_store(y + 7 * yr, a7);
    }
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: resnet_cifar_mk_tile6 for any number of rows. */
static inline void resnet_cifar_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step, int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (RESNET_CIFAR_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: resnet_cifar_mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: resnet_cifar_mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: resnet_cifar_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: resnet_cifar_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: resnet_cifar_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: resnet_cifar_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: resnet_cifar_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: resnet_cifar_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j, c] * W[i, j, c][16].
 * Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and blocks of 16 channels xb;
 * tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void resnet_cifar_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x, ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                 const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj, int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    resnet_cifar_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X are xr apart,
 * its blocks of 16 channels xb. */
static inline void resnet_cifar_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr, ptrdiff_t xb, const float *w, int channels, int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    resnet_cifar_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i, t][c] * D[i, t][16],
 * c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are di apart, its pixels 16. */
static inline void resnet_cifar_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi, ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    resnet_cifar_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* Asks for `floats` floats at p; see resnet_cifar_v8_prefetch. */
static inline void resnet_cifar_mk_prefetch(const float *p, int floats)
{
    resnet_cifar_v8_prefetch(p, floats);
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void resnet_cifar_mk_transpose8(float *y, const float *x)
{
#if defined(RESNET_CIFAR_SHUFFLE)
    resnet_cifar_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const resnet_cifar_v8 p = resnet_cifar_v8_load(x + 16 * i), q = resnet_cifar_v8_load(x + 16 * i + 16);
        a[i] = RESNET_CIFAR_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = RESNET_CIFAR_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = RESNET_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = RESNET_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int j = 0; j < 4; j++) {
        resnet_cifar_v8_store(y + 16 * j, RESNET_CIFAR_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        resnet_cifar_v8_store(y + 16 * j + 64, RESNET_CIFAR_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13, 14, 15));
    }
#else
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++)
            y[16 * j + i] = x[16 * i + j];
#endif
}

/* Transposes a panel of 16-wide rows: Y[l][r] = X[l / 16][r][l % 16] for r < rows <= 16, l < lanes; lanes r >= rows of Y are 0.
 * Rows of both are 16 floats; blocks of X, 16 lanes each, are xs apart, so the next is asked for in time. */
static inline void resnet_cifar_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            resnet_cifar_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                resnet_cifar_mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* y[i] = exp(x[i]); count is a multiple of 8. Error below 2 ulp; x is limited to [-87.33, 88.37], so the result is never 0,
 * denormal or infinite; NaN gives NaN. exp(x) = 2^k * exp(r), k = round(x / ln 2), |r| <= ln 2 / 2, exp(r) by the
 * polynomial of Cephes' expf. Adding 1.5 * 2^23 leaves k in the low bits of the sum. */
static inline void resnet_cifar_mk_exp(float *y, const float *x, int count)
{
#if defined(RESNET_CIFAR_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const resnet_cifar_v8 low = resnet_cifar_v8_set1(-87.33654f), high = resnet_cifar_v8_set1(88.37626f), magic = resnet_cifar_v8_set1(12582912.0f);
    for (int i = 0; i < count; i += 8) {
        resnet_cifar_v8 a = resnet_cifar_v8_load(x + i);
        a = resnet_cifar_v8_select(low, a, low, a);
        a = resnet_cifar_v8_select(a, high, high, a);
        resnet_cifar_v8 t = resnet_cifar_v8_fma(a, resnet_cifar_v8_set1(1.44269504f), magic), k = resnet_cifar_v8_sub(t, magic);
        resnet_cifar_v8 r = resnet_cifar_v8_fma(k, resnet_cifar_v8_set1(-0.693359375f), a);
        r = resnet_cifar_v8_fma(k, resnet_cifar_v8_set1(2.12194440e-4f), r);
        resnet_cifar_v8 p = resnet_cifar_v8_set1(1.9875691500e-4f);
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(1.3981999507e-3f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(8.3334519073e-3f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(4.1665795894e-2f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(1.6666665459e-1f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(5.0000001201e-1f));
        p = resnet_cifar_v8_add(resnet_cifar_v8_fma(p, resnet_cifar_v8_mul(r, r), r), resnet_cifar_v8_set1(1.0f));
        float s[8];
        uint32_t bits[8];
        resnet_cifar_v8_store(s, t);
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++)
            bits[j] = (bits[j] + 127u) << 23;
        memcpy(s, bits, sizeof bits);
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_mul(p, resnet_cifar_v8_load(s)));
    }
#endif
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x - max) / sum,
 * loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot + smoothing / classes. A label that is
 * none gives NaN. prob may not be x. */
static inline float resnet_cifar_mk_crossentropy(float *prob, const float *x, int classes, int label, float smoothing)
{
    float max = x[0];
    for (int c = 1; c < classes; c++)
        max = x[c] > max ? x[c] : max;
    for (int c = 0; c < classes; c += 16)
        for (int l = 0; l < 16; l++)
            prob[c + l] = x[c + l] - max;
    double all = 0.0, sum = 0.0, picked = (double)sqrtf(-1.0f);
    for (int c = 0; c < classes; c++) {
        all += (double)prob[c];
        picked = c == label ? (double)prob[c] : picked;
    }
    resnet_cifar_mk_exp(prob, prob, (classes + 15) / 16 * 16);
    for (int c = classes; c % 16 != 0; c++)
        prob[c] = 0.0f;
    for (int c = 0; c < classes; c++)
        sum += (double)prob[c];
    for (int c = 0; c < classes; c++)
        prob[c] = (float)((double)prob[c] / sum);
    double s = (double)smoothing;
    return (float)(log(sum) - (1.0 - s) * picked - s / classes * all);
}

/* dx[c] = (prob[c] - t[c]) * scale, t as above; lanes beyond the classes are 0 */
static inline void resnet_cifar_mk_crossentropy_back(float *dx, const float *prob, int classes, int label, float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float resnet_cifar_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a function of pointers, since a
 * vector cannot be passed by value between builds for different processors. */
static inline void resnet_cifar_mk_gradient(float *to, const float *g, const float *w, float decay, float clip)
{
    resnet_cifar_v8 a = resnet_cifar_v8_load(g);
    if (clip > 0.0f) {
        resnet_cifar_v8 high = resnet_cifar_v8_set1(clip), low = resnet_cifar_v8_set1(-clip);
        a = resnet_cifar_v8_select(a, high, high, a);        /* a NaN stays one */
        a = resnet_cifar_v8_select(low, a, low, a);
    }
    resnet_cifar_v8_store(to, resnet_cifar_v8_fma(resnet_cifar_v8_set1(decay), resnet_cifar_v8_load(w), a));
}

/* m = momentum * m - rate * g; w += m, or with nesterov w += momentum * m - rate * g */
static inline void resnet_cifar_mk_sgd_momentum(float *w, float *m, const float *g, int count, float rate, float momentum, int nesterov,
                     float decay, float clip)
{
    resnet_cifar_v8 r = resnet_cifar_v8_set1(-rate), mu = resnet_cifar_v8_set1(momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        resnet_cifar_mk_gradient(t, g + i, w + i, decay, clip);
        resnet_cifar_v8 step = resnet_cifar_v8_mul(r, resnet_cifar_v8_load(t)), v = resnet_cifar_v8_fma(mu, resnet_cifar_v8_load(m + i), step);
        resnet_cifar_v8_store(m + i, v);
        if (nesterov)
            v = resnet_cifar_v8_fma(mu, v, step);
        resnet_cifar_v8_store(w + i, resnet_cifar_v8_add(resnet_cifar_v8_load(w + i), v));
    }
}

/* y[i] = a[i] + b[i] */
static inline void resnet_cifar_mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += 8)
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_add(resnet_cifar_v8_load(a + i), resnet_cifar_v8_load(b + i)));
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void resnet_cifar_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    resnet_cifar_v8 b0 = resnet_cifar_v8_load(b), b1 = resnet_cifar_v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_add(resnet_cifar_v8_load(x + i), b0));
        resnet_cifar_v8_store(y + i + 8, resnet_cifar_v8_add(resnet_cifar_v8_load(x + i + 8), b1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
static inline void resnet_cifar_mk_scale_shift_channel(float *y, const float *x, int count, const float *a, const float *b)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_load(a), a1 = resnet_cifar_v8_load(a + 8), b0 = resnet_cifar_v8_load(b), b1 = resnet_cifar_v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_fma(resnet_cifar_v8_load(x + i), a0, b0));
        resnet_cifar_v8_store(y + i + 8, resnet_cifar_v8_fma(resnet_cifar_v8_load(x + i + 8), a1, b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void resnet_cifar_mk_relu(float *y, const float *x, int count, float max)
{
    resnet_cifar_v8 zero = resnet_cifar_v8_zero(), top = resnet_cifar_v8_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += 8) {
            resnet_cifar_v8 a = resnet_cifar_v8_load(x + i);
            a = resnet_cifar_v8_select(zero, a, zero, a);
            resnet_cifar_v8_store(y + i, resnet_cifar_v8_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += 8) {
            resnet_cifar_v8 a = resnet_cifar_v8_load(x + i);
            resnet_cifar_v8_store(y + i, resnet_cifar_v8_select(zero, a, zero, a));
        }
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void resnet_cifar_mk_relu_back(float *dx, const float *dy, const float *y, int count, float max)
{
    resnet_cifar_v8 top = resnet_cifar_v8_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += 8) {
            resnet_cifar_v8 a = resnet_cifar_v8_load(y + i);
            resnet_cifar_v8_store(dx + i, resnet_cifar_v8_gate(resnet_cifar_v8_gate(resnet_cifar_v8_load(dy + i), a), resnet_cifar_v8_sub(top, a)));
        }
    } else {
        for (int i = 0; i < count; i += 8)
            resnet_cifar_v8_store(dx + i, resnet_cifar_v8_gate(resnet_cifar_v8_load(dy + i), resnet_cifar_v8_load(y + i)));
    }
}

/* The key of a stream of random numbers. */
static inline uint64_t resnet_cifar_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
{
    uint64_t z = 0, add[3];
    add[0] = seed;
    add[1] = step;
    add[2] = stream;
    for (int i = 0; i < 3; i++) {
        z += add[i] + UINT64_C(0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
        z ^= z >> 31;
    }
    return z;
}

/* Number `index` of a key: 32 bits. */
static inline uint32_t resnet_cifar_mk_random(uint64_t key, uint32_t index)
{
    uint32_t h = index + (uint32_t)(key & 0xffffffffu);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    h = (h ^ (h >> 16)) ^ (uint32_t)(key >> 32);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    return h ^ (h >> 16);
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the product. */
static inline void resnet_cifar_mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(resnet_cifar_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* y[i] = stddev * z(v) of number index + i: normal, truncated at two standard deviations. z(v) = sqrt 2 * inverse erf(v * erf(sqrt 2))
 * is v * P(v^2) / Q(v^2), relative error below 1e-5. Each Horner step is a product of two floats, exact in double, plus a
 * coefficient, in double, then rounded to float: contraction to a fused multiply-add cannot change it. */
static inline void resnet_cifar_mk_normal(float *y, int count, uint64_t key, uint32_t index, float stddev)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(resnet_cifar_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        float v = (float)k * 1.1920928955078125e-7f, t = v * v;
        float p = (float)((double)-0.0859338672f * (double)t + (double)0.886464412f);
        p = (float)((double)p * (double)t + (double)-1.9450033f);
        p = (float)((double)p * (double)t + (double)1.19629089f);
        float q = (float)((double)-0.175307139f * (double)t + (double)1.06550079f);
        q = (float)((double)q * (double)t + (double)-1.86428448f);
        q = (float)((double)q * (double)t + 1.0);
        y[i] = v * (p / q) * stddev;
    }
}

/* sum[l] += sum over p of x[p][l] */
static inline void resnet_cifar_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        resnet_cifar_v8 s0 = resnet_cifar_v8_zero(), s1 = resnet_cifar_v8_zero();
        for (int q = p; q < stop; q++) {
            s0 = resnet_cifar_v8_add(s0, resnet_cifar_v8_load(x + (ptrdiff_t)q * 16));
            s1 = resnet_cifar_v8_add(s1, resnet_cifar_v8_load(x + (ptrdiff_t)q * 16 + 8));
        }
        float t[16];
        resnet_cifar_v8_store(t, s0);
        resnet_cifar_v8_store(t + 8, s1);
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* sum[l] += sum of d, square[l] += sum of d * d, d = x[p][l] - pivot[l]. A pivot near the mean keeps the variance that
 * is computed from the two free of cancellation. */
static inline void resnet_cifar_mk_moments(double *sum, double *square, const float *x, int pixels, const float *pivot)
{
    resnet_cifar_v8 p0 = resnet_cifar_v8_load(pivot), p1 = resnet_cifar_v8_load(pivot + 8);
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        resnet_cifar_v8 s0 = resnet_cifar_v8_zero(), s1 = resnet_cifar_v8_zero(), q0 = resnet_cifar_v8_zero(), q1 = resnet_cifar_v8_zero();
        for (int q = p; q < stop; q++) {
            resnet_cifar_v8 d0 = resnet_cifar_v8_sub(resnet_cifar_v8_load(x + (ptrdiff_t)q * 16), p0), d1 = resnet_cifar_v8_sub(resnet_cifar_v8_load(x + (ptrdiff_t)q * 16 + 8), p1);
            s0 = resnet_cifar_v8_add(s0, d0);
            s1 = resnet_cifar_v8_add(s1, d1);
            q0 = resnet_cifar_v8_fma(d0, d0, q0);
            q1 = resnet_cifar_v8_fma(d1, d1, q1);
        }
        float t[32];
        resnet_cifar_v8_store(t, s0);
        resnet_cifar_v8_store(t + 8, s1);
        resnet_cifar_v8_store(t + 16, q0);
        resnet_cifar_v8_store(t + 24, q1);
        for (int l = 0; l < 16; l++) {
            sum[l] += (double)t[l];
            square[l] += (double)t[16 + l];
        }
    }
}

/* y[p][l] = (x[p][l] - mean[l]) * (rstd[l] * gamma[l]) + beta[l] */
static inline void resnet_cifar_mk_normalize(float *y, const float *x, int count, const float *mean, const float *rstd, const float *gamma, const float *beta)
{
    resnet_cifar_v8 m0 = resnet_cifar_v8_load(mean), m1 = resnet_cifar_v8_load(mean + 8), b0 = resnet_cifar_v8_load(beta), b1 = resnet_cifar_v8_load(beta + 8);
    resnet_cifar_v8 a0 = resnet_cifar_v8_mul(resnet_cifar_v8_load(rstd), resnet_cifar_v8_load(gamma)), a1 = resnet_cifar_v8_mul(resnet_cifar_v8_load(rstd + 8), resnet_cifar_v8_load(gamma + 8));
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i), m0), a0, b0));
        resnet_cifar_v8_store(y + i + 8, resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i + 8), m1), a1, b1));
    }
}

/* sum_dy[l] += sum of dy[p][l], sum_dyx[l] += sum of dy[p][l] * (x[p][l] - mean[l]) */
static inline void resnet_cifar_mk_norm_sums(double *sum_dy, double *sum_dyx, const float *dy, const float *x, int pixels, const float *mean)
{
    resnet_cifar_v8 m0 = resnet_cifar_v8_load(mean), m1 = resnet_cifar_v8_load(mean + 8);
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        resnet_cifar_v8 s0 = resnet_cifar_v8_zero(), s1 = resnet_cifar_v8_zero(), q0 = resnet_cifar_v8_zero(), q1 = resnet_cifar_v8_zero();
        for (int q = p; q < stop; q++) {
            ptrdiff_t at = (ptrdiff_t)q * 16;
            resnet_cifar_v8 g0 = resnet_cifar_v8_load(dy + at), g1 = resnet_cifar_v8_load(dy + at + 8);
            s0 = resnet_cifar_v8_add(s0, g0);
            s1 = resnet_cifar_v8_add(s1, g1);
            q0 = resnet_cifar_v8_fma(g0, resnet_cifar_v8_sub(resnet_cifar_v8_load(x + at), m0), q0);
            q1 = resnet_cifar_v8_fma(g1, resnet_cifar_v8_sub(resnet_cifar_v8_load(x + at + 8), m1), q1);
        }
        float t[32];
        resnet_cifar_v8_store(t, s0);
        resnet_cifar_v8_store(t + 8, s1);
        resnet_cifar_v8_store(t + 16, q0);
        resnet_cifar_v8_store(t + 24, q1);
        for (int l = 0; l < 16; l++) {
            sum_dy[l] += (double)t[l];
            sum_dyx[l] += (double)t[16 + l];
        }
    }
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma), each with [l];
 * share is 1 over the number of values a channel has in the batch */
static inline void resnet_cifar_mk_norm_back(float *dx, const float *dy, const float *x, int count, const float *mean, const float *rstd,
                  const float *gamma, const float *dgamma, const float *dbeta, float share)
{
    resnet_cifar_v8 minus = resnet_cifar_v8_set1(-share), m0 = resnet_cifar_v8_load(mean), m1 = resnet_cifar_v8_load(mean + 8), r0 = resnet_cifar_v8_load(rstd), r1 = resnet_cifar_v8_load(rstd + 8);
    resnet_cifar_v8 a0 = resnet_cifar_v8_mul(resnet_cifar_v8_load(gamma), r0), a1 = resnet_cifar_v8_mul(resnet_cifar_v8_load(gamma + 8), r1);
    resnet_cifar_v8 s0 = resnet_cifar_v8_mul(a0, minus), s1 = resnet_cifar_v8_mul(a1, minus);
    resnet_cifar_v8 b0 = resnet_cifar_v8_mul(s0, resnet_cifar_v8_load(dbeta)), b1 = resnet_cifar_v8_mul(s1, resnet_cifar_v8_load(dbeta + 8));
    resnet_cifar_v8 c0 = resnet_cifar_v8_mul(resnet_cifar_v8_mul(s0, r0), resnet_cifar_v8_load(dgamma)), c1 = resnet_cifar_v8_mul(resnet_cifar_v8_mul(s1, r1), resnet_cifar_v8_load(dgamma + 8));
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8 t0 = resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i), m0), c0, b0), t1 = resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i + 8), m1), c1, b1);
        resnet_cifar_v8_store(dx + i, resnet_cifar_v8_fma(resnet_cifar_v8_load(dy + i), a0, t0));
        resnet_cifar_v8_store(dx + i + 8, resnet_cifar_v8_fma(resnet_cifar_v8_load(dy + i + 8), a1, t1));
    }
}

/* y[p][l] = b[l] */
static inline void resnet_cifar_mk_fill_channel(float *y, int count, const float *b)
{
    resnet_cifar_v8 b0 = resnet_cifar_v8_load(b), b1 = resnet_cifar_v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8_store(y + i, b0);
        resnet_cifar_v8_store(y + i + 8, b1);
    }
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows` rows of A are read; those of t
 * beyond them repeat the last one. */
static inline void resnet_cifar_mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3, *a5 = rows > 5 ? a4 + row_step : a4;
    resnet_cifar_v8 c00 = resnet_cifar_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    resnet_cifar_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        resnet_cifar_v8 b0 = resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb), b1 = resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = resnet_cifar_v8_set1(a0[at]); c00 = resnet_cifar_v8_fma(s, b0, c00); c01 = resnet_cifar_v8_fma(s, b1, c01);
        s = resnet_cifar_v8_set1(a1[at]); c10 = resnet_cifar_v8_fma(s, b0, c10); c11 = resnet_cifar_v8_fma(s, b1, c11);
        s = resnet_cifar_v8_set1(a2[at]); c20 = resnet_cifar_v8_fma(s, b0, c20); c21 = resnet_cifar_v8_fma(s, b1, c21);
        s = resnet_cifar_v8_set1(a3[at]); c30 = resnet_cifar_v8_fma(s, b0, c30); c31 = resnet_cifar_v8_fma(s, b1, c31);
        s = resnet_cifar_v8_set1(a4[at]); c40 = resnet_cifar_v8_fma(s, b0, c40); c41 = resnet_cifar_v8_fma(s, b1, c41);
        s = resnet_cifar_v8_set1(a5[at]); c50 = resnet_cifar_v8_fma(s, b0, c50); c51 = resnet_cifar_v8_fma(s, b1, c51);
    }
    resnet_cifar_v8_store(t, c00); resnet_cifar_v8_store(t + 8, c01); resnet_cifar_v8_store(t + 16, c10); resnet_cifar_v8_store(t + 24, c11);
    resnet_cifar_v8_store(t + 32, c20); resnet_cifar_v8_store(t + 40, c21); resnet_cifar_v8_store(t + 48, c30); resnet_cifar_v8_store(t + 56, c31);
    resnet_cifar_v8_store(t + 64, c40); resnet_cifar_v8_store(t + 72, c41); resnet_cifar_v8_store(t + 80, c50); resnet_cifar_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of resnet_cifar_mk_gemm_6x16 */
static inline void resnet_cifar_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    resnet_cifar_v8 c0 = resnet_cifar_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        resnet_cifar_v8 s = resnet_cifar_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = resnet_cifar_v8_fma(s, resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = resnet_cifar_v8_fma(s, resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    resnet_cifar_v8_store(t, c0);
    resnet_cifar_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void resnet_cifar_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb)
{
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < cols; j++)
            p[i * 16 + j] = tb ? b[(ptrdiff_t)j * ldb + i] : b[(ptrdiff_t)i * ldb + j];
        for (int j = cols; j < 16; j++)
            p[i * 16 + j] = 0.0f;
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void resnet_cifar_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as k x m when ta; B is
 * k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C overlaps neither. */
static inline void resnet_cifar_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
              int accumulate, float *c, int ldc)
{
    enum { DEPTH = 256 };
    float panel[DEPTH * 16], t[6 * 16];
    ptrdiff_t row_step = ta ? 1 : lda, k_step = ta ? lda : 1;
    if (k <= 0 && !accumulate)
        for (int i = 0; i < m; i++)
            memset(c + (ptrdiff_t)i * ldc, 0, sizeof *c * (size_t)n);
    for (int p = 0; p < k; p += DEPTH) {
        int depth = k - p < DEPTH ? k - p : DEPTH, add = accumulate || p > 0;
        for (int j = 0; j < n; j += 16) {
            int cols = n - j < 16 ? n - j : 16;
            const float *from = tb ? b + (ptrdiff_t)j * ldb + p : b + (ptrdiff_t)p * ldb + j, *q = from;
            ptrdiff_t q_step = ldb;
            if (tb || cols < 16 || m > 6) {     /* few rows read an untransposed B where it lies */
                resnet_cifar_mk_gemm_pack(panel, depth, cols, from, ldb, tb);
                q = panel;
                q_step = 16;
            }
            for (int i = 0; i < m; i += 6) {
                int rows = m - i < 6 ? m - i : 6;
                const float *rows_a = a + i * row_step + p * k_step;
                if (rows > 1)
                    resnet_cifar_mk_gemm_6x16(t, depth, rows, rows_a, row_step, k_step, q, q_step);
                else
                    resnet_cifar_mk_gemm_1x16(t, depth, rows_a, k_step, q, q_step);
                resnet_cifar_mk_gemm_merge(c + (ptrdiff_t)i * ldc + j, ldc, t, rows, cols, add);
            }
        }
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image, [CB][pixels][16]. */
static inline void resnet_cifar_mk_softmax(float *y, const float *x, int channels, int pixels)
{
    for (int p = 0; p < pixels; p++) {
        float max = x[(ptrdiff_t)p * 16], sum = 0.0f;
        for (int c = 0; c < channels; c += 16) {
            const float *row = x + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            for (int l = 0; l < 16 && c + l < channels; l++)
                max = row[l] > max ? row[l] : max;
        }
        for (int c = 0; c < channels; c += 16) {
            ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            resnet_cifar_v8 m = resnet_cifar_v8_set1(max);
            resnet_cifar_v8_store(y + at, resnet_cifar_v8_sub(resnet_cifar_v8_load(x + at), m));
            resnet_cifar_v8_store(y + at + 8, resnet_cifar_v8_sub(resnet_cifar_v8_load(x + at + 8), m));
            resnet_cifar_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += resnet_cifar_v8_sum(resnet_cifar_v8_load(y + at)) + resnet_cifar_v8_sum(resnet_cifar_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            resnet_cifar_v8 s = resnet_cifar_v8_set1(1.0f / sum);
            resnet_cifar_v8_store(row, resnet_cifar_v8_mul(resnet_cifar_v8_load(row), s));
            resnet_cifar_v8_store(row + 8, resnet_cifar_v8_mul(resnet_cifar_v8_load(row + 8), s));
        }
    }
}

/* v = Bt x for P = 6. */
static inline void resnet_cifar_mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w a = resnet_cifar_v8w_set1((float)(2.0 / 3.0)), b = resnet_cifar_v8w_set1((float)1.5), q = resnet_cifar_v8w_set1((float)(-97.0 / 36.0));
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs), x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)-2.25), x2, x4), odd_a = resnet_cifar_v8w_sub(resnet_cifar_v8w_mul(a, x3), resnet_cifar_v8w_mul(b, x1));
    const resnet_cifar_v8w even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-4.0 / 9.0)), x2, x4), odd_b = resnet_cifar_v8w_sub(resnet_cifar_v8w_mul(b, x3), resnet_cifar_v8w_mul(a, x1));
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_fma(q, x2, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x), x4)));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(even_a, odd_a));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(even_a, odd_a));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_add(even_b, odd_b));
    resnet_cifar_v8w_store(y + 4 * ys, resnet_cifar_v8w_sub(even_b, odd_b));
    resnet_cifar_v8w_store(y + 5 * ys, resnet_cifar_v8w_fma(q, x3, resnet_cifar_v8w_add(x1, resnet_cifar_v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit 1: the other four. */
static inline void resnet_cifar_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const resnet_cifar_v8w a = resnet_cifar_v8w_set1((float)(2.0 / 3.0)), b = resnet_cifar_v8w_set1((float)1.5), q = resnet_cifar_v8w_set1((float)(-97.0 / 36.0));
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x5 = resnet_cifar_v8w_load(x + 5 * xs);
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs), x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2), sb = resnet_cifar_v8w_add(x3, x4), db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w y0 = x0, y1 = resnet_cifar_v8w_sub(x5, resnet_cifar_v8w_fma(a, db, resnet_cifar_v8w_mul(b, da))), y5 = x5;
    resnet_cifar_v8w y2 = resnet_cifar_v8w_fma(q, x0, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)-2.25), sa, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-4.0 / 9.0)), sb)));
    resnet_cifar_v8w y3 = resnet_cifar_v8w_fma(q, x5, resnet_cifar_v8w_fma(b, db, resnet_cifar_v8w_mul(a, da))), y4 = resnet_cifar_v8w_add(x0, resnet_cifar_v8w_add(sa, sb));
    if (add & 1)
        y0 = resnet_cifar_v8w_add(y0, resnet_cifar_v8w_load(y)), y1 = resnet_cifar_v8w_add(y1, resnet_cifar_v8w_load(y + ys));
    if (add & 2) {
        y2 = resnet_cifar_v8w_add(y2, resnet_cifar_v8w_load(y + 2 * ys)), y3 = resnet_cifar_v8w_add(y3, resnet_cifar_v8w_load(y + 3 * ys));
        y4 = resnet_cifar_v8w_add(y4, resnet_cifar_v8w_load(y + 4 * ys)), y5 = resnet_cifar_v8w_add(y5, resnet_cifar_v8w_load(y + 5 * ys));
    }
    resnet_cifar_v8w_store(y, y0), resnet_cifar_v8w_store(y + ys, y1), resnet_cifar_v8w_store(y + 2 * ys, y2);
    resnet_cifar_v8w_store(y + 3 * ys, y3), resnet_cifar_v8w_store(y + 4 * ys, y4), resnet_cifar_v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void resnet_cifar_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs), x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2), sb = resnet_cifar_v8w_add(x3, x4), db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x), resnet_cifar_v8w_add(sa, sb)));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(2.0 / 3.0)), da, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)1.5), db)));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(4.0 / 9.0)), sa, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)2.25), sb)));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(8.0 / 27.0)), da, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)3.375), db, resnet_cifar_v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void resnet_cifar_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(4.0 / 9.0)), x2, x0), even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)2.25), x2, x0);
    const resnet_cifar_v8w odd_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(2.0 / 3.0)), x1, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(8.0 / 27.0)), x3));
    const resnet_cifar_v8w odd_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)1.5), x1, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)3.375), x3));
    resnet_cifar_v8w_store(y, x0);
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(even_a, odd_a));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(even_a, odd_a));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_add(even_b, odd_b));
    resnet_cifar_v8w_store(y + 4 * ys, resnet_cifar_v8w_sub(even_b, odd_b));
    resnet_cifar_v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2) = 8/65. */
static inline void resnet_cifar_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-18.0 / 65.0)), x2, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-81.0 / 130.0)), x0));
    const resnet_cifar_v8w even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(18.0 / 65.0)), x2, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(8.0 / 65.0)), x0));
    const resnet_cifar_v8w odd_a = resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-27.0 / 65.0)), x1), odd_b = resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(12.0 / 65.0)), x1);
    resnet_cifar_v8w_store(y, x0);
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(even_a, odd_a));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(even_a, odd_a));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_add(even_b, odd_b));
    resnet_cifar_v8w_store(y + 4 * ys, resnet_cifar_v8w_sub(even_b, odd_b));
    resnet_cifar_v8w_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void resnet_cifar_mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs), x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2), sb = resnet_cifar_v8w_add(x3, x4), db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-81.0 / 130.0)), sa, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(8.0 / 65.0)), sb, resnet_cifar_v8w_load(x))));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-27.0 / 65.0)), da, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(12.0 / 65.0)), db)));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(18.0 / 65.0)), resnet_cifar_v8w_sub(sb, sa), resnet_cifar_v8w_load(x + 5 * xs)));
}

/* v = Bt x for P = 4: (x0 - x2, x1 + x2, x2 - x1, x3 - x1). */
static inline void resnet_cifar_mk_line4_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x), x2)), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(x1, x2));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(x2, x1)), resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + 3 * xs), x1));
}

/* y = At m for P = 4: (m0 + m1 + m2, m1 - m2 + m3). */
static inline void resnet_cifar_mk_line4_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x), resnet_cifar_v8w_add(x1, x2))), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(resnet_cifar_v8w_sub(x1, x2), resnet_cifar_v8w_load(x + 3 * xs)));
}

/* u = G w for P = 4: (w0, (w0 + w2 + w1) / 2, (w0 + w2 - w1) / 2, w2). */
static inline void resnet_cifar_mk_line4_g(float *y, ptrdiff_t ys, resnet_cifar_v8w x0, resnet_cifar_v8w x1, resnet_cifar_v8w x2)
{
    const resnet_cifar_v8w h = resnet_cifar_v8w_set1(0.5f), s = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_add(x0, x2)), d = resnet_cifar_v8w_mul(h, x1);
    resnet_cifar_v8w_store(y, x0), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(s, d)), resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(s, d)), resnet_cifar_v8w_store(y + 3 * ys, x2);
}

/* U = G w Gt for P = 4: nine loads, sixteen stores. */
static inline void resnet_cifar_mk_plane4_g(float *u, ptrdiff_t us, const float *w, ptrdiff_t ws)
{
    const resnet_cifar_v8w h = resnet_cifar_v8w_set1(0.5f), a0 = resnet_cifar_v8w_load(w), a1 = resnet_cifar_v8w_load(w + ws), a2 = resnet_cifar_v8w_load(w + 2 * ws);
    const resnet_cifar_v8w c0 = resnet_cifar_v8w_load(w + 6 * ws), c1 = resnet_cifar_v8w_load(w + 7 * ws), c2 = resnet_cifar_v8w_load(w + 8 * ws);
    const resnet_cifar_v8w s0 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_add(a0, c0)), s1 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_add(a1, c1)), s2 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_add(a2, c2));
    const resnet_cifar_v8w d0 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_load(w + 3 * ws)), d1 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_load(w + 4 * ws)), d2 = resnet_cifar_v8w_mul(h, resnet_cifar_v8w_load(w + 5 * ws));
    resnet_cifar_mk_line4_g(u, us, a0, a1, a2);
    resnet_cifar_mk_line4_g(u + 4 * us, us, resnet_cifar_v8w_add(s0, d0), resnet_cifar_v8w_add(s1, d1), resnet_cifar_v8w_add(s2, d2));
    resnet_cifar_mk_line4_g(u + 8 * us, us, resnet_cifar_v8w_sub(s0, d0), resnet_cifar_v8w_sub(s1, d1), resnet_cifar_v8w_sub(s2, d2));
    resnet_cifar_mk_line4_g(u + 12 * us, us, c0, c1, c2);
}

/* v = Bt x for P = 3: (x0 + x1, x1, x0). */
static inline void resnet_cifar_mk_line3_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(x0, x1)), resnet_cifar_v8w_store(y + ys, x1), resnet_cifar_v8w_store(y + 2 * ys, x0);
}

/* dx = B dv for P = 3. */
static inline void resnet_cifar_mk_line3_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(x0, resnet_cifar_v8w_load(x + 2 * xs))), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(x0, resnet_cifar_v8w_load(x + xs)));
}

/* y = At m for P = 3: (m0 + m1, m0 + m2). */
static inline void resnet_cifar_mk_line3_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(x0, resnet_cifar_v8w_load(x + xs))), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(x0, resnet_cifar_v8w_load(x + 2 * xs)));
}

/* dm = A dy for P = 3: (dy0 + dy1, dy0, dy1). */
static inline void resnet_cifar_mk_line3_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(x0, x1)), resnet_cifar_v8w_store(y + ys, x0), resnet_cifar_v8w_store(y + 2 * ys, x1);
}

/* u = G w for P = 3: (w1, w2 - w1, w0 - w1). */
static inline void resnet_cifar_mk_line3_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs);
    resnet_cifar_v8w_store(y, x1), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_sub(x2, x1)), resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(x0, x1));
}

/* dw = Gt du for P = 3: (du2, du0 - du1 - du2, du1). */
static inline void resnet_cifar_mk_line3_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs), x2 = resnet_cifar_v8w_load(x + 2 * xs);
    resnet_cifar_v8w_store(y, x2), resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x), resnet_cifar_v8w_add(x1, x2))), resnet_cifar_v8w_store(y + 2 * ys, x1);
}

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are on the map. */
static inline void resnet_cifar_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, int top, int bottom, int left, int right)
{
    resnet_cifar_v8w t_[6 * 6], edge_[6 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof edge_);
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof t_);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(edge + 16 * j + half, resnet_cifar_v8w_load(p + 16 * j + half));
            resnet_cifar_mk_line6_bt(t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_bt(v + j * vs + half, 6 * vs, t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in resnet_cifar_mk_plane6_bt. */
static inline void resnet_cifar_mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys, int top, int bottom, int left, int right)
{
    resnet_cifar_v8w t_[4 * 6], edge_[4 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof edge_);
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof t_);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(edge + 16 * j + half, resnet_cifar_v8w_load(p + 16 * j + half));
            resnet_cifar_mk_line6_a(t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_a(m + j * ms + half, 6 * ms, t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in resnet_cifar_mk_plane6_bt. */
static inline void resnet_cifar_mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, int top, int bottom, int left, int right)
{
    resnet_cifar_v8w t_[4 * 6], edge_[4 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_at(t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE, m + j * ms + half, 6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            resnet_cifar_mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE);
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(p + 16 * j + half, resnet_cifar_v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches came before, beside, a patch
 * in this row; each has reached over two lines. The edges as in resnet_cifar_mk_plane6_bt. */
static inline void resnet_cifar_mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs, int top, int bottom, int left, int right, int above, int beside)
{
    resnet_cifar_v8w t_[6 * 6], edge_[6 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_b(t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE, v + j * vs + half, 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            resnet_cifar_mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const resnet_cifar_v8w e = resnet_cifar_v8w_load(edge + 16 * j + half);
                resnet_cifar_v8w_store(p + 16 * j + half, add & (j < 2 ? 1 : 2) ? resnet_cifar_v8w_add(resnet_cifar_v8w_load(p + 16 * j + half), e) : e);
            }
        }
    }
}

/* V = Bt X B (P = 4, X 4x4), the edges as in resnet_cifar_mk_plane6_bt. */
static inline void resnet_cifar_mk_plane4_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, int top, int bottom, int left, int right)
{
    resnet_cifar_v8w t_[4 * 4], edge_[4 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof edge_);
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof t_);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(edge + 16 * j + half, resnet_cifar_v8w_load(p + 16 * j + half));
            resnet_cifar_mk_line4_bt(t + 4 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 4; j++)
            resnet_cifar_mk_line4_bt(v + j * vs + half, 4 * vs, t + j * RESNET_CIFAR_WIDE, 4 * RESNET_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 4), of which the first `rows` rows and `cols` columns are on the map. */
static inline void resnet_cifar_mk_plane4_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, int rows, int cols)
{
    resnet_cifar_v8w t_[2 * 4], edge_[2 * 16 / RESNET_CIFAR_WIDE];          /* aligned */
    float *const t = (float *)(void *)t_, *const edge = (float *)(void *)edge_;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 4; j++)
            resnet_cifar_mk_line4_at(t + j * RESNET_CIFAR_WIDE, 4 * RESNET_CIFAR_WIDE, m + j * ms + half, 4 * ms);
        for (int i = 0; i < rows; i++) {
            float *p = y + i * ys;
            resnet_cifar_mk_line4_at((cols >= 2 ? p : edge) + half, 16, t + 4 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE);
            if (cols < 2)
                resnet_cifar_v8w_store(p + half, resnet_cifar_v8w_load(edge + half));
        }
    }
}

/* V = Bt X B (P = 3, X 2x2). */
static inline void resnet_cifar_mk_plane3_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs)
{
    resnet_cifar_v8w t_[2 * 3];          /* aligned */
    float *const t = (float *)(void *)t_;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int i = 0; i < 2; i++)
            resnet_cifar_mk_line3_bt(t + 3 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, x + i * xs + half, 16);
        for (int j = 0; j < 3; j++)
            resnet_cifar_mk_line3_bt(v + j * vs + half, 3 * vs, t + j * RESNET_CIFAR_WIDE, 3 * RESNET_CIFAR_WIDE);
    }
}

/* M = A Y At (P = 3, Y 2x2). */
static inline void resnet_cifar_mk_plane3_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys)
{
    resnet_cifar_v8w t_[2 * 3];          /* aligned */
    float *const t = (float *)(void *)t_;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int i = 0; i < 2; i++)
            resnet_cifar_mk_line3_a(t + 3 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE, y + i * ys + half, 16);
        for (int j = 0; j < 3; j++)
            resnet_cifar_mk_line3_a(m + j * ms + half, 3 * ms, t + j * RESNET_CIFAR_WIDE, 3 * RESNET_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 3). */
static inline void resnet_cifar_mk_plane3_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms)
{
    resnet_cifar_v8w t_[2 * 3];          /* aligned */
    float *const t = (float *)(void *)t_;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 3; j++)
            resnet_cifar_mk_line3_at(t + j * RESNET_CIFAR_WIDE, 3 * RESNET_CIFAR_WIDE, m + j * ms + half, 3 * ms);
        for (int i = 0; i < 2; i++)
            resnet_cifar_mk_line3_at(y + i * ys + half, 16, t + 3 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE);
    }
}

/* X = B V Bt (P = 3): its one patch covers the map. */
static inline void resnet_cifar_mk_plane3_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs)
{
    resnet_cifar_v8w t_[2 * 3];          /* aligned */
    float *const t = (float *)(void *)t_;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 3; j++)
            resnet_cifar_mk_line3_b(t + j * RESNET_CIFAR_WIDE, 3 * RESNET_CIFAR_WIDE, v + j * vs + half, 3 * vs);
        for (int i = 0; i < 2; i++)
            resnet_cifar_mk_line3_b(x + i * xs + half, 16, t + 3 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE);
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles 16 floats apart in
 * each. Patches begin at row h0 and column w0 (both may be negative) and are M columns apart; what lies off the map is 0.
 * grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of a gradient dy. */
static inline void resnet_cifar_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0, int w0, int tiles)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++)      /* what the next row of tiles reads first */
            resnet_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        if (P == 6 && grad)
            resnet_cifar_mk_plane6_a(v, vs, p, line, top, bottom, left, right);
        else if (P == 6)
            resnet_cifar_mk_plane6_bt(v, vs, p, line, top, bottom, left, right);
        else if (P == 4)
            resnet_cifar_mk_plane4_bt(v, vs, p, line, top, bottom, left, right);
        else if (grad)
            resnet_cifar_mk_plane3_a(v, vs, p, line);
        else
            resnet_cifar_mk_plane3_bt(v, vs, p, line);
    }
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV Bt, patches overlapping: it is
 * begun by the first row of tiles and added to by those with above set. Rows and columns off the map are dropped. */
static inline void resnet_cifar_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m, ptrdiff_t ms, int tiles, int above)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        float *p = y + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++)
            resnet_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        if (P == 6 && grad)
            resnet_cifar_mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0);
        else if (P == 6)
            resnet_cifar_mk_plane6_at(p, line, m, ms, top, bottom, left, right);
        else if (P == 4)
            resnet_cifar_mk_plane4_at(p, line, m, ms, bottom, right);
        else if (grad)
            resnet_cifar_mk_plane3_b(p, line, m, ms);
        else
            resnet_cifar_mk_plane3_at(p, line, m, ms);
    }
}

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u are us apart. */
static inline void resnet_cifar_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count)
{
    resnet_cifar_v8w t_[6 * 3];          /* aligned */
    float *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += RESNET_CIFAR_WIDE, u += RESNET_CIFAR_WIDE, w += RESNET_CIFAR_WIDE)
        if (P == 6) {
            for (int j = 0; j < 3; j++)
                resnet_cifar_mk_line6_g(t + RESNET_CIFAR_WIDE * j, 3 * RESNET_CIFAR_WIDE, w + j * ws, 3 * ws);
            for (int i = 0; i < 6; i++)
                resnet_cifar_mk_line6_g(u + 6 * i * us, us, t + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE);
        } else if (P == 4) {
            resnet_cifar_mk_plane4_g(u, us, w, ws);
        } else {
            for (int j = 0; j < 3; j++)
                resnet_cifar_mk_line3_g(t + RESNET_CIFAR_WIDE * j, 3 * RESNET_CIFAR_WIDE, w + j * ws, 3 * ws);
            for (int i = 0; i < 3; i++)
                resnet_cifar_mk_line3_g(u + 3 * i * us, us, t + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE);
        }
}

/* dw = Gt dU G for `count` floats; dU is the sum of `parts` partial sums, `part` floats apart, in their order. */
static inline void resnet_cifar_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u, ptrdiff_t us, int parts, ptrdiff_t part, int count)
{
    resnet_cifar_v8w s_[6 * 6], t_[6 * 3];          /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += RESNET_CIFAR_WIDE, u += RESNET_CIFAR_WIDE, w += RESNET_CIFAR_WIDE) {
        for (int p = 0; p < P * P; p++) {
            resnet_cifar_v8w sum = resnet_cifar_v8w_load(u + p * us);
            for (int q = 1; q < parts; q++)
                sum = resnet_cifar_v8w_add(sum, resnet_cifar_v8w_load(u + q * part + p * us));
            resnet_cifar_v8w_store(s + RESNET_CIFAR_WIDE * p, sum);
        }
        if (P == 6) {
            for (int i = 0; i < 6; i++)
                resnet_cifar_mk_line6_gt(t + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE, s + 6 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE);
            for (int j = 0; j < 3; j++)
                resnet_cifar_mk_line6_gt(w + j * ws, 3 * ws, t + RESNET_CIFAR_WIDE * j, 3 * RESNET_CIFAR_WIDE);
        } else {
            for (int i = 0; i < 3; i++)
                resnet_cifar_mk_line3_gt(t + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE, s + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE);
            for (int j = 0; j < 3; j++)
                resnet_cifar_mk_line3_gt(w + j * ws, 3 * ws, t + RESNET_CIFAR_WIDE * j, 3 * RESNET_CIFAR_WIDE);
        }
    }
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in blocks of 16. */
static inline void resnet_cifar_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels, const float *v, ptrdiff_t vs, const float *m, ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            resnet_cifar_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16, v + p * vs + (ptrdiff_t)c * tiles, 0, 16,
                          m + p * ms, 0, 1, tiles, add);
}

#define RESNET_CIFAR_PARAM_COUNT 107
#define RESNET_CIFAR_NAME_BYTES 42    /* longer than any parameter's name */
#define RESNET_CIFAR_NET_NAME "resnet_cifar"
#define RESNET_CIFAR_LAYOUT_HASH "34e56c923a7d8009"
#define RESNET_CIFAR_INPUT_SCALE 0.0039215686274509803
#define RESNET_CIFAR_INPUT_MEAN {0.4914, 0.48220000000000002, 0.44650000000000001, 0}
#define RESNET_CIFAR_INPUT_STD {0.247, 0.24349999999999999, 0.2616, 0}
#define RESNET_CIFAR_INPUT_BGR 0
#define RESNET_CIFAR_STATE_BYTES 2189184
enum { RESNET_CIFAR_AREA_X, RESNET_CIFAR_AREA_LABEL, RESNET_CIFAR_AREA_Y, RESNET_CIFAR_AREA_PARAMS, RESNET_CIFAR_AREA_MODEL, RESNET_CIFAR_AREA_STATE, RESNET_CIFAR_AREA_WORK, RESNET_CIFAR_AREA_GRADS, RESNET_CIFAR_AREA_LOSS };

/* One call of a program: base[] are the memory areas above. */
typedef struct {
    int n;              /* images in this call */
    float rate;
    uint64_t seed, step;
    unsigned char *base[9];
} resnet_cifar_run;

/* Calls task(run, 0) ... task(run, count - 1), in any order, on any threads: the host's choice. */
#ifndef RESNET_CIFAR_PARALLEL_FOR
#if defined(_OPENMP)
#define RESNET_CIFAR_PARALLEL_FOR(task, run, count) \
    do { \
        int part_; \
        _Pragma("omp parallel for schedule(static, 1)") \
        for (part_ = 0; part_ < (count); part_++) \
            task(run, part_); \
    } while (0)
#else
#define RESNET_CIFAR_PARALLEL_FOR(task, run, count) \
    do { \
        int part_; \
        for (part_ = 0; part_ < (count); part_++) \
            task(run, part_); \
    } while (0)
#endif
#endif

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * init_param [runtime/kernels/init.c]: w[i], i = begin ... end - 1, by KIND (the order of enum Init in compiler/graph.h, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) / 0.87962566103423978, cut at 2 deviations
 * f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for he, 1 / FAN_IN for lecun: Keras' variance scaling. */
static void resnet_cifar_i0_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 432, FAN_IN = 27, FAN_OUT = 144, KIND = 5, STREAM = 0 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i0_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 432;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i0_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 0));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i1_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 1 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i1_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1728));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 2 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1792));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 3 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1856));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i4_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 4 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i4_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i4_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1920));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i5_stage1_down_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 5 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i5_stage1_down_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i5_stage1_down_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1984));
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i6_stage1_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 6 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i6_stage1_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i6_stage1_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11200));
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i7_stage1_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 7 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i7_stage1_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i7_stage1_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11264));
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i8_stage1_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 8 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i8_stage1_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i8_stage1_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11328));
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i9_stage1_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 9 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i9_stage1_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i9_stage1_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11392));
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i10_stage1_down_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 10 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i10_stage1_down_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i10_stage1_down_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11456));
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i11_stage1_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 11 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i11_stage1_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i11_stage1_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20672));
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i12_stage1_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 12 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i12_stage1_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i12_stage1_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20736));
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i13_stage1_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 13 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i13_stage1_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i13_stage1_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20800));
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i14_stage1_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 14 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i14_stage1_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i14_stage1_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20864));
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i15_stage1_unit2_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 15 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i15_stage1_unit2_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i15_stage1_unit2_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20928));
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i16_stage1_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 16 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i16_stage1_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i16_stage1_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30144));
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i17_stage1_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 17 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i17_stage1_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i17_stage1_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30208));
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i18_stage1_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 18 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i18_stage1_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i18_stage1_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30272));
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i19_stage1_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 19 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i19_stage1_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i19_stage1_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30336));
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i20_stage1_unit2_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 20 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i20_stage1_unit2_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i20_stage1_unit2_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30400));
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i21_stage1_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 21 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i21_stage1_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i21_stage1_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39616));
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i22_stage1_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 22 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i22_stage1_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i22_stage1_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39680));
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i23_stage1_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 23 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i23_stage1_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i23_stage1_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39744));
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i24_stage1_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 24 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i24_stage1_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i24_stage1_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39808));
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i25_stage1_unit3_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 25 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i25_stage1_unit3_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i25_stage1_unit3_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39872));
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i26_stage1_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 26 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i26_stage1_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i26_stage1_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49088));
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i27_stage1_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 27 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i27_stage1_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i27_stage1_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49152));
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i28_stage1_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 28 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i28_stage1_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i28_stage1_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49216));
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i29_stage1_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 29 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i29_stage1_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i29_stage1_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49280));
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i30_stage1_unit3_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2304, FAN_IN = 144, FAN_OUT = 144, KIND = 5, STREAM = 30 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i30_stage1_unit3_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i30_stage1_unit3_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49344));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i31_stage1_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 31 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i31_stage1_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i31_stage1_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58560));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i32_stage1_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 32 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i32_stage1_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i32_stage1_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58624));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i33_stage1_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 33 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i33_stage1_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i33_stage1_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58688));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i34_stage1_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 16, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 34 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i34_stage1_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i34_stage1_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58752));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i35_stage2_down_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 4608, FAN_IN = 144, FAN_OUT = 288, KIND = 5, STREAM = 35 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i35_stage2_down_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4608;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i35_stage2_down_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58816));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i36_stage2_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 36 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i36_stage2_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i36_stage2_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77248));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i37_stage2_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 37 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i37_stage2_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i37_stage2_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77376));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i38_stage2_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 38 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i38_stage2_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i38_stage2_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77504));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i39_stage2_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 39 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i39_stage2_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i39_stage2_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77632));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i40_stage2_down_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 5, STREAM = 40 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i40_stage2_down_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i40_stage2_down_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77760));
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i41_stage2_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 41 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i41_stage2_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i41_stage2_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114624));
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i42_stage2_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 42 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i42_stage2_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i42_stage2_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114752));
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i43_stage2_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 43 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i43_stage2_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i43_stage2_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114880));
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i44_stage2_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 44 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i44_stage2_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i44_stage2_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115008));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i45_stage2_down_conv_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 16, FAN_OUT = 32, KIND = 5, STREAM = 45 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i45_stage2_down_conv_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i45_stage2_down_conv_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115136));
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i46_stage2_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 46 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i46_stage2_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i46_stage2_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117184));
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i47_stage2_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 47 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i47_stage2_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i47_stage2_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117312));
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i48_stage2_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 48 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i48_stage2_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i48_stage2_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117440));
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i49_stage2_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 49 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i49_stage2_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i49_stage2_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117568));
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i50_stage2_unit2_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 5, STREAM = 50 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i50_stage2_unit2_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i50_stage2_unit2_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117696));
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i51_stage2_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 51 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i51_stage2_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i51_stage2_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154560));
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i52_stage2_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 52 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i52_stage2_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i52_stage2_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154688));
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i53_stage2_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 53 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i53_stage2_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i53_stage2_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154816));
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i54_stage2_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 54 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i54_stage2_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i54_stage2_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154944));
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i55_stage2_unit2_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 5, STREAM = 55 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i55_stage2_unit2_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i55_stage2_unit2_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 155072));
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i56_stage2_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 56 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i56_stage2_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i56_stage2_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 191936));
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i57_stage2_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 57 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i57_stage2_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i57_stage2_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192064));
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i58_stage2_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 58 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i58_stage2_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i58_stage2_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192192));
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i59_stage2_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 59 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i59_stage2_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i59_stage2_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192320));
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i60_stage2_unit3_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 5, STREAM = 60 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i60_stage2_unit3_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i60_stage2_unit3_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192448));
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i61_stage2_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 61 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i61_stage2_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i61_stage2_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229312));
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i62_stage2_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 62 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i62_stage2_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i62_stage2_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229440));
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i63_stage2_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 63 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i63_stage2_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i63_stage2_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229568));
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i64_stage2_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 64 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i64_stage2_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i64_stage2_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229696));
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i65_stage2_unit3_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 5, STREAM = 65 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i65_stage2_unit3_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i65_stage2_unit3_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229824));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i66_stage2_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 66 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i66_stage2_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i66_stage2_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266688));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i67_stage2_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 67 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i67_stage2_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i67_stage2_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266816));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i68_stage2_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 68 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i68_stage2_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i68_stage2_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266944));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i69_stage2_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 69 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i69_stage2_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i69_stage2_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267072));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i70_stage3_down_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 18432, FAN_IN = 288, FAN_OUT = 576, KIND = 5, STREAM = 70 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i70_stage3_down_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 18432;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i70_stage3_down_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267200));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i71_stage3_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 71 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i71_stage3_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i71_stage3_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 340928));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i72_stage3_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 72 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i72_stage3_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i72_stage3_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341184));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i73_stage3_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 73 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i73_stage3_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i73_stage3_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341440));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i74_stage3_down_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 74 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i74_stage3_down_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i74_stage3_down_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341696));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i75_stage3_down_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 5, STREAM = 75 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i75_stage3_down_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i75_stage3_down_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341952));
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i76_stage3_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 76 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i76_stage3_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i76_stage3_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489408));
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i77_stage3_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 77 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i77_stage3_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i77_stage3_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489664));
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i78_stage3_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 78 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i78_stage3_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i78_stage3_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489920));
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i79_stage3_down_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 79 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i79_stage3_down_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i79_stage3_down_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490176));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i80_stage3_down_conv_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 2048, FAN_IN = 32, FAN_OUT = 64, KIND = 5, STREAM = 80 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i80_stage3_down_conv_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2048;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i80_stage3_down_conv_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490432));
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i81_stage3_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 81 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i81_stage3_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i81_stage3_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498624));
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i82_stage3_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 82 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i82_stage3_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i82_stage3_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498880));
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i83_stage3_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 83 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i83_stage3_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i83_stage3_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499136));
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i84_stage3_down_batchnorm_3_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 84 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i84_stage3_down_batchnorm_3_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i84_stage3_down_batchnorm_3_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499392));
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i85_stage3_unit2_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 5, STREAM = 85 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i85_stage3_unit2_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i85_stage3_unit2_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499648));
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i86_stage3_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 86 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i86_stage3_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i86_stage3_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647104));
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i87_stage3_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 87 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i87_stage3_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i87_stage3_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647360));
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i88_stage3_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 88 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i88_stage3_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i88_stage3_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647616));
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i89_stage3_unit2_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 89 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i89_stage3_unit2_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i89_stage3_unit2_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647872));
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i90_stage3_unit2_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 5, STREAM = 90 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i90_stage3_unit2_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i90_stage3_unit2_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 648128));
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i91_stage3_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 91 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i91_stage3_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i91_stage3_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795584));
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i92_stage3_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 92 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i92_stage3_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i92_stage3_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795840));
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i93_stage3_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 93 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i93_stage3_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i93_stage3_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796096));
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i94_stage3_unit2_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 94 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i94_stage3_unit2_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i94_stage3_unit2_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796352));
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i95_stage3_unit3_conv_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 5, STREAM = 95 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i95_stage3_unit3_conv_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i95_stage3_unit3_conv_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796608));
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i96_stage3_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 96 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i96_stage3_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i96_stage3_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944064));
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i97_stage3_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 97 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i97_stage3_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i97_stage3_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944320));
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i98_stage3_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 98 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i98_stage3_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i98_stage3_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944576));
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i99_stage3_unit3_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 99 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i99_stage3_unit3_batchnorm_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i99_stage3_unit3_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944832));
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i100_stage3_unit3_conv_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 5, STREAM = 100 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i100_stage3_unit3_conv_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i100_stage3_unit3_conv_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 945088));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i101_stage3_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 101 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i101_stage3_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i101_stage3_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092544));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i102_stage3_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 102 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i102_stage3_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i102_stage3_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092800));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i103_stage3_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 103 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i103_stage3_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i103_stage3_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093056));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i104_stage3_unit3_batchnorm_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 104 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i104_stage3_unit3_batchnorm_2_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i104_stage3_unit3_batchnorm_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093312));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i105_dense_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 640, FAN_IN = 64, FAN_OUT = 10, KIND = 2, STREAM = 105 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i105_dense_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 640;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i105_dense_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093568));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * init_param [runtime/kernels/init.c] */
static void resnet_cifar_i106_dense_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 10, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 106 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void resnet_cifar_i106_dense_1_init_param_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 10;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i106_dense_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1096128));
}

static void resnet_cifar_run_init(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i0_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i4_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i5_stage1_down_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i6_stage1_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i7_stage1_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i8_stage1_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i9_stage1_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i10_stage1_down_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i11_stage1_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i12_stage1_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i13_stage1_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i14_stage1_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i15_stage1_unit2_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i16_stage1_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i17_stage1_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i18_stage1_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i19_stage1_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i20_stage1_unit2_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i21_stage1_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i22_stage1_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i23_stage1_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i24_stage1_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i25_stage1_unit3_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i26_stage1_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i27_stage1_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i28_stage1_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i29_stage1_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i30_stage1_unit3_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i31_stage1_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i32_stage1_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i33_stage1_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i34_stage1_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i35_stage2_down_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i36_stage2_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i37_stage2_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i38_stage2_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i39_stage2_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i40_stage2_down_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i41_stage2_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i42_stage2_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i43_stage2_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i44_stage2_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i45_stage2_down_conv_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i46_stage2_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i47_stage2_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i48_stage2_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i49_stage2_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i50_stage2_unit2_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i51_stage2_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i52_stage2_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i53_stage2_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i54_stage2_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i55_stage2_unit2_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i56_stage2_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i57_stage2_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i58_stage2_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i59_stage2_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i60_stage2_unit3_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i61_stage2_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i62_stage2_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i63_stage2_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i64_stage2_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i65_stage2_unit3_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i66_stage2_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i67_stage2_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i68_stage2_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i69_stage2_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i70_stage3_down_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i71_stage3_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i72_stage3_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i73_stage3_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i74_stage3_down_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i75_stage3_down_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i76_stage3_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i77_stage3_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i78_stage3_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i79_stage3_down_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i80_stage3_down_conv_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i81_stage3_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i82_stage3_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i83_stage3_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i84_stage3_down_batchnorm_3_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i85_stage3_unit2_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i86_stage3_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i87_stage3_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i88_stage3_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i89_stage3_unit2_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i90_stage3_unit2_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i91_stage3_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i92_stage3_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i93_stage3_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i94_stage3_unit2_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i95_stage3_unit3_conv_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i96_stage3_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i97_stage3_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i98_stage3_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i99_stage3_unit3_batchnorm_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i100_stage3_unit3_conv_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i101_stage3_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i102_stage3_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i103_stage3_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i104_stage3_unit3_batchnorm_2_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i105_dense_1_init_param_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i106_dense_1_init_param_task, run, 4);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * conv_pack [runtime/kernels/conv.c]: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are 0. */
static void resnet_cifar_i1000_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 3, K = 16 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1000_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1000_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4194304));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * vector_pack [runtime/kernels/pack.c]: to[c] = from[c], 0 beyond C. */
static void resnet_cifar_i1001_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 16 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_i1001_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1002_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c]: scale = gamma / sqrt(variance + EPS), 0 beyond C. */
static void resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT scale)
{
    enum { C = 16 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200896));
}

static void resnet_cifar_i1004_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1005_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c]: shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C. */
static void resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT beta, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT shift)
{
    enum { C = 16 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200960));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1007_stage1_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 16, K = 16 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1007_stage1_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16, 4.72 MFLOP an image
 * wino_weights [runtime/kernels/wino.c]: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of x. */
static void resnet_cifar_i1008_stage1_down_conv_1_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 16, K = 16 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void resnet_cifar_i1008_stage1_down_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3930624));
}

static void resnet_cifar_i1009_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1010_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1011_stage1_down_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201024));
}

static void resnet_cifar_i1012_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1013_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1014_stage1_down_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201088));
}

static void resnet_cifar_i1015_stage1_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1016_stage1_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3969792));
}

static void resnet_cifar_i1017_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1018_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1019_stage1_down_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201152));
}

static void resnet_cifar_i1020_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1021_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1022_stage1_down_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201216));
}

static void resnet_cifar_i1023_stage1_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1024_stage1_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4008960));
}

static void resnet_cifar_i1025_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1026_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1027_stage1_unit2_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201280));
}

static void resnet_cifar_i1028_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1029_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1030_stage1_unit2_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201344));
}

static void resnet_cifar_i1031_stage1_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1032_stage1_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4048128));
}

static void resnet_cifar_i1033_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1034_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1035_stage1_unit2_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201408));
}

static void resnet_cifar_i1036_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1037_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1038_stage1_unit2_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201472));
}

static void resnet_cifar_i1039_stage1_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1040_stage1_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4087296));
}

static void resnet_cifar_i1041_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1042_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1043_stage1_unit3_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201536));
}

static void resnet_cifar_i1044_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1045_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1046_stage1_unit3_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201600));
}

static void resnet_cifar_i1047_stage1_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1048_stage1_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1008_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4126464));
}

static void resnet_cifar_i1049_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1050_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64));
}

static void resnet_cifar_i1051_stage1_unit3_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201664));
}

static void resnet_cifar_i1052_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1053_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192));
}

static void resnet_cifar_i1054_stage1_unit3_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 64),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201728));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1055_stage2_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1055_stage2_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1055_stage2_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4165632));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 32 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1057_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c] */
static void resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT scale)
{
    enum { C = 32 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199104));
}

static void resnet_cifar_i1059_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1060_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c] */
static void resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT beta, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT shift)
{
    enum { C = 32 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199232));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1062_stage2_down_conv_2_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 32, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1062_stage2_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32, 4.72 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void resnet_cifar_i1063_stage2_down_conv_2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 32 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void resnet_cifar_i1063_stage2_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1063_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2960640));
}

static void resnet_cifar_i1064_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1065_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1066_stage2_down_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199360));
}

static void resnet_cifar_i1067_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1068_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1069_stage2_down_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199488));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1070_stage2_down_conv_3_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 1, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1070_stage2_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1070_stage2_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4192256));
}

static void resnet_cifar_i1071_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1072_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1073_stage2_down_batchnorm_3_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199616));
}

static void resnet_cifar_i1074_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1075_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1076_stage2_down_batchnorm_3_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199744));
}

static void resnet_cifar_i1077_stage2_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1078_stage2_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1063_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3110400));
}

static void resnet_cifar_i1079_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1080_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1081_stage2_unit2_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199872));
}

static void resnet_cifar_i1082_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1083_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1084_stage2_unit2_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200000));
}

static void resnet_cifar_i1085_stage2_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1086_stage2_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1063_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3260160));
}

static void resnet_cifar_i1087_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 191936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1088_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1089_stage2_unit2_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200128));
}

static void resnet_cifar_i1090_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1091_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1092_stage2_unit2_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200256));
}

static void resnet_cifar_i1093_stage2_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1094_stage2_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1063_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3409920));
}

static void resnet_cifar_i1095_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1096_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1097_stage2_unit3_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200384));
}

static void resnet_cifar_i1098_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1099_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1100_stage2_unit3_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200512));
}

static void resnet_cifar_i1101_stage2_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1102_stage2_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1063_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3559680));
}

static void resnet_cifar_i1103_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1104_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128));
}

static void resnet_cifar_i1105_stage2_unit3_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200640));
}

static void resnet_cifar_i1106_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

static void resnet_cifar_i1107_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384));
}

static void resnet_cifar_i1108_stage2_unit3_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200768));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1109_stage3_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1109_stage3_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1109_stage3_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3856896));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 340928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1111_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c] */
static void resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT scale)
{
    enum { C = 64 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196032));
}

static void resnet_cifar_i1113_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 512));
}

static void resnet_cifar_i1114_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 768));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c] */
static void resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(const float *RESNET_CIFAR_RESTRICT gamma, const float *RESNET_CIFAR_RESTRICT beta, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT shift)
{
    enum { C = 64 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 512),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 768),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 256),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196288));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1116_stage3_down_conv_2_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 64, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1116_stage3_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64, 4.72 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void resnet_cifar_i1117_stage3_down_conv_2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 64, K = 64 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void resnet_cifar_i1117_stage3_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1117_stage3_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0));
}

static void resnet_cifar_i1118_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489408),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128));
}

static void resnet_cifar_i1119_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490176),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384));
}

static void resnet_cifar_i1120_stage3_down_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196544));
}

static void resnet_cifar_i1121_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592640));
}

static void resnet_cifar_i1122_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592896));
}

static void resnet_cifar_i1123_stage3_down_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196800));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_i1124_stage3_down_conv_3_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 1, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_i1124_stage3_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1124_stage3_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4184064));
}

static void resnet_cifar_i1125_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128));
}

static void resnet_cifar_i1126_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384));
}

static void resnet_cifar_i1127_stage3_down_batchnorm_3_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197056));
}

static void resnet_cifar_i1128_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592640));
}

static void resnet_cifar_i1129_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592896));
}

static void resnet_cifar_i1130_stage3_down_batchnorm_3_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197312));
}

static void resnet_cifar_i1131_stage3_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256));
}

static void resnet_cifar_i1132_stage3_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1117_stage3_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128));
}

static void resnet_cifar_i1133_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647104),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256));
}

static void resnet_cifar_i1134_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184512));
}

static void resnet_cifar_i1135_stage3_unit2_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184512),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197568));
}

static void resnet_cifar_i1136_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184768));
}

static void resnet_cifar_i1137_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1185024));
}

static void resnet_cifar_i1138_stage3_unit2_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184768),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1185024),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184512),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197824));
}

static void resnet_cifar_i1139_stage3_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384));
}

static void resnet_cifar_i1140_stage3_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1117_stage3_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256));
}

static void resnet_cifar_i1141_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384));
}

static void resnet_cifar_i1142_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776640));
}

static void resnet_cifar_i1143_stage3_unit2_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198080));
}

static void resnet_cifar_i1144_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776896));
}

static void resnet_cifar_i1145_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1777152));
}

static void resnet_cifar_i1146_stage3_unit2_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1777152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198336));
}

static void resnet_cifar_i1147_stage3_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512));
}

static void resnet_cifar_i1148_stage3_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1117_stage3_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384));
}

static void resnet_cifar_i1149_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512));
}

static void resnet_cifar_i1150_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944832),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368768));
}

static void resnet_cifar_i1151_stage3_unit3_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198592));
}

static void resnet_cifar_i1152_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2369024));
}

static void resnet_cifar_i1153_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2369280));
}

static void resnet_cifar_i1154_stage3_unit3_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2369024),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2369280),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198848));
}

static void resnet_cifar_i1155_stage3_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440));
}

static void resnet_cifar_i1156_stage3_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i1117_stage3_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512));
}

static void resnet_cifar_i1157_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440));
}

static void resnet_cifar_i1158_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709696));
}

static void resnet_cifar_i1159_stage3_unit3_batchnorm_2_batchnorm_fold_scale_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3713536));
}

static void resnet_cifar_i1160_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709952));
}

static void resnet_cifar_i1161_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3710208));
}

static void resnet_cifar_i1162_stage3_unit3_batchnorm_2_batchnorm_fold_shift_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3710208),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3713792));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * dense_pack [runtime/kernels/pack.c]: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
static void resnet_cifar_i1163_dense_1_dense_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64, K = 10 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void resnet_cifar_i1163_dense_1_dense_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1163_dense_1_dense_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_i1164_dense_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 10 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_i1164_dense_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_i1164_dense_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1096128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3714048));
}

static void resnet_cifar_run_prepare(resnet_cifar_run *run)
{
    resnet_cifar_i1000_conv_1_conv_pack_task(run, 0);
    resnet_cifar_i1001_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1002_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1003_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1004_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1005_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1006_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1007_stage1_down_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1008_stage1_down_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1009_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1010_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1011_stage1_down_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1012_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1013_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1014_stage1_down_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1015_stage1_down_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1016_stage1_down_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1017_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1018_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1019_stage1_down_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1020_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1021_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1022_stage1_down_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1023_stage1_unit2_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1024_stage1_unit2_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1025_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1026_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1027_stage1_unit2_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1028_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1029_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1030_stage1_unit2_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1031_stage1_unit2_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1032_stage1_unit2_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1033_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1034_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1035_stage1_unit2_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1036_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1037_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1038_stage1_unit2_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1039_stage1_unit3_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1040_stage1_unit3_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1041_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1042_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1043_stage1_unit3_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1044_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1045_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1046_stage1_unit3_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1047_stage1_unit3_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1048_stage1_unit3_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1049_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1050_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1051_stage1_unit3_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1052_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1053_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1054_stage1_unit3_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1055_stage2_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_i1056_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1057_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1058_stage2_down_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1059_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1060_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1061_stage2_down_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1062_stage2_down_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1063_stage2_down_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1064_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1065_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1066_stage2_down_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1067_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1068_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1069_stage2_down_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1070_stage2_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_i1071_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1072_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1073_stage2_down_batchnorm_3_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1074_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1075_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1076_stage2_down_batchnorm_3_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1077_stage2_unit2_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1078_stage2_unit2_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1079_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1080_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1081_stage2_unit2_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1082_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1083_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1084_stage2_unit2_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1085_stage2_unit2_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1086_stage2_unit2_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1087_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1088_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1089_stage2_unit2_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1090_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1091_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1092_stage2_unit2_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1093_stage2_unit3_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1094_stage2_unit3_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1095_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1096_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1097_stage2_unit3_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1098_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1099_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1100_stage2_unit3_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1101_stage2_unit3_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1102_stage2_unit3_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1103_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1104_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1105_stage2_unit3_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1106_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1107_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1108_stage2_unit3_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1109_stage3_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_i1110_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1111_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1112_stage3_down_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1113_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1114_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1115_stage3_down_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1116_stage3_down_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1117_stage3_down_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1118_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1119_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1120_stage3_down_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1121_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1122_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1123_stage3_down_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1124_stage3_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_i1125_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1126_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1127_stage3_down_batchnorm_3_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1128_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1129_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_i1130_stage3_down_batchnorm_3_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1131_stage3_unit2_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1132_stage3_unit2_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1133_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1134_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1135_stage3_unit2_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1136_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1137_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1138_stage3_unit2_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1139_stage3_unit2_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1140_stage3_unit2_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1141_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1142_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1143_stage3_unit2_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1144_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1145_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1146_stage3_unit2_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1147_stage3_unit3_conv_1_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1148_stage3_unit3_conv_1_wino_weights_task, run, 4);
    resnet_cifar_i1149_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1150_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1151_stage3_unit3_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1152_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1153_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_i1154_stage3_unit3_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1155_stage3_unit3_conv_2_conv_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i1156_stage3_unit3_conv_2_wino_weights_task, run, 4);
    resnet_cifar_i1157_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1158_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1159_stage3_unit3_batchnorm_2_batchnorm_fold_scale_task(run, 0);
    resnet_cifar_i1160_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1161_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_i1162_stage3_unit3_batchnorm_2_batchnorm_fold_shift_task(run, 0);
    resnet_cifar_i1163_dense_1_dense_pack_task(run, 0);
    resnet_cifar_i1164_dense_1_vector_pack_task(run, 0);
}

/* input (resnet_cifar.net:30: input  32x32x3 scale=1/255 mean=(0.4914, 0.4822, 0.4465) std=(0.2470, 0.2435, 0.2616)): 32x32x3 -> 32x32x3
 * nhwc_to_blocked [runtime/kernels/layout.c]: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
static void resnet_cifar_i2000_input_nhwc_to_blocked(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { C = 3, H = 32, W = 32 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16, x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
}
static void resnet_cifar_i2000_input_nhwc_to_blocked_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2000_input_nhwc_to_blocked(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_X] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0));
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16, 0.885 MFLOP an image
 * conv_forward + scale_shift + relu_forward [runtime/kernels/conv.c]: y = x * w. The frame HP x WP is what the windows cover, from row -PT and column -PL on; without zeros in it x is read where
 * it lies, and a 1x1 kernel of stride 1 takes the map as one row. */
static void resnet_cifar_i2001_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_scale, const float *f0_shift)
{
    enum { C = 3, H = 32, W = 32, K = 16, OH = 32, OW = 32, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + kb*16, f0_shift + kb*16);
            resnet_cifar_mk_relu(row, row, pixels*16, 0.0f);
        }
    }
}
static void resnet_cifar_i2001_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2001_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608 + (ptrdiff_t)part * 73984),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200960));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16, 4.72 MFLOP an image
 * wino_forward + scale_shift + relu_forward [runtime/kernels/wino.c]: y = x * w. */
static void resnet_cifar_i2004_stage1_down_conv_1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 16, H = 32, W = 32, K = 16, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
                resnet_cifar_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void resnet_cifar_i2004_stage1_down_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2004_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3930624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8840192 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201024),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201088));
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16, 4.72 MFLOP an image
 * wino_forward + scale_shift [runtime/kernels/wino.c] */
static void resnet_cifar_i2007_stage1_down_conv_2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 16, H = 32, W = 32, K = 16, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
            }
        }
    }
}
static void resnet_cifar_i2007_stage1_down_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2007_stage1_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3969792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 13034496 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201216));
}

/* stage1.down.add_1 (resnet_cifar.net:17: add x): 32x32x16 -> 32x32x16, 0.0164 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c]: y = a + b, plane by plane, so that a following activation runs on each. */
static void resnet_cifar_i2009_stage1_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 1, HW = 1024 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_i2009_stage1_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2009_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608));
}

static void resnet_cifar_i2011_stage1_unit2_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2004_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4008960),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4645888 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201280),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201344));
}

static void resnet_cifar_i2014_stage1_unit2_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2007_stage1_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4048128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 13034496 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201408),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201472));
}

static void resnet_cifar_i2016_stage1_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2009_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304));
}

static void resnet_cifar_i2018_stage1_unit3_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2004_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4087296),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8840192 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201536),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201600));
}

static void resnet_cifar_i2021_stage1_unit3_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2007_stage1_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4126464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 13034496 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201664),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4201728));
}

static void resnet_cifar_i2023_stage1_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2009_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32, 2.36 MFLOP an image
 * conv_forward + scale_shift + relu_forward [runtime/kernels/conv.c] */
static void resnet_cifar_i2025_stage2_down_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_scale, const float *f0_shift)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + kb*16, f0_shift + kb*16);
            resnet_cifar_mk_relu(row, row, pixels*16, 0.0f);
        }
    }
}
static void resnet_cifar_i2025_stage2_down_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2025_stage2_down_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4165632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152 + (ptrdiff_t)part * 69696),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199104),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199232));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32, 4.72 MFLOP an image
 * wino_forward + scale_shift [runtime/kernels/wino.c] */
static void resnet_cifar_i2028_stage2_down_conv_2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 32, H = 16, W = 16, K = 32, OH = 16, OW = 16, PT = 1, PL = 1, RB = 12, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
            }
        }
    }
}
static void resnet_cifar_i2028_stage2_down_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2028_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2960640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 5088256 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199360),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199488));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32, 0.262 MFLOP an image
 * conv_forward + scale_shift [runtime/kernels/conv.c] */
static void resnet_cifar_i2030_stage2_down_conv_3_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_scale, const float *f0_shift)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + kb*16, f0_shift + kb*16);
        }
    }
}
static void resnet_cifar_i2030_stage2_down_conv_3_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2030_stage2_down_conv_3_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4192256),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304 + (ptrdiff_t)part * 61504),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199616),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199744));
}

/* stage2.down.add_1 (resnet_cifar.net:15: add y): 16x16x32 -> 16x16x32, 0.00819 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c] */
static void resnet_cifar_i2032_stage2_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 2, HW = 256 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_i2032_stage2_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2032_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0));
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 16x16x32, 4.72 MFLOP an image
 * wino_forward + scale_shift + relu_forward [runtime/kernels/wino.c] */
static void resnet_cifar_i2034_stage2_unit2_conv_1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 32, H = 16, W = 16, K = 32, OH = 16, OW = 16, PT = 1, PL = 1, RB = 12, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
                resnet_cifar_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void resnet_cifar_i2034_stage2_unit2_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2034_stage2_unit2_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3110400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 5088256 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4199872),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200000));
}

static void resnet_cifar_i2037_stage2_unit2_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2028_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3260160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 6291456 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 7185408 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200256));
}

static void resnet_cifar_i2039_stage2_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2032_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304));
}

static void resnet_cifar_i2041_stage2_unit3_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2034_stage2_unit2_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3409920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2991104 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200512));
}

static void resnet_cifar_i2044_stage2_unit3_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2028_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3559680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 6291456 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 7185408 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4200768));
}

static void resnet_cifar_i2046_stage2_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2032_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64, 2.36 MFLOP an image
 * conv_forward + scale_shift + relu_forward [runtime/kernels/conv.c] */
static void resnet_cifar_i2048_stage3_down_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_scale, const float *f0_shift)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + kb*16, f0_shift + kb*16);
            resnet_cifar_mk_relu(row, row, pixels*16, 0.0f);
        }
    }
}
static void resnet_cifar_i2048_stage3_down_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2048_stage3_down_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3856896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 36992),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196032),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196288));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64, 4.72 MFLOP an image
 * wino_forward + scale_shift [runtime/kernels/wino.c] */
static void resnet_cifar_i2051_stage3_down_conv_2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 64, H = 8, W = 8, K = 64, OH = 8, OW = 8, PT = 1, PL = 1, RB = 24, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
            }
        }
    }
}
static void resnet_cifar_i2051_stage3_down_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((8+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2051_stage3_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 5242880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 6291456 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196544),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4196800));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64, 0.262 MFLOP an image
 * conv_forward + scale_shift [runtime/kernels/conv.c] */
static void resnet_cifar_i2053_stage3_down_conv_3_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_scale, const float *f0_shift)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + kb*16, f0_shift + kb*16);
        }
    }
}
static void resnet_cifar_i2053_stage3_down_conv_3_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2053_stage3_down_conv_3_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2097152),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4184064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 28800),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197056),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197312));
}

/* stage3.down.add_1 (resnet_cifar.net:15: add y): 8x8x64 -> 8x8x64, 0.0041 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c] */
static void resnet_cifar_i2055_stage3_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 4, HW = 64 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_i2055_stage3_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2055_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 5242880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304));
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 8x8x64 -> 8x8x64, 4.72 MFLOP an image
 * wino_forward + scale_shift + relu_forward [runtime/kernels/wino.c] */
static void resnet_cifar_i2057_stage3_unit2_conv_1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_scale, const float *f0_shift)
{
    enum { M = 4, P = 6, C = 64, H = 8, W = 8, K = 64, OH = 8, OW = 8, PT = 1, PL = 1, RB = 24, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16, f0_shift + kb*16);
                resnet_cifar_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void resnet_cifar_i2057_stage3_unit2_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((8+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2057_stage3_unit2_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 1778688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197568),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4197824));
}

static void resnet_cifar_i2060_stage3_unit2_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((8+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2051_stage3_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 1778688),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1184256),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 5242880 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198080),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198336));
}

static void resnet_cifar_i2062_stage3_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2055_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264));
}

static void resnet_cifar_i2064_stage3_unit3_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((8+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2057_stage3_unit2_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 1776384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 1778688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 3875840 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198592),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 4198848));
}

static void resnet_cifar_i2067_stage3_unit3_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((8+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2051_stage3_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 1778688),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 2368512),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 3875840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4924416 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3713536),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3713792));
}

static void resnet_cifar_i2069_stage3_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2055_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 3875840),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 2827264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 3875840));
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64, 0.0041 MFLOP an image
 * globalavgpool_forward [runtime/kernels/pool.c]: y = mean of x over the map, summed in double. */
static void resnet_cifar_i2071_globalavgpool_1_globalavgpool_forward(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { CB = 4, HW = 64 };

    (void)CB;
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        resnet_cifar_mk_sum_channel(sum, x + (ptrdiff_t)r * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            y[(ptrdiff_t)r * 16 + l] = (float)(sum[l] / (double)HW);
    }
}
static void resnet_cifar_i2071_globalavgpool_1_globalavgpool_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2071_globalavgpool_1_globalavgpool_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 3875840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image
 * dense_forward + bias_forward [runtime/kernels/dense.c]: y = x . w; output columns begin*16 ... end*16 - 1. */
static void resnet_cifar_i2072_dense_1_dense_forward(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT w, float *RESNET_CIFAR_RESTRICT y, const float *f0_bias)
{
    enum { C = 64, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    resnet_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            resnet_cifar_mk_add_channel(row, row, count, f0_bias + ch);
        }
}
static void resnet_cifar_i2072_dense_1_dense_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (10 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2072_dense_1_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3709440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16384),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_MODEL] + 3714048));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10, 4e-05 MFLOP an image
 * softmax_forward [runtime/kernels/activation.c]: Softmax over the channels of each pixel, shifted by their maximum. Images begin ... end - 1. */
static void resnet_cifar_i2074_dense_1_softmax_softmax_forward(int begin, int end, const float *x, float *y)
{
    enum { C = 10, HW = 1 };

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        resnet_cifar_mk_softmax(y + at, x + at, C, HW);
    }
}
static void resnet_cifar_i2074_dense_1_softmax_softmax_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2074_dense_1_softmax_softmax_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16384));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10, 4e-05 MFLOP an image
 * blocked_to_nhwc [runtime/kernels/layout.c]: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
static void resnet_cifar_i2075_dense_1_softmax_blocked_to_nhwc(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { C = 10, H = 1, W = 1 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C, x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C, cb * 16);
}
static void resnet_cifar_i2075_dense_1_softmax_blocked_to_nhwc_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_i2075_dense_1_softmax_blocked_to_nhwc(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_Y] + 0));
}

static void resnet_cifar_run_infer(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2000_input_nhwc_to_blocked_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2001_conv_1_conv_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2004_stage1_down_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2007_stage1_down_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2009_stage1_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2011_stage1_unit2_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2014_stage1_unit2_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2016_stage1_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2018_stage1_unit3_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2021_stage1_unit3_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2023_stage1_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2025_stage2_down_conv_1_conv_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2028_stage2_down_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2030_stage2_down_conv_3_conv_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2032_stage2_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2034_stage2_unit2_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2037_stage2_unit2_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2039_stage2_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2041_stage2_unit3_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2044_stage2_unit3_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2046_stage2_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2048_stage3_down_conv_1_conv_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2051_stage3_down_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2053_stage3_down_conv_3_conv_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2055_stage3_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2057_stage3_unit2_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2060_stage3_unit2_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2062_stage3_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2064_stage3_unit3_conv_1_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2067_stage3_unit3_conv_2_wino_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2069_stage3_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2071_globalavgpool_1_globalavgpool_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2072_dense_1_dense_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2074_dense_1_softmax_softmax_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_i2075_dense_1_softmax_blocked_to_nhwc_task, run, 4);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * conv_pack [runtime/kernels/conv.c]: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are 0. */
static void resnet_cifar_t3000_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 3, K = 16 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3000_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3000_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 0));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * vector_pack [runtime/kernels/pack.c]: to[c] = from[c], 0 beyond C. */
static void resnet_cifar_t3001_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 16 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t3001_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1728));
}

static void resnet_cifar_t3002_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1792));
}

static void resnet_cifar_t3003_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1856));
}

static void resnet_cifar_t3004_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1920));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3005_stage1_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 16, K = 16 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3005_stage1_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1984));
}

static void resnet_cifar_t3006_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11200));
}

static void resnet_cifar_t3007_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11264));
}

static void resnet_cifar_t3008_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11328));
}

static void resnet_cifar_t3009_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11392));
}

static void resnet_cifar_t3010_stage1_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11456));
}

static void resnet_cifar_t3011_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20672));
}

static void resnet_cifar_t3012_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20736));
}

static void resnet_cifar_t3013_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20800));
}

static void resnet_cifar_t3014_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20864));
}

static void resnet_cifar_t3015_stage1_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20928));
}

static void resnet_cifar_t3016_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30144));
}

static void resnet_cifar_t3017_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30208));
}

static void resnet_cifar_t3018_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30272));
}

static void resnet_cifar_t3019_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30336));
}

static void resnet_cifar_t3020_stage1_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30400));
}

static void resnet_cifar_t3021_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39616));
}

static void resnet_cifar_t3022_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39680));
}

static void resnet_cifar_t3023_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39744));
}

static void resnet_cifar_t3024_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39808));
}

static void resnet_cifar_t3025_stage1_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39872));
}

static void resnet_cifar_t3026_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49088));
}

static void resnet_cifar_t3027_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49152));
}

static void resnet_cifar_t3028_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49216));
}

static void resnet_cifar_t3029_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49280));
}

static void resnet_cifar_t3030_stage1_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49344));
}

static void resnet_cifar_t3031_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58560));
}

static void resnet_cifar_t3032_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58624));
}

static void resnet_cifar_t3033_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58688));
}

static void resnet_cifar_t3034_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58752));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3035_stage2_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3035_stage2_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3035_stage2_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58816));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 32 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77248));
}

static void resnet_cifar_t3037_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77376));
}

static void resnet_cifar_t3038_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77504));
}

static void resnet_cifar_t3039_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77632));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3040_stage2_down_conv_2_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 32, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3040_stage2_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77760));
}

static void resnet_cifar_t3041_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114624));
}

static void resnet_cifar_t3042_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114752));
}

static void resnet_cifar_t3043_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114880));
}

static void resnet_cifar_t3044_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115008));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3045_stage2_down_conv_3_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 1, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3045_stage2_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3045_stage2_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115136));
}

static void resnet_cifar_t3046_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117184));
}

static void resnet_cifar_t3047_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117312));
}

static void resnet_cifar_t3048_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117440));
}

static void resnet_cifar_t3049_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117568));
}

static void resnet_cifar_t3050_stage2_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117696));
}

static void resnet_cifar_t3051_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154560));
}

static void resnet_cifar_t3052_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154688));
}

static void resnet_cifar_t3053_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154816));
}

static void resnet_cifar_t3054_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154944));
}

static void resnet_cifar_t3055_stage2_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 155072));
}

static void resnet_cifar_t3056_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 191936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 191936));
}

static void resnet_cifar_t3057_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192064));
}

static void resnet_cifar_t3058_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192192));
}

static void resnet_cifar_t3059_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192320));
}

static void resnet_cifar_t3060_stage2_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192448));
}

static void resnet_cifar_t3061_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229312));
}

static void resnet_cifar_t3062_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229440));
}

static void resnet_cifar_t3063_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229568));
}

static void resnet_cifar_t3064_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229696));
}

static void resnet_cifar_t3065_stage2_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229824));
}

static void resnet_cifar_t3066_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266688));
}

static void resnet_cifar_t3067_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266816));
}

static void resnet_cifar_t3068_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266944));
}

static void resnet_cifar_t3069_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267072));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3070_stage3_down_conv_1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3070_stage3_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3070_stage3_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267200));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 340928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 340928));
}

static void resnet_cifar_t3072_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341184));
}

static void resnet_cifar_t3073_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341440));
}

static void resnet_cifar_t3074_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341696));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3075_stage3_down_conv_2_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 64, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3075_stage3_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341952));
}

static void resnet_cifar_t3076_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489408),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489408));
}

static void resnet_cifar_t3077_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489664));
}

static void resnet_cifar_t3078_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489920));
}

static void resnet_cifar_t3079_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490176),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490176));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_pack [runtime/kernels/conv.c] */
static void resnet_cifar_t3080_stage3_down_conv_3_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 1, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16, keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t3080_stage3_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3080_stage3_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490432));
}

static void resnet_cifar_t3081_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498624));
}

static void resnet_cifar_t3082_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498880));
}

static void resnet_cifar_t3083_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499136));
}

static void resnet_cifar_t3084_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499392));
}

static void resnet_cifar_t3085_stage3_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499648));
}

static void resnet_cifar_t3086_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647104),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647104));
}

static void resnet_cifar_t3087_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647360));
}

static void resnet_cifar_t3088_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647616));
}

static void resnet_cifar_t3089_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647872));
}

static void resnet_cifar_t3090_stage3_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 648128));
}

static void resnet_cifar_t3091_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795584));
}

static void resnet_cifar_t3092_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795840));
}

static void resnet_cifar_t3093_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796096));
}

static void resnet_cifar_t3094_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796352));
}

static void resnet_cifar_t3095_stage3_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796608));
}

static void resnet_cifar_t3096_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944064));
}

static void resnet_cifar_t3097_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944320));
}

static void resnet_cifar_t3098_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944576));
}

static void resnet_cifar_t3099_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944832),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944832));
}

static void resnet_cifar_t3100_stage3_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 945088));
}

static void resnet_cifar_t3101_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092544));
}

static void resnet_cifar_t3102_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092800));
}

static void resnet_cifar_t3103_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093056));
}

static void resnet_cifar_t3104_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093312));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * dense_pack [runtime/kernels/pack.c]: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
static void resnet_cifar_t3105_dense_1_dense_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64, K = 10 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void resnet_cifar_t3105_dense_1_dense_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3105_dense_1_dense_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093568));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * vector_pack [runtime/kernels/pack.c] */
static void resnet_cifar_t3106_dense_1_vector_pack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 10 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t3106_dense_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3106_dense_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1096128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1097664));
}

static void resnet_cifar_run_pack(resnet_cifar_run *run)
{
    resnet_cifar_t3000_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3001_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3002_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3003_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3004_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3006_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3007_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3008_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3009_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3010_stage1_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3011_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3012_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3013_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3014_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3015_stage1_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3016_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3017_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3018_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3019_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3020_stage1_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3021_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3022_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3023_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3024_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3025_stage1_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3026_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3027_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3028_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3029_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3030_stage1_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3031_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3032_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3033_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3034_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3035_stage2_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3037_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3038_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3039_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3041_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3042_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3043_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3044_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3045_stage2_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_t3046_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3047_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3048_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3049_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3050_stage2_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3051_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3052_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3053_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3054_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3055_stage2_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3056_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3057_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3058_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3059_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3060_stage2_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3061_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3062_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3063_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3064_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3065_stage2_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3066_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3067_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3068_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3069_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3070_stage3_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3072_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3073_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3074_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3076_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3077_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3078_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3079_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3080_stage3_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_t3081_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3082_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3083_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3084_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t3085_stage3_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3086_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3087_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3088_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3089_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3090_stage3_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3091_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3092_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3093_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3094_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3095_stage3_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t3096_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3097_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3098_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3099_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t3100_stage3_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t3101_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3102_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3103_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3104_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t3105_dense_1_dense_pack_task(run, 0);
    resnet_cifar_t3106_dense_1_vector_pack_task(run, 0);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * conv_unpack [runtime/kernels/conv.c]: Back to Keras layout. */
static void resnet_cifar_t4000_conv_1_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 3, K = 16 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4000_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4000_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 0));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * vector_unpack [runtime/kernels/pack.c]: to[c] = from[c]. */
static void resnet_cifar_t4001_batchnorm_1_vector_unpack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 16 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t4001_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1728));
}

static void resnet_cifar_t4002_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1792));
}

static void resnet_cifar_t4003_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1856));
}

static void resnet_cifar_t4004_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1920));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 16, K = 16 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4005_stage1_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1984));
}

static void resnet_cifar_t4006_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11200));
}

static void resnet_cifar_t4007_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11264));
}

static void resnet_cifar_t4008_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11328));
}

static void resnet_cifar_t4009_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11392));
}

static void resnet_cifar_t4010_stage1_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 11456));
}

static void resnet_cifar_t4011_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20672));
}

static void resnet_cifar_t4012_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20736));
}

static void resnet_cifar_t4013_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20800));
}

static void resnet_cifar_t4014_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20864));
}

static void resnet_cifar_t4015_stage1_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 20928));
}

static void resnet_cifar_t4016_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30144));
}

static void resnet_cifar_t4017_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30208));
}

static void resnet_cifar_t4018_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30272));
}

static void resnet_cifar_t4019_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30336));
}

static void resnet_cifar_t4020_stage1_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 30400));
}

static void resnet_cifar_t4021_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39616));
}

static void resnet_cifar_t4022_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39680));
}

static void resnet_cifar_t4023_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39744));
}

static void resnet_cifar_t4024_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39808));
}

static void resnet_cifar_t4025_stage1_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 39872));
}

static void resnet_cifar_t4026_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49088));
}

static void resnet_cifar_t4027_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49152));
}

static void resnet_cifar_t4028_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49216));
}

static void resnet_cifar_t4029_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49280));
}

static void resnet_cifar_t4030_stage1_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 49344));
}

static void resnet_cifar_t4031_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58560));
}

static void resnet_cifar_t4032_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58624));
}

static void resnet_cifar_t4033_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58688));
}

static void resnet_cifar_t4034_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58752));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4035_stage2_down_conv_1_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4035_stage2_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4035_stage2_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 58816));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * vector_unpack [runtime/kernels/pack.c] */
static void resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 32 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77248));
}

static void resnet_cifar_t4037_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77376));
}

static void resnet_cifar_t4038_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77504));
}

static void resnet_cifar_t4039_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77632));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 32, K = 32 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4040_stage2_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 77760));
}

static void resnet_cifar_t4041_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114624));
}

static void resnet_cifar_t4042_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114752));
}

static void resnet_cifar_t4043_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 114880));
}

static void resnet_cifar_t4044_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115008));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4045_stage2_down_conv_3_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 1, C = 16, K = 32 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4045_stage2_down_conv_3_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4045_stage2_down_conv_3_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 115136));
}

static void resnet_cifar_t4046_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117184));
}

static void resnet_cifar_t4047_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117312));
}

static void resnet_cifar_t4048_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117440));
}

static void resnet_cifar_t4049_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117568));
}

static void resnet_cifar_t4050_stage2_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 117696));
}

static void resnet_cifar_t4051_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154560));
}

static void resnet_cifar_t4052_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154688));
}

static void resnet_cifar_t4053_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154816));
}

static void resnet_cifar_t4054_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 154944));
}

static void resnet_cifar_t4055_stage2_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 155072));
}

static void resnet_cifar_t4056_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 191936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 191936));
}

static void resnet_cifar_t4057_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192064));
}

static void resnet_cifar_t4058_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192192));
}

static void resnet_cifar_t4059_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192320));
}

static void resnet_cifar_t4060_stage2_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 192448));
}

static void resnet_cifar_t4061_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229312));
}

static void resnet_cifar_t4062_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229440));
}

static void resnet_cifar_t4063_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229568));
}

static void resnet_cifar_t4064_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229696));
}

static void resnet_cifar_t4065_stage2_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 229824));
}

static void resnet_cifar_t4066_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266688));
}

static void resnet_cifar_t4067_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266816));
}

static void resnet_cifar_t4068_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 266944));
}

static void resnet_cifar_t4069_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267072));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4070_stage3_down_conv_1_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4070_stage3_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4070_stage3_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 267200));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * vector_unpack [runtime/kernels/pack.c] */
static void resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 340928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 340928));
}

static void resnet_cifar_t4072_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341184));
}

static void resnet_cifar_t4073_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341440));
}

static void resnet_cifar_t4074_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341696));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 64, K = 64 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4075_stage3_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 341952));
}

static void resnet_cifar_t4076_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489408),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489408));
}

static void resnet_cifar_t4077_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489664));
}

static void resnet_cifar_t4078_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 489920));
}

static void resnet_cifar_t4079_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490176),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490176));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_unpack [runtime/kernels/conv.c] */
static void resnet_cifar_t4080_stage3_down_conv_3_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 1, C = 32, K = 64 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void resnet_cifar_t4080_stage3_down_conv_3_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4080_stage3_down_conv_3_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 490432));
}

static void resnet_cifar_t4081_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498624));
}

static void resnet_cifar_t4082_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 498880));
}

static void resnet_cifar_t4083_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499136));
}

static void resnet_cifar_t4084_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499392));
}

static void resnet_cifar_t4085_stage3_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 499648));
}

static void resnet_cifar_t4086_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647104),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647104));
}

static void resnet_cifar_t4087_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647360));
}

static void resnet_cifar_t4088_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647616));
}

static void resnet_cifar_t4089_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 647872));
}

static void resnet_cifar_t4090_stage3_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 648128));
}

static void resnet_cifar_t4091_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795584));
}

static void resnet_cifar_t4092_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 795840));
}

static void resnet_cifar_t4093_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796096));
}

static void resnet_cifar_t4094_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796352));
}

static void resnet_cifar_t4095_stage3_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 796608));
}

static void resnet_cifar_t4096_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944064));
}

static void resnet_cifar_t4097_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944320));
}

static void resnet_cifar_t4098_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944576));
}

static void resnet_cifar_t4099_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944832),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 944832));
}

static void resnet_cifar_t4100_stage3_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 945088));
}

static void resnet_cifar_t4101_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092544));
}

static void resnet_cifar_t4102_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1092800));
}

static void resnet_cifar_t4103_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093056));
}

static void resnet_cifar_t4104_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093312));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * dense_unpack [runtime/kernels/pack.c]: to[c][k] = from[c][k]. */
static void resnet_cifar_t4105_dense_1_dense_unpack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 64, K = 10 };

    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
}
static void resnet_cifar_t4105_dense_1_dense_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4105_dense_1_dense_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1093568));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * vector_unpack [runtime/kernels/pack.c] */
static void resnet_cifar_t4106_dense_1_vector_unpack(const float *RESNET_CIFAR_RESTRICT from, float *RESNET_CIFAR_RESTRICT to)
{
    enum { C = 10 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void resnet_cifar_t4106_dense_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4106_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1097664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_PARAMS] + 1096128));
}

static void resnet_cifar_run_unpack(resnet_cifar_run *run)
{
    resnet_cifar_t4000_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4001_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4002_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4003_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4004_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4006_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4007_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4008_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4009_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4010_stage1_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4011_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4012_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4013_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4014_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4015_stage1_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4016_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4017_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4018_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4019_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4020_stage1_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4021_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4022_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4023_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4024_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4025_stage1_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4026_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4027_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4028_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4029_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4030_stage1_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4031_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4032_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4033_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4034_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4035_stage2_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4037_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4038_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4039_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4041_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4042_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4043_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4044_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4045_stage2_down_conv_3_conv_unpack_task(run, 0);
    resnet_cifar_t4046_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4047_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4048_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4049_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4050_stage2_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4051_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4052_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4053_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4054_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4055_stage2_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4056_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4057_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4058_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4059_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4060_stage2_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4061_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4062_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4063_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4064_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4065_stage2_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4066_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4067_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4068_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4069_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4070_stage3_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4072_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4073_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4074_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4076_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4077_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4078_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4079_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4080_stage3_down_conv_3_conv_unpack_task(run, 0);
    resnet_cifar_t4081_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4082_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4083_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4084_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t4085_stage3_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4086_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4087_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4088_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4089_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4090_stage3_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4091_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4092_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4093_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4094_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4095_stage3_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t4096_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4097_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4098_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4099_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t4100_stage3_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t4101_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4102_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4103_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4104_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t4105_dense_1_dense_unpack_task(run, 0);
    resnet_cifar_t4106_dense_1_vector_unpack_task(run, 0);
}

/* input (resnet_cifar.net:30: input  32x32x3 scale=1/255 mean=(0.4914, 0.4822, 0.4465) std=(0.2470, 0.2435, 0.2616)): 32x32x3 -> 32x32x3
 * nhwc_to_blocked [runtime/kernels/layout.c]: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
static void resnet_cifar_t5000_input_nhwc_to_blocked(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { C = 3, H = 32, W = 32 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16, x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
}
static void resnet_cifar_t5000_input_nhwc_to_blocked_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5000_input_nhwc_to_blocked(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_X] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0));
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16, 0.885 MFLOP an image
 * conv_forward [runtime/kernels/conv.c]: y = x * w. The frame HP x WP is what the windows cover, from row -PT and column -PL on; without zeros in it x is read where
 * it lies, and a 1x1 kernel of stride 1 takes the map as one row. */
static void resnet_cifar_t5001_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded)
{
    enum { C = 3, H = 32, W = 32, K = 16, OH = 32, OW = 32, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
        }
    }
}
static void resnet_cifar_t5001_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5001_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608 + (ptrdiff_t)part * 73984));
}

static void resnet_cifar_t5002_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659776));
}

static void resnet_cifar_t5003_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659840));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c]: mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS), variance = mean of (x - mean)^2;
 * moving = moving * MOMENTUM + batch's * (1 - MOMENTUM), in place. Lanes beyond C stay 0. */
static void resnet_cifar_t5004_batchnorm_1_batchnorm_stats(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT mean, float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT moving_mean, float *RESNET_CIFAR_RESTRICT moving_variance)
{
    enum { C = 16, HW = 1024 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
        for (int l = 0; l < 16; l++) {
            const int c = cb * 16 + l;
            double shift = sum[l] / count, variance = square[l] / count - shift * shift;
            variance = variance < 0.0 ? 0.0 : variance;
            mean[c] = (float)((double)pivot[l] + shift);
            rstd[c] = c < C ? (float)(1.0 / sqrt(variance + (double)EPS)) : 0.0f;
            moving_mean[c] = (float)((double)moving_mean[c] * keep + (double)mean[c] * (1.0 - keep));
            moving_variance[c] = (float)((double)moving_variance[c] * keep + variance * (1.0 - keep));
        }
    }
}
static void resnet_cifar_t5004_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659904),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659968),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659776),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659840));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * batchnorm_apply + relu_forward [runtime/kernels/batchnorm.c]: y = (x - mean) * rstd * gamma + beta. */
static void resnet_cifar_t5005_batchnorm_1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 1, HW = 1024 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5005_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5005_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659904),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659968),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1728),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16, 4.72 MFLOP an image
 * wino_weights [runtime/kernels/wino.c]: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of x. */
static void resnet_cifar_t5007_stage1_down_conv_1_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 16, K = 16 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void resnet_cifar_t5007_stage1_down_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17680384));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16, 4.72 MFLOP an image
 * wino_forward [runtime/kernels/wino.c]: y = x * w. */
static void resnet_cifar_t5008_stage1_down_conv_1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m)
{
    enum { M = 4, P = 6, C = 16, H = 32, W = 32, K = 16, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
            }
        }
    }
}
static void resnet_cifar_t5008_stage1_down_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17680384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17228800 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5009_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660032));
}

static void resnet_cifar_t5010_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660096));
}

static void resnet_cifar_t5011_stage1_down_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660224),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660032),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660096));
}

static void resnet_cifar_t5012_stage1_down_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5005_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660224),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11200),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216));
}

static void resnet_cifar_t5014_stage1_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 26068992));
}

static void resnet_cifar_t5015_stage1_down_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 26068992),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25617408 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5016_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660288));
}

static void resnet_cifar_t5017_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660352));
}

static void resnet_cifar_t5018_stage1_down_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660416),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660480),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660288),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660352));
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 1, HW = 1024 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660416),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660480),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20672),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824));
}

/* stage1.down.add_1 (resnet_cifar.net:17: add x): 32x32x16 -> 32x32x16, 0.0164 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c]: y = a + b, plane by plane, so that a following activation runs on each. */
static void resnet_cifar_t5020_stage1_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 1, HW = 1024 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5020_stage1_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5020_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824));
}

static void resnet_cifar_t5022_stage1_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600));
}

static void resnet_cifar_t5023_stage1_unit2_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34006016 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5024_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660544));
}

static void resnet_cifar_t5025_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660608));
}

static void resnet_cifar_t5026_stage1_unit2_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660608));
}

static void resnet_cifar_t5027_stage1_unit2_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5005_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660672),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30144),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432));
}

static void resnet_cifar_t5029_stage1_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 42846208));
}

static void resnet_cifar_t5030_stage1_unit2_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 42846208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 42394624 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5031_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660800));
}

static void resnet_cifar_t5032_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660864));
}

static void resnet_cifar_t5033_stage1_unit2_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660992),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660864));
}

static void resnet_cifar_t5034_stage1_unit2_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660928),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660992),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39616),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040));
}

static void resnet_cifar_t5035_stage1_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5020_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040));
}

static void resnet_cifar_t5037_stage1_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816));
}

static void resnet_cifar_t5038_stage1_unit3_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50783232 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5039_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661056));
}

static void resnet_cifar_t5040_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661120));
}

static void resnet_cifar_t5041_stage1_unit3_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661120));
}

static void resnet_cifar_t5042_stage1_unit3_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5005_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49088),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648));
}

static void resnet_cifar_t5044_stage1_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 59623424));
}

static void resnet_cifar_t5045_stage1_unit3_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5008_stage1_down_conv_1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 59623424),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 59171840 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5046_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661312));
}

static void resnet_cifar_t5047_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661376));
}

static void resnet_cifar_t5048_stage1_unit3_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5004_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661376));
}

static void resnet_cifar_t5049_stage1_unit3_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661504),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256));
}

static void resnet_cifar_t5050_stage1_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5020_stage1_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32, 2.36 MFLOP an image
 * conv_forward [runtime/kernels/conv.c] */
static void resnet_cifar_t5052_stage2_down_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
        }
    }
}
static void resnet_cifar_t5052_stage2_down_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5052_stage2_down_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 70013184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 69696));
}

static void resnet_cifar_t5053_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656192));
}

static void resnet_cifar_t5054_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656320));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT mean, float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT moving_mean, float *RESNET_CIFAR_RESTRICT moving_variance)
{
    enum { C = 32, HW = 256 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
        for (int l = 0; l < 16; l++) {
            const int c = cb * 16 + l;
            double shift = sum[l] / count, variance = square[l] / count - shift * shift;
            variance = variance < 0.0 ? 0.0 : variance;
            mean[c] = (float)((double)pivot[l] + shift);
            rstd[c] = c < C ? (float)(1.0 / sqrt(variance + (double)EPS)) : 0.0f;
            moving_mean[c] = (float)((double)moving_mean[c] * keep + (double)mean[c] * (1.0 - keep));
            moving_variance[c] = (float)((double)moving_variance[c] * keep + variance * (1.0 - keep));
        }
    }
}
static void resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 70013184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656320));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * batchnorm_apply + relu_forward [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 2, HW = 256 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 70013184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656448),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656576),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32, 4.72 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void resnet_cifar_t5058_stage2_down_conv_2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 32 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void resnet_cifar_t5058_stage2_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32, 4.72 MFLOP an image
 * wino_forward [runtime/kernels/wino.c] */
static void resnet_cifar_t5059_stage2_down_conv_2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m)
{
    enum { M = 4, P = 6, C = 32, H = 16, W = 16, K = 32, OH = 16, OW = 16, PT = 1, PL = 1, RB = 12, KG = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M, high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0);
            }
        }
    }
}
static void resnet_cifar_t5059_stage2_down_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5059_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5060_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656704));
}

static void resnet_cifar_t5061_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656832));
}

static void resnet_cifar_t5062_stage2_down_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656960),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656704),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656832));
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 2, HW = 256 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656960),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657088),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32, 0.262 MFLOP an image
 * conv_forward [runtime/kernels/conv.c] */
static void resnet_cifar_t5064_stage2_down_conv_3_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
        }
    }
}
static void resnet_cifar_t5064_stage2_down_conv_3_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5064_stage2_down_conv_3_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712 + (ptrdiff_t)part * 61504));
}

static void resnet_cifar_t5065_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657216));
}

static void resnet_cifar_t5066_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657344));
}

static void resnet_cifar_t5067_stage2_down_batchnorm_3_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657472),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657600),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657344));
}

static void resnet_cifar_t5068_stage2_down_batchnorm_3_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657472),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657600),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792));
}

/* stage2.down.add_1 (resnet_cifar.net:15: add y): 16x16x32 -> 16x16x32, 0.00819 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c] */
static void resnet_cifar_t5069_stage2_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 2, HW = 256 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5069_stage2_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5069_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792));
}

static void resnet_cifar_t5071_stage2_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096));
}

static void resnet_cifar_t5072_stage2_unit2_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5059_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5073_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657728));
}

static void resnet_cifar_t5074_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657856));
}

static void resnet_cifar_t5075_stage2_unit2_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658112),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657856));
}

static void resnet_cifar_t5076_stage2_unit2_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657984),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658112),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096));
}

static void resnet_cifar_t5078_stage2_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096));
}

static void resnet_cifar_t5079_stage2_unit2_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5059_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5080_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658240));
}

static void resnet_cifar_t5081_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658368));
}

static void resnet_cifar_t5082_stage2_unit2_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658496),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658240),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658368));
}

static void resnet_cifar_t5083_stage2_unit2_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 191936),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400));
}

static void resnet_cifar_t5084_stage2_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5069_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400));
}

static void resnet_cifar_t5086_stage2_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096));
}

static void resnet_cifar_t5087_stage2_unit3_conv_1_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5059_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5088_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658752));
}

static void resnet_cifar_t5089_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658880));
}

static void resnet_cifar_t5090_stage2_unit3_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658880));
}

static void resnet_cifar_t5091_stage2_unit3_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659136),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229312),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704));
}

static void resnet_cifar_t5093_stage2_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096));
}

static void resnet_cifar_t5094_stage2_unit3_conv_2_wino_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5059_stage2_down_conv_2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64260096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5095_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659264));
}

static void resnet_cifar_t5096_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659392));
}

static void resnet_cifar_t5097_stage2_unit3_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659392));
}

static void resnet_cifar_t5098_stage2_unit3_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659648),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266688),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008));
}

static void resnet_cifar_t5099_stage2_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5069_stage2_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64, 2.36 MFLOP an image
 * conv_forward [runtime/kernels/conv.c] */
static void resnet_cifar_t5101_stage3_down_conv_1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
        }
    }
}
static void resnet_cifar_t5101_stage3_down_conv_1_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5101_stage3_down_conv_1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 36992));
}

static void resnet_cifar_t5102_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649024));
}

static void resnet_cifar_t5103_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649280));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT mean, float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT moving_mean, float *RESNET_CIFAR_RESTRICT moving_variance)
{
    enum { C = 64, HW = 64 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
        for (int l = 0; l < 16; l++) {
            const int c = cb * 16 + l;
            double shift = sum[l] / count, variance = square[l] / count - shift * shift;
            variance = variance < 0.0 ? 0.0 : variance;
            mean[c] = (float)((double)pivot[l] + shift);
            rstd[c] = c < C ? (float)(1.0 / sqrt(variance + (double)EPS)) : 0.0f;
            moving_mean[c] = (float)((double)moving_mean[c] * keep + (double)mean[c] * (1.0 - keep));
            moving_variance[c] = (float)((double)moving_variance[c] * keep + variance * (1.0 - keep));
        }
    }
}
static void resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649536),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649024),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649280));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * batchnorm_apply + relu_forward [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 4, HW = 64 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649536),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 340928),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64, 4.72 MFLOP an image
 * wino_panel_gather [runtime/kernels/wino_panel.c]: Transforms every tile of a map [n][CB][H][W][16]: GRAD 0: V = Bt X B, patches from row -TOP and column -LEFT on.
 * GRAD 1: dM = A dY At. */
static void resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(int n, int begin, int end, const float *x, float *v)
{
    enum { GRAD = 0, M = 4, P = 6, C = 64, H = 8, W = 8, TY = 2, TX = 2, TOP = 1, LEFT = 1 };

    const int CB = (C + 15) / 16, tiles = n * TY * TX;
    for (int cb = 0; cb < CB; cb++)
        for (int r = begin; r < end; r++)
            resnet_cifar_mk_wino_gather(P, GRAD, v + ((ptrdiff_t)cb * tiles + r * TX) * 16, (ptrdiff_t)CB * tiles * 16 + 16,
                           x + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16, H, W, r % TY * M - TOP, -LEFT, TX);
}
static void resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64, 4.72 MFLOP an image
 * wino_panel_forward [runtime/kernels/wino_panel.c]: y = At (V . U) A, one output block at a time; its panel of U is made in steps of CC channels (a multiple of 16). */
static void resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(int n, int begin, int end, const float *v, const float *w, float *y, float *u, float *m)
{
    enum { M = 4, P = 6, C = 64, K = 64, OH = 8, OW = 8, CC = 256 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t ws = (ptrdiff_t)KB * C * 16, vs = (ptrdiff_t)CB * tiles * 16 + 16, us = CC * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int kb = begin; kb < end; kb++) {
        for (int c = 0; c < C; c += CC) {
            const int channels = C - c < CC ? C - c : CC;
            const int next = c + CC < C ? c + CC : 0, coming = C - next < CC ? C - next : CC;
            const float *ahead = w + ((ptrdiff_t)(next ? kb : kb + 1) * C + next) * 16;
            resnet_cifar_mk_wino_weights(P, u, us, w + ((ptrdiff_t)kb * C + c) * 16, ws, channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (next || kb + 1 < end)       /* a share of the next weights */
                    resnet_cifar_mk_prefetch(ahead + p * 9 / (P * P) * ws + p % (P * P / 9) * (coming * 16 / (P * P / 9)), coming * 16 / (P * P / 9));
                resnet_cifar_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16, (ptrdiff_t)tiles * 16, u + p * us, channels, c > 0);
            }
        }
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * M, high = OH - top < M ? OH - top : M;
            float *map = y + ((ptrdiff_t)(r / TY) * KB + kb) * OH * OW * 16, *row = map + (ptrdiff_t)top * OW * 16;
            (void)row, (void)high;
            resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0, m + (ptrdiff_t)r * TX * 16, ms, TX, 0);
        }
    }
}
static void resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5109_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650048));
}

static void resnet_cifar_t5110_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490176),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650304));
}

static void resnet_cifar_t5111_stage3_down_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650048),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650304));
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 4, HW = 64 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650816),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489408),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64, 0.262 MFLOP an image
 * conv_forward [runtime/kernels/conv.c] */
static void resnet_cifar_t5113_stage3_down_conv_3_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int one_row = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int rows = one_row ? 1 : OH, pixels = one_row ? OH * OW : OW;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16, src + (ptrdiff_t)r * W * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < rows; oh++) {
            float *row = y + ((ptrdiff_t)i * OH + oh) * OW * 16;
            resnet_cifar_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
        }
    }
}
static void resnet_cifar_t5113_stage3_down_conv_3_conv_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5113_stage3_down_conv_3_conv_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136 + (ptrdiff_t)part * 28800));
}

static void resnet_cifar_t5114_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651072));
}

static void resnet_cifar_t5115_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651328));
}

static void resnet_cifar_t5116_stage3_down_batchnorm_3_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651328));
}

static void resnet_cifar_t5117_stage3_down_batchnorm_3_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651840),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736));
}

/* stage3.down.add_1 (resnet_cifar.net:15: add y): 8x8x64 -> 8x8x64, 0.0041 MFLOP an image
 * add_maps + relu_forward [runtime/kernels/add.c] */
static void resnet_cifar_t5118_stage3_down_add_1_add_maps(int begin, int end, const float *a, const float *b, float *y)
{
    enum { CB = 4, HW = 64 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        resnet_cifar_mk_relu(row, row, count, 0.0f);
    }
}
static void resnet_cifar_t5118_stage3_down_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5118_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736));
}

static void resnet_cifar_t5120_stage3_unit2_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5121_stage3_unit2_conv_1_wino_panel_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5122_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652096));
}

static void resnet_cifar_t5123_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652352));
}

static void resnet_cifar_t5124_stage3_unit2_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652352));
}

static void resnet_cifar_t5125_stage3_unit2_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647104),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616));
}

static void resnet_cifar_t5127_stage3_unit2_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5128_stage3_unit2_conv_2_wino_panel_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5129_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653120));
}

static void resnet_cifar_t5130_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653376));
}

static void resnet_cifar_t5131_stage3_unit2_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653120),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653376));
}

static void resnet_cifar_t5132_stage3_unit2_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653632),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653888),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768));
}

static void resnet_cifar_t5133_stage3_unit2_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5118_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768));
}

static void resnet_cifar_t5135_stage3_unit3_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5136_stage3_unit3_conv_1_wino_panel_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5137_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654144));
}

static void resnet_cifar_t5138_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944832),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654400));
}

static void resnet_cifar_t5139_stage3_unit3_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654400));
}

static void resnet_cifar_t5140_stage3_unit3_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654656),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944064),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 107761920));
}

static void resnet_cifar_t5142_stage3_unit3_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 107761920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5143_stage3_unit3_conv_2_wino_panel_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5144_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655168));
}

static void resnet_cifar_t5145_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655424));
}

static void resnet_cifar_t5146_stage3_unit3_batchnorm_2_batchnorm_stats_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987712),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987968),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655424));
}

static void resnet_cifar_t5147_stage3_unit3_batchnorm_2_batchnorm_apply_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987968),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092544),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5148_stage3_unit3_add_1_add_maps_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5118_stage3_down_add_1_add_maps(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64, 0.0041 MFLOP an image
 * globalavgpool_forward [runtime/kernels/pool.c]: y = mean of x over the map, summed in double. */
static void resnet_cifar_t5150_globalavgpool_1_globalavgpool_forward(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { CB = 4, HW = 64 };

    (void)CB;
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        resnet_cifar_mk_sum_channel(sum, x + (ptrdiff_t)r * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            y[(ptrdiff_t)r * 16 + l] = (float)(sum[l] / (double)HW);
    }
}
static void resnet_cifar_t5150_globalavgpool_1_globalavgpool_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5150_globalavgpool_1_globalavgpool_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image
 * dense_forward + bias_forward [runtime/kernels/dense.c]: y = x . w; output columns begin*16 ... end*16 - 1. */
static void resnet_cifar_t5151_dense_1_dense_forward(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT w, float *RESNET_CIFAR_RESTRICT y, const float *f0_bias)
{
    enum { C = 64, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    resnet_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            resnet_cifar_mk_add_channel(row, row, count, f0_bias + ch);
        }
}
static void resnet_cifar_t5151_dense_1_dense_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (10 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5151_dense_1_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1097664));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10
 * softmax_crossentropy [runtime/kernels/loss.c]: prob = softmax(x), losses[i] = cross-entropy of image i against (1 - SMOOTHING) * one-hot + SMOOTHING / C, in one shifted
 * pass. A label outside 0 ... C - 1 gives NaN. */
static void resnet_cifar_t5153_dense_1_softmax_softmax_crossentropy(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, const int32_t *RESNET_CIFAR_RESTRICT labels, float *RESNET_CIFAR_RESTRICT prob, float *RESNET_CIFAR_RESTRICT losses)
{
    enum { C = 10 };
    const float SMOOTHING = 0.0f;

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = resnet_cifar_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
}
static void resnet_cifar_t5153_dense_1_softmax_softmax_crossentropy_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5153_dense_1_softmax_softmax_crossentropy(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520),
        (const int32_t *)(const void *)(run->base[RESNET_CIFAR_AREA_LABEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63983616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63988224));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10
 * softmax_crossentropy_backward [runtime/kernels/loss.c]: dx = (prob - target) / n, targets as above. */
static void resnet_cifar_t5154_dense_1_softmax_softmax_crossentropy_backward(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT prob, const int32_t *RESNET_CIFAR_RESTRICT labels, float *RESNET_CIFAR_RESTRICT dx)
{
    enum { C = 10 };
    const float SMOOTHING = 0.0f;

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        resnet_cifar_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING, 1.0f / (float)n);
    }
}
static void resnet_cifar_t5154_dense_1_softmax_softmax_crossentropy_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5154_dense_1_softmax_softmax_crossentropy_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63983616),
        (const int32_t *)(const void *)(run->base[RESNET_CIFAR_AREA_LABEL] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10
 * mean_loss [runtime/kernels/loss.c]: loss = mean of the images' losses, in double. */
static void resnet_cifar_t5155_dense_1_softmax_mean_loss(int n, const float *RESNET_CIFAR_RESTRICT losses, float *RESNET_CIFAR_RESTRICT loss)
{

    loss[0] = resnet_cifar_mk_mean(losses, n);
}
static void resnet_cifar_t5155_dense_1_softmax_mean_loss_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t5155_dense_1_softmax_mean_loss(run->n,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63988224),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_LOSS] + 0));
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10
 * blocked_to_nhwc [runtime/kernels/layout.c]: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
static void resnet_cifar_t5156_dense_1_softmax_blocked_to_nhwc(int begin, int end, const float *RESNET_CIFAR_RESTRICT x, float *RESNET_CIFAR_RESTRICT y)
{
    enum { C = 10, H = 1, W = 1 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C, x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C, cb * 16);
}
static void resnet_cifar_t5156_dense_1_softmax_blocked_to_nhwc_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5156_dense_1_softmax_blocked_to_nhwc(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63983616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_Y] + 0));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * bias_backward [runtime/kernels/channel.c]: dbias = sum of dy over images and pixels, in double. */
static void resnet_cifar_t5157_dense_1_bias_backward(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, float *RESNET_CIFAR_RESTRICT dbias)
{
    enum { CB = 1, HW = 1 };

    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}
static void resnet_cifar_t5157_dense_1_bias_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5157_dense_1_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661568));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * dense_backward_weights [runtime/kernels/dense.c]: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
static void resnet_cifar_t5158_dense_1_dense_backward_weights(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT dy, float *RESNET_CIFAR_RESTRICT dw)
{
    enum { C = 64, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    resnet_cifar_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0, dw + (ptrdiff_t)begin * 16 * ys, ys);
}
static void resnet_cifar_t5158_dense_1_dense_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5158_dense_1_dense_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111644928));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * dense_backward_data [runtime/kernels/dense.c]: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
static void resnet_cifar_t5159_dense_1_dense_backward_data(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, const float *RESNET_CIFAR_RESTRICT w, float *RESNET_CIFAR_RESTRICT dx)
{
    enum { C = 64, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    resnet_cifar_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0, dx + begin * 16, xs);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
        }
}
static void resnet_cifar_t5159_dense_1_dense_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5159_dense_1_dense_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63979520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136));
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64
 * globalavgpool_backward [runtime/kernels/pool.c]: dx = dy / HW at every pixel. */
static void resnet_cifar_t5160_globalavgpool_1_globalavgpool_backward(int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, float *RESNET_CIFAR_RESTRICT dx)
{
    enum { CB = 4, HW = 64 };

    (void)CB;
    for (int r = begin; r < end; r++) {
        float share[16];
        for (int l = 0; l < 16; l++)
            share[l] = dy[(ptrdiff_t)r * 16 + l] / (float)HW;
        resnet_cifar_mk_fill_channel(dx + (ptrdiff_t)r * HW * 16, HW * 16, share);
    }
}
static void resnet_cifar_t5160_globalavgpool_1_globalavgpool_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5160_globalavgpool_1_globalavgpool_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072));
}

/* stage3.unit3.relu_2 (resnet_cifar.net:19: relu): 8x8x64 -> 8x8x64
 * relu_backward [runtime/kernels/activation.c]: dx = dy where y > 0 (and y < MAX when MAX > 0), else 0. */
static void resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 4096 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4096 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * batchnorm_reduce [runtime/kernels/batchnorm.c]: dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and pixels, in double. */
static void resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT dgamma, float *RESNET_CIFAR_RESTRICT dbeta)
{
    enum { CB = 4, HW = 64 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            resnet_cifar_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987968),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655936));
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64
 * batchnorm_backward [runtime/kernels/batchnorm.c]: dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd * dgamma / N), N = n * HW: the batch's mean and variance
 * depend on x too. */
static void resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 4, HW = 64 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        resnet_cifar_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63987968),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092544),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655680),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * wino_panel_gather [runtime/kernels/wino_panel.c] */
static void resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(int n, int begin, int end, const float *x, float *v)
{
    enum { GRAD = 1, M = 4, P = 6, C = 64, H = 8, W = 8, TY = 2, TX = 2, TOP = 0, LEFT = 0 };

    const int CB = (C + 15) / 16, tiles = n * TY * TX;
    for (int cb = 0; cb < CB; cb++)
        for (int r = begin; r < end; r++)
            resnet_cifar_mk_wino_gather(P, GRAD, v + ((ptrdiff_t)cb * tiles + r * TX) * 16, (ptrdiff_t)CB * tiles * 16 + 16,
                           x + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16, H, W, r % TY * M - TOP, -LEFT, TX);
}
static void resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5165_stage3_unit3_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 107761920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * wino_panel_backward_weights [runtime/kernels/wino_panel.c]: dw = Gt (Vt . dM) G, one block of 16 input channels by 16 outputs at a time. Outputs vary fastest, since the product asks for what
 * follows its rows of m. */
static void resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(int n, int begin, int end, const float *v, const float *m, float *dw, float *u)
{
    enum { P = 6, C = 64, K = 64, TILES = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, tiles = n * TILES;
    for (int i = begin; i < end; i++) {
        const int cb = i / KB, kb = i % KB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_wino_outer(P * P, u, 272, rows, v + (ptrdiff_t)cb * tiles * 16, (ptrdiff_t)CB * tiles * 16 + 16,
                      m + (ptrdiff_t)kb * tiles * 16, (ptrdiff_t)KB * tiles * 16 + 16, tiles, 0);
        resnet_cifar_mk_wino_weights_grad(P, dw + ((ptrdiff_t)kb * C + 16 * cb) * 16, (ptrdiff_t)KB * C * 16, u, 272, 1, 0, rows * 16);
    }
}
static void resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111497472),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65276160 + (ptrdiff_t)part * 39168));
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * wino_panel_backward_data + relu_backward [runtime/kernels/wino_panel.c]: dx = sum over tiles of B (dM . Ut) Bt, one input block at a time; its panel of Ut is transposed and made
 * in steps of CC outputs (a multiple of 16). */
static void resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data(int n, int begin, int end, const float *m, const float *w, float *dx, float *wt, float *u, float *v, const float *f0_y)
{
    enum { M = 4, P = 6, C = 64, H = 8, W = 8, K = 64, OH = 8, OW = 8, PT = 1, PL = 1, CC = 256 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t ms = (ptrdiff_t)KB * tiles * 16 + 16, us = CC * 16 + 16, vs = (ptrdiff_t)tiles * 16 + 16;
    for (int cb = begin; cb < end; cb++) {
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int k = 0; k < K; k += CC) {
            const int outputs = K - k < CC ? K - k : CC;
            for (int t = 0; t < 9; t++)
                resnet_cifar_mk_transpose(wt + t * CC * 16, w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, outputs);
            resnet_cifar_mk_wino_weights(P, u, us, wt, CC * 16, outputs * 16);
            const int next = k + CC < K ? k + CC : 0, coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int p = 0; p < P * P; p++) {
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && (next || cb + 1 < end); q++)   /* a share of the next weights */
                    resnet_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * C + 16 * (next ? cb : cb + 1)) * 16, rows * 16);
                resnet_cifar_mk_panel(v + p * vs, 16, tiles, m + p * ms + (ptrdiff_t)k * tiles, 16, (ptrdiff_t)tiles * 16, u + p * us, outputs, k > 0);
            }
        }
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * M - PT, from = r % TY == 0 || top < 0 ? 0 : top < H ? top : H;     /* rows that no later tile adds to */
            const int to = r % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
            float *map = dx + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
            (void)row, (void)to;
            resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + (ptrdiff_t)r * TX * 16, vs, TX, r % TY > 0);
            resnet_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, 0.0f);
        }
    }
}
static void resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 110907648 + (ptrdiff_t)part * 147456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 107761920));
}

static void resnet_cifar_t5169_stage3_unit3_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654656),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499456));
}

static void resnet_cifar_t5170_stage3_unit3_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654656),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944064),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499200),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496));
}

static void resnet_cifar_t5171_stage3_unit3_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108810496),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5172_stage3_unit3_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5173_stage3_unit3_conv_1_wino_panel_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108351744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65276160 + (ptrdiff_t)part * 39168));
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 8x8x64 -> 8x8x64
 * wino_panel_backward_data [runtime/kernels/wino_panel.c] */
static void resnet_cifar_t5174_stage3_unit3_conv_1_wino_panel_backward_data(int n, int begin, int end, const float *m, const float *w, float *dx, float *wt, float *u, float *v)
{
    enum { M = 4, P = 6, C = 64, H = 8, W = 8, K = 64, OH = 8, OW = 8, PT = 1, PL = 1, CC = 256 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t ms = (ptrdiff_t)KB * tiles * 16 + 16, us = CC * 16 + 16, vs = (ptrdiff_t)tiles * 16 + 16;
    for (int cb = begin; cb < end; cb++) {
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int k = 0; k < K; k += CC) {
            const int outputs = K - k < CC ? K - k : CC;
            for (int t = 0; t < 9; t++)
                resnet_cifar_mk_transpose(wt + t * CC * 16, w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, outputs);
            resnet_cifar_mk_wino_weights(P, u, us, wt, CC * 16, outputs * 16);
            const int next = k + CC < K ? k + CC : 0, coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int p = 0; p < P * P; p++) {
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && (next || cb + 1 < end); q++)   /* a share of the next weights */
                    resnet_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * C + 16 * (next ? cb : cb + 1)) * 16, rows * 16);
                resnet_cifar_mk_panel(v + p * vs, 16, tiles, m + p * ms + (ptrdiff_t)k * tiles, 16, (ptrdiff_t)tiles * 16, u + p * us, outputs, k > 0);
            }
        }
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * M - PT, from = r % TY == 0 || top < 0 ? 0 : top < H ? top : H;     /* rows that no later tile adds to */
            const int to = r % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
            float *map = dx + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
            (void)row, (void)to;
            resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + (ptrdiff_t)r * TX * 16, vs, TX, r % TY > 0);
        }
    }
}
static void resnet_cifar_t5174_stage3_unit3_conv_1_wino_panel_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5174_stage3_unit3_conv_1_wino_panel_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 107761920 + (ptrdiff_t)part * 147456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

/* stage3.unit3.x (resnet_cifar.net:5: x: identity): 8x8x64 -> 8x8x64
 * add_forward [runtime/kernels/add.c]: y = a + b; LEN floats an image. */
static void resnet_cifar_t5175_stage3_unit3_x_add_forward(int begin, int end, const float *a, const float *b, float *y)
{
    enum { LEN = 4096 };

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_add(y + at, a + at, b + at, (end - begin) * 16);
}
static void resnet_cifar_t5175_stage3_unit3_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4096 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5175_stage3_unit3_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 109859072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344));
}

static void resnet_cifar_t5176_stage3_unit2_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4096 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344));
}

static void resnet_cifar_t5177_stage3_unit2_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653632),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402048),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402304));
}

static void resnet_cifar_t5178_stage3_unit2_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653632),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653888),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402048),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5179_stage3_unit2_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5180_stage3_unit2_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5181_stage3_unit2_conv_2_wino_panel_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106254592),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65276160 + (ptrdiff_t)part * 39168));
}

static void resnet_cifar_t5182_stage3_unit2_conv_2_wino_panel_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 105664768 + (ptrdiff_t)part * 147456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616));
}

static void resnet_cifar_t5184_stage3_unit2_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104304896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104305152));
}

static void resnet_cifar_t5185_stage3_unit2_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647104),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104304896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104305152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192));
}

static void resnet_cifar_t5186_stage3_unit2_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104616192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5187_stage3_unit2_conv_1_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5188_stage3_unit2_conv_1_wino_panel_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104157440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65276160 + (ptrdiff_t)part * 39168));
}

static void resnet_cifar_t5189_stage3_unit2_conv_1_wino_panel_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5174_stage3_unit3_conv_1_wino_panel_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616 + (ptrdiff_t)part * 147456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128));
}

static void resnet_cifar_t5190_stage3_unit2_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4096 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5175_stage3_unit3_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106713344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040));
}

static void resnet_cifar_t5191_stage3_down_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4096 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 98324736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040));
}

static void resnet_cifar_t5192_stage3_down_batchnorm_3_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103575808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576064));
}

static void resnet_cifar_t5193_stage3_down_batchnorm_3_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651840),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103575808),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_backward_weights [runtime/kernels/conv.c]: dw[t, c, k] = sum over images and the outputs o whose tap t lies on the map of x[o*S + t*D - P, c] * dy[o, k]. One range item is
 * one 16 x 16 block of all taps: a sum over images in their order. */
static void resnet_cifar_t5194_stage3_down_conv_3_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0, w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1, w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                resnet_cifar_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void resnet_cifar_t5194_stage3_down_conv_3_conv_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5194_stage3_down_conv_3_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_transpose [runtime/kernels/conv.c]: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with wt[t, k, c] = w[FIRST + t, c, k]. */
static void resnet_cifar_t5195_stage3_down_conv_3_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 1, FIRST = 0, C = 32, K = 64 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5195_stage3_down_conv_3_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5195_stage3_down_conv_3_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64028672));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * conv_backward_data [runtime/kernels/conv.c]: dx[h, c] = sum over the taps t with (h + P - t*D) divisible by S, and k, of dy[(h + P - t*D) / S, k] * wt[t, k, c].
 * Such taps are QH (QW) apart. The frame HQ x WQ of dy begins QT rows above and QL columns left of it. */
static void resnet_cifar_t5196_stage3_down_conv_3_conv_backward_data(int begin, int end, const float *dy, const float *wt, float *dx, float *padded)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int QT = (KH - 1) * DH / SH, QL = (KW - 1) * DW / SW;
    const int HQ = QT + (H - 1 + PT) / SH + 1, WQ = QL + (W - 1 + PL) / SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= OH && WQ <= OW;
    const int FH = inside ? OH : HQ, FW = inside ? OW : WQ;
    const int cols = OW < WQ - QL ? OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * DH % SH)
        QH++;
    while (QW * DW % SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16, src + (ptrdiff_t)r * OW * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < H; h++) {
            int kh = 0;
            while (kh < KH && (h + PT - kh * DH) % SH)
                kh++;
            const int oh = kh < KH ? (h + PT - kh * DH) / SH : 0;
            for (int v = 0; v < SW && v < W; v++) {
                int kw = 0;
                while (kw < KW && (v + PL - kw * DW) % SW)
                    kw++;
                const int ow = kw < KW ? (v + PL - kw * DW) / SW : 0;
                resnet_cifar_mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16, (W - 1 - v) / SW + 1,
                            src + ((ptrdiff_t)(oh + QT) * FW + ow + QL) * 16, 16, -(ptrdiff_t)(QH * DH / SH) * FW * 16, -(QW * DW / SW) * 16,
                            (ptrdiff_t)FH * FW * 16, wt + (((ptrdiff_t)kh * KW + kw) * CB + cb) * K * 16, (ptrdiff_t)QH * KW * CB * K * 16,
                            (ptrdiff_t)QW * CB * K * 16, kh < KH ? (KH - 1 - kh) / QH + 1 : 0, kw < KW ? (KW - 1 - kw) / QW + 1 : 0, K, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
        }
    }
}
static void resnet_cifar_t5196_stage3_down_conv_3_conv_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5196_stage3_down_conv_3_conv_backward_data(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64028672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63963136 + (ptrdiff_t)part * 16384));
}

static void resnet_cifar_t5197_stage3_down_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576576));
}

static void resnet_cifar_t5198_stage3_down_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650816),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489408),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576320),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040));
}

static void resnet_cifar_t5199_stage3_down_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584));
}

static void resnet_cifar_t5200_stage3_down_conv_2_wino_panel_gather_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5201_stage3_down_conv_2_wino_panel_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65276160 + (ptrdiff_t)part * 39168));
}

static void resnet_cifar_t5202_stage3_down_conv_2_wino_panel_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67651584),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 102519040 + (ptrdiff_t)part * 147456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65283072 + (ptrdiff_t)part * 592128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888));
}

static void resnet_cifar_t5204_stage3_down_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649536),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100422144));
}

static void resnet_cifar_t5205_stage3_down_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649536),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 340928),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100422144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_backward_weights [runtime/kernels/conv.c] */
static void resnet_cifar_t5206_stage3_down_conv_1_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0, w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1, w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                resnet_cifar_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void resnet_cifar_t5206_stage3_down_conv_1_conv_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((64+15)/16)*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5206_stage3_down_conv_1_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_transpose [runtime/kernels/conv.c] */
static void resnet_cifar_t5207_stage3_down_conv_1_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 32, K = 64 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5207_stage3_down_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5207_stage3_down_conv_1_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65094656));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * conv_backward_data [runtime/kernels/conv.c] */
static void resnet_cifar_t5208_stage3_down_conv_1_conv_backward_data(int begin, int end, const float *dy, const float *wt, float *dx, float *padded)
{
    enum { C = 32, H = 16, W = 16, K = 64, OH = 8, OW = 8, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int QT = (KH - 1) * DH / SH, QL = (KW - 1) * DW / SW;
    const int HQ = QT + (H - 1 + PT) / SH + 1, WQ = QL + (W - 1 + PL) / SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= OH && WQ <= OW;
    const int FH = inside ? OH : HQ, FW = inside ? OW : WQ;
    const int cols = OW < WQ - QL ? OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * DH % SH)
        QH++;
    while (QW * DW % SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16, src + (ptrdiff_t)r * OW * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < H; h++) {
            int kh = 0;
            while (kh < KH && (h + PT - kh * DH) % SH)
                kh++;
            const int oh = kh < KH ? (h + PT - kh * DH) / SH : 0;
            for (int v = 0; v < SW && v < W; v++) {
                int kw = 0;
                while (kw < KW && (v + PL - kw * DW) % SW)
                    kw++;
                const int ow = kw < KW ? (v + PL - kw * DW) / SW : 0;
                resnet_cifar_mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16, (W - 1 - v) / SW + 1,
                            src + ((ptrdiff_t)(oh + QT) * FW + ow + QL) * 16, 16, -(ptrdiff_t)(QH * DH / SH) * FW * 16, -(QW * DW / SW) * 16,
                            (ptrdiff_t)FH * FW * 16, wt + (((ptrdiff_t)kh * KW + kw) * CB + cb) * K * 16, (ptrdiff_t)QH * KW * CB * K * 16,
                            (ptrdiff_t)QW * CB * K * 16, kh < KH ? (KH - 1 - kh) / QH + 1 : 0, kw < KW ? (KW - 1 - kw) / QW + 1 : 0, K, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
        }
    }
}
static void resnet_cifar_t5208_stage3_down_conv_1_conv_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5208_stage3_down_conv_1_conv_backward_data(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 101470464),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65094656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712 + (ptrdiff_t)part * 20736));
}

/* stage3.down.x (resnet_cifar.net:5: x: identity): 16x16x32 -> 16x16x32
 * add_forward [runtime/kernels/add.c] */
static void resnet_cifar_t5209_stage3_down_x_add_forward(int begin, int end, const float *a, const float *b, float *y)
{
    enum { LEN = 8192 };

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_add(y + at, a + at, b + at, (end - begin) * 16);
}
static void resnet_cifar_t5209_stage3_down_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5209_stage3_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 97276160),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage2.unit3.relu_2 (resnet_cifar.net:19: relu): 16x16x32 -> 16x16x32
 * relu_backward [runtime/kernels/activation.c] */
static void resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 8192 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * batchnorm_reduce [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT dgamma, float *RESNET_CIFAR_RESTRICT dbeta)
{
    enum { CB = 2, HW = 256 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            resnet_cifar_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179136));
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32
 * batchnorm_backward [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 2, HW = 256 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        resnet_cifar_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659648),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266688),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712));
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * conv_transpose [runtime/kernels/conv.c] */
static void resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 32, K = 32 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

static void resnet_cifar_t5214_stage2_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056));
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * wino_backward + relu_backward [runtime/kernels/wino.c]: dx and partial sums of dU in one pass. ut: wino_weights of the transposed kernel. */
static void resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m, const float *f0_y)
{
    enum { M = 4, P = 6, C = 32, H = 16, W = 16, K = 32, OH = 16, OW = 16, PT = 1, PL = 1, RB = 12, KG = 1, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end)       /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C, v + i / KB * vs, vs,
                          m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0 : top < H ? top : H;      /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX, at % TY > 0);
                resnet_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, 0.0f);
            }
        }
    }
}
static void resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93081856 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 93975808 + (ptrdiff_t)part * 223488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704));
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * wino_weights_grad [runtime/kernels/wino.c]: dw = Gt dU G, dU the sum of PARTS partial sums in their order. */
static void resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(int begin, int end, const float *du, float *dw)
{
    enum { P = 6, C = 32, K = 32, PARTS = 4 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS, P * P * (ws + 16), C * 16);
}
static void resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704));
}

static void resnet_cifar_t5218_stage2_unit3_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021696));
}

static void resnet_cifar_t5219_stage2_unit3_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659008),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659136),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229312),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021568),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

static void resnet_cifar_t5220_stage2_unit3_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712));
}

static void resnet_cifar_t5221_stage2_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056));
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 16x16x32
 * wino_backward [runtime/kernels/wino.c] */
static void resnet_cifar_t5222_stage2_unit3_conv_1_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m)
{
    enum { M = 4, P = 6, C = 32, H = 16, W = 16, K = 32, OH = 16, OW = 16, PT = 1, PL = 1, RB = 12, KG = 1, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end)       /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C, v + i / KB * vs, vs,
                          m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0 : top < H ? top : H;      /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX, at % TY > 0);
            }
        }
    }
}
static void resnet_cifar_t5222_stage2_unit3_conv_1_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5222_stage2_unit3_conv_1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 89781504 + (ptrdiff_t)part * 223488));
}

static void resnet_cifar_t5223_stage2_unit3_conv_1_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552));
}

static void resnet_cifar_t5224_stage2_unit3_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5209_stage3_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712));
}

static void resnet_cifar_t5225_stage2_unit2_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712));
}

static void resnet_cifar_t5226_stage2_unit2_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790528));
}

static void resnet_cifar_t5227_stage2_unit2_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658496),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 191936),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790528),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5228_stage2_unit2_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

static void resnet_cifar_t5229_stage2_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056));
}

static void resnet_cifar_t5230_stage2_unit2_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69805056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 84693248 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 85587200 + (ptrdiff_t)part * 223488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096));
}

static void resnet_cifar_t5231_stage2_unit2_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096));
}

static void resnet_cifar_t5233_stage2_unit2_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657984),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658112),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669952));
}

static void resnet_cifar_t5234_stage2_unit2_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657984),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658112),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

static void resnet_cifar_t5235_stage2_unit2_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560));
}

static void resnet_cifar_t5236_stage2_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64702464));
}

static void resnet_cifar_t5237_stage2_unit2_conv_1_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5222_stage2_unit3_conv_1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64702464),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63808512 + (ptrdiff_t)part * 223488));
}

static void resnet_cifar_t5238_stage2_unit2_conv_1_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82632960));
}

static void resnet_cifar_t5239_stage2_unit2_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5209_stage3_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 65011712),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944));
}

static void resnet_cifar_t5240_stage2_down_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944));
}

static void resnet_cifar_t5241_stage2_down_batchnorm_3_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657472),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657600),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401920));
}

static void resnet_cifar_t5242_stage2_down_batchnorm_3_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657472),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657600),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_backward_weights [runtime/kernels/conv.c] */
static void resnet_cifar_t5243_stage2_down_conv_3_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0, w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1, w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                resnet_cifar_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void resnet_cifar_t5243_stage2_down_conv_3_conv_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((32+15)/16)*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5243_stage2_down_conv_3_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_transpose [runtime/kernels/conv.c] */
static void resnet_cifar_t5244_stage2_down_conv_3_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 1, FIRST = 0, C = 16, K = 32 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5244_stage2_down_conv_3_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5244_stage2_down_conv_3_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69337088));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * conv_backward_data [runtime/kernels/conv.c] */
static void resnet_cifar_t5245_stage2_down_conv_3_conv_backward_data(int begin, int end, const float *dy, const float *wt, float *dx, float *padded)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 1, KW = 1, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int QT = (KH - 1) * DH / SH, QL = (KW - 1) * DW / SW;
    const int HQ = QT + (H - 1 + PT) / SH + 1, WQ = QL + (W - 1 + PL) / SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= OH && WQ <= OW;
    const int FH = inside ? OH : HQ, FW = inside ? OW : WQ;
    const int cols = OW < WQ - QL ? OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * DH % SH)
        QH++;
    while (QW * DW % SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16, src + (ptrdiff_t)r * OW * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < H; h++) {
            int kh = 0;
            while (kh < KH && (h + PT - kh * DH) % SH)
                kh++;
            const int oh = kh < KH ? (h + PT - kh * DH) / SH : 0;
            for (int v = 0; v < SW && v < W; v++) {
                int kw = 0;
                while (kw < KW && (v + PL - kw * DW) % SW)
                    kw++;
                const int ow = kw < KW ? (v + PL - kw * DW) / SW : 0;
                resnet_cifar_mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16, (W - 1 - v) / SW + 1,
                            src + ((ptrdiff_t)(oh + QT) * FW + ow + QL) * 16, 16, -(ptrdiff_t)(QH * DH / SH) * FW * 16, -(QW * DW / SW) * 16,
                            (ptrdiff_t)FH * FW * 16, wt + (((ptrdiff_t)kh * KW + kw) * CB + cb) * K * 16, (ptrdiff_t)QH * KW * CB * K * 16,
                            (ptrdiff_t)QW * CB * K * 16, kh < KH ? (KH - 1 - kh) / QH + 1 : 0, kw < KW ? (KW - 1 - kw) / QW + 1 : 0, K, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
        }
    }
}
static void resnet_cifar_t5245_stage2_down_conv_3_conv_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5245_stage2_down_conv_3_conv_backward_data(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69337088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69206016 + (ptrdiff_t)part * 32768));
}

static void resnet_cifar_t5246_stage2_down_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656960),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306816));
}

static void resnet_cifar_t5247_stage2_down_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656960),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657088),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114624),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306688),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944));
}

static void resnet_cifar_t5248_stage2_down_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

static void resnet_cifar_t5249_stage2_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5058_stage2_down_conv_2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69495808));
}

static void resnet_cifar_t5250_stage2_down_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 80498944),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 69495808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 68896768 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 68002816 + (ptrdiff_t)part * 223488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336));
}

static void resnet_cifar_t5251_stage2_down_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 68896768),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336));
}

static void resnet_cifar_t5253_stage2_down_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 70013184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656448),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147328));
}

static void resnet_cifar_t5254_stage2_down_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 70013184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656448),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656576),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147200),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_backward_weights [runtime/kernels/conv.c] */
static void resnet_cifar_t5255_stage2_down_conv_1_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0, w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1, w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                resnet_cifar_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void resnet_cifar_t5255_stage2_down_conv_1_conv_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((32+15)/16)*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5255_stage2_down_conv_1_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71451136));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_transpose [runtime/kernels/conv.c] */
static void resnet_cifar_t5256_stage2_down_conv_1_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 16, K = 32 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5256_stage2_down_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5256_stage2_down_conv_1_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71469568));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * conv_backward_data [runtime/kernels/conv.c] */
static void resnet_cifar_t5257_stage2_down_conv_1_conv_backward_data(int begin, int end, const float *dy, const float *wt, float *dx, float *padded)
{
    enum { C = 16, H = 32, W = 32, K = 32, OH = 16, OW = 16, KH = 3, KW = 3, SH = 2, SW = 2, DH = 1, DW = 1, PT = 0, PL = 0 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int QT = (KH - 1) * DH / SH, QL = (KW - 1) * DW / SW;
    const int HQ = QT + (H - 1 + PT) / SH + 1, WQ = QL + (W - 1 + PL) / SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= OH && WQ <= OW;
    const int FH = inside ? OH : HQ, FW = inside ? OW : WQ;
    const int cols = OW < WQ - QL ? OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * DH % SH)
        QH++;
    while (QW * DW % SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16, src + (ptrdiff_t)r * OW * 16,
                           sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < H; h++) {
            int kh = 0;
            while (kh < KH && (h + PT - kh * DH) % SH)
                kh++;
            const int oh = kh < KH ? (h + PT - kh * DH) / SH : 0;
            for (int v = 0; v < SW && v < W; v++) {
                int kw = 0;
                while (kw < KW && (v + PL - kw * DW) % SW)
                    kw++;
                const int ow = kw < KW ? (v + PL - kw * DW) / SW : 0;
                resnet_cifar_mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16, (W - 1 - v) / SW + 1,
                            src + ((ptrdiff_t)(oh + QT) * FW + ow + QL) * 16, 16, -(ptrdiff_t)(QH * DH / SH) * FW * 16, -(QW * DW / SW) * 16,
                            (ptrdiff_t)FH * FW * 16, wt + (((ptrdiff_t)kh * KW + kw) * CB + cb) * K * 16, (ptrdiff_t)QH * KW * CB * K * 16,
                            (ptrdiff_t)QW * CB * K * 16, kh < KH ? (KH - 1 - kh) / QH + 1 : 0, kw < KW ? (KW - 1 - kw) / QW + 1 : 0, K, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
        }
    }
}
static void resnet_cifar_t5257_stage2_down_conv_1_conv_backward_data_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5257_stage2_down_conv_1_conv_backward_data(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 74207488),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71469568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71303168 + (ptrdiff_t)part * 36992));
}

/* stage2.down.x (resnet_cifar.net:5: x: identity): 32x32x16 -> 32x32x16
 * add_forward [runtime/kernels/add.c] */
static void resnet_cifar_t5258_stage2_down_x_add_forward(int begin, int end, const float *a, const float *b, float *y)
{
    enum { LEN = 16384 };

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_add(y + at, a + at, b + at, (end - begin) * 16);
}
static void resnet_cifar_t5258_stage2_down_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5258_stage2_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

/* stage1.unit3.relu_2 (resnet_cifar.net:19: relu): 32x32x16 -> 32x32x16
 * relu_backward [runtime/kernels/activation.c] */
static void resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 16384 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * batchnorm_reduce [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(int n, int begin, int end, const float *RESNET_CIFAR_RESTRICT dy, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT mean, const float *RESNET_CIFAR_RESTRICT rstd, float *RESNET_CIFAR_RESTRICT dgamma, float *RESNET_CIFAR_RESTRICT dbeta)
{
    enum { CB = 1, HW = 1024 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            resnet_cifar_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013632));
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16
 * batchnorm_backward [runtime/kernels/batchnorm.c] */
static void resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 1, HW = 1024 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        resnet_cifar_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661504),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58560),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013568),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256));
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * conv_transpose [runtime/kernels/conv.c] */
static void resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 16, K = 16 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952));
}

static void resnet_cifar_t5263_stage1_unit3_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63974400));
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * wino_backward + relu_backward [runtime/kernels/wino.c] */
static void resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m, const float *f0_y)
{
    enum { M = 4, P = 6, C = 16, H = 32, W = 32, K = 16, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, KG = 1, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end)       /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C, v + i / KB * vs, vs,
                          m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0 : top < H ? top : H;      /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX, at % TY > 0);
                resnet_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, 0.0f);
            }
        }
    }
}
static void resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 58720256),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63974400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63817728 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 62914560 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63366144 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648));
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 -> 32x32x16
 * wino_weights_grad [runtime/kernels/wino.c] */
static void resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(int begin, int end, const float *du, float *dw)
{
    enum { P = 6, C = 16, K = 16, PARTS = 4 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS, P * P * (ws + 16), C * 16);
}
static void resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 63817728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51430656));
}

static void resnet_cifar_t5267_stage1_unit3_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449152));
}

static void resnet_cifar_t5268_stage1_unit3_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661184),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661248),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49088),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449088),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952));
}

static void resnet_cifar_t5269_stage1_unit3_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344));
}

static void resnet_cifar_t5270_stage1_unit3_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51391488));
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * wino_backward [runtime/kernels/wino.c] */
static void resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m)
{
    enum { M = 4, P = 6, C = 16, H = 32, W = 32, K = 16, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, KG = 1, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end)       /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C, v + i / KB * vs, vs,
                          m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0 : top < H ? top : H;      /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16, *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX, at % TY > 0);
            }
        }
    }
}
static void resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 54525952),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51391488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50783232 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5272_stage1_unit3_conv_1_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51439872));
}

static void resnet_cifar_t5273_stage1_unit3_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5258_stage2_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344));
}

static void resnet_cifar_t5274_stage1_unit2_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344));
}

static void resnet_cifar_t5275_stage1_unit2_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660928),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660992),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449280));
}

static void resnet_cifar_t5276_stage1_unit2_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660928),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660992),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39616),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449216),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040));
}

static void resnet_cifar_t5277_stage1_unit2_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736));
}

static void resnet_cifar_t5278_stage1_unit2_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51391488));
}

static void resnet_cifar_t5279_stage1_unit2_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 41943040),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51391488),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50331648 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 50783232 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432));
}

static void resnet_cifar_t5280_stage1_unit2_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51234816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34653440));
}

static void resnet_cifar_t5282_stage1_unit2_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660672),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671936));
}

static void resnet_cifar_t5283_stage1_unit2_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660672),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30144),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671872),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736));
}

static void resnet_cifar_t5284_stage1_unit2_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128));
}

static void resnet_cifar_t5285_stage1_unit2_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34614272));
}

static void resnet_cifar_t5286_stage1_unit2_conv_1_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 37748736),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34614272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34006016 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5287_stage1_unit2_conv_1_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34662656));
}

static void resnet_cifar_t5288_stage1_unit2_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5258_stage2_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 46137344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128));
}

static void resnet_cifar_t5289_stage1_down_relu_2_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128));
}

static void resnet_cifar_t5290_stage1_down_batchnorm_2_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660416),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660480),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672000),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672064));
}

static void resnet_cifar_t5291_stage1_down_batchnorm_2_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660416),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660480),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20672),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672000),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824));
}

static void resnet_cifar_t5292_stage1_down_conv_2_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520));
}

static void resnet_cifar_t5293_stage1_down_conv_2_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34614272));
}

static void resnet_cifar_t5294_stage1_down_conv_2_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 25165824),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34614272),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 33554432 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34006016 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216));
}

static void resnet_cifar_t5295_stage1_down_conv_2_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34457600),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17876224));
}

static void resnet_cifar_t5297_stage1_down_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660224),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885504));
}

static void resnet_cifar_t5298_stage1_down_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660160),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660224),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11200),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885440),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520));
}

static void resnet_cifar_t5299_stage1_down_conv_1_conv_transpose_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9*((16+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912));
}

static void resnet_cifar_t5300_stage1_down_conv_1_wino_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5007_stage1_down_conv_1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17837056));
}

static void resnet_cifar_t5301_stage1_down_conv_1_wino_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 20971520),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17837056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17680384 + (ptrdiff_t)part * 39168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216 + (ptrdiff_t)part * 112896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17228800 + (ptrdiff_t)part * 112896));
}

static void resnet_cifar_t5302_stage1_down_conv_1_wino_weights_grad_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (16+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17680384),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216));
}

static void resnet_cifar_t5303_stage1_down_x_add_forward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5258_stage2_down_x_add_forward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 29360128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912));
}

static void resnet_cifar_t5304_relu_1_relu_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward(begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912));
}

static void resnet_cifar_t5305_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659904),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659968),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388672));
}

static void resnet_cifar_t5306_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = (int64_t)run->n * 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659904),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659968),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1728),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912));
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * conv_backward_weights [runtime/kernels/conv.c] */
static void resnet_cifar_t5307_conv_1_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 3, H = 32, W = 32, K = 16, OH = 32, OW = 32, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0, w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1, w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                resnet_cifar_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void resnet_cifar_t5307_conv_1_conv_backward_weights_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = ((16+15)/16)*((3+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t5307_conv_1_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 12582912),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304));
}

static void resnet_cifar_run_grad(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5000_input_nhwc_to_blocked_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5001_conv_1_conv_forward_task, run, 4);
    resnet_cifar_t5002_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5003_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5004_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5005_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5007_stage1_down_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5008_stage1_down_conv_1_wino_forward_task, run, 4);
    resnet_cifar_t5009_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5010_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5011_stage1_down_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5012_stage1_down_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5014_stage1_down_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5015_stage1_down_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5016_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5017_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5018_stage1_down_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5019_stage1_down_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5020_stage1_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5022_stage1_unit2_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5023_stage1_unit2_conv_1_wino_forward_task, run, 4);
    resnet_cifar_t5024_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5025_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5026_stage1_unit2_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5027_stage1_unit2_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5029_stage1_unit2_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5030_stage1_unit2_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5031_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5032_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5033_stage1_unit2_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5034_stage1_unit2_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5035_stage1_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5037_stage1_unit3_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5038_stage1_unit3_conv_1_wino_forward_task, run, 4);
    resnet_cifar_t5039_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5040_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5041_stage1_unit3_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5042_stage1_unit3_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5044_stage1_unit3_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5045_stage1_unit3_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5046_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5047_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5048_stage1_unit3_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5049_stage1_unit3_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5050_stage1_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5052_stage2_down_conv_1_conv_forward_task, run, 4);
    resnet_cifar_t5053_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5054_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5055_stage2_down_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5056_stage2_down_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5058_stage2_down_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5059_stage2_down_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5060_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5061_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5062_stage2_down_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5063_stage2_down_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5064_stage2_down_conv_3_conv_forward_task, run, 4);
    resnet_cifar_t5065_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t5066_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5067_stage2_down_batchnorm_3_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5068_stage2_down_batchnorm_3_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5069_stage2_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5071_stage2_unit2_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5072_stage2_unit2_conv_1_wino_forward_task, run, 4);
    resnet_cifar_t5073_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5074_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5075_stage2_unit2_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5076_stage2_unit2_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5078_stage2_unit2_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5079_stage2_unit2_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5080_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5081_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5082_stage2_unit2_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5083_stage2_unit2_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5084_stage2_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5086_stage2_unit3_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5087_stage2_unit3_conv_1_wino_forward_task, run, 4);
    resnet_cifar_t5088_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5089_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5090_stage2_unit3_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5091_stage2_unit3_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5093_stage2_unit3_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5094_stage2_unit3_conv_2_wino_forward_task, run, 4);
    resnet_cifar_t5095_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5096_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5097_stage2_unit3_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5098_stage2_unit3_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5099_stage2_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5101_stage3_down_conv_1_conv_forward_task, run, 4);
    resnet_cifar_t5102_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5103_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5104_stage3_down_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5105_stage3_down_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5107_stage3_down_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5108_stage3_down_conv_2_wino_panel_forward_task, run, 4);
    resnet_cifar_t5109_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5110_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5111_stage3_down_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5112_stage3_down_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5113_stage3_down_conv_3_conv_forward_task, run, 4);
    resnet_cifar_t5114_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t5115_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5116_stage3_down_batchnorm_3_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5117_stage3_down_batchnorm_3_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5118_stage3_down_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5120_stage3_unit2_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5121_stage3_unit2_conv_1_wino_panel_forward_task, run, 4);
    resnet_cifar_t5122_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5123_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5124_stage3_unit2_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5125_stage3_unit2_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5127_stage3_unit2_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5128_stage3_unit2_conv_2_wino_panel_forward_task, run, 4);
    resnet_cifar_t5129_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5130_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5131_stage3_unit2_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5132_stage3_unit2_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5133_stage3_unit2_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5135_stage3_unit3_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5136_stage3_unit3_conv_1_wino_panel_forward_task, run, 4);
    resnet_cifar_t5137_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t5138_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5139_stage3_unit3_batchnorm_1_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5140_stage3_unit3_batchnorm_1_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5142_stage3_unit3_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5143_stage3_unit3_conv_2_wino_panel_forward_task, run, 4);
    resnet_cifar_t5144_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t5145_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5146_stage3_unit3_batchnorm_2_batchnorm_stats_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5147_stage3_unit3_batchnorm_2_batchnorm_apply_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5148_stage3_unit3_add_1_add_maps_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5150_globalavgpool_1_globalavgpool_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5151_dense_1_dense_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5153_dense_1_softmax_softmax_crossentropy_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5154_dense_1_softmax_softmax_crossentropy_backward_task, run, 4);
    resnet_cifar_t5155_dense_1_softmax_mean_loss_task(run, 0);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5156_dense_1_softmax_blocked_to_nhwc_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5157_dense_1_bias_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5158_dense_1_dense_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5159_dense_1_dense_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5160_globalavgpool_1_globalavgpool_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5161_stage3_unit3_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5162_stage3_unit3_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5163_stage3_unit3_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5164_stage3_unit3_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5165_stage3_unit3_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5166_stage3_unit3_conv_2_wino_panel_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5167_stage3_unit3_conv_2_wino_panel_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5169_stage3_unit3_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5170_stage3_unit3_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5171_stage3_unit3_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5172_stage3_unit3_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5173_stage3_unit3_conv_1_wino_panel_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5174_stage3_unit3_conv_1_wino_panel_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5175_stage3_unit3_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5176_stage3_unit2_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5177_stage3_unit2_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5178_stage3_unit2_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5179_stage3_unit2_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5180_stage3_unit2_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5181_stage3_unit2_conv_2_wino_panel_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5182_stage3_unit2_conv_2_wino_panel_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5184_stage3_unit2_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5185_stage3_unit2_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5186_stage3_unit2_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5187_stage3_unit2_conv_1_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5188_stage3_unit2_conv_1_wino_panel_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5189_stage3_unit2_conv_1_wino_panel_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5190_stage3_unit2_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5191_stage3_down_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5192_stage3_down_batchnorm_3_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5193_stage3_down_batchnorm_3_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5194_stage3_down_conv_3_conv_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5195_stage3_down_conv_3_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5196_stage3_down_conv_3_conv_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5197_stage3_down_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5198_stage3_down_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5199_stage3_down_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5200_stage3_down_conv_2_wino_panel_gather_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5201_stage3_down_conv_2_wino_panel_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5202_stage3_down_conv_2_wino_panel_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5204_stage3_down_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5205_stage3_down_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5206_stage3_down_conv_1_conv_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5207_stage3_down_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5208_stage3_down_conv_1_conv_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5209_stage3_down_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5210_stage2_unit3_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5211_stage2_unit3_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5212_stage2_unit3_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5213_stage2_unit3_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5214_stage2_unit3_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5215_stage2_unit3_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5216_stage2_unit3_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5218_stage2_unit3_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5219_stage2_unit3_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5220_stage2_unit3_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5221_stage2_unit3_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5222_stage2_unit3_conv_1_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5223_stage2_unit3_conv_1_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5224_stage2_unit3_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5225_stage2_unit2_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5226_stage2_unit2_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5227_stage2_unit2_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5228_stage2_unit2_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5229_stage2_unit2_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5230_stage2_unit2_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5231_stage2_unit2_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5233_stage2_unit2_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5234_stage2_unit2_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5235_stage2_unit2_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5236_stage2_unit2_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5237_stage2_unit2_conv_1_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5238_stage2_unit2_conv_1_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5239_stage2_unit2_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5240_stage2_down_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5241_stage2_down_batchnorm_3_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5242_stage2_down_batchnorm_3_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5243_stage2_down_conv_3_conv_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5244_stage2_down_conv_3_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5245_stage2_down_conv_3_conv_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5246_stage2_down_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5247_stage2_down_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5248_stage2_down_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5249_stage2_down_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5250_stage2_down_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5251_stage2_down_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5253_stage2_down_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5254_stage2_down_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5255_stage2_down_conv_1_conv_backward_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5256_stage2_down_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5257_stage2_down_conv_1_conv_backward_data_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5258_stage2_down_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5259_stage1_unit3_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5260_stage1_unit3_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5261_stage1_unit3_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5262_stage1_unit3_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5263_stage1_unit3_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5264_stage1_unit3_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5265_stage1_unit3_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5267_stage1_unit3_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5268_stage1_unit3_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5269_stage1_unit3_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5270_stage1_unit3_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5271_stage1_unit3_conv_1_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5272_stage1_unit3_conv_1_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5273_stage1_unit3_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5274_stage1_unit2_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5275_stage1_unit2_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5276_stage1_unit2_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5277_stage1_unit2_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5278_stage1_unit2_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5279_stage1_unit2_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5280_stage1_unit2_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5282_stage1_unit2_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5283_stage1_unit2_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5284_stage1_unit2_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5285_stage1_unit2_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5286_stage1_unit2_conv_1_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5287_stage1_unit2_conv_1_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5288_stage1_unit2_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5289_stage1_down_relu_2_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5290_stage1_down_batchnorm_2_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5291_stage1_down_batchnorm_2_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5292_stage1_down_conv_2_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5293_stage1_down_conv_2_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5294_stage1_down_conv_2_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5295_stage1_down_conv_2_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5297_stage1_down_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5298_stage1_down_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5299_stage1_down_conv_1_conv_transpose_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5300_stage1_down_conv_1_wino_weights_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5301_stage1_down_conv_1_wino_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5302_stage1_down_conv_1_wino_weights_grad_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5303_stage1_down_x_add_forward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5304_relu_1_relu_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5305_batchnorm_1_batchnorm_reduce_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5306_batchnorm_1_batchnorm_backward_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t5307_conv_1_conv_backward_weights_task, run, 4);
}

static void resnet_cifar_t6000_dense_1_dense_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4105_dense_1_dense_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111644928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1093568));
}

static void resnet_cifar_t6001_dense_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4106_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1096128));
}

static void resnet_cifar_t6002_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1092544));
}

static void resnet_cifar_t6003_stage3_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1092800));
}

static void resnet_cifar_t6004_stage3_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111497472),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 945088));
}

static void resnet_cifar_t6005_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 944064));
}

static void resnet_cifar_t6006_stage3_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 944320));
}

static void resnet_cifar_t6007_stage3_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108351744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 796608));
}

static void resnet_cifar_t6008_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402048),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 795584));
}

static void resnet_cifar_t6009_stage3_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 795840));
}

static void resnet_cifar_t6010_stage3_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106254592),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 648128));
}

static void resnet_cifar_t6011_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104304896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 647104));
}

static void resnet_cifar_t6012_stage3_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104305152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 647360));
}

static void resnet_cifar_t6013_stage3_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104157440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 499648));
}

static void resnet_cifar_t6014_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103575808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 498624));
}

static void resnet_cifar_t6015_stage3_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 498880));
}

static void resnet_cifar_t6016_stage3_down_conv_3_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4080_stage3_down_conv_3_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 490432));
}

static void resnet_cifar_t6017_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 489408));
}

static void resnet_cifar_t6018_stage3_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 489664));
}

static void resnet_cifar_t6019_stage3_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4075_stage3_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 341952));
}

static void resnet_cifar_t6020_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 340928));
}

static void resnet_cifar_t6021_stage3_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4071_stage3_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100422144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 341184));
}

static void resnet_cifar_t6022_stage3_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4070_stage3_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 267200));
}

static void resnet_cifar_t6023_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 266688));
}

static void resnet_cifar_t6024_stage2_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 266816));
}

static void resnet_cifar_t6025_stage2_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229824));
}

static void resnet_cifar_t6026_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229312));
}

static void resnet_cifar_t6027_stage2_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229440));
}

static void resnet_cifar_t6028_stage2_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 192448));
}

static void resnet_cifar_t6029_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 191936));
}

static void resnet_cifar_t6030_stage2_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790528),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 192064));
}

static void resnet_cifar_t6031_stage2_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 155072));
}

static void resnet_cifar_t6032_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 154560));
}

static void resnet_cifar_t6033_stage2_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 154688));
}

static void resnet_cifar_t6034_stage2_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82632960),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117696));
}

static void resnet_cifar_t6035_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117184));
}

static void resnet_cifar_t6036_stage2_down_batchnorm_3_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117312));
}

static void resnet_cifar_t6037_stage2_down_conv_3_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4045_stage2_down_conv_3_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 115136));
}

static void resnet_cifar_t6038_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 114624));
}

static void resnet_cifar_t6039_stage2_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 114752));
}

static void resnet_cifar_t6040_stage2_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4040_stage2_down_conv_2_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77760));
}

static void resnet_cifar_t6041_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77248));
}

static void resnet_cifar_t6042_stage2_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4036_stage2_down_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77376));
}

static void resnet_cifar_t6043_stage2_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4035_stage2_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71451136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58816));
}

static void resnet_cifar_t6044_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58560));
}

static void resnet_cifar_t6045_stage1_unit3_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58624));
}

static void resnet_cifar_t6046_stage1_unit3_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51430656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49344));
}

static void resnet_cifar_t6047_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49088));
}

static void resnet_cifar_t6048_stage1_unit3_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49152));
}

static void resnet_cifar_t6049_stage1_unit3_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51439872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39872));
}

static void resnet_cifar_t6050_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39616));
}

static void resnet_cifar_t6051_stage1_unit2_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39680));
}

static void resnet_cifar_t6052_stage1_unit2_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34653440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30400));
}

static void resnet_cifar_t6053_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30144));
}

static void resnet_cifar_t6054_stage1_unit2_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30208));
}

static void resnet_cifar_t6055_stage1_unit2_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34662656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20928));
}

static void resnet_cifar_t6056_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672000),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20672));
}

static void resnet_cifar_t6057_stage1_down_batchnorm_2_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20736));
}

static void resnet_cifar_t6058_stage1_down_conv_2_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17876224),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11456));
}

static void resnet_cifar_t6059_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11200));
}

static void resnet_cifar_t6060_stage1_down_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11264));
}

static void resnet_cifar_t6061_stage1_down_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4005_stage1_down_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1984));
}

static void resnet_cifar_t6062_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1728));
}

static void resnet_cifar_t6063_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4001_batchnorm_1_vector_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1792));
}

static void resnet_cifar_t6064_conv_1_conv_unpack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t4000_conv_1_conv_unpack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 0));
}

static void resnet_cifar_run_grads_out(resnet_cifar_run *run)
{
    resnet_cifar_t6000_dense_1_dense_unpack_task(run, 0);
    resnet_cifar_t6001_dense_1_vector_unpack_task(run, 0);
    resnet_cifar_t6002_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6003_stage3_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6004_stage3_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6005_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6006_stage3_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6007_stage3_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6008_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6009_stage3_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6010_stage3_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6011_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6012_stage3_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6013_stage3_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6014_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t6015_stage3_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t6016_stage3_down_conv_3_conv_unpack_task(run, 0);
    resnet_cifar_t6017_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6018_stage3_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6019_stage3_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6020_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6021_stage3_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6022_stage3_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6023_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6024_stage2_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6025_stage2_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6026_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6027_stage2_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6028_stage2_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6029_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6030_stage2_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6031_stage2_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6032_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6033_stage2_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6034_stage2_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6035_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t6036_stage2_down_batchnorm_3_vector_unpack_task(run, 0);
    resnet_cifar_t6037_stage2_down_conv_3_conv_unpack_task(run, 0);
    resnet_cifar_t6038_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6039_stage2_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6040_stage2_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6041_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6042_stage2_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6043_stage2_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6044_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6045_stage1_unit3_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6046_stage1_unit3_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6047_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6048_stage1_unit3_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6049_stage1_unit3_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6050_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6051_stage1_unit2_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6052_stage1_unit2_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6053_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6054_stage1_unit2_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6055_stage1_unit2_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6056_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6057_stage1_down_batchnorm_2_vector_unpack_task(run, 0);
    resnet_cifar_t6058_stage1_down_conv_2_conv_unpack_task(run, 0);
    resnet_cifar_t6059_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6060_stage1_down_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6061_stage1_down_conv_1_conv_unpack_task(run, 0);
    resnet_cifar_t6062_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6063_batchnorm_1_vector_unpack_task(run, 0);
    resnet_cifar_t6064_conv_1_conv_unpack_task(run, 0);
}

static void resnet_cifar_t7000_dense_1_dense_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3105_dense_1_dense_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111644928));
}

static void resnet_cifar_t7001_dense_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3106_dense_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1096128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661568));
}

static void resnet_cifar_t7002_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1092544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655680));
}

static void resnet_cifar_t7003_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655936));
}

static void resnet_cifar_t7004_stage3_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111497472));
}

static void resnet_cifar_t7005_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 944064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499200));
}

static void resnet_cifar_t7006_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499456));
}

static void resnet_cifar_t7007_stage3_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108351744));
}

static void resnet_cifar_t7008_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 795584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402048));
}

static void resnet_cifar_t7009_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402304));
}

static void resnet_cifar_t7010_stage3_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106254592));
}

static void resnet_cifar_t7011_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 647104),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104304896));
}

static void resnet_cifar_t7012_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104305152));
}

static void resnet_cifar_t7013_stage3_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104157440));
}

static void resnet_cifar_t7014_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 498624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103575808));
}

static void resnet_cifar_t7015_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576064));
}

static void resnet_cifar_t7016_stage3_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3080_stage3_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616));
}

static void resnet_cifar_t7017_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 489408),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576320));
}

static void resnet_cifar_t7018_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576576));
}

static void resnet_cifar_t7019_stage3_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3075_stage3_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103108864));
}

static void resnet_cifar_t7020_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 340928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888));
}

static void resnet_cifar_t7021_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100422144));
}

static void resnet_cifar_t7022_stage3_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3070_stage3_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312));
}

static void resnet_cifar_t7023_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 266688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008));
}

static void resnet_cifar_t7024_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179136));
}

static void resnet_cifar_t7025_stage2_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704));
}

static void resnet_cifar_t7026_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021568));
}

static void resnet_cifar_t7027_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021696));
}

static void resnet_cifar_t7028_stage2_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552));
}

static void resnet_cifar_t7029_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 191936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400));
}

static void resnet_cifar_t7030_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790528));
}

static void resnet_cifar_t7031_stage2_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096));
}

static void resnet_cifar_t7032_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 154560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669824));
}

static void resnet_cifar_t7033_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669952));
}

static void resnet_cifar_t7034_stage2_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82632960));
}

static void resnet_cifar_t7035_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792));
}

static void resnet_cifar_t7036_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401920));
}

static void resnet_cifar_t7037_stage2_down_conv_3_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3045_stage2_down_conv_3_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640));
}

static void resnet_cifar_t7038_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 114624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306688));
}

static void resnet_cifar_t7039_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306816));
}

static void resnet_cifar_t7040_stage2_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3040_stage2_down_conv_2_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336));
}

static void resnet_cifar_t7041_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147200));
}

static void resnet_cifar_t7042_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147328));
}

static void resnet_cifar_t7043_stage2_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3035_stage2_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71451136));
}

static void resnet_cifar_t7044_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013568));
}

static void resnet_cifar_t7045_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013632));
}

static void resnet_cifar_t7046_stage1_unit3_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51430656));
}

static void resnet_cifar_t7047_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449088));
}

static void resnet_cifar_t7048_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449152));
}

static void resnet_cifar_t7049_stage1_unit3_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51439872));
}

static void resnet_cifar_t7050_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449216));
}

static void resnet_cifar_t7051_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449280));
}

static void resnet_cifar_t7052_stage1_unit2_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34653440));
}

static void resnet_cifar_t7053_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671872));
}

static void resnet_cifar_t7054_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671936));
}

static void resnet_cifar_t7055_stage1_unit2_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34662656));
}

static void resnet_cifar_t7056_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672000));
}

static void resnet_cifar_t7057_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672064));
}

static void resnet_cifar_t7058_stage1_down_conv_2_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17876224));
}

static void resnet_cifar_t7059_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885440));
}

static void resnet_cifar_t7060_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885504));
}

static void resnet_cifar_t7061_stage1_down_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3005_stage1_down_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216));
}

static void resnet_cifar_t7062_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608));
}

static void resnet_cifar_t7063_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388672));
}

static void resnet_cifar_t7064_conv_1_conv_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3000_conv_1_conv_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_GRADS] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304));
}

static void resnet_cifar_run_grads_in(resnet_cifar_run *run)
{
    resnet_cifar_t7000_dense_1_dense_pack_task(run, 0);
    resnet_cifar_t7001_dense_1_vector_pack_task(run, 0);
    resnet_cifar_t7002_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7003_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7004_stage3_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7005_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7006_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7007_stage3_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7008_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7009_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7010_stage3_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7011_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7012_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7013_stage3_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7014_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t7015_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t7016_stage3_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_t7017_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7018_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7019_stage3_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7020_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7021_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7022_stage3_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7023_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7024_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7025_stage2_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7026_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7027_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7028_stage2_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7029_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7030_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7031_stage2_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7032_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7033_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7034_stage2_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7035_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t7036_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t7037_stage2_down_conv_3_conv_pack_task(run, 0);
    resnet_cifar_t7038_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7039_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7040_stage2_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7041_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7042_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7043_stage2_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7044_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7045_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7046_stage1_unit3_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7047_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7048_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7049_stage1_unit3_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7050_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7051_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7052_stage1_unit2_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7053_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7054_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7055_stage1_unit2_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7056_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7057_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t7058_stage1_down_conv_2_conv_pack_task(run, 0);
    resnet_cifar_t7059_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7060_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7061_stage1_down_conv_1_conv_pack_task(run, 0);
    resnet_cifar_t7062_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7063_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t7064_conv_1_conv_pack_task(run, 0);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16
 * sgd_momentum_update [runtime/kernels/optimizer.c]: velocity = MOMENTUM * velocity - rate * grad; param += velocity, or with NESTEROV param += MOMENTUM * velocity - rate * grad. */
static void resnet_cifar_t8000_conv_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 432, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8000_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 432 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8000_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 4194304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 0),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1097728));
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 16, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8001_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1099456));
}

static void resnet_cifar_t8002_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 8388608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1099520));
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 32x32x16
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 2304, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 16777216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1984),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1099584));
}

static void resnet_cifar_t8004_stage1_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885504),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1108800));
}

static void resnet_cifar_t8005_stage1_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17885440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1108864));
}

static void resnet_cifar_t8006_stage1_down_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 17876224),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1108928));
}

static void resnet_cifar_t8007_stage1_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20736),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1118144));
}

static void resnet_cifar_t8008_stage1_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34672000),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20672),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1118208));
}

static void resnet_cifar_t8009_stage1_unit2_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34662656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1118272));
}

static void resnet_cifar_t8010_stage1_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30208),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1127488));
}

static void resnet_cifar_t8011_stage1_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34671872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1127552));
}

static void resnet_cifar_t8012_stage1_unit2_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 34653440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1127616));
}

static void resnet_cifar_t8013_stage1_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1136832));
}

static void resnet_cifar_t8014_stage1_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1136896));
}

static void resnet_cifar_t8015_stage1_unit3_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51439872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39872),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1136960));
}

static void resnet_cifar_t8016_stage1_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1146176));
}

static void resnet_cifar_t8017_stage1_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51449088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1146240));
}

static void resnet_cifar_t8018_stage1_unit3_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2304 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 51430656),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1146304));
}

static void resnet_cifar_t8019_stage1_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013632),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1155520));
}

static void resnet_cifar_t8020_stage1_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 64013568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1155584));
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 32x32x16 -> 16x16x32
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8021_stage2_down_conv_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 4608, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8021_stage2_down_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 4608 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8021_stage2_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 71451136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1155648));
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 32, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1174080));
}

static void resnet_cifar_t8023_stage2_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72147200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77248),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1174208));
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 -> 16x16x32
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 9216, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 72110336),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77760),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1174336));
}

static void resnet_cifar_t8025_stage2_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1211200));
}

static void resnet_cifar_t8026_stage2_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76306688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1211328));
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 32x32x16 -> 16x16x32
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8027_stage2_down_conv_3_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 512, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8027_stage2_down_conv_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8027_stage2_down_conv_3_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 76304640),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1211456));
}

static void resnet_cifar_t8028_stage2_down_batchnorm_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401920),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1213504));
}

static void resnet_cifar_t8029_stage2_down_batchnorm_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 78401792),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1213632));
}

static void resnet_cifar_t8030_stage2_unit2_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82632960),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1213760));
}

static void resnet_cifar_t8031_stage2_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1250624));
}

static void resnet_cifar_t8032_stage2_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82669824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154560),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1250752));
}

static void resnet_cifar_t8033_stage2_unit2_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 82596096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 155072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1250880));
}

static void resnet_cifar_t8034_stage2_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790528),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1287744));
}

static void resnet_cifar_t8035_stage2_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 86790400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 191936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1287872));
}

static void resnet_cifar_t8036_stage2_unit3_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 88887552),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192448),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1288000));
}

static void resnet_cifar_t8037_stage2_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021696),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1324864));
}

static void resnet_cifar_t8038_stage2_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 91021568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1324992));
}

static void resnet_cifar_t8039_stage2_unit3_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 90984704),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229824),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1325120));
}

static void resnet_cifar_t8040_stage2_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179136),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266816),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1361984));
}

static void resnet_cifar_t8041_stage2_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 95179008),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266688),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1362112));
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal): 16x16x32 -> 8x8x64
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8042_stage3_down_conv_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 18432, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8042_stage3_down_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 18432 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8042_stage3_down_conv_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 99373312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1362240));
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 64, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100422144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341184),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1435968));
}

static void resnet_cifar_t8044_stage3_down_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 100421888),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 340928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1436224));
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 36864, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103108864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341952),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1436480));
}

static void resnet_cifar_t8046_stage3_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576576),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1583936));
}

static void resnet_cifar_t8047_stage3_down_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489408),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1584192));
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal from x): 16x16x32 -> 8x8x64
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8048_stage3_down_conv_3_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 2048, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8048_stage3_down_conv_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 2048 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8048_stage3_down_conv_3_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103567616),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490432),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1584448));
}

static void resnet_cifar_t8049_stage3_down_batchnorm_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103576064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1592640));
}

static void resnet_cifar_t8050_stage3_down_batchnorm_3_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 103575808),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 498624),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1592896));
}

static void resnet_cifar_t8051_stage3_unit2_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104157440),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499648),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1593152));
}

static void resnet_cifar_t8052_stage3_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104305152),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647360),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1740608));
}

static void resnet_cifar_t8053_stage3_unit2_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 104304896),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647104),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1740864));
}

static void resnet_cifar_t8054_stage3_unit2_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106254592),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 648128),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1741120));
}

static void resnet_cifar_t8055_stage3_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1888576));
}

static void resnet_cifar_t8056_stage3_unit2_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 106402048),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 795584),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1888832));
}

static void resnet_cifar_t8057_stage3_unit3_conv_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108351744),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1889088));
}

static void resnet_cifar_t8058_stage3_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499456),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2036544));
}

static void resnet_cifar_t8059_stage3_unit3_batchnorm_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 108499200),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944064),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2036800));
}

static void resnet_cifar_t8060_stage3_unit3_conv_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111497472),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 945088),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2037056));
}

static void resnet_cifar_t8061_stage3_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655936),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2184512));
}

static void resnet_cifar_t8062_stage3_unit3_batchnorm_2_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655680),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1092544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2184768));
}

static void resnet_cifar_t8063_dense_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8001_batchnorm_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1097664),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2185024));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10
 * sgd_momentum_update [runtime/kernels/optimizer.c] */
static void resnet_cifar_t8064_dense_1_sgd_momentum_update(int begin, int end, float rate, const float *RESNET_CIFAR_RESTRICT grad, float *RESNET_CIFAR_RESTRICT param, float *RESNET_CIFAR_RESTRICT velocity)
{
    enum { COUNT = 1024, NESTEROV = 1 };
    const float MOMENTUM = 0.899999976f;
    const float DECAY = 9.99999975e-05f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}
static void resnet_cifar_t8064_dense_1_sgd_momentum_update_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    const int64_t extent = 1024 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    resnet_cifar_t8064_dense_1_sgd_momentum_update(begin, end, run->rate,
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111644928),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093568),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 2185088));
}

static void resnet_cifar_run_apply(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8000_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8001_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8002_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8003_stage1_down_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8004_stage1_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8005_stage1_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8006_stage1_down_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8007_stage1_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8008_stage1_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8009_stage1_unit2_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8010_stage1_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8011_stage1_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8012_stage1_unit2_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8013_stage1_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8014_stage1_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8015_stage1_unit3_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8016_stage1_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8017_stage1_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8018_stage1_unit3_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8019_stage1_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8020_stage1_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8021_stage2_down_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8022_stage2_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8023_stage2_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8024_stage2_down_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8025_stage2_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8026_stage2_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8027_stage2_down_conv_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8028_stage2_down_batchnorm_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8029_stage2_down_batchnorm_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8030_stage2_unit2_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8031_stage2_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8032_stage2_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8033_stage2_unit2_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8034_stage2_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8035_stage2_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8036_stage2_unit3_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8037_stage2_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8038_stage2_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8039_stage2_unit3_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8040_stage2_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8041_stage2_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8042_stage3_down_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8043_stage3_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8044_stage3_down_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8045_stage3_down_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8046_stage3_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8047_stage3_down_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8048_stage3_down_conv_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8049_stage3_down_batchnorm_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8050_stage3_down_batchnorm_3_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8051_stage3_unit2_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8052_stage3_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8053_stage3_unit2_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8054_stage3_unit2_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8055_stage3_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8056_stage3_unit2_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8057_stage3_unit3_conv_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8058_stage3_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8059_stage3_unit3_batchnorm_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8060_stage3_unit3_conv_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8061_stage3_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8062_stage3_unit3_batchnorm_2_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8063_dense_1_sgd_momentum_update_task, run, 4);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_t8064_dense_1_sgd_momentum_update_task, run, 4);
}

static void resnet_cifar_t9000_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659776),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1856));
}

static void resnet_cifar_t9001_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659840),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1920));
}

static void resnet_cifar_t9002_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660032),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11328));
}

static void resnet_cifar_t9003_stage1_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 11392));
}

static void resnet_cifar_t9004_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660288),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20800));
}

static void resnet_cifar_t9005_stage1_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 20864));
}

static void resnet_cifar_t9006_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660544),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30272));
}

static void resnet_cifar_t9007_stage1_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660608),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 30336));
}

static void resnet_cifar_t9008_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660800),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39744));
}

static void resnet_cifar_t9009_stage1_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111660864),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 39808));
}

static void resnet_cifar_t9010_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661056),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49216));
}

static void resnet_cifar_t9011_stage1_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661120),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 49280));
}

static void resnet_cifar_t9012_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661312),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58688));
}

static void resnet_cifar_t9013_stage1_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3001_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111661376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 58752));
}

static void resnet_cifar_t9014_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656192),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77504));
}

static void resnet_cifar_t9015_stage2_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656320),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 77632));
}

static void resnet_cifar_t9016_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656704),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 114880));
}

static void resnet_cifar_t9017_stage2_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111656832),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 115008));
}

static void resnet_cifar_t9018_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657216),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117440));
}

static void resnet_cifar_t9019_stage2_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657344),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 117568));
}

static void resnet_cifar_t9020_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657728),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154816));
}

static void resnet_cifar_t9021_stage2_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111657856),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 154944));
}

static void resnet_cifar_t9022_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658240),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192192));
}

static void resnet_cifar_t9023_stage2_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658368),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 192320));
}

static void resnet_cifar_t9024_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658752),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229568));
}

static void resnet_cifar_t9025_stage2_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111658880),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 229696));
}

static void resnet_cifar_t9026_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659264),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 266944));
}

static void resnet_cifar_t9027_stage2_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3036_stage2_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111659392),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 267072));
}

static void resnet_cifar_t9028_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649024),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341440));
}

static void resnet_cifar_t9029_stage3_down_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111649280),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 341696));
}

static void resnet_cifar_t9030_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650048),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 489920));
}

static void resnet_cifar_t9031_stage3_down_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111650304),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 490176));
}

static void resnet_cifar_t9032_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651072),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499136));
}

static void resnet_cifar_t9033_stage3_down_batchnorm_3_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111651328),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 499392));
}

static void resnet_cifar_t9034_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652096),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647616));
}

static void resnet_cifar_t9035_stage3_unit2_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111652352),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 647872));
}

static void resnet_cifar_t9036_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653120),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796096));
}

static void resnet_cifar_t9037_stage3_unit2_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111653376),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 796352));
}

static void resnet_cifar_t9038_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654144),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944576));
}

static void resnet_cifar_t9039_stage3_unit3_batchnorm_1_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111654400),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 944832));
}

static void resnet_cifar_t9040_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655168),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093056));
}

static void resnet_cifar_t9041_stage3_unit3_batchnorm_2_vector_pack_task(void *arg, int part)
{
    resnet_cifar_run *run = (resnet_cifar_run *)arg;
    (void)part;
    resnet_cifar_t3071_stage3_down_batchnorm_1_vector_pack(
        (const float *)(const void *)(run->base[RESNET_CIFAR_AREA_WORK] + 111655424),
        (float *)(void *)(run->base[RESNET_CIFAR_AREA_STATE] + 1093312));
}

static void resnet_cifar_run_stats(resnet_cifar_run *run)
{
    resnet_cifar_t9000_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9001_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9002_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9003_stage1_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9004_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9005_stage1_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9006_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9007_stage1_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9008_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9009_stage1_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9010_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9011_stage1_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9012_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9013_stage1_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9014_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9015_stage2_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9016_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9017_stage2_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9018_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t9019_stage2_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t9020_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9021_stage2_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9022_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9023_stage2_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9024_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9025_stage2_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9026_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9027_stage2_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9028_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9029_stage3_down_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9030_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9031_stage3_down_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9032_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t9033_stage3_down_batchnorm_3_vector_pack_task(run, 0);
    resnet_cifar_t9034_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9035_stage3_unit2_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9036_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9037_stage3_unit2_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9038_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9039_stage3_unit3_batchnorm_1_vector_pack_task(run, 0);
    resnet_cifar_t9040_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
    resnet_cifar_t9041_stage3_unit3_batchnorm_2_vector_pack_task(run, 0);
}

const resnet_cifar_param resnet_cifar_params[] = {
    {"conv_1.kernel", 4, {3, 3, 3, 16}, 0, 432, 1},
    {"batchnorm_1.gamma", 1, {16, 0, 0, 0}, 432, 16, 1},
    {"batchnorm_1.beta", 1, {16, 0, 0, 0}, 448, 16, 1},
    {"batchnorm_1.moving_mean", 1, {16, 0, 0, 0}, 464, 16, 0},
    {"batchnorm_1.moving_variance", 1, {16, 0, 0, 0}, 480, 16, 0},
    {"stage1.down.conv_1.kernel", 4, {3, 3, 16, 16}, 496, 2304, 1},
    {"stage1.down.batchnorm_1.gamma", 1, {16, 0, 0, 0}, 2800, 16, 1},
    {"stage1.down.batchnorm_1.beta", 1, {16, 0, 0, 0}, 2816, 16, 1},
    {"stage1.down.batchnorm_1.moving_mean", 1, {16, 0, 0, 0}, 2832, 16, 0},
    {"stage1.down.batchnorm_1.moving_variance", 1, {16, 0, 0, 0}, 2848, 16, 0},
    {"stage1.down.conv_2.kernel", 4, {3, 3, 16, 16}, 2864, 2304, 1},
    {"stage1.down.batchnorm_2.gamma", 1, {16, 0, 0, 0}, 5168, 16, 1},
    {"stage1.down.batchnorm_2.beta", 1, {16, 0, 0, 0}, 5184, 16, 1},
    {"stage1.down.batchnorm_2.moving_mean", 1, {16, 0, 0, 0}, 5200, 16, 0},
    {"stage1.down.batchnorm_2.moving_variance", 1, {16, 0, 0, 0}, 5216, 16, 0},
    {"stage1.unit2.conv_1.kernel", 4, {3, 3, 16, 16}, 5232, 2304, 1},
    {"stage1.unit2.batchnorm_1.gamma", 1, {16, 0, 0, 0}, 7536, 16, 1},
    {"stage1.unit2.batchnorm_1.beta", 1, {16, 0, 0, 0}, 7552, 16, 1},
    {"stage1.unit2.batchnorm_1.moving_mean", 1, {16, 0, 0, 0}, 7568, 16, 0},
    {"stage1.unit2.batchnorm_1.moving_variance", 1, {16, 0, 0, 0}, 7584, 16, 0},
    {"stage1.unit2.conv_2.kernel", 4, {3, 3, 16, 16}, 7600, 2304, 1},
    {"stage1.unit2.batchnorm_2.gamma", 1, {16, 0, 0, 0}, 9904, 16, 1},
    {"stage1.unit2.batchnorm_2.beta", 1, {16, 0, 0, 0}, 9920, 16, 1},
    {"stage1.unit2.batchnorm_2.moving_mean", 1, {16, 0, 0, 0}, 9936, 16, 0},
    {"stage1.unit2.batchnorm_2.moving_variance", 1, {16, 0, 0, 0}, 9952, 16, 0},
    {"stage1.unit3.conv_1.kernel", 4, {3, 3, 16, 16}, 9968, 2304, 1},
    {"stage1.unit3.batchnorm_1.gamma", 1, {16, 0, 0, 0}, 12272, 16, 1},
    {"stage1.unit3.batchnorm_1.beta", 1, {16, 0, 0, 0}, 12288, 16, 1},
    {"stage1.unit3.batchnorm_1.moving_mean", 1, {16, 0, 0, 0}, 12304, 16, 0},
    {"stage1.unit3.batchnorm_1.moving_variance", 1, {16, 0, 0, 0}, 12320, 16, 0},
    {"stage1.unit3.conv_2.kernel", 4, {3, 3, 16, 16}, 12336, 2304, 1},
    {"stage1.unit3.batchnorm_2.gamma", 1, {16, 0, 0, 0}, 14640, 16, 1},
    {"stage1.unit3.batchnorm_2.beta", 1, {16, 0, 0, 0}, 14656, 16, 1},
    {"stage1.unit3.batchnorm_2.moving_mean", 1, {16, 0, 0, 0}, 14672, 16, 0},
    {"stage1.unit3.batchnorm_2.moving_variance", 1, {16, 0, 0, 0}, 14688, 16, 0},
    {"stage2.down.conv_1.kernel", 4, {3, 3, 16, 32}, 14704, 4608, 1},
    {"stage2.down.batchnorm_1.gamma", 1, {32, 0, 0, 0}, 19312, 32, 1},
    {"stage2.down.batchnorm_1.beta", 1, {32, 0, 0, 0}, 19344, 32, 1},
    {"stage2.down.batchnorm_1.moving_mean", 1, {32, 0, 0, 0}, 19376, 32, 0},
    {"stage2.down.batchnorm_1.moving_variance", 1, {32, 0, 0, 0}, 19408, 32, 0},
    {"stage2.down.conv_2.kernel", 4, {3, 3, 32, 32}, 19440, 9216, 1},
    {"stage2.down.batchnorm_2.gamma", 1, {32, 0, 0, 0}, 28656, 32, 1},
    {"stage2.down.batchnorm_2.beta", 1, {32, 0, 0, 0}, 28688, 32, 1},
    {"stage2.down.batchnorm_2.moving_mean", 1, {32, 0, 0, 0}, 28720, 32, 0},
    {"stage2.down.batchnorm_2.moving_variance", 1, {32, 0, 0, 0}, 28752, 32, 0},
    {"stage2.down.conv_3.kernel", 4, {1, 1, 16, 32}, 28784, 512, 1},
    {"stage2.down.batchnorm_3.gamma", 1, {32, 0, 0, 0}, 29296, 32, 1},
    {"stage2.down.batchnorm_3.beta", 1, {32, 0, 0, 0}, 29328, 32, 1},
    {"stage2.down.batchnorm_3.moving_mean", 1, {32, 0, 0, 0}, 29360, 32, 0},
    {"stage2.down.batchnorm_3.moving_variance", 1, {32, 0, 0, 0}, 29392, 32, 0},
    {"stage2.unit2.conv_1.kernel", 4, {3, 3, 32, 32}, 29424, 9216, 1},
    {"stage2.unit2.batchnorm_1.gamma", 1, {32, 0, 0, 0}, 38640, 32, 1},
    {"stage2.unit2.batchnorm_1.beta", 1, {32, 0, 0, 0}, 38672, 32, 1},
    {"stage2.unit2.batchnorm_1.moving_mean", 1, {32, 0, 0, 0}, 38704, 32, 0},
    {"stage2.unit2.batchnorm_1.moving_variance", 1, {32, 0, 0, 0}, 38736, 32, 0},
    {"stage2.unit2.conv_2.kernel", 4, {3, 3, 32, 32}, 38768, 9216, 1},
    {"stage2.unit2.batchnorm_2.gamma", 1, {32, 0, 0, 0}, 47984, 32, 1},
    {"stage2.unit2.batchnorm_2.beta", 1, {32, 0, 0, 0}, 48016, 32, 1},
    {"stage2.unit2.batchnorm_2.moving_mean", 1, {32, 0, 0, 0}, 48048, 32, 0},
    {"stage2.unit2.batchnorm_2.moving_variance", 1, {32, 0, 0, 0}, 48080, 32, 0},
    {"stage2.unit3.conv_1.kernel", 4, {3, 3, 32, 32}, 48112, 9216, 1},
    {"stage2.unit3.batchnorm_1.gamma", 1, {32, 0, 0, 0}, 57328, 32, 1},
    {"stage2.unit3.batchnorm_1.beta", 1, {32, 0, 0, 0}, 57360, 32, 1},
    {"stage2.unit3.batchnorm_1.moving_mean", 1, {32, 0, 0, 0}, 57392, 32, 0},
    {"stage2.unit3.batchnorm_1.moving_variance", 1, {32, 0, 0, 0}, 57424, 32, 0},
    {"stage2.unit3.conv_2.kernel", 4, {3, 3, 32, 32}, 57456, 9216, 1},
    {"stage2.unit3.batchnorm_2.gamma", 1, {32, 0, 0, 0}, 66672, 32, 1},
    {"stage2.unit3.batchnorm_2.beta", 1, {32, 0, 0, 0}, 66704, 32, 1},
    {"stage2.unit3.batchnorm_2.moving_mean", 1, {32, 0, 0, 0}, 66736, 32, 0},
    {"stage2.unit3.batchnorm_2.moving_variance", 1, {32, 0, 0, 0}, 66768, 32, 0},
    {"stage3.down.conv_1.kernel", 4, {3, 3, 32, 64}, 66800, 18432, 1},
    {"stage3.down.batchnorm_1.gamma", 1, {64, 0, 0, 0}, 85232, 64, 1},
    {"stage3.down.batchnorm_1.beta", 1, {64, 0, 0, 0}, 85296, 64, 1},
    {"stage3.down.batchnorm_1.moving_mean", 1, {64, 0, 0, 0}, 85360, 64, 0},
    {"stage3.down.batchnorm_1.moving_variance", 1, {64, 0, 0, 0}, 85424, 64, 0},
    {"stage3.down.conv_2.kernel", 4, {3, 3, 64, 64}, 85488, 36864, 1},
    {"stage3.down.batchnorm_2.gamma", 1, {64, 0, 0, 0}, 122352, 64, 1},
    {"stage3.down.batchnorm_2.beta", 1, {64, 0, 0, 0}, 122416, 64, 1},
    {"stage3.down.batchnorm_2.moving_mean", 1, {64, 0, 0, 0}, 122480, 64, 0},
    {"stage3.down.batchnorm_2.moving_variance", 1, {64, 0, 0, 0}, 122544, 64, 0},
    {"stage3.down.conv_3.kernel", 4, {1, 1, 32, 64}, 122608, 2048, 1},
    {"stage3.down.batchnorm_3.gamma", 1, {64, 0, 0, 0}, 124656, 64, 1},
    {"stage3.down.batchnorm_3.beta", 1, {64, 0, 0, 0}, 124720, 64, 1},
    {"stage3.down.batchnorm_3.moving_mean", 1, {64, 0, 0, 0}, 124784, 64, 0},
    {"stage3.down.batchnorm_3.moving_variance", 1, {64, 0, 0, 0}, 124848, 64, 0},
    {"stage3.unit2.conv_1.kernel", 4, {3, 3, 64, 64}, 124912, 36864, 1},
    {"stage3.unit2.batchnorm_1.gamma", 1, {64, 0, 0, 0}, 161776, 64, 1},
    {"stage3.unit2.batchnorm_1.beta", 1, {64, 0, 0, 0}, 161840, 64, 1},
    {"stage3.unit2.batchnorm_1.moving_mean", 1, {64, 0, 0, 0}, 161904, 64, 0},
    {"stage3.unit2.batchnorm_1.moving_variance", 1, {64, 0, 0, 0}, 161968, 64, 0},
    {"stage3.unit2.conv_2.kernel", 4, {3, 3, 64, 64}, 162032, 36864, 1},
    {"stage3.unit2.batchnorm_2.gamma", 1, {64, 0, 0, 0}, 198896, 64, 1},
    {"stage3.unit2.batchnorm_2.beta", 1, {64, 0, 0, 0}, 198960, 64, 1},
    {"stage3.unit2.batchnorm_2.moving_mean", 1, {64, 0, 0, 0}, 199024, 64, 0},
    {"stage3.unit2.batchnorm_2.moving_variance", 1, {64, 0, 0, 0}, 199088, 64, 0},
    {"stage3.unit3.conv_1.kernel", 4, {3, 3, 64, 64}, 199152, 36864, 1},
    {"stage3.unit3.batchnorm_1.gamma", 1, {64, 0, 0, 0}, 236016, 64, 1},
    {"stage3.unit3.batchnorm_1.beta", 1, {64, 0, 0, 0}, 236080, 64, 1},
    {"stage3.unit3.batchnorm_1.moving_mean", 1, {64, 0, 0, 0}, 236144, 64, 0},
    {"stage3.unit3.batchnorm_1.moving_variance", 1, {64, 0, 0, 0}, 236208, 64, 0},
    {"stage3.unit3.conv_2.kernel", 4, {3, 3, 64, 64}, 236272, 36864, 1},
    {"stage3.unit3.batchnorm_2.gamma", 1, {64, 0, 0, 0}, 273136, 64, 1},
    {"stage3.unit3.batchnorm_2.beta", 1, {64, 0, 0, 0}, 273200, 64, 1},
    {"stage3.unit3.batchnorm_2.moving_mean", 1, {64, 0, 0, 0}, 273264, 64, 0},
    {"stage3.unit3.batchnorm_2.moving_variance", 1, {64, 0, 0, 0}, 273328, 64, 0},
    {"dense_1.kernel", 2, {64, 10, 0, 0}, 273392, 640, 1},
    {"dense_1.bias", 1, {10, 0, 0, 0}, 274032, 10, 1},
};
const int resnet_cifar_param_count = 107;
const char *const resnet_cifar_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int resnet_cifar_aligned(const void *p)
{
    return ((uintptr_t)p) % RESNET_CIFAR_ALIGN == 0;
}

static int resnet_cifar_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? RESNET_CIFAR_EARG : have < want ? RESNET_CIFAR_ESIZE : !resnet_cifar_aligned(p) ? RESNET_CIFAR_EALIGN : RESNET_CIFAR_OK;
}

static unsigned char *resnet_cifar_bytes(const void *p)
{
    return (unsigned char *)(uintptr_t)p;
}

const char *resnet_cifar_strerror(int code)
{
    static const char *const text[] = {
        "success", "an argument is out of its range", "the memory given is too small", "the memory given is not aligned",
        "reading or writing failed", "not a weights file, or a damaged one", "a weights file of another net", "not a finite number"};
    return code >= 0 && code <= RESNET_CIFAR_ENAN ? text[code] : "unknown error";
}

/* ---- parameters and inference ---- */

int resnet_cifar_init(float *params, uint64_t seed)
{
    resnet_cifar_run run;
    if (!params)
        return RESNET_CIFAR_EARG;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.base[RESNET_CIFAR_AREA_PARAMS] = resnet_cifar_bytes(params);
    resnet_cifar_run_init(&run);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_prepare(const float *params, void *model, size_t model_bytes)
{
    resnet_cifar_run run;
    int bad = resnet_cifar_check_memory(model, model_bytes, RESNET_CIFAR_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : RESNET_CIFAR_EARG;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.base[RESNET_CIFAR_AREA_PARAMS] = resnet_cifar_bytes(params);
    run.base[RESNET_CIFAR_AREA_MODEL] = resnet_cifar_bytes(model);
    resnet_cifar_run_prepare(&run);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_infer(const void *model, const float *x, int n, float *y, void *work, size_t work_bytes)
{
    resnet_cifar_run run;
    int bad = resnet_cifar_check_memory(work, work_bytes, RESNET_CIFAR_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > RESNET_CIFAR_BATCH)
        return RESNET_CIFAR_EARG;
    if (bad || !resnet_cifar_aligned(model))
        return bad ? bad : RESNET_CIFAR_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.base[RESNET_CIFAR_AREA_X] = resnet_cifar_bytes(x);
    run.base[RESNET_CIFAR_AREA_Y] = resnet_cifar_bytes(y);
    run.base[RESNET_CIFAR_AREA_MODEL] = resnet_cifar_bytes(model);
    run.base[RESNET_CIFAR_AREA_WORK] = resnet_cifar_bytes(work);
    resnet_cifar_run_infer(&run);
    return RESNET_CIFAR_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants BGR. */
int resnet_cifar_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double mean[4] = RESNET_CIFAR_INPUT_MEAN, std[4] = RESNET_CIFAR_INPUT_STD;    /* beyond 4 channels they are all alike */
    float table[256];
    ptrdiff_t i;
    int c, v;
    if (!rgb || !x || n < 0)
        return RESNET_CIFAR_EARG;
    for (c = 0; c < RESNET_CIFAR_IN_C; c++) {
        const unsigned char *from = rgb + (RESNET_CIFAR_INPUT_BGR ? RESNET_CIFAR_IN_C - 1 - c : c);
        for (v = 0; v < 256; v++)
            table[v] = (float)((v * RESNET_CIFAR_INPUT_SCALE - mean[c < 4 ? c : 3]) / std[c < 4 ? c : 3]);
        for (i = 0; i < (ptrdiff_t)n * RESNET_CIFAR_IN_H * RESNET_CIFAR_IN_W; i++)
            x[i * RESNET_CIFAR_IN_C + c] = table[from[i * RESNET_CIFAR_IN_C]];
    }
    return RESNET_CIFAR_OK;
}


/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int resnet_cifar_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void resnet_cifar_swap(unsigned char *p, size_t floats)
{
    size_t i;
    unsigned char t;
    for (i = 0; i < floats; i++, p += 4) {
        t = p[0]; p[0] = p[3]; p[3] = t;
        t = p[1]; p[1] = p[2]; p[2] = t;
    }
}

/* The header as a stream of bytes with one byte of lookahead. */
typedef struct {
    int (*read)(void *user, void *buf, size_t n);
    void *user;
    uint64_t left;
    int c;              /* the byte at hand, -1 at the end */
    int error;
} resnet_cifar_json;

static void resnet_cifar_json_next(resnet_cifar_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = RESNET_CIFAR_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void resnet_cifar_json_blank(resnet_cifar_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        resnet_cifar_json_next(j);
}

static int resnet_cifar_json_take(resnet_cifar_json *j, int c)
{
    resnet_cifar_json_blank(j);
    if (j->c != c)
        return 0;
    resnet_cifar_json_next(j);
    return 1;
}

static void resnet_cifar_json_want(resnet_cifar_json *j, int c)
{
    if (!resnet_cifar_json_take(j, c) && !j->error)
        j->error = RESNET_CIFAR_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void resnet_cifar_json_string(resnet_cifar_json *j, char *s, size_t size)
{
    size_t n = 0;
    resnet_cifar_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            resnet_cifar_json_next(j);
        if (j->c < 0) {
            j->error = RESNET_CIFAR_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        resnet_cifar_json_next(j);
    }
    s[n] = 0;
    resnet_cifar_json_next(j);
}

static uint64_t resnet_cifar_json_number(resnet_cifar_json *j)
{
    uint64_t v = 0;
    resnet_cifar_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = RESNET_CIFAR_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        resnet_cifar_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t begin[RESNET_CIFAR_PARAM_COUNT + 1];    /* UINT64_MAX: not found yet. A net may have no parameters */
} resnet_cifar_places;

static int resnet_cifar_find_param(const char *name)
{
    int i;
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT; i++)
        if (!strcmp(resnet_cifar_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void resnet_cifar_read_entry(resnet_cifar_json *j, int p, resnet_cifar_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    resnet_cifar_json_want(j, '{');
    do {
        resnet_cifar_json_string(j, key, sizeof key);
        resnet_cifar_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            resnet_cifar_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            resnet_cifar_json_want(j, '[');
            for (rank = 0; !j->error && !resnet_cifar_json_take(j, ']'); rank++) {
                uint64_t d = resnet_cifar_json_number(j);
                same &= rank < resnet_cifar_params[p].rank && d == (uint64_t)resnet_cifar_params[p].dim[rank];
                (void)resnet_cifar_json_take(j, ',');
            }
            same &= rank == resnet_cifar_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            resnet_cifar_json_want(j, '[');
            places->begin[p] = resnet_cifar_json_number(j);
            resnet_cifar_json_want(j, ',');
            end = resnet_cifar_json_number(j);
            resnet_cifar_json_want(j, ']');
        } else {
            j->error = RESNET_CIFAR_EFORMAT;
        }
    } while (!j->error && resnet_cifar_json_take(j, ','));
    resnet_cifar_json_want(j, '}');
    if (!j->error && !same)
        j->error = RESNET_CIFAR_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != resnet_cifar_params[p].count * 4))
        j->error = RESNET_CIFAR_EFORMAT;
}

static void resnet_cifar_read_metadata(resnet_cifar_json *j)
{
    char key[32], value[64];
    resnet_cifar_json_want(j, '{');
    if (resnet_cifar_json_take(j, '}'))
        return;
    do {
        resnet_cifar_json_string(j, key, sizeof key);
        resnet_cifar_json_want(j, ':');
        resnet_cifar_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, RESNET_CIFAR_LAYOUT_HASH))
            j->error = RESNET_CIFAR_EHASH;
    } while (!j->error && resnet_cifar_json_take(j, ','));
    resnet_cifar_json_want(j, '}');
}

static void resnet_cifar_read_header(resnet_cifar_json *j, resnet_cifar_places *places)
{
    char name[RESNET_CIFAR_NAME_BYTES];
    int p;
    resnet_cifar_json_next(j);
    resnet_cifar_json_want(j, '{');
    do {
        resnet_cifar_json_string(j, name, sizeof name);
        resnet_cifar_json_want(j, ':');
        if (j->error)
            return;
        p = resnet_cifar_find_param(name);
        if (!strcmp(name, "__metadata__"))
            resnet_cifar_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = RESNET_CIFAR_EHASH;
        else
            resnet_cifar_read_entry(j, p, places);
    } while (!j->error && resnet_cifar_json_take(j, ','));
    resnet_cifar_json_want(j, '}');
    while (!j->error && j->c >= 0)
        resnet_cifar_json_next(j);
}

int resnet_cifar_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    resnet_cifar_places places;
    resnet_cifar_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return RESNET_CIFAR_EARG;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return RESNET_CIFAR_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return RESNET_CIFAR_EFORMAT;
    j.read = read;
    j.user = user;
    resnet_cifar_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return RESNET_CIFAR_EHASH;
    for (done = 0; done < RESNET_CIFAR_PARAM_COUNT; done++) {        /* in the order of the file */
        for (i = 0; i < RESNET_CIFAR_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == RESNET_CIFAR_PARAM_COUNT)
            return RESNET_CIFAR_EFORMAT;
        if (read(user, params + resnet_cifar_params[i].offset, resnet_cifar_params[i].count * 4))
            return RESNET_CIFAR_EIO;
        if (resnet_cifar_host_is_big())
            resnet_cifar_swap(resnet_cifar_bytes(params + resnet_cifar_params[i].offset), resnet_cifar_params[i].count);
        at += resnet_cifar_params[i].count * 4;
    }
    return RESNET_CIFAR_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} resnet_cifar_out;

static void resnet_cifar_put(resnet_cifar_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = RESNET_CIFAR_EIO;
    o->count += n;
}

static void resnet_cifar_put_number(resnet_cifar_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    resnet_cifar_put(o, s + i);
}

static void resnet_cifar_put_header(resnet_cifar_out *o)
{
    uint64_t at = 0;
    int i, d;
    resnet_cifar_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" RESNET_CIFAR_NET_NAME "\",\"layout_hash\":\"" RESNET_CIFAR_LAYOUT_HASH "\"}");
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT; i++) {
        resnet_cifar_put(o, ",\"");
        resnet_cifar_put(o, resnet_cifar_params[i].name);
        resnet_cifar_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < resnet_cifar_params[i].rank; d++) {
            resnet_cifar_put(o, d ? "," : "");
            resnet_cifar_put_number(o, (uint64_t)resnet_cifar_params[i].dim[d]);
        }
        resnet_cifar_put(o, "],\"data_offsets\":[");
        resnet_cifar_put_number(o, at);
        at += resnet_cifar_params[i].count * 4;
        resnet_cifar_put(o, ",");
        resnet_cifar_put_number(o, at);
        resnet_cifar_put(o, "]}");
    }
    resnet_cifar_put(o, "}");
    while (o->count % 8)
        resnet_cifar_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int resnet_cifar_put_floats(resnet_cifar_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (resnet_cifar_host_is_big())
            resnet_cifar_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return RESNET_CIFAR_EIO;
    }
    return RESNET_CIFAR_OK;
}

int resnet_cifar_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    unsigned char len[8];
    resnet_cifar_out o;
    int i;
    if (!params || !write)
        return RESNET_CIFAR_EARG;
    memset(&o, 0, sizeof o);
    resnet_cifar_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return RESNET_CIFAR_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    resnet_cifar_put_header(&o);
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT && !o.error; i++)
        o.error = resnet_cifar_put_floats(&o, params + resnet_cifar_params[i].offset, resnet_cifar_params[i].count);
    return o.error;
}

/* ---- training ---- */

struct resnet_cifar_train {
    resnet_cifar_run run;
    uint64_t step;      /* of the optimizer, so far */
    uint64_t pass;      /* forward and backward passes so far: numbers the draws of dropout */
    unsigned char *state, *work;
    float *outputs, *loss;
};

static size_t resnet_cifar_round(size_t n)
{
    return (n + RESNET_CIFAR_ALIGN - 1) / RESNET_CIFAR_ALIGN * RESNET_CIFAR_ALIGN;
}

int resnet_cifar_train_init(resnet_cifar_train **t, void *mem, size_t bytes, const float *params, uint64_t seed)
{
    unsigned char *p = (unsigned char *)mem;
    resnet_cifar_train *s = (resnet_cifar_train *)mem;
    int bad = resnet_cifar_check_memory(mem, bytes, RESNET_CIFAR_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : RESNET_CIFAR_EARG;
    memset(s, 0, sizeof *s);
    p += resnet_cifar_round(sizeof *s);
    s->loss = (float *)(void *)p;
    p += RESNET_CIFAR_ALIGN;
    s->outputs = (float *)(void *)p;
    p += resnet_cifar_round(sizeof(float) * RESNET_CIFAR_BATCH * RESNET_CIFAR_OUTPUTS);
    s->state = p;
    s->work = p + RESNET_CIFAR_STATE_BYTES;
    memset(s->state, 0, RESNET_CIFAR_STATE_BYTES);
    s->run.n = 1;
    s->run.seed = seed;
    s->run.base[RESNET_CIFAR_AREA_Y] = resnet_cifar_bytes(s->outputs);
    s->run.base[RESNET_CIFAR_AREA_LOSS] = resnet_cifar_bytes(s->loss);
    s->run.base[RESNET_CIFAR_AREA_STATE] = s->state;
    s->run.base[RESNET_CIFAR_AREA_WORK] = s->work;
    s->run.base[RESNET_CIFAR_AREA_PARAMS] = resnet_cifar_bytes(params);
    resnet_cifar_run_pack(&s->run);
    *t = s;
    return RESNET_CIFAR_OK;
}

static int resnet_cifar_train_forward_backward(resnet_cifar_train *t, const float *x, const void *labels, int n, float *loss)
{
    if (!t || !x || !labels || n < 1 || n > RESNET_CIFAR_BATCH)
        return RESNET_CIFAR_EARG;
    t->run.n = n;
    t->run.step = ++t->pass;
    t->run.base[RESNET_CIFAR_AREA_X] = resnet_cifar_bytes(x);
    t->run.base[RESNET_CIFAR_AREA_LABEL] = resnet_cifar_bytes(labels);
    resnet_cifar_run_grad(&t->run);
    if (loss)
        *loss = t->loss[0];
    if (!(t->loss[0] - t->loss[0] == 0.0f))
        return RESNET_CIFAR_ENAN;        /* nothing is changed */
    resnet_cifar_run_stats(&t->run);
    return RESNET_CIFAR_OK;
}

/* The optimizer counts the steps: one may be made of several gradients. */
static void resnet_cifar_train_optimize(resnet_cifar_train *t, float rate)
{
    t->run.step = ++t->step;
    t->run.rate = rate;
    resnet_cifar_run_apply(&t->run);
}

static int resnet_cifar_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; label && n <= RESNET_CIFAR_BATCH && i < n; i++)
        if (label[i] < 0 || label[i] >= RESNET_CIFAR_OUTPUTS)
            return 0;
    return 1;
}

int resnet_cifar_train_step(resnet_cifar_train *t, const float *x, const int32_t *label, int n, float rate, float *loss)
{
    int bad = resnet_cifar_labels_fit(label, n) ? resnet_cifar_train_forward_backward(t, x, label, n, loss) : RESNET_CIFAR_EARG;
    if (bad)
        return bad;
    resnet_cifar_train_optimize(t, rate);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_train_grad(resnet_cifar_train *t, const float *x, const int32_t *label, int n, float *grad, float *loss)
{
    int bad = grad && resnet_cifar_labels_fit(label, n) ? resnet_cifar_train_forward_backward(t, x, label, n, loss) : RESNET_CIFAR_EARG;
    if (bad && bad != RESNET_CIFAR_ENAN)
        return bad;
    memset(grad, 0, sizeof(float) * RESNET_CIFAR_PARAM_FLOATS);
    t->run.base[RESNET_CIFAR_AREA_GRADS] = resnet_cifar_bytes(grad);
    resnet_cifar_run_grads_out(&t->run);
    return bad;
}

int resnet_cifar_train_apply(resnet_cifar_train *t, const float *grad, float rate)
{
    if (!t || !grad)
        return RESNET_CIFAR_EARG;
    t->run.base[RESNET_CIFAR_AREA_GRADS] = resnet_cifar_bytes(grad);
    resnet_cifar_run_grads_in(&t->run);
    resnet_cifar_train_optimize(t, rate);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_train_params(const resnet_cifar_train *t, float *params)
{
    resnet_cifar_run run;
    if (!t || !params)
        return RESNET_CIFAR_EARG;
    run = t->run;
    run.base[RESNET_CIFAR_AREA_PARAMS] = resnet_cifar_bytes(params);
    resnet_cifar_run_unpack(&run);
    return RESNET_CIFAR_OK;
}

const float *resnet_cifar_train_outputs(const resnet_cifar_train *t)
{
    return t ? t->outputs : NULL;
}

static const char resnet_cifar_train_magic[32] = "netc train " RESNET_CIFAR_LAYOUT_HASH;
static const uint64_t resnet_cifar_train_size = RESNET_CIFAR_STATE_BYTES;     /* tells another optimizer's state */

int resnet_cifar_train_save(const resnet_cifar_train *t, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    if (!t || !write)
        return RESNET_CIFAR_EARG;
    if (write(user, resnet_cifar_train_magic, sizeof resnet_cifar_train_magic) || write(user, &resnet_cifar_train_size, sizeof resnet_cifar_train_size) ||
        write(user, &t->step, sizeof t->step) || write(user, &t->pass, sizeof t->pass) || write(user, &t->run.seed, sizeof t->run.seed) || write(user, t->state, RESNET_CIFAR_STATE_BYTES))
        return RESNET_CIFAR_EIO;
    return RESNET_CIFAR_OK;
}

int resnet_cifar_train_load(resnet_cifar_train *t, int (*read)(void *user, void *buf, size_t n), void *user)
{
    char magic[sizeof resnet_cifar_train_magic];
    uint64_t size;
    if (!t || !read)
        return RESNET_CIFAR_EARG;
    if (read(user, magic, sizeof magic) || read(user, &size, sizeof size))
        return RESNET_CIFAR_EIO;
    if (memcmp(magic, "netc train ", 11))
        return RESNET_CIFAR_EFORMAT;
    if (memcmp(magic, resnet_cifar_train_magic, sizeof magic) || size != resnet_cifar_train_size)
        return RESNET_CIFAR_EHASH;
    if (read(user, &t->step, sizeof t->step) || read(user, &t->pass, sizeof t->pass) || read(user, &t->run.seed, sizeof t->run.seed) ||
        read(user, t->state, RESNET_CIFAR_STATE_BYTES))
        return RESNET_CIFAR_EIO;
    return RESNET_CIFAR_OK;
}
