/* Micro-kernels on their own: the accuracy of exp, erf and tanh, the random numbers against values
 * computed by an independent program from the definition in kernels/micro/mk_random.c, the matrix
 * product (own and OpenBLAS) against a double-precision twin, and the steps of optimizers against
 * their formulas. Row operations are tested through the kernels that use them. */
#include "tests/unit/kernel_util.h"
#include "runtime/blas.h"

/* ---- exp ---- */

/* The largest error of `got` over [low, high], in units of the last place of the wanted value. */
static double worst_ulp(void (*got)(float *, const float *, int), double (*want)(double),
                        double low, double high)
{
    double worst = 0;
    float x[16], y[16];
    for (double from = low; from < high; from += (high - low) / 20000)
        for (int sign = 0; sign < 2; sign++) {
            for (int i = 0; i < 16; i++)
                x[i] = (float)((sign ? -1 : 1) * (from + i * (high - low) / 320000));
            got(y, x, 16);
            for (int i = 0; i < 16; i++) {
                int exponent;
                double exact = want((double)x[i]);
                frexp(exact, &exponent);
                double error = fabs((double)y[i] - exact) / ldexp(1, exponent - 24);
                worst = error > worst ? error : worst;
            }
        }
    return worst;
}

static void exp_accuracy(void **state)
{
    (void)state;
    assert_true(worst_ulp(mk_exp, exp, 0, 87) < 2.0);
    assert_true(worst_ulp(mk_exp, exp, 1e-6, 1) < 2.0);
}

static void erf_and_tanh_accuracy(void **state)
{
    (void)state;
    assert_true(worst_ulp(mk_erf, erf, 1e-7, 5) < 3.0);
    assert_true(worst_ulp(mk_tanh, tanh, 1e-7, 12) < 3.0);
    float x[16] = {0.0f, -0.0f, INFINITY, -INFINITY, NAN, 1e30f, -1e30f, 1e-30f}, y[16];
    for (int which = 0; which < 2; which++) {
        (which ? mk_tanh : mk_erf)(y, x, 16);
        assert_true(y[0] == 0.0f && y[1] == 0.0f && y[2] == 1.0f && y[3] == -1.0f && isnan(y[4]) &&
                    y[5] == 1.0f && y[6] == -1.0f);
        near((double)y[7], which ? 1e-30 : 1e-30 * erf(1e-10) / 1e-10, 2, 0);
    }
}

static void exp_ends(void **state)
{
    (void)state;
    float x[8] = {0.0f, -0.0f, -1e30f, 1e30f, -INFINITY, INFINITY, NAN, 88.0f}, y[8];
    mk_exp(y, x, 8);
    assert_true(y[0] == 1.0f && y[1] == 1.0f);
    assert_true(y[2] > 0.0f && y[2] < 1.2e-38f && y[4] == y[2]);
    assert_true(y[3] > 2.3e38f && !isinf(y[3]) && y[5] == y[3]);
    assert_true(isnan(y[6]));
    near(y[7], exp(88.0), 2, 0);
}

/* ---- random numbers ---- */

static void random_numbers(void **state)
{
    (void)state;
    uint64_t a = mk_key(1, 0, 0), b = mk_key(42, 7, 3);
    assert_true(a == UINT64_C(0xb18a02f46d8d86c3) && b == UINT64_C(0x7017364a7f5e7a5e));
    assert_int_equal(mk_random(a, 0), 0x659f82f6);
    assert_int_equal(mk_random(a, 1), 0x76c91118);
    assert_int_equal(mk_random(a, 12345), 0x2e524b49);
    assert_int_equal(mk_random(b, 0), 0x17deb86e);
    assert_int_equal(mk_random(b, 12345), 0xb902f047);
}

static void random_floats(void **state)
{
    (void)state;
    static const float u[2][4] = {
        {-0x1.fa6fdap-5f, -0x1.61d70ep-6f, 0x1.57a512p-3f, -0x1.880e9ap-3f},
        {-0x1.f3d2f4p-3f, 0x1.f15e4p-3f, 0x1.7000c8p-5f, 0x1.11a7b4p-3f}};
    static const float z[2][4] = {
        {-0x1.981386p-7f, -0x1.1a8bf2p-8f, 0x1.2a8318p-5f, -0x1.5f6abp-5f},
        {-0x1.f29836p-5f, 0x1.ee82bap-5f, 0x1.271454p-7f, 0x1.cb7db6p-6f}};
    static const int place[4] = {0, 1, 2, 12345};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < 4; i++) {
            uint64_t key = k ? mk_key(42, 7, 3) : mk_key(1, 0, 0);
            float y;
            mk_uniform(&y, 1, key, (uint32_t)place[i], 0.3f);
            assert_true(y == u[k][i]);
            mk_normal(&y, 1, key, (uint32_t)place[i], 0.05f);
            assert_true(y == z[k][i]);
        }
}

/* Moments of 2^18 numbers; the limits are six standard errors. A normal cut at two deviations has
 * variance 0.87962566^2. */
static void random_moments(void **state)
{
    (void)state;
    enum { N = 1 << 18 };
    float *y = blank(N);
    for (int normal = 0; normal < 2; normal++) {
        double sum = 0, square = 0, variance = normal ? 0.87962566 * 0.87962566 : 1.0 / 3,
               most = normal ? 2.0 : 1.0;
        (normal ? mk_normal : mk_uniform)(y, N, mk_key(7, 0, 5), 0, 1.0f);
        for (int i = 0; i < N; i++) {
            assert_true((double)fabsf(y[i]) <= most * (1 + 1e-5));
            sum += (double)y[i];
            square += (double)y[i] * (double)y[i];
        }
        assert_true(fabs(sum / N) < 6 * sqrt(variance / N));
        assert_true(fabs(square / N - variance) < 6 * sqrt(2.0 / N) * variance);
    }
    check_guard(y, N);
    free(y);
}

/* z(v) against the integral it inverts: erf(z / sqrt 2) = v * erf(sqrt 2). */
static void random_quantile(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 5000; i++) {
        float v, z;
        mk_uniform(&v, 1, 99, i, 1.0f);
        mk_normal(&z, 1, 99, i, 1.0f);
        assert_true(fabs(erf((double)z / sqrt(2.0)) - (double)v * erf(sqrt(2.0))) < 1e-5);
    }
}

/* ---- the matrix product ---- */

static void one_product(Sgemm *gemm, int form, int m, int n, int k)
{
    int ta = form & 1, tb = form >> 1 & 1, accumulate = form >> 2, lda = (ta ? m : k) + 3,
        ldb = (tb ? k : n) + 1, ldc = n + 2;
    size_t an = (size_t)lda * (size_t)(ta ? k : m), bn = (size_t)ldb * (size_t)(tb ? n : k),
           cn = (size_t)ldc * (size_t)m;
    float *a = randoms(an, 1), *b = randoms(bn, 2), *c = randoms(cn, 3), *old = randoms(cn, 3);
    float *room = blank(9280);
    gemm(ta, tb, m, n, k, a, lda, b, ldb, accumulate, c, ldc, room);
    check_guard(room, 9280);
    free(room);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < ldc; j++) {
            double want = (double)old[i * ldc + j], scale = 0;
            if (j < n) {
                want = accumulate ? want : 0;
                for (int p = 0; p < k; p++) {
                    double t = (double)a[ta ? p * lda + i : i * lda + p] *
                               (double)b[tb ? j * ldb + p : p * ldb + j];
                    want += t;
                    scale += fabs(t);
                }
                near((double)c[i * ldc + j], want, k + 1, scale);
            } else {
                assert_true(c[i * ldc + j] == old[i * ldc + j]);
            }
        }
    check_guard(c, cn);
    free(a), free(b), free(c), free(old);
}

static const int product_shape[][3] = {{1, 16, 8},    {1, 1, 1},     {2, 17, 5},    {6, 16, 256},
                                       {7, 48, 300},  {13, 31, 257}, {64, 10, 33},  {5, 100, 1},
                                       {30, 64, 512}, {12, 16, 0},   {70, 80, 130}, {130, 33, 200},
                                       {16, 256, 64}};

static void products_of(Sgemm *gemm)
{
    for (size_t i = 0; i < sizeof product_shape / sizeof product_shape[0]; i++)
        for (int form = 0; form < 8; form++)
            one_product(gemm, form, product_shape[i][0], product_shape[i][1], product_shape[i][2]);
}

static void products(void **state)
{
    (void)state;
    products_of(mk_sgemm);
}

static void products_openblas(void **state)
{
    (void)state;
    assert_true(blas_open(1, NULL));
    products_of(netc_blas_sgemm);
}

/* OpenBLAS tuned for an old processor is left alone: its products are slower than netc's own. */
static void old_cores(void **state)
{
    (void)state;
    static const char *const wide[] = {"Haswell",        "Zen",       "SkylakeX", "Cooperlake",
                                       "Sapphirerapids", "neoversen1"};
    static const char *const narrow[] = {"Prescott", "Nehalem", "Sandybridge", "sandybridge",
                                         "Generic"};
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        assert_true(blas_core_is_wide(wide[i]));
    for (size_t i = 0; i < sizeof narrow / sizeof narrow[0]; i++)
        assert_false(blas_core_is_wide(narrow[i]));
}

/* Columns computed alone have the bits they have among others: threads may share a product. */
static void product_columns(void **state)
{
    (void)state;
    enum { M = 9, N = 80, K = 300 };
    float *a = randoms(M * K, 1), *b = randoms(K * N, 2), *c = blank(M * N), *d = blank(M * N),
          *room = blank(9280);
    mk_sgemm(0, 0, M, N, K, a, K, b, N, 0, c, N, room);
    for (int j = 0; j < N; j += 16)
        mk_sgemm(0, 0, M, 16, K, a, K, b + j, N, 0, d + j, N, room);
    same_bits(c, d, M * N);
    free(a), free(b), free(c), free(d), free(room);
}

/* ---- optimizer steps: two steps in double beside two in float ---- */

typedef struct Steps {
    double w, m, v;
} Steps;

typedef void Reference(Steps *s, double g, double rate, int t);

static void ref_sgd(Steps *s, double g, double rate, int t)
{
    (void)t;
    s->w -= rate * g;
}
static void ref_momentum(Steps *s, double g, double rate, int t)
{
    (void)t;
    s->m = 0.9 * s->m - rate * g;
    s->w += s->m;
}
static void ref_nesterov(Steps *s, double g, double rate, int t)
{
    (void)t;
    s->m = 0.9 * s->m - rate * g;
    s->w += 0.9 * s->m - rate * g;
}
static void ref_adam(Steps *s, double g, double rate, int t)
{
    double alpha = rate * sqrt(1 - pow(0.999, t)) / (1 - pow(0.9, t));
    s->m += (g - s->m) * 0.1;
    s->v += (g * g - s->v) * 0.001;
    s->w -= alpha * s->m / (sqrt(s->v) + 1e-7);
}
static void ref_adamw(Steps *s, double g, double rate, int t)
{
    s->w -= s->w * 0.04 * rate;
    ref_adam(s, g, rate, t);
}
static void ref_rmsprop(Steps *s, double g, double rate, int t)
{
    (void)t;
    s->v = 0.9 * s->v + 0.1 * g * g;
    s->w -= rate * g / sqrt(s->v + 1e-7);
}
static void ref_rmsprop_momentum(Steps *s, double g, double rate, int t)
{
    (void)t;
    s->v = 0.9 * s->v + 0.1 * g * g;
    s->m = 0.8 * s->m + rate * g / sqrt(s->v + 1e-7);
    s->w -= s->m;
}

enum { COUNT = 48 };

static void step(int which, int begin, int end, uint64_t t, float decay, float clip, const float *g,
                 float *w, float *m, float *v)
{
    AdamRule coupled = {.BETA1 = 0.9f,
                        .ONE_MINUS_BETA1 = 0.1f,
                        .BETA2 = 0.999f,
                        .ONE_MINUS_BETA2 = 0.001f,
                        .EPSILON = 1e-7f,
                        .DECAY = decay,
                        .CLIP = clip},
             decoupled = coupled;
    decoupled.DECOUPLED = 0.04f;
    switch (which) {
    case 0: sgd_update(COUNT, decay, clip, begin, end, 0.05f, g, w); break;
    case 1: sgd_momentum_update(COUNT, 0.9f, 0, decay, clip, begin, end, 0.05f, g, w, m); break;
    case 2: sgd_momentum_update(COUNT, 0.9f, 1, decay, clip, begin, end, 0.05f, g, w, m); break;
    case 3: adam_update(COUNT, coupled, begin, end, t, 0.05f, g, w, m, v); break;
    case 4: adam_update(COUNT, decoupled, begin, end, t, 0.05f, g, w, m, v); break;
    case 5:
        rmsprop_update(COUNT, 0.9f, 0.1f, 1e-7f, decay, clip, begin, end, 0.05f, g, w, v);
        break;
    case 7:
        lion_update(COUNT, (LionRule){0.9f, 0.1f, 0.99f, 0.01f, 0.04f, clip}, begin, end, 0.05f, g,
                    w, m);
        break;
    case 8: {
        float d[COUNT], none[16] = {0};
        lamb_direction(COUNT, coupled, begin, end, t, g, m, v, d);
        lamb_update(COUNT, 0, begin, end, 0.05f, none, none, d, w);
        break;
    }
    default:
        rmsprop_momentum_update(COUNT, 0.9f, 0.1f, 0.8f, 1e-7f, decay, clip, begin, end, 0.05f, g,
                                w, v, m);
        break;
    }
}

static void ref_lion(Steps *s, double g, double rate, int t)
{
    double d = 0.9 * s->m + 0.1 * g;
    (void)t;
    s->w -= s->w * 0.04 * rate + rate * (d > 0 ? 1 : d < 0 ? -1 : 0);
    s->m = 0.99 * s->m + 0.01 * g;
}
/* The direction of LAMB alone, as a step of the size of rate. */
static void ref_lamb(Steps *s, double g, double rate, int t)
{
    s->m = 0.9 * s->m + 0.1 * g;
    s->v = 0.999 * s->v + 0.001 * g * g;
    s->w -= rate * s->m / (1 - pow(0.9, t)) / (sqrt(s->v / (1 - pow(0.999, t))) + 1e-7);
}

static Reference *const reference[] = {ref_sgd,   ref_momentum, ref_nesterov,         ref_adam,
                                       ref_adamw, ref_rmsprop,  ref_rmsprop_momentum, ref_lion,
                                       ref_lamb};

static void one_optimizer(int which, double decay, double clip)
{
    float *w = vector(COUNT, -1, 1, 1), *w2 = vector(COUNT, -1, 1, 1), *m = filled(COUNT, 0),
          *v = filled(COUNT, 0);
    float *m2 = filled(COUNT, 0), *v2 = filled(COUNT, 0);
    Steps s[COUNT];
    for (int i = 0; i < COUNT; i++)
        s[i] = (Steps){(double)w[i], 0, 0};
    for (int t = 1; t <= 3; t++) {
        float *g = vector(COUNT, -0.5, 0.5, (uint64_t)t * 100);
        WHOLE(COUNT / 16,
              step(which, begin, end, (uint64_t)t, (float)decay, (float)clip, g, w, m, v));
        SPLIT(COUNT / 16,
              step(which, begin, end, (uint64_t)t, (float)decay, (float)clip, g, w2, m2, v2));
        for (int i = 0; i < COUNT; i++) {
            double d = (double)g[i];
            if (clip > 0)
                d = d > clip ? clip : d < -clip ? -clip : d;
            reference[which](&s[i], d + decay * s[i].w, 0.05, t);
        }
        free(g);
    }
    same_bits(w, w2, COUNT);
    same_bits(m, m2, COUNT);
    same_bits(v, v2, COUNT);
    for (int i = 0; i < COUNT;
         i++) /* 3 steps of some 12 operations; values stay below 2, the root doubles no error */
        near((double)w[i], s[i].w, 3 * 12, 2);
    free(w), free(w2), free(m), free(m2), free(v), free(v2);
}

/* param is first (1 - 0.05 * 0.4) of itself; then 0.05 * |param| / |direction| times the
 * direction is taken from it. A norm that is 0 leaves the direction as it is. */
static void steps_by_norms(void **state)
{
    (void)state;
    for (int zero = 0; zero < 3; zero++) {
        float *w = vector(COUNT, -1, 1, 1), *w2 = vector(COUNT, -1, 1, 1),
              *d = vector(COUNT, -1, 1, 9), has[16] = {zero == 1 ? 0 : 3},
              unit[16] = {zero == 2 ? 0 : 7};
        double by = zero ? 0.05 : 0.05 * (1 - 0.05 * 0.4) * 3 / 7;
        WHOLE(COUNT / 16, lamb_update(COUNT, 0.4f, begin, end, 0.05f, has, unit, d, w));
        for (int i = 0; i < COUNT; i++)
            near((double)w[i], (double)w2[i] * (1 - 0.05 * 0.4) - by * (double)d[i], 8, 2);
        free(w), free(w2), free(d);
    }
}

static void optimizers(void **state)
{
    (void)state;
    for (int which = 0; which < 9; which++) {
        one_optimizer(which, 0, 0);
        if (which < 7) /* of the others the decay is no part of the gradient */
            one_optimizer(which, 0.01, 0);
        one_optimizer(which, 0, 0.2);
    }
}

/* ---- what is done with gradients and weights around the optimizer, beside it in double ---- */

static void gradient_sums(void **state)
{
    (void)state;
    float *g = vector(COUNT, -1, 1, 5), *sum = vector(COUNT, -1, 1, 6),
          *sum2 = vector(COUNT, -1, 1, 6), *was = vector(COUNT, -1, 1, 6);
    float *mean = blank(COUNT), *mean2 = blank(COUNT);
    WHOLE(COUNT / 16, gradient_add(COUNT, 7, begin, end, g, sum));
    SPLIT(COUNT / 16, gradient_add(COUNT, 7, begin, end, g, sum2));
    same_bits(sum, sum2, COUNT);
    for (int i = 0; i < COUNT; i++)
        near((double)sum[i], (double)was[i] + 7 * (double)g[i], 2, 8);
    float *before = vector(COUNT, 0, 0, 0);
    memcpy(before, sum, COUNT * sizeof *sum);
    WHOLE(COUNT / 16, gradient_mean(COUNT, 11, begin, end, sum, mean));
    SPLIT(COUNT / 16, gradient_mean(COUNT, 11, begin, end, sum2, mean2));
    same_bits(mean, mean2, COUNT);
    for (int i = 0; i < COUNT; i++) {
        near((double)mean[i], (double)before[i] / 11, 1, 1);
        assert_true(sum[i] == 0 && sum2[i] == 0);
    }
    free(g), free(sum), free(sum2), free(was), free(mean), free(mean2), free(before);
}

/* The norm of many numbers, whose squares are added times 2^-32, in parts of any length, an empty
 * one included; and the scale that follows from it. */
static void gradient_norms(void **state)
{
    (void)state;
    enum { N = 16 * 100, PARTS = 4 };
    static const int cut[PARTS + 1] = {0, 37, 37, 38, 100};
    float *g = vector(N, -1, 1, 9), *scaled = vector(N, -1, 1, 9),
          *partial = filled(PARTS * 16, NAN), *total = filled(16, 0x3p-32f),
          *factor = filled(16, 0);
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += (double)g[i] * (double)g[i];
    for (int p = 0; p < PARTS; p++)
        gradient_squares(N, PARTS, cut[p], cut[p + 1], g, partial + p * 16);
    gradient_total(PARTS, 0, partial, total);
    near((double)total[0] * 0x1p32, 3 + sum, 40, sum);
    gradient_total(PARTS, 1, partial, total);
    near((double)total[0] * 0x1p32, sum, 40, sum);
    gradient_factor(2.0f, total, factor);
    near((double)factor[0], 2 / sqrt(sum), 40, 2 / sqrt(sum));
    gradient_scale(N, 0, 50, factor, scaled);
    gradient_scale(N, 50, 100, factor, scaled);
    for (int i = 0; i < N; i++)
        near((double)scaled[i], (double)g[i] * 2 / sqrt(sum), 42, 1);
    gradient_factor(1e9f, total, factor);
    assert_true(factor[0] == 1);
    memcpy(scaled, g, N * sizeof *g);
    gradient_scale(N, 0, 100, factor, scaled);
    same_bits(g, scaled, N);
    free(g), free(scaled), free(partial), free(total), free(factor);
}

/* NaN, infinite or beyond 2^60 at any place is found, in its part alone, and the first gradient of
 * a pass is named; whatever lies within the bound is taken. */
static void gradient_checks(void **state)
{
    (void)state;
    enum { N = 16 * 50, PARTS = 4, ORDERS = 3, SLOTS = ORDERS * PARTS };
    static const int cut[PARTS + 1] = {0, 17, 17, 18, 50};
    const float bad[] = {NAN,
                         -NAN,
                         INFINITY,
                         -INFINITY,
                         nextafterf(0x1p60f, INFINITY),
                         -nextafterf(0x1p60f, INFINITY),
                         FLT_MAX};
    float *g = filled(N, 0x1p60f), *found = filled(SLOTS * 16, NAN), loss[2] = {7, 7};
    for (int i = 0; i < N; i += 3)
        g[i] = i % 2 ? -0x1p60f : 1e-40f;
    for (int i = 0; i < N; i++) {
        float was = g[i];
        for (int order = ORDERS; order > 0; order--) { /* in any order */
            g[i] = order > 1 ? bad[i % 7] : was;       /* the second is the first that is not fit */
            for (int p = 0; p < PARTS; p++)
                gradient_check(N, PARTS, (order - 1) * PARTS, order, cut[p], cut[p + 1], p, g,
                               found);
            for (int p = 0; p < PARTS; p++)
                assert_true(found[((order - 1) * PARTS + p) * 16] ==
                            (order > 1 && i >= 16 * cut[p] && i < 16 * cut[p + 1] ? order : 0));
        }
        g[i] = was;
        gradient_check_end(SLOTS, found, loss);
        assert_true(loss[0] == 7 && loss[1] == 2);
    }
    for (int i = 0; i < SLOTS; i++)
        found[i * 16] = 0;
    gradient_check_end(SLOTS, found, loss);
    assert_true(loss[1] == 0);
    found[0] = 5, found[16] = 4, found[48] = 9;
    gradient_check_end(SLOTS, found, loss);
    assert_true(loss[1] == 4);
    free(g), free(found);
}

static void averages(void **state)
{
    (void)state;
    float *w = vector(COUNT, -1, 1, 1), *a = vector(COUNT, -1, 1, 2), *b = vector(COUNT, -1, 1, 2),
          *was = vector(COUNT, -1, 1, 2);
    WHOLE(COUNT / 16, average_update(COUNT, 0.25f, begin, end, 2, w, a));
    SPLIT(COUNT / 16, average_update(COUNT, 0.25f, begin, end, 2, w, b));
    same_bits(a, b, COUNT);
    for (int i = 0; i < COUNT; i++)
        near((double)a[i], 0.75 * (double)was[i] + 0.25 * (double)w[i], 3, 2);
    SPLIT(COUNT / 16, average_update(COUNT, 0.25f, begin, end, 1, w, a));
    same_bits(a, w, COUNT);
    free(w), free(a), free(b), free(was);
}

/* A NaN gradient reaches the weights, clipped or not: training must be able to see it. */
static void optimizer_nan(void **state)
{
    (void)state;
    for (int which = 0; which < 7; which++)
        for (int clip = 0; clip < 2; clip++) {
            float *w = vector(COUNT, -1, 1, 1), *m = filled(COUNT, 0), *v = filled(COUNT, 0),
                  *g = filled(COUNT, NAN);
            step(which, 0, COUNT / 16, 1, 0, (float)clip, g, w, m, v);
            assert_true(isnan(w[0]) && isnan(w[COUNT - 1]));
            free(w), free(m), free(v), free(g);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_accuracy),
        cmocka_unit_test(exp_ends),
        cmocka_unit_test(erf_and_tanh_accuracy),
        cmocka_unit_test(random_numbers),
        cmocka_unit_test(random_floats),
        cmocka_unit_test(random_moments),
        cmocka_unit_test(random_quantile),
        cmocka_unit_test(products),
        cmocka_unit_test(products_openblas),
        cmocka_unit_test(old_cores),
        cmocka_unit_test(product_columns),
        cmocka_unit_test(optimizers),
        cmocka_unit_test(steps_by_norms),
        cmocka_unit_test(optimizer_nan),
        cmocka_unit_test(gradient_sums),
        cmocka_unit_test(gradient_norms),
        cmocka_unit_test(averages),
        cmocka_unit_test(gradient_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
