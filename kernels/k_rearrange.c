/* Kinds that put the values of each image into another order: axes exchanged, channels shuffled,
 * blocks of pixels to channels and back. Each is undone by another call of these kernels, which is
 * its backward pass. Images begin ... end - 1. */
#include "kernels.h"

/* y with axes A, B, D of x (0 height, 1 width, 2 channels) as height, width, channels; OC of them.
 * @range n
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * ((OC + 15) / 16) * (H * W * C / OC) * 16 */
void permute_values(int H, int W, int C, int A, int B, int D, int OC, int begin, int end,
                    const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int size[3] = {H, W, C}, step[3] = {W, 1, 0}, lane[3] = {0, 0, 1};
    const int count[7] = {size[A], 1, size[B], 1, 1, 1, size[D]};
    const int pixel[7] = {step[A], 0, step[B], 0, 0, 0, step[D]};
    const int channel[7] = {lane[A], 0, lane[B], 0, 0, 0, lane[D]};
    for (int i = begin; i < end; i++)
        mk_rearrange(y + (ptrdiff_t)i * ((OC + 15) / 16) * (H * W * C / OC) * 16,
                     x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16, count, pixel, channel, H * W);
}

/* y[k * G + g] = x[g * (C / G) + k], channels of each pixel: G groups dealt out.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16 */
void shuffle_channels(int C, int HW, int G, int begin, int end, const float *NETC_RESTRICT x,
                      float *NETC_RESTRICT y)
{
    const int count[7] = {1, 1, HW, 1, 1, C / G, G}, pixel[7] = {0, 0, 1, 0, 0, 0, 0};
    const int channel[7] = {0, 0, 0, 0, 0, 1, C / G};
    for (int i = begin; i < end; i++)
        mk_rearrange(y + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16,
                     x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16, count, pixel, channel, HW);
}

/* y[h * S + i][w * S + j][c] = x[h][w][(i * S + j) * C + c], with INNER 1 x[h][w][(c * S + i) * S +
 * j].
 * @range n
 * @size x n * ((C * S * S + 15) / 16) * H * W * 16
 * @size y n * ((C + 15) / 16) * H * S * W * S * 16 */
void depth_to_space(int C, int H, int W, int S, int INNER, int begin, int end,
                    const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int count[7] = {H, S, W, S, 1, 1, C}, pixel[7] = {W, 0, 1, 0, 0, 0, 0};
    const int channel[7] = {0, INNER ? S : S * C, 0, INNER ? 1 : C, 0, 0, INNER ? S * S : 1};
    for (int i = begin; i < end; i++)
        mk_rearrange(y + (ptrdiff_t)i * ((C + 15) / 16) * H * S * W * S * 16,
                     x + (ptrdiff_t)i * ((C * S * S + 15) / 16) * H * W * 16, count, pixel, channel,
                     H * W);
}

/* The other way: H, W and C are those of y's map and x's channels.
 * @range n
 * @size x n * ((C + 15) / 16) * H * S * W * S * 16
 * @size y n * ((C * S * S + 15) / 16) * H * W * 16 */
void space_to_depth(int C, int H, int W, int S, int INNER, int begin, int end,
                    const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int outer = INNER ? C : S, middle = S, inner = INNER ? S : C;
    const int count[7] = {H, 1, W, 1, outer, middle, inner};
    const int pixel[7] = {S * W * S, 0, S, 0, INNER ? 0 : W * S, INNER ? W * S : 1, INNER ? 1 : 0};
    const int channel[7] = {0, 0, 0, 0, INNER ? 1 : 0, 0, INNER ? 0 : 1};
    for (int i = begin; i < end; i++)
        mk_rearrange(y + (ptrdiff_t)i * ((C * S * S + 15) / 16) * H * W * 16,
                     x + (ptrdiff_t)i * ((C + 15) / 16) * H * S * W * S * 16, count, pixel, channel,
                     H * S * W * S);
}

/* dx = dy in channels AT ... AT + C - 1, else 0; dx has TOTAL: the adjoint of concat_slice.
 * @range n
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((TOTAL + 15) / 16) * HW * 16 */
void slice_backward(int HW, int C, int TOTAL, int AT, int begin, int end,
                    const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    for (int i = begin; i < end; i++) {
        const float *from = dy + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        float *to = dx + (ptrdiff_t)i * ((TOTAL + 15) / 16) * HW * 16;
        memset(to, 0, sizeof *to * (size_t)((TOTAL + 15) / 16) * (size_t)HW * 16);
        for (int c = 0, run; c < C; c += run) {
            const int lane = c % 16, at = (AT + c) % 16, most = 16 - (at > lane ? at : lane);
            run = C - c < most ? C - c : most;
            mk_copy_lanes(to + (ptrdiff_t)((AT + c) / 16) * HW * 16,
                          from + (ptrdiff_t)(c / 16) * HW * 16, HW, at, lane, run);
        }
    }
}
