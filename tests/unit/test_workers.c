/* Ranges and workers: however many threads share a plan, from 1 to 256, every bit of a training and
 * of inference stays, on every backend; and the emitted sizes of scratch follow the workers. The
 * nets are large enough for many ranges, and have every algorithm whose sums cross images. */
#include "runtime/netc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "compiler/ir/ir.h"
#include "runtime/measure.h"
#include "tests/unit/brief.h"
#include <cmocka.h>

enum { STEPS = 2 };

static const char *const nets[] = {
    /* the gradients of kernels by every algorithm, batchnorm on the way in and by itself */
    "net a {\n input 32x32x3\n conv 16 3x3 relu\n conv 24 3x3 relu algorithm=winograd\n batchnorm\n"
    " conv 32 3x3 algorithm=winograd\n batchnorm\n relu\n maxpool 2x2\n"
    " conv 48 3x3 relu algorithm=winograd_panels\n maxpool 2x2\n conv 40 3x3 stride=2 relu\n"
    " conv 64 3x3 groups=4 leaky\n maxpool 2x2\n conv 64 3x3 relu algorithm=toeplitz\n"
    " flatten\n dense 100 relu\n dropout 0.3\n dense 10 softmax\n}\n"
    "train { loss crossentropy\n optimizer adam rate=0.01 global_clipnorm=0.5\n batch 32 }\n",
    /* layers that are not convolutions, several readers, gradients of two batches */
    "net b {\n input 24x20x5\n p: conv 40 1x1 silu\n q: depthwise 3x3\n layernorm\n r: add p q\n"
    " gelu\n avgpool 2x2\n upsample 2x2\n s: concat r\n conv 33 3x3 from s\n batchnorm\n elu\n"
    " t: globalavgpool\n dense 33 sigmoid\n mul t\n dense 6 softmax\n}\n"
    "train { loss crossentropy\n optimizer sgd rate=0.01 momentum=0.9\n batch 20\n accumulate 2\n"
    " average 0.9 }\n",
    /* below frozen layers; a loss of many targets */
    "net c {\n input 40x16x8\n conv 32 3x3 relu algorithm=winograd frozen\n"
    " conv 32 3x3 tanh algorithm=winograd\n conv 32 3x3 hardswish algorithm=winograd frozen\n"
    " conv 16 5x5 relu\n conv 3 1x1 sigmoid\n}\n"
    "train { loss binary_crossentropy\n optimizer rmsprop rate=0.001 clipnorm=1\n batch 16 }\n"};

static float number(uint32_t i)
{
    i = i * 2654435761u + 12345u;
    return (float)((i ^ i >> 15) % 2000u) / 1000.0f - 1.0f;
}

typedef struct Result {
    float *params, *y, loss[STEPS];
    size_t n_params, n_y;
} Result;

static NetcModel *open_net(const char *path, int threads, NetcBackend backend)
{
    Err err = {""};
    NetcOptions o = {.train = true, .threads = threads, .backend = backend};
    NetcModel *m = netc_open(path, &o, NULL, &err);
    if (!m)
        fail_msg("%s: %s", path, err.text);
    assert_int_equal(netc_threads(m), threads);
    return m;
}

static void *copy_of(const void *from, size_t n)
{
    void *to = malloc(n);
    assert_non_null(to);
    return memcpy(to, from, n);
}

static Result result_of(const char *path, int threads, NetcBackend backend)
{
    NetcModel *m = open_net(path, threads, backend);
    int n = netc_batch(m), short_n = n * 2 / 3;
    size_t in = netc_input_floats(m), out = netc_output_floats(m);
    float *x = malloc((size_t)n * in * sizeof *x), *t = malloc((size_t)n * out * sizeof *t);
    int32_t *labels = malloc((size_t)n * sizeof *labels);
    Result r = {.n_params = netc_param_floats(m), .n_y = (size_t)n * out};
    assert_true(x && t && labels && netc_init(m, 7));
    for (size_t i = 0; i < (size_t)n * in; i++)
        x[i] = number((uint32_t)i);
    for (size_t i = 0; i < r.n_y; i++)
        t[i] = number((uint32_t)i) > 0 ? 1.0f : 0.0f;
    for (int i = 0; i < n; i++)
        labels[i] = i % (int)out;
    const void *truth = netc_int_labels(m) ? (const void *)labels : t;
    for (int s = 0; s < STEPS; s++) { /* whole batches and shorter ones */
        int now = s % 2 ? short_n : n;
        if (netc_accumulate(m) > 1) {
            assert_true(netc_train_add(m, x, truth, now, &r.loss[s], NULL, NULL));
            assert_true(netc_train_add(m, x, truth, short_n, NULL, NULL, NULL));
            assert_true(netc_train_update(m, 0.01f, NULL));
        } else {
            assert_true(netc_train_step(m, x, truth, now, 0.01f, &r.loss[s], NULL, NULL));
        }
    }
    assert_true(netc_infer(m, x, n, t, NULL));
    r.y = copy_of(t, r.n_y * sizeof *t);
    r.params = copy_of(netc_params(m), r.n_params * sizeof *r.params);
    netc_close(m);
    free(x), free(t), free(labels);
    return r;
}

static void same(const char *path, const char *what, const Result *a, const Result *b)
{
    if (memcmp(a->loss, b->loss, sizeof a->loss) ||
        memcmp(a->params, b->params, a->n_params * sizeof *a->params) ||
        memcmp(a->y, b->y, a->n_y * sizeof *a->y))
        fail_msg("%s: another result with %s", path, what);
    for (size_t i = 0; i < a->n_params; i++)
        assert_true(a->params[i] - a->params[i] == 0);
}

static void free_result(Result *r) { free(r->params), free(r->y); }

static void any_threads_give_the_same_bits(const char *path)
{
    static const int threads[] = {7, 256, 2, 3, 64};
    const size_t n = brief() ? 2 : sizeof threads / sizeof *threads;
    Result one = result_of(path, 1, NETC_JIT), reference = result_of(path, 1, NETC_REFERENCE);
    same(path, "the reference backend", &one, &reference);
    free_result(&reference);
    for (size_t i = 0; i < n; i++) {
        char what[40];
        Result r = result_of(path, threads[i], NETC_JIT);
        snprintf(what, sizeof what, "%d threads", threads[i]);
        same(path, what, &one, &r);
        free_result(&r);
    }
    free_result(&one);
}

/* A model that is opened for gradients alone, as netc grad does, has no plan of inference: the
 * scratch of its workers is that of the steps. */
static void gradients_alone_do_not_depend_on_the_threads(void **state)
{
    (void)state;
    float *grads[2];
    size_t bytes = 0;
    for (int k = 0; k < 2; k++) {
        Err err = {""};
        NetcOptions o = {.train = true, .train_only = true, .threads = k ? 7 : 1};
        NetcModel *m = netc_open("examples/small_cnn.net", &o, NULL, &err);
        if (!m)
            fail_msg("%s", err.text);
        const size_t in = netc_input_floats(m) * (size_t)netc_batch(m);
        float *x = malloc(in * sizeof *x), loss = 0;
        int32_t *labels = calloc((size_t)netc_batch(m), sizeof *labels);
        bytes = netc_param_floats(m) * sizeof **grads;
        grads[k] = malloc(bytes);
        assert_true(x && labels && grads[k]);
        for (size_t i = 0; i < netc_param_floats(m); i++)
            netc_params(m)[i] = 0.05f * number((uint32_t)i);
        netc_params_changed(m);
        for (size_t i = 0; i < in; i++)
            x[i] = number((uint32_t)i);
        for (int s = 0; s < 3; s++)
            assert_true(netc_train_grad(m, x, labels, netc_batch(m), grads[k], &loss, NULL));
        netc_close(m);
        free(x), free(labels);
    }
    assert_memory_equal(grads[0], grads[1], bytes);
    free(grads[0]), free(grads[1]);
}

static void results_do_not_depend_on_the_threads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) {
        char path[] = "/tmp/netc_workers_XXXXXX";
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, nets[i], strlen(nets[i])), (ssize_t)strlen(nets[i]));
        close(fd);
        any_threads_give_the_same_bits(path);
        unlink(path);
    }
    any_threads_give_the_same_bits("examples/small_cnn.net");
}

/* Else the test above would test nothing: what takes most of a step's time has 16 ranges and more,
 * and scratch is one worker's. */
static void there_are_many_ranges(void **state)
{
    (void)state;
    NetcModel *m = open_net("examples/small_cnn.net", 2, NETC_REFERENCE);
    const Ir *ir = netc_plan(m, true);
    int many = 0;
    for (int p = PROG_FORWARD; p <= PROG_BACKWARD; p++)
        for (int i = 0; i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            if (in->gone)
                continue;
            many += in->ranges >= 16;
            for (int b = 0; b < in->k->n_bufs; b++) {
                const Owner owner = in->k->args[in->k->n_consts + in->k->n_scalars + b].owner;
                if (owner)
                    assert_int_equal(in->buf[b]->pieces, owner == OWNER_RANGE ? in->ranges : 1);
            }
        }
    assert_true(many >= 10);
    assert_true(ir->scratch_bytes > 0);
    netc_close(m);
}

/* ---- ranges that are watched ---- */

typedef struct Watched {
    int calls, ranges, wrong, next;
} Watched;

static void see(void *user, int range, int count, double seconds)
{
    Watched *w = user;
    w->wrong += range != w->next || !(seconds >= 0);
    w->next = range + 1 == count ? 0 : range + 1;
    w->calls += range == 0;
    w->ranges++;
}

/* A watch sees each range of each call once and in order, on one thread, and changes no bit. */
static void watched_ranges_are_those_of_the_plan(void **state)
{
    (void)state;
    Err err = {""};
    const char *path = "examples/small_cnn.net";
    NetcOptions o = {.batch = 8, .threads = 3, .measure = true};
    NetcModel *m = netc_open(path, &o, NULL, &err);
    if (!m)
        fail_msg("%s", err.text);
    const size_t in = 8 * netc_input_floats(m), out = 8 * netc_output_floats(m);
    float *x = malloc(in * sizeof *x), *y = malloc(out * sizeof *y), *z = malloc(out * sizeof *z);
    assert_true(x && y && z && netc_init(m, 2));
    for (size_t i = 0; i < in; i++)
        x[i] = number((uint32_t)i);
    assert_true(netc_infer(m, x, 8, y, NULL));
    Watched w = {0}, plan = {0};
    netc_watch_ranges(m, see, &w);
    assert_true(netc_infer(m, x, 8, z, NULL));
    assert_memory_equal(y, z, out * sizeof *y);
    const Ir *ir = netc_plan(m, false);
    for (int i = 0; i < ir->prog[PROG_INFER].n; i++) {
        const Instr *in_plan = ir->prog[PROG_INFER].code[i];
        if (in_plan->gone || in_plan->ranges == 1)
            continue;
        plan.calls++;
        plan.ranges += in_plan->ranges;
    }
    assert_true(plan.calls > 3 && w.wrong == 0 && w.next == 0);
    assert_int_equal(w.calls, plan.calls);
    assert_int_equal(w.ranges, plan.ranges);
    netc_watch_ranges(m, NULL, NULL);
    assert_true(netc_infer(m, x, 8, z, NULL));
    assert_int_equal(w.calls, plan.calls);
    free(x), free(y), free(z);
    netc_close(m);
}

/* One picture of 28x28 on one worker: less than a third of what four workers take. */
static void a_serial_build_has_the_scratch_of_one(void **state)
{
    (void)state;
    static const char text[] =
        "net digits {\n input 28x28x1\n conv 32 3x3 relu\n conv 64 3x3 relu\n"
        " maxpool 2x2\n flatten\n dense 128 relu\n dense 10 softmax\n}\n";
    char path[] = "/tmp/netc_workers_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
    close(fd);
    Err err = {""};
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = 1, .threads = 1}, NULL, &err);
    unlink(path);
    if (!m)
        fail_msg("%s", err.text);
    const Ir *ir = netc_plan(m, false);
    const int64_t work = ir->area_bytes[AREA_WORK], scratch = ir->scratch_bytes;
    assert_true(scratch > 0 && 3 * work < work + 3 * scratch);
    netc_close(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_alone_do_not_depend_on_the_threads),
        cmocka_unit_test(results_do_not_depend_on_the_threads),
        cmocka_unit_test(there_are_many_ranges),
        cmocka_unit_test(watched_ranges_are_those_of_the_plan),
        cmocka_unit_test(a_serial_build_has_the_scratch_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
