/* What layers' functions call: of the vector type (the prelude of kernels/micro/micro.h) and of the
 * micro-kernels those that a plan needs. The build tool has found what uses what. */
#include "compiler/emit/emit_impl.h"

/* Marks a name and what its own text uses. */
static void need_name(bool *need, int name)
{
    if (need[name])
        return;
    need[name] = true;
    for (const short *d = name_needs[name]; *d >= 0; d++)
        need_name(need, *d);
}

/* Marks what the kernels of a plan use; deep: and what that uses. */
static void need_plan(bool *need, const Ir *ir, bool deep)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_printed(ir, (ProgramId)p) && i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            for (int q = -1; q < in->n_fused && !in->gone; q++) {
                const short *n = q < 0 ? in->k->needs : in->fused[q]->k->row_needs;
                for (; *n >= 0; n++)
                    deep ? need_name(need, *n) : (void)(need[*n] = true);
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
            need_plan(need, irs[i], true);
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
    need_plan(need, ir, false);
    emit_types(f, need, names);
    for (int m = 0; m < micro_count; m++)
        if (need[m])
            fprintf(f, "%s\n", micro_table[m].proto);
}
