/* Parameters with a number of their own for each value of an image: w [CB][H][W][16], LEN floats,
 * as a value of one image. Ranges are cut in units of 16 floats. */
#include "kernels.h"

/* From Keras layout (HW, C); lanes beyond C are 0.
 * @size keras HW * C
 * @size packed ((C + 15) / 16) * HW * 16 */
void map_pack(int C, int HW, const float *keras, float *packed)
{
    for (int cb = 0; cb < (C + 15) / 16; cb++)
        mk_block_channels(packed + (ptrdiff_t)cb * HW * 16, keras, HW, C, cb * 16);
}

/* Back to Keras layout.
 * @size packed ((C + 15) / 16) * HW * 16
 * @size keras HW * C */
void map_unpack(int C, int HW, const float *packed, float *keras)
{
    for (int cb = 0; cb < (C + 15) / 16; cb++)
        mk_unblock_channels(keras, packed + (ptrdiff_t)cb * HW * 16, HW, C, cb * 16);
}

/* y = x * w.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size w LEN
 * @size y n * LEN
 * @inplace y x */
void values_mul(int LEN, int begin, int end, const float *x, const float *w, float *y)
{
    for (int r = begin, run; r < end; r += run) {
        const ptrdiff_t at = (ptrdiff_t)r * 16, in = at % LEN;
        run = (LEN - (int)in) / 16 < end - r ? (LEN - (int)in) / 16 : end - r;
        mk_mul(y + at, x + at, w + in, run * 16);
    }
}

/* y = x + w.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size w LEN
 * @size y n * LEN
 * @inplace y x */
void values_add(int LEN, int begin, int end, const float *x, const float *w, float *y)
{
    for (int r = begin, run; r < end; r += run) {
        const ptrdiff_t at = (ptrdiff_t)r * 16, in = at % LEN;
        run = (LEN - (int)in) / 16 < end - r ? (LEN - (int)in) / 16 : end - r;
        mk_add(y + at, x + at, w + in, run * 16);
    }
}

/* dw = sum over images of dy, in double.
 * @range LEN / 16
 * @size dy n * LEN
 * @size dw LEN */
void values_sum(int LEN, int n, int begin, int end, const float *NETC_RESTRICT dy,
                float *NETC_RESTRICT dw)
{
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = (ptrdiff_t)i * LEN + (ptrdiff_t)r * 16;
            mk_sum_channel(sum, dy + at, 1);
        }
        for (int l = 0; l < 16; l++)
            dw[(ptrdiff_t)r * 16 + l] = (float)sum[l];
    }
}

/* dw = sum over images of dy * x, in double.
 * @range LEN / 16
 * @size dy n * LEN
 * @size x n * LEN
 * @size dw LEN */
void values_dot(int LEN, int n, int begin, int end, const float *NETC_RESTRICT dy,
                const float *NETC_RESTRICT x, float *NETC_RESTRICT dw)
{
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = (ptrdiff_t)i * LEN + (ptrdiff_t)r * 16;
            mk_dot_channel(sum, dy + at, x + at, 1);
        }
        for (int l = 0; l < 16; l++)
            dw[(ptrdiff_t)r * 16 + l] = (float)sum[l];
    }
}

/* y = x where x > 0, else w * x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size w LEN
 * @size y n * LEN
 * @inplace y x */
void values_prelu(int LEN, int begin, int end, const float *x, const float *w, float *y)
{
    for (int r = begin, run; r < end; r += run) {
        const ptrdiff_t at = (ptrdiff_t)r * 16, in = at % LEN;
        run = (LEN - (int)in) / 16 < end - r ? (LEN - (int)in) / 16 : end - r;
        mk_prelu_each(y + at, x + at, w + in, run * 16);
    }
}

/* dx = dy where x > 0, else w * dy.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size w LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy */
void values_prelu_backward(int LEN, int begin, int end, const float *x, const float *w,
                           const float *dy, float *dx)
{
    for (int r = begin, run; r < end; r += run) {
        const ptrdiff_t at = (ptrdiff_t)r * 16, in = at % LEN;
        run = (LEN - (int)in) / 16 < end - r ? (LEN - (int)in) / 16 : end - r;
        mk_prelu_each_back(dx + at, dy + at, x + at, w + in, run * 16);
    }
}

/* dw = sum over images of dy * x where x is not above 0, in double.
 * @range LEN / 16
 * @size dy n * LEN
 * @size x n * LEN
 * @size dw LEN */
void values_prelu_reduce(int LEN, int n, int begin, int end, const float *NETC_RESTRICT dy,
                         const float *NETC_RESTRICT x, float *NETC_RESTRICT dw)
{
    for (int r = begin; r < end; r++) {
        double sum[16] = {0};
        for (int i = 0; i < n; i++) {
            const ptrdiff_t at = (ptrdiff_t)i * LEN + (ptrdiff_t)r * 16;
            mk_prelu_sums(sum, dy + at, x + at, 1);
        }
        for (int l = 0; l < 16; l++)
            dw[(ptrdiff_t)r * 16 + l] = (float)sum[l];
    }
}
