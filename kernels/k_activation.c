/* Activations, element by element, with their derivatives: from the output where it tells enough
 * (the input need not be kept then), else from the input. LEN floats an image; ranges are cut in
 * units of 16 floats. */
#include "kernels.h"

/* y = max(x, 0), and min(that, MAX) when MAX > 0.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_relu(ROW, ROW, COUNT, MAX) */
void relu_forward(int LEN, float MAX, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_relu(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, MAX);
}

/* dx = dy where y > 0 (and y < MAX when MAX > 0), else 0.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_relu_back(ROW, ROW, y + AT, COUNT, MAX)
 * @rowargs y */
void relu_backward(int LEN, float MAX, int begin, int end, const float *y, const float *dy,
                   float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_relu_back(dx + at, dy + at, y + at, (end - begin) * 16, MAX);
}

/* y = x where x > 0, else SLOPE * x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_leaky(ROW, ROW, COUNT, SLOPE) */
void leaky_forward(int LEN, float SLOPE, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_leaky(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, SLOPE);
}

/* dx = dy where y > 0, else SLOPE * dy; SLOPE >= 0.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_leaky_back(ROW, ROW, y + AT, COUNT, SLOPE)
 * @rowargs y */
void leaky_backward(int LEN, float SLOPE, int begin, int end, const float *y, const float *dy,
                    float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_leaky_back(dx + at, dy + at, y + at, (end - begin) * 16, SLOPE);
}

/* y = x where x > 0, else ALPHA * (exp(x) - 1).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_elu(ROW, ROW, COUNT, ALPHA) */
void elu_forward(int LEN, float ALPHA, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_elu(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16, ALPHA);
}

/* dx = dy where y > 0, else (y + ALPHA) * dy; ALPHA >= 0.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_elu_back(ROW, ROW, y + AT, COUNT, ALPHA)
 * @rowargs y */
void elu_backward(int LEN, float ALPHA, int begin, int end, const float *y, const float *dy,
                  float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_elu_back(dx + at, dy + at, y + at, (end - begin) * 16, ALPHA);
}

/* y = x * Phi(x) = x * (1 + erf(x / sqrt 2)) / 2.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_gelu(ROW, ROW, COUNT) */
void gelu_forward(int LEN, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_gelu(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* dx = dy * (Phi(x) + x * phi(x)).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_gelu_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void gelu_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_gelu_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_gelu_tanh(ROW, ROW, COUNT) */
void gelu_tanh_forward(int LEN, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_gelu_tanh(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* dx = dy times the slope of that at x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_gelu_tanh_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void gelu_tanh_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_gelu_tanh_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = x * sigmoid(x).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_silu(ROW, ROW, COUNT) */
void silu_forward(int LEN, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_silu(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* dx = dy * s * (1 + x * (1 - s)), s = sigmoid(x).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_silu_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void silu_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_silu_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = x * min(max(x + 3, 0), 6) / 6.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_hardswish(ROW, ROW, COUNT) */
void hardswish_forward(int LEN, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_hardswish(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* dx = dy * (0 below -3, 1 above 3, (2x + 3) / 6 between).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_hardswish_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void hardswish_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_hardswish_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = tanh(x).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_tanh(ROW, ROW, COUNT) */
void tanh_forward(int LEN, int begin, int end, const float *x, float *y)
{
    (void)LEN;
    mk_tanh(y + (ptrdiff_t)begin * 16, x + (ptrdiff_t)begin * 16, (end - begin) * 16);
}

/* dx = dy * (1 - y * y).
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_tanh_back(ROW, ROW, y + AT, COUNT)
 * @rowargs y */
void tanh_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_tanh_back(dx + at, dy + at, y + at, (end - begin) * 16);
}

/* y = 1 / (1 + exp(-x)) in the C channels; lanes beyond stay 0. A range is cut from the planes.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_sigmoid(ROW, ROW, COUNT, C - (CH)) */
void sigmoid_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++)
        mk_sigmoid(y + (ptrdiff_t)r * HW * 16, x + (ptrdiff_t)r * HW * 16, HW * 16,
                   C - r % blocks * 16);
}

/* dx = dy * y * (1 - y).
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_sigmoid_back(ROW, ROW, y + AT, COUNT)
 * @rowargs y */
void sigmoid_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx)
{
    (void)LEN;
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    mk_sigmoid_back(dx + at, dy + at, y + at, (end - begin) * 16);
}

/* Softmax over the channels of each pixel, shifted by their maximum. Images begin ... end - 1.
 * @range n
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x */
void softmax_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_softmax(y + at, x + at, C, HW);
    }
}

/* dx = y * (dy - sum over channels of dy * y). Images begin ... end - 1.
 * @range n
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy */
void softmax_backward(int C, int HW, int begin, int end, const float *y, const float *dy, float *dx)
{
    for (int i = begin; i < end; i++) {
        ptrdiff_t at = (ptrdiff_t)i * ((C + 15) / 16) * HW * 16;
        mk_softmax_back(dx + at, dy + at, y + at, C, HW);
    }
}
