/* Implementation of net `shapes`, made by netc 0.1.0:
 *     netc shapes.net -o shapes.c --train
 * source hash f7e2ec22edb0004d, parameter layout d22823a8355b7dac.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "shapes.h"
/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as shapes_conv_forward would be, is its body for any shape: the
 * constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW: window and
 * stride; others where they are used) are its first arguments. More kernels in its name are fused
 * into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * shapes_infer_LAYER_KERNEL is a step of inference, shapes_forward_... and shapes_backward_... of
 * training: it gives the body the layer's shape and its memory. Memory is counted in floats:
 * run->work is that of this call, and SHAPES_WORK_LAYER_USE, for training SHAPES_TRAIN_LAYER_USE,
 * says where in it a buffer lies. What is done with every parameter works on rows of tables, with
 * their constants and places. shapes_run_PROGRAM runs all steps of a program. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* -ffast-math, -Ofast, /fp:fast and their parts let a compiler take NaN for impossible and reorder
 * sums: losses that are no numbers would pass as good ones, and exp would lose digits. They are
 * turned off for this file; everything else of an optimization stays. */
#if defined(__clang__)
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#pragma float_control(precise, on)
/* Clang still takes the functions of libm to be given no NaN, but where a conversion stands around
 * them, which makes no code. A file that is header and code in one undefines them at its end. */
#define sqrtf(x)   ((float)(double)(sqrtf)(x))
#define sqrt(x)    ((double)(long double)(sqrt)(x))
#define exp(x)     ((double)(long double)(exp)(x))
#define log(x)     ((double)(long double)(log)(x))
#define pow(x, y)  ((double)(long double)(pow)(x, y))
#endif
#pragma clang fp reassociate(off)
#elif defined(__GNUC__) && !defined(__TINYC__)
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    defined(__NO_SIGNED_ZEROS__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#pragma GCC optimize("no-fast-math", "no-unsafe-math-optimizations", "no-associative-math")
#pragma GCC optimize("no-reciprocal-math", "no-finite-math-only", "signed-zeros")
#pragma GCC optimize("no-math-errno", "no-trapping-math")
#endif
#elif defined(_M_FP_FAST)
#pragma float_control(precise, on, push)
#elif defined(__FAST_MATH__)
#error "compile without -ffast-math: infinite losses would go unseen, exp would lose digits"
#endif
#if defined(__cplusplus)
#define SHAPES_RESTRICT
#else
#define SHAPES_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define SHAPES_WROTE() __asm__ volatile("" ::: "memory")
#else
#define SHAPES_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define SHAPES_INLINE static inline __attribute__((always_inline))
#else
#define SHAPES_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define SHAPES_APART static __attribute__((noinline, unused))
#else
#define SHAPES_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SHAPES_PLAIN_C) && defined(__AVX__)
typedef float shapes_v8 __attribute__((vector_size(32)));
typedef int32_t shapes_v8i __attribute__((vector_size(32)));
typedef float shapes_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline shapes_v8 shapes_v8_load(const float *p) {
    return *(const shapes_v8u *)(const void *)p; }
static inline void shapes_v8_store(float *p, shapes_v8 a) { *(shapes_v8u *)(void *)p = a; }
static inline shapes_v8 shapes_v8_set1(float x)
{
    shapes_v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline shapes_v8 shapes_v8_add(shapes_v8 a, shapes_v8 b) { return a + b; }
static inline shapes_v8 shapes_v8_sub(shapes_v8 a, shapes_v8 b) { return a - b; }
static inline shapes_v8 shapes_v8_mul(shapes_v8 a, shapes_v8 b) { return a * b; }
static inline shapes_v8 shapes_v8_div(shapes_v8 a, shapes_v8 b) { return a / b; }
static inline shapes_v8 shapes_v8_fma(shapes_v8 a, shapes_v8 b, shapes_v8 c) { return a * b + c; }
/* a > b ? x : y */
static inline shapes_v8 shapes_v8_select(shapes_v8 a, shapes_v8 b, shapes_v8 x, shapes_v8 y)
{
    shapes_v8i m = (shapes_v8i)(a > b);
    return (shapes_v8)(((shapes_v8i)x & m) | ((shapes_v8i)y & ~m));
}
/* the larger; NaN where one is */
static inline shapes_v8 shapes_v8_top(shapes_v8 a, shapes_v8 b)
{
    shapes_v8i m = (shapes_v8i)(a > b) | (shapes_v8i)(a != a);
    return (shapes_v8)(((shapes_v8i)a & m) | ((shapes_v8i)b & ~m));
}
static inline shapes_v8 shapes_v8_sqrt(shapes_v8 a)
{
    shapes_v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = sqrtf(a[i]);
    return r;
}
static inline float shapes_v8_sum(shapes_v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define SHAPES_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(SHAPES_PLAIN_C)
typedef float shapes_v8h __attribute__((vector_size(16)));
typedef int32_t shapes_v8i __attribute__((vector_size(16)));
typedef float shapes_v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    shapes_v8h a, b;
} shapes_v8;
static inline shapes_v8 shapes_v8_load(const float *p)
{
    shapes_v8 r;
    r.a = *(const shapes_v8u *)(const void *)p;
    r.b = *(const shapes_v8u *)(const void *)(p + 4);
    return r;
}
static inline void shapes_v8_store(float *p, shapes_v8 x)
{
    *(shapes_v8u *)(void *)p = x.a;
    *(shapes_v8u *)(void *)(p + 4) = x.b;
}
static inline shapes_v8 shapes_v8_set1(float x)
{
    shapes_v8h h = {x, x, x, x};
    shapes_v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline shapes_v8 shapes_v8_add(shapes_v8 x, shapes_v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline shapes_v8 shapes_v8_sub(shapes_v8 x, shapes_v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline shapes_v8 shapes_v8_mul(shapes_v8 x, shapes_v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline shapes_v8 shapes_v8_div(shapes_v8 x, shapes_v8 y)
{
    x.a /= y.a;
    x.b /= y.b;
    return x;
}
static inline shapes_v8 shapes_v8_fma(shapes_v8 x, shapes_v8 y, shapes_v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline shapes_v8 shapes_v8_select(shapes_v8 p, shapes_v8 q, shapes_v8 x, shapes_v8 y)
{
    shapes_v8i m = (shapes_v8i)(p.a > q.a), n = (shapes_v8i)(p.b > q.b);
    x.a = (shapes_v8h)(((shapes_v8i)x.a & m) | ((shapes_v8i)y.a & ~m));
    x.b = (shapes_v8h)(((shapes_v8i)x.b & n) | ((shapes_v8i)y.b & ~n));
    return x;
}
static inline shapes_v8 shapes_v8_top(shapes_v8 x, shapes_v8 y)
{
    shapes_v8i m = (shapes_v8i)(x.a > y.a) | (shapes_v8i)(x.a != x.a),
        n = (shapes_v8i)(x.b > y.b) | (shapes_v8i)(x.b != x.b);
    x.a = (shapes_v8h)(((shapes_v8i)x.a & m) | ((shapes_v8i)y.a & ~m));
    x.b = (shapes_v8h)(((shapes_v8i)x.b & n) | ((shapes_v8i)y.b & ~n));
    return x;
}
static inline shapes_v8 shapes_v8_sqrt(shapes_v8 x)
{
    for (int i = 0; i < 4; i++) {
        x.a[i] = sqrtf(x.a[i]);
        x.b[i] = sqrtf(x.b[i]);
    }
    return x;
}
static inline float shapes_v8_sum(shapes_v8 x)
{
    shapes_v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} shapes_v8;
static inline shapes_v8 shapes_v8_load(const float *p)
{
    shapes_v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void shapes_v8_store(float *p, shapes_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline shapes_v8 shapes_v8_set1(float x)
{
    shapes_v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline shapes_v8 shapes_v8_add(shapes_v8 a, shapes_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline shapes_v8 shapes_v8_sub(shapes_v8 a, shapes_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline shapes_v8 shapes_v8_mul(shapes_v8 a, shapes_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline shapes_v8 shapes_v8_div(shapes_v8 a, shapes_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] /= b.f[i];
    return a;
}
static inline shapes_v8 shapes_v8_fma(shapes_v8 a, shapes_v8 b, shapes_v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline shapes_v8 shapes_v8_select(shapes_v8 a, shapes_v8 b, shapes_v8 x, shapes_v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline shapes_v8 shapes_v8_top(shapes_v8 a, shapes_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = a.f[i] > b.f[i] || a.f[i] != a.f[i] ? a.f[i] : b.f[i];
    return a;
}
static inline shapes_v8 shapes_v8_sqrt(shapes_v8 a)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = sqrtf(a.f[i]);
    return a;
}
static inline float shapes_v8_sum(shapes_v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline shapes_v8 shapes_v8_zero(void) { return shapes_v8_set1(0.0f); }
/* shapes_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay;
 * sums over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SHAPES_PLAIN_C) && defined(__AVX512F__)
#define SHAPES_WIDE 16
typedef float shapes_v8w __attribute__((vector_size(64)));
typedef float shapes_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline shapes_v8w shapes_v8w_load(const float *p) {
    return *(const shapes_v8wu *)(const void *)p; }
static inline void shapes_v8w_store(float *p, shapes_v8w a) { *(shapes_v8wu *)(void *)p = a; }
static inline shapes_v8w shapes_v8w_set1(float x)
{
    shapes_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline shapes_v8w shapes_v8w_add(shapes_v8w a, shapes_v8w b) { return a + b; }
static inline shapes_v8w shapes_v8w_sub(shapes_v8w a, shapes_v8w b) { return a - b; }
static inline shapes_v8w shapes_v8w_mul(shapes_v8w a, shapes_v8w b) { return a * b; }
static inline shapes_v8w shapes_v8w_fma(shapes_v8w a, shapes_v8w b, shapes_v8w c) { return a * b +
    c; }
typedef int32_t shapes_v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline shapes_v8w shapes_v8w_select(shapes_v8w a, shapes_v8w b, shapes_v8w x, shapes_v8w y)
{
    shapes_v8wi m = (shapes_v8wi)(a > b);
    return (shapes_v8w)(((shapes_v8wi)x & m) | ((shapes_v8wi)y & ~m));
}
static inline shapes_v8w shapes_v8w_top(shapes_v8w a, shapes_v8w b)
{
    shapes_v8wi m = (shapes_v8wi)(a > b) | (shapes_v8wi)(a != a);
    return (shapes_v8w)(((shapes_v8wi)a & m) | ((shapes_v8wi)b & ~m));
}
#else
#define SHAPES_WIDE 8
typedef shapes_v8 shapes_v8w;
static inline shapes_v8w shapes_v8w_load(const float *p) { return shapes_v8_load(p); }
static inline void shapes_v8w_store(float *p, shapes_v8w a) { shapes_v8_store(p, a); }
static inline shapes_v8w shapes_v8w_set1(float x) { return shapes_v8_set1(x); }
static inline shapes_v8w shapes_v8w_add(shapes_v8w a, shapes_v8w b) { return shapes_v8_add(a, b); }
static inline shapes_v8w shapes_v8w_sub(shapes_v8w a, shapes_v8w b) { return shapes_v8_sub(a, b); }
static inline shapes_v8w shapes_v8w_mul(shapes_v8w a, shapes_v8w b) { return shapes_v8_mul(a, b); }
static inline shapes_v8w shapes_v8w_fma(shapes_v8w a, shapes_v8w b, shapes_v8w c) {
    return shapes_v8_fma(a, b, c); }
static inline shapes_v8w shapes_v8w_select(shapes_v8w a, shapes_v8w b, shapes_v8w x, shapes_v8w y) {
    return shapes_v8_select(a, b, x, y); }
static inline shapes_v8w shapes_v8w_top(shapes_v8w a, shapes_v8w b) { return shapes_v8_top(a, b); }
#endif
static inline shapes_v8w shapes_v8w_zero(void) { return shapes_v8w_set1(0.0f); }
static inline shapes_v8w shapes_v8w_max(shapes_v8w a, shapes_v8w b) {
    return shapes_v8w_select(a, b, a, b); }
    /* a > b ? a : b */
/* shapes_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the
 * result. By force: gcc takes a function that only asks for one without effect, and leaves out its
 * calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SHAPES_PLAIN_C)
SHAPES_INLINE void shapes_v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
SHAPES_INLINE void shapes_v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif
/* shapes_v8_prefetch of the one line at p. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SHAPES_PLAIN_C)
SHAPES_INLINE void shapes_v8_ask(const void *p) { __builtin_prefetch(p); }
#else
SHAPES_INLINE void shapes_v8_ask(const void *p) { (void)p; }
#endif
/* Windows over the rows of a map of h x w pixels: kh x kw pixels, the first from row -top and
 * column -left on, the next sh and sw further. */
typedef struct shapes_mk_windows {
    int h, w, kh, kw, sh, sw, top, left;
} shapes_mk_windows;
/* Adam: shares of the running means and their complements, what is added to the root, the decay in
 * the gradient, the share of the weights that a step takes away, the limit of a gradient's element
 * (0: none). */
typedef struct shapes_mk_adam_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon, decay, shrink, clip;
} shapes_mk_adam_rule;
static inline void shapes_v8_narrow_f32(uint8_t *p, const float *x) { memcpy(p, x, 16 * sizeof *x);
    }
static inline void shapes_v8_narrow(uint8_t *p, const float *x, int format)
{
    (void)format;
    shapes_v8_narrow_f32(p, x);
}
/* Bytes of a number. */
static inline int shapes_v8_bytes(int format)
{
    return format == 0 ? 4 : format == 1 ? 2 : 2;
}
/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
static inline void shapes_mk_block_channels(float *y, const float *x, int pixels, int channels,
                                            int first)
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
static inline void shapes_mk_unblock_channels(float *y, const float *x, int pixels, int channels,
                                              int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * channels + first;
        const float *from = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
    }
}

/* One image's values in the order pixel, channel, from x [CB][pixels_x][16] to y
 * [CB][pixels_y][16]; both hold as many values. Runs that stay within one block on both sides are
 * copied at once. x and y differ. */
static inline void shapes_mk_reshape(float *y, const float *x, int pixels_y, int channels_y,
                                     int pixels_x, int channels_x)
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

/* sum[l] += sum over p of x[p][l] */
static inline void shapes_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += SHAPES_WIDE) {
            shapes_v8w s0 = shapes_v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = shapes_v8w_add(s0, shapes_v8w_load(at)),
                    s1 = shapes_v8w_add(s1, shapes_v8w_load(at + 16)),
                s2 = shapes_v8w_add(s2, shapes_v8w_load(at + 32)),
                    s3 = shapes_v8w_add(s3, shapes_v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = shapes_v8w_add(s0, shapes_v8w_load(x + (ptrdiff_t)q * 16 + l));
            shapes_v8w_store(t + l, shapes_v8w_add(shapes_v8w_add(s0, s1), shapes_v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void shapes_mk_transpose8(float *y, const float *x)
{
#if defined(SHAPES_SHUFFLE)
    shapes_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const shapes_v8 p = shapes_v8_load(x + 16 * i), q = shapes_v8_load(x + 16 * i + 16);
        a[i] = SHAPES_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = SHAPES_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = SHAPES_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = SHAPES_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int j = 0; j < 4; j++) {
        shapes_v8_store(y + 16 * j, SHAPES_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        shapes_v8_store(y + 16 * j + 64, SHAPES_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13, 14,
                                                        15));
    }
#else
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++)
            y[16 * j + i] = x[16 * i + j];
#endif
}

/* Transposes a panel of 16-wide rows: Y[l][r] = X[l / 16][r][l % 16] for r < rows <= 16, l < lanes;
 * lanes r >= rows of Y are 0. Rows of both are 16 floats; blocks of X, 16 lanes each, are xs apart,
 * so the next is asked for in time. */
static inline void shapes_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            shapes_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                shapes_mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* shapes_mk_exp of 16 lanes, by the same operations, where registers have them. */
SHAPES_INLINE shapes_v8w shapes_mk_exp16(shapes_v8w a)
{
#if SHAPES_WIDE == 16 && !defined(SHAPES_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const shapes_v8w zero = {0.0f};
    const shapes_v8wi low = (shapes_v8wi)(a < -87.33654f);
    a = (shapes_v8w)((low & (shapes_v8wi)(zero - 87.33654f)) | (~low & (shapes_v8wi)a));
    const shapes_v8wi high = (shapes_v8wi)(a > 88.37626f);
    a = (shapes_v8w)((high & (shapes_v8wi)(zero + 88.37626f)) | (~high & (shapes_v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const shapes_v8w k = __builtin_convertvector((shapes_v8wi)(bits - 0x4B400000u), shapes_v8w),
              e = (shapes_v8w)((bits + 127u) << 23);
    shapes_v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    shapes_v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    return p * e;
#else
    return a;
#endif
}

/* y[i] = exp(x[i]); count is a multiple of 8. Error below 2 ulp; x is limited to [-87.33, 88.37],
 * so the result is never 0, denormal or infinite; NaN gives NaN. exp(x) = 2^k * exp(r), k = round(x
 * / ln 2), |r| <= ln 2 / 2, exp(r) by the polynomial of Cephes' expf. Adding 1.5 * 2^23 leaves k in
 * the low bits of the sum, from where it is taken as an integer: subtracting the number again would
 * be folded away by a compiler that may reorder sums, and be no rounding where registers hold more
 * than a float. */
static inline void shapes_mk_exp(float *y, const float *x, int count)
{
#if defined(SHAPES_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const shapes_v8 low = shapes_v8_set1(-87.33654f), high = shapes_v8_set1(88.37626f),
        magic = shapes_v8_set1(12582912.0f);
    int i = 0;
#if SHAPES_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(shapes_v8wu *)(void *)(y + i) = shapes_mk_exp16(*(const shapes_v8wu *)(const void *)(x +
            i));
#else
    (void)shapes_mk_exp16;
#endif
    for (; i < count; i += 8) {
        shapes_v8 a = shapes_v8_load(x + i);
        a = shapes_v8_select(low, a, low, a);
        a = shapes_v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        shapes_v8_store(s, shapes_v8_fma(a, shapes_v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        shapes_v8 k = shapes_v8_load(s), r = shapes_v8_fma(k, shapes_v8_set1(-0.693359375f), a);
        r = shapes_v8_fma(k, shapes_v8_set1(2.12194440e-4f), r);
        shapes_v8 p = shapes_v8_set1(1.9875691500e-4f);
        p = shapes_v8_fma(p, r, shapes_v8_set1(1.3981999507e-3f));
        p = shapes_v8_fma(p, r, shapes_v8_set1(8.3334519073e-3f));
        p = shapes_v8_fma(p, r, shapes_v8_set1(4.1665795894e-2f));
        p = shapes_v8_fma(p, r, shapes_v8_set1(1.6666665459e-1f));
        p = shapes_v8_fma(p, r, shapes_v8_set1(5.0000001201e-1f));
        p = shapes_v8_add(shapes_v8_fma(p, shapes_v8_mul(r, r), r), shapes_v8_set1(1.0f));
        shapes_v8_store(y + i, shapes_v8_mul(p, shapes_v8_load(e)));
    }
#endif
}

/* The register tile, the one source of shapes_mk_tile1 to shapes_mk_tile6: for `rows` rows r, at
 * most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
SHAPES_INLINE void shapes_mk_tile_of(int rows, float *y, ptrdiff_t yr, int add, const float *x,
                                     ptrdiff_t xr, const float *w, const int *count,
                                     const ptrdiff_t *step)
{
    shapes_v8 a0 = shapes_v8_zero(), b0 = shapes_v8_zero(), a1 = shapes_v8_zero(),
        b1 = shapes_v8_zero(), a2 = shapes_v8_zero(),
       b2 = shapes_v8_zero(), a3 = shapes_v8_zero(), b3 = shapes_v8_zero(), a4 = shapes_v8_zero(),
           b4 = shapes_v8_zero(),
       a5 = shapes_v8_zero(), b5 = shapes_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                shapes_v8 s = shapes_v8_zero(), t = s;
                if (rows == 4)
                    s = shapes_v8_load(q), t = shapes_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk,
                     q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = shapes_v8_load(q), t = shapes_v8_load(q + 8);
                    shapes_v8 e = shapes_v8_set1(p[0]);
                    a0 = shapes_v8_fma(e, s, a0), b0 = shapes_v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = shapes_v8_set1(p[xr]);
                        a1 = shapes_v8_fma(e, s, a1), b1 = shapes_v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = shapes_v8_set1(p[2 * xr]);
                        a2 = shapes_v8_fma(e, s, a2), b2 = shapes_v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = shapes_v8_set1(p[3 * xr]);
                        a3 = shapes_v8_fma(e, s, a3), b3 = shapes_v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = shapes_v8_set1(p[4 * xr]);
                        a4 = shapes_v8_fma(e, s, a4), b4 = shapes_v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = shapes_v8_set1(p[5 * xr]);
                        a5 = shapes_v8_fma(e, s, a5), b5 = shapes_v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = shapes_v8_load(q), t = shapes_v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = shapes_v8_add(a0, shapes_v8_load(y)), b0 = shapes_v8_add(b0, shapes_v8_load(y + 8));
        if (rows > 1)
            a1 = shapes_v8_add(a1, shapes_v8_load(y + yr)),
                b1 = shapes_v8_add(b1, shapes_v8_load(y + yr + 8));
        if (rows > 2)
            a2 = shapes_v8_add(a2, shapes_v8_load(y + 2 * yr)),
                b2 = shapes_v8_add(b2, shapes_v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = shapes_v8_add(a3, shapes_v8_load(y + 3 * yr)),
                b3 = shapes_v8_add(b3, shapes_v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = shapes_v8_add(a4, shapes_v8_load(y + 4 * yr)),
                b4 = shapes_v8_add(b4, shapes_v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = shapes_v8_add(a5, shapes_v8_load(y + 5 * yr)),
                b5 = shapes_v8_add(b5, shapes_v8_load(y + 5 * yr + 8));
    }
    shapes_v8_store(y, a0), shapes_v8_store(y + 8, b0);
    if (rows > 1)
        shapes_v8_store(y + yr, a1), shapes_v8_store(y + yr + 8, b1);
    if (rows > 2)
        shapes_v8_store(y + 2 * yr, a2), shapes_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        shapes_v8_store(y + 3 * yr, a3), shapes_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        shapes_v8_store(y + 4 * yr, a4), shapes_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        shapes_v8_store(y + 5 * yr, a5), shapes_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of shapes_mk_rows. */
static inline void shapes_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of shapes_mk_rows. */
static inline void shapes_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of shapes_mk_rows. */
static inline void shapes_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of shapes_mk_rows. */
static inline void shapes_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of shapes_mk_rows. */
static inline void shapes_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of shapes_mk_rows. */
static inline void shapes_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    shapes_mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of shapes_mk_tile8 and shapes_mk_tile16: 8 or
 * 16 `rows` of shapes_mk_rows, a constant. With 16 a step is one load and 16 multiply-adds that
 * broadcast as they read. With eight lanes it has more accumulators than there are registers, and
 * is right but slow. The strides of X are arguments: where they are constants, multiply-adds
 * broadcast from fixed places beside one pointer, else each takes an index, which costs a sixth of
 * the speed. */
SHAPES_INLINE void shapes_mk_wide_of(int rows, float *y, ptrdiff_t yr, int add, const float *x,
                                     ptrdiff_t xr, ptrdiff_t xk, const float *w, const int *count,
                                     const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += SHAPES_WIDE, y += SHAPES_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            shapes_v8_prefetch(y + r * yr, 1);
        shapes_v8w a0 = shapes_v8w_zero(), a1 = shapes_v8w_zero(), a2 = shapes_v8w_zero(),
            a3 = shapes_v8w_zero(), a4 = shapes_v8w_zero(),
            a5 = shapes_v8w_zero(), a6 = shapes_v8w_zero(), a7 = shapes_v8w_zero(),
                a8 = shapes_v8w_zero(), a9 = shapes_v8w_zero(),
            a10 = shapes_v8w_zero(), a11 = shapes_v8w_zero(), a12 = shapes_v8w_zero(),
                a13 = shapes_v8w_zero(),
            a14 = shapes_v8w_zero(), a15 = shapes_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk,
                         q += 16, f += xr) {
                        const shapes_v8w s = shapes_v8w_load(q);
                        if (rows == 16)
                            shapes_v8_prefetch(q + 1024, 1), shapes_v8_prefetch(f, 1);
                        a0 = shapes_v8w_fma(shapes_v8w_set1(p[0]), s, a0),
                            a1 = shapes_v8w_fma(shapes_v8w_set1(p[xr]), s, a1),
                        a2 = shapes_v8w_fma(shapes_v8w_set1(p[2 * xr]), s, a2),
                        a3 = shapes_v8w_fma(shapes_v8w_set1(p[3 * xr]), s, a3);
                        a4 = shapes_v8w_fma(shapes_v8w_set1(p[4 * xr]), s, a4),
                        a5 = shapes_v8w_fma(shapes_v8w_set1(p[5 * xr]), s, a5),
                        a6 = shapes_v8w_fma(shapes_v8w_set1(p[6 * xr]), s, a6),
                        a7 = shapes_v8w_fma(shapes_v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = shapes_v8w_fma(shapes_v8w_set1(p8[0]), s, a8),
                            a9 = shapes_v8w_fma(shapes_v8w_set1(p8[xr]), s, a9),
                            a10 = shapes_v8w_fma(shapes_v8w_set1(p8[2 * xr]), s, a10),
                            a11 = shapes_v8w_fma(shapes_v8w_set1(p8[3 * xr]), s, a11);
                            a12 = shapes_v8w_fma(shapes_v8w_set1(p8[4 * xr]), s, a12),
                            a13 = shapes_v8w_fma(shapes_v8w_set1(p8[5 * xr]), s, a13),
                            a14 = shapes_v8w_fma(shapes_v8w_set1(p8[6 * xr]), s, a14),
                            a15 = shapes_v8w_fma(shapes_v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = shapes_v8w_add(a0, shapes_v8w_load(y)),
                a1 = shapes_v8w_add(a1, shapes_v8w_load(y + yr)),
            a2 = shapes_v8w_add(a2, shapes_v8w_load(y + 2 * yr)),
                a3 = shapes_v8w_add(a3, shapes_v8w_load(y + 3 * yr));
            a4 = shapes_v8w_add(a4, shapes_v8w_load(y + 4 * yr)),
                a5 = shapes_v8w_add(a5, shapes_v8w_load(y + 5 * yr)),
            a6 = shapes_v8w_add(a6, shapes_v8w_load(y + 6 * yr)),
                a7 = shapes_v8w_add(a7, shapes_v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = shapes_v8w_add(a8, shapes_v8w_load(y + 8 * yr)),
                a9 = shapes_v8w_add(a9, shapes_v8w_load(y + 9 * yr)),
            a10 = shapes_v8w_add(a10, shapes_v8w_load(y + 10 * yr)),
                a11 = shapes_v8w_add(a11, shapes_v8w_load(y + 11 * yr));
            a12 = shapes_v8w_add(a12, shapes_v8w_load(y + 12 * yr)),
                a13 = shapes_v8w_add(a13, shapes_v8w_load(y + 13 * yr)),
            a14 = shapes_v8w_add(a14, shapes_v8w_load(y + 14 * yr)),
                a15 = shapes_v8w_add(a15, shapes_v8w_load(y + 15 * yr));
        }
        shapes_v8w_store(y, a0), shapes_v8w_store(y + yr, a1), shapes_v8w_store(y + 2 * yr, a2),
            shapes_v8w_store(y + 3 * yr, a3);
        shapes_v8w_store(y + 4 * yr, a4), shapes_v8w_store(y + 5 * yr, a5),
            shapes_v8w_store(y + 6 * yr, a6),
            shapes_v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            shapes_v8w_store(y + 8 * yr, a8), shapes_v8w_store(y + 9 * yr, a9),
                shapes_v8w_store(y + 10 * yr, a10),
                shapes_v8w_store(y + 11 * yr, a11);
            shapes_v8w_store(y + 12 * yr, a12), shapes_v8w_store(y + 13 * yr, a13),
                shapes_v8w_store(y + 14 * yr, a14),
                shapes_v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of shapes_mk_rows, for the strides of convolutions and of gradients, and for any other.
 * */
static inline void shapes_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                    const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        shapes_mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        shapes_mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        shapes_mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of shapes_mk_rows, for the strides of convolutions, and for any other. */
static inline void shapes_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                   const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        shapes_mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        shapes_mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: shapes_mk_tile6 for any number
 * of rows.
 */
static inline void shapes_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                  const float *w, const int *count, const ptrdiff_t *step, int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (SHAPES_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: shapes_mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: shapes_mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: shapes_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: shapes_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: shapes_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: shapes_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: shapes_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: shapes_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j,
 * c] * W[i, j, c][16]. Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and
 * blocks of 16 channels xb; tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void shapes_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x,
                                      ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                                      const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj,
                                      int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    shapes_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X
 * are xr apart, its blocks of 16 channels xb. */
static inline void shapes_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr,
                                   ptrdiff_t xb, const float *w, int channels, int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    shapes_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i,
 * t][c] * D[i, t][16], c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are
 * di apart, its pixels 16. */
static inline void shapes_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi,
                                        ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt,
                                        int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    shapes_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* shapes_mk_panel_grad for up to 9 rows that lie anywhere: row r of Y, at y + to[r], (+)= sum over
 * i < ni, t < nt of X[i, t][from[r]] * D[i, t][16]. So the taps of a window on few channels share
 * the loads of D: 9 accumulators. */
static inline void shapes_mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x,
                                         const ptrdiff_t *from, int rows, ptrdiff_t xi,
                                         ptrdiff_t xt, const float *d, ptrdiff_t di, int ni, int nt,
                                         int add)
{
    const ptrdiff_t o0 = from[0], o1 = from[rows > 1 ? 1 : 0], o2 = from[rows > 2 ? 2 : 0],
                    o3 = from[rows > 3 ? 3 : 0], o4 = from[rows > 4 ? 4 : 0],
                    o5 = from[rows > 5 ? 5 : 0], o6 = from[rows > 6 ? 6 : 0],
                    o7 = from[rows > 7 ? 7 : 0], o8 = from[rows > 8 ? 8 : 0];
    shapes_v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int l = 0; l < 16; l += SHAPES_WIDE) {
        shapes_v8w a0 = shapes_v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0,
            a7 = a0, a8 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di + l;
            for (int t = 0; t < nt; t++, p += xt, q += 16) {
                const shapes_v8w e = shapes_v8w_load(q);
                a0 = shapes_v8w_fma(shapes_v8w_set1(p[o0]), e, a0),
                    a1 = shapes_v8w_fma(shapes_v8w_set1(p[o1]), e, a1),
                a2 = shapes_v8w_fma(shapes_v8w_set1(p[o2]), e, a2);
                a3 = shapes_v8w_fma(shapes_v8w_set1(p[o3]), e, a3),
                    a4 = shapes_v8w_fma(shapes_v8w_set1(p[o4]), e, a4),
                a5 = shapes_v8w_fma(shapes_v8w_set1(p[o5]), e, a5);
                a6 = shapes_v8w_fma(shapes_v8w_set1(p[o6]), e, a6),
                    a7 = shapes_v8w_fma(shapes_v8w_set1(p[o7]), e, a7),
                a8 = shapes_v8w_fma(shapes_v8w_set1(p[o8]), e, a8);
            }
        }
        shapes_v8w_store(s, a0), shapes_v8w_store(s + SHAPES_WIDE, a1),
            shapes_v8w_store(s + 2 * SHAPES_WIDE, a2),
            shapes_v8w_store(s + 3 * SHAPES_WIDE, a3), shapes_v8w_store(s + 4 * SHAPES_WIDE, a4);
        shapes_v8w_store(s + 5 * SHAPES_WIDE, a5), shapes_v8w_store(s + 6 * SHAPES_WIDE, a6),
            shapes_v8w_store(s + 7 * SHAPES_WIDE, a7), shapes_v8w_store(s + 8 * SHAPES_WIDE, a8);
        for (int r = 0; r < rows; r++) {
            float *const row = y + to[r] + l;
            const shapes_v8w e = shapes_v8w_load(s + r * SHAPES_WIDE);
            shapes_v8w_store(row, add ? shapes_v8w_add(shapes_v8w_load(row), e) : e);
        }
    }
}

/* Asks for `floats` floats at p; see shapes_v8_prefetch. gcc takes it for a function without
 * effect, too, and leaves out its calls, unless it says that it writes. */
static inline void shapes_mk_prefetch(const float *p, int floats)
{
    shapes_v8_prefetch(p, floats);
    SHAPES_WROTE();
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
static inline float shapes_mk_crossentropy(float *prob, const float *x, int classes, int label,
                                           float smoothing)
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
    shapes_mk_exp(prob, prob, (classes + 15) / 16 * 16);
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
static inline void shapes_mk_crossentropy_back(float *dx, const float *prob, int classes, int label,
                                               float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float shapes_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
static inline void shapes_mk_gradient(float *to, const float *g, const float *w, float decay,
                                      float clip)
{
    shapes_v8 a = shapes_v8_load(g);
    if (clip > 0.0f) {
        shapes_v8 high = shapes_v8_set1(clip), low = shapes_v8_set1(-clip);
        a = shapes_v8_select(a, high, high, a); /* a NaN stays one */
        a = shapes_v8_select(low, a, low, a);
    }
    shapes_v8_store(to, shapes_v8_fma(shapes_v8_set1(decay), shapes_v8_load(w), a));
}

/* w -= shrink * w (decoupled decay); m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) *
 * g^2; w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t). Each
 * share is given beside what it leaves, since a float of the one may not hold the other. (v + (g^2
 * - v) * (1 - beta2) would lose a small g after a large one.) */
static inline void shapes_mk_adam(float *w, float *m, float *v, const float *g, int count,
                                  float alpha, const shapes_mk_adam_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    shapes_v8 a = shapes_v8_set1(alpha), rest1 = shapes_v8_set1(by->one_minus_beta1),
       rest2 = shapes_v8_set1(by->one_minus_beta2), eps = shapes_v8_set1(by->epsilon);
    shapes_v8 keep1 = shapes_v8_set1(by->beta1), keep2 = shapes_v8_set1(by->beta2),
        less = shapes_v8_set1(-by->shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        shapes_mk_gradient(t, g + i, w + i, decay, clip);
        shapes_v8 d = shapes_v8_load(t), mi = shapes_v8_load(m + i), vi = shapes_v8_load(v + i),
            wi = shapes_v8_load(w + i);
        mi = shapes_v8_fma(d, rest1, shapes_v8_mul(keep1, mi));
        vi = shapes_v8_fma(shapes_v8_mul(d, d), rest2, shapes_v8_mul(keep2, vi));
        wi = shapes_v8_fma(less, wi, wi);
        shapes_v8_store(m + i, mi);
        shapes_v8_store(v + i, vi);
        shapes_v8_store(w + i, shapes_v8_sub(wi, shapes_v8_div(shapes_v8_mul(mi, a),
                                                               shapes_v8_add(shapes_v8_sqrt(vi),
            eps))));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
static inline int shapes_mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        shapes_v8 a = shapes_v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            shapes_v8 x = shapes_v8_load(g + i), y = shapes_v8_load(g + i + 8);
            a = shapes_v8_fma(x, x, a);
            b = shapes_v8_fma(y, y, b);
        }
        if (shapes_v8_sum(shapes_v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* y[i] = a[i] + b[i] */
static inline void shapes_mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += SHAPES_WIDE)
        shapes_v8w_store(y + i, shapes_v8w_add(shapes_v8w_load(a + i), shapes_v8w_load(b + i)));
}

/* y[i] = sum over p of x[p * step + i], p < parts, in their order. A stretch of y stays in the
 * first-level cache while the parts come one after the other. */
static inline void shapes_mk_add_partials(float *y, const float *x, ptrdiff_t step, int parts,
                                          int count)
{
    for (int from = 0, to; from < count; from = to) {
        to = count - from < 1024 ? count : from + 1024;
        memcpy(y + from, x + from, sizeof *y * (size_t)(to - from));
        for (int p = 1; p < parts; p++)
            shapes_mk_add(y + from, y + from, x + p * step + from, to - from);
    }
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void shapes_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const shapes_v8w b0 = shapes_v8w_load(b), b1 = shapes_v8w_load(b + 16 - SHAPES_WIDE);
    for (int i = 0; i < count; i += 16) {
        shapes_v8w_store(y + i, shapes_v8w_add(shapes_v8w_load(x + i), b0));
        if (SHAPES_WIDE == 8)
            shapes_v8w_store(y + i + 8, shapes_v8w_add(shapes_v8w_load(x + i + 8), b1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
static inline void shapes_mk_scale_shift_channel(float *y, const float *x, int count,
                                                 const float *a, const float *b)
{
    const shapes_v8w a0 = shapes_v8w_load(a), a1 = shapes_v8w_load(a + 16 - SHAPES_WIDE),
        b0 = shapes_v8w_load(b),
              b1 = shapes_v8w_load(b + 16 - SHAPES_WIDE);
    for (int i = 0; i < count; i += 16) {
        shapes_v8w_store(y + i, shapes_v8w_fma(shapes_v8w_load(x + i), a0, b0));
        if (SHAPES_WIDE == 8)
            shapes_v8w_store(y + i + 8, shapes_v8w_fma(shapes_v8w_load(x + i + 8), a1, b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void shapes_mk_relu(float *y, const float *x, int count, float max)
{
    const shapes_v8w zero = shapes_v8w_zero(), top = shapes_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += SHAPES_WIDE) {
            const shapes_v8w a = shapes_v8w_max(zero, shapes_v8w_load(x + i));
            shapes_v8w_store(y + i, shapes_v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += SHAPES_WIDE)
            shapes_v8w_store(y + i, shapes_v8w_max(zero, shapes_v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void shapes_mk_relu_back(float *dx, const float *dy, const float *y, int count,
                                       float max)
{
    const shapes_v8w zero = shapes_v8w_zero(), top = shapes_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += SHAPES_WIDE) {
            const shapes_v8w a = shapes_v8w_load(y + i),
                g = shapes_v8w_select(a, zero, shapes_v8w_load(dy + i), zero);
            shapes_v8w_store(dx + i, shapes_v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += SHAPES_WIDE)
            shapes_v8w_store(dx + i, shapes_v8w_select(shapes_v8w_load(y + i), zero,
                                                       shapes_v8w_load(dy + i), zero));
    }
}

/* One window of 2x2 in shapes_mk_maxpool_row: its rows at r and s. */
static inline void shapes_mk_max4(float *y, uint8_t *arg, const float *r, const float *s)
{
    float t[16];
    for (int l = 0; l < 16; l += 8) {
        const shapes_v8 a = shapes_v8_load(r + l), b = shapes_v8_load(r + l + 16),
            c = shapes_v8_load(s + l),
                 d = shapes_v8_load(s + l + 16);
        const shapes_v8 m = shapes_v8_top(b, a), n = shapes_v8_top(c, m);
        if (arg) {
            const shapes_v8 i = shapes_v8_select(b, a, shapes_v8_set1(1.0f), shapes_v8_zero()),
                     j = shapes_v8_select(c, m, shapes_v8_set1(2.0f), i);
            shapes_v8_store(t + l, shapes_v8_select(d, n, shapes_v8_set1(3.0f), j));
        }
        shapes_v8_store(y + l, shapes_v8_top(d, n));
    }
    for (int l = 0; arg && l < 16; l++)
        arg[l] = (uint8_t)(int)t[l];
}

/* y[ox][l] = max over the window, NaN where one of it is. A window holds at least one pixel. */
static inline void shapes_mk_max_row(float *y, const float *x, int oy, int ow,
                                     const shapes_mk_windows *g)
{
    const int w = g->w, y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < g->kh ? g->h - y0 : g->kh;
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, kx0 = x0 < 0 ? -x0 : 0,
                  kx1 = w - x0 < g->kw ? w - x0 : g->kw;
        for (int l = 0; l < 16; l += SHAPES_WIDE) {
            const float *at = x + ((ptrdiff_t)(y0 + ky0) * w + x0) * 16 + l;
            shapes_v8w m = shapes_v8w_load(at + (ptrdiff_t)kx0 * 16);
            for (int ky = ky0; ky < ky1; ky++, at += (ptrdiff_t)w * 16)
                for (int kx = kx0; kx < kx1; kx++)
                    m = shapes_v8w_top(shapes_v8w_load(at + (ptrdiff_t)kx * 16), m);
            shapes_v8w_store(y + (ptrdiff_t)ox * 16 + l, m);
        }
    }
}

/* y[ox][l] = max over the window, arg[ox][l] = ky * kw + kx of its first maximum in row-major order
 * (kh * kw <= 256); arg may be NULL. A window holds at least one pixel. */
static inline void shapes_mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow,
                                         const shapes_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    if (!arg && (kh != 2 || kw != 2)) {
        shapes_mk_max_row(y, x, oy, ow, g);
        return;
    }
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        const float *first = x + ((ptrdiff_t)(y0 + ky0) * w + x0 + kx0) * 16;
        if (kh == 2 && kw == 2 && ky1 - ky0 == 2 && kx1 - kx0 == 2) {
            shapes_mk_max4(y + (ptrdiff_t)ox * 16, arg ? arg + (ptrdiff_t)ox * 16 : NULL, first,
                           first + (ptrdiff_t)w * 16);
            continue;
        }
        shapes_v8 m0 = shapes_v8_load(first), m1 = shapes_v8_load(first + 8);
        shapes_v8 i0 = shapes_v8_set1((float)(ky0 * kw + kx0)), i1 = i0;
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                const float *at = x + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                shapes_v8 a0 = shapes_v8_load(at), a1 = shapes_v8_load(at + 8),
                    i = shapes_v8_set1((float)(ky * kw + kx));
                i0 = shapes_v8_select(a0, m0, i, i0);
                i1 = shapes_v8_select(a1, m1, i, i1);
                m0 = shapes_v8_top(a0, m0);
                m1 = shapes_v8_top(a1, m1);
            }
        shapes_v8_store(y + (ptrdiff_t)ox * 16, m0);
        shapes_v8_store(y + (ptrdiff_t)ox * 16 + 8, m1);
        if (arg) {
            float t[16];
            shapes_v8_store(t, i0);
            shapes_v8_store(t + 8, i1);
            for (int l = 0; l < 16; l++)
                arg[(ptrdiff_t)ox * 16 + l] = (uint8_t)(int)t[l];
        }
    }
}

/* Row oy of 2x2 windows, stride 2, that may reach over the edge: y[ox][l] = the maximum where
 * scale[l] is not negative, else the minimum, which is where scale[l] times the value is largest.
 */
static inline void shapes_mk_extreme_row(float *y, const float *x, const float *scale, int oy,
                                         int ow, int h, int w)
{
    const int rows = h - 2 * oy < 2 ? h - 2 * oy : 2;
    for (int l = 0; l < 16; l += 8) {
        const shapes_v8 k = shapes_v8_load(scale + l);
        const shapes_v8 sign = shapes_v8_select(shapes_v8_zero(), k, shapes_v8_set1(-1.0f),
                                                shapes_v8_set1(1.0f));
        for (int ox = 0; ox < ow; ox++) {
            const int cols = w - 2 * ox < 2 ? w - 2 * ox : 2;
            const float *at = x + ((ptrdiff_t)2 * oy * w + 2 * ox) * 16 + l;
            shapes_v8 high = shapes_v8_mul(shapes_v8_load(at), sign);
            for (int i = 1; i < rows * cols; i++) {
                const shapes_v8 a = shapes_v8_load(at + ((ptrdiff_t)(i / cols) * w + i % cols) *
                                                   16);
                high = shapes_v8_top(shapes_v8_mul(a, sign), high);
            }
            shapes_v8_store(y + (ptrdiff_t)ox * 16 + l, shapes_v8_mul(high, sign));
        }
    }
}

/* `rows` rows of maxima of 2x2 windows, stride 2, of x [h][w][16], as shapes_mk_maxpool_row, or
 * with a scale as shapes_mk_extreme_row, makes them; arg may be NULL. */
static inline void shapes_mk_pool_lines(float *y, uint8_t *arg, const float *x, const float *scale,
                                        int rows, int ow, int h, int w)
{
    const shapes_mk_windows g = {h, w, 2, 2, 2, 2, 0, 0};
    for (int r = 0; r < rows; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * ow * 16;
        if (scale) {
            shapes_mk_extreme_row(y + at, x, scale, r, ow, h, w);
            continue;
        }
        (void)scale;
        shapes_mk_maxpool_row(y + at, arg ? arg + at : NULL, x, r, ow, &g);
    }
}

/* Adds dy of output row oy to the pixels of dx that arg names. The caller zeroes dx first. */
static inline void shapes_mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg,
                                              int oy, int ow, const shapes_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    shapes_v8 quarter = shapes_v8_set1(0.25f), zero = shapes_v8_zero();
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[(ptrdiff_t)ox * 16 + l];
        shapes_v8 i0 = shapes_v8_load(t), i1 = shapes_v8_load(t + 8);
        shapes_v8 g0 = shapes_v8_load(dy + (ptrdiff_t)ox * 16),
            g1 = shapes_v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                shapes_v8 i = shapes_v8_set1((float)(ky * kw + kx)), d0 = shapes_v8_sub(i, i0),
                    d1 = shapes_v8_sub(i, i1);
                shapes_v8_store(at, shapes_v8_add(shapes_v8_load(at),
                                                  shapes_v8_select(quarter, shapes_v8_mul(d0, d0),
                    g0, zero)));
                shapes_v8_store(at + 8, shapes_v8_add(shapes_v8_load(at + 8),
                                                      shapes_v8_select(quarter,
                    shapes_v8_mul(d1, d1), g1, zero)));
            }
    }
}

/* Two rows of dx, `ow` windows of 2x2 side by side in them: the pixel of each that arg names gets
 * dy, the others 0. */
static inline void shapes_mk_maxpool_back4(float *dx, const float *dy, const uint8_t *arg, int ow)
{
    const shapes_v8 quarter = shapes_v8_set1(0.25f), zero = shapes_v8_zero();
    float *next = dx + (ptrdiff_t)ow * 32;
    for (int ox = 0; ox < ow; ox++, dx += 32, next += 32, dy += 16, arg += 16) {
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[l];
        for (int l = 0; l < 16; l += 8) {
            const shapes_v8 g = shapes_v8_load(dy + l), i0 = shapes_v8_load(t + l),
                i1 = shapes_v8_sub(shapes_v8_set1(1.0f), i0),
                     i2 = shapes_v8_sub(shapes_v8_set1(2.0f), i0),
                         i3 = shapes_v8_sub(shapes_v8_set1(3.0f), i0);
            shapes_v8_store(dx + l, shapes_v8_select(quarter, shapes_v8_mul(i0, i0), g, zero));
            shapes_v8_store(dx + l + 16, shapes_v8_select(quarter, shapes_v8_mul(i1, i1), g, zero));
            shapes_v8_store(next + l, shapes_v8_select(quarter, shapes_v8_mul(i2, i2), g, zero));
            shapes_v8_store(next + l + 16, shapes_v8_select(quarter, shapes_v8_mul(i3, i3), g,
                                                            zero));
        }
    }
}

/* Stores `rows` rows of 16 floats, one after the other. */
static inline void shapes_mk_store_rows(int format, uint8_t *s, const float *x, int rows)
{
    const int line = 16 * shapes_v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line)
        shapes_v8_narrow(s, x, format);
}

/* Rows of a kernel in Keras layout: Y[c][l] = w[from + c, k0 + l] for c < rows, one tap's w being
 * [C / groups][K] of which input channel c meets only the outputs of its group; 0 elsewhere and
 * beyond K. */
static inline void shapes_mk_kernel_rows(float *y, const float *w, int C, int K, int groups,
                                         int from, int rows, int k0)
{
    const int inputs = C / groups, outputs = K / groups;
    for (int c = from; c < from + rows; c++, y += 16)
        for (int l = 0; l < 16; l++)
            y[l] = k0 + l < K && (k0 + l) / outputs == c / inputs
                       ? w[(ptrdiff_t)(c % inputs) * K + k0 + l]
                       : 0.0f;
}

/* Asks for part `part` of `parts` of what is read next: `taps` runs of `bytes` bytes, `step` apart.
 */
static inline void shapes_mk_prepacked_ahead(const uint8_t *w, ptrdiff_t step, int taps, int bytes,
                                             int part, int parts)
{
    for (int t = 0; t < taps; t++, w += step)
        for (int b = bytes / parts * part; b < bytes / parts * (part + 1); b += 64)
            shapes_v8_ask(w + b);
    SHAPES_WROTE(); /* see shapes_mk_prefetch */
}

/* The key of a stream of random numbers. */
static inline uint64_t shapes_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
static inline uint32_t shapes_mk_random(uint64_t key, uint32_t index)
{
    uint32_t h = index + (uint32_t)(key & 0xffffffffu);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    h = (h ^ (h >> 16)) ^ (uint32_t)(key >> 32);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    return h ^ (h >> 16);
}

/* y[i] = x[i] * scale where number index + i of the key, its upper 24 bits, reaches `threshold`;
 * else 0. count is a multiple of 16. */
static inline void shapes_mk_dropout(float *y, const float *x, int count, uint64_t key,
                                     uint32_t index, uint32_t threshold, float scale)
{
    uint32_t k0 = (uint32_t)(key & 0xffffffffu), k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < count; i += 16) {
        uint32_t base = index + (uint32_t)i + k0;
        float keep[16];
        for (int j = 0; j < 16; j++) { /* shapes_mk_random, written out so that it vectorizes */
            uint32_t h = base + (uint32_t)j;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = (h ^ (h >> 16)) ^ k1;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = h ^ (h >> 16);
            keep[j] = (h >> 8) >= threshold ? scale : 0.0f;
        }
        shapes_v8_store(y + i, shapes_v8_mul(shapes_v8_load(x + i), shapes_v8_load(keep)));
        shapes_v8_store(y + i + 8, shapes_v8_mul(shapes_v8_load(x + i + 8),
                                                 shapes_v8_load(keep + 8)));
    }
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
static inline void shapes_mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(shapes_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* t[l] = sum of d, t[16 + l] = sum of d^2 over pixels p ... stop - 1 of d = x[p][l] - x[0][l], for
 * as many lanes as a register has: four pixels at a time. */
SHAPES_INLINE void shapes_mk_moments_run(float *t, const float *x, int p, int stop)
{
    const shapes_v8w first = shapes_v8w_load(x);
    shapes_v8w s0 = shapes_v8w_zero(), s1 = s0, s2 = s0, s3 = s0, q0 = s0, q1 = s0, q2 = s0,
        q3 = s0;
    for (; p + 3 < stop; p += 4) {
        const float *at = x + (ptrdiff_t)p * 16;
        const shapes_v8w d0 = shapes_v8w_sub(shapes_v8w_load(at), first),
            d1 = shapes_v8w_sub(shapes_v8w_load(at + 16), first),
                  d2 = shapes_v8w_sub(shapes_v8w_load(at + 32), first),
                      d3 = shapes_v8w_sub(shapes_v8w_load(at + 48), first);
        s0 = shapes_v8w_add(s0, d0), s1 = shapes_v8w_add(s1, d1), s2 = shapes_v8w_add(s2, d2),
            s3 = shapes_v8w_add(s3, d3);
        q0 = shapes_v8w_fma(d0, d0, q0), q1 = shapes_v8w_fma(d1, d1, q1),
            q2 = shapes_v8w_fma(d2, d2, q2),
        q3 = shapes_v8w_fma(d3, d3, q3);
    }
    for (; p < stop; p++) {
        const shapes_v8w d = shapes_v8w_sub(shapes_v8w_load(x + (ptrdiff_t)p * 16), first);
        s0 = shapes_v8w_add(s0, d), q0 = shapes_v8w_fma(d, d, q0);
    }
    shapes_v8w_store(t, shapes_v8w_add(shapes_v8w_add(s0, s1), shapes_v8w_add(s2, s3)));
    shapes_v8w_store(t + 16, shapes_v8w_add(shapes_v8w_add(q0, q1), shapes_v8w_add(q2, q3)));
}

/* For each stretch of `step` pixels of x, `count` floats in all: part[l] = mean, part[16 + l] = sum
 * of (x[p][l] - mean)^2. Sums are of distances from the stretch's first pixel, which keeps the
 * second free of cancellation, in float over 64 pixels and then in double. */
static inline void shapes_mk_moments(float *part, const float *x, int count, int step)
{
    for (int left = count / 16; left > 0; left -= step, part += 32, x += (ptrdiff_t)step * 16) {
        const int pixels = left < step ? left : step;
        double sum[16] = {0}, square[16] = {0};
        for (int p = 0; p < pixels; p += 64) {
            const int stop = pixels - p < 64 ? pixels : p + 64;
            float t[32];
            for (int l = 0; l < 16; l += SHAPES_WIDE)
                shapes_mk_moments_run(t + l, x + l, p, stop);
            for (int l = 0; l < 16; l++) {
                sum[l] += (double)t[l];
                square[l] += (double)t[16 + l];
            }
        }
        for (int l = 0; l < 16; l++) {
            const double shift = sum[l] / pixels, rest = square[l] - shift * sum[l];
            part[l] = (float)((double)x[l] + shift);
            part[16 + l] = rest > 0.0 ? (float)rest : rest == rest ? 0.0f : (float)rest;
        }
    }
}

/* Mean and sum of squared distances of the pixels of n maps, `stride` floats between their parts,
 * from shapes_mk_moments of each map's `pixels` pixels in stretches of `step`: the mean of means,
 * and what each stretch has plus the distance of its mean from the whole's. */
static inline void shapes_mk_moments_merge(double *mean, double *square, const float *part, int n,
                                           ptrdiff_t stride, int pixels, int step)
{
    const int stretches = (pixels + step - 1) / step;
    const double all = (double)n * (double)pixels;
    for (int l = 0; l < 16; l++)
        mean[l] = square[l] = 0.0;
    for (int i = 0; i < n * stretches; i++) {
        const float *p = part + i / stretches * stride + i % stretches * 32;
        const double weight =
            (double)(i % stretches + 1 < stretches ? step : pixels - (stretches - 1) * step) / all;
        for (int l = 0; l < 16; l++)
            mean[l] += weight * (double)p[l];
    }
    for (int i = 0; i < n * stretches; i++) {
        const float *p = part + i / stretches * stride + i % stretches * 32;
        const double weight = (double)(i % stretches + 1 < stretches ? step : pixels -
                                       (stretches - 1) * step);
        for (int l = 0; l < 16; l++) {
            const double d = (double)p[l] - mean[l];
            square[l] += (double)p[16 + l] + weight * d * d;
        }
    }
}

/* y[p][l] = (x[p][l] - mean[l]) * (rstd[l] * gamma[l]) + beta[l] */
static inline void shapes_mk_normalize(float *y, const float *x, int count, const float *mean,
                                       const float *rstd, const float *gamma, const float *beta)
{
    for (int l = 0; l < 16; l += SHAPES_WIDE) {
        const shapes_v8w m = shapes_v8w_load(mean + l), b = shapes_v8w_load(beta + l),
                  a = shapes_v8w_mul(shapes_v8w_load(rstd + l), shapes_v8w_load(gamma + l));
        for (int i = l; i < count; i += 16)
            shapes_v8w_store(y + i, shapes_v8w_fma(shapes_v8w_sub(shapes_v8w_load(x + i), m), a,
                                                   b));
    }
}

/* shapes_mk_norm_sums over pixels p ... stop - 1 for as many lanes as a register has: two at a
 * time. */
SHAPES_INLINE void shapes_mk_norm_sums_run(float *part, const float *dy, const float *x, int p,
                                           int stop, const float *mean)
{
    const shapes_v8w m = shapes_v8w_load(mean);
    shapes_v8w s0 = shapes_v8w_zero(), s1 = s0, q0 = s0, q1 = s0;
    for (; p + 1 < stop; p += 2) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        const shapes_v8w g0 = shapes_v8w_load(dy + at), g1 = shapes_v8w_load(dy + at + 16);
        s0 = shapes_v8w_add(s0, g0), s1 = shapes_v8w_add(s1, g1);
        q0 = shapes_v8w_fma(g0, shapes_v8w_sub(shapes_v8w_load(x + at), m), q0);
        q1 = shapes_v8w_fma(g1, shapes_v8w_sub(shapes_v8w_load(x + at + 16), m), q1);
    }
    if (p < stop) {
        const shapes_v8w g = shapes_v8w_load(dy + (ptrdiff_t)p * 16);
        s0 = shapes_v8w_add(s0, g);
        q0 = shapes_v8w_fma(g, shapes_v8w_sub(shapes_v8w_load(x + (ptrdiff_t)p * 16), m), q0);
    }
    shapes_v8w_store(part, shapes_v8w_add(s0, s1));
    shapes_v8w_store(part + 16, shapes_v8w_add(q0, q1));
}

/* part[l] = sum of dy[p][l], part[16 + l] = sum of dy[p][l] * (x[p][l] - mean[l]), count floats of
 * each */
static inline void shapes_mk_norm_sums(float *part, const float *dy, const float *x, int count,
                                       const float *mean)
{
    const int pixels = count / 16;
    double sum[32] = {0};
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        for (int l = 0; l < 16; l += SHAPES_WIDE)
            shapes_mk_norm_sums_run(part + l, dy + l, x + l, p, stop, mean + l);
        for (int l = 0; l < 32 && pixels > 64; l++)
            sum[l] += (double)part[l];
    }
    for (int l = 0; l < 32 && pixels > 64; l++)
        part[l] = (float)sum[l];
}

/* sum[l] += sum over p of x[p][l], of `count` pairs of 16 */
static inline void shapes_mk_sum_pairs(double *sum, const float *x, int count)
{
    for (int p = 0; p < count; p++)
        for (int l = 0; l < 32; l++)
            sum[l] += (double)x[(ptrdiff_t)p * 32 + l];
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma),
 * each with [l]; share is 1 over the number of values a channel has in the batch */
static inline void shapes_mk_norm_back(float *dx, const float *dy, const float *x, int count,
                                       const float *mean, const float *rstd, const float *gamma,
                                       const float *dgamma, const float *dbeta, float share)
{
    for (int l = 0; l < 16; l += SHAPES_WIDE) {
        const shapes_v8w m = shapes_v8w_load(mean + l), r = shapes_v8w_load(rstd + l),
                  a = shapes_v8w_mul(shapes_v8w_load(gamma + l), r),
                      s = shapes_v8w_mul(a, shapes_v8w_set1(-share)),
                  b = shapes_v8w_mul(s, shapes_v8w_load(dbeta + l)),
                  c = shapes_v8w_mul(shapes_v8w_mul(s, r), shapes_v8w_load(dgamma + l));
        for (int i = l; i < count; i += 16)
            shapes_v8w_store(dx + i, shapes_v8w_fma(shapes_v8w_load(dy + i), a,
                shapes_v8w_fma(shapes_v8w_sub(shapes_v8w_load(x + i), m), c, b)));
    }
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
static inline void shapes_mk_gemm_6x16(float *t, int k, int rows, const float *a,
                                       ptrdiff_t row_step, ptrdiff_t k_step, const float *b,
                                       ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    shapes_v8 c00 = shapes_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    shapes_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        shapes_v8 b0 = shapes_v8_load(b + (ptrdiff_t)p * ldb),
            b1 = shapes_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = shapes_v8_set1(a0[at]);
        c00 = shapes_v8_fma(s, b0, c00);
        c01 = shapes_v8_fma(s, b1, c01);
        s = shapes_v8_set1(a1[at]);
        c10 = shapes_v8_fma(s, b0, c10);
        c11 = shapes_v8_fma(s, b1, c11);
        s = shapes_v8_set1(a2[at]);
        c20 = shapes_v8_fma(s, b0, c20);
        c21 = shapes_v8_fma(s, b1, c21);
        s = shapes_v8_set1(a3[at]);
        c30 = shapes_v8_fma(s, b0, c30);
        c31 = shapes_v8_fma(s, b1, c31);
        s = shapes_v8_set1(a4[at]);
        c40 = shapes_v8_fma(s, b0, c40);
        c41 = shapes_v8_fma(s, b1, c41);
        s = shapes_v8_set1(a5[at]);
        c50 = shapes_v8_fma(s, b0, c50);
        c51 = shapes_v8_fma(s, b1, c51);
    }
    shapes_v8_store(t, c00);
    shapes_v8_store(t + 8, c01);
    shapes_v8_store(t + 16, c10);
    shapes_v8_store(t + 24, c11);
    shapes_v8_store(t + 32, c20);
    shapes_v8_store(t + 40, c21);
    shapes_v8_store(t + 48, c30);
    shapes_v8_store(t + 56, c31);
    shapes_v8_store(t + 64, c40);
    shapes_v8_store(t + 72, c41);
    shapes_v8_store(t + 80, c50);
    shapes_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * shapes_mk_gemm_6x16 */
static inline void shapes_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step,
                                       const float *b, ptrdiff_t ldb)
{
    shapes_v8 c0 = shapes_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        shapes_v8 s = shapes_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = shapes_v8_fma(s, shapes_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = shapes_v8_fma(s, shapes_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    shapes_v8_store(t, c0);
    shapes_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void shapes_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb)
{
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < cols; j++)
            p[i * 16 + j] = tb ? b[(ptrdiff_t)j * ldb + i] : b[(ptrdiff_t)i * ldb + j];
        for (int j = cols; j < 16; j++)
            p[i * 16 + j] = 0.0f;
    }
}

/* The same for cols = 16, and for tb k = 64: there rows of 64 numbers are copied to t, then turned
 * in squares of 16. */
SHAPES_APART void shapes_mk_gemm_pack16(float *p, int k, const float *b, int ldb, int tb, float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        shapes_mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void shapes_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols,
                                        int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* shapes_mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A * B, n
 * columns. 64 columns are packed together, which are whole stretches of B and C, and those after
 * them asked for meanwhile. */
SHAPES_APART void shapes_mk_gemm_block(int ta, int tb, int rows, int n, int depth, const float *a,
                                       int lda, const float *b, int ldb, int add, float *c, int ldc,
                                       float *room)
{
    float *const t = room, *const x = t + 1024, *const panel = x + 4160;
    const int count[4] = {1, 1, depth, ta ? depth : 16}, xr = ta ? 1 : 16, tiles = (rows + 15) / 16;
    const ptrdiff_t step[6] = {0, 0, 1040, ta ? 64 : 1, 0, 0};
    for (int i = 0; i < (ta ? depth : rows); i++) {
        /* of A stored as it is, blocks of 16 terms, a
                                                       cache line further apart than their size */
        const float *from = a + (ptrdiff_t)i * lda;
        if ((ta ? rows : depth) < 64)
            for (int q = 0; q < (ta ? rows : depth); q++)
                x[ta ? i * 64 + q : q / 16 * 1040 + i * 16 + q % 16] = from[q];
        else
            for (int q = 0; q < 4; q++)
                memcpy(x + (ta ? i * 64 + q * 16 : q * 1040 + i * 16), from + q * 16,
                       16 * sizeof *x);
    }
    for (int j = 0; j < n; j += 64) {
        const int wide = n - j < 64 ? n - j : 64, panels = (wide + 15) / 16, calls = tiles * panels,
                  after = n - j - wide < 64 ? n - j - wide : 64;
        const int lines =
            tb ? after : depth; /* stretches of B after these, each of depth or `after` numbers */
        for (int q = 0; q < panels; q++) {
            const float *from = tb ? b + (ptrdiff_t)(j + 16 * q) * ldb : b + j + 16 * q;
            if (wide - 16 * q >= 16 && (!tb || depth == 64))
                shapes_mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                shapes_mk_gemm_pack(panel + q * 1024, depth,
                                    wide - 16 * q < 16 ? wide - 16 * q : 16, from, ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                shapes_v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb : b + (ptrdiff_t)r * ldb +
                                   j + 64, tb ? depth : after);
            shapes_mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add,
                           x + row * xr, xr, panel + q * 1024, count, step, some);
            if (cols < 16)
                shapes_mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
static inline void shapes_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda,
                                   const float *b, int ldb, int accumulate, float *c, int ldc,
                                   float *room)
{
    enum { DEPTH = 64, ROWS = 64, FEW = 6 };
    const ptrdiff_t row_step = ta ? 1 : lda, k_step = ta ? lda : 1, b_step = tb ? 1 : ldb;
    if (k <= 0 && !accumulate)
        for (int i = 0; i < m; i++)
            memset(c + (ptrdiff_t)i * ldc, 0, sizeof *c * (size_t)n);
    for (int p = 0; p < k; p += DEPTH) {
        const int depth = k - p < DEPTH ? k - p : DEPTH, add = accumulate || p > 0,
                  whole = m > FEW || tb ? 0 : n / 16 * 16;
        for (int j = 0; j < whole; j += 16) {
            const float *from = b + p * b_step + j;
            if (m > 1)
                shapes_mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from, ldb);
            else
                shapes_mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            shapes_mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            shapes_mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                                 a + i * row_step + p * k_step, lda,
                                 b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb, add,
                                 c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
static inline void shapes_mk_softmax(float *y, const float *x, int channels, int pixels)
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
            shapes_v8 m = shapes_v8_set1(max);
            shapes_v8_store(y + at, shapes_v8_sub(shapes_v8_load(x + at), m));
            shapes_v8_store(y + at + 8, shapes_v8_sub(shapes_v8_load(x + at + 8), m));
            shapes_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += shapes_v8_sum(shapes_v8_load(y + at)) +
                shapes_v8_sum(shapes_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            shapes_v8 s = shapes_v8_set1(1.0f / sum);
            shapes_v8_store(row, shapes_v8_mul(shapes_v8_load(row), s));
            shapes_v8_store(row + 8, shapes_v8_mul(shapes_v8_load(row + 8), s));
        }
    }
}

/* v = Bt x for P = 6. */
static inline void shapes_mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const shapes_v8w a = shapes_v8w_set1((float)(2.0 / 3.0)), b = shapes_v8w_set1((float)1.5),
              q = shapes_v8w_set1((float)(-97.0 / 36.0));
    const shapes_v8w x1 = shapes_v8w_load(x + xs), x2 = shapes_v8w_load(x + 2 * xs),
        x3 = shapes_v8w_load(x + 3 * xs),
              x4 = shapes_v8w_load(x + 4 * xs);
    const shapes_v8w even_a = shapes_v8w_fma(shapes_v8w_set1((float)-2.25), x2, x4),
              odd_a = shapes_v8w_sub(shapes_v8w_mul(a, x3), shapes_v8w_mul(b, x1));
    const shapes_v8w even_b = shapes_v8w_fma(shapes_v8w_set1((float)(-4.0 / 9.0)), x2, x4),
              odd_b = shapes_v8w_sub(shapes_v8w_mul(b, x3), shapes_v8w_mul(a, x1));
    shapes_v8w_store(y, shapes_v8w_fma(q, x2, shapes_v8w_add(shapes_v8w_load(x), x4)));
    shapes_v8w_store(y + ys, shapes_v8w_add(even_a, odd_a));
    shapes_v8w_store(y + 2 * ys, shapes_v8w_sub(even_a, odd_a));
    shapes_v8w_store(y + 3 * ys, shapes_v8w_add(even_b, odd_b));
    shapes_v8w_store(y + 4 * ys, shapes_v8w_sub(even_b, odd_b));
    shapes_v8w_store(y + 5 * ys, shapes_v8w_fma(q, x3,
                                                shapes_v8w_add(x1, shapes_v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit
 * 1: the other four. */
static inline void shapes_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs, int add)
{
    const shapes_v8w a = shapes_v8w_set1((float)(2.0 / 3.0)), b = shapes_v8w_set1((float)1.5),
              q = shapes_v8w_set1((float)(-97.0 / 36.0));
    const shapes_v8w x0 = shapes_v8w_load(x), x5 = shapes_v8w_load(x + 5 * xs);
    const shapes_v8w x1 = shapes_v8w_load(x + xs), x2 = shapes_v8w_load(x + 2 * xs),
        x3 = shapes_v8w_load(x + 3 * xs),
              x4 = shapes_v8w_load(x + 4 * xs);
    const shapes_v8w sa = shapes_v8w_add(x1, x2), da = shapes_v8w_sub(x1, x2),
        sb = shapes_v8w_add(x3, x4),
              db = shapes_v8w_sub(x3, x4);
    shapes_v8w y0 = x0, y1 = shapes_v8w_sub(x5, shapes_v8w_fma(a, db, shapes_v8w_mul(b, da))),
        y5 = x5;
    shapes_v8w y2 = shapes_v8w_fma(q, x0, shapes_v8w_fma(shapes_v8w_set1((float)-2.25), sa,
        shapes_v8w_mul(shapes_v8w_set1((float)(-4.0 / 9.0)), sb)));
    shapes_v8w y3 = shapes_v8w_fma(q, x5, shapes_v8w_fma(b, db, shapes_v8w_mul(a, da))),
        y4 = shapes_v8w_add(x0, shapes_v8w_add(sa, sb));
    if (add & 1)
        y0 = shapes_v8w_add(y0, shapes_v8w_load(y)),
            y1 = shapes_v8w_add(y1, shapes_v8w_load(y + ys));
    if (add & 2) {
        y2 = shapes_v8w_add(y2, shapes_v8w_load(y + 2 * ys)),
            y3 = shapes_v8w_add(y3, shapes_v8w_load(y + 3 * ys));
        y4 = shapes_v8w_add(y4, shapes_v8w_load(y + 4 * ys)),
            y5 = shapes_v8w_add(y5, shapes_v8w_load(y + 5 * ys));
    }
    shapes_v8w_store(y, y0), shapes_v8w_store(y + ys, y1), shapes_v8w_store(y + 2 * ys, y2);
    shapes_v8w_store(y + 3 * ys, y3), shapes_v8w_store(y + 4 * ys, y4),
        shapes_v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void shapes_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const shapes_v8w x1 = shapes_v8w_load(x + xs), x2 = shapes_v8w_load(x + 2 * xs),
        x3 = shapes_v8w_load(x + 3 * xs),
              x4 = shapes_v8w_load(x + 4 * xs);
    const shapes_v8w sa = shapes_v8w_add(x1, x2), da = shapes_v8w_sub(x1, x2),
        sb = shapes_v8w_add(x3, x4),
              db = shapes_v8w_sub(x3, x4);
    shapes_v8w_store(y, shapes_v8w_add(shapes_v8w_load(x), shapes_v8w_add(sa, sb)));
    shapes_v8w_store(y + ys, shapes_v8w_fma(shapes_v8w_set1((float)(2.0 / 3.0)), da,
                                            shapes_v8w_mul(shapes_v8w_set1((float)1.5), db)));
    shapes_v8w_store(y + 2 * ys, shapes_v8w_fma(shapes_v8w_set1((float)(4.0 / 9.0)), sa,
                                                shapes_v8w_mul(shapes_v8w_set1((float)2.25), sb)));
    shapes_v8w_store(y + 3 * ys, shapes_v8w_fma(shapes_v8w_set1((float)(8.0 / 27.0)), da,
                                                shapes_v8w_fma(shapes_v8w_set1((float)3.375), db,
                                                               shapes_v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void shapes_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const shapes_v8w x0 = shapes_v8w_load(x), x1 = shapes_v8w_load(x + xs),
        x2 = shapes_v8w_load(x + 2 * xs),
              x3 = shapes_v8w_load(x + 3 * xs);
    const shapes_v8w even_a = shapes_v8w_fma(shapes_v8w_set1((float)(4.0 / 9.0)), x2, x0),
              even_b = shapes_v8w_fma(shapes_v8w_set1((float)2.25), x2, x0);
    const shapes_v8w odd_a = shapes_v8w_fma(shapes_v8w_set1((float)(2.0 / 3.0)), x1,
                                            shapes_v8w_mul(shapes_v8w_set1((float)(8.0 / 27.0)),
                                                           x3));
    const shapes_v8w odd_b = shapes_v8w_fma(shapes_v8w_set1((float)1.5), x1,
                                            shapes_v8w_mul(shapes_v8w_set1((float)3.375), x3));
    shapes_v8w_store(y, x0);
    shapes_v8w_store(y + ys, shapes_v8w_add(even_a, odd_a));
    shapes_v8w_store(y + 2 * ys, shapes_v8w_sub(even_a, odd_a));
    shapes_v8w_store(y + 3 * ys, shapes_v8w_add(even_b, odd_b));
    shapes_v8w_store(y + 4 * ys, shapes_v8w_sub(even_b, odd_b));
    shapes_v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2)
 * = 8/65. */
static inline void shapes_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const shapes_v8w x0 = shapes_v8w_load(x), x1 = shapes_v8w_load(x + xs),
        x2 = shapes_v8w_load(x + 2 * xs);
    const shapes_v8w even_a = shapes_v8w_fma(shapes_v8w_set1((float)(-18.0 / 65.0)), x2,
                                             shapes_v8w_mul(shapes_v8w_set1((float)(-81.0 / 130.0)),
                                                            x0));
    const shapes_v8w even_b = shapes_v8w_fma(shapes_v8w_set1((float)(18.0 / 65.0)), x2,
                                             shapes_v8w_mul(shapes_v8w_set1((float)(8.0 / 65.0)),
                                                            x0));
    const shapes_v8w odd_a = shapes_v8w_mul(shapes_v8w_set1((float)(-27.0 / 65.0)), x1),
              odd_b = shapes_v8w_mul(shapes_v8w_set1((float)(12.0 / 65.0)), x1);
    shapes_v8w_store(y, x0);
    shapes_v8w_store(y + ys, shapes_v8w_add(even_a, odd_a));
    shapes_v8w_store(y + 2 * ys, shapes_v8w_sub(even_a, odd_a));
    shapes_v8w_store(y + 3 * ys, shapes_v8w_add(even_b, odd_b));
    shapes_v8w_store(y + 4 * ys, shapes_v8w_sub(even_b, odd_b));
    shapes_v8w_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void shapes_mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const shapes_v8w x1 = shapes_v8w_load(x + xs), x2 = shapes_v8w_load(x + 2 * xs),
        x3 = shapes_v8w_load(x + 3 * xs),
              x4 = shapes_v8w_load(x + 4 * xs);
    const shapes_v8w sa = shapes_v8w_add(x1, x2), da = shapes_v8w_sub(x1, x2),
        sb = shapes_v8w_add(x3, x4),
              db = shapes_v8w_sub(x3, x4);
    shapes_v8w_store(y, shapes_v8w_fma(shapes_v8w_set1((float)(-81.0 / 130.0)), sa,
                                       shapes_v8w_fma(shapes_v8w_set1((float)(8.0 / 65.0)), sb,
                                                      shapes_v8w_load(x))));
    shapes_v8w_store(y + ys, shapes_v8w_fma(shapes_v8w_set1((float)(-27.0 / 65.0)), da,
                                            shapes_v8w_mul(shapes_v8w_set1((float)(12.0 / 65.0)),
                                                           db)));
    shapes_v8w_store(y + 2 * ys, shapes_v8w_fma(shapes_v8w_set1((float)(18.0 / 65.0)),
                                                shapes_v8w_sub(sb, sa),
                                                shapes_v8w_load(x + 5 * xs)));
}

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are
 * on the map. */
SHAPES_APART void shapes_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs, int top,
                                      int bottom, int left, int right, float *t)
{
    float *const edge = t + 36 * SHAPES_WIDE;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof *edge * 96);
    for (int half = 0; half < 16; half += SHAPES_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof *t * 36 * SHAPES_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                shapes_v8w_store(edge + 16 * j + half, shapes_v8w_load(p + 16 * j + half));
            shapes_mk_line6_bt(t + 6 * i * SHAPES_WIDE, SHAPES_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            shapes_mk_line6_bt(v + j * vs + half, 6 * vs, t + j * SHAPES_WIDE, 6 * SHAPES_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in shapes_mk_plane6_bt. */
SHAPES_APART void shapes_mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys, int top,
                                     int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * SHAPES_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += SHAPES_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 24 * SHAPES_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                shapes_v8w_store(edge + 16 * j + half, shapes_v8w_load(p + 16 * j + half));
            shapes_mk_line6_a(t + 6 * i * SHAPES_WIDE, SHAPES_WIDE, (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            shapes_mk_line6_a(m + j * ms + half, 6 * ms, t + j * SHAPES_WIDE, 6 * SHAPES_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in shapes_mk_plane6_bt. */
SHAPES_APART void shapes_mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms, int top,
                                      int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * SHAPES_WIDE;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += SHAPES_WIDE) {
        for (int j = 0; j < 6; j++)
            shapes_mk_line6_at(t + j * SHAPES_WIDE, 6 * SHAPES_WIDE, m + j * ms + half, 6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            shapes_mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * SHAPES_WIDE, SHAPES_WIDE);
            for (int j = left; !whole && j < right; j++)
                shapes_v8w_store(p + 16 * j + half, shapes_v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches
 * came before, beside, a patch in this row; each has reached over two lines. The edges as in
 * shapes_mk_plane6_bt. */
SHAPES_APART void shapes_mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs, int top,
                                     int bottom, int left, int right, int above, int beside,
                                     float *t)
{
    float *const edge = t + 36 * SHAPES_WIDE;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += SHAPES_WIDE) {
        for (int j = 0; j < 6; j++)
            shapes_mk_line6_b(t + j * SHAPES_WIDE, 6 * SHAPES_WIDE, v + j * vs + half, 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            shapes_mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * SHAPES_WIDE, SHAPES_WIDE,
                              whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const shapes_v8w e = shapes_v8w_load(edge + 16 * j + half);
                shapes_v8w_store(p + 16 * j + half,
                                 add & (j < 2 ? 1 : 2) ?
                                 shapes_v8w_add(shapes_v8w_load(p + 16 * j + half), e) : e);
            }
        }
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles
 * 16 floats apart in each. Patches begin at row h0 and column w0 (both may be negative) and are M
 * columns apart; what lies off the map is 0. grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of
 * a gradient dy. tile: room for P*(P+1)*16 floats, here and below. */
static inline void shapes_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x,
                                         int H, int W, int h0, int w0, int tiles, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++) /* what the next row of tiles reads first */
            shapes_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right; /* not of every P */
        if (P == 6 && !grad)
            shapes_mk_plane6_bt(v, vs, p, line, top, bottom, left, right, tile);
        if (P == 6 && grad)
            shapes_mk_plane6_a(v, vs, p, line, top, bottom, left, right, tile);
    }
}

/* shapes_mk_wino_gather of a map x, or of what batchnorm makes of it (kind 1: shapes_mk_norm_line),
 * and relu behind that (kind 2: shapes_mk_relu); what lies off the map is 0 all the same. patch: P
 * rows of the map.
 */
static inline void shapes_mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H, int W,
                                        int h0, int w0, int tiles, int kind, const float *norm,
                                        float max, float *patch, float *tile)
{
    (void)kind, (void)norm, (void)max, (void)patch;
    shapes_mk_wino_gather(P, 0, v, vs, x, H, W, h0, w0, tiles, tile);
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV
 * Bt, patches overlapping: it is begun by the first row of tiles and added to by those with above
 * set. Rows and columns off the map are dropped. */
static inline void shapes_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0, int w0,
                                          const float *m, ptrdiff_t ms, int tiles, int above,
                                          float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        float *p = y + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++)
            shapes_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right, (void)above; /* not of every P */
        if (P == 6 && !grad)
            shapes_mk_plane6_at(p, line, m, ms, top, bottom, left, right, tile);
        if (P == 6 && grad)
            shapes_mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0, tile);
    }
}

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u
 * are us apart. */
static inline void shapes_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w,
                                          ptrdiff_t ws, int count)
{
    shapes_v8w t_[6 * 3]; /* aligned */
    float *const t = (float *)(void *)t_;
    (void)t;
    for (int n = 0; n < count; n += SHAPES_WIDE, u += SHAPES_WIDE, w += SHAPES_WIDE) {
        for (int j = 0; j < 3 && P == 6; j++)
            shapes_mk_line6_g(t + SHAPES_WIDE * j, 3 * SHAPES_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 6 && P == 6; i++)
            shapes_mk_line6_g(u + 6 * i * us, us, t + 3 * SHAPES_WIDE * i, SHAPES_WIDE);
    }
}

/* dw = Gt dU G for `count` floats. */
static inline void shapes_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u,
                                               ptrdiff_t us, int count)
{
    shapes_v8w s_[6 * 6], t_[6 * 3]; /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += SHAPES_WIDE, u += SHAPES_WIDE, w += SHAPES_WIDE) {
        for (int p = 0; p < P * P; p++)
            shapes_v8w_store(s + SHAPES_WIDE * p, shapes_v8w_load(u + p * us));
        for (int i = 0; i < 6 && P == 6; i++)
            shapes_mk_line6_gt(t + 3 * SHAPES_WIDE * i, SHAPES_WIDE, s + 6 * SHAPES_WIDE * i,
                               SHAPES_WIDE);
        for (int j = 0; j < 3 && P == 6; j++)
            shapes_mk_line6_gt(w + j * ws, 3 * ws, t + SHAPES_WIDE * j, 3 * SHAPES_WIDE);
    }
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in
 * blocks of 16. */
static inline void shapes_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels,
                                        const float *v, ptrdiff_t vs, const float *m, ptrdiff_t ms,
                                        int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            shapes_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16,
                                 v + p * vs + (ptrdiff_t)c * tiles, 0, 16, m + p * ms, 0, 1, tiles,
                                 add);
}

#define SHAPES_PARAM_COUNT 19
#define SHAPES_NAME_BYTES 29    /* longer than any parameter's name */
#define SHAPES_NET_NAME "shapes"
#define SHAPES_LAYOUT_HASH "d22823a8355b7dac"
#define SHAPES_INPUT_SCALE 0.0039215686274509803
#define SHAPES_INPUT_MEAN {0, 0, 0, 0}
#define SHAPES_INPUT_STD {1, 1, 1, 1}
#define SHAPES_INPUT_BGR 0
#define SHAPES_HEAD_BYTES 64
#define SHAPES_MODEL_TAG UINT64_C(0xc7f1c664b712b944)
#define SHAPES_STATE_HASH UINT64_C(0xcdc1229c2c1a8b54)
#define SHAPES_TRAIN_TAG UINT64_C(0xf0c6de2e8c457ddb)
#define SHAPES_STATE_BYTES 1084928
#define SHAPES_PREPARE_SCRATCH_AT 419008
#define SHAPES_PREPARE_SCRATCH 256    /* floats */
#define SHAPES_INFER_SCRATCH_AT 5320960
#define SHAPES_INFER_SCRATCH 334112    /* floats */
#define SHAPES_TRAIN_SCRATCH_AT 19407424
#define SHAPES_TRAIN_SCRATCH 463776    /* floats */

/* A call of a program, and the memory that it works on. */
typedef struct shapes_run {
    int n;   /* images in this call */
    int row; /* of the table that a task works on */
    int first;
    float rate;
    uint64_t seed, step;
    int64_t scratch_floats; /* in scratch, for each worker */
    const float *x;         /* images, as the caller gives them */
    const void *label;      /* labels */
    float *y;               /* outputs */
    float *params;          /* every parameter, in Keras layout */
    float *model;           /* what infer reads: parameters packed, transformed, folded */
    float *state;           /* of a training: parameters as the kernels read them, moments */
    float *work;            /* activations, gradients, scratch */
    float *grads;           /* gradients, laid out as params is */
    float *loss;            /* two floats: the loss, and whether a gradient is unfit */
    float *scratch;         /* of workers 1, 2, ...; worker 0 has its own in work, or in model */
} shapes_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define SHAPES_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below SHAPES_WORKERS, and of those that run at the same time each has
 * another. */
#ifndef SHAPES_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void shapes_parallel_for(void (*task)(void *run, int range, int worker),
                                       shapes_run *run, int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < SHAPES_WORKERS ? most : SHAPES_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define SHAPES_PARALLEL_FOR(task, run, count) shapes_parallel_for(task, run, count)
#else
#define SHAPES_PARALLEL_FOR(task, run, count) \
    do { \
        int range_, count_ = (count); \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0); \
    } while (0)
#endif
#endif

/* A step of a layer, between what the host has to do before and behind it. */
#define SHAPES_LAYER(program, layer, step) \
    do { \
        SHAPES_BEFORE_LAYER(program, layer); \
        step; \
        SHAPES_AFTER_LAYER(program, layer); \
    } while (0)

/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define SHAPES_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, \
        int worker)
#else
#define SHAPES_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define SHAPES_ROW(table) const struct table *const row = \
        &table##s[((const shapes_run *)arg)->row]
#define SHAPES_WHOLE() \
    const shapes_run *const run = (const shapes_run *)arg; \
    (void)range; \
    (void)worker
#define SHAPES_RANGE(extent, length) \
    const shapes_run *const run = (const shapes_run *)arg; \
    const int64_t left = (int64_t)(extent)-range * (length); \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define SHAPES_RANGES(extent, length) \
    const shapes_run *const run = (const shapes_run *)arg; \
    const int64_t whole = (extent), from = (int64_t)range * (length); \
    const int begin = (int)(from < whole ? from : whole), \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* How many ranges there are. */
#define SHAPES_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / (length)))
/* Where buffers lie: floats from the beginning of their area. Those that are never needed at
 * the same time share memory. */
enum {
    SHAPES_PARAMS_CONV_1_KERNEL = 0, /* 432 floats */
    SHAPES_PARAMS_CONV_2_KERNEL = 496, /* 4608 floats */
    SHAPES_PARAMS_CONV_3_KERNEL = 5232, /* 18432 floats */
};
enum {
    SHAPES_MODEL_CONV_1_KERNEL = 104000, /* 432 floats */
    SHAPES_MODEL_CONV_2_KERNEL = 0, /* 4608 floats */
    SHAPES_MODEL_CONV_2_PANELS = 65536, /* 19008 floats */
    SHAPES_MODEL_CONV_3_KERNEL = 84544, /* 73728 bytes */
    SHAPES_MODEL_CONV_3_ROWS = 0, /* 256 floats */
    SHAPES_MODEL_BATCHNORM_1_SCALE = 104688, /* 16 floats */
    SHAPES_MODEL_BATCHNORM_1_SHIFT = 104704, /* 16 floats */
    SHAPES_MODEL_BATCHNORM_2_SCALE = 104624, /* 32 floats */
    SHAPES_MODEL_BATCHNORM_2_SHIFT = 104656, /* 32 floats */
    SHAPES_MODEL_BATCHNORM_3_SCALE = 104432, /* 64 floats */
    SHAPES_MODEL_BATCHNORM_3_SHIFT = 104496, /* 64 floats */
    SHAPES_MODEL_DENSE_1_KERNEL = 0, /* 65536 floats */
    SHAPES_MODEL_DENSE_1_BIAS = 104560, /* 64 floats */
    SHAPES_MODEL_DENSE_2_KERNEL = 102976, /* 1024 floats */
    SHAPES_MODEL_DENSE_2_BIAS = 104720, /* 16 floats */
};
enum {
    SHAPES_STATE_CONV_1_KERNEL = 0, /* 432 floats */
    SHAPES_STATE_CONV_2_KERNEL = 496, /* 4608 floats */
    SHAPES_STATE_BATCHNORM_3_MOVING_MEAN = 23792, /* 64 floats */
    SHAPES_STATE_BATCHNORM_3_MOVING_VARIANCE = 23856, /* 64 floats */
    SHAPES_STATE_BATCHNORM_2_MOVING_MEAN = 5168, /* 32 floats */
    SHAPES_STATE_BATCHNORM_2_MOVING_VARIANCE = 5200, /* 32 floats */
    SHAPES_STATE_BATCHNORM_1_MOVING_MEAN = 464, /* 16 floats */
    SHAPES_STATE_BATCHNORM_1_MOVING_VARIANCE = 480, /* 16 floats */
    SHAPES_STATE_BATCHNORM_1_GAMMA = 432, /* 16 floats */
    SHAPES_STATE_BATCHNORM_1_BETA = 448, /* 16 floats */
    SHAPES_STATE_BATCHNORM_2_GAMMA = 5104, /* 32 floats */
    SHAPES_STATE_BATCHNORM_2_BETA = 5136, /* 32 floats */
    SHAPES_STATE_CONV_3_KERNEL = 5232, /* 18432 floats */
    SHAPES_STATE_BATCHNORM_3_GAMMA = 23664, /* 64 floats */
    SHAPES_STATE_BATCHNORM_3_BETA = 23728, /* 64 floats */
    SHAPES_STATE_DENSE_1_KERNEL = 23920, /* 65536 floats */
    SHAPES_STATE_DENSE_1_BIAS = 89456, /* 64 floats */
    SHAPES_STATE_DENSE_2_KERNEL = 89520, /* 1024 floats */
    SHAPES_STATE_DENSE_2_BIAS = 90544, /* 16 floats */
};
enum {
    SHAPES_WORK_INPUT_OUT = 0, /* 16384 floats an image */
    SHAPES_WORK_RELU_1_OUT = 1048576, /* 4096 floats an image */
    SHAPES_WORK_CONV_1_PADDED = 1310720, /* 18496 floats */
    SHAPES_WORK_CONV_1_LINES = 1329216, /* 1024 floats */
    SHAPES_WORK_RELU_2_OUT = 0, /* 2048 floats an image */
    SHAPES_WORK_CONV_2_V = 131072, /* 37440 floats */
    SHAPES_WORK_CONV_2_M = 168512, /* 37440 floats */
    SHAPES_WORK_CONV_2_LINES = 205952, /* 1024 floats */
    SHAPES_WORK_CONV_2_TILE = 206976, /* 672 floats */
    SHAPES_WORK_CONV_3_TILES = 334112, /* 4608 floats an image and 576 floats */
    SHAPES_WORK_CONV_3_TILE = 131072, /* 672 floats */
    SHAPES_WORK_RELU_3_OUT = 629600, /* 1024 floats an image */
    SHAPES_WORK_CONV_3_WIDE = 0, /* 36864 floats */
    SHAPES_WORK_CONV_3_U = 36864, /* 148032 floats */
    SHAPES_WORK_CONV_3_M = 184896, /* 148032 floats */
    SHAPES_WORK_CONV_3_LINES = 332928, /* 512 floats */
    SHAPES_WORK_CONV_3_TILE_2 = 333440, /* 672 floats */
    SHAPES_WORK_FLATTEN_1_OUT = 0, /* 1024 floats an image */
    SHAPES_WORK_DENSE_1_RELU_OUT = 74816, /* 64 floats an image */
    SHAPES_WORK_DENSE_1_ROOM = 65536, /* 9280 floats */
    SHAPES_WORK_DENSE_2_OUT = 9280, /* 16 floats an image */
    SHAPES_WORK_DENSE_2_ROOM = 0, /* 9280 floats */
    SHAPES_WORK_DENSE_2_SOFTMAX_OUT = 9280, /* 16 floats an image */
};
enum {
    SHAPES_TRAIN_INPUT_OUT = 0, /* 16384 floats an image */
    SHAPES_TRAIN_CONV_1_OUT = 1048576, /* 16384 floats an image */
    SHAPES_TRAIN_CONV_1_PADDED = 2162688, /* 18496 floats */
    SHAPES_TRAIN_BATCHNORM_1_MOMENTS = 2097152, /* 1024 floats an image */
    SHAPES_TRAIN_CONV_2_PANELS = 3745568, /* 19008 floats */
    SHAPES_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT = 4579440, /* 64 floats */
    SHAPES_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT = 4579504, /* 64 floats */
    SHAPES_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT = 4579760, /* 32 floats */
    SHAPES_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT = 4579792, /* 32 floats */
    SHAPES_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT = 4579824, /* 16 floats */
    SHAPES_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 4579840, /* 16 floats */
    SHAPES_TRAIN_BATCHNORM_1_MEAN = 4579856, /* 16 floats */
    SHAPES_TRAIN_BATCHNORM_1_RSTD = 4579872, /* 16 floats */
    SHAPES_TRAIN_RELU_1_OUT = 2097152, /* 16384 floats an image */
    SHAPES_TRAIN_MAXPOOL_1_OUT = 4133792, /* 4096 floats an image */
    SHAPES_TRAIN_MAXPOOL_1_ARG = 4395936, /* 4096 bytes an image */
    SHAPES_TRAIN_CONV_2_OUT = 3145728, /* 8192 floats an image */
    SHAPES_TRAIN_CONV_2_V = 3670016, /* 37440 floats */
    SHAPES_TRAIN_CONV_2_M = 3707456, /* 37440 floats */
    SHAPES_TRAIN_CONV_2_TILE = 3744896, /* 672 floats */
    SHAPES_TRAIN_BATCHNORM_2_MOMENTS = 3764576, /* 256 floats an image */
    SHAPES_TRAIN_BATCHNORM_2_MEAN = 3123904, /* 32 floats */
    SHAPES_TRAIN_BATCHNORM_2_RSTD = 3123936, /* 32 floats */
    SHAPES_TRAIN_RELU_2_OUT = 2097152, /* 8192 floats an image */
    SHAPES_TRAIN_MAXPOOL_2_OUT = 2983040, /* 2048 floats an image */
    SHAPES_TRAIN_MAXPOOL_2_ARG = 4527008, /* 2048 bytes an image */
    SHAPES_TRAIN_CONV_3_TILES = 2621440, /* 4608 floats an image and 576 floats */
    SHAPES_TRAIN_CONV_3_TILE = 2916928, /* 672 floats */
    SHAPES_TRAIN_CONV_3_OUT = 3670016, /* 4096 floats an image */
    SHAPES_TRAIN_CONV_3_U = 2097152, /* 148608 floats */
    SHAPES_TRAIN_CONV_3_M = 2245760, /* 296064 floats */
    SHAPES_TRAIN_CONV_3_TILE_2 = 2541824, /* 672 floats */
    SHAPES_TRAIN_BATCHNORM_3_MOMENTS = 2542496, /* 256 floats an image */
    SHAPES_TRAIN_BATCHNORM_3_MEAN = 2506752, /* 64 floats */
    SHAPES_TRAIN_BATCHNORM_3_RSTD = 2506816, /* 64 floats */
    SHAPES_TRAIN_RELU_3_OUT = 2097152, /* 4096 floats an image */
    SHAPES_TRAIN_MAXPOOL_3_OUT = 2359296, /* 1024 floats an image */
    SHAPES_TRAIN_MAXPOOL_3_ARG = 2490368, /* 1024 bytes an image */
    SHAPES_TRAIN_FLATTEN_1_OUT = 2424832, /* 1024 floats an image */
    SHAPES_TRAIN_DENSE_1_RELU_OUT = 2106432, /* 64 floats an image */
    SHAPES_TRAIN_DENSE_1_ROOM = 2097152, /* 9280 floats */
    SHAPES_TRAIN_DROPOUT_1_OUT = 2110528, /* 64 floats an image */
    SHAPES_TRAIN_DENSE_2_OUT = 2114624, /* 16 floats an image */
    SHAPES_TRAIN_DENSE_2_ROOM = 2097152, /* 9280 floats */
    SHAPES_TRAIN_DENSE_2_SOFTMAX_OUT = 2097152, /* 16 floats an image */
    SHAPES_TRAIN_DENSE_2_SOFTMAX_LOSSES = 2098176, /* 1 floats an image */
    SHAPES_TRAIN_DENSE_2_GRAD = 2114624, /* 16 floats an image */
    SHAPES_TRAIN_DENSE_2_BIAS_GRAD = 4579888, /* 16 floats */
    SHAPES_TRAIN_FOUND = 4579232, /* 208 floats */
    SHAPES_TRAIN_DENSE_2_KERNEL_GRAD = 4578208, /* 1024 floats */
    SHAPES_TRAIN_DROPOUT_1_GRAD = 2171968, /* 64 floats an image */
    SHAPES_TRAIN_DENSE_1_RELU_GRAD = 2171968, /* 64 floats an image */
    SHAPES_TRAIN_DENSE_1_GRAD = 2171968, /* 64 floats an image */
    SHAPES_TRAIN_DENSE_1_BIAS_GRAD = 4579568, /* 64 floats */
    SHAPES_TRAIN_DENSE_1_KERNEL_GRAD = 4461472, /* 65536 floats */
    SHAPES_TRAIN_FLATTEN_1_GRAD = 2097152, /* 1024 floats an image */
    SHAPES_TRAIN_DENSE_1_ROOM_2 = 2162688, /* 9280 floats */
    SHAPES_TRAIN_MAXPOOL_3_GRAD = 2162688, /* 1024 floats an image */
    SHAPES_TRAIN_MAXPOOL_3_SLOPED = 2162688, /* 1024 floats an image */
    SHAPES_TRAIN_BATCHNORM_3_GRAD = 2687552, /* 4096 floats an image */
    SHAPES_TRAIN_BATCHNORM_3_SUMS = 2097152, /* 512 floats an image */
    SHAPES_TRAIN_BATCHNORM_3_GAMMA_GRAD = 4579632, /* 64 floats */
    SHAPES_TRAIN_BATCHNORM_3_BETA_GRAD = 4579696, /* 64 floats */
    SHAPES_TRAIN_CONV_3_GRAD = 2687552, /* 4096 floats an image */
    SHAPES_TRAIN_CONV_3_GRADIENT_TILES = 2097152, /* 9216 floats an image and 576 floats */
    SHAPES_TRAIN_CONV_3_TILE_3 = 2949696, /* 672 floats */
    SHAPES_TRAIN_CONV_3_TILES_2 = 2687552, /* 4608 floats an image and 576 floats */
    SHAPES_TRAIN_CONV_3_TILE_4 = 3114112, /* 672 floats */
    SHAPES_TRAIN_CONV_3_KERNEL_GRAD = 4559776, /* 18432 floats */
    SHAPES_TRAIN_CONV_3_U_2 = 3114112, /* 9792 floats */
    SHAPES_TRAIN_MAXPOOL_2_SLOPED = 2687552, /* 2048 floats an image */
    SHAPES_TRAIN_CONV_3_WT = 3670016, /* 18432 floats */
    SHAPES_TRAIN_CONV_3_U_3 = 3688448, /* 148608 floats */
    SHAPES_TRAIN_CONV_3_V = 3837056, /* 296064 floats */
    SHAPES_TRAIN_CONV_3_TILE_5 = 4133120, /* 672 floats */
    SHAPES_TRAIN_CONV_2_TRANSPOSED = 2837632, /* 4608 floats */
    SHAPES_TRAIN_CONV_2_TRANSPOSED_PANELS = 2818624, /* 19008 floats */
    SHAPES_TRAIN_BATCHNORM_2_GRAD = 2097152, /* 8192 floats an image */
    SHAPES_TRAIN_BATCHNORM_2_SUMS = 2621440, /* 512 floats an image */
    SHAPES_TRAIN_BATCHNORM_2_GAMMA_GRAD = 4005888, /* 32 floats */
    SHAPES_TRAIN_BATCHNORM_2_BETA_GRAD = 4005920, /* 32 floats */
    SHAPES_TRAIN_CONV_2_GRAD = 2097152, /* 8192 floats an image */
    SHAPES_TRAIN_MAXPOOL_1_SLOPED = 3670016, /* 4096 floats an image */
    SHAPES_TRAIN_CONV_2_DW = 3932160, /* 4608 floats for each of 16 ranges */
    SHAPES_TRAIN_CONV_2_DU = 2621440, /* 19008 floats */
    SHAPES_TRAIN_CONV_2_V_2 = 2640448, /* 37440 floats */
    SHAPES_TRAIN_CONV_2_M_2 = 2677888, /* 74304 floats */
    SHAPES_TRAIN_CONV_2_TILE_2 = 2752192, /* 672 floats */
    SHAPES_TRAIN_BATCHNORM_1_GRAD = 2097152, /* 16384 floats an image */
    SHAPES_TRAIN_BATCHNORM_1_SUMS = 3145728, /* 512 floats an image */
    SHAPES_TRAIN_CONV_2_KERNEL_GRAD = 3178496, /* 4608 floats */
    SHAPES_TRAIN_BATCHNORM_1_GAMMA_GRAD = 3183104, /* 16 floats */
    SHAPES_TRAIN_BATCHNORM_1_BETA_GRAD = 3183120, /* 16 floats */
    SHAPES_TRAIN_CONV_1_GRAD = 2097152, /* 16384 floats an image */
    SHAPES_TRAIN_CONV_1_DW = 3145728, /* 432 floats for each of 32 ranges */
    SHAPES_TRAIN_CONV_1_KERNEL_GRAD = 0, /* 432 floats */
};

/* relu_backward: dx = dy where y > 0 (and y < MAX when MAX > 0), else 0. */
SHAPES_INLINE void shapes_relu_backward(float MAX, int begin, int end, const float *y,
                                        const float *dy, float *dx)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    shapes_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
    SHAPES_WROTE();
}

/* softmax_forward: Softmax over the channels of each pixel, shifted by their maximum. Images begin
 * ... end - 1. */
SHAPES_INLINE void shapes_softmax_forward(int C, int HW, int begin, int end, const float *x,
                                          float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        shapes_mk_softmax(y + at, x + at, C, HW);
    }
    SHAPES_WROTE();
}

/* add_partials: y = the sum of PARTS partial sums of COUNT floats each, in their order. */
SHAPES_INLINE void shapes_add_partials(int COUNT, int PARTS, int begin, int end,
                                       const float *SHAPES_RESTRICT partial,
                                       float *SHAPES_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    shapes_mk_add_partials(y + at, partial + at, COUNT, PARTS, (end - begin) * 16);
    SHAPES_WROTE();
}

/* batchnorm_stats: mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS),
 * variance = mean of (x - mean)^2, from the moments of stretches; moving = moving * momentum +
 * batch's * ONE_MINUS_MOMENTUM, in place. Lanes beyond C stay 0. The constant is 1 - momentum,
 * which a float holds better than a momentum near 1. A variance that no float holds makes rstd NaN,
 * so that the step is refused, and leaves moving as it is. Source: T. Chan, G. Golub, R. LeVeque,
 * Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979. */
SHAPES_INLINE void shapes_batchnorm_stats(int C, int HW, int STEP, float EPS,
                                          float ONE_MINUS_MOMENTUM, int n, int begin, int end,
                                          const float *SHAPES_RESTRICT part,
                                          float *SHAPES_RESTRICT mean, float *SHAPES_RESTRICT rstd,
                                          float *SHAPES_RESTRICT moving_mean,
                                          float *SHAPES_RESTRICT moving_variance)
{
    const ptrdiff_t map = (HW + STEP - 1) / STEP * 32;
    const double count = (double)n * (double)HW, rest = (double)ONE_MINUS_MOMENTUM, most = 3.4e38;
    for (int cb = begin; cb < end; cb++) {
        double centre[16], square[16];
        shapes_mk_moments_merge(centre, square, part + cb * map, n, (C + 15) / 16 * map, HW, STEP);
        for (int l = 0; l < 16; l++) {
            const int c = cb * 16 + l;
            const double variance = square[l] / count;
            mean[c] = (float)centre[l];
            rstd[c] = c < C ? (float)(1.0 / sqrt(variance + (double)EPS)) : 0.0f;
            if (variance > most) {
                rstd[c] = sqrtf(-1.0f);
                continue;
            }
            moving_mean[c] = (float)((double)moving_mean[c] * (1.0 - rest) + (double)mean[c] *
                                     rest);
            moving_variance[c] = (float)((double)moving_variance[c] * (1.0 - rest) + variance *
                                         rest);
        }
    }
    SHAPES_WROTE();
}

/* batchnorm_apply + relu_forward: y = (x - mean) * rstd * gamma + beta. */
SHAPES_INLINE void shapes_batchnorm_apply_relu_forward(int CB, int HW, int begin, int end,
                                                       const float *x, const float *mean,
                                                       const float *rstd, const float *gamma,
                                                       const float *beta, float *y, float f0_MAX)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        shapes_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch,
                            gamma + ch, beta + ch);
        shapes_mk_relu(row, row, count, f0_MAX);
    }
    SHAPES_WROTE();
}

/* batchnorm_reduce: dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and
 * pixels, in double, from sums of stretches. */
SHAPES_INLINE void shapes_batchnorm_reduce(int CB, int TIMES, int n, int begin, int end,
                                           const float *SHAPES_RESTRICT part,
                                           const float *SHAPES_RESTRICT rstd,
                                           float *SHAPES_RESTRICT dgamma,
                                           float *SHAPES_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[32] = {0};
        for (int i = 0; i < n; i++)
            shapes_mk_sum_pairs(sum, part + ((ptrdiff_t)i * CB + cb) * TIMES * 32, TIMES);
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum[l];
            dgamma[cb * 16 + l] = (float)(sum[16 + l] * (double)rstd[cb * 16 + l]);
        }
    }
    SHAPES_WROTE();
}

/* batchnorm_backward: dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd * dgamma / N), N = n
 * * HW: the batch's mean and variance depend on x too. */
SHAPES_INLINE void shapes_batchnorm_backward(int CB, int HW, int n, int begin, int end,
                                             const float *dy, const float *x, const float *mean,
                                             const float *rstd, const float *gamma,
                                             const float *dgamma, const float *dbeta, float *dx)
{
    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        shapes_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch,
                            dgamma + ch, dbeta + ch, share);
    }
    SHAPES_WROTE();
}

/* batchnorm_fold_scale: scale = gamma / sqrt(variance + EPS), 0 beyond C. */
SHAPES_INLINE void shapes_batchnorm_fold_scale(int C, float EPS, const float *SHAPES_RESTRICT gamma,
                                               const float *SHAPES_RESTRICT variance,
                                               float *SHAPES_RESTRICT scale)
{
    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
    SHAPES_WROTE();
}

/* batchnorm_fold_shift: shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C. */
SHAPES_INLINE void shapes_batchnorm_fold_shift(int C, float EPS, const float *SHAPES_RESTRICT gamma,
                                               const float *SHAPES_RESTRICT beta,
                                               const float *SHAPES_RESTRICT mean,
                                               const float *SHAPES_RESTRICT variance,
                                               float *SHAPES_RESTRICT shift)
{
    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] /
                           sqrt((double)variance[c] + (double)EPS));
    SHAPES_WROTE();
}

/* bias_backward: dbias = sum of dy over images and pixels, in double; of maps, dy may be their
 * TIMES sums from bias_sums. */
SHAPES_INLINE void shapes_bias_backward(int CB, int TIMES, int n, int begin, int end,
                                        const float *SHAPES_RESTRICT dy,
                                        float *SHAPES_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            shapes_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
    SHAPES_WROTE();
}

/* conv_pack: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are
 * 0. */
SHAPES_INLINE void shapes_conv_pack(int TAPS, int C, int K, const float *keras, float *packed)
{
    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, sizeof(float) * (size_t)lanes);
        }
    SHAPES_WROTE();
}

/* conv_unpack: Back to Keras layout. */
SHAPES_INLINE void shapes_conv_unpack(int TAPS, int C, int K, const float *packed, float *keras)
{
    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
    SHAPES_WROTE();
}

/* conv_transpose: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with
 * wt[t, k, c] = w[FIRST + t, c, k]. */
SHAPES_INLINE void shapes_conv_transpose(int FIRST, int C, int K, int begin, int end,
                                         const float *w, float *wt)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        shapes_mk_transpose(wt + (ptrdiff_t)i * K * 16,
                            w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16,
                            rows, K);
    }
    SHAPES_WROTE();
}

/* conv_forward + batchnorm_moments: y = x * w. The frame HP x WP is what the windows cover, from
 * row -PT and column -PL on; without zeros in it x is read where it lies, and a 1x1 kernel of
 * stride 1 takes the map as one row. POOL 1: y is the maxima of 2x2 windows of that, stride 2, PH x
 * PW of them, as wino_forward_pooled (wino.c) makes them, KEEP their places; POOL 2: by the sign of
 * scale, as there; POOL 0: PH = OH, PW = OW. */
SHAPES_INLINE void shapes_conv_forward_batchnorm_moments(int C, int H, int W, int K, int OH, int OW,
                                                         int KH, int KW, int SH, int SW, int DH,
                                                         int DW, int PT, int PL, int GROUPS, int PH,
                                                         int PW, int POOL, int KEEP, int begin,
                                                         int end, const float *x, const float *w,
                                                         const float *scale, float *y, uint8_t *arg,
                                                         float *padded, float *lines, int f0_HW,
                                                         int f0_STEP, float *f0_part)
{
    (void)scale, (void)arg, (void)KEEP;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1,
              WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int flat = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H &&
                     OW == W;
    const int step = POOL > 0 ? 2 : flat ? OH : 1;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const int low = kb * 16 / (K / GROUPS) * (C / GROUPS) / 16 *
                        16; /* channels low ... high - 1 share groups with these outputs */
        const int high = ((kb * 16 + 16 < K ? kb * 16 + 16 : K) - 1) / (K / GROUPS) *
                             (C / GROUPS) +
                         C / GROUPS;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16,
                           src + (ptrdiff_t)r * W * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0, p = 0; POOL > 0 ? p < PH : oh < OH; oh += step, p++) {
            const int height = OH - oh < step ? OH - oh : step, pieces = flat ? 1 : height,
                      pixels = flat ? height * OW : OW;
            const int count = POOL > 0 ? PW : height * OW;
            (void)count;
            const ptrdiff_t at = ((ptrdiff_t)i * PH + (POOL > 0 ? p : oh)) * PW * 16;
            float *row = y + at, *sums = POOL > 0 ? lines : row;
            for (int j = 0; j < pieces; j++)
                shapes_mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                                   src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16,
                                   SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16,
                                   (ptrdiff_t)FH * FW * 16, w + ((ptrdiff_t)kb * C + low) * 16,
                                   (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW,
                                   high - low, 0);
            if (POOL > 0)
                shapes_mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                                     POOL > 1 ? scale + kb * 16 : NULL, 1, PW, height, OW);
            shapes_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                         ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                         % (f0_HW * 16) / (f0_STEP * 16)) * 32, row, count*16,
                              f0_STEP);
        }
    }
    SHAPES_WROTE();
}

/* conv_forward + scale_shift + relu_forward: y = x * w. The frame HP x WP is what the windows
 * cover, from row -PT and column -PL on; without zeros in it x is read where it lies, and a 1x1
 * kernel of stride 1 takes the map as one row. POOL 1: y is the maxima of 2x2 windows of that,
 * stride 2, PH x PW of them, as wino_forward_pooled (wino.c) makes them, KEEP their places; POOL 2:
 * by the sign of scale, as there; POOL 0: PH = OH, PW = OW. */
SHAPES_INLINE void shapes_conv_forward_scale_shift_relu_forward(int C, int H, int W, int K, int OH,
    int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int GROUPS, int PH,
    int PW, int POOL, int KEEP, int begin, int end, const float *x, const float *w,
    const float *scale, float *y, uint8_t *arg, float *padded, float *lines, const float *f0_scale,
    const float *f0_shift, float f1_MAX)
{
    (void)scale, (void)arg, (void)KEEP;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1,
              WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int flat = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H &&
                     OW == W;
    const int step = POOL > 0 ? 2 : flat ? OH : 1;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const int low = kb * 16 / (K / GROUPS) * (C / GROUPS) / 16 *
                        16; /* channels low ... high - 1 share groups with these outputs */
        const int high = ((kb * 16 + 16 < K ? kb * 16 + 16 : K) - 1) / (K / GROUPS) *
                             (C / GROUPS) +
                         C / GROUPS;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16,
                           src + (ptrdiff_t)r * W * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0, p = 0; POOL > 0 ? p < PH : oh < OH; oh += step, p++) {
            const int height = OH - oh < step ? OH - oh : step, pieces = flat ? 1 : height,
                      pixels = flat ? height * OW : OW;
            const int count = POOL > 0 ? PW : height * OW;
            (void)count;
            const ptrdiff_t at = ((ptrdiff_t)i * PH + (POOL > 0 ? p : oh)) * PW * 16;
            float *row = y + at, *sums = POOL > 0 ? lines : row;
            for (int j = 0; j < pieces; j++)
                shapes_mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                                   src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16,
                                   SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16,
                                   (ptrdiff_t)FH * FW * 16, w + ((ptrdiff_t)kb * C + low) * 16,
                                   (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW,
                                   high - low, 0);
            if (POOL > 0)
                shapes_mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                                     POOL > 1 ? scale + kb * 16 : NULL, 1, PW, height, OW);
            shapes_mk_scale_shift_channel(row, row, count*16, f0_scale + kb*16, f0_shift + kb*16);
            shapes_mk_relu(row, row, count*16, f1_MAX);
        }
    }
    SHAPES_WROTE();
}

/* conv_backward_weights_few: The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a
 * pass over the outputs where all of them lie on the map; what some miss at the edges follows tap
 * by tap. All taps of an image come before the next, while its values are in cache. There are few
 * blocks of outputs, so ranges are of images, with partial sums. */
SHAPES_INLINE void shapes_conv_backward_weights_few(int C, int H, int W, int K, int OH, int OW,
                                                    int KH, int KW, int SH, int SW, int DH, int DW,
                                                    int PT, int PL, int TOGETHER, int begin,
                                                    int end, const float *x, const float *dy,
                                                    float *dw)
{
    const int KB = (K + 15) / 16, chunks = (KH * KW + TOGETHER - 1) / TOGETHER,
              images = end - begin;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * (size_t)(KH * KW * KB * C) * 16);
    for (int i = 0; i < KB * images * chunks; i++) {
        const int kb = i / chunks / images, img = begin + i / chunks % images,
                  first = i % chunks * TOGETHER,
                  some = KH * KW - first < TOGETHER ? KH * KW - first : TOGETHER;
        const float *map = x + (ptrdiff_t)img * H * W * 16,
                    *grad = dy + ((ptrdiff_t)img * KB + kb) * OH * OW * 16;
        int h0[9], h1[9], w0[9], w1[9], top = 0, bottom = OH, left = 0,
                                        right = OW; /* outputs that tap t sees; that all see */
        ptrdiff_t from[9], to[9];
        for (int t = 0; t < some; t++) {
            const int dh = (first + t) / KW * DH - PT, dv = (first + t) % KW * DW - PL;
            h0[t] = dh < 0 ? (-dh + SH - 1) / SH : 0,
            w0[t] = dv < 0 ? (-dv + SW - 1) / SW : 0;
            h1[t] = H - 1 < dh ? 0 : (H - 1 - dh) / SH + 1,
            w1[t] = W - 1 < dv ? 0 : (W - 1 - dv) / SW + 1;
            h1[t] = h1[t] < OH ? h1[t] : OH, w1[t] = w1[t] < OW ? w1[t] : OW;
            top = h0[t] > top ? h0[t] : top, bottom = h1[t] < bottom ? h1[t] : bottom;
            left = w0[t] > left ? w0[t] : left, right = w1[t] < right ? w1[t] : right;
            for (int c = 0; c < C; c++)
                from[t * C + c] = ((ptrdiff_t)dh * W + dv) * 16 + c,
                               to[t * C + c] = ((ptrdiff_t)(first + t) * KB * C + c) * 16;
        }
        const int common = top < bottom && left < right;
        if (common || img == begin)
            shapes_mk_panel_grad9(dw + (ptrdiff_t)kb * C * 16, to,
                                  common ? map + ((ptrdiff_t)top * SH * W + left * SW) * 16 : map,
                                  from, some * C, (ptrdiff_t)SH * W * 16, SW * 16,
                                  common ? grad + ((ptrdiff_t)top * OW + left) * 16 : grad,
                                  (ptrdiff_t)OW * 16, common ? bottom - top : 0,
                                  common ? right - left : 0, img > begin);
        for (int q = 0; q < 4 * some; q++) { /* above, below, left, right of the common part */
            const int t = q / 4, a = common ? top : h0[t], b = common ? bottom : h0[t];
            const int ha = q % 4 == 0   ? h0[t]
                           : q % 4 == 1 ? b
                                        : a,
                      hb = q % 4 == 0   ? a
                           : q % 4 == 1 ? h1[t]
                                        : b;
            const int wa = q % 4 == 3 ? right : w0[t], wb = q % 4 == 2 ? left : w1[t];
            if (ha < hb && wa < wb)
                shapes_mk_panel_grad(dw + (ptrdiff_t)kb * C * 16 + to[t * C], C,
                                     map + ((ptrdiff_t)ha * SH * W + wa * SW) * 16 + from[t * C],
                                     (ptrdiff_t)SH * W * 16, SW * 16,
                                     grad + ((ptrdiff_t)ha * OW + wa) * 16, (ptrdiff_t)OW * 16,
                                     hb - ha, wb - wa, 1);
        }
    }
    SHAPES_WROTE();
}

/* dense_forward + bias_forward: y = x . w; output columns begin*16 ... end*16 - 1. */
SHAPES_INLINE void shapes_dense_forward_bias_forward(int C, int K, int n, int begin, int end,
                                                     const float *SHAPES_RESTRICT x,
                                                     const float *SHAPES_RESTRICT w,
                                                     float *SHAPES_RESTRICT y, float *room,
                                                     const float *f0_bias)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    shapes_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                    ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            shapes_mk_add_channel(row, row, count, f0_bias + ch);
        }
    SHAPES_WROTE();
}

/* dense_forward + bias_forward + relu_forward: y = x . w; output columns begin*16 ... end*16 - 1.
 * */
SHAPES_INLINE void shapes_dense_forward_bias_forward_relu_forward(int C, int K, int n, int begin,
    int end, const float *SHAPES_RESTRICT x, const float *SHAPES_RESTRICT w,
    float *SHAPES_RESTRICT y, float *room, const float *f0_bias, float f1_MAX)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    shapes_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                    ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            shapes_mk_add_channel(row, row, count, f0_bias + ch);
            shapes_mk_relu(row, row, count, f1_MAX);
        }
    SHAPES_WROTE();
}

/* dense_backward_data: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
SHAPES_INLINE void shapes_dense_backward_data(int C, int K, int n, int begin, int end,
                                              const float *SHAPES_RESTRICT dy,
                                              const float *SHAPES_RESTRICT w,
                                              float *SHAPES_RESTRICT dx, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    shapes_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0,
                    dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
        }
    SHAPES_WROTE();
}

/* dense_backward_weights: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
SHAPES_INLINE void shapes_dense_backward_weights(int C, int K, int n, int begin, int end,
                                                 const float *SHAPES_RESTRICT x,
                                                 const float *SHAPES_RESTRICT dy,
                                                 float *SHAPES_RESTRICT dw, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    shapes_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
                    dw + (ptrdiff_t)begin * 16 * ys, ys, room);
    SHAPES_WROTE();
}

/* dropout_mask: y = x / (1 - RATE) where kept, else 0; a value is dropped with probability RATE.
 * LEN floats an image. Places are counted from the batch's first image, `first` before this call's.
 * */
SHAPES_INLINE void shapes_dropout_mask(int LEN, float RATE, int STREAM, int begin, int end,
                                       uint64_t seed, uint64_t step, int first, const float *x,
                                       float *y)
{
    shapes_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16,
                      shapes_mk_key(seed, step, (uint64_t)STREAM),
                      (uint32_t)first * (uint32_t)LEN + (uint32_t)begin * 16u,
                      (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
    SHAPES_WROTE();
}

/* init_param: w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise. */
SHAPES_INLINE void shapes_init_param(int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin,
                                     int end, uint64_t seed, float *w)
{
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = shapes_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            shapes_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
    }
    SHAPES_WROTE();
}

/* nhwc_to_blocked: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
SHAPES_INLINE void shapes_nhwc_to_blocked(int C, int H, int W, int begin, int end,
                                          const float *SHAPES_RESTRICT x, float *SHAPES_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            shapes_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                                     x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
    SHAPES_WROTE();
}

/* blocked_to_nhwc: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
SHAPES_INLINE void shapes_blocked_to_nhwc(int C, int H, int W, int begin, int end,
                                          const float *SHAPES_RESTRICT x, float *SHAPES_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            shapes_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                       x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C,
                                       cb * 16);
    SHAPES_WROTE();
}

/* reshape_values: The same values in the order height, width, channel, of a map H x W x C as one of
 * OH x OW x OC. Its own inverse with the two shapes exchanged. Images begin ... end - 1. */
SHAPES_INLINE void shapes_reshape_values(int H, int W, int C, int OH, int OW, int OC, int begin,
                                         int end, const float *SHAPES_RESTRICT x,
                                         float *SHAPES_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        shapes_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16,
                          x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16, OH * OW, OC, H * W, C);
    SHAPES_WROTE();
}

/* softmax_crossentropy: prob = softmax(x), losses[i] = cross-entropy of image i against (1 -
 * SMOOTHING) * one-hot + SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * */
SHAPES_INLINE void shapes_softmax_crossentropy(int C, float SMOOTHING, int begin, int end,
                                               const float *SHAPES_RESTRICT x,
                                               const int32_t *SHAPES_RESTRICT labels,
                                               float *SHAPES_RESTRICT prob,
                                               float *SHAPES_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = shapes_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
    SHAPES_WROTE();
}

/* softmax_crossentropy_backward: dx = (prob - target) / n, targets as above. */
SHAPES_INLINE void shapes_softmax_crossentropy_backward(int C, float SMOOTHING, int n, int begin,
                                                        int end, const float *SHAPES_RESTRICT prob,
                                                        const int32_t *SHAPES_RESTRICT labels,
                                                        float *SHAPES_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        shapes_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING, 1.0f / (float)n);
    }
    SHAPES_WROTE();
}

/* mean_loss: loss = mean of the images' losses, in double. */
SHAPES_INLINE void shapes_mean_loss(int n, const float *SHAPES_RESTRICT losses,
                                    float *SHAPES_RESTRICT loss)
{
    loss[0] = shapes_mk_mean(losses, n);
    SHAPES_WROTE();
}

/* adam_update: param -= rate * DECOUPLED * param (adamw); moment1 = BETA1 * moment1 +
 * ONE_MINUS_BETA1 * grad; moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 * grad^2; param -= alpha *
 * moment1 / (sqrt(moment2) + EPSILON), alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). Each
 * share is given beside what it leaves: a float of the one may not hold the other. */
SHAPES_INLINE void shapes_adam_update(float BETA1, float ONE_MINUS_BETA1, float BETA2,
                                      float ONE_MINUS_BETA2, float EPSILON, float DECAY,
                                      float DECOUPLED, float CLIP, int begin, int end,
                                      uint64_t step, float rate, const float *SHAPES_RESTRICT grad,
                                      float *SHAPES_RESTRICT param, float *SHAPES_RESTRICT moment1,
                                      float *SHAPES_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    const shapes_mk_adam_rule by = {BETA1, ONE_MINUS_BETA1,  BETA2, ONE_MINUS_BETA2, EPSILON,
                             DECAY, rate * DECOUPLED, CLIP};
    shapes_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
                   (float)((double)rate * sqrt(left2) / left1), &by);
    SHAPES_WROTE();
}

/* gradient_check: Where the range holds a number that no step may take (mk_gradient_fits),
 * found[(FIRST + range) * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which
 * they are made, and each has PARTS slots of its own, so they may be looked at in any order. */
SHAPES_INLINE void shapes_gradient_check(int FIRST, int ORDER, int begin, int end, int range,
                                         const float *SHAPES_RESTRICT grad,
                                         float *SHAPES_RESTRICT found)
{
    const int fits = shapes_mk_gradient_fits(grad + (ptrdiff_t)begin * 16, (end - begin) * 16);
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
    SHAPES_WROTE();
}

/* gradient_check_end: loss[1] = the number of the first gradient that was found unfit, 0: none. */
SHAPES_INLINE void shapes_gradient_check_end(int SLOTS, const float *SHAPES_RESTRICT found,
                                             float *SHAPES_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
    SHAPES_WROTE();
}

/* vector_pack: to[c] = from[c], 0 beyond C. */
SHAPES_INLINE void shapes_vector_pack(int C, const float *SHAPES_RESTRICT from,
                                      float *SHAPES_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
    SHAPES_WROTE();
}

/* vector_unpack: to[c] = from[c]. */
SHAPES_INLINE void shapes_vector_unpack(int C, const float *SHAPES_RESTRICT from,
                                        float *SHAPES_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
    SHAPES_WROTE();
}

/* dense_pack: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
SHAPES_INLINE void shapes_dense_pack(int C, int K, const float *SHAPES_RESTRICT from,
                                     float *SHAPES_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
    SHAPES_WROTE();
}

/* dense_unpack: to[c][k] = from[c][k]. */
SHAPES_INLINE void shapes_dense_unpack(int C, int K, const float *SHAPES_RESTRICT from,
                                       float *SHAPES_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
    SHAPES_WROTE();
}

/* maxpool_train: y = the largest x of each window; arg = place in the window of the first one,
 * row-major, for maxpool_backward. KH * KW <= 256. */
SHAPES_INLINE void shapes_maxpool_train(int H, int W, int OH, int OW, int KH, int KW, int SH,
                                        int SW, int PT, int PL, int begin, int end,
                                        const float *SHAPES_RESTRICT x, float *SHAPES_RESTRICT y,
                                        uint8_t *SHAPES_RESTRICT arg)
{
    const shapes_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            shapes_mk_maxpool_row(y + at, arg + at, x + (ptrdiff_t)r * H * W * 16, oy, OW,
                                  &windows);
        }
    SHAPES_WROTE();
}

/* maxpool_backward + batchnorm_sums: dx = sum of dy over the windows whose maximum the pixel is. */
SHAPES_INLINE void shapes_maxpool_backward_batchnorm_sums(int CB, int H, int W, int OH, int OW,
                                                          int KH, int KW, int SH, int SW, int PT,
                                                          int PL, int begin, int end,
                                                          const uint8_t *SHAPES_RESTRICT arg,
                                                          const float *SHAPES_RESTRICT dy,
                                                          float *SHAPES_RESTRICT dx, int f0_HW,
                                                          int f0_STEP, int f0_AFTER, int f0_TIMES,
                                                          const float *f0_x, const float *f0_mean,
                                                          float *f0_part)
{
    const shapes_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    const int apart = KH == 2 && KW == 2 && SH == 2 && SW == 2 && PT == 0 && PL == 0 &&
                      H == 2 * OH && W == 2 * OW;
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * H * W * 16;
        if (!apart)
            memset(dx + plane, 0, sizeof *dx * (size_t)H * (size_t)W * 16);
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            const int top = oy * SH - PT,
                      from = oy == 0 || top < 0 ? 0
                             : top < H        ? top
                                                : H; /* rows that no later window adds to */
            const int to = oy == OH - 1 || top + SH > H ? H
                           : top + SH < 0                   ? 0
                                                              : top + SH;
            float *row = dx + plane + (ptrdiff_t)from * W * 16;
            (void)row, (void)to;
            if (apart)
                shapes_mk_maxpool_back4(row, dy + at, arg + at, OW);
            else
                shapes_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, &windows);
            shapes_mk_norm_sums(f0_part + (((row - dx)) / (f0_HW * 16) * f0_TIMES +
                                           (((row - dx)) % (f0_HW * 16) / 16 + f0_AFTER) / f0_STEP)
                                * 32, row, f0_x + (row - dx), (to-from)*W*16, f0_mean + r%CB*16);
        }
    }
    SHAPES_WROTE();
}

/* conv_store: Taps FIRST ... FIRST + TAPS - 1 of a kernel as s [KB][TAPS][C][16]; lanes beyond K
 * and between groups are 0. */
SHAPES_INLINE void shapes_conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C, int K,
                                     int GROUPS, int begin, int end, const float *keras, uint8_t *s,
                                     float *rows)
{
    for (int i = begin * TAPS; i < end * TAPS; i++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            shapes_mk_kernel_rows(rows, keras + (ptrdiff_t)(FIRST + i % TAPS) * (C / GROUPS) * K, C,
                                  K, GROUPS, c, count, i / TAPS * 16);
            shapes_mk_store_rows(FORMAT, s + ((ptrdiff_t)i * C + c) * 16 * BYTES, rows, count);
        }
    SHAPES_WROTE();
}

/* wino_prepacked_panels + scale_shift + relu_forward: wino_panel_forward on a kernel stored as it
 * is, w [KB][9][C][16]: widened and transformed in steps of CC channels; during the products of one
 * step the next is asked for. */
SHAPES_INLINE void shapes_wino_prepacked_panels_scale_shift_relu_forward(int FORMAT, int BYTES,
    int M, int P, int C, int K, int OH, int OW, int CC, int PH, int PW, int POOL, int n, int begin,
    int end, const float *v, const uint8_t *w, const float *scale, float *y, float *wide, float *u,
    float *m, float *lines, float *tile, const float *f0_scale, const float *f0_shift, float f1_MAX)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, us = CC * 16 + 16,
                    ms = (ptrdiff_t)tiles * 16 + 16, tap = (ptrdiff_t)C * 16 * BYTES;
    for (int kb = begin; kb < end; kb++) {
        for (int c = 0; c < C; c += CC) {
            const int channels = C - c < CC ? C - c : CC, last = c + CC >= C;
            const uint8_t *now = w + (ptrdiff_t)kb * 9 * tap + c * 16 * BYTES,
                          *next = last ? w + (ptrdiff_t)(kb + 1) * 9 * tap
                                       : now + channels * 16 * BYTES;
            shapes_mk_wino_weights(P, u, us, FORMAT == 0 ? (const float *)(const void *)now : wide,
                                   FORMAT == 0 ? (ptrdiff_t)C * 16 : CC * 16, channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (!last || kb + 1 < end)
                    shapes_mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, P * P);
                shapes_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
                                (ptrdiff_t)tiles * 16, u + p * us, channels, c > 0);
            }
        }
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * M, high = OH - top < M ? OH - top : M;
            const int first = POOL > 0 ? top / 2 : top, last = POOL <= 0 ? top + high
                                                                   : r % TY == TY - 1
                                                                       ? PH
                                                                       : (top + high) / 2;
            float *row = y + (((ptrdiff_t)(r / TY) * KB + kb) * PH + first) * PW * 16;
            shapes_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                   m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            if (POOL > 0)
                shapes_mk_pool_lines(row, NULL, lines, POOL > 1 ? scale + kb * 16 : NULL,
                                     last - first, PW, high, OW);
            shapes_mk_scale_shift_channel(row, row, (last-first)*PW*16, f0_scale + kb*16,
                                          f0_shift + kb*16);
            shapes_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
        }
    }
    SHAPES_WROTE();
}

/* wino_weights: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of
 * the gradient of x. */
SHAPES_INLINE void shapes_wino_weights(int P, int C, int K, int begin, int end, const float *w,
                                       float *u)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        shapes_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
    SHAPES_WROTE();
}

/* wino_forward + batchnorm_moments: y = x * w. */
SHAPES_INLINE void shapes_wino_forward_batchnorm_moments(int M, int P, int C, int H, int W, int K,
                                                         int OH, int OW, int PT, int PL, int RB,
                                                         int KG, int NORM, float MAX, int begin,
                                                         int end, const float *x, const float *norm,
                                                         const float *u, float *y, float *v,
                                                         float *m, float *patch, float *tile,
                                                         int f0_HW, int f0_STEP, float *f0_part)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            shapes_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                 x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                 NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                shapes_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                                v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                shapes_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                       m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                                       TX, 0, tile);
                shapes_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                             ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                             % (f0_HW * 16) / (f0_STEP * 16)) * 32, row, high*OW*16,
                                  f0_STEP);
            }
        }
    }
    SHAPES_WROTE();
}

/* wino_forward_pooled + scale_shift + relu_forward: y = the maxima of 2x2 windows of x * w, stride
 * 2, PH x PW of them; the last may reach over the edge. A row of tiles is pooled as soon as it is
 * transformed, so the map itself is never stored: what is fused must be the same for a maximum as
 * for what it is the maximum of. KEEP 1: arg is the place of the first maximum in its window, as
 * maxpool_train has it. POOL 1: maxima; 2: minima in channels whose scale, a factor of what is
 * fused, is negative, since these become the maxima. */
SHAPES_INLINE void shapes_wino_forward_pooled_scale_shift_relu_forward(int M, int P, int C, int H,
    int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX, int PH,
    int PW, int POOL, int KEEP, int begin, int end, const float *x, const float *norm,
    const float *u, const float *scale, float *y, uint8_t *arg, float *v, float *m, float *lines,
    float *patch, float *tile, const float *f0_scale, const float *f0_shift, float f1_MAX)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            shapes_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                 x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                 NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                shapes_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                                v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                const int first = top / 2, last = at % TY == TY - 1 ? PH : (top + high) / 2;
                const ptrdiff_t map = ((ptrdiff_t)(at / TY) * KB + kb) * PH * PW * 16;
                float *row = y + map + (ptrdiff_t)first * PW * 16;
                shapes_mk_wino_scatter(P, 0, lines, high, OW, 0, 0,
                                       m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                                       TX, 0, tile);
                shapes_mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)first * PW * 16 : NULL,
                                     lines, POOL > 1 ? scale + kb * 16 : NULL, last - first, PW,
                                     high, OW);
                shapes_mk_scale_shift_channel(row, row, (last-first)*PW*16, f0_scale + kb*16,
                                              f0_shift + kb*16);
                shapes_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
            }
        }
    }
    SHAPES_WROTE();
}

/* wino_backward + relu_backward: dx and partial sums of dw in one pass. ut: wino_weights of the
 * transposed kernel. */
SHAPES_INLINE void shapes_wino_backward_relu_backward(int M, int P, int C, int H, int W, int K,
                                                      int OH, int OW, int PT, int PL, int RB,
                                                      int KG, int NORM, float MAX, int begin,
                                                      int end, const float *x, const float *norm,
                                                      const float *dy, const float *ut, float *dx,
                                                      float *dw, float *du, float *v, float *m,
                                                      float *patch, float *tile, float f0_MAX,
                                                      const float *f0_y)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)KG;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * 9 * (size_t)KB * (size_t)C * 16);
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            shapes_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                  ms, dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH *
                                  OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            shapes_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                 x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                 NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int i = 0; i < P * P * KB; i++)
            shapes_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                 v + i / KB * vs, vs,
                                 m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles,
                                 r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                shapes_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                                m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                                ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0
                                 : top < H             ? top
                                             : H; /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H
                               : top + M < 0                      ? 0
                                                                    : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16,
                      *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                shapes_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                       v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                       TX, at % TY > 0, tile);
                shapes_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        shapes_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                    du + (ptrdiff_t)kb * C * 16, us, C * 16);
    SHAPES_WROTE();
}

/* wino_panel_gather: Transforms every tile of a map [n][CB][H][W][16]: GRAD 0: V = Bt X B, patches
 * from row -TOP and column -LEFT on. GRAD 1: dM = A dY At. NORM, norm and MAX as in wino.c. */
SHAPES_INLINE void shapes_wino_panel_gather(int GRAD, int M, int P, int C, int H, int W, int TY,
                                            int TX, int TOP, int LEFT, int NORM, float MAX, int n,
                                            int begin, int end, const float *x, const float *norm,
                                            float *v, float *patch, float *tile)
{
    const int CB = (C + 15) / 16, tiles = n * TY * TX;
    for (int cb = 0; cb < CB; cb++)
        for (int r = begin; r < end; r++) {
            const float *map = x + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16;
            float *to = v + ((ptrdiff_t)cb * tiles + r * TX) * 16;
            if (GRAD)
                shapes_mk_wino_gather(P, 1, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                      r % TY * M - TOP, -LEFT, TX, tile);
            else
                shapes_mk_wino_patch(P, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                     r % TY * M - TOP, -LEFT, TX, NORM,
                                     NORM > 0 ? norm + cb * 48 : norm, MAX, patch, tile);
        }
    SHAPES_WROTE();
}

/* wino_panel_forward + batchnorm_moments: y = At (V . U) A, G output blocks at a time, so that a
 * plane of V that comes from afar serves them all; their panels of U are made in steps of CC
 * channels (a multiple of 16), ROUND 1: of weights rounded to bfloat16. */
SHAPES_INLINE void shapes_wino_panel_forward_batchnorm_moments(int M, int P, int C, int K, int OH,
                                                               int OW, int CC, int G, int ROUND,
                                                               int n, int begin, int end,
                                                               const float *v, const float *w,
                                                               float *y, float *u, float *m,
                                                               float *rounded, float *tile,
                                                               int f0_HW, int f0_STEP,
                                                               float *f0_part)
{
    (void)rounded;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t ws = (ptrdiff_t)KB * C * 16, vs = (ptrdiff_t)CB * tiles * 16 + 16,
                    us = CC * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int first = begin; first < end; first += G) {
        const int group = end - first < G ? end - first : G;
        for (int c = 0; c < C; c += CC) {
            const int channels = C - c < CC ? C - c : CC;
            const int next = c + CC < C ? c + CC : 0, coming = C - next < CC ? C - next : CC;
            for (int g = 0; g < group; g++) {
                const float *from = w + ((ptrdiff_t)(first + g) * C + c) * 16;
                shapes_mk_wino_weights(P, u + g * P * P * us, us, ROUND > 0 ? rounded : from,
                                       ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    shapes_mk_prefetch(w + ((ptrdiff_t)kb * C + next) * 16 + p * 9 / (P * P) * ws +
                                       p % (P * P / 9) * (coming * 16 / (P * P / 9)),
                                       coming * 16 / (P * P / 9));
                shapes_mk_panel(m + (g * P * P + p) * ms, 16, tiles,
                                v + p * vs + (ptrdiff_t)c * tiles, 16, (ptrdiff_t)tiles * 16,
                                u + (g * P * P + p) * us, channels, c > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int kb = first + i / (n * TY), r = i % (n * TY), top = r % TY * M,
                      high = OH - top < M ? OH - top : M;
            float *map = y + ((ptrdiff_t)(r / TY) * KB + kb) * OH * OW * 16,
                  *row = map + (ptrdiff_t)top * OW * 16;
            (void)row, (void)high;
            shapes_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                   m + (kb - first) * P * P * ms + (ptrdiff_t)r * TX * 16, ms, TX,
                                   0, tile);
            shapes_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                         ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                         % (f0_HW * 16) / (f0_STEP * 16)) * 32, row, high*OW*16,
                              f0_STEP);
        }
    }
    SHAPES_WROTE();
}

/* wino_panel_backward_data + relu_backward: dx = sum over tiles of B (dM . Ut) Bt, G input blocks
 * at a time; their panels of Ut are transposed and made in steps of CC outputs (a multiple of 16),
 * ROUND 1: of rounded weights. */
SHAPES_INLINE void shapes_wino_panel_backward_data_relu_backward(int M, int P, int C, int H, int W,
    int K, int OH, int OW, int PT, int PL, int CC, int G, int ROUND, int n, int begin, int end,
    const float *m, const float *w, float *dx, float *wt, float *u, float *v, float *tile,
    float f0_MAX, const float *f0_y)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t ms = (ptrdiff_t)KB * tiles * 16 + 16, us = CC * 16 + 16,
                    vs = (ptrdiff_t)tiles * 16 + 16;
    (void)ROUND; /* of the text, where nothing is rounded */
    for (int first = begin; first < end; first += G) {
        const int group = end - first < G ? end - first : G;
        for (int k = 0; k < K; k += CC) {
            const int outputs = K - k < CC ? K - k : CC;
            for (int g = 0; g < group; g++) {
                const int cb = first + g;
                for (int t = 0; t < 9; t++)
                    shapes_mk_transpose(wt + t * CC * 16,
                                        w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16,
                                        (ptrdiff_t)C * 16, C - 16 * cb < 16 ? C - 16 * cb : 16,
                                        outputs);
                shapes_mk_wino_weights(P, u + g * P * P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < K ? k + CC : 0,
                      coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && cb < end; q++)
                    /* a share of the next weights */
                    shapes_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * C + 16 *
                                            cb) * 16, (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
                shapes_mk_panel(v + (g * P * P + p) * vs, 16, tiles,
                                m + p * ms + (ptrdiff_t)k * tiles, 16, (ptrdiff_t)tiles * 16,
                                u + (g * P * P + p) * us, outputs, k > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int cb = first + i / (n * TY), r = i % (n * TY);
            const int top = r % TY * M - PT,
                      from = r % TY == 0 || top < 0 ? 0
                             : top < H            ? top
                                                    : H; /* rows that no later tile adds to */
            const int to = r % TY == TY - 1 || top + M > H ? H
                           : top + M < 0                     ? 0
                                                               : top + M;
            float *map = dx + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16,
                  *row = map + (ptrdiff_t)from * W * 16;
            (void)row, (void)to;
            shapes_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                   v + (cb - first) * P * P * vs + (ptrdiff_t)r * TX * 16, vs, TX,
                                   r % TY > 0, tile);
            shapes_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
        }
    }
    SHAPES_WROTE();
}

/* wino_panel_backward_weights: dw = Gt (Vt . dM) G, blocks of 16 input channels by 16 outputs; G
 * blocks of channels share a pass over the planes of m. Outputs vary fastest, since the product
 * asks for what follows its rows of m, and the planes of v stay in cache. */
SHAPES_INLINE void shapes_wino_panel_backward_weights(int P, int C, int K, int TILES, int G, int n,
                                                      int begin, int end, const float *v,
                                                      const float *m, float *dw, float *u)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, tiles = n * TILES;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
    for (int i = begin; i < end; i++) {
        const int first = i / KB * G, kb = i % KB, group = CB - first < G ? CB - first : G;
        for (int q = 0; q < P * P * group; q++) {
            const int p = q / group, cb = first + q % group;
            shapes_mk_wino_outer(1, u + (q % group * P * P + p) * 272, 272,
                                 C - 16 * cb < 16 ? C - 16 * cb : 16,
                                 v + p * vs + (ptrdiff_t)cb * tiles * 16, vs,
                                 m + p * ms + (ptrdiff_t)kb * tiles * 16, ms, tiles, 0);
        }
        for (int cb = first; cb < first + group; cb++)
            shapes_mk_wino_weights_grad(P, dw + ((ptrdiff_t)kb * C + 16 * cb) * 16,
                                        (ptrdiff_t)KB * C * 16, u + (cb - first) * P * P * 272, 272,
                                        (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
    }
    SHAPES_WROTE();
}

static const struct shapes_init_init_param_row {
    int COUNT, FAN_IN, FAN_OUT, KIND, STREAM, params;
} shapes_init_init_param_rows[] = {
    {432, 27, 144, 2, 0, 0}, {16, 0, 0, 1, 1, 432}, {16, 0, 0, 0, 2, 448}, {16, 0, 0, 0, 3, 464},
    {16, 0, 0, 1, 4, 480}, {4608, 144, 288, 2, 5, 496}, {32, 0, 0, 1, 6, 5104},
    {32, 0, 0, 0, 7, 5136}, {32, 0, 0, 0, 8, 5168}, {32, 0, 0, 1, 9, 5200},
    {18432, 288, 576, 2, 10, 5232}, {64, 0, 0, 1, 11, 23664}, {64, 0, 0, 0, 12, 23728},
    {64, 0, 0, 0, 13, 23792}, {64, 0, 0, 1, 14, 23856}, {65536, 1024, 64, 2, 15, 23920},
    {64, 0, 0, 0, 16, 89456}, {640, 64, 10, 2, 17, 89520}, {10, 0, 0, 0, 18, 90160},
};

SHAPES_TASK(shapes_init_rows_init_param)
{
    SHAPES_ROW(shapes_init_init_param_row);
    SHAPES_RANGE(row->COUNT, 125000);
    shapes_init_param(row->FAN_IN, row->FAN_OUT, row->KIND, row->STREAM, begin, end, run->seed,
                      run->params + row->params);
}

static const struct shapes_prepare_vector_pack_row {
    int C, params, gamma, params_2, variance, scale, params_3, beta, params_4, mean, shift;
} shapes_prepare_vector_pack_rows[] = {
    {16, 432, 0, 480, 16, 104688, 448, 32, 464, 48, 104704}, /* batchnorm_1.gamma */
    {32, 5104, 4608, 5200, 4640, 104624, 5136, 0, 5168, 32, 104656}, /* batchnorm_2.gamma */
    {64, 23664, 256, 23856, 320, 104432, 23728, 0, 23792, 64, 104496}, /* batchnorm_3.gamma */
};

SHAPES_TASK(shapes_prepare_rows_vector_pack)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params, run->model + row->gamma);
}

SHAPES_TASK(shapes_prepare_rows_vector_pack_2)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params_2, run->model + row->variance);
}

SHAPES_TASK(shapes_prepare_rows_batchnorm_fold_scale)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_batchnorm_fold_scale(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->variance, run->model + row->scale);
}

SHAPES_TASK(shapes_prepare_rows_vector_pack_3)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params_3, run->model + row->beta);
}

SHAPES_TASK(shapes_prepare_rows_vector_pack_4)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params_4, run->model + row->mean);
}

SHAPES_TASK(shapes_prepare_rows_batchnorm_fold_shift)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row);
    SHAPES_WHOLE();
    shapes_batchnorm_fold_shift(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->beta, run->model + row->mean, run->model + row->variance,
        run->model + row->shift);
}

static const struct shapes_prepare_dense_pack_row {
    int C, K, params, to;
} shapes_prepare_dense_pack_rows[] = {
    {1024, 64, 23920, 0}, {64, 10, 89520, 102976},
};

SHAPES_TASK(shapes_prepare_rows_dense_pack)
{
    SHAPES_ROW(shapes_prepare_dense_pack_row);
    SHAPES_WHOLE();
    shapes_dense_pack(row->C, row->K, run->params + row->params, run->model + row->to);
}

static const struct shapes_prepare_vector_pack_row_2 {
    int C, params, to;
} shapes_prepare_vector_pack_row_2s[] = {
    {64, 89456, 104560}, {10, 90160, 104720},
};

SHAPES_TASK(shapes_prepare_rows_vector_pack_5)
{
    SHAPES_ROW(shapes_prepare_vector_pack_row_2);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params, run->model + row->to);
}

static void shapes_run_init(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("init", "");
    for (run->row = 0; run->row < 19; run->row++) {
        const struct shapes_init_init_param_row *const row = &shapes_init_init_param_rows[run->row];
        SHAPES_PARALLEL_FOR(shapes_init_rows_init_param, run, SHAPES_RANGES_OF(row->COUNT, 125000));
    }
    SHAPES_AFTER_LAYER("init", "");
}

/* conv_1 (shapes.net:7: conv 16 3x3 nobias): 32x32x3 -> 32x32x16 */
SHAPES_TASK(shapes_prepare_conv_1_conv_pack)
{
    SHAPES_WHOLE();
    shapes_conv_pack(/*TAPS*/ 9, /*C*/ 3, /*K*/ 16, run->params + SHAPES_PARAMS_CONV_1_KERNEL,
        run->model + SHAPES_MODEL_CONV_1_KERNEL);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32 */
SHAPES_TASK(shapes_prepare_conv_2_conv_pack)
{
    SHAPES_WHOLE();
    shapes_conv_pack(/*TAPS*/ 9, /*C*/ 16, /*K*/ 32, run->params + SHAPES_PARAMS_CONV_2_KERNEL,
        run->model + SHAPES_MODEL_CONV_2_KERNEL);
}
SHAPES_TASK(shapes_prepare_conv_2_wino_weights)
{
    SHAPES_RANGE(2, 11);
    shapes_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 32, begin, end,
        run->model + SHAPES_MODEL_CONV_2_KERNEL, run->model + SHAPES_MODEL_CONV_2_PANELS);
}

/* conv_3 (shapes.net:15: conv 64 3x3 nobias): 8x8x32 -> 8x8x64 */
SHAPES_TASK(shapes_prepare_conv_3_conv_store)
{
    SHAPES_RANGE(4, 14);
    SHAPES_SCRATCH(run->model + SHAPES_MODEL_CONV_3_ROWS);
    shapes_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 32, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + SHAPES_PARAMS_CONV_3_KERNEL,
        (uint8_t *)(void *)(run->model + SHAPES_MODEL_CONV_3_KERNEL), scratch);
}

static void shapes_run_prepare(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("prepare", "");
    for (run->row = 0; run->row < 3; run->row++) {
        shapes_prepare_rows_vector_pack(run, 0, 0);
        shapes_prepare_rows_vector_pack_2(run, 0, 0);
        shapes_prepare_rows_batchnorm_fold_scale(run, 0, 0);
        shapes_prepare_rows_vector_pack_3(run, 0, 0);
        shapes_prepare_rows_vector_pack_4(run, 0, 0);
        shapes_prepare_rows_batchnorm_fold_shift(run, 0, 0);
    }
    shapes_prepare_conv_1_conv_pack(run, 0, 0);
    shapes_prepare_conv_2_conv_pack(run, 0, 0);
    shapes_prepare_conv_2_wino_weights(run, 0, 0);
    shapes_prepare_conv_3_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_prepare_rows_dense_pack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_prepare_rows_vector_pack_5(run, 0, 0);
    SHAPES_AFTER_LAYER("prepare", "");
}

/* input (shapes.net:4: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
SHAPES_TASK(shapes_infer_input_nhwc_to_blocked)
{
    SHAPES_RANGE(run->n, 2);
    shapes_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + SHAPES_WORK_INPUT_OUT);
}

/* conv_1 (shapes.net:7: conv 16 3x3 nobias): 32x32x3 -> 32x32x16, 0.885 MFLOP an image */
SHAPES_TASK(shapes_infer_conv_1_conv_forward)
{
    SHAPES_RANGE(run->n, 2);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_CONV_1_PADDED);
    shapes_conv_forward_scale_shift_relu_forward(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*GROUPS*/ 1, /*PH*/ 16, /*PW*/ 16, /*POOL*/ 2, /*KEEP*/ 0, begin, end,
        run->work + SHAPES_WORK_INPUT_OUT, run->model + SHAPES_MODEL_CONV_1_KERNEL,
        run->model + SHAPES_MODEL_BATCHNORM_1_SCALE, run->work + SHAPES_WORK_RELU_1_OUT, NULL,
        scratch, scratch + 18496, run->model + SHAPES_MODEL_BATCHNORM_1_SCALE,
        run->model + SHAPES_MODEL_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32, 2.36 MFLOP an image */
SHAPES_TASK(shapes_infer_conv_2_wino_forward_pooled)
{
    SHAPES_RANGE((int64_t)run->n * 4, 16);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_CONV_2_V);
    shapes_wino_forward_pooled_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 16,
        /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 2, /*KEEP*/ 0, begin, end,
        run->work + SHAPES_WORK_RELU_1_OUT, NULL, run->model + SHAPES_MODEL_CONV_2_PANELS,
        run->model + SHAPES_MODEL_BATCHNORM_2_SCALE, run->work + SHAPES_WORK_RELU_2_OUT, NULL,
        scratch, scratch + 37440, scratch + 74880, NULL, scratch + 75904,
        run->model + SHAPES_MODEL_BATCHNORM_2_SCALE, run->model + SHAPES_MODEL_BATCHNORM_2_SHIFT,
        /*MAX*/ 0.0f);
}

/* conv_3 (shapes.net:15: conv 64 3x3 nobias): 8x8x32 -> 8x8x64, 2.36 MFLOP an image */
SHAPES_TASK(shapes_infer_conv_3_wino_panel_gather)
{
    SHAPES_RANGE((int64_t)run->n * 2, 8);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_CONV_3_TILE);
    shapes_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 8, /*W*/ 8, /*TY*/ 2,
        /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + SHAPES_WORK_RELU_2_OUT, NULL, run->work + SHAPES_WORK_CONV_3_TILES, NULL,
        scratch);
}
SHAPES_TASK(shapes_infer_conv_3_wino_prepacked_panels)
{
    SHAPES_RANGE(4, 1);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_CONV_3_WIDE);
    shapes_wino_prepacked_panels_scale_shift_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 32, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 4, /*PW*/ 4,
        /*POOL*/ 2, run->n, begin, end, run->work + SHAPES_WORK_CONV_3_TILES,
        (const uint8_t *)(const void *)(run->model + SHAPES_MODEL_CONV_3_KERNEL),
        run->model + SHAPES_MODEL_BATCHNORM_3_SCALE, run->work + SHAPES_WORK_RELU_3_OUT, scratch,
        scratch + 36864, scratch + 184896, scratch + 332928, scratch + 333440,
        run->model + SHAPES_MODEL_BATCHNORM_3_SCALE, run->model + SHAPES_MODEL_BATCHNORM_3_SHIFT,
        /*MAX*/ 0.0f);
}

/* flatten_1 (shapes.net:19: flatten): 4x4x64 -> 1024 */
SHAPES_TASK(shapes_infer_flatten_1_reshape_values)
{
    SHAPES_RANGE(run->n, 62);
    shapes_reshape_values(/*H*/ 4, /*W*/ 4, /*C*/ 64, /*OH*/ 1, /*OW*/ 1, /*OC*/ 1024, begin, end,
        run->work + SHAPES_WORK_RELU_3_OUT, run->work + SHAPES_WORK_FLATTEN_1_OUT);
}

/* dense_1 (shapes.net:20: dense 64 relu): 1024 -> 64, 0.131 MFLOP an image */
SHAPES_TASK(shapes_infer_dense_1_dense_forward)
{
    SHAPES_RANGE(4, 3);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_DENSE_1_ROOM);
    shapes_dense_forward_bias_forward_relu_forward(/*C*/ 1024, /*K*/ 64, run->n, begin, end,
        run->work + SHAPES_WORK_FLATTEN_1_OUT, run->model + SHAPES_MODEL_DENSE_1_KERNEL,
        run->work + SHAPES_WORK_DENSE_1_RELU_OUT, scratch, run->model + SHAPES_MODEL_DENSE_1_BIAS,
        /*MAX*/ 0.0f);
}

/* dense_2 (shapes.net:22: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image */
SHAPES_TASK(shapes_infer_dense_2_dense_forward)
{
    SHAPES_RANGE(1, 17);
    SHAPES_SCRATCH(run->work + SHAPES_WORK_DENSE_2_ROOM);
    shapes_dense_forward_bias_forward(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + SHAPES_WORK_DENSE_1_RELU_OUT, run->model + SHAPES_MODEL_DENSE_2_KERNEL,
        run->work + SHAPES_WORK_DENSE_2_OUT, scratch, run->model + SHAPES_MODEL_DENSE_2_BIAS);
}

/* dense_2.softmax (shapes.net:22: softmax): 10 -> 10, 4e-05 MFLOP an image */
SHAPES_TASK(shapes_infer_dense_2_softmax_softmax_forward)
{
    SHAPES_RANGE(run->n, 3907);
    shapes_softmax_forward(/*C*/ 10, /*HW*/ 1, begin, end, run->work + SHAPES_WORK_DENSE_2_OUT,
        run->work + SHAPES_WORK_DENSE_2_SOFTMAX_OUT);
}
SHAPES_TASK(shapes_infer_dense_2_softmax_blocked_to_nhwc)
{
    SHAPES_RANGE(run->n, 4808);
    shapes_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + SHAPES_WORK_DENSE_2_SOFTMAX_OUT, run->y);
}

static void shapes_infer_stage(void *arg, int range, int worker)
{
    SHAPES_LAYER("infer", "input", shapes_infer_input_nhwc_to_blocked(arg, range, worker));
    SHAPES_LAYER("infer", "conv_1", shapes_infer_conv_1_conv_forward(arg, range, worker));
}

static void shapes_infer_stage_2(void *arg, int range, int worker)
{
    SHAPES_LAYER("infer", "conv_2", shapes_infer_conv_2_wino_forward_pooled(arg, range, worker));
    SHAPES_LAYER("infer", "conv_3", shapes_infer_conv_3_wino_panel_gather(arg, range, worker));
}

static void shapes_run_infer(shapes_run *run)
{
    SHAPES_PARALLEL_FOR(shapes_infer_stage, run, SHAPES_RANGES_OF(run->n, 2));
    SHAPES_PARALLEL_FOR(shapes_infer_stage_2, run, SHAPES_RANGES_OF((int64_t)run->n * 4, 16));
    SHAPES_LAYER("infer", "conv_3", SHAPES_PARALLEL_FOR(shapes_infer_conv_3_wino_prepacked_panels,
                                                        run, SHAPES_RANGES_OF(4, 1)));
    SHAPES_LAYER("infer", "flatten_1", SHAPES_PARALLEL_FOR(shapes_infer_flatten_1_reshape_values,
                                                           run, SHAPES_RANGES_OF(run->n, 62)));
    SHAPES_LAYER("infer", "dense_1", SHAPES_PARALLEL_FOR(shapes_infer_dense_1_dense_forward, run,
                                                         SHAPES_RANGES_OF(4, 3)));
    SHAPES_LAYER("infer", "dense_2", shapes_infer_dense_2_dense_forward(run, 0, 0));
    SHAPES_LAYER("infer", "dense_2.softmax", shapes_infer_dense_2_softmax_softmax_forward(run, 0,
        0));
    SHAPES_LAYER("infer", "dense_2.softmax", shapes_infer_dense_2_softmax_blocked_to_nhwc(run, 0,
        0));
}

static const struct shapes_pack_conv_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} shapes_pack_conv_pack_rows[] = {
    {3, 16, 0, 0, 0, 432, 90560, 90992}, /* conv_1.kernel */
    {16, 32, 496, 496, 3178496, 4608, 91488, 96096}, /* conv_2.kernel */
    {32, 64, 5232, 5232, 4559776, 18432, 100832, 119264}, /* conv_3.kernel */
};

SHAPES_TASK(shapes_pack_rows_conv_pack)
{
    SHAPES_ROW(shapes_pack_conv_pack_row);
    SHAPES_WHOLE();
    shapes_conv_pack(/*TAPS*/ 9, row->C, row->K, run->params + row->params,
        run->state + row->param);
}

SHAPES_TASK(shapes_unpack_rows_conv_unpack)
{
    SHAPES_ROW(shapes_pack_conv_pack_row);
    SHAPES_WHOLE();
    shapes_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->state + row->param,
        run->params + row->params);
}

SHAPES_TASK(shapes_grads_out_rows_conv_unpack)
{
    SHAPES_ROW(shapes_pack_conv_pack_row);
    SHAPES_WHOLE();
    shapes_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->work + row->grad, run->grads + row->params);
}

SHAPES_TASK(shapes_grads_in_rows_conv_pack)
{
    SHAPES_ROW(shapes_pack_conv_pack_row);
    SHAPES_WHOLE();
    shapes_conv_pack(/*TAPS*/ 9, row->C, row->K, run->grads + row->params, run->work + row->grad);
}

SHAPES_TASK(shapes_apply_rows_adam_update)
{
    SHAPES_ROW(shapes_pack_conv_pack_row);
    SHAPES_RANGE(row->COUNT / 16, 1954);
    shapes_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct shapes_pack_vector_pack_row {
    int C, params, param, grad, COUNT, moment1, moment2;
} shapes_pack_vector_pack_rows[] = {
    {16, 432, 432, 3183104, 16, 91456, 91472}, /* batchnorm_1.gamma */
    {16, 448, 448, 3183120, 16, 91424, 91440}, /* batchnorm_1.beta */
    {32, 5104, 5104, 4005888, 32, 100768, 100800}, /* batchnorm_2.gamma */
    {32, 5136, 5136, 4005920, 32, 100704, 100736}, /* batchnorm_2.beta */
    {64, 23664, 23664, 4579632, 64, 137824, 137888}, /* batchnorm_3.gamma */
    {64, 23728, 23728, 4579696, 64, 137696, 137760}, /* batchnorm_3.beta */
    {64, 89456, 89456, 4579568, 64, 137952, 138016}, /* dense_1.bias */
    {10, 90160, 90544, 4579888, 16, 269152, 269168}, /* dense_2.bias */
};

SHAPES_TASK(shapes_pack_rows_vector_pack)
{
    SHAPES_ROW(shapes_pack_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params, run->state + row->param);
}

SHAPES_TASK(shapes_unpack_rows_vector_unpack)
{
    SHAPES_ROW(shapes_pack_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_unpack(row->C, run->state + row->param, run->params + row->params);
}

SHAPES_TASK(shapes_grads_out_rows_vector_unpack)
{
    SHAPES_ROW(shapes_pack_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_unpack(row->C, run->work + row->grad, run->grads + row->params);
}

SHAPES_TASK(shapes_grads_in_rows_vector_pack)
{
    SHAPES_ROW(shapes_pack_vector_pack_row);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->grads + row->params, run->work + row->grad);
}

SHAPES_TASK(shapes_apply_rows_adam_update_2)
{
    SHAPES_ROW(shapes_pack_vector_pack_row);
    SHAPES_RANGE(row->COUNT / 16, 1954);
    shapes_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct shapes_pack_vector_pack_row_2 {
    int C, params, to, from;
} shapes_pack_vector_pack_row_2s[] = {
    {16, 464, 464, 4579824}, /* batchnorm_1.moving_mean */
    {16, 480, 480, 4579840}, /* batchnorm_1.moving_variance */
    {32, 5168, 5168, 4579760}, /* batchnorm_2.moving_mean */
    {32, 5200, 5200, 4579792}, /* batchnorm_2.moving_variance */
    {64, 23792, 23792, 4579440}, /* batchnorm_3.moving_mean */
    {64, 23856, 23856, 4579504}, /* batchnorm_3.moving_variance */
};

SHAPES_TASK(shapes_pack_rows_vector_pack_2)
{
    SHAPES_ROW(shapes_pack_vector_pack_row_2);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->params + row->params, run->state + row->to);
}

SHAPES_TASK(shapes_unpack_rows_vector_unpack_2)
{
    SHAPES_ROW(shapes_pack_vector_pack_row_2);
    SHAPES_WHOLE();
    shapes_vector_unpack(row->C, run->state + row->to, run->params + row->params);
}

SHAPES_TASK(shapes_stats_rows_vector_pack)
{
    SHAPES_ROW(shapes_pack_vector_pack_row_2);
    SHAPES_WHOLE();
    shapes_vector_pack(row->C, run->work + row->from, run->state + row->to);
}

static const struct shapes_pack_dense_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} shapes_pack_dense_pack_rows[] = {
    {1024, 64, 23920, 23920, 4461472, 65536, 138080, 203616}, /* dense_1.kernel */
    {64, 10, 89520, 89520, 4578208, 1024, 269184, 270208}, /* dense_2.kernel */
};

SHAPES_TASK(shapes_pack_rows_dense_pack)
{
    SHAPES_ROW(shapes_pack_dense_pack_row);
    SHAPES_WHOLE();
    shapes_dense_pack(row->C, row->K, run->params + row->params, run->state + row->param);
}

SHAPES_TASK(shapes_unpack_rows_dense_unpack)
{
    SHAPES_ROW(shapes_pack_dense_pack_row);
    SHAPES_WHOLE();
    shapes_dense_unpack(row->C, row->K, run->state + row->param, run->params + row->params);
}

SHAPES_TASK(shapes_grads_out_rows_dense_unpack)
{
    SHAPES_ROW(shapes_pack_dense_pack_row);
    SHAPES_WHOLE();
    shapes_dense_unpack(row->C, row->K, run->work + row->grad, run->grads + row->params);
}

SHAPES_TASK(shapes_grads_in_rows_dense_pack)
{
    SHAPES_ROW(shapes_pack_dense_pack_row);
    SHAPES_WHOLE();
    shapes_dense_pack(row->C, row->K, run->grads + row->params, run->work + row->grad);
}

SHAPES_TASK(shapes_apply_rows_adam_update_3)
{
    SHAPES_ROW(shapes_pack_dense_pack_row);
    SHAPES_RANGE(row->COUNT / 16, 1954);
    shapes_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static void shapes_run_pack(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("pack", "");
    for (run->row = 0; run->row < 3; run->row++)
        shapes_pack_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 8; run->row++)
        shapes_pack_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        shapes_pack_rows_vector_pack_2(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_pack_rows_dense_pack(run, 0, 0);
    SHAPES_AFTER_LAYER("pack", "");
}

static void shapes_run_unpack(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("unpack", "");
    for (run->row = 0; run->row < 3; run->row++)
        shapes_unpack_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 8; run->row++)
        shapes_unpack_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        shapes_unpack_rows_vector_unpack_2(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_unpack_rows_dense_unpack(run, 0, 0);
    SHAPES_AFTER_LAYER("unpack", "");
}

/* input (shapes.net:4: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
SHAPES_TASK(shapes_forward_input_nhwc_to_blocked)
{
    SHAPES_RANGE(run->n, 2);
    shapes_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + SHAPES_TRAIN_INPUT_OUT);
}

/* conv_1 (shapes.net:7: conv 16 3x3 nobias): 32x32x3 -> 32x32x16, 0.885 MFLOP an image */
SHAPES_TASK(shapes_forward_conv_1_conv_forward)
{
    SHAPES_RANGE(run->n, 2);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_1_PADDED);
    shapes_conv_forward_batchnorm_moments(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*GROUPS*/ 1, /*PH*/ 32, /*PW*/ 32, /*POOL*/ 0, /*KEEP*/ 0, begin, end,
        run->work + SHAPES_TRAIN_INPUT_OUT, run->state + SHAPES_STATE_CONV_1_KERNEL, NULL,
        run->work + SHAPES_TRAIN_CONV_1_OUT, NULL, scratch, NULL, /*HW*/ 1024, /*STEP*/ 32,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOMENTS);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32, 2.36 MFLOP an image */
SHAPES_TASK(shapes_forward_conv_2_wino_weights)
{
    SHAPES_RANGE(2, 11);
    shapes_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 32, begin, end,
        run->state + SHAPES_STATE_CONV_2_KERNEL, run->work + SHAPES_TRAIN_CONV_2_PANELS);
}

/* batchnorm_3 (shapes.net:16: batchnorm momentum=0.9): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image */
SHAPES_TASK(shapes_forward_batchnorm_3_vector_pack)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 64, run->state + SHAPES_STATE_BATCHNORM_3_MOVING_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_3_vector_pack_2)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 64, run->state + SHAPES_STATE_BATCHNORM_3_MOVING_VARIANCE,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* batchnorm_2 (shapes.net:12: batchnorm momentum=0.9): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * */
SHAPES_TASK(shapes_forward_batchnorm_2_vector_pack)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 32, run->state + SHAPES_STATE_BATCHNORM_2_MOVING_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_2_vector_pack_2)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 32, run->state + SHAPES_STATE_BATCHNORM_2_MOVING_VARIANCE,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* batchnorm_1 (shapes.net:8: batchnorm momentum=0.9): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image
 * */
SHAPES_TASK(shapes_forward_batchnorm_1_vector_pack)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 16, run->state + SHAPES_STATE_BATCHNORM_1_MOVING_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_1_vector_pack_2)
{
    SHAPES_WHOLE();
    shapes_vector_pack(/*C*/ 16, run->state + SHAPES_STATE_BATCHNORM_1_MOVING_VARIANCE,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_1_batchnorm_stats)
{
    SHAPES_RANGE(1, 60);
    shapes_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.100000001f, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOMENTS, run->work + SHAPES_TRAIN_BATCHNORM_1_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_1_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_1_batchnorm_apply)
{
    SHAPES_RANGE(run->n, 4);
    shapes_batchnorm_apply_relu_forward(/*CB*/ 1, /*HW*/ 1024, begin, end,
        run->work + SHAPES_TRAIN_CONV_1_OUT, run->work + SHAPES_TRAIN_BATCHNORM_1_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_1_RSTD, run->state + SHAPES_STATE_BATCHNORM_1_GAMMA,
        run->state + SHAPES_STATE_BATCHNORM_1_BETA, run->work + SHAPES_TRAIN_RELU_1_OUT,
        /*MAX*/ 0.0f);
}

/* maxpool_1 (shapes.net:10: maxpool 2x2): 32x32x16 -> 16x16x16, 0.0164 MFLOP an image */
SHAPES_TASK(shapes_forward_maxpool_1_maxpool_train)
{
    SHAPES_RANGE(run->n, 4);
    shapes_maxpool_train(/*H*/ 32, /*W*/ 32, /*OH*/ 16, /*OW*/ 16, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + SHAPES_TRAIN_RELU_1_OUT,
        run->work + SHAPES_TRAIN_MAXPOOL_1_OUT,
        (uint8_t *)(void *)(run->work + SHAPES_TRAIN_MAXPOOL_1_ARG));
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32, 2.36 MFLOP an image */
SHAPES_TASK(shapes_forward_conv_2_wino_forward)
{
    SHAPES_RANGE((int64_t)run->n * 4, 16);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_2_V);
    shapes_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 16, /*W*/ 16, /*K*/ 32,
        /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f,
        begin, end, run->work + SHAPES_TRAIN_MAXPOOL_1_OUT, NULL,
        run->work + SHAPES_TRAIN_CONV_2_PANELS, run->work + SHAPES_TRAIN_CONV_2_OUT, scratch,
        scratch + 37440, NULL, scratch + 74880, /*HW*/ 256, /*STEP*/ 64,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOMENTS);
}

/* batchnorm_2 (shapes.net:12: batchnorm momentum=0.9): 16x16x32 -> 16x16x32, 0.0164 MFLOP an image
 * */
SHAPES_TASK(shapes_forward_batchnorm_2_batchnorm_stats)
{
    SHAPES_RANGE(2, 60);
    shapes_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.100000001f, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOMENTS, run->work + SHAPES_TRAIN_BATCHNORM_2_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_2_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_2_batchnorm_apply)
{
    SHAPES_RANGE((int64_t)run->n * 2, 8);
    shapes_batchnorm_apply_relu_forward(/*CB*/ 2, /*HW*/ 256, begin, end,
        run->work + SHAPES_TRAIN_CONV_2_OUT, run->work + SHAPES_TRAIN_BATCHNORM_2_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_2_RSTD, run->state + SHAPES_STATE_BATCHNORM_2_GAMMA,
        run->state + SHAPES_STATE_BATCHNORM_2_BETA, run->work + SHAPES_TRAIN_RELU_2_OUT,
        /*MAX*/ 0.0f);
}

/* maxpool_2 (shapes.net:14: maxpool 2x2): 16x16x32 -> 8x8x32, 0.00819 MFLOP an image */
SHAPES_TASK(shapes_forward_maxpool_2_maxpool_train)
{
    SHAPES_RANGE((int64_t)run->n * 2, 8);
    shapes_maxpool_train(/*H*/ 16, /*W*/ 16, /*OH*/ 8, /*OW*/ 8, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + SHAPES_TRAIN_RELU_2_OUT,
        run->work + SHAPES_TRAIN_MAXPOOL_2_OUT,
        (uint8_t *)(void *)(run->work + SHAPES_TRAIN_MAXPOOL_2_ARG));
}

/* conv_3 (shapes.net:15: conv 64 3x3 nobias): 8x8x32 -> 8x8x64, 2.36 MFLOP an image */
SHAPES_TASK(shapes_forward_conv_3_wino_panel_gather)
{
    SHAPES_RANGE((int64_t)run->n * 2, 8);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_TILE);
    shapes_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 8, /*W*/ 8, /*TY*/ 2,
        /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + SHAPES_TRAIN_MAXPOOL_2_OUT, NULL, run->work + SHAPES_TRAIN_CONV_3_TILES, NULL,
        scratch);
}
SHAPES_TASK(shapes_forward_conv_3_wino_panel_forward)
{
    SHAPES_RANGE(4, 1);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_U);
    shapes_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*K*/ 64, /*OH*/ 8,
        /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + SHAPES_TRAIN_CONV_3_TILES, run->state + SHAPES_STATE_CONV_3_KERNEL,
        run->work + SHAPES_TRAIN_CONV_3_OUT, scratch, scratch + 148608, NULL, scratch + 444672,
        /*HW*/ 64, /*STEP*/ 32, run->work + SHAPES_TRAIN_BATCHNORM_3_MOMENTS);
}

/* batchnorm_3 (shapes.net:16: batchnorm momentum=0.9): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image */
SHAPES_TASK(shapes_forward_batchnorm_3_batchnorm_stats)
{
    SHAPES_RANGE(4, 60);
    shapes_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.100000001f, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MOMENTS, run->work + SHAPES_TRAIN_BATCHNORM_3_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_3_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}
SHAPES_TASK(shapes_forward_batchnorm_3_batchnorm_apply)
{
    SHAPES_RANGE((int64_t)run->n * 4, 36);
    shapes_batchnorm_apply_relu_forward(/*CB*/ 4, /*HW*/ 64, begin, end,
        run->work + SHAPES_TRAIN_CONV_3_OUT, run->work + SHAPES_TRAIN_BATCHNORM_3_MEAN,
        run->work + SHAPES_TRAIN_BATCHNORM_3_RSTD, run->state + SHAPES_STATE_BATCHNORM_3_GAMMA,
        run->state + SHAPES_STATE_BATCHNORM_3_BETA, run->work + SHAPES_TRAIN_RELU_3_OUT,
        /*MAX*/ 0.0f);
}

/* maxpool_3 (shapes.net:18: maxpool 2x2): 8x8x64 -> 4x4x64, 0.0041 MFLOP an image */
SHAPES_TASK(shapes_forward_maxpool_3_maxpool_train)
{
    SHAPES_RANGE((int64_t)run->n * 4, 36);
    shapes_maxpool_train(/*H*/ 8, /*W*/ 8, /*OH*/ 4, /*OW*/ 4, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + SHAPES_TRAIN_RELU_3_OUT,
        run->work + SHAPES_TRAIN_MAXPOOL_3_OUT,
        (uint8_t *)(void *)(run->work + SHAPES_TRAIN_MAXPOOL_3_ARG));
}

/* flatten_1 (shapes.net:19: flatten): 4x4x64 -> 1024 */
SHAPES_TASK(shapes_forward_flatten_1_reshape_values)
{
    SHAPES_RANGE(run->n, 9);
    shapes_reshape_values(/*H*/ 4, /*W*/ 4, /*C*/ 64, /*OH*/ 1, /*OW*/ 1, /*OC*/ 1024, begin, end,
        run->work + SHAPES_TRAIN_MAXPOOL_3_OUT, run->work + SHAPES_TRAIN_FLATTEN_1_OUT);
}

/* dense_1 (shapes.net:20: dense 64 relu): 1024 -> 64, 0.131 MFLOP an image */
SHAPES_TASK(shapes_forward_dense_1_dense_forward)
{
    SHAPES_RANGE(4, 3);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_1_ROOM);
    shapes_dense_forward_bias_forward_relu_forward(/*C*/ 1024, /*K*/ 64, run->n, begin, end,
        run->work + SHAPES_TRAIN_FLATTEN_1_OUT, run->state + SHAPES_STATE_DENSE_1_KERNEL,
        run->work + SHAPES_TRAIN_DENSE_1_RELU_OUT, scratch, run->state + SHAPES_STATE_DENSE_1_BIAS,
        /*MAX*/ 0.0f);
}

/* dropout_1 (shapes.net:21: dropout 0.25): 64 -> 64, 6.4e-05 MFLOP an image */
SHAPES_TASK(shapes_forward_dropout_1_dropout_mask)
{
    SHAPES_RANGE((int64_t)run->n * 4, 3907);
    shapes_dropout_mask(/*LEN*/ 64, /*RATE*/ 0.25f, /*STREAM*/ 16, begin, end, run->seed,
        run->step, run->first, run->work + SHAPES_TRAIN_DENSE_1_RELU_OUT,
        run->work + SHAPES_TRAIN_DROPOUT_1_OUT);
}

/* dense_2 (shapes.net:22: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image */
SHAPES_TASK(shapes_forward_dense_2_dense_forward)
{
    SHAPES_RANGE(1, 17);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_2_ROOM);
    shapes_dense_forward_bias_forward(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + SHAPES_TRAIN_DROPOUT_1_OUT, run->state + SHAPES_STATE_DENSE_2_KERNEL,
        run->work + SHAPES_TRAIN_DENSE_2_OUT, scratch, run->state + SHAPES_STATE_DENSE_2_BIAS);
}

/* dense_2.softmax (shapes.net:22: softmax): 10 -> 10 */
SHAPES_TASK(shapes_forward_dense_2_softmax_softmax_crossentropy)
{
    SHAPES_RANGE(run->n, 3677);
    shapes_softmax_crossentropy(/*C*/ 10, /*SMOOTHING*/ 0.0f, begin, end,
        run->work + SHAPES_TRAIN_DENSE_2_OUT, (const int32_t *)(const void *)run->label,
        run->work + SHAPES_TRAIN_DENSE_2_SOFTMAX_OUT,
        run->work + SHAPES_TRAIN_DENSE_2_SOFTMAX_LOSSES);
}
SHAPES_TASK(shapes_forward_dense_2_softmax_softmax_crossentropy_backward)
{
    SHAPES_RANGE(run->n, 3788);
    shapes_softmax_crossentropy_backward(/*C*/ 10, /*SMOOTHING*/ 0.0f, run->n, begin, end,
        run->work + SHAPES_TRAIN_DENSE_2_SOFTMAX_OUT, (const int32_t *)(const void *)run->label,
        run->work + SHAPES_TRAIN_DENSE_2_GRAD);
}
SHAPES_TASK(shapes_forward_dense_2_softmax_mean_loss)
{
    SHAPES_WHOLE();
    shapes_mean_loss(run->n, run->work + SHAPES_TRAIN_DENSE_2_SOFTMAX_LOSSES, run->loss);
}
SHAPES_TASK(shapes_forward_dense_2_softmax_blocked_to_nhwc)
{
    SHAPES_RANGE(run->n, 4808);
    shapes_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + SHAPES_TRAIN_DENSE_2_SOFTMAX_OUT, run->y);
}

static void shapes_forward_stage(void *arg, int range, int worker)
{
    const shapes_run *const run = (const shapes_run *)arg;
    if (range < SHAPES_RANGES_OF(run->n, 2)) {
        SHAPES_LAYER("forward", "input", shapes_forward_input_nhwc_to_blocked(arg, range, worker));
        SHAPES_LAYER("forward", "conv_1", shapes_forward_conv_1_conv_forward(arg, range, worker));
    } else if ((range -= SHAPES_RANGES_OF(run->n, 2)) < 1) {
        SHAPES_LAYER("forward", "conv_2", shapes_forward_conv_2_wino_weights(arg, range, worker));
    } else if ((range -= 1) < 1) {
        SHAPES_LAYER("forward", "batchnorm_3", shapes_forward_batchnorm_3_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SHAPES_LAYER("forward", "batchnorm_3", shapes_forward_batchnorm_3_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SHAPES_LAYER("forward", "batchnorm_2", shapes_forward_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SHAPES_LAYER("forward", "batchnorm_2", shapes_forward_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SHAPES_LAYER("forward", "batchnorm_1", shapes_forward_batchnorm_1_vector_pack(arg, range,
            worker));
    } else {
        range -= 1;
        SHAPES_LAYER("forward", "batchnorm_1", shapes_forward_batchnorm_1_vector_pack_2(arg, range,
            worker));
    }
}

static void shapes_forward_stage_2(void *arg, int range, int worker)
{
    SHAPES_LAYER("forward", "batchnorm_1", shapes_forward_batchnorm_1_batchnorm_apply(arg, range,
        worker));
    SHAPES_LAYER("forward", "maxpool_1", shapes_forward_maxpool_1_maxpool_train(arg, range,
        worker));
    SHAPES_LAYER("forward", "conv_2", shapes_forward_conv_2_wino_forward(arg, range, worker));
}

static void shapes_forward_stage_3(void *arg, int range, int worker)
{
    SHAPES_LAYER("forward", "batchnorm_2", shapes_forward_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    SHAPES_LAYER("forward", "maxpool_2", shapes_forward_maxpool_2_maxpool_train(arg, range,
        worker));
    SHAPES_LAYER("forward", "conv_3", shapes_forward_conv_3_wino_panel_gather(arg, range, worker));
}

static void shapes_forward_stage_4(void *arg, int range, int worker)
{
    SHAPES_LAYER("forward", "batchnorm_3", shapes_forward_batchnorm_3_batchnorm_apply(arg, range,
        worker));
    SHAPES_LAYER("forward", "maxpool_3", shapes_forward_maxpool_3_maxpool_train(arg, range,
        worker));
    SHAPES_LAYER("forward", "flatten_1", shapes_forward_flatten_1_reshape_values(arg, range,
        worker));
}

static void shapes_run_forward(shapes_run *run)
{
    SHAPES_PARALLEL_FOR(shapes_forward_stage, run,
                        SHAPES_RANGES_OF(run->n, 2) + 1 + 1 + 1 + 1 + 1 + 1 + 1);
    SHAPES_LAYER("forward", "batchnorm_1", shapes_forward_batchnorm_1_batchnorm_stats(run, 0, 0));
    SHAPES_PARALLEL_FOR(shapes_forward_stage_2, run, SHAPES_RANGES_OF(run->n, 4));
    SHAPES_LAYER("forward", "batchnorm_2", shapes_forward_batchnorm_2_batchnorm_stats(run, 0, 0));
    SHAPES_PARALLEL_FOR(shapes_forward_stage_3, run, SHAPES_RANGES_OF((int64_t)run->n * 2, 8));
    SHAPES_LAYER("forward", "conv_3", SHAPES_PARALLEL_FOR(shapes_forward_conv_3_wino_panel_forward,
                                                          run, SHAPES_RANGES_OF(4, 1)));
    SHAPES_LAYER("forward", "batchnorm_3", shapes_forward_batchnorm_3_batchnorm_stats(run, 0, 0));
    SHAPES_PARALLEL_FOR(shapes_forward_stage_4, run, SHAPES_RANGES_OF((int64_t)run->n * 4, 36));
    SHAPES_LAYER("forward", "dense_1", SHAPES_PARALLEL_FOR(shapes_forward_dense_1_dense_forward,
                                                           run, SHAPES_RANGES_OF(4, 3)));
    SHAPES_LAYER("forward", "dropout_1", shapes_forward_dropout_1_dropout_mask(run, 0, 0));
    SHAPES_LAYER("forward", "dense_2", shapes_forward_dense_2_dense_forward(run, 0, 0));
    SHAPES_LAYER("forward", "dense_2.softmax",
                 shapes_forward_dense_2_softmax_softmax_crossentropy(run, 0, 0));
    SHAPES_LAYER("forward", "dense_2.softmax",
                 shapes_forward_dense_2_softmax_softmax_crossentropy_backward(run, 0, 0));
    SHAPES_LAYER("forward", "dense_2.softmax", shapes_forward_dense_2_softmax_mean_loss(run, 0, 0));
    SHAPES_LAYER("forward", "dense_2.softmax", shapes_forward_dense_2_softmax_blocked_to_nhwc(run,
        0, 0));
}

/* dense_2 (shapes.net:22: dense 10 softmax): 64 -> 10 */
SHAPES_TASK(shapes_backward_dense_2_bias_backward)
{
    SHAPES_RANGE(1, 121);
    shapes_bias_backward(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + SHAPES_TRAIN_DENSE_2_GRAD, run->work + SHAPES_TRAIN_DENSE_2_BIAS_GRAD);
}
SHAPES_TASK(shapes_backward_dense_2_gradient_check)
{
    SHAPES_RANGES(1, 1);
    shapes_gradient_check(/*FIRST*/ 0, /*ORDER*/ 1, begin, end, range,
        run->work + SHAPES_TRAIN_DENSE_2_BIAS_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_dense_2_dense_backward_weights)
{
    SHAPES_RANGE(4, 68);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_2_ROOM);
    shapes_dense_backward_weights(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + SHAPES_TRAIN_DROPOUT_1_OUT, run->work + SHAPES_TRAIN_DENSE_2_GRAD,
        run->work + SHAPES_TRAIN_DENSE_2_KERNEL_GRAD, scratch);
}
SHAPES_TASK(shapes_backward_dense_2_gradient_check_2)
{
    SHAPES_RANGES(64, 64);
    shapes_gradient_check(/*FIRST*/ 1, /*ORDER*/ 2, begin, end, range,
        run->work + SHAPES_TRAIN_DENSE_2_KERNEL_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_dense_2_dense_backward_data)
{
    SHAPES_RANGE(4, 82);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_2_ROOM);
    shapes_dense_backward_data(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + SHAPES_TRAIN_DENSE_2_GRAD, run->state + SHAPES_STATE_DENSE_2_KERNEL,
        run->work + SHAPES_TRAIN_DROPOUT_1_GRAD, scratch);
}

/* dropout_1 (shapes.net:21: dropout 0.25): 64 -> 64 */
SHAPES_TASK(shapes_backward_dropout_1_dropout_mask)
{
    SHAPES_RANGE((int64_t)run->n * 4, 3907);
    shapes_dropout_mask(/*LEN*/ 64, /*RATE*/ 0.25f, /*STREAM*/ 16, begin, end, run->seed,
        run->step, run->first, run->work + SHAPES_TRAIN_DROPOUT_1_GRAD,
        run->work + SHAPES_TRAIN_DENSE_1_RELU_GRAD);
}

/* dense_1.relu (shapes.net:20: relu): 64 -> 64 */
SHAPES_TASK(shapes_backward_dense_1_relu_relu_backward)
{
    SHAPES_RANGE((int64_t)run->n * 4, 2605);
    shapes_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + SHAPES_TRAIN_DENSE_1_RELU_OUT,
        run->work + SHAPES_TRAIN_DENSE_1_RELU_GRAD, run->work + SHAPES_TRAIN_DENSE_1_GRAD);
}

/* dense_1 (shapes.net:20: dense 64 relu): 1024 -> 64 */
SHAPES_TASK(shapes_backward_dense_1_bias_backward)
{
    SHAPES_RANGE(4, 121);
    shapes_bias_backward(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + SHAPES_TRAIN_DENSE_1_GRAD, run->work + SHAPES_TRAIN_DENSE_1_BIAS_GRAD);
}
SHAPES_TASK(shapes_backward_dense_1_gradient_check)
{
    SHAPES_RANGES(4, 4);
    shapes_gradient_check(/*FIRST*/ 2, /*ORDER*/ 3, begin, end, range,
        run->work + SHAPES_TRAIN_DENSE_1_BIAS_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_dense_1_dense_backward_weights)
{
    SHAPES_RANGE(64, 64);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_1_ROOM);
    shapes_dense_backward_weights(/*C*/ 1024, /*K*/ 64, run->n, begin, end,
        run->work + SHAPES_TRAIN_FLATTEN_1_OUT, run->work + SHAPES_TRAIN_DENSE_1_GRAD,
        run->work + SHAPES_TRAIN_DENSE_1_KERNEL_GRAD, scratch);
}
SHAPES_TASK(shapes_backward_dense_1_gradient_check_2)
{
    SHAPES_RANGES(4096, 4096);
    shapes_gradient_check(/*FIRST*/ 3, /*ORDER*/ 4, begin, end, range,
        run->work + SHAPES_TRAIN_DENSE_1_KERNEL_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_dense_1_dense_backward_data)
{
    SHAPES_RANGE(64, 64);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_DENSE_1_ROOM_2);
    shapes_dense_backward_data(/*C*/ 1024, /*K*/ 64, run->n, begin, end,
        run->work + SHAPES_TRAIN_DENSE_1_GRAD, run->state + SHAPES_STATE_DENSE_1_KERNEL,
        run->work + SHAPES_TRAIN_FLATTEN_1_GRAD, scratch);
}

/* flatten_1 (shapes.net:19: flatten): 4x4x64 -> 1024 */
SHAPES_TASK(shapes_backward_flatten_1_reshape_values)
{
    SHAPES_RANGE(run->n, 64);
    shapes_reshape_values(/*H*/ 1, /*W*/ 1, /*C*/ 1024, /*OH*/ 4, /*OW*/ 4, /*OC*/ 64, begin, end,
        run->work + SHAPES_TRAIN_FLATTEN_1_GRAD, run->work + SHAPES_TRAIN_MAXPOOL_3_GRAD);
}

/* maxpool_3 (shapes.net:18: maxpool 2x2): 8x8x64 -> 4x4x64 */
SHAPES_TASK(shapes_backward_maxpool_3_relu_backward)
{
    SHAPES_RANGE((int64_t)run->n * 64, 4096);
    shapes_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + SHAPES_TRAIN_MAXPOOL_3_OUT,
        run->work + SHAPES_TRAIN_MAXPOOL_3_GRAD, run->work + SHAPES_TRAIN_MAXPOOL_3_SLOPED);
}
SHAPES_TASK(shapes_backward_maxpool_3_maxpool_backward)
{
    SHAPES_RANGE((int64_t)run->n * 4, 256);
    shapes_maxpool_backward_batchnorm_sums(/*CB*/ 4, /*H*/ 8, /*W*/ 8, /*OH*/ 4, /*OW*/ 4,
        /*KH*/ 2, /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + SHAPES_TRAIN_MAXPOOL_3_ARG),
        run->work + SHAPES_TRAIN_MAXPOOL_3_SLOPED, run->work + SHAPES_TRAIN_BATCHNORM_3_GRAD,
        /*HW*/ 64, /*STEP*/ 16, /*AFTER*/ 0, /*TIMES*/ 4, run->work + SHAPES_TRAIN_CONV_3_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_3_SUMS);
}

/* batchnorm_3 (shapes.net:16: batchnorm momentum=0.9): 8x8x64 -> 8x8x64 */
SHAPES_TASK(shapes_backward_batchnorm_3_batchnorm_reduce)
{
    SHAPES_RANGE(4, 60);
    shapes_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 4, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_3_SUMS, run->work + SHAPES_TRAIN_BATCHNORM_3_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_3_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_3_BETA_GRAD);
}
SHAPES_TASK(shapes_backward_batchnorm_3_gradient_check)
{
    SHAPES_RANGES(4, 4);
    shapes_gradient_check(/*FIRST*/ 4, /*ORDER*/ 5, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_3_GAMMA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_3_gradient_check_2)
{
    SHAPES_RANGES(4, 4);
    shapes_gradient_check(/*FIRST*/ 5, /*ORDER*/ 6, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_3_BETA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_3_batchnorm_backward)
{
    SHAPES_RANGE((int64_t)run->n * 4, 41);
    shapes_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_3_GRAD, run->work + SHAPES_TRAIN_CONV_3_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_3_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_3_RSTD,
        run->state + SHAPES_STATE_BATCHNORM_3_GAMMA,
        run->work + SHAPES_TRAIN_BATCHNORM_3_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_3_BETA_GRAD, run->work + SHAPES_TRAIN_CONV_3_GRAD);
}

/* conv_3 (shapes.net:15: conv 64 3x3 nobias): 8x8x32 -> 8x8x64 */
SHAPES_TASK(shapes_backward_conv_3_wino_panel_gather)
{
    SHAPES_RANGE((int64_t)run->n * 2, 15);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_TILE_3);
    shapes_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8, /*TY*/ 2,
        /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + SHAPES_TRAIN_CONV_3_GRAD, NULL, run->work + SHAPES_TRAIN_CONV_3_GRADIENT_TILES,
        NULL, scratch);
}
SHAPES_TASK(shapes_backward_conv_3_wino_panel_gather_2)
{
    SHAPES_RANGE((int64_t)run->n * 2, 29);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_TILE_4);
    shapes_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 8, /*W*/ 8, /*TY*/ 2,
        /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + SHAPES_TRAIN_MAXPOOL_2_OUT, NULL, run->work + SHAPES_TRAIN_CONV_3_TILES_2,
        NULL, scratch);
}
SHAPES_TASK(shapes_backward_conv_3_wino_panel_backward_weights)
{
    SHAPES_RANGE(8, 1);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_U_2);
    shapes_wino_panel_backward_weights(/*P*/ 6, /*C*/ 32, /*K*/ 64, /*TILES*/ 4, /*G*/ 1, run->n,
        begin, end, run->work + SHAPES_TRAIN_CONV_3_TILES_2,
        run->work + SHAPES_TRAIN_CONV_3_GRADIENT_TILES,
        run->work + SHAPES_TRAIN_CONV_3_KERNEL_GRAD, scratch);
}
SHAPES_TASK(shapes_backward_conv_3_wino_panel_backward_data)
{
    SHAPES_RANGE(2, 1);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_3_WT);
    shapes_wino_panel_backward_data_relu_backward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 8, /*W*/ 8,
        /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n,
        begin, end, run->work + SHAPES_TRAIN_CONV_3_GRADIENT_TILES,
        run->state + SHAPES_STATE_CONV_3_KERNEL, run->work + SHAPES_TRAIN_MAXPOOL_2_SLOPED,
        scratch, scratch + 18432, scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + SHAPES_TRAIN_MAXPOOL_2_OUT);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32 */
SHAPES_TASK(shapes_backward_conv_2_conv_transpose)
{
    SHAPES_RANGE(9, 123);
    shapes_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 32, begin, end,
        run->state + SHAPES_STATE_CONV_2_KERNEL, run->work + SHAPES_TRAIN_CONV_2_TRANSPOSED);
}
SHAPES_TASK(shapes_backward_conv_2_wino_weights)
{
    SHAPES_RANGE(1, 6);
    shapes_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 16, begin, end,
        run->work + SHAPES_TRAIN_CONV_2_TRANSPOSED,
        run->work + SHAPES_TRAIN_CONV_2_TRANSPOSED_PANELS);
}

/* conv_3 (shapes.net:15: conv 64 3x3 nobias): 8x8x32 -> 8x8x64 */
SHAPES_TASK(shapes_backward_conv_3_gradient_check)
{
    SHAPES_RANGES(1152, 1152);
    shapes_gradient_check(/*FIRST*/ 6, /*ORDER*/ 7, begin, end, range,
        run->work + SHAPES_TRAIN_CONV_3_KERNEL_GRAD, run->work + SHAPES_TRAIN_FOUND);
}

/* maxpool_2 (shapes.net:14: maxpool 2x2): 16x16x32 -> 8x8x32 */
SHAPES_TASK(shapes_backward_maxpool_2_maxpool_backward)
{
    SHAPES_RANGE((int64_t)run->n * 2, 24);
    shapes_maxpool_backward_batchnorm_sums(/*CB*/ 2, /*H*/ 16, /*W*/ 16, /*OH*/ 8, /*OW*/ 8,
        /*KH*/ 2, /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + SHAPES_TRAIN_MAXPOOL_2_ARG),
        run->work + SHAPES_TRAIN_MAXPOOL_2_SLOPED, run->work + SHAPES_TRAIN_BATCHNORM_2_GRAD,
        /*HW*/ 256, /*STEP*/ 32, /*AFTER*/ 0, /*TIMES*/ 8, run->work + SHAPES_TRAIN_CONV_2_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_2_SUMS);
}

/* batchnorm_2 (shapes.net:12: batchnorm momentum=0.9): 16x16x32 -> 16x16x32 */
SHAPES_TASK(shapes_backward_batchnorm_2_batchnorm_reduce)
{
    SHAPES_RANGE(2, 60);
    shapes_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 8, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_2_SUMS, run->work + SHAPES_TRAIN_BATCHNORM_2_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_2_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_2_BETA_GRAD);
}
SHAPES_TASK(shapes_backward_batchnorm_2_gradient_check)
{
    SHAPES_RANGES(2, 2);
    shapes_gradient_check(/*FIRST*/ 7, /*ORDER*/ 8, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_2_GAMMA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_2_gradient_check_2)
{
    SHAPES_RANGES(2, 2);
    shapes_gradient_check(/*FIRST*/ 8, /*ORDER*/ 9, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_2_BETA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_2_batchnorm_backward)
{
    SHAPES_RANGE((int64_t)run->n * 2, 8);
    shapes_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_2_GRAD, run->work + SHAPES_TRAIN_CONV_2_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_2_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_2_RSTD,
        run->state + SHAPES_STATE_BATCHNORM_2_GAMMA,
        run->work + SHAPES_TRAIN_BATCHNORM_2_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_2_BETA_GRAD, run->work + SHAPES_TRAIN_CONV_2_GRAD);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32 */
SHAPES_TASK(shapes_backward_conv_2_wino_backward)
{
    SHAPES_RANGES(run->n, 4);
    SHAPES_SCRATCH(run->work + SHAPES_TRAIN_CONV_2_DU);
    shapes_wino_backward_relu_backward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 16, /*W*/ 16, /*K*/ 32,
        /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f,
        begin, end, run->work + SHAPES_TRAIN_MAXPOOL_1_OUT, NULL,
        run->work + SHAPES_TRAIN_CONV_2_GRAD, run->work + SHAPES_TRAIN_CONV_2_TRANSPOSED_PANELS,
        run->work + SHAPES_TRAIN_MAXPOOL_1_SLOPED,
        run->work + SHAPES_TRAIN_CONV_2_DW + (ptrdiff_t)range * 4608, scratch, scratch + 19008,
        scratch + 56448, NULL, scratch + 130752, /*MAX*/ 0.0f,
        run->work + SHAPES_TRAIN_MAXPOOL_1_OUT);
}

/* maxpool_1 (shapes.net:10: maxpool 2x2): 32x32x16 -> 16x16x16 */
SHAPES_TASK(shapes_backward_maxpool_1_maxpool_backward)
{
    SHAPES_RANGE(run->n, 6);
    shapes_maxpool_backward_batchnorm_sums(/*CB*/ 1, /*H*/ 32, /*W*/ 32, /*OH*/ 16, /*OW*/ 16,
        /*KH*/ 2, /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + SHAPES_TRAIN_MAXPOOL_1_ARG),
        run->work + SHAPES_TRAIN_MAXPOOL_1_SLOPED, run->work + SHAPES_TRAIN_BATCHNORM_1_GRAD,
        /*HW*/ 1024, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 16, run->work + SHAPES_TRAIN_CONV_1_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_1_SUMS);
}

/* conv_2 (shapes.net:11: conv 32 3x3 nobias): 16x16x16 -> 16x16x32 */
SHAPES_TASK(shapes_backward_conv_2_add_partials)
{
    SHAPES_RANGE(288, 460);
    shapes_add_partials(/*COUNT*/ 4608, /*PARTS*/ 16, begin, end,
        run->work + SHAPES_TRAIN_CONV_2_DW, run->work + SHAPES_TRAIN_CONV_2_KERNEL_GRAD);
}
SHAPES_TASK(shapes_backward_conv_2_gradient_check)
{
    SHAPES_RANGES(288, 288);
    shapes_gradient_check(/*FIRST*/ 9, /*ORDER*/ 10, begin, end, range,
        run->work + SHAPES_TRAIN_CONV_2_KERNEL_GRAD, run->work + SHAPES_TRAIN_FOUND);
}

/* batchnorm_1 (shapes.net:8: batchnorm momentum=0.9): 32x32x16 -> 32x32x16 */
SHAPES_TASK(shapes_backward_batchnorm_1_batchnorm_reduce)
{
    SHAPES_RANGE(1, 60);
    shapes_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 16, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_1_SUMS, run->work + SHAPES_TRAIN_BATCHNORM_1_RSTD,
        run->work + SHAPES_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_1_BETA_GRAD);
}
SHAPES_TASK(shapes_backward_batchnorm_1_gradient_check)
{
    SHAPES_RANGES(1, 1);
    shapes_gradient_check(/*FIRST*/ 10, /*ORDER*/ 11, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_1_GAMMA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_1_gradient_check_2)
{
    SHAPES_RANGES(1, 1);
    shapes_gradient_check(/*FIRST*/ 11, /*ORDER*/ 12, begin, end, range,
        run->work + SHAPES_TRAIN_BATCHNORM_1_BETA_GRAD, run->work + SHAPES_TRAIN_FOUND);
}
SHAPES_TASK(shapes_backward_batchnorm_1_batchnorm_backward)
{
    SHAPES_RANGE(run->n, 2);
    shapes_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + SHAPES_TRAIN_BATCHNORM_1_GRAD, run->work + SHAPES_TRAIN_CONV_1_OUT,
        run->work + SHAPES_TRAIN_BATCHNORM_1_MEAN, run->work + SHAPES_TRAIN_BATCHNORM_1_RSTD,
        run->state + SHAPES_STATE_BATCHNORM_1_GAMMA,
        run->work + SHAPES_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + SHAPES_TRAIN_BATCHNORM_1_BETA_GRAD, run->work + SHAPES_TRAIN_CONV_1_GRAD);
}

/* conv_1 (shapes.net:7: conv 16 3x3 nobias): 32x32x3 -> 32x32x16 */
SHAPES_TASK(shapes_backward_conv_1_conv_backward_weights_few)
{
    SHAPES_RANGES(run->n, 2);
    shapes_conv_backward_weights_few(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32,
        /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*TOGETHER*/ 3, begin, end, run->work + SHAPES_TRAIN_INPUT_OUT,
        run->work + SHAPES_TRAIN_CONV_1_GRAD,
        run->work + SHAPES_TRAIN_CONV_1_DW + (ptrdiff_t)range * 432);
}
SHAPES_TASK(shapes_backward_conv_1_add_partials)
{
    SHAPES_RANGE(27, 237);
    shapes_add_partials(/*COUNT*/ 432, /*PARTS*/ 32, begin, end,
        run->work + SHAPES_TRAIN_CONV_1_DW, run->work + SHAPES_TRAIN_CONV_1_KERNEL_GRAD);
}
SHAPES_TASK(shapes_backward_conv_1_gradient_check)
{
    SHAPES_RANGES(27, 27);
    shapes_gradient_check(/*FIRST*/ 12, /*ORDER*/ 13, begin, end, range,
        run->work + SHAPES_TRAIN_CONV_1_KERNEL_GRAD, run->work + SHAPES_TRAIN_FOUND);
}

/* dense_2.softmax (shapes.net:22: softmax): 10 -> 10 */
SHAPES_TASK(shapes_backward_dense_2_softmax_gradient_check_end)
{
    SHAPES_WHOLE();
    shapes_gradient_check_end(/*SLOTS*/ 13, run->work + SHAPES_TRAIN_FOUND, run->loss);
}

static void shapes_backward_stage(void *arg, int range, int worker)
{
    if (range < SHAPES_RANGES_OF(2, 1)) {
        SHAPES_LAYER("backward", "conv_3", shapes_backward_conv_3_wino_panel_backward_data(arg,
            range, worker));
    } else if ((range -= SHAPES_RANGES_OF(2, 1)) < 1) {
        SHAPES_LAYER("backward", "conv_2", shapes_backward_conv_2_conv_transpose(arg, range,
            worker));
        SHAPES_LAYER("backward", "conv_2", shapes_backward_conv_2_wino_weights(arg, range, worker));
    } else {
        range -= 1;
        SHAPES_LAYER("backward", "conv_3", shapes_backward_conv_3_gradient_check(arg, range,
            worker));
    }
}

static void shapes_backward_stage_2(void *arg, int range, int worker)
{
    const shapes_run *const run = (const shapes_run *)arg;
    if (range < SHAPES_RANGES_OF((int64_t)run->n * 2, 8))
        SHAPES_LAYER("backward", "batchnorm_2", shapes_backward_batchnorm_2_batchnorm_backward(arg,
            range, worker));
    SHAPES_LAYER("backward", "conv_2", shapes_backward_conv_2_wino_backward(arg, range, worker));
}

static void shapes_backward_stage_3(void *arg, int range, int worker)
{
    const shapes_run *const run = (const shapes_run *)arg;
    if (range < SHAPES_RANGES_OF(run->n, 6)) {
        SHAPES_LAYER("backward", "maxpool_1", shapes_backward_maxpool_1_maxpool_backward(arg, range,
            worker));
    } else {
        range -= SHAPES_RANGES_OF(run->n, 6);
        SHAPES_LAYER("backward", "conv_2", shapes_backward_conv_2_add_partials(arg, range, worker));
        SHAPES_LAYER("backward", "conv_2", shapes_backward_conv_2_gradient_check(arg, range,
            worker));
    }
}

static void shapes_backward_stage_4(void *arg, int range, int worker)
{
    const shapes_run *const run = (const shapes_run *)arg;
    if (range < SHAPES_RANGES_OF(run->n, 2))
        SHAPES_LAYER("backward", "batchnorm_1", shapes_backward_batchnorm_1_batchnorm_backward(arg,
            range, worker));
    SHAPES_LAYER("backward", "conv_1", shapes_backward_conv_1_conv_backward_weights_few(arg, range,
        worker));
}

static void shapes_run_backward(shapes_run *run)
{
    SHAPES_LAYER("backward", "dense_2", shapes_backward_dense_2_bias_backward(run, 0, 0));
    SHAPES_LAYER("backward", "dense_2", shapes_backward_dense_2_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "dense_2", shapes_backward_dense_2_dense_backward_weights(run, 0, 0));
    SHAPES_LAYER("backward", "dense_2", shapes_backward_dense_2_gradient_check_2(run, 0, 0));
    SHAPES_LAYER("backward", "dense_2", shapes_backward_dense_2_dense_backward_data(run, 0, 0));
    SHAPES_LAYER("backward", "dropout_1", shapes_backward_dropout_1_dropout_mask(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1.relu", shapes_backward_dense_1_relu_relu_backward(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1", shapes_backward_dense_1_bias_backward(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1", shapes_backward_dense_1_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1", shapes_backward_dense_1_dense_backward_weights(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1", shapes_backward_dense_1_gradient_check_2(run, 0, 0));
    SHAPES_LAYER("backward", "dense_1", shapes_backward_dense_1_dense_backward_data(run, 0, 0));
    SHAPES_LAYER("backward", "flatten_1", shapes_backward_flatten_1_reshape_values(run, 0, 0));
    SHAPES_LAYER("backward", "maxpool_3", shapes_backward_maxpool_3_relu_backward(run, 0, 0));
    SHAPES_LAYER("backward", "maxpool_3", shapes_backward_maxpool_3_maxpool_backward(run, 0, 0));
    SHAPES_LAYER("backward", "batchnorm_3", shapes_backward_batchnorm_3_batchnorm_reduce(run, 0,
        0));
    SHAPES_LAYER("backward", "batchnorm_3", shapes_backward_batchnorm_3_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "batchnorm_3", shapes_backward_batchnorm_3_gradient_check_2(run, 0,
        0));
    SHAPES_LAYER("backward", "batchnorm_3",
                 SHAPES_PARALLEL_FOR(shapes_backward_batchnorm_3_batchnorm_backward, run,
                                     SHAPES_RANGES_OF((int64_t)run->n * 4, 41)));
    SHAPES_LAYER("backward", "conv_3", SHAPES_PARALLEL_FOR(shapes_backward_conv_3_wino_panel_gather,
                                                           run,
                                                           SHAPES_RANGES_OF((int64_t)run->n * 2,
        15)));
    SHAPES_LAYER("backward", "conv_3",
                 SHAPES_PARALLEL_FOR(shapes_backward_conv_3_wino_panel_gather_2, run,
                                     SHAPES_RANGES_OF((int64_t)run->n * 2, 29)));
    SHAPES_LAYER("backward", "conv_3",
                 SHAPES_PARALLEL_FOR(shapes_backward_conv_3_wino_panel_backward_weights, run,
                                     SHAPES_RANGES_OF(8, 1)));
    SHAPES_PARALLEL_FOR(shapes_backward_stage, run, SHAPES_RANGES_OF(2, 1) + 1 + 1);
    SHAPES_LAYER("backward", "maxpool_2",
                 SHAPES_PARALLEL_FOR(shapes_backward_maxpool_2_maxpool_backward, run,
                                     SHAPES_RANGES_OF((int64_t)run->n * 2, 24)));
    SHAPES_LAYER("backward", "batchnorm_2", shapes_backward_batchnorm_2_batchnorm_reduce(run, 0,
        0));
    SHAPES_LAYER("backward", "batchnorm_2", shapes_backward_batchnorm_2_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "batchnorm_2", shapes_backward_batchnorm_2_gradient_check_2(run, 0,
        0));
    SHAPES_PARALLEL_FOR(shapes_backward_stage_2, run, 16);
    SHAPES_PARALLEL_FOR(shapes_backward_stage_3, run, SHAPES_RANGES_OF(run->n, 6) + 1);
    SHAPES_LAYER("backward", "batchnorm_1", shapes_backward_batchnorm_1_batchnorm_reduce(run, 0,
        0));
    SHAPES_LAYER("backward", "batchnorm_1", shapes_backward_batchnorm_1_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "batchnorm_1", shapes_backward_batchnorm_1_gradient_check_2(run, 0,
        0));
    SHAPES_PARALLEL_FOR(shapes_backward_stage_4, run, 32);
    SHAPES_LAYER("backward", "conv_1", shapes_backward_conv_1_add_partials(run, 0, 0));
    SHAPES_LAYER("backward", "conv_1", shapes_backward_conv_1_gradient_check(run, 0, 0));
    SHAPES_LAYER("backward", "dense_2.softmax",
                 shapes_backward_dense_2_softmax_gradient_check_end(run, 0, 0));
}

static void shapes_run_stats(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("stats", "");
    for (run->row = 0; run->row < 6; run->row++)
        shapes_stats_rows_vector_pack(run, 0, 0);
    SHAPES_AFTER_LAYER("stats", "");
}

static void shapes_run_grads_out(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("grads_out", "");
    for (run->row = 0; run->row < 3; run->row++)
        shapes_grads_out_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 8; run->row++)
        shapes_grads_out_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_grads_out_rows_dense_unpack(run, 0, 0);
    SHAPES_AFTER_LAYER("grads_out", "");
}

static void shapes_run_grads_in(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("grads_in", "");
    for (run->row = 0; run->row < 3; run->row++)
        shapes_grads_in_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 8; run->row++)
        shapes_grads_in_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        shapes_grads_in_rows_dense_pack(run, 0, 0);
    SHAPES_AFTER_LAYER("grads_in", "");
}

static void shapes_run_apply(shapes_run *run)
{
    SHAPES_BEFORE_LAYER("apply", "");
    for (run->row = 0; run->row < 3; run->row++) {
        const struct shapes_pack_conv_pack_row *const row = &shapes_pack_conv_pack_rows[run->row];
        SHAPES_PARALLEL_FOR(shapes_apply_rows_adam_update, run,
                            SHAPES_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 8; run->row++) {
        const struct shapes_pack_vector_pack_row *const row =
            &shapes_pack_vector_pack_rows[run->row];
        SHAPES_PARALLEL_FOR(shapes_apply_rows_adam_update_2, run,
                            SHAPES_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 2; run->row++) {
        const struct shapes_pack_dense_pack_row *const row = &shapes_pack_dense_pack_rows[run->row];
        SHAPES_PARALLEL_FOR(shapes_apply_rows_adam_update_3, run,
                            SHAPES_RANGES_OF(row->COUNT / 16, 1954));
    }
    SHAPES_AFTER_LAYER("apply", "");
}

const shapes_param shapes_params[] = {
    {"conv_1.kernel", 4, {3, 3, 3, 16}, 0, 432, 1},
    {"batchnorm_1.gamma", 1, {16, 0, 0, 0}, 432, 16, 1},
    {"batchnorm_1.beta", 1, {16, 0, 0, 0}, 448, 16, 1},
    {"batchnorm_1.moving_mean", 1, {16, 0, 0, 0}, 464, 16, 0},
    {"batchnorm_1.moving_variance", 1, {16, 0, 0, 0}, 480, 16, 0},
    {"conv_2.kernel", 4, {3, 3, 16, 32}, 496, 4608, 1},
    {"batchnorm_2.gamma", 1, {32, 0, 0, 0}, 5104, 32, 1},
    {"batchnorm_2.beta", 1, {32, 0, 0, 0}, 5136, 32, 1},
    {"batchnorm_2.moving_mean", 1, {32, 0, 0, 0}, 5168, 32, 0},
    {"batchnorm_2.moving_variance", 1, {32, 0, 0, 0}, 5200, 32, 0},
    {"conv_3.kernel", 4, {3, 3, 32, 64}, 5232, 18432, 1},
    {"batchnorm_3.gamma", 1, {64, 0, 0, 0}, 23664, 64, 1},
    {"batchnorm_3.beta", 1, {64, 0, 0, 0}, 23728, 64, 1},
    {"batchnorm_3.moving_mean", 1, {64, 0, 0, 0}, 23792, 64, 0},
    {"batchnorm_3.moving_variance", 1, {64, 0, 0, 0}, 23856, 64, 0},
    {"dense_1.kernel", 2, {1024, 64, 0, 0}, 23920, 65536, 1},
    {"dense_1.bias", 1, {64, 0, 0, 0}, 89456, 64, 1},
    {"dense_2.kernel", 2, {64, 10, 0, 0}, 89520, 640, 1},
    {"dense_2.bias", 1, {10, 0, 0, 0}, 90160, 10, 1},
};
const int shapes_param_count = 19;
const char *const shapes_labels[] = {"circle", "square", "triangle", "cross", "ring", "star",
    "stripes_h", "stripes_v", "checker", "arrow", NULL};

static const double shapes_selftest_y[] = {0.0783127, 0.107778, 0.108757, 0.140714, 0.0915926,
    0.095341, 0.134744, 0.0861312, 0.0984206, 0.0582095};
static const double shapes_selftest_loss = 3.88334, shapes_selftest_slope = 5.35708;

/* ---- memory and arguments ---- */

static int shapes_aligned(const void *p) { return ((uintptr_t)p) % SHAPES_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int shapes_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int shapes_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!shapes_finite(p[k]))
            return 0;
    return 1;
}

static int shapes_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0; }

static int shapes_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? SHAPES_EARG : have < want ? SHAPES_ESIZE : !shapes_aligned(p) ? SHAPES_EALIGN :
        SHAPES_OK;
}

static unsigned char *shapes_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *shapes_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *shapes_strerror(int code)
{
    static const char *const text[] = {
        "success",
        "an argument is out of its range",
        "the memory given is too small",
        "the memory given is not aligned",
        "reading or writing failed",
        "not a weights file, or a damaged one",
        "a weights file of another net",
        "not a finite number",
        "not an area that prepare or train_init filled, or one overwritten or moved since"};
    return code >= 0 && code <= SHAPES_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int shapes_init(float *params, uint64_t seed)
{
    shapes_run run;
    if (!params)
        return SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = shapes_as_floats(params);
    shapes_run_init(&run);
    return SHAPES_OK;
}

int shapes_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = SHAPES_MODEL_TAG;
    shapes_run run;
    int bad = shapes_check_memory(model, bytes, SHAPES_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    memset(model, 0, SHAPES_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = shapes_as_floats(params);
    run.model = shapes_as_floats(shapes_bytes(model) + SHAPES_HEAD_BYTES);
    run.scratch = shapes_as_floats(shapes_bytes(model) + SHAPES_PREPARE_SCRATCH_AT);
    run.scratch_floats = SHAPES_PREPARE_SCRATCH;
    shapes_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return SHAPES_OK;
}

int shapes_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = SHAPES_MODEL_TAG;
    shapes_run run;
    int bad = shapes_check_memory(work, bytes, SHAPES_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > SHAPES_BATCH)
        return SHAPES_EARG;
    if (bad || !shapes_aligned(model) || !shapes_floats_aligned(x) || !shapes_floats_aligned(y))
        return bad ? bad : SHAPES_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return SHAPES_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = shapes_as_floats(shapes_bytes(model) + SHAPES_HEAD_BYTES);
    run.work = shapes_as_floats(work);
    run.scratch = shapes_as_floats(shapes_bytes(work) + SHAPES_INFER_SCRATCH_AT);
    run.scratch_floats = SHAPES_INFER_SCRATCH;
    shapes_run_infer(&run);
    return SHAPES_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int shapes_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = SHAPES_INPUT_MEAN,
        std[] = SHAPES_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return SHAPES_EARG;
    if (!shapes_floats_aligned(x))
        return SHAPES_EALIGN;
    for (c = 0; c < SHAPES_IN_C; c++) {
        const unsigned char *from = rgb + (SHAPES_INPUT_BGR ? SHAPES_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * SHAPES_INPUT_SCALE - mean[k]) / std[k]);
        for (i = 0; i < (ptrdiff_t)n * SHAPES_IN_H * SHAPES_IN_W; i++)
            x[i * SHAPES_IN_C + c] = table[from[i * SHAPES_IN_C]];
    }
    return SHAPES_OK;
}

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int shapes_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void shapes_swap(unsigned char *p, size_t floats)
{
    size_t i;
    unsigned char t;
    for (i = 0; i < floats; i++, p += 4) {
        t = p[0];
        p[0] = p[3];
        p[3] = t;
        t = p[1];
        p[1] = p[2];
        p[2] = t;
    }
}

/* The header as a stream of bytes with one byte of lookahead. */
typedef struct {
    int (*read)(void *user, void *buf, size_t n);
    void *user;
    uint64_t left;
    int c; /* the byte at hand, -1 at the end */
    int error;
} shapes_json;

static void shapes_json_next(shapes_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = SHAPES_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void shapes_json_blank(shapes_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        shapes_json_next(j);
}

static int shapes_json_take(shapes_json *j, int c)
{
    shapes_json_blank(j);
    if (j->c != c)
        return 0;
    shapes_json_next(j);
    return 1;
}

static void shapes_json_want(shapes_json *j, int c)
{
    if (!shapes_json_take(j, c) && !j->error)
        j->error = SHAPES_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void shapes_json_string(shapes_json *j, char *s, size_t size)
{
    size_t n = 0;
    shapes_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            shapes_json_next(j);
        if (j->c < 0) {
            j->error = SHAPES_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        shapes_json_next(j);
    }
    s[n] = 0;
    shapes_json_next(j);
}

static uint64_t shapes_json_number(shapes_json *j)
{
    uint64_t v = 0;
    shapes_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = SHAPES_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        shapes_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t
        begin[SHAPES_PARAM_COUNT + 1]; /* UINT64_MAX: not found yet. A net may have no parameters */
} shapes_places;

static int shapes_find_param(const char *name)
{
    int i;
    for (i = 0; i < SHAPES_PARAM_COUNT; i++)
        if (!strcmp(shapes_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void shapes_read_entry(shapes_json *j, int p, shapes_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    shapes_json_want(j, '{');
    do {
        shapes_json_string(j, key, sizeof key);
        shapes_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            shapes_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            shapes_json_want(j, '[');
            for (rank = 0; !j->error && !shapes_json_take(j, ']'); rank++) {
                uint64_t d = shapes_json_number(j);
                same &= rank < shapes_params[p].rank && d == (uint64_t)shapes_params[p].dim[rank];
                (void)shapes_json_take(j, ',');
            }
            same &= rank == shapes_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            shapes_json_want(j, '[');
            places->begin[p] = shapes_json_number(j);
            shapes_json_want(j, ',');
            end = shapes_json_number(j);
            shapes_json_want(j, ']');
        } else {
            j->error = SHAPES_EFORMAT;
        }
    } while (!j->error && shapes_json_take(j, ','));
    shapes_json_want(j, '}');
    if (!j->error && !same)
        j->error = SHAPES_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != shapes_params[p].count *
                      4))
        j->error = SHAPES_EFORMAT;
}

static void shapes_read_metadata(shapes_json *j)
{
    char key[32], value[64];
    shapes_json_want(j, '{');
    if (shapes_json_take(j, '}'))
        return;
    do {
        shapes_json_string(j, key, sizeof key);
        shapes_json_want(j, ':');
        shapes_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, SHAPES_LAYOUT_HASH))
            j->error = SHAPES_EHASH;
    } while (!j->error && shapes_json_take(j, ','));
    shapes_json_want(j, '}');
}

static void shapes_read_header(shapes_json *j, shapes_places *places)
{
    char name[SHAPES_NAME_BYTES];
    int p;
    shapes_json_next(j);
    shapes_json_want(j, '{');
    do {
        shapes_json_string(j, name, sizeof name);
        shapes_json_want(j, ':');
        if (j->error)
            return;
        p = shapes_find_param(name);
        if (!strcmp(name, "__metadata__"))
            shapes_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = SHAPES_EHASH;
        else
            shapes_read_entry(j, p, places);
    } while (!j->error && shapes_json_take(j, ','));
    shapes_json_want(j, '}');
    while (!j->error && j->c >= 0)
        shapes_json_next(j);
}

/* Are the numbers at v those of a parameter? */
static int shapes_param_fits(const shapes_param *p, const float *v)
{
    static const char variance[] = ".moving_variance";
    size_t n = strlen(p->name), m = sizeof variance - 1, k;
    if (n > m && !strcmp(p->name + n - m, variance))
        for (k = 0; k < p->count; k++)
            if (v[k] < 0.0f)
                return 0; /* its root would be none */
    return shapes_all_finite(v, p->count);
}

int shapes_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    shapes_places places;
    shapes_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return SHAPES_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return SHAPES_EFORMAT;
    j.read = read;
    j.user = user;
    shapes_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < SHAPES_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return SHAPES_EHASH;
    for (done = 0; done < SHAPES_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < SHAPES_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == SHAPES_PARAM_COUNT)
            return SHAPES_EFORMAT;
        if (read(user, params + shapes_params[i].offset, shapes_params[i].count * 4))
            return SHAPES_EIO;
        if (shapes_host_is_big())
            shapes_swap(shapes_bytes(params + shapes_params[i].offset), shapes_params[i].count);
        if (!shapes_param_fits(&shapes_params[i], params + shapes_params[i].offset))
            return SHAPES_ENAN;
        at += shapes_params[i].count * 4;
    }
    return SHAPES_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} shapes_out;

static void shapes_put(shapes_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = SHAPES_EIO;
    o->count += n;
}

static void shapes_put_number(shapes_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    shapes_put(o, s + i);
}

static void shapes_put_header(shapes_out *o)
{
    uint64_t at = 0;
    int i, d;
    shapes_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" SHAPES_NET_NAME
               "\",\"layout_hash\":\"" SHAPES_LAYOUT_HASH "\"}");
    for (i = 0; i < SHAPES_PARAM_COUNT; i++) {
        shapes_put(o, ",\"");
        shapes_put(o, shapes_params[i].name);
        shapes_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < shapes_params[i].rank; d++) {
            shapes_put(o, d ? "," : "");
            shapes_put_number(o, (uint64_t)shapes_params[i].dim[d]);
        }
        shapes_put(o, "],\"data_offsets\":[");
        shapes_put_number(o, at);
        at += shapes_params[i].count * 4;
        shapes_put(o, ",");
        shapes_put_number(o, at);
        shapes_put(o, "]}");
    }
    shapes_put(o, "}");
    while (o->count % 8)
        shapes_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int shapes_put_floats(shapes_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (shapes_host_is_big())
            shapes_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return SHAPES_EIO;
    }
    return SHAPES_OK;
}

int shapes_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                void *user)
{
    unsigned char len[8];
    shapes_out o;
    int i;
    if (!params || !write)
        return SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    for (i = 0; i < SHAPES_PARAM_COUNT; i++)
        if (!shapes_param_fits(&shapes_params[i], params + shapes_params[i].offset))
            return SHAPES_ENAN; /* shapes_load would not take it */
    memset(&o, 0, sizeof o);
    shapes_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return SHAPES_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    shapes_put_header(&o);
    for (i = 0; i < SHAPES_PARAM_COUNT && !o.error; i++)
        o.error = shapes_put_floats(&o, params + shapes_params[i].offset, shapes_params[i].count);
    return o.error;
}
/* ---- training ---- */

struct shapes_train {
    uint64_t tag;          /* of the plan that filled this area */
    const shapes_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { SHAPES_AT_LOSS = 256, SHAPES_AT_OUTPUTS = SHAPES_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *shapes_train_loss(const shapes_train *t)
{
    return (float *)(void *)(shapes_bytes(t) + SHAPES_AT_LOSS);
}

static unsigned char *shapes_train_state(const shapes_train *t)
{
    return shapes_bytes(t) + SHAPES_AT_OUTPUTS +
           (sizeof(float) * SHAPES_BATCH * SHAPES_OUTPUTS + SHAPES_ALIGN - 1) / SHAPES_ALIGN *
               SHAPES_ALIGN;
}

static unsigned char *shapes_train_work(const shapes_train *t)
{
    return shapes_train_state(t) + SHAPES_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static shapes_run shapes_train_run(const shapes_train *t, int n)
{
    shapes_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.y = shapes_as_floats(shapes_bytes(t) + SHAPES_AT_OUTPUTS);
    run.loss = shapes_train_loss(t);
    run.state = shapes_as_floats(shapes_train_state(t));
    run.work = shapes_as_floats(shapes_train_work(t));
    run.scratch = shapes_as_floats(shapes_bytes(t) + SHAPES_TRAIN_SCRATCH_AT);
    run.scratch_floats = SHAPES_TRAIN_SCRATCH;
    return run;
}

static int shapes_train_check(const shapes_train *t)
{
    if (!t || !shapes_aligned(t))
        return t ? SHAPES_EALIGN : SHAPES_EARG;
    return t->tag == SHAPES_TRAIN_TAG && t->self == t ? SHAPES_OK : SHAPES_EAREA;
}

static int shapes_rate_fits(float rate) { return shapes_finite(rate) && rate >= 0.0f; }

int shapes_train_init(shapes_train **t, void *mem, size_t bytes, const float *params, uint64_t seed)
{
    shapes_train *s = (shapes_train *)mem;
    shapes_run run;
    int bad = shapes_check_memory(mem, bytes, SHAPES_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    memset(s, 0, SHAPES_AT_OUTPUTS);
    s->seed = seed;
    memset(shapes_train_state(s), 0, SHAPES_STATE_BYTES);
    run = shapes_train_run(s, 1);
    run.params = shapes_as_floats(params);
    shapes_run_pack(&run);
    s->tag = SHAPES_TRAIN_TAG;
    s->self = s;
    *t = s;
    return SHAPES_OK;
}

static int shapes_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (label[i] < 0 || label[i] >= SHAPES_OUTPUTS)
            return 0;
    }
    return 1;
}

static int shapes_train_arguments(const shapes_train *t, const float *x, const int32_t *label,
                                  int n)
{
    int bad = shapes_train_check(t);
    if (bad || !x || !label || n < 1 || n > SHAPES_BATCH)
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(x) || !shapes_floats_aligned(label))
        return SHAPES_EALIGN;
    if (!shapes_labels_fit(label, n))
        return SHAPES_EARG;
    return SHAPES_OK;
}

static int shapes_train_forward_backward(shapes_train *t, const float *x, const void *labels, int n,
                                         float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    shapes_run run = shapes_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    shapes_run_forward(&run);
    if (!shapes_all_finite(x, (size_t)n * SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C))
        memcpy(shapes_train_loss(t), &no_number, sizeof no_number);
            /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = shapes_train_loss(t)[0];
    shapes_run_backward(&run);
    if (!shapes_finite(shapes_train_loss(t)[0]) || shapes_train_loss(t)[1] > 0.0f) {
        t->pass--; /* nothing is changed */
        return SHAPES_ENAN;
    }
    shapes_run_stats(&run);
    return SHAPES_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void shapes_train_optimize(shapes_train *t, int n, float rate)
{
    shapes_run run = shapes_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    shapes_run_apply(&run);
}

int shapes_train_step(shapes_train *t, const float *x, const int32_t *label, int n, float rate,
                      float *loss)
{
    int bad = shapes_train_arguments(t, x, label, n);
    if (!bad && !shapes_rate_fits(rate))
        bad = SHAPES_EARG;
    if (!bad)
        bad = shapes_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        shapes_train_optimize(t, n, rate);
    return bad;
}

int shapes_train_grad(shapes_train *t, const float *x, const int32_t *label, int n, float *grad,
                      float *loss)
{
    shapes_run run;
    int bad = shapes_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(grad))
        return SHAPES_EALIGN;
    bad = shapes_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * SHAPES_PARAM_FLOATS);
    run = shapes_train_run(t, n);
    run.grads = shapes_as_floats(grad);
    shapes_run_grads_out(&run);
    return bad;
}

/* Numbers of up to 2^60 in size, as shapes_mk_gradient_fits has it. */
static int shapes_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < SHAPES_PARAM_COUNT; i++)
        for (k = 0; shapes_params[i].trainable && k < shapes_params[i].count; k++) {
            memcpy(&u, grad + shapes_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
    return 1;
}

int shapes_train_apply(shapes_train *t, const float *grad, float rate)
{
    shapes_run run;
    int bad = shapes_train_check(t);
    if (bad || !grad || !shapes_rate_fits(rate))
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(grad))
        return SHAPES_EALIGN;
    if (!shapes_gradient_fits(grad))
        return SHAPES_ENAN;
    run = shapes_train_run(t, 1);
    run.grads = shapes_as_floats(grad);
    shapes_run_grads_in(&run);
    shapes_train_optimize(t, 1, rate);
    return SHAPES_OK;
}

int shapes_train_params(const shapes_train *t, float *params)
{
    shapes_run run;
    int bad = shapes_train_check(t);
    if (bad || !params)
        return bad ? bad : SHAPES_EARG;
    if (!shapes_floats_aligned(params))
        return SHAPES_EALIGN;
    run = shapes_train_run(t, 1);
    run.params = shapes_as_floats(params);
    shapes_run_unpack(&run);
    return SHAPES_OK;
}

const float *shapes_train_outputs(const shapes_train *t)
{
    return shapes_train_check(t) ? NULL : (const float *)(const void *)(shapes_bytes(t) +
        SHAPES_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
enum { SHAPES_STATE_WORDS = 6 };

static const char shapes_state_name[32] = "netc state " SHAPES_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t shapes_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = shapes_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int shapes_train_save(const shapes_train *t, int (*write)(void *user, const void *buf, size_t n),
                      void *user)
{
    uint64_t words[SHAPES_STATE_WORDS], sum;
    int bad = shapes_train_check(t);
    if (bad || !write)
        return bad ? bad : SHAPES_EARG;
    words[0] = SHAPES_STATE_HASH;
    words[1] = SHAPES_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = shapes_checksum(0, shapes_state_name, sizeof shapes_state_name);
    sum = shapes_checksum(sum, words, sizeof words);
    sum = shapes_checksum(sum, shapes_train_state(t), SHAPES_STATE_BYTES);
    if (write(user, shapes_state_name, sizeof shapes_state_name) || write(user, words, sizeof words)
        || write(user, shapes_train_state(t), SHAPES_STATE_BYTES) || write(user, &sum, sizeof sum))
        return SHAPES_EIO;
    return SHAPES_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
int shapes_train_load(shapes_train *t, int (*read)(void *user, void *buf, size_t n), void *user)
{
    char name[sizeof shapes_state_name];
    uint64_t words[SHAPES_STATE_WORDS], sum, said;
    int bad = shapes_train_check(t);
    if (bad || !read)
        return bad ? bad : SHAPES_EARG;
    if (read(user, name, sizeof name))
        return SHAPES_EIO;
    if (memcmp(name, shapes_state_name, 11))
        return SHAPES_EFORMAT;
    if (read(user, words, sizeof words))
        return SHAPES_EIO;
    if (memcmp(name, shapes_state_name, sizeof name) || words[0] != SHAPES_STATE_HASH || words[1] !=
        SHAPES_STATE_BYTES)
        return SHAPES_EHASH;
    if (read(user, shapes_train_work(t), SHAPES_STATE_BYTES) || read(user, &said, sizeof said))
        return SHAPES_EIO;
    sum = shapes_checksum(0, name, sizeof name);
    sum = shapes_checksum(sum, words, sizeof words);
    sum = shapes_checksum(sum, shapes_train_work(t), SHAPES_STATE_BYTES);
    if (sum != said)
        return SHAPES_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(shapes_train_state(t), shapes_train_work(t), SHAPES_STATE_BYTES);
    return SHAPES_OK;
}
/* ---- self-test ---- */

static float shapes_test_value(uint32_t i)
{
    uint32_t h = i * 2654435761u;
    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

/* A tolerance for sums of this length in another order: a part in a thousand of the value, and a
 * little. */
static int shapes_test_near(double a, double b)
{
    double d = a < b ? b - a : a - b, m = b < 0 ? -b : b;
    return d <= 1e-3 * m + 1e-4;
}

int shapes_selftest(void *mem, size_t bytes)
{
    unsigned char *p = (unsigned char *)mem;
    float *params, *x, *y;
    int i, bad = shapes_check_memory(mem, bytes, SHAPES_SELFTEST_BYTES);
    if (bad)
        return bad;
    params = (float *)(void *)p;
    p += (sizeof(float) * SHAPES_PARAM_FLOATS + SHAPES_ALIGN) / SHAPES_ALIGN * SHAPES_ALIGN;
    x = (float *)(void *)p;
    p += (sizeof(float) * SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C + SHAPES_ALIGN) / SHAPES_ALIGN *
        SHAPES_ALIGN;
    y = (float *)(void *)p;
    p += (sizeof(float) * SHAPES_OUTPUTS + SHAPES_ALIGN) / SHAPES_ALIGN * SHAPES_ALIGN;
    (void)shapes_init(params, 1);
    for (i = 0; i < SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C; i++)
        x[i] = shapes_test_value((uint32_t)i);
    bad = shapes_prepare(params, p, SHAPES_MODEL_BYTES);
    if (!bad)
        bad = shapes_infer(p, x, 1, y, p + SHAPES_MODEL_BYTES, SHAPES_WORK_BYTES);
    for (i = 0; !bad && i < SHAPES_OUTPUTS; i++)
        if (!shapes_test_near((double)y[i], shapes_selftest_y[i]))
            bad = SHAPES_ENAN;
    if (!bad) { /* a directional derivative: sum of gradient times direction */
        shapes_train *t;
        float loss = 0, *grad = (float *)(void *)(p + SHAPES_TRAIN_BYTES);
        double slope = 0;
        const size_t count = SHAPES_PARAM_FLOATS;
        uint32_t k;
        const int32_t label[1] = {0};
        bad = shapes_train_init(&t, p, SHAPES_TRAIN_BYTES, params, 1);
        if (!bad)
            bad = shapes_train_grad(t, x, label, 1, grad, &loss);
        for (k = 0; !bad && k < count; k++)
            slope += (double)grad[k] * ((double)shapes_test_value(k) - 0.5);
        if (!bad && (!shapes_test_near((double)loss, shapes_selftest_loss) ||
                     !shapes_test_near(slope, shapes_selftest_slope)))
            bad = SHAPES_ENAN;
    }
    return bad;
}
