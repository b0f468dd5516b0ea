/* What a memory limit makes of a training plan says what it did: the values that are not kept, the
 * arithmetic and time of the second runs, and the cheapest of them first. test_plan.c compares the
 * results; here the account is checked, against counts by hand. */
#include "compiler/compile.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/passes.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 8, KIB = 1024 };

static const char net_text[] = "net r {\n input 16x16x16\n conv 16 3x3 algorithm=direct\n silu\n"
                               " conv 32 5x5 algorithm=direct\n batchnorm\n silu\n avgpool 2x2\n"
                               " conv 32 3x3 algorithm=direct\n silu\n upsample 2\n silu\n "
                               "globalavgpool\n dense 4 softmax\n}\n"
                               "train { loss crossentropy\n optimizer sgd rate=0.01 }\n";

/* Operations an image: two for each multiply-add, one for each bias and each other output. */
static const struct {
    const char *node;
    double flops;
} by_hand[] = {
    {"conv_1", 256 * 16 * (2 * 9 * 16 + 1)},
    {"silu_1", 256 * 16},
    {"conv_2", 256 * 32 * (2 * 25 * 16 + 1)},
    {"batchnorm_1", 256 * 32 * 2},
    {"silu_2", 256 * 32},
    {"avgpool_1", 64 * 32 * 4},
    {"conv_3", 64 * 32 * (2 * 9 * 32 + 1)},
    {"silu_3", 64 * 32},
    {"upsample_1", 256 * 32},
    {"silu_4", 256 * 32},
    {"globalavgpool_1", 256 * 32},
    {"dense_1", 4 * (2 * 32 + 1)},
    {"dense_1.softmax", 4 * 4},
};

static double flops_of(const char *name)
{
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++)
        if (!strcmp(by_hand[i].node, name))
            return by_hand[i].flops;
    return 0;
}

static Ir *plan_of(Arena *a, int64_t limit, Graph **graph)
{
    char path[] = "/tmp/netc_recompute_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, net_text, strlen(net_text)), (ssize_t)strlen(net_text));
    close(fd);
    Err err = {""};
    CompileOptions o = {0};
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &o, d, &err);
    unlink(path);
    assert_non_null(g);
    *graph = g;
    assert_true(compile_ready(g, MODE_TRAIN, d));
    for (int i = 0; i < g->n_nodes; i++)
        if (g->nodes[i]->layer->flops)
            assert_true(g->nodes[i]->layer->flops(g->nodes[i]) == flops_of(g->nodes[i]->name));
    Target t = default_target(g);
    t.batch = BATCH;
    t.mem_limit = limit;
    return compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
}

static Ir *plan(Arena *a, int64_t limit)
{
    Graph *g;
    return plan_of(a, limit, &g);
}

static const KernelArg *pointer(const Instr *in, int b)
{
    return &in->k->args[in->k->n_consts + in->k->n_scalars + b];
}

/* Whether instructions of the backward pass (recomputed: repeated ones, else the others) read a
 * buffer of this name, or write it. */
static bool touches(const Ir *ir, const Buffer *b, bool recomputed, ArgRole role)
{
    for (int p = PROG_FORWARD; p <= PROG_APPLY; p++)
        for (int i = 0; i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            if (in->gone || in->phase != PHASE_BACKWARD || in->recomputed != recomputed)
                continue;
            for (int f = -1; f < in->n_fused; f++) {
                const Instr *part = f < 0 ? in : in->fused[f];
                for (int k = 0; k < part->k->n_bufs; k++)
                    if (part->buf[k] == b && pointer(part, k)->role == role)
                        return true;
            }
        }
    return false;
}

static bool is_dropped(const Ir *ir, const char *name)
{
    for (int i = 0; i < ir->recompute->n_dropped; i++)
        if (!strcmp(ir->recompute->dropped[i]->name, name))
            return true;
    return false;
}

/* The values that are named are those whose copies the backward pass reads, no more and no fewer,
 * and it reads none of them itself. */
static void check_dropped(const Ir *ir)
{
    const Recompute *r = ir->recompute;
    int copies = 0;
    for (int i = 0; i < r->n_dropped; i++)
        assert_false(touches(ir, r->dropped[i], false, ARG_READ));
    for (int i = 0; i < ir->n_bufs; i++)
        if (touches(ir, ir->bufs[i], true, ARG_WRITE) &&
            touches(ir, ir->bufs[i], false, ARG_READ)) {
            assert_true(is_dropped(ir, ir->bufs[i]->name));
            copies++;
        }
    assert_int_equal(copies, r->n_dropped);
}

/* The operations of the repeated instructions. The forward instructions of one node before its last
 * only prepare. */
static double flops_recomputed(const Ir *ir)
{
    static const char *const works[] = {"conv_forward",    "conv_gemm",       "silu_forward",
                                        "batchnorm_apply", "avgpool_forward", "upsample_nearest"};
    double sum = 0;
    for (int p = PROG_FORWARD; p <= PROG_APPLY; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            for (size_t k = 0; k < sizeof works / sizeof *works; k++) {
                const Instr *in = ir->prog[p].code[i];
                if (in->recomputed && !in->gone && !strcmp(in->k->name, works[k]))
                    sum += flops_of(in->node->name) * BATCH;
            }
    return sum;
}

static double step_flops(void)
{
    double sum = 0;
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++)
        sum += by_hand[i].flops * BATCH;
    return sum;
}

static void account(void **state)
{
    (void)state;
    Arena *a = arena_new();
    int64_t free_bytes = plan_bytes(plan(a, 0));
    const Ir *tight = plan(a, 1);
    int64_t least = tight->recompute->least;
    int seen = 0;
    assert_true(tight->recompute->before == free_bytes && least > free_bytes / 2);
    assert_null(plan(a, free_bytes)->recompute);
    for (int64_t limit = least; limit < free_bytes; limit += 37 * KIB, seen++) {
        const Ir *ir = plan(a, limit);
        const Recompute *r = ir->recompute;
        assert_true(plan_bytes(ir) <= limit);
        assert_true(r->before == free_bytes && r->least == 0 && r->n_dropped > 0);
        check_dropped(ir);
        assert_true(fabs(r->flops - flops_recomputed(ir)) < 0.5);
        assert_true(fabs(r->step_flops - step_flops()) < 0.5);
        assert_true(r->seconds > 0 && r->seconds < r->step_seconds);
    }
    assert_true(seen >= 10);
    arena_free(a);
}

/* A pass that only moves takes the time of its bytes; one that multiplies at least that of its
 * products at full speed. */
static void time_is_estimated(void **state)
{
    (void)state;
    const Machine *m = &machine_default;
    Arena *a = arena_new();
    int64_t all = plan_bytes(plan(a, 0));
    const Ir *first = plan(a, all - 1);
    const double moved = 2.0 * 256 * 16 * 4 * BATCH; /* the input is put in blocks: read, written */
    assert_int_equal(first->recompute->n_dropped, 1);
    assert_string_equal(first->recompute->dropped[0]->name, "input.out");
    assert_true(fabs(first->recompute->seconds - moved * 1e-9 / machine_bandwidth(m, moved, 1)) <
                1e-9);
    double products = (256 * 16 * 9 * 16 + 256 * 32 * 25 * 16 + 64 * 32 * 9 * 32.0) * BATCH,
           least = 2 * products * 1e-9 / machine_gflops(m, 1);
    assert_true(first->recompute->step_seconds > least);
    assert_true(first->recompute->step_seconds < 2 * least);
    arena_free(a);
}

/* At equal size the value that costs less is the one that is not kept: activations before
 * convolutions, the small convolution before the large one. */
static void cheap_values_first(void **state)
{
    (void)state;
    Arena *a = arena_new();
    int64_t all = plan_bytes(plan(a, 0)), least = plan(a, 1)->recompute->least;
    double before = 0;
    for (int64_t limit = all - 1; limit >= least; limit -= 41 * KIB) {
        const Ir *ir = plan(a, limit);
        assert_false(is_dropped(ir, "conv_2.out"));
        if (is_dropped(ir, "conv_1.out"))
            assert_true(is_dropped(ir, "silu_1.out") && is_dropped(ir, "batchnorm_1.out"));
        assert_true(ir->recompute->seconds >= before * 0.999); /* less memory costs more time */
        before = ir->recompute->seconds;
    }
    arena_free(a);
}

/* The smallest limit is what the refused plan says, not found by more plans, and the plan fits into
 * it. */
static void the_refused_plan_says_the_least(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Graph *g;
    Ir *ir = plan_of(a, 1, &g);
    const int64_t least = ir->recompute->least;
    int64_t found = compile_least(a, g, &ir->target, false, ir);
    assert_int_equal(found, (least + KIB - 1) / KIB * KIB);
    assert_true(plan_bytes(plan(a, found)) <= found);
    ir->recompute->least = 1000 * KIB - 1;
    assert_int_equal(compile_least(a, g, &ir->target, false, ir), 1000 * KIB);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(account), cmocka_unit_test(time_is_estimated),
        cmocka_unit_test(cheap_values_first), cmocka_unit_test(the_refused_plan_says_the_least)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
