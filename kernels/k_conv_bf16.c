/* Convolution as a matrix product of numbers in bfloat16, sums in float: for training with
 * --precision=bf16, where values are stored so. The weights are rounded into pairs before; the
 * blocks are those of k_conv_gemm.c. x and dy are [n][blocks][H][W][16], two bytes a number; the
 * weights of a tap and an output block [ceil(C/32)][16 pairs of channels][16 outputs][2], zeros
 * beyond C. */
#include "kernels.h"

/* The packed kernel w [TAPS][KB][C][16] as pairs.
 * @range TAPS*((K+15)/16)
 * @size w TAPS*((K+15)/16)*C*16
 * @size y TAPS*((K+15)/16)*((C+31)/32)*1024 */
void conv_pairs_bf16(int TAPS, int C, int K, int begin, int end, const float *w, uint8_t *y)
{
    (void)TAPS;
    (void)K;
    for (int i = begin; i < end; i++)
        mk_pack_pairs_bf16(y + (ptrdiff_t)i * ((C + 31) / 32) * 1024, w + (ptrdiff_t)i * C * 16, C,
                           (C + 31) / 32 * 16);
}

/* The same of the transposed kernel: tap t, input block, pairs of outputs, 16 input channels.
 * @range TAPS*((C+15)/16)
 * @size w TAPS*((K+15)/16)*C*16
 * @size y TAPS*((C+15)/16)*((K+31)/32)*1024
 * @scratch rows (K+15)/16*256 */
void conv_turned_pairs_bf16(int TAPS, int C, int K, int begin, int end, const float *w, uint8_t *y,
                            float *rows)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    (void)TAPS;
    for (int i = begin; i < end; i++) {
        const int t = i / CB, cb = i % CB;
        mk_transpose(rows, w + ((ptrdiff_t)t * KB * C + 16 * cb) * 16, (ptrdiff_t)C * 16,
                     C - 16 * cb < 16 ? C - 16 * cb : 16, K);
        mk_pack_pairs_bf16(y + (ptrdiff_t)i * ((K + 31) / 32) * 1024, rows, K, (K + 31) / 32 * 16);
    }
}

/* y = x * w, as conv_gemm. POOL 1: y is the maxima of 2x2 windows of that, stride 2, PH x PW of
 * them, arg their places; PIXELS is then an even number of rows, or the map. SUMS 1: all rows of a
 * block are one product, made apart, as maxima want it, and small maps. NORM, norm and MAX as in
 * wino.c: what the products take is rounded once more.
 * @range (ACROSS+(1-ACROSS)*((n+IMAGES-1)/IMAGES)*BANDS)*(((K+15)/16+OUTS-1)/OUTS)
 * @grain ((K+15)/16+OUTS-1)/OUTS*(1-ACROSS)+ACROSS
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*4
 * @size x n*((C+15)/16)*H*W*32
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size w (FIRST+KH*KW)*((K+15)/16)*((C+31)/32)*1024
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg POOL*n*((K+15)/16)*PH*PW*16
 * @scratch panel IMAGES*PIXELS*TAPS*((CHANNELS+31)/32)*64
 * @scratch sums SUMS*IMAGES*PIXELS*(((K+15)/16+OUTS-1)/OUTS)*OUTS*16
 * @scratch normed (NORM+1)/2*IMAGES*((C+15)/16)*H*W*32 */
void conv_gemm_bf16(ConvShape s, DotBlocks b, InputNorm in, OutputPool out, int FIRST, int FLIP,
                    int n, int begin, int end, const uint8_t *x, const float *norm,
                    const uint8_t *w, float *y, uint8_t *arg, uint8_t *panel, float *sums,
                    uint8_t *normed)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, map = s.OH * s.OW, taps = s.KH * s.KW,
              bands = b.BANDS, groups = (KB + b.OUTS - 1) / b.OUTS,
              cuts = (s.C + b.CHANNELS - 1) / b.CHANNELS,
              panels = (taps + b.TAPS - 1) / b.TAPS * cuts;
    const ptrdiff_t ws = (ptrdiff_t)((s.C + 31) / 32) * 1024, wi = KB * ws;
    const ptrdiff_t plane = (ptrdiff_t)s.H * s.W * 32;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)arg, (void)sums, (void)norm, (void)normed, (void)most;
    for (int i = begin, some, last = -1; i < end; i += some) {
        const int blocks = b.ACROSS > 0 ? (n + b.IMAGES - 1) / b.IMAGES * bands : 1,
                  group = b.ACROSS > 0 ? i : i % groups;
        some = b.ACROSS > 0 ? end - i : groups - group < end - i ? groups - group : end - i;
        const int k0 = group * b.OUTS, k1 = k0 + some * b.OUTS < KB ? k0 + some * b.OUTS : KB;
        for (int j = 0; j < blocks * panels; j++) {
            const int block = b.ACROSS > 0 ? j / panels : i / groups, p = j % panels;
            const int img = block / bands * b.IMAGES, first = block % bands * b.PIXELS;
            const int images = n - img < b.IMAGES ? n - img : b.IMAGES,
                      pixels = map - first < b.PIXELS ? map - first : b.PIXELS,
                      rows = images * pixels,
                      calls = b.SUMS > 0 ? 1
                              : map > 1  ? images
                                         : 1; /* maps of one pixel are rows of one product */
            const int t = p / cuts * b.TAPS, c = p % cuts * b.CHANNELS,
                      nt = taps - t < b.TAPS ? taps - t : b.TAPS,
                      nc = s.C - c < b.CHANNELS ? s.C - c : b.CHANNELS, cb = (nc + 31) / 32 * 2,
                      tap = FIRST + (FLIP > 0 ? taps - 1 - t : t);
            const uint8_t *map_of = x + img * CB * plane;
            /* @when NORM 1 2 */
            for (int q = 0; in.NORM > 0 && img != last && q < images * CB; q++)
                mk_norm_bf16(normed + q * plane, map_of + q * plane, s.H * s.W * 16,
                             norm + q % CB * 48, in.NORM, most);
            last = img;
            map_of = in.NORM > 0 ? normed : map_of;
            /* @end */
            (void)last;
            for (int q = 0; q < nt * cb * images; q++) {
                const int at = t + q / images / cb, half = q / images % cb, of = c / 16 + half;
                mk_gather_tap_bf16(
                    panel + ((ptrdiff_t)(q / images / 2) * rows + q % images * pixels) * 64 +
                        half % 2 * 32,
                    64, of < CB ? map_of + (q % images * CB + of) * plane : NULL, s.H, s.W,
                    at / s.KW * s.DH - s.PT, at % s.KW * s.DW - s.PL, s.SH, s.SW, s.OW, first,
                    pixels);
            }
            for (int q = 0; q < (k1 - k0 + 1) / 2 * calls; q++) {
                const int kb = k0 + q / calls * 2, pair = k1 - kb < 2 ? 1 : 2, from = q % calls;
                float *to = b.SUMS > 0
                                ? sums + (ptrdiff_t)(kb - k0) * rows * 16
                                : y + (((ptrdiff_t)(img + from) * KB + kb) * map + first) * 16;
                mk_dot_block(to, (ptrdiff_t)(b.SUMS > 0 || map > 1 ? 1 : KB) * 16,
                             (ptrdiff_t)(b.SUMS > 0 ? rows : map) * 16, rows / calls,
                             panel + (ptrdiff_t)from * pixels * 64, (ptrdiff_t)cb / 2 * rows * 64,
                             (ptrdiff_t)rows * 64,
                             w + tap * wi + kb * ws + (ptrdiff_t)c / 32 * 1024, FLIP > 0 ? -wi : wi,
                             ws, nt, nc, pair, p > 0);
                for (int o = 0; p == panels - 1 && o < pair * images / calls; o++) {
                    const int ch = (kb + o % pair) * 16, one = img + from + o / pair;
                    const int top = first / s.OW / 2, count = out.POOL <= 0 ? pixels
                                                              : first + pixels == map
                                                                  ? (out.PH - top) * out.PW
                                                                  : pixels / s.OW / 2 * out.PW;
                    const ptrdiff_t at = (((ptrdiff_t)one * KB + kb + o % pair) * out.PH * out.PW +
                                          (out.POOL > 0 ? top * out.PW : first)) *
                                         16;
                    float *row = y + at;
                    (void)row, (void)ch, (void)count;
                    /* @when POOL 1 */
                    if (out.POOL > 0)
                        mk_pool_lines(row, arg + at,
                                      to + ((ptrdiff_t)(o % pair) * rows + o / pair * pixels) * 16,
                                      NULL, count / out.PW, out.PW, pixels / s.OW, s.OW);
                    /* @end */
                    if (b.SUMS > 0 && out.POOL <= 0)
                        memcpy(row, to + ((ptrdiff_t)(o % pair) * rows + o / pair * pixels) * 16,
                               sizeof(float) * 16 * (size_t)pixels);
                    /* @fuse y row ch count*16 every ROW times BANDS */
                }
            }
        }
    }
}

/* dw[t, c, k] = sum over images and outputs o of x[o*S + t*D - P, c] * dy[o, k], as
 * conv_gemm_weights: pairs are of pixels.
 * @range (((K+15)/16+OUTS-1)/OUTS)*((C+CHANNELS-1)/CHANNELS)
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*4
 * @size x n*((C+15)/16)*H*W*32
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*32
 * @size dw KH*KW*((K+15)/16)*C*16
 * @scratch panel (IMAGES*PIXELS+1)*32
 * @scratch pairs (IMAGES*PIXELS+1)*32
 * @scratch grads OUTS*(IMAGES*PIXELS+1)*32
 * @scratch normed (NORM+1)/2*IMAGES*((CHANNELS+15)/16)*H*W*32
 * @scratch turned 2048 */
void conv_weights_bf16(ConvShape s, DotBlocks b, InputNorm in, int n, int begin, int end,
                       const uint8_t *x, const float *norm, const uint8_t *dy, float *dw,
                       uint8_t *panel, uint8_t *pairs, uint8_t *grads, uint8_t *normed,
                       float *turned)
{
    const ptrdiff_t plane = (ptrdiff_t)s.H * s.W * 32;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)norm, (void)normed, (void)most;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, map = s.OH * s.OW, taps = s.KH * s.KW,
              bands = b.BANDS, cuts = (s.C + b.CHANNELS - 1) / b.CHANNELS,
              parts = (n + b.IMAGES - 1) / b.IMAGES * bands;
    for (int i = begin; i < end; i++) {
        const int k0 = i / cuts * b.OUTS, k1 = k0 + b.OUTS < KB ? k0 + b.OUTS : KB,
                  c0 = i % cuts * b.CHANNELS / 16,
                  c1 = i % cuts == cuts - 1 ? CB : c0 + b.CHANNELS / 16;
        for (int p = 0; p < parts; p++) {
            const int img = p / bands * b.IMAGES, first = p % bands * b.PIXELS,
                      images = n - img < b.IMAGES ? n - img : b.IMAGES,
                      pixels = map - first < b.PIXELS ? map - first : b.PIXELS,
                      rows = images * pixels;
            const ptrdiff_t ds = (ptrdiff_t)((rows + 1) / 2) * 64;
            for (int kb = k0; kb < k1; kb++) {
                for (int j = 0; j < images; j++)
                    memcpy(panel + (ptrdiff_t)j * pixels * 32,
                           dy + (((ptrdiff_t)(img + j) * KB + kb) * map + first) * 32,
                           (size_t)pixels * 32);
                mk_interleave_bf16(grads + (kb - k0) * ds, panel, rows);
            }
            /* @when NORM 1 2 */
            for (int q = 0; in.NORM > 0 && first == 0 && q < images * (c1 - c0); q++)
                mk_norm_bf16(normed + q * plane,
                             x + ((img + q / (c1 - c0)) * CB + c0 + q % (c1 - c0)) * plane,
                             s.H * s.W * 16, norm + (c0 + q % (c1 - c0)) * 48, in.NORM, most);
            /* @end */
            for (int q = 0; q < taps * (c1 - c0); q++) {
                const int t = q / (c1 - c0), cb = c0 + q % (c1 - c0);
                for (int j = 0; j < images; j++)
                    mk_gather_tap_bf16(panel + (ptrdiff_t)j * pixels * 32, 32,
                                       in.NORM > 0 ? normed + (j * (c1 - c0) + cb - c0) * plane
                                                   : x + ((img + j) * CB + cb) * plane,
                                       s.H, s.W, t / s.KW * s.DH - s.PT, t % s.KW * s.DW - s.PL,
                                       s.SH, s.SW, s.OW, first, pixels);
                mk_interleave_bf16(pairs, panel, rows);
                mk_dot_grad(dw + (((ptrdiff_t)t * KB + k0) * s.C + 16 * cb) * 16,
                            (ptrdiff_t)s.C * 16, s.C - 16 * cb < 16 ? s.C - 16 * cb : 16, pairs,
                            grads, ds, (rows + 1) / 2, k1 - k0, p > 0, turned);
            }
        }
    }
}

/* The same by images: each range has sums of its own.
 * @range n
 * @ranges PARTS
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*4
 * @size x n*((C+15)/16)*H*W*32
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*32
 * @partial dw KH*KW*((K+15)/16)*C*16
 * @scratch panel (PIXELS+1)*32
 * @scratch pairs (PIXELS+1)*32
 * @scratch grads ((K+15)/16)*(PIXELS+1)*32
 * @scratch normed (NORM+1)/2*((C+15)/16)*H*W*32
 * @scratch turned 2048 */
void conv_weights_images_bf16(ConvShape s, InputNorm in, int PIXELS, int PARTS, int begin, int end,
                              const uint8_t *x, const float *norm, const uint8_t *dy, float *dw,
                              uint8_t *panel, uint8_t *pairs, uint8_t *grads, uint8_t *normed,
                              float *turned)
{
    const ptrdiff_t plane = (ptrdiff_t)s.H * s.W * 32;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)norm, (void)normed, (void)most;
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, map = s.OH * s.OW, taps = s.KH * s.KW,
              bands = (map + PIXELS - 1) / PIXELS;
    (void)PARTS;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * (size_t)(taps * KB * s.C) * 16);
    for (int p = begin * bands; p < end * bands; p++) {
        const int img = p / bands, first = p % bands * PIXELS,
                  pixels = map - first < PIXELS ? map - first : PIXELS;
        const ptrdiff_t ds = (ptrdiff_t)((pixels + 1) / 2) * 64;
        for (int kb = 0; kb < KB; kb++)
            mk_interleave_bf16(grads + kb * ds,
                               dy + (((ptrdiff_t)img * KB + kb) * map + first) * 32, pixels);
        /* @when NORM 1 2 */
        for (int cb = 0; in.NORM > 0 && first == 0 && cb < CB; cb++)
            mk_norm_bf16(normed + cb * plane, x + (img * CB + cb) * plane, s.H * s.W * 16,
                         norm + cb * 48, in.NORM, most);
        /* @end */
        for (int q = 0; q < taps * CB; q++) {
            const int t = q / CB, cb = q % CB;
            mk_gather_tap_bf16(panel, 32,
                               in.NORM > 0 ? normed + cb * plane : x + (img * CB + cb) * plane, s.H,
                               s.W, t / s.KW * s.DH - s.PT, t % s.KW * s.DW - s.PL, s.SH, s.SW,
                               s.OW, first, pixels);
            mk_interleave_bf16(pairs, panel, pixels);
            mk_dot_grad(dw + ((ptrdiff_t)t * KB * s.C + 16 * cb) * 16, (ptrdiff_t)s.C * 16,
                        s.C - 16 * cb < 16 ? s.C - 16 * cb : 16, pairs, grads, ds, (pixels + 1) / 2,
                        KB, p > begin * bands, turned);
        }
    }
}
