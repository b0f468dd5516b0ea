/* What a training step is made of, seen through runtime/netc.h: who counts steps, what a refused step leaves. Expected values
 * are computed here from the library's own gradients, in double, by the formulas of spec/numerics.md. */
#include "runtime/netc.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 4 };

static const char layers[] = "net t {\n input 6x6x3\n a: conv 5 3x3 relu\n n: batchnorm\n flatten\n dense 7 tanh\n dense 4 softmax\n}\n";

static NetcModel *open_net(const char *body, const char *train, const NetcOptions *as)
{
    char path[] = "/tmp/netc_training_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    NetcOptions o = as ? *as : (NetcOptions){.threads = 1};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "%strain {\n loss crossentropy\n batch %d\n %s\n}\n", body, BATCH, train);
    fclose(f);
    o.train = true;
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    unlink(path);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    netc_init(m, 3);
    return m;
}

static float *floats(size_t n, uint32_t from)
{
    float *v = malloc((n + 1) * sizeof *v);
    assert_non_null(v);
    for (size_t i = 0; i < n; i++) {
        uint64_t z = (from + i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        v[i] = (float)((z ^ (z >> 29)) >> 40) * 0x1p-23f - 1.0f;
    }
    return v;
}

static float *copy(const float *v, size_t n)
{
    float *c = malloc((n + 1) * sizeof *c);
    assert_non_null(c);
    return memcpy(c, v, n * sizeof *c);
}

static const int32_t labels[4 * BATCH] = {0, 3, 2, 1, 3, 3, 0, 2, 1, 1, 1, 0, 2, 0, 3, 2};

/* Batch k of fixed data. */
static float *batch(const NetcModel *m, int k) { return floats(BATCH * netc_input_floats(m), 5000u * (unsigned)k); }

static float *grad_of(NetcModel *m, int k, int n)
{
    float *x = batch(m, k), *g = floats(netc_param_floats(m), 0);
    assert_true(netc_train_grad(m, x, labels + k % 4 * BATCH, n, g, NULL, NULL));
    free(x);
    return g;
}

static void step(NetcModel *m, int k, float rate)
{
    float *x = batch(m, k);
    assert_true(netc_train_step(m, x, labels + k % 4 * BATCH, BATCH, rate, NULL, NULL, NULL));
    free(x);
}

static void same(const float *a, const float *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof *a))
            fail_msg("element %zu: %.9g and %.9g", i, (double)a[i], (double)b[i]);
}

/* Several gradients and one apply are one step of Adam: its first step moves every weight by rate * g / (|g| + eps sqrt(1000)). */
static void apply_counts_the_steps(void **state)
{
    (void)state;
    NetcModel *m = open_net(layers, "optimizer adam", NULL);
    size_t n = netc_param_floats(m);
    float *before = copy(netc_params(m), n), *sum = grad_of(m, 0, BATCH);
    for (int k = 1; k < 3; k++) {
        float *g = grad_of(m, k, BATCH);
        for (size_t i = 0; i < n; i++)
            sum[i] += g[i];
        free(g);
    }
    for (size_t i = 0; i < n; i++)
        sum[i] /= 3;
    for (int t = 1; t <= 2; t++) {      /* the same gradient again: the moments' corrections cancel, and so the same move */
        float *now = copy(netc_params(m), n);
        assert_true(netc_train_apply(m, sum, 0.25f, NULL));
        const float *after = netc_params(m);
        for (int p = 0; p < netc_param_count(m); p++) {
            const NetcParam *q = netc_param(m, p);
            for (size_t i = q->offset; q->trainable && i < q->offset + q->count; i++) {
                double g = (double)sum[i], move = 0.25 * g / (fabs(g) + 1e-7 / sqrt(1 - pow(0.999, t)));
                if (fabs((double)now[i] - (double)after[i] - move) > 1e-5)
                    fail_msg("step %d, %s: %g, expected %g", t, q->name, (double)now[i] - (double)after[i], move);
            }
        }
        free(now);
    }
    free(before);
    free(sum);
    netc_close(m);
}

/* A batch with a NaN or an infinity: the loss says so, and parameters, moments and moving statistics keep every bit. */
static void a_refused_step_changes_nothing(void **state)
{
    (void)state;
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT)
        for (int inf = 0; inf < 2; inf++) {
            NetcModel *m = open_net(layers, "optimizer adam", &(NetcOptions){.threads = 2, .backend = (NetcBackend)b});
            size_t n = netc_param_floats(m);
            for (int k = 0; k < 3; k++)
                step(m, k, 0.01f);
            float *before = copy(netc_params(m), n), *x = batch(m, 3), *g = floats(n, 0), loss = 0;
            step(m, 4, 0.01f);
            assert_true(memcmp(before, netc_params(m), n * sizeof *before) != 0);
            free(before);
            before = copy(netc_params(m), n);
            x[10] = inf ? INFINITY : NAN;
            assert_true(netc_train_step(m, x, labels, BATCH, 0.01f, &loss, NULL, NULL));
            assert_false(isfinite(loss));
            same(netc_params(m), before, n);
            assert_true(netc_train_grad(m, x, labels, BATCH, g, &loss, NULL));
            assert_false(isfinite(loss));
            same(netc_params(m), before, n);
            step(m, 5, 0.01f);                      /* and the training goes on as one that never met the batch */
            NetcModel *other = open_net(layers, "optimizer adam", &(NetcOptions){.threads = 2, .backend = (NetcBackend)b});
            for (int k = 0; k < 3; k++)
                step(other, k, 0.01f);
            step(other, 4, 0.01f);
            step(other, 5, 0.01f);
            same(netc_params(m), netc_params(other), n);
            free(before);
            free(x);
            free(g);
            netc_close(m);
            netc_close(other);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(apply_counts_the_steps), cmocka_unit_test(a_refused_step_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
