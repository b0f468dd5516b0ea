/* netc explain: how each layer is computed: the algorithm chosen, the kernels that run, what is
 * fused into which, and the floating-point operations. Read off the instructions of the plan. */
#include "cli/explain_measure.h"
#include "compiler/compile.h"
#include "compiler/passes/frozen_prefix.h"
#include <string.h>

/* A constant of the kernel by name, or `none`. */
static double constant(const Instr *in, const char *name, double none)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (!strcmp(in->k->args[i].name, name))
            return in->consts[i];
    return none;
}

/* Whether the kernel normalises its input on the way in (its constant NORM, ConvJob.norm_kind):
 * "normalised", "normalised, relu"; NULL: not. */
static const char *input_text(const Instr *in)
{
    double norm = constant(in, "NORM", 0);
    return norm > 1 ? "normalised, relu" : norm > 0 ? "normalised" : NULL;
}

/* Whether only the maxima of its output's windows are stored (its constant POOL, or a kernel of its
 * own): "pooled"; NULL: all of it. */
static const char *output_text(const Instr *in)
{
    return constant(in, "POOL", strstr(in->k->name, "_pooled") != NULL) > 0 ? "pooled" : NULL;
}

/* "wino_forward (input normalised, output pooled) [+ bias_forward + relu_forward] x4": the kernel,
 * what is done to its input and output, what is fused into it, and into how many ranges it is cut.
 */
static const char *instr_text(Arena *a, const Instr *in)
{
    const char *input = input_text(in), *output = output_text(in), *s = in->k->name;
    if (input || output)
        s = arena_printf(a, "%s (%s%s%s%s%s)", s, input ? "input " : "", input ? input : "",
                         input && output ? ", " : "", output ? "output " : "",
                         output ? output : "");
    for (int i = 0; i < in->n_fused; i++)
        s = arena_printf(a, "%s%s%s%s", s, i ? " + " : " [+ ", in->fused[i]->k->name,
                         i + 1 == in->n_fused ? "]" : "");
    return in->ranges > 1 ? arena_printf(a, "%s x%d", s, in->ranges) : s;
}

/* In the order in which they are told. */
enum {
    STEP_PREPARE,
    STEP_FORWARD,
    STEP_LOSS,
    STEP_RECOMPUTED,
    STEP_BACKWARD,
    STEP_UPDATE,
    STEP_COUNT
};
static const char *const step_names[STEP_COUNT] = {"prepare",   "forward",  "loss",
                                                   "recompute", "backward", "update"};

/* Programs that are told of: those of inference and of training steps. */
static bool is_told(ProgramId p)
{
    ProgramRole r = program_table[p].role;
    return r == ROLE_PREPARE || r == ROLE_INFER || r == ROLE_STEP;
}

static int step_of(ProgramId p, const Instr *in)
{
    static const int table[] = {[PHASE_IMPORT] = STEP_FORWARD, [PHASE_FORWARD] = STEP_FORWARD,
                                [PHASE_LOSS] = STEP_LOSS,      [PHASE_BACKWARD] = STEP_BACKWARD,
                                [PHASE_UPDATE] = STEP_UPDATE,  [PHASE_PACK] = STEP_PREPARE};
    if (program_table[p].role == ROLE_PREPARE)
        return STEP_PREPARE;
    return in->recomputed ? STEP_RECOMPUTED : table[in->phase];
}

typedef struct Step {
    const char *phase;
    const Instr *in;
} Step;
typedef struct Steps {
    Step *step;
    int n, cap;
} Steps;

/* The instructions of each row, by step, and in the order they run. */
static Steps *list_steps(Arena *a, const Ir *ir, const int *row_of, int n_rows)
{
    Steps *rows = ARENA_ARRAY(a, Steps, n_rows);
    for (int which = 0; which < STEP_COUNT; which++)
        for (int p = 0; p < PROG_COUNT; p++)
            for (int i = 0; is_told((ProgramId)p) && i < ir->prog[p].n; i++) {
                const Instr *in = ir->prog[p].code[i];
                int step = step_of((ProgramId)p, in);
                if (in->gone || !in->node || step != which)
                    continue;
                Steps *r = &rows[row_of[in->node->id]];
                Step s = {step_names[which], in};
                ARENA_PUSH(a, r->step, r->n, r->cap, s);
            }
    return rows;
}

/* What `netc train` computes once for an image and keeps. */
static FrozenPrefix frozen_prefix(const Ir *ir)
{
    Ir copy = *ir; /* the plan itself stays whole */
    return split_frozen_prefix(&copy);
}

/* How often workers wait for each other in a call of inference or in a training step. */
static int barriers(const Ir *ir)
{
    int n = 0;
    for (int p = 0; p < PROG_COUNT; p++)
        if (program_table[p].role == ROLE_INFER || program_table[p].role == ROLE_STEP)
            n += program_barriers(&ir->prog[p], ir->target.batch);
    return n;
}

static int print_json(const Args *args, const Ir *ir, const LayerRow *rows, const Steps *steps,
                      int n)
{
    json_t *layers = json_array();
    for (int i = 0; i < n; i++) {
        json_t *list = json_array();
        for (int k = 0; k < steps[i].n; k++) {
            const Instr *in = steps[i].step[k].in;
            json_t *fused = json_array();
            for (int j = 0; j < in->n_fused; j++)
                json_array_append_new(fused, json_string(in->fused[j]->k->name));
            json_array_append_new(
                list, json_pack("{s:s, s:s, s:s?, s:s?, s:o, s:i}", "phase", steps[i].step[k].phase,
                                "kernel", in->k->name, "input", input_text(in), "output",
                                output_text(in), "fused", fused, "ranges", in->ranges));
        }
        const Node *node = rows[i].node[0];
        json_array_append_new(layers, json_pack("{s:s, s:s, s:s?, s:o, s:f, s:o}", "name",
                                                node->name, "kind", rows[i].kind, "algorithm",
                                                node->algo, "output", json_shape(rows[i].out),
                                                "flops", rows[i].flops, "instructions", list));
    }
    FrozenPrefix p = frozen_prefix(ir);
    json_t *kept = p.layers
                       ? json_pack("{s:i, s:s, s:I, s:I}", "layers", p.layers, "last", p.last->name,
                                   "values", (json_int_t)p.values, "bytes", (json_int_t)p.bytes)
                       : json_null();
    return cli_json(json_pack("{s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o*}", "net", ir->graph->name,
                              "plan", ir->mode == MODE_TRAIN ? "training" : "inference", "batch",
                              ir->target.batch, "barriers", barriers(ir), "frozen_prefix", kept,
                              "layers", layers, "freezing_saves",
                              ir->mode == MODE_TRAIN ? cli_json_savings(args, ir) : json_null(),
                              "recompute", cli_recompute_json(ir)));
}

static void print_text(Arena *a, const Ir *ir, const LayerRow *rows, const Steps *steps, int n)
{
    cli_print(
        "net %s, %s plan, batch %d. [+ ...] is fused: done while the value is in cache (as is "
        "what is said of input and output). xN: cut into N ranges.\n",
        ir->graph->name, ir->mode == MODE_TRAIN ? "training" : "inference", ir->target.batch);
    cli_print("barriers a %s, where all workers wait for each other: %d\n",
              ir->mode == MODE_TRAIN ? "step" : "call", barriers(ir));
    FrozenPrefix p = frozen_prefix(ir);
    if (p.layers)
        cli_print("frozen prefix: %d layer%s up to %s; `netc train` keeps %s values (%s) of each "
                  "image%s.\n",
                  p.layers, p.layers == 1 ? "" : "s", p.last->name, text_count(a, p.values),
                  text_bytes(a, p.bytes),
                  ir->mode == MODE_TRAIN ? " unless images are augmented" : " that validates");
    for (int i = 0; i < n; i++) {
        const LayerRow *r = &rows[i];
        const char *algo = r->node[0]->algo ? arena_printf(a, "  algorithm %s", r->node[0]->algo)
                                            : "",
                   *flops = r->flops > 0
                                ? arena_printf(a, "  %s%sFLOP an image", text_si(a, r->flops),
                                               r->flops < 1000 ? " " : "")
                                : "";
        printf("\n");
        cli_print("%s  %s  -> %s%s%s%s\n", r->node[0]->name, r->kind, shape_text(a, r->out), algo,
                  flops, r->node[0]->frozen && r->params ? "  frozen" : "");
        const char *last = NULL;
        for (int k = 0; k < steps[i].n; k++) {
            const char *phase = steps[i].step[k].phase;
            cli_print("    %-9s %s\n", last && !strcmp(last, phase) ? "" : phase,
                      instr_text(a, steps[i].step[k].in));
            last = phase;
        }
    }
    cli_recompute_print(a, ir);
}

static int run(const Args *args)
{
    if (opt_set(args, OPT_MEASURE))
        return explain_measure(args);
    Arena *a = args->arena;
    Graph *g = cli_graph(args);
    int n;
    if (!g)
        return STATUS_MISTAKE;
    Ir *ir = opt_set(args, OPT_TRAIN) ? cli_step_plan(args, g) : cli_plan(args, g, MODE_INFER);
    if (!ir)
        return STATUS_MISTAKE;
    LayerRow *rows = cli_rows(a, g, &n);
    Steps *steps = list_steps(a, ir, cli_row_of(a, g, rows, n), n);
    if (opt_set(args, OPT_JSON))
        return print_json(args, ir, rows, steps, n);
    print_text(a, ir, rows, steps, n);
    if (ir->mode == MODE_TRAIN)
        cli_print_savings(args, ir);
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_TRAIN, .doc = "explain the training plan (default: inference)"},
    {.id = OPT_MEASURE},
    {.id = OPT_THREADS, .doc = "threads with --measure (default: one a core)"},
    {.id = OPT_BACKEND, .doc = "how the plan runs with --measure"},
    {.id = OPT_BATCH},
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
const Command cmd_explain = {
    .name = "explain",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "algorithm, kernels, fusion and FLOPs of each layer",
    .more = "With --measure the plan runs, and the time of each layer and pass stands beside "
            "what the cost model predicts, its operations and bytes, and its share of the "
            "roofline.",
    .examples = (const Example[]){{"netc explain small.net", "what inference does"},
                                  {"netc explain small.net --train --measure --batch 8",
                                   "where the time of a training step goes"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
