/* netc mem: the memory a plan needs, before anything runs: from the sizes of its buffers and the
 * places the planner gave them. Buffers of the work area share memory, so a column's sum is more
 * than the area. */
#include "cli/cli.h"
#include "compiler/compile.h"
#include "compiler/passes/frozen_prefix.h"
#include "runtime/threads.h"
#include <string.h>
#include <sys/resource.h>

enum { COL_PARAMS, COL_GRADS, COL_MOMENTS, COL_SAVED, COL_VALUES, COL_SCRATCH, COL_COUNT };
static const char *const column_keys[COL_COUNT] = {"parameters", "gradients", "moments",
                                                   "saved",      "values",    "scratch"};

typedef struct MemRow {
    int64_t bytes[COL_COUNT];
} MemRow;

/* Number of the first instruction of the backward pass, in the planner's count. */
static int first_backward(const Ir *ir)
{
    int t = 0;
    for (int p = 0; p < PROG_BACKWARD; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++)
            t += !ir->prog[p].code[i]->gone;
    return t;
}

static int column(const Buffer *b, int backward)
{
    bool is_param = b->per_image == 0;
    if (b->use == USE_PARAMETER || b->use == USE_MODEL)
        return COL_PARAMS;
    if (b->use == USE_MOMENT || b->use == USE_AVERAGE)
        return COL_MOMENTS;
    if (b->use == USE_GRADIENT)
        return is_param ? COL_GRADS : COL_VALUES;
    if (b->use == USE_SAVED || b->use == USE_ACTIVATION)
        return b->first < backward && b->last >= backward ? COL_SAVED : COL_VALUES;
    return COL_SCRATCH;
}

/* Rows of the layers, one of the plan's own buffers after them. Ends of the programs (x, y, ...)
 * are not counted here. */
static MemRow *count_rows(Arena *a, const Ir *ir, const int *row_of, int n_rows)
{
    MemRow *mem = ARENA_ARRAY(a, MemRow, n_rows + 1);
    int backward = first_backward(ir);
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *b = ir->bufs[i];
        if (b->first < 0 || b->use == USE_CALLER)
            continue;
        mem[b->node ? row_of[b->node->id] : n_rows].bytes[column(b, backward)] += buffer_bytes(ir,
                                                                                               b);
    }
    return mem;
}

static MemRow sum_rows(const MemRow *mem, int n)
{
    MemRow total = {{0}};
    for (int i = 0; i < n; i++)
        for (int c = 0; c < COL_COUNT; c++)
            total.bytes[c] += mem[i].bytes[c];
    return total;
}

/* What a plan keeps in memory, by area. params: the parameter buffer in Keras layout; ends: x,
 * labels, y, loss. */
typedef struct Areas {
    int64_t params, model, state, work, ends, total;
} Areas;

static Areas areas_of(const Ir *ir)
{
    Areas r = {.params = 4 * ir->graph->param_floats,
               .model = ir->area_bytes[AREA_MODEL],
               .state = ir->area_bytes[AREA_STATE],
               .work = ir->area_bytes[AREA_WORK],
               .ends = buffer_bytes(ir, ir->x) + buffer_bytes(ir, ir->y) +
                       (ir->labels ? buffer_bytes(ir, ir->labels) : 0) +
                       (ir->loss ? buffer_bytes(ir, ir->loss) : 0)};
    r.total = r.params + r.model + r.state + r.work + r.ends;
    return r;
}

/* What `netc train` takes, part by part, but for the data set. A step needs no parameter buffer,
 * and then its memory is given back; at the end of an epoch it is there again, beside the weights
 * of the best and of the last good one. */
enum {
    PART_STATE,
    PART_WORK,
    PART_SCRATCH,
    PART_BATCHES,
    PART_PROGRAM,
    PART_STEP_COUNT,
    PART_PARAMS = PART_STEP_COUNT,
    PART_COUNT
};
static const char *const part_keys[PART_COUNT] = {"state",   "work",    "scratch",
                                                  "batches", "program", "images"};
static const char *const part_texts[PART_COUNT] = {
    "state (parameters, moments)",  "work area, shared with validation",
    "scratch of the other threads", "batches: loaded, in work, judged",
    "program and libraries",        "parameter buffers: own, best, good"};

/* The most that the program has taken so far, without code for a plan. What getrusage says may be
 * of the program that started this one, and serves where there is no /proc. */
static int64_t program_bytes(void)
{
    static const char key[] = "VmHWM:";
    char line[200];
    long long kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && !kib && fgets(line, sizeof line, f))
        if (!strncmp(line, key, sizeof key - 1))
            for (const char *p = line + sizeof key; *p; p++)
                kib = *p >= '0' && *p <= '9' ? kib * 10 + (*p - '0') : kib;
    if (f)
        fclose(f);
    struct rusage r;
    return kib ? kib * 1024 : getrusage(RUSAGE_SELF, &r) ? 0 : (int64_t)r.ru_maxrss * 1024;
}

/* Of every thread but the first, whose scratch lies in the work area; `netc train` has a thread a
 * core unless it is told otherwise. */
static int64_t scratch_of_others(const Ir *train, const Ir *infer)
{
    int64_t most = train->scratch_bytes;
    most = infer->scratch_bytes > most ? infer->scratch_bytes : most;
    most = infer->prepare_scratch_bytes > most ? infer->prepare_scratch_bytes : most;
    return most * (pool_machine_cores() - 1);
}

static void train_parts(const Ir *train, const Ir *infer, int64_t part[PART_COUNT])
{
    Areas t = areas_of(train), i = areas_of(infer);
    part[PART_STATE] = t.state;
    part[PART_WORK] = t.work > i.model + i.work ? t.work : i.model + i.work;
    part[PART_SCRATCH] = scratch_of_others(train, infer);
    part[PART_BATCHES] = t.ends + i.ends + 3 * buffer_bytes(train, train->x);
    part[PART_PROGRAM] = program_bytes();
    part[PART_PARAMS] = 3 * t.params;
}

static int64_t parts_sum(const int64_t *part, int n)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++)
        sum += part[i];
    return sum;
}

/* Bytes of a sample in memory: a picture, a row of a table in doubles, or floats. */
static bool of_kind(const Graph *g, const char *kind)
{
    return g->train.data_kind && !strcmp(g->train.data_kind, kind);
}

static bool is_pictures(const Graph *g)
{
    return (g->input.c == 1 || g->input.c == 3) && !of_kind(g, "wav");
}

static int64_t sample_bytes(const Graph *g)
{
    const Input *in = &g->input;
    int64_t count = (int64_t)in->h * in->w;
    return g->train.takes_rows ? (int64_t)sizeof(double) * count * in->c
           : is_pictures(g)    ? count * 3
                               : (int64_t)sizeof(float) * count * in->c;
}

static const char *sample_text(const Graph *g)
{
    return g->train.takes_rows ? "and for each row of the data"
           : is_pictures(g)    ? "and for each picture of the data"
                               : "and for each sample of the data";
}

static json_t *json_train(const Ir *train, const Ir *infer)
{
    int64_t part[PART_COUNT];
    train_parts(train, infer, part);
    json_t *o = json_object();
    for (int i = 0; i < PART_COUNT; i++)
        json_object_set_new(o, part_keys[i], json_integer(part[i]));
    json_object_set_new(o, "step", json_integer(parts_sum(part, PART_STEP_COUNT)));
    json_object_set_new(o, "total", json_integer(parts_sum(part, PART_COUNT)));
    json_object_set_new(o, "picture", json_integer((json_int_t)sample_bytes(train->graph)));
    return o;
}

/* What `netc train` keeps of a frozen prefix, in bytes for each picture. */
static int64_t kept_bytes(const Ir *ir)
{
    Ir copy = *ir; /* the plan itself stays whole */
    return split_frozen_prefix(&copy).bytes;
}

static json_t *json_mem(const MemRow *m)
{
    json_t *o = json_object();
    for (int c = 0; c < COL_COUNT; c++)
        json_object_set_new(o, column_keys[c], json_integer(m->bytes[c]));
    return o;
}

static json_t *json_areas(const Areas *r)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "parameter_image", (json_int_t)r->params,
                     "model", (json_int_t)r->model, "state", (json_int_t)r->state, "work",
                     (json_int_t)r->work, "ends", (json_int_t)r->ends, "total",
                     (json_int_t)r->total);
}

static int print_json(const Args *args, const Ir *infer, const Ir *train, const LayerRow *rows,
                      const MemRow *mem, int n)
{
    json_t *layers = json_array();
    MemRow total = sum_rows(mem, n + 1);
    Areas inference = areas_of(infer);
    for (int i = 0; i < n; i++) {
        json_t *o = json_mem(&mem[i]);
        json_object_set_new(o, "name", json_string(rows[i].node[0]->name));
        json_array_append_new(layers, o);
    }
    json_t *o = json_pack("{s:s, s:i, s:s, s:o, s:o, s:o}", "net", infer->graph->name, "batch",
                          infer->target.batch, "plan", train ? "training" : "inference", "layers",
                          layers, "sums", json_mem(&total), "inference", json_areas(&inference));
    if (train) {
        Areas r = areas_of(train);
        json_object_set_new(o, "training", json_areas(&r));
        json_object_set_new(o, "freezing_saves", cli_json_savings(args, train));
        if (train->recompute)
            json_object_set_new(o, "recompute", cli_recompute_json(train));
        json_object_set_new(o, "netc_train", json_train(train, infer));
        json_object_set_new(o, "frozen_values_per_image", json_integer(kept_bytes(train)));
    }
    return cli_json(o);
}

static void mem_row(Arena *a, Table *t, const char *name, const MemRow *m)
{
    const char *cells[COL_COUNT + 1] = {name};
    for (int c = 0; c < COL_COUNT; c++)
        cells[c + 1] = m->bytes[c] ? text_bytes(a, m->bytes[c]) : "-";
    table_row(t, cells);
}

static void print_areas(Arena *a, const Ir *ir, const char *title)
{
    Areas r = areas_of(ir);
    printf("\n%s, batch %d:\n", title, ir->target.batch);
    cli_pair("parameter buffer (Keras layout)", text_bytes(a, r.params));
    if (ir->mode == MODE_TRAIN)
        cli_pair("state (parameters, moments, ...)", text_bytes(a, r.state));
    else
        cli_pair("prepared model (packed weights)", text_bytes(a, r.model));
    cli_pair("work area (values, gradients)", text_bytes(a, r.work));
    cli_pair("inputs, labels, outputs", text_bytes(a, r.ends));
    cli_pair("peak", text_bytes(a, r.total));
}

static void print_train_command(Arena *a, const Ir *infer, const Ir *train)
{
    int64_t part[PART_COUNT];
    train_parts(train, infer, part);
    printf("\n`netc train`:\n");
    for (int i = 0; i < PART_COUNT; i++) {
        if (i == PART_STEP_COUNT)
            cli_pair("while it steps", text_bytes(a, parts_sum(part, i)));
        cli_pair(part_texts[i], text_bytes(a, part[i]));
    }
    cli_pair("in all, at the end of an epoch", text_bytes(a, parts_sum(part, PART_COUNT)));
    cli_pair(sample_text(train->graph), text_bytes(a, sample_bytes(train->graph)));
    if (is_pictures(train->graph) && !train->graph->train.takes_rows &&
        (of_kind(train->graph, "npy") || of_kind(train->graph, "npz")))
        cli_pair("or, of numbers that are no bytes",
                 text_bytes(a, 4 * shape_count(train->graph->nodes[0]->out)));
    if (kept_bytes(train))
        cli_pair("and its values of the frozen prefix", text_bytes(a, kept_bytes(train)));
    cli_print(
        "Samples that would take more than half of the machine's memory (--data-memory) stay in "
        "their files, and each thread has room for one; tables, masks, labels and targets do "
        "not.\n");
}

static void print_table(Arena *a, const Ir *infer, const Ir *train, const LayerRow *rows,
                        const MemRow *mem, int n)
{
    static const char *const heads[] = {
        "layer",        "parameters", "gradients", "moments, average", "saved for backward",
        "other values", "scratch"};
    Table *t = table_new(a, "lrrrrrr", heads);
    MemRow total = sum_rows(mem, n + 1);
    for (int i = 0; i < n; i++)
        mem_row(a, t, rows[i].node[0]->name, &mem[i]);
    mem_row(a, t, "(plan)", &mem[n]);
    table_rule(t);
    mem_row(a, t, "sum", &total);
    printf("net %s, %s, batch %d\n\n", infer->graph->name, train ? "training" : "inference",
           infer->target.batch);
    table_print(t, stdout);
    printf("\n");
    cli_print("Buffers of the work area whose lives do not overlap share memory, so it is smaller "
              "than the sums.\n");
    if (train)
        print_areas(a, train, "training");
    if (train)
        cli_recompute_print(a, train);
    print_areas(a, infer, "inference");
    if (train)
        print_train_command(a, infer, train);
}

static int run(const Args *args)
{
    Graph *g = cli_graph(args);
    int n;
    if (!g)
        return STATUS_MISTAKE;
    bool training = opt_set(args, OPT_TRAIN) || g->train.loss.record;
    Ir *train = training ? cli_step_plan(args, g) : NULL,
       *infer = training && !train ? NULL : cli_plan(args, g, MODE_INFER);
    if (!infer)
        return STATUS_MISTAKE;
    LayerRow *rows = cli_rows(args->arena, g, &n);
    MemRow *mem = count_rows(args->arena, train ? train : infer,
                             cli_row_of(args->arena, g, rows, n), n);
    if (opt_set(args, OPT_JSON))
        return print_json(args, infer, train, rows, mem, n);
    print_table(args->arena, infer, train, rows, mem, n);
    if (train)
        cli_print_savings(args, train);
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_BATCH},
    {.id = OPT_TRAIN, .doc = "demand the training plan (default: when the file states a loss)"},
    {.id = OPT_NET},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_STORE},
    {.id = OPT_MACHINE},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_JSON},
    {.id = OPT_END},
};
const Command cmd_mem = {
    .name = "mem",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "the memory it needs, before anything runs",
    .more = "Per layer: parameters, their gradients and moments, values kept for the backward "
            "pass, other values, scratch. Then the areas as planned, for training and for "
            "inference, what `netc train` takes in all, what frozen layers save, and with "
            "--mem-limit what the limit costs.",
    .examples = (const Example[]){{"netc mem small.net --batch 256",
                                   "what a training in batches of 256 takes"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
