/* Softmax along height or width, and the logarithm of softmax along any axis. Along the channels a
 * range is cut from the images, else from the planes. */
#include "kernels.h"

/* y = softmax along height (HIGH 1) or width (HIGH 0), with LOGS 1 its logarithm.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * H * W * 16
 * @size y n * ((C + 15) / 16) * H * W * 16
 * @inplace y x */
void softmax_lines(int C, int H, int W, int HIGH, int LOGS, int begin, int end, const float *x,
                   float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++)
        for (int i = 0; i < (HIGH ? W : H); i++) {
            const ptrdiff_t at = ((ptrdiff_t)r * H * W + (ptrdiff_t)i * (HIGH ? 1 : W)) * 16;
            mk_softmax_line(y + at, x + at, HIGH ? H : W, HIGH ? W * 16 : 16, C - r % blocks * 16,
                            LOGS);
        }
}

/* dx = y * (dy - sum of dy * y) along that axis, with LOGS 1 dy - exp(y) * sum of dy.
 * @range n * ((C + 15) / 16)
 * @size y n * ((C + 15) / 16) * H * W * 16
 * @size dy n * ((C + 15) / 16) * H * W * 16
 * @size dx n * ((C + 15) / 16) * H * W * 16
 * @inplace dx dy */
void softmax_lines_backward(int C, int H, int W, int HIGH, int LOGS, int begin, int end,
                            const float *y, const float *dy, float *dx)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++)
        for (int i = 0; i < (HIGH ? W : H); i++) {
            const ptrdiff_t at = ((ptrdiff_t)r * H * W + (ptrdiff_t)i * (HIGH ? 1 : W)) * 16;
            mk_softmax_line_back(dx + at, dy + at, y + at, HIGH ? H : W, HIGH ? W * 16 : 16,
                                 C - r % blocks * 16, LOGS);
        }
}

/* y = logarithm of softmax over the channels of each pixel. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x */
void log_softmax_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_log_softmax(y + at, x + at, C, HW);
    }
}

/* dx = dy - exp(y) * sum over channels of dy. Images begin ... end - 1.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy */
void log_softmax_backward(int C, int HW, int begin, int end, const float *y, const float *dy,
                          float *dx)
{
    for (int i = begin; i < end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_log_softmax_back(dx + at, dy + at, y + at, C, HW);
    }
}
