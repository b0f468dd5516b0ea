/* Implementation of net `base_cnn_64`, made by netc 0.1.0: netc base_cnn_64.net -o base_cnn_64.c --train
 * source hash fb018519d002060e, parameter layout 8ac7038701ea1b3d.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler and libm. Fast with: cc -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "base_cnn_64.h"
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__cplusplus)
#define BASE_CNN_64_RESTRICT
#else
#define BASE_CNN_64_RESTRICT restrict
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(BASE_CNN_64_PLAIN_C) && defined(__AVX__)
typedef float base_cnn_64_v8 __attribute__((vector_size(32)));
typedef int32_t base_cnn_64_v8i __attribute__((vector_size(32)));
typedef float base_cnn_64_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline base_cnn_64_v8 base_cnn_64_v8_load(const float *p) { return *(const base_cnn_64_v8u *)(const void *)p; }
static inline void base_cnn_64_v8_store(float *p, base_cnn_64_v8 a) { *(base_cnn_64_v8u *)(void *)p = a; }
static inline base_cnn_64_v8 base_cnn_64_v8_set1(float x) { base_cnn_64_v8 r = {x, x, x, x, x, x, x, x}; return r; }
static inline base_cnn_64_v8 base_cnn_64_v8_add(base_cnn_64_v8 a, base_cnn_64_v8 b) { return a + b; }
static inline base_cnn_64_v8 base_cnn_64_v8_sub(base_cnn_64_v8 a, base_cnn_64_v8 b) { return a - b; }
static inline base_cnn_64_v8 base_cnn_64_v8_mul(base_cnn_64_v8 a, base_cnn_64_v8 b) { return a * b; }
static inline base_cnn_64_v8 base_cnn_64_v8_div(base_cnn_64_v8 a, base_cnn_64_v8 b) { return a / b; }
static inline base_cnn_64_v8 base_cnn_64_v8_fma(base_cnn_64_v8 a, base_cnn_64_v8 b, base_cnn_64_v8 c) { return a * b + c; }                    /* a*b + c */
static inline base_cnn_64_v8 base_cnn_64_v8_gate(base_cnn_64_v8 a, base_cnn_64_v8 b) { return (base_cnn_64_v8)((base_cnn_64_v8i)a & (base_cnn_64_v8i)(b > base_cnn_64_v8_set1(0.0f))); } /* a where b > 0, else 0 */
static inline base_cnn_64_v8 base_cnn_64_v8_select(base_cnn_64_v8 a, base_cnn_64_v8 b, base_cnn_64_v8 x, base_cnn_64_v8 y) { base_cnn_64_v8i m = (base_cnn_64_v8i)(a > b); return (base_cnn_64_v8)(((base_cnn_64_v8i)x & m) | ((base_cnn_64_v8i)y & ~m)); } /* a > b ? x : y */
static inline base_cnn_64_v8 base_cnn_64_v8_sqrt(base_cnn_64_v8 a) { base_cnn_64_v8 r; for (int i = 0; i < 8; i++) r[i] = sqrtf(a[i]); return r; }
static inline float base_cnn_64_v8_sum(base_cnn_64_v8 a) { return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7])); }
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(BASE_CNN_64_PLAIN_C)
typedef float base_cnn_64_v8h __attribute__((vector_size(16)));
typedef int32_t base_cnn_64_v8i __attribute__((vector_size(16)));
typedef float base_cnn_64_v8u __attribute__((vector_size(16), aligned(4), may_alias));
typedef struct { base_cnn_64_v8h a, b; } base_cnn_64_v8;                /* two 16-byte vectors: SSE2, NEON */
static inline base_cnn_64_v8 base_cnn_64_v8_load(const float *p) { base_cnn_64_v8 r; r.a = *(const base_cnn_64_v8u *)(const void *)p; r.b = *(const base_cnn_64_v8u *)(const void *)(p + 4); return r; }
static inline void base_cnn_64_v8_store(float *p, base_cnn_64_v8 x) { *(base_cnn_64_v8u *)(void *)p = x.a; *(base_cnn_64_v8u *)(void *)(p + 4) = x.b; }
static inline base_cnn_64_v8 base_cnn_64_v8_set1(float x) { base_cnn_64_v8h h = {x, x, x, x}; base_cnn_64_v8 r; r.a = h; r.b = h; return r; }
static inline base_cnn_64_v8 base_cnn_64_v8_add(base_cnn_64_v8 x, base_cnn_64_v8 y) { x.a += y.a; x.b += y.b; return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_sub(base_cnn_64_v8 x, base_cnn_64_v8 y) { x.a -= y.a; x.b -= y.b; return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_mul(base_cnn_64_v8 x, base_cnn_64_v8 y) { x.a *= y.a; x.b *= y.b; return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_div(base_cnn_64_v8 x, base_cnn_64_v8 y) { x.a /= y.a; x.b /= y.b; return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_fma(base_cnn_64_v8 x, base_cnn_64_v8 y, base_cnn_64_v8 z) { z.a = x.a * y.a + z.a; z.b = x.b * y.b + z.b; return z; }
static inline base_cnn_64_v8 base_cnn_64_v8_gate(base_cnn_64_v8 x, base_cnn_64_v8 y) { base_cnn_64_v8h o = {0.0f, 0.0f, 0.0f, 0.0f}; x.a = (base_cnn_64_v8h)((base_cnn_64_v8i)x.a & (base_cnn_64_v8i)(y.a > o)); x.b = (base_cnn_64_v8h)((base_cnn_64_v8i)x.b & (base_cnn_64_v8i)(y.b > o)); return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_select(base_cnn_64_v8 p, base_cnn_64_v8 q, base_cnn_64_v8 x, base_cnn_64_v8 y) { base_cnn_64_v8i m = (base_cnn_64_v8i)(p.a > q.a), n = (base_cnn_64_v8i)(p.b > q.b); x.a = (base_cnn_64_v8h)(((base_cnn_64_v8i)x.a & m) | ((base_cnn_64_v8i)y.a & ~m)); x.b = (base_cnn_64_v8h)(((base_cnn_64_v8i)x.b & n) | ((base_cnn_64_v8i)y.b & ~n)); return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_sqrt(base_cnn_64_v8 x) { for (int i = 0; i < 4; i++) { x.a[i] = sqrtf(x.a[i]); x.b[i] = sqrtf(x.b[i]); } return x; }
static inline float base_cnn_64_v8_sum(base_cnn_64_v8 x) { base_cnn_64_v8h s = x.a + x.b; return (s[0] + s[2]) + (s[1] + s[3]); }
#else
typedef struct { float f[8]; } base_cnn_64_v8;
static inline base_cnn_64_v8 base_cnn_64_v8_load(const float *p) { base_cnn_64_v8 r; memcpy(r.f, p, sizeof r.f); return r; }
static inline void base_cnn_64_v8_store(float *p, base_cnn_64_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline base_cnn_64_v8 base_cnn_64_v8_set1(float x) { base_cnn_64_v8 r; for (int i = 0; i < 8; i++) r.f[i] = x; return r; }
static inline base_cnn_64_v8 base_cnn_64_v8_add(base_cnn_64_v8 a, base_cnn_64_v8 b) { for (int i = 0; i < 8; i++) a.f[i] += b.f[i]; return a; }
static inline base_cnn_64_v8 base_cnn_64_v8_sub(base_cnn_64_v8 a, base_cnn_64_v8 b) { for (int i = 0; i < 8; i++) a.f[i] -= b.f[i]; return a; }
static inline base_cnn_64_v8 base_cnn_64_v8_mul(base_cnn_64_v8 a, base_cnn_64_v8 b) { for (int i = 0; i < 8; i++) a.f[i] *= b.f[i]; return a; }
static inline base_cnn_64_v8 base_cnn_64_v8_div(base_cnn_64_v8 a, base_cnn_64_v8 b) { for (int i = 0; i < 8; i++) a.f[i] /= b.f[i]; return a; }
static inline base_cnn_64_v8 base_cnn_64_v8_fma(base_cnn_64_v8 a, base_cnn_64_v8 b, base_cnn_64_v8 c) { for (int i = 0; i < 8; i++) c.f[i] += a.f[i] * b.f[i]; return c; }
static inline base_cnn_64_v8 base_cnn_64_v8_gate(base_cnn_64_v8 a, base_cnn_64_v8 b) { for (int i = 0; i < 8; i++) a.f[i] = b.f[i] > 0.0f ? a.f[i] : 0.0f; return a; }
static inline base_cnn_64_v8 base_cnn_64_v8_select(base_cnn_64_v8 a, base_cnn_64_v8 b, base_cnn_64_v8 x, base_cnn_64_v8 y) { for (int i = 0; i < 8; i++) x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i]; return x; }
static inline base_cnn_64_v8 base_cnn_64_v8_sqrt(base_cnn_64_v8 a) { for (int i = 0; i < 8; i++) a.f[i] = sqrtf(a.f[i]); return a; }
static inline float base_cnn_64_v8_sum(base_cnn_64_v8 a) { return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7])); }
#endif
static inline base_cnn_64_v8 base_cnn_64_v8_zero(void) { return base_cnn_64_v8_set1(0.0f); }

/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels` channels */
static inline void base_cnn_64_mk_block_channels(float *y, const float *x, int pixels, int channels, int first)
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
static inline void base_cnn_64_mk_unblock_channels(float *y, const float *x, int pixels, int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * channels + first;
        const float *from = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
    }
}

/* One image's values in the order pixel, channel, from x [CB][pixels_x][16] to y [CB][pixels_y][16]; both hold as many
 * values. Runs that stay within one block on both sides are copied at once. x and y differ. */
static inline void base_cnn_64_mk_reshape(float *y, const float *x, int pixels_y, int channels_y, int pixels_x, int channels_x)
{
    int px = 0, cx = 0, py = 0, cy = 0;
    if (channels_y % 16 != 0)
        for (int p = 0; p < pixels_y; p++)
            for (int l = channels_y % 16; l < 16; l++)
                y[((ptrdiff_t)(channels_y / 16) * pixels_y + p) * 16 + l] = 0.0f;
    while (py < pixels_y) {
        int run = 16 - cx % 16, left = 16 - cy % 16;
        run = left < run ? left : run;
        run = channels_x - cx < run ? channels_x - cx : run;
        run = channels_y - cy < run ? channels_y - cy : run;
        const float *from = x + ((ptrdiff_t)(cx / 16) * pixels_x + px) * 16 + cx % 16;
        float *to = y + ((ptrdiff_t)(cy / 16) * pixels_y + py) * 16 + cy % 16;
        for (int l = 0; l < run; l++)
            to[l] = from[l];
        cx += run;
        cy += run;
        if (cx == channels_x) {
            cx = 0;
            px++;
        }
        if (cy == channels_y) {
            cy = 0;
            py++;
        }
    }
}

/* The register tile: for 6 rows r,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j, c][16]
 * Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] + j*step[1] +
 * (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4] + j*step[5] + 16*c.
 * All sums stay in registers: 12 accumulators, 2 loads and 6 broadcasts for 12 multiply-adds. */
static inline void base_cnn_64_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero(), a1 = base_cnn_64_v8_zero(), b1 = base_cnn_64_v8_zero(), a2 = base_cnn_64_v8_zero(), b2 = base_cnn_64_v8_zero(),
       a3 = base_cnn_64_v8_zero(), b3 = base_cnn_64_v8_zero(), a4 = base_cnn_64_v8_zero(), b4 = base_cnn_64_v8_zero(), a5 = base_cnn_64_v8_zero(), b5 = base_cnn_64_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                    e = base_cnn_64_v8_set1(p[xr]);
                    a1 = base_cnn_64_v8_fma(e, s, a1), b1 = base_cnn_64_v8_fma(e, t, b1);
                    e = base_cnn_64_v8_set1(p[2 * xr]);
                    a2 = base_cnn_64_v8_fma(e, s, a2), b2 = base_cnn_64_v8_fma(e, t, b2);
                    e = base_cnn_64_v8_set1(p[3 * xr]);
                    a3 = base_cnn_64_v8_fma(e, s, a3), b3 = base_cnn_64_v8_fma(e, t, b3);
                    e = base_cnn_64_v8_set1(p[4 * xr]);
                    a4 = base_cnn_64_v8_fma(e, s, a4), b4 = base_cnn_64_v8_fma(e, t, b4);
                    e = base_cnn_64_v8_set1(p[5 * xr]);
                    a5 = base_cnn_64_v8_fma(e, s, a5), b5 = base_cnn_64_v8_fma(e, t, b5);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
        a1 = base_cnn_64_v8_add(a1, base_cnn_64_v8_load(y + yr)), b1 = base_cnn_64_v8_add(b1, base_cnn_64_v8_load(y + yr + 8));
        a2 = base_cnn_64_v8_add(a2, base_cnn_64_v8_load(y + 2 * yr)), b2 = base_cnn_64_v8_add(b2, base_cnn_64_v8_load(y + 2 * yr + 8));
        a3 = base_cnn_64_v8_add(a3, base_cnn_64_v8_load(y + 3 * yr)), b3 = base_cnn_64_v8_add(b3, base_cnn_64_v8_load(y + 3 * yr + 8));
        a4 = base_cnn_64_v8_add(a4, base_cnn_64_v8_load(y + 4 * yr)), b4 = base_cnn_64_v8_add(b4, base_cnn_64_v8_load(y + 4 * yr + 8));
        a5 = base_cnn_64_v8_add(a5, base_cnn_64_v8_load(y + 5 * yr)), b5 = base_cnn_64_v8_add(b5, base_cnn_64_v8_load(y + 5 * yr + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
    base_cnn_64_v8_store(y + yr, a1), base_cnn_64_v8_store(y + yr + 8, b1);
    base_cnn_64_v8_store(y + 2 * yr, a2), base_cnn_64_v8_store(y + 2 * yr + 8, b2);
    base_cnn_64_v8_store(y + 3 * yr, a3), base_cnn_64_v8_store(y + 3 * yr + 8, b3);
    base_cnn_64_v8_store(y + 4 * yr, a4), base_cnn_64_v8_store(y + 4 * yr + 8, b4);
    base_cnn_64_v8_store(y + 5 * yr, a5), base_cnn_64_v8_store(y + 5 * yr + 8, b5);
}

/* 5 rows of base_cnn_64_mk_rows. */
static inline void base_cnn_64_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero(), a1 = base_cnn_64_v8_zero(), b1 = base_cnn_64_v8_zero(), a2 = base_cnn_64_v8_zero(), b2 = base_cnn_64_v8_zero(),
       a3 = base_cnn_64_v8_zero(), b3 = base_cnn_64_v8_zero(), a4 = base_cnn_64_v8_zero(), b4 = base_cnn_64_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                    e = base_cnn_64_v8_set1(p[xr]);
                    a1 = base_cnn_64_v8_fma(e, s, a1), b1 = base_cnn_64_v8_fma(e, t, b1);
                    e = base_cnn_64_v8_set1(p[2 * xr]);
                    a2 = base_cnn_64_v8_fma(e, s, a2), b2 = base_cnn_64_v8_fma(e, t, b2);
                    e = base_cnn_64_v8_set1(p[3 * xr]);
                    a3 = base_cnn_64_v8_fma(e, s, a3), b3 = base_cnn_64_v8_fma(e, t, b3);
                    e = base_cnn_64_v8_set1(p[4 * xr]);
                    a4 = base_cnn_64_v8_fma(e, s, a4), b4 = base_cnn_64_v8_fma(e, t, b4);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
        a1 = base_cnn_64_v8_add(a1, base_cnn_64_v8_load(y + yr)), b1 = base_cnn_64_v8_add(b1, base_cnn_64_v8_load(y + yr + 8));
        a2 = base_cnn_64_v8_add(a2, base_cnn_64_v8_load(y + 2 * yr)), b2 = base_cnn_64_v8_add(b2, base_cnn_64_v8_load(y + 2 * yr + 8));
        a3 = base_cnn_64_v8_add(a3, base_cnn_64_v8_load(y + 3 * yr)), b3 = base_cnn_64_v8_add(b3, base_cnn_64_v8_load(y + 3 * yr + 8));
        a4 = base_cnn_64_v8_add(a4, base_cnn_64_v8_load(y + 4 * yr)), b4 = base_cnn_64_v8_add(b4, base_cnn_64_v8_load(y + 4 * yr + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
    base_cnn_64_v8_store(y + yr, a1), base_cnn_64_v8_store(y + yr + 8, b1);
    base_cnn_64_v8_store(y + 2 * yr, a2), base_cnn_64_v8_store(y + 2 * yr + 8, b2);
    base_cnn_64_v8_store(y + 3 * yr, a3), base_cnn_64_v8_store(y + 3 * yr + 8, b3);
    base_cnn_64_v8_store(y + 4 * yr, a4), base_cnn_64_v8_store(y + 4 * yr + 8, b4);
}

/* 4 rows of base_cnn_64_mk_rows. The row of W is loaded one step ahead (the last one twice), so that it is in registers: gcc, when it tunes for
 * Zen, reads it from memory for each of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
static inline void base_cnn_64_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero(), a1 = base_cnn_64_v8_zero(), b1 = base_cnn_64_v8_zero(), a2 = base_cnn_64_v8_zero(), b2 = base_cnn_64_v8_zero(),
       a3 = base_cnn_64_v8_zero(), b3 = base_cnn_64_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk) {
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                    e = base_cnn_64_v8_set1(p[xr]);
                    a1 = base_cnn_64_v8_fma(e, s, a1), b1 = base_cnn_64_v8_fma(e, t, b1);
                    e = base_cnn_64_v8_set1(p[2 * xr]);
                    a2 = base_cnn_64_v8_fma(e, s, a2), b2 = base_cnn_64_v8_fma(e, t, b2);
                    e = base_cnn_64_v8_set1(p[3 * xr]);
                    a3 = base_cnn_64_v8_fma(e, s, a3), b3 = base_cnn_64_v8_fma(e, t, b3);
                    q += left > chunk || c > 1 ? 16 : 0;
                    s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
        a1 = base_cnn_64_v8_add(a1, base_cnn_64_v8_load(y + yr)), b1 = base_cnn_64_v8_add(b1, base_cnn_64_v8_load(y + yr + 8));
        a2 = base_cnn_64_v8_add(a2, base_cnn_64_v8_load(y + 2 * yr)), b2 = base_cnn_64_v8_add(b2, base_cnn_64_v8_load(y + 2 * yr + 8));
        a3 = base_cnn_64_v8_add(a3, base_cnn_64_v8_load(y + 3 * yr)), b3 = base_cnn_64_v8_add(b3, base_cnn_64_v8_load(y + 3 * yr + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
    base_cnn_64_v8_store(y + yr, a1), base_cnn_64_v8_store(y + yr + 8, b1);
    base_cnn_64_v8_store(y + 2 * yr, a2), base_cnn_64_v8_store(y + 2 * yr + 8, b2);
    base_cnn_64_v8_store(y + 3 * yr, a3), base_cnn_64_v8_store(y + 3 * yr + 8, b3);
}

/* 3 rows of base_cnn_64_mk_rows. */
static inline void base_cnn_64_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero(), a1 = base_cnn_64_v8_zero(), b1 = base_cnn_64_v8_zero(), a2 = base_cnn_64_v8_zero(), b2 = base_cnn_64_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                    e = base_cnn_64_v8_set1(p[xr]);
                    a1 = base_cnn_64_v8_fma(e, s, a1), b1 = base_cnn_64_v8_fma(e, t, b1);
                    e = base_cnn_64_v8_set1(p[2 * xr]);
                    a2 = base_cnn_64_v8_fma(e, s, a2), b2 = base_cnn_64_v8_fma(e, t, b2);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
        a1 = base_cnn_64_v8_add(a1, base_cnn_64_v8_load(y + yr)), b1 = base_cnn_64_v8_add(b1, base_cnn_64_v8_load(y + yr + 8));
        a2 = base_cnn_64_v8_add(a2, base_cnn_64_v8_load(y + 2 * yr)), b2 = base_cnn_64_v8_add(b2, base_cnn_64_v8_load(y + 2 * yr + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
    base_cnn_64_v8_store(y + yr, a1), base_cnn_64_v8_store(y + yr + 8, b1);
    base_cnn_64_v8_store(y + 2 * yr, a2), base_cnn_64_v8_store(y + 2 * yr + 8, b2);
}

/* 2 rows of base_cnn_64_mk_rows. */
static inline void base_cnn_64_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero(), a1 = base_cnn_64_v8_zero(), b1 = base_cnn_64_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                    e = base_cnn_64_v8_set1(p[xr]);
                    a1 = base_cnn_64_v8_fma(e, s, a1), b1 = base_cnn_64_v8_fma(e, t, b1);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
        a1 = base_cnn_64_v8_add(a1, base_cnn_64_v8_load(y + yr)), b1 = base_cnn_64_v8_add(b1, base_cnn_64_v8_load(y + yr + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
    base_cnn_64_v8_store(y + yr, a1), base_cnn_64_v8_store(y + yr + 8, b1);
}

/* 1 rows of base_cnn_64_mk_rows. */
static inline void base_cnn_64_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_zero(), b0 = base_cnn_64_v8_zero();
    (void)yr, (void)xr;
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, q += 16) {
                    const base_cnn_64_v8 s = base_cnn_64_v8_load(q), t = base_cnn_64_v8_load(q + 8);
                    base_cnn_64_v8 e = base_cnn_64_v8_set1(p[0]);
                    a0 = base_cnn_64_v8_fma(e, s, a0), b0 = base_cnn_64_v8_fma(e, t, b0);
                }
            }
        }
    if (add) {
        a0 = base_cnn_64_v8_add(a0, base_cnn_64_v8_load(y)), b0 = base_cnn_64_v8_add(b0, base_cnn_64_v8_load(y + 8));
    }
    base_cnn_64_v8_store(y, a0), base_cnn_64_v8_store(y + 8, b0);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: base_cnn_64_mk_tile6 for any number of rows. */
static inline void base_cnn_64_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr, const float *w, const int *count, const ptrdiff_t *step, int rows)
{
    for (int tiles = (rows + 5) / 6; tiles > 0; tiles--) {
        const int r = (rows + tiles - 1) / tiles;
        switch (r) {
        case 6: base_cnn_64_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: base_cnn_64_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: base_cnn_64_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: base_cnn_64_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: base_cnn_64_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: base_cnn_64_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j, c] * W[i, j, c][16].
 * Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and blocks of 16 channels xb;
 * tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void base_cnn_64_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x, ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                 const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj, int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    base_cnn_64_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X are xr apart,
 * its blocks of 16 channels xb. */
static inline void base_cnn_64_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr, ptrdiff_t xb, const float *w, int channels, int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    base_cnn_64_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i, t][c] * D[i, t][16],
 * c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are di apart, its pixels 16. */
static inline void base_cnn_64_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi, ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    base_cnn_64_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* Asks for `floats` floats at p before they are needed; means nothing to the result. */
static inline void base_cnn_64_mk_prefetch(const float *p, int floats)
{
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(BASE_CNN_64_PLAIN_C)
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
#else
    (void)p, (void)floats;
#endif
}

/* Transposes a panel of 16-wide rows: Y[l][r] = X[l / 16][r][l % 16] for r < rows <= 16, l < lanes; lanes r >= rows of Y are 0.
 * Rows of both are 16 floats; blocks of X, 16 lanes each, are xs apart, so the next is asked for in time. */
static inline void base_cnn_64_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes)
{
    for (int l = 0; l < lanes; l++, y += 16) {
        const float *p = x + l / 16 * xs + l % 16;
        if (l % 16 == 0 && l + 32 < lanes)
            base_cnn_64_mk_prefetch(p + 2 * xs, rows * 16);
        for (int r = 0; r < rows; r++)
            y[r] = p[16 * r];
        for (int r = rows; r < 16; r++)
            y[r] = 0;
    }
}

/* y[i] = exp(x[i]); count is a multiple of 8. Error below 2 ulp; x is limited to [-87.33, 88.37], so the result is never 0,
 * denormal or infinite; NaN gives NaN. exp(x) = 2^k * exp(r), k = round(x / ln 2), |r| <= ln 2 / 2, exp(r) by the
 * polynomial of Cephes' expf. Adding 1.5 * 2^23 leaves k in the low bits of the sum. */
static inline void base_cnn_64_mk_exp(float *y, const float *x, int count)
{
#if defined(BASE_CNN_64_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const base_cnn_64_v8 low = base_cnn_64_v8_set1(-87.33654f), high = base_cnn_64_v8_set1(88.37626f), magic = base_cnn_64_v8_set1(12582912.0f);
    for (int i = 0; i < count; i += 8) {
        base_cnn_64_v8 a = base_cnn_64_v8_load(x + i);
        a = base_cnn_64_v8_select(low, a, low, a);
        a = base_cnn_64_v8_select(a, high, high, a);
        base_cnn_64_v8 t = base_cnn_64_v8_fma(a, base_cnn_64_v8_set1(1.44269504f), magic), k = base_cnn_64_v8_sub(t, magic);
        base_cnn_64_v8 r = base_cnn_64_v8_fma(k, base_cnn_64_v8_set1(-0.693359375f), a);
        r = base_cnn_64_v8_fma(k, base_cnn_64_v8_set1(2.12194440e-4f), r);
        base_cnn_64_v8 p = base_cnn_64_v8_set1(1.9875691500e-4f);
        p = base_cnn_64_v8_fma(p, r, base_cnn_64_v8_set1(1.3981999507e-3f));
        p = base_cnn_64_v8_fma(p, r, base_cnn_64_v8_set1(8.3334519073e-3f));
        p = base_cnn_64_v8_fma(p, r, base_cnn_64_v8_set1(4.1665795894e-2f));
        p = base_cnn_64_v8_fma(p, r, base_cnn_64_v8_set1(1.6666665459e-1f));
        p = base_cnn_64_v8_fma(p, r, base_cnn_64_v8_set1(5.0000001201e-1f));
        p = base_cnn_64_v8_add(base_cnn_64_v8_fma(p, base_cnn_64_v8_mul(r, r), r), base_cnn_64_v8_set1(1.0f));
        float s[8];
        uint32_t bits[8];
        base_cnn_64_v8_store(s, t);
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++)
            bits[j] = (bits[j] + 127u) << 23;
        memcpy(s, bits, sizeof bits);
        base_cnn_64_v8_store(y + i, base_cnn_64_v8_mul(p, base_cnn_64_v8_load(s)));
    }
#endif
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x - max) / sum,
 * loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot + smoothing / classes. A label that is
 * none gives NaN. prob may not be x. */
static inline float base_cnn_64_mk_crossentropy(float *prob, const float *x, int classes, int label, float smoothing)
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
    base_cnn_64_mk_exp(prob, prob, (classes + 15) / 16 * 16);
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
static inline void base_cnn_64_mk_crossentropy_back(float *dx, const float *prob, int classes, int label, float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float base_cnn_64_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a function of pointers, since a
 * vector cannot be passed by value between builds for different processors. */
static inline void base_cnn_64_mk_gradient(float *to, const float *g, const float *w, float decay, float clip)
{
    base_cnn_64_v8 a = base_cnn_64_v8_load(g);
    if (clip > 0.0f) {
        base_cnn_64_v8 high = base_cnn_64_v8_set1(clip), low = base_cnn_64_v8_set1(-clip);
        a = base_cnn_64_v8_select(a, high, high, a);        /* a NaN stays one */
        a = base_cnn_64_v8_select(low, a, low, a);
    }
    base_cnn_64_v8_store(to, base_cnn_64_v8_fma(base_cnn_64_v8_set1(decay), base_cnn_64_v8_load(w), a));
}

/* w -= shrink * w (decoupled decay); m += (g - m) * (1 - beta1); v += (g^2 - v) * (1 - beta2);
 * w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t) */
static inline void base_cnn_64_mk_adam(float *w, float *m, float *v, const float *g, int count, float alpha, float one_minus_beta1,
             float one_minus_beta2, float epsilon, float decay, float shrink, float clip)
{
    base_cnn_64_v8 a = base_cnn_64_v8_set1(alpha), b1 = base_cnn_64_v8_set1(one_minus_beta1), b2 = base_cnn_64_v8_set1(one_minus_beta2), eps = base_cnn_64_v8_set1(epsilon);
    base_cnn_64_v8 less = base_cnn_64_v8_set1(-shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        base_cnn_64_mk_gradient(t, g + i, w + i, decay, clip);
        base_cnn_64_v8 d = base_cnn_64_v8_load(t), mi = base_cnn_64_v8_load(m + i), vi = base_cnn_64_v8_load(v + i), wi = base_cnn_64_v8_load(w + i);
        mi = base_cnn_64_v8_fma(base_cnn_64_v8_sub(d, mi), b1, mi);
        vi = base_cnn_64_v8_fma(base_cnn_64_v8_sub(base_cnn_64_v8_mul(d, d), vi), b2, vi);
        wi = base_cnn_64_v8_fma(less, wi, wi);
        base_cnn_64_v8_store(m + i, mi);
        base_cnn_64_v8_store(v + i, vi);
        base_cnn_64_v8_store(w + i, base_cnn_64_v8_sub(wi, base_cnn_64_v8_div(base_cnn_64_v8_mul(mi, a), base_cnn_64_v8_add(base_cnn_64_v8_sqrt(vi), eps))));
    }
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void base_cnn_64_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    base_cnn_64_v8 b0 = base_cnn_64_v8_load(b), b1 = base_cnn_64_v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        base_cnn_64_v8_store(y + i, base_cnn_64_v8_add(base_cnn_64_v8_load(x + i), b0));
        base_cnn_64_v8_store(y + i + 8, base_cnn_64_v8_add(base_cnn_64_v8_load(x + i + 8), b1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
static inline void base_cnn_64_mk_scale_shift_channel(float *y, const float *x, int count, const float *a, const float *b)
{
    base_cnn_64_v8 a0 = base_cnn_64_v8_load(a), a1 = base_cnn_64_v8_load(a + 8), b0 = base_cnn_64_v8_load(b), b1 = base_cnn_64_v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        base_cnn_64_v8_store(y + i, base_cnn_64_v8_fma(base_cnn_64_v8_load(x + i), a0, b0));
        base_cnn_64_v8_store(y + i + 8, base_cnn_64_v8_fma(base_cnn_64_v8_load(x + i + 8), a1, b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void base_cnn_64_mk_relu(float *y, const float *x, int count, float max)
{
    base_cnn_64_v8 zero = base_cnn_64_v8_zero(), top = base_cnn_64_v8_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += 8) {
            base_cnn_64_v8 a = base_cnn_64_v8_load(x + i);
            a = base_cnn_64_v8_select(zero, a, zero, a);
            base_cnn_64_v8_store(y + i, base_cnn_64_v8_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += 8) {
            base_cnn_64_v8 a = base_cnn_64_v8_load(x + i);
            base_cnn_64_v8_store(y + i, base_cnn_64_v8_select(zero, a, zero, a));
        }
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void base_cnn_64_mk_relu_back(float *dx, const float *dy, const float *y, int count, float max)
{
    base_cnn_64_v8 top = base_cnn_64_v8_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += 8) {
            base_cnn_64_v8 a = base_cnn_64_v8_load(y + i);
            base_cnn_64_v8_store(dx + i, base_cnn_64_v8_gate(base_cnn_64_v8_gate(base_cnn_64_v8_load(dy + i), a), base_cnn_64_v8_sub(top, a)));
        }
    } else {
        for (int i = 0; i < count; i += 8)
            base_cnn_64_v8_store(dx + i, base_cnn_64_v8_gate(base_cnn_64_v8_load(dy + i), base_cnn_64_v8_load(y + i)));
    }
}

/* y[ox][l] = max over the window, arg[ox][l] = ky * kw + kx of its first maximum in row-major order (kh * kw <= 256); arg may
 * be NULL. A window holds at least one pixel. */
static inline void base_cnn_64_mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow, int h, int w, int kh, int kw,
                    int sh, int sw, int top, int left)
{
    int y0 = oy * sh - top, ky0 = y0 < 0 ? -y0 : 0, ky1 = h - y0 < kh ? h - y0 : kh;
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        const float *first = x + ((ptrdiff_t)(y0 + ky0) * w + x0 + kx0) * 16;
        base_cnn_64_v8 m0 = base_cnn_64_v8_load(first), m1 = base_cnn_64_v8_load(first + 8);
        base_cnn_64_v8 i0 = base_cnn_64_v8_set1((float)(ky0 * kw + kx0)), i1 = i0;
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                const float *at = x + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                base_cnn_64_v8 a0 = base_cnn_64_v8_load(at), a1 = base_cnn_64_v8_load(at + 8), i = base_cnn_64_v8_set1((float)(ky * kw + kx));
                i0 = base_cnn_64_v8_select(a0, m0, i, i0);
                i1 = base_cnn_64_v8_select(a1, m1, i, i1);
                m0 = base_cnn_64_v8_select(a0, m0, a0, m0);
                m1 = base_cnn_64_v8_select(a1, m1, a1, m1);
            }
        base_cnn_64_v8_store(y + (ptrdiff_t)ox * 16, m0);
        base_cnn_64_v8_store(y + (ptrdiff_t)ox * 16 + 8, m1);
        if (arg) {
            float t[16];
            base_cnn_64_v8_store(t, i0);
            base_cnn_64_v8_store(t + 8, i1);
            for (int l = 0; l < 16; l++)
                arg[(ptrdiff_t)ox * 16 + l] = (uint8_t)(int)t[l];
        }
    }
}

/* Adds dy of output row oy to the pixels of dx that arg names. The caller zeroes dx first. */
static inline void base_cnn_64_mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg, int oy, int ow, int h, int w, int kh, int kw,
                         int sh, int sw, int top, int left)
{
    int y0 = oy * sh - top, ky0 = y0 < 0 ? -y0 : 0, ky1 = h - y0 < kh ? h - y0 : kh;
    base_cnn_64_v8 quarter = base_cnn_64_v8_set1(0.25f), zero = base_cnn_64_v8_zero();
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[(ptrdiff_t)ox * 16 + l];
        base_cnn_64_v8 i0 = base_cnn_64_v8_load(t), i1 = base_cnn_64_v8_load(t + 8);
        base_cnn_64_v8 g0 = base_cnn_64_v8_load(dy + (ptrdiff_t)ox * 16), g1 = base_cnn_64_v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                base_cnn_64_v8 i = base_cnn_64_v8_set1((float)(ky * kw + kx)), d0 = base_cnn_64_v8_sub(i, i0), d1 = base_cnn_64_v8_sub(i, i1);
                base_cnn_64_v8_store(at, base_cnn_64_v8_add(base_cnn_64_v8_load(at), base_cnn_64_v8_select(quarter, base_cnn_64_v8_mul(d0, d0), g0, zero)));
                base_cnn_64_v8_store(at + 8, base_cnn_64_v8_add(base_cnn_64_v8_load(at + 8), base_cnn_64_v8_select(quarter, base_cnn_64_v8_mul(d1, d1), g1, zero)));
            }
    }
}

/* The key of a stream of random numbers. */
static inline uint64_t base_cnn_64_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
static inline uint32_t base_cnn_64_mk_random(uint64_t key, uint32_t index)
{
    uint32_t h = index + (uint32_t)(key & 0xffffffffu);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    h = (h ^ (h >> 16)) ^ (uint32_t)(key >> 32);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    return h ^ (h >> 16);
}

/* y[i] = x[i] * scale where number index + i of the key, its upper 24 bits, reaches `threshold`; else 0. count is a
 * multiple of 16. */
static inline void base_cnn_64_mk_dropout(float *y, const float *x, int count, uint64_t key, uint32_t index, uint32_t threshold, float scale)
{
    uint32_t k0 = (uint32_t)(key & 0xffffffffu), k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < count; i += 16) {
        uint32_t base = index + (uint32_t)i + k0;
        float keep[16];
        for (int j = 0; j < 16; j++) {      /* base_cnn_64_mk_random, written out so that it vectorizes */
            uint32_t h = base + (uint32_t)j;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = (h ^ (h >> 16)) ^ k1;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = h ^ (h >> 16);
            keep[j] = (h >> 8) >= threshold ? scale : 0.0f;
        }
        base_cnn_64_v8_store(y + i, base_cnn_64_v8_mul(base_cnn_64_v8_load(x + i), base_cnn_64_v8_load(keep)));
        base_cnn_64_v8_store(y + i + 8, base_cnn_64_v8_mul(base_cnn_64_v8_load(x + i + 8), base_cnn_64_v8_load(keep + 8)));
    }
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the product. */
static inline void base_cnn_64_mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(base_cnn_64_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* y[i] = stddev * z(v) of number index + i: normal, truncated at two standard deviations. z(v) = sqrt 2 * inverse erf(v * erf(sqrt 2))
 * is v * P(v^2) / Q(v^2), relative error below 1e-5. Each Horner step is a product of two floats, exact in double, plus a
 * coefficient, in double, then rounded to float: contraction to a fused multiply-add cannot change it. */
static inline void base_cnn_64_mk_normal(float *y, int count, uint64_t key, uint32_t index, float stddev)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(base_cnn_64_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
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
static inline void base_cnn_64_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        base_cnn_64_v8 s0 = base_cnn_64_v8_zero(), s1 = base_cnn_64_v8_zero();
        for (int q = p; q < stop; q++) {
            s0 = base_cnn_64_v8_add(s0, base_cnn_64_v8_load(x + (ptrdiff_t)q * 16));
            s1 = base_cnn_64_v8_add(s1, base_cnn_64_v8_load(x + (ptrdiff_t)q * 16 + 8));
        }
        float t[16];
        base_cnn_64_v8_store(t, s0);
        base_cnn_64_v8_store(t + 8, s1);
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* sum[l] += sum of d, square[l] += sum of d * d, d = x[p][l] - pivot[l]. A pivot near the mean keeps the variance that
 * is computed from the two free of cancellation. */
static inline void base_cnn_64_mk_moments(double *sum, double *square, const float *x, int pixels, const float *pivot)
{
    base_cnn_64_v8 p0 = base_cnn_64_v8_load(pivot), p1 = base_cnn_64_v8_load(pivot + 8);
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        base_cnn_64_v8 s0 = base_cnn_64_v8_zero(), s1 = base_cnn_64_v8_zero(), q0 = base_cnn_64_v8_zero(), q1 = base_cnn_64_v8_zero();
        for (int q = p; q < stop; q++) {
            base_cnn_64_v8 d0 = base_cnn_64_v8_sub(base_cnn_64_v8_load(x + (ptrdiff_t)q * 16), p0), d1 = base_cnn_64_v8_sub(base_cnn_64_v8_load(x + (ptrdiff_t)q * 16 + 8), p1);
            s0 = base_cnn_64_v8_add(s0, d0);
            s1 = base_cnn_64_v8_add(s1, d1);
            q0 = base_cnn_64_v8_fma(d0, d0, q0);
            q1 = base_cnn_64_v8_fma(d1, d1, q1);
        }
        float t[32];
        base_cnn_64_v8_store(t, s0);
        base_cnn_64_v8_store(t + 8, s1);
        base_cnn_64_v8_store(t + 16, q0);
        base_cnn_64_v8_store(t + 24, q1);
        for (int l = 0; l < 16; l++) {
            sum[l] += (double)t[l];
            square[l] += (double)t[16 + l];
        }
    }
}

/* y[p][l] = (x[p][l] - mean[l]) * (rstd[l] * gamma[l]) + beta[l] */
static inline void base_cnn_64_mk_normalize(float *y, const float *x, int count, const float *mean, const float *rstd, const float *gamma, const float *beta)
{
    base_cnn_64_v8 m0 = base_cnn_64_v8_load(mean), m1 = base_cnn_64_v8_load(mean + 8), b0 = base_cnn_64_v8_load(beta), b1 = base_cnn_64_v8_load(beta + 8);
    base_cnn_64_v8 a0 = base_cnn_64_v8_mul(base_cnn_64_v8_load(rstd), base_cnn_64_v8_load(gamma)), a1 = base_cnn_64_v8_mul(base_cnn_64_v8_load(rstd + 8), base_cnn_64_v8_load(gamma + 8));
    for (int i = 0; i < count; i += 16) {
        base_cnn_64_v8_store(y + i, base_cnn_64_v8_fma(base_cnn_64_v8_sub(base_cnn_64_v8_load(x + i), m0), a0, b0));
        base_cnn_64_v8_store(y + i + 8, base_cnn_64_v8_fma(base_cnn_64_v8_sub(base_cnn_64_v8_load(x + i + 8), m1), a1, b1));
    }
}

/* sum_dy[l] += sum of dy[p][l], sum_dyx[l] += sum of dy[p][l] * (x[p][l] - mean[l]) */
static inline void base_cnn_64_mk_norm_sums(double *sum_dy, double *sum_dyx, const float *dy, const float *x, int pixels, const float *mean)
{
    base_cnn_64_v8 m0 = base_cnn_64_v8_load(mean), m1 = base_cnn_64_v8_load(mean + 8);
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        base_cnn_64_v8 s0 = base_cnn_64_v8_zero(), s1 = base_cnn_64_v8_zero(), q0 = base_cnn_64_v8_zero(), q1 = base_cnn_64_v8_zero();
        for (int q = p; q < stop; q++) {
            ptrdiff_t at = (ptrdiff_t)q * 16;
            base_cnn_64_v8 g0 = base_cnn_64_v8_load(dy + at), g1 = base_cnn_64_v8_load(dy + at + 8);
            s0 = base_cnn_64_v8_add(s0, g0);
            s1 = base_cnn_64_v8_add(s1, g1);
            q0 = base_cnn_64_v8_fma(g0, base_cnn_64_v8_sub(base_cnn_64_v8_load(x + at), m0), q0);
            q1 = base_cnn_64_v8_fma(g1, base_cnn_64_v8_sub(base_cnn_64_v8_load(x + at + 8), m1), q1);
        }
        float t[32];
        base_cnn_64_v8_store(t, s0);
        base_cnn_64_v8_store(t + 8, s1);
        base_cnn_64_v8_store(t + 16, q0);
        base_cnn_64_v8_store(t + 24, q1);
        for (int l = 0; l < 16; l++) {
            sum_dy[l] += (double)t[l];
            sum_dyx[l] += (double)t[16 + l];
        }
    }
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma), each with [l];
 * share is 1 over the number of values a channel has in the batch */
static inline void base_cnn_64_mk_norm_back(float *dx, const float *dy, const float *x, int count, const float *mean, const float *rstd,
                  const float *gamma, const float *dgamma, const float *dbeta, float share)
{
    base_cnn_64_v8 minus = base_cnn_64_v8_set1(-share), m0 = base_cnn_64_v8_load(mean), m1 = base_cnn_64_v8_load(mean + 8), r0 = base_cnn_64_v8_load(rstd), r1 = base_cnn_64_v8_load(rstd + 8);
    base_cnn_64_v8 a0 = base_cnn_64_v8_mul(base_cnn_64_v8_load(gamma), r0), a1 = base_cnn_64_v8_mul(base_cnn_64_v8_load(gamma + 8), r1);
    base_cnn_64_v8 s0 = base_cnn_64_v8_mul(a0, minus), s1 = base_cnn_64_v8_mul(a1, minus);
    base_cnn_64_v8 b0 = base_cnn_64_v8_mul(s0, base_cnn_64_v8_load(dbeta)), b1 = base_cnn_64_v8_mul(s1, base_cnn_64_v8_load(dbeta + 8));
    base_cnn_64_v8 c0 = base_cnn_64_v8_mul(base_cnn_64_v8_mul(s0, r0), base_cnn_64_v8_load(dgamma)), c1 = base_cnn_64_v8_mul(base_cnn_64_v8_mul(s1, r1), base_cnn_64_v8_load(dgamma + 8));
    for (int i = 0; i < count; i += 16) {
        base_cnn_64_v8 t0 = base_cnn_64_v8_fma(base_cnn_64_v8_sub(base_cnn_64_v8_load(x + i), m0), c0, b0), t1 = base_cnn_64_v8_fma(base_cnn_64_v8_sub(base_cnn_64_v8_load(x + i + 8), m1), c1, b1);
        base_cnn_64_v8_store(dx + i, base_cnn_64_v8_fma(base_cnn_64_v8_load(dy + i), a0, t0));
        base_cnn_64_v8_store(dx + i + 8, base_cnn_64_v8_fma(base_cnn_64_v8_load(dy + i + 8), a1, t1));
    }
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows` rows of A are read; those of t
 * beyond them repeat the last one. */
static inline void base_cnn_64_mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3, *a5 = rows > 5 ? a4 + row_step : a4;
    base_cnn_64_v8 c00 = base_cnn_64_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    base_cnn_64_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        base_cnn_64_v8 b0 = base_cnn_64_v8_load(b + (ptrdiff_t)p * ldb), b1 = base_cnn_64_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = base_cnn_64_v8_set1(a0[at]); c00 = base_cnn_64_v8_fma(s, b0, c00); c01 = base_cnn_64_v8_fma(s, b1, c01);
        s = base_cnn_64_v8_set1(a1[at]); c10 = base_cnn_64_v8_fma(s, b0, c10); c11 = base_cnn_64_v8_fma(s, b1, c11);
        s = base_cnn_64_v8_set1(a2[at]); c20 = base_cnn_64_v8_fma(s, b0, c20); c21 = base_cnn_64_v8_fma(s, b1, c21);
        s = base_cnn_64_v8_set1(a3[at]); c30 = base_cnn_64_v8_fma(s, b0, c30); c31 = base_cnn_64_v8_fma(s, b1, c31);
        s = base_cnn_64_v8_set1(a4[at]); c40 = base_cnn_64_v8_fma(s, b0, c40); c41 = base_cnn_64_v8_fma(s, b1, c41);
        s = base_cnn_64_v8_set1(a5[at]); c50 = base_cnn_64_v8_fma(s, b0, c50); c51 = base_cnn_64_v8_fma(s, b1, c51);
    }
    base_cnn_64_v8_store(t, c00); base_cnn_64_v8_store(t + 8, c01); base_cnn_64_v8_store(t + 16, c10); base_cnn_64_v8_store(t + 24, c11);
    base_cnn_64_v8_store(t + 32, c20); base_cnn_64_v8_store(t + 40, c21); base_cnn_64_v8_store(t + 48, c30); base_cnn_64_v8_store(t + 56, c31);
    base_cnn_64_v8_store(t + 64, c40); base_cnn_64_v8_store(t + 72, c41); base_cnn_64_v8_store(t + 80, c50); base_cnn_64_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of base_cnn_64_mk_gemm_6x16 */
static inline void base_cnn_64_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    base_cnn_64_v8 c0 = base_cnn_64_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        base_cnn_64_v8 s = base_cnn_64_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = base_cnn_64_v8_fma(s, base_cnn_64_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = base_cnn_64_v8_fma(s, base_cnn_64_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    base_cnn_64_v8_store(t, c0);
    base_cnn_64_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void base_cnn_64_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb)
{
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < cols; j++)
            p[i * 16 + j] = tb ? b[(ptrdiff_t)j * ldb + i] : b[(ptrdiff_t)i * ldb + j];
        for (int j = cols; j < 16; j++)
            p[i * 16 + j] = 0.0f;
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void base_cnn_64_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as k x m when ta; B is
 * k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C overlaps neither. */
static inline void base_cnn_64_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb,
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
                base_cnn_64_mk_gemm_pack(panel, depth, cols, from, ldb, tb);
                q = panel;
                q_step = 16;
            }
            for (int i = 0; i < m; i += 6) {
                int rows = m - i < 6 ? m - i : 6;
                const float *rows_a = a + i * row_step + p * k_step;
                if (rows > 1)
                    base_cnn_64_mk_gemm_6x16(t, depth, rows, rows_a, row_step, k_step, q, q_step);
                else
                    base_cnn_64_mk_gemm_1x16(t, depth, rows_a, k_step, q, q_step);
                base_cnn_64_mk_gemm_merge(c + (ptrdiff_t)i * ldc + j, ldc, t, rows, cols, add);
            }
        }
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image, [CB][pixels][16]. */
static inline void base_cnn_64_mk_softmax(float *y, const float *x, int channels, int pixels)
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
            base_cnn_64_v8 m = base_cnn_64_v8_set1(max);
            base_cnn_64_v8_store(y + at, base_cnn_64_v8_sub(base_cnn_64_v8_load(x + at), m));
            base_cnn_64_v8_store(y + at + 8, base_cnn_64_v8_sub(base_cnn_64_v8_load(x + at + 8), m));
            base_cnn_64_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += base_cnn_64_v8_sum(base_cnn_64_v8_load(y + at)) + base_cnn_64_v8_sum(base_cnn_64_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            base_cnn_64_v8 s = base_cnn_64_v8_set1(1.0f / sum);
            base_cnn_64_v8_store(row, base_cnn_64_v8_mul(base_cnn_64_v8_load(row), s));
            base_cnn_64_v8_store(row + 8, base_cnn_64_v8_mul(base_cnn_64_v8_load(row + 8), s));
        }
    }
}

/* v = Bt x for P = 6. */
static inline void base_cnn_64_mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 a = base_cnn_64_v8_set1((float)(2.0 / 3.0)), b = base_cnn_64_v8_set1((float)1.5), q = base_cnn_64_v8_set1((float)(-97.0 / 36.0));
    const base_cnn_64_v8 x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs), x3 = base_cnn_64_v8_load(x + 3 * xs), x4 = base_cnn_64_v8_load(x + 4 * xs);
    const base_cnn_64_v8 even_a = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)-2.25), x2, x4), odd_a = base_cnn_64_v8_sub(base_cnn_64_v8_mul(a, x3), base_cnn_64_v8_mul(b, x1));
    const base_cnn_64_v8 even_b = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(-4.0 / 9.0)), x2, x4), odd_b = base_cnn_64_v8_sub(base_cnn_64_v8_mul(b, x3), base_cnn_64_v8_mul(a, x1));
    base_cnn_64_v8_store(y, base_cnn_64_v8_fma(q, x2, base_cnn_64_v8_add(base_cnn_64_v8_load(x), x4)));
    base_cnn_64_v8_store(y + ys, base_cnn_64_v8_add(even_a, odd_a));
    base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_sub(even_a, odd_a));
    base_cnn_64_v8_store(y + 3 * ys, base_cnn_64_v8_add(even_b, odd_b));
    base_cnn_64_v8_store(y + 4 * ys, base_cnn_64_v8_sub(even_b, odd_b));
    base_cnn_64_v8_store(y + 5 * ys, base_cnn_64_v8_fma(q, x3, base_cnn_64_v8_add(x1, base_cnn_64_v8_load(x + 5 * xs))));
}

/* dx = B dv for P = 6; add: dx += B dv. */
static inline void base_cnn_64_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const base_cnn_64_v8 a = base_cnn_64_v8_set1((float)(2.0 / 3.0)), b = base_cnn_64_v8_set1((float)1.5), q = base_cnn_64_v8_set1((float)(-97.0 / 36.0));
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x5 = base_cnn_64_v8_load(x + 5 * xs);
    const base_cnn_64_v8 x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs), x3 = base_cnn_64_v8_load(x + 3 * xs), x4 = base_cnn_64_v8_load(x + 4 * xs);
    const base_cnn_64_v8 sa = base_cnn_64_v8_add(x1, x2), da = base_cnn_64_v8_sub(x1, x2), sb = base_cnn_64_v8_add(x3, x4), db = base_cnn_64_v8_sub(x3, x4);
    base_cnn_64_v8 y0 = x0, y1 = base_cnn_64_v8_sub(x5, base_cnn_64_v8_fma(a, db, base_cnn_64_v8_mul(b, da))), y5 = x5;
    base_cnn_64_v8 y2 = base_cnn_64_v8_fma(q, x0, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)-2.25), sa, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(-4.0 / 9.0)), sb)));
    base_cnn_64_v8 y3 = base_cnn_64_v8_fma(q, x5, base_cnn_64_v8_fma(b, db, base_cnn_64_v8_mul(a, da))), y4 = base_cnn_64_v8_add(x0, base_cnn_64_v8_add(sa, sb));
    if (add) {
        y0 = base_cnn_64_v8_add(y0, base_cnn_64_v8_load(y)), y1 = base_cnn_64_v8_add(y1, base_cnn_64_v8_load(y + ys)), y2 = base_cnn_64_v8_add(y2, base_cnn_64_v8_load(y + 2 * ys));
        y3 = base_cnn_64_v8_add(y3, base_cnn_64_v8_load(y + 3 * ys)), y4 = base_cnn_64_v8_add(y4, base_cnn_64_v8_load(y + 4 * ys)), y5 = base_cnn_64_v8_add(y5, base_cnn_64_v8_load(y + 5 * ys));
    }
    base_cnn_64_v8_store(y, y0), base_cnn_64_v8_store(y + ys, y1), base_cnn_64_v8_store(y + 2 * ys, y2);
    base_cnn_64_v8_store(y + 3 * ys, y3), base_cnn_64_v8_store(y + 4 * ys, y4), base_cnn_64_v8_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void base_cnn_64_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs), x3 = base_cnn_64_v8_load(x + 3 * xs), x4 = base_cnn_64_v8_load(x + 4 * xs);
    const base_cnn_64_v8 sa = base_cnn_64_v8_add(x1, x2), da = base_cnn_64_v8_sub(x1, x2), sb = base_cnn_64_v8_add(x3, x4), db = base_cnn_64_v8_sub(x3, x4);
    base_cnn_64_v8_store(y, base_cnn_64_v8_add(base_cnn_64_v8_load(x), base_cnn_64_v8_add(sa, sb)));
    base_cnn_64_v8_store(y + ys, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(2.0 / 3.0)), da, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)1.5), db)));
    base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(4.0 / 9.0)), sa, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)2.25), sb)));
    base_cnn_64_v8_store(y + 3 * ys, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(8.0 / 27.0)), da, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)3.375), db, base_cnn_64_v8_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void base_cnn_64_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs), x3 = base_cnn_64_v8_load(x + 3 * xs);
    const base_cnn_64_v8 even_a = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(4.0 / 9.0)), x2, x0), even_b = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)2.25), x2, x0);
    const base_cnn_64_v8 odd_a = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(2.0 / 3.0)), x1, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(8.0 / 27.0)), x3));
    const base_cnn_64_v8 odd_b = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)1.5), x1, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)3.375), x3));
    base_cnn_64_v8_store(y, x0);
    base_cnn_64_v8_store(y + ys, base_cnn_64_v8_add(even_a, odd_a));
    base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_sub(even_a, odd_a));
    base_cnn_64_v8_store(y + 3 * ys, base_cnn_64_v8_add(even_b, odd_b));
    base_cnn_64_v8_store(y + 4 * ys, base_cnn_64_v8_sub(even_b, odd_b));
    base_cnn_64_v8_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2) = 8/65. */
static inline void base_cnn_64_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs);
    const base_cnn_64_v8 even_a = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(-18.0 / 65.0)), x2, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(-81.0 / 130.0)), x0));
    const base_cnn_64_v8 even_b = base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(18.0 / 65.0)), x2, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(8.0 / 65.0)), x0));
    const base_cnn_64_v8 odd_a = base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(-27.0 / 65.0)), x1), odd_b = base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(12.0 / 65.0)), x1);
    base_cnn_64_v8_store(y, x0);
    base_cnn_64_v8_store(y + ys, base_cnn_64_v8_add(even_a, odd_a));
    base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_sub(even_a, odd_a));
    base_cnn_64_v8_store(y + 3 * ys, base_cnn_64_v8_add(even_b, odd_b));
    base_cnn_64_v8_store(y + 4 * ys, base_cnn_64_v8_sub(even_b, odd_b));
    base_cnn_64_v8_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void base_cnn_64_mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs), x3 = base_cnn_64_v8_load(x + 3 * xs), x4 = base_cnn_64_v8_load(x + 4 * xs);
    const base_cnn_64_v8 sa = base_cnn_64_v8_add(x1, x2), da = base_cnn_64_v8_sub(x1, x2), sb = base_cnn_64_v8_add(x3, x4), db = base_cnn_64_v8_sub(x3, x4);
    base_cnn_64_v8_store(y, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(-81.0 / 130.0)), sa, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(8.0 / 65.0)), sb, base_cnn_64_v8_load(x))));
    base_cnn_64_v8_store(y + ys, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(-27.0 / 65.0)), da, base_cnn_64_v8_mul(base_cnn_64_v8_set1((float)(12.0 / 65.0)), db)));
    base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_fma(base_cnn_64_v8_set1((float)(18.0 / 65.0)), base_cnn_64_v8_sub(sb, sa), base_cnn_64_v8_load(x + 5 * xs)));
}

/* v = Bt x for P = 3: (x0 + x1, x1, x0). */
static inline void base_cnn_64_mk_line3_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x1 = base_cnn_64_v8_load(x + xs);
    base_cnn_64_v8_store(y, base_cnn_64_v8_add(x0, x1)), base_cnn_64_v8_store(y + ys, x1), base_cnn_64_v8_store(y + 2 * ys, x0);
}

/* dx = B dv for P = 3; add: dx += B dv. */
static inline void base_cnn_64_mk_line3_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), y0 = base_cnn_64_v8_add(x0, base_cnn_64_v8_load(x + 2 * xs)), y1 = base_cnn_64_v8_add(x0, base_cnn_64_v8_load(x + xs));
    base_cnn_64_v8_store(y, add ? base_cnn_64_v8_add(base_cnn_64_v8_load(y), y0) : y0), base_cnn_64_v8_store(y + ys, add ? base_cnn_64_v8_add(base_cnn_64_v8_load(y + ys), y1) : y1);
}

/* y = At m for P = 3: (m0 + m1, m0 + m2). */
static inline void base_cnn_64_mk_line3_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x);
    base_cnn_64_v8_store(y, base_cnn_64_v8_add(x0, base_cnn_64_v8_load(x + xs))), base_cnn_64_v8_store(y + ys, base_cnn_64_v8_add(x0, base_cnn_64_v8_load(x + 2 * xs)));
}

/* dm = A dy for P = 3: (dy0 + dy1, dy0, dy1). */
static inline void base_cnn_64_mk_line3_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x1 = base_cnn_64_v8_load(x + xs);
    base_cnn_64_v8_store(y, base_cnn_64_v8_add(x0, x1)), base_cnn_64_v8_store(y + ys, x0), base_cnn_64_v8_store(y + 2 * ys, x1);
}

/* u = G w for P = 3: (w1, w2 - w1, w0 - w1). */
static inline void base_cnn_64_mk_line3_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x0 = base_cnn_64_v8_load(x), x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs);
    base_cnn_64_v8_store(y, x1), base_cnn_64_v8_store(y + ys, base_cnn_64_v8_sub(x2, x1)), base_cnn_64_v8_store(y + 2 * ys, base_cnn_64_v8_sub(x0, x1));
}

/* dw = Gt du for P = 3: (du2, du0 - du1 - du2, du1). */
static inline void base_cnn_64_mk_line3_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const base_cnn_64_v8 x1 = base_cnn_64_v8_load(x + xs), x2 = base_cnn_64_v8_load(x + 2 * xs);
    base_cnn_64_v8_store(y, x2), base_cnn_64_v8_store(y + ys, base_cnn_64_v8_sub(base_cnn_64_v8_load(x), base_cnn_64_v8_add(x1, x2))), base_cnn_64_v8_store(y + 2 * ys, x1);
}

/* V = Bt X B (P = 6, X 6x6). */
static inline void base_cnn_64_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs)
{
    float t[6 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            base_cnn_64_mk_line6_bt(t + 8 * j, 48, x + 16 * j + half, xs);
        for (int i = 0; i < 6; i++)
            base_cnn_64_mk_line6_bt(v + 6 * i * vs + half, vs, t + 48 * i, 8);
    }
}

/* M = A Y At (P = 6, Y 4x4). */
static inline void base_cnn_64_mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys)
{
    float t[6 * 4 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 4; j++)
            base_cnn_64_mk_line6_a(t + 8 * j, 32, y + 16 * j + half, ys);
        for (int i = 0; i < 6; i++)
            base_cnn_64_mk_line6_a(m + 6 * i * ms + half, ms, t + 32 * i, 8);
    }
}

/* Y = At M A (P = 6). */
static inline void base_cnn_64_mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms)
{
    float t[4 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            base_cnn_64_mk_line6_at(t + 8 * j, 48, m + j * ms + half, 6 * ms);
        for (int i = 0; i < 4; i++)
            base_cnn_64_mk_line6_at(y + i * ys + half, 16, t + 48 * i, 8);
    }
}

/* X += B V Bt (P = 6). */
static inline void base_cnn_64_mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs)
{
    float t[6 * 6 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 6; j++)
            base_cnn_64_mk_line6_b(t + 8 * j, 48, v + j * vs + half, 6 * vs, 0);
        for (int i = 0; i < 6; i++)
            base_cnn_64_mk_line6_b(x + i * xs + half, 16, t + 48 * i, 8, 1);
    }
}

/* V = Bt X B (P = 3, X 2x2). */
static inline void base_cnn_64_mk_plane3_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs)
{
    float t[3 * 2 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 2; j++)
            base_cnn_64_mk_line3_bt(t + 8 * j, 16, x + 16 * j + half, xs);
        for (int i = 0; i < 3; i++)
            base_cnn_64_mk_line3_bt(v + 3 * i * vs + half, vs, t + 16 * i, 8);
    }
}

/* M = A Y At (P = 3, Y 2x2). */
static inline void base_cnn_64_mk_plane3_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys)
{
    float t[3 * 2 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 2; j++)
            base_cnn_64_mk_line3_a(t + 8 * j, 16, y + 16 * j + half, ys);
        for (int i = 0; i < 3; i++)
            base_cnn_64_mk_line3_a(m + 3 * i * ms + half, ms, t + 16 * i, 8);
    }
}

/* Y = At M A (P = 3). */
static inline void base_cnn_64_mk_plane3_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms)
{
    float t[2 * 3 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 3; j++)
            base_cnn_64_mk_line3_at(t + 8 * j, 24, m + j * ms + half, 3 * ms);
        for (int i = 0; i < 2; i++)
            base_cnn_64_mk_line3_at(y + i * ys + half, 16, t + 24 * i, 8);
    }
}

/* X += B V Bt (P = 3). */
static inline void base_cnn_64_mk_plane3_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs)
{
    float t[2 * 3 * 8];
    for (int half = 0; half < 16; half += 8) {
        for (int j = 0; j < 3; j++)
            base_cnn_64_mk_line3_b(t + 8 * j, 24, v + j * vs + half, 3 * vs, 0);
        for (int i = 0; i < 2; i++)
            base_cnn_64_mk_line3_b(x + i * xs + half, 16, t + 24 * i, 8, 1);
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles 16 floats apart in
 * each. Patches begin at row h0 and column w0 (both may be negative) and are M columns apart; what lies off the map is 0.
 * grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of a gradient dy. */
static inline void base_cnn_64_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0, int w0, int tiles)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && !grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    float patch[6 * 6 * 16];
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = patch;
        ptrdiff_t ps = R * 16;
        if (h0 >= 0 && w0 >= 0 && h0 + R <= H && w0 + R <= W) {
            p = x + h0 * line + w0 * 16;
            ps = line;
        } else {
            const int left = w0 < 0 ? -w0 : 0, right = w0 + R > W ? W - w0 : R;
            memset(patch, 0, sizeof patch);
            for (int i = 0; i < R; i++)
                if (h0 + i >= 0 && h0 + i < H && left < right)
                    memcpy(patch + (i * R + left) * 16, x + (h0 + i) * line + (w0 + left) * 16, sizeof(float) * 16 * (size_t)(right - left));
        }
        if (P == 6 && grad)
            base_cnn_64_mk_plane6_a(v, vs, p, ps);
        else if (P == 6)
            base_cnn_64_mk_plane6_bt(v, vs, p, ps);
        else if (grad)
            base_cnn_64_mk_plane3_a(v, vs, p, ps);
        else
            base_cnn_64_mk_plane3_bt(v, vs, p, ps);
    }
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the map += B dV Bt, patches overlapping.
 * Rows and columns off the map are dropped. */
static inline void base_cnn_64_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m, ptrdiff_t ms, int tiles)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    float patch[6 * 6 * 16];
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        const int inside = h0 >= 0 && w0 >= 0 && h0 + R <= H && w0 + R <= W;
        float *p = inside ? y + h0 * line + w0 * 16 : patch;
        const ptrdiff_t ps = inside ? line : R * 16;
        if (!inside && grad)
            memset(patch, 0, sizeof patch);
        if (P == 6 && grad)
            base_cnn_64_mk_plane6_b(p, ps, m, ms);
        else if (P == 6)
            base_cnn_64_mk_plane6_at(p, ps, m, ms);
        else if (grad)
            base_cnn_64_mk_plane3_b(p, ps, m, ms);
        else
            base_cnn_64_mk_plane3_at(p, ps, m, ms);
        for (int i = 0; !inside && i < R; i++)
            for (int j = 0; h0 + i >= 0 && h0 + i < H && j < R; j++)
                if (w0 + j >= 0 && w0 + j < W) {
                    float *to = y + (h0 + i) * line + (w0 + j) * 16;
                    const float *from = patch + (i * R + j) * 16;
                    base_cnn_64_v8_store(to, grad ? base_cnn_64_v8_add(base_cnn_64_v8_load(to), base_cnn_64_v8_load(from)) : base_cnn_64_v8_load(from));
                    base_cnn_64_v8_store(to + 8, grad ? base_cnn_64_v8_add(base_cnn_64_v8_load(to + 8), base_cnn_64_v8_load(from + 8)) : base_cnn_64_v8_load(from + 8));
                }
    }
}

/* U = G w Gt for `count` floats (a multiple of 8) at each of 9 taps, ws apart; the P*P points of u are us apart. */
static inline void base_cnn_64_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count)
{
    float t[6 * 3 * 8];
    for (int n = 0; n < count; n += 8, u += 8, w += 8)
        if (P == 6) {
            for (int j = 0; j < 3; j++)
                base_cnn_64_mk_line6_g(t + 8 * j, 24, w + j * ws, 3 * ws);
            for (int i = 0; i < 6; i++)
                base_cnn_64_mk_line6_g(u + 6 * i * us, us, t + 24 * i, 8);
        } else {
            for (int j = 0; j < 3; j++)
                base_cnn_64_mk_line3_g(t + 8 * j, 24, w + j * ws, 3 * ws);
            for (int i = 0; i < 3; i++)
                base_cnn_64_mk_line3_g(u + 3 * i * us, us, t + 24 * i, 8);
        }
}

/* dw = Gt dU G for `count` floats; dU is the sum of `parts` partial sums, `part` floats apart, in their order. */
static inline void base_cnn_64_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u, ptrdiff_t us, int parts, ptrdiff_t part, int count)
{
    float s[6 * 6 * 8], t[6 * 3 * 8];
    for (int n = 0; n < count; n += 8, u += 8, w += 8) {
        for (int p = 0; p < P * P; p++) {
            base_cnn_64_v8 sum = base_cnn_64_v8_load(u + p * us);
            for (int q = 1; q < parts; q++)
                sum = base_cnn_64_v8_add(sum, base_cnn_64_v8_load(u + q * part + p * us));
            base_cnn_64_v8_store(s + 8 * p, sum);
        }
        if (P == 6) {
            for (int i = 0; i < 6; i++)
                base_cnn_64_mk_line6_gt(t + 24 * i, 8, s + 48 * i, 8);
            for (int j = 0; j < 3; j++)
                base_cnn_64_mk_line6_gt(w + j * ws, 3 * ws, t + 8 * j, 24);
        } else {
            for (int i = 0; i < 3; i++)
                base_cnn_64_mk_line3_gt(t + 24 * i, 8, s + 24 * i, 8);
            for (int j = 0; j < 3; j++)
                base_cnn_64_mk_line3_gt(w + j * ws, 3 * ws, t + 8 * j, 24);
        }
    }
}

/* For each of `planes` points: M[t][16] (+)= sum over c of V[t][c] * U[c][16], t < tiles. Blocks of 16 channels of V are
 * tiles*16 floats apart; planes ms, vs, us apart. */
static inline void base_cnn_64_mk_wino_product(int planes, float *m, ptrdiff_t ms, int tiles, const float *v, ptrdiff_t vs, const float *u, ptrdiff_t us, int channels, int add)
{
    for (int p = 0; p < planes; p++)
        base_cnn_64_mk_panel(m + p * ms, 16, tiles, v + p * vs, 16, (ptrdiff_t)tiles * 16, u + p * us, channels, add);
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in blocks of 16. */
static inline void base_cnn_64_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels, const float *v, ptrdiff_t vs, const float *m, ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            base_cnn_64_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16, v + p * vs + (ptrdiff_t)c * tiles, 0, 16,
                          m + p * ms, 0, 1, tiles, add);
}

#define BASE_CNN_64_PARAM_COUNT 32
#define BASE_CNN_64_NAME_BYTES 29    /* longer than any parameter's name */
#define BASE_CNN_64_NET_NAME "base_cnn_64"
#define BASE_CNN_64_LAYOUT_HASH "8ac7038701ea1b3d"
#define BASE_CNN_64_INPUT_SCALE 0.0039215686274509803
#define BASE_CNN_64_INPUT_MEAN {0, 0, 0, 0}
#define BASE_CNN_64_INPUT_STD {1, 1, 1, 1}
#define BASE_CNN_64_INPUT_BGR 0
#define BASE_CNN_64_STATE_BYTES 101577280
enum { BASE_CNN_64_AREA_X, BASE_CNN_64_AREA_LABEL, BASE_CNN_64_AREA_Y, BASE_CNN_64_AREA_PARAMS, BASE_CNN_64_AREA_MODEL, BASE_CNN_64_AREA_STATE, BASE_CNN_64_AREA_WORK, BASE_CNN_64_AREA_GRADS, BASE_CNN_64_AREA_LOSS };

/* One call of a program: base[] are the memory areas above. */
typedef struct {
    int n;              /* images in this call */
    float rate;
    uint64_t seed, step;
    unsigned char *base[9];
} base_cnn_64_run;

/* Calls task(run, 0) ... task(run, count - 1), in any order, on any threads: the host's choice. */
#ifndef BASE_CNN_64_PARALLEL_FOR
#if defined(_OPENMP)
#define BASE_CNN_64_PARALLEL_FOR(task, run, count) \
    do { \
        int part_; \
        _Pragma("omp parallel for schedule(static, 1)") \
        for (part_ = 0; part_ < (count); part_++) \
            task(run, part_); \
    } while (0)
#else
#define BASE_CNN_64_PARALLEL_FOR(task, run, count) \
    do { \
        int part_; \
        for (part_ = 0; part_ < (count); part_++) \
            task(run, part_); \
    } while (0)
#endif
#endif

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * init_param [runtime/kernels/init.c]: w[i], i = begin ... end - 1, by KIND (the order of enum Init in compiler/graph.h, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) / 0.87962566103423978, cut at 2 deviations
 * f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for he, 1 / FAN_IN for lecun: Keras' variance scaling. */
static void base_cnn_64_i0_pair1_conv1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 864, FAN_IN = 27, FAN_OUT = 288, KIND = 2, STREAM = 0 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i0_pair1_conv1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i0_pair1_conv1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 0));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i1_pair1_conv1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 1 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i1_pair1_conv1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i1_pair1_conv1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3456));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i2_pair1_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 2 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i2_pair1_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2_pair1_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3584));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i3_pair1_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 3 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i3_pair1_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i3_pair1_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3712));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i4_pair1_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 4 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i4_pair1_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i4_pair1_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3840));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i5_pair1_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 5 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i5_pair1_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i5_pair1_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3968));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i6_pair1_conv2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 9216, FAN_IN = 288, FAN_OUT = 288, KIND = 2, STREAM = 6 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i6_pair1_conv2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 9216;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i6_pair1_conv2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 4096));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i7_pair1_conv2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 7 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i7_pair1_conv2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i7_pair1_conv2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 40960));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i8_pair1_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 8 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i8_pair1_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i8_pair1_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41088));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i9_pair1_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 9 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i9_pair1_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i9_pair1_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41216));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i10_pair1_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 10 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i10_pair1_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i10_pair1_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41344));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i11_pair1_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 32, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 11 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i11_pair1_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i11_pair1_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41472));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i12_pair2_conv1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 18432, FAN_IN = 288, FAN_OUT = 576, KIND = 2, STREAM = 12 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i12_pair2_conv1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 18432;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i12_pair2_conv1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41600));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i13_pair2_conv1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 13 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i13_pair2_conv1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i13_pair2_conv1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115328));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i14_pair2_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 14 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i14_pair2_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i14_pair2_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115584));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i15_pair2_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 15 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i15_pair2_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i15_pair2_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115840));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i16_pair2_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 16 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i16_pair2_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i16_pair2_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116096));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i17_pair2_norm1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 17 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i17_pair2_norm1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i17_pair2_norm1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116352));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i18_pair2_conv2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 36864, FAN_IN = 576, FAN_OUT = 576, KIND = 2, STREAM = 18 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i18_pair2_conv2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 36864;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i18_pair2_conv2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116608));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i19_pair2_conv2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 19 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i19_pair2_conv2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i19_pair2_conv2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264064));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i20_pair2_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 20 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i20_pair2_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i20_pair2_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264320));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i21_pair2_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 21 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i21_pair2_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i21_pair2_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264576));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i22_pair2_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 22 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i22_pair2_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i22_pair2_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264832));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i23_pair2_norm2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 64, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 23 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i23_pair2_norm2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i23_pair2_norm2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265088));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i24_dense_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 8388608, FAN_IN = 16384, FAN_OUT = 512, KIND = 2, STREAM = 24 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i24_dense_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 8388608;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i24_dense_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265344));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i25_dense_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 25 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i25_dense_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i25_dense_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33819776));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i26_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 26 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i26_batchnorm_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i26_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33821824));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i27_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 27 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i27_batchnorm_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i27_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33823872));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i28_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 28 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i28_batchnorm_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i28_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33825920));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i29_batchnorm_1_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 512, FAN_IN = 0, FAN_OUT = 0, KIND = 1, STREAM = 29 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i29_batchnorm_1_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i29_batchnorm_1_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33827968));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i30_dense_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 5120, FAN_IN = 512, FAN_OUT = 10, KIND = 2, STREAM = 30 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i30_dense_2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 5120;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i30_dense_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33830016));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * init_param [runtime/kernels/init.c] */
static void base_cnn_64_i31_dense_2_init_param(int begin, int end, uint64_t seed, float *w)
{
    enum { COUNT = 10, FAN_IN = 0, FAN_OUT = 0, KIND = 0, STREAM = 31 };

    (void)COUNT;
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = base_cnn_64_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        if (KIND % 2 == 0)
            base_cnn_64_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, sqrtf(3.0f * f));
        else
            base_cnn_64_mk_normal(w + begin, end - begin, key, (uint32_t)begin, sqrtf(f) / 0.879625661f);
    }
}
static void base_cnn_64_i31_dense_2_init_param_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 10;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i31_dense_2_init_param(begin, end, run->seed,
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33850496));
}

static void base_cnn_64_run_init(base_cnn_64_run *run)
{
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i0_pair1_conv1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i1_pair1_conv1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2_pair1_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i3_pair1_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i4_pair1_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i5_pair1_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i6_pair1_conv2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i7_pair1_conv2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i8_pair1_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i9_pair1_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i10_pair1_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i11_pair1_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i12_pair2_conv1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i13_pair2_conv1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i14_pair2_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i15_pair2_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i16_pair2_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i17_pair2_norm1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i18_pair2_conv2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i19_pair2_conv2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i20_pair2_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i21_pair2_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i22_pair2_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i23_pair2_norm2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i24_dense_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i25_dense_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i26_batchnorm_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i27_batchnorm_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i28_batchnorm_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i29_batchnorm_1_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i30_dense_2_init_param_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i31_dense_2_init_param_task, run, 4);
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * conv_pack [runtime/kernels/conv.c]: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are 0. */
static void base_cnn_64_i1000_pair1_conv1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 3, K = 32 };

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
static void base_cnn_64_i1000_pair1_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1000_pair1_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34626304));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * vector_pack [runtime/kernels/pack.c]: to[c] = from[c], 0 beyond C. */
static void base_cnn_64_i1001_pair1_conv1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 32 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_i1001_pair1_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637440));
}

static void base_cnn_64_i1002_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1003_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32, 0.262 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c]: scale = gamma / sqrt(variance + EPS), 0 beyond C. */
static void base_cnn_64_i1004_pair1_norm1_batchnorm_fold_scale(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT scale)
{
    enum { C = 32 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1004_pair1_norm1_batchnorm_fold_scale_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1004_pair1_norm1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637568));
}

static void base_cnn_64_i1005_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256));
}

static void base_cnn_64_i1006_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 384));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32, 0.262 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c]: shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C. */
static void base_cnn_64_i1007_pair1_norm1_batchnorm_fold_shift(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT beta, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT shift)
{
    enum { C = 32 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1007_pair1_norm1_batchnorm_fold_shift_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1007_pair1_norm1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637696));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_i1008_pair1_conv2_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_i1008_pair1_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1008_pair1_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1009_pair1_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 40960),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637824));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32, 75.6 MFLOP an image
 * wino_weights [runtime/kernels/wino.c]: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of x. */
static void base_cnn_64_i1010_pair1_conv2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 32 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_i1010_pair1_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i1010_pair1_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34443776));
}

static void base_cnn_64_i1011_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1012_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41472),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128));
}

static void base_cnn_64_i1013_pair1_norm2_batchnorm_fold_scale_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1004_pair1_norm1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637952));
}

static void base_cnn_64_i1014_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256));
}

static void base_cnn_64_i1015_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 384));
}

static void base_cnn_64_i1016_pair1_norm2_batchnorm_fold_shift_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1007_pair1_norm1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 384),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34638080));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_i1017_pair2_conv1_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_i1017_pair2_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1017_pair2_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_i1018_pair2_conv1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 64 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_i1018_pair2_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115328),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34635904));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64, 37.8 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void base_cnn_64_i1019_pair2_conv1_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 64 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_i1019_pair2_conv1_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i1019_pair2_conv1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34146560));
}

static void base_cnn_64_i1020_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1021_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116352),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64, 0.131 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c] */
static void base_cnn_64_i1022_pair2_norm1_batchnorm_fold_scale(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT scale)
{
    enum { C = 64 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1022_pair2_norm1_batchnorm_fold_scale_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1022_pair2_norm1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636160));
}

static void base_cnn_64_i1023_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 512));
}

static void base_cnn_64_i1024_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 768));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64, 0.131 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c] */
static void base_cnn_64_i1025_pair2_norm1_batchnorm_fold_shift(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT beta, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT shift)
{
    enum { C = 64 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1025_pair2_norm1_batchnorm_fold_shift_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1025_pair2_norm1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 512),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 768),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636416));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_i1026_pair2_conv2_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_i1026_pair2_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1026_pair2_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1027_pair2_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636672));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64, 75.6 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void base_cnn_64_i1028_pair2_conv2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 64, K = 64 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_i1028_pair2_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i1028_pair2_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 33554432));
}

static void base_cnn_64_i1029_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

static void base_cnn_64_i1030_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256));
}

static void base_cnn_64_i1031_pair2_norm2_batchnorm_fold_scale_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1022_pair2_norm1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636928));
}

static void base_cnn_64_i1032_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 512));
}

static void base_cnn_64_i1033_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1018_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 768));
}

static void base_cnn_64_i1034_pair2_norm2_batchnorm_fold_shift_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1025_pair2_norm1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 512),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 768),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637184));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * dense_pack [runtime/kernels/pack.c]: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
static void base_cnn_64_i1035_dense_1_dense_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 16384, K = 512 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void base_cnn_64_i1035_dense_1_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1035_dense_1_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_i1036_dense_1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_i1036_dense_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1036_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33819776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34629760));
}

static void base_cnn_64_i1037_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1036_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33821824),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34593536));
}

static void base_cnn_64_i1038_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1036_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33827968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34595584));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512, 0.00102 MFLOP an image
 * batchnorm_fold_scale [runtime/kernels/batchnorm.c] */
static void base_cnn_64_i1039_batchnorm_1_batchnorm_fold_scale(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT scale)
{
    enum { C = 512 };
    const float EPS = 0.00100000005f;

    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1039_batchnorm_1_batchnorm_fold_scale_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1039_batchnorm_1_batchnorm_fold_scale(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34593536),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34595584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34631808));
}

static void base_cnn_64_i1040_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1036_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34597632));
}

static void base_cnn_64_i1041_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1036_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33825920),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34599680));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512, 0.00102 MFLOP an image
 * batchnorm_fold_shift [runtime/kernels/batchnorm.c] */
static void base_cnn_64_i1042_batchnorm_1_batchnorm_fold_shift(const float *BASE_CNN_64_RESTRICT gamma, const float *BASE_CNN_64_RESTRICT beta, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT variance, float *BASE_CNN_64_RESTRICT shift)
{
    enum { C = 512 };
    const float EPS = 0.00100000005f;

    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}
static void base_cnn_64_i1042_batchnorm_1_batchnorm_fold_shift_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1042_batchnorm_1_batchnorm_fold_shift(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34593536),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34597632),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34599680),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34595584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34633856));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * dense_pack [runtime/kernels/pack.c] */
static void base_cnn_64_i1043_dense_2_dense_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512, K = 10 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void base_cnn_64_i1043_dense_2_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1043_dense_2_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34593536));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_i1044_dense_2_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 10 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_i1044_dense_2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_i1044_dense_2_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33850496),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34638208));
}

static void base_cnn_64_run_prepare(base_cnn_64_run *run)
{
    base_cnn_64_i1000_pair1_conv1_conv_pack_task(run, 0);
    base_cnn_64_i1001_pair1_conv1_vector_pack_task(run, 0);
    base_cnn_64_i1002_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1003_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1004_pair1_norm1_batchnorm_fold_scale_task(run, 0);
    base_cnn_64_i1005_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1006_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1007_pair1_norm1_batchnorm_fold_shift_task(run, 0);
    base_cnn_64_i1008_pair1_conv2_conv_pack_task(run, 0);
    base_cnn_64_i1009_pair1_conv2_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i1010_pair1_conv2_wino_weights_task, run, 4);
    base_cnn_64_i1011_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1012_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1013_pair1_norm2_batchnorm_fold_scale_task(run, 0);
    base_cnn_64_i1014_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1015_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1016_pair1_norm2_batchnorm_fold_shift_task(run, 0);
    base_cnn_64_i1017_pair2_conv1_conv_pack_task(run, 0);
    base_cnn_64_i1018_pair2_conv1_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i1019_pair2_conv1_wino_weights_task, run, 4);
    base_cnn_64_i1020_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1021_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1022_pair2_norm1_batchnorm_fold_scale_task(run, 0);
    base_cnn_64_i1023_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1024_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_i1025_pair2_norm1_batchnorm_fold_shift_task(run, 0);
    base_cnn_64_i1026_pair2_conv2_conv_pack_task(run, 0);
    base_cnn_64_i1027_pair2_conv2_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i1028_pair2_conv2_wino_weights_task, run, 4);
    base_cnn_64_i1029_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1030_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1031_pair2_norm2_batchnorm_fold_scale_task(run, 0);
    base_cnn_64_i1032_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1033_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_i1034_pair2_norm2_batchnorm_fold_shift_task(run, 0);
    base_cnn_64_i1035_dense_1_dense_pack_task(run, 0);
    base_cnn_64_i1036_dense_1_vector_pack_task(run, 0);
    base_cnn_64_i1037_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_i1038_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_i1039_batchnorm_1_batchnorm_fold_scale_task(run, 0);
    base_cnn_64_i1040_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_i1041_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_i1042_batchnorm_1_batchnorm_fold_shift_task(run, 0);
    base_cnn_64_i1043_dense_2_dense_pack_task(run, 0);
    base_cnn_64_i1044_dense_2_vector_pack_task(run, 0);
}

/* input (base_cnn_64.net:12: input  32x32x3 resize=64x64 scale=1/255): 64x64x3 -> 64x64x3
 * nhwc_to_blocked [runtime/kernels/layout.c]: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
static void base_cnn_64_i2000_input_nhwc_to_blocked(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { C = 3, H = 64, W = 64 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            base_cnn_64_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16, x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
}
static void base_cnn_64_i2000_input_nhwc_to_blocked_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2000_input_nhwc_to_blocked(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_X] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32, 7.21 MFLOP an image
 * conv_forward + bias_forward + relu_forward + scale_shift [runtime/kernels/conv.c]: y = x * w. The frame HP x WP is what the windows cover, from row -PT and column -PL on; without zeros in it x is read where
 * it lies, and a 1x1 kernel of stride 1 takes the map as one row. */
static void base_cnn_64_i2001_pair1_conv1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_bias, const float *f2_scale, const float *f2_shift)
{
    enum { C = 3, H = 64, W = 64, K = 32, OH = 64, OW = 64, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

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
            base_cnn_64_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            base_cnn_64_mk_add_channel(row, row, pixels*16, f0_bias + kb*16);
            base_cnn_64_mk_relu(row, row, pixels*16, 0.0f);
            base_cnn_64_mk_scale_shift_channel(row, row, pixels*16, f2_scale + kb*16, f2_shift + kb*16);
        }
    }
}
static void base_cnn_64_i2001_pair1_conv1_conv_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2001_pair1_conv1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34626304),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 50331648 + (ptrdiff_t)part * 278784),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637440),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637568),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637696));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32, 75.6 MFLOP an image
 * wino_forward + bias_forward + relu_forward + scale_shift [runtime/kernels/wino.c]: y = x * w. */
static void base_cnn_64_i2005_pair1_conv2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias, const float *f2_scale, const float *f2_shift)
{
    enum { M = 4, P = 6, C = 32, H = 64, W = 64, K = 32, OH = 64, OW = 64, PT = 1, PL = 1, RB = 3 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
                base_cnn_64_mk_scale_shift_channel(row, row, high*OW*16, f2_scale + kb*16, f2_shift + kb*16);
            }
        }
    }
}
static void base_cnn_64_i2005_pair1_conv2_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2005_pair1_conv2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34443776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 68002816 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637824),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637952),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34638080));
}

/* pair1.pool (base_cnn_64.net:7: pool: maxpool 2x2): 64x64x32 -> 32x32x32, 0.131 MFLOP an image
 * maxpool_forward [runtime/kernels/pool.c]: y = the largest x of each window. */
static void base_cnn_64_i2009_pair1_pool_maxpool_forward(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { CB = 2, H = 64, W = 64, OH = 32, OW = 32, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_row(y + at, NULL, x + (ptrdiff_t)r * H * W * 16, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
}
static void base_cnn_64_i2009_pair1_pool_maxpool_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2009_pair1_pool_maxpool_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 16777216));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64, 37.8 MFLOP an image
 * wino_forward + bias_forward + relu_forward + scale_shift [runtime/kernels/wino.c] */
static void base_cnn_64_i2010_pair2_conv1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias, const float *f2_scale, const float *f2_shift)
{
    enum { M = 4, P = 6, C = 32, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
                base_cnn_64_mk_scale_shift_channel(row, row, high*OW*16, f2_scale + kb*16, f2_shift + kb*16);
            }
        }
    }
}
static void base_cnn_64_i2010_pair2_conv1_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2010_pair2_conv1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 16777216),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34146560),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 25165824 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 26059776 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34635904),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636160),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636416));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64, 75.6 MFLOP an image
 * wino_forward + bias_forward + relu_forward + scale_shift [runtime/kernels/wino.c] */
static void base_cnn_64_i2014_pair2_conv2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias, const float *f2_scale, const float *f2_shift)
{
    enum { M = 4, P = 6, C = 64, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
                base_cnn_64_mk_scale_shift_channel(row, row, high*OW*16, f2_scale + kb*16, f2_shift + kb*16);
            }
        }
    }
}
static void base_cnn_64_i2014_pair2_conv2_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2014_pair2_conv2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 33554432),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 16777216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 35333120 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636672),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34636928),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34637184));
}

/* pair2.pool (base_cnn_64.net:7: pool: maxpool 2x2): 32x32x64 -> 16x16x64, 0.0655 MFLOP an image
 * maxpool_forward [runtime/kernels/pool.c] */
static void base_cnn_64_i2018_pair2_pool_maxpool_forward(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { CB = 4, H = 32, W = 32, OH = 16, OW = 16, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_row(y + at, NULL, x + (ptrdiff_t)r * H * W * 16, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
}
static void base_cnn_64_i2018_pair2_pool_maxpool_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2018_pair2_pool_maxpool_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 16777216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0));
}

/* flatten_1 (base_cnn_64.net:17: flatten): 16x16x64 -> 16384
 * reshape_values [runtime/kernels/layout.c]: The same values in the order height, width, channel, of a map H x W x C as one of OH x OW x OC. Its own inverse with the
 * two shapes exchanged. Images begin ... end - 1. */
static void base_cnn_64_i2019_flatten_1_reshape_values(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { H = 16, W = 16, C = 64, OH = 1, OW = 1, OC = 16384 };

    for (int i = begin; i < end; i++)
        base_cnn_64_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16, x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16,
                   OH * OW, OC, H * W, C);
}
static void base_cnn_64_i2019_flatten_1_reshape_values_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2019_flatten_1_reshape_values(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 4194304));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512, 16.8 MFLOP an image
 * dense_forward + bias_forward + relu_forward + scale_shift [runtime/kernels/dense.c]: y = x . w; output columns begin*16 ... end*16 - 1. */
static void base_cnn_64_i2020_dense_1_dense_forward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT y, const float *f0_bias, const float *f2_scale, const float *f2_shift)
{
    enum { C = 16384, K = 512 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    base_cnn_64_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            base_cnn_64_mk_add_channel(row, row, count, f0_bias + ch);
            base_cnn_64_mk_relu(row, row, count, 0.0f);
            base_cnn_64_mk_scale_shift_channel(row, row, count, f2_scale + ch, f2_shift + ch);
        }
}
static void base_cnn_64_i2020_dense_1_dense_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (512 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2020_dense_1_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 4194304),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34629760),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34631808),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34633856));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image
 * dense_forward + bias_forward [runtime/kernels/dense.c] */
static void base_cnn_64_i2024_dense_2_dense_forward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT y, const float *f0_bias)
{
    enum { C = 512, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    base_cnn_64_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            base_cnn_64_mk_add_channel(row, row, count, f0_bias + ch);
        }
}
static void base_cnn_64_i2024_dense_2_dense_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (10 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2024_dense_2_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34593536),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 131072),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_MODEL] + 34638208));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10, 4e-05 MFLOP an image
 * softmax_forward [runtime/kernels/activation.c]: Softmax over the channels of each pixel, shifted by their maximum. Images begin ... end - 1. */
static void base_cnn_64_i2026_dense_2_softmax_softmax_forward(int begin, int end, const float *x, float *y)
{
    enum { C = 10, HW = 1 };

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        base_cnn_64_mk_softmax(y + at, x + at, C, HW);
    }
}
static void base_cnn_64_i2026_dense_2_softmax_softmax_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2026_dense_2_softmax_softmax_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 131072),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 131072));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10, 4e-05 MFLOP an image
 * blocked_to_nhwc [runtime/kernels/layout.c]: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
static void base_cnn_64_i2027_dense_2_softmax_blocked_to_nhwc(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { C = 10, H = 1, W = 1 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            base_cnn_64_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C, x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C, cb * 16);
}
static void base_cnn_64_i2027_dense_2_softmax_blocked_to_nhwc_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_i2027_dense_2_softmax_blocked_to_nhwc(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 131072),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_Y] + 0));
}

static void base_cnn_64_run_infer(base_cnn_64_run *run)
{
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2000_input_nhwc_to_blocked_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2001_pair1_conv1_conv_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2005_pair1_conv2_wino_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2009_pair1_pool_maxpool_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2010_pair2_conv1_wino_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2014_pair2_conv2_wino_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2018_pair2_pool_maxpool_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2019_flatten_1_reshape_values_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2020_dense_1_dense_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2024_dense_2_dense_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2026_dense_2_softmax_softmax_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_i2027_dense_2_softmax_blocked_to_nhwc_task, run, 4);
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * conv_pack [runtime/kernels/conv.c]: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are 0. */
static void base_cnn_64_t3000_pair1_conv1_conv_pack(const float *keras, float *packed)
{
    enum { TAPS = 9, C = 3, K = 32 };

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
static void base_cnn_64_t3000_pair1_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3000_pair1_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 0));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * vector_pack [runtime/kernels/pack.c]: to[c] = from[c], 0 beyond C. */
static void base_cnn_64_t3001_pair1_conv1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 32 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t3001_pair1_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3456));
}

static void base_cnn_64_t3002_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3584));
}

static void base_cnn_64_t3003_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3712));
}

static void base_cnn_64_t3004_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3840));
}

static void base_cnn_64_t3005_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3968));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_t3006_pair1_conv2_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_t3006_pair1_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3006_pair1_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 4096));
}

static void base_cnn_64_t3007_pair1_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 40960),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 40960));
}

static void base_cnn_64_t3008_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41088));
}

static void base_cnn_64_t3009_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41216));
}

static void base_cnn_64_t3010_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41344));
}

static void base_cnn_64_t3011_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41472),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41472));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_t3012_pair2_conv1_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_t3012_pair2_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3012_pair2_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41600));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_t3013_pair2_conv1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 64 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t3013_pair2_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115328),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115328));
}

static void base_cnn_64_t3014_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115584));
}

static void base_cnn_64_t3015_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115840));
}

static void base_cnn_64_t3016_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116096));
}

static void base_cnn_64_t3017_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116352),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116352));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * conv_pack [runtime/kernels/conv.c] */
static void base_cnn_64_t3018_pair2_conv2_conv_pack(const float *keras, float *packed)
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
static void base_cnn_64_t3018_pair2_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3018_pair2_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116608));
}

static void base_cnn_64_t3019_pair2_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264064));
}

static void base_cnn_64_t3020_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264320));
}

static void base_cnn_64_t3021_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264576));
}

static void base_cnn_64_t3022_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264832));
}

static void base_cnn_64_t3023_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 265088));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * dense_pack [runtime/kernels/pack.c]: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
static void base_cnn_64_t3024_dense_1_dense_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 16384, K = 512 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void base_cnn_64_t3024_dense_1_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3024_dense_1_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 265344));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_t3025_dense_1_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t3025_dense_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33819776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33819776));
}

static void base_cnn_64_t3026_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33821824),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33821824));
}

static void base_cnn_64_t3027_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33823872));
}

static void base_cnn_64_t3028_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33825920),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33825920));
}

static void base_cnn_64_t3029_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33827968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33827968));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * dense_pack [runtime/kernels/pack.c] */
static void base_cnn_64_t3030_dense_2_dense_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512, K = 10 };

    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
}
static void base_cnn_64_t3030_dense_2_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3030_dense_2_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33830016));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * vector_pack [runtime/kernels/pack.c] */
static void base_cnn_64_t3031_dense_2_vector_pack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 10 };

    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t3031_dense_2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3031_dense_2_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33850496),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862784));
}

static void base_cnn_64_run_pack(base_cnn_64_run *run)
{
    base_cnn_64_t3000_pair1_conv1_conv_pack_task(run, 0);
    base_cnn_64_t3001_pair1_conv1_vector_pack_task(run, 0);
    base_cnn_64_t3002_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3003_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3004_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3005_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3006_pair1_conv2_conv_pack_task(run, 0);
    base_cnn_64_t3007_pair1_conv2_vector_pack_task(run, 0);
    base_cnn_64_t3008_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3009_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3010_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3011_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3012_pair2_conv1_conv_pack_task(run, 0);
    base_cnn_64_t3013_pair2_conv1_vector_pack_task(run, 0);
    base_cnn_64_t3014_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3015_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3016_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3017_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t3018_pair2_conv2_conv_pack_task(run, 0);
    base_cnn_64_t3019_pair2_conv2_vector_pack_task(run, 0);
    base_cnn_64_t3020_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3021_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3022_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3023_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t3024_dense_1_dense_pack_task(run, 0);
    base_cnn_64_t3025_dense_1_vector_pack_task(run, 0);
    base_cnn_64_t3026_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t3027_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t3028_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t3029_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t3030_dense_2_dense_pack_task(run, 0);
    base_cnn_64_t3031_dense_2_vector_pack_task(run, 0);
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * conv_unpack [runtime/kernels/conv.c]: Back to Keras layout. */
static void base_cnn_64_t4000_pair1_conv1_conv_unpack(const float *packed, float *keras)
{
    enum { TAPS = 9, C = 3, K = 32 };

    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}
static void base_cnn_64_t4000_pair1_conv1_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4000_pair1_conv1_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 0));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * vector_unpack [runtime/kernels/pack.c]: to[c] = from[c]. */
static void base_cnn_64_t4001_pair1_conv1_vector_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 32 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t4001_pair1_conv1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3456));
}

static void base_cnn_64_t4002_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3584));
}

static void base_cnn_64_t4003_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3712));
}

static void base_cnn_64_t4004_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3840));
}

static void base_cnn_64_t4005_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 3968));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * conv_unpack [runtime/kernels/conv.c] */
static void base_cnn_64_t4006_pair1_conv2_conv_unpack(const float *packed, float *keras)
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
static void base_cnn_64_t4006_pair1_conv2_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4006_pair1_conv2_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 4096));
}

static void base_cnn_64_t4007_pair1_conv2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 40960),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 40960));
}

static void base_cnn_64_t4008_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41088));
}

static void base_cnn_64_t4009_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41216));
}

static void base_cnn_64_t4010_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41344));
}

static void base_cnn_64_t4011_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41472),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41472));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * conv_unpack [runtime/kernels/conv.c] */
static void base_cnn_64_t4012_pair2_conv1_conv_unpack(const float *packed, float *keras)
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
static void base_cnn_64_t4012_pair2_conv1_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4012_pair2_conv1_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 41600));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * vector_unpack [runtime/kernels/pack.c] */
static void base_cnn_64_t4013_pair2_conv1_vector_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 64 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t4013_pair2_conv1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115328),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115328));
}

static void base_cnn_64_t4014_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115584));
}

static void base_cnn_64_t4015_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 115840));
}

static void base_cnn_64_t4016_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116096));
}

static void base_cnn_64_t4017_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116352),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116352));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * conv_unpack [runtime/kernels/conv.c] */
static void base_cnn_64_t4018_pair2_conv2_conv_unpack(const float *packed, float *keras)
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
static void base_cnn_64_t4018_pair2_conv2_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4018_pair2_conv2_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 116608));
}

static void base_cnn_64_t4019_pair2_conv2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264064));
}

static void base_cnn_64_t4020_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264320));
}

static void base_cnn_64_t4021_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264576));
}

static void base_cnn_64_t4022_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 264832));
}

static void base_cnn_64_t4023_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 265088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265088));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * dense_unpack [runtime/kernels/pack.c]: to[c][k] = from[c][k]. */
static void base_cnn_64_t4024_dense_1_dense_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 16384, K = 512 };

    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
}
static void base_cnn_64_t4024_dense_1_dense_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4024_dense_1_dense_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 265344));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * vector_unpack [runtime/kernels/pack.c] */
static void base_cnn_64_t4025_dense_1_vector_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t4025_dense_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33819776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33819776));
}

static void base_cnn_64_t4026_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33821824),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33821824));
}

static void base_cnn_64_t4027_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33823872));
}

static void base_cnn_64_t4028_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33825920),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33825920));
}

static void base_cnn_64_t4029_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33827968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33827968));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * dense_unpack [runtime/kernels/pack.c] */
static void base_cnn_64_t4030_dense_2_dense_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 512, K = 10 };

    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
}
static void base_cnn_64_t4030_dense_2_dense_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4030_dense_2_dense_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33830016));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * vector_unpack [runtime/kernels/pack.c] */
static void base_cnn_64_t4031_dense_2_vector_unpack(const float *BASE_CNN_64_RESTRICT from, float *BASE_CNN_64_RESTRICT to)
{
    enum { C = 10 };

    memcpy(to, from, sizeof *to * (size_t)C);
}
static void base_cnn_64_t4031_dense_2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4031_dense_2_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862784),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_PARAMS] + 33850496));
}

static void base_cnn_64_run_unpack(base_cnn_64_run *run)
{
    base_cnn_64_t4000_pair1_conv1_conv_unpack_task(run, 0);
    base_cnn_64_t4001_pair1_conv1_vector_unpack_task(run, 0);
    base_cnn_64_t4002_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4003_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4004_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4005_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4006_pair1_conv2_conv_unpack_task(run, 0);
    base_cnn_64_t4007_pair1_conv2_vector_unpack_task(run, 0);
    base_cnn_64_t4008_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4009_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4010_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4011_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4012_pair2_conv1_conv_unpack_task(run, 0);
    base_cnn_64_t4013_pair2_conv1_vector_unpack_task(run, 0);
    base_cnn_64_t4014_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4015_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4016_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4017_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t4018_pair2_conv2_conv_unpack_task(run, 0);
    base_cnn_64_t4019_pair2_conv2_vector_unpack_task(run, 0);
    base_cnn_64_t4020_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4021_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4022_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4023_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t4024_dense_1_dense_unpack_task(run, 0);
    base_cnn_64_t4025_dense_1_vector_unpack_task(run, 0);
    base_cnn_64_t4026_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t4027_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t4028_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t4029_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t4030_dense_2_dense_unpack_task(run, 0);
    base_cnn_64_t4031_dense_2_vector_unpack_task(run, 0);
}

/* input (base_cnn_64.net:12: input  32x32x3 resize=64x64 scale=1/255): 64x64x3 -> 64x64x3
 * nhwc_to_blocked [runtime/kernels/layout.c]: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
static void base_cnn_64_t5000_input_nhwc_to_blocked(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { C = 3, H = 64, W = 64 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            base_cnn_64_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16, x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
}
static void base_cnn_64_t5000_input_nhwc_to_blocked_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5000_input_nhwc_to_blocked(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_X] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 167772160));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32, 7.21 MFLOP an image
 * conv_forward + bias_forward + relu_forward [runtime/kernels/conv.c]: y = x * w. The frame HP x WP is what the windows cover, from row -PT and column -PL on; without zeros in it x is read where
 * it lies, and a 1x1 kernel of stride 1 takes the map as one row. */
static void base_cnn_64_t5001_pair1_conv1_conv_forward(int begin, int end, const float *x, const float *w, float *y, float *padded, const float *f0_bias)
{
    enum { C = 3, H = 64, W = 64, K = 32, OH = 64, OW = 64, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

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
            base_cnn_64_mk_conv_row(row, 16, pixels, src + (ptrdiff_t)oh * SH * FW * 16, SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                        w + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW, C, 0);
            base_cnn_64_mk_add_channel(row, row, pixels*16, f0_bias + kb*16);
            base_cnn_64_mk_relu(row, row, pixels*16, 0.0f);
        }
    }
}
static void base_cnn_64_t5001_pair1_conv1_conv_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5001_pair1_conv1_conv_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 167772160),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432 + (ptrdiff_t)part * 278784),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3456));
}

static void base_cnn_64_t5004_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199232));
}

static void base_cnn_64_t5005_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199360));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32, 0.262 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c]: mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS), variance = mean of (x - mean)^2;
 * moving = moving * MOMENTUM + batch's * (1 - MOMENTUM), in place. Lanes beyond C stay 0. */
static void base_cnn_64_t5006_pair1_norm1_batchnorm_stats(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT mean, float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT moving_mean, float *BASE_CNN_64_RESTRICT moving_variance)
{
    enum { C = 32, HW = 4096 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
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
static void base_cnn_64_t5006_pair1_norm1_batchnorm_stats_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5006_pair1_norm1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199232),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199360));
}

/* pair1.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32, 0.262 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c]: y = (x - mean) * rstd * gamma + beta. */
static void base_cnn_64_t5007_pair1_norm1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 2, HW = 4096 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void base_cnn_64_t5007_pair1_norm1_batchnorm_apply_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5007_pair1_norm1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199488),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199616),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3584),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32, 75.6 MFLOP an image
 * wino_weights [runtime/kernels/wino.c]: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of x. */
static void base_cnn_64_t5008_pair1_conv2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 32 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_t5008_pair1_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5008_pair1_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 102008832));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32, 75.6 MFLOP an image
 * wino_forward + bias_forward + relu_forward [runtime/kernels/wino.c]: y = x * w. */
static void base_cnn_64_t5009_pair1_conv2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias)
{
    enum { M = 4, P = 6, C = 32, H = 64, W = 64, K = 32, OH = 64, OW = 64, PT = 1, PL = 1, RB = 3 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void base_cnn_64_t5009_pair1_conv2_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((64+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5009_pair1_conv2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 102008832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 101557248 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 40960));
}

static void base_cnn_64_t5012_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199744));
}

static void base_cnn_64_t5013_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41472),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199872));
}

static void base_cnn_64_t5014_pair1_norm2_batchnorm_stats_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5006_pair1_norm1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200000),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199744),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199872));
}

static void base_cnn_64_t5015_pair1_norm2_batchnorm_apply_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5007_pair1_norm1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200000),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200128),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41088),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296));
}

/* pair1.pool (base_cnn_64.net:7: pool: maxpool 2x2): 64x64x32 -> 32x32x32, 0.131 MFLOP an image
 * maxpool_train [runtime/kernels/pool.c]: y = the largest x of each window; arg = place in the window of the first one, row-major, for maxpool_backward.
 * KH * KW <= 256. */
static void base_cnn_64_t5016_pair1_pool_maxpool_train(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y, uint8_t *BASE_CNN_64_RESTRICT arg)
{
    enum { CB = 2, H = 64, W = 64, OH = 32, OW = 32, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_row(y + at, arg + at, x + (ptrdiff_t)r * H * W * 16, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
}
static void base_cnn_64_t5016_pair1_pool_maxpool_train_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5016_pair1_pool_maxpool_train(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 218103808),
        (uint8_t *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230686720));
}

/* pair1.drop (base_cnn_64.net:8: drop: dropout 0.25): 32x32x32 -> 32x32x32, 0.0328 MFLOP an image
 * dropout_mask [runtime/kernels/dropout.c]: y = x / (1 - RATE) where kept, else 0; a value is dropped with probability RATE. LEN floats an image. */
static void base_cnn_64_t5017_pair1_drop_dropout_mask(int begin, int end, uint64_t seed, uint64_t step, const float *x, float *y)
{
    enum { LEN = 32768, STREAM = 8 };
    const float RATE = 0.25f;

    (void)LEN;
    base_cnn_64_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, base_cnn_64_mk_key(seed, step, (uint64_t)STREAM),
               (uint32_t)begin * 16u, (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
}
static void base_cnn_64_t5017_pair1_drop_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 32768 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5017_pair1_drop_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 218103808),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 218103808));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64, 37.8 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void base_cnn_64_t5018_pair2_conv1_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 32, K = 64 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_t5018_pair2_conv1_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5018_pair2_conv1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 102008832));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64, 37.8 MFLOP an image
 * wino_forward + bias_forward + relu_forward [runtime/kernels/wino.c] */
static void base_cnn_64_t5019_pair2_conv1_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias)
{
    enum { M = 4, P = 6, C = 32, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void base_cnn_64_t5019_pair2_conv1_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5019_pair2_conv1_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 218103808),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 102008832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 101557248 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115328));
}

static void base_cnn_64_t5022_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197696));
}

static void base_cnn_64_t5023_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116352),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197952));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64, 0.131 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5024_pair2_norm1_batchnorm_stats(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT mean, float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT moving_mean, float *BASE_CNN_64_RESTRICT moving_variance)
{
    enum { C = 64, HW = 1024 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
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
static void base_cnn_64_t5024_pair2_norm1_batchnorm_stats_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5024_pair2_norm1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198208),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198464),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197696),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197952));
}

/* pair2.norm1 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64, 0.131 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5025_pair2_norm1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 4, HW = 1024 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void base_cnn_64_t5025_pair2_norm1_batchnorm_apply_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5025_pair2_norm1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198208),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198464),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115584),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 150994944));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64, 75.6 MFLOP an image
 * wino_weights [runtime/kernels/wino.c] */
static void base_cnn_64_t5026_pair2_conv2_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 64, K = 64 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_t5026_pair2_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5026_pair2_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 102441984));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64, 75.6 MFLOP an image
 * wino_forward + bias_forward + relu_forward [runtime/kernels/wino.c] */
static void base_cnn_64_t5027_pair2_conv2_wino_forward(int begin, int end, const float *x, const float *u, float *y, float *v, float *m, const float *f0_bias)
{
    enum { M = 4, P = 6, C = 64, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++) {
            base_cnn_64_mk_wino_product(P * P, m, ms, tiles, v, vs, u + (ptrdiff_t)kb * C * 16, us, C, 0);
            for (int i = 0; i < rows; i++) {
                const int top = (r + i) % TY * M, high = OH - top < M ? OH - top : M;
                float *row = y + (((ptrdiff_t)((r + i) / TY) * KB + kb) * OH + top) * OW * 16;
                base_cnn_64_mk_wino_scatter(P, 0, row, high, OW, 0, 0, m + (ptrdiff_t)i * TX * 16, ms, TX);
                base_cnn_64_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                base_cnn_64_mk_relu(row, row, high*OW*16, 0.0f);
            }
        }
    }
}
static void base_cnn_64_t5027_pair2_conv2_wino_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n*((32+4-1)/4);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5027_pair2_conv2_wino_forward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 150994944),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 102441984),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 103034112 + (ptrdiff_t)part * 112896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264064));
}

static void base_cnn_64_t5030_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264832),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198720));
}

static void base_cnn_64_t5031_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 265088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198976));
}

static void base_cnn_64_t5032_pair2_norm2_batchnorm_stats_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5024_pair2_norm1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832448),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832704),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198720),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198976));
}

static void base_cnn_64_t5033_pair2_norm2_batchnorm_apply_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5025_pair2_norm1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832448),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832704),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264320),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296));
}

/* pair2.pool (base_cnn_64.net:7: pool: maxpool 2x2): 32x32x64 -> 16x16x64, 0.0655 MFLOP an image
 * maxpool_train [runtime/kernels/pool.c] */
static void base_cnn_64_t5034_pair2_pool_maxpool_train(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y, uint8_t *BASE_CNN_64_RESTRICT arg)
{
    enum { CB = 4, H = 32, W = 32, OH = 16, OW = 16, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_row(y + at, arg + at, x + (ptrdiff_t)r * H * W * 16, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
}
static void base_cnn_64_t5034_pair2_pool_maxpool_train_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5034_pair2_pool_maxpool_train(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 117440512),
        (uint8_t *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 232783872));
}

/* pair2.drop (base_cnn_64.net:8: drop: dropout 0.25): 16x16x64 -> 16x16x64, 0.0164 MFLOP an image
 * dropout_mask [runtime/kernels/dropout.c] */
static void base_cnn_64_t5035_pair2_drop_dropout_mask(int begin, int end, uint64_t seed, uint64_t step, const float *x, float *y)
{
    enum { LEN = 16384, STREAM = 16 };
    const float RATE = 0.25f;

    (void)LEN;
    base_cnn_64_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, base_cnn_64_mk_key(seed, step, (uint64_t)STREAM),
               (uint32_t)begin * 16u, (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
}
static void base_cnn_64_t5035_pair2_drop_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5035_pair2_drop_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 117440512),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 117440512));
}

/* flatten_1 (base_cnn_64.net:17: flatten): 16x16x64 -> 16384
 * reshape_values [runtime/kernels/layout.c]: The same values in the order height, width, channel, of a map H x W x C as one of OH x OW x OC. Its own inverse with the
 * two shapes exchanged. Images begin ... end - 1. */
static void base_cnn_64_t5036_flatten_1_reshape_values(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { H = 16, W = 16, C = 64, OH = 1, OW = 1, OC = 16384 };

    for (int i = begin; i < end; i++)
        base_cnn_64_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16, x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16,
                   OH * OW, OC, H * W, C);
}
static void base_cnn_64_t5036_flatten_1_reshape_values_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5036_flatten_1_reshape_values(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 117440512),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512, 16.8 MFLOP an image
 * dense_forward + bias_forward + relu_forward [runtime/kernels/dense.c]: y = x . w; output columns begin*16 ... end*16 - 1. */
static void base_cnn_64_t5037_dense_1_dense_forward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT y, const float *f0_bias)
{
    enum { C = 16384, K = 512 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    base_cnn_64_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            base_cnn_64_mk_add_channel(row, row, count, f0_bias + ch);
            base_cnn_64_mk_relu(row, row, count, 0.0f);
        }
}
static void base_cnn_64_t5037_dense_1_dense_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (512 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5037_dense_1_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33819776));
}

static void base_cnn_64_t5040_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33825920),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235187456));
}

static void base_cnn_64_t5041_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33827968),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235189504));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512, 0.00102 MFLOP an image
 * batchnorm_stats [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5042_batchnorm_1_batchnorm_stats(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT mean, float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT moving_mean, float *BASE_CNN_64_RESTRICT moving_variance)
{
    enum { C = 512, HW = 1 };
    const float EPS = 0.00100000005f;
    const float MOMENTUM = 0.99000001f;

    const int blocks = (C + 15) / 16;
    const double count = (double)n * (double)HW, keep = (double)MOMENTUM;
    for (int cb = begin; cb < end; cb++) {
        const float *pivot = x + (ptrdiff_t)cb * HW * 16;   /* the first pixel */
        double sum[16] = {0}, square[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_moments(sum, square, x + ((ptrdiff_t)i * blocks + cb) * HW * 16, HW, pivot);
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
static void base_cnn_64_t5042_batchnorm_1_batchnorm_stats_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (512 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5042_batchnorm_1_batchnorm_stats(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100933632),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100935680),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235187456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235189504));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512, 0.00102 MFLOP an image
 * batchnorm_apply [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5043_batchnorm_1_batchnorm_apply(int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma, const float *beta, float *y)
{
    enum { CB = 32, HW = 1 };

    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch, beta + ch);
    }
}
static void base_cnn_64_t5043_batchnorm_1_batchnorm_apply_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5043_batchnorm_1_batchnorm_apply(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100933632),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100935680),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33821824),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100794368));
}

/* dropout_1 (base_cnn_64.net:20: dropout 0.5): 512 -> 512, 0.000512 MFLOP an image
 * dropout_mask [runtime/kernels/dropout.c] */
static void base_cnn_64_t5044_dropout_1_dropout_mask(int begin, int end, uint64_t seed, uint64_t step, const float *x, float *y)
{
    enum { LEN = 512, STREAM = 21 };
    const float RATE = 0.5f;

    (void)LEN;
    base_cnn_64_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, base_cnn_64_mk_key(seed, step, (uint64_t)STREAM),
               (uint32_t)begin * 16u, (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
}
static void base_cnn_64_t5044_dropout_1_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5044_dropout_1_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100794368),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100794368));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image
 * dense_forward + bias_forward [runtime/kernels/dense.c] */
static void base_cnn_64_t5045_dense_2_dense_forward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT y, const float *f0_bias)
{
    enum { C = 512, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    base_cnn_64_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            base_cnn_64_mk_add_channel(row, row, count, f0_bias + ch);
        }
}
static void base_cnn_64_t5045_dense_2_dense_forward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (10 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5045_dense_2_dense_forward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100794368),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862784));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10
 * softmax_crossentropy [runtime/kernels/loss.c]: prob = softmax(x), losses[i] = cross-entropy of image i against (1 - SMOOTHING) * one-hot + SMOOTHING / C, in one shifted
 * pass. A label outside 0 ... C - 1 gives NaN. */
static void base_cnn_64_t5047_dense_2_softmax_softmax_crossentropy(int begin, int end, const float *BASE_CNN_64_RESTRICT x, const int32_t *BASE_CNN_64_RESTRICT labels, float *BASE_CNN_64_RESTRICT prob, float *BASE_CNN_64_RESTRICT losses)
{
    enum { C = 10 };
    const float SMOOTHING = 0.0f;

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = base_cnn_64_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
}
static void base_cnn_64_t5047_dense_2_softmax_softmax_crossentropy_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5047_dense_2_softmax_softmax_crossentropy(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440),
        (const int32_t *)(const void *)(run->base[BASE_CNN_64_AREA_LABEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100929536),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100937728));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10
 * softmax_crossentropy_backward [runtime/kernels/loss.c]: dx = (prob - target) / n, targets as above. */
static void base_cnn_64_t5048_dense_2_softmax_softmax_crossentropy_backward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT prob, const int32_t *BASE_CNN_64_RESTRICT labels, float *BASE_CNN_64_RESTRICT dx)
{
    enum { C = 10 };
    const float SMOOTHING = 0.0f;

    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        base_cnn_64_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING, 1.0f / (float)n);
    }
}
static void base_cnn_64_t5048_dense_2_softmax_softmax_crossentropy_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5048_dense_2_softmax_softmax_crossentropy_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100929536),
        (const int32_t *)(const void *)(run->base[BASE_CNN_64_AREA_LABEL] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10
 * mean_loss [runtime/kernels/loss.c]: loss = mean of the images' losses, in double. */
static void base_cnn_64_t5049_dense_2_softmax_mean_loss(int n, const float *BASE_CNN_64_RESTRICT losses, float *BASE_CNN_64_RESTRICT loss)
{

    loss[0] = base_cnn_64_mk_mean(losses, n);
}
static void base_cnn_64_t5049_dense_2_softmax_mean_loss_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t5049_dense_2_softmax_mean_loss(run->n,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100937728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_LOSS] + 0));
}

/* dense_2.softmax (base_cnn_64.net:21: softmax): 10 -> 10
 * blocked_to_nhwc [runtime/kernels/layout.c]: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
static void base_cnn_64_t5050_dense_2_softmax_blocked_to_nhwc(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { C = 10, H = 1, W = 1 };

    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            base_cnn_64_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C, x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C, cb * 16);
}
static void base_cnn_64_t5050_dense_2_softmax_blocked_to_nhwc_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5050_dense_2_softmax_blocked_to_nhwc(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100929536),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_Y] + 0));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * bias_backward [runtime/kernels/channel.c]: dbias = sum of dy over images and pixels, in double. */
static void base_cnn_64_t5051_dense_2_bias_backward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dbias)
{
    enum { CB = 1, HW = 1 };

    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}
static void base_cnn_64_t5051_dense_2_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 1;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5051_dense_2_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200256));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * dense_backward_weights [runtime/kernels/dense.c]: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
static void base_cnn_64_t5052_dense_2_dense_backward_weights(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dw)
{
    enum { C = 512, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    base_cnn_64_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0, dw + (ptrdiff_t)begin * 16 * ys, ys);
}
static void base_cnn_64_t5052_dense_2_dense_backward_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (512 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5052_dense_2_dense_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100794368),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235154688));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * dense_backward_data [runtime/kernels/dense.c]: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
static void base_cnn_64_t5053_dense_2_dense_backward_data(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT dx)
{
    enum { C = 512, K = 10 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    base_cnn_64_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0, dx + begin * 16, xs);
}
static void base_cnn_64_t5053_dense_2_dense_backward_data_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (512 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5053_dense_2_dense_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100925440),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896));
}

static void base_cnn_64_t5054_dropout_1_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5044_dropout_1_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * batchnorm_reduce [runtime/kernels/batchnorm.c]: dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and pixels, in double. */
static void base_cnn_64_t5055_batchnorm_1_batchnorm_reduce(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT dgamma, float *BASE_CNN_64_RESTRICT dbeta)
{
    enum { CB = 32, HW = 1 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            base_cnn_64_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void base_cnn_64_t5055_batchnorm_1_batchnorm_reduce_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5055_batchnorm_1_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100933632),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100935680),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235191552),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235193600));
}

/* batchnorm_1 (base_cnn_64.net:19: batchnorm): 512 -> 512
 * batchnorm_backward [runtime/kernels/batchnorm.c]: dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd * dgamma / N), N = n * HW: the batch's mean and variance
 * depend on x too. */
static void base_cnn_64_t5056_batchnorm_1_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 32, HW = 1 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_norm_back(dx + at, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void base_cnn_64_t5056_batchnorm_1_batchnorm_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5056_batchnorm_1_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100933632),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100935680),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 33821824),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235191552),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235193600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896));
}

/* dense_1.relu (base_cnn_64.net:18: relu): 512 -> 512
 * relu_backward [runtime/kernels/activation.c]: dx = dy where y > 0 (and y < MAX when MAX > 0), else 0. */
static void base_cnn_64_t5057_dense_1_relu_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 512 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    base_cnn_64_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void base_cnn_64_t5057_dense_1_relu_relu_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5057_dense_1_relu_relu_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * bias_backward [runtime/kernels/channel.c] */
static void base_cnn_64_t5058_dense_1_bias_backward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dbias)
{
    enum { CB = 32, HW = 1 };

    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}
static void base_cnn_64_t5058_dense_1_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5058_dense_1_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235195648));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * dense_backward_weights [runtime/kernels/dense.c] */
static void base_cnn_64_t5059_dense_1_dense_backward_weights(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dw)
{
    enum { C = 16384, K = 512 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    base_cnn_64_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0, dw + (ptrdiff_t)begin * 16 * ys, ys);
}
static void base_cnn_64_t5059_dense_1_dense_backward_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (16384 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5059_dense_1_dense_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * dense_backward_data [runtime/kernels/dense.c] */
static void base_cnn_64_t5060_dense_1_dense_backward_data(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, const float *BASE_CNN_64_RESTRICT w, float *BASE_CNN_64_RESTRICT dx)
{
    enum { C = 16384, K = 512 };

    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    base_cnn_64_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0, dx + begin * 16, xs);
}
static void base_cnn_64_t5060_dense_1_dense_backward_data_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (16384 + 15) / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5060_dense_1_dense_backward_data(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 205520896),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* flatten_1 (base_cnn_64.net:17: flatten): 16x16x64 -> 16384
 * reshape_values [runtime/kernels/layout.c] */
static void base_cnn_64_t5061_flatten_1_reshape_values(int begin, int end, const float *BASE_CNN_64_RESTRICT x, float *BASE_CNN_64_RESTRICT y)
{
    enum { H = 1, W = 1, C = 16384, OH = 16, OW = 16, OC = 64 };

    for (int i = begin; i < end; i++)
        base_cnn_64_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16, x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16,
                   OH * OW, OC, H * W, C);
}
static void base_cnn_64_t5061_flatten_1_reshape_values_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5061_flatten_1_reshape_values(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416));
}

static void base_cnn_64_t5062_pair2_drop_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 16384 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5035_pair2_drop_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416));
}

/* pair2.pool (base_cnn_64.net:7: pool: maxpool 2x2): 32x32x64 -> 16x16x64
 * maxpool_backward [runtime/kernels/pool.c]: dx = sum of dy over the windows whose maximum the pixel is. */
static void base_cnn_64_t5063_pair2_pool_maxpool_backward(int begin, int end, const uint8_t *BASE_CNN_64_RESTRICT arg, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dx)
{
    enum { CB = 4, H = 32, W = 32, OH = 16, OW = 16, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * H * W * 16;
        memset(dx + plane, 0, sizeof *dx * (size_t)H * (size_t)W * 16);
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
    }
}
static void base_cnn_64_t5063_pair2_pool_maxpool_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5063_pair2_pool_maxpool_backward(begin, end,
        (const uint8_t *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 232783872),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * batchnorm_reduce [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5064_pair2_norm2_batchnorm_reduce(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT dgamma, float *BASE_CNN_64_RESTRICT dbeta)
{
    enum { CB = 4, HW = 1024 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            base_cnn_64_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void base_cnn_64_t5064_pair2_norm2_batchnorm_reduce_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5064_pair2_norm2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832448),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832704),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639872));
}

/* pair2.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 32x32x64 -> 32x32x64
 * batchnorm_backward [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5065_pair2_norm2_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 4, HW = 1024 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_norm_back(dx + at, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void base_cnn_64_t5065_pair2_norm2_batchnorm_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5065_pair2_norm2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832448),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 233832704),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 264320),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639616),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* pair2.conv2.relu (base_cnn_64.net:4: relu): 32x32x64 -> 32x32x64
 * relu_backward [runtime/kernels/activation.c] */
static void base_cnn_64_t5066_pair2_conv2_relu_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 65536 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    base_cnn_64_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void base_cnn_64_t5066_pair2_conv2_relu_relu_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 65536 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5066_pair2_conv2_relu_relu_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * bias_backward [runtime/kernels/channel.c] */
static void base_cnn_64_t5067_pair2_conv2_bias_backward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dbias)
{
    enum { CB = 4, HW = 1024 };

    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}
static void base_cnn_64_t5067_pair2_conv2_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5067_pair2_conv2_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230640128));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * conv_transpose [runtime/kernels/conv.c]: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with wt[t, k, c] = w[FIRST + t, c, k]. */
static void base_cnn_64_t5068_pair2_conv2_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 64, K = 64 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        base_cnn_64_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void base_cnn_64_t5068_pair2_conv2_conv_transpose_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 9*((64+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5068_pair2_conv2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376));
}

static void base_cnn_64_t5069_pair2_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5026_pair2_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 234562560));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * wino_backward [runtime/kernels/wino.c]: dx and partial sums of dU in one pass. ut: wino_weights of the transposed kernel. */
static void base_cnn_64_t5070_pair2_conv2_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m)
{
    enum { M = 4, P = 6, C = 64, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS;
    memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    memset(dx + (ptrdiff_t)begin * CB * H * W * 16, 0, sizeof(float) * (size_t)((ptrdiff_t)(end - begin) * CB * H * W * 16));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            base_cnn_64_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++)
            base_cnn_64_mk_wino_outer(P * P, du + (ptrdiff_t)kb * C * 16, us, C, v, vs, m + (ptrdiff_t)kb * tiles * 16, ms, tiles, 1);
        for (int cb = 0; cb < CB; cb++) {
            base_cnn_64_mk_wino_product(P * P, v, vs, tiles, m, ms, ut + (ptrdiff_t)cb * K * 16, uts, K, 0);
            for (int i = 0; i < rows; i++)
                base_cnn_64_mk_wino_scatter(P, 1, dx + ((ptrdiff_t)((r + i) / TY) * CB + cb) * H * W * 16, H, W, (r + i) % TY * M - PT, -PL,
                                v + (ptrdiff_t)i * TX * 16, vs, TX);
        }
    }
}
static void base_cnn_64_t5070_pair2_conv2_wino_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    base_cnn_64_t5070_pair2_conv2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 150994944),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 234562560),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416 + (ptrdiff_t)part * 592128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 228860928 + (ptrdiff_t)part * 444672),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 232783872 + (ptrdiff_t)part * 444672));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * wino_weights_grad [runtime/kernels/wino.c]: dw = Gt dU G, dU the sum of PARTS partial sums in their order. */
static void base_cnn_64_t5071_pair2_conv2_wino_weights_grad(int begin, int end, const float *du, float *dw)
{
    enum { P = 6, C = 64, K = 64, PARTS = 4 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS, P * P * (ws + 16), C * 16);
}
static void base_cnn_64_t5071_pair2_conv2_wino_weights_grad_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5071_pair2_conv2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 226492416),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209715200));
}

static void base_cnn_64_t5072_pair2_norm1_batchnorm_reduce_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5064_pair2_norm2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198208),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198464),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862656),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862912));
}

static void base_cnn_64_t5073_pair2_norm1_batchnorm_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5065_pair2_norm2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198208),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198464),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 115584),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862656),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862912),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376));
}

static void base_cnn_64_t5074_pair2_conv1_relu_relu_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 65536 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5066_pair2_conv2_relu_relu_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376));
}

static void base_cnn_64_t5075_pair2_conv1_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 4;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5067_pair2_conv2_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209863168));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * conv_transpose [runtime/kernels/conv.c] */
static void base_cnn_64_t5076_pair2_conv1_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 32, K = 64 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        base_cnn_64_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void base_cnn_64_t5076_pair2_conv1_conv_transpose_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5076_pair2_conv1_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * wino_weights [runtime/kernels/wino.c] */
static void base_cnn_64_t5077_pair2_conv1_wino_weights(int begin, int end, const float *w, float *u)
{
    enum { P = 6, C = 64, K = 32 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}
static void base_cnn_64_t5077_pair2_conv1_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5077_pair2_conv1_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 138079232));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * wino_backward [runtime/kernels/wino.c] */
static void base_cnn_64_t5078_pair2_conv1_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m)
{
    enum { M = 4, P = 6, C = 32, H = 32, W = 32, K = 64, OH = 32, OW = 32, PT = 1, PL = 1, RB = 6, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS;
    memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    memset(dx + (ptrdiff_t)begin * CB * H * W * 16, 0, sizeof(float) * (size_t)((ptrdiff_t)(end - begin) * CB * H * W * 16));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            base_cnn_64_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++)
            base_cnn_64_mk_wino_outer(P * P, du + (ptrdiff_t)kb * C * 16, us, C, v, vs, m + (ptrdiff_t)kb * tiles * 16, ms, tiles, 1);
        for (int cb = 0; cb < CB; cb++) {
            base_cnn_64_mk_wino_product(P * P, v, vs, tiles, m, ms, ut + (ptrdiff_t)cb * K * 16, uts, K, 0);
            for (int i = 0; i < rows; i++)
                base_cnn_64_mk_wino_scatter(P, 1, dx + ((ptrdiff_t)((r + i) / TY) * CB + cb) * H * W * 16, H, W, (r + i) % TY * M - PT, -PL,
                                v + (ptrdiff_t)i * TX * 16, vs, TX);
        }
    }
}
static void base_cnn_64_t5078_pair2_conv1_wino_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    base_cnn_64_t5078_pair2_conv1_wino_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 218103808),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 138079232),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 135996416 + (ptrdiff_t)part * 297216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 137185280 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728 + (ptrdiff_t)part * 444672));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * wino_weights_grad [runtime/kernels/wino.c] */
static void base_cnn_64_t5079_pair2_conv1_wino_weights_grad(int begin, int end, const float *du, float *dw)
{
    enum { P = 6, C = 32, K = 64, PARTS = 4 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS, P * P * (ws + 16), C * 16);
}
static void base_cnn_64_t5079_pair2_conv1_wino_weights_grad_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (64+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5079_pair2_conv1_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 135996416),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187086080));
}

static void base_cnn_64_t5080_pair1_drop_dropout_mask_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 32768 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5017_pair1_drop_dropout_mask(begin, end, run->seed, run->step,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592));
}

/* pair1.pool (base_cnn_64.net:7: pool: maxpool 2x2): 64x64x32 -> 32x32x32
 * maxpool_backward [runtime/kernels/pool.c] */
static void base_cnn_64_t5081_pair1_pool_maxpool_backward(int begin, int end, const uint8_t *BASE_CNN_64_RESTRICT arg, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dx)
{
    enum { CB = 2, H = 64, W = 64, OH = 32, OW = 32, KH = 2, KW = 2, SH = 2, SW = 2, PT = 0, PL = 0 };

    (void)CB;
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * H * W * 16;
        memset(dx + plane, 0, sizeof *dx * (size_t)H * (size_t)W * 16);
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            base_cnn_64_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, H, W, KH, KW, SH, SW, PT, PL);
        }
    }
}
static void base_cnn_64_t5081_pair1_pool_maxpool_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5081_pair1_pool_maxpool_backward(begin, end,
        (const uint8_t *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230686720),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 201326592),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * batchnorm_reduce [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5082_pair1_norm2_batchnorm_reduce(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, const float *BASE_CNN_64_RESTRICT x, const float *BASE_CNN_64_RESTRICT mean, const float *BASE_CNN_64_RESTRICT rstd, float *BASE_CNN_64_RESTRICT dgamma, float *BASE_CNN_64_RESTRICT dbeta)
{
    enum { CB = 2, HW = 4096 };

    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            base_cnn_64_mk_norm_sums(sum_dy, sum_dyx, dy + at, x + at, HW, mean + cb * 16);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)(sum_dyx[l] * (double)rstd[cb * 16 + l]);
        }
    }
}
static void base_cnn_64_t5082_pair1_norm2_batchnorm_reduce_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5082_pair1_norm2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200000),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159808),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159936));
}

/* pair1.norm2 (base_cnn_64.net:5: norm$i: batchnorm): 64x64x32 -> 64x64x32
 * batchnorm_backward [runtime/kernels/batchnorm.c] */
static void base_cnn_64_t5083_pair1_norm2_batchnorm_backward(int n, int begin, int end, const float *dy, const float *x, const float *mean, const float *rstd, const float *gamma, const float *dgamma, const float *dbeta, float *dx)
{
    enum { CB = 2, HW = 4096 };

    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        base_cnn_64_mk_norm_back(dx + at, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch, dbeta + ch, share);
    }
}
static void base_cnn_64_t5083_pair1_norm2_batchnorm_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5083_pair1_norm2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200000),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200128),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 41088),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159808),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159936),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728));
}

/* pair1.conv2.relu (base_cnn_64.net:4: relu): 64x64x32 -> 64x64x32
 * relu_backward [runtime/kernels/activation.c] */
static void base_cnn_64_t5084_pair1_conv2_relu_relu_backward(int begin, int end, const float *y, const float *dy, float *dx)
{
    enum { LEN = 131072 };
    const float MAX = 0.0f;

    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    base_cnn_64_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}
static void base_cnn_64_t5084_pair1_conv2_relu_relu_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 131072 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5084_pair1_conv2_relu_relu_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * bias_backward [runtime/kernels/channel.c] */
static void base_cnn_64_t5085_pair1_conv2_bias_backward(int n, int begin, int end, const float *BASE_CNN_64_RESTRICT dy, float *BASE_CNN_64_RESTRICT dbias)
{
    enum { CB = 2, HW = 4096 };

    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            base_cnn_64_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}
static void base_cnn_64_t5085_pair1_conv2_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5085_pair1_conv2_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187160064));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * conv_transpose [runtime/kernels/conv.c] */
static void base_cnn_64_t5086_pair1_conv2_conv_transpose(int begin, int end, const float *w, float *wt)
{
    enum { TAPS = 9, FIRST = 0, C = 32, K = 32 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        base_cnn_64_mk_transpose(wt + (ptrdiff_t)i * K * 16, w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows, K);
    }
}
static void base_cnn_64_t5086_pair1_conv2_conv_transpose_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 9*((32+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5086_pair1_conv2_conv_transpose(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864));
}

static void base_cnn_64_t5087_pair1_conv2_wino_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5008_pair1_conv2_wino_weights(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 186936320));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * wino_backward [runtime/kernels/wino.c] */
static void base_cnn_64_t5088_pair1_conv2_wino_backward(int begin, int end, const float *x, const float *dy, const float *ut, float *dx, float *du, float *v, float *m)
{
    enum { M = 4, P = 6, C = 32, H = 64, W = 64, K = 32, OH = 64, OW = 64, PT = 1, PL = 1, RB = 3, PARTS = 4 };

    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS;
    memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    memset(dx + (ptrdiff_t)begin * CB * H * W * 16, 0, sizeof(float) * (size_t)((ptrdiff_t)(end - begin) * CB * H * W * 16));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            base_cnn_64_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            base_cnn_64_mk_wino_gather(P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX);
        for (int kb = 0; kb < KB; kb++)
            base_cnn_64_mk_wino_outer(P * P, du + (ptrdiff_t)kb * C * 16, us, C, v, vs, m + (ptrdiff_t)kb * tiles * 16, ms, tiles, 1);
        for (int cb = 0; cb < CB; cb++) {
            base_cnn_64_mk_wino_product(P * P, v, vs, tiles, m, ms, ut + (ptrdiff_t)cb * K * 16, uts, K, 0);
            for (int i = 0; i < rows; i++)
                base_cnn_64_mk_wino_scatter(P, 1, dx + ((ptrdiff_t)((r + i) / TY) * CB + cb) * H * W * 16, H, W, (r + i) % TY * M - PT, -PL,
                                v + (ptrdiff_t)i * TX * 16, vs, TX);
        }
    }
}
static void base_cnn_64_t5088_pair1_conv2_wino_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    base_cnn_64_t5088_pair1_conv2_wino_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 134217728),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 186936320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 186337280 + (ptrdiff_t)part * 149760),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 184549376 + (ptrdiff_t)part * 223488),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 185443328 + (ptrdiff_t)part * 223488));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * wino_weights_grad [runtime/kernels/wino.c] */
static void base_cnn_64_t5089_pair1_conv2_wino_weights_grad(int begin, int end, const float *du, float *dw)
{
    enum { P = 6, C = 32, K = 32, PARTS = 4 };

    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        base_cnn_64_mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS, P * P * (ws + 16), C * 16);
}
static void base_cnn_64_t5089_pair1_conv2_wino_weights_grad_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (32+15)/16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5089_pair1_conv2_wino_weights_grad(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 186337280),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432));
}

static void base_cnn_64_t5090_pair1_norm1_batchnorm_reduce_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5082_pair1_norm2_batchnorm_reduce(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199488),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591424));
}

static void base_cnn_64_t5091_pair1_norm1_batchnorm_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5083_pair1_norm2_batchnorm_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199488),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199616),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_STATE] + 3584),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591296),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591424),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864));
}

static void base_cnn_64_t5092_pair1_conv1_relu_relu_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = (int64_t)run->n * 131072 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5084_pair1_conv2_relu_relu_backward(begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864));
}

static void base_cnn_64_t5093_pair1_conv1_bias_backward_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 2;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5085_pair1_conv2_bias_backward(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 3456));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * conv_backward_weights [runtime/kernels/conv.c]: dw[t, c, k] = sum over images and the outputs o whose tap t lies on the map of x[o*S + t*D - P, c] * dy[o, k]. One range item is
 * one 16 x 16 block of all taps: a sum over images in their order. */
static void base_cnn_64_t5094_pair1_conv1_conv_backward_weights(int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    enum { C = 3, H = 64, W = 64, K = 32, OH = 64, OW = 64, KH = 3, KW = 3, SH = 1, SW = 1, DH = 1, DW = 1, PT = 1, PL = 1 };

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
                base_cnn_64_mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W + w0 * SW + left) * 16 : x, (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16 : dy, (ptrdiff_t)OW * 16,
                              some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}
static void base_cnn_64_t5094_pair1_conv1_conv_backward_weights_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = ((32+15)/16)*((3+15)/16);
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t5094_pair1_conv1_conv_backward_weights(run->n, begin, end,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 167772160),
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 67108864),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0));
}

static void base_cnn_64_run_grad(base_cnn_64_run *run)
{
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5000_input_nhwc_to_blocked_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5001_pair1_conv1_conv_forward_task, run, 4);
    base_cnn_64_t5004_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t5005_pair1_norm1_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5006_pair1_norm1_batchnorm_stats_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5007_pair1_norm1_batchnorm_apply_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5008_pair1_conv2_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5009_pair1_conv2_wino_forward_task, run, 4);
    base_cnn_64_t5012_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t5013_pair1_norm2_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5014_pair1_norm2_batchnorm_stats_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5015_pair1_norm2_batchnorm_apply_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5016_pair1_pool_maxpool_train_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5017_pair1_drop_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5018_pair2_conv1_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5019_pair2_conv1_wino_forward_task, run, 4);
    base_cnn_64_t5022_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t5023_pair2_norm1_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5024_pair2_norm1_batchnorm_stats_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5025_pair2_norm1_batchnorm_apply_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5026_pair2_conv2_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5027_pair2_conv2_wino_forward_task, run, 4);
    base_cnn_64_t5030_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t5031_pair2_norm2_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5032_pair2_norm2_batchnorm_stats_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5033_pair2_norm2_batchnorm_apply_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5034_pair2_pool_maxpool_train_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5035_pair2_drop_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5036_flatten_1_reshape_values_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5037_dense_1_dense_forward_task, run, 4);
    base_cnn_64_t5040_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t5041_batchnorm_1_vector_pack_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5042_batchnorm_1_batchnorm_stats_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5043_batchnorm_1_batchnorm_apply_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5044_dropout_1_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5045_dense_2_dense_forward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5047_dense_2_softmax_softmax_crossentropy_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5048_dense_2_softmax_softmax_crossentropy_backward_task, run, 4);
    base_cnn_64_t5049_dense_2_softmax_mean_loss_task(run, 0);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5050_dense_2_softmax_blocked_to_nhwc_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5051_dense_2_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5052_dense_2_dense_backward_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5053_dense_2_dense_backward_data_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5054_dropout_1_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5055_batchnorm_1_batchnorm_reduce_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5056_batchnorm_1_batchnorm_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5057_dense_1_relu_relu_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5058_dense_1_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5059_dense_1_dense_backward_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5060_dense_1_dense_backward_data_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5061_flatten_1_reshape_values_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5062_pair2_drop_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5063_pair2_pool_maxpool_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5064_pair2_norm2_batchnorm_reduce_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5065_pair2_norm2_batchnorm_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5066_pair2_conv2_relu_relu_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5067_pair2_conv2_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5068_pair2_conv2_conv_transpose_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5069_pair2_conv2_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5070_pair2_conv2_wino_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5071_pair2_conv2_wino_weights_grad_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5072_pair2_norm1_batchnorm_reduce_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5073_pair2_norm1_batchnorm_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5074_pair2_conv1_relu_relu_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5075_pair2_conv1_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5076_pair2_conv1_conv_transpose_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5077_pair2_conv1_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5078_pair2_conv1_wino_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5079_pair2_conv1_wino_weights_grad_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5080_pair1_drop_dropout_mask_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5081_pair1_pool_maxpool_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5082_pair1_norm2_batchnorm_reduce_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5083_pair1_norm2_batchnorm_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5084_pair1_conv2_relu_relu_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5085_pair1_conv2_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5086_pair1_conv2_conv_transpose_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5087_pair1_conv2_wino_weights_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5088_pair1_conv2_wino_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5089_pair1_conv2_wino_weights_grad_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5090_pair1_norm1_batchnorm_reduce_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5091_pair1_norm1_batchnorm_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5092_pair1_conv1_relu_relu_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5093_pair1_conv1_bias_backward_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t5094_pair1_conv1_conv_backward_weights_task, run, 4);
}

static void base_cnn_64_t6000_dense_2_dense_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4030_dense_2_dense_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235154688),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33830016));
}

static void base_cnn_64_t6001_dense_2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4031_dense_2_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33850496));
}

static void base_cnn_64_t6002_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235191552),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33821824));
}

static void base_cnn_64_t6003_batchnorm_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235193600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33823872));
}

static void base_cnn_64_t6004_dense_1_dense_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4024_dense_1_dense_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 265344));
}

static void base_cnn_64_t6005_dense_1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4025_dense_1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235195648),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33819776));
}

static void base_cnn_64_t6006_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264320));
}

static void base_cnn_64_t6007_pair2_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264576));
}

static void base_cnn_64_t6008_pair2_conv2_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4018_pair2_conv2_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209715200),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 116608));
}

static void base_cnn_64_t6009_pair2_conv2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230640128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264064));
}

static void base_cnn_64_t6010_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862656),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115584));
}

static void base_cnn_64_t6011_pair2_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862912),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115840));
}

static void base_cnn_64_t6012_pair2_conv1_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4012_pair2_conv1_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187086080),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41600));
}

static void base_cnn_64_t6013_pair2_conv1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4013_pair2_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209863168),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115328));
}

static void base_cnn_64_t6014_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159808),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41088));
}

static void base_cnn_64_t6015_pair1_norm2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159936),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41216));
}

static void base_cnn_64_t6016_pair1_conv2_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4006_pair1_conv2_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 4096));
}

static void base_cnn_64_t6017_pair1_conv2_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187160064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 40960));
}

static void base_cnn_64_t6018_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3584));
}

static void base_cnn_64_t6019_pair1_norm1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591424),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3712));
}

static void base_cnn_64_t6020_pair1_conv1_conv_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4000_pair1_conv1_conv_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 0));
}

static void base_cnn_64_t6021_pair1_conv1_vector_unpack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t4001_pair1_conv1_vector_unpack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3456));
}

static void base_cnn_64_run_grads_out(base_cnn_64_run *run)
{
    base_cnn_64_t6000_dense_2_dense_unpack_task(run, 0);
    base_cnn_64_t6001_dense_2_vector_unpack_task(run, 0);
    base_cnn_64_t6002_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t6003_batchnorm_1_vector_unpack_task(run, 0);
    base_cnn_64_t6004_dense_1_dense_unpack_task(run, 0);
    base_cnn_64_t6005_dense_1_vector_unpack_task(run, 0);
    base_cnn_64_t6006_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t6007_pair2_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t6008_pair2_conv2_conv_unpack_task(run, 0);
    base_cnn_64_t6009_pair2_conv2_vector_unpack_task(run, 0);
    base_cnn_64_t6010_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t6011_pair2_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t6012_pair2_conv1_conv_unpack_task(run, 0);
    base_cnn_64_t6013_pair2_conv1_vector_unpack_task(run, 0);
    base_cnn_64_t6014_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t6015_pair1_norm2_vector_unpack_task(run, 0);
    base_cnn_64_t6016_pair1_conv2_conv_unpack_task(run, 0);
    base_cnn_64_t6017_pair1_conv2_vector_unpack_task(run, 0);
    base_cnn_64_t6018_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t6019_pair1_norm1_vector_unpack_task(run, 0);
    base_cnn_64_t6020_pair1_conv1_conv_unpack_task(run, 0);
    base_cnn_64_t6021_pair1_conv1_vector_unpack_task(run, 0);
}

static void base_cnn_64_t7000_dense_2_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3030_dense_2_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235154688));
}

static void base_cnn_64_t7001_dense_2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3031_dense_2_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33850496),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200256));
}

static void base_cnn_64_t7002_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33821824),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235191552));
}

static void base_cnn_64_t7003_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235193600));
}

static void base_cnn_64_t7004_dense_1_dense_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3024_dense_1_dense_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296));
}

static void base_cnn_64_t7005_dense_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 33819776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 235195648));
}

static void base_cnn_64_t7006_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639616));
}

static void base_cnn_64_t7007_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639872));
}

static void base_cnn_64_t7008_pair2_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3018_pair2_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209715200));
}

static void base_cnn_64_t7009_pair2_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 264064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 230640128));
}

static void base_cnn_64_t7010_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862656));
}

static void base_cnn_64_t7011_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862912));
}

static void base_cnn_64_t7012_pair2_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3012_pair2_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187086080));
}

static void base_cnn_64_t7013_pair2_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 115328),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 209863168));
}

static void base_cnn_64_t7014_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159808));
}

static void base_cnn_64_t7015_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159936));
}

static void base_cnn_64_t7016_pair1_conv2_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3006_pair1_conv2_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432));
}

static void base_cnn_64_t7017_pair1_conv2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 40960),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 187160064));
}

static void base_cnn_64_t7018_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591296));
}

static void base_cnn_64_t7019_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591424));
}

static void base_cnn_64_t7020_pair1_conv1_conv_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3000_pair1_conv1_conv_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 0));
}

static void base_cnn_64_t7021_pair1_conv1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_GRADS] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_WORK] + 3456));
}

static void base_cnn_64_run_grads_in(base_cnn_64_run *run)
{
    base_cnn_64_t7000_dense_2_dense_pack_task(run, 0);
    base_cnn_64_t7001_dense_2_vector_pack_task(run, 0);
    base_cnn_64_t7002_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t7003_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t7004_dense_1_dense_pack_task(run, 0);
    base_cnn_64_t7005_dense_1_vector_pack_task(run, 0);
    base_cnn_64_t7006_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t7007_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t7008_pair2_conv2_conv_pack_task(run, 0);
    base_cnn_64_t7009_pair2_conv2_vector_pack_task(run, 0);
    base_cnn_64_t7010_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t7011_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t7012_pair2_conv1_conv_pack_task(run, 0);
    base_cnn_64_t7013_pair2_conv1_vector_pack_task(run, 0);
    base_cnn_64_t7014_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t7015_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t7016_pair1_conv2_conv_pack_task(run, 0);
    base_cnn_64_t7017_pair1_conv2_vector_pack_task(run, 0);
    base_cnn_64_t7018_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t7019_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t7020_pair1_conv1_conv_pack_task(run, 0);
    base_cnn_64_t7021_pair1_conv1_vector_pack_task(run, 0);
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * adam_update [runtime/kernels/optimizer.c]: param -= rate * DECOUPLED * param (adamw); moment1 += (grad - moment1) * (1 - beta1);
 * moment2 += (grad^2 - moment2) * (1 - beta2); param -= alpha * moment1 / (sqrt(moment2) + EPSILON),
 * alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). The constants are 1 - beta, which floats hold better than beta. */
static void base_cnn_64_t8000_pair1_conv1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 32 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8000_pair1_conv1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862848),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862976));
}

/* pair1.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x3 -> 64x64x32
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8001_pair1_conv1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 864 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8001_pair1_conv1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8001_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 0),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33863104),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33866560));
}

static void base_cnn_64_t8002_pair1_norm1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591424),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3712),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870144));
}

static void base_cnn_64_t8003_pair1_norm1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33591296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870272),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870400));
}

static void base_cnn_64_t8004_pair1_conv2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187160064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 40960),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870528),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870656));
}

/* pair1.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 64x64x32 -> 64x64x32
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8005_pair1_conv2_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 9216 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8005_pair1_conv2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 9216 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8005_pair1_conv2_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 33554432),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 4096),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33870784),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33907648));
}

static void base_cnn_64_t8006_pair1_norm2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159936),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41216),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33944512),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33944640));
}

static void base_cnn_64_t8007_pair1_norm2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 32 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8000_pair1_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187159808),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41088),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33944768),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33944896));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8008_pair2_conv1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 64 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8008_pair2_conv1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209863168),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115328),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33945024),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33945280));
}

/* pair2.conv1 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x32 -> 32x32x64
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8009_pair2_conv1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 18432 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8009_pair2_conv1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 18432 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8009_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 187086080),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33945536),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34019264));
}

static void base_cnn_64_t8010_pair2_norm1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862912),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115840),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34092992),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34093248));
}

static void base_cnn_64_t8011_pair2_norm1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209862656),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 115584),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34093504),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34093760));
}

static void base_cnn_64_t8012_pair2_conv2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230640128),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264064),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34094016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34094272));
}

/* pair2.conv2 (base_cnn_64.net:4: conv$i: conv filters 3x3 relu): 32x32x64 -> 32x32x64
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8013_pair2_conv2_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 36864 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8013_pair2_conv2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 36864 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8013_pair2_conv2_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 209715200),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116608),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34094528),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34241984));
}

static void base_cnn_64_t8014_pair2_norm2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264576),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34389440),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34389696));
}

static void base_cnn_64_t8015_pair2_norm2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 64 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8008_pair2_conv1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 230639616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264320),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34389952),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34390208));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8016_dense_1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 512 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8016_dense_1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8016_dense_1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235195648),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33819776),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34390464),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34392512));
}

/* dense_1 (base_cnn_64.net:18: dense 512 relu): 16384 -> 512
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8017_dense_1_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 8388608 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8017_dense_1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 8388608 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8017_dense_1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 100663296),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 265344),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 34394560),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 67948992));
}

static void base_cnn_64_t8018_batchnorm_1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8016_dense_1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235193600),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33823872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101503424),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101505472));
}

static void base_cnn_64_t8019_batchnorm_1_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 512 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8016_dense_1_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235191552),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33821824),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101507520),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101509568));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8020_dense_2_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 16 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8020_dense_2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 16 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8020_dense_2_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235200256),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33862784),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101511616),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101511680));
}

/* dense_2 (base_cnn_64.net:21: dense 10 softmax): 512 -> 10
 * adam_update [runtime/kernels/optimizer.c] */
static void base_cnn_64_t8021_dense_2_adam_update(int begin, int end, uint64_t step, float rate, const float *BASE_CNN_64_RESTRICT grad, float *BASE_CNN_64_RESTRICT param, float *BASE_CNN_64_RESTRICT moment1, float *BASE_CNN_64_RESTRICT moment2)
{
    enum { COUNT = 8192 };
    const float ONE_MINUS_BETA1 = 0.100000001f;
    const float ONE_MINUS_BETA2 = 0.00100000005f;
    const float EPSILON = 1.00000001e-07f;
    const float DECAY = 0.0f;
    const float DECOUPLED = 0.0f;
    const float CLIP = 0.0f;

    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    base_cnn_64_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}
static void base_cnn_64_t8021_dense_2_adam_update_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    const int64_t extent = 8192 / 16;
    const int begin = (int)(extent * part / 4), end = (int)(extent * (part + 1) / 4);
    if (begin == end)
        return;
    base_cnn_64_t8021_dense_2_adam_update(begin, end, run->step, run->rate,
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235154688),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33830016),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101511744),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 101544512));
}

static void base_cnn_64_run_apply(base_cnn_64_run *run)
{
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8000_pair1_conv1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8001_pair1_conv1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8002_pair1_norm1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8003_pair1_norm1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8004_pair1_conv2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8005_pair1_conv2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8006_pair1_norm2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8007_pair1_norm2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8008_pair2_conv1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8009_pair2_conv1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8010_pair2_norm1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8011_pair2_norm1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8012_pair2_conv2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8013_pair2_conv2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8014_pair2_norm2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8015_pair2_norm2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8016_dense_1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8017_dense_1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8018_batchnorm_1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8019_batchnorm_1_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8020_dense_2_adam_update_task, run, 4);
    BASE_CNN_64_PARALLEL_FOR(base_cnn_64_t8021_dense_2_adam_update_task, run, 4);
}

static void base_cnn_64_t9000_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199232),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3840));
}

static void base_cnn_64_t9001_pair1_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199360),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 3968));
}

static void base_cnn_64_t9002_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199744),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41344));
}

static void base_cnn_64_t9003_pair1_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3001_pair1_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235199872),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 41472));
}

static void base_cnn_64_t9004_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197696),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116096));
}

static void base_cnn_64_t9005_pair2_norm1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235197952),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 116352));
}

static void base_cnn_64_t9006_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198720),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 264832));
}

static void base_cnn_64_t9007_pair2_norm2_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3013_pair2_conv1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235198976),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 265088));
}

static void base_cnn_64_t9008_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235187456),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33825920));
}

static void base_cnn_64_t9009_batchnorm_1_vector_pack_task(void *arg, int part)
{
    base_cnn_64_run *run = (base_cnn_64_run *)arg;
    (void)part;
    base_cnn_64_t3025_dense_1_vector_pack(
        (const float *)(const void *)(run->base[BASE_CNN_64_AREA_WORK] + 235189504),
        (float *)(void *)(run->base[BASE_CNN_64_AREA_STATE] + 33827968));
}

static void base_cnn_64_run_stats(base_cnn_64_run *run)
{
    base_cnn_64_t9000_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t9001_pair1_norm1_vector_pack_task(run, 0);
    base_cnn_64_t9002_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t9003_pair1_norm2_vector_pack_task(run, 0);
    base_cnn_64_t9004_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t9005_pair2_norm1_vector_pack_task(run, 0);
    base_cnn_64_t9006_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t9007_pair2_norm2_vector_pack_task(run, 0);
    base_cnn_64_t9008_batchnorm_1_vector_pack_task(run, 0);
    base_cnn_64_t9009_batchnorm_1_vector_pack_task(run, 0);
}

const base_cnn_64_param base_cnn_64_params[] = {
    {"pair1.conv1.kernel", 4, {3, 3, 3, 32}, 0, 864, 1},
    {"pair1.conv1.bias", 1, {32, 0, 0, 0}, 864, 32, 1},
    {"pair1.norm1.gamma", 1, {32, 0, 0, 0}, 896, 32, 1},
    {"pair1.norm1.beta", 1, {32, 0, 0, 0}, 928, 32, 1},
    {"pair1.norm1.moving_mean", 1, {32, 0, 0, 0}, 960, 32, 0},
    {"pair1.norm1.moving_variance", 1, {32, 0, 0, 0}, 992, 32, 0},
    {"pair1.conv2.kernel", 4, {3, 3, 32, 32}, 1024, 9216, 1},
    {"pair1.conv2.bias", 1, {32, 0, 0, 0}, 10240, 32, 1},
    {"pair1.norm2.gamma", 1, {32, 0, 0, 0}, 10272, 32, 1},
    {"pair1.norm2.beta", 1, {32, 0, 0, 0}, 10304, 32, 1},
    {"pair1.norm2.moving_mean", 1, {32, 0, 0, 0}, 10336, 32, 0},
    {"pair1.norm2.moving_variance", 1, {32, 0, 0, 0}, 10368, 32, 0},
    {"pair2.conv1.kernel", 4, {3, 3, 32, 64}, 10400, 18432, 1},
    {"pair2.conv1.bias", 1, {64, 0, 0, 0}, 28832, 64, 1},
    {"pair2.norm1.gamma", 1, {64, 0, 0, 0}, 28896, 64, 1},
    {"pair2.norm1.beta", 1, {64, 0, 0, 0}, 28960, 64, 1},
    {"pair2.norm1.moving_mean", 1, {64, 0, 0, 0}, 29024, 64, 0},
    {"pair2.norm1.moving_variance", 1, {64, 0, 0, 0}, 29088, 64, 0},
    {"pair2.conv2.kernel", 4, {3, 3, 64, 64}, 29152, 36864, 1},
    {"pair2.conv2.bias", 1, {64, 0, 0, 0}, 66016, 64, 1},
    {"pair2.norm2.gamma", 1, {64, 0, 0, 0}, 66080, 64, 1},
    {"pair2.norm2.beta", 1, {64, 0, 0, 0}, 66144, 64, 1},
    {"pair2.norm2.moving_mean", 1, {64, 0, 0, 0}, 66208, 64, 0},
    {"pair2.norm2.moving_variance", 1, {64, 0, 0, 0}, 66272, 64, 0},
    {"dense_1.kernel", 2, {16384, 512, 0, 0}, 66336, 8388608, 1},
    {"dense_1.bias", 1, {512, 0, 0, 0}, 8454944, 512, 1},
    {"batchnorm_1.gamma", 1, {512, 0, 0, 0}, 8455456, 512, 1},
    {"batchnorm_1.beta", 1, {512, 0, 0, 0}, 8455968, 512, 1},
    {"batchnorm_1.moving_mean", 1, {512, 0, 0, 0}, 8456480, 512, 0},
    {"batchnorm_1.moving_variance", 1, {512, 0, 0, 0}, 8456992, 512, 0},
    {"dense_2.kernel", 2, {512, 10, 0, 0}, 8457504, 5120, 1},
    {"dense_2.bias", 1, {10, 0, 0, 0}, 8462624, 10, 1},
};
const int base_cnn_64_param_count = 32;
const char *const base_cnn_64_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int base_cnn_64_aligned(const void *p)
{
    return ((uintptr_t)p) % BASE_CNN_64_ALIGN == 0;
}

static int base_cnn_64_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? BASE_CNN_64_EARG : have < want ? BASE_CNN_64_ESIZE : !base_cnn_64_aligned(p) ? BASE_CNN_64_EALIGN : BASE_CNN_64_OK;
}

static unsigned char *base_cnn_64_bytes(const void *p)
{
    return (unsigned char *)(uintptr_t)p;
}

const char *base_cnn_64_strerror(int code)
{
    static const char *const text[] = {
        "success", "an argument is out of its range", "the memory given is too small", "the memory given is not aligned",
        "reading or writing failed", "not a weights file, or a damaged one", "a weights file of another net", "not a finite number"};
    return code >= 0 && code <= BASE_CNN_64_ENAN ? text[code] : "unknown error";
}

/* ---- parameters and inference ---- */

int base_cnn_64_init(float *params, uint64_t seed)
{
    base_cnn_64_run run;
    if (!params)
        return BASE_CNN_64_EARG;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.base[BASE_CNN_64_AREA_PARAMS] = base_cnn_64_bytes(params);
    base_cnn_64_run_init(&run);
    return BASE_CNN_64_OK;
}

int base_cnn_64_prepare(const float *params, void *model, size_t model_bytes)
{
    base_cnn_64_run run;
    int bad = base_cnn_64_check_memory(model, model_bytes, BASE_CNN_64_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : BASE_CNN_64_EARG;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.base[BASE_CNN_64_AREA_PARAMS] = base_cnn_64_bytes(params);
    run.base[BASE_CNN_64_AREA_MODEL] = base_cnn_64_bytes(model);
    base_cnn_64_run_prepare(&run);
    return BASE_CNN_64_OK;
}

int base_cnn_64_infer(const void *model, const float *x, int n, float *y, void *work, size_t work_bytes)
{
    base_cnn_64_run run;
    int bad = base_cnn_64_check_memory(work, work_bytes, BASE_CNN_64_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > BASE_CNN_64_BATCH)
        return BASE_CNN_64_EARG;
    if (bad || !base_cnn_64_aligned(model))
        return bad ? bad : BASE_CNN_64_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.base[BASE_CNN_64_AREA_X] = base_cnn_64_bytes(x);
    run.base[BASE_CNN_64_AREA_Y] = base_cnn_64_bytes(y);
    run.base[BASE_CNN_64_AREA_MODEL] = base_cnn_64_bytes(model);
    run.base[BASE_CNN_64_AREA_WORK] = base_cnn_64_bytes(work);
    base_cnn_64_run_infer(&run);
    return BASE_CNN_64_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants BGR. */
int base_cnn_64_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double mean[4] = BASE_CNN_64_INPUT_MEAN, std[4] = BASE_CNN_64_INPUT_STD;    /* beyond 4 channels they are all alike */
    float table[256];
    ptrdiff_t i;
    int c, v;
    if (!rgb || !x || n < 0)
        return BASE_CNN_64_EARG;
    for (c = 0; c < BASE_CNN_64_IN_C; c++) {
        const unsigned char *from = rgb + (BASE_CNN_64_INPUT_BGR ? BASE_CNN_64_IN_C - 1 - c : c);
        for (v = 0; v < 256; v++)
            table[v] = (float)((v * BASE_CNN_64_INPUT_SCALE - mean[c < 4 ? c : 3]) / std[c < 4 ? c : 3]);
        for (i = 0; i < (ptrdiff_t)n * BASE_CNN_64_IN_H * BASE_CNN_64_IN_W; i++)
            x[i * BASE_CNN_64_IN_C + c] = table[from[i * BASE_CNN_64_IN_C]];
    }
    return BASE_CNN_64_OK;
}


/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int base_cnn_64_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void base_cnn_64_swap(unsigned char *p, size_t floats)
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
} base_cnn_64_json;

static void base_cnn_64_json_next(base_cnn_64_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = BASE_CNN_64_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void base_cnn_64_json_blank(base_cnn_64_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        base_cnn_64_json_next(j);
}

static int base_cnn_64_json_take(base_cnn_64_json *j, int c)
{
    base_cnn_64_json_blank(j);
    if (j->c != c)
        return 0;
    base_cnn_64_json_next(j);
    return 1;
}

static void base_cnn_64_json_want(base_cnn_64_json *j, int c)
{
    if (!base_cnn_64_json_take(j, c) && !j->error)
        j->error = BASE_CNN_64_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void base_cnn_64_json_string(base_cnn_64_json *j, char *s, size_t size)
{
    size_t n = 0;
    base_cnn_64_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            base_cnn_64_json_next(j);
        if (j->c < 0) {
            j->error = BASE_CNN_64_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        base_cnn_64_json_next(j);
    }
    s[n] = 0;
    base_cnn_64_json_next(j);
}

static uint64_t base_cnn_64_json_number(base_cnn_64_json *j)
{
    uint64_t v = 0;
    base_cnn_64_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = BASE_CNN_64_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        base_cnn_64_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t begin[BASE_CNN_64_PARAM_COUNT + 1];    /* UINT64_MAX: not found yet. A net may have no parameters */
} base_cnn_64_places;

static int base_cnn_64_find_param(const char *name)
{
    int i;
    for (i = 0; i < BASE_CNN_64_PARAM_COUNT; i++)
        if (!strcmp(base_cnn_64_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void base_cnn_64_read_entry(base_cnn_64_json *j, int p, base_cnn_64_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    base_cnn_64_json_want(j, '{');
    do {
        base_cnn_64_json_string(j, key, sizeof key);
        base_cnn_64_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            base_cnn_64_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            base_cnn_64_json_want(j, '[');
            for (rank = 0; !j->error && !base_cnn_64_json_take(j, ']'); rank++) {
                uint64_t d = base_cnn_64_json_number(j);
                same &= rank < base_cnn_64_params[p].rank && d == (uint64_t)base_cnn_64_params[p].dim[rank];
                (void)base_cnn_64_json_take(j, ',');
            }
            same &= rank == base_cnn_64_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            base_cnn_64_json_want(j, '[');
            places->begin[p] = base_cnn_64_json_number(j);
            base_cnn_64_json_want(j, ',');
            end = base_cnn_64_json_number(j);
            base_cnn_64_json_want(j, ']');
        } else {
            j->error = BASE_CNN_64_EFORMAT;
        }
    } while (!j->error && base_cnn_64_json_take(j, ','));
    base_cnn_64_json_want(j, '}');
    if (!j->error && !same)
        j->error = BASE_CNN_64_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != base_cnn_64_params[p].count * 4))
        j->error = BASE_CNN_64_EFORMAT;
}

static void base_cnn_64_read_metadata(base_cnn_64_json *j)
{
    char key[32], value[64];
    base_cnn_64_json_want(j, '{');
    if (base_cnn_64_json_take(j, '}'))
        return;
    do {
        base_cnn_64_json_string(j, key, sizeof key);
        base_cnn_64_json_want(j, ':');
        base_cnn_64_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, BASE_CNN_64_LAYOUT_HASH))
            j->error = BASE_CNN_64_EHASH;
    } while (!j->error && base_cnn_64_json_take(j, ','));
    base_cnn_64_json_want(j, '}');
}

static void base_cnn_64_read_header(base_cnn_64_json *j, base_cnn_64_places *places)
{
    char name[BASE_CNN_64_NAME_BYTES];
    int p;
    base_cnn_64_json_next(j);
    base_cnn_64_json_want(j, '{');
    do {
        base_cnn_64_json_string(j, name, sizeof name);
        base_cnn_64_json_want(j, ':');
        if (j->error)
            return;
        p = base_cnn_64_find_param(name);
        if (!strcmp(name, "__metadata__"))
            base_cnn_64_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = BASE_CNN_64_EHASH;
        else
            base_cnn_64_read_entry(j, p, places);
    } while (!j->error && base_cnn_64_json_take(j, ','));
    base_cnn_64_json_want(j, '}');
    while (!j->error && j->c >= 0)
        base_cnn_64_json_next(j);
}

int base_cnn_64_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    base_cnn_64_places places;
    base_cnn_64_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return BASE_CNN_64_EARG;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return BASE_CNN_64_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return BASE_CNN_64_EFORMAT;
    j.read = read;
    j.user = user;
    base_cnn_64_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < BASE_CNN_64_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return BASE_CNN_64_EHASH;
    for (done = 0; done < BASE_CNN_64_PARAM_COUNT; done++) {        /* in the order of the file */
        for (i = 0; i < BASE_CNN_64_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == BASE_CNN_64_PARAM_COUNT)
            return BASE_CNN_64_EFORMAT;
        if (read(user, params + base_cnn_64_params[i].offset, base_cnn_64_params[i].count * 4))
            return BASE_CNN_64_EIO;
        if (base_cnn_64_host_is_big())
            base_cnn_64_swap(base_cnn_64_bytes(params + base_cnn_64_params[i].offset), base_cnn_64_params[i].count);
        at += base_cnn_64_params[i].count * 4;
    }
    return BASE_CNN_64_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} base_cnn_64_out;

static void base_cnn_64_put(base_cnn_64_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = BASE_CNN_64_EIO;
    o->count += n;
}

static void base_cnn_64_put_number(base_cnn_64_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    base_cnn_64_put(o, s + i);
}

static void base_cnn_64_put_header(base_cnn_64_out *o)
{
    uint64_t at = 0;
    int i, d;
    base_cnn_64_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" BASE_CNN_64_NET_NAME "\",\"layout_hash\":\"" BASE_CNN_64_LAYOUT_HASH "\"}");
    for (i = 0; i < BASE_CNN_64_PARAM_COUNT; i++) {
        base_cnn_64_put(o, ",\"");
        base_cnn_64_put(o, base_cnn_64_params[i].name);
        base_cnn_64_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < base_cnn_64_params[i].rank; d++) {
            base_cnn_64_put(o, d ? "," : "");
            base_cnn_64_put_number(o, (uint64_t)base_cnn_64_params[i].dim[d]);
        }
        base_cnn_64_put(o, "],\"data_offsets\":[");
        base_cnn_64_put_number(o, at);
        at += base_cnn_64_params[i].count * 4;
        base_cnn_64_put(o, ",");
        base_cnn_64_put_number(o, at);
        base_cnn_64_put(o, "]}");
    }
    base_cnn_64_put(o, "}");
    while (o->count % 8)
        base_cnn_64_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int base_cnn_64_put_floats(base_cnn_64_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (base_cnn_64_host_is_big())
            base_cnn_64_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return BASE_CNN_64_EIO;
    }
    return BASE_CNN_64_OK;
}

int base_cnn_64_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    unsigned char len[8];
    base_cnn_64_out o;
    int i;
    if (!params || !write)
        return BASE_CNN_64_EARG;
    memset(&o, 0, sizeof o);
    base_cnn_64_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return BASE_CNN_64_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    base_cnn_64_put_header(&o);
    for (i = 0; i < BASE_CNN_64_PARAM_COUNT && !o.error; i++)
        o.error = base_cnn_64_put_floats(&o, params + base_cnn_64_params[i].offset, base_cnn_64_params[i].count);
    return o.error;
}

/* ---- training ---- */

struct base_cnn_64_train {
    base_cnn_64_run run;
    uint64_t step;      /* of the optimizer, so far */
    uint64_t pass;      /* forward and backward passes so far: numbers the draws of dropout */
    unsigned char *state, *work;
    float *outputs, *loss;
};

static size_t base_cnn_64_round(size_t n)
{
    return (n + BASE_CNN_64_ALIGN - 1) / BASE_CNN_64_ALIGN * BASE_CNN_64_ALIGN;
}

int base_cnn_64_train_init(base_cnn_64_train **t, void *mem, size_t bytes, const float *params, uint64_t seed)
{
    unsigned char *p = (unsigned char *)mem;
    base_cnn_64_train *s = (base_cnn_64_train *)mem;
    int bad = base_cnn_64_check_memory(mem, bytes, BASE_CNN_64_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : BASE_CNN_64_EARG;
    memset(s, 0, sizeof *s);
    p += base_cnn_64_round(sizeof *s);
    s->loss = (float *)(void *)p;
    p += BASE_CNN_64_ALIGN;
    s->outputs = (float *)(void *)p;
    p += base_cnn_64_round(sizeof(float) * BASE_CNN_64_BATCH * BASE_CNN_64_OUTPUTS);
    s->state = p;
    s->work = p + BASE_CNN_64_STATE_BYTES;
    memset(s->state, 0, BASE_CNN_64_STATE_BYTES);
    s->run.n = 1;
    s->run.seed = seed;
    s->run.base[BASE_CNN_64_AREA_Y] = base_cnn_64_bytes(s->outputs);
    s->run.base[BASE_CNN_64_AREA_LOSS] = base_cnn_64_bytes(s->loss);
    s->run.base[BASE_CNN_64_AREA_STATE] = s->state;
    s->run.base[BASE_CNN_64_AREA_WORK] = s->work;
    s->run.base[BASE_CNN_64_AREA_PARAMS] = base_cnn_64_bytes(params);
    base_cnn_64_run_pack(&s->run);
    *t = s;
    return BASE_CNN_64_OK;
}

static int base_cnn_64_train_forward_backward(base_cnn_64_train *t, const float *x, const void *labels, int n, float *loss)
{
    if (!t || !x || !labels || n < 1 || n > BASE_CNN_64_BATCH)
        return BASE_CNN_64_EARG;
    t->run.n = n;
    t->run.step = ++t->pass;
    t->run.base[BASE_CNN_64_AREA_X] = base_cnn_64_bytes(x);
    t->run.base[BASE_CNN_64_AREA_LABEL] = base_cnn_64_bytes(labels);
    base_cnn_64_run_grad(&t->run);
    if (loss)
        *loss = t->loss[0];
    if (!(t->loss[0] - t->loss[0] == 0.0f))
        return BASE_CNN_64_ENAN;        /* nothing is changed */
    base_cnn_64_run_stats(&t->run);
    return BASE_CNN_64_OK;
}

/* The optimizer counts the steps: one may be made of several gradients. */
static void base_cnn_64_train_optimize(base_cnn_64_train *t, float rate)
{
    t->run.step = ++t->step;
    t->run.rate = rate;
    base_cnn_64_run_apply(&t->run);
}

static int base_cnn_64_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; label && n <= BASE_CNN_64_BATCH && i < n; i++)
        if (label[i] < 0 || label[i] >= BASE_CNN_64_OUTPUTS)
            return 0;
    return 1;
}

int base_cnn_64_train_step(base_cnn_64_train *t, const float *x, const int32_t *label, int n, float rate, float *loss)
{
    int bad = base_cnn_64_labels_fit(label, n) ? base_cnn_64_train_forward_backward(t, x, label, n, loss) : BASE_CNN_64_EARG;
    if (bad)
        return bad;
    base_cnn_64_train_optimize(t, rate);
    return BASE_CNN_64_OK;
}

int base_cnn_64_train_grad(base_cnn_64_train *t, const float *x, const int32_t *label, int n, float *grad, float *loss)
{
    int bad = grad && base_cnn_64_labels_fit(label, n) ? base_cnn_64_train_forward_backward(t, x, label, n, loss) : BASE_CNN_64_EARG;
    if (bad && bad != BASE_CNN_64_ENAN)
        return bad;
    memset(grad, 0, sizeof(float) * BASE_CNN_64_PARAM_FLOATS);
    t->run.base[BASE_CNN_64_AREA_GRADS] = base_cnn_64_bytes(grad);
    base_cnn_64_run_grads_out(&t->run);
    return bad;
}

int base_cnn_64_train_apply(base_cnn_64_train *t, const float *grad, float rate)
{
    if (!t || !grad)
        return BASE_CNN_64_EARG;
    t->run.base[BASE_CNN_64_AREA_GRADS] = base_cnn_64_bytes(grad);
    base_cnn_64_run_grads_in(&t->run);
    base_cnn_64_train_optimize(t, rate);
    return BASE_CNN_64_OK;
}

int base_cnn_64_train_params(const base_cnn_64_train *t, float *params)
{
    base_cnn_64_run run;
    if (!t || !params)
        return BASE_CNN_64_EARG;
    run = t->run;
    run.base[BASE_CNN_64_AREA_PARAMS] = base_cnn_64_bytes(params);
    base_cnn_64_run_unpack(&run);
    return BASE_CNN_64_OK;
}

const float *base_cnn_64_train_outputs(const base_cnn_64_train *t)
{
    return t ? t->outputs : NULL;
}

static const char base_cnn_64_train_magic[32] = "netc train " BASE_CNN_64_LAYOUT_HASH;
static const uint64_t base_cnn_64_train_size = BASE_CNN_64_STATE_BYTES;     /* tells another optimizer's state */

int base_cnn_64_train_save(const base_cnn_64_train *t, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    if (!t || !write)
        return BASE_CNN_64_EARG;
    if (write(user, base_cnn_64_train_magic, sizeof base_cnn_64_train_magic) || write(user, &base_cnn_64_train_size, sizeof base_cnn_64_train_size) ||
        write(user, &t->step, sizeof t->step) || write(user, &t->pass, sizeof t->pass) || write(user, &t->run.seed, sizeof t->run.seed) || write(user, t->state, BASE_CNN_64_STATE_BYTES))
        return BASE_CNN_64_EIO;
    return BASE_CNN_64_OK;
}

int base_cnn_64_train_load(base_cnn_64_train *t, int (*read)(void *user, void *buf, size_t n), void *user)
{
    char magic[sizeof base_cnn_64_train_magic];
    uint64_t size;
    if (!t || !read)
        return BASE_CNN_64_EARG;
    if (read(user, magic, sizeof magic) || read(user, &size, sizeof size))
        return BASE_CNN_64_EIO;
    if (memcmp(magic, "netc train ", 11))
        return BASE_CNN_64_EFORMAT;
    if (memcmp(magic, base_cnn_64_train_magic, sizeof magic) || size != base_cnn_64_train_size)
        return BASE_CNN_64_EHASH;
    if (read(user, &t->step, sizeof t->step) || read(user, &t->pass, sizeof t->pass) || read(user, &t->run.seed, sizeof t->run.seed) ||
        read(user, t->state, BASE_CNN_64_STATE_BYTES))
        return BASE_CNN_64_EIO;
    return BASE_CNN_64_OK;
}
