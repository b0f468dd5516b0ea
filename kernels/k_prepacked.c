/* Kernels of inference plans whose weights are stored as they are read: output block by output
 * block in one stream, transformed beforehand where the algorithm transforms, and in a narrower
 * type when asked for. FORMAT is the place of the type in base/number_types.def (0: float), BYTES
 * the size of its numbers; kernels/micro/mk_prepacked.c has the products. The stores read a kernel
 * in Keras layout (TAPS, C / GROUPS, K). POOL 1: y is the maxima of 2x2 windows of the result,
 * stride 2, PH x PW of them (the last may reach over the edge), taken as soon as a row of tiles is
 * made; POOL 2: the minimum where the channel's scale, by which what is fused multiplies, is
 * negative; POOL 0: the result itself, PH = OH and PW = OW. */
#include "kernels.h"

/* Taps FIRST ... FIRST + TAPS - 1 of a kernel as s [KB][TAPS][C][16]; lanes beyond K and between
 * groups are 0.
 * @range (K+15)/16
 * @size keras (FIRST+TAPS)*(C/GROUPS)*K
 * @size s ((K+15)/16)*TAPS*C*16*BYTES
 * @scratch rows 256 */
void conv_store(int FORMAT, int BYTES, int TAPS, int FIRST, int C, int K, int GROUPS, int begin,
                int end, const float *keras, uint8_t *s, float *rows)
{
    for (int i = begin * TAPS; i < end * TAPS; i++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            mk_kernel_rows(rows, keras + (ptrdiff_t)(FIRST + i % TAPS) * (C / GROUPS) * K, C, K,
                           GROUPS, c, count, i / TAPS * 16);
            mk_store_rows(FORMAT, s + ((ptrdiff_t)i * C + c) * 16 * BYTES, rows, count);
        }
}

/* U = G w Gt of a 3x3 kernel as u [KB][P*P][C][16].
 * @range (K+15)/16
 * @size keras 9*(C/GROUPS)*K
 * @size u ((K+15)/16)*P*P*C*16*BYTES
 * @scratch rows (9+P*P)*256 */
void wino_store(int FORMAT, int BYTES, int P, int C, int K, int GROUPS, int begin, int end,
                const float *keras, uint8_t *u, float *rows)
{
    for (int kb = begin; kb < end; kb++)
        for (int c = 0; c < C; c += 16) {
            const int count = C - c < 16 ? C - c : 16;
            for (int t = 0; t < 9; t++)
                mk_kernel_rows(rows + t * 256, keras + (ptrdiff_t)t * (C / GROUPS) * K, C, K,
                               GROUPS, c, count, kb * 16);
            mk_wino_weights(P, rows + 9 * 256, 256, rows, 256, count * 16);
            for (int p = 0; p < P * P; p++)
                mk_store_rows(FORMAT, u + (((ptrdiff_t)kb * P * P + p) * C + c) * 16 * BYTES,
                              rows + (9 + p) * 256, count);
        }
}

/* y = x * w, w [KB][KH*KW][C][16]: conv_forward on prepacked weights. LINES lines of outputs are
 * made together: the whole map (OH), tap by tap, or one, or the two that are pooled.
 * @range n*((K+15)/16)
 * @grain (K+15)/16
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size w ((K+15)/16)*KH*KW*C*16*BYTES
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @scratch padded ((C+15)/16)*((OH-1)*SH+(KH-1)*DH+1)*((OW-1)*SW+(KW-1)*DW+1)*16
 * @scratch lines (POOL+1)/2*LINES*OW*16 */
void conv_prepacked_forward(int FORMAT, int BYTES, ConvShape s, OutputPool out, int LINES,
                            int begin, int end, const float *x, const uint8_t *w,
                            const float *scale, float *y, float *padded, float *lines)
{
    (void)scale;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16;
    const int HP = (s.OH - 1) * s.SH + (s.KH - 1) * s.DH + 1,
              WP = (s.OW - 1) * s.SW + (s.KW - 1) * s.DW + 1;
    const int inside = s.PT == 0 && s.PL == 0 && HP <= s.H && WP <= s.W,
              by_tap = LINES == s.OH || s.KH * s.KW == 1;
    const int FH = inside ? s.H : HP, FW = inside ? s.W : WP;
    const int cols = s.W < WP - s.PL ? s.W : WP - s.PL;
    if (!inside)
        memset(padded, 0, sizeof(float) * 16 * (size_t)CB * (size_t)HP * (size_t)WP);
    for (int i = begin, copied = -1; i < end; i++) {
        const int img = i / KB, kb = i % KB;
        const float *src = x + (ptrdiff_t)img * CB * s.H * s.W * 16;
        if (!inside) {
            for (int r = 0; img != copied && cols > 0 && r < CB * s.H; r++)
                if (r % s.H + s.PT < HP)
                    memcpy(padded + (((ptrdiff_t)(r / s.H) * HP + r % s.H + s.PT) * WP + s.PL) * 16,
                           src + (ptrdiff_t)r * s.W * 16, sizeof(float) * 16 * (size_t)cols);
            src = padded;
            copied = img;
        }
        for (int oh = 0; oh < s.OH; oh += LINES) {
            const int high = s.OH - oh < LINES ? s.OH - oh : LINES,
                      first = out.POOL > 0 ? oh / 2 : oh;
            const int last = out.POOL <= 0        ? oh + high
                             : oh + LINES >= s.OH ? out.PH
                                                  : (oh + high) / 2;
            const uint8_t *panel = w + (ptrdiff_t)kb * s.KH * s.KW * s.C * 16 * BYTES;
            float *row = y + ((ptrdiff_t)i * out.PH + first) * out.PW * 16,
                  *sums = out.POOL > 0 ? lines : row;
            for (int t = 0; by_tap && t < s.KH * s.KW; t++)
                mk_prepacked_map(
                    FORMAT, sums, high * s.OW, s.OW,
                    src + ((ptrdiff_t)(oh * s.SH + t / s.KW * s.DH) * FW + t % s.KW * s.DW) * 16,
                    s.SW * 16, (ptrdiff_t)s.SH * FW * 16, (ptrdiff_t)FH * FW * 16,
                    panel + (ptrdiff_t)t * s.C * 16 * BYTES, s.C, t > 0);
            for (int j = 0; !by_tap && j < high; j++)
                mk_prepacked_conv_row(FORMAT, sums + (ptrdiff_t)j * s.OW * 16, 16, s.OW,
                                      src + (ptrdiff_t)(oh + j) * s.SH * FW * 16, s.SW * 16,
                                      (ptrdiff_t)s.DH * FW * 16, s.DW * 16, (ptrdiff_t)FH * FW * 16,
                                      panel, (ptrdiff_t)s.KW * s.C * 16, (ptrdiff_t)s.C * 16, s.KH,
                                      s.KW, s.C, oh + j, s.OH);
            (void)last;
            /* @when POOL 1 2 */
            if (out.POOL > 0)
                mk_pool_lines(row, NULL, lines, out.POOL > 1 ? scale + kb * 16 : NULL, last - first,
                              out.PW, high, s.OW);
            /* @end */
            /* @fuse y row kb*16 (last-first)*PW*16 */
        }
    }
}

/* y[n, k] = sum over c of x[n, c] * w[c, k], w [KB][C][16]: a dense layer, or a convolution of a
 * 1x1 map.
 * @range (K+15)/16
 * @work n*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*16
 * @size w ((K+15)/16)*C*16*BYTES
 * @size y n*((K+15)/16)*16 */
void pointwise_prepacked_forward(int FORMAT, int BYTES, int C, int K, int n, int begin, int end,
                                 const float *x, const uint8_t *w, float *y)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++) {
        mk_prepacked_panel(FORMAT, y + kb * 16, KB * 16, n, x, CB * 16, 16,
                           w + (ptrdiff_t)kb * C * 16 * BYTES, C);
        for (int img = 0; img < n; img++) {
            float *row = y + ((ptrdiff_t)img * KB + kb) * 16;
            (void)row;
            /* @fuse y row kb*16 16 */
        }
    }
}

/* y = At (V . U) A for few tiles, one output block at a time: every number of u is read once, in
 * order. v: wino_panel_gather.
 * @range (K+15)/16
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size v P*P*(((C+15)/16)*n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @size u ((K+15)/16)*P*P*C*16*BYTES
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @scratch m P*P*(n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @scratch lines (POOL+1)/2*M*OW*16
 * @scratch tile P*(P+1)*16 */
void wino_prepacked_forward(int FORMAT, int BYTES, PanelShape s, OutputPool out, int n, int begin,
                            int end, const float *v, const uint8_t *u, const float *scale, float *y,
                            float *m, float *lines, float *tile)
{
    (void)scale;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M, tiles = n * TY * TX;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
    for (int kb = begin; kb < end; kb++) {
        mk_prepacked_product(FORMAT, s.P * s.P, m, ms, tiles, v, vs,
                             u + (ptrdiff_t)kb * s.P * s.P * s.C * 16 * BYTES, s.C);
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * s.M, high = s.OH - top < s.M ? s.OH - top : s.M;
            const int first = out.POOL > 0 ? top / 2 : top, last = out.POOL <= 0 ? top + high
                                                                   : r % TY == TY - 1
                                                                       ? out.PH
                                                                       : (top + high) / 2;
            float *row = y + (((ptrdiff_t)(r / TY) * KB + kb) * out.PH + first) * out.PW * 16;
            mk_wino_scatter(s.P, 0, out.POOL > 0 ? lines : row, high, s.OW, 0, 0,
                            m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            /* @when POOL 1 2 */
            if (out.POOL > 0)
                mk_pool_lines(row, NULL, lines, out.POOL > 1 ? scale + kb * 16 : NULL, last - first,
                              out.PW, high, s.OW);
            /* @end */
            /* @fuse y row kb*16 (last-first)*PW*16 */
        }
    }
}

/* y = x * w for many tiles, blocked for the second-level cache: wino_forward on prepacked weights.
 * @range n*((OH+M-1)/M)
 * @grain RB
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size u ((K+15)/16)*P*P*C*16*BYTES
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @scratch v P*P*(((C+15)/16)*RB*((OW+M-1)/M)*16+16)
 * @scratch m P*P*(RB*((OW+M-1)/M)*16+16)
 * @scratch lines (POOL+1)/2*M*OW*16
 * @scratch tile P*(P+1)*16 */
void wino_prepacked_blocks(int FORMAT, int BYTES, WinogradShape s, int RB, OutputPool out,
                           int begin, int end, const float *x, const uint8_t *u, const float *scale,
                           float *y, float *v, float *m, float *lines, float *tile)
{
    (void)scale;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M;
    for (int r = begin; r < end; r += RB) {
        const int rows = end - r < RB ? end - r : RB, tiles = rows * TX;
        const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, ms = (ptrdiff_t)tiles * 16 + 16;
        for (int i = 0; i < rows * CB; i++)
            mk_wino_gather(s.P, 0, v + ((ptrdiff_t)(i / rows) * tiles + i % rows * TX) * 16, vs,
                           x + ((ptrdiff_t)((r + i % rows) / TY) * CB + i / rows) * s.H * s.W * 16,
                           s.H, s.W, (r + i % rows) % TY * s.M - s.PT, -s.PL, TX, tile);
        for (int kb = 0; kb < KB; kb++) {
            mk_prepacked_product(FORMAT, s.P * s.P, m, ms, tiles, v, vs,
                                 u + (ptrdiff_t)kb * s.P * s.P * s.C * 16 * BYTES, s.C);
            for (int i = 0; i < rows; i++) {
                const int at = r + i, top = at % TY * s.M,
                          high = s.OH - top < s.M ? s.OH - top : s.M;
                const int first = out.POOL > 0 ? top / 2 : top, last = out.POOL <= 0 ? top + high
                                                                       : at % TY == TY - 1
                                                                           ? out.PH
                                                                           : (top + high) / 2;
                float *row = y + (((ptrdiff_t)(at / TY) * KB + kb) * out.PH + first) * out.PW * 16;
                mk_wino_scatter(s.P, 0, out.POOL > 0 ? lines : row, high, s.OW, 0, 0,
                                m + (ptrdiff_t)i * TX * 16, ms, TX, 0, tile);
                (void)last;
                /* @when POOL 1 2 */
                if (out.POOL > 0)
                    mk_pool_lines(row, NULL, lines, out.POOL > 1 ? scale + kb * 16 : NULL,
                                  last - first, out.PW, high, s.OW);
                /* @end */
                /* @fuse y row kb*16 (last-first)*PW*16 */
            }
        }
    }
}

/* wino_panel_forward on a kernel stored as it is, w [KB][9][C][16]: widened and transformed in
 * steps of CC channels; during the products of one step the next is asked for.
 * @range (K+15)/16
 * @work n*((OH+M-1)/M)*((OW+M-1)/M)*P*P*C*((K+15)/16)*16
 * @size v P*P*(((C+15)/16)*n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @size w ((K+15)/16)*9*C*16*BYTES
 * @size scale POOL/2*((K+15)/16)*16
 * @size y n*((K+15)/16)*PH*PW*16
 * @scratch wide 9*CC*16
 * @scratch u P*P*(CC*16+16)
 * @scratch m P*P*(n*((OH+M-1)/M)*((OW+M-1)/M)*16+16)
 * @scratch lines (POOL+1)/2*M*OW*16
 * @scratch tile P*(P+1)*16 */
void wino_prepacked_panels(int FORMAT, int BYTES, PanelShape s, int CC, OutputPool out, int n,
                           int begin, int end, const float *v, const uint8_t *w, const float *scale,
                           float *y, float *wide, float *u, float *m, float *lines, float *tile)
{
    (void)scale;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, TY = (s.OH + s.M - 1) / s.M,
              TX = (s.OW + s.M - 1) / s.M, tiles = n * TY * TX;
    const ptrdiff_t vs = (ptrdiff_t)CB * tiles * 16 + 16, us = CC * 16 + 16,
                    ms = (ptrdiff_t)tiles * 16 + 16, tap = (ptrdiff_t)s.C * 16 * BYTES;
    for (int kb = begin; kb < end; kb++) {
        for (int c = 0; c < s.C; c += CC) {
            const int channels = s.C - c < CC ? s.C - c : CC, last = c + CC >= s.C;
            const uint8_t *now = w + (ptrdiff_t)kb * 9 * tap + c * 16 * BYTES,
                          *next = last ? w + (ptrdiff_t)(kb + 1) * 9 * tap
                                       : now + channels * 16 * BYTES;
            /* @when FORMAT 1.. */
            for (int t = 0; FORMAT != 0 && t < 9; t++)
                mk_widen_rows(FORMAT, wide + t * CC * 16, now + t * tap, channels);
            /* @end */
            mk_wino_weights(s.P, u, us, FORMAT == 0 ? (const float *)(const void *)now : wide,
                            FORMAT == 0 ? (ptrdiff_t)s.C * 16 : CC * 16, channels * 16);
            for (int p = 0; p < s.P * s.P; p++) {
                if (!last || kb + 1 < end)
                    mk_prepacked_ahead(next, tap, 9, channels * 16 * BYTES, p, s.P * s.P);
                mk_panel(m + p * ms, 16, tiles, v + p * vs + (ptrdiff_t)c * tiles, 16,
                         (ptrdiff_t)tiles * 16, u + p * us, channels, c > 0);
            }
        }
        for (int r = 0; r < n * TY; r++) {
            const int top = r % TY * s.M, high = s.OH - top < s.M ? s.OH - top : s.M;
            const int first = out.POOL > 0 ? top / 2 : top, last = out.POOL <= 0 ? top + high
                                                                   : r % TY == TY - 1
                                                                       ? out.PH
                                                                       : (top + high) / 2;
            float *row = y + (((ptrdiff_t)(r / TY) * KB + kb) * out.PH + first) * out.PW * 16;
            mk_wino_scatter(s.P, 0, out.POOL > 0 ? lines : row, high, s.OW, 0, 0,
                            m + (ptrdiff_t)r * TX * 16, ms, TX, 0, tile);
            (void)last;
            /* @when POOL 1 2 */
            if (out.POOL > 0)
                mk_pool_lines(row, NULL, lines, out.POOL > 1 ? scale + kb * 16 : NULL, last - first,
                              out.PW, high, s.OW);
            /* @end */
            /* @fuse y row kb*16 (last-first)*PW*16 */
        }
    }
}
