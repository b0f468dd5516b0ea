/* Resizing; see resize.h. Two passes, columns then rows, the picture between them rounded to 8 bits as Pillow does.
 * Output position i has its centre at c = (i + 1/2) * from / to; input position k weighs 1 - |k + 1/2 - c| / reach where that is
 * positive, reach = max(from / to, 1), normalised. Times 2 * max(from, to) this is whole, so the weights are computed without
 * floating point. Source: Pillow's Resample.c. */
#include "runtime/data/resize.h"

enum { WEIGHT_BITS = 22 };      /* 8 bits of pixel and 22 of weight leave the sum within 31 */

/* Number of weights that any output position of this axis may have. */
static int resize_taps(int from, int to)
{
    return from > to ? 2 * ((from + to - 1) / to) + 1 : 3;
}

/* The weight of input position k for output position i, not normalised; 0 or less: none. */
static int64_t resize_triangle(int from, int to, int i, int k)
{
    int64_t d = (2 * (int64_t)k + 1) * to - (2 * (int64_t)i + 1) * from;
    return 2 * (int64_t)(from > to ? from : to) - (d < 0 ? -d : d);
}

/* Fills weights (at most resize_taps) for output position i and returns how many count; *first is the input position of the
 * first. They add up to about 2^WEIGHT_BITS. */
static int resize_weights(int from, int to, int i, int32_t *weights, int *first)
{
    int centre = (int)((2 * (int64_t)i + 1) * from / (2 * (int64_t)to)), reach = from > to ? (from + to - 1) / to : 1;
    int lo = centre - reach < 0 ? 0 : centre - reach, hi = centre + reach + 1 > from ? from : centre + reach + 1;
    int64_t sum = 0;
    while (resize_triangle(from, to, i, lo) <= 0)
        lo++;
    while (resize_triangle(from, to, i, hi - 1) <= 0)
        hi--;
    for (int k = lo; k < hi; k++)
        sum += resize_triangle(from, to, i, k);
    for (int k = lo; k < hi; k++)
        weights[k - lo] = (int32_t)((resize_triangle(from, to, i, k) * ((int64_t)2 << WEIGHT_BITS) + sum) / (2 * sum));
    *first = lo;
    return hi - lo;
}

/* count pixels of three bytes, step bytes apart -> one pixel. */
static void resize_pixel(const uint8_t *from, ptrdiff_t step, const int32_t *weights, int count, uint8_t *to)
{
    int32_t r = 1 << (WEIGHT_BITS - 1), g = r, b = r;
    for (int k = 0; k < count; k++, from += step) {
        r += from[0] * weights[k];
        g += from[1] * weights[k];
        b += from[2] * weights[k];
    }
    r >>= WEIGHT_BITS;
    g >>= WEIGHT_BITS;
    b >>= WEIGHT_BITS;
    to[0] = (uint8_t)(r > 255 ? 255 : r);
    to[1] = (uint8_t)(g > 255 ? 255 : g);
    to[2] = (uint8_t)(b > 255 ? 255 : b);
}

/* Scratch: the weights, then the picture between the passes, (from_h, to_w, 3). */
size_t resize_scratch_bytes(int from_w, int from_h, int to_w, int to_h)
{
    int taps_w = resize_taps(from_w, to_w), taps_h = resize_taps(from_h, to_h);
    size_t taps = (size_t)(taps_w > taps_h ? taps_w : taps_h);
    return taps * sizeof(int32_t) + (size_t)from_h * (size_t)to_w * 3;
}

void resize_rgb(const uint8_t *from, int from_w, int from_h, uint8_t *to, int to_w, int to_h, void *scratch)
{
    int taps_w = resize_taps(from_w, to_w), taps_h = resize_taps(from_h, to_h), first;
    int32_t *weights = (int32_t *)scratch;
    uint8_t *mid = (uint8_t *)(weights + (taps_w > taps_h ? taps_w : taps_h));
    ptrdiff_t row = (ptrdiff_t)to_w * 3;
    for (int x = 0; x < to_w; x++) {
        int count = resize_weights(from_w, to_w, x, weights, &first);
        for (int y = 0; y < from_h; y++)
            resize_pixel(from + ((ptrdiff_t)y * from_w + first) * 3, 3, weights, count, mid + y * row + (ptrdiff_t)x * 3);
    }
    for (int y = 0; y < to_h; y++) {
        int count = resize_weights(from_h, to_h, y, weights, &first);
        for (int x = 0; x < to_w; x++)
            resize_pixel(mid + first * row + (ptrdiff_t)x * 3, row, weights, count, to + y * row + (ptrdiff_t)x * 3);
    }
}
