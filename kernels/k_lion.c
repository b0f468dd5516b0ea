/* Lion: steps of one size, in the direction of the sign of a mean of the gradient and its running
 * mean. Source: X. Chen et al., Symbolic Discovery of Optimization Algorithms, 2023; the formulas
 * are Keras 3's. */
#include "kernels.h"

/* param -= rate * DECOUPLED * param; param -= rate * sign(BETA1 * moment + ONE_MINUS_BETA1 * grad);
 * moment = BETA2 * moment + ONE_MINUS_BETA2 * grad. Each share is given beside what it leaves: a
 * float of the one may not hold the other. CLIP > 0 limits each gradient element first.
 * @range COUNT / 16
 * @size grad COUNT
 * @size param COUNT
 * @size moment COUNT */
void lion_update(int COUNT, LionRule s, int begin, int end, float rate,
                 const float *NETC_RESTRICT grad, float *NETC_RESTRICT param,
                 float *NETC_RESTRICT moment)
{
    const ptrdiff_t at = (ptrdiff_t)begin * 16;
    const mk_lion_rule by = {s.BETA1,           s.ONE_MINUS_BETA1,  s.BETA2,
                             s.ONE_MINUS_BETA2, rate * s.DECOUPLED, s.CLIP};
    (void)COUNT;
    mk_lion(param + at, moment + at, grad + at, (end - begin) * 16, rate, &by);
}
