/* Plans of --target=mcu: every net of examples/ and of kinds.net, the examples of every layer kind,
 * and random nets give what the native plan gives, as far as rounding explains (close_to);
 * reference and JIT have the same bits. A kind without kernels for it is refused by its name. And a
 * NaN stays one in every kind, natively, too. */
#include "compiler/ir/layer.h"
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
#include <unistd.h>
#include <cmocka.h>

static uint64_t next(uint64_t *s)
{
    uint64_t z = (*s += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static int below(uint64_t *s, int n) { return (int)(next(s) % (uint64_t)n); }

static float uniform(uint64_t *s) { return (float)(next(s) >> 40) * 0x1p-24f; }

static const char *root(void)
{
    const char *r = getenv("NETC_ROOT");
    return r ? r : ".";
}

/* ---- running ---- */

typedef struct How {
    NetcTarget target;
    NetcBackend backend;
    int64_t limit; /* bytes of RAM; 0: none */
    bool moved;    /* every weight by one rounding, up or down by chance */
} How;

static NetcOptions options(const char *name, const How *how)
{
    static char lib[4400];
    static const char *const include[] = {lib, NULL};
    snprintf(lib, sizeof lib, "%s/lib", root());
    return (NetcOptions){.net = name,
                         .batch = 1,
                         .threads = 1,
                         .exact = true,
                         .mem_limit = how->limit,
                         .target = how->target,
                         .backend = how->backend,
                         .include = include};
}

static NetcModel *open_net(const char *path, const char *name, const How *how, char **mistakes)
{
    Err err = {""};
    NetcOptions o = options(name, how);
    return netc_open(path, &o, mistakes, &err);
}

/* Starting weights with kernels enlarged, lest values fade on their way, and statistics and factors
 * of normalisations that are not the identity. */
static void set_weights(NetcModel *m, bool moved)
{
    uint64_t s = 7, moves = 8;
    assert_true(netc_init(m, 5));
    float *w = netc_params(m);
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        bool variance = strstr(p->name, "variance") != NULL;
        for (size_t e = p->offset; e < p->offset + p->count; e++)
            w[e] = strstr(p->name, "kernel")  ? w[e] * 1.414f
                   : variance                 ? 0.5f + uniform(&s)
                   : strstr(p->name, "gamma") ? uniform(&s) * 2 - 0.5f
                                              : uniform(&s) - 0.5f;
    }
    for (size_t i = 0; moved && i < netc_param_floats(m); i++)
        w[i] = nextafterf(w[i], next(&moves) & 1 ? INFINITY : -INFINITY);
    netc_params_changed(m);
}

static float *outputs(const char *path, const char *name, How how, int *n)
{
    char *mistakes = NULL;
    Err err = {""};
    NetcModel *m = open_net(path, name, &how, &mistakes);
    if (!m)
        fail_msg("%s: %s", path, mistakes ? mistakes : "");
    set_weights(m, how.moved);
    *n = (int)netc_output_floats(m);
    float *x = malloc(netc_input_floats(m) * sizeof *x), *y = malloc((size_t)*n * sizeof *y);
    uint64_t s = 9;
    assert_true(x && y);
    for (size_t i = 0; i < netc_input_floats(m); i++)
        x[i] = uniform(&s);
    if (!netc_infer(m, x, 1, y, &err))
        fail_msg("%s", err.text);
    free(x);
    netc_close(m);
    return y;
}

static double distance(const float *a, const float *b, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += ((double)a[i] - (double)b[i]) * ((double)a[i] - (double)b[i]);
    return sqrt(s);
}

/* As in test_paths.c: what one rounding of every weight does, times the root of the longest sum. */
static void close_to(const char *what, const float *a, const float *b, const float *moved, int n)
{
    const double GROWTH = 64;
    double size = 0, d = distance(a, b, n);
    for (int i = 0; i < n; i++)
        size += (double)a[i] * (double)a[i];
    size = sqrt(size);
    double noise = distance(a, moved, n) + (double)FLT_EPSILON * size;
    if (!(d <= GROWTH * noise))
        fail_msg("%s: differs by %.3g of %.3g, rounding explains %.3g", what, d, size,
                 GROWTH * noise);
    if (!(GROWTH * noise <= size / 8))
        fail_msg("%s: rounding (%.3g) leaves nothing to compare (%.3g)", what, noise, size);
}

/* The least RAM that the net can do with, as the error says that names it. */
static int64_t least_ram(const char *path, const char *name)
{
    char *mistakes = NULL;
    const char *number = NULL;
    Err err = {""};
    NetcOptions o = options(name, &(How){NETC_MCU, NETC_REFERENCE, 1, false});
    NetcModel *m = netc_open(path, &o, &mistakes, &err);
    if (m || mistakes || !(number = strstr(err.text, "the plan takes ")))
        fail_msg("%s: no error but: %s", path, err.text);
    return strtoll(number + strlen("the plan takes "), NULL, 10);
}

static void compare(const char *path, const char *name, const char *what)
{
    int n, k;
    float *a = outputs(path, name, (How){NETC_NATIVE, NETC_JIT, 0, false}, &n),
          *moved = outputs(path, name, (How){NETC_NATIVE, NETC_JIT, 0, true}, &k),
          *b = outputs(path, name, (How){NETC_MCU, NETC_REFERENCE, 0, false}, &k),
          *c = outputs(path, name, (How){NETC_MCU, NETC_JIT, 0, false}, &k),
          *d = outputs(path, name, (How){NETC_MCU, NETC_JIT, least_ram(path, name), false}, &k);
    assert_int_equal(n, k);
    if (memcmp(b, c, (size_t)n * sizeof *b))
        fail_msg("%s: reference and JIT differ", what);
    if (memcmp(b, d, (size_t)n * sizeof *b))
        fail_msg("%s: a plan by rows differs", what);
    close_to(what, a, b, moved, n);
    free(a), free(b), free(c), free(d), free(moved);
}

/* Calls `then` with a file of this text. */
static void with_text(const char *text, void (*then)(const char *path, const char *text))
{
    char path[] = "/tmp/netc_mcu_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    then(path, text);
    unlink(path);
}

static void compare_text(const char *path, const char *text) { compare(path, NULL, text); }

/* ---- the nets ---- */

static void test_examples(void **state)
{
    char path[4400];
    int n = 0;
    (void)state;
    snprintf(path, sizeof path, "%s/examples", root());
    DIR *d = opendir(path);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
        size_t len = strlen(e->d_name);
        if (len < 5 || strcmp(e->d_name + len - 4, ".net"))
            continue;
        snprintf(path, sizeof path, "%s/examples/%s", root(), e->d_name);
        compare(path, NULL, path);
        n++;
    }
    closedir(d);
    assert_true(n > 5);
    snprintf(path, sizeof path, "%s/tests/paths/kinds.net", root());
    compare(path, "kinds", "kinds");
    compare(path, "targets", "targets");
    compare(path, "mobile", "mobile");
}

static void refused_text(const char *path, const char *text)
{
    char *mistakes = NULL;
    NetcModel *m = open_net(path, NULL, &(How){NETC_MCU, NETC_REFERENCE, 0, false}, &mistakes);
    if (m || !mistakes || !strstr(mistakes, "--target=mcu has no "))
        fail_msg("not refused: %s", text);
    free(mistakes);
}

static int forms_refused;

/* Of a kind that has kernels for some of its uses. */
static void compare_or_refused(const char *path, const char *text)
{
    char *mistakes = NULL;
    NetcModel *m = open_net(path, NULL, &(How){NETC_MCU, NETC_REFERENCE, 0, false}, &mistakes);
    bool refused = !m && mistakes && strstr(mistakes, " of this form yet");
    if (m)
        netc_close(m);
    free(mistakes);
    forms_refused += refused;
    if (!refused)
        compare(path, NULL, text);
}

static void net_of(const LayerExample *e, char *text, size_t room)
{
    int n = snprintf(text, room, "net t {\n input %s\n", e->input);
    for (const char *p = e->body; *p && (size_t)n + 4 < room; p++)
        text[n++] = *p == ';' ? '\n' : *p;
    snprintf(text + n, room - (size_t)n, "\n}\n");
}

/* The examples of each kind; those of a kind without kernels for it are refused. */
static void test_kinds(void **state)
{
    char text[1000];
    (void)state;
    for (int k = 0; layer_table[k]; k++)
        for (const LayerExample *e = layer_table[k]->examples; e && e->input; e++) {
            net_of(e, text, sizeof text);
            with_text(text, !layer_table[k]->plain        ? refused_text
                            : layer_table[k]->plain_takes ? compare_or_refused
                                                          : compare_text);
        }
    assert_true(forms_refused > 0);
}

/* ---- what is no number ---- */

static void infer(NetcModel *m, const float *x, float *y)
{
    Err err = {""};
    if (!netc_infer(m, x, 1, y, &err))
        fail_msg("%s", err.text);
}

/* An output that another number at x[at] can change is NaN when that is NaN. */
static void nan_arrives(NetcModel *m, float *x, size_t at, const char *text)
{
    static const float others[] = {5.0f, -5.0f, 0.5f, -0.5f, 0.3f};
    size_t n = netc_output_floats(m);
    float kept = x[at], *base = malloc(n * sizeof *base), *y = malloc(n * sizeof *y);
    bool *hears = calloc(n, sizeof *hears);
    assert_true(base && y && hears);
    infer(m, x, base);
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        x[at] = others[k];
        infer(m, x, y);
        for (size_t i = 0; i < n; i++)
            hears[i] |= memcmp(&y[i], &base[i], sizeof *y) != 0;
    }
    x[at] = NAN;
    infer(m, x, y);
    x[at] = kept;
    for (size_t i = 0; i < n; i++)
        if (hears[i] && !isnan(y[i]))
            fail_msg("%s: NaN in x[%zu] gives %g in y[%zu]", text, at, (double)y[i], i);
    free(base), free(y), free(hears);
}

/* Natively and for a small machine, where that has the kind; at some places of the input. */
static void nan_stays_in(const char *path, const char *text)
{
    const NetcTarget targets[] = {NETC_NATIVE, NETC_MCU};
    const size_t places = brief() ? 8 : 24;
    for (int t = 0; t < 2; t++) {
        char *mistakes = NULL;
        NetcModel *m = open_net(path, NULL, &(How){targets[t], NETC_REFERENCE, 0, false},
                                &mistakes);
        free(mistakes);
        if (!m) {
            assert_true(targets[t] == NETC_MCU);
            continue;
        }
        uint64_t s = 9;
        set_weights(m, false);
        size_t n = netc_input_floats(m), step = n / places + 1;
        float *x = malloc(n * sizeof *x);
        assert_non_null(x);
        for (size_t i = 0; i < n; i++)
            x[i] = uniform(&s) * 2 - 1;
        for (size_t i = 0; i < n; i += step)
            nan_arrives(m, x, i, text);
        free(x);
        netc_close(m);
    }
}

static void test_nan(void **state)
{
    char text[1000];
    (void)state;
    for (int k = 0; layer_table[k]; k++)
        for (const LayerExample *e = layer_table[k]->examples; e && e->input; e++) {
            net_of(e, text, sizeof text);
            with_text(text, nan_stays_in);
        }
}

/* ---- chains by chance ---- */

/* A chain of layers with windows, strides, groups and short cuts by chance. */
static void random_net(uint64_t *s, char *text, size_t room)
{
    static const char *const act[] = {"",     "relu",    "relu max=6", "leaky 0.1", "tanh",
                                      "silu", "sigmoid", "gelu",       "hardswish", "elu"};
    size_t n = (size_t)snprintf(text, room, "net t {\n input %dx%dx%d\n a: conv %d 3x3 relu\n",
                                7 + below(s, 12), 7 + below(s, 12), 1 + below(s, 5),
                                4 * (1 + below(s, 3)));
#define LINE(...) n += (size_t)snprintf(text + n, room - n, __VA_ARGS__)
    for (int i = 0; i < 5; i++) {
        int k = 4 * (1 + below(s, 4)), win = 1 + below(s, 3);
        switch (below(s, 10)) {
        case 9:
            LINE(" pad top=%d left=%d bottom=2 right=2\n %s %dx%d valid stride=%d\n", below(s, 3),
                 below(s, 4), below(s, 2) ? "depthwise" : "conv 6", win, win, 1 + below(s, 2));
            break;
        case 0:
            LINE(" conv %d %dx%d groups=%d dilation=%d\n", k, win, 1 + below(s, 3),
                 1 << below(s, 3), 1 + below(s, 2));
            break;
        case 1: LINE(" conv %d %dx%d stride=%d nobias\n batchnorm\n", k, win, win, win); break;
        case 2: LINE(" depthwise %dx%d multiplier=%d\n", win, win, 1 + below(s, 2)); break;
        case 3: LINE(" maxpool %dx%d same\n", win, 1 + below(s, 2)); break;
        case 4: LINE(" avgpool %d same\n", win); break;
        case 5: LINE(" batchnorm\n"); break;
        case 6: LINE(" s%d: identity\n conv 8 3x3\n concat s%d\n", i, i); break;
        case 7:
            LINE(" conv %d 1x1\n s%d: batchnorm\n conv %d 3x3 relu\n add s%d\n", k, i, k, i);
            break;
        default: LINE(" conv %d 3x3 pad=%d\n maxpool 2x2 same\n", k, 1 + below(s, 2)); break;
        }
        LINE(" %s\n", act[below(s, 10)]);
    }
    LINE(below(s, 2) ? " globalavgpool\n dense 7 softmax\n}\n" : " flatten\n dense 5\n}\n");
#undef LINE
}

static void test_random(void **state)
{
    uint64_t s = 10;
    char text[2000];
    (void)state;
    for (int i = 0; i < (brief() ? 12 : 40); i++) {
        random_net(&s, text, sizeof text);
        with_text(text, compare_text);
    }
}

/* An inverted residual on a large map: its expanded maps are never whole. */
static void rows_save(const char *path, const char *text)
{
    (void)text;
    int64_t input = 4 * 24 * 24 * 8, least = least_ram(path, NULL);
    assert_true(least <= 3 * input); /* of them, x and y are two */
}

static void test_rows(void **state)
{
    (void)state;
    with_text(
        "net t {\n input 24x24x8\n conv 48 1x1 nobias\n batchnorm\n relu max=6\n depthwise 3x3 "
        "nobias\n batchnorm\n relu max=6\n conv 8 1x1\n}\n",
        rows_save);
}

static void test_options(void **state)
{
    char path[4400];
    Err err = {""};
    (void)state;
    snprintf(path, sizeof path, "%s/examples/mlp.net", root());
    const NetcOptions bad[] = {{.target = NETC_MCU, .train = true},
                               {.target = NETC_MCU, .batch = 2},
                               {.target = NETC_MCU, .weights = NETC_F16}};
    for (int i = 0; i < 3; i++) {
        assert_null(netc_open(path, &bad[i], NULL, &err));
        assert_non_null(strstr(err.text, "small machines"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_nan),      cmocka_unit_test(test_random),
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_options)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
