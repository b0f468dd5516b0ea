/* fuse: a pointwise instruction whose input nobody else reads runs at the fuse mark of the
 * instruction that produces the input, row by row while the row is in cache. The value in
 * between is then never stored. */
#include "compiler/passes.h"
#include <string.h>

typedef struct Uses { int writes, reads; } Uses;

static Uses *count_uses(Ir *ir)
{
    Uses *u = ARENA_ARRAY(ir->arena, Uses, ir->n_bufs);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++) {
            const Instr *in = ir->prog[p].code[i];
            const KernelArg *args = in->k->args + in->k->n_consts + in->k->n_scalars;
            for (int b = 0; b < in->k->n_bufs; b++) {
                Uses *v = &u[in->buf[b]->id];
                args[b].role == ARG_READ ? v->reads++ : v->writes++;
            }
        }
    return u;
}

static int buf_index(const Kernel *k, const char *name)
{
    for (int b = 0; b < k->n_bufs; b++)
        if (!strcmp(k->args[k->n_consts + k->n_scalars + b].name, name))
            return b;
    return -1;
}

static bool writes(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->k->n_bufs; i++)
        if (in->buf[i] == b && in->k->args[in->k->n_consts + in->k->n_scalars + i].role == ARG_WRITE)
            return true;
    return false;
}

/* The instruction before `at` that wrote `b`, or -1. */
static int producer(const Program *p, int at, const Buffer *b)
{
    for (int i = at - 1; i >= 0; i--)
        if (!p->code[i]->gone && writes(p->code[i], b))
            return i;
    return -1;
}

/* True when an instruction in (from, at) writes a buffer that the pointwise instruction reads beside its input, or reads or
 * writes its output: then it cannot move up to `from`. */
static bool blocked(const Program *p, int from, int at, const Instr *pw, const Buffer *in, const Buffer *out)
{
    for (int i = from + 1; i < at; i++) {
        const Instr *mid = p->code[i];
        if (mid->gone)
            continue;
        for (int b = 0; b < mid->k->n_bufs; b++)
            if (mid->buf[b] == out)
                return true;
        for (int b = 0; b < pw->k->n_bufs; b++)
            if (pw->buf[b] != in && pw->buf[b] != out && writes(mid, pw->buf[b]))
                return true;
    }
    return false;
}

static void try_fuse(Ir *ir, Program *p, int at, const Uses *uses)
{
    Instr *pw = p->code[at];
    if (!pw->k->row || !pw->k->inplace_in || pw->gone)
        return;
    int ib = buf_index(pw->k, pw->k->inplace_in), ob = buf_index(pw->k, pw->k->inplace_out);
    Buffer *in = pw->buf[ib], *out = pw->buf[ob];
    if (in->area != AREA_WORK || in->keep || uses[in->id].reads != 1 || uses[in->id].writes != 1)
        return;
    if (buffer_count(ir, in) != buffer_count(ir, out) || out->area != AREA_WORK)
        return;
    int from = producer(p, at, in);
    if (from < 0 || blocked(p, from, at, pw, in, out))
        return;
    Instr *prod = p->code[from];
    int mark = prod->k->fuse_arg - prod->k->n_consts - prod->k->n_scalars;
    if (prod->k->fuse_arg < 0 || prod->buf[mark] != in || prod->n_fused == IR_MAX_FUSED)
        return;
    for (int b = 0; b < pw->k->n_bufs; b++)     /* it must not read what the producer makes beside the row */
        if (pw->buf[b] != in && pw->buf[b] != out && writes(prod, pw->buf[b]))
            return;
    for (int f = 0; f < prod->n_fused; f++) {   /* earlier fused ones now work on the new output in place */
        Instr *e = prod->fused[f];
        for (int b = 0; b < e->k->n_bufs; b++)
            if (e->buf[b] == in)
                e->buf[b] = out;
    }
    prod->buf[mark] = out;
    pw->buf[ib] = out;
    prod->fused[prod->n_fused++] = pw;
    pw->gone = true;
}

void fuse(Ir *ir)
{
    Uses *uses = count_uses(ir);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            try_fuse(ir, &ir->prog[p], i, uses);
}
