/* Kernels of softmax along any axis and its logarithm, of group, instance and root mean square
 * normalisation, against naive double-precision twins over odd shapes: cut into ranges bit by bit
 * the same, lanes beyond the last channel still zero, nothing written past the end. */
#include "tests/unit/kernel_util.h"

enum { N = 3 };
static const int cases[][3] = {{3, 5, 4},  {16, 3, 3}, {17, 4, 7},
                               {40, 2, 3}, {33, 9, 8}, {2, 1, 1}};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static double *doubles(size_t n)
{
    double *p = calloc(n, sizeof *p);
    assert_non_null(p);
    return p;
}

/* ---- softmax ---- */

/* Softmax of n values or its logarithm, and its gradient. */
static void naive_softmax(const double *x, const double *dy, int n, int logs, double *y, double *dx)
{
    double max = x[0], sum = 0, dot = 0, total = 0;
    for (int k = 1; k < n; k++)
        max = fmax(max, x[k]);
    for (int k = 0; k < n; k++)
        sum += exp(x[k] - max);
    for (int k = 0; k < n; k++) {
        double p = exp(x[k] - max) / sum;
        y[k] = logs ? x[k] - max - log(sum) : p;
        dot += p * dy[k];
        total += dy[k];
    }
    for (int k = 0; k < n; k++) {
        double p = exp(x[k] - max) / sum;
        dx[k] = logs ? dy[k] - p * total : p * (dy[k] - dot);
    }
}

typedef struct Map {
    int c, h, w;
} Map;

/* Value k of line `line` along an axis (0 channels, 1 height, 2 width) of an image. */
static size_t on_line(const Map *m, int axis, int image, int line, int k)
{
    int hw = m->h * m->w;
    if (axis == 0)
        return at(m->c, hw, image, line, k);
    int across = axis == 1 ? m->w : m->h, channel = line / across, other = line % across;
    return at(m->c, hw, image, axis == 1 ? k * m->w + other : other * m->w + k, channel);
}

static void compare_lines(const Map *m, int axis, int logs, const float *x, const float *dy,
                          const float *y, const float *dx)
{
    int n = axis == 0 ? m->c : axis == 1 ? m->h : m->w, lines = m->c * m->h * m->w / n;
    double *v = doubles((size_t)n * 4);
    for (int i = 0; i < N; i++)
        for (int line = 0; line < lines; line++) {
            for (int k = 0; k < n; k++) {
                v[k] = (double)x[on_line(m, axis, i, line, k)];
                v[n + k] = (double)dy[on_line(m, axis, i, line, k)];
            }
            naive_softmax(v, v + n, n, logs, v + 2 * n, v + 3 * n);
            for (int k = 0; k < n; k++) { /* x to 20: the shift's rounding is 20 eps of exp */
                size_t p = on_line(m, axis, i, line, k);
                near((double)y[p], v[2 * n + k], 24 + n, logs ? 20 : 1e-7);
                near((double)dx[p], v[3 * n + k], 2 * (24 + n), logs ? n : 2);
            }
        }
    free(v);
}

static void softmaxes(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_CASES; t++) {
        const Map m = {cases[t][0], cases[t][1], cases[t][2]};
        int hw = m.h * m.w, range = N * blocks_of(m.c);
        size_t size = packed(N, m.c, hw);
        float *x = tensor(N, m.c, hw, -10, 10, 1), *dy = tensor(N, m.c, hw, -1, 1, 2);
        float *y = blank(size), *z = blank(size), *dx = blank(size);
        WHOLE(N, log_softmax_forward(m.c, hw, begin, end, x, y));
        SPLIT(N, log_softmax_forward(m.c, hw, begin, end, x, z));
        same_bits(y, z, size);
        SPLIT(N, log_softmax_backward(m.c, hw, begin, end, y, dy, dx));
        compare_lines(&m, 0, 1, x, dy, y, dx);
        check_zero_lanes(y, N, m.c, hw), check_zero_lanes(dx, N, m.c, hw);
        for (int k = 0; k < 4; k++) {
            int high = k / 2, logs = k % 2;
            WHOLE(range, softmax_lines(m.c, m.h, m.w, high, logs, begin, end, x, y));
            memcpy(z, x, size * sizeof *z);
            SPLIT(range, softmax_lines(m.c, m.h, m.w, high, logs, begin, end, z, z));
            same_bits(y, z, size);
            SPLIT(range, softmax_lines_backward(m.c, m.h, m.w, high, logs, begin, end, y, dy, dx));
            compare_lines(&m, high ? 1 : 2, logs, x, dy, y, dx);
            check_zero_lanes(y, N, m.c, hw), check_zero_lanes(dx, N, m.c, hw);
        }
        free(x), free(dy), free(y), free(z), free(dx);
    }
}

/* ---- normalisation ---- */

/* One set of n values that are normalised together: xhat, and dx for g = dy gamma. With `root` the
 * mean is not taken away. */
static void naive_norm(const double *x, const double *g, int n, double eps, int root, double *xhat,
                       double *dx)
{
    double mean = 0, variance = 0, sum = 0, dot = 0;
    for (int k = 0; k < n && !root; k++)
        mean += x[k] / n;
    for (int k = 0; k < n; k++)
        variance += (x[k] - mean) * (x[k] - mean) / n;
    double rstd = 1 / sqrt(variance + eps);
    for (int k = 0; k < n; k++) {
        xhat[k] = (x[k] - mean) * rstd;
        sum += root ? 0 : g[k] / n;
        dot += g[k] * xhat[k] / n;
    }
    for (int k = 0; k < n; k++)
        dx[k] = rstd * (g[k] - sum - xhat[k] * dot);
}

typedef struct Norm {
    float *x, *dy, *gamma, *beta, *y, *dx, *dgamma, *dbeta;
} Norm;

/* Sets of n values, `first` set by set: their places. */
static void compare_norm(const Norm *t, int c, int hw, int groups, int root, double eps)
{
    int size = groups ? c / groups : c, n = groups ? size * hw : c, sets = groups ? groups : hw;
    double *v = doubles((size_t)n * 4 + (size_t)c * 2), *xhat = v + 2 * n, *dx = v + 3 * n,
           *wg = v + 4 * n, *wb = wg + c;
    for (int i = 0; i < N; i++)
        for (int s = 0; s < sets; s++) {
            for (int k = 0; k < n; k++) {
                int ch = groups ? s * size + k / hw : k;
                size_t p = at(c, hw, i, groups ? k % hw : s, ch);
                v[k] = (double)t->x[p];
                v[n + k] = (double)t->dy[p] * (double)t->gamma[ch];
            }
            naive_norm(v, v + n, n, eps, root, xhat, dx);
            for (int k = 0; k < n; k++) {
                int ch = groups ? s * size + k / hw : k;
                size_t p = at(c, hw, i, groups ? k % hw : s, ch);
                double beta = root ? 0 : (double)t->beta[ch];
                near((double)t->y[p], xhat[k] * (double)t->gamma[ch] + beta, 24 + n / 16, 40);
                near((double)t->dx[p], dx[k], 48 + n / 16, 100);
                wg[ch] += (double)t->dy[p] * xhat[k];
                wb[ch] += (double)t->dy[p];
            }
        }
    for (int k = 0; k < c; k++) {
        near((double)t->dgamma[k], wg[k], 80, 4 * N * hw);
        if (!root)
            near((double)t->dbeta[k], wb[k], 80, N * hw);
    }
    free(v);
}

static Norm norm_of(int c, int hw)
{
    size_t size = packed(N, c, hw), few = packed(1, c, 1);
    return (Norm){.x = tensor(N, c, hw, 3, 5, 1),
                  .dy = tensor(N, c, hw, -1, 1, 2),
                  .gamma = vector(c, -2, 2, 3),
                  .beta = vector(c, -1, 1, 4),
                  .y = blank(size),
                  .dx = blank(size),
                  .dgamma = blank(few),
                  .dbeta = blank(few)};
}

static void norm_free(Norm *t, int c, int hw)
{
    check_zero_lanes(t->y, N, c, hw), check_zero_lanes(t->dx, N, c, hw);
    free(t->x), free(t->dy), free(t->gamma), free(t->beta), free(t->y), free(t->dx),
        free(t->dgamma), free(t->dbeta);
}

static void one_groupnorm(int c, int hw, int groups)
{
    Norm t = norm_of(c, hw);
    int cb = blocks_of(c);
    size_t few = packed(N, c, 1), size = packed(N, c, hw);
    float *mean = blank(few), *rstd = blank(few), *part = blank(few * 2), *factors = blank(few * 3),
          *z = blank(size);
    SPLIT(N, groupnorm_forward(c, hw, groups, 0.01f, begin, end, t.x, t.gamma, t.beta, mean, rstd,
                               t.y));
    memcpy(z, t.x, size * sizeof *z);
    WHOLE(N,
          groupnorm_forward(c, hw, groups, 0.01f, begin, end, z, t.gamma, t.beta, mean, rstd, z));
    same_bits(t.y, z, size);
    SPLIT(N * cb, groupnorm_sums(cb, hw, begin, end, t.dy, t.x, mean, part));
    SPLIT(cb, groupnorm_reduce(cb, N, begin, end, part, rstd, t.dgamma, t.dbeta));
    SPLIT(N, groupnorm_factors(c, hw, groups, begin, end, part, rstd, t.gamma, factors));
    SPLIT(N * cb, groupnorm_backward(cb, hw, begin, end, t.dy, t.x, mean, factors, t.dx));
    compare_norm(&t, c, hw, groups, 0, 0.01f);
    check_zero_lanes(t.dgamma, 1, c, 1), check_zero_lanes(t.dbeta, 1, c, 1);
    check_guard(mean, few), check_guard(rstd, few), check_guard(part, few * 2),
        check_guard(factors, few * 3);
    free(mean), free(rstd), free(part), free(factors), free(z);
    norm_free(&t, c, hw);
}

static void groupnorm(void **state)
{
    (void)state;
    static const int some[][3] = {{6, 12, 3}, {21, 20, 3}, {32, 150, 32},
                                  {40, 6, 5}, {17, 9, 1},  {18, 1, 2}};
    for (size_t t = 0; t < sizeof some / sizeof some[0]; t++)
        one_groupnorm(some[t][0], some[t][1], some[t][2]);
}

static void rmsnorm(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        int c = cases[k][0], hw = cases[k][1] * cases[k][2], cb = blocks_of(c);
        size_t size = packed(N, c, hw);
        Norm t = norm_of(c, hw);
        float *rms = blank((size_t)(N * hw)), *z = blank(size);
        SPLIT(N * hw, rmsnorm_forward(c, hw, 0.01f, begin, end, t.x, t.gamma, rms, t.y));
        memcpy(z, t.x, size * sizeof *z);
        WHOLE(N * hw, rmsnorm_forward(c, hw, 0.01f, begin, end, z, t.gamma, rms, z));
        same_bits(t.y, z, size);
        SPLIT(N * hw, rmsnorm_backward(c, hw, begin, end, t.dy, t.x, rms, t.gamma, t.dx));
        SPLIT(cb, rmsnorm_reduce(cb, hw, N, begin, end, t.dy, t.x, rms, t.dgamma));
        compare_norm(&t, c, hw, 0, 1, 0.01f);
        check_zero_lanes(t.dgamma, 1, c, 1);
        check_guard(rms, (size_t)(N * hw));
        free(rms), free(z);
        norm_free(&t, c, hw);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(softmaxes),
        cmocka_unit_test(groupnorm),
        cmocka_unit_test(rmsnorm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
