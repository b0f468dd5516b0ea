/* Convolution of a 1x1 map: of a padded window only tap TAP meets the map, so it is a plain product
 * over the images.
 *   y[n, k] = sum over c of x[n, c] * w[TAP, c, k]
 * with x [n][CB*16], y [n][KB*16], w [TAPS][KB][C][16]. */
#include "kernels.h"

/* y = x * w[TAP].
 * @range (K+15)/16
 * @work n*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*16
 * @size w (TAP+1)*((K+15)/16)*C*16
 * @size y n*((K+15)/16)*16 */
void conv_pointwise_forward(int TAP, int C, int K, int n, int begin, int end, const float *x,
                            const float *w, float *y)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++) {
        mk_panel(y + kb * 16, KB * 16, n, x, CB * 16, 16, w + ((ptrdiff_t)TAP * KB + kb) * C * 16,
                 C, 0);
        for (int img = 0; img < n; img++) {
            float *row = y + ((ptrdiff_t)img * KB + kb) * 16;
            (void)row;
            /* @fuse y row kb*16 16 */
        }
    }
}

/* dx = dy * transposed w[TAP]; wt [CB][K][16] is of this tap alone.
 * @range (C+15)/16
 * @work n*K*((C+15)/16)*16
 * @size dy n*((K+15)/16)*16
 * @size wt ((C+15)/16)*K*16
 * @size dx n*((C+15)/16)*16 */
void conv_pointwise_backward_data(int C, int K, int n, int begin, int end, const float *dy,
                                  const float *wt, float *dx)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int cb = begin; cb < end; cb++) {
        mk_panel(dx + cb * 16, CB * 16, n, dy, KB * 16, 16, wt + (ptrdiff_t)cb * K * 16, K, 0);
        for (int img = 0; img < n; img++) {
            float *row = dx + ((ptrdiff_t)img * CB + cb) * 16;
            (void)row;
            /* @fuse dx row cb*16 16 */
        }
    }
}

/* dw[TAP] = sum over images of the outer product of x and dy; the other taps' gradients are 0.
 * @range (K+15)/16
 * @work n*C*((K+15)/16)*16
 * @size x n*((C+15)/16)*16
 * @size dy n*((K+15)/16)*16
 * @size dw TAPS*((K+15)/16)*C*16 */
void conv_pointwise_backward_weights(int TAPS, int TAP, int C, int K, int n, int begin, int end,
                                     const float *x, const float *dy, float *dw)
{
    const int CB = (C + 15) / 16, KB = (K + 15) / 16;
    for (int kb = begin; kb < end; kb++)
        for (int t = 0; t < TAPS; t++) {
            float *to = dw + ((ptrdiff_t)t * KB + kb) * C * 16;
            if (t != TAP)
                memset(to, 0, sizeof(float) * 16 * (size_t)C);
            for (int cb = 0; t == TAP && cb < CB; cb++)
                mk_panel_grad(to + cb * 256, C - 16 * cb < 16 ? C - 16 * cb : 16, x + cb * 16,
                              CB * 16, 0, dy + kb * 16, KB * 16, n, 1, 0);
        }
}
