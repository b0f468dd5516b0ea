/* What else there is on maps [H][W][C] of 8-bit integers: pooling, sums, copies, activations,
 * softmax, and the way from and to floats. The arithmetic is that of TensorFlow Lite for
 * microcontrollers. */
#include "kernels.h"

/* y = x / scale from zero, rounded to the nearest, halves away from 0, within -128 ... 127 */
void mk_int8_from_float(int8_t *y, const float *x, int count, float scale, int zero)
{
    for (int i = 0; i < count; i++) {
        const float v = x[i] / scale, far = v > -512.0f ? v : -512.0f; /* NaN too */
        const float near = far < 512.0f ? far : 512.0f;
        const int whole = (int)near;
        const float rest = near - (float)whole; /* exact */
        const int q = whole + (rest >= 0.5f) - (rest <= -0.5f) + zero;
        y[i] = (int8_t)(q < -128 ? -128 : q > 127 ? 127 : q);
    }
}

/* y = scale * (x - zero) */
void mk_int8_to_float(float *y, const int8_t *x, int count, float scale, int zero)
{
    for (int i = 0; i < count; i++)
        y[i] = scale * (float)(x[i] - zero);
}

/* y[c] = the largest x[r % kept * row + t * channels + c] of begin <= r < end, t < taps */
void mk_int8_max(int8_t *y, const int8_t *x, int channels, int begin, int end, int kept, int taps,
                 int row)
{
    memset(y, -128, (size_t)channels);
    for (int r = begin; r < end; r++)
        for (int t = 0; t < taps; t++) {
            const int8_t *from = x + (ptrdiff_t)(r % kept) * row + t * channels;
            for (int c = 0; c < channels; c++)
                y[c] = from[c] > y[c] ? from[c] : y[c];
        }
}

/* y[c] = the mean of these, rounded, halves away from 0 */
void mk_int8_mean(int8_t *y, const int8_t *x, int channels, int begin, int end, int kept, int taps,
                  int row)
{
    enum { TOGETHER = 16 };
    const int32_t count = (end - begin) * taps;
    for (int c = 0, n; c < channels; c += n) {
        int32_t sum[TOGETHER] = {0};
        n = channels - c < TOGETHER ? channels - c : TOGETHER;
        for (int r = begin; r < end; r++)
            for (int t = 0; t < taps; t++) {
                const int8_t *from = x + (ptrdiff_t)(r % kept) * row + t * channels + c;
                for (int i = 0; i < n; i++)
                    sum[i] += from[i];
            }
        for (int i = 0; i < n; i++)
            y[c + i] = (int8_t)((sum[i] > 0 ? sum[i] + count / 2 : sum[i] - count / 2) / count);
    }
}

/* y = zero + (x - x_zero) * factor, within low ... high */
void mk_int8_rescale(int8_t *y, const int8_t *x, int count, int x_zero, int zero,
                     int32_t multiplier, int32_t shift, int low, int high)
{
    for (int i = 0; i < count; i++)
        y[i] = mk_int8_within(zero + mk_int8_scaled(x[i] - x_zero, multiplier, shift), low, high);
}

/* y = a + b */
void mk_int8_add(int8_t *y, const int8_t *a, const int8_t *b, int count, const mk_int8_sum *s)
{
    const int32_t fine = (int32_t)1 << 20;
    for (int i = 0; i < count; i++) {
        const int32_t sum = mk_int8_scaled((a[i] - s->a_zero) * fine, s->a_multiplier, s->a_shift) +
                            mk_int8_scaled((b[i] - s->b_zero) * fine, s->b_multiplier, s->b_shift);
        y[i] = mk_int8_within(s->zero + mk_int8_scaled(sum, s->multiplier, s->shift), s->low,
                              s->high);
    }
}

/* y = a * b times the factor, from zero */
void mk_int8_mul(int8_t *y, const int8_t *a, const int8_t *b, int count, const mk_int8_product *p)
{
    for (int i = 0; i < count; i++)
        y[i] = mk_int8_within(p->zero + mk_int8_scaled((a[i] - p->a_zero) * (b[i] - p->b_zero),
                                                       p->multiplier, p->shift),
                              -128, 127);
}

/* y = table[x + 128] */
void mk_int8_table(int8_t *y, const int8_t *x, int count, const int8_t *table)
{
    for (int i = 0; i < count; i++)
        y[i] = table[x[i] + 128];
}

/* ---- exp and its sum in fixed point: numbers of 31 bits behind the point, but where stated ----
 */

/* a * b */
int32_t mk_int8_times(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
}

/* x / 2^bits, rounded, halves away from 0 */
int32_t mk_int8_shifted(int32_t x, int bits)
{
    const int32_t mask = (int32_t)(((int64_t)1 << bits) - 1), rest = x & mask;
    return bits > 31 ? 0 : (x >> bits) + (rest > (mask >> 1) + (x < 0));
}

/* exp(a) of a <= 0 with 26 bits behind the point: by a polynomial on the last quarter, times exp of
 * each power of 2 that the rest is made of */
int32_t mk_int8_exp(int32_t a)
{
    const int32_t quarter = (int32_t)1 << 24, part = (a & (quarter - 1)) - quarter;
    const int32_t factor[7] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    const int32_t eighth = 1895147668, third = 715827883; /* exp(-1/8), 1/3 */
    const int32_t x = part * 32 + ((int32_t)1 << 28), x2 = mk_int8_times(x, x);
    const int32_t x3 = mk_int8_times(x2, x), x4 = mk_int8_shifted(mk_int8_times(x2, x2), 2);
    const int32_t tail = mk_int8_shifted(mk_int8_times(x4 + x3, third) + x2, 1);
    const int32_t left = part - a;
    int32_t y = eighth + mk_int8_times(eighth, x + tail);
    for (int i = 0; i < 7; i++)
        if (left & (quarter << i))
            y = mk_int8_times(y, factor[i]);
    return a == 0 ? 0x7FFFFFFF : y;
}

/* 1 / (1 + a) of a between 0 and 1: three steps of Newton's, with 29 bits behind the point */
int32_t mk_int8_inverse(int32_t a)
{
    const int32_t half = (int32_t)(((int64_t)a + 0x7FFFFFFF + 1) / 2); /* (1 + a) / 2 */
    int32_t x = 1515870810 + mk_int8_times(half, -1010580540);         /* 48/17 - 32/17 half */
    for (int i = 0; i < 3; i++) {
        const int32_t rest = ((int32_t)1 << 29) - mk_int8_times(half, x);
        x += mk_int8_times(x, rest) * 4;
    }
    return x >= (int32_t)1 << 30 ? 0x7FFFFFFF : x * 2;
}

/* y = exp(scale * (x - the largest x)) over their sum, as shares of 256 from -128 on; what is more
 * than `farthest` below the largest x counts as nothing */
void mk_int8_softmax(int8_t *y, const int8_t *x, int count, int32_t multiplier, int shift,
                     int farthest)
{
    int32_t sum = 0;
    int largest = x[0], above = 0;
    for (int i = 1; i < count; i++)
        largest = x[i] > largest ? x[i] : largest;
    for (int i = 0; i < count; i++)
        if (x[i] - largest >= -farthest)
            sum += mk_int8_shifted(mk_int8_exp(mk_int8_scaled(x[i] - largest, multiplier, shift)),
                                   12);
    while (!((uint32_t)sum << above & 0x80000000u)) /* 19 bits behind the point */
        above++;
    const int32_t inverse = mk_int8_inverse((int32_t)(((uint32_t)sum << above) - 0x80000000u));
    for (int i = 0; i < count; i++) {
        int32_t share = 0;
        if (x[i] - largest >= -farthest)
            share = mk_int8_shifted(mk_int8_times(inverse, mk_int8_exp(mk_int8_scaled(
                                                               x[i] - largest, multiplier, shift))),
                                    35 - above);
        y[i] = mk_int8_within(share - 128, -128, 127);
    }
}

/* y = x / SCALE from ZERO, rounded.
 * @size x LEN
 * @size y LEN */
void plain_int8_from_float(int LEN, float SCALE, int ZERO, const float *NETC_RESTRICT x,
                           int8_t *NETC_RESTRICT y)
{
    mk_int8_from_float(y, x, LEN, SCALE, ZERO);
}

/* y = SCALE * (x - ZERO).
 * @size x LEN
 * @size y LEN */
void plain_int8_to_float(int LEN, float SCALE, int ZERO, const int8_t *NETC_RESTRICT x,
                         float *NETC_RESTRICT y)
{
    mk_int8_to_float(y, x, LEN, SCALE, ZERO);
}

/* y[oy][ox][c] = the largest x of the window from row oy * SH - PT and column ox * SW - PL on.
 * @size x XR * W * C
 * @size y YR * OW * C */
void plain_int8_maxpool(RowShape r, int C, int H, int W, int OW, int KH, int KW, int SH, int SW,
                        int PT, int PL, const int8_t *NETC_RESTRICT x, int8_t *NETC_RESTRICT y)
{
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < OW; ox++) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_int8_max(y + ((ptrdiff_t)(oy % r.YR) * OW + ox) * C, x + (ptrdiff_t)x0 * C, C, y0,
                        y1, r.XR, x1 - x0, W * C);
        }
}

/* y[oy][ox][c] = the mean of x over that window; what is beyond the map does not count.
 * @size x XR * W * C
 * @size y YR * OW * C */
void plain_int8_avgpool(RowShape r, int C, int H, int W, int OW, int KH, int KW, int SH, int SW,
                        int PT, int PL, const int8_t *NETC_RESTRICT x, int8_t *NETC_RESTRICT y)
{
    for (int oy = r.FROM; oy < r.TO; oy++)
        for (int ox = 0; ox < OW; ox++) {
            const int top = oy * SH - PT, left = ox * SW - PL, y0 = top < 0 ? 0 : top,
                      x0 = left < 0 ? 0 : left, y1 = top + KH < H ? top + KH : H,
                      x1 = left + KW < W ? left + KW : W;
            mk_int8_mean(y + ((ptrdiff_t)(oy % r.YR) * OW + ox) * C, x + (ptrdiff_t)x0 * C, C, y0,
                         y1, r.XR, x1 - x0, W * C);
        }
}

/* y = YZERO + (x - ZERO) * MULTIPLIER * 2^(SHIFT - 31), within LOW ... HIGH.
 * @size x LEN
 * @size y LEN
 * @inplace y x */
void plain_int8_rescale(int LEN, int ZERO, int YZERO, int MULTIPLIER, int SHIFT, int LOW, int HIGH,
                        const int8_t *x, int8_t *y)
{
    mk_int8_rescale(y, x, LEN, ZERO, YZERO, MULTIPLIER, SHIFT, LOW, HIGH);
}

/* y = table[x + 128].
 * @size x LEN
 * @size table 256
 * @size y LEN
 * @inplace y x */
void plain_int8_table(int LEN, const int8_t *x, const int8_t *table, int8_t *y)
{
    mk_int8_table(y, x, LEN, table);
}

/* y = a + b, each times its factor, from YZERO, within LOW ... HIGH.
 * @size a LEN
 * @size b LEN
 * @size y LEN
 * @inplace y a */
void plain_int8_add(int LEN, SumShape s, const int8_t *a, const int8_t *b, int8_t *y)
{
    const mk_int8_sum sum = {s.AZERO, s.AMULT, s.ASHIFT, s.BZERO, s.BMULT, s.BSHIFT,
                             s.YZERO, s.YMULT, s.YSHIFT, s.LOW,   s.HIGH};
    mk_int8_add(y, a, b, LEN, &sum);
}

/* y = a * b times MULTIPLIER * 2^(SHIFT - 31), from YZERO.
 * @size a LEN
 * @size b LEN
 * @size y LEN
 * @inplace y a */
void plain_int8_mul(int LEN, int AZERO, int BZERO, int YZERO, int MULTIPLIER, int SHIFT,
                    const int8_t *a, const int8_t *b, int8_t *y)
{
    const mk_int8_product p = {AZERO, BZERO, YZERO, MULTIPLIER, SHIFT};
    mk_int8_mul(y, a, b, LEN, &p);
}

/* The same, b one number for each of the C channels of HW pixels.
 * @size a HW * C
 * @size b C
 * @size y HW * C
 * @inplace y a */
void plain_int8_mul_channels(int C, int HW, int AZERO, int BZERO, int YZERO, int MULTIPLIER,
                             int SHIFT, const int8_t *a, const int8_t *b, int8_t *y)
{
    const mk_int8_product p = {AZERO, BZERO, YZERO, MULTIPLIER, SHIFT};
    for (int i = 0; i < HW; i++, a += C, y += C)
        mk_int8_mul(y, a, b, C, &p);
}

/* y[h][w] = x[h / FH][w / FW].
 * @size x H * W * C
 * @size y H * FH * W * FW * C */
void plain_int8_upsample(int C, int H, int W, int FH, int FW, const int8_t *NETC_RESTRICT x,
                         int8_t *NETC_RESTRICT y)
{
    for (int h = 0; h < H * FH; h++)
        for (int w = 0; w < W * FW; w++, y += C)
            memcpy(y, x + ((ptrdiff_t)(h / FH) * W + w / FW) * C, (size_t)C);
}

/* y = x without T rows above, B below, L columns before and R behind: H x W pixels.
 * @size x (H + T + B) * (W + L + R) * C
 * @size y H * W * C */
void plain_int8_crop(int C, int H, int W, int T, int B, int L, int R, const int8_t *NETC_RESTRICT x,
                     int8_t *NETC_RESTRICT y)
{
    (void)B;
    for (int h = 0; h < H; h++)
        memcpy(y + (ptrdiff_t)h * W * C, x + ((ptrdiff_t)(h + T) * (W + L + R) + L) * C,
               (size_t)W * (size_t)C);
}

/* Channels AT ... AT + C - 1 of the TOTAL of y = x, in HW pixels.
 * @size x HW * C
 * @size y HW * TOTAL */
void plain_int8_concat(int HW, int C, int TOTAL, int AT, const int8_t *NETC_RESTRICT x,
                       int8_t *NETC_RESTRICT y)
{
    for (int p = 0; p < HW; p++)
        memcpy(y + (ptrdiff_t)p * TOTAL + AT, x + (ptrdiff_t)p * C, (size_t)C);
}

/* y = x with T rows of ZERO above, B below, and L columns before, R behind.
 * @size x H * W * C
 * @size y (H + T + B) * (W + L + R) * C */
void plain_int8_pad(int C, int H, int W, int T, int B, int L, int R, int ZERO,
                    const int8_t *NETC_RESTRICT x, int8_t *NETC_RESTRICT y)
{
    memset(y, ZERO, (size_t)(H + T + B) * (size_t)(W + L + R) * (size_t)C);
    for (int h = 0; h < H; h++)
        memcpy(y + ((ptrdiff_t)(h + T) * (W + L + R) + L) * C, x + (ptrdiff_t)h * W * C,
               (size_t)W * (size_t)C);
}

/* y = exp(scale * (x - the largest x)), over their sum, of the C channels of each of HW pixels, in
 * parts of 256 from -128 on; MULTIPLIER and SHIFT are the scale's.
 * @size x HW * C
 * @size y HW * C
 * @inplace y x */
void plain_int8_softmax(int C, int HW, int MULTIPLIER, int SHIFT, int FARTHEST, const int8_t *x,
                        int8_t *y)
{
    for (int p = 0; p < HW; p++, x += C, y += C)
        mk_int8_softmax(y, x, C, MULTIPLIER, SHIFT, FARTHEST);
}

/* y = a part of x: rows TOP, TOP + DOWN, ..., columns LEFT, LEFT + ACROSS, ..., OH x OW of them,
 * and of each pixel's TOTAL channels C from AT on. A step below 0 goes backwards.
 * @size x H * W * TOTAL
 * @size y OH * OW * C */
void plain_int8_slice(int H, int W, int TOTAL, int OH, int OW, int C, int TOP, int DOWN, int LEFT,
                      int ACROSS, int AT, const int8_t *NETC_RESTRICT x, int8_t *NETC_RESTRICT y)
{
    (void)H;
    for (int h = 0; h < OH; h++)
        for (int w = 0; w < OW; w++, y += C)
            memcpy(y, x + ((ptrdiff_t)(TOP + h * DOWN) * W + LEFT + w * ACROSS) * TOTAL + AT,
                   (size_t)C);
}
