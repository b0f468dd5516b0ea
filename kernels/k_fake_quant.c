/* Fake quantization, for training nets that will run by 8-bit integers: numbers become those
 * nearest of the 256 (weights: 255) that an integer and its scale stand for. Gradients pass as if
 * nothing had been rounded, but not beyond the ends. A value's range follows the least and the
 * largest number of each batch. Source: B. Jacob et al., Quantization and Training of Neural
 * Networks for Efficient Integer-Arithmetic-Only Inference, 2017, section 3. */
#include "kernels.h"

/* ends[0], ends[1] = the least and the largest of x, 0 among them; of count floats, a multiple of
 * 16 */
void mk_value_ends(float *ends, const float *x, int count)
{
    float low[16] = {0}, high[16] = {0};
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++) {
            low[l] = x[i + l] < low[l] ? x[i + l] : low[l];
            high[l] = x[i + l] > high[l] ? x[i + l] : high[l];
        }
    ends[0] = ends[1] = 0.0f;
    for (int l = 0; l < 16; l++) {
        ends[0] = low[l] < ends[0] ? low[l] : ends[0];
        ends[1] = high[l] > ends[1] ? high[l] : ends[1];
    }
}

/* used = scale and zero; scale 0 where the range is empty */
void mk_fake_quant_use(float *used, const float *range)
{
    const float scale = (range[1] - range[0]) / 255.0f;
    const int any = range[1] > range[0] && scale > 0.0f;
    float zero = any ? rintf(-128.0f - range[0] / scale) : 0.0f;
    zero = zero < -128.0f ? -128.0f : zero > 127.0f ? 127.0f : zero;
    used[0] = any ? scale : 0.0f;
    used[1] = zero;
}

/* range = (low, high) where it is empty, else `share` of the way there. A micro-kernel, so that JIT
 * and reference round alike. */
void mk_fake_quant_move(float *range, float low, float high, float share)
{
    if (range[1] > range[0]) {
        range[0] += share * (low - range[0]);
        range[1] += share * (high - range[1]);
    } else {
        range[0] = low;
        range[1] = high;
    }
}

/* y = the number nearest to x that an integer stands for */
void mk_fake_quant(float *y, const float *x, const float *used, int count)
{
    const float scale = used[0], zero = used[1];
    if (!(scale > 0.0f)) {
        memcpy(y, x, (size_t)count * sizeof *y);
        return;
    }
    for (int i = 0; i < count; i++) {
        const float q = rintf(x[i] / scale) + zero;
        y[i] = scale * ((q < -128.0f ? -128.0f : q > 127.0f ? 127.0f : q) - zero);
    }
}

/* dx = dy where x has its nearest integer among the 256, else 0 */
void mk_fake_quant_back(float *dx, const float *dy, const float *x, const float *used, int count)
{
    const float scale = used[0], zero = used[1];
    const int all = !(scale > 0.0f);
    for (int i = 0; i < count; i++) {
        const float q = rintf(x[i] / scale) + zero;
        dx[i] = all || (q >= -128.0f && q <= 127.0f) ? dy[i] : 0.0f;
    }
}

/* y = w, rounded to 1/127 of the largest of each of 16 channels; w is `outer` times, `step` floats
 * apart, `inner` rows of 16 */
void mk_fake_weights(float *y, const float *w, int outer, ptrdiff_t step, int inner)
{
    float most[16] = {0};
    for (int a = 0; a < outer; a++)
        for (int i = 0; i < inner * 16; i += 16)
            for (int l = 0; l < 16; l++) {
                const float v = fabsf(w[a * step + i + l]);
                most[l] = v > most[l] ? v : most[l];
            }
    for (int l = 0; l < 16; l++)
        most[l] = most[l] > 0.0f ? most[l] / 127.0f : 1.0f;
    for (int a = 0; a < outer; a++)
        for (int i = 0; i < inner * 16; i += 16)
            for (int l = 0; l < 16; l++)
                y[a * step + i + l] = most[l] * rintf(w[a * step + i + l] / most[l]);
}

/* part[i] = the ends of image i.
 * @range n
 * @size x n * LEN
 * @size part n * 16 */
void fake_quant_ends(int LEN, int begin, int end, const float *x, float *part)
{
    for (int i = begin; i < end; i++)
        mk_value_ends(part + (ptrdiff_t)i * 16, x + (ptrdiff_t)i * LEN, LEN);
}

/* range = the batch's ends where it is empty, else SHARE of the way there; used = what
 * fake_quant_forward goes by.
 * @size part n * 16
 * @size range 16
 * @size used 16 */
void fake_quant_move(float SHARE, int n, const float *part, float *range, float *used)
{
    float low = 0.0f, high = 0.0f;
    for (int i = 0; i < n; i++) {
        low = part[(ptrdiff_t)i * 16] < low ? part[(ptrdiff_t)i * 16] : low;
        high = part[(ptrdiff_t)i * 16 + 1] > high ? part[(ptrdiff_t)i * 16 + 1] : high;
    }
    mk_fake_quant_move(range, low, high, SHARE);
    mk_fake_quant_use(used, range);
}

/* used = what fake_quant_forward goes by, of 16 floats, where the range stays.
 * @size range LANES
 * @size used LANES */
void fake_quant_use(int LANES, const float *range, float *used)
{
    (void)LANES;
    mk_fake_quant_use(used, range);
}

/* y = x by 256 numbers.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size used 16
 * @size y n * LEN */
void fake_quant_forward(int LEN, int begin, int end, const float *NETC_RESTRICT x,
                        const float *NETC_RESTRICT used, float *NETC_RESTRICT y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_fake_quant(y + at, x + at, used, (end - begin) * 16);
}

/* dx = dy where x is not beyond the 256 numbers.
 * @range n * LEN / 16
 * @size dy n * LEN
 * @size x n * LEN
 * @size used 16
 * @size dx n * LEN
 * @inplace dx dy */
void fake_quant_backward(int LEN, int begin, int end, const float *dy, const float *x,
                         const float *used, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_fake_quant_back(dx + at, dy + at, x + at, used, (end - begin) * 16);
}

/* y = packed weights [OUTER][BLOCKS][INNER][16], by 255 numbers for each channel of the last two.
 * @range BLOCKS
 * @size w OUTER * BLOCKS * INNER * 16
 * @size y OUTER * BLOCKS * INNER * 16 */
void fake_quant_weights(int OUTER, int BLOCKS, int INNER, int begin, int end,
                        const float *NETC_RESTRICT w, float *NETC_RESTRICT y)
{
    const ptrdiff_t step = (ptrdiff_t)BLOCKS * INNER * 16;
    for (int b = begin; b < end; b++)
        mk_fake_weights(y + (ptrdiff_t)b * INNER * 16, w + (ptrdiff_t)b * INNER * 16, OUTER, step,
                        INNER);
}
