/* hear_gradients: where in the backward pass of a share each gradient is done, so that its sum over
 * ranks can begin while the rest is computed. See passes.h. */
#include "compiler/passes/passes.h"

static bool writes(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->k->n_bufs; i++)
        if (in->buf[i] == b &&
            in->k->args[in->k->n_consts + in->k->n_scalars + i].role == ARG_WRITE)
            return true;
    for (int f = 0; f < in->n_fused; f++)
        if (writes(in->fused[f], b))
            return true;
    return false;
}

int last_writer(const Ir *ir, ProgramId p, const Buffer *b)
{
    for (int i = ir->prog[p].n - 1; i >= 0; i--)
        if (!ir->prog[p].code[i]->gone && writes(ir->prog[p].code[i], b))
            return i;
    return -1;
}

void hear_gradients(Ir *ir)
{
    const Program *out = &ir->prog[PROG_GRADS_OUT];
    for (int i = 0; i < out->n; i++) {
        int at = last_writer(ir, PROG_BACKWARD, out->code[i]->buf[0]);
        if (at >= 0)
            ir->prog[PROG_BACKWARD].code[at]->heard = true;
    }
}
