/* Implementation of net `vgg_cifar`, made by netc 0.1.0:
 *     netc vgg_cifar.net -o vgg_cifar.c --train
 * source hash 8ab898ac59aac60b, parameter layout e6c955fcf3f0f016.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "vgg_cifar.h"
/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as vgg_cifar_conv_forward would be, is its body for any shape:
 * the constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW: window
 * and stride; others where they are used) are its first arguments. More kernels in its name are
 * fused into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * vgg_cifar_infer_LAYER_KERNEL is a step of inference, vgg_cifar_forward_... and
 * vgg_cifar_backward_... of training: it gives the body the layer's shape and its memory. Memory is
 * counted in floats: run->work is that of this call, and VGG_CIFAR_WORK_LAYER_USE, for training
 * VGG_CIFAR_TRAIN_LAYER_USE, says where in it a buffer lies. What is done with every parameter
 * works on rows of tables, with their constants and places. vgg_cifar_run_PROGRAM runs all steps of
 * a program. */
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
#define VGG_CIFAR_RESTRICT
#else
#define VGG_CIFAR_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define VGG_CIFAR_WROTE() __asm__ volatile("" ::: "memory")
#else
#define VGG_CIFAR_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define VGG_CIFAR_INLINE static inline __attribute__((always_inline))
#else
#define VGG_CIFAR_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define VGG_CIFAR_APART static __attribute__((noinline, unused))
#else
#define VGG_CIFAR_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C) && defined(__AVX__)
typedef float vgg_cifar_v8 __attribute__((vector_size(32)));
typedef int32_t vgg_cifar_v8i __attribute__((vector_size(32)));
typedef float vgg_cifar_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline vgg_cifar_v8 vgg_cifar_v8_load(const float *p) {
    return *(const vgg_cifar_v8u *)(const void *)p; }
static inline void vgg_cifar_v8_store(float *p, vgg_cifar_v8 a) { *(vgg_cifar_v8u *)(void *)p = a; }
static inline vgg_cifar_v8 vgg_cifar_v8_set1(float x)
{
    vgg_cifar_v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline vgg_cifar_v8 vgg_cifar_v8_add(vgg_cifar_v8 a, vgg_cifar_v8 b) { return a + b; }
static inline vgg_cifar_v8 vgg_cifar_v8_sub(vgg_cifar_v8 a, vgg_cifar_v8 b) { return a - b; }
static inline vgg_cifar_v8 vgg_cifar_v8_mul(vgg_cifar_v8 a, vgg_cifar_v8 b) { return a * b; }
static inline vgg_cifar_v8 vgg_cifar_v8_div(vgg_cifar_v8 a, vgg_cifar_v8 b) { return a / b; }
static inline vgg_cifar_v8 vgg_cifar_v8_fma(vgg_cifar_v8 a, vgg_cifar_v8 b, vgg_cifar_v8 c) {
    return a * b + c; }
/* a > b ? x : y */
static inline vgg_cifar_v8 vgg_cifar_v8_select(vgg_cifar_v8 a, vgg_cifar_v8 b, vgg_cifar_v8 x,
                                               vgg_cifar_v8 y)
{
    vgg_cifar_v8i m = (vgg_cifar_v8i)(a > b);
    return (vgg_cifar_v8)(((vgg_cifar_v8i)x & m) | ((vgg_cifar_v8i)y & ~m));
}
/* the larger; NaN where one is */
static inline vgg_cifar_v8 vgg_cifar_v8_top(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    vgg_cifar_v8i m = (vgg_cifar_v8i)(a > b) | (vgg_cifar_v8i)(a != a);
    return (vgg_cifar_v8)(((vgg_cifar_v8i)a & m) | ((vgg_cifar_v8i)b & ~m));
}
static inline vgg_cifar_v8 vgg_cifar_v8_sqrt(vgg_cifar_v8 a)
{
    vgg_cifar_v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = sqrtf(a[i]);
    return r;
}
static inline float vgg_cifar_v8_sum(vgg_cifar_v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define VGG_CIFAR_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C)
typedef float vgg_cifar_v8h __attribute__((vector_size(16)));
typedef int32_t vgg_cifar_v8i __attribute__((vector_size(16)));
typedef float vgg_cifar_v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    vgg_cifar_v8h a, b;
} vgg_cifar_v8;
static inline vgg_cifar_v8 vgg_cifar_v8_load(const float *p)
{
    vgg_cifar_v8 r;
    r.a = *(const vgg_cifar_v8u *)(const void *)p;
    r.b = *(const vgg_cifar_v8u *)(const void *)(p + 4);
    return r;
}
static inline void vgg_cifar_v8_store(float *p, vgg_cifar_v8 x)
{
    *(vgg_cifar_v8u *)(void *)p = x.a;
    *(vgg_cifar_v8u *)(void *)(p + 4) = x.b;
}
static inline vgg_cifar_v8 vgg_cifar_v8_set1(float x)
{
    vgg_cifar_v8h h = {x, x, x, x};
    vgg_cifar_v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline vgg_cifar_v8 vgg_cifar_v8_add(vgg_cifar_v8 x, vgg_cifar_v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_sub(vgg_cifar_v8 x, vgg_cifar_v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_mul(vgg_cifar_v8 x, vgg_cifar_v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_div(vgg_cifar_v8 x, vgg_cifar_v8 y)
{
    x.a /= y.a;
    x.b /= y.b;
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_fma(vgg_cifar_v8 x, vgg_cifar_v8 y, vgg_cifar_v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline vgg_cifar_v8 vgg_cifar_v8_select(vgg_cifar_v8 p, vgg_cifar_v8 q, vgg_cifar_v8 x,
                                               vgg_cifar_v8 y)
{
    vgg_cifar_v8i m = (vgg_cifar_v8i)(p.a > q.a), n = (vgg_cifar_v8i)(p.b > q.b);
    x.a = (vgg_cifar_v8h)(((vgg_cifar_v8i)x.a & m) | ((vgg_cifar_v8i)y.a & ~m));
    x.b = (vgg_cifar_v8h)(((vgg_cifar_v8i)x.b & n) | ((vgg_cifar_v8i)y.b & ~n));
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_top(vgg_cifar_v8 x, vgg_cifar_v8 y)
{
    vgg_cifar_v8i m = (vgg_cifar_v8i)(x.a > y.a) | (vgg_cifar_v8i)(x.a != x.a),
        n = (vgg_cifar_v8i)(x.b > y.b) | (vgg_cifar_v8i)(x.b != x.b);
    x.a = (vgg_cifar_v8h)(((vgg_cifar_v8i)x.a & m) | ((vgg_cifar_v8i)y.a & ~m));
    x.b = (vgg_cifar_v8h)(((vgg_cifar_v8i)x.b & n) | ((vgg_cifar_v8i)y.b & ~n));
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_sqrt(vgg_cifar_v8 x)
{
    for (int i = 0; i < 4; i++) {
        x.a[i] = sqrtf(x.a[i]);
        x.b[i] = sqrtf(x.b[i]);
    }
    return x;
}
static inline float vgg_cifar_v8_sum(vgg_cifar_v8 x)
{
    vgg_cifar_v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} vgg_cifar_v8;
static inline vgg_cifar_v8 vgg_cifar_v8_load(const float *p)
{
    vgg_cifar_v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void vgg_cifar_v8_store(float *p, vgg_cifar_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline vgg_cifar_v8 vgg_cifar_v8_set1(float x)
{
    vgg_cifar_v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline vgg_cifar_v8 vgg_cifar_v8_add(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline vgg_cifar_v8 vgg_cifar_v8_sub(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline vgg_cifar_v8 vgg_cifar_v8_mul(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline vgg_cifar_v8 vgg_cifar_v8_div(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] /= b.f[i];
    return a;
}
static inline vgg_cifar_v8 vgg_cifar_v8_fma(vgg_cifar_v8 a, vgg_cifar_v8 b, vgg_cifar_v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline vgg_cifar_v8 vgg_cifar_v8_select(vgg_cifar_v8 a, vgg_cifar_v8 b, vgg_cifar_v8 x,
                                               vgg_cifar_v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline vgg_cifar_v8 vgg_cifar_v8_top(vgg_cifar_v8 a, vgg_cifar_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = a.f[i] > b.f[i] || a.f[i] != a.f[i] ? a.f[i] : b.f[i];
    return a;
}
static inline vgg_cifar_v8 vgg_cifar_v8_sqrt(vgg_cifar_v8 a)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = sqrtf(a.f[i]);
    return a;
}
static inline float vgg_cifar_v8_sum(vgg_cifar_v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline vgg_cifar_v8 vgg_cifar_v8_zero(void) { return vgg_cifar_v8_set1(0.0f); }
/* vgg_cifar_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay;
 * sums over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C) && \
        defined(__AVX512F__)
#define VGG_CIFAR_WIDE 16
typedef float vgg_cifar_v8w __attribute__((vector_size(64)));
typedef float vgg_cifar_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline vgg_cifar_v8w vgg_cifar_v8w_load(const float *p) {
    return *(const vgg_cifar_v8wu *)(const void *)p; }
static inline void vgg_cifar_v8w_store(float *p, vgg_cifar_v8w a) { *(vgg_cifar_v8wu *)(void *)p =
    a; }
static inline vgg_cifar_v8w vgg_cifar_v8w_set1(float x)
{
    vgg_cifar_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline vgg_cifar_v8w vgg_cifar_v8w_add(vgg_cifar_v8w a, vgg_cifar_v8w b) { return a + b; }
static inline vgg_cifar_v8w vgg_cifar_v8w_sub(vgg_cifar_v8w a, vgg_cifar_v8w b) { return a - b; }
static inline vgg_cifar_v8w vgg_cifar_v8w_mul(vgg_cifar_v8w a, vgg_cifar_v8w b) { return a * b; }
static inline vgg_cifar_v8w vgg_cifar_v8w_fma(vgg_cifar_v8w a, vgg_cifar_v8w b, vgg_cifar_v8w c) {
    return a * b + c; }
typedef int32_t vgg_cifar_v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline vgg_cifar_v8w vgg_cifar_v8w_select(vgg_cifar_v8w a, vgg_cifar_v8w b, vgg_cifar_v8w x,
                                                 vgg_cifar_v8w y)
{
    vgg_cifar_v8wi m = (vgg_cifar_v8wi)(a > b);
    return (vgg_cifar_v8w)(((vgg_cifar_v8wi)x & m) | ((vgg_cifar_v8wi)y & ~m));
}
static inline vgg_cifar_v8w vgg_cifar_v8w_top(vgg_cifar_v8w a, vgg_cifar_v8w b)
{
    vgg_cifar_v8wi m = (vgg_cifar_v8wi)(a > b) | (vgg_cifar_v8wi)(a != a);
    return (vgg_cifar_v8w)(((vgg_cifar_v8wi)a & m) | ((vgg_cifar_v8wi)b & ~m));
}
/* Keeps it in a register: gcc would read it from memory again for each of its uses. */
static inline vgg_cifar_v8w vgg_cifar_v8w_keep(vgg_cifar_v8w a)
{
    __asm__("" : "+v"(a));
    return a;
}
#else
#define VGG_CIFAR_WIDE 8
typedef vgg_cifar_v8 vgg_cifar_v8w;
static inline vgg_cifar_v8w vgg_cifar_v8w_load(const float *p) { return vgg_cifar_v8_load(p); }
static inline void vgg_cifar_v8w_store(float *p, vgg_cifar_v8w a) { vgg_cifar_v8_store(p, a); }
static inline vgg_cifar_v8w vgg_cifar_v8w_set1(float x) { return vgg_cifar_v8_set1(x); }
static inline vgg_cifar_v8w vgg_cifar_v8w_add(vgg_cifar_v8w a, vgg_cifar_v8w b) {
    return vgg_cifar_v8_add(a, b); }
static inline vgg_cifar_v8w vgg_cifar_v8w_sub(vgg_cifar_v8w a, vgg_cifar_v8w b) {
    return vgg_cifar_v8_sub(a, b); }
static inline vgg_cifar_v8w vgg_cifar_v8w_mul(vgg_cifar_v8w a, vgg_cifar_v8w b) {
    return vgg_cifar_v8_mul(a, b); }
static inline vgg_cifar_v8w vgg_cifar_v8w_fma(vgg_cifar_v8w a, vgg_cifar_v8w b, vgg_cifar_v8w c) {
    return vgg_cifar_v8_fma(a, b, c); }
static inline vgg_cifar_v8w vgg_cifar_v8w_select(vgg_cifar_v8w a, vgg_cifar_v8w b, vgg_cifar_v8w x,
                                                 vgg_cifar_v8w y) {
    return vgg_cifar_v8_select(a, b, x, y); }
static inline vgg_cifar_v8w vgg_cifar_v8w_top(vgg_cifar_v8w a, vgg_cifar_v8w b) {
    return vgg_cifar_v8_top(a, b); }
static inline vgg_cifar_v8w vgg_cifar_v8w_keep(vgg_cifar_v8w a) { return a; }
#endif
static inline vgg_cifar_v8w vgg_cifar_v8w_zero(void) { return vgg_cifar_v8w_set1(0.0f); }
static inline vgg_cifar_v8w vgg_cifar_v8w_max(vgg_cifar_v8w a, vgg_cifar_v8w b) {
    return vgg_cifar_v8w_select(a, b, a, b); }
    /* a > b ? a : b */
/* vgg_cifar_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the
 * result. By force: gcc takes a function that only asks for one without effect, and leaves out its
 * calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C)
VGG_CIFAR_INLINE void vgg_cifar_v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
VGG_CIFAR_INLINE void vgg_cifar_v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif
/* vgg_cifar_v8_prefetch of the one line at p. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C)
VGG_CIFAR_INLINE void vgg_cifar_v8_ask(const void *p) { __builtin_prefetch(p); }
#else
VGG_CIFAR_INLINE void vgg_cifar_v8_ask(const void *p) { (void)p; }
#endif
/* Windows over the rows of a map of h x w pixels: kh x kw pixels, the first from row -top and
 * column -left on, the next sh and sw further. */
typedef struct vgg_cifar_mk_windows {
    int h, w, kh, kw, sh, sw, top, left;
} vgg_cifar_mk_windows;
/* Adam: shares of the running means and their complements, what is added to the root, the decay in
 * the gradient, the share of the weights that a step takes away, the limit of a gradient's element
 * (0: none). */
typedef struct vgg_cifar_mk_adam_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon, decay, shrink, clip;
} vgg_cifar_mk_adam_rule;
/* What a register tile works on: see vgg_cifar_mk_prepacked_tile_of. */
typedef struct vgg_cifar_v8_tile {
    int rows, add;
    const int *count;
    ptrdiff_t yr;
    const ptrdiff_t *at, *step;
    ptrdiff_t stride;
    const float *x;
    const uint8_t *w, *ahead;
    float *y;
} vgg_cifar_v8_tile;
static inline vgg_cifar_v8 vgg_cifar_v8_low_f32(const uint8_t *p) {
    return vgg_cifar_v8_load((const float *)(const void *)p); }
static inline vgg_cifar_v8 vgg_cifar_v8_high_f32(const uint8_t *p)
{
    return vgg_cifar_v8_load((const float *)(const void *)(p + 32));
}
static inline void vgg_cifar_v8_narrow_f32(uint8_t *p, const float *x) {
    memcpy(p, x, 16 * sizeof *x); }
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C) && defined(__AVX__)
/* Keeps it in a register: gcc would load it again for each of its uses. */
static inline vgg_cifar_v8 vgg_cifar_v8_keep(vgg_cifar_v8 a)
{
    __asm__("" : "+x"(a));
    return a;
}
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(VGG_CIFAR_PLAIN_C)
static inline vgg_cifar_v8 vgg_cifar_v8_keep(vgg_cifar_v8 a) { return a; }
#else
static inline vgg_cifar_v8 vgg_cifar_v8_keep(vgg_cifar_v8 a) { return a; }
#endif
/* Rows of 16 stored numbers; format: 0 f32, 1 f16, 2 bf16. */
static inline vgg_cifar_v8 vgg_cifar_v8_low(const uint8_t *p, int format)
{
    (void)format;
    return vgg_cifar_v8_low_f32(p);
}
static inline vgg_cifar_v8 vgg_cifar_v8_high(const uint8_t *p, int format)
{
    (void)format;
    return vgg_cifar_v8_high_f32(p);
}
static inline void vgg_cifar_v8_narrow(uint8_t *p, const float *x, int format)
{
    (void)format;
    vgg_cifar_v8_narrow_f32(p, x);
}
/* Bytes of a number. */
static inline int vgg_cifar_v8_bytes(int format)
{
    return format == 0 ? 4 : format == 1 ? 2 : 2;
}
/* f for that type: inlined once for each of them. */
VGG_CIFAR_INLINE void vgg_cifar_v8_typed(int format, void (*f)(int, const vgg_cifar_v8_tile *),
                                         const vgg_cifar_v8_tile *t)
{
    (void)format;
    f(0, t);
}
/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
static inline void vgg_cifar_mk_block_channels(float *y, const float *x, int pixels, int channels,
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
static inline void vgg_cifar_mk_unblock_channels(float *y, const float *x, int pixels, int channels,
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

/* sum[l] += sum over p of x[p][l] */
static inline void vgg_cifar_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += VGG_CIFAR_WIDE) {
            vgg_cifar_v8w s0 = vgg_cifar_v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = vgg_cifar_v8w_add(s0, vgg_cifar_v8w_load(at)),
                    s1 = vgg_cifar_v8w_add(s1, vgg_cifar_v8w_load(at + 16)),
                s2 = vgg_cifar_v8w_add(s2, vgg_cifar_v8w_load(at + 32)),
                    s3 = vgg_cifar_v8w_add(s3, vgg_cifar_v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = vgg_cifar_v8w_add(s0, vgg_cifar_v8w_load(x + (ptrdiff_t)q * 16 + l));
            vgg_cifar_v8w_store(t + l, vgg_cifar_v8w_add(vgg_cifar_v8w_add(s0, s1),
                                                         vgg_cifar_v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void vgg_cifar_mk_transpose8(float *y, const float *x)
{
#if defined(VGG_CIFAR_SHUFFLE)
    vgg_cifar_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const vgg_cifar_v8 p = vgg_cifar_v8_load(x + 16 * i),
            q = vgg_cifar_v8_load(x + 16 * i + 16);
        a[i] = VGG_CIFAR_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = VGG_CIFAR_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = VGG_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = VGG_CIFAR_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14,
                                                 15);
        }
    for (int j = 0; j < 4; j++) {
        vgg_cifar_v8_store(y + 16 * j, VGG_CIFAR_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        vgg_cifar_v8_store(y + 16 * j + 64, VGG_CIFAR_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13,
                                                              14, 15));
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
static inline void vgg_cifar_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows,
                                          int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            vgg_cifar_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                vgg_cifar_mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* vgg_cifar_mk_exp of 16 lanes, by the same operations, where registers have them. */
VGG_CIFAR_INLINE vgg_cifar_v8w vgg_cifar_mk_exp16(vgg_cifar_v8w a)
{
#if VGG_CIFAR_WIDE == 16 && !defined(VGG_CIFAR_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const vgg_cifar_v8w zero = {0.0f};
    const vgg_cifar_v8wi low = (vgg_cifar_v8wi)(a < -87.33654f);
    a = (vgg_cifar_v8w)((low & (vgg_cifar_v8wi)(zero - 87.33654f)) | (~low & (vgg_cifar_v8wi)a));
    const vgg_cifar_v8wi high = (vgg_cifar_v8wi)(a > 88.37626f);
    a = (vgg_cifar_v8w)((high & (vgg_cifar_v8wi)(zero + 88.37626f)) | (~high & (vgg_cifar_v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const vgg_cifar_v8w k = __builtin_convertvector((vgg_cifar_v8wi)(bits - 0x4B400000u),
                                                    vgg_cifar_v8w),
              e = (vgg_cifar_v8w)((bits + 127u) << 23);
    vgg_cifar_v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    vgg_cifar_v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
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
static inline void vgg_cifar_mk_exp(float *y, const float *x, int count)
{
#if defined(VGG_CIFAR_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const vgg_cifar_v8 low = vgg_cifar_v8_set1(-87.33654f), high = vgg_cifar_v8_set1(88.37626f),
        magic = vgg_cifar_v8_set1(12582912.0f);
    int i = 0;
#if VGG_CIFAR_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(vgg_cifar_v8wu *)(void *)(y + i) =
            vgg_cifar_mk_exp16(*(const vgg_cifar_v8wu *)(const void *)(x + i));
#else
    (void)vgg_cifar_mk_exp16;
#endif
    for (; i < count; i += 8) {
        vgg_cifar_v8 a = vgg_cifar_v8_load(x + i);
        a = vgg_cifar_v8_select(low, a, low, a);
        a = vgg_cifar_v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        vgg_cifar_v8_store(s, vgg_cifar_v8_fma(a, vgg_cifar_v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        vgg_cifar_v8 k = vgg_cifar_v8_load(s), r =
            vgg_cifar_v8_fma(k, vgg_cifar_v8_set1(-0.693359375f), a);
        r = vgg_cifar_v8_fma(k, vgg_cifar_v8_set1(2.12194440e-4f), r);
        vgg_cifar_v8 p = vgg_cifar_v8_set1(1.9875691500e-4f);
        p = vgg_cifar_v8_fma(p, r, vgg_cifar_v8_set1(1.3981999507e-3f));
        p = vgg_cifar_v8_fma(p, r, vgg_cifar_v8_set1(8.3334519073e-3f));
        p = vgg_cifar_v8_fma(p, r, vgg_cifar_v8_set1(4.1665795894e-2f));
        p = vgg_cifar_v8_fma(p, r, vgg_cifar_v8_set1(1.6666665459e-1f));
        p = vgg_cifar_v8_fma(p, r, vgg_cifar_v8_set1(5.0000001201e-1f));
        p = vgg_cifar_v8_add(vgg_cifar_v8_fma(p, vgg_cifar_v8_mul(r, r), r),
                             vgg_cifar_v8_set1(1.0f));
        vgg_cifar_v8_store(y + i, vgg_cifar_v8_mul(p, vgg_cifar_v8_load(e)));
    }
#endif
}

/* The register tile, the one source of vgg_cifar_mk_tile1 to vgg_cifar_mk_tile6: for `rows` rows r,
 * at most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
VGG_CIFAR_INLINE void vgg_cifar_mk_tile_of(int rows, float *y, ptrdiff_t yr, int add,
                                           const float *x, ptrdiff_t xr, const float *w,
                                           const int *count, const ptrdiff_t *step)
{
    vgg_cifar_v8 a0 = vgg_cifar_v8_zero(), b0 = vgg_cifar_v8_zero(), a1 = vgg_cifar_v8_zero(),
        b1 = vgg_cifar_v8_zero(), a2 = vgg_cifar_v8_zero(),
       b2 = vgg_cifar_v8_zero(), a3 = vgg_cifar_v8_zero(), b3 = vgg_cifar_v8_zero(),
           a4 = vgg_cifar_v8_zero(), b4 = vgg_cifar_v8_zero(),
       a5 = vgg_cifar_v8_zero(), b5 = vgg_cifar_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                vgg_cifar_v8 s = vgg_cifar_v8_zero(), t = s;
                if (rows == 4)
                    s = vgg_cifar_v8_load(q), t = vgg_cifar_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk,
                     q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = vgg_cifar_v8_load(q), t = vgg_cifar_v8_load(q + 8);
                    vgg_cifar_v8 e = vgg_cifar_v8_set1(p[0]);
                    a0 = vgg_cifar_v8_fma(e, s, a0), b0 = vgg_cifar_v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = vgg_cifar_v8_set1(p[xr]);
                        a1 = vgg_cifar_v8_fma(e, s, a1), b1 = vgg_cifar_v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = vgg_cifar_v8_set1(p[2 * xr]);
                        a2 = vgg_cifar_v8_fma(e, s, a2), b2 = vgg_cifar_v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = vgg_cifar_v8_set1(p[3 * xr]);
                        a3 = vgg_cifar_v8_fma(e, s, a3), b3 = vgg_cifar_v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = vgg_cifar_v8_set1(p[4 * xr]);
                        a4 = vgg_cifar_v8_fma(e, s, a4), b4 = vgg_cifar_v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = vgg_cifar_v8_set1(p[5 * xr]);
                        a5 = vgg_cifar_v8_fma(e, s, a5), b5 = vgg_cifar_v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = vgg_cifar_v8_load(q), t = vgg_cifar_v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = vgg_cifar_v8_add(a0, vgg_cifar_v8_load(y)),
            b0 = vgg_cifar_v8_add(b0, vgg_cifar_v8_load(y + 8));
        if (rows > 1)
            a1 = vgg_cifar_v8_add(a1, vgg_cifar_v8_load(y + yr)),
                b1 = vgg_cifar_v8_add(b1, vgg_cifar_v8_load(y + yr + 8));
        if (rows > 2)
            a2 = vgg_cifar_v8_add(a2, vgg_cifar_v8_load(y + 2 * yr)),
                b2 = vgg_cifar_v8_add(b2, vgg_cifar_v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = vgg_cifar_v8_add(a3, vgg_cifar_v8_load(y + 3 * yr)),
                b3 = vgg_cifar_v8_add(b3, vgg_cifar_v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = vgg_cifar_v8_add(a4, vgg_cifar_v8_load(y + 4 * yr)),
                b4 = vgg_cifar_v8_add(b4, vgg_cifar_v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = vgg_cifar_v8_add(a5, vgg_cifar_v8_load(y + 5 * yr)),
                b5 = vgg_cifar_v8_add(b5, vgg_cifar_v8_load(y + 5 * yr + 8));
    }
    vgg_cifar_v8_store(y, a0), vgg_cifar_v8_store(y + 8, b0);
    if (rows > 1)
        vgg_cifar_v8_store(y + yr, a1), vgg_cifar_v8_store(y + yr + 8, b1);
    if (rows > 2)
        vgg_cifar_v8_store(y + 2 * yr, a2), vgg_cifar_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        vgg_cifar_v8_store(y + 3 * yr, a3), vgg_cifar_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        vgg_cifar_v8_store(y + 4 * yr, a4), vgg_cifar_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        vgg_cifar_v8_store(y + 5 * yr, a5), vgg_cifar_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of vgg_cifar_mk_rows. */
static inline void vgg_cifar_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of vgg_cifar_mk_tile8 and vgg_cifar_mk_tile16:
 * 8 or 16 `rows` of vgg_cifar_mk_rows, a constant. With 16 a step is one load and 16 multiply-adds
 * that broadcast as they read. With eight lanes it has more accumulators than there are registers,
 * and is right but slow. The strides of X are arguments: where they are constants, multiply-adds
 * broadcast from fixed places beside one pointer, else each takes an index, which costs a sixth of
 * the speed. */
VGG_CIFAR_INLINE void vgg_cifar_mk_wide_of(int rows, float *y, ptrdiff_t yr, int add,
                                           const float *x, ptrdiff_t xr, ptrdiff_t xk,
                                           const float *w, const int *count, const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += VGG_CIFAR_WIDE, y += VGG_CIFAR_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            vgg_cifar_v8_prefetch(y + r * yr, 1);
        vgg_cifar_v8w a0 = vgg_cifar_v8w_zero(), a1 = vgg_cifar_v8w_zero(),
            a2 = vgg_cifar_v8w_zero(), a3 = vgg_cifar_v8w_zero(), a4 = vgg_cifar_v8w_zero(),
            a5 = vgg_cifar_v8w_zero(), a6 = vgg_cifar_v8w_zero(), a7 = vgg_cifar_v8w_zero(),
                a8 = vgg_cifar_v8w_zero(), a9 = vgg_cifar_v8w_zero(),
            a10 = vgg_cifar_v8w_zero(), a11 = vgg_cifar_v8w_zero(), a12 = vgg_cifar_v8w_zero(),
                a13 = vgg_cifar_v8w_zero(),
            a14 = vgg_cifar_v8w_zero(), a15 = vgg_cifar_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk,
                         q += 16, f += xr) {
                        const vgg_cifar_v8w s = vgg_cifar_v8w_load(q);
                        if (rows == 16)
                            vgg_cifar_v8_prefetch(q + 1024, 1), vgg_cifar_v8_prefetch(f, 1);
                        a0 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[0]), s, a0),
                            a1 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[xr]), s, a1),
                        a2 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[2 * xr]), s, a2),
                        a3 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[3 * xr]), s, a3);
                        a4 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[4 * xr]), s, a4),
                        a5 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[5 * xr]), s, a5),
                        a6 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[6 * xr]), s, a6),
                        a7 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[0]), s, a8),
                            a9 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[xr]), s, a9),
                            a10 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[2 * xr]), s, a10),
                            a11 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[3 * xr]), s, a11);
                            a12 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[4 * xr]), s, a12),
                            a13 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[5 * xr]), s, a13),
                            a14 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[6 * xr]), s, a14),
                            a15 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = vgg_cifar_v8w_add(a0, vgg_cifar_v8w_load(y)),
                a1 = vgg_cifar_v8w_add(a1, vgg_cifar_v8w_load(y + yr)),
            a2 = vgg_cifar_v8w_add(a2, vgg_cifar_v8w_load(y + 2 * yr)),
                a3 = vgg_cifar_v8w_add(a3, vgg_cifar_v8w_load(y + 3 * yr));
            a4 = vgg_cifar_v8w_add(a4, vgg_cifar_v8w_load(y + 4 * yr)),
                a5 = vgg_cifar_v8w_add(a5, vgg_cifar_v8w_load(y + 5 * yr)),
            a6 = vgg_cifar_v8w_add(a6, vgg_cifar_v8w_load(y + 6 * yr)),
                a7 = vgg_cifar_v8w_add(a7, vgg_cifar_v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = vgg_cifar_v8w_add(a8, vgg_cifar_v8w_load(y + 8 * yr)),
                a9 = vgg_cifar_v8w_add(a9, vgg_cifar_v8w_load(y + 9 * yr)),
            a10 = vgg_cifar_v8w_add(a10, vgg_cifar_v8w_load(y + 10 * yr)),
                a11 = vgg_cifar_v8w_add(a11, vgg_cifar_v8w_load(y + 11 * yr));
            a12 = vgg_cifar_v8w_add(a12, vgg_cifar_v8w_load(y + 12 * yr)),
                a13 = vgg_cifar_v8w_add(a13, vgg_cifar_v8w_load(y + 13 * yr)),
            a14 = vgg_cifar_v8w_add(a14, vgg_cifar_v8w_load(y + 14 * yr)),
                a15 = vgg_cifar_v8w_add(a15, vgg_cifar_v8w_load(y + 15 * yr));
        }
        vgg_cifar_v8w_store(y, a0), vgg_cifar_v8w_store(y + yr, a1),
            vgg_cifar_v8w_store(y + 2 * yr, a2),
            vgg_cifar_v8w_store(y + 3 * yr, a3);
        vgg_cifar_v8w_store(y + 4 * yr, a4), vgg_cifar_v8w_store(y + 5 * yr, a5),
            vgg_cifar_v8w_store(y + 6 * yr, a6),
            vgg_cifar_v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            vgg_cifar_v8w_store(y + 8 * yr, a8), vgg_cifar_v8w_store(y + 9 * yr, a9),
                vgg_cifar_v8w_store(y + 10 * yr, a10),
                vgg_cifar_v8w_store(y + 11 * yr, a11);
            vgg_cifar_v8w_store(y + 12 * yr, a12), vgg_cifar_v8w_store(y + 13 * yr, a13),
                vgg_cifar_v8w_store(y + 14 * yr, a14),
                vgg_cifar_v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of vgg_cifar_mk_rows, for the strides of convolutions and of gradients, and for any
 * other. */
static inline void vgg_cifar_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x,
                                       ptrdiff_t xr, const float *w, const int *count,
                                       const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        vgg_cifar_mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        vgg_cifar_mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        vgg_cifar_mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of vgg_cifar_mk_rows, for the strides of convolutions, and for any other. */
static inline void vgg_cifar_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        vgg_cifar_mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        vgg_cifar_mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: vgg_cifar_mk_tile6 for any
 * number of rows.
 */
static inline void vgg_cifar_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                     const float *w, const int *count, const ptrdiff_t *step,
                                     int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (VGG_CIFAR_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: vgg_cifar_mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: vgg_cifar_mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: vgg_cifar_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: vgg_cifar_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: vgg_cifar_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: vgg_cifar_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: vgg_cifar_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: vgg_cifar_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j,
 * c] * W[i, j, c][16]. Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and
 * blocks of 16 channels xb; tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void vgg_cifar_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x,
                                         ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                                         const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj,
                                         int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    vgg_cifar_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X
 * are xr apart, its blocks of 16 channels xb. */
static inline void vgg_cifar_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x,
                                      ptrdiff_t xr, ptrdiff_t xb, const float *w, int channels,
                                      int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    vgg_cifar_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i,
 * t][c] * D[i, t][16], c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are
 * di apart, its pixels 16. */
static inline void vgg_cifar_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi,
                                           ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                           int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    vgg_cifar_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* vgg_cifar_mk_panel_grad for up to 9 rows that lie anywhere: row r of Y, at y + to[r], (+)= sum
 * over i < ni, t < nt of X[i, t][from[r]] * D[i, t][16]. So the taps of a window on few channels
 * share the loads of D: 9 accumulators. */
static inline void vgg_cifar_mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x,
                                            const ptrdiff_t *from, int rows, ptrdiff_t xi,
                                            ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                            int nt, int add)
{
    const ptrdiff_t o0 = from[0], o1 = from[rows > 1 ? 1 : 0], o2 = from[rows > 2 ? 2 : 0],
                    o3 = from[rows > 3 ? 3 : 0], o4 = from[rows > 4 ? 4 : 0],
                    o5 = from[rows > 5 ? 5 : 0], o6 = from[rows > 6 ? 6 : 0],
                    o7 = from[rows > 7 ? 7 : 0], o8 = from[rows > 8 ? 8 : 0];
    vgg_cifar_v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int l = 0; l < 16; l += VGG_CIFAR_WIDE) {
        vgg_cifar_v8w a0 = vgg_cifar_v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0,
            a6 = a0, a7 = a0, a8 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di + l;
            for (int t = 0; t < nt; t++, p += xt, q += 16) {
                const vgg_cifar_v8w e = vgg_cifar_v8w_load(q);
                a0 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o0]), e, a0),
                    a1 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o1]), e, a1),
                a2 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o2]), e, a2);
                a3 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o3]), e, a3),
                    a4 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o4]), e, a4),
                a5 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o5]), e, a5);
                a6 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o6]), e, a6),
                    a7 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o7]), e, a7),
                a8 = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1(p[o8]), e, a8);
            }
        }
        vgg_cifar_v8w_store(s, a0), vgg_cifar_v8w_store(s + VGG_CIFAR_WIDE, a1),
            vgg_cifar_v8w_store(s + 2 * VGG_CIFAR_WIDE, a2),
            vgg_cifar_v8w_store(s + 3 * VGG_CIFAR_WIDE, a3),
                vgg_cifar_v8w_store(s + 4 * VGG_CIFAR_WIDE, a4);
        vgg_cifar_v8w_store(s + 5 * VGG_CIFAR_WIDE, a5),
            vgg_cifar_v8w_store(s + 6 * VGG_CIFAR_WIDE, a6),
            vgg_cifar_v8w_store(s + 7 * VGG_CIFAR_WIDE, a7),
                vgg_cifar_v8w_store(s + 8 * VGG_CIFAR_WIDE, a8);
        for (int r = 0; r < rows; r++) {
            float *const row = y + to[r] + l;
            const vgg_cifar_v8w e = vgg_cifar_v8w_load(s + r * VGG_CIFAR_WIDE);
            vgg_cifar_v8w_store(row, add ? vgg_cifar_v8w_add(vgg_cifar_v8w_load(row), e) : e);
        }
    }
}

/* Asks for `floats` floats at p; see vgg_cifar_v8_prefetch. gcc takes it for a function without
 * effect, too, and leaves out its calls, unless it says that it writes. */
static inline void vgg_cifar_mk_prefetch(const float *p, int floats)
{
    vgg_cifar_v8_prefetch(p, floats);
    VGG_CIFAR_WROTE();
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
static inline float vgg_cifar_mk_crossentropy(float *prob, const float *x, int classes, int label,
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
    vgg_cifar_mk_exp(prob, prob, (classes + 15) / 16 * 16);
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
static inline void vgg_cifar_mk_crossentropy_back(float *dx, const float *prob, int classes,
                                                  int label, float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float vgg_cifar_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
static inline void vgg_cifar_mk_gradient(float *to, const float *g, const float *w, float decay,
                                         float clip)
{
    vgg_cifar_v8 a = vgg_cifar_v8_load(g);
    if (clip > 0.0f) {
        vgg_cifar_v8 high = vgg_cifar_v8_set1(clip), low = vgg_cifar_v8_set1(-clip);
        a = vgg_cifar_v8_select(a, high, high, a); /* a NaN stays one */
        a = vgg_cifar_v8_select(low, a, low, a);
    }
    vgg_cifar_v8_store(to, vgg_cifar_v8_fma(vgg_cifar_v8_set1(decay), vgg_cifar_v8_load(w), a));
}

/* w -= shrink * w (decoupled decay); m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) *
 * g^2; w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t). Each
 * share is given beside what it leaves, since a float of the one may not hold the other. (v + (g^2
 * - v) * (1 - beta2) would lose a small g after a large one.) */
static inline void vgg_cifar_mk_adam(float *w, float *m, float *v, const float *g, int count,
                                     float alpha, const vgg_cifar_mk_adam_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    vgg_cifar_v8 a = vgg_cifar_v8_set1(alpha), rest1 = vgg_cifar_v8_set1(by->one_minus_beta1),
       rest2 = vgg_cifar_v8_set1(by->one_minus_beta2), eps = vgg_cifar_v8_set1(by->epsilon);
    vgg_cifar_v8 keep1 = vgg_cifar_v8_set1(by->beta1), keep2 = vgg_cifar_v8_set1(by->beta2),
        less = vgg_cifar_v8_set1(-by->shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        vgg_cifar_mk_gradient(t, g + i, w + i, decay, clip);
        vgg_cifar_v8 d = vgg_cifar_v8_load(t), mi = vgg_cifar_v8_load(m + i),
            vi = vgg_cifar_v8_load(v + i), wi = vgg_cifar_v8_load(w + i);
        mi = vgg_cifar_v8_fma(d, rest1, vgg_cifar_v8_mul(keep1, mi));
        vi = vgg_cifar_v8_fma(vgg_cifar_v8_mul(d, d), rest2, vgg_cifar_v8_mul(keep2, vi));
        wi = vgg_cifar_v8_fma(less, wi, wi);
        vgg_cifar_v8_store(m + i, mi);
        vgg_cifar_v8_store(v + i, vi);
        vgg_cifar_v8_store(w + i, vgg_cifar_v8_sub(wi,
                                                   vgg_cifar_v8_div(vgg_cifar_v8_mul(mi, a),
            vgg_cifar_v8_add(vgg_cifar_v8_sqrt(vi), eps))));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
static inline int vgg_cifar_mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        vgg_cifar_v8 a = vgg_cifar_v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            vgg_cifar_v8 x = vgg_cifar_v8_load(g + i), y = vgg_cifar_v8_load(g + i + 8);
            a = vgg_cifar_v8_fma(x, x, a);
            b = vgg_cifar_v8_fma(y, y, b);
        }
        if (vgg_cifar_v8_sum(vgg_cifar_v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* The register tile, the one source of vgg_cifar_mk_pair1 to vgg_cifar_mk_pair12: for `rows` rows
 * r, at most 12, and blocks o of two, Y[o, r][16] (+)= sum over i < count[0], c < count[2] of
 * X[r][i, c] * W[o, i, c][16]. Strides as in vgg_cifar_mk_tile_of (vgg_cifar_mk_gemm.c), but rows
 * of X are 16 apart; blocks of Y are ys and those of W ws apart. `rows` is a constant where this is
 * called. */
VGG_CIFAR_INLINE void vgg_cifar_mk_pair_of(int rows, float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                           const float *x, const float *w, ptrdiff_t ws,
                                           const int *count, const ptrdiff_t *step)
{
    for (int l = 0; l < 16; l += VGG_CIFAR_WIDE, y += VGG_CIFAR_WIDE) {
        vgg_cifar_v8w a0 = vgg_cifar_v8w_zero(), b0 = a0;
        vgg_cifar_v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0,
            a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0, a8 = a0, b8 = a0, a9 = a0, b9 = a0,
            a10 = a0, b10 = a0, a11 = a0, b11 = a0;
        if (add) {
            a0 = vgg_cifar_v8w_load(y), b0 = vgg_cifar_v8w_load(y + ys);
            if (rows > 1)
                a1 = vgg_cifar_v8w_load(y + yr), b1 = vgg_cifar_v8w_load(y + ys + yr);
            if (rows > 2)
                a2 = vgg_cifar_v8w_load(y + 2 * yr), b2 = vgg_cifar_v8w_load(y + ys + 2 * yr);
            if (rows > 3)
                a3 = vgg_cifar_v8w_load(y + 3 * yr), b3 = vgg_cifar_v8w_load(y + ys + 3 * yr);
            if (rows > 4)
                a4 = vgg_cifar_v8w_load(y + 4 * yr), b4 = vgg_cifar_v8w_load(y + ys + 4 * yr);
            if (rows > 5)
                a5 = vgg_cifar_v8w_load(y + 5 * yr), b5 = vgg_cifar_v8w_load(y + ys + 5 * yr);
            if (rows > 6)
                a6 = vgg_cifar_v8w_load(y + 6 * yr), b6 = vgg_cifar_v8w_load(y + ys + 6 * yr);
            if (rows > 7)
                a7 = vgg_cifar_v8w_load(y + 7 * yr), b7 = vgg_cifar_v8w_load(y + ys + 7 * yr);
            if (rows > 8)
                a8 = vgg_cifar_v8w_load(y + 8 * yr), b8 = vgg_cifar_v8w_load(y + ys + 8 * yr);
            if (rows > 9)
                a9 = vgg_cifar_v8w_load(y + 9 * yr), b9 = vgg_cifar_v8w_load(y + ys + 9 * yr);
            if (rows > 10)
                a10 = vgg_cifar_v8w_load(y + 10 * yr), b10 = vgg_cifar_v8w_load(y + ys + 10 * yr);
            if (rows > 11)
                a11 = vgg_cifar_v8w_load(y + 11 * yr), b11 = vgg_cifar_v8w_load(y + ys + 11 * yr);
        }
        for (int i = 0; i < count[0]; i++) {
            const float *xp = x + i * step[0], *q = w + l + i * step[4];
            for (int left = count[2]; left > 0; left -= 16, xp += step[2]) {
                const float *p = xp;
                for (int c = left < 16 ? left : 16; c > 0; c--, p++, q += 16) {
                    const vgg_cifar_v8w s = vgg_cifar_v8w_keep(vgg_cifar_v8w_load(q)),
                        t = vgg_cifar_v8w_keep(vgg_cifar_v8w_load(q + ws));
                    vgg_cifar_v8_ask(q + 1024), vgg_cifar_v8_ask(q + ws + 1024);
                    vgg_cifar_v8w e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[0]));
                    a0 = vgg_cifar_v8w_fma(e, s, a0), b0 = vgg_cifar_v8w_fma(e, t, b0);
                    if (rows > 1) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[16]));
                        a1 = vgg_cifar_v8w_fma(e, s, a1), b1 = vgg_cifar_v8w_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[32]));
                        a2 = vgg_cifar_v8w_fma(e, s, a2), b2 = vgg_cifar_v8w_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[48]));
                        a3 = vgg_cifar_v8w_fma(e, s, a3), b3 = vgg_cifar_v8w_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[64]));
                        a4 = vgg_cifar_v8w_fma(e, s, a4), b4 = vgg_cifar_v8w_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[80]));
                        a5 = vgg_cifar_v8w_fma(e, s, a5), b5 = vgg_cifar_v8w_fma(e, t, b5);
                    }
                    if (rows > 6) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[96]));
                        a6 = vgg_cifar_v8w_fma(e, s, a6), b6 = vgg_cifar_v8w_fma(e, t, b6);
                    }
                    if (rows > 7) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[112]));
                        a7 = vgg_cifar_v8w_fma(e, s, a7), b7 = vgg_cifar_v8w_fma(e, t, b7);
                    }
                    if (rows > 8) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[128]));
                        a8 = vgg_cifar_v8w_fma(e, s, a8), b8 = vgg_cifar_v8w_fma(e, t, b8);
                    }
                    if (rows > 9) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[144]));
                        a9 = vgg_cifar_v8w_fma(e, s, a9), b9 = vgg_cifar_v8w_fma(e, t, b9);
                    }
                    if (rows > 10) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[160]));
                        a10 = vgg_cifar_v8w_fma(e, s, a10), b10 = vgg_cifar_v8w_fma(e, t, b10);
                    }
                    if (rows > 11) {
                        e = vgg_cifar_v8w_keep(vgg_cifar_v8w_set1(p[176]));
                        a11 = vgg_cifar_v8w_fma(e, s, a11), b11 = vgg_cifar_v8w_fma(e, t, b11);
                    }
                }
            }
        }
        vgg_cifar_v8w_store(y, a0), vgg_cifar_v8w_store(y + ys, b0);
        if (rows > 1)
            vgg_cifar_v8w_store(y + yr, a1), vgg_cifar_v8w_store(y + ys + yr, b1);
        if (rows > 2)
            vgg_cifar_v8w_store(y + 2 * yr, a2), vgg_cifar_v8w_store(y + ys + 2 * yr, b2);
        if (rows > 3)
            vgg_cifar_v8w_store(y + 3 * yr, a3), vgg_cifar_v8w_store(y + ys + 3 * yr, b3);
        if (rows > 4)
            vgg_cifar_v8w_store(y + 4 * yr, a4), vgg_cifar_v8w_store(y + ys + 4 * yr, b4);
        if (rows > 5)
            vgg_cifar_v8w_store(y + 5 * yr, a5), vgg_cifar_v8w_store(y + ys + 5 * yr, b5);
        if (rows > 6)
            vgg_cifar_v8w_store(y + 6 * yr, a6), vgg_cifar_v8w_store(y + ys + 6 * yr, b6);
        if (rows > 7)
            vgg_cifar_v8w_store(y + 7 * yr, a7), vgg_cifar_v8w_store(y + ys + 7 * yr, b7);
        if (rows > 8)
            vgg_cifar_v8w_store(y + 8 * yr, a8), vgg_cifar_v8w_store(y + ys + 8 * yr, b8);
        if (rows > 9)
            vgg_cifar_v8w_store(y + 9 * yr, a9), vgg_cifar_v8w_store(y + ys + 9 * yr, b9);
        if (rows > 10)
            vgg_cifar_v8w_store(y + 10 * yr, a10), vgg_cifar_v8w_store(y + ys + 10 * yr, b10);
        if (rows > 11)
            vgg_cifar_v8w_store(y + 11 * yr, a11), vgg_cifar_v8w_store(y + ys + 11 * yr, b11);
    }
}

/* 12 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair12(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(12, y, yr, ys, add, x, w, ws, count, step);
}

/* 11 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair11(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(11, y, yr, ys, add, x, w, ws, count, step);
}

/* 10 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair10(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(10, y, yr, ys, add, x, w, ws, count, step);
}

/* 9 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair9(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(9, y, yr, ys, add, x, w, ws, count, step);
}

/* 8 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair8(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(8, y, yr, ys, add, x, w, ws, count, step);
}

/* 7 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair7(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(7, y, yr, ys, add, x, w, ws, count, step);
}

/* 6 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair6(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(6, y, yr, ys, add, x, w, ws, count, step);
}

/* 5 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair5(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(5, y, yr, ys, add, x, w, ws, count, step);
}

/* 4 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair4(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(4, y, yr, ys, add, x, w, ws, count, step);
}

/* 3 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair3(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(3, y, yr, ys, add, x, w, ws, count, step);
}

/* 2 rows of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair2(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(2, y, yr, ys, add, x, w, ws, count, step);
}

/* 1 row of vgg_cifar_mk_pair_rows. */
static inline void vgg_cifar_mk_pair1(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    vgg_cifar_mk_pair_of(1, y, yr, ys, add, x, w, ws, count, step);
}

/* The register tile, the one source of vgg_cifar_mk_prepacked_tile1 to 6: vgg_cifar_mk_tile_of
 * (vgg_cifar_mk_gemm.c) on prepacked weights, for rows at x + at[r], added to y where `add` says
 * so. `chunk` channels follow one another, step is vgg_cifar_mk_tile_of's, in numbers. Each row of
 * weights asks for the next `stride` bytes of what is read later. t->rows is a constant where this
 * is called, and so is format: the compiler makes one loop for each type, without a question in it.
 * */
VGG_CIFAR_INLINE void vgg_cifar_mk_prepacked_tile_of(int format, const vgg_cifar_v8_tile *t)
{
    const int rows = t->rows, add = t->add, *count = t->count;
    const ptrdiff_t yr = t->yr, *at = t->at, *step = t->step, stride = t->stride;
    const float *x = t->x;
    const uint8_t *w = t->w, *ahead = t->ahead;
    float *y = t->y;
    vgg_cifar_v8 a0 = vgg_cifar_v8_zero(), b0 = vgg_cifar_v8_zero(), a1 = vgg_cifar_v8_zero(),
        b1 = vgg_cifar_v8_zero(), a2 = vgg_cifar_v8_zero(),
       b2 = vgg_cifar_v8_zero(), a3 = vgg_cifar_v8_zero(), b3 = vgg_cifar_v8_zero(),
           a4 = vgg_cifar_v8_zero(), b4 = vgg_cifar_v8_zero(),
       a5 = vgg_cifar_v8_zero(), b5 = vgg_cifar_v8_zero();
    const int chunk = count[3], size = vgg_cifar_v8_bytes(format);
    const ptrdiff_t o1 = rows > 1 ? at[1] - at[0] : 0, o2 = rows > 2 ? at[2] - at[0] : 0,
                    o3 = rows > 3 ? at[3] - at[0] : 0, o4 = rows > 4 ? at[4] - at[0] : 0,
                    o5 = rows > 5 ? at[5] - at[0] : 0;
    if (add) {
        a0 = vgg_cifar_v8_load(y), b0 = vgg_cifar_v8_load(y + 8);
        if (rows > 1)
            a1 = vgg_cifar_v8_load(y + yr), b1 = vgg_cifar_v8_load(y + yr + 8);
        if (rows > 2)
            a2 = vgg_cifar_v8_load(y + 2 * yr), b2 = vgg_cifar_v8_load(y + 2 * yr + 8);
        if (rows > 3)
            a3 = vgg_cifar_v8_load(y + 3 * yr), b3 = vgg_cifar_v8_load(y + 3 * yr + 8);
        if (rows > 4)
            a4 = vgg_cifar_v8_load(y + 4 * yr), b4 = vgg_cifar_v8_load(y + 4 * yr + 8);
        if (rows > 5)
            a5 = vgg_cifar_v8_load(y + 5 * yr), b5 = vgg_cifar_v8_load(y + 5 * yr + 8);
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
                    const vgg_cifar_v8 s = vgg_cifar_v8_keep(vgg_cifar_v8_low(q, format)),
                        u = vgg_cifar_v8_keep(vgg_cifar_v8_high(q, format));
                    vgg_cifar_v8_ask(ahead);
                    vgg_cifar_v8 e = vgg_cifar_v8_set1(p[0]);
                    a0 = vgg_cifar_v8_fma(e, s, a0), b0 = vgg_cifar_v8_fma(e, u, b0);
                    if (rows > 1) {
                        e = vgg_cifar_v8_set1(p[o1]);
                        a1 = vgg_cifar_v8_fma(e, s, a1), b1 = vgg_cifar_v8_fma(e, u, b1);
                    }
                    if (rows > 2) {
                        e = vgg_cifar_v8_set1(p[o2]);
                        a2 = vgg_cifar_v8_fma(e, s, a2), b2 = vgg_cifar_v8_fma(e, u, b2);
                    }
                    if (rows > 3) {
                        e = vgg_cifar_v8_set1(p[o3]);
                        a3 = vgg_cifar_v8_fma(e, s, a3), b3 = vgg_cifar_v8_fma(e, u, b3);
                    }
                    if (rows > 4) {
                        e = vgg_cifar_v8_set1(p[o4]);
                        a4 = vgg_cifar_v8_fma(e, s, a4), b4 = vgg_cifar_v8_fma(e, u, b4);
                    }
                    if (rows > 5) {
                        e = vgg_cifar_v8_set1(p[o5]);
                        a5 = vgg_cifar_v8_fma(e, s, a5), b5 = vgg_cifar_v8_fma(e, u, b5);
                    }
                }
            }
        }
    vgg_cifar_v8_store(y, a0), vgg_cifar_v8_store(y + 8, b0);
    if (rows > 1)
        vgg_cifar_v8_store(y + yr, a1), vgg_cifar_v8_store(y + yr + 8, b1);
    if (rows > 2)
        vgg_cifar_v8_store(y + 2 * yr, a2), vgg_cifar_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        vgg_cifar_v8_store(y + 3 * yr, a3), vgg_cifar_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        vgg_cifar_v8_store(y + 4 * yr, a4), vgg_cifar_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        vgg_cifar_v8_store(y + 5 * yr, a5), vgg_cifar_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile6(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {6, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* 5 rows of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile5(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {5, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* 4 rows of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile4(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {4, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* 3 rows of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile3(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {3, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* 2 rows of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile2(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {2, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* 1 row of vgg_cifar_mk_prepacked_rows. */
static inline void vgg_cifar_mk_prepacked_tile1(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const vgg_cifar_v8_tile t = {1, add, count, yr, at, step, stride, x, w, ahead, y};
    vgg_cifar_v8_typed(format, vgg_cifar_mk_prepacked_tile_of, &t);
}

/* Y[t][16] = sum over the taps and channels, for `rows` rows t at x + t * xr, or, when `width` is
 * not 0, for pixels `width` to a line, lines xl apart: vgg_cifar_mk_rows on prepacked weights,
 * which are `bytes` bytes in one piece. A single tile asks for what it reads 4 KiB later. Several
 * read the weights again from the cache, so together (this call is part `part` of `parts` such)
 * they ask for as many bytes behind them: what is read next. */
static inline void vgg_cifar_mk_prepacked_rows(int format, float *y, ptrdiff_t yr, int rows,
                                               const float *x, ptrdiff_t xr, int width,
                                               ptrdiff_t xl, const uint8_t *w, const int *count,
                                               const ptrdiff_t *step, int add, ptrdiff_t bytes,
                                               int part, int parts)
{
    const int line = 16 * vgg_cifar_v8_bytes(format), tiles = (rows + 5) / 6,
        passes = tiles * parts;
    const uint8_t *ahead = passes > 1 ? w + bytes + bytes / passes * tiles * part : w + 4096;
    ptrdiff_t at[6];
    for (int done = 0, left = tiles; left > 0; left--) {
        const int r = (rows - done + left - 1) / left;
        for (int i = 0; i < r; i++)
            at[i] = width ? (done + i) / width * xl + (done + i) % width * xr : (done + i) * xr;
        switch (r) {
        case 6:
            vgg_cifar_mk_prepacked_tile6(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 5:
            vgg_cifar_mk_prepacked_tile5(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 4:
            vgg_cifar_mk_prepacked_tile4(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 3:
            vgg_cifar_mk_prepacked_tile3(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 2:
            vgg_cifar_mk_prepacked_tile2(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        default:
            vgg_cifar_mk_prepacked_tile1(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        }
        y += r * yr;
        done += r;
        ahead += bytes / passes;
    }
}

/* Y[o, t][16] (+)= sum over the taps and channels for `rows` rows t and `blocks` blocks o, 1 or 2:
 * vgg_cifar_mk_rows where there is one block, vgg_cifar_mk_prepacked_rows where registers are
 * short, else in tiles of at most 12 rows, as equal as can be. */
static inline void vgg_cifar_mk_pair_rows(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                          const float *x, const float *w, ptrdiff_t ws,
                                          const int *count, const ptrdiff_t *step, int rows,
                                          int blocks)
{
#if defined(VGG_CIFAR_DOUBLE) /* numbers of eight bytes, which vgg_cifar_mk_prepacked_rows does \
        not read */
    for (int o = 0; o < blocks; o++)
        vgg_cifar_mk_rows(y + o * ys, yr, add, x, 16, w + o * ws, count, step, rows);
    return;
#endif
    if (VGG_CIFAR_WIDE == 16 && blocks == 1) {
        vgg_cifar_mk_rows(y, yr, add, x, 16, w, count, step, rows);
        return;
    }
    for (int o = 0; VGG_CIFAR_WIDE == 8 && o < blocks; o++) {
        const ptrdiff_t strides[5] = {step[0], step[1], step[2], step[4], step[5]};
        vgg_cifar_mk_prepacked_rows(0, y + o * ys, yr, rows, x, 16, 0, 0,
                                    (const uint8_t *)(const void *)(w + o * ws), count, strides,
                                    add, (ptrdiff_t)count[0] * count[2] * 64, 0, 1);
    }
    if (VGG_CIFAR_WIDE == 8)
        return;
    for (int tiles = (rows + 11) / 12; tiles > 0; tiles--) {
        const int r = (rows + tiles - 1) / tiles;
        switch (r) {
        case 12: vgg_cifar_mk_pair12(y, yr, ys, add, x, w, ws, count, step); break;
        case 11: vgg_cifar_mk_pair11(y, yr, ys, add, x, w, ws, count, step); break;
        case 10: vgg_cifar_mk_pair10(y, yr, ys, add, x, w, ws, count, step); break;
        case 9: vgg_cifar_mk_pair9(y, yr, ys, add, x, w, ws, count, step); break;
        case 8: vgg_cifar_mk_pair8(y, yr, ys, add, x, w, ws, count, step); break;
        case 7: vgg_cifar_mk_pair7(y, yr, ys, add, x, w, ws, count, step); break;
        case 6: vgg_cifar_mk_pair6(y, yr, ys, add, x, w, ws, count, step); break;
        case 5: vgg_cifar_mk_pair5(y, yr, ys, add, x, w, ws, count, step); break;
        case 4: vgg_cifar_mk_pair4(y, yr, ys, add, x, w, ws, count, step); break;
        case 3: vgg_cifar_mk_pair3(y, yr, ys, add, x, w, ws, count, step); break;
        case 2: vgg_cifar_mk_pair2(y, yr, ys, add, x, w, ws, count, step); break;
        default: vgg_cifar_mk_pair1(y, yr, ys, add, x, w, ws, count, step); break;
        }
        y += r * yr;
        x += r * 16;
        rows -= r;
    }
}

/* What a window at row `top`, column `left` sees of the map x [h][w][c], which ends at `end`, 0
 * beyond it: kh * kw * c numbers in the order of x. Up to seven more are written. */
static inline void vgg_cifar_mk_gather_window(float *v, const float *x, const float *end, int c,
                                              const vgg_cifar_mk_windows *g, int top, int left)
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
                vgg_cifar_v8_store(v + i, vgg_cifar_v8_load(from + i));
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
static inline void vgg_cifar_mk_gather_given(float *to, ptrdiff_t block, const float *x, int c,
                                             const vgg_cifar_mk_windows *g, int ow, int first,
                                             int count, float *v)
{
    const int run = g->kw * c, all = g->kh * run, wide = all + 16,
              most = 2048 / wide < 1 ? 1 : 2048 / wide; /* pixels at a time */
    const float *const end = x + (ptrdiff_t)g->h * g->w * c;
    int oh = first / ow, col = first % ow;
    for (int j = 0; j < count; j += most) {
        const int some = count - j < most ? count - j : most;
        for (int k = 0; k < some; k++) {
            vgg_cifar_mk_gather_window(v + k * wide, x, end, c, g, oh * g->sh - g->top,
                                       col * g->sw - g->left);
            if (++col == ow)
                col = 0, oh++;
        }
        for (int i = 0; i < all; i += 16)
            for (int k = 0; k < some; k++)
                for (int l = 0; l < 16; l += VGG_CIFAR_WIDE)
                    vgg_cifar_v8w_store(to + i / 16 * block + (ptrdiff_t)(j + k) * 16 + l,
                                        vgg_cifar_v8w_load(v + k * wide + i + l));
    }
}

/* A block of products of a convolution: Y[o, t][16] (+)= sum over i < taps, c < channels of X[i,
 * t][c] * W[o, i, c][16] for `rows` pixels t, yr apart, and `blocks` blocks o, 1 or 2. Taps of X
 * are xi, its blocks of 16 channels xb, taps of W wi apart. */
static inline void vgg_cifar_mk_conv_block(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows,
                                           const float *x, ptrdiff_t xi, ptrdiff_t xb,
                                           const float *w, ptrdiff_t wi, ptrdiff_t ws, int taps,
                                           int channels, int blocks, int add)
{
    const int count[4] = {taps, 1, channels, 16};
    const ptrdiff_t step[6] = {xi, 0, xb, 1, wi, 0};
    vgg_cifar_mk_pair_rows(y, yr, ys, add, x, w, ws, count, step, rows, blocks);
}

/* y[i] = a[i] + b[i] */
static inline void vgg_cifar_mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += VGG_CIFAR_WIDE)
        vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_add(vgg_cifar_v8w_load(a + i),
                                                     vgg_cifar_v8w_load(b + i)));
}

/* y[i] = sum over p of x[p * step + i], p < parts, in their order. A stretch of y stays in the
 * first-level cache while the parts come one after the other. */
static inline void vgg_cifar_mk_add_partials(float *y, const float *x, ptrdiff_t step, int parts,
                                             int count)
{
    for (int from = 0, to; from < count; from = to) {
        to = count - from < 1024 ? count : from + 1024;
        memcpy(y + from, x + from, sizeof *y * (size_t)(to - from));
        for (int p = 1; p < parts; p++)
            vgg_cifar_mk_add(y + from, y + from, x + p * step + from, to - from);
    }
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void vgg_cifar_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const vgg_cifar_v8w b0 = vgg_cifar_v8w_load(b),
        b1 = vgg_cifar_v8w_load(b + 16 - VGG_CIFAR_WIDE);
    for (int i = 0; i < count; i += 16) {
        vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_add(vgg_cifar_v8w_load(x + i), b0));
        if (VGG_CIFAR_WIDE == 8)
            vgg_cifar_v8w_store(y + i + 8, vgg_cifar_v8w_add(vgg_cifar_v8w_load(x + i + 8), b1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
static inline void vgg_cifar_mk_scale_shift_channel(float *y, const float *x, int count,
                                                    const float *a, const float *b)
{
    const vgg_cifar_v8w a0 = vgg_cifar_v8w_load(a),
        a1 = vgg_cifar_v8w_load(a + 16 - VGG_CIFAR_WIDE), b0 = vgg_cifar_v8w_load(b),
              b1 = vgg_cifar_v8w_load(b + 16 - VGG_CIFAR_WIDE);
    for (int i = 0; i < count; i += 16) {
        vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_fma(vgg_cifar_v8w_load(x + i), a0, b0));
        if (VGG_CIFAR_WIDE == 8)
            vgg_cifar_v8w_store(y + i + 8, vgg_cifar_v8w_fma(vgg_cifar_v8w_load(x + i + 8), a1,
                                                             b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void vgg_cifar_mk_relu(float *y, const float *x, int count, float max)
{
    const vgg_cifar_v8w zero = vgg_cifar_v8w_zero(), top = vgg_cifar_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += VGG_CIFAR_WIDE) {
            const vgg_cifar_v8w a = vgg_cifar_v8w_max(zero, vgg_cifar_v8w_load(x + i));
            vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += VGG_CIFAR_WIDE)
            vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_max(zero, vgg_cifar_v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void vgg_cifar_mk_relu_back(float *dx, const float *dy, const float *y, int count,
                                          float max)
{
    const vgg_cifar_v8w zero = vgg_cifar_v8w_zero(), top = vgg_cifar_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += VGG_CIFAR_WIDE) {
            const vgg_cifar_v8w a = vgg_cifar_v8w_load(y + i),
                g = vgg_cifar_v8w_select(a, zero, vgg_cifar_v8w_load(dy + i), zero);
            vgg_cifar_v8w_store(dx + i, vgg_cifar_v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += VGG_CIFAR_WIDE)
            vgg_cifar_v8w_store(dx + i, vgg_cifar_v8w_select(vgg_cifar_v8w_load(y + i), zero,
                                                             vgg_cifar_v8w_load(dy + i), zero));
    }
}

/* One window of 2x2 in vgg_cifar_mk_maxpool_row: its rows at r and s. */
static inline void vgg_cifar_mk_max4(float *y, uint8_t *arg, const float *r, const float *s)
{
    float t[16];
    for (int l = 0; l < 16; l += 8) {
        const vgg_cifar_v8 a = vgg_cifar_v8_load(r + l), b = vgg_cifar_v8_load(r + l + 16),
            c = vgg_cifar_v8_load(s + l),
                 d = vgg_cifar_v8_load(s + l + 16);
        const vgg_cifar_v8 m = vgg_cifar_v8_top(b, a), n = vgg_cifar_v8_top(c, m);
        if (arg) {
            const vgg_cifar_v8 i = vgg_cifar_v8_select(b, a, vgg_cifar_v8_set1(1.0f),
                                                       vgg_cifar_v8_zero()),
                     j = vgg_cifar_v8_select(c, m, vgg_cifar_v8_set1(2.0f), i);
            vgg_cifar_v8_store(t + l, vgg_cifar_v8_select(d, n, vgg_cifar_v8_set1(3.0f), j));
        }
        vgg_cifar_v8_store(y + l, vgg_cifar_v8_top(d, n));
    }
    for (int l = 0; arg && l < 16; l++)
        arg[l] = (uint8_t)(int)t[l];
}

/* y[ox][l] = max over the window, NaN where one of it is. A window holds at least one pixel. */
static inline void vgg_cifar_mk_max_row(float *y, const float *x, int oy, int ow,
                                        const vgg_cifar_mk_windows *g)
{
    const int w = g->w, y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < g->kh ? g->h - y0 : g->kh;
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, kx0 = x0 < 0 ? -x0 : 0,
                  kx1 = w - x0 < g->kw ? w - x0 : g->kw;
        for (int l = 0; l < 16; l += VGG_CIFAR_WIDE) {
            const float *at = x + ((ptrdiff_t)(y0 + ky0) * w + x0) * 16 + l;
            vgg_cifar_v8w m = vgg_cifar_v8w_load(at + (ptrdiff_t)kx0 * 16);
            for (int ky = ky0; ky < ky1; ky++, at += (ptrdiff_t)w * 16)
                for (int kx = kx0; kx < kx1; kx++)
                    m = vgg_cifar_v8w_top(vgg_cifar_v8w_load(at + (ptrdiff_t)kx * 16), m);
            vgg_cifar_v8w_store(y + (ptrdiff_t)ox * 16 + l, m);
        }
    }
}

/* y[ox][l] = max over the window, arg[ox][l] = ky * kw + kx of its first maximum in row-major order
 * (kh * kw <= 256); arg may be NULL. A window holds at least one pixel. */
static inline void vgg_cifar_mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow,
                                            const vgg_cifar_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    if (!arg && (kh != 2 || kw != 2)) {
        vgg_cifar_mk_max_row(y, x, oy, ow, g);
        return;
    }
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        const float *first = x + ((ptrdiff_t)(y0 + ky0) * w + x0 + kx0) * 16;
        if (kh == 2 && kw == 2 && ky1 - ky0 == 2 && kx1 - kx0 == 2) {
            vgg_cifar_mk_max4(y + (ptrdiff_t)ox * 16, arg ? arg + (ptrdiff_t)ox * 16 : NULL, first,
                              first + (ptrdiff_t)w * 16);
            continue;
        }
        vgg_cifar_v8 m0 = vgg_cifar_v8_load(first), m1 = vgg_cifar_v8_load(first + 8);
        vgg_cifar_v8 i0 = vgg_cifar_v8_set1((float)(ky0 * kw + kx0)), i1 = i0;
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                const float *at = x + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                vgg_cifar_v8 a0 = vgg_cifar_v8_load(at), a1 = vgg_cifar_v8_load(at + 8),
                    i = vgg_cifar_v8_set1((float)(ky * kw + kx));
                i0 = vgg_cifar_v8_select(a0, m0, i, i0);
                i1 = vgg_cifar_v8_select(a1, m1, i, i1);
                m0 = vgg_cifar_v8_top(a0, m0);
                m1 = vgg_cifar_v8_top(a1, m1);
            }
        vgg_cifar_v8_store(y + (ptrdiff_t)ox * 16, m0);
        vgg_cifar_v8_store(y + (ptrdiff_t)ox * 16 + 8, m1);
        if (arg) {
            float t[16];
            vgg_cifar_v8_store(t, i0);
            vgg_cifar_v8_store(t + 8, i1);
            for (int l = 0; l < 16; l++)
                arg[(ptrdiff_t)ox * 16 + l] = (uint8_t)(int)t[l];
        }
    }
}

/* `rows` rows of maxima of 2x2 windows, stride 2, of x [h][w][16], as vgg_cifar_mk_maxpool_row, or
 * with a scale as vgg_cifar_mk_extreme_row, makes them; arg may be NULL. */
static inline void vgg_cifar_mk_pool_lines(float *y, uint8_t *arg, const float *x,
                                           const float *scale, int rows, int ow, int h, int w)
{
    const vgg_cifar_mk_windows g = {h, w, 2, 2, 2, 2, 0, 0};
    for (int r = 0; r < rows; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * ow * 16;
        (void)scale;
        vgg_cifar_mk_maxpool_row(y + at, arg ? arg + at : NULL, x, r, ow, &g);
    }
}

/* Adds dy of output row oy to the pixels of dx that arg names. The caller zeroes dx first. */
static inline void vgg_cifar_mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg,
                                                 int oy, int ow, const vgg_cifar_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    vgg_cifar_v8 quarter = vgg_cifar_v8_set1(0.25f), zero = vgg_cifar_v8_zero();
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[(ptrdiff_t)ox * 16 + l];
        vgg_cifar_v8 i0 = vgg_cifar_v8_load(t), i1 = vgg_cifar_v8_load(t + 8);
        vgg_cifar_v8 g0 = vgg_cifar_v8_load(dy + (ptrdiff_t)ox * 16),
            g1 = vgg_cifar_v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                vgg_cifar_v8 i = vgg_cifar_v8_set1((float)(ky * kw + kx)),
                    d0 = vgg_cifar_v8_sub(i, i0), d1 = vgg_cifar_v8_sub(i, i1);
                vgg_cifar_v8_store(at, vgg_cifar_v8_add(vgg_cifar_v8_load(at),
                                                        vgg_cifar_v8_select(quarter,
                    vgg_cifar_v8_mul(d0, d0), g0, zero)));
                vgg_cifar_v8_store(at + 8, vgg_cifar_v8_add(vgg_cifar_v8_load(at + 8),
                                                            vgg_cifar_v8_select(quarter,
                    vgg_cifar_v8_mul(d1, d1), g1, zero)));
            }
    }
}

/* Two rows of dx, `ow` windows of 2x2 side by side in them: the pixel of each that arg names gets
 * dy, the others 0. */
static inline void vgg_cifar_mk_maxpool_back4(float *dx, const float *dy, const uint8_t *arg,
                                              int ow)
{
    const vgg_cifar_v8 quarter = vgg_cifar_v8_set1(0.25f), zero = vgg_cifar_v8_zero();
    float *next = dx + (ptrdiff_t)ow * 32;
    for (int ox = 0; ox < ow; ox++, dx += 32, next += 32, dy += 16, arg += 16) {
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[l];
        for (int l = 0; l < 16; l += 8) {
            const vgg_cifar_v8 g = vgg_cifar_v8_load(dy + l), i0 = vgg_cifar_v8_load(t + l),
                i1 = vgg_cifar_v8_sub(vgg_cifar_v8_set1(1.0f), i0),
                     i2 = vgg_cifar_v8_sub(vgg_cifar_v8_set1(2.0f), i0),
                         i3 = vgg_cifar_v8_sub(vgg_cifar_v8_set1(3.0f), i0);
            vgg_cifar_v8_store(dx + l, vgg_cifar_v8_select(quarter, vgg_cifar_v8_mul(i0, i0), g,
                                                           zero));
            vgg_cifar_v8_store(dx + l + 16, vgg_cifar_v8_select(quarter, vgg_cifar_v8_mul(i1, i1),
                g, zero));
            vgg_cifar_v8_store(next + l, vgg_cifar_v8_select(quarter, vgg_cifar_v8_mul(i2, i2), g,
                                                             zero));
            vgg_cifar_v8_store(next + l + 16, vgg_cifar_v8_select(quarter, vgg_cifar_v8_mul(i3, i3),
                g, zero));
        }
    }
}

/* Stores `rows` rows of 16 floats, one after the other. */
static inline void vgg_cifar_mk_store_rows(int format, uint8_t *s, const float *x, int rows)
{
    const int line = 16 * vgg_cifar_v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line)
        vgg_cifar_v8_narrow(s, x, format);
}

/* Rows of a kernel in Keras layout: Y[c][l] = w[from + c, k0 + l] for c < rows, one tap's w being
 * [C / groups][K] of which input channel c meets only the outputs of its group; 0 elsewhere and
 * beyond K. */
static inline void vgg_cifar_mk_kernel_rows(float *y, const float *w, int C, int K, int groups,
                                            int from, int rows, int k0)
{
    const int inputs = C / groups, outputs = K / groups;
    for (int c = from; c < from + rows; c++, y += 16)
        for (int l = 0; l < 16; l++)
            y[l] = k0 + l < K && (k0 + l) / outputs == c / inputs
                       ? w[(ptrdiff_t)(c % inputs) * K + k0 + l]
                       : 0.0f;
}

/* vgg_cifar_mk_panel on prepacked weights. */
static inline void vgg_cifar_mk_prepacked_panel(int format, float *y, ptrdiff_t yr, int rows,
                                                const float *x, ptrdiff_t xr, ptrdiff_t xb,
                                                const uint8_t *w, int channels)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[5] = {0, 0, xb, 0, 0};
    vgg_cifar_mk_prepacked_rows(format, y, yr, rows, x, xr, 0, 0, w, count, step, 0,
                                (ptrdiff_t)channels * 16 * vgg_cifar_v8_bytes(format), 0, 1);
}

/* Asks for part `part` of `parts` of what is read next: `taps` runs of `bytes` bytes, `step` apart.
 */
static inline void vgg_cifar_mk_prepacked_ahead(const uint8_t *w, ptrdiff_t step, int taps,
                                                int bytes, int part, int parts)
{
    for (int t = 0; t < taps; t++, w += step)
        for (int b = bytes / parts * part; b < bytes / parts * (part + 1); b += 64)
            vgg_cifar_v8_ask(w + b);
    VGG_CIFAR_WROTE(); /* see vgg_cifar_mk_prefetch */
}

/* vgg_cifar_mk_wino_product on prepacked weights, whose planes follow one another. */
static inline void vgg_cifar_mk_prepacked_product(int format, int planes, float *m, ptrdiff_t ms,
                                                  int tiles, const float *v, ptrdiff_t vs,
                                                  const uint8_t *u, int channels)
{
    const ptrdiff_t plane = (ptrdiff_t)channels * 16 * vgg_cifar_v8_bytes(format);
    for (int p = 0; p < planes; p++)
        vgg_cifar_mk_prepacked_panel(format, m + p * ms, 16, tiles, v + p * vs, 16,
                                     (ptrdiff_t)tiles * 16, u + p * plane, channels);
}

/* The key of a stream of random numbers. */
static inline uint64_t vgg_cifar_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
static inline uint32_t vgg_cifar_mk_random(uint64_t key, uint32_t index)
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
static inline void vgg_cifar_mk_dropout(float *y, const float *x, int count, uint64_t key,
                                        uint32_t index, uint32_t threshold, float scale)
{
    uint32_t k0 = (uint32_t)(key & 0xffffffffu), k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < count; i += 16) {
        uint32_t base = index + (uint32_t)i + k0;
        float keep[16];
        for (int j = 0; j < 16; j++) { /* vgg_cifar_mk_random, written out so that it vectorizes */
            uint32_t h = base + (uint32_t)j;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = (h ^ (h >> 16)) ^ k1;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = h ^ (h >> 16);
            keep[j] = (h >> 8) >= threshold ? scale : 0.0f;
        }
        vgg_cifar_v8_store(y + i, vgg_cifar_v8_mul(vgg_cifar_v8_load(x + i),
                                                   vgg_cifar_v8_load(keep)));
        vgg_cifar_v8_store(y + i + 8, vgg_cifar_v8_mul(vgg_cifar_v8_load(x + i + 8),
                                                       vgg_cifar_v8_load(keep + 8)));
    }
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
static inline void vgg_cifar_mk_uniform(float *y, int count, uint64_t key, uint32_t index,
                                        float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(vgg_cifar_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* part[l] = sum over p of x[p][l], count floats */
static inline void vgg_cifar_mk_sum_row(float *part, const float *x, int count)
{
    double sum[16] = {0};
    vgg_cifar_mk_sum_channel(sum, x, count / 16);
    for (int l = 0; l < 16; l++)
        part[l] = (float)sum[l];
}

/* t[l] = sum of d, t[16 + l] = sum of d^2 over pixels p ... stop - 1 of d = x[p][l] - x[0][l], for
 * as many lanes as a register has: four pixels at a time. */
VGG_CIFAR_INLINE void vgg_cifar_mk_moments_run(float *t, const float *x, int p, int stop)
{
    const vgg_cifar_v8w first = vgg_cifar_v8w_load(x);
    vgg_cifar_v8w s0 = vgg_cifar_v8w_zero(), s1 = s0, s2 = s0, s3 = s0, q0 = s0, q1 = s0, q2 = s0,
        q3 = s0;
    for (; p + 3 < stop; p += 4) {
        const float *at = x + (ptrdiff_t)p * 16;
        const vgg_cifar_v8w d0 = vgg_cifar_v8w_sub(vgg_cifar_v8w_load(at), first),
            d1 = vgg_cifar_v8w_sub(vgg_cifar_v8w_load(at + 16), first),
                  d2 = vgg_cifar_v8w_sub(vgg_cifar_v8w_load(at + 32), first),
                      d3 = vgg_cifar_v8w_sub(vgg_cifar_v8w_load(at + 48), first);
        s0 = vgg_cifar_v8w_add(s0, d0), s1 = vgg_cifar_v8w_add(s1, d1),
            s2 = vgg_cifar_v8w_add(s2, d2), s3 = vgg_cifar_v8w_add(s3, d3);
        q0 = vgg_cifar_v8w_fma(d0, d0, q0), q1 = vgg_cifar_v8w_fma(d1, d1, q1),
            q2 = vgg_cifar_v8w_fma(d2, d2, q2),
        q3 = vgg_cifar_v8w_fma(d3, d3, q3);
    }
    for (; p < stop; p++) {
        const vgg_cifar_v8w d = vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x + (ptrdiff_t)p * 16), first);
        s0 = vgg_cifar_v8w_add(s0, d), q0 = vgg_cifar_v8w_fma(d, d, q0);
    }
    vgg_cifar_v8w_store(t, vgg_cifar_v8w_add(vgg_cifar_v8w_add(s0, s1), vgg_cifar_v8w_add(s2, s3)));
    vgg_cifar_v8w_store(t + 16, vgg_cifar_v8w_add(vgg_cifar_v8w_add(q0, q1),
                                                  vgg_cifar_v8w_add(q2, q3)));
}

/* For each stretch of `step` pixels of x, `count` floats in all: part[l] = mean, part[16 + l] = sum
 * of (x[p][l] - mean)^2. Sums are of distances from the stretch's first pixel, which keeps the
 * second free of cancellation, in float over 64 pixels and then in double. */
static inline void vgg_cifar_mk_moments(float *part, const float *x, int count, int step)
{
    for (int left = count / 16; left > 0; left -= step, part += 32, x += (ptrdiff_t)step * 16) {
        const int pixels = left < step ? left : step;
        double sum[16] = {0}, square[16] = {0};
        for (int p = 0; p < pixels; p += 64) {
            const int stop = pixels - p < 64 ? pixels : p + 64;
            float t[32];
            for (int l = 0; l < 16; l += VGG_CIFAR_WIDE)
                vgg_cifar_mk_moments_run(t + l, x + l, p, stop);
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
 * from vgg_cifar_mk_moments of each map's `pixels` pixels in stretches of `step`: the mean of
 * means, and what each stretch has plus the distance of its mean from the whole's. */
static inline void vgg_cifar_mk_moments_merge(double *mean, double *square, const float *part,
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
static inline void vgg_cifar_mk_normalize(float *y, const float *x, int count, const float *mean,
                                          const float *rstd, const float *gamma, const float *beta)
{
    for (int l = 0; l < 16; l += VGG_CIFAR_WIDE) {
        const vgg_cifar_v8w m = vgg_cifar_v8w_load(mean + l), b = vgg_cifar_v8w_load(beta + l),
                  a = vgg_cifar_v8w_mul(vgg_cifar_v8w_load(rstd + l),
                                        vgg_cifar_v8w_load(gamma + l));
        for (int i = l; i < count; i += 16)
            vgg_cifar_v8w_store(y + i, vgg_cifar_v8w_fma(vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x +
                i), m), a, b));
    }
}

/* vgg_cifar_mk_norm_sums over pixels p ... stop - 1 for as many lanes as a register has: two at a
 * time. */
VGG_CIFAR_INLINE void vgg_cifar_mk_norm_sums_run(float *part, const float *dy, const float *x,
                                                 int p, int stop, const float *mean)
{
    const vgg_cifar_v8w m = vgg_cifar_v8w_load(mean);
    vgg_cifar_v8w s0 = vgg_cifar_v8w_zero(), s1 = s0, q0 = s0, q1 = s0;
    for (; p + 1 < stop; p += 2) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        const vgg_cifar_v8w g0 = vgg_cifar_v8w_load(dy + at), g1 = vgg_cifar_v8w_load(dy + at + 16);
        s0 = vgg_cifar_v8w_add(s0, g0), s1 = vgg_cifar_v8w_add(s1, g1);
        q0 = vgg_cifar_v8w_fma(g0, vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x + at), m), q0);
        q1 = vgg_cifar_v8w_fma(g1, vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x + at + 16), m), q1);
    }
    if (p < stop) {
        const vgg_cifar_v8w g = vgg_cifar_v8w_load(dy + (ptrdiff_t)p * 16);
        s0 = vgg_cifar_v8w_add(s0, g);
        q0 = vgg_cifar_v8w_fma(g, vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x + (ptrdiff_t)p * 16), m),
                               q0);
    }
    vgg_cifar_v8w_store(part, vgg_cifar_v8w_add(s0, s1));
    vgg_cifar_v8w_store(part + 16, vgg_cifar_v8w_add(q0, q1));
}

/* part[l] = sum of dy[p][l], part[16 + l] = sum of dy[p][l] * (x[p][l] - mean[l]), count floats of
 * each */
static inline void vgg_cifar_mk_norm_sums(float *part, const float *dy, const float *x, int count,
                                          const float *mean)
{
    const int pixels = count / 16;
    double sum[32] = {0};
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        for (int l = 0; l < 16; l += VGG_CIFAR_WIDE)
            vgg_cifar_mk_norm_sums_run(part + l, dy + l, x + l, p, stop, mean + l);
        for (int l = 0; l < 32 && pixels > 64; l++)
            sum[l] += (double)part[l];
    }
    for (int l = 0; l < 32 && pixels > 64; l++)
        part[l] = (float)sum[l];
}

/* sum[l] += sum over p of x[p][l], of `count` pairs of 16 */
static inline void vgg_cifar_mk_sum_pairs(double *sum, const float *x, int count)
{
    for (int p = 0; p < count; p++)
        for (int l = 0; l < 32; l++)
            sum[l] += (double)x[(ptrdiff_t)p * 32 + l];
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma),
 * each with [l]; share is 1 over the number of values a channel has in the batch */
static inline void vgg_cifar_mk_norm_back(float *dx, const float *dy, const float *x, int count,
                                          const float *mean, const float *rstd, const float *gamma,
                                          const float *dgamma, const float *dbeta, float share)
{
    for (int l = 0; l < 16; l += VGG_CIFAR_WIDE) {
        const vgg_cifar_v8w m = vgg_cifar_v8w_load(mean + l), r = vgg_cifar_v8w_load(rstd + l),
                  a = vgg_cifar_v8w_mul(vgg_cifar_v8w_load(gamma + l), r),
                      s = vgg_cifar_v8w_mul(a, vgg_cifar_v8w_set1(-share)),
                  b = vgg_cifar_v8w_mul(s, vgg_cifar_v8w_load(dbeta + l)),
                  c = vgg_cifar_v8w_mul(vgg_cifar_v8w_mul(s, r), vgg_cifar_v8w_load(dgamma + l));
        for (int i = l; i < count; i += 16)
            vgg_cifar_v8w_store(dx + i, vgg_cifar_v8w_fma(vgg_cifar_v8w_load(dy + i), a,
                vgg_cifar_v8w_fma(vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x + i), m), c, b)));
    }
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
static inline void vgg_cifar_mk_gemm_6x16(float *t, int k, int rows, const float *a,
                                          ptrdiff_t row_step, ptrdiff_t k_step, const float *b,
                                          ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    vgg_cifar_v8 c00 = vgg_cifar_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    vgg_cifar_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        vgg_cifar_v8 b0 = vgg_cifar_v8_load(b + (ptrdiff_t)p * ldb),
            b1 = vgg_cifar_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = vgg_cifar_v8_set1(a0[at]);
        c00 = vgg_cifar_v8_fma(s, b0, c00);
        c01 = vgg_cifar_v8_fma(s, b1, c01);
        s = vgg_cifar_v8_set1(a1[at]);
        c10 = vgg_cifar_v8_fma(s, b0, c10);
        c11 = vgg_cifar_v8_fma(s, b1, c11);
        s = vgg_cifar_v8_set1(a2[at]);
        c20 = vgg_cifar_v8_fma(s, b0, c20);
        c21 = vgg_cifar_v8_fma(s, b1, c21);
        s = vgg_cifar_v8_set1(a3[at]);
        c30 = vgg_cifar_v8_fma(s, b0, c30);
        c31 = vgg_cifar_v8_fma(s, b1, c31);
        s = vgg_cifar_v8_set1(a4[at]);
        c40 = vgg_cifar_v8_fma(s, b0, c40);
        c41 = vgg_cifar_v8_fma(s, b1, c41);
        s = vgg_cifar_v8_set1(a5[at]);
        c50 = vgg_cifar_v8_fma(s, b0, c50);
        c51 = vgg_cifar_v8_fma(s, b1, c51);
    }
    vgg_cifar_v8_store(t, c00);
    vgg_cifar_v8_store(t + 8, c01);
    vgg_cifar_v8_store(t + 16, c10);
    vgg_cifar_v8_store(t + 24, c11);
    vgg_cifar_v8_store(t + 32, c20);
    vgg_cifar_v8_store(t + 40, c21);
    vgg_cifar_v8_store(t + 48, c30);
    vgg_cifar_v8_store(t + 56, c31);
    vgg_cifar_v8_store(t + 64, c40);
    vgg_cifar_v8_store(t + 72, c41);
    vgg_cifar_v8_store(t + 80, c50);
    vgg_cifar_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * vgg_cifar_mk_gemm_6x16 */
static inline void vgg_cifar_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step,
                                          const float *b, ptrdiff_t ldb)
{
    vgg_cifar_v8 c0 = vgg_cifar_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        vgg_cifar_v8 s = vgg_cifar_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = vgg_cifar_v8_fma(s, vgg_cifar_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = vgg_cifar_v8_fma(s, vgg_cifar_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    vgg_cifar_v8_store(t, c0);
    vgg_cifar_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void vgg_cifar_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb,
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
VGG_CIFAR_APART void vgg_cifar_mk_gemm_pack16(float *p, int k, const float *b, int ldb, int tb,
                                              float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        vgg_cifar_mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void vgg_cifar_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows,
                                           int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* vgg_cifar_mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A * B, n
 * columns. 64 columns are packed together, which are whole stretches of B and C, and those after
 * them asked for meanwhile. */
VGG_CIFAR_APART void vgg_cifar_mk_gemm_block(int ta, int tb, int rows, int n, int depth,
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
                vgg_cifar_mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                vgg_cifar_mk_gemm_pack(panel + q * 1024, depth,
                                       wide - 16 * q < 16 ? wide - 16 * q : 16, from, ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                vgg_cifar_v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb : b + (ptrdiff_t)r *
                                      ldb + j + 64, tb ? depth : after);
            vgg_cifar_mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add,
                              x + row * xr, xr, panel + q * 1024, count, step, some);
            if (cols < 16)
                vgg_cifar_mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
static inline void vgg_cifar_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda,
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
                vgg_cifar_mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from, ldb);
            else
                vgg_cifar_mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            vgg_cifar_mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            vgg_cifar_mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                                    a + i * row_step + p * k_step, lda,
                                    b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb,
                                    add, c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
static inline void vgg_cifar_mk_softmax(float *y, const float *x, int channels, int pixels)
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
            vgg_cifar_v8 m = vgg_cifar_v8_set1(max);
            vgg_cifar_v8_store(y + at, vgg_cifar_v8_sub(vgg_cifar_v8_load(x + at), m));
            vgg_cifar_v8_store(y + at + 8, vgg_cifar_v8_sub(vgg_cifar_v8_load(x + at + 8), m));
            vgg_cifar_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += vgg_cifar_v8_sum(vgg_cifar_v8_load(y + at)) +
                vgg_cifar_v8_sum(vgg_cifar_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            vgg_cifar_v8 s = vgg_cifar_v8_set1(1.0f / sum);
            vgg_cifar_v8_store(row, vgg_cifar_v8_mul(vgg_cifar_v8_load(row), s));
            vgg_cifar_v8_store(row + 8, vgg_cifar_v8_mul(vgg_cifar_v8_load(row + 8), s));
        }
    }
}

/* v = Bt x for P = 6. */
static inline void vgg_cifar_mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w a = vgg_cifar_v8w_set1((float)(2.0 / 3.0)),
        b = vgg_cifar_v8w_set1((float)1.5),
              q = vgg_cifar_v8w_set1((float)(-97.0 / 36.0));
    const vgg_cifar_v8w x1 = vgg_cifar_v8w_load(x + xs), x2 = vgg_cifar_v8w_load(x + 2 * xs),
        x3 = vgg_cifar_v8w_load(x + 3 * xs),
              x4 = vgg_cifar_v8w_load(x + 4 * xs);
    const vgg_cifar_v8w even_a = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)-2.25), x2, x4),
              odd_a = vgg_cifar_v8w_sub(vgg_cifar_v8w_mul(a, x3), vgg_cifar_v8w_mul(b, x1));
    const vgg_cifar_v8w even_b = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(-4.0 / 9.0)), x2, x4),
              odd_b = vgg_cifar_v8w_sub(vgg_cifar_v8w_mul(b, x3), vgg_cifar_v8w_mul(a, x1));
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_fma(q, x2, vgg_cifar_v8w_add(vgg_cifar_v8w_load(x), x4)));
    vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_add(even_a, odd_a));
    vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_sub(even_a, odd_a));
    vgg_cifar_v8w_store(y + 3 * ys, vgg_cifar_v8w_add(even_b, odd_b));
    vgg_cifar_v8w_store(y + 4 * ys, vgg_cifar_v8w_sub(even_b, odd_b));
    vgg_cifar_v8w_store(y + 5 * ys, vgg_cifar_v8w_fma(q, x3,
                                                      vgg_cifar_v8w_add(x1,
        vgg_cifar_v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit
 * 1: the other four. */
static inline void vgg_cifar_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs,
                                        int add)
{
    const vgg_cifar_v8w a = vgg_cifar_v8w_set1((float)(2.0 / 3.0)),
        b = vgg_cifar_v8w_set1((float)1.5),
              q = vgg_cifar_v8w_set1((float)(-97.0 / 36.0));
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x5 = vgg_cifar_v8w_load(x + 5 * xs);
    const vgg_cifar_v8w x1 = vgg_cifar_v8w_load(x + xs), x2 = vgg_cifar_v8w_load(x + 2 * xs),
        x3 = vgg_cifar_v8w_load(x + 3 * xs),
              x4 = vgg_cifar_v8w_load(x + 4 * xs);
    const vgg_cifar_v8w sa = vgg_cifar_v8w_add(x1, x2), da = vgg_cifar_v8w_sub(x1, x2),
        sb = vgg_cifar_v8w_add(x3, x4),
              db = vgg_cifar_v8w_sub(x3, x4);
    vgg_cifar_v8w y0 = x0, y1 = vgg_cifar_v8w_sub(x5,
                                                  vgg_cifar_v8w_fma(a, db,
        vgg_cifar_v8w_mul(b, da))), y5 = x5;
    vgg_cifar_v8w y2 = vgg_cifar_v8w_fma(q, x0, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)-2.25),
        sa, vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(-4.0 / 9.0)), sb)));
    vgg_cifar_v8w y3 = vgg_cifar_v8w_fma(q, x5, vgg_cifar_v8w_fma(b, db, vgg_cifar_v8w_mul(a, da))),
        y4 = vgg_cifar_v8w_add(x0, vgg_cifar_v8w_add(sa, sb));
    if (add & 1)
        y0 = vgg_cifar_v8w_add(y0, vgg_cifar_v8w_load(y)),
            y1 = vgg_cifar_v8w_add(y1, vgg_cifar_v8w_load(y + ys));
    if (add & 2) {
        y2 = vgg_cifar_v8w_add(y2, vgg_cifar_v8w_load(y + 2 * ys)),
            y3 = vgg_cifar_v8w_add(y3, vgg_cifar_v8w_load(y + 3 * ys));
        y4 = vgg_cifar_v8w_add(y4, vgg_cifar_v8w_load(y + 4 * ys)),
            y5 = vgg_cifar_v8w_add(y5, vgg_cifar_v8w_load(y + 5 * ys));
    }
    vgg_cifar_v8w_store(y, y0), vgg_cifar_v8w_store(y + ys, y1),
        vgg_cifar_v8w_store(y + 2 * ys, y2);
    vgg_cifar_v8w_store(y + 3 * ys, y3), vgg_cifar_v8w_store(y + 4 * ys, y4),
        vgg_cifar_v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void vgg_cifar_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x1 = vgg_cifar_v8w_load(x + xs), x2 = vgg_cifar_v8w_load(x + 2 * xs),
        x3 = vgg_cifar_v8w_load(x + 3 * xs),
              x4 = vgg_cifar_v8w_load(x + 4 * xs);
    const vgg_cifar_v8w sa = vgg_cifar_v8w_add(x1, x2), da = vgg_cifar_v8w_sub(x1, x2),
        sb = vgg_cifar_v8w_add(x3, x4),
              db = vgg_cifar_v8w_sub(x3, x4);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_add(vgg_cifar_v8w_load(x), vgg_cifar_v8w_add(sa, sb)));
    vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(2.0 / 3.0)), da,
                                                  vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)1.5),
        db)));
    vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(4.0 / 9.0)), sa,
        vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)2.25), sb)));
    vgg_cifar_v8w_store(y + 3 * ys, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(8.0 / 27.0)), da,
        vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)3.375), db, vgg_cifar_v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void vgg_cifar_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x1 = vgg_cifar_v8w_load(x + xs),
        x2 = vgg_cifar_v8w_load(x + 2 * xs),
              x3 = vgg_cifar_v8w_load(x + 3 * xs);
    const vgg_cifar_v8w even_a = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(4.0 / 9.0)), x2, x0),
              even_b = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)2.25), x2, x0);
    const vgg_cifar_v8w odd_a = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(2.0 / 3.0)), x1,
                                                  vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(8.0 /
        27.0)), x3));
    const vgg_cifar_v8w odd_b = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)1.5), x1,
        vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)3.375), x3));
    vgg_cifar_v8w_store(y, x0);
    vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_add(even_a, odd_a));
    vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_sub(even_a, odd_a));
    vgg_cifar_v8w_store(y + 3 * ys, vgg_cifar_v8w_add(even_b, odd_b));
    vgg_cifar_v8w_store(y + 4 * ys, vgg_cifar_v8w_sub(even_b, odd_b));
    vgg_cifar_v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2)
 * = 8/65. */
static inline void vgg_cifar_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x1 = vgg_cifar_v8w_load(x + xs),
        x2 = vgg_cifar_v8w_load(x + 2 * xs);
    const vgg_cifar_v8w even_a = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(-18.0 / 65.0)), x2,
        vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(-81.0 / 130.0)), x0));
    const vgg_cifar_v8w even_b = vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(18.0 / 65.0)), x2,
        vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(8.0 / 65.0)), x0));
    const vgg_cifar_v8w odd_a = vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(-27.0 / 65.0)), x1),
              odd_b = vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(12.0 / 65.0)), x1);
    vgg_cifar_v8w_store(y, x0);
    vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_add(even_a, odd_a));
    vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_sub(even_a, odd_a));
    vgg_cifar_v8w_store(y + 3 * ys, vgg_cifar_v8w_add(even_b, odd_b));
    vgg_cifar_v8w_store(y + 4 * ys, vgg_cifar_v8w_sub(even_b, odd_b));
    vgg_cifar_v8w_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void vgg_cifar_mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x1 = vgg_cifar_v8w_load(x + xs), x2 = vgg_cifar_v8w_load(x + 2 * xs),
        x3 = vgg_cifar_v8w_load(x + 3 * xs),
              x4 = vgg_cifar_v8w_load(x + 4 * xs);
    const vgg_cifar_v8w sa = vgg_cifar_v8w_add(x1, x2), da = vgg_cifar_v8w_sub(x1, x2),
        sb = vgg_cifar_v8w_add(x3, x4),
              db = vgg_cifar_v8w_sub(x3, x4);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(-81.0 / 130.0)), sa,
                                             vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(8.0 /
        65.0)), sb, vgg_cifar_v8w_load(x))));
    vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(-27.0 / 65.0)), da,
        vgg_cifar_v8w_mul(vgg_cifar_v8w_set1((float)(12.0 / 65.0)), db)));
    vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_fma(vgg_cifar_v8w_set1((float)(18.0 / 65.0)),
                                                      vgg_cifar_v8w_sub(sb, sa),
                                                      vgg_cifar_v8w_load(x + 5 * xs)));
}

/* v = Bt x for P = 3: (x0 + x1, x1, x0). */
static inline void vgg_cifar_mk_line3_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x1 = vgg_cifar_v8w_load(x + xs);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_add(x0, x1)), vgg_cifar_v8w_store(y + ys, x1),
        vgg_cifar_v8w_store(y + 2 * ys, x0);
}

/* dx = B dv for P = 3. */
static inline void vgg_cifar_mk_line3_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_add(x0, vgg_cifar_v8w_load(x + 2 * xs))),
        vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_add(x0, vgg_cifar_v8w_load(x + xs)));
}

/* y = At m for P = 3: (m0 + m1, m0 + m2). */
static inline void vgg_cifar_mk_line3_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_add(x0, vgg_cifar_v8w_load(x + xs))),
        vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_add(x0, vgg_cifar_v8w_load(x + 2 * xs)));
}

/* dm = A dy for P = 3: (dy0 + dy1, dy0, dy1). */
static inline void vgg_cifar_mk_line3_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x1 = vgg_cifar_v8w_load(x + xs);
    vgg_cifar_v8w_store(y, vgg_cifar_v8w_add(x0, x1)), vgg_cifar_v8w_store(y + ys, x0),
        vgg_cifar_v8w_store(y + 2 * ys, x1);
}

/* u = G w for P = 3: (w1, w2 - w1, w0 - w1). */
static inline void vgg_cifar_mk_line3_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x0 = vgg_cifar_v8w_load(x), x1 = vgg_cifar_v8w_load(x + xs),
        x2 = vgg_cifar_v8w_load(x + 2 * xs);
    vgg_cifar_v8w_store(y, x1), vgg_cifar_v8w_store(y + ys, vgg_cifar_v8w_sub(x2, x1)),
        vgg_cifar_v8w_store(y + 2 * ys, vgg_cifar_v8w_sub(x0, x1));
}

/* dw = Gt du for P = 3: (du2, du0 - du1 - du2, du1). */
static inline void vgg_cifar_mk_line3_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const vgg_cifar_v8w x1 = vgg_cifar_v8w_load(x + xs), x2 = vgg_cifar_v8w_load(x + 2 * xs);
    vgg_cifar_v8w_store(y, x2), vgg_cifar_v8w_store(y + ys,
                                                    vgg_cifar_v8w_sub(vgg_cifar_v8w_load(x),
        vgg_cifar_v8w_add(x1, x2))),
        vgg_cifar_v8w_store(y + 2 * ys, x1);
}

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are
 * on the map. */
VGG_CIFAR_APART void vgg_cifar_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs,
                                            int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 36 * VGG_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof *edge * 96);
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof *t * 36 * VGG_CIFAR_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                vgg_cifar_v8w_store(edge + 16 * j + half, vgg_cifar_v8w_load(p + 16 * j + half));
            vgg_cifar_mk_line6_bt(t + 6 * i * VGG_CIFAR_WIDE, VGG_CIFAR_WIDE,
                                  (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            vgg_cifar_mk_line6_bt(v + j * vs + half, 6 * vs, t + j * VGG_CIFAR_WIDE,
                                  6 * VGG_CIFAR_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in vgg_cifar_mk_plane6_bt. */
VGG_CIFAR_APART void vgg_cifar_mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys,
                                           int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * VGG_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 24 * VGG_CIFAR_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                vgg_cifar_v8w_store(edge + 16 * j + half, vgg_cifar_v8w_load(p + 16 * j + half));
            vgg_cifar_mk_line6_a(t + 6 * i * VGG_CIFAR_WIDE, VGG_CIFAR_WIDE,
                                 (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            vgg_cifar_mk_line6_a(m + j * ms + half, 6 * ms, t + j * VGG_CIFAR_WIDE,
                                 6 * VGG_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in vgg_cifar_mk_plane6_bt. */
VGG_CIFAR_APART void vgg_cifar_mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms,
                                            int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * VGG_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            vgg_cifar_mk_line6_at(t + j * VGG_CIFAR_WIDE, 6 * VGG_CIFAR_WIDE, m + j * ms + half,
                                  6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            vgg_cifar_mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * VGG_CIFAR_WIDE,
                                  VGG_CIFAR_WIDE);
            for (int j = left; !whole && j < right; j++)
                vgg_cifar_v8w_store(p + 16 * j + half, vgg_cifar_v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches
 * came before, beside, a patch in this row; each has reached over two lines. The edges as in
 * vgg_cifar_mk_plane6_bt. */
VGG_CIFAR_APART void vgg_cifar_mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs,
                                           int top, int bottom, int left, int right, int above,
                                           int beside, float *t)
{
    float *const edge = t + 36 * VGG_CIFAR_WIDE;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int j = 0; j < 6; j++)
            vgg_cifar_mk_line6_b(t + j * VGG_CIFAR_WIDE, 6 * VGG_CIFAR_WIDE, v + j * vs + half,
                                 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            vgg_cifar_mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * VGG_CIFAR_WIDE,
                                 VGG_CIFAR_WIDE, whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const vgg_cifar_v8w e = vgg_cifar_v8w_load(edge + 16 * j + half);
                vgg_cifar_v8w_store(p + 16 * j + half,
                                    add & (j < 2 ? 1 : 2) ?
                                    vgg_cifar_v8w_add(vgg_cifar_v8w_load(p + 16 * j + half), e) :
                                    e);
            }
        }
    }
}

/* V = Bt X B (P = 3, X 2x2). */
static inline void vgg_cifar_mk_plane3_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs,
                                          float *t)
{
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int i = 0; i < 2; i++)
            vgg_cifar_mk_line3_bt(t + 3 * i * VGG_CIFAR_WIDE, VGG_CIFAR_WIDE, x + i * xs + half,
                                  16);
        for (int j = 0; j < 3; j++)
            vgg_cifar_mk_line3_bt(v + j * vs + half, 3 * vs, t + j * VGG_CIFAR_WIDE,
                                  3 * VGG_CIFAR_WIDE);
    }
}

/* M = A Y At (P = 3, Y 2x2). */
static inline void vgg_cifar_mk_plane3_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys,
                                         float *t)
{
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int i = 0; i < 2; i++)
            vgg_cifar_mk_line3_a(t + 3 * i * VGG_CIFAR_WIDE, VGG_CIFAR_WIDE, y + i * ys + half, 16);
        for (int j = 0; j < 3; j++)
            vgg_cifar_mk_line3_a(m + j * ms + half, 3 * ms, t + j * VGG_CIFAR_WIDE,
                                 3 * VGG_CIFAR_WIDE);
    }
}

/* Y = At M A (P = 3). */
static inline void vgg_cifar_mk_plane3_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms,
                                          float *t)
{
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int j = 0; j < 3; j++)
            vgg_cifar_mk_line3_at(t + j * VGG_CIFAR_WIDE, 3 * VGG_CIFAR_WIDE, m + j * ms + half,
                                  3 * ms);
        for (int i = 0; i < 2; i++)
            vgg_cifar_mk_line3_at(y + i * ys + half, 16, t + 3 * i * VGG_CIFAR_WIDE,
                                  VGG_CIFAR_WIDE);
    }
}

/* X = B V Bt (P = 3): its one patch covers the map. */
static inline void vgg_cifar_mk_plane3_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs,
                                         float *t)
{
    for (int half = 0; half < 16; half += VGG_CIFAR_WIDE) {
        for (int j = 0; j < 3; j++)
            vgg_cifar_mk_line3_b(t + j * VGG_CIFAR_WIDE, 3 * VGG_CIFAR_WIDE, v + j * vs + half,
                                 3 * vs);
        for (int i = 0; i < 2; i++)
            vgg_cifar_mk_line3_b(x + i * xs + half, 16, t + 3 * i * VGG_CIFAR_WIDE, VGG_CIFAR_WIDE);
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles
 * 16 floats apart in each. Patches begin at row h0 and column w0 (both may be negative) and are M
 * columns apart; what lies off the map is 0. grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of
 * a gradient dy. tile: room for P*(P+1)*16 floats, here and below. */
static inline void vgg_cifar_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x,
                                            int H, int W, int h0, int w0, int tiles, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++) /* what the next row of tiles reads first */
            vgg_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right; /* not of every P */
        if (P == 6 && !grad)
            vgg_cifar_mk_plane6_bt(v, vs, p, line, top, bottom, left, right, tile);
        if (P == 3 && !grad)
            vgg_cifar_mk_plane3_bt(v, vs, p, line, tile);
        if (P == 6 && grad)
            vgg_cifar_mk_plane6_a(v, vs, p, line, top, bottom, left, right, tile);
        if (P == 3 && grad)
            vgg_cifar_mk_plane3_a(v, vs, p, line, tile);
    }
}

/* vgg_cifar_mk_wino_gather of a map x, or of what batchnorm makes of it (kind 1:
 * vgg_cifar_mk_norm_line), and relu behind that (kind 2: vgg_cifar_mk_relu); what lies off the map
 * is 0 all the same. patch: P rows of the map.
 */
static inline void vgg_cifar_mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H,
                                           int W, int h0, int w0, int tiles, int kind,
                                           const float *norm, float max, float *patch, float *tile)
{
    (void)kind, (void)norm, (void)max, (void)patch;
    vgg_cifar_mk_wino_gather(P, 0, v, vs, x, H, W, h0, w0, tiles, tile);
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV
 * Bt, patches overlapping: it is begun by the first row of tiles and added to by those with above
 * set. Rows and columns off the map are dropped. */
static inline void vgg_cifar_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0,
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
            vgg_cifar_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right, (void)above; /* not of every P */
        if (P == 6 && !grad)
            vgg_cifar_mk_plane6_at(p, line, m, ms, top, bottom, left, right, tile);
        if (P == 3 && !grad)
            vgg_cifar_mk_plane3_at(p, line, m, ms, tile);
        if (P == 6 && grad)
            vgg_cifar_mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0, tile);
        if (P == 3 && grad)
            vgg_cifar_mk_plane3_b(p, line, m, ms, tile);
    }
}

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u
 * are us apart. */
static inline void vgg_cifar_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w,
                                             ptrdiff_t ws, int count)
{
    vgg_cifar_v8w t_[6 * 3]; /* aligned */
    float *const t = (float *)(void *)t_;
    (void)t;
    for (int n = 0; n < count; n += VGG_CIFAR_WIDE, u += VGG_CIFAR_WIDE, w += VGG_CIFAR_WIDE) {
        for (int j = 0; j < 3 && P == 6; j++)
            vgg_cifar_mk_line6_g(t + VGG_CIFAR_WIDE * j, 3 * VGG_CIFAR_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 6 && P == 6; i++)
            vgg_cifar_mk_line6_g(u + 6 * i * us, us, t + 3 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE);
        for (int j = 0; j < 3 && P == 3; j++)
            vgg_cifar_mk_line3_g(t + VGG_CIFAR_WIDE * j, 3 * VGG_CIFAR_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 3 && P == 3; i++)
            vgg_cifar_mk_line3_g(u + 3 * i * us, us, t + 3 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE);
    }
}

/* dw = Gt dU G for `count` floats. */
static inline void vgg_cifar_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u,
                                                  ptrdiff_t us, int count)
{
    vgg_cifar_v8w s_[6 * 6], t_[6 * 3]; /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += VGG_CIFAR_WIDE, u += VGG_CIFAR_WIDE, w += VGG_CIFAR_WIDE) {
        for (int p = 0; p < P * P; p++)
            vgg_cifar_v8w_store(s + VGG_CIFAR_WIDE * p, vgg_cifar_v8w_load(u + p * us));
        for (int i = 0; i < 6 && P == 6; i++)
            vgg_cifar_mk_line6_gt(t + 3 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE,
                                  s + 6 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE);
        for (int j = 0; j < 3 && P == 6; j++)
            vgg_cifar_mk_line6_gt(w + j * ws, 3 * ws, t + VGG_CIFAR_WIDE * j, 3 * VGG_CIFAR_WIDE);
        for (int i = 0; i < 3 && P == 3; i++)
            vgg_cifar_mk_line3_gt(t + 3 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE,
                                  s + 3 * VGG_CIFAR_WIDE * i, VGG_CIFAR_WIDE);
        for (int j = 0; j < 3 && P == 3; j++)
            vgg_cifar_mk_line3_gt(w + j * ws, 3 * ws, t + VGG_CIFAR_WIDE * j, 3 * VGG_CIFAR_WIDE);
    }
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in
 * blocks of 16. */
static inline void vgg_cifar_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels,
                                           const float *v, ptrdiff_t vs, const float *m,
                                           ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            vgg_cifar_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16,
                                    v + p * vs + (ptrdiff_t)c * tiles, 0, 16, m + p * ms, 0, 1,
                                    tiles, add);
}

#define VGG_CIFAR_PARAM_COUNT 58
#define VGG_CIFAR_NAME_BYTES 29    /* longer than any parameter's name */
#define VGG_CIFAR_NET_NAME "vgg_cifar"
#define VGG_CIFAR_LAYOUT_HASH "e6c955fcf3f0f016"
#define VGG_CIFAR_INPUT_SCALE 0.0039215686274509803
#define VGG_CIFAR_INPUT_MEAN {0, 0, 0, 0}
#define VGG_CIFAR_INPUT_STD {1, 1, 1, 1}
#define VGG_CIFAR_INPUT_BGR 0
#define VGG_CIFAR_HEAD_BYTES 64
#define VGG_CIFAR_MODEL_TAG UINT64_C(0x66aef42cbad6658a)
#define VGG_CIFAR_STATE_HASH UINT64_C(0x04767922beb2a54c)
#define VGG_CIFAR_TRAIN_TAG UINT64_C(0x26fe87f068f6acd2)
#define VGG_CIFAR_STATE_BYTES 179642560
#define VGG_CIFAR_PREPARE_SCRATCH_AT 76389248
#define VGG_CIFAR_PREPARE_SCRATCH 4608    /* floats */
#define VGG_CIFAR_INFER_SCRATCH_AT 21724288
#define VGG_CIFAR_INFER_SCRATCH 1181984    /* floats */
#define VGG_CIFAR_TRAIN_SCRATCH_AT 359288000
#define VGG_CIFAR_TRAIN_SCRATCH 1182048    /* floats */

/* A call of a program, and the memory that it works on. */
typedef struct vgg_cifar_run {
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
} vgg_cifar_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define VGG_CIFAR_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below VGG_CIFAR_WORKERS, and of those that run at the same time each has
 * another. */
#ifndef VGG_CIFAR_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void vgg_cifar_parallel_for(void (*task)(void *run, int range, int worker),
                                          vgg_cifar_run *run, int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < VGG_CIFAR_WORKERS ? most : VGG_CIFAR_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define VGG_CIFAR_PARALLEL_FOR(task, run, count) vgg_cifar_parallel_for(task, run, count)
#else
#define VGG_CIFAR_PARALLEL_FOR(task, run, count) \
    do { \
        int range_, count_ = (count); \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0); \
    } while (0)
#endif
#endif

/* A step of a layer, between what the host has to do before and behind it. */
#define VGG_CIFAR_LAYER(program, layer, step) \
    do { \
        VGG_CIFAR_BEFORE_LAYER(program, layer); \
        step; \
        VGG_CIFAR_AFTER_LAYER(program, layer); \
    } while (0)

/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define VGG_CIFAR_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, \
        int worker)
#else
#define VGG_CIFAR_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define VGG_CIFAR_ROW(table) const struct table *const row = \
        &table##s[((const vgg_cifar_run *)arg)->row]
#define VGG_CIFAR_WHOLE() \
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg; \
    (void)range; \
    (void)worker
#define VGG_CIFAR_RANGE(extent, length) \
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg; \
    const int64_t left = (int64_t)(extent)-range * (length); \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define VGG_CIFAR_RANGES(extent, length) \
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg; \
    const int64_t whole = (extent), from = (int64_t)range * (length); \
    const int begin = (int)(from < whole ? from : whole), \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* How many ranges there are. */
#define VGG_CIFAR_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / (length)))
/* Where buffers lie: floats from the beginning of their area. Those that are never needed at
 * the same time share memory. */
enum {
    VGG_CIFAR_PARAMS_BASE_BLOCK1_CONV1_KERNEL = 0, /* 1728 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK2_CONV2_KERNEL = 112576, /* 147456 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK3_CONV1_KERNEL = 260160, /* 294912 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV1_KERNEL = 1735488, /* 1179648 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV2_KERNEL = 2915648, /* 2359296 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV3_KERNEL = 5275456, /* 2359296 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV1_KERNEL = 7635264, /* 2359296 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV2_KERNEL = 9995072, /* 2359296 floats */
    VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV3_KERNEL = 12354880, /* 2359296 floats */
    VGG_CIFAR_PARAMS_CONV_1_KERNEL = 14714688, /* 147456 floats */
    VGG_CIFAR_PARAMS_CONV_2_KERNEL = 14862304, /* 9216 floats */
    VGG_CIFAR_PARAMS_CONV_3_KERNEL = 14871680, /* 18432 floats */
    VGG_CIFAR_PARAMS_CONV_4_KERNEL = 14890432, /* 36864 floats */
};
enum {
    VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_KERNEL = 19088192, /* 6912 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_ROWS = 0, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_KERNEL = 0, /* 147456 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_PANELS = 17695872, /* 590400 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_KERNEL = 18581760, /* 1179648 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_ROWS = 0, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_KERNEL = 16516224, /* 4718592 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_ROWS = 4719744, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_KERNEL = 4719744, /* 9437184 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_ROWS = 7079040, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_KERNEL = 7079040, /* 9437184 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_ROWS = 9438336, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_KERNEL = 9438336, /* 9437184 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_ROWS = 11797632, /* 4608 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_KERNEL = 11797632, /* 9437184 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_ROWS = 14156928, /* 4608 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_KERNEL = 14156928, /* 9437184 bytes */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_ROWS = 19024704, /* 4608 floats */
    VGG_CIFAR_MODEL_CONV_1_KERNEL = 19057472, /* 65536 bytes */
    VGG_CIFAR_MODEL_CONV_1_ROWS = 19024704, /* 256 floats */
    VGG_CIFAR_MODEL_CONV_2_KERNEL = 19089920, /* 4096 bytes */
    VGG_CIFAR_MODEL_CONV_2_ROWS = 19024704, /* 256 floats */
    VGG_CIFAR_MODEL_CONV_3_KERNEL = 19086144, /* 8192 bytes */
    VGG_CIFAR_MODEL_CONV_3_ROWS = 19024704, /* 256 floats */
    VGG_CIFAR_MODEL_CONV_4_KERNEL = 19082048, /* 16384 bytes */
    VGG_CIFAR_MODEL_CONV_4_ROWS = 19024704, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_BIAS = 19096576, /* 64 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK1_CONV2_PANELS = 18876672, /* 148032 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK1_CONV2_BIAS = 19096640, /* 64 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK2_CONV1_PANELS = 18286272, /* 295488 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK2_CONV1_BIAS = 19096320, /* 128 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_BIAS = 19096448, /* 128 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_BIAS = 19095552, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV2_PANELS = 0, /* 2359872 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV2_BIAS = 19095808, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV3_PANELS = 2359872, /* 2359872 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK3_CONV3_BIAS = 19096064, /* 256 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_BIAS = 19090944, /* 512 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_BIAS = 19091456, /* 512 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_BIAS = 19091968, /* 512 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_BIAS = 19092480, /* 512 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_BIAS = 19092992, /* 512 floats */
    VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_BIAS = 19093504, /* 512 floats */
    VGG_CIFAR_MODEL_CONV_1_BIAS = 19097088, /* 32 floats */
    VGG_CIFAR_MODEL_BATCHNORM_1_SCALE = 19097120, /* 32 floats */
    VGG_CIFAR_MODEL_BATCHNORM_1_SHIFT = 19097152, /* 32 floats */
    VGG_CIFAR_MODEL_CONV_2_BIAS = 19097184, /* 32 floats */
    VGG_CIFAR_MODEL_BATCHNORM_2_SCALE = 19097216, /* 32 floats */
    VGG_CIFAR_MODEL_BATCHNORM_2_SHIFT = 19097248, /* 32 floats */
    VGG_CIFAR_MODEL_CONV_3_BIAS = 19096704, /* 64 floats */
    VGG_CIFAR_MODEL_BATCHNORM_3_SCALE = 19096768, /* 64 floats */
    VGG_CIFAR_MODEL_BATCHNORM_3_SHIFT = 19096832, /* 64 floats */
    VGG_CIFAR_MODEL_CONV_4_BIAS = 19096896, /* 64 floats */
    VGG_CIFAR_MODEL_BATCHNORM_4_SCALE = 19096960, /* 64 floats */
    VGG_CIFAR_MODEL_BATCHNORM_4_SHIFT = 19097024, /* 64 floats */
    VGG_CIFAR_MODEL_DENSE_1_KERNEL = 19024704, /* 32768 floats */
    VGG_CIFAR_MODEL_DENSE_1_BIAS = 19094016, /* 512 floats */
    VGG_CIFAR_MODEL_BATCHNORM_5_SCALE = 19094528, /* 512 floats */
    VGG_CIFAR_MODEL_BATCHNORM_5_SHIFT = 19095040, /* 512 floats */
    VGG_CIFAR_MODEL_DENSE_2_KERNEL = 19073856, /* 8192 floats */
    VGG_CIFAR_MODEL_DENSE_2_BIAS = 19097280, /* 16 floats */
};
enum {
    VGG_CIFAR_STATE_BASE_BLOCK1_CONV1_KERNEL = 0, /* 1728 floats */
    VGG_CIFAR_STATE_BASE_BLOCK1_CONV1_BIAS = 1728, /* 64 floats */
    VGG_CIFAR_STATE_BASE_BLOCK2_CONV2_KERNEL = 112576, /* 147456 floats */
    VGG_CIFAR_STATE_BASE_BLOCK2_CONV1_KERNEL = 38720, /* 73728 floats */
    VGG_CIFAR_STATE_BASE_BLOCK1_CONV2_KERNEL = 1792, /* 36864 floats */
    VGG_CIFAR_STATE_BATCHNORM_5_MOVING_MEAN = 14961920, /* 512 floats */
    VGG_CIFAR_STATE_BATCHNORM_5_MOVING_VARIANCE = 14962432, /* 512 floats */
    VGG_CIFAR_STATE_BATCHNORM_3_MOVING_MEAN = 14890304, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_3_MOVING_VARIANCE = 14890368, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_4_MOVING_MEAN = 14927488, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_4_MOVING_VARIANCE = 14927552, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_1_MOVING_MEAN = 14862240, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_1_MOVING_VARIANCE = 14862272, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_2_MOVING_MEAN = 14871616, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_2_MOVING_VARIANCE = 14871648, /* 32 floats */
    VGG_CIFAR_STATE_BASE_BLOCK1_CONV2_BIAS = 38656, /* 64 floats */
    VGG_CIFAR_STATE_BASE_BLOCK2_CONV1_BIAS = 112448, /* 128 floats */
    VGG_CIFAR_STATE_BASE_BLOCK2_CONV2_BIAS = 260032, /* 128 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV1_KERNEL = 260160, /* 294912 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV1_BIAS = 555072, /* 256 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV2_KERNEL = 555328, /* 589824 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV2_BIAS = 1145152, /* 256 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV3_KERNEL = 1145408, /* 589824 floats */
    VGG_CIFAR_STATE_BASE_BLOCK3_CONV3_BIAS = 1735232, /* 256 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV1_KERNEL = 1735488, /* 1179648 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV1_BIAS = 2915136, /* 512 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV2_KERNEL = 2915648, /* 2359296 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV2_BIAS = 5274944, /* 512 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV3_KERNEL = 5275456, /* 2359296 floats */
    VGG_CIFAR_STATE_BASE_BLOCK4_CONV3_BIAS = 7634752, /* 512 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV1_KERNEL = 7635264, /* 2359296 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV1_BIAS = 9994560, /* 512 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV2_KERNEL = 9995072, /* 2359296 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV2_BIAS = 12354368, /* 512 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV3_KERNEL = 12354880, /* 2359296 floats */
    VGG_CIFAR_STATE_BASE_BLOCK5_CONV3_BIAS = 14714176, /* 512 floats */
    VGG_CIFAR_STATE_CONV_1_KERNEL = 14714688, /* 147456 floats */
    VGG_CIFAR_STATE_CONV_1_BIAS = 14862144, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_1_GAMMA = 14862176, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_1_BETA = 14862208, /* 32 floats */
    VGG_CIFAR_STATE_CONV_2_KERNEL = 14862304, /* 9216 floats */
    VGG_CIFAR_STATE_CONV_2_BIAS = 14871520, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_2_GAMMA = 14871552, /* 32 floats */
    VGG_CIFAR_STATE_BATCHNORM_2_BETA = 14871584, /* 32 floats */
    VGG_CIFAR_STATE_CONV_3_KERNEL = 14871680, /* 18432 floats */
    VGG_CIFAR_STATE_CONV_3_BIAS = 14890112, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_3_GAMMA = 14890176, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_3_BETA = 14890240, /* 64 floats */
    VGG_CIFAR_STATE_CONV_4_KERNEL = 14890432, /* 36864 floats */
    VGG_CIFAR_STATE_CONV_4_BIAS = 14927296, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_4_GAMMA = 14927360, /* 64 floats */
    VGG_CIFAR_STATE_BATCHNORM_4_BETA = 14927424, /* 64 floats */
    VGG_CIFAR_STATE_DENSE_1_KERNEL = 14927616, /* 32768 floats */
    VGG_CIFAR_STATE_DENSE_1_BIAS = 14960384, /* 512 floats */
    VGG_CIFAR_STATE_BATCHNORM_5_GAMMA = 14960896, /* 512 floats */
    VGG_CIFAR_STATE_BATCHNORM_5_BETA = 14961408, /* 512 floats */
    VGG_CIFAR_STATE_DENSE_2_KERNEL = 14962944, /* 8192 floats */
    VGG_CIFAR_STATE_DENSE_2_BIAS = 14971136, /* 16 floats */
};
enum {
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_RELU_OUT = 0, /* 65536 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_PANEL = 5242880, /* 4096 floats */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_SEEN = 5246976, /* 2048 floats */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_RELU_OUT = 4194304, /* 16384 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_V = 5242880, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_M = 5390912, /* 37440 floats */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_LINES = 5428352, /* 2048 floats */
    VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_TILE = 5430400, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_RELU_OUT = 0, /* 32768 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_V = 2097152, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_M = 2245184, /* 295488 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_TILE = 2540672, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_RELU_OUT = 2689824, /* 8192 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_V = 2097152, /* 295488 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_M = 2392640, /* 295488 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_LINES = 2688128, /* 1024 floats */
    VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_TILE = 2689152, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILES = 0, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILE = 1180224, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_RELU_OUT = 1181472, /* 16384 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_WIDE = 2230048, /* 36864 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_U = 2266912, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_M = 2414944, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILE_2 = 2562976, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_RELU_OUT = 2230048, /* 16384 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_V = 0, /* 590400 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_M = 590400, /* 590400 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_TILE = 1180800, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_RELU_OUT = 1181984, /* 4096 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_V = 0, /* 590400 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_M = 590400, /* 590400 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_LINES = 1180800, /* 512 floats */
    VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_TILE = 1181312, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILES = 0, /* 9216 floats an image and 576 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILE = 590400, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_RELU_OUT = 1180224, /* 8192 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_WIDE = 590400, /* 36864 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_U = 627264, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_M = 775296, /* 37440 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILE_2 = 812736, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILES = 0, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILE = 1704512, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_RELU_OUT = 1180224, /* 8192 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_WIDE = 1704512, /* 36864 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_U = 1741376, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_M = 1889408, /* 37440 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILE_2 = 1926848, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILES = 0, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILE = 1704512, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_RELU_OUT = 1403488, /* 2048 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_WIDE = 1180224, /* 36864 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_U = 1217088, /* 148032 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_M = 1365120, /* 37440 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_LINES = 1402560, /* 256 floats */
    VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILE_2 = 1402816, /* 672 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILES = 0, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILE = 295056, /* 192 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_RELU_OUT = 295056, /* 2048 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_M = 426128, /* 9360 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILE_2 = 435488, /* 192 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILES = 0, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILE = 426128, /* 192 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_RELU_OUT = 295056, /* 2048 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_M = 426128, /* 9360 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILE_2 = 435488, /* 192 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILES = 0, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILE = 426128, /* 192 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_RELU_OUT = 295056, /* 512 floats an image */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_M = 327824, /* 9360 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_LINES = 337184, /* 64 floats */
    VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILE_2 = 337248, /* 192 floats */
    VGG_CIFAR_WORK_BATCHNORM_1_OUT = 0, /* 32 floats an image */
    VGG_CIFAR_WORK_BATCHNORM_2_OUT = 2048, /* 32 floats an image */
    VGG_CIFAR_WORK_MAXPOOL_1_OUT = 4096, /* 32 floats an image */
    VGG_CIFAR_WORK_BATCHNORM_3_OUT = 0, /* 64 floats an image */
    VGG_CIFAR_WORK_BATCHNORM_4_OUT = 4096, /* 64 floats an image */
    VGG_CIFAR_WORK_MAXPOOL_2_OUT = 42048, /* 64 floats an image */
    VGG_CIFAR_WORK_BATCHNORM_5_OUT = 0, /* 512 floats an image */
    VGG_CIFAR_WORK_DENSE_1_ROOM = 32768, /* 9280 floats */
    VGG_CIFAR_WORK_DENSE_2_OUT = 42048, /* 16 floats an image */
    VGG_CIFAR_WORK_DENSE_2_ROOM = 32768, /* 9280 floats */
    VGG_CIFAR_WORK_DENSE_2_SOFTMAX_OUT = 42048, /* 16 floats an image */
};
enum {
    VGG_CIFAR_TRAIN_INPUT_OUT = 27656192, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_RELU_OUT = 0, /* 65536 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_PADDED = 4194304, /* 18496 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_PANELS = 5967200, /* 590400 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_PANELS = 6557600, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_PANELS = 4382496, /* 148032 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_MEAN_NEXT = 32991104, /* 512 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_VARIANCE_NEXT = 32991616, /* 512 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT = 32997504, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT = 32997568, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_MEAN_NEXT = 32997696, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_VARIANCE_NEXT = 32997760, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT = 32998144, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT = 32998176, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT = 32998240, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT = 32998272, /* 32 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_RELU_OUT = 28704768, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_ARG = 32342592, /* 16384 bytes an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_V = 4194304, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_M = 4342336, /* 37440 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_LINES = 4379776, /* 2048 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TILE = 4381824, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_RELU_OUT = 8914048, /* 32768 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_V = 5374528, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_M = 5522560, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TILE = 5818048, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_RELU_OUT = 31523392, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_ARG = 32752192, /* 8192 bytes an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_V = 5374528, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_M = 5670016, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_LINES = 5965504, /* 1024 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TILE = 5966528, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES = 4194304, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE = 5374528, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_RELU_OUT = 11011200, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_U = 5374528, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_M = 5523136, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_2 = 5819200, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES = 4194304, /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE = 6554176, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_RELU_OUT = 24379392, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_U = 6554176, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_M = 6702784, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE_2 = 6998848, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES = 4194304, /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE = 6554176, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_RELU_OUT = 12059776, /* 4096 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_ARG = 25427968, /* 4096 bytes an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_U = 6554176, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_M = 6702784, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_LINES = 6998848, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_2 = 6999360, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES = 4194304, /* 9216 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE = 4784704, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_RELU_OUT = 8325376, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_U = 4784704, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_M = 4933312, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_2 = 5008192, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES = 4194304, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE = 5374528, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_RELU_OUT = 22020096, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_U = 5374528, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_M = 5523136, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE_2 = 5598016, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES = 4194304, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE = 5374528, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_RELU_OUT = 12321920, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_ARG = 8849664, /* 2048 bytes an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_U = 5374528, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_M = 5523136, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_LINES = 5598016, /* 256 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_2 = 5598272, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES = 4194304, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE = 4489360, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_RELU_OUT = 17301504, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_U = 4489360, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_M = 4526512, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_2 = 4545232, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES = 4194304, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE = 4489360, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_RELU_OUT = 14942208, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_U = 4489360, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_M = 4526512, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE_2 = 4545232, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES = 4194304, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE = 4489360, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_RELU_OUT = 12584064, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_ARG = 8882432, /* 512 bytes an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_U = 4489360, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_M = 4526512, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_LINES = 4545232, /* 64 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_2 = 4545296, /* 192 floats */
    VGG_CIFAR_TRAIN_CONV_1_RELU_OUT = 4379712, /* 32 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_1_MOMENTS = 4194304, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_1_MEAN = 32998208, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_RSTD = 4393088, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_OUT = 4381760, /* 32 floats an image */
    VGG_CIFAR_TRAIN_CONV_2_RELU_OUT = 4383808, /* 32 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_2_MOMENTS = 4194304, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_2_MEAN = 32998304, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_2_RSTD = 32998336, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_2_OUT = 4194304, /* 32 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_1_OUT = 4385856, /* 32 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_1_ARG = 4392000, /* 32 bytes an image */
    VGG_CIFAR_TRAIN_DROPOUT_1_OUT = 4385856, /* 32 floats an image */
    VGG_CIFAR_TRAIN_CONV_3_RELU_OUT = 4359232, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_3_MOMENTS = 4194304, /* 128 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_3_MEAN = 32997632, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_RSTD = 4393024, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_OUT = 4363328, /* 64 floats an image */
    VGG_CIFAR_TRAIN_CONV_4_RELU_OUT = 4367424, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_4_MOMENTS = 4194304, /* 128 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_4_MEAN = 32997824, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_4_RSTD = 32997888, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_4_OUT = 4194304, /* 64 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_2_OUT = 4371520, /* 64 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_2_ARG = 4389952, /* 64 bytes an image */
    VGG_CIFAR_TRAIN_DROPOUT_2_OUT = 4371520, /* 64 floats an image */
    VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT = 32920128, /* 512 floats an image */
    VGG_CIFAR_TRAIN_DENSE_1_ROOM = 4194304, /* 9280 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_MOMENTS = 4194304, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_5_MEAN = 32992128, /* 512 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_RSTD = 4392512, /* 512 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_OUT = 4259840, /* 512 floats an image */
    VGG_CIFAR_TRAIN_DROPOUT_3_OUT = 4259840, /* 512 floats an image */
    VGG_CIFAR_TRAIN_DENSE_2_OUT = 4203584, /* 16 floats an image */
    VGG_CIFAR_TRAIN_DENSE_2_ROOM = 4194304, /* 9280 floats */
    VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_OUT = 4194304, /* 16 floats an image */
    VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_LOSSES = 4195328, /* 1 floats an image */
    VGG_CIFAR_TRAIN_DENSE_2_GRAD = 4390976, /* 16 floats an image */
    VGG_CIFAR_TRAIN_DROPOUT_3_GRAD = 4292608, /* 512 floats an image */
    VGG_CIFAR_TRAIN_DENSE_2_ROOM_2 = 4341760, /* 9280 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_GRAD = 4292608, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_5_SUMS = 4194304, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_5_GAMMA_GRAD = 32992640, /* 512 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_5_BETA_GRAD = 32993152, /* 512 floats */
    VGG_CIFAR_TRAIN_FOUND = 32988736, /* 2368 floats */
    VGG_CIFAR_TRAIN_DENSE_1_GRAD = 4292608, /* 512 floats an image */
    VGG_CIFAR_TRAIN_DENSE_1_BIAS_GRAD = 32992128, /* 512 floats */
    VGG_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD = 32920128, /* 32768 floats */
    VGG_CIFAR_TRAIN_DENSE_1_ROOM_2 = 4341760, /* 9280 floats */
    VGG_CIFAR_TRAIN_FLATTEN_1_GRAD = 4371520, /* 64 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_2_GRAD = 4371520, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_4_GRAD = 4375616, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_4_SUMS = 4351040, /* 128 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_4_GAMMA_GRAD = 32997952, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_4_BETA_GRAD = 32998016, /* 64 floats */
    VGG_CIFAR_TRAIN_CONV_4_GRAD = 4375616, /* 64 floats an image */
    VGG_CIFAR_TRAIN_CONV_4_BIAS_GRAD = 32997824, /* 64 floats */
    VGG_CIFAR_TRAIN_CONV_4_KERNEL_GRAD = 32883264, /* 36864 floats */
    VGG_CIFAR_TRAIN_CONV_4_TRANSPOSED = 4371520, /* 4096 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_GRAD = 4363328, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_3_SUMS = 4351040, /* 128 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_3_GAMMA_GRAD = 32997888, /* 64 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_3_BETA_GRAD = 32998080, /* 64 floats */
    VGG_CIFAR_TRAIN_CONV_3_GRAD = 4363328, /* 64 floats an image */
    VGG_CIFAR_TRAIN_CONV_3_BIAS_GRAD = 32997632, /* 64 floats */
    VGG_CIFAR_TRAIN_CONV_3_KERNEL_GRAD = 32952896, /* 18432 floats */
    VGG_CIFAR_TRAIN_CONV_3_TRANSPOSED = 4385856, /* 2048 floats */
    VGG_CIFAR_TRAIN_DROPOUT_1_GRAD = 4387904, /* 32 floats an image */
    VGG_CIFAR_TRAIN_MAXPOOL_1_GRAD = 4387904, /* 32 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_2_GRAD = 4385856, /* 32 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_2_SUMS = 4375616, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_2_GAMMA_GRAD = 32998368, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_2_BETA_GRAD = 32998400, /* 32 floats */
    VGG_CIFAR_TRAIN_CONV_2_GRAD = 4385856, /* 32 floats an image */
    VGG_CIFAR_TRAIN_CONV_2_BIAS_GRAD = 32998304, /* 32 floats */
    VGG_CIFAR_TRAIN_CONV_2_KERNEL_GRAD = 32971328, /* 9216 floats */
    VGG_CIFAR_TRAIN_CONV_2_TRANSPOSED = 4389952, /* 1024 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_GRAD = 4381760, /* 32 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_1_SUMS = 4363328, /* 64 floats an image */
    VGG_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD = 32998336, /* 32 floats */
    VGG_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD = 32998432, /* 32 floats */
    VGG_CIFAR_TRAIN_CONV_1_GRAD = 4381760, /* 32 floats an image */
    VGG_CIFAR_TRAIN_CONV_1_BIAS_GRAD = 32998208, /* 32 floats */
    VGG_CIFAR_TRAIN_CONV_1_KERNEL_GRAD = 32604736, /* 147456 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES_2 = 4489360, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_3 = 4341760, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES_2 = 4784416, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE_3 = 4341760, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES_2 = 5079472, /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_3 = 4341760, /* 192 floats */
    VGG_CIFAR_TRAIN_CONV_1_TRANSPOSED = 4325376, /* 16384 floats */
    VGG_CIFAR_TRAIN_DENSE_2_KERNEL_GRAD = 32980544, /* 8192 floats */
    VGG_CIFAR_TRAIN_DENSE_2_BIAS_GRAD = 32998464, /* 16 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_SLOPED = 4194304, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRAD = 12452992, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_SUMS = 12584064, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_GRAD = 32993664, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES_2 = 5374528, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_3 = 4227072, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES_2 = 6554752, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE_3 = 4227072, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES_2 = 7734976, /* 9216 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_3 = 4227072, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED = 32047680, /* 147456 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRADIENT_TILES = 4194304,
        /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_4 = 8882432, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRAD = 15073280, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_WT = 12452992, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_U_2 = 12471424, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_V = 12508576, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_5 = 12527296, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_SUMS = 12527488, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_KERNEL_GRAD = 12582912, /* 2359296 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_U_3 = 12452992, /* 9792 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRADIENT_TILES = 4194304,
        /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_GRAD = 32994176, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRAD = 4489360, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_WT = 4620432, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_U_2 = 4638864, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_V = 4676016, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE_4 = 4694736, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_SUMS = 4694928, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_KERNEL_GRAD = 14942208, /* 2359296 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_U_3 = 4620432, /* 9792 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRADIENT_TILES = 4194304,
        /* 4608 floats an image and 144 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_4 = 4620432, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_GRAD = 32994688, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_SLOPED = 20185088, /* 2048 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_WT = 4489360, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_U_2 = 4507792, /* 37152 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_V = 4544944, /* 18720 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_5 = 4563664, /* 192 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_KERNEL_GRAD = 17301504, /* 2359296 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRAD = 19660800, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_SUMS = 23068672, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRADIENT_TILES = 4194304,
        /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_4 = 8882432, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRAD = 22544384, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_WT = 12321920, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_U_2 = 12340352, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_V = 12488960, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_5 = 12563840, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_SUMS = 8849664, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_KERNEL_GRAD = 19660800, /* 2359296 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_U_3 = 12321920, /* 39168 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_GRAD = 32995200, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRADIENT_TILES = 4194304,
        /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_GRAD = 32995712, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRAD = 5374528, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_WT = 5898816, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_U_2 = 5917248, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_V = 6065856, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE_4 = 6140736, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_SUMS = 6141408, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_KERNEL_GRAD = 22020096, /* 2359296 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_U_3 = 5898816, /* 39168 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRADIENT_TILES = 4194304,
        /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_4 = 5898816, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_GRAD = 32996224, /* 512 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_SLOPED = 8325376, /* 4096 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_WT = 5374528, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_U_2 = 5392960, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_V = 5541568, /* 74880 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_5 = 5616448, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_KERNEL_GRAD = 26476544, /* 1179648 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_U_3 = 5374528, /* 39168 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRAD = 6554176, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_SUMS = 12059776, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRADIENT_TILES = 4194304,
        /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_3 = 7602752, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES_2 = 6554176, /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_4 = 12125312, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_GRAD = 32996736, /* 256 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_KERNEL_GRAD = 30343744, /* 589824 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_U_2 = 12059776, /* 9792 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRAD = 25427968, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_WT = 6554176, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_U_3 = 6572608, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_V = 6721216, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_5 = 7017280, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_SUMS = 12059776, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRADIENT_TILES = 4194304,
        /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE_3 = 12092544, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES_2 = 6554176, /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_GRAD = 32996992, /* 256 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_KERNEL_GRAD = 30933568, /* 589824 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_U_2 = 12059776, /* 9792 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRAD = 7734400, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_WT = 12059776, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_U_3 = 12078208, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_V = 12226816, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE_4 = 12522880, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_SUMS = 8782976, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED_PANELS = 29753344, /* 590400 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES_2 = 6554176, /* 18432 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_3 = 12059776, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRADIENT_TILES = 4194304,
        /* 36864 floats an image and 576 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_4 = 8815744, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_GRAD = 32997248, /* 256 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_SLOPED = 11011200, /* 8192 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_WT = 7734400, /* 18432 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_U_2 = 7752832, /* 148608 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_V = 7901440, /* 296064 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_5 = 8197504, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_KERNEL_GRAD = 32047680, /* 294912 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_U_3 = 7734400, /* 9792 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_GRAD = 6553600, /* 32768 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_SUMS = 4194304, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_GRAD = 31523392, /* 128 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_GRAD = 24379392, /* 32768 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_DW = 4194304, /* 147456 floats for each of 16 ranges */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_DU = 11011200, /* 590400 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_V_2 = 11601600, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_M_2 = 11897088, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TILE_2 = 12192576, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_SUMS = 8650752, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED = 6627328, /* 36864 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED_PANELS = 29753344, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_KERNEL_GRAD = 29901376, /* 147456 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED = 6553600, /* 73728 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_GRAD = 30048832, /* 128 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED_PANELS = 4933984, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_SLOPED = 9568256, /* 16384 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_DW = 8388608, /* 73728 floats for each of 16 ranges */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_DU = 4194304, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_V_2 = 4489792, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_M_2 = 4637824, /* 295488 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TILE_2 = 4933312, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_GRAD = 4194304, /* 65536 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_SUMS = 26077536, /* 1024 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_KERNEL_GRAD = 26003808, /* 73728 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_GRAD = 8388608, /* 65536 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_DW = 24379392, /* 36864 floats for each of 32 ranges */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_DU = 25559040, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_V_2 = 25707072, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_M_2 = 25855104, /* 148032 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TILE_2 = 26003136, /* 672 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_SUMS = 26198368, /* 512 floats an image */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_DW = 26143072, /* 1728 floats for each of 32 ranges */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_GRAD = 26231136, /* 64 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_KERNEL_GRAD = 0, /* 36864 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_KERNEL_GRAD = 36864, /* 1728 floats */
    VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_GRAD = 38592, /* 64 floats */
};

/* softmax_forward: Softmax over the channels of each pixel, shifted by their maximum. Images begin
 * ... end - 1. */
VGG_CIFAR_INLINE void vgg_cifar_softmax_forward(int C, int HW, int begin, int end, const float *x,
                                                float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        vgg_cifar_mk_softmax(y + at, x + at, C, HW);
    }
    VGG_CIFAR_WROTE();
}

/* add_partials: y = the sum of PARTS partial sums of COUNT floats each, in their order. */
VGG_CIFAR_INLINE void vgg_cifar_add_partials(int COUNT, int PARTS, int begin, int end,
                                             const float *VGG_CIFAR_RESTRICT partial,
                                             float *VGG_CIFAR_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    vgg_cifar_mk_add_partials(y + at, partial + at, COUNT, PARTS, (end - begin) * 16);
    VGG_CIFAR_WROTE();
}

/* batchnorm_moments: Mean, and sum of the squares of the distances from it, of each stretch of STEP
 * pixels (the last of a map is what is left) for 16 channels: part [n][CB][stretches][2][16]. It
 * runs where x is made, so that x need not be read once more for it. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_moments(int HW, int STEP, int begin, int end,
                                                  const float *VGG_CIFAR_RESTRICT x,
                                                  float *VGG_CIFAR_RESTRICT part)
{
    for (int r = begin; r < end; r++)
        vgg_cifar_mk_moments(part + (ptrdiff_t)r * ((HW + STEP - 1) / STEP) * 32,
                             x + (ptrdiff_t)r * HW * 16, HW * 16, STEP);
    VGG_CIFAR_WROTE();
}

/* batchnorm_stats: mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS),
 * variance = mean of (x - mean)^2, from the moments of stretches; moving = moving * momentum +
 * batch's * ONE_MINUS_MOMENTUM, in place. Lanes beyond C stay 0. The constant is 1 - momentum,
 * which a float holds better than a momentum near 1. A variance that no float holds makes rstd NaN,
 * so that the step is refused, and leaves moving as it is. Source: T. Chan, G. Golub, R. LeVeque,
 * Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_stats(int C, int HW, int STEP, float EPS,
                                                float ONE_MINUS_MOMENTUM, int n, int begin, int end,
                                                const float *VGG_CIFAR_RESTRICT part,
                                                float *VGG_CIFAR_RESTRICT mean,
                                                float *VGG_CIFAR_RESTRICT rstd,
                                                float *VGG_CIFAR_RESTRICT moving_mean,
                                                float *VGG_CIFAR_RESTRICT moving_variance)
{
    const ptrdiff_t map = (HW + STEP - 1) / STEP * 32;
    const double count = (double)n * (double)HW, rest = (double)ONE_MINUS_MOMENTUM, most = 3.4e38;
    for (int cb = begin; cb < end; cb++) {
        double centre[16], square[16];
        vgg_cifar_mk_moments_merge(centre, square, part + cb * map, n, (C + 15) / 16 * map, HW,
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
    VGG_CIFAR_WROTE();
}

/* batchnorm_apply: y = (x - mean) * rstd * gamma + beta. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_apply(int CB, int HW, int begin, int end, const float *x,
                                                const float *mean, const float *rstd,
                                                const float *gamma, const float *beta, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        vgg_cifar_mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch,
                               gamma + ch, beta + ch);
    }
    VGG_CIFAR_WROTE();
}

/* batchnorm_sums: Sums of dy and of dy * (x - mean) over each of TIMES stretches of a map, as
 * bias_sums has them: part [n][CB][TIMES][2][16]. It runs where dy is made. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_sums(int CB, int HW, int STEP, int AFTER, int TIMES,
                                               int begin, int end,
                                               const float *VGG_CIFAR_RESTRICT dy,
                                               const float *VGG_CIFAR_RESTRICT x,
                                               const float *VGG_CIFAR_RESTRICT mean,
                                               float *VGG_CIFAR_RESTRICT part)
{
    for (int r = begin; r < end; r++)
        for (int t = 0; t < TIMES; t++) {
            const int from = t ? t * STEP - AFTER : 0,
                      to = t == TIMES - 1 ? HW : (t + 1) * STEP - AFTER;
            const ptrdiff_t at = ((ptrdiff_t)r * HW + from) * 16;
            vgg_cifar_mk_norm_sums(part + ((ptrdiff_t)r * TIMES + t) * 32, dy + at, x + at,
                                   (to - from) * 16, mean + r % CB * 16);
        }
    VGG_CIFAR_WROTE();
}

/* batchnorm_reduce: dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and
 * pixels, in double, from sums of stretches. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_reduce(int CB, int TIMES, int n, int begin, int end,
                                                 const float *VGG_CIFAR_RESTRICT part,
                                                 const float *VGG_CIFAR_RESTRICT rstd,
                                                 float *VGG_CIFAR_RESTRICT dgamma,
                                                 float *VGG_CIFAR_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[32] = {0};
        for (int i = 0; i < n; i++)
            vgg_cifar_mk_sum_pairs(sum, part + ((ptrdiff_t)i * CB + cb) * TIMES * 32, TIMES);
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum[l];
            dgamma[cb * 16 + l] = (float)(sum[16 + l] * (double)rstd[cb * 16 + l]);
        }
    }
    VGG_CIFAR_WROTE();
}

/* batchnorm_backward + relu_backward: dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd *
 * dgamma / N), N = n * HW: the batch's mean and variance depend on x too. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_backward_relu_backward(int CB, int HW, int n, int begin,
    int end, const float *dy, const float *x, const float *mean, const float *rstd,
    const float *gamma, const float *dgamma, const float *dbeta, float *dx, float f0_MAX,
    const float *f0_y)
{
    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        vgg_cifar_mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch,
                               dgamma + ch, dbeta + ch, share);
        vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), HW*16, f0_MAX);
    }
    VGG_CIFAR_WROTE();
}

/* batchnorm_fold_scale: scale = gamma / sqrt(variance + EPS), 0 beyond C. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_fold_scale(int C, float EPS,
                                                     const float *VGG_CIFAR_RESTRICT gamma,
                                                     const float *VGG_CIFAR_RESTRICT variance,
                                                     float *VGG_CIFAR_RESTRICT scale)
{
    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
    VGG_CIFAR_WROTE();
}

/* batchnorm_fold_shift: shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C. */
VGG_CIFAR_INLINE void vgg_cifar_batchnorm_fold_shift(int C, float EPS,
                                                     const float *VGG_CIFAR_RESTRICT gamma,
                                                     const float *VGG_CIFAR_RESTRICT beta,
                                                     const float *VGG_CIFAR_RESTRICT mean,
                                                     const float *VGG_CIFAR_RESTRICT variance,
                                                     float *VGG_CIFAR_RESTRICT shift)
{
    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] /
                           sqrt((double)variance[c] + (double)EPS));
    VGG_CIFAR_WROTE();
}

/* bias_backward: dbias = sum of dy over images and pixels, in double; of maps, dy may be their
 * TIMES sums from bias_sums. */
VGG_CIFAR_INLINE void vgg_cifar_bias_backward(int CB, int TIMES, int n, int begin, int end,
                                              const float *VGG_CIFAR_RESTRICT dy,
                                              float *VGG_CIFAR_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            vgg_cifar_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
    VGG_CIFAR_WROTE();
}

/* conv_pack: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are
 * 0. */
VGG_CIFAR_INLINE void vgg_cifar_conv_pack(int TAPS, int C, int K, const float *keras, float *packed)
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
    VGG_CIFAR_WROTE();
}

/* conv_unpack: Back to Keras layout. */
VGG_CIFAR_INLINE void vgg_cifar_conv_unpack(int TAPS, int C, int K, const float *packed,
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
    VGG_CIFAR_WROTE();
}

/* conv_transpose: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with
 * wt[t, k, c] = w[FIRST + t, c, k]. */
VGG_CIFAR_INLINE void vgg_cifar_conv_transpose(int FIRST, int C, int K, int begin, int end,
                                               const float *w, float *wt)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        vgg_cifar_mk_transpose(wt + (ptrdiff_t)i * K * 16,
                               w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16,
                               (ptrdiff_t)C * 16, rows, K);
    }
    VGG_CIFAR_WROTE();
}

/* conv_forward + bias_forward + relu_forward: y = x * w. The frame HP x WP is what the windows
 * cover, from row -PT and column -PL on; without zeros in it x is read where it lies, and a 1x1
 * kernel of stride 1 takes the map as one row. POOL 1: y is the maxima of 2x2 windows of that,
 * stride 2, PH x PW of them, as wino_forward_pooled (wino.c) makes them, KEEP their places; POOL 2:
 * by the sign of scale, as there; POOL 0: PH = OH, PW = OW. */
VGG_CIFAR_INLINE void vgg_cifar_conv_forward_bias_forward_relu_forward(int C, int H, int W, int K,
    int OH, int OW, int KH, int KW, int SH, int SW, int DH, int DW, int PT, int PL, int GROUPS,
    int PH, int PW, int POOL, int KEEP, int begin, int end, const float *x, const float *w,
    const float *scale, float *y, uint8_t *arg, float *padded, float *lines, const float *f0_bias,
    float f1_MAX)
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
                vgg_cifar_mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                                      src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16,
                                      SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16,
                                      (ptrdiff_t)FH * FW * 16, w + ((ptrdiff_t)kb * C + low) * 16,
                                      (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW,
                                      high - low, 0);
            if (POOL > 0)
                vgg_cifar_mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                                        POOL > 1 ? scale + kb * 16 : NULL, 1, PW, height, OW);
            vgg_cifar_mk_add_channel(row, row, count*16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, count*16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_backward_weights_few: The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a
 * pass over the outputs where all of them lie on the map; what some miss at the edges follows tap
 * by tap. All taps of an image come before the next, while its values are in cache. There are few
 * blocks of outputs, so ranges are of images, with partial sums. */
VGG_CIFAR_INLINE void vgg_cifar_conv_backward_weights_few(int C, int H, int W, int K, int OH,
                                                          int OW, int KH, int KW, int SH, int SW,
                                                          int DH, int DW, int PT, int PL,
                                                          int TOGETHER, int begin, int end,
                                                          const float *x, const float *dy,
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
            vgg_cifar_mk_panel_grad9(dw + (ptrdiff_t)kb * C * 16, to,
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
                vgg_cifar_mk_panel_grad(dw + (ptrdiff_t)kb * C * 16 + to[t * C], C,
                                        map + ((ptrdiff_t)ha * SH * W + wa * SW) * 16 + from[t * C],
                                        (ptrdiff_t)SH * W * 16, SW * 16,
                                        grad + ((ptrdiff_t)ha * OW + wa) * 16, (ptrdiff_t)OW * 16,
                                        hb - ha, wb - wa, 1);
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_given + bias_forward + relu_forward: y = x * w where x is as the caller has it,
 * [n][H][W][C], of few channels, KH*KW*C <= 512, and the window without dilation: a panel has all
 * that the windows of PIXELS pixels see. w is [KB][KH*KW*C][16] as conv_store (k_prepacked.c)
 * leaves it. */
VGG_CIFAR_INLINE void vgg_cifar_conv_given_bias_forward_relu_forward(int FORMAT, int BYTES, int C,
    int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW, int PT, int PL, int PIXELS,
    int OUTS, int begin, int end, const float *x, const uint8_t *w, float *y, float *panel,
    float *wide, float *seen, const float *f0_bias, float f1_MAX)
{
    const vgg_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    const int KB = (K + 15) / 16, map = OH * OW, terms = KH * KW * C,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS;
    for (int i = begin, last = -1; i < end; i++) {
        const int img = i / groups / bands, first = i / groups % bands * PIXELS,
                  pixels = map - first < PIXELS ? map - first : PIXELS;
        const int k0 = i % groups * OUTS, k1 = k0 + OUTS < KB ? k0 + OUTS : KB;
        if (i / groups != last)
            vgg_cifar_mk_gather_given(panel, (ptrdiff_t)pixels * 16, x + (ptrdiff_t)img * H * W * C,
                                      C, &windows, OW, first, pixels, seen);
        last = i / groups;
        for (int kb = k0; kb < k1; kb += 2) {
            const int pair = k1 - kb < 2 ? 1 : 2;
            const uint8_t *from = w + (ptrdiff_t)kb * terms * 16 * BYTES;
            float *row = y + (((ptrdiff_t)img * KB + kb) * map + first) * 16;
            vgg_cifar_mk_conv_block(row, 16, (ptrdiff_t)map * 16, pixels, panel, 0,
                                    (ptrdiff_t)pixels * 16,
                                    FORMAT > 0 ? wide : (const float *)(const void *)from, 0,
                                    (ptrdiff_t)terms * 16, 1, terms, pair, 0);
            for (int o = 0; o < pair; o++, row += (ptrdiff_t)map * 16) {
                vgg_cifar_mk_add_channel(row, row, pixels*16, f0_bias + (kb+o)*16);
                vgg_cifar_mk_relu(row, row, pixels*16, f1_MAX);
            }
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_pointwise_forward + bias_forward + relu_forward: y = x * w[TAP]. */
VGG_CIFAR_INLINE void vgg_cifar_conv_pointwise_forward_bias_forward_relu_forward(int TAP, int C,
    int K, int n, int begin, int end, const float *x, const float *w, float *y,
    const float *f0_bias, float f1_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++) {
        vgg_cifar_mk_panel(y + kb * 16, KB * 16, n, x, CB * 16, 16,
                           w + ((ptrdiff_t)TAP * KB + kb) * C * 16, C, 0);
        for (int img = 0; img < n; img++) {
            float *row = y + ((ptrdiff_t)img * KB + kb) * 16;
            (void)row;
            vgg_cifar_mk_add_channel(row, row, 16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, 16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_pointwise_backward_data: dx = dy * transposed w[TAP]; wt [CB][K][16] is of this tap alone.
 * */
VGG_CIFAR_INLINE void vgg_cifar_conv_pointwise_backward_data(int C, int K, int n, int begin,
                                                             int end, const float *dy,
                                                             const float *wt, float *dx)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int cb = begin; cb < end; cb++) {
        vgg_cifar_mk_panel(dx + cb * 16, CB * 16, n, dy, KB * 16, 16, wt + (ptrdiff_t)cb * K * 16,
                           K, 0);
        for (int img = 0; img < n; img++) {
            float *row = dx + ((ptrdiff_t)img * CB + cb) * 16;
            (void)row;
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_pointwise_backward_data + relu_backward: dx = dy * transposed w[TAP]; wt [CB][K][16] is of
 * this tap alone. */
VGG_CIFAR_INLINE void vgg_cifar_conv_pointwise_backward_data_relu_backward(int C, int K, int n,
    int begin, int end, const float *dy, const float *wt, float *dx, float f0_MAX,
    const float *f0_y)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int cb = begin; cb < end; cb++) {
        vgg_cifar_mk_panel(dx + cb * 16, CB * 16, n, dy, KB * 16, 16, wt + (ptrdiff_t)cb * K * 16,
                           K, 0);
        for (int img = 0; img < n; img++) {
            float *row = dx + ((ptrdiff_t)img * CB + cb) * 16;
            (void)row;
            vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), 16, f0_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_pointwise_backward_weights: dw[TAP] = sum over images of the outer product of x and dy; the
 * other taps' gradients are 0. */
VGG_CIFAR_INLINE void vgg_cifar_conv_pointwise_backward_weights(int TAPS, int TAP, int C, int K,
    int n, int begin, int end, const float *x, const float *dy, float *dw)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++)
        for (int t = 0; t < TAPS; t++) {
            float *to = dw + ((ptrdiff_t)t * KB + kb) * C * 16;
            if (t != TAP)
                memset(to, 0, sizeof(float) * 16 * (size_t)C);
            for (int cb = 0; t == TAP && cb < CB; cb++)
                vgg_cifar_mk_panel_grad(to + cb * 256, C - 16 * cb < 16 ? C - 16 * cb : 16,
                                        x + cb * 16, CB * 16, 0, dy + kb * 16, KB * 16, n, 1, 0);
        }
    VGG_CIFAR_WROTE();
}

/* dense_forward + bias_forward: y = x . w; output columns begin*16 ... end*16 - 1. */
VGG_CIFAR_INLINE void vgg_cifar_dense_forward_bias_forward(int C, int K, int n, int begin, int end,
                                                           const float *VGG_CIFAR_RESTRICT x,
                                                           const float *VGG_CIFAR_RESTRICT w,
                                                           float *VGG_CIFAR_RESTRICT y, float *room,
                                                           const float *f0_bias)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    vgg_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                       ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            vgg_cifar_mk_add_channel(row, row, count, f0_bias + ch);
        }
    VGG_CIFAR_WROTE();
}

/* dense_forward + bias_forward + relu_forward: y = x . w; output columns begin*16 ... end*16 - 1.
 * */
VGG_CIFAR_INLINE void vgg_cifar_dense_forward_bias_forward_relu_forward(int C, int K, int n,
    int begin, int end, const float *VGG_CIFAR_RESTRICT x, const float *VGG_CIFAR_RESTRICT w,
    float *VGG_CIFAR_RESTRICT y, float *room, const float *f0_bias, float f1_MAX)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    vgg_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                       ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            vgg_cifar_mk_add_channel(row, row, count, f0_bias + ch);
            vgg_cifar_mk_relu(row, row, count, f1_MAX);
        }
    VGG_CIFAR_WROTE();
}

/* dense_forward + bias_forward + relu_forward + scale_shift: y = x . w; output columns begin*16 ...
 * end*16 - 1. */
VGG_CIFAR_INLINE void vgg_cifar_dense_forward_bias_forward_relu_forward_scale_shift(int C, int K,
    int n, int begin, int end, const float *VGG_CIFAR_RESTRICT x, const float *VGG_CIFAR_RESTRICT w,
    float *VGG_CIFAR_RESTRICT y, float *room, const float *f0_bias, float f1_MAX,
    const float *f2_scale, const float *f2_shift)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    vgg_cifar_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                       ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            vgg_cifar_mk_add_channel(row, row, count, f0_bias + ch);
            vgg_cifar_mk_relu(row, row, count, f1_MAX);
            vgg_cifar_mk_scale_shift_channel(row, row, count, f2_scale + ch, f2_shift + ch);
        }
    VGG_CIFAR_WROTE();
}

/* dense_backward_data: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
VGG_CIFAR_INLINE void vgg_cifar_dense_backward_data(int C, int K, int n, int begin, int end,
                                                    const float *VGG_CIFAR_RESTRICT dy,
                                                    const float *VGG_CIFAR_RESTRICT w,
                                                    float *VGG_CIFAR_RESTRICT dx, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    vgg_cifar_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys,
                       0, dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
        }
    VGG_CIFAR_WROTE();
}

/* dense_backward_weights: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
VGG_CIFAR_INLINE void vgg_cifar_dense_backward_weights(int C, int K, int n, int begin, int end,
                                                       const float *VGG_CIFAR_RESTRICT x,
                                                       const float *VGG_CIFAR_RESTRICT dy,
                                                       float *VGG_CIFAR_RESTRICT dw, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    vgg_cifar_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
                       dw + (ptrdiff_t)begin * 16 * ys, ys, room);
    VGG_CIFAR_WROTE();
}

/* dropout_mask: y = x / (1 - RATE) where kept, else 0; a value is dropped with probability RATE.
 * LEN floats an image. Places are counted from the batch's first image, `first` before this call's.
 * */
VGG_CIFAR_INLINE void vgg_cifar_dropout_mask(int LEN, float RATE, int STREAM, int begin, int end,
                                             uint64_t seed, uint64_t step, int first,
                                             const float *x, float *y)
{
    vgg_cifar_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16,
                         vgg_cifar_mk_key(seed, step, (uint64_t)STREAM),
                         (uint32_t)first * (uint32_t)LEN + (uint32_t)begin * 16u,
                         (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
    VGG_CIFAR_WROTE();
}

/* init_param: w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise. */
VGG_CIFAR_INLINE void vgg_cifar_init_param(int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin,
                                           int end, uint64_t seed, float *w)
{
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = vgg_cifar_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            vgg_cifar_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
    }
    VGG_CIFAR_WROTE();
}

/* nhwc_to_blocked: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
VGG_CIFAR_INLINE void vgg_cifar_nhwc_to_blocked(int C, int H, int W, int begin, int end,
                                                const float *VGG_CIFAR_RESTRICT x,
                                                float *VGG_CIFAR_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            vgg_cifar_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                                        x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
    VGG_CIFAR_WROTE();
}

/* blocked_to_nhwc: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
VGG_CIFAR_INLINE void vgg_cifar_blocked_to_nhwc(int C, int H, int W, int begin, int end,
                                                const float *VGG_CIFAR_RESTRICT x,
                                                float *VGG_CIFAR_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            vgg_cifar_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                          x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C,
                                          cb * 16);
    VGG_CIFAR_WROTE();
}

/* softmax_crossentropy: prob = softmax(x), losses[i] = cross-entropy of image i against (1 -
 * SMOOTHING) * one-hot + SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * */
VGG_CIFAR_INLINE void vgg_cifar_softmax_crossentropy(int C, float SMOOTHING, int begin, int end,
                                                     const float *VGG_CIFAR_RESTRICT x,
                                                     const int32_t *VGG_CIFAR_RESTRICT labels,
                                                     float *VGG_CIFAR_RESTRICT prob,
                                                     float *VGG_CIFAR_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = vgg_cifar_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
    VGG_CIFAR_WROTE();
}

/* softmax_crossentropy_backward: dx = (prob - target) / n, targets as above. */
VGG_CIFAR_INLINE void vgg_cifar_softmax_crossentropy_backward(int C, float SMOOTHING, int n,
                                                              int begin, int end,
                                                              const float *VGG_CIFAR_RESTRICT prob,
    const int32_t *VGG_CIFAR_RESTRICT labels, float *VGG_CIFAR_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        vgg_cifar_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING,
                                       1.0f / (float)n);
    }
    VGG_CIFAR_WROTE();
}

/* mean_loss: loss = mean of the images' losses, in double. */
VGG_CIFAR_INLINE void vgg_cifar_mean_loss(int n, const float *VGG_CIFAR_RESTRICT losses,
                                          float *VGG_CIFAR_RESTRICT loss)
{
    loss[0] = vgg_cifar_mk_mean(losses, n);
    VGG_CIFAR_WROTE();
}

/* adam_update: param -= rate * DECOUPLED * param (adamw); moment1 = BETA1 * moment1 +
 * ONE_MINUS_BETA1 * grad; moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 * grad^2; param -= alpha *
 * moment1 / (sqrt(moment2) + EPSILON), alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). Each
 * share is given beside what it leaves: a float of the one may not hold the other. */
VGG_CIFAR_INLINE void vgg_cifar_adam_update(float BETA1, float ONE_MINUS_BETA1, float BETA2,
                                            float ONE_MINUS_BETA2, float EPSILON, float DECAY,
                                            float DECOUPLED, float CLIP, int begin, int end,
                                            uint64_t step, float rate,
                                            const float *VGG_CIFAR_RESTRICT grad,
                                            float *VGG_CIFAR_RESTRICT param,
                                            float *VGG_CIFAR_RESTRICT moment1,
                                            float *VGG_CIFAR_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    const vgg_cifar_mk_adam_rule by = {BETA1, ONE_MINUS_BETA1,  BETA2, ONE_MINUS_BETA2, EPSILON,
                             DECAY, rate * DECOUPLED, CLIP};
    vgg_cifar_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
                      (float)((double)rate * sqrt(left2) / left1), &by);
    VGG_CIFAR_WROTE();
}

/* gradient_check: Where the range holds a number that no step may take (mk_gradient_fits),
 * found[(FIRST + range) * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which
 * they are made, and each has PARTS slots of its own, so they may be looked at in any order. */
VGG_CIFAR_INLINE void vgg_cifar_gradient_check(int FIRST, int ORDER, int begin, int end, int range,
                                               const float *VGG_CIFAR_RESTRICT grad,
                                               float *VGG_CIFAR_RESTRICT found)
{
    const int fits = vgg_cifar_mk_gradient_fits(grad + (ptrdiff_t)begin * 16, (end - begin) * 16);
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
    VGG_CIFAR_WROTE();
}

/* gradient_check_end: loss[1] = the number of the first gradient that was found unfit, 0: none. */
VGG_CIFAR_INLINE void vgg_cifar_gradient_check_end(int SLOTS, const float *VGG_CIFAR_RESTRICT found,
                                                   float *VGG_CIFAR_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
    VGG_CIFAR_WROTE();
}

/* vector_pack: to[c] = from[c], 0 beyond C. */
VGG_CIFAR_INLINE void vgg_cifar_vector_pack(int C, const float *VGG_CIFAR_RESTRICT from,
                                            float *VGG_CIFAR_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
    VGG_CIFAR_WROTE();
}

/* vector_unpack: to[c] = from[c]. */
VGG_CIFAR_INLINE void vgg_cifar_vector_unpack(int C, const float *VGG_CIFAR_RESTRICT from,
                                              float *VGG_CIFAR_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
    VGG_CIFAR_WROTE();
}

/* dense_pack: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
VGG_CIFAR_INLINE void vgg_cifar_dense_pack(int C, int K, const float *VGG_CIFAR_RESTRICT from,
                                           float *VGG_CIFAR_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
    VGG_CIFAR_WROTE();
}

/* dense_unpack: to[c][k] = from[c][k]. */
VGG_CIFAR_INLINE void vgg_cifar_dense_unpack(int C, int K, const float *VGG_CIFAR_RESTRICT from,
                                             float *VGG_CIFAR_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
    VGG_CIFAR_WROTE();
}

/* maxpool_forward: y = the largest x of each window. */
VGG_CIFAR_INLINE void vgg_cifar_maxpool_forward(int H, int W, int OH, int OW, int KH, int KW,
                                                int SH, int SW, int PT, int PL, int begin, int end,
                                                const float *VGG_CIFAR_RESTRICT x,
                                                float *VGG_CIFAR_RESTRICT y)
{
    const vgg_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            vgg_cifar_mk_maxpool_row(y + at, NULL, x + (ptrdiff_t)r * H * W * 16, oy, OW, &windows);
        }
    VGG_CIFAR_WROTE();
}

/* maxpool_train: y = the largest x of each window; arg = place in the window of the first one,
 * row-major, for maxpool_backward. KH * KW <= 256. */
VGG_CIFAR_INLINE void vgg_cifar_maxpool_train(int H, int W, int OH, int OW, int KH, int KW, int SH,
                                              int SW, int PT, int PL, int begin, int end,
                                              const float *VGG_CIFAR_RESTRICT x,
                                              float *VGG_CIFAR_RESTRICT y,
                                              uint8_t *VGG_CIFAR_RESTRICT arg)
{
    const vgg_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * OH + oy) * OW * 16;
            vgg_cifar_mk_maxpool_row(y + at, arg + at, x + (ptrdiff_t)r * H * W * 16, oy, OW,
                                     &windows);
        }
    VGG_CIFAR_WROTE();
}

/* maxpool_backward + batchnorm_sums: dx = sum of dy over the windows whose maximum the pixel is. */
VGG_CIFAR_INLINE void vgg_cifar_maxpool_backward_batchnorm_sums(int CB, int H, int W, int OH,
    int OW, int KH, int KW, int SH, int SW, int PT, int PL, int begin, int end,
    const uint8_t *VGG_CIFAR_RESTRICT arg, const float *VGG_CIFAR_RESTRICT dy,
    float *VGG_CIFAR_RESTRICT dx, int f0_HW, int f0_STEP, int f0_AFTER, int f0_TIMES,
    const float *f0_x, const float *f0_mean, float *f0_part)
{
    const vgg_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
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
                vgg_cifar_mk_maxpool_back4(row, dy + at, arg + at, OW);
            else
                vgg_cifar_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, &windows);
            vgg_cifar_mk_norm_sums(f0_part + (((row - dx)) / (f0_HW * 16) * f0_TIMES +
                                              (((row - dx)) % (f0_HW * 16) / 16 + f0_AFTER) /
                                              f0_STEP) * 32, row, f0_x + (row - dx), (to-from)*W*16,
                                   f0_mean + r%CB*16);
        }
    }
    VGG_CIFAR_WROTE();
}

/* maxpool_backward + bias_sums: dx = sum of dy over the windows whose maximum the pixel is. */
VGG_CIFAR_INLINE void vgg_cifar_maxpool_backward_bias_sums(int H, int W, int OH, int OW, int KH,
                                                           int KW, int SH, int SW, int PT, int PL,
                                                           int begin, int end,
                                                           const uint8_t *VGG_CIFAR_RESTRICT arg,
                                                           const float *VGG_CIFAR_RESTRICT dy,
                                                           float *VGG_CIFAR_RESTRICT dx, int f0_HW,
                                                           int f0_STEP, int f0_AFTER, int f0_TIMES,
                                                           float *f0_part)
{
    const vgg_cifar_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
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
                vgg_cifar_mk_maxpool_back4(row, dy + at, arg + at, OW);
            else
                vgg_cifar_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, &windows);
            vgg_cifar_mk_sum_row(f0_part + (((row - dx)) / (f0_HW * 16) * f0_TIMES +
                                            (((row - dx)) % (f0_HW * 16) / 16 + f0_AFTER) / f0_STEP)
                                 * 16, row, (to-from)*W*16);
        }
    }
    VGG_CIFAR_WROTE();
}

/* conv_store: Taps FIRST ... FIRST + TAPS - 1 of a kernel as s [KB][TAPS][C][16]; lanes beyond K
 * and between groups are 0. */
VGG_CIFAR_INLINE void vgg_cifar_conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C, int K,
                                           int GROUPS, int begin, int end, const float *keras,
                                           uint8_t *s, float *rows)
{
    for (int i = begin * TAPS; i < end * TAPS; i++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            vgg_cifar_mk_kernel_rows(rows, keras + (ptrdiff_t)(FIRST + i % TAPS) * (C / GROUPS) * K,
                                     C, K, GROUPS, c, count, i / TAPS * 16);
            vgg_cifar_mk_store_rows(FORMAT, s + ((ptrdiff_t)i * C + c) * 16 * BYTES, rows, count);
        }
    VGG_CIFAR_WROTE();
}

/* wino_store: U = G w Gt of a 3x3 kernel as u [KB][P*P][C][16]. */
VGG_CIFAR_INLINE void vgg_cifar_wino_store(int FORMAT, int BYTES, int P, int C, int K, int GROUPS,
                                           int begin, int end, const float *keras, uint8_t *u,
                                           float *rows)
{
    for (int kb = begin; kb < end; kb++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            for (int t = 0; t < 9; t++)
                vgg_cifar_mk_kernel_rows(rows + t * 256, keras + (ptrdiff_t)t * (C / GROUPS) * K, C,
                                         K, GROUPS, c, count, kb * 16);
            vgg_cifar_mk_wino_weights(P, rows + 9 * 256, 256, rows, 256, count * 16);
            for (int p = 0; p < P * P; p++)
                vgg_cifar_mk_store_rows(FORMAT, u + (((ptrdiff_t)kb * P * P + p) * C + c) * 16 *
                                        BYTES, rows + (9 + p) * 256, count);
        }
    VGG_CIFAR_WROTE();
}

/* pointwise_prepacked_forward + bias_forward + relu_forward + scale_shift: y[n, k] = sum over c of
 * x[n, c] * w[c, k], w [KB][C][16]: a dense layer, or a convolution of a 1x1 map. */
VGG_CIFAR_INLINE void
vgg_cifar_pointwise_prepacked_forward_bias_forward_relu_forward_scale_shift(int FORMAT, int BYTES,
    int C, int K, int n, int begin, int end, const float *x, const uint8_t *w, float *y,
    const float *f0_bias, float f1_MAX, const float *f2_scale, const float *f2_shift)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++) {
        vgg_cifar_mk_prepacked_panel(FORMAT, y + kb * 16, KB * 16, n, x, CB * 16, 16,
                                     w + (ptrdiff_t)kb * C * 16 * BYTES, C);
        for (int img = 0; img < n; img++) {
            float *row = y + ((ptrdiff_t)img * KB + kb) * 16;
            (void)row;
            vgg_cifar_mk_add_channel(row, row, 16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, 16, f1_MAX);
            vgg_cifar_mk_scale_shift_channel(row, row, 16, f2_scale + kb*16, f2_shift + kb*16);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_prepacked_forward + bias_forward + relu_forward: y = At (V . U) A for few tiles, one output
 * block at a time: every number of u is read once, in order. v: wino_panel_gather. */
VGG_CIFAR_INLINE void vgg_cifar_wino_prepacked_forward_bias_forward_relu_forward(int FORMAT,
    int BYTES, int M, int P, int C, int K, int OH, int OW, int PH, int PW, int POOL, int n,
    int begin, int end, const float *v, const uint8_t *u, const float *scale, float *y, float *m,
    float *lines, float *tile, const float *f0_bias, float f1_MAX)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M, tiles = n * TY * TX;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int kb = begin; kb < end; kb++) {
        vgg_cifar_mk_prepacked_product(FORMAT, P * P, m, ms, tiles, v, vs,
                                       u + (ptrdiff_t)kb * P * P * C * 16 * BYTES, C);
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * M, high = OH - top < M ? OH - top : M;
            const int first = POOL > 0 ? top / 2 : top, last = POOL <= 0 ? top + high
                                                                   : r % TY == TY - 1
                                                                       ? PH
                                                                       : (top + high) / 2;
            float *row = y + (((ptrdiff_t)(r / TY) * KB + kb) * PH + first) * PW * 16;
            vgg_cifar_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                      m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            if (POOL > 0)
                vgg_cifar_mk_pool_lines(row, NULL, lines, POOL > 1 ? scale + kb * 16 : NULL,
                                        last - first, PW, high, OW);
            vgg_cifar_mk_add_channel(row, row, (last-first)*PW*16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_prepacked_panels + bias_forward + relu_forward: wino_panel_forward on a kernel stored as it
 * is, w [KB][9][C][16]: widened and transformed in steps of CC channels; during the products of one
 * step the next is asked for. */
VGG_CIFAR_INLINE void vgg_cifar_wino_prepacked_panels_bias_forward_relu_forward(int FORMAT,
    int BYTES, int M, int P, int C, int K, int OH, int OW, int CC, int PH, int PW, int POOL, int n,
    int begin, int end, const float *v, const uint8_t *w, const float *scale, float *y, float *wide,
    float *u, float *m, float *lines, float *tile, const float *f0_bias, float f1_MAX)
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
            vgg_cifar_mk_wino_weights(P, u, us, FORMAT == 0 ? (const float *)(const void *)now :
                                      wide, FORMAT == 0 ? (ptrdiff_t)C * 16 : CC * 16,
                                      channels * 16);
            for (int p = 0; p < P * P; p++) {
                if (!last || kb + 1 < end)
                    vgg_cifar_mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, P * P);
                vgg_cifar_mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
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
            vgg_cifar_mk_wino_scatter(P, 0, POOL > 0 ? lines : row, high, OW, 0, 0,
                                      m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            if (POOL > 0)
                vgg_cifar_mk_pool_lines(row, NULL, lines, POOL > 1 ? scale + kb * 16 : NULL,
                                        last - first, PW, high, OW);
            vgg_cifar_mk_add_channel(row, row, (last-first)*PW*16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_weights: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of
 * the gradient of x. */
VGG_CIFAR_INLINE void vgg_cifar_wino_weights(int P, int C, int K, int begin, int end,
                                             const float *w, float *u)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        vgg_cifar_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
    VGG_CIFAR_WROTE();
}

/* wino_forward + bias_forward + relu_forward: y = x * w. */
VGG_CIFAR_INLINE void vgg_cifar_wino_forward_bias_forward_relu_forward(int M, int P, int C, int H,
    int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX, int begin,
    int end, const float *x, const float *norm, const float *u, float *y, float *v, float *m,
    float *patch, float *tile, const float *f0_bias, float f1_MAX)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            vgg_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                vgg_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                   tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                   u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                vgg_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                          m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          ms, TX, 0, tile);
                vgg_cifar_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                vgg_cifar_mk_relu(row, row, high*OW*16, f1_MAX);
            }
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_forward_pooled + bias_forward + relu_forward: y = the maxima of 2x2 windows of x * w, stride
 * 2, PH x PW of them; the last may reach over the edge. A row of tiles is pooled as soon as it is
 * transformed, so the map itself is never stored: what is fused must be the same for a maximum as
 * for what it is the maximum of. KEEP 1: arg is the place of the first maximum in its window, as
 * maxpool_train has it. POOL 1: maxima; 2: minima in channels whose scale, a factor of what is
 * fused, is negative, since these become the maxima. */
VGG_CIFAR_INLINE void vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(int M, int P, int C,
    int H, int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX,
    int PH, int PW, int POOL, int KEEP, int begin, int end, const float *x, const float *norm,
    const float *u, const float *scale, float *y, uint8_t *arg, float *v, float *m, float *lines,
    float *patch, float *tile, const float *f0_bias, float f1_MAX)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M,
              TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            vgg_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                vgg_cifar_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                   tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                   u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                const int first = top / 2, last = at % TY == TY - 1 ? PH : (top + high) / 2;
                const ptrdiff_t map = ((ptrdiff_t)(at / TY) * KB + kb) * PH * PW * 16;
                float *row = y + map + (ptrdiff_t)first * PW * 16;
                vgg_cifar_mk_wino_scatter(P, 0, lines, high, OW, 0, 0,
                                          m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          ms, TX, 0, tile);
                vgg_cifar_mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)first * PW * 16 :
                                        NULL, lines, POOL > 1 ? scale + kb * 16 : NULL,
                                        last - first, PW, high, OW);
                vgg_cifar_mk_add_channel(row, row, (last-first)*PW*16, f0_bias + kb*16);
                vgg_cifar_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
            }
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_backward + relu_backward: dx and partial sums of dw in one pass. ut: wino_weights of the
 * transposed kernel. */
VGG_CIFAR_INLINE void vgg_cifar_wino_backward_relu_backward(int M, int P, int C, int H, int W,
                                                            int K, int OH, int OW, int PT, int PL,
                                                            int RB, int KG, int NORM, float MAX,
                                                            int begin, int end, const float *x,
                                                            const float *norm, const float *dy,
                                                            const float *ut, float *dx, float *dw,
                                                            float *du, float *v, float *m,
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
            vgg_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                     ms, dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) *
                                     OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            vgg_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int i = 0; i < P * P * KB; i++)
            vgg_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                    v + i / KB * vs, vs,
                                    m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles,
                                    r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                vgg_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
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
                vgg_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                          v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          vs, TX, at % TY > 0, tile);
                vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        vgg_cifar_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                       du + (ptrdiff_t)kb * C * 16, us, C * 16);
    VGG_CIFAR_WROTE();
}

/* wino_backward + relu_backward + bias_sums: dx and partial sums of dw in one pass. ut:
 * wino_weights of the transposed kernel. */
VGG_CIFAR_INLINE void vgg_cifar_wino_backward_relu_backward_bias_sums(int M, int P, int C, int H,
    int W, int K, int OH, int OW, int PT, int PL, int RB, int KG, int NORM, float MAX, int begin,
    int end, const float *x, const float *norm, const float *dy, const float *ut, float *dx,
    float *dw, float *du, float *v, float *m, float *patch, float *tile, float f0_MAX,
    const float *f0_y, int f1_HW, int f1_STEP, int f1_AFTER, int f1_TIMES, float *f1_part)
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
            vgg_cifar_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                     ms, dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) *
                                     OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            vgg_cifar_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int i = 0; i < P * P * KB; i++)
            vgg_cifar_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                    v + i / KB * vs, vs,
                                    m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles,
                                    r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                vgg_cifar_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
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
                vgg_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                          v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          vs, TX, at % TY > 0, tile);
                vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
                vgg_cifar_mk_sum_row(f1_part + (((row - dx)) / (f1_HW * 16) * f1_TIMES +
                                                (((row - dx)) % (f1_HW * 16) / 16 + f1_AFTER) /
                                                f1_STEP) * 16, row, (to-from)*W*16);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        vgg_cifar_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                       du + (ptrdiff_t)kb * C * 16, us, C * 16);
    VGG_CIFAR_WROTE();
}

/* wino_panel_gather: Transforms every tile of a map [n][CB][H][W][16]: GRAD 0: V = Bt X B, patches
 * from row -TOP and column -LEFT on. GRAD 1: dM = A dY At. NORM, norm and MAX as in wino.c. */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_gather(int GRAD, int M, int P, int C, int H, int W,
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
                vgg_cifar_mk_wino_gather(P, 1, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                         r % TY * M - TOP, -LEFT, TX, tile);
            else
                vgg_cifar_mk_wino_patch(P, to, (ptrdiff_t)CB * tiles * 16 + 16, map, H, W,
                                        r % TY * M - TOP, -LEFT, TX, NORM,
                                        NORM > 0 ? norm + cb * 48 : norm, MAX, patch, tile);
        }
    VGG_CIFAR_WROTE();
}

/* wino_panel_forward + bias_forward + relu_forward: y = At (V . U) A, G output blocks at a time, so
 * that a plane of V that comes from afar serves them all; their panels of U are made in steps of CC
 * channels (a multiple of 16), ROUND 1: of weights rounded to bfloat16. */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_forward_bias_forward_relu_forward(int M, int P, int C,
    int K, int OH, int OW, int CC, int G, int ROUND, int n, int begin, int end, const float *v,
    const float *w, float *y, float *u, float *m, float *rounded, float *tile, const float *f0_bias,
    float f1_MAX)
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
                vgg_cifar_mk_wino_weights(P, u + g * P * P * us, us, ROUND > 0 ? rounded : from,
                                          ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    vgg_cifar_mk_prefetch(w + ((ptrdiff_t)kb * C + next) * 16 + p * 9 / (P * P) *
                                          ws + p % (P * P / 9) * (coming * 16 / (P * P / 9)),
                                          coming * 16 / (P * P / 9));
                vgg_cifar_mk_panel(m + (g * P * P + p) * ms, 16, tiles,
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
            vgg_cifar_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                      m + (kb - first) * P * P * ms + (ptrdiff_t)r * TX * 16, ms,
                                      TX, 0, tile);
            vgg_cifar_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, high*OW*16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_panel_forward_pooled + bias_forward + relu_forward: The maxima of 2x2 windows of that,
 * stride 2, PH x PW of them, as wino_forward_pooled (wino.c). */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_forward_pooled_bias_forward_relu_forward(int M, int P,
    int C, int K, int OH, int OW, int CC, int G, int ROUND, int PH, int PW, int KEEP, int n,
    int begin, int end, const float *v, const float *w, float *y, uint8_t *arg, float *u, float *m,
    float *lines, float *rounded, float *tile, const float *f0_bias, float f1_MAX)
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
                vgg_cifar_mk_wino_weights(P, u + g * P * P * us, us, ROUND > 0 ? rounded : from,
                                          ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    vgg_cifar_mk_prefetch(w + ((ptrdiff_t)kb * C + next) * 16 + p * 9 / (P * P) *
                                          ws + p % (P * P / 9) * (coming * 16 / (P * P / 9)),
                                          coming * 16 / (P * P / 9));
                vgg_cifar_mk_panel(m + (g * P * P + p) * ms, 16, tiles,
                                   v + p * vs + (ptrdiff_t)c * tiles, 16, (ptrdiff_t)tiles * 16,
                                   u + (g * P * P + p) * us, channels, c > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int kb = first + i / (n * TY), r = i % (n * TY), top = r % TY * M,
                      high = OH - top < M ? OH - top : M;
            const int one = top / 2, last = r % TY == TY - 1 ? PH : (top + high) / 2;
            const ptrdiff_t map = ((ptrdiff_t)(r / TY) * KB + kb) * PH * PW * 16;
            float *row = y + map + (ptrdiff_t)one * PW * 16;
            vgg_cifar_mk_wino_scatter(P, 0, lines, high, OW, 0, 0,
                                      m + (kb - first) * P * P * ms + (ptrdiff_t)r * TX * 16, ms,
                                      TX, 0, tile);
            vgg_cifar_mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)one * PW * 16 : NULL,
                                    lines, NULL, last - one, PW, high, OW);
            vgg_cifar_mk_add_channel(row, row, (last-one)*PW*16, f0_bias + kb*16);
            vgg_cifar_mk_relu(row, row, (last-one)*PW*16, f1_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_panel_backward_data + relu_backward: dx = sum over tiles of B (dM . Ut) Bt, G input blocks
 * at a time; their panels of Ut are transposed and made in steps of CC outputs (a multiple of 16),
 * ROUND 1: of rounded weights. */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_backward_data_relu_backward(int M, int P, int C, int H,
    int W, int K, int OH, int OW, int PT, int PL, int CC, int G, int ROUND, int n, int begin,
    int end, const float *m, const float *w, float *dx, float *wt, float *u, float *v, float *tile,
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
                    vgg_cifar_mk_transpose(wt + t * CC * 16,
                                           w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16,
                                           (ptrdiff_t)C * 16, C - 16 * cb < 16 ? C - 16 * cb : 16,
                                           outputs);
                vgg_cifar_mk_wino_weights(P, u + g * P * P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < K ? k + CC : 0,
                      coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && cb < end; q++)
                    /* a share of the next weights */
                    vgg_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * C +
                                               16 * cb) * 16,
                                          (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
                vgg_cifar_mk_panel(v + (g * P * P + p) * vs, 16, tiles,
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
            vgg_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                      v + (cb - first) * P * P * vs + (ptrdiff_t)r * TX * 16, vs,
                                      TX, r % TY > 0, tile);
            vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_panel_backward_data + relu_backward + bias_sums: dx = sum over tiles of B (dM . Ut) Bt, G
 * input blocks at a time; their panels of Ut are transposed and made in steps of CC outputs (a
 * multiple of 16), ROUND 1: of rounded weights. */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(int M, int P,
    int C, int H, int W, int K, int OH, int OW, int PT, int PL, int CC, int G, int ROUND, int n,
    int begin, int end, const float *m, const float *w, float *dx, float *wt, float *u, float *v,
    float *tile, float f0_MAX, const float *f0_y, int f1_HW, int f1_STEP, int f1_AFTER,
    int f1_TIMES, float *f1_part)
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
                    vgg_cifar_mk_transpose(wt + t * CC * 16,
                                           w + (((ptrdiff_t)t * KB + k / 16) * C + 16 * cb) * 16,
                                           (ptrdiff_t)C * 16, C - 16 * cb < 16 ? C - 16 * cb : 16,
                                           outputs);
                vgg_cifar_mk_wino_weights(P, u + g * P * P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < K ? k + CC : 0,
                      coming = ((K - next < CC ? K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < P * P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (P * P); q < coming * (p + 1) / (P * P) && cb < end; q++)
                    /* a share of the next weights */
                    vgg_cifar_mk_prefetch(w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * C +
                                               16 * cb) * 16,
                                          (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
                vgg_cifar_mk_panel(v + (g * P * P + p) * vs, 16, tiles,
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
            vgg_cifar_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                      v + (cb - first) * P * P * vs + (ptrdiff_t)r * TX * 16, vs,
                                      TX, r % TY > 0, tile);
            vgg_cifar_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
            vgg_cifar_mk_sum_row(f1_part + (((row - dx)) / (f1_HW * 16) * f1_TIMES +
                                            (((row - dx)) % (f1_HW * 16) / 16 + f1_AFTER) / f1_STEP)
                                 * 16, row, (to-from)*W*16);
        }
    }
    VGG_CIFAR_WROTE();
}

/* wino_panel_backward_weights: dw = Gt (Vt . dM) G, blocks of 16 input channels by 16 outputs; G
 * blocks of channels share a pass over the planes of m. Outputs vary fastest, since the product
 * asks for what follows its rows of m, and the planes of v stay in cache. */
VGG_CIFAR_INLINE void vgg_cifar_wino_panel_backward_weights(int P, int C, int K, int TILES, int G,
                                                            int n, int begin, int end,
                                                            const float *v, const float *m,
                                                            float *dw, float *u)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, tiles = n * TILES;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
    for (int i = begin; i < end; i++) {
        const int first = i / KB * G, kb = i % KB, group = CB - first < G ? CB - first : G;
        for (int q = 0; q < P * P * group; q++) {
            const int p = q / group, cb = first + q % group;
            vgg_cifar_mk_wino_outer(1, u + (q % group * P * P + p) * 272, 272,
                                    C - 16 * cb < 16 ? C - 16 * cb : 16,
                                    v + p * vs + (ptrdiff_t)cb * tiles * 16, vs,
                                    m + p * ms + (ptrdiff_t)kb * tiles * 16, ms, tiles, 0);
        }
        for (int cb = first; cb < first + group; cb++)
            vgg_cifar_mk_wino_weights_grad(P, dw + ((ptrdiff_t)kb * C + 16 * cb) * 16,
                                           (ptrdiff_t)KB * C * 16, u + (cb - first) * P * P * 272,
                                           272, (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
    }
    VGG_CIFAR_WROTE();
}

static const struct vgg_cifar_init_init_param_row {
    int COUNT, FAN_IN, FAN_OUT, KIND, STREAM, params;
} vgg_cifar_init_init_param_rows[] = {
    {1728, 27, 576, 2, 0, 0}, {64, 0, 0, 0, 1, 1728}, {36864, 576, 576, 2, 2, 1792},
    {64, 0, 0, 0, 3, 38656}, {73728, 576, 1152, 2, 4, 38720}, {128, 0, 0, 0, 5, 112448},
    {147456, 1152, 1152, 2, 6, 112576}, {128, 0, 0, 0, 7, 260032},
    {294912, 1152, 2304, 2, 8, 260160}, {256, 0, 0, 0, 9, 555072},
    {589824, 2304, 2304, 2, 10, 555328}, {256, 0, 0, 0, 11, 1145152},
    {589824, 2304, 2304, 2, 12, 1145408}, {256, 0, 0, 0, 13, 1735232},
    {1179648, 2304, 4608, 2, 14, 1735488}, {512, 0, 0, 0, 15, 2915136},
    {2359296, 4608, 4608, 2, 16, 2915648}, {512, 0, 0, 0, 17, 5274944},
    {2359296, 4608, 4608, 2, 18, 5275456}, {512, 0, 0, 0, 19, 7634752},
    {2359296, 4608, 4608, 2, 20, 7635264}, {512, 0, 0, 0, 21, 9994560},
    {2359296, 4608, 4608, 2, 22, 9995072}, {512, 0, 0, 0, 23, 12354368},
    {2359296, 4608, 4608, 2, 24, 12354880}, {512, 0, 0, 0, 25, 14714176},
    {147456, 4608, 288, 2, 26, 14714688}, {32, 0, 0, 0, 27, 14862144}, {32, 0, 0, 1, 28, 14862176},
    {32, 0, 0, 0, 29, 14862208}, {32, 0, 0, 0, 30, 14862240}, {32, 0, 0, 1, 31, 14862272},
    {9216, 288, 288, 2, 32, 14862304}, {32, 0, 0, 0, 33, 14871520}, {32, 0, 0, 1, 34, 14871552},
    {32, 0, 0, 0, 35, 14871584}, {32, 0, 0, 0, 36, 14871616}, {32, 0, 0, 1, 37, 14871648},
    {18432, 288, 576, 2, 38, 14871680}, {64, 0, 0, 0, 39, 14890112}, {64, 0, 0, 1, 40, 14890176},
    {64, 0, 0, 0, 41, 14890240}, {64, 0, 0, 0, 42, 14890304}, {64, 0, 0, 1, 43, 14890368},
    {36864, 576, 576, 2, 44, 14890432}, {64, 0, 0, 0, 45, 14927296}, {64, 0, 0, 1, 46, 14927360},
    {64, 0, 0, 0, 47, 14927424}, {64, 0, 0, 0, 48, 14927488}, {64, 0, 0, 1, 49, 14927552},
    {32768, 64, 512, 2, 50, 14927616}, {512, 0, 0, 0, 51, 14960384}, {512, 0, 0, 1, 52, 14960896},
    {512, 0, 0, 0, 53, 14961408}, {512, 0, 0, 0, 54, 14961920}, {512, 0, 0, 1, 55, 14962432},
    {5120, 512, 10, 2, 56, 14962944}, {10, 0, 0, 0, 57, 14968064},
};

VGG_CIFAR_TASK(vgg_cifar_init_rows_init_param)
{
    VGG_CIFAR_ROW(vgg_cifar_init_init_param_row);
    VGG_CIFAR_RANGE(row->COUNT, 125000);
    vgg_cifar_init_param(row->FAN_IN, row->FAN_OUT, row->KIND, row->STREAM, begin, end, run->seed,
                         run->params + row->params);
}

static const struct vgg_cifar_prepare_vector_pack_row {
    int C, params, to;
} vgg_cifar_prepare_vector_pack_rows[] = {
    {64, 1728, 19096576}, {64, 38656, 19096640}, {128, 112448, 19096320}, {128, 260032, 19096448},
    {256, 555072, 19095552}, {256, 1145152, 19095808}, {256, 1735232, 19096064},
    {512, 2915136, 19090944}, {512, 5274944, 19091456}, {512, 7634752, 19091968},
    {512, 9994560, 19092480}, {512, 12354368, 19092992}, {512, 14714176, 19093504},
    {32, 14862144, 19097088}, {32, 14871520, 19097184}, {64, 14890112, 19096704},
    {64, 14927296, 19096896}, {512, 14960384, 19094016}, {10, 14968064, 19097280},
};

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_vector_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params, run->model + row->to);
}

static const struct vgg_cifar_prepare_conv_pack_row {
    int K, params, w, u;
} vgg_cifar_prepare_conv_pack_rows[] = {
    {64, 1792, 0, 18876672}, /* base.block1.conv2.kernel */
    {128, 38720, 0, 18286272}, /* base.block2.conv1.kernel */
};

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_conv_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_conv_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_pack(/*TAPS*/ 9, /*C*/ 64, row->K, run->params + row->params,
        run->model + row->w);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_wino_weights)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_conv_pack_row);
    VGG_CIFAR_RANGE((row->K+15)/16, 3);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 64, row->K, begin, end, run->model + row->w,
        run->model + row->u);
}

static const struct vgg_cifar_prepare_conv_pack_row_2 {
    int params, w, u;
} vgg_cifar_prepare_conv_pack_row_2s[] = {
    {555328, 2359872, 0}, /* base.block3.conv2.kernel */
    {1145408, 4719744, 2359872}, /* base.block3.conv3.kernel */
};

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_conv_pack_2)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_conv_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_pack(/*TAPS*/ 9, /*C*/ 256, /*K*/ 256, run->params + row->params,
        run->model + row->w);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_wino_weights_2)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_conv_pack_row_2);
    VGG_CIFAR_RANGE((256+15)/16, 1);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 256, /*K*/ 256, begin, end, run->model + row->w,
        run->model + row->u);
}

static const struct vgg_cifar_prepare_vector_pack_row_2 {
    int C, params, gamma, params_2, variance, scale, params_3, beta, params_4, mean, shift;
} vgg_cifar_prepare_vector_pack_row_2s[] = {
    {32, 14862176, 19024704, 14862272, 19024736, 19097120, 14862208, 19024768, 14862240, 19024800,
        19097152},
        /* batchnorm_1.gamma */
    {32, 14871552, 19024704, 14871648, 19024736, 19097216, 14871584, 19024768, 14871616, 19024800,
        19097248},
        /* batchnorm_2.gamma */
    {64, 14890176, 19024704, 14890368, 19024768, 19096768, 14890240, 19024832, 14890304, 19024896,
        19096832},
        /* batchnorm_3.gamma */
    {64, 14927360, 19024704, 14927552, 19024768, 19096960, 14927424, 19024832, 14927488, 19024896,
        19097024},
        /* batchnorm_4.gamma */
    {512, 14960896, 19073856, 14962432, 19074368, 19094528, 14961408, 19074880, 14961920, 19075392,
        19095040},
        /* batchnorm_5.gamma */
};

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_vector_pack_2)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params, run->model + row->gamma);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_vector_pack_3)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params_2, run->model + row->variance);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_batchnorm_fold_scale)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_batchnorm_fold_scale(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->variance, run->model + row->scale);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_vector_pack_4)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params_3, run->model + row->beta);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_vector_pack_5)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params_4, run->model + row->mean);
}

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_batchnorm_fold_shift)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_batchnorm_fold_shift(row->C, /*EPS*/ 0.00100000005f, run->model + row->gamma,
        run->model + row->beta, run->model + row->mean, run->model + row->variance,
        run->model + row->shift);
}

static const struct vgg_cifar_prepare_dense_pack_row {
    int C, K, params, to;
} vgg_cifar_prepare_dense_pack_rows[] = {
    {64, 512, 14927616, 19024704}, {512, 10, 14962944, 19073856},
};

VGG_CIFAR_TASK(vgg_cifar_prepare_rows_dense_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_prepare_dense_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_dense_pack(row->C, row->K, run->params + row->params, run->model + row->to);
}

static void vgg_cifar_run_init(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("init", "");
    for (run->row = 0; run->row < 58; run->row++) {
        const struct vgg_cifar_init_init_param_row *const row =
            &vgg_cifar_init_init_param_rows[run->row];
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_init_rows_init_param, run,
                               VGG_CIFAR_RANGES_OF(row->COUNT, 125000));
    }
    VGG_CIFAR_AFTER_LAYER("init", "");
}

/* base.block1.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x3 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block1_conv1_conv_store)
{
    VGG_CIFAR_RANGE(4, 145);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 3, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK1_CONV1_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_KERNEL), scratch);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block2_conv2_conv_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_pack(/*TAPS*/ 9, /*C*/ 128, /*K*/ 128,
        run->params + VGG_CIFAR_PARAMS_BASE_BLOCK2_CONV2_KERNEL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_KERNEL);
}
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block2_conv2_wino_weights)
{
    VGG_CIFAR_RANGE(8, 2);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 128, /*K*/ 128, begin, end,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_KERNEL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_PANELS);
}

/* base.block3.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x128 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block3_conv1_conv_store)
{
    VGG_CIFAR_RANGE(16, 4);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 128, /*K*/ 256,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK3_CONV1_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_KERNEL), scratch);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block4_conv1_conv_store)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 256, /*K*/ 512,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV1_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_KERNEL), scratch);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block4_conv2_conv_store)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 512, /*K*/ 512,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV2_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_KERNEL), scratch);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block4_conv3_conv_store)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 512, /*K*/ 512,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK4_CONV3_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_KERNEL), scratch);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block5_conv1_wino_store)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_ROWS);
    vgg_cifar_wino_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*P*/ 3, /*C*/ 512, /*K*/ 512, /*GROUPS*/ 1,
        begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV1_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_KERNEL), scratch);
}

/* base.block5.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block5_conv2_wino_store)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_ROWS);
    vgg_cifar_wino_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*P*/ 3, /*C*/ 512, /*K*/ 512, /*GROUPS*/ 1,
        begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV2_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_KERNEL), scratch);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_prepare_base_block5_conv3_wino_store)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_ROWS);
    vgg_cifar_wino_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*P*/ 3, /*C*/ 512, /*K*/ 512, /*GROUPS*/ 1,
        begin, end, run->params + VGG_CIFAR_PARAMS_BASE_BLOCK5_CONV3_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_KERNEL), scratch);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_prepare_conv_1_conv_store)
{
    VGG_CIFAR_RANGE(2, 2);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_CONV_1_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 1, /*FIRST*/ 4, /*C*/ 512, /*K*/ 32,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_CONV_1_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_CONV_1_KERNEL), scratch);
}

/* conv_2 (vgg_cifar.net:12: conv 32 3x3 relu): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_prepare_conv_2_conv_store)
{
    VGG_CIFAR_RANGE(2, 25);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_CONV_2_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 1, /*FIRST*/ 4, /*C*/ 32, /*K*/ 32,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_CONV_2_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_CONV_2_KERNEL), scratch);
}

/* conv_3 (vgg_cifar.net:17: conv 64 3x3 relu): 1x1x32 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_prepare_conv_3_conv_store)
{
    VGG_CIFAR_RANGE(4, 25);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_CONV_3_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 1, /*FIRST*/ 4, /*C*/ 32, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_CONV_3_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_CONV_3_KERNEL), scratch);
}

/* conv_4 (vgg_cifar.net:19: conv 64 3x3 relu): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_prepare_conv_4_conv_store)
{
    VGG_CIFAR_RANGE(4, 13);
    VGG_CIFAR_SCRATCH(run->model + VGG_CIFAR_MODEL_CONV_4_ROWS);
    vgg_cifar_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 1, /*FIRST*/ 4, /*C*/ 64, /*K*/ 64,
        /*GROUPS*/ 1, begin, end, run->params + VGG_CIFAR_PARAMS_CONV_4_KERNEL,
        (uint8_t *)(void *)(run->model + VGG_CIFAR_MODEL_CONV_4_KERNEL), scratch);
}

static void vgg_cifar_run_prepare(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("prepare", "");
    for (run->row = 0; run->row < 19; run->row++)
        vgg_cifar_prepare_rows_vector_pack(run, 0, 0);
    vgg_cifar_prepare_base_block1_conv1_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++) {
        const struct vgg_cifar_prepare_conv_pack_row *const row =
            &vgg_cifar_prepare_conv_pack_rows[run->row];
        vgg_cifar_prepare_rows_conv_pack(run, 0, 0);
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_rows_wino_weights, run,
                               VGG_CIFAR_RANGES_OF((row->K+15)/16, 3));
    }
    vgg_cifar_prepare_base_block2_conv2_conv_pack(run, 0, 0);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block2_conv2_wino_weights, run,
                           VGG_CIFAR_RANGES_OF(8, 2));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block3_conv1_conv_store, run,
                           VGG_CIFAR_RANGES_OF(16, 4));
    for (run->row = 0; run->row < 2; run->row++) {
        vgg_cifar_prepare_rows_conv_pack_2(run, 0, 0);
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_rows_wino_weights_2, run,
                               VGG_CIFAR_RANGES_OF((256+15)/16, 1));
    }
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block4_conv1_conv_store, run,
                           VGG_CIFAR_RANGES_OF(32, 2));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block4_conv2_conv_store, run,
                           VGG_CIFAR_RANGES_OF(32, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block4_conv3_conv_store, run,
                           VGG_CIFAR_RANGES_OF(32, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block5_conv1_wino_store, run,
                           VGG_CIFAR_RANGES_OF(32, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block5_conv2_wino_store, run,
                           VGG_CIFAR_RANGES_OF(32, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_prepare_base_block5_conv3_wino_store, run,
                           VGG_CIFAR_RANGES_OF(32, 1));
    vgg_cifar_prepare_conv_1_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 5; run->row++) {
        vgg_cifar_prepare_rows_vector_pack_2(run, 0, 0);
        vgg_cifar_prepare_rows_vector_pack_3(run, 0, 0);
        vgg_cifar_prepare_rows_batchnorm_fold_scale(run, 0, 0);
        vgg_cifar_prepare_rows_vector_pack_4(run, 0, 0);
        vgg_cifar_prepare_rows_vector_pack_5(run, 0, 0);
        vgg_cifar_prepare_rows_batchnorm_fold_shift(run, 0, 0);
    }
    vgg_cifar_prepare_conv_2_conv_store(run, 0, 0);
    vgg_cifar_prepare_conv_3_conv_store(run, 0, 0);
    vgg_cifar_prepare_conv_4_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        vgg_cifar_prepare_rows_dense_pack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("prepare", "");
}

/* base.block1.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x3 -> 32x32x64,
 * 3.6 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block1_conv1_conv_given)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 8, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_PANEL);
    vgg_cifar_conv_given_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*C*/ 3, /*H*/ 32,
        /*W*/ 32, /*K*/ 64, /*OH*/ 32, /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*PT*/ 1,
        /*PL*/ 1, /*PIXELS*/ 128, /*OUTS*/ 4, begin, end, run->x,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_KERNEL),
        run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_RELU_OUT, scratch, NULL, scratch + 4096,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64,
 * 75.6 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block1_conv2_wino_forward_pooled)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 8, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_V);
    vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 32,
        /*W*/ 32, /*K*/ 64, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 16, /*PW*/ 16, /*POOL*/ 1, /*KEEP*/ 0, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV1_RELU_OUT, NULL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV2_PANELS, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_RELU_OUT, NULL, scratch, scratch + 148032,
        scratch + 185472, NULL, scratch + 187520,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK1_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block2_conv1_wino_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 16);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_V);
    vgg_cifar_wino_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16,
        /*W*/ 16, /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 8,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK1_CONV2_RELU_OUT, NULL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV1_PANELS,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_RELU_OUT, scratch, scratch + 148032, NULL,
        scratch + 443520, run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block2_conv2_wino_forward_pooled)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 16);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_V);
    vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 16,
        /*W*/ 16, /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 8,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 1, /*KEEP*/ 0, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV1_RELU_OUT, NULL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_PANELS, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_RELU_OUT, NULL, scratch, scratch + 295488,
        scratch + 590976, NULL, scratch + 592000,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK2_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x128 -> 8x8x256,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block3_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK2_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block3_conv1_wino_prepacked_panels)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_WIDE);
    vgg_cifar_wino_prepacked_panels_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 128, /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*CC*/ 256, /*PH*/ 8, /*PW*/ 8,
        /*POOL*/ 0, run->n, begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_RELU_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 332928,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block3_conv2_wino_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 11);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_V);
    vgg_cifar_wino_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*RB*/ 32, /*KG*/ 16, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV1_RELU_OUT, NULL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV2_PANELS,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_RELU_OUT, scratch, scratch + 590400, NULL,
        scratch + 1180800, run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block3_conv3_wino_forward_pooled)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 11);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_V);
    vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8,
        /*W*/ 8, /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*RB*/ 32, /*KG*/ 16,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 4, /*PW*/ 4, /*POOL*/ 1, /*KEEP*/ 0, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV2_RELU_OUT, NULL,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV3_PANELS, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_RELU_OUT, NULL, scratch, scratch + 590400,
        scratch + 1180800, NULL, scratch + 1181312,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK3_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK3_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv1_wino_prepacked_panels)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_WIDE);
    vgg_cifar_wino_prepacked_panels_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 256, /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*CC*/ 256, /*PH*/ 4, /*PW*/ 4,
        /*POOL*/ 0, run->n, begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_RELU_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 222336,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv2_wino_prepacked_panels)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_WIDE);
    vgg_cifar_wino_prepacked_panels_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 512, /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*CC*/ 256, /*PH*/ 4, /*PW*/ 4,
        /*POOL*/ 0, run->n, begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_RELU_OUT, scratch, scratch + 36864,
        scratch + 184896, NULL, scratch + 222336,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block4_conv3_wino_prepacked_panels)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_WIDE);
    vgg_cifar_wino_prepacked_panels_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 4,
        /*P*/ 6, /*C*/ 512, /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*CC*/ 256, /*PH*/ 2, /*PW*/ 2,
        /*POOL*/ 1, run->n, begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_RELU_OUT, scratch, scratch + 36864,
        scratch + 184896, scratch + 222336, scratch + 222592,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK4_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK4_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv1_wino_prepacked_forward)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_M);
    vgg_cifar_wino_prepacked_forward_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 2,
        /*P*/ 3, /*C*/ 512, /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PH*/ 2, /*PW*/ 2, /*POOL*/ 0, run->n,
        begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_RELU_OUT, scratch, NULL, scratch + 9360,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv2_wino_prepacked_forward)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_M);
    vgg_cifar_wino_prepacked_forward_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 2,
        /*P*/ 3, /*C*/ 512, /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PH*/ 2, /*PW*/ 2, /*POOL*/ 0, run->n,
        begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_RELU_OUT, scratch, NULL, scratch + 9360,
        run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_infer_base_block5_conv3_wino_prepacked_forward)
{
    VGG_CIFAR_RANGE(32, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_M);
    vgg_cifar_wino_prepacked_forward_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*M*/ 2,
        /*P*/ 3, /*C*/ 512, /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PH*/ 1, /*PW*/ 1, /*POOL*/ 1, run->n,
        begin, end, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_TILES,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_KERNEL),
        NULL, run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_RELU_OUT, scratch, scratch + 9360,
        scratch + 9424, run->model + VGG_CIFAR_MODEL_BASE_BLOCK5_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32, 0.295 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_conv_1_pointwise_prepacked_forward)
{
    VGG_CIFAR_RANGE(2, 3);
    vgg_cifar_pointwise_prepacked_forward_bias_forward_relu_forward_scale_shift(/*FORMAT*/ 0,
        /*BYTES*/ 4, /*C*/ 512, /*K*/ 32, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BASE_BLOCK5_CONV3_RELU_OUT,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_CONV_1_KERNEL),
        run->work + VGG_CIFAR_WORK_BATCHNORM_1_OUT, run->model + VGG_CIFAR_MODEL_CONV_1_BIAS,
        /*MAX*/ 0.0f, run->model + VGG_CIFAR_MODEL_BATCHNORM_1_SCALE,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_1_SHIFT);
}

/* conv_2 (vgg_cifar.net:12: conv 32 3x3 relu): 1x1x32 -> 1x1x32, 0.0185 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_conv_2_pointwise_prepacked_forward)
{
    VGG_CIFAR_RANGE(2, 34);
    vgg_cifar_pointwise_prepacked_forward_bias_forward_relu_forward_scale_shift(/*FORMAT*/ 0,
        /*BYTES*/ 4, /*C*/ 32, /*K*/ 32, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BATCHNORM_1_OUT,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_CONV_2_KERNEL),
        run->work + VGG_CIFAR_WORK_BATCHNORM_2_OUT, run->model + VGG_CIFAR_MODEL_CONV_2_BIAS,
        /*MAX*/ 0.0f, run->model + VGG_CIFAR_MODEL_BATCHNORM_2_SCALE,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_2_SHIFT);
}

/* maxpool_1 (vgg_cifar.net:14: maxpool 2x2 same): 1x1x32 -> 1x1x32, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_maxpool_1_maxpool_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3907);
    vgg_cifar_maxpool_forward(/*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + VGG_CIFAR_WORK_BATCHNORM_2_OUT,
        run->work + VGG_CIFAR_WORK_MAXPOOL_1_OUT);
}

/* conv_3 (vgg_cifar.net:17: conv 64 3x3 relu): 1x1x32 -> 1x1x64, 0.0369 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_conv_3_pointwise_prepacked_forward)
{
    VGG_CIFAR_RANGE(4, 34);
    vgg_cifar_pointwise_prepacked_forward_bias_forward_relu_forward_scale_shift(/*FORMAT*/ 0,
        /*BYTES*/ 4, /*C*/ 32, /*K*/ 64, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_MAXPOOL_1_OUT,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_CONV_3_KERNEL),
        run->work + VGG_CIFAR_WORK_BATCHNORM_3_OUT, run->model + VGG_CIFAR_MODEL_CONV_3_BIAS,
        /*MAX*/ 0.0f, run->model + VGG_CIFAR_MODEL_BATCHNORM_3_SCALE,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_3_SHIFT);
}

/* conv_4 (vgg_cifar.net:19: conv 64 3x3 relu): 1x1x64 -> 1x1x64, 0.0738 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_conv_4_pointwise_prepacked_forward)
{
    VGG_CIFAR_RANGE(4, 17);
    vgg_cifar_pointwise_prepacked_forward_bias_forward_relu_forward_scale_shift(/*FORMAT*/ 0,
        /*BYTES*/ 4, /*C*/ 64, /*K*/ 64, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BATCHNORM_3_OUT,
        (const uint8_t *)(const void *)(run->model + VGG_CIFAR_MODEL_CONV_4_KERNEL),
        run->work + VGG_CIFAR_WORK_BATCHNORM_4_OUT, run->model + VGG_CIFAR_MODEL_CONV_4_BIAS,
        /*MAX*/ 0.0f, run->model + VGG_CIFAR_MODEL_BATCHNORM_4_SCALE,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_4_SHIFT);
}

/* maxpool_2 (vgg_cifar.net:21: maxpool 2x2 same): 1x1x64 -> 1x1x64, 0.000256 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_maxpool_2_maxpool_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3907);
    vgg_cifar_maxpool_forward(/*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + VGG_CIFAR_WORK_BATCHNORM_4_OUT,
        run->work + VGG_CIFAR_WORK_MAXPOOL_2_OUT);
}

/* dense_1 (vgg_cifar.net:25: dense 512 relu): 64 -> 512, 0.066 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_dense_1_dense_forward)
{
    VGG_CIFAR_RANGE(32, 32);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_DENSE_1_ROOM);
    vgg_cifar_dense_forward_bias_forward_relu_forward_scale_shift(/*C*/ 64, /*K*/ 512, run->n,
        begin, end, run->work + VGG_CIFAR_WORK_MAXPOOL_2_OUT,
        run->model + VGG_CIFAR_MODEL_DENSE_1_KERNEL, run->work + VGG_CIFAR_WORK_BATCHNORM_5_OUT,
        scratch, run->model + VGG_CIFAR_MODEL_DENSE_1_BIAS, /*MAX*/ 0.0f,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_5_SCALE,
        run->model + VGG_CIFAR_MODEL_BATCHNORM_5_SHIFT);
}

/* dense_2 (vgg_cifar.net:28: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_dense_2_dense_forward)
{
    VGG_CIFAR_RANGE(1, 3);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_WORK_DENSE_2_ROOM);
    vgg_cifar_dense_forward_bias_forward(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + VGG_CIFAR_WORK_BATCHNORM_5_OUT, run->model + VGG_CIFAR_MODEL_DENSE_2_KERNEL,
        run->work + VGG_CIFAR_WORK_DENSE_2_OUT, scratch, run->model + VGG_CIFAR_MODEL_DENSE_2_BIAS);
}

/* dense_2.softmax (vgg_cifar.net:28: softmax): 10 -> 10, 4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_infer_dense_2_softmax_softmax_forward)
{
    VGG_CIFAR_RANGE(run->n, 3907);
    vgg_cifar_softmax_forward(/*C*/ 10, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_WORK_DENSE_2_OUT, run->work + VGG_CIFAR_WORK_DENSE_2_SOFTMAX_OUT);
}
VGG_CIFAR_TASK(vgg_cifar_infer_dense_2_softmax_blocked_to_nhwc)
{
    VGG_CIFAR_RANGE(run->n, 4808);
    vgg_cifar_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + VGG_CIFAR_WORK_DENSE_2_SOFTMAX_OUT, run->y);
}

static void vgg_cifar_infer_stage(void *arg, int range, int worker)
{
    VGG_CIFAR_LAYER("infer", "base.block1.conv1", vgg_cifar_infer_base_block1_conv1_conv_given(arg,
        range, worker));
    VGG_CIFAR_LAYER("infer", "base.block1.conv2",
                    vgg_cifar_infer_base_block1_conv2_wino_forward_pooled(arg, range, worker));
}

static void vgg_cifar_infer_stage_2(void *arg, int range, int worker)
{
    VGG_CIFAR_LAYER("infer", "base.block2.conv1",
                    vgg_cifar_infer_base_block2_conv1_wino_forward(arg, range, worker));
    VGG_CIFAR_LAYER("infer", "base.block2.conv2",
                    vgg_cifar_infer_base_block2_conv2_wino_forward_pooled(arg, range, worker));
}

static void vgg_cifar_run_infer(vgg_cifar_run *run)
{
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_stage, run, VGG_CIFAR_RANGES_OF((int64_t)run->n * 8, 8));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_stage_2, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 4, 16));
    VGG_CIFAR_LAYER("infer", "base.block3.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block3_conv1_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 8)));
    VGG_CIFAR_LAYER("infer", "base.block3.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block3_conv1_wino_prepacked_panels,
                                           run, VGG_CIFAR_RANGES_OF(16, 1)));
    VGG_CIFAR_LAYER("infer", "base.block3.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block3_conv2_wino_forward, run,
                                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 11)));
    VGG_CIFAR_LAYER("infer", "base.block3.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block3_conv3_wino_forward_pooled,
                                           run, VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 11)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv1_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 8)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv1_wino_prepacked_panels,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv2_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 4)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv2_wino_prepacked_panels,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv3_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 4)));
    VGG_CIFAR_LAYER("infer", "base.block4.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block4_conv3_wino_prepacked_panels,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv1_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv1_wino_prepacked_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv2_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv2_wino_prepacked_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv3_wino_panel_gather, run,
                                           VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("infer", "base.block5.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_infer_base_block5_conv3_wino_prepacked_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 1)));
    VGG_CIFAR_LAYER("infer", "conv_1", vgg_cifar_infer_conv_1_pointwise_prepacked_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("infer", "conv_2", vgg_cifar_infer_conv_2_pointwise_prepacked_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("infer", "maxpool_1", vgg_cifar_infer_maxpool_1_maxpool_forward(run, 0, 0));
    VGG_CIFAR_LAYER("infer", "conv_3", vgg_cifar_infer_conv_3_pointwise_prepacked_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("infer", "conv_4", vgg_cifar_infer_conv_4_pointwise_prepacked_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("infer", "maxpool_2", vgg_cifar_infer_maxpool_2_maxpool_forward(run, 0, 0));
    VGG_CIFAR_LAYER("infer", "dense_1", vgg_cifar_infer_dense_1_dense_forward(run, 0, 0));
    VGG_CIFAR_LAYER("infer", "dense_2", vgg_cifar_infer_dense_2_dense_forward(run, 0, 0));
    VGG_CIFAR_LAYER("infer", "dense_2.softmax", vgg_cifar_infer_dense_2_softmax_softmax_forward(run,
        0, 0));
    VGG_CIFAR_LAYER("infer", "dense_2.softmax", vgg_cifar_infer_dense_2_softmax_blocked_to_nhwc(run,
        0, 0));
}

static const struct vgg_cifar_pack_conv_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} vgg_cifar_pack_conv_pack_rows[] = {
    {3, 64, 0, 0, 36864, 1728, 14971280, 14973008}, /* base.block1.conv1.kernel */
    {64, 64, 1792, 1792, 0, 36864, 14974864, 15011728}, /* base.block1.conv2.kernel */
    {64, 128, 38720, 38720, 26003808, 73728, 15048848, 15122576}, /* base.block2.conv1.kernel */
    {128, 128, 112576, 112576, 29901376, 147456, 15196560, 15344016}, /* base.block2.conv2.kernel */
    {128, 256, 260160, 260160, 32047680, 294912, 15491984, 15786896}, /* base.block3.conv1.kernel */
    {256, 256, 555328, 555328, 30933568, 589824, 16082320, 16672144}, /* base.block3.conv2.kernel */
    {256, 256, 1145408, 1145408, 30343744, 589824, 17262480, 17852304},
        /* base.block3.conv3.kernel */
    {256, 512, 1735488, 1735488, 26476544, 1179648, 18443152, 19622800},
        /* base.block4.conv1.kernel */
    {512, 512, 2915648, 2915648, 22020096, 2359296, 20803472, 23162768},
        /* base.block4.conv2.kernel */
    {512, 512, 5275456, 5275456, 19660800, 2359296, 25523088, 27882384},
        /* base.block4.conv3.kernel */
    {512, 512, 7635264, 7635264, 17301504, 2359296, 30242704, 32602000},
        /* base.block5.conv1.kernel */
    {512, 512, 9995072, 9995072, 14942208, 2359296, 34962320, 37321616},
        /* base.block5.conv2.kernel */
    {512, 512, 12354880, 12354880, 12582912, 2359296, 39681936, 42041232},
        /* base.block5.conv3.kernel */
    {512, 32, 14714688, 14714688, 32604736, 147456, 44400592, 44548048}, /* conv_1.kernel */
    {32, 32, 14862304, 14862304, 32971328, 9216, 44695696, 44704912}, /* conv_2.kernel */
    {32, 64, 14871680, 14871680, 32952896, 18432, 44714384, 44732816}, /* conv_3.kernel */
    {64, 64, 14890432, 14890432, 32883264, 36864, 44751632, 44788496}, /* conv_4.kernel */
};

VGG_CIFAR_TASK(vgg_cifar_pack_rows_conv_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_conv_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_pack(/*TAPS*/ 9, row->C, row->K, run->params + row->params,
        run->state + row->param);
}

VGG_CIFAR_TASK(vgg_cifar_unpack_rows_conv_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_conv_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->state + row->param,
        run->params + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_out_rows_conv_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_conv_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->work + row->grad,
        run->grads + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_in_rows_conv_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_conv_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_conv_pack(/*TAPS*/ 9, row->C, row->K, run->grads + row->params,
        run->work + row->grad);
}

VGG_CIFAR_TASK(vgg_cifar_apply_rows_adam_update)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_conv_pack_row);
    VGG_CIFAR_RANGE(row->COUNT / 16, 1954);
    vgg_cifar_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct vgg_cifar_pack_vector_pack_row {
    int C, params, param, grad, COUNT, moment1, moment2;
} vgg_cifar_pack_vector_pack_rows[] = {
    {64, 1728, 1728, 38592, 64, 14971152, 14971216}, /* base.block1.conv1.bias */
    {64, 38656, 38656, 26231136, 64, 14974736, 14974800}, /* base.block1.conv2.bias */
    {128, 112448, 112448, 30048832, 128, 15048592, 15048720}, /* base.block2.conv1.bias */
    {128, 260032, 260032, 31523392, 128, 15196304, 15196432}, /* base.block2.conv2.bias */
    {256, 555072, 555072, 32997248, 256, 15491472, 15491728}, /* base.block3.conv1.bias */
    {256, 1145152, 1145152, 32996992, 256, 16081808, 16082064}, /* base.block3.conv2.bias */
    {256, 1735232, 1735232, 32996736, 256, 17261968, 17262224}, /* base.block3.conv3.bias */
    {512, 2915136, 2915136, 32996224, 512, 18442128, 18442640}, /* base.block4.conv1.bias */
    {512, 5274944, 5274944, 32995712, 512, 20802448, 20802960}, /* base.block4.conv2.bias */
    {512, 7634752, 7634752, 32995200, 512, 25522064, 25522576}, /* base.block4.conv3.bias */
    {512, 9994560, 9994560, 32994688, 512, 30241680, 30242192}, /* base.block5.conv1.bias */
    {512, 12354368, 12354368, 32994176, 512, 34961296, 34961808}, /* base.block5.conv2.bias */
    {512, 14714176, 14714176, 32993664, 512, 39680912, 39681424}, /* base.block5.conv3.bias */
    {32, 14862144, 14862144, 32998208, 32, 44400528, 44400560}, /* conv_1.bias */
    {32, 14862176, 14862176, 32998336, 32, 44695568, 44695600}, /* batchnorm_1.gamma */
    {32, 14862208, 14862208, 32998432, 32, 44695504, 44695536}, /* batchnorm_1.beta */
    {32, 14871520, 14871520, 32998304, 32, 44695632, 44695664}, /* conv_2.bias */
    {32, 14871552, 14871552, 32998368, 32, 44714192, 44714224}, /* batchnorm_2.gamma */
    {32, 14871584, 14871584, 32998400, 32, 44714128, 44714160}, /* batchnorm_2.beta */
    {64, 14890112, 14890112, 32997632, 64, 44714256, 44714320}, /* conv_3.bias */
    {64, 14890176, 14890176, 32997888, 64, 44751376, 44751440}, /* batchnorm_3.gamma */
    {64, 14890240, 14890240, 32998080, 64, 44751248, 44751312}, /* batchnorm_3.beta */
    {64, 14927296, 14927296, 32997824, 64, 44751504, 44751568}, /* conv_4.bias */
    {64, 14927360, 14927360, 32997952, 64, 44825488, 44825552}, /* batchnorm_4.gamma */
    {64, 14927424, 14927424, 32998016, 64, 44825360, 44825424}, /* batchnorm_4.beta */
    {512, 14960384, 14960384, 32992128, 512, 44825616, 44826128}, /* dense_1.bias */
    {512, 14960896, 14960896, 32992640, 512, 44893200, 44893712}, /* batchnorm_5.gamma */
    {512, 14961408, 14961408, 32993152, 512, 44892176, 44892688}, /* batchnorm_5.beta */
    {10, 14968064, 14971136, 32998464, 16, 44894224, 44894240}, /* dense_2.bias */
};

VGG_CIFAR_TASK(vgg_cifar_pack_rows_vector_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params, run->state + row->param);
}

VGG_CIFAR_TASK(vgg_cifar_unpack_rows_vector_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_unpack(row->C, run->state + row->param, run->params + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_out_rows_vector_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_unpack(row->C, run->work + row->grad, run->grads + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_in_rows_vector_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->grads + row->params, run->work + row->grad);
}

VGG_CIFAR_TASK(vgg_cifar_apply_rows_adam_update_2)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row);
    VGG_CIFAR_RANGE(row->COUNT / 16, 1954);
    vgg_cifar_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct vgg_cifar_pack_vector_pack_row_2 {
    int C, params, to, from;
} vgg_cifar_pack_vector_pack_row_2s[] = {
    {32, 14862240, 14862240, 32998144}, /* batchnorm_1.moving_mean */
    {32, 14862272, 14862272, 32998176}, /* batchnorm_1.moving_variance */
    {32, 14871616, 14871616, 32998240}, /* batchnorm_2.moving_mean */
    {32, 14871648, 14871648, 32998272}, /* batchnorm_2.moving_variance */
    {64, 14890304, 14890304, 32997504}, /* batchnorm_3.moving_mean */
    {64, 14890368, 14890368, 32997568}, /* batchnorm_3.moving_variance */
    {64, 14927488, 14927488, 32997696}, /* batchnorm_4.moving_mean */
    {64, 14927552, 14927552, 32997760}, /* batchnorm_4.moving_variance */
    {512, 14961920, 14961920, 32991104}, /* batchnorm_5.moving_mean */
    {512, 14962432, 14962432, 32991616}, /* batchnorm_5.moving_variance */
};

VGG_CIFAR_TASK(vgg_cifar_pack_rows_vector_pack_2)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->params + row->params, run->state + row->to);
}

VGG_CIFAR_TASK(vgg_cifar_unpack_rows_vector_unpack_2)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_unpack(row->C, run->state + row->to, run->params + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_stats_rows_vector_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_vector_pack_row_2);
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(row->C, run->work + row->from, run->state + row->to);
}

static const struct vgg_cifar_pack_dense_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} vgg_cifar_pack_dense_pack_rows[] = {
    {64, 512, 14927616, 14927616, 32920128, 32768, 44826640, 44859408}, /* dense_1.kernel */
    {512, 10, 14962944, 14962944, 32980544, 8192, 44894256, 44902448}, /* dense_2.kernel */
};

VGG_CIFAR_TASK(vgg_cifar_pack_rows_dense_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_dense_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_dense_pack(row->C, row->K, run->params + row->params, run->state + row->param);
}

VGG_CIFAR_TASK(vgg_cifar_unpack_rows_dense_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_dense_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_dense_unpack(row->C, row->K, run->state + row->param, run->params + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_out_rows_dense_unpack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_dense_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_dense_unpack(row->C, row->K, run->work + row->grad, run->grads + row->params);
}

VGG_CIFAR_TASK(vgg_cifar_grads_in_rows_dense_pack)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_dense_pack_row);
    VGG_CIFAR_WHOLE();
    vgg_cifar_dense_pack(row->C, row->K, run->grads + row->params, run->work + row->grad);
}

VGG_CIFAR_TASK(vgg_cifar_apply_rows_adam_update_3)
{
    VGG_CIFAR_ROW(vgg_cifar_pack_dense_pack_row);
    VGG_CIFAR_RANGE(row->COUNT / 16, 1954);
    vgg_cifar_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static void vgg_cifar_run_pack(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("pack", "");
    for (run->row = 0; run->row < 17; run->row++)
        vgg_cifar_pack_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 29; run->row++)
        vgg_cifar_pack_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 10; run->row++)
        vgg_cifar_pack_rows_vector_pack_2(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        vgg_cifar_pack_rows_dense_pack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("pack", "");
}

static void vgg_cifar_run_unpack(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("unpack", "");
    for (run->row = 0; run->row < 17; run->row++)
        vgg_cifar_unpack_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 29; run->row++)
        vgg_cifar_unpack_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 10; run->row++)
        vgg_cifar_unpack_rows_vector_unpack_2(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        vgg_cifar_unpack_rows_dense_unpack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("unpack", "");
}

/* input (vgg_cifar.net:5: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
VGG_CIFAR_TASK(vgg_cifar_forward_input_nhwc_to_blocked)
{
    VGG_CIFAR_RANGE(run->n, 1);
    vgg_cifar_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + VGG_CIFAR_TRAIN_INPUT_OUT);
}

/* base.block1.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x3 -> 32x32x64,
 * 3.6 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block1_conv1_conv_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_PADDED);
    vgg_cifar_conv_forward_bias_forward_relu_forward(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 64,
        /*OH*/ 32, /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1,
        /*PL*/ 1, /*GROUPS*/ 1, /*PH*/ 32, /*PW*/ 32, /*POOL*/ 0, /*KEEP*/ 0, begin, end,
        run->work + VGG_CIFAR_TRAIN_INPUT_OUT,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK1_CONV1_KERNEL, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_RELU_OUT, NULL, scratch, NULL,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK1_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block2_conv2_wino_weights)
{
    VGG_CIFAR_RANGE(8, 2);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 128, /*K*/ 128, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_PANELS);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block2_conv1_wino_weights)
{
    VGG_CIFAR_RANGE(8, 3);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 128, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_PANELS);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64,
 * 75.6 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block1_conv2_wino_weights)
{
    VGG_CIFAR_RANGE(4, 3);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK1_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_PANELS);
}

/* batchnorm_5 (vgg_cifar.net:26: batchnorm): 512 -> 512, 0.00102 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_5_vector_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 512, run->state + VGG_CIFAR_STATE_BATCHNORM_5_MOVING_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_MEAN_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_5_vector_pack_2)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 512, run->state + VGG_CIFAR_STATE_BATCHNORM_5_MOVING_VARIANCE,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_VARIANCE_NEXT);
}

/* batchnorm_3 (vgg_cifar.net:18: batchnorm): 1x1x64 -> 1x1x64, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_3_vector_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 64, run->state + VGG_CIFAR_STATE_BATCHNORM_3_MOVING_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_3_vector_pack_2)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 64, run->state + VGG_CIFAR_STATE_BATCHNORM_3_MOVING_VARIANCE,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}

/* batchnorm_4 (vgg_cifar.net:20: batchnorm): 1x1x64 -> 1x1x64, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_4_vector_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 64, run->state + VGG_CIFAR_STATE_BATCHNORM_4_MOVING_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_MEAN_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_4_vector_pack_2)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 64, run->state + VGG_CIFAR_STATE_BATCHNORM_4_MOVING_VARIANCE,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_VARIANCE_NEXT);
}

/* batchnorm_1 (vgg_cifar.net:11: batchnorm): 1x1x32 -> 1x1x32, 6.4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_1_vector_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 32, run->state + VGG_CIFAR_STATE_BATCHNORM_1_MOVING_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_1_vector_pack_2)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 32, run->state + VGG_CIFAR_STATE_BATCHNORM_1_MOVING_VARIANCE,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}

/* batchnorm_2 (vgg_cifar.net:13: batchnorm): 1x1x32 -> 1x1x32, 6.4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_2_vector_pack)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 32, run->state + VGG_CIFAR_STATE_BATCHNORM_2_MOVING_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_2_vector_pack_2)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_vector_pack(/*C*/ 32, run->state + VGG_CIFAR_STATE_BATCHNORM_2_MOVING_VARIANCE,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64,
 * 75.6 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block1_conv2_wino_forward_pooled)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 8, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_V);
    vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 32,
        /*W*/ 32, /*K*/ 64, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 16, /*PW*/ 16, /*POOL*/ 1, /*KEEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_PANELS, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_RELU_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_ARG), scratch,
        scratch + 148032, scratch + 185472, NULL, scratch + 187520,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK1_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block2_conv1_wino_forward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 16);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_V);
    vgg_cifar_wino_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16,
        /*W*/ 16, /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 8,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_PANELS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_RELU_OUT, scratch, scratch + 148032, NULL,
        scratch + 443520, run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block2_conv2_wino_forward_pooled)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 16);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_V);
    vgg_cifar_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 16,
        /*W*/ 16, /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 8,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 1, /*KEEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_PANELS, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_RELU_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_ARG), scratch,
        scratch + 295488, scratch + 590976, NULL, scratch + 592000,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x128 -> 8x8x256,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv1_wino_panel_forward)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 128, /*K*/ 256,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_RELU_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv2_wino_panel_forward)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 256, /*K*/ 256,
        /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_RELU_OUT, scratch, scratch + 148608, NULL,
        scratch + 444672, run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block3.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block3_conv3_wino_panel_forward_pooled)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_U);
    vgg_cifar_wino_panel_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 256,
        /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, /*PH*/ 4, /*PW*/ 4,
        /*KEEP*/ 1, run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_RELU_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_ARG), scratch,
        scratch + 148608, scratch + 444672, NULL, scratch + 445184,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512,
 * 37.8 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv1_wino_panel_forward)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 256, /*K*/ 512,
        /*OH*/ 4, /*OW*/ 4, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_RELU_OUT, scratch, scratch + 148608, NULL,
        scratch + 223488, run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv2_wino_panel_forward)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 512, /*K*/ 512,
        /*OH*/ 4, /*OW*/ 4, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_RELU_OUT, scratch, scratch + 148608, NULL,
        scratch + 223488, run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512,
 * 75.5 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block4_conv3_wino_panel_forward_pooled)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_U);
    vgg_cifar_wino_panel_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 512,
        /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, /*PH*/ 2, /*PW*/ 2,
        /*KEEP*/ 1, run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_RELU_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_ARG), scratch,
        scratch + 148608, scratch + 223488, NULL, scratch + 223744,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv1_wino_panel_forward)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 2, /*P*/ 3, /*C*/ 512, /*K*/ 512,
        /*OH*/ 2, /*OW*/ 2, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_RELU_OUT, scratch, scratch + 37152, NULL,
        scratch + 55872, run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV1_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv2_wino_panel_forward)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_U);
    vgg_cifar_wino_panel_forward_bias_forward_relu_forward(/*M*/ 2, /*P*/ 3, /*C*/ 512, /*K*/ 512,
        /*OH*/ 2, /*OW*/ 2, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_RELU_OUT, scratch, scratch + 37152, NULL,
        scratch + 55872, run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV2_BIAS, /*MAX*/ 0.0f);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512,
 * 18.9 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_forward_base_block5_conv3_wino_panel_forward_pooled)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_U);
    vgg_cifar_wino_panel_forward_pooled_bias_forward_relu_forward(/*M*/ 2, /*P*/ 3, /*C*/ 512,
        /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0, /*PH*/ 1, /*PW*/ 1,
        /*KEEP*/ 1, run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_RELU_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_ARG), scratch,
        scratch + 37152, scratch + 55872, NULL, scratch + 55936,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV3_BIAS, /*MAX*/ 0.0f);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32, 0.295 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_conv_1_conv_pointwise_forward)
{
    VGG_CIFAR_RANGE(2, 2);
    vgg_cifar_conv_pointwise_forward_bias_forward_relu_forward(/*TAP*/ 4, /*C*/ 512, /*K*/ 32,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_RELU_OUT,
        run->state + VGG_CIFAR_STATE_CONV_1_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT,
        run->state + VGG_CIFAR_STATE_CONV_1_BIAS, /*MAX*/ 0.0f);
}

/* batchnorm_1 (vgg_cifar.net:11: batchnorm): 1x1x32 -> 1x1x32, 6.4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_1_batchnorm_moments)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2605);
    vgg_cifar_batchnorm_moments(/*HW*/ 1, /*STEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOMENTS);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_1_batchnorm_stats)
{
    VGG_CIFAR_RANGE(2, 60);
    vgg_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 1, /*STEP*/ 1, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOMENTS,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_MEAN_NEXT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MOVING_VARIANCE_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_1_batchnorm_apply)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3788);
    vgg_cifar_batchnorm_apply(/*CB*/ 2, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_1_GAMMA,
        run->state + VGG_CIFAR_STATE_BATCHNORM_1_BETA, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_OUT);
}

/* conv_2 (vgg_cifar.net:12: conv 32 3x3 relu): 1x1x32 -> 1x1x32, 0.0185 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_conv_2_conv_pointwise_forward)
{
    VGG_CIFAR_RANGE(2, 19);
    vgg_cifar_conv_pointwise_forward_bias_forward_relu_forward(/*TAP*/ 4, /*C*/ 32, /*K*/ 32,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_OUT,
        run->state + VGG_CIFAR_STATE_CONV_2_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT,
        run->state + VGG_CIFAR_STATE_CONV_2_BIAS, /*MAX*/ 0.0f);
}

/* batchnorm_2 (vgg_cifar.net:13: batchnorm): 1x1x32 -> 1x1x32, 6.4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_2_batchnorm_moments)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2605);
    vgg_cifar_batchnorm_moments(/*HW*/ 1, /*STEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOMENTS);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_2_batchnorm_stats)
{
    VGG_CIFAR_RANGE(2, 60);
    vgg_cifar_batchnorm_stats(/*C*/ 32, /*HW*/ 1, /*STEP*/ 1, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOMENTS,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_MEAN_NEXT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MOVING_VARIANCE_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_2_batchnorm_apply)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3788);
    vgg_cifar_batchnorm_apply(/*CB*/ 2, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_2_GAMMA,
        run->state + VGG_CIFAR_STATE_BATCHNORM_2_BETA, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_OUT);
}

/* maxpool_1 (vgg_cifar.net:14: maxpool 2x2 same): 1x1x32 -> 1x1x32, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_maxpool_1_maxpool_train)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3473);
    vgg_cifar_maxpool_train(/*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_OUT,
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_ARG));
}

/* dropout_1 (vgg_cifar.net:15: dropout 0.25): 1x1x32 -> 1x1x32, 3.2e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_dropout_1_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 32, /*RATE*/ 0.25f, /*STREAM*/ 39, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_OUT,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_1_OUT);
}

/* conv_3 (vgg_cifar.net:17: conv 64 3x3 relu): 1x1x32 -> 1x1x64, 0.0369 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_conv_3_conv_pointwise_forward)
{
    VGG_CIFAR_RANGE(4, 21);
    vgg_cifar_conv_pointwise_forward_bias_forward_relu_forward(/*TAP*/ 4, /*C*/ 32, /*K*/ 64,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_DROPOUT_1_OUT,
        run->state + VGG_CIFAR_STATE_CONV_3_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT,
        run->state + VGG_CIFAR_STATE_CONV_3_BIAS, /*MAX*/ 0.0f);
}

/* batchnorm_3 (vgg_cifar.net:18: batchnorm): 1x1x64 -> 1x1x64, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_3_batchnorm_moments)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 2605);
    vgg_cifar_batchnorm_moments(/*HW*/ 1, /*STEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOMENTS);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_3_batchnorm_stats)
{
    VGG_CIFAR_RANGE(4, 60);
    vgg_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 1, /*STEP*/ 1, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOMENTS,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_MEAN_NEXT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MOVING_VARIANCE_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_3_batchnorm_apply)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3788);
    vgg_cifar_batchnorm_apply(/*CB*/ 4, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_3_GAMMA,
        run->state + VGG_CIFAR_STATE_BATCHNORM_3_BETA, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_OUT);
}

/* conv_4 (vgg_cifar.net:19: conv 64 3x3 relu): 1x1x64 -> 1x1x64, 0.0738 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_conv_4_conv_pointwise_forward)
{
    VGG_CIFAR_RANGE(4, 12);
    vgg_cifar_conv_pointwise_forward_bias_forward_relu_forward(/*TAP*/ 4, /*C*/ 64, /*K*/ 64,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_OUT,
        run->state + VGG_CIFAR_STATE_CONV_4_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT,
        run->state + VGG_CIFAR_STATE_CONV_4_BIAS, /*MAX*/ 0.0f);
}

/* batchnorm_4 (vgg_cifar.net:20: batchnorm): 1x1x64 -> 1x1x64, 0.000128 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_4_batchnorm_moments)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 2605);
    vgg_cifar_batchnorm_moments(/*HW*/ 1, /*STEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOMENTS);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_4_batchnorm_stats)
{
    VGG_CIFAR_RANGE(4, 60);
    vgg_cifar_batchnorm_stats(/*C*/ 64, /*HW*/ 1, /*STEP*/ 1, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOMENTS,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_MEAN_NEXT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MOVING_VARIANCE_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_4_batchnorm_apply)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3788);
    vgg_cifar_batchnorm_apply(/*CB*/ 4, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_4_GAMMA,
        run->state + VGG_CIFAR_STATE_BATCHNORM_4_BETA, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_OUT);
}

/* maxpool_2 (vgg_cifar.net:21: maxpool 2x2 same): 1x1x64 -> 1x1x64, 0.000256 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_maxpool_2_maxpool_train)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3473);
    vgg_cifar_maxpool_train(/*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1, /*KH*/ 2, /*KW*/ 2, /*SH*/ 2,
        /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_OUT,
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_OUT,
        (uint8_t *)(void *)(run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_ARG));
}

/* dropout_2 (vgg_cifar.net:22: dropout 0.25): 1x1x64 -> 1x1x64, 6.4e-05 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_dropout_2_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 64, /*RATE*/ 0.25f, /*STREAM*/ 47, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_OUT,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_2_OUT);
}

/* dense_1 (vgg_cifar.net:25: dense 512 relu): 64 -> 512, 0.066 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_dense_1_dense_forward)
{
    VGG_CIFAR_RANGE(32, 32);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_1_ROOM);
    vgg_cifar_dense_forward_bias_forward_relu_forward(/*C*/ 64, /*K*/ 512, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_2_OUT, run->state + VGG_CIFAR_STATE_DENSE_1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT, scratch,
        run->state + VGG_CIFAR_STATE_DENSE_1_BIAS, /*MAX*/ 0.0f);
}

/* batchnorm_5 (vgg_cifar.net:26: batchnorm): 512 -> 512, 0.00102 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_5_batchnorm_moments)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 2605);
    vgg_cifar_batchnorm_moments(/*HW*/ 1, /*STEP*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOMENTS);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_5_batchnorm_stats)
{
    VGG_CIFAR_RANGE(32, 60);
    vgg_cifar_batchnorm_stats(/*C*/ 512, /*HW*/ 1, /*STEP*/ 1, /*EPS*/ 0.00100000005f,
        /*ONE_MINUS_MOMENTUM*/ 0.00999999978f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOMENTS,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_MEAN_NEXT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MOVING_VARIANCE_NEXT);
}
VGG_CIFAR_TASK(vgg_cifar_forward_batchnorm_5_batchnorm_apply)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 3788);
    vgg_cifar_batchnorm_apply(/*CB*/ 32, /*HW*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_5_GAMMA,
        run->state + VGG_CIFAR_STATE_BATCHNORM_5_BETA, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_OUT);
}

/* dropout_3 (vgg_cifar.net:27: dropout 0.5): 512 -> 512, 0.000512 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_dropout_3_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 512, /*RATE*/ 0.5f, /*STREAM*/ 52, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_OUT,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_3_OUT);
}

/* dense_2 (vgg_cifar.net:28: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image */
VGG_CIFAR_TASK(vgg_cifar_forward_dense_2_dense_forward)
{
    VGG_CIFAR_RANGE(1, 3);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_2_ROOM);
    vgg_cifar_dense_forward_bias_forward(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_3_OUT, run->state + VGG_CIFAR_STATE_DENSE_2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_OUT, scratch,
        run->state + VGG_CIFAR_STATE_DENSE_2_BIAS);
}

/* dense_2.softmax (vgg_cifar.net:28: softmax): 10 -> 10 */
VGG_CIFAR_TASK(vgg_cifar_forward_dense_2_softmax_softmax_crossentropy)
{
    VGG_CIFAR_RANGE(run->n, 3677);
    vgg_cifar_softmax_crossentropy(/*C*/ 10, /*SMOOTHING*/ 0.0f, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_OUT, (const int32_t *)(const void *)run->label,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_OUT,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_LOSSES);
}
VGG_CIFAR_TASK(vgg_cifar_forward_dense_2_softmax_softmax_crossentropy_backward)
{
    VGG_CIFAR_RANGE(run->n, 3788);
    vgg_cifar_softmax_crossentropy_backward(/*C*/ 10, /*SMOOTHING*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_OUT, (const int32_t *)(const void *)run->label,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_forward_dense_2_softmax_mean_loss)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_mean_loss(run->n, run->work + VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_LOSSES, run->loss);
}
VGG_CIFAR_TASK(vgg_cifar_forward_dense_2_softmax_blocked_to_nhwc)
{
    VGG_CIFAR_RANGE(run->n, 4808);
    vgg_cifar_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_SOFTMAX_OUT, run->y);
}

static void vgg_cifar_forward_stage(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF(run->n, 1)) {
        VGG_CIFAR_LAYER("forward", "input", vgg_cifar_forward_input_nhwc_to_blocked(arg, range,
            worker));
        VGG_CIFAR_LAYER("forward", "base.block1.conv1",
                        vgg_cifar_forward_base_block1_conv1_conv_forward(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(run->n, 1)) < VGG_CIFAR_RANGES_OF(8, 2)) {
        VGG_CIFAR_LAYER("forward", "base.block2.conv2",
                        vgg_cifar_forward_base_block2_conv2_wino_weights(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(8, 2)) < VGG_CIFAR_RANGES_OF(8, 3)) {
        VGG_CIFAR_LAYER("forward", "base.block2.conv1",
                        vgg_cifar_forward_base_block2_conv1_wino_weights(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(8, 3)) < VGG_CIFAR_RANGES_OF(4, 3)) {
        VGG_CIFAR_LAYER("forward", "base.block1.conv2",
                        vgg_cifar_forward_base_block1_conv2_wino_weights(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(4, 3)) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_5", vgg_cifar_forward_batchnorm_5_vector_pack(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_5", vgg_cifar_forward_batchnorm_5_vector_pack_2(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_3", vgg_cifar_forward_batchnorm_3_vector_pack(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_3", vgg_cifar_forward_batchnorm_3_vector_pack_2(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_4", vgg_cifar_forward_batchnorm_4_vector_pack(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_4", vgg_cifar_forward_batchnorm_4_vector_pack_2(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_1", vgg_cifar_forward_batchnorm_1_vector_pack(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_1", vgg_cifar_forward_batchnorm_1_vector_pack_2(arg,
            range, worker));
    } else if ((range -= 1) < 1) {
        VGG_CIFAR_LAYER("forward", "batchnorm_2", vgg_cifar_forward_batchnorm_2_vector_pack(arg,
            range, worker));
    } else {
        range -= 1;
        VGG_CIFAR_LAYER("forward", "batchnorm_2", vgg_cifar_forward_batchnorm_2_vector_pack_2(arg,
            range, worker));
    }
}

static void vgg_cifar_forward_stage_2(void *arg, int range, int worker)
{
    VGG_CIFAR_LAYER("forward", "base.block2.conv1",
                    vgg_cifar_forward_base_block2_conv1_wino_forward(arg, range, worker));
    VGG_CIFAR_LAYER("forward", "base.block2.conv2",
                    vgg_cifar_forward_base_block2_conv2_wino_forward_pooled(arg, range, worker));
    VGG_CIFAR_LAYER("forward", "base.block3.conv1",
                    vgg_cifar_forward_base_block3_conv1_wino_panel_gather(arg, range, worker));
}

static void vgg_cifar_run_forward(vgg_cifar_run *run)
{
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_stage, run,
                           VGG_CIFAR_RANGES_OF(run->n, 1) + VGG_CIFAR_RANGES_OF(8, 2) +
                           VGG_CIFAR_RANGES_OF(8, 3) + VGG_CIFAR_RANGES_OF(4, 3) + 1 + 1 + 1 + 1 +
                           1 + 1 + 1 + 1 + 1 + 1);
    VGG_CIFAR_LAYER("forward", "base.block1.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block1_conv2_wino_forward_pooled,
                                           run, VGG_CIFAR_RANGES_OF((int64_t)run->n * 8, 8)));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_stage_2, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 4, 16));
    VGG_CIFAR_LAYER("forward", "base.block3.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block3_conv1_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(16, 1)));
    VGG_CIFAR_LAYER("forward", "base.block3.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block3_conv2_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4)));
    VGG_CIFAR_LAYER("forward", "base.block3.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block3_conv2_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(16, 1)));
    VGG_CIFAR_LAYER("forward", "base.block3.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block3_conv3_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4)));
    VGG_CIFAR_LAYER("forward", "base.block3.conv3",
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block3_conv3_wino_panel_forward_pooled, run,
                               VGG_CIFAR_RANGES_OF(16, 1)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv1_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 8)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv1_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv2_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 4)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv2_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv3_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 4)));
    VGG_CIFAR_LAYER("forward", "base.block4.conv3",
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block4_conv3_wino_panel_forward_pooled, run,
                               VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv1_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv1_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv2_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv2_wino_panel_forward,
                                           run, VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv3_wino_panel_gather,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_LAYER("forward", "base.block5.conv3",
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_forward_base_block5_conv3_wino_panel_forward_pooled, run,
                               VGG_CIFAR_RANGES_OF(32, 2)));
    VGG_CIFAR_LAYER("forward", "conv_1", vgg_cifar_forward_conv_1_conv_pointwise_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_1", vgg_cifar_forward_batchnorm_1_batchnorm_moments(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_1", vgg_cifar_forward_batchnorm_1_batchnorm_stats(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_1", vgg_cifar_forward_batchnorm_1_batchnorm_apply(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "conv_2", vgg_cifar_forward_conv_2_conv_pointwise_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_2", vgg_cifar_forward_batchnorm_2_batchnorm_moments(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_2", vgg_cifar_forward_batchnorm_2_batchnorm_stats(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_2", vgg_cifar_forward_batchnorm_2_batchnorm_apply(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "maxpool_1", vgg_cifar_forward_maxpool_1_maxpool_train(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dropout_1", vgg_cifar_forward_dropout_1_dropout_mask(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "conv_3", vgg_cifar_forward_conv_3_conv_pointwise_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_3", vgg_cifar_forward_batchnorm_3_batchnorm_moments(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_3", vgg_cifar_forward_batchnorm_3_batchnorm_stats(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_3", vgg_cifar_forward_batchnorm_3_batchnorm_apply(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "conv_4", vgg_cifar_forward_conv_4_conv_pointwise_forward(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_4", vgg_cifar_forward_batchnorm_4_batchnorm_moments(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_4", vgg_cifar_forward_batchnorm_4_batchnorm_stats(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_4", vgg_cifar_forward_batchnorm_4_batchnorm_apply(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "maxpool_2", vgg_cifar_forward_maxpool_2_maxpool_train(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dropout_2", vgg_cifar_forward_dropout_2_dropout_mask(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dense_1", vgg_cifar_forward_dense_1_dense_forward(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_5", vgg_cifar_forward_batchnorm_5_batchnorm_moments(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "batchnorm_5", vgg_cifar_forward_batchnorm_5_batchnorm_stats(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "batchnorm_5", vgg_cifar_forward_batchnorm_5_batchnorm_apply(run, 0,
        0));
    VGG_CIFAR_LAYER("forward", "dropout_3", vgg_cifar_forward_dropout_3_dropout_mask(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dense_2", vgg_cifar_forward_dense_2_dense_forward(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dense_2.softmax",
                    vgg_cifar_forward_dense_2_softmax_softmax_crossentropy(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dense_2.softmax",
                    vgg_cifar_forward_dense_2_softmax_softmax_crossentropy_backward(run, 0, 0));
    VGG_CIFAR_LAYER("forward", "dense_2.softmax", vgg_cifar_forward_dense_2_softmax_mean_loss(run,
        0, 0));
    VGG_CIFAR_LAYER("forward", "dense_2.softmax",
                    vgg_cifar_forward_dense_2_softmax_blocked_to_nhwc(run, 0, 0));
}

/* dense_2 (vgg_cifar.net:28: dense 10 softmax): 512 -> 10 */
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_dense_backward_data)
{
    VGG_CIFAR_RANGE(32, 96);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_2_ROOM_2);
    vgg_cifar_dense_backward_data(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_GRAD, run->state + VGG_CIFAR_STATE_DENSE_2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_3_GRAD, scratch);
}

/* dropout_3 (vgg_cifar.net:27: dropout 0.5): 512 -> 512 */
VGG_CIFAR_TASK(vgg_cifar_backward_dropout_3_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 512, /*RATE*/ 0.5f, /*STREAM*/ 52, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_DROPOUT_3_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GRAD);
}

/* batchnorm_5 (vgg_cifar.net:26: batchnorm): 512 -> 512 */
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_5_batchnorm_sums)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 2048);
    vgg_cifar_batchnorm_sums(/*CB*/ 32, /*HW*/ 1, /*STEP*/ 1, /*AFTER*/ 0, /*TIMES*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GRAD, run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_5_batchnorm_reduce)
{
    VGG_CIFAR_RANGE(32, 60);
    vgg_cifar_batchnorm_reduce(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_SUMS, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_BETA_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_5_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 2, /*ORDER*/ 3, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GAMMA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_5_gradient_check_2)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 3, /*ORDER*/ 4, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_5_batchnorm_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 2539);
    vgg_cifar_batchnorm_backward_relu_backward(/*CB*/ 32, /*HW*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GRAD, run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_5_GAMMA,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_5_BETA_GRAD,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_GRAD, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_RELU_OUT);
}

/* dense_1 (vgg_cifar.net:25: dense 512 relu): 64 -> 512 */
VGG_CIFAR_TASK(vgg_cifar_backward_dense_1_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_GRAD, run->work + VGG_CIFAR_TRAIN_DENSE_1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_1_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 4, /*ORDER*/ 5, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_1_dense_backward_weights)
{
    VGG_CIFAR_RANGE(4, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_1_ROOM_2);
    vgg_cifar_dense_backward_weights(/*C*/ 64, /*K*/ 512, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_2_OUT, run->work + VGG_CIFAR_TRAIN_DENSE_1_GRAD,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_1_gradient_check_2)
{
    VGG_CIFAR_RANGES(2048, 2048);
    vgg_cifar_gradient_check(/*FIRST*/ 5, /*ORDER*/ 6, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_1_dense_backward_data)
{
    VGG_CIFAR_RANGE(4, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_1_ROOM_2);
    vgg_cifar_dense_backward_data(/*C*/ 64, /*K*/ 512, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_1_GRAD, run->state + VGG_CIFAR_STATE_DENSE_1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_FLATTEN_1_GRAD, scratch);
}

/* dropout_2 (vgg_cifar.net:22: dropout 0.25): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_dropout_2_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 64, /*RATE*/ 0.25f, /*STREAM*/ 47, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_FLATTEN_1_GRAD,
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_GRAD);
}

/* maxpool_2 (vgg_cifar.net:21: maxpool 2x2 same): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_maxpool_2_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 3473);
    vgg_cifar_maxpool_backward_batchnorm_sums(/*CB*/ 4, /*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1,
        /*KH*/ 2, /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_ARG),
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_2_GRAD, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_GRAD,
        /*HW*/ 1, /*STEP*/ 1, /*AFTER*/ 0, /*TIMES*/ 1,
        run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_SUMS);
}

/* batchnorm_4 (vgg_cifar.net:20: batchnorm): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_4_batchnorm_reduce)
{
    VGG_CIFAR_RANGE(4, 60);
    vgg_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_SUMS, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_BETA_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_4_gradient_check)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 6, /*ORDER*/ 7, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_GAMMA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_4_gradient_check_2)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 7, /*ORDER*/ 8, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_4_batchnorm_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 2539);
    vgg_cifar_batchnorm_backward_relu_backward(/*CB*/ 4, /*HW*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_4_GAMMA,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_4_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_4_GRAD,
        /*MAX*/ 0.0f, run->work + VGG_CIFAR_TRAIN_CONV_4_RELU_OUT);
}

/* conv_4 (vgg_cifar.net:19: conv 64 3x3 relu): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_bias_backward)
{
    VGG_CIFAR_RANGE(4, 121);
    vgg_cifar_bias_backward(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_4_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_4_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_gradient_check)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 8, /*ORDER*/ 9, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_4_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_conv_pointwise_backward_weights)
{
    VGG_CIFAR_RANGE(4, 12);
    vgg_cifar_conv_pointwise_backward_weights(/*TAPS*/ 9, /*TAP*/ 4, /*C*/ 64, /*K*/ 64, run->n,
        begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_OUT,
        run->work + VGG_CIFAR_TRAIN_CONV_4_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_4_KERNEL_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_gradient_check_2)
{
    VGG_CIFAR_RANGES(2304, 2304);
    vgg_cifar_gradient_check(/*FIRST*/ 9, /*ORDER*/ 10, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_4_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_conv_transpose)
{
    VGG_CIFAR_RANGE(4, 13);
    vgg_cifar_conv_transpose(/*FIRST*/ 4, /*C*/ 64, /*K*/ 64, begin, end,
        run->state + VGG_CIFAR_STATE_CONV_4_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_4_TRANSPOSED);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_4_conv_pointwise_backward_data)
{
    VGG_CIFAR_RANGE(4, 17);
    vgg_cifar_conv_pointwise_backward_data(/*C*/ 64, /*K*/ 64, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_4_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_4_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GRAD);
}

/* batchnorm_3 (vgg_cifar.net:18: batchnorm): 1x1x64 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_3_batchnorm_sums)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 1946);
    vgg_cifar_batchnorm_sums(/*CB*/ 4, /*HW*/ 1, /*STEP*/ 1, /*AFTER*/ 0, /*TIMES*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_3_batchnorm_reduce)
{
    VGG_CIFAR_RANGE(4, 60);
    vgg_cifar_batchnorm_reduce(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_SUMS, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_BETA_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_3_gradient_check)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 10, /*ORDER*/ 11, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GAMMA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_3_gradient_check_2)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 11, /*ORDER*/ 12, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_3_batchnorm_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 2539);
    vgg_cifar_batchnorm_backward_relu_backward(/*CB*/ 4, /*HW*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_3_GAMMA,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_3_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_GRAD,
        /*MAX*/ 0.0f, run->work + VGG_CIFAR_TRAIN_CONV_3_RELU_OUT);
}

/* conv_3 (vgg_cifar.net:17: conv 64 3x3 relu): 1x1x32 -> 1x1x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_bias_backward)
{
    VGG_CIFAR_RANGE(4, 121);
    vgg_cifar_bias_backward(/*CB*/ 4, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_3_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_gradient_check)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 12, /*ORDER*/ 13, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_3_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_conv_pointwise_backward_weights)
{
    VGG_CIFAR_RANGE(4, 21);
    vgg_cifar_conv_pointwise_backward_weights(/*TAPS*/ 9, /*TAP*/ 4, /*C*/ 32, /*K*/ 64, run->n,
        begin, end, run->work + VGG_CIFAR_TRAIN_DROPOUT_1_OUT,
        run->work + VGG_CIFAR_TRAIN_CONV_3_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_KERNEL_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_gradient_check_2)
{
    VGG_CIFAR_RANGES(1152, 1152);
    vgg_cifar_gradient_check(/*FIRST*/ 13, /*ORDER*/ 14, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_3_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_conv_transpose)
{
    VGG_CIFAR_RANGE(2, 13);
    vgg_cifar_conv_transpose(/*FIRST*/ 4, /*C*/ 32, /*K*/ 64, begin, end,
        run->state + VGG_CIFAR_STATE_CONV_3_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_3_TRANSPOSED);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_3_conv_pointwise_backward_data)
{
    VGG_CIFAR_RANGE(2, 17);
    vgg_cifar_conv_pointwise_backward_data(/*C*/ 32, /*K*/ 64, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_3_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_3_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_1_GRAD);
}

/* dropout_1 (vgg_cifar.net:15: dropout 0.25): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_dropout_1_dropout_mask)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3907);
    vgg_cifar_dropout_mask(/*LEN*/ 32, /*RATE*/ 0.25f, /*STREAM*/ 39, begin, end, run->seed,
        run->step, run->first, run->work + VGG_CIFAR_TRAIN_DROPOUT_1_GRAD,
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_GRAD);
}

/* maxpool_1 (vgg_cifar.net:14: maxpool 2x2 same): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_maxpool_1_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 3473);
    vgg_cifar_maxpool_backward_batchnorm_sums(/*CB*/ 2, /*H*/ 1, /*W*/ 1, /*OH*/ 1, /*OW*/ 1,
        /*KH*/ 2, /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_ARG),
        run->work + VGG_CIFAR_TRAIN_MAXPOOL_1_GRAD, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_GRAD,
        /*HW*/ 1, /*STEP*/ 1, /*AFTER*/ 0, /*TIMES*/ 1,
        run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MEAN,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_SUMS);
}

/* batchnorm_2 (vgg_cifar.net:13: batchnorm): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_2_batchnorm_reduce)
{
    VGG_CIFAR_RANGE(2, 60);
    vgg_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_SUMS, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_BETA_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_2_gradient_check)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 14, /*ORDER*/ 15, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_GAMMA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_2_gradient_check_2)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 15, /*ORDER*/ 16, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_2_batchnorm_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2539);
    vgg_cifar_batchnorm_backward_relu_backward(/*CB*/ 2, /*HW*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_2_GAMMA,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_2_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_2_GRAD,
        /*MAX*/ 0.0f, run->work + VGG_CIFAR_TRAIN_CONV_2_RELU_OUT);
}

/* conv_2 (vgg_cifar.net:12: conv 32 3x3 relu): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_bias_backward)
{
    VGG_CIFAR_RANGE(2, 121);
    vgg_cifar_bias_backward(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_2_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_gradient_check)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 16, /*ORDER*/ 17, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_conv_pointwise_backward_weights)
{
    VGG_CIFAR_RANGE(2, 19);
    vgg_cifar_conv_pointwise_backward_weights(/*TAPS*/ 9, /*TAP*/ 4, /*C*/ 32, /*K*/ 32, run->n,
        begin, end, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_OUT,
        run->work + VGG_CIFAR_TRAIN_CONV_2_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_2_KERNEL_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_gradient_check_2)
{
    VGG_CIFAR_RANGES(576, 576);
    vgg_cifar_gradient_check(/*FIRST*/ 17, /*ORDER*/ 18, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_2_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_conv_transpose)
{
    VGG_CIFAR_RANGE(2, 25);
    vgg_cifar_conv_transpose(/*FIRST*/ 4, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + VGG_CIFAR_STATE_CONV_2_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_2_TRANSPOSED);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_2_conv_pointwise_backward_data)
{
    VGG_CIFAR_RANGE(2, 34);
    vgg_cifar_conv_pointwise_backward_data(/*C*/ 32, /*K*/ 32, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_2_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_2_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GRAD);
}

/* batchnorm_1 (vgg_cifar.net:11: batchnorm): 1x1x32 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_1_batchnorm_sums)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 1946);
    vgg_cifar_batchnorm_sums(/*CB*/ 2, /*HW*/ 1, /*STEP*/ 1, /*AFTER*/ 0, /*TIMES*/ 1, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_1_batchnorm_reduce)
{
    VGG_CIFAR_RANGE(2, 60);
    vgg_cifar_batchnorm_reduce(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_SUMS, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_1_gradient_check)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 18, /*ORDER*/ 19, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_1_gradient_check_2)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 19, /*ORDER*/ 20, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_batchnorm_1_batchnorm_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2539);
    vgg_cifar_batchnorm_backward_relu_backward(/*CB*/ 2, /*HW*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_MEAN, run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_RSTD,
        run->state + VGG_CIFAR_STATE_BATCHNORM_1_GAMMA,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_GAMMA_GRAD,
        run->work + VGG_CIFAR_TRAIN_BATCHNORM_1_BETA_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_GRAD,
        /*MAX*/ 0.0f, run->work + VGG_CIFAR_TRAIN_CONV_1_RELU_OUT);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_bias_backward)
{
    VGG_CIFAR_RANGE(2, 121);
    vgg_cifar_bias_backward(/*CB*/ 2, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_1_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_gradient_check)
{
    VGG_CIFAR_RANGES(2, 2);
    vgg_cifar_gradient_check(/*FIRST*/ 20, /*ORDER*/ 21, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_conv_pointwise_backward_weights)
{
    VGG_CIFAR_RANGE(2, 2);
    vgg_cifar_conv_pointwise_backward_weights(/*TAPS*/ 9, /*TAP*/ 4, /*C*/ 512, /*K*/ 32, run->n,
        begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_RELU_OUT,
        run->work + VGG_CIFAR_TRAIN_CONV_1_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_KERNEL_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_gradient_check_2)
{
    VGG_CIFAR_RANGES(9216, 9216);
    vgg_cifar_gradient_check(/*FIRST*/ 21, /*ORDER*/ 22, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_CONV_1_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 5);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES_2, NULL, scratch);
}

/* base.block5.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 5);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES_2, NULL, scratch);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 5);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES_2, NULL, scratch);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_conv_transpose)
{
    VGG_CIFAR_RANGE(32, 25);
    vgg_cifar_conv_transpose(/*FIRST*/ 4, /*C*/ 512, /*K*/ 32, begin, end,
        run->state + VGG_CIFAR_STATE_CONV_1_KERNEL, run->work + VGG_CIFAR_TRAIN_CONV_1_TRANSPOSED);
}

/* dense_2 (vgg_cifar.net:28: dense 10 softmax): 512 -> 10 */
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_dense_backward_weights)
{
    VGG_CIFAR_RANGE(32, 68);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_DENSE_2_ROOM_2);
    vgg_cifar_dense_backward_weights(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DROPOUT_3_OUT, run->work + VGG_CIFAR_TRAIN_DENSE_2_GRAD,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_gradient_check)
{
    VGG_CIFAR_RANGES(512, 512);
    vgg_cifar_gradient_check(/*FIRST*/ 1, /*ORDER*/ 2, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_KERNEL_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_bias_backward)
{
    VGG_CIFAR_RANGE(1, 121);
    vgg_cifar_bias_backward(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_GRAD, run->work + VGG_CIFAR_TRAIN_DENSE_2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_gradient_check_2)
{
    VGG_CIFAR_RANGES(1, 1);
    vgg_cifar_gradient_check(/*FIRST*/ 0, /*ORDER*/ 1, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_DENSE_2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* conv_1 (vgg_cifar.net:10: conv 32 3x3 relu): 1x1x512 -> 1x1x32 */
VGG_CIFAR_TASK(vgg_cifar_backward_conv_1_conv_pointwise_backward_data)
{
    VGG_CIFAR_RANGE(32, 34);
    vgg_cifar_conv_pointwise_backward_data_relu_backward(/*C*/ 512, /*K*/ 32, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_CONV_1_GRAD, run->work + VGG_CIFAR_TRAIN_CONV_1_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_SLOPED, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_RELU_OUT);
}

/* base.block5.pool (vgg16.net:9: pool: maxpool 2x2): 2x2x512 -> 1x1x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_pool_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 2048);
    vgg_cifar_maxpool_backward_bias_sums(/*H*/ 2, /*W*/ 2, /*OH*/ 1, /*OW*/ 1, /*KH*/ 2, /*KW*/ 2,
        /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_ARG),
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRAD, /*HW*/ 4, /*STEP*/ 4, /*AFTER*/ 0,
        /*TIMES*/ 1, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_SUMS);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 22, /*ORDER*/ 23, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES_2, NULL, scratch);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES_2, NULL, scratch);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE(run->n, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES_2, NULL, scratch);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_conv_transpose)
{
    VGG_CIFAR_RANGE(72, 31);
    vgg_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 128, /*K*/ 128, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED);
}

/* base.block5.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRADIENT_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 2, /*P*/ 3, /*C*/ 512,
        /*H*/ 2, /*W*/ 2, /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PT*/ 0, /*PL*/ 0, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRAD, scratch, scratch + 18432,
        scratch + 55584, scratch + 74304, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_RELU_OUT, /*HW*/ 4, /*STEP*/ 4, /*AFTER*/ 0,
        /*TIMES*/ 1, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 3, /*C*/ 512, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv3_gradient_check_2)
{
    VGG_CIFAR_RANGES(147456, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 23, /*ORDER*/ 24, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV3_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block5.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRADIENT_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 41, /*ORDER*/ 25, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 2, /*P*/ 3, /*C*/ 512,
        /*H*/ 2, /*W*/ 2, /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PT*/ 0, /*PL*/ 0, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRAD, scratch, scratch + 18432,
        scratch + 55584, scratch + 74304, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_RELU_OUT, /*HW*/ 4, /*STEP*/ 4, /*AFTER*/ 0,
        /*TIMES*/ 1, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 3, /*C*/ 512, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv2_gradient_check_2)
{
    VGG_CIFAR_RANGES(147456, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 42, /*ORDER*/ 26, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV2_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 15);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRADIENT_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 60, /*ORDER*/ 27, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward(/*M*/ 2, /*P*/ 3, /*C*/ 512, /*H*/ 2, /*W*/ 2,
        /*K*/ 512, /*OH*/ 2, /*OW*/ 2, /*PT*/ 0, /*PL*/ 0, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK5_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_SLOPED, scratch, scratch + 18432,
        scratch + 55584, scratch + 74304, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_RELU_OUT);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_U);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 3, /*C*/ 512, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_KERNEL_GRAD, scratch);
}

/* base.block4.pool (vgg16.net:9: pool: maxpool 2x2): 4x4x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_pool_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 32, 96);
    vgg_cifar_maxpool_backward_bias_sums(/*H*/ 4, /*W*/ 4, /*OH*/ 2, /*OW*/ 2, /*KH*/ 2, /*KW*/ 2,
        /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_ARG),
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRAD, /*HW*/ 16, /*STEP*/ 8, /*AFTER*/ 0,
        /*TIMES*/ 2, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_SUMS);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 3);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRADIENT_TILES, NULL, scratch);
}

/* base.block5.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 2x2x512 -> 2x2x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block5_conv1_gradient_check_2)
{
    VGG_CIFAR_RANGES(147456, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 61, /*ORDER*/ 28, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK5_CONV1_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 512,
        /*H*/ 4, /*W*/ 4, /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 241920, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_RELU_OUT, /*HW*/ 16, /*STEP*/ 16,
        /*AFTER*/ 0, /*TIMES*/ 1, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 512, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 2, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 79, /*ORDER*/ 29, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILE);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRADIENT_TILES, NULL, scratch);
}

/* base.block4.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv3_gradient_check_2)
{
    VGG_CIFAR_RANGES(147456, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 80, /*ORDER*/ 30, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV3_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 98, /*ORDER*/ 31, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(32, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 512,
        /*H*/ 4, /*W*/ 4, /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 241920, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_RELU_OUT, /*HW*/ 16, /*STEP*/ 16,
        /*AFTER*/ 0, /*TIMES*/ 1, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 512, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_KERNEL_GRAD, scratch);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 512, /*H*/ 4, /*W*/ 4,
        /*TY*/ 1, /*TX*/ 1, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRADIENT_TILES, NULL, scratch);
}

/* base.block4.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x512 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv2_gradient_check_2)
{
    VGG_CIFAR_RANGES(147456, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 99, /*ORDER*/ 32, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV2_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_bias_backward)
{
    VGG_CIFAR_RANGE(32, 121);
    vgg_cifar_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_gradient_check)
{
    VGG_CIFAR_RANGES(32, 32);
    vgg_cifar_gradient_check(/*FIRST*/ 117, /*ORDER*/ 33, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward(/*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 4, /*W*/ 4,
        /*K*/ 512, /*OH*/ 4, /*OW*/ 4, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK4_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_SLOPED, scratch, scratch + 18432,
        scratch + 167040, scratch + 241920, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_RELU_OUT);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(128, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 256, /*K*/ 512, /*TILES*/ 1, /*G*/ 4,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_KERNEL_GRAD, scratch);
}

/* base.block3.pool (vgg16.net:9: pool: maxpool 2x2): 8x8x256 -> 4x4x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_pool_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 16, 32);
    vgg_cifar_maxpool_backward_bias_sums(/*H*/ 8, /*W*/ 8, /*OH*/ 4, /*OW*/ 4, /*KH*/ 2, /*KW*/ 2,
        /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_ARG),
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRAD, /*HW*/ 64, /*STEP*/ 16, /*AFTER*/ 0,
        /*TIMES*/ 4, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_SUMS);
}

/* base.block3.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRADIENT_TILES, NULL, scratch);
}

/* base.block4.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 4x4x256 -> 4x4x512 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block4_conv1_gradient_check_2)
{
    VGG_CIFAR_RANGES(73728, 8192);
    vgg_cifar_gradient_check(/*FIRST*/ 118, /*ORDER*/ 34, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK4_CONV1_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block3.conv3 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES_2, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_bias_backward)
{
    VGG_CIFAR_RANGE(16, 121);
    vgg_cifar_bias_backward(/*CB*/ 16, /*TIMES*/ 4, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_gradient_check)
{
    VGG_CIFAR_RANGES(16, 16);
    vgg_cifar_gradient_check(/*FIRST*/ 127, /*ORDER*/ 35, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_U_2);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 256, /*K*/ 256, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 256,
        /*H*/ 8, /*W*/ 8, /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV3_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_RELU_OUT, /*HW*/ 64, /*STEP*/ 32,
        /*AFTER*/ 8, /*TIMES*/ 2, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_SUMS);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv3_gradient_check_2)
{
    VGG_CIFAR_RANGES(36864, 9216);
    vgg_cifar_gradient_check(/*FIRST*/ 128, /*ORDER*/ 36, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV3_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block3.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRADIENT_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES_2, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_bias_backward)
{
    VGG_CIFAR_RANGE(16, 121);
    vgg_cifar_bias_backward(/*CB*/ 16, /*TIMES*/ 2, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_gradient_check)
{
    VGG_CIFAR_RANGES(16, 16);
    vgg_cifar_gradient_check(/*FIRST*/ 132, /*ORDER*/ 37, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(256, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_U_2);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 256, /*K*/ 256, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(16, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 256,
        /*H*/ 8, /*W*/ 8, /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2,
        /*ROUND*/ 0, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRAD, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_RELU_OUT, /*HW*/ 64, /*STEP*/ 32,
        /*AFTER*/ 8, /*TIMES*/ 2, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_SUMS);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_wino_weights)
{
    VGG_CIFAR_RANGE(8, 2);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 128, /*K*/ 128, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED_PANELS);
}

/* base.block3.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x256 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv2_gradient_check_2)
{
    VGG_CIFAR_RANGES(36864, 9216);
    vgg_cifar_gradient_check(/*FIRST*/ 133, /*ORDER*/ 38, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV2_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block3.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 8x8x128 -> 8x8x256 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_wino_panel_gather)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 8);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_3);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 0, /*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 1, /*LEFT*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES_2, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_wino_panel_gather_2)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 2, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILE_4);
    vgg_cifar_wino_panel_gather(/*GRAD*/ 1, /*M*/ 4, /*P*/ 6, /*C*/ 256, /*H*/ 8, /*W*/ 8,
        /*TY*/ 2, /*TX*/ 2, /*TOP*/ 0, /*LEFT*/ 0, /*NORM*/ 0, /*MAX*/ 0.0f, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRAD, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRADIENT_TILES, NULL, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_bias_backward)
{
    VGG_CIFAR_RANGE(16, 121);
    vgg_cifar_bias_backward(/*CB*/ 16, /*TIMES*/ 2, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_gradient_check)
{
    VGG_CIFAR_RANGES(16, 16);
    vgg_cifar_gradient_check(/*FIRST*/ 137, /*ORDER*/ 39, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_wino_panel_backward_data)
{
    VGG_CIFAR_RANGE(8, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_WT);
    vgg_cifar_wino_panel_backward_data_relu_backward(/*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 8, /*W*/ 8,
        /*K*/ 256, /*OH*/ 8, /*OW*/ 8, /*PT*/ 1, /*PL*/ 1, /*CC*/ 128, /*G*/ 2, /*ROUND*/ 0,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRADIENT_TILES,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK3_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_SLOPED, scratch, scratch + 18432,
        scratch + 167040, scratch + 463104, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_RELU_OUT);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_wino_panel_backward_weights)
{
    VGG_CIFAR_RANGE(128, 1);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_U_3);
    vgg_cifar_wino_panel_backward_weights(/*P*/ 6, /*C*/ 128, /*K*/ 256, /*TILES*/ 4, /*G*/ 1,
        run->n, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_TILES_2,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_GRADIENT_TILES,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_KERNEL_GRAD, scratch);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block3_conv1_gradient_check_2)
{
    VGG_CIFAR_RANGES(18432, 9216);
    vgg_cifar_gradient_check(/*FIRST*/ 138, /*ORDER*/ 40, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK3_CONV1_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block2.pool (vgg16.net:9: pool: maxpool 2x2): 16x16x128 -> 8x8x128 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_pool_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 8, 24);
    vgg_cifar_maxpool_backward_bias_sums(/*H*/ 16, /*W*/ 16, /*OH*/ 8, /*OW*/ 8, /*KH*/ 2,
        /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_ARG),
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_GRAD, /*HW*/ 256, /*STEP*/ 32, /*AFTER*/ 0,
        /*TIMES*/ 8, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_SUMS);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_bias_backward)
{
    VGG_CIFAR_RANGE(8, 121);
    vgg_cifar_bias_backward(/*CB*/ 8, /*TIMES*/ 8, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_gradient_check)
{
    VGG_CIFAR_RANGES(8, 8);
    vgg_cifar_gradient_check(/*FIRST*/ 140, /*ORDER*/ 41, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_wino_backward)
{
    VGG_CIFAR_RANGES(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_DU);
    vgg_cifar_wino_backward_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 128, /*H*/ 16,
        /*W*/ 16, /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 8,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_TRANSPOSED_PANELS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_DW + (ptrdiff_t)range * 147456, scratch,
        scratch + 590400, scratch + 885888, NULL, scratch + 1181376, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_RELU_OUT, /*HW*/ 256, /*STEP*/ 64,
        /*AFTER*/ 16, /*TIMES*/ 4, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_SUMS);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_conv_transpose)
{
    VGG_CIFAR_RANGE(36, 62);
    vgg_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 64, /*K*/ 64, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK1_CONV2_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_wino_weights)
{
    VGG_CIFAR_RANGE(4, 4);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED_PANELS);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_add_partials)
{
    VGG_CIFAR_RANGE(9216, 460);
    vgg_cifar_add_partials(/*COUNT*/ 147456, /*PARTS*/ 16, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_DW,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_KERNEL_GRAD);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_conv_transpose)
{
    VGG_CIFAR_RANGE(36, 31);
    vgg_cifar_conv_transpose(/*FIRST*/ 0, /*C*/ 64, /*K*/ 128, begin, end,
        run->state + VGG_CIFAR_STATE_BASE_BLOCK2_CONV1_KERNEL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_bias_backward)
{
    VGG_CIFAR_RANGE(8, 121);
    vgg_cifar_bias_backward(/*CB*/ 8, /*TIMES*/ 4, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_gradient_check)
{
    VGG_CIFAR_RANGES(8, 8);
    vgg_cifar_gradient_check(/*FIRST*/ 142, /*ORDER*/ 43, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_wino_weights)
{
    VGG_CIFAR_RANGE(4, 2);
    vgg_cifar_wino_weights(/*P*/ 6, /*C*/ 128, /*K*/ 64, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED_PANELS);
}

/* base.block2.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x128 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv2_gradient_check_2)
{
    VGG_CIFAR_RANGES(9216, 9216);
    vgg_cifar_gradient_check(/*FIRST*/ 141, /*ORDER*/ 42, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV2_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_wino_backward)
{
    VGG_CIFAR_RANGES(run->n, 4);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_DU);
    vgg_cifar_wino_backward_relu_backward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16, /*W*/ 16,
        /*K*/ 128, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 4, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_TRANSPOSED_PANELS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_DW + (ptrdiff_t)range * 73728, scratch,
        scratch + 295488, scratch + 443520, NULL, scratch + 739008, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_RELU_OUT);
}

/* base.block1.pool (vgg16.net:9: pool: maxpool 2x2): 32x32x64 -> 16x16x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_pool_maxpool_backward)
{
    VGG_CIFAR_RANGE((int64_t)run->n * 4, 6);
    vgg_cifar_maxpool_backward_bias_sums(/*H*/ 32, /*W*/ 32, /*OH*/ 16, /*OW*/ 16, /*KH*/ 2,
        /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_ARG),
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_POOL_SLOPED,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_GRAD, /*HW*/ 1024, /*STEP*/ 64, /*AFTER*/ 0,
        /*TIMES*/ 16, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_SUMS);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_add_partials)
{
    VGG_CIFAR_RANGE(4608, 460);
    vgg_cifar_add_partials(/*COUNT*/ 73728, /*PARTS*/ 16, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_DW,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_KERNEL_GRAD);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_wino_backward)
{
    VGG_CIFAR_RANGES(run->n, 2);
    VGG_CIFAR_SCRATCH(run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_DU);
    vgg_cifar_wino_backward_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 32, /*W*/ 32,
        /*K*/ 64, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_RELU_OUT, NULL,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_TRANSPOSED_PANELS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_DW + (ptrdiff_t)range * 36864, scratch,
        scratch + 148032, scratch + 296064, NULL, scratch + 444096, /*MAX*/ 0.0f,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_RELU_OUT, /*HW*/ 1024, /*STEP*/ 128,
        /*AFTER*/ 32, /*TIMES*/ 8, run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_SUMS);
}

/* base.block1.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x3 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv1_conv_backward_weights_few)
{
    VGG_CIFAR_RANGES(run->n, 2);
    vgg_cifar_conv_backward_weights_few(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 64, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*TOGETHER*/ 3, begin, end, run->work + VGG_CIFAR_TRAIN_INPUT_OUT,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_GRAD,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_DW + (ptrdiff_t)range * 1728);
}

/* base.block2.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 16x16x64 -> 16x16x128
 * */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block2_conv1_gradient_check_2)
{
    VGG_CIFAR_RANGES(4608, 4608);
    vgg_cifar_gradient_check(/*FIRST*/ 143, /*ORDER*/ 44, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK2_CONV1_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_bias_backward)
{
    VGG_CIFAR_RANGE(4, 121);
    vgg_cifar_bias_backward(/*CB*/ 4, /*TIMES*/ 16, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_gradient_check)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 144, /*ORDER*/ 45, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_add_partials)
{
    VGG_CIFAR_RANGE(2304, 237);
    vgg_cifar_add_partials(/*COUNT*/ 36864, /*PARTS*/ 32, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_DW,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_KERNEL_GRAD);
}

/* base.block1.conv1 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x3 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv1_add_partials)
{
    VGG_CIFAR_RANGE(108, 237);
    vgg_cifar_add_partials(/*COUNT*/ 1728, /*PARTS*/ 32, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_DW,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_KERNEL_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv1_gradient_check)
{
    VGG_CIFAR_RANGES(108, 108);
    vgg_cifar_gradient_check(/*FIRST*/ 147, /*ORDER*/ 48, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv1_bias_backward)
{
    VGG_CIFAR_RANGE(4, 121);
    vgg_cifar_bias_backward(/*CB*/ 4, /*TIMES*/ 8, run->n, begin, end,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_SUMS,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_GRAD);
}
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv1_gradient_check_2)
{
    VGG_CIFAR_RANGES(4, 4);
    vgg_cifar_gradient_check(/*FIRST*/ 146, /*ORDER*/ 47, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV1_BIAS_GRAD, run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* base.block1.conv2 (vgg16.net:7: conv$i: conv filters 3x3 relu init=init): 32x32x64 -> 32x32x64 */
VGG_CIFAR_TASK(vgg_cifar_backward_base_block1_conv2_gradient_check_2)
{
    VGG_CIFAR_RANGES(2304, 2304);
    vgg_cifar_gradient_check(/*FIRST*/ 145, /*ORDER*/ 46, begin, end, range,
        run->work + VGG_CIFAR_TRAIN_BASE_BLOCK1_CONV2_KERNEL_GRAD,
        run->work + VGG_CIFAR_TRAIN_FOUND);
}

/* dense_2.softmax (vgg_cifar.net:28: softmax): 10 -> 10 */
VGG_CIFAR_TASK(vgg_cifar_backward_dense_2_softmax_gradient_check_end)
{
    VGG_CIFAR_WHOLE();
    vgg_cifar_gradient_check_end(/*SLOTS*/ 148, run->work + VGG_CIFAR_TRAIN_FOUND, run->loss);
}

static void vgg_cifar_backward_stage(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < 1) {
        VGG_CIFAR_LAYER("backward", "dense_2", vgg_cifar_backward_dense_2_dense_backward_data(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "dropout_3", vgg_cifar_backward_dropout_3_dropout_mask(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_5",
                        vgg_cifar_backward_batchnorm_5_batchnorm_sums(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_5",
                        vgg_cifar_backward_batchnorm_5_batchnorm_reduce(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_5",
                        vgg_cifar_backward_batchnorm_5_gradient_check(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_5",
                        vgg_cifar_backward_batchnorm_5_gradient_check_2(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_5",
                        vgg_cifar_backward_batchnorm_5_batchnorm_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "dense_1", vgg_cifar_backward_dense_1_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "dense_1", vgg_cifar_backward_dense_1_gradient_check(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "dense_1",
                        vgg_cifar_backward_dense_1_dense_backward_weights(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "dense_1", vgg_cifar_backward_dense_1_gradient_check_2(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "dense_1", vgg_cifar_backward_dense_1_dense_backward_data(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "dropout_2", vgg_cifar_backward_dropout_2_dropout_mask(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "maxpool_2", vgg_cifar_backward_maxpool_2_maxpool_backward(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_4",
                        vgg_cifar_backward_batchnorm_4_batchnorm_reduce(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_4",
                        vgg_cifar_backward_batchnorm_4_gradient_check(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_4",
                        vgg_cifar_backward_batchnorm_4_gradient_check_2(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_4",
                        vgg_cifar_backward_batchnorm_4_batchnorm_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "conv_4", vgg_cifar_backward_conv_4_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_4", vgg_cifar_backward_conv_4_gradient_check(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_4",
                        vgg_cifar_backward_conv_4_conv_pointwise_backward_weights(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_4", vgg_cifar_backward_conv_4_gradient_check_2(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_4", vgg_cifar_backward_conv_4_conv_transpose(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_4",
                        vgg_cifar_backward_conv_4_conv_pointwise_backward_data(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_3",
                        vgg_cifar_backward_batchnorm_3_batchnorm_sums(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_3",
                        vgg_cifar_backward_batchnorm_3_batchnorm_reduce(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_3",
                        vgg_cifar_backward_batchnorm_3_gradient_check(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_3",
                        vgg_cifar_backward_batchnorm_3_gradient_check_2(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_3",
                        vgg_cifar_backward_batchnorm_3_batchnorm_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "conv_3", vgg_cifar_backward_conv_3_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_3", vgg_cifar_backward_conv_3_gradient_check(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_3",
                        vgg_cifar_backward_conv_3_conv_pointwise_backward_weights(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_3", vgg_cifar_backward_conv_3_gradient_check_2(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_3", vgg_cifar_backward_conv_3_conv_transpose(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_3",
                        vgg_cifar_backward_conv_3_conv_pointwise_backward_data(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "dropout_1", vgg_cifar_backward_dropout_1_dropout_mask(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "maxpool_1", vgg_cifar_backward_maxpool_1_maxpool_backward(arg,
            range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_2",
                        vgg_cifar_backward_batchnorm_2_batchnorm_reduce(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_2",
                        vgg_cifar_backward_batchnorm_2_gradient_check(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_2",
                        vgg_cifar_backward_batchnorm_2_gradient_check_2(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_2",
                        vgg_cifar_backward_batchnorm_2_batchnorm_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "conv_2", vgg_cifar_backward_conv_2_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_2", vgg_cifar_backward_conv_2_gradient_check(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_2",
                        vgg_cifar_backward_conv_2_conv_pointwise_backward_weights(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_2", vgg_cifar_backward_conv_2_gradient_check_2(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_2", vgg_cifar_backward_conv_2_conv_transpose(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_2",
                        vgg_cifar_backward_conv_2_conv_pointwise_backward_data(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_1",
                        vgg_cifar_backward_batchnorm_1_batchnorm_sums(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_1",
                        vgg_cifar_backward_batchnorm_1_batchnorm_reduce(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_1",
                        vgg_cifar_backward_batchnorm_1_gradient_check(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_1",
                        vgg_cifar_backward_batchnorm_1_gradient_check_2(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "batchnorm_1",
                        vgg_cifar_backward_batchnorm_1_batchnorm_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "conv_1", vgg_cifar_backward_conv_1_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_1", vgg_cifar_backward_conv_1_gradient_check(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_1",
                        vgg_cifar_backward_conv_1_conv_pointwise_backward_weights(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "conv_1", vgg_cifar_backward_conv_1_gradient_check_2(arg, range,
            worker));
    } else if ((range -= 1) < VGG_CIFAR_RANGES_OF(run->n, 5)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_wino_panel_gather(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_wino_panel_gather(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_wino_panel_gather(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(run->n, 5)) < VGG_CIFAR_RANGES_OF(32, 25)) {
        VGG_CIFAR_LAYER("backward", "conv_1", vgg_cifar_backward_conv_1_conv_transpose(arg, range,
            worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(32, 25)) < 1) {
        VGG_CIFAR_LAYER("backward", "dense_2",
                        vgg_cifar_backward_dense_2_dense_backward_weights(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "dense_2", vgg_cifar_backward_dense_2_gradient_check(arg, range,
            worker));
    } else {
        range -= 1;
        VGG_CIFAR_LAYER("backward", "dense_2", vgg_cifar_backward_dense_2_bias_backward(arg, range,
            worker));
        VGG_CIFAR_LAYER("backward", "dense_2", vgg_cifar_backward_dense_2_gradient_check_2(arg,
            range, worker));
    }
}

static void vgg_cifar_backward_stage_2(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < 1) {
        VGG_CIFAR_LAYER("backward", "conv_1",
                        vgg_cifar_backward_conv_1_conv_pointwise_backward_data(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.pool",
                        vgg_cifar_backward_base_block5_pool_maxpool_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_gradient_check(arg, range, worker));
    } else if ((range -= 1) < VGG_CIFAR_RANGES_OF(run->n, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_wino_panel_gather(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_wino_panel_gather(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_wino_panel_gather(arg, range, worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(run->n, 2);
        VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                        vgg_cifar_backward_base_block2_conv2_conv_transpose(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_3(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(32, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(32, 2);
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_4(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < 18) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                        vgg_cifar_backward_base_block5_conv3_gradient_check_2(arg, range, worker));
    } else if ((range -= 18) < VGG_CIFAR_RANGES_OF(run->n, 15)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(run->n, 15);
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_5(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(32, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(32, 2);
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_6(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < 18) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv2",
                        vgg_cifar_backward_base_block5_conv2_gradient_check_2(arg, range, worker));
    } else if ((range -= 18) < VGG_CIFAR_RANGES_OF(run->n, 15)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(run->n, 15);
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_7(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(32, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(32, 2);
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_8(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 32, 96)) {
        VGG_CIFAR_LAYER("backward", "base.block4.pool",
                        vgg_cifar_backward_base_block4_pool_maxpool_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 32, 96);
        VGG_CIFAR_LAYER("backward", "base.block5.conv1",
                        vgg_cifar_backward_base_block5_conv1_gradient_check_2(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_9(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(32, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_wino_panel_backward_data(arg, range,
            worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(32, 2)) < VGG_CIFAR_RANGES_OF(256, 1)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_wino_panel_backward_weights(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(256, 1);
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_10(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF(run->n, 4)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_wino_panel_gather_2(arg, range,
            worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(run->n, 4)) < 18) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv3",
                        vgg_cifar_backward_base_block4_conv3_gradient_check_2(arg, range, worker));
    } else {
        range -= 18;
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_11(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(32, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(32, 2);
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_12(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF(run->n, 4)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_wino_panel_gather_2(arg, range,
            worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(run->n, 4)) < 18) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv2",
                        vgg_cifar_backward_base_block4_conv2_gradient_check_2(arg, range, worker));
    } else {
        range -= 18;
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_13(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(16, 1)) {
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(16, 1);
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_14(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 16, 32)) {
        VGG_CIFAR_LAYER("backward", "base.block3.pool",
                        vgg_cifar_backward_base_block3_pool_maxpool_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_wino_panel_gather(arg, range, worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 16, 32);
        VGG_CIFAR_LAYER("backward", "base.block4.conv1",
                        vgg_cifar_backward_base_block4_conv1_gradient_check_2(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_15(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4);
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_16(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(16, 1)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(16, 1);
        VGG_CIFAR_LAYER("backward", "base.block3.conv3",
                        vgg_cifar_backward_base_block3_conv3_gradient_check_2(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_17(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_wino_panel_gather(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 2);
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_18(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(16, 1)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_wino_panel_backward_data(arg, range,
            worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(16, 1)) < VGG_CIFAR_RANGES_OF(8, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                        vgg_cifar_backward_base_block2_conv2_wino_weights(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(8, 2)) < 4) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv2",
                        vgg_cifar_backward_base_block3_conv2_gradient_check_2(arg, range, worker));
    } else {
        range -= 4;
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_wino_panel_gather(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_19(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_wino_panel_gather_2(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4);
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_20(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(8, 1)) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_wino_panel_backward_data(arg, range,
            worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(8, 1);
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_wino_panel_backward_weights(arg, range,
            worker));
    }
}

static void vgg_cifar_backward_stage_21(void *arg, int range, int worker)
{
    if (range < 2) {
        VGG_CIFAR_LAYER("backward", "base.block3.conv1",
                        vgg_cifar_backward_base_block3_conv1_gradient_check_2(arg, range, worker));
    } else {
        range -= 2;
        VGG_CIFAR_LAYER("backward", "base.block2.pool",
                        vgg_cifar_backward_base_block2_pool_maxpool_backward(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_22(void *arg, int range, int worker)
{
    if (range < 1) {
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_conv_transpose(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_wino_weights(arg, range, worker));
    } else if ((range -= 1) < VGG_CIFAR_RANGES_OF(9216, 460)) {
        VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                        vgg_cifar_backward_base_block2_conv2_add_partials(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(9216, 460)) < VGG_CIFAR_RANGES_OF(36, 31)) {
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_conv_transpose(arg, range, worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(36, 31);
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_23(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(4, 2)) {
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_wino_weights(arg, range, worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF(4, 2);
        VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                        vgg_cifar_backward_base_block2_conv2_gradient_check_2(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_24(void *arg, int range, int worker)
{
    const vgg_cifar_run *const run = (const vgg_cifar_run *)arg;
    if (range < VGG_CIFAR_RANGES_OF((int64_t)run->n * 4, 6)) {
        VGG_CIFAR_LAYER("backward", "base.block1.pool",
                        vgg_cifar_backward_base_block1_pool_maxpool_backward(arg, range, worker));
    } else {
        range -= VGG_CIFAR_RANGES_OF((int64_t)run->n * 4, 6);
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_add_partials(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_25(void *arg, int range, int worker)
{
    if (range < 32) {
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_wino_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block1.conv1",
                        vgg_cifar_backward_base_block1_conv1_conv_backward_weights_few(arg, range,
            worker));
    } else if ((range -= 32) < 1) {
        VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                        vgg_cifar_backward_base_block2_conv1_gradient_check_2(arg, range, worker));
    } else {
        range -= 1;
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_gradient_check(arg, range, worker));
    }
}

static void vgg_cifar_backward_stage_26(void *arg, int range, int worker)
{
    if (range < VGG_CIFAR_RANGES_OF(2304, 237)) {
        VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                        vgg_cifar_backward_base_block1_conv2_add_partials(arg, range, worker));
    } else if ((range -= VGG_CIFAR_RANGES_OF(2304, 237)) < 1) {
        VGG_CIFAR_LAYER("backward", "base.block1.conv1",
                        vgg_cifar_backward_base_block1_conv1_add_partials(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block1.conv1",
                        vgg_cifar_backward_base_block1_conv1_gradient_check(arg, range, worker));
    } else {
        range -= 1;
        VGG_CIFAR_LAYER("backward", "base.block1.conv1",
                        vgg_cifar_backward_base_block1_conv1_bias_backward(arg, range, worker));
        VGG_CIFAR_LAYER("backward", "base.block1.conv1",
                        vgg_cifar_backward_base_block1_conv1_gradient_check_2(arg, range, worker));
    }
}

static void vgg_cifar_run_backward(vgg_cifar_run *run)
{
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage, run,
                           1 + VGG_CIFAR_RANGES_OF(run->n, 5) + VGG_CIFAR_RANGES_OF(32, 25) + 1 +
                           1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_2, run,
                           1 + VGG_CIFAR_RANGES_OF(run->n, 2) + VGG_CIFAR_RANGES_OF(72, 31));
    VGG_CIFAR_LAYER("backward", "base.block5.conv3",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_base_block5_conv3_wino_panel_gather_2,
                                           run, VGG_CIFAR_RANGES_OF(run->n, 15)));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_3, run,
                           VGG_CIFAR_RANGES_OF(32, 2) + VGG_CIFAR_RANGES_OF(256, 2));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_4, run,
                           18 + VGG_CIFAR_RANGES_OF(run->n, 15) + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_5, run,
                           VGG_CIFAR_RANGES_OF(32, 2) + VGG_CIFAR_RANGES_OF(256, 2));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_6, run,
                           18 + VGG_CIFAR_RANGES_OF(run->n, 15) + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_7, run,
                           VGG_CIFAR_RANGES_OF(32, 2) + VGG_CIFAR_RANGES_OF(256, 2));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_8, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 32, 96) + 18);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_9, run,
                           VGG_CIFAR_RANGES_OF(32, 2) + VGG_CIFAR_RANGES_OF(256, 1) + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_10, run,
                           VGG_CIFAR_RANGES_OF(run->n, 4) + 18 + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_11, run,
                           VGG_CIFAR_RANGES_OF(32, 2) + VGG_CIFAR_RANGES_OF(256, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_12, run,
                           VGG_CIFAR_RANGES_OF(run->n, 4) + 18 + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_13, run,
                           VGG_CIFAR_RANGES_OF(16, 1) + VGG_CIFAR_RANGES_OF(128, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_14, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 16, 32) + 9);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_15, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4) + 1);
    VGG_CIFAR_LAYER("backward", "base.block3.conv3",
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_base_block3_conv3_wino_panel_backward_weights,
                               run, VGG_CIFAR_RANGES_OF(256, 1)));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_16, run, VGG_CIFAR_RANGES_OF(16, 1) + 4);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_17, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 2) + 1);
    VGG_CIFAR_LAYER("backward", "base.block3.conv2",
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_base_block3_conv2_wino_panel_backward_weights,
                               run, VGG_CIFAR_RANGES_OF(256, 1)));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_18, run,
                           VGG_CIFAR_RANGES_OF(16, 1) + VGG_CIFAR_RANGES_OF(8, 2) + 4 +
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 8));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_19, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 2, 4) + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_20, run,
                           VGG_CIFAR_RANGES_OF(8, 1) + VGG_CIFAR_RANGES_OF(128, 1));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_21, run,
                           2 + VGG_CIFAR_RANGES_OF((int64_t)run->n * 8, 24));
    VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                    vgg_cifar_backward_base_block2_conv2_bias_backward(run, 0, 0));
    VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                    vgg_cifar_backward_base_block2_conv2_gradient_check(run, 0, 0));
    VGG_CIFAR_LAYER("backward", "base.block2.conv2",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_base_block2_conv2_wino_backward, run,
                                           16));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_22, run,
                           1 + VGG_CIFAR_RANGES_OF(9216, 460) + VGG_CIFAR_RANGES_OF(36, 31) + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_23, run, VGG_CIFAR_RANGES_OF(4, 2) + 1);
    VGG_CIFAR_LAYER("backward", "base.block2.conv1",
                    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_base_block2_conv1_wino_backward, run,
                                           16));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_24, run,
                           VGG_CIFAR_RANGES_OF((int64_t)run->n * 4, 6) +
                           VGG_CIFAR_RANGES_OF(4608, 460));
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_25, run, 32 + 1 + 1);
    VGG_CIFAR_PARALLEL_FOR(vgg_cifar_backward_stage_26, run,
                           VGG_CIFAR_RANGES_OF(2304, 237) + 1 + 1);
    VGG_CIFAR_LAYER("backward", "base.block1.conv2",
                    vgg_cifar_backward_base_block1_conv2_gradient_check_2(run, 0, 0));
    VGG_CIFAR_LAYER("backward", "dense_2.softmax",
                    vgg_cifar_backward_dense_2_softmax_gradient_check_end(run, 0, 0));
}

static void vgg_cifar_run_stats(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("stats", "");
    for (run->row = 0; run->row < 10; run->row++)
        vgg_cifar_stats_rows_vector_pack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("stats", "");
}

static void vgg_cifar_run_grads_out(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("grads_out", "");
    for (run->row = 0; run->row < 17; run->row++)
        vgg_cifar_grads_out_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 29; run->row++)
        vgg_cifar_grads_out_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        vgg_cifar_grads_out_rows_dense_unpack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("grads_out", "");
}

static void vgg_cifar_run_grads_in(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("grads_in", "");
    for (run->row = 0; run->row < 17; run->row++)
        vgg_cifar_grads_in_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 29; run->row++)
        vgg_cifar_grads_in_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        vgg_cifar_grads_in_rows_dense_pack(run, 0, 0);
    VGG_CIFAR_AFTER_LAYER("grads_in", "");
}

static void vgg_cifar_run_apply(vgg_cifar_run *run)
{
    VGG_CIFAR_BEFORE_LAYER("apply", "");
    for (run->row = 0; run->row < 17; run->row++) {
        const struct vgg_cifar_pack_conv_pack_row *const row =
            &vgg_cifar_pack_conv_pack_rows[run->row];
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_apply_rows_adam_update, run,
                               VGG_CIFAR_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 29; run->row++) {
        const struct vgg_cifar_pack_vector_pack_row *const row =
            &vgg_cifar_pack_vector_pack_rows[run->row];
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_apply_rows_adam_update_2, run,
                               VGG_CIFAR_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 2; run->row++) {
        const struct vgg_cifar_pack_dense_pack_row *const row =
            &vgg_cifar_pack_dense_pack_rows[run->row];
        VGG_CIFAR_PARALLEL_FOR(vgg_cifar_apply_rows_adam_update_3, run,
                               VGG_CIFAR_RANGES_OF(row->COUNT / 16, 1954));
    }
    VGG_CIFAR_AFTER_LAYER("apply", "");
}

const vgg_cifar_param vgg_cifar_params[] = {
    {"base.block1.conv1.kernel", 4, {3, 3, 3, 64}, 0, 1728, 1},
    {"base.block1.conv1.bias", 1, {64, 0, 0, 0}, 1728, 64, 1},
    {"base.block1.conv2.kernel", 4, {3, 3, 64, 64}, 1792, 36864, 1},
    {"base.block1.conv2.bias", 1, {64, 0, 0, 0}, 38656, 64, 1},
    {"base.block2.conv1.kernel", 4, {3, 3, 64, 128}, 38720, 73728, 1},
    {"base.block2.conv1.bias", 1, {128, 0, 0, 0}, 112448, 128, 1},
    {"base.block2.conv2.kernel", 4, {3, 3, 128, 128}, 112576, 147456, 1},
    {"base.block2.conv2.bias", 1, {128, 0, 0, 0}, 260032, 128, 1},
    {"base.block3.conv1.kernel", 4, {3, 3, 128, 256}, 260160, 294912, 1},
    {"base.block3.conv1.bias", 1, {256, 0, 0, 0}, 555072, 256, 1},
    {"base.block3.conv2.kernel", 4, {3, 3, 256, 256}, 555328, 589824, 1},
    {"base.block3.conv2.bias", 1, {256, 0, 0, 0}, 1145152, 256, 1},
    {"base.block3.conv3.kernel", 4, {3, 3, 256, 256}, 1145408, 589824, 1},
    {"base.block3.conv3.bias", 1, {256, 0, 0, 0}, 1735232, 256, 1},
    {"base.block4.conv1.kernel", 4, {3, 3, 256, 512}, 1735488, 1179648, 1},
    {"base.block4.conv1.bias", 1, {512, 0, 0, 0}, 2915136, 512, 1},
    {"base.block4.conv2.kernel", 4, {3, 3, 512, 512}, 2915648, 2359296, 1},
    {"base.block4.conv2.bias", 1, {512, 0, 0, 0}, 5274944, 512, 1},
    {"base.block4.conv3.kernel", 4, {3, 3, 512, 512}, 5275456, 2359296, 1},
    {"base.block4.conv3.bias", 1, {512, 0, 0, 0}, 7634752, 512, 1},
    {"base.block5.conv1.kernel", 4, {3, 3, 512, 512}, 7635264, 2359296, 1},
    {"base.block5.conv1.bias", 1, {512, 0, 0, 0}, 9994560, 512, 1},
    {"base.block5.conv2.kernel", 4, {3, 3, 512, 512}, 9995072, 2359296, 1},
    {"base.block5.conv2.bias", 1, {512, 0, 0, 0}, 12354368, 512, 1},
    {"base.block5.conv3.kernel", 4, {3, 3, 512, 512}, 12354880, 2359296, 1},
    {"base.block5.conv3.bias", 1, {512, 0, 0, 0}, 14714176, 512, 1},
    {"conv_1.kernel", 4, {3, 3, 512, 32}, 14714688, 147456, 1},
    {"conv_1.bias", 1, {32, 0, 0, 0}, 14862144, 32, 1},
    {"batchnorm_1.gamma", 1, {32, 0, 0, 0}, 14862176, 32, 1},
    {"batchnorm_1.beta", 1, {32, 0, 0, 0}, 14862208, 32, 1},
    {"batchnorm_1.moving_mean", 1, {32, 0, 0, 0}, 14862240, 32, 0},
    {"batchnorm_1.moving_variance", 1, {32, 0, 0, 0}, 14862272, 32, 0},
    {"conv_2.kernel", 4, {3, 3, 32, 32}, 14862304, 9216, 1},
    {"conv_2.bias", 1, {32, 0, 0, 0}, 14871520, 32, 1},
    {"batchnorm_2.gamma", 1, {32, 0, 0, 0}, 14871552, 32, 1},
    {"batchnorm_2.beta", 1, {32, 0, 0, 0}, 14871584, 32, 1},
    {"batchnorm_2.moving_mean", 1, {32, 0, 0, 0}, 14871616, 32, 0},
    {"batchnorm_2.moving_variance", 1, {32, 0, 0, 0}, 14871648, 32, 0},
    {"conv_3.kernel", 4, {3, 3, 32, 64}, 14871680, 18432, 1},
    {"conv_3.bias", 1, {64, 0, 0, 0}, 14890112, 64, 1},
    {"batchnorm_3.gamma", 1, {64, 0, 0, 0}, 14890176, 64, 1},
    {"batchnorm_3.beta", 1, {64, 0, 0, 0}, 14890240, 64, 1},
    {"batchnorm_3.moving_mean", 1, {64, 0, 0, 0}, 14890304, 64, 0},
    {"batchnorm_3.moving_variance", 1, {64, 0, 0, 0}, 14890368, 64, 0},
    {"conv_4.kernel", 4, {3, 3, 64, 64}, 14890432, 36864, 1},
    {"conv_4.bias", 1, {64, 0, 0, 0}, 14927296, 64, 1},
    {"batchnorm_4.gamma", 1, {64, 0, 0, 0}, 14927360, 64, 1},
    {"batchnorm_4.beta", 1, {64, 0, 0, 0}, 14927424, 64, 1},
    {"batchnorm_4.moving_mean", 1, {64, 0, 0, 0}, 14927488, 64, 0},
    {"batchnorm_4.moving_variance", 1, {64, 0, 0, 0}, 14927552, 64, 0},
    {"dense_1.kernel", 2, {64, 512, 0, 0}, 14927616, 32768, 1},
    {"dense_1.bias", 1, {512, 0, 0, 0}, 14960384, 512, 1},
    {"batchnorm_5.gamma", 1, {512, 0, 0, 0}, 14960896, 512, 1},
    {"batchnorm_5.beta", 1, {512, 0, 0, 0}, 14961408, 512, 1},
    {"batchnorm_5.moving_mean", 1, {512, 0, 0, 0}, 14961920, 512, 0},
    {"batchnorm_5.moving_variance", 1, {512, 0, 0, 0}, 14962432, 512, 0},
    {"dense_2.kernel", 2, {512, 10, 0, 0}, 14962944, 5120, 1},
    {"dense_2.bias", 1, {10, 0, 0, 0}, 14968064, 10, 1},
};
const int vgg_cifar_param_count = 58;
const char *const vgg_cifar_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog",
    "frog", "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int vgg_cifar_aligned(const void *p) { return ((uintptr_t)p) % VGG_CIFAR_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int vgg_cifar_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int vgg_cifar_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!vgg_cifar_finite(p[k]))
            return 0;
    return 1;
}

static int vgg_cifar_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0; }

static int vgg_cifar_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? VGG_CIFAR_EARG : have < want ? VGG_CIFAR_ESIZE : !vgg_cifar_aligned(p) ?
        VGG_CIFAR_EALIGN : VGG_CIFAR_OK;
}

static unsigned char *vgg_cifar_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *vgg_cifar_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *vgg_cifar_strerror(int code)
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
    return code >= 0 && code <= VGG_CIFAR_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int vgg_cifar_init(float *params, uint64_t seed)
{
    vgg_cifar_run run;
    if (!params)
        return VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = vgg_cifar_as_floats(params);
    vgg_cifar_run_init(&run);
    return VGG_CIFAR_OK;
}

int vgg_cifar_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = VGG_CIFAR_MODEL_TAG;
    vgg_cifar_run run;
    int bad = vgg_cifar_check_memory(model, bytes, VGG_CIFAR_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    memset(model, 0, VGG_CIFAR_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = vgg_cifar_as_floats(params);
    run.model = vgg_cifar_as_floats(vgg_cifar_bytes(model) + VGG_CIFAR_HEAD_BYTES);
    run.scratch = vgg_cifar_as_floats(vgg_cifar_bytes(model) + VGG_CIFAR_PREPARE_SCRATCH_AT);
    run.scratch_floats = VGG_CIFAR_PREPARE_SCRATCH;
    vgg_cifar_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return VGG_CIFAR_OK;
}

int vgg_cifar_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = VGG_CIFAR_MODEL_TAG;
    vgg_cifar_run run;
    int bad = vgg_cifar_check_memory(work, bytes, VGG_CIFAR_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > VGG_CIFAR_BATCH)
        return VGG_CIFAR_EARG;
    if (bad || !vgg_cifar_aligned(model) || !vgg_cifar_floats_aligned(x) ||
        !vgg_cifar_floats_aligned(y))
        return bad ? bad : VGG_CIFAR_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return VGG_CIFAR_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = vgg_cifar_as_floats(vgg_cifar_bytes(model) + VGG_CIFAR_HEAD_BYTES);
    run.work = vgg_cifar_as_floats(work);
    run.scratch = vgg_cifar_as_floats(vgg_cifar_bytes(work) + VGG_CIFAR_INFER_SCRATCH_AT);
    run.scratch_floats = VGG_CIFAR_INFER_SCRATCH;
    vgg_cifar_run_infer(&run);
    return VGG_CIFAR_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int vgg_cifar_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = VGG_CIFAR_INPUT_MEAN,
        std[] = VGG_CIFAR_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(x))
        return VGG_CIFAR_EALIGN;
    for (c = 0; c < VGG_CIFAR_IN_C; c++) {
        const unsigned char *from = rgb + (VGG_CIFAR_INPUT_BGR ? VGG_CIFAR_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * VGG_CIFAR_INPUT_SCALE - mean[k]) / std[k]);
        for (i = 0; i < (ptrdiff_t)n * VGG_CIFAR_IN_H * VGG_CIFAR_IN_W; i++)
            x[i * VGG_CIFAR_IN_C + c] = table[from[i * VGG_CIFAR_IN_C]];
    }
    return VGG_CIFAR_OK;
}

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int vgg_cifar_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void vgg_cifar_swap(unsigned char *p, size_t floats)
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
} vgg_cifar_json;

static void vgg_cifar_json_next(vgg_cifar_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = VGG_CIFAR_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void vgg_cifar_json_blank(vgg_cifar_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        vgg_cifar_json_next(j);
}

static int vgg_cifar_json_take(vgg_cifar_json *j, int c)
{
    vgg_cifar_json_blank(j);
    if (j->c != c)
        return 0;
    vgg_cifar_json_next(j);
    return 1;
}

static void vgg_cifar_json_want(vgg_cifar_json *j, int c)
{
    if (!vgg_cifar_json_take(j, c) && !j->error)
        j->error = VGG_CIFAR_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void vgg_cifar_json_string(vgg_cifar_json *j, char *s, size_t size)
{
    size_t n = 0;
    vgg_cifar_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            vgg_cifar_json_next(j);
        if (j->c < 0) {
            j->error = VGG_CIFAR_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        vgg_cifar_json_next(j);
    }
    s[n] = 0;
    vgg_cifar_json_next(j);
}

static uint64_t vgg_cifar_json_number(vgg_cifar_json *j)
{
    uint64_t v = 0;
    vgg_cifar_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = VGG_CIFAR_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        vgg_cifar_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t
        begin[VGG_CIFAR_PARAM_COUNT + 1];
            /* UINT64_MAX: not found yet. A net may have no parameters */
} vgg_cifar_places;

static int vgg_cifar_find_param(const char *name)
{
    int i;
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT; i++)
        if (!strcmp(vgg_cifar_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void vgg_cifar_read_entry(vgg_cifar_json *j, int p, vgg_cifar_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    vgg_cifar_json_want(j, '{');
    do {
        vgg_cifar_json_string(j, key, sizeof key);
        vgg_cifar_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            vgg_cifar_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            vgg_cifar_json_want(j, '[');
            for (rank = 0; !j->error && !vgg_cifar_json_take(j, ']'); rank++) {
                uint64_t d = vgg_cifar_json_number(j);
                same &= rank < vgg_cifar_params[p].rank && d ==
                    (uint64_t)vgg_cifar_params[p].dim[rank];
                (void)vgg_cifar_json_take(j, ',');
            }
            same &= rank == vgg_cifar_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            vgg_cifar_json_want(j, '[');
            places->begin[p] = vgg_cifar_json_number(j);
            vgg_cifar_json_want(j, ',');
            end = vgg_cifar_json_number(j);
            vgg_cifar_json_want(j, ']');
        } else {
            j->error = VGG_CIFAR_EFORMAT;
        }
    } while (!j->error && vgg_cifar_json_take(j, ','));
    vgg_cifar_json_want(j, '}');
    if (!j->error && !same)
        j->error = VGG_CIFAR_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] !=
                      vgg_cifar_params[p].count * 4))
        j->error = VGG_CIFAR_EFORMAT;
}

static void vgg_cifar_read_metadata(vgg_cifar_json *j)
{
    char key[32], value[64];
    vgg_cifar_json_want(j, '{');
    if (vgg_cifar_json_take(j, '}'))
        return;
    do {
        vgg_cifar_json_string(j, key, sizeof key);
        vgg_cifar_json_want(j, ':');
        vgg_cifar_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, VGG_CIFAR_LAYOUT_HASH))
            j->error = VGG_CIFAR_EHASH;
    } while (!j->error && vgg_cifar_json_take(j, ','));
    vgg_cifar_json_want(j, '}');
}

static void vgg_cifar_read_header(vgg_cifar_json *j, vgg_cifar_places *places)
{
    char name[VGG_CIFAR_NAME_BYTES];
    int p;
    vgg_cifar_json_next(j);
    vgg_cifar_json_want(j, '{');
    do {
        vgg_cifar_json_string(j, name, sizeof name);
        vgg_cifar_json_want(j, ':');
        if (j->error)
            return;
        p = vgg_cifar_find_param(name);
        if (!strcmp(name, "__metadata__"))
            vgg_cifar_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = VGG_CIFAR_EHASH;
        else
            vgg_cifar_read_entry(j, p, places);
    } while (!j->error && vgg_cifar_json_take(j, ','));
    vgg_cifar_json_want(j, '}');
    while (!j->error && j->c >= 0)
        vgg_cifar_json_next(j);
}

/* Are the numbers at v those of a parameter? */
static int vgg_cifar_param_fits(const vgg_cifar_param *p, const float *v)
{
    static const char variance[] = ".moving_variance";
    size_t n = strlen(p->name), m = sizeof variance - 1, k;
    if (n > m && !strcmp(p->name + n - m, variance))
        for (k = 0; k < p->count; k++)
            if (v[k] < 0.0f)
                return 0; /* its root would be none */
    return vgg_cifar_all_finite(v, p->count);
}

int vgg_cifar_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    vgg_cifar_places places;
    vgg_cifar_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return VGG_CIFAR_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return VGG_CIFAR_EFORMAT;
    j.read = read;
    j.user = user;
    vgg_cifar_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return VGG_CIFAR_EHASH;
    for (done = 0; done < VGG_CIFAR_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < VGG_CIFAR_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == VGG_CIFAR_PARAM_COUNT)
            return VGG_CIFAR_EFORMAT;
        if (read(user, params + vgg_cifar_params[i].offset, vgg_cifar_params[i].count * 4))
            return VGG_CIFAR_EIO;
        if (vgg_cifar_host_is_big())
            vgg_cifar_swap(vgg_cifar_bytes(params + vgg_cifar_params[i].offset),
                           vgg_cifar_params[i].count);
        if (!vgg_cifar_param_fits(&vgg_cifar_params[i], params + vgg_cifar_params[i].offset))
            return VGG_CIFAR_ENAN;
        at += vgg_cifar_params[i].count * 4;
    }
    return VGG_CIFAR_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} vgg_cifar_out;

static void vgg_cifar_put(vgg_cifar_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = VGG_CIFAR_EIO;
    o->count += n;
}

static void vgg_cifar_put_number(vgg_cifar_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    vgg_cifar_put(o, s + i);
}

static void vgg_cifar_put_header(vgg_cifar_out *o)
{
    uint64_t at = 0;
    int i, d;
    vgg_cifar_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" VGG_CIFAR_NET_NAME
                  "\",\"layout_hash\":\"" VGG_CIFAR_LAYOUT_HASH "\"}");
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT; i++) {
        vgg_cifar_put(o, ",\"");
        vgg_cifar_put(o, vgg_cifar_params[i].name);
        vgg_cifar_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < vgg_cifar_params[i].rank; d++) {
            vgg_cifar_put(o, d ? "," : "");
            vgg_cifar_put_number(o, (uint64_t)vgg_cifar_params[i].dim[d]);
        }
        vgg_cifar_put(o, "],\"data_offsets\":[");
        vgg_cifar_put_number(o, at);
        at += vgg_cifar_params[i].count * 4;
        vgg_cifar_put(o, ",");
        vgg_cifar_put_number(o, at);
        vgg_cifar_put(o, "]}");
    }
    vgg_cifar_put(o, "}");
    while (o->count % 8)
        vgg_cifar_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int vgg_cifar_put_floats(vgg_cifar_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (vgg_cifar_host_is_big())
            vgg_cifar_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return VGG_CIFAR_EIO;
    }
    return VGG_CIFAR_OK;
}

int vgg_cifar_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                   void *user)
{
    unsigned char len[8];
    vgg_cifar_out o;
    int i;
    if (!params || !write)
        return VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT; i++)
        if (!vgg_cifar_param_fits(&vgg_cifar_params[i], params + vgg_cifar_params[i].offset))
            return VGG_CIFAR_ENAN; /* vgg_cifar_load would not take it */
    memset(&o, 0, sizeof o);
    vgg_cifar_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return VGG_CIFAR_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    vgg_cifar_put_header(&o);
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT && !o.error; i++)
        o.error = vgg_cifar_put_floats(&o, params + vgg_cifar_params[i].offset,
                                       vgg_cifar_params[i].count);
    return o.error;
}
/* ---- training ---- */

struct vgg_cifar_train {
    uint64_t tag;          /* of the plan that filled this area */
    const vgg_cifar_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { VGG_CIFAR_AT_LOSS = 256, VGG_CIFAR_AT_OUTPUTS = VGG_CIFAR_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *vgg_cifar_train_loss(const vgg_cifar_train *t)
{
    return (float *)(void *)(vgg_cifar_bytes(t) + VGG_CIFAR_AT_LOSS);
}

static unsigned char *vgg_cifar_train_state(const vgg_cifar_train *t)
{
    return vgg_cifar_bytes(t) + VGG_CIFAR_AT_OUTPUTS +
           (sizeof(float) * VGG_CIFAR_BATCH * VGG_CIFAR_OUTPUTS + VGG_CIFAR_ALIGN - 1) /
               VGG_CIFAR_ALIGN * VGG_CIFAR_ALIGN;
}

static unsigned char *vgg_cifar_train_work(const vgg_cifar_train *t)
{
    return vgg_cifar_train_state(t) + VGG_CIFAR_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static vgg_cifar_run vgg_cifar_train_run(const vgg_cifar_train *t, int n)
{
    vgg_cifar_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.y = vgg_cifar_as_floats(vgg_cifar_bytes(t) + VGG_CIFAR_AT_OUTPUTS);
    run.loss = vgg_cifar_train_loss(t);
    run.state = vgg_cifar_as_floats(vgg_cifar_train_state(t));
    run.work = vgg_cifar_as_floats(vgg_cifar_train_work(t));
    run.scratch = vgg_cifar_as_floats(vgg_cifar_bytes(t) + VGG_CIFAR_TRAIN_SCRATCH_AT);
    run.scratch_floats = VGG_CIFAR_TRAIN_SCRATCH;
    return run;
}

static int vgg_cifar_train_check(const vgg_cifar_train *t)
{
    if (!t || !vgg_cifar_aligned(t))
        return t ? VGG_CIFAR_EALIGN : VGG_CIFAR_EARG;
    return t->tag == VGG_CIFAR_TRAIN_TAG && t->self == t ? VGG_CIFAR_OK : VGG_CIFAR_EAREA;
}

static int vgg_cifar_rate_fits(float rate) { return vgg_cifar_finite(rate) && rate >= 0.0f; }

int vgg_cifar_train_init(vgg_cifar_train **t, void *mem, size_t bytes, const float *params,
                         uint64_t seed)
{
    vgg_cifar_train *s = (vgg_cifar_train *)mem;
    vgg_cifar_run run;
    int bad = vgg_cifar_check_memory(mem, bytes, VGG_CIFAR_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    memset(s, 0, VGG_CIFAR_AT_OUTPUTS);
    s->seed = seed;
    memset(vgg_cifar_train_state(s), 0, VGG_CIFAR_STATE_BYTES);
    run = vgg_cifar_train_run(s, 1);
    run.params = vgg_cifar_as_floats(params);
    vgg_cifar_run_pack(&run);
    s->tag = VGG_CIFAR_TRAIN_TAG;
    s->self = s;
    *t = s;
    return VGG_CIFAR_OK;
}

static int vgg_cifar_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (label[i] < 0 || label[i] >= VGG_CIFAR_OUTPUTS)
            return 0;
    }
    return 1;
}

static int vgg_cifar_train_arguments(const vgg_cifar_train *t, const float *x, const int32_t *label,
                                     int n)
{
    int bad = vgg_cifar_train_check(t);
    if (bad || !x || !label || n < 1 || n > VGG_CIFAR_BATCH)
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(x) || !vgg_cifar_floats_aligned(label))
        return VGG_CIFAR_EALIGN;
    if (!vgg_cifar_labels_fit(label, n))
        return VGG_CIFAR_EARG;
    return VGG_CIFAR_OK;
}

static int vgg_cifar_train_forward_backward(vgg_cifar_train *t, const float *x, const void *labels,
                                            int n, float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    vgg_cifar_run run = vgg_cifar_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    vgg_cifar_run_forward(&run);
    if (!vgg_cifar_all_finite(x, (size_t)n * VGG_CIFAR_IN_H * VGG_CIFAR_IN_W * VGG_CIFAR_IN_C))
        memcpy(vgg_cifar_train_loss(t), &no_number, sizeof no_number);
            /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = vgg_cifar_train_loss(t)[0];
    vgg_cifar_run_backward(&run);
    if (!vgg_cifar_finite(vgg_cifar_train_loss(t)[0]) || vgg_cifar_train_loss(t)[1] > 0.0f) {
        t->pass--; /* nothing is changed */
        return VGG_CIFAR_ENAN;
    }
    vgg_cifar_run_stats(&run);
    return VGG_CIFAR_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void vgg_cifar_train_optimize(vgg_cifar_train *t, int n, float rate)
{
    vgg_cifar_run run = vgg_cifar_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    vgg_cifar_run_apply(&run);
}

int vgg_cifar_train_step(vgg_cifar_train *t, const float *x, const int32_t *label, int n,
                         float rate, float *loss)
{
    int bad = vgg_cifar_train_arguments(t, x, label, n);
    if (!bad && !vgg_cifar_rate_fits(rate))
        bad = VGG_CIFAR_EARG;
    if (!bad)
        bad = vgg_cifar_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        vgg_cifar_train_optimize(t, n, rate);
    return bad;
}

int vgg_cifar_train_grad(vgg_cifar_train *t, const float *x, const int32_t *label, int n,
                         float *grad, float *loss)
{
    vgg_cifar_run run;
    int bad = vgg_cifar_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(grad))
        return VGG_CIFAR_EALIGN;
    bad = vgg_cifar_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * VGG_CIFAR_PARAM_FLOATS);
    run = vgg_cifar_train_run(t, n);
    run.grads = vgg_cifar_as_floats(grad);
    vgg_cifar_run_grads_out(&run);
    return bad;
}

/* Numbers of up to 2^60 in size, as vgg_cifar_mk_gradient_fits has it. */
static int vgg_cifar_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < VGG_CIFAR_PARAM_COUNT; i++)
        for (k = 0; vgg_cifar_params[i].trainable && k < vgg_cifar_params[i].count; k++) {
            memcpy(&u, grad + vgg_cifar_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
    return 1;
}

int vgg_cifar_train_apply(vgg_cifar_train *t, const float *grad, float rate)
{
    vgg_cifar_run run;
    int bad = vgg_cifar_train_check(t);
    if (bad || !grad || !vgg_cifar_rate_fits(rate))
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(grad))
        return VGG_CIFAR_EALIGN;
    if (!vgg_cifar_gradient_fits(grad))
        return VGG_CIFAR_ENAN;
    run = vgg_cifar_train_run(t, 1);
    run.grads = vgg_cifar_as_floats(grad);
    vgg_cifar_run_grads_in(&run);
    vgg_cifar_train_optimize(t, 1, rate);
    return VGG_CIFAR_OK;
}

int vgg_cifar_train_params(const vgg_cifar_train *t, float *params)
{
    vgg_cifar_run run;
    int bad = vgg_cifar_train_check(t);
    if (bad || !params)
        return bad ? bad : VGG_CIFAR_EARG;
    if (!vgg_cifar_floats_aligned(params))
        return VGG_CIFAR_EALIGN;
    run = vgg_cifar_train_run(t, 1);
    run.params = vgg_cifar_as_floats(params);
    vgg_cifar_run_unpack(&run);
    return VGG_CIFAR_OK;
}

const float *vgg_cifar_train_outputs(const vgg_cifar_train *t)
{
    return vgg_cifar_train_check(t) ? NULL : (const float *)(const void *)(vgg_cifar_bytes(t) +
        VGG_CIFAR_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
enum { VGG_CIFAR_STATE_WORDS = 6 };

static const char vgg_cifar_state_name[32] = "netc state " VGG_CIFAR_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t vgg_cifar_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = vgg_cifar_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int vgg_cifar_train_save(const vgg_cifar_train *t,
                         int (*write)(void *user, const void *buf, size_t n), void *user)
{
    uint64_t words[VGG_CIFAR_STATE_WORDS], sum;
    int bad = vgg_cifar_train_check(t);
    if (bad || !write)
        return bad ? bad : VGG_CIFAR_EARG;
    words[0] = VGG_CIFAR_STATE_HASH;
    words[1] = VGG_CIFAR_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = vgg_cifar_checksum(0, vgg_cifar_state_name, sizeof vgg_cifar_state_name);
    sum = vgg_cifar_checksum(sum, words, sizeof words);
    sum = vgg_cifar_checksum(sum, vgg_cifar_train_state(t), VGG_CIFAR_STATE_BYTES);
    if (write(user, vgg_cifar_state_name, sizeof vgg_cifar_state_name) ||
        write(user, words, sizeof words) || write(user, vgg_cifar_train_state(t),
                                                  VGG_CIFAR_STATE_BYTES) ||
        write(user, &sum, sizeof sum))
        return VGG_CIFAR_EIO;
    return VGG_CIFAR_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
int vgg_cifar_train_load(vgg_cifar_train *t, int (*read)(void *user, void *buf, size_t n),
                         void *user)
{
    char name[sizeof vgg_cifar_state_name];
    uint64_t words[VGG_CIFAR_STATE_WORDS], sum, said;
    int bad = vgg_cifar_train_check(t);
    if (bad || !read)
        return bad ? bad : VGG_CIFAR_EARG;
    if (read(user, name, sizeof name))
        return VGG_CIFAR_EIO;
    if (memcmp(name, vgg_cifar_state_name, 11))
        return VGG_CIFAR_EFORMAT;
    if (read(user, words, sizeof words))
        return VGG_CIFAR_EIO;
    if (memcmp(name, vgg_cifar_state_name, sizeof name) || words[0] != VGG_CIFAR_STATE_HASH ||
        words[1] != VGG_CIFAR_STATE_BYTES)
        return VGG_CIFAR_EHASH;
    if (read(user, vgg_cifar_train_work(t), VGG_CIFAR_STATE_BYTES) ||
        read(user, &said, sizeof said))
        return VGG_CIFAR_EIO;
    sum = vgg_cifar_checksum(0, name, sizeof name);
    sum = vgg_cifar_checksum(sum, words, sizeof words);
    sum = vgg_cifar_checksum(sum, vgg_cifar_train_work(t), VGG_CIFAR_STATE_BYTES);
    if (sum != said)
        return VGG_CIFAR_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(vgg_cifar_train_state(t), vgg_cifar_train_work(t), VGG_CIFAR_STATE_BYTES);
    return VGG_CIFAR_OK;
}
