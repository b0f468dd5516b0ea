/* Sums, means and extremes along the axes of a map, and the way back: one value repeated along
 * them. `most` > 0 takes maxima, < 0 minima. Sums run in double. */
#include "micro.h"

/* One plane: y [oh][ow][16] from x [h][w][16], oh and ow each 1 or as in x; y = share times the sum
 * over what is left out. */
void mk_sum_plane(float *y, const float *x, int h, int w, int oh, int ow, float share)
{
    const int rows = h / oh, columns = w / ow;
    for (int o = 0; o < oh * ow; o++) {
        const float *from = x + ((ptrdiff_t)(o / ow) * w + o % ow) * 16;
        double sum[16] = {0};
        for (int i = 0; i < rows; i++)
            if (columns > 1)
                mk_sum_channel(sum, from + (ptrdiff_t)i * w * 16, columns);
            else
                for (int l = 0; l < 16; l++)
                    sum[l] += (double)from[(ptrdiff_t)i * w * 16 + l];
        for (int l = 0; l < 16; l++)
            y[(ptrdiff_t)o * 16 + l] = (float)(sum[l] * (double)share);
    }
}

/* The same with the largest (smallest) value; NaN where one is. */
void mk_most_plane(float *y, const float *x, int h, int w, int oh, int ow, int most)
{
    const v8 sign = v8_set1(most > 0 ? 1.0f : -1.0f);
    const int columns = w / ow;
    for (int o = 0; o < oh * ow; o++) {
        const float *from = x + ((ptrdiff_t)(o / ow) * w + o % ow) * 16;
        float *to = y + (ptrdiff_t)o * 16;
        memcpy(to, from, 16 * sizeof *to);
        for (int i = 1; i < h / oh * columns; i++) {
            const float *at = from + ((ptrdiff_t)(i / columns) * w + i % columns) * 16;
            for (int l = 0; l < 16; l += 8) {
                const v8 a = v8_mul(v8_load(at + l), sign), b = v8_mul(v8_load(to + l), sign);
                v8_store(to + l, v8_mul(v8_top(a, b), sign));
            }
        }
    }
}

/* dx = dy at the first value along the axes that is y, else 0 */
void mk_most_plane_back(float *dx, const float *dy, const float *x, const float *y, int h, int w,
                        int oh, int ow)
{
    const int columns = w / ow;
    memset(dx, 0, sizeof *dx * (size_t)h * (size_t)w * 16);
    for (int o = 0; o < oh * ow * 16; o++) {
        const ptrdiff_t first = ((ptrdiff_t)(o / 16 / ow) * w + o / 16 % ow) * 16 + o % 16;
        for (int i = 0; i < h / oh * columns; i++) {
            const ptrdiff_t at = first + ((ptrdiff_t)(i / columns) * w + i % columns) * 16;
            if (x[at] == y[o]) {
                dx[at] = dy[o];
                break;
            }
        }
    }
}

/* y [h][w][16] = share times x [oh][ow][16], oh and ow each 1 or as in y */
void mk_expand_plane(float *y, const float *x, int h, int w, int oh, int ow, float share)
{
    const v8 by = v8_set1(share);
    for (int i = 0; i < h * w; i++) {
        const float *from = x + ((ptrdiff_t)(i / w % oh) * ow + i % w % ow) * 16;
        v8_store(y + (ptrdiff_t)i * 16, v8_mul(v8_load(from), by));
        v8_store(y + (ptrdiff_t)i * 16 + 8, v8_mul(v8_load(from + 8), by));
    }
}

/* One image: y [pixels][16] = share times the sum over the channels of x [CB][pixels][16], in lane
 * 0, the other lanes 0 */
void mk_sum_channels(float *y, const float *x, int channels, int pixels, float share)
{
    for (int p = 0; p < pixels; p++) {
        double sum = 0.0;
        for (int c = 0; c < channels; c += 16) {
            const float *at = x + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            sum += (double)v8_sum(v8_add(v8_load(at), v8_load(at + 8)));
        }
        memset(y + (ptrdiff_t)p * 16, 0, 16 * sizeof *y);
        y[(ptrdiff_t)p * 16] = (float)(sum * (double)share);
    }
}

/* The same with the largest (smallest) value; NaN where one is. */
void mk_most_channels(float *y, const float *x, int channels, int pixels, int most)
{
    for (int p = 0; p < pixels; p++) {
        float best = x[(ptrdiff_t)p * 16];
        for (int c = 1; c < channels; c++) {
            const float a = x[((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16];
            best = (most > 0 ? a > best : a < best) || a != a ? a : best;
        }
        memset(y + (ptrdiff_t)p * 16, 0, 16 * sizeof *y);
        y[(ptrdiff_t)p * 16] = best;
    }
}

/* dx = dy at the first channel whose value is y, else 0 */
void mk_most_channels_back(float *dx, const float *dy, const float *x, const float *y, int channels,
                           int pixels)
{
    memset(dx, 0, sizeof *dx * (size_t)((channels + 15) / 16) * (size_t)pixels * 16);
    for (int p = 0; p < pixels; p++)
        for (int c = 0; c < channels; c++) {
            const ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16 + c % 16;
            if (x[at] == y[(ptrdiff_t)p * 16]) {
                dx[at] = dy[(ptrdiff_t)p * 16];
                break;
            }
        }
}

/* y [CB][pixels][16] = share times lane 0 of x [pixels][16], in every channel */
void mk_expand_channels(float *y, const float *x, int channels, int pixels, float share)
{
    for (int c = 0; c < channels; c += 16) {
        float *to = y + (ptrdiff_t)c * pixels;
        for (int p = 0; p < pixels; p++) {
            const v8 v = v8_set1(x[(ptrdiff_t)p * 16] * share);
            v8_store(to + (ptrdiff_t)p * 16, v);
            v8_store(to + (ptrdiff_t)p * 16 + 8, v);
        }
        if (channels - c < 16)
            mk_zero_lanes(to, pixels, channels - c);
    }
}
