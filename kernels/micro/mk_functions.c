/* Row operations of further functions, value by value, with their derivatives: logarithm, powers,
 * roots, the smooth activations that the other files lack, and limits. Where f(0) is not 0, `live`
 * is the number of channels from the row's first one on (16 and more: all lanes), and the lanes
 * beyond are set to 0 (ZERO-LANES). At a kink and where a function has no derivative they do what
 * PyTorch does; each comment says so. */
#include "micro.h"

/* y = a * x + b in the live lanes */
void mk_linear(float *y, const float *x, int count, int live, float a, float b)
{
    const v8 by = v8_set1(a), plus = v8_set1(b);
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_fma(v8_load(x + i), by, plus));
    if (live < 16)
        mk_zero_lanes(y, count / 16, live);
}

/* y = a * x */
void mk_times(float *y, const float *x, int count, float a)
{
    const v8 by = v8_set1(a);
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_mul(v8_load(x + i), by));
}

/* y = min(max(x, low), high) in the live lanes. A NaN stays one. */
void mk_clip(float *y, const float *x, int count, int live, float low, float high)
{
    const v8 bottom = v8_set1(low), top = v8_set1(high);
    for (int i = 0; i < count; i += 8) {
        v8 a = v8_load(x + i);
        a = v8_select(bottom, a, bottom, a);
        v8_store(y + i, v8_select(a, top, top, a));
    }
    if (live < 16)
        mk_zero_lanes(y, count / 16, live);
}

/* dx = dy where low <= x <= high, else 0 (at the limits dy) */
void mk_clip_back(float *dx, const float *dy, const float *x, int count, float low, float high)
{
    const v8 zero = v8_zero(), bottom = v8_set1(low), top = v8_set1(high);
    for (int i = 0; i < count; i += 8) {
        const v8 a = v8_load(x + i), g = v8_select(bottom, a, zero, v8_load(dy + i));
        v8_store(dx + i, v8_select(a, top, zero, g));
    }
}

/* y = min(max(slope * x + shift, 0), 1) in the live lanes */
void mk_hardsigmoid(float *y, const float *x, int count, int live, float slope, float shift)
{
    mk_linear(y, x, count, 16, slope, shift);
    mk_clip(y, y, count, live, 0.0f, 1.0f);
}

/* dx = slope * dy where 0 < y < 1, else 0 */
void mk_hardsigmoid_back(float *dx, const float *dy, const float *y, int count, float slope)
{
    const v8 by = v8_set1(slope), one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8) {
        const v8 a = v8_load(y + i), g = v8_mul(v8_load(dy + i), by);
        v8_store(dx + i, v8_gate(v8_gate(g, a), v8_sub(one, a)));
    }
}

/* y = log(1 + exp(beta x)) / beta in the live lanes, from max(x, 0) + log(1 + exp(-|beta x|)) /
 * beta: beta x may be beyond a float where y is not */
void mk_softplus(float *y, const float *x, int count, int live, float beta)
{
    for (int i = 0; i < count; i += 16) {
        float e[16];
        for (int l = 0; l < 16; l++)
            e[l] = -fabsf(x[i + l] * beta);
        mk_exp(e, e, 16);
        for (int l = 0; l < 16; l++) {
            const float a = x[i + l];
            y[i + l] = l < live ? (a > 0.0f ? a : 0.0f) + log1pf(e[l]) / beta : 0.0f;
        }
    }
}

/* dx = dy * (1 - exp(-beta y)) */
void mk_softplus_back(float *dx, const float *dy, const float *y, int count, float beta)
{
    for (int i = 0; i < count; i++)
        dx[i] = -dy[i] * expm1f(-beta * y[i]);
}

/* y = x / (1 + |x|). Beyond +-1e30 x counts as that, so that an infinite one gives +-1. */
void mk_softsign(float *y, const float *x, int count)
{
    const v8 zero = v8_zero(), one = v8_set1(1.0f), low = v8_set1(-1e30f), high = v8_set1(1e30f);
    for (int i = 0; i < count; i += 8) {
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        a = v8_select(a, high, high, a);
        const v8 size = v8_select(a, zero, a, v8_sub(zero, a));
        v8_store(y + i, v8_div(a, v8_add(one, size)));
    }
}

/* dx = dy * (1 - |y|)^2 */
void mk_softsign_back(float *dx, const float *dy, const float *y, int count)
{
    const v8 zero = v8_zero(), one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8) {
        const v8 a = v8_load(y + i), left = v8_sub(one, v8_select(a, zero, a, v8_sub(zero, a)));
        v8_store(dx + i, v8_mul(v8_load(dy + i), v8_mul(left, left)));
    }
}

/* y = x tanh(log(1 + exp(x))) = x m / (m + 2), m = e (e + 2), e = exp(x). Beyond 20 that is x;
 * below -87, where mk_exp has no smaller value and y is above -2e-36, it is 0. */
void mk_mish(float *y, const float *x, int count)
{
    const v8 zero = v8_zero(), two = v8_set1(2.0f), low = v8_set1(-87.33654f),
             high = v8_set1(20.0f);
    for (int i = 0; i < count; i += 8) {
        float e[8];
        const v8 a = v8_load(x + i);
        v8_store(e, v8_select(a, high, high, a));
        mk_exp(e, e, 8);
        const v8 m = v8_mul(v8_load(e), v8_add(v8_load(e), two));
        v8_store(y + i, v8_select(low, a, zero, v8_mul(a, v8_div(m, v8_add(m, two)))));
    }
}

/* dx = dy * (t + x s (1 - t^2)), t = m / (m + 2), s = e / (1 + e), 1 - t^2 = 4 (m + 1) / (m + 2)^2.
 * Below -87 and beyond 20 x counts as that. */
void mk_mish_back(float *dx, const float *dy, const float *x, int count)
{
    const v8 one = v8_set1(1.0f), two = v8_set1(2.0f), four = v8_set1(4.0f),
             low = v8_set1(-87.33654f), high = v8_set1(20.0f);
    for (int i = 0; i < count; i += 8) {
        float e_[8];
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        a = v8_select(a, high, high, a);
        v8_store(e_, a);
        mk_exp(e_, e_, 8);
        const v8 e = v8_load(e_), m = v8_mul(e, v8_add(e, two)), r = v8_div(one, v8_add(m, two));
        const v8 bent = v8_mul(v8_mul(four, v8_add(m, one)), v8_mul(r, r));
        const v8 s = v8_div(e, v8_add(one, e));
        v8_store(dx + i, v8_mul(v8_load(dy + i), v8_fma(v8_mul(a, s), bent, v8_mul(m, r))));
    }
}

/* y = x / (1 + exp(-beta x)); 0 where beta x is below -88, as mk_silu */
void mk_swish(float *y, const float *x, int count, float beta)
{
    const v8 zero = v8_zero(), low = v8_set1(-88.37626f), by = v8_set1(beta);
    for (int i = 0; i < count; i += 16) {
        float s[16];
        mk_times(s, x + i, 16, beta);
        mk_sigmoid(s, s, 16, 16);
        for (int j = 0; j < 16; j += 8) {
            const v8 a = v8_load(x + i + j), t = v8_mul(a, by);
            v8_store(y + i + j, v8_select(low, t, zero, v8_mul(a, v8_load(s + j))));
        }
    }
}

/* dx = dy * s * (1 + beta x (1 - s)), s = sigmoid(beta x); beyond +-88 beta x counts as that */
void mk_swish_back(float *dx, const float *dy, const float *x, int count, float beta)
{
    const v8 one = v8_set1(1.0f), by = v8_set1(beta), low = v8_set1(-88.37626f),
             high = v8_set1(88.37626f);
    for (int i = 0; i < count; i += 16) {
        float t[16];
        mk_times(t, x + i, 16, beta);
        mk_sigmoid(t, t, 16, 16);
        for (int j = 0; j < 16; j += 8) {
            v8 a = v8_mul(v8_load(x + i + j), by);
            a = v8_select(low, a, low, a);
            a = v8_select(a, high, high, a);
            const v8 s = v8_load(t + j);
            const v8 d = v8_fma(a, v8_sub(one, s), one);
            v8_store(dx + i + j, v8_mul(v8_load(dy + i + j), v8_mul(s, d)));
        }
    }
}

/* y = scale x where x > 0, else alpha (exp(rate x) - 1) */
void mk_scaled_elu(float *y, const float *x, int count, float scale, float alpha, float rate)
{
    for (int i = 0; i < count; i++)
        y[i] = x[i] > 0.0f ? scale * x[i] : alpha * expm1f(rate * x[i]);
}

/* dx = scale dy where y > 0, else (y + alpha) rate dy; alpha, scale and rate > 0 */
void mk_scaled_elu_back(float *dx, const float *dy, const float *y, int count, float scale,
                        float alpha, float rate)
{
    const v8 zero = v8_zero(), by = v8_set1(scale), plus = v8_set1(alpha), r = v8_set1(rate);
    for (int i = 0; i < count; i += 8) {
        const v8 a = v8_load(y + i), g = v8_load(dy + i), low = v8_mul(v8_add(a, plus), r);
        v8_store(dx + i, v8_mul(g, v8_select(a, zero, by, low)));
    }
}

/* y = exp(x) in the live lanes; x is limited as mk_exp does */
void mk_exponential(float *y, const float *x, int count, int live)
{
    mk_exp(y, x, count);
    if (live < 16)
        mk_zero_lanes(y, count / 16, live);
}

/* y = log x in the live lanes: -infinity at 0, NaN below */
void mk_log(float *y, const float *x, int count, int live)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++)
            y[i + l] = l < live ? logf(x[i + l]) : 0.0f;
}

/* y = a / b in the live lanes, as the machine divides: x / 0 is infinite, 0 / 0 is NaN */
void mk_div(float *y, const float *a, const float *b, int count, int live)
{
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_div(v8_load(a + i), v8_load(b + i)));
    if (live < 16)
        mk_zero_lanes(y, count / 16, live);
}

/* y = root of x: NaN below 0 */
void mk_sqrt(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_sqrt(v8_load(x + i)));
}

/* dx = dy / (2 y) in the live lanes: at 0 infinite, or NaN where dy is 0 */
void mk_sqrt_back(float *dx, const float *dy, const float *y, int count, int live)
{
    for (int i = 0; i < count; i += 8) {
        const v8 root = v8_load(y + i);
        v8_store(dx + i, v8_div(v8_load(dy + i), v8_add(root, root)));
    }
    if (live < 16)
        mk_zero_lanes(dx, count / 16, live);
}

/* y = |x| */
void mk_abs(float *y, const float *x, int count)
{
    for (int i = 0; i < count; i++)
        y[i] = fabsf(x[i]);
}

/* dx = dy times the sign of x, 0 at 0 */
void mk_abs_back(float *dx, const float *dy, const float *x, int count)
{
    const v8 zero = v8_zero();
    for (int i = 0; i < count; i += 8) {
        const v8 a = v8_load(x + i), g = v8_load(dy + i);
        v8_store(dx + i, v8_select(a, zero, g, v8_select(zero, a, v8_sub(zero, g), zero)));
    }
}

/* y = x^p in the live lanes, as powf has it: NaN where x < 0 and p is not whole */
void mk_power(float *y, const float *x, int count, int live, float p)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++)
            y[i + l] = l < live ? powf(x[i + l], p) : 0.0f;
}

/* dx = dy p x^(p - 1) in the live lanes; 0 where p is 0 */
void mk_power_back(float *dx, const float *dy, const float *x, int count, int live, float p)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++)
            dx[i + l] = l < live && p != 0.0f ? dy[i + l] * (p * powf(x[i + l], p - 1.0f)) : 0.0f;
}

/* y[p][l] = x[p][l] where x > 0, else a[l] x */
void mk_prelu(float *y, const float *x, int count, const float *a)
{
    const v8 zero = v8_zero(), a0 = v8_load(a), a1 = v8_load(a + 8);
    for (int i = 0; i < count; i += 16) {
        const v8 x0 = v8_load(x + i), x1 = v8_load(x + i + 8);
        v8_store(y + i, v8_select(x0, zero, x0, v8_mul(x0, a0)));
        v8_store(y + i + 8, v8_select(x1, zero, x1, v8_mul(x1, a1)));
    }
}

/* dx[p][l] = dy where x > 0, else a[l] dy */
void mk_prelu_back(float *dx, const float *dy, const float *x, int count, const float *a)
{
    const v8 zero = v8_zero(), a0 = v8_load(a), a1 = v8_load(a + 8);
    for (int i = 0; i < count; i += 16) {
        const v8 g0 = v8_load(dy + i), g1 = v8_load(dy + i + 8);
        v8_store(dx + i, v8_select(v8_load(x + i), zero, g0, v8_mul(g0, a0)));
        v8_store(dx + i + 8, v8_select(v8_load(x + i + 8), zero, g1, v8_mul(g1, a1)));
    }
}

/* y[i] = x[i] where it is above 0, else a[i] x[i] */
void mk_prelu_each(float *y, const float *x, const float *a, int count)
{
    const v8 zero = v8_zero();
    for (int i = 0; i < count; i += 8) {
        const v8 v = v8_load(x + i);
        v8_store(y + i, v8_select(v, zero, v, v8_mul(v, v8_load(a + i))));
    }
}

/* dx[i] = dy[i] where x[i] > 0, else a[i] dy[i] */
void mk_prelu_each_back(float *dx, const float *dy, const float *x, const float *a, int count)
{
    const v8 zero = v8_zero();
    for (int i = 0; i < count; i += 8) {
        const v8 g = v8_load(dy + i);
        v8_store(dx + i, v8_select(v8_load(x + i), zero, g, v8_mul(g, v8_load(a + i))));
    }
}

/* sum[l] += sum over p of dy[p][l] x[p][l] where x is not above 0 */
void mk_prelu_sums(double *sum, const float *dy, const float *x, int pixels)
{
    const v8 zero = v8_zero();
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += 8) {
            v8 s = v8_zero();
            for (int q = p; q < stop; q++) {
                const v8 a = v8_load(x + (ptrdiff_t)q * 16 + l);
                s = v8_fma(v8_select(a, zero, zero, a), v8_load(dy + (ptrdiff_t)q * 16 + l), s);
            }
            v8_store(t + l, s);
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* y = a - b */
void mk_sub(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_sub(v8_load(a + i), v8_load(b + i)));
}

/* y = the larger of a and b, or with `least` the smaller; NaN where one is */
void mk_larger(float *y, const float *a, const float *b, int count, int least)
{
    const v8 half = v8_set1(0.5f);
    for (int i = 0; i < count; i += 8) {
        const v8 p = v8_load(a + i), q = v8_load(b + i), high = least ? q : p, low = least ? p : q;
        const v8 same = v8_fma(p, half, v8_mul(q, half)); /* or one is NaN */
        v8_store(y + i, v8_select(p, q, high, v8_select(q, p, low, same)));
    }
}

/* da = dy where a is the larger (smaller), half of it where both are the same, else 0 */
void mk_larger_back(float *da, const float *dy, const float *a, const float *b, int count,
                    int least)
{
    const v8 zero = v8_zero(), half = v8_set1(0.5f);
    for (int i = 0; i < count; i += 8) {
        const v8 p = v8_load(a + i), q = v8_load(b + i), g = v8_load(dy + i);
        const v8 high = least ? zero : g, low = least ? g : zero;
        v8_store(da + i, v8_select(p, q, high, v8_select(q, p, low, v8_mul(g, half))));
    }
}

/* db = -dy (a / b) / b in the live lanes: what b of a / b receives */
void mk_div_back(float *db, const float *dy, const float *a, const float *b, int count, int live)
{
    for (int i = 0; i < count; i += 8) {
        const v8 q = v8_load(b + i), minus = v8_sub(v8_zero(), v8_load(dy + i));
        v8_store(db + i, v8_mul(minus, v8_div(v8_div(v8_load(a + i), q), q)));
    }
    if (live < 16)
        mk_zero_lanes(db, count / 16, live);
}

/* y = a^b in the live lanes */
void mk_pow(float *y, const float *a, const float *b, int count, int live)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++)
            y[i + l] = l < live ? powf(a[i + l], b[i + l]) : 0.0f;
}

/* da = dy b a^(b - 1) in the live lanes; 0 where b is 0 */
void mk_pow_back(float *da, const float *dy, const float *a, const float *b, int count, int live)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++) {
            const float p = b[i + l];
            da[i + l] = l < live && p != 0.0f ? dy[i + l] * (p * powf(a[i + l], p - 1.0f)) : 0.0f;
        }
}

/* db = dy y log a in the live lanes, y = a^b; 0 where a is 0 and b is not negative */
void mk_pow_back_exponent(float *db, const float *dy, const float *a, const float *b,
                          const float *y, int count, int live)
{
    for (int i = 0; i < count; i += 16)
        for (int l = 0; l < 16; l++) {
            const int none = l >= live || (a[i + l] == 0.0f && b[i + l] >= 0.0f);
            db[i + l] = none ? 0.0f : dy[i + l] * (y[i + l] * logf(a[i + l]));
        }
}
