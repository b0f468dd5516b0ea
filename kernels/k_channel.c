/* One number a channel: bias, and scale and shift (batch normalisation with known statistics).
 * Blocked tensors with CB blocks and HW pixels; a range is cut from the n * CB planes. */
#include "kernels.h"

/* y = x + bias, channel by channel.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size bias CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x
 * @row mk_add_channel(ROW, ROW, COUNT, bias + CH)
 * @rowargs bias */
void bias_forward(int CB, int HW, int begin, int end, const float *x, const float *bias, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_add_channel(row, x + (ptrdiff_t)r * HW * 16, count, bias + ch);
        /* @fuse y row ch count */
    }
}

/* Sums of dy over each of TIMES stretches of a map, STEP pixels long but for the first, which is
 * AFTER shorter, and the last, which is what is left: part [n][CB][TIMES][16]. It runs where dy is
 * made, so that dy need not be read once more for it.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size part n * CB * TIMES * 16
 * @observe dy
 * @row mk_sum_row(part + ((AT) / (HW * 16) * TIMES + ((AT) % (HW * 16) / 16 + AFTER) / STEP) * 16,
 *   ROW, COUNT)
 * @rowargs part */
void bias_sums(int CB, int HW, int STEP, int AFTER, int TIMES, int begin, int end,
               const float *NETC_RESTRICT dy, float *NETC_RESTRICT part)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        for (int t = 0; t < TIMES; t++) {
            const int from = t ? t * STEP - AFTER : 0,
                      to = t == TIMES - 1 ? HW : (t + 1) * STEP - AFTER;
            mk_sum_row(part + ((ptrdiff_t)r * TIMES + t) * 16, dy + ((ptrdiff_t)r * HW + from) * 16,
                       (to - from) * 16);
        }
}

/* dbias = sum of dy over images and pixels, in double; of maps, dy may be their TIMES sums from
 * bias_sums.
 * @range CB
 * @size dy n * CB * TIMES * 16
 * @size dbias CB * 16 */
void bias_backward(int CB, int TIMES, int n, int begin, int end, const float *NETC_RESTRICT dy,
                   float *NETC_RESTRICT dbias)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++)
            mk_sum_channel(sum, dy + ((ptrdiff_t)i * CB + cb) * TIMES * 16, TIMES);
        for (int l = 0; l < 16; l++)
            dbias[cb * 16 + l] = (float)sum[l];
    }
}

/* y = x * scale + shift, channel by channel.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size scale CB * 16
 * @size shift CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x
 * @row mk_scale_shift_channel(ROW, ROW, COUNT, scale + CH, shift + CH)
 * @rowargs scale shift */
void scale_shift(int CB, int HW, int begin, int end, const float *x, const float *scale,
                 const float *shift, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_scale_shift_channel(row, x + (ptrdiff_t)r * HW * 16, count, scale + ch, shift + ch);
        /* @fuse y row ch count */
    }
}

/* dx = dy * scale, channel by channel.
 * @range n * CB
 * @size dy n * CB * HW * 16
 * @size scale CB * 16
 * @size dx n * CB * HW * 16
 * @inplace dx dy
 * @row mk_scale_channel(ROW, ROW, COUNT, scale + CH)
 * @rowargs scale */
void scale_backward(int CB, int HW, int begin, int end, const float *dy, const float *scale,
                    float *dx)
{
    for (int r = begin; r < end; r++)
        mk_scale_channel(dx + (ptrdiff_t)r * HW * 16, dy + (ptrdiff_t)r * HW * 16, HW * 16,
                         scale + r % CB * 16);
}

/* y = x * scale, channel by channel.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size scale CB * 16
 * @size y n * CB * HW * 16
 * @inplace y x
 * @row mk_scale_channel(ROW, ROW, COUNT, scale + CH)
 * @rowargs scale */
void scale_forward(int CB, int HW, int begin, int end, const float *x, const float *scale, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_scale_channel(row, x + (ptrdiff_t)r * HW * 16, count, scale + ch);
        /* @fuse y row ch count */
    }
}

/* dscale = sum over images and pixels of dy * x, in double.
 * @range CB
 * @size dy n * CB * HW * 16
 * @size x n * CB * HW * 16
 * @size dscale CB * 16 */
void scale_reduce(int CB, int HW, int n, int begin, int end, const float *NETC_RESTRICT dy,
                  const float *NETC_RESTRICT x, float *NETC_RESTRICT dscale)
{
    for (int cb = begin; cb < end; cb++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = ((ptrdiff_t)i * CB + cb) * HW * 16;
            mk_dot_channel(sum, dy + at, x + at, HW);
        }
        for (int l = 0; l < 16; l++)
            dscale[cb * 16 + l] = (float)sum[l];
    }
}
