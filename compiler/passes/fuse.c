/* fuse: a pointwise instruction whose input nobody else reads runs in the epilogue of the
 * instruction that produces the input, at its @fuse mark: row by row, while the row is in cache.
 * The value in between is then never stored. An instruction that only sums rows (@observe) runs
 * there too, whoever else reads them. */
#include "compiler/passes/passes.h"
#include "compiler/passes/frozen_prefix.h"
#include <string.h>

typedef struct Uses {
    int writes, reads;
} Uses;

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
        if (in->buf[i] == b &&
            in->k->args[in->k->n_consts + in->k->n_scalars + i].role == ARG_WRITE)
            return true;
    return false;
}

/* Where in a program buffers stand, so that each instruction is found without a walk. */
typedef struct Places {
    int *writer; /* of a buffer, the instruction that writes it (of those that are left), -1: none.
                    Of use where one alone does */
    int *first, *at; /* of a buffer, at[first[id]] .. at[first[id + 1] - 1]: the instructions that
                        have it */
} Places;

static Places find_places(const Ir *ir, const Program *p)
{
    Arena *a = ir->arena;
    int total = 0;
    Places x = {ARENA_ARRAY(a, int, ir->n_bufs), ARENA_ARRAY(a, int, ir->n_bufs + 2), NULL};
    for (int i = 0; i < ir->n_bufs; i++)
        x.writer[i] = -1;
    for (int i = 0; i < p->n; i++)
        for (int b = 0; b < p->code[i]->k->n_bufs; b++, total++)
            x.first[p->code[i]->buf[b]->id + 2]++;
    for (int i = 2; i < ir->n_bufs + 2; i++)
        x.first[i] += x.first[i - 1];
    x.at = ARENA_ARRAY(a, int, total + 1);
    for (int i = 0; i < p->n; i++)
        for (int b = 0; b < p->code[i]->k->n_bufs; b++) {
            int id = p->code[i]->buf[b]->id;
            x.at[x.first[id + 1]++] = i;
            if (writes(p->code[i], p->code[i]->buf[b]))
                x.writer[id] = i;
        }
    return x;
}

/* The only instruction that writes `b`, when it stands before `at`, or -1. */
static int producer(const Places *x, int at, const Buffer *b)
{
    return x->writer[b->id] < at ? x->writer[b->id] : -1;
}

/* The instruction at `at` is gone: what it wrote, `out` is made at `from` (out NULL: it is not). */
static void instr_gone(Places *x, const Instr *in, const Buffer *out, int from)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (writes(in, in->buf[b]))
            x->writer[in->buf[b]->id] = -1;
    if (out)
        x->writer[out->id] = from;
}

/* True when an instruction in (from, at) writes a buffer that the pointwise instruction reads
 * beside its input, or reads or writes its output: then it cannot move up to `from`. */
static bool blocked(const Program *p, int from, int at, const Instr *pw, const Buffer *in,
                    const Buffer *out)
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

static void try_fuse_pointwise(Ir *ir, Program *p, int at, const Uses *uses, Places *places)
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
    int from = producer(places, at, in);
    if (from < 0)
        return;
    Instr *prod = p->code[from];
    int mark = prod->k->fuse_arg - prod->k->n_consts - prod->k->n_scalars;
    if (prod->k->fuse_arg < 0 || prod->buf[mark] != in || prod->n_fused == IR_MAX_FUSED)
        return;
    for (int b = 0; b < pw->k->n_bufs;
         b++) /* it must not read what the producer makes beside the row */
        if (pw->buf[b] != in && pw->buf[b] != out && writes(prod, pw->buf[b]))
            return;
    if (blocked(p, from, at, pw, in, out))
        return;
    instr_gone(places, pw, out, from);
    for (int f = 0; f < prod->n_fused;
         f++) { /* earlier fused ones now work on the new output in place */
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

static int const_index(const Kernel *k, const char *name)
{
    for (int i = 0; i < k->n_consts; i++)
        if (!strcmp(k->args[i].name, name))
            return i;
    return -1;
}

/* The shortest row that gets a sum of its own. Shorter ones would make the sums as large as the
 * value. */
enum { LEAST_STEP = 4 };

FuseRows fuse_rows(const Instr *prod, int64_t pixels)
{
    const Kernel *k = prod->k;
    FuseRows r = {0, 0, 0};
    if (!k->fuse_every)
        return r;
    int64_t step = kernel_eval(k, k->fuse_every, prod->consts, 1);
    int64_t after = k->fuse_after ? kernel_eval(k, k->fuse_after, prod->consts, 1) : 0;
    int64_t times = k->fuse_times ? kernel_eval(k, k->fuse_times, prod->consts, 1)
                    : step > 0    ? (pixels + step - 1) / step
                                  : 0;
    if (step <= 0 || after < 0 || times <= 0 ||
        (times > 1 && (after >= step || (times - 1) * step - after >= pixels)))
        return r;
    if (times == 1) /* the map is one row, wherever the steps would begin */
        return (FuseRows){pixels, 0, 1};
    return (FuseRows){step, after, times};
}

/* Sums can be made in an epilogue whose rows are long enough. An observer with TIMES takes rows of
 * exactly one step each, which only a mark with `times` promises; one without cuts a longer row
 * itself, and takes those that begin at multiples of the step. */
static bool follows(const Instr *ob, const Instr *prod, const FuseRows *r, int64_t pixels)
{
    if (r->times == 0 || (r->step < LEAST_STEP && r->times > 1))
        return false;
    if (const_index(ob->k, "TIMES") >= 0)
        return prod->k->fuse_times != NULL;
    return r->after == 0 && r->times == (pixels + r->step - 1) / r->step;
}

static void set_const(Instr *in, const char *name, int64_t value)
{
    int c = const_index(in->k, name);
    if (c >= 0)
        in->consts[c] = (double)value;
}

/* The observer and the one that reads its sums have constants for the rows, of which `part` holds
 * sums: HW pixels a map, STEP a row, TIMES rows, AFTER the pixels by which the first is shorter (an
 * observer without it cannot take such). A producer in the frozen prefix stays as it is: it runs
 * once for all steps. */
static void try_fuse_sums(Program *p, int at, const Uses *uses, Places *places,
                          const bool *in_prefix)
{
    Instr *ob = p->code[at];
    if (!ob->k->observed || ob->gone)
        return;
    Buffer *in = ob->buf[buf_index(ob->k, ob->k->observed)], *part = NULL;
    for (int b = 0; b < ob->k->n_bufs; b++)
        if (ob->k->args[ob->k->n_consts + ob->k->n_scalars + b].role == ARG_WRITE)
            part = ob->buf[b];
    int from = in->area == AREA_WORK && uses[in->id].writes == 1 ? producer(places, at, in) : -1;
    if (from < 0)
        return;
    Instr *prod = p->code[from];
    int mark = prod->k->fuse_arg - prod->k->n_consts - prod->k->n_scalars;
    int64_t hw = (int64_t)ob->consts[const_index(ob->k, "HW")];
    if (prod->k->fuse_arg < 0 || prod->buf[mark] != in || prod->n_fused == IR_MAX_FUSED ||
        (prod->node && in_prefix[prod->node->id]))
        return;
    FuseRows rows = fuse_rows(prod, hw);
    if (!follows(ob, prod, &rows, hw))
        return;
    for (int b = 0; b < ob->k->n_bufs;
         b++) /* nor may it read what the producer makes beside the row */
        if (ob->buf[b] != in && writes(prod, ob->buf[b]))
            return;
    if (blocked(p, from, at, ob, in, part))
        return;
    for (int k = places->first[part->id]; k < places->first[part->id + 1]; k++)
        if (places->at[k] >= at) {
            set_const(p->code[places->at[k]], "STEP", rows.step);
            set_const(p->code[places->at[k]], "AFTER", rows.after);
            set_const(p->code[places->at[k]], "TIMES", rows.times);
        }
    instr_gone(places, ob, NULL, -1);
    part->per_image *= rows.times;
    prod->fused[prod->n_fused++] = ob;
    ob->gone = true;
}

void fuse(Ir *ir)
{
    Uses *uses = count_uses(ir);
    const bool *in_prefix = frozen_prefix_nodes(ir);
    for (int p = 0; p < PROG_COUNT; p++) {
        Places places = find_places(ir, &ir->prog[p]);
        for (int i = 0; i < ir->prog[p].n; i++) {
            try_fuse_pointwise(ir, &ir->prog[p], i, uses, &places);
            try_fuse_sums(&ir->prog[p], i, uses, &places, in_prefix);
        }
    }
}
