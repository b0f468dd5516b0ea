/* Random numbers by counting: number `index` of a key is a hash of the two, so threads, order and
 * resuming a training do not change it. All is 32- and 64-bit unsigned arithmetic (modulo 2^32,
 * 2^64), then floats that need no rounding but where stated, so every host makes the same bits.
 *
 *   mix(z):  z ^= z >> 30; z *= 0xBF58476D1CE4E5B9; z ^= z >> 27; z *= 0x94D049BB133111EB;
 *            z ^= z >> 31                                            (64 bits, splitmix64)
 *   key    = mix(mix(mix(seed + G) + step + G) + stream + G),  G = 0x9E3779B97F4A7C15
 *   low(h):  h ^= h >> 16; h *= 0x7FEB352D; h ^= h >> 15; h *= 0x846CA68B; h ^= h >> 16
 *   number = low(low(index + (key mod 2^32)) ^ (key >> 32))          (32 bits, as low)
 *   k      = number >> 8                                             (24 bits)
 *   v      = (k - 2^23) / 2^23, in [-1, 1)
 *
 * Starting weights: step 0, stream = the parameter's number, index = place in the Keras layout.
 * Dropout: step from 1, stream = the node's number, index = place in the packed batch; a value is
 * kept when k >= rate * 2^24. */
#include "micro.h"

/* The key of a stream of random numbers. */
uint64_t mk_key(uint64_t seed, uint64_t step, uint64_t stream)
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
uint32_t mk_random(uint64_t key, uint32_t index)
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
void mk_dropout(float *y, const float *x, int count, uint64_t key, uint32_t index,
                uint32_t threshold, float scale)
{
    uint32_t k0 = (uint32_t)(key & 0xffffffffu), k1 = (uint32_t)(key >> 32);
    for (int i = 0; i < count; i += 16) {
        uint32_t base = index + (uint32_t)i + k0;
        float keep[16];
        for (int j = 0; j < 16; j++) { /* mk_random, written out so that it vectorizes */
            uint32_t h = base + (uint32_t)j;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = (h ^ (h >> 16)) ^ k1;
            h = (h ^ (h >> 16)) * 0x7feb352du;
            h = (h ^ (h >> 15)) * 0x846ca68bu;
            h = h ^ (h >> 16);
            keep[j] = (h >> 8) >= threshold ? scale : 0.0f;
        }
        v8_store(y + i, v8_mul(v8_load(x + i), v8_load(keep)));
        v8_store(y + i + 8, v8_mul(v8_load(x + i + 8), v8_load(keep + 8)));
    }
}

/* y[i] = limit * v of number index + i: uniform in [-limit, limit). One rounding, that of the
 * product. */
void mk_uniform(float *y, int count, uint64_t key, uint32_t index, float limit)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
        y[i] = limit * ((float)k * 1.1920928955078125e-7f);
    }
}

/* y[i] = stddev * z(v) of number index + i: normal, truncated at two standard deviations. z(v) =
 * sqrt 2 * inverse erf(v * erf(sqrt 2)) is v * P(v^2) / Q(v^2), relative error below 1e-5. Each
 * Horner step is a product of two floats, exact in double, plus a coefficient, in double, then
 * rounded to float: contraction to a fused multiply-add cannot change it. */
void mk_normal(float *y, int count, uint64_t key, uint32_t index, float stddev)
{
    for (int i = 0; i < count; i++) {
        int32_t k = (int32_t)(mk_random(key, index + (uint32_t)i) >> 8) - 8388608;
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
