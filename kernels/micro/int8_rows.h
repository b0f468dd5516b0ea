/* Eight or sixteen sums of products of 8-bit integers: registers and instructions of x86 that plain
 * C does not reach. Micro-kernels ask by NETC_INT8_ROWS, NETC_DOT8 and NETC_DOT16 whether there are
 * any. Instructions that compilers name differently are written as asm. What stands between the
 * prelude marks is pasted into emitted C, as micro.h's. */
#ifndef NETC_INT8_ROWS_H
#define NETC_INT8_ROWS_H
#include "micro.h"
/* @prelude begin */
/* 8-bit integers by wide registers: eight or sixteen sums of products. */
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C) && defined(__AVX2__)
#define NETC_INT8_ROWS 1
typedef int32_t v8iu __attribute__((vector_size(32), aligned(1), may_alias));
typedef uint64_t v4n __attribute__((vector_size(32)));
typedef int64_t v2l __attribute__((vector_size(16)));
static inline v8i v8i_load(const void *p) { return *(const v8iu *)p; }
static inline void v8i_store(int32_t *p, v8i a) { *(v8iu *)(void *)p = a; }
static inline v8i v8i_set1(int32_t x)
{
    const v8i r = {x, x, x, x, x, x, x, x};
    return r;
}
static inline v8i v8i_zero(void) { return v8i_set1(0); }
/* x * m + 2^30 of the even lanes, 64 bits each */
static inline v4n v8i_product(v8i x, v8i m)
{
    const uint64_t half = (uint64_t)1 << 30;
    const v4n halves = {half, half, half, half};
    v4n r;
    __asm__("vpmuldq %2, %1, %0" : "=x"(r) : "x"(x), "x"(m));
    return r + halves;
}
/* As mk_int8_scaled, of shifts that are 0 or less. */
static inline v8i v8i_scaled(v8i x, v8i multiplier, v8i shift)
{
    const uint64_t low = 0xFFFFFFFFu;
    const v4n lows = {low, low, low, low};
    const v4n even = v8i_product(x, multiplier);
    const v4n odd = v8i_product((v8i)((v4n)x >> 32), (v8i)((v4n)multiplier >> 32));
    const v8i high = (v8i)(((even >> 31) & lows) | ((odd << 1) & ~lows)), right = -shift;
    const v8i mask = (v8i_set1(1) << right) - 1, rest = high & mask;
    return (high >> right) - (rest > (mask >> 1) - (high >> 31));
}
static inline v8i v8i_within(v8i v, int low, int high)
{
    const v8i least = v8i_set1(low), most = v8i_set1(high);
    v = (v & (v > least)) | (least & ~(v > least));
    return (v & (v < most)) | (most & ~(v < most));
}
/* y = a and b, which are bytes */
static inline void v8i_bytes(int8_t *y, v8i a, v8i b)
{
    v8i r; /* within each half first, then the halves put together */
    __asm__("vpackssdw %2, %1, %0" : "=x"(r) : "x"(a), "x"(b));
    __asm__("vpermq $0xd8, %1, %0" : "=x"(r) : "x"(r));
    __asm__("vpacksswb %1, %1, %0" : "=x"(r) : "x"(r));
    __asm__("vpermq $0x08, %1, %0" : "=x"(r) : "x"(r));
    memcpy(y, &r, 16);
}
/* zero + (sum + beginning) times its factor, within low ... high, of 8 channels; rule as
 * mk_int8_outputs has it */
static inline v8i v8i_output(const int32_t *sum, const int32_t *rule, int zero, int low, int high)
{
    const v8i v = v8i_scaled(v8i_load(sum) + v8i_load(rule), v8i_load(rule + 16),
                             v8i_load(rule + 32));
    return v8i_within(v + zero, low, high);
}
/* The 8 bytes at p as numbers. */
static inline v8i v8i_of_bytes(const int8_t *p)
{
    int64_t bytes;
    v8i r;
    memcpy(&bytes, p, 8);
    const v2l both = {bytes, bytes};
    __asm__("vpmovsxbd %1, %0" : "=x"(r) : "x"(both));
    return r;
}
#if defined(__AVXVNNI__)
static inline v8i v8i_dot(v8i sum, v8i x, v8i w)
{
    __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(sum) : "x"(x), "x"(w));
    return sum;
}
#define NETC_DOT8(sum, x, w) v8i_dot(sum, x, w)
#elif defined(__AVX512VNNI__) && defined(__AVX512VL__)
static inline v8i v8i_dot(v8i sum, v8i x, v8i w)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    return sum;
}
#define NETC_DOT8(sum, x, w) v8i_dot(sum, x, w)
#endif
#if defined(NETC_DOT8)
/* The four bytes at p, for each sum. */
static inline v8i v8i_four(const uint8_t *p)
{
    int32_t four;
    memcpy(&four, p, 4);
    return v8i_set1(four);
}
#else
/* Without such an instruction: numbers of 16 bits, two products at a time. */
typedef int32_t v4i __attribute__((vector_size(16)));
typedef int32_t v4iu __attribute__((vector_size(16), aligned(1), may_alias));
/* The four bytes at p, 16 bits wide, four times. */
static inline v8i v8i_pairs(const uint8_t *p)
{
    int32_t four;
    v8i r;
    memcpy(&four, p, 4);
    const v4i all = {four, four, four, four};
    __asm__("vpmovzxbw %1, %0" : "=x"(r) : "x"(all));
    return r;
}
static inline v8i v8i_widened(const int8_t *p)
{
    v8i r;
    __asm__("vpmovsxbw %1, %0" : "=x"(r) : "m"(*(const v4iu *)(const void *)p));
    return r;
}
static inline v8i v8i_dot_pairs(v8i x, v8i w)
{
    v8i r;
    __asm__("vpmaddwd %2, %1, %0" : "=x"(r) : "x"(x), "x"(w));
    return r;
}
#define NETC_DOT_PAIRS(x, w) v8i_dot_pairs(x, w)
/* The sums of neighbours: four of a, then four of b. */
static inline v8i v8i_folded(v8i a, v8i b)
{
    v8i sums, r;
    __asm__("vphaddd %2, %1, %0" : "=x"(sums) : "x"(a), "x"(b));
    __asm__("vpermq $0xd8, %1, %0" : "=x"(r) : "x"(sums));
    return r;
}
#endif
#endif
#if defined(__GNUC__) && !defined(__TINYC__) && !defined(NETC_PLAIN_C) && defined(__AVX512F__) && \
    defined(__AVX512VNNI__)
typedef int32_t v16i __attribute__((vector_size(64)));
typedef int32_t v16iu __attribute__((vector_size(64), aligned(1), may_alias));
static inline v16i v16i_load(const void *p) { return *(const v16iu *)p; }
static inline void v16i_store(int32_t *p, v16i a) { *(v16iu *)(void *)p = a; }
static inline v16i v16i_set1(int32_t x)
{
    const v16i r = {x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
    return r;
}
static inline v16i v16i_zero(void) { return v16i_set1(0); }
static inline v16i v16i_four(const uint8_t *p)
{
    int32_t four;
    memcpy(&four, p, 4);
    return v16i_set1(four);
}
static inline v16i v16i_dot(v16i sum, v16i x, v16i w)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    return sum;
}
#define NETC_DOT16(sum, x, w) v16i_dot(sum, x, w)
#endif
/* @prelude end */
#endif
