/* Enlarging the rows of one plane [h][w][16] of a channel block by whole factors: by repetition,
 * and by linear interpolation between pixel centres. Output pixel o = q * f + r lies at (o + 1/2) /
 * f - 1/2 of the input, between pixels q - 1 and q when 2r + 1 < f, else q and q + 1; beyond the
 * edge is the edge. */
#include "micro.h"

/* y[p * times + j] = x[p], j < times. x and y differ. */
void mk_repeat_row(float *y, const float *x, int pixels, int times)
{
    for (int p = 0; p < pixels; p++) {
        v8 a0 = v8_load(x + (ptrdiff_t)p * 16), a1 = v8_load(x + (ptrdiff_t)p * 16 + 8);
        for (int j = 0; j < times; j++) {
            v8_store(y, a0);
            v8_store(y + 8, a1);
            y += 16;
        }
    }
}

/* dx[p] = sum over i < rows, j < times of dy[i][p * times + j]; a row of dy has pixels * times
 * pixels */
void mk_repeat_back_row(float *dx, const float *dy, int pixels, int times, int rows)
{
    ptrdiff_t step = (ptrdiff_t)pixels * times * 16;
    for (int p = 0; p < pixels; p++) {
        v8 s0 = v8_zero(), s1 = v8_zero();
        for (int i = 0; i < rows; i++) {
            const float *from = dy + i * step + (ptrdiff_t)p * times * 16;
            for (int j = 0; j < times; j++) {
                s0 = v8_add(s0, v8_load(from + (ptrdiff_t)j * 16));
                s1 = v8_add(s1, v8_load(from + (ptrdiff_t)j * 16 + 8));
            }
        }
        v8_store(dx + (ptrdiff_t)p * 16, s0);
        v8_store(dx + (ptrdiff_t)p * 16 + 8, s1);
    }
}

/* The neighbours *low and *high of output pixel o among `count`, enlarged by `factor`. Returns the
 * share of *high. */
float mk_lerp_place(int *low, int *high, int o, int count, int factor)
{
    int q = o / factor, d = 2 * (o % factor) + 1 - factor, first = d < 0 ? q - 1 : q;
    *low = first < 0 ? 0 : first;
    *high = first + 1 < count ? first + 1 : count - 1;
    return (float)(d < 0 ? d + 2 * factor : d) / (2.0f * (float)factor);
}

/* y = output row oy, w * fw pixels, of plane x [h][w][16] enlarged fh and fw times */
void mk_lerp_row(float *y, const float *x, int oy, int h, int w, int fh, int fw)
{
    int low, high;
    float share = mk_lerp_place(&low, &high, oy, h, fh);
    const float *above = x + (ptrdiff_t)low * w * 16, *below = x + (ptrdiff_t)high * w * 16;
    v8 t = v8_set1(share);
    for (int ox = 0; ox < w * fw; ox++) {
        v8 s = v8_set1(mk_lerp_place(&low, &high, ox, w, fw));
        for (int l = 0; l < 16; l += 8) {
            ptrdiff_t a = (ptrdiff_t)low * 16 + l, b = (ptrdiff_t)high * 16 + l;
            v8 upper = v8_fma(s, v8_sub(v8_load(above + b), v8_load(above + a)),
                              v8_load(above + a));
            v8 lower = v8_fma(s, v8_sub(v8_load(below + b), v8_load(below + a)),
                              v8_load(below + a));
            v8_store(y + (ptrdiff_t)ox * 16 + l, v8_fma(t, v8_sub(lower, upper), upper));
        }
    }
}

/* Adds the shares of dy, output row oy, to the pixels of plane dx [h][w][16]. The caller zeroes dx
 * first. */
void mk_lerp_back_row(float *dx, const float *dy, int oy, int h, int w, int fh, int fw)
{
    int low, high;
    float t = mk_lerp_place(&low, &high, oy, h, fh);
    float *above = dx + (ptrdiff_t)low * w * 16, *below = dx + (ptrdiff_t)high * w * 16;
    v8 upper = v8_set1(1.0f - t), lower = v8_set1(t);
    for (int ox = 0; ox < w * fw; ox++) {
        float s = mk_lerp_place(&low, &high, ox, w, fw);
        v8 left = v8_set1(1.0f - s), right = v8_set1(s);
        for (int l = 0; l < 16;
             l += 8) { /* one after the other: at an edge they are the same pixel */
            v8 g = v8_load(dy + (ptrdiff_t)ox * 16 + l), gl = v8_mul(g, left),
               gr = v8_mul(g, right);
            ptrdiff_t a = (ptrdiff_t)low * 16 + l, b = (ptrdiff_t)high * 16 + l;
            v8_store(above + a, v8_fma(upper, gl, v8_load(above + a)));
            v8_store(above + b, v8_fma(upper, gr, v8_load(above + b)));
            v8_store(below + a, v8_fma(lower, gl, v8_load(below + a)));
            v8_store(below + b, v8_fma(lower, gr, v8_load(below + b)));
        }
    }
}
