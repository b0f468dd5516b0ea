/* Fast convolution of padded 3x3 windows of stride 1, blocked for the second-level cache: the
 * transforms and the P*P products between them run over RB rows of tiles at a time, so that what
 * passes from one to the next stays in cache. For maps of many tiles and few channels;
 * k_wino_panel.c serves the opposite. Backward is the exact adjoint of the forward program:
 *   forward   U = G w Gt    V = Bt X B    M = V . U (P*P products)    Y = At M A
 *   backward  dM = A dY At, once for both    dX += B (dM . Ut) Bt    dw = Gt (Vt . dM) G, V
 *             recomputed from x
 * A tile makes M x M outputs from P points a dimension: (M, P) = (4, 6) is Winograd F(4x4, 3x3);
 * see kernels/micro/mk_wino.c. In training x may be what batchnorm, and relu behind it, make of x
 * on the way into the transform (NORM 1, with relu 2, its maximum MAX): norm has each block's mean,
 * factor and shift, see batchnorm_factors, and the value itself is nowhere stored. 0: x as it is.
 * Rows of tiles are counted through all images: row r is row r % TY of image r / TY. Point planes
 * of u are KB*C*16 + 16 floats apart: a cache line more than the panels, so that planes do not fall
 * on the same cache sets. */
#include "kernels.h"

/* U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of
 * x.
 * @range (K+15)/16
 * @work 3500*C*((K+15)/16)
 * @size w 9*((K+15)/16)*C*16
 * @size u P*P*(((K+15)/16)*C*16+16) */
void wino_weights(int P, int C, int K, int begin, int end, const float *w, float *u)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        mk_wino_weights(P, u + kb * panel, ws + 16, w + kb * panel, ws, C * 16);
}

/* y = x * w.
 * @range n*((OH+M-1)/M)
 * @grain RB
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size u P*P*(((K+15)/16)*C*16+16)
 * @size y n*((K+15)/16)*OH*OW*16
 * @scratch v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @scratch patch (NORM+1)/2*P*W*16
 * @scratch tile P*(P+1)*16 */
void wino_forward(WinogradShape s, int RB, int KG, InputNorm in, int begin, int end, const float *x,
                  const float *norm, const float *u, float *y, float *v, float *m, float *patch,
                  float *tile)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    const ptrdiff_t us = (ptrdiff_t)KB * s.C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(s.P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * s.H * s.W * 16,
                          s.H, s.W, (r + i % rows) % TY * s.M - s.PT, -s.PL, TX, in.NORM,
                          in.NORM > 0 ? norm + i / rows * 48 : norm, in.MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < s.P * s.P * group; i++)
                mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * s.C * 16, s.C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * s.M,
                          high = s.OH - top < s.M ? s.OH - top : s.M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * s.OH * s.OW * 16,
                      *row = map + (ptrdiff_t)top * s.OW * 16;
                (void)row, (void)high;
                mk_wino_scatter(s.P, 0, map, s.OH, s.OW, top, 0,
                                m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0,
                                tile);
                /* @fuse y row kb*16 high*OW*16 every M*OW */
            }
        }
    }
}

/* y = the maxima of 2x2 windows of x * w, stride 2, PH x PW of them; the last may reach over the
 * edge. A row of tiles is pooled as soon as it is transformed, so the map itself is never stored:
 * what is fused must be the same for a maximum as for what it is the maximum of. KEEP 1: arg is the
 * place of the first maximum in its window, as maxpool_train has it. POOL 1: maxima; 2: minima in
 * channels whose scale, a factor of what is fused, is negative, since these become the maxima.
 * @range n*((OH+M-1)/M)
 * @grain RB
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size u P*P*(((K+15)/16)*C*16+16)
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg KEEP*n*((K+15)/16)*PH*PW*16
 * @scratch v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @scratch lines M*OW*16
 * @scratch patch (NORM+1)/2*P*W*16
 * @scratch tile P*(P+1)*16 */
void wino_forward_pooled(WinogradShape s, int RB, int KG, InputNorm in, OutputPool out, int KEEP,
                         int begin, int end, const float *x, const float *norm, const float *u,
                         const float *scale, float *y, uint8_t *arg, float *v, float *m,
                         float *lines, float *patch, float *tile)
{
    (void)scale;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    const ptrdiff_t us = (ptrdiff_t)KB * s.C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(s.P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * s.H * s.W * 16,
                          s.H, s.W, (r + i % rows) % TY * s.M - s.PT, -s.PL, TX, in.NORM,
                          in.NORM > 0 ? norm + i / rows * 48 : norm, in.MAX, patch, tile);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < s.P * s.P * group; i++)
                mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * s.C * 16, s.C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * s.M,
                          high = s.OH - top < s.M ? s.OH - top : s.M;
                const int first = top / 2, last = at % TY == TY - 1 ? out.PH : (top + high) / 2;
                const ptrdiff_t map = ((ptrdiff_t)(at / TY) * KB + kb) * out.PH * out.PW * 16;
                float *row = y + map + (ptrdiff_t)first * out.PW * 16;
                mk_wino_scatter(s.P, 0, lines, high, s.OW, 0, 0,
                                m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX, 0,
                                tile);
                mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)first * out.PW * 16 : NULL,
                              lines, out.POOL > 1 ? scale + kb * 16 : NULL, last - first, out.PW,
                              high, s.OW);
                /* @fuse y row kb*16 (last-first)*PW*16 every M/2*PW */
            }
        }
    }
}

/* dx and partial sums of dw in one pass. ut: wino_weights of the transposed kernel.
 * @range n
 * @ranges PARTS
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size ut P*P*(((C+15)/16)*K*16+16)
 * @size dx n*((C+15)/16)*H*W*16
 * @partial dw 9*((K+15)/16)*C*16
 * @scratch du P*P*(((K+15)/16)*C*16+16)
 * @scratch v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch patch (NORM+1)/2*P*W*16
 * @scratch tile P*(P+1)*16 */
void wino_backward(WinogradShape s, int RB, int KG, InputNorm in, int PARTS, int begin, int end,
                   const float *x, const float *norm, const float *dy, const float *ut, float *dx,
                   float *dw, float *du, float *v, float *m, float *patch, float *tile)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    const ptrdiff_t us = (ptrdiff_t)KB * s.C * 16 + 16, uts = (ptrdiff_t)CB * s.K * 16 + 16;
    (void)PARTS;
    (void)KG;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * 9 * (size_t)KB * (size_t)s.C * 16);
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(s.P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * s.OH * s.OW *
                                    16,
                           s.OH, s.OW, (r + i % rows) % TY * s.M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(s.P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * s.H * s.W * 16,
                          s.H, s.W, (r + i % rows) % TY * s.M - s.PT, -s.PL, TX, in.NORM,
                          in.NORM > 0 ? norm + i / rows * 48 : norm, in.MAX, patch, tile);
        for (int i = 0; i < s.P * s.P * KB; i++)
            mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * s.C * 16, us, s.C,
                          v + i / KB * vs, vs, m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16,
                          ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < s.P * s.P * group; i++)
                mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * s.K * 16, s.K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * s.M - s.PT;
                const int from = at % TY == 0 || top < 0 ? 0
                                 : top < s.H             ? top
                                             : s.H; /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + s.M > s.H ? s.H
                               : top + s.M < 0                      ? 0
                                                                    : top + s.M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * s.H * s.W * 16,
                      *row = map + (ptrdiff_t)from * s.W * 16;
                (void)row, (void)to;
                mk_wino_scatter(s.P, 1, map, s.H, s.W, top, -s.PL,
                                v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX,
                                at % TY > 0, tile);
                /* @fuse dx row cb*16 (to-from)*W*16 every M*W after PT*W times (OH+M-1)/M */
            }
        }
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        mk_wino_weights_grad(s.P, dw + (ptrdiff_t)kb * s.C * 16, (ptrdiff_t)KB * s.C * 16,
                             du + (ptrdiff_t)kb * s.C * 16, us, s.C * 16);
}

/* dx alone, below a frozen kernel.
 * @range n
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size ut P*P*(((C+15)/16)*K*16+16)
 * @size dx n*((C+15)/16)*H*W*16
 * @scratch v P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch tile P*(P+1)*16 */
void wino_backward_data(WinogradShape s, int RB, int KG, int begin, int end, const float *dy,
                        const float *ut, float *dx, float *v, float *m, float *tile)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    const ptrdiff_t uts = (ptrdiff_t)CB * s.K * 16 + 16;
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)KG * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(s.P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * s.OH * s.OW *
                                    16,
                           s.OH, s.OW, (r + i % rows) % TY * s.M, 0, TX, tile);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < s.P * s.P * group; i++)
                mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * s.K * 16, s.K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * s.M - s.PT;
                const int from = at % TY == 0 || top < 0 ? 0
                                 : top < s.H             ? top
                                             : s.H; /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + s.M > s.H ? s.H
                               : top + s.M < 0                      ? 0
                                                                    : top + s.M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * s.H * s.W * 16,
                      *row = map + (ptrdiff_t)from * s.W * 16;
                (void)row, (void)to;
                mk_wino_scatter(s.P, 1, map, s.H, s.W, top, -s.PL,
                                v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX,
                                at % TY > 0, tile);
                /* @fuse dx row cb*16 (to-from)*W*16 every M*W after PT*W times (OH+M-1)/M */
            }
        }
    }
}

/* Partial sums of dw alone, where nothing needs dx.
 * @range n
 * @ranges PARTS
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*16
 * @partial dw 9*((K+15)/16)*C*16
 * @scratch du P*P*(((K+15)/16)*C*16+16)
 * @scratch v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch patch (NORM+1)/2*P*W*16
 * @scratch tile P*(P+1)*16 */
void wino_backward_weights(WinogradShape s, int RB, int KG, InputNorm in, int PARTS, int begin,
                           int end, const float *x, const float *norm, const float *dy, float *dw,
                           float *du, float *v, float *m, float *patch, float *tile)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    const ptrdiff_t us = (ptrdiff_t)KB * s.C * 16 + 16;
    (void)PARTS;
    (void)KG;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * 9 * (size_t)KB * (size_t)s.C * 16);
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(s.P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * s.OH * s.OW *
                                    16,
                           s.OH, s.OW, (r + i % rows) % TY * s.M, 0, TX, tile);
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(s.P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * s.H * s.W * 16,
                          s.H, s.W, (r + i % rows) % TY * s.M - s.PT, -s.PL, TX, in.NORM,
                          in.NORM > 0 ? norm + i / rows * 48 : norm, in.MAX, patch, tile);
        for (int i = 0; i < s.P * s.P * KB; i++)
            mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * s.C * 16, us, s.C,
                          v + i / KB * vs, vs, m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16,
                          ms, tiles, r > begin * TY);
    }
    for (int kb = 0; kb < KB && begin < end; kb++)
        mk_wino_weights_grad(s.P, dw + (ptrdiff_t)kb * s.C * 16, (ptrdiff_t)KB * s.C * 16,
                             du + (ptrdiff_t)kb * s.C * 16, us, s.C * 16);
}
