/* One plan, three ways to run it: for every net in examples/ and those of kinds.net, the reference
 * thunks, the JIT and the cc backend give the same inference outputs, gradients, losses and
 * parameters after training on random small batches. Thunks and JIT call the same micro-kernels in
 * the same order: equal bit for bit; so are one and two threads, and step against grad and apply.
 * The cc backend has its own build of everything (no OpenBLAS, other contractions of a*b+c): it may
 * differ as far as rounding moves the JIT itself (see close_to). */
#include "runtime/netc.h"
#include "tests/unit/brief.h"
#include <dirent.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* The rate is small: training from random weights is chaotic, and a large one would leave only
 * noise to compare. */
static const float RATE = 1e-6f;
enum {
    BATCH = 4,
    STEPS = 20,
    STEPS_LARGE = 5,
    STEPS_MIDDLE_SHORT = 6, /* of the short form of the tests */
    STEPS_LARGE_SHORT = 2,  /* the same */
    MIDDLE = 100000,        /* parameters; of small nets few steps move too little to compare */
    LARGE = 4000000
}; /* fewer steps for nets of millions of parameters: for time */

/* What a model computed. Everything is compared. */
typedef struct Result {
    int outputs, steps;
    size_t params;
    float *y, *loss, *grad, *start,
        *end; /* inference; first loss of grad, then of each step; parameters before and after */
} Result;

typedef struct Net {
    char path[4400];
    const char *name;  /* which net of the file; NULL: its last */
    int data;          /* seed of the images */
    Result jit, moved; /* made on first use: JIT on one thread; the same with every weight moved by
                          one rounding */
} Net;

typedef struct Run {
    NetcBackend backend;
    int threads;
    bool split; /* a step as grad and apply */
    bool moved;
    const float *start; /* parameters to start from instead of the seed's; may be NULL */
} Run;

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

static int steps_of(size_t params)
{
    if (params > LARGE)
        return thorough() ? STEPS_LARGE : STEPS_LARGE_SHORT;
    return params > MIDDLE && !thorough() ? STEPS_MIDDLE_SHORT : STEPS;
}

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

static uint32_t hash(uint32_t i)
{
    uint64_t z = (i + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)((z ^ (z >> 27)) >> 32);
}

/* ---- running a net ---- */

static float *images(const NetcModel *m, int data, int step)
{
    size_t n = BATCH * netc_input_floats(m);
    float *x = need(malloc(n * sizeof *x));
    for (size_t i = 0; i < n; i++)
        x[i] = (float)(hash((uint32_t)(i + 1000003u * (unsigned)step +
                                       100000007u * (unsigned)data)) >>
                       8) *
               0x1p-24f;
    return x;
}

static void *labels(const NetcModel *m, int step)
{
    size_t out = netc_output_floats(m), row = netc_label_floats(m);
    float *v = need(malloc(BATCH * (row + 1) * sizeof *v));
    for (uint32_t i = 0; i < BATCH * (uint32_t)row; i++) {
        uint32_t h = hash(i + 77u + 7919u * (unsigned)step);
        if (!netc_int_labels(m))
            v[i] = (float)(h >> 8) * 0x1p-24f;
        else if (i < BATCH)
            ((int32_t *)(void *)v)[i] = (int32_t)(h % out);
    }
    return v;
}

/* Starting weights. Kernels are enlarged: what glorot_uniform gives fades on its way through
 * sixteen layers of relu, and then nothing is left to compare. Numbers that all begin as one (a
 * bias, a gamma, what is added to a map) are drawn: one in another's place would make no
 * difference. */
static void draw_weights(float *w, const NetcParam *p)
{
    const char *dot = strrchr(p->name, '.');
    bool alike = !dot || strcmp(dot, ".range") != 0;
    for (size_t e = 1; e < p->count; e++)
        alike = alike && w[e] == w[0];
    for (size_t e = 0; e < p->count; e++) {
        const float u = (float)(hash((uint32_t)(p->offset + e) + 4711u) >> 8) * 0x1p-24f;
        w[e] = alike ? w[e] + 0.25f * (2 * u - 1) : 1.414f * w[e];
    }
}

static void set_weights(NetcModel *m, const Run *r)
{
    float *w = netc_params(m);
    for (int i = 0; i < netc_param_count(m); i++)
        draw_weights(w + netc_param(m, i)->offset, netc_param(m, i));
    for (uint32_t i = 0; r->moved && i < netc_param_floats(m); i++)
        w[i] = nextafterf(w[i], hash(i) & 1 ? INFINITY : -INFINITY);
    if (r->start)
        memcpy(w, r->start, netc_param_floats(m) * sizeof *w);
    netc_params_changed(m);
}

static NetcModel *open_net(const Net *net, const Run *r)
{
    char lib[4400], *diagnostics = NULL;
    Err err = {""};
    snprintf(lib, sizeof lib, "%s/lib", root());
    NetcOptions o = {.net = net->name,
                     .train = true,
                     .batch = BATCH,
                     .threads = r->threads,
                     .backend = r->backend,
                     .include = (const char *const[]){lib, NULL}};
    NetcModel *m = netc_open(net->path, &o, &diagnostics, &err);
    if (!m)
        fail_msg("%s: %s %s", net->path, err.text, diagnostics ? diagnostics : "");
    assert_true(netc_init(m, 5));
    set_weights(m, r);
    return m;
}

static float *copy_params(NetcModel *m)
{
    size_t bytes = netc_param_floats(m) * sizeof(float);
    return memcpy(need(malloc(bytes)), netc_params(m), bytes);
}

static void train_step(NetcModel *m, int data, int step, bool split, float *loss)
{
    Err err = {""};
    float *x = images(m, data, step),
          *grad = split ? need(malloc(netc_param_floats(m) * sizeof *grad)) : NULL;
    void *label = labels(m, step);
    bool ok = split ? netc_train_grad(m, x, label, BATCH, grad, loss, &err) &&
                          netc_train_apply(m, grad, RATE, &err)
                    : netc_train_step(m, x, label, BATCH, RATE, loss, NULL, &err);
    if (!ok)
        fail_msg("%s", err.text);
    free(x);
    free(label);
    free(grad);
}

static Result run_net(const Net *net, const Run *r)
{
    NetcModel *m = open_net(net, r);
    size_t params = netc_param_floats(m);
    Result s = {
        .outputs = BATCH * (int)netc_output_floats(m), .params = params, .steps = steps_of(params)};
    s.y = need(malloc((size_t)s.outputs * sizeof *s.y));
    s.loss = need(calloc((size_t)s.steps + 1, sizeof *s.loss));
    s.grad = need(malloc(params * sizeof *s.grad));
    s.start = copy_params(m);
    float *x = images(m, net->data, 0);
    void *label = labels(m, 0);
    Err err = {""};
    if (!netc_infer(m, x, BATCH, s.y, &err) ||
        !netc_train_grad(m, x, label, BATCH, s.grad, s.loss, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < s.steps; i++)
        train_step(m, net->data, i + 1, r->split, s.loss + 1 + i);
    s.end = copy_params(m);
    free(x);
    free(label);
    netc_close(m);
    return s;
}

static void free_result(Result *s)
{
    free(s->y);
    free(s->loss);
    free(s->grad);
    free(s->start);
    free(s->end);
    *s = (Result){0};
}

static const Result *once(Net *net, Result *of, bool moved)
{
    if (!of->y)
        *of = run_net(net, &(Run){NETC_JIT, 1, false, moved, NULL});
    return of;
}

/* ---- comparing ---- */

static void same_bits(const char *what, const float *a, const float *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_false(isnan(a[i]));
        if (memcmp(a + i, b + i, sizeof *a))
            fail_msg("%s[%zu]: %.9g and %.9g", what, i, (double)a[i], (double)b[i]);
    }
}

static void same(const Result *a, const Result *b)
{
    assert_int_equal(a->params, b->params);
    same_bits("output", a->y, b->y, (size_t)a->outputs);
    same_bits("gradient", a->grad, b->grad, a->params);
    same_bits("loss", a->loss, b->loss, (size_t)a->steps + 1);
    same_bits("trained parameter", a->end, b->end, a->params);
}

static double distance(const float *a, const float *b, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
    return sqrt(s);
}

static double norm(const float *a, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += (double)a[i] * a[i];
    return sqrt(s);
}

/* `moved` is what the JIT makes of weights that are each one last place off: the measure of what a
 * single rounding of every operand does. A sum of k products rounds k times, partly cancelling:
 * GROWTH covers the longest (4608 terms, the square root of which is 68) and the different
 * algorithms of the products. */
static const double GROWTH = 64;
static bool close_to(const char *what, const float *a, const float *b, const float *moved, size_t n,
                     double size)
{
    double d = distance(a, b, n), noise = distance(a, moved, n) + FLT_EPSILON * size;
    printf("# %s: differs by %.2g of its size, one rounding of the weights by %.2g\n", what,
           d / size, noise / size);
    if (!(GROWTH * noise < size / 8))
        fail_msg("%s: rounding (%.3g) leaves nothing to compare (%.3g)", what, noise, size);
    if (!(d <= GROWTH * noise))
        printf("# %s: differs by %.3g, rounding explains %.3g\n", what, d, GROWTH * noise);
    return d <= GROWTH * noise;
}

static void test_reference(void **state)
{
    Net *net = *state;
    Result r = run_net(net, &(Run){NETC_REFERENCE, 1, false, false, NULL});
    same(once(net, &net->jit, false), &r);
    free_result(&r);
}

static void test_threads(void **state)
{
    Net *net = *state;
    Result r = run_net(net, &(Run){NETC_JIT, 2, false, false, NULL});
    same(once(net, &net->jit, false), &r);
    free_result(&r);
}

static void test_split_step(void **state)
{
    Net *net = *state;
    Result r = run_net(net, &(Run){NETC_JIT, 1, true, false, NULL});
    same(once(net, &net->jit, false), &r);
    free_result(&r);
}

static void other_images(Net *net)
{
    free_result(&net->jit);
    free_result(&net->moved);
    net->data++;
}

/* A relu or maxpool on its kink makes a gradient jump where rounding decides. Takes other images
 * until the one rounding of `moved`, which is more than what two builds differ by, makes nothing
 * jump. */
static void choose_images(Net *net)
{
    for (; net->data < 10; other_images(net)) {
        const Result *a = once(net, &net->jit, false), *m = once(net, &net->moved, true);
        if (distance(a->grad, m->grad, a->params) < 1e-3 * norm(a->grad, a->params))
            return;
    }
    fail_msg("rounding changes the gradient for every choice of images");
}

static const char *compiler; /* CC, as the tests were begun with */

/* Whether the gradient and the training by the compiler are the JIT's but for rounding. Outputs
 * must be: they jump nowhere. */
static bool cc_agrees(Net *net)
{
    const Result *a = once(net, &net->jit, false), *m = once(net, &net->moved, true);
    if (strstr(net->path, "/small_cnn.net")) /* this one as users have it (see tests/quick_cc) */
        unsetenv("CC");
    Result b = run_net(net, &(Run){NETC_CC, 1, false, false, a->start});
    if (compiler)
        setenv("CC", compiler, 1);
    same_bits("weights put in", a->start, b.start, a->params);
    if (!close_to("output", a->y, b.y, m->y, (size_t)a->outputs, norm(a->y, (size_t)a->outputs)))
        fail_msg("outputs differ by more than rounding");
    bool agrees = close_to("gradient", a->grad, b.grad, m->grad, a->params,
                           norm(a->grad, a->params)) &&
                  close_to("loss", a->loss, b.loss, m->loss, (size_t)a->steps + 1,
                           norm(a->loss, (size_t)a->steps + 1)) &&
                  close_to("trained parameters, of their movement", a->end, b.end, m->end,
                           a->params, distance(a->end, a->start, a->params));
    free_result(&b);
    return agrees;
}

/* The compiler's roundings are others than those of `moved`: where they alone meet a kink, other
 * images do not. A mistake is there for all. */
static void test_cc(void **state)
{
    Net *net = *state;
    for (int i = 0; i < 3; i++, other_images(net)) {
        choose_images(net);
        if (cc_agrees(net))
            return;
    }
    fail_msg("for three choices of images");
}

/* The seed's weights by the emitted text: equal but for contractions in the series behind the
 * normal distribution. */
static void test_cc_init(void **state)
{
    Net *net = *state;
    NetcModel *a = open_net(net, &(Run){NETC_JIT, 1, false, false, NULL}),
              *b = open_net(net, &(Run){NETC_CC, 1, false, false, NULL});
    const float *p = netc_params(a), *q = netc_params(b);
    for (size_t i = 0; i < netc_param_floats(a); i++)
        if (!(fabsf(p[i] - q[i]) <= 32 * FLT_EPSILON * fabsf(p[i])))
            fail_msg("weight %zu: %.9g and %.9g", i, (double)p[i], (double)q[i]);
    netc_close(a);
    netc_close(b);
}

/* ---- every net ---- */

typedef struct Nets {
    Net *net;
    int n;
} Nets;

static int by_path(const void *a, const void *b)
{
    return strcmp(((const Net *)a)->path, ((const Net *)b)->path);
}

static void add_net(Nets *l, const char *path, const char *name)
{
    l->net = need(realloc(l->net, (size_t)(l->n + 1) * sizeof *l->net));
    l->net[l->n] = (Net){.name = name};
    snprintf(l->net[l->n++].path, sizeof l->net->path, "%s", path);
}

/* Every example, but with sanitizers those that take long only in the long form of the tests. */
static Nets list_nets(void)
{
    char path[4400];
    Nets l = {NULL, 0};
    snprintf(path, sizeof path, "%s/examples", root());
    DIR *d = opendir(path);
    for (struct dirent *e; d && (e = readdir(d));) {
        size_t n = strlen(e->d_name);
        if (n < 5 || strcmp(e->d_name + n - 4, ".net") ||
            (brief() && !strncmp(e->d_name, "vgg_", 4)))
            continue;
        snprintf(path, sizeof path, "%s/examples/%s", root(), e->d_name);
        add_net(&l, path, NULL);
    }
    if (d)
        closedir(d);
    if (l.net)
        qsort(l.net, (size_t)l.n, sizeof *l.net, by_path);
    snprintf(path, sizeof path, "%s/tests/paths/kinds.net", root());
    add_net(&l, path, "kinds");
    add_net(&l, path, "targets");
    add_net(&l, path, "mobile");
    return l;
}

static int forget(void **state) /* the last test of a net frees what its tests shared */
{
    Net *net = *state;
    free_result(&net->jit);
    free_result(&net->moved);
    return 0;
}

static void test_there_are_examples(void **state) { assert_true(((Nets *)*state)->n > 5); }

int main(void)
{
    static const struct {
        const char *what;
        CMUnitTestFunction f;
    } part[] = {{"reference and JIT are the same", test_reference},
                {"one and two threads are the same", test_threads},
                {"step is grad and apply", test_split_step},
                {"cc and JIT agree", test_cc},
                {"cc and JIT start from the same weights", test_cc_init}};
    enum { PARTS = sizeof part / sizeof *part, COMPILED = 2 }; /* the last two compile */
    char cache[4200];
    snprintf(cache, sizeof cache, "%s/build/cc-cache", root());
    setenv("NETC_CACHE", cache, 0);
    compiler = getenv("CC") ? need(strdup(getenv("CC"))) : NULL;
    Nets l = list_nets();
    struct CMUnitTest *tests = need(calloc((size_t)l.n * PARTS + 1, sizeof *tests));
    int n = 0;
    for (int i = 0; i < l.n; i++) {
        Net *net = &l.net[i];
        /* a compile takes seconds: in the short form every second example has one */
        const int parts = thorough() || net->name || i % 2 == 0 ? PARTS : PARTS - COMPILED;
        for (int k = 0; k < parts; k++) {
            char name[200];
            snprintf(name, sizeof name, "%s%s%s: %s", strrchr(net->path, '/') + 1,
                     net->name ? " " : "", net->name ? net->name : "", part[k].what);
            tests[n++] = (struct CMUnitTest){need(strdup(name)), part[k].f, NULL,
                                             k == parts - 1 ? forget : NULL, net};
        }
    }
    tests[n] = (struct CMUnitTest){"there are examples", test_there_are_examples, NULL, NULL, &l};
    int failed = _cmocka_run_group_tests("paths", tests, (size_t)n + 1, NULL, NULL);
    for (int i = 0; i < n; i++)
        free((void *)(uintptr_t)tests[i].name);
    free(tests);
    free(l.net);
    free((void *)(uintptr_t)compiler);
    return failed;
}
