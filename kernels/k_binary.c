/* Differences, quotients, powers and the larger or smaller of two tensors of one shape, with what
 * each of them receives. A range is cut from the n * CB planes of HW pixels, CB = (C + 15) / 16.
 * At ties, at 0 and below it they do what PyTorch does (kernels/micro/mk_functions.c). */
#include "kernels.h"

/* y = a - b.
 * @range n * CB
 * @size a n * CB * HW * 16
 * @size b n * CB * HW * 16
 * @size y n * CB * HW * 16
 * @inplace y a */
void sub_maps(int CB, int HW, int begin, int end, const float *a, const float *b, float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_sub(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count);
        (void)ch;
        /* @fuse y row ch count */
    }
}

/* y = the larger of a and b, with LEAST 1 the smaller.
 * @range n * CB
 * @size a n * CB * HW * 16
 * @size b n * CB * HW * 16
 * @size y n * CB * HW * 16
 * @inplace y a */
void larger_maps(int CB, int HW, int LEAST, int begin, int end, const float *a, const float *b,
                 float *y)
{
    for (int r = begin; r < end; r++) {
        const int ch = r % CB * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_larger(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count, LEAST);
        (void)ch;
        /* @fuse y row ch count */
    }
}

/* da = dy where a is the larger (with LEAST 1 the smaller), half of it where b is the same, else 0.
 * b receives what the call with a and b exchanged gives.
 * @range n * LEN / 16
 * @size a n * LEN
 * @size b n * LEN
 * @size dy n * LEN
 * @size da n * LEN
 * @inplace da dy
 * @row mk_larger_back(ROW, ROW, a + AT, b + AT, COUNT, LEAST)
 * @rowargs a b */
void larger_backward(int LEN, int LEAST, int begin, int end, const float *a, const float *b,
                     const float *dy, float *da)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_larger_back(da + at, dy + at, a + at, b + at, (end - begin) * 16, LEAST);
}

/* y = a / b.
 * @range n * ((C + 15) / 16)
 * @size a n * ((C + 15) / 16) * HW * 16
 * @size b n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y a */
void div_maps(int C, int HW, int begin, int end, const float *a, const float *b, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const int ch = r % blocks * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_div(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count, C - ch);
        /* @fuse y row ch count */
    }
}

/* db = -dy * (a / b) / b: what b of a / b receives.
 * @range n * ((C + 15) / 16)
 * @size a n * ((C + 15) / 16) * HW * 16
 * @size b n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size db n * ((C + 15) / 16) * HW * 16
 * @inplace db dy
 * @row mk_div_back(ROW, ROW, a + AT, b + AT, COUNT, C - (CH))
 * @rowargs a b */
void div_backward(int C, int HW, int begin, int end, const float *a, const float *b,
                  const float *dy, float *db)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_div_back(db + at, dy + at, a + at, b + at, HW * 16, C - r % blocks * 16);
    }
}

/* y = a^b.
 * @range n * ((C + 15) / 16)
 * @size a n * ((C + 15) / 16) * HW * 16
 * @size b n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y a */
void pow_maps(int C, int HW, int begin, int end, const float *a, const float *b, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const int ch = r % blocks * 16, count = HW * 16;
        float *row = y + (ptrdiff_t)r * HW * 16;
        mk_pow(row, a + (ptrdiff_t)r * HW * 16, b + (ptrdiff_t)r * HW * 16, count, C - ch);
        /* @fuse y row ch count */
    }
}

/* da = dy * b * a^(b - 1), 0 where b is 0.
 * @range n * ((C + 15) / 16)
 * @size a n * ((C + 15) / 16) * HW * 16
 * @size b n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size da n * ((C + 15) / 16) * HW * 16
 * @inplace da dy
 * @row mk_pow_back(ROW, ROW, a + AT, b + AT, COUNT, C - (CH))
 * @rowargs a b */
void pow_backward(int C, int HW, int begin, int end, const float *a, const float *b,
                  const float *dy, float *da)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_pow_back(da + at, dy + at, a + at, b + at, HW * 16, C - r % blocks * 16);
    }
}

/* db = dy * y * log a, 0 where a is 0 and b is not negative; y = a^b.
 * @range n * ((C + 15) / 16)
 * @size a n * ((C + 15) / 16) * HW * 16
 * @size b n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size db n * ((C + 15) / 16) * HW * 16
 * @inplace db dy
 * @row mk_pow_back_exponent(ROW, ROW, a + AT, b + AT, y + AT, COUNT, C - (CH))
 * @rowargs a b y */
void pow_backward_exponent(int C, int HW, int begin, int end, const float *a, const float *b,
                           const float *y, const float *dy, float *db)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_pow_back_exponent(db + at, dy + at, a + at, b + at, y + at, HW * 16,
                             C - r % blocks * 16);
    }
}
