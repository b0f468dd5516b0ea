/* Group normalisation and normalisation by the root mean square. Sums run in float over 64 pixels
 * or blocks and are then added in double. */
#include "micro.h"

/* From each channel's mean and sum of squared distances over `pixels` values, mean[c] and rstd[c],
 * those of its group: mean and 1 / sqrt(variance + eps), the same for its channels; 0 beyond the
 * last channel. */
void mk_group_stats(float *mean, float *rstd, int channels, int groups, int pixels, float eps)
{
    const int size = channels / groups;
    for (int g = 0; g < channels; g += size) {
        double sum = 0.0, square = 0.0;
        for (int c = g; c < g + size; c++)
            sum += (double)mean[c];
        sum /= (double)size;
        for (int c = g; c < g + size; c++) {
            const double d = (double)mean[c] - sum;
            square += (double)rstd[c] + (double)pixels * d * d;
        }
        square = 1.0 / sqrt(square / ((double)size * (double)pixels) + (double)eps);
        for (int c = g; c < g + size; c++) {
            mean[c] = (float)sum;
            rstd[c] = (float)square;
        }
    }
    for (int c = channels; c % 16 != 0; c++)
        mean[c] = rstd[c] = 0.0f;
}

/* What dx = dy a + (x - mean) b + d needs, channel by channel, from part[c / 16][32] = sums of dy
 * and of dy (x - mean): a = rstd gamma, b = -rstd^2 B, d = -rstd A, with A and B the means over the
 * group of gamma dy and of gamma dy (x - mean) rstd. abd is [CB][48]. */
void mk_group_factors(float *abd, const float *part, const float *rstd, const float *gamma,
                      int channels, int groups, int pixels)
{
    const int size = channels / groups;
    memset(abd, 0, sizeof *abd * (size_t)((channels + 15) / 16) * 48);
    for (int g = 0; g < channels; g += size) {
        double sum = 0.0, dot = 0.0;
        const double share = 1.0 / ((double)size * (double)pixels), r = (double)rstd[g];
        for (int c = g; c < g + size; c++) {
            sum += (double)gamma[c] * (double)part[c / 16 * 32 + c % 16];
            dot += (double)gamma[c] * (double)part[c / 16 * 32 + 16 + c % 16] * r;
        }
        for (int c = g; c < g + size; c++) {
            float *to = abd + (ptrdiff_t)(c / 16) * 48 + c % 16;
            to[0] = rstd[c] * gamma[c];
            to[16] = (float)(-r * r * dot * share);
            to[32] = (float)(-r * sum * share);
        }
    }
}

/* dx[p][l] = dy a + (x - mean) b + d, each with [l]; abd is a, b and d */
void mk_group_back(float *dx, const float *dy, const float *x, int count, const float *mean,
                   const float *abd)
{
    for (int i = 0; i < count; i += 8) {
        const int l = i % 16;
        const v8 far = v8_sub(v8_load(x + i), v8_load(mean + l));
        const v8 rest = v8_fma(far, v8_load(abd + 16 + l), v8_load(abd + 32 + l));
        v8_store(dx + i, v8_fma(v8_load(dy + i), v8_load(abd + l), rest));
    }
}

/* y = x rms gamma over the channels of each of `pixels` pixels, rms[p] = 1 / sqrt(mean of x^2 +
 * eps), which is written. Blocks of channels lie `step` floats apart. */
void mk_rmsnorm(float *y, float *rms, const float *x, const float *gamma, int channels,
                ptrdiff_t step, int pixels, float eps)
{
    const int blocks = (channels + 15) / 16;
    for (int p = 0; p < pixels; p++) {
        double square = 0.0;
        for (int b = 0; b < blocks; b += 64) {
            v8 s = v8_zero();
            for (int c = b; c < blocks && c < b + 64; c++) {
                const v8 a0 = v8_load(x + p * 16 + c * step),
                         a1 = v8_load(x + p * 16 + c * step + 8);
                s = v8_fma(a0, a0, v8_fma(a1, a1, s));
            }
            square += (double)v8_sum(s);
        }
        rms[p] = (float)(1.0 / sqrt(square / (double)channels + (double)eps));
        const v8 r = v8_set1(rms[p]);
        for (int c = 0; c < blocks * 2; c++) {
            const ptrdiff_t at = p * 16 + c / 2 * step + c % 2 * 8;
            v8_store(y + at, v8_mul(v8_mul(v8_load(x + at), r), v8_load(gamma + c * 8)));
        }
    }
}

/* dx = rms (g - x rms^2 mean of (g x)), g = dy gamma, the mean over the channels of a pixel */
void mk_rmsnorm_back(float *dx, const float *dy, const float *x, const float *rms,
                     const float *gamma, int channels, ptrdiff_t step, int pixels)
{
    const int halves = (channels + 15) / 16 * 2;
    for (int p = 0; p < pixels; p++) {
        const v8 r = v8_set1(rms[p]);
        double dot = 0.0;
        for (int b = 0; b < halves; b += 128) {
            v8 t = v8_zero();
            for (int c = b; c < halves && c < b + 128; c++) {
                const ptrdiff_t at = p * 16 + c / 2 * step + c % 2 * 8;
                const v8 g = v8_mul(v8_load(dy + at), v8_load(gamma + c * 8));
                t = v8_fma(g, v8_mul(v8_load(x + at), r), t);
            }
            dot += (double)v8_sum(t);
        }
        const v8 mean = v8_set1((float)(dot / (double)channels));
        for (int c = 0; c < halves; c++) {
            const ptrdiff_t at = p * 16 + c / 2 * step + c % 2 * 8;
            const v8 g = v8_mul(v8_load(dy + at), v8_load(gamma + c * 8)),
                     xhat = v8_mul(v8_load(x + at), r);
            v8_store(dx + at, v8_mul(r, v8_sub(g, v8_mul(xhat, mean))));
        }
    }
}

/* sum[l] += sum over p of dy[p][l] x[p][l] rms[p] */
void mk_rmsnorm_sums(double *sum, const float *dy, const float *x, const float *rms, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += 8) {
            v8 s = v8_zero();
            for (int q = p; q < stop; q++) {
                const ptrdiff_t at = (ptrdiff_t)q * 16 + l;
                s = v8_fma(v8_load(dy + at), v8_mul(v8_load(x + at), v8_set1(rms[q])), s);
            }
            v8_store(t + l, s);
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}
