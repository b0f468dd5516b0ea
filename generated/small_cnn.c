/* Implementation of net `small_cnn`, made by netc 0.1.0:
 *     netc small_cnn.net -o small_cnn.c --train
 * source hash 8d5c2b40c83dfb20, parameter layout 175716b01475b48b.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#include "small_cnn.h"
/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as small_cnn_conv_forward would be, is its body for any shape:
 * the constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW: window
 * and stride; others where they are used) are its first arguments. More kernels in its name are
 * fused into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * small_cnn_infer_LAYER_KERNEL is a step of inference, small_cnn_forward_... and
 * small_cnn_backward_... of training: it gives the body the layer's shape and its memory. Memory is
 * counted in floats: run->work is that of this call, and SMALL_CNN_WORK_LAYER_USE, for training
 * SMALL_CNN_TRAIN_LAYER_USE, says where in it a buffer lies. What is done with every parameter
 * works on rows of tables, with their constants and places. small_cnn_run_PROGRAM runs all steps of
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
#define SMALL_CNN_RESTRICT
#else
#define SMALL_CNN_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define SMALL_CNN_WROTE() __asm__ volatile("" ::: "memory")
#else
#define SMALL_CNN_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define SMALL_CNN_INLINE static inline __attribute__((always_inline))
#else
#define SMALL_CNN_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define SMALL_CNN_APART static __attribute__((noinline, unused))
#else
#define SMALL_CNN_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C) && defined(__AVX__)
typedef float small_cnn_v8 __attribute__((vector_size(32)));
typedef int32_t small_cnn_v8i __attribute__((vector_size(32)));
typedef float small_cnn_v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline small_cnn_v8 small_cnn_v8_load(const float *p) {
    return *(const small_cnn_v8u *)(const void *)p; }
static inline void small_cnn_v8_store(float *p, small_cnn_v8 a) { *(small_cnn_v8u *)(void *)p = a; }
static inline small_cnn_v8 small_cnn_v8_set1(float x)
{
    small_cnn_v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline small_cnn_v8 small_cnn_v8_add(small_cnn_v8 a, small_cnn_v8 b) { return a + b; }
static inline small_cnn_v8 small_cnn_v8_sub(small_cnn_v8 a, small_cnn_v8 b) { return a - b; }
static inline small_cnn_v8 small_cnn_v8_mul(small_cnn_v8 a, small_cnn_v8 b) { return a * b; }
static inline small_cnn_v8 small_cnn_v8_div(small_cnn_v8 a, small_cnn_v8 b) { return a / b; }
static inline small_cnn_v8 small_cnn_v8_fma(small_cnn_v8 a, small_cnn_v8 b, small_cnn_v8 c) {
    return a * b + c; }
/* a > b ? x : y */
static inline small_cnn_v8 small_cnn_v8_select(small_cnn_v8 a, small_cnn_v8 b, small_cnn_v8 x,
                                               small_cnn_v8 y)
{
    small_cnn_v8i m = (small_cnn_v8i)(a > b);
    return (small_cnn_v8)(((small_cnn_v8i)x & m) | ((small_cnn_v8i)y & ~m));
}
/* the larger; NaN where one is */
static inline small_cnn_v8 small_cnn_v8_top(small_cnn_v8 a, small_cnn_v8 b)
{
    small_cnn_v8i m = (small_cnn_v8i)(a > b) | (small_cnn_v8i)(a != a);
    return (small_cnn_v8)(((small_cnn_v8i)a & m) | ((small_cnn_v8i)b & ~m));
}
static inline small_cnn_v8 small_cnn_v8_sqrt(small_cnn_v8 a)
{
    small_cnn_v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = sqrtf(a[i]);
    return r;
}
static inline float small_cnn_v8_sum(small_cnn_v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define SMALL_CNN_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C)
typedef float small_cnn_v8h __attribute__((vector_size(16)));
typedef int32_t small_cnn_v8i __attribute__((vector_size(16)));
typedef float small_cnn_v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    small_cnn_v8h a, b;
} small_cnn_v8;
static inline small_cnn_v8 small_cnn_v8_load(const float *p)
{
    small_cnn_v8 r;
    r.a = *(const small_cnn_v8u *)(const void *)p;
    r.b = *(const small_cnn_v8u *)(const void *)(p + 4);
    return r;
}
static inline void small_cnn_v8_store(float *p, small_cnn_v8 x)
{
    *(small_cnn_v8u *)(void *)p = x.a;
    *(small_cnn_v8u *)(void *)(p + 4) = x.b;
}
static inline small_cnn_v8 small_cnn_v8_set1(float x)
{
    small_cnn_v8h h = {x, x, x, x};
    small_cnn_v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline small_cnn_v8 small_cnn_v8_add(small_cnn_v8 x, small_cnn_v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline small_cnn_v8 small_cnn_v8_sub(small_cnn_v8 x, small_cnn_v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline small_cnn_v8 small_cnn_v8_mul(small_cnn_v8 x, small_cnn_v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline small_cnn_v8 small_cnn_v8_div(small_cnn_v8 x, small_cnn_v8 y)
{
    x.a /= y.a;
    x.b /= y.b;
    return x;
}
static inline small_cnn_v8 small_cnn_v8_fma(small_cnn_v8 x, small_cnn_v8 y, small_cnn_v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline small_cnn_v8 small_cnn_v8_select(small_cnn_v8 p, small_cnn_v8 q, small_cnn_v8 x,
                                               small_cnn_v8 y)
{
    small_cnn_v8i m = (small_cnn_v8i)(p.a > q.a), n = (small_cnn_v8i)(p.b > q.b);
    x.a = (small_cnn_v8h)(((small_cnn_v8i)x.a & m) | ((small_cnn_v8i)y.a & ~m));
    x.b = (small_cnn_v8h)(((small_cnn_v8i)x.b & n) | ((small_cnn_v8i)y.b & ~n));
    return x;
}
static inline small_cnn_v8 small_cnn_v8_top(small_cnn_v8 x, small_cnn_v8 y)
{
    small_cnn_v8i m = (small_cnn_v8i)(x.a > y.a) | (small_cnn_v8i)(x.a != x.a),
        n = (small_cnn_v8i)(x.b > y.b) | (small_cnn_v8i)(x.b != x.b);
    x.a = (small_cnn_v8h)(((small_cnn_v8i)x.a & m) | ((small_cnn_v8i)y.a & ~m));
    x.b = (small_cnn_v8h)(((small_cnn_v8i)x.b & n) | ((small_cnn_v8i)y.b & ~n));
    return x;
}
static inline small_cnn_v8 small_cnn_v8_sqrt(small_cnn_v8 x)
{
    for (int i = 0; i < 4; i++) {
        x.a[i] = sqrtf(x.a[i]);
        x.b[i] = sqrtf(x.b[i]);
    }
    return x;
}
static inline float small_cnn_v8_sum(small_cnn_v8 x)
{
    small_cnn_v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} small_cnn_v8;
static inline small_cnn_v8 small_cnn_v8_load(const float *p)
{
    small_cnn_v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void small_cnn_v8_store(float *p, small_cnn_v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline small_cnn_v8 small_cnn_v8_set1(float x)
{
    small_cnn_v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline small_cnn_v8 small_cnn_v8_add(small_cnn_v8 a, small_cnn_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline small_cnn_v8 small_cnn_v8_sub(small_cnn_v8 a, small_cnn_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline small_cnn_v8 small_cnn_v8_mul(small_cnn_v8 a, small_cnn_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline small_cnn_v8 small_cnn_v8_div(small_cnn_v8 a, small_cnn_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] /= b.f[i];
    return a;
}
static inline small_cnn_v8 small_cnn_v8_fma(small_cnn_v8 a, small_cnn_v8 b, small_cnn_v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline small_cnn_v8 small_cnn_v8_select(small_cnn_v8 a, small_cnn_v8 b, small_cnn_v8 x,
                                               small_cnn_v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline small_cnn_v8 small_cnn_v8_top(small_cnn_v8 a, small_cnn_v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = a.f[i] > b.f[i] || a.f[i] != a.f[i] ? a.f[i] : b.f[i];
    return a;
}
static inline small_cnn_v8 small_cnn_v8_sqrt(small_cnn_v8 a)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = sqrtf(a.f[i]);
    return a;
}
static inline float small_cnn_v8_sum(small_cnn_v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline small_cnn_v8 small_cnn_v8_zero(void) { return small_cnn_v8_set1(0.0f); }
/* small_cnn_v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay;
 * sums over lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C) && \
        defined(__AVX512F__)
#define SMALL_CNN_WIDE 16
typedef float small_cnn_v8w __attribute__((vector_size(64)));
typedef float small_cnn_v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline small_cnn_v8w small_cnn_v8w_load(const float *p) {
    return *(const small_cnn_v8wu *)(const void *)p; }
static inline void small_cnn_v8w_store(float *p, small_cnn_v8w a) { *(small_cnn_v8wu *)(void *)p =
    a; }
static inline small_cnn_v8w small_cnn_v8w_set1(float x)
{
    small_cnn_v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline small_cnn_v8w small_cnn_v8w_add(small_cnn_v8w a, small_cnn_v8w b) { return a + b; }
static inline small_cnn_v8w small_cnn_v8w_sub(small_cnn_v8w a, small_cnn_v8w b) { return a - b; }
static inline small_cnn_v8w small_cnn_v8w_mul(small_cnn_v8w a, small_cnn_v8w b) { return a * b; }
static inline small_cnn_v8w small_cnn_v8w_fma(small_cnn_v8w a, small_cnn_v8w b, small_cnn_v8w c) {
    return a * b + c; }
typedef int32_t small_cnn_v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline small_cnn_v8w small_cnn_v8w_select(small_cnn_v8w a, small_cnn_v8w b, small_cnn_v8w x,
                                                 small_cnn_v8w y)
{
    small_cnn_v8wi m = (small_cnn_v8wi)(a > b);
    return (small_cnn_v8w)(((small_cnn_v8wi)x & m) | ((small_cnn_v8wi)y & ~m));
}
static inline small_cnn_v8w small_cnn_v8w_top(small_cnn_v8w a, small_cnn_v8w b)
{
    small_cnn_v8wi m = (small_cnn_v8wi)(a > b) | (small_cnn_v8wi)(a != a);
    return (small_cnn_v8w)(((small_cnn_v8wi)a & m) | ((small_cnn_v8wi)b & ~m));
}
/* Keeps it in a register: gcc would read it from memory again for each of its uses. */
static inline small_cnn_v8w small_cnn_v8w_keep(small_cnn_v8w a)
{
    __asm__("" : "+v"(a));
    return a;
}
#else
#define SMALL_CNN_WIDE 8
typedef small_cnn_v8 small_cnn_v8w;
static inline small_cnn_v8w small_cnn_v8w_load(const float *p) { return small_cnn_v8_load(p); }
static inline void small_cnn_v8w_store(float *p, small_cnn_v8w a) { small_cnn_v8_store(p, a); }
static inline small_cnn_v8w small_cnn_v8w_set1(float x) { return small_cnn_v8_set1(x); }
static inline small_cnn_v8w small_cnn_v8w_add(small_cnn_v8w a, small_cnn_v8w b) {
    return small_cnn_v8_add(a, b); }
static inline small_cnn_v8w small_cnn_v8w_sub(small_cnn_v8w a, small_cnn_v8w b) {
    return small_cnn_v8_sub(a, b); }
static inline small_cnn_v8w small_cnn_v8w_mul(small_cnn_v8w a, small_cnn_v8w b) {
    return small_cnn_v8_mul(a, b); }
static inline small_cnn_v8w small_cnn_v8w_fma(small_cnn_v8w a, small_cnn_v8w b, small_cnn_v8w c) {
    return small_cnn_v8_fma(a, b, c); }
static inline small_cnn_v8w small_cnn_v8w_select(small_cnn_v8w a, small_cnn_v8w b, small_cnn_v8w x,
                                                 small_cnn_v8w y) {
    return small_cnn_v8_select(a, b, x, y); }
static inline small_cnn_v8w small_cnn_v8w_top(small_cnn_v8w a, small_cnn_v8w b) {
    return small_cnn_v8_top(a, b); }
static inline small_cnn_v8w small_cnn_v8w_keep(small_cnn_v8w a) { return a; }
#endif
static inline small_cnn_v8w small_cnn_v8w_zero(void) { return small_cnn_v8w_set1(0.0f); }
static inline small_cnn_v8w small_cnn_v8w_max(small_cnn_v8w a, small_cnn_v8w b) {
    return small_cnn_v8w_select(a, b, a, b); }
    /* a > b ? a : b */
/* small_cnn_v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the
 * result. By force: gcc takes a function that only asks for one without effect, and leaves out its
 * calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C)
SMALL_CNN_INLINE void small_cnn_v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
SMALL_CNN_INLINE void small_cnn_v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif
/* small_cnn_v8_prefetch of the one line at p. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C)
SMALL_CNN_INLINE void small_cnn_v8_ask(const void *p) { __builtin_prefetch(p); }
#else
SMALL_CNN_INLINE void small_cnn_v8_ask(const void *p) { (void)p; }
#endif
/* Windows over the rows of a map of h x w pixels: kh x kw pixels, the first from row -top and
 * column -left on, the next sh and sw further. */
typedef struct small_cnn_mk_windows {
    int h, w, kh, kw, sh, sw, top, left;
} small_cnn_mk_windows;
/* Adam: shares of the running means and their complements, what is added to the root, the decay in
 * the gradient, the share of the weights that a step takes away, the limit of a gradient's element
 * (0: none). */
typedef struct small_cnn_mk_adam_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon, decay, shrink, clip;
} small_cnn_mk_adam_rule;
/* What a register tile works on: see small_cnn_mk_prepacked_tile_of. */
typedef struct small_cnn_v8_tile {
    int rows, add;
    const int *count;
    ptrdiff_t yr;
    const ptrdiff_t *at, *step;
    ptrdiff_t stride;
    const float *x;
    const uint8_t *w, *ahead;
    float *y;
} small_cnn_v8_tile;
static inline small_cnn_v8 small_cnn_v8_low_f32(const uint8_t *p) {
    return small_cnn_v8_load((const float *)(const void *)p); }
static inline small_cnn_v8 small_cnn_v8_high_f32(const uint8_t *p)
{
    return small_cnn_v8_load((const float *)(const void *)(p + 32));
}
static inline void small_cnn_v8_narrow_f32(uint8_t *p, const float *x) {
    memcpy(p, x, 16 * sizeof *x); }
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C) && defined(__AVX__)
/* Keeps it in a register: gcc would load it again for each of its uses. */
static inline small_cnn_v8 small_cnn_v8_keep(small_cnn_v8 a)
{
    __asm__("" : "+x"(a));
    return a;
}
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(SMALL_CNN_PLAIN_C)
static inline small_cnn_v8 small_cnn_v8_keep(small_cnn_v8 a) { return a; }
#else
static inline small_cnn_v8 small_cnn_v8_keep(small_cnn_v8 a) { return a; }
#endif
/* Rows of 16 stored numbers; format: 0 f32, 1 f16, 2 bf16. */
static inline small_cnn_v8 small_cnn_v8_low(const uint8_t *p, int format)
{
    (void)format;
    return small_cnn_v8_low_f32(p);
}
static inline small_cnn_v8 small_cnn_v8_high(const uint8_t *p, int format)
{
    (void)format;
    return small_cnn_v8_high_f32(p);
}
static inline void small_cnn_v8_narrow(uint8_t *p, const float *x, int format)
{
    (void)format;
    small_cnn_v8_narrow_f32(p, x);
}
/* Bytes of a number. */
static inline int small_cnn_v8_bytes(int format)
{
    return format == 0 ? 4 : format == 1 ? 2 : 2;
}
/* f for that type: inlined once for each of them. */
SMALL_CNN_INLINE void small_cnn_v8_typed(int format, void (*f)(int, const small_cnn_v8_tile *),
                                         const small_cnn_v8_tile *t)
{
    (void)format;
    f(0, t);
}
/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
static inline void small_cnn_mk_block_channels(float *y, const float *x, int pixels, int channels,
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
static inline void small_cnn_mk_unblock_channels(float *y, const float *x, int pixels, int channels,
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
static inline void small_cnn_mk_reshape(float *y, const float *x, int pixels_y, int channels_y,
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
static inline void small_cnn_mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += SMALL_CNN_WIDE) {
            small_cnn_v8w s0 = small_cnn_v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = small_cnn_v8w_add(s0, small_cnn_v8w_load(at)),
                    s1 = small_cnn_v8w_add(s1, small_cnn_v8w_load(at + 16)),
                s2 = small_cnn_v8w_add(s2, small_cnn_v8w_load(at + 32)),
                    s3 = small_cnn_v8w_add(s3, small_cnn_v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = small_cnn_v8w_add(s0, small_cnn_v8w_load(x + (ptrdiff_t)q * 16 + l));
            small_cnn_v8w_store(t + l, small_cnn_v8w_add(small_cnn_v8w_add(s0, s1),
                                                         small_cnn_v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* Y[j][i] = X[i][j] for 8 rows i of 8; rows of both are 16 floats apart. */
static inline void small_cnn_mk_transpose8(float *y, const float *x)
{
#if defined(SMALL_CNN_SHUFFLE)
    small_cnn_v8 a[8], b[8];
    for (int i = 0; i < 8; i += 2) {
        const small_cnn_v8 p = small_cnn_v8_load(x + 16 * i),
            q = small_cnn_v8_load(x + 16 * i + 16);
        a[i] = SMALL_CNN_SHUFFLE(p, q, 0, 8, 1, 9, 4, 12, 5, 13);
        a[i + 1] = SMALL_CNN_SHUFFLE(p, q, 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = 0; j < 2; j++) {
            b[i + 2 * j] = SMALL_CNN_SHUFFLE(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            b[i + 2 * j + 1] = SMALL_CNN_SHUFFLE(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14,
                                                 15);
        }
    for (int j = 0; j < 4; j++) {
        small_cnn_v8_store(y + 16 * j, SMALL_CNN_SHUFFLE(b[j], b[j + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        small_cnn_v8_store(y + 16 * j + 64, SMALL_CNN_SHUFFLE(b[j], b[j + 4], 4, 5, 6, 7, 12, 13,
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
static inline void small_cnn_mk_transpose(float *y, const float *x, ptrdiff_t xs, int rows,
                                          int lanes)
{
    for (int l = 0; l < lanes; l += 16, x += xs, y += 256) {
        if (l + 32 < lanes)
            small_cnn_v8_prefetch(x + 2 * xs, rows * 16);
        if (rows == 16 && lanes - l >= 16) {
            for (int q = 0; q < 4; q++)
                small_cnn_mk_transpose8(y + q / 2 * 128 + q % 2 * 8, x + q % 2 * 128 + q / 2 * 8);
            continue;
        }
        for (int j = 0; j < 16 && l + j < lanes; j++)
            for (int r = 0; r < 16; r++)
                y[16 * j + r] = r < rows ? x[16 * r + j] : 0.0f;
    }
}

/* small_cnn_mk_exp of 16 lanes, by the same operations, where registers have them. */
SMALL_CNN_INLINE small_cnn_v8w small_cnn_mk_exp16(small_cnn_v8w a)
{
#if SMALL_CNN_WIDE == 16 && !defined(SMALL_CNN_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const small_cnn_v8w zero = {0.0f};
    const small_cnn_v8wi low = (small_cnn_v8wi)(a < -87.33654f);
    a = (small_cnn_v8w)((low & (small_cnn_v8wi)(zero - 87.33654f)) | (~low & (small_cnn_v8wi)a));
    const small_cnn_v8wi high = (small_cnn_v8wi)(a > 88.37626f);
    a = (small_cnn_v8w)((high & (small_cnn_v8wi)(zero + 88.37626f)) | (~high & (small_cnn_v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const small_cnn_v8w k = __builtin_convertvector((small_cnn_v8wi)(bits - 0x4B400000u),
                                                    small_cnn_v8w),
              e = (small_cnn_v8w)((bits + 127u) << 23);
    small_cnn_v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    small_cnn_v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
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
static inline void small_cnn_mk_exp(float *y, const float *x, int count)
{
#if defined(SMALL_CNN_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const small_cnn_v8 low = small_cnn_v8_set1(-87.33654f), high = small_cnn_v8_set1(88.37626f),
        magic = small_cnn_v8_set1(12582912.0f);
    int i = 0;
#if SMALL_CNN_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(small_cnn_v8wu *)(void *)(y + i) =
            small_cnn_mk_exp16(*(const small_cnn_v8wu *)(const void *)(x + i));
#else
    (void)small_cnn_mk_exp16;
#endif
    for (; i < count; i += 8) {
        small_cnn_v8 a = small_cnn_v8_load(x + i);
        a = small_cnn_v8_select(low, a, low, a);
        a = small_cnn_v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        small_cnn_v8_store(s, small_cnn_v8_fma(a, small_cnn_v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        small_cnn_v8 k = small_cnn_v8_load(s), r =
            small_cnn_v8_fma(k, small_cnn_v8_set1(-0.693359375f), a);
        r = small_cnn_v8_fma(k, small_cnn_v8_set1(2.12194440e-4f), r);
        small_cnn_v8 p = small_cnn_v8_set1(1.9875691500e-4f);
        p = small_cnn_v8_fma(p, r, small_cnn_v8_set1(1.3981999507e-3f));
        p = small_cnn_v8_fma(p, r, small_cnn_v8_set1(8.3334519073e-3f));
        p = small_cnn_v8_fma(p, r, small_cnn_v8_set1(4.1665795894e-2f));
        p = small_cnn_v8_fma(p, r, small_cnn_v8_set1(1.6666665459e-1f));
        p = small_cnn_v8_fma(p, r, small_cnn_v8_set1(5.0000001201e-1f));
        p = small_cnn_v8_add(small_cnn_v8_fma(p, small_cnn_v8_mul(r, r), r),
                             small_cnn_v8_set1(1.0f));
        small_cnn_v8_store(y + i, small_cnn_v8_mul(p, small_cnn_v8_load(e)));
    }
#endif
}

/* The register tile, the one source of small_cnn_mk_tile1 to small_cnn_mk_tile6: for `rows` rows r,
 * at most 6,
 *   Y[r][16] (+)= sum over i < count[0], j < count[1], c < count[2] of X[r][i, j, c] * W[i, j,
 * c][16] Row r of Y is at y + r*yr. Element (i, j, c) of row r of X is at x + r*xr + i*step[0] +
 * j*step[1] + (c / count[3])*step[2] + (c % count[3])*step[3]; row (i, j, c) of W at w + i*step[4]
 * + j*step[5] + 16*c. All sums stay in registers: with 6 rows 12 accumulators, 2 loads and 6
 * broadcasts for 12 multiply-adds. `rows` is a constant where this is called, so that a compiler
 * drops the rows that are not there. With 4 rows the row of W is loaded one step ahead (the last
 * one twice), so that it is in registers: gcc, when it tunes for Zen, reads it from memory for each
 * of the rows otherwise, and 12 loads take longer than 8 multiply-adds. */
SMALL_CNN_INLINE void small_cnn_mk_tile_of(int rows, float *y, ptrdiff_t yr, int add,
                                           const float *x, ptrdiff_t xr, const float *w,
                                           const int *count, const ptrdiff_t *step)
{
    small_cnn_v8 a0 = small_cnn_v8_zero(), b0 = small_cnn_v8_zero(), a1 = small_cnn_v8_zero(),
        b1 = small_cnn_v8_zero(), a2 = small_cnn_v8_zero(),
       b2 = small_cnn_v8_zero(), a3 = small_cnn_v8_zero(), b3 = small_cnn_v8_zero(),
           a4 = small_cnn_v8_zero(), b4 = small_cnn_v8_zero(),
       a5 = small_cnn_v8_zero(), b5 = small_cnn_v8_zero();
    const int chunk = count[3];
    const ptrdiff_t xk = step[3];
    for (int i = 0; i < count[0]; i++)
        for (int j = 0; j < count[1]; j++) {
            const float *xp = x + i * step[0] + j * step[1], *q = w + i * step[4] + j * step[5];
            for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                const float *p = xp;
                small_cnn_v8 s = small_cnn_v8_zero(), t = s;
                if (rows == 4)
                    s = small_cnn_v8_load(q), t = small_cnn_v8_load(q + 8);
                for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk,
                     q += rows == 4 ? 0 : 16) {
                    if (rows != 4)
                        s = small_cnn_v8_load(q), t = small_cnn_v8_load(q + 8);
                    small_cnn_v8 e = small_cnn_v8_set1(p[0]);
                    a0 = small_cnn_v8_fma(e, s, a0), b0 = small_cnn_v8_fma(e, t, b0);
                    if (rows > 1) {
                        e = small_cnn_v8_set1(p[xr]);
                        a1 = small_cnn_v8_fma(e, s, a1), b1 = small_cnn_v8_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = small_cnn_v8_set1(p[2 * xr]);
                        a2 = small_cnn_v8_fma(e, s, a2), b2 = small_cnn_v8_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = small_cnn_v8_set1(p[3 * xr]);
                        a3 = small_cnn_v8_fma(e, s, a3), b3 = small_cnn_v8_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = small_cnn_v8_set1(p[4 * xr]);
                        a4 = small_cnn_v8_fma(e, s, a4), b4 = small_cnn_v8_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = small_cnn_v8_set1(p[5 * xr]);
                        a5 = small_cnn_v8_fma(e, s, a5), b5 = small_cnn_v8_fma(e, t, b5);
                    }
                    if (rows == 4) {
                        q += left > chunk || c > 1 ? 16 : 0;
                        s = small_cnn_v8_load(q), t = small_cnn_v8_load(q + 8);
                    }
                }
            }
        }
    if (add) {
        a0 = small_cnn_v8_add(a0, small_cnn_v8_load(y)),
            b0 = small_cnn_v8_add(b0, small_cnn_v8_load(y + 8));
        if (rows > 1)
            a1 = small_cnn_v8_add(a1, small_cnn_v8_load(y + yr)),
                b1 = small_cnn_v8_add(b1, small_cnn_v8_load(y + yr + 8));
        if (rows > 2)
            a2 = small_cnn_v8_add(a2, small_cnn_v8_load(y + 2 * yr)),
                b2 = small_cnn_v8_add(b2, small_cnn_v8_load(y + 2 * yr + 8));
        if (rows > 3)
            a3 = small_cnn_v8_add(a3, small_cnn_v8_load(y + 3 * yr)),
                b3 = small_cnn_v8_add(b3, small_cnn_v8_load(y + 3 * yr + 8));
        if (rows > 4)
            a4 = small_cnn_v8_add(a4, small_cnn_v8_load(y + 4 * yr)),
                b4 = small_cnn_v8_add(b4, small_cnn_v8_load(y + 4 * yr + 8));
        if (rows > 5)
            a5 = small_cnn_v8_add(a5, small_cnn_v8_load(y + 5 * yr)),
                b5 = small_cnn_v8_add(b5, small_cnn_v8_load(y + 5 * yr + 8));
    }
    small_cnn_v8_store(y, a0), small_cnn_v8_store(y + 8, b0);
    if (rows > 1)
        small_cnn_v8_store(y + yr, a1), small_cnn_v8_store(y + yr + 8, b1);
    if (rows > 2)
        small_cnn_v8_store(y + 2 * yr, a2), small_cnn_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        small_cnn_v8_store(y + 3 * yr, a3), small_cnn_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        small_cnn_v8_store(y + 4 * yr, a4), small_cnn_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        small_cnn_v8_store(y + 5 * yr, a5), small_cnn_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile6(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(6, y, yr, add, x, xr, w, count, step);
}

/* 5 rows of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile5(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(5, y, yr, add, x, xr, w, count, step);
}

/* 4 rows of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile4(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(4, y, yr, add, x, xr, w, count, step);
}

/* 3 rows of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile3(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(3, y, yr, add, x, xr, w, count, step);
}

/* 2 rows of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile2(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(2, y, yr, add, x, xr, w, count, step);
}

/* 1 row of small_cnn_mk_rows. */
static inline void small_cnn_mk_tile1(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_tile_of(1, y, yr, add, x, xr, w, count, step);
}

/* The tile for registers of 16 lanes, the one source of small_cnn_mk_tile8 and small_cnn_mk_tile16:
 * 8 or 16 `rows` of small_cnn_mk_rows, a constant. With 16 a step is one load and 16 multiply-adds
 * that broadcast as they read. With eight lanes it has more accumulators than there are registers,
 * and is right but slow. The strides of X are arguments: where they are constants, multiply-adds
 * broadcast from fixed places beside one pointer, else each takes an index, which costs a sixth of
 * the speed. */
SMALL_CNN_INLINE void small_cnn_mk_wide_of(int rows, float *y, ptrdiff_t yr, int add,
                                           const float *x, ptrdiff_t xr, ptrdiff_t xk,
                                           const float *w, const int *count, const ptrdiff_t *step)
{
    const int chunk = count[3];
    for (int l = 0; l < 16; l += SMALL_CNN_WIDE, y += SMALL_CNN_WIDE) {
        for (int r = 0; r < 16 && l == 0 && rows == 16; r++)
            small_cnn_v8_prefetch(y + r * yr, 1);
        small_cnn_v8w a0 = small_cnn_v8w_zero(), a1 = small_cnn_v8w_zero(),
            a2 = small_cnn_v8w_zero(), a3 = small_cnn_v8w_zero(), a4 = small_cnn_v8w_zero(),
            a5 = small_cnn_v8w_zero(), a6 = small_cnn_v8w_zero(), a7 = small_cnn_v8w_zero(),
                a8 = small_cnn_v8w_zero(), a9 = small_cnn_v8w_zero(),
            a10 = small_cnn_v8w_zero(), a11 = small_cnn_v8w_zero(), a12 = small_cnn_v8w_zero(),
                a13 = small_cnn_v8w_zero(),
            a14 = small_cnn_v8w_zero(), a15 = small_cnn_v8w_zero();
        for (int i = 0; i < count[0]; i++)
            for (int j = 0; j < count[1]; j++) {
                const float *xp = x + i * step[0] + j * step[1],
                            *q = w + l + i * step[4] + j * step[5];
                for (int left = count[2]; left > 0; left -= chunk, xp += step[2]) {
                    const float *p = xp, *p8 = xp + 8 * xr, *f = xp + step[2];
                    for (int c = left < chunk ? left : chunk; c > 0; c--, p += xk, p8 += xk,
                         q += 16, f += xr) {
                        const small_cnn_v8w s = small_cnn_v8w_load(q);
                        if (rows == 16)
                            small_cnn_v8_prefetch(q + 1024, 1), small_cnn_v8_prefetch(f, 1);
                        a0 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[0]), s, a0),
                            a1 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[xr]), s, a1),
                        a2 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[2 * xr]), s, a2),
                        a3 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[3 * xr]), s, a3);
                        a4 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[4 * xr]), s, a4),
                        a5 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[5 * xr]), s, a5),
                        a6 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[6 * xr]), s, a6),
                        a7 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[7 * xr]), s, a7);
                        if (rows == 16) {
                            a8 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[0]), s, a8),
                            a9 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[xr]), s, a9),
                            a10 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[2 * xr]), s, a10),
                            a11 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[3 * xr]), s, a11);
                            a12 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[4 * xr]), s, a12),
                            a13 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[5 * xr]), s, a13),
                            a14 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[6 * xr]), s, a14),
                            a15 = small_cnn_v8w_fma(small_cnn_v8w_set1(p8[7 * xr]), s, a15);
                        }
                    }
                }
            }
        if (add) {
            a0 = small_cnn_v8w_add(a0, small_cnn_v8w_load(y)),
                a1 = small_cnn_v8w_add(a1, small_cnn_v8w_load(y + yr)),
            a2 = small_cnn_v8w_add(a2, small_cnn_v8w_load(y + 2 * yr)),
                a3 = small_cnn_v8w_add(a3, small_cnn_v8w_load(y + 3 * yr));
            a4 = small_cnn_v8w_add(a4, small_cnn_v8w_load(y + 4 * yr)),
                a5 = small_cnn_v8w_add(a5, small_cnn_v8w_load(y + 5 * yr)),
            a6 = small_cnn_v8w_add(a6, small_cnn_v8w_load(y + 6 * yr)),
                a7 = small_cnn_v8w_add(a7, small_cnn_v8w_load(y + 7 * yr));
        }
        if (add && rows == 16) {
            a8 = small_cnn_v8w_add(a8, small_cnn_v8w_load(y + 8 * yr)),
                a9 = small_cnn_v8w_add(a9, small_cnn_v8w_load(y + 9 * yr)),
            a10 = small_cnn_v8w_add(a10, small_cnn_v8w_load(y + 10 * yr)),
                a11 = small_cnn_v8w_add(a11, small_cnn_v8w_load(y + 11 * yr));
            a12 = small_cnn_v8w_add(a12, small_cnn_v8w_load(y + 12 * yr)),
                a13 = small_cnn_v8w_add(a13, small_cnn_v8w_load(y + 13 * yr)),
            a14 = small_cnn_v8w_add(a14, small_cnn_v8w_load(y + 14 * yr)),
                a15 = small_cnn_v8w_add(a15, small_cnn_v8w_load(y + 15 * yr));
        }
        small_cnn_v8w_store(y, a0), small_cnn_v8w_store(y + yr, a1),
            small_cnn_v8w_store(y + 2 * yr, a2),
            small_cnn_v8w_store(y + 3 * yr, a3);
        small_cnn_v8w_store(y + 4 * yr, a4), small_cnn_v8w_store(y + 5 * yr, a5),
            small_cnn_v8w_store(y + 6 * yr, a6),
            small_cnn_v8w_store(y + 7 * yr, a7);
        if (rows == 16) {
            small_cnn_v8w_store(y + 8 * yr, a8), small_cnn_v8w_store(y + 9 * yr, a9),
                small_cnn_v8w_store(y + 10 * yr, a10),
                small_cnn_v8w_store(y + 11 * yr, a11);
            small_cnn_v8w_store(y + 12 * yr, a12), small_cnn_v8w_store(y + 13 * yr, a13),
                small_cnn_v8w_store(y + 14 * yr, a14),
                small_cnn_v8w_store(y + 15 * yr, a15);
        }
    }
}

/* 16 rows of small_cnn_mk_rows, for the strides of convolutions and of gradients, and for any
 * other. */
static inline void small_cnn_mk_tile16(float *y, ptrdiff_t yr, int add, const float *x,
                                       ptrdiff_t xr, const float *w, const int *count,
                                       const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        small_cnn_mk_wide_of(16, y, yr, add, x, 16, 1, w, count, step);
    else if (xr == 1)
        small_cnn_mk_wide_of(16, y, yr, add, x, 1, step[3], w, count, step);
    else
        small_cnn_mk_wide_of(16, y, yr, add, x, xr, step[3], w, count, step);
}

/* 8 rows of small_cnn_mk_rows, for the strides of convolutions, and for any other. */
static inline void small_cnn_mk_tile8(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                      const float *w, const int *count, const ptrdiff_t *step)
{
    if (xr == 16 && step[3] == 1)
        small_cnn_mk_wide_of(8, y, yr, add, x, 16, 1, w, count, step);
    else
        small_cnn_mk_wide_of(8, y, yr, add, x, xr, step[3], w, count, step);
}

/* Y[t][16] (+)= sum over the taps and channels, for `rows` rows t: small_cnn_mk_tile6 for any
 * number of rows.
 */
static inline void small_cnn_mk_rows(float *y, ptrdiff_t yr, int add, const float *x, ptrdiff_t xr,
                                     const float *w, const int *count, const ptrdiff_t *step,
                                     int rows)
{
    while (rows > 0) {
        int r = (rows + (rows + 5) / 6 - 1) / ((rows + 5) / 6);
        if (SMALL_CNN_WIDE == 16 && rows >= 8) {
            const int tall = rows >= 16 && (rows == 16 || rows >= 20) ? 16 : 8;
            r = rows == tall || rows >= tall + 4 ? tall : r;
        }
        switch (r) {
        case 16: small_cnn_mk_tile16(y, yr, add, x, xr, w, count, step); break;
        case 8: small_cnn_mk_tile8(y, yr, add, x, xr, w, count, step); break;
        case 6: small_cnn_mk_tile6(y, yr, add, x, xr, w, count, step); break;
        case 5: small_cnn_mk_tile5(y, yr, add, x, xr, w, count, step); break;
        case 4: small_cnn_mk_tile4(y, yr, add, x, xr, w, count, step); break;
        case 3: small_cnn_mk_tile3(y, yr, add, x, xr, w, count, step); break;
        case 2: small_cnn_mk_tile2(y, yr, add, x, xr, w, count, step); break;
        default: small_cnn_mk_tile1(y, yr, add, x, xr, w, count, step); break;
        }
        y += r * yr;
        x += r * xr;
        rows -= r;
    }
}

/* Part of a row of a convolution: Y[t][16] (+)= sum over i < ni, j < nj, c < channels of X[t, i, j,
 * c] * W[i, j, c][16]. Pixels of Y are yr apart, those of X xr, its tap rows xi, tap columns xj and
 * blocks of 16 channels xb; tap rows of W are wi and tap columns wj apart, its channels 16. */
static inline void small_cnn_mk_conv_row(float *y, ptrdiff_t yr, int pixels, const float *x,
                                         ptrdiff_t xr, ptrdiff_t xi, ptrdiff_t xj, ptrdiff_t xb,
                                         const float *w, ptrdiff_t wi, ptrdiff_t wj, int ni, int nj,
                                         int channels, int add)
{
    const int count[4] = {ni, nj, channels, 16};
    const ptrdiff_t step[6] = {xi, xj, xb, 1, wi, wj};
    small_cnn_mk_rows(y, yr, add, x, xr, w, count, step, pixels);
}

/* Y[t][16] (+)= sum over c of X[t][c] * W[c][16]: a panel product on the blocked layout. Rows of X
 * are xr apart, its blocks of 16 channels xb. */
static inline void small_cnn_mk_panel(float *y, ptrdiff_t yr, int rows, const float *x,
                                      ptrdiff_t xr, ptrdiff_t xb, const float *w, int channels,
                                      int add)
{
    const int count[4] = {1, 1, channels, 16};
    const ptrdiff_t step[6] = {0, 0, xb, 1, 0, 0};
    small_cnn_mk_rows(y, yr, add, x, xr, w, count, step, rows);
}

/* The transposed product, for gradients of weights: Y[c][16] (+)= sum over i < ni, t < nt of X[i,
 * t][c] * D[i, t][16], c < channels <= 16. Rows of X are xi and its pixels xt apart; rows of D are
 * di apart, its pixels 16. */
static inline void small_cnn_mk_panel_grad(float *y, int channels, const float *x, ptrdiff_t xi,
                                           ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                           int nt, int add)
{
    const int count[4] = {ni, 1, nt, nt};
    const ptrdiff_t step[6] = {xi, 0, 0, xt, di, 0};
    small_cnn_mk_rows(y, 16, add, x, 1, d, count, step, channels);
}

/* small_cnn_mk_panel_grad for up to 9 rows that lie anywhere: row r of Y, at y + to[r], (+)= sum
 * over i < ni, t < nt of X[i, t][from[r]] * D[i, t][16]. So the taps of a window on few channels
 * share the loads of D: 9 accumulators. */
static inline void small_cnn_mk_panel_grad9(float *y, const ptrdiff_t *to, const float *x,
                                            const ptrdiff_t *from, int rows, ptrdiff_t xi,
                                            ptrdiff_t xt, const float *d, ptrdiff_t di, int ni,
                                            int nt, int add)
{
    const ptrdiff_t o0 = from[0], o1 = from[rows > 1 ? 1 : 0], o2 = from[rows > 2 ? 2 : 0],
                    o3 = from[rows > 3 ? 3 : 0], o4 = from[rows > 4 ? 4 : 0],
                    o5 = from[rows > 5 ? 5 : 0], o6 = from[rows > 6 ? 6 : 0],
                    o7 = from[rows > 7 ? 7 : 0], o8 = from[rows > 8 ? 8 : 0];
    small_cnn_v8w s_[9];
    float *const s = (float *)(void *)s_;
    for (int l = 0; l < 16; l += SMALL_CNN_WIDE) {
        small_cnn_v8w a0 = small_cnn_v8w_zero(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0,
            a6 = a0, a7 = a0, a8 = a0;
        for (int i = 0; i < ni; i++) {
            const float *p = x + i * xi, *q = d + i * di + l;
            for (int t = 0; t < nt; t++, p += xt, q += 16) {
                const small_cnn_v8w e = small_cnn_v8w_load(q);
                a0 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o0]), e, a0),
                    a1 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o1]), e, a1),
                a2 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o2]), e, a2);
                a3 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o3]), e, a3),
                    a4 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o4]), e, a4),
                a5 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o5]), e, a5);
                a6 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o6]), e, a6),
                    a7 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o7]), e, a7),
                a8 = small_cnn_v8w_fma(small_cnn_v8w_set1(p[o8]), e, a8);
            }
        }
        small_cnn_v8w_store(s, a0), small_cnn_v8w_store(s + SMALL_CNN_WIDE, a1),
            small_cnn_v8w_store(s + 2 * SMALL_CNN_WIDE, a2),
            small_cnn_v8w_store(s + 3 * SMALL_CNN_WIDE, a3),
                small_cnn_v8w_store(s + 4 * SMALL_CNN_WIDE, a4);
        small_cnn_v8w_store(s + 5 * SMALL_CNN_WIDE, a5),
            small_cnn_v8w_store(s + 6 * SMALL_CNN_WIDE, a6),
            small_cnn_v8w_store(s + 7 * SMALL_CNN_WIDE, a7),
                small_cnn_v8w_store(s + 8 * SMALL_CNN_WIDE, a8);
        for (int r = 0; r < rows; r++) {
            float *const row = y + to[r] + l;
            const small_cnn_v8w e = small_cnn_v8w_load(s + r * SMALL_CNN_WIDE);
            small_cnn_v8w_store(row, add ? small_cnn_v8w_add(small_cnn_v8w_load(row), e) : e);
        }
    }
}

/* Softmax of one vector x and the cross-entropy against `label`, in one shifted pass: prob = exp(x
 * - max) / sum, loss = log(sum) - sum over c of t[c] * (x[c] - max), t = (1 - smoothing) * one-hot
 * + smoothing / classes. A label that is none gives NaN. prob may not be x. */
static inline float small_cnn_mk_crossentropy(float *prob, const float *x, int classes, int label,
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
    small_cnn_mk_exp(prob, prob, (classes + 15) / 16 * 16);
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
static inline void small_cnn_mk_crossentropy_back(float *dx, const float *prob, int classes,
                                                  int label, float smoothing, float scale)
{
    float rest = smoothing / (float)classes, hit = 1.0f - smoothing;
    for (int c = 0; c < classes; c++)
        dx[c] = (prob[c] - rest - (c == label ? hit : 0.0f)) * scale;
    for (int c = classes; c % 16 != 0; c++)
        dx[c] = 0.0f;
}

/* The mean of x, summed in double. */
static inline float small_cnn_mk_mean(const float *x, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += (double)x[i];
    return (float)(sum / count);
}

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
static inline void small_cnn_mk_gradient(float *to, const float *g, const float *w, float decay,
                                         float clip)
{
    small_cnn_v8 a = small_cnn_v8_load(g);
    if (clip > 0.0f) {
        small_cnn_v8 high = small_cnn_v8_set1(clip), low = small_cnn_v8_set1(-clip);
        a = small_cnn_v8_select(a, high, high, a); /* a NaN stays one */
        a = small_cnn_v8_select(low, a, low, a);
    }
    small_cnn_v8_store(to, small_cnn_v8_fma(small_cnn_v8_set1(decay), small_cnn_v8_load(w), a));
}

/* w -= shrink * w (decoupled decay); m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) *
 * g^2; w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t). Each
 * share is given beside what it leaves, since a float of the one may not hold the other. (v + (g^2
 * - v) * (1 - beta2) would lose a small g after a large one.) */
static inline void small_cnn_mk_adam(float *w, float *m, float *v, const float *g, int count,
                                     float alpha, const small_cnn_mk_adam_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    small_cnn_v8 a = small_cnn_v8_set1(alpha), rest1 = small_cnn_v8_set1(by->one_minus_beta1),
       rest2 = small_cnn_v8_set1(by->one_minus_beta2), eps = small_cnn_v8_set1(by->epsilon);
    small_cnn_v8 keep1 = small_cnn_v8_set1(by->beta1), keep2 = small_cnn_v8_set1(by->beta2),
        less = small_cnn_v8_set1(-by->shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        small_cnn_mk_gradient(t, g + i, w + i, decay, clip);
        small_cnn_v8 d = small_cnn_v8_load(t), mi = small_cnn_v8_load(m + i),
            vi = small_cnn_v8_load(v + i), wi = small_cnn_v8_load(w + i);
        mi = small_cnn_v8_fma(d, rest1, small_cnn_v8_mul(keep1, mi));
        vi = small_cnn_v8_fma(small_cnn_v8_mul(d, d), rest2, small_cnn_v8_mul(keep2, vi));
        wi = small_cnn_v8_fma(less, wi, wi);
        small_cnn_v8_store(m + i, mi);
        small_cnn_v8_store(v + i, vi);
        small_cnn_v8_store(w + i, small_cnn_v8_sub(wi,
                                                   small_cnn_v8_div(small_cnn_v8_mul(mi, a),
            small_cnn_v8_add(small_cnn_v8_sqrt(vi), eps))));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
static inline int small_cnn_mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        small_cnn_v8 a = small_cnn_v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            small_cnn_v8 x = small_cnn_v8_load(g + i), y = small_cnn_v8_load(g + i + 8);
            a = small_cnn_v8_fma(x, x, a);
            b = small_cnn_v8_fma(y, y, b);
        }
        if (small_cnn_v8_sum(small_cnn_v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* The register tile, the one source of small_cnn_mk_pair1 to small_cnn_mk_pair12: for `rows` rows
 * r, at most 12, and blocks o of two, Y[o, r][16] (+)= sum over i < count[0], c < count[2] of
 * X[r][i, c] * W[o, i, c][16]. Strides as in small_cnn_mk_tile_of (small_cnn_mk_gemm.c), but rows
 * of X are 16 apart; blocks of Y are ys and those of W ws apart. `rows` is a constant where this is
 * called. */
SMALL_CNN_INLINE void small_cnn_mk_pair_of(int rows, float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                           const float *x, const float *w, ptrdiff_t ws,
                                           const int *count, const ptrdiff_t *step)
{
    for (int l = 0; l < 16; l += SMALL_CNN_WIDE, y += SMALL_CNN_WIDE) {
        small_cnn_v8w a0 = small_cnn_v8w_zero(), b0 = a0;
        small_cnn_v8w a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0, a4 = a0, b4 = a0,
            a5 = a0,
            b5 = a0, a6 = a0, b6 = a0, a7 = a0, b7 = a0, a8 = a0, b8 = a0, a9 = a0, b9 = a0,
            a10 = a0, b10 = a0, a11 = a0, b11 = a0;
        if (add) {
            a0 = small_cnn_v8w_load(y), b0 = small_cnn_v8w_load(y + ys);
            if (rows > 1)
                a1 = small_cnn_v8w_load(y + yr), b1 = small_cnn_v8w_load(y + ys + yr);
            if (rows > 2)
                a2 = small_cnn_v8w_load(y + 2 * yr), b2 = small_cnn_v8w_load(y + ys + 2 * yr);
            if (rows > 3)
                a3 = small_cnn_v8w_load(y + 3 * yr), b3 = small_cnn_v8w_load(y + ys + 3 * yr);
            if (rows > 4)
                a4 = small_cnn_v8w_load(y + 4 * yr), b4 = small_cnn_v8w_load(y + ys + 4 * yr);
            if (rows > 5)
                a5 = small_cnn_v8w_load(y + 5 * yr), b5 = small_cnn_v8w_load(y + ys + 5 * yr);
            if (rows > 6)
                a6 = small_cnn_v8w_load(y + 6 * yr), b6 = small_cnn_v8w_load(y + ys + 6 * yr);
            if (rows > 7)
                a7 = small_cnn_v8w_load(y + 7 * yr), b7 = small_cnn_v8w_load(y + ys + 7 * yr);
            if (rows > 8)
                a8 = small_cnn_v8w_load(y + 8 * yr), b8 = small_cnn_v8w_load(y + ys + 8 * yr);
            if (rows > 9)
                a9 = small_cnn_v8w_load(y + 9 * yr), b9 = small_cnn_v8w_load(y + ys + 9 * yr);
            if (rows > 10)
                a10 = small_cnn_v8w_load(y + 10 * yr), b10 = small_cnn_v8w_load(y + ys + 10 * yr);
            if (rows > 11)
                a11 = small_cnn_v8w_load(y + 11 * yr), b11 = small_cnn_v8w_load(y + ys + 11 * yr);
        }
        for (int i = 0; i < count[0]; i++) {
            const float *xp = x + i * step[0], *q = w + l + i * step[4];
            for (int left = count[2]; left > 0; left -= 16, xp += step[2]) {
                const float *p = xp;
                for (int c = left < 16 ? left : 16; c > 0; c--, p++, q += 16) {
                    const small_cnn_v8w s = small_cnn_v8w_keep(small_cnn_v8w_load(q)),
                        t = small_cnn_v8w_keep(small_cnn_v8w_load(q + ws));
                    small_cnn_v8_ask(q + 1024), small_cnn_v8_ask(q + ws + 1024);
                    small_cnn_v8w e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[0]));
                    a0 = small_cnn_v8w_fma(e, s, a0), b0 = small_cnn_v8w_fma(e, t, b0);
                    if (rows > 1) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[16]));
                        a1 = small_cnn_v8w_fma(e, s, a1), b1 = small_cnn_v8w_fma(e, t, b1);
                    }
                    if (rows > 2) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[32]));
                        a2 = small_cnn_v8w_fma(e, s, a2), b2 = small_cnn_v8w_fma(e, t, b2);
                    }
                    if (rows > 3) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[48]));
                        a3 = small_cnn_v8w_fma(e, s, a3), b3 = small_cnn_v8w_fma(e, t, b3);
                    }
                    if (rows > 4) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[64]));
                        a4 = small_cnn_v8w_fma(e, s, a4), b4 = small_cnn_v8w_fma(e, t, b4);
                    }
                    if (rows > 5) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[80]));
                        a5 = small_cnn_v8w_fma(e, s, a5), b5 = small_cnn_v8w_fma(e, t, b5);
                    }
                    if (rows > 6) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[96]));
                        a6 = small_cnn_v8w_fma(e, s, a6), b6 = small_cnn_v8w_fma(e, t, b6);
                    }
                    if (rows > 7) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[112]));
                        a7 = small_cnn_v8w_fma(e, s, a7), b7 = small_cnn_v8w_fma(e, t, b7);
                    }
                    if (rows > 8) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[128]));
                        a8 = small_cnn_v8w_fma(e, s, a8), b8 = small_cnn_v8w_fma(e, t, b8);
                    }
                    if (rows > 9) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[144]));
                        a9 = small_cnn_v8w_fma(e, s, a9), b9 = small_cnn_v8w_fma(e, t, b9);
                    }
                    if (rows > 10) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[160]));
                        a10 = small_cnn_v8w_fma(e, s, a10), b10 = small_cnn_v8w_fma(e, t, b10);
                    }
                    if (rows > 11) {
                        e = small_cnn_v8w_keep(small_cnn_v8w_set1(p[176]));
                        a11 = small_cnn_v8w_fma(e, s, a11), b11 = small_cnn_v8w_fma(e, t, b11);
                    }
                }
            }
        }
        small_cnn_v8w_store(y, a0), small_cnn_v8w_store(y + ys, b0);
        if (rows > 1)
            small_cnn_v8w_store(y + yr, a1), small_cnn_v8w_store(y + ys + yr, b1);
        if (rows > 2)
            small_cnn_v8w_store(y + 2 * yr, a2), small_cnn_v8w_store(y + ys + 2 * yr, b2);
        if (rows > 3)
            small_cnn_v8w_store(y + 3 * yr, a3), small_cnn_v8w_store(y + ys + 3 * yr, b3);
        if (rows > 4)
            small_cnn_v8w_store(y + 4 * yr, a4), small_cnn_v8w_store(y + ys + 4 * yr, b4);
        if (rows > 5)
            small_cnn_v8w_store(y + 5 * yr, a5), small_cnn_v8w_store(y + ys + 5 * yr, b5);
        if (rows > 6)
            small_cnn_v8w_store(y + 6 * yr, a6), small_cnn_v8w_store(y + ys + 6 * yr, b6);
        if (rows > 7)
            small_cnn_v8w_store(y + 7 * yr, a7), small_cnn_v8w_store(y + ys + 7 * yr, b7);
        if (rows > 8)
            small_cnn_v8w_store(y + 8 * yr, a8), small_cnn_v8w_store(y + ys + 8 * yr, b8);
        if (rows > 9)
            small_cnn_v8w_store(y + 9 * yr, a9), small_cnn_v8w_store(y + ys + 9 * yr, b9);
        if (rows > 10)
            small_cnn_v8w_store(y + 10 * yr, a10), small_cnn_v8w_store(y + ys + 10 * yr, b10);
        if (rows > 11)
            small_cnn_v8w_store(y + 11 * yr, a11), small_cnn_v8w_store(y + ys + 11 * yr, b11);
    }
}

/* 12 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair12(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(12, y, yr, ys, add, x, w, ws, count, step);
}

/* 11 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair11(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(11, y, yr, ys, add, x, w, ws, count, step);
}

/* 10 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair10(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                       const float *x, const float *w, ptrdiff_t ws,
                                       const int *count, const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(10, y, yr, ys, add, x, w, ws, count, step);
}

/* 9 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair9(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(9, y, yr, ys, add, x, w, ws, count, step);
}

/* 8 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair8(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(8, y, yr, ys, add, x, w, ws, count, step);
}

/* 7 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair7(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(7, y, yr, ys, add, x, w, ws, count, step);
}

/* 6 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair6(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(6, y, yr, ys, add, x, w, ws, count, step);
}

/* 5 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair5(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(5, y, yr, ys, add, x, w, ws, count, step);
}

/* 4 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair4(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(4, y, yr, ys, add, x, w, ws, count, step);
}

/* 3 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair3(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(3, y, yr, ys, add, x, w, ws, count, step);
}

/* 2 rows of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair2(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(2, y, yr, ys, add, x, w, ws, count, step);
}

/* 1 row of small_cnn_mk_pair_rows. */
static inline void small_cnn_mk_pair1(float *y, ptrdiff_t yr, ptrdiff_t ys, int add, const float *x,
                                      const float *w, ptrdiff_t ws, const int *count,
                                      const ptrdiff_t *step)
{
    small_cnn_mk_pair_of(1, y, yr, ys, add, x, w, ws, count, step);
}

/* The register tile, the one source of small_cnn_mk_prepacked_tile1 to 6: small_cnn_mk_tile_of
 * (small_cnn_mk_gemm.c) on prepacked weights, for rows at x + at[r], added to y where `add` says
 * so. `chunk` channels follow one another, step is small_cnn_mk_tile_of's, in numbers. Each row of
 * weights asks for the next `stride` bytes of what is read later. t->rows is a constant where this
 * is called, and so is format: the compiler makes one loop for each type, without a question in it.
 * */
SMALL_CNN_INLINE void small_cnn_mk_prepacked_tile_of(int format, const small_cnn_v8_tile *t)
{
    const int rows = t->rows, add = t->add, *count = t->count;
    const ptrdiff_t yr = t->yr, *at = t->at, *step = t->step, stride = t->stride;
    const float *x = t->x;
    const uint8_t *w = t->w, *ahead = t->ahead;
    float *y = t->y;
    small_cnn_v8 a0 = small_cnn_v8_zero(), b0 = small_cnn_v8_zero(), a1 = small_cnn_v8_zero(),
        b1 = small_cnn_v8_zero(), a2 = small_cnn_v8_zero(),
       b2 = small_cnn_v8_zero(), a3 = small_cnn_v8_zero(), b3 = small_cnn_v8_zero(),
           a4 = small_cnn_v8_zero(), b4 = small_cnn_v8_zero(),
       a5 = small_cnn_v8_zero(), b5 = small_cnn_v8_zero();
    const int chunk = count[3], size = small_cnn_v8_bytes(format);
    const ptrdiff_t o1 = rows > 1 ? at[1] - at[0] : 0, o2 = rows > 2 ? at[2] - at[0] : 0,
                    o3 = rows > 3 ? at[3] - at[0] : 0, o4 = rows > 4 ? at[4] - at[0] : 0,
                    o5 = rows > 5 ? at[5] - at[0] : 0;
    if (add) {
        a0 = small_cnn_v8_load(y), b0 = small_cnn_v8_load(y + 8);
        if (rows > 1)
            a1 = small_cnn_v8_load(y + yr), b1 = small_cnn_v8_load(y + yr + 8);
        if (rows > 2)
            a2 = small_cnn_v8_load(y + 2 * yr), b2 = small_cnn_v8_load(y + 2 * yr + 8);
        if (rows > 3)
            a3 = small_cnn_v8_load(y + 3 * yr), b3 = small_cnn_v8_load(y + 3 * yr + 8);
        if (rows > 4)
            a4 = small_cnn_v8_load(y + 4 * yr), b4 = small_cnn_v8_load(y + 4 * yr + 8);
        if (rows > 5)
            a5 = small_cnn_v8_load(y + 5 * yr), b5 = small_cnn_v8_load(y + 5 * yr + 8);
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
                    const small_cnn_v8 s = small_cnn_v8_keep(small_cnn_v8_low(q, format)),
                        u = small_cnn_v8_keep(small_cnn_v8_high(q, format));
                    small_cnn_v8_ask(ahead);
                    small_cnn_v8 e = small_cnn_v8_set1(p[0]);
                    a0 = small_cnn_v8_fma(e, s, a0), b0 = small_cnn_v8_fma(e, u, b0);
                    if (rows > 1) {
                        e = small_cnn_v8_set1(p[o1]);
                        a1 = small_cnn_v8_fma(e, s, a1), b1 = small_cnn_v8_fma(e, u, b1);
                    }
                    if (rows > 2) {
                        e = small_cnn_v8_set1(p[o2]);
                        a2 = small_cnn_v8_fma(e, s, a2), b2 = small_cnn_v8_fma(e, u, b2);
                    }
                    if (rows > 3) {
                        e = small_cnn_v8_set1(p[o3]);
                        a3 = small_cnn_v8_fma(e, s, a3), b3 = small_cnn_v8_fma(e, u, b3);
                    }
                    if (rows > 4) {
                        e = small_cnn_v8_set1(p[o4]);
                        a4 = small_cnn_v8_fma(e, s, a4), b4 = small_cnn_v8_fma(e, u, b4);
                    }
                    if (rows > 5) {
                        e = small_cnn_v8_set1(p[o5]);
                        a5 = small_cnn_v8_fma(e, s, a5), b5 = small_cnn_v8_fma(e, u, b5);
                    }
                }
            }
        }
    small_cnn_v8_store(y, a0), small_cnn_v8_store(y + 8, b0);
    if (rows > 1)
        small_cnn_v8_store(y + yr, a1), small_cnn_v8_store(y + yr + 8, b1);
    if (rows > 2)
        small_cnn_v8_store(y + 2 * yr, a2), small_cnn_v8_store(y + 2 * yr + 8, b2);
    if (rows > 3)
        small_cnn_v8_store(y + 3 * yr, a3), small_cnn_v8_store(y + 3 * yr + 8, b3);
    if (rows > 4)
        small_cnn_v8_store(y + 4 * yr, a4), small_cnn_v8_store(y + 4 * yr + 8, b4);
    if (rows > 5)
        small_cnn_v8_store(y + 5 * yr, a5), small_cnn_v8_store(y + 5 * yr + 8, b5);
}

/* 6 rows of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile6(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {6, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* 5 rows of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile5(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {5, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* 4 rows of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile4(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {4, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* 3 rows of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile3(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {3, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* 2 rows of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile2(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {2, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* 1 row of small_cnn_mk_prepacked_rows. */
static inline void small_cnn_mk_prepacked_tile1(int format, float *y, ptrdiff_t yr, const float *x,
                                                const ptrdiff_t *at, const uint8_t *w,
                                                const int *count, const ptrdiff_t *step, int add,
                                                const uint8_t *ahead, ptrdiff_t stride)
{
    const small_cnn_v8_tile t = {1, add, count, yr, at, step, stride, x, w, ahead, y};
    small_cnn_v8_typed(format, small_cnn_mk_prepacked_tile_of, &t);
}

/* Y[t][16] = sum over the taps and channels, for `rows` rows t at x + t * xr, or, when `width` is
 * not 0, for pixels `width` to a line, lines xl apart: small_cnn_mk_rows on prepacked weights,
 * which are `bytes` bytes in one piece. A single tile asks for what it reads 4 KiB later. Several
 * read the weights again from the cache, so together (this call is part `part` of `parts` such)
 * they ask for as many bytes behind them: what is read next. */
static inline void small_cnn_mk_prepacked_rows(int format, float *y, ptrdiff_t yr, int rows,
                                               const float *x, ptrdiff_t xr, int width,
                                               ptrdiff_t xl, const uint8_t *w, const int *count,
                                               const ptrdiff_t *step, int add, ptrdiff_t bytes,
                                               int part, int parts)
{
    const int line = 16 * small_cnn_v8_bytes(format), tiles = (rows + 5) / 6,
        passes = tiles * parts;
    const uint8_t *ahead = passes > 1 ? w + bytes + bytes / passes * tiles * part : w + 4096;
    ptrdiff_t at[6];
    for (int done = 0, left = tiles; left > 0; left--) {
        const int r = (rows - done + left - 1) / left;
        for (int i = 0; i < r; i++)
            at[i] = width ? (done + i) / width * xl + (done + i) % width * xr : (done + i) * xr;
        switch (r) {
        case 6:
            small_cnn_mk_prepacked_tile6(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 5:
            small_cnn_mk_prepacked_tile5(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 4:
            small_cnn_mk_prepacked_tile4(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 3:
            small_cnn_mk_prepacked_tile3(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        case 2:
            small_cnn_mk_prepacked_tile2(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        default:
            small_cnn_mk_prepacked_tile1(format, y, yr, x, at, w, count, step, add, ahead,
                                         line / passes);
            break;
        }
        y += r * yr;
        done += r;
        ahead += bytes / passes;
    }
}

/* Y[o, t][16] (+)= sum over the taps and channels for `rows` rows t and `blocks` blocks o, 1 or 2:
 * small_cnn_mk_rows where there is one block, small_cnn_mk_prepacked_rows where registers are
 * short, else in tiles of at most 12 rows, as equal as can be. */
static inline void small_cnn_mk_pair_rows(float *y, ptrdiff_t yr, ptrdiff_t ys, int add,
                                          const float *x, const float *w, ptrdiff_t ws,
                                          const int *count, const ptrdiff_t *step, int rows,
                                          int blocks)
{
#if defined(SMALL_CNN_DOUBLE) /* numbers of eight bytes, which small_cnn_mk_prepacked_rows does \
        not read */
    for (int o = 0; o < blocks; o++)
        small_cnn_mk_rows(y + o * ys, yr, add, x, 16, w + o * ws, count, step, rows);
    return;
#endif
    if (SMALL_CNN_WIDE == 16 && blocks == 1) {
        small_cnn_mk_rows(y, yr, add, x, 16, w, count, step, rows);
        return;
    }
    for (int o = 0; SMALL_CNN_WIDE == 8 && o < blocks; o++) {
        const ptrdiff_t strides[5] = {step[0], step[1], step[2], step[4], step[5]};
        small_cnn_mk_prepacked_rows(0, y + o * ys, yr, rows, x, 16, 0, 0,
                                    (const uint8_t *)(const void *)(w + o * ws), count, strides,
                                    add, (ptrdiff_t)count[0] * count[2] * 64, 0, 1);
    }
    if (SMALL_CNN_WIDE == 8)
        return;
    for (int tiles = (rows + 11) / 12; tiles > 0; tiles--) {
        const int r = (rows + tiles - 1) / tiles;
        switch (r) {
        case 12: small_cnn_mk_pair12(y, yr, ys, add, x, w, ws, count, step); break;
        case 11: small_cnn_mk_pair11(y, yr, ys, add, x, w, ws, count, step); break;
        case 10: small_cnn_mk_pair10(y, yr, ys, add, x, w, ws, count, step); break;
        case 9: small_cnn_mk_pair9(y, yr, ys, add, x, w, ws, count, step); break;
        case 8: small_cnn_mk_pair8(y, yr, ys, add, x, w, ws, count, step); break;
        case 7: small_cnn_mk_pair7(y, yr, ys, add, x, w, ws, count, step); break;
        case 6: small_cnn_mk_pair6(y, yr, ys, add, x, w, ws, count, step); break;
        case 5: small_cnn_mk_pair5(y, yr, ys, add, x, w, ws, count, step); break;
        case 4: small_cnn_mk_pair4(y, yr, ys, add, x, w, ws, count, step); break;
        case 3: small_cnn_mk_pair3(y, yr, ys, add, x, w, ws, count, step); break;
        case 2: small_cnn_mk_pair2(y, yr, ys, add, x, w, ws, count, step); break;
        default: small_cnn_mk_pair1(y, yr, ys, add, x, w, ws, count, step); break;
        }
        y += r * yr;
        x += r * 16;
        rows -= r;
    }
}

/* What a window at row `top`, column `left` sees of the map x [h][w][c], which ends at `end`, 0
 * beyond it: kh * kw * c numbers in the order of x. Up to seven more are written. */
static inline void small_cnn_mk_gather_window(float *v, const float *x, const float *end, int c,
                                              const small_cnn_mk_windows *g, int top, int left)
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
                small_cnn_v8_store(v + i, small_cnn_v8_load(from + i));
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
static inline void small_cnn_mk_gather_given(float *to, ptrdiff_t block, const float *x, int c,
                                             const small_cnn_mk_windows *g, int ow, int first,
                                             int count, float *v)
{
    const int run = g->kw * c, all = g->kh * run, wide = all + 16,
              most = 2048 / wide < 1 ? 1 : 2048 / wide; /* pixels at a time */
    const float *const end = x + (ptrdiff_t)g->h * g->w * c;
    int oh = first / ow, col = first % ow;
    for (int j = 0; j < count; j += most) {
        const int some = count - j < most ? count - j : most;
        for (int k = 0; k < some; k++) {
            small_cnn_mk_gather_window(v + k * wide, x, end, c, g, oh * g->sh - g->top,
                                       col * g->sw - g->left);
            if (++col == ow)
                col = 0, oh++;
        }
        for (int i = 0; i < all; i += 16)
            for (int k = 0; k < some; k++)
                for (int l = 0; l < 16; l += SMALL_CNN_WIDE)
                    small_cnn_v8w_store(to + i / 16 * block + (ptrdiff_t)(j + k) * 16 + l,
                                        small_cnn_v8w_load(v + k * wide + i + l));
    }
}

/* A block of products of a convolution: Y[o, t][16] (+)= sum over i < taps, c < channels of X[i,
 * t][c] * W[o, i, c][16] for `rows` pixels t, yr apart, and `blocks` blocks o, 1 or 2. Taps of X
 * are xi, its blocks of 16 channels xb, taps of W wi apart. */
static inline void small_cnn_mk_conv_block(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows,
                                           const float *x, ptrdiff_t xi, ptrdiff_t xb,
                                           const float *w, ptrdiff_t wi, ptrdiff_t ws, int taps,
                                           int channels, int blocks, int add)
{
    const int count[4] = {taps, 1, channels, 16};
    const ptrdiff_t step[6] = {xi, 0, xb, 1, wi, 0};
    small_cnn_mk_pair_rows(y, yr, ys, add, x, w, ws, count, step, rows, blocks);
}

/* y[i] = a[i] + b[i] */
static inline void small_cnn_mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += SMALL_CNN_WIDE)
        small_cnn_v8w_store(y + i, small_cnn_v8w_add(small_cnn_v8w_load(a + i),
                                                     small_cnn_v8w_load(b + i)));
}

/* y[i] = sum over p of x[p * step + i], p < parts, in their order. A stretch of y stays in the
 * first-level cache while the parts come one after the other. */
static inline void small_cnn_mk_add_partials(float *y, const float *x, ptrdiff_t step, int parts,
                                             int count)
{
    for (int from = 0, to; from < count; from = to) {
        to = count - from < 1024 ? count : from + 1024;
        memcpy(y + from, x + from, sizeof *y * (size_t)(to - from));
        for (int p = 1; p < parts; p++)
            small_cnn_mk_add(y + from, y + from, x + p * step + from, to - from);
    }
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
static inline void small_cnn_mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const small_cnn_v8w b0 = small_cnn_v8w_load(b),
        b1 = small_cnn_v8w_load(b + 16 - SMALL_CNN_WIDE);
    for (int i = 0; i < count; i += 16) {
        small_cnn_v8w_store(y + i, small_cnn_v8w_add(small_cnn_v8w_load(x + i), b0));
        if (SMALL_CNN_WIDE == 8)
            small_cnn_v8w_store(y + i + 8, small_cnn_v8w_add(small_cnn_v8w_load(x + i + 8), b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
static inline void small_cnn_mk_relu(float *y, const float *x, int count, float max)
{
    const small_cnn_v8w zero = small_cnn_v8w_zero(), top = small_cnn_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += SMALL_CNN_WIDE) {
            const small_cnn_v8w a = small_cnn_v8w_max(zero, small_cnn_v8w_load(x + i));
            small_cnn_v8w_store(y + i, small_cnn_v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += SMALL_CNN_WIDE)
            small_cnn_v8w_store(y + i, small_cnn_v8w_max(zero, small_cnn_v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
static inline void small_cnn_mk_relu_back(float *dx, const float *dy, const float *y, int count,
                                          float max)
{
    const small_cnn_v8w zero = small_cnn_v8w_zero(), top = small_cnn_v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += SMALL_CNN_WIDE) {
            const small_cnn_v8w a = small_cnn_v8w_load(y + i),
                g = small_cnn_v8w_select(a, zero, small_cnn_v8w_load(dy + i), zero);
            small_cnn_v8w_store(dx + i, small_cnn_v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += SMALL_CNN_WIDE)
            small_cnn_v8w_store(dx + i, small_cnn_v8w_select(small_cnn_v8w_load(y + i), zero,
                                                             small_cnn_v8w_load(dy + i), zero));
    }
}

/* One window of 2x2 in small_cnn_mk_maxpool_row: its rows at r and s. */
static inline void small_cnn_mk_max4(float *y, uint8_t *arg, const float *r, const float *s)
{
    float t[16];
    for (int l = 0; l < 16; l += 8) {
        const small_cnn_v8 a = small_cnn_v8_load(r + l), b = small_cnn_v8_load(r + l + 16),
            c = small_cnn_v8_load(s + l),
                 d = small_cnn_v8_load(s + l + 16);
        const small_cnn_v8 m = small_cnn_v8_top(b, a), n = small_cnn_v8_top(c, m);
        if (arg) {
            const small_cnn_v8 i = small_cnn_v8_select(b, a, small_cnn_v8_set1(1.0f),
                                                       small_cnn_v8_zero()),
                     j = small_cnn_v8_select(c, m, small_cnn_v8_set1(2.0f), i);
            small_cnn_v8_store(t + l, small_cnn_v8_select(d, n, small_cnn_v8_set1(3.0f), j));
        }
        small_cnn_v8_store(y + l, small_cnn_v8_top(d, n));
    }
    for (int l = 0; arg && l < 16; l++)
        arg[l] = (uint8_t)(int)t[l];
}

/* y[ox][l] = max over the window, NaN where one of it is. A window holds at least one pixel. */
static inline void small_cnn_mk_max_row(float *y, const float *x, int oy, int ow,
                                        const small_cnn_mk_windows *g)
{
    const int w = g->w, y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < g->kh ? g->h - y0 : g->kh;
    for (int ox = 0; ox < ow; ox++) {
        const int x0 = ox * g->sw - g->left, kx0 = x0 < 0 ? -x0 : 0,
                  kx1 = w - x0 < g->kw ? w - x0 : g->kw;
        for (int l = 0; l < 16; l += SMALL_CNN_WIDE) {
            const float *at = x + ((ptrdiff_t)(y0 + ky0) * w + x0) * 16 + l;
            small_cnn_v8w m = small_cnn_v8w_load(at + (ptrdiff_t)kx0 * 16);
            for (int ky = ky0; ky < ky1; ky++, at += (ptrdiff_t)w * 16)
                for (int kx = kx0; kx < kx1; kx++)
                    m = small_cnn_v8w_top(small_cnn_v8w_load(at + (ptrdiff_t)kx * 16), m);
            small_cnn_v8w_store(y + (ptrdiff_t)ox * 16 + l, m);
        }
    }
}

/* y[ox][l] = max over the window, arg[ox][l] = ky * kw + kx of its first maximum in row-major order
 * (kh * kw <= 256); arg may be NULL. A window holds at least one pixel. */
static inline void small_cnn_mk_maxpool_row(float *y, uint8_t *arg, const float *x, int oy, int ow,
                                            const small_cnn_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    if (!arg && (kh != 2 || kw != 2)) {
        small_cnn_mk_max_row(y, x, oy, ow, g);
        return;
    }
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        const float *first = x + ((ptrdiff_t)(y0 + ky0) * w + x0 + kx0) * 16;
        if (kh == 2 && kw == 2 && ky1 - ky0 == 2 && kx1 - kx0 == 2) {
            small_cnn_mk_max4(y + (ptrdiff_t)ox * 16, arg ? arg + (ptrdiff_t)ox * 16 : NULL, first,
                              first + (ptrdiff_t)w * 16);
            continue;
        }
        small_cnn_v8 m0 = small_cnn_v8_load(first), m1 = small_cnn_v8_load(first + 8);
        small_cnn_v8 i0 = small_cnn_v8_set1((float)(ky0 * kw + kx0)), i1 = i0;
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                const float *at = x + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                small_cnn_v8 a0 = small_cnn_v8_load(at), a1 = small_cnn_v8_load(at + 8),
                    i = small_cnn_v8_set1((float)(ky * kw + kx));
                i0 = small_cnn_v8_select(a0, m0, i, i0);
                i1 = small_cnn_v8_select(a1, m1, i, i1);
                m0 = small_cnn_v8_top(a0, m0);
                m1 = small_cnn_v8_top(a1, m1);
            }
        small_cnn_v8_store(y + (ptrdiff_t)ox * 16, m0);
        small_cnn_v8_store(y + (ptrdiff_t)ox * 16 + 8, m1);
        if (arg) {
            float t[16];
            small_cnn_v8_store(t, i0);
            small_cnn_v8_store(t + 8, i1);
            for (int l = 0; l < 16; l++)
                arg[(ptrdiff_t)ox * 16 + l] = (uint8_t)(int)t[l];
        }
    }
}

/* `rows` rows of maxima of 2x2 windows, stride 2, of x [h][w][16], as small_cnn_mk_maxpool_row, or
 * with a scale as small_cnn_mk_extreme_row, makes them; arg may be NULL. */
static inline void small_cnn_mk_pool_lines(float *y, uint8_t *arg, const float *x,
                                           const float *scale, int rows, int ow, int h, int w)
{
    const small_cnn_mk_windows g = {h, w, 2, 2, 2, 2, 0, 0};
    for (int r = 0; r < rows; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * ow * 16;
        (void)scale;
        small_cnn_mk_maxpool_row(y + at, arg ? arg + at : NULL, x, r, ow, &g);
    }
}

/* Adds dy of output row oy to the pixels of dx that arg names. The caller zeroes dx first. */
static inline void small_cnn_mk_maxpool_back_row(float *dx, const float *dy, const uint8_t *arg,
                                                 int oy, int ow, const small_cnn_mk_windows *g)
{
    const int w = g->w, kh = g->kh, kw = g->kw, sw = g->sw, left = g->left;
    const int y0 = oy * g->sh - g->top, ky0 = y0 < 0 ? -y0 : 0,
              ky1 = g->h - y0 < kh ? g->h - y0 : kh;
    small_cnn_v8 quarter = small_cnn_v8_set1(0.25f), zero = small_cnn_v8_zero();
    for (int ox = 0; ox < ow; ox++) {
        int x0 = ox * sw - left, kx0 = x0 < 0 ? -x0 : 0, kx1 = w - x0 < kw ? w - x0 : kw;
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[(ptrdiff_t)ox * 16 + l];
        small_cnn_v8 i0 = small_cnn_v8_load(t), i1 = small_cnn_v8_load(t + 8);
        small_cnn_v8 g0 = small_cnn_v8_load(dy + (ptrdiff_t)ox * 16),
            g1 = small_cnn_v8_load(dy + (ptrdiff_t)ox * 16 + 8);
        for (int ky = ky0; ky < ky1; ky++)
            for (int kx = kx0; kx < kx1; kx++) {
                float *at = dx + ((ptrdiff_t)(y0 + ky) * w + x0 + kx) * 16;
                small_cnn_v8 i = small_cnn_v8_set1((float)(ky * kw + kx)),
                    d0 = small_cnn_v8_sub(i, i0), d1 = small_cnn_v8_sub(i, i1);
                small_cnn_v8_store(at, small_cnn_v8_add(small_cnn_v8_load(at),
                                                        small_cnn_v8_select(quarter,
                    small_cnn_v8_mul(d0, d0), g0, zero)));
                small_cnn_v8_store(at + 8, small_cnn_v8_add(small_cnn_v8_load(at + 8),
                                                            small_cnn_v8_select(quarter,
                    small_cnn_v8_mul(d1, d1), g1, zero)));
            }
    }
}

/* Two rows of dx, `ow` windows of 2x2 side by side in them: the pixel of each that arg names gets
 * dy, the others 0. */
static inline void small_cnn_mk_maxpool_back4(float *dx, const float *dy, const uint8_t *arg,
                                              int ow)
{
    const small_cnn_v8 quarter = small_cnn_v8_set1(0.25f), zero = small_cnn_v8_zero();
    float *next = dx + (ptrdiff_t)ow * 32;
    for (int ox = 0; ox < ow; ox++, dx += 32, next += 32, dy += 16, arg += 16) {
        float t[16];
        for (int l = 0; l < 16; l++)
            t[l] = (float)arg[l];
        for (int l = 0; l < 16; l += 8) {
            const small_cnn_v8 g = small_cnn_v8_load(dy + l), i0 = small_cnn_v8_load(t + l),
                i1 = small_cnn_v8_sub(small_cnn_v8_set1(1.0f), i0),
                     i2 = small_cnn_v8_sub(small_cnn_v8_set1(2.0f), i0),
                         i3 = small_cnn_v8_sub(small_cnn_v8_set1(3.0f), i0);
            small_cnn_v8_store(dx + l, small_cnn_v8_select(quarter, small_cnn_v8_mul(i0, i0), g,
                                                           zero));
            small_cnn_v8_store(dx + l + 16, small_cnn_v8_select(quarter, small_cnn_v8_mul(i1, i1),
                g, zero));
            small_cnn_v8_store(next + l, small_cnn_v8_select(quarter, small_cnn_v8_mul(i2, i2), g,
                                                             zero));
            small_cnn_v8_store(next + l + 16, small_cnn_v8_select(quarter, small_cnn_v8_mul(i3, i3),
                g, zero));
        }
    }
}

/* Stores `rows` rows of 16 floats, one after the other. */
static inline void small_cnn_mk_store_rows(int format, uint8_t *s, const float *x, int rows)
{
    const int line = 16 * small_cnn_v8_bytes(format);
    for (int r = 0; r < rows; r++, x += 16, s += line)
        small_cnn_v8_narrow(s, x, format);
}

/* Rows of a kernel in Keras layout: Y[c][l] = w[from + c, k0 + l] for c < rows, one tap's w being
 * [C / groups][K] of which input channel c meets only the outputs of its group; 0 elsewhere and
 * beyond K. */
static inline void small_cnn_mk_kernel_rows(float *y, const float *w, int C, int K, int groups,
                                            int from, int rows, int k0)
{
    const int inputs = C / groups, outputs = K / groups;
    for (int c = from; c < from + rows; c++, y += 16)
        for (int l = 0; l < 16; l++)
            y[l] = k0 + l < K && (k0 + l) / outputs == c / inputs
                       ? w[(ptrdiff_t)(c % inputs) * K + k0 + l]
                       : 0.0f;
}

/* The key of a stream of random numbers. */
static inline uint64_t small_cnn_mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
static inline uint32_t small_cnn_mk_random(uint64_t key, uint32_t index)
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
static inline void small_cnn_mk_dropout(float *y, const float *x, int count, uint64_t key,
                                        uint32_t index, uint32_t threshold, float scale)
{
    uint32_t k0 = (uint32_t)(key & 0xffffffffu), k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < count; i += 16) {
        uint32_t base = index + (uint32_t)i + k0;
        float keep[16];
        for (int j = 0; j < 16; j++) { /* small_cnn_mk_random, written out so that it vectorizes */
            uint32_t h = base + (uint32_t)j;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = (h ^ (h >> 16)) ^ k1;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = h ^ (h >> 16);
            keep[j] = (h >> 8) >= threshold ? scale : 0.0f;
        }
        small_cnn_v8_store(y + i, small_cnn_v8_mul(small_cnn_v8_load(x + i),
                                                   small_cnn_v8_load(keep)));
        small_cnn_v8_store(y + i + 8, small_cnn_v8_mul(small_cnn_v8_load(x + i + 8),
                                                       small_cnn_v8_load(keep + 8)));
    }
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
static inline void small_cnn_mk_uniform(float *y, int count, uint64_t key, uint32_t index,
                                        float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(small_cnn_mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* part[l] = sum over p of x[p][l], count floats */
static inline void small_cnn_mk_sum_row(float *part, const float *x, int count)
{
    double sum[16] = {0};
    small_cnn_mk_sum_channel(sum, x, count / 16);
    for (int l = 0; l < 16; l++)
        part[l] = (float)sum[l];
}

/* t[r][j] = sum over p < k of a[r*row_step + p*k_step] * b[p*ldb + j], r < 6, j < 16. Only `rows`
 * rows of A are read; those of t beyond them repeat the last one. */
static inline void small_cnn_mk_gemm_6x16(float *t, int k, int rows, const float *a,
                                          ptrdiff_t row_step, ptrdiff_t k_step, const float *b,
                                          ptrdiff_t ldb)
{
    const float *a0 = a, *a1 = rows > 1 ? a0 + row_step : a0, *a2 = rows > 2 ? a1 + row_step : a1;
    const float *a3 = rows > 3 ? a2 + row_step : a2, *a4 = rows > 4 ? a3 + row_step : a3,
                *a5 = rows > 5 ? a4 + row_step : a4;
    small_cnn_v8 c00 = small_cnn_v8_zero(), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    small_cnn_v8 c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    for (int p = 0; p < k; p++) {
        ptrdiff_t at = (ptrdiff_t)p * k_step;
        small_cnn_v8 b0 = small_cnn_v8_load(b + (ptrdiff_t)p * ldb),
            b1 = small_cnn_v8_load(b + (ptrdiff_t)p * ldb + 8), s;
        s = small_cnn_v8_set1(a0[at]);
        c00 = small_cnn_v8_fma(s, b0, c00);
        c01 = small_cnn_v8_fma(s, b1, c01);
        s = small_cnn_v8_set1(a1[at]);
        c10 = small_cnn_v8_fma(s, b0, c10);
        c11 = small_cnn_v8_fma(s, b1, c11);
        s = small_cnn_v8_set1(a2[at]);
        c20 = small_cnn_v8_fma(s, b0, c20);
        c21 = small_cnn_v8_fma(s, b1, c21);
        s = small_cnn_v8_set1(a3[at]);
        c30 = small_cnn_v8_fma(s, b0, c30);
        c31 = small_cnn_v8_fma(s, b1, c31);
        s = small_cnn_v8_set1(a4[at]);
        c40 = small_cnn_v8_fma(s, b0, c40);
        c41 = small_cnn_v8_fma(s, b1, c41);
        s = small_cnn_v8_set1(a5[at]);
        c50 = small_cnn_v8_fma(s, b0, c50);
        c51 = small_cnn_v8_fma(s, b1, c51);
    }
    small_cnn_v8_store(t, c00);
    small_cnn_v8_store(t + 8, c01);
    small_cnn_v8_store(t + 16, c10);
    small_cnn_v8_store(t + 24, c11);
    small_cnn_v8_store(t + 32, c20);
    small_cnn_v8_store(t + 40, c21);
    small_cnn_v8_store(t + 48, c30);
    small_cnn_v8_store(t + 56, c31);
    small_cnn_v8_store(t + 64, c40);
    small_cnn_v8_store(t + 72, c41);
    small_cnn_v8_store(t + 80, c50);
    small_cnn_v8_store(t + 88, c51);
}

/* t[j] = sum over p < k of a[p*k_step] * b[p*ldb + j], j < 16; the order of the sum is that of
 * small_cnn_mk_gemm_6x16 */
static inline void small_cnn_mk_gemm_1x16(float *t, int k, const float *a, ptrdiff_t k_step,
                                          const float *b, ptrdiff_t ldb)
{
    small_cnn_v8 c0 = small_cnn_v8_zero(), c1 = c0;
    for (int p = 0; p < k; p++) {
        small_cnn_v8 s = small_cnn_v8_set1(a[(ptrdiff_t)p * k_step]);
        c0 = small_cnn_v8_fma(s, small_cnn_v8_load(b + (ptrdiff_t)p * ldb), c0);
        c1 = small_cnn_v8_fma(s, small_cnn_v8_load(b + (ptrdiff_t)p * ldb + 8), c1);
    }
    small_cnn_v8_store(t, c0);
    small_cnn_v8_store(t + 8, c1);
}

/* p[i][j] = b[i*ldb + j], or b[j*ldb + i] when tb; i < k, j < cols; 0 for cols <= j < 16 */
static inline void small_cnn_mk_gemm_pack(float *p, int k, int cols, const float *b, int ldb,
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
SMALL_CNN_APART void small_cnn_mk_gemm_pack16(float *p, int k, const float *b, int ldb, int tb,
                                              float *t)
{
    if (tb) {
        for (int i = 0; i < 64; i++)
            memcpy(t + i % 4 * 256 + i / 4 * 16, b + (ptrdiff_t)(i / 4) * ldb + i % 4 * 16,
                   16 * sizeof *t);
        small_cnn_mk_transpose(p, t, 256, 16, 64);
    } else {
        for (int i = 0; i < k; i++)
            memcpy(p + i * 16, b + (ptrdiff_t)i * ldb, 16 * sizeof *p);
    }
}

/* c[r*ldc + j] = t[r][j], or += when accumulate; r < rows, j < cols <= 16 */
static inline void small_cnn_mk_gemm_merge(float *c, ptrdiff_t ldc, const float *t, int rows,
                                           int cols, int accumulate)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++)
            c[r * ldc + j] = accumulate ? c[r * ldc + j] + t[r * 16 + j] : t[r * 16 + j];
}

/* small_cnn_mk_sgemm for `rows` <= 64 rows of A and `depth` <= 64 terms of the sum: C (+)= A * B, n
 * columns. 64 columns are packed together, which are whole stretches of B and C, and those after
 * them asked for meanwhile. */
SMALL_CNN_APART void small_cnn_mk_gemm_block(int ta, int tb, int rows, int n, int depth,
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
                small_cnn_mk_gemm_pack16(panel + q * 1024, depth, from, ldb, tb, t);
            else
                small_cnn_mk_gemm_pack(panel + q * 1024, depth,
                                       wide - 16 * q < 16 ? wide - 16 * q : 16, from, ldb, tb);
        }
        for (int i = 0; i < calls; i++) {
            const int row = i / panels * 16, q = i % panels,
                      some = rows - row < 16 ? rows - row : 16,
                      cols = wide - 16 * q < 16 ? wide - 16 * q : 16;
            float *to = c + (ptrdiff_t)row * ldc + j + 16 * q;
            for (int r = after > 0 ? lines * i / calls : lines; r < lines * (i + 1) / calls; r++)
                small_cnn_v8_prefetch(tb ? b + (ptrdiff_t)(j + 64 + r) * ldb : b + (ptrdiff_t)r *
                                      ldb + j + 64, tb ? depth : after);
            small_cnn_mk_rows(cols == 16 ? to : t, cols == 16 ? ldc : 16, cols == 16 && add,
                              x + row * xr, xr, panel + q * 1024, count, step, some);
            if (cols < 16)
                small_cnn_mk_gemm_merge(to, ldc, t, some, cols, add);
        }
    }
}

/* C (m x n, row-major, row step ldc) = A * B, or C += A * B when accumulate. A is m x k, stored as
 * k x m when ta; B is k x n, stored as n x k when tb; lda, ldb are the row steps as stored. C
 * overlaps neither. The order of a sum does not depend on m and n. room: 9280 floats, or 96 where m
 * <= 6, tb is 0 and n a multiple of 16. */
static inline void small_cnn_mk_sgemm(int ta, int tb, int m, int n, int k, const float *a, int lda,
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
                small_cnn_mk_gemm_6x16(room, depth, m, a + p * k_step, row_step, k_step, from, ldb);
            else
                small_cnn_mk_gemm_1x16(room, depth, a + p * k_step, k_step, from, ldb);
            small_cnn_mk_gemm_merge(c + j, ldc, room, m, 16, add);
        }
        for (int i = 0; i < m && whole < n; i += ROWS)
            small_cnn_mk_gemm_block(ta, tb, m - i < ROWS ? m - i : ROWS, n - whole, depth,
                                    a + i * row_step + p * k_step, lda,
                                    b + p * b_step + (tb ? whole * (ptrdiff_t)ldb : whole), ldb,
                                    add, c + (ptrdiff_t)i * ldc + whole, ldc, room);
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
static inline void small_cnn_mk_softmax(float *y, const float *x, int channels, int pixels)
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
            small_cnn_v8 m = small_cnn_v8_set1(max);
            small_cnn_v8_store(y + at, small_cnn_v8_sub(small_cnn_v8_load(x + at), m));
            small_cnn_v8_store(y + at + 8, small_cnn_v8_sub(small_cnn_v8_load(x + at + 8), m));
            small_cnn_mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += small_cnn_v8_sum(small_cnn_v8_load(y + at)) +
                small_cnn_v8_sum(small_cnn_v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            small_cnn_v8 s = small_cnn_v8_set1(1.0f / sum);
            small_cnn_v8_store(row, small_cnn_v8_mul(small_cnn_v8_load(row), s));
            small_cnn_v8_store(row + 8, small_cnn_v8_mul(small_cnn_v8_load(row + 8), s));
        }
    }
}

/* v = Bt x for P = 6. */
static inline void small_cnn_mk_line6_bt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const small_cnn_v8w a = small_cnn_v8w_set1((float)(2.0 / 3.0)),
        b = small_cnn_v8w_set1((float)1.5),
              q = small_cnn_v8w_set1((float)(-97.0 / 36.0));
    const small_cnn_v8w x1 = small_cnn_v8w_load(x + xs), x2 = small_cnn_v8w_load(x + 2 * xs),
        x3 = small_cnn_v8w_load(x + 3 * xs),
              x4 = small_cnn_v8w_load(x + 4 * xs);
    const small_cnn_v8w even_a = small_cnn_v8w_fma(small_cnn_v8w_set1((float)-2.25), x2, x4),
              odd_a = small_cnn_v8w_sub(small_cnn_v8w_mul(a, x3), small_cnn_v8w_mul(b, x1));
    const small_cnn_v8w even_b = small_cnn_v8w_fma(small_cnn_v8w_set1((float)(-4.0 / 9.0)), x2, x4),
              odd_b = small_cnn_v8w_sub(small_cnn_v8w_mul(b, x3), small_cnn_v8w_mul(a, x1));
    small_cnn_v8w_store(y, small_cnn_v8w_fma(q, x2, small_cnn_v8w_add(small_cnn_v8w_load(x), x4)));
    small_cnn_v8w_store(y + ys, small_cnn_v8w_add(even_a, odd_a));
    small_cnn_v8w_store(y + 2 * ys, small_cnn_v8w_sub(even_a, odd_a));
    small_cnn_v8w_store(y + 3 * ys, small_cnn_v8w_add(even_b, odd_b));
    small_cnn_v8w_store(y + 4 * ys, small_cnn_v8w_sub(even_b, odd_b));
    small_cnn_v8w_store(y + 5 * ys, small_cnn_v8w_fma(q, x3,
                                                      small_cnn_v8w_add(x1,
        small_cnn_v8w_load(x + 5 * xs))));
}

/* dx = B dv for P = 6. add bit 0: the first two += instead, which the patch before has begun; bit
 * 1: the other four. */
static inline void small_cnn_mk_line6_b(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs,
                                        int add)
{
    const small_cnn_v8w a = small_cnn_v8w_set1((float)(2.0 / 3.0)),
        b = small_cnn_v8w_set1((float)1.5),
              q = small_cnn_v8w_set1((float)(-97.0 / 36.0));
    const small_cnn_v8w x0 = small_cnn_v8w_load(x), x5 = small_cnn_v8w_load(x + 5 * xs);
    const small_cnn_v8w x1 = small_cnn_v8w_load(x + xs), x2 = small_cnn_v8w_load(x + 2 * xs),
        x3 = small_cnn_v8w_load(x + 3 * xs),
              x4 = small_cnn_v8w_load(x + 4 * xs);
    const small_cnn_v8w sa = small_cnn_v8w_add(x1, x2), da = small_cnn_v8w_sub(x1, x2),
        sb = small_cnn_v8w_add(x3, x4),
              db = small_cnn_v8w_sub(x3, x4);
    small_cnn_v8w y0 = x0, y1 = small_cnn_v8w_sub(x5,
                                                  small_cnn_v8w_fma(a, db,
        small_cnn_v8w_mul(b, da))), y5 = x5;
    small_cnn_v8w y2 = small_cnn_v8w_fma(q, x0, small_cnn_v8w_fma(small_cnn_v8w_set1((float)-2.25),
        sa, small_cnn_v8w_mul(small_cnn_v8w_set1((float)(-4.0 / 9.0)), sb)));
    small_cnn_v8w y3 = small_cnn_v8w_fma(q, x5, small_cnn_v8w_fma(b, db, small_cnn_v8w_mul(a, da))),
        y4 = small_cnn_v8w_add(x0, small_cnn_v8w_add(sa, sb));
    if (add & 1)
        y0 = small_cnn_v8w_add(y0, small_cnn_v8w_load(y)),
            y1 = small_cnn_v8w_add(y1, small_cnn_v8w_load(y + ys));
    if (add & 2) {
        y2 = small_cnn_v8w_add(y2, small_cnn_v8w_load(y + 2 * ys)),
            y3 = small_cnn_v8w_add(y3, small_cnn_v8w_load(y + 3 * ys));
        y4 = small_cnn_v8w_add(y4, small_cnn_v8w_load(y + 4 * ys)),
            y5 = small_cnn_v8w_add(y5, small_cnn_v8w_load(y + 5 * ys));
    }
    small_cnn_v8w_store(y, y0), small_cnn_v8w_store(y + ys, y1),
        small_cnn_v8w_store(y + 2 * ys, y2);
    small_cnn_v8w_store(y + 3 * ys, y3), small_cnn_v8w_store(y + 4 * ys, y4),
        small_cnn_v8w_store(y + 5 * ys, y5);
}

/* y = At m for P = 6: 6 to 4. */
static inline void small_cnn_mk_line6_at(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const small_cnn_v8w x1 = small_cnn_v8w_load(x + xs), x2 = small_cnn_v8w_load(x + 2 * xs),
        x3 = small_cnn_v8w_load(x + 3 * xs),
              x4 = small_cnn_v8w_load(x + 4 * xs);
    const small_cnn_v8w sa = small_cnn_v8w_add(x1, x2), da = small_cnn_v8w_sub(x1, x2),
        sb = small_cnn_v8w_add(x3, x4),
              db = small_cnn_v8w_sub(x3, x4);
    small_cnn_v8w_store(y, small_cnn_v8w_add(small_cnn_v8w_load(x), small_cnn_v8w_add(sa, sb)));
    small_cnn_v8w_store(y + ys, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(2.0 / 3.0)), da,
                                                  small_cnn_v8w_mul(small_cnn_v8w_set1((float)1.5),
        db)));
    small_cnn_v8w_store(y + 2 * ys, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(4.0 / 9.0)), sa,
        small_cnn_v8w_mul(small_cnn_v8w_set1((float)2.25), sb)));
    small_cnn_v8w_store(y + 3 * ys, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(8.0 / 27.0)), da,
        small_cnn_v8w_fma(small_cnn_v8w_set1((float)3.375), db, small_cnn_v8w_load(x + 5 * xs))));
}

/* dm = A dy for P = 6: 4 to 6. */
static inline void small_cnn_mk_line6_a(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const small_cnn_v8w x0 = small_cnn_v8w_load(x), x1 = small_cnn_v8w_load(x + xs),
        x2 = small_cnn_v8w_load(x + 2 * xs),
              x3 = small_cnn_v8w_load(x + 3 * xs);
    const small_cnn_v8w even_a = small_cnn_v8w_fma(small_cnn_v8w_set1((float)(4.0 / 9.0)), x2, x0),
              even_b = small_cnn_v8w_fma(small_cnn_v8w_set1((float)2.25), x2, x0);
    const small_cnn_v8w odd_a = small_cnn_v8w_fma(small_cnn_v8w_set1((float)(2.0 / 3.0)), x1,
                                                  small_cnn_v8w_mul(small_cnn_v8w_set1((float)(8.0 /
        27.0)), x3));
    const small_cnn_v8w odd_b = small_cnn_v8w_fma(small_cnn_v8w_set1((float)1.5), x1,
        small_cnn_v8w_mul(small_cnn_v8w_set1((float)3.375), x3));
    small_cnn_v8w_store(y, x0);
    small_cnn_v8w_store(y + ys, small_cnn_v8w_add(even_a, odd_a));
    small_cnn_v8w_store(y + 2 * ys, small_cnn_v8w_sub(even_a, odd_a));
    small_cnn_v8w_store(y + 3 * ys, small_cnn_v8w_add(even_b, odd_b));
    small_cnn_v8w_store(y + 4 * ys, small_cnn_v8w_sub(even_b, odd_b));
    small_cnn_v8w_store(y + 5 * ys, x3);
}

/* u = G w for P = 6: 3 to 6. The rows of +-2/3 carry 1/m'(2/3) = -81/130, those of +-3/2 1/m'(3/2)
 * = 8/65. */
static inline void small_cnn_mk_line6_g(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const small_cnn_v8w x0 = small_cnn_v8w_load(x), x1 = small_cnn_v8w_load(x + xs),
        x2 = small_cnn_v8w_load(x + 2 * xs);
    const small_cnn_v8w even_a = small_cnn_v8w_fma(small_cnn_v8w_set1((float)(-18.0 / 65.0)), x2,
        small_cnn_v8w_mul(small_cnn_v8w_set1((float)(-81.0 / 130.0)), x0));
    const small_cnn_v8w even_b = small_cnn_v8w_fma(small_cnn_v8w_set1((float)(18.0 / 65.0)), x2,
        small_cnn_v8w_mul(small_cnn_v8w_set1((float)(8.0 / 65.0)), x0));
    const small_cnn_v8w odd_a = small_cnn_v8w_mul(small_cnn_v8w_set1((float)(-27.0 / 65.0)), x1),
              odd_b = small_cnn_v8w_mul(small_cnn_v8w_set1((float)(12.0 / 65.0)), x1);
    small_cnn_v8w_store(y, x0);
    small_cnn_v8w_store(y + ys, small_cnn_v8w_add(even_a, odd_a));
    small_cnn_v8w_store(y + 2 * ys, small_cnn_v8w_sub(even_a, odd_a));
    small_cnn_v8w_store(y + 3 * ys, small_cnn_v8w_add(even_b, odd_b));
    small_cnn_v8w_store(y + 4 * ys, small_cnn_v8w_sub(even_b, odd_b));
    small_cnn_v8w_store(y + 5 * ys, x2);
}

/* dw = Gt du for P = 6: 6 to 3. */
static inline void small_cnn_mk_line6_gt(float *y, ptrdiff_t ys, const float *x, ptrdiff_t xs)
{
    const small_cnn_v8w x1 = small_cnn_v8w_load(x + xs), x2 = small_cnn_v8w_load(x + 2 * xs),
        x3 = small_cnn_v8w_load(x + 3 * xs),
              x4 = small_cnn_v8w_load(x + 4 * xs);
    const small_cnn_v8w sa = small_cnn_v8w_add(x1, x2), da = small_cnn_v8w_sub(x1, x2),
        sb = small_cnn_v8w_add(x3, x4),
              db = small_cnn_v8w_sub(x3, x4);
    small_cnn_v8w_store(y, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(-81.0 / 130.0)), sa,
                                             small_cnn_v8w_fma(small_cnn_v8w_set1((float)(8.0 /
        65.0)), sb, small_cnn_v8w_load(x))));
    small_cnn_v8w_store(y + ys, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(-27.0 / 65.0)), da,
        small_cnn_v8w_mul(small_cnn_v8w_set1((float)(12.0 / 65.0)), db)));
    small_cnn_v8w_store(y + 2 * ys, small_cnn_v8w_fma(small_cnn_v8w_set1((float)(18.0 / 65.0)),
                                                      small_cnn_v8w_sub(sb, sa),
                                                      small_cnn_v8w_load(x + 5 * xs)));
}

/* V = Bt X B (P = 6, X 6x6); x points at the patch's corner, of which rows top ... bottom - 1 are
 * on the map. */
SMALL_CNN_APART void small_cnn_mk_plane6_bt(float *v, ptrdiff_t vs, const float *x, ptrdiff_t xs,
                                            int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 36 * SMALL_CNN_WIDE;
    const int whole = left <= 0 && right >= 6;
    if (!whole)
        memset(edge, 0, sizeof *edge * 96);
    for (int half = 0; half < 16; half += SMALL_CNN_WIDE) {
        if (top > 0 || bottom < 6)
            memset(t, 0, sizeof *t * 36 * SMALL_CNN_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = x + i * xs;
            for (int j = left; !whole && j < right; j++)
                small_cnn_v8w_store(edge + 16 * j + half, small_cnn_v8w_load(p + 16 * j + half));
            small_cnn_mk_line6_bt(t + 6 * i * SMALL_CNN_WIDE, SMALL_CNN_WIDE,
                                  (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            small_cnn_mk_line6_bt(v + j * vs + half, 6 * vs, t + j * SMALL_CNN_WIDE,
                                  6 * SMALL_CNN_WIDE);
    }
}

/* M = A Y At (P = 6, Y 4x4), the edges as in small_cnn_mk_plane6_bt. */
SMALL_CNN_APART void small_cnn_mk_plane6_a(float *m, ptrdiff_t ms, const float *y, ptrdiff_t ys,
                                           int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * SMALL_CNN_WIDE;
    const int whole = left <= 0 && right >= 4;
    if (!whole)
        memset(edge, 0, sizeof *edge * 64);
    for (int half = 0; half < 16; half += SMALL_CNN_WIDE) {
        if (top > 0 || bottom < 4)
            memset(t, 0, sizeof *t * 24 * SMALL_CNN_WIDE);
        for (int i = top; i < bottom; i++) {
            const float *p = y + i * ys;
            for (int j = left; !whole && j < right; j++)
                small_cnn_v8w_store(edge + 16 * j + half, small_cnn_v8w_load(p + 16 * j + half));
            small_cnn_mk_line6_a(t + 6 * i * SMALL_CNN_WIDE, SMALL_CNN_WIDE,
                                 (whole ? p : edge) + half, 16);
        }
        for (int j = 0; j < 6; j++)
            small_cnn_mk_line6_a(m + j * ms + half, 6 * ms, t + j * SMALL_CNN_WIDE,
                                 6 * SMALL_CNN_WIDE);
    }
}

/* Y = At M A (P = 6), the edges as in small_cnn_mk_plane6_bt. */
SMALL_CNN_APART void small_cnn_mk_plane6_at(float *y, ptrdiff_t ys, const float *m, ptrdiff_t ms,
                                            int top, int bottom, int left, int right, float *t)
{
    float *const edge = t + 24 * SMALL_CNN_WIDE;
    const int whole = left <= 0 && right >= 4;
    for (int half = 0; half < 16; half += SMALL_CNN_WIDE) {
        for (int j = 0; j < 6; j++)
            small_cnn_mk_line6_at(t + j * SMALL_CNN_WIDE, 6 * SMALL_CNN_WIDE, m + j * ms + half,
                                  6 * ms);
        for (int i = top; i < bottom; i++) {
            float *p = y + i * ys;
            small_cnn_mk_line6_at((whole ? p : edge) + half, 16, t + 6 * i * SMALL_CNN_WIDE,
                                  SMALL_CNN_WIDE);
            for (int j = left; !whole && j < right; j++)
                small_cnn_v8w_store(p + 16 * j + half, small_cnn_v8w_load(edge + 16 * j + half));
        }
    }
}

/* X = B V Bt (P = 6) where no patch has been before, X += B V Bt elsewhere: above, a row of patches
 * came before, beside, a patch in this row; each has reached over two lines. The edges as in
 * small_cnn_mk_plane6_bt. */
SMALL_CNN_APART void small_cnn_mk_plane6_b(float *x, ptrdiff_t xs, const float *v, ptrdiff_t vs,
                                           int top, int bottom, int left, int right, int above,
                                           int beside, float *t)
{
    float *const edge = t + 36 * SMALL_CNN_WIDE;
    const int whole = left <= 0 && right >= 6;
    for (int half = 0; half < 16; half += SMALL_CNN_WIDE) {
        for (int j = 0; j < 6; j++)
            small_cnn_mk_line6_b(t + j * SMALL_CNN_WIDE, 6 * SMALL_CNN_WIDE, v + j * vs + half,
                                 6 * vs, 0);
        for (int i = top; i < bottom; i++) {
            float *p = x + i * xs;
            const int add = above && i < 2 ? 3 : beside ? 1 : 0;
            small_cnn_mk_line6_b((whole ? p : edge) + half, 16, t + 6 * i * SMALL_CNN_WIDE,
                                 SMALL_CNN_WIDE, whole ? add : 0);
            for (int j = left; !whole && j < right; j++) {
                const small_cnn_v8w e = small_cnn_v8w_load(edge + 16 * j + half);
                small_cnn_v8w_store(p + 16 * j + half,
                                    add & (j < 2 ? 1 : 2) ?
                                    small_cnn_v8w_add(small_cnn_v8w_load(p + 16 * j + half), e) :
                                    e);
            }
        }
    }
}

/* Transforms a row of tiles of one channel block [H][W][16] into P*P point planes, vs apart, tiles
 * 16 floats apart in each. Patches begin at row h0 and column w0 (both may be negative) and are M
 * columns apart; what lies off the map is 0. grad 0: V = Bt X B of a map x. grad 1: dM = A dY At of
 * a gradient dy. tile: room for P*(P+1)*16 floats, here and below. */
static inline void small_cnn_mk_wino_gather(int P, int grad, float *v, ptrdiff_t vs, const float *x,
                                            int H, int W, int h0, int w0, int tiles, float *tile)
{
    const int M = P == 6 ? 4 : 2, R = P == 3 || grad ? M : P;
    const ptrdiff_t line = (ptrdiff_t)W * 16;
    const int top = h0 < 0 ? -h0 : 0, bottom = H - h0 < R ? H - h0 : R;
    for (int t = 0; t < tiles; t++, v += 16, w0 += M) {
        const float *p = x + h0 * line + w0 * 16;
        const int left = w0 < 0 ? -w0 : 0, right = W - w0 < R ? W - w0 : R;
        for (int i = 0; i < M && h0 + R + i < H; i++) /* what the next row of tiles reads first */
            small_cnn_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right; /* not of every P */
        if (P == 6 && !grad)
            small_cnn_mk_plane6_bt(v, vs, p, line, top, bottom, left, right, tile);
        if (P == 6 && grad)
            small_cnn_mk_plane6_a(v, vs, p, line, top, bottom, left, right, tile);
    }
}

/* small_cnn_mk_wino_gather of a map x, or of what batchnorm makes of it (kind 1:
 * small_cnn_mk_norm_line), and relu behind that (kind 2: small_cnn_mk_relu); what lies off the map
 * is 0 all the same. patch: P rows of the map.
 */
static inline void small_cnn_mk_wino_patch(int P, float *v, ptrdiff_t vs, const float *x, int H,
                                           int W, int h0, int w0, int tiles, int kind,
                                           const float *norm, float max, float *patch, float *tile)
{
    (void)kind, (void)norm, (void)max, (void)patch;
    small_cnn_mk_wino_gather(P, 0, v, vs, x, H, W, h0, w0, tiles, tile);
}

/* The way back for a row of tiles: grad 0: the map = At M A, tile by tile. grad 1: the sum of B dV
 * Bt, patches overlapping: it is begun by the first row of tiles and added to by those with above
 * set. Rows and columns off the map are dropped. */
static inline void small_cnn_mk_wino_scatter(int P, int grad, float *y, int H, int W, int h0,
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
            small_cnn_v8_prefetch(p + (R + i) * line + (R - M) * 8, M * 16);
        (void)top, (void)bottom, (void)left, (void)right, (void)above; /* not of every P */
        if (P == 6 && !grad)
            small_cnn_mk_plane6_at(p, line, m, ms, top, bottom, left, right, tile);
        if (P == 6 && grad)
            small_cnn_mk_plane6_b(p, line, m, ms, top, bottom, left, right, above, t > 0, tile);
    }
}

/* U = G w Gt for `count` floats (a multiple of 16) at each of 9 taps, ws apart; the P*P points of u
 * are us apart. */
static inline void small_cnn_mk_wino_weights(int P, float *u, ptrdiff_t us, const float *w,
                                             ptrdiff_t ws, int count)
{
    small_cnn_v8w t_[6 * 3]; /* aligned */
    float *const t = (float *)(void *)t_;
    (void)t;
    for (int n = 0; n < count; n += SMALL_CNN_WIDE, u += SMALL_CNN_WIDE, w += SMALL_CNN_WIDE) {
        for (int j = 0; j < 3 && P == 6; j++)
            small_cnn_mk_line6_g(t + SMALL_CNN_WIDE * j, 3 * SMALL_CNN_WIDE, w + j * ws, 3 * ws);
        for (int i = 0; i < 6 && P == 6; i++)
            small_cnn_mk_line6_g(u + 6 * i * us, us, t + 3 * SMALL_CNN_WIDE * i, SMALL_CNN_WIDE);
    }
}

/* dw = Gt dU G for `count` floats. */
static inline void small_cnn_mk_wino_weights_grad(int P, float *w, ptrdiff_t ws, const float *u,
                                                  ptrdiff_t us, int count)
{
    small_cnn_v8w s_[6 * 6], t_[6 * 3]; /* aligned */
    float *const s = (float *)(void *)s_, *const t = (float *)(void *)t_;
    for (int n = 0; n < count; n += SMALL_CNN_WIDE, u += SMALL_CNN_WIDE, w += SMALL_CNN_WIDE) {
        for (int p = 0; p < P * P; p++)
            small_cnn_v8w_store(s + SMALL_CNN_WIDE * p, small_cnn_v8w_load(u + p * us));
        for (int i = 0; i < 6 && P == 6; i++)
            small_cnn_mk_line6_gt(t + 3 * SMALL_CNN_WIDE * i, SMALL_CNN_WIDE,
                                  s + 6 * SMALL_CNN_WIDE * i, SMALL_CNN_WIDE);
        for (int j = 0; j < 3 && P == 6; j++)
            small_cnn_mk_line6_gt(w + j * ws, 3 * ws, t + SMALL_CNN_WIDE * j, 3 * SMALL_CNN_WIDE);
    }
}

/* For each point: dU[c][16] (+)= sum over tiles t of V[t][c] * dM[t][16], for `channels` c in
 * blocks of 16. */
static inline void small_cnn_mk_wino_outer(int planes, float *u, ptrdiff_t us, int channels,
                                           const float *v, ptrdiff_t vs, const float *m,
                                           ptrdiff_t ms, int tiles, int add)
{
    for (int p = 0; p < planes; p++)
        for (int c = 0; c < channels; c += 16)
            small_cnn_mk_panel_grad(u + p * us + c * 16, channels - c < 16 ? channels - c : 16,
                                    v + p * vs + (ptrdiff_t)c * tiles, 0, 16, m + p * ms, 0, 1,
                                    tiles, add);
}

#define SMALL_CNN_PARAM_COUNT 12
#define SMALL_CNN_NAME_BYTES 18    /* longer than any parameter's name */
#define SMALL_CNN_NET_NAME "small_cnn"
#define SMALL_CNN_LAYOUT_HASH "175716b01475b48b"
#define SMALL_CNN_INPUT_SCALE 0.0039215686274509803
#define SMALL_CNN_INPUT_MEAN {0, 0, 0, 0}
#define SMALL_CNN_INPUT_STD {1, 1, 1, 1}
#define SMALL_CNN_INPUT_BGR 0
#define SMALL_CNN_HEAD_BYTES 64
#define SMALL_CNN_MODEL_TAG UINT64_C(0x4bd1d5a63fed76ea)
#define SMALL_CNN_STATE_HASH UINT64_C(0xb23109a5c1630ee9)
#define SMALL_CNN_TRAIN_TAG UINT64_C(0x0b22b969dc54cbbb)
#define SMALL_CNN_STATE_BYTES 26057280
#define SMALL_CNN_PREPARE_SCRATCH_AT 9466880
#define SMALL_CNN_PREPARE_SCRATCH 256    /* floats */
#define SMALL_CNN_INFER_SCRATCH_AT 10943616
#define SMALL_CNN_INFER_SCRATCH 187168    /* floats */
#define SMALL_CNN_TRAIN_SCRATCH_AT 69576576
#define SMALL_CNN_TRAIN_SCRATCH 444768    /* floats */

/* A call of a program, and the memory that it works on. */
typedef struct small_cnn_run {
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
} small_cnn_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define SMALL_CNN_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below SMALL_CNN_WORKERS, and of those that run at the same time each has
 * another. */
#ifndef SMALL_CNN_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void small_cnn_parallel_for(void (*task)(void *run, int range, int worker),
                                          small_cnn_run *run, int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < SMALL_CNN_WORKERS ? most : SMALL_CNN_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define SMALL_CNN_PARALLEL_FOR(task, run, count) small_cnn_parallel_for(task, run, count)
#else
#define SMALL_CNN_PARALLEL_FOR(task, run, count) \
    do { \
        int range_, count_ = (count); \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0); \
    } while (0)
#endif
#endif

/* A step of a layer, between what the host has to do before and behind it. */
#define SMALL_CNN_LAYER(program, layer, step) \
    do { \
        SMALL_CNN_BEFORE_LAYER(program, layer); \
        step; \
        SMALL_CNN_AFTER_LAYER(program, layer); \
    } while (0)

/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define SMALL_CNN_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, \
        int worker)
#else
#define SMALL_CNN_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define SMALL_CNN_ROW(table) const struct table *const row = \
        &table##s[((const small_cnn_run *)arg)->row]
#define SMALL_CNN_WHOLE() \
    const small_cnn_run *const run = (const small_cnn_run *)arg; \
    (void)range; \
    (void)worker
#define SMALL_CNN_RANGE(extent, length) \
    const small_cnn_run *const run = (const small_cnn_run *)arg; \
    const int64_t left = (int64_t)(extent)-range * (length); \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define SMALL_CNN_RANGES(extent, length) \
    const small_cnn_run *const run = (const small_cnn_run *)arg; \
    const int64_t whole = (extent), from = (int64_t)range * (length); \
    const int begin = (int)(from < whole ? from : whole), \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* How many ranges there are. */
#define SMALL_CNN_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / (length)))
/* Where buffers lie: floats from the beginning of their area. Those that are never needed at
 * the same time share memory. */
enum {
    SMALL_CNN_PARAMS_CONV_1_KERNEL = 0, /* 864 floats */
    SMALL_CNN_PARAMS_CONV_4_KERNEL = 28640, /* 36864 floats */
};
enum {
    SMALL_CNN_MODEL_CONV_1_KERNEL = 2365120, /* 3456 bytes */
    SMALL_CNN_MODEL_CONV_1_ROWS = 0, /* 256 floats */
    SMALL_CNN_MODEL_CONV_4_KERNEL = 0, /* 36864 floats */
    SMALL_CNN_MODEL_CONV_4_PANELS = 2097152, /* 148032 floats */
    SMALL_CNN_MODEL_CONV_1_BIAS = 2366624, /* 32 floats */
    SMALL_CNN_MODEL_CONV_2_PANELS = 2319488, /* 37440 floats */
    SMALL_CNN_MODEL_CONV_2_BIAS = 2366656, /* 32 floats */
    SMALL_CNN_MODEL_CONV_3_PANELS = 2245184, /* 74304 floats */
    SMALL_CNN_MODEL_CONV_3_BIAS = 2366496, /* 64 floats */
    SMALL_CNN_MODEL_CONV_4_BIAS = 2366560, /* 64 floats */
    SMALL_CNN_MODEL_DENSE_1_KERNEL = 0, /* 2097152 floats */
    SMALL_CNN_MODEL_DENSE_1_BIAS = 2365984, /* 512 floats */
    SMALL_CNN_MODEL_DENSE_2_KERNEL = 2356928, /* 8192 floats */
    SMALL_CNN_MODEL_DENSE_2_BIAS = 2366688, /* 16 floats */
};
enum {
    SMALL_CNN_STATE_CONV_1_KERNEL = 0, /* 864 floats */
    SMALL_CNN_STATE_CONV_1_BIAS = 864, /* 32 floats */
    SMALL_CNN_STATE_CONV_3_KERNEL = 10144, /* 18432 floats */
    SMALL_CNN_STATE_CONV_4_KERNEL = 28640, /* 36864 floats */
    SMALL_CNN_STATE_CONV_2_KERNEL = 896, /* 9216 floats */
    SMALL_CNN_STATE_CONV_2_BIAS = 10112, /* 32 floats */
    SMALL_CNN_STATE_CONV_3_BIAS = 28576, /* 64 floats */
    SMALL_CNN_STATE_CONV_4_BIAS = 65504, /* 64 floats */
    SMALL_CNN_STATE_DENSE_1_KERNEL = 65568, /* 2097152 floats */
    SMALL_CNN_STATE_DENSE_1_BIAS = 2162720, /* 512 floats */
    SMALL_CNN_STATE_DENSE_2_KERNEL = 2163232, /* 8192 floats */
    SMALL_CNN_STATE_DENSE_2_BIAS = 2171424, /* 16 floats */
};
enum {
    SMALL_CNN_WORK_CONV_1_RELU_OUT = 0, /* 32768 floats an image */
    SMALL_CNN_WORK_CONV_1_PANEL = 2621440, /* 4096 floats */
    SMALL_CNN_WORK_CONV_1_SEEN = 2625536, /* 2048 floats */
    SMALL_CNN_WORK_CONV_2_RELU_OUT = 2097152, /* 8192 floats an image */
    SMALL_CNN_WORK_CONV_2_V = 2621440, /* 74304 floats */
    SMALL_CNN_WORK_CONV_2_M = 2695744, /* 37440 floats */
    SMALL_CNN_WORK_CONV_2_LINES = 2733184, /* 2048 floats */
    SMALL_CNN_WORK_CONV_2_TILE = 2735232, /* 672 floats */
    SMALL_CNN_WORK_CONV_3_RELU_OUT = 0, /* 16384 floats an image */
    SMALL_CNN_WORK_CONV_3_V = 1572864, /* 74304 floats */
    SMALL_CNN_WORK_CONV_3_M = 1647168, /* 37440 floats */
    SMALL_CNN_WORK_CONV_3_TILE = 1684608, /* 672 floats */
    SMALL_CNN_WORK_CONV_4_RELU_OUT = 1048576, /* 4096 floats an image */
    SMALL_CNN_WORK_CONV_4_V = 1572864, /* 148032 floats */
    SMALL_CNN_WORK_CONV_4_M = 1720896, /* 37440 floats */
    SMALL_CNN_WORK_CONV_4_LINES = 1758336, /* 1024 floats */
    SMALL_CNN_WORK_CONV_4_TILE = 1759360, /* 672 floats */
    SMALL_CNN_WORK_FLATTEN_1_OUT = 1310720, /* 4096 floats an image */
    SMALL_CNN_WORK_DENSE_1_RELU_OUT = 0, /* 512 floats an image */
    SMALL_CNN_WORK_DENSE_1_ROOM = 32768, /* 9280 floats */
    SMALL_CNN_WORK_DENSE_2_OUT = 42048, /* 16 floats an image */
    SMALL_CNN_WORK_DENSE_2_ROOM = 32768, /* 9280 floats */
    SMALL_CNN_WORK_DENSE_2_SOFTMAX_OUT = 42048, /* 16 floats an image */
};
enum {
    SMALL_CNN_TRAIN_INPUT_OUT = 8388608, /* 16384 floats an image */
    SMALL_CNN_TRAIN_CONV_1_RELU_OUT = 0, /* 32768 floats an image */
    SMALL_CNN_TRAIN_CONV_1_PADDED = 2097152, /* 18496 floats */
    SMALL_CNN_TRAIN_CONV_3_PANELS = 2694496, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_4_PANELS = 2546464, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_2_PANELS = 2211616, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_2_RELU_OUT = 9437184, /* 8192 floats an image */
    SMALL_CNN_TRAIN_MAXPOOL_1_ARG = 10633792, /* 8192 bytes an image */
    SMALL_CNN_TRAIN_CONV_2_V = 2097152, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_2_M = 2171456, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_2_LINES = 2208896, /* 2048 floats */
    SMALL_CNN_TRAIN_CONV_2_TILE = 2210944, /* 672 floats */
    SMALL_CNN_TRAIN_DROPOUT_1_OUT = 9961472, /* 8192 floats an image */
    SMALL_CNN_TRAIN_CONV_3_RELU_OUT = 4194304, /* 16384 floats an image */
    SMALL_CNN_TRAIN_CONV_3_V = 2359296, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_3_M = 2433600, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_3_TILE = 2471040, /* 672 floats */
    SMALL_CNN_TRAIN_CONV_4_RELU_OUT = 6291456, /* 4096 floats an image */
    SMALL_CNN_TRAIN_MAXPOOL_2_ARG = 7077888, /* 4096 bytes an image */
    SMALL_CNN_TRAIN_CONV_4_V = 2359296, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_4_M = 2507328, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_4_LINES = 2544768, /* 1024 floats */
    SMALL_CNN_TRAIN_CONV_4_TILE = 2545792, /* 672 floats */
    SMALL_CNN_TRAIN_DROPOUT_2_OUT = 2097152, /* 4096 floats an image */
    SMALL_CNN_TRAIN_FLATTEN_1_OUT = 5242880, /* 4096 floats an image */
    SMALL_CNN_TRAIN_DENSE_1_RELU_OUT = 2134016, /* 512 floats an image */
    SMALL_CNN_TRAIN_DENSE_1_ROOM = 2097152, /* 9280 floats */
    SMALL_CNN_TRAIN_DROPOUT_3_OUT = 2166784, /* 512 floats an image */
    SMALL_CNN_TRAIN_DENSE_2_OUT = 2106432, /* 16 floats an image */
    SMALL_CNN_TRAIN_DENSE_2_ROOM = 2097152, /* 9280 floats */
    SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_OUT = 2097152, /* 16 floats an image */
    SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_LOSSES = 2098176, /* 1 floats an image */
    SMALL_CNN_TRAIN_DENSE_2_GRAD = 2208832, /* 16 floats an image */
    SMALL_CNN_TRAIN_CONV_4_TRANSPOSED = 2097152, /* 36864 floats */
    SMALL_CNN_TRAIN_CONV_4_TRANSPOSED_PANELS = 10485760, /* 148032 floats */
    SMALL_CNN_TRAIN_DROPOUT_3_GRAD = 5505024, /* 512 floats an image */
    SMALL_CNN_TRAIN_DENSE_2_ROOM_2 = 2199552, /* 9280 floats */
    SMALL_CNN_TRAIN_DENSE_1_RELU_GRAD = 5505024, /* 512 floats an image */
    SMALL_CNN_TRAIN_DENSE_1_GRAD = 5505024, /* 512 floats an image */
    SMALL_CNN_TRAIN_DENSE_1_BIAS_GRAD = 10878080, /* 512 floats */
    SMALL_CNN_TRAIN_FOUND = 10878592, /* 432 floats */
    SMALL_CNN_TRAIN_DENSE_2_KERNEL_GRAD = 10869888, /* 8192 floats */
    SMALL_CNN_TRAIN_DENSE_2_BIAS_GRAD = 10879088, /* 16 floats */
    SMALL_CNN_TRAIN_DENSE_1_KERNEL_GRAD = 2097152, /* 2097152 floats */
    SMALL_CNN_TRAIN_DENSE_1_ROOM_2 = 5537792, /* 9280 floats */
    SMALL_CNN_TRAIN_FLATTEN_1_GRAD = 6553600, /* 4096 floats an image */
    SMALL_CNN_TRAIN_DROPOUT_2_GRAD = 6815744, /* 4096 floats an image */
    SMALL_CNN_TRAIN_MAXPOOL_2_GRAD = 6815744, /* 4096 floats an image */
    SMALL_CNN_TRAIN_MAXPOOL_2_SLOPED = 6815744, /* 4096 floats an image */
    SMALL_CNN_TRAIN_CONV_4_GRAD = 5242880, /* 16384 floats an image */
    SMALL_CNN_TRAIN_CONV_4_BIAS_SUMS = 10802304, /* 512 floats an image */
    SMALL_CNN_TRAIN_CONV_3_GRAD = 6291456, /* 16384 floats an image */
    SMALL_CNN_TRAIN_CONV_4_DW = 7340032, /* 36864 floats for each of 16 ranges */
    SMALL_CNN_TRAIN_CONV_4_DU = 7929856, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_4_V_2 = 8077888, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_4_M_2 = 8225920, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_4_TILE_2 = 8373952, /* 672 floats */
    SMALL_CNN_TRAIN_CONV_3_BIAS_SUMS = 10853504, /* 256 floats an image */
    SMALL_CNN_TRAIN_CONV_2_TRANSPOSED = 8374624, /* 9216 floats */
    SMALL_CNN_TRAIN_CONV_2_TRANSPOSED_PANELS = 10764864, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_3_TRANSPOSED = 10835072, /* 18432 floats */
    SMALL_CNN_TRAIN_CONV_4_BIAS_GRAD = 10879024, /* 64 floats */
    SMALL_CNN_TRAIN_CONV_4_KERNEL_GRAD = 10485760, /* 36864 floats */
    SMALL_CNN_TRAIN_CONV_3_TRANSPOSED_PANELS = 4491616, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_3_BIAS_GRAD = 10522624, /* 64 floats */
    SMALL_CNN_TRAIN_DROPOUT_1_GRAD = 7340032, /* 8192 floats an image */
    SMALL_CNN_TRAIN_CONV_3_DW = 7864320, /* 18432 floats for each of 16 ranges */
    SMALL_CNN_TRAIN_CONV_3_DU = 4194304, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_3_V_2 = 4268608, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_3_M_2 = 4342912, /* 148032 floats */
    SMALL_CNN_TRAIN_CONV_3_TILE_2 = 4490944, /* 672 floats */
    SMALL_CNN_TRAIN_MAXPOOL_1_GRAD = 7340032, /* 8192 floats an image */
    SMALL_CNN_TRAIN_MAXPOOL_1_SLOPED = 7340032, /* 8192 floats an image */
    SMALL_CNN_TRAIN_CONV_2_GRAD = 4194304, /* 32768 floats an image */
    SMALL_CNN_TRAIN_CONV_2_BIAS_SUMS = 9918816, /* 512 floats an image */
    SMALL_CNN_TRAIN_CONV_3_KERNEL_GRAD = 9979232, /* 18432 floats */
    SMALL_CNN_TRAIN_CONV_1_GRAD = 6291456, /* 32768 floats an image */
    SMALL_CNN_TRAIN_CONV_2_DW = 9437184, /* 9216 floats for each of 32 ranges */
    SMALL_CNN_TRAIN_CONV_2_DU = 9732096, /* 37440 floats */
    SMALL_CNN_TRAIN_CONV_2_V_2 = 9769536, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_2_M_2 = 9843840, /* 74304 floats */
    SMALL_CNN_TRAIN_CONV_2_TILE_2 = 9918144, /* 672 floats */
    SMALL_CNN_TRAIN_CONV_1_BIAS_SUMS = 9997664, /* 256 floats an image */
    SMALL_CNN_TRAIN_CONV_1_DW = 9951584, /* 864 floats for each of 32 ranges */
    SMALL_CNN_TRAIN_CONV_2_BIAS_GRAD = 10014048, /* 32 floats */
    SMALL_CNN_TRAIN_CONV_2_KERNEL_GRAD = 0, /* 9216 floats */
    SMALL_CNN_TRAIN_CONV_1_BIAS_GRAD = 10080, /* 32 floats */
    SMALL_CNN_TRAIN_CONV_1_KERNEL_GRAD = 9216, /* 864 floats */
};

/* relu_backward: dx = dy where y > 0 (and y < MAX when MAX > 0), else 0. */
SMALL_CNN_INLINE void small_cnn_relu_backward(float MAX, int begin, int end, const float *y,
                                              const float *dy, float *dx)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    small_cnn_mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
    SMALL_CNN_WROTE();
}

/* softmax_forward: Softmax over the channels of each pixel, shifted by their maximum. Images begin
 * ... end - 1. */
SMALL_CNN_INLINE void small_cnn_softmax_forward(int C, int HW, int begin, int end, const float *x,
                                                float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        small_cnn_mk_softmax(y + at, x + at, C, HW);
    }
    SMALL_CNN_WROTE();
}

/* add_partials: y = the sum of PARTS partial sums of COUNT floats each, in their order. */
SMALL_CNN_INLINE void small_cnn_add_partials(int COUNT, int PARTS, int begin, int end,
                                             const float *SMALL_CNN_RESTRICT partial,
                                             float *SMALL_CNN_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    small_cnn_mk_add_partials(y + at, partial + at, COUNT, PARTS, (end - begin) * 16);
    SMALL_CNN_WROTE();
}

/* bias_backward: dbias = sum of dy over images and pixels, in double; of maps, dy may be their
 * TIMES sums from bias_sums. */
SMALL_CNN_INLINE void small_cnn_bias_backward(int CB, int TIMES, int n, int begin, int end,
                                              const float *SMALL_CNN_RESTRICT dy,
                                              float *SMALL_CNN_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            small_cnn_mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
    SMALL_CNN_WROTE();
}

/* conv_pack: A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are
 * 0. */
SMALL_CNN_INLINE void small_cnn_conv_pack(int TAPS, int C, int K, const float *keras, float *packed)
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
    SMALL_CNN_WROTE();
}

/* conv_unpack: Back to Keras layout. */
SMALL_CNN_INLINE void small_cnn_conv_unpack(int TAPS, int C, int K, const float *packed,
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
    SMALL_CNN_WROTE();
}

/* conv_transpose: Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with
 * wt[t, k, c] = w[FIRST + t, c, k]. */
SMALL_CNN_INLINE void small_cnn_conv_transpose(int FIRST, int C, int K, int begin, int end,
                                               const float *w, float *wt)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        small_cnn_mk_transpose(wt + (ptrdiff_t)i * K * 16,
                               w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16,
                               (ptrdiff_t)C * 16, rows, K);
    }
    SMALL_CNN_WROTE();
}

/* conv_forward + bias_forward + relu_forward: y = x * w. The frame HP x WP is what the windows
 * cover, from row -PT and column -PL on; without zeros in it x is read where it lies, and a 1x1
 * kernel of stride 1 takes the map as one row. POOL 1: y is the maxima of 2x2 windows of that,
 * stride 2, PH x PW of them, as wino_forward_pooled (wino.c) makes them, KEEP their places; POOL 2:
 * by the sign of scale, as there; POOL 0: PH = OH, PW = OW. */
SMALL_CNN_INLINE void small_cnn_conv_forward_bias_forward_relu_forward(int C, int H, int W, int K,
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
                small_cnn_mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                                      src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16,
                                      SW * 16, (ptrdiff_t)DH * FW * 16, DW * 16,
                                      (ptrdiff_t)FH * FW * 16, w + ((ptrdiff_t)kb * C + low) * 16,
                                      (ptrdiff_t)KW * KB * C * 16, (ptrdiff_t)KB * C * 16, KH, KW,
                                      high - low, 0);
            if (POOL > 0)
                small_cnn_mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                                        POOL > 1 ? scale + kb * 16 : NULL, 1, PW, height, OW);
            small_cnn_mk_add_channel(row, row, count*16, f0_bias + kb*16);
            small_cnn_mk_relu(row, row, count*16, f1_MAX);
        }
    }
    SMALL_CNN_WROTE();
}

/* conv_backward_weights_few: The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a
 * pass over the outputs where all of them lie on the map; what some miss at the edges follows tap
 * by tap. All taps of an image come before the next, while its values are in cache. There are few
 * blocks of outputs, so ranges are of images, with partial sums. */
SMALL_CNN_INLINE void small_cnn_conv_backward_weights_few(int C, int H, int W, int K, int OH,
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
            small_cnn_mk_panel_grad9(dw + (ptrdiff_t)kb * C * 16, to,
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
                small_cnn_mk_panel_grad(dw + (ptrdiff_t)kb * C * 16 + to[t * C], C,
                                        map + ((ptrdiff_t)ha * SH * W + wa * SW) * 16 + from[t * C],
                                        (ptrdiff_t)SH * W * 16, SW * 16,
                                        grad + ((ptrdiff_t)ha * OW + wa) * 16, (ptrdiff_t)OW * 16,
                                        hb - ha, wb - wa, 1);
        }
    }
    SMALL_CNN_WROTE();
}

/* conv_given + bias_forward + relu_forward: y = x * w where x is as the caller has it,
 * [n][H][W][C], of few channels, KH*KW*C <= 512, and the window without dilation: a panel has all
 * that the windows of PIXELS pixels see. w is [KB][KH*KW*C][16] as conv_store (k_prepacked.c)
 * leaves it. */
SMALL_CNN_INLINE void small_cnn_conv_given_bias_forward_relu_forward(int FORMAT, int BYTES, int C,
    int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW, int PT, int PL, int PIXELS,
    int OUTS, int begin, int end, const float *x, const uint8_t *w, float *y, float *panel,
    float *wide, float *seen, const float *f0_bias, float f1_MAX)
{
    const small_cnn_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
    const int KB = (K + 15) / 16, map = OH * OW, terms = KH * KW * C,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS;
    for (int i = begin, last = -1; i < end; i++) {
        const int img = i / groups / bands, first = i / groups % bands * PIXELS,
                  pixels = map - first < PIXELS ? map - first : PIXELS;
        const int k0 = i % groups * OUTS, k1 = k0 + OUTS < KB ? k0 + OUTS : KB;
        if (i / groups != last)
            small_cnn_mk_gather_given(panel, (ptrdiff_t)pixels * 16, x + (ptrdiff_t)img * H * W * C,
                                      C, &windows, OW, first, pixels, seen);
        last = i / groups;
        for (int kb = k0; kb < k1; kb += 2) {
            const int pair = k1 - kb < 2 ? 1 : 2;
            const uint8_t *from = w + (ptrdiff_t)kb * terms * 16 * BYTES;
            float *row = y + (((ptrdiff_t)img * KB + kb) * map + first) * 16;
            small_cnn_mk_conv_block(row, 16, (ptrdiff_t)map * 16, pixels, panel, 0,
                                    (ptrdiff_t)pixels * 16,
                                    FORMAT > 0 ? wide : (const float *)(const void *)from, 0,
                                    (ptrdiff_t)terms * 16, 1, terms, pair, 0);
            for (int o = 0; o < pair; o++, row += (ptrdiff_t)map * 16) {
                small_cnn_mk_add_channel(row, row, pixels*16, f0_bias + (kb+o)*16);
                small_cnn_mk_relu(row, row, pixels*16, f1_MAX);
            }
        }
    }
    SMALL_CNN_WROTE();
}

/* dense_forward + bias_forward: y = x . w; output columns begin*16 ... end*16 - 1. */
SMALL_CNN_INLINE void small_cnn_dense_forward_bias_forward(int C, int K, int n, int begin, int end,
                                                           const float *SMALL_CNN_RESTRICT x,
                                                           const float *SMALL_CNN_RESTRICT w,
                                                           float *SMALL_CNN_RESTRICT y, float *room,
                                                           const float *f0_bias)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    small_cnn_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                       ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            small_cnn_mk_add_channel(row, row, count, f0_bias + ch);
        }
    SMALL_CNN_WROTE();
}

/* dense_forward + bias_forward + relu_forward: y = x . w; output columns begin*16 ... end*16 - 1.
 * */
SMALL_CNN_INLINE void small_cnn_dense_forward_bias_forward_relu_forward(int C, int K, int n,
    int begin, int end, const float *SMALL_CNN_RESTRICT x, const float *SMALL_CNN_RESTRICT w,
    float *SMALL_CNN_RESTRICT y, float *room, const float *f0_bias, float f1_MAX)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    small_cnn_mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16,
                       ys, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            small_cnn_mk_add_channel(row, row, count, f0_bias + ch);
            small_cnn_mk_relu(row, row, count, f1_MAX);
        }
    SMALL_CNN_WROTE();
}

/* dense_backward_data: dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx. */
SMALL_CNN_INLINE void small_cnn_dense_backward_data(int C, int K, int n, int begin, int end,
                                                    const float *SMALL_CNN_RESTRICT dy,
                                                    const float *SMALL_CNN_RESTRICT w,
                                                    float *SMALL_CNN_RESTRICT dx, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    small_cnn_mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys,
                       0, dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
        }
    SMALL_CNN_WROTE();
}

/* dense_backward_weights: dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw. */
SMALL_CNN_INLINE void small_cnn_dense_backward_weights(int C, int K, int n, int begin, int end,
                                                       const float *SMALL_CNN_RESTRICT x,
                                                       const float *SMALL_CNN_RESTRICT dy,
                                                       float *SMALL_CNN_RESTRICT dw, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    small_cnn_mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
                       dw + (ptrdiff_t)begin * 16 * ys, ys, room);
    SMALL_CNN_WROTE();
}

/* dropout_mask: y = x / (1 - RATE) where kept, else 0; a value is dropped with probability RATE.
 * LEN floats an image. Places are counted from the batch's first image, `first` before this call's.
 * */
SMALL_CNN_INLINE void small_cnn_dropout_mask(int LEN, float RATE, int STREAM, int begin, int end,
                                             uint64_t seed, uint64_t step, int first,
                                             const float *x, float *y)
{
    small_cnn_mk_dropout(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16,
                         small_cnn_mk_key(seed, step, (uint64_t)STREAM),
                         (uint32_t)first * (uint32_t)LEN + (uint32_t)begin * 16u,
                         (uint32_t)((double)RATE * 16777216.0 + 0.5), 1.0f / (1.0f - RATE));
    SMALL_CNN_WROTE();
}

/* init_param: w[i], i = begin ... end - 1, by KIND (the order of enum Init, INIT-KINDS):
 * 0 zeros, 1 ones,
 * 2 glorot_uniform, 4 he_uniform, 6 lecun_uniform: limit * v,    limit  = sqrt(3 * f)
 * 3 glorot_normal,  5 he_normal,  7 lecun_normal:  stddev * z(v), stddev = sqrt(f) /
 * 0.87962566103423978, cut at 2 deviations f = 2 / (FAN_IN + FAN_OUT) for glorot, 2 / FAN_IN for
 * he, 1 / FAN_IN for lecun: Keras' variance scaling. Roots are stored (volatile): those of x87 keep
 * more bits than a float otherwise. */
SMALL_CNN_INLINE void small_cnn_init_param(int FAN_IN, int FAN_OUT, int KIND, int STREAM, int begin,
                                           int end, uint64_t seed, float *w)
{
    if (KIND <= 1) {
        for (int i = begin; i < end; i++)
            w[i] = (float)KIND;
    } else {
        const uint64_t key = small_cnn_mk_key(seed, 0, (uint64_t)STREAM);
        const float fans = KIND <= 3 ? (float)FAN_IN + (float)FAN_OUT : (float)FAN_IN;
        const float f = (KIND <= 5 ? 2.0f : 1.0f) / fans;
        (void)key, (void)f;
        if (KIND % 2 == 0) {
            const float square = 3.0f * f;
            const volatile float limit = sqrtf(square);
            small_cnn_mk_uniform(w + begin, end - begin, key, (uint32_t)begin, limit);
        }
    }
    SMALL_CNN_WROTE();
}

/* nhwc_to_blocked: y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1. */
SMALL_CNN_INLINE void small_cnn_nhwc_to_blocked(int C, int H, int W, int begin, int end,
                                                const float *SMALL_CNN_RESTRICT x,
                                                float *SMALL_CNN_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            small_cnn_mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                                        x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
    SMALL_CNN_WROTE();
}

/* blocked_to_nhwc: y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1. */
SMALL_CNN_INLINE void small_cnn_blocked_to_nhwc(int C, int H, int W, int begin, int end,
                                                const float *SMALL_CNN_RESTRICT x,
                                                float *SMALL_CNN_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            small_cnn_mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                          x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C,
                                          cb * 16);
    SMALL_CNN_WROTE();
}

/* reshape_values: The same values in the order height, width, channel, of a map H x W x C as one of
 * OH x OW x OC. Its own inverse with the two shapes exchanged. Images begin ... end - 1. */
SMALL_CNN_INLINE void small_cnn_reshape_values(int H, int W, int C, int OH, int OW, int OC,
                                               int begin, int end,
                                               const float *SMALL_CNN_RESTRICT x,
                                               float *SMALL_CNN_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        small_cnn_mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16,
                             x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16, OH * OW, OC, H * W,
                             C);
    SMALL_CNN_WROTE();
}

/* softmax_crossentropy: prob = softmax(x), losses[i] = cross-entropy of image i against (1 -
 * SMOOTHING) * one-hot + SMOOTHING / C, in one shifted pass. A label outside 0 ... C - 1 gives NaN.
 * */
SMALL_CNN_INLINE void small_cnn_softmax_crossentropy(int C, float SMOOTHING, int begin, int end,
                                                     const float *SMALL_CNN_RESTRICT x,
                                                     const int32_t *SMALL_CNN_RESTRICT labels,
                                                     float *SMALL_CNN_RESTRICT prob,
                                                     float *SMALL_CNN_RESTRICT losses)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        losses[i] = small_cnn_mk_crossentropy(prob + at, x + at, C, labels[i], SMOOTHING);
    }
    SMALL_CNN_WROTE();
}

/* softmax_crossentropy_backward: dx = (prob - target) / n, targets as above. */
SMALL_CNN_INLINE void small_cnn_softmax_crossentropy_backward(int C, float SMOOTHING, int n,
                                                              int begin, int end,
                                                              const float *SMALL_CNN_RESTRICT prob,
    const int32_t *SMALL_CNN_RESTRICT labels, float *SMALL_CNN_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * 16;
        small_cnn_mk_crossentropy_back(dx + at, prob + at, C, labels[i], SMOOTHING,
                                       1.0f / (float)n);
    }
    SMALL_CNN_WROTE();
}

/* mean_loss: loss = mean of the images' losses, in double. */
SMALL_CNN_INLINE void small_cnn_mean_loss(int n, const float *SMALL_CNN_RESTRICT losses,
                                          float *SMALL_CNN_RESTRICT loss)
{
    loss[0] = small_cnn_mk_mean(losses, n);
    SMALL_CNN_WROTE();
}

/* adam_update: param -= rate * DECOUPLED * param (adamw); moment1 = BETA1 * moment1 +
 * ONE_MINUS_BETA1 * grad; moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 * grad^2; param -= alpha *
 * moment1 / (sqrt(moment2) + EPSILON), alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). Each
 * share is given beside what it leaves: a float of the one may not hold the other. */
SMALL_CNN_INLINE void small_cnn_adam_update(float BETA1, float ONE_MINUS_BETA1, float BETA2,
                                            float ONE_MINUS_BETA2, float EPSILON, float DECAY,
                                            float DECOUPLED, float CLIP, int begin, int end,
                                            uint64_t step, float rate,
                                            const float *SMALL_CNN_RESTRICT grad,
                                            float *SMALL_CNN_RESTRICT param,
                                            float *SMALL_CNN_RESTRICT moment1,
                                            float *SMALL_CNN_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    const small_cnn_mk_adam_rule by = {BETA1, ONE_MINUS_BETA1,  BETA2, ONE_MINUS_BETA2, EPSILON,
                             DECAY, rate * DECOUPLED, CLIP};
    small_cnn_mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
                      (float)((double)rate * sqrt(left2) / left1), &by);
    SMALL_CNN_WROTE();
}

/* gradient_check: Where the range holds a number that no step may take (mk_gradient_fits),
 * found[(FIRST + range) * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which
 * they are made, and each has PARTS slots of its own, so they may be looked at in any order. */
SMALL_CNN_INLINE void small_cnn_gradient_check(int FIRST, int ORDER, int begin, int end, int range,
                                               const float *SMALL_CNN_RESTRICT grad,
                                               float *SMALL_CNN_RESTRICT found)
{
    const int fits = small_cnn_mk_gradient_fits(grad + (ptrdiff_t)begin * 16, (end - begin) * 16);
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
    SMALL_CNN_WROTE();
}

/* gradient_check_end: loss[1] = the number of the first gradient that was found unfit, 0: none. */
SMALL_CNN_INLINE void small_cnn_gradient_check_end(int SLOTS, const float *SMALL_CNN_RESTRICT found,
                                                   float *SMALL_CNN_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
    SMALL_CNN_WROTE();
}

/* vector_pack: to[c] = from[c], 0 beyond C. */
SMALL_CNN_INLINE void small_cnn_vector_pack(int C, const float *SMALL_CNN_RESTRICT from,
                                            float *SMALL_CNN_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((C + 15) / 16 * 16));
    memcpy(to, from, sizeof *to * (size_t)C);
    SMALL_CNN_WROTE();
}

/* vector_unpack: to[c] = from[c]. */
SMALL_CNN_INLINE void small_cnn_vector_unpack(int C, const float *SMALL_CNN_RESTRICT from,
                                              float *SMALL_CNN_RESTRICT to)
{
    memcpy(to, from, sizeof *to * (size_t)C);
    SMALL_CNN_WROTE();
}

/* dense_pack: to[c][k] = from[c][k], rows of C and K rounded up to 16, padding 0. */
SMALL_CNN_INLINE void small_cnn_dense_pack(int C, int K, const float *SMALL_CNN_RESTRICT from,
                                           float *SMALL_CNN_RESTRICT to)
{
    const int rows = (C + 15) / 16 * 16, step = (K + 15) / 16 * 16;
    memset(to, 0, sizeof *to * (size_t)rows * (size_t)step);
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * step, from + (ptrdiff_t)c * K, sizeof *to * (size_t)K);
    SMALL_CNN_WROTE();
}

/* dense_unpack: to[c][k] = from[c][k]. */
SMALL_CNN_INLINE void small_cnn_dense_unpack(int C, int K, const float *SMALL_CNN_RESTRICT from,
                                             float *SMALL_CNN_RESTRICT to)
{
    const int step = (K + 15) / 16 * 16;
    for (int c = 0; c < C; c++)
        memcpy(to + (ptrdiff_t)c * K, from + (ptrdiff_t)c * step, sizeof *to * (size_t)K);
    SMALL_CNN_WROTE();
}

/* maxpool_backward + bias_sums: dx = sum of dy over the windows whose maximum the pixel is. */
SMALL_CNN_INLINE void small_cnn_maxpool_backward_bias_sums(int H, int W, int OH, int OW, int KH,
                                                           int KW, int SH, int SW, int PT, int PL,
                                                           int begin, int end,
                                                           const uint8_t *SMALL_CNN_RESTRICT arg,
                                                           const float *SMALL_CNN_RESTRICT dy,
                                                           float *SMALL_CNN_RESTRICT dx, int f0_HW,
                                                           int f0_STEP, int f0_AFTER, int f0_TIMES,
                                                           float *f0_part)
{
    const small_cnn_mk_windows windows = {H, W, KH, KW, SH, SW, PT, PL};
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
                small_cnn_mk_maxpool_back4(row, dy + at, arg + at, OW);
            else
                small_cnn_mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, OW, &windows);
            small_cnn_mk_sum_row(f0_part + (((row - dx)) / (f0_HW * 16) * f0_TIMES +
                                            (((row - dx)) % (f0_HW * 16) / 16 + f0_AFTER) / f0_STEP)
                                 * 16, row, (to-from)*W*16);
        }
    }
    SMALL_CNN_WROTE();
}

/* conv_store: Taps FIRST ... FIRST + TAPS - 1 of a kernel as s [KB][TAPS][C][16]; lanes beyond K
 * and between groups are 0. */
SMALL_CNN_INLINE void small_cnn_conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C, int K,
                                           int GROUPS, int begin, int end, const float *keras,
                                           uint8_t *s, float *rows)
{
    for (int i = begin * TAPS; i < end * TAPS; i++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            small_cnn_mk_kernel_rows(rows, keras + (ptrdiff_t)(FIRST + i % TAPS) * (C / GROUPS) * K,
                                     C, K, GROUPS, c, count, i / TAPS * 16);
            small_cnn_mk_store_rows(FORMAT, s + ((ptrdiff_t)i * C + c) * 16 * BYTES, rows, count);
        }
    SMALL_CNN_WROTE();
}

/* wino_weights: U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of
 * the gradient of x. */
SMALL_CNN_INLINE void small_cnn_wino_weights(int P, int C, int K, int begin, int end,
                                             const float *w, float *u)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        small_cnn_mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
    SMALL_CNN_WROTE();
}

/* wino_forward + bias_forward + relu_forward: y = x * w. */
SMALL_CNN_INLINE void small_cnn_wino_forward_bias_forward_relu_forward(int M, int P, int C, int H,
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
            small_cnn_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                small_cnn_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                   tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                   u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                small_cnn_mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                          m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          ms, TX, 0, tile);
                small_cnn_mk_add_channel(row, row, high*OW*16, f0_bias + kb*16);
                small_cnn_mk_relu(row, row, high*OW*16, f1_MAX);
            }
        }
    }
    SMALL_CNN_WROTE();
}

/* wino_forward_pooled + bias_forward + relu_forward: y = the maxima of 2x2 windows of x * w, stride
 * 2, PH x PW of them; the last may reach over the edge. A row of tiles is pooled as soon as it is
 * transformed, so the map itself is never stored: what is fused must be the same for a maximum as
 * for what it is the maximum of. KEEP 1: arg is the place of the first maximum in its window, as
 * maxpool_train has it. POOL 1: maxima; 2: minima in channels whose scale, a factor of what is
 * fused, is negative, since these become the maxima. */
SMALL_CNN_INLINE void small_cnn_wino_forward_pooled_bias_forward_relu_forward(int M, int P, int C,
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
            small_cnn_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                small_cnn_mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16,
                                   tiles, v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                                   u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                const int first = top / 2, last = at % TY == TY - 1 ? PH : (top + high) / 2;
                const ptrdiff_t map = ((ptrdiff_t)(at / TY) * KB + kb) * PH * PW * 16;
                float *row = y + map + (ptrdiff_t)first * PW * 16;
                small_cnn_mk_wino_scatter(P, 0, lines, high, OW, 0, 0,
                                          m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          ms, TX, 0, tile);
                small_cnn_mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)first * PW * 16 :
                                        NULL, lines, POOL > 1 ? scale + kb * 16 : NULL,
                                        last - first, PW, high, OW);
                small_cnn_mk_add_channel(row, row, (last-first)*PW*16, f0_bias + kb*16);
                small_cnn_mk_relu(row, row, (last-first)*PW*16, f1_MAX);
            }
        }
    }
    SMALL_CNN_WROTE();
}

/* wino_backward: dx and partial sums of dw in one pass. ut: wino_weights of the transposed kernel.
 * */
SMALL_CNN_INLINE void small_cnn_wino_backward(int M, int P, int C, int H, int W, int K, int OH,
                                              int OW, int PT, int PL, int RB, int KG, int NORM,
                                              float MAX, int begin, int end, const float *x,
                                              const float *norm, const float *dy, const float *ut,
                                              float *dx, float *dw, float *du, float *v, float *m,
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
            small_cnn_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                     ms, dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) *
                                     OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            small_cnn_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int i = 0; i < P * P * KB; i++)
            small_cnn_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                    v + i / KB * vs, vs,
                                    m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles,
                                    r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                small_cnn_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
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
                small_cnn_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                          v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          vs, TX, at % TY > 0, tile);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        small_cnn_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                       du + (ptrdiff_t)kb * C * 16, us, C * 16);
    SMALL_CNN_WROTE();
}

/* wino_backward + relu_backward + bias_sums: dx and partial sums of dw in one pass. ut:
 * wino_weights of the transposed kernel. */
SMALL_CNN_INLINE void small_cnn_wino_backward_relu_backward_bias_sums(int M, int P, int C, int H,
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
            small_cnn_mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                     ms, dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) *
                                     OH * OW * 16, OH, OW, (r + i % rows) % TY * M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            small_cnn_mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                                    x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W *
                                    16, H, W, (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                                    NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch, tile);
        for (int i = 0; i < P * P * KB; i++)
            small_cnn_mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                                    v + i / KB * vs, vs,
                                    m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16, ms, tiles,
                                    r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                small_cnn_mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16,
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
                small_cnn_mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                          v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16,
                                          vs, TX, at % TY > 0, tile);
                small_cnn_mk_relu_back(row, row, f0_y + (row - dx), (to-from)*W*16, f0_MAX);
                small_cnn_mk_sum_row(f1_part + (((row - dx)) / (f1_HW * 16) * f1_TIMES +
                                                (((row - dx)) % (f1_HW * 16) / 16 + f1_AFTER) /
                                                f1_STEP) * 16, row, (to-from)*W*16);
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        small_cnn_mk_wino_weights_grad(P, dw + (ptrdiff_t)kb * C * 16, (ptrdiff_t)KB * C * 16,
                                       du + (ptrdiff_t)kb * C * 16, us, C * 16);
    SMALL_CNN_WROTE();
}

static const struct small_cnn_init_init_param_row {
    int COUNT, FAN_IN, FAN_OUT, KIND, STREAM, params;
} small_cnn_init_init_param_rows[] = {
    {864, 27, 288, 2, 0, 0}, {32, 0, 0, 0, 1, 864}, {9216, 288, 288, 2, 2, 896},
    {32, 0, 0, 0, 3, 10112}, {18432, 288, 576, 2, 4, 10144}, {64, 0, 0, 0, 5, 28576},
    {36864, 576, 576, 2, 6, 28640}, {64, 0, 0, 0, 7, 65504}, {2097152, 4096, 512, 2, 8, 65568},
    {512, 0, 0, 0, 9, 2162720}, {5120, 512, 10, 2, 10, 2163232}, {10, 0, 0, 0, 11, 2168352},
};

SMALL_CNN_TASK(small_cnn_init_rows_init_param)
{
    SMALL_CNN_ROW(small_cnn_init_init_param_row);
    SMALL_CNN_RANGE(row->COUNT, 125000);
    small_cnn_init_param(row->FAN_IN, row->FAN_OUT, row->KIND, row->STREAM, begin, end, run->seed,
                         run->params + row->params);
}

static const struct small_cnn_prepare_vector_pack_row {
    int C, params, to;
} small_cnn_prepare_vector_pack_rows[] = {
    {32, 864, 2366624}, {32, 10112, 2366656}, {64, 28576, 2366496}, {64, 65504, 2366560},
    {512, 2162720, 2365984}, {10, 2168352, 2366688},
};

SMALL_CNN_TASK(small_cnn_prepare_rows_vector_pack)
{
    SMALL_CNN_ROW(small_cnn_prepare_vector_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_vector_pack(row->C, run->params + row->params, run->model + row->to);
}

static const struct small_cnn_prepare_conv_pack_row {
    int K, params, w, u;
} small_cnn_prepare_conv_pack_rows[] = {
    {32, 896, 0, 2319488}, /* conv_2.kernel */
    {64, 10144, 0, 2245184}, /* conv_3.kernel */
};

SMALL_CNN_TASK(small_cnn_prepare_rows_conv_pack)
{
    SMALL_CNN_ROW(small_cnn_prepare_conv_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_conv_pack(/*TAPS*/ 9, /*C*/ 32, row->K, run->params + row->params,
        run->model + row->w);
}

SMALL_CNN_TASK(small_cnn_prepare_rows_wino_weights)
{
    SMALL_CNN_ROW(small_cnn_prepare_conv_pack_row);
    SMALL_CNN_RANGE((row->K+15)/16, 6);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 32, row->K, begin, end, run->model + row->w,
        run->model + row->u);
}

static const struct small_cnn_prepare_dense_pack_row {
    int C, K, params, to;
} small_cnn_prepare_dense_pack_rows[] = {
    {4096, 512, 65568, 0}, {512, 10, 2163232, 2356928},
};

SMALL_CNN_TASK(small_cnn_prepare_rows_dense_pack)
{
    SMALL_CNN_ROW(small_cnn_prepare_dense_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_dense_pack(row->C, row->K, run->params + row->params, run->model + row->to);
}

static void small_cnn_run_init(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("init", "");
    for (run->row = 0; run->row < 12; run->row++) {
        const struct small_cnn_init_init_param_row *const row =
            &small_cnn_init_init_param_rows[run->row];
        SMALL_CNN_PARALLEL_FOR(small_cnn_init_rows_init_param, run,
                               SMALL_CNN_RANGES_OF(row->COUNT, 125000));
    }
    SMALL_CNN_AFTER_LAYER("init", "");
}

/* conv_1 (small_cnn.net:6: conv 32 3x3 relu): 32x32x3 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_prepare_conv_1_conv_store)
{
    SMALL_CNN_RANGE(2, 145);
    SMALL_CNN_SCRATCH(run->model + SMALL_CNN_MODEL_CONV_1_ROWS);
    small_cnn_conv_store(/*FORMAT*/ 0, /*BYTES*/ 4, /*TAPS*/ 9, /*FIRST*/ 0, /*C*/ 3, /*K*/ 32,
        /*GROUPS*/ 1, begin, end, run->params + SMALL_CNN_PARAMS_CONV_1_KERNEL,
        (uint8_t *)(void *)(run->model + SMALL_CNN_MODEL_CONV_1_KERNEL), scratch);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_prepare_conv_4_conv_pack)
{
    SMALL_CNN_WHOLE();
    small_cnn_conv_pack(/*TAPS*/ 9, /*C*/ 64, /*K*/ 64,
        run->params + SMALL_CNN_PARAMS_CONV_4_KERNEL, run->model + SMALL_CNN_MODEL_CONV_4_KERNEL);
}
SMALL_CNN_TASK(small_cnn_prepare_conv_4_wino_weights)
{
    SMALL_CNN_RANGE(4, 3);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, begin, end,
        run->model + SMALL_CNN_MODEL_CONV_4_KERNEL, run->model + SMALL_CNN_MODEL_CONV_4_PANELS);
}

static void small_cnn_run_prepare(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("prepare", "");
    for (run->row = 0; run->row < 6; run->row++)
        small_cnn_prepare_rows_vector_pack(run, 0, 0);
    small_cnn_prepare_conv_1_conv_store(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++) {
        const struct small_cnn_prepare_conv_pack_row *const row =
            &small_cnn_prepare_conv_pack_rows[run->row];
        small_cnn_prepare_rows_conv_pack(run, 0, 0);
        SMALL_CNN_PARALLEL_FOR(small_cnn_prepare_rows_wino_weights, run,
                               SMALL_CNN_RANGES_OF((row->K+15)/16, 6));
    }
    small_cnn_prepare_conv_4_conv_pack(run, 0, 0);
    SMALL_CNN_PARALLEL_FOR(small_cnn_prepare_conv_4_wino_weights, run, SMALL_CNN_RANGES_OF(4, 3));
    for (run->row = 0; run->row < 2; run->row++)
        small_cnn_prepare_rows_dense_pack(run, 0, 0);
    SMALL_CNN_AFTER_LAYER("prepare", "");
}

/* conv_1 (small_cnn.net:6: conv 32 3x3 relu): 32x32x3 -> 32x32x32, 1.8 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_conv_1_conv_given)
{
    SMALL_CNN_RANGE((int64_t)run->n * 8, 8);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_CONV_1_PANEL);
    small_cnn_conv_given_bias_forward_relu_forward(/*FORMAT*/ 0, /*BYTES*/ 4, /*C*/ 3, /*H*/ 32,
        /*W*/ 32, /*K*/ 32, /*OH*/ 32, /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*PT*/ 1,
        /*PL*/ 1, /*PIXELS*/ 128, /*OUTS*/ 2, begin, end, run->x,
        (const uint8_t *)(const void *)(run->model + SMALL_CNN_MODEL_CONV_1_KERNEL),
        run->work + SMALL_CNN_WORK_CONV_1_RELU_OUT, scratch, NULL, scratch + 4096,
        run->model + SMALL_CNN_MODEL_CONV_1_BIAS, /*MAX*/ 0.0f);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32, 18.9 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_conv_2_wino_forward_pooled)
{
    SMALL_CNN_RANGE((int64_t)run->n * 8, 8);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_CONV_2_V);
    small_cnn_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 32,
        /*W*/ 32, /*K*/ 32, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 16, /*PW*/ 16, /*POOL*/ 1, /*KEEP*/ 0, begin, end,
        run->work + SMALL_CNN_WORK_CONV_1_RELU_OUT, NULL,
        run->model + SMALL_CNN_MODEL_CONV_2_PANELS, NULL,
        run->work + SMALL_CNN_WORK_CONV_2_RELU_OUT, NULL, scratch, scratch + 74304,
        scratch + 111744, NULL, scratch + 113792, run->model + SMALL_CNN_MODEL_CONV_2_BIAS,
        /*MAX*/ 0.0f);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64, 9.45 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_conv_3_wino_forward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 4, 16);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_CONV_3_V);
    small_cnn_wino_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16,
        /*W*/ 16, /*K*/ 64, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_WORK_CONV_2_RELU_OUT, NULL,
        run->model + SMALL_CNN_MODEL_CONV_3_PANELS, run->work + SMALL_CNN_WORK_CONV_3_RELU_OUT,
        scratch, scratch + 74304, NULL, scratch + 111744, run->model + SMALL_CNN_MODEL_CONV_3_BIAS,
        /*MAX*/ 0.0f);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64, 18.9 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_conv_4_wino_forward_pooled)
{
    SMALL_CNN_RANGE((int64_t)run->n * 4, 16);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_CONV_4_V);
    small_cnn_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16,
        /*W*/ 16, /*K*/ 64, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 1, /*KEEP*/ 0, begin, end,
        run->work + SMALL_CNN_WORK_CONV_3_RELU_OUT, NULL,
        run->model + SMALL_CNN_MODEL_CONV_4_PANELS, NULL,
        run->work + SMALL_CNN_WORK_CONV_4_RELU_OUT, NULL, scratch, scratch + 148032,
        scratch + 185472, NULL, scratch + 186496, run->model + SMALL_CNN_MODEL_CONV_4_BIAS,
        /*MAX*/ 0.0f);
}

/* flatten_1 (small_cnn.net:16: flatten): 8x8x64 -> 4096 */
SMALL_CNN_TASK(small_cnn_infer_flatten_1_reshape_values)
{
    SMALL_CNN_RANGE(run->n, 4);
    small_cnn_reshape_values(/*H*/ 8, /*W*/ 8, /*C*/ 64, /*OH*/ 1, /*OW*/ 1, /*OC*/ 4096, begin,
        end, run->work + SMALL_CNN_WORK_CONV_4_RELU_OUT, run->work + SMALL_CNN_WORK_FLATTEN_1_OUT);
}

/* dense_1 (small_cnn.net:17: dense 512 relu): 4096 -> 512, 4.19 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_dense_1_dense_forward)
{
    SMALL_CNN_RANGE(32, 3);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_DENSE_1_ROOM);
    small_cnn_dense_forward_bias_forward_relu_forward(/*C*/ 4096, /*K*/ 512, run->n, begin, end,
        run->work + SMALL_CNN_WORK_FLATTEN_1_OUT, run->model + SMALL_CNN_MODEL_DENSE_1_KERNEL,
        run->work + SMALL_CNN_WORK_DENSE_1_RELU_OUT, scratch,
        run->model + SMALL_CNN_MODEL_DENSE_1_BIAS, /*MAX*/ 0.0f);
}

/* dense_2 (small_cnn.net:19: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_dense_2_dense_forward)
{
    SMALL_CNN_RANGE(1, 3);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_WORK_DENSE_2_ROOM);
    small_cnn_dense_forward_bias_forward(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + SMALL_CNN_WORK_DENSE_1_RELU_OUT, run->model + SMALL_CNN_MODEL_DENSE_2_KERNEL,
        run->work + SMALL_CNN_WORK_DENSE_2_OUT, scratch, run->model + SMALL_CNN_MODEL_DENSE_2_BIAS);
}

/* dense_2.softmax (small_cnn.net:19: softmax): 10 -> 10, 4e-05 MFLOP an image */
SMALL_CNN_TASK(small_cnn_infer_dense_2_softmax_softmax_forward)
{
    SMALL_CNN_RANGE(run->n, 3907);
    small_cnn_softmax_forward(/*C*/ 10, /*HW*/ 1, begin, end,
        run->work + SMALL_CNN_WORK_DENSE_2_OUT, run->work + SMALL_CNN_WORK_DENSE_2_SOFTMAX_OUT);
}
SMALL_CNN_TASK(small_cnn_infer_dense_2_softmax_blocked_to_nhwc)
{
    SMALL_CNN_RANGE(run->n, 4808);
    small_cnn_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + SMALL_CNN_WORK_DENSE_2_SOFTMAX_OUT, run->y);
}

static void small_cnn_infer_stage(void *arg, int range, int worker)
{
    SMALL_CNN_LAYER("infer", "conv_1", small_cnn_infer_conv_1_conv_given(arg, range, worker));
    SMALL_CNN_LAYER("infer", "conv_2", small_cnn_infer_conv_2_wino_forward_pooled(arg, range,
        worker));
}

static void small_cnn_infer_stage_2(void *arg, int range, int worker)
{
    SMALL_CNN_LAYER("infer", "conv_3", small_cnn_infer_conv_3_wino_forward(arg, range, worker));
    SMALL_CNN_LAYER("infer", "conv_4", small_cnn_infer_conv_4_wino_forward_pooled(arg, range,
        worker));
    SMALL_CNN_LAYER("infer", "flatten_1", small_cnn_infer_flatten_1_reshape_values(arg, range,
        worker));
}

static void small_cnn_run_infer(small_cnn_run *run)
{
    SMALL_CNN_PARALLEL_FOR(small_cnn_infer_stage, run, SMALL_CNN_RANGES_OF((int64_t)run->n * 8, 8));
    SMALL_CNN_PARALLEL_FOR(small_cnn_infer_stage_2, run,
                           SMALL_CNN_RANGES_OF((int64_t)run->n * 4, 16));
    SMALL_CNN_LAYER("infer", "dense_1",
                    SMALL_CNN_PARALLEL_FOR(small_cnn_infer_dense_1_dense_forward, run,
                                           SMALL_CNN_RANGES_OF(32, 3)));
    SMALL_CNN_LAYER("infer", "dense_2", small_cnn_infer_dense_2_dense_forward(run, 0, 0));
    SMALL_CNN_LAYER("infer", "dense_2.softmax", small_cnn_infer_dense_2_softmax_softmax_forward(run,
        0, 0));
    SMALL_CNN_LAYER("infer", "dense_2.softmax", small_cnn_infer_dense_2_softmax_blocked_to_nhwc(run,
        0, 0));
}

static const struct small_cnn_pack_conv_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} small_cnn_pack_conv_pack_rows[] = {
    {3, 32, 0, 0, 9216, 864, 2171504, 2172368}, /* conv_1.kernel */
    {32, 32, 896, 896, 0, 9216, 2173296, 2182512}, /* conv_2.kernel */
    {32, 64, 10144, 10144, 9979232, 18432, 2191856, 2210288}, /* conv_3.kernel */
    {64, 64, 28640, 28640, 10485760, 36864, 2228848, 2265712}, /* conv_4.kernel */
};

SMALL_CNN_TASK(small_cnn_pack_rows_conv_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_conv_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_conv_pack(/*TAPS*/ 9, row->C, row->K, run->params + row->params,
        run->state + row->param);
}

SMALL_CNN_TASK(small_cnn_unpack_rows_conv_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_conv_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->state + row->param,
        run->params + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_out_rows_conv_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_conv_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_conv_unpack(/*TAPS*/ 9, row->C, row->K, run->work + row->grad,
        run->grads + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_in_rows_conv_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_conv_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_conv_pack(/*TAPS*/ 9, row->C, row->K, run->grads + row->params,
        run->work + row->grad);
}

SMALL_CNN_TASK(small_cnn_apply_rows_adam_update)
{
    SMALL_CNN_ROW(small_cnn_pack_conv_pack_row);
    SMALL_CNN_RANGE(row->COUNT / 16, 1954);
    small_cnn_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct small_cnn_pack_vector_pack_row {
    int C, params, param, grad, COUNT, moment1, moment2;
} small_cnn_pack_vector_pack_rows[] = {
    {32, 864, 864, 10080, 32, 2171440, 2171472}, /* conv_1.bias */
    {32, 10112, 10112, 10014048, 32, 2173232, 2173264}, /* conv_2.bias */
    {64, 28576, 28576, 10522624, 64, 2191728, 2191792}, /* conv_3.bias */
    {64, 65504, 65504, 10879024, 64, 2228720, 2228784}, /* conv_4.bias */
    {512, 2162720, 2162720, 10878080, 512, 2302576, 2303088}, /* dense_1.bias */
    {10, 2168352, 2171424, 10879088, 16, 6497904, 6497920}, /* dense_2.bias */
};

SMALL_CNN_TASK(small_cnn_pack_rows_vector_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_vector_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_vector_pack(row->C, run->params + row->params, run->state + row->param);
}

SMALL_CNN_TASK(small_cnn_unpack_rows_vector_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_vector_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_vector_unpack(row->C, run->state + row->param, run->params + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_out_rows_vector_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_vector_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_vector_unpack(row->C, run->work + row->grad, run->grads + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_in_rows_vector_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_vector_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_vector_pack(row->C, run->grads + row->params, run->work + row->grad);
}

SMALL_CNN_TASK(small_cnn_apply_rows_adam_update_2)
{
    SMALL_CNN_ROW(small_cnn_pack_vector_pack_row);
    SMALL_CNN_RANGE(row->COUNT / 16, 1954);
    small_cnn_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static const struct small_cnn_pack_dense_pack_row {
    int C, K, params, param, grad, COUNT, moment1, moment2;
} small_cnn_pack_dense_pack_rows[] = {
    {4096, 512, 65568, 65568, 2097152, 2097152, 2303600, 4400752}, /* dense_1.kernel */
    {512, 10, 2163232, 2163232, 10869888, 8192, 6497936, 6506128}, /* dense_2.kernel */
};

SMALL_CNN_TASK(small_cnn_pack_rows_dense_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_dense_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_dense_pack(row->C, row->K, run->params + row->params, run->state + row->param);
}

SMALL_CNN_TASK(small_cnn_unpack_rows_dense_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_dense_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_dense_unpack(row->C, row->K, run->state + row->param, run->params + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_out_rows_dense_unpack)
{
    SMALL_CNN_ROW(small_cnn_pack_dense_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_dense_unpack(row->C, row->K, run->work + row->grad, run->grads + row->params);
}

SMALL_CNN_TASK(small_cnn_grads_in_rows_dense_pack)
{
    SMALL_CNN_ROW(small_cnn_pack_dense_pack_row);
    SMALL_CNN_WHOLE();
    small_cnn_dense_pack(row->C, row->K, run->grads + row->params, run->work + row->grad);
}

SMALL_CNN_TASK(small_cnn_apply_rows_adam_update_3)
{
    SMALL_CNN_ROW(small_cnn_pack_dense_pack_row);
    SMALL_CNN_RANGE(row->COUNT / 16, 1954);
    small_cnn_adam_update(/*BETA1*/ 0.899999976f, /*ONE_MINUS_BETA1*/ 0.100000001f,
        /*BETA2*/ 0.999000013f, /*ONE_MINUS_BETA2*/ 0.00100000005f, /*EPSILON*/ 1.00000001e-07f,
        /*DECAY*/ 0.0f, /*DECOUPLED*/ 0.0f, /*CLIP*/ 0.0f, begin, end, run->step, run->rate,
        run->work + row->grad, run->state + row->param, run->state + row->moment1,
        run->state + row->moment2);
}

static void small_cnn_run_pack(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("pack", "");
    for (run->row = 0; run->row < 4; run->row++)
        small_cnn_pack_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        small_cnn_pack_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        small_cnn_pack_rows_dense_pack(run, 0, 0);
    SMALL_CNN_AFTER_LAYER("pack", "");
}

static void small_cnn_run_unpack(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("unpack", "");
    for (run->row = 0; run->row < 4; run->row++)
        small_cnn_unpack_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        small_cnn_unpack_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        small_cnn_unpack_rows_dense_unpack(run, 0, 0);
    SMALL_CNN_AFTER_LAYER("unpack", "");
}

/* input (small_cnn.net:3: input  32x32x3 scale=1/255): 32x32x3 -> 32x32x3 */
SMALL_CNN_TASK(small_cnn_forward_input_nhwc_to_blocked)
{
    SMALL_CNN_RANGE(run->n, 2);
    small_cnn_nhwc_to_blocked(/*C*/ 3, /*H*/ 32, /*W*/ 32, begin, end, run->x,
        run->work + SMALL_CNN_TRAIN_INPUT_OUT);
}

/* conv_1 (small_cnn.net:6: conv 32 3x3 relu): 32x32x3 -> 32x32x32, 1.8 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_1_conv_forward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 2, 4);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_1_PADDED);
    small_cnn_conv_forward_bias_forward_relu_forward(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 32,
        /*OH*/ 32, /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1,
        /*PL*/ 1, /*GROUPS*/ 1, /*PH*/ 32, /*PW*/ 32, /*POOL*/ 0, /*KEEP*/ 0, begin, end,
        run->work + SMALL_CNN_TRAIN_INPUT_OUT, run->state + SMALL_CNN_STATE_CONV_1_KERNEL, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_1_RELU_OUT, NULL, scratch, NULL,
        run->state + SMALL_CNN_STATE_CONV_1_BIAS, /*MAX*/ 0.0f);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64, 9.45 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_3_wino_weights)
{
    SMALL_CNN_RANGE(4, 6);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 64, begin, end,
        run->state + SMALL_CNN_STATE_CONV_3_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_3_PANELS);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64, 18.9 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_4_wino_weights)
{
    SMALL_CNN_RANGE(4, 3);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, begin, end,
        run->state + SMALL_CNN_STATE_CONV_4_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_4_PANELS);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32, 18.9 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_2_wino_weights)
{
    SMALL_CNN_RANGE(2, 6);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + SMALL_CNN_STATE_CONV_2_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_2_PANELS);
}
SMALL_CNN_TASK(small_cnn_forward_conv_2_wino_forward_pooled)
{
    SMALL_CNN_RANGE((int64_t)run->n * 8, 8);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_2_V);
    small_cnn_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 32,
        /*W*/ 32, /*K*/ 32, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 16, /*PW*/ 16, /*POOL*/ 1, /*KEEP*/ 1, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_1_RELU_OUT, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_2_PANELS, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_2_RELU_OUT,
        (uint8_t *)(void *)(run->work + SMALL_CNN_TRAIN_MAXPOOL_1_ARG), scratch, scratch + 74304,
        scratch + 111744, NULL, scratch + 113792, run->state + SMALL_CNN_STATE_CONV_2_BIAS,
        /*MAX*/ 0.0f);
}

/* dropout_1 (small_cnn.net:9: dropout 0.25): 16x16x32 -> 16x16x32, 0.00819 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_dropout_1_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 512, 512);
    small_cnn_dropout_mask(/*LEN*/ 8192, /*RATE*/ 0.25f, /*STREAM*/ 6, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_CONV_2_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_DROPOUT_1_OUT);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64, 9.45 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_3_wino_forward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 4, 16);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_3_V);
    small_cnn_wino_forward_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16,
        /*W*/ 16, /*K*/ 64, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_DROPOUT_1_OUT, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_3_PANELS, run->work + SMALL_CNN_TRAIN_CONV_3_RELU_OUT,
        scratch, scratch + 74304, NULL, scratch + 111744, run->state + SMALL_CNN_STATE_CONV_3_BIAS,
        /*MAX*/ 0.0f);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64, 18.9 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_conv_4_wino_forward_pooled)
{
    SMALL_CNN_RANGE((int64_t)run->n * 4, 16);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_4_V);
    small_cnn_wino_forward_pooled_bias_forward_relu_forward(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16,
        /*W*/ 16, /*K*/ 64, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1,
        /*NORM*/ 0, /*MAX*/ 0.0f, /*PH*/ 8, /*PW*/ 8, /*POOL*/ 1, /*KEEP*/ 1, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_3_RELU_OUT, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_4_PANELS, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_4_RELU_OUT,
        (uint8_t *)(void *)(run->work + SMALL_CNN_TRAIN_MAXPOOL_2_ARG), scratch, scratch + 148032,
        scratch + 185472, NULL, scratch + 186496, run->state + SMALL_CNN_STATE_CONV_4_BIAS,
        /*MAX*/ 0.0f);
}

/* dropout_2 (small_cnn.net:14: dropout 0.25): 8x8x64 -> 8x8x64, 0.0041 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_dropout_2_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 256, 1024);
    small_cnn_dropout_mask(/*LEN*/ 4096, /*RATE*/ 0.25f, /*STREAM*/ 12, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_CONV_4_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_DROPOUT_2_OUT);
}

/* flatten_1 (small_cnn.net:16: flatten): 8x8x64 -> 4096 */
SMALL_CNN_TASK(small_cnn_forward_flatten_1_reshape_values)
{
    SMALL_CNN_RANGE(run->n, 4);
    small_cnn_reshape_values(/*H*/ 8, /*W*/ 8, /*C*/ 64, /*OH*/ 1, /*OW*/ 1, /*OC*/ 4096, begin,
        end, run->work + SMALL_CNN_TRAIN_DROPOUT_2_OUT, run->work + SMALL_CNN_TRAIN_FLATTEN_1_OUT);
}

/* dense_1 (small_cnn.net:17: dense 512 relu): 4096 -> 512, 4.19 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_dense_1_dense_forward)
{
    SMALL_CNN_RANGE(32, 3);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_1_ROOM);
    small_cnn_dense_forward_bias_forward_relu_forward(/*C*/ 4096, /*K*/ 512, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_FLATTEN_1_OUT, run->state + SMALL_CNN_STATE_DENSE_1_KERNEL,
        run->work + SMALL_CNN_TRAIN_DENSE_1_RELU_OUT, scratch,
        run->state + SMALL_CNN_STATE_DENSE_1_BIAS, /*MAX*/ 0.0f);
}

/* dropout_3 (small_cnn.net:18: dropout 0.5): 512 -> 512, 0.000512 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_dropout_3_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 32, 3907);
    small_cnn_dropout_mask(/*LEN*/ 512, /*RATE*/ 0.5f, /*STREAM*/ 16, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_DENSE_1_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_DROPOUT_3_OUT);
}

/* dense_2 (small_cnn.net:19: dense 10 softmax): 512 -> 10, 0.0103 MFLOP an image */
SMALL_CNN_TASK(small_cnn_forward_dense_2_dense_forward)
{
    SMALL_CNN_RANGE(1, 3);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_2_ROOM);
    small_cnn_dense_forward_bias_forward(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DROPOUT_3_OUT, run->state + SMALL_CNN_STATE_DENSE_2_KERNEL,
        run->work + SMALL_CNN_TRAIN_DENSE_2_OUT, scratch,
        run->state + SMALL_CNN_STATE_DENSE_2_BIAS);
}

/* dense_2.softmax (small_cnn.net:19: softmax): 10 -> 10 */
SMALL_CNN_TASK(small_cnn_forward_dense_2_softmax_softmax_crossentropy)
{
    SMALL_CNN_RANGE(run->n, 3677);
    small_cnn_softmax_crossentropy(/*C*/ 10, /*SMOOTHING*/ 0.0f, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_2_OUT, (const int32_t *)(const void *)run->label,
        run->work + SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_OUT,
        run->work + SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_LOSSES);
}
SMALL_CNN_TASK(small_cnn_forward_dense_2_softmax_softmax_crossentropy_backward)
{
    SMALL_CNN_RANGE(run->n, 3788);
    small_cnn_softmax_crossentropy_backward(/*C*/ 10, /*SMOOTHING*/ 0.0f, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_OUT, (const int32_t *)(const void *)run->label,
        run->work + SMALL_CNN_TRAIN_DENSE_2_GRAD);
}
SMALL_CNN_TASK(small_cnn_forward_dense_2_softmax_mean_loss)
{
    SMALL_CNN_WHOLE();
    small_cnn_mean_loss(run->n, run->work + SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_LOSSES, run->loss);
}
SMALL_CNN_TASK(small_cnn_forward_dense_2_softmax_blocked_to_nhwc)
{
    SMALL_CNN_RANGE(run->n, 4808);
    small_cnn_blocked_to_nhwc(/*C*/ 10, /*H*/ 1, /*W*/ 1, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_2_SOFTMAX_OUT, run->y);
}

static void small_cnn_forward_stage(void *arg, int range, int worker)
{
    const small_cnn_run *const run = (const small_cnn_run *)arg;
    if (range < SMALL_CNN_RANGES_OF(run->n, 2)) {
        SMALL_CNN_LAYER("forward", "input", small_cnn_forward_input_nhwc_to_blocked(arg, range,
            worker));
        SMALL_CNN_LAYER("forward", "conv_1", small_cnn_forward_conv_1_conv_forward(arg, range,
            worker));
    } else if ((range -= SMALL_CNN_RANGES_OF(run->n, 2)) < 1) {
        SMALL_CNN_LAYER("forward", "conv_3", small_cnn_forward_conv_3_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < SMALL_CNN_RANGES_OF(4, 3)) {
        SMALL_CNN_LAYER("forward", "conv_4", small_cnn_forward_conv_4_wino_weights(arg, range,
            worker));
    } else {
        range -= SMALL_CNN_RANGES_OF(4, 3);
        SMALL_CNN_LAYER("forward", "conv_2", small_cnn_forward_conv_2_wino_weights(arg, range,
            worker));
    }
}

static void small_cnn_forward_stage_2(void *arg, int range, int worker)
{
    SMALL_CNN_LAYER("forward", "conv_2", small_cnn_forward_conv_2_wino_forward_pooled(arg, range,
        worker));
    SMALL_CNN_LAYER("forward", "dropout_1", small_cnn_forward_dropout_1_dropout_mask(arg, range,
        worker));
}

static void small_cnn_forward_stage_3(void *arg, int range, int worker)
{
    SMALL_CNN_LAYER("forward", "conv_3", small_cnn_forward_conv_3_wino_forward(arg, range, worker));
    SMALL_CNN_LAYER("forward", "conv_4", small_cnn_forward_conv_4_wino_forward_pooled(arg, range,
        worker));
    SMALL_CNN_LAYER("forward", "dropout_2", small_cnn_forward_dropout_2_dropout_mask(arg, range,
        worker));
    SMALL_CNN_LAYER("forward", "flatten_1", small_cnn_forward_flatten_1_reshape_values(arg, range,
        worker));
}

static void small_cnn_run_forward(small_cnn_run *run)
{
    SMALL_CNN_PARALLEL_FOR(small_cnn_forward_stage, run,
                           SMALL_CNN_RANGES_OF(run->n, 2) + 1 + SMALL_CNN_RANGES_OF(4, 3) + 1);
    SMALL_CNN_PARALLEL_FOR(small_cnn_forward_stage_2, run,
                           SMALL_CNN_RANGES_OF((int64_t)run->n * 8, 8));
    SMALL_CNN_PARALLEL_FOR(small_cnn_forward_stage_3, run,
                           SMALL_CNN_RANGES_OF((int64_t)run->n * 4, 16));
    SMALL_CNN_LAYER("forward", "dense_1",
                    SMALL_CNN_PARALLEL_FOR(small_cnn_forward_dense_1_dense_forward, run,
                                           SMALL_CNN_RANGES_OF(32, 3)));
    SMALL_CNN_LAYER("forward", "dropout_3", small_cnn_forward_dropout_3_dropout_mask(run, 0, 0));
    SMALL_CNN_LAYER("forward", "dense_2", small_cnn_forward_dense_2_dense_forward(run, 0, 0));
    SMALL_CNN_LAYER("forward", "dense_2.softmax",
                    small_cnn_forward_dense_2_softmax_softmax_crossentropy(run, 0, 0));
    SMALL_CNN_LAYER("forward", "dense_2.softmax",
                    small_cnn_forward_dense_2_softmax_softmax_crossentropy_backward(run, 0, 0));
    SMALL_CNN_LAYER("forward", "dense_2.softmax", small_cnn_forward_dense_2_softmax_mean_loss(run,
        0, 0));
    SMALL_CNN_LAYER("forward", "dense_2.softmax",
                    small_cnn_forward_dense_2_softmax_blocked_to_nhwc(run, 0, 0));
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_4_conv_transpose)
{
    SMALL_CNN_RANGE(36, 62);
    small_cnn_conv_transpose(/*FIRST*/ 0, /*C*/ 64, /*K*/ 64, begin, end,
        run->state + SMALL_CNN_STATE_CONV_4_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_4_TRANSPOSED);
}
SMALL_CNN_TASK(small_cnn_backward_conv_4_wino_weights)
{
    SMALL_CNN_RANGE(4, 4);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 64, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_4_TRANSPOSED,
        run->work + SMALL_CNN_TRAIN_CONV_4_TRANSPOSED_PANELS);
}

/* dense_2 (small_cnn.net:19: dense 10 softmax): 512 -> 10 */
SMALL_CNN_TASK(small_cnn_backward_dense_2_dense_backward_data)
{
    SMALL_CNN_RANGE(32, 96);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_2_ROOM_2);
    small_cnn_dense_backward_data(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_2_GRAD, run->state + SMALL_CNN_STATE_DENSE_2_KERNEL,
        run->work + SMALL_CNN_TRAIN_DROPOUT_3_GRAD, scratch);
}

/* dropout_3 (small_cnn.net:18: dropout 0.5): 512 -> 512 */
SMALL_CNN_TASK(small_cnn_backward_dropout_3_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 32, 3907);
    small_cnn_dropout_mask(/*LEN*/ 512, /*RATE*/ 0.5f, /*STREAM*/ 16, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_DROPOUT_3_GRAD,
        run->work + SMALL_CNN_TRAIN_DENSE_1_RELU_GRAD);
}

/* dense_1.relu (small_cnn.net:17: relu): 512 -> 512 */
SMALL_CNN_TASK(small_cnn_backward_dense_1_relu_relu_backward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 32, 2605);
    small_cnn_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_DENSE_1_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_DENSE_1_RELU_GRAD, run->work + SMALL_CNN_TRAIN_DENSE_1_GRAD);
}

/* dense_1 (small_cnn.net:17: dense 512 relu): 4096 -> 512 */
SMALL_CNN_TASK(small_cnn_backward_dense_1_bias_backward)
{
    SMALL_CNN_RANGE(32, 121);
    small_cnn_bias_backward(/*CB*/ 32, /*TIMES*/ 1, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_1_GRAD, run->work + SMALL_CNN_TRAIN_DENSE_1_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_dense_1_gradient_check)
{
    SMALL_CNN_RANGES(32, 32);
    small_cnn_gradient_check(/*FIRST*/ 2, /*ORDER*/ 3, begin, end, range,
        run->work + SMALL_CNN_TRAIN_DENSE_1_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* dense_2 (small_cnn.net:19: dense 10 softmax): 512 -> 10 */
SMALL_CNN_TASK(small_cnn_backward_dense_2_dense_backward_weights)
{
    SMALL_CNN_RANGE(32, 68);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_2_ROOM_2);
    small_cnn_dense_backward_weights(/*C*/ 512, /*K*/ 10, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DROPOUT_3_OUT, run->work + SMALL_CNN_TRAIN_DENSE_2_GRAD,
        run->work + SMALL_CNN_TRAIN_DENSE_2_KERNEL_GRAD, scratch);
}
SMALL_CNN_TASK(small_cnn_backward_dense_2_gradient_check)
{
    SMALL_CNN_RANGES(512, 512);
    small_cnn_gradient_check(/*FIRST*/ 1, /*ORDER*/ 2, begin, end, range,
        run->work + SMALL_CNN_TRAIN_DENSE_2_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}
SMALL_CNN_TASK(small_cnn_backward_dense_2_bias_backward)
{
    SMALL_CNN_RANGE(1, 121);
    small_cnn_bias_backward(/*CB*/ 1, /*TIMES*/ 1, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_2_GRAD, run->work + SMALL_CNN_TRAIN_DENSE_2_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_dense_2_gradient_check_2)
{
    SMALL_CNN_RANGES(1, 1);
    small_cnn_gradient_check(/*FIRST*/ 0, /*ORDER*/ 1, begin, end, range,
        run->work + SMALL_CNN_TRAIN_DENSE_2_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* dense_1 (small_cnn.net:17: dense 512 relu): 4096 -> 512 */
SMALL_CNN_TASK(small_cnn_backward_dense_1_dense_backward_weights)
{
    SMALL_CNN_RANGE(256, 8);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_1_ROOM_2);
    small_cnn_dense_backward_weights(/*C*/ 4096, /*K*/ 512, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_FLATTEN_1_OUT, run->work + SMALL_CNN_TRAIN_DENSE_1_GRAD,
        run->work + SMALL_CNN_TRAIN_DENSE_1_KERNEL_GRAD, scratch);
}
SMALL_CNN_TASK(small_cnn_backward_dense_1_dense_backward_data)
{
    SMALL_CNN_RANGE(256, 8);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_DENSE_1_ROOM_2);
    small_cnn_dense_backward_data(/*C*/ 4096, /*K*/ 512, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_DENSE_1_GRAD, run->state + SMALL_CNN_STATE_DENSE_1_KERNEL,
        run->work + SMALL_CNN_TRAIN_FLATTEN_1_GRAD, scratch);
}

/* flatten_1 (small_cnn.net:16: flatten): 8x8x64 -> 4096 */
SMALL_CNN_TASK(small_cnn_backward_flatten_1_reshape_values)
{
    SMALL_CNN_RANGE(run->n, 3);
    small_cnn_reshape_values(/*H*/ 1, /*W*/ 1, /*C*/ 4096, /*OH*/ 8, /*OW*/ 8, /*OC*/ 64, begin,
        end, run->work + SMALL_CNN_TRAIN_FLATTEN_1_GRAD,
        run->work + SMALL_CNN_TRAIN_DROPOUT_2_GRAD);
}

/* dropout_2 (small_cnn.net:14: dropout 0.25): 8x8x64 -> 8x8x64 */
SMALL_CNN_TASK(small_cnn_backward_dropout_2_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 256, 768);
    small_cnn_dropout_mask(/*LEN*/ 4096, /*RATE*/ 0.25f, /*STREAM*/ 12, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_DROPOUT_2_GRAD,
        run->work + SMALL_CNN_TRAIN_MAXPOOL_2_GRAD);
}

/* maxpool_2 (small_cnn.net:13: maxpool 2x2): 16x16x64 -> 8x8x64 */
SMALL_CNN_TASK(small_cnn_backward_maxpool_2_relu_backward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 256, 768);
    small_cnn_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_CONV_4_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_MAXPOOL_2_GRAD, run->work + SMALL_CNN_TRAIN_MAXPOOL_2_SLOPED);
}
SMALL_CNN_TASK(small_cnn_backward_maxpool_2_maxpool_backward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 4, 12);
    small_cnn_maxpool_backward_bias_sums(/*H*/ 16, /*W*/ 16, /*OH*/ 8, /*OW*/ 8, /*KH*/ 2,
        /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + SMALL_CNN_TRAIN_MAXPOOL_2_ARG),
        run->work + SMALL_CNN_TRAIN_MAXPOOL_2_SLOPED, run->work + SMALL_CNN_TRAIN_CONV_4_GRAD,
        /*HW*/ 256, /*STEP*/ 32, /*AFTER*/ 0, /*TIMES*/ 8,
        run->work + SMALL_CNN_TRAIN_CONV_4_BIAS_SUMS);
}

/* dense_1 (small_cnn.net:17: dense 512 relu): 4096 -> 512 */
SMALL_CNN_TASK(small_cnn_backward_dense_1_gradient_check_2)
{
    SMALL_CNN_RANGES(131072, 8192);
    small_cnn_gradient_check(/*FIRST*/ 3, /*ORDER*/ 4, begin, end, range,
        run->work + SMALL_CNN_TRAIN_DENSE_1_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_4_wino_backward)
{
    SMALL_CNN_RANGES(run->n, 4);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_4_DU);
    small_cnn_wino_backward_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 64, /*H*/ 16, /*W*/ 16,
        /*K*/ 64, /*OH*/ 16, /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_CONV_3_RELU_OUT, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_4_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_4_TRANSPOSED_PANELS,
        run->work + SMALL_CNN_TRAIN_CONV_3_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_4_DW + (ptrdiff_t)range * 36864, scratch,
        scratch + 148032, scratch + 296064, NULL, scratch + 444096, /*MAX*/ 0.0f,
        run->work + SMALL_CNN_TRAIN_CONV_3_RELU_OUT, /*HW*/ 256, /*STEP*/ 64, /*AFTER*/ 16,
        /*TIMES*/ 4, run->work + SMALL_CNN_TRAIN_CONV_3_BIAS_SUMS);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_2_conv_transpose)
{
    SMALL_CNN_RANGE(18, 123);
    small_cnn_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 32, begin, end,
        run->state + SMALL_CNN_STATE_CONV_2_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_2_TRANSPOSED);
}
SMALL_CNN_TASK(small_cnn_backward_conv_2_wino_weights)
{
    SMALL_CNN_RANGE(2, 6);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 32, /*K*/ 32, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_2_TRANSPOSED,
        run->work + SMALL_CNN_TRAIN_CONV_2_TRANSPOSED_PANELS);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_3_conv_transpose)
{
    SMALL_CNN_RANGE(18, 62);
    small_cnn_conv_transpose(/*FIRST*/ 0, /*C*/ 32, /*K*/ 64, begin, end,
        run->state + SMALL_CNN_STATE_CONV_3_KERNEL, run->work + SMALL_CNN_TRAIN_CONV_3_TRANSPOSED);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_4_bias_backward)
{
    SMALL_CNN_RANGE(4, 121);
    small_cnn_bias_backward(/*CB*/ 4, /*TIMES*/ 8, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_4_BIAS_SUMS, run->work + SMALL_CNN_TRAIN_CONV_4_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_conv_4_gradient_check)
{
    SMALL_CNN_RANGES(4, 4);
    small_cnn_gradient_check(/*FIRST*/ 19, /*ORDER*/ 5, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_4_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}
SMALL_CNN_TASK(small_cnn_backward_conv_4_add_partials)
{
    SMALL_CNN_RANGE(2304, 460);
    small_cnn_add_partials(/*COUNT*/ 36864, /*PARTS*/ 16, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_4_DW, run->work + SMALL_CNN_TRAIN_CONV_4_KERNEL_GRAD);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_3_wino_weights)
{
    SMALL_CNN_RANGE(2, 3);
    small_cnn_wino_weights(/*P*/ 6, /*C*/ 64, /*K*/ 32, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_3_TRANSPOSED,
        run->work + SMALL_CNN_TRAIN_CONV_3_TRANSPOSED_PANELS);
}
SMALL_CNN_TASK(small_cnn_backward_conv_3_bias_backward)
{
    SMALL_CNN_RANGE(4, 121);
    small_cnn_bias_backward(/*CB*/ 4, /*TIMES*/ 4, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_3_BIAS_SUMS, run->work + SMALL_CNN_TRAIN_CONV_3_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_conv_3_gradient_check)
{
    SMALL_CNN_RANGES(4, 4);
    small_cnn_gradient_check(/*FIRST*/ 21, /*ORDER*/ 7, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_3_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}
SMALL_CNN_TASK(small_cnn_backward_conv_3_wino_backward)
{
    SMALL_CNN_RANGES(run->n, 4);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_3_DU);
    small_cnn_wino_backward(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 16, /*W*/ 16, /*K*/ 64, /*OH*/ 16,
        /*OW*/ 16, /*PT*/ 1, /*PL*/ 1, /*RB*/ 16, /*KG*/ 1, /*NORM*/ 0, /*MAX*/ 0.0f, begin, end,
        run->work + SMALL_CNN_TRAIN_DROPOUT_1_OUT, NULL, run->work + SMALL_CNN_TRAIN_CONV_3_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_3_TRANSPOSED_PANELS,
        run->work + SMALL_CNN_TRAIN_DROPOUT_1_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_3_DW + (ptrdiff_t)range * 18432, scratch, scratch + 74304,
        scratch + 148608, NULL, scratch + 296640);
}

/* dropout_1 (small_cnn.net:9: dropout 0.25): 16x16x32 -> 16x16x32 */
SMALL_CNN_TASK(small_cnn_backward_dropout_1_dropout_mask)
{
    SMALL_CNN_RANGE((int64_t)run->n * 512, 2048);
    small_cnn_dropout_mask(/*LEN*/ 8192, /*RATE*/ 0.25f, /*STREAM*/ 6, begin, end, run->seed,
        run->step, run->first, run->work + SMALL_CNN_TRAIN_DROPOUT_1_GRAD,
        run->work + SMALL_CNN_TRAIN_MAXPOOL_1_GRAD);
}

/* maxpool_1 (small_cnn.net:8: maxpool 2x2): 32x32x32 -> 16x16x32 */
SMALL_CNN_TASK(small_cnn_backward_maxpool_1_relu_backward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 512, 2048);
    small_cnn_relu_backward(/*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_CONV_2_RELU_OUT,
        run->work + SMALL_CNN_TRAIN_MAXPOOL_1_GRAD, run->work + SMALL_CNN_TRAIN_MAXPOOL_1_SLOPED);
}

/* conv_4 (small_cnn.net:12: conv 64 3x3 relu): 16x16x64 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_4_gradient_check_2)
{
    SMALL_CNN_RANGES(2304, 2304);
    small_cnn_gradient_check(/*FIRST*/ 20, /*ORDER*/ 6, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_4_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* maxpool_1 (small_cnn.net:8: maxpool 2x2): 32x32x32 -> 16x16x32 */
SMALL_CNN_TASK(small_cnn_backward_maxpool_1_maxpool_backward)
{
    SMALL_CNN_RANGE((int64_t)run->n * 2, 6);
    small_cnn_maxpool_backward_bias_sums(/*H*/ 32, /*W*/ 32, /*OH*/ 16, /*OW*/ 16, /*KH*/ 2,
        /*KW*/ 2, /*SH*/ 2, /*SW*/ 2, /*PT*/ 0, /*PL*/ 0, begin, end,
        (const uint8_t *)(const void *)(run->work + SMALL_CNN_TRAIN_MAXPOOL_1_ARG),
        run->work + SMALL_CNN_TRAIN_MAXPOOL_1_SLOPED, run->work + SMALL_CNN_TRAIN_CONV_2_GRAD,
        /*HW*/ 1024, /*STEP*/ 64, /*AFTER*/ 0, /*TIMES*/ 16,
        run->work + SMALL_CNN_TRAIN_CONV_2_BIAS_SUMS);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_3_add_partials)
{
    SMALL_CNN_RANGE(1152, 460);
    small_cnn_add_partials(/*COUNT*/ 18432, /*PARTS*/ 16, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_3_DW, run->work + SMALL_CNN_TRAIN_CONV_3_KERNEL_GRAD);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_2_wino_backward)
{
    SMALL_CNN_RANGES(run->n, 2);
    SMALL_CNN_SCRATCH(run->work + SMALL_CNN_TRAIN_CONV_2_DU);
    small_cnn_wino_backward_relu_backward_bias_sums(/*M*/ 4, /*P*/ 6, /*C*/ 32, /*H*/ 32, /*W*/ 32,
        /*K*/ 32, /*OH*/ 32, /*OW*/ 32, /*PT*/ 1, /*PL*/ 1, /*RB*/ 8, /*KG*/ 1, /*NORM*/ 0,
        /*MAX*/ 0.0f, begin, end, run->work + SMALL_CNN_TRAIN_CONV_1_RELU_OUT, NULL,
        run->work + SMALL_CNN_TRAIN_CONV_2_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_2_TRANSPOSED_PANELS,
        run->work + SMALL_CNN_TRAIN_CONV_1_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_2_DW + (ptrdiff_t)range * 9216, scratch, scratch + 37440,
        scratch + 111744, NULL, scratch + 186048, /*MAX*/ 0.0f,
        run->work + SMALL_CNN_TRAIN_CONV_1_RELU_OUT, /*HW*/ 1024, /*STEP*/ 128, /*AFTER*/ 32,
        /*TIMES*/ 8, run->work + SMALL_CNN_TRAIN_CONV_1_BIAS_SUMS);
}

/* conv_1 (small_cnn.net:6: conv 32 3x3 relu): 32x32x3 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_1_conv_backward_weights_few)
{
    SMALL_CNN_RANGES(run->n, 2);
    small_cnn_conv_backward_weights_few(/*C*/ 3, /*H*/ 32, /*W*/ 32, /*K*/ 32, /*OH*/ 32,
        /*OW*/ 32, /*KH*/ 3, /*KW*/ 3, /*SH*/ 1, /*SW*/ 1, /*DH*/ 1, /*DW*/ 1, /*PT*/ 1, /*PL*/ 1,
        /*TOGETHER*/ 3, begin, end, run->work + SMALL_CNN_TRAIN_INPUT_OUT,
        run->work + SMALL_CNN_TRAIN_CONV_1_GRAD,
        run->work + SMALL_CNN_TRAIN_CONV_1_DW + (ptrdiff_t)range * 864);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_2_bias_backward)
{
    SMALL_CNN_RANGE(2, 121);
    small_cnn_bias_backward(/*CB*/ 2, /*TIMES*/ 16, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_2_BIAS_SUMS, run->work + SMALL_CNN_TRAIN_CONV_2_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_conv_2_gradient_check)
{
    SMALL_CNN_RANGES(2, 2);
    small_cnn_gradient_check(/*FIRST*/ 23, /*ORDER*/ 9, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_2_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* conv_3 (small_cnn.net:11: conv 64 3x3 relu): 16x16x32 -> 16x16x64 */
SMALL_CNN_TASK(small_cnn_backward_conv_3_gradient_check_2)
{
    SMALL_CNN_RANGES(1152, 1152);
    small_cnn_gradient_check(/*FIRST*/ 22, /*ORDER*/ 8, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_3_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_2_add_partials)
{
    SMALL_CNN_RANGE(576, 237);
    small_cnn_add_partials(/*COUNT*/ 9216, /*PARTS*/ 32, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_2_DW, run->work + SMALL_CNN_TRAIN_CONV_2_KERNEL_GRAD);
}

/* conv_1 (small_cnn.net:6: conv 32 3x3 relu): 32x32x3 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_1_bias_backward)
{
    SMALL_CNN_RANGE(2, 121);
    small_cnn_bias_backward(/*CB*/ 2, /*TIMES*/ 8, run->n, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_1_BIAS_SUMS, run->work + SMALL_CNN_TRAIN_CONV_1_BIAS_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_conv_1_gradient_check)
{
    SMALL_CNN_RANGES(2, 2);
    small_cnn_gradient_check(/*FIRST*/ 25, /*ORDER*/ 11, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_1_BIAS_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}
SMALL_CNN_TASK(small_cnn_backward_conv_1_add_partials)
{
    SMALL_CNN_RANGE(54, 237);
    small_cnn_add_partials(/*COUNT*/ 864, /*PARTS*/ 32, begin, end,
        run->work + SMALL_CNN_TRAIN_CONV_1_DW, run->work + SMALL_CNN_TRAIN_CONV_1_KERNEL_GRAD);
}
SMALL_CNN_TASK(small_cnn_backward_conv_1_gradient_check_2)
{
    SMALL_CNN_RANGES(54, 54);
    small_cnn_gradient_check(/*FIRST*/ 26, /*ORDER*/ 12, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_1_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* conv_2 (small_cnn.net:7: conv 32 3x3 relu): 32x32x32 -> 32x32x32 */
SMALL_CNN_TASK(small_cnn_backward_conv_2_gradient_check_2)
{
    SMALL_CNN_RANGES(576, 576);
    small_cnn_gradient_check(/*FIRST*/ 24, /*ORDER*/ 10, begin, end, range,
        run->work + SMALL_CNN_TRAIN_CONV_2_KERNEL_GRAD, run->work + SMALL_CNN_TRAIN_FOUND);
}

/* dense_2.softmax (small_cnn.net:19: softmax): 10 -> 10 */
SMALL_CNN_TASK(small_cnn_backward_dense_2_softmax_gradient_check_end)
{
    SMALL_CNN_WHOLE();
    small_cnn_gradient_check_end(/*SLOTS*/ 27, run->work + SMALL_CNN_TRAIN_FOUND, run->loss);
}

static void small_cnn_backward_stage(void *arg, int range, int worker)
{
    if (range < 1) {
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_conv_transpose(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SMALL_CNN_LAYER("backward", "dense_2", small_cnn_backward_dense_2_dense_backward_data(arg,
            range, worker));
        SMALL_CNN_LAYER("backward", "dropout_3", small_cnn_backward_dropout_3_dropout_mask(arg,
            range, worker));
        SMALL_CNN_LAYER("backward", "dense_1.relu",
                        small_cnn_backward_dense_1_relu_relu_backward(arg, range, worker));
        SMALL_CNN_LAYER("backward", "dense_1", small_cnn_backward_dense_1_bias_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "dense_1", small_cnn_backward_dense_1_gradient_check(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SMALL_CNN_LAYER("backward", "dense_2",
                        small_cnn_backward_dense_2_dense_backward_weights(arg, range, worker));
        SMALL_CNN_LAYER("backward", "dense_2", small_cnn_backward_dense_2_gradient_check(arg, range,
            worker));
    } else {
        range -= 1;
        SMALL_CNN_LAYER("backward", "dense_2", small_cnn_backward_dense_2_bias_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "dense_2", small_cnn_backward_dense_2_gradient_check_2(arg,
            range, worker));
    }
}

static void small_cnn_backward_stage_2(void *arg, int range, int worker)
{
    if (range < SMALL_CNN_RANGES_OF(256, 8)) {
        SMALL_CNN_LAYER("backward", "dense_1",
                        small_cnn_backward_dense_1_dense_backward_weights(arg, range, worker));
    } else {
        range -= SMALL_CNN_RANGES_OF(256, 8);
        SMALL_CNN_LAYER("backward", "dense_1", small_cnn_backward_dense_1_dense_backward_data(arg,
            range, worker));
    }
}

static void small_cnn_backward_stage_3(void *arg, int range, int worker)
{
    const small_cnn_run *const run = (const small_cnn_run *)arg;
    if (range < SMALL_CNN_RANGES_OF(run->n, 3)) {
        SMALL_CNN_LAYER("backward", "flatten_1", small_cnn_backward_flatten_1_reshape_values(arg,
            range, worker));
        SMALL_CNN_LAYER("backward", "dropout_2", small_cnn_backward_dropout_2_dropout_mask(arg,
            range, worker));
        SMALL_CNN_LAYER("backward", "maxpool_2", small_cnn_backward_maxpool_2_relu_backward(arg,
            range, worker));
        SMALL_CNN_LAYER("backward", "maxpool_2", small_cnn_backward_maxpool_2_maxpool_backward(arg,
            range, worker));
    } else {
        range -= SMALL_CNN_RANGES_OF(run->n, 3);
        SMALL_CNN_LAYER("backward", "dense_1", small_cnn_backward_dense_1_gradient_check_2(arg,
            range, worker));
    }
}

static void small_cnn_backward_stage_4(void *arg, int range, int worker)
{
    if (range < 16) {
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_wino_backward(arg, range,
            worker));
    } else if ((range -= 16) < 1) {
        SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_conv_transpose(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_wino_weights(arg, range,
            worker));
    } else if ((range -= 1) < 1) {
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_conv_transpose(arg, range,
            worker));
    } else {
        range -= 1;
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_bias_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_gradient_check(arg, range,
            worker));
    }
}

static void small_cnn_backward_stage_5(void *arg, int range, int worker)
{
    if (range < SMALL_CNN_RANGES_OF(2304, 460)) {
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_add_partials(arg, range,
            worker));
    } else if ((range -= SMALL_CNN_RANGES_OF(2304, 460)) < 1) {
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_wino_weights(arg, range,
            worker));
    } else {
        range -= 1;
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_bias_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_gradient_check(arg, range,
            worker));
    }
}

static void small_cnn_backward_stage_6(void *arg, int range, int worker)
{
    const small_cnn_run *const run = (const small_cnn_run *)arg;
    if (range < 16) {
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_wino_backward(arg, range,
            worker));
        if (range < SMALL_CNN_RANGES_OF((int64_t)run->n * 512, 2048))
            SMALL_CNN_LAYER("backward", "dropout_1",
                            small_cnn_backward_dropout_1_dropout_mask(arg, range, worker));
        if (range < SMALL_CNN_RANGES_OF((int64_t)run->n * 512, 2048))
            SMALL_CNN_LAYER("backward", "maxpool_1",
                            small_cnn_backward_maxpool_1_relu_backward(arg, range, worker));
    } else {
        range -= 16;
        SMALL_CNN_LAYER("backward", "conv_4", small_cnn_backward_conv_4_gradient_check_2(arg, range,
            worker));
    }
}

static void small_cnn_backward_stage_7(void *arg, int range, int worker)
{
    const small_cnn_run *const run = (const small_cnn_run *)arg;
    if (range < SMALL_CNN_RANGES_OF((int64_t)run->n * 2, 6)) {
        SMALL_CNN_LAYER("backward", "maxpool_1", small_cnn_backward_maxpool_1_maxpool_backward(arg,
            range, worker));
    } else {
        range -= SMALL_CNN_RANGES_OF((int64_t)run->n * 2, 6);
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_add_partials(arg, range,
            worker));
    }
}

static void small_cnn_backward_stage_8(void *arg, int range, int worker)
{
    if (range < 32) {
        SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_wino_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_1",
                        small_cnn_backward_conv_1_conv_backward_weights_few(arg, range, worker));
    } else if ((range -= 32) < 1) {
        SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_bias_backward(arg, range,
            worker));
        SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_gradient_check(arg, range,
            worker));
    } else {
        range -= 1;
        SMALL_CNN_LAYER("backward", "conv_3", small_cnn_backward_conv_3_gradient_check_2(arg, range,
            worker));
    }
}

static void small_cnn_run_backward(small_cnn_run *run)
{
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage, run, 1 + 1 + 1 + 1);
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_2, run,
                           SMALL_CNN_RANGES_OF(256, 8) + SMALL_CNN_RANGES_OF(256, 8));
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_3, run, SMALL_CNN_RANGES_OF(run->n, 3) + 16);
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_4, run, 16 + 1 + 1 + 1);
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_5, run, SMALL_CNN_RANGES_OF(2304, 460) + 1 + 1);
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_6, run, 16 + 1);
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_7, run,
                           SMALL_CNN_RANGES_OF((int64_t)run->n * 2, 6) +
                           SMALL_CNN_RANGES_OF(1152, 460));
    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_stage_8, run, 32 + 1 + 1);
    SMALL_CNN_LAYER("backward", "conv_2",
                    SMALL_CNN_PARALLEL_FOR(small_cnn_backward_conv_2_add_partials, run,
                                           SMALL_CNN_RANGES_OF(576, 237)));
    SMALL_CNN_LAYER("backward", "conv_1", small_cnn_backward_conv_1_bias_backward(run, 0, 0));
    SMALL_CNN_LAYER("backward", "conv_1", small_cnn_backward_conv_1_gradient_check(run, 0, 0));
    SMALL_CNN_LAYER("backward", "conv_1", small_cnn_backward_conv_1_add_partials(run, 0, 0));
    SMALL_CNN_LAYER("backward", "conv_1", small_cnn_backward_conv_1_gradient_check_2(run, 0, 0));
    SMALL_CNN_LAYER("backward", "conv_2", small_cnn_backward_conv_2_gradient_check_2(run, 0, 0));
    SMALL_CNN_LAYER("backward", "dense_2.softmax",
                    small_cnn_backward_dense_2_softmax_gradient_check_end(run, 0, 0));
}

static void small_cnn_run_stats(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("stats", "");
    SMALL_CNN_AFTER_LAYER("stats", "");
    (void)run;
}

static void small_cnn_run_grads_out(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("grads_out", "");
    for (run->row = 0; run->row < 4; run->row++)
        small_cnn_grads_out_rows_conv_unpack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        small_cnn_grads_out_rows_vector_unpack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        small_cnn_grads_out_rows_dense_unpack(run, 0, 0);
    SMALL_CNN_AFTER_LAYER("grads_out", "");
}

static void small_cnn_run_grads_in(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("grads_in", "");
    for (run->row = 0; run->row < 4; run->row++)
        small_cnn_grads_in_rows_conv_pack(run, 0, 0);
    for (run->row = 0; run->row < 6; run->row++)
        small_cnn_grads_in_rows_vector_pack(run, 0, 0);
    for (run->row = 0; run->row < 2; run->row++)
        small_cnn_grads_in_rows_dense_pack(run, 0, 0);
    SMALL_CNN_AFTER_LAYER("grads_in", "");
}

static void small_cnn_run_apply(small_cnn_run *run)
{
    SMALL_CNN_BEFORE_LAYER("apply", "");
    for (run->row = 0; run->row < 4; run->row++) {
        const struct small_cnn_pack_conv_pack_row *const row =
            &small_cnn_pack_conv_pack_rows[run->row];
        SMALL_CNN_PARALLEL_FOR(small_cnn_apply_rows_adam_update, run,
                               SMALL_CNN_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 6; run->row++) {
        const struct small_cnn_pack_vector_pack_row *const row =
            &small_cnn_pack_vector_pack_rows[run->row];
        SMALL_CNN_PARALLEL_FOR(small_cnn_apply_rows_adam_update_2, run,
                               SMALL_CNN_RANGES_OF(row->COUNT / 16, 1954));
    }
    for (run->row = 0; run->row < 2; run->row++) {
        const struct small_cnn_pack_dense_pack_row *const row =
            &small_cnn_pack_dense_pack_rows[run->row];
        SMALL_CNN_PARALLEL_FOR(small_cnn_apply_rows_adam_update_3, run,
                               SMALL_CNN_RANGES_OF(row->COUNT / 16, 1954));
    }
    SMALL_CNN_AFTER_LAYER("apply", "");
}

const small_cnn_param small_cnn_params[] = {
    {"conv_1.kernel", 4, {3, 3, 3, 32}, 0, 864, 1},
    {"conv_1.bias", 1, {32, 0, 0, 0}, 864, 32, 1},
    {"conv_2.kernel", 4, {3, 3, 32, 32}, 896, 9216, 1},
    {"conv_2.bias", 1, {32, 0, 0, 0}, 10112, 32, 1},
    {"conv_3.kernel", 4, {3, 3, 32, 64}, 10144, 18432, 1},
    {"conv_3.bias", 1, {64, 0, 0, 0}, 28576, 64, 1},
    {"conv_4.kernel", 4, {3, 3, 64, 64}, 28640, 36864, 1},
    {"conv_4.bias", 1, {64, 0, 0, 0}, 65504, 64, 1},
    {"dense_1.kernel", 2, {4096, 512, 0, 0}, 65568, 2097152, 1},
    {"dense_1.bias", 1, {512, 0, 0, 0}, 2162720, 512, 1},
    {"dense_2.kernel", 2, {512, 10, 0, 0}, 2163232, 5120, 1},
    {"dense_2.bias", 1, {10, 0, 0, 0}, 2168352, 10, 1},
};
const int small_cnn_param_count = 12;
const char *const small_cnn_labels[] = {"airplane", "automobile", "bird", "cat", "deer", "dog",
    "frog", "horse", "ship", "truck", NULL};

/* ---- memory and arguments ---- */

static int small_cnn_aligned(const void *p) { return ((uintptr_t)p) % SMALL_CNN_ALIGN == 0; }

/* Numbers by their bits, so that no option of a compiler takes the question for answered. */
static int small_cnn_finite(float x)
{
    uint32_t u;
    memcpy(&u, &x, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}

static int small_cnn_all_finite(const float *p, size_t count)
{
    size_t k;
    for (k = 0; k < count; k++)
        if (!small_cnn_finite(p[k]))
            return 0;
    return 1;
}

static int small_cnn_floats_aligned(const void *p) { return ((uintptr_t)p) % sizeof(float) == 0; }

static int small_cnn_check_memory(const void *p, size_t have, size_t want)
{
    return !p ? SMALL_CNN_EARG : have < want ? SMALL_CNN_ESIZE : !small_cnn_aligned(p) ?
        SMALL_CNN_EALIGN : SMALL_CNN_OK;
}

static unsigned char *small_cnn_bytes(const void *p) { return (unsigned char *)(uintptr_t)p; }
static float *small_cnn_as_floats(const void *p) { return (float *)(uintptr_t)p; }

const char *small_cnn_strerror(int code)
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
    return code >= 0 && code <= SMALL_CNN_EAREA ? text[code] : "unknown error";
}

/* ---- parameters and inference ----
 * A model begins with 64 bytes that name the plan it was prepared for. */

int small_cnn_init(float *params, uint64_t seed)
{
    small_cnn_run run;
    if (!params)
        return SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.seed = seed;
    run.params = small_cnn_as_floats(params);
    small_cnn_run_init(&run);
    return SMALL_CNN_OK;
}

int small_cnn_prepare(const float *params, void *model, size_t bytes)
{
    const uint64_t tag = SMALL_CNN_MODEL_TAG;
    small_cnn_run run;
    int bad = small_cnn_check_memory(model, bytes, SMALL_CNN_MODEL_BYTES);
    if (bad || !params)
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    memset(model, 0, SMALL_CNN_HEAD_BYTES);
    memset(&run, 0, sizeof run);
    run.n = 1;
    run.params = small_cnn_as_floats(params);
    run.model = small_cnn_as_floats(small_cnn_bytes(model) + SMALL_CNN_HEAD_BYTES);
    run.scratch = small_cnn_as_floats(small_cnn_bytes(model) + SMALL_CNN_PREPARE_SCRATCH_AT);
    run.scratch_floats = SMALL_CNN_PREPARE_SCRATCH;
    small_cnn_run_prepare(&run);
    memcpy(model, &tag, sizeof tag);
    return SMALL_CNN_OK;
}

int small_cnn_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes)
{
    const uint64_t tag = SMALL_CNN_MODEL_TAG;
    small_cnn_run run;
    int bad = small_cnn_check_memory(work, bytes, SMALL_CNN_WORK_BYTES);
    if (!model || !x || !y || n < 1 || n > SMALL_CNN_BATCH)
        return SMALL_CNN_EARG;
    if (bad || !small_cnn_aligned(model) || !small_cnn_floats_aligned(x) ||
        !small_cnn_floats_aligned(y))
        return bad ? bad : SMALL_CNN_EALIGN;
    if (memcmp(model, &tag, sizeof tag))
        return SMALL_CNN_EAREA;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.x = x;
    run.y = y;
    run.model = small_cnn_as_floats(small_cnn_bytes(model) + SMALL_CNN_HEAD_BYTES);
    run.work = small_cnn_as_floats(work);
    run.scratch = small_cnn_as_floats(small_cnn_bytes(work) + SMALL_CNN_INFER_SCRATCH_AT);
    run.scratch_floats = SMALL_CNN_INFER_SCRATCH;
    small_cnn_run_infer(&run);
    return SMALL_CNN_OK;
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; raw's channels are reversed first when the net wants
 * BGR. */
int small_cnn_preprocess(const unsigned char *rgb, int n, float *x)
{
    static const double
        mean[] = SMALL_CNN_INPUT_MEAN,
        std[] = SMALL_CNN_INPUT_STD; /* the last of each is also that of all further channels */
    float table[256];
    ptrdiff_t i;
    int c, v, k;
    if (!rgb || !x || n < 0)
        return SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(x))
        return SMALL_CNN_EALIGN;
    for (c = 0; c < SMALL_CNN_IN_C; c++) {
        const unsigned char *from = rgb + (SMALL_CNN_INPUT_BGR ? SMALL_CNN_IN_C - 1 - c : c);
        k = c < (int)(sizeof mean / sizeof *mean) ? c : (int)(sizeof mean / sizeof *mean) - 1;
        for (v = 0; v < 256; v++)
            table[v] = (float)(((double)v * SMALL_CNN_INPUT_SCALE - mean[k]) / std[k]);
        for (i = 0; i < (ptrdiff_t)n * SMALL_CNN_IN_H * SMALL_CNN_IN_W; i++)
            x[i * SMALL_CNN_IN_C + c] = table[from[i * SMALL_CNN_IN_C]];
    }
    return SMALL_CNN_OK;
}

/* ---- weights files: safetensors ----
 * 8 bytes of header length, little-endian; a JSON header; the data, little-endian floats. */

static int small_cnn_host_is_big(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 0;
}

static void small_cnn_swap(unsigned char *p, size_t floats)
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
} small_cnn_json;

static void small_cnn_json_next(small_cnn_json *j)
{
    unsigned char b = 0;
    if (!j->left) {
        j->c = -1;
        return;
    }
    if (j->read(j->user, &b, 1)) {
        j->error = SMALL_CNN_EIO;
        j->left = 0;
        j->c = -1;
        return;
    }
    j->left--;
    j->c = b;
}

static void small_cnn_json_blank(small_cnn_json *j)
{
    while (j->c == ' ' || j->c == '\n' || j->c == '\t' || j->c == '\r')
        small_cnn_json_next(j);
}

static int small_cnn_json_take(small_cnn_json *j, int c)
{
    small_cnn_json_blank(j);
    if (j->c != c)
        return 0;
    small_cnn_json_next(j);
    return 1;
}

static void small_cnn_json_want(small_cnn_json *j, int c)
{
    if (!small_cnn_json_take(j, c) && !j->error)
        j->error = SMALL_CNN_EFORMAT;
}

/* A string into s (cut at size - 1); escapes other than \" \\ \/ are kept as they are. */
static void small_cnn_json_string(small_cnn_json *j, char *s, size_t size)
{
    size_t n = 0;
    small_cnn_json_want(j, '"');
    while (!j->error && j->c != '"') {
        if (j->c == '\\')
            small_cnn_json_next(j);
        if (j->c < 0) {
            j->error = SMALL_CNN_EFORMAT;
            break;
        }
        if (n + 1 < size)
            s[n++] = (char)j->c;
        small_cnn_json_next(j);
    }
    s[n] = 0;
    small_cnn_json_next(j);
}

static uint64_t small_cnn_json_number(small_cnn_json *j)
{
    uint64_t v = 0;
    small_cnn_json_blank(j);
    if (j->c < '0' || j->c > '9')
        j->error = SMALL_CNN_EFORMAT;
    while (j->c >= '0' && j->c <= '9') {
        v = v * 10 + (uint64_t)(j->c - '0');
        small_cnn_json_next(j);
    }
    return v;
}

typedef struct {
    uint64_t
        begin[SMALL_CNN_PARAM_COUNT + 1];
            /* UINT64_MAX: not found yet. A net may have no parameters */
} small_cnn_places;

static int small_cnn_find_param(const char *name)
{
    int i;
    for (i = 0; i < SMALL_CNN_PARAM_COUNT; i++)
        if (!strcmp(small_cnn_params[i].name, name))
            return i;
    return -1;
}

/* {"dtype":"F32","shape":[...],"data_offsets":[b,e]} of parameter p. */
static void small_cnn_read_entry(small_cnn_json *j, int p, small_cnn_places *places)
{
    char key[32], type[16];
    int rank = 0, same = 1;
    uint64_t end = 0;
    small_cnn_json_want(j, '{');
    do {
        small_cnn_json_string(j, key, sizeof key);
        small_cnn_json_want(j, ':');
        if (!strcmp(key, "dtype")) {
            small_cnn_json_string(j, type, sizeof type);
            same &= !strcmp(type, "F32");
        } else if (!strcmp(key, "shape")) {
            small_cnn_json_want(j, '[');
            for (rank = 0; !j->error && !small_cnn_json_take(j, ']'); rank++) {
                uint64_t d = small_cnn_json_number(j);
                same &= rank < small_cnn_params[p].rank && d ==
                    (uint64_t)small_cnn_params[p].dim[rank];
                (void)small_cnn_json_take(j, ',');
            }
            same &= rank == small_cnn_params[p].rank;
        } else if (!strcmp(key, "data_offsets")) {
            small_cnn_json_want(j, '[');
            places->begin[p] = small_cnn_json_number(j);
            small_cnn_json_want(j, ',');
            end = small_cnn_json_number(j);
            small_cnn_json_want(j, ']');
        } else {
            j->error = SMALL_CNN_EFORMAT;
        }
    } while (!j->error && small_cnn_json_take(j, ','));
    small_cnn_json_want(j, '}');
    if (!j->error && !same)
        j->error = SMALL_CNN_EHASH;
    if (!j->error && (end < places->begin[p] || end - places->begin[p] !=
                      small_cnn_params[p].count * 4))
        j->error = SMALL_CNN_EFORMAT;
}

static void small_cnn_read_metadata(small_cnn_json *j)
{
    char key[32], value[64];
    small_cnn_json_want(j, '{');
    if (small_cnn_json_take(j, '}'))
        return;
    do {
        small_cnn_json_string(j, key, sizeof key);
        small_cnn_json_want(j, ':');
        small_cnn_json_string(j, value, sizeof value);
        if (!j->error && !strcmp(key, "layout_hash") && strcmp(value, SMALL_CNN_LAYOUT_HASH))
            j->error = SMALL_CNN_EHASH;
    } while (!j->error && small_cnn_json_take(j, ','));
    small_cnn_json_want(j, '}');
}

static void small_cnn_read_header(small_cnn_json *j, small_cnn_places *places)
{
    char name[SMALL_CNN_NAME_BYTES];
    int p;
    small_cnn_json_next(j);
    small_cnn_json_want(j, '{');
    do {
        small_cnn_json_string(j, name, sizeof name);
        small_cnn_json_want(j, ':');
        if (j->error)
            return;
        p = small_cnn_find_param(name);
        if (!strcmp(name, "__metadata__"))
            small_cnn_read_metadata(j);
        else if (p < 0 || places->begin[p] != UINT64_MAX)
            j->error = SMALL_CNN_EHASH;
        else
            small_cnn_read_entry(j, p, places);
    } while (!j->error && small_cnn_json_take(j, ','));
    small_cnn_json_want(j, '}');
    while (!j->error && j->c >= 0)
        small_cnn_json_next(j);
}

/* Are the numbers at v those of a parameter? */
static int small_cnn_param_fits(const small_cnn_param *p, const float *v)
{
    return small_cnn_all_finite(v, p->count);
}

int small_cnn_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user)
{
    unsigned char len[8];
    small_cnn_places places;
    small_cnn_json j;
    uint64_t at = 0;
    int i, done;
    if (!params || !read)
        return SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    memset(&places, 0xFF, sizeof places);
    memset(&j, 0, sizeof j);
    if (read(user, len, 8))
        return SMALL_CNN_EIO;
    for (i = 0; i < 8; i++)
        j.left |= (uint64_t)len[i] << (8 * i);
    if (j.left > 100000000u)
        return SMALL_CNN_EFORMAT;
    j.read = read;
    j.user = user;
    small_cnn_read_header(&j, &places);
    if (j.error)
        return j.error;
    for (i = 0; i < SMALL_CNN_PARAM_COUNT; i++)
        if (places.begin[i] == UINT64_MAX)
            return SMALL_CNN_EHASH;
    for (done = 0; done < SMALL_CNN_PARAM_COUNT; done++) { /* in the order of the file */
        for (i = 0; i < SMALL_CNN_PARAM_COUNT && places.begin[i] != at; i++)
            ;
        if (i == SMALL_CNN_PARAM_COUNT)
            return SMALL_CNN_EFORMAT;
        if (read(user, params + small_cnn_params[i].offset, small_cnn_params[i].count * 4))
            return SMALL_CNN_EIO;
        if (small_cnn_host_is_big())
            small_cnn_swap(small_cnn_bytes(params + small_cnn_params[i].offset),
                           small_cnn_params[i].count);
        if (!small_cnn_param_fits(&small_cnn_params[i], params + small_cnn_params[i].offset))
            return SMALL_CNN_ENAN;
        at += small_cnn_params[i].count * 4;
    }
    return SMALL_CNN_OK;
}

/* The header is printed twice: once to learn its length, once to write it. */
typedef struct {
    int (*write)(void *user, const void *buf, size_t n);
    void *user;
    uint64_t count;
    int error;
} small_cnn_out;

static void small_cnn_put(small_cnn_out *o, const char *s)
{
    size_t n = strlen(s);
    if (o->write && !o->error && o->write(o->user, s, n))
        o->error = SMALL_CNN_EIO;
    o->count += n;
}

static void small_cnn_put_number(small_cnn_out *o, uint64_t v)
{
    char s[24];
    int i = 23;
    s[i] = 0;
    do {
        s[--i] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v);
    small_cnn_put(o, s + i);
}

static void small_cnn_put_header(small_cnn_out *o)
{
    uint64_t at = 0;
    int i, d;
    small_cnn_put(o, "{\"__metadata__\":{\"format\":\"netc\",\"net\":\"" SMALL_CNN_NET_NAME
                  "\",\"layout_hash\":\"" SMALL_CNN_LAYOUT_HASH "\"}");
    for (i = 0; i < SMALL_CNN_PARAM_COUNT; i++) {
        small_cnn_put(o, ",\"");
        small_cnn_put(o, small_cnn_params[i].name);
        small_cnn_put(o, "\":{\"dtype\":\"F32\",\"shape\":[");
        for (d = 0; d < small_cnn_params[i].rank; d++) {
            small_cnn_put(o, d ? "," : "");
            small_cnn_put_number(o, (uint64_t)small_cnn_params[i].dim[d]);
        }
        small_cnn_put(o, "],\"data_offsets\":[");
        small_cnn_put_number(o, at);
        at += small_cnn_params[i].count * 4;
        small_cnn_put(o, ",");
        small_cnn_put_number(o, at);
        small_cnn_put(o, "]}");
    }
    small_cnn_put(o, "}");
    while (o->count % 8)
        small_cnn_put(o, " ");
}

/* Floats of this host -> little-endian bytes, in pieces. */
static int small_cnn_put_floats(small_cnn_out *o, const float *p, size_t n)
{
    unsigned char piece[1024];
    size_t m;
    for (; n; p += m, n -= m) {
        m = n < 256 ? n : 256;
        memcpy(piece, p, m * 4);
        if (small_cnn_host_is_big())
            small_cnn_swap(piece, m);
        if (o->write(o->user, piece, m * 4))
            return SMALL_CNN_EIO;
    }
    return SMALL_CNN_OK;
}

int small_cnn_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                   void *user)
{
    unsigned char len[8];
    small_cnn_out o;
    int i;
    if (!params || !write)
        return SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    for (i = 0; i < SMALL_CNN_PARAM_COUNT; i++)
        if (!small_cnn_param_fits(&small_cnn_params[i], params + small_cnn_params[i].offset))
            return SMALL_CNN_ENAN; /* small_cnn_load would not take it */
    memset(&o, 0, sizeof o);
    small_cnn_put_header(&o);
    for (i = 0; i < 8; i++)
        len[i] = (unsigned char)(o.count >> (8 * i) & 255);
    if (write(user, len, 8))
        return SMALL_CNN_EIO;
    o.count = 0;
    o.write = write;
    o.user = user;
    small_cnn_put_header(&o);
    for (i = 0; i < SMALL_CNN_PARAM_COUNT && !o.error; i++)
        o.error = small_cnn_put_floats(&o, params + small_cnn_params[i].offset,
                                       small_cnn_params[i].count);
    return o.error;
}
/* ---- training ---- */

struct small_cnn_train {
    uint64_t tag;          /* of the plan that filled this area */
    const small_cnn_train *self; /* tells an area that was moved */
    uint64_t seed;
    uint64_t step;    /* of the optimizer, so far */
    uint64_t pass;    /* forward and backward passes so far: numbers the draws of dropout */
    uint64_t waiting; /* samples whose gradients wait for an update */
};

/* TRAIN-LAYOUT: the struct, the loss, the outputs, the state, the work area, the scratch of workers
 * 1, 2, .... */
enum { SMALL_CNN_AT_LOSS = 256, SMALL_CNN_AT_OUTPUTS = SMALL_CNN_AT_LOSS + 64 };

/* The mean loss, and what is above 0 where a gradient of the pass is not fit for a step. */
static float *small_cnn_train_loss(const small_cnn_train *t)
{
    return (float *)(void *)(small_cnn_bytes(t) + SMALL_CNN_AT_LOSS);
}

static unsigned char *small_cnn_train_state(const small_cnn_train *t)
{
    return small_cnn_bytes(t) + SMALL_CNN_AT_OUTPUTS +
           (sizeof(float) * SMALL_CNN_BATCH * SMALL_CNN_OUTPUTS + SMALL_CNN_ALIGN - 1) /
               SMALL_CNN_ALIGN * SMALL_CNN_ALIGN;
}

static unsigned char *small_cnn_train_work(const small_cnn_train *t)
{
    return small_cnn_train_state(t) + SMALL_CNN_STATE_BYTES;
}

/* A run of n samples on the memory of t. */
static small_cnn_run small_cnn_train_run(const small_cnn_train *t, int n)
{
    small_cnn_run run;
    memset(&run, 0, sizeof run);
    run.n = n;
    run.seed = t->seed;
    run.y = small_cnn_as_floats(small_cnn_bytes(t) + SMALL_CNN_AT_OUTPUTS);
    run.loss = small_cnn_train_loss(t);
    run.state = small_cnn_as_floats(small_cnn_train_state(t));
    run.work = small_cnn_as_floats(small_cnn_train_work(t));
    run.scratch = small_cnn_as_floats(small_cnn_bytes(t) + SMALL_CNN_TRAIN_SCRATCH_AT);
    run.scratch_floats = SMALL_CNN_TRAIN_SCRATCH;
    return run;
}

static int small_cnn_train_check(const small_cnn_train *t)
{
    if (!t || !small_cnn_aligned(t))
        return t ? SMALL_CNN_EALIGN : SMALL_CNN_EARG;
    return t->tag == SMALL_CNN_TRAIN_TAG && t->self == t ? SMALL_CNN_OK : SMALL_CNN_EAREA;
}

static int small_cnn_rate_fits(float rate) { return small_cnn_finite(rate) && rate >= 0.0f; }

int small_cnn_train_init(small_cnn_train **t, void *mem, size_t bytes, const float *params,
                         uint64_t seed)
{
    small_cnn_train *s = (small_cnn_train *)mem;
    small_cnn_run run;
    int bad = small_cnn_check_memory(mem, bytes, SMALL_CNN_TRAIN_BYTES);
    if (bad || !t || !params)
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    memset(s, 0, SMALL_CNN_AT_OUTPUTS);
    s->seed = seed;
    memset(small_cnn_train_state(s), 0, SMALL_CNN_STATE_BYTES);
    run = small_cnn_train_run(s, 1);
    run.params = small_cnn_as_floats(params);
    small_cnn_run_pack(&run);
    s->tag = SMALL_CNN_TRAIN_TAG;
    s->self = s;
    *t = s;
    return SMALL_CNN_OK;
}

static int small_cnn_labels_fit(const int32_t *label, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (label[i] < 0 || label[i] >= SMALL_CNN_OUTPUTS)
            return 0;
    }
    return 1;
}

static int small_cnn_train_arguments(const small_cnn_train *t, const float *x, const int32_t *label,
                                     int n)
{
    int bad = small_cnn_train_check(t);
    if (bad || !x || !label || n < 1 || n > SMALL_CNN_BATCH)
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(x) || !small_cnn_floats_aligned(label))
        return SMALL_CNN_EALIGN;
    if (!small_cnn_labels_fit(label, n))
        return SMALL_CNN_EARG;
    return SMALL_CNN_OK;
}

static int small_cnn_train_forward_backward(small_cnn_train *t, const float *x, const void *labels,
                                            int n, float *loss)
{
    static const uint32_t no_number = 0x7FC00000u;
    small_cnn_run run = small_cnn_train_run(t, n);
    run.step = ++t->pass;
    run.x = x;
    run.label = labels;
    small_cnn_run_forward(&run);
    if (!small_cnn_all_finite(x, (size_t)n * SMALL_CNN_IN_H * SMALL_CNN_IN_W * SMALL_CNN_IN_C))
        memcpy(small_cnn_train_loss(t), &no_number, sizeof no_number);
            /* also where relu made 0 of it: the gradient behind it is none */
    if (loss)
        *loss = small_cnn_train_loss(t)[0];
    small_cnn_run_backward(&run);
    if (!small_cnn_finite(small_cnn_train_loss(t)[0]) || small_cnn_train_loss(t)[1] > 0.0f) {
        t->pass--; /* nothing is changed */
        return SMALL_CNN_ENAN;
    }
    small_cnn_run_stats(&run);
    return SMALL_CNN_OK;
}

/* n: the samples behind the gradient. The optimizer counts the steps: one may be made of several
 * gradients. */
static void small_cnn_train_optimize(small_cnn_train *t, int n, float rate)
{
    small_cnn_run run = small_cnn_train_run(t, n);
    run.step = ++t->step;
    run.rate = rate;
    small_cnn_run_apply(&run);
}

int small_cnn_train_step(small_cnn_train *t, const float *x, const int32_t *label, int n,
                         float rate, float *loss)
{
    int bad = small_cnn_train_arguments(t, x, label, n);
    if (!bad && !small_cnn_rate_fits(rate))
        bad = SMALL_CNN_EARG;
    if (!bad)
        bad = small_cnn_train_forward_backward(t, x, label, n, loss);
    if (!bad)
        small_cnn_train_optimize(t, n, rate);
    return bad;
}

int small_cnn_train_grad(small_cnn_train *t, const float *x, const int32_t *label, int n,
                         float *grad, float *loss)
{
    small_cnn_run run;
    int bad = small_cnn_train_arguments(t, x, label, n);
    if (bad || !grad)
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(grad))
        return SMALL_CNN_EALIGN;
    bad = small_cnn_train_forward_backward(t, x, label, n, loss);
    memset(grad, 0, sizeof(float) * SMALL_CNN_PARAM_FLOATS);
    run = small_cnn_train_run(t, n);
    run.grads = small_cnn_as_floats(grad);
    small_cnn_run_grads_out(&run);
    return bad;
}

/* Numbers of up to 2^60 in size, as small_cnn_mk_gradient_fits has it. */
static int small_cnn_gradient_fits(const float *grad)
{
    const uint32_t most = 0x5D800000u;
    uint32_t u;
    size_t k;
    int i;
    for (i = 0; i < SMALL_CNN_PARAM_COUNT; i++)
        for (k = 0; small_cnn_params[i].trainable && k < small_cnn_params[i].count; k++) {
            memcpy(&u, grad + small_cnn_params[i].offset + k, sizeof u);
            if ((u & 0x7FFFFFFFu) > most)
                return 0;
        }
    return 1;
}

int small_cnn_train_apply(small_cnn_train *t, const float *grad, float rate)
{
    small_cnn_run run;
    int bad = small_cnn_train_check(t);
    if (bad || !grad || !small_cnn_rate_fits(rate))
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(grad))
        return SMALL_CNN_EALIGN;
    if (!small_cnn_gradient_fits(grad))
        return SMALL_CNN_ENAN;
    run = small_cnn_train_run(t, 1);
    run.grads = small_cnn_as_floats(grad);
    small_cnn_run_grads_in(&run);
    small_cnn_train_optimize(t, 1, rate);
    return SMALL_CNN_OK;
}

int small_cnn_train_params(const small_cnn_train *t, float *params)
{
    small_cnn_run run;
    int bad = small_cnn_train_check(t);
    if (bad || !params)
        return bad ? bad : SMALL_CNN_EARG;
    if (!small_cnn_floats_aligned(params))
        return SMALL_CNN_EALIGN;
    run = small_cnn_train_run(t, 1);
    run.params = small_cnn_as_floats(params);
    small_cnn_run_unpack(&run);
    return SMALL_CNN_OK;
}

const float *small_cnn_train_outputs(const small_cnn_train *t)
{
    return small_cnn_train_check(t) ? NULL : (const float *)(const void *)(small_cnn_bytes(t) +
        SMALL_CNN_AT_OUTPUTS);
}

/* A saved state: a name of 32 bytes with the parameters' layout; the layout and the size of the
 * state; seed, step, pass, samples that wait; the state; a checksum of all before it. Numbers are
 * in this host's order of bytes. */
enum { SMALL_CNN_STATE_WORDS = 6 };

static const char small_cnn_state_name[32] = "netc state " SMALL_CNN_LAYOUT_HASH;

/* One step loses nothing of the sum, so that any single damaged word changes the result. */
static uint64_t small_cnn_checksum(uint64_t sum, const void *data, size_t bytes)
{
    const unsigned char *p = small_cnn_bytes(data);
    uint64_t word;
    for (; bytes >= sizeof word; p += sizeof word, bytes -= sizeof word) {
        memcpy(&word, p, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

int small_cnn_train_save(const small_cnn_train *t,
                         int (*write)(void *user, const void *buf, size_t n), void *user)
{
    uint64_t words[SMALL_CNN_STATE_WORDS], sum;
    int bad = small_cnn_train_check(t);
    if (bad || !write)
        return bad ? bad : SMALL_CNN_EARG;
    words[0] = SMALL_CNN_STATE_HASH;
    words[1] = SMALL_CNN_STATE_BYTES;
    words[2] = t->seed;
    words[3] = t->step;
    words[4] = t->pass;
    words[5] = t->waiting;
    sum = small_cnn_checksum(0, small_cnn_state_name, sizeof small_cnn_state_name);
    sum = small_cnn_checksum(sum, words, sizeof words);
    sum = small_cnn_checksum(sum, small_cnn_train_state(t), SMALL_CNN_STATE_BYTES);
    if (write(user, small_cnn_state_name, sizeof small_cnn_state_name) ||
        write(user, words, sizeof words) || write(user, small_cnn_train_state(t),
                                                  SMALL_CNN_STATE_BYTES) ||
        write(user, &sum, sizeof sum))
        return SMALL_CNN_EIO;
    return SMALL_CNN_OK;
}

/* The state goes through the work area, which is as large, so that t changes only by a whole one.
 */
int small_cnn_train_load(small_cnn_train *t, int (*read)(void *user, void *buf, size_t n),
                         void *user)
{
    char name[sizeof small_cnn_state_name];
    uint64_t words[SMALL_CNN_STATE_WORDS], sum, said;
    int bad = small_cnn_train_check(t);
    if (bad || !read)
        return bad ? bad : SMALL_CNN_EARG;
    if (read(user, name, sizeof name))
        return SMALL_CNN_EIO;
    if (memcmp(name, small_cnn_state_name, 11))
        return SMALL_CNN_EFORMAT;
    if (read(user, words, sizeof words))
        return SMALL_CNN_EIO;
    if (memcmp(name, small_cnn_state_name, sizeof name) || words[0] != SMALL_CNN_STATE_HASH ||
        words[1] != SMALL_CNN_STATE_BYTES)
        return SMALL_CNN_EHASH;
    if (read(user, small_cnn_train_work(t), SMALL_CNN_STATE_BYTES) ||
        read(user, &said, sizeof said))
        return SMALL_CNN_EIO;
    sum = small_cnn_checksum(0, name, sizeof name);
    sum = small_cnn_checksum(sum, words, sizeof words);
    sum = small_cnn_checksum(sum, small_cnn_train_work(t), SMALL_CNN_STATE_BYTES);
    if (sum != said)
        return SMALL_CNN_EFORMAT;
    t->seed = words[2];
    t->step = words[3];
    t->pass = words[4];
    t->waiting = words[5];
    memcpy(small_cnn_train_state(t), small_cnn_train_work(t), SMALL_CNN_STATE_BYTES);
    return SMALL_CNN_OK;
}
