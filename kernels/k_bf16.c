/* Values and kernels in bfloat16, for training with --precision=bf16: the numbers of a buffer
 * widened to floats and rounded back (to the nearest, ties to even), and the rounded copy of a
 * parameter with which products are made. Ranges are cut in units of 16 floats. */
#include "kernels.h"

/* y = x, LEN numbers an image.
 * @range n * LEN / 16
 * @size x n * LEN * 2
 * @size y n * LEN */
void bf16_widen(int LEN, int begin, int end, const uint8_t *x, float *y)
{
    (void)LEN;
    mk_widen_bf16(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 32, (end - begin) * 16);
}

/* y = x rounded, LEN numbers an image.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN * 2 */
void bf16_narrow(int LEN, int begin, int end, const float *x, uint8_t *y)
{
    (void)LEN;
    mk_narrow_bf16(y + (ptrdiff_t)begin * 32, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* y = w rounded to a bfloat16, as a float.
 * @range COUNT / 16
 * @size w COUNT
 * @size y COUNT */
void bf16_round(int COUNT, int begin, int end, const float *w, float *y)
{
    (void)COUNT;
    mk_round_bf16(y + (ptrdiff_t)begin * 16, w + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* y = x . w, w rounded to bfloat16 by 64 columns at a time; else as dense_forward (k_dense.c).
 * @batched
 * @range (K + 15) / 16
 * @grain 8
 * @work n * C * ((K + 15) / 16) * 16
 * @size x n * ((C + 15) / 16) * 16
 * @size w (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @size y n * ((K + 15) / 16) * 16
 * @scratch rounded C * 64
 * @scratch room 96+1/(1+6/n)*9184 */
void bf16_dense_forward(int C, int K, int n, int begin, int end, const float *NETC_RESTRICT x,
                        const float *NETC_RESTRICT w, float *NETC_RESTRICT y,
                        float *NETC_RESTRICT rounded, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16, count = 16;
    for (int b = begin; b < end; b += 4) {
        const int columns = (end - b < 4 ? end - b : 4) * 16;
        for (int c = 0; c < C; c++)
            mk_round_bf16(rounded + (ptrdiff_t)c * columns, w + (ptrdiff_t)c * ys + b * 16,
                          columns);
        mk_sgemm(0, 0, n, columns, C, x, xs, rounded, columns, 0, y + b * 16, ys, room);
    }
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = y + (ptrdiff_t)i * ys + ch;
            (void)row;
            (void)count;
            /* @fuse y row ch count */
        }
}

/* dx = dy . w^T, w rounded to bfloat16 by 64 rows at a time; else as dense_backward_data.
 * @batched
 * @range (C + 15) / 16
 * @grain 8
 * @work n * K * ((C + 15) / 16) * 16
 * @size dy n * ((K + 15) / 16) * 16
 * @size w (C + 15) / 16 * 16 * ((K + 15) / 16 * 16)
 * @size dx n * ((C + 15) / 16) * 16
 * @scratch rounded 64 * ((K + 15) / 16 * 16)
 * @scratch room 9280 */
void bf16_dense_backward_data(int C, int K, int n, int begin, int end,
                              const float *NETC_RESTRICT dy, const float *NETC_RESTRICT w,
                              float *NETC_RESTRICT dx, float *NETC_RESTRICT rounded, float *room)
{
    const int xs = (C + 15) / 16 * 16, ys = (K + 15) / 16 * 16;
    for (int b = begin; b < end; b += 4) {
        const int rows = (end - b < 4 ? end - b : 4) * 16;
        mk_round_bf16(rounded, w + (ptrdiff_t)b * 16 * ys, rows * ys);
        mk_sgemm(0, 1, n, rows, K, dy, ys, rounded, ys, 0, dx + b * 16, xs, room);
    }
    for (int i = 0; i < n; i++)
        for (int ch = begin * 16; ch < end * 16; ch += 16) {
            float *row = dx + (ptrdiff_t)i * xs + ch;
            (void)row;
            /* @fuse dx row ch 16 */
        }
}
