/* Normalisations: layernorm; batchnorm folded into the weights before it, or made a factor and a
 * summand for each channel. */
#include "kernels.h"

/* y = (x - mean) / sqrt(variance + eps) * gamma + beta over the count channels of a pixel */
void mk_plain_layernorm(float *y, const float *x, const float *gamma, const float *beta, int count,
                        float eps)
{
    float mean = 0.0f, square = 0.0f, factor;
    for (int c = 0; c < count; c++)
        mean += x[c];
    mean /= (float)count;
    for (int c = 0; c < count; c++)
        square += (x[c] - mean) * (x[c] - mean);
    factor = 1.0f / sqrtf(square / (float)count + eps);
    for (int c = 0; c < count; c++)
        y[c] = (x[c] - mean) * factor * gamma[c] + beta[c];
}

/* y = x / sqrt(mean of x^2 + eps) * gamma over the count channels of a pixel */
void mk_plain_rmsnorm(float *y, const float *x, const float *gamma, int count, float eps)
{
    float square = 0.0f, factor;
    for (int c = 0; c < count; c++)
        square += x[c] * x[c];
    factor = 1.0f / sqrtf(square / (float)count + eps);
    for (int c = 0; c < count; c++)
        y[c] = x[c] * factor * gamma[c];
}

/* y = w * gamma / sqrt(variance + eps) */
void mk_plain_fold_row(float *y, const float *w, const float *gamma, const float *variance,
                       int count, float eps)
{
    for (int k = 0; k < count; k++)
        y[k] = w[k] * (gamma[k] / sqrtf(variance[k] + eps));
}

/* y = beta + (bias - mean) * gamma / sqrt(variance + eps); bias NULL: 0 */
void mk_plain_fold_bias(float *y, const float *bias, const float *gamma, const float *beta,
                        const float *mean, const float *variance, int count, float eps)
{
    for (int k = 0; k < count; k++)
        y[k] = beta[k] +
               ((bias ? bias[k] : 0.0f) - mean[k]) * (gamma[k] / sqrtf(variance[k] + eps));
}

/* y = gamma / sqrt(variance + eps) */
void mk_plain_fold_scale(float *y, const float *gamma, const float *variance, int count, float eps)
{
    for (int k = 0; k < count; k++)
        y[k] = gamma[k] / sqrtf(variance[k] + eps);
}

/* y = (x - mean) / sqrt(variance + EPS) * gamma + beta, mean and variance over the C channels of
 * each of HW pixels.
 * @size x HW * C
 * @size gamma C
 * @size beta C
 * @size y HW * C
 * @inplace y x */
void plain_layernorm(int C, int HW, float EPS, const float *x, const float *gamma,
                     const float *beta, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_layernorm(y, x, gamma, beta, C, EPS);
}

/* y = x / sqrt(mean of x^2 + EPS) * gamma, the mean over the C channels of each of HW pixels.
 * @size x HW * C
 * @size gamma C
 * @size y HW * C
 * @inplace y x */
void plain_rmsnorm(int C, int HW, float EPS, const float *x, const float *gamma, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_rmsnorm(y, x, gamma, C, EPS);
}

/* Weights with a batchnorm behind them: y[r][k] = w[r][k] * gamma[k] / sqrt(variance[k] + EPS).
 * @size w ROWS * K
 * @size gamma K
 * @size variance K
 * @size y ROWS * K */
void plain_fold_kernel(int ROWS, int K, float EPS, const float *NETC_RESTRICT w,
                       const float *NETC_RESTRICT gamma, const float *NETC_RESTRICT variance,
                       float *NETC_RESTRICT y)
{
    for (int r = 0; r < ROWS; r++)
        mk_plain_fold_row(y + (ptrdiff_t)r * K, w + (ptrdiff_t)r * K, gamma, variance, K, EPS);
}

/* Their bias: y = beta + (bias - mean) * gamma / sqrt(variance + EPS).
 * @size bias BIAS * K
 * @size gamma K
 * @size beta K
 * @size mean K
 * @size variance K
 * @size y K */
void plain_fold_bias(int K, int BIAS, float EPS, const float *NETC_RESTRICT bias,
                     const float *NETC_RESTRICT gamma, const float *NETC_RESTRICT beta,
                     const float *NETC_RESTRICT mean, const float *NETC_RESTRICT variance,
                     float *NETC_RESTRICT y)
{
    mk_plain_fold_bias(y, BIAS ? bias : NULL, gamma, beta, mean, variance, K, EPS);
}

/* The factor of a batchnorm that stands by itself: y = gamma / sqrt(variance + EPS).
 * @size gamma K
 * @size variance K
 * @size y K */
void plain_fold_scale(int K, float EPS, const float *NETC_RESTRICT gamma,
                      const float *NETC_RESTRICT variance, float *NETC_RESTRICT y)
{
    mk_plain_fold_scale(y, gamma, variance, K, EPS);
}
