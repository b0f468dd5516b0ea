/* Optimizer steps: one pass over a packed parameter, its gradient and its moments; ranges in units
 * of 16 floats. The formulas are Keras 3's. CLIP > 0 limits each gradient element to [-CLIP, CLIP];
 * DECAY adds DECAY * param to the gradient. */
#include "kernels.h"

/* param -= rate * grad.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT */
void sgd_update(int COUNT, float DECAY, float CLIP, int begin, int end, float rate,
                const float *NETC_RESTRICT grad, float *NETC_RESTRICT param)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_sgd(param + at, grad + at, (end - begin) * 16, rate, DECAY, CLIP);
}

/* velocity = MOMENTUM * velocity - rate * grad; param += velocity, or with NESTEROV param +=
 * MOMENTUM * velocity - rate * grad.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size velocity COUNT */
void sgd_momentum_update(int COUNT, float MOMENTUM, int NESTEROV, float DECAY, float CLIP,
                         int begin, int end, float rate, const float *NETC_RESTRICT grad,
                         float *NETC_RESTRICT param, float *NETC_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_sgd_momentum(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM,
                    NESTEROV, DECAY, CLIP);
}

/* velocity = MOMENTUM * velocity + grad; param -= rate * velocity, or with NESTEROV param -= rate *
 * (grad + MOMENTUM * velocity): PyTorch's, in which a rate acts on the gradients before it, too.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size velocity COUNT */
void sgd_gradients_update(int COUNT, float MOMENTUM, int NESTEROV, float DECAY, float CLIP,
                          int begin, int end, float rate, const float *NETC_RESTRICT grad,
                          float *NETC_RESTRICT param, float *NETC_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_sgd_gradients(param + at, velocity + at, grad + at, (end - begin) * 16, rate, MOMENTUM,
                     NESTEROV, DECAY, CLIP);
}

/* param -= rate * DECOUPLED * param (adamw); moment1 = BETA1 * moment1 + ONE_MINUS_BETA1 * grad;
 * moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 * grad^2; param -= alpha * moment1 / (sqrt(moment2) +
 * EPSILON), alpha = rate * sqrt(1 - beta2^step) / (1 - beta1^step). Each share is given beside what
 * it leaves: a float of the one may not hold the other.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size moment1 COUNT
 * @size moment2 COUNT */
void adam_update(int COUNT, AdamRule s, int begin, int end, uint64_t step, float rate,
                 const float *NETC_RESTRICT grad, float *NETC_RESTRICT param,
                 float *NETC_RESTRICT moment1, float *NETC_RESTRICT moment2)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)s.ONE_MINUS_BETA1, t);
    const double left2 = 1.0 - pow(1.0 - (double)s.ONE_MINUS_BETA2, t);
    const mk_adam_rule by = {s.BETA1, s.ONE_MINUS_BETA1,  s.BETA2, s.ONE_MINUS_BETA2, s.EPSILON,
                             s.DECAY, rate * s.DECOUPLED, s.CLIP};
    (void)COUNT;
    mk_adam(param + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
            (float)((double)rate * sqrt(left2) / left1), &by);
}

/* square = RHO * square + ONE_MINUS_RHO * grad^2; param -= rate * grad / sqrt(square + EPSILON).
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size square COUNT */
void rmsprop_update(int COUNT, float RHO, float ONE_MINUS_RHO, float EPSILON, float DECAY,
                    float CLIP, int begin, int end, float rate, const float *NETC_RESTRICT grad,
                    float *NETC_RESTRICT param, float *NETC_RESTRICT square)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const mk_rmsprop_rule by = {RHO, ONE_MINUS_RHO, 0.0f, EPSILON, DECAY, CLIP};
    (void)COUNT;
    mk_rmsprop(param + at, square + at, grad + at, (end - begin) * 16, rate, &by);
}

/* square as in rmsprop_update; velocity = MOMENTUM * velocity + rate * grad / sqrt(square +
 * EPSILON); param -= velocity.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size square COUNT
 * @size velocity COUNT */
void rmsprop_momentum_update(int COUNT, float RHO, float ONE_MINUS_RHO, float MOMENTUM,
                             float EPSILON, float DECAY, float CLIP, int begin, int end, float rate,
                             const float *NETC_RESTRICT grad, float *NETC_RESTRICT param,
                             float *NETC_RESTRICT square, float *NETC_RESTRICT velocity)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    const mk_rmsprop_rule by = {RHO, ONE_MINUS_RHO, MOMENTUM, EPSILON, DECAY, CLIP};
    (void)COUNT;
    mk_rmsprop_momentum(param + at, square + at, velocity + at, grad + at, (end - begin) * 16, rate,
                        &by);
}

/* sum += n * grad: grad is the mean over n images, so that sum / (all images) is the mean over all.
 * @range COUNT / 16
 * @size grad COUNT
 * @size sum COUNT */
void gradient_add(int COUNT, int n, int begin, int end, const float *NETC_RESTRICT grad,
                  float *NETC_RESTRICT sum)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_gradient_add(sum + at, grad + at, (end - begin) * 16, (float)n);
}

/* grad += part: of a parameter that several layers use, what one more of them adds.
 * @range COUNT / 16
 * @size part COUNT
 * @size grad COUNT */
void gradient_join(int COUNT, int begin, int end, const float *NETC_RESTRICT part,
                   float *NETC_RESTRICT grad)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_gradient_add(grad + at, part + at, (end - begin) * 16, 1.0f);
}

/* grad = sum / n, n all the images that sum has seen; sum = 0.
 * @range COUNT / 16
 * @size sum COUNT
 * @size grad COUNT */
void gradient_mean(int COUNT, int n, int begin, int end, float *NETC_RESTRICT sum,
                   float *NETC_RESTRICT grad)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    mk_gradient_mean(grad + at, sum + at, (end - begin) * 16, (float)n);
}

/* Where the range holds a number that no step may take (mk_gradient_fits), found[(FIRST + range) *
 * 16] = ORDER, else 0. Gradients are numbered from 1 in the order in which they are made, and each
 * has PARTS slots of its own, so they may be looked at in any order.
 * @range COUNT / 16
 * @ranges PARTS
 * @apart found
 * @size grad COUNT
 * @size found (FIRST + PARTS) * 16 */
void gradient_check(int COUNT, int PARTS, int FIRST, int ORDER, int begin, int end, int range,
                    const float *NETC_RESTRICT grad, float *NETC_RESTRICT found)
{
    const int fits = mk_gradient_fits(grad + (ptrdiff_t)begin * 16, (end - begin) * 16);
    (void)COUNT;
    (void)PARTS;
    found[(FIRST + range) * 16] = fits ? 0.0f : (float)ORDER;
}

/* loss[1] = the number of the first gradient that was found unfit, 0: none.
 * @size found SLOTS * 16
 * @size loss 2 */
void gradient_check_end(int SLOTS, const float *NETC_RESTRICT found, float *NETC_RESTRICT loss)
{
    float first = 0.0f;
    for (int i = 0; i < SLOTS; i++)
        if (found[i * 16] > 0.0f && (first == 0.0f || found[i * 16] < first))
            first = found[i * 16];
    loss[1] = first;
}

/* partial[0] = 2^-32 times the sum of grad^2 over the range: squares of up to 2^120 then add up
 * within a float.
 * @range COUNT / 16
 * @ranges PARTS
 * @size grad COUNT
 * @partial partial 16 */
void gradient_squares(int COUNT, int PARTS, int begin, int end, const float *NETC_RESTRICT grad,
                      float *NETC_RESTRICT partial)
{
    const double share = 1.0 / 4294967296.0;
    (void)COUNT;
    (void)PARTS;
    partial[0] = (float)(share * mk_square_sum(grad + (ptrdiff_t)begin * 16, (end - begin) * 16));
}

/* total[0] = sum of the ranges' partial[0], plus, unless FIRST, what total[0] was.
 * @size partial PARTS * 16
 * @size total 16 */
void gradient_total(int PARTS, int FIRST, const float *NETC_RESTRICT partial,
                    float *NETC_RESTRICT total)
{
    double sum = FIRST ? 0.0 : (double)total[0];
    for (int i = 0; i < PARTS; i++)
        sum += (double)partial[i * 16];
    total[0] = (float)sum;
}

/* factor[0] = LIMIT / norm where the norm, sqrt(2^32 * total[0]), is above LIMIT, else 1.
 * @size total 16
 * @size factor 16 */
void gradient_factor(float LIMIT, const float *NETC_RESTRICT total, float *NETC_RESTRICT factor)
{
    const double norm = 65536.0 * sqrt((double)total[0]);
    factor[0] = norm > (double)LIMIT ? (float)((double)LIMIT / norm) : 1.0f;
}

/* grad *= factor[0].
 * @range COUNT / 16
 * @size factor 16
 * @size grad COUNT */
void gradient_scale(int COUNT, int begin, int end, const float *NETC_RESTRICT factor,
                    float *NETC_RESTRICT grad)
{
    (void)COUNT;
    if (factor[0] < 1.0f)
        mk_gradient_scale(grad + (ptrdiff_t)begin * 16, (end - begin) * 16, factor[0]);
}

/* partial[0] = the norm of the range.
 * @range COUNT / 16
 * @ranges PARTS
 * @size x COUNT
 * @partial partial 16 */
void vector_norms(int COUNT, int PARTS, int begin, int end, const float *NETC_RESTRICT x,
                  float *NETC_RESTRICT partial)
{
    (void)COUNT;
    (void)PARTS;
    partial[0] = (float)sqrt(mk_square_sum(x + (ptrdiff_t)begin * 16, (end - begin) * 16));
}

/* norm[0] = that of all ranges.
 * @size partial PARTS * 16
 * @size norm 16 */
void vector_norm(int PARTS, const float *NETC_RESTRICT partial, float *NETC_RESTRICT norm)
{
    double sum = 0.0;
    for (int i = 0; i < PARTS; i++)
        sum += (double)partial[i * 16] * (double)partial[i * 16];
    norm[0] = (float)sqrt(sum);
}

/* Every EVERY steps slow += SHARE * (param - slow) and param = slow; between these nothing.
 * @range COUNT / 16
 * @size param COUNT
 * @size slow COUNT */
void lookahead_update(int COUNT, int EVERY, float SHARE, int begin, int end, uint64_t step,
                      float *NETC_RESTRICT param, float *NETC_RESTRICT slow)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    const size_t bytes = sizeof *param * (size_t)(end - begin) * 16;
    (void)COUNT;
    if (step % (uint64_t)EVERY)
        return;
    mk_average(slow + at, param + at, (end - begin) * 16, SHARE);
    memcpy(param + at, slow + at, bytes);
}

/* average += (param - average) * ONE_MINUS_KEEP; at the first step average = param (Keras'
 * use_ema).
 * @range COUNT / 16
 * @size param COUNT
 * @size average COUNT */
void average_update(int COUNT, float ONE_MINUS_KEEP, int begin, int end, uint64_t step,
                    const float *NETC_RESTRICT param, float *NETC_RESTRICT average)
{
    ptrdiff_t at = (ptrdiff_t)begin * 16;
    (void)COUNT;
    if (step <= 1)
        memcpy(average + at, param + at, sizeof *param * (size_t)(end - begin) * 16);
    else
        mk_average(average + at, param + at, (end - begin) * 16, ONE_MINUS_KEEP);
}
