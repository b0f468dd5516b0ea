/* Maximum and mean of windows of maps [H][W][C], channel by channel. A window of the whole map is
 * the global one. */
#include "kernels.h"

/* y[c] = the largest x[r % kept * row + t * channels + c] of begin <= r < end, t < taps; NaN where
 * one of them is */
void mk_plain_max(float *y, const float *x, int channels, int begin, int end, int kept, int taps,
                  int row)
{
    for (int c = 0; c < channels; c++) {
        float best = x[(ptrdiff_t)(begin % kept) * row + c];
        for (int r = begin; r < end; r++)
            for (int t = 0; t < taps; t++) {
                const float v = x[(ptrdiff_t)(r % kept) * row + t * channels + c];
                if (!(v <= best)) /* larger, or one is NaN */
                    best = v > best || v != v ? v : best;
            }
        y[c] = best;
    }
}

/* y[c] = the mean of these; summed row by row, which keeps the digits of a large window */
void mk_plain_mean(float *y, const float *x, int channels, int begin, int end, int kept, int taps,
                   int row)
{
    for (int c = 0; c < channels; c++) {
        float all = 0.0f;
        for (int r = begin; r < end; r++) {
            float sum = 0.0f;
            for (int t = 0; t < taps; t++)
                sum += x[(ptrdiff_t)(r % kept) * row + t * channels + c];
            all += sum;
        }
        y[c] = all / (float)((end - begin) * taps);
    }
}

/* y[oy][ox][c] = the largest x of the window from row oy * SH - PT and column ox * SW - PL on.
 * @size x XR * W * C
 * @size y YR * OW * C */
void plain_maxpool(RowShape r, int C, int H, int W, int OW, int KH, int KW, int SH, int SW, int PT,
                   int PL, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < OW; ox++) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_plain_max(y + ((ptrdiff_t)(oy % r.YR) * OW + ox) * C, x + (ptrdiff_t)x0 * C, C, y0,
                         y1, r.XR, x1 - x0, W * C);
        }
}

/* y[oy][ox][c] = the mean of x over that window; what is beyond the map does not count.
 * @size x XR * W * C
 * @size y YR * OW * C */
void plain_avgpool(RowShape r, int C, int H, int W, int OW, int KH, int KW, int SH, int SW, int PT,
                   int PL, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < OW; ox++) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_plain_mean(y + ((ptrdiff_t)(oy % r.YR) * OW + ox) * C, x + (ptrdiff_t)x0 * C, C, y0,
                          y1, r.XR, x1 - x0, W * C);
        }
}
