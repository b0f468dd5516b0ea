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
#include "micro.h"
#include "kernels_conv.h"

/* U = G w Gt: u [P*P][KB][C][16]. With the transposed kernel it makes the panels of the gradient of
 * x.
 * @range (K+15)/16
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
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size u P*P*(((K+15)/16)*C*16+16)
 * @size y n*((K+15)/16)*OH*OW*16
 * @private v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private m P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @private patch (NORM+1)/2*P*W*16 */
void wino_forward(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB,
                  int KG, int NORM, float MAX, int begin, int end, const float *x,
                  const float *norm, const float *u, float *y, float *v, float *m, float *patch)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W,
                          (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                          NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                float *map = y + ((ptrdiff_t)(at / TY) * KB + kb) * OH * OW * 16,
                      *row = map + (ptrdiff_t)top * OW * 16;
                (void)row, (void)high;
                mk_wino_scatter(P, 0, map, OH, OW, top, 0,
                                m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX,
                                0);
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
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size u P*P*(((K+15)/16)*C*16+16)
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg KEEP*n*((K+15)/16)*PH*PW*16
 * @private v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private m P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @private lines M*OW*16
 * @private patch (NORM+1)/2*P*W*16 */
void wino_forward_pooled(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                         int RB, int KG, int NORM, float MAX, int PH, int PW, int POOL, int KEEP,
                         int begin, int end, const float *x, const float *norm, const float *u,
                         const float *scale, float *y, uint8_t *arg, float *v, float *m,
                         float *lines, float *patch)
{
    (void)scale;
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KG * tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W,
                          (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                          NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch);
        for (int k = 0; k < KB; k += KG) {
            const int group = KB - k < KG ? KB - k : KG;
            for (int i = 0; i < P * P * group; i++)
                mk_panel(m + i / group * ms + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         v + i / group * vs, 16, (ptrdiff_t)tiles * 16,
                         u + i / group * us + (ptrdiff_t)(k + i % group) * C * 16, C, 0);
            for (int i = 0; i < rows * group; i++) {
                const int kb = k + i / rows, at = r + i % rows, top = at % TY * M,
                          high = OH - top < M ? OH - top : M;
                const int first = top / 2, last = at % TY == TY - 1 ? PH : (top + high) / 2;
                const ptrdiff_t map = ((ptrdiff_t)(at / TY) * KB + kb) * PH * PW * 16;
                float *row = y + map + (ptrdiff_t)first * PW * 16;
                mk_wino_scatter(P, 0, lines, high, OW, 0, 0,
                                m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms, TX,
                                0);
                mk_pool_lines(row, KEEP > 0 ? arg + map + (ptrdiff_t)first * PW * 16 : NULL, lines,
                              POOL > 1 ? scale + kb * 16 : NULL, last - first, PW, high, OW);
                /* @fuse y row kb*16 (last-first)*PW*16 every M/2*PW */
            }
        }
    }
}

/* dx and partial sums of dU in one pass. ut: wino_weights of the transposed kernel.
 * @range n
 * @parts PARTS
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size ut P*P*(((C+15)/16)*K*16+16)
 * @size dx n*((C+15)/16)*H*W*16
 * @private du P*P*(((K+15)/16)*C*16+16)
 * @private v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private patch (NORM+1)/2*P*W*16 */
void wino_backward(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL, int RB,
                   int KG, int NORM, float MAX, int PARTS, int begin, int end, const float *x,
                   const float *norm, const float *dy, const float *ut, float *dx, float *du,
                   float *v, float *m, float *patch)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16, uts = (ptrdiff_t)CB * K * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end) /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16,
                           OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W,
                          (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                          NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch);
        for (int i = 0; i < P * P * KB; i++)
            mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                          v + i / KB * vs, vs, m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16,
                          ms, tiles, r > begin * TY);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0
                                 : top < H               ? top
                                                         : H; /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16,
                      *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX,
                                at % TY > 0);
                /* @fuse dx row cb*16 (to-from)*W*16 every M*W after PT*W times (OH+M-1)/M */
            }
        }
    }
}

/* dx alone, below a frozen kernel.
 * @range n
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size ut P*P*(((C+15)/16)*K*16+16)
 * @size dx n*((C+15)/16)*H*W*16
 * @private v P*P*(KG*RB*((OW+M-1)/M)*16+16)
 * @private m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16) */
void wino_backward_data(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                        int RB, int KG, int begin, int end, const float *dy, const float *ut,
                        float *dx, float *v, float *m)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t uts = (ptrdiff_t)CB * K * 16 + 16;
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)KG * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16,
                           OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int c = 0; c < CB; c += KG) {
            const int group = CB - c < KG ? CB - c : KG;
            for (int i = 0; i < P * P * group; i++)
                mk_panel(v + i / group * vs + (ptrdiff_t)(i % group) * tiles * 16, 16, tiles,
                         m + i / group * ms, 16, (ptrdiff_t)tiles * 16,
                         ut + i / group * uts + (ptrdiff_t)(c + i % group) * K * 16, K, 0);
            for (int i = 0; i < rows * group; i++) {
                const int cb = c + i / rows, at = r + i % rows, top = at % TY * M - PT;
                const int from = at % TY == 0 || top < 0 ? 0
                                 : top < H               ? top
                                                         : H; /* rows that no later tile adds to */
                const int to = at % TY == TY - 1 || top + M > H ? H : top + M < 0 ? 0 : top + M;
                float *map = dx + ((ptrdiff_t)(at / TY) * CB + cb) * H * W * 16,
                      *row = map + (ptrdiff_t)from * W * 16;
                (void)row, (void)to;
                mk_wino_scatter(P, 1, map, H, W, top, -PL,
                                v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs, TX,
                                at % TY > 0);
                /* @fuse dx row cb*16 (to-from)*W*16 every M*W after PT*W times (OH+M-1)/M */
            }
        }
    }
}

/* Partial sums of dU alone, where nothing needs dx.
 * @range n
 * @parts PARTS
 * @size x n*((C+15)/16)*H*W*16
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*16
 * @private du P*P*(((K+15)/16)*C*16+16)
 * @private v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private m P*P*(((K+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @private patch (NORM+1)/2*P*W*16 */
void wino_backward_weights(int M, int P, int C, int H, int W, int K, int OH, int OW, int PT, int PL,
                           int RB, int KG, int NORM, float MAX, int PARTS, int begin, int end,
                           const float *x, const float *norm, const float *dy, float *du, float *v,
                           float *m, float *patch)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16, TY = (OH + M - 1) / M, TX = (OW + M - 1) / M;
    const ptrdiff_t us = (ptrdiff_t)KB * C * 16 + 16;
    (void)PARTS, (void)KG;
    if (begin == end) /* else the first block writes what the others add to */
        memset(du, 0, sizeof(float) * (size_t)(P * P * us));
    for (int r = begin * TY; r < end * TY; r += RB) {
        const int rows = end * TY - r < RB ? end * TY - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)KB * tiles * 16 + 16;
        for (int i = 0; i < rows * KB; i++)
            mk_wino_gather(P, 1, m + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, ms,
                           dy + ((ptrdiff_t)((r + i % rows) / TY) * KB + i / rows) * OH * OW * 16,
                           OH, OW, (r + i % rows) % TY * M, 0, TX);
        for (int i = 0; i < rows * CB; i++)
            mk_wino_patch(P, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                          x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * H * W * 16, H, W,
                          (r + i % rows) % TY * M - PT, -PL, TX, NORM,
                          NORM > 0 ? norm + i / rows * 48 : norm, MAX, patch);
        for (int i = 0; i < P * P * KB; i++)
            mk_wino_outer(1, du + i / KB * us + (ptrdiff_t)(i % KB) * C * 16, us, C,
                          v + i / KB * vs, vs, m + i / KB * ms + (ptrdiff_t)(i % KB) * tiles * 16,
                          ms, tiles, r > begin * TY);
    }
}

/* dw = Gt dU G, dU the sum of PARTS partial sums in their order.
 * @range (K+15)/16
 * @size du PARTS*P*P*(((K+15)/16)*C*16+16)
 * @size dw 9*((K+15)/16)*C*16 */
void wino_weights_grad(int P, int C, int K, int PARTS, int begin, int end, const float *du,
                       float *dw)
{
    const ptrdiff_t panel = (ptrdiff_t)C * 16, ws = (K + 15) / 16 * panel;
    for (int kb = begin; kb < end; kb++)
        mk_wino_weights_grad(P, dw + kb * panel, ws, du + kb * panel, ws + 16, PARTS,
                             P * P * (ws + 16), C * 16);
}
