/* The reference backend: a program instruction by instruction, in stages as they are formed,
 * through the kernels' thunks. A fused pointwise instruction runs by itself after its producer, in
 * place. */
#include "base/number_codecs.h"
#include "runtime/code.h"
#include "compiler/ir/ir.h"
#include <string.h>

typedef struct Job {
    const Instr *in;
    NetcRun *run;
    KernelThunk *thunk;
    const KernelBuild *build;
    void *buf[IR_MAX_BUFS];
} Job;

/* ---- values in bfloat16: see compiler/passes/store_values.c ---- */

static unsigned char *stored_image(const NetcRun *run, const Narrow *v, int image)
{
    return run->base[v->stored->area] + v->stored->offset + 2 * v->stored->per_image * image;
}

static void widen(const NetcRun *run, const Narrow *v, int first, int past)
{
    const unsigned char *from = stored_image(run, v, first);
    float *to = (float *)(void *)(run->base[v->floats->area] + v->floats->offset);
    for (int64_t i = 0; i < v->stored->per_image * (past - first); i++)
        to[i] = number_load_bf16(from + 2 * i);
}

static void narrow(const NetcRun *run, const Narrow *v, int first, int past)
{
    unsigned char *to = stored_image(run, v, first);
    const float *from = (const float *)(void *)(run->base[v->floats->area] + v->floats->offset);
    for (int64_t i = 0; i < v->stored->per_image * (past - first); i++)
        number_store_bf16(to + 2 * i, from[i]);
}

/* Where the first image of all would lie if image `first` lay at the beginning of the floats. */
static void *from_image(const NetcRun *run, const Narrow *v, int first)
{
    const uintptr_t at = (uintptr_t)run->base[v->floats->area] + (uintptr_t)v->floats->offset;
    return (void *)(at - sizeof(float) * (uintptr_t)(v->stored->per_image * first));
}

/* The kernel on [begin, end), which is images [first, past), and what is fused into it, on the
 * floats of that range alone. */
static void run_images(const Job *j, int begin, int end, int range, void **buf)
{
    const Instr *in = j->in;
    int first, past;
    instr_images(in, j->run->n, begin, end, &first, &past);
    for (int f = -1; f < in->n_fused; f++) {
        const Instr *of = f < 0 ? in : in->fused[f];
        for (int i = 0; f < 0 && i < in->n_narrow; i++)
            if (in->narrow[i].read)
                widen(j->run, &in->narrow[i], first, past);
        for (int b = 0; b < of->k->n_bufs; b++) {
            if (f >= 0)
                buf[b] = j->run->base[of->buf[b]->area] + of->buf[b]->offset;
            for (int i = 0; i < in->n_narrow; i++)
                if (in->narrow[i].stored == of->buf[b])
                    buf[b] = from_image(j->run, &in->narrow[i], first);
        }
        const int one = (int)instr_extent(of, 1);
        if (f < 0)
            j->thunk(of->consts, j->run, begin, end, range, buf);
        else
            j->build->thunks[of->k - kernel_table](of->consts, j->run, first * one, past * one, 0,
                                                   buf);
    }
    for (int i = 0; i < in->n_narrow; i++)
        if (in->narrow[i].written)
            narrow(j->run, &in->narrow[i], first, past);
}

/* All ranges run on worker 0, whose scratch lies in the plan. */
/* A part that trains no more stays as it is. */
static bool is_over(const Instr *in, const NetcRun *run)
{
    return in->part && !(run->part_rate[in->part - 1] > 0.0f);
}

static void run_range(const Job *j, int range)
{
    const Instr *in = j->in;
    int begin, end;
    void *buf[IR_MAX_BUFS];
    if (is_over(in, j->run))
        return;
    instr_range(in, j->run->n, range, &begin, &end);
    memcpy(buf, j->buf, sizeof buf);
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->k->args[in->k->n_consts + in->k->n_scalars + b].owner == OWNER_RANGE)
            buf[b] = (char *)buf[b] + range * buffer_piece_bytes(in->buf[b]);
    if (in->n_narrow)
        run_images(j, begin, end, range, buf);
    else
        j->thunk(in->consts, j->run, begin, end, range, buf);
}

static Job make_job(const Instr *in, const KernelBuild *build, NetcRun *run, NetcRun *scaled)
{
    Job j = {.in = in, .run = run, .build = build};
    *scaled = *run;
    if (in->rate != 1 || in->part) {
        scaled->rate = (in->part ? run->part_rate[in->part - 1] : run->rate) * (float)in->rate;
        j.run = scaled;
    }
    j.thunk = build->thunks[in->k - kernel_table];
    for (int b = 0; b < in->k->n_bufs; b++)
        j.buf[b] = run->base[in->buf[b]->area] + in->buf[b]->offset;
    return j;
}

void reference_instr(const Instr *in, const KernelBuild *build, NetcRun *run)
{
    NetcRun scaled;
    Job j = make_job(in, build, run, &scaled);
    for (int range = 0; range < instr_ranges(in, run->n); range++)
        run_range(&j, range);
    for (int f = 0; f < in->n_fused && !in->n_narrow; f++)
        reference_instr(in->fused[f], build, run);
}

/* What is fused into it has the same images. */
void reference_images(const Instr *in, const KernelBuild *build, NetcRun *run, int range)
{
    NetcRun scaled;
    int begin, end;
    if (range >= instr_ranges(in, run->n))
        return;
    const Job j = make_job(in, build, run, &scaled);
    run_range(&j, range);
    instr_range(in, run->n, range, &begin, &end);
    const int64_t one = instr_image(in);
    for (int f = 0; f < in->n_fused && !in->n_narrow; f++) {
        const Job of = make_job(in->fused[f], build, run, &scaled);
        const int64_t items = instr_image(of.in);
        void *buf[IR_MAX_BUFS];
        memcpy(buf, of.buf, sizeof buf);
        of.thunk(of.in->consts, of.run, (int)(begin / one * items), (int)(end / one * items), 0,
                 buf);
    }
}

/* Lane after lane; the chain range by range. */
static void run_stage(const Program *p, int first, const KernelBuild *build, NetcRun *run)
{
    const int end = first + stage_length(p, first);
    for (int i = first; i < end; i += lane_length(p, i)) {
        const int n = lane_length(p, i), ranges = lane_ranges(p, i, run->n);
        if (n == 1 || ranges == 1) {
            for (int k = i; k < i + n; k++)
                reference_instr(p->code[k], build, run);
            continue;
        }
        for (int range = 0; range < ranges; range++)
            for (int k = i; k < i + n; k++)
                reference_images(p->code[k], build, run, range);
    }
}

void reference_run(const Ir *ir, const KernelBuild *build, MarkFn *mark, ProgramId p, NetcRun *run)
{
    if (mark)
        mark(run, p, -1);
    for (int i = 0; i < ir->prog[p].n; i++) {
        if (ir->prog[p].code[i]->gone)
            continue;
        if (!mark && stage_length(&ir->prog[p], i) > 1) {
            run_stage(&ir->prog[p], i, build, run);
            i += stage_length(&ir->prog[p], i) - 1;
            continue;
        }
        reference_instr(ir->prog[p].code[i], build, run);
        if (mark)
            mark(run, p, i);
    }
}
