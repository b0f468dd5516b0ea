/* Convolution (correlation, as in Keras) for any window, stride, dilation and padding, by implicit
 * GEMM: the image is copied once into a frame of zeros, then each output row is one product over
 * all taps and channels with its sums in registers. Backward: the gradient of x runs over the
 * gradient of y in the same way, with transposed kernels, phase by phase of the stride, so that no
 * multiplication by an inserted zero is done; the gradient of the kernel is a transposed product
 * over the clipped rectangle of each tap.
 *   y[o, k] = sum over taps t and channels c of x[o*S + t*D - P, c] * w[t, c, k]
 *   (two-dimensional o, t, S, D, P)
 * x is [n][CB][H][W][16], y [n][KB][OH][OW][16], w [KH*KW][KB][C][16]; CB = ceil(C/16), KB =
 * ceil(K/16). */
#include "kernels.h"

/* A conv kernel from Keras layout (TAPS, C, K) to [TAPS][KB][C][16]; lanes beyond K are 0.
 * @size keras TAPS*C*K
 * @size packed TAPS*((K+15)/16)*C*16 */
void conv_pack(int TAPS, int C, int K, const float *keras, float *packed)
{
    const int KB = (K + 15) / 16;
    memset(packed, 0, sizeof(float) * (size_t)TAPS * (size_t)KB * (size_t)C * 16);
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       keras + ((ptrdiff_t)t * C + c) * K + 16 * kb, sizeof(float) * (size_t)lanes);
        }
}

/* Back to Keras layout.
 * @size packed TAPS*((K+15)/16)*C*16
 * @size keras TAPS*C*K */
void conv_unpack(int TAPS, int C, int K, const float *packed, float *keras)
{
    const int KB = (K + 15) / 16;
    for (int t = 0; t < TAPS; t++)
        for (int kb = 0; kb < KB; kb++) {
            const int lanes = K - 16 * kb < 16 ? K - 16 * kb : 16;
            for (int c = 0; c < C; c++)
                memcpy(keras + ((ptrdiff_t)t * C + c) * K + 16 * kb,
                       packed + (((ptrdiff_t)t * KB + kb) * C + c) * 16,
                       sizeof(float) * (size_t)lanes);
        }
}

/* Transposed kernels of TAPS taps from tap FIRST on: wt [TAPS][CB][K][16] with wt[t, k, c] =
 * w[FIRST + t, c, k].
 * @range TAPS*((C+15)/16)
 * @size w (FIRST+TAPS)*((K+15)/16)*C*16
 * @size wt TAPS*((C+15)/16)*K*16 */
void conv_transpose(int TAPS, int FIRST, int C, int K, int begin, int end, const float *w,
                    float *wt)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        const int rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        mk_transpose(wt + (ptrdiff_t)i * K * 16,
                     w + ((ptrdiff_t)(FIRST + t) * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16, rows,
                     K);
    }
}

/* y = x * w. The frame HP x WP is what the windows cover, from row -PT and column -PL on; without
 * zeros in it x is read where it lies, and a 1x1 kernel of stride 1 takes the map as one row. POOL
 * 1: y is the maxima of 2x2 windows of that, stride 2, PH x PW of them, as wino_forward_pooled
 * (wino.c) makes them, KEEP their places; POOL 2: by the sign of scale, as there; POOL 0: PH = OH,
 * PW = OW.
 * @range n*((K+15)/16)
 * @grain (K+15)/16
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16/GROUPS
 * @size x n*((C+15)/16)*H*W*16
 * @size w KH*KW*((K+15)/16)*C*16
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg KEEP*n*((K+15)/16)*PH*PW*16
 * @scratch padded ((C+15)/16)*((OH-1)*SH+(KH-1)*DH+1)*((OW-1)*SW+(KW-1)*DW+1)*16
 * @scratch lines (POOL+1)/2*2*OW*16 */
void conv_forward(ConvShape s, int GROUPS, OutputPool out, int KEEP, int begin, int end,
                  const float *x, const float *w, const float *scale, float *y, uint8_t *arg,
                  float *padded, float *lines)
{
    (void)scale, (void)arg, (void)KEEP;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16;
    const int HP = (s.OH - 1) * s.SH + (s.KH - 1) * s.DH + 1,
              WP = (s.OW - 1) * s.SW + (s.KW - 1) * s.DW + 1;
    const int inside = s.PT == 0 && s.PL == 0 && HP <= s.H && WP <= s.W;
    const int flat = inside && s.KH == 1 && s.KW == 1 && s.SH == 1 && s.SW == 1 && s.OH == s.H &&
                     s.OW == s.W;
    const int step = out.POOL > 0 ? 2 : flat ? s.OH : 1;
    const int FH = inside ? s.H : HP, FW = inside ? s.W : WP;
    const int cols = s.W < WP - s.PL ? s.W : WP - s.PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const int low = kb * 16 / (s.K / GROUPS) * (s.C / GROUPS) / 16 *
                        16; /* channels low ... high - 1 share groups with these outputs */
        const int high = ((kb * 16 + 16 < s.K ? kb * 16 + 16 : s.K) - 1) / (s.K / GROUPS) *
                             (s.C / GROUPS) +
                         s.C / GROUPS;
        const float *src = x + (ptrdiff_t)img * CB * s.H * s.W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * s.H; r++)
                if (r % s.H + s.PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / s.H) * HP + r % s.H + s.PT) * WP + s.PL) * 16,
                           src + (ptrdiff_t)r * s.W * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0, p = 0; out.POOL > 0 ? p < out.PH : oh < s.OH; oh += step, p++) {
            const int height = s.OH - oh < step ? s.OH - oh : step, pieces = flat ? 1 : height,
                      pixels = flat ? height * s.OW : s.OW;
            const int count = out.POOL > 0 ? out.PW : height * s.OW;
            (void)count;
            const ptrdiff_t at = ((ptrdiff_t)i * out.PH + (out.POOL > 0 ? p : oh)) * out.PW * 16;
            float *row = y + at, *sums = out.POOL > 0 ? lines : row;
            for (int j = 0; j < pieces; j++)
                mk_conv_row(sums + (ptrdiff_t)j * s.OW * 16, 16, pixels,
                            src + ((ptrdiff_t)low / 16 * FH + (oh + j) * s.SH) * FW * 16, s.SW * 16,
                            (ptrdiff_t)s.DH * FW * 16, s.DW * 16, (ptrdiff_t)FH * FW * 16,
                            w + ((ptrdiff_t)kb * s.C + low) * 16, (ptrdiff_t)s.KW * KB * s.C * 16,
                            (ptrdiff_t)KB * s.C * 16, s.KH, s.KW, high - low, 0);
            /* @when POOL 1 2 */
            if (out.POOL > 0)
                mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                              out.POOL > 1 ? scale + kb * 16 : NULL, 1, out.PW, height, s.OW);
            /* @end */
            /* @fuse y row kb*16 count*16 every PW */
        }
    }
}

/* dx[h, c] = sum over the taps t with (h + P - t*D) divisible by S, and k, of dy[(h + P - t*D) / S,
 * k] * wt[t, k, c]. Such taps are QH (QW) apart. The frame HQ x WQ of dy begins QT rows above and
 * QL columns left of it.
 * @range n*((C+15)/16)
 * @grain (C+15)/16
 * @work n*OH*OW*KH*KW*K*((C+15)/16)*16/GROUPS
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size wt KH*KW*((C+15)/16)*K*16
 * @size dx n*((C+15)/16)*H*W*16
 * @scratch padded ((K+15)/16)*((KH-1)*DH/SH+(H-1+PT)/SH+1)*((KW-1)*DW/SW+(W-1+PL)/SW+1)*16 */
void conv_backward_data(ConvShape s, int GROUPS, int begin, int end, const float *dy,
                        const float *wt, float *dx, float *padded)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16;
    const int QT = (s.KH - 1) * s.DH / s.SH, QL = (s.KW - 1) * s.DW / s.SW;
    const int HQ = QT + (s.H - 1 + s.PT) / s.SH + 1, WQ = QL + (s.W - 1 + s.PL) / s.SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= s.OH && WQ <= s.OW;
    const int FH = inside ? s.OH : HQ, FW = inside ? s.OW : WQ;
    const int cols = s.OW < WQ - QL ? s.OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * s.DH % s.SH)
        QH++;
    while (QW * s.DW % s.SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const int low = cb * 16 / (s.C / GROUPS) * (s.K / GROUPS) / 16 *
                        16; /* outputs low ... high - 1 share groups with these channels */
        const int high = ((cb * 16 + 16 < s.C ? cb * 16 + 16 : s.C) - 1) / (s.C / GROUPS) *
                             (s.K / GROUPS) +
                         s.K / GROUPS;
        const float *src = dy + (ptrdiff_t)img * KB * s.OH * s.OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * s.OH; r++)
                if (r % s.OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / s.OH) * HQ + r % s.OH + QT) * WQ + QL) * 16,
                           src + (ptrdiff_t)r * s.OW * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < s.H; h++) {
            int kh = 0;
            while (kh < s.KH && (h + s.PT - kh * s.DH) % s.SH)
                kh++;
            const int oh = kh < s.KH ? (h + s.PT - kh * s.DH) / s.SH : 0;
            for (int v = 0; v < s.SW && v < s.W; v++) {
                int kw = 0;
                while (kw < s.KW && (v + s.PL - kw * s.DW) % s.SW)
                    kw++;
                const int ow = kw < s.KW ? (v + s.PL - kw * s.DW) / s.SW : 0;
                mk_conv_row(dx + (((ptrdiff_t)i * s.H + h) * s.W + v) * 16, s.SW * 16,
                            (s.W - 1 - v) / s.SW + 1,
                            src + (((ptrdiff_t)low / 16 * FH + oh + QT) * FW + ow + QL) * 16, 16,
                            -(ptrdiff_t)(QH * s.DH / s.SH) * FW * 16, -(QW * s.DW / s.SW) * 16,
                            (ptrdiff_t)FH * FW * 16,
                            wt + ((((ptrdiff_t)kh * s.KW + kw) * CB + cb) * s.K + low) * 16,
                            (ptrdiff_t)QH * s.KW * CB * s.K * 16, (ptrdiff_t)QW * CB * s.K * 16,
                            kh < s.KH ? (s.KH - 1 - kh) / QH + 1 : 0,
                            kw < s.KW ? (s.KW - 1 - kw) / QW + 1 : 0, high - low, 0);
            }
            float *row = dx + ((ptrdiff_t)i * s.H + h) * s.W * 16;
            (void)row;
            /* @fuse dx row cb*16 W*16 every W times H */
        }
    }
}

/* dw[t, c, k] = sum over images and the outputs o whose tap t lies on the map of x[o*S + t*D - P,
 * c] * dy[o, k]. One range item is one 16 x 16 block of all taps: a sum over images in their order.
 * @range ((K+15)/16)*((C+15)/16)
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16/GROUPS
 * @size x n*((C+15)/16)*H*W*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size dw KH*KW*((K+15)/16)*C*16 */
void conv_backward_weights(ConvShape s, int GROUPS, int n, int begin, int end, const float *x,
                           const float *dy, float *dw)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = s.C - 16 * cb < 16 ? s.C - 16 * cb : 16;
        const int low = kb * 16 / (s.K / GROUPS) * (s.C / GROUPS),
                  high = ((kb * 16 + 16 < s.K ? kb * 16 + 16 : s.K) - 1) / (s.K / GROUPS) *
                             (s.C / GROUPS) +
                         s.C / GROUPS;
        if (16 * cb >= high || 16 * cb + rows <= low) { /* no group has both */
            for (int t = 0; t < s.KH * s.KW; t++)
                memset(dw + (((ptrdiff_t)t * KB + kb) * s.C + 16 * cb) * 16, 0,
                       sizeof(float) * 16 * (size_t)rows);
            continue;
        }
        for (int img = 0; img < n; img++)
            for (int t = 0; t < s.KH * s.KW; t++) {
                const int top = t / s.KW * s.DH - s.PT, left = t % s.KW * s.DW - s.PL;
                const int h0 = top < 0 ? (-top + s.SH - 1) / s.SH : 0,
                          w0 = left < 0 ? (-left + s.SW - 1) / s.SW : 0;
                int h1 = s.H - 1 < top ? 0 : (s.H - 1 - top) / s.SH + 1,
                    w1 = s.W - 1 < left ? 0 : (s.W - 1 - left) / s.SW + 1;
                h1 = h1 < s.OH ? h1 : s.OH;
                w1 = w1 < s.OW ? w1 : s.OW;
                const int some = h0 < h1 && w0 < w1;
                mk_panel_grad(
                    dw + (((ptrdiff_t)t * KB + kb) * s.C + 16 * cb) * 16, rows,
                    some ? x + ((((ptrdiff_t)img * CB + cb) * s.H + h0 * s.SH + top) * s.W +
                                w0 * s.SW + left) *
                                   16
                         : x,
                    (ptrdiff_t)s.SH * s.W * 16, s.SW * 16,
                    some ? dy + ((((ptrdiff_t)img * KB + kb) * s.OH + h0) * s.OW + w0) * 16 : dy,
                    (ptrdiff_t)s.OW * 16, some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}

/* The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a pass over the outputs where
 * all of them lie on the map; what some miss at the edges follows tap by tap. All taps of an image
 * come before the next, while its values are in cache. There are few blocks of outputs, so ranges
 * are of images, with partial sums.
 * @range n
 * @ranges PARTS
 * @size x n*((C+15)/16)*H*W*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @partial dw KH*KW*((K+15)/16)*C*16 */
void conv_backward_weights_few(ConvShape s, int TOGETHER, int PARTS, int begin, int end,
                               const float *x, const float *dy, float *dw)
{
    const int KB = (s.K + 15) / 16, chunks = (s.KH * s.KW + TOGETHER - 1) / TOGETHER,
              images = end - begin;
    (void)PARTS;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * (size_t)(s.KH * s.KW * KB * s.C) * 16);
    for (int i = 0; i < KB * images * chunks; i++) {
        const int kb = i / chunks / images, img = begin + i / chunks % images,
                  first = i % chunks * TOGETHER,
                  some = s.KH * s.KW - first < TOGETHER ? s.KH * s.KW - first : TOGETHER;
        const float *map = x + (ptrdiff_t)img * s.H * s.W * 16,
                    *grad = dy + ((ptrdiff_t)img * KB + kb) * s.OH * s.OW * 16;
        int h0[9], h1[9], w0[9], w1[9], top = 0, bottom = s.OH, left = 0,
                                        right = s.OW; /* outputs that tap t sees; that all see */
        ptrdiff_t from[9], to[9];
        for (int t = 0; t < some; t++) {
            const int dh = (first + t) / s.KW * s.DH - s.PT, dv = (first + t) % s.KW * s.DW - s.PL;
            h0[t] = dh < 0 ? (-dh + s.SH - 1) / s.SH : 0,
            w0[t] = dv < 0 ? (-dv + s.SW - 1) / s.SW : 0;
            h1[t] = s.H - 1 < dh ? 0 : (s.H - 1 - dh) / s.SH + 1,
            w1[t] = s.W - 1 < dv ? 0 : (s.W - 1 - dv) / s.SW + 1;
            h1[t] = h1[t] < s.OH ? h1[t] : s.OH, w1[t] = w1[t] < s.OW ? w1[t] : s.OW;
            top = h0[t] > top ? h0[t] : top, bottom = h1[t] < bottom ? h1[t] : bottom;
            left = w0[t] > left ? w0[t] : left, right = w1[t] < right ? w1[t] : right;
            for (int c = 0; c < s.C; c++)
                from[t * s.C + c] = ((ptrdiff_t)dh * s.W + dv) * 16 + c,
                               to[t * s.C + c] = ((ptrdiff_t)(first + t) * KB * s.C + c) * 16;
        }
        const int common = top < bottom && left < right;
        if (common || img == begin)
            mk_panel_grad9(dw + (ptrdiff_t)kb * s.C * 16, to,
                           common ? map + ((ptrdiff_t)top * s.SH * s.W + left * s.SW) * 16 : map,
                           from, some * s.C, (ptrdiff_t)s.SH * s.W * 16, s.SW * 16,
                           common ? grad + ((ptrdiff_t)top * s.OW + left) * 16 : grad,
                           (ptrdiff_t)s.OW * 16, common ? bottom - top : 0,
                           common ? right - left : 0, img > begin);
        for (int q = 0; q < 4 * some; q++) { /* above, below, left, right of the common part */
            const int t = q / 4, a = common ? top : h0[t], b = common ? bottom : h0[t];
            const int ha = q % 4 == 0   ? h0[t]
                           : q % 4 == 1 ? b
                                        : a,
                      hb = q % 4 == 0   ? a
                           : q % 4 == 1 ? h1[t]
                                        : b;
            const int wa = q % 4 == 3 ? right : w0[t], wb = q % 4 == 2 ? left : w1[t];
            if (ha < hb && wa < wb)
                mk_panel_grad(dw + (ptrdiff_t)kb * s.C * 16 + to[t * s.C], s.C,
                              map + ((ptrdiff_t)ha * s.SH * s.W + wa * s.SW) * 16 + from[t * s.C],
                              (ptrdiff_t)s.SH * s.W * 16, s.SW * 16,
                              grad + ((ptrdiff_t)ha * s.OW + wa) * 16, (ptrdiff_t)s.OW * 16,
                              hb - ha, wb - wa, 1);
        }
    }
}
