/* Values of one image in another order, where the order is regular: an index of the output is made
 * of digits, and each digit moves a fixed number of pixels and channels in the input. */
#include "micro.h"

/* y = x rearranged. An output's row is two digits (count[0], count[1]), its column two (2, 3), its
 * channel three (4, 5, 6), the first of each the slowest; a step of digit d moves pixel[d] pixels
 * and channel[d] channels in x, which has `pixels`. Lanes beyond the last channel become 0. x and y
 * differ. */
void mk_rearrange(float *y, const float *x, const int *count, const int *pixel, const int *channel,
                  int pixels)
{
    const int ow = count[2] * count[3], oh = count[0] * count[1],
              oc = count[4] * count[5] * count[6];
    for (int o = 0; o < oh * ow; o++) {
        const int digit[4] = {o / ow / count[1], o / ow % count[1], o % ow / count[3],
                              o % ow % count[3]};
        int p0 = 0, c0 = 0, c = 0;
        for (int d = 0; d < 4; d++) {
            p0 += digit[d] * pixel[d];
            c0 += digit[d] * channel[d];
        }
        for (int i = 0; i < count[4] * count[5]; i++)
            for (int k = 0; k < count[6]; k++, c++) {
                const int p = p0 + i / count[5] * pixel[4] + i % count[5] * pixel[5] + k * pixel[6];
                const int from = c0 + i / count[5] * channel[4] + i % count[5] * channel[5] +
                                 k * channel[6];
                y[((ptrdiff_t)(c / 16) * oh * ow + o) * 16 + c % 16] =
                    x[((ptrdiff_t)(from / 16) * pixels + p) * 16 + from % 16];
            }
        for (; c < (oc + 15) / 16 * 16; c++)
            y[((ptrdiff_t)(c / 16) * oh * ow + o) * 16 + c % 16] = 0.0f;
    }
}
