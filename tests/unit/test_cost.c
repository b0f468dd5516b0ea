/* The cost model and its measuring twin: what the machine's constants do to the choice of
 * algorithms, the file they stand in, and the time of each instruction under NetcOptions.measure,
 * which must not change a bit of the result. */
#include "compiler/compile.h"
#include "runtime/machine_file.h"
#include "runtime/measure.h"
#include "runtime/tune.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static const char net_text[] =
    "net m {\n input 16x16x3\n conv 64 1x1\n conv 64 3x3 relu\n batchnorm\n maxpool 2x2\n dropout "
    "0.25\n flatten\n dense 5 softmax\n}\n"
    "train { loss crossentropy\n optimizer adam rate=0.01\n batch 4 }\n";
static char net_path[64], file_path[64];

static void write_file(char *path, const char *text)
{
    strcpy(path, "/tmp/netc_cost_XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static int setup(void **state)
{
    (void)state;
    write_file(net_path, net_text);
    write_file(file_path, "");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    unlink(net_path);
    unlink(file_path);
    return 0;
}

static void work_takes_longer(void **state)
{
    (void)state;
    Work w = {.macs = 1e6,
              .gathers = 100,
              .scatters = 100,
              .kernels = 10,
              .bytes = 1e5,
              .moved = 1e5,
              .span = 1e5,
              .weights = 1e5,
              .weights_span = 1e5,
              .calls = 1};
    const Machine *m = &machine_default;
    double base = work_seconds(m, &w, 2);
    double *const parts[] = {&w.macs,  &w.lost, &w.gathers, &w.scatters,     &w.kernels, &w.bytes,
                             &w.moved, &w.span, &w.weights, &w.weights_span, &w.calls};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double before = *parts[i];
        *parts[i] = before * 1000 + 1e6;
        assert_true(work_seconds(m, &w, 2) > base);
        *parts[i] = before;
    }
    assert_true(work_seconds(m, &w, 1) > base);
    assert_true(fabs(base - work_seconds(m, &w, 64)) < 1e-15); /* the machine has two */
    /* sums alone: 2 * 55e9 multiply-adds at 110 GFLOP/s are a second */
    assert_true(fabs(work_seconds(m, &(Work){.macs = 55e9}, 1) - 1) < 1e-9);
}

static void farther_is_slower(void **state)
{
    (void)state;
    const Machine *m = &machine_default;
    double near = machine_bandwidth(m, 1e5, 1), mid = machine_bandwidth(m, 4e6, 1),
           far = machine_bandwidth(m, 1e9, 1);
    assert_true(near > mid && mid > far);
    assert_true(machine_bandwidth(m, 1e9, 2) <= 2 * far);
}

/* The algorithm of the 3x3 convolution. */
static const char *chosen_in(const char *path, const Machine *m, Mode mode, int batch)
{
    Arena *a = arena_new();
    Err err = {""};
    CompileOptions o = {0};
    Graph *g = compile_graph(a, path, &o, diag_new(a), &err);
    assert_non_null(g);
    Target t = default_target(g);
    t.machine = m;
    t.batch = batch;
    select_algorithms(g, mode, &t);
    static char name[64];
    for (int i = 0; i < g->n_nodes; i++)
        if (!strcmp(g->nodes[i]->name, "conv_2"))
            snprintf(name, sizeof name, "%s", g->nodes[i]->algo);
    arena_free(a);
    return name;
}

static const char *chosen(const Machine *m, Mode mode, int batch)
{
    return chosen_in(net_path, m, mode, batch);
}

/* Of forms that take about as long, inference keeps one of half the size. Panels transform their
 * kernels in each call, so what that costs decides. */
static void inference_keeps_the_smaller(void **state)
{
    (void)state;
    static const char text[] =
        "net m {\n input 4x4x320\n conv_2: conv 320 3x3\n flatten\n dense 5 "
        "softmax\n}\ntrain { loss crossentropy\n optimizer sgd rate=0.1\n}\n";
    char path[64];
    write_file(path, text);
    assert_string_equal(chosen_in(path, &machine_default, MODE_INFER, 128), "winograd_panels");
    Machine quick = machine_default, slow = machine_default;
    quick.kernel_ns = 1, slow.kernel_ns = 200;
    assert_string_equal(chosen_in(path, &quick, MODE_INFER, 128), "winograd_panels");
    assert_string_equal(chosen_in(path, &slow, MODE_INFER, 128), "winograd");
    unlink(path);
}

static void machine_decides(void **state)
{
    (void)state;
    Machine slow_sums = machine_default, slow_transforms = machine_default;
    slow_sums.fma_gflops = 0.1, slow_sums.fma_all_gflops = 0.2;
    slow_transforms.gather_ns = slow_transforms.scatter_ns = slow_transforms.kernel_ns = 1e7;
    for (int mode = MODE_INFER; mode <= MODE_TRAIN; mode++) {
        assert_string_equal(chosen(&slow_transforms, (Mode)mode, 64), "direct");
        assert_string_not_equal(chosen(&slow_sums, (Mode)mode, 64), "direct");
        assert_string_not_equal(chosen(&machine_default, (Mode)mode, 64), "direct");
        char without[64];
        snprintf(without, sizeof without, "%s", chosen(NULL, (Mode)mode, 64));
        assert_string_equal(without, chosen(&machine_default, (Mode)mode, 64));
    }
}

static void file_round_trip(void **state)
{
    (void)state;
    Machine m = machine_default, back = {0};
    Err err = {""};
    m.dram_gbs = 12.25;
    assert_true(machine_write(file_path, &m, &err));
    assert_true(machine_read(file_path, &back, &err));
    assert_memory_equal(&m, &back, sizeof m);
    setenv("NETC_MACHINE", file_path, 1);
    assert_true(machine_find(NULL, &back, &err));
    assert_memory_equal(&m, &back, sizeof m);
    assert_true(machine_find("default", &back, &err));
    assert_memory_equal(&machine_default, &back, sizeof m);
    setenv("NETC_MACHINE", "default", 1);
    assert_true(machine_find(NULL, &back, &err));
    assert_memory_equal(&machine_default, &back, sizeof m);
    assert_false(machine_find("/nonexistent/machine.json", &back, &err));
    assert_non_null(strstr(err.text, "/nonexistent/machine.json"));
}

static void tuned_is_plausible(void **state)
{
    (void)state;
    Machine m = {0};
    Err err = {""};
    assert_true(tune_machine(&m, 1, NULL, &err));
    for (const MachineField *f = machine_fields; f->name; f++) {
        double v = *machine_field(&m, f);
        if (!(v > 0 && v < 1e9))
            fail_msg("%s is %g", f->name, v);
    }
    assert_true(m.threads >= 1 && m.threads <= 1);
}

/* Runs two steps; the image of the parameters after them and the loss. */
static double run_steps(NetcModel *m, float *loss)
{
    struct timespec a, b;
    static float x[4 * 16 * 16 * 3];
    const int32_t label[4] = {0, 1, 2, 3};
    Err err;
    for (int i = 0; i < 4 * 16 * 16 * 3; i++)
        x[i] = (float)(i * 7919 % 1000) * 1e-3f;
    assert_true(netc_init(m, 1));
    assert_true(netc_train_step(m, x, label, 4, 0.01f, loss, NULL, &err));
    clock_gettime(CLOCK_MONOTONIC, &a);
    assert_true(netc_train_step(m, x, label, 4, 0.01f, loss, NULL, &err));
    clock_gettime(CLOCK_MONOTONIC, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) * 1e-9;
}

static NetcModel *open_as(bool measure, NetcBackend backend)
{
    Err err = {""};
    NetcOptions o = {.train = true, .threads = 2, .backend = backend, .measure = measure};
    NetcModel *m = netc_open(net_path, &o, NULL, &err);
    if (!m)
        fail_msg("%s", err.text);
    return m;
}

static void times_are_complete(void **state)
{
    (void)state;
    static const NetcBackend backends[] = {NETC_JIT, NETC_CC, NETC_REFERENCE};
    for (int k = 0; k < 3; k++) {
        NetcModel *with = open_as(true, backends[k]), *without = open_as(false, backends[k]);
        float a, b;
        double whole = run_steps(with, &a), sum = 0;
        run_steps(without, &b);
        assert_memory_equal(&a, &b, sizeof a);
        assert_memory_equal(netc_params(with), netc_params(without),
                            sizeof(float) * netc_param_floats(with));
        assert_null(netc_seconds(without, true, PROG_FORWARD));
        static const ProgramId programs[] = {PROG_FORWARD, PROG_BACKWARD, PROG_APPLY};
        for (int p = 0; p < 3; p++) {
            const Program *prog = &netc_plan(with, true)->prog[programs[p]];
            assert_true(prog->n > 0);
            for (int i = 0; i < prog->n; i++) {
                double s = netc_seconds(with, true, programs[p])[i];
                assert_true(prog->code[i]->gone ? s == 0 : s > 0);
                sum += s;
            }
        }
        assert_true(sum <= whole);
        netc_close(with);
        netc_close(without);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_takes_longer),  cmocka_unit_test(farther_is_slower),
        cmocka_unit_test(machine_decides),    cmocka_unit_test(inference_keeps_the_smaller),
        cmocka_unit_test(file_round_trip),    cmocka_unit_test(tuned_is_plausible),
        cmocka_unit_test(times_are_complete),
    };
    setenv("NETC_MACHINE", "default", 1);
    return cmocka_run_group_tests(tests, setup, teardown);
}
