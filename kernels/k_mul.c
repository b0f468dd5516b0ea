/* Products of tensors, and of a tensor with one number for each image and channel
 * (squeeze-and-excitation). A range is cut from the n * CB planes of HW pixels. */
#include "kernels.h"

/* y = a * b.
 * @range n * CB
 * @size a n * CB * HW * 16
 * @size b n * CB * HW * 16
 * @size y n * CB * HW * 16
 * @inplace y a */
void mul_maps(int CB, int HW, int begin, int end, const float *a, const float *b, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_mul(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        /* @fuse y row ch count */
    }
}

/* y = x * a, a one number for each image and channel.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size a n * CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x */
void mul_channels(int CB, int HW, int begin, int end, const float *x, const float *a, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_scale_channel(row, x + (ptrdiff_t)r * HW * 16, count, a + (ptrdiff_t)r * 16);
        (void)ch;
        /* @fuse y row ch count */
    }
}

/* da = sum over pixels of dy * x, for each image and channel, in double: what a of mul_channels
 * receives.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size da n * CB * 16 */
void mul_channels_backward(int CB, int HW, int begin, int end, const float *NETC_RESTRICT dy,
                           const float *NETC_RESTRICT x, float *NETC_RESTRICT da)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        mk_dot_channel(sum, dy + (ptrdiff_t)r * HW * 16, x + (ptrdiff_t)r * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            da[(ptrdiff_t)r * 16 + l] = (float)sum[l];
    }
}
