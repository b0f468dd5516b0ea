/* Shared by the kernel tests: random packed tensors, naive access to them, derived comparisons, and
 * a call cut into ranges. */
#ifndef NETC_TEST_KERNEL_UTIL_H
#define NETC_TEST_KERNEL_UTIL_H
#include "kernels.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <float.h>
#include <cmocka.h>

enum { GUARD = 32 }; /* floats after each buffer that must stay as they are */

/* A splitmix64 stream, so that a test's data does not depend on the C library. */
static inline double uniform(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53 * 2 - 1;
}

/* n floats and a guard, all `value`: a kernel that leaves one unwritten, or writes one too many, is
 * seen. */
static inline float *filled(size_t n, float value)
{
    float *p = malloc((n + GUARD) * sizeof *p);
    assert_non_null(p);
    for (size_t i = 0; i < n + GUARD; i++)
        p[i] = value;
    return p;
}

static inline float *blank(size_t n) { return filled(n, 12345.0f); }

static inline void check_guard(const float *p, size_t n)
{
    for (size_t i = n; i < n + GUARD; i++)
        assert_true(p[i] == 12345.0f);
}

static inline float *randoms(size_t n, uint64_t seed)
{
    float *p = blank(n);
    for (size_t i = 0; i < n; i++)
        p[i] = (float)uniform(&seed);
    return p;
}

static inline size_t at(int c, int hw, int image, int pixel, int channel)
{
    return (((size_t)image * (size_t)((c + 15) / 16) + (size_t)(channel / 16)) * (size_t)hw +
            (size_t)pixel) *
               16 +
           (size_t)(channel % 16);
}

static inline size_t packed(int n, int c, int hw)
{
    return (size_t)n * (size_t)((c + 15) / 16) * (size_t)hw * 16;
}

/* A packed tensor of n images, uniform in [low, high], 0 in the lanes beyond c. */
static inline float *tensor(int n, int c, int hw, double low, double high, uint64_t seed)
{
    float *p = filled(packed(n, c, hw), 0.0f);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < c; k++)
            for (int q = 0; q < hw; q++)
                p[at(c, hw, i, q, k)] = (float)(low + (high - low) * (uniform(&seed) + 1) / 2);
    for (size_t i = 0; i < GUARD; i++)
        p[packed(n, c, hw) + i] = 12345.0f;
    return p;
}

static inline float *vector(int c, double low, double high, uint64_t seed)
{
    return tensor(1, c, 1, low, high, seed);
}

static inline void check_zero_lanes(const float *p, int n, int c, int hw)
{
    for (int i = 0; i < n; i++)
        for (int k = c; k < (c + 15) / 16 * 16; k++)
            for (int q = 0; q < hw; q++)
                assert_true(p[at(c, hw, i, q, k)] == 0.0f);
    check_guard(p, packed(n, c, hw));
}

/* got == want up to `terms` roundings of values as large as `scale`. */
static inline void near(double got, double want, double terms, double scale)
{
    double limit = terms * (double)FLT_EPSILON *
                       (fabs(scale) > fabs(want) ? fabs(scale) : fabs(want)) +
                   (double)FLT_MIN;
    if (!(fabs(got - want) <= limit))
        fail_msg("got %.9g, want %.9g, limit %.3g", got, want, limit);
}

/* Numbers from the whole range of a float, both signs: WHOLE_RANGE of them. */
enum { WHOLE_RANGE = 2 * 4 * 276 };
static inline float *whole_range(void)
{
    float *x = blank(WHOLE_RANGE);
    for (int i = 0; i < WHOLE_RANGE; i++)
        x[i] = ldexpf(i & 1 ? -1.0f - (float)(i / 2 % 4) / 4.0f : 1.0f + (float)(i / 2 % 4) / 4.0f,
                      i / 8 - 149);
    x[0] = FLT_MAX, x[1] = -FLT_MAX;
    return x;
}

static inline void same_bits(const float *a, const float *b, size_t n)
{
    assert_memory_equal(a, b, n * sizeof *a);
}

/* CALL, which uses begin and end, over [0, range) at once; or in four uneven ranges, one of them
 * empty. */
#define WHOLE(range, CALL)                  \
    do {                                    \
        const int begin = 0, end = (range); \
        CALL;                               \
    } while (0)
#define SPLIT(range, CALL)                                                                     \
    do {                                                                                       \
        const int range_ = (range), cut_[5] = {0, range_ / 5, range_ / 5, range_ / 2, range_}; \
        for (int part_ = 3; part_ >= 0; part_--) {                                             \
            const int begin = cut_[part_], end = cut_[part_ + 1];                              \
            CALL;                                                                              \
        }                                                                                      \
    } while (0)

static inline int blocks_of(int c) { return (c + 15) / 16; }
#endif
