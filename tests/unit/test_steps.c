/* 20 steps of optimizers and of what a train section adds to them, and of losses, against Keras and
 * PyTorch: tests/golden/make_steps.py and make_losses.py wrote the nets (steps/CASE.net,
 * losses/CASE.net), losses, parameters at the end and how far they may differ (steps.safetensors,
 * losses.safetensors). Weights and data come from tests/golden/formula.h. JIT
 * and reference must agree to the bit, and the JIT on three threads. */
#include "formats/safetensors.h"
#include "runtime/netc.h"
#include "tests/golden/formula.h"
#include <glob.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { STEPS = 20, BATCH = 8, BATCHES = 4, CASES_LEAST = 5 };
static const float weight_scale = 0x1p-17f, input_scale = 0x1p-15f;

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

static float *floats(size_t n)
{
    float *v = calloc(n + 1, sizeof *v);
    assert_non_null(v);
    return v;
}

static float *stored(StFile *f, const char *tag, const char *what, size_t count)
{
    char name[200];
    Err err;
    snprintf(name, sizeof name, "%s/%s", tag, what);
    const StTensor *t = st_find(f, name);
    if (!t || (count && (size_t)t->count != count))
        fail_msg("no %s of %zu numbers", name, count);
    float *v = floats((size_t)t->count);
    if (!st_read_float(f, t, v, &err))
        fail_msg("%s", err.text);
    return v;
}

typedef struct Run {
    float loss[STEPS], *end;
} Run;

static NetcModel *open_case(const char *path, NetcBackend backend, int threads)
{
    char *diagnostics = NULL;
    Err err = {""};
    NetcModel *m = netc_open(
        path,
        &(NetcOptions){.train = true, .backend = backend, .threads = threads, .machine = "default"},
        &diagnostics, &err);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    return m;
}

/* Weights are numbered as they stand, without moving statistics. */
static void set_weights(NetcModel *m, const char *tag)
{
    float *p = netc_params(m);
    for (int i = 0, k = 0; i < netc_param_count(m); i++) {
        const NetcParam *q = netc_param(m, i);
        char name[200];
        if (!q->trainable)
            continue;
        snprintf(name, sizeof name, "%s.%d", tag, k++);
        formula_weights(name, 0, weight_scale, p + q->offset, q->count);
    }
    netc_params_changed(m);
}

/* Class numbers, or a number from -1 to 1 for each of a row of targets. */
static void *targets(const NetcModel *m, const char *name)
{
    const size_t count = BATCH * netc_label_floats(m);
    float *t = floats(count);
    if (netc_int_labels(m))
        formula_labels(name, BATCH, (int)netc_output_floats(m), (int32_t *)(void *)t);
    else
        formula_weights(name, 0, input_scale, t, count);
    for (size_t i = 0; !strncmp(name, "distill", 7) && i < count; i++)
        t[i] = fabsf(t[i]); /* shares of a teacher */
    return t;
}

static Run run(const char *path, const char *tag, NetcBackend backend, int threads, float rate)
{
    NetcModel *m = open_case(path, backend, threads);
    Run r = {.end = floats(netc_param_floats(m))};
    netc_init(m, 1);
    set_weights(m, tag);
    for (int s = 0; s < STEPS; s++) {
        char name[200];
        Err err = {""};
        float *x = floats(BATCH * netc_input_floats(m));
        snprintf(name, sizeof name, "%s.%d.x", tag, s % BATCHES);
        formula_weights(name, 0, input_scale, x, BATCH * netc_input_floats(m));
        snprintf(name, sizeof name, "%s.%d.label", tag, s % BATCHES);
        void *t = targets(m, name);
        if (!netc_train_step(m, x, t, BATCH, rate, &r.loss[s], NULL, &err))
            fail_msg("%s: %s", tag, err.text);
        free(x);
        free(t);
    }
    memcpy(r.end, netc_params(m), netc_param_floats(m) * sizeof *r.end);
    netc_close(m);
    return r;
}

static void within(const char *tag, const char *what, const float *got, const float *want, size_t n,
                   float bound)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabsf(got[i] - want[i]) <= bound))
            fail_msg("%s: %s[%zu] is %.9g, expected %.9g within %.2g", tag, what, i, (double)got[i],
                     (double)want[i], (double)bound);
}

static void one_case(StFile *f, const char *path, const char *tag)
{
    NetcModel *m = open_case(path, NETC_JIT, 1);
    const size_t n = netc_param_floats(m);
    float *rate = stored(f, tag, "rate", 1), *loss = stored(f, tag, "loss", STEPS),
          *end = stored(f, tag, "end", n), *tol = stored(f, tag, "tol", 0);
    Run a = run(path, tag, NETC_JIT, 1, *rate), b = run(path, tag, NETC_JIT, 3, *rate),
        c = run(path, tag, NETC_REFERENCE, 1, *rate);
    within(tag, "loss", a.loss, loss, STEPS, tol[0]);
    for (int i = 0; i < netc_param_count(m); i++)
        within(tag, netc_param(m, i)->name, a.end + netc_param(m, i)->offset,
               end + netc_param(m, i)->offset, netc_param(m, i)->count, tol[i + 1]);
    if (memcmp(a.end, b.end, n * sizeof *a.end) || memcmp(a.end, c.end, n * sizeof *a.end))
        fail_msg("%s: other bits on three threads or by the reference", tag);
    free(a.end);
    free(b.end);
    free(c.end);
    free(rate);
    free(loss);
    free(end);
    free(tol);
    netc_close(m);
}

static void every_case_of(const char *folder)
{
    char path[4200];
    glob_t g;
    Err err;
    snprintf(path, sizeof path, "%s/tests/golden/%s.safetensors", root(), folder);
    StFile *f = st_open(path, &err);
    if (!f)
        fail_msg("%s", err.text);
    snprintf(path, sizeof path, "%s/tests/golden/%s/*.net", root(), folder);
    assert_int_equal(glob(path, 0, NULL, &g), 0);
    assert_true(g.gl_pathc >= CASES_LEAST);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        const char *file = strrchr(g.gl_pathv[i], '/') + 1;
        char tag[100];
        snprintf(tag, sizeof tag, "%.*s", (int)strcspn(file, "."), file);
        one_case(f, g.gl_pathv[i], tag);
    }
    globfree(&g);
    st_close(f);
}

static void optimizers_are_as_keras_and_pytorch_have_them(void **state)
{
    (void)state;
    every_case_of("steps");
}

static void losses_are_as_pytorch_has_them(void **state)
{
    (void)state;
    every_case_of("losses");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optimizers_are_as_keras_and_pytorch_have_them),
        cmocka_unit_test(losses_are_as_pytorch_has_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
