/* Pooling: maximum and average of windows and of whole maps, with their adjoints. Letters as in
 * spec/kernels.md: KH KW window, SH SW stride, PT PL padding before. A range is cut from the n * CB
 * planes [H][W][16]. */
#include "kernels.h"

/* y = the largest x of each window.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void maxpool_forward(PoolShape s, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_maxpool_row(y + at, NULL, x + (ptrdiff_t)r * s.H * s.W * 16, oy, s.OW, &windows);
        }
}

/* y = the largest x of each window; arg = place in the window of the first one, row-major, for
 * maxpool_backward. KH * KW <= 256.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16
 * @size arg n * CB * OH * OW * 16 */
void maxpool_train(PoolShape s, int begin, int end, const float *NETC_RESTRICT x,
                   float *NETC_RESTRICT y, uint8_t *NETC_RESTRICT arg)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_maxpool_row(y + at, arg + at, x + (ptrdiff_t)r * s.H * s.W * 16, oy, s.OW, &windows);
        }
}

/* dx = sum of dy over the windows whose maximum the pixel is.
 * @range n * CB
 * @size arg n * CB * OH * OW * 16
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void maxpool_backward(PoolShape s, int begin, int end, const uint8_t *NETC_RESTRICT arg,
                      const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    const int apart = s.KH == 2 && s.KW == 2 && s.SH == 2 && s.SW == 2 && s.PT == 0 && s.PL == 0 &&
                      s.H == 2 * s.OH && s.W == 2 * s.OW;
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * s.H * s.W * 16;
        if (!apart)
            memset(dx + plane, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * 16);
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            const int top = oy * s.SH - s.PT,
                      from = oy == 0 || top < 0 ? 0
                             : top < s.H        ? top
                                                : s.H; /* rows that no later window adds to */
            const int to = oy == s.OH - 1 || top + s.SH > s.H ? s.H
                           : top + s.SH < 0                   ? 0
                                                              : top + s.SH;
            float *row = dx + plane + (ptrdiff_t)from * s.W * 16;
            (void)row, (void)to;
            if (apart)
                mk_maxpool_back4(row, dy + at, arg + at, s.OW);
            else
                mk_maxpool_back_row(dx + plane, dy + at, arg + at, oy, s.OW, &windows);
            /* @fuse dx row r%CB*16 (to-from)*W*16 every SH*W after PT*W times OH */
        }
    }
}

/* The same from x and y: for windows of more than 256 pixels.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void maxpool_backward_search(PoolShape s, int begin, int end, const float *NETC_RESTRICT x,
                             const float *NETC_RESTRICT y, const float *NETC_RESTRICT dy,
                             float *NETC_RESTRICT dx)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * s.H * s.W * 16;
        memset(dx + plane, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * 16);
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_maxpool_search_row(dx + plane, dy + at, y + at, x + plane, oy, s.OW, &windows);
        }
    }
}

/* y = mean of x over each window; padding is not counted.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void avgpool_forward(PoolShape s, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_avgpool_row(y + at, x + (ptrdiff_t)r * s.H * s.W * 16, oy, s.OW, &windows);
        }
}

/* dx = sum over the windows that hold the pixel of dy / (pixels of the window in the map).
 * @range n * CB
 * @size dy n * CB * OH * OW * 16
 * @size dx n * CB * H * W * 16 */
void avgpool_backward(PoolShape s, int begin, int end, const float *NETC_RESTRICT dy,
                      float *NETC_RESTRICT dx)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++) {
        ptrdiff_t plane = (ptrdiff_t)r * s.H * s.W * 16;
        memset(dx + plane, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * 16);
        for (int oy = 0; oy < s.OH; oy++) {
            ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_avgpool_back_row(dx + plane, dy + at, oy, s.OW, &windows);
        }
    }
}

/* y = x times the share of its window's pixels that lie on the map; the window counts what lies on
 * the map and on the padding, PB rows and PR columns behind it.
 * @range n * CB
 * @size x n * CB * OH * OW * 16
 * @size y n * CB * OH * OW * 16
 * @inplace y x */
void avgpool_share(PoolShape s, int PB, int PR, int begin, int end, const float *x, float *y)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    for (int r = begin; r < end; r++)
        for (int oy = 0; oy < s.OH; oy++) {
            const ptrdiff_t at = ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            mk_window_share_row(y + at, x + at, oy, s.OW, PB, PR, &windows);
        }
}

/* y = mean of x over the map, summed in double.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size y n * CB * 16 */
void globalavgpool_forward(int CB, int HW, int begin, int end, const float *NETC_RESTRICT x,
                           float *NETC_RESTRICT y)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        mk_sum_channel(sum, x + (ptrdiff_t)r * HW * 16, HW);
        for (int l = 0; l < 16; l++)
            y[(ptrdiff_t)r * 16 + l] = (float)(sum[l] / (double)HW);
    }
}

/* dx = dy / HW at every pixel.
 * @range n * CB
 * @size dy n * CB * 16
 * @size dx n * CB * HW * 16 */
void globalavgpool_backward(int CB, int HW, int begin, int end, const float *NETC_RESTRICT dy,
                            float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        float share[16];
        for (int l = 0; l < 16; l++)
            share[l] = dy[(ptrdiff_t)r * 16 + l] / (float)HW;
        mk_fill_channel(dx + (ptrdiff_t)r * HW * 16, HW * 16, share);
    }
}

/* y = the largest x of the map, arg = its first pixel.
 * @range n * CB
 * @size x n * CB * HW * 16
 * @size y n * CB * 16
 * @size arg n * CB * 16 */
void globalmaxpool_forward(int CB, int HW, int begin, int end, const float *NETC_RESTRICT x,
                           float *NETC_RESTRICT y, int32_t *NETC_RESTRICT arg)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        mk_max_channel(y + (ptrdiff_t)r * 16, arg + (ptrdiff_t)r * 16, x + (ptrdiff_t)r * HW * 16,
                       HW);
}

/* dx = dy at the pixel that arg names, else 0.
 * @range n * CB
 * @size arg n * CB * 16
 * @size dy n * CB * 16
 * @size dx n * CB * HW * 16 */
void globalmaxpool_backward(int CB, int HW, int begin, int end, const int32_t *NETC_RESTRICT arg,
                            const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    (void)CB;
    for (int r = begin; r < end; r++) {
        float *plane = dx + (ptrdiff_t)r * HW * 16;
        memset(plane, 0, sizeof *plane * (size_t)HW * 16);
        for (int l = 0; l < 16; l++)
            plane[(ptrdiff_t)arg[(ptrdiff_t)r * 16 + l] * 16 + l] = dy[(ptrdiff_t)r * 16 + l];
    }
}
