/* Training with --precision=bf16 has the gradients of training in floats, but for rounding: each
 * layer's examples between two layers with kernels, so that what makes its gradient and what is
 * fused into that is stored, taken apart and widened. An instruction that is left out, or run
 * twice, is off by far more than roundings of 2^-8 of each value. */
#include "compiler/ir/layer.h"
#include "runtime/netc.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 3 };
static const double ALLOWED = 0.25; /* of a gradient: maxima and kinks take other ways, too */

static uint64_t random_state;
static float uniform(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (float)(random_state >> 40) / 8388608.0f - 1;
}

static NetcModel *open_net(const char *text, NetcWeights precision)
{
    char path[] = "/tmp/netc_stored_XXXXXX.net", *diagnostics = NULL;
    Err err = {""};
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    NetcOptions o = {.train = true, .batch = BATCH, .threads = 1, .precision = precision};
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    unlink(path);
    free(diagnostics);
    return m;
}

/* The gradients, malloc'd; the model stays with the caller. */
static float *gradients(NetcModel *m)
{
    size_t in = netc_input_floats(m) * BATCH, row = netc_label_floats(m) * BATCH;
    float *x = malloc(in * sizeof *x), *labels = malloc(row * sizeof *labels),
          *grad = malloc((netc_param_floats(m) + 1) * sizeof *grad), loss;
    assert_true(x && labels && grad);
    random_state = 5;
    for (size_t i = 0; i < in; i++)
        x[i] = uniform();
    for (size_t i = 0; i < row; i++)
        labels[i] = uniform();
    Err err = {""};
    if (!netc_init(m, 7) || !netc_train_grad(m, x, labels, BATCH, grad, &loss, &err))
        fail_msg("%s", err.text);
    free(x);
    free(labels);
    return grad;
}

static double length(const float *a, const float *b, const NetcParam *p)
{
    double sum = 0;
    for (size_t i = p->offset; i < p->offset + p->count; i++) {
        double d = (double)a[i] - (b ? (double)b[i] : 0);
        sum += d * d;
    }
    return sqrt(sum);
}

static bool compare(const char *text)
{
    NetcModel *m[2] = {open_net(text, NETC_F32), open_net(text, NETC_BF16)};
    if (!m[0] || !m[1])
        return false;
    float *grad[2] = {gradients(m[0]), gradients(m[1])};
    double most = 0;
    for (int i = 0; i < netc_param_count(m[0]); i++)
        most = fmax(most, length(grad[0], NULL, netc_param(m[0], i)));
    for (int i = 0; i < netc_param_count(m[0]); i++) {
        const NetcParam *p = netc_param(m[0], i);
        double off = length(grad[1], grad[0], p), whole = length(grad[0], NULL, p) + most / 16;
        if (!(off <= ALLOWED * whole))
            fail_msg("%s\n%s: the gradient is off by %g of itself", text, p->name, off / whole);
    }
    for (int k = 0; k < 2; k++) {
        free(grad[k]);
        netc_close(m[k]);
    }
    return true;
}

/* An example, with `flatten` behind it where that is needed for a dense layer. */
static void example(const LayerExample *e)
{
    static const char *const before[] = {"dense 24", "conv 8 3x3 pad=1", "conv 8 1x1"};
    const bool map = strchr(e->input, 'x') != NULL;
    const char *last = strrchr(e->input, 'x');
    int channels = atoi(last ? last + 1 : e->input);
    char text[2000];
    for (int flat = 0; flat < 2; flat++) {
        snprintf(text, sizeof text,
                 "net n {\n input %s\n %s\n %s %d%s\n %s\n%s dense 5\n}\n"
                 "train {\n loss mse\n optimizer sgd rate=0.1\n batch %d\n}\n",
                 e->input, before[map], map ? "conv" : "dense", channels, map ? " 1x1" : "",
                 e->body, flat ? " flatten\n" : "", BATCH);
        if (compare(text))
            return;
    }
    print_message("no net: %s, %s\n", e->input, e->body);
}

static void every_kind(void **state)
{
    (void)state;
    int kinds = 0;
    for (int i = 0; layer_table[i]; i++)
        for (const LayerExample *e = layer_table[i]->examples; e && e->input; e++) {
            example(e);
            kinds += e == layer_table[i]->examples;
        }
    assert_true(kinds > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
