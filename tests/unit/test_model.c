/* The library as a program that links it sees it (runtime/netc.h): errors, batches and their
 * slices, parameters through the training state and through files, saved training states, several
 * models at once, threads, and step = grad + apply. Nets are written here; where the text says the
 * same, it is the same bit for bit. */
#include "runtime/netc.h"
#include "compiler/ir/graph.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 4 };
static const float RATE = 0.01f;

/* Convolutions of both algorithms, statistics, dropout, a residual sum, a frozen layer, a branch
 * that nothing reads. */
static const char net_text[] = "net m {\n input 8x8x3 scale=1/255\n x: conv 18 3x3 relu\n "
                               "batchnorm\n conv 18 3x3\n add x\n relu\n side: conv 4 1x1 from x\n"
                               " conv 16 3x3 frozen from add_1\n maxpool 2x2\n dropout 0.25\n "
                               "flatten\n dense 20 relu\n dense 5 softmax\n}\n"
                               "train { loss crossentropy\n optimizer adam rate=0.01\n batch 4 }\n";
static const char mse_text[] = "net v {\n input 7\n dense 12 tanh\n dense 3\n}\ntrain { loss mse\n "
                               "optimizer sgd rate=0.05 momentum=0.9\n batch 4 }\n";

typedef struct Files {
    char net[64], mse[64], out[64];
} Files;
static Files files;

static void write_file(char *path, const char *text)
{
    strcpy(path, "/tmp/netc_model_XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static int setup(void **state)
{
    (void)state;
    write_file(files.net, net_text);
    write_file(files.mse, mse_text);
    write_file(files.out, "");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    unlink(files.net);
    unlink(files.mse);
    unlink(files.out);
    return 0;
}

static NetcModel *open_as(const char *path, bool train, int threads, NetcBackend backend)
{
    Err err = {""};
    char *diagnostics = NULL;
    NetcOptions o = {.train = train, .threads = threads, .backend = backend};
    NetcModel *m = netc_open(path, &o, &diagnostics, &err);
    if (!m)
        fail_msg("%s %s", err.text, diagnostics ? diagnostics : "");
    assert_null(diagnostics);
    return m;
}

static float value(uint32_t i)
{
    uint64_t z = (i + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);
    return (float)((z ^ (z >> 29)) >> 40) * 0x1p-23f - 1.0f;
}

static float *values(size_t n, uint32_t from)
{
    float *v = malloc((n + 1) * sizeof *v);
    assert_non_null(v);
    for (size_t i = 0; i < n; i++)
        v[i] = value(from + (uint32_t)i);
    return v;
}

static float *copy(const float *v, size_t n)
{
    float *c = malloc((n + 1) * sizeof *c);
    assert_non_null(c);
    return memcpy(c, v, n * sizeof *c);
}

static const int32_t labels[3 * BATCH] = {0, 4, 2, 1, 3, 3, 0, 2, 4, 1, 1, 0};

/* Step s (from 0) of a training with fixed data. */
static void step(NetcModel *m, int s, float *loss)
{
    Err err = {""};
    float *x = values(BATCH * netc_input_floats(m), 1000u * (unsigned)s);
    float *target = values(BATCH * netc_output_floats(m), 77u + (unsigned)s);
    const void *l = netc_int_labels(m) ? (const void *)(labels + s % 3 * BATCH)
                                       : (const void *)target;
    if (!netc_train_step(m, x, l, s % 4 == 3 ? BATCH - 1 : BATCH, RATE, loss, NULL, &err))
        fail_msg("%s", err.text);
    free(x);
    free(target);
}

static float *trained(NetcModel *m, int from, int to) /* the parameters after these steps */
{
    for (int s = from; s < to; s++)
        step(m, s, NULL);
    return copy(netc_params(m), netc_param_floats(m));
}

static void assert_same(const float *a, const float *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof *a))
            fail_msg("element %zu: %.9g and %.9g", i, (double)a[i], (double)b[i]);
}

/* ---- errors ---- */

static void opening_fails_with_a_reason(void **state)
{
    (void)state;
    Err err = {""};
    char *diagnostics = (char *)(uintptr_t)1;
    assert_null(netc_open("/nonexistent/x.net", NULL, &diagnostics, &err));
    assert_null(diagnostics);
    assert_non_null(strstr(err.text, "/nonexistent/x.net"));
    assert_null(netc_open("/nonexistent/x.net", NULL, NULL, NULL));
    assert_null(netc_open(files.net, &(NetcOptions){.batch = -1}, NULL, &err));
    assert_non_null(strstr(err.text, "batch"));
    assert_null(netc_open(files.net, &(NetcOptions){.batch = 65537}, NULL, &err));
    const char *isa = getenv("NETC_ISA");
    setenv("NETC_ISA", "avx1024", 1);
    assert_null(netc_open(files.net, NULL, NULL, &err));
    assert_non_null(strstr(err.text, "expected baseline, avx2,"));
    isa ? setenv("NETC_ISA", isa, 1) : unsetenv("NETC_ISA");
    assert_null(netc_open(files.net, &(NetcOptions){.net = "other"}, &diagnostics, &err));
    assert_non_null(diagnostics);
    assert_non_null(strstr(diagnostics, "other"));
    free(diagnostics);
    char bad[64];
    write_file(bad, "net b {\n input 4\n dens 3\n}\n");
    assert_null(netc_open(bad, NULL, &diagnostics, &err));
    assert_non_null(strstr(diagnostics, ":3:2: error"));
    assert_non_null(strstr(err.text, bad));
    free(diagnostics);
    unlink(bad);
    write_file(bad, "net b {\n input 4\n dense 3\n}\n");
    assert_null(netc_open(bad, &(NetcOptions){.train = true}, &diagnostics, &err));
    assert_non_null(strstr(diagnostics, "loss"));
    free(diagnostics);
    unlink(bad);
    write_file(bad, "net b {\n input 4096x4096x3\n conv 4 1x1\n}\n");
    assert_null(netc_open(bad, &(NetcOptions){.batch = 60000}, &diagnostics, &err));
    assert_non_null(strstr(diagnostics, "too large for batch 60000"));
    free(diagnostics);
    unlink(bad);
    netc_close(NULL);
}

static void training_calls_fail_with_a_reason(void **state)
{
    (void)state;
    Err err = {""};
    NetcModel *m = open_as(files.net, false, 1, NETC_JIT);
    float *x = values((BATCH + 1) * netc_input_floats(m), 0),
          *grad = values(netc_param_floats(m), 0), loss;
    assert_true(netc_init(m, 3));
    assert_false(netc_train_step(m, x, labels, 1, RATE, &loss, NULL, &err));
    assert_non_null(strstr(err.text, "train"));
    assert_false(netc_train_grad(m, x, labels, 1, grad, &loss, NULL));
    assert_false(netc_train_apply(m, grad, RATE, NULL));
    assert_int_equal(netc_state_bytes(m), 0);
    assert_false(netc_state_save(m, grad));
    assert_false(netc_state_load(m, grad));
    netc_close(m);

    m = open_as(files.net, true, 1, NETC_JIT);
    netc_init(m, 3);
    float *before = copy(netc_params(m), netc_param_floats(m));
    static const int32_t high[] = {0, 5}, low[] = {-1, 0};
    assert_false(netc_train_step(m, x, high, 2, RATE, &loss, NULL, &err));
    assert_non_null(strstr(err.text, "label 5 of sample 1"));
    assert_false(netc_train_grad(m, x, low, 2, grad, &loss, &err));
    assert_non_null(strstr(err.text, "label -1 of sample 0"));
    assert_true(
        netc_train_grad(m, x, high, 1, grad, &loss, &err)); /* beyond n nothing is looked at */
    memcpy(netc_params(m), before, netc_param_floats(m) * sizeof *before);
    netc_params_changed(m);
    for (int n = -1; n <= BATCH + 1; n += n < 0 ? 1 : BATCH + 1) {
        assert_false(netc_train_step(m, x, labels, n, RATE, &loss, NULL, &err));
        assert_non_null(strstr(err.text, "1 to 4"));
    }
    assert_false(netc_infer(m, x, -1, grad, &err));
    assert_same(netc_params(m), before, netc_param_floats(m));
    assert_false(netc_load(m, "/nonexistent/w.safetensors", &err));
    assert_non_null(strstr(err.text, "/nonexistent/w.safetensors"));
    assert_false(netc_save(m, "/nonexistent/w.safetensors", &err));
    assert_same(netc_params(m), before, netc_param_floats(m));
    free(before);
    free(x);
    free(grad);
    netc_close(m);
}

/* ---- inference ---- */

static void infer_runs_in_slices(void **state)
{
    (void)state;
    enum { N = 3 * BATCH + 2 };
    for (int b = NETC_JIT; b <= NETC_REFERENCE; b += NETC_REFERENCE - NETC_JIT) {
        NetcModel *m = open_as(files.net, false, 2, (NetcBackend)b);
        size_t in = netc_input_floats(m), out = netc_output_floats(m);
        assert_int_equal(netc_batch(m), BATCH);
        assert_int_equal(in, 8 * 8 * 3);
        assert_int_equal(out, 5);
        float *x = values(N * in, 5), *y = values(N * out, 0), *z = values(N * out, 1);
        netc_init(m, 11);
        assert_true(netc_infer(m, x, N, y, NULL));
        for (int at = 0; at < N; at += BATCH)
            assert_true(netc_infer(m, x + (size_t)at * in, N - at < BATCH ? N - at : BATCH,
                                   z + (size_t)at * out, NULL));
        assert_same(y, z, N * out);
        for (int n = 1; n <= BATCH; n++) { /* n images give what they give in a batch, up to the
                                              order of sums in dense layers */
            memset(z, 0xFF, N * out * sizeof *z);
            assert_true(netc_infer(m, x, n, z, NULL));
            for (size_t i = 0; i < (size_t)n * out; i++)
                assert_true(fabsf(z[i] - y[i]) <= 1e-5f);
            assert_true(isnan(z[(size_t)n * out])); /* and nothing beyond is written */
        }
        z[0] = 42;
        assert_true(netc_infer(m, x, 0, z, NULL));
        assert_true(z[0] == 42);
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (size_t k = 0; k < out; k++)
                sum += (double)y[(size_t)i * out + k];
            assert_true(fabs(sum - 1) < 1e-5);
        }
        free(x);
        free(y);
        free(z);
        netc_close(m);
    }
}

/* ---- parameters ---- */

static void parameters_are_listed(void **state)
{
    (void)state;
    NetcModel *m = open_as(files.net, true, 1, NETC_JIT);
    size_t at = 0;
    int frozen = 0;
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        size_t count = 1;
        for (int d = 0; d < p->rank; d++)
            count *= (size_t)p->dim[d];
        assert_int_equal(p->count, count);
        assert_int_equal(p->offset, at);
        assert_true(p->trainable == !(strstr(p->name, "moving_") || strstr(p->name, "conv_2.")));
        frozen += strstr(p->name, "conv_2.") != NULL;
        at += count;
    }
    assert_int_equal(frozen, 2);
    assert_int_equal(netc_param_floats(m), at);
    netc_close(m);
}

static void parameters_pass_through_the_training_state(void **state)
{
    (void)state;
    NetcModel *m = open_as(files.net, true, 1, NETC_JIT);
    size_t n = netc_param_floats(m);
    float *set = values(n, 9), *y = values(BATCH * netc_output_floats(m), 0),
          *x = values(BATCH * netc_input_floats(m), 3);
    netc_init(m, 1);
    memcpy(netc_params(m), set, n * sizeof *set);
    netc_params_changed(m);
    assert_same(netc_params(m), set, n);
    assert_true(netc_infer(m, x, 1, y, NULL));
    assert_same(netc_params(m), set, n);
    /* A step at rate 0 moves only the moving statistics, so what was packed comes back as it was.
     */
    assert_true(netc_train_step(m, x, labels, BATCH, 0.0f, NULL, NULL, NULL));
    const float *now = netc_params(m);
    int moved = 0;
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        if (!strstr(p->name, "moving_"))
            assert_same(now + p->offset, set + p->offset, p->count);
        else
            moved += memcmp(now + p->offset, set + p->offset, p->count * sizeof *now) != 0;
    }
    assert_int_equal(moved, 2);
    netc_init(
        m, 1); /* the same seed gives the same values, whatever came before; another one others */
    float *one = copy(netc_params(m), n);
    netc_init(m, 2);
    assert_true(memcmp(one, netc_params(m), n * sizeof *one) != 0);
    netc_init(m, 1);
    assert_same(netc_params(m), one, n);
    free(one);
    free(set);
    free(x);
    free(y);
    netc_close(m);
}

static void files_keep_every_bit(void **state)
{
    (void)state;
    Err err = {""};
    NetcModel *m = open_as(files.net, true, 1, NETC_JIT),
              *other = open_as(files.net, false, 1, NETC_REFERENCE);
    NetcModel *v = open_as(files.mse, false, 1, NETC_JIT);
    size_t n = netc_param_floats(m);
    netc_init(m, 5);
    float *after = trained(m, 0, 3);
    assert_true(netc_save(m, files.out, &err));
    netc_init(m, 6);
    netc_init(other, 7);
    assert_true(netc_load(m, files.out, &err));
    assert_same(netc_params(m), after, n);
    assert_true(netc_load(other, files.out, &err));
    assert_same(netc_params(other), after, n);
    netc_init(v, 1);
    float *before = copy(netc_params(v), netc_param_floats(v));
    assert_false(
        netc_load(v, files.out, &err)); /* another net's file leaves everything as it was */
    assert_non_null(strstr(err.text, files.out));
    assert_same(netc_params(v), before, netc_param_floats(v));
    free(before);
    const float none = NAN;
    FILE *f = fopen(files.out, "r+b"); /* netc writes no such file */
    assert_true(f && !fseek(f, -4, SEEK_END) && fwrite(&none, sizeof none, 1, f) == 1);
    assert_int_equal(fclose(f), 0);
    assert_false(netc_load(other, files.out, &err));
    assert_non_null(strstr(err.text, "not finite"));
    assert_same(netc_params(other), after, n);
    free(after);
    netc_close(m);
    netc_close(other);
    netc_close(v);
}

/* ---- training ---- */

static void a_saved_state_goes_on_as_if_nothing_happened(void **state)
{
    (void)state;
    const char *const nets[] = {files.net, files.mse};
    for (int k = 0; k < 2; k++) {
        NetcModel *m = open_as(nets[k], true, 1, NETC_JIT),
                  *other = open_as(nets[k], true, 1, NETC_REFERENCE);
        size_t n = netc_param_floats(m), bytes = netc_state_bytes(m);
        netc_init(m, 21);
        float *through = trained(m, 0, 8);
        netc_init(m, 21);
        free(trained(m, 0, 4));
        void *image = malloc(bytes);
        assert_non_null(image);
        float *half = copy(netc_params(m), n);
        assert_true(netc_state_save(m, image));
        float *on = trained(m, 4, 8);
        assert_same(on, through, n); /* saving changes nothing */
        free(on);
        netc_init(m, 99);
        assert_true(netc_state_load(m, image));
        for (int i = 0; i < netc_param_count(m);
             i++) /* but for what no gradient reaches and no program packs */
            if (!strstr(netc_param(m, i)->name, "side."))
                assert_same(netc_params(m) + netc_param(m, i)->offset,
                            half + netc_param(m, i)->offset, netc_param(m, i)->count);
        netc_init(other, 21); /* another model, another backend */
        assert_true(netc_state_load(other, image));
        float *a = trained(m, 4, 8), *b = trained(other, 4, 8);
        for (int i = 0; i < netc_param_count(m); i++)
            if (!strstr(netc_param(m, i)->name, "side."))
                assert_same(a + netc_param(m, i)->offset, through + netc_param(m, i)->offset,
                            netc_param(m, i)->count);
        assert_same(b, through, n);
        free(a);
        free(b);
        free(half);
        free(through);
        free(image);
        netc_close(m);
        netc_close(other);
    }
}

static void step_is_grad_and_apply(void **state)
{
    (void)state;
    const char *const nets[] = {files.net, files.mse};
    for (int k = 0; k < 2; k++) {
        NetcModel *m = open_as(nets[k], true, 2, NETC_JIT),
                  *two = open_as(nets[k], true, 1, NETC_JIT);
        size_t n = netc_param_floats(m), in = netc_input_floats(m), out = netc_output_floats(m);
        float *grad = values(n, 0), *x = values(BATCH * in, 4), *t = values(BATCH * out, 8), one,
              other;
        netc_init(m, 4);
        netc_init(two, 4);
        for (int s = 0; s < 4; s++) {
            const void *l = netc_int_labels(m) ? (const void *)labels : (const void *)t;
            assert_true(netc_train_step(m, x, l, BATCH - s % 2, RATE, &one, NULL, NULL));
            memset(grad, 0xFF, n * sizeof *grad);
            assert_true(netc_train_grad(two, x, l, BATCH - s % 2, grad, &other, NULL));
            assert_true(netc_train_apply(two, grad, RATE, NULL));
            assert_same(&one, &other, 1);
            assert_true(isfinite(one));
            assert_same(netc_params(m), netc_params(two), n);
        }
        free(grad);
        free(x);
        free(t);
        netc_close(m);
        netc_close(two);
    }
}

/* Gradients stand where their parameters stand: a small step along one element moves the loss by
 * gradient times step. What does not train has none. */
static void gradients_stand_with_their_parameters(void **state)
{
    (void)state;
    Err err = {""};
    char *diagnostics = NULL;
    NetcModel *m = netc_open(files.net,
                             &(NetcOptions){.train = true, .no_dropout = true, .threads = 1},
                             &diagnostics, &err);
    assert_non_null(m);
    size_t n = netc_param_floats(m);
    float *grad = values(n, 0), *scratch = values(n, 0),
          *x = values(BATCH * netc_input_floats(m), 2), loss;
    netc_init(m, 8);
    float *start = copy(netc_params(m), n);
    memset(grad, 0xFF, n * sizeof *grad);
    assert_true(netc_train_grad(m, x, labels, BATCH, grad, &loss, NULL));
    int probed = 0;
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        bool dead = strstr(p->name, "side.") != NULL;
        size_t best = p->offset;
        for (size_t k = p->offset; k < p->offset + p->count; k++) {
            assert_true(isfinite(grad[k]));
            if (!p->trainable || dead)
                assert_true(grad[k] == 0);
            best = fabsf(grad[k]) > fabsf(grad[best]) ? k : best;
        }
        if (!p->trainable || dead || fabsf(grad[best]) < 1e-2f)
            continue;
        const float h = 1e-3f;
        float up, down;
        for (int side = 0; side < 2; side++) {
            memcpy(netc_params(m), start, n * sizeof *start);
            netc_params(m)[best] += side ? -h : h;
            netc_params_changed(m);
            assert_true(netc_train_grad(m, x, labels, BATCH, scratch, side ? &down : &up, NULL));
        }
        double slope = ((double)up - (double)down) / (2 * (double)h);
        if (fabs(slope - (double)grad[best]) >
            0.15 * fabs((double)grad[best]) +
                2e-3) /* relu has kinks; values are the gradient check's task */
            fail_msg("%s[%zu]: gradient %g, slope %g", p->name, best - p->offset,
                     (double)grad[best], slope);
        probed++;
    }
    assert_true(probed >= 8);
    free(grad);
    free(scratch);
    free(start);
    free(x);
    netc_close(m);
}

static void frozen_and_unread_parameters_stay(void **state)
{
    (void)state;
    NetcModel *m = open_as(files.net, true, 2, NETC_JIT);
    netc_init(m, 2);
    float *before = copy(netc_params(m), netc_param_floats(m)), *after = trained(m, 0, 5);
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *p = netc_param(m, i);
        bool still = strstr(p->name, "conv_2.") || strstr(p->name, "side.");
        assert_true(still ==
                    !memcmp(before + p->offset, after + p->offset, p->count * sizeof *before));
    }
    free(before);
    free(after);
    netc_close(m);
}

static void models_do_not_meet(void **state)
{
    (void)state;
    enum { STEPS = 6 };
    NetcModel *m[3] = {open_as(files.net, true, 2, NETC_JIT), open_as(files.mse, true, 1, NETC_JIT),
                       open_as(files.net, true, 1, NETC_JIT)};
    float *alone[3];
    for (int k = 0; k < 3; k++) {
        netc_init(m[k], 30u + (unsigned)k);
        alone[k] = trained(m[k], 0, STEPS);
        netc_init(m[k], 30u + (unsigned)k);
    }
    for (int s = 0; s < STEPS; s++)
        for (int k = 0; k < 3; k++)
            step(m[(s + k) % 3], s, NULL);
    for (int k = 0; k < 3; k++) {
        assert_same(netc_params(m[k]), alone[k], netc_param_floats(m[k]));
        free(alone[k]);
        netc_close(m[k]); /* the others go on after one is closed */
        for (int j = k + 1; j < 3; j++)
            step(m[j], STEPS + k, NULL);
        for (int j = k + 1; j < 3; j++) {
            netc_init(m[j], 30u + (unsigned)j);
            free(trained(m[j], 0, STEPS));
        }
    }
}

static void threads_and_backend_change_nothing(void **state)
{
    (void)state;
    const char *const nets[] = {files.net, files.mse};
    for (int k = 0; k < 2; k++) {
        float *want = NULL;
        for (int run = 0; run < 5; run++) {
            NetcModel *m = open_as(nets[k], true, run < 4 ? 1 + run * run : 1,
                                   run < 4 ? NETC_JIT : NETC_REFERENCE);
            netc_init(m, 17);
            float *got = trained(m, 0, 6);
            if (want)
                assert_same(got, want, netc_param_floats(m));
            else
                want = copy(got, netc_param_floats(m));
            free(got);
            netc_close(m);
        }
        free(want);
    }
}

/* Statistics move in training, so inference must see them without being told. */
static void inference_follows_training(void **state)
{
    (void)state;
    NetcModel *m = open_as(files.net, true, 1, NETC_JIT),
              *fresh = open_as(files.net, false, 1, NETC_JIT);
    float *x = values(BATCH * netc_input_floats(m), 0), y[2][5 * BATCH];
    netc_init(m, 3);
    assert_true(netc_infer(m, x, BATCH, y[0], NULL));
    float *after = trained(m, 0, 4);
    assert_true(netc_infer(m, x, BATCH, y[1], NULL));
    assert_true(memcmp(y[0], y[1], sizeof y[0]) != 0);
    memcpy(netc_params(fresh), after, netc_param_floats(m) * sizeof *after);
    netc_params_changed(fresh);
    assert_true(netc_infer(fresh, x, BATCH, y[0], NULL));
    assert_same(y[0], y[1], 5 * BATCH);
    free(after);
    free(x);
    netc_close(m);
    netc_close(fresh);
}

/* ---- odd nets ---- */

static void odd_nets_work(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "net z {\n input 6\n softmax\n}\ntrain { loss crossentropy\n batch 4 }\n", /* no
                                                                                      parameters
                                                                                    */
        "net z {\n input 6\n dense 3 softmax frozen\n}\ntrain { loss crossentropy\n batch 4 "
        "}\n", /* none that trains */
        "net z {\n input 6\n dense 4 relu\n dense 3 softmax frozen\n}\ntrain { loss "
        "crossentropy\n batch 4 }\n",                                      /* a frozen end */
        "net z {\n input 6\n identity\n}\ntrain { loss mse\n batch 4 }\n", /* the input itself
                                                                            */
        "net z {\n input 5x4x3\n batchnorm\n globalavgpool\n dense 1 sigmoid\n}\ntrain { loss "
        "binary_crossentropy\n batch 1 }\n",
    };
    for (size_t k = 0; k < sizeof odd / sizeof *odd; k++) {
        char path[64];
        write_file(path, odd[k]);
        NetcModel *m = open_as(path, true, 2, NETC_JIT);
        int n = netc_batch(m);
        size_t floats = netc_param_floats(m), in = netc_input_floats(m),
               out = netc_output_floats(m);
        float *x = values((size_t)n * in, 1), *t = values((size_t)n * out, 2),
              *y = values(((size_t)n + 1) * out, 3), *grad = values(floats, 4), loss = NAN;
        netc_init(m, 1);
        static const int32_t small[4] = {0, 2, 1, 0};
        const void *l = netc_int_labels(m) ? (const void *)small : (const void *)t;
        assert_true(netc_infer(m, x, n, y, NULL));
        assert_true(netc_train_grad(m, x, l, n, grad, &loss, NULL));
        assert_true(isfinite(loss));
        assert_true(netc_train_apply(m, grad, RATE, NULL));
        assert_true(netc_train_step(m, x, l, n, RATE, &loss, y, NULL));
        assert_true(isfinite(loss));
        if (k == 3)
            assert_same(y, x, (size_t)n * in);
        assert_true(netc_save(m, files.out, NULL));
        assert_true(netc_load(m, files.out, NULL));
        free(x);
        free(t);
        free(y);
        free(grad);
        netc_close(m);
        unlink(path);
    }
}

/* A unit at the limit of `relu max=`, or at that of elu, celu and selu, has no slope, also where
 * the limit is no number of bfloat16 and its stored value lies below it. */
static void limits_hold_in_bfloat16(void **state)
{
    static const char *const act[] = {
        "relu max=0.7", "relu max=0.9", "relu max=0.1", "relu max=6", "elu 0.7",
        "elu 0.3",      "celu 0.7",     "celu 0.9",     "selu",       "elu 0.7; maxpool 1x2"};
    (void)state;
    for (int i = 0; i < 10; i++) {
        char path[64], text[300];
        const bool above = !strncmp(act[i], "relu", 4);
        snprintf(
            text, sizeof text,
            "net o {\n input 5x4x3\n a: conv 16 3x3\n %s\n b: conv 4 3x3\n flatten\n"
            " dense 3 softmax\n}\ntrain { loss crossentropy; optimizer sgd rate=0.1; batch 2 }\n",
            act[i]);
        write_file(path, text);
        NetcModel *m = netc_open(
            path, &(NetcOptions){.train = true, .threads = 1, .precision = NETC_BF16}, NULL, NULL);
        unlink(path);
        assert_non_null(m);
        assert_true(netc_init(m, 3));
        const NetcParam *kernel = netc_param(m, 0), *bias = netc_param(m, 1);
        assert_string_equal(bias->name, "a.bias");
        for (size_t e = 0; e < bias->count; e++)
            netc_params(m)[bias->offset + e] = above ? 50 : -50; /* all are at the limit */
        netc_params_changed(m);
        float x[2 * 5 * 4 * 3], loss, *grad = calloc(netc_param_floats(m), sizeof *grad);
        for (int e = 0; e < 2 * 5 * 4 * 3; e++)
            x[e] = (float)(e * 7 % 11) / 11;
        assert_true(netc_train_grad(m, x, (int32_t[]){0, 2}, 2, grad, &loss, NULL));
        double size = 0;
        for (size_t e = 0; e < netc_param_floats(m); e++) {
            const bool first = e - kernel->offset < kernel->count || e - bias->offset < bias->count;
            assert_true(!first || grad[e] == 0);
            size += fabs((double)grad[e]);
        }
        assert_true(size > 0.01);
        free(grad);
        netc_close(m);
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* In little address space: models are opened until one is refused for the buffers of OpenBLAS, and
 * those that are open have theirs, when all of them compute at once too. */
static void *infer_often(void *model)
{
    static float x[64 * 64]; /* of zeros, for all of them */
    float y[64 * 8];
    for (int i = 0; i < 50; i++)
        if (!netc_infer(model, x, 64, y, NULL))
            return model;
    return NULL;
}

static int within_little_space(void)
{
    enum { MODELS = 60, BUFFERS = 6 };
    NetcModel *m[MODELS];
    pthread_t thread[MODELS];
    Err err = {""};
    int n = 0;
    size_t pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%zu", &pages) != 1)
        return 77;
    fclose(f);
    rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)BUFFERS << 27);
    if (setrlimit(RLIMIT_AS, &(struct rlimit){most, most}))
        return 77;
    alarm(60);
    while (n < MODELS &&
           (m[n] = netc_open("w.net",
                             &(NetcOptions){.text = "net w { input 64; dense 64 relu; dense 8 }",
                                            .batch = 64,
                                            .threads = 1,
                                            .backend = NETC_REFERENCE},
                             NULL, &err)))
        netc_init(m[n++], 1);
    if (n < 1 || n == MODELS || !strstr(err.text, "OpenBLAS needs"))
        return 1;
    int bad = 0;
    for (int i = 0; i < n; i++)
        bad += pthread_create(&thread[i], NULL, infer_often, m[i]) != 0;
    if (bad)
        return 77;
    for (int i = 0; i < n; i++) {
        void *failed;
        pthread_join(thread[i], &failed);
        bad += failed != NULL;
    }
    netc_close(m[0]); /* gives back what the next one takes */
    m[0] = netc_open("w.net",
                     &(NetcOptions){.text = "net w { input 64; dense 8 }",
                                    .threads = 1,
                                    .backend = NETC_REFERENCE},
                     NULL, &err);
    return bad || !m[0];
}

static void models_at_once_have_their_buffers(void **state)
{
    int status = 0;
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    if (!child)
        _exit(within_little_space());
    assert_true(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        skip();
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
#endif

/* Of several outputs each loss reads its part where it lies: no allocation can fail, and be told as
 * a loss that is no number. */
static void a_loss_of_outputs_takes_no_memory(void **state)
{
    (void)state;
#if defined __SANITIZE_ADDRESS__
    skip(); /* it needs addresses itself */
#else
    enum { WIDTH = 1 << 16, ROWS = 256 };
    char path[64];
    write_file(path, "net o {\n input 1\n a: dense 65536 from input\n b: dense 65536 from input\n "
                     "output a b\n}\ntrain { loss mse of=a\n loss mae of=b weight=0.5\n "
                     "optimizer sgd rate=0.1\n batch 1 }\n");
    NetcModel *m = netc_open(path, &(NetcOptions){.train = true, .threads = 1}, NULL, NULL);
    unlink(path);
    assert_non_null(m);
    assert_int_equal(netc_output_floats(m), 2 * WIDTH);
    const size_t floats = (size_t)ROWS * 2 * WIDTH;
    float *y = calloc(floats, sizeof *y), *t = calloc(floats, sizeof *t);
    assert_non_null(y);
    assert_non_null(t);
    for (size_t i = 0; i < ROWS; i++) {
        y[i * 2 * WIDTH] = 2;
        t[i * 2 * WIDTH + 2 * WIDTH - 1] = 3;
    }
    struct rlimit was, none;
    assert_int_equal(getrlimit(RLIMIT_AS, &was), 0);
    none = (struct rlimit){1 << 20, was.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
    double loss = netc_loss(m, y, t, ROWS);
    assert_int_equal(setrlimit(RLIMIT_AS, &was), 0);
    assert_true(fabs(loss - (4.0 + 0.5 * 3.0) / WIDTH) < 1e-12);
    free(y);
    free(t);
    netc_close(m);
#endif
}

/* Nor does one that compares the samples of a batch, however many. */
static void a_loss_that_compares_takes_no_memory(void **state)
{
    (void)state;
#if defined __SANITIZE_ADDRESS__
    skip(); /* it needs addresses itself */
#else
    static const char *const losses[] = {"triplet mining=hard", "contrastive", "supcon"};
    enum { ROWS = 1100 };
    float *y = calloc(ROWS * 2, sizeof *y);
    int32_t *label = calloc(ROWS, sizeof *label);
    assert_non_null(y);
    assert_non_null(label);
    for (int i = 0; i < ROWS; i++) {
        y[2 * i] = (float)(i % 37) / 37;
        y[2 * i + 1] = (float)(i % 11) / 11 - 0.5f;
        label[i] = i % 5;
    }
    for (int i = 0; i < 3; i++) {
        char path[64], text[200];
        snprintf(text, sizeof text,
                 "net o {\n input 3\n dense 2\n}\ntrain { loss %s; optimizer sgd; batch 4 }\n",
                 losses[i]);
        write_file(path, text);
        NetcModel *m = netc_open(path, &(NetcOptions){.train = true, .threads = 1}, NULL, NULL);
        unlink(path);
        assert_non_null(m);
        struct rlimit was, none;
        assert_int_equal(getrlimit(RLIMIT_AS, &was), 0);
        none = (struct rlimit){1 << 20, was.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
        double loss = netc_loss(m, y, label, ROWS);
        assert_int_equal(setrlimit(RLIMIT_AS, &was), 0);
        assert_true(loss > 0.01 && loss < 100);
        netc_close(m);
    }
    free(y);
    free(label);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_fails_with_a_reason),
        cmocka_unit_test(training_calls_fail_with_a_reason),
        cmocka_unit_test(infer_runs_in_slices),
        cmocka_unit_test(parameters_are_listed),
        cmocka_unit_test(parameters_pass_through_the_training_state),
        cmocka_unit_test(files_keep_every_bit),
        cmocka_unit_test(a_saved_state_goes_on_as_if_nothing_happened),
        cmocka_unit_test(step_is_grad_and_apply),
        cmocka_unit_test(gradients_stand_with_their_parameters),
        cmocka_unit_test(frozen_and_unread_parameters_stay),
        cmocka_unit_test(models_do_not_meet),
        cmocka_unit_test(threads_and_backend_change_nothing),
        cmocka_unit_test(inference_follows_training),
        cmocka_unit_test(odd_nets_work),
        cmocka_unit_test(limits_hold_in_bfloat16),
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        cmocka_unit_test(models_at_once_have_their_buffers),
#endif
        cmocka_unit_test(a_loss_of_outputs_takes_no_memory),
        cmocka_unit_test(a_loss_that_compares_takes_no_memory),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
