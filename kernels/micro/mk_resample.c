/* Rows of one plane [h][w][16] made of the pixels of another: enlarged, reduced, cropped, mirrored,
 * continued beyond the edge. Which pixels: mk_axis. And of means of its pixels: mk_area_row. */
#include "micro.h"

/* Place i of `count`, which may lie outside, brought inside. */
int mk_edge_place(int64_t i, int count, int edge)
{
    const int64_t n = count;
    if (edge == 3)
        return (int)((i % n + n) % n);
    if (edge == 0 || n == 1)
        return i < 0 ? 0 : i < n ? (int)i : count - 1;
    const int64_t period = edge == 1 ? 2 * n - 2 : 2 * n;
    i = (i % period + period) % period;
    return (int)(i < n ? i : (edge == 1 ? period : period - 1) - i);
}

/* The neighbours *low and *high of output o. Returns the share of *high. */
float mk_axis_place(int *low, int *high, int o, const mk_axis *a)
{
    const int64_t place = (int64_t)o * a->mul + a->add;
    const int64_t rest = (place % a->div + a->div) % a->div, whole = (place - rest) / a->div;
    *low = mk_edge_place(whole, a->count, a->edge);
    *high = a->linear ? mk_edge_place(whole + 1, a->count, a->edge) : *low;
    return a->linear ? (float)rest / (float)a->div : 0.0f;
}

/* y = output row oy, ow pixels, of plane x */
void mk_resample_row(float *y, const float *x, int oy, int ow, const mk_axis *down,
                     const mk_axis *across)
{
    int low, high;
    const v8 t = v8_set1(mk_axis_place(&low, &high, oy, down));
    const float *above = x + (ptrdiff_t)low * across->count * 16,
                *below = x + (ptrdiff_t)high * across->count * 16;
    for (int ox = 0; ox < ow; ox++) {
        const v8 s = v8_set1(mk_axis_place(&low, &high, ox, across));
        for (int l = 0; l < 16; l += 8) {
            const ptrdiff_t a = (ptrdiff_t)low * 16 + l, b = (ptrdiff_t)high * 16 + l;
            const v8 p = v8_load(above + a), q = v8_load(below + a);
            if (!across->linear) {
                v8_store(y + (ptrdiff_t)ox * 16 + l, p);
                continue;
            }
            const v8 upper = v8_fma(s, v8_sub(v8_load(above + b), p), p);
            const v8 lower = v8_fma(s, v8_sub(v8_load(below + b), q), q);
            v8_store(y + (ptrdiff_t)ox * 16 + l, v8_fma(t, v8_sub(lower, upper), upper));
        }
    }
}

/* to += by * g, 8 floats */
static inline void mk_add_share(float *to, v8 by, v8 g)
{
    v8_store(to, v8_fma(by, g, v8_load(to)));
}

/* Adds the shares of dy, output row oy, to the pixels of plane dx. The caller zeroes dx first. */
void mk_resample_back_row(float *dx, const float *dy, int oy, int ow, const mk_axis *down,
                          const mk_axis *across)
{
    int low, high;
    const float t = mk_axis_place(&low, &high, oy, down);
    float *above = dx + (ptrdiff_t)low * across->count * 16,
          *below = dx + (ptrdiff_t)high * across->count * 16;
    for (int ox = 0; ox < ow; ox++) {
        const float s = mk_axis_place(&low, &high, ox, across);
        for (int l = 0; l < 16; l += 8) { /* one after the other: they may be the same pixel */
            const v8 g = v8_load(dy + (ptrdiff_t)ox * 16 + l);
            const ptrdiff_t a = (ptrdiff_t)low * 16 + l, b = (ptrdiff_t)high * 16 + l;
            if (!across->linear) {
                v8_store(above + a, v8_add(v8_load(above + a), g));
                continue;
            }
            mk_add_share(above + a, v8_set1((1.0f - t) * (1.0f - s)), g);
            mk_add_share(above + b, v8_set1((1.0f - t) * s), g);
            mk_add_share(below + a, v8_set1(t * (1.0f - s)), g);
            mk_add_share(below + b, v8_set1(t * s), g);
        }
    }
}

/* Where output o of `out` begins among `in` values, and behind which it ends: o * in / out rounded
 * down and (o + 1) * in / out rounded up. Neighbours may share a value. */
static inline int mk_area_first(int o, int in, int out) { return (int)((int64_t)o * in / out); }
static inline int mk_area_end(int o, int in, int out)
{
    return (int)((((int64_t)o + 1) * in + out - 1) / out);
}

/* y = output row oy, ow pixels, each the mean of the pixels of plane x[h][w][16] that it covers of
 * oh x ow equal parts of the plane */
void mk_area_row(float *y, const float *x, int h, int w, int oy, int oh, int ow)
{
    const int top = mk_area_first(oy, h, oh), bottom = mk_area_end(oy, h, oh);
    for (int ox = 0; ox < ow; ox++) {
        const int left = mk_area_first(ox, w, ow), right = mk_area_end(ox, w, ow);
        const v8 share = v8_set1(1.0f / ((float)(bottom - top) * (float)(right - left)));
        for (int l = 0; l < 16; l += 8) {
            v8 sum = v8_zero();
            for (int r = top; r < bottom; r++) { /* row by row: few roundings */
                v8 of_row = v8_zero();
                for (int c = left; c < right; c++)
                    of_row = v8_add(of_row, v8_load(x + ((ptrdiff_t)r * w + c) * 16 + l));
                sum = v8_add(sum, of_row);
            }
            v8_store(y + (ptrdiff_t)ox * 16 + l, v8_mul(sum, share));
        }
    }
}

/* Adds the shares of dy, output row oy, to the pixels of plane dx. The caller zeroes dx first. */
void mk_area_back_row(float *dx, const float *dy, int h, int w, int oy, int oh, int ow)
{
    const int top = mk_area_first(oy, h, oh), bottom = mk_area_end(oy, h, oh);
    for (int ox = 0; ox < ow; ox++) {
        const int left = mk_area_first(ox, w, ow), right = mk_area_end(ox, w, ow);
        const v8 share = v8_set1(1.0f / ((float)(bottom - top) * (float)(right - left)));
        for (int l = 0; l < 16; l += 8) {
            const v8 g = v8_load(dy + (ptrdiff_t)ox * 16 + l);
            for (int r = top; r < bottom; r++)
                for (int c = left; c < right; c++)
                    mk_add_share(dx + ((ptrdiff_t)r * w + c) * 16 + l, share, g);
        }
    }
}
