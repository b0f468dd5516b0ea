/* Products over channels, on maps [H][W][C]: convolution, with the maxima of windows of its result
 * where a pooling layer reads it, and dense layers. Weights are in Keras layout, the output
 * channels side by side. Four of them are summed at a time, eight at a single position of the map:
 * each number of x is then loaded once for as many products. */
#include "kernels.h"

/* sum[j] += x[i] * w[i * step + j] over i < count, at least one, for the n channels j, at most 4 */
void mk_plain_sums(float *sum, int n, const float *x, const float *w, int count, int step)
{
    if (n == 4) {
#ifdef NETC_SUMS4
        NETC_SUMS4(sum, x, w, count, step);
#else
        float a = sum[0], b = sum[1], c = sum[2], d = sum[3];
        const float *end = x + count;
        do {
            const float v = *x++;
            a += v * w[0];
            b += v * w[1];
            c += v * w[2];
            d += v * w[3];
            w += step;
        } while (x != end);
        sum[0] = a;
        sum[1] = b;
        sum[2] = c;
        sum[3] = d;
#endif
        return;
    }
    for (int j = 0; j < n; j++, w++) {
        float a = sum[j];
        for (int i = 0; i < count; i++)
            a += x[i] * w[(ptrdiff_t)i * step];
        sum[j] = a;
    }
}

/* The same for eight channels. */
void mk_plain_sums8(float *sum, const float *x, const float *w, int count, int step)
{
    float a = sum[0], b = sum[1], c = sum[2], d = sum[3], e = sum[4], f = sum[5], g = sum[6],
          h = sum[7];
    const float *end = x + count;
    do {
        const float v = *x++;
        a += v * w[0];
        b += v * w[1];
        c += v * w[2];
        d += v * w[3];
        e += v * w[4];
        f += v * w[5];
        g += v * w[6];
        h += v * w[7];
        w += step;
    } while (x != end);
    sum[0] = a;
    sum[1] = b;
    sum[2] = c;
    sum[3] = d;
    sum[4] = e;
    sum[5] = f;
    sum[6] = g;
    sum[7] = h;
}

/* best[j] = the larger of best[j] and sum[j]; sum[j] where there is no best yet */
void mk_plain_larger(float *best, const float *sum, int n, int first)
{
    for (int j = 0; j < n; j++)
        if (first || sum[j] > best[j] || sum[j] != sum[j])
            best[j] = sum[j];
}

/* y[j] = sum[j]; with `clamp` at least 0, and at most `max` where that is not 0. A NaN stays one.
 */
void mk_plain_end(float *y, const float *sum, int n, int clamp, float max)
{
    for (int j = 0; j < n; j++) {
        float v = sum[j];
        if (clamp && v < 0.0f)
            v = 0.0f;
        if (clamp && max > 0.0f && v > max)
            v = max;
        y[j] = v;
    }
}

/* y[k] = bias[k] + sum over i < c of x[i] * w[i][k], for k < n: a dense layer, or a convolution of
 * 1x1 at one position */
void mk_plain_point(float *y, const float *x, const float *w, const float *bias, int c, int n,
                    int biased, int clamp, float max)
{
    for (int k = 0, many; k < n; k += many) {
        float sum[8] = {0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f};
        many = n - k < 4 ? n - k : 4;
#if !defined(NETC_SUMS4) && !defined(__SOFTFP__) /* which have no registers for eight */
        many = n - k >= 8 ? 8 : many;
#else
        (void)mk_plain_sums8;
#endif
        if (biased)
            memcpy(sum, bias + k, sizeof *sum * (size_t)many);
        if (many == 8)
            mk_plain_sums8(sum, x, w + k, c, n);
        else
            mk_plain_sums(sum, many, x, w + k, c, n);
        mk_plain_end(y + k, sum, many, clamp, max);
    }
}

/* s[oy][ox][k] = bias[k] + sum over taps and c of x[oy * SH - PT + ky * DH][ox * SW - PL + kx *
 * DW][c] * w[ky][kx][c][k], c over the channels of k's group; y = the largest s of each window of
 * PH x PW (1x1: s itself), clamped where CLAMP is set. Windows are computed one after the other, so
 * s is stored nowhere.
 * @size x XR * W * C
 * @size w KH * KW * (C / GROUPS) * K
 * @size bias BIAS * K
 * @size y YR * POW * K */
void plain_conv(ConvShape s, WindowShape p, RowShape r, int GROUPS, int BIAS, int CLAMP, float MAX,
                const float *NETC_RESTRICT x, const float *NETC_RESTRICT w,
                const float *NETC_RESTRICT bias, float *NETC_RESTRICT y)
{
    const int CG = s.C / GROUPS, KG = s.K / GROUPS;
    if (s.KH * s.KW * GROUPS * p.PH * p.PW == 1 && s.PT + s.PL == 0 && (s.OH - 1) * s.SH < s.H &&
        (s.OW - 1) * s.SW < s.W) { /* 1x1: no window, nothing beyond the map */
        for (int oy = r.FROM; oy < r.TO; oy++)
            for (int ox = 0; ox < s.OW; ox++)
                mk_plain_point(y + ((ptrdiff_t)(oy % r.YR) * s.OW + ox) * s.K,
                               x + ((ptrdiff_t)(oy * s.SH % r.XR) * s.W + ox * s.SW) * s.C, w, bias,
                               s.C, s.K, BIAS, CLAMP, MAX);
        return;
    }
    for (int py = r.FROM; py < r.TO; py++)
        for (int px = 0; px < p.POW; px++)
            for (int k = 0, n; k < s.K; k += n) {
                float *to_y = y + ((ptrdiff_t)(py % r.YR) * p.POW + px) * s.K + k;
                const int group = k / KG, left = (group + 1) * KG - k;
                float best[4] = {0.0f, 0.0f, 0.0f, 0.0f};
                int first = 1;
                n = left < 4 ? left : 4;
                for (int oy = py * p.PSH - p.PPT; oy < py * p.PSH - p.PPT + p.PH; oy++)
                    for (int ox = px * p.PSW - p.PPL; ox < px * p.PSW - p.PPL + p.PW; ox++) {
                        const int top = oy * s.SH - s.PT, at = ox * s.SW - s.PL;
                        const int from = at < 0 ? (s.DW - 1 - at) / s.DW : 0;
                        const int room = (s.W - at + s.DW - 1) / s.DW;
                        const int to = room < s.KW ? room : s.KW; /* taps from ... to - 1 */
                        const int taps = s.DW == 1 && GROUPS == 1 ? to - from : 1;
                        float sum[4] = {0.0f, 0.0f, 0.0f, 0.0f};
                        if (oy < 0 || oy >= s.OH || ox < 0 || ox >= s.OW)
                            continue;
                        if (BIAS)
                            memcpy(sum, bias + k, sizeof *sum * (size_t)n);
                        for (int ky = 0; ky < s.KH; ky++) {
                            const int iy = top + ky * s.DH;
                            if (iy < 0 || iy >= s.H)
                                continue;
                            for (int t = from; t < to; t += taps) /* side by side: all at once */
                                mk_plain_sums(
                                    sum, n,
                                    x + ((ptrdiff_t)(iy % r.XR) * s.W + at + t * s.DW) * s.C +
                                        group * CG,
                                    w + (ptrdiff_t)(ky * s.KW + t) * CG * s.K + k, taps * CG, s.K);
                        }
                        mk_plain_larger(best, sum, n, first);
                        first = 0;
                    }
                mk_plain_end(to_y, best, n, CLAMP, MAX);
            }
}

/* y[k] = bias[k] + sum over c of x[c] * w[c][k], clamped where CLAMP is set.
 * @size x C
 * @size w C * K
 * @size bias BIAS * K
 * @size y K */
void plain_dense(int C, int K, int BIAS, int CLAMP, float MAX, const float *NETC_RESTRICT x,
                 const float *NETC_RESTRICT w, const float *NETC_RESTRICT bias,
                 float *NETC_RESTRICT y)
{
    mk_plain_point(y, x, w, bias, C, K, BIAS, CLAMP, MAX);
}
