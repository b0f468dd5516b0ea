/* Functions of single numbers beyond the usual activations, by the C library. All may work in
 * place. */
#include "kernels.h"

/* y = |x| */
void mk_plain_abs(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] < 0.0f ? -x[i] : x[i];
}

/* y = exp(x) */
void mk_plain_exp(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = expf(x[i]);
}

/* y = log(x) */
void mk_plain_log(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = logf(x[i]);
}

/* y = the square root of x */
void mk_plain_sqrt(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = sqrtf(x[i]);
}

/* y = x / (1 + |x|). Beyond +-1e30 x counts as that, so that an infinite one gives +-1. */
void mk_plain_softsign(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float low = x[i] < -1e30f ? -1e30f : x[i], v = low > 1e30f ? 1e30f : low;
        y[i] = v / (1.0f + (v < 0.0f ? -v : v));
    }
}

/* y = x * tanh(log(1 + exp(x))), which is x * m / (m + 2), m = exp(x) * (exp(x) + 2); 0 below
 * -87, as mk_mish */
void mk_plain_mish(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++) {
        const float e = expf(x[i] < 20.0f ? x[i] : 20.0f), m = e * (e + 2.0f);
        y[i] = x[i] < -87.33654f ? 0.0f : x[i] * (m / (m + 2.0f));
    }
}

/* y = log(1 + exp(beta * x)) / beta, from max(x, 0) + log(1 + exp(-|beta x|)) / beta: beta x may be
 * beyond a float where y is not */
void mk_plain_softplus(float *y, const float *x, int count, float beta)
{
    for (int i = 0; i < count; i++) {
        const float t = x[i] * beta;
        y[i] = (x[i] > 0.0f ? x[i] : 0.0f) + log1pf(expf(t > 0.0f ? -t : t)) / beta;
    }
}

/* y = scale * x where x > 0, else alpha * (exp(rate * x) - 1) */
void mk_plain_scaled_elu(float *y, const float *x, int count, float scale, float alpha, float rate)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] > 0.0f ? scale * x[i] : alpha * expm1f(rate * x[i]);
}

/* y = min(max(slope * x + shift, low), high). A NaN stays one. */
void mk_plain_line(float *y, const float *x, int count, float slope, float shift, float low,
                   float high)
{
    for (int i = 0; i < count; i++) {
        const float v = slope * x[i] + shift, up = v < low ? low : v;
        y[i] = up > high ? high : up;
    }
}

/* y = x where x > 0, else alpha * x, one alpha for each of the channels */
void mk_plain_prelu(float *y, const float *x, const float *alpha, int channels)
{
    for (int c = 0; c < channels; c++)
        y[c] = x[c] > 0.0f ? x[c] : alpha[c] * x[c];
}

/* y = |x|.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_abs(int LEN, const float *x, float *y) { mk_plain_abs(y, x, LEN); }

/* y = exp(x).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_exp(int LEN, const float *x, float *y) { mk_plain_exp(y, x, LEN); }

/* y = log(x).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_log(int LEN, const float *x, float *y) { mk_plain_log(y, x, LEN); }

/* y = the square root of x.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_sqrt(int LEN, const float *x, float *y) { mk_plain_sqrt(y, x, LEN); }

/* y = x / (1 + |x|).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_softsign(int LEN, const float *x, float *y) { mk_plain_softsign(y, x, LEN); }

/* y = x * tanh(log(1 + exp(x))).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_mish(int LEN, const float *x, float *y) { mk_plain_mish(y, x, LEN); }

/* y = log(1 + exp(BETA * x)) / BETA.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_softplus(int LEN, float BETA, const float *x, float *y)
{
    mk_plain_softplus(y, x, LEN, BETA);
}

/* y = SCALE * x where x > 0, else ALPHA * (exp(RATE * x) - 1).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_scaled_elu(int LEN, float SCALE, float ALPHA, float RATE, const float *x, float *y)
{
    mk_plain_scaled_elu(y, x, LEN, SCALE, ALPHA, RATE);
}

/* y = min(max(SLOPE * x + SHIFT, LOW), HIGH).
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_line(int LEN, float SLOPE, float SHIFT, float LOW, float HIGH, const float *x, float *y)
{
    mk_plain_line(y, x, LEN, SLOPE, SHIFT, LOW, HIGH);
}

/* y = x where x > 0, else alpha * x, one alpha for each of the C channels of HW pixels.
 * @size x HW * C
 * @size alpha C
 * @size y HW * C
 * @inplace y x */
void plain_prelu(int C, int HW, const float *x, const float *alpha, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_prelu(y, x, alpha, C);
}
