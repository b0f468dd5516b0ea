/* Convolution of stride 1 as products of numbers in bfloat16 on frames (mk_frames.c): maps with
 * zeros around, which each tap of the window reads from a place of its own, so nothing is gathered
 * for a tap. Values, dy and weights as in k_conv_bf16.c. For processors that multiply whole tiles:
 * there, gathering takes longer than the products. */
#include "kernels.h"

/* y = x * w; POOL, NORM, norm and MAX as conv_gemm_bf16 has them. FLIP 1: by the window turned
 * round.
 * @range (ACROSS+(1-ACROSS)*((n+IMAGES-1)/IMAGES)*BANDS)*(((K+15)/16+OUTS-1)/OUTS)
 * @grain ((K+15)/16+OUTS-1)/OUTS*(1-ACROSS)+ACROSS
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*4
 * @size x n*((C+15)/16)*H*W*32
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size w KH*KW*((K+15)/16)*((C+31)/32)*1024
 * @size y n*((K+15)/16)*PH*PW*16
 * @size arg POOL*n*((K+15)/16)*PH*PW*16
 * @scratch frame LEN*((C+31)/32)*64
 * @scratch sums POOL*IMAGES*ROWS*OW*32
 * @scratch normed (NORM+1)/2*IMAGES*((C+15)/16)*H*W*32 */
void conv_frames_bf16(ConvShape s, FrameBlocks b, InputNorm in, OutputPool out, int FLIP, int n,
                      int begin, int end, const uint8_t *x, const float *norm, const uint8_t *w,
                      float *y, uint8_t *arg, uint8_t *frame, float *sums, uint8_t *normed)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, chunks = (s.C + 31) / 32,
              taps = s.KH * s.KW, groups = (KB + b.OUTS - 1) / b.OUTS;
    const ptrdiff_t ws = (ptrdiff_t)chunks * 1024, wi = KB * ws, plane = (ptrdiff_t)s.H * s.W * 32,
                    map = (ptrdiff_t)s.OH * s.OW * 16;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)arg, (void)sums, (void)norm, (void)normed, (void)most;
    for (int i = begin, some, last = -1; i < end; i += some) {
        const int units = b.ACROSS > 0 ? (n + b.IMAGES - 1) / b.IMAGES * b.BANDS : 1,
                  group = b.ACROSS > 0 ? i : i % groups;
        some = b.ACROSS > 0 ? end - i : groups - group < end - i ? groups - group : end - i;
        const int k0 = group * b.OUTS, k1 = k0 + some * b.OUTS < KB ? k0 + some * b.OUTS : KB;
        for (int j = 0; j < units; j++) {
            const int unit = b.ACROSS > 0 ? j : i / groups, img = unit / b.BANDS * b.IMAGES,
                      first = unit % b.BANDS * b.ROWS,
                      images = n - img < b.IMAGES ? n - img : b.IMAGES,
                      rows = s.OH - first < b.ROWS ? s.OH - first : b.ROWS;
            const mk_frames f = {images, s.H,  s.W,  s.OW,    s.KH,  s.KW,  s.DH,
                                 s.DW,   s.PT, s.PL, b.PITCH, b.MAP, first, rows};
            const uint8_t *map_of = x + img * CB * plane;
            /* @when NORM 1 2 */
            for (int q = 0; in.NORM > 0 && img != last && q < images * CB; q++)
                mk_norm_bf16(normed + q * plane, map_of + q * plane, s.H * s.W * 16,
                             norm + q % CB * 48, in.NORM, most);
            last = img;
            map_of = in.NORM > 0 ? normed : map_of;
            /* @end */
            (void)last;
            for (int q = 0; q < 2 * chunks; q++)
                mk_frame_bf16(frame + (ptrdiff_t)(q / 2) * b.LEN * 64 + q % 2 * 32, 64,
                              q < CB ? map_of + q * plane : NULL, CB * plane, &f, b.LEN);
            for (int kb = k0; kb < k1; kb += 2) {
                const int pair = k1 - kb < 2 ? 1 : 2;
                const ptrdiff_t band = (ptrdiff_t)rows * s.OW * 16;
                float *to = out.POOL > 0 ? sums
                                         : y + ((ptrdiff_t)img * KB + kb) * map +
                                               (ptrdiff_t)first * s.OW * 16;
                mk_dot_frames(to, out.POOL > 0 ? band : map, out.POOL > 0 ? 2 * band : KB * map,
                              frame, (ptrdiff_t)b.LEN * 64,
                              w + kb * ws + (FLIP > 0 ? (taps - 1) * wi : 0), FLIP > 0 ? -wi : wi,
                              ws, &f, s.C, pair);
                for (int o = 0; o < pair * images; o++) {
                    const int ch = (kb + o % pair) * 16, top = first / 2,
                              count = out.POOL <= 0          ? rows * s.OW
                                      : first + rows == s.OH ? (out.PH - top) * out.PW
                                                             : rows / 2 * out.PW;
                    const ptrdiff_t at = (((ptrdiff_t)(img + o / pair) * KB + kb + o % pair) *
                                              out.PH * out.PW +
                                          (out.POOL > 0 ? top * out.PW : first * s.OW)) *
                                         16;
                    float *row = y + at;
                    (void)row, (void)ch, (void)count;
                    /* @when POOL 1 */
                    if (out.POOL > 0)
                        mk_pool_lines(row, arg + at, sums + (o / pair * 2 + o % pair) * band, NULL,
                                      count / out.PW, out.PW, rows, s.OW);
                    /* @end */
                    /* @fuse y row ch count*16 every ROW times BANDS */
                }
            }
        }
    }
}

/* dw[t, c, k] = sum over images and outputs o of x[o + t*D - P, c] * dy[o, k]: OUTS output blocks
 * by INS blocks of channels a range.
 * @range (((K+15)/16+OUTS-1)/OUTS)*(((C+15)/16+INS-1)/INS)
 * @work n*OH*OW*KH*KW*C*((K+15)/16)*4
 * @size x n*((C+15)/16)*H*W*32
 * @size norm (NORM+1)/2*((C+15)/16)*48
 * @size dy n*((K+15)/16)*OH*OW*32
 * @size dw KH*KW*((K+15)/16)*C*16
 * @scratch frame LEN*32
 * @scratch turned INS*LEN*32
 * @scratch grads OUTS*LEN*32
 * @scratch normed (NORM+1)/2*IMAGES*H*W*32 */
void conv_frame_weights_bf16(ConvShape s, FrameBlocks b, InputNorm in, int INS, int n, int begin,
                             int end, const uint8_t *x, const float *norm, const uint8_t *dy,
                             float *dw, uint8_t *frame, uint8_t *turned, uint8_t *grads,
                             uint8_t *normed)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, taps = s.KH * s.KW,
              cuts = (CB + INS - 1) / INS, units = (n + b.IMAGES - 1) / b.IMAGES * b.BANDS;
    const ptrdiff_t plane = (ptrdiff_t)s.H * s.W * 32, map = (ptrdiff_t)s.OH * s.OW * 32,
                    ds = (ptrdiff_t)b.LEN * 32, pitch = (ptrdiff_t)b.LEN * 2, xs = ds;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)norm, (void)normed, (void)most;
    for (int i = begin; i < end; i++) {
        const int k0 = i / cuts * b.OUTS, k1 = k0 + b.OUTS < KB ? k0 + b.OUTS : KB,
                  c0 = i % cuts * INS, c1 = c0 + INS < CB ? c0 + INS : CB;
        for (int j = 0; j < units; j++) {
            const int img = j / b.BANDS * b.IMAGES, first = j % b.BANDS * b.ROWS,
                      images = n - img < b.IMAGES ? n - img : b.IMAGES,
                      rows = s.OH - first < b.ROWS ? s.OH - first : b.ROWS,
                      len = ((images - 1) * b.MAP + (rows - 1) * b.PITCH + s.OW + 31) / 32 * 32;
            const mk_frames f = {images, s.H,  s.W,  s.OW,    s.KH,  s.KW,  s.DH,
                                 s.DW,   s.PT, s.PL, b.PITCH, b.MAP, first, rows};
            const mk_frames g = {images, s.OH, s.OW, s.OW,    1,     1,     1,
                                 1,      0,    0,    b.PITCH, b.MAP, first, rows};
            for (int kb = k0; kb < k1; kb++) {
                mk_frame_bf16(frame, 32, dy + ((ptrdiff_t)img * KB + kb) * map, KB * map, &g, len);
                mk_interleave_bf16(grads + (kb - k0) * ds, frame, len);
            }
            for (int cb = c0; cb < c1; cb++) {
                const uint8_t *from = x + ((ptrdiff_t)img * CB + cb) * plane;
                ptrdiff_t next = CB * plane;
                /* @when NORM 1 2 */
                for (int q = 0; in.NORM > 0 && q < images; q++)
                    mk_norm_bf16(normed + q * plane, from + q * next, s.H * s.W * 16,
                                 norm + cb * 48, in.NORM, most);
                next = in.NORM > 0 ? plane : next;
                from = in.NORM > 0 ? normed : from;
                /* @end */
                mk_frame_bf16(frame, 32, from, next, &f, b.LEN);
                mk_turn_frame(turned + (cb - c0) * xs, pitch, frame, b.LEN);
            }
            for (int t = 0; t < taps; t++)
                mk_frame_grad(dw + (((ptrdiff_t)t * KB + k0) * s.C + 16 * c0) * 16,
                              (ptrdiff_t)s.C * 16,
                              s.C - 16 * c0 < 16 * (c1 - c0) ? s.C - 16 * c0 : 16 * (c1 - c0),
                              turned, xs, pitch, t / s.KW * s.DH * b.PITCH + t % s.KW * s.DW, grads,
                              ds, len, k1 - k0, j > 0, frame);
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
 * @scratch frame LEN*32
 * @scratch turned ((C+15)/16)*LEN*32
 * @scratch grads ((K+15)/16)*LEN*32
 * @scratch normed (NORM+1)/2*IMAGES*H*W*32 */
void conv_frame_weights_images_bf16(ConvShape s, FrameBlocks b, InputNorm in, int PARTS, int begin,
                                    int end, const uint8_t *x, const float *norm, const uint8_t *dy,
                                    float *dw, uint8_t *frame, uint8_t *turned, uint8_t *grads,
                                    uint8_t *normed)
{
    const int CB = (s.C + 15) / 16, KB = (s.K + 15) / 16, taps = s.KH * s.KW;
    const ptrdiff_t plane = (ptrdiff_t)s.H * s.W * 32, map = (ptrdiff_t)s.OH * s.OW * 32,
                    ds = (ptrdiff_t)b.LEN * 32, pitch = (ptrdiff_t)b.LEN * 2, xs = ds;
    const float most = in.NORM > 1 ? in.MAX : 0;
    (void)PARTS, (void)norm, (void)normed, (void)most;
    if (begin == end) /* no image */
        memset(dw, 0, sizeof(float) * (size_t)(taps * KB * s.C) * 16);
    for (int img = begin, images; img < end; img += images) {
        images = end - img < b.IMAGES ? end - img : b.IMAGES;
        for (int first = 0; first < s.OH; first += b.ROWS) {
            const int rows = s.OH - first < b.ROWS ? s.OH - first : b.ROWS,
                      len = ((images - 1) * b.MAP + (rows - 1) * b.PITCH + s.OW + 31) / 32 * 32;
            const mk_frames f = {images, s.H,  s.W,  s.OW,    s.KH,  s.KW,  s.DH,
                                 s.DW,   s.PT, s.PL, b.PITCH, b.MAP, first, rows};
            const mk_frames g = {images, s.OH, s.OW, s.OW,    1,     1,     1,
                                 1,      0,    0,    b.PITCH, b.MAP, first, rows};
            for (int kb = 0; kb < KB; kb++) {
                mk_frame_bf16(frame, 32, dy + ((ptrdiff_t)img * KB + kb) * map, KB * map, &g, len);
                mk_interleave_bf16(grads + kb * ds, frame, len);
            }
            for (int cb = 0; cb < CB; cb++) {
                const uint8_t *from = x + ((ptrdiff_t)img * CB + cb) * plane;
                ptrdiff_t next = CB * plane;
                /* @when NORM 1 2 */
                for (int q = 0; in.NORM > 0 && q < images; q++)
                    mk_norm_bf16(normed + q * plane, from + q * next, s.H * s.W * 16,
                                 norm + cb * 48, in.NORM, most);
                next = in.NORM > 0 ? plane : next;
                from = in.NORM > 0 ? normed : from;
                /* @end */
                mk_frame_bf16(frame, 32, from, next, &f, b.LEN);
                mk_turn_frame(turned + cb * xs, pitch, frame, b.LEN);
            }
            for (int t = 0; t < taps; t++)
                mk_frame_grad(dw + (ptrdiff_t)t * KB * s.C * 16, (ptrdiff_t)s.C * 16, s.C, turned,
                              xs, pitch, t / s.KW * s.DH * b.PITCH + t % s.KW * s.DW, grads, ds,
                              len, KB, img > begin || first > 0, frame);
        }
    }
}
