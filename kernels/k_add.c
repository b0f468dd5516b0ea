/* Sums of tensors. */
#include "kernels.h"

/* y = a + b; LEN floats an image.
 * @range n * LEN / 16
 * @size a n * LEN
 * @size b n * LEN
 * @size y n * LEN
 * @inplace y a */
void add_forward(int LEN, int begin, int end, const float *a, const float *b, float *y)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_add(y + at, a + at, b + at, (end - begin) * 16);
}

/* y = the sum of PARTS partial sums of COUNT floats each, in their order.
 * @range COUNT / 16
 * @size partial PARTS * COUNT
 * @size y COUNT */
void add_partials(int COUNT, int PARTS, int begin, int end, const float *NETC_RESTRICT partial,
                  float *NETC_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_add_partials(y + at, partial + at, COUNT, PARTS, (end - begin) * 16);
}

/* y = a + b, plane by plane, so that a following activation runs on each; or where a is made.
 * @range n * CB
 * @size a n * CB * HW * 16
 * @size b n * CB * HW * 16
 * @size y n * CB * HW * 16
 * @inplace y a
 * @row mk_add(ROW, ROW, b + AT, COUNT)
 * @rowargs b */
void add_maps(int CB, int HW, int begin, int end, const float *a, const float *b, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_add(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        /* @fuse y row ch count */
    }
}
