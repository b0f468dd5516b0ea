/* Convolution as a matrix product on blocks of pixels. A block is some pixels of a map, or several
 * small maps. What some taps and channels of the window see of it is gathered into a panel, pixels
 * of 16 channels one after the other, which stays in the second-level cache while the weights of
 * all output blocks pass, two blocks at a time. So tiles of registers are full whatever the map,
 * the window and the stride are. Sums go on over the panels in y itself. */
#include "kernels.h"

/* y = x * w, w [KH*KW][KB][C][16] from tap FIRST on. A range item is OUTS output blocks of one
 * block of pixels. FLIP 1: the window is turned round, tap t has the weights of tap KH*KW - 1 - t,
 * which with transposed weights makes the gradient of x of a convolution of stride 1. Without a
 * window and a stride, FLAT 1, x is read where it lies.
 * @range ((n+IMAGES-1)/IMAGES)*((OH*OW+PIXELS-1)/PIXELS)*(((K+15)/16+OUTS-1)/OUTS)
 * @grain ((K+15)/16+OUTS-1)/OUTS
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size w (FIRST+KH*KW)*((K+15)/16)*C*16
 * @size y n*((K+15)/16)*OH*OW*16
 * @scratch panel (1-FLAT)*IMAGES*PIXELS*TAPS*((CHANNELS+15)/16)*16 */
void conv_gemm(ConvShape s, GemmBlocks b, int FIRST, int FLIP, int n, int begin, int end,
               const float *x, const float *w, float *y, float *panel)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, map = s.OH * s.OW, taps = s.KH * s.KW,
              bands = (map + b.PIXELS - 1) / b.PIXELS, groups = (KB + b.OUTS - 1) / b.OUTS,
              cuts = (s.C + b.CHANNELS - 1) / b.CHANNELS,
              panels = (taps + b.TAPS - 1) / b.TAPS * cuts;
    const ptrdiff_t wi = (ptrdiff_t)KB * s.C * 16, ws = (ptrdiff_t)s.C * 16;
    for (int i = begin, some; i < end; i += some) {
        some = groups - i % groups < end - i ? groups - i % groups : end - i;
        const int k0 = i % groups * b.OUTS, k1 = k0 + some * b.OUTS < KB ? k0 + some * b.OUTS : KB;
        const int img = i / groups / bands * b.IMAGES, first = i / groups % bands * b.PIXELS;
        const int images = n - img < b.IMAGES ? n - img : b.IMAGES,
                  pixels = map - first < b.PIXELS ? map - first : b.PIXELS, rows = images * pixels,
                  calls = map > 1 ? images : 1; /* maps of one pixel are rows of one product */
        for (int p = 0; p < panels; p++) {
            const int t = p / cuts * b.TAPS, c = p % cuts * b.CHANNELS,
                      nt = taps - t < b.TAPS ? taps - t : b.TAPS,
                      nc = s.C - c < b.CHANNELS ? s.C - c : b.CHANNELS, cb = (nc + 15) / 16,
                      tap = FIRST + (FLIP > 0 ? taps - 1 - t : t);
            for (int q = 0; b.FLAT <= 0 && q < nt * cb * images; q++) {
                const int at = t + q / images / cb;
                mk_gather_tap(panel + ((ptrdiff_t)(q / images) * rows + q % images * pixels) * 16,
                              x + ((ptrdiff_t)(img + q % images) * CB + c / 16 + q / images % cb) *
                                      s.H * s.W * 16,
                              s.H, s.W, at / s.KW * s.DH - s.PT, at % s.KW * s.DW - s.PL, s.SH,
                              s.SW, s.OW, first, pixels);
            }
            for (int q = 0; q < (k1 - k0 + 1) / 2 * calls; q++) {
                const int kb = k0 + q / calls * 2, pair = k1 - kb < 2 ? 1 : 2, j = q % calls;
                float *to = y + (((ptrdiff_t)(img + j) * KB + kb) * map + first) * 16;
                mk_conv_block(
                    to, (ptrdiff_t)(map > 1 ? 1 : KB) * 16, (ptrdiff_t)map * 16, rows / calls,
                    b.FLAT > 0 ? x + (((ptrdiff_t)(img + j) * CB + c / 16) * map + first) * 16
                               : panel + (ptrdiff_t)j * pixels * 16,
                    (ptrdiff_t)cb * rows * 16, (ptrdiff_t)(b.FLAT > 0 ? map : rows) * 16,
                    w + tap * wi + kb * ws + (ptrdiff_t)c * 16, FLIP > 0 ? -wi : wi, ws, nt, nc,
                    pair, p > 0);
                for (int o = 0; p == panels - 1 && o < pair * images / calls; o++) {
                    float *row = to + ((ptrdiff_t)(o / pair) * KB + o % pair) * map * 16;
                    const int ch = (kb + o % pair) * 16;
                    (void)row, (void)ch;
                    /* @fuse y row ch pixels*16 every PIXELS times (OH*OW+PIXELS-1)/PIXELS */
                }
            }
        }
    }
}

/* dw[t, c, k] = sum over images and outputs o of x[o*S + t*D - P, c] * dy[o, k]: block of pixels
 * by block of pixels, each summed in registers and added to dw. A range item is OUTS output blocks
 * of CHANNELS input channels, all taps.
 * @range (((K+15)/16+OUTS-1)/OUTS)*((C+CHANNELS-1)/CHANNELS)
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*H*W*16
 * @size dy n*((K+15)/16)*OH*OW*16
 * @size dw KH*KW*((K+15)/16)*C*16
 * @scratch panel (1-FLAT)*IMAGES*PIXELS*16 */
void conv_gemm_weights(ConvShape s, GemmBlocks b, int n, int begin, int end, const float *x,
                       const float *dy, float *dw, float *panel)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, map = s.OH * s.OW, taps = s.KH * s.KW,
              bands = (map + b.PIXELS - 1) / b.PIXELS, cuts = (s.C + b.CHANNELS - 1) / b.CHANNELS,
              parts = (n + b.IMAGES - 1) / b.IMAGES * bands;
    for (int i = begin; i < end; i++) {
        const int k0 = i / cuts * b.OUTS, k1 = k0 + b.OUTS < KB ? k0 + b.OUTS : KB,
                  c0 = i % cuts * b.CHANNELS / 16,
                  c1 = i % cuts == cuts - 1 ? CB : c0 + b.CHANNELS / 16;
        for (int q = 0; q < parts * taps * (c1 - c0); q++) {
            const int p = q / (c1 - c0) / taps, t = q / (c1 - c0) % taps, cb = c0 + q % (c1 - c0);
            const int img = p / bands * b.IMAGES, first = p % bands * b.PIXELS,
                      images = n - img < b.IMAGES ? n - img : b.IMAGES,
                      pixels = map - first < b.PIXELS ? map - first : b.PIXELS;
            const float *plane = x + ((ptrdiff_t)img * CB + cb) * s.H * s.W * 16;
            for (int j = 0; b.FLAT <= 0 && j < images; j++)
                mk_gather_tap(panel + (ptrdiff_t)j * pixels * 16,
                              plane + (ptrdiff_t)j * CB * s.H * s.W * 16, s.H, s.W,
                              t / s.KW * s.DH - s.PT, t % s.KW * s.DW - s.PL, s.SH, s.SW, s.OW,
                              first, pixels);
            for (int kb = k0; kb < k1; kb += 2)
                mk_pair_grad(dw + (((ptrdiff_t)t * KB + kb) * s.C + 16 * cb) * 16,
                             (ptrdiff_t)s.C * 16, s.C - 16 * cb < 16 ? s.C - 16 * cb : 16,
                             b.FLAT > 0 ? plane + (ptrdiff_t)first * 16 : panel,
                             b.FLAT > 0 ? (ptrdiff_t)CB * map * 16 : (ptrdiff_t)pixels * 16,
                             dy + (((ptrdiff_t)img * KB + kb) * map + first) * 16,
                             (ptrdiff_t)map * 16, (ptrdiff_t)KB * map * 16, images, pixels,
                             k1 - kb < 2 ? 1 : 2, p > 0);
        }
    }
}

/* y = x * w where x is as the caller has it, [n][H][W][C], of few channels, KH*KW*C <= 512, and the
 * window without dilation: a panel has all that the windows of PIXELS pixels see. w is
 * [KB][KH*KW*C][16] as conv_store (k_prepacked.c) leaves it.
 * @range n*((OH*OW+PIXELS-1)/PIXELS)*(((K+15)/16+OUTS-1)/OUTS)
 * @grain ((K+15)/16+OUTS-1)/OUTS
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*16
 * @size x n*H*W*C
 * @size w ((K+15)/16)*KH*KW*C*16*BYTES
 * @size y n*((K+15)/16)*OH*OW*16
 * @scratch panel ((KH*KW*C+15)/16)*PIXELS*16
 * @scratch wide (FORMAT+2)/3*2*KH*KW*C*16
 * @scratch seen 2048 */
void conv_given(int FORMAT, int BYTES, ConvShape s, int PIXELS, int OUTS, int begin, int end,
                const float *x, const uint8_t *w, float *y, float *panel, float *wide, float *seen)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    const int KB = (s.K + 15) / 16, map = s.OH * s.OW, terms = s.KH * s.KW * s.C,
              bands = (map + PIXELS - 1) / PIXELS, groups = (KB + OUTS - 1) / OUTS;
    for (int i = begin, last = -1; i < end; i++) {
        const int img = i / groups / bands, first = i / groups % bands * PIXELS,
                  pixels = map - first < PIXELS ? map - first : PIXELS;
        const int k0 = i % groups * OUTS, k1 = k0 + OUTS < KB ? k0 + OUTS : KB;
        if (i / groups != last)
            mk_gather_given(panel, (ptrdiff_t)pixels * 16, x + (ptrdiff_t)img * s.H * s.W * s.C,
                            s.C, &windows, s.OW, first, pixels, seen);
        last = i / groups;
        for (int kb = k0; kb < k1; kb += 2) {
            const int pair = k1 - kb < 2 ? 1 : 2;
            const uint8_t *from = w + (ptrdiff_t)kb * terms * 16 * BYTES;
            float *row = y + (((ptrdiff_t)img * KB + kb) * map + first) * 16;
            /* @when FORMAT 1.. */
            if (FORMAT > 0)
                mk_widen_rows(FORMAT, wide, from, pair * terms);
            /* @end */
            mk_conv_block(row, 16, (ptrdiff_t)map * 16, pixels, panel, 0, (ptrdiff_t)pixels * 16,
                          FORMAT > 0 ? wide : (const float *)(const void *)from, 0,
                          (ptrdiff_t)terms * 16, 1, terms, pair, 0);
            for (int o = 0; o < pair; o++, row += (ptrdiff_t)map * 16) {
                /* @fuse y row (kb+o)*16 pixels*16 every PIXELS times (OH*OW+PIXELS-1)/PIXELS */
            }
        }
    }
}
