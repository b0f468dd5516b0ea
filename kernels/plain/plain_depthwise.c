/* Convolution of each channel by itself, on maps [H][W][C]. */
#include "kernels.h"

/* sum[j] += x[t * x_step + j] * w[t * w_step + j] over t < taps, for the n channels j, at most 4 */
void mk_plain_taps(float *sum, int n, const float *x, const float *w, int taps, ptrdiff_t x_step,
                   ptrdiff_t w_step)
{
    if (n == 4) {
        float a = sum[0], b = sum[1], c = sum[2], d = sum[3];
        for (; taps > 0; taps--, x += x_step, w += w_step) {
            a += x[0] * w[0];
            b += x[1] * w[1];
            c += x[2] * w[2];
            d += x[3] * w[3];
        }
        sum[0] = a;
        sum[1] = b;
        sum[2] = c;
        sum[3] = d;
        return;
    }
    for (int j = 0; j < n; j++) {
        float a = sum[j];
        for (int t = 0; t < taps; t++)
            a += x[t * x_step + j] * w[t * w_step + j];
        sum[j] = a;
    }
}

/* y[oy][ox][c * m + j] = bias[c * m + j] + sum over taps of x[oy * SH - PT + ky * DH][ox * SW - PL
 * + kx * DW][c] * w[ky][kx][c * m + j], m = K / C, clamped where CLAMP is set.
 * @size x XR * W * C
 * @size w KH * KW * K
 * @size bias BIAS * K
 * @size y YR * OW * K */
void plain_depthwise(ConvShape s, RowShape r, int BIAS, int CLAMP, float MAX,
                     const float *NETC_RESTRICT x, const float *NETC_RESTRICT w,
                     const float *NETC_RESTRICT bias, float *NETC_RESTRICT y)
{
    const int m = s.K / s.C;
    (void)s.OH;
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < s.OW; ox++) {
            float *to_y = y + ((ptrdiff_t)(oy % r.YR) * s.OW + ox) * s.K;
            const int top = oy * s.SH - s.PT, at = ox * s.SW - s.PL;
            const int from = at < 0 ? (s.DW - 1 - at) / s.DW : 0;
            const int room = (s.W - at + s.DW - 1) / s.DW;
            const int to = room < s.KW ? room : s.KW; /* taps from ... to - 1 */
            for (int k = 0, n; k < s.K; k += n) {
                float sum[4] = {0.0f, 0.0f, 0.0f, 0.0f};
                n = m > 1 ? 1 : s.K - k < 4 ? s.K - k : 4;
                if (BIAS)
                    memcpy(sum, bias + k, sizeof *sum * (size_t)n);
                for (int ky = 0; ky < s.KH; ky++) {
                    const int iy = top + ky * s.DH;
                    if (iy >= 0 && iy < s.H)
                        mk_plain_taps(sum, n,
                                      x + ((ptrdiff_t)(iy % r.XR) * s.W + at + from * s.DW) * s.C +
                                          k / m,
                                      w + (ptrdiff_t)(ky * s.KW + from) * s.K + k, to - from,
                                      (ptrdiff_t)s.DW * s.C, s.K);
                }
                mk_plain_end(to_y + k, sum, n, CLAMP, MAX);
            }
        }
}

/* The same with y in the place of x, or elsewhere: as many channels out as in, maps no larger, and
 * no more padding above than rows that a window has below its first. The rows of x that rows of y
 * still need are kept in a ring, since y is written over them.
 * @size x H * W * C
 * @size w KH * KW * K
 * @size bias BIAS * K
 * @scratch ring ((KH - 1) * DH + 1) * W * C
 * @size y OH * OW * K
 * @inplace y x */
void plain_depthwise_in_place(ConvShape s, int BIAS, int CLAMP, float MAX, const float *x,
                              const float *NETC_RESTRICT w, const float *NETC_RESTRICT bias,
                              float *NETC_RESTRICT ring, float *y)
{
    const int kept = (s.KH - 1) * s.DH + 1, row = s.W * s.C;
    int next = 0; /* row of x that is not in the ring yet */
    for (int oy = 0; oy < s.OH; oy++) {
        const int top = oy * s.SH - s.PT;
        for (; next < s.H && next < top + kept; next++)
            memcpy(ring + (ptrdiff_t)(next % kept) * row, x + (ptrdiff_t)next * row,
                   sizeof *ring * (size_t)row);
        for (int ox = 0; ox < s.OW; ox++, y += s.K) {
            const int at = ox * s.SW - s.PL;
            const int from = at < 0 ? (s.DW - 1 - at) / s.DW : 0;
            const int room = (s.W - at + s.DW - 1) / s.DW;
            const int to = room < s.KW ? room : s.KW; /* taps from ... to - 1 */
            for (int k = 0, n; k < s.K; k += n) {
                float sum[4] = {0.0f, 0.0f, 0.0f, 0.0f};
                n = s.K - k < 4 ? s.K - k : 4;
                if (BIAS)
                    memcpy(sum, bias + k, sizeof *sum * (size_t)n);
                for (int ky = 0; ky < s.KH; ky++) {
                    const int iy = top + ky * s.DH;
                    if (iy >= 0 && iy < s.H)
                        mk_plain_taps(sum, n,
                                      ring + (ptrdiff_t)(iy % kept) * row +
                                          (ptrdiff_t)(at + from * s.DW) * s.C + k,
                                      w + (ptrdiff_t)(ky * s.KW + from) * s.K + k, to - from,
                                      (ptrdiff_t)s.DW * s.C, s.K);
                }
                mk_plain_end(y + k, sum, n, CLAMP, MAX);
            }
        }
    }
}
