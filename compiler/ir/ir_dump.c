/* ir_dump: the programs as text, one instruction a line, for --dump and for tests. */
#include "base/number.h"
#include "compiler/ir/ir.h"
#include <stdio.h>

static const char *const area_names[AREA_COUNT] = {"x",     "label", "y",     "params", "model",
                                                   "state", "work",  "grads", "loss",   "scratch"};

static void dump_instr(FILE *f, const Ir *ir, const Instr *in, const char *indent)
{
    const Kernel *k = in->k;
    fprintf(f, "%s%s(", indent, k->name);
    for (int i = 0; i < k->n_consts; i++)
        text_fprintf(f, "%s%s=%g", i ? " " : "", k->args[i].name, in->consts[i]);
    fputs(")", f);
    for (int b = 0; b < k->n_bufs; b++) {
        const KernelArg *a = &k->args[k->n_consts + k->n_scalars + b];
        fprintf(f, " %s%s:%s", a->role == ARG_WRITE ? "=>" : "", a->name, in->buf[b]->name);
        if (in->buf[b]->offset >= 0 && buffer_count(ir, in->buf[b]) > 0)
            fprintf(f, "@%s+%lld", area_names[in->buf[b]->area], (long long)in->buf[b]->offset);
    }
    if (in->ranges > 1)
        fprintf(f, " x%d", in->ranges);
    if (in->stage)
        fprintf(f, " stage %d lane %d", in->stage, in->lane);
    fputc('\n', f);
    for (int i = 0; i < in->n_fused; i++)
        dump_instr(f, ir, in->fused[i], "    | ");
}

void ir_dump(FILE *f, const Ir *ir)
{
    for (int p = 0; p < PROG_COUNT; p++) {
        if (!ir->prog[p].n)
            continue;
        fprintf(f, "%s: %s; barriers: %d\n", program_table[p].name, program_table[p].meaning,
                program_barriers(&ir->prog[p], ir->target.batch));
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                dump_instr(f, ir, ir->prog[p].code[i], "  ");
    }
}
