/* relu with a factor of its own for the negative values of each channel. Blocked tensors with CB
 * blocks and HW pixels; a range is cut from the n * CB planes. */
#include "kernels.h"

/* y = x where x > 0, else alpha * x.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size alpha CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x
 * @row mk_prelu(ROW, ROW, COUNT, alpha + CH)
 * @rowargs alpha */
void prelu_forward(int CB, int HW, int begin, int end, const float *x, const float *alpha, float *y)
{
    for (int r = begin; r < end; r++)
        mk_prelu(y + (ptrdiff_t)r * HW * 16, x + (ptrdiff_t)r * HW * 16, HW * 16,
                 alpha + r % CB * 16);
}

/* dx = dy where x > 0, else alpha * dy.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size alpha CB * 16
 * @size dy n * CB * HW * 16
 * @size dx n * CB * HW * 16
 * @inplace dx dy
 * @row mk_prelu_back(ROW, ROW, x + AT, COUNT, alpha + CH)
 * @rowargs x alpha */
void prelu_backward(int CB, int HW, int begin, int end, const float *x, const float *alpha,
                    const float *dy, float *dx)
{
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_prelu_back(dx + at, dy + at, x + at, HW * 16, alpha + r % CB * 16);
    }
}

/* dalpha = sum over images and pixels of dy * x where x is not above 0, in double.
 * @range CB
 * @size x n * CB * HW * 16
 * @size dy n * CB * HW * 16
 * @size dalpha CB * 16 */
void prelu_reduce(int CB, int HW, int n, int begin, int end, const float *NETC_RESTRICT x,
                  const float *NETC_RESTRICT dy, float *NETC_RESTRICT dalpha)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            mk_prelu_sums(sum, dy + at, x + at, HW);
        }
        for (int l = 0; l < 16; l++)
            dalpha[cb * 16 + l] = (float)sum[l];
    }
}
