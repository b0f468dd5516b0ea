/* Further functions of one number, element by element, with their derivatives: from the output
 * where it tells enough (the input need not be kept then), else from the input. Those whose value
 * at 0 is not 0 work on the C channels of HW pixels and leave the lanes beyond 0; their ranges are
 * cut from the planes. The others take LEN floats an image, cut in units of 16. */
#include "kernels.h"

/* y = A * x + B.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_linear(ROW, ROW, COUNT, C - (CH), A, B) */
void linear_forward(int C, int HW, float A, float B, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_linear(y + at, x + at, HW * 16, C - r % blocks * 16, A, B);
    }
}

/* y = min(max(x, LOW), HIGH).
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_clip(ROW, ROW, COUNT, C - (CH), LOW, HIGH) */
void clip_forward(int C, int HW, float LOW, float HIGH, int begin, int end, const float *x,
                  float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_clip(y + at, x + at, HW * 16, C - r % blocks * 16, LOW, HIGH);
    }
}

/* dx = dy where LOW <= x <= HIGH, else 0.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_clip_back(ROW, ROW, x + AT, COUNT, LOW, HIGH)
 * @rowargs x */
void clip_backward(int LEN, float LOW, float HIGH, int begin, int end, const float *x,
                   const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_clip_back(dx + at, dy + at, x + at, (end - begin) * 16, LOW, HIGH);
}

/* y = min(max(SLOPE * x + SHIFT, 0), 1).
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_hardsigmoid(ROW, ROW, COUNT, C - (CH), SLOPE, SHIFT) */
void hardsigmoid_forward(int C, int HW, float SLOPE, float SHIFT, int begin, int end,
                         const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_hardsigmoid(y + at, x + at, HW * 16, C - r % blocks * 16, SLOPE, SHIFT);
    }
}

/* dx = SLOPE * dy where 0 < y < 1, else 0.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_hardsigmoid_back(ROW, ROW, y + AT, COUNT, SLOPE)
 * @rowargs y */
void hardsigmoid_backward(int LEN, float SLOPE, int begin, int end, const float *y, const float *dy,
                          float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_hardsigmoid_back(dx + at, dy + at, y + at, (end - begin) * 16, SLOPE);
}

/* y = log(1 + exp(BETA * x)) / BETA.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_softplus(ROW, ROW, COUNT, C - (CH), BETA) */
void softplus_forward(int C, int HW, float BETA, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_softplus(y + at, x + at, HW * 16, C - r % blocks * 16, BETA);
    }
}

/* dx = dy * (1 - exp(-BETA * y)).
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_softplus_back(ROW, ROW, y + AT, COUNT, BETA)
 * @rowargs y */
void softplus_backward(int LEN, float BETA, int begin, int end, const float *y, const float *dy,
                       float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_softplus_back(dx + at, dy + at, y + at, (end - begin) * 16, BETA);
}

/* y = x / (1 + |x|).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_softsign(ROW, ROW, COUNT) */
void softsign_forward(int LEN, int begin, int end, const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_softsign(y + at, x + at, (end - begin) * 16);
}

/* dx = dy * (1 - |y|)^2.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_softsign_back(ROW, ROW, y + AT, COUNT)
 * @rowargs y */
void softsign_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_softsign_back(dx + at, dy + at, y + at, (end - begin) * 16);
}

/* y = x * tanh(log(1 + exp(x))).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_mish(ROW, ROW, COUNT) */
void mish_forward(int LEN, int begin, int end, const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_mish(y + at, x + at, (end - begin) * 16);
}

/* dx = dy times the slope of that at x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_mish_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void mish_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_mish_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = x / (1 + exp(-BETA * x)).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_swish(ROW, ROW, COUNT, BETA) */
void swish_forward(int LEN, float BETA, int begin, int end, const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_swish(y + at, x + at, (end - begin) * 16, BETA);
}

/* dx = dy * s * (1 + BETA * x * (1 - s)), s = 1 / (1 + exp(-BETA * x)).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_swish_back(ROW, ROW, x + AT, COUNT, BETA)
 * @rowargs x */
void swish_backward(int LEN, float BETA, int begin, int end, const float *x, const float *dy,
                    float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_swish_back(dx + at, dy + at, x + at, (end - begin) * 16, BETA);
}

/* y = SCALE * x where x > 0, else ALPHA * (exp(RATE * x) - 1).
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_scaled_elu(ROW, ROW, COUNT, SCALE, ALPHA, RATE) */
void scaled_elu_forward(int LEN, float SCALE, float ALPHA, float RATE, int begin, int end,
                        const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_scaled_elu(y + at, x + at, (end - begin) * 16, SCALE, ALPHA, RATE);
}

/* dx = SCALE * dy where y > 0, else (y + ALPHA) * RATE * dy; all three above 0.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_scaled_elu_back(ROW, ROW, y + AT, COUNT, SCALE, ALPHA, RATE)
 * @rowargs y */
void scaled_elu_backward(int LEN, float SCALE, float ALPHA, float RATE, int begin, int end,
                         const float *y, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_scaled_elu_back(dx + at, dy + at, y + at, (end - begin) * 16, SCALE, ALPHA, RATE);
}

/* y = exp(x).
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_exponential(ROW, ROW, COUNT, C - (CH)) */
void exp_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_exponential(y + at, x + at, HW * 16, C - r % blocks * 16);
    }
}

/* dx = dy * y.
 * @range n * LEN / 16
 * @size y n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_mul(ROW, ROW, y + AT, COUNT)
 * @rowargs y */
void exp_backward(int LEN, int begin, int end, const float *y, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_mul(dx + at, dy + at, y + at, (end - begin) * 16);
}

/* y = log x.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_log(ROW, ROW, COUNT, C - (CH)) */
void log_forward(int C, int HW, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_log(y + at, x + at, HW * 16, C - r % blocks * 16);
    }
}

/* dx = dy / x.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy
 * @row mk_div(ROW, ROW, x + AT, COUNT, C - (CH))
 * @rowargs x */
void log_backward(int C, int HW, int begin, int end, const float *x, const float *dy, float *dx)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_div(dx + at, dy + at, x + at, HW * 16, C - r % blocks * 16);
    }
}

/* y = root of x.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_sqrt(ROW, ROW, COUNT) */
void sqrt_forward(int LEN, int begin, int end, const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_sqrt(y + at, x + at, (end - begin) * 16);
}

/* dx = dy / (2 * y).
 * @range n * ((C + 15) / 16)
 * @size y n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy
 * @row mk_sqrt_back(ROW, ROW, y + AT, COUNT, C - (CH))
 * @rowargs y */
void sqrt_backward(int C, int HW, int begin, int end, const float *y, const float *dy, float *dx)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_sqrt_back(dx + at, dy + at, y + at, HW * 16, C - r % blocks * 16);
    }
}

/* y = |x|.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size y n * LEN
 * @inplace y x
 * @row mk_abs(ROW, ROW, COUNT) */
void abs_forward(int LEN, int begin, int end, const float *x, float *y)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_abs(y + at, x + at, (end - begin) * 16);
}

/* dx = dy times the sign of x, 0 at 0.
 * @range n * LEN / 16
 * @size x n * LEN
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_abs_back(ROW, ROW, x + AT, COUNT)
 * @rowargs x */
void abs_backward(int LEN, int begin, int end, const float *x, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_abs_back(dx + at, dy + at, x + at, (end - begin) * 16);
}

/* y = x^P.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size y n * ((C + 15) / 16) * HW * 16
 * @inplace y x
 * @row mk_power(ROW, ROW, COUNT, C - (CH), P) */
void power_forward(int C, int HW, float P, int begin, int end, const float *x, float *y)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_power(y + at, x + at, HW * 16, C - r % blocks * 16, P);
    }
}

/* dx = dy * P * x^(P - 1), 0 where P is 0.
 * @range n * ((C + 15) / 16)
 * @size x n * ((C + 15) / 16) * HW * 16
 * @size dy n * ((C + 15) / 16) * HW * 16
 * @size dx n * ((C + 15) / 16) * HW * 16
 * @inplace dx dy
 * @row mk_power_back(ROW, ROW, x + AT, COUNT, C - (CH), P)
 * @rowargs x */
void power_backward(int C, int HW, float P, int begin, int end, const float *x, const float *dy,
                    float *dx)
{
    const int blocks = (C + 15) / 16;
    for (int r = begin; r < end; r++) {
        const ptrdiff_t at = (ptrdiff_t)r * HW * 16;
        mk_power_back(dx + at, dy + at, x + at, HW * 16, C - r % blocks * 16, P);
    }
}

/* dx = A * dy.
 * @range n * LEN / 16
 * @size dy n * LEN
 * @size dx n * LEN
 * @inplace dx dy
 * @row mk_times(ROW, ROW, COUNT, A) */
void linear_backward(int LEN, float A, int begin, int end, const float *dy, float *dx)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)LEN;
    mk_times(dx + at, dy + at, (end - begin) * 16, A);
}
