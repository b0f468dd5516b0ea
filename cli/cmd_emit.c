/* netc FILE.net -o model.c: compiles a net to standalone C, model.c and model.h. Both files are
 * written whole or not at all. */
#include "base/fileio.h"
#include "base/foreign.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "compiler/compile.h"
#include "compiler/emit/emit.h"
#include "weights/origin.h"
#include "compiler/front/front.h"
#include "weights/quantized.h"
#include "compiler/ir/layer.h"
#include "runtime/code.h"
#include "runtime/selftest.h"
#include "training/feed.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SMALL_WEIGHTS = 1 << 16, /* parameters up to which --weights go into the C text unasked */
    SMALL_NET = 1 << 18 /* parameters up to which self-test values are stored unasked: they cost a
                           run of the net */
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_one_of(OptId id, const OptId *list)
{
    while (*list != OPT_END && *list != id)
        list++;
    return *list != OPT_END;
}

/* " --name value" as it would be typed, without folders; "" where it is not given. */
static const char *option_given(const Args *args, OptId id)
{
    const OptSpec *s = option_spec(id);
    const char *value = opt_text(args, id);
    if (!opt_set(args, id))
        return "";
    if (s->type == OPT_FLAG)
        return arena_printf(args->arena, " --%s", s->name);
    if (s->type == OPT_LIST) {
        const char *all = "";
        for (int i = 0; i < args->v[id].n; i++)
            all = arena_printf(args->arena, "%s --%s %s", all, s->name, args->v[id].list[i]);
        return all;
    }
    return arena_printf(args->arena, " --%s%c%s", s->name,
                        s->type == OPT_CHOICE || s->type == OPT_BYTES ? '=' : ' ',
                        s->file == OPT_NO_FILE ? value : base_name(value));
}

/* How netc was called, for the head of the file: folders are left out, so that the text does not
 * depend on where it is written, and so are options that do not change it. */
static const char *command_text(const Args *args)
{
    static const OptId silent[] = {OPT_OUT, OPT_INCLUDE, OPT_VERBOSE, OPT_DUMP, OPT_HELP, OPT_END};
    Arena *a = args->arena;
    const OptUse *u;
    const char *flags = "", *values = "";
    for (int i = 0; (u = command_use(args->command, i)); i++) {
        const char *given = is_one_of(u->id, silent) ? "" : option_given(args, u->id);
        if (option_spec(u->id)->type == OPT_FLAG)
            flags = arena_printf(a, "%s%s", flags, given);
        else
            values = arena_printf(a, "%s%s", values, given);
    }
    return arena_printf(a, "netc %s -o %s%s%s", base_name(args->file[0]),
                        base_name(opt_text(args, OPT_OUT)), flags, values);
}

/* The weights for the text: NULL when there are none, or, after a note, when they are too many. */
static bool read_weights(const Args *args, NetcModel *m, const float **params, Err *err)
{
    const Graph *g = netc_graph(m);
    const char *path = opt_text(args, OPT_WEIGHTS);
    *params = NULL;
    if (!path)
        return true;
    WeightsTold told = {0};
    bool ok = cli_load_weights_told(args, m, &told, err), own = told.own;
    weights_told_free(&told);
    if (!ok)
        return false;
    if (g->param_floats > SMALL_WEIGHTS && !opt_set(args, OPT_INLINE) &&
        !opt_set(args, OPT_WEIGHTS_OUT) && !opt_set(args, OPT_PACKAGE)) {
        cli_note(
            "%s parameters are not put into the C text (--inline-weights does); %s%s with %s_load",
            text_count(args->arena, g->param_floats),
            own ? "read " : "`netc convert` makes a .safetensors file of ",
            own ? base_name(path) : arena_printf(args->arena, "%s: read that", base_name(path)),
            g->name);
        return true;
    }
    float *to = ARENA_ARRAY(args->arena, float, g->param_floats + 1);
    memcpy(to, netc_params(m), sizeof *to * netc_param_floats(m));
    *params = to;
    return true;
}

/* The names of classes that the weights file tells, for a graph without labels. */
static void take_classes(Graph *g, const Graph *loaded)
{
    g->rate = loaded->rate;
    if (g->labels || !loaded->classes)
        return;
    g->classes = ARENA_ARRAY(g->arena, const char *, loaded->n_classes + 1);
    for (g->n_classes = 0; g->n_classes < loaded->n_classes; g->n_classes++)
        g->classes[g->n_classes] = arena_strdup(g->arena, loaded->classes[g->n_classes]);
}

/* C has no words for other numbers. */
static bool all_finite(const float *v, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        if (!isfinite(v[i]))
            return false;
    return true;
}

/* A logarithm, root or quotient of what starting weights make may be infinite, or none. */
static bool can_be_told(const EmitSelftest *t)
{
    return isfinite(t->loss) && isfinite(t->slope) && all_finite(t->y, t->n_y);
}

/* What has to be computed by running the net: the weights as a parameter buffer, and the
 * self-test's values.
 */
static bool run_model(const Args *args, Graph *g, bool training, EmitOptions *o, EmitSelftest *test,
                      Err *err)
{
    bool tested = g->param_floats <= SMALL_NET || opt_set(args, OPT_SELFTEST);
    if (!tested && !opt_set(args, OPT_WEIGHTS))
        return true;
    NetcModel *m = cli_open(
        args,
        (OpenAs){.train = training, .batch = 1, .small = true, .portable = true, .told = true});
    if (!m)
        return err_set(err, "%s does not run here", args->file[0]);
    bool ok = read_weights(args, m, &o->weights, err) &&
              (!tested || selftest_values(m, training, test, err));
    if (ok)
        take_classes(g, netc_graph(m));
    cli_close(args, m);
    if (ok && tested && !can_be_told(test)) {
        cli_note(
            "no self-test: with the weights of seed 1 its values are not all finite, or too large");
        tested = false;
    }
    o->selftest = ok && tested ? test : NULL;
    return ok;
}

/* As emit_standalone_c and _h are called. */
static void print_mcu_c(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    (void)train;
    emit_mcu_c(f, infer, o);
}

static void print_mcu_h(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    (void)train;
    emit_mcu_h(f, infer, o);
}

static const char *asm_path(const Args *args)
{
    const char *bin = opt_text(args, OPT_WEIGHTS_OUT),
               *dot = bin ? strrchr(base_name(bin), '.') : NULL;
    return !dot || dot == base_name(bin) || !strcmp(dot, ".S")
               ? NULL
               : arena_printf(args->arena, "%.*s.S", (int)(dot - bin), bin);
}

static void abort_writer(void *w) { file_writer_abort(w); }

/* With --weights-out, the weights go to that file, and no longer into the text. */
static bool write_weights(const Args *args, const Ir *infer, EmitOptions *o, Err *err)
{
    const char *path = opt_text(args, OPT_WEIGHTS_OUT);
    if (!path)
        return true;
    Arena *a = args->arena;
    FileWriter *w = arena_own(a, file_writer_open(path, err), abort_writer),
               *s = w ? arena_own(a, file_writer_open(asm_path(args), err), abort_writer) : NULL;
    if (!s)
        return false;
    emit_weights_file(file_writer_stream(w), infer, o->weights);
    o->weights = NULL;
    o->weights_file = base_name(path);
    emit_weights_asm(file_writer_stream(s), infer, o);
    arena_disown(a, w);
    arena_disown(a, s);
    return file_writer_commit_both(w, s, err);
}

static bool write_single(Arena *a, const char *path, const Ir *infer, const Ir *train,
                         const EmitOptions *o, Err *err)
{
    FileWriter *h = arena_own(a, file_writer_open(path, err), abort_writer);
    if (!h)
        return false;
    emit_single_header(file_writer_stream(h), infer, train, o);
    arena_disown(a, h);
    return file_writer_commit(h, err);
}

/* The same path twice: a single header. */
static bool write_files(Arena *a, const char *c_path, const char *h_path, const Ir *infer,
                        const Ir *train, const EmitOptions *o, Err *err)
{
    bool mcu = target_layout(&infer->target) == &layout_hwc;
    if (c_path == h_path)
        return write_single(a, h_path, infer, train, o, err);
    FileWriter *c = arena_own(a, file_writer_open(c_path, err), abort_writer),
               *h = c ? arena_own(a, file_writer_open(h_path, err), abort_writer) : NULL;
    if (!h)
        return false;
    (mcu ? print_mcu_c : emit_standalone_c)(file_writer_stream(c), infer, train, o);
    (mcu ? print_mcu_h : emit_standalone_h)(file_writer_stream(h), infer, train, o);
    arena_disown(a, c);
    arena_disown(a, h);
    return file_writer_commit_both(c, h, err);
}

/* What of a net the program of --main=train cannot train; NULL: nothing. It reads CIFAR-10's
 * records as they are, which have one class a picture. */
static const char *main_lacks(const Args *args, const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    Shape y = g->output->out;
    if (g->input.c != 3 || g->nodes[0]->out.rank != 3)
        return "pictures of 3 channels, and the input is none";
    if (g->input.raw_h != g->input.h || g->input.raw_w != g->input.w)
        return "pictures of the net's own size, and `resize=` takes others";
    if (!loss)
        return NULL; /* is said of the training plan */
    if (y.rank != 1)
        return "one class a picture, and the net tells one of each pixel";
    if (g->n_heads)
        return "one class a picture, and the net has several outputs";
    if (loss->target_rows > 1)
        return "classes, and the net learns from a teacher, too";
    if (g->train.weighs)
        return "pictures that weigh alike, and `weight=` says what each weighs";
    if (loss->compares)
        return arena_printf(args->arena,
                            "outputs that are classes, and those for %s are an "
                            "embedding",
                            loss->name);
    if (g->train.target_input || (!loss->classes && !loss->shares))
        return arena_printf(args->arena, "class numbers, and %s compares numbers", loss->name);
    return y.c < 2 ? "a class for each output, and the net has one output" : NULL;
}

/* A user's own files are left alone: a folder that has some of these files, but not the net's
 * classify.h, which packages alone have, is no package of this net that is made anew. The net's C
 * may be there by `netc FILE.net -o src/NET_model.c`. */
static bool package_or_none(const char *const *path, int n, Err *err)
{
    const char *there = NULL;
    for (int i = 0; i < n; i++) {
        if (access(path[i], F_OK) != 0)
            continue;
        if (text_ends(path[i], "_classify.h"))
            return true;
        there = there ? there : path[i];
    }
    return !there || err_set(err,
                             "%s is there already, and is not of a package of this net; name "
                             "another folder",
                             there);
}

/* The files of --package to the folder `out`, which is made. Each is written whole. */
static bool write_package(const Args *args, const char *out, const Ir *infer, const EmitOptions *o,
                          Err *err)
{
    static const char *const kinds[] = {"cmake",   "arduino",    "zephyr",
                                        "esp-idf", "platformio", "wasm"}; /* ORDER: EMIT_PACKAGES */
    EmitFile file[EMIT_PACKAGE_FILES];
    const char *path[EMIT_PACKAGE_FILES];
    Arena *a = args->arena;
    const int n = emit_package(infer, o, kinds[args->v[OPT_PACKAGE].choice], file);
    for (int i = 0; i < n; i++)
        path[i] = arena_printf(a, "%s/%s", out, file[i].path);
    if (!cli_outputs_check(args, infer->graph, path, n, err) || !package_or_none(path, n, err))
        return false;
    for (int i = 0; i < n; i++) {
        const char *folder = arena_printf(a, "%.*s", (int)(strrchr(path[i], '/') - path[i]),
                                          path[i]);
        if (!folder_make(folder, err) ||
            !file_write(path[i], file[i].text, strlen(file[i].text), err))
            return false;
    }
    return true;
}

/* -o DIR of --package, or model.c and model.h. */
static bool write_all(const Args *args, const char *out, const char *header, const Ir *infer,
                      const Ir *train, EmitOptions *o, Err *err)
{
    return opt_set(args, OPT_PACKAGE)
               ? write_package(args, out, infer, o, err)
               : write_weights(args, infer, o, err) &&
                     write_files(args->arena, out, header, infer, train, o, err);
}

/* The same of --main=infer, which reads pictures and prints classes, or numbers. */
static const char *infer_lacks(const Graph *g)
{
    const int c = g->input.c;
    if (g->columns || g->train.takes_rows)
        return "pictures, and the net takes rows of a table";
    if (g->nodes[0]->out.rank != 3 || (c != 1 && c != 3))
        return "pictures of 1 or 3 channels, and the input is none";
    if (g->n_heads)
        return "pictures and prints what speaks for each class, and the net has several outputs";
    return g->output->out.rank != 1 ? "pictures and prints what speaks for each class, and the net "
                                      "ends in a map"
                                    : NULL;
}

static bool main_fits(const Args *args, const Graph *g)
{
    bool infers = opt_set(args, OPT_MAIN) && args->v[OPT_MAIN].choice == 1;
    if (infers && infer_lacks(g)) {
        cli_fail("%s: --main=infer makes a program that reads %s. Without it the functions are "
                 "written alone, and your program calls %s_infer (`netc help embedding`)",
                 args->file[0], infer_lacks(g), g->name);
        return false;
    }
    if (opt_set(args, OPT_PACKAGE) && g->n_inputs) {
        cli_fail("%s: a package takes pictures, and %s has several inputs. Without --package the "
                 "functions are written alone (`netc help embedding`)",
                 args->file[0], g->name);
        return false;
    }
    bool trains = opt_set(args, OPT_MAIN) && args->v[OPT_MAIN].choice == 0;
    const char *lacks = trains ? main_lacks(args, g) : NULL;
    if (lacks)
        cli_fail("%s: --main=train makes a program that reads CIFAR-10's records: %s. --train "
                 "writes the functions alone, and your program gives %s_train_step its batches "
                 "(`netc help embedding`)",
                 args->file[0], lacks, g->name);
    return !lacks;
}

/* The columns of the table that the net was trained on, as its weights file has them. */
static bool take_table(const Args *args, Graph *g)
{
    const char *path = opt_text(args, OPT_WEIGHTS);
    char *table = NULL;
    Err err;
    bool ok = (!path || weights_says(path, weights_table_key, &table, &err)) &&
              (!table || graph_use_columns(g, table, path, &err));
    free(table);
    if (ok && opt_set(args, OPT_PACKAGE) && (g->columns || g->train.takes_rows)) {
        cli_fail("%s: --package makes folders for nets of pictures, and %s takes the rows of a "
                 "table: -o model.c writes its functions alone",
                 args->file[0], g->name);
        return false;
    }
    if (!ok)
        cli_fail("%s", err.text);
    else if (!g->columns && g->train.takes_rows)
        cli_note("%s takes the rows of a table, normalised by the training rows: with --weights "
                 "the C has %s_normalize, which does it",
                 g->name, g->name);
    return ok;
}

/* There its caller gives one rate to a step. */
static bool one_rate(const Args *args, const Graph *g)
{
    return g->train.n_epochs_of == 0 || !opt_mcu(args) ||
           cli_fail(
               "%s: `rate ... epochs=%d` trains a part for epochs of its own; C of --target=mcu "
               "knows steps and no epochs. Emit it without `epochs=`",
               args->file[0], g->train.epochs_of[0]) == STATUS_OK;
}

/* x_train's x_train_init, x_train_load ... would also be the training functions of a net `x`, whose
 * file this cannot know. */
static bool name_fits(const Args *args, const Graph *g)
{
    static const char end[] = "_train";
    size_t n = strlen(g->name), k = sizeof end - 1;
    if (n <= k || strcmp(g->name + n - k, end))
        return true;
    cli_fail("%s: the name of net %s ends in %s: its functions would have the names of those that "
             "train a net %.*s. Give it another name",
             args->file[0], g->name, end, (int)(n - k), g->name);
    return false;
}

/* #include "..." knows no escapes: what would end the name, or mean something else to a compiler,
 * cannot stand in it. */
static bool includable(const char *name)
{
    if (strpbrk(name, "\"\\") || strstr(name, "??"))
        return false;
    while (*name) {
        size_t n = foreign_plain(name);
        if (!n)
            return false;
        name += n;
    }
    return true;
}

/* model.h beside model.c or model.cpp, or, with --single-header, model.h itself; NULL when it is
 * not called so. */
static const char *header_path(const Args *args)
{
    static const char *const ends[] = {".c", ".cpp", ".cc", ".cxx"};
    const char *out = opt_text(args, OPT_OUT), *dot = out ? strrchr(base_name(out), '.') : NULL;
    if (!dot || dot == base_name(out))
        return NULL;
    if (opt_set(args, OPT_SINGLE))
        return !strcmp(dot, ".h") || !strcmp(dot, ".hpp") ? out : NULL;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!strcmp(dot, ends[i]))
            return arena_printf(args->arena, "%.*s.h", (int)(dot - out), out);
    return NULL;
}

static void files(const Args *args, const Graph *g, FileList *l)
{
    (void)g;
    if (!opt_set(args, OPT_SINGLE) && !opt_set(args, OPT_PACKAGE))
        files_write_made(l, "the header", header_path(args), NULL,
                         "made by netc"); /* MADE BY NETC */
    files_write_made(l, "the assembler's text", asm_path(args), NULL, "made by netc");
}

/* ---- --target=mcu ---- */

/* The integers before what trains are those of the weights, which say what trains starts from. */
static bool front_fits(const Args *args, const Ir *infer, const float *params, Err *err)
{
    const Graph *g = infer->graph;
    const Quant *q = infer->target.quant;
    if (!opt_set(args, OPT_FRONT))
        return true;
    const unsigned char *learning = target_learning(args->arena, g, &infer->target);
    for (int i = 1; i < g->n_nodes; i++)
        if (!learning[i] && !quantized_made_of(g, q, g->nodes[i], params))
            return err_set(err,
                           "--front %s is not made of --weights %s: layer %s has other weights "
                           "there; make it anew by `netc quantize`",
                           opt_text(args, OPT_FRONT), opt_text(args, OPT_WEIGHTS),
                           g->nodes[i]->name);
    if (!q->floats)
        cli_note("%s does not say which weights it is made of (an older netc wrote it): that it "
                 "goes with %s is not checked",
                 opt_text(args, OPT_FRONT), opt_text(args, OPT_WEIGHTS));
    return true;
}

/* What the plan's kernels read, made of the weights; NULL: there are none. learned: what trains. */
static bool fold_weights(const Args *args, const Ir *infer, const float **weights,
                         const float **learned, Err *err)
{
    *weights = *learned = NULL;
    if (!opt_set(args, OPT_WEIGHTS) || args->quantized) /* whose integers the plan has */
        return true;
    NetcModel *m = cli_open(
        args, (OpenAs){.batch = 1, .small = true, .portable = true, .native = true, .told = true});
    if (!m)
        return err_set(err, "%s does not run here", args->file[0]);
    bool ok = cli_load_weights(args, m, err) && front_fits(args, infer, netc_params(m), err);
    float *to = ARENA_ARRAY(args->arena, float, infer->area_bytes[AREA_MODEL] / 4 + 1),
          *state = ARENA_ARRAY(args->arena, float, infer->area_bytes[AREA_STATE] / 4 + 1);
    if (ok) {
        NetcRun run = {.n = 1};
        run.base[AREA_PARAMS] = (unsigned char *)netc_params(m);
        run.base[AREA_MODEL] = (unsigned char *)to;
        run.base[AREA_STATE] = (unsigned char *)state;
        reference_run(infer, &kernel_build_baseline, NULL, PROG_PREPARE, &run);
        *weights = to;
        *learned = state;
        ok = all_finite(to, infer->area_bytes[AREA_MODEL] / 4) ||
             err_set(err,
                     "%s: with batchnorm folded into them not all weights are finite: a "
                     "variance is too small or negative, or numbers are too large",
                     opt_text(args, OPT_WEIGHTS));
    }
    cli_close(args, m);
    return ok;
}

static int front_misuse(const Args *args)
{
    if (!opt_mcu(args) || !opt_set(args, OPT_TRAIN) || !opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--front goes with --target=mcu --train and --weights");
    if (opt_set(args, OPT_WEIGHTS_OUT))
        return cli_misuse(args->command, "--weights-out does not go with --front, whose integers "
                                         "stand in the C text");
    return 0;
}

/* Whether a layer lies before the first that trains. */
static bool has_front(const Args *args, const Ir *infer)
{
    const unsigned char *learning = target_learning(args->arena, infer->graph, &infer->target);
    for (int i = 1; i < infer->graph->n_nodes; i++)
        if (!learning[i])
            return true;
    cli_fail("%s: --front is for frozen layers before the first that trains, and there is none",
             args->file[0]);
    return false;
}

static int run_mcu(const Args *args, Graph *g, const char *out, const char *header)
{
    static const OptId without[] = {OPT_MAIN, OPT_LINES, OPT_SELFTEST, OPT_END};
    for (const OptId *o = without; *o != OPT_END; o++)
        if (opt_set(args, *o))
            return cli_misuse(args->command, "--%s does not go with --target=mcu",
                              option_spec(*o)->name);
    if (opt_set(args, OPT_ENDS) && !args->quantized && !opt_set(args, OPT_FRONT))
        return cli_misuse(args->command, "--ends goes with weights of `netc quantize`");
    Ir *infer = cli_plan(args, g, MODE_INFER); /* with --train it learns */
    if (!infer || (opt_set(args, OPT_FRONT) && !has_front(args, infer)))
        return STATUS_MISTAKE;
    EmitOptions o = {.prefix = emit_prefix(args->arena, g->name),
                     .command = command_text(args),
                     .version = NETC_VERSION,
                     .header = base_name(header),
                     .source = base_name(out)};
    Err err;
    bool ok = fold_weights(args, infer, &o.weights, &o.learned, &err) &&
              write_all(args, out, header, infer, NULL, &o, &err);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static int package_misuse(const Args *args)
{
    static const OptId without[] = {OPT_TRAIN,  OPT_MAIN,        OPT_SINGLE, OPT_LINES,
                                    OPT_INLINE, OPT_WEIGHTS_OUT, OPT_END};
    const int kind = args->v[OPT_PACKAGE].choice;
    for (const OptId *o = without; *o != OPT_END; o++)
        if (opt_set(args, *o))
            return cli_misuse(args->command, "--%s does not go with --package",
                              option_spec(*o)->name);
    if (!opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--package goes with --weights");
    if (!opt_text(args, OPT_OUT))
        return cli_misuse(args->command, "--package goes with -o FOLDER");
    if (kind >= 1 && kind <= 4 && !opt_mcu(args))
        return cli_misuse(args->command, "this package is for --target=mcu");
    return 0;
}

static int weights_out_misuse(const Args *args)
{
    const char *path = opt_text(args, OPT_WEIGHTS_OUT);
    if (!opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--weights-out goes with --weights");
    if (opt_set(args, OPT_INLINE) || opt_set(args, OPT_MAIN))
        return cli_misuse(args->command,
                          "--inline-weights and --main do not go with --weights-out");
    if (args->quantized)
        return cli_misuse(args->command,
                          "--weights-out does not go with weights of `netc quantize`, which stand "
                          "in the C text");
    if (!asm_path(args) || !includable(base_name(path)))
        return cli_misuse(
            args->command,
            "--weights-out: expected a name with an ending other than .S, and none of "
            "\" \\ ?? and no control characters, found `%s`",
            path);
    return 0;
}

/* What leads on from the name of another kind of file. */
static const char *other_output(const char *out)
{
    static const char *const models[] = {".onnx", ".keras", ".h5", ".pt", ".pth", ".tflite"};
    const char *dot = strrchr(base_name(out), '.');
    for (size_t i = 0; dot && i < sizeof models / sizeof *models; i++)
        if (!strcmp(dot, models[i]))
            return "; `netc export FILE.net --weights W -o MODEL` writes models of other programs";
    return "; `--main=infer` puts a program around the C, and a C compiler builds it";
}

static int misuse(const Args *args, const char *out, const char *header)
{
    if (opt_set(args, OPT_PACKAGE))
        return package_misuse(args);
    if (!out && !opt_set(args, OPT_DUMP))
        return cli_misuse(args->command, "missing option -o model.c");
    if (out && !header)
        return cli_misuse(args->command, "-o: expected a name that ends in %s, found `%s`%s",
                          opt_set(args, OPT_SINGLE) ? ".h, as --single-header says"
                                                    : ".c (or .cpp, .cc or .cxx)",
                          out, opt_set(args, OPT_SINGLE) ? "" : other_output(out));
    if (out && !includable(base_name(out)))
        return cli_misuse(args->command,
                          "-o: a C file cannot include a header of this name: expected none of \" "
                          "\\ ?? and no control characters, found `%s`",
                          out);
    if (opt_set(args, OPT_SINGLE) && (opt_set(args, OPT_MAIN) || opt_set(args, OPT_LINES)))
        return cli_misuse(args->command, "--main and --lines do not go with --single-header");
    if (opt_set(args, OPT_INLINE) && !opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--inline-weights goes with --weights");
    if (opt_set(args, OPT_FRONT) && front_misuse(args))
        return STATUS_MISUSE;
    return opt_set(args, OPT_WEIGHTS_OUT) ? weights_out_misuse(args) : 0;
}

static int run(const Args *args)
{
    const char *out = opt_text(args, OPT_OUT), *header = header_path(args);
    bool training = opt_set(args, OPT_TRAIN) ||
                    (opt_set(args, OPT_MAIN) && args->v[OPT_MAIN].choice == 0);
    Err err;
    const int bad = misuse(args, out, header);
    if (bad)
        return bad;
    static const OptId with_weights[] = {OPT_SCOPE, OPT_PARTIAL, OPT_MAP, OPT_DENSE_ORDER};
    for (size_t i = 0; i < sizeof with_weights / sizeof *with_weights; i++)
        if (opt_set(args, with_weights[i]) && !opt_set(args, OPT_WEIGHTS))
            return cli_misuse(args->command,
                              "--scope, --partial, --map and --dense-order go with --weights");
    Graph *g = cli_graph(args);
    if (!g || !main_fits(args, g) || !name_fits(args, g) || !take_table(args, g) ||
        (training && !one_rate(args, g)))
        return STATUS_MISTAKE;
    if (opt_set(args, OPT_DUMP))
        return cli_dump(args, g, training && !opt_mcu(args) ? MODE_TRAIN : MODE_INFER,
                        opt_text(args, OPT_DUMP))
                   ? STATUS_OK
                   : STATUS_MISTAKE;
    if (opt_set(args, OPT_PACKAGE))
        header = arena_printf(args->arena, "%s_model.h", emit_prefix(args->arena, g->name));
    if (opt_mcu(args))
        return run_mcu(args, g, out, header);
    Ir *train = training ? cli_plan(args, g, MODE_TRAIN) : NULL,
       *infer = training && !train ? NULL : cli_plan(args, g, MODE_INFER);
    if (!infer)
        return STATUS_MISTAKE;
    static const EmitMain mains[] = {EMIT_MAIN_TRAIN,
                                     EMIT_MAIN_INFER}; /* ORDER: the words of --main */
    EmitSelftest test = {.y = NULL};
    EmitOptions o = {
        .prefix = emit_prefix(args->arena, g->name),
        .command = command_text(args),
        .version = NETC_VERSION,
        .header = base_name(header),
        .source = base_name(out),
        .main = opt_set(args, OPT_MAIN) ? mains[args->v[OPT_MAIN].choice] : EMIT_MAIN_NONE,
        .line_directives = opt_set(args, OPT_LINES),
    };
    bool ok = run_model(args, g, training, &o, &test, &err);
    arena_own(args->arena, (void *)(uintptr_t)test.y, free);
    ok = ok && write_all(args, out, header, infer, train, &o, &err);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {.id = OPT_OUT,
     .value = "model.c",
     .doc = "C file to write; its header model.h goes beside it"},
    {.id = OPT_TRAIN, .doc = "with the backward pass and the optimizer"},
    {.id = OPT_NET},
    {.id = OPT_BATCH,
     .doc = "largest n of a call (default: the train section's batch, else " TEXT_OF(
         DEFAULT_BATCH) ")"},
    {.id = OPT_WEIGHTS, .doc = "weights for the C text, when small"},
    WEIGHT_USES,
    {.id = OPT_INLINE},
    {.id = OPT_WEIGHTS_OUT},
    {.id = OPT_MAIN},
    {.id = OPT_TARGET, .doc = "what the C is for; mcu: small machines, in least memory"},
    {.id = OPT_ENDS},
    {.id = OPT_FRONT},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_STORE},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_SELFTEST},
    {.id = OPT_SINGLE},
    {.id = OPT_PACKAGE},
    {.id = OPT_LINES},
    {.id = OPT_FORCE, .doc = "write over a model.h or W.S that netc did not make"},
    {.id = OPT_MACHINE,
     .doc = "choose algorithms by the constants of `netc tune` in FILE (default: built in, on "
            "every machine the same)"},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_DUMP},
    {.id = OPT_END},
};
const Command cmd_emit = {
    .name = "",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "compile a net to standalone C",
    .more = "--main=train or --main=infer makes a complete program. Weights are put into the "
            "text unasked when there are at most 65536 of them; otherwise the program loads "
            "them.",
    .writes = "model.c and model.h: C99 that needs libm and nothing else",
    .examples = (const Example[]){{"netc small.net -o model.c", "inference, with a header model.h"},
                                  {"netc small.net -o model.c --train --batch 8",
                                   "with the backward pass and the optimizer"},
                                  {"netc small.net -o model.c --weights w.safetensors --main=infer",
                                   "a program with its weights: reads pictures, prints classes"},
                                  {"netc small.net -o model.h --single-header",
                                   "one file: #define SMALL_IMPLEMENTATION where it is compiled"},
                                  {"netc small.net -o model.c --weights w.safetensors "
                                   "--weights-out w.bin",
                                   "the weights as a file to link (w.S) or to map"},
                                  {"netc small.net -o folder --weights w.safetensors "
                                   "--package=wasm",
                                   "a page that classifies pictures in the browser"},
                                  {"netc small.net --dump plan",
                                   "the instructions and where their values lie"},
                                  {NULL, NULL}},
    .integers = true,
    .uses = uses,
    .run = run,
    .files = files,
};
