/* Maximum and mean of windows of maps [H][W][C], channel by channel. A window of the whole map is
 * the global one. */
#include "kernels.h"

/* y[c] = the largest x[r * row + t * channels + c] of r < rows, t < taps */
void mk_plain_max(float *y, const float *x, int channels, int rows, int taps, int row)
{
    for (int c = 0; c < channels; c++) {
        float best = x[c];
        for (int r = 0; r < rows; r++)
            for (int t = 0; t < taps; t++) {
                const float v = x[(ptrdiff_t)r * row + t * channels + c];
                best = v > best ? v : best;
            }
        y[c] = best;
    }
}

/* y[c] = the mean of these; summed row by row, which keeps the digits of a large window */
void mk_plain_mean(float *y, const float *x, int channels, int rows, int taps, int row)
{
    for (int c = 0; c < channels; c++) {
        float all = 0.0f;
        for (int r = 0; r < rows; r++) {
            float sum = 0.0f;
            for (int t = 0; t < taps; t++)
                sum += x[(ptrdiff_t)r * row + t * channels + c];
            all += sum;
        }
        y[c] = all / (float)(rows * taps);
    }
}

/* y[oy][ox][c] = the largest x of the window from row oy * SH - PT and column ox * SW - PL on.
 * @size x H * W * C
 * @size y OH * OW * C */
void plain_maxpool(int C, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                   int PL, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    for (int oy = 0; oy < OH; oy++)
        for (int ox = 0; ox < OW; ox++, y += C) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_plain_max(y, x + ((ptrdiff_t)y0 * W + x0) * C, C, y1 - y0, x1 - x0, W * C);
        }
}

/* y[oy][ox][c] = the mean of x over that window; what is beyond the map does not count.
 * @size x H * W * C
 * @size y OH * OW * C */
void plain_avgpool(int C, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW, int PT,
                   int PL, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    for (int oy = 0; oy < OH; oy++)
        for (int ox = 0; ox < OW; ox++, y += C) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_plain_mean(y, x + ((ptrdiff_t)y0 * W + x0) * C, C, y1 - y0, x1 - x0, W * C);
        }
}
