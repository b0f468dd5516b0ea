/* Layer kernels (all but convolution) against naive double-precision twins over odd shapes: whole
 * and cut into ranges bit by bit, lanes beyond the last channel still zero, nothing written past
 * the end. Tolerances count roundings. */
#include "tests/unit/kernel_util.h"

typedef struct Shape3 {
    int n, c, h, w;
} Shape3;

static const Shape3 shapes[] = {{1, 1, 1, 1},  {1, 3, 5, 4},  {2, 16, 3, 3}, {3, 17, 4, 7},
                                {5, 40, 2, 1}, {1, 33, 9, 8}, {64, 10, 1, 1}};
enum { N_SHAPES = sizeof shapes / sizeof shapes[0] };

#define EACH_SHAPE(s) for (const Shape3 *s = shapes; s < shapes + N_SHAPES; s++)

static int area(const Shape3 *s) { return s->h * s->w; }
static int per_image(const Shape3 *s) { return blocks_of(s->c) * area(s) * 16; }
static size_t size_of(const Shape3 *s) { return packed(s->n, s->c, area(s)); }

/* ---- pointwise kinds ---- */

typedef void Forward(int len, float parameter, int begin, int end, const float *x, float *y);
typedef void Backward(int len, float parameter, int begin, int end, const float *saved,
                      const float *dy, float *dx);
typedef double Value(double x, double parameter);

#define PLAIN(name)                                                                             \
    static void name##_f(int len, float p, int begin, int end, const float *x, float *y)        \
    {                                                                                           \
        (void)p;                                                                                \
        name##_forward(len, begin, end, x, y);                                                  \
    }                                                                                           \
    static void name##_b(int len, float p, int begin, int end, const float *s, const float *dy, \
                         float *dx)                                                             \
    {                                                                                           \
        (void)p;                                                                                \
        name##_backward(len, begin, end, s, dy, dx);                                            \
    }
PLAIN(gelu)
PLAIN(gelu_tanh)
PLAIN(silu)
PLAIN(hardswish)
PLAIN(tanh)

static double relu(double x, double p) { return x <= 0 ? 0 : p > 0 && x > p ? p : x; }
static double d_relu(double x, double p) { return x > 0 && (p <= 0 || x < p); }
static double leaky(double x, double p) { return x > 0 ? x : p * x; }
static double d_leaky(double x, double p) { return x > 0 ? 1 : p; }
static double elu(double x, double p) { return x > 0 ? x : p * expm1(x); }
static double d_elu(double x, double p) { return x > 0 ? 1 : p * exp(x); }
static double below(double x) { return 0.5 * (1 + erf(x * sqrt(0.5))); }
static double gelu(double x, double p)
{
    (void)p;
    return x * below(x);
}
static double d_gelu(double x, double p)
{
    (void)p;
    return below(x) + x * exp(-x * x / 2) / sqrt(8 * atan(1));
}
static double gelu_u(double x) { return sqrt(2 / (4 * atan(1))) * (x + 0.044715 * x * x * x); }
static double gelu_tanh(double x, double p)
{
    (void)p;
    return x * (1 + tanh(gelu_u(x))) / 2;
}
static double d_gelu_tanh(double x, double p)
{
    (void)p;
    double t = tanh(gelu_u(x));
    return (1 + t) / 2 + x * (1 - t * t) / 2 * sqrt(2 / (4 * atan(1))) * (1 + 3 * 0.044715 * x * x);
}
static double logistic(double x) { return 1 / (1 + exp(-x)); }
static double silu(double x, double p)
{
    (void)p;
    return x * logistic(x);
}
static double d_silu(double x, double p)
{
    (void)p;
    double s = logistic(x);
    return s * (1 + x * (1 - s));
}
static double hardswish(double x, double p)
{
    (void)p;
    return x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;
}
static double d_hardswish(double x, double p)
{
    (void)p;
    return x <= -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6;
}
static double tanh_(double x, double p)
{
    (void)p;
    return tanh(x);
}
static double d_tanh(double x, double p)
{
    (void)p;
    return 1 - tanh(x) * tanh(x);
}

typedef struct Pointwise {
    Forward *forward;
    Backward *backward;
    Value *value, *slope;
    double parameter;
    int from_output;
} Pointwise;

static const Pointwise pointwise[] = {
    {relu_forward, relu_backward, relu, d_relu, 0, 1},
    {relu_forward, relu_backward, relu, d_relu, 1.5, 1},
    {leaky_forward, leaky_backward, leaky, d_leaky, 0.25, 1},
    {leaky_forward, leaky_backward, leaky, d_leaky, 0, 1},
    {elu_forward, elu_backward, elu, d_elu, 1, 1},
    {elu_forward, elu_backward, elu, d_elu, 0.5, 1},
    {gelu_f, gelu_b, gelu, d_gelu, 0, 0},
    {gelu_tanh_f, gelu_tanh_b, gelu_tanh, d_gelu_tanh, 0, 0},
    {silu_f, silu_b, silu, d_silu, 0, 0},
    {hardswish_f, hardswish_b, hardswish, d_hardswish, 0, 0},
    {tanh_f, tanh_b, tanh_, d_tanh, 0, 1},
};

static void one_pointwise(const Pointwise *p, const Shape3 *s)
{
    size_t size = size_of(s);
    int len = per_image(s), range = s->n * len / 16;
    float par = (float)p->parameter;
    float *x = tensor(s->n, s->c, area(s), -4, 4, 11), *dy = tensor(s->n, s->c, area(s), -1, 1, 12);
    float *y = blank(size), *z = blank(size), *dx = blank(size);
    WHOLE(range, p->forward(len, par, begin, end, x, y));
    SPLIT(range, p->forward(len, par, begin, end, x, z));
    same_bits(y, z, size);
    check_zero_lanes(y, s->n, s->c, area(s));
    const float *saved = p->from_output ? y : x;
    WHOLE(range, p->backward(len, par, begin, end, saved, dy, dx));
    check_zero_lanes(dx, s->n, s->c, area(s));
    for (size_t i = 0; i < size;
         i++) { /* exp and erf to 2 ulp, some 6 further roundings; factors below 4 */
        near((double)y[i], p->value((double)x[i], p->parameter), 8, 4);
        near((double)dx[i], (double)dy[i] * p->slope((double)x[i], p->parameter), 16, 4);
    }
    SPLIT(range, p->backward(len, par, begin, end, saved, dy, dy)); /* in place */
    same_bits(dx, dy, size);
    WHOLE(range, p->forward(len, par, begin, end, x, x));
    same_bits(x, y, size);
    free(x), free(dy), free(y), free(z), free(dx);
}

static void activations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pointwise / sizeof pointwise[0]; i++)
        EACH_SHAPE(s)
    one_pointwise(&pointwise[i], s);
}

/* Over the whole range of a float, and at infinity. */
static void activations_of_all_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pointwise / sizeof pointwise[0]; i++) {
        const Pointwise *p = &pointwise[i];
        const float par = (float)p->parameter;
        float *x = whole_range(), *y = blank(WHOLE_RANGE), *dx = blank(WHOLE_RANGE),
              *dy = filled(WHOLE_RANGE, 1.0f);
        p->forward(WHOLE_RANGE, par, 0, WHOLE_RANGE / 16, x, y);
        p->backward(WHOLE_RANGE, par, 0, WHOLE_RANGE / 16, p->from_output ? y : x, dy, dx);
        for (int k = 0; k < WHOLE_RANGE; k++) {
            near((double)y[k], p->value((double)x[k], p->parameter), 8, 4);
            near((double)dx[k], p->slope((double)x[k], p->parameter), 16, 4);
        }
        for (int k = 0; k < 16; k++)
            x[k] = k & 1 ? -(float)INFINITY : (float)INFINITY;
        p->forward(16, par, 0, 1, x, y);
        p->backward(16, par, 0, 1, p->from_output ? y : x, dy, dx);
        for (int k = 0; k < 2; k++) {
            const double far = k ? -1e100 : 1e100, v = p->value(far, p->parameter);
            if (p->value == leaky) /* 0 times infinity is NaN */
                continue;
            assert_true(fabs(v) < 1e90 ? (double)y[k] == v : y[k] == x[k]);
            near((double)dx[k], p->slope(far, p->parameter), 1, 1e-20);
        }
        free(x), free(y), free(dx), free(dy);
    }
}

static void sigmoid(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        size_t size = size_of(s);
        int range = s->n * blocks_of(s->c), len = per_image(s);
        float *x = tensor(s->n, s->c, area(s), -20, 20, 11),
              *dy = tensor(s->n, s->c, area(s), -1, 1, 12);
        float *y = blank(size), *z = blank(size), *dx = blank(size);
        WHOLE(range, sigmoid_forward(s->c, area(s), begin, end, x, y));
        SPLIT(range, sigmoid_forward(s->c, area(s), begin, end, x, z));
        same_bits(y, z, size);
        check_zero_lanes(y, s->n, s->c, area(s));
        WHOLE(s->n * len / 16, sigmoid_backward(len, begin, end, y, dy, dx));
        check_zero_lanes(dx, s->n, s->c, area(s));
        for (int i = 0; i < s->n; i++)
            for (int k = 0; k < s->c; k++)
                for (int q = 0; q < area(s); q++) {
                    size_t a = at(s->c, area(s), i, q, k);
                    double v = logistic((double)x[a]);
                    near((double)y[a], v, 4, 0);
                    near((double)dx[a], (double)dy[a] * v * (1 - v), 6, 1);
                }
        free(x), free(dy), free(y), free(z), free(dx);
    }
}

static void softmax(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int c = s->c, hw = area(s);
        size_t size = size_of(s);
        float *x = tensor(s->n, c, hw, -90, 90, 11), *dy = tensor(s->n, c, hw, -1, 1, 12),
              *y = blank(size), *z = blank(size), *dx = blank(size);
        WHOLE(s->n, softmax_forward(c, hw, begin, end, x, y));
        SPLIT(s->n, softmax_forward(c, hw, begin, end, x, z));
        same_bits(y, z, size);
        WHOLE(s->n, softmax_backward(c, hw, begin, end, y, dy, dx));
        check_zero_lanes(y, s->n, c, hw);
        check_zero_lanes(dx, s->n, c, hw);
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++) {
                double max = -1e9, sum = 0, dot = 0, size_dot = 0;
                for (int k = 0; k < c; k++)
                    max = fmax(max, (double)x[at(c, hw, i, q, k)]);
                for (int k = 0; k < c; k++)
                    sum += exp((double)x[at(c, hw, i, q, k)] - max);
                for (int k = 0; k < c; k++) {
                    double t = exp((double)x[at(c, hw, i, q, k)] - max) / sum *
                               (double)dy[at(c, hw, i, q, k)];
                    dot += t;
                    size_dot += fabs(t);
                }
                for (int k = 0; k < c;
                     k++) { /* the shift's rounding is 180 * eps / 2 of the result */
                    double p = exp((double)x[at(c, hw, i, q, k)] - max) / sum;
                    near((double)y[at(c, hw, i, q, k)], p, 100 + c, 1e-7);
                    near((double)dx[at(c, hw, i, q, k)], p * ((double)dy[at(c, hw, i, q, k)] - dot),
                         2 * (100 + c), p * (1 + size_dot) + 1e-7);
                }
            }
        free(x), free(dy), free(y), free(z), free(dx);
    }
}

/* ---- one number a channel ---- */

static void channels(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int c = s->c, hw = area(s), cb = blocks_of(c);
        size_t size = size_of(s);
        float *x = tensor(s->n, c, hw, -1, 1, 1), *a = vector(c, -2, 2, 2),
              *b = vector(c, -2, 2, 3);
        float *y = blank(size), *z = blank(size), *db = blank((size_t)cb * 16),
              *db2 = blank((size_t)cb * 16);
        WHOLE(s->n * cb, bias_forward(cb, hw, begin, end, x, b, y));
        SPLIT(s->n * cb, bias_forward(cb, hw, begin, end, x, b, z));
        same_bits(y, z, size);
        check_zero_lanes(y, s->n, c, hw);
        for (size_t i = 0; i < size; i++)
            assert_true(y[i] == x[i] + b[i / 16 / (size_t)hw % (size_t)cb * 16 + i % 16]);
        SPLIT(s->n * cb, scale_shift(cb, hw, begin, end, x, a, b, z));
        check_zero_lanes(z, s->n, c, hw);
        SPLIT(s->n * cb, scale_backward(cb, hw, begin, end, x, a, y));
        check_zero_lanes(y, s->n, c, hw);
        for (size_t i = 0; i < size; i++) {
            size_t ch = i / 16 / (size_t)hw % (size_t)cb * 16 + i % 16;
            near((double)z[i], (double)x[i] * (double)a[ch] + (double)b[ch], 2, 4);
            assert_true(y[i] == x[i] * a[ch]);
        }
        WHOLE(cb, bias_backward(cb, hw, s->n, begin, end, x, db));
        SPLIT(cb, bias_backward(cb, hw, s->n, begin, end, x, db2));
        same_bits(db, db2, (size_t)cb * 16);
        check_zero_lanes(db, 1, c, 1);
        for (int times = 1, step = 2, after = 1; (times - 1) * step - after < hw;
             times++, step += times % 2, after = times % 3 % step) {
            float *part = blank((size_t)(s->n * cb * times) * 16);
            SPLIT(s->n * cb, bias_sums(cb, hw, step, after, times, begin, end, x, part));
            check_zero_lanes(part, s->n, c, times);
            SPLIT(cb, bias_backward(cb, times, s->n, begin, end, part, db2));
            for (int k = 0; k < c; k++)
                near((double)db2[k], (double)db[k], 64, s->n * hw);
            free(part);
        }
        for (int k = 0; k < c; k++) {
            double sum = 0, scale = 0;
            for (int i = 0; i < s->n; i++)
                for (int q = 0; q < hw; q++) {
                    sum += (double)x[at(c, hw, i, q, k)];
                    scale += fabs((double)x[at(c, hw, i, q, k)]);
                }
            near((double)db[k], sum, 64, scale);
        }
        free(x), free(a), free(b), free(y), free(z), free(db), free(db2);
    }
}

/* Beyond a stretch of add_partials, too, and each number by itself in the partial sums' order. */
static void partial_sums(void **state)
{
    (void)state;
    static const int counts[] = {16, 1024, 1040, 4000};
    for (int i = 0; i < 4; i++)
        for (int parts = 1; parts <= 5; parts += 2) {
            int count = counts[i];
            float *x = tensor(1, count * parts, 1, -1, 1, (uint64_t)count), *y = blank(count);
            SPLIT(count / 16, add_partials(count, parts, begin, end, x, y));
            for (int k = 0; k < count; k++) {
                float sum = x[k];
                for (int p = 1; p < parts; p++)
                    sum += x[p * count + k];
                assert_true(y[k] == sum);
            }
            free(x), free(y);
        }
}

static void sums(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int len = per_image(s), cb = blocks_of(s->c), hw = area(s);
        size_t size = size_of(s);
        float *a = tensor(s->n, s->c, hw, -1, 1, 1), *b = tensor(s->n, s->c, hw, -1, 1, 2),
              *y = blank(size), *z = blank(size);
        SPLIT(s->n * len / 16, add_forward(len, begin, end, a, b, y));
        for (size_t i = 0; i < size; i++)
            assert_true(y[i] == a[i] + b[i]);
        SPLIT(s->n * cb, add_maps(cb, hw, begin, end, a, b, z));
        same_bits(y, z, size);
        SPLIT(s->n * len / 16, copy_values(len, begin, end, a, z));
        same_bits(a, z, size);
        check_guard(y, size), check_guard(z, size), check_guard(b, size);
        free(a), free(b), free(y), free(z);
    }
}

/* ---- layout ---- */

static void layouts(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int c = s->c, hw = area(s);
        size_t size = size_of(s), plain = (size_t)s->n * (size_t)hw * (size_t)c;
        float *x = randoms(plain, 5), *y = blank(size), *back = blank(plain);
        SPLIT(s->n, nhwc_to_blocked(c, s->h, s->w, begin, end, x, y));
        check_zero_lanes(y, s->n, c, hw);
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++)
                for (int k = 0; k < c; k++)
                    assert_true(y[at(c, hw, i, q, k)] ==
                                x[((size_t)i * (size_t)hw + (size_t)q) * (size_t)c + (size_t)k]);
        SPLIT(s->n, blocked_to_nhwc(c, s->h, s->w, begin, end, y, back));
        same_bits(x, back, plain);
        check_guard(back, plain);
        /* the same values as one row of pixels, as a vector, and with height and channels exchanged
         */
        const int to[3][3] = {{1, s->h * s->w, c}, {1, 1, s->h * s->w * c}, {c, s->w, s->h}};
        for (int t = 0; t < 3; t++) {
            int oh = to[t][0], ow = to[t][1], oc = to[t][2];
            size_t other = packed(s->n, oc, oh * ow);
            float *z = blank(other), *home = blank(size);
            SPLIT(s->n, reshape_values(s->h, s->w, c, oh, ow, oc, begin, end, y, z));
            check_zero_lanes(z, s->n, oc, oh * ow);
            WHOLE(s->n, blocked_to_nhwc(oc, oh, ow, begin, end, z, back));
            same_bits(x, back, plain);
            WHOLE(s->n, reshape_values(oh, ow, oc, s->h, s->w, c, begin, end, z, home));
            same_bits(home, y, size);
            check_guard(home, size);
            free(z), free(home);
        }
        free(x), free(y), free(back);
    }
}

static void concat(void **state)
{
    (void)state;
    static const int parts[][3] = {{3, 17, 5}, {16, 16, 32}, {1, 1, 1}, {20, 13, 31}};
    enum { N = 3, HW = 6 };
    for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        int total = parts[p][0] + parts[p][1] + parts[p][2], first = 0;
        float *y = blank(packed(N, total, HW));
        for (int i = 0; i < 3; i++) {
            float *x = tensor(N, parts[p][i], HW, -1, 1, (uint64_t)i);
            SPLIT(N, concat_copy(HW, parts[p][i], total, first, begin, end, x, y));
            first += parts[p][i];
            free(x);
        }
        check_zero_lanes(y, N, total, HW);
        first = 0;
        for (int i = 0; i < 3; i++) {
            int c = parts[p][i];
            float *x = tensor(N, c, HW, -1, 1, (uint64_t)i), *back = blank(packed(N, c, HW));
            for (int image = 0; image < N; image++)
                for (int q = 0; q < HW; q++)
                    for (int k = 0; k < c; k++)
                        assert_true(y[at(total, HW, image, q, first + k)] ==
                                    x[at(c, HW, image, q, k)]);
            SPLIT(N, concat_slice(HW, c, total, first, begin, end, y, back));
            same_bits(back, x, packed(N, c, HW));
            check_guard(back, packed(N, c, HW));
            first += c;
            free(x), free(back);
        }
        free(y);
    }
}

static void packing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {16, 16}, {17, 5}, {3, 33}, {40, 64}};
    for (size_t p = 0; p < sizeof sizes / sizeof sizes[0]; p++) {
        int c = sizes[p][0], k = sizes[p][1], step = blocks_of(k) * 16;
        size_t plain = (size_t)c * (size_t)k, wide = (size_t)(blocks_of(c) * 16 * step);
        float *x = randoms(plain, 1), *y = blank(wide), *back = blank(plain),
              *v = blank((size_t)blocks_of(c) * 16);
        dense_pack(c, k, x, y);
        for (int i = 0; i < blocks_of(c) * 16; i++)
            for (int j = 0; j < step; j++)
                assert_true(y[i * step + j] == (i < c && j < k ? x[i * k + j] : 0.0f));
        dense_unpack(c, k, y, back);
        same_bits(x, back, plain);
        vector_pack(c, x, v);
        check_zero_lanes(v, 1, c, 1);
        vector_unpack(c, v, back);
        same_bits(x, back, (size_t)c);
        check_guard(y, wide), check_guard(back, plain);
        free(x), free(y), free(back), free(v);
    }
}

/* ---- pooling ---- */

typedef struct Window {
    int h, w, kh, kw, sh, sw, same;
} Window;

static const Window windows[] = {
    {4, 6, 2, 2, 2, 2, 0}, {5, 7, 2, 2, 2, 2, 1}, {7, 6, 3, 3, 2, 2, 0}, {6, 5, 3, 2, 1, 1, 1},
    {1, 1, 2, 2, 2, 2, 1}, {9, 8, 2, 3, 3, 2, 0}, {7, 7, 3, 3, 2, 1, 1}, {18, 17, 17, 16, 1, 1, 0}};

static void axis(int in, int k, int stride, int same, int *out, int *before)
{
    *out = same ? (in + stride - 1) / stride : (in - k) / stride + 1;
    int total = (*out - 1) * stride + k - in;
    *before = same && total > 0 ? total / 2 : 0;
}

static void one_pool(const Window *o, int n, int c)
{
    int cb = blocks_of(c), oh, ow, top, left, hw = o->h * o->w, range = n * cb;
    axis(o->h, o->kh, o->sh, o->same, &oh, &top);
    axis(o->w, o->kw, o->sw, o->same, &ow, &left);
    const PoolShape shape = {.CB = cb,
                             .H = o->h,
                             .W = o->w,
                             .OH = oh,
                             .OW = ow,
                             .KH = o->kh,
                             .KW = o->kw,
                             .SH = o->sh,
                             .SW = o->sw,
                             .PT = top,
                             .PL = left};
    size_t big = packed(n, c, hw), small = packed(n, c, oh * ow);
    float *x = tensor(n, c, hw, -1, 1, 3), *dy = tensor(n, c, oh * ow, -1, 1, 4);
    for (size_t i = 0; i < big; i++)
        x[i] = floorf(x[i] * 4) / 4 *
               (float)(x[i] != 0); /* few values: ties must go to the first */
    float *max = blank(small), *avg = blank(small), *y = blank(small), *dmax = blank(big),
          *davg = blank(big), *d = blank(big);
    uint8_t *arg = calloc(small, 1);
    double *want_max = calloc(big, sizeof *want_max), *want_avg = calloc(big, sizeof *want_avg);
    SPLIT(range, maxpool_forward(shape, begin, end, x, y));
    WHOLE(range, maxpool_forward(shape, begin, end, x, max));
    same_bits(y, max, small);
    SPLIT(range, avgpool_forward(shape, begin, end, x, avg));
    SPLIT(range, avgpool_backward(shape, begin, end, dy, davg));
    WHOLE(range, avgpool_backward(shape, begin, end, dy, d));
    same_bits(d, davg, big);
    SPLIT(range, maxpool_backward_search(shape, begin, end, x, max, dy, dmax));
    if (o->kh * o->kw <= 256) {
        SPLIT(range, maxpool_train(shape, begin, end, x, y, arg));
        same_bits(y, max, small);
        SPLIT(range, maxpool_backward(shape, begin, end, arg, dy, d));
        same_bits(d, dmax, big);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < c; k++)
            for (int q = 0; q < oh * ow; q++) {
                double best = -1e9, sum = 0, g = (double)dy[at(c, oh * ow, i, q, k)];
                int count = 0;
                size_t winner = 0;
                for (int pass = 0; pass < 2; pass++) /* count the window's pixels first */
                    for (int ky = 0; ky < o->kh; ky++)
                        for (int kx = 0; kx < o->kw; kx++) {
                            int iy = q / ow * o->sh - top + ky, ix = q % ow * o->sw - left + kx;
                            if (iy < 0 || ix < 0 || iy >= o->h || ix >= o->w)
                                continue;
                            size_t a = at(c, hw, i, iy * o->w + ix, k);
                            if (pass) {
                                want_avg[a] += g / count;
                                continue;
                            }
                            count++;
                            sum += (double)x[a];
                            winner = (double)x[a] > best ? a : winner;
                            best = (double)x[a] > best ? (double)x[a] : best;
                        }
                want_max[winner] += g;
                assert_true((double)max[at(c, oh * ow, i, q, k)] == best);
                near((double)avg[at(c, oh * ow, i, q, k)], sum / count, count + 1, 1);
            }
    for (size_t i = 0; i < big; i++) {
        near((double)dmax[i], want_max[i], 12,
             12); /* a pixel lies in few windows, or (17x16) in up to 4 */
        near((double)davg[i], want_avg[i], 12, 1);
    }
    check_zero_lanes(max, n, c, oh * ow), check_zero_lanes(avg, n, c, oh * ow),
        check_zero_lanes(davg, n, c, hw);
    check_guard(dmax, big), check_guard(d, big), check_guard(y, small);
    free(x), free(dy), free(max), free(avg), free(y), free(dmax), free(davg), free(d), free(arg),
        free(want_max), free(want_avg);
}

static void pools(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        one_pool(&windows[i], 1, 3);
        one_pool(&windows[i], 2, 18);
    }
}

static void global_pools(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int c = s->c, hw = area(s), cb = blocks_of(c), range = s->n * cb;
        size_t size = size_of(s), small = packed(s->n, c, 1);
        float *x = tensor(s->n, c, hw, -1, 1, 3), *dy = tensor(s->n, c, 1, -1, 1, 4);
        float *avg = blank(small), *max = blank(small), *davg = blank(size), *dmax = blank(size);
        int32_t *arg = calloc(small, sizeof *arg);
        SPLIT(range, globalavgpool_forward(cb, hw, begin, end, x, avg));
        SPLIT(range, globalavgpool_backward(cb, hw, begin, end, dy, davg));
        SPLIT(range, globalmaxpool_forward(cb, hw, begin, end, x, max, arg));
        SPLIT(range, globalmaxpool_backward(cb, hw, begin, end, arg, dy, dmax));
        check_zero_lanes(avg, s->n, c, 1), check_zero_lanes(max, s->n, c, 1);
        check_zero_lanes(davg, s->n, c, hw), check_zero_lanes(dmax, s->n, c, hw);
        for (int i = 0; i < s->n; i++)
            for (int k = 0; k < c; k++) {
                double sum = 0, best = -1e9, g = (double)dy[at(c, 1, i, 0, k)];
                int where = 0;
                for (int q = 0; q < hw; q++) {
                    double v = (double)x[at(c, hw, i, q, k)];
                    sum += v;
                    where = v > best ? q : where;
                    best = v > best ? v : best;
                }
                near((double)avg[at(c, 1, i, 0, k)], sum / hw, 64, 1);
                assert_true((double)max[at(c, 1, i, 0, k)] == best);
                for (int q = 0; q < hw; q++) {
                    near((double)davg[at(c, hw, i, q, k)], g / hw, 1, 0);
                    assert_true((double)dmax[at(c, hw, i, q, k)] == (q == where ? g : 0));
                }
            }
        free(x), free(dy), free(avg), free(max), free(davg), free(dmax), free(arg);
    }
}

/* ---- batch normalisation ---- */

/* Values around `offset`: a mean 100 times the deviation must not spoil the variance. Moments of
 * stretches of `step` pixels. */
static void one_batchnorm(const Shape3 *s, double offset, int step)
{
    int c = s->c, hw = area(s), cb = blocks_of(c);
    size_t size = size_of(s), v = (size_t)cb * 16;
    float *x = tensor(s->n, c, hw, offset - 1, offset + 1, 3), *dy = tensor(s->n, c, hw, -1, 1, 4);
    float *gamma = vector(c, 0.5, 2, 5), *beta = vector(c, -1, 1, 6), *mm = vector(c, -1, 1, 7),
          *mv = vector(c, 0.5, 2, 8);
    float *mm0 = vector(c, -1, 1, 7), *mv0 = vector(c, 0.5, 2, 8);
    float *mean = blank(v), *rstd = blank(v), *dgamma = blank(v), *dbeta = blank(v),
          *y = blank(size), *dx = blank(size), *z = blank(size);
    float *part = blank((size_t)(s->n * cb) * (size_t)((hw + step - 1) / step) * 32);
    SPLIT(s->n * cb, batchnorm_moments(cb, hw, step, begin, end, x, part));
    SPLIT(cb,
          batchnorm_stats(c, hw, step, 1e-3f, 0.1f, s->n, begin, end, part, mean, rstd, mm, mv));
    free(part);
    WHOLE(s->n * cb, batchnorm_apply(cb, hw, begin, end, x, mean, rstd, gamma, beta, y));
    SPLIT(s->n * cb, batchnorm_apply(cb, hw, begin, end, x, mean, rstd, gamma, beta, z));
    same_bits(y, z, size);
    const int times = (hw + step) /
                      step; /* of stretches of `step` pixels, the first shorter by one */
    if (step > 1 && (times - 1) * step - 1 < hw) {
        float *sums = blank((size_t)(s->n * cb * times) * 32);
        SPLIT(s->n * cb, batchnorm_sums(cb, hw, step, 1, times, begin, end, dy, x, mean, sums));
        SPLIT(cb, batchnorm_reduce(cb, times, s->n, begin, end, sums, rstd, dgamma, dbeta));
        free(sums);
    } else {
        float *sums = blank((size_t)(s->n * cb) * 32);
        SPLIT(s->n * cb, batchnorm_sums(cb, hw, hw, 0, 1, begin, end, dy, x, mean, sums));
        SPLIT(cb, batchnorm_reduce(cb, 1, s->n, begin, end, sums, rstd, dgamma, dbeta));
        free(sums);
    }
    WHOLE(s->n * cb, batchnorm_backward(cb, hw, s->n, begin, end, dy, x, mean, rstd, gamma, dgamma,
                                        dbeta, dx));
    SPLIT(s->n * cb, batchnorm_backward(cb, hw, s->n, begin, end, dy, x, mean, rstd, gamma, dgamma,
                                        dbeta, dy));
    same_bits(dx, dy, size);
    free(dy);
    dy = tensor(s->n, c, hw, -1, 1, 4);
    check_zero_lanes(y, s->n, c, hw), check_zero_lanes(dx, s->n, c, hw);
    check_zero_lanes(mean, 1, c, 1), check_zero_lanes(rstd, 1, c, 1),
        check_zero_lanes(dgamma, 1, c, 1), check_zero_lanes(dbeta, 1, c, 1);
    check_zero_lanes(mm, 1, c, 1), check_zero_lanes(mv, 1, c, 1);
    for (int k = 0; k < c; k++) {
        double count = (double)s->n * hw, sum = 0, square = 0, db = 0, dg = 0, size_db = 0;
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++)
                sum += (double)x[at(c, hw, i, q, k)];
        sum /= count;
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++)
                square += pow((double)x[at(c, hw, i, q, k)] - sum, 2);
        double variance = square / count, r = 1 / sqrt(variance + (double)1e-3f), m = (double)0.9f;
        /* the mean's one rounding to float, and 64 of a sum of deviations of size 2 */
        double slack = (fabs(offset) + 1 + 64 * 2) * r;
        near((double)mean[k], sum, 1, fabs(offset) + 130);
        near((double)rstd[k], r, 2, r * (1 + 64 * 4 * r * r));
        near((double)mm[k], (double)mm0[k] * m + sum * (1 - m), 2, fabs(offset) + 130);
        near((double)mv[k], (double)mv0[k] * m + variance * (1 - m), 2, 1 + 64 * 4);
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++) {
                size_t a = at(c, hw, i, q, k);
                near((double)y[a], (double)gamma[k] * ((double)x[a] - sum) * r + (double)beta[k], 4,
                     4 * slack);
                db += (double)dy[a];
                dg += (double)dy[a] * ((double)x[a] - sum) * r;
                size_db += fabs((double)dy[a]);
            }
        near((double)dbeta[k], db, 64, size_db);
        near((double)dgamma[k], dg, 64, size_db * slack);
        for (int i = 0; i < s->n; i++)
            for (int q = 0; q < hw; q++) {
                size_t a = at(c, hw, i, q, k);
                double hat = ((double)x[a] - sum) * r;
                near((double)dx[a],
                     (double)gamma[k] * r * ((double)dy[a] - db / count - hat * dg / count), 70,
                     2 * r * (1 + size_db / count * (1 + (2 * r + 1) * slack)));
            }
    }
    free(x), free(dy), free(gamma), free(beta), free(mm), free(mv), free(mm0), free(mv0),
        free(mean), free(rstd), free(dgamma);
    free(dbeta), free(y), free(dx), free(z);
}

static void batchnorm(void **state)
{
    (void)state;
    static const Shape3 large = {6, 5, 20, 20};
    EACH_SHAPE(s)
    {
        for (int step = 1; step <= area(s) + 1; step += 3)
            one_batchnorm(s, 0, step);
        one_batchnorm(s, 50, 70);
    }
    one_batchnorm(&large, 100, 64);
}

static void batchnorm_fold(void **state)
{
    (void)state;
    for (int c = 1; c < 40; c += 13) {
        size_t v = (size_t)blocks_of(c) * 16;
        float *gamma = vector(c, 0.5, 2, 5), *beta = vector(c, -1, 1, 6),
              *mean = vector(c, -1, 1, 7), *variance = vector(c, 0, 2, 8);
        float *scale = blank(v), *shift = blank(v);
        batchnorm_fold_scale(c, 1e-3f, gamma, variance, scale);
        batchnorm_fold_shift(c, 1e-3f, gamma, beta, mean, variance, shift);
        check_zero_lanes(scale, 1, c, 1), check_zero_lanes(shift, 1, c, 1);
        for (int k = 0; k < c; k++) {
            double a = (double)gamma[k] / sqrt((double)variance[k] + (double)1e-3f);
            near((double)scale[k], a, 1, 0);
            near((double)shift[k], (double)beta[k] - (double)mean[k] * a, 1, 0);
        }
        free(gamma), free(beta), free(mean), free(variance), free(scale), free(shift);
    }
}

/* ---- dropout ---- */

static void dropout(void **state)
{
    (void)state;
    enum { N = 8, LEN = 4096, SIZE = N * LEN };
    float *x = filled(SIZE, 3.0f), *y = blank(SIZE), *z = blank(SIZE), *other = blank(SIZE);
    int kept = 0, differ = 0;
    WHOLE(SIZE / 16, dropout_mask(LEN, 0.25f, 3, begin, end, 42, 7, 0, x, y));
    SPLIT(SIZE / 16, dropout_mask(LEN, 0.25f, 3, begin, end, 42, 7, 0, x, z));
    WHOLE(SIZE / 16, dropout_mask(LEN, 0.25f, 3, begin, end, 42, 8, 0, x, other));
    same_bits(y, z, SIZE);
    check_guard(y, SIZE);
    for (int i = 0; i < SIZE; i++) {
        int keep = mk_random(mk_key(42, 7, 3), (uint32_t)i) >> 8 >= 1u << 22;
        assert_true(y[i] == (keep ? 3.0f * (1.0f / 0.75f) : 0.0f));
        kept += keep;
        differ += y[i] != other[i];
    }
    assert_true(fabs(kept - 0.75 * SIZE) < 6 * sqrt(0.75 * 0.25 * SIZE));
    assert_true(fabs(differ - 2 * 0.75 * 0.25 * SIZE) <
                6 * sqrt(0.375 * 0.625 * SIZE)); /* the next step's mask is independent */
    dropout_mask(LEN, 0.25f, 3, 0, (N - 3) * LEN / 16, 42, 7, 3, x, z); /* images 3 to 7 */
    same_bits(y + 3 * LEN, z, (N - 3) * LEN);
    free(x), free(y), free(z), free(other);
}

/* ---- dense ---- */

static void one_dense(int n, int c, int k)
{
    int xs = blocks_of(c) * 16, ys = blocks_of(k) * 16;
    float *x = tensor(n, c, 1, -1, 1, 1), *dy = tensor(n, k, 1, -1, 1, 2),
          *image = randoms((size_t)(c * k), 3), *w = blank((size_t)(xs * ys));
    float *y = blank(packed(n, k, 1)), *z = blank(packed(n, k, 1)), *dx = blank(packed(n, c, 1)),
          *dw = blank((size_t)(xs * ys)), *room = blank(9280);
    dense_pack(c, k, image, w);
    WHOLE(ys / 16, dense_forward(c, k, n, begin, end, x, w, y, room));
    SPLIT(ys / 16, dense_forward(c, k, n, begin, end, x, w, z, room));
    same_bits(y, z, packed(n, k, 1));
    SPLIT(xs / 16, dense_backward_data(c, k, n, begin, end, dy, w, dx, room));
    SPLIT(xs / 16, dense_backward_weights(c, k, n, begin, end, x, dy, dw, room));
    check_zero_lanes(y, n, k, 1), check_zero_lanes(dx, n, c, 1), check_guard(dw, (size_t)(xs * ys));
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < k; j++) {
            double sum = 0;
            for (int p = 0; p < c; p++)
                sum += (double)x[i * xs + p] * (double)image[p * k + j];
            near((double)y[i * ys + j], sum, c + 1, c);
        }
        for (int p = 0; p < c; p++) {
            double sum = 0;
            for (int j = 0; j < k; j++)
                sum += (double)dy[i * ys + j] * (double)image[p * k + j];
            near((double)dx[i * xs + p], sum, k + 1, k);
        }
    }
    for (int p = 0; p < xs; p++)
        for (int j = 0; j < ys; j++) {
            double sum = 0;
            for (int i = 0; i < n && p < c && j < k; i++)
                sum += (double)x[i * xs + p] * (double)dy[i * ys + j];
            near((double)dw[p * ys + j], sum, n + 1, n);
            assert_true((p < c && j < k) || dw[p * ys + j] == 0.0f);
        }
    check_guard(room, 9280);
    free(x), free(dy), free(image), free(w), free(y), free(z), free(dx), free(dw), free(room);
}

static void dense(void **state)
{
    (void)state;
    static const int sizes[][3] = {{1, 1, 1},    {1, 512, 10},  {3, 17, 33},
                                   {7, 300, 40}, {64, 64, 100}, {5, 16, 16}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        one_dense(sizes[i][0], sizes[i][1], sizes[i][2]);
}

/* ---- losses ---- */

static void one_crossentropy(int n, int c, double smoothing, double span)
{
    size_t size = packed(n, c, 1);
    float *x = tensor(n, c, 1, -span, span, 1), *prob = blank(size), *dx = blank(size),
          *losses = blank((size_t)n), *l2 = blank((size_t)n), mean;
    int32_t *labels = calloc((size_t)n, sizeof *labels);
    for (int i = 0; i < n; i++)
        labels[i] = i * 7 % c;
    SPLIT(n, softmax_crossentropy(c, (float)smoothing, begin, end, x, labels, prob, losses));
    WHOLE(n, softmax_crossentropy(c, (float)smoothing, begin, end, x, labels, prob, l2));
    same_bits(losses, l2, (size_t)n);
    SPLIT(n, softmax_crossentropy_backward(c, (float)smoothing, n, begin, end, prob, labels, dx));
    mean_loss(n, losses, &mean);
    check_zero_lanes(prob, n, c, 1), check_zero_lanes(dx, n, c, 1), check_guard(losses, (size_t)n);
    double total = 0;
    for (int i = 0; i < n; i++) {
        double sum = 0, loss = 0;
        for (int k = 0; k < c; k++)
            sum += exp((double)x[at(c, 1, i, 0, k)]);
        for (int k = 0; k < c; k++) {
            double p = exp((double)x[at(c, 1, i, 0, k)]) / sum,
                   t = (k == labels[i] ? 1 - smoothing : 0) + smoothing / c;
            loss -= t * log(p);
            near((double)prob[at(c, 1, i, 0, k)], p, 4 + 2 * span, 1e-7);
            near((double)dx[at(c, 1, i, 0, k)], (p - t) / n, 8 + 2 * span, 1.0 / n);
        }
        near((double)losses[i], loss, 4, 1 + 2 * span);
        total += loss;
    }
    near((double)mean, total / n, 5, 1 + 2 * span);
    free(x), free(prob), free(dx), free(losses), free(l2), free(labels);
}

static void crossentropy(void **state)
{
    (void)state;
    one_crossentropy(1, 2, 0, 1);
    one_crossentropy(5, 10, 0, 3);
    one_crossentropy(64, 17, 0.1, 20);
    one_crossentropy(3, 100, 0.3, 80);
    one_crossentropy(2, 1, 0, 1);
}

/* Rows of shares, one a pixel, of which some count twice and some not at all. */
static void one_row_crossentropy(int n, int c, int hw, double smoothing, double span)
{
    size_t size = packed(n, c, hw), plain = (size_t)n * (size_t)hw * (size_t)c;
    float *x = tensor(n, c, hw, -span, span, 1), *t = randoms(plain, 2), *prob = blank(size),
          *dx = blank(size), *losses = blank((size_t)n);
    for (size_t i = 0; i < plain; i++)
        t[i] = (t[i] / 2 + 0.5f) * (float)(i / (size_t)c % 3);
    SPLIT(n, row_crossentropy(c, hw, (float)smoothing, begin, end, x, t, prob, losses));
    SPLIT(n, row_crossentropy_backward(c, hw, (float)smoothing, n, begin, end, prob, t, dx));
    check_zero_lanes(prob, n, c, hw), check_zero_lanes(dx, n, c, hw);
    check_guard(losses, (size_t)n);
    for (int i = 0; i < n; i++) {
        double loss = 0;
        for (int q = 0; q < hw; q++) {
            const float *row = t + ((size_t)i * (size_t)hw + (size_t)q) * (size_t)c;
            double sum = 0, all = 0;
            for (int k = 0; k < c; k++) {
                sum += exp((double)x[at(c, hw, i, q, k)]);
                all += (double)row[k];
            }
            for (int k = 0; k < c; k++) {
                size_t a = at(c, hw, i, q, k);
                double p = exp((double)x[a]) / sum,
                       want = (1 - smoothing) * (double)row[k] + smoothing * all / c;
                loss -= want * log(p);
                near((double)prob[a], p, 4 + 2 * span, 1e-7);
                near((double)dx[a], (p * all - want) / n / hw, 8 + 2 * span, (1 + all) / n / hw);
            }
        }
        near((double)losses[i], loss / hw, 4, (1 + 2 * span) * c);
    }
    free(x), free(t), free(prob), free(dx), free(losses);
}

static void row_crossentropies(void **state)
{
    (void)state;
    one_row_crossentropy(1, 2, 1, 0, 1);
    one_row_crossentropy(5, 10, 1, 0.1, 3);
    one_row_crossentropy(3, 17, 12, 0, 20);
    one_row_crossentropy(2, 33, 5, 0.3, 80);
}

static void crossentropy_ends(void **state)
{
    (void)state;
    float *x = filled(16, 0), prob[16], loss;
    x[0] = 1e4f;
    x[1] = -1e4f;
    int32_t label = 0;
    softmax_crossentropy(3, 0, 0, 1, x, &label, prob, &loss);
    assert_true(loss == 0.0f && prob[0] == 1.0f);
    label = 1;
    softmax_crossentropy(3, 0, 0, 1, x, &label, prob, &loss);
    near((double)loss, 2e4, 2, 0);
    label = 3; /* no class */
    softmax_crossentropy(3, 0, 0, 1, x, &label, prob, &loss);
    assert_true(isnan(loss));
    label = 0;
    x[2] = NAN;
    softmax_crossentropy(3, 0, 0, 1, x, &label, prob, &loss);
    assert_true(isnan(loss));
    free(x);
}

/* cosine, dice and focal, against their formulas. */
static void overlaps(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int n = s->n, c = s->c, hw = area(s);
        size_t size = size_of(s), plain = (size_t)n * (size_t)hw * (size_t)c;
        float *x = tensor(n, c, hw, -3, 3, 1), *t = randoms(plain, 2), *prob = blank(size),
              *df = blank(size), *dd = blank(size), *dc = blank(size), *focal = blank((size_t)n),
              *dice = blank((size_t)n), *cosine = blank((size_t)n);
        for (size_t i = 0; i < plain; i++)
            t[i] = t[i] / 2 + 0.5f;
        SPLIT(n, sigmoid_focal(c, hw, 1.5f, 0.25f, begin, end, x, t, prob, focal));
        SPLIT(n, sigmoid_focal_backward(c, hw, 1.5f, 0.25f, n, begin, end, prob, t, df));
        SPLIT(n, dice_loss_forward(c, hw, 0.5f, begin, end, prob, t, dice));
        SPLIT(n, dice_loss_backward(c, hw, 0.5f, n, begin, end, prob, t, dd));
        SPLIT(n, cosine_loss_forward(c, hw, begin, end, x, t, cosine));
        SPLIT(n, cosine_loss_backward(c, hw, n, begin, end, x, t, dc));
        check_zero_lanes(df, n, c, hw), check_zero_lanes(dd, n, c, hw),
            check_zero_lanes(dc, n, c, hw), check_zero_lanes(prob, n, c, hw);
        for (int i = 0; i < n; i++) {
            double f = 0, d = 0, e = 0;
            const float *ti = t + (size_t)i * (size_t)hw * (size_t)c;
            for (int k = 0; k < c; k++) {
                double both = 0, all = 0;
                for (int q = 0; q < hw; q++) {
                    double p = (double)prob[at(c, hw, i, q, k)], w = (double)ti[q * c + k];
                    both += p * w;
                    all += p + w;
                }
                d += 1 - (2 * both + 0.5) / (all + 0.5);
                for (int q = 0; q < hw; q++) {
                    size_t a = at(c, hw, i, q, k);
                    double p = logistic((double)x[a]), w = (double)ti[q * c + k],
                           off = w * (1 - p) + (1 - w) * p, part = w * 0.25 + (1 - w) * 0.75,
                           bce = -w * log(p) - (1 - w) * log1p(-p),
                           slope = -1.5 * sqrt(off) * (2 * w - 1) * p * (1 - p) * bce +
                                   pow(off, 1.5) * (p - w);
                    f += part * pow(off, 1.5) * bce;
                    near((double)df[a], part * slope / n / c / hw, 40, 2.0 / n / c / hw);
                    near((double)dd[a],
                         ((2 * both + 0.5) / (all + 0.5) - 2 * w) / (all + 0.5) / n / c, 8,
                         1.0 / n / c);
                }
            }
            for (int q = 0; q < hw; q++) {
                double yy = 0, tt = 0, yt = 0;
                for (int k = 0; k < c; k++) {
                    double y = (double)x[at(c, hw, i, q, k)], w = (double)ti[q * c + k];
                    yy += y * y, tt += w * w, yt += y * w;
                }
                yy = sqrt(yy), tt = sqrt(tt);
                e += 1 - yt / (yy * tt);
                for (int k = 0; k < c; k++) {
                    double y = (double)x[at(c, hw, i, q, k)], w = (double)ti[q * c + k];
                    near((double)dc[at(c, hw, i, q, k)],
                         (yt / (yy * tt) * y / yy - w / tt) / yy / n / hw, 8, 1 / yy / n / hw);
                }
            }
            near((double)focal[i], f / c / hw, 40, 1);
            near((double)dice[i], d / c, 4, 1);
            near((double)cosine[i], e / hw, 4, 1);
        }
        free(x), free(t), free(prob), free(df), free(dd), free(dc);
        free(focal), free(dice), free(cosine);
    }
}

/* ---- losses that compare the samples of a batch ---- */

typedef struct Compared {
    int n, c, metric;
    const float *x;
    const int32_t *label;
} Compared;

/* The distance of two rows; by metric 2, the product of the rows each by its length */
static double pair(const Compared *p, const double *x, int i, int j)
{
    double sum = 0, aa = 0, bb = 0;
    for (int k = 0; k < p->c; k++) {
        const double a = x[i * p->c + k], b = x[j * p->c + k];
        sum += p->metric == 2 ? a * b : (a - b) * (a - b);
        aa += a * a, bb += b * b;
    }
    return p->metric == 0   ? sqrt(sum)
           : p->metric == 1 ? sum
                            : 1 - sum / fmax(sqrt(aa), 1e-12) / fmax(sqrt(bb), 1e-12);
}

/* All triplets, those above 0 counted; all pairs; each class among all others. */
static double all_triplets(const Compared *p, const double *x)
{
    double sum = 0, count = 0;
    for (int i = 0; i < p->n; i++)
        for (int j = 0; j < p->n; j++)
            for (int k = 0; k < p->n; k++) {
                if (j == i || p->label[j] != p->label[i] || p->label[k] == p->label[i])
                    continue;
                const double loss = pair(p, x, i, j) - pair(p, x, i, k) + 0.75;
                sum += fmax(0, loss), count += loss > 0;
            }
    return count > 0 ? sum / count : 0;
}

static double all_pairs(const Compared *p, const double *x)
{
    double sum = 0;
    for (int i = 0; i < p->n; i++)
        for (int j = 0; j < i; j++) {
            const double d = pair(p, x, i, j);
            sum += p->label[i] == p->label[j] ? d * d : pow(fmax(0, 2.5 - d), 2);
        }
    return p->n > 1 ? 2 * sum / p->n / (p->n - 1) : 0;
}

static double among_others(const Compared *p, const double *x)
{
    double sum = 0;
    int count = 0;
    for (int i = 0; i < p->n; i++) {
        double all = 0, same = 0, own = 0;
        for (int j = 0; j < p->n; j++) {
            const double s = (1 - pair(p, x, i, j)) / 0.5;
            all += j != i ? exp(s) : 0;
            same += j != i && p->label[j] == p->label[i];
            own += j != i && p->label[j] == p->label[i] ? s : 0;
        }
        sum += same > 0 ? log(all) - own / same : 0;
        count += same > 0;
    }
    return count ? sum / count : 0;
}

typedef double CompareLoss(const Compared *p, const double *x);

enum { COMPARED = 9 };

/* dx from the kernels of `sort` (0 triplets, 1 pairs, 2 a class among others), by metric 2 behind
 * rows of length 1; returns the mean loss */
static double compared(const Compared *p, int sort, float *dx)
{
    enum { B = COMPARED };
    const int n = p->n, c = p->c, metric = p->metric;
    float *unit = blank(packed(n, c, 1)), *length = blank((size_t)n), *table = blank(B * B),
          *slope = blank(B * B), *part = blank(B), *count = blank(B), *losses = blank(B),
          *weight = blank(B), *du = blank(packed(n, c, 1));
    SPLIT(n, compare_unit(c, begin, end, p->x, unit, length));
    const float *row = metric == 2 ? unit : p->x;
    SPLIT(B, compare_distances(c, B, metric, n, begin, end, row, table));
    if (sort == 0)
        SPLIT(B, triplet_parts(B, 2, 0.75f, n, begin, end, table, p->label, slope, part, count));
    else if (sort == 1)
        SPLIT(B, contrastive_parts(B, 2.5f, n, begin, end, table, p->label, slope, part, count));
    else
        SPLIT(B, supcon_parts(B, 0.5f, n, begin, end, table, p->label, slope, part, count));
    compare_losses(n, part, count, losses);
    SPLIT(B, compare_backward(c, B, metric, n, begin, end, row, table, slope, count, weight,
                              metric == 2 ? du : dx));
    if (metric == 2)
        SPLIT(n, compare_unit_backward(c, begin, end, du, unit, length, dx));
    double mean = 0;
    for (int i = 0; i < n; i++)
        mean += (double)losses[i] / n;
    check_zero_lanes(dx, n, c, 1), check_zero_lanes(unit, n, c, 1);
    check_guard(table, B * B), check_guard(slope, B * B), check_guard(length, (size_t)n);
    free(unit), free(length), free(table), free(slope), free(part), free(count), free(losses);
    free(weight), free(du);
    return mean;
}

/* `sort` against the loss `of` and its difference quotients; the last row is `scale` times as long
 * as the others */
static void one_comparison(int n, int c, int metric, int sort, double scale, CompareLoss *of)
{
    float *x = tensor(n, c, 1, -0.7f, 0.7f, (uint64_t)(n * 31 + c)), *dx = blank(packed(n, c, 1));
    int32_t label[COMPARED];
    double plain[COMPARED * 40];
    const Compared p = {n, c, metric, x, label};
    for (int i = 0; i < n; i++) {
        label[i] = i * i % 3;
        for (int k = 0; k < c; k++) {
            x[at(c, 1, i, 0, k)] *= i == n - 1 ? (float)scale : 1.0f;
            plain[i * c + k] = (double)x[at(c, 1, i, 0, k)];
        }
    }
    near(compared(&p, sort, dx), of(&p, plain), 40, 1);
    for (int i = 0; i < n * c; i++) {
        const double was = plain[i], size = i / c == n - 1 ? scale : 1, step = 1e-5 * size;
        plain[i] = was + step;
        double d = of(&p, plain);
        plain[i] = was - step;
        d = (d - of(&p, plain)) / (2 * step);
        plain[i] = was;
        near((double)dx[at(c, 1, i / c, 0, i % c)], d, 200, 1 / size);
    }
    free(x), free(dx);
}

/* Where rows coincide, no multiple of them is left in the gradient by their cosines: it is 0. */
static void equal_embeddings(void **state)
{
    (void)state;
    enum { N = 7, C = 17 };
    float *x = tensor(N, C, 1, -0.7f, 0.7f, 5), *dx = blank(packed(N, C, 1));
    int32_t label[N];
    for (int i = 0; i < N; i++) {
        label[i] = i % 3 > 1;
        for (int k = 0; k < C; k++)
            x[at(C, 1, i, 0, k)] = x[at(C, 1, 0, 0, k)];
    }
    for (int sort = 0; sort < 3; sort += 2) {
        compared(&(Compared){N, C, 2, x, label}, sort, dx);
        for (size_t i = 0; i < packed(N, C, 1); i++)
            assert_true(dx[i] == 0.0f);
    }
    free(x), free(dx);
}

static void comparisons(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 3}, {2, 17}, {7, 3}, {9, 33}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const int n = sizes[i][0], c = sizes[i][1];
        for (int metric = 0; metric < 3; metric++)
            one_comparison(n, c, metric, 0, 1, all_triplets);
        one_comparison(n, c, 0, 1, 1, all_pairs);
        one_comparison(n, c, 2, 2, 1, among_others);
        one_comparison(n, c, 2, 2, 1e-13, among_others); /* a row too short for length 1 */
    }
}

static void float_targets(void **state)
{
    (void)state;
    EACH_SHAPE(s)
    {
        int n = s->n, c = s->c, hw = area(s);
        size_t size = size_of(s), plain = (size_t)n * (size_t)hw * (size_t)c;
        float *x = tensor(n, c, hw, -6, 6, 1), *t = randoms(plain, 2), *prob = blank(size),
              *dx = blank(size), *dy = blank(size);
        float *bce = blank((size_t)n), *mse = blank((size_t)n), *huber = blank((size_t)n),
              *mae = blank((size_t)n), *dh = blank(size), *da = blank(size);
        for (size_t i = 0; i < plain; i++)
            t[i] = t[i] / 2 + 0.5f;
        SPLIT(n, sigmoid_binary_crossentropy(c, hw, begin, end, x, t, prob, bce));
        SPLIT(n, error_backward(c, hw, 1, n, begin, end, prob, t, dx));
        SPLIT(n, mse_forward(c, hw, begin, end, x, t, mse));
        SPLIT(n, error_backward(c, hw, 2, n, begin, end, x, t, dy));
        SPLIT(n, huber_forward(c, hw, 1.5f, begin, end, x, t, huber));
        SPLIT(n, huber_backward(c, hw, 1.5f, n, begin, end, x, t, dh));
        SPLIT(n, huber_forward(c, hw, 0, begin, end, x, t, mae));
        SPLIT(n, huber_backward(c, hw, 0, n, begin, end, x, t, da));
        check_zero_lanes(dh, n, c, hw), check_zero_lanes(da, n, c, hw);
        check_zero_lanes(prob, n, c, hw), check_zero_lanes(dx, n, c, hw),
            check_zero_lanes(dy, n, c, hw);
        for (int i = 0; i < n; i++) {
            double b = 0, m = 0, h = 0, e = 0, all = (double)c * hw;
            for (int q = 0; q < hw; q++)
                for (int k = 0; k < c; k++) {
                    size_t a = at(c, hw, i, q, k);
                    double v = (double)x[a],
                           want = (double)
                               t[((size_t)i * (size_t)hw + (size_t)q) * (size_t)c + (size_t)k],
                           p = logistic(v);
                    b -= want * log(p) + (1 - want) * log1p(-p);
                    m += (v - want) * (v - want);
                    double off = fabs(v - want), slope = off < 1.5  ? v - want
                                                         : v > want ? 1.5
                                                                    : -1.5;
                    h += off < 1.5 ? off * off / 2 : 1.5 * off - 1.125;
                    e += off;
                    near((double)dh[a], slope / all / n, 4, 14 / all / n);
                    near((double)da[a], (v > want ? 1 : -1) / all / n, 4, 0);
                    near((double)prob[a], p, 4, 0);
                    near((double)dx[a], (p - want) / all / n, 8, 1 / all / n);
                    near((double)dy[a], 2 * (v - want) / all / n, 4, 14 / all / n);
                }
            near((double)bce[i], b / all, 2, 1);
            near((double)mse[i], m / all, 2, 0);
            near((double)huber[i], h / all, 2, 0);
            near((double)mae[i], e / all, 2, 0);
        }
        free(x), free(t), free(prob), free(dx), free(dy), free(bce), free(mse);
        free(huber), free(mae), free(dh), free(da);
    }
}

/* ---- starting weights ---- */

static void starting_weights(void **state)
{
    (void)state;
    enum { COUNT = 3 * 3 * 17 * 33, IN = 9 * 17, OUT = 9 * 33 };
    static const double f[8] = {0,        0,        2.0 / (IN + OUT), 2.0 / (IN + OUT),
                                2.0 / IN, 2.0 / IN, 1.0 / IN,         1.0 / IN};
    float *w = blank(COUNT), *z = blank(COUNT);
    for (int kind = 0; kind < 8; kind++) {
        WHOLE(COUNT, init_param(COUNT, IN, OUT, kind, 4, begin, end, 1234, w));
        SPLIT(COUNT, init_param(COUNT, IN, OUT, kind, 4, begin, end, 1234, z));
        same_bits(w, z, COUNT);
        check_guard(w, COUNT), check_guard(z, COUNT);
        double sum = 0, square = 0, most = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += (double)w[i];
            square += (double)w[i] * (double)w[i];
            most = fmax(most, fabs((double)w[i]));
        }
        if (kind <= 1) {
            assert_true(sum == (double)kind * COUNT && square == sum);
            continue;
        }
        double limit = kind % 2 ? 2 * sqrt(f[kind]) / 0.87962566103423978 : sqrt(3 * f[kind]);
        assert_true(fabs(sum / COUNT) <
                    6 * sqrt(f[kind] / COUNT)); /* the variance is f for every kind */
        assert_true(fabs(square / COUNT - f[kind]) < 6 * f[kind] * sqrt(2.0 / COUNT));
        assert_true(most <= limit * (1 + 1e-5) && most > 0.99 * limit);
    }
    init_param(COUNT, IN, OUT, 2, 5, 0, COUNT, 1234, z);
    assert_memory_not_equal(w, z, sizeof *w * 16);
    free(w), free(z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activations),   cmocka_unit_test(activations_of_all_numbers),
        cmocka_unit_test(sigmoid),       cmocka_unit_test(softmax),
        cmocka_unit_test(channels),      cmocka_unit_test(partial_sums),
        cmocka_unit_test(sums),          cmocka_unit_test(layouts),
        cmocka_unit_test(concat),        cmocka_unit_test(packing),
        cmocka_unit_test(pools),         cmocka_unit_test(global_pools),
        cmocka_unit_test(batchnorm),     cmocka_unit_test(batchnorm_fold),
        cmocka_unit_test(dropout),       cmocka_unit_test(dense),
        cmocka_unit_test(crossentropy),  cmocka_unit_test(row_crossentropies),
        cmocka_unit_test(overlaps),      cmocka_unit_test(crossentropy_ends),
        cmocka_unit_test(comparisons),   cmocka_unit_test(equal_embeddings),
        cmocka_unit_test(float_targets), cmocka_unit_test(starting_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
