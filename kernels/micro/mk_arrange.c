/* Rows between layouts: users' tensors (channels last, unpadded) and blocked ones, and lanes of
 * one blocked tensor to other lanes of another. */
#include "micro.h"

/* y[p][l] = x[p][first + l], 0 beyond the last channel: one block of an image of `channels`
 * channels */
void mk_block_channels(float *y, const float *x, int pixels, int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * 16;
        const float *from = x + (ptrdiff_t)p * channels + first;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
        for (int l = live; l < 16; l++)
            to[l] = 0.0f;
    }
}

/* y[p][first + l] = x[p][l] for the channels that there are */
void mk_unblock_channels(float *y, const float *x, int pixels, int channels, int first)
{
    int live = channels - first < 16 ? channels - first : 16;
    for (int p = 0; p < pixels; p++) {
        float *to = y + (ptrdiff_t)p * channels + first;
        const float *from = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < live; l++)
            to[l] = from[l];
    }
}

/* y[p][to + l] = x[p][from + l], l < lanes; other lanes of y stay. x and y differ. */
void mk_copy_lanes(float *y, const float *x, int pixels, int to, int from, int lanes)
{
    for (int p = 0; p < pixels; p++)
        for (int l = 0; l < lanes; l++)
            y[(ptrdiff_t)p * 16 + to + l] = x[(ptrdiff_t)p * 16 + from + l];
}

/* Puts the map x of h x w pixels into a frame of fh x fw, its first pixel at row `top` and column
 * `left`, which may lie outside, as may its end. The frame's other pixels stay. */
void mk_copy_plane(float *frame, int fh, int fw, const float *x, int h, int w, int top, int left)
{
    const int first = left < 0 ? -left : 0, last = w < fw - left ? w : fw - left;
    for (int r = top < 0 ? -top : 0; r < h && r + top < fh; r++) {
        float *to = frame + ((ptrdiff_t)(r + top) * fw + left) * 16;
        const float *from = x + (ptrdiff_t)r * w * 16;
        for (int i = first * 16; i < last * 16; i += NETC_WIDE)
            v8w_store(to + i, v8w_load(from + i));
    }
}

/* y[p][l] = 0 for l >= first */
void mk_zero_lanes(float *y, int pixels, int first)
{
    for (int p = 0; p < pixels; p++)
        for (int l = first; l < 16; l++)
            y[(ptrdiff_t)p * 16 + l] = 0.0f;
}

/* y[p][l] = 0 for l < first and l >= last; either may lie outside 0 ... 16 */
void mk_keep_lanes(float *y, int pixels, int first, int last)
{
    for (int p = 0; p < pixels; p++)
        for (int l = 0; l < 16; l++)
            if (l < first || l >= last)
                y[(ptrdiff_t)p * 16 + l] = 0.0f;
}

/* One image's values in the order pixel, channel, from x [CB][pixels_x][16] to y
 * [CB][pixels_y][16]; both hold as many values. Runs that stay within one block on both sides are
 * copied at once. x and y differ. */
void mk_reshape(float *y, const float *x, int pixels_y, int channels_y, int pixels_x,
                int channels_x)
{
    int px = 0, cx = 0, py = 0, cy = 0;
    if (channels_y % 16 != 0)
        for (int p = 0; p < pixels_y; p++)
            for (int l = channels_y % 16; l < 16; l++)
                y[((ptrdiff_t)(channels_y / 16) * pixels_y + p) * 16 + l] = 0.0f;
    while (py < pixels_y) {
        int run = 16 - cx % 16, left = 16 - cy % 16;
        run = left < run ? left : run;
        run = channels_x - cx < run ? channels_x - cx : run;
        run = channels_y - cy < run ? channels_y - cy : run;
        const float *from = x + ((ptrdiff_t)(cx / 16) * pixels_x + px) * 16 + cx % 16;
        float *to = y + ((ptrdiff_t)(cy / 16) * pixels_y + py) * 16 + cy % 16;
        for (int l = 0; l < run; l++)
            to[l] = from[l];
        cx += run;
        cy += run;
        if (cx == channels_x) {
            cx = 0;
            px++;
        }
        if (cy == channels_y) {
            cy = 0;
            py++;
        }
    }
}
