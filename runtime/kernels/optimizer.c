/* Optimizer steps: one pass over a packed parameter, its gradient and its moments; ranges in units of 16 floats. The formulas are
 * Keras 3's. CLIP > 0 limits each gradient element to [-CLIP, CLIP]; DECAY adds DECAY * param to the gradient. */
#include "kernels_misc.h"

/* param -= rate * grad.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT */
void sgd_update(int COUNT, float DECAY, float CLIP, int begin, int end, float rate, const float *NETC_RESTRICT grad,
                float *NETC_RESTRICT param)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_sgd(param + at, grad + at, (end - begin) * 16, rate, DECAY, CLIP);
}

/* velocity = MOMENTUM * velocity - rate * grad; param += velocity, or with NESTEROV param += MOMENTUM * velocity - rate * grad.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size velocity COUNT */
void sgd_momentum_update(int COUNT, float MOMENTUM, int NESTEROV, float DECAY, float CLIP, int begin, int end, float rate,
                         const float *NETC_RESTRICT grad, float *NETC_RESTRICT param, float *NETC_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM, NESTEROV, DECAY, CLIP);
}

/* param -= rate * DECOUPLED * param (adamw); moment1 += (grad - moment1) * (1 - beta1);
 * moment2 += (grad^2 - moment2) * (1 - beta2); param -= alpha * moment1 / (sqrt(moment2) + EPSILON),
 * alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). The constants are 1 - beta, which floats hold better than beta.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size moment1 COUNT
 * @size moment2 COUNT */
void adam_update(int COUNT, float ONE_MINUS_BETA1, float ONE_MINUS_BETA2, float EPSILON, float DECAY, float DECOUPLED,
                 float CLIP, int begin, int end, uint64_t step, float rate, const float *NETC_RESTRICT grad,
                 float *NETC_RESTRICT param, float *NETC_RESTRICT moment1, float *NETC_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)ONE_MINUS_BETA2, t);
    (void)COUNT;
    mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16, (float)((double)rate * sqrt(left2) / left1),
            ONE_MINUS_BETA1, ONE_MINUS_BETA2, EPSILON, DECAY, rate * DECOUPLED, CLIP);
}

/* square = RHO * square + (1 - RHO) * grad^2; param -= rate * grad / sqrt(square + EPSILON).
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size square COUNT */
void rmsprop_update(int COUNT, float RHO, float EPSILON, float DECAY, float CLIP, int begin, int end, float rate,
                    const float *NETC_RESTRICT grad, float *NETC_RESTRICT param, float *NETC_RESTRICT square)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_rmsprop(param + at, square + at, grad + at, (end - begin) * 16, rate, RHO, EPSILON, DECAY, CLIP);
}

/* square as in rmsprop_update; velocity = MOMENTUM * velocity + rate * grad / sqrt(square + EPSILON); param -= velocity.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size square COUNT
 * @size velocity COUNT */
void rmsprop_momentum_update(int COUNT, float RHO, float MOMENTUM, float EPSILON, float DECAY, float CLIP,
                             int begin, int end, float rate, const float *NETC_RESTRICT grad, float *NETC_RESTRICT param,
                             float *NETC_RESTRICT square, float *NETC_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_rmsprop_momentum(param + at, square + at, velocity + at, grad + at, (end - begin) * 16, rate, RHO, MOMENTUM,
                        EPSILON, DECAY, CLIP);
}
