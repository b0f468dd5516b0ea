/* Sums, means and extremes along the axes of maps, and values repeated along them. Along height and
 * width a range is cut from the n * CB planes, along the channels from the n images. */
#include "kernels.h"

/* y = SHARE * sum of x over the axes that y has not: OH and OW are each 1 or those of x.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void sum_pixels(int CB, int H, int W, int OH, int OW, float SHARE, int begin, int end,
                const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_sum_plane(y + (ptrdiff_t)r * OH * OW * 16, x + (ptrdiff_t)r * H * W * 16, H, W, OH, OW,
                     SHARE);
}

/* y = the largest x over them (MOST 1), or the smallest (MOST -1).
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void most_pixels(int CB, int H, int W, int OH, int OW, int MOST, int begin, int end,
                 const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_most_plane(y + (ptrdiff_t)r * OH * OW * 16, x + (ptrdiff_t)r * H * W * 16, H, W, OH, OW,
                      MOST);
}

/* dx = dy at the first x that is the largest (smallest), y, else 0.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void most_pixels_backward(int CB, int H, int W, int OH, int OW, int begin, int end,
                          const float *NETC_RESTRICT x, const float *NETC_RESTRICT y,
                          const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t whole = (ptrdiff_t)r * H * W * 16, few = (ptrdiff_t)r * OH * OW * 16;
        mk_most_plane_back(dx + whole, dy + few, x + whole, y + few, H, W, OH, OW);
    }
}

/* y = SHARE * x, repeated along the axes that x has not: OH and OW, those of x, are each 1 or those
 * of y, H and W. The adjoint of sum_pixels.
 * @range n * CB
 * @size x n * CB * OH * OW * 16
 * @size y n * CB * H * W * 16 */
void expand_pixels(int CB, int H, int W, int OH, int OW, float SHARE, int begin, int end,
                   const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_expand_plane(y + (ptrdiff_t)r * H * W * 16, x + (ptrdiff_t)r * OH * OW * 16, H, W, OH,
                        OW, SHARE);
}

/* y = SHARE * sum of x over the channels of each pixel. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * HW * 16 */
void sum_channels(int C, int HW, float SHARE, int begin, int end, const float *NETC_RESTRICT x,
                  float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mk_sum_channels(y + (ptrdiff_t)i * HW * 16, x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16, C,
                        HW, SHARE);
}

/* y = the largest channel of each pixel (MOST 1), or the smallest (MOST -1).
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * HW * 16 */
void most_channels(int C, int HW, int MOST, int begin, int end, const float *NETC_RESTRICT x,
                   float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mk_most_channels(y + (ptrdiff_t)i * HW * 16, x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                         C, HW, MOST);
}

/* dx = dy at the first channel that has y, else 0.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * HW * 16
 * @size dy n * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16 */
void most_channels_backward(int C, int HW, int begin, int end, const float *NETC_RESTRICT x,
                            const float *NETC_RESTRICT y, const float *NETC_RESTRICT dy,
                            float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16, few = (ptrdiff_t)i * HW * 16;
        mk_most_channels_back(dx + at, dy + few, x + at, y + few, C, HW);
    }
}

/* y = SHARE * x of one channel, repeated in each of C. The adjoint of sum_channels.
 * @range n
 * @size x n * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16 */
void expand_channels(int C, int HW, float SHARE, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mk_expand_channels(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16, x + (ptrdiff_t)i * HW * 16,
                           C, HW, SHARE);
}
