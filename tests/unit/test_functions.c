/* Kernels of further functions of one number and of two, of affine and prelu, against naive
 * double-precision twins over odd shapes: cut into ranges bit by bit the same, in place too, lanes
 * beyond the last channel still zero, nothing written past the end. Tolerances count roundings. */
#include "tests/unit/kernel_util.h"

enum { N = 3 };
static const int cases[][2] = {{1, 1}, {3, 20}, {16, 9}, {17, 28}, {40, 2}, {33, 72}, {10, 1}};
#define EACH_CASE(c, hw)                                           \
    for (size_t t_ = 0; t_ < sizeof cases / sizeof cases[0]; t_++) \
        for (int c = cases[t_][0], hw = cases[t_][1], once_ = 1; once_; once_ = 0)

/* ---- functions of one number ---- */

typedef void Forward(int c, int hw, int begin, int end, const float *x, float *y);
typedef void Backward(int c, int hw, int begin, int end, const float *x, const float *y,
                      const float *dy, float *dx);
typedef struct Function {
    const char *name;
    Forward *forward;
    Backward *backward;
    double (*value)(double), (*slope)(double);
    double low, high;         /* of x */
    double terms, back_terms; /* roundings of y and dx, of values up to `scale` */
    double scale;
} Function;

/* Kernels that take the planes, and those that take LEN floats, as one: LEN is c * hw here, and a
 * range is cut from the planes. */
static int length(int c, int hw) { return blocks_of(c) * hw * 16; }

#define PLANES(name, ...)                                                             \
    static void name##_f(int c, int hw, int begin, int end, const float *x, float *y) \
    {                                                                                 \
        name##_forward(c, hw __VA_ARGS__, begin, end, x, y);                          \
    }
#define VALUES(id, name, ...)                                                       \
    static void id##_f(int c, int hw, int begin, int end, const float *x, float *y) \
    {                                                                               \
        name##_forward(length(c, hw) __VA_ARGS__, begin *hw, end *hw, x, y);        \
    }
#define BACK_VALUES(id, name, saved, ...)                                                 \
    static void id##_b(int c, int hw, int begin, int end, const float *x, const float *y, \
                       const float *dy, float *dx)                                        \
    {                                                                                     \
        (void)x, (void)y;                                                                 \
        name##_backward(length(c, hw) __VA_ARGS__, begin *hw, end *hw, saved, dy, dx);    \
    }
#define BACK_PLANES(id, name, saved, ...)                                                 \
    static void id##_b(int c, int hw, int begin, int end, const float *x, const float *y, \
                       const float *dy, float *dx)                                        \
    {                                                                                     \
        (void)x, (void)y;                                                                 \
        name##_backward(c, hw __VA_ARGS__, begin, end, saved, dy, dx);                    \
    }
#define COMMA ,
PLANES(linear, COMMA - 1.5f COMMA 0.75f)
static void linear_b(int c, int hw, int begin, int end, const float *x, const float *y,
                     const float *dy, float *dx)
{
    (void)x, (void)y;
    linear_backward(length(c, hw), -1.5f, begin * hw, end * hw, dy, dx);
}
PLANES(clip, COMMA 0.5f COMMA 1.25f)
BACK_VALUES(clip, clip, x, COMMA 0.5f COMMA 1.25f)
PLANES(hardsigmoid, COMMA 0.25f COMMA 0.375f)
BACK_VALUES(hardsigmoid, hardsigmoid, y, COMMA 0.25f)
PLANES(softplus, COMMA 2.0f)
BACK_VALUES(softplus, softplus, y, COMMA 2.0f)
VALUES(softsign, softsign, )
BACK_VALUES(softsign, softsign, y, )
VALUES(mish, mish, )
BACK_VALUES(mish, mish, x, )
VALUES(swish, swish, COMMA 1.5f)
BACK_VALUES(swish, swish, x, COMMA 1.5f)
VALUES(celu, scaled_elu, COMMA 1.0f COMMA 0.5f COMMA 2.0f)
BACK_VALUES(celu, scaled_elu, y, COMMA 1.0f COMMA 0.5f COMMA 2.0f)
PLANES(exp, )
BACK_VALUES(exp, exp, y, )
PLANES(log, )
BACK_PLANES(log, log, x, )
VALUES(sqrt, sqrt, )
BACK_PLANES(sqrt, sqrt, y, )
VALUES(abs, abs, )
BACK_VALUES(abs, abs, x, )
PLANES(power, COMMA - 1.5f)
BACK_PLANES(power, power, x, COMMA - 1.5f)

static double linear_v(double x) { return -1.5 * x + 0.75; }
static double linear_s(double x) { return (void)x, -1.5; }
static double clip_v(double x) { return x < 0.5 ? 0.5 : x > 1.25 ? 1.25 : x; }
static double clip_s(double x) { return x >= 0.5 && x <= 1.25; }
static double hard_v(double x)
{
    double y = 0.25 * x + 0.375;
    return y < 0 ? 0 : y > 1 ? 1 : y;
}
static double hard_s(double x) { return hard_v(x) > 0 && hard_v(x) < 1 ? 0.25 : 0; }
static double softplus_v(double x) { return fmax(x, 0) + log1p(exp(-fabs(2 * x))) / 2; }
static double softplus_s(double x) { return 1 / (1 + exp(-2 * x)); }
static double softsign_v(double x) { return x / (1 + fabs(x)); }
static double softsign_s(double x) { return 1 / ((1 + fabs(x)) * (1 + fabs(x))); }
static double mish_v(double x) { return x * tanh(log1p(exp(x))); }
static double mish_s(double x)
{
    double t = tanh(log1p(exp(x)));
    return t + x * (1 - t * t) / (1 + exp(-x));
}
static double swish_v(double x) { return x / (1 + exp(-1.5 * x)); }
static double swish_s(double x)
{
    double s = 1 / (1 + exp(-1.5 * x));
    return s * (1 + 1.5 * x * (1 - s));
}
static double celu_v(double x) { return x > 0 ? x : 0.5 * expm1(2 * x); }
static double celu_s(double x) { return x > 0 ? 1 : exp(2 * x); }
static double reciprocal(double x) { return 1 / x; }
static double sqrt_s(double x) { return 0.5 / sqrt(x); }
static double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
static double power_v(double x) { return pow(x, -1.5); }
static double power_s(double x) { return -1.5 * pow(x, -2.5); }

/* scale: of what is added on the way, where that is larger than the result. */
static const Function functions[] = {
    {"linear", linear_f, linear_b, linear_v, linear_s, -4, 4, 2, 1, 1},
    {"clip", clip_f, clip_b, clip_v, clip_s, -1, 3, 0, 0, 0},
    {"hardsigmoid", hardsigmoid_f, hardsigmoid_b, hard_v, hard_s, -4, 4, 2, 1, 1},
    {"softplus", softplus_f, softplus_b, softplus_v, softplus_s, -9, 9, 8, 16, 1e-30},
    {"softsign", softsign_f, softsign_b, softsign_v, softsign_s, -9, 9, 2, 8, 1},
    {"mish", mish_f, mish_b, mish_v, mish_s, -9, 30, 8, 16, 4},
    {"swish", swish_f, swish_b, swish_v, swish_s, -9, 9, 10, 20, 4},
    {"celu", celu_f, celu_b, celu_v, celu_s, -4, 4, 4, 4, 1},
    {"exp", exp_f, exp_b, exp, exp, -20, 20, 4, 5, 0},
    {"log", log_f, log_b, log, reciprocal, 0.01, 9, 2, 2, 0},
    {"sqrt", sqrt_f, sqrt_b, sqrt, sqrt_s, 0.01, 9, 1, 3, 0},
    {"abs", abs_f, abs_b, fabs, sign, -4, 4, 0, 0, 0},
    {"power", power_f, power_b, power_v, power_s, 0.1, 4, 4, 6, 0},
};

static void one_function(const Function *f, int c, int hw)
{
    size_t size = packed(N, c, hw);
    int range = N * blocks_of(c);
    float *x = tensor(N, c, hw, f->low, f->high, 11), *dy = tensor(N, c, hw, -1, 1, 12),
          *y = blank(size), *z = blank(size), *dx = blank(size);
    WHOLE(range, f->forward(c, hw, begin, end, x, y));
    SPLIT(range, f->forward(c, hw, begin, end, x, z));
    same_bits(y, z, size);
    check_zero_lanes(y, N, c, hw);
    WHOLE(range, f->backward(c, hw, begin, end, x, y, dy, dx));
    check_zero_lanes(dx, N, c, hw);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < c; k++)
            for (int q = 0; q < hw; q++) {
                size_t a = at(c, hw, i, q, k);
                double v = (double)x[a];
                near((double)y[a], f->value(v), f->terms, f->scale);
                near((double)dx[a], (double)dy[a] * f->slope(v), f->back_terms, f->scale);
            }
    SPLIT(range, f->backward(c, hw, begin, end, x, y, dy, dy)); /* in place */
    same_bits(dx, dy, size);
    SPLIT(range, f->forward(c, hw, begin, end, x, x));
    same_bits(x, y, size);
    free(x), free(dy), free(y), free(z), free(dx);
}

static void of_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        EACH_CASE(c, hw)
    one_function(&functions[i], c, hw);
}

/* Functions that have a value and a slope everywhere, over the whole range of a float; exp has
 * limits of its own. */
static void over_the_whole_range(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        const Function *f = &functions[i];
        const int pixels = WHOLE_RANGE / 16;
        float *x = whole_range(), *y = blank(WHOLE_RANGE), *dx = blank(WHOLE_RANGE),
              *dy = filled(WHOLE_RANGE, 1.0f);
        if (f->low < 0 && f->value != linear_v && f->value != exp) {
            f->forward(16, pixels, 0, 1, x, y);
            f->backward(16, pixels, 0, 1, x, y, dy, dx);
            for (int k = 0; k < WHOLE_RANGE; k++) {
                const double v = (double)x[k];
                near((double)y[k], f->value(v), f->terms, f->scale);
                near((double)dx[k], f->slope(v), f->back_terms, f->scale);
            }
        }
        free(x), free(y), free(dx), free(dy);
    }
}

/* What the documents say of kinks and of places without a derivative: 16 values of x in one plane
 * of 16 channels. */
static void at_the_ends(void **state)
{
    (void)state;
    const float inf = (float)INFINITY, nan = (float)NAN;
    const float x[16] = {0, -0.0f, 1, -1, 0.5f, 1.25f, inf, -inf, nan, 2, 100, -100, 3, 4, 5, 6};
    float y[16], dx[16], dy[16], zero[16] = {0};
    for (int i = 0; i < 16; i++)
        dy[i] = 1;
    abs_backward(16, 0, 1, x, dy, dx);
    assert_true(dx[0] == 0 && dx[1] == 0 && dx[2] == 1 && dx[3] == -1);
    sqrt_forward(16, 0, 1, x, y);
    assert_true(y[0] == 0 && y[3] != y[3]);
    sqrt_backward(16, 1, 0, 1, y, dy, dx);
    assert_true(dx[0] == inf && dx[2] == 0.5f);
    sqrt_backward(16, 1, 0, 1, y, zero, dx);
    assert_true(dx[0] != dx[0] && dx[2] == 0);
    log_forward(16, 1, 0, 1, x, y);
    assert_true(y[0] == -inf && y[3] != y[3] && y[6] == inf);
    clip_forward(16, 1, 0.5f, 1.25f, 0, 1, x, y);
    assert_true(y[6] == 1.25f && y[7] == 0.5f && y[8] != y[8]);
    clip_backward(16, 0.5f, 1.25f, 0, 1, x, dy, dx);
    assert_true(dx[4] == 1 && dx[5] == 1 && dx[0] == 0 && dx[9] == 0);
    power_forward(16, 1, 0.0f, 0, 1, x, y);
    assert_true(y[0] == 1 && y[3] == 1);
    power_backward(16, 1, 0.0f, 0, 1, x, dy, dx);
    assert_true(dx[0] == 0 && dx[3] == 0);
    power_backward(16, 1, 2.0f, 0, 1, x, dy, dx);
    assert_true(dx[0] == 0 && dx[3] == -2);
    mish_forward(16, 0, 1, x, y);
    assert_true(y[6] == inf && y[10] == 100 && y[8] != y[8]);
    mish_backward(16, 0, 1, x, dy, dx);
    assert_true(dx[6] == 1 && fabsf(dx[7]) < 1e-30f && dx[8] != dx[8]);
    assert_true(y[7] == 0);
    softplus_forward(16, 1, 1.0f, 0, 1, x, y);
    assert_true(y[6] == inf && y[10] == 100 && y[8] != y[8] && y[11] >= 0 && y[11] < 1e-30f);
    softsign_forward(16, 0, 1, x, y);
    assert_true(y[6] == 1 && y[7] == -1 && y[8] != y[8]);
    swish_forward(16, 1.5f, 0, 1, x, y);
    assert_true(y[6] == inf && y[7] == 0 && y[8] != y[8]);
    swish_backward(16, 1.5f, 0, 1, x, dy, dx);
    assert_true(dx[6] == 1 && fabsf(dx[7]) < 1e-30f && dx[8] != dx[8]);
}

/* ---- functions of two numbers ---- */

static void of_two(void **state)
{
    (void)state;
    EACH_CASE(c, hw)
    {
        size_t size = packed(N, c, hw);
        int cb = blocks_of(c), range = N * cb, len = N * length(c, hw) / 16;
        float *a = tensor(N, c, hw, 0.25, 2, 1), *b = tensor(N, c, hw, -2, -0.5, 2),
              *dy = tensor(N, c, hw, -1, 1, 3);
        float *sub = blank(size), *div = blank(size), *db = blank(size), *y = blank(size),
              *pa = blank(size), *pb = blank(size);
        SPLIT(range, sub_maps(cb, hw, begin, end, a, b, sub));
        SPLIT(range, div_maps(c, hw, begin, end, a, b, div));
        SPLIT(range, div_backward(c, hw, begin, end, a, b, dy, db));
        SPLIT(range, pow_maps(c, hw, begin, end, a, b, y));
        SPLIT(range, pow_backward(c, hw, begin, end, a, b, dy, pa));
        SPLIT(range, pow_backward_exponent(c, hw, begin, end, a, b, y, dy, pb));
        for (int i = 0; i < N; i++)
            for (int k = 0; k < c; k++)
                for (int q = 0; q < hw; q++) {
                    size_t p = at(c, hw, i, q, k);
                    double u = (double)a[p], v = (double)b[p], g = (double)dy[p];
                    assert_true(sub[p] == a[p] - b[p] && div[p] == a[p] / b[p]);
                    near((double)db[p], -g * u / v / v, 4, 0);
                    near((double)y[p], pow(u, v), 4, 0);
                    near((double)pa[p], g * v * pow(u, v - 1), 6, 0);
                    near((double)pb[p], g * pow(u, v) * log(u), 8, 0);
                }
        float *all[] = {sub, div, db, y, pa, pb};
        for (int i = 0; i < 6; i++)
            check_zero_lanes(all[i], N, c, hw);
        for (int least = 0; least < 2; least++) {
            for (size_t i = 0; i < size; i += 3)
                b[i] = a[i]; /* ties */
            SPLIT(range, larger_maps(cb, hw, least, begin, end, a, b, y));
            SPLIT(len, larger_backward(length(c, hw), least, begin, end, a, b, dy, pa));
            SPLIT(len, larger_backward(length(c, hw), least, begin, end, b, a, dy, pb));
            for (size_t i = 0; i < size; i++) {
                int first = least ? a[i] < b[i] : a[i] > b[i], same = a[i] == b[i];
                assert_true(y[i] == (first ? a[i] : b[i]));
                assert_true(pa[i] == (same ? dy[i] / 2 : first ? dy[i] : 0));
                assert_true(pb[i] == (same ? dy[i] / 2 : first ? 0 : dy[i]));
            }
            check_zero_lanes(y, N, c, hw);
        }
        for (int i = 0; i < 6; i++)
            free(all[i]);
        free(a), free(b), free(dy);
    }
}

static void pairs_at_the_ends(void **state)
{
    (void)state;
    const float inf = (float)INFINITY, nan = (float)NAN;
    const float a[16] = {0, 1, -1, 0, 0, nan, 2, inf, 0, 0, -2, 1, 1, 1, 1, 1},
                b[16] = {0, 0, 0, 2, -1, 1, nan, inf, 1, 0.5f, 3, 1, 1, 1, 1, 1};
    float y[16], d[16], dy[16];
    for (int i = 0; i < 16; i++)
        dy[i] = 1;
    div_maps(16, 1, 0, 1, a, b, y);
    assert_true(y[0] != y[0] && y[1] == inf && y[2] == -inf && y[3] == 0);
    larger_maps(1, 1, 0, 0, 1, a, b, y);
    assert_true(y[5] != y[5] && y[6] != y[6] && y[7] == inf);
    pow_maps(16, 1, 0, 1, a, b, y);
    assert_true(y[0] == 1 && y[3] == 0 && y[4] == inf && y[10] == -8);
    pow_backward(16, 1, 0, 1, a, b, dy, d);
    assert_true(d[0] == 0 && d[1] == 0 && d[3] == 0 && d[8] == 1 && d[9] == inf && d[10] == 12);
    pow_backward_exponent(16, 1, 0, 1, a, b, y, dy, d);
    assert_true(d[0] == 0 && d[3] == 0 && d[8] == 0 && d[4] == -inf && d[10] != d[10]);
}

/* ---- one parameter a channel ---- */

static void by_channel(void **state)
{
    (void)state;
    EACH_CASE(c, hw)
    {
        size_t size = packed(N, c, hw), few = packed(1, c, 1);
        int cb = blocks_of(c), range = N * cb;
        float *x = tensor(N, c, hw, -1, 1, 1), *alpha = vector(c, -1, 1, 2),
              *dy = tensor(N, c, hw, -1, 1, 3);
        float *y = blank(size), *dx = blank(size), *scaled = blank(size), *da = blank(few),
              *ds = blank(few);
        x[0] = 0; /* a kink */
        SPLIT(range, prelu_forward(cb, hw, begin, end, x, alpha, y));
        SPLIT(range, prelu_backward(cb, hw, begin, end, x, alpha, dy, dx));
        SPLIT(cb, prelu_reduce(cb, hw, N, begin, end, x, dy, da));
        SPLIT(range, scale_forward(cb, hw, begin, end, x, alpha, scaled));
        SPLIT(cb, scale_reduce(cb, hw, N, begin, end, dy, x, ds));
        for (int k = 0; k < c; k++) {
            double sum = 0, dot = 0;
            for (int i = 0; i < N; i++)
                for (int q = 0; q < hw; q++) {
                    size_t p = at(c, hw, i, q, k);
                    float a = alpha[k];
                    assert_true(y[p] == (x[p] > 0 ? x[p] : a * x[p]));
                    assert_true(dx[p] == (x[p] > 0 ? dy[p] : a * dy[p]));
                    assert_true(scaled[p] == x[p] * a);
                    sum += x[p] > 0 ? 0 : (double)x[p] * (double)dy[p];
                    dot += (double)x[p] * (double)dy[p];
                }
            near((double)da[k], sum, 64, hw < 64 ? hw : 64);
            near((double)ds[k], dot, 64, hw < 64 ? hw : 64);
        }
        check_zero_lanes(y, N, c, hw), check_zero_lanes(dx, N, c, hw);
        check_zero_lanes(scaled, N, c, hw), check_zero_lanes(da, 1, c, 1);
        check_zero_lanes(ds, 1, c, 1);
        SPLIT(range, prelu_forward(cb, hw, begin, end, x, alpha, x));
        same_bits(x, y, size);
        free(x), free(alpha), free(dy), free(y), free(dx), free(scaled), free(da), free(ds);
    }
}

/* ---- one parameter a value ---- */

static void by_value(void **state)
{
    (void)state;
    EACH_CASE(c, hw)
    {
        size_t size = packed(N, c, hw), one = packed(1, c, hw);
        int len = length(c, hw), range = N * len / 16;
        float *x = tensor(N, c, hw, -1, 1, 1), *dy = tensor(N, c, hw, -1, 1, 2),
              *keras = randoms((size_t)(c * hw), 3), *back = blank((size_t)(c * hw));
        float *w = blank(one), *mul = blank(size), *sum = blank(size), *y = blank(size),
              *dx = blank(size), *db = blank(one), *dw = blank(one), *da = blank(one);
        map_pack(c, hw, keras, w);
        map_unpack(c, hw, w, back);
        same_bits(keras, back, (size_t)(c * hw));
        SPLIT(range, values_mul(len, begin, end, x, w, mul));
        SPLIT(range, values_add(len, begin, end, x, w, sum));
        SPLIT(range, values_prelu(len, begin, end, x, w, y));
        SPLIT(range, values_prelu_backward(len, begin, end, x, w, dy, dx));
        SPLIT(len / 16, values_sum(len, N, begin, end, dy, db));
        SPLIT(len / 16, values_dot(len, N, begin, end, dy, x, dw));
        SPLIT(len / 16, values_prelu_reduce(len, N, begin, end, dy, x, da));
        for (int k = 0; k < c; k++)
            for (int q = 0; q < hw; q++) {
                double total = 0, dot = 0, below = 0;
                float a = keras[q * c + k];
                for (int i = 0; i < N; i++) {
                    size_t p = at(c, hw, i, q, k);
                    assert_true(mul[p] == x[p] * a && sum[p] == x[p] + a);
                    assert_true(y[p] == (x[p] > 0 ? x[p] : x[p] * a));
                    assert_true(dx[p] == (x[p] > 0 ? dy[p] : dy[p] * a));
                    total += (double)dy[p];
                    dot += (double)dy[p] * (double)x[p];
                    below += x[p] > 0 ? 0 : (double)dy[p] * (double)x[p];
                }
                size_t p = at(c, hw, 0, q, k);
                near((double)db[p], total, 2, N);
                near((double)dw[p], dot, 4, N);
                near((double)da[p], below, 4, N);
            }
        float *all[] = {mul, sum, y, dx};
        for (int i = 0; i < 4; i++)
            check_zero_lanes(all[i], N, c, hw);
        check_zero_lanes(db, 1, c, hw), check_zero_lanes(dw, 1, c, hw);
        check_zero_lanes(da, 1, c, hw), check_zero_lanes(w, 1, c, hw);
        SPLIT(range, values_mul(len, begin, end, x, w, x));
        same_bits(x, mul, size);
        free(x), free(dy), free(keras), free(back), free(w), free(mul), free(sum), free(y),
            free(dx), free(db), free(dw), free(da);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_one),
        cmocka_unit_test(over_the_whole_range),
        cmocka_unit_test(at_the_ends),
        cmocka_unit_test(of_two),
        cmocka_unit_test(pairs_at_the_ends),
        cmocka_unit_test(by_channel),
        cmocka_unit_test(by_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
