/* Gradients on odd maps: for maps of 1x1 to 9x9 random nets (odd_nets.h) are planned for training
 * at batches of 1 and 3. The JIT and the reference give the same bits; so does a plan that is not
 * fused, up to the order of its sums; nothing is read that nobody wrote (work memory begins as
 * NaN); and nothing is written outside the areas, which have exactly the sizes that the plan
 * states, between guard zones. */
#include "compiler/compile.h"
#include "runtime/code.h"
#include "runtime/library_path.h"
#include "tests/unit/brief.h"
#include "tests/unit/odd_nets.h"
#include "runtime/blas.h"
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

enum { GUARD = 4096, PATTERN = 0xA5, NETS = 12, FEW_NETS = 5 };

static Graph *graph_of(Arena *a, const char *text)
{
    char path[] = "/tmp/netc_odd_XXXXXX", lib[4400];
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    Diag *d = diag_new(a);
    Graph *g = compile_graph(a, path, &(CompileOptions){.library = library_path(lib, sizeof lib)},
                             d, &err);
    unlink(path);
    return g && compile_ready(g, MODE_TRAIN, d) ? g : NULL;
}

/* ---- areas between guards ---- */

static void one_by_one(const NetcRun *run, NetcTask *task, int count)
{
    NetcRun copy = *run;
    for (int i = 0; i < count; i++)
        task(&copy, i, 0);
}

typedef struct Areas {
    unsigned char *p[AREA_COUNT];
    NetcRun run;
} Areas;

static void areas_make(Areas *m, const Ir *ir, int n)
{
    m->run = (NetcRun){.n = n, .rate = 0.1f, .seed = 3, .step = 1, .parallel_for = one_by_one};
    for (int i = 0; i < AREA_COUNT; i++) {
        size_t bytes = (size_t)ir->area_bytes[i], all = (bytes + 2 * GUARD + 63) / 64 * 64;
        m->p[i] = aligned_alloc(64, all);
        assert_non_null(m->p[i]);
        memset(m->p[i], PATTERN, all);
        memset(m->p[i] + GUARD, i == AREA_WORK ? 0xFF : 0, bytes);
        m->run.base[i] = m->p[i] + GUARD;
    }
}

static void areas_check(const Areas *m, const Ir *ir, const char *text)
{
    static const char *const names[] = {"x",     "label", "y",         "params", "model",
                                        "state", "work",  "gradients", "loss",   "scratch"};
    for (int i = 0; i < AREA_COUNT; i++)
        for (int k = 0; k < GUARD; k++)
            if (m->p[i][k] != PATTERN ||
                m->p[i][GUARD + (size_t)ir->area_bytes[i] + (size_t)k] != PATTERN)
                fail_msg("%s\nwrites outside its area of %s", text, names[i]);
}

static void areas_free(Areas *m)
{
    for (int i = 0; i < AREA_COUNT; i++)
        free(m->p[i]);
}

/* ---- one step ---- */

static float noise(uint64_t *s)
{
    return (float)((double)((*s = *s * 6364136223846793005u + 1442695040888963407u) >> 40) *
                       0x1p-23 -
                   1);
}

/* The gradients of one step, then a whole step; parameters and gradients of the caller's. */
static void run_step(const Ir *ir, NetcBackend backend, int n, const char *text, float *grads,
                     float *params)
{
    Areas m;
    Code code;
    Err err = {""};
    if (!code_make(ir, backend, NULL, &code, &err))
        fail_msg("%s\n%s", text, err.text);
    areas_make(&m, ir, n);
    NetcRun *run = &m.run;
    uint64_t r = 11;
    for (int64_t i = 0; i < ir->area_bytes[AREA_X] / 4; i++)
        ((float *)(void *)run->base[AREA_X])[i] = noise(&r);
    for (int64_t i = 0; i < ir->area_bytes[AREA_LABEL] / 4; i++)
        ((int32_t *)(void *)run->base[AREA_LABEL])[i] = (int32_t)(i % 3);
    reference_run(ir, kernel_build_best(), NULL, PROG_INIT,
                  run); /* emitted text has it elsewhere */
    float *w = (float *)(void *)run->base[AREA_PARAMS];
    for (int64_t i = 0; i < ir->graph->param_floats; i++)
        w[i] += 0.1f * noise(&r);
    code_run(&code, PROG_PACK, run);
    code_run(&code, PROG_FORWARD, run);
    code_run(&code, PROG_STATS, run);
    code_run(&code, PROG_BACKWARD, run);
    code_run(&code, PROG_GRADS_OUT, run);
    memcpy(grads, run->base[AREA_GRADS], (size_t)ir->area_bytes[AREA_GRADS]);
    code_run(&code, PROG_APPLY, run);
    code_run(&code, PROG_UNPACK, run);
    memcpy(params, run->base[AREA_PARAMS], (size_t)ir->area_bytes[AREA_PARAMS]);
    areas_check(&m, ir, text);
    areas_free(&m);
    code_free(&code);
}

/* As lowered: every sum over a whole map, by an instruction of its own. */
static const Ir *not_fused(Arena *a, Graph *g, const Target *t)
{
    Ir *ir = compile_programs(a, g, MODE_TRAIN, t);
    plan_memory(ir);
    return ir;
}

static int nets_seen, observed_seen, cut_seen;

static void count_observers(const Ir *ir)
{
    for (int p = PROG_FORWARD; p <= PROG_APPLY; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            for (int f = 0; f < ir->prog[p].code[i]->n_fused; f++) {
                const Instr *in = ir->prog[p].code[i]->fused[f];
                observed_seen += in->k->observed != NULL;
                for (int c = 0; c < in->k->n_consts; c++)
                    cut_seen += in->k->observed && !strcmp(in->k->args[c].name, "AFTER") &&
                                in->consts[c] > 0;
            }
}

static void check_same(const Graph *g, const float *a, const float *b, const char *what,
                       const char *text)
{
    for (int q = 0; q < g->n_params; q++)
        for (int64_t i = 0; i < g->params[q]->count; i++) {
            int64_t at = g->params[q]->offset + i;
            if (memcmp(a + at, b + at, sizeof *a))
                fail_msg("%s\n%s of %s [%lld]: JIT %.9g, reference %.9g", text, what,
                         g->params[q]->name, (long long)i, (double)a[at], (double)b[at]);
        }
}

/* Rounding of the sums, of the largest gradient of the net: a wrong slot is wrong by its whole
 * size. */
static void check_close(const Graph *g, const float *a, const float *b, const char *text)
{
    float largest = 0;
    for (int64_t i = 0; i < g->param_floats; i++)
        largest = fmaxf(largest, fabsf(b[i]));
    for (int q = 0; q < g->n_params; q++)
        for (int64_t i = 0; i < g->params[q]->count; i++) {
            int64_t at = g->params[q]->offset + i;
            if (!(fabsf(a[at] - b[at]) <= 1e-4f * largest))
                fail_msg("%s\n%s [%lld]: %.9g, not fused %.9g", text, g->params[q]->name,
                         (long long)i, (double)a[at], (double)b[at]);
        }
}

static bool one_net(int h, int w, unsigned seed, int batch)
{
    Arena *a = arena_new();
    OddNet net;
    odd_net(
        &net, h, w, seed,
        " flatten\n dense 3 softmax\n}\ntrain { loss crossentropy\n optimizer adam rate=0.01 }\n");
    Graph *g = graph_of(a, net.s);
    if (g && g->param_floats < 200000) {
        Target t = default_target(g);
        t.batch = batch;
        Ir *ir = compile_plan(a, g, MODE_TRAIN, &t, NULL, NULL);
        if (ir->fault)
            fail_msg("%s\n%s", net.s, ir->fault);
        size_t bytes = (size_t)g->param_floats * sizeof(float);
        float *grads[3], *params[3];
        for (int i = 0; i < 3; i++) {
            grads[i] = malloc(bytes), params[i] = malloc(bytes);
            assert_true(grads[i] && params[i]);
            run_step(i < 2 ? ir : not_fused(a, g, &t), i == 0 ? NETC_JIT : NETC_REFERENCE, batch,
                     net.s, grads[i], params[i]);
        }
        check_same(g, grads[0], grads[1], "gradient", net.s);
        check_same(g, params[0], params[1], "parameter after a step", net.s);
        check_close(g, grads[0], grads[2], net.s);
        count_observers(ir);
        nets_seen++;
        for (int i = 0; i < 3; i++)
            free(grads[i]), free(params[i]);
    }
    arena_free(a);
    return g != NULL;
}

static void gradients_on_odd_maps(void **state)
{
    (void)state;
    assert_true(blas_open(1, NULL));
    const unsigned nets = brief() ? FEW_NETS : NETS;
    for (int m = 0; m < 81; m++)
        for (unsigned seed = 0, done = 0; done < nets && seed < 10 * nets; seed++)
            done += one_net(m / 9 + 1, m % 9 + 1, seed, seed % 2 ? 3 : 1);
    /* else nothing was tested */
    assert_true(nets_seen > 81 * 3 && observed_seen > 40 * (int)nets && cut_seen > (int)nets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gradients_on_odd_maps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
