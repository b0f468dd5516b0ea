/* Optimizer steps, one pass over `count` floats (a multiple of 8) of weights w, gradient g and
 * moments. Keras 3's formulas. First g is limited to [-clip, clip] when clip > 0 (Keras'
 * clipvalue), then decay * w is added to it (the gradient of decay / 2 * w^2). Padding lanes are 0
 * and stay so. */
#include "micro.h"

/* g, limited and with the decay term: what every step begins with; one vector. Written as a
 * function of pointers, since a vector cannot be passed by value between builds for different
 * processors. */
void mk_gradient(float *to, const float *g, const float *w, float decay, float clip)
{
    v8 a = v8_load(g);
    if (clip > 0.0f) {
        v8 high = v8_set1(clip), low = v8_set1(-clip);
        a = v8_select(a, high, high, a); /* a NaN stays one */
        a = v8_select(low, a, low, a);
    }
    v8_store(to, v8_fma(v8_set1(decay), v8_load(w), a));
}

/* w -= rate * g */
void mk_sgd(float *w, const float *g, int count, float rate, float decay, float clip)
{
    v8 r = v8_set1(-rate);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8_store(w + i, v8_fma(r, v8_load(t), v8_load(w + i)));
    }
}

/* m = momentum * m - rate * g; w += m, or with nesterov w += momentum * m - rate * g */
void mk_sgd_momentum(float *w, float *m, const float *g, int count, float rate, float momentum,
                     int nesterov, float decay, float clip)
{
    v8 r = v8_set1(-rate), mu = v8_set1(momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8 step = v8_mul(r, v8_load(t)), v = v8_fma(mu, v8_load(m + i), step);
        v8_store(m + i, v);
        if (nesterov)
            v = v8_fma(mu, v, step);
        v8_store(w + i, v8_add(v8_load(w + i), v));
    }
}

/* m = momentum * m + g; w -= rate * m, or with nesterov w -= rate * (g + momentum * m) */
void mk_sgd_gradients(float *w, float *m, const float *g, int count, float rate, float momentum,
                      int nesterov, float decay, float clip)
{
    v8 r = v8_set1(-rate), mu = v8_set1(momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8 gi = v8_load(t), v = v8_fma(mu, v8_load(m + i), gi);
        v8_store(m + i, v);
        if (nesterov)
            v = v8_fma(mu, v, gi);
        v8_store(w + i, v8_fma(r, v, v8_load(w + i)));
    }
}

/* v = momentum * v + g; d = v, or with nesterov g + momentum * v: what Muon makes orthogonal. */
void mk_muon_direction(float *d, float *v, const float *g, int count, float momentum, int nesterov,
                       float clip)
{
    v8 mu = v8_set1(momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, g + i, 0.0f, clip);
        v8 gi = v8_load(t), vi = v8_fma(mu, v8_load(v + i), gi);
        v8_store(v + i, vi);
        v8_store(d + i, nesterov ? v8_fma(mu, vi, gi) : vi);
    }
}

/* x *= by */
void mk_muon_scale(float *x, int count, float by)
{
    for (int i = 0; i < count; i += 8)
        v8_store(x + i, v8_mul(v8_load(x + i), v8_set1(by)));
}

/* w = keep * w - step * d */
void mk_step_along(float *w, const float *d, int count, float keep, float step)
{
    for (int i = 0; i < count; i += 8)
        v8_store(w + i,
                 v8_fma(v8_set1(-step), v8_load(d + i), v8_mul(v8_set1(keep), v8_load(w + i))));
}

/* y = c * y + b * x, any count */
void mk_muon_sum(float *y, const float *x, int count, float b, float c)
{
    v8 vb = v8_set1(b), vc = v8_set1(c);
    int i = 0;
    for (; i + 8 <= count; i += 8)
        v8_store(y + i, v8_fma(vc, v8_load(y + i), v8_mul(vb, v8_load(x + i))));
    if (i < count) {
        float s[8] = {0}, t[8] = {0};
        memcpy(s, x + i, sizeof *x * (size_t)(count - i));
        memcpy(t, y + i, sizeof *y * (size_t)(count - i));
        v8_store(t, v8_fma(vc, v8_load(t), v8_mul(vb, v8_load(s))));
        memcpy(y + i, t, sizeof *y * (size_t)(count - i));
    }
}

/* w -= shrink * w (decoupled decay); m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) *
 * g^2; w -= alpha * m / (sqrt(v) + epsilon), alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t). Each
 * share is given beside what it leaves, since a float of the one may not hold the other. (v + (g^2
 * - v) * (1 - beta2) would lose a small g after a large one.) */
void mk_adam(float *w, float *m, float *v, const float *g, int count, float alpha,
             const mk_adam_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    v8 a = v8_set1(alpha), rest1 = v8_set1(by->one_minus_beta1),
       rest2 = v8_set1(by->one_minus_beta2), eps = v8_set1(by->epsilon);
    v8 keep1 = v8_set1(by->beta1), keep2 = v8_set1(by->beta2), less = v8_set1(-by->shrink);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8 d = v8_load(t), mi = v8_load(m + i), vi = v8_load(v + i), wi = v8_load(w + i);
        mi = v8_fma(d, rest1, v8_mul(keep1, mi));
        vi = v8_fma(v8_mul(d, d), rest2, v8_mul(keep2, vi));
        wi = v8_fma(less, wi, wi);
        v8_store(m + i, mi);
        v8_store(v + i, vi);
        v8_store(w + i, v8_sub(wi, v8_div(v8_mul(mi, a), v8_add(v8_sqrt(vi), eps))));
    }
}

/* m and v as in mk_adam; d = m * all1 / (sqrt(v * all2) + epsilon): Adam's direction, the means
 * corrected by factors of their own. */
void mk_lamb_direction(float *d, float *m, float *v, const float *g, int count, float all1,
                       float all2, const mk_adam_rule *by)
{
    const float clip = by->clip;
    v8 a1 = v8_set1(all1), a2 = v8_set1(all2), rest1 = v8_set1(by->one_minus_beta1),
       rest2 = v8_set1(by->one_minus_beta2), eps = v8_set1(by->epsilon);
    v8 keep1 = v8_set1(by->beta1), keep2 = v8_set1(by->beta2);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, g + i, 0.0f, clip);
        v8 gi = v8_load(t), mi = v8_load(m + i), vi = v8_load(v + i);
        mi = v8_fma(gi, rest1, v8_mul(keep1, mi));
        vi = v8_fma(v8_mul(gi, gi), rest2, v8_mul(keep2, vi));
        v8_store(m + i, mi);
        v8_store(v + i, vi);
        v8_store(d + i, v8_div(v8_mul(mi, a1), v8_add(v8_sqrt(v8_mul(vi, a2)), eps)));
    }
}

/* w -= shrink * w; w -= rate * sign(beta1 * m + (1 - beta1) * g), the sign of 0 being 0; m = beta2
 * * m + (1 - beta2) * g */
void mk_lion(float *w, float *m, const float *g, int count, float rate, const mk_lion_rule *by)
{
    const float clip = by->clip;
    v8 rest1 = v8_set1(by->one_minus_beta1), rest2 = v8_set1(by->one_minus_beta2),
       keep1 = v8_set1(by->beta1), keep2 = v8_set1(by->beta2), less = v8_set1(-by->shrink);
    v8 zero = v8_set1(0.0f), up = v8_set1(rate), down = v8_set1(-rate);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, g + i, 0.0f, clip);
        v8 gi = v8_load(t), mi = v8_load(m + i), wi = v8_load(w + i);
        v8 d = v8_fma(gi, rest1, v8_mul(keep1, mi));
        v8 step = v8_select(d, zero, up, v8_select(zero, d, down, zero));
        v8_store(m + i, v8_fma(gi, rest2, v8_mul(keep2, mi)));
        v8_store(w + i, v8_sub(v8_fma(less, wi, wi), step));
    }
}

/* v = rho * v + (1 - rho) * g^2; w -= rate * g / sqrt(v + epsilon) */
void mk_rmsprop(float *w, float *v, const float *g, int count, float rate,
                const mk_rmsprop_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    v8 r = v8_set1(rate), keep = v8_set1(by->rho), rest = v8_set1(by->one_minus_rho),
       eps = v8_set1(by->epsilon);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8 d = v8_load(t), vi = v8_fma(v8_mul(d, d), rest, v8_mul(keep, v8_load(v + i)));
        v8_store(v + i, vi);
        v8_store(w + i, v8_sub(v8_load(w + i), v8_div(v8_mul(r, d), v8_sqrt(v8_add(vi, eps)))));
    }
}

/* v as in mk_rmsprop; m = momentum * m + rate * g / sqrt(v + epsilon); w -= m */
void mk_rmsprop_momentum(float *w, float *v, float *m, const float *g, int count, float rate,
                         const mk_rmsprop_rule *by)
{
    const float decay = by->decay, clip = by->clip;
    v8 r = v8_set1(rate), keep = v8_set1(by->rho), rest = v8_set1(by->one_minus_rho),
       eps = v8_set1(by->epsilon), mu = v8_set1(by->momentum);
    for (int i = 0; i < count; i += 8) {
        float t[8];
        mk_gradient(t, g + i, w + i, decay, clip);
        v8 d = v8_load(t), vi = v8_fma(v8_mul(d, d), rest, v8_mul(keep, v8_load(v + i)));
        v8 mi = v8_fma(mu, v8_load(m + i), v8_div(v8_mul(r, d), v8_sqrt(v8_add(vi, eps))));
        v8_store(v + i, vi);
        v8_store(m + i, mi);
        v8_store(w + i, v8_sub(v8_load(w + i), mi));
    }
}

/* sum += factor * g */
void mk_gradient_add(float *sum, const float *g, int count, float factor)
{
    v8 f = v8_set1(factor);
    for (int i = 0; i < count; i += 8)
        v8_store(sum + i, v8_fma(f, v8_load(g + i), v8_load(sum + i)));
}

/* g = sum / divisor; sum = 0 */
void mk_gradient_mean(float *g, float *sum, int count, float divisor)
{
    v8 d = v8_set1(divisor);
    for (int i = 0; i < count; i += 8) {
        v8_store(g + i, v8_div(v8_load(sum + i), d));
        v8_store(sum + i, v8_set1(0.0f));
    }
}

/* May a step take this gradient? 0 where a number is none or is above 2^60 in size: the square of
 * such a one, which optimizers keep and norms add, comes near the largest float. count: a multiple
 * of 16. The sum of squares tells quickly where nothing can be wrong. */
int mk_gradient_fits(const float *g, int count)
{
    const float limit = 1152921504606846976.0f, square = limit * limit;
    for (int i = 0; i < count;) {
        int begin = i, end = count - i < 256 ? count : i + 256;
        v8 a = v8_set1(0.0f), b = a;
        for (; i < end; i += 16) {
            v8 x = v8_load(g + i), y = v8_load(g + i + 8);
            a = v8_fma(x, x, a);
            b = v8_fma(y, y, b);
        }
        if (v8_sum(v8_add(a, b)) < square)
            continue;
        for (int k = begin; k < end; k++)
            if (!(g[k] >= -limit && g[k] <= limit))
                return 0;
    }
    return 1;
}

/* The sum of g^2: 16 vectors in float, then double. */
double mk_square_sum(const float *g, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count;) {
        int end = count - i < 128 ? count : i + 128;
        v8 s = v8_set1(0.0f);
        for (; i < end; i += 8)
            s = v8_fma(v8_load(g + i), v8_load(g + i), s);
        sum += (double)v8_sum(s);
    }
    return sum;
}

/* g *= factor */
void mk_gradient_scale(float *g, int count, float factor)
{
    v8 f = v8_set1(factor);
    for (int i = 0; i < count; i += 8)
        v8_store(g + i, v8_mul(v8_load(g + i), f));
}

/* a += (w - a) * share */
void mk_average(float *a, const float *w, int count, float share)
{
    v8 s = v8_set1(share);
    for (int i = 0; i < count; i += 8)
        v8_store(a + i, v8_fma(v8_sub(v8_load(w + i), v8_load(a + i)), s, v8_load(a + i)));
}
