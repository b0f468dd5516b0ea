/* Row operations with exp, erf and tanh: the smooth activations with their derivatives, and
 * softmax. exp, erf and tanh are computed here, eight lanes at a time. NETC_DOUBLE marks the
 * gradient check's build, where every float is a double, the bits of one cannot be taken apart as
 * below, and libm's functions are called. */
#include "micro.h"

/* mk_exp of 16 lanes, by the same operations, where registers have them. */
NETC_INLINE v8w mk_exp16(v8w a)
{
#if NETC_WIDE == 16 && !defined(NETC_DOUBLE)
    typedef uint32_t integers __attribute__((vector_size(64)));
    const v8w zero = {0.0f};
    const v8wi low = (v8wi)(a < -87.33654f);
    a = (v8w)((low & (v8wi)(zero - 87.33654f)) | (~low & (v8wi)a));
    const v8wi high = (v8wi)(a > 88.37626f);
    a = (v8w)((high & (v8wi)(zero + 88.37626f)) | (~high & (v8wi)a));
    const integers bits = (integers)(a * 1.44269504f + 12582912.0f);
    const v8w k = __builtin_convertvector((v8wi)(bits - 0x4B400000u), v8w),
              e = (v8w)((bits + 127u) << 23);
    v8w r = k * -0.693359375f + a;
    r = k * 2.12194440e-4f + r;
    v8w p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    return p * e;
#else
    return a;
#endif
}

/* mk_erf of 16 lanes. */
NETC_INLINE v8w mk_erf16(v8w a)
{
#if NETC_WIDE == 16 && !defined(NETC_DOUBLE)
    const v8wi positive = (v8wi)(a > 0.0f);
    const v8w t = (v8w)((positive & (v8wi)a) | (~positive & (v8wi)(0.0f - a))), s = a * a;
    v8w r = t * -1.72853470e-5f + 3.83197126e-4f;
    r = r * s + (t * -3.88396438e-3f + 2.42546219e-2f);
    r = r * t - 1.06777877e-1f;
    r = r * t - 6.34846687e-1f;
    r = r * t - 1.28717512e-1f;
    v8w far = 1.0f - mk_exp16(r * t - t);
    far = (v8w)((positive & (v8wi)far) | (~positive & (v8wi)(0.0f - far)));
    r = s * -5.96761703e-4f + 4.99119423e-3f;
    r = r * s - 2.67681349e-2f;
    r = r * s + 1.12819925e-1f;
    r = r * s - 3.76125336e-1f;
    r = r * s + 1.28379166e-1f;
    const v8wi beyond = (v8wi)(t > 0.927734375f);
    return (v8w)((beyond & (v8wi)far) | (~beyond & (v8wi)(r * a + a)));
#else
    return a;
#endif
}

/* y[i] = exp(x[i]); count is a multiple of 8. Error below 2 ulp; x is limited to [-87.33, 88.37],
 * so the result is never 0, denormal or infinite; NaN gives NaN. exp(x) = 2^k * exp(r), k = round(x
 * / ln 2), |r| <= ln 2 / 2, exp(r) by the polynomial of Cephes' expf. Adding 1.5 * 2^23 leaves k in
 * the low bits of the sum, from where it is taken as an integer: subtracting the number again would
 * be folded away by a compiler that may reorder sums, and be no rounding where registers hold more
 * than a float. */
void mk_exp(float *y, const float *x, int count)
{
#if defined(NETC_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = exp(x[i]);
#else
    const v8 low = v8_set1(-87.33654f), high = v8_set1(88.37626f), magic = v8_set1(12582912.0f);
    int i = 0;
#if NETC_WIDE == 16
    for (; i + 16 <= count; i += 16)
        *(v8wu *)(void *)(y + i) = mk_exp16(*(const v8wu *)(const void *)(x + i));
#else
    (void)mk_exp16;
#endif
    for (; i < count; i += 8) {
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        a = v8_select(a, high, high, a);
        float s[8], e[8];
        uint32_t bits[8];
        v8_store(s, v8_fma(a, v8_set1(1.44269504f), magic));
        memcpy(bits, s, sizeof bits);
        for (int j = 0; j < 8; j++) {
            s[j] = (float)((int32_t)bits[j] - 0x4B400000); /* the bits of 1.5 * 2^23 */
            bits[j] = (bits[j] + 127u) << 23;
        }
        memcpy(e, bits, sizeof e);
        v8 k = v8_load(s), r = v8_fma(k, v8_set1(-0.693359375f), a);
        r = v8_fma(k, v8_set1(2.12194440e-4f), r);
        v8 p = v8_set1(1.9875691500e-4f);
        p = v8_fma(p, r, v8_set1(1.3981999507e-3f));
        p = v8_fma(p, r, v8_set1(8.3334519073e-3f));
        p = v8_fma(p, r, v8_set1(4.1665795894e-2f));
        p = v8_fma(p, r, v8_set1(1.6666665459e-1f));
        p = v8_fma(p, r, v8_set1(5.0000001201e-1f));
        p = v8_add(v8_fma(p, v8_mul(r, r), r), v8_set1(1.0f));
        v8_store(y + i, v8_mul(p, v8_load(e)));
    }
#endif
}

/* y[i] = erf(x[i]); count is a multiple of 16; below 3 ulp. Beyond 0.9277 it is 1 - exp(polynomial
 * in |x|), before that x + x * polynomial in x^2: minimax polynomials by N. Juffa. */
void mk_erf(float *y, const float *x, int count)
{
#if defined(NETC_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = erf(x[i]);
#elif NETC_WIDE == 16
    for (int i = 0; i < count; i += 16)
        *(v8wu *)(void *)(y + i) = mk_erf16(*(const v8wu *)(const void *)(x + i));
#else
    (void)mk_erf16;
    const v8 zero = v8_zero(), one = v8_set1(1.0f), cut = v8_set1(0.927734375f);
    for (int i = 0; i < count; i += 16) {
        float e[16];
        for (int j = 0; j < 16; j += 8) {
            v8 a = v8_load(x + i + j), t = v8_select(a, zero, a, v8_sub(zero, a)), s = v8_mul(a, a);
            v8 r = v8_fma(v8_set1(-1.72853470e-5f), t, v8_set1(3.83197126e-4f));
            v8 u = v8_fma(v8_set1(-3.88396438e-3f), t, v8_set1(2.42546219e-2f));
            r = v8_fma(r, s, u);
            r = v8_fma(r, t, v8_set1(-1.06777877e-1f));
            r = v8_fma(r, t, v8_set1(-6.34846687e-1f));
            r = v8_fma(r, t, v8_set1(-1.28717512e-1f));
            v8_store(e + j, v8_sub(v8_mul(r, t), t));
        }
        mk_exp(e, e, 16);
        for (int j = 0; j < 16; j += 8) {
            v8 a = v8_load(x + i + j), t = v8_select(a, zero, a, v8_sub(zero, a)), s = v8_mul(a, a);
            v8 r = v8_fma(v8_set1(-5.96761703e-4f), s, v8_set1(4.99119423e-3f)),
               far = v8_sub(one, v8_load(e + j));
            r = v8_fma(r, s, v8_set1(-2.67681349e-2f));
            r = v8_fma(r, s, v8_set1(1.12819925e-1f));
            r = v8_fma(r, s, v8_set1(-3.76125336e-1f));
            r = v8_fma(r, s, v8_set1(1.28379166e-1f));
            far = v8_select(a, zero, far, v8_sub(zero, far));
            v8_store(y + i + j, v8_select(t, cut, far, v8_fma(r, a, a)));
        }
    }
#endif
}

/* y = x > 0 ? x : alpha * (exp(x) - 1) */
void mk_elu(float *y, const float *x, int count, float alpha)
{
    for (int i = 0; i < count; i++) {
#if defined(NETC_DOUBLE)
        y[i] = x[i] > 0.0f ? x[i] : alpha * expm1(x[i]);
#else
        y[i] = x[i] > 0.0f ? x[i] : alpha * expm1f(x[i]);
#endif
    }
}

/* dx = y > 0 ? dy : (y + alpha) * dy; alpha >= 0, so that y has the sign of x */
void mk_elu_back(float *dx, const float *dy, const float *y, int count, float alpha)
{
    v8 zero = v8_zero(), a = v8_set1(alpha);
    for (int i = 0; i < count; i += 8) {
        v8 o = v8_load(y + i), g = v8_load(dy + i);
        v8_store(dx + i, v8_select(o, zero, g, v8_mul(g, v8_add(o, a))));
    }
}

/* y = x * (1 + erf(x / sqrt 2)) / 2. Below -14, where the second factor is 0, x counts as that:
 * an infinite one gives 0, too. */
void mk_gelu(float *y, const float *x, int count)
{
#if NETC_WIDE == 16 && !defined(NETC_DOUBLE)
    for (; count >= 16; count -= 16, x += 16, y += 16) {
        const v8w low = v8w_set1(-14.0f), b = *(const v8wu *)(const void *)x,
                  a = v8w_select(low, b, low, b);
        *(v8wu *)(void *)y = a * 0.5f * (mk_erf16(a * 0.707106781186547524f) + 1.0f);
    }
#else
    (void)v8w_select, (void)v8w_set1;
#endif
    v8 one = v8_set1(1.0f), half = v8_set1(0.5f), root = v8_set1(0.707106781186547524f),
       low = v8_set1(-14.0f);
    for (int i = 0; i < count; i += 16) {
        float t[16];
        v8_store(t, v8_mul(v8_load(x + i), root));
        v8_store(t + 8, v8_mul(v8_load(x + i + 8), root));
        mk_erf(t, t, 16);
        for (int j = 0; j < 16; j += 8) {
            v8 a = v8_load(x + i + j);
            a = v8_select(low, a, low, a);
            v8_store(y + i + j, v8_mul(v8_mul(half, a), v8_add(one, v8_load(t + j))));
        }
    }
}

/* dx = dy * (Phi(x) + x * phi(x)), Phi and phi the normal distribution's integral and density.
 * Beyond +-14, where phi is as small as mk_exp gets, x counts as that. */
void mk_gelu_back(float *dx, const float *dy, const float *x, int count)
{
#if NETC_WIDE == 16 && !defined(NETC_DOUBLE)
    for (; count >= 16; count -= 16, x += 16, dy += 16, dx += 16) {
        const v8w low = v8w_set1(-14.0f), high = v8w_set1(14.0f),
                  b = *(const v8wu *)(const void *)x, c = v8w_select(low, b, low, b),
                  a = v8w_select(c, high, high, c),
                  below = mk_erf16(a * 0.707106781186547524f) * 0.5f + 0.5f,
                  phi = mk_exp16(a * a * -0.5f) * 0.398942280401432678f;
        *(v8wu *)(void *)dx = *(const v8wu *)(const void *)dy * (a * phi + below);
    }
#else
    (void)v8w_select, (void)v8w_set1;
#endif
    v8 half = v8_set1(0.5f), root = v8_set1(0.707106781186547524f),
       norm = v8_set1(0.398942280401432678f), low = v8_set1(-14.0f), high = v8_set1(14.0f);
    for (int i = 0; i < count; i += 16) {
        float t[16], density[16];
        for (int j = 0; j < 16; j += 8) {
            v8 a = v8_load(x + i + j);
            v8_store(t + j, v8_mul(a, root));
            v8_store(density + j, v8_sub(v8_zero(), v8_mul(half, v8_mul(a, a))));
        }
        mk_erf(t, t, 16);
        mk_exp(density, density, 16);
        for (int j = 0; j < 16; j += 8) {
            v8 below = v8_fma(half, v8_load(t + j), half), phi = v8_mul(norm, v8_load(density + j));
            v8 a = v8_load(x + i + j);
            a = v8_select(low, a, low, a);
            a = v8_select(a, high, high, a);
            v8_store(dx + i + j, v8_mul(v8_load(dy + i + j), v8_fma(a, phi, below)));
        }
    }
}

/* y = x / (1 + exp(-2 u)), u = sqrt(2 / pi) (x + 0.044715 x^3): x (1 + tanh u) / 2 without
 * cancellation. Beyond 10, where exp(-2 u) is 0, x counts as that in u; below -10, where y is above
 * -2e-37, y is 0. */
void mk_gelu_tanh(float *y, const float *x, int count)
{
    const v8 zero = v8_zero(), one = v8_set1(1.0f), low = v8_set1(-10.0f), high = v8_set1(10.0f),
             linear = v8_set1(-1.5957691216f), cubic = v8_set1(-0.0713548162726f);
    for (int i = 0; i < count; i += 8) {
        float e[8];
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        a = v8_select(a, high, high, a);
        v8_store(e, v8_mul(a, v8_fma(v8_mul(a, a), cubic, linear)));
        mk_exp(e, e, 8);
        a = v8_load(x + i);
        v8_store(y + i, v8_select(low, a, zero, v8_div(a, v8_add(one, v8_load(e)))));
    }
}

/* dx = dy * (s + x s (1 - s) 2 u'), s = 1 / (1 + exp(-2 u)), u' = sqrt(2 / pi) (1 + 3 * 0.044715
 * x^2) */
void mk_gelu_tanh_back(float *dx, const float *dy, const float *x, int count)
{
    const v8 one = v8_set1(1.0f), low = v8_set1(-10.0f), high = v8_set1(10.0f),
             linear = v8_set1(-1.5957691216f), cubic = v8_set1(-0.0713548162726f);
    for (int i = 0; i < count; i += 8) {
        float e[8];
        v8 a = v8_load(x + i);
        a = v8_select(low, a, low, a);
        a = v8_select(a, high, high, a);
        const v8 square = v8_mul(a, a);
        v8_store(e, v8_mul(a, v8_fma(square, cubic, linear)));
        mk_exp(e, e, 8);
        const v8 r = v8_load(e), s = v8_div(one, v8_add(one, r)),
                 slope = v8_mul(
                     a, v8_fma(square, v8_mul(v8_set1(-3.0f), cubic), v8_set1(1.5957691216f)));
        v8_store(dx + i, v8_mul(v8_load(dy + i), v8_fma(v8_mul(slope, s), v8_mul(r, s), s)));
    }
}

/* y[p][l] = 1 / (1 + exp(-x[p][l])) where l < live, else 0: lanes beyond the last channel stay 0
 * (ZERO-LANES). `live` is the number of channels from the row's first one on; 16 and more mean all
 * lanes. */
void mk_sigmoid(float *y, const float *x, int count, int live)
{
    v8 zero = v8_zero(), one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_sub(zero, v8_load(x + i)));
    mk_exp(y, y, count);
    for (int i = 0; i < count; i += 8)
        v8_store(y + i, v8_div(one, v8_add(one, v8_load(y + i))));
    if (live < 16)
        for (int i = 0; i < count; i += 16)
            for (int l = live; l < 16; l++)
                y[i + l] = 0.0f;
}

/* dx = dy * y * (1 - y) */
void mk_sigmoid_back(float *dx, const float *dy, const float *y, int count)
{
    v8 one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8) {
        v8 o = v8_load(y + i);
        v8_store(dx + i, v8_mul(v8_load(dy + i), v8_mul(o, v8_sub(one, o))));
    }
}

/* y = x / (1 + exp(-x)). Below -88, where mk_exp has no larger value and y is above -4e-37, it is
 * 0. */
void mk_silu(float *y, const float *x, int count)
{
    const v8 zero = v8_zero(), low = v8_set1(-88.37626f);
    for (int i = 0; i < count; i += 16) {
        float s[16];
        mk_sigmoid(s, x + i, 16, 16);
        for (int j = 0; j < 16; j += 8) {
            const v8 a = v8_load(x + i + j);
            v8_store(y + i + j, v8_select(low, a, zero, v8_mul(a, v8_load(s + j))));
        }
    }
}

/* dx = dy * s * (1 + x * (1 - s)), s = sigmoid(x). Beyond +-88 x counts as that: s is no smaller.
 */
void mk_silu_back(float *dx, const float *dy, const float *x, int count)
{
    const v8 one = v8_set1(1.0f), low = v8_set1(-88.37626f), high = v8_set1(88.37626f);
    for (int i = 0; i < count; i += 16) {
        float t[16];
        mk_sigmoid(t, x + i, 16, 16);
        for (int j = 0; j < 16; j += 8) {
            v8 s = v8_load(t + j), a = v8_load(x + i + j);
            a = v8_select(low, a, low, a);
            a = v8_select(a, high, high, a);
            a = v8_fma(a, v8_sub(one, s), one);
            v8_store(dx + i + j, v8_mul(v8_load(dy + i + j), v8_mul(s, a)));
        }
    }
}

/* y = tanh(x), below 3 ulp: 1 - 2 / (exp(2|x|) + 1) with the sign of x beyond 0.625, before that
 * Cephes' polynomial */
void mk_tanh(float *y, const float *x, int count)
{
#if defined(NETC_DOUBLE)
    for (int i = 0; i < count; i++)
        y[i] = tanh(x[i]);
#else
    const v8 zero = v8_zero(), one = v8_set1(1.0f), two = v8_set1(2.0f), cut = v8_set1(0.625f);
    for (int i = 0; i < count; i += 8) {
        float e[8];
        v8 a = v8_load(x + i), t = v8_select(a, zero, a, v8_sub(zero, a)), s = v8_mul(a, a);
        v8_store(e, v8_mul(two, t));
        mk_exp(e, e, 8);
        v8 far = v8_sub(one, v8_div(two, v8_add(v8_load(e), one)));
        v8 r = v8_fma(v8_set1(-5.70498872745e-3f), s, v8_set1(2.06390887954e-2f));
        r = v8_fma(r, s, v8_set1(-5.37397155531e-2f));
        r = v8_fma(r, s, v8_set1(1.33314422036e-1f));
        r = v8_fma(r, s, v8_set1(-3.33332819422e-1f));
        far = v8_select(a, zero, far, v8_sub(zero, far));
        v8_store(y + i, v8_select(t, cut, far, v8_fma(v8_mul(r, s), a, a)));
    }
#endif
}

/* dx = dy * (1 - y * y) */
void mk_tanh_back(float *dx, const float *dy, const float *y, int count)
{
    v8 one = v8_set1(1.0f);
    for (int i = 0; i < count; i += 8) {
        v8 o = v8_load(y + i);
        v8_store(dx + i, v8_mul(v8_load(dy + i), v8_sub(one, v8_mul(o, o))));
    }
}

/* Softmax over the channels of each pixel: y[c] = exp(x[c] - max) / sum. x and y are one image,
 * [CB][pixels][16]. */
void mk_softmax(float *y, const float *x, int channels, int pixels)
{
    for (int p = 0; p < pixels; p++) {
        float max = x[(ptrdiff_t)p * 16], sum = 0.0f;
        for (int c = 0; c < channels; c += 16) {
            const float *row = x + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            for (int l = 0; l < 16 && c + l < channels; l++)
                max = row[l] > max ? row[l] : max;
        }
        for (int c = 0; c < channels; c += 16) {
            ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            v8 m = v8_set1(max);
            v8_store(y + at, v8_sub(v8_load(x + at), m));
            v8_store(y + at + 8, v8_sub(v8_load(x + at + 8), m));
            mk_exp(y + at, y + at, 16);
            for (int l = channels - c; l < 16; l++)
                y[at + l] = 0.0f;
            sum += v8_sum(v8_load(y + at)) + v8_sum(v8_load(y + at + 8));
        }
        for (int c = 0; c < channels; c += 16) {
            float *row = y + ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            v8 s = v8_set1(1.0f / sum);
            v8_store(row, v8_mul(v8_load(row), s));
            v8_store(row + 8, v8_mul(v8_load(row + 8), s));
        }
    }
}

/* dx[c] = y[c] * (dy[c] - sum over k of dy[k] * y[k]), pixel by pixel; one image, [CB][pixels][16]
 */
void mk_softmax_back(float *dx, const float *dy, const float *y, int channels, int pixels)
{
    for (int p = 0; p < pixels; p++) {
        v8 s = v8_zero();
        for (int c = 0; c < channels; c += 16) {
            ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            s = v8_fma(v8_load(dy + at), v8_load(y + at), s);
            s = v8_fma(v8_load(dy + at + 8), v8_load(y + at + 8), s);
        }
        s = v8_set1(v8_sum(s));
        for (int c = 0; c < channels; c += 16) {
            ptrdiff_t at = ((ptrdiff_t)(c / 16) * pixels + p) * 16;
            v8_store(dx + at, v8_mul(v8_load(y + at), v8_sub(v8_load(dy + at), s)));
            v8_store(dx + at + 8, v8_mul(v8_load(y + at + 8), v8_sub(v8_load(dy + at + 8), s)));
        }
    }
}
