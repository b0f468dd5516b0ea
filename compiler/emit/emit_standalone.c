/* Standalone C: model.c and model.h. Sizes and tables are printed here; the programs by
 * emit_program.c; what stands around them is the text of compiler/emit/text/, whose net_ and NET_
 * names become the net's, and whose @if sections depend on what was asked for. */
#include "base/foreign.h"
#include "base/hash.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 32 };

typedef struct Out {
    FILE *f;
    Arena *a;
    const Graph *g;
    const Ir *infer, *train;
    const EmitOptions *o;
    EmitNames names;
    const char *words[MAX_WORDS]; /* of sections; ends with NULL */
} Out;

/* ---- text of compiler/emit/text/ ---- */

static bool int_labels(const Out *out)
{
    const Loss *loss = out->g->train.loss.record;
    return !loss || loss->int_labels;
}

/* Are the outputs numbers of their own, not shares of classes? As netc predict has it. */
static bool gives_numbers(const Out *out)
{
    const Loss *loss = out->g->train.loss.record;
    return loss && (loss->compares || (!loss->int_labels && !loss->shares && !out->g->labels));
}

static int64_t output_count(const Out *out) { return shape_count(out->g->output->out); }

static bool has_variances(const Graph *g)
{
    for (int i = 0; i < g->n_params; i++)
        if (!strcmp(g->params[i]->name, "moving_variance"))
            return true;
    return false;
}

/* The words whose sections are printed. */
static void find_words(Out *out)
{
    const struct {
        const char *word;
        bool is;
    } all[] = {{"train", out->train != NULL},
               {"accumulate", out->train && out->g->train.accumulate > 1},
               {"average", out->train && out->g->train.average > 0},
               {"int_labels", int_labels(out)},
               {"float_labels", !int_labels(out)},
               {"compares", out->train && ((const Loss *)out->g->train.loss.record)->compares},
               {"class_weight", out->g->train.n_class_weights > 0},
               {"balanced", out->g->train.balanced},
               {"even", !out->g->train.balanced && !out->g->train.n_class_weights},
               {"numbers", gives_numbers(out)},
               {"wide_rows", !int_labels(out) && graph_label_floats(out->g) != output_count(out)},
               {"weighs", out->g->train.weighs},
               {"spans", out->train && out->g->train.n_epochs_of > 0},
               {"pairs", out->train && ((const Loss *)out->g->train.loss.record)->target_rows > 1},
               {"parts", out->g->n_inputs > 0},
               {"table", out->g->columns != NULL},
               {"pictures", !out->g->columns && !out->g->n_inputs},
               {"inline", out->o->weights != NULL},
               {"array", out->o->weights != NULL},
               {"predict", out->o->weights != NULL},
               {"map", out->o->weights_file != NULL},
               {"native", true},
               {"file_weights", out->o->weights == NULL || out->o->main == EMIT_MAIN_TRAIN},
               {"selftest", out->o->selftest != NULL},
               {"variances", has_variances(out->g)},
               {"timed", out->infer->target.timed},
               {"narrow", out->train && out->train->target.precision}};
    int n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].is)
            out->words[n++] = all[i].word;
    assert(n < MAX_WORDS);
}

static void put_support(Out *out, const char *name)
{
    emit_support(out->f, name, out->words, &out->names);
}

static Out out_new(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    Out out = {f,
               infer->arena,
               infer->graph,
               infer,
               train,
               o,
               emit_names(infer->arena, o->prefix, true),
               {NULL}};
    out.names.lines = o->line_directives;
    out.names.when = emit_when(out.a, (const Ir *[]){infer, train}, 2);
    find_words(&out);
    return out;
}

static void define(Out *out, const char *name, int64_t value, const char *comment)
{
    fprintf(out->f, "#define %s_%s %" PRId64, out->names.upper, name, value);
    fprintf(out->f, comment ? "    /* %s */\n" : "\n", comment);
}

/* Memory with the scratch of every worker; one worker's is in `bytes`. */
static void define_shared(Out *out, const char *name, int64_t bytes, int64_t scratch,
                          const char *comment)
{
    if (!scratch) {
        define(out, name, bytes, comment);
        return;
    }
    fprintf(out->f, "#define %s_%s (%" PRId64 " + (%s_WORKERS - 1) * %" PRId64 ")    /* %s */\n",
            out->names.upper, name, bytes, out->names.upper, scratch, comment);
}

/* ---- sizes: with the scratch of one worker ---- */

static int64_t round_up(int64_t n) { return (n + 63) / 64 * 64; }

static int64_t at_least_one(int64_t bytes) { return bytes > 0 ? bytes : 64; }

enum { HEAD_BYTES = 64 }; /* before a prepared model, for its tag */

int64_t emit_model_bytes(const Ir *infer)
{
    return HEAD_BYTES + round_up(at_least_one(infer->area_bytes[AREA_MODEL]));
}

int64_t emit_work_bytes(const Ir *infer)
{
    return round_up(at_least_one(infer->area_bytes[AREA_WORK]));
}

static int64_t state_bytes(const Ir *train)
{
    return round_up(at_least_one(train->area_bytes[AREA_STATE]));
}

/* TRAIN-LAYOUT of compiler/emit/text/api_train.c: 256 bytes hold its struct on any host; the work
 * area also takes a whole state while one is read. */
int64_t emit_train_bytes(const Ir *train)
{
    int64_t work = round_up(at_least_one(train->area_bytes[AREA_WORK])), state = state_bytes(train);
    int64_t outputs = shape_count(train->graph->output->out);
    return 256 + 64 + round_up(4 * train->target.batch * outputs) + state +
           (work > state ? work : state);
}

/* SELFTEST-LAYOUT: as net_selftest lays it out. */
static void define_selftest(Out *out)
{
    int64_t params = 4 * out->g->param_floats, x = 4 * shape_count(out->g->nodes[0]->out),
            y = 4 * output_count(out);
    int64_t head = round_up(params + 64) + round_up(x + 64) + round_up(y + 64);
    const char *u = out->names.upper,
               *infer = arena_printf(out->a, "%s_MODEL_BYTES + %s_WORK_BYTES", u, u),
               *train = arena_printf(out->a, "%s_TRAIN_BYTES + %" PRId64, u, round_up(params + 64));
    fprintf(out->f, "#define %s_SELFTEST_BYTES \\\n    (%" PRId64 " + ", u, head);
    if (out->train)
        fprintf(out->f, "(%s > %s \\\n        ? %s : %s))\n", infer, train, infer, train);
    else
        fprintf(out->f, "%s)\n", infer);
}

/* Parts that train for epochs of their own (`rate ... epochs=`). */
static void define_spans(Out *out)
{
    const Train *t = &out->g->train;
    define(out, "SPANS", t->n_epochs_of, "parts that train for epochs of their own");
    fprintf(out->f, "#define %s_SPAN_EPOCHS {%d", out->names.upper, t->epochs_of[0]);
    for (int i = 1; i < t->n_epochs_of; i++)
        fprintf(out->f, ", %d", t->epochs_of[i]);
    fputs("}\n", out->f);
}

static void put_head(Out *out, const char *what)
{
    const Graph *g = out->g;
    /* MADE BY NETC: cli/ knows its own files by these words */
    fprintf(out->f, "/* %s of net `%s`, made by netc %s:\n *     ", what, g->name, out->o->version);
    foreign_c_comment(out->f, out->o->command, strlen(out->o->command));
    fputc('\n', out->f);
    fprintf(out->f, " * source hash %016" PRIx64 ", parameter layout %016" PRIx64 ".\n",
            g->source_hash, g->layout_hash);
    fprintf(out->f,
            " * This file belongs to whoever generated it; no licence of netc's applies to it.\n");
    fprintf(out->f,
            " * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4)%s. Fast with: cc -O3 "
            "-march=native -ffp-contract=fast (-fopenmp for threads). */\n",
            out->train ? ", 8 KB for training" : "");
}

static void put_header(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    Out s = out_new(f, infer, train, o), *out = &s;
    const Graph *g = s.g;
    Shape in = g->nodes[0]->out;
    put_head(out, "Interface");
    const char *upper = out->names.upper;
    fprintf(f, "#ifndef %s_MODEL_H\n#define %s_MODEL_H\n", upper, upper);
    fputs(
        "#include <stddef.h>\n#include <stdint.h>\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n",
        f);
    put_support(out, "hooks.h");
    put_support(out, "workers.h");
    define(out, "IN_H", in.h, NULL);
    define(out, "IN_W", in.w, NULL);
    define(out, "IN_C", in.c, NULL);
    define(out, "OUTPUTS", output_count(out), "floats of one output");
    define(out, "CLASSES", output_count(out), NULL);
    if (!int_labels(out) && graph_label_floats(g) != output_count(out))
        define(out, "TARGETS", graph_label_floats(g), "floats of one row of targets");
    define(out, "BATCH", infer->target.batch, "the largest n of a call");
    define(out, "PARAM_FLOATS", g->param_floats,
           "the parameter buffer: every parameter, Keras layout, in the order of the table below");
    define_shared(out, "MODEL_BYTES", emit_model_bytes(infer), infer->prepare_scratch_bytes,
                  "what infer reads: parameters packed, folded and pre-transformed");
    define_shared(out, "WORK_BYTES", emit_work_bytes(infer), infer->scratch_bytes,
                  "scratch of infer");
    if (train && g->train.n_epochs_of > 0)
        define_spans(out);
    if (train)
        define_shared(out, "TRAIN_BYTES", emit_train_bytes(train), train->scratch_bytes,
                      "parameters, gradients, moments, saved activations, scratch");
    if (o->selftest)
        define_selftest(out);
    if (o->weights_file)
        emit_file_macros(f, infer, &s.names);
    define(out, "ALIGN", target_layout(&infer->target)->align, NULL);
    fputc('\n', f);
    emit_columns(f, g);
    emit_parts(f, g, &s.names);
    put_support(out, "api.h");
    if (o->weights_file)
        put_support(out, "map.h");
    fputs("\n#ifdef __cplusplus\n}\n#endif\n#endif\n", f);
}

void emit_standalone_h(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    FILE *m;
    ArenaText *t = arena_text_open(infer->arena, &m);
    put_header(m, infer, train, o);
    emit_wrapped(f, infer->arena, arena_text(t, NULL));
}

/* ---- tables ---- */

static void put_params(Out *out)
{
    const Graph *g = out->g;
    const char *prefix = out->names.prefix;
    fprintf(out->f, "const %s_param %s_params[] = {\n", prefix, prefix);
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        fputs("    {", out->f);
        foreign_c_string(out->f, p->full_name);
        fprintf(out->f, ", %d, {", p->rank);
        for (int d = 0; d < 4; d++)
            fprintf(out->f, "%s%d", d ? ", " : "", d < p->rank ? p->dim[d] : 0);
        fprintf(out->f, "}, %" PRId64 ", %" PRId64 ", %d},\n", p->offset, p->count,
                p->trainable && !p->node->frozen);
    }
    if (!g->n_params)
        fputs("    {NULL, 0, {0, 0, 0, 0}, 0, 0, 0}\n", out->f);
    fprintf(out->f, "};\nconst int %s_param_count = %d;\n", prefix, g->n_params);
    fprintf(out->f, "const char *const %s_labels[] = {", prefix);
    for (int i = 0; class_name(g, i); i++) {
        foreign_c_string(out->f, class_name(g, i));
        fputs(", ", out->f);
    }
    fputs("NULL};\n\n", out->f);
}

static void put_floats(Out *out, const char *name, const float *v, int64_t n)
{
    fprintf(out->f, "%s_CONST float %s_%s[%" PRId64 "] %s_SECTION = {", out->names.upper,
            out->names.prefix, name, n > 0 ? n : 1, out->names.upper);
    for (int64_t i = 0; i < n; i++) {
        char s[40];
        text_snprintf(s, sizeof s, "%.9g", (double)v[i]);
        fprintf(out->f, "%s%s%sf,", i % 8 ? " " : "\n    ", s, strpbrk(s, ".e") ? "" : ".0");
    }
    fputs(n > 0 ? "\n};\n\n" : "0.0f};\n\n", out->f);
}

static void put_doubles(Out *out, const char *macro, const double *v, int n)
{
    text_fprintf(out->f, "#define %s_%s {%.17g", out->names.upper, macro, v[0]);
    for (int i = 1; i < n; i++)
        text_fprintf(out->f, i % 8 ? ", %.17g" : ", \\\n    %.17g", v[i]);
    fputs("}\n", out->f);
}

/* ---- tags: what an area or a saved state was made for ---- */

static void put_tag(Out *out, const char *name, uint64_t h)
{
    fprintf(out->f, "#define %s_%s UINT64_C(0x%016" PRIx64 ")\n", out->names.upper, name, h);
}

static void put_tags(Out *out)
{
    const Graph *g = out->g;
    const int64_t model = emit_model_bytes(out->infer),
                  state = out->train ? state_bytes(out->train) : 0;
    uint64_t h = hash_bytes(HASH_START, &g->layout_hash, sizeof g->layout_hash);
    define(out, "HEAD_BYTES", HEAD_BYTES, NULL);
    put_tag(
        out, "MODEL_TAG",
        hash_bytes(emit_hash_area(h, out->infer, PROG_PREPARE, AREA_MODEL), &model, sizeof model));
    if (!out->train)
        return;
    h = hash_bytes(h, &state, sizeof state);
    h = emit_hash_area(emit_hash_area(h, out->train, PROG_PACK, AREA_STATE), out->train, PROG_APPLY,
                       AREA_STATE);
    put_tag(out, "STATE_HASH", h);
    put_tag(out, "TRAIN_TAG",
            hash_bytes(h, &(int64_t){emit_train_bytes(out->train)}, sizeof(int64_t)));
}

/* Where in the memory of a call the scratch of workers 1, 2, ... begins, and how much each has. */
static void put_scratch(Out *out, const char *call, int64_t at, int64_t bytes)
{
    define(out, arena_printf(out->a, "%s_SCRATCH_AT", call), at, NULL);
    define(out, arena_printf(out->a, "%s_SCRATCH", call), bytes / (int64_t)sizeof(float), "floats");
}

static void put_numbers(Out *out, const char *what, const char *name, const double *v, int n)
{
    text_fprintf(out->f, "static const double %s_%s_%s[] = {%.17g", out->names.prefix, what, name,
                 v[0]);
    for (int i = 1; i < n; i++)
        text_fprintf(out->f, i % 8 ? ", %.17g" : ",\n    %.17g", v[i]);
    fputs("};\n", out->f);
}

/* Several inputs: where each lies in a row, and what it says of its numbers. */
static void put_inputs(Out *out)
{
    const Graph *g = out->g;
    const char *prefix = out->names.prefix;
    for (int i = 0; i < g->n_inputs; i++) {
        const InputPart *p = &g->inputs[i];
        const int n = p->in.c < p->in.per_channel ? p->in.c : p->in.per_channel;
        put_numbers(out, "mean", p->name, p->in.mean, n);
        put_numbers(out, "std", p->name, p->in.std, n);
    }
    fprintf(out->f,
            "static const struct {\n    int at, count, channels, numbers, bgr;\n    double scale;\n"
            "    const double *mean, *std;\n} %s_inputs[] = {\n",
            prefix);
    for (int i = 0; i < g->n_inputs; i++) {
        const InputPart *p = &g->inputs[i];
        const int n = p->in.c < p->in.per_channel ? p->in.c : p->in.per_channel;
        text_fprintf(out->f, "    {%d, %d, %d, %d, %d, %.17g, %s_mean_%s, %s_std_%s},\n",
                     (int)p->at, (int)shape_count(p->shape), p->in.c, n, p->in.bgr, p->in.scale,
                     prefix, p->name, prefix, p->name);
    }
    fputs("};\n", out->f);
    define(out, "INPUT_PARTS", g->n_inputs, NULL);
}

static void put_private_macros(Out *out)
{
    const Graph *g = out->g;
    size_t longest = 16;
    for (int i = 0; i < g->n_params; i++)
        if (strlen(g->params[i]->full_name) > longest)
            longest = strlen(g->params[i]->full_name);
    define(out, "PARAM_COUNT", g->n_params, NULL);
    define(out, "NAME_BYTES", (int64_t)longest + 2, "longer than any parameter's name");
    fprintf(out->f, "#define %s_NET_NAME \"%s\"\n#define %s_LAYOUT_HASH \"%016" PRIx64 "\"\n",
            out->names.upper, g->name, out->names.upper, g->layout_hash);
    text_fprintf(out->f, "#define %s_INPUT_SCALE %.17g\n", out->names.upper, g->input.scale);
    put_doubles(out, "INPUT_MEAN", g->input.mean, g->input.per_channel);
    put_doubles(out, "INPUT_STD", g->input.std, g->input.per_channel);
    if (g->n_inputs)
        put_inputs(out);
    define(out, "INPUT_BGR", g->input.bgr, NULL);
    put_tags(out);
    if (out->train)
        define(out, "STATE_BYTES", state_bytes(out->train), NULL);
    put_scratch(out, "PREPARE", emit_model_bytes(out->infer), out->infer->prepare_scratch_bytes);
    put_scratch(out, "INFER", emit_work_bytes(out->infer), out->infer->scratch_bytes);
    if (out->train)
        put_scratch(out, "TRAIN", emit_train_bytes(out->train), out->train->scratch_bytes);
    if (out->o->main == EMIT_MAIN_TRAIN) {
        const Optimizer *opt = g->train.optimizer.record;
        define(out, "ACCUMULATE", g->train.accumulate, "batches a step");
        if (g->train.n_class_weights)
            put_doubles(out, "CLASS_WEIGHT", g->train.class_weights, g->train.n_class_weights);
        define(out, "EPOCHS", g->train.epochs > 0 ? g->train.epochs : 10, NULL);
        text_fprintf(out->f, "#define %s_RATE %.9gf\n", out->names.upper,
                     setting_num(&g->train.optimizer, opt->attrs, "rate"));
    }
    fputc('\n', out->f);
}

static void put_selftest_values(Out *out)
{
    const EmitSelftest *t = out->o->selftest;
    const char *prefix = out->names.prefix;
    fprintf(out->f, "static const double %s_selftest_y[] = {", prefix);
    for (int i = 0; i < t->n_y; i++)
        text_fprintf(out->f, "%s%.6g", i ? ", " : "", (double)t->y[i]);
    fputs("};\n", out->f);
    if (out->train) {
        text_fprintf(out->f, "static const double %s_selftest_loss = %.6g, ", prefix, t->loss);
        text_fprintf(out->f, "%s_selftest_slope = %.6g;\n", prefix, t->slope);
    }
    fputc('\n', out->f);
}

static void put_file(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    Out s = out_new(f, infer, train, o), *out = &s;
    const Ir *irs[] = {infer, train};
    put_head(out, "Implementation");
    if (o->header) /* cmd_emit refuses names that cannot stand here */
        fprintf(f, "#include \"%s\"\n", o->header);
    put_support(out, "legend.h");
    emit_micro(f, s.a, irs, train ? 2 : 1, &s.names);
    put_private_macros(out);
    put_support(out, "run_types.h");
    EmitPlan plans[] = {{.ir = infer, .names = &s.names}, {.ir = train, .names = &s.names}};
    const int n = train ? 2 : 1;
    for (int i = 0; i < n; i++) {
        plans[i].taken = emit_taken(s.a, plans[i].ir);
        emit_find_tables(s.a, &plans[i]);
    }
    emit_offsets(f, s.a, plans, n, &s.names);
    emit_bodies(f, s.a, plans, n);
    for (int i = 0; i < n; i++)
        emit_programs(f, &plans[i], EMIT_STANDALONE);
    put_params(out);
    if (o->weights)
        put_floats(out, "weights", o->weights, s.g->param_floats);
    if (o->selftest)
        put_selftest_values(out);
    put_support(out, "api.c");
    put_support(out, "api_weights.c");
    if (o->weights_file) {
        emit_file_tag(f, infer, &s.names);
        put_support(out, "map.c");
    }
    put_support(out, "api_train.c");
    put_support(out, "api_selftest.c");
    if (o->main == EMIT_MAIN_NONE)
        return;
    put_support(out, "main_common.c");
    if (o->main == EMIT_MAIN_INFER) {
        put_support(out, "resize.c");
        put_support(out, "main_infer.c");
    } else {
        put_support(out, "main_train.c");
    }
}

void emit_standalone_c(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    FILE *m;
    Arena *a = infer->arena;
    ArenaText *t = arena_text_open(a, &m);
    put_file(m, infer, train, o);
    const char *text = arena_text(t, NULL);
    if (!o->line_directives) {
        emit_wrapped(f, a, text);
        return;
    }
    t = arena_text_open(a, &m);
    emit_wrapped(m, a, text);
    emit_lines(f, arena_text(t, NULL), o->source);
}
