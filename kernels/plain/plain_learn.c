/* A training step on one sample, on values [H][W][C]: losses of the output, gradients of values,
 * and what the gradient of a weight does as soon as it is there: a step on the weight in place, so
 * that no gradient of a weight is stored, or a summand of a sum that is kept for a later step. Sums
 * run in the order of the loops, without vectors, so that every machine has the same bits. */
#include "kernels.h"

/* What the gradients g of n weights w do; r = rate * share, G = g + decay * w.
 *     by 0: w -= r * G
 *     by 1: v = momentum * v - r * G; w += v, or with nesterov w += momentum * v - r * G
 *     by 2: v = momentum * v + G; w -= r * v, or with nesterov w -= r * (G + momentum * v)
 *     by 3: v += g */
void mk_plain_step(float *w, float *v, const float *g, int n, int by, int nesterov, float decay,
                   float momentum, float r)
{
    for (int j = 0; by == 0 && j < n; j++)
        w[j] -= r * (g[j] + decay * w[j]);
    for (int j = 0; by == 1 && j < n; j++) {
        const float step = r * (g[j] + decay * w[j]);
        v[j] = momentum * v[j] - step;
        w[j] += nesterov ? momentum * v[j] - step : v[j];
    }
    for (int j = 0; by == 2 && j < n; j++) {
        const float all = g[j] + decay * w[j];
        v[j] = momentum * v[j] + all;
        w[j] -= r * (nesterov ? all + momentum * v[j] : v[j]);
    }
    for (int j = 0; by == 3 && j < n; j++)
        v[j] += g[j];
}

/* sum[j] += x[t * x_step] * dy[t * dy_step + j] over t < count, for n channels j, at most 4 */
void mk_plain_outer(float *sum, int n, const float *x, const float *dy, int count, ptrdiff_t x_step,
                    ptrdiff_t dy_step)
{
    for (int j = 0; j < n; j++) {
        float a = sum[j];
        for (int t = 0; t < count; t++)
            a += x[t * x_step] * dy[t * dy_step + j];
        sum[j] = a;
    }
}

/* dx[c] += sum over k < K of w[c * step + k] * dy[k], for C channels c */
void mk_plain_back(float *dx, int C, const float *w, ptrdiff_t step, const float *dy, int K)
{
    for (int c = 0; c < C; c++, w += step) {
        float sum = 0.0f;
        for (int k = 0; k < K; k++)
            sum += w[k] * dy[k];
        dx[c] += sum;
    }
}

/* *loss = -log of the probability y of the class label, of C, the least a normal float; dx = y less
 * 1 there: the gradient before the softmax. With SMOOTHING that share of the target is spread
 * evenly over the classes.
 * @size label 1
 * @size y C
 * @size loss 2
 * @size dx C */
void plain_class_loss(int C, float SMOOTHING, const int32_t *label, const float *y, float *loss,
                      float *dx)
{
    const float least = 1.17549435e-38f;
    float sum = 0.0f;
    for (int k = 0; k < C; k++) {
        const float t = SMOOTHING / (float)C + (k == label[0] ? 1.0f - SMOOTHING : 0.0f);
        const float p = y[k] < least ? least : y[k];
        if (t > 0.0f)
            sum -= t * logf(p);
        dx[k] = y[k] - t;
    }
    loss[0] = sum;
}

/* *loss = the mean of (y - target)^2 over LEN; dy = its gradient.
 * @size target LEN
 * @size y LEN
 * @size loss 2
 * @size dy LEN */
void plain_square_loss(int LEN, const float *target, const float *y, float *loss, float *dy)
{
    float sum = 0.0f;
    for (int i = 0; i < LEN; i++) {
        const float d = y[i] - target[i];
        sum += d * d;
        dy[i] = 2.0f * d / (float)LEN;
    }
    loss[0] = sum / (float)LEN;
}

/* dx = dy where the clamped y lies between 0 and MAX (0: no limit), else 0.
 * @size y LEN
 * @size dy LEN
 * @size dx LEN
 * @inplace dx dy */
void plain_clamp_backward(int LEN, float MAX, const float *y, const float *dy, float *dx)
{
    for (int i = 0; i < LEN; i++)
        dx[i] = y[i] > 0.0f && (MAX <= 0.0f || y[i] < MAX) ? dy[i] : 0.0f;
}

/* dx[iy][ix][c] = sum over the outputs that read it, and over k of c's group, of w[ky][kx][c][k] *
 * dy[oy][ox][k], iy = oy * SH - PT + ky * DH, and so ix.
 * @size w KH * KW * (C / GROUPS) * K
 * @size dy OH * OW * K
 * @size dx H * W * C */
void plain_conv_backward(ConvShape s, int GROUPS, const float *NETC_RESTRICT w,
                         const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    const int CG = s.C / GROUPS, KG = s.K / GROUPS;
    memset(dx, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * (size_t)s.C);
    for (int oy = 0; oy < s.OH; oy++)
        for (int ox = 0; ox < s.OW; ox++, dy += s.K)
            for (int ky = 0; ky < s.KH; ky++)
                for (int kx = 0; kx < s.KW; kx++) {
                    const int iy = oy * s.SH - s.PT + ky * s.DH, ix = ox * s.SW - s.PL + kx * s.DW;
                    if (iy < 0 || iy >= s.H || ix < 0 || ix >= s.W)
                        continue;
                    for (int g = 0; g < GROUPS; g++)
                        mk_plain_back(dx + ((ptrdiff_t)iy * s.W + ix) * s.C + g * CG, CG,
                                      w + (ptrdiff_t)(ky * s.KW + kx) * CG * s.K + g * KG, s.K,
                                      dy + g * KG, KG);
                }
}

/* A step (mk_plain_step) on w by its gradient: of w[ky][kx][c][k] the sum over outputs of x[iy][ix]
 * [c] * dy[oy][ox][k], iy = oy * SH - PT + ky * DH, and so ix, c counted within k's group.
 * @size x H * W * C
 * @size dy OH * OW * K
 * @size w KH * KW * (C / GROUPS) * K
 * @size kept KEPT * KH * KW * (C / GROUPS) * K */
void plain_conv_step(ConvShape s, StepRule u, int GROUPS, float rate, const float *NETC_RESTRICT x,
                     const float *NETC_RESTRICT dy, float *NETC_RESTRICT w,
                     float *NETC_RESTRICT kept)
{
    const int CG = s.C / GROUPS, KG = s.K / GROUPS;
    for (int row = 0; row < s.KH * s.KW * CG; row++) {
        const int ky = row / CG / s.KW, kx = row / CG % s.KW, c = row % CG;
        const int at = kx * s.DW - s.PL; /* column that the first output reads */
        const int from = at < 0 ? (s.SW - 1 - at) / s.SW : 0;
        const int room = (s.W - at + s.SW - 1) / s.SW, to = room < s.OW ? room : s.OW;
        for (int k = 0, n; k < s.K; k += n) {
            const int group = k / KG, left = (group + 1) * KG - k;
            const ptrdiff_t place = (ptrdiff_t)row * s.K + k;
            float g[4] = {0.0f, 0.0f, 0.0f, 0.0f};
            n = left < 4 ? left : 4;
            for (int oy = 0; oy < s.OH; oy++) {
                const int iy = oy * s.SH - s.PT + ky * s.DH;
                if (iy >= 0 && iy < s.H && from < to)
                    mk_plain_outer(
                        g, n, x + ((ptrdiff_t)iy * s.W + at + from * s.SW) * s.C + group * CG + c,
                        dy + ((ptrdiff_t)oy * s.OW + from) * s.K + k, to - from,
                        (ptrdiff_t)s.SW * s.C, s.K);
            }
            mk_plain_step(w + place, u.KEPT ? kept + place : kept, g, n, u.BY, u.NESTEROV, u.DECAY,
                          u.MOMENTUM, rate * u.SHARE);
        }
    }
}

/* The same where each channel is convolved by itself: dx[iy][ix][c] = sum over the outputs that
 * read it, and over j < m = K / C, of w[ky][kx][c * m + j] * dy[oy][ox][c * m + j].
 * @size w KH * KW * K
 * @size dy OH * OW * K
 * @size dx H * W * C */
void plain_depthwise_backward(ConvShape s, const float *NETC_RESTRICT w,
                              const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    const int m = s.K / s.C;
    memset(dx, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * (size_t)s.C);
    for (int oy = 0; oy < s.OH; oy++)
        for (int ox = 0; ox < s.OW; ox++, dy += s.K)
            for (int ky = 0; ky < s.KH; ky++)
                for (int kx = 0; kx < s.KW; kx++) {
                    const int iy = oy * s.SH - s.PT + ky * s.DH, ix = ox * s.SW - s.PL + kx * s.DW;
                    if (iy < 0 || iy >= s.H || ix < 0 || ix >= s.W)
                        continue;
                    for (int c = 0; c < s.C; c++)
                        mk_plain_back(dx + ((ptrdiff_t)iy * s.W + ix) * s.C + c, 1,
                                      w + (ptrdiff_t)(ky * s.KW + kx) * s.K + c * m, m, dy + c * m,
                                      m);
                }
}

/* And the step: of w[ky][kx][k] the sum over outputs of x[iy][ix][k / m] * dy[oy][ox][k].
 * @size x H * W * C
 * @size dy OH * OW * K
 * @size w KH * KW * K
 * @size kept KEPT * KH * KW * K */
void plain_depthwise_step(ConvShape s, StepRule u, float rate, const float *NETC_RESTRICT x,
                          const float *NETC_RESTRICT dy, float *NETC_RESTRICT w,
                          float *NETC_RESTRICT kept)
{
    const int m = s.K / s.C;
    for (int tap = 0; tap < s.KH * s.KW; tap++) {
        const int ky = tap / s.KW, at = tap % s.KW * s.DW - s.PL;
        const int from = at < 0 ? (s.SW - 1 - at) / s.SW : 0;
        const int room = (s.W - at + s.SW - 1) / s.SW, to = room < s.OW ? room : s.OW;
        for (int k = 0; k < s.K; k++) {
            const ptrdiff_t place = (ptrdiff_t)tap * s.K + k;
            float g[1] = {0.0f};
            for (int oy = 0; oy < s.OH; oy++) {
                const int iy = oy * s.SH - s.PT + ky * s.DH;
                if (iy >= 0 && iy < s.H && from < to)
                    mk_plain_outer(g, 1, x + ((ptrdiff_t)iy * s.W + at + from * s.SW) * s.C + k / m,
                                   dy + ((ptrdiff_t)oy * s.OW + from) * s.K + k, to - from,
                                   (ptrdiff_t)s.SW * s.C, s.K);
            }
            mk_plain_step(w + place, u.KEPT ? kept + place : kept, g, 1, u.BY, u.NESTEROV, u.DECAY,
                          u.MOMENTUM, rate * u.SHARE);
        }
    }
}

/* dx[c] = sum over k of w[c][k] * dy[k].
 * @size w C * K
 * @size dy K
 * @size dx C */
void plain_dense_backward(int C, int K, const float *NETC_RESTRICT w, const float *NETC_RESTRICT dy,
                          float *NETC_RESTRICT dx)
{
    memset(dx, 0, sizeof *dx * (size_t)C);
    mk_plain_back(dx, C, w, K, dy, K);
}

/* A step on w by its gradient, the outer product of x and dy.
 * @size x C
 * @size dy K
 * @size w C * K
 * @size kept KEPT * C * K */
void plain_dense_step(int C, int K, StepRule u, float rate, const float *NETC_RESTRICT x,
                      const float *NETC_RESTRICT dy, float *NETC_RESTRICT w,
                      float *NETC_RESTRICT kept)
{
    for (int c = 0; c < C; c++)
        for (int k = 0, n; k < K; k += n) {
            const ptrdiff_t place = (ptrdiff_t)c * K + k;
            float g[4] = {0.0f, 0.0f, 0.0f, 0.0f};
            n = K - k < 4 ? K - k : 4;
            mk_plain_outer(g, n, x + c, dy + k, 1, 0, 0);
            mk_plain_step(w + place, u.KEPT ? kept + place : kept, g, n, u.BY, u.NESTEROV, u.DECAY,
                          u.MOMENTUM, rate * u.SHARE);
        }
}

/* The same of a bias, which each of HW pixels has: its gradient is the sum of their dy.
 * @size dy HW * K
 * @size bias K
 * @size kept KEPT * K */
void plain_bias_step(int K, int HW, StepRule u, float rate, const float *NETC_RESTRICT dy,
                     float *NETC_RESTRICT bias, float *NETC_RESTRICT kept)
{
    const float one[1] = {1.0f};
    for (int k = 0; k < K; k++) {
        float g[1] = {0.0f};
        mk_plain_outer(g, 1, one, dy + k, HW, 0, K);
        mk_plain_step(bias + k, u.KEPT ? kept + k : kept, g, 1, u.BY, u.NESTEROV, u.DECAY,
                      u.MOMENTUM, rate * u.SHARE);
    }
}

/* A step on w by the mean of the gradients of n samples, whose sums begin anew.
 * @size sums COUNT
 * @size w COUNT
 * @size kept KEPT * COUNT */
void plain_sums_step(int COUNT, StepRule u, int n, float rate, float *NETC_RESTRICT sums,
                     float *NETC_RESTRICT w, float *NETC_RESTRICT kept)
{
    for (int i = 0; i < COUNT; i++) {
        float g[1];
        g[0] = sums[i] / (float)n;
        sums[i] = 0.0f;
        mk_plain_step(w + i, u.KEPT ? kept + i : kept, g, 1, u.BY, u.NESTEROV, u.DECAY, u.MOMENTUM,
                      rate * u.SHARE);
    }
}

/* dx[iy][ix][c] = the sum of dy over the windows whose largest x this is, the first of several:
 * windows as plain_maxpool has them.
 * @size x H * W * C
 * @size dy OH * OW * C
 * @size dx H * W * C */
void plain_maxpool_backward(int C, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW,
                            int PT, int PL, const float *NETC_RESTRICT x,
                            const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    memset(dx, 0, sizeof *dx * (size_t)H * (size_t)W * (size_t)C);
    for (int o = 0; o < OH * OW * C; o++) {
        const int top = o / C / OW * SH - PT, left = o / C % OW * SW - PL, c = o % C;
        const int y1 = top + KH < H ? top + KH : H, x1 = left + KW < W ? left + KW : W;
        ptrdiff_t best = -1;
        for (int r = top < 0 ? 0 : top; r < y1; r++)
            for (int t = left < 0 ? 0 : left; t < x1; t++) {
                const ptrdiff_t at = ((ptrdiff_t)r * W + t) * C + c;
                if (best < 0 || x[at] > x[best])
                    best = at;
            }
        dx[best] += dy[o];
    }
}

/* The same of the means that plain_avgpool makes: dx = the sum of dy over the windows that have it,
 * each by its number of pixels on the map.
 * @size dy OH * OW * C
 * @size dx H * W * C */
void plain_avgpool_backward(int C, int H, int W, int OH, int OW, int KH, int KW, int SH, int SW,
                            int PT, int PL, const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    memset(dx, 0, sizeof *dx * (size_t)H * (size_t)W * (size_t)C);
    for (int o = 0; o < OH * OW * C; o++) {
        const int top = o / C / OW * SH - PT, left = o / C % OW * SW - PL;
        const int y0 = top < 0 ? 0 : top, y1 = top + KH < H ? top + KH : H;
        const int x0 = left < 0 ? 0 : left, x1 = left + KW < W ? left + KW : W;
        const float share = dy[o] / (float)((y1 - y0) * (x1 - x0));
        for (int r = y0; r < y1; r++)
            for (int t = x0; t < x1; t++)
                dx[((ptrdiff_t)r * W + t) * C + o % C] += share;
    }
}

/* Channels AT ... AT + C - 1 of the TOTAL of dy, in HW pixels: the gradient of a part of a concat.
 * @size dy HW * TOTAL
 * @size dx HW * C */
void plain_part(int HW, int C, int TOTAL, int AT, const float *NETC_RESTRICT dy,
                float *NETC_RESTRICT dx)
{
    for (int p = 0; p < HW; p++)
        memcpy(dx + (ptrdiff_t)p * C, dy + (ptrdiff_t)p * TOTAL + AT, sizeof *dx * (size_t)C);
}
