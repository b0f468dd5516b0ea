/* netc explain --measure: runs the plan with a look at the clock after each instruction, and sets
 * beside the time of each layer and pass what the cost model predicts, the operations, the bytes
 * that must move, and the share of the roofline. Medians over several runs. */
#include "base/number.h"
#include "cli/cli.h"
#include "cli/explain_measure.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/passes.h"
#include "runtime/measure.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum Part {
    FORWARD,
    LOSS,
    BACKWARD,
    BACKWARD_DATA,
    BACKWARD_WEIGHTS,
    UPDATE,
    PART_COUNT
} Part; /* BACKWARD: both in one */
static const char *const part_names[PART_COUNT] = {
    "forward", "loss", "backward", "backward-data", "backward-weights", "update"};

enum { MIN_RUNS = 7, MAX_RUNS = 300 };
#define LONG_ENOUGH 0.5 /* seconds of measuring */

typedef struct Cell {
    bool used;
    double seconds, fastest, predicted; /* fastest: by the least time of each instruction */
    double flops;                       /* of the layer as stated: plain sums */
    double done;                        /* of the algorithm's products */
    double bytes;                       /* values, weights and gradients, each once */
    double roof; /* seconds: the longer of done at the peak and bytes at the bandwidth */
} Cell;

typedef struct Bench {
    const Args *args;
    Arena *arena;
    NetcModel *m;
    const Ir *ir;
    const Machine *machine;
    bool train;
    const LayerRow *rows;
    int n_rows, *row_of, n, threads; /* n: images */
    double *times[PROG_COUNT];       /* [run][instruction] */
    double whole[MAX_RUNS];
    int runs;
    Cell (*cells)[PART_COUNT];
    bool (*ran)[PART_COUNT]; /* of each node: does it do anything in that part? */
} Bench;

/* What is timed of netc_infer and netc_train_step. */
static const ProgramId programs[] = {PROG_INFER, PROG_FORWARD, PROG_BACKWARD, PROG_APPLY};
enum { N_PROGRAMS = sizeof programs / sizeof *programs };

/* ---- running ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_size);
    return v[n / 2];
}

static bool run_once(const Bench *b, const float *x, const void *labels, float *y, Err *err)
{
    float loss;
    return b->train ? netc_train_step(b->m, x, labels, b->n, 0, &loss, NULL, err)
                    : netc_infer(b->m, x, b->n, y, err);
}

static void keep_times(Bench *b)
{
    for (int p = 0; p < N_PROGRAMS; p++) {
        int len = b->ir->prog[programs[p]].n;
        if (len)
            memcpy(b->times[programs[p]] + (size_t)b->runs * (size_t)len,
                   netc_seconds(b->m, b->train, programs[p]), sizeof(double) * (size_t)len);
    }
    b->runs++;
}

/* One run that does not count, then until both enough runs and enough time are there. A rate of 0
 * keeps the weights where they are. */
static bool run_all(Bench *b, Err *err)
{
    size_t in = netc_input_floats(b->m) * (size_t)b->n,
           out = netc_output_floats(b->m) * (size_t)b->n;
    float *x = ARENA_ARRAY(b->arena, float, in + 1), *y = ARENA_ARRAY(b->arena, float, out + 1),
          *targets = ARENA_ARRAY(b->arena, float, netc_label_floats(b->m) * (size_t)b->n + 1);
    int32_t *labels = ARENA_ARRAY(b->arena, int32_t, b->n);
    for (size_t i = 0; i < in; i++)
        x[i] = (float)((i * 2654435761u >> 8) % 1000) * 1e-3f;
    for (int i = 0; i < b->n; i++)
        labels[i] = (int)((size_t)i % netc_output_floats(b->m));
    for (int p = 0; p < N_PROGRAMS; p++)
        b->times[programs[p]] = ARENA_ARRAY(
            b->arena, double, (size_t)MAX_RUNS *(size_t)(b->ir->prog[programs[p]].n + 1));
    const void *truth = netc_int_labels(b->m) ? (const void *)labels : (const void *)targets;
    if (!netc_init(b->m, 1))
        return err_set(err, "cannot make starting weights");
    if (!run_once(b, x, truth, y, err))
        return false;
    for (double start = now();
         b->runs < MAX_RUNS && (b->runs < MIN_RUNS || now() - start < LONG_ENOUGH);) {
        double t = now();
        if (!run_once(b, x, truth, y, err))
            return false;
        b->whole[b->runs] = now() - t;
        keep_times(b);
    }
    return true;
}

static double instr_seconds(const Bench *b, ProgramId p, int i, double *least)
{
    double v[MAX_RUNS];
    for (int r = 0; r < b->runs; r++)
        v[r] = b->times[p][(size_t)r * (size_t)b->ir->prog[p].n + (size_t)i];
    double mid = median(v, b->runs); /* sorts */
    *least = v[0];
    return mid;
}

/* ---- which pass an instruction belongs to ---- */

static bool writes(const Instr *in, int i)
{
    return in->k->args[in->k->n_consts + in->k->n_scalars + i].role == ARG_WRITE;
}

enum { FOR_DATA = 1, FOR_WEIGHTS = 2 };

/* What each buffer of the backward pass serves: the gradient of a value, of a parameter, or, for
 * scratch, what its readers serve. */
static int *find_purposes(Arena *a, const Ir *ir)
{
    int *serves = ARENA_ARRAY(a, int, ir->n_bufs);
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->use == USE_GRADIENT)
            serves[i] = ir->bufs[i]->per_image ? FOR_DATA : FOR_WEIGHTS;
    const Program *p = &ir->prog[PROG_BACKWARD];
    for (int i = p->n - 1; i >= 0; i--) {
        const Instr *in = p->code[i];
        int what = 0;
        if (in->phase != PHASE_BACKWARD)
            continue;
        for (int j = 0; j < in->k->n_bufs; j++)
            if (writes(in, j))
                what |= serves[in->buf[j]->id];
        for (int j = 0; j < in->k->n_bufs; j++)
            if (!writes(in, j) && in->buf[j]->use == USE_SCRATCH)
                serves[in->buf[j]->id] |= what;
    }
    return serves;
}

/* Scratch that serves both counts to the gradient of the value; BACKWARD is one kernel that makes
 * both gradients. */
static Part part_of(const Instr *in, const int *serves)
{
    int what = 0;
    bool makes = false;
    if (in->phase == PHASE_LOSS)
        return LOSS;
    if (in->phase == PHASE_UPDATE)
        return UPDATE;
    if (in->phase != PHASE_BACKWARD)
        return FORWARD;
    for (int j = 0; j < in->k->n_bufs; j++)
        if (writes(in, j)) {
            what |= serves[in->buf[j]->id];
            makes |= in->buf[j]->use == USE_GRADIENT;
        }
    return what == FOR_WEIGHTS          ? BACKWARD_WEIGHTS
           : what == FOR_DATA || !makes ? BACKWARD_DATA
                                        : BACKWARD;
}

/* ---- cells ---- */

/* Bytes of the instruction's buffers that no other instruction of the cell has counted; an update
 * reads and writes. */
static double instr_bytes(const Bench *b, const Instr *in, int cell, int *counted)
{
    double bytes = 0;
    for (int j = 0; j < in->k->n_bufs; j++) {
        const Buffer *buf = in->buf[j];
        if (counted[buf->id] == cell || buf->use == USE_SCRATCH || buf->owner)
            continue;
        counted[buf->id] = cell;
        bytes += (double)buffer_bytes(b->ir, buf) *
                 (in->phase == PHASE_UPDATE && writes(in, j) ? 2 : 1);
    }
    for (int f = 0; f < in->n_fused; f++)
        bytes += instr_bytes(b, in->fused[f], cell, counted);
    return bytes;
}

static void note_node(const Bench *b, const Instr *in, Part part)
{
    if (in->node)
        b->ran[in->node->id][part] = true;
    for (int f = 0; f < in->n_fused; f++)
        note_node(b, in->fused[f], part);
}

static void add_program(Bench *b, ProgramId p, const int *serves, int *counted)
{
    for (int i = 0; i < b->ir->prog[p].n; i++) {
        const Instr *in = b->ir->prog[p].code[i];
        if (in->gone)
            continue;
        int row = in->node ? b->row_of[in->node->id] : b->n_rows;
        Part part = p == PROG_INFER ? FORWARD : part_of(in, serves);
        Cell *c = &b->cells[row][part];
        double least, bytes = instr_bytes(b, in, 1 + row * PART_COUNT + (int)part, counted),
                      gbs = machine_bandwidth(b->machine, bytes, b->threads);
        c->used = true;
        note_node(b, in, part);
        c->seconds += instr_seconds(b, p, i, &least);
        c->fastest += least;
        c->bytes += bytes;
        if (!in->node || !in->node->layer->work || part == UPDATE || part == LOSS)
            c->predicted += bytes / gbs * 1e-9 +
                            (in->ranges > 1 && b->threads > 1 ? b->machine->call_us * 1e-6 : 0);
    }
}

/* The operations of one node in a pass, and the time of those that the bytes do not account for. */
static void add_pass(const Bench *b, Cell *c, const Node *n, Pass p)
{
    double flops = n->layer->flops ? n->layer->flops(n) * b->n : 0, done = flops;
    if (p == PASS_WEIGHTS && (!n->n_params || n->frozen))
        return;
    if (n->layer->work) {
        Work w = {0};
        Target t = b->ir->target;
        t.machine = b->machine;
        target_for_costs(&t, b->ir->graph, b->train ? MODE_TRAIN : MODE_INFER);
        n->layer->work(&t, n, p, &w);
        c->predicted += work_seconds(b->machine, &w, b->threads);
        done = 2 * w.macs;
    }
    c->flops += flops;
    c->done += done;
}

static void finish_cell(const Bench *b, const LayerRow *row, Part part, Cell *c)
{
    static const int passes[PART_COUNT] = {[FORWARD] = 1 << PASS_FORWARD,
                                           [BACKWARD] = 1 << PASS_DATA | 1 << PASS_WEIGHTS,
                                           [BACKWARD_DATA] = 1 << PASS_DATA,
                                           [BACKWARD_WEIGHTS] = 1 << PASS_WEIGHTS};
    for (int i = 0; row && i < row->n; i++)
        for (int p = 0; p < PASS_COUNT; p++)
            if (passes[part] & 1 << p && b->ran[row->node[i]->id][part])
                add_pass(b, c, row->node[i], (Pass)p);
    double sums = c->done / machine_gflops(b->machine, b->threads) * 1e-9;
    double stream = c->bytes / machine_bandwidth(b->machine, c->bytes, b->threads) * 1e-9;
    c->roof = sums > stream ? sums : stream;
    if (c->predicted < c->roof)
        c->predicted = c->roof;
}

/* Where one kernel makes both gradients, what stands around it cannot be told apart. */
static void join_backward(Bench *b, int row)
{
    Cell *c = b->cells[row], *to = &c[BACKWARD];
    for (int p = BACKWARD_DATA; to->used && p <= BACKWARD_WEIGHTS; p++) {
        to->seconds += c[p].seconds, to->fastest += c[p].fastest, to->predicted += c[p].predicted,
            to->bytes += c[p].bytes;
        c[p] = (Cell){0};
        for (int i = 0; row < b->n_rows && i < b->rows[row].n; i++)
            b->ran[b->rows[row].node[i]->id][BACKWARD] |= b->ran[b->rows[row].node[i]->id][p];
    }
}

static void fill_cells(Bench *b)
{
    int *counted = ARENA_ARRAY(b->arena, int, b->ir->n_bufs),
        *serves = find_purposes(b->arena, b->ir);
    b->cells = (Cell(*)[PART_COUNT])ARENA_ARRAY(b->arena, Cell, (b->n_rows + 1) * PART_COUNT);
    b->ran = (bool(*)[PART_COUNT])ARENA_ARRAY(b->arena, bool,
                                              netc_graph(b->m)->n_nodes *PART_COUNT);
    for (int p = 0; p < N_PROGRAMS; p++)
        add_program(b, programs[p], serves, counted);
    for (int r = 0; r <= b->n_rows; r++)
        join_backward(b, r);
    for (int r = 0; r <= b->n_rows; r++)
        for (int p = 0; p < PART_COUNT; p++)
            if (b->cells[r][p].used)
                finish_cell(b, r < b->n_rows ? &b->rows[r] : NULL, (Part)p, &b->cells[r][p]);
}

static Cell sum_cells(const Bench *b)
{
    Cell s = {0};
    for (int r = 0; r <= b->n_rows; r++)
        for (int p = 0; p < PART_COUNT; p++) {
            const Cell *c = &b->cells[r][p];
            s.seconds += c->seconds, s.fastest += c->fastest, s.predicted += c->predicted,
                s.flops += c->flops, s.done += c->done, s.bytes += c->bytes, s.roof += c->roof;
        }
    return s;
}

/* ---- printing ---- */

static json_t *json_cell(const char *part, const Cell *c)
{
    return json_pack("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "pass", part, "seconds",
                     c->seconds, "fastest_seconds", c->fastest, "predicted_seconds", c->predicted,
                     "flops", c->flops, "executed_flops", c->done, "bytes", c->bytes, "gflops",
                     c->flops / c->seconds * 1e-9, "gbs", c->bytes / c->seconds * 1e-9, "roofline",
                     c->roof / c->seconds);
}

static int print_json(Bench *b, double whole)
{
    json_t *layers = json_array(), *machine = json_object();
    Machine copy = *b->machine;
    Cell sum = sum_cells(b);
    for (const MachineField *f = machine_fields; f->name; f++)
        json_object_set_new(machine, f->name, json_real(*machine_field(&copy, f)));
    for (int r = 0; r <= b->n_rows; r++) {
        json_t *list = json_array();
        for (int p = 0; p < PART_COUNT; p++)
            if (b->cells[r][p].used)
                json_array_append_new(list, json_cell(part_names[p], &b->cells[r][p]));
        const Node *n = r < b->n_rows ? b->rows[r].node[0] : NULL;
        json_array_append_new(layers,
                              json_pack("{s:s, s:s?, s:s?, s:o}", "name", n ? n->name : "(plan)",
                                        "kind", n ? b->rows[r].kind : NULL, "algorithm",
                                        n ? n->algo : NULL, "passes", list));
    }
    return cli_json(json_pack("{s:s, s:s, s:i, s:i, s:i, s:f, s:o, s:o, s:o}", "net",
                              b->ir->graph->name, "plan", b->train ? "training" : "inference",
                              "batch", b->n, "threads", b->threads, "runs", b->runs, "run_seconds",
                              whole, "machine", machine, "layers", layers, "total",
                              json_cell("total", &sum)));
}

static void cell_row(Bench *b, Table *t, const char *name, const char *algo, const char *part,
                     const Cell *c)
{
    Arena *a = b->arena;
    const char *cells[] = {name,
                           algo,
                           part,
                           arena_printf(a, "%.3f", c->seconds * 1e3),
                           arena_printf(a, "%.3f", c->predicted * 1e3),
                           c->flops > 0 ? text_si(a, c->flops) : "-",
                           text_bytes(a, (int64_t)c->bytes),
                           c->flops > 0 ? arena_printf(a, "%.1f", c->flops / c->seconds * 1e-9)
                                        : "-",
                           arena_printf(a, "%.1f", c->bytes / c->seconds * 1e-9),
                           arena_printf(a, "%.0f %%", c->roof / c->seconds * 100)};
    table_row(t, cells);
}

static void print_text(Bench *b, double whole)
{
    static const char *const heads[] = {"layer", "algorithm", "pass",    "ms",   "predicted",
                                        "FLOP",  "bytes",     "GFLOP/s", "GB/s", "of roofline"};
    Table *t = table_new(b->arena, "lllrrrrrrr", heads);
    Cell sum = sum_cells(b);
    for (int r = 0; r <= b->n_rows; r++)
        for (int p = 0, first = 1; p < PART_COUNT; p++) {
            if (!b->cells[r][p].used)
                continue;
            const Node *n = r < b->n_rows ? b->rows[r].node[0] : NULL;
            cell_row(b, t,
                     !first ? ""
                     : n    ? n->name
                            : "(plan)",
                     first && n && n->algo ? n->algo : "", part_names[p], &b->cells[r][p]);
            first = 0;
        }
    table_rule(t);
    cell_row(b, t, "sum", "", "", &sum);
    cli_print("net %s, %s plan, batch %d, %d thread%s; medians of %d runs; %s of a run in all: "
              "%.3f ms\n\n",
              b->ir->graph->name, b->train ? "training" : "inference", b->n, b->threads,
              b->threads == 1 ? "" : "s", b->runs, "median", whole * 1e3);
    table_print(t, stdout);
    printf("\n");
    cli_print(
        "FLOP: of the layer as stated, by plain sums. bytes: values, weights and gradients, "
        "each once. of roofline: the longer of the\n"
        "algorithm's own operations at the machine's peak and the bytes at its bandwidth, as a "
        "share of the time taken.\n");
}

int explain_measure(const Args *args)
{
    Bench *b = ARENA_NEW(args->arena, Bench);
    Err err;
    *b = (Bench){.args = args,
                 .arena = args->arena,
                 .train = opt_set(args, OPT_TRAIN),
                 .machine = cli_machine(args)};
    b->m = b->machine ? cli_open(args, (OpenAs){.train = b->train, .measure = true}) : NULL;
    if (!b->m)
        return STATUS_MISTAKE;
    b->ir = netc_plan(b->m, b->train);
    b->n = netc_batch(b->m);
    b->threads = netc_threads(b->m);
    b->rows = cli_rows(b->arena, netc_graph(b->m), &b->n_rows);
    b->row_of = cli_row_of(b->arena, netc_graph(b->m), b->rows, b->n_rows);
    bool ok = run_all(b, &err);
    int status = STATUS_OK;
    if (ok) {
        fill_cells(b);
        double whole = median(b->whole, b->runs);
        if (opt_set(args, OPT_JSON))
            status = print_json(b, whole);
        else
            print_text(b, whole);
    }
    cli_close(args, b->m);
    return ok ? status : cli_fail("%s", err.text);
}
