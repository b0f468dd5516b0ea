/* Normalisation of groups of channels over the whole map (each channel by itself: instance
 * normalisation), and of each pixel's channels by their root mean square. Images and pixels are
 * independent. */
#include "kernels.h"

/* y = (x - mean) * rstd * gamma + beta; mean and rstd = 1 / sqrt(variance + EPS) are those of the
 * channel's group, of which there are GROUPS, over all pixels. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size gamma (C + 15) / 16 * 16
 * @size beta (C + 15) / 16 * 16
 * @size mean n * ((C + 15) / 16) * 16
 * @size rstd n * ((C + 15) / 16) * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x */
void groupnorm_forward(int C, int HW, int GROUPS, float EPS, int begin, int end, const float *x,
                       const float *gamma, const float *beta, float *mean, float *rstd, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++) {
        float *m = mean + (ptrdiff_t)i * blocks * 16, *r = rstd + (ptrdiff_t)i * blocks * 16;
        const ptrdiff_t at = (ptrdiff_t)i * blocks * HW * 16;
        for (int cb = 0; cb < blocks; cb++) {
            float part[32];
            mk_moments(part, x + at + (ptrdiff_t)cb * HW * 16, HW * 16, HW);
            memcpy(m + cb * 16, part, 16 * sizeof *m);
            memcpy(r + cb * 16, part + 16, 16 * sizeof *r);
        }
        mk_group_stats(m, r, C, GROUPS, HW, EPS);
        for (int cb = 0; cb < blocks; cb++)
            mk_normalize(y + at + (ptrdiff_t)cb * HW * 16, x + at + (ptrdiff_t)cb * HW * 16,
                         HW * 16, m + cb * 16, r + cb * 16, gamma + cb * 16, beta + cb * 16);
    }
}

/* part [n][CB][32] = sums over the pixels of dy and of dy * (x - mean).
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size mean n * CB * 16
 * @size part n * CB * 32 */
void groupnorm_sums(int CB, int HW, int begin, int end, const float *NETC_RESTRICT dy,
                    const float *NETC_RESTRICT x, const float *NETC_RESTRICT mean,
                    float *NETC_RESTRICT part)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_norm_sums(part + (ptrdiff_t)r * 32, dy + (ptrdiff_t)r * HW * 16,
                     x + (ptrdiff_t)r * HW * 16, HW * 16, mean + (ptrdiff_t)r * 16);
}

/* dbeta = sum over images of the first of these sums, dgamma that of the second times rstd.
 * @range CB
 * @size part n * CB * 32
 * @size rstd n * CB * 16
 * @size dgamma CB * 16
 * @size dbeta CB * 16 */
void groupnorm_reduce(int CB, int n, int begin, int end, const float *NETC_RESTRICT part,
                      const float *NETC_RESTRICT rstd, float *NETC_RESTRICT dgamma,
                      float *NETC_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++)
        for (int l = 0; l < 16; l++) {
            double sum = 0.0, dot = 0.0;
            for (int i = 0; i < n; i++) {
                const float *p = part + ((ptrdiff_t)i * CB + cb) * 32;
                sum += (double)p[l];
                dot += (double)p[16 + l] * (double)rstd[((ptrdiff_t)i * CB + cb) * 16 + l];
            }
            dbeta[cb * 16 + l] = (float)sum;
            dgamma[cb * 16 + l] = (float)dot;
        }
}

/* factors [n][CB][48]: what the gradient of x is made of, see mk_group_factors. Images begin ...
 * end
 * - 1.
 * @range n
 * @size part n * ((C + 15) / 16) * 32
 * @size rstd n * ((C + 15) / 16) * 16
 * @size gamma (C + 15) / 16 * 16
 * @size factors n * ((C + 15) / 16) * 48 */
void groupnorm_factors(int C, int HW, int GROUPS, int begin, int end,
                       const float *NETC_RESTRICT part, const float *NETC_RESTRICT rstd,
                       const float *NETC_RESTRICT gamma, float *NETC_RESTRICT factors)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        mk_group_factors(factors + (ptrdiff_t)i * blocks * 48, part + (ptrdiff_t)i * blocks * 32,
                         rstd + (ptrdiff_t)i * blocks * 16, gamma, C, GROUPS, HW);
}

/* dx = rstd * (gamma * dy - A - xhat * B), A and B the means over the group of gamma * dy and of
 * gamma * dy * xhat, xhat = (x - mean) * rstd.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size mean n * CB * 16
 * @size factors n * CB * 48
 * @size dx n * CB * HW * 16
 * @inplace dx dy */
void groupnorm_backward(int CB, int HW, int begin, int end, const float *dy, const float *x,
                        const float *mean, const float *factors, float *dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_group_back(dx + at, dy + at, x + at, HW * 16, mean + (ptrdiff_t)r * 16,
                      factors + (ptrdiff_t)r * 48);
    }
}

/* y = x * rms * gamma, rms = 1 / sqrt(mean over the channels of x^2 + EPS).
 * @range n * HW
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size gamma (C + 15) / 16 * 16
 * @size rms n * HW
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x */
void rmsnorm_forward(int C, int HW, float EPS, int begin, int end, const float *x,
                     const float *gamma, float *rms, float *y)
{
    const ptrdiff_t image = (ptrdiff_t)((C + 15) / 16) * HW * 16;
    for (int r = begin, count; r < end; r += count) {
        const ptrdiff_t at = r / HW * image + r % HW * 16;
        count = HW - r % HW < end - r ? HW - r % HW : end - r;
        mk_rmsnorm(y + at, rms + r, x + at, gamma, C, (ptrdiff_t)HW * 16, count, EPS);
    }
}

/* dx = rms * (g - xhat * mean over the channels of g * xhat), g = dy * gamma, xhat = x * rms.
 * @range n * HW
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size rms n * HW
 * @size gamma (C + 15) / 16 * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy */
void rmsnorm_backward(int C, int HW, int begin, int end, const float *dy, const float *x,
                      const float *rms, const float *gamma, float *dx)
{
    const ptrdiff_t image = (ptrdiff_t)((C + 15) / 16) * HW * 16;
    for (int r = begin, count; r < end; r += count) {
        const ptrdiff_t at = r / HW * image + r % HW * 16;
        count = HW - r % HW < end - r ? HW - r % HW : end - r;
        mk_rmsnorm_back(dx + at, dy + at, x + at, rms + r, gamma, C, (ptrdiff_t)HW * 16, count);
    }
}

/* dgamma = sum over images and pixels of dy * x * rms, in double.
 * @range CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size rms n * HW
 * @size dgamma CB * 16 */
void rmsnorm_reduce(int CB, int HW, int n, int begin, int end, const float *NETC_RESTRICT dy,
                    const float *NETC_RESTRICT x, const float *NETC_RESTRICT rms,
                    float *NETC_RESTRICT dgamma)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            mk_rmsnorm_sums(sum, dy + at, x + at, rms + (ptrdiff_t)i * HW, HW);
        }
        for (int l = 0; l < 16; l++)
            dgamma[cb * 16 + l] = (float)sum[l];
    }
}
