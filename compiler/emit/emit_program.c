/* The programs of a plan as C: the bodies of their kernels, each once; for each instruction a task,
 * which calls a body with its constants and buffers; and for each program a function that runs its
 * tasks in order. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/hash.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <stdlib.h>
#include <string.h>

/* ---- bodies ---- */

typedef struct Bodies {
    const Instr **in; /* the first instruction of each */
    int n, cap;
} Bodies;

static void add_body(Bodies *b, Arena *a, const Instr *in)
{
    for (int i = 0; i < b->n; i++)
        if (same_body(b->in[i], in))
            return;
    if (b->n == b->cap) {
        const Instr **more = ARENA_ARRAY(a, const Instr *, (size_t)b->cap * 2 + 64);
        if (b->n)
            memcpy(more, b->in, sizeof *more * (size_t)b->n);
        b->in = more;
        b->cap = b->cap * 2 + 64;
    }
    b->in[b->n++] = in;
}

/* In the order of kernel_table, so that a further layer moves none. */
static int compare_bodies(const void *pa, const void *pb)
{
    const Instr *a = *(const Instr *const *)pa, *b = *(const Instr *const *)pb;
    if (a->k != b->k)
        return a->k < b->k ? -1 : 1;
    if (a->n_fused != b->n_fused)
        return a->n_fused < b->n_fused ? -1 : 1;
    for (int q = 0; q < a->n_fused; q++)
        if (a->fused[q]->k != b->fused[q]->k)
            return a->fused[q]->k < b->fused[q]->k ? -1 : 1;
    return 0;
}

void emit_bodies(FILE *f, Arena *a, const EmitPlan *plans, int n)
{
    Bodies bodies = {NULL, 0, 0};
    for (int i = 0; i < n; i++)
        for (int p = 0; p < PROG_COUNT; p++) {
            const Program *prog = &plans[i].ir->prog[p];
            for (int k = 0; program_is_printed(plans[i].ir, (ProgramId)p) && k < prog->n; k++)
                if (!prog->code[k]->gone && (!plans[i].names->lines || plans[i].in_table[p][k]))
                    add_body(&bodies, a, prog->code[k]);
        }
    if (bodies.n)
        qsort(bodies.in, (size_t)bodies.n, sizeof *bodies.in, compare_bodies);
    for (int i = 0; i < bodies.n; i++)
        emit_body(f, a, bodies.in[i], emit_body_name(a, bodies.in[i], plans[0].names),
                  plans[0].names);
}

/* ---- names of tasks ---- */

struct EmitTaken { /* open addressing; NULL: free */
    const char **at;
    size_t mask;
};

EmitTaken *emit_taken(Arena *a, const Ir *ir)
{
    EmitTaken *t = ARENA_ARRAY(a, EmitTaken, 1);
    size_t n = 0, size = 16;
    for (int p = 0; p < PROG_COUNT; p++)
        n += (size_t)ir->prog[p].n;
    while (size < 6 * n)
        size *= 2;
    *t = (EmitTaken){ARENA_ARRAY(a, const char *, size), size - 1};
    return t;
}

static bool take_name(EmitTaken *t, const char *name)
{
    size_t at = (size_t)hash_text(HASH_START, name) & t->mask;
    for (; t->at[at]; at = (at + 1) & t->mask)
        if (!strcmp(t->at[at], name))
            return false;
    t->at[at] = name;
    return true;
}

const char *emit_unique(EmitTaken *t, Arena *a, const char *base)
{
    const char *name = base;
    for (int number = 2; !take_name(t, name); number++)
        name = arena_printf(a, "%s_%d", base, number);
    return name;
}

/* NET_PROGRAM_LAYER_KERNEL; a number where a layer has several tasks of that name. */
static const char *task_name(const EmitPlan *plan, ProgramId p, const Instr *in)
{
    Arena *a = plan->ir->arena;
    const char *prefix = plan->names->prefix, *program = program_table[p].name;
    const int taken = (int)(strlen(prefix) + strlen(program) + strlen(in->k->name)) + 3;
    const char *layer = in->node ? emit_short(a, in->node->name, taken) : "";
    char *base = arena_printf(a, "%s_%s_%s%s%s", prefix, program, layer, *layer ? "_" : "",
                              in->k->name);
    for (char *c = base; *c; c++)
        if (!ascii_word(*c))
            *c = '_';
    return emit_unique(plan->taken, a, base);
}

/* ---- programs ---- */

/* i -1: at the start. */
static void put_mark(FILE *f, const Ir *ir, ProgramId p, int i, const EmitNames *names)
{
    if (ir->target.timed || (i >= 0 && ir->prog[p].code[i]->heard))
        fprintf(f, "    %s_mark(run, %d, %d);\n", names->prefix, p, i);
}

/* The tasks of a program's instructions that are no rows of tables; their names go to task[]. */
static void put_tasks(FILE *f, const EmitPlan *plan, ProgramId p, const char **task)
{
    const Ir *ir = plan->ir;
    Arena *a = ir->arena;
    const Node *last = NULL;
    for (int i = 0; i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone || plan->in_table[p][i])
            continue;
        task[i] = task_name(plan, p, in);
        const char *body = emit_body_name(a, in, plan->names);
        if (in->node != last) {
            fputs(last ? "\n" : "", f);
            emit_heading(f, a, in);
        }
        last = in->node;
        emit_line_mark(f, in->node, plan->names);
        if (plan->names->lines)
            emit_body(f, a, in, body = arena_printf(a, "%s_body", task[i]), plan->names);
        emit_task(f, a, plan, in, body, task[i], NULL);
        emit_line_mark_end(f, in->node, plan->names);
    }
    fputs(last ? "\n" : "", f);
}

/* ---- hooks ---- */

/* The call of a task, a statement; in standalone C between the hooks of its layer. */
static void put_step(FILE *f, const EmitPlan *plan, ProgramId p, const Instr *in, const char *call)
{
    if (!plan->names->own) {
        fprintf(f, "%s;\n", call);
        return;
    }
    fprintf(f, "%s_LAYER(\"%s\", ", plan->names->upper, program_table[p].name);
    foreign_c_string(f, in->node ? in->node->name : "");
    fprintf(f, ", %s);\n", call);
}

/* The same for a program whose tasks work on the rows of tables, as a whole. */
static void put_hook(FILE *f, const EmitPlan *plan, const char *when, ProgramId p)
{
    if (plan->names->own)
        fprintf(f, "    %s_%s_LAYER(\"%s\", \"\");\n", plan->names->upper, when,
                program_table[p].name);
}

/* ---- stages: a task for the ranges of several instructions ---- */

/* The instruction with as many ranges as its lane, which has code[i] ... code[i + n - 1]: one with
 * a fixed number where there is one, since for fewer images the others have less. */
static const Instr *longest(const Program *p, int i, int n)
{
    const Instr *in = p->code[i];
    for (int k = 1; k < n; k++)
        if (p->code[i + k]->k->ranges && (!in->k->ranges || p->code[i + k]->ranges > in->ranges))
            in = p->code[i + k];
    return in;
}

static const char *ranges_text(const EmitPlan *plan, const Instr *in)
{
    FILE *m;
    ArenaText *t = arena_text_open(plan->ir->arena, &m);
    emit_ranges(m, plan, in, NULL);
    return arena_text(t, NULL);
}

/* In order what a worker does with a range of the lane. */
static void put_lane(FILE *f, const EmitPlan *plan, ProgramId id, int i, const char *indent,
                     const char *const *task)
{
    const Program *p = &plan->ir->prog[id];
    const int n = lane_length(p, i);
    const Instr *most = longest(p, i, n);
    for (int k = i; k < i + n; k++) {
        const Instr *in = p->code[k];
        fputs(indent, f);
        if (most->ranges > 1 &&
            (in->k->ranges ? in->ranges < most->ranges : most->k->ranges != NULL))
            fprintf(f, "if (range < %s)\n    %s", ranges_text(plan, in), indent);
        put_step(f, plan, id, in, arena_printf(plan->ir->arena, "%s(arg, range, worker)", task[k]));
    }
}

/* Lane after lane has its ranges; the last has what is left. */
static void put_lanes(FILE *f, const EmitPlan *plan, ProgramId id, int first,
                      const char *const *task)
{
    const Program *p = &plan->ir->prog[id];
    const int end = first + stage_length(p, first);
    const char *before = NULL;
    if (first + lane_length(p, first) == end) {
        put_lane(f, plan, id, first, "    ", task);
        return;
    }
    for (int i = first; i < end; i += lane_length(p, i)) {
        const char *ranges = ranges_text(plan, longest(p, i, lane_length(p, i)));
        if (i + lane_length(p, i) == end)
            fprintf(f, "    } else {\n        range -= %s;\n", before);
        else if (before)
            fprintf(f, "    } else if ((range -= %s) < %s) {\n", before, ranges);
        else
            fprintf(f, "    if (range < %s) {\n", ranges);
        put_lane(f, plan, id, i, "        ", task);
        before = ranges;
    }
    fputs("    }\n", f);
}

static void put_stage(FILE *f, const EmitPlan *plan, ProgramId id, int first, const char *name,
                      const char *const *task)
{
    FILE *m;
    ArenaText *t = arena_text_open(plan->ir->arena, &m);
    put_lanes(m, plan, id, first, task);
    const char *text = arena_text(t, NULL), *prefix = plan->names->prefix;
    fprintf(f, "static void %s(void *arg, int range, int worker)\n{\n", name);
    if (strstr(text, "run->"))
        fprintf(f, "    const %s_run *const run = (const %s_run *)arg;\n", prefix, prefix);
    fprintf(f, "%s}\n\n", text);
}

static bool has_stage(const Ir *ir, const Program *p, int i)
{
    return !ir->target.timed && !p->code[i]->gone && stage_length(p, i) > 1;
}

/* Their names go to stage[] by the first instruction of each. */
static void put_stages(FILE *f, const EmitPlan *plan, ProgramId id, const char *const *task,
                       const char **stage)
{
    const Program *p = &plan->ir->prog[id];
    for (int i = 0; i < p->n; i += stage_length(p, i))
        if (has_stage(plan->ir, p, i)) {
            stage[i] = emit_unique(plan->taken, plan->ir->arena,
                                   arena_printf(plan->ir->arena, "%s_%s_stage", plan->names->prefix,
                                                program_table[id].name));
            put_stage(f, plan, id, i, stage[i], task);
        }
}

static void put_stage_call(FILE *f, const EmitPlan *plan, const Program *p, int first,
                           const char *name)
{
    const int end = first + stage_length(p, first);
    fprintf(f, "    %s_PARALLEL_FOR(%s, run, ", plan->names->upper, name);
    for (int i = first; i < end; i += lane_length(p, i)) {
        fputs(i > first ? " + " : "", f);
        emit_ranges(f, plan, longest(p, i, lane_length(p, i)), NULL);
    }
    fputs(");\n", f);
}

/* The call of a task over its ranges, without what ends a statement. */
static const char *call_text(const EmitPlan *plan, const Instr *in, const char *task)
{
    FILE *m;
    ArenaText *t = arena_text_open(plan->ir->arena, &m);
    emit_task_call(m, plan, in, task, NULL);
    const char *text = arena_text(t, NULL);
    text += strspn(text, " ");
    return arena_printf(plan->ir->arena, "%.*s", (int)strcspn(text, ";\n"), text);
}

static void put_program(FILE *f, const EmitPlan *plan, ProgramId p, EmitFlavour flavour,
                        const char *const *task)
{
    const Ir *ir = plan->ir;
    const EmitNames *names = plan->names;
    const EmitTables *tables = emit_tables_of(plan, p);
    const char **stage = ARENA_ARRAY(ir->arena, const char *, (size_t)ir->prog[p].n + 1);
    if (!tables)
        put_stages(f, plan, p, task, stage);
    fprintf(f, "%svoid %s_run_%s(%s_run *run)\n{\n", flavour == EMIT_STANDALONE ? "static " : "",
            names->prefix, program_table[p].name, names->prefix);
    put_mark(f, ir, p, -1, names);
    if (tables) {
        put_hook(f, plan, "BEFORE", p);
        emit_table_loops(f, plan, tables, p, task);
        put_hook(f, plan, "AFTER", p);
    }
    for (int i = 0; !tables && i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone)
            continue;
        if (stage[i]) {
            const int end = i + stage_length(&ir->prog[p], i);
            put_stage_call(f, plan, &ir->prog[p], i, stage[i]);
            for (; i < end; i++)
                put_mark(f, ir, p, i, names);
            i--;
            continue;
        }
        fputs("    ", f);
        put_step(f, plan, p, in, call_text(plan, in, task[i]));
        put_mark(f, ir, p, i, names);
    }
    if (!ir->prog[p].n)
        fputs("    (void)run;\n", f);
    fputs("}\n\n", f);
}

void emit_programs(FILE *f, const EmitPlan *plan, EmitFlavour flavour)
{
    const Ir *ir = plan->ir;
    emit_tables(f, ir->arena, plan);
    for (int p = 0; p < PROG_COUNT; p++)
        if (program_is_printed(ir, (ProgramId)p)) {
            const char **task = ARENA_ARRAY(ir->arena, const char *, (size_t)ir->prog[p].n + 1);
            put_tasks(f, plan, (ProgramId)p, task);
            put_program(f, plan, (ProgramId)p, flavour, task);
        }
}
