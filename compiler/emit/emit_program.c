/* The programs of a plan as C: the functions of their instructions, then one that runs them in
 * order. */
#include "base/ascii.h"
#include "base/hash.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <string.h>

/* Programs are numbered in thousands; in more, where one of them has more instructions. */
static int number_base(const Ir *ir)
{
    int base = 1000;
    for (int p = 0; p < PROG_COUNT; p++)
        while (ir->prog[p].n > base && base < 10000000)
            base *= 10;
    return base;
}

static char *instr_name(Arena *a, const Ir *ir, ProgramId p, int i, const char *prefix)
{
    const Instr *in = ir->prog[p].code[i];
    char *name = arena_printf(a, "%s_%s%d_%s%s%s", prefix, ir->mode == MODE_TRAIN ? "t" : "i",
                              p * number_base(ir) + i, in->node ? in->node->name : "",
                              in->node ? "_" : "", in->k->name);
    for (char *c = name; *c; c++)
        if (!ascii_word(*c))
            *c = '_';
    return name;
}

static bool same_text(const Instr *a, const Instr *b)
{
    if (a->k != b->k || a->n_fused != b->n_fused || memcmp(a->consts, b->consts, sizeof a->consts))
        return false;
    for (int q = 0; q < a->n_fused; q++)
        if (!same_text(a->fused[q], b->fused[q]))
            return false;
    return true;
}

static uint64_t text_hash(uint64_t h, const Instr *in)
{
    h = hash_bytes(hash_text(h, in->k->name), in->consts, sizeof in->consts);
    for (int q = 0; q < in->n_fused; q++)
        h = text_hash(h, in->fused[q]);
    return h;
}

/* The functions printed so far, found by their text, and the kernels they are of. */
typedef struct Printed {
    const Instr **in; /* open addressing; NULL: free */
    const char **name;
    size_t mask;
    bool *kernel; /* in the order of kernel_table */
} Printed;

static Printed printed_new(Arena *a, const Ir *ir)
{
    size_t n = 0, size = 16;
    for (int p = 0; p < PROG_COUNT; p++)
        n += (size_t)ir->prog[p].n;
    while (size < 2 * n)
        size *= 2;
    return (Printed){ARENA_ARRAY(a, const Instr *, size), ARENA_ARRAY(a, const char *, size),
                     size - 1, ARENA_ARRAY(a, bool, kernel_count)};
}

/* Layers of the same shape share one function, named after the first: NULL when `in` is that, then
 * called `name`. */
static const char *printed_before(Printed *t, const Instr *in, const char *name)
{
    size_t at = (size_t)text_hash(HASH_START, in) & t->mask;
    for (; t->in[at]; at = (at + 1) & t->mask)
        if (same_text(t->in[at], in))
            return t->name[at];
    t->in[at] = in;
    t->name[at] = name;
    return NULL;
}

static bool kernel_seen(Printed *t, const Kernel *k)
{
    bool seen = t->kernel[k - kernel_table];
    t->kernel[k - kernel_table] = true;
    return seen;
}

static void put_mark(FILE *f, const Ir *ir, ProgramId p, int i, const EmitNames *names)
{
    if (ir->target.timed)
        fprintf(f, "    %s_mark(run, %d, %d);\n", names->prefix, p, i);
}

static void put_functions(FILE *f, const EmitPlan *plan, ProgramId p, Printed *printed)
{
    const Ir *ir = plan->ir;
    Arena *a = ir->arena;
    for (int i = 0; i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone)
            continue;
        const char *name = instr_name(a, ir, p, i, plan->names->prefix);
        const char *fn = printed_before(printed, in, name);
        if (!fn)
            emit_function(f, a, in, name, !kernel_seen(printed, in->k), plan->names);
        emit_task(f, plan, in, fn ? fn : name, arena_printf(a, "%s_task", name));
    }
}

static void put_program(FILE *f, const EmitPlan *plan, ProgramId p, EmitFlavour flavour)
{
    const Ir *ir = plan->ir;
    const EmitNames *names = plan->names;
    fprintf(f, "%svoid %s_run_%s(%s_run *run)\n{\n", flavour == EMIT_STANDALONE ? "static " : "",
            names->prefix, program_table[p].name, names->prefix);
    put_mark(f, ir, p, -1, names);
    for (int i = 0; i < ir->prog[p].n; i++) {
        const Instr *in = ir->prog[p].code[i];
        if (in->gone)
            continue;
        const char *fn = instr_name(ir->arena, ir, p, i, names->prefix);
        if (in->parts > 1)
            fprintf(f, "    %s_PARALLEL_FOR(%s_task, run, %d);\n", names->upper, fn, in->parts);
        else
            fprintf(f, "    %s_task(run, 0);\n", fn);
        put_mark(f, ir, p, i, names);
    }
    if (!ir->prog[p].n)
        fputs("    (void)run;\n", f);
    fputs("}\n\n", f);
}

void emit_programs(FILE *f, const EmitPlan *plan, EmitFlavour flavour)
{
    Printed printed = printed_new(plan->ir->arena, plan->ir);
    for (int p = 0; p < PROG_COUNT; p++)
        if (program_is_printed(plan->ir, (ProgramId)p)) {
            put_functions(f, plan, (ProgramId)p, &printed);
            put_program(f, plan, (ProgramId)p, flavour);
        }
}
