/* Implementation of net `mlp`, made by netc 0.1.0:
 *     netc mlp.net -o mlp.c --train
 * source hash e8b6bf37345340fc, parameter layout 47445d144fb3443f.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "mlp.h"
/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as mlp_conv_forward would be, is its body for any shape: the
 * constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW: window and
 * stride; others where they are used) are its first arguments. More kernels in its name are fused
 * into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * mlp_infer_LAYER_KERNEL is a step of inference, mlp_forward_... and mlp_backward_... of training:
 * it gives the body the layer's shape and its memory. Memory is counted in floats: run->work is
 * that of this call, and MLP_WORK_LAYER_USE, for training MLP_TRAIN_LAYER_USE, says where in it a
 * buffer lies. What is done with every parameter works on rows of tables, with their constants and
 * places. mlp_run_PROGRAM runs all steps of a program. */
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
#define MLP_RESTRICT
#else
#define MLP_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define MLP_WROTE() __asm__ volatile("" ::: "memory")
#else
#define MLP_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define MLP_INLINE static inline __attribute__((always_inline))
#else
#define MLP_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define MLP_APART static __attribute__((noinline, unused))
#else
#define MLP_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(MLP_PLAIN_C) && defined(__AVX__)
typedef float mlp_v8 __attribute__((vector_size(32)));
typedef int32_t mlp_v8i __attribute__((vector_size(32)));
typedef float mlp_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline mlp_v8 mlp_v8_load(const float *p) { return *(const mlp_v8u *)(const void *)p; }
static inline void mlp_v8_store(float *p, mlp_v8 a) { *(mlp_v8u *)(void *)p = a; }
static inline mlp_v8 mlp_v8_set1(float x)
{
    mlp_v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline mlp_v8 mlp_v8_add(mlp_v8 a, mlp_v8 b) { return a + b; }
static inline mlp_v8 mlp_v8_sub(mlp_v8 a, mlp_v8 b) { return a - b; }
static inline mlp_v8 mlp_v8_mul(mlp_v8 a, mlp_v8 b) { return a * b; }
static inline mlp_v8 mlp_v8_div(mlp_v8 a, mlp_v8 b) { return a / b; }
static inline mlp_v8 mlp_v8_fma(mlp_v8 a, mlp_v8 b, mlp_v8 c) { return a * b + c; }
/* a > b ? x : y */
static inline mlp_v8 mlp_v8_select(mlp_v8 a, mlp_v8 b, mlp_v8 x, mlp_v8 y)
{
    mlp_v8i m = (mlp_v8i)(a > b);
    return (mlp_v8)(((mlp_v8i)x & m) | ((mlp_v8i)y & ~m));
}
static inline mlp_v8 mlp_v8_sqrt(mlp_v8 a)
{
    mlp_v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = sqrtf(a[i]);
    return r;
}
static inline float mlp_v8_sum(mlp_v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define MLP_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(MLP_PLAIN_C)
typedef float mlp_v8h __attribute__((vector_size(16)));
typedef int32_t mlp_v8i __attribute__((vector_size(16)));
typedef float mlp_v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    mlp_v8h a, b;
} mlp_v8;
static inline mlp_v8 mlp_v8_load(const float *p)
{
    mlp_v8 r;
    r.a = *(const mlp_v8u *)(const void *)p;
    r.b = *(const mlp_v8u *)(const void *)(p + 4);
    return r;
}
static inline void mlp_v8_store(float *p, mlp_v8 x)
{
    *(mlp_v8u *)(void *)p = x.a;
    *(mlp_v8u *)(void *)(p + 4) = x.b;
}
static inline mlp_v8 mlp_v8_set1(float x)
{
    mlp_v8h h = {x, x, x, x};
    mlp_v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline mlp_v8 mlp_v8_add(mlp_v8 x, mlp_v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline mlp_v8 mlp_v8_sub(mlp_v8 x, mlp_v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline mlp_v8 mlp_v8_mul(mlp_v8 x, mlp_v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline mlp_v8 mlp_v8_div(mlp_v8 x, mlp_v8 y)
{
    x.a /= y.a;
    x.b /= y.b;
    return x;
}
static inline mlp_v8 mlp_v8_fma(mlp_v8 x, mlp_v8 y, mlp_v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline mlp_v8 mlp_v8_select(mlp_v8 p, mlp_v8 q, mlp_v8 x, mlp_v8 y)
{
    mlp_v8i m = (mlp_v8i)(p.a > q.a), n = (mlp_v8i)(p.b > q.b);
    x.a = (mlp_v8h)(((mlp_v8i)x.a & m) | ((mlp_v8i)y.a & ~m));
    x.b = (mlp_v8h)(((mlp_v8i)x.b & n) | ((mlp_v8i)y.b & ~n));
    return x;
}
static inline mlp_v8 mlp_v8_sqrt(mlp_v8 x)
{
    for (int i = 0; i < 4; i++) {
        x.a[i] = sqrtf(x.a[i]);
        x.b[i] = sqrtf(x.b[i]);
    }
    return x;
}
static inline float mlp_v8_sum(mlp_v8 x)
{
    mlp_v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} mlp_v8;
static inline mlp_v8 mlp_v8_load(const float *p)
{
    mlp_v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void mlp_v8_store(float *p, mlp_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline mlp_v8 mlp_v8_set1(float x)
{
    mlp_v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline mlp_v8 mlp_v8_add(mlp_v8 a, mlp_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline mlp_v8 mlp_v8_sub(mlp_v8 a, mlp_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline mlp_v8 mlp_v8_mul(mlp_v8 a, mlp_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline mlp_v8 mlp_v8_div(mlp_v8 a, mlp_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] /= b.f[i];
    return a;
}
static inline mlp_v8 mlp_v8_fma(mlp_v8 a, mlp_v8 b, mlp_v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline mlp_v8 mlp_v8_select(mlp_v8 a, mlp_v8 b, mlp_v8 x, mlp_v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline mlp_v8 mlp_v8_sqrt(mlp_v8 a)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = sqrtf(a.f[i]);
    return a;
}
static inline float mlp_v8_sum(mlp_v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline mlp_v8 mlp_v8_zero(void) { return mlp_v8_set1(0.0f); }
/* mlp_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay; sums
 * over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(MLP_PLAIN_C) && defined(__AVX512F__)
#define MLP_WIDE 16
typedef float mlp_v8w __attribute__((vector_size(64)));
typedef float mlp_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline mlp_v8w mlp_v8w_load(const float *p) { return *(const mlp_v8wu *)(const void *)p; }
static inline void mlp_v8w_store(float *p, mlp_v8w a) { *(mlp_v8wu *)(void *)p = a; }
static inline mlp_v8w mlp_v8w_set1(float x)
{
    mlp_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline mlp_v8w mlp_v8w_add(mlp_v8w a, mlp_v8w b) { return a + b; }
static inline mlp_v8w mlp_v8w_fma(mlp_v8w a, mlp_v8w b, mlp_v8w c) { return a * b + c; }
typedef int32_t mlp_v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline mlp_v8w mlp_v8w_select(mlp_v8w a, mlp_v8w b, mlp_v8w x, mlp_v8w y)
{
    mlp_v8wi m = (mlp_v8wi)(a > b);
    return (mlp_v8w)(((mlp_v8wi)x & m) | ((mlp_v8wi)y & ~m));
}
#else
#define MLP_WIDE 8
typedef mlp_v8 mlp_v8w;
static inline mlp_v8w mlp_v8w_load(const float *p) { return mlp_v8_load(p); }
static inline void mlp_v8w_store(float *p, mlp_v8w a) { mlp_v8_store(p, a); }
static inline mlp_v8w mlp_v8w_set1(float x) { return mlp_v8_set1(x); }
static inline mlp_v8w mlp_v8w_add(mlp_v8w a, mlp_v8w b) { return mlp_v8_add(a, b); }
static inline mlp_v8w mlp_v8w_fma(mlp_v8w a, mlp_v8w b, mlp_v8w c) { return mlp_v8_fma(a, b, c); }
static inline mlp_v8w mlp_v8w_select(mlp_v8w a, mlp_v8w b, mlp_v8w x, mlp_v8w y) {
    return mlp_v8_select(a, b, x, y); }
#endif
static inline mlp_v8w mlp_v8w_zero(void) { return mlp_v8w_set1(0.0f); }
static inline mlp_v8w mlp_v8w_max(mlp_v8w a, mlp_v8w b) { return mlp_v8w_select(a, b, a, b); }
    /* a > b ? a : b */
/* mlp_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the
 * result. By force: gcc takes a function that only asks for one without effect, and leaves out its
 * calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(MLP_PLAIN_C)
MLP_INLINE void mlp_v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
MLP_INLINE void mlp_v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif
/* Adam: shares of the running means and their complements, what is added to the root, the decay in
 * the gradient, the share of the weights that a step takes away, the limit of a gradient's element
 * (0: none). */
typedef struct mlp_mk_adam_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon, decay, shrink, clip;
} mlp_mk_adam_rule;
/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
static inline void mlp_mk_block_channels(float *y, const float *x, int pixels, int channels,
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
static inline void mlp_mk_unblock_channels(float *y, const float *x, int pixels, int channels,
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
static inline void mlp_mk_reshape(float *y, const float *x, int pixels_y, int channels_y,
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
static inline void mlp_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += MLP_WIDE) {
            mlp_v8w s0 = mlp_v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = mlp_v8w_add(s0, mlp_v8w_load(at)), s1 = mlp_v8w_add(s1, mlp_v8w_load(at + 16)),
                s2 = mlp_v8w_add(s2, mlp_v8w_load(at + 32)),
                    s3 = mlp_v8w_add(s3, mlp_v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = mlp_v8w_add(s0, mlp_v8w_load(x + (ptrdiff_t)q * 16 + l));
            mlp_v8w_store(t + l, mlp_v8w_add(mlp_v8w_add(s0, s1), mlp_v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void mlp_mk_transpose8(float *y, const float *x)
{
#if defined(MLP_SHUFFLE)
    mlp_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const mlp_v8 p = mlp_v8_load(x + 16 * i), q = mlp_v8_load(x + 16 * i + 16);
        a[i] = MLP_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = MLP_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = MLP_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = MLP_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    for (int j = 0; j < 4; j++) {
        mlp_v8_store(y + 16 * j, MLP_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        mlp_v8_store(y + 16 * j + 64, MLP_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13, 14, 15));
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
static inline void mlp_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows, int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            mlp_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                mlp_mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* mlp_mk_exp of 16 lanes, by the same operations, where registers have them. */
MLP_INLINE mlp_v8w mlp_mk_exp16(mlp_v8w a)
{
#if MLP_WIDE == 16 && !defined(MLP_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const mlp_v8w zero = {0.0f};
    const mlp_v8wi low = (mlp_v8wi)(a < -87.33654f);
    a = (mlp_v8w)((low & (mlp_v8wi)(zero - 87.33654f)) | (~low & (mlp_v8wi)a));
    const mlp_v8wi high = (mlp_v8wi)(a > 88.37626f);
    a = (mlp_v8w)((high & (mlp_v8wi)(zero + 88.37626f)) | (~high & (mlp_v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const mlp_v8w k = __builtin_convertvector((mlp_v8wi)(bits - 0x4B400000u), mlp_v8w),
              e = (mlp_v8w)((bits + 127u) << 23);
    mlp_v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    mlp_v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
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
static inline void mlp_mk_exp(float *y, const float *x, int count)
{
#if defined(MLP_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const mlp_v8 low = mlp_v8_set1(-87.33654f), high = mlp_v8_set1(88.37626f),
        magic = mlp_v8_set1(12582912.0f);
    int i = 0;
#if MLP_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(mlp_v8wu *)(void *)(y + i) = mlp_mk_exp16(*(const mlp_v8wu *)(const void *)(x + i));
#else
    (void)mlp_mk_exp16;
#endif
    for (; i < count; i += 8) {
        mlp_v8 a = mlp_v8_load(x + i);
        a = mlp_v8_select(low, a, low, a);
        a = mlp_v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        mlp_v8_store(s, mlp_v8_fma(a, mlp_v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        mlp_v8 k = mlp_v8_load(s), r = mlp_v8_fma(k, mlp_v8_set1(-0.693359375f), a);
        r = mlp_v8_fma(k, mlp_v8_set1(2.12194440e-4f), r);
        mlp_v8 p = mlp_v8_set1(1.9875691500e-4f);
        p = mlp_v8_fma(p, r, mlp_v8_set1(1.3981999507e-3f));
        p = mlp_v8_fma(p, r, mlp_v8_set1(8.3334519073e-3f));
        p = mlp_v8_fma(p, r, mlp_v8_set1(4.1665795894e-2f));
        p = mlp_v8_fma(p, r, mlp_v8_set1(1.6666665459e-1f));
        p = mlp_v8_fma(p, r, mlp_v8_set1(5.0000001201e-1f));
        p = mlp_v8_add(mlp_v8_fma(p, mlp_v8_mul(r, r), r), mlp_v8_set1(1.0f));
        mlp_v8_store(y + i, mlp_v8_mul(p, mlp_v8_load(e)));
    }
#endif
}

/* The register tile, the one source of mlp_mk_tile1 to mlp_mk_tile6: for `rows` rows r, at most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
MLP_INLINE void mlp_mk_tile_of(int rows, float *y, ptrdiff_t yr, int add, const float *x,
                               ptrdiff_t xr, const float *w, const int *count,
                               const ptrdiff_t *step)
{
    mlp_v8 a0 = mlp_v8_zero(), b0 = mlp_v8_zero(), a1 = mlp_v8_zero(), b1 = mlp_v8_zero(),
        a2 = mlp_v8_zero(),
       b2 = mlp_v8_zero(), a3 = mlp_v8_zero(), b3 = mlp_v8_zero(), a4 = mlp_v8_zero(),
           b4 = mlp_v8_zero(),
       a5 = mlp_v8_zero(), b5 = mlp_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                mlp_v8 s = mlp_v8_zero(), t = s;
                if (rows == 4)
                    s = mlp_v8_load(q), t = mlp_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk,
                     q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = mlp_v8_load(q), t = mlp_v8_load(q + 8);
                    mlp_v8 e = mlp_v8_set1(p[0]);
                    a0 = mlp_v8_fma(e, s, a0), b0 = mlp_v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = mlp_v8_set1(p[xr]);
                        a1 = mlp_v8_fma(e, s, a1), b1 = mlp_v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = mlp_v8_set1(p[2 * xr]);
                        a2 = mlp_v8_fma(e, s, a2), b2 = mlp_v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = mlp_v8_set1(p[3 * xr]);
                        a3 = mlp_v8_fma(e, s, a3), b3 = mlp_v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = mlp_v8_set1(p[4 * xr]);
                        a4 = mlp_v8_fma(e, s, a4), b4 = mlp_v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = mlp_v8_set1(p[5 * xr]);
                        a5 = mlp_v8_fma(e, s, a5), b5 = mlp_v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = mlp_v8_load(q), t = mlp_v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = mlp_v8_add(a0, mlp_v8_load(y)), b0 = mlp_v8_add(b0, mlp_v8_load(y + 8));
        if (rows > 1)
            a1 = mlp_v8_add(a1, mlp_v8_load(y + yr)), b1 = mlp_v8_add(b1, mlp_v8_load(y + yr + 8));
        if (rows > 2)
            a2 = mlp_v8_add(a2, mlp_v8_load(y + 2 * yr)),
                b2 = mlp_v8_add(b2, mlp_v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = mlp_v8_add(a3, mlp_v8_load(y + 3 * yr)),
                b3 = mlp_v8_add(b3, mlp_v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = mlp_v8_add(a4, mlp_v8_load(y + 4 * yr)),
                b4 = mlp_v8_add(b4, mlp_v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = mlp_v8_add(a5, mlp_v8_load(y + 5 * yr)),
                b5 = mlp_v8_add(b5, mlp_v8_load(y + 5 * yr + 8));
    }
    mlp_v8_store(y, a0), mlp_v8_store(y + 8, b0);
    if (rows > 1)
        mlp_v8_store(y + yr, a1), mlp_v8_store(y + yr + 8, b1);
    if (rows > 2)
        mlp_v8_store(y + 2 * yr, a2), mlp_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        mlp_v8_store(y + 3 * yr, a3), mlp_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        mlp_v8_store(y + 4 * yr, a4), mlp_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        mlp_v8_store(y + 5 * yr, a5), mlp_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of mlp_mk_rows. */
static inline void mlp_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of mlp_mk_rows. */
static inline void mlp_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of mlp_mk_rows. */
static inline void mlp_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of mlp_mk_rows. */
static inline void mlp_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of mlp_mk_rows. */
static inline void mlp_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of mlp_mk_rows. */
static inline void mlp_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    mlp_mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of mlp_mk_tile8 and mlp_mk_tile16: 8 or 16
 * `rows` of mlp_mk_rows, a constant. With 16 a step is one load and 16 multiply-adds that broadcast
 * as they read. With eight lanes it has more accumulators than there are registers, and is right
 * but slow. The strides of X are arguments: where they are constants, multiply-adds broadcast from
 * fixed places beside one pointer, else each takes an index, which costs a sixth of the speed. */
MLP_INLINE void mlp_mk_wide_of(int rows, float *y, ptrdiff_t yr, int add, const float *x,
                               ptrdiff_t xr, ptrdiff_t xk, const float *w, const int *count,
                               const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += MLP_WIDE, y += MLP_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            mlp_v8_prefetch(y + r * yr, 1);
        mlp_v8w a0 = mlp_v8w_zero(), a1 = mlp_v8w_zero(), a2 = mlp_v8w_zero(), a3 = mlp_v8w_zero(),
            a4 = mlp_v8w_zero(),
            a5 = mlp_v8w_zero(), a6 = mlp_v8w_zero(), a7 = mlp_v8w_zero(), a8 = mlp_v8w_zero(),
                a9 = mlp_v8w_zero(),
            a10 = mlp_v8w_zero(), a11 = mlp_v8w_zero(), a12 = mlp_v8w_zero(), a13 = mlp_v8w_zero(),
            a14 = mlp_v8w_zero(), a15 = mlp_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk,
                         q += 16, f += xr) {
                        const mlp_v8w s = mlp_v8w_load(q);
                        if (rows == 16)
                            mlp_v8_prefetch(q + 1024, 1), mlp_v8_prefetch(f, 1);
                        a0 = mlp_v8w_fma(mlp_v8w_set1(p[0]), s, a0),
                            a1 = mlp_v8w_fma(mlp_v8w_set1(p[xr]), s, a1),
                        a2 = mlp_v8w_fma(mlp_v8w_set1(p[2 * xr]), s, a2),
                        a3 = mlp_v8w_fma(mlp_v8w_set1(p[3 * xr]), s, a3);
                        a4 = mlp_v8w_fma(mlp_v8w_set1(p[4 * xr]), s, a4),
                        a5 = mlp_v8w_fma(mlp_v8w_set1(p[5 * xr]), s, a5),
                        a6 = mlp_v8w_fma(mlp_v8w_set1(p[6 * xr]), s, a6),
                        a7 = mlp_v8w_fma(mlp_v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = mlp_v8w_fma(mlp_v8w_set1(p8[0]), s, a8),
                            a9 = mlp_v8w_fma(mlp_v8w_set1(p8[xr]), s, a9),
                            a10 = mlp_v8w_fma(mlp_v8w_set1(p8[2 * xr]), s, a10),
                            a11 = mlp_v8w_fma(mlp_v8w_set1(p8[3 * xr]), s, a11);
                            a12 = mlp_v8w_fma(mlp_v8w_set1(p8[4 * xr]), s, a12),
                            a13 = mlp_v8w_fma(mlp_v8w_set1(p8[5 * xr]), s, a13),
                            a14 = mlp_v8w_fma(mlp_v8w_set1(p8[6 * xr]), s, a14),
                            a15 = mlp_v8w_fma(mlp_v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = mlp_v8w_add(a0, mlp_v8w_load(y)), a1 = mlp_v8w_add(a1, mlp_v8w_load(y + yr)),
            a2 = mlp_v8w_add(a2, mlp_v8w_load(y + 2 * yr)),
                a3 = mlp_v8w_add(a3, mlp_v8w_load(y + 3 * yr));
            a4 = mlp_v8w_add(a4, mlp_v8w_load(y + 4 * yr)),
                a5 = mlp_v8w_add(a5, mlp_v8w_load(y + 5 * yr)),
            a6 = mlp_v8w_add(a6, mlp_v8w_load(y + 6 * yr)),
                a7 = mlp_v8w_add(a7, mlp_v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = mlp_v8w_add(a8, mlp_v8w_load(y + 8 * yr)),
                a9 = mlp_v8w_add(a9, mlp_v8w_load(y + 9 * yr)),
            a10 = mlp_v8w_add(a10, mlp_v8w_load(y + 10 * yr)),
                a11 = mlp_v8w_add(a11, mlp_v8w_load(y + 11 * yr));
            a12 = mlp_v8w_add(a12, mlp_v8w_load(y + 12 * yr)),
                a13 = mlp_v8w_add(a13, mlp_v8w_load(y + 13 * yr)),
            a14 = mlp_v8w_add(a14, mlp_v8w_load(y + 14 * yr)),
                a15 = mlp_v8w_add(a15, mlp_v8w_load(y + 15 * yr));
        }
        mlp_v8w_store(y, a0), mlp_v8w_store(y + yr, a1), mlp_v8w_store(y + 2 * yr, a2),
            mlp_v8w_store(y + 3 * yr, a3);
        mlp_v8w_store(y + 4 * yr, a4), mlp_v8w_store(y + 5 * yr, a5), mlp_v8w_store(y + 6 * yr, a6),
            mlp_v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            mlp_v8w_store(y + 8 * yr, a8), mlp_v8w_store(y + 9 * yr, a9),
                mlp_v8w_store(y + 10 * yr, a10),
                mlp_v8w_store(y + 11 * yr, a11);
            mlp_v8w_store(y + 12 * yr, a12), mlp_v8w_store(y + 13 * yr, a13),
                mlp_v8w_store(y + 14 * yr, a14),
                mlp_v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of mlp_mk_rows, for the strides of convolutions and of gradients, and for any other. */
static inline void mlp_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                 const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        mlp_mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        mlp_mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        mlp_mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of mlp_mk_rows, for the strides of convolutions, and for any other. */
static inline void mlp_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        mlp_mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        mlp_mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: mlp_mk_tile6 for any number of
 * rows.
 */
static inline void mlp_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                               const float *w, const int *count, const ptrdiff_t *step, int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (MLP_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: mlp_mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: mlp_mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: mlp_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: mlp_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: mlp_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: mlp_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: mlp_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: mlp_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
static inline float mlp_mk_crossentropy(float *prob, const float *x, int classes, int label,
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
    mlp_mk_exp(prob, prob, (classes + 15) / 16 * 16);
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
static inline void mlp_mk_crossentropy_back(float *dx, const float *prob, int classes, int label,
                                            float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float mlp_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
static inline void mlp_mk_gradient(float *to, const float *g, const float *w, float decay,
                                   float clip)
{
    mlp_v8 a = mlp_v8_load(g);
    if (clip > 0.0f) {
        mlp_v8 high = mlp_v8_set1(clip), low = mlp_v8_set1(-clip);
        a = mlp_v8_select(a, high, high, a); /* a NaN stays one */
        a = mlp_v8_select(low, a, low, a);
    }
    mlp_v8_store(to, mlp_v8_fma(mlp_v8_set1(decay), mlp_v8_load(w), a));
}

/* w -= shrink * w (decoupled decay); m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) *
 * g^2; w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t). Each
 * share is given beside what it leaves, since a float of the one may not hold the other. (v + (g^2
 * - v) * (1 - beta2) would lose a small g after a large one.) */
static inline void mlp_mk_adam(float *w, float *m, float *v, const float *g, int count, float alpha,
                               const mlp_mk_adam_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    mlp_v8 a = mlp_v8_set1(alpha), rest1 = mlp_v8_set1(by->one_minus_beta1),
       rest2 = mlp_v8_set1(by->one_minus_beta2), eps = mlp_v8_set1(by->epsilon);
    mlp_v8 keep1 = mlp_v8_set1(by->beta1), keep2 = mlp_v8_set1(by->beta2),
        less = mlp_v8_set1(-by->shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mlp_mk_gradient(t, g + i, w + i, decay, clip);
        mlp_v8 d = mlp_v8_load(t), mi = mlp_v8_load(m + i), vi = mlp_v8_load(v + i),
            wi = mlp_v8_load(w + i);
        mi = mlp_v8_fma(d, rest1, mlp_v8_mul(keep1, mi));
        vi = mlp_v8_fma(mlp_v8_mul(d, d), rest2, mlp_v8_mul(keep2, vi));
        wi = mlp_v8_fma(less, wi, wi);
        mlp_v8_store(m + i, mi);
        mlp_v8_store(v + i, vi);
        mlp_v8_store(w + i, mlp_v8_sub(wi, mlp_v8_div(mlp_v8_mul(mi, a),
                                                      mlp_v8_add(mlp_v8_sqrt(vi), eps))));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
static inline int mlp_mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        mlp_v8 a = mlp_v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            mlp_v8 x = mlp_v8_load(g + i), y = mlp_v8_load(g + i + 8);
            a = mlp_v8_fma(x, x, a);
            b = mlp_v8_fma(y, y, b);
        }
        if (mlp_v8_sum(mlp_v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void mlp_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const mlp_v8w b0 = mlp_v8w_load(b), b1 = mlp_v8w_load(b + 16 - MLP_WIDE);
    for (int i = 0; i < count; i += 16) {
        mlp_v8w_store(y + i, mlp_v8w_add(mlp_v8w_load(x + i), b0));
        if (MLP_WIDE == 8)
            mlp_v8w_store(y + i + 8, mlp_v8w_add(mlp_v8w_load(x + i + 8), b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void mlp_mk_relu(float *y, const float *x, int count, float max)
{
    const mlp_v8w zero = mlp_v8w_zero(), top = mlp_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += MLP_WIDE) {
            const mlp_v8w a = mlp_v8w_max(zero, mlp_v8w_load(x + i));
            mlp_v8w_store(y + i, mlp_v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += MLP_WIDE)
            mlp_v8w_store(y + i, mlp_v8w_max(zero, mlp_v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void mlp_mk_relu_back(float *dx, const float *dy, const float *y, int count,
                                    float max)
{
    const mlp_v8w zero = mlp_v8w_zero(), top = mlp_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += MLP_WIDE) {
            const mlp_v8w a = mlp_v8w_load(y + i),
                g = mlp_v8w_select(a, zero, mlp_v8w_load(dy + i), zero);
            mlp_v8w_store(dx + i, mlp_v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += MLP_WIDE)
            mlp_v8w_store(dx + i, mlp_v8w_select(mlp_v8w_load(y + i), zero, mlp_v8w_load(dy + i),
                                                 zero));
    }
}

/* The key of a stream of random numbers. */
static inline uint64_t mlp_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
static inline uint32_t mlp_mk_random(uint64_t key, uint32_t index)
{
    uint32_t h = index + (uint32_t)(key & 0xffffffffu);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    h = (h ^ (h >> 16)) ^ (uint32_t)(key >> 32);
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    return h ^ (h >> 16);
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
static inline void mlp_mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(mlp_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
static inline void mlp_mk_gemm_6x16(float *t, int k, int rows, const float *a, ptrdiff_t row_step,
                                    ptrdiff_t k_step, const float *b, ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    mlp_v8 c00 = mlp_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    mlp_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        mlp_v8 b0 = mlp_v8_load(b + (ptrdiff_t)p * ldb),
            b1 = mlp_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = mlp_v8_set1(a0[at]);
        c00 = mlp_v8_fma(s, b0, c00);
        c01 = mlp_v8_fma(s, b1, c01);
        s = mlp_v8_set1(a1[at]);
        c10 = mlp_v8_fma(s, b0, c10);
        c11 = mlp_v8_fma(s, b1, c11);
        s = mlp_v8_set1(a2[at]);
        c20 = mlp_v8_fma(s, b0, c20);
        c21 = mlp_v8_fma(s, b1, c21);
        s = mlp_v8_set1(a3[at]);
        c30 = mlp_v8_fma(s, b0, c30);
        c31 = mlp_v8_fma(s, b1, c31);
        s = mlp_v8_set1(a4[at]);
        c40 = mlp_v8_fma(s, b0, c40);
        c41 = mlp_v8_fma(s, b1, c41);
        s = mlp_v8_set1(a5[at]);
        c50 = mlp_v8_fma(s, b0, c50);
        c51 = mlp_v8_fma(s, b1, c51);
    }
    mlp_v8_store(t, c00);
    mlp_v8_store(t + 8, c01);
    mlp_v8_store(t + 16, c10);
    mlp_v8_store(t + 24, c11);
    mlp_v8_store(t + 32, c20);
    mlp_v8_store(t + 40, c21);
    mlp_v8_store(t + 48, c30);
    mlp_v8_store(t + 56, c31);
    mlp_v8_store(t + 64, c40);
    mlp_v8_store(t + 72, c41);
    mlp_v8_store(t + 80, c50);
    mlp_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * mlp_mk_gemm_6x16 */
static inline void mlp_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step,
                                    const float *b, ptrdiff_t ldb)
{
    mlp_v8 c0 = mlp_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        mlp_v8 s = mlp_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = mlp_v8_fma(s, mlp_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = mlp_v8_fma(s, mlp_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    mlp_v8_store(t, c0);
    mlp_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void mlp_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb, int tb)
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
MLP_APART void mlp_mk_gemm_pack16(float *p, int k, const float *b, int ldb, int tb, float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        mlp_mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void mlp_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows, int cols,
                                     int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* mlp_mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A * B, n
 * columns. 64 columns are packed together, which are whole stretches of B and C, and those after
 * them asked for meanwhile. */
MLP_APART void mlp_mk_gemm_block(int ta, int tb, int rows, int n, int depth, const float *a,
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
                mlp_mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                mlp_mk_gemm_pack(panel + q * 1024, depth, wide - 16 * q < 16 ? wide - 16 * q : 16,
                                 from, ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                mlp_v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb : b + (ptrdiff_t)r * ldb +
                                j + 64, tb ? depth : after);
            mlp_mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add, x + row * xr,
                        xr, panel + q * 1024, count, step, some);
            if (cols < 16)
                mlp_mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
static inline void mlp_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda,
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
                mlp_mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from, ldb);
            else
                mlp_mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            mlp_mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            mlp_mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                              a + i * row_step + p * k_step, lda,
                              b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb, add,
                              c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
static inline void mlp_mk_softmax(float *y, const float *x, int channels, int pixels)
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
            mlp_v8 m = mlp_v8_set1(max);
            mlp_v8_store(y + at, mlp_v8_sub(mlp_v8_load(x + at), m));
            mlp_v8_store(y + at + 8, mlp_v8_sub(mlp_v8_load(x + at + 8), m));
            mlp_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += mlp_v8_sum(mlp_v8_load(y + at)) + mlp_v8_sum(mlp_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            mlp_v8 s = mlp_v8_set1(1.0f / sum);
            mlp_v8_store(row, mlp_v8_mul(mlp_v8_load(row), s));
            mlp_v8_store(row + 8, mlp_v8_mul(mlp_v8_load(row + 8), s));
        }
    }
}

#define MLP_PARAM_COUNT 6
#define MLP_NAME_BYTES 18    /* longer than any parameter's name */
#define MLP_NET_NAME "mlp"
#define MLP_LAYOUT_HASH "47445d144fb3443f"
#define MLP_INPUT_SCALE 0.0039215686274509803
#define MLP_INPUT_MEAN {0, 0, 0, 0}
#define MLP_INPUT_STD {1, 1, 1, 1}
#define MLP_INPUT_BGR 0
#define MLP_HEAD_BYTES 64
#define MLP_MODEL_TAG UINT64_C(0x1d556a9eeb4992ec)
#define MLP_STATE_HASH UINT64_C(0x19c1e6a55fda83fe)
#define MLP_TRAIN_TAG UINT64_C(0xb56c50c1b7d6aba2)
#define MLP_STATE_BYTES 9859776
#define MLP_PREPARE_SCRATCH_AT 3286656
#define MLP_PREPARE_SCRATCH 0    /* floats */
#define MLP_INFER_SCRATCH_AT 4980736
#define MLP_INFER_SCRATCH 9280    /* floats */
#define MLP_TRAIN_SCRATCH_AT 19722432
#define MLP_TRAIN_SCRATCH 9280    /* floats */

/* A call of a program, and the memory that it works on. */
typedef struct mlp_run {
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
} mlp_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define MLP_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below MLP_WORKERS, and of those that run at the same time each has
 * another. */
#ifndef MLP_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void mlp_parallel_for(void (*task)(void *run, int range, int worker), mlp_run *run,
                                    int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < MLP_WORKERS ? most : MLP_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define MLP_PARALLEL_FOR(task, run, count) mlp_parallel_for(task, run, count)
#else
#define MLP_PARALLEL_FOR(task, run, count) \
    do { \
        int range_, count_ = (count); \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0); \
    } while (0)
#endif
#endif

/* A step of a layer, between what the host has to do before and behind it. */
#define MLP_LAYER(program, layer, step) \
    do { \
        MLP_BEFORE_LAYER(program, layer); \
        step; \
        MLP_AFTER_LAYER(program, layer); \
    } while (0)

/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define MLP_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, \
        int worker)
#else
#define MLP_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define MLP_ROW(table) const struct table *const row = &table##s[((const mlp_run *)arg)->row]
#define MLP_WHOLE() \
    const mlp_run *const run = (const mlp_run *)arg; \
    (void)range; \
    (void)worker
#define MLP_RANGE(extent, length) \
    const mlp_run *const run = (const mlp_run *)arg; \
    const int64_t left = (int64_t)(extent)-range * (length); \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define MLP_RANGES(extent, length) \
    const mlp_run *const run = (const mlp_run *)arg; \
    const int64_t whole = (extent), from = (int64_t)range * (length); \
    const int begin = (int)(from < whole ? from : whole), \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* How many ranges there are. */
#define MLP_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / (length)))
/* Where buffers lie: floats from the beginning of their area. Those that are never needed at
 * the same time share memory. */
enum {
    MLP_MODEL_DENSE_1_KERNEL = 0, /* 786432 floats */
    MLP_MODEL_DENSE_1_BIAS = 821248, /* 256 floats */
    MLP_MODEL_DENSE_2_KERNEL = 786432, /* 32768 floats */
    MLP_MODEL_DENSE_2_BIAS = 821504, /* 128 floats */
    MLP_MODEL_DENSE_3_KERNEL = 819200, /* 2048 floats */
    MLP_MODEL_DENSE_3_BIAS = 821632, /* 16 floats */
};
enum {
    MLP_STATE_DENSE_1_KERNEL = 0, /* 786432 floats */
    MLP_STATE_DENSE_1_BIAS = 786432, /* 256 floats */
    MLP_STATE_DENSE_2_KERNEL = 786688, /* 32768 floats */
    MLP_STATE_DENSE_2_BIAS = 819456, /* 128 floats */
    MLP_STATE_DENSE_3_KERNEL = 819584, /* 2048 floats */
    MLP_STATE_DENSE_3_BIAS = 821632, /* 16 floats */
};
enum {
    MLP_WORK_INPUT_OUT = 0, /* 16384 floats an image */
    MLP_WORK_FLATTEN_1_OUT = 1048576, /* 3072 floats an image */
    MLP_WORK_DENSE_1_RELU_OUT = 0, /* 256 floats an image */
    MLP_WORK_DENSE_1_ROOM = 16384, /* 9280 floats */
    MLP_WORK_DENSE_2_RELU_OUT = 25664, /* 128 floats an image */
    MLP_WORK_DENSE_2_ROOM = 16384, /* 9280 floats */
    MLP_WORK_DENSE_3_OUT = 9280, /* 16 floats an image */
    MLP_WORK_DENSE_3_ROOM = 0, /* 9280 floats */
    MLP_WORK_DENSE_3_SOFTMAX_OUT = 9280, /* 16 floats an image */
};
enum {
    MLP_TRAIN_INPUT_OUT = 0, /* 16384 floats an image */
    MLP_TRAIN_FLATTEN_1_OUT = 1048576, /* 3072 floats an image */
    MLP_TRAIN_DENSE_1_RELU_OUT = 0, /* 256 floats an image */
    MLP_TRAIN_DENSE_1_ROOM = 16384, /* 9280 floats */
    MLP_TRAIN_DENSE_2_RELU_OUT = 25664, /* 128 floats an image */
    MLP_TRAIN_DENSE_2_ROOM = 16384, /* 9280 floats */
    MLP_TRAIN_DENSE_3_OUT = 33856, /* 16 floats an image */
    MLP_TRAIN_DENSE_3_ROOM = 16384, /* 9280 floats */
    MLP_TRAIN_DENSE_3_SOFTMAX_OUT = 16384, /* 16 floats an image */
    MLP_TRAIN_DENSE_3_SOFTMAX_LOSSES = 17408, /* 1 floats an image */
    MLP_TRAIN_DENSE_3_GRAD = 42048, /* 16 floats an image */
    MLP_TRAIN_DENSE_3_BIAS_GRAD = 847472, /* 16 floats */
    MLP_TRAIN_FOUND = 847168, /* 176 floats */
    MLP_TRAIN_DENSE_3_KERNEL_GRAD = 844864, /* 2048 floats */
    MLP_TRAIN_DENSE_2_GRAD = 33856, /* 128 floats an image */
    MLP_TRAIN_DENSE_2_BIAS_GRAD = 847344, /* 128 floats */
    MLP_TRAIN_DENSE_2_KERNEL_GRAD = 786432, /* 32768 floats */
    MLP_TRAIN_DENSE_1_GRAD = 819200, /* 256 floats an image */
    MLP_TRAIN_DENSE_1_BIAS_GRAD = 846912, /* 256 floats */
    MLP_TRAIN_DENSE_1_KERNEL_GRAD = 0, /* 786432 floats */
    MLP_TRAIN_DENSE_1_ROOM_2 = 835584, /* 9280 floats */
};

/* softmax_forward: Softmax over the channels of each pixel, shifted by their maximum. Images begin
 * ... end - 1. */
MLP_INLINE void mlp_softmax_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mlp_mk_softmax(y + at, x + at, C, HW);
    }
    MLP_WROTE();
}

/* bias_backward: dbias = sum of dy over images and pixels, in double; of maps, dy may be their
 * TIMES sums from bias_sums. */
MLP_INLINE void mlp_bias_backward(int CB, int TIMES, int n, int begin, int end,
                                  const float *MLP_RESTRICT dy, float *MLP_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            mlp_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
    MLP_WROTE();
}

/* dense_forward + bias_forward: y = x . w; output columns begin*16 ... end*16 - 1. */
MLP_INLINE void mlp_dense_forward_bias_forward(int C, int K, int n, int begin, int end,
                                               const float *MLP_RESTRICT x,
                                               const float *MLP_RESTRICT w, float *MLP_RESTRICT y,
                                               float *room, const float *f0_bias)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    mlp_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys,
                 room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            mlp_mk_add_channel(row, row, count, f0_bias + ch);
        }
    MLP_WROTE();
}

/* dense_forward + bias_forward + relu_forward: y = x . w; output columns begin*16 ... end*16 - 1.
 * */
MLP_INLINE void mlp_dense_forward_bias_forward_relu_forward(int C, int K, int n, int begin, int end,
                                                            const float *MLP_RESTRICT x,
                                                            const float *MLP_RESTRICT w,
                                                            float *MLP_RESTRICT y, float *room,
                                                            const float *f0_bias, float f1_MAX)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    mlp_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys,
                 room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            mlp_mk_add_channel(row, row, count, f0_bias + ch);
            mlp_mk_relu(row, row, count, f1_MAX);
        }
    MLP_WROTE();
}

/* dense_backward_data + relu_backward: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
MLP_INLINE void mlp_dense_backward_data_relu_backward(int C, int K, int n, int begin, int end,
                                                      const float *MLP_RESTRICT dy,
                                                      const float *MLP_RESTRICT w,
                                                      float *MLP_RESTRICT dx, float *room,
                                                      float f0_MAX, const float *f0_y)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    mlp_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0,
                 dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
            mlp_mk_relu_back(row, row, f0_y + (row - dx), 16, f0_MAX);
        }
    MLP_WROTE();
}

/* dense_backward_weights: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
MLP_INLINE void mlp_dense_backward_weights(int C, int K, int n, int begin, int end,
                                           const float *MLP_RESTRICT x,
                                           const float *MLP_RESTRICT dy, float *MLP_RESTRICT dw,
                                           float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    mlp_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
                 dw + (ptrdiff_t)begin * 16 * ys, ys, room);
    MLP_WROTE();
}

/* init_param: w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise. */
MLP_INLINE void mlp_init_param(int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin, int end,
                               uint64_t seed, float *w)
{
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = mlp_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            mlp_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
    }
    MLP_WROTE();
}

/* nhwc_to_blocked: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
MLP_INLINE void mlp_nhwc_to_blocked(int C, int H, int W, int begin, int end,
                                    const float *MLP_RESTRICT x, float *MLP_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            mlp_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                                  x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
    MLP_WROTE();
}

/* blocked_to_nhwc: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
MLP_INLINE void mlp_blocked_to_nhwc(int C, int H, int W, int begin, int end,
                                    const float *MLP_RESTRICT x, float *MLP_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            mlp_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                    x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C,
                                    cb * 16);
    MLP_WROTE();
}

/* reshape_values: The same values in the order height, width, channel, of a map H x W x C as one of
 * OH x OW x OC. Its own inverse with the two shapes exchanged. Images begin ... end - 1. */
MLP_INLINE void mlp_reshape_values(int H, int W, int C, int OH, int OW, int OC, int begin, int end,
                                   const float *MLP_RESTRICT x, float *MLP_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mlp_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16,
                       x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16, OH * OW, OC, H * W, C);
    MLP_WROTE();
}

/* softmax_crossentropy: prob = softmax(x), losses[i] = cross-entropy of image i against (1 -
 * SMOOTHING) * one-hot + SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * */
MLP_INLINE void mlp_softmax_crossentropy(int C, float SMOOTHING, int begin, int end,
                                         const float *MLP_RESTRICT x,
                                         const int32_t *MLP_RESTRICT labels,
                                         float *MLP_RESTRICT prob, float *MLP_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = mlp_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
    MLP_WROTE();
}

/* softmax_crossentropy_backward: dx = (prob - target) / n, targets as above. */
MLP_INLINE void mlp_softmax_crossentropy_backward(int C, float SMOOTHING, int n, int begin, int end,
                                                  const float *MLP_RESTRICT prob,
                                                  const int32_t *MLP_RESTRICT labels,
                                                  float *MLP_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        mlp_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING, 1.0f / (float)n);
    }
    MLP_WROTE();
}

/* mean_loss: loss = mean of the images' losses, in double. */
MLP_INLINE void mlp_mean_loss(int n, const float *MLP_RESTRICT losses, float *MLP_RESTRICT loss)
{
    loss[0] = mlp_mk_mean(losses, n);
    MLP_WROTE();
}

/* adam_update: param -= rate * DECOUPLED * param (adamw); moment1 = BETA1 * moment1 +
 * ONE_MINUS_BETA1 * grad; moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 * grad^2; param -= alpha *
 * moment1 / (sqrt(moment2) + EPSILON), alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). Each
 * share is given beside what it leaves: a float of the one may not hold the other. */
MLP_INLINE void mlp_adam_update(float BETA1, float ONE_MINUS_BETA1, float BETA2,
                                float ONE_MINUS_BETA2, float EPSILON, float DECAY, float DECOUPLED,
                                float CLIP, int begin, int end, uint64_t step, float rate,
                                const float *MLP_RESTRICT grad, float *MLP_RESTRICT param,
                                float *MLP_RESTRICT moment1, float *MLP_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    const mlp_mk_adam_rule by = {BETA1, ONE_MINUS_BETA1,  BETA2, ONE_MINUS_BETA2, EPSILON,
                             DECAY, rate * DECOUPLED, CLIP};
    mlp_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
                (float)((double)rate * sqrt(left2) / left1), &by);
    MLP_WROTE();
}

/* gradient_check: Where the range holds a number that no step may take (mk_gradient_fits),
 * found[(FIRST + range) * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which
 * they are made, and each has PARTS slots of its own, so they may be looked at in any order. */
MLP_INLINE void mlp_gradient_check(int FIRST, int ORDER, int begin, int end, int range,
                                   const float *MLP_RESTRICT grad, float *MLP_RESTRICT found)
{
    const int fits = mlp_mk_gradient_fits(grad + (ptrdiff_t)begin * 16, (end - begin) * 16);
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
    MLP_WROTE();
}

/* gradient_check_end: loss[1] = the number of the first gradient that was found unfit, 0: none. */
MLP_INLINE void mlp_gradient_check_end(int SLOTS, const float *MLP_RESTRICT found,
                                       float *MLP_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
    MLP_WROTE();
}

/* vector_pack: to[c] = from[c], 0 beyond C. */
MLP_INLINE void mlp_vector_pack(int C, const float *MLP_RESTRICT from, float *MLP_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
    MLP_WROTE();
}

/* vector_unpack: to[c] = from[c]. */
MLP_INLINE void mlp_vector_unpack(int C, const float *MLP_RESTRICT from, float *MLP_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
    MLP_WROTE();
}

/* dense_pack: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
MLP_INLINE void mlp_dense_pack(int C, int K, const float *MLP_RESTRICT from, float *MLP_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
    MLP_WROTE();
}

/* dense_unpack: to[c][k] = from[c][k]. */
MLP_INLINE void mlp_dense_unpack(int C, int K, const float *MLP_RESTRICT from,
                                 float *MLP_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
    MLP_WROTE();
}

static const struct mlp_init_init_param_row {
    int COUNT, FAN_IN, FAN_OUT, KIND, STREAM, params;
} mlp_init_init_param_rows[] = {
    {786432, 3072, 256, 2, 0, 0}, {256, 0, 0, 0, 1, 786432}, {32768, 256, 128, 2, 2, 786688},
    {128, 0, 0, 0, 3, 819456}, {1280, 128, 10, 2, 4, 819584}, {10, 0, 0, 0, 5, 820864},
};

MLP_TASK(mlp_init_rows_init_param)
{
    MLP_ROW(mlp_init_init_param_row);
    MLP_RANGE(row->COUNT, 125000);
    mlp_init_param(row->FAN_IN, row->FAN_OUT, row->KIND, row->STREAM, begin, end, run->seed,
                   run->params + row->params);
}

static const struct mlp_prepare_dense_pack_row {
    int C, K, params, to;
} mlp_prepare_dense_pack_rows[] = {
    {3072, 256, 0, 0}, {256, 128, 786688, 786432}, {128, 10, 819584, 819200},
};

MLP_TASK(mlp_prepare_rows_dense_pack)
{
    MLP_ROW(mlp_prepare_dense_pack_row);
    MLP_WHOLE();
    mlp_dense_pack(row->C, row->K, run->params + row->params, run->model + row->to);
}

static const struct mlp_prepare_vector_pack_row {
    int C, params, to;
} mlp_prepare_vector_pack_rows[] = {
    {256, 786432, 821248}, {128, 819456, 821504}, {10, 820864, 821632},
};

MLP_TASK(mlp_prepare_rows_vector_pack)
{
    MLP_ROW(mlp_prepare_vector_pack_row);
    MLP_WHOLE();
    mlp_vector_pack(row->C, run->params + row->params, run->model + row->to);
}

static void mlp_run_init(mlp_run *run)
{
    MLP_BEFORE_LAYER("init", "");
    for (run->row = 0; run->row < 6; run->row++) {
        const struct mlp_init_init_param_row *const row = &mlp_init_init_param_rows[run->row];
        MLP_PARALLEL_FOR(mlp_init_rows_init_param, run, MLP_RANGES_OF(row->COUNT, 125000));
    }
    MLP_AFTER_LAYER("init", "");
}

static void mlp_run_prepare(mlp_run *run)
{
    MLP_BEFORE_LAYER("prepare", "");
    for (run->row = 0; run->row < 3; run->row++)
        mlp_prepare_rows_dense_pack(run, 0, 0);
    for (run->row = 0; run->row < 3; run->row++)
        mlp_prepare_rows_vector_pack(run, 0, 0);
    MLP_AFTER_LAYER("prepare", "");
}

/* input (mlp.net:3: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
MLP_TASK(mlp_infer_input_nhwc_to_blocked)
{
    MLP_RANGE(run->n, 4);
    mlp_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + MLP_WORK_INPUT_OUT);
}

/* flatten_1 (mlp.net:6: flatten): 32x32x3 -> 3072 */
MLP_TASK(mlp_infer_flatten_1_reshape_values)
{
    MLP_RANGE(run->n, 4);
    mlp_reshape_values(/*H*/ 32, /*W*/ 32, /*C*/ 3, /*OH*/ 1, /*OW*/ 1, /*OC*/ 3072, begin, end,
        run->work + MLP_WORK_INPUT_OUT, run->work + MLP_WORK_FLATTEN_1_OUT);
}

/* dense_1 (mlp.net:7: dense 256 relu): 3072 -> 256, 1.57 MFLOP an image */
MLP_TASK(mlp_infer_dense_1_dense_forward)
{
    MLP_RANGE(16, 3);
    MLP_SCRATCH(run->work + MLP_WORK_DENSE_1_ROOM);
    mlp_dense_forward_bias_forward_relu_forward(/*C*/ 3072, /*K*/ 256, run->n, begin, end,
        run->work + MLP_WORK_FLATTEN_1_OUT, run->model + MLP_MODEL_DENSE_1_KERNEL,
        run->work + MLP_WORK_DENSE_1_RELU_OUT, scratch, run->model + MLP_MODEL_DENSE_1_BIAS,
        /*MAX*/ 0.0f);
}

/* dense_2 (mlp.net:8: dense 128 relu): 256 -> 128, 0.0657 MFLOP an image */
MLP_TASK(mlp_infer_dense_2_dense_forward)
{
    MLP_RANGE(8, 5);
    MLP_SCRATCH(run->work + MLP_WORK_DENSE_2_ROOM);
    mlp_dense_forward_bias_forward_relu_forward(/*C*/ 256, /*K*/ 128, run->n, begin, end,
        run->work + MLP_WORK_DENSE_1_RELU_OUT, run->model + MLP_MODEL_DENSE_2_KERNEL,
        run->work + MLP_WORK_DENSE_2_RELU_OUT, scratch, run->model + MLP_MODEL_DENSE_2_BIAS,
        /*MAX*/ 0.0f);
}

/* dense_3 (mlp.net:9: dense 10 softmax): 128 -> 10, 0.00257 MFLOP an image */
MLP_TASK(mlp_infer_dense_3_dense_forward)
{
    MLP_RANGE(1, 9);
    MLP_SCRATCH(run->work + MLP_WORK_DENSE_3_ROOM);
    mlp_dense_forward_bias_forward(/*C*/ 128, /*K*/ 10, run->n, begin, end,
        run->work + MLP_WORK_DENSE_2_RELU_OUT, run->model + MLP_MODEL_DENSE_3_KERNEL,
        run->work + MLP_WORK_DENSE_3_OUT, scratch, run->model + MLP_MODEL_DENSE_3_BIAS);
}

/* dense_3.softmax (mlp.net:9: softmax): 10 -> 10, 4e-05 MFLOP an image */
MLP_TASK(mlp_infer_dense_3_softmax_softmax_forward)
{
    MLP_RANGE(run->n, 3907);
    mlp_softmax_forward(/*C*/ 10, /*HW*/ 1, begin, end, run->work + MLP_WORK_DENSE_3_OUT,
        run->work + MLP_WORK_DENSE_3_SOFTMAX_OUT);
}
MLP_TASK(mlp_infer_dense_3_softmax_blocked_to_nhwc)
{
    MLP_RANGE(run->n, 4808);
    mlp_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + MLP_WORK_DENSE_3_SOFTMAX_OUT, run->y);
}

static void mlp_infer_stage(void *arg, int range, int worker)
{
    MLP_LAYER("infer", "input", mlp_infer_input_nhwc_to_blocked(arg, range, worker));
    MLP_LAYER("infer", "flatten_1", mlp_infer_flatten_1_reshape_values(arg, range, worker));
}

static void mlp_run_infer(mlp_run *run)
{
    MLP_PARALLEL_FOR(mlp_infer_stage, run, MLP_RANGES_OF(run->n, 4));
    MLP_LAYER("infer", "dense_1", MLP_PARALLEL_FOR(mlp_infer_dense_1_dense_forward, run,
                                                   MLP_RANGES_OF(16, 3)));
    MLP_LAYER("infer", "dense_2", MLP_PARALLEL_FOR(mlp_infer_dense_2_dense_forward, run,
                                                   MLP_RANGES_OF(8, 5)));
    MLP_LAYER("infer", "dense_3", mlp_infer_dense_3_dense_forward(run, 0, 0));
    MLP_LAYER("infer", "dense_3.softmax", mlp_infer_dense_3_softmax_softmax_forward(run, 0, 0));
    MLP_LAYER("infer", "dense_3.softmax", mlp_infer_dense_3_softmax_blocked_to_nhwc(run, 0, 0));
}

static const struct mlp_pack_dense_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} mlp_pack_dense_pack_rows[] = {
    {3072, 256, 0, 0, 0, 786432, 822160, 1608592}, /* dense_1.kernel */
    {256, 128, 786688, 786688, 786432, 32768, 2395280, 2428048}, /* dense_2.kernel */
    {128, 10, 819584, 819584, 844864, 2048, 2460848, 2462896}, /* dense_3.kernel */
};

MLP_TASK(mlp_pack_rows_dense_pack)
{
    MLP_ROW(mlp_pack_dense_pack_row);
    MLP_WHOLE();
    mlp_dense_pack(row->C, row->K, run->params + row->params, run->state + row->param);
}

MLP_TASK(mlp_unpack_rows_dense_unpack)
{
    MLP_ROW(mlp_pack_dense_pack_row);
    MLP_WHOLE();
    mlp_dense_unpack(row->C, row->K, run->state + row->param, run->params + row->params);
}

MLP_TASK(mlp_grads_out_rows_dense_unpack)
{
    MLP_ROW(mlp_pack_dense_pack_row);
    MLP_WHOLE();
    mlp_dense_unpack(row->C, row->K, run->work + row->grad, run->grads + row->params);
}

MLP_TASK(mlp_grads_in_rows_dense_pack)
{
    MLP_ROW(mlp_pack_dense_pack_row);
    MLP_WHOLE();
    mlp_dense_pack(row->C, row->K, run->grads + row->params, run->work + row->grad);
}

MLP_TASK(mlp_apply_rows_adam_update)
{
    MLP_ROW(mlp_pack_dense_pack_row);
    MLP_RANGE(row->COUNT / 16, 1954);
    mlp_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct mlp_pack_vector_pack_row {
    int C, params, param, grad, COUNT, moment1, moment2;
} mlp_pack_vector_pack_rows[] = {
    {256, 786432, 786432, 846912, 256, 821648, 821904}, /* dense_1.bias */
    {128, 819456, 819456, 847344, 128, 2395024, 2395152}, /* dense_2.bias */
    {10, 820864, 821632, 847472, 16, 2460816, 2460832}, /* dense_3.bias */
};

MLP_TASK(mlp_pack_rows_vector_pack)
{
    MLP_ROW(mlp_pack_vector_pack_row);
    MLP_WHOLE();
    mlp_vector_pack(row->C, run->params + row->params, run->state + row->param);
}

MLP_TASK(mlp_unpack_rows_vector_unpack)
{
    MLP_ROW(mlp_pack_vector_pack_row);
    MLP_WHOLE();
    mlp_vector_unpack(row->C, run->state + row->param, run->params + row->params);
}

MLP_TASK(mlp_grads_out_rows_vector_unpack)
{
    MLP_ROW(mlp_pack_vector_pack_row);
    MLP_WHOLE();
    mlp_vector_unpack(row->C, run->work + row->grad, run->grads + row->params);
}

MLP_TASK(mlp_grads_in_rows_vector_pack)
{
    MLP_ROW(mlp_pack_vector_pack_row);
    MLP_WHOLE();
    mlp_vector_pack(row->C, run->grads + row->params, run->work + row->grad);
}

MLP_TASK(mlp_apply_rows_adam_update_2)
{
    MLP_ROW(mlp_pack_vector_pack_row);
    MLP_RANGE(row->COUNT / 16, 1954);
    mlp_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static void mlp_run_pack(mlp_run *run)
{
    MLP_BEFORE_LAYER("pack", "");
    for (run->row = 0; run->row < 3; run->row++)
        mlp_pack_rows_dense_pack(run, 0, 0);
    for (run->row = 0; run->row < 3; run->row++)
        mlp_pack_rows_vector_pack(run, 0, 0);
    MLP_AFTER_LAYER("pack", "");
}

static void mlp_run_unpack(mlp_run *run)
{
    MLP_BEFORE_LAYER("unpack", "");
    for (run->row = 0; run->row < 3; run->row++)
        mlp_unpack_rows_dense_unpack(run, 0, 0);
    for (run->row = 0; run->row < 3; run->row++)
        mlp_unpack_rows_vector_unpack(run, 0, 0);
    MLP_AFTER_LAYER("unpack", "");
}

/* input (mlp.net:3: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
MLP_TASK(mlp_forward_input_nhwc_to_blocked)
{
    MLP_RANGE(run->n, 4);
    mlp_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + MLP_TRAIN_INPUT_OUT);
}

/* flatten_1 (mlp.net:6: flatten): 32x32x3 -> 3072 */
MLP_TASK(mlp_forward_flatten_1_reshape_values)
{
    MLP_RANGE(run->n, 4);
    mlp_reshape_values(/*H*/ 32, /*W*/ 32, /*C*/ 3, /*OH*/ 1, /*OW*/ 1, /*OC*/ 3072, begin, end,
        run->work + MLP_TRAIN_INPUT_OUT, run->work + MLP_TRAIN_FLATTEN_1_OUT);
}

/* dense_1 (mlp.net:7: dense 256 relu): 3072 -> 256, 1.57 MFLOP an image */
MLP_TASK(mlp_forward_dense_1_dense_forward)
{
    MLP_RANGE(16, 3);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_1_ROOM);
    mlp_dense_forward_bias_forward_relu_forward(/*C*/ 3072, /*K*/ 256, run->n, begin, end,
        run->work + MLP_TRAIN_FLATTEN_1_OUT, run->state + MLP_STATE_DENSE_1_KERNEL,
        run->work + MLP_TRAIN_DENSE_1_RELU_OUT, scratch, run->state + MLP_STATE_DENSE_1_BIAS,
        /*MAX*/ 0.0f);
}

/* dense_2 (mlp.net:8: dense 128 relu): 256 -> 128, 0.0657 MFLOP an image */
MLP_TASK(mlp_forward_dense_2_dense_forward)
{
    MLP_RANGE(8, 5);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_2_ROOM);
    mlp_dense_forward_bias_forward_relu_forward(/*C*/ 256, /*K*/ 128, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_1_RELU_OUT, run->state + MLP_STATE_DENSE_2_KERNEL,
        run->work + MLP_TRAIN_DENSE_2_RELU_OUT, scratch, run->state + MLP_STATE_DENSE_2_BIAS,
        /*MAX*/ 0.0f);
}

/* dense_3 (mlp.net:9: dense 10 softmax): 128 -> 10, 0.00257 MFLOP an image */
MLP_TASK(mlp_forward_dense_3_dense_forward)
{
    MLP_RANGE(1, 9);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_3_ROOM);
    mlp_dense_forward_bias_forward(/*C*/ 128, /*K*/ 10, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_2_RELU_OUT, run->state + MLP_STATE_DENSE_3_KERNEL,
        run->work + MLP_TRAIN_DENSE_3_OUT, scratch, run->state + MLP_STATE_DENSE_3_BIAS);
}

/* dense_3.softmax (mlp.net:9: softmax): 10 -> 10 */
MLP_TASK(mlp_forward_dense_3_softmax_softmax_crossentropy)
{
    MLP_RANGE(run->n, 3677);
    mlp_softmax_crossentropy(/*C*/ 10, /*SMOOTHING*/ 0.0f, begin, end,
        run->work + MLP_TRAIN_DENSE_3_OUT, (const int32_t *)(const void *)run->label,
        run->work + MLP_TRAIN_DENSE_3_SOFTMAX_OUT, run->work + MLP_TRAIN_DENSE_3_SOFTMAX_LOSSES);
}
MLP_TASK(mlp_forward_dense_3_softmax_softmax_crossentropy_backward)
{
    MLP_RANGE(run->n, 3788);
    mlp_softmax_crossentropy_backward(/*C*/ 10, /*SMOOTHING*/ 0.0f, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_3_SOFTMAX_OUT, (const int32_t *)(const void *)run->label,
        run->work + MLP_TRAIN_DENSE_3_GRAD);
}
MLP_TASK(mlp_forward_dense_3_softmax_mean_loss)
{
    MLP_WHOLE();
    mlp_mean_loss(run->n, run->work + MLP_TRAIN_DENSE_3_SOFTMAX_LOSSES, run->loss);
}
MLP_TASK(mlp_forward_dense_3_softmax_blocked_to_nhwc)
{
    MLP_RANGE(run->n, 4808);
    mlp_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + MLP_TRAIN_DENSE_3_SOFTMAX_OUT, run->y);
}

static void mlp_forward_stage(void *arg, int range, int worker)
{
    MLP_LAYER("forward", "input", mlp_forward_input_nhwc_to_blocked(arg, range, worker));
    MLP_LAYER("forward", "flatten_1", mlp_forward_flatten_1_reshape_values(arg, range, worker));
}

static void mlp_run_forward(mlp_run *run)
{
    MLP_PARALLEL_FOR(mlp_forward_stage, run, MLP_RANGES_OF(run->n, 4));
    MLP_LAYER("forward", "dense_1", MLP_PARALLEL_FOR(mlp_forward_dense_1_dense_forward, run,
                                                     MLP_RANGES_OF(16, 3)));
    MLP_LAYER("forward", "dense_2", MLP_PARALLEL_FOR(mlp_forward_dense_2_dense_forward, run,
                                                     MLP_RANGES_OF(8, 5)));
    MLP_LAYER("forward", "dense_3", mlp_forward_dense_3_dense_forward(run, 0, 0));
    MLP_LAYER("forward", "dense_3.softmax", mlp_forward_dense_3_softmax_softmax_crossentropy(run, 0,
        0));
    MLP_LAYER("forward", "dense_3.softmax",
              mlp_forward_dense_3_softmax_softmax_crossentropy_backward(run, 0, 0));
    MLP_LAYER("forward", "dense_3.softmax", mlp_forward_dense_3_softmax_mean_loss(run, 0, 0));
    MLP_LAYER("forward", "dense_3.softmax", mlp_forward_dense_3_softmax_blocked_to_nhwc(run, 0, 0));
}

/* dense_3 (mlp.net:9: dense 10 softmax): 128 -> 10 */
MLP_TASK(mlp_backward_dense_3_bias_backward)
{
    MLP_RANGE(1, 121);
    mlp_bias_backward(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_3_GRAD, run->work + MLP_TRAIN_DENSE_3_BIAS_GRAD);
}
MLP_TASK(mlp_backward_dense_3_gradient_check)
{
    MLP_RANGES(1, 1);
    mlp_gradient_check(/*FIRST*/ 0, /*ORDER*/ 1, begin, end, range,
        run->work + MLP_TRAIN_DENSE_3_BIAS_GRAD, run->work + MLP_TRAIN_FOUND);
}
MLP_TASK(mlp_backward_dense_3_dense_backward_weights)
{
    MLP_RANGE(8, 68);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_3_ROOM);
    mlp_dense_backward_weights(/*C*/ 128, /*K*/ 10, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_2_RELU_OUT, run->work + MLP_TRAIN_DENSE_3_GRAD,
        run->work + MLP_TRAIN_DENSE_3_KERNEL_GRAD, scratch);
}
MLP_TASK(mlp_backward_dense_3_gradient_check_2)
{
    MLP_RANGES(128, 128);
    mlp_gradient_check(/*FIRST*/ 1, /*ORDER*/ 2, begin, end, range,
        run->work + MLP_TRAIN_DENSE_3_KERNEL_GRAD, run->work + MLP_TRAIN_FOUND);
}
MLP_TASK(mlp_backward_dense_3_dense_backward_data)
{
    MLP_RANGE(8, 89);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_3_ROOM);
    mlp_dense_backward_data_relu_backward(/*C*/ 128, /*K*/ 10, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_3_GRAD, run->state + MLP_STATE_DENSE_3_KERNEL,
        run->work + MLP_TRAIN_DENSE_2_GRAD, scratch, /*MAX*/ 0.0f,
        run->work + MLP_TRAIN_DENSE_2_RELU_OUT);
}

/* dense_2 (mlp.net:8: dense 128 relu): 256 -> 128 */
MLP_TASK(mlp_backward_dense_2_bias_backward)
{
    MLP_RANGE(8, 121);
    mlp_bias_backward(/*CB*/ 8, /*TIMES*/ 1, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_2_GRAD, run->work + MLP_TRAIN_DENSE_2_BIAS_GRAD);
}
MLP_TASK(mlp_backward_dense_2_gradient_check)
{
    MLP_RANGES(8, 8);
    mlp_gradient_check(/*FIRST*/ 2, /*ORDER*/ 3, begin, end, range,
        run->work + MLP_TRAIN_DENSE_2_BIAS_GRAD, run->work + MLP_TRAIN_FOUND);
}
MLP_TASK(mlp_backward_dense_2_dense_backward_weights)
{
    MLP_RANGE(16, 16);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_2_ROOM);
    mlp_dense_backward_weights(/*C*/ 256, /*K*/ 128, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_1_RELU_OUT, run->work + MLP_TRAIN_DENSE_2_GRAD,
        run->work + MLP_TRAIN_DENSE_2_KERNEL_GRAD, scratch);
}
MLP_TASK(mlp_backward_dense_2_gradient_check_2)
{
    MLP_RANGES(2048, 2048);
    mlp_gradient_check(/*FIRST*/ 3, /*ORDER*/ 4, begin, end, range,
        run->work + MLP_TRAIN_DENSE_2_KERNEL_GRAD, run->work + MLP_TRAIN_FOUND);
}
MLP_TASK(mlp_backward_dense_2_dense_backward_data)
{
    MLP_RANGE(16, 16);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_2_ROOM);
    mlp_dense_backward_data_relu_backward(/*C*/ 256, /*K*/ 128, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_2_GRAD, run->state + MLP_STATE_DENSE_2_KERNEL,
        run->work + MLP_TRAIN_DENSE_1_GRAD, scratch, /*MAX*/ 0.0f,
        run->work + MLP_TRAIN_DENSE_1_RELU_OUT);
}

/* dense_1 (mlp.net:7: dense 256 relu): 3072 -> 256 */
MLP_TASK(mlp_backward_dense_1_bias_backward)
{
    MLP_RANGE(16, 121);
    mlp_bias_backward(/*CB*/ 16, /*TIMES*/ 1, run->n, begin, end,
        run->work + MLP_TRAIN_DENSE_1_GRAD, run->work + MLP_TRAIN_DENSE_1_BIAS_GRAD);
}
MLP_TASK(mlp_backward_dense_1_gradient_check)
{
    MLP_RANGES(16, 16);
    mlp_gradient_check(/*FIRST*/ 4, /*ORDER*/ 5, begin, end, range,
        run->work + MLP_TRAIN_DENSE_1_BIAS_GRAD, run->work + MLP_TRAIN_FOUND);
}
MLP_TASK(mlp_backward_dense_1_dense_backward_weights)
{
    MLP_RANGE(192, 8);
    MLP_SCRATCH(run->work + MLP_TRAIN_DENSE_1_ROOM_2);
    mlp_dense_backward_weights(/*C*/ 3072, /*K*/ 256, run->n, begin, end,
        run->work + MLP_TRAIN_FLATTEN_1_OUT, run->work + MLP_TRAIN_DENSE_1_GRAD,
        run->work + MLP_TRAIN_DENSE_1_KERNEL_GRAD, scratch);
}
MLP_TASK(mlp_backward_dense_1_gradient_check_2)
{
    MLP_RANGES(49152, 8192);
    mlp_gradient_check(/*FIRST*/ 5, /*ORDER*/ 6, begin, end, range,
        run->work + MLP_TRAIN_DENSE_1_KERNEL_GRAD, run->work + MLP_TRAIN_FOUND);
}

/* dense_3.softmax (mlp.net:9: softmax): 10 -> 10 */
MLP_TASK(mlp_backward_dense_3_softmax_gradient_check_end)
{
    MLP_WHOLE();
    mlp_gradient_check_end(/*SLOTS*/ 11, run->work + MLP_TRAIN_FOUND, run->loss);
}

static void mlp_run_backward(mlp_run *run)
{
    MLP_LAYER("backward", "dense_3", mlp_backward_dense_3_bias_backward(run, 0, 0));
    MLP_LAYER("backward", "dense_3", mlp_backward_dense_3_gradient_check(run, 0, 0));
    MLP_LAYER("backward", "dense_3", mlp_backward_dense_3_dense_backward_weights(run, 0, 0));
    MLP_LAYER("backward", "dense_3", mlp_backward_dense_3_gradient_check_2(run, 0, 0));
    MLP_LAYER("backward", "dense_3", mlp_backward_dense_3_dense_backward_data(run, 0, 0));
    MLP_LAYER("backward", "dense_2", mlp_backward_dense_2_bias_backward(run, 0, 0));
    MLP_LAYER("backward", "dense_2", mlp_backward_dense_2_gradient_check(run, 0, 0));
    MLP_LAYER("backward", "dense_2", mlp_backward_dense_2_dense_backward_weights(run, 0, 0));
    MLP_LAYER("backward", "dense_2", mlp_backward_dense_2_gradient_check_2(run, 0, 0));
    MLP_LAYER("backward", "dense_2", mlp_backward_dense_2_dense_backward_data(run, 0, 0));
    MLP_LAYER("backward", "dense_1", mlp_backward_dense_1_bias_backward(run, 0, 0));
    MLP_LAYER("backward", "dense_1", mlp_backward_dense_1_gradient_check(run, 0, 0));
    MLP_LAYER("backward", "dense_1", MLP_PARALLEL_FOR(mlp_backward_dense_1_dense_backward_weights,
                                                      run, MLP_RANGES_OF(192, 8)));
    MLP_LAYER("backward", "dense_1", MLP_PARALLEL_FOR(mlp_backward_dense_1_gradient_check_2, run,
                                                      6));
    MLP_LAYER("backward", "dense_3.softmax", mlp_backward_dense_3_softmax_gradient_check_end(run, 0,
        0));
}

static void mlp_run_stats(mlp_run *run)
{
    MLP_BEFORE_LAYER("stats", "");
    MLP_AFTER_LAYER("stats", "");
    (void)run;
}

static void mlp_run_grads_out(mlp_run *run)
{
    MLP_BEFORE_LAYER("grads_out", "");
    for (run->row = 0; run->row < 3; run->row++)
        mlp_grads_out_rows_dense_unpack(run, 0, 0);
    for (run->row = 0; run->row < 3; run->row++)
        mlp_grads_out_rows_vector_unpack(run, 0, 0);
    MLP_AFTER_LAYER("grads_out", "");
}

static void mlp_run_grads_in(mlp_run *run)
{
    MLP_BEFORE_LAYER("grads_in", "");
    for (run->row = 0; run->row < 3; run->row++)
        mlp_grads_in_rows_dense_pack(run, 0, 0);
    for (run->row = 0; run->row < 3; run->row++)
        mlp_grads_in_rows_vector_pack(run, 0, 0);
    MLP_AFTER_LAYER("grads_in", "");
}

static void mlp_run_apply(mlp_run *run)
{
    MLP_BEFORE_LAYER("apply", "");
    for (run->row = 0; run->row < 3; run->row++) {
        const struct mlp_pack_dense_pack_row *const row = &mlp_pack_dense_pack_rows[run->row];
        MLP_PARALLEL_FOR(mlp_apply_rows_adam_update, run, MLP_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 3; run->row++) {
        const struct mlp_pack_vector_pack_row *const row = &mlp_pack_vector_pack_rows[run->row];
        MLP_PARALLEL_FOR(mlp_apply_rows_adam_update_2, run, MLP_RANGES_OF(row->COUNT / 16, 1954));
    }
    MLP_AFTER_LAYER("apply", "");
}

const mlp_param mlp_params[] = {
    {"dense_1.kernel", 2, {3072, 256, 0, 0}, 0, 786432, 1},
    {"dense_1.bias", 1, {256, 0, 0, 0}, 786432, 256, 1},
    {"dense_2.kernel", 2, {256, 128, 0, 0}, 786688, 32768, 1},
    {"dense_2.bias", 1, {128, 0, 0, 0}, 819456, 128, 1},
    {"dense_3.kernel", 2, {128, 10, 0, 0}, 819584, 1280, 1},
    {"dense_3.bias", 1, {10, 0, 0, 0}, 820864, 10, 1},
};
const int mlp_param_count = 6;
const char *const mlp_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog",
    "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int mlp_aligned(const void *p) { return ((uintptr_t)p) % MLP_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int mlp_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int mlp_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!mlp_finite(p[k]))
            return 0;
    return 1;
}

static int mlp_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0; }

static int mlp_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? MLP_EARG : have < want ? MLP_ESIZE : !mlp_aligned(p) ? MLP_EALIGN : MLP_OK;
}

static unsigned char *mlp_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *mlp_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *mlp_strerror(int code)
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
    return code >= 0 && code <= MLP_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int mlp_init(float *params, uint64_t seed)
{
    mlp_run run;
    if (!params)
        return MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = mlp_as_floats(params);
    mlp_run_init(&run);
    return MLP_OK;
}

int mlp_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = MLP_MODEL_TAG;
    mlp_run run;
    int bad = mlp_check_memory(model, bytes, MLP_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    memset(model, 0, MLP_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = mlp_as_floats(params);
    run.model = mlp_as_floats(mlp_bytes(model) + MLP_HEAD_BYTES);
    run.scratch = mlp_as_floats(mlp_bytes(model) + MLP_PREPARE_SCRATCH_AT);
    run.scratch_floats = MLP_PREPARE_SCRATCH;
    mlp_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return MLP_OK;
}

int mlp_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = MLP_MODEL_TAG;
    mlp_run run;
    int bad = mlp_check_memory(work, bytes, MLP_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > MLP_BATCH)
        return MLP_EARG;
    if (bad || !mlp_aligned(model) || !mlp_floats_aligned(x) || !mlp_floats_aligned(y))
        return bad ? bad : MLP_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return MLP_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = mlp_as_floats(mlp_bytes(model) + MLP_HEAD_BYTES);
    run.work = mlp_as_floats(work);
    run.scratch = mlp_as_floats(mlp_bytes(work) + MLP_INFER_SCRATCH_AT);
    run.scratch_floats = MLP_INFER_SCRATCH;
    mlp_run_infer(&run);
    return MLP_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int mlp_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = MLP_INPUT_MEAN,
        std[] = MLP_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return MLP_EARG;
    if (!mlp_floats_aligned(x))
        return MLP_EALIGN;
    for (c = 0; c < MLP_IN_C; c++) {
        const unsigned char *from = rgb + (MLP_INPUT_BGR ? MLP_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * MLP_INPUT_SCALE - mean[k]) / std[k]);
        for (i = 0; i < (ptrdiff_t)n * MLP_IN_H * MLP_IN_W; i++)
            x[i * MLP_IN_C + c] = table[from[i * MLP_IN_C]];
    }
    return MLP_OK;
}

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int mlp_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void mlp_swap(unsigned char *p, size_t floats)
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
} mlp_json;

static void mlp_json_next(mlp_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = MLP_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void mlp_json_blank(mlp_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        mlp_json_next(j);
}

static int mlp_json_take(mlp_json *j, int c)
{
    mlp_json_blank(j);
    if (j->c != c)
        return 0;
    mlp_json_next(j);
    return 1;
}

static void mlp_json_want(mlp_json *j, int c)
{
    if (!mlp_json_take(j, c) && !j->error)
        j->error = MLP_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void mlp_json_string(mlp_json *j, char *s, size_t size)
{
    size_t n = 0;
    mlp_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            mlp_json_next(j);
        if (j->c < 0) {
            j->error = MLP_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        mlp_json_next(j);
    }
    s[n] = 0;
    mlp_json_next(j);
}

static uint64_t mlp_json_number(mlp_json *j)
{
    uint64_t v = 0;
    mlp_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = MLP_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        mlp_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t
        begin[MLP_PARAM_COUNT + 1]; /* UINT64_MAX: not found yet. A net may have no parameters */
} mlp_places;

static int mlp_find_param(const char *name)
{
    int i;
    for (i = 0; i < MLP_PARAM_COUNT; i++)
        if (!strcmp(mlp_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void mlp_read_entry(mlp_json *j, int p, mlp_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    mlp_json_want(j, '{');
    do {
        mlp_json_string(j, key, sizeof key);
        mlp_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            mlp_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            mlp_json_want(j, '[');
            for (rank = 0; !j->error && !mlp_json_take(j, ']'); rank++) {
                uint64_t d = mlp_json_number(j);
                same &= rank < mlp_params[p].rank && d == (uint64_t)mlp_params[p].dim[rank];
                (void)mlp_json_take(j, ',');
            }
            same &= rank == mlp_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            mlp_json_want(j, '[');
            places->begin[p] = mlp_json_number(j);
            mlp_json_want(j, ',');
            end = mlp_json_number(j);
            mlp_json_want(j, ']');
        } else {
            j->error = MLP_EFORMAT;
        }
    } while (!j->error && mlp_json_take(j, ','));
    mlp_json_want(j, '}');
    if (!j->error && !same)
        j->error = MLP_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] != mlp_params[p].count * 4))
        j->error = MLP_EFORMAT;
}

static void mlp_read_metadata(mlp_json *j)
{
    char key[32], value[64];
    mlp_json_want(j, '{');
    if (mlp_json_take(j, '}'))
        return;
    do {
        mlp_json_string(j, key, sizeof key);
        mlp_json_want(j, ':');
        mlp_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, MLP_LAYOUT_HASH))
            j->error = MLP_EHASH;
    } while (!j->error && mlp_json_take(j, ','));
    mlp_json_want(j, '}');
}

static void mlp_read_header(mlp_json *j, mlp_places *places)
{
    char name[MLP_NAME_BYTES];
    int p;
    mlp_json_next(j);
    mlp_json_want(j, '{');
    do {
        mlp_json_string(j, name, sizeof name);
        mlp_json_want(j, ':');
        if (j->error)
            return;
        p = mlp_find_param(name);
        if (!strcmp(name, "__metadata__"))
            mlp_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = MLP_EHASH;
        else
            mlp_read_entry(j, p, places);
    } while (!j->error && mlp_json_take(j, ','));
    mlp_json_want(j, '}');
    while (!j->error && j->c >= 0)
        mlp_json_next(j);
}

/* Are the numbers at v those of a parameter? */
static int mlp_param_fits(const mlp_param *p, const float *v)
{
    return mlp_all_finite(v, p->count);
}

int mlp_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    mlp_places places;
    mlp_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return MLP_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return MLP_EFORMAT;
    j.read = read;
    j.user = user;
    mlp_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < MLP_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return MLP_EHASH;
    for (done = 0; done < MLP_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < MLP_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == MLP_PARAM_COUNT)
            return MLP_EFORMAT;
        if (read(user, params + mlp_params[i].offset, mlp_params[i].count * 4))
            return MLP_EIO;
        if (mlp_host_is_big())
            mlp_swap(mlp_bytes(params + mlp_params[i].offset), mlp_params[i].count);
        if (!mlp_param_fits(&mlp_params[i], params + mlp_params[i].offset))
            return MLP_ENAN;
        at += mlp_params[i].count * 4;
    }
    return MLP_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} mlp_out;

static void mlp_put(mlp_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = MLP_EIO;
    o->count += n;
}

static void mlp_put_number(mlp_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    mlp_put(o, s + i);
}

static void mlp_put_header(mlp_out *o)
{
    uint64_t at = 0;
    int i, d;
    mlp_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" MLP_NET_NAME
            "\",\"layout_hash\":\"" MLP_LAYOUT_HASH "\"}");
    for (i = 0; i < MLP_PARAM_COUNT; i++) {
        mlp_put(o, ",\"");
        mlp_put(o, mlp_params[i].name);
        mlp_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < mlp_params[i].rank; d++) {
            mlp_put(o, d ? "," : "");
            mlp_put_number(o, (uint64_t)mlp_params[i].dim[d]);
        }
        mlp_put(o, "],\"data_offsets\":[");
        mlp_put_number(o, at);
        at += mlp_params[i].count * 4;
        mlp_put(o, ",");
        mlp_put_number(o, at);
        mlp_put(o, "]}");
    }
    mlp_put(o, "}");
    while (o->count % 8)
        mlp_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int mlp_put_floats(mlp_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (mlp_host_is_big())
            mlp_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return MLP_EIO;
    }
    return MLP_OK;
}

int mlp_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user)
{
    unsigned char len[8];
    mlp_out o;
    int i;
    if (!params || !write)
        return MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    for (i = 0; i < MLP_PARAM_COUNT; i++)
        if (!mlp_param_fits(&mlp_params[i], params + mlp_params[i].offset))
            return MLP_ENAN; /* mlp_load would not take it */
    memset(&o, 0, sizeof o);
    mlp_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return MLP_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    mlp_put_header(&o);
    for (i = 0; i < MLP_PARAM_COUNT && !o.error; i++)
        o.error = mlp_put_floats(&o, params + mlp_params[i].offset, mlp_params[i].count);
    return o.error;
}
/* ---- training ---- */

struct mlp_train {
    uint64_t tag;          /* of the plan that filled this area */
    const mlp_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { MLP_AT_LOSS = 256, MLP_AT_OUTPUTS = MLP_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *mlp_train_loss(const mlp_train *t)
{
    return (float *)(void *)(mlp_bytes(t) + MLP_AT_LOSS);
}

static unsigned char *mlp_train_state(const mlp_train *t)
{
    return mlp_bytes(t) + MLP_AT_OUTPUTS +
           (sizeof(float) * MLP_BATCH * MLP_OUTPUTS + MLP_ALIGN - 1) / MLP_ALIGN * MLP_ALIGN;
}

static unsigned char *mlp_train_work(const mlp_train *t)
{
    return mlp_train_state(t) + MLP_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static mlp_run mlp_train_run(const mlp_train *t, int n)
{
    mlp_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.y = mlp_as_floats(mlp_bytes(t) + MLP_AT_OUTPUTS);
    run.loss = mlp_train_loss(t);
    run.state = mlp_as_floats(mlp_train_state(t));
    run.work = mlp_as_floats(mlp_train_work(t));
    run.scratch = mlp_as_floats(mlp_bytes(t) + MLP_TRAIN_SCRATCH_AT);
    run.scratch_floats = MLP_TRAIN_SCRATCH;
    return run;
}

static int mlp_train_check(const mlp_train *t)
{
    if (!t || !mlp_aligned(t))
        return t ? MLP_EALIGN : MLP_EARG;
    return t->tag == MLP_TRAIN_TAG && t->self == t ? MLP_OK : MLP_EAREA;
}

static int mlp_rate_fits(float rate) { return mlp_finite(rate) && rate >= 0.0f; }

int mlp_train_init(mlp_train **t, void *mem, size_t bytes, const float *params, uint64_t seed)
{
    mlp_train *s = (mlp_train *)mem;
    mlp_run run;
    int bad = mlp_check_memory(mem, bytes, MLP_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    memset(s, 0, MLP_AT_OUTPUTS);
    s->seed = seed;
    memset(mlp_train_state(s), 0, MLP_STATE_BYTES);
    run = mlp_train_run(s, 1);
    run.params = mlp_as_floats(params);
    mlp_run_pack(&run);
    s->tag = MLP_TRAIN_TAG;
    s->self = s;
    *t = s;
    return MLP_OK;
}

static int mlp_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (label[i] < 0 || label[i] >= MLP_OUTPUTS)
            return 0;
    }
    return 1;
}

static int mlp_train_arguments(const mlp_train *t, const float *x, const int32_t *label, int n)
{
    int bad = mlp_train_check(t);
    if (bad || !x || !label || n < 1 || n > MLP_BATCH)
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(x) || !mlp_floats_aligned(label))
        return MLP_EALIGN;
    if (!mlp_labels_fit(label, n))
        return MLP_EARG;
    return MLP_OK;
}

static int mlp_train_forward_backward(mlp_train *t, const float *x, const void *labels, int n,
                                      float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    mlp_run run = mlp_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    mlp_run_forward(&run);
    if (!mlp_all_finite(x, (size_t)n * MLP_IN_H * MLP_IN_W * MLP_IN_C))
        memcpy(mlp_train_loss(t), &no_number, sizeof no_number);
            /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = mlp_train_loss(t)[0];
    mlp_run_backward(&run);
    if (!mlp_finite(mlp_train_loss(t)[0]) || mlp_train_loss(t)[1] > 0.0f) {
        t->pass--; /* nothing is changed */
        return MLP_ENAN;
    }
    mlp_run_stats(&run);
    return MLP_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void mlp_train_optimize(mlp_train *t, int n, float rate)
{
    mlp_run run = mlp_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    mlp_run_apply(&run);
}

int mlp_train_step(mlp_train *t, const float *x, const int32_t *label, int n, float rate,
                   float *loss)
{
    int bad = mlp_train_arguments(t, x, label, n);
    if (!bad && !mlp_rate_fits(rate))
        bad = MLP_EARG;
    if (!bad)
        bad = mlp_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        mlp_train_optimize(t, n, rate);
    return bad;
}

int mlp_train_grad(mlp_train *t, const float *x, const int32_t *label, int n, float *grad,
                   float *loss)
{
    mlp_run run;
    int bad = mlp_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(grad))
        return MLP_EALIGN;
    bad = mlp_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * MLP_PARAM_FLOATS);
    run = mlp_train_run(t, n);
    run.grads = mlp_as_floats(grad);
    mlp_run_grads_out(&run);
    return bad;
}

/* Numbers of up to 2^60 in size, as mlp_mk_gradient_fits has it. */
static int mlp_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < MLP_PARAM_COUNT; i++)
        for (k = 0; mlp_params[i].trainable && k < mlp_params[i].count; k++) {
            memcpy(&u, grad + mlp_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
    return 1;
}

int mlp_train_apply(mlp_train *t, const float *grad, float rate)
{
    mlp_run run;
    int bad = mlp_train_check(t);
    if (bad || !grad || !mlp_rate_fits(rate))
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(grad))
        return MLP_EALIGN;
    if (!mlp_gradient_fits(grad))
        return MLP_ENAN;
    run = mlp_train_run(t, 1);
    run.grads = mlp_as_floats(grad);
    mlp_run_grads_in(&run);
    mlp_train_optimize(t, 1, rate);
    return MLP_OK;
}

int mlp_train_params(const mlp_train *t, float *params)
{
    mlp_run run;
    int bad = mlp_train_check(t);
    if (bad || !params)
        return bad ? bad : MLP_EARG;
    if (!mlp_floats_aligned(params))
        return MLP_EALIGN;
    run = mlp_train_run(t, 1);
    run.params = mlp_as_floats(params);
    mlp_run_unpack(&run);
    return MLP_OK;
}

const float *mlp_train_outputs(const mlp_train *t)
{
    return mlp_train_check(t) ? NULL : (const float *)(const void *)(mlp_bytes(t) + MLP_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
enum { MLP_STATE_WORDS = 6 };

static const char mlp_state_name[32] = "netc state " MLP_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t mlp_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = mlp_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int mlp_train_save(const mlp_train *t, int (*write)(void *user, const void *buf, size_t n),
                   void *user)
{
    uint64_t words[MLP_STATE_WORDS], sum;
    int bad = mlp_train_check(t);
    if (bad || !write)
        return bad ? bad : MLP_EARG;
    words[0] = MLP_STATE_HASH;
    words[1] = MLP_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = mlp_checksum(0, mlp_state_name, sizeof mlp_state_name);
    sum = mlp_checksum(sum, words, sizeof words);
    sum = mlp_checksum(sum, mlp_train_state(t), MLP_STATE_BYTES);
    if (write(user, mlp_state_name, sizeof mlp_state_name) || write(user, words, sizeof words) ||
        write(user, mlp_train_state(t), MLP_STATE_BYTES) || write(user, &sum, sizeof sum))
        return MLP_EIO;
    return MLP_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
int mlp_train_load(mlp_train *t, int (*read)(void *user, void *buf, size_t n), void *user)
{
    char name[sizeof mlp_state_name];
    uint64_t words[MLP_STATE_WORDS], sum, said;
    int bad = mlp_train_check(t);
    if (bad || !read)
        return bad ? bad : MLP_EARG;
    if (read(user, name, sizeof name))
        return MLP_EIO;
    if (memcmp(name, mlp_state_name, 11))
        return MLP_EFORMAT;
    if (read(user, words, sizeof words))
        return MLP_EIO;
    if (memcmp(name, mlp_state_name, sizeof name) || words[0] != MLP_STATE_HASH || words[1] !=
        MLP_STATE_BYTES)
        return MLP_EHASH;
    if (read(user, mlp_train_work(t), MLP_STATE_BYTES) || read(user, &said, sizeof said))
        return MLP_EIO;
    sum = mlp_checksum(0, name, sizeof name);
    sum = mlp_checksum(sum, words, sizeof words);
    sum = mlp_checksum(sum, mlp_train_work(t), MLP_STATE_BYTES);
    if (sum != said)
        return MLP_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(mlp_train_state(t), mlp_train_work(t), MLP_STATE_BYTES);
    return MLP_OK;
}
