/* The table of programs, from programs.def. */
#include "compiler/ir/ir.h"

enum { IN_INFER = 1 << MODE_INFER, IN_TRAIN = 1 << MODE_TRAIN, IN_EITHER = IN_INFER | IN_TRAIN };

const ProgramInfo program_table[PROG_COUNT] = {
#define PROGRAM(id, name, plan, role, printed, meaning) \
    [PROG_##id] = {name, IN_##plan, ROLE_##role, PRINTED_##printed, meaning},
#include "compiler/ir/programs.def"
#undef PROGRAM
};

bool program_is_planned(ProgramId p)
{
    return program_table[p].role != ROLE_CONVERT && program_table[p].role != ROLE_PART;
}

bool program_is_printed(const Ir *ir, ProgramId p)
{
    const Train *t = &ir->graph->train;
    if (!(program_table[p].plans & 1 << ir->mode))
        return false;
    switch (program_table[p].printed) {
    case PRINTED_INFER: return ir->mode == MODE_INFER;
    case PRINTED_ACCUMULATE: return t->accumulate > 1;
    case PRINTED_AVERAGE: return t->average > 0;
    case PRINTED_FILLED: return ir->prog[p].n > 0;
    case PRINTED_ALWAYS: break;
    }
    return true;
}
