/* Fully connected layers: three plain matrix products on rows padded to 16. x is [n][C16], w
 * [C16][K16], y [n][K16]. Ranges are best 128 columns wide, since each packs the other matrix anew.
 */
#include "kernels.h"

/* y = x . w; output columns begin*16 ... end*16 - 1.
 * @batched
 * @range (K + 15) / 16
 * @grain 8
 * @work n * C * ((K + 15) / 16) * 16
 * @size x n * ((C + 15) / 16) * 16
 * @size w (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @size y n * ((K + 15) / 16) * 16
 * @scratch room 96+1/(1+6/n)*9184 */
void dense_forward(int C, int K, int n, int begin, int end, const float *NETC_RESTRICT x,
                   const float *NETC_RESTRICT w, float *NETC_RESTRICT y, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    mk_sgemm(0, 0, n, (end - begin) * 16, C, x, xs, w + begin * 16, ys, 0, y + begin * 16, ys,
             room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            /* @fuse y row ch count */
        }
}

/* dx = dy . w^T; columns begin*16 ... end*16 - 1 of dx.
 * @batched
 * @range (C + 15) / 16
 * @grain 8
 * @work n * K * ((C + 15) / 16) * 16
 * @size dy n * ((K + 15) / 16) * 16
 * @size w (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @size dx n * ((C + 15) / 16) * 16
 * @scratch room 9280 */
void dense_backward_data(int C, int K, int n, int begin, int end, const float *NETC_RESTRICT dy,
                         const float *NETC_RESTRICT w, float *NETC_RESTRICT dx, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    mk_sgemm(0, 1, n, (end - begin) * 16, K, dy, ys, w + (ptrdiff_t)begin * 16 * ys, ys, 0,
             dx + begin * 16, xs, room);
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
            /* @fuse dx row ch 16 */
        }
}

/* dw = x^T . dy; rows begin*16 ... end*16 - 1 of dw.
 * @batched
 * @range (C + 15) / 16
 * @grain 8
 * @work n * C * ((K + 15) / 16) * 16
 * @size x n * ((C + 15) / 16) * 16
 * @size dy n * ((K + 15) / 16) * 16
 * @size dw (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @scratch room 9280 */
void dense_backward_weights(int C, int K, int n, int begin, int end, const float *NETC_RESTRICT x,
                            const float *NETC_RESTRICT dy, float *NETC_RESTRICT dw, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    mk_sgemm(1, 0, (end - begin) * 16, ys, n, x + begin * 16, xs, dy, ys, 0,
             dw + (ptrdiff_t)begin * 16 * ys, ys, room);
}
