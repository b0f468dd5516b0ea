/* Fast convolution of padded 3x3 windows of stride 1 for few tiles and many channels, where the
 * panels of weights outgrow every cache: three stages, parallel over output panels. The transformed
 * maps of all images are kept whole (v, m); each 16-wide panel of weights is transformed just
 * before its products and never stored; each 16 x 16 block of the kernel's gradient is finished
 * while its P*P sums are in the first-level cache. The same program and adjoint as k_wino.c. v, m
 * are [P*P][blocks][T][16] of T = n*TY*TX tiles, their planes blocks*T*16 + 16 floats apart. */
#include "kernels.h"

/* Transforms every tile of a map [n][CB][H][W][16]: GRAD 0: V = Bt X B, patches from row -TOP and
 * column -LEFT on. GRAD 1: dM = A dY At. NORM, norm and MAX as in wino.c.
 * @range n*TY
 * @work n*TY*TX*P*P*150*((C+15)/16)
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size v P*P*(((C+15)/16)*n*TY*TX*16+16)
 * @scratch patch (NORM+1)/2*P*W*16
 * @scratch tile P*(P+1)*16 */
void wino_panel_gather(int GRAD, TileShape s, InputNorm in, int n, int begin, int end,
                       const float *x, const float *norm, float *v, float *patch, float *tile)
{
    const int CB = (s.C + 15) / 16, tiles = n * s.TY * s.TX;
    for (int cb = 0; cb < CB; cb++)
        for (int r = begin; r < end; r++) {
            const float *map = x + ((ptrdiff_t)(r / s.TY) * CB + cb) * s.H * s.W * 16;
            float *to = v + ((ptrdiff_t)cb * tiles + r * s.TX) * 16;
            if (GRAD)
                mk_wino_gather(s.P, 1, to, (ptrdiff_t)CB * tiles * 16 + 16, map, s.H, s.W,
                               r % s.TY * s.M - s.TOP, -s.LEFT, s.TX, tile);
            else
                mk_wino_patch(s.P, to, (ptrdiff_t)CB * tiles * 16 + 16, map, s.H, s.W,
                              r % s.TY * s.M - s.TOP, -s.LEFT, s.TX, in.NORM,
                              in.NORM > 0 ? norm + cb * 48 : norm, in.MAX, patch, tile);
        }
}

/* y = At (V . U) A, G output blocks at a time, so that a plane of V that comes from afar serves
 * them all; their panels of U are made in steps of CC channels (a multiple of 16), ROUND 1: of
 * weights rounded to bfloat16.
 * @range (K+15)/16
 * @grain G
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size v P*P*(((C+15)/16)*n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @size w 9*((K+15)/16)*C*16
 * @size y n*((K+15)/16)*OH*OW*16
 * @scratch u G*P*P*(CC*16+16)
 * @scratch m G*P*P*(n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @scratch rounded ROUND*9*CC*16
 * @scratch tile P*(P+1)*16 */
void wino_panel_forward(PanelShape s, int CC, int G, int ROUND, int n, int begin, int end,
                        const float *v, const float *w, float *y, float *u, float *m,
                        float *rounded, float *tile)
{
    (void)rounded;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M, tiles = n * TY * TX;
    const ptrdiff_t ws = (ptrdiff_t)KB * s.C * 16, vs = (ptrdiff_t)CB * tiles * 16 + 16,
                    us = CC * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int first = begin; first < end; first += G) {
        const int group = end - first < G ? end - first : G;
        for (int c = 0; c < s.C; c += CC) {
            const int channels = s.C - c < CC ? s.C - c : CC;
            const int next = c + CC < s.C ? c + CC : 0, coming = s.C - next < CC ? s.C - next : CC;
            for (int g = 0; g < group; g++) {
                const float *from = w + ((ptrdiff_t)(first + g) * s.C + c) * 16;
                /* @when ROUND 1 */
                for (int t = 0; t < 9 && ROUND > 0; t++)
                    mk_round_bf16(rounded + t * CC * 16, from + t * ws, channels * 16);
                /* @end */
                mk_wino_weights(s.P, u + g * s.P * s.P * us, us, ROUND > 0 ? rounded : from,
                                ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < s.P * s.P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    mk_prefetch(w + ((ptrdiff_t)kb * s.C + next) * 16 + p * 9 / (s.P * s.P) * ws +
                                    p % (s.P * s.P / 9) * (coming * 16 / (s.P * s.P / 9)),
                                coming * 16 / (s.P * s.P / 9));
                mk_panel(m + (g * s.P * s.P + p) * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles,
                         16, (ptrdiff_t)tiles * 16, u + (g * s.P * s.P + p) * us, channels, c > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int kb = first + i / (n * TY), r = i % (n * TY), top = r % TY * s.M,
                      high = s.OH - top < s.M ? s.OH - top : s.M;
            float *map = y + ((ptrdiff_t)(r / TY) * KB + kb) * s.OH * s.OW * 16,
                  *row = map + (ptrdiff_t)top * s.OW * 16;
            (void)row, (void)high;
            mk_wino_scatter(s.P, 0, map, s.OH, s.OW, top, 0,
                            m + (kb - first) * s.P * s.P * ms + (ptrdiff_t)r * TX * 16, ms, TX, 0,
                            tile);
            /* @fuse y row kb*16 high*OW*16 every M*OW */
        }
    }
}

/* The maxima of 2x2 windows of that, stride 2, PH x PW of them, as wino_forward_pooled (wino.c).
 * @range (K+15)/16
 * @grain G
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size v P*P*(((C+15)/16)*n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @size w 9*((K+15)/16)*C*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg KEEP*n*((K+15)/16)*PH*PW*16
 * @scratch u G*P*P*(CC*16+16)
 * @scratch m G*P*P*(n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @scratch lines M*OW*16
 * @scratch rounded ROUND*9*CC*16
 * @scratch tile P*(P+1)*16 */
void wino_panel_forward_pooled(PanelShape s, int CC, int G, int ROUND, int PH, int PW, int KEEP,
                               int n, int begin, int end, const float *v, const float *w, float *y,
                               uint8_t *arg, float *u, float *m, float *lines, float *rounded,
                               float *tile)
{
    (void)rounded;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M, tiles = n * TY * TX;
    const ptrdiff_t ws = (ptrdiff_t)KB * s.C * 16, vs = (ptrdiff_t)CB * tiles * 16 + 16,
                    us = CC * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int first = begin; first < end; first += G) {
        const int group = end - first < G ? end - first : G;
        for (int c = 0; c < s.C; c += CC) {
            const int channels = s.C - c < CC ? s.C - c : CC;
            const int next = c + CC < s.C ? c + CC : 0, coming = s.C - next < CC ? s.C - next : CC;
            for (int g = 0; g < group; g++) {
                const float *from = w + ((ptrdiff_t)(first + g) * s.C + c) * 16;
                /* @when ROUND 1 */
                for (int t = 0; t < 9 && ROUND > 0; t++)
                    mk_round_bf16(rounded + t * CC * 16, from + t * ws, channels * 16);
                /* @end */
                mk_wino_weights(s.P, u + g * s.P * s.P * us, us, ROUND > 0 ? rounded : from,
                                ROUND > 0 ? CC * 16 : ws, channels * 16);
            }
            for (int i = 0; i < s.P * s.P * group; i++) {
                const int p = i / group, g = i % group, kb = next ? first + g : first + G + g;
                if (kb < end) /* a share of the next weights */
                    mk_prefetch(w + ((ptrdiff_t)kb * s.C + next) * 16 + p * 9 / (s.P * s.P) * ws +
                                    p % (s.P * s.P / 9) * (coming * 16 / (s.P * s.P / 9)),
                                coming * 16 / (s.P * s.P / 9));
                mk_panel(m + (g * s.P * s.P + p) * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles,
                         16, (ptrdiff_t)tiles * 16, u + (g * s.P * s.P + p) * us, channels, c > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int kb = first + i / (n * TY), r = i % (n * TY), top = r % TY * s.M,
                      high = s.OH - top < s.M ? s.OH - top : s.M;
            const int one = top / 2, last = r % TY == TY - 1 ? PH : (top + high) / 2;
            const ptrdiff_t map = ((ptrdiff_t)(r / TY) * KB + kb) * PH * PW * 16;
            float *row = y + map + (ptrdiff_t)one * PW * 16;
            mk_wino_scatter(s.P, 0, lines, high, s.OW, 0, 0,
                            m + (kb - first) * s.P * s.P * ms + (ptrdiff_t)r * TX * 16, ms, TX, 0,
                            tile);
            mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)one * PW * 16 : NULL, lines, NULL,
                          last - one, PW, high, s.OW);
            /* @fuse y row kb*16 (last-one)*PW*16 every M/2*PW */
        }
    }
}

/* dx = sum over tiles of B (dM . Ut) Bt, G input blocks at a time; their panels of Ut are
 * transposed and made in steps of CC outputs (a multiple of 16), ROUND 1: of rounded weights.
 * @range (C+15)/16
 * @grain G
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size m P*P*(((K+15)/16)*n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @size w 9*((K+15)/16)*C*16
 * @size dx n*((C+15)/16)*H*W*16
 * @scratch wt 9*CC*16
 * @scratch u G*P*P*(CC*16+16)
 * @scratch v G*P*P*(n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @scratch tile P*(P+1)*16 */
void wino_panel_backward_data(WinogradShape s, int CC, int G, int ROUND, int n, int begin, int end,
                              const float *m, const float *w, float *dx, float *wt, float *u,
                              float *v, float *tile)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M, tiles = n * TY * TX;
    const ptrdiff_t ms = (ptrdiff_t)KB * tiles * 16 + 16, us = CC * 16 + 16,
                    vs = (ptrdiff_t)tiles * 16 + 16;
    (void)ROUND; /* of the text, where nothing is rounded */
    for (int first = begin; first < end; first += G) {
        const int group = end - first < G ? end - first : G;
        for (int k = 0; k < s.K; k += CC) {
            const int outputs = s.K - k < CC ? s.K - k : CC;
            for (int g = 0; g < group; g++) {
                const int cb = first + g;
                for (int t = 0; t < 9; t++)
                    mk_transpose(
                        wt + t * CC * 16, w + (((ptrdiff_t)t * KB + k / 16) * s.C + 16 * cb) * 16,
                        (ptrdiff_t)s.C * 16, s.C - 16 * cb < 16 ? s.C - 16 * cb : 16, outputs);
                /* @when ROUND 1 */
                for (int t = 0; t < 9 && ROUND > 0; t++)
                    mk_round_bf16(wt + t * CC * 16, wt + t * CC * 16, outputs * 16);
                /* @end */
                mk_wino_weights(s.P, u + g * s.P * s.P * us, us, wt, CC * 16, outputs * 16);
            }
            const int next = k + CC < s.K ? k + CC : 0,
                      coming = ((s.K - next < CC ? s.K - next : CC) + 15) / 16 * 9;
            for (int i = 0; i < s.P * s.P * group; i++) {
                const int p = i / group, g = i % group, cb = next ? first + g : first + G + g;
                for (int q = coming * p / (s.P * s.P);
                     q < coming * (p + 1) / (s.P * s.P) && cb < end;
                     q++) /* a share of the next weights */
                    mk_prefetch(
                        w + (((ptrdiff_t)(q % 9) * KB + next / 16 + q / 9) * s.C + 16 * cb) * 16,
                        (s.C - 16 * cb < 16 ? s.C - 16 * cb : 16) * 16);
                mk_panel(v + (g * s.P * s.P + p) * vs, 16, tiles, m + p * ms + (ptrdiff_t)k * tiles,
                         16, (ptrdiff_t)tiles * 16, u + (g * s.P * s.P + p) * us, outputs, k > 0);
            }
        }
        for (int i = 0; i < n * TY * group; i++) {
            const int cb = first + i / (n * TY), r = i % (n * TY);
            const int top = r % TY * s.M - s.PT,
                      from = r % TY == 0 || top < 0 ? 0
                             : top < s.H            ? top
                                                    : s.H; /* rows that no later tile adds to */
            const int to = r % TY == TY - 1 || top + s.M > s.H ? s.H
                           : top + s.M < 0                     ? 0
                                                               : top + s.M;
            float *map = dx + ((ptrdiff_t)(r / TY) * CB + cb) * s.H * s.W * 16,
                  *row = map + (ptrdiff_t)from * s.W * 16;
            (void)row, (void)to;
            mk_wino_scatter(s.P, 1, map, s.H, s.W, top, -s.PL,
                            v + (cb - first) * s.P * s.P * vs + (ptrdiff_t)r * TX * 16, vs, TX,
                            r % TY > 0, tile);
            /* @fuse dx row cb*16 (to-from)*W*16 every M*W after PT*W times (OH+M-1)/M */
        }
    }
}

/* dw = Gt (Vt . dM) G, blocks of 16 input channels by 16 outputs; G blocks of channels share a pass
 * over the planes of m. Outputs vary fastest, since the product asks for what follows its rows of
 * m, and the planes of v stay in cache.
 * @range ((K+15)/16)*((((C+15)/16)+G-1)/G)
 * @work n*TILES*P*P*C*((K+15)/16)*16
 * @size v P*P*(((C+15)/16)*n*TILES*16+16)
 * @size m P*P*(((K+15)/16)*n*TILES*16+16)
 * @size dw 9*((K+15)/16)*C*16
 * @scratch u G*P*P*(256+16) */
void wino_panel_backward_weights(int P, int C, int K, int TILES, int G, int n, int begin, int end,
                                 const float *v, const float *m, float *dw, float *u)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, tiles = n * TILES;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
    for (int i = begin; i < end; i++) {
        const int first = i / KB * G, kb = i % KB, group = CB - first < G ? CB - first : G;
        for (int q = 0; q < P * P * group; q++) {
            const int p = q / group, cb = first + q % group;
            mk_wino_outer(1, u + (q % group * P * P + p) * 272, 272,
                          C - 16 * cb < 16 ? C - 16 * cb : 16,
                          v + p * vs + (ptrdiff_t)cb * tiles * 16, vs,
                          m + p * ms + (ptrdiff_t)kb * tiles * 16, ms, tiles, 0);
        }
        for (int cb = first; cb < first + group; cb++)
            mk_wino_weights_grad(P, dw + ((ptrdiff_t)kb * C + 16 * cb) * 16, (ptrdiff_t)KB * C * 16,
                                 u + (cb - first) * P * P * 272, 272,
                                 (C - 16 * cb < 16 ? C - 16 * cb : 16) * 16);
    }
}
