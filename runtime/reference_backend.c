/* The reference backend: a program instruction by instruction, through the kernels' thunks.
 * A fused pointwise instruction runs by itself after its producer, in place. */
#include "runtime/code.h"
#include "compiler/ir/ir.h"
#include <string.h>

typedef struct Job {
    const Instr *in;
    NetcRun *run;
    KernelThunk *thunk;
    void *buf[IR_MAX_BUFS];
} Job;

/* All ranges run on worker 0, whose scratch lies in the plan. */
static void run_range(const Job *j, int range)
{
    const Instr *in = j->in;
    int begin, end;
    void *buf[IR_MAX_BUFS];
    instr_range(in, j->run->n, range, &begin, &end);
    memcpy(buf, j->buf, sizeof buf);
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->k->args[in->k->n_consts + in->k->n_scalars + b].owner == OWNER_RANGE)
            buf[b] = (char *)buf[b] + range * buffer_piece_bytes(in->buf[b]);
    j->thunk(in->consts, j->run, begin, end, range, buf);
}

void reference_instr(const Instr *in, const KernelBuild *build, NetcRun *run)
{
    Job j = {.in = in, .run = run};
    NetcRun scaled = *run;
    if (in->rate != 1) {
        scaled.rate = run->rate * (float)in->rate;
        j.run = &scaled;
    }
    j.thunk = build->thunks[in->k - kernel_table];
    for (int b = 0; b < in->k->n_bufs; b++)
        j.buf[b] = run->base[in->buf[b]->area] + in->buf[b]->offset;
    for (int range = 0; range < instr_ranges(in, run->n); range++)
        run_range(&j, range);
    for (int f = 0; f < in->n_fused; f++)
        reference_instr(in->fused[f], build, run);
}

void reference_run(const Ir *ir, const KernelBuild *build, MarkFn *mark, ProgramId p, NetcRun *run)
{
    if (mark)
        mark(run, p, -1);
    for (int i = 0; i < ir->prog[p].n; i++) {
        if (ir->prog[p].code[i]->gone)
            continue;
        reference_instr(ir->prog[p].code[i], build, run);
        if (mark)
            mark(run, p, i);
    }
}
