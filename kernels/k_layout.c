/* Tensors between the users' layout (channels last, unpadded) and the blocked one, and kinds that
 * only move values: reshape, concat, copies. */
#include "kernels.h"

/* y[i][c/16][p][c%16] = x[i][p][c]; images begin ... end - 1.
 * @range n
 * @size x n * H * W * C
 * @size y n * ((C + 15) / 16) * H * W * 16 */
void nhwc_to_blocked(int C, int H, int W, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                              x + (ptrdiff_t)i * H * W * C, H * W, C, cb * 16);
}

/* y[i][p][c] = x[i][c/16][p][c%16]; images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * H * W * C */
void blocked_to_nhwc(int C, int H, int W, int begin, int end, const float *NETC_RESTRICT x,
                     float *NETC_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            mk_unblock_channels(y + (ptrdiff_t)i * H * W * C,
                                x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C, cb * 16);
}

/* A map H x W x C from numbers AT ... AT + H * W * C - 1, in this order, of a vector of TOTAL.
 * Images begin ... end - 1.
 * @range n
 * @size x n * ((TOTAL + 15) / 16) * 16
 * @size y n * ((C + 15) / 16) * H * W * 16 */
void part_to_map(int H, int W, int C, int TOTAL, int AT, int begin, int end,
                 const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int blocks = (C + 15) / 16;
    for (int i = begin; i < end; i++)
        for (int cb = 0; cb < blocks; cb++)
            mk_block_channels(y + ((ptrdiff_t)i * blocks + cb) * H * W * 16,
                              x + (ptrdiff_t)i * ((TOTAL + 15) / 16) * 16 + AT, H * W, C, cb * 16);
}

/* The other way: the map becomes these numbers of y. The part that ends y also zeroes the lanes
 * beyond TOTAL. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * ((TOTAL + 15) / 16) * 16 */
void map_to_part(int H, int W, int C, int TOTAL, int AT, int begin, int end,
                 const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int blocks = (C + 15) / 16, lanes = (TOTAL + 15) / 16 * 16;
    for (int i = begin; i < end; i++) {
        float *to = y + (ptrdiff_t)i * lanes;
        for (int cb = 0; cb < blocks; cb++)
            mk_unblock_channels(to + AT, x + ((ptrdiff_t)i * blocks + cb) * H * W * 16, H * W, C,
                                cb * 16);
        for (int k = TOTAL; AT + H * W * C == TOTAL && k < lanes; k++)
            to[k] = 0.0f;
    }
}

/* The same values in the order height, width, channel, of a map H x W x C as one of OH x OW x OC.
 * Its own inverse with the two shapes exchanged. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * ((OC + 15) / 16) * OH * OW * 16 */
void reshape_values(int H, int W, int C, int OH, int OW, int OC, int begin, int end,
                    const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++)
        mk_reshape(y + (ptrdiff_t)i * ((OC + 15) / 16) * OH * OW * 16,
                   x + (ptrdiff_t)i * ((C + 15) / 16) * H * W * 16, OH * OW, OC, H * W, C);
}

/* y = x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN */
void copy_values(int LEN, int begin, int end, const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)LEN;
    memcpy(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16,
           sizeof *y * 16 * (size_t)(end - begin));
}

/* Channels 0 ... C - 1 of x become channels AT ... AT + C - 1 of y, which has TOTAL. The part that
 * ends y also zeroes the lanes beyond. HW pixels; images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((TOTAL + 15) / 16) * HW * 16 */
void concat_copy(int HW, int C, int TOTAL, int AT, int begin, int end, const float *NETC_RESTRICT x,
                 float *NETC_RESTRICT y)
{
    for (int i = begin; i < end; i++) {
        const float *from = x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        float *to = y + (ptrdiff_t)i * ((TOTAL + 15) / 16) * HW * 16;
        for (int c = 0, run; c < C; c += run) {
            const int lane = c % 16, at = (AT + c) % 16, most = 16 - (at > lane ? at : lane);
            run = C - c < most ? C - c : most;
            mk_copy_lanes(to + (ptrdiff_t)((AT + c) / 16) * HW * 16,
                          from + (ptrdiff_t)(c / 16) * HW * 16, HW, at, lane, run);
        }
        if (AT + C == TOTAL && TOTAL % 16 != 0)
            mk_zero_lanes(to + (ptrdiff_t)(TOTAL / 16) * HW * 16, HW, TOTAL % 16);
    }
}

/* Channels AT ... AT + C - 1 of y, which has TOTAL, become channels 0 ... C - 1 of x: the adjoint
 * of concat_copy.
 * @range n
 * @size y n * ((TOTAL + 15) / 16) * HW * 16
 * @size x n * ((C + 15) / 16) * HW * 16 */
void concat_slice(int HW, int C, int TOTAL, int AT, int begin, int end,
                  const float *NETC_RESTRICT y, float *NETC_RESTRICT x)
{
    for (int i = begin; i < end; i++) {
        float *to = x + (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        const float *from = y + (ptrdiff_t)i * ((TOTAL + 15) / 16) * HW * 16;
        for (int c = 0, run; c < C; c += run) {
            const int lane = c % 16, at = (AT + c) % 16, most = 16 - (at > lane ? at : lane);
            run = C - c < most ? C - c : most;
            mk_copy_lanes(to + (ptrdiff_t)(c / 16) * HW * 16,
                          from + (ptrdiff_t)((AT + c) / 16) * HW * 16, HW, lane, at, run);
        }
        if (C % 16 != 0)
            mk_zero_lanes(to + (ptrdiff_t)(C / 16) * HW * 16, HW, C % 16);
    }
}
