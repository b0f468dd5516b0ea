/* Zeros around a map, and the map cut out again. T and L are the rows above and the columns before,
 * B and R those after. A range is cut from the n * CB planes. */
#include "kernels.h"

/* y = x with T, B, L, R zeros around it: y[h + T][w + L] = x[h][w].
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * (H + T + B) * (W + L + R) * 16 */
void pad_forward(int CB, int H, int W, int T, int B, int L, int R, int begin, int end,
                 const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const ptrdiff_t wide = (ptrdiff_t)(L + W + R) * 16;
    const size_t before = sizeof *y * (size_t)L * 16, middle = sizeof *y * (size_t)W * 16,
                 after = sizeof *y * (size_t)R * 16;
    (void)CB;
    for (int r = begin; r < end; r++) {
        const float *from = x + (ptrdiff_t)r * H * W * 16;
        float *to = y + (ptrdiff_t)r * (T + H + B) * wide;
        memset(to, 0, sizeof *y * (size_t)T * (size_t)wide);
        to += T * wide;
        for (int h = 0; h < H; h++) {
            memset(to, 0, before);
            memcpy(to + (ptrdiff_t)L * 16, from + (ptrdiff_t)h * W * 16, middle);
            memset(to + (ptrdiff_t)(L + W) * 16, 0, after);
            to += wide;
        }
        memset(to, 0, sizeof *y * (size_t)B * (size_t)wide);
    }
}

/* The same with VALUE around x, in the C channels.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * ((C + 15) / 16) * (H + T + B) * (W + L + R) * 16 */
void pad_value(int C, int H, int W, int T, int B, int L, int R, float VALUE, int begin, int end,
               const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    const int wide = (L + W + R) * 16, blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const float *from = x + (ptrdiff_t)r * H * W * 16;
        float *to = y + (ptrdiff_t)r * (T + H + B) * wide, around[16];
        for (int l = 0; l < 16; l++)
            around[l] = r % blocks * 16 + l < C ? VALUE : 0.0f;
        mk_fill_channel(to, T * wide, around);
        to += (ptrdiff_t)T * wide;
        for (int h = 0; h < H; h++) {
            mk_fill_channel(to, L * 16, around);
            memcpy(to + (ptrdiff_t)L * 16, from + (ptrdiff_t)h * W * 16,
                   sizeof *y * (size_t)W * 16);
            mk_fill_channel(to + (ptrdiff_t)(L + W) * 16, R * 16, around);
            to += wide;
        }
        mk_fill_channel(to, B * wide, around);
    }
}

/* Rows T ... T + H - 1 and columns L ... L + W - 1 of y, a map of OH x OW, = x; the rest of y
 * stays.
 * @range n * CB
 * @size x n * CB * H * W * 16
 * @size y n * CB * OH * OW * 16 */
void place_map(int CB, int H, int W, int OH, int OW, int T, int L, int begin, int end,
               const float *NETC_RESTRICT x, float *NETC_RESTRICT y)
{
    (void)CB;
    for (int r = begin; r < end; r++)
        for (int h = 0; h < H; h++)
            memcpy(y + (((ptrdiff_t)r * OH + T + h) * OW + L) * 16,
                   x + ((ptrdiff_t)r * H + h) * W * 16, sizeof *y * (size_t)W * 16);
}

/* dx = dy without what pad_forward put around it.
 * @range n * CB
 * @size dy n * CB * (H + T + B) * (W + L + R) * 16
 * @size dx n * CB * H * W * 16 */
void pad_backward(int CB, int H, int W, int T, int B, int L, int R, int begin, int end,
                  const float *NETC_RESTRICT dy, float *NETC_RESTRICT dx)
{
    const ptrdiff_t wide = (ptrdiff_t)(L + W + R) * 16;
    (void)CB;
    for (int r = begin; r < end; r++)
        for (int h = 0; h < H; h++)
            memcpy(dx + ((ptrdiff_t)r * H + h) * W * 16,
                   dy + ((ptrdiff_t)r * (T + H + B) + T + h) * wide + (ptrdiff_t)L * 16,
                   sizeof *dx * (size_t)W * 16);
}
