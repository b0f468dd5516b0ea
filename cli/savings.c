/* What freezing saves: the training plan beside that of the same net with nothing frozen. Shown by
 * mem and explain. */
#include "cli/cli.h"
#include "compiler/compile.h"

typedef struct Cost {
    int64_t state, work;
    int instrs;
} Cost;

static Cost cost_of(const Ir *ir)
{
    Cost c = {ir->area_bytes[AREA_STATE], ir->area_bytes[AREA_WORK], 0};
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_table[p].role == ROLE_STEP && i < ir->prog[p].n; i++)
            c.instrs += !ir->prog[p].code[i]->gone;
    return c;
}

/* The same net, all of it trained. NULL: nothing is frozen, or a limit of memory has changed the
 * plan, which then does not compare. */
static const Ir *plan_unfrozen(const Args *args, const Ir *train, int *layers)
{
    const Graph *g = train->graph;
    Target t = train->target;
    Diag *d = diag_new(args->arena);
    Err err;
    *layers = 0;
    for (int i = 0; i < g->n_nodes; i++)
        *layers += g->nodes[i]->frozen && g->nodes[i]->n_params > 0;
    Graph *whole = *layers && !train->recompute ? cli_compile(args, d, &err) : NULL;
    if (!whole)
        return NULL;
    for (int i = 0; i < whole->n_nodes; i++)
        whole->nodes[i]->frozen = false;
    for (int i = 0; i < whole->n_params; i++)
        whole->params[i]->trainable = whole->params[i]->trains;
    t.mem_limit = 0;
    const Ir *ir = compile_plan(args->arena, whole, MODE_TRAIN, &t, NULL, NULL);
    return compile_within(ir, &err) ? ir : NULL;
}

void cli_print_savings(const Args *args, const Ir *train)
{
    int layers;
    const Ir *all = plan_unfrozen(args, train, &layers);
    if (!all)
        return;
    Arena *a = args->arena;
    Cost with = cost_of(train), without = cost_of(all);
    printf("\n");
    cli_print("With %d frozen layer%s, of what the same training takes with all of them trained, "
              "saved are:\n",
              layers, layers == 1 ? "" : "s");
    const char *state = text_bytes(a, without.state - with.state),
               *work = text_bytes(a, without.work - with.work);
    cli_print("  %-34s %10s of %s\n", "state (parameters, moments, ...)", state,
              text_bytes(a, without.state));
    cli_print("  %-34s %10s of %s\n", "work area (values, gradients)", work,
              text_bytes(a, without.work));
    cli_print("  %-34s %10d of %d\n", "instructions of a step", without.instrs - with.instrs,
              without.instrs);
}

json_t *cli_json_savings(const Args *args, const Ir *train)
{
    int layers;
    const Ir *all = plan_unfrozen(args, train, &layers);
    if (!all)
        return json_null();
    Cost with = cost_of(train), without = cost_of(all);
    return json_pack("{s:i, s:I, s:I, s:i}", "layers", layers, "state",
                     (json_int_t)(without.state - with.state), "work",
                     (json_int_t)(without.work - with.work), "instructions",
                     without.instrs - with.instrs);
}
