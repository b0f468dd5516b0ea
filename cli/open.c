/* Opening a net as the options say: as a graph to look at, as a plan, or as a model that runs.
 * Mistakes are printed here. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/model_file.h"
#include "cli/files.h"
#include "compiler/compile.h"
#include "runtime/library_path.h"
#include "runtime/machine_file.h"
#include "runtime/load_save.h"
#include "training/feed.h"
#include "weights/quantized.h"
#include "weights/weight_graph.h"
#include <stdlib.h>
#include <string.h>

static const char *const *includes(const Args *args)
{
    return (const char *const *)args->v[OPT_INCLUDE].list;
}

static const char *const *defines(const Args *args)
{
    return (const char *const *)args->v[OPT_DEFINE].list;
}

Graph *cli_compile(const Args *args, Diag *d, Err *err)
{
    char lib[4200];
    CompileOptions o = {.net = opt_text(args, OPT_NET),
                        .include = includes(args),
                        .text = args->net_text,
                        .defines = defines(args),
                        .library = arena_strdup(args->arena, library_path(lib, sizeof lib))};
    return compile_graph(args->arena, args->file[0], &o, d, err);
}

Graph *cli_graph(const Args *args)
{
    Err err = {""};
    Diag *d = diag_new(args->arena);
    Graph *g = cli_compile(args, d, &err);
    cli_diag(d, stderr);
    if (!g && !diag_count(d))
        cli_fail("%s", err.text);
    return g && cli_files_check(args, g) ? g : NULL;
}

const Machine *cli_machine(const Args *args)
{
    const char *path = opt_text(args, OPT_MACHINE);
    Machine *m = ARENA_NEW(args->arena, Machine);
    Err err;
    bool emits = !*args->command->name;
    if (machine_find(path || !emits ? path : "default", m, &err))
        return m;
    cli_fail("%s", err.text);
    return NULL;
}

/* False, after a message: a plan for small machines does not train here. */
static bool target_fits(const Args *args, Mode mode)
{
    if (!opt_mcu(args) || mode != MODE_TRAIN)
        return true;
    cli_fail("--target=mcu trains in the C that `netc FILE.net --target=mcu --train` writes, not "
             "here");
    return false;
}

/* Of a training plan, whether it needs more than the limit; *least is then the smallest that does,
 * for it and the inference plan beside it. */
static bool over_limit(const Args *args, Graph *g, const Target *t, const Ir *ir, bool both,
                       int64_t *least)
{
    if (ir->fault || !ir->recompute || t->mem_limit <= 0 || plan_bytes(ir) <= t->mem_limit)
        return false;
    *least = compile_least(args->arena, g, t, both, ir->mode == MODE_TRAIN ? ir : NULL);
    return true;
}

/* A plan of whole steps, as netc train has it, takes less than one that keeps every gradient until
 * all of them are there. `enough` bytes are a limit for the first; said is what the commands with
 * the other need, where that is more. */
static void tell_kept_gradients(const Args *args, Graph *g, const Target *steps, int64_t enough)
{
    enum { NODES_MOST = 5000 }; /* it takes several plans to find out */
    Target t = *steps;
    int64_t least;
    if (g->n_nodes > NODES_MOST)
        return;
    t.mem_limit = enough;
    t.at_once = false;
    const Ir *ir = compile_plan(args->arena, g, MODE_TRAIN, &t, NULL, NULL);
    if (over_limit(args, g, &t, ir, true, &least))
        cli_note("that is `netc train`, which uses up each gradient as it comes; C with --train, "
                 "and `netc grad`, keep them all and need --mem-limit=%lldk",
                 (long long)(least + 1023) / 1024);
}

/* Whether --front is a file of integers. */
static bool is_front(const Args *args)
{
    const char *path = opt_text(args, OPT_FRONT);
    bool is;
    Err err;
    if (!quantized_is(path, &is, &err))
        cli_fail("%s", err.text);
    else if (!is)
        cli_fail("--front takes a file of `netc quantize`, and %s is none", path);
    else
        return true;
    return false;
}

bool cli_compares(const Graph *g, int batch)
{
    const Loss *loss = g->train.loss.record;
    if (loss && loss->compares && batch < 2)
        cli_fail("--batch 1: %s compares the samples of a batch, and a batch of 1 has one",
                 loss->name);
    return !loss || !loss->compares || batch >= 2;
}

static Ir *plan(const Args *args, Graph *g, Mode mode, bool at_once, const char *dump)
{
    Diag *d = diag_new(args->arena);
    Target t = opt_mcu(args) ? mcu_target() : default_target(g);
    if (!target_fits(args, mode))
        return NULL;
    if (!(t.machine = cli_machine(args)))
        return NULL;
    t.learns = opt_mcu(args) && opt_set(args, OPT_TRAIN);
    const char *integers = opt_set(args, OPT_FRONT) ? opt_text(args, OPT_FRONT) : args->quantized;
    if (t.learns && args->quantized) {
        cli_fail("--train goes with weights in floats; --front takes those of `netc quantize`, for "
                 "the layers before the first that trains");
        return NULL;
    }
    t.batch = opt_int(args, OPT_BATCH, t.batch);
    if (mode == MODE_TRAIN && !cli_compares(g, t.batch))
        return NULL;
    t.exact = opt_set(args, OPT_EXACT);
    t.weights = args->v[OPT_STORE].choice; /* ORDER: the words of --weights-type, NUMBER_F32 ... */
    t.precision = opt_precision(args);
    t.mem_limit = (int64_t)args->v[OPT_MEM_LIMIT].whole;
    t.at_once = at_once;
    if (opt_set(args, OPT_FRONT) && !is_front(args))
        return NULL;
    int64_t least;
    t.int8_ends = args->v[OPT_ENDS].choice == 0;
    Err err;
    if (integers && !(t.quant = quantized_read(args->arena, g, integers, &err))) {
        cli_fail("%s", err.text);
        return NULL;
    }
    t.wide = t.quant && opt_native(args, false) && !t.mem_limit;
    if (compile_ready(g, t.learns ? MODE_TRAIN : mode, d) && compile_fits(g, &t, d)) {
        Ir *ir = compile_plan(args->arena, g, mode, &t, dump, stdout);
        bool both = mode == MODE_TRAIN &&
                    strcmp(args->command->name,
                           "explain"); /* the others take the inference plan too */
        if (!opt_mcu(args) && over_limit(args, g, &t, ir, both || mode == MODE_INFER, &least))
            ir->recompute->least = least;
        bool fits = compile_within(ir, &err);
        if (!fits)
            cli_fail("%s: %s", args->file[0], err.text);
        if (at_once && both && t.mem_limit > 0 && !ir->fault)
            tell_kept_gradients(args, g, &t, fits ? t.mem_limit : ir->recompute->least);
        if (fits)
            return ir;
    }
    cli_diag(d, stderr);
    return NULL;
}

Ir *cli_plan(const Args *args, Graph *g, Mode mode) { return plan(args, g, mode, false, NULL); }

Ir *cli_step_plan(const Args *args, Graph *g) { return plan(args, g, MODE_TRAIN, true, NULL); }

bool cli_dump(const Args *args, Graph *g, Mode mode, const char *pass)
{
    return plan(args, g, mode, false, pass) != NULL;
}

NetcModel *cli_open(const Args *args, OpenAs as)
{
    static const NetcBackend backend[] = {NETC_JIT, NETC_CC,
                                          NETC_REFERENCE}; /* ORDER: the words of --backend */
    char *remarks = NULL;
    NetcOptions o = {
        .net = opt_text(args, OPT_NET),
        .train = as.train,
        .exact = as.exact || opt_set(args, OPT_EXACT),
        .no_dropout = as.no_dropout,
        .steps_only = as.steps_only,
        .train_only = as.train_only,
        .mem_limit = as.small ? 0 : (int64_t)args->v[OPT_MEM_LIMIT].whole,
        .batch = as.small ? as.batch : opt_int(args, OPT_BATCH, as.batch),
        .threads = as.small ? 1 : opt_int(args, OPT_THREADS, 0),
        .target = as.mcu || !(opt_native(args, true) || as.native) ? NETC_MCU : NETC_NATIVE,
        .quantized = as.native ? NULL : args->quantized,
        .weights = (NetcWeights)args->v[OPT_STORE].choice,
        .precision = opt_set(args, OPT_PRECISION) ? (NetcWeights)opt_precision(args) : as.precision,
        .backend = as.portable ? NETC_REFERENCE : backend[args->v[OPT_BACKEND].choice],
        .portable = as.portable,
        .include = includes(args),
        .text = args->net_text,
        .defines = defines(args),
        .accumulate = opt_int(args, OPT_ACCUMULATE, as.accumulate),
        .shares = as.shares,
        .machine = opt_text(args, OPT_MACHINE),
        .constants = opt_set(args, OPT_MACHINE) ? NULL : as.constants,
        .measure = as.measure,
        .remarks = &remarks,
    };
    char *diagnostics = NULL;
    Err err = {""};
    NetcModel *m = netc_open(args->file[0], &o, &diagnostics, &err);
    if (remarks && !as.told)
        fputs(remarks, stderr);
    if (diagnostics)
        fputs(diagnostics, stderr);
    else if (!m)
        cli_fail("%s", err.text);
    free(remarks);
    free(diagnostics);
    m = arena_own(args->arena, m, cli_close_model);
    return m && cli_files_check(args, netc_graph(m)) ? m : NULL;
}

WeightsOptions cli_weights_options(const Args *args)
{
    return (WeightsOptions){.scope = opt_text(args, OPT_SCOPE),
                            .partial = opt_set(args, OPT_PARTIAL),
                            .map = opt_text(args, OPT_MAP),
                            .dense_order = (DenseOrder)args->v[OPT_DENSE_ORDER].choice,
                            .whole_table = opt_set(args, OPT_VERBOSE)};
}

void cli_tell_weights(const Args *args, const WeightsTold *told, bool ok, FILE *out)
{
    for (const char *line = told->note; line && *line; line += strcspn(line, "\n"), line += !!*line)
        cli_note("%.*s", (int)strcspn(line, "\n"), line);
    if (!told->table)
        return;
    cli_lines(ok ? out : stderr, told->table);
    if (!ok && !opt_set(args, OPT_PARTIAL))
        fputs("hint: --partial loads what fits\n", stderr);
}

/* A file of a kind that is never one of weights: that it was not opened as such says nothing. */
static bool only_model(const char *path)
{
    return text_ends(path, ".onnx") || text_ends(path, ".cfg") || text_ends(path, ".json");
}

bool cli_load_model(const Args *args, NetcModel *m, const char *path, WeightsTold *told, Err *err)
{
    Err why;
    if (told->conflict || !model_is(path) || (told->opened ? !told->unmatched : !only_model(path)))
        return false;
    if (opt_set(args, OPT_SCOPE) || opt_set(args, OPT_PARTIAL) || opt_set(args, OPT_MAP) ||
        args->v[OPT_DENSE_ORDER].choice)
        return told->opened ? false
                            : err_set(err,
                                      "%s: a whole model goes without --scope, --partial, "
                                      "--map and --dense-order",
                                      path);
    if (!model_load_weights(args, m, path, &why))
        return told->opened ? false : err_set(err, "%s", why.text);
    weights_told_free(told);
    *told = (WeightsTold){
        .note = strdup("read as a whole model, whose layers are those of the net")};
    if (!told->note)
        arena_fail(args->arena, 0);
    return true;
}

/* What --scope leaves at its starting weights is no trained net: said by commands that run it. */
static void tell_outside(const NetcModel *m, const char *scope)
{
    const int n = netc_param_count(m);
    int outside = 0;
    for (int i = 0; i < n; i++)
        outside += !in_scope(netc_param(m, i)->name, scope);
    if (outside)
        cli_note("--scope %s: the weights are those of this part; %d of the %d parameters of %s "
                 "have starting weights",
                 scope, outside, n, netc_graph(m)->name);
}

bool cli_load_weights_told(const Args *args, NetcModel *m, WeightsTold *told, Err *err)
{
    if (args->quantized) /* they are in the plan */
        return feed_knows_classes(m, NULL, NULL, args->quantized, err);
    WeightsOptions o = cli_weights_options(args);
    if ((o.scope || o.partial) && !netc_init(m, netc_graph(m)->train.seed))
        return err_set(err, "cannot make starting weights");
    bool ok = netc_load_weights(m, opt_text(args, OPT_WEIGHTS), &o, told, err) ||
              cli_load_model(args, m, opt_text(args, OPT_WEIGHTS), told, err);
    bool table = !ok || told->by_order || o.whole_table || o.partial;
    if (table)
        cli_tell_weights(args, told, ok, stderr);
    else if (told->note)
        cli_tell_weights(args, &(WeightsTold){.note = told->note}, ok, stderr);
    if (ok && o.scope)
        tell_outside(m, o.scope);
    return ok && feed_knows_classes(m, NULL, NULL, opt_text(args, OPT_WEIGHTS), err);
}

bool cli_load_weights(const Args *args, NetcModel *m, Err *err)
{
    WeightsTold told = {0};
    bool ok = cli_load_weights_told(args, m, &told, err);
    weights_told_free(&told);
    return ok;
}
