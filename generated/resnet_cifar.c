/* Implementation of net `resnet_cifar`, made by netc 0.1.0:
 *     netc resnet_cifar.net -o resnet_cifar.c --train
 * source hash 2d3573c201f9848b, parameter layout 34e56c923a7d8009.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "resnet_cifar.h"
/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as resnet_cifar_conv_forward would be, is its body for any
 * shape: the constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW:
 * window and stride; others where they are used) are its first arguments. More kernels in its name
 * are fused into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * resnet_cifar_infer_LAYER_KERNEL is a step of inference, resnet_cifar_forward_... and
 * resnet_cifar_backward_... of training: it gives the body the layer's shape and its memory. Memory
 * is counted in floats: run->work is that of this call, and RESNET_CIFAR_WORK_LAYER_USE, for
 * training RESNET_CIFAR_TRAIN_LAYER_USE, says where in it a buffer lies. What is done with every
 * parameter works on rows of tables, with their constants and places. resnet_cifar_run_PROGRAM runs
 * all steps of a program. */
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
#define RESNET_CIFAR_RESTRICT
#else
#define RESNET_CIFAR_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define RESNET_CIFAR_WROTE() __asm__ volatile("" ::: "memory")
#else
#define RESNET_CIFAR_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define RESNET_CIFAR_INLINE static inline __attribute__((always_inline))
#else
#define RESNET_CIFAR_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define RESNET_CIFAR_APART static __attribute__((noinline, unused))
#else
#define RESNET_CIFAR_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C) && defined(__AVX__)
typedef float resnet_cifar_v8 __attribute__((vector_size(32)));
typedef int32_t resnet_cifar_v8i __attribute__((vector_size(32)));
typedef float resnet_cifar_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p) {
    return *(const resnet_cifar_v8u *)(const void *)p; }
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 a) {
    *(resnet_cifar_v8u *)(void *)p = a; }
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x)
{
    resnet_cifar_v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a +
    b; }
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a -
    b; }
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 a, resnet_cifar_v8 b) { return a *
    b; }
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 a, resnet_cifar_v8 b,
                                                  resnet_cifar_v8 c) { return a * b + c; }
/* a > b ? x : y */
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 a, resnet_cifar_v8 b,
                                                     resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    resnet_cifar_v8i m = (resnet_cifar_v8i)(a > b);
    return (resnet_cifar_v8)(((resnet_cifar_v8i)x & m) | ((resnet_cifar_v8i)y & ~m));
}
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define RESNET_CIFAR_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
typedef float resnet_cifar_v8h __attribute__((vector_size(16)));
typedef int32_t resnet_cifar_v8i __attribute__((vector_size(16)));
typedef float resnet_cifar_v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    resnet_cifar_v8h a, b;
} resnet_cifar_v8;
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p)
{
    resnet_cifar_v8 r;
    r.a = *(const resnet_cifar_v8u *)(const void *)p;
    r.b = *(const resnet_cifar_v8u *)(const void *)(p + 4);
    return r;
}
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 x)
{
    *(resnet_cifar_v8u *)(void *)p = x.a;
    *(resnet_cifar_v8u *)(void *)(p + 4) = x.b;
}
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x)
{
    resnet_cifar_v8h h = {x, x, x, x};
    resnet_cifar_v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 x, resnet_cifar_v8 y,
                                                  resnet_cifar_v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 p, resnet_cifar_v8 q,
                                                     resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    resnet_cifar_v8i m = (resnet_cifar_v8i)(p.a > q.a), n = (resnet_cifar_v8i)(p.b > q.b);
    x.a = (resnet_cifar_v8h)(((resnet_cifar_v8i)x.a & m) | ((resnet_cifar_v8i)y.a & ~m));
    x.b = (resnet_cifar_v8h)(((resnet_cifar_v8i)x.b & n) | ((resnet_cifar_v8i)y.b & ~n));
    return x;
}
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 x)
{
    resnet_cifar_v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} resnet_cifar_v8;
static inline resnet_cifar_v8 resnet_cifar_v8_load(const float *p)
{
    resnet_cifar_v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void resnet_cifar_v8_store(float *p, resnet_cifar_v8 a) { memcpy(p, a.f, sizeof a.f);
    }
static inline resnet_cifar_v8 resnet_cifar_v8_set1(float x)
{
    resnet_cifar_v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline resnet_cifar_v8 resnet_cifar_v8_add(resnet_cifar_v8 a, resnet_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline resnet_cifar_v8 resnet_cifar_v8_sub(resnet_cifar_v8 a, resnet_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline resnet_cifar_v8 resnet_cifar_v8_mul(resnet_cifar_v8 a, resnet_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline resnet_cifar_v8 resnet_cifar_v8_fma(resnet_cifar_v8 a, resnet_cifar_v8 b,
                                                  resnet_cifar_v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline resnet_cifar_v8 resnet_cifar_v8_select(resnet_cifar_v8 a, resnet_cifar_v8 b,
                                                     resnet_cifar_v8 x, resnet_cifar_v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline float resnet_cifar_v8_sum(resnet_cifar_v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline resnet_cifar_v8 resnet_cifar_v8_zero(void) { return resnet_cifar_v8_set1(0.0f); }
/* resnet_cifar_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows
 * pay; sums over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C) && \
        defined(__AVX512F__)
#define RESNET_CIFAR_WIDE 16
typedef float resnet_cifar_v8w __attribute__((vector_size(64)));
typedef float resnet_cifar_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline resnet_cifar_v8w resnet_cifar_v8w_load(const float *p) {
    return *(const resnet_cifar_v8wu *)(const void *)p; }
static inline void resnet_cifar_v8w_store(float *p, resnet_cifar_v8w a) {
    *(resnet_cifar_v8wu *)(void *)p = a; }
static inline resnet_cifar_v8w resnet_cifar_v8w_set1(float x)
{
    resnet_cifar_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline resnet_cifar_v8w resnet_cifar_v8w_add(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return a + b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_sub(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return a - b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_mul(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return a * b; }
static inline resnet_cifar_v8w resnet_cifar_v8w_fma(resnet_cifar_v8w a, resnet_cifar_v8w b,
                                                    resnet_cifar_v8w c) { return a * b + c; }
typedef int32_t resnet_cifar_v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline resnet_cifar_v8w resnet_cifar_v8w_select(resnet_cifar_v8w a, resnet_cifar_v8w b,
                                                       resnet_cifar_v8w x, resnet_cifar_v8w y)
{
    resnet_cifar_v8wi m = (resnet_cifar_v8wi)(a > b);
    return (resnet_cifar_v8w)(((resnet_cifar_v8wi)x & m) | ((resnet_cifar_v8wi)y & ~m));
}
/* Keeps it in a register: gcc would read it from memory again for each of its uses. */
static inline resnet_cifar_v8w resnet_cifar_v8w_keep(resnet_cifar_v8w a)
{
    __asm__("" : "+v"(a));
    return a;
}
#else
#define RESNET_CIFAR_WIDE 8
typedef resnet_cifar_v8 resnet_cifar_v8w;
static inline resnet_cifar_v8w resnet_cifar_v8w_load(const float *p) {
    return resnet_cifar_v8_load(p); }
static inline void resnet_cifar_v8w_store(float *p, resnet_cifar_v8w a) {
    resnet_cifar_v8_store(p, a); }
static inline resnet_cifar_v8w resnet_cifar_v8w_set1(float x) { return resnet_cifar_v8_set1(x); }
static inline resnet_cifar_v8w resnet_cifar_v8w_add(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return resnet_cifar_v8_add(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_sub(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return resnet_cifar_v8_sub(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_mul(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return resnet_cifar_v8_mul(a, b); }
static inline resnet_cifar_v8w resnet_cifar_v8w_fma(resnet_cifar_v8w a, resnet_cifar_v8w b,
                                                    resnet_cifar_v8w c) {
    return resnet_cifar_v8_fma(a, b, c); }
static inline resnet_cifar_v8w resnet_cifar_v8w_select(resnet_cifar_v8w a, resnet_cifar_v8w b,
                                                       resnet_cifar_v8w x, resnet_cifar_v8w y) {
    return resnet_cifar_v8_select(a, b, x, y); }
static inline resnet_cifar_v8w resnet_cifar_v8w_keep(resnet_cifar_v8w a) { return a; }
#endif
static inline resnet_cifar_v8w resnet_cifar_v8w_zero(void) { return resnet_cifar_v8w_set1(0.0f); }
static inline resnet_cifar_v8w resnet_cifar_v8w_max(resnet_cifar_v8w a, resnet_cifar_v8w b) {
    return resnet_cifar_v8w_select(a, b, a, b); }
    /* a > b ? a : b */
/* resnet_cifar_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to
 * the result. By force: gcc takes a function that only asks for one without effect, and leaves out
 * its calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
RESNET_CIFAR_INLINE void resnet_cifar_v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
RESNET_CIFAR_INLINE void resnet_cifar_v8_prefetch(const float *p, int floats) { (void)p,
    (void)floats; }
#endif
/* resnet_cifar_v8_prefetch of the one line at p. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
RESNET_CIFAR_INLINE void resnet_cifar_v8_ask(const void *p) { __builtin_prefetch(p); }
#else
RESNET_CIFAR_INLINE void resnet_cifar_v8_ask(const void *p) { (void)p; }
#endif
/* Windows over the rows of a map of h x w pixels: kh x kw pixels, the first from row -top and
 * column -left on, the next sh and sw further. */
typedef struct resnet_cifar_mk_windows {
    int h, w, kh, kw, sh, sw, top, left;
} resnet_cifar_mk_windows;
/* What a register tile works on: see resnet_cifar_mk_prepacked_tile_of. */
typedef struct resnet_cifar_v8_tile {
    int rows, add;
    const int *count;
    ptrdiff_t yr;
    const ptrdiff_t *at, *step;
    ptrdiff_t stride;
    const float *x;
    const uint8_t *w, *ahead;
    float *y;
} resnet_cifar_v8_tile;
static inline resnet_cifar_v8 resnet_cifar_v8_low_f32(const uint8_t *p) {
    return resnet_cifar_v8_load((const float *)(const void *)p); }
static inline resnet_cifar_v8 resnet_cifar_v8_high_f32(const uint8_t *p)
{
    return resnet_cifar_v8_load((const float *)(const void *)(p + 32));
}
static inline void resnet_cifar_v8_narrow_f32(uint8_t *p, const float *x) {
    memcpy(p, x, 16 * sizeof *x); }
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C) && defined(__AVX__)
/* Keeps it in a register: gcc would load it again for each of its uses. */
static inline resnet_cifar_v8 resnet_cifar_v8_keep(resnet_cifar_v8 a)
{
    __asm__("" : "+x"(a));
    return a;
}
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(RESNET_CIFAR_PLAIN_C)
static inline resnet_cifar_v8 resnet_cifar_v8_keep(resnet_cifar_v8 a) { return a; }
#else
static inline resnet_cifar_v8 resnet_cifar_v8_keep(resnet_cifar_v8 a) { return a; }
#endif
/* Rows of 16 stored numbers; format: 0 f32, 1 f16, 2 bf16. */
static inline resnet_cifar_v8 resnet_cifar_v8_low(const uint8_t *p, int format)
{
    (void)format;
    return resnet_cifar_v8_low_f32(p);
}
static inline resnet_cifar_v8 resnet_cifar_v8_high(const uint8_t *p, int format)
{
    (void)format;
    return resnet_cifar_v8_high_f32(p);
}
static inline void resnet_cifar_v8_narrow(uint8_t *p, const float *x, int format)
{
    (void)format;
    resnet_cifar_v8_narrow_f32(p, x);
}
/* Bytes of a number. */
static inline int resnet_cifar_v8_bytes(int format)
{
    return format == 0 ? 4 : format == 1 ? 2 : 2;
}
/* f for that type: inlined once for each of them. */
RESNET_CIFAR_INLINE void resnet_cifar_v8_typed(int format,
                                               void (*f)(int, const resnet_cifar_v8_tile *),
                                               const resnet_cifar_v8_tile *t)
{
    (void)format;
    f(0, t);
}
/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
static inline void resnet_cifar_mk_block_channels(float *y, const float *x, int pixels,
                                                  int channels, int first)
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
static inline void resnet_cifar_mk_unblock_channels(float *y, const float *x, int pixels,
                                                    int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * channels + first;
        const float *from = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
    }
}

/* sum[l] += sum over p of x[p][l] */
static inline void resnet_cifar_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE) {
            resnet_cifar_v8w s0 = resnet_cifar_v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = resnet_cifar_v8w_add(s0, resnet_cifar_v8w_load(at)),
                    s1 = resnet_cifar_v8w_add(s1, resnet_cifar_v8w_load(at + 16)),
                s2 = resnet_cifar_v8w_add(s2, resnet_cifar_v8w_load(at + 32)),
                    s3 = resnet_cifar_v8w_add(s3, resnet_cifar_v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = resnet_cifar_v8w_add(s0, resnet_cifar_v8w_load(x + (ptrdiff_t)q * 16 + l));
            resnet_cifar_v8w_store(t + l, resnet_cifar_v8w_add(resnet_cifar_v8w_add(s0, s1),
                                                               resnet_cifar_v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void resnet_cifar_mk_transpose8(float *y, const float *x)
{
#if defined(RESNET_CIFAR_SHUFFLE)
    resnet_cifar_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const resnet_cifar_v8 p = resnet_cifar_v8_load(x + 16 * i),
            q = resnet_cifar_v8_load(x + 16 * i + 16);
        a[i] = RESNET_CIFAR_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = RESNET_CIFAR_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = RESNET_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = RESNET_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14,
                                                    15);
        }
    for (int j = 0; j < 4; j++) {
        resnet_cifar_v8_store(y + 16 * j, RESNET_CIFAR_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10,
                                                               11));
        resnet_cifar_v8_store(y + 16 * j + 64, RESNET_CIFAR_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12,
            13, 14, 15));
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
static inline void resnet_cifar_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows,
                                             int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            resnet_cifar_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                resnet_cifar_mk_transpose8(y + q / 2 * 128 + q % 2 * 8,
                                           x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* resnet_cifar_mk_exp of 16 lanes, by the same operations, where registers have them. */
RESNET_CIFAR_INLINE resnet_cifar_v8w resnet_cifar_mk_exp16(resnet_cifar_v8w a)
{
#if RESNET_CIFAR_WIDE == 16 && !defined(RESNET_CIFAR_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const resnet_cifar_v8w zero = {0.0f};
    const resnet_cifar_v8wi low = (resnet_cifar_v8wi)(a < -87.33654f);
    a = (resnet_cifar_v8w)((low & (resnet_cifar_v8wi)(zero - 87.33654f)) |
                           (~low & (resnet_cifar_v8wi)a));
    const resnet_cifar_v8wi high = (resnet_cifar_v8wi)(a > 88.37626f);
    a = (resnet_cifar_v8w)((high & (resnet_cifar_v8wi)(zero + 88.37626f)) |
                           (~high & (resnet_cifar_v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const resnet_cifar_v8w k = __builtin_convertvector((resnet_cifar_v8wi)(bits - 0x4B400000u),
                                                       resnet_cifar_v8w),
              e = (resnet_cifar_v8w)((bits + 127u) << 23);
    resnet_cifar_v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    resnet_cifar_v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
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
static inline void resnet_cifar_mk_exp(float *y, const float *x, int count)
{
#if defined(RESNET_CIFAR_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const resnet_cifar_v8 low = resnet_cifar_v8_set1(-87.33654f),
        high = resnet_cifar_v8_set1(88.37626f), magic = resnet_cifar_v8_set1(12582912.0f);
    int i = 0;
#if RESNET_CIFAR_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(resnet_cifar_v8wu *)(void *)(y + i) =
            resnet_cifar_mk_exp16(*(const resnet_cifar_v8wu *)(const void *)(x + i));
#else
    (void)resnet_cifar_mk_exp16;
#endif
    for (; i < count; i += 8) {
        resnet_cifar_v8 a = resnet_cifar_v8_load(x + i);
        a = resnet_cifar_v8_select(low, a, low, a);
        a = resnet_cifar_v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        resnet_cifar_v8_store(s, resnet_cifar_v8_fma(a, resnet_cifar_v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        resnet_cifar_v8 k = resnet_cifar_v8_load(s),
            r = resnet_cifar_v8_fma(k, resnet_cifar_v8_set1(-0.693359375f), a);
        r = resnet_cifar_v8_fma(k, resnet_cifar_v8_set1(2.12194440e-4f), r);
        resnet_cifar_v8 p = resnet_cifar_v8_set1(1.9875691500e-4f);
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(1.3981999507e-3f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(8.3334519073e-3f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(4.1665795894e-2f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(1.6666665459e-1f));
        p = resnet_cifar_v8_fma(p, r, resnet_cifar_v8_set1(5.0000001201e-1f));
        p = resnet_cifar_v8_add(resnet_cifar_v8_fma(p, resnet_cifar_v8_mul(r, r), r),
                                resnet_cifar_v8_set1(1.0f));
        resnet_cifar_v8_store(y + i, resnet_cifar_v8_mul(p, resnet_cifar_v8_load(e)));
    }
#endif
}

/* The register tile, the one source of resnet_cifar_mk_tile1 to resnet_cifar_mk_tile6: for `rows`
 * rows r, at most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_tile_of(int rows, float *y, ptrdiff_t yr, int add,
                                                 const float *x, ptrdiff_t xr, const float *w,
                                                 const int *count, const ptrdiff_t *step)
{
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(),
        a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(),
       b2 = resnet_cifar_v8_zero(), a3 = resnet_cifar_v8_zero(), b3 = resnet_cifar_v8_zero(),
           a4 = resnet_cifar_v8_zero(), b4 = resnet_cifar_v8_zero(),
       a5 = resnet_cifar_v8_zero(), b5 = resnet_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                resnet_cifar_v8 s = resnet_cifar_v8_zero(), t = s;
                if (rows == 4)
                    s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk,
                     q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = resnet_cifar_v8_set1(p[xr]);
                        a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = resnet_cifar_v8_set1(p[2 * xr]);
                        a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = resnet_cifar_v8_set1(p[3 * xr]);
                        a3 = resnet_cifar_v8_fma(e, s, a3), b3 = resnet_cifar_v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = resnet_cifar_v8_set1(p[4 * xr]);
                        a4 = resnet_cifar_v8_fma(e, s, a4), b4 = resnet_cifar_v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = resnet_cifar_v8_set1(p[5 * xr]);
                        a5 = resnet_cifar_v8_fma(e, s, a5), b5 = resnet_cifar_v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = resnet_cifar_v8_load(q), t = resnet_cifar_v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = resnet_cifar_v8_add(a0, resnet_cifar_v8_load(y)),
            b0 = resnet_cifar_v8_add(b0, resnet_cifar_v8_load(y + 8));
        if (rows > 1)
            a1 = resnet_cifar_v8_add(a1, resnet_cifar_v8_load(y + yr)),
                b1 = resnet_cifar_v8_add(b1, resnet_cifar_v8_load(y + yr + 8));
        if (rows > 2)
            a2 = resnet_cifar_v8_add(a2, resnet_cifar_v8_load(y + 2 * yr)),
                b2 = resnet_cifar_v8_add(b2, resnet_cifar_v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = resnet_cifar_v8_add(a3, resnet_cifar_v8_load(y + 3 * yr)),
                b3 = resnet_cifar_v8_add(b3, resnet_cifar_v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = resnet_cifar_v8_add(a4, resnet_cifar_v8_load(y + 4 * yr)),
                b4 = resnet_cifar_v8_add(b4, resnet_cifar_v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = resnet_cifar_v8_add(a5, resnet_cifar_v8_load(y + 5 * yr)),
                b5 = resnet_cifar_v8_add(b5, resnet_cifar_v8_load(y + 5 * yr + 8));
    }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    if (rows > 1)
        resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    if (rows > 2)
        resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        resnet_cifar_v8_store(y + 3 * yr, a3), resnet_cifar_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        resnet_cifar_v8_store(y + 4 * yr, a4), resnet_cifar_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        resnet_cifar_v8_store(y + 5 * yr, a5), resnet_cifar_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of resnet_cifar_mk_rows. */
static inline void resnet_cifar_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    resnet_cifar_mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of resnet_cifar_mk_tile8 and
 * resnet_cifar_mk_tile16: 8 or 16 `rows` of resnet_cifar_mk_rows, a constant. With 16 a step is one
 * load and 16 multiply-adds that broadcast as they read. With eight lanes it has more accumulators
 * than there are registers, and is right but slow. The strides of X are arguments: where they are
 * constants, multiply-adds broadcast from fixed places beside one pointer, else each takes an
 * index, which costs a sixth of the speed. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_wide_of(int rows, float *y, ptrdiff_t yr, int add,
                                                 const float *x, ptrdiff_t xr, ptrdiff_t xk,
                                                 const float *w, const int *count,
                                                 const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE, y += RESNET_CIFAR_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            resnet_cifar_v8_prefetch(y + r * yr, 1);
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), a1 = resnet_cifar_v8w_zero(),
            a2 = resnet_cifar_v8w_zero(), a3 = resnet_cifar_v8w_zero(),
            a4 = resnet_cifar_v8w_zero(),
            a5 = resnet_cifar_v8w_zero(), a6 = resnet_cifar_v8w_zero(),
                a7 = resnet_cifar_v8w_zero(), a8 = resnet_cifar_v8w_zero(),
                a9 = resnet_cifar_v8w_zero(),
            a10 = resnet_cifar_v8w_zero(), a11 = resnet_cifar_v8w_zero(),
                a12 = resnet_cifar_v8w_zero(), a13 = resnet_cifar_v8w_zero(),
            a14 = resnet_cifar_v8w_zero(), a15 = resnet_cifar_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk,
                         q += 16, f += xr) {
                        const resnet_cifar_v8w s = resnet_cifar_v8w_load(q);
                        if (rows == 16)
                            resnet_cifar_v8_prefetch(q + 1024, 1), resnet_cifar_v8_prefetch(f, 1);
                        a0 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[0]), s, a0),
                            a1 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[xr]), s, a1),
                        a2 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[2 * xr]), s, a2),
                        a3 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[3 * xr]), s, a3);
                        a4 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[4 * xr]), s, a4),
                        a5 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[5 * xr]), s, a5),
                        a6 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[6 * xr]), s, a6),
                        a7 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[0]), s, a8),
                            a9 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[xr]), s, a9),
                            a10 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[2 * xr]), s, a10),
                            a11 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[3 * xr]), s, a11);
                            a12 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[4 * xr]), s, a12),
                            a13 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[5 * xr]), s, a13),
                            a14 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[6 * xr]), s, a14),
                            a15 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = resnet_cifar_v8w_add(a0, resnet_cifar_v8w_load(y)),
                a1 = resnet_cifar_v8w_add(a1, resnet_cifar_v8w_load(y + yr)),
            a2 = resnet_cifar_v8w_add(a2, resnet_cifar_v8w_load(y + 2 * yr)),
                a3 = resnet_cifar_v8w_add(a3, resnet_cifar_v8w_load(y + 3 * yr));
            a4 = resnet_cifar_v8w_add(a4, resnet_cifar_v8w_load(y + 4 * yr)),
                a5 = resnet_cifar_v8w_add(a5, resnet_cifar_v8w_load(y + 5 * yr)),
            a6 = resnet_cifar_v8w_add(a6, resnet_cifar_v8w_load(y + 6 * yr)),
                a7 = resnet_cifar_v8w_add(a7, resnet_cifar_v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = resnet_cifar_v8w_add(a8, resnet_cifar_v8w_load(y + 8 * yr)),
                a9 = resnet_cifar_v8w_add(a9, resnet_cifar_v8w_load(y + 9 * yr)),
            a10 = resnet_cifar_v8w_add(a10, resnet_cifar_v8w_load(y + 10 * yr)),
                a11 = resnet_cifar_v8w_add(a11, resnet_cifar_v8w_load(y + 11 * yr));
            a12 = resnet_cifar_v8w_add(a12, resnet_cifar_v8w_load(y + 12 * yr)),
                a13 = resnet_cifar_v8w_add(a13, resnet_cifar_v8w_load(y + 13 * yr)),
            a14 = resnet_cifar_v8w_add(a14, resnet_cifar_v8w_load(y + 14 * yr)),
                a15 = resnet_cifar_v8w_add(a15, resnet_cifar_v8w_load(y + 15 * yr));
        }
        resnet_cifar_v8w_store(y, a0), resnet_cifar_v8w_store(y + yr, a1),
            resnet_cifar_v8w_store(y + 2 * yr, a2),
            resnet_cifar_v8w_store(y + 3 * yr, a3);
        resnet_cifar_v8w_store(y + 4 * yr, a4), resnet_cifar_v8w_store(y + 5 * yr, a5),
            resnet_cifar_v8w_store(y + 6 * yr, a6),
            resnet_cifar_v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            resnet_cifar_v8w_store(y + 8 * yr, a8), resnet_cifar_v8w_store(y + 9 * yr, a9),
                resnet_cifar_v8w_store(y + 10 * yr, a10),
                resnet_cifar_v8w_store(y + 11 * yr, a11);
            resnet_cifar_v8w_store(y + 12 * yr, a12), resnet_cifar_v8w_store(y + 13 * yr, a13),
                resnet_cifar_v8w_store(y + 14 * yr, a14),
                resnet_cifar_v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of resnet_cifar_mk_rows, for the strides of convolutions and of gradients, and for any
 * other. */
static inline void resnet_cifar_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x,
                                          ptrdiff_t xr, const float *w, const int *count,
                                          const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        resnet_cifar_mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        resnet_cifar_mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        resnet_cifar_mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of resnet_cifar_mk_rows, for the strides of convolutions, and for any other. */
static inline void resnet_cifar_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x,
                                         ptrdiff_t xr, const float *w, const int *count,
                                         const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        resnet_cifar_mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        resnet_cifar_mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: resnet_cifar_mk_tile6 for any
 * number of rows.
 */
static inline void resnet_cifar_mk_rows(float *y, ptrdiff_t yr, int add, const float *x,
                                        ptrdiff_t xr, const float *w, const int *count,
                                        const ptrdiff_t *step, int rows)
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

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j,
 * c] * W[i, j, c][16]. Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and
 * blocks of 16 channels xb; tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void resnet_cifar_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x,
                                            ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                                            const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni,
                                            int nj, int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    resnet_cifar_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X
 * are xr apart, its blocks of 16 channels xb. */
static inline void resnet_cifar_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x,
                                         ptrdiff_t xr, ptrdiff_t xb, const float *w, int channels,
                                         int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    resnet_cifar_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i,
 * t][c] * D[i, t][16], c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are
 * di apart, its pixels 16. */
static inline void resnet_cifar_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi,
                                              ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                              int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    resnet_cifar_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* resnet_cifar_mk_panel_grad for up to 9 rows that lie anywhere: row r of Y, at y + to[r], (+)= sum
 * over i < ni, t < nt of X[i, t][from[r]] * D[i, t][16]. So the taps of a window on few channels
 * share the loads of D: 9 accumulators. */
static inline void resnet_cifar_mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x,
                                               const ptrdiff_t *from, int rows, ptrdiff_t xi,
                                               ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                               int nt, int add)
{
    const ptrdiff_t o0 = from[0], o1 = from[rows > 1 ? 1 : 0], o2 = from[rows > 2 ? 2 : 0],
                    o3 = from[rows > 3 ? 3 : 0], o4 = from[rows > 4 ? 4 : 0],
                    o5 = from[rows > 5 ? 5 : 0], o6 = from[rows > 6 ? 6 : 0],
                    o7 = from[rows > 7 ? 7 : 0], o8 = from[rows > 8 ? 8 : 0];
    resnet_cifar_v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE) {
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0,
            a6 = a0, a7 = a0, a8 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di + l;
            for (int t = 0; t < nt; t++, p += xt, q += 16) {
                const resnet_cifar_v8w e = resnet_cifar_v8w_load(q);
                a0 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o0]), e, a0),
                    a1 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o1]), e, a1),
                a2 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o2]), e, a2);
                a3 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o3]), e, a3),
                    a4 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o4]), e, a4),
                a5 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o5]), e, a5);
                a6 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o6]), e, a6),
                    a7 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o7]), e, a7),
                a8 = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1(p[o8]), e, a8);
            }
        }
        resnet_cifar_v8w_store(s, a0), resnet_cifar_v8w_store(s + RESNET_CIFAR_WIDE, a1),
            resnet_cifar_v8w_store(s + 2 * RESNET_CIFAR_WIDE, a2),
            resnet_cifar_v8w_store(s + 3 * RESNET_CIFAR_WIDE, a3),
                resnet_cifar_v8w_store(s + 4 * RESNET_CIFAR_WIDE, a4);
        resnet_cifar_v8w_store(s + 5 * RESNET_CIFAR_WIDE, a5),
            resnet_cifar_v8w_store(s + 6 * RESNET_CIFAR_WIDE, a6),
            resnet_cifar_v8w_store(s + 7 * RESNET_CIFAR_WIDE, a7),
                resnet_cifar_v8w_store(s + 8 * RESNET_CIFAR_WIDE, a8);
        for (int r = 0; r < rows; r++) {
            float *const row = y + to[r] + l;
            const resnet_cifar_v8w e = resnet_cifar_v8w_load(s + r * RESNET_CIFAR_WIDE);
            resnet_cifar_v8w_store(row, add ? resnet_cifar_v8w_add(resnet_cifar_v8w_load(row), e) :
                                   e);
        }
    }
}

/* Asks for `floats` floats at p; see resnet_cifar_v8_prefetch. gcc takes it for a function without
 * effect, too, and leaves out its calls, unless it says that it writes. */
static inline void resnet_cifar_mk_prefetch(const float *p, int floats)
{
    resnet_cifar_v8_prefetch(p, floats);
    RESNET_CIFAR_WROTE();
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
static inline float resnet_cifar_mk_crossentropy(float *prob, const float *x, int classes,
                                                 int label, float smoothing)
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
static inline void resnet_cifar_mk_crossentropy_back(float *dx, const float *prob, int classes,
                                                     int label, float smoothing, float scale)
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

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
static inline void resnet_cifar_mk_gradient(float *to, const float *g, const float *w, float decay,
                                            float clip)
{
    resnet_cifar_v8 a = resnet_cifar_v8_load(g);
    if (clip > 0.0f) {
        resnet_cifar_v8 high = resnet_cifar_v8_set1(clip), low = resnet_cifar_v8_set1(-clip);
        a = resnet_cifar_v8_select(a, high, high, a); /* a NaN stays one */
        a = resnet_cifar_v8_select(low, a, low, a);
    }
    resnet_cifar_v8_store(to, resnet_cifar_v8_fma(resnet_cifar_v8_set1(decay),
                                                  resnet_cifar_v8_load(w), a));
}

/* m = momentum * m - rate * g; w += m, or with nesterov w += momentum * m - rate * g */
static inline void resnet_cifar_mk_sgd_momentum(float *w, float *m, const float *g, int count,
                                                float rate, float momentum, int nesterov,
                                                float decay, float clip)
{
    resnet_cifar_v8 r = resnet_cifar_v8_set1(-rate), mu = resnet_cifar_v8_set1(momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        resnet_cifar_mk_gradient(t, g + i, w + i, decay, clip);
        resnet_cifar_v8 step = resnet_cifar_v8_mul(r, resnet_cifar_v8_load(t)),
            v = resnet_cifar_v8_fma(mu, resnet_cifar_v8_load(m + i), step);
        resnet_cifar_v8_store(m + i, v);
        if (nesterov)
            v = resnet_cifar_v8_fma(mu, v, step);
        resnet_cifar_v8_store(w + i, resnet_cifar_v8_add(resnet_cifar_v8_load(w + i), v));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
static inline int resnet_cifar_mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        resnet_cifar_v8 a = resnet_cifar_v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            resnet_cifar_v8 x = resnet_cifar_v8_load(g + i), y = resnet_cifar_v8_load(g + i + 8);
            a = resnet_cifar_v8_fma(x, x, a);
            b = resnet_cifar_v8_fma(y, y, b);
        }
        if (resnet_cifar_v8_sum(resnet_cifar_v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* The register tile, the one source of resnet_cifar_mk_pair1 to resnet_cifar_mk_pair12: for `rows`
 * rows r, at most 12, and blocks o of two, Y[o, r][16] (+)= sum over i < count[0], c < count[2] of
 * X[r][i, c] * W[o, i, c][16]. Strides as in resnet_cifar_mk_tile_of (resnet_cifar_mk_gemm.c), but
 * rows of X are 16 apart; blocks of Y are ys and those of W ws apart. `rows` is a constant where
 * this is called. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_pair_of(int rows, float *y, ptrdiff_t yr, ptrdiff_t ys,
                                                 int add, const float *x, const float *w,
                                                 ptrdiff_t ws, const int *count,
                                                 const ptrdiff_t *step)
{
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE, y += RESNET_CIFAR_WIDE) {
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), b0 = a0;
        resnet_cifar_v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0,
            a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0, a8 = a0, b8 = a0, a9 = a0, b9 = a0,
            a10 = a0, b10 = a0, a11 = a0, b11 = a0;
        if (add) {
            a0 = resnet_cifar_v8w_load(y), b0 = resnet_cifar_v8w_load(y + ys);
            if (rows > 1)
                a1 = resnet_cifar_v8w_load(y + yr), b1 = resnet_cifar_v8w_load(y + ys + yr);
            if (rows > 2)
                a2 = resnet_cifar_v8w_load(y + 2 * yr), b2 = resnet_cifar_v8w_load(y + ys + 2 * yr);
            if (rows > 3)
                a3 = resnet_cifar_v8w_load(y + 3 * yr), b3 = resnet_cifar_v8w_load(y + ys + 3 * yr);
            if (rows > 4)
                a4 = resnet_cifar_v8w_load(y + 4 * yr), b4 = resnet_cifar_v8w_load(y + ys + 4 * yr);
            if (rows > 5)
                a5 = resnet_cifar_v8w_load(y + 5 * yr), b5 = resnet_cifar_v8w_load(y + ys + 5 * yr);
            if (rows > 6)
                a6 = resnet_cifar_v8w_load(y + 6 * yr), b6 = resnet_cifar_v8w_load(y + ys + 6 * yr);
            if (rows > 7)
                a7 = resnet_cifar_v8w_load(y + 7 * yr), b7 = resnet_cifar_v8w_load(y + ys + 7 * yr);
            if (rows > 8)
                a8 = resnet_cifar_v8w_load(y + 8 * yr), b8 = resnet_cifar_v8w_load(y + ys + 8 * yr);
            if (rows > 9)
                a9 = resnet_cifar_v8w_load(y + 9 * yr), b9 = resnet_cifar_v8w_load(y + ys + 9 * yr);
            if (rows > 10)
                a10 = resnet_cifar_v8w_load(y + 10 * yr),
                    b10 = resnet_cifar_v8w_load(y + ys + 10 * yr);
            if (rows > 11)
                a11 = resnet_cifar_v8w_load(y + 11 * yr),
                    b11 = resnet_cifar_v8w_load(y + ys + 11 * yr);
        }
        for (int i = 0; i < count[0]; i++) {
            const float *xp = x + i * step[0], *q = w + l + i * step[4];
            for (int left = count[2]; left > 0; left -= 16, xp += step[2]) {
                const float *p = xp;
                for (int c = left < 16 ? left : 16; c > 0; c--, p++, q += 16) {
                    const resnet_cifar_v8w s = resnet_cifar_v8w_keep(resnet_cifar_v8w_load(q)),
                        t = resnet_cifar_v8w_keep(resnet_cifar_v8w_load(q + ws));
                    resnet_cifar_v8_ask(q + 1024), resnet_cifar_v8_ask(q + ws + 1024);
                    resnet_cifar_v8w e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[0]));
                    a0 = resnet_cifar_v8w_fma(e, s, a0), b0 = resnet_cifar_v8w_fma(e, t, b0);
                    if (rows > 1) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[16]));
                        a1 = resnet_cifar_v8w_fma(e, s, a1), b1 = resnet_cifar_v8w_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[32]));
                        a2 = resnet_cifar_v8w_fma(e, s, a2), b2 = resnet_cifar_v8w_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[48]));
                        a3 = resnet_cifar_v8w_fma(e, s, a3), b3 = resnet_cifar_v8w_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[64]));
                        a4 = resnet_cifar_v8w_fma(e, s, a4), b4 = resnet_cifar_v8w_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[80]));
                        a5 = resnet_cifar_v8w_fma(e, s, a5), b5 = resnet_cifar_v8w_fma(e, t, b5);
                    }
                    if (rows > 6) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[96]));
                        a6 = resnet_cifar_v8w_fma(e, s, a6), b6 = resnet_cifar_v8w_fma(e, t, b6);
                    }
                    if (rows > 7) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[112]));
                        a7 = resnet_cifar_v8w_fma(e, s, a7), b7 = resnet_cifar_v8w_fma(e, t, b7);
                    }
                    if (rows > 8) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[128]));
                        a8 = resnet_cifar_v8w_fma(e, s, a8), b8 = resnet_cifar_v8w_fma(e, t, b8);
                    }
                    if (rows > 9) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[144]));
                        a9 = resnet_cifar_v8w_fma(e, s, a9), b9 = resnet_cifar_v8w_fma(e, t, b9);
                    }
                    if (rows > 10) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[160]));
                        a10 = resnet_cifar_v8w_fma(e, s, a10),
                            b10 = resnet_cifar_v8w_fma(e, t, b10);
                    }
                    if (rows > 11) {
                        e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[176]));
                        a11 = resnet_cifar_v8w_fma(e, s, a11),
                            b11 = resnet_cifar_v8w_fma(e, t, b11);
                    }
                }
            }
        }
        resnet_cifar_v8w_store(y, a0), resnet_cifar_v8w_store(y + ys, b0);
        if (rows > 1)
            resnet_cifar_v8w_store(y + yr, a1), resnet_cifar_v8w_store(y + ys + yr, b1);
        if (rows > 2)
            resnet_cifar_v8w_store(y + 2 * yr, a2), resnet_cifar_v8w_store(y + ys + 2 * yr, b2);
        if (rows > 3)
            resnet_cifar_v8w_store(y + 3 * yr, a3), resnet_cifar_v8w_store(y + ys + 3 * yr, b3);
        if (rows > 4)
            resnet_cifar_v8w_store(y + 4 * yr, a4), resnet_cifar_v8w_store(y + ys + 4 * yr, b4);
        if (rows > 5)
            resnet_cifar_v8w_store(y + 5 * yr, a5), resnet_cifar_v8w_store(y + ys + 5 * yr, b5);
        if (rows > 6)
            resnet_cifar_v8w_store(y + 6 * yr, a6), resnet_cifar_v8w_store(y + ys + 6 * yr, b6);
        if (rows > 7)
            resnet_cifar_v8w_store(y + 7 * yr, a7), resnet_cifar_v8w_store(y + ys + 7 * yr, b7);
        if (rows > 8)
            resnet_cifar_v8w_store(y + 8 * yr, a8), resnet_cifar_v8w_store(y + ys + 8 * yr, b8);
        if (rows > 9)
            resnet_cifar_v8w_store(y + 9 * yr, a9), resnet_cifar_v8w_store(y + ys + 9 * yr, b9);
        if (rows > 10)
            resnet_cifar_v8w_store(y + 10 * yr, a10), resnet_cifar_v8w_store(y + ys + 10 * yr, b10);
        if (rows > 11)
            resnet_cifar_v8w_store(y + 11 * yr, a11), resnet_cifar_v8w_store(y + ys + 11 * yr, b11);
    }
}

/* 12 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair12(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                          const float *x, const float *w, ptrdiff_t ws,
                                          const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(12, y, yr, ys, add, x, w, ws, count, step);
}

/* 11 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair11(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                          const float *x, const float *w, ptrdiff_t ws,
                                          const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(11, y, yr, ys, add, x, w, ws, count, step);
}

/* 10 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair10(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                          const float *x, const float *w, ptrdiff_t ws,
                                          const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(10, y, yr, ys, add, x, w, ws, count, step);
}

/* 9 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair9(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(9, y, yr, ys, add, x, w, ws, count, step);
}

/* 8 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair8(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(8, y, yr, ys, add, x, w, ws, count, step);
}

/* 7 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair7(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(7, y, yr, ys, add, x, w, ws, count, step);
}

/* 6 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair6(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(6, y, yr, ys, add, x, w, ws, count, step);
}

/* 5 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair5(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(5, y, yr, ys, add, x, w, ws, count, step);
}

/* 4 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair4(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(4, y, yr, ys, add, x, w, ws, count, step);
}

/* 3 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair3(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(3, y, yr, ys, add, x, w, ws, count, step);
}

/* 2 rows of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair2(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(2, y, yr, ys, add, x, w, ws, count, step);
}

/* 1 row of resnet_cifar_mk_pair_rows. */
static inline void resnet_cifar_mk_pair1(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                         const float *x, const float *w, ptrdiff_t ws,
                                         const int *count, const ptrdiff_t *step)
{
    resnet_cifar_mk_pair_of(1, y, yr, ys, add, x, w, ws, count, step);
}

/* The register tile, the one source of resnet_cifar_mk_prepacked_tile1 to 6:
 * resnet_cifar_mk_tile_of (resnet_cifar_mk_gemm.c) on prepacked weights, for rows at x + at[r],
 * added to y where `add` says so. `chunk` channels follow one another, step is
 * resnet_cifar_mk_tile_of's, in numbers. Each row of weights asks for the next `stride` bytes of
 * what is read later. t->rows is a constant where this is called, and so is format: the compiler
 * makes one loop for each type, without a question in it. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_prepacked_tile_of(int format,
                                                           const resnet_cifar_v8_tile *t)
{
    const int rows = t->rows, add = t->add, *count = t->count;
    const ptrdiff_t yr = t->yr, *at = t->at, *step = t->step, stride = t->stride;
    const float *x = t->x;
    const uint8_t *w = t->w, *ahead = t->ahead;
    float *y = t->y;
    resnet_cifar_v8 a0 = resnet_cifar_v8_zero(), b0 = resnet_cifar_v8_zero(),
        a1 = resnet_cifar_v8_zero(), b1 = resnet_cifar_v8_zero(), a2 = resnet_cifar_v8_zero(),
       b2 = resnet_cifar_v8_zero(), a3 = resnet_cifar_v8_zero(), b3 = resnet_cifar_v8_zero(),
           a4 = resnet_cifar_v8_zero(), b4 = resnet_cifar_v8_zero(),
       a5 = resnet_cifar_v8_zero(), b5 = resnet_cifar_v8_zero();
    const int chunk = count[3], size = resnet_cifar_v8_bytes(format);
    const ptrdiff_t o1 = rows > 1 ? at[1] - at[0] : 0, o2 = rows > 2 ? at[2] - at[0] : 0,
                    o3 = rows > 3 ? at[3] - at[0] : 0, o4 = rows > 4 ? at[4] - at[0] : 0,
                    o5 = rows > 5 ? at[5] - at[0] : 0;
    if (add) {
        a0 = resnet_cifar_v8_load(y), b0 = resnet_cifar_v8_load(y + 8);
        if (rows > 1)
            a1 = resnet_cifar_v8_load(y + yr), b1 = resnet_cifar_v8_load(y + yr + 8);
        if (rows > 2)
            a2 = resnet_cifar_v8_load(y + 2 * yr), b2 = resnet_cifar_v8_load(y + 2 * yr + 8);
        if (rows > 3)
            a3 = resnet_cifar_v8_load(y + 3 * yr), b3 = resnet_cifar_v8_load(y + 3 * yr + 8);
        if (rows > 4)
            a4 = resnet_cifar_v8_load(y + 4 * yr), b4 = resnet_cifar_v8_load(y + 4 * yr + 8);
        if (rows > 5)
            a5 = resnet_cifar_v8_load(y + 5 * yr), b5 = resnet_cifar_v8_load(y + 5 * yr + 8);
    }
    x += at[0];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1];
            const uint8_t *q = w + (i * step[3] + j * step[4]) * size;
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                for (int c = left < chunk ? left : chunk; c > 0; c--, p++, q += 16 * size,
                     ahead += stride) {
                    const resnet_cifar_v8 s = resnet_cifar_v8_keep(resnet_cifar_v8_low(q, format)),
                        u = resnet_cifar_v8_keep(resnet_cifar_v8_high(q, format));
                    resnet_cifar_v8_ask(ahead);
                    resnet_cifar_v8 e = resnet_cifar_v8_set1(p[0]);
                    a0 = resnet_cifar_v8_fma(e, s, a0), b0 = resnet_cifar_v8_fma(e, u, b0);
                    if (rows > 1) {
                        e = resnet_cifar_v8_set1(p[o1]);
                        a1 = resnet_cifar_v8_fma(e, s, a1), b1 = resnet_cifar_v8_fma(e, u, b1);
                    }
                    if (rows > 2) {
                        e = resnet_cifar_v8_set1(p[o2]);
                        a2 = resnet_cifar_v8_fma(e, s, a2), b2 = resnet_cifar_v8_fma(e, u, b2);
                    }
                    if (rows > 3) {
                        e = resnet_cifar_v8_set1(p[o3]);
                        a3 = resnet_cifar_v8_fma(e, s, a3), b3 = resnet_cifar_v8_fma(e, u, b3);
                    }
                    if (rows > 4) {
                        e = resnet_cifar_v8_set1(p[o4]);
                        a4 = resnet_cifar_v8_fma(e, s, a4), b4 = resnet_cifar_v8_fma(e, u, b4);
                    }
                    if (rows > 5) {
                        e = resnet_cifar_v8_set1(p[o5]);
                        a5 = resnet_cifar_v8_fma(e, s, a5), b5 = resnet_cifar_v8_fma(e, u, b5);
                    }
                }
            }
        }
    resnet_cifar_v8_store(y, a0), resnet_cifar_v8_store(y + 8, b0);
    if (rows > 1)
        resnet_cifar_v8_store(y + yr, a1), resnet_cifar_v8_store(y + yr + 8, b1);
    if (rows > 2)
        resnet_cifar_v8_store(y + 2 * yr, a2), resnet_cifar_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        resnet_cifar_v8_store(y + 3 * yr, a3), resnet_cifar_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        resnet_cifar_v8_store(y + 4 * yr, a4), resnet_cifar_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        resnet_cifar_v8_store(y + 5 * yr, a5), resnet_cifar_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile6(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {6, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* 5 rows of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile5(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {5, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* 4 rows of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile4(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {4, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* 3 rows of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile3(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {3, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* 2 rows of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile2(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {2, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* 1 row of resnet_cifar_mk_prepacked_rows. */
static inline void resnet_cifar_mk_prepacked_tile1(int format, float *y, ptrdiff_t yr,
                                                   const float *x, const ptrdiff_t *at,
                                                   const uint8_t *w, const int *count,
                                                   const ptrdiff_t *step, int add,
                                                   const uint8_t *ahead, ptrdiff_t stride)
{
    const resnet_cifar_v8_tile t = {1, add, count, yr, at, step, stride, x, w, ahead, y};
    resnet_cifar_v8_typed(format, resnet_cifar_mk_prepacked_tile_of, &t);
}

/* Y[t][16] = sum over the taps and channels, for `rows` rows t at x + t * xr, or, when `width` is
 * not 0, for pixels `width` to a line, lines xl apart: resnet_cifar_mk_rows on prepacked weights,
 * which are `bytes` bytes in one piece. A single tile asks for what it reads 4 KiB later. Several
 * read the weights again from the cache, so together (this call is part `part` of `parts` such)
 * they ask for as many bytes behind them: what is read next. */
static inline void resnet_cifar_mk_prepacked_rows(int format, float *y, ptrdiff_t yr, int rows,
                                                  const float *x, ptrdiff_t xr, int width,
                                                  ptrdiff_t xl, const uint8_t *w, const int *count,
                                                  const ptrdiff_t *step, int add, ptrdiff_t bytes,
                                                  int part, int parts)
{
    const int line = 16 * resnet_cifar_v8_bytes(format), tiles = (rows + 5) / 6,
        passes = tiles * parts;
    const uint8_t *ahead = passes > 1 ? w + bytes + bytes / passes * tiles * part : w + 4096;
    ptrdiff_t at[6];
    for (int done = 0, left = tiles; left > 0; left--) {
        const int r = (rows - done + left - 1) / left;
        for (int i = 0; i < r; i++)
            at[i] = width ? (done + i) / width * xl + (done + i) % width * xr : (done + i) * xr;
        switch (r) {
        case 6:
            resnet_cifar_mk_prepacked_tile6(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        case 5:
            resnet_cifar_mk_prepacked_tile5(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        case 4:
            resnet_cifar_mk_prepacked_tile4(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        case 3:
            resnet_cifar_mk_prepacked_tile3(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        case 2:
            resnet_cifar_mk_prepacked_tile2(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        default:
            resnet_cifar_mk_prepacked_tile1(format, y, yr, x, at, w, count, step, add, ahead,
                                            line / passes);
            break;
        }
        y += r * yr;
        done += r;
        ahead += bytes / passes;
    }
}

/* Y[o, t][16] (+)= sum over the taps and channels for `rows` rows t and `blocks` blocks o, 1 or 2:
 * resnet_cifar_mk_rows where there is one block, resnet_cifar_mk_prepacked_rows where registers are
 * short, else in tiles of at most 12 rows, as equal as can be. */
static inline void resnet_cifar_mk_pair_rows(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                             const float *x, const float *w, ptrdiff_t ws,
                                             const int *count, const ptrdiff_t *step, int rows,
                                             int blocks)
{
#if defined(RESNET_CIFAR_DOUBLE) /* numbers of eight bytes, which resnet_cifar_mk_prepacked_rows \
        does not read */
    for (int o = 0; o < blocks; o++)
        resnet_cifar_mk_rows(y + o * ys, yr, add, x, 16, w + o * ws, count, step, rows);
    return;
#endif
    if (RESNET_CIFAR_WIDE == 16 && blocks == 1) {
        resnet_cifar_mk_rows(y, yr, add, x, 16, w, count, step, rows);
        return;
    }
    for (int o = 0; RESNET_CIFAR_WIDE == 8 && o < blocks; o++) {
        const ptrdiff_t strides[5] = {step[0], step[1], step[2], step[4], step[5]};
        resnet_cifar_mk_prepacked_rows(0, y + o * ys, yr, rows, x, 16, 0, 0,
                                       (const uint8_t *)(const void *)(w + o * ws), count, strides,
                                       add, (ptrdiff_t)count[0] * count[2] * 64, 0, 1);
    }
    if (RESNET_CIFAR_WIDE == 8)
        return;
    for (int tiles = (rows + 11) / 12; tiles > 0; tiles--) {
        const int r = (rows + tiles - 1) / tiles;
        switch (r) {
        case 12: resnet_cifar_mk_pair12(y, yr, ys, add, x, w, ws, count, step); break;
        case 11: resnet_cifar_mk_pair11(y, yr, ys, add, x, w, ws, count, step); break;
        case 10: resnet_cifar_mk_pair10(y, yr, ys, add, x, w, ws, count, step); break;
        case 9: resnet_cifar_mk_pair9(y, yr, ys, add, x, w, ws, count, step); break;
        case 8: resnet_cifar_mk_pair8(y, yr, ys, add, x, w, ws, count, step); break;
        case 7: resnet_cifar_mk_pair7(y, yr, ys, add, x, w, ws, count, step); break;
        case 6: resnet_cifar_mk_pair6(y, yr, ys, add, x, w, ws, count, step); break;
        case 5: resnet_cifar_mk_pair5(y, yr, ys, add, x, w, ws, count, step); break;
        case 4: resnet_cifar_mk_pair4(y, yr, ys, add, x, w, ws, count, step); break;
        case 3: resnet_cifar_mk_pair3(y, yr, ys, add, x, w, ws, count, step); break;
        case 2: resnet_cifar_mk_pair2(y, yr, ys, add, x, w, ws, count, step); break;
        default: resnet_cifar_mk_pair1(y, yr, ys, add, x, w, ws, count, step); break;
        }
        y += r * yr;
        x += r * 16;
        rows -= r;
    }
}

/* Pixels `first` ... first + count - 1 of an output map of `ow` columns, as one tap of the window
 * sees the map x of h x w pixels of 16 channels: to[j] = x[oh * sh + top][ow * sw + left], 0
 * beyond the map. */
static inline void resnet_cifar_mk_gather_tap(float *to, const float *x, int h, int w, int top,
                                              int left, int sh, int sw, int ow, int first,
                                              int count)
{
    for (int j = 0, run; j < count; j += run, to += (ptrdiff_t)run * 16) {
        const int col = (first + j) % ow, row = (first + j) / ow * sh + top;
        run = count - j < ow - col ? count - j : ow - col;
        if (row < 0 || row >= h) {
            memset(to, 0, sizeof *to * 16 * (size_t)run);
            continue;
        }
        const float *line = x + ((ptrdiff_t)row * w + left) * 16;
        int a = 0, b = run; /* pixels a ... b - 1 of the run lie on the map */
        while (a < run && (col + a) * sw + left < 0)
            a++;
        while (b > a && (col + b - 1) * sw + left >= w)
            b--;
        memset(to, 0, sizeof *to * 16 * (size_t)a);
        memset(to + (ptrdiff_t)b * 16, 0, sizeof *to * 16 * (size_t)(run - b));
        for (int k = a; k < b; k++) {
            const float *from = line + (ptrdiff_t)(col + k) * sw * 16;
            for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE)
                resnet_cifar_v8w_store(to + (ptrdiff_t)k * 16 + l, resnet_cifar_v8w_load(from + l));
        }
    }
}

/* What a window at row `top`, column `left` sees of the map x [h][w][c], which ends at `end`, 0
 * beyond it: kh * kw * c numbers in the order of x. Up to seven more are written. */
static inline void resnet_cifar_mk_gather_window(float *v, const float *x, const float *end, int c,
                                                 const resnet_cifar_mk_windows *g, int top,
                                                 int left)
{
    const int run = g->kw * c;
    for (int ky = 0; ky < g->kh; ky++, v += run) {
        const int row = top + ky, inside = row >= 0 && row < g->h;
        const int a = !inside    ? run
                      : left < 0 ? -left * c
                                 : 0,
                  b = (g->w - left) * c < run ? (g->w - left) * c : run; /* on the map */
        const float *from = x + ((ptrdiff_t)row * g->w + left) * c;
        if (a == 0 && b == run && end - from >= run + 7) {
            for (int i = 0; i < run; i += 8)
                resnet_cifar_v8_store(v + i, resnet_cifar_v8_load(from + i));
            continue;
        }
        for (int i = 0; i < run; i++)
            v[i] = i >= a && i < b ? from[i] : 0.0f;
    }
}

/* Pixels `first` ... first + count - 1 of an output map of `ow` columns, each with all that its
 * window sees of the map x [h][w][c], 0 beyond the map: kh * kw * c <= 512 numbers in the order of
 * x, in blocks of 16 that lie `block` apart: to[b * block + j * 16 + l]. Lanes beyond are not
 * defined. v: room for 2048 floats. */
static inline void resnet_cifar_mk_gather_given(float *to, ptrdiff_t block, const float *x, int c,
                                                const resnet_cifar_mk_windows *g, int ow, int first,
                                                int count, float *v)
{
    const int run = g->kw * c, all = g->kh * run, wide = all + 16,
              most = 2048 / wide < 1 ? 1 : 2048 / wide; /* pixels at a time */
    const float *const end = x + (ptrdiff_t)g->h * g->w * c;
    int oh = first / ow, col = first % ow;
    for (int j = 0; j < count; j += most) {
        const int some = count - j < most ? count - j : most;
        for (int k = 0; k < some; k++) {
            resnet_cifar_mk_gather_window(v + k * wide, x, end, c, g, oh * g->sh - g->top,
                                          col * g->sw - g->left);
            if (++col == ow)
                col = 0, oh++;
        }
        for (int i = 0; i < all; i += 16)
            for (int k = 0; k < some; k++)
                for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE)
                    resnet_cifar_v8w_store(to + i / 16 * block + (ptrdiff_t)(j + k) * 16 + l,
                                           resnet_cifar_v8w_load(v + k * wide + i + l));
    }
}

/* A block of products of a convolution: Y[o, t][16] (+)= sum over i < taps, c < channels of X[i,
 * t][c] * W[o, i, c][16] for `rows` pixels t, yr apart, and `blocks` blocks o, 1 or 2. Taps of X
 * are xi, its blocks of 16 channels xb, taps of W wi apart. */
static inline void resnet_cifar_mk_conv_block(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows,
                                              const float *x, ptrdiff_t xi, ptrdiff_t xb,
                                              const float *w, ptrdiff_t wi, ptrdiff_t ws, int taps,
                                              int channels, int blocks, int add)
{
    const int count[4] = {taps, 1, channels, 16};
    const ptrdiff_t step[6] = {xi, 0, xb, 1, wi, 0};
    resnet_cifar_mk_pair_rows(y, yr, ys, add, x, w, ws, count, step, rows, blocks);
}

/* The same tile for gradients of weights: for 8 channels r and blocks o of two, Y[o, r][16] (+)=
 * sum over i < ni, t < nt of X[i, t][r] * D[o, i, t][16]. Blocks of Y are ys, its rows 16 apart;
 * rows of X are xi, its pixels 16 apart; blocks of D are ds, its rows di, its pixels 16 apart. */
static inline void resnet_cifar_mk_pair_grad8(float *y, ptrdiff_t ys, int add, const float *x,
                                              ptrdiff_t xi, const float *d, ptrdiff_t ds,
                                              ptrdiff_t di, int ni, int nt)
{
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE, y += RESNET_CIFAR_WIDE, d += RESNET_CIFAR_WIDE)
        {
        resnet_cifar_v8w a0 = resnet_cifar_v8w_zero(), b0 = a0;
        resnet_cifar_v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0,
            a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di;
            for (int t = 0; t < nt; t++, p += 16, q += 16) {
                const resnet_cifar_v8w s = resnet_cifar_v8w_keep(resnet_cifar_v8w_load(q)),
                    u = resnet_cifar_v8w_keep(resnet_cifar_v8w_load(q + ds));
                resnet_cifar_v8w e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[0]));
                a0 = resnet_cifar_v8w_fma(e, s, a0), b0 = resnet_cifar_v8w_fma(e, u, b0);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[1]));
                a1 = resnet_cifar_v8w_fma(e, s, a1), b1 = resnet_cifar_v8w_fma(e, u, b1);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[2]));
                a2 = resnet_cifar_v8w_fma(e, s, a2), b2 = resnet_cifar_v8w_fma(e, u, b2);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[3]));
                a3 = resnet_cifar_v8w_fma(e, s, a3), b3 = resnet_cifar_v8w_fma(e, u, b3);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[4]));
                a4 = resnet_cifar_v8w_fma(e, s, a4), b4 = resnet_cifar_v8w_fma(e, u, b4);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[5]));
                a5 = resnet_cifar_v8w_fma(e, s, a5), b5 = resnet_cifar_v8w_fma(e, u, b5);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[6]));
                a6 = resnet_cifar_v8w_fma(e, s, a6), b6 = resnet_cifar_v8w_fma(e, u, b6);
                e = resnet_cifar_v8w_keep(resnet_cifar_v8w_set1(p[7]));
                a7 = resnet_cifar_v8w_fma(e, s, a7), b7 = resnet_cifar_v8w_fma(e, u, b7);
            }
        }
        if (add) {
            a0 = resnet_cifar_v8w_add(a0, resnet_cifar_v8w_load(y + 0)),
                b0 = resnet_cifar_v8w_add(b0, resnet_cifar_v8w_load(y + ys + 0));
            a1 = resnet_cifar_v8w_add(a1, resnet_cifar_v8w_load(y + 16)),
                b1 = resnet_cifar_v8w_add(b1, resnet_cifar_v8w_load(y + ys + 16));
            a2 = resnet_cifar_v8w_add(a2, resnet_cifar_v8w_load(y + 32)),
                b2 = resnet_cifar_v8w_add(b2, resnet_cifar_v8w_load(y + ys + 32));
            a3 = resnet_cifar_v8w_add(a3, resnet_cifar_v8w_load(y + 48)),
                b3 = resnet_cifar_v8w_add(b3, resnet_cifar_v8w_load(y + ys + 48));
            a4 = resnet_cifar_v8w_add(a4, resnet_cifar_v8w_load(y + 64)),
                b4 = resnet_cifar_v8w_add(b4, resnet_cifar_v8w_load(y + ys + 64));
            a5 = resnet_cifar_v8w_add(a5, resnet_cifar_v8w_load(y + 80)),
                b5 = resnet_cifar_v8w_add(b5, resnet_cifar_v8w_load(y + ys + 80));
            a6 = resnet_cifar_v8w_add(a6, resnet_cifar_v8w_load(y + 96)),
                b6 = resnet_cifar_v8w_add(b6, resnet_cifar_v8w_load(y + ys + 96));
            a7 = resnet_cifar_v8w_add(a7, resnet_cifar_v8w_load(y + 112)),
                b7 = resnet_cifar_v8w_add(b7, resnet_cifar_v8w_load(y + ys + 112));
        }
        resnet_cifar_v8w_store(y + 0, a0), resnet_cifar_v8w_store(y + ys + 0, b0);
        resnet_cifar_v8w_store(y + 16, a1), resnet_cifar_v8w_store(y + ys + 16, b1);
        resnet_cifar_v8w_store(y + 32, a2), resnet_cifar_v8w_store(y + ys + 32, b2);
        resnet_cifar_v8w_store(y + 48, a3), resnet_cifar_v8w_store(y + ys + 48, b3);
        resnet_cifar_v8w_store(y + 64, a4), resnet_cifar_v8w_store(y + ys + 64, b4);
        resnet_cifar_v8w_store(y + 80, a5), resnet_cifar_v8w_store(y + ys + 80, b5);
        resnet_cifar_v8w_store(y + 96, a6), resnet_cifar_v8w_store(y + ys + 96, b6);
        resnet_cifar_v8w_store(y + 112, a7), resnet_cifar_v8w_store(y + ys + 112, b7);
    }
}

/* The gradient of weights of `blocks` blocks o, 1 or 2: Y[o, c][16] (+)= sum over i < ni, t < nt of
 * X[i, t][c] * D[o, i, t][16], c < channels <= 16. Strides as in resnet_cifar_mk_pair_grad8. */
static inline void resnet_cifar_mk_pair_grad(float *y, ptrdiff_t ys, int channels, const float *x,
                                             ptrdiff_t xi, const float *d, ptrdiff_t ds,
                                             ptrdiff_t di, int ni, int nt, int blocks, int add)
{
    int c = 0;
    for (; RESNET_CIFAR_WIDE == 16 && blocks == 2 && c + 8 <= channels; c += 8)
        resnet_cifar_mk_pair_grad8(y + c * 16, ys, add, x + c, xi, d, ds, di, ni, nt);
    for (int o = 0; c < channels && o < blocks; o++)
        resnet_cifar_mk_panel_grad(y + o * ys + c * 16, channels - c, x + c, xi, 16, d + o * ds, di,
                                   ni, nt, add);
}

/* y[i] = a[i] + b[i] */
static inline void resnet_cifar_mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += RESNET_CIFAR_WIDE)
        resnet_cifar_v8w_store(y + i, resnet_cifar_v8w_add(resnet_cifar_v8w_load(a + i),
                                                           resnet_cifar_v8w_load(b + i)));
}

/* y[i] = sum over p of x[p * step + i], p < parts, in their order. A stretch of y stays in the
 * first-level cache while the parts come one after the other. */
static inline void resnet_cifar_mk_add_partials(float *y, const float *x, ptrdiff_t step, int parts,
                                                int count)
{
    for (int from = 0, to; from < count; from = to) {
        to = count - from < 1024 ? count : from + 1024;
        memcpy(y + from, x + from, sizeof *y * (size_t)(to - from));
        for (int p = 1; p < parts; p++)
            resnet_cifar_mk_add(y + from, y + from, x + p * step + from, to - from);
    }
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void resnet_cifar_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const resnet_cifar_v8w b0 = resnet_cifar_v8w_load(b),
        b1 = resnet_cifar_v8w_load(b + 16 - RESNET_CIFAR_WIDE);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8w_store(y + i, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x + i), b0));
        if (RESNET_CIFAR_WIDE == 8)
            resnet_cifar_v8w_store(y + i + 8, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x + i + 8),
                b1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
static inline void resnet_cifar_mk_scale_shift_channel(float *y, const float *x, int count,
                                                       const float *a, const float *b)
{
    const resnet_cifar_v8w a0 = resnet_cifar_v8w_load(a),
        a1 = resnet_cifar_v8w_load(a + 16 - RESNET_CIFAR_WIDE), b0 = resnet_cifar_v8w_load(b),
              b1 = resnet_cifar_v8w_load(b + 16 - RESNET_CIFAR_WIDE);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8w_store(y + i, resnet_cifar_v8w_fma(resnet_cifar_v8w_load(x + i), a0, b0));
        if (RESNET_CIFAR_WIDE == 8)
            resnet_cifar_v8w_store(y + i + 8, resnet_cifar_v8w_fma(resnet_cifar_v8w_load(x + i + 8),
                a1, b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void resnet_cifar_mk_relu(float *y, const float *x, int count, float max)
{
    const resnet_cifar_v8w zero = resnet_cifar_v8w_zero(), top = resnet_cifar_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += RESNET_CIFAR_WIDE) {
            const resnet_cifar_v8w a = resnet_cifar_v8w_max(zero, resnet_cifar_v8w_load(x + i));
            resnet_cifar_v8w_store(y + i, resnet_cifar_v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += RESNET_CIFAR_WIDE)
            resnet_cifar_v8w_store(y + i, resnet_cifar_v8w_max(zero, resnet_cifar_v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void resnet_cifar_mk_relu_back(float *dx, const float *dy, const float *y, int count,
                                             float max)
{
    const resnet_cifar_v8w zero = resnet_cifar_v8w_zero(), top = resnet_cifar_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += RESNET_CIFAR_WIDE) {
            const resnet_cifar_v8w a = resnet_cifar_v8w_load(y + i),
                g = resnet_cifar_v8w_select(a, zero, resnet_cifar_v8w_load(dy + i), zero);
            resnet_cifar_v8w_store(dx + i, resnet_cifar_v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += RESNET_CIFAR_WIDE)
            resnet_cifar_v8w_store(dx + i, resnet_cifar_v8w_select(resnet_cifar_v8w_load(y + i),
                zero, resnet_cifar_v8w_load(dy + i), zero));
    }
}

/* Stores `rows` rows of 16 floats, one after the other. */
static inline void resnet_cifar_mk_store_rows(int format, uint8_t *s, const float *x, int rows)
{
    const int line = 16 * resnet_cifar_v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line)
        resnet_cifar_v8_narrow(s, x, format);
}

/* Rows of a kernel in Keras layout: Y[c][l] = w[from + c, k0 + l] for c < rows, one tap's w being
 * [C / groups][K] of which input channel c meets only the outputs of its group; 0 elsewhere and
 * beyond K. */
static inline void resnet_cifar_mk_kernel_rows(float *y, const float *w, int C, int K, int groups,
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
static inline void resnet_cifar_mk_prepacked_ahead(const uint8_t *w, ptrdiff_t step, int taps,
                                                   int bytes, int part, int parts)
{
    for (int t = 0; t < taps; t++, w += step)
        for (int b = bytes / parts * part; b < bytes / parts * (part + 1); b += 64)
            resnet_cifar_v8_ask(w + b);
    RESNET_CIFAR_WROTE(); /* see resnet_cifar_mk_prefetch */
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

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
static inline void resnet_cifar_mk_uniform(float *y, int count, uint64_t key, uint32_t index,
                                           float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(resnet_cifar_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* y[i] = stddev * z(v) of number index + i: normal, truncated at two standard deviations. z(v) =
 * sqrt 2 * inverse erf(v * erf(sqrt 2)) is v * P(v^2) / Q(v^2), relative error below 1e-5. Each
 * Horner step is a product of two floats, exact in double, plus a coefficient, in double, then
 * rounded to float: contraction to a fused multiply-add cannot change it. */
static inline void resnet_cifar_mk_normal(float *y, int count, uint64_t key, uint32_t index,
                                          float stddev)
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
        const float z = p / q, vz = v * z;
        y[i] = vz * stddev;
    }
}

/* t[l] = sum of d, t[16 + l] = sum of d^2 over pixels p ... stop - 1 of d = x[p][l] - x[0][l], for
 * as many lanes as a register has: four pixels at a time. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_moments_run(float *t, const float *x, int p, int stop)
{
    const resnet_cifar_v8w first = resnet_cifar_v8w_load(x);
    resnet_cifar_v8w s0 = resnet_cifar_v8w_zero(), s1 = s0, s2 = s0, s3 = s0, q0 = s0, q1 = s0,
        q2 = s0, q3 = s0;
    for (; p + 3 < stop; p += 4) {
        const float *at = x + (ptrdiff_t)p * 16;
        const resnet_cifar_v8w d0 = resnet_cifar_v8w_sub(resnet_cifar_v8w_load(at), first),
            d1 = resnet_cifar_v8w_sub(resnet_cifar_v8w_load(at + 16), first),
                  d2 = resnet_cifar_v8w_sub(resnet_cifar_v8w_load(at + 32), first),
                      d3 = resnet_cifar_v8w_sub(resnet_cifar_v8w_load(at + 48), first);
        s0 = resnet_cifar_v8w_add(s0, d0), s1 = resnet_cifar_v8w_add(s1, d1),
            s2 = resnet_cifar_v8w_add(s2, d2), s3 = resnet_cifar_v8w_add(s3, d3);
        q0 = resnet_cifar_v8w_fma(d0, d0, q0), q1 = resnet_cifar_v8w_fma(d1, d1, q1),
            q2 = resnet_cifar_v8w_fma(d2, d2, q2),
        q3 = resnet_cifar_v8w_fma(d3, d3, q3);
    }
    for (; p < stop; p++) {
        const resnet_cifar_v8w d = resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + (ptrdiff_t)p *
            16), first);
        s0 = resnet_cifar_v8w_add(s0, d), q0 = resnet_cifar_v8w_fma(d, d, q0);
    }
    resnet_cifar_v8w_store(t, resnet_cifar_v8w_add(resnet_cifar_v8w_add(s0, s1),
                                                   resnet_cifar_v8w_add(s2, s3)));
    resnet_cifar_v8w_store(t + 16, resnet_cifar_v8w_add(resnet_cifar_v8w_add(q0, q1),
                                                        resnet_cifar_v8w_add(q2, q3)));
}

/* For each stretch of `step` pixels of x, `count` floats in all: part[l] = mean, part[16 + l] = sum
 * of (x[p][l] - mean)^2. Sums are of distances from the stretch's first pixel, which keeps the
 * second free of cancellation, in float over 64 pixels and then in double. */
static inline void resnet_cifar_mk_moments(float *part, const float *x, int count, int step)
{
    for (int left = count / 16; left > 0; left -= step, part += 32, x += (ptrdiff_t)step * 16) {
        const int pixels = left < step ? left : step;
        double sum[16] = {0}, square[16] = {0};
        for (int p = 0; p < pixels; p += 64) {
            const int stop = pixels - p < 64 ? pixels : p + 64;
            float t[32];
            for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE)
                resnet_cifar_mk_moments_run(t + l, x + l, p, stop);
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
 * from resnet_cifar_mk_moments of each map's `pixels` pixels in stretches of `step`: the mean of
 * means, and what each stretch has plus the distance of its mean from the whole's. */
static inline void resnet_cifar_mk_moments_merge(double *mean, double *square, const float *part,
                                                 int n, ptrdiff_t stride, int pixels, int step)
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
static inline void resnet_cifar_mk_normalize(float *y, const float *x, int count, const float *mean,
                                             const float *rstd, const float *gamma,
                                             const float *beta)
{
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE) {
        const resnet_cifar_v8w m = resnet_cifar_v8w_load(mean + l),
            b = resnet_cifar_v8w_load(beta + l),
                  a = resnet_cifar_v8w_mul(resnet_cifar_v8w_load(rstd + l),
                                           resnet_cifar_v8w_load(gamma + l));
        for (int i = l; i < count; i += 16)
            resnet_cifar_v8w_store(y + i,
                resnet_cifar_v8w_fma(resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + i), m), a, b));
    }
}

/* y[p][l] = (x[p][l] - norm[l]) * norm[16 + l] + norm[32 + l]: resnet_cifar_mk_normalize with rstd
 * * gamma made beforehand */
static inline void resnet_cifar_mk_norm_line(float *y, const float *x, int count, const float *norm)
{
    const resnet_cifar_v8 m0 = resnet_cifar_v8_load(norm), m1 = resnet_cifar_v8_load(norm + 8),
        a0 = resnet_cifar_v8_load(norm + 16),
             a1 = resnet_cifar_v8_load(norm + 24), b0 = resnet_cifar_v8_load(norm + 32),
                 b1 = resnet_cifar_v8_load(norm + 40);
    for (int i = 0; i < count; i += 16) {
        resnet_cifar_v8_store(y + i,
                              resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i),
            m0), a0, b0));
        resnet_cifar_v8_store(y + i + 8,
                              resnet_cifar_v8_fma(resnet_cifar_v8_sub(resnet_cifar_v8_load(x + i +
            8), m1), a1, b1));
    }
}

/* dx = dy where relu of resnet_cifar_mk_norm_line's y has a slope: resnet_cifar_mk_relu_back, with
 * y made once more */
static inline void resnet_cifar_mk_norm_relu_back(float *dx, const float *dy, const float *x,
                                                  int count, const float *norm, float max)
{
    resnet_cifar_v8 y_[32]; /* aligned */
    float *const y = (float *)(void *)y_;
    for (int i = 0; i < count; i += 256) {
        const int some = count - i < 256 ? count - i : 256;
        resnet_cifar_mk_norm_line(y, x + i, some, norm);
        resnet_cifar_mk_relu_back(dx + i, dy + i, y, some, max);
    }
}

/* resnet_cifar_mk_norm_sums over pixels p ... stop - 1 for as many lanes as a register has: two at
 * a time. */
RESNET_CIFAR_INLINE void resnet_cifar_mk_norm_sums_run(float *part, const float *dy, const float *x,
                                                       int p, int stop, const float *mean)
{
    const resnet_cifar_v8w m = resnet_cifar_v8w_load(mean);
    resnet_cifar_v8w s0 = resnet_cifar_v8w_zero(), s1 = s0, q0 = s0, q1 = s0;
    for (; p + 1 < stop; p += 2) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        const resnet_cifar_v8w g0 = resnet_cifar_v8w_load(dy + at),
            g1 = resnet_cifar_v8w_load(dy + at + 16);
        s0 = resnet_cifar_v8w_add(s0, g0), s1 = resnet_cifar_v8w_add(s1, g1);
        q0 = resnet_cifar_v8w_fma(g0, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + at), m), q0);
        q1 = resnet_cifar_v8w_fma(g1, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + at + 16), m),
                                  q1);
    }
    if (p < stop) {
        const resnet_cifar_v8w g = resnet_cifar_v8w_load(dy + (ptrdiff_t)p * 16);
        s0 = resnet_cifar_v8w_add(s0, g);
        q0 = resnet_cifar_v8w_fma(g, resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + (ptrdiff_t)p *
            16), m), q0);
    }
    resnet_cifar_v8w_store(part, resnet_cifar_v8w_add(s0, s1));
    resnet_cifar_v8w_store(part + 16, resnet_cifar_v8w_add(q0, q1));
}

/* part[l] = sum of dy[p][l], part[16 + l] = sum of dy[p][l] * (x[p][l] - mean[l]), count floats of
 * each */
static inline void resnet_cifar_mk_norm_sums(float *part, const float *dy, const float *x,
                                             int count, const float *mean)
{
    const int pixels = count / 16;
    double sum[32] = {0};
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE)
            resnet_cifar_mk_norm_sums_run(part + l, dy + l, x + l, p, stop, mean + l);
        for (int l = 0; l < 32 && pixels > 64; l++)
            sum[l] += (double)part[l];
    }
    for (int l = 0; l < 32 && pixels > 64; l++)
        part[l] = (float)sum[l];
}

/* sum[l] += sum over p of x[p][l], of `count` pairs of 16 */
static inline void resnet_cifar_mk_sum_pairs(double *sum, const float *x, int count)
{
    for (int p = 0; p < count; p++)
        for (int l = 0; l < 32; l++)
            sum[l] += (double)x[(ptrdiff_t)p * 32 + l];
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma),
 * each with [l]; share is 1 over the number of values a channel has in the batch */
static inline void resnet_cifar_mk_norm_back(float *dx, const float *dy, const float *x, int count,
                                             const float *mean, const float *rstd,
                                             const float *gamma, const float *dgamma,
                                             const float *dbeta, float share)
{
    for (int l = 0; l < 16; l += RESNET_CIFAR_WIDE) {
        const resnet_cifar_v8w m = resnet_cifar_v8w_load(mean + l),
            r = resnet_cifar_v8w_load(rstd + l),
                  a = resnet_cifar_v8w_mul(resnet_cifar_v8w_load(gamma + l), r),
                      s = resnet_cifar_v8w_mul(a, resnet_cifar_v8w_set1(-share)),
                  b = resnet_cifar_v8w_mul(s, resnet_cifar_v8w_load(dbeta + l)),
                  c = resnet_cifar_v8w_mul(resnet_cifar_v8w_mul(s, r),
                                           resnet_cifar_v8w_load(dgamma + l));
        for (int i = l; i < count; i += 16)
            resnet_cifar_v8w_store(dx + i, resnet_cifar_v8w_fma(resnet_cifar_v8w_load(dy + i), a,
                resnet_cifar_v8w_fma(resnet_cifar_v8w_sub(resnet_cifar_v8w_load(x + i), m), c, b)));
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

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
static inline void resnet_cifar_mk_gemm_6x16(float *t, int k, int rows, const float *a,
                                             ptrdiff_t row_step, ptrdiff_t k_step, const float *b,
                                             ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    resnet_cifar_v8 c00 = resnet_cifar_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00,
        c21 = c00;
    resnet_cifar_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        resnet_cifar_v8 b0 = resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb),
            b1 = resnet_cifar_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = resnet_cifar_v8_set1(a0[at]);
        c00 = resnet_cifar_v8_fma(s, b0, c00);
        c01 = resnet_cifar_v8_fma(s, b1, c01);
        s = resnet_cifar_v8_set1(a1[at]);
        c10 = resnet_cifar_v8_fma(s, b0, c10);
        c11 = resnet_cifar_v8_fma(s, b1, c11);
        s = resnet_cifar_v8_set1(a2[at]);
        c20 = resnet_cifar_v8_fma(s, b0, c20);
        c21 = resnet_cifar_v8_fma(s, b1, c21);
        s = resnet_cifar_v8_set1(a3[at]);
        c30 = resnet_cifar_v8_fma(s, b0, c30);
        c31 = resnet_cifar_v8_fma(s, b1, c31);
        s = resnet_cifar_v8_set1(a4[at]);
        c40 = resnet_cifar_v8_fma(s, b0, c40);
        c41 = resnet_cifar_v8_fma(s, b1, c41);
        s = resnet_cifar_v8_set1(a5[at]);
        c50 = resnet_cifar_v8_fma(s, b0, c50);
        c51 = resnet_cifar_v8_fma(s, b1, c51);
    }
    resnet_cifar_v8_store(t, c00);
    resnet_cifar_v8_store(t + 8, c01);
    resnet_cifar_v8_store(t + 16, c10);
    resnet_cifar_v8_store(t + 24, c11);
    resnet_cifar_v8_store(t + 32, c20);
    resnet_cifar_v8_store(t + 40, c21);
    resnet_cifar_v8_store(t + 48, c30);
    resnet_cifar_v8_store(t + 56, c31);
    resnet_cifar_v8_store(t + 64, c40);
    resnet_cifar_v8_store(t + 72, c41);
    resnet_cifar_v8_store(t + 80, c50);
    resnet_cifar_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * resnet_cifar_mk_gemm_6x16 */
static inline void resnet_cifar_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step,
                                             const float *b, ptrdiff_t ldb)
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
static inline void resnet_cifar_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb,
                                             int tb)
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
RESNET_CIFAR_APART void resnet_cifar_mk_gemm_pack16(float *p, int k, const float *b, int ldb,
                                                    int tb, float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        resnet_cifar_mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void resnet_cifar_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows,
                                              int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* resnet_cifar_mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A *
 * B, n columns. 64 columns are packed together, which are whole stretches of B and C, and those
 * after them asked for meanwhile. */
RESNET_CIFAR_APART void resnet_cifar_mk_gemm_block(int ta, int tb, int rows, int n, int depth,
                                                   const float *a, int lda, const float *b, int ldb,
                                                   int add, float *c, int ldc, float *room)
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
                resnet_cifar_mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                resnet_cifar_mk_gemm_pack(panel + q * 1024, depth,
                                          wide - 16 * q < 16 ? wide - 16 * q : 16, from, ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                resnet_cifar_v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb : b + (ptrdiff_t)r *
                                         ldb + j + 64, tb ? depth : after);
            resnet_cifar_mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add,
                                 x + row * xr, xr, panel + q * 1024, count, step, some);
            if (cols < 16)
                resnet_cifar_mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
static inline void resnet_cifar_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a,
                                         int lda, const float *b, int ldb, int accumulate, float *c,
                                         int ldc, float *room)
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
                resnet_cifar_mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from,
                                          ldb);
            else
                resnet_cifar_mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            resnet_cifar_mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            resnet_cifar_mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                                       a + i * row_step + p * k_step, lda,
                                       b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb,
                                       add, c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
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
            resnet_cifar_v8_store(y + at + 8, resnet_cifar_v8_sub(resnet_cifar_v8_load(x + at + 8),
                m));
            resnet_cifar_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += resnet_cifar_v8_sum(resnet_cifar_v8_load(y + at)) +
                resnet_cifar_v8_sum(resnet_cifar_v8_load(y + at + 8));
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
    const resnet_cifar_v8w a = resnet_cifar_v8w_set1((float)(2.0 / 3.0)),
        b = resnet_cifar_v8w_set1((float)1.5),
              q = resnet_cifar_v8w_set1((float)(-97.0 / 36.0));
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs),
              x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)-2.25), x2,
                                                         x4),
              odd_a = resnet_cifar_v8w_sub(resnet_cifar_v8w_mul(a, x3),
                                           resnet_cifar_v8w_mul(b, x1));
    const resnet_cifar_v8w even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-4.0 / 9.0)),
                                                         x2, x4),
              odd_b = resnet_cifar_v8w_sub(resnet_cifar_v8w_mul(b, x3),
                                           resnet_cifar_v8w_mul(a, x1));
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_fma(q, x2,
                                                   resnet_cifar_v8w_add(resnet_cifar_v8w_load(x),
        x4)));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(even_a, odd_a));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(even_a, odd_a));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_add(even_b, odd_b));
    resnet_cifar_v8w_store(y + 4 * ys, resnet_cifar_v8w_sub(even_b, odd_b));
    resnet_cifar_v8w_store(y + 5 * ys, resnet_cifar_v8w_fma(q, x3,
                                                            resnet_cifar_v8w_add(x1,
        resnet_cifar_v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit
 * 1: the other four. */
static inline void resnet_cifar_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs,
                                           int add)
{
    const resnet_cifar_v8w a = resnet_cifar_v8w_set1((float)(2.0 / 3.0)),
        b = resnet_cifar_v8w_set1((float)1.5),
              q = resnet_cifar_v8w_set1((float)(-97.0 / 36.0));
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x5 = resnet_cifar_v8w_load(x + 5 * xs);
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs),
              x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2),
        sb = resnet_cifar_v8w_add(x3, x4),
              db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w y0 = x0, y1 = resnet_cifar_v8w_sub(x5,
                                                        resnet_cifar_v8w_fma(a, db,
        resnet_cifar_v8w_mul(b, da))), y5 = x5;
    resnet_cifar_v8w y2 = resnet_cifar_v8w_fma(q, x0,
        resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)-2.25), sa,
                             resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-4.0 / 9.0)), sb)));
    resnet_cifar_v8w y3 = resnet_cifar_v8w_fma(q, x5,
                                               resnet_cifar_v8w_fma(b, db,
        resnet_cifar_v8w_mul(a, da))), y4 = resnet_cifar_v8w_add(x0, resnet_cifar_v8w_add(sa, sb));
    if (add & 1)
        y0 = resnet_cifar_v8w_add(y0, resnet_cifar_v8w_load(y)),
            y1 = resnet_cifar_v8w_add(y1, resnet_cifar_v8w_load(y + ys));
    if (add & 2) {
        y2 = resnet_cifar_v8w_add(y2, resnet_cifar_v8w_load(y + 2 * ys)),
            y3 = resnet_cifar_v8w_add(y3, resnet_cifar_v8w_load(y + 3 * ys));
        y4 = resnet_cifar_v8w_add(y4, resnet_cifar_v8w_load(y + 4 * ys)),
            y5 = resnet_cifar_v8w_add(y5, resnet_cifar_v8w_load(y + 5 * ys));
    }
    resnet_cifar_v8w_store(y, y0), resnet_cifar_v8w_store(y + ys, y1),
        resnet_cifar_v8w_store(y + 2 * ys, y2);
    resnet_cifar_v8w_store(y + 3 * ys, y3), resnet_cifar_v8w_store(y + 4 * ys, y4),
        resnet_cifar_v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void resnet_cifar_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs),
              x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2),
        sb = resnet_cifar_v8w_add(x3, x4),
              db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_add(resnet_cifar_v8w_load(x),
                                                   resnet_cifar_v8w_add(sa, sb)));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(2.0 / 3.0)),
                                                        da,
        resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)1.5), db)));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(4.0 /
        9.0)), sa, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)2.25), sb)));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(8.0 /
        27.0)), da, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)3.375), db,
                                         resnet_cifar_v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void resnet_cifar_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs),
              x3 = resnet_cifar_v8w_load(x + 3 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(4.0 / 9.0)),
                                                         x2, x0),
              even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)2.25), x2, x0);
    const resnet_cifar_v8w odd_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(2.0 / 3.0)),
                                                        x1,
        resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(8.0 / 27.0)), x3));
    const resnet_cifar_v8w odd_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)1.5), x1,
        resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)3.375), x3));
    resnet_cifar_v8w_store(y, x0);
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_add(even_a, odd_a));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_sub(even_a, odd_a));
    resnet_cifar_v8w_store(y + 3 * ys, resnet_cifar_v8w_add(even_b, odd_b));
    resnet_cifar_v8w_store(y + 4 * ys, resnet_cifar_v8w_sub(even_b, odd_b));
    resnet_cifar_v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2)
 * = 8/65. */
static inline void resnet_cifar_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const resnet_cifar_v8w x0 = resnet_cifar_v8w_load(x), x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs);
    const resnet_cifar_v8w even_a = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-18.0 /
        65.0)), x2, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-81.0 / 130.0)), x0));
    const resnet_cifar_v8w even_b = resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(18.0 /
        65.0)), x2, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(8.0 / 65.0)), x0));
    const resnet_cifar_v8w odd_a = resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(-27.0 /
        65.0)), x1),
              odd_b = resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(12.0 / 65.0)), x1);
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
    const resnet_cifar_v8w x1 = resnet_cifar_v8w_load(x + xs),
        x2 = resnet_cifar_v8w_load(x + 2 * xs), x3 = resnet_cifar_v8w_load(x + 3 * xs),
              x4 = resnet_cifar_v8w_load(x + 4 * xs);
    const resnet_cifar_v8w sa = resnet_cifar_v8w_add(x1, x2), da = resnet_cifar_v8w_sub(x1, x2),
        sb = resnet_cifar_v8w_add(x3, x4),
              db = resnet_cifar_v8w_sub(x3, x4);
    resnet_cifar_v8w_store(y, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-81.0 / 130.0)),
                                                   sa,
        resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(8.0 / 65.0)), sb,
                             resnet_cifar_v8w_load(x))));
    resnet_cifar_v8w_store(y + ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(-27.0 /
        65.0)), da, resnet_cifar_v8w_mul(resnet_cifar_v8w_set1((float)(12.0 / 65.0)), db)));
    resnet_cifar_v8w_store(y + 2 * ys, resnet_cifar_v8w_fma(resnet_cifar_v8w_set1((float)(18.0 /
        65.0)), resnet_cifar_v8w_sub(sb, sa), resnet_cifar_v8w_load(x + 5 * xs)));
}

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are
 * on the map. */
RESNET_CIFAR_APART void resnet_cifar_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x,
                                                  ptrdiff_t xs, int top, int bottom, int left,
                                                  int right, float *t)
{
    float *const edge = t + 36 * RESNET_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof *edge * 96);
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof *t * 36 * RESNET_CIFAR_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(edge + 16 * j + half,
                                       resnet_cifar_v8w_load(p + 16 * j + half));
            resnet_cifar_mk_line6_bt(t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE,
                                     (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_bt(v + j * vs + half, 6 * vs, t + j * RESNET_CIFAR_WIDE,
                                     6 * RESNET_CIFAR_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in resnet_cifar_mk_plane6_bt. */
RESNET_CIFAR_APART void resnet_cifar_mk_plane6_a(float *m, ptrdiff_t ms, const float *y,
                                                 ptrdiff_t ys, int top, int bottom, int left,
                                                 int right, float *t)
{
    float *const edge = t + 24 * RESNET_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 24 * RESNET_CIFAR_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(edge + 16 * j + half,
                                       resnet_cifar_v8w_load(p + 16 * j + half));
            resnet_cifar_mk_line6_a(t + 6 * i * RESNET_CIFAR_WIDE, RESNET_CIFAR_WIDE,
                                    (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_a(m + j * ms + half, 6 * ms, t + j * RESNET_CIFAR_WIDE,
                                    6 * RESNET_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in resnet_cifar_mk_plane6_bt. */
RESNET_CIFAR_APART void resnet_cifar_mk_plane6_at(float *y, ptrdiff_t ys, const float *m,
                                                  ptrdiff_t ms, int top, int bottom, int left,
                                                  int right, float *t)
{
    float *const edge = t + 24 * RESNET_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_at(t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE,
                                     m + j * ms + half, 6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            resnet_cifar_mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * RESNET_CIFAR_WIDE,
                                     RESNET_CIFAR_WIDE);
            for (int j = left; !whole && j < right; j++)
                resnet_cifar_v8w_store(p + 16 * j + half,
                                       resnet_cifar_v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches
 * came before, beside, a patch in this row; each has reached over two lines. The edges as in
 * resnet_cifar_mk_plane6_bt. */
RESNET_CIFAR_APART void resnet_cifar_mk_plane6_b(float *x, ptrdiff_t xs, const float *v,
                                                 ptrdiff_t vs, int top, int bottom, int left,
                                                 int right, int above, int beside, float *t)
{
    float *const edge = t + 36 * RESNET_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            resnet_cifar_mk_line6_b(t + j * RESNET_CIFAR_WIDE, 6 * RESNET_CIFAR_WIDE,
                                    v + j * vs + half, 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            resnet_cifar_mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * RESNET_CIFAR_WIDE,
                                    RESNET_CIFAR_WIDE, whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const resnet_cifar_v8w e = resnet_cifar_v8w_load(edge + 16 * j + half);
                resnet_cifar_v8w_store(p + 16 * j + half,
                                       add & (j < 2 ? 1 : 2) ?
                                       resnet_cifar_v8w_add(resnet_cifar_v8w_load(p + 16 * j +
                    half), e) : e);
            }
        }
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles
 * 16 floats apart in each. Patches begin at row h0 and column w0 (both may be negative) and are M
 * columns apart; what lies off the map is 0. grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of
 * a gradient dy. tile: room for P*(P+1)*16 floats, here and below. */
static inline void resnet_cifar_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs,
                                               const float *x, int H, int W, int h0, int w0,
                                               int tiles, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++) /* what the next row of tiles reads first */
            resnet_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right; /* not of every P */
        if (P == 6 && !grad)
            resnet_cifar_mk_plane6_bt(v, vs, p, line, top, bottom, left, right, tile);
        if (P == 6 && grad)
            resnet_cifar_mk_plane6_a(v, vs, p, line, top, bottom, left, right, tile);
    }
}

/* resnet_cifar_mk_wino_gather of a map x, or of what batchnorm makes of it (kind 1:
 * resnet_cifar_mk_norm_line), and relu behind that (kind 2: resnet_cifar_mk_relu); what lies off
 * the map is 0 all the same. patch: P rows of the map.
 */
static inline void resnet_cifar_mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H,
                                              int W, int h0, int w0, int tiles, int kind,
                                              const float *norm, float max, float *patch,
                                              float *tile)
{
    const int first = h0 < 0 ? 0 : h0 < H ? h0 : H, rows = (h0 + P < H ? h0 + P : H) - first;
    if (kind != 0) {
        if (rows > 0)
            resnet_cifar_mk_norm_line(patch, x + (ptrdiff_t)first * W * 16, rows * W * 16, norm);
        if (rows > 0 && kind == 2)
            resnet_cifar_mk_relu(patch, patch, rows * W * 16, max);
        resnet_cifar_mk_wino_gather(P, 0, v, vs, patch, rows > 0 ? rows : 0, W, h0 - first, w0,
                                    tiles, tile);
        return;
    }
    (void)kind, (void)norm, (void)max, (void)patch;
    resnet_cifar_mk_wino_gather(P, 0, v, vs, x, H, W, h0, w0, tiles, tile);
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV
 * Bt, patches overlapping: it is begun by the first row of tiles and added to by those with above
 * set. Rows and columns off the map are dropped. */
static inline void resnet_cifar_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0,
                                                int w0, const float *m, ptrdiff_t ms, int tiles,
                                                int above, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 6 && grad ? 6 : M;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, m += 16, w0 += M) {
        float *p = y + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++)
            resnet_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right, (void)above; /* not of every P */
        if (P == 6 && !grad)
            resnet_cifar_mk_plane6_at(p, line, m, ms, top, bottom, left, right, tile);
        if (P == 6 && grad)
            resnet_cifar_mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0, tile);
    }
}

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u
 * are us apart. */
static inline void resnet_cifar_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w,
                                                ptrdiff_t ws, int count)
{
    resnet_cifar_v8w t_[6 * 3]; /* aligned */
    float *const t = (float *)(void *)t_;
    (void)t;
    for (int n = 0; n < count; n += RESNET_CIFAR_WIDE, u += RESNET_CIFAR_WIDE,
         w += RESNET_CIFAR_WIDE) {
        for (int j = 0; j < 3 && P == 6; j++)
            resnet_cifar_mk_line6_g(t + RESNET_CIFAR_WIDE * j, 3 * RESNET_CIFAR_WIDE, w + j * ws,
                                    3 * ws);
        for (int i = 0; i < 6 && P == 6; i++)
            resnet_cifar_mk_line6_g(u + 6 * i * us, us, t + 3 * RESNET_CIFAR_WIDE * i,
                                    RESNET_CIFAR_WIDE);
    }
}

/* dw = Gt dU G for `count` floats. */
static inline void resnet_cifar_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u,
                                                     ptrdiff_t us, int count)
{
    resnet_cifar_v8w s_[6 * 6], t_[6 * 3]; /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += RESNET_CIFAR_WIDE, u += RESNET_CIFAR_WIDE,
         w += RESNET_CIFAR_WIDE) {
        for (int p = 0; p < P * P; p++)
            resnet_cifar_v8w_store(s + RESNET_CIFAR_WIDE * p, resnet_cifar_v8w_load(u + p * us));
        for (int i = 0; i < 6 && P == 6; i++)
            resnet_cifar_mk_line6_gt(t + 3 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE,
                                     s + 6 * RESNET_CIFAR_WIDE * i, RESNET_CIFAR_WIDE);
        for (int j = 0; j < 3 && P == 6; j++)
            resnet_cifar_mk_line6_gt(w + j * ws, 3 * ws, t + RESNET_CIFAR_WIDE * j,
                                     3 * RESNET_CIFAR_WIDE);
    }
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in
 * blocks of 16. */
static inline void resnet_cifar_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels,
                                              const float *v, ptrdiff_t vs, const float *m,
                                              ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            resnet_cifar_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16,
                                       v + p * vs + (ptrdiff_t)c * tiles, 0, 16, m + p * ms, 0, 1,
                                       tiles, add);
}

#define RESNET_CIFAR_PARAM_COUNT 107
#define RESNET_CIFAR_NAME_BYTES 42    /* longer than any parameter's name */
#define RESNET_CIFAR_NET_NAME "resnet_cifar"
#define RESNET_CIFAR_LAYOUT_HASH "34e56c923a7d8009"
#define RESNET_CIFAR_INPUT_SCALE 0.0039215686274509803
#define RESNET_CIFAR_INPUT_MEAN {0.4914, 0.48220000000000002, 0.44650000000000001, 0}
#define RESNET_CIFAR_INPUT_STD {0.247, 0.24349999999999999, 0.2616, 1}
#define RESNET_CIFAR_INPUT_BGR 0
#define RESNET_CIFAR_HEAD_BYTES 64
#define RESNET_CIFAR_MODEL_TAG UINT64_C(0x1f0d5d651ab2fa32)
#define RESNET_CIFAR_STATE_HASH UINT64_C(0x0074b6a5ac7b9ee3)
#define RESNET_CIFAR_TRAIN_TAG UINT64_C(0xa0e2559ac64afe0b)
#define RESNET_CIFAR_STATE_BYTES 2189184
#define RESNET_CIFAR_PREPARE_SCRATCH_AT 1835712
#define RESNET_CIFAR_PREPARE_SCRATCH 256    /* floats */
#define RESNET_CIFAR_INFER_SCRATCH_AT 12885120
#define RESNET_CIFAR_INFER_SCRATCH 333600    /* floats */
#define RESNET_CIFAR_TRAIN_SCRATCH_AT 90271104
#define RESNET_CIFAR_TRAIN_SCRATCH 463776    /* floats */

/* A call of a program, and the memory that it works on. */
typedef struct resnet_cifar_run {
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
} resnet_cifar_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define RESNET_CIFAR_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below RESNET_CIFAR_WORKERS, and of those that run at the same time each
 * has another. */
#ifndef RESNET_CIFAR_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void resnet_cifar_parallel_for(void (*task)(void *run, int range, int worker),
                                             resnet_cifar_run *run, int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < RESNET_CIFAR_WORKERS ? most : RESNET_CIFAR_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define RESNET_CIFAR_PARALLEL_FOR(task, run, count) resnet_cifar_parallel_for(task, run, count)
#else
#define RESNET_CIFAR_PARALLEL_FOR(task, run, count) \
    do { \
        int range_, count_ = (count); \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0); \
    } while (0)
#endif
#endif

/* A step of a layer, between what the host has to do before and behind it. */
#define RESNET_CIFAR_LAYER(program, layer, step) \
    do { \
        RESNET_CIFAR_BEFORE_LAYER(program, layer); \
        step; \
        RESNET_CIFAR_AFTER_LAYER(program, layer); \
    } while (0)

/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define RESNET_CIFAR_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, \
        int worker)
#else
#define RESNET_CIFAR_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define RESNET_CIFAR_ROW(table) const struct table *const row = \
        &table##s[((const resnet_cifar_run *)arg)->row]
#define RESNET_CIFAR_WHOLE() \
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg; \
    (void)range; \
    (void)worker
#define RESNET_CIFAR_RANGE(extent, length) \
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg; \
    const int64_t left = (int64_t)(extent)-range * (length); \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define RESNET_CIFAR_RANGES(extent, length) \
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg; \
    const int64_t whole = (extent), from = (int64_t)range * (length); \
    const int begin = (int)(from < whole ? from : whole), \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* How many ranges there are. */
#define RESNET_CIFAR_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / \
        (length)))
/* Where buffers lie: floats from the beginning of their area. Those that are never needed at
 * the same time share memory. */
enum {
    RESNET_CIFAR_PARAMS_CONV_1_KERNEL = 0, /* 432 floats */
    RESNET_CIFAR_PARAMS_STAGE3_DOWN_CONV_2_KERNEL = 85488, /* 36864 floats */
    RESNET_CIFAR_PARAMS_STAGE3_UNIT2_CONV_1_KERNEL = 124912, /* 36864 floats */
    RESNET_CIFAR_PARAMS_STAGE3_UNIT2_CONV_2_KERNEL = 162032, /* 36864 floats */
    RESNET_CIFAR_PARAMS_STAGE3_UNIT3_CONV_1_KERNEL = 199152, /* 36864 floats */
    RESNET_CIFAR_PARAMS_STAGE3_UNIT3_CONV_2_KERNEL = 236272, /* 36864 floats */
    RESNET_CIFAR_PARAMS_DENSE_1_KERNEL = 273392, /* 640 floats */
    RESNET_CIFAR_PARAMS_DENSE_1_BIAS = 274032, /* 10 floats */
};
enum {
    RESNET_CIFAR_MODEL_CONV_1_KERNEL = 456896, /* 1728 bytes */
    RESNET_CIFAR_MODEL_CONV_1_ROWS = 0, /* 256 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_2_KERNEL = 187200, /* 147456 bytes */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_2_ROWS = 224064, /* 256 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_1_KERNEL = 224064, /* 147456 bytes */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_1_ROWS = 260928, /* 256 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_2_KERNEL = 260928, /* 147456 bytes */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_2_ROWS = 297792, /* 256 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_1_KERNEL = 297792, /* 147456 bytes */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_1_ROWS = 334656, /* 256 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_2_KERNEL = 334656, /* 147456 bytes */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_2_ROWS = 455360, /* 256 floats */
    RESNET_CIFAR_MODEL_DENSE_1_KERNEL = 455360, /* 1024 floats */
    RESNET_CIFAR_MODEL_DENSE_1_BIAS = 458896, /* 16 floats */
    RESNET_CIFAR_MODEL_BATCHNORM_1_SCALE = 458672, /* 16 floats */
    RESNET_CIFAR_MODEL_BATCHNORM_1_SHIFT = 458688, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_CONV_1_PANELS = 389952, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_1_SCALE = 458704, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_1_SHIFT = 458720, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_CONV_2_PANELS = 399744, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_2_SCALE = 458736, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_2_SHIFT = 458752, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_CONV_1_PANELS = 409536, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_1_SCALE = 458768, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_1_SHIFT = 458784, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_CONV_2_PANELS = 419328, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_2_SCALE = 458800, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_2_SHIFT = 458816, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_CONV_1_PANELS = 429120, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_1_SCALE = 458832, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_1_SHIFT = 458848, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_CONV_2_PANELS = 438912, /* 9792 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_2_SCALE = 458864, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_2_SHIFT = 458880, /* 16 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_1_KERNEL = 448704, /* 4608 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_1_SCALE = 458224, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_1_SHIFT = 458256, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_2_PANELS = 0, /* 37440 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_2_SCALE = 458288, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_2_SHIFT = 458320, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_3_KERNEL = 456384, /* 512 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_3_SCALE = 458352, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_3_SHIFT = 458384, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_CONV_1_PANELS = 37440, /* 37440 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_1_SCALE = 458416, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_1_SHIFT = 458448, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_CONV_2_PANELS = 74880, /* 37440 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_2_SCALE = 458480, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_2_SHIFT = 458512, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_CONV_1_PANELS = 112320, /* 37440 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_1_SCALE = 458544, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_1_SHIFT = 458576, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_CONV_2_PANELS = 149760, /* 37440 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_2_SCALE = 458608, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_2_SHIFT = 458640, /* 32 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_1_KERNEL = 371520, /* 18432 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_1_SCALE = 457328, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_1_SHIFT = 457392, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_2_SCALE = 457456, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_2_SHIFT = 457520, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_3_KERNEL = 453312, /* 2048 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_3_SCALE = 457584, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_3_SHIFT = 457648, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_1_SCALE = 457712, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_1_SHIFT = 457776, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_2_SCALE = 457840, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_2_SHIFT = 457904, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_1_SCALE = 457968, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_1_SHIFT = 458032, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_2_SCALE = 458096, /* 64 floats */
    RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_2_SHIFT = 458160, /* 64 floats */
};
enum {
    RESNET_CIFAR_STATE_DENSE_1_KERNEL = 273392, /* 1024 floats */
    RESNET_CIFAR_STATE_CONV_1_KERNEL = 0, /* 432 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_2_KERNEL = 19440, /* 9216 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_1_KERNEL = 29424, /* 9216 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_2_KERNEL = 38768, /* 9216 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_1_KERNEL = 48112, /* 9216 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_2_KERNEL = 57456, /* 9216 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_1_KERNEL = 496, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_2_KERNEL = 2864, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_1_KERNEL = 5232, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_2_KERNEL = 7600, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_1_KERNEL = 9968, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_2_KERNEL = 12336, /* 2304 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_MOVING_MEAN = 85360, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_MOVING_VARIANCE = 85424, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_MOVING_MEAN = 122480, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_MOVING_VARIANCE = 122544, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_MOVING_MEAN = 124784, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_MOVING_VARIANCE = 124848, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_MOVING_MEAN = 161904, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_MOVING_VARIANCE = 161968, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_MOVING_MEAN = 199024, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_MOVING_VARIANCE = 199088, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_MOVING_MEAN = 236144, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_MOVING_VARIANCE = 236208, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_MOVING_MEAN = 273264, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_MOVING_VARIANCE = 273328, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_MOVING_MEAN = 19376, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_MOVING_VARIANCE = 19408, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_MOVING_MEAN = 28720, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_MOVING_VARIANCE = 28752, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_MOVING_MEAN = 29360, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_MOVING_VARIANCE = 29392, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_MOVING_MEAN = 38704, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_MOVING_VARIANCE = 38736, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_MOVING_MEAN = 48048, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_MOVING_VARIANCE = 48080, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_MOVING_MEAN = 57392, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_MOVING_VARIANCE = 57424, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_MOVING_MEAN = 66736, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_MOVING_VARIANCE = 66768, /* 32 floats */
    RESNET_CIFAR_STATE_BATCHNORM_1_MOVING_MEAN = 464, /* 16 floats */
    RESNET_CIFAR_STATE_BATCHNORM_1_MOVING_VARIANCE = 480, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_MOVING_MEAN = 2832, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_MOVING_VARIANCE = 2848, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_MOVING_MEAN = 5200, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_MOVING_VARIANCE = 5216, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_MOVING_MEAN = 7568, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_MOVING_VARIANCE = 7584, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_MOVING_MEAN = 9936, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_MOVING_VARIANCE = 9952, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_MOVING_MEAN = 12304, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_MOVING_VARIANCE = 12320, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_MOVING_MEAN = 14672, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_MOVING_VARIANCE = 14688, /* 16 floats */
    RESNET_CIFAR_STATE_BATCHNORM_1_GAMMA = 432, /* 16 floats */
    RESNET_CIFAR_STATE_BATCHNORM_1_BETA = 448, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_GAMMA = 2800, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_BETA = 2816, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_GAMMA = 5168, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_BETA = 5184, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_GAMMA = 7536, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_BETA = 7552, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_GAMMA = 9904, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_BETA = 9920, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_GAMMA = 12272, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_BETA = 12288, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_GAMMA = 14640, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_BETA = 14656, /* 16 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_1_KERNEL = 14704, /* 4608 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_3_KERNEL = 28784, /* 512 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_GAMMA = 19312, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_BETA = 19344, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_GAMMA = 28656, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_BETA = 28688, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_GAMMA = 29296, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_BETA = 29328, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_GAMMA = 38640, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_BETA = 38672, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_GAMMA = 47984, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_BETA = 48016, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_GAMMA = 57328, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_BETA = 57360, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_GAMMA = 66672, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_BETA = 66704, /* 32 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_1_KERNEL = 66800, /* 18432 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_3_KERNEL = 122608, /* 2048 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_GAMMA = 85232, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_BETA = 85296, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_2_KERNEL = 85488, /* 36864 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_GAMMA = 122352, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_BETA = 122416, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_GAMMA = 124656, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_BETA = 124720, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_1_KERNEL = 124912, /* 36864 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_GAMMA = 161776, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_BETA = 161840, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_2_KERNEL = 162032, /* 36864 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_GAMMA = 198896, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_BETA = 198960, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_1_KERNEL = 199152, /* 36864 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_GAMMA = 236016, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_BETA = 236080, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_2_KERNEL = 236272, /* 36864 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_GAMMA = 273136, /* 64 floats */
    RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_BETA = 273200, /* 64 floats */
    RESNET_CIFAR_STATE_DENSE_1_BIAS = 274416, /* 16 floats */
    RESNET_CIFAR_STATE_DENSE_1_KERNEL_MOMENT1 = 546272, /* 1024 floats */
};
enum {
    RESNET_CIFAR_WORK_RELU_1_OUT = 0, /* 16384 floats an image */
    RESNET_CIFAR_WORK_CONV_1_PANEL = 3145728, /* 4096 floats */
    RESNET_CIFAR_WORK_CONV_1_SEEN = 3149824, /* 2048 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_1_OUT = 1048576, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_1_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_1_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_1_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_2_OUT = 2097152, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_2_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_2_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_2_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_1_OUT = 1048576, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_1_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_1_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_1_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_2_OUT = 0, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_2_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_2_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_2_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_1_OUT = 1048576, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_1_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_1_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_1_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_2_OUT = 2097152, /* 16384 floats an image */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_2_V = 3145728, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_2_M = 3183168, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_2_TILE = 3220608, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_1_OUT = 590400, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_1_PANEL = 0, /* 18432 floats */
    RESNET_CIFAR_WORK_STAGE2_DOWN_BATCHNORM_2_OUT = 0, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_2_V = 1638976, /* 74304 floats */
    RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_2_M = 1713280, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_2_TILE = 1750720, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_2_OUT = 590400, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_3_PANEL = 1638976, /* 2048 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_1_OUT = 0, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_1_V = 1638976, /* 74304 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_1_M = 1713280, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_1_TILE = 1750720, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_2_OUT = 1114688, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_2_V = 1638976, /* 74304 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_2_M = 1713280, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_2_TILE = 1750720, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_1_OUT = 0, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_1_V = 1638976, /* 74304 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_1_M = 1713280, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_1_TILE = 1750720, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_2_OUT = 590400, /* 8192 floats an image */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_2_V = 1638976, /* 74304 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_2_M = 1713280, /* 37440 floats */
    RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_2_TILE = 1750720, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_1_OUT = 1114688, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_1_PANEL = 0, /* 20480 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILES = 0, /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILE = 1376832, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_BATCHNORM_2_OUT = 1448288, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_WIDE = 1114688, /* 36864 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_U = 1151552, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_M = 1299584, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILE_2 = 1447616, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_2_OUT = 1114688, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_3_PANEL = 0, /* 4096 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILES = 0, /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILE = 590400, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_1_OUT = 1376832, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_WIDE = 590400, /* 36864 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_U = 627264, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_M = 775296, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILE_2 = 923328, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILES = 0, /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILE = 590400, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_2_OUT = 1376832, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_WIDE = 590400, /* 36864 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_U = 627264, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_M = 775296, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILE_2 = 923328, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILES = 0, /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILE = 590400, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_1_OUT = 924000, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_WIDE = 590400, /* 36864 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_U = 627264, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_M = 775296, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILE_2 = 923328, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILES = 0, /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILE = 590400, /* 672 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_2_OUT = 924000, /* 4096 floats an image */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_WIDE = 590400, /* 36864 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_U = 627264, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_M = 775296, /* 148032 floats */
    RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILE_2 = 923328, /* 672 floats */
    RESNET_CIFAR_WORK_GLOBALAVGPOOL_1_OUT = 9280, /* 64 floats an image */
    RESNET_CIFAR_WORK_DENSE_1_OUT = 13376, /* 16 floats an image */
    RESNET_CIFAR_WORK_DENSE_1_ROOM = 0, /* 9280 floats */
    RESNET_CIFAR_WORK_DENSE_1_SOFTMAX_OUT = 13376, /* 16 floats an image */
};
enum {
    RESNET_CIFAR_TRAIN_INPUT_OUT = 0, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_CONV_1_OUT = 1048576, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_CONV_1_PADDED = 2162688, /* 18496 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_MOMENTS = 2097152, /* 1024 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_PANELS = 12696864, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_PANELS = 12734304, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_PANELS = 12771744, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_PANELS = 12809184, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_PANELS = 12846624, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_PANELS = 4286240, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_PANELS = 5337888, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_PANELS = 7431968, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_PANELS = 8483616, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_PANELS = 10577696, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_PANELS = 11629344, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT = 22017488, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22017552, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT = 22017616, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22017680, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT = 22017744, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT = 22017808, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT = 22017872, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22017936, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT = 22018000, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22018064, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT = 22018128, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22018192, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT = 22018256, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22018320, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT = 22018784, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22018816, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT = 22018912, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22018944, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT = 22018976, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT = 22019008, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT = 22019040, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019072, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT = 22019104, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22019136, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT = 22019168, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019200, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT = 22019232, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22019264, /* 32 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT = 22019296, /* 16 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019312, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT = 22019360, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019376, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT = 22019424, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22019440, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT = 22019488, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019504, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT = 22019552, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22019568, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT = 22019616, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT = 22019632, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT = 22019680, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT = 22019696, /* 16 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_MEAN = 22019328, /* 16 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_RSTD = 22019344, /* 16 floats */
    RESNET_CIFAR_TRAIN_RELU_1_OUT = 2097152, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT = 3145728, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_V = 4194304, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_M = 4231744, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TILE = 4269184, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOMENTS = 4269856, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MEAN = 22019392, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_RSTD = 22019408, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_NORM = 22018640, /* 48 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_OUT = 4194304, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_V = 5242880, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_M = 5280320, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_PATCH = 5317760, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TILE = 5320832, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOMENTS = 5321504, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MEAN = 22019456, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_RSTD = 22019472, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT = 5242880, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT = 6291456, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_V = 7340032, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_M = 7377472, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TILE = 7414912, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOMENTS = 7415584, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MEAN = 22019520, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_RSTD = 22019536, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_NORM = 22018688, /* 48 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_OUT = 7340032, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_V = 8388608, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_M = 8426048, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_PATCH = 8463488, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TILE = 8466560, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOMENTS = 8467232, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MEAN = 22019584, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_RSTD = 22019600, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT = 8388608, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT = 9437184, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_V = 10485760, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_M = 10523200, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TILE = 10560640, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOMENTS = 10561312, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MEAN = 22019648, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_RSTD = 22019664, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_NORM = 22018736, /* 48 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_OUT = 10485760, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_V = 11534336, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_M = 11571776, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_PATCH = 11609216, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TILE = 11612288, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOMENTS = 11612960, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MEAN = 22019712, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_RSTD = 22019728, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT = 11534336, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT = 14680064, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_PANEL = 12582912, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOMENTS = 12601344, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_OUT = 15728640, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PANEL = 12582912, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOMENTS = 12609536, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MEAN = 22018848, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_RSTD = 22018880, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_NORM = 14661664, /* 96 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MEAN = 14662016, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_RSTD = 14662048, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_OUT = 13763712, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_V = 12582912, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_M = 12657216, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_PATCH = 12694656, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TILE = 12696192, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOMENTS = 12884064, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MEAN = 14661952, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_RSTD = 14661984, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_OUT = 15204352, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT = 16252928, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT = 15204352, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_V = 12582912, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_M = 12657216, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TILE = 12694656, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOMENTS = 12695328, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MEAN = 14662080, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_RSTD = 14662112, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_NORM = 14661760, /* 96 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_OUT = 16777216, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_V = 12582912, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_M = 12657216, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_PATCH = 12694656, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TILE = 12696192, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOMENTS = 12696864, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MEAN = 14662144, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_RSTD = 14662176, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT = 17301504, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT = 17825792, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_V = 12582912, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_M = 12657216, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TILE = 12694656, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOMENTS = 12695328, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MEAN = 14662208, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_RSTD = 14662240, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_NORM = 14661856, /* 96 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_OUT = 18350080, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_V = 12582912, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_M = 12657216, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_PATCH = 12694656, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TILE = 12696192, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOMENTS = 12696864, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MEAN = 14662272, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_RSTD = 14662304, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT = 18874368, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT = 14288000, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PANEL = 12582912, /* 20480 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOMENTS = 12603392, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_OUT = 20185088, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PANEL = 12582912, /* 4096 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOMENTS = 12611584, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MEAN = 14589696, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_RSTD = 14589760, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_NORM = 14589312, /* 192 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MEAN = 14589952, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_RSTD = 14590016, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_PATCH = 13173312, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE = 13174080, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_OUT = 19922944, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_U = 13173312, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_M = 13321920, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE_2 = 13617984, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOMENTS = 13618656, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MEAN = 14589824, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_RSTD = 14589888, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_OUT = 13173312, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT = 20447232, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE = 13435456, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_U = 13173312, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_M = 13321920, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_2 = 13617984, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOMENTS = 13618656, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MEAN = 14590080, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_RSTD = 14590144, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_NORM = 14589504, /* 192 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_PATCH = 13173312, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE = 13174080, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_OUT = 19398656, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_U = 13173312, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_M = 13321920, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE_2 = 13617984, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOMENTS = 13618656, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MEAN = 14578368, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_RSTD = 14578432, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT = 19660800, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE = 13173312, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT = 20971520, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_U = 13173312, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_M = 13321920, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE_2 = 13617984, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOMENTS = 13618656, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MEAN = 14568768, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_RSTD = 14568832, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_NORM = 14568576, /* 192 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_PATCH = 13173312, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE = 13174080, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_OUT = 21233664, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_U = 13173312, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_M = 13321920, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE_2 = 13617984, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOMENTS = 13618656, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MEAN = 13436128, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_RSTD = 13436192, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_OUT = 12582912, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_OUT = 12854336, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_DENSE_1_OUT = 12858432, /* 16 floats an image */
    RESNET_CIFAR_TRAIN_DENSE_1_ROOM = 12845056, /* 9280 floats */
    RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_OUT = 12845056, /* 16 floats an image */
    RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_LOSSES = 12846080, /* 1 floats an image */
    RESNET_CIFAR_TRAIN_DENSE_1_GRAD = 12858432, /* 16 floats an image */
    RESNET_CIFAR_TRAIN_DENSE_1_BIAS_GRAD = 22019744, /* 16 floats */
    RESNET_CIFAR_TRAIN_FOUND = 22015424, /* 1040 floats */
    RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD = 22016464, /* 1024 floats */
    RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_GRAD = 12854336, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_GRAD = 21495808, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_ADD_1_GRAD = 21495808, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_SUMS = 12845056, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_GAMMA_GRAD = 22018384, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_BETA_GRAD = 22018448, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRAD = 13173312, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRADIENT_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE_3 = 13435456, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES_2 = 13173312,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_PATCH_2 = 14550144, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE_4 = 14550912, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_KERNEL_GRAD = 21907712, /* 36864 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_U_2 = 14550144, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GRAD = 21233664, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_WT = 13173312, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_U_3 = 13191744, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_V = 13340352, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE_5 = 13636416, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_SUMS = 13637088, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED = 13653472, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED_PANELS = 14623712, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED = 13662688, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED_PANELS = 21757952, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED = 13671904, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED_PANELS = 21795392, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED = 13681120, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED_PANELS = 21832832, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED = 13690336, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED_PANELS = 21870272, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_TRANSPOSED = 14550144, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED = 13699552, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED_PANELS = 21981440, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_TRANSPOSED = 22010816, /* 4608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_TRANSPOSED = 14587264, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_TRANSPOSED = 14661152, /* 512 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GAMMA_GRAD = 22018512, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_BETA_GRAD = 22018576, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED = 12582912, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED_PANELS = 21991232, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRAD = 21233664, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRADIENT_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES_2 = 13173312,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE_3 = 14568576, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_KERNEL_GRAD = 21944576, /* 36864 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_U_2 = 14568576, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_X_GRAD = 20971520, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_WT = 13173312, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_U_3 = 13191744, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_V = 13340352, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE_4 = 13636416, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_ADD_1_GRAD = 20971520, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_SUMS = 12582912, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES_2 = 13173312,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_PATCH_2 = 12593408, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE_3 = 12594176, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED = 12591104, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED_PANELS = 22001024, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_GAMMA_GRAD = 21542464, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_BETA_GRAD = 21542528, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRAD = 19660800, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRADIENT_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE_4 = 14568576, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GRAD = 21233664, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_WT = 19398656, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_U_2 = 19417088, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_V = 19565696, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE_5 = 19861760, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_SUMS = 14568576, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_KERNEL_GRAD = 21495808, /* 36864 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_U_3 = 19398656, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED = 14584960, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED_PANELS = 21532672, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES_2 = 13173312,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_3 = 12582912, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GAMMA_GRAD = 21542592, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_BETA_GRAD = 21542656, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRAD = 21233664, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRADIENT_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_4 = 14568576, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_X_GRAD = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_WT = 19398656, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_U_2 = 19417088, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_V = 19565696, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_5 = 19861760, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_KERNEL_GRAD = 21233664, /* 36864 floats */
    RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_U_3 = 19398656, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_SUMS = 12582912, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_SUMS = 12591104, /* 128 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES_2 = 13173312,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_PATCH_2 = 12601600, /* 768 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE_3 = 12602368, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED = 12599296, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED_PANELS = 21270528, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_GAMMA_GRAD = 20981312, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_BETA_GRAD = 20981376, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_GAMMA_GRAD = 20981440, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_BETA_GRAD = 20981504, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED = 12582912, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED_PANELS = 20971520, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_GRAD = 20447232, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD = 19398656, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PADDED = 14568576, /* 4096 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRAD = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRADIENT_TILES = 12582912,
        /* 9216 floats an image and 576 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE_4 = 14568576, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GRAD = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_WT = 19922944, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_U_2 = 19941376, /* 148608 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_V = 20089984, /* 296064 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE_5 = 20386048, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_SUMS = 14568576, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_KERNEL_GRAD = 20386720, /* 36864 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_U_3 = 19922944, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_KERNEL_GRAD = 20423584, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PANEL_2 = 19922944, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GAMMA_GRAD = 19922944, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_BETA_GRAD = 19923008, /* 64 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_GRAD = 20709376, /* 4096 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD_2 = 12582912, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PADDED = 13107200, /* 5184 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_ADD_1_GRAD = 12582912, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_SUMS = 13112384, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_KERNEL_GRAD = 19398656, /* 18432 floats */
    RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PANEL_2 = 13107200, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_GAMMA_GRAD = 19417088, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_BETA_GRAD = 19417120, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_GRAD = 13107200, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GRAD = 18350080, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_DW = 14476256, /* 9216 floats for each of 16 ranges */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_DU = 14288000, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_V_2 = 14325440, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_M_2 = 14399744, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_PATCH_2 = 14474048, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TILE_2 = 14475584, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_SUMS = 13631488, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_KERNEL_GRAD = 18874368, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GAMMA_GRAD = 18883584, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_BETA_GRAD = 18883616, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_GRAD = 18350080, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_X_GRAD = 17825792, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_DW = 13293920, /* 9216 floats for each of 16 ranges */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_DU = 13107200, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_V_2 = 13144640, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_M_2 = 13218944, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TILE_2 = 13293248, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_ADD_1_GRAD = 17825792, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_SUMS = 13441376, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_KERNEL_GRAD = 17301504, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_GAMMA_GRAD = 17319936, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_BETA_GRAD = 17319968, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_GRAD = 12582912, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GRAD = 16777216, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_DW = 13295456, /* 9216 floats for each of 16 ranges */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_DU = 13107200, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_V_2 = 13144640, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_M_2 = 13218944, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_PATCH_2 = 13293248, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TILE_2 = 13294784, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_SUMS = 13442912, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_KERNEL_GRAD = 17310720, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GAMMA_GRAD = 17320000, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_BETA_GRAD = 17320032, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_GRAD = 16777216, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_X_GRAD = 15204352, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_DW = 12769632, /* 9216 floats for each of 16 ranges */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_DU = 12582912, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_V_2 = 12620352, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_M_2 = 12694656, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TILE_2 = 12768960, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD = 15204352, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_SUMS = 12917088, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_SUMS = 12921184, /* 64 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_KERNEL_GRAD = 16777216, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_GAMMA_GRAD = 16786432, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_BETA_GRAD = 16786464, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_GAMMA_GRAD = 16786496, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_BETA_GRAD = 16786528, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_GRAD = 16252928, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD = 12582912, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PADDED = 14288000, /* 8192 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_GRAD = 15204352, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GRAD = 15728640, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_DW = 14476256, /* 9216 floats for each of 16 ranges */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_DU = 14288000, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_V_2 = 14325440, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_M_2 = 14399744, /* 74304 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_PATCH_2 = 14474048, /* 1536 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TILE_2 = 14475584, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_SUMS = 13631488, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_KERNEL_GRAD = 15224864, /* 512 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PANEL_2 = 13647872, /* 2048 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_KERNEL_GRAD = 15213600, /* 9216 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GAMMA_GRAD = 15225376, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_BETA_GRAD = 15225408, /* 32 floats */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_GRAD = 15728640, /* 8192 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD_2 = 13631488, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_PADDED = 15204352, /* 9248 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_ADD_1_GRAD = 13631488, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_SUMS = 15222816, /* 32 floats an image */
    RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_KERNEL_GRAD = 12761440, /* 4608 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_GAMMA_GRAD = 12766048, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_BETA_GRAD = 12766064, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_GRAD = 11534336, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GRAD = 10485760, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_DW = 12671328, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_DU = 12582912, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_V_2 = 12592704, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_M_2 = 12630144, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_PATCH_2 = 12667584, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TILE_2 = 12670656, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_SUMS = 12745056, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_KERNEL_GRAD = 11693408, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GAMMA_GRAD = 11697760, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_BETA_GRAD = 11697776, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_GRAD = 10485760, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_X_GRAD = 9437184, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_DW = 11619680, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_DU = 11534336, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_V_2 = 11544128, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_M_2 = 11581568, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TILE_2 = 11619008, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_ADD_1_GRAD = 9437184, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_SUMS = 11695712, /* 32 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_KERNEL_GRAD = 10664288, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_GAMMA_GRAD = 10666592, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_BETA_GRAD = 10666608, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_GRAD = 8388608, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GRAD = 7340032, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_DW = 10574176, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_DU = 10485760, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_V_2 = 10495552, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_M_2 = 10532992, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_PATCH_2 = 10570432, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TILE_2 = 10573504, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_SUMS = 10647904, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_KERNEL_GRAD = 8547680, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GAMMA_GRAD = 8552032, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_BETA_GRAD = 8552048, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_GRAD = 7340032, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_X_GRAD = 6291456, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_DW = 8473952, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_DU = 8388608, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_V_2 = 8398400, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_M_2 = 8435840, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TILE_2 = 8473280, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_ADD_1_GRAD = 6291456, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_SUMS = 8549984, /* 32 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_KERNEL_GRAD = 7518560, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_GAMMA_GRAD = 7520864, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_BETA_GRAD = 7520880, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_GRAD = 5242880, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GRAD = 4194304, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_DW = 7428448, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_DU = 7340032, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_V_2 = 7349824, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_M_2 = 7387264, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_PATCH_2 = 7424704, /* 3072 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TILE_2 = 7427776, /* 672 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_SUMS = 7502176, /* 256 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_KERNEL_GRAD = 5401952, /* 2304 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GAMMA_GRAD = 5406304, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_BETA_GRAD = 5406320, /* 16 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_GRAD = 4194304, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_X_GRAD = 3145728, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_DW = 5328224, /* 2304 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_DU = 5242880, /* 9792 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_V_2 = 5252672, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_M_2 = 5290112, /* 37440 floats */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TILE_2 = 5327552, /* 672 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_GRAD = 3145728, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_SUMS = 5404256, /* 32 floats an image */
    RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_KERNEL_GRAD = 2110976, /* 2304 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD = 2113280, /* 16 floats */
    RESNET_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD = 2113296, /* 16 floats */
    RESNET_CIFAR_TRAIN_CONV_1_GRAD = 3145728, /* 16384 floats an image */
    RESNET_CIFAR_TRAIN_CONV_1_DW = 2097152, /* 432 floats for each of 32 ranges */
    RESNET_CIFAR_TRAIN_CONV_1_KERNEL_GRAD = 0, /* 432 floats */
};
enum {
    RESNET_CIFAR_GRADS_DENSE_1_KERNEL = 273392, /* 640 floats */
};

/* relu_backward: dx = dy where y > 0 (and y < MAX when MAX > 0), else 0. */
RESNET_CIFAR_INLINE void resnet_cifar_relu_backward(float MAX, int begin, int end, const float *y,
                                                    const float *dy, float *dx)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
    RESNET_CIFAR_WROTE();
}

/* softmax_forward: Softmax over the channels of each pixel, shifted by their maximum. Images begin
 * ... end - 1. */
RESNET_CIFAR_INLINE void resnet_cifar_softmax_forward(int C, int HW, int begin, int end,
                                                      const float *x, float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        resnet_cifar_mk_softmax(y + at, x + at, C, HW);
    }
    RESNET_CIFAR_WROTE();
}

/* add_forward: y = a + b; LEN floats an image. */
RESNET_CIFAR_INLINE void resnet_cifar_add_forward(int begin, int end, const float *a,
                                                  const float *b, float *y)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_add(y + at, a + at, b + at, (end - begin) * 16);
    RESNET_CIFAR_WROTE();
}

/* add_partials: y = the sum of PARTS partial sums of COUNT floats each, in their order. */
RESNET_CIFAR_INLINE void resnet_cifar_add_partials(int COUNT, int PARTS, int begin, int end,
                                                   const float *RESNET_CIFAR_RESTRICT partial,
                                                   float *RESNET_CIFAR_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_add_partials(y + at, partial + at, COUNT, PARTS, (end - begin) * 16);
    RESNET_CIFAR_WROTE();
}

/* batchnorm_stats: mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS),
 * variance = mean of (x - mean)^2, from the moments of stretches; moving = moving * momentum +
 * batch's * ONE_MINUS_MOMENTUM, in place. Lanes beyond C stay 0. The constant is 1 - momentum,
 * which a float holds better than a momentum near 1. A variance that no float holds makes rstd NaN,
 * so that the step is refused, and leaves moving as it is. Source: T. Chan, G. Golub, R. LeVeque,
 * Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_stats(int C, int HW, int STEP, float EPS,
                                                      float ONE_MINUS_MOMENTUM, int n, int begin,
                                                      int end,
                                                      const float *RESNET_CIFAR_RESTRICT part,
                                                      float *RESNET_CIFAR_RESTRICT mean,
                                                      float *RESNET_CIFAR_RESTRICT rstd,
                                                      float *RESNET_CIFAR_RESTRICT moving_mean,
                                                      float *RESNET_CIFAR_RESTRICT moving_variance)
{
    const ptrdiff_t map = (HW + STEP - 1) / STEP * 32;
    const double count = (double)n * (double)HW, rest = (double)ONE_MINUS_MOMENTUM, most = 3.4e38;
    for (int cb = begin; cb < end; cb++) {
        double centre[16], square[16];
        resnet_cifar_mk_moments_merge(centre, square, part + cb * map, n, (C + 15) / 16 * map, HW,
                                      STEP);
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
    RESNET_CIFAR_WROTE();
}

/* batchnorm_apply: y = (x - mean) * rstd * gamma + beta. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_apply(int CB, int HW, int begin, int end,
                                                      const float *x, const float *mean,
                                                      const float *rstd, const float *gamma,
                                                      const float *beta, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch,
                                  gamma + ch, beta + ch);
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_apply + relu_forward: y = (x - mean) * rstd * gamma + beta. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_apply_relu_forward(int CB, int HW, int begin,
    int end, const float *x, const float *mean, const float *rstd, const float *gamma,
    const float *beta, float *y, float f0_MAX)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch,
                                  gamma + ch, beta + ch);
        resnet_cifar_mk_relu(row, row, count, f0_MAX);
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_apply + add_maps + relu_forward: y = (x - mean) * rstd * gamma + beta. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_apply_add_maps_relu_forward(int CB, int HW,
    int begin, int end, const float *x, const float *mean, const float *rstd, const float *gamma,
    const float *beta, float *y, const float *f0_b, float f1_MAX)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        resnet_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch,
                                  gamma + ch, beta + ch);
        resnet_cifar_mk_add(row, row, f0_b + (row - y), count);
        resnet_cifar_mk_relu(row, row, count, f1_MAX);
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_factors: What normalises a value on its way: norm [CB][3][16], mean, rstd * gamma and
 * beta of each block, for mk_norm_line. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_factors(int begin, int end,
                                                        const float *RESNET_CIFAR_RESTRICT mean,
                                                        const float *RESNET_CIFAR_RESTRICT rstd,
                                                        const float *RESNET_CIFAR_RESTRICT gamma,
                                                        const float *RESNET_CIFAR_RESTRICT beta,
                                                        float *RESNET_CIFAR_RESTRICT norm)
{
    for (int i = begin * 16; i < end * 16; i++) {
        float *block = norm + i / 16 * 48 + i % 16;
        block[0] = mean[i];
        block[16] = rstd[i] * gamma[i];
        block[32] = beta[i];
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_sums: Sums of dy and of dy * (x - mean) over each of TIMES stretches of a map, as
 * bias_sums has them: part [n][CB][TIMES][2][16]. It runs where dy is made. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_sums(int CB, int HW, int STEP, int AFTER, int TIMES,
                                                     int begin, int end,
                                                     const float *RESNET_CIFAR_RESTRICT dy,
                                                     const float *RESNET_CIFAR_RESTRICT x,
                                                     const float *RESNET_CIFAR_RESTRICT mean,
                                                     float *RESNET_CIFAR_RESTRICT part)
{
    for (int r = begin; r < end; r++)
        for (int t = 0; t < TIMES; t++) {
            const int from = t ? t * STEP - AFTER : 0,
                      to = t == TIMES - 1 ? HW : (t + 1) * STEP - AFTER;
            const ptrdiff_t at = ((ptrdiff_t)r * HW + from) * 16;
            resnet_cifar_mk_norm_sums(part + ((ptrdiff_t)r * TIMES + t) * 32, dy + at, x + at,
                                      (to - from) * 16, mean + r % CB * 16);
        }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_reduce: dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and
 * pixels, in double, from sums of stretches. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_reduce(int CB, int TIMES, int n, int begin, int end,
                                                       const float *RESNET_CIFAR_RESTRICT part,
                                                       const float *RESNET_CIFAR_RESTRICT rstd,
                                                       float *RESNET_CIFAR_RESTRICT dgamma,
                                                       float *RESNET_CIFAR_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[32] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_sum_pairs(sum, part + ((ptrdiff_t)i * CB + cb) * TIMES * 32, TIMES);
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum[l];
            dgamma[cb * 16 + l] = (float)(sum[16 + l] * (double)rstd[cb * 16 + l]);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_backward: dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd * dgamma / N), N = n
 * * HW: the batch's mean and variance depend on x too. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_backward(int CB, int HW, int n, int begin, int end,
                                                         const float *dy, const float *x,
                                                         const float *mean, const float *rstd,
                                                         const float *gamma, const float *dgamma,
                                                         const float *dbeta, float *dx)
{
    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        resnet_cifar_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch,
                                  dgamma + ch, dbeta + ch, share);
    }
    RESNET_CIFAR_WROTE();
}

/* batchnorm_fold_scale: scale = gamma / sqrt(variance + EPS), 0 beyond C. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_fold_scale(int C, float EPS,
                                                           const float *RESNET_CIFAR_RESTRICT gamma,
    const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT scale)
{
    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
    RESNET_CIFAR_WROTE();
}

/* batchnorm_fold_shift: shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C. */
RESNET_CIFAR_INLINE void resnet_cifar_batchnorm_fold_shift(int C, float EPS,
                                                           const float *RESNET_CIFAR_RESTRICT gamma,
                                                           const float *RESNET_CIFAR_RESTRICT beta,
                                                           const float *RESNET_CIFAR_RESTRICT mean,
    const float *RESNET_CIFAR_RESTRICT variance, float *RESNET_CIFAR_RESTRICT shift)
{
    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] /
                           sqrt((double)variance[c] + (double)EPS));
    RESNET_CIFAR_WROTE();
}

/* bias_backward: dbias = sum of dy over images and pixels, in double; of maps, dy may be their
 * TIMES sums from bias_sums. */
RESNET_CIFAR_INLINE void resnet_cifar_bias_backward(int CB, int TIMES, int n, int begin, int end,
                                                    const float *RESNET_CIFAR_RESTRICT dy,
                                                    float *RESNET_CIFAR_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            resnet_cifar_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
    RESNET_CIFAR_WROTE();
}

/* conv_pack: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are
 * 0. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_pack(int TAPS, int C, int K, const float *keras,
                                                float *packed)
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
    RESNET_CIFAR_WROTE();
}

/* conv_unpack: Back to Keras layout. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_unpack(int TAPS, int C, int K, const float *packed,
                                                  float *keras)
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
    RESNET_CIFAR_WROTE();
}

/* conv_transpose: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with
 * wt[t, k, c] = w[FIRST + t, c, k]. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_transpose(int FIRST, int C, int K, int begin, int end,
                                                     const float *w, float *wt)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        resnet_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16,
                                  w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16,
                                  (ptrdiff_t)C * 16, rows, K);
    }
    RESNET_CIFAR_WROTE();
}

/* conv_forward + batchnorm_moments: y = x * w. The frame HP x WP is what the windows cover, from
 * row -PT and column -PL on; without zeros in it x is read where it lies, and a 1x1 kernel of
 * stride 1 takes the map as one row. POOL 1: y is the maxima of 2x2 windows of that, stride 2, PH x
 * PW of them, as wino_forward_pooled (wino.c) makes them, KEEP their places; POOL 2: by the sign of
 * scale, as there; POOL 0: PH = OH, PW = OW. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_forward_batchnorm_moments(int C, int H, int W, int K,
    int OH, int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int GROUPS,
    int PH, int PW, int POOL, int KEEP, int begin, int end, const float *x, const float *w,
    const float *scale, float *y, uint8_t *arg, float *padded, float *lines, int f0_HW, int f0_STEP,
    float *f0_part)
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
                resnet_cifar_mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                                         src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16,
                                         SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16,
                                         (ptrdiff_t)FH * FW * 16,
                                         w + ((ptrdiff_t)kb * C + low) * 16,
                                         (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH,
                                         KW, high - low, 0);
            resnet_cifar_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                               ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                               % (f0_HW * 16) / (f0_STEP * 16)) * 32, row, count*16,
                                    f0_STEP);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_backward_data: dx[h, c] = sum over the taps t with (h + P - t*D) divisible by S, and k, of
 * dy[(h + P - t*D) / S, k] * wt[t, k, c]. Such taps are QH (QW) apart. The frame HQ x WQ of dy
 * begins QT rows above and QL columns left of it. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_backward_data(int C, int H, int W, int K, int OH, int OW,
                                                         int KH, int KW, int SH, int SW, int DH,
                                                         int DW, int PT, int PL, int GROUPS,
                                                         int begin, int end, const float *dy,
                                                         const float *wt, float *dx, float *padded)
{
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
        const int low = cb * 16 / (C / GROUPS) * (K / GROUPS) / 16 *
                        16; /* outputs low ... high - 1 share groups with these channels */
        const int high = ((cb * 16 + 16 < C ? cb * 16 + 16 : C) - 1) / (C / GROUPS) *
                             (K / GROUPS) +
                         K / GROUPS;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16,
                           src + (ptrdiff_t)r * OW * 16, sizeof(float) * 16 * (size_t)cols);
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
                resnet_cifar_mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16,
                                         (W - 1 - v) / SW + 1,
                                         src + (((ptrdiff_t)low / 16 * FH + oh + QT) * FW + ow + QL)
                                         * 16, 16, -(ptrdiff_t)(QH * DH / SH) * FW * 16,
                                         -(QW * DW / SW) * 16, (ptrdiff_t)FH * FW * 16,
                                         wt + ((((ptrdiff_t)kh * KW + kw) * CB + cb) * K + low) *
                                         16, (ptrdiff_t)QH * KW * CB * K * 16,
                                         (ptrdiff_t)QW * CB * K * 16,
                                         kh < KH ? (KH - 1 - kh) / QH + 1 : 0,
                                         kw < KW ? (KW - 1 - kw) / QW + 1 : 0, high - low, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_backward_weights_few: The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a
 * pass over the outputs where all of them lie on the map; what some miss at the edges follows tap
 * by tap. All taps of an image come before the next, while its values are in cache. There are few
 * blocks of outputs, so ranges are of images, with partial sums. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_backward_weights_few(int C, int H, int W, int K, int OH,
    int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int TOGETHER, int begin,
    int end, const float *x, const float *dy, float *dw)
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
            resnet_cifar_mk_panel_grad9(dw + (ptrdiff_t)kb * C * 16, to,
                                        common ? map + ((ptrdiff_t)top * SH * W + left * SW) * 16 :
                                        map, from, some * C, (ptrdiff_t)SH * W * 16, SW * 16,
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
                resnet_cifar_mk_panel_grad(dw + (ptrdiff_t)kb * C * 16 + to[t * C], C,
                                           map + ((ptrdiff_t)ha * SH * W + wa * SW) * 16 +
                                           from[t * C], (ptrdiff_t)SH * W * 16, SW * 16,
                                           grad + ((ptrdiff_t)ha * OW + wa) * 16,
                                           (ptrdiff_t)OW * 16, hb - ha, wb - wa, 1);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_gemm + batchnorm_moments: y = x * w, w [KH*KW][KB][C][16] from tap FIRST on. A range item is
 * OUTS output blocks of one block of pixels. FLIP 1: the window is turned round, tap t has the
 * weights of tap KH*KW - 1 - t, which with transposed weights makes the gradient of x of a
 * convolution of stride 1. Without a window and a stride, FLAT 1, x is read where it lies. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_gemm_batchnorm_moments(int C, int H, int W, int K,
    int OH, int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int IMAGES,
    int PIXELS, int TAPS, int CHANNELS, int OUTS, int FLAT, int FIRST, int FLIP, int n, int begin,
    int end, const float *x, const float *w, float *y, float *panel, int f0_HW, int f0_STEP,
    float *f0_part)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, map = OH * OW, taps = KH * KW,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS,
              cuts = (C + CHANNELS - 1) / CHANNELS,
              panels = (taps + TAPS - 1) / TAPS * cuts;
    const ptrdiff_t wi = (ptrdiff_t)KB * C * 16, ws = (ptrdiff_t)C * 16;
    for (int i = begin, some; i < end; i += some) {
        some = groups - i % groups < end - i ? groups - i % groups : end - i;
        const int k0 = i % groups * OUTS, k1 = k0 + some * OUTS < KB ? k0 + some * OUTS : KB;
        const int img = i / groups / bands * IMAGES, first = i / groups % bands * PIXELS;
        const int images = n - img < IMAGES ? n - img : IMAGES,
                  pixels = map - first < PIXELS ? map - first : PIXELS, rows = images * pixels,
                  calls = map > 1 ? images : 1; /* maps of one pixel are rows of one product */
        for (int p = 0; p < panels; p++) {
            const int t = p / cuts * TAPS, c = p % cuts * CHANNELS,
                      nt = taps - t < TAPS ? taps - t : TAPS,
                      nc = C - c < CHANNELS ? C - c : CHANNELS, cb = (nc + 15) / 16,
                      tap = FIRST + (FLIP > 0 ? taps - 1 - t : t);
            for (int q = 0; FLAT <= 0 && q < nt * cb * images; q++) {
                const int at = t + q / images / cb;
                resnet_cifar_mk_gather_tap(panel +
                                           ((ptrdiff_t)(q / images) * rows + q % images * pixels) *
                                           16, x +
                                           ((ptrdiff_t)(img + q % images) * CB + c / 16 + q /
                                            images % cb) * H * W * 16, H, W, at / KW * DH - PT,
                                           at % KW * DW - PL, SH, SW, OW, first, pixels);
            }
            for (int q = 0; q < (k1 - k0 + 1) / 2 * calls; q++) {
                const int kb = k0 + q / calls * 2, pair = k1 - kb < 2 ? 1 : 2, j = q % calls;
                float *to = y + (((ptrdiff_t)(img + j) * KB + kb) * map + first) * 16;
                resnet_cifar_mk_conv_block(to, (ptrdiff_t)(map > 1 ? 1 : KB) * 16,
                                           (ptrdiff_t)map * 16, rows / calls,
                                           FLAT > 0 ? x +
                                           (((ptrdiff_t)(img + j) * CB + c / 16) * map + first) * 16
                                           : panel + (ptrdiff_t)j * pixels * 16,
                                           (ptrdiff_t)cb * rows * 16,
                                           (ptrdiff_t)(FLAT > 0 ? map : rows) * 16,
                                           w + tap * wi + kb * ws + (ptrdiff_t)c * 16,
                                           FLIP > 0 ? -wi : wi, ws, nt, nc, pair, p > 0);
                for (int o = 0; p == panels - 1 && o < pair * images / calls; o++) {
                    float *row = to + ((ptrdiff_t)(o / pair) * KB + o % pair) * map * 16;
                    const int ch = (kb + o % pair) * 16;
                    (void)row, (void)ch;
                    resnet_cifar_mk_moments(f0_part +
                                            (((row - y)) / (f0_HW * 16) *
                                             ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                             % (f0_HW * 16) / (f0_STEP * 16)) * 32, row, pixels*16,
                                            f0_STEP);
                }
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_gemm + scale_shift + relu_forward: y = x * w, w [KH*KW][KB][C][16] from tap FIRST on. A
 * range item is OUTS output blocks of one block of pixels. FLIP 1: the window is turned round, tap
 * t has the weights of tap KH*KW - 1 - t, which with transposed weights makes the gradient of x of
 * a convolution of stride 1. Without a window and a stride, FLAT 1, x is read where it lies. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_gemm_scale_shift_relu_forward(int C, int H, int W, int K,
    int OH, int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int IMAGES,
    int PIXELS, int TAPS, int CHANNELS, int OUTS, int FLAT, int FIRST, int FLIP, int n, int begin,
    int end, const float *x, const float *w, float *y, float *panel, const float *f0_scale,
    const float *f0_shift, float f1_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, map = OH * OW, taps = KH * KW,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS,
              cuts = (C + CHANNELS - 1) / CHANNELS,
              panels = (taps + TAPS - 1) / TAPS * cuts;
    const ptrdiff_t wi = (ptrdiff_t)KB * C * 16, ws = (ptrdiff_t)C * 16;
    for (int i = begin, some; i < end; i += some) {
        some = groups - i % groups < end - i ? groups - i % groups : end - i;
        const int k0 = i % groups * OUTS, k1 = k0 + some * OUTS < KB ? k0 + some * OUTS : KB;
        const int img = i / groups / bands * IMAGES, first = i / groups % bands * PIXELS;
        const int images = n - img < IMAGES ? n - img : IMAGES,
                  pixels = map - first < PIXELS ? map - first : PIXELS, rows = images * pixels,
                  calls = map > 1 ? images : 1; /* maps of one pixel are rows of one product */
        for (int p = 0; p < panels; p++) {
            const int t = p / cuts * TAPS, c = p % cuts * CHANNELS,
                      nt = taps - t < TAPS ? taps - t : TAPS,
                      nc = C - c < CHANNELS ? C - c : CHANNELS, cb = (nc + 15) / 16,
                      tap = FIRST + (FLIP > 0 ? taps - 1 - t : t);
            for (int q = 0; FLAT <= 0 && q < nt * cb * images; q++) {
                const int at = t + q / images / cb;
                resnet_cifar_mk_gather_tap(panel +
                                           ((ptrdiff_t)(q / images) * rows + q % images * pixels) *
                                           16, x +
                                           ((ptrdiff_t)(img + q % images) * CB + c / 16 + q /
                                            images % cb) * H * W * 16, H, W, at / KW * DH - PT,
                                           at % KW * DW - PL, SH, SW, OW, first, pixels);
            }
            for (int q = 0; q < (k1 - k0 + 1) / 2 * calls; q++) {
                const int kb = k0 + q / calls * 2, pair = k1 - kb < 2 ? 1 : 2, j = q % calls;
                float *to = y + (((ptrdiff_t)(img + j) * KB + kb) * map + first) * 16;
                resnet_cifar_mk_conv_block(to, (ptrdiff_t)(map > 1 ? 1 : KB) * 16,
                                           (ptrdiff_t)map * 16, rows / calls,
                                           FLAT > 0 ? x +
                                           (((ptrdiff_t)(img + j) * CB + c / 16) * map + first) * 16
                                           : panel + (ptrdiff_t)j * pixels * 16,
                                           (ptrdiff_t)cb * rows * 16,
                                           (ptrdiff_t)(FLAT > 0 ? map : rows) * 16,
                                           w + tap * wi + kb * ws + (ptrdiff_t)c * 16,
                                           FLIP > 0 ? -wi : wi, ws, nt, nc, pair, p > 0);
                for (int o = 0; p == panels - 1 && o < pair * images / calls; o++) {
                    float *row = to + ((ptrdiff_t)(o / pair) * KB + o % pair) * map * 16;
                    const int ch = (kb + o % pair) * 16;
                    (void)row, (void)ch;
                    resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + ch,
                                                        f0_shift + ch);
                    resnet_cifar_mk_relu(row, row, pixels*16, f1_MAX);
                }
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_gemm + scale_shift + add_maps + relu_forward: y = x * w, w [KH*KW][KB][C][16] from tap FIRST
 * on. A range item is OUTS output blocks of one block of pixels. FLIP 1: the window is turned
 * round, tap t has the weights of tap KH*KW - 1 - t, which with transposed weights makes the
 * gradient of x of a convolution of stride 1. Without a window and a stride, FLAT 1, x is read
 * where it lies. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_gemm_scale_shift_add_maps_relu_forward(int C, int H,
    int W, int K, int OH, int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL,
    int IMAGES, int PIXELS, int TAPS, int CHANNELS, int OUTS, int FLAT, int FIRST, int FLIP, int n,
    int begin, int end, const float *x, const float *w, float *y, float *panel,
    const float *f0_scale, const float *f0_shift, const float *f1_b, float f2_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, map = OH * OW, taps = KH * KW,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS,
              cuts = (C + CHANNELS - 1) / CHANNELS,
              panels = (taps + TAPS - 1) / TAPS * cuts;
    const ptrdiff_t wi = (ptrdiff_t)KB * C * 16, ws = (ptrdiff_t)C * 16;
    for (int i = begin, some; i < end; i += some) {
        some = groups - i % groups < end - i ? groups - i % groups : end - i;
        const int k0 = i % groups * OUTS, k1 = k0 + some * OUTS < KB ? k0 + some * OUTS : KB;
        const int img = i / groups / bands * IMAGES, first = i / groups % bands * PIXELS;
        const int images = n - img < IMAGES ? n - img : IMAGES,
                  pixels = map - first < PIXELS ? map - first : PIXELS, rows = images * pixels,
                  calls = map > 1 ? images : 1; /* maps of one pixel are rows of one product */
        for (int p = 0; p < panels; p++) {
            const int t = p / cuts * TAPS, c = p % cuts * CHANNELS,
                      nt = taps - t < TAPS ? taps - t : TAPS,
                      nc = C - c < CHANNELS ? C - c : CHANNELS, cb = (nc + 15) / 16,
                      tap = FIRST + (FLIP > 0 ? taps - 1 - t : t);
            for (int q = 0; FLAT <= 0 && q < nt * cb * images; q++) {
                const int at = t + q / images / cb;
                resnet_cifar_mk_gather_tap(panel +
                                           ((ptrdiff_t)(q / images) * rows + q % images * pixels) *
                                           16, x +
                                           ((ptrdiff_t)(img + q % images) * CB + c / 16 + q /
                                            images % cb) * H * W * 16, H, W, at / KW * DH - PT,
                                           at % KW * DW - PL, SH, SW, OW, first, pixels);
            }
            for (int q = 0; q < (k1 - k0 + 1) / 2 * calls; q++) {
                const int kb = k0 + q / calls * 2, pair = k1 - kb < 2 ? 1 : 2, j = q % calls;
                float *to = y + (((ptrdiff_t)(img + j) * KB + kb) * map + first) * 16;
                resnet_cifar_mk_conv_block(to, (ptrdiff_t)(map > 1 ? 1 : KB) * 16,
                                           (ptrdiff_t)map * 16, rows / calls,
                                           FLAT > 0 ? x +
                                           (((ptrdiff_t)(img + j) * CB + c / 16) * map + first) * 16
                                           : panel + (ptrdiff_t)j * pixels * 16,
                                           (ptrdiff_t)cb * rows * 16,
                                           (ptrdiff_t)(FLAT > 0 ? map : rows) * 16,
                                           w + tap * wi + kb * ws + (ptrdiff_t)c * 16,
                                           FLIP > 0 ? -wi : wi, ws, nt, nc, pair, p > 0);
                for (int o = 0; p == panels - 1 && o < pair * images / calls; o++) {
                    float *row = to + ((ptrdiff_t)(o / pair) * KB + o % pair) * map * 16;
                    const int ch = (kb + o % pair) * 16;
                    (void)row, (void)ch;
                    resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + ch,
                                                        f0_shift + ch);
                    resnet_cifar_mk_add(row, row, f1_b + (row - y), pixels*16);
                    resnet_cifar_mk_relu(row, row, pixels*16, f2_MAX);
                }
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_gemm_weights: dw[t, c, k] = sum over images and outputs o of x[o*S + t*D - P, c] * dy[o, k]:
 * block of pixels by block of pixels, each summed in registers and added to dw. A range item is
 * OUTS output blocks of CHANNELS input channels, all taps. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_gemm_weights(int C, int H, int W, int K, int OH, int OW,
                                                        int KH, int KW, int SH, int SW, int DH,
                                                        int DW, int PT, int PL, int IMAGES,
                                                        int PIXELS, int CHANNELS, int OUTS,
                                                        int FLAT, int n, int begin, int end,
                                                        const float *x, const float *dy, float *dw,
                                                        float *panel)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, map = OH * OW, taps = KH * KW,
              bands = (map + PIXELS - 1) / PIXELS, cuts = (C + CHANNELS - 1) / CHANNELS,
              parts = (n + IMAGES - 1) / IMAGES * bands;
    for (int i = begin; i < end; i++) {
        const int k0 = i / cuts * OUTS, k1 = k0 + OUTS < KB ? k0 + OUTS : KB,
                  c0 = i % cuts * CHANNELS / 16,
                  c1 = i % cuts == cuts - 1 ? CB : c0 + CHANNELS / 16;
        for (int q = 0; q < parts * taps * (c1 - c0); q++) {
            const int p = q / (c1 - c0) / taps, t = q / (c1 - c0) % taps, cb = c0 + q % (c1 - c0);
            const int img = p / bands * IMAGES, first = p % bands * PIXELS,
                      images = n - img < IMAGES ? n - img : IMAGES,
                      pixels = map - first < PIXELS ? map - first : PIXELS;
            const float *plane = x + ((ptrdiff_t)img * CB + cb) * H * W * 16;
            for (int j = 0; FLAT <= 0 && j < images; j++)
                resnet_cifar_mk_gather_tap(panel + (ptrdiff_t)j * pixels * 16,
                                           plane + (ptrdiff_t)j * CB * H * W * 16, H, W,
                                           t / KW * DH - PT, t % KW * DW - PL, SH, SW, OW, first,
                                           pixels);
            for (int kb = k0; kb < k1; kb += 2)
                resnet_cifar_mk_pair_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16,
                                          (ptrdiff_t)C * 16, C - 16 * cb < 16 ? C - 16 * cb : 16,
                                          FLAT > 0 ? plane + (ptrdiff_t)first * 16 : panel,
                                          FLAT > 0 ? (ptrdiff_t)CB * map * 16 : (ptrdiff_t)pixels *
                                          16, dy + (((ptrdiff_t)img * KB + kb) * map + first) * 16,
                                          (ptrdiff_t)map * 16, (ptrdiff_t)KB * map * 16, images,
                                          pixels, k1 - kb < 2 ? 1 : 2, p > 0);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* conv_given + scale_shift + relu_forward: y = x * w where x is as the caller has it, [n][H][W][C],
 * of few channels, KH*KW*C <= 512, and the window without dilation: a panel has all that the
 * windows of PIXELS pixels see. w is [KB][KH*KW*C][16] as conv_store (k_prepacked.c) leaves it. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_given_scale_shift_relu_forward(int FORMAT, int BYTES,
    int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW, int PT, int PL,
    int PIXELS, int OUTS, int begin, int end, const float *x, const uint8_t *w, float *y,
    float *panel, float *wide, float *seen, const float *f0_scale, const float *f0_shift,
    float f1_MAX)
{
    const resnet_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    const int KB = (K + 15) / 16, map = OH * OW, terms = KH * KW * C,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS;
    for (int i = begin, last = -1; i < end; i++) {
        const int img = i / groups / bands, first = i / groups % bands * PIXELS,
                  pixels = map - first < PIXELS ? map - first : PIXELS;
        const int k0 = i % groups * OUTS, k1 = k0 + OUTS < KB ? k0 + OUTS : KB;
        if (i / groups != last)
            resnet_cifar_mk_gather_given(panel, (ptrdiff_t)pixels * 16,
                                         x + (ptrdiff_t)img * H * W * C, C, &windows, OW, first,
                                         pixels, seen);
        last = i / groups;
        for (int kb = k0; kb < k1; kb += 2) {
            const int pair = k1 - kb < 2 ? 1 : 2;
            const uint8_t *from = w + (ptrdiff_t)kb * terms * 16 * BYTES;
            float *row = y + (((ptrdiff_t)img * KB + kb) * map + first) * 16;
            resnet_cifar_mk_conv_block(row, 16, (ptrdiff_t)map * 16, pixels, panel, 0,
                                       (ptrdiff_t)pixels * 16,
                                       FORMAT > 0 ? wide : (const float *)(const void *)from, 0,
                                       (ptrdiff_t)terms * 16, 1, terms, pair, 0);
            for (int o = 0; o < pair; o++, row += (ptrdiff_t)map * 16) {
                resnet_cifar_mk_scale_shift_channel(row, row, pixels*16, f0_scale + (kb+o)*16,
                                                    f0_shift + (kb+o)*16);
                resnet_cifar_mk_relu(row, row, pixels*16, f1_MAX);
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* dense_forward + bias_forward: y = x . w; output columns begin*16 ... end*16 - 1. */
RESNET_CIFAR_INLINE void resnet_cifar_dense_forward_bias_forward(int C, int K, int n, int begin,
    int end, const float *RESNET_CIFAR_RESTRICT x, const float *RESNET_CIFAR_RESTRICT w,
    float *RESNET_CIFAR_RESTRICT y, float *room, const float *f0_bias)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    resnet_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0,
                          y + begin * 16, ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            resnet_cifar_mk_add_channel(row, row, count, f0_bias + ch);
        }
    RESNET_CIFAR_WROTE();
}

/* dense_backward_data: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
RESNET_CIFAR_INLINE void resnet_cifar_dense_backward_data(int C, int K, int n, int begin, int end,
                                                          const float *RESNET_CIFAR_RESTRICT dy,
                                                          const float *RESNET_CIFAR_RESTRICT w,
                                                          float *RESNET_CIFAR_RESTRICT dx,
                                                          float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    resnet_cifar_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys,
                          ys, 0, dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
        }
    RESNET_CIFAR_WROTE();
}

/* dense_backward_weights: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
RESNET_CIFAR_INLINE void resnet_cifar_dense_backward_weights(int C, int K, int n, int begin,
                                                             int end,
                                                             const float *RESNET_CIFAR_RESTRICT x,
                                                             const float *RESNET_CIFAR_RESTRICT dy,
                                                             float *RESNET_CIFAR_RESTRICT dw,
                                                             float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    resnet_cifar_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
                          dw + (ptrdiff_t)begin * 16 * ys, ys, room);
    RESNET_CIFAR_WROTE();
}

/* init_param: w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise. */
RESNET_CIFAR_INLINE void resnet_cifar_init_param(int FAN_IN, int FAN_OUT, int KIND, int STREAM,
                                                 int begin, int end, uint64_t seed, float *w)
{
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = resnet_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            resnet_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
        if (KIND % 2 == 1) {
            const volatile float root = sqrtf(f);
            resnet_cifar_mk_normal(w + begin, end - begin, key, (uint32_t)begin,
                                   root / 0.879625661f);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* nhwc_to_blocked: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
RESNET_CIFAR_INLINE void resnet_cifar_nhwc_to_blocked(int C, int H, int W, int begin, int end,
                                                      const float *RESNET_CIFAR_RESTRICT x,
                                                      float *RESNET_CIFAR_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                                           x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
    RESNET_CIFAR_WROTE();
}

/* blocked_to_nhwc: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
RESNET_CIFAR_INLINE void resnet_cifar_blocked_to_nhwc(int C, int H, int W, int begin, int end,
                                                      const float *RESNET_CIFAR_RESTRICT x,
                                                      float *RESNET_CIFAR_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            resnet_cifar_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                             x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W,
                                             C, cb * 16);
    RESNET_CIFAR_WROTE();
}

/* softmax_crossentropy: prob = softmax(x), losses[i] = cross-entropy of image i against (1 -
 * SMOOTHING) * one-hot + SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * */
RESNET_CIFAR_INLINE void resnet_cifar_softmax_crossentropy(int C, float SMOOTHING, int begin,
                                                           int end,
                                                           const float *RESNET_CIFAR_RESTRICT x,
    const int32_t *RESNET_CIFAR_RESTRICT labels, float *RESNET_CIFAR_RESTRICT prob,
                                                           float *RESNET_CIFAR_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = resnet_cifar_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
    RESNET_CIFAR_WROTE();
}

/* softmax_crossentropy_backward: dx = (prob - target) / n, targets as above. */
RESNET_CIFAR_INLINE void resnet_cifar_softmax_crossentropy_backward(int C, float SMOOTHING, int n,
    int begin, int end, const float *RESNET_CIFAR_RESTRICT prob,
    const int32_t *RESNET_CIFAR_RESTRICT labels, float *RESNET_CIFAR_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        resnet_cifar_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING,
                                          1.0f / (float)n);
    }
    RESNET_CIFAR_WROTE();
}

/* mean_loss: loss = mean of the images' losses, in double. */
RESNET_CIFAR_INLINE void resnet_cifar_mean_loss(int n, const float *RESNET_CIFAR_RESTRICT losses,
                                                float *RESNET_CIFAR_RESTRICT loss)
{
    loss[0] = resnet_cifar_mk_mean(losses, n);
    RESNET_CIFAR_WROTE();
}

/* sgd_momentum_update: velocity = MOMENTUM * velocity - rate * grad; param += velocity, or with
 * NESTEROV param += MOMENTUM * velocity - rate * grad. */
RESNET_CIFAR_INLINE void resnet_cifar_sgd_momentum_update(float MOMENTUM, int NESTEROV, float DECAY,
                                                          float CLIP, int begin, int end,
                                                          float rate,
                                                          const float *RESNET_CIFAR_RESTRICT grad,
                                                          float *RESNET_CIFAR_RESTRICT param,
                                                          float *RESNET_CIFAR_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    resnet_cifar_mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate,
                                 MOMENTUM, NESTEROV, DECAY, CLIP);
    RESNET_CIFAR_WROTE();
}

/* gradient_check: Where the range holds a number that no step may take (mk_gradient_fits),
 * found[(FIRST + range) * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which
 * they are made, and each has PARTS slots of its own, so they may be looked at in any order. */
RESNET_CIFAR_INLINE void resnet_cifar_gradient_check(int FIRST, int ORDER, int begin, int end,
                                                     int range,
                                                     const float *RESNET_CIFAR_RESTRICT grad,
                                                     float *RESNET_CIFAR_RESTRICT found)
{
    const int fits = resnet_cifar_mk_gradient_fits(grad + (ptrdiff_t)begin * 16,
                                                   (end - begin) * 16);
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
    RESNET_CIFAR_WROTE();
}

/* gradient_check_end: loss[1] = the number of the first gradient that was found unfit, 0: none. */
RESNET_CIFAR_INLINE void resnet_cifar_gradient_check_end(int SLOTS,
                                                         const float *RESNET_CIFAR_RESTRICT found,
                                                         float *RESNET_CIFAR_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
    RESNET_CIFAR_WROTE();
}

/* vector_pack: to[c] = from[c], 0 beyond C. */
RESNET_CIFAR_INLINE void resnet_cifar_vector_pack(int C, const float *RESNET_CIFAR_RESTRICT from,
                                                  float *RESNET_CIFAR_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
    RESNET_CIFAR_WROTE();
}

/* vector_unpack: to[c] = from[c]. */
RESNET_CIFAR_INLINE void resnet_cifar_vector_unpack(int C, const float *RESNET_CIFAR_RESTRICT from,
                                                    float *RESNET_CIFAR_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
    RESNET_CIFAR_WROTE();
}

/* dense_pack: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
RESNET_CIFAR_INLINE void resnet_cifar_dense_pack(int C, int K,
                                                 const float *RESNET_CIFAR_RESTRICT from,
                                                 float *RESNET_CIFAR_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
    RESNET_CIFAR_WROTE();
}

/* dense_unpack: to[c][k] = from[c][k]. */
RESNET_CIFAR_INLINE void resnet_cifar_dense_unpack(int C, int K,
                                                   const float *RESNET_CIFAR_RESTRICT from,
                                                   float *RESNET_CIFAR_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
    RESNET_CIFAR_WROTE();
}

/* globalavgpool_forward: y = mean of x over the map, summed in double. */
RESNET_CIFAR_INLINE void resnet_cifar_globalavgpool_forward(int HW, int begin, int end,
                                                            const float *RESNET_CIFAR_RESTRICT x,
                                                            float *RESNET_CIFAR_RESTRICT y)
{
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        resnet_cifar_mk_sum_channel(sum, x + (ptrdiff_t)r * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            y[(ptrdiff_t)r * 16 + l] = (float)(sum[l] / (double)HW);
    }
    RESNET_CIFAR_WROTE();
}

/* globalavgpool_backward: dx = dy / HW at every pixel. */
RESNET_CIFAR_INLINE void resnet_cifar_globalavgpool_backward(int HW, int begin, int end,
                                                             const float *RESNET_CIFAR_RESTRICT dy,
                                                             float *RESNET_CIFAR_RESTRICT dx)
{
    for (int r = begin; r < end; r++) {
        float share[16];
        for (int l = 0; l < 16; l++)
            share[l] = dy[(ptrdiff_t)r * 16 + l] / (float)HW;
        resnet_cifar_mk_fill_channel(dx + (ptrdiff_t)r * HW * 16, HW * 16, share);
    }
    RESNET_CIFAR_WROTE();
}

/* conv_store: Taps FIRST ... FIRST + TAPS - 1 of a kernel as s [KB][TAPS][C][16]; lanes beyond K
 * and between groups are 0. */
RESNET_CIFAR_INLINE void resnet_cifar_conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C,
                                                 int K, int GROUPS, int begin, int end,
                                                 const float *keras, uint8_t *s, float *rows)
{
    for (int i = begin * TAPS; i < end * TAPS; i++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            resnet_cifar_mk_kernel_rows(rows, keras + (ptrdiff_t)(FIRST + i % TAPS) * (C / GROUPS) *
                                        K, C, K, GROUPS, c, count, i / TAPS * 16);
            resnet_cifar_mk_store_rows(FORMAT, s + ((ptrdiff_t)i * C + c) * 16 * BYTES, rows,
                                       count);
        }
    RESNET_CIFAR_WROTE();
}

/* wino_prepacked_panels + scale_shift: wino_panel_forward on a kernel stored as it is, w
 * [KB][9][C][16]: widened and transformed in steps of CC channels; during the products of one step
 * the next is asked for. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_prepacked_panels_scale_shift(int FORMAT, int BYTES,
    int M, int P, int C, int K, int OH, int OW, int CC, int PH, int PW, int POOL, int n, int begin,
    int end, const float *v, const uint8_t *w, const float *scale, float *y, float *wide, float *u,
    float *m, float *lines, float *tile, const float *f0_scale, const float *f0_shift)
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
            resnet_cifar_mk_wino_weights(P, u, us,
                                         FORMAT == 0 ? (const float *)(const void *)now : wide,
                                         FORMAT == 0 ? (ptrdiff_t)C * 16 : CC * 16, channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (!last || kb + 1 < end)
                    resnet_cifar_mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, P * P);
                resnet_cifar_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
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
            resnet_cifar_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                         m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            resnet_cifar_mk_scale_shift_channel(row, row, (last-first)*PW*16, f0_scale + kb*16,
                                                f0_shift + kb*16);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_prepacked_panels + scale_shift + relu_forward: wino_panel_forward on a kernel stored as it
 * is, w [KB][9][C][16]: widened and transformed in steps of CC channels; during the products of one
 * step the next is asked for. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_prepacked_panels_scale_shift_relu_forward(int FORMAT,
    int BYTES, int M, int P, int C, int K, int OH, int OW, int CC, int PH, int PW, int POOL, int n,
    int begin, int end, const float *v, const uint8_t *w, const float *scale, float *y, float *wide,
    float *u, float *m, float *lines, float *tile, const float *f0_scale, const float *f0_shift,
    float f1_MAX)
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
            resnet_cifar_mk_wino_weights(P, u, us,
                                         FORMAT == 0 ? (const float *)(const void *)now : wide,
                                         FORMAT == 0 ? (ptrdiff_t)C * 16 : CC * 16, channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (!last || kb + 1 < end)
                    resnet_cifar_mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, P * P);
                resnet_cifar_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
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
            resnet_cifar_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                         m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            resnet_cifar_mk_scale_shift_channel(row, row, (last-first)*PW*16, f0_scale + kb*16,
                                                f0_shift + kb*16);
            resnet_cifar_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_prepacked_panels + scale_shift + add_maps + relu_forward: wino_panel_forward on a kernel
 * stored as it is, w [KB][9][C][16]: widened and transformed in steps of CC channels; during the
 * products of one step the next is asked for. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_prepacked_panels_scale_shift_add_maps_relu_forward(
    int FORMAT, int BYTES, int M, int P, int C, int K, int OH, int OW, int CC, int PH, int PW,
    int POOL, int n, int begin, int end, const float *v, const uint8_t *w, const float *scale,
    float *y, float *wide, float *u, float *m, float *lines, float *tile, const float *f0_scale,
    const float *f0_shift, const float *f1_b, float f2_MAX)
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
            resnet_cifar_mk_wino_weights(P, u, us,
                                         FORMAT == 0 ? (const float *)(const void *)now : wide,
                                         FORMAT == 0 ? (ptrdiff_t)C * 16 : CC * 16, channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (!last || kb + 1 < end)
                    resnet_cifar_mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, P * P);
                resnet_cifar_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
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
            resnet_cifar_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                         m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            resnet_cifar_mk_scale_shift_channel(row, row, (last-first)*PW*16, f0_scale + kb*16,
                                                f0_shift + kb*16);
            resnet_cifar_mk_add(row, row, f1_b + (row - y), (last-first)*PW*16);
            resnet_cifar_mk_relu(row, row, (last-first)*PW*16, f2_MAX);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_weights: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of
 * the gradient of x. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_weights(int P, int C, int K, int begin, int end,
                                                   const float *w, float *u)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        resnet_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
    RESNET_CIFAR_WROTE();
}

/* wino_forward + batchnorm_moments: y = x * w. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_forward_batchnorm_moments(int M, int P, int C, int H,
    int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX, int begin,
    int end, const float *x, const float *norm, const float *u, float *y, float *v, float *m,
    float *patch, float *tile, int f0_HW, int f0_STEP, float *f0_part)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                      u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C,
                                      0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                             m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, ms, TX, 0, tile);
                resnet_cifar_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                                   ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                                   % (f0_HW * 16) / (f0_STEP * 16)) * 32, row,
                                        high*OW*16, f0_STEP);
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_forward + scale_shift: y = x * w. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_forward_scale_shift(int M, int P, int C, int H, int W,
                                                               int K, int OH, int OW, int PT,
                                                               int PL, int RB, int KG, int NORM,
                                                               float MAX, int begin, int end,
                                                               const float *x, const float *norm,
                                                               const float *u, float *y, float *v,
                                                               float *m, float *patch, float *tile,
                                                               const float *f0_scale,
                                                               const float *f0_shift)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                      u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C,
                                      0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                             m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, ms, TX, 0, tile);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16,
                                                    f0_shift + kb*16);
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_forward + scale_shift + relu_forward: y = x * w. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_forward_scale_shift_relu_forward(int M, int P, int C,
    int H, int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX,
    int begin, int end, const float *x, const float *norm, const float *u, float *y, float *v,
    float *m, float *patch, float *tile, const float *f0_scale, const float *f0_shift, float f1_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                      u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C,
                                      0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                             m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, ms, TX, 0, tile);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16,
                                                    f0_shift + kb*16);
                resnet_cifar_mk_relu(row, row, high*OW*16, f1_MAX);
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_forward + scale_shift + add_maps + relu_forward: y = x * w. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(int M, int P,
    int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX,
    int begin, int end, const float *x, const float *norm, const float *u, float *y, float *v,
    float *m, float *patch, float *tile, const float *f0_scale, const float *f0_shift,
    const float *f1_b, float f2_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                      u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C,
                                      0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                             m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, ms, TX, 0, tile);
                resnet_cifar_mk_scale_shift_channel(row, row, high*OW*16, f0_scale + kb*16,
                                                    f0_shift + kb*16);
                resnet_cifar_mk_add(row, row, f1_b + (row - y), high*OW*16);
                resnet_cifar_mk_relu(row, row, high*OW*16, f2_MAX);
            }
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_backward: dx and partial sums of dw in one pass. ut: wino_weights of the transposed kernel.
 * */
RESNET_CIFAR_INLINE void resnet_cifar_wino_backward(int M, int P, int C, int H, int W, int K,
                                                    int OH, int OW, int PT, int PL, int RB, int KG,
                                                    int NORM, float MAX, int begin, int end,
                                                    const float *x, const float *norm,
                                                    const float *dy, const float *ut, float *dx,
                                                    float *dw, float *du, float *v, float *m,
                                                    float *patch, float *tile)
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
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                        16, ms, dy +
                                        ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH *
                                        OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                       v + i / KB * vs, vs,
                                       m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms,
                                       tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                                      ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K,
                                      0);
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
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                             v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, vs, TX, at % TY > 0, tile);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        resnet_cifar_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                          du + (ptrdiff_t)kb * C * 16, us, C * 16);
    RESNET_CIFAR_WROTE();
}

/* wino_backward + norm_relu_backward + batchnorm_sums: dx and partial sums of dw in one pass. ut:
 * wino_weights of the transposed kernel. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(int M, int P,
    int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX,
    int begin, int end, const float *x, const float *norm, const float *dy, const float *ut,
    float *dx, float *dw, float *du, float *v, float *m, float *patch, float *tile, float f0_MAX,
    const float *f0_x, const float *f0_norm, int f1_HW, int f1_STEP, int f1_AFTER, int f1_TIMES,
    const float *f1_x, const float *f1_mean, float *f1_part)
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
            resnet_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                        16, ms, dy +
                                        ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH *
                                        OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            resnet_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                       vs, x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) *
                                       H * W * 16, H, W, (r + i % rows) % TY * M - PT, -PL, TX,
                                       NORM, NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch,
                                       tile);
        for (int i = 0; i < P * P * KB; i++)
            resnet_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                       v + i / KB * vs, vs,
                                       m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms,
                                       tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                resnet_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                      tiles, m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                                      ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K,
                                      0);
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
                resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                             v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) *
                                             16, vs, TX, at % TY > 0, tile);
                resnet_cifar_mk_norm_relu_back(row, row, f0_x + (row - dx), (to-from)*W*16,
                                               f0_norm + (cb*16) * 3, f0_MAX);
                resnet_cifar_mk_norm_sums(f1_part +
                                          (((row - dx)) / (f1_HW * 16) * f1_TIMES +
                                           (((row - dx)) % (f1_HW * 16) / 16 + f1_AFTER) / f1_STEP)
                                          * 32, row, f1_x + (row - dx), (to-from)*W*16,
                                          f1_mean + cb*16);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        resnet_cifar_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                          du + (ptrdiff_t)kb * C * 16, us, C * 16);
    RESNET_CIFAR_WROTE();
}

/* wino_panel_gather: Transforms every tile of a map [n][CB][H][W][16]: GRAD 0: V = Bt X B, patches
 * from row -TOP and column -LEFT on. GRAD 1: dM = A dY At. NORM, norm and MAX as in wino.c. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_panel_gather(int GRAD, int M, int P, int C, int H, int W,
                                                        int TY, int TX, int TOP, int LEFT, int NORM,
                                                        float MAX, int n, int begin, int end,
                                                        const float *x, const float *norm, float *v,
                                                        float *patch, float *tile)
{
    const int CB = (C + 15) / 16, tiles = n * TY * TX;
    for (int cb = 0; cb < CB; cb++)
        for (int r = begin; r < end; r++) {
            const float *map = x + ((ptrdiff_t)(r / TY) * CB + cb) * H * W * 16;
            float *to = v + ((ptrdiff_t)cb * tiles + r * TX) * 16;
            if (GRAD)
                resnet_cifar_mk_wino_gather(P, 1, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                            r % TY * M - TOP, -LEFT, TX, tile);
            else
                resnet_cifar_mk_wino_patch(P, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                           r % TY * M - TOP, -LEFT, TX, NORM,
                                           NORM > 0 ? norm + cb * 48 : norm, MAX, patch, tile);
        }
    RESNET_CIFAR_WROTE();
}

/* wino_panel_forward + batchnorm_moments: y = At (V . U) A, G output blocks at a time, so that a
 * plane of V that comes from afar serves them all; their panels of U are made in steps of CC
 * channels (a multiple of 16), ROUND 1: of weights rounded to bfloat16. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_panel_forward_batchnorm_moments(int M, int P, int C,
    int K, int OH, int OW, int CC, int G, int ROUND, int n, int begin, int end, const float *v,
    const float *w, float *y, float *u, float *m, float *rounded, float *tile, int f0_HW,
    int f0_STEP, float *f0_part)
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
                resnet_cifar_mk_wino_weights(P, u + g * P * P * us, us, ROUND > 0 ? rounded : from,
                                             ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    resnet_cifar_mk_prefetch(w + ((ptrdiff_t)kb * C + next) * 16 + p * 9 / (P * P) *
                                             ws + p % (P * P / 9) * (coming * 16 / (P * P / 9)),
                                             coming * 16 / (P * P / 9));
                resnet_cifar_mk_panel(m + (g * P * P + p) * ms, 16, tiles,
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
            resnet_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                         m + (kb - first) * P * P * ms + (ptrdiff_t)r * TX * 16, ms,
                                         TX, 0, tile);
            resnet_cifar_mk_moments(f0_part + (((row - y)) / (f0_HW * 16) *
                                               ((f0_HW + f0_STEP - 1) / f0_STEP) + ((row - y))
                                               % (f0_HW * 16) / (f0_STEP * 16)) * 32, row,
                                    high*OW*16, f0_STEP);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_panel_backward_data: dx = sum over tiles of B (dM . Ut) Bt, G input blocks at a time; their
 * panels of Ut are transposed and made in steps of CC outputs (a multiple of 16), ROUND 1: of
 * rounded weights. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_panel_backward_data(int M, int P, int C, int H, int W,
                                                               int K, int OH, int OW, int PT,
                                                               int PL, int CC, int G, int ROUND,
                                                               int n, int begin, int end,
                                                               const float *m, const float *w,
                                                               float *dx, float *wt, float *u,
                                                               float *v, float *tile)
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
                    resnet_cifar_mk_transpose(wt + t * CC * 16,
                                              w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16,
                                              (ptrdiff_t)C * 16,
                                              C - 16 * cb < 16 ? C - 16 * cb : 16, outputs);
                resnet_cifar_mk_wino_weights(P, u + g * P * P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < K ? k + CC : 0,
                      coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && cb < end; q++)
                    /* a share of the next weights */
                    resnet_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) *
                                                  C + 16 * cb) * 16,
                                             (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
                resnet_cifar_mk_panel(v + (g * P * P + p) * vs, 16, tiles,
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
            resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                         v + (cb - first) * P * P * vs + (ptrdiff_t)r * TX * 16, vs,
                                         TX, r % TY > 0, tile);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_panel_backward_data + norm_relu_backward + batchnorm_sums: dx = sum over tiles of B (dM .
 * Ut) Bt, G input blocks at a time; their panels of Ut are transposed and made in steps of CC
 * outputs (a multiple of 16), ROUND 1: of rounded weights. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_panel_backward_data_norm_relu_backward_batchnorm_sums(
    int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL, int CC, int G,
    int ROUND, int n, int begin, int end, const float *m, const float *w, float *dx, float *wt,
    float *u, float *v, float *tile, float f0_MAX, const float *f0_x, const float *f0_norm,
    int f1_HW, int f1_STEP, int f1_AFTER, int f1_TIMES, const float *f1_x, const float *f1_mean,
    float *f1_part)
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
                    resnet_cifar_mk_transpose(wt + t * CC * 16,
                                              w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16,
                                              (ptrdiff_t)C * 16,
                                              C - 16 * cb < 16 ? C - 16 * cb : 16, outputs);
                resnet_cifar_mk_wino_weights(P, u + g * P * P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < K ? k + CC : 0,
                      coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && cb < end; q++)
                    /* a share of the next weights */
                    resnet_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) *
                                                  C + 16 * cb) * 16,
                                             (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
                resnet_cifar_mk_panel(v + (g * P * P + p) * vs, 16, tiles,
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
            resnet_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                         v + (cb - first) * P * P * vs + (ptrdiff_t)r * TX * 16, vs,
                                         TX, r % TY > 0, tile);
            resnet_cifar_mk_norm_relu_back(row, row, f0_x + (row - dx), (to-from)*W*16,
                                           f0_norm + (cb*16) * 3, f0_MAX);
            resnet_cifar_mk_norm_sums(f1_part + (((row - dx)) / (f1_HW * 16) * f1_TIMES +
                                                 (((row - dx)) % (f1_HW * 16) / 16 + f1_AFTER) /
                                                 f1_STEP) * 32, row, f1_x + (row - dx),
                                      (to-from)*W*16, f1_mean + cb*16);
        }
    }
    RESNET_CIFAR_WROTE();
}

/* wino_panel_backward_weights: dw = Gt (Vt . dM) G, blocks of 16 input channels by 16 outputs; G
 * blocks of channels share a pass over the planes of m. Outputs vary fastest, since the product
 * asks for what follows its rows of m, and the planes of v stay in cache. */
RESNET_CIFAR_INLINE void resnet_cifar_wino_panel_backward_weights(int P, int C, int K, int TILES,
    int G, int n, int begin, int end, const float *v, const float *m, float *dw, float *u)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, tiles = n * TILES;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
    for (int i = begin; i < end; i++) {
        const int first = i / KB * G, kb = i % KB, group = CB - first < G ? CB - first : G;
        for (int q = 0; q < P * P * group; q++) {
            const int p = q / group, cb = first + q % group;
            resnet_cifar_mk_wino_outer(1, u + (q % group * P * P + p) * 272, 272,
                                       C - 16 * cb < 16 ? C - 16 * cb : 16,
                                       v + p * vs + (ptrdiff_t)cb * tiles * 16, vs,
                                       m + p * ms + (ptrdiff_t)kb * tiles * 16, ms, tiles, 0);
        }
        for (int cb = first; cb < first + group; cb++)
            resnet_cifar_mk_wino_weights_grad(P, dw + ((ptrdiff_t)kb * C + 16 * cb) * 16,
                                              (ptrdiff_t)KB * C * 16,
                                              u + (cb - first) * P * P * 272, 272,
                                              (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
    }
    RESNET_CIFAR_WROTE();
}

static const struct resnet_cifar_init_init_param_row {
    int COUNT, FAN_IN, FAN_OUT, KIND, STREAM, params;
} resnet_cifar_init_init_param_rows[] = {
    {432, 27, 144, 5, 0, 0}, {16, 0, 0, 1, 1, 432}, {16, 0, 0, 0, 2, 448}, {16, 0, 0, 0, 3, 464},
    {16, 0, 0, 1, 4, 480}, {2304, 144, 144, 5, 5, 496}, {16, 0, 0, 1, 6, 2800},
    {16, 0, 0, 0, 7, 2816}, {16, 0, 0, 0, 8, 2832}, {16, 0, 0, 1, 9, 2848},
    {2304, 144, 144, 5, 10, 2864}, {16, 0, 0, 1, 11, 5168}, {16, 0, 0, 0, 12, 5184},
    {16, 0, 0, 0, 13, 5200}, {16, 0, 0, 1, 14, 5216}, {2304, 144, 144, 5, 15, 5232},
    {16, 0, 0, 1, 16, 7536}, {16, 0, 0, 0, 17, 7552}, {16, 0, 0, 0, 18, 7568},
    {16, 0, 0, 1, 19, 7584}, {2304, 144, 144, 5, 20, 7600}, {16, 0, 0, 1, 21, 9904},
    {16, 0, 0, 0, 22, 9920}, {16, 0, 0, 0, 23, 9936}, {16, 0, 0, 1, 24, 9952},
    {2304, 144, 144, 5, 25, 9968}, {16, 0, 0, 1, 26, 12272}, {16, 0, 0, 0, 27, 12288},
    {16, 0, 0, 0, 28, 12304}, {16, 0, 0, 1, 29, 12320}, {2304, 144, 144, 5, 30, 12336},
    {16, 0, 0, 1, 31, 14640}, {16, 0, 0, 0, 32, 14656}, {16, 0, 0, 0, 33, 14672},
    {16, 0, 0, 1, 34, 14688}, {4608, 144, 288, 5, 35, 14704}, {32, 0, 0, 1, 36, 19312},
    {32, 0, 0, 0, 37, 19344}, {32, 0, 0, 0, 38, 19376}, {32, 0, 0, 1, 39, 19408},
    {9216, 288, 288, 5, 40, 19440}, {32, 0, 0, 1, 41, 28656}, {32, 0, 0, 0, 42, 28688},
    {32, 0, 0, 0, 43, 28720}, {32, 0, 0, 1, 44, 28752}, {512, 16, 32, 5, 45, 28784},
    {32, 0, 0, 1, 46, 29296}, {32, 0, 0, 0, 47, 29328}, {32, 0, 0, 0, 48, 29360},
    {32, 0, 0, 1, 49, 29392}, {9216, 288, 288, 5, 50, 29424}, {32, 0, 0, 1, 51, 38640},
    {32, 0, 0, 0, 52, 38672}, {32, 0, 0, 0, 53, 38704}, {32, 0, 0, 1, 54, 38736},
    {9216, 288, 288, 5, 55, 38768}, {32, 0, 0, 1, 56, 47984}, {32, 0, 0, 0, 57, 48016},
    {32, 0, 0, 0, 58, 48048}, {32, 0, 0, 1, 59, 48080}, {9216, 288, 288, 5, 60, 48112},
    {32, 0, 0, 1, 61, 57328}, {32, 0, 0, 0, 62, 57360}, {32, 0, 0, 0, 63, 57392},
    {32, 0, 0, 1, 64, 57424}, {9216, 288, 288, 5, 65, 57456}, {32, 0, 0, 1, 66, 66672},
    {32, 0, 0, 0, 67, 66704}, {32, 0, 0, 0, 68, 66736}, {32, 0, 0, 1, 69, 66768},
    {18432, 288, 576, 5, 70, 66800}, {64, 0, 0, 1, 71, 85232}, {64, 0, 0, 0, 72, 85296},
    {64, 0, 0, 0, 73, 85360}, {64, 0, 0, 1, 74, 85424}, {36864, 576, 576, 5, 75, 85488},
    {64, 0, 0, 1, 76, 122352}, {64, 0, 0, 0, 77, 122416}, {64, 0, 0, 0, 78, 122480},
    {64, 0, 0, 1, 79, 122544}, {2048, 32, 64, 5, 80, 122608}, {64, 0, 0, 1, 81, 124656},
    {64, 0, 0, 0, 82, 124720}, {64, 0, 0, 0, 83, 124784}, {64, 0, 0, 1, 84, 124848},
    {36864, 576, 576, 5, 85, 124912}, {64, 0, 0, 1, 86, 161776}, {64, 0, 0, 0, 87, 161840},
    {64, 0, 0, 0, 88, 161904}, {64, 0, 0, 1, 89, 161968}, {36864, 576, 576, 5, 90, 162032},
    {64, 0, 0, 1, 91, 198896}, {64, 0, 0, 0, 92, 198960}, {64, 0, 0, 0, 93, 199024},
    {64, 0, 0, 1, 94, 199088}, {36864, 576, 576, 5, 95, 199152}, {64, 0, 0, 1, 96, 236016},
    {64, 0, 0, 0, 97, 236080}, {64, 0, 0, 0, 98, 236144}, {64, 0, 0, 1, 99, 236208},
    {36864, 576, 576, 5, 100, 236272}, {64, 0, 0, 1, 101, 273136}, {64, 0, 0, 0, 102, 273200},
    {64, 0, 0, 0, 103, 273264}, {64, 0, 0, 1, 104, 273328}, {640, 64, 10, 2, 105, 273392},
    {10, 0, 0, 0, 106, 274032},
};

RESNET_CIFAR_TASK(resnet_cifar_init_rows_init_param)
{
    RESNET_CIFAR_ROW(resnet_cifar_init_init_param_row);
    RESNET_CIFAR_RANGE(row->COUNT, 125000);
    resnet_cifar_init_param(row->FAN_IN, row->FAN_OUT, row->KIND, row->STREAM, begin, end,
                            run->seed, run->params + row->params);
}

static const struct resnet_cifar_prepare_vector_pack_row {
    int C, params, gamma, params_2, variance, scale, params_3, beta, params_4, mean, shift;
} resnet_cifar_prepare_vector_pack_rows[] = {
    {16, 432, 0, 480, 16, 458672, 448, 32, 464, 48, 458688}, /* batchnorm_1.gamma */
    {16, 2800, 0, 2848, 16, 458704, 2816, 32, 2832, 48, 458720}, /* stage1.down.batchnorm_1.gamma */
    {16, 5168, 0, 5216, 16, 458736, 5184, 32, 5200, 48, 458752}, /* stage1.down.batchnorm_2.gamma */
    {16, 7536, 0, 7584, 16, 458768, 7552, 32, 7568, 48, 458784},
        /* stage1.unit2.batchnorm_1.gamma */
    {16, 9904, 0, 9952, 16, 458800, 9920, 32, 9936, 48, 458816},
        /* stage1.unit2.batchnorm_2.gamma */
    {16, 12272, 0, 12320, 16, 458832, 12288, 32, 12304, 48, 458848},
        /* stage1.unit3.batchnorm_1.gamma */
    {16, 14640, 0, 14688, 16, 458864, 14656, 32, 14672, 48, 458880},
        /* stage1.unit3.batchnorm_2.gamma */
    {32, 19312, 0, 19408, 32, 458224, 19344, 64, 19376, 96, 458256},
        /* stage2.down.batchnorm_1.gamma */
    {32, 28656, 37440, 28752, 37472, 458288, 28688, 37504, 28720, 37536, 458320},
        /* stage2.down.batchnorm_2.gamma */
    {32, 29296, 37440, 29392, 37472, 458352, 29328, 37504, 29360, 37536, 458384},
        /* stage2.down.batchnorm_3.gamma */
    {32, 38640, 74880, 38736, 74912, 458416, 38672, 74944, 38704, 74976, 458448},
        /* stage2.unit2.batchnorm_1.gamma */
    {32, 47984, 112320, 48080, 112352, 458480, 48016, 112384, 48048, 112416, 458512},
        /* stage2.unit2.batchnorm_2.gamma */
    {32, 57328, 149760, 57424, 149792, 458544, 57360, 149824, 57392, 149856, 458576},
        /* stage2.unit3.batchnorm_1.gamma */
    {32, 66672, 187200, 66768, 187232, 458608, 66704, 187264, 66736, 187296, 458640},
        /* stage2.unit3.batchnorm_2.gamma */
    {64, 85232, 187200, 85424, 187264, 457328, 85296, 187328, 85360, 187392, 457392},
        /* stage3.down.batchnorm_1.gamma */
    {64, 122352, 224064, 122544, 224128, 457456, 122416, 224192, 122480, 224256, 457520},
        /* stage3.down.batchnorm_2.gamma */
    {64, 124656, 224064, 124848, 224128, 457584, 124720, 224192, 124784, 224256, 457648},
        /* stage3.down.batchnorm_3.gamma */
    {64, 161776, 260928, 161968, 260992, 457712, 161840, 261056, 161904, 261120, 457776},
        /* stage3.unit2.batchnorm_1.gamma */
    {64, 198896, 297792, 199088, 297856, 457840, 198960, 297920, 199024, 297984, 457904},
        /* stage3.unit2.batchnorm_2.gamma */
    {64, 236016, 334656, 236208, 334720, 457968, 236080, 334784, 236144, 334848, 458032},
        /* stage3.unit3.batchnorm_1.gamma */
    {64, 273136, 455360, 273328, 455424, 458096, 273200, 455488, 273264, 455552, 458160},
        /* stage3.unit3.batchnorm_2.gamma */
};

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_vector_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params, run->model + row->gamma);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_vector_pack_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params_2, run->model + row->variance);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_batchnorm_fold_scale)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_batchnorm_fold_scale(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->variance, run->model + row->scale);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_vector_pack_3)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params_3, run->model + row->beta);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_vector_pack_4)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params_4, run->model + row->mean);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_batchnorm_fold_shift)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_batchnorm_fold_shift(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->beta, run->model + row->mean, run->model + row->variance,
        run->model + row->shift);
}

static const struct resnet_cifar_prepare_conv_pack_row {
    int params, w, u;
} resnet_cifar_prepare_conv_pack_rows[] = {
    {496, 0, 389952}, /* stage1.down.conv_1.kernel */
    {2864, 0, 399744}, /* stage1.down.conv_2.kernel */
    {5232, 0, 409536}, /* stage1.unit2.conv_1.kernel */
    {7600, 0, 419328}, /* stage1.unit2.conv_2.kernel */
    {9968, 0, 429120}, /* stage1.unit3.conv_1.kernel */
    {12336, 0, 438912}, /* stage1.unit3.conv_2.kernel */
};

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_conv_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_conv_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_pack(/*TAPS*/ 9, /*C*/ 16, /*K*/ 16, run->params + row->params,
        run->model + row->w);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_wino_weights)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_conv_pack_row);
    RESNET_CIFAR_RANGE((16+15)/16, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end, run->model + row->w,
        run->model + row->u);
}

static const struct resnet_cifar_prepare_conv_pack_row_2 {
    int TAPS, C, K, params, packed;
} resnet_cifar_prepare_conv_pack_row_2s[] = {
    {9, 16, 32, 14704, 448704}, {1, 16, 32, 28784, 456384}, {9, 32, 64, 66800, 371520},
    {1, 32, 64, 122608, 453312},
};

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_conv_pack_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_conv_pack_row_2);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_pack(row->TAPS, row->C, row->K, run->params + row->params,
                           run->model + row->packed);
}

static const struct resnet_cifar_prepare_conv_pack_row_3 {
    int params, w, u;
} resnet_cifar_prepare_conv_pack_row_3s[] = {
    {19440, 37440, 0}, /* stage2.down.conv_2.kernel */
    {29424, 74880, 37440}, /* stage2.unit2.conv_1.kernel */
    {38768, 112320, 74880}, /* stage2.unit2.conv_2.kernel */
    {48112, 149760, 112320}, /* stage2.unit3.conv_1.kernel */
    {57456, 187200, 149760}, /* stage2.unit3.conv_2.kernel */
};

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_conv_pack_3)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_conv_pack_row_3);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_pack(/*TAPS*/ 9, /*C*/ 32, /*K*/ 32, run->params + row->params,
        run->model + row->w);
}

RESNET_CIFAR_TASK(resnet_cifar_prepare_rows_wino_weights_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_prepare_conv_pack_row_3);
    RESNET_CIFAR_RANGE((32+15)/16, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end, run->model + row->w,
        run->model + row->u);
}

static void resnet_cifar_run_init(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("init", "");
    for (run->row = 0; run->row < 107; run->row++) {
        const struct resnet_cifar_init_init_param_row *const row =
            &resnet_cifar_init_init_param_rows[run->row];
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_init_rows_init_param, run,
                                  RESNET_CIFAR_RANGES_OF(row->COUNT, 125000));
    }
    RESNET_CIFAR_AFTER_LAYER("init", "");
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_conv_1_conv_store)
{
    RESNET_CIFAR_RANGE(1, 145);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_CONV_1_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 3, /*K*/ 16,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_CONV_1_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_CONV_1_KERNEL), scratch);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * */
RESNET_CIFAR_TASK(resnet_cifar_prepare_stage3_down_conv_2_conv_store)
{
    RESNET_CIFAR_RANGE(4, 7);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_2_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_STAGE3_DOWN_CONV_2_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_2_KERNEL), scratch);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_stage3_unit2_conv_1_conv_store)
{
    RESNET_CIFAR_RANGE(4, 7);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_1_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_STAGE3_UNIT2_CONV_1_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_1_KERNEL), scratch);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_stage3_unit2_conv_2_conv_store)
{
    RESNET_CIFAR_RANGE(4, 7);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_2_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_STAGE3_UNIT2_CONV_2_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_2_KERNEL), scratch);
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_stage3_unit3_conv_1_conv_store)
{
    RESNET_CIFAR_RANGE(4, 7);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_1_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_STAGE3_UNIT3_CONV_1_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_1_KERNEL), scratch);
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_stage3_unit3_conv_2_conv_store)
{
    RESNET_CIFAR_RANGE(4, 7);
    RESNET_CIFAR_SCRATCH(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_2_ROWS);
    resnet_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + RESNET_CIFAR_PARAMS_STAGE3_UNIT3_CONV_2_KERNEL,
        (uint8_t *)(void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_2_KERNEL), scratch);
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_prepare_dense_1_dense_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_dense_pack(/*C*/ 64, /*K*/ 10, run->params + RESNET_CIFAR_PARAMS_DENSE_1_KERNEL,
        run->model + RESNET_CIFAR_MODEL_DENSE_1_KERNEL);
}
RESNET_CIFAR_TASK(resnet_cifar_prepare_dense_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 10, run->params + RESNET_CIFAR_PARAMS_DENSE_1_BIAS,
        run->model + RESNET_CIFAR_MODEL_DENSE_1_BIAS);
}

static void resnet_cifar_run_prepare(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("prepare", "");
    resnet_cifar_prepare_conv_1_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 21; run->row++) {
        resnet_cifar_prepare_rows_vector_pack(run, 0, 0);
        resnet_cifar_prepare_rows_vector_pack_2(run, 0, 0);
        resnet_cifar_prepare_rows_batchnorm_fold_scale(run, 0, 0);
        resnet_cifar_prepare_rows_vector_pack_3(run, 0, 0);
        resnet_cifar_prepare_rows_vector_pack_4(run, 0, 0);
        resnet_cifar_prepare_rows_batchnorm_fold_shift(run, 0, 0);
    }
    for (run->row = 0; run->row < 6; run->row++) {
        resnet_cifar_prepare_rows_conv_pack(run, 0, 0);
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_prepare_rows_wino_weights, run,
                                  RESNET_CIFAR_RANGES_OF((16+15)/16, 11));
    }
    for (run->row = 0; run->row < 4; run->row++)
        resnet_cifar_prepare_rows_conv_pack_2(run, 0, 0);
    for (run->row = 0; run->row < 5; run->row++) {
        resnet_cifar_prepare_rows_conv_pack_3(run, 0, 0);
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_prepare_rows_wino_weights_2, run,
                                  RESNET_CIFAR_RANGES_OF((32+15)/16, 6));
    }
    resnet_cifar_prepare_stage3_down_conv_2_conv_store(run, 0, 0);
    resnet_cifar_prepare_stage3_unit2_conv_1_conv_store(run, 0, 0);
    resnet_cifar_prepare_stage3_unit2_conv_2_conv_store(run, 0, 0);
    resnet_cifar_prepare_stage3_unit3_conv_1_conv_store(run, 0, 0);
    resnet_cifar_prepare_stage3_unit3_conv_2_conv_store(run, 0, 0);
    resnet_cifar_prepare_dense_1_dense_pack(run, 0, 0);
    resnet_cifar_prepare_dense_1_vector_pack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("prepare", "");
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16, 0.885 MFLOP
 * an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_conv_1_conv_given)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_CONV_1_PANEL);
    resnet_cifar_conv_given_scale_shift_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*C*/ 3, /*H*/ 32,
        /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*PT*/ 1,
        /*PL*/ 1, /*PIXELS*/ 128, /*OUTS*/ 2, begin, end, run->x,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_CONV_1_KERNEL),
        run->work + RESNET_CIFAR_WORK_RELU_1_OUT, scratch, NULL, scratch + 4096,
        run->model + RESNET_CIFAR_MODEL_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_down_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_1_V);
    resnet_cifar_wino_forward_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32,
        /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_WORK_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_CONV_1_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_down_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_1_OUT,
        NULL, run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_2_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_DOWN_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_RELU_1_OUT, /*MAX*/ 0.0f);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_unit2_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_1_V);
    resnet_cifar_wino_forward_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32,
        /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_2_OUT,
        NULL, run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_CONV_1_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_unit2_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_2_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT2_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE1_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_unit3_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_1_V);
    resnet_cifar_wino_forward_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32,
        /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_2_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_CONV_1_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage1_unit3_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_2_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE1_UNIT3_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 16x16x32, 2.36 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_down_conv_1_conv_gemm)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_1_PANEL);
    resnet_cifar_conv_gemm_scale_shift_relu_forward(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32,
        /*OH*/ 16, /*OW*/ 16, /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0,
        /*PL*/ 0, /*IMAGES*/ 1, /*PIXELS*/ 128, /*TAPS*/ 9, /*CHANNELS*/ 16, /*OUTS*/ 2,
        /*FLAT*/ 0, /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_2_OUT,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_1_OUT, scratch,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_down_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 32,
        /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f,
        begin, end, run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_BATCHNORM_2_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_2_SHIFT);
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 32x32x16 -> 16x16x32, 0.262 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_down_conv_3_conv_gemm)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_CONV_3_PANEL);
    resnet_cifar_conv_gemm_scale_shift_add_maps_relu_forward(/*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1,
        /*PT*/ 0, /*PL*/ 0, /*IMAGES*/ 1, /*PIXELS*/ 128, /*TAPS*/ 1, /*CHANNELS*/ 16, /*OUTS*/ 2,
        /*FLAT*/ 0, /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE1_UNIT3_RELU_2_OUT,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_2_OUT, scratch,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_3_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_DOWN_BATCHNORM_3_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_BATCHNORM_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_unit2_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_1_V);
    resnet_cifar_wino_forward_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16,
        /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_2_OUT,
        NULL, run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_CONV_1_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_1_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_unit2_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32,
        /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16,
        /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_2_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT2_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE2_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_unit3_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_1_V);
    resnet_cifar_wino_forward_scale_shift_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16,
        /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_2_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_CONV_1_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_1_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage2_unit3_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_CONV_2_V);
    resnet_cifar_wino_forward_scale_shift_add_maps_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32,
        /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16,
        /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_1_OUT, NULL,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_CONV_2_PANELS,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_2_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE2_UNIT3_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64, 2.36 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_down_conv_1_conv_gemm)
{
    RESNET_CIFAR_RANGE((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_1_PANEL);
    resnet_cifar_conv_gemm_scale_shift_relu_forward(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0,
        /*PL*/ 0, /*IMAGES*/ 2, /*PIXELS*/ 64, /*TAPS*/ 5, /*CHANNELS*/ 32, /*OUTS*/ 2, /*FLAT*/ 0,
        /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_2_OUT,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_1_OUT, scratch,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_down_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_1_OUT, NULL,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_down_conv_2_wino_prepacked_panels)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_WIDE);
    resnet_cifar_wino_prepacked_panels_scale_shift(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4, /*P*/ 6,
        /*C*/ 64, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 0, run->n,
        begin, end, run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_2_TILES,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_2_KERNEL),
        NULL, run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_BATCHNORM_2_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_2_SHIFT);
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 16x16x32 -> 8x8x64, 0.262 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_down_conv_3_conv_gemm)
{
    RESNET_CIFAR_RANGE((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 9);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_CONV_3_PANEL);
    resnet_cifar_conv_gemm_scale_shift_add_maps_relu_forward(/*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1,
        /*PT*/ 0, /*PL*/ 0, /*IMAGES*/ 2, /*PIXELS*/ 64, /*TAPS*/ 1, /*CHANNELS*/ 32, /*OUTS*/ 2,
        /*FLAT*/ 0, /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE2_UNIT3_RELU_2_OUT,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_2_OUT, scratch,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_3_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_DOWN_BATCHNORM_3_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_BATCHNORM_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit2_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit2_conv_1_wino_prepacked_panels)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_WIDE);
    resnet_cifar_wino_prepacked_panels_scale_shift_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 64, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8,
        /*POOL*/ 0, run->n, begin, end, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_1_TILES,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_1_KERNEL),
        NULL, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_1_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit2_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_1_OUT, NULL,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit2_conv_2_wino_prepacked_panels)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_WIDE);
    resnet_cifar_wino_prepacked_panels_scale_shift_add_maps_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4,
        /*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8,
        /*POOL*/ 0, run->n, begin, end, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_CONV_2_TILES,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_CONV_2_KERNEL),
        NULL, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_2_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT2_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE3_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit3_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit3_conv_1_wino_prepacked_panels)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_WIDE);
    resnet_cifar_wino_prepacked_panels_scale_shift_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 64, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8,
        /*POOL*/ 0, run->n, begin, end, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_1_TILES,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_1_KERNEL),
        NULL, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_1_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_1_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_1_SHIFT, /*MAX*/ 0.0f);
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit3_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_1_OUT, NULL,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_stage3_unit3_conv_2_wino_prepacked_panels)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_WIDE);
    resnet_cifar_wino_prepacked_panels_scale_shift_add_maps_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4,
        /*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8,
        /*POOL*/ 0, run->n, begin, end, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_CONV_2_TILES,
        (const uint8_t *)(const void *)(run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_CONV_2_KERNEL),
        NULL, run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_2_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_2_SCALE,
        run->model + RESNET_CIFAR_MODEL_STAGE3_UNIT3_BATCHNORM_2_SHIFT,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64, 0.0041 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_globalavgpool_1_globalavgpool_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 121);
    resnet_cifar_globalavgpool_forward(/*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_WORK_STAGE3_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_WORK_GLOBALAVGPOOL_1_OUT);
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_dense_1_dense_forward)
{
    RESNET_CIFAR_RANGE(1, 17);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_WORK_DENSE_1_ROOM);
    resnet_cifar_dense_forward_bias_forward(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + RESNET_CIFAR_WORK_GLOBALAVGPOOL_1_OUT,
        run->model + RESNET_CIFAR_MODEL_DENSE_1_KERNEL, run->work + RESNET_CIFAR_WORK_DENSE_1_OUT,
        scratch, run->model + RESNET_CIFAR_MODEL_DENSE_1_BIAS);
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10, 4e-05 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_infer_dense_1_softmax_softmax_forward)
{
    RESNET_CIFAR_RANGE(run->n, 3907);
    resnet_cifar_softmax_forward(/*C*/ 10, /*HW*/ 1, begin, end,
        run->work + RESNET_CIFAR_WORK_DENSE_1_OUT,
        run->work + RESNET_CIFAR_WORK_DENSE_1_SOFTMAX_OUT);
}
RESNET_CIFAR_TASK(resnet_cifar_infer_dense_1_softmax_blocked_to_nhwc)
{
    RESNET_CIFAR_RANGE(run->n, 4808);
    resnet_cifar_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + RESNET_CIFAR_WORK_DENSE_1_SOFTMAX_OUT, run->y);
}

static void resnet_cifar_infer_stage(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("infer", "conv_1", resnet_cifar_infer_conv_1_conv_given(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.down.conv_1",
                       resnet_cifar_infer_stage1_down_conv_1_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.down.conv_2",
                       resnet_cifar_infer_stage1_down_conv_2_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.unit2.conv_1",
                       resnet_cifar_infer_stage1_unit2_conv_1_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.unit2.conv_2",
                       resnet_cifar_infer_stage1_unit2_conv_2_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.unit3.conv_1",
                       resnet_cifar_infer_stage1_unit3_conv_1_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage1.unit3.conv_2",
                       resnet_cifar_infer_stage1_unit3_conv_2_wino_forward(arg, range, worker));
}

static void resnet_cifar_infer_stage_2(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("infer", "stage2.down.conv_2",
                       resnet_cifar_infer_stage2_down_conv_2_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage2.down.conv_3",
                       resnet_cifar_infer_stage2_down_conv_3_conv_gemm(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage2.unit2.conv_1",
                       resnet_cifar_infer_stage2_unit2_conv_1_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage2.unit2.conv_2",
                       resnet_cifar_infer_stage2_unit2_conv_2_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage2.unit3.conv_1",
                       resnet_cifar_infer_stage2_unit3_conv_1_wino_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("infer", "stage2.unit3.conv_2",
                       resnet_cifar_infer_stage2_unit3_conv_2_wino_forward(arg, range, worker));
}

static void resnet_cifar_run_infer(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 8, 8));
    RESNET_CIFAR_LAYER("infer", "stage2.down.conv_1",
                       RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage2_down_conv_1_conv_gemm,
                                                 run,
                                                 RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 2)));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage_2, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 16));
    RESNET_CIFAR_LAYER("infer", "stage3.down.conv_1",
                       RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_down_conv_1_conv_gemm,
                                                 run,
        RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 2)));
    RESNET_CIFAR_LAYER("infer", "stage3.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_down_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("infer", "stage3.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_down_conv_2_wino_prepacked_panels, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("infer", "stage3.down.conv_3",
                       RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_down_conv_3_conv_gemm,
                                                 run,
        RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 9)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit2.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit2_conv_1_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit2.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit2_conv_1_wino_prepacked_panels, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit2_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit2_conv_2_wino_prepacked_panels, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit3_conv_1_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit3_conv_1_wino_prepacked_panels, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit3_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("infer", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_stage3_unit3_conv_2_wino_prepacked_panels, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("infer", "globalavgpool_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_infer_globalavgpool_1_globalavgpool_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 121)));
    RESNET_CIFAR_LAYER("infer", "dense_1", resnet_cifar_infer_dense_1_dense_forward(run, 0, 0));
    RESNET_CIFAR_LAYER("infer", "dense_1.softmax",
                       resnet_cifar_infer_dense_1_softmax_softmax_forward(run, 0, 0));
    RESNET_CIFAR_LAYER("infer", "dense_1.softmax",
                       resnet_cifar_infer_dense_1_softmax_blocked_to_nhwc(run, 0, 0));
}

static const struct resnet_cifar_pack_conv_pack_row {
    int TAPS, C, K, params, param, grad, COUNT, velocity;
} resnet_cifar_pack_conv_pack_rows[] = {
    {9, 3, 16, 0, 0, 0, 432, 274432}, /* conv_1.kernel */
    {9, 16, 16, 496, 496, 2110976, 2304, 274896}, /* stage1.down.conv_1.kernel */
    {9, 16, 16, 2864, 2864, 5401952, 2304, 277232}, /* stage1.down.conv_2.kernel */
    {9, 16, 16, 5232, 5232, 7518560, 2304, 279568}, /* stage1.unit2.conv_1.kernel */
    {9, 16, 16, 7600, 7600, 8547680, 2304, 281904}, /* stage1.unit2.conv_2.kernel */
    {9, 16, 16, 9968, 9968, 10664288, 2304, 284240}, /* stage1.unit3.conv_1.kernel */
    {9, 16, 16, 12336, 12336, 11693408, 2304, 286576}, /* stage1.unit3.conv_2.kernel */
    {9, 16, 32, 14704, 14704, 12761440, 4608, 288912}, /* stage2.down.conv_1.kernel */
    {9, 32, 32, 19440, 19440, 15213600, 9216, 293584}, /* stage2.down.conv_2.kernel */
    {1, 16, 32, 28784, 28784, 15224864, 512, 302864}, /* stage2.down.conv_3.kernel */
    {9, 32, 32, 29424, 29424, 16777216, 9216, 303440}, /* stage2.unit2.conv_1.kernel */
    {9, 32, 32, 38768, 38768, 17310720, 9216, 312720}, /* stage2.unit2.conv_2.kernel */
    {9, 32, 32, 48112, 48112, 17301504, 9216, 322000}, /* stage2.unit3.conv_1.kernel */
    {9, 32, 32, 57456, 57456, 18874368, 9216, 331280}, /* stage2.unit3.conv_2.kernel */
    {9, 32, 64, 66800, 66800, 19398656, 18432, 340560}, /* stage3.down.conv_1.kernel */
    {9, 64, 64, 85488, 85488, 20386720, 36864, 359120}, /* stage3.down.conv_2.kernel */
    {1, 32, 64, 122608, 122608, 20423584, 2048, 396112}, /* stage3.down.conv_3.kernel */
    {9, 64, 64, 124912, 124912, 21233664, 36864, 398288}, /* stage3.unit2.conv_1.kernel */
    {9, 64, 64, 162032, 162032, 21495808, 36864, 435280}, /* stage3.unit2.conv_2.kernel */
    {9, 64, 64, 199152, 199152, 21944576, 36864, 472272}, /* stage3.unit3.conv_1.kernel */
    {9, 64, 64, 236272, 236272, 21907712, 36864, 509264}, /* stage3.unit3.conv_2.kernel */
};

RESNET_CIFAR_TASK(resnet_cifar_pack_rows_conv_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_conv_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_pack(row->TAPS, row->C, row->K, run->params + row->params,
                           run->state + row->param);
}

RESNET_CIFAR_TASK(resnet_cifar_unpack_rows_conv_unpack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_conv_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_unpack(row->TAPS, row->C, row->K, run->state + row->param,
                             run->params + row->params);
}

RESNET_CIFAR_TASK(resnet_cifar_grads_out_rows_conv_unpack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_conv_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_unpack(row->TAPS, row->C, row->K, run->work + row->grad,
                             run->grads + row->params);
}

RESNET_CIFAR_TASK(resnet_cifar_grads_in_rows_conv_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_conv_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_conv_pack(row->TAPS, row->C, row->K, run->grads + row->params,
                           run->work + row->grad);
}

RESNET_CIFAR_TASK(resnet_cifar_apply_rows_sgd_momentum_update)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_conv_pack_row);
    RESNET_CIFAR_RANGE(row->COUNT / 16, 2605);
    resnet_cifar_sgd_momentum_update(/*MOMENTUM*/ 0.899999976f, /*NESTEROV*/ 1,
        /*DECAY*/ 9.99999975e-05f, /*CLIP*/ 0.0f, begin, end, run->rate, run->work + row->grad,
        run->state + row->param, run->state + row->velocity);
}

static const struct resnet_cifar_pack_vector_pack_row {
    int C, params, param, grad, COUNT, velocity;
} resnet_cifar_pack_vector_pack_rows[] = {
    {16, 432, 432, 2113280, 16, 274880}, /* batchnorm_1.gamma */
    {16, 448, 448, 2113296, 16, 274864}, /* batchnorm_1.beta */
    {16, 2800, 2800, 5406304, 16, 277216}, /* stage1.down.batchnorm_1.gamma */
    {16, 2816, 2816, 5406320, 16, 277200}, /* stage1.down.batchnorm_1.beta */
    {16, 5168, 5168, 7520864, 16, 279552}, /* stage1.down.batchnorm_2.gamma */
    {16, 5184, 5184, 7520880, 16, 279536}, /* stage1.down.batchnorm_2.beta */
    {16, 7536, 7536, 8552032, 16, 281888}, /* stage1.unit2.batchnorm_1.gamma */
    {16, 7552, 7552, 8552048, 16, 281872}, /* stage1.unit2.batchnorm_1.beta */
    {16, 9904, 9904, 10666592, 16, 284224}, /* stage1.unit2.batchnorm_2.gamma */
    {16, 9920, 9920, 10666608, 16, 284208}, /* stage1.unit2.batchnorm_2.beta */
    {16, 12272, 12272, 11697760, 16, 286560}, /* stage1.unit3.batchnorm_1.gamma */
    {16, 12288, 12288, 11697776, 16, 286544}, /* stage1.unit3.batchnorm_1.beta */
    {16, 14640, 14640, 12766048, 16, 288896}, /* stage1.unit3.batchnorm_2.gamma */
    {16, 14656, 14656, 12766064, 16, 288880}, /* stage1.unit3.batchnorm_2.beta */
    {32, 19312, 19312, 15225376, 32, 293552}, /* stage2.down.batchnorm_1.gamma */
    {32, 19344, 19344, 15225408, 32, 293520}, /* stage2.down.batchnorm_1.beta */
    {32, 28656, 28656, 16786496, 32, 302832}, /* stage2.down.batchnorm_2.gamma */
    {32, 28688, 28688, 16786528, 32, 302800}, /* stage2.down.batchnorm_2.beta */
    {32, 29296, 29296, 16786432, 32, 303408}, /* stage2.down.batchnorm_3.gamma */
    {32, 29328, 29328, 16786464, 32, 303376}, /* stage2.down.batchnorm_3.beta */
    {32, 38640, 38640, 17320000, 32, 312688}, /* stage2.unit2.batchnorm_1.gamma */
    {32, 38672, 38672, 17320032, 32, 312656}, /* stage2.unit2.batchnorm_1.beta */
    {32, 47984, 47984, 17319936, 32, 321968}, /* stage2.unit2.batchnorm_2.gamma */
    {32, 48016, 48016, 17319968, 32, 321936}, /* stage2.unit2.batchnorm_2.beta */
    {32, 57328, 57328, 18883584, 32, 331248}, /* stage2.unit3.batchnorm_1.gamma */
    {32, 57360, 57360, 18883616, 32, 331216}, /* stage2.unit3.batchnorm_1.beta */
    {32, 66672, 66672, 19417088, 32, 340528}, /* stage2.unit3.batchnorm_2.gamma */
    {32, 66704, 66704, 19417120, 32, 340496}, /* stage2.unit3.batchnorm_2.beta */
    {64, 85232, 85232, 19922944, 64, 359056}, /* stage3.down.batchnorm_1.gamma */
    {64, 85296, 85296, 19923008, 64, 358992}, /* stage3.down.batchnorm_1.beta */
    {64, 122352, 122352, 20981440, 64, 396048}, /* stage3.down.batchnorm_2.gamma */
    {64, 122416, 122416, 20981504, 64, 395984}, /* stage3.down.batchnorm_2.beta */
    {64, 124656, 124656, 20981312, 64, 398224}, /* stage3.down.batchnorm_3.gamma */
    {64, 124720, 124720, 20981376, 64, 398160}, /* stage3.down.batchnorm_3.beta */
    {64, 161776, 161776, 21542592, 64, 435216}, /* stage3.unit2.batchnorm_1.gamma */
    {64, 161840, 161840, 21542656, 64, 435152}, /* stage3.unit2.batchnorm_1.beta */
    {64, 198896, 198896, 21542464, 64, 472208}, /* stage3.unit2.batchnorm_2.gamma */
    {64, 198960, 198960, 21542528, 64, 472144}, /* stage3.unit2.batchnorm_2.beta */
    {64, 236016, 236016, 22018512, 64, 509200}, /* stage3.unit3.batchnorm_1.gamma */
    {64, 236080, 236080, 22018576, 64, 509136}, /* stage3.unit3.batchnorm_1.beta */
    {64, 273136, 273136, 22018384, 64, 546192}, /* stage3.unit3.batchnorm_2.gamma */
    {64, 273200, 273200, 22018448, 64, 546128}, /* stage3.unit3.batchnorm_2.beta */
    {10, 274032, 274416, 22019744, 16, 546256}, /* dense_1.bias */
};

RESNET_CIFAR_TASK(resnet_cifar_pack_rows_vector_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params, run->state + row->param);
}

RESNET_CIFAR_TASK(resnet_cifar_unpack_rows_vector_unpack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_unpack(row->C, run->state + row->param, run->params + row->params);
}

RESNET_CIFAR_TASK(resnet_cifar_grads_out_rows_vector_unpack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_unpack(row->C, run->work + row->grad, run->grads + row->params);
}

RESNET_CIFAR_TASK(resnet_cifar_grads_in_rows_vector_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->grads + row->params, run->work + row->grad);
}

RESNET_CIFAR_TASK(resnet_cifar_apply_rows_sgd_momentum_update_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row);
    RESNET_CIFAR_RANGE(row->COUNT / 16, 2605);
    resnet_cifar_sgd_momentum_update(/*MOMENTUM*/ 0.899999976f, /*NESTEROV*/ 1, /*DECAY*/ 0.0f,
        /*CLIP*/ 0.0f, begin, end, run->rate, run->work + row->grad, run->state + row->param,
        run->state + row->velocity);
}

static const struct resnet_cifar_pack_vector_pack_row_2 {
    int C, params, to, from;
} resnet_cifar_pack_vector_pack_row_2s[] = {
    {16, 464, 464, 22019296}, /* batchnorm_1.moving_mean */
    {16, 480, 480, 22019312}, /* batchnorm_1.moving_variance */
    {16, 2832, 2832, 22019360}, /* stage1.down.batchnorm_1.moving_mean */
    {16, 2848, 2848, 22019376}, /* stage1.down.batchnorm_1.moving_variance */
    {16, 5200, 5200, 22019424}, /* stage1.down.batchnorm_2.moving_mean */
    {16, 5216, 5216, 22019440}, /* stage1.down.batchnorm_2.moving_variance */
    {16, 7568, 7568, 22019488}, /* stage1.unit2.batchnorm_1.moving_mean */
    {16, 7584, 7584, 22019504}, /* stage1.unit2.batchnorm_1.moving_variance */
    {16, 9936, 9936, 22019552}, /* stage1.unit2.batchnorm_2.moving_mean */
    {16, 9952, 9952, 22019568}, /* stage1.unit2.batchnorm_2.moving_variance */
    {16, 12304, 12304, 22019616}, /* stage1.unit3.batchnorm_1.moving_mean */
    {16, 12320, 12320, 22019632}, /* stage1.unit3.batchnorm_1.moving_variance */
    {16, 14672, 14672, 22019680}, /* stage1.unit3.batchnorm_2.moving_mean */
    {16, 14688, 14688, 22019696}, /* stage1.unit3.batchnorm_2.moving_variance */
    {32, 19376, 19376, 22018784}, /* stage2.down.batchnorm_1.moving_mean */
    {32, 19408, 19408, 22018816}, /* stage2.down.batchnorm_1.moving_variance */
    {32, 28720, 28720, 22018912}, /* stage2.down.batchnorm_2.moving_mean */
    {32, 28752, 28752, 22018944}, /* stage2.down.batchnorm_2.moving_variance */
    {32, 29360, 29360, 22018976}, /* stage2.down.batchnorm_3.moving_mean */
    {32, 29392, 29392, 22019008}, /* stage2.down.batchnorm_3.moving_variance */
    {32, 38704, 38704, 22019040}, /* stage2.unit2.batchnorm_1.moving_mean */
    {32, 38736, 38736, 22019072}, /* stage2.unit2.batchnorm_1.moving_variance */
    {32, 48048, 48048, 22019104}, /* stage2.unit2.batchnorm_2.moving_mean */
    {32, 48080, 48080, 22019136}, /* stage2.unit2.batchnorm_2.moving_variance */
    {32, 57392, 57392, 22019168}, /* stage2.unit3.batchnorm_1.moving_mean */
    {32, 57424, 57424, 22019200}, /* stage2.unit3.batchnorm_1.moving_variance */
    {32, 66736, 66736, 22019232}, /* stage2.unit3.batchnorm_2.moving_mean */
    {32, 66768, 66768, 22019264}, /* stage2.unit3.batchnorm_2.moving_variance */
    {64, 85360, 85360, 22017488}, /* stage3.down.batchnorm_1.moving_mean */
    {64, 85424, 85424, 22017552}, /* stage3.down.batchnorm_1.moving_variance */
    {64, 122480, 122480, 22017616}, /* stage3.down.batchnorm_2.moving_mean */
    {64, 122544, 122544, 22017680}, /* stage3.down.batchnorm_2.moving_variance */
    {64, 124784, 124784, 22017744}, /* stage3.down.batchnorm_3.moving_mean */
    {64, 124848, 124848, 22017808}, /* stage3.down.batchnorm_3.moving_variance */
    {64, 161904, 161904, 22017872}, /* stage3.unit2.batchnorm_1.moving_mean */
    {64, 161968, 161968, 22017936}, /* stage3.unit2.batchnorm_1.moving_variance */
    {64, 199024, 199024, 22018000}, /* stage3.unit2.batchnorm_2.moving_mean */
    {64, 199088, 199088, 22018064}, /* stage3.unit2.batchnorm_2.moving_variance */
    {64, 236144, 236144, 22018128}, /* stage3.unit3.batchnorm_1.moving_mean */
    {64, 236208, 236208, 22018192}, /* stage3.unit3.batchnorm_1.moving_variance */
    {64, 273264, 273264, 22018256}, /* stage3.unit3.batchnorm_2.moving_mean */
    {64, 273328, 273328, 22018320}, /* stage3.unit3.batchnorm_2.moving_variance */
};

RESNET_CIFAR_TASK(resnet_cifar_pack_rows_vector_pack_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row_2);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->params + row->params, run->state + row->to);
}

RESNET_CIFAR_TASK(resnet_cifar_unpack_rows_vector_unpack_2)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row_2);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_unpack(row->C, run->state + row->to, run->params + row->params);
}

RESNET_CIFAR_TASK(resnet_cifar_stats_rows_vector_pack)
{
    RESNET_CIFAR_ROW(resnet_cifar_pack_vector_pack_row_2);
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(row->C, run->work + row->from, run->state + row->to);
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_pack_dense_1_dense_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_dense_pack(/*C*/ 64, /*K*/ 10, run->params + RESNET_CIFAR_PARAMS_DENSE_1_KERNEL,
        run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL);
}

static void resnet_cifar_run_pack(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("pack", "");
    for (run->row = 0; run->row < 21; run->row++)
        resnet_cifar_pack_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 43; run->row++)
        resnet_cifar_pack_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 42; run->row++)
        resnet_cifar_pack_rows_vector_pack_2(run, 0, 0);
    resnet_cifar_pack_dense_1_dense_pack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("pack", "");
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_unpack_dense_1_dense_unpack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_dense_unpack(/*C*/ 64, /*K*/ 10, run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL,
        run->params + RESNET_CIFAR_PARAMS_DENSE_1_KERNEL);
}

static void resnet_cifar_run_unpack(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("unpack", "");
    for (run->row = 0; run->row < 21; run->row++)
        resnet_cifar_unpack_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 43; run->row++)
        resnet_cifar_unpack_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 42; run->row++)
        resnet_cifar_unpack_rows_vector_unpack_2(run, 0, 0);
    resnet_cifar_unpack_dense_1_dense_unpack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("unpack", "");
}

/* input (resnet_cifar.net:30: input  32x32x3 scale=1/255 mean=(0.4914, 0.4822, 0.4465) std=(0.2470,
 * 0.2435, 0.2616)): 32x32x3 -> 32x32x3 */
RESNET_CIFAR_TASK(resnet_cifar_forward_input_nhwc_to_blocked)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + RESNET_CIFAR_TRAIN_INPUT_OUT);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16, 0.885 MFLOP
 * an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_conv_1_conv_forward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_CONV_1_PADDED);
    resnet_cifar_conv_forward_batchnorm_moments(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*GROUPS*/ 1, /*PH*/ 32, /*PW*/ 32, /*POOL*/ 0, /*KEEP*/ 0, begin, end,
        run->work + RESNET_CIFAR_TRAIN_INPUT_OUT, run->state + RESNET_CIFAR_STATE_CONV_1_KERNEL,
        NULL, run->work + RESNET_CIFAR_TRAIN_CONV_1_OUT, NULL, scratch, NULL, /*HW*/ 1024,
        /*STEP*/ 32, run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOMENTS);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_PANELS);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_PANELS);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_PANELS);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_PANELS);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_PANELS);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_PANELS);
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_PANELS);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_PANELS);
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_PANELS);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_PANELS);
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_PANELS);
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_3_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_3_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 64,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_3_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_3_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 32,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16, run->state + RESNET_CIFAR_STATE_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16, run->state + RESNET_CIFAR_STATE_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_1_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_1_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_2_vector_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_MOVING_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_2_vector_pack_2)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_vector_pack(/*C*/ 16,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_MOVING_VARIANCE,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_batchnorm_1_batchnorm_apply)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_apply_relu_forward(/*CB*/ 1, /*HW*/ 1024, begin, end,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_OUT, run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_BATCHNORM_1_GAMMA,
        run->state + RESNET_CIFAR_STATE_BATCHNORM_1_BETA,
        run->work + RESNET_CIFAR_TRAIN_RELU_1_OUT, /*MAX*/ 0.0f);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_RELU_1_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOMENTS);
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(1, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_NORM);
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_OUT, scratch, scratch + 37440,
        scratch + 74880, scratch + 77952, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOMENTS);
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_down_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 1, /*HW*/ 1024, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_RELU_1_OUT, /*MAX*/ 0.0f);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOMENTS);
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(1, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_NORM);
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_OUT, scratch, scratch + 37440,
        scratch + 74880, scratch + 77952, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOMENTS);
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit2_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 1, /*HW*/ 1024, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT, scratch, scratch + 37440, NULL,
        scratch + 74880, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOMENTS);
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(1, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_NORM);
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 8, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32,
        /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_OUT, scratch, scratch + 37440,
        scratch + 74880, scratch + 77952, /*HW*/ 1024, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOMENTS);
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16, 0.0328 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 16, /*HW*/ 1024, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage1_unit3_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE(run->n, 1);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 1, /*HW*/ 1024, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 16x16x32, 2.36 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_conv_1_conv_gemm)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_PANEL);
    resnet_cifar_conv_gemm_batchnorm_moments(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16,
        /*OW*/ 16, /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 1, /*PIXELS*/ 128, /*TAPS*/ 9, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0,
        /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT, scratch, /*HW*/ 256, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOMENTS);
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 32x32x16 -> 16x16x32, 0.262 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_conv_3_conv_gemm)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PANEL);
    resnet_cifar_conv_gemm_batchnorm_moments(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16,
        /*OW*/ 16, /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 1, /*PIXELS*/ 128, /*TAPS*/ 1, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0,
        /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_OUT, scratch, /*HW*/ 256, /*STEP*/ 128,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOMENTS);
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(2, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_NORM);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_3_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 128, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_OUT, scratch, scratch + 74304,
        scratch + 111744, scratch + 113280, /*HW*/ 256, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOMENTS);
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_apply(/*CB*/ 2, /*HW*/ 256, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_OUT);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_down_batchnorm_3_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 2, /*HW*/ 256, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, /*HW*/ 256, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOMENTS);
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(2, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_NORM);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_OUT, scratch, scratch + 74304,
        scratch + 111744, scratch + 113280, /*HW*/ 256, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOMENTS);
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit2_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 2, /*HW*/ 256, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_conv_1_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT, scratch, scratch + 74304, NULL,
        scratch + 111744, /*HW*/ 256, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOMENTS);
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(2, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_NORM);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_conv_2_wino_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_V);
    resnet_cifar_wino_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16,
        /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 2,
        /*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_OUT, scratch, scratch + 74304,
        scratch + 111744, scratch + 113280, /*HW*/ 256, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOMENTS);
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32, 0.0164 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 256, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage2_unit3_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 16);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 2, /*HW*/ 256, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64, 2.36 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_conv_1_conv_gemm)
{
    RESNET_CIFAR_RANGE((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PANEL);
    resnet_cifar_conv_gemm_batchnorm_moments(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8,
        /*OW*/ 8, /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 2, /*PIXELS*/ 64, /*TAPS*/ 5, /*CHANNELS*/ 32, /*OUTS*/ 2, /*FLAT*/ 0,
        /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT, scratch, /*HW*/ 64, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOMENTS);
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 16x16x32 -> 8x8x64, 0.262 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_conv_3_conv_gemm)
{
    RESNET_CIFAR_RANGE((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 9);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PANEL);
    resnet_cifar_conv_gemm_batchnorm_moments(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8,
        /*OW*/ 8, /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 2, /*PIXELS*/ 64, /*TAPS*/ 1, /*CHANNELS*/ 32, /*OUTS*/ 2, /*FLAT*/ 0,
        /*FIRST*/ 0, /*FLIP*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_OUT, scratch, /*HW*/ 64, /*STEP*/ 64,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOMENTS);
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an image
 * */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(4, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_NORM);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_3_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 64, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 19);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_PATCH);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES, scratch, scratch + 768);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_conv_2_wino_panel_forward)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_U);
    resnet_cifar_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, /*HW*/ 64, /*STEP*/ 32,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOMENTS);
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    resnet_cifar_batchnorm_apply(/*CB*/ 4, /*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_OUT);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_down_batchnorm_3_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 16);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 4, /*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_conv_1_wino_panel_forward)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_U);
    resnet_cifar_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, /*HW*/ 64, /*STEP*/ 32,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOMENTS);
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(4, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_NORM);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 19);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_PATCH);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES, scratch, scratch + 768);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_conv_2_wino_panel_forward)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_U);
    resnet_cifar_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, /*HW*/ 64, /*STEP*/ 32,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOMENTS);
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit2_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 20);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 4, /*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 10);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_conv_1_wino_panel_forward)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_U);
    resnet_cifar_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, /*HW*/ 64, /*STEP*/ 32,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOMENTS);
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_1_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_1_batchnorm_factors)
{
    RESNET_CIFAR_RANGE(4, 1117);
    resnet_cifar_batchnorm_factors(begin, end, run->work +
                                   RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MEAN,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_RSTD,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_GAMMA,
                                   run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_BETA,
                                   run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_NORM);
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64, 4.72 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 19);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_PATCH);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES, scratch, scratch + 768);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_conv_2_wino_panel_forward)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_U);
    resnet_cifar_wino_panel_forward_batchnorm_moments(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, /*HW*/ 64, /*STEP*/ 32,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOMENTS);
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64, 0.00819 MFLOP an
 * image */
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_2_batchnorm_stats)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 64, /*STEP*/ 32, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOMENTS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_stage3_unit3_batchnorm_2_batchnorm_apply)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 44);
    resnet_cifar_batchnorm_apply_add_maps_relu_forward(/*CB*/ 4, /*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_GAMMA,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_BETA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT, /*MAX*/ 0.0f);
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64, 0.0041 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_globalavgpool_1_globalavgpool_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 44);
    resnet_cifar_globalavgpool_forward(/*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_OUT);
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10, 0.00129 MFLOP an image */
RESNET_CIFAR_TASK(resnet_cifar_forward_dense_1_dense_forward)
{
    RESNET_CIFAR_RANGE(1, 17);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_DENSE_1_ROOM);
    resnet_cifar_dense_forward_bias_forward(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_OUT,
        run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL, run->work + RESNET_CIFAR_TRAIN_DENSE_1_OUT,
        scratch, run->state + RESNET_CIFAR_STATE_DENSE_1_BIAS);
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_forward_dense_1_softmax_softmax_crossentropy)
{
    RESNET_CIFAR_RANGE(run->n, 3677);
    resnet_cifar_softmax_crossentropy(/*C*/ 10, /*SMOOTHING*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_OUT, (const int32_t *)(const void *)run->label,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_OUT,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_LOSSES);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_dense_1_softmax_softmax_crossentropy_backward)
{
    RESNET_CIFAR_RANGE(run->n, 3788);
    resnet_cifar_softmax_crossentropy_backward(/*C*/ 10, /*SMOOTHING*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_OUT,
        (const int32_t *)(const void *)run->label, run->work + RESNET_CIFAR_TRAIN_DENSE_1_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_dense_1_softmax_mean_loss)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_mean_loss(run->n, run->work + RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_LOSSES,
                           run->loss);
}
RESNET_CIFAR_TASK(resnet_cifar_forward_dense_1_softmax_blocked_to_nhwc)
{
    RESNET_CIFAR_RANGE(run->n, 4808);
    resnet_cifar_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_SOFTMAX_OUT, run->y);
}

static void resnet_cifar_forward_stage(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2)) {
        RESNET_CIFAR_LAYER("forward", "input", resnet_cifar_forward_input_nhwc_to_blocked(arg,
            range, worker));
        RESNET_CIFAR_LAYER("forward", "conv_1", resnet_cifar_forward_conv_1_conv_forward(arg, range,
            worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF(run->n, 2)) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.conv_2",
                           resnet_cifar_forward_stage2_down_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.conv_1",
                           resnet_cifar_forward_stage2_unit2_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.conv_2",
                           resnet_cifar_forward_stage2_unit2_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.conv_1",
                           resnet_cifar_forward_stage2_unit3_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.conv_2",
                           resnet_cifar_forward_stage2_unit3_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.conv_1",
                           resnet_cifar_forward_stage1_down_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.conv_2",
                           resnet_cifar_forward_stage1_down_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.conv_1",
                           resnet_cifar_forward_stage1_unit2_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.conv_2",
                           resnet_cifar_forward_stage1_unit2_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.conv_1",
                           resnet_cifar_forward_stage1_unit3_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.conv_2",
                           resnet_cifar_forward_stage1_unit3_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_1",
                           resnet_cifar_forward_stage3_down_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_1",
                           resnet_cifar_forward_stage3_down_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_2",
                           resnet_cifar_forward_stage3_down_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_2",
                           resnet_cifar_forward_stage3_down_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_3",
                           resnet_cifar_forward_stage3_down_batchnorm_3_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_3",
                           resnet_cifar_forward_stage3_down_batchnorm_3_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_1",
                           resnet_cifar_forward_stage3_unit2_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_1",
                           resnet_cifar_forward_stage3_unit2_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_2",
                           resnet_cifar_forward_stage3_unit2_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_2",
                           resnet_cifar_forward_stage3_unit2_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_1",
                           resnet_cifar_forward_stage3_unit3_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_1",
                           resnet_cifar_forward_stage3_unit3_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_2",
                           resnet_cifar_forward_stage3_unit3_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_2",
                           resnet_cifar_forward_stage3_unit3_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_1",
                           resnet_cifar_forward_stage2_down_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_1",
                           resnet_cifar_forward_stage2_down_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_2",
                           resnet_cifar_forward_stage2_down_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_2",
                           resnet_cifar_forward_stage2_down_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_3",
                           resnet_cifar_forward_stage2_down_batchnorm_3_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_3",
                           resnet_cifar_forward_stage2_down_batchnorm_3_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_1",
                           resnet_cifar_forward_stage2_unit2_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_1",
                           resnet_cifar_forward_stage2_unit2_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_2",
                           resnet_cifar_forward_stage2_unit2_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_2",
                           resnet_cifar_forward_stage2_unit2_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_1",
                           resnet_cifar_forward_stage2_unit3_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_1",
                           resnet_cifar_forward_stage2_unit3_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_2",
                           resnet_cifar_forward_stage2_unit3_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_2",
                           resnet_cifar_forward_stage2_unit3_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "batchnorm_1",
                           resnet_cifar_forward_batchnorm_1_vector_pack(arg, range, worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "batchnorm_1",
                           resnet_cifar_forward_batchnorm_1_vector_pack_2(arg, range, worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_1",
                           resnet_cifar_forward_stage1_down_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_1",
                           resnet_cifar_forward_stage1_down_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_2",
                           resnet_cifar_forward_stage1_down_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_2",
                           resnet_cifar_forward_stage1_down_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_1",
                           resnet_cifar_forward_stage1_unit2_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_1",
                           resnet_cifar_forward_stage1_unit2_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_2",
                           resnet_cifar_forward_stage1_unit2_batchnorm_2_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_2",
                           resnet_cifar_forward_stage1_unit2_batchnorm_2_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_1",
                           resnet_cifar_forward_stage1_unit3_batchnorm_1_vector_pack(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_1",
                           resnet_cifar_forward_stage1_unit3_batchnorm_1_vector_pack_2(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_2",
                           resnet_cifar_forward_stage1_unit3_batchnorm_2_vector_pack(arg, range,
            worker));
    } else {
        range -= 1;
        RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_2",
                           resnet_cifar_forward_stage1_unit3_batchnorm_2_vector_pack_2(arg, range,
            worker));
    }
}

static void resnet_cifar_forward_stage_2(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "batchnorm_1",
                       resnet_cifar_forward_batchnorm_1_batchnorm_apply(arg, range, worker));
    RESNET_CIFAR_LAYER("forward", "stage1.down.conv_1",
                       resnet_cifar_forward_stage1_down_conv_1_wino_forward(arg, range, worker));
}

static void resnet_cifar_forward_stage_3(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_2",
                       resnet_cifar_forward_stage1_down_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.conv_1",
                       resnet_cifar_forward_stage1_unit2_conv_1_wino_forward(arg, range, worker));
}

static void resnet_cifar_forward_stage_4(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_2",
                       resnet_cifar_forward_stage1_unit2_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.conv_1",
                       resnet_cifar_forward_stage1_unit3_conv_1_wino_forward(arg, range, worker));
}

static void resnet_cifar_forward_stage_5(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_2",
                       resnet_cifar_forward_stage1_unit3_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage2.down.conv_1",
                       resnet_cifar_forward_stage2_down_conv_1_conv_gemm(arg, range, worker));
    RESNET_CIFAR_LAYER("forward", "stage2.down.conv_3",
                       resnet_cifar_forward_stage2_down_conv_3_conv_gemm(arg, range, worker));
}

static void resnet_cifar_forward_stage_6(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_2",
                       resnet_cifar_forward_stage2_down_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_3",
                       resnet_cifar_forward_stage2_down_batchnorm_3_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.conv_1",
                       resnet_cifar_forward_stage2_unit2_conv_1_wino_forward(arg, range, worker));
}

static void resnet_cifar_forward_stage_7(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_2",
                       resnet_cifar_forward_stage2_unit2_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.conv_1",
                       resnet_cifar_forward_stage2_unit3_conv_1_wino_forward(arg, range, worker));
}

static void resnet_cifar_forward_stage_8(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range <
        RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 2)) {
        RESNET_CIFAR_LAYER("forward", "stage3.down.conv_1",
                           resnet_cifar_forward_stage3_down_conv_1_conv_gemm(arg, range, worker));
    } else {
        range -=
            RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2),
                                   2);
        RESNET_CIFAR_LAYER("forward", "stage3.down.conv_3",
                           resnet_cifar_forward_stage3_down_conv_3_conv_gemm(arg, range, worker));
    }
}

static void resnet_cifar_forward_stage_9(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_2",
                       resnet_cifar_forward_stage3_down_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_3",
                       resnet_cifar_forward_stage3_down_batchnorm_3_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.conv_1",
                       resnet_cifar_forward_stage3_unit2_conv_1_wino_panel_gather(arg, range,
        worker));
}

static void resnet_cifar_forward_stage_10(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_forward_stage3_unit2_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.conv_1",
                       resnet_cifar_forward_stage3_unit3_conv_1_wino_panel_gather(arg, range,
        worker));
}

static void resnet_cifar_forward_stage_11(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_forward_stage3_unit3_batchnorm_2_batchnorm_apply(arg, range,
        worker));
    RESNET_CIFAR_LAYER("forward", "globalavgpool_1",
                       resnet_cifar_forward_globalavgpool_1_globalavgpool_forward(arg, range,
        worker));
}

static void resnet_cifar_run_forward(resnet_cifar_run *run)
{
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage, run,
                              RESNET_CIFAR_RANGES_OF(run->n, 2) + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
                              1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
                              1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
                              1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1);
    RESNET_CIFAR_LAYER("forward", "batchnorm_1",
                       resnet_cifar_forward_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_2, run, RESNET_CIFAR_RANGES_OF(run->n, 2));
    RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_1",
                       resnet_cifar_forward_stage1_down_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_1",
                       resnet_cifar_forward_stage1_down_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage1_down_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 8, 16)));
    RESNET_CIFAR_LAYER("forward", "stage1.down.batchnorm_2",
                       resnet_cifar_forward_stage1_down_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_3, run, RESNET_CIFAR_RANGES_OF(run->n, 2));
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_1",
                       resnet_cifar_forward_stage1_unit2_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_1",
                       resnet_cifar_forward_stage1_unit2_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage1_unit2_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 8, 16)));
    RESNET_CIFAR_LAYER("forward", "stage1.unit2.batchnorm_2",
                       resnet_cifar_forward_stage1_unit2_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_4, run, RESNET_CIFAR_RANGES_OF(run->n, 2));
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_1",
                       resnet_cifar_forward_stage1_unit3_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_1",
                       resnet_cifar_forward_stage1_unit3_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage1_unit3_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 8, 16)));
    RESNET_CIFAR_LAYER("forward", "stage1.unit3.batchnorm_2",
                       resnet_cifar_forward_stage1_unit3_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_5, run, RESNET_CIFAR_RANGES_OF(run->n, 1));
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_1",
                       resnet_cifar_forward_stage2_down_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_1",
                       resnet_cifar_forward_stage2_down_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_3",
                       resnet_cifar_forward_stage2_down_batchnorm_3_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage2_down_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 16)));
    RESNET_CIFAR_LAYER("forward", "stage2.down.batchnorm_2",
                       resnet_cifar_forward_stage2_down_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_6, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8));
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_1",
                       resnet_cifar_forward_stage2_unit2_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_1",
                       resnet_cifar_forward_stage2_unit2_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage2_unit2_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 16)));
    RESNET_CIFAR_LAYER("forward", "stage2.unit2.batchnorm_2",
                       resnet_cifar_forward_stage2_unit2_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_7, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_1",
                       resnet_cifar_forward_stage2_unit3_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_1",
                       resnet_cifar_forward_stage2_unit3_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage2_unit3_conv_2_wino_forward, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 16)));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_2",
                       resnet_cifar_forward_stage2_unit3_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage2.unit3.batchnorm_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage2_unit3_batchnorm_2_batchnorm_apply,
                                  run, RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 16)));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_8, run,
        RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 2) +
        RESNET_CIFAR_RANGES_OF((((int64_t)run->n+2-1)/2)*((8*8+64-1)/64)*(((64+15)/16+2-1)/2), 9));
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_1",
                       resnet_cifar_forward_stage3_down_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_1",
                       resnet_cifar_forward_stage3_down_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_3",
                       resnet_cifar_forward_stage3_down_batchnorm_3_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_down_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 19)));
    RESNET_CIFAR_LAYER("forward", "stage3.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_down_conv_2_wino_panel_forward, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("forward", "stage3.down.batchnorm_2",
                       resnet_cifar_forward_stage3_down_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_9, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 16));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit2_conv_1_wino_panel_forward, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_1",
                       resnet_cifar_forward_stage3_unit2_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_1",
                       resnet_cifar_forward_stage3_unit2_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit2_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 19)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit2_conv_2_wino_panel_forward, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_forward_stage3_unit2_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_10, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 20));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit3_conv_1_wino_panel_forward, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_forward_stage3_unit3_batchnorm_1_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_forward_stage3_unit3_batchnorm_1_batchnorm_factors(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit3_conv_2_wino_panel_gather, run,
                                  RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 19)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage3_unit3_conv_2_wino_panel_forward, run,
                                  RESNET_CIFAR_RANGES_OF(4, 1)));
    RESNET_CIFAR_LAYER("forward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_forward_stage3_unit3_batchnorm_2_batchnorm_stats(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_forward_stage_11, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 44));
    RESNET_CIFAR_LAYER("forward", "dense_1", resnet_cifar_forward_dense_1_dense_forward(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "dense_1.softmax",
                       resnet_cifar_forward_dense_1_softmax_softmax_crossentropy(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "dense_1.softmax",
                       resnet_cifar_forward_dense_1_softmax_softmax_crossentropy_backward(run, 0,
        0));
    RESNET_CIFAR_LAYER("forward", "dense_1.softmax",
                       resnet_cifar_forward_dense_1_softmax_mean_loss(run, 0, 0));
    RESNET_CIFAR_LAYER("forward", "dense_1.softmax",
                       resnet_cifar_forward_dense_1_softmax_blocked_to_nhwc(run, 0, 0));
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_bias_backward)
{
    RESNET_CIFAR_RANGE(1, 121);
    resnet_cifar_bias_backward(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_BIAS_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 0, /*ORDER*/ 1, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_BIAS_GRAD, run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_dense_backward_weights)
{
    RESNET_CIFAR_RANGE(4, 68);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_DENSE_1_ROOM);
    resnet_cifar_dense_backward_weights(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(64, 64);
    resnet_cifar_gradient_check(/*FIRST*/ 1, /*ORDER*/ 2, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD, run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_dense_backward_data)
{
    RESNET_CIFAR_RANGE(4, 82);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_DENSE_1_ROOM);
    resnet_cifar_dense_backward_data(/*C*/ 64, /*K*/ 10, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_GRAD,
        run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_GRAD, scratch);
}

/* globalavgpool_1 (resnet_cifar.net:39: globalavgpool): 8x8x64 -> 64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_globalavgpool_1_globalavgpool_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 256);
    resnet_cifar_globalavgpool_backward(/*HW*/ 64, begin, end,
        run->work + RESNET_CIFAR_TRAIN_GLOBALAVGPOOL_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_GRAD);
}

/* stage3.unit3.relu_2 (resnet_cifar.net:19: relu): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 256, 1792);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_RELU_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_ADD_1_GRAD);
}

/* stage3.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 28);
    resnet_cifar_batchnorm_sums(/*CB*/ 4, /*HW*/ 64, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 1, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 2, /*ORDER*/ 3, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 3, /*ORDER*/ 4, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 20);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRAD);
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 10);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILE_3);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRAD, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRADIENT_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_gather_2)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 19);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_PATCH_2);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES_2, scratch, scratch + 768);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_backward_weights)
{
    RESNET_CIFAR_RANGE(16, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_U_2);
    resnet_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_TILES_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRADIENT_TILES,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_backward_data)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_WT);
    resnet_cifar_wino_panel_backward_data_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6,
        /*C*/ 64, /*H*/ 8, /*W*/ 8, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128,
        /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_GRADIENT_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_NORM, /*HW*/ 64, /*STEP*/ 32,
        /*AFTER*/ 8, /*TIMES*/ 2, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_SUMS);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED_PANELS);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED_PANELS);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED_PANELS);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED_PANELS);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(2, 6);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED_PANELS);
}

/* stage3.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2304, 2304);
    resnet_cifar_gradient_check(/*FIRST*/ 4, /*ORDER*/ 5, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(18, 62);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 64, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_TRANSPOSED);
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED_PANELS);
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_TRANSPOSED);
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_3_conv_transpose)
{
    RESNET_CIFAR_RANGE(2, 62);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 64, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_TRANSPOSED);
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_3_conv_transpose)
{
    RESNET_CIFAR_RANGE(1, 123);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 32, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_CONV_3_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_TRANSPOSED);
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 2, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 5, /*ORDER*/ 6, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 6, /*ORDER*/ 7, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED_PANELS);
}

/* stage3.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 20);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRAD);
}

/* stage3.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 10);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRAD, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRADIENT_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_gather_2)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILE_3);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES_2, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_backward_weights)
{
    RESNET_CIFAR_RANGE(16, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_U_2);
    resnet_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_TILES_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRADIENT_TILES,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_backward_data)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_WT);
    resnet_cifar_wino_panel_backward_data(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_GRADIENT_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT3_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_X_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(2304, 2304);
    resnet_cifar_gradient_check(/*FIRST*/ 7, /*ORDER*/ 8, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.unit3.x (resnet_cifar.net:5: x: identity): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit3_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 256, 768);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_X_GRAD);
}

/* stage3.unit2.relu_2 (resnet_cifar.net:19: relu): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 256, 768);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT3_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_ADD_1_GRAD);
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 12);
    resnet_cifar_batchnorm_sums(/*CB*/ 4, /*HW*/ 64, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 1, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_SUMS);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 6);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_PATCH_2);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES_2, scratch, scratch + 768);
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED_PANELS);
}

/* stage3.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 8, /*ORDER*/ 9, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 9, /*ORDER*/ 10, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 20);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRAD);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_gather_2)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 10);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILE_4);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRAD, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRADIENT_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_backward_data)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_WT);
    resnet_cifar_wino_panel_backward_data_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6,
        /*C*/ 64, /*H*/ 8, /*W*/ 8, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128,
        /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRADIENT_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_NORM, /*HW*/ 64, /*STEP*/ 32,
        /*AFTER*/ 8, /*TIMES*/ 2, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_backward_weights)
{
    RESNET_CIFAR_RANGE(16, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_U_3);
    resnet_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_TILES_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_GRADIENT_TILES,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_KERNEL_GRAD, scratch);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED_PANELS);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 15);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_3);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES_2, NULL, scratch);
}

/* stage3.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 ->
 * 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2304, 2304);
    resnet_cifar_gradient_check(/*FIRST*/ 10, /*ORDER*/ 11, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 2, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 11, /*ORDER*/ 12, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 12, /*ORDER*/ 13, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 20);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRAD);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_gather_2)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 10);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILE_4);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRAD, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRADIENT_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_backward_data)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_WT);
    resnet_cifar_wino_panel_backward_data(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8, /*K*/ 64,
        /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRADIENT_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_UNIT2_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_X_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_backward_weights)
{
    RESNET_CIFAR_RANGE(16, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_U_3);
    resnet_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_TILES_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_GRADIENT_TILES,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_KERNEL_GRAD, scratch);
}

/* stage3.unit2.x (resnet_cifar.net:5: x: identity): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 256, 768);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_X_GRAD);
}

/* stage3.down.relu_2 (resnet_cifar.net:19: relu): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 256, 768);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 12);
    resnet_cifar_batchnorm_sums(/*CB*/ 4, /*HW*/ 64, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 1, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_SUMS);
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 12);
    resnet_cifar_batchnorm_sums(/*CB*/ 4, /*HW*/ 64, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 1, begin,
        end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_SUMS);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_2_wino_panel_gather)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 6);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_PATCH_2);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES_2, scratch, scratch + 768);
}

/* stage3.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_unit2_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(2304, 2304);
    resnet_cifar_gradient_check(/*FIRST*/ 13, /*ORDER*/ 14, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_UNIT2_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_2_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_2_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED_PANELS);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_3_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 14, /*ORDER*/ 15, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_3_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 15, /*ORDER*/ 16, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 17, /*ORDER*/ 18, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 18, /*ORDER*/ 19, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_1_conv_transpose)
{
    RESNET_CIFAR_RANGE(9, 245);
    resnet_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 16, /*K*/ 16, begin, end,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_CONV_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_1_wino_weights)
{
    RESNET_CIFAR_RANGE(1, 11);
    resnet_cifar_wino_weights(/*P*/ 6, /*C*/ 16, /*K*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED_PANELS);
}

/* stage3.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 12);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_3_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_3_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_GRAD);
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_3_conv_backward_data)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 6);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PADDED);
    resnet_cifar_conv_backward_data(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8, /*OW*/ 8,
        /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*GROUPS*/ 1, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD, scratch);
}

/* stage3.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 12);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRAD);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_2_wino_panel_gather_2)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 6);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILE_4);
    resnet_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRAD, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRADIENT_TILES, NULL, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_2_wino_panel_backward_data)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_WT);
    resnet_cifar_wino_panel_backward_data_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6,
        /*C*/ 64, /*H*/ 8, /*W*/ 8, /*K*/ 64, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128,
        /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRADIENT_TILES,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_CONV_2_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_NORM, /*HW*/ 64, /*STEP*/ 32,
        /*AFTER*/ 8, /*TIMES*/ 2, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_2_wino_panel_backward_weights)
{
    RESNET_CIFAR_RANGE(16, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_U_3);
    resnet_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_TILES_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_GRADIENT_TILES,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_KERNEL_GRAD, scratch);
}

/* stage3.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_3_conv_gemm_weights)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_PANEL_2);
    resnet_cifar_conv_gemm_weights(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8, /*OW*/ 8,
        /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 2, /*PIXELS*/ 64, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_3_gradient_check)
{
    RESNET_CIFAR_RANGES(128, 128);
    resnet_cifar_gradient_check(/*FIRST*/ 16, /*ORDER*/ 17, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_3_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 8x8x64 -> 8x8x64
 * */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2304, 2304);
    resnet_cifar_gradient_check(/*FIRST*/ 19, /*ORDER*/ 20, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage3.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 8x8x64 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(4, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 2, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 20, /*ORDER*/ 21, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(4, 4);
    resnet_cifar_gradient_check(/*FIRST*/ 21, /*ORDER*/ 22, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 4, 4);
    resnet_cifar_batchnorm_backward(/*CB*/ 4, /*HW*/ 64, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE3_DOWN_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_GRAD);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_1_conv_backward_data)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PADDED);
    resnet_cifar_conv_backward_data(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8, /*OW*/ 8,
        /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*GROUPS*/ 1, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD_2, scratch);
}

/* stage3.down.x (resnet_cifar.net:5: x: identity): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 512);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD_2,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD_2);
}

/* stage2.unit3.relu_2 (resnet_cifar.net:19: relu): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 512);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_X_GRAD_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_ADD_1_GRAD);
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    resnet_cifar_batchnorm_sums(/*CB*/ 2, /*HW*/ 256, /*STEP*/ 256, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_SUMS);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_1_conv_gemm_weights)
{
    RESNET_CIFAR_RANGE(4, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_PANEL_2);
    resnet_cifar_conv_gemm_weights(/*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 8, /*OW*/ 8,
        /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 2, /*PIXELS*/ 64, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_KERNEL_GRAD, scratch);
}

/* stage2.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 23, /*ORDER*/ 24, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 24, /*ORDER*/ 25, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_GRAD);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 32,
        /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16,
        /*KG*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_DW + (ptrdiff_t)range * 9216, scratch,
        scratch + 37440, scratch + 111744, scratch + 186048, scratch + 187584, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_NORM, /*HW*/ 256, /*STEP*/ 64,
        /*AFTER*/ 16, /*TIMES*/ 4, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_SUMS);
}

/* stage3.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 8x8x64 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage3_down_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1152, 1152);
    resnet_cifar_gradient_check(/*FIRST*/ 22, /*ORDER*/ 23, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE3_DOWN_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(576, 460);
    resnet_cifar_add_partials(/*COUNT*/ 9216, /*PARTS*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_KERNEL_GRAD);
}

/* stage2.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 4, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 26, /*ORDER*/ 27, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 27, /*ORDER*/ 28, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT3_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_GRAD);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_1_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_DU);
    resnet_cifar_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16,
        /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_DW + (ptrdiff_t)range * 9216, scratch,
        scratch + 37440, scratch + 111744, NULL, scratch + 186048);
}

/* stage2.unit3.x (resnet_cifar.net:5: x: identity): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 2048);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_X_GRAD);
}

/* stage2.unit2.relu_2 (resnet_cifar.net:19: relu): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 2048);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_ADD_1_GRAD);
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_sums(/*CB*/ 2, /*HW*/ 256, /*STEP*/ 256, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_SUMS);
}

/* stage2.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(576, 576);
    resnet_cifar_gradient_check(/*FIRST*/ 25, /*ORDER*/ 26, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(576, 460);
    resnet_cifar_add_partials(/*COUNT*/ 9216, /*PARTS*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_KERNEL_GRAD);
}

/* stage2.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 29, /*ORDER*/ 30, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 30, /*ORDER*/ 31, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_GRAD);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 32,
        /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16,
        /*KG*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_DW + (ptrdiff_t)range * 9216, scratch,
        scratch + 37440, scratch + 111744, scratch + 186048, scratch + 187584, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_NORM, /*HW*/ 256, /*STEP*/ 64,
        /*AFTER*/ 16, /*TIMES*/ 4, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_SUMS);
}

/* stage2.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit3_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(576, 576);
    resnet_cifar_gradient_check(/*FIRST*/ 28, /*ORDER*/ 29, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT3_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(576, 460);
    resnet_cifar_add_partials(/*COUNT*/ 9216, /*PARTS*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_KERNEL_GRAD);
}

/* stage2.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 4, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 32, /*ORDER*/ 33, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 33, /*ORDER*/ 34, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_UNIT2_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_GRAD);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_1_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_DU);
    resnet_cifar_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16,
        /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_DW + (ptrdiff_t)range * 9216, scratch,
        scratch + 37440, scratch + 111744, NULL, scratch + 186048);
}

/* stage2.unit2.x (resnet_cifar.net:5: x: identity): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 2048);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_X_GRAD);
}

/* stage2.down.relu_2 (resnet_cifar.net:19: relu): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 512, 2048);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_sums(/*CB*/ 2, /*HW*/ 256, /*STEP*/ 256, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_SUMS);
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_sums(/*CB*/ 2, /*HW*/ 256, /*STEP*/ 256, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_SUMS);
}

/* stage2.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(576, 576);
    resnet_cifar_gradient_check(/*FIRST*/ 31, /*ORDER*/ 32, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(576, 460);
    resnet_cifar_add_partials(/*COUNT*/ 9216, /*PARTS*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_KERNEL_GRAD);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_3_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 35, /*ORDER*/ 36, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_3_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 36, /*ORDER*/ 37, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 38, /*ORDER*/ 39, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 39, /*ORDER*/ 40, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.down.batchnorm_3 (resnet_cifar.net:14: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_3_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_3_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_GRAD);
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_3_conv_backward_data)
{
    RESNET_CIFAR_RANGE(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PADDED);
    resnet_cifar_conv_backward_data(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16, /*OW*/ 16,
        /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*GROUPS*/ 1, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD, scratch);
}

/* stage2.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 8);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_GRAD);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 4);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 32,
        /*H*/ 16, /*W*/ 16, /*K*/ 32, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16,
        /*KG*/ 1, /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_DW + (ptrdiff_t)range * 9216, scratch,
        scratch + 37440, scratch + 111744, scratch + 186048, scratch + 187584, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_NORM, /*HW*/ 256, /*STEP*/ 64,
        /*AFTER*/ 16, /*TIMES*/ 4, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_SUMS);
}

/* stage2.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_unit2_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(576, 576);
    resnet_cifar_gradient_check(/*FIRST*/ 34, /*ORDER*/ 35, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_UNIT2_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.down.conv_3 (resnet_cifar.net:13: conv filters 1x1 stride=stride nobias init=he_normal
 * from x): 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_3_conv_gemm_weights)
{
    RESNET_CIFAR_RANGE(1, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_PANEL_2);
    resnet_cifar_conv_gemm_weights(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16, /*OW*/ 16,
        /*KH*/ 1, /*KW*/ 1, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 1, /*PIXELS*/ 128, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_3_gradient_check)
{
    RESNET_CIFAR_RANGES(32, 32);
    resnet_cifar_gradient_check(/*FIRST*/ 37, /*ORDER*/ 38, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_3_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(576, 460);
    resnet_cifar_add_partials(/*COUNT*/ 9216, /*PARTS*/ 16, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_KERNEL_GRAD);
}

/* stage2.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 16x16x32 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(2, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 4, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 41, /*ORDER*/ 42, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(2, 2);
    resnet_cifar_gradient_check(/*FIRST*/ 42, /*ORDER*/ 43, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 2, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 2, /*HW*/ 256, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE2_DOWN_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_GRAD);
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_1_conv_backward_data)
{
    RESNET_CIFAR_RANGE(run->n, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_PADDED);
    resnet_cifar_conv_backward_data(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16, /*OW*/ 16,
        /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*GROUPS*/ 1, begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_TRANSPOSED,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD_2, scratch);
}

/* stage2.down.x (resnet_cifar.net:5: x: identity): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 1024);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD_2,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD_2);
}

/* stage1.unit3.relu_2 (resnet_cifar.net:19: relu): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 1024);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_X_GRAD_2,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_ADD_1_GRAD);
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE(run->n, 1);
    resnet_cifar_batchnorm_sums(/*CB*/ 1, /*HW*/ 1024, /*STEP*/ 1024, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_SUMS);
}

/* stage2.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 16x16x32 ->
 * 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(576, 576);
    resnet_cifar_gradient_check(/*FIRST*/ 40, /*ORDER*/ 41, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage2.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 16x16x32 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_1_conv_gemm_weights)
{
    RESNET_CIFAR_RANGE(1, 1);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_PANEL);
    resnet_cifar_conv_gemm_weights(/*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 16, /*OW*/ 16,
        /*KH*/ 3, /*KW*/ 3, /*SH*/ 2, /*SW*/ 2, /*DH*/ 1, /*DW*/ 1, /*PT*/ 0, /*PL*/ 0,
        /*IMAGES*/ 1, /*PIXELS*/ 128, /*CHANNELS*/ 16, /*OUTS*/ 2, /*FLAT*/ 0, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_KERNEL_GRAD, scratch);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage2_down_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(288, 288);
    resnet_cifar_gradient_check(/*FIRST*/ 43, /*ORDER*/ 44, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE2_DOWN_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.unit3.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 44, /*ORDER*/ 45, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 45, /*ORDER*/ 46, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_GRAD);
}

/* stage1.unit3.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, scratch + 84672, scratch + 87744, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_NORM, /*HW*/ 1024, /*STEP*/ 128,
        /*AFTER*/ 32, /*TIMES*/ 8, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 46, /*ORDER*/ 47, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.unit3.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 8, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 47, /*ORDER*/ 48, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 48, /*ORDER*/ 49, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT3_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_GRAD);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_1_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_DU);
    resnet_cifar_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, NULL, scratch + 84672);
}

/* stage1.unit3.x (resnet_cifar.net:5: x: identity): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_X_GRAD);
}

/* stage1.unit2.relu_2 (resnet_cifar.net:19: relu): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_ADD_1_GRAD);
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_sums(/*CB*/ 1, /*HW*/ 1024, /*STEP*/ 1024, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_SUMS);
}

/* stage1.unit3.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit3_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 49, /*ORDER*/ 50, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT3_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.unit2.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 50, /*ORDER*/ 51, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 51, /*ORDER*/ 52, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_GRAD);
}

/* stage1.unit2.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, scratch + 84672, scratch + 87744, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_NORM, /*HW*/ 1024, /*STEP*/ 128,
        /*AFTER*/ 32, /*TIMES*/ 8, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 52, /*ORDER*/ 53, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.unit2.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 8, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 53, /*ORDER*/ 54, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 54, /*ORDER*/ 55, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_UNIT2_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_GRAD);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_1_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_DU);
    resnet_cifar_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, NULL, scratch + 84672);
}

/* stage1.unit2.x (resnet_cifar.net:5: x: identity): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_X_GRAD);
}

/* stage1.down.relu_2 (resnet_cifar.net:19: relu): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_relu_2_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_RELU_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_ADD_1_GRAD);
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_sums)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_sums(/*CB*/ 1, /*HW*/ 1024, /*STEP*/ 1024, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_SUMS);
}

/* stage1.unit2.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_unit2_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 55, /*ORDER*/ 56, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_UNIT2_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.down.batchnorm_2 (resnet_cifar.net:10: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_2_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 56, /*ORDER*/ 57, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_2_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 57, /*ORDER*/ 58, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_ADD_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_2_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_2_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_GRAD);
}

/* stage1.down.conv_2 (resnet_cifar.net:9: conv filters 3x3 nobias init=he_normal): 32x32x16 ->
 * 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_2_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_DU);
    resnet_cifar_wino_backward_norm_relu_backward_batchnorm_sums(/*M*/ 4, /*P*/ 6, /*C*/ 16,
        /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 2, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_NORM,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, scratch + 84672, scratch + 87744, /*MAX*/ 0.0f,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_NORM, /*HW*/ 1024, /*STEP*/ 128,
        /*AFTER*/ 32, /*TIMES*/ 8, run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_SUMS);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_2_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_2_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 58, /*ORDER*/ 59, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_2_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* stage1.down.batchnorm_1 (resnet_cifar.net:7: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 8, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 59, /*ORDER*/ 60, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 60, /*ORDER*/ 61, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_STAGE1_DOWN_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_GRAD);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_1_wino_backward)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    RESNET_CIFAR_SCRATCH(run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_DU);
    resnet_cifar_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 16, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + RESNET_CIFAR_TRAIN_RELU_1_OUT, NULL,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_TRANSPOSED_PANELS,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_DW + (ptrdiff_t)range * 2304, scratch,
        scratch + 9792, scratch + 47232, NULL, scratch + 84672);
}

/* stage1.down.x (resnet_cifar.net:5: x: identity): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_x_add_forward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_add_forward(begin, end, run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_X_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_ADD_1_GRAD,
                             run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_X_GRAD);
}

/* relu_1 (resnet_cifar.net:35: relu): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_relu_1_relu_backward)
{
    RESNET_CIFAR_RANGE((int64_t)run->n * 1024, 2048);
    resnet_cifar_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + RESNET_CIFAR_TRAIN_RELU_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_X_GRAD,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GRAD);
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_batchnorm_1_batchnorm_sums)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_sums(/*CB*/ 1, /*HW*/ 1024, /*STEP*/ 1024, /*AFTER*/ 0, /*TIMES*/ 1,
        begin, end, run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_OUT, run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_SUMS);
}

/* stage1.down.conv_1 (resnet_cifar.net:6: conv filters 3x3 stride=stride nobias init=he_normal):
 * 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(144, 237);
    resnet_cifar_add_partials(/*COUNT*/ 2304, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_stage1_down_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(144, 144);
    resnet_cifar_gradient_check(/*FIRST*/ 61, /*ORDER*/ 62, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_STAGE1_DOWN_CONV_1_KERNEL_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* batchnorm_1 (resnet_cifar.net:34: batchnorm): 32x32x16 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_batchnorm_1_batchnorm_reduce)
{
    RESNET_CIFAR_RANGE(1, 60);
    resnet_cifar_batchnorm_reduce(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_SUMS,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_batchnorm_1_gradient_check)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 62, /*ORDER*/ 63, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_batchnorm_1_gradient_check_2)
{
    RESNET_CIFAR_RANGES(1, 1);
    resnet_cifar_gradient_check(/*FIRST*/ 63, /*ORDER*/ 64, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD, run->work + RESNET_CIFAR_TRAIN_FOUND);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_batchnorm_1_batchnorm_backward)
{
    RESNET_CIFAR_RANGE(run->n, 2);
    resnet_cifar_batchnorm_backward(/*CB*/ 1, /*HW*/ 1024, run->n, begin, end,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GRAD, run->work + RESNET_CIFAR_TRAIN_CONV_1_OUT,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_MEAN,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->state + RESNET_CIFAR_STATE_BATCHNORM_1_GAMMA,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_GRAD);
}

/* conv_1 (resnet_cifar.net:33: conv 16 3x3 nobias init=he_normal): 32x32x3 -> 32x32x16 */
RESNET_CIFAR_TASK(resnet_cifar_backward_conv_1_conv_backward_weights_few)
{
    RESNET_CIFAR_RANGES(run->n, 2);
    resnet_cifar_conv_backward_weights_few(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 16, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*TOGETHER*/ 3, begin, end, run->work + RESNET_CIFAR_TRAIN_INPUT_OUT,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_GRAD,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_DW + (ptrdiff_t)range * 432);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_conv_1_add_partials)
{
    RESNET_CIFAR_RANGE(27, 237);
    resnet_cifar_add_partials(/*COUNT*/ 432, /*PARTS*/ 32, begin, end,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_DW,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_KERNEL_GRAD);
}
RESNET_CIFAR_TASK(resnet_cifar_backward_conv_1_gradient_check)
{
    RESNET_CIFAR_RANGES(27, 27);
    resnet_cifar_gradient_check(/*FIRST*/ 64, /*ORDER*/ 65, begin, end, range,
        run->work + RESNET_CIFAR_TRAIN_CONV_1_KERNEL_GRAD, run->work + RESNET_CIFAR_TRAIN_FOUND);
}

/* dense_1.softmax (resnet_cifar.net:40: softmax): 10 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_backward_dense_1_softmax_gradient_check_end)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_gradient_check_end(/*SLOTS*/ 65, run->work + RESNET_CIFAR_TRAIN_FOUND, run->loss);
}

static void resnet_cifar_backward_stage(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.relu_2",
                       resnet_cifar_backward_stage3_unit3_relu_2_relu_backward(arg, range, worker));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_sums(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_2(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_2",
                       resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_gather(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_3(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_2",
                           resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_backward_data(arg,
            range, worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF(4, 1)) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_2",
                           resnet_cifar_backward_stage2_unit3_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_2",
                           resnet_cifar_backward_stage2_unit3_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_1",
                           resnet_cifar_backward_stage2_unit3_conv_1_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_1",
                           resnet_cifar_backward_stage2_unit3_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_2",
                           resnet_cifar_backward_stage2_unit2_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_2",
                           resnet_cifar_backward_stage2_unit2_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_1",
                           resnet_cifar_backward_stage2_unit2_conv_1_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_1",
                           resnet_cifar_backward_stage2_unit2_conv_1_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_2",
                           resnet_cifar_backward_stage2_down_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_2",
                           resnet_cifar_backward_stage2_down_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_2",
                           resnet_cifar_backward_stage3_unit3_conv_2_gradient_check(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_1",
                           resnet_cifar_backward_stage3_down_conv_1_conv_transpose(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_2",
                           resnet_cifar_backward_stage1_unit3_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_2",
                           resnet_cifar_backward_stage1_unit3_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_1",
                           resnet_cifar_backward_stage2_down_conv_1_conv_transpose(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_3",
                           resnet_cifar_backward_stage3_down_conv_3_conv_transpose(arg, range,
            worker));
    } else {
        range -= 1;
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_3",
                           resnet_cifar_backward_stage2_down_conv_3_conv_transpose(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_4(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_backward_stage3_unit3_batchnorm_1_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_1",
                       resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_gather(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_5(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_1",
                           resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_backward_data(arg,
            range, worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF(4, 1);
        RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_1",
                           resnet_cifar_backward_stage3_unit3_conv_1_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_6(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit3.x",
                           resnet_cifar_backward_stage3_unit3_x_add_forward(arg, range, worker));
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.relu_2",
                           resnet_cifar_backward_stage3_unit2_relu_2_relu_backward(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_2",
                           resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_sums(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_2",
                           resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_gather(arg, range,
            worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768);
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_2",
                           resnet_cifar_backward_stage1_unit2_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_2",
                           resnet_cifar_backward_stage1_unit2_conv_2_wino_weights(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_7(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_2",
                       resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_gather_2(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_8(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_2",
                           resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_backward_data(arg,
            range, worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF(4, 1)) < RESNET_CIFAR_RANGES_OF(16, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_2",
            resnet_cifar_backward_stage3_unit2_conv_2_wino_panel_backward_weights(arg, range,
            worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF(16, 1);
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_1",
                           resnet_cifar_backward_stage1_unit2_conv_1_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_1",
                           resnet_cifar_backward_stage1_unit2_conv_1_wino_weights(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_9(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_1",
                           resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_gather(arg, range,
            worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_2",
                           resnet_cifar_backward_stage3_unit2_conv_2_gradient_check(arg, range,
            worker));
    } else {
        range -= 1;
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_1",
                           resnet_cifar_backward_stage3_unit2_batchnorm_1_batchnorm_reduce(arg,
            range, worker));
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_1",
                           resnet_cifar_backward_stage3_unit2_batchnorm_1_gradient_check(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_1",
                           resnet_cifar_backward_stage3_unit2_batchnorm_1_gradient_check_2(arg,
            range, worker));
    }
}

static void resnet_cifar_backward_stage_10(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_1",
                       resnet_cifar_backward_stage3_unit2_batchnorm_1_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_1",
                       resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_gather_2(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_11(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_1",
                           resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_backward_data(arg,
            range, worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF(4, 1);
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_1",
            resnet_cifar_backward_stage3_unit2_conv_1_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_12(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768)) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.x",
                           resnet_cifar_backward_stage3_unit2_x_add_forward(arg, range, worker));
        RESNET_CIFAR_LAYER("backward", "stage3.down.relu_2",
                           resnet_cifar_backward_stage3_down_relu_2_relu_backward(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_3",
                           resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_sums(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_2",
                           resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_sums(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_2",
                           resnet_cifar_backward_stage3_down_conv_2_wino_panel_gather(arg, range,
            worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768)) < 1) {
        RESNET_CIFAR_LAYER("backward", "stage3.unit2.conv_1",
                           resnet_cifar_backward_stage3_unit2_conv_1_gradient_check(arg, range,
            worker));
    } else {
        range -= 1;
        RESNET_CIFAR_LAYER("backward", "stage1.down.conv_2",
                           resnet_cifar_backward_stage1_down_conv_2_conv_transpose(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage1.down.conv_2",
                           resnet_cifar_backward_stage1_down_conv_2_wino_weights(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_13(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_3",
                       resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.down.conv_3",
                       resnet_cifar_backward_stage3_down_conv_3_conv_backward_data(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_2",
                       resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.down.conv_2",
                       resnet_cifar_backward_stage3_down_conv_2_wino_panel_gather_2(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_14(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_2",
                           resnet_cifar_backward_stage3_down_conv_2_wino_panel_backward_data(arg,
            range, worker));
    } else if ((range -= RESNET_CIFAR_RANGES_OF(4, 1)) < RESNET_CIFAR_RANGES_OF(16, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_2",
                           resnet_cifar_backward_stage3_down_conv_2_wino_panel_backward_weights(arg,
            range, worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF(16, 1);
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_3",
                           resnet_cifar_backward_stage3_down_conv_3_conv_gemm_weights(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_15(void *arg, int range, int worker)
{
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_1",
                       resnet_cifar_backward_stage3_down_batchnorm_1_batchnorm_backward(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.down.conv_1",
                       resnet_cifar_backward_stage3_down_conv_1_conv_backward_data(arg, range,
        worker));
    RESNET_CIFAR_LAYER("backward", "stage3.down.x",
                       resnet_cifar_backward_stage3_down_x_add_forward(arg, range, worker));
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.relu_2",
                       resnet_cifar_backward_stage2_unit3_relu_2_relu_backward(arg, range, worker));
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_2",
                       resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_sums(arg, range,
        worker));
}

static void resnet_cifar_backward_stage_16(void *arg, int range, int worker)
{
    if (range < RESNET_CIFAR_RANGES_OF(4, 1)) {
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_1",
                           resnet_cifar_backward_stage3_down_conv_1_conv_gemm_weights(arg, range,
            worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF(4, 1);
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_2",
                           resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_reduce(arg,
            range, worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_2",
                           resnet_cifar_backward_stage2_unit3_batchnorm_2_gradient_check(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_2",
                           resnet_cifar_backward_stage2_unit3_batchnorm_2_gradient_check_2(arg,
            range, worker));
    }
}

static void resnet_cifar_backward_stage_17(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < 16) {
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_2",
                resnet_cifar_backward_stage2_unit3_batchnorm_2_batchnorm_backward(arg, range,
                worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_2",
                           resnet_cifar_backward_stage2_unit3_conv_2_wino_backward(arg, range,
            worker));
    } else {
        range -= 16;
        RESNET_CIFAR_LAYER("backward", "stage3.down.conv_1",
                           resnet_cifar_backward_stage3_down_conv_1_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_18(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < 16) {
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_1",
                resnet_cifar_backward_stage2_unit3_batchnorm_1_batchnorm_backward(arg, range,
                worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_1",
                           resnet_cifar_backward_stage2_unit3_conv_1_wino_backward(arg, range,
            worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 512, 2048))
            RESNET_CIFAR_LAYER("backward", "stage2.unit3.x",
                               resnet_cifar_backward_stage2_unit3_x_add_forward(arg, range,
                worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 512, 2048))
            RESNET_CIFAR_LAYER("backward", "stage2.unit2.relu_2",
                               resnet_cifar_backward_stage2_unit2_relu_2_relu_backward(arg, range,
                worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_2",
                               resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_sums(arg,
                range, worker));
    } else {
        range -= 16;
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_2",
                           resnet_cifar_backward_stage2_unit3_conv_2_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_19(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < 16) {
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_2",
                resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_backward(arg, range,
                worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_2",
                           resnet_cifar_backward_stage2_unit2_conv_2_wino_backward(arg, range,
            worker));
    } else {
        range -= 16;
        RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_1",
                           resnet_cifar_backward_stage2_unit3_conv_1_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_20(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < 16) {
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_1",
                resnet_cifar_backward_stage2_unit2_batchnorm_1_batchnorm_backward(arg, range,
                worker));
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_1",
                           resnet_cifar_backward_stage2_unit2_conv_1_wino_backward(arg, range,
            worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 512, 2048))
            RESNET_CIFAR_LAYER("backward", "stage2.unit2.x",
                               resnet_cifar_backward_stage2_unit2_x_add_forward(arg, range,
                worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 512, 2048))
            RESNET_CIFAR_LAYER("backward", "stage2.down.relu_2",
                               resnet_cifar_backward_stage2_down_relu_2_relu_backward(arg, range,
                worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_3",
                               resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_sums(arg,
                range, worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_2",
                               resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_sums(arg,
                range, worker));
    } else {
        range -= 16;
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_2",
                           resnet_cifar_backward_stage2_unit2_conv_2_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_21(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < 16) {
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_3",
                               resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_backward(arg,
                range, worker));
        if (range < RESNET_CIFAR_RANGES_OF(run->n, 4))
            RESNET_CIFAR_LAYER("backward", "stage2.down.conv_3",
                               resnet_cifar_backward_stage2_down_conv_3_conv_backward_data(arg,
                range, worker));
        if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 8))
            RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_2",
                               resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_backward(arg,
                range, worker));
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_2",
                           resnet_cifar_backward_stage2_down_conv_2_wino_backward(arg, range,
            worker));
    } else {
        range -= 16;
        RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_1",
                           resnet_cifar_backward_stage2_unit2_conv_1_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_22(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 2)) {
        RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_1",
                           resnet_cifar_backward_stage2_down_batchnorm_1_batchnorm_backward(arg,
            range, worker));
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_1",
                           resnet_cifar_backward_stage2_down_conv_1_conv_backward_data(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage2.down.x",
                           resnet_cifar_backward_stage2_down_x_add_forward(arg, range, worker));
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.relu_2",
                           resnet_cifar_backward_stage1_unit3_relu_2_relu_backward(arg, range,
            worker));
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_2",
                           resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_sums(arg, range,
            worker));
    } else {
        range -= RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 2);
        RESNET_CIFAR_LAYER("backward", "stage2.down.conv_2",
                           resnet_cifar_backward_stage2_down_conv_2_gradient_check(arg, range,
            worker));
    }
}

static void resnet_cifar_backward_stage_23(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_2",
                           resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_2",
                       resnet_cifar_backward_stage1_unit3_conv_2_wino_backward(arg, range, worker));
}

static void resnet_cifar_backward_stage_24(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_1",
                           resnet_cifar_backward_stage1_unit3_batchnorm_1_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_1",
                       resnet_cifar_backward_stage1_unit3_conv_1_wino_backward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "stage1.unit3.x",
                           resnet_cifar_backward_stage1_unit3_x_add_forward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.relu_2",
                           resnet_cifar_backward_stage1_unit2_relu_2_relu_backward(arg, range,
            worker));
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_2",
                           resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_sums(arg, range,
            worker));
}

static void resnet_cifar_backward_stage_25(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_2",
                           resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_2",
                       resnet_cifar_backward_stage1_unit2_conv_2_wino_backward(arg, range, worker));
}

static void resnet_cifar_backward_stage_26(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_1",
                           resnet_cifar_backward_stage1_unit2_batchnorm_1_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_1",
                       resnet_cifar_backward_stage1_unit2_conv_1_wino_backward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "stage1.unit2.x",
                           resnet_cifar_backward_stage1_unit2_x_add_forward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "stage1.down.relu_2",
                           resnet_cifar_backward_stage1_down_relu_2_relu_backward(arg, range,
            worker));
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_2",
                           resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_sums(arg, range,
            worker));
}

static void resnet_cifar_backward_stage_27(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_2",
                           resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_2",
                       resnet_cifar_backward_stage1_down_conv_2_wino_backward(arg, range, worker));
}

static void resnet_cifar_backward_stage_28(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_1",
                           resnet_cifar_backward_stage1_down_batchnorm_1_batchnorm_backward(arg,
            range, worker));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_1",
                       resnet_cifar_backward_stage1_down_conv_1_wino_backward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "stage1.down.x",
                           resnet_cifar_backward_stage1_down_x_add_forward(arg, range, worker));
    if (range < RESNET_CIFAR_RANGES_OF((int64_t)run->n * 1024, 2048))
        RESNET_CIFAR_LAYER("backward", "relu_1", resnet_cifar_backward_relu_1_relu_backward(arg,
            range, worker));
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "batchnorm_1",
                           resnet_cifar_backward_batchnorm_1_batchnorm_sums(arg, range, worker));
}

static void resnet_cifar_backward_stage_29(void *arg, int range, int worker)
{
    const resnet_cifar_run *const run = (const resnet_cifar_run *)arg;
    if (range < RESNET_CIFAR_RANGES_OF(run->n, 2))
        RESNET_CIFAR_LAYER("backward", "batchnorm_1",
                           resnet_cifar_backward_batchnorm_1_batchnorm_backward(arg, range,
            worker));
    RESNET_CIFAR_LAYER("backward", "conv_1",
                       resnet_cifar_backward_conv_1_conv_backward_weights_few(arg, range, worker));
}

static void resnet_cifar_run_backward(resnet_cifar_run *run)
{
    RESNET_CIFAR_LAYER("backward", "dense_1", resnet_cifar_backward_dense_1_bias_backward(run, 0,
        0));
    RESNET_CIFAR_LAYER("backward", "dense_1", resnet_cifar_backward_dense_1_gradient_check(run, 0,
        0));
    RESNET_CIFAR_LAYER("backward", "dense_1",
                       resnet_cifar_backward_dense_1_dense_backward_weights(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "dense_1", resnet_cifar_backward_dense_1_gradient_check_2(run, 0,
        0));
    RESNET_CIFAR_LAYER("backward", "dense_1", resnet_cifar_backward_dense_1_dense_backward_data(run,
        0, 0));
    RESNET_CIFAR_LAYER("backward", "globalavgpool_1",
                       resnet_cifar_backward_globalavgpool_1_globalavgpool_backward(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 1792));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_backward_stage3_unit3_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_backward_stage3_unit3_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_2",
                       resnet_cifar_backward_stage3_unit3_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_2, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 20));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_gather_2,
                                  run, RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 19)));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(
        resnet_cifar_backward_stage3_unit3_conv_2_wino_panel_backward_weights, run,
        RESNET_CIFAR_RANGES_OF(16, 1)));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_3, run,
                              RESNET_CIFAR_RANGES_OF(4, 1) + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
                              1);
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_backward_stage3_unit3_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_backward_stage3_unit3_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.batchnorm_1",
                       resnet_cifar_backward_stage3_unit3_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_1",
                       resnet_cifar_backward_stage1_unit3_conv_1_conv_transpose(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_1",
                       resnet_cifar_backward_stage1_unit3_conv_1_wino_weights(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_4, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 20));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_gather_2,
                                  run, RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15)));
    RESNET_CIFAR_LAYER("backward", "stage3.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(
        resnet_cifar_backward_stage3_unit3_conv_1_wino_panel_backward_weights, run,
        RESNET_CIFAR_RANGES_OF(16, 1)));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_5, run, RESNET_CIFAR_RANGES_OF(4, 1) + 1);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_6, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768) + 1);
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_backward_stage3_unit2_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_backward_stage3_unit2_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.unit2.batchnorm_2",
                       resnet_cifar_backward_stage3_unit2_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_7, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 20));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_8, run,
                              RESNET_CIFAR_RANGES_OF(4, 1) + RESNET_CIFAR_RANGES_OF(16, 1) + 1);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_9, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 15) + 1 + 1);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_10, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 20));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_11, run,
                              RESNET_CIFAR_RANGES_OF(4, 1) + RESNET_CIFAR_RANGES_OF(16, 1));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_12, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 256, 768) + 1 + 1);
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_3",
                       resnet_cifar_backward_stage3_down_batchnorm_3_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_3",
                       resnet_cifar_backward_stage3_down_batchnorm_3_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_3",
                       resnet_cifar_backward_stage3_down_batchnorm_3_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_2",
                       resnet_cifar_backward_stage3_down_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_2",
                       resnet_cifar_backward_stage3_down_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_2",
                       resnet_cifar_backward_stage3_down_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_1",
                       resnet_cifar_backward_stage1_down_conv_1_conv_transpose(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_1",
                       resnet_cifar_backward_stage1_down_conv_1_wino_weights(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_13, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 12));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_14, run,
                              RESNET_CIFAR_RANGES_OF(4, 1) + RESNET_CIFAR_RANGES_OF(16, 1) +
                              RESNET_CIFAR_RANGES_OF(4, 1));
    RESNET_CIFAR_LAYER("backward", "stage3.down.conv_3",
                       resnet_cifar_backward_stage3_down_conv_3_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.conv_2",
                       resnet_cifar_backward_stage3_down_conv_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_1",
                       resnet_cifar_backward_stage3_down_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_1",
                       resnet_cifar_backward_stage3_down_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage3.down.batchnorm_1",
                       resnet_cifar_backward_stage3_down_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_15, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 4, 4));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_16, run,
                              RESNET_CIFAR_RANGES_OF(4, 1) + 1);
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_17, run, 16 + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage2_unit3_conv_2_add_partials, run,
                                  RESNET_CIFAR_RANGES_OF(576, 460)));
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_1",
                       resnet_cifar_backward_stage2_unit3_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_1",
                       resnet_cifar_backward_stage2_unit3_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.batchnorm_1",
                       resnet_cifar_backward_stage2_unit3_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_18, run, 16 + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.unit3.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage2_unit3_conv_1_add_partials, run,
                                  RESNET_CIFAR_RANGES_OF(576, 460)));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_2",
                       resnet_cifar_backward_stage2_unit2_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_2",
                       resnet_cifar_backward_stage2_unit2_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_2",
                       resnet_cifar_backward_stage2_unit2_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_19, run, 16 + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage2_unit2_conv_2_add_partials, run,
                                  RESNET_CIFAR_RANGES_OF(576, 460)));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_1",
                       resnet_cifar_backward_stage2_unit2_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_1",
                       resnet_cifar_backward_stage2_unit2_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.batchnorm_1",
                       resnet_cifar_backward_stage2_unit2_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_20, run, 16 + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.unit2.conv_1",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage2_unit2_conv_1_add_partials, run,
                                  RESNET_CIFAR_RANGES_OF(576, 460)));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_3",
                       resnet_cifar_backward_stage2_down_batchnorm_3_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_3",
                       resnet_cifar_backward_stage2_down_batchnorm_3_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_3",
                       resnet_cifar_backward_stage2_down_batchnorm_3_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_2",
                       resnet_cifar_backward_stage2_down_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_2",
                       resnet_cifar_backward_stage2_down_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_2",
                       resnet_cifar_backward_stage2_down_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_21, run, 16 + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.down.conv_3",
                       resnet_cifar_backward_stage2_down_conv_3_conv_gemm_weights(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.conv_3",
                       resnet_cifar_backward_stage2_down_conv_3_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.conv_2",
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage2_down_conv_2_add_partials, run,
                                  RESNET_CIFAR_RANGES_OF(576, 460)));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_1",
                       resnet_cifar_backward_stage2_down_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_1",
                       resnet_cifar_backward_stage2_down_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.batchnorm_1",
                       resnet_cifar_backward_stage2_down_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_22, run,
                              RESNET_CIFAR_RANGES_OF((int64_t)run->n * 2, 2) + 1);
    RESNET_CIFAR_LAYER("backward", "stage2.down.conv_1",
                       resnet_cifar_backward_stage2_down_conv_1_conv_gemm_weights(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage2.down.conv_1",
                       resnet_cifar_backward_stage2_down_conv_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_2",
                       resnet_cifar_backward_stage1_unit3_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_2",
                       resnet_cifar_backward_stage1_unit3_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_2",
                       resnet_cifar_backward_stage1_unit3_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_23, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_2",
                       resnet_cifar_backward_stage1_unit3_conv_2_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_2",
                       resnet_cifar_backward_stage1_unit3_conv_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_1",
                       resnet_cifar_backward_stage1_unit3_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_1",
                       resnet_cifar_backward_stage1_unit3_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.batchnorm_1",
                       resnet_cifar_backward_stage1_unit3_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_24, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_1",
                       resnet_cifar_backward_stage1_unit3_conv_1_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit3.conv_1",
                       resnet_cifar_backward_stage1_unit3_conv_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_2",
                       resnet_cifar_backward_stage1_unit2_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_2",
                       resnet_cifar_backward_stage1_unit2_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_2",
                       resnet_cifar_backward_stage1_unit2_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_25, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_2",
                       resnet_cifar_backward_stage1_unit2_conv_2_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_2",
                       resnet_cifar_backward_stage1_unit2_conv_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_1",
                       resnet_cifar_backward_stage1_unit2_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_1",
                       resnet_cifar_backward_stage1_unit2_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.batchnorm_1",
                       resnet_cifar_backward_stage1_unit2_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_26, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_1",
                       resnet_cifar_backward_stage1_unit2_conv_1_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.unit2.conv_1",
                       resnet_cifar_backward_stage1_unit2_conv_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_2",
                       resnet_cifar_backward_stage1_down_batchnorm_2_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_2",
                       resnet_cifar_backward_stage1_down_batchnorm_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_2",
                       resnet_cifar_backward_stage1_down_batchnorm_2_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_27, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_2",
                       resnet_cifar_backward_stage1_down_conv_2_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_2",
                       resnet_cifar_backward_stage1_down_conv_2_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_1",
                       resnet_cifar_backward_stage1_down_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_1",
                       resnet_cifar_backward_stage1_down_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.batchnorm_1",
                       resnet_cifar_backward_stage1_down_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_28, run, 32);
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_1",
                       resnet_cifar_backward_stage1_down_conv_1_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "stage1.down.conv_1",
                       resnet_cifar_backward_stage1_down_conv_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "batchnorm_1",
                       resnet_cifar_backward_batchnorm_1_batchnorm_reduce(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "batchnorm_1",
                       resnet_cifar_backward_batchnorm_1_gradient_check(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "batchnorm_1",
                       resnet_cifar_backward_batchnorm_1_gradient_check_2(run, 0, 0));
    RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_backward_stage_29, run, 32);
    RESNET_CIFAR_LAYER("backward", "conv_1", resnet_cifar_backward_conv_1_add_partials(run, 0, 0));
    RESNET_CIFAR_LAYER("backward", "conv_1", resnet_cifar_backward_conv_1_gradient_check(run, 0,
        0));
    RESNET_CIFAR_LAYER("backward", "dense_1.softmax",
                       resnet_cifar_backward_dense_1_softmax_gradient_check_end(run, 0, 0));
}

static void resnet_cifar_run_stats(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("stats", "");
    for (run->row = 0; run->row < 42; run->row++)
        resnet_cifar_stats_rows_vector_pack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("stats", "");
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_grads_out_dense_1_dense_unpack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_dense_unpack(/*C*/ 64, /*K*/ 10,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD,
        run->grads + RESNET_CIFAR_GRADS_DENSE_1_KERNEL);
}

static void resnet_cifar_run_grads_out(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("grads_out", "");
    for (run->row = 0; run->row < 21; run->row++)
        resnet_cifar_grads_out_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 43; run->row++)
        resnet_cifar_grads_out_rows_vector_unpack(run, 0, 0);
    resnet_cifar_grads_out_dense_1_dense_unpack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("grads_out", "");
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_grads_in_dense_1_dense_pack)
{
    RESNET_CIFAR_WHOLE();
    resnet_cifar_dense_pack(/*C*/ 64, /*K*/ 10, run->grads + RESNET_CIFAR_GRADS_DENSE_1_KERNEL,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD);
}

static void resnet_cifar_run_grads_in(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("grads_in", "");
    for (run->row = 0; run->row < 21; run->row++)
        resnet_cifar_grads_in_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 43; run->row++)
        resnet_cifar_grads_in_rows_vector_pack(run, 0, 0);
    resnet_cifar_grads_in_dense_1_dense_pack(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("grads_in", "");
}

/* dense_1 (resnet_cifar.net:40: dense 10 softmax): 64 -> 10 */
RESNET_CIFAR_TASK(resnet_cifar_apply_dense_1_sgd_momentum_update)
{
    RESNET_CIFAR_RANGE(64, 2605);
    resnet_cifar_sgd_momentum_update(/*MOMENTUM*/ 0.899999976f, /*NESTEROV*/ 1,
        /*DECAY*/ 9.99999975e-05f, /*CLIP*/ 0.0f, begin, end, run->rate,
        run->work + RESNET_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD,
        run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL,
        run->state + RESNET_CIFAR_STATE_DENSE_1_KERNEL_MOMENT1);
}

static void resnet_cifar_run_apply(resnet_cifar_run *run)
{
    RESNET_CIFAR_BEFORE_LAYER("apply", "");
    for (run->row = 0; run->row < 21; run->row++) {
        const struct resnet_cifar_pack_conv_pack_row *const row =
            &resnet_cifar_pack_conv_pack_rows[run->row];
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_apply_rows_sgd_momentum_update, run,
                                  RESNET_CIFAR_RANGES_OF(row->COUNT / 16, 2605));
    }
    for (run->row = 0; run->row < 43; run->row++) {
        const struct resnet_cifar_pack_vector_pack_row *const row =
            &resnet_cifar_pack_vector_pack_rows[run->row];
        RESNET_CIFAR_PARALLEL_FOR(resnet_cifar_apply_rows_sgd_momentum_update_2, run,
                                  RESNET_CIFAR_RANGES_OF(row->COUNT / 16, 2605));
    }
    resnet_cifar_apply_dense_1_sgd_momentum_update(run, 0, 0);
    RESNET_CIFAR_AFTER_LAYER("apply", "");
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
const char *const resnet_cifar_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog",
    "frog", "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int resnet_cifar_aligned(const void *p) { return ((uintptr_t)p) % RESNET_CIFAR_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int resnet_cifar_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int resnet_cifar_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!resnet_cifar_finite(p[k]))
            return 0;
    return 1;
}

static int resnet_cifar_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0;
    }

static int resnet_cifar_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? RESNET_CIFAR_EARG : have < want ? RESNET_CIFAR_ESIZE : !resnet_cifar_aligned(p) ?
        RESNET_CIFAR_EALIGN : RESNET_CIFAR_OK;
}

static unsigned char *resnet_cifar_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *resnet_cifar_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *resnet_cifar_strerror(int code)
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
    return code >= 0 && code <= RESNET_CIFAR_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int resnet_cifar_init(float *params, uint64_t seed)
{
    resnet_cifar_run run;
    if (!params)
        return RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = resnet_cifar_as_floats(params);
    resnet_cifar_run_init(&run);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = RESNET_CIFAR_MODEL_TAG;
    resnet_cifar_run run;
    int bad = resnet_cifar_check_memory(model, bytes, RESNET_CIFAR_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
    memset(model, 0, RESNET_CIFAR_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = resnet_cifar_as_floats(params);
    run.model = resnet_cifar_as_floats(resnet_cifar_bytes(model) + RESNET_CIFAR_HEAD_BYTES);
    run.scratch = resnet_cifar_as_floats(resnet_cifar_bytes(model) +
                                         RESNET_CIFAR_PREPARE_SCRATCH_AT);
    run.scratch_floats = RESNET_CIFAR_PREPARE_SCRATCH;
    resnet_cifar_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = RESNET_CIFAR_MODEL_TAG;
    resnet_cifar_run run;
    int bad = resnet_cifar_check_memory(work, bytes, RESNET_CIFAR_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > RESNET_CIFAR_BATCH)
        return RESNET_CIFAR_EARG;
    if (bad || !resnet_cifar_aligned(model) || !resnet_cifar_floats_aligned(x) ||
        !resnet_cifar_floats_aligned(y))
        return bad ? bad : RESNET_CIFAR_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return RESNET_CIFAR_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = resnet_cifar_as_floats(resnet_cifar_bytes(model) + RESNET_CIFAR_HEAD_BYTES);
    run.work = resnet_cifar_as_floats(work);
    run.scratch = resnet_cifar_as_floats(resnet_cifar_bytes(work) + RESNET_CIFAR_INFER_SCRATCH_AT);
    run.scratch_floats = RESNET_CIFAR_INFER_SCRATCH;
    resnet_cifar_run_infer(&run);
    return RESNET_CIFAR_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int resnet_cifar_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = RESNET_CIFAR_INPUT_MEAN,
        std[] = RESNET_CIFAR_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(x))
        return RESNET_CIFAR_EALIGN;
    for (c = 0; c < RESNET_CIFAR_IN_C; c++) {
        const unsigned char *from = rgb + (RESNET_CIFAR_INPUT_BGR ? RESNET_CIFAR_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * RESNET_CIFAR_INPUT_SCALE - mean[k]) / std[k]);
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
    uint64_t
        begin[RESNET_CIFAR_PARAM_COUNT + 1];
            /* UINT64_MAX: not found yet. A net may have no parameters */
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
                same &= rank < resnet_cifar_params[p].rank && d ==
                    (uint64_t)resnet_cifar_params[p].dim[rank];
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
    if (!j->error && (end < places->begin[p] || end - places->begin[p] !=
                      resnet_cifar_params[p].count * 4))
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

/* Are the numbers at v those of a parameter? */
static int resnet_cifar_param_fits(const resnet_cifar_param *p, const float *v)
{
    static const char variance[] = ".moving_variance";
    size_t n = strlen(p->name), m = sizeof variance - 1, k;
    if (n > m && !strcmp(p->name + n - m, variance))
        for (k = 0; k < p->count; k++)
            if (v[k] < 0.0f)
                return 0; /* its root would be none */
    return resnet_cifar_all_finite(v, p->count);
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
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
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
    for (done = 0; done < RESNET_CIFAR_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < RESNET_CIFAR_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == RESNET_CIFAR_PARAM_COUNT)
            return RESNET_CIFAR_EFORMAT;
        if (read(user, params + resnet_cifar_params[i].offset, resnet_cifar_params[i].count * 4))
            return RESNET_CIFAR_EIO;
        if (resnet_cifar_host_is_big())
            resnet_cifar_swap(resnet_cifar_bytes(params + resnet_cifar_params[i].offset),
                              resnet_cifar_params[i].count);
        if (!resnet_cifar_param_fits(&resnet_cifar_params[i],
                                     params + resnet_cifar_params[i].offset))
            return RESNET_CIFAR_ENAN;
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
    resnet_cifar_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" RESNET_CIFAR_NET_NAME
                     "\",\"layout_hash\":\"" RESNET_CIFAR_LAYOUT_HASH "\"}");
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

int resnet_cifar_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                      void *user)
{
    unsigned char len[8];
    resnet_cifar_out o;
    int i;
    if (!params || !write)
        return RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT; i++)
        if (!resnet_cifar_param_fits(&resnet_cifar_params[i],
                                     params + resnet_cifar_params[i].offset))
            return RESNET_CIFAR_ENAN; /* resnet_cifar_load would not take it */
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
        o.error = resnet_cifar_put_floats(&o, params + resnet_cifar_params[i].offset,
                                          resnet_cifar_params[i].count);
    return o.error;
}
/* ---- training ---- */

struct resnet_cifar_train {
    uint64_t tag;          /* of the plan that filled this area */
    const resnet_cifar_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { RESNET_CIFAR_AT_LOSS = 256, RESNET_CIFAR_AT_OUTPUTS = RESNET_CIFAR_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *resnet_cifar_train_loss(const resnet_cifar_train *t)
{
    return (float *)(void *)(resnet_cifar_bytes(t) + RESNET_CIFAR_AT_LOSS);
}

static unsigned char *resnet_cifar_train_state(const resnet_cifar_train *t)
{
    return resnet_cifar_bytes(t) + RESNET_CIFAR_AT_OUTPUTS +
           (sizeof(float) * RESNET_CIFAR_BATCH * RESNET_CIFAR_OUTPUTS + RESNET_CIFAR_ALIGN - 1) /
               RESNET_CIFAR_ALIGN * RESNET_CIFAR_ALIGN;
}

static unsigned char *resnet_cifar_train_work(const resnet_cifar_train *t)
{
    return resnet_cifar_train_state(t) + RESNET_CIFAR_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static resnet_cifar_run resnet_cifar_train_run(const resnet_cifar_train *t, int n)
{
    resnet_cifar_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.y = resnet_cifar_as_floats(resnet_cifar_bytes(t) + RESNET_CIFAR_AT_OUTPUTS);
    run.loss = resnet_cifar_train_loss(t);
    run.state = resnet_cifar_as_floats(resnet_cifar_train_state(t));
    run.work = resnet_cifar_as_floats(resnet_cifar_train_work(t));
    run.scratch = resnet_cifar_as_floats(resnet_cifar_bytes(t) + RESNET_CIFAR_TRAIN_SCRATCH_AT);
    run.scratch_floats = RESNET_CIFAR_TRAIN_SCRATCH;
    return run;
}

static int resnet_cifar_train_check(const resnet_cifar_train *t)
{
    if (!t || !resnet_cifar_aligned(t))
        return t ? RESNET_CIFAR_EALIGN : RESNET_CIFAR_EARG;
    return t->tag == RESNET_CIFAR_TRAIN_TAG && t->self == t ? RESNET_CIFAR_OK : RESNET_CIFAR_EAREA;
}

static int resnet_cifar_rate_fits(float rate) { return resnet_cifar_finite(rate) && rate >= 0.0f; }

int resnet_cifar_train_init(resnet_cifar_train **t, void *mem, size_t bytes, const float *params,
                            uint64_t seed)
{
    resnet_cifar_train *s = (resnet_cifar_train *)mem;
    resnet_cifar_run run;
    int bad = resnet_cifar_check_memory(mem, bytes, RESNET_CIFAR_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
    memset(s, 0, RESNET_CIFAR_AT_OUTPUTS);
    s->seed = seed;
    memset(resnet_cifar_train_state(s), 0, RESNET_CIFAR_STATE_BYTES);
    run = resnet_cifar_train_run(s, 1);
    run.params = resnet_cifar_as_floats(params);
    resnet_cifar_run_pack(&run);
    s->tag = RESNET_CIFAR_TRAIN_TAG;
    s->self = s;
    *t = s;
    return RESNET_CIFAR_OK;
}

static int resnet_cifar_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (label[i] < 0 || label[i] >= RESNET_CIFAR_OUTPUTS)
            return 0;
    }
    return 1;
}

static int resnet_cifar_train_arguments(const resnet_cifar_train *t, const float *x,
                                        const int32_t *label, int n)
{
    int bad = resnet_cifar_train_check(t);
    if (bad || !x || !label || n < 1 || n > RESNET_CIFAR_BATCH)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(x) || !resnet_cifar_floats_aligned(label))
        return RESNET_CIFAR_EALIGN;
    if (!resnet_cifar_labels_fit(label, n))
        return RESNET_CIFAR_EARG;
    return RESNET_CIFAR_OK;
}

static int resnet_cifar_train_forward_backward(resnet_cifar_train *t, const float *x,
                                               const void *labels, int n, float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    resnet_cifar_run run = resnet_cifar_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    resnet_cifar_run_forward(&run);
    if (!resnet_cifar_all_finite(x, (size_t)n * RESNET_CIFAR_IN_H * RESNET_CIFAR_IN_W *
                                 RESNET_CIFAR_IN_C))
        memcpy(resnet_cifar_train_loss(t), &no_number, sizeof no_number);
            /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = resnet_cifar_train_loss(t)[0];
    resnet_cifar_run_backward(&run);
    if (!resnet_cifar_finite(resnet_cifar_train_loss(t)[0]) || resnet_cifar_train_loss(t)[1] > 0.0f)
        {
        t->pass--; /* nothing is changed */
        return RESNET_CIFAR_ENAN;
    }
    resnet_cifar_run_stats(&run);
    return RESNET_CIFAR_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void resnet_cifar_train_optimize(resnet_cifar_train *t, int n, float rate)
{
    resnet_cifar_run run = resnet_cifar_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    resnet_cifar_run_apply(&run);
}

int resnet_cifar_train_step(resnet_cifar_train *t, const float *x, const int32_t *label, int n,
                            float rate, float *loss)
{
    int bad = resnet_cifar_train_arguments(t, x, label, n);
    if (!bad && !resnet_cifar_rate_fits(rate))
        bad = RESNET_CIFAR_EARG;
    if (!bad)
        bad = resnet_cifar_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        resnet_cifar_train_optimize(t, n, rate);
    return bad;
}

int resnet_cifar_train_grad(resnet_cifar_train *t, const float *x, const int32_t *label, int n,
                            float *grad, float *loss)
{
    resnet_cifar_run run;
    int bad = resnet_cifar_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(grad))
        return RESNET_CIFAR_EALIGN;
    bad = resnet_cifar_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * RESNET_CIFAR_PARAM_FLOATS);
    run = resnet_cifar_train_run(t, n);
    run.grads = resnet_cifar_as_floats(grad);
    resnet_cifar_run_grads_out(&run);
    return bad;
}

/* Numbers of up to 2^60 in size, as resnet_cifar_mk_gradient_fits has it. */
static int resnet_cifar_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < RESNET_CIFAR_PARAM_COUNT; i++)
        for (k = 0; resnet_cifar_params[i].trainable && k < resnet_cifar_params[i].count; k++) {
            memcpy(&u, grad + resnet_cifar_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
    return 1;
}

int resnet_cifar_train_apply(resnet_cifar_train *t, const float *grad, float rate)
{
    resnet_cifar_run run;
    int bad = resnet_cifar_train_check(t);
    if (bad || !grad || !resnet_cifar_rate_fits(rate))
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(grad))
        return RESNET_CIFAR_EALIGN;
    if (!resnet_cifar_gradient_fits(grad))
        return RESNET_CIFAR_ENAN;
    run = resnet_cifar_train_run(t, 1);
    run.grads = resnet_cifar_as_floats(grad);
    resnet_cifar_run_grads_in(&run);
    resnet_cifar_train_optimize(t, 1, rate);
    return RESNET_CIFAR_OK;
}

int resnet_cifar_train_params(const resnet_cifar_train *t, float *params)
{
    resnet_cifar_run run;
    int bad = resnet_cifar_train_check(t);
    if (bad || !params)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (!resnet_cifar_floats_aligned(params))
        return RESNET_CIFAR_EALIGN;
    run = resnet_cifar_train_run(t, 1);
    run.params = resnet_cifar_as_floats(params);
    resnet_cifar_run_unpack(&run);
    return RESNET_CIFAR_OK;
}

const float *resnet_cifar_train_outputs(const resnet_cifar_train *t)
{
    return resnet_cifar_train_check(t) ? NULL : (const float *)(const void *)(resnet_cifar_bytes(t)
        + RESNET_CIFAR_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
enum { RESNET_CIFAR_STATE_WORDS = 6 };

static const char resnet_cifar_state_name[32] = "netc state " RESNET_CIFAR_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t resnet_cifar_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = resnet_cifar_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int resnet_cifar_train_save(const resnet_cifar_train *t,
                            int (*write)(void *user, const void *buf, size_t n), void *user)
{
    uint64_t words[RESNET_CIFAR_STATE_WORDS], sum;
    int bad = resnet_cifar_train_check(t);
    if (bad || !write)
        return bad ? bad : RESNET_CIFAR_EARG;
    words[0] = RESNET_CIFAR_STATE_HASH;
    words[1] = RESNET_CIFAR_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = resnet_cifar_checksum(0, resnet_cifar_state_name, sizeof resnet_cifar_state_name);
    sum = resnet_cifar_checksum(sum, words, sizeof words);
    sum = resnet_cifar_checksum(sum, resnet_cifar_train_state(t), RESNET_CIFAR_STATE_BYTES);
    if (write(user, resnet_cifar_state_name, sizeof resnet_cifar_state_name) ||
        write(user, words, sizeof words) || write(user, resnet_cifar_train_state(t),
                                                  RESNET_CIFAR_STATE_BYTES) ||
        write(user, &sum, sizeof sum))
        return RESNET_CIFAR_EIO;
    return RESNET_CIFAR_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
int resnet_cifar_train_load(resnet_cifar_train *t, int (*read)(void *user, void *buf, size_t n),
                            void *user)
{
    char name[sizeof resnet_cifar_state_name];
    uint64_t words[RESNET_CIFAR_STATE_WORDS], sum, said;
    int bad = resnet_cifar_train_check(t);
    if (bad || !read)
        return bad ? bad : RESNET_CIFAR_EARG;
    if (read(user, name, sizeof name))
        return RESNET_CIFAR_EIO;
    if (memcmp(name, resnet_cifar_state_name, 11))
        return RESNET_CIFAR_EFORMAT;
    if (read(user, words, sizeof words))
        return RESNET_CIFAR_EIO;
    if (memcmp(name, resnet_cifar_state_name, sizeof name) || words[0] != RESNET_CIFAR_STATE_HASH ||
        words[1] != RESNET_CIFAR_STATE_BYTES)
        return RESNET_CIFAR_EHASH;
    if (read(user, resnet_cifar_train_work(t), RESNET_CIFAR_STATE_BYTES) ||
        read(user, &said, sizeof said))
        return RESNET_CIFAR_EIO;
    sum = resnet_cifar_checksum(0, name, sizeof name);
    sum = resnet_cifar_checksum(sum, words, sizeof words);
    sum = resnet_cifar_checksum(sum, resnet_cifar_train_work(t), RESNET_CIFAR_STATE_BYTES);
    if (sum != said)
        return RESNET_CIFAR_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(resnet_cifar_train_state(t), resnet_cifar_train_work(t), RESNET_CIFAR_STATE_BYTES);
    return RESNET_CIFAR_OK;
}
