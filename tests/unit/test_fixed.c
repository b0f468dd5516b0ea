/* Eighty fixed nets over every kind, attribute, loss and optimizer, and awkward shapes: outputs,
 * every gradient, three steps with moving statistics and averages, against PyTorch in double
 * precision (tests/campaign/make_fixed.py wrote the nets, values and bounds). Weights and data come
 * from tests/golden/formula.h. JIT and reference must agree to the bit. What the compiler's tables
 * have and none of the nets has fails too: a new kind or attribute wants a generator in
 * tests/campaign/netgen.py and a new set of nets. */
#include "compiler/ir/layer.h"
#include "compiler/front/schedule.h"
#include "formats/safetensors.h"
#include "runtime/netc.h"
#include "tests/golden/formula.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { NETS = 88, STEPS = 3, SEED = 7 };

typedef struct Results {
    float *y, *loss, *grad, *end, *average;
    int n_loss;
} Results;

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

static StFile *values;
static char tag[16];

/* The tensor TAG/WHAT; allocated. NULL: there is none. */
static float *stored(const char *what, int64_t *count)
{
    char name[64];
    snprintf(name, sizeof name, "%s/%s", tag, what);
    const StTensor *t = st_find(values, name);
    if (!t)
        return NULL;
    float *v = need(malloc((size_t)(t->count + 1) * sizeof *v));
    Err err;
    if (!st_read_float(values, t, v, &err))
        fail_msg("%s", err.text);
    *count = t->count;
    return v;
}

/* ---- data ---- */

static void set_weights(NetcModel *m)
{
    int64_t n;
    float *f = stored("formula", &n), *image = netc_params(m);
    assert_int_equal(n, 2 * netc_param_count(m));
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        char name[300];
        snprintf(name, sizeof name, "%s.%s", tag, p->name);
        formula_weights(name, f[2 * i], f[2 * i + 1], image + p->offset, p->count);
    }
    netc_params_changed(m);
    free(f);
}

static float *inputs(const NetcModel *m, const char *what, int n)
{
    char name[64];
    size_t count = (size_t)n * netc_input_floats(m);
    float *x = need(malloc((count + 1) * sizeof *x));
    snprintf(name, sizeof name, "%s.x.%s", tag, what);
    for (size_t i = 0; i < count; i++)
        x[i] = (float)formula_int16(formula_stream(name), i) / 32768.0f;
    return x;
}

/* Class numbers, or targets from 0 to 1, as the loss wants them. */
static void *targets(const NetcModel *m, const char *what, int n)
{
    char name[64];
    size_t count = (size_t)n * netc_label_floats(m);
    float *t = need(malloc((count + 1) * sizeof *t));
    snprintf(name, sizeof name, "%s.label.%s", tag, what);
    if (netc_int_labels(m))
        formula_labels(name, n, (int)netc_output_floats(m), (int32_t *)(void *)t);
    else
        for (size_t i = 0; i < count; i++)
            t[i] = (float)(formula_int16(formula_stream(name), i) + 32768) / 65536.0f;
    return t;
}

/* ---- running ---- */

static void one_step(NetcModel *m, int s, float rate, Results *r)
{
    Err err = {""};
    int batch = netc_batch(m), n = s == 1 && batch > 1 ? batch - 1 : batch;
    for (int k = 0; k < netc_accumulate(m); k++) {
        char what[32];
        snprintf(what, sizeof what, "%d.%d", s, k);
        float *x = inputs(m, what, n), *loss = &r->loss[r->n_loss++];
        void *t = targets(m, what, n);
        bool ok = netc_accumulate(m) > 1 ? netc_train_add(m, x, t, n, loss, NULL, &err)
                                         : netc_train_step(m, x, t, n, rate, loss, NULL, &err);
        if (!ok)
            fail_msg("net %s: %s", tag, err.text);
        free(x);
        free(t);
    }
    if (netc_accumulate(m) > 1)
        assert_true(netc_train_update(m, rate, NULL));
}

static float *image_of(NetcModel *m)
{
    float *v = need(malloc((netc_param_floats(m) + 1) * sizeof *v));
    return memcpy(v, netc_params(m), netc_param_floats(m) * sizeof *v);
}

static Results run(NetcModel *m)
{
    Results r = {0};
    Err err = {""};
    int n = netc_batch(m);
    const Setting *set = &netc_graph(m)->train.optimizer;
    float rate = (float)setting_num(set, ((const Optimizer *)set->record)->attrs, "rate");
    r.loss = need(calloc(1 + (size_t)(STEPS * netc_accumulate(m)), sizeof *r.loss));
    r.grad = need(calloc(netc_param_floats(m) + 1, sizeof *r.grad));
    r.y = need(calloc((size_t)n * netc_output_floats(m) + 1, sizeof *r.y));
    netc_init(m, SEED);
    set_weights(m);
    float *x = inputs(m, "infer", n), *gx = inputs(m, "grad", n);
    void *t = targets(m, "grad", n);
    if (!netc_infer(m, x, n, r.y, &err) ||
        !netc_train_grad(m, gx, t, n, r.grad, &r.loss[r.n_loss++], &err))
        fail_msg("net %s: %s", tag, err.text);
    netc_init(m, SEED);
    set_weights(m);
    for (int s = 0; s < STEPS; s++)
        one_step(m, s, rate, &r);
    r.end = image_of(m);
    netc_show_average(m, true);
    r.average = image_of(m);
    netc_show_average(m, false);
    free(x);
    free(gx);
    free(t);
    return r;
}

static void results_free(Results *r)
{
    free(r->y);
    free(r->loss);
    free(r->grad);
    free(r->end);
    free(r->average);
}

static NetcModel *open_net(NetcBackend backend)
{
    char path[4200], *diagnostics = NULL;
    Err err = {""};
    snprintf(path, sizeof path, "%s/tests/campaign/fixed/%s.net", root(), tag);
    NetcModel *m = netc_open(
        path, &(NetcOptions){.train = true, .backend = backend, .threads = 1, .machine = "default"},
        &diagnostics, &err);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    return m;
}

/* ---- comparing ---- */

static void within(const char *what, const float *got, const float *want, size_t n, float bound)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabsf(got[i] - want[i]) <= bound))
            fail_msg("net %s, %s[%zu]: %.9g, PyTorch has %.9g; the bound is %.2g", tag, what, i,
                     (double)got[i], (double)want[i], (double)bound);
}

static const float *whole(const char *what, const float *got, const float *bound)
{
    int64_t n;
    float *want = stored(what, &n);
    assert_non_null(want);
    within(what, got, want, (size_t)n, *bound);
    free(want);
    return bound + 1;
}

static const float *params_within(const NetcModel *m, const char *what, const float *got,
                                  const float *bound)
{
    int64_t n;
    float *want = stored(what, &n);
    if (!want)
        return bound;
    assert_int_equal(n, netc_param_floats(m));
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        char name[400];
        snprintf(name, sizeof name, "%s of %s", what, p->name);
        within(name, got + p->offset, want + p->offset, p->count, *bound++);
    }
    free(want);
    return bound;
}

static void against_pytorch(const NetcModel *m, const Results *r)
{
    int64_t n, n_loss;
    float *tol = stored("tol", &n), *loss = stored("loss", &n_loss);
    const float *bound = whole("y", r->y, tol);
    assert_int_equal(n_loss, r->n_loss);
    within("loss", r->loss, loss, 1, *bound++);
    within("losses of steps", r->loss + 1, loss + 1, (size_t)n_loss - 1, *bound++);
    bound = params_within(m, "grad", r->grad, bound);
    bound = params_within(m, "end", r->end, bound);
    bound = params_within(m, "average", r->average, bound);
    assert_ptr_equal(bound, tol + n);
    free(tol);
    free(loss);
}

static void same(const char *what, const float *a, const float *b, size_t n)
{
    if (memcmp(a, b, n * sizeof *a))
        fail_msg("net %s: %s of JIT and reference have other bits", tag, what);
}

static void same_bits(const NetcModel *m, const Results *a, const Results *b)
{
    size_t params = netc_param_floats(m);
    same("outputs", a->y, b->y, (size_t)netc_batch(m) * netc_output_floats(m));
    same("losses", a->loss, b->loss, (size_t)a->n_loss);
    same("gradients", a->grad, b->grad, params);
    same("steps", a->end, b->end, params);
    same("averages", a->average, b->average, params);
}

/* ---- what the nets cover ---- */

enum { SEEN_MAX = 4096 };
static const void *seen[SEEN_MAX]; /* records and attribute specifications */
static int n_seen;

static bool was_seen(const void *p)
{
    for (int i = 0; i < n_seen; i++)
        if (seen[i] == p)
            return true;
    return false;
}

static void see(const void *record, const AttrSpec *spec, const AttrValue *v)
{
    if (!record)
        return;
    if (!was_seen(record))
        seen[n_seen++] = record;
    for (int i = 0; spec && spec[i].name; i++)
        if (v[i].set && !was_seen(&spec[i]))
            seen[n_seen++] = &spec[i];
    assert_true(n_seen < SEEN_MAX - 64);
}

static void see_net(const Graph *g)
{
    for (int i = 0; i < g->n_nodes; i++)
        see(g->nodes[i]->layer, g->nodes[i]->layer->attrs, g->nodes[i]->attr);
    const Train *t = &g->train;
    see(t->loss.record, ((const Loss *)t->loss.record)->attrs, t->loss.attr);
    see(t->optimizer.record, ((const Optimizer *)t->optimizer.record)->attrs, t->optimizer.attr);
    if (t->schedule.record)
        see(t->schedule.record, ((const Schedule *)t->schedule.record)->attrs, t->schedule.attr);
}

static int missing(const void *record, const char *name, const AttrSpec *spec)
{
    int n = !was_seen(record);
    if (n)
        print_error("none of the fixed nets has %s\n", name);
    for (int i = 0; spec && spec[i].name; i++)
        if (!was_seen(&spec[i])) {
            print_error("none of the fixed nets has %s of %s\n", spec[i].name, name);
            n++;
        }
    return n;
}

/* ---- tests ---- */

static void as_pytorch_has_them(void **state)
{
    (void)state;
    char path[4200];
    Err err;
    snprintf(path, sizeof path, "%s/tests/campaign/fixed.safetensors", root());
    values = st_open(path, &err);
    if (!values)
        fail_msg("%s", err.text);
    for (int k = 0; k < NETS; k++) {
        snprintf(tag, sizeof tag, "%02d", k);
        NetcModel *jit = open_net(NETC_JIT), *reference = open_net(NETC_REFERENCE);
        Results a = run(jit), b = run(reference);
        see_net(netc_graph(jit));
        against_pytorch(jit, &a);
        same_bits(jit, &a, &b);
        results_free(&a);
        results_free(&b);
        netc_close(jit);
        netc_close(reference);
    }
    st_close(values);
}

static void nothing_is_left_out(void **state)
{
    (void)state;
    int n = 0;
    for (const Layer *const *l = layer_table; *l; l++)
        n += missing(*l, (*l)->kind, (*l)->attrs);
    for (const Loss *const *l = loss_table; *l; l++)
        n += missing(*l, (*l)->name, (*l)->attrs);
    for (const Optimizer *const *o = optimizer_table; *o; o++)
        n += missing(*o, (*o)->name, (*o)->attrs);
    for (const Schedule *const *s = schedule_table; *s; s++)
        n += missing(*s, (*s)->name, (*s)->attrs);
    if (n)
        fail_msg("%d kinds or attributes are in no fixed net: draw them in "
                 "tests/campaign/netgen.py, then run tests/campaign/make_fixed.py",
                 n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_pytorch_has_them),
                                       cmocka_unit_test(nothing_is_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
