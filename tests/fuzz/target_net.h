/* Targets that read a .net file. */
#ifndef NETC_FUZZ_TARGET_NET_H
#define NETC_FUZZ_TARGET_NET_H
#include "compiler/compile.h"
#include "compiler/emit/emit.h"
#include "tests/fuzz/scratch.h"
#include <math.h>

/* Small enough for hundreds of plans a second. */
static bool fuzz_small(const Graph *g, int64_t most)
{
    int64_t floats = 0;
    for (int i = 0; i < g->n_nodes; i++)
        floats += (int64_t)g->nodes[i]->out.h * g->nodes[i]->out.w * g->nodes[i]->out.c;
    return g->param_floats < most && g->n_nodes < 100 && floats < 10 * most;
}

static void fuzz_emit(const Ir *infer, const Ir *train)
{
    const EmitOptions o = {.prefix = "net", .command = "netc", .version = "0", .header = "net.h"};
    for (int header = 0; header < 2; header++) {
        char *text = NULL;
        size_t n = 0;
        FILE *f = open_memstream(&text, &n);
        fuzz_check(f != NULL, "no memory for a stream");
        if (header)
            emit_standalone_h(f, infer, train, &o);
        else
            emit_standalone_c(f, infer, train, &o);
        fclose(f);
        for (size_t i = 0; i < n; i++)
            fuzz_check((unsigned char)text[i] >= ' ' || text[i] == '\n' || text[i] == '\t',
                       "a control character in emitted C");
        free(text);
    }
}

/* Front end; for small nets the plans and their C too, which must not fail on what the front end
 * let pass. */
static bool fuzz_language(Fuzz *z, const char *path, Err *err)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    CompileOptions o = {.library = "lib"};
    Ir *ir[2] = {NULL, NULL};
    (void)z;
    err->text[0] = 0;
    Graph *g = compile_graph(a, path, &o, d, err);
    fuzz_check(g || diag_errors(d) > 0 || err->text[0], "a net is refused without a message");
    if (!g && !err->text[0])
        err_set(err, "%s has errors", path);
    for (int mode = 0; g && fuzz_small(g, 100000) && mode < 2; mode++) {
        Target t = default_target(g);
        t.batch = 2;
        Mode wanted = mode ? MODE_TRAIN : MODE_INFER;
        if (compile_ready(g, wanted, d) && compile_fits(g, &t, d))
            ir[mode] = compile_plan(a, g, wanted, &t, NULL, NULL);
        fuzz_check(!ir[mode] || !ir[mode]->fault, "a plan is faulty");
    }
    if (ir[0])
        fuzz_emit(ir[0], ir[1]);
    arena_free(a);
    return g != NULL;
}

/* Is the net one that runs quickly? */
static bool fuzz_runs(const char *path)
{
    Arena *a = arena_new();
    Diag *d = diag_new(a);
    Err err;
    Graph *g = compile_graph(a, path, &(CompileOptions){.library = "lib"}, d, &err);
    bool ok = g && fuzz_small(g, 4000) && g->n_nodes < 30 && compile_ready(g, MODE_TRAIN, d);
    for (int i = 0; ok && i < g->n_nodes; i++) { /* no windows of thousands of elements */
        const Node *n = g->nodes[i];
        for (int k = 0; n->layer->attrs[k].name; k++)
            ok &= n->attr[k].size[0] <= 1000 && n->attr[k].size[1] <= 1000;
    }
    arena_free(a);
    return ok;
}

static void fuzz_same(const float *a, const float *b, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof *a) && !(isnan(a[i]) && isnan(b[i]))) {
            fprintf(stderr, "element %zu: %a and %a\n", i, (double)a[i], (double)b[i]);
            fuzz_check(false, what);
        }
}

/* The net's code and the reference backend: inference and two steps give the same bits. */
static void fuzz_compare(NetcModel *m[2])
{
    size_t in = netc_input_floats(m[0]), out = netc_output_floats(m[0]);
    bool ints = netc_int_labels(m[0]);
    float *x = calloc(2 * in, sizeof *x), *y = calloc(4 * out, sizeof *y), loss[2];
    const size_t row = netc_label_floats(m[0]);
    float *label = calloc(2 * row, sizeof *label);
    int32_t number[2] = {0, (int32_t)out - 1};
    fuzz_check(x && y && label, "no memory");
    for (size_t i = 0; i < 2 * in; i++)
        x[i] = (float)((i * 37 + 11) % 64) / 32 - 1;
    label[0] = label[2 * row - 1] = 1;
    for (int k = 0; k < 2; k++) {
        Err err;
        netc_init(m[k], 3);
        fuzz_check(netc_infer(m[k], x, 2, y + 2 * out * (size_t)k, &err), "inference fails");
    }
    fuzz_same(y, y + 2 * out, 2 * out, "two backends infer differently");
    for (int step = 0; step < 2; step++) {
        bool ok[2];
        for (int k = 0; k < 2; k++)
            ok[k] = netc_train_step(m[k], x, ints ? (void *)number : (void *)label, 2, 0.1f,
                                    &loss[k], NULL, NULL);
        fuzz_check(ok[0] == ok[1], "a step fails in one backend only");
        fuzz_same(&loss[0], &loss[1], 1, "two backends have different losses");
        fuzz_same(netc_params(m[0]), netc_params(m[1]), netc_param_floats(m[0]),
                  "two backends train differently");
    }
    free(label);
    free(y);
    free(x);
}

static bool fuzz_run(Fuzz *z, const char *path, Err *err)
{
    NetcModel *m[2] = {NULL, NULL};
    (void)z;
    if (!fuzz_runs(path))
        return err_set(err, "%s has errors, or is large", path);
    bool ok = true;
    for (int k = 0; k < 2; k++) {
        NetcOptions o = {.train = true,
                         .batch = 2,
                         .threads = 1,
                         .machine = "default",
                         .backend = k ? NETC_REFERENCE : NETC_JIT};
        char *diagnostics = NULL;
        m[k] = netc_open(path, &o, &diagnostics, err);
        fuzz_check(m[k] || diagnostics || err->text[0], "a net is refused without a message");
        if (!m[k] && !err->text[0])
            err_set(err, "%s has errors", path);
        free(diagnostics);
    }
    ok = m[0] && m[1];
    fuzz_check(!m[0] == !m[1], "one backend takes a net that the other refuses");
    if (ok)
        fuzz_compare(m);
    netc_close(m[0]);
    netc_close(m[1]);
    return ok;
}
#endif
