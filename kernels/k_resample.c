/* Maps whose pixels are pixels of another, or between four of them, or means of some: resize, crop,
 * slices, padding that continues the map. A range is cut from the n * CB planes [H][W][16]. */
#include "kernels.h"

/* y[oy][ox] = x at the places that ResampleShape states.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void resample_forward(ResampleShape s, int begin, int end, const float *NETC_RESTRICT x,
                      float *NETC_RESTRICT y)
{
    const mk_axis down = {s.H, s.MULH, s.ADDH, s.DIVH, s.EDGE, s.LINEAR},
                  across = {s.W, s.MULW, s.ADDW, s.DIVW, s.EDGE, s.LINEAR};
    for (int r = begin; r < end; r++) {
        const int ch = r % s.CB * 16, count = s.OW * 16;
        for (int oy = 0; oy < s.OH; oy++) {
            float *row = y + ((ptrdiff_t)r * s.OH + oy) * count;
            mk_resample_row(row, x + (ptrdiff_t)r * s.H * s.W * 16, oy, s.OW, &down, &across);
            (void)ch;
            /* @fuse y row ch count */
        }
    }
}

/* dx = dy shared out by the same weights.
 * @range n * CB
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void resample_backward(ResampleShape s, int begin, int end, const float *NETC_RESTRICT dy,
                       float *NETC_RESTRICT dx)
{
    const mk_axis down = {s.H, s.MULH, s.ADDH, s.DIVH, s.EDGE, s.LINEAR},
                  across = {s.W, s.MULW, s.ADDW, s.DIVW, s.EDGE, s.LINEAR};
    for (int r = begin; r < end; r++) {
        float *plane = dx + (ptrdiff_t)r * s.H * s.W * 16;
        memset(plane, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * 16);
        for (int oy = 0; oy < s.OH; oy++)
            mk_resample_back_row(plane, dy + ((ptrdiff_t)r * s.OH + oy) * s.OW * 16, oy, s.OW,
                                 &down, &across);
    }
}

/* y[oy][ox] = mean of x over the rows from oy * H / OH, rounded down, to (oy + 1) * H / OH, rounded
 * up, and such columns: PyTorch's AdaptiveAvgPool2d.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void area_forward(int CB, int H, int W, int OH, int OW, int begin, int end,
                  const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int count = OW * 16;
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16;
        for (int oy = 0; oy < OH; oy++) {
            float *row = y + ((ptrdiff_t)r * OH + oy) * count;
            mk_area_row(row, x + (ptrdiff_t)r * H * W * 16, H, W, oy, OH, OW);
            (void)ch;
            /* @fuse y row ch count */
        }
    }
}

/* dx = dy shared out equally among the pixels of each mean.
 * @range n * CB
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void area_backward(int CB, int H, int W, int OH, int OW, int begin, int end,
                   const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        float *plane = dx + (ptrdiff_t)r * H * W * 16;
        memset(plane, 0, sizeof *dx * (size_t)H * (size_t)W * 16);
        for (int oy = 0; oy < OH; oy++)
            mk_area_back_row(plane, dy + ((ptrdiff_t)r * OH + oy) * OW * 16, H, W, oy, OH, OW);
    }
}
