/* verify_ir: asserts what the passes rely on. It runs after every pass in debug builds and
 * once in release builds; a failure is a bug of a lowering, never of the user's file. */
#include "compiler/passes.h"
#include <stdio.h>
#include <stdlib.h>

static void broken(const Instr *in, const char *what, int arg)
{
    const Kernel *k = in->k;
    fprintf(stderr, "netc: internal: %s (%s:%d)%s%s: %s of %s\n", k->name, k->file, k->line, in->node ? " for " : "", in->node ? in->node->name : "",
            what, k->args[k->n_consts + k->n_scalars + arg].name);
    abort();
}

static void check_sizes(const Ir *ir, const Instr *in)
{
    const Kernel *k = in->k;
    for (int b = 0; b < k->n_bufs; b++) {
        const KernelArg *a = &k->args[k->n_consts + k->n_scalars + b];
        int64_t want = kernel_eval(k, a->size, in->consts, ir->target.batch);
        int64_t have = in->buf[b]->parts && a->is_private ? in->buf[b]->fixed : buffer_count(ir, in->buf[b]);
        if (have < want) {
            fprintf(stderr, "netc: internal: %lld elements, %lld wanted\n", (long long)have, (long long)want);
            broken(in, "size", b);
        }
        if (a->elem != in->buf[b]->elem)
            broken(in, "element type", b);
        if (a->is_private && in->buf[b]->parts < in->parts)
            broken(in, "number of private parts", b);
    }
}

/* An instruction, then what is fused into it: its reads must have been written. */
static void check_reads(const Instr *in, bool *written)
{
    const KernelArg *args = in->k->args + in->k->n_consts + in->k->n_scalars;
    for (int b = 0; b < in->k->n_bufs; b++)
        if (args[b].role == ARG_READ && in->buf[b]->area == AREA_WORK && !written[in->buf[b]->id])
            broken(in, "read before it is written", b);
    for (int b = 0; b < in->k->n_bufs; b++)
        if (args[b].role == ARG_WRITE)
            written[in->buf[b]->id] = true;
    for (int f = 0; f < in->n_fused; f++)
        check_reads(in->fused[f], written);
}

/* Work buffers must be written before they are read, over the programs in the order they run. */
static void check_order(const Ir *ir, ProgramId from, ProgramId to)
{
    bool *written = ARENA_ARRAY(ir->arena, bool, ir->n_bufs);
    for (int p = from; p <= (int)to; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                check_reads(ir->prog[p].code[i], written);
}

/* A parameter is updated only after the last instruction of the backward pass that reads it. */
static void check_updates(const Ir *ir)
{
    const Program *p = &ir->prog[PROG_APPLY];
    bool *updated = ARENA_ARRAY(ir->arena, bool, ir->n_bufs);
    for (int i = 0; i < p->n; i++)
        for (int b = 0; b < p->code[i]->k->n_bufs; b++) {
            const Buffer *x = p->code[i]->buf[b];
            bool write = p->code[i]->k->args[p->code[i]->k->n_consts + p->code[i]->k->n_scalars + b].role == ARG_WRITE;
            if (!write && x->area == AREA_STATE && updated[x->id] && p->code[i]->phase == PHASE_BACKWARD)
                broken(p->code[i], "read after its update", b);
            updated[x->id] |= write && p->code[i]->phase == PHASE_UPDATE;
        }
}

void verify_ir(const Ir *ir)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            check_sizes(ir, ir->prog[p].code[i]);
    check_order(ir, PROG_INFER, PROG_INFER);
    check_order(ir, PROG_GRAD, PROG_AVERAGE);
    check_updates(ir);
}
