/* Activations, number by number, by the functions of the C library; softmax of a vector. All may
 * work in place. */
#include "kernels.h"

/* y = x, but 0 where x < 0; at most max where that is not 0. A NaN stays one. */
void mk_plain_relu(float *y, const float *x, int count, float max)
{
    for (int i = 0; i < count; i++) {
        const float v = x[i] < 0.0f ? 0.0f : x[i];
        y[i] = max > 0.0f && v > max ? max : v;
    }
}

/* y = x where x > 0, else slope * x */
void mk_plain_leaky(float *y, const float *x, int count, float slope)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] > 0.0f ? x[i] : slope * x[i];
}

/* y = x where x > 0, else alpha * (exp(x) - 1) */
void mk_plain_elu(float *y, const float *x, int count, float alpha)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] > 0.0f ? x[i] : alpha * expm1f(x[i]);
}

/* y = x * (1 + erf(x / sqrt 2)) / 2. Below -14, where the second factor is 0, x counts as that: an
 * infinite one gives 0, too. */
void mk_plain_gelu(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float v = x[i] < -14.0f ? -14.0f : x[i];
        y[i] = 0.5f * v * (1.0f + erff(v * 0.70710678f));
    }
}

/* y = x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2; below -14 as that */
void mk_plain_gelu_tanh(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float v = x[i] < -14.0f ? -14.0f : x[i];
        y[i] = 0.5f * v * (1.0f + tanhf(0.79788456f * (v + 0.044715f * v * v * v)));
    }
}

/* y = x / (1 + exp(-beta * x)); 0 where beta x is below -88, as mk_silu */
void mk_plain_silu(float *y, const float *x, int count, float beta)
{
    for (int i = 0; i < count; i++) {
        const float t = beta * x[i];
        y[i] = t < -88.37626f ? 0.0f : x[i] / (1.0f + expf(-t));
    }
}

/* y = x * (min(max(x + 3, 0), 6) / 6): x times 6 may be beyond a float */
void mk_plain_hardswish(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float v = x[i] < -3.0f ? -3.0f : x[i], t = v + 3.0f;
        y[i] = v * ((t > 6.0f ? 6.0f : t) / 6.0f);
    }
}

/* y = 1 / (1 + exp(-x)) */
void mk_plain_sigmoid(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = 1.0f / (1.0f + expf(-x[i]));
}

/* y = tanh(x) */
void mk_plain_tanh(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = tanhf(x[i]);
}

/* exp(x) as mk_exp has it, one number at a time: without doubles, which a small machine computes
 * by hand, and the same bits on every machine */
float mk_plain_exp_of(float x)
{
#if defined(NETC_DOUBLE)
    return exp(x);
#else
    const float limited = x < -87.33654f ? -87.33654f : x > 88.37626f ? 88.37626f : x;
    const float sum = limited * 1.44269504f + 12582912.0f;
    uint32_t bits;
    float k, r, p, scale;
    memcpy(&bits, &sum, sizeof bits);
    k = (float)((int32_t)bits - 0x4B400000);
    bits = (bits + 127u) << 23;
    memcpy(&scale, &bits, sizeof scale);
    r = (limited - k * 0.693359375f) + k * 2.12194440e-4f;
    p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    return p * scale;
#endif
}

/* y = exp(x - the largest x), over their sum */
void mk_plain_softmax(float *y, const float *x, int count)
{
    float largest = x[0], sum = 0.0f;
    for (int i = 1; i < count; i++)
        largest = x[i] > largest ? x[i] : largest;
    for (int i = 0; i < count; i++) {
        y[i] = mk_plain_exp_of(x[i] - largest);
        sum += y[i];
    }
    for (int i = 0; i < count; i++)
        y[i] /= sum;
}

/* y = x, but 0 where x < 0; at most MAX where that is not 0.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_relu(int LEN, float MAX, const float *x, float *y) { mk_plain_relu(y, x, LEN, MAX); }

/* y = x where x > 0, else SLOPE * x.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_leaky(int LEN, float SLOPE, const float *x, float *y)
{
    mk_plain_leaky(y, x, LEN, SLOPE);
}

/* y = x where x > 0, else ALPHA * (exp(x) - 1).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_elu(int LEN, float ALPHA, const float *x, float *y) { mk_plain_elu(y, x, LEN, ALPHA); }

/* y = x * (1 + erf(x / sqrt 2)) / 2.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_gelu(int LEN, const float *x, float *y) { mk_plain_gelu(y, x, LEN); }

/* y = x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_gelu_tanh(int LEN, const float *x, float *y) { mk_plain_gelu_tanh(y, x, LEN); }

/* y = x / (1 + exp(-BETA * x)).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_silu(int LEN, float BETA, const float *x, float *y) { mk_plain_silu(y, x, LEN, BETA); }

/* y = x * min(max(x + 3, 0), 6) / 6.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_hardswish(int LEN, const float *x, float *y) { mk_plain_hardswish(y, x, LEN); }

/* y = 1 / (1 + exp(-x)).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_sigmoid(int LEN, const float *x, float *y) { mk_plain_sigmoid(y, x, LEN); }

/* y = tanh(x).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_tanh(int LEN, const float *x, float *y) { mk_plain_tanh(y, x, LEN); }

/* y = exp(x - the largest x), over their sum, of the C channels of each of HW pixels.
 * @size x HW * C
 * @size y HW * C
 * @inplace y x */
void plain_softmax(int C, int HW, const float *x, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_softmax(y, x, C);
}
