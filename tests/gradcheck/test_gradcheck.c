/* Gradient check: for every layer kind and every loss, through their tables, the gradient of
 * netc_train_grad against central differences of the loss. Built in double (double.h, which makes
 * `float` below a double), so a right gradient agrees to RELATIVE and no tolerance hides a wrong
 * one.
 *
 * A kind's example is put behind a first layer (conv 1x1 or dense) that keeps its shape: the
 * gradient of that layer's parameters is right only if the gradient of the example's input is. */
#include "compiler/ir/graph.h"
#include "compiler/ir/layer.h"
#include "runtime/netc.h"
#include "tests/unit/odd_nets.h"
#include <cmocka.h>

static const double RELATIVE = 1e-6; /* of the larger of the two */
static const double ABSOLUTE = 1e-8; /* of the parameter's largest gradient */
enum {
    BATCH = 3,
    SAMPLES = 24,
    ODD_SAMPLES = 5
}; /* elements checked in each parameter; of random nets */

typedef struct Check {
    NetcModel *m;
    float *x, *grad;
    void *labels;
    unsigned char
        *start; /* the training state before the step: dropout draws the same mask again */
    uint64_t random;
    double factor; /* of the computed gradient; not 1: the check must notice */
    size_t samples;
    int compared, bad;
    char what[256];
} Check;

/* A case is one example of one kind or loss, or a whole net. */
typedef struct Case {
    const Layer *layer;
    const Loss *loss;
    const LayerExample *example;
    double factor;
    const char *text; /* NULL: made of the example */
} Case;

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

/* Uniform in [-1, 1). */
static double uniform(Check *c)
{
    uint64_t z = c->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (double)(int64_t)(z ^ (z >> 31)) / 9223372036854775808.0;
}

/* ---- the net around an example ---- */

/* "6x5x3" -> 3 channels and a rank of 3; "17" -> 17 and 1. */
static int input_channels(const char *input, int *rank)
{
    const char *last = strrchr(input, 'x');
    *rank = last ? 3 : 1;
    return atoi(last ? last + 1 : input);
}

static void write_net(const Case *k, char path[64])
{
    int rank = 0, channels = k->text ? 0 : input_channels(k->example->input, &rank);
    strcpy(path, "/tmp/netc_gradcheck_XXXXXX.net");
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    FILE *f = need(fdopen(fd, "w"));
    if (k->text) {
        fputs(k->text, f);
        assert_int_equal(fclose(f), 0);
        return;
    }
    fprintf(f, "net check {\n    input %s\n    front: %s %d%s\n", k->example->input,
            rank == 3 ? "conv" : "dense", channels, rank == 3 ? " 1x1" : "");
    if (k->layer)
        fprintf(f, "    %s\n", k->example->body);
    else if (k->loss->fused_kind)
        fprintf(f, "    %s\n", k->loss->fused_kind);
    fprintf(f, "}\ntrain {\n    loss %s\n    optimizer sgd rate=0.1\n    batch %d\n}\n",
            k->layer ? "mse" : k->example->body, BATCH);
    assert_int_equal(fclose(f), 0);
}

/* False: a random net that does not compile. */
static bool open_case(const Case *k, Check *c)
{
    char path[64], *diagnostics = NULL;
    Err err = {""};
    write_net(k, path);
    NetcOptions o = {.train = true, .batch = BATCH, .threads = 1, .backend = NETC_REFERENCE};
    *c = (Check){.random = 7,
                 .factor = k->factor,
                 .samples = k->text ? ODD_SAMPLES : SAMPLES,
                 .m = netc_open(path, &o, &diagnostics, &err)};
    unlink(path);
    if (!c->m && k->text) {
        free(diagnostics);
        return false;
    }
    if (!c->m)
        fail_msg("%s, %s: %s %s", k->example->input, k->example->body, err.text,
                 diagnostics ? diagnostics : "");
    size_t in = netc_input_floats(c->m), out = netc_output_floats(c->m),
           row = netc_label_floats(c->m);
    const Loss *loss = netc_graph(c->m)->train.loss.record;
    c->x = need(malloc(BATCH * in * sizeof *c->x));
    c->labels = need(malloc(BATCH * row * sizeof(float)));
    c->grad = need(malloc(netc_param_floats(c->m) * sizeof *c->grad));
    c->start = need(malloc(netc_state_bytes(c->m)));
    for (size_t i = 0; i < BATCH * in; i++)
        c->x[i] = 2 * uniform(c);
    if (netc_int_labels(c->m))
        for (int i = 0; i < BATCH; i++)
            ((int32_t *)c->labels)[i] = loss->compares
                                            ? i / 2 /* two of one class */
                                            : (int32_t)((uniform(c) + 1) / 2 * (double)out);
    else
        for (size_t i = 0; i < BATCH * row; i++)
            ((float *)c->labels)[i] = (uniform(c) + 1) / 2;
    return true;
}

static void close_case(Check *c)
{
    netc_close(c->m);
    free(c->x);
    free(c->labels);
    free(c->grad);
    free(c->start);
}

/* Scales and variances near 1, everything else around 0. */
static void random_params(Check *c)
{
    float *w = netc_params(c->m);
    const Graph *g = netc_graph(c->m);
    for (int i = 0; i < g->n_params; i++)
        for (int64_t e = 0; e < g->params[i]->count; e++)
            w[g->params[i]->offset + e] = g->params[i]->init == INIT_ONES ? 1 + 0.4 * uniform(c)
                                                                          : 0.7 * uniform(c);
    netc_params_changed(c->m);
}

/* ---- differences ---- */

static double loss_at(Check *c, size_t at, double change)
{
    float loss = NAN;
    float *scratch = need(malloc(netc_param_floats(c->m) * sizeof *scratch));
    assert_true(netc_state_load(c->m, c->start));
    netc_params(c->m)[at] += change;
    netc_params_changed(c->m);
    assert_true(netc_train_grad(c->m, c->x, c->labels, BATCH, scratch, &loss, NULL));
    free(scratch);
    return loss;
}

/* The last term is the rounding of a loss near 1, over the step. */
static bool agree(double a, double b, double largest, double h)
{
    return fabs(a - b) <=
           RELATIVE * fmax(fabs(a), fabs(b)) + ABSOLUTE * largest + 8 * DBL_EPSILON / h;
}

/* A kink (relu, max) within the step spoils a difference; within a hundredth of it, it no longer
 * does. A wrong gradient disagrees at every step. */
static void check_element(Check *c, const NetcParam *p, size_t i, double largest)
{
    double g = c->grad[p->offset + i] * c->factor, d = 0, h = 1e-5;
    for (int tries = 0; tries < 3; tries++, h /= 10) {
        d = (loss_at(c, p->offset + i, h) - loss_at(c, p->offset + i, -h)) / (2 * h);
        if (agree(d, g, largest, h))
            break;
    }
    c->compared++;
    if (agree(d, g, largest, h))
        return;
    if (!c->bad++)
        snprintf(c->what, sizeof c->what, "%s[%zu]: gradient %.12g, differences give %.12g",
                 p->name, i, g, d);
}

static void check_param(Check *c, const NetcParam *p)
{
    double largest = 0;
    for (size_t i = 0; i < p->count; i++)
        largest = fmax(largest, fabs(c->grad[p->offset + i]));
    for (size_t k = 0; k < c->samples && k < p->count; k++)
        check_element(
            c, p, p->count <= c->samples ? k : (size_t)((uniform(c) + 1) / 2 * (double)p->count),
            largest);
}

/* Fills c->bad and c->compared; fails when no gradient is other than 0, for then nothing was
 * checked. */
static void run_check(Check *c)
{
    assert_true(netc_init(c->m, 3));
    random_params(c);
    assert_true(netc_state_save(c->m, c->start));
    float loss;
    Err err;
    if (!netc_train_grad(c->m, c->x, c->labels, BATCH, c->grad, &loss, &err))
        fail_msg("%s", err.text);
    double squares = 0;
    for (size_t i = 0; i < netc_param_floats(c->m); i++)
        squares += c->grad[i] * c->grad[i];
    if (!(squares > 0) || !isfinite(squares))
        fail_msg("the gradient is %g", squares);
    for (int i = 0; i < netc_param_count(c->m); i++) {
        const NetcParam *p = netc_param(c->m, i);
        if (p->trainable) {
            check_param(c, p);
            continue;
        }
        for (size_t e = 0; e < p->count; e++)
            if (c->grad[p->offset + e] != 0)
                fail_msg("%s is not trainable but has a gradient", p->name);
    }
}

static void test_case(void **state)
{
    const Case *k = *state;
    Check c;
    open_case(k, &c);
    run_check(&c);
    if (c.bad)
        fail_msg("input %s, %s: %d of %d differ: %s", k->example->input, k->example->body, c.bad,
                 c.compared, c.what);
    assert_true(c.compared > 0);
    close_case(&c);
}

/* Control: a gradient that is off by a hundred-thousandth must be noticed. */
static void test_notices(void **state)
{
    Check c;
    open_case(*state, &c);
    run_check(&c);
    assert_true(c.bad > c.compared / 2);
    close_case(&c);
}

/* Random nets on odd maps (odd_nets.h), a map each: where fusing sums what a producer hands out. */
static void test_odd_maps(void **state)
{
    (void)state;
    int seen = 0;
    for (int m = 0; m < 81; m++) {
        OddNet net;
        Check c;
        bool open = false;
        for (unsigned seed = 0; seed < 10 && !open; seed++) {
            odd_net(&net, m / 9 + 1, m % 9 + 1, seed,
                    "}\ntrain {\n loss mse\n optimizer sgd rate=0.1\n batch 3\n}\n");
            open = open_case(&(Case){.factor = 1, .text = net.s}, &c);
        }
        if (!open)
            continue;
        run_check(&c);
        if (c.bad)
            fail_msg("%s\n%d of %d differ: %s", net.s, c.bad, c.compared, c.what);
        close_case(&c);
        seen++;
    }
    assert_true(seen > 70);
}

/* ---- every kind, every loss ---- */

static void test_missing_example(void **state)
{
    fail_msg("%s compiles but has no example for the gradient check", (const char *)*state);
}

typedef struct List {
    struct CMUnitTest *test;
    int n;
} List;

static void add(List *l, CMUnitTestFunction f, void *state, const char *name)
{
    l->test = need(realloc(l->test, (size_t)(l->n + 1) * sizeof *l->test));
    l->test[l->n++] = (struct CMUnitTest){
        .name = strdup(name), .test_func = f, .initial_state = state};
}

static void add_examples(List *l, const Layer *layer, const Loss *loss, const LayerExample *e)
{
    char name[300];
    const char *kind = layer ? layer->kind : loss->name;
    if (!e || !e->input)
        add(l, test_missing_example, (void *)(uintptr_t)kind, kind);
    for (; e && e->input; e++) {
        Case *k = need(malloc(sizeof *k));
        *k = (Case){layer, loss, e, 1, NULL};
        snprintf(name, sizeof name, "%s: input %s, %s", kind, e->input, e->body);
        add(l, test_case, k, name);
    }
}

int main(void)
{
    static const LayerExample dense = {"4", "dense 3"};
    static Case wrong = {NULL, NULL, &dense, 1 + 1e-5, NULL};
    List l = {0};
    for (int i = 0; layer_table[i]; i++)
        if (layer_table[i]->forward)
            add_examples(&l, layer_table[i], NULL, layer_table[i]->examples);
    for (int i = 0; loss_table[i]; i++)
        add_examples(&l, NULL, loss_table[i], loss_table[i]->examples);
    wrong.layer = layer_find("dense");
    add(&l, test_odd_maps, NULL, "random nets on maps of 1x1 to 9x9");
    add(&l, test_notices, &wrong, "notices a gradient that is off by 1e-5");
    int failed = _cmocka_run_group_tests("gradcheck", l.test, (size_t)l.n, NULL, NULL);
    for (int i = 0; i < l.n; i++) {
        free((void *)(uintptr_t)l.test[i].name);
        if (l.test[i].test_func == test_case)
            free(l.test[i].initial_state);
    }
    free(l.test);
    return failed;
}
