/* Larger maps, FH times in height and FW times in width: each pixel repeated, or interpolated
 * linearly between pixel centres (kernels/micro/mk_upsample.c has the formula). A range is cut from
 * the n * CB planes. */
#include "kernels.h"

/* y[h][w] = x[h / FH][w / FW].
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * H * FH * W * FW * 16 */
void upsample_nearest(int CB, int H, int W, int FH, int FW, int begin, int end,
                      const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int count = W * FW * 16;
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        for (int h = 0; h < H; h++)
            for (int i = 0; i < FH; i++) {
                float *row = y + (((ptrdiff_t)r * H + h) * FH + i) * count;
                mk_repeat_row(row, x + ((ptrdiff_t)r * H + h) * W * 16, W, FW);
                (void)ch;
                /* @fuse y row ch count */
            }
    }
}

/* dx = sum of dy over the pixels that repeat it.
 * @range n * CB
 * @size dy n * CB * H * FH * W * FW * 16
 * @size dx n * CB * H * W * 16 */
void upsample_nearest_backward(int CB, int H, int W, int FH, int FW, int begin, int end,
                               const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        for (int h = 0; h < H; h++) {
            ptrdiff_t row = (ptrdiff_t)r * H + h;
            mk_repeat_back_row(dx + row * W * 16, dy + row * FH * W * FW * 16, W, FW, FH);
        }
}

/* y = x interpolated between the four nearest pixel centres.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * H * FH * W * FW * 16 */
void upsample_bilinear(int CB, int H, int W, int FH, int FW, int begin, int end,
                       const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int count = W * FW * 16;
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        for (int oy = 0; oy < H * FH; oy++) {
            float *row = y + ((ptrdiff_t)r * H * FH + oy) * count;
            mk_lerp_row(row, x + (ptrdiff_t)r * H * W * 16, oy, H, W, FH, FW);
            (void)ch;
            /* @fuse y row ch count */
        }
    }
}

/* dx = dy shared out by the same weights.
 * @range n * CB
 * @size dy n * CB * H * FH * W * FW * 16
 * @size dx n * CB * H * W * 16 */
void upsample_bilinear_backward(int CB, int H, int W, int FH, int FW, int begin, int end,
                                const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        float *plane = dx + (ptrdiff_t)r * H * W * 16;
        memset(plane, 0, sizeof *dx * (size_t)H * (size_t)W * 16);
        for (int oy = 0; oy < H * FH; oy++)
            mk_lerp_back_row(plane, dy + ((ptrdiff_t)r * H * FH + oy) * W * FW * 16, oy, H, W, FH,
                             FW);
    }
}
