/* What layers' functions call: of the vector type (the prelude of kernels/micro/micro.h) and of the
 * micro-kernels those that a plan needs. The build tool has found what uses what. */
#include "compiler/emit/emit_impl.h"
#include <string.h>

/* Whether the plan has an instruction with a constant `name` of one of the values. */
static bool has_constant(const Ir *ir, const char *name, uint64_t values)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_printed(ir, (ProgramId)p) && i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            for (int c = 0; c < in->k->n_consts && !in->gone; c++)
                if (!strcmp(in->k->args[c].name, name) && in->consts[c] >= 0 &&
                    in->consts[c] < 64 && values >> (int)in->consts[c] & 1)
                    return true;
        }
    return false;
}

static bool holds(const Ir *const *irs, int n_irs, const char *name, uint64_t values)
{
    for (int n = 0; n < n_irs; n++)
        if (irs[n] && (!strcmp(name, "TRAIN") ? irs[n]->mode == MODE_TRAIN
                                              : has_constant(irs[n], name, values)))
            return true;
    return !*name;
}

const bool *emit_when(Arena *a, const Ir *const *irs, int n_irs)
{
    bool *when = ARENA_ARRAY(a, bool, (size_t)text_when_count + 1);
    for (int w = 0; w < text_when_count; w++)
        when[w] = holds(irs, n_irs, text_whens[w].name[0], text_whens[w].values[0]) &&
                  holds(irs, n_irs, text_whens[w].name[1], text_whens[w].values[1]);
    return when;
}

/* The next name of a list of needs that holds, -1 at its end. */
static int next_need(const short **needs, const bool *when)
{
    for (;;) {
        const short n = *(*needs)++;
        if (n >= -1)
            return n;
        if (!when || when[-2 - n])
            return *(*needs)++;
        ++*needs;
    }
}

/* Marks a name and what its own text uses. */
static void need_name(bool *need, int name, const bool *when)
{
    if (need[name])
        return;
    need[name] = true;
    const short *d = name_needs[name];
    for (int n; (n = next_need(&d, when)) >= 0;)
        need_name(need, n, when);
}

static int micro_named(const char *name)
{
    int m = 0;
    while (m < micro_count && strcmp(micro_table[m].name, name))
        m++;
    return m;
}

/* Marks what tasks call around their kernel; deep: and what that uses. */
static void need_conversions(bool *need, const Instr *in, bool deep, const bool *when)
{
    for (int i = 0; i < in->n_narrow; i++)
        for (int back = 0; back < 2; back++)
            if (back ? in->narrow[i].written : in->narrow[i].read) {
                const int n = micro_named(back ? "mk_narrow_bf16" : "mk_widen_bf16");
                deep ? need_name(need, n, when) : (void)(need[n] = true);
            }
}

/* Marks what the kernels of a plan use; deep: and what that uses. */
static void need_plan(bool *need, const Ir *ir, bool deep, const bool *when)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_printed(ir, (ProgramId)p) && i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            if (!in->gone)
                need_conversions(need, in, deep, when);
            for (int q = -1; q < in->n_fused && !in->gone; q++) {
                const short *d = q < 0 ? in->k->needs : in->fused[q]->k->row_needs;
                for (int n; (n = next_need(&d, when)) >= 0;)
                    deep ? need_name(need, n, when) : (void)(need[n] = true);
            }
        }
}

/* Whether anything between #if, item i, and its #endif is printed. */
static bool section_needed(const bool *need, int i)
{
    for (int j = i + 1; j < text_items[i].end; j++)
        if (text_items[j].kind == TEXT_ALWAYS ||
            (text_items[j].kind == TEXT_NAMED && need[text_items[j].name]))
            return true;
    return false;
}

void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names)
{
    bool *need = ARENA_ARRAY(a, bool, text_name_count);
    for (int i = 0; i < n_irs; i++)
        if (irs[i])
            need_plan(need, irs[i], true, names->when);
    for (int i = 0; i < text_item_count; i++) {
        const TextItem *item = &text_items[i];
        if (item->kind == TEXT_IF && !section_needed(need, i)) {
            i = item->end;
        } else if (item->kind != TEXT_NAMED || need[item->name]) {
            emit_cut(f, &item->cut, names);
            fputc('\n', f);
        }
    }
}

/* Definitions of the prelude outside of every #if: structs that micro-kernels take. */
static void emit_types(FILE *f, const bool *need, const EmitNames *names)
{
    for (int i = 0; i < text_item_count; i++) {
        const TextItem *item = &text_items[i];
        if (item->kind == TEXT_IF) {
            i = item->end;
        } else if (item->kind == TEXT_NAMED && item->name >= micro_count && need[item->name]) {
            emit_cut(f, &item->cut, names);
            fputc('\n', f);
        }
    }
}

void emit_protos(FILE *f, const Ir *ir, const EmitNames *names)
{
    bool *need = ARENA_ARRAY(ir->arena, bool, text_name_count);
    need_plan(need, ir, false, names->when);
    emit_types(f, need, names);
    for (int m = 0; m < micro_count; m++)
        if (need[m])
            fprintf(f, "%s\n", micro_table[m].proto);
}
