/* Resizing; see resize.h. Two passes, columns then rows, the picture between them rounded to 8 bits as Pillow does.
 * Output position i has its centre at (i + 0.5) * scale; its weights are a triangle of half width max(scale, 1) around it,
 * sampled at the input's centres and normalised. Source: Pillow's Resample.c. */
#include "runtime/data/resize.h"

enum { WEIGHT_BITS = 22 };      /* 8 bits of pixel and 22 of weight leave the sum within 31 */

/* Number of weights that any output position of this axis may have. */
static int resize_taps(int from, int to)
{
    return from > to ? 2 * ((from + to - 1) / to) + 1 : 3;
}

/* The triangle at distance d, 1 wide on either side. */
static double resize_triangle(double d)
{
    d = d < 0.0 ? -d : d;
    return d < 1.0 ? 1.0 - d : 0.0;
}

/* Fills weights (resize_taps of them) for output position i and returns how many count; *first is the input position of the
 * first. They add up to about 2^WEIGHT_BITS. */
static int resize_weights(int from, int to, int i, int32_t *weights, int *first)
{
    double scale = (double)from / (double)to, reach = scale < 1.0 ? 1.0 : scale;
    double centre = ((double)i + 0.5) * scale, sum = 0.0, inverse = 1.0 / reach;
    int lo = (int)(centre - reach + 0.5), hi = (int)(centre + reach + 0.5);
    lo = lo < 0 || centre - reach + 0.5 < 0.0 ? 0 : lo;
    hi = hi > from ? from : hi;
    for (int k = lo; k < hi; k++)
        sum += resize_triangle(((double)k - centre + 0.5) * inverse);
    inverse = 1.0 / reach;
    for (int k = lo; k < hi; k++) {
        double w = resize_triangle(((double)k - centre + 0.5) * inverse);
        w = sum != 0.0 ? w / sum : w;
        weights[k - lo] = (int32_t)(0.5 + w * (double)(1 << WEIGHT_BITS));
    }
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
