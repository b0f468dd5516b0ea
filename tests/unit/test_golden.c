/* Golden values: inference, loss, gradients and training runs of whole nets against Keras in
 * float64 (tests/golden, written by make_golden.py). Weights, images and labels come from
 * formula.h; the stored noise is how far Keras' own float32 runs stray from its float64
 * run. A value may differ by GROWTH times that noise, and by FLOOR last places for its own
 * rounding. */
#include "formats/safetensors.h"
#include "runtime/netc.h"
#include "tests/golden/formula.h"
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* Noise is the maximum of three runs; Winograd F(4x4) errs up to five times as much as a plain sum
 * (spec/numerics.md). */
static const double GROWTH = 8.0, FLOOR = 4.0 * FLT_EPSILON;

typedef struct Case {
    const char *net, *optimizer; /* optimizer: "adam" or "sgd" for a training run */
    NetcBackend backend;
    float rate_factor; /* of the learning rate; not 1: the comparison must notice */
} Case;

typedef struct Golden {
    StFile *file;
    NetcModel *m;
    const Case *c;
} Golden;

/* The value that strays most from what is allowed, and how many do. */
typedef struct Worst {
    double ratio;
    long compared, bad;
    char what[160];
} Worst;

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

static void compare(Worst *w, double got, double want, double noise, const char *group,
                    const char *name, size_t i)
{
    double ratio = fabs(got - want) / (GROWTH * noise + FLOOR * fabs(want) + FLT_MIN);
    w->compared++;
    if (!(ratio <= 1.0))
        w->bad++;
    if (ratio <= w->ratio)
        return;
    w->ratio = isnan(ratio) ? INFINITY : ratio;
    snprintf(w->what, sizeof w->what, "%s %s[%zu]: %.9g, Keras has %.9g, noise %.2g", group, name,
             i, got, want, noise);
}

static void report(const Golden *g, const char *test, const Worst *w)
{
    printf("# %s %s: %ld values, worst at %.2f of its tolerance: %s\n", g->c->net, test,
           w->compared, w->ratio, w->what);
    if (g->c->rate_factor == 1.0f && w->bad)
        fail_msg("%s %s: %ld of %ld values differ: %s", g->c->net, test, w->bad, w->compared,
                 w->what);
}

/* ---- opening a net with the formula's weights ---- */

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

static char *read_text(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    char *text = need(calloc(1, 65536));
    size_t n = fread(text, 1, 65535, f);
    fclose(f);
    assert_true(n > 0 && n < 65535);
    return text;
}

/* A copy of examples/NET.net whose optimizer line says `optimizer`; the caller unlinks it. */
static void write_variant(const char *net, const char *optimizer, char path[64])
{
    char from[4200];
    snprintf(from, sizeof from, "%s/examples/%s.net", root(), net);
    char *text = read_text(from), *line = strstr(text, "optimizer ");
    if (!line)
        fail_msg("%s has no optimizer line", from);
    char *end = strchr(line, '\n');
    assert_non_null(end);
    strcpy(path, "/tmp/netc_golden_XXXXXX.net");
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    FILE *f = need(fdopen(fd, "wb"));
    fprintf(f, "%.*soptimizer %s%s", (int)(line - text), text, optimizer, end);
    assert_int_equal(fclose(f), 0);
    free(text);
}

static float *stored(const Golden *g, const char *group, const char *name, int64_t *count)
{
    char key[256];
    snprintf(key, sizeof key, "%s%s", group, name);
    const StTensor *t = st_find(g->file, key);
    if (!t)
        fail_msg("%s: no tensor %s", st_path(g->file), key);
    float *v = need(malloc((size_t)(t->count + 1) * sizeof *v));
    Err err;
    if (!st_read_float(g->file, t, v, &err))
        fail_msg("%s", err.text);
    *count = t->count;
    return v;
}

static float stored_one(const Golden *g, const char *name)
{
    int64_t n;
    float *v = stored(g, name, "", &n), x = v[0];
    assert_int_equal(n, 1);
    free(v);
    return x;
}

static void set_weights(const Golden *g)
{
    float *image = netc_params(g->m);
    for (int i = 0; i < netc_param_count(g->m); i++) {
        const NetcParam *p = netc_param(g->m, i);
        int64_t n;
        float *f = stored(g, "formula/", p->name, &n);
        assert_int_equal(n, 2);
        formula_weights(p->name, f[0], f[1], image + p->offset, p->count);
        free(f);
    }
    netc_params_changed(g->m);
}

static Golden golden_open(const Case *c, bool train, int batch)
{
    static const char *const text[] = {"adam rate=0.001", "sgd rate=0.01 momentum=0.9"};
    char path[4200], variant[64], lib[4200];
    Golden g = {.c = c};
    Err err = {""};
    snprintf(path, sizeof path, "%s/tests/golden/%s.safetensors", root(), c->net);
    g.file = st_open(path, &err);
    if (!g.file)
        fail_msg("%s", err.text);
    write_variant(c->net, text[c->optimizer && strcmp(c->optimizer, "sgd") == 0], variant);
    snprintf(lib, sizeof lib, "%s/lib", root());
    NetcOptions o = {.train = train,
                     .no_dropout = true,
                     .batch = batch,
                     .backend = c->backend,
                     .include = (const char *const[]){lib, NULL}};
    char *diagnostics = NULL;
    g.m = netc_open(variant, &o, &diagnostics, &err);
    unlink(variant);
    if (!g.m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    set_weights(&g);
    return g;
}

static void golden_close(Golden *g)
{
    netc_close(g->m);
    st_close(g->file);
}

/* The images of NET.x.WHAT, allocated. */
static float *images(const Golden *g, int n, const char *what)
{
    char name[128];
    snprintf(name, sizeof name, "%s.x.%s", g->c->net, what);
    float *x = need(malloc((size_t)n * netc_input_floats(g->m) * sizeof *x));
    assert_int_equal(netc_input_floats(g->m), 32 * 32 * 3);
    formula_images(name, n, 32, 32, 3, x);
    return x;
}

static void labels(const Golden *g, int n, const char *what, int32_t *label)
{
    char name[128];
    snprintf(name, sizeof name, "%s.label.%s", g->c->net, what);
    formula_labels(name, n, (int)netc_output_floats(g->m), label);
}

/* ---- comparisons ---- */

/* [norm, sum, noise of the norm, of the sum, of an element, samples...], as make_golden.py stores a
 * tensor. */
enum { AT_NORM, AT_SUM, AT_NORM_NOISE, AT_SUM_NOISE, AT_NOISE, AT_SAMPLES };

static void compare_tensor(const Golden *g, Worst *w, const char *group, const NetcParam *p,
                           const float *values)
{
    int64_t n;
    float *want = stored(g, group, p->name, &n);
    assert_int_equal((size_t)n, AT_SAMPLES + formula_samples(p->count));
    double squares = 0, sum = 0;
    for (size_t i = 0; i < p->count; i++)
        squares += (double)values[i] * values[i], sum += values[i];
    compare(w, sqrt(squares), want[AT_NORM], want[AT_NORM_NOISE], group, p->name, 0);
    /* the sum may cancel: its own rounding is that of its terms */
    compare(w, sum, want[AT_SUM], want[AT_SUM_NOISE] + FLT_EPSILON * want[AT_NORM], group, p->name,
            1);
    for (size_t k = 0; k < formula_samples(p->count); k++) {
        size_t at = formula_position(p->name, k, p->count);
        compare(w, values[at], want[AT_SAMPLES + k], want[AT_NOISE], group, p->name, at);
    }
    free(want);
}

static void test_infer(void **state)
{
    Golden g = golden_open(*state, false, 4);
    int64_t n;
    float *want = stored(&g, "infer", "", &n), noise = stored_one(&g, "infer.noise");
    size_t out = netc_output_floats(g.m);
    int images_n = (int)((size_t)n / out);
    float *x = images(&g, images_n, "infer"), *y = need(calloc((size_t)n, sizeof *y));
    assert_true(netc_infer(g.m, x, images_n, y, NULL));
    Worst w = {0};
    for (int64_t i = 0; i < n; i++)
        compare(&w, y[i], want[i], noise, "infer", "y", (size_t)i);
    report(&g, "infer", &w);
    free(want);
    free(x);
    free(y);
    golden_close(&g);
}

enum { N_MAX = 8 }; /* images of the gradient; a training run says how many */

static void test_grad(void **state)
{
    Golden g = golden_open(*state, true, N_MAX);
    char what[32];
    int32_t label[N_MAX];
    labels(&g, N_MAX, "grad", label);
    snprintf(what, sizeof what, "grad.%d", (int)stored_one(&g, "grad.seed"));
    float *x = images(&g, N_MAX, what), loss = NAN;
    float *grad = need(malloc(netc_param_floats(g.m) * sizeof *grad));
    Err err;
    if (!netc_train_grad(g.m, x, label, N_MAX, grad, &loss, &err))
        fail_msg("%s", err.text);
    Worst w = {0};
    compare(&w, loss, stored_one(&g, "grad.loss"), stored_one(&g, "grad.loss.noise"), "grad",
            "loss", 0);
    int trainable = 0, expected = 0;
    for (int i = 0; i < st_count(g.file); i++)
        expected += strncmp(st_tensor(g.file, i)->name, "grad/", 5) == 0;
    for (int i = 0; i < netc_param_count(g.m); i++) {
        const NetcParam *p = netc_param(g.m, i);
        if (!p->trainable)
            continue;
        trainable++;
        compare_tensor(&g, &w, "grad/", p, grad + p->offset);
    }
    report(&g, "grad", &w);
    assert_int_equal(trainable, expected);
    free(x);
    free(grad);
    golden_close(&g);
}

static float step(const Golden *g, int s, int seed, int n, float rate)
{
    char what[32];
    int32_t label[N_MAX];
    snprintf(what, sizeof what, "%s.%d", g->c->optimizer, s);
    labels(g, n, what, label);
    snprintf(what, sizeof what, "%s.%d.%d", g->c->optimizer, s, seed);
    float *x = images(g, n, what), loss = NAN;
    Err err;
    if (!netc_train_step(g->m, x, label, n, rate, &loss, NULL, &err))
        fail_msg("%s", err.text);
    free(x);
    return loss;
}

/* The losses of the steps and every parameter after the last one, or only those that train. */
static Worst train_run(const Golden *g, bool all)
{
    const char *opt = g->c->optimizer;
    char group[16], key[32];
    int64_t steps;
    Worst w = {0};
    snprintf(key, sizeof key, "%s.rate", opt);
    float rate = stored_one(g, key) * g->c->rate_factor;
    snprintf(key, sizeof key, "%s.n", opt);
    int n = (int)stored_one(g, key);
    assert_in_range(n, 1, N_MAX);
    float *losses = stored(g, opt, ".loss", &steps), *noise = stored(g, opt, ".loss.noise", &steps);
    float *seeds = stored(g, opt, ".seeds", &steps);
    for (int s = 0; s < steps; s++)
        compare(&w, step(g, s, (int)seeds[s], n, rate), losses[s], noise[s], opt, "loss",
                (size_t)s);
    snprintf(group, sizeof group, "%s/", opt);
    const float *image = netc_params(g->m);
    for (int i = 0; i < netc_param_count(g->m); i++)
        if (all || netc_param(g->m, i)->trainable)
            compare_tensor(g, &w, group, netc_param(g->m, i), image + netc_param(g->m, i)->offset);
    free(losses);
    free(noise);
    free(seeds);
    return w;
}

static void test_train(void **state)
{
    Golden g = golden_open(*state, true, N_MAX);
    Worst w = train_run(&g, true);
    report(&g, g.c->optimizer, &w);
    golden_close(&g);
}

/* Control: with a learning rate that is off by a tenth, the comparison must fail all over. */
static void test_train_wrong_rate(void **state)
{
    Golden g = golden_open(*state, true, N_MAX);
    Worst w = train_run(&g, false);
    report(&g, g.c->optimizer, &w);
    assert_true(w.bad > w.compared / 4);
    golden_close(&g);
}

#define CASES(id, net_name)                                     \
    static Case id = {net_name, NULL, NETC_JIT, 1},             \
                id##_ref = {net_name, NULL, NETC_REFERENCE, 1}, \
                id##_cc = {net_name, NULL, NETC_CC, 1},         \
                id##_adam = {net_name, "adam", NETC_JIT, 1},    \
                id##_sgd = {net_name, "sgd", NETC_JIT, 1},      \
                id##_wrong = {net_name, "adam", NETC_JIT, 1.1f}
CASES(vgg, "vgg_cifar");
CASES(frozen, "vgg_cifar_frozen");
CASES(resnet, "resnet_cifar");
CASES(small, "small_cnn");

#define TEST(id, func, what, variant)                \
    {                                                \
#id " " what, func, NULL, NULL, &id##variant \
    }
#define TESTS(id)                                                                         \
    TEST(id, test_infer, "infer jit", ), TEST(id, test_infer, "infer reference", _ref),   \
        TEST(id, test_infer, "infer cc", _cc), TEST(id, test_grad, "grad jit", ),         \
        TEST(id, test_grad, "grad reference", _ref), TEST(id, test_train, "adam", _adam), \
        TEST(id, test_train, "sgd", _sgd),                                                \
        TEST(id, test_train_wrong_rate, "notices a wrong rate", _wrong)

int main(void)
{
    char cache[4200];
    snprintf(cache, sizeof cache, "%s/build/cc-cache", root());
    setenv("NETC_CACHE", cache, 0); /* shared with the other tests of this backend */
    const struct CMUnitTest tests[] = {TESTS(vgg), TESTS(frozen), TESTS(resnet), TESTS(small)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
