/* Row operations without transcendental functions: sums, products, per-channel scale and shift,
 * relu and its kin, each with its derivative. Derivatives of relu and leaky are taken from the
 * output y, whose sign is that of x, so that x need not be kept. */
#include "micro.h"

/* y[i] = a[i] + b[i] */
void mk_add(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += NETC_WIDE)
        v8w_store(y + i, v8w_add(v8w_load(a + i), v8w_load(b + i)));
}

/* y[i] = sum over p of x[p * step + i], p < parts, in their order. A stretch of y stays in the
 * first-level cache while the parts come one after the other. */
void mk_add_partials(float *y, const float *x, ptrdiff_t step, int parts, int count)
{
    for (int from = 0, to; from < count; from = to) {
        to = count - from < 1024 ? count : from + 1024;
        memcpy(y + from, x + from, sizeof *y * (size_t)(to - from));
        for (int p = 1; p < parts; p++)
            mk_add(y + from, y + from, x + p * step + from, to - from);
    }
}

/* y[i] = a[i] * b[i] */
void mk_mul(float *y, const float *a, const float *b, int count)
{
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_mul(v8_load(a + i), v8_load(b + i)));
}

/* y[p][l] = x[p][l] + b[l], l < 16 */
void mk_add_channel(float *y, const float *x, int count, const float *b)
{
    const v8w b0 = v8w_load(b), b1 = v8w_load(b + 16 - NETC_WIDE);
    for (int i = 0; i < count; i += 16) {
        v8w_store(y + i, v8w_add(v8w_load(x + i), b0));
        if (NETC_WIDE == 8)
            v8w_store(y + i + 8, v8w_add(v8w_load(x + i + 8), b1));
    }
}

/* y[p][l] = x[p][l] * a[l], l < 16 */
void mk_scale_channel(float *y, const float *x, int count, const float *a)
{
    const v8w a0 = v8w_load(a), a1 = v8w_load(a + 16 - NETC_WIDE);
    for (int i = 0; i < count; i += 16) {
        v8w_store(y + i, v8w_mul(v8w_load(x + i), a0));
        if (NETC_WIDE == 8)
            v8w_store(y + i + 8, v8w_mul(v8w_load(x + i + 8), a1));
    }
}

/* y[p][l] = x[p][l] * a[l] + b[l], l < 16 */
void mk_scale_shift_channel(float *y, const float *x, int count, const float *a, const float *b)
{
    const v8w a0 = v8w_load(a), a1 = v8w_load(a + 16 - NETC_WIDE), b0 = v8w_load(b),
              b1 = v8w_load(b + 16 - NETC_WIDE);
    for (int i = 0; i < count; i += 16) {
        v8w_store(y + i, v8w_fma(v8w_load(x + i), a0, b0));
        if (NETC_WIDE == 8)
            v8w_store(y + i + 8, v8w_fma(v8w_load(x + i + 8), a1, b1));
    }
}

/* y = x > 0 ? x : 0, and not more than max when max > 0. A NaN stays one. */
void mk_relu(float *y, const float *x, int count, float max)
{
    const v8w zero = v8w_zero(), top = v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += NETC_WIDE) {
            const v8w a = v8w_max(zero, v8w_load(x + i));
            v8w_store(y + i, v8w_select(a, top, top, a));
        }
    } else {
        for (int i = 0; i < count; i += NETC_WIDE)
            v8w_store(y + i, v8w_max(zero, v8w_load(x + i)));
    }
}

/* dx = dy where y > 0 (and y < max when max > 0), else 0 */
void mk_relu_back(float *dx, const float *dy, const float *y, int count, float max)
{
    const v8w zero = v8w_zero(), top = v8w_set1(max);
    if (max > 0.0f) {
        for (int i = 0; i < count; i += NETC_WIDE) {
            const v8w a = v8w_load(y + i), g = v8w_select(a, zero, v8w_load(dy + i), zero);
            v8w_store(dx + i, v8w_select(top, a, g, zero));
        }
    } else {
        for (int i = 0; i < count; i += NETC_WIDE)
            v8w_store(dx + i, v8w_select(v8w_load(y + i), zero, v8w_load(dy + i), zero));
    }
}

/* y = x > 0 ? x : slope * x */
void mk_leaky(float *y, const float *x, int count, float slope)
{
    v8 zero = v8_zero(), s = v8_set1(slope);
    for (int i = 0; i < count; i += 8) {
        v8 a = v8_load(x + i);
        v8_store(y + i, v8_select(a, zero, a, v8_mul(a, s)));
    }
}

/* dx = y > 0 ? dy : slope * dy; slope >= 0, so that y has the sign of x */
void mk_leaky_back(float *dx, const float *dy, const float *y, int count, float slope)
{
    v8 zero = v8_zero(), s = v8_set1(slope);
    for (int i = 0; i < count; i += 8) {
        v8 g = v8_load(dy + i);
        v8_store(dx + i, v8_select(v8_load(y + i), zero, g, v8_mul(g, s)));
    }
}

/* y = x * (min(max(x + 3, 0), 6) / 6) (Keras hard_silu): x times 6 may be beyond a float. Below -3
 * x counts as that, so that an infinite one gives 0. */
void mk_hardswish(float *y, const float *x, int count)
{
    v8 low = v8_set1(-3.0f), three = v8_set1(3.0f), six = v8_set1(6.0f);
    for (int i = 0; i < count; i += 8) {
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        v8 t = v8_add(a, three);
        t = v8_select(t, six, six, t);
        v8_store(y + i, v8_mul(a, v8_div(t, six)));
    }
}

/* dx = dy * (0 below -3, 1 above 3, (2x + 3) / 6 between) */
void mk_hardswish_back(float *dx, const float *dy, const float *x, int count)
{
    v8 three = v8_set1(3.0f), six = v8_set1(6.0f), one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8) {
        v8 a = v8_load(x + i), d = v8_div(v8_add(v8_add(a, a), three), six);
        d = v8_select(a, three, one, d);
        v8_store(dx + i, v8_gate(v8_mul(v8_load(dy + i), d), v8_add(a, three)));
    }
}
