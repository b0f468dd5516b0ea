/* LAMB: Adam's direction, of which each parameter takes a step in proportion to its own norm.
 * Source: Y. You et al., Large Batch Optimization for Deep Learning, 2019; the formulas are
 * Keras 3's. */
#include "kernels.h"

/* moment1 = BETA1 * moment1 + ONE_MINUS_BETA1 * grad; moment2 = BETA2 * moment2 + ONE_MINUS_BETA2 *
 * grad^2; direction = m / (sqrt(v) + EPSILON), m and v being the moments over 1 - beta1^step and 1
 * - beta2^step. CLIP > 0 limits each gradient element first.
 * @range COUNT / 16
 * @size grad COUNT
 * @size moment1 COUNT
 * @size moment2 COUNT
 * @size direction COUNT */
void lamb_direction(int COUNT, AdamRule s, int begin, int end, uint64_t step,
                    const float *NETC_RESTRICT grad, float *NETC_RESTRICT moment1,
                    float *NETC_RESTRICT moment2, float *NETC_RESTRICT direction)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double t = (double)step, left1 = 1.0 - pow(1.0 - (double)s.ONE_MINUS_BETA1, t),
                 left2 = 1.0 - pow(1.0 - (double)s.ONE_MINUS_BETA2, t);
    const mk_adam_rule by = {
        s.BETA1, s.ONE_MINUS_BETA1, s.BETA2, s.ONE_MINUS_BETA2, s.EPSILON, 0.0f, 0.0f, s.CLIP};
    (void)COUNT;
    mk_lamb_direction(direction + at, moment1 + at, moment2 + at, grad + at, (end - begin) * 16,
                      (float)(1.0 / left1), (float)(1.0 / left2), &by);
}

/* param *= 1 - rate * DECOUPLED; param -= rate * |param| / |direction| * direction, without the
 * norms where one of them is 0. param_norm: that of param before the decay.
 * @range COUNT / 16
 * @size param_norm 16
 * @size direction_norm 16
 * @size direction COUNT
 * @size param COUNT */
void lamb_update(int COUNT, float DECOUPLED, int begin, int end, float rate,
                 const float *NETC_RESTRICT param_norm, const float *NETC_RESTRICT direction_norm,
                 const float *NETC_RESTRICT direction, float *NETC_RESTRICT param)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    const double keep = 1.0 - (double)rate * (double)DECOUPLED,
                 norm = fabs(keep) * (double)param_norm[0], unit = (double)direction_norm[0];
    (void)COUNT;
    mk_step_along(param + at, direction + at, (end - begin) * 16, (float)keep,
                  (float)((double)rate * (norm > 0.0 && unit > 0.0 ? norm / unit : 1.0)));
}
