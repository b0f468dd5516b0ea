/* Batch normalisation. Training: statistics of the batch (mean, biased variance), one channel block
 * after the other, in double; inference and frozen layers: the moving statistics folded into a
 * scale and a shift (scale_shift in k_channel.c). */
#include "kernels.h"

/* Mean, and sum of the squares of the distances from it, of each stretch of STEP pixels (the last
 * of a map is what is left) for 16 channels: part [n][CB][stretches][2][16]. It runs where x is
 * made, so that x need not be read once more for it.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size part n * CB * ((HW + STEP - 1) / STEP) * 32
 * @observe x
 * @row mk_moments(part + ((AT) / (HW * 16) * ((HW + STEP - 1) / STEP) + (AT) % (HW * 16) /
 *   (STEP * 16)) * 32, ROW, COUNT, STEP)
 * @rowargs part */
void batchnorm_moments(int CB, int HW, int STEP, int begin, int end, const float *NETC_RESTRICT x,
                       float *NETC_RESTRICT part)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_moments(part + (ptrdiff_t)r * ((HW + STEP - 1) / STEP) * 32, x + (ptrdiff_t)r * HW * 16,
                   HW * 16, STEP);
}

/* mean = mean of x over images and pixels, rstd = 1 / sqrt(variance + EPS), variance = mean of (x -
 * mean)^2, from the moments of stretches; moving = moving * momentum + batch's *
 * ONE_MINUS_MOMENTUM, in place. Lanes beyond C stay 0. The constant is 1 - momentum, which a float
 * holds better than a momentum near 1. A variance that no float holds makes rstd NaN, so that the
 * step is refused, and leaves moving as it is. Source: T. Chan, G. Golub, R. LeVeque, Updating
 * Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979.
 * @range (C + 15) / 16
 * @size part n * ((C + 15) / 16) * ((HW + STEP - 1) / STEP) * 32
 * @size mean (C + 15) / 16 * 16
 * @size rstd (C + 15) / 16 * 16
 * @size moving_mean (C + 15) / 16 * 16
 * @size moving_variance (C + 15) / 16 * 16 */
void batchnorm_stats(int C, int HW, int STEP, float EPS, float ONE_MINUS_MOMENTUM, int n, int begin,
                     int end, const float *NETC_RESTRICT part, float *NETC_RESTRICT mean,
                     float *NETC_RESTRICT rstd, float *NETC_RESTRICT moving_mean,
                     float *NETC_RESTRICT moving_variance)
{
    const ptrdiff_t map = (HW + STEP - 1) / STEP * 32;
    const double count = (double)n * (double)HW, rest = (double)ONE_MINUS_MOMENTUM, most = 3.4e38;
    for (int cb = begin; cb < end; cb++) {
        double centre[16], square[16];
        mk_moments_merge(centre, square, part + cb * map, n, (C + 15) / 16 * map, HW, STEP);
        for (int l = 0; l < 16; l++) {
            const int c = cb * 16 + l;
            const double variance = square[l] / count;
            mean[c] = (float)centre[l];
            rstd[c] = c < C ? (float)(1.0 / sqrt(variance + (double)EPS)) : 0.0f;
            if (variance > most) {
                rstd[c] = sqrtf(-1.0f);
                continue;
            }
            moving_mean[c] = (float)((double)moving_mean[c] * (1.0 - rest) +
                                     (double)mean[c] * rest);
            moving_variance[c] = (float)((double)moving_variance[c] * (1.0 - rest) +
                                         variance * rest);
        }
    }
}

/* y = (x - mean) * rstd * gamma + beta.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size mean CB * 16
 * @size rstd CB * 16
 * @size gamma CB * 16
 * @size beta CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x */
void batchnorm_apply(int CB, int HW, int begin, int end, const float *x, const float *mean,
                     const float *rstd, const float *gamma, const float *beta, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_normalize(row, x + (ptrdiff_t)r * HW * 16, count, mean + ch, rstd + ch, gamma + ch,
                     beta + ch);
        /* @fuse y row ch count */
    }
}

/* What normalises a value on its way: norm [CB][3][16], mean, rstd * gamma and beta of each block,
 * for mk_norm_line.
 * @range CB
 * @size mean CB * 16
 * @size rstd CB * 16
 * @size gamma CB * 16
 * @size beta CB * 16
 * @size norm CB * 48 */
void batchnorm_factors(int CB, int begin, int end, const float *NETC_RESTRICT mean,
                       const float *NETC_RESTRICT rstd, const float *NETC_RESTRICT gamma,
                       const float *NETC_RESTRICT beta, float *NETC_RESTRICT norm)
{
    (void)CB;
    for (int i = begin * 16; i < end * 16; i++) {
        float *block = norm + i / 16 * 48 + i % 16;
        block[0] = mean[i];
        block[16] = rstd[i] * gamma[i];
        block[32] = beta[i];
    }
}

/* relu_backward where relu's value, that of normalised x, is not stored: dx = dy where relu of it
 * has a slope, else 0.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size norm CB * 48
 * @size dy n * CB * HW * 16
 * @size dx n * CB * HW * 16
 * @inplace dx dy
 * @row mk_norm_relu_back(ROW, ROW, x + AT, COUNT, norm + (CH) * 3, MAX)
 * @rowargs x norm */
void norm_relu_backward(int CB, int HW, float MAX, int begin, int end, const float *x,
                        const float *norm, const float *dy, float *dx)
{
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_norm_relu_back(dx + at, dy + at, x + at, HW * 16, norm + r % CB * 48, MAX);
    }
}

/* Sums of dy and of dy * (x - mean) over each of TIMES stretches of a map, as bias_sums has them:
 * part [n][CB][TIMES][2][16]. It runs where dy is made.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size mean CB * 16
 * @size part n * CB * TIMES * 32
 * @observe dy
 * @row mk_norm_sums(part + ((AT) / (HW * 16) * TIMES + ((AT) % (HW * 16) / 16 + AFTER) / STEP) *
 * 32, ROW, x + AT, COUNT, mean + CH)
 * @rowargs x mean part */
void batchnorm_sums(int CB, int HW, int STEP, int AFTER, int TIMES, int begin, int end,
                    const float *NETC_RESTRICT dy, const float *NETC_RESTRICT x,
                    const float *NETC_RESTRICT mean, float *NETC_RESTRICT part)
{
    for (int r = begin; r < end; r++)
        for (int t = 0; t < TIMES; t++) {
            const int from = t ? t * STEP - AFTER : 0,
                      to = t == TIMES - 1 ? HW : (t + 1) * STEP - AFTER;
            const ptrdiff_t at = ((ptrdiff_t)r * HW + from) * 16;
            mk_norm_sums(part + ((ptrdiff_t)r * TIMES + t) * 32, dy + at, x + at, (to - from) * 16,
                         mean + r % CB * 16);
        }
}

/* dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and pixels, in double,
 * from sums of stretches.
 * @range CB
 * @size part n * CB * TIMES * 32
 * @size rstd CB * 16
 * @size dgamma CB * 16
 * @size dbeta CB * 16 */
void batchnorm_reduce(int CB, int TIMES, int n, int begin, int end, const float *NETC_RESTRICT part,
                      const float *NETC_RESTRICT rstd, float *NETC_RESTRICT dgamma,
                      float *NETC_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[32] = {0};
        for (int i = 0; i < n; i++)
            mk_sum_pairs(sum, part + ((ptrdiff_t)i * CB + cb) * TIMES * 32, TIMES);
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum[l];
            dgamma[cb * 16 + l] = (float)(sum[16 + l] * (double)rstd[cb * 16 + l]);
        }
    }
}

/* dx = gamma * rstd * (dy - dbeta / N - (x - mean) * rstd * dgamma / N), N = n * HW: the batch's
 * mean and variance depend on x too.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size mean CB * 16
 * @size rstd CB * 16
 * @size gamma CB * 16
 * @size dgamma CB * 16
 * @size dbeta CB * 16
 * @size dx n * CB * HW * 16
 * @inplace dx dy */
void batchnorm_backward(int CB, int HW, int n, int begin, int end, const float *dy, const float *x,
                        const float *mean, const float *rstd, const float *gamma,
                        const float *dgamma, const float *dbeta, float *dx)
{
    const float share = 1.0f / ((float)n * (float)HW);
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        float *row = dx + at;
        mk_norm_back(row, dy + at, x + at, HW * 16, mean + ch, rstd + ch, gamma + ch, dgamma + ch,
                     dbeta + ch, share);
        /* @fuse dx row ch HW*16 every HW times 1 */
    }
}

/* scale = gamma / sqrt(variance + EPS), 0 beyond C.
 * @size gamma (C + 15) / 16 * 16
 * @size variance (C + 15) / 16 * 16
 * @size scale (C + 15) / 16 * 16 */
void batchnorm_fold_scale(int C, float EPS, const float *NETC_RESTRICT gamma,
                          const float *NETC_RESTRICT variance, float *NETC_RESTRICT scale)
{
    memset(scale, 0, sizeof *scale * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        scale[c] = (float)((double)gamma[c] / sqrt((double)variance[c] + (double)EPS));
}

/* shift = beta - mean * gamma / sqrt(variance + EPS), 0 beyond C.
 * @size gamma (C + 15) / 16 * 16
 * @size beta (C + 15) / 16 * 16
 * @size mean (C + 15) / 16 * 16
 * @size variance (C + 15) / 16 * 16
 * @size shift (C + 15) / 16 * 16 */
void batchnorm_fold_shift(int C, float EPS, const float *NETC_RESTRICT gamma,
                          const float *NETC_RESTRICT beta, const float *NETC_RESTRICT mean,
                          const float *NETC_RESTRICT variance, float *NETC_RESTRICT shift)
{
    memset(shift, 0, sizeof *shift * (size_t)((C + 15) / 16 * 16));
    for (int c = 0; c < C; c++)
        shift[c] = (float)((double)beta[c] - (double)mean[c] * (double)gamma[c] /
                                                 sqrt((double)variance[c] + (double)EPS));
}
