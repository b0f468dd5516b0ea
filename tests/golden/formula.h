/* Formula: the weights, images, labels and sample positions of the golden tests, computed
 * instead of stored. make_golden.py holds the same formulas (GOLDEN-FORMULA marks both).
 *
 *   mix(z)         the finalizer of splitmix64
 *   stream(name)   64-bit FNV-1a hash of a tensor's name
 *   word(s, i)     mix(s + (i + 1) * 0x9E3779B97F4A7C15)
 *   int16(s, i)    (word(s, i) >> 48) - 32768
 *
 * A weight is offset + scale * int16, where offset and scale are stored with the golden values and
 * chosen such that both operations are exact in float: scale = k * 2^-m with k < 256. */
#ifndef NETC_TESTS_FORMULA_H
#define NETC_TESTS_FORMULA_H
#include <stddef.h>
#include <stdint.h>

#define FORMULA_STEP UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t formula_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static inline uint64_t formula_stream(const char *name)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * UINT64_C(0x100000001B3);
    return h;
}

static inline uint64_t formula_word(uint64_t stream, uint64_t i)
{
    return formula_mix(stream + (i + 1) * FORMULA_STEP);
}

static inline int32_t formula_int16(uint64_t stream, uint64_t i)
{
    return (int32_t)(formula_word(stream, i) >> 48) - 32768;
}

static inline void formula_weights(const char *name, float offset, float scale, float *w,
                                   size_t count)
{
    uint64_t s = formula_stream(name);
    for (size_t i = 0; i < count; i++)
        w[i] = offset + scale * (float)formula_int16(s, i);
}

/* Images (n, h, w, c) in (-1, 1): three parts a value for each 8x8 patch, one part a value for each
 * pixel, so that two images differ in what deep layers see. x = (3 * patch + pixel) * 2^-17, exact.
 */
static inline void formula_images(const char *name, int n, int h, int w, int c, float *x)
{
    uint64_t pixels = formula_stream(name), patches = ~pixels, i = 0;
    int ph = (h + 7) / 8, pw = (w + 7) / 8;
    for (int b = 0; b < n; b++)
        for (int y = 0; y < h; y++)
            for (int col = 0; col < w; col++)
                for (int ch = 0; ch < c; ch++, i++) {
                    int patch = ((b * ph + y / 8) * pw + col / 8) * c + ch;
                    int32_t sum = 3 * formula_int16(patches, (uint64_t)patch) +
                                  formula_int16(pixels, i);
                    x[i] = (float)sum * (1.0f / 131072.0f);
                }
}

static inline void formula_labels(const char *name, int n, int classes, int32_t *label)
{
    uint64_t s = formula_stream(name);
    for (int i = 0; i < n; i++)
        label[i] = (int32_t)(formula_word(s, (uint64_t)i) % (uint64_t)classes);
}

/* Position of the k-th stored sample of a tensor: every element when it has no more than
 * FORMULA_SAMPLES. */
enum { FORMULA_SAMPLES = 64 };
static inline size_t formula_samples(size_t count)
{
    return count < FORMULA_SAMPLES ? count : FORMULA_SAMPLES;
}
static inline size_t formula_position(const char *name, size_t k, size_t count)
{
    if (count <= FORMULA_SAMPLES)
        return k;
    return (size_t)(formula_word(~formula_stream(name), k) % count);
}
#endif
