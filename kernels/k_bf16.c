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
