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
#include "micro.h"
#include "kernels_conv.h"

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
 * @size x n*((C+15)/16)*H*W*16
 * @size w KH*KW*((K+15)/16)*C*16
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg KEEP*n*((K+15)/16)*PH*PW*16
 * @private padded ((C+15)/16)*((OH-1)*SH+(KH-1)*DH+1)*((OW-1)*SW+(KW-1)*DW+1)*16
 * @private lines (POOL+1)/2*2*OW*16 */
void conv_forward(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW,
                  int DH, int DW, int PT, int PL, int GROUPS, int PH, int PW, int POOL, int KEEP,
                  int begin, int end, const float *x, const float *w, const float *scale, float *y,
                  uint8_t *arg, float *padded, float *lines)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int HP = (OH - 1) * SH + (KH - 1) * DH + 1, WP = (OW - 1) * SW + (KW - 1) * DW + 1;
    const int inside = PT == 0 && PL == 0 && HP <= H && WP <= W;
    const int flat = inside && KH == 1 && KW == 1 && SH == 1 && SW == 1 && OH == H && OW == W;
    const int step = POOL > 0 ? 2 : flat ? OH : 1;
    const int FH = inside ? H : HP, FW = inside ? W : WP;
    const int cols = W < WP - PL ? W : WP - PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const int low = kb * 16 / (K / GROUPS) * (C / GROUPS) / 16 *
                        16; /* channels low ... high - 1 share groups with these outputs */
        const int high = ((kb * 16 + 16 < K ? kb * 16 + 16 : K) - 1) / (K / GROUPS) * (C / GROUPS) +
                         C / GROUPS;
        const float *src = x + (ptrdiff_t)img * CB * H * W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * H; r++)
                if (r % H + PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / H) * HP + r % H + PT) * WP + PL) * 16,
                           src + (ptrdiff_t)r * W * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0, p = 0; POOL > 0 ? p < PH : oh < OH; oh += step, p++) {
            const int lot = OH - oh < step ? OH - oh : step, pieces = flat ? 1 : lot,
                      pixels = flat ? lot * OW : OW;
            const int count = POOL > 0 ? PW : lot * OW;
            (void)count;
            const ptrdiff_t at = ((ptrdiff_t)i * PH + (POOL > 0 ? p : oh)) * PW * 16;
            float *row = y + at, *sums = POOL > 0 ? lines : row;
            for (int j = 0; j < pieces; j++)
                mk_conv_row(sums + (ptrdiff_t)j * OW * 16, 16, pixels,
                            src + ((ptrdiff_t)low / 16 * FH + (oh + j) * SH) * FW * 16, SW * 16,
                            (ptrdiff_t)DH * FW * 16, DW * 16, (ptrdiff_t)FH * FW * 16,
                            w + ((ptrdiff_t)kb * C + low) * 16, (ptrdiff_t)KW * KB * C * 16,
                            (ptrdiff_t)KB * C * 16, KH, KW, high - low, 0);
            if (POOL > 0)
                mk_pool_lines(row, KEEP > 0 ? arg + at : NULL, lines,
                              POOL > 1 ? scale + kb * 16 : NULL, 1, PW, lot, OW);
            /* @fuse y row kb*16 count*16 every PW */
        }
    }
}

/* dx[h, c] = sum over the taps t with (h + P - t*D) divisible by S, and k, of dy[(h + P - t*D) / S,
 * k] * wt[t, k, c]. Such taps are QH (QW) apart. The frame HQ x WQ of dy begins QT rows above and
 * QL columns left of it.
 * @range n*((C+15)/16)
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size wt KH*KW*((C+15)/16)*K*16
 * @size dx n*((C+15)/16)*H*W*16
 * @private padded ((K+15)/16)*((KH-1)*DH/SH+(H-1+PT)/SH+1)*((KW-1)*DW/SW+(W-1+PL)/SW+1)*16 */
void conv_backward_data(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH, int SW,
                        int DH, int DW, int PT, int PL, int GROUPS, int begin, int end,
                        const float *dy, const float *wt, float *dx, float *padded)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    const int QT = (KH - 1) * DH / SH, QL = (KW - 1) * DW / SW;
    const int HQ = QT + (H - 1 + PT) / SH + 1, WQ = QL + (W - 1 + PL) / SW + 1;
    const int inside = QT == 0 && QL == 0 && HQ <= OH && WQ <= OW;
    const int FH = inside ? OH : HQ, FW = inside ? OW : WQ;
    const int cols = OW < WQ - QL ? OW : WQ - QL;
    int QH = 1, QW = 1;
    while (QH * DH % SH)
        QH++;
    while (QW * DW % SW)
        QW++;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)KB * (size_t)HQ * (size_t)WQ);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / CB, cb = i % CB;
        const int low = cb * 16 / (C / GROUPS) * (K / GROUPS) / 16 *
                        16; /* outputs low ... high - 1 share groups with these channels */
        const int high = ((cb * 16 + 16 < C ? cb * 16 + 16 : C) - 1) / (C / GROUPS) * (K / GROUPS) +
                         K / GROUPS;
        const float *src = dy + (ptrdiff_t)img * KB * OH * OW * 16;
        if (!inside) {
            for (int r = 0; img != copied && r < KB * OH; r++)
                if (r % OH + QT < HQ)
                    memcpy(padded + (((ptrdiff_t)(r / OH) * HQ + r % OH + QT) * WQ + QL) * 16,
                           src + (ptrdiff_t)r * OW * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int h = 0; h < H; h++) {
            int kh = 0;
            while (kh < KH && (h + PT - kh * DH) % SH)
                kh++;
            const int oh = kh < KH ? (h + PT - kh * DH) / SH : 0;
            for (int v = 0; v < SW && v < W; v++) {
                int kw = 0;
                while (kw < KW && (v + PL - kw * DW) % SW)
                    kw++;
                const int ow = kw < KW ? (v + PL - kw * DW) / SW : 0;
                mk_conv_row(dx + (((ptrdiff_t)i * H + h) * W + v) * 16, SW * 16,
                            (W - 1 - v) / SW + 1,
                            src + (((ptrdiff_t)low / 16 * FH + oh + QT) * FW + ow + QL) * 16, 16,
                            -(ptrdiff_t)(QH * DH / SH) * FW * 16, -(QW * DW / SW) * 16,
                            (ptrdiff_t)FH * FW * 16,
                            wt + ((((ptrdiff_t)kh * KW + kw) * CB + cb) * K + low) * 16,
                            (ptrdiff_t)QH * KW * CB * K * 16, (ptrdiff_t)QW * CB * K * 16,
                            kh < KH ? (KH - 1 - kh) / QH + 1 : 0,
                            kw < KW ? (KW - 1 - kw) / QW + 1 : 0, high - low, 0);
            }
            float *row = dx + ((ptrdiff_t)i * H + h) * W * 16;
            (void)row;
            /* @fuse dx row cb*16 W*16 every W times H */
        }
    }
}

/* dw[t, c, k] = sum over images and the outputs o whose tap t lies on the map of x[o*S + t*D - P,
 * c] * dy[o, k]. One range item is one 16 x 16 block of all taps: a sum over images in their order.
 * @range ((K+15)/16)*((C+15)/16)
 * @size x n*((C+15)/16)*H*W*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size dw KH*KW*((K+15)/16)*C*16 */
void conv_backward_weights(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH,
                           int SW, int DH, int DW, int PT, int PL, int GROUPS, int n, int begin,
                           int end, const float *x, const float *dy, float *dw)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int i = begin; i < end; i++) {
        const int kb = i / CB, cb = i % CB, rows = C - 16 * cb < 16 ? C - 16 * cb : 16;
        const int low = kb * 16 / (K / GROUPS) * (C / GROUPS),
                  high = ((kb * 16 + 16 < K ? kb * 16 + 16 : K) - 1) / (K / GROUPS) * (C / GROUPS) +
                         C / GROUPS;
        if (16 * cb >= high || 16 * cb + rows <= low) { /* no group has both */
            for (int t = 0; t < KH * KW; t++)
                memset(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, 0,
                       sizeof(float) * 16 * (size_t)rows);
            continue;
        }
        for (int img = 0; img < n; img++)
            for (int t = 0; t < KH * KW; t++) {
                const int top = t / KW * DH - PT, left = t % KW * DW - PL;
                const int h0 = top < 0 ? (-top + SH - 1) / SH : 0,
                          w0 = left < 0 ? (-left + SW - 1) / SW : 0;
                int h1 = H - 1 < top ? 0 : (H - 1 - top) / SH + 1,
                    w1 = W - 1 < left ? 0 : (W - 1 - left) / SW + 1;
                h1 = h1 < OH ? h1 : OH;
                w1 = w1 < OW ? w1 : OW;
                const int some = h0 < h1 && w0 < w1;
                mk_panel_grad(dw + (((ptrdiff_t)t * KB + kb) * C + 16 * cb) * 16, rows,
                              some ? x + ((((ptrdiff_t)img * CB + cb) * H + h0 * SH + top) * W +
                                          w0 * SW + left) *
                                             16
                                   : x,
                              (ptrdiff_t)SH * W * 16, SW * 16,
                              some ? dy + ((((ptrdiff_t)img * KB + kb) * OH + h0) * OW + w0) * 16
                                   : dy,
                              (ptrdiff_t)OW * 16, some ? h1 - h0 : 0, some ? w1 - w0 : 0, img > 0);
            }
    }
}

/* The same for few channels, C * TOGETHER <= 9: TOGETHER taps share a pass over the outputs where
 * all of them lie on the map; what some miss at the edges follows tap by tap. All taps of an image
 * come before the next, while its values are in cache.
 * @range (K+15)/16
 * @size x n*((C+15)/16)*H*W*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size dw KH*KW*((K+15)/16)*C*16 */
void conv_backward_weights_few(int C, int H, int W, int K, int OH, int OW, int KH, int KW, int SH,
                               int SW, int DH, int DW, int PT, int PL, int TOGETHER, int n,
                               int begin, int end, const float *x, const float *dy, float *dw)
{
    const int KB = (K + 15) / 16, chunks = (KH * KW + TOGETHER - 1) / TOGETHER;
    for (int i = begin * n * chunks; i < end * n * chunks; i++) {
        const int kb = i / chunks / n, img = i / chunks % n, first = i % chunks * TOGETHER,
                  some = KH * KW - first < TOGETHER ? KH * KW - first : TOGETHER;
        const float *map = x + (ptrdiff_t)img * H * W * 16,
                    *grad = dy + ((ptrdiff_t)img * KB + kb) * OH * OW * 16;
        int h0[9], h1[9], w0[9], w1[9], top = 0, bottom = OH, left = 0,
                                        right = OW; /* outputs that tap t sees; that all see */
        ptrdiff_t from[9], to[9];
        for (int t = 0; t < some; t++) {
            const int dh = (first + t) / KW * DH - PT, dv = (first + t) % KW * DW - PL;
            h0[t] = dh < 0 ? (-dh + SH - 1) / SH : 0, w0[t] = dv < 0 ? (-dv + SW - 1) / SW : 0;
            h1[t] = H - 1 < dh ? 0 : (H - 1 - dh) / SH + 1,
            w1[t] = W - 1 < dv ? 0 : (W - 1 - dv) / SW + 1;
            h1[t] = h1[t] < OH ? h1[t] : OH, w1[t] = w1[t] < OW ? w1[t] : OW;
            top = h0[t] > top ? h0[t] : top, bottom = h1[t] < bottom ? h1[t] : bottom;
            left = w0[t] > left ? w0[t] : left, right = w1[t] < right ? w1[t] : right;
            for (int c = 0; c < C; c++)
                from[t * C + c] = ((ptrdiff_t)dh * W + dv) * 16 + c,
                             to[t * C + c] = ((ptrdiff_t)(first + t) * KB * C + c) * 16;
        }
        const int common = top < bottom && left < right;
        if (common || img == 0)
            mk_panel_grad9(dw + (ptrdiff_t)kb * C * 16, to,
                           common ? map + ((ptrdiff_t)top * SH * W + left * SW) * 16 : map, from,
                           some * C, (ptrdiff_t)SH * W * 16, SW * 16,
                           common ? grad + ((ptrdiff_t)top * OW + left) * 16 : grad,
                           (ptrdiff_t)OW * 16, common ? bottom - top : 0, common ? right - left : 0,
                           img > 0);
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
                mk_panel_grad(dw + (ptrdiff_t)kb * C * 16 + to[t * C], C,
                              map + ((ptrdiff_t)ha * SH * W + wa * SW) * 16 + from[t * C],
                              (ptrdiff_t)SH * W * 16, SW * 16,
                              grad + ((ptrdiff_t)ha * OW + wa) * 16, (ptrdiff_t)OW * 16, hb - ha,
                              wb - wa, 1);
        }
    }
}
