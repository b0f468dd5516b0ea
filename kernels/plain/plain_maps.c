/* What joins, moves and enlarges maps [H][W][C]. */
#include "kernels.h"

/* y = a + b */
void mk_plain_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = a[i] + b[i];
}

/* y = a * b */
void mk_plain_mul(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = a[i] * b[i];
}

/* y = x * scale + shift */
void mk_plain_scale_shift(float *y, const float *x, const float *scale, const float *shift,
                          int count)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] * scale[i] + shift[i];
}

/* y = a + share * (b - a), of rows: a = above[i] + at * (above[j] - above[i]), b the same below */
void mk_plain_between(float *y, const float *above, const float *below, ptrdiff_t i, ptrdiff_t j,
                      float at, float share, int count)
{
    for (int c = 0; c < count; c++) {
        const float a = above[i + c] + at * (above[j + c] - above[i + c]);
        const float b = below[i + c] + at * (below[j + c] - below[i + c]);
        y[c] = a + share * (b - a);
    }
}

/* y = x.
 * @size x LEN
 * @size y LEN */
void plain_copy(int LEN, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    memcpy(y, x, sizeof *y * (size_t)LEN);
}

/* y = a + b.
 * @size a LEN
 * @size b LEN
 * @size y LEN
 * @inplace y a */
void plain_add(int LEN, const float *a, const float *b, float *y) { mk_plain_add(y, a, b, LEN); }

/* y = a * b.
 * @size a LEN
 * @size b LEN
 * @size y LEN
 * @inplace y a */
void plain_mul(int LEN, const float *a, const float *b, float *y) { mk_plain_mul(y, a, b, LEN); }

/* y = x * a, a one number for each of the C channels of HW pixels.
 * @size x HW * C
 * @size a C
 * @size y HW * C
 * @inplace y x */
void plain_mul_channels(int C, int HW, const float *x, const float *a, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_mul(y, x, a, C);
}

/* y = x * scale + shift, one of each for each of the C channels of HW pixels.
 * @size x HW * C
 * @size scale C
 * @size shift C
 * @size y HW * C
 * @inplace y x */
void plain_scale_shift(int C, int HW, const float *x, const float *scale, const float *shift,
                       float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_scale_shift(y, x, scale, shift, C);
}

/* Channels AT ... AT + C - 1 of the TOTAL of y = x, in HW pixels.
 * @size x HW * C
 * @size y HW * TOTAL */
void plain_concat(int HW, int C, int TOTAL, int AT, const float *NETC_RESTRICT x,
                  float *NETC_RESTRICT y)
{
    for (int p = 0; p < HW; p++)
        memcpy(y + (ptrdiff_t)p * TOTAL + AT, x + (ptrdiff_t)p * C, sizeof *y * (size_t)C);
}

/* y = x with T rows of zeros above, B below, and L columns before, R behind.
 * @size x H * W * C
 * @size y (H + T + B) * (W + L + R) * C */
void plain_pad(int C, int H, int W, int T, int B, int L, int R, const float *NETC_RESTRICT x,
               float *NETC_RESTRICT y)
{
    memset(y, 0, sizeof *y * (size_t)(H + T + B) * (size_t)(W + L + R) * (size_t)C);
    for (int h = 0; h < H; h++)
        memcpy(y + ((ptrdiff_t)(h + T) * (W + L + R) + L) * C, x + (ptrdiff_t)h * W * C,
               sizeof *y * (size_t)W * (size_t)C);
}

/* y[h][w] = x[h / FH][w / FW].
 * @size x H * W * C
 * @size y H * FH * W * FW * C */
void plain_upsample_nearest(int C, int H, int W, int FH, int FW, const float *NETC_RESTRICT x,
                            float *NETC_RESTRICT y)
{
    for (int h = 0; h < H * FH; h++)
        for (int w = 0; w < W * FW; w++, y += C)
            memcpy(y, x + ((ptrdiff_t)(h / FH) * W + w / FW) * C, sizeof *y * (size_t)C);
}

/* y = x interpolated between the four nearest pixel centres.
 * @size x H * W * C
 * @size y H * FH * W * FW * C */
void plain_upsample_bilinear(int C, int H, int W, int FH, int FW, const float *NETC_RESTRICT x,
                             float *NETC_RESTRICT y)
{
    for (int h = 0; h < H * FH; h++)
        for (int w = 0; w < W * FW; w++, y += C) {
            int above, below, left, right;
            const float down = mk_lerp_place(&above, &below, h, H, FH),
                        along = mk_lerp_place(&left, &right, w, W, FW);
            mk_plain_between(y, x + (ptrdiff_t)above * W * C, x + (ptrdiff_t)below * W * C,
                             (ptrdiff_t)left * C, (ptrdiff_t)right * C, along, down, C);
        }
}

/* y = x + a, a one number for each of the C channels of HW pixels.
 * @size x HW * C
 * @size a C
 * @size y HW * C
 * @inplace y x */
void plain_add_channels(int C, int HW, const float *x, const float *a, float *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_plain_add(y, x, a, C);
}

/* y = x without T rows above, B below, L columns before and R behind: H x W pixels.
 * @size x (H + T + B) * (W + L + R) * C
 * @size y H * W * C */
void plain_crop(int C, int H, int W, int T, int B, int L, int R, const float *NETC_RESTRICT x,
                float *NETC_RESTRICT y)
{
    (void)B;
    for (int h = 0; h < H; h++)
        memcpy(y + (ptrdiff_t)h * W * C, x + ((ptrdiff_t)(h + T) * (W + L + R) + L) * C,
               sizeof *y * (size_t)W * (size_t)C);
}

/* y = a part of x: rows TOP, TOP + DOWN, ..., columns LEFT, LEFT + ACROSS, ..., OH x OW of them,
 * and of each pixel's TOTAL channels C from AT on. A step below 0 goes backwards.
 * @size x H * W * TOTAL
 * @size y OH * OW * C */
void plain_slice(int H, int W, int TOTAL, int OH, int OW, int C, int TOP, int DOWN, int LEFT,
                 int ACROSS, int AT, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)H;
    for (int h = 0; h < OH; h++)
        for (int w = 0; w < OW; w++, y += C)
            memcpy(y, x + ((ptrdiff_t)(TOP + h * DOWN) * W + LEFT + w * ACROSS) * TOTAL + AT,
                   sizeof *y * (size_t)C);
}
