/* Products of 8-bit integers on maps [H][W][C]: convolution, with the maxima of windows of its
 * result where a pooling layer reads it, depthwise convolution, dense layers. Numbers are those of
 * TensorFlow Lite: real = scale * (integer - zero). Sums are exact, in 32 bits; a sum becomes an
 * output by a factor, multiplier * 2^(shift - 31), rounded twice, so that no floating-point number
 * is needed. `rule` has three numbers for each output channel: what its sum begins with, the
 * multiplier and the shift. */
#include "kernels.h"

/* sum[j] = what the sum of channel j begins with */
void mk_int8_begin(int32_t *sum, const int32_t *rule, int n)
{
    for (int j = 0; j < n; j++)
        sum[j] = rule[3 * j];
}

/* sum[j] += x[i] * w[j * step + i] over i < count, for the n channels j, at most 4: each number of
 * x is loaded once for four products */
void mk_int8_sums(int32_t *sum, int n, const int8_t *x, const int8_t *w, int count, int step)
{
    if (n == 4) {
        int32_t a = sum[0], b = sum[1], c = sum[2], d = sum[3];
        const int8_t *w1 = w + step, *w2 = w1 + step, *w3 = w2 + step;
        int i = 0;
#ifdef NETC_DOT4
        for (; i + 4 <= count; i += 4) {
            a = NETC_DOT4(a, x + i, w + i);
            b = NETC_DOT4(b, x + i, w1 + i);
            c = NETC_DOT4(c, x + i, w2 + i);
            d = NETC_DOT4(d, x + i, w3 + i);
        }
#endif
        for (; i < count; i++) {
            const int32_t v = x[i];
            a += v * w[i];
            b += v * w1[i];
            c += v * w2[i];
            d += v * w3[i];
        }
        sum[0] = a;
        sum[1] = b;
        sum[2] = c;
        sum[3] = d;
        return;
    }
    for (int j = 0; j < n; j++, w += step) {
        int32_t a = sum[j];
        int i = 0;
#ifdef NETC_DOT4
        for (; i + 4 <= count; i += 4)
            a = NETC_DOT4(a, x + i, w + i);
#endif
        for (; i < count; i++)
            a += x[i] * w[i];
        sum[j] = a;
    }
}

/* The same where x is not there: its numbers are `zero`. */
void mk_int8_beyond(int32_t *sum, int n, const int8_t *w, int count, int step, int zero)
{
    for (int j = 0; j < n; j++, w += step) {
        int32_t a = 0;
        for (int i = 0; i < count; i++)
            a += w[i];
        sum[j] += zero * a;
    }
}

/* sum[j] += (x[t * x_step + j] - zero) * w[t * w_step + j] over t < taps, for the n channels j
 */
void mk_int8_taps(int32_t *sum, int n, const int8_t *x, const int8_t *w, int taps, ptrdiff_t x_step,
                  ptrdiff_t w_step, int zero)
{
    if (n == 4) {
        int32_t a = sum[0], b = sum[1], c = sum[2], d = sum[3];
        for (; taps > 0; taps--, x += x_step, w += w_step) {
            a += (x[0] - zero) * w[0];
            b += (x[1] - zero) * w[1];
            c += (x[2] - zero) * w[2];
            d += (x[3] - zero) * w[3];
        }
        sum[0] = a;
        sum[1] = b;
        sum[2] = c;
        sum[3] = d;
        return;
    }
    for (int j = 0; j < n; j++) {
        int32_t a = sum[j];
        for (int t = 0; t < taps; t++)
            a += (x[t * x_step + j] - zero) * w[t * w_step + j];
        sum[j] = a;
    }
}

/* best[j] = the larger of best[j] and sum[j]; sum[j] where there is no best yet */
void mk_int8_larger(int32_t *best, const int32_t *sum, int n, int first)
{
    for (int j = 0; j < n; j++)
        if (first || sum[j] > best[j])
            best[j] = sum[j];
}

/* y[j] = zero + sum[j] times its channel's factor, within low ... high */
void mk_int8_end(int8_t *y, const int32_t *sum, const int32_t *rule, int n, int zero, int low,
                 int high)
{
    for (int j = 0; j < n; j++)
        y[j] = mk_int8_within(zero + mk_int8_scaled(sum[j], rule[3 * j + 1], rule[3 * j + 2]), low,
                              high);
}

/* y[k] = the sum over i < c of (x[i] - its zero) * w[k][i] and the bias, times its channel's
 * factor, for k < n: a dense layer, or a convolution of 1x1 at one position */
void mk_int8_point(int8_t *y, const int8_t *x, const int8_t *w, const int32_t *rule, int c, int n,
                   int zero, int low, int high)
{
    for (int k = 0, many; k < n; k += many) {
        int32_t sum[4] = {0, 0, 0, 0};
        many = n - k < 4 ? n - k : 4;
        mk_int8_begin(sum, rule + 3 * (ptrdiff_t)k, many);
        mk_int8_sums(sum, many, x, w + (ptrdiff_t)k * c, c, c);
        mk_int8_end(y + k, sum, rule + 3 * (ptrdiff_t)k, many, zero, low, high);
    }
}

/* s[oy][ox][k] = sum over taps and c of (x[oy * SH - PT + ky * DH][ox * SW - PL + kx * DW][c] -
 * ZERO) * w[k][ky][kx][c], c over the channels of k's group, and the bias; y = the largest s of
 * each window of PH x PW (1x1: s itself) times its channel's factor, from YZERO, within LOW ...
 * HIGH. The share of ZERO in the sums stands in rule; a tap beyond the map counts as ZERO.
 * @size x XR * W * C
 * @size w K * KH * KW * (C / GROUPS)
 * @size rule K * 3
 * @size y YR * POW * K */
void plain_int8_conv(ConvShape s, WindowShape p, RowShape r, int GROUPS, int ZERO, int YZERO,
                     int LOW, int HIGH, const int8_t *NETC_RESTRICT x,
                     const int8_t *NETC_RESTRICT w, const int32_t *NETC_RESTRICT rule,
                     int8_t *NETC_RESTRICT y)
{
    const int CG = s.C / GROUPS, KG = s.K / GROUPS, all = s.KH * s.KW * CG;
    if (s.KH * s.KW * GROUPS * p.PH * p.PW == 1 && s.PT + s.PL == 0 && (s.OH - 1) * s.SH < s.H &&
        (s.OW - 1) * s.SW < s.W) { /* 1x1: no window, nothing beyond the map */
        for (int oy = r.FROM; oy < r.TO; oy++)
            for (int ox = 0; ox < s.OW; ox++)
                mk_int8_point(y + ((ptrdiff_t)(oy % r.YR) * s.OW + ox) * s.K,
                              x + ((ptrdiff_t)(oy * s.SH % r.XR) * s.W + ox * s.SW) * s.C, w, rule,
                              s.C, s.K, YZERO, LOW, HIGH);
        return;
    }
    for (int py = r.FROM; py < r.TO; py++)
        for (int px = 0; px < p.POW; px++)
            for (int k = 0, n; k < s.K; k += n) {
                const int group = k / KG, left = (group + 1) * KG - k;
                const int8_t *from_w = w + (ptrdiff_t)k * all;
                int32_t best[4] = {0, 0, 0, 0};
                int first = 1;
                n = left < 4 ? left : 4;
                for (int oy = py * p.PSH - p.PPT; oy < py * p.PSH - p.PPT + p.PH; oy++)
                    for (int ox = px * p.PSW - p.PPL; ox < px * p.PSW - p.PPL + p.PW; ox++) {
                        const int top = oy * s.SH - s.PT, at = ox * s.SW - s.PL;
                        int32_t sum[4] = {0, 0, 0, 0};
                        if (oy < 0 || oy >= s.OH || ox < 0 || ox >= s.OW)
                            continue;
                        mk_int8_begin(sum, rule + 3 * (ptrdiff_t)k, n);
                        for (int ky = 0; ky < s.KH; ky++) {
                            const int iy = top + ky * s.DH;
                            const int row = iy >= 0 && iy < s.H;
                            for (int t = 0, taps; t < s.KW; t += taps) { /* alike: all at once */
                                const int ix = at + t * s.DW;
                                const int side = s.DW == 1 && GROUPS == 1;
                                const int inside = row && ix >= 0 && ix < s.W;
                                const int left_x = inside ? s.W - ix : row && ix < 0 ? -ix : s.KW;
                                taps = side ? left_x : 1;
                                taps = taps < s.KW - t ? taps : s.KW - t;
                                if (inside)
                                    mk_int8_sums(sum, n,
                                                 x + ((ptrdiff_t)(iy % r.XR) * s.W + ix) * s.C +
                                                     group * CG,
                                                 from_w + (ky * s.KW + t) * CG, taps * CG, all);
                                else
                                    mk_int8_beyond(sum, n, from_w + (ky * s.KW + t) * CG, taps * CG,
                                                   all, ZERO);
                            }
                        }
                        mk_int8_larger(best, sum, n, first);
                        first = 0;
                    }
                mk_int8_end(y + ((ptrdiff_t)(py % r.YR) * p.POW + px) * s.K + k, best,
                            rule + 3 * (ptrdiff_t)k, n, YZERO, LOW, HIGH);
            }
}

/* y[k] = the sum over c of (x[c] - zero) * w[k][c] and the bias, times its channel's factor, from
 * YZERO, within LOW ... HIGH. The share of zero in the sums stands in rule.
 * @size x C
 * @size w C * K
 * @size rule K * 3
 * @size y K */
void plain_int8_dense(int C, int K, int YZERO, int LOW, int HIGH, const int8_t *NETC_RESTRICT x,
                      const int8_t *NETC_RESTRICT w, const int32_t *NETC_RESTRICT rule,
                      int8_t *NETC_RESTRICT y)
{
    mk_int8_point(y, x, w, rule, C, K, YZERO, LOW, HIGH);
}

/* y[oy][ox][c * m + j] = the sum over taps of (x[oy * SH - PT + ky * DH][ox * SW - PL + kx * DW][c]
 * - ZERO) * w[ky][kx][c * m + j] and the bias, m = K / C, times its channel's factor, from YZERO,
 * within LOW ... HIGH.
 * @size x XR * W * C
 * @size w KH * KW * K
 * @size rule K * 3
 * @size y YR * OW * K */
void plain_int8_depthwise(ConvShape s, RowShape r, int ZERO, int YZERO, int LOW, int HIGH,
                          const int8_t *NETC_RESTRICT x, const int8_t *NETC_RESTRICT w,
                          const int32_t *NETC_RESTRICT rule, int8_t *NETC_RESTRICT y)
{
    const int m = s.K / s.C;
    (void)s.OH;
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < s.OW; ox++) {
            int8_t *to_y = y + ((ptrdiff_t)(oy % r.YR) * s.OW + ox) * s.K;
            const int top = oy * s.SH - s.PT, at = ox * s.SW - s.PL;
            const int from = at < 0 ? (s.DW - 1 - at) / s.DW : 0;
            const int room = (s.W - at + s.DW - 1) / s.DW;
            const int to = room < s.KW ? room : s.KW; /* taps from ... to - 1 */
            for (int k = 0, n; k < s.K; k += n) {
                int32_t sum[4] = {0, 0, 0, 0};
                n = m > 1 ? 1 : s.K - k < 4 ? s.K - k : 4;
                mk_int8_begin(sum, rule + 3 * (ptrdiff_t)k, n);
                for (int ky = 0; ky < s.KH; ky++) {
                    const int iy = top + ky * s.DH;
                    if (iy >= 0 && iy < s.H)
                        mk_int8_taps(sum, n,
                                     x + ((ptrdiff_t)(iy % r.XR) * s.W + at + from * s.DW) * s.C +
                                         k / m,
                                     w + (ptrdiff_t)(ky * s.KW + from) * s.K + k, to - from,
                                     (ptrdiff_t)s.DW * s.C, s.K, ZERO);
                }
                mk_int8_end(to_y + k, sum, rule + 3 * (ptrdiff_t)k, n, YZERO, LOW, HIGH);
            }
        }
}

/* The same with y in the place of x, or elsewhere: as many channels out as in, maps no larger, and
 * no more padding above than rows that a window has below its first. The rows of x that rows of y
 * still need are kept in a ring, since y is written over them.
 * @size x H * W * C
 * @size w KH * KW * K
 * @size rule K * 3
 * @scratch ring ((KH - 1) * DH + 1) * W * C
 * @size y OH * OW * K
 * @inplace y x */
void plain_int8_depthwise_in_place(ConvShape s, int ZERO, int YZERO, int LOW, int HIGH,
                                   const int8_t *x, const int8_t *NETC_RESTRICT w,
                                   const int32_t *NETC_RESTRICT rule, int8_t *NETC_RESTRICT ring,
                                   int8_t *y)
{
    const int kept = (s.KH - 1) * s.DH + 1, row = s.W * s.C;
    int next = 0; /* row of x that is not in the ring yet */
    for (int oy = 0; oy < s.OH; oy++) {
        const int top = oy * s.SH - s.PT;
        for (; next < s.H && next < top + kept; next++)
            memcpy(ring + (ptrdiff_t)(next % kept) * row, x + (ptrdiff_t)next * row, (size_t)row);
        for (int ox = 0; ox < s.OW; ox++, y += s.K) {
            const int at = ox * s.SW - s.PL;
            const int from = at < 0 ? (s.DW - 1 - at) / s.DW : 0;
            const int room = (s.W - at + s.DW - 1) / s.DW;
            const int to = room < s.KW ? room : s.KW; /* taps from ... to - 1 */
            for (int k = 0, n; k < s.K; k += n) {
                int32_t sum[4] = {0, 0, 0, 0};
                n = s.K - k < 4 ? s.K - k : 4;
                mk_int8_begin(sum, rule + 3 * (ptrdiff_t)k, n);
                for (int ky = 0; ky < s.KH; ky++) {
                    const int iy = top + ky * s.DH;
                    if (iy >= 0 && iy < s.H)
                        mk_int8_taps(sum, n,
                                     ring + (ptrdiff_t)(iy % kept) * row +
                                         (ptrdiff_t)(at + from * s.DW) * s.C + k,
                                     w + (ptrdiff_t)(ky * s.KW + from) * s.K + k, to - from,
                                     (ptrdiff_t)s.DW * s.C, s.K, ZERO);
                }
                mk_int8_end(y + k, sum, rule + 3 * (ptrdiff_t)k, n, YZERO, LOW, HIGH);
            }
        }
    }
}
