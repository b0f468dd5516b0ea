/* Values of one image in another order, where the order is regular: an index of the output is made
 * of digits, and each digit moves a fixed number of pixels and channels in the input. */
#include "micro.h"

/* y[p * apart + l] = x[p * step + from[l]], p < pixels, l < 16: lanes from wherever they lie;
 * from[l] < 0 gives 0. x and y differ. */
void mk_gather_lanes(float *y, const float *x, int pixels, ptrdiff_t apart, ptrdiff_t step,
                     const ptrdiff_t *from)
{
    int live = 16;
    while (live > 0 && from[live - 1] < 0)
        live--;
    for (int p = 0; p < pixels; p++, x += step, y += apart) {
        if (live == 16) {
            for (int l = 0; l < 16; l++)
                y[l] = x[from[l]];
            continue;
        }
        for (int l = 0; l < 16; l++)
            y[l] = l < live ? x[from[l]] : 0.0f;
    }
}

/* y = x rearranged. An output's row is two digits (count[0], count[1]), its column two (2, 3), its
 * channel three (4, 5, 6), the first of each the slowest; a step of digit d moves pixel[d] pixels
 * and channel[d] channels in x, which has `pixels`. Columns are made along their slower digit where
 * that moves no channel, block by block. Lanes beyond the last channel become 0. x and y differ. */
void mk_rearrange(float *y, const float *x, const int *count, const int *pixel, const int *channel,
                  int pixels)
{
    const int ow = count[2] * count[3], oh = count[0] * count[1],
              oc = count[4] * count[5] * count[6];
    const int along = channel[2] == 0 ? count[2] : 1, pieces = ow / along;
    for (int b = 0; b < (oc + 15) / 16; b++)
        for (int o = 0; o < oh * pieces; o++) {
            const int row = o / pieces, column = o % pieces; /* of a piece: its first */
            const int high[2] = {row / count[1], row % count[1]};
            const int wide[2] = {along > 1 ? 0 : column / count[3], column % count[3]};
            ptrdiff_t from[16];
            for (int l = 0; l < 16; l++) {
                const int c = b * 16 + l, i = c / count[6], k = c % count[6];
                const int p = high[0] * pixel[0] + high[1] * pixel[1] + wide[0] * pixel[2] +
                              wide[1] * pixel[3] + i / count[5] * pixel[4] +
                              i % count[5] * pixel[5] + k * pixel[6];
                const int d = high[0] * channel[0] + high[1] * channel[1] + wide[0] * channel[2] +
                              wide[1] * channel[3] + i / count[5] * channel[4] +
                              i % count[5] * channel[5] + k * channel[6];
                from[l] = c < oc ? ((ptrdiff_t)(d / 16) * pixels + p) * 16 + d % 16 : -1;
            }
            const ptrdiff_t at = ((ptrdiff_t)b * oh + row) * ow + (along > 1 ? wide[1] : column);
            mk_gather_lanes(y + at * 16, x, along, (ptrdiff_t)(along > 1 ? count[3] : 1) * 16,
                            (ptrdiff_t)pixel[2] * 16, from);
        }
}
