/* Layer normalisation over the channels of each pixel. The forward pass leaves every pixel's mean
 * and 1 / deviation for the backward pass. Pixels are independent: a range of the first two kernels
 * is cut from the n * HW pixels. */
#include "kernels.h"

/* y = (x - mean) * rstd * gamma + beta; mean over the channels, rstd = 1 / sqrt(variance + EPS),
 * variance = mean of (x - mean)^2.
 * @range n * HW
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size gamma (C + 15) / 16 * 16
 * @size beta (C + 15) / 16 * 16
 * @size mean n * HW
 * @size rstd n * HW
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x */
void layernorm_forward(int C, int HW, float EPS, int begin, int end, const float *x,
                       const float *gamma, const float *beta, float *mean, float *rstd, float *y)
{
    const ptrdiff_t image = (ptrdiff_t)((C + 15) / 16) * HW * 16;
    for (int r = begin, count; r < end; r += count) {
        const ptrdiff_t at = r / HW * image + r % HW * 16;
        count = HW - r % HW < end - r ? HW - r % HW
                                      : end - r; /* to the end of the image or of the range */
        mk_layernorm(y + at, mean + r, rstd + r, x + at, gamma, beta, C, (ptrdiff_t)HW * 16, count,
                     EPS);
    }
}

/* dx = rstd * (g - mean of g - xhat * mean of g * xhat), g = dy * gamma, xhat = (x - mean) * rstd,
 * means over the channels: the pixel's mean and variance depend on x too.
 * @range n * HW
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size mean n * HW
 * @size rstd n * HW
 * @size gamma (C + 15) / 16 * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy */
void layernorm_backward(int C, int HW, int begin, int end, const float *dy, const float *x,
                        const float *mean, const float *rstd, const float *gamma, float *dx)
{
    const ptrdiff_t image = (ptrdiff_t)((C + 15) / 16) * HW * 16;
    for (int r = begin, count; r < end; r += count) {
        const ptrdiff_t at = r / HW * image + r % HW * 16;
        count = HW - r % HW < end - r ? HW - r % HW : end - r;
        mk_layernorm_back(dx + at, dy + at, x + at, mean + r, rstd + r, gamma, C,
                          (ptrdiff_t)HW * 16, count);
    }
}

/* dbeta = sum of dy, dgamma = sum of dy * (x - mean) * rstd, over images and pixels, in double.
 * @range CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size mean n * HW
 * @size rstd n * HW
 * @size dgamma CB * 16
 * @size dbeta CB * 16 */
void layernorm_reduce(int CB, int HW, int n, int begin, int end, const float *NETC_RESTRICT dy,
                      const float *NETC_RESTRICT x, const float *NETC_RESTRICT mean,
                      const float *NETC_RESTRICT rstd, float *NETC_RESTRICT dgamma,
                      float *NETC_RESTRICT dbeta)
{
    for (int cb = begin; cb < end; cb++) {
        double sum_dy[16] = {0}, sum_dyx[16] = {0};
        for (int i = 0; i < n; i++) {
            ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16, pixel = (ptrdiff_t)i * HW;
            mk_layernorm_sums(sum_dy, sum_dyx, dy + at, x + at, mean + pixel, rstd + pixel, HW);
        }
        for (int l = 0; l < 16; l++) {
            dbeta[cb * 16 + l] = (float)sum_dy[l];
            dgamma[cb * 16 + l] = (float)sum_dyx[l];
        }
    }
}
