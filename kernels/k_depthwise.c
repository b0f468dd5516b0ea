/* Convolution of each channel by itself. Letters as in spec/kernels.md; CB blocks of channels, the
 * same in x and y. Several outputs a channel (multiplier) are the same on an input whose channels
 * are repeated (channels_repeat). Packed kernel: [CB][KH*KW][16].
 *   y[oh, ow, c] = sum over kh, kw of x[oh*SH + kh*DH - PT, ow*SW + kw*DW - PL, c] * w[kh, kw, c]
 */
#include "kernels.h"

/* to[k / 16][t][k % 16] = from[t][k] for TAPS taps and K channels, 0 beyond.
 * @size from TAPS * K
 * @size to (K + 15) / 16 * TAPS * 16 */
void depthwise_pack(int TAPS, int K, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    memset(to, 0, sizeof *to * (size_t)((K + 15) / 16) * (size_t)TAPS * 16);
    for (int t = 0; t < TAPS; t++)
        for (int k = 0; k < K; k += 16)
            memcpy(to + ((ptrdiff_t)(k / 16) * TAPS + t) * 16, from + (ptrdiff_t)t * K + k,
                   sizeof *to * (size_t)(K - k < 16 ? K - k : 16));
}

/* to[t][k] = from[k / 16][t][k % 16].
 * @size from (K + 15) / 16 * TAPS * 16
 * @size to TAPS * K */
void depthwise_unpack(int TAPS, int K, const float *NETC_RESTRICT from, float *NETC_RESTRICT to)
{
    for (int t = 0; t < TAPS; t++)
        for (int k = 0; k < K; k += 16)
            memcpy(to + (ptrdiff_t)t * K + k, from + ((ptrdiff_t)(k / 16) * TAPS + t) * 16,
                   sizeof *to * (size_t)(K - k < 16 ? K - k : 16));
}

/* y = the formula above. FRAME 1: a plane is copied into a frame of zeros, so that all windows lie
 * on it, and made whole; else, where maps are large, row by row.
 * @range n * CB
 * @work n * CB * OH * OW * KH * KW * 16
 * @size x n * CB * H * W * 16
 * @size w CB * KH * KW * 16
 * @size y n * CB * OH * OW * 16
 * @scratch frame FRAME*((OH-1)*SH+(KH-1)*DH+1)*((OW-1)*SW+(KW-1)*DW+1)*16 */
void depthwise_forward(DepthwiseShape s, int FRAME, int begin, int end,
                       const float *NETC_RESTRICT x, const float *NETC_RESTRICT w,
                       float *NETC_RESTRICT y, float *NETC_RESTRICT frame)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    const int HP = (s.OH - 1) * s.SH + (s.KH - 1) * s.DH + 1,
              WP = (s.OW - 1) * s.SW + (s.KW - 1) * s.DW + 1, step = FRAME > 0 ? s.OH : 1;
    if (FRAME > 0)
        memset(frame, 0, sizeof *frame * 16 * (size_t)HP * (size_t)WP);
    for (int r = begin; r < end; r++) {
        const int ch = r % s.CB * 16, count = step * s.OW * 16;
        const float *plane = x + (ptrdiff_t)r * s.H * s.W * 16,
                    *taps = w + (ptrdiff_t)ch * s.KH * s.KW;
        if (FRAME > 0)
            mk_copy_plane(frame, HP, WP, plane, s.H, s.W, s.PT, s.PL);
        for (int oy = 0; oy < s.OH; oy += step) {
            float *row = y + ((ptrdiff_t)r * s.OH + oy) * s.OW * 16;
            if (FRAME > 0)
                mk_depthwise_plane(row, frame, WP, taps, 16, s.OW, s.OH * s.OW, s.DH, s.DW,
                                   &windows);
            else
                mk_depthwise_row(row, plane, taps, 16, oy, s.OW, s.H, s.W, s.KH, s.KW, s.SH, s.SW,
                                 s.DH, s.DW, s.PT, s.PL);
            (void)count;
            /* @fuse y row ch count every (FRAME*(OH-1)+1)*OW */
        }
    }
}

/* dx = sum over the windows that hold the pixel of dy * w. With stride 1 that is a convolution of
 * dy by the window turned round, FRAME as above; else every output adds its share.
 * @range n * CB
 * @work n * CB * OH * OW * KH * KW * 16
 * @size dy n * CB * OH * OW * 16
 * @size w CB * KH * KW * 16
 * @size dx n * CB * H * W * 16
 * @scratch frame FRAME*(H+(KH-1)*DH)*(W+(KW-1)*DW)*16 */
void depthwise_backward_data(DepthwiseShape s, int FRAME, int begin, int end,
                             const float *NETC_RESTRICT dy, const float *NETC_RESTRICT w,
                             float *NETC_RESTRICT dx, float *NETC_RESTRICT frame)
{
    const mk_windows windows = {s.OH, s.OW, s.KH, s.KW, 1, 1, 0, 0};
    const int top = (s.KH - 1) * s.DH - s.PT, left = (s.KW - 1) * s.DW - s.PL,
              HP = s.H + (s.KH - 1) * s.DH, WP = s.W + (s.KW - 1) * s.DW;
    if (FRAME > 0)
        memset(frame, 0, sizeof *frame * 16 * (size_t)HP * (size_t)WP);
    for (int r = begin; r < end; r++) {
        const float *taps = w + (ptrdiff_t)(r % s.CB) * s.KH * s.KW * 16,
                    *last = taps + ((ptrdiff_t)s.KH * s.KW - 1) * 16,
                    *from = dy + (ptrdiff_t)r * s.OH * s.OW * 16;
        float *plane = dx + (ptrdiff_t)r * s.H * s.W * 16;
        if (FRAME > 0) {
            mk_copy_plane(frame, HP, WP, from, s.OH, s.OW, top, left);
            mk_depthwise_plane(plane, frame, WP, last, -16, s.W, s.H * s.W, s.DH, s.DW, &windows);
        } else if (s.SH == 1 && s.SW == 1) {
            for (int iy = 0; iy < s.H; iy++)
                mk_depthwise_row(plane + (ptrdiff_t)iy * s.W * 16, from, last, -16, iy, s.W, s.OH,
                                 s.OW, s.KH, s.KW, 1, 1, s.DH, s.DW, top, left);
        } else {
            memset(plane, 0, sizeof *dx * (size_t)s.H * (size_t)s.W * 16);
            for (int oy = 0; oy < s.OH; oy++)
                mk_depthwise_back_row(plane, from + (ptrdiff_t)oy * s.OW * 16, taps, oy, s.OW, s.H,
                                      s.W, s.KH, s.KW, s.SH, s.SW, s.DH, s.DW, s.PT, s.PL);
        }
    }
}

/* dw of IMAGES images at a time: part [images / IMAGES][CB][KH*KW][16] = sum over outputs of dy *
 * x, in double, nine taps at a time while the planes are in cache, TOGETHER of them. FRAME as
 * above, of x, and of each plane; without, TOGETHER is 1.
 * @range ((n + IMAGES - 1) / IMAGES) * CB
 * @work n * CB * OH * OW * KH * KW * 16
 * @size x n * CB * H * W * 16
 * @size dy n * CB * OH * OW * 16
 * @size part ((n + IMAGES - 1) / IMAGES) * CB * KH * KW * 16
 * @scratch frame FRAME*TOGETHER*((OH-1)*SH+(KH-1)*DH+1)*((OW-1)*SW+(KW-1)*DW+1)*16 */
void depthwise_backward_weights(DepthwiseShape s, int FRAME, int IMAGES, int TOGETHER, int n,
                                int begin, int end, const float *NETC_RESTRICT x,
                                const float *NETC_RESTRICT dy, float *NETC_RESTRICT part,
                                float *NETC_RESTRICT frame)
{
    const mk_windows windows = {s.H, s.W, s.KH, s.KW, s.SH, s.SW, s.PT, s.PL};
    const int HP = (s.OH - 1) * s.SH + (s.KH - 1) * s.DH + 1,
              WP = (s.OW - 1) * s.SW + (s.KW - 1) * s.DW + 1, taps = s.KH * s.KW;
    const ptrdiff_t xs = (ptrdiff_t)s.CB * s.H * s.W * 16, ds = (ptrdiff_t)s.CB * s.OH * s.OW * 16;
    if (FRAME > 0)
        memset(frame, 0, sizeof *frame * 16 * (size_t)TOGETHER * (size_t)HP * (size_t)WP);
    for (int q = begin * ((taps + 8) / 9); q < end * ((taps + 8) / 9); q++) {
        const int r = q / ((taps + 8) / 9), first = q % ((taps + 8) / 9) * 9,
                  last = taps - first < 9 ? taps : first + 9, img = r / s.CB * IMAGES,
                  stop = n - img < IMAGES ? n : img + IMAGES;
        double sum[9 * 16] = {0};
        for (int i = img, some; i < stop; i += some) {
            const float *plane = x + i * xs + (ptrdiff_t)(r % s.CB) * s.H * s.W * 16,
                        *grad = dy + i * ds + (ptrdiff_t)(r % s.CB) * s.OH * s.OW * 16;
            some = stop - i < TOGETHER ? stop - i : TOGETHER;
            for (int j = 0; FRAME > 0 && j < some; j++)
                mk_copy_plane(frame + (ptrdiff_t)j * HP * WP * 16, HP, WP, plane + j * xs, s.H, s.W,
                              s.PT, s.PL);
            if (FRAME > 0)
                mk_depthwise_grad_planes(sum, grad, ds, frame, (ptrdiff_t)HP * WP * 16, some, WP,
                                         first, last, s.OH, s.OW, s.DH, s.DW, &windows);
            for (int oy = 0; FRAME <= 0 && oy < s.OH; oy++)
                mk_depthwise_grad_row(sum, grad + (ptrdiff_t)oy * s.OW * 16, plane, first, last, oy,
                                      s.OW, s.H, s.W, s.KW, s.SH, s.SW, s.DH, s.DW, s.PT, s.PL);
        }
        mk_round_sums(part + ((ptrdiff_t)r * taps + first) * 16, sum, (last - first) * 16);
    }
}

/* dw = the sum of the shares of IMAGES images each, in double.
 * @range CB * TAPS
 * @size part ((n + IMAGES - 1) / IMAGES) * CB * TAPS * 16
 * @size dw CB * TAPS * 16 */
void depthwise_sum_weights(int CB, int TAPS, int IMAGES, int n, int begin, int end,
                           const float *NETC_RESTRICT part, float *NETC_RESTRICT dw)
{
    mk_sum_parts(dw + (ptrdiff_t)begin * 16, part + (ptrdiff_t)begin * 16,
                 (ptrdiff_t)CB * TAPS * 16, (n + IMAGES - 1) / IMAGES, (end - begin) * 16);
}

/* y[c * TIMES + j] = x[c], j < TIMES. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C * TIMES + 15) / 16) * HW * 16 */
void channels_repeat(int C, int TIMES, int HW, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mk_repeat_channels(y + (ptrdiff_t)i * ((C * TIMES + 15) / 16) * HW * 16,
                           x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16, C, TIMES, HW);
}

/* dx[c] = sum over j of dy[c * TIMES + j]. Images begin ... end - 1.
 * @range n
 * @size dy n * ((C * TIMES + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16 */
void channels_repeat_backward(int C, int TIMES, int HW, int begin, int end,
                              const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++)
        mk_repeat_channels_back(dx + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                                dy + (ptrdiff_t)i * ((C * TIMES + 15) / 16) * HW * 16, C, TIMES,
                                HW);
}
