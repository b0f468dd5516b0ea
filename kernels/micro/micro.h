/* Micro-kernels: every loop over a contiguous dimension, and the vector type they are
 * written in. Layer kernels (kernels/) walk the outer dimensions and call these.
 *
 * What stands between the prelude marks is pasted at the head of each emitted C file, so it
 * must be C99, valid as C++, and clean under -Wall -Wextra -Wshadow -Wconversion -pedantic.
 * v8 is eight floats. With GCC's or Clang's vector extensions it is one machine vector, or two
 * where a machine's vectors have four floats; otherwise (tcc, other compilers, -DNETC_PLAIN_C)
 * it is an array with loops: same results but for the contraction of a*b+c.
 *
 * Of the prelude a text has what it uses: the build tool finds which definition uses which. A
 * comment belongs to the definition or directive behind it. Rules for micro-kernels: names begin
 * with mk_; one function, one comment with shapes and formula; no libc beyond <math.h> and
 * <string.h>; no static data; no malloc; they call only one another and the v8 functions. Pointers
 * need float alignment only. A row is `count` floats of one channel block: pixels of 16 lanes, so
 * count is a multiple of 16. Outputs stand first and may be the same memory as an input of the same
 * length, unless the definition's comment says otherwise. */
#ifndef NETC_MICRO_H
#define NETC_MICRO_H
/* @prelude begin */
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
#define expf(x)    ((float)(double)(expf)(x))
#define logf(x)    ((float)(double)(logf)(x))
#define expm1f(x)  ((float)(double)(expm1f)(x))
#define log1pf(x)  ((float)(double)(log1pf)(x))
#define tanhf(x)   ((float)(double)(tanhf)(x))
#define erff(x)    ((float)(double)(erff)(x))
#define rintf(x)   ((float)(double)(rintf)(x))
#define roundf(x)  ((float)(double)(roundf)(x))
#define fabsf(x)   ((float)(double)(fabsf)(x))
#define powf(x, y) ((float)(double)(powf)(x, y))
#define sqrt(x)    ((double)(long double)(sqrt)(x))
#define exp(x)     ((double)(long double)(exp)(x))
#define log(x)     ((double)(long double)(log)(x))
#define expm1(x)   ((double)(long double)(expm1)(x))
#define log1p(x)   ((double)(long double)(log1p)(x))
#define tanh(x)    ((double)(long double)(tanh)(x))
#define erf(x)     ((double)(long double)(erf)(x))
#define fabs(x)    ((double)(long double)(fabs)(x))
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
#define NETC_RESTRICT
#else
#define NETC_RESTRICT restrict
#endif
/* At the end of each layer's function. gcc 12 can take such a function for one that writes nothing,
 * once it has rewritten the addresses of its stores (-O3, induction variables), and then leaves out
 * the call. An asm statement writes, so it cannot. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#define NETC_WROTE() __asm__ volatile("" ::: "memory")
#else
#define NETC_WROTE() ((void)0)
#endif
#if defined(__GNUC__) && !defined(__TINYC__)
#define NETC_INLINE static inline __attribute__((always_inline))
#else
#define NETC_INLINE static inline
#endif
/* A function of its own: were it inlined, its caller had its registers' places on the stack, too,
 * beside those of all others that are inlined there. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define NETC_APART static __attribute__((noinline, unused))
#else
#define NETC_APART static
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C) && defined(__AVX__)
typedef float v8 __attribute__((vector_size(32)));
typedef int32_t v8i __attribute__((vector_size(32)));
typedef float v8u __attribute__((vector_size(32), aligned(4), may_alias));
static inline v8 v8_load(const float *p) { return *(const v8u *)(const void *)p; }
static inline void v8_store(float *p, v8 a) { *(v8u *)(void *)p = a; }
static inline v8 v8_set1(float x)
{
    v8 r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline v8 v8_add(v8 a, v8 b) { return a + b; }
static inline v8 v8_sub(v8 a, v8 b) { return a - b; }
static inline v8 v8_mul(v8 a, v8 b) { return a * b; }
static inline v8 v8_div(v8 a, v8 b) { return a / b; }
static inline v8 v8_fma(v8 a, v8 b, v8 c) { return a * b + c; }
/* a where b > 0, else 0 */
static inline v8 v8_gate(v8 a, v8 b) { return (v8)((v8i)a & (v8i)(b > v8_set1(0.0f))); }
/* a > b ? x : y */
static inline v8 v8_select(v8 a, v8 b, v8 x, v8 y)
{
    v8i m = (v8i)(a > b);
    return (v8)(((v8i)x & m) | ((v8i)y & ~m));
}
/* the larger; NaN where one is */
static inline v8 v8_top(v8 a, v8 b)
{
    v8i m = (v8i)(a > b) | (v8i)(a != a);
    return (v8)(((v8i)a & m) | ((v8i)b & ~m));
}
static inline v8 v8_sqrt(v8 a)
{
    v8 r;
    for (int i = 0; i < 8; i++)
        r[i] = sqrtf(a[i]);
    return r;
}
static inline float v8_sum(v8 a)
{
    return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
}
#if defined(__clang__) || __GNUC__ >= 12
/* Lanes of a, then (8 and on) of b. */
#define NETC_SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#endif
#elif defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C)
typedef float v8h __attribute__((vector_size(16)));
typedef int32_t v8i __attribute__((vector_size(16)));
typedef float v8u __attribute__((vector_size(16), aligned(4), may_alias));
/* Two 16-byte vectors: SSE2, NEON. */
typedef struct {
    v8h a, b;
} v8;
static inline v8 v8_load(const float *p)
{
    v8 r;
    r.a = *(const v8u *)(const void *)p;
    r.b = *(const v8u *)(const void *)(p + 4);
    return r;
}
static inline void v8_store(float *p, v8 x)
{
    *(v8u *)(void *)p = x.a;
    *(v8u *)(void *)(p + 4) = x.b;
}
static inline v8 v8_set1(float x)
{
    v8h h = {x, x, x, x};
    v8 r;
    r.a = h;
    r.b = h;
    return r;
}
static inline v8 v8_add(v8 x, v8 y)
{
    x.a += y.a;
    x.b += y.b;
    return x;
}
static inline v8 v8_sub(v8 x, v8 y)
{
    x.a -= y.a;
    x.b -= y.b;
    return x;
}
static inline v8 v8_mul(v8 x, v8 y)
{
    x.a *= y.a;
    x.b *= y.b;
    return x;
}
static inline v8 v8_div(v8 x, v8 y)
{
    x.a /= y.a;
    x.b /= y.b;
    return x;
}
static inline v8 v8_fma(v8 x, v8 y, v8 z)
{
    z.a = x.a * y.a + z.a;
    z.b = x.b * y.b + z.b;
    return z;
}
static inline v8 v8_gate(v8 x, v8 y)
{
    v8h o = {0.0f, 0.0f, 0.0f, 0.0f};
    x.a = (v8h)((v8i)x.a & (v8i)(y.a > o));
    x.b = (v8h)((v8i)x.b & (v8i)(y.b > o));
    return x;
}
static inline v8 v8_select(v8 p, v8 q, v8 x, v8 y)
{
    v8i m = (v8i)(p.a > q.a), n = (v8i)(p.b > q.b);
    x.a = (v8h)(((v8i)x.a & m) | ((v8i)y.a & ~m));
    x.b = (v8h)(((v8i)x.b & n) | ((v8i)y.b & ~n));
    return x;
}
static inline v8 v8_top(v8 x, v8 y)
{
    v8i m = (v8i)(x.a > y.a) | (v8i)(x.a != x.a), n = (v8i)(x.b > y.b) | (v8i)(x.b != x.b);
    x.a = (v8h)(((v8i)x.a & m) | ((v8i)y.a & ~m));
    x.b = (v8h)(((v8i)x.b & n) | ((v8i)y.b & ~n));
    return x;
}
static inline v8 v8_sqrt(v8 x)
{
    for (int i = 0; i < 4; i++) {
        x.a[i] = sqrtf(x.a[i]);
        x.b[i] = sqrtf(x.b[i]);
    }
    return x;
}
static inline float v8_sum(v8 x)
{
    v8h s = x.a + x.b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}
#else
typedef struct {
    float f[8];
} v8;
static inline v8 v8_load(const float *p)
{
    v8 r;
    memcpy(r.f, p, sizeof r.f);
    return r;
}
static inline void v8_store(float *p, v8 a) { memcpy(p, a.f, sizeof a.f); }
static inline v8 v8_set1(float x)
{
    v8 r;
    for (int i = 0; i < 8; i++)
        r.f[i] = x;
    return r;
}
static inline v8 v8_add(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] += b.f[i];
    return a;
}
static inline v8 v8_sub(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] -= b.f[i];
    return a;
}
static inline v8 v8_mul(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] *= b.f[i];
    return a;
}
static inline v8 v8_div(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] /= b.f[i];
    return a;
}
static inline v8 v8_fma(v8 a, v8 b, v8 c)
{
    for (int i = 0; i < 8; i++)
        c.f[i] += a.f[i] * b.f[i];
    return c;
}
static inline v8 v8_gate(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = b.f[i] > 0.0f ? a.f[i] : 0.0f;
    return a;
}
static inline v8 v8_select(v8 a, v8 b, v8 x, v8 y)
{
    for (int i = 0; i < 8; i++)
        x.f[i] = a.f[i] > b.f[i] ? x.f[i] : y.f[i];
    return x;
}
static inline v8 v8_top(v8 a, v8 b)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = a.f[i] > b.f[i] || a.f[i] != a.f[i] ? a.f[i] : b.f[i];
    return a;
}
static inline v8 v8_sqrt(v8 a)
{
    for (int i = 0; i < 8; i++)
        a.f[i] = sqrtf(a.f[i]);
    return a;
}
static inline float v8_sum(v8 a)
{
    return ((a.f[0] + a.f[4]) + (a.f[2] + a.f[6])) + ((a.f[1] + a.f[5]) + (a.f[3] + a.f[7]));
}
#endif
static inline v8 v8_zero(void) { return v8_set1(0.0f); }
/* v8w: as many lanes as a register has, 16 or 8. Where more registers or longer rows pay; sums over
 * lanes are never made of it. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C) && defined(__AVX512F__)
#define NETC_WIDE 16
typedef float v8w __attribute__((vector_size(64)));
typedef float v8wu __attribute__((vector_size(64), aligned(4), may_alias));
static inline v8w v8w_load(const float *p) { return *(const v8wu *)(const void *)p; }
static inline void v8w_store(float *p, v8w a) { *(v8wu *)(void *)p = a; }
static inline v8w v8w_set1(float x)
{
    v8w r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline v8w v8w_add(v8w a, v8w b) { return a + b; }
static inline v8w v8w_sub(v8w a, v8w b) { return a - b; }
static inline v8w v8w_mul(v8w a, v8w b) { return a * b; }
static inline v8w v8w_div(v8w a, v8w b) { return a / b; }
static inline v8w v8w_fma(v8w a, v8w b, v8w c) { return a * b + c; }
typedef int32_t v8wi __attribute__((vector_size(64)));
/* a > b ? x : y */
static inline v8w v8w_select(v8w a, v8w b, v8w x, v8w y)
{
    v8wi m = (v8wi)(a > b);
    return (v8w)(((v8wi)x & m) | ((v8wi)y & ~m));
}
static inline v8w v8w_top(v8w a, v8w b)
{
    v8wi m = (v8wi)(a > b) | (v8wi)(a != a);
    return (v8w)(((v8wi)a & m) | ((v8wi)b & ~m));
}
/* Keeps it in a register: gcc would read it from memory again for each of its uses. */
static inline v8w v8w_keep(v8w a)
{
    __asm__("" : "+v"(a));
    return a;
}
/* sum + a * b of the pairs of bfloat16 that are the lanes of a and b. */
#if defined(__AVX512BF16__)
#define NETC_DOT2
static inline v8w v8w_dot2(v8w sum, v8w a, v8w b)
{
    __asm__("vdpbf16ps %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
    return sum;
}
/* 16 pairs in memory, and one of them in all lanes; kept as v8w_keep does. */
static inline v8w v8w_pairs(const uint8_t *p)
{
    return v8w_keep(v8w_load((const float *)(const void *)p));
}
static inline v8w v8w_pair(const uint8_t *p)
{
    float e;
    memcpy(&e, p, sizeof e);
    return v8w_keep(v8w_set1(e));
}
#endif
#else
#define NETC_WIDE 8
typedef v8 v8w;
static inline v8w v8w_load(const float *p) { return v8_load(p); }
static inline void v8w_store(float *p, v8w a) { v8_store(p, a); }
static inline v8w v8w_set1(float x) { return v8_set1(x); }
static inline v8w v8w_add(v8w a, v8w b) { return v8_add(a, b); }
static inline v8w v8w_sub(v8w a, v8w b) { return v8_sub(a, b); }
static inline v8w v8w_mul(v8w a, v8w b) { return v8_mul(a, b); }
static inline v8w v8w_div(v8w a, v8w b) { return v8_div(a, b); }
static inline v8w v8w_fma(v8w a, v8w b, v8w c) { return v8_fma(a, b, c); }
static inline v8w v8w_select(v8w a, v8w b, v8w x, v8w y) { return v8_select(a, b, x, y); }
static inline v8w v8w_top(v8w a, v8w b) { return v8_top(a, b); }
static inline v8w v8w_keep(v8w a) { return a; }
#endif
/* Tiles of 16 rows of 64 bytes, by their numbers, 0 to 7: 16 sums in a row, or 16 pairs of
 * bfloat16. DOT: row r of C += the sum over i of pair i of row r of A times row i of B. Rows in
 * memory lie `step` bytes apart. A program may use them once Linux has allowed it, by
 * arch_prctl(ARCH_REQ_XCOMP_PERM, 18); so it says NETC_AMX. */
#if defined(NETC_AMX) && defined(NETC_DOT2)
#define NETC_TILES
#define NETC_TILE_SHAPES(p)  __asm__ volatile("ldtilecfg (%0)" : : "r"(p) : "memory")
#define NETC_TILE_END()      __asm__ volatile("tilerelease" : : : "memory")
#define NETC_TILE_ZERO(t)    __asm__ volatile("tilezero %%tmm" #t : : : "memory")
#define NETC_TILE_STEP(step) "r"((ptrdiff_t)(step))
#define NETC_TILE_LOAD(t, p, step) \
    __asm__ volatile("tileloadd (%0,%1,1), %%tmm" #t : : "r"(p), NETC_TILE_STEP(step) : "memory")
#define NETC_TILE_STORE(t, p, step)                      \
    __asm__ volatile("tilestored %%tmm" #t ", (%0,%1,1)" \
                     :                                   \
                     : "r"(p), "r"((ptrdiff_t)(step))    \
                     : "memory")
#define NETC_TILE_DOT(c, a, b) \
    __asm__ volatile("tdpbf16ps %%tmm" #b ", %%tmm" #a ", %%tmm" #c : : : "memory")
#endif
/* What NETC_TILE_SHAPES takes: all tiles have 16 rows of 64 bytes. */
NETC_INLINE void v8_tile_shapes(uint8_t *shapes)
{
    memset(shapes, 0, 64);
    shapes[0] = 1; /* palette */
    for (int t = 0; t < 8; t++)
        shapes[16 + 2 * t] = 64, shapes[48 + t] = 16;
}
static inline v8w v8w_zero(void) { return v8w_set1(0.0f); }
static inline v8w v8w_max(v8w a, v8w b) { return v8w_select(a, b, a, b); } /* a > b ? a : b */
/* v8_prefetch asks for `floats` floats at p before they are needed; means nothing to the result. By
 * force: gcc takes a function that only asks for one without effect, and leaves out its calls. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C)
NETC_INLINE void v8_prefetch(const float *p, int floats)
{
    for (int i = 0; i < floats; i += 16)
        __builtin_prefetch(p + i);
}
#else
NETC_INLINE void v8_prefetch(const float *p, int floats) { (void)p, (void)floats; }
#endif
/* v8_prefetch of the one line at p. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C)
NETC_INLINE void v8_ask(const void *p) { __builtin_prefetch(p); }
#else
NETC_INLINE void v8_ask(const void *p) { (void)p; }
#endif
/* A sum of two values of other scales: both are brought to one scale, 2^20 times as fine. */
typedef struct mk_int8_sum {
    int32_t a_zero, a_multiplier, a_shift, b_zero, b_multiplier, b_shift;
    int32_t zero, multiplier, shift, low, high;
} mk_int8_sum;

/* A product of two values of other scales, and the factor to that of the result. */
typedef struct mk_int8_product {
    int32_t a_zero, b_zero, zero, multiplier, shift;
} mk_int8_product;

/* sum + x[0] * w[0] + ... + x[3] * w[3], of 8-bit integers: a host may define it as its processor
 * does it best. Here: two products at a time, on Arm with the DSP extension. */
#if !defined(NETC_DOT4) && defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32) && \
    defined(__GNUC__) && !defined(__aarch64__)
static inline int32_t number_dot4(int32_t sum, const int8_t *x, const int8_t *w)
{
    uint32_t a, b, even, odd, even_w, odd_w;
    memcpy(&a, x, 4);
    memcpy(&b, w, 4);
    __asm__("sxtb16 %0, %1" : "=r"(even) : "r"(a));
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(odd) : "r"(a));
    __asm__("sxtb16 %0, %1" : "=r"(even_w) : "r"(b));
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(odd_w) : "r"(b));
    __asm__("smlad %0, %1, %2, %3" : "=r"(sum) : "r"(even), "r"(even_w), "r"(sum));
    __asm__("smlad %0, %1, %2, %3" : "=r"(sum) : "r"(odd), "r"(odd_w), "r"(sum));
    return sum;
}
#define NETC_DOT4(sum, x, w) number_dot4(sum, x, w)
#endif
/* Up to eight positions of a convolution: where their windows begin, whether each is the first of
 * a window of outputs, and where that is the last, the output's number, else -1. */
typedef struct mk_int8_places {
    int32_t x[8], first[8], last[8];
} mk_int8_places;
/* A convolution of 8-bit integers by panels, and windows over its result: k channels, a map of oh x
 * ow positions; the next row's and column's window lies sy and sx bytes further. A window is kh x
 * kw runs, `down` and `right` bytes apart, of 4 * quads bytes. */
typedef struct mk_int8_map {
    int k, oh, ow, sy, sx, kh, kw, down, right, quads;
    int ph, pw, psh, psw, ppt, ppl, pow, zero, low, high;
} mk_int8_map;
/* A depthwise convolution of 8-bit integers: k channels of a map of h x w pixels whose zero is
 * x_zero to rows of ow pixels; kh x kw taps, dh and dw apart, the first window from row -top and
 * column -left on, the next sh and sw further. */
typedef struct mk_int8_windows {
    int k, h, w, ow, kh, kw, sh, sw, dh, dw, top, left, x_zero, zero, low, high;
} mk_int8_windows;
/* Windows over the rows of a map of h x w pixels: kh x kw pixels, the first from row -top and
 * column -left on, the next sh and sw further. */
typedef struct mk_windows {
    int h, w, kh, kw, sh, sw, top, left;
} mk_windows;
/* Maps of numbers in bfloat16 in a frame of zeros (mk_frames.c): of `images` images of h x w
 * pixels, what `rows` rows of ow outputs from row `first` on see through windows of kh x kw taps,
 * dh and dw apart, the first from row -top and column -left on. Rows of the frame are `row` pixels
 * apart, images `map`. Output (r, c) of image i has position p = i * map + (r - first) * row + c,
 * and its tap (a, b) lies at p + a * dh * row + b * dw. */
typedef struct mk_frames {
    int images, h, w, ow, kh, kw, dh, dw, top, left, row, map, first, rows;
} mk_frames;
/* Where output o of an axis of `count` values takes its own from: place (o * mul + add) / div,
 * rounded down, or with `linear` between that and the next. Beyond the ends is (edge) 0: the end,
 * 1: the map reflected at its last value, 2: reflected behind it, 3: the map once more. */
typedef struct mk_axis {
    int count, mul, add, div, edge, linear;
} mk_axis;
/* Adam: shares of the running means and their complements, what is added to the root, the decay in
 * the gradient, the share of the weights that a step takes away, the limit of a gradient's element
 * (0: none). */
typedef struct mk_adam_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, epsilon, decay, shrink, clip;
} mk_adam_rule;
/* Lion: shares of the mean whose sign counts and of the running mean, with their complements, and
 * as for Adam. */
typedef struct mk_lion_rule {
    float beta1, one_minus_beta1, beta2, one_minus_beta2, shrink, clip;
} mk_lion_rule;
/* RMSprop: the share of the running mean and its complement, of the velocity (without momentum not
 * read), and as for Adam. */
typedef struct mk_rmsprop_rule {
    float rho, one_minus_rho, momentum, epsilon, decay, clip;
} mk_rmsprop_rule;
/* @prelude end */

#include "micro_protos.h" /* every micro-kernel: written by tools/embed.c */
#endif
