/* Resizing; see resize.h. Two passes, along the rows and along the columns, the picture between
 * them rounded to 8 bits. Output position i has its centre at c = (i + 1/2) * from / to;
 * input position k weighs 1 - |k + 1/2 - c| / reach where that is positive, reach = max(from / to,
 * 1), normalised. Times 2 * max(from, to) this is whole, so the weights are computed without
 * floating point. Source: Pillow's Resample.c. */
#include "data/resize.h"

enum { resize_weight_bits = 22 }; /* 8 bits of pixel and 22 of weight leave the sum within 31 */

/* Number of weights that any output position of this axis may have. */
static int resize_taps(int from, int to) { return from > to ? 2 * ((from + to - 1) / to) + 1 : 3; }

/* The weight of input position k for output position i, not normalised; 0 or less: none. */
static int64_t resize_triangle(int from, int to, int i, int k)
{
    int64_t d = (2 * (int64_t)k + 1) * to - (2 * (int64_t)i + 1) * from;
    return 2 * (int64_t)(from > to ? from : to) - (d < 0 ? -d : d);
}

/* Fills weights (at most resize_taps) for output position i and returns how many count; *first is
 * the input position of the first. They add up to about 2^resize_weight_bits. */
static int resize_weights(int from, int to, int i, int32_t *weights, int *first)
{
    int centre = (int)((2 * (int64_t)i + 1) * from / (2 * (int64_t)to)),
        reach = from > to ? (from + to - 1) / to : 1;
    int lo = centre - reach < 0 ? 0 : centre - reach,
        hi = centre + reach + 1 > from ? from : centre + reach + 1;
    int64_t sum = 0;
    while (resize_triangle(from, to, i, lo) <= 0)
        lo++;
    while (resize_triangle(from, to, i, hi - 1) <= 0)
        hi--;
    for (int k = lo; k < hi; k++)
        sum += resize_triangle(from, to, i, k);
    for (int k = lo; k < hi; k++)
        weights[k - lo] =
            (int32_t)((resize_triangle(from, to, i, k) * ((int64_t)2 << resize_weight_bits) + sum) /
                      (2 * sum));
    *first = lo;
    return hi - lo;
}

/* count pixels of three bytes, step bytes apart -> one pixel. */
static void resize_pixel(const uint8_t *from, ptrdiff_t step, const int32_t *weights, int count,
                         uint8_t *to)
{
    int32_t r = 1 << (resize_weight_bits - 1), g = r, b = r;
    for (int k = 0; k < count; k++, from += step) {
        r += from[0] * weights[k];
        g += from[1] * weights[k];
        b += from[2] * weights[k];
    }
    r >>= resize_weight_bits;
    g >>= resize_weight_bits;
    b >>= resize_weight_bits;
    to[0] = (uint8_t)(r > 255 ? 255 : r);
    to[1] = (uint8_t)(g > 255 ? 255 : g);
    to[2] = (uint8_t)(b > 255 ? 255 : b);
}

/* How the pixels of one pass lie: n of them, step bytes apart, in lines that are line bytes apart.
 */
typedef struct resize_axis {
    int n;
    ptrdiff_t step, line;
} resize_axis;

/* One pass: every line of `lines` goes from a.n to b.n pixels. */
static void resize_pass(const uint8_t *from, resize_axis a, uint8_t *to, resize_axis b, int lines,
                        int32_t *weights)
{
    for (int i = 0; i < b.n; i++) {
        int first, count = resize_weights(a.n, b.n, i, weights, &first);
        const uint8_t *source = from + first * a.step;
        for (int k = 0; k < lines; k++)
            resize_pixel(source + k * a.line, a.step, weights, count, to + i * b.step + k * b.line);
    }
}

/* Are the columns resized first? Where the height shrinks by more than twice the pixels that the
 * width does, as in Pillow from version 13 on: the rounding between the passes shows which. */
static int resize_columns_first(int from_w, int from_h, int to_w, int to_h)
{
    return to_h < from_h && (int64_t)from_h - to_h > 2 * ((int64_t)from_w - to_w);
}

/* Weights that the scratch has room for. */
static size_t resize_most_taps(int from_w, int from_h, int to_w, int to_h)
{
    int taps_w = resize_taps(from_w, to_w), taps_h = resize_taps(from_h, to_h);
    return (size_t)(taps_w > taps_h ? taps_w : taps_h);
}

/* Scratch: the weights, then the picture between the passes, (from_h, to_w, 3), or
 * (to_h, from_w, 3). */
size_t resize_scratch_bytes(int from_w, int from_h, int to_w, int to_h)
{
    int columns_first = resize_columns_first(from_w, from_h, to_w, to_h);
    size_t w = (size_t)(columns_first ? from_w : to_w), h = (size_t)(columns_first ? to_h : from_h);
    return resize_most_taps(from_w, from_h, to_w, to_h) * sizeof(int32_t) + w * h * 3;
}

void resize_rgb(const uint8_t *from, int from_w, int from_h, uint8_t *to, int to_w, int to_h,
                void *scratch)
{
    int32_t *weights = (int32_t *)scratch;
    uint8_t *mid = (uint8_t *)(weights + resize_most_taps(from_w, from_h, to_w, to_h));
    ptrdiff_t from_row = (ptrdiff_t)from_w * 3, to_row = (ptrdiff_t)to_w * 3;
    resize_axis wide = {from_w, 3, from_row}, narrow = {to_w, 3, to_row};
    if (resize_columns_first(from_w, from_h, to_w, to_h)) {
        resize_axis high = {from_h, from_row, 3}, low = {to_h, from_row, 3};
        resize_pass(from, high, mid, low, from_w, weights);
        resize_pass(mid, wide, to, narrow, to_h, weights);
    } else {
        resize_axis high = {from_h, to_row, 3}, low = {to_h, to_row, 3};
        resize_pass(from, wide, mid, narrow, from_h, weights);
        resize_pass(mid, high, to, low, to_w, weights);
    }
}
