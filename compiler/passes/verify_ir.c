/* verify_ir: what the passes rely on, checked after lowering, after fusing and at the end, in every
 * build. What it finds is an error of a lowering or of a pass; the plan is not run then. */
#include "compiler/passes/passes.h"
#include <string.h>

static bool broken(Err *err, const Instr *in, const char *what, int arg)
{
    const Kernel *k = in->k;
    return err_set(err, "internal error: %s (%s:%d)%s%s: %s%s%s", k->name, k->file, k->line,
                   in->node ? " of " : "", in->node ? in->node->name : "", what,
                   arg >= 0 ? " of " : "",
                   arg >= 0 ? k->args[k->n_consts + k->n_scalars + arg].name : "");
}

static const KernelArg *pointer(const Instr *in, int b)
{
    return &in->k->args[in->k->n_consts + in->k->n_scalars + b];
}

/* Values lie as the kernels that read and write them take them. */
static bool check_layouts(const Instr *in, Err *err)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (in->buf[b]->layout && !layout_read_by(in->buf[b]->layout, in->k))
            return broken(err, in, "layout", b);
    return true;
}

/* Whether its ranges widen the buffer. */
static bool is_narrow(const Instr *in, const Buffer *b)
{
    for (int i = 0; i < in->n_narrow; i++)
        if (in->narrow[i].stored == b)
            return true;
    return false;
}

static bool check_sizes(const Ir *ir, const Instr *in, Err *err)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        const KernelArg *a = pointer(in, b);
        const Buffer *x = in->buf[b];
        int64_t want = kernel_eval(in->k, a->size, in->consts, ir->target.batch);
        const bool bytes = a->elem == NUMBER_U8 && x->elem == NUMBER_BF16,
                   narrow = a->elem == NUMBER_F32 && x->elem == NUMBER_BF16 && is_narrow(in, x);
        int64_t have = a->owner ? x->fixed : buffer_count(ir, x) * (bytes ? 2 : 1);
        if (have < want) {
            char what[100];
            snprintf(what, sizeof what, "size, %lld of %lld elements,", (long long)have,
                     (long long)want);
            return broken(err, in, what, b);
        }
        if (a->elem != x->elem && !bytes && !narrow)
            return broken(err, in, "element type", b);
        if (x->owner != a->owner && a->owner)
            return broken(err, in, "owner", b);
        if (a->owner == OWNER_RANGE && x->pieces < in->ranges)
            return broken(err, in, "number of partial sums", b);
    }
    return true;
}

/* An instruction, then what is fused into it: its reads must have been written. */
static bool check_reads(const Instr *in, bool *written, Err *err)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (pointer(in, b)->role == ARG_READ && in->buf[b]->area == AREA_WORK &&
            !written[in->buf[b]->id] && (in->buf[b]->per_image || in->buf[b]->fixed))
            return broken(err, in, "read before it is written", b);
    for (int b = 0; b < in->k->n_bufs; b++)
        if (pointer(in, b)->role == ARG_WRITE)
            written[in->buf[b]->id] = true;
    for (int f = 0; f < in->n_fused; f++)
        if (!check_reads(in->fused[f], written, err))
            return false;
    return true;
}

/* Work buffers must be written before they are read, over the programs in the order they run. */
static bool check_order(const Ir *ir, Err *err)
{
    bool *written = ARENA_ARRAY(ir->arena, bool, ir->n_bufs);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone && !check_reads(ir->prog[p].code[i], written, err))
                return false;
    return true;
}

/* A parameter is updated only after the last instruction of the backward pass that reads it. */
static bool check_updates(const Ir *ir, Err *err)
{
    const Program *p = &ir->prog[PROG_BACKWARD];
    bool *updated = ARENA_ARRAY(ir->arena, bool, ir->n_bufs);
    for (int i = 0; i < p->n; i++)
        for (int b = 0; b < p->code[i]->k->n_bufs; b++) {
            const Buffer *x = p->code[i]->buf[b];
            bool write = pointer(p->code[i], b)->role == ARG_WRITE;
            if (!write && x->area == AREA_STATE && updated[x->id] &&
                p->code[i]->phase == PHASE_BACKWARD)
                return broken(err, p->code[i], "read after its update", b);
            updated[x->id] |= write && p->code[i]->phase == PHASE_UPDATE;
        }
    return true;
}

/* ---- sums made in epilogues ---- */

static int64_t const_or(const Instr *in, const char *name, int64_t otherwise)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (!strcmp(in->k->args[i].name, name))
            return (int64_t)in->consts[i];
    return otherwise;
}

/* How an observer cuts a map: HW pixels, stretch t from pixel t * STEP - AFTER on (the first from
 * 0), the last of TIMES up to the end. */
typedef struct Cut {
    int64_t hw, step, after, times;
    bool fixed;
} Cut; /* fixed: it has TIMES, and takes a row as one stretch */

static Cut cut_of(const Instr *ob)
{
    Cut c = {const_or(ob, "HW", 0), const_or(ob, "STEP", 0), const_or(ob, "AFTER", 0),
             const_or(ob, "TIMES", 0), true};
    if (c.times == 0 && c.step > 0)
        c.times = (c.hw + c.step - 1) / c.step, c.fixed = false;
    return c;
}

/* By itself: no stretch is empty, so each pixel is in one. */
static bool check_cut(const Instr *ob, Err *err)
{
    Cut c = cut_of(ob);
    if (c.hw <= 0 || c.step <= 0 || c.times <= 0 || c.after < 0)
        return broken(err, ob, "stretches without pixels", -1);
    if (c.times > 1 && (c.after >= c.step || (c.times - 1) * c.step - c.after >= c.hw))
        return broken(err, ob, "an empty stretch among its sums", -1);
    if (!c.fixed && c.after)
        return broken(err, ob, "a first stretch that it cannot shorten", -1);
    return true;
}

/* In a producer's epilogue: the slot that @row takes, of the pixel where a row begins, is the row's
 * own, and rows and stretches are the same. */
static bool check_rows(const Instr *prod, const Instr *ob, Err *err)
{
    Cut c = cut_of(ob);
    FuseRows r = fuse_rows(prod, c.hw);
    if (r.times == 0 || (c.fixed && !prod->k->fuse_times))
        return broken(err, ob, "runs at rows that are not stated", -1);
    if (r.times != c.times || (!c.fixed && r.after))
        return broken(err, ob, "has another number of sums than there are rows", -1);
    for (int64_t t = 0, next = 0; t < r.times; t++) {
        int64_t from = t ? t * r.step - r.after : 0,
                to = t == r.times - 1 ? c.hw : (t + 1) * r.step - r.after;
        if (from != next || to <= from || to > c.hw)
            return broken(err, ob, "rows that do not cover the map", -1);
        if ((from + c.after) / c.step != t || (t && from != t * c.step - c.after))
            return broken(err, ob, "a row's sums are not in its slot", -1);
        next = to;
    }
    return true;
}

/* An epilogue has the producer's output in hand, all of it and no more. */
static bool check_fused(const Ir *ir, const Instr *prod, const Instr *in, Err *err)
{
    int mark = prod->k->fuse_arg - prod->k->n_consts - prod->k->n_scalars, at = -1;
    const char *name = in->k->observed ? in->k->observed : in->k->inplace_in;
    for (int b = 0; name && b < in->k->n_bufs; b++)
        if (!strcmp(pointer(in, b)->name, name))
            at = b;
    if (prod->k->fuse_arg < 0 || at < 0 || in->buf[at] != prod->buf[mark])
        return broken(err, in, "fused where its input is not made", -1);
    if (kernel_eval(prod->k, pointer(prod, mark)->size, prod->consts, ir->target.batch) !=
        kernel_eval(in->k, pointer(in, at)->size, in->consts, ir->target.batch))
        return broken(err, in, "fused into an instruction of another size", at);
    return !in->k->observed || check_rows(prod, in, err);
}

/* What reads the sums counts them as they are made. */
static bool check_reader(const Instr *ob, const Instr *in, Err *err)
{
    static const char *const shared[] = {"HW", "STEP", "AFTER", "TIMES"};
    for (int i = 0; i < 4; i++) {
        int64_t made = const_or(ob, shared[i], -1), read = const_or(in, shared[i], -1);
        if (made >= 0 && read >= 0 && made != read) {
            char what[100];
            snprintf(what, sizeof what, "%s is %lld where %s has %lld", shared[i], (long long)read,
                     ob->k->name, (long long)made);
            return broken(err, in, what, -1);
        }
    }
    return true;
}

/* One instruction, after those that ran before it; made: by which observer each buffer of sums was.
 */
static bool check_sums_of(const Ir *ir, const Instr *in, const Instr **made, Err *err)
{
    for (int b = 0; b < in->k->n_bufs; b++) {
        if (pointer(in, b)->role == ARG_READ && made[in->buf[b]->id] &&
            !check_reader(made[in->buf[b]->id], in, err))
            return false;
        if (in->k->observed && pointer(in, b)->role == ARG_WRITE)
            made[in->buf[b]->id] = in;
    }
    for (int f = 0; f < in->n_fused; f++)
        if (!check_fused(ir, in, in->fused[f], err) || !check_sums_of(ir, in->fused[f], made, err))
            return false;
    return !in->k->observed || check_cut(in, err);
}

static bool check_sums(const Ir *ir, Err *err)
{
    const Instr **made = ARENA_ARRAY(ir->arena, const Instr *, ir->n_bufs);
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone && !check_sums_of(ir, ir->prog[p].code[i], made, err))
                return false;
    return true;
}

/* ---- stages ---- */

static bool meet(const Ir *ir, const Buffer *a, const Buffer *b)
{
    if (a == b || a->area != b->area)
        return a == b;
    if (a->area == AREA_WORK || a->area == AREA_MODEL || a->area == AREA_STATE)
        return a->first >= 0 && b->first >= 0 && a->offset < b->offset + buffer_bytes(ir, b) &&
               b->offset < a->offset + buffer_bytes(ir, a);
    return true; /* the caller's */
}

/* Two accesses of a stage in one place: both of a chain, and of the same images there. */
static bool check_pair(const Ir *ir, const Instr *in, const Access *x, const Instr *other,
                       const Access *y, Err *err)
{
    if (!(x->writes || y->writes) || (x->apart && y->apart && x->buf == y->buf) ||
        !meet(ir, x->buf, y->buf))
        return true;
    if (in->lane == other->lane && in->ranges == 1)
        return true;
    if (in->lane != other->lane || !x->image || x->image != y->image ||
        (x->buf != y->buf && x->buf->offset != y->buf->offset))
        return broken(err, in, "in a stage with an instruction that may reach the same memory", -1);
    return true;
}

/* Scratch of the first worker, which lies in the plan's memory, and what the others have there. */
static bool check_stage_scratch(const Ir *ir, const Instr *in, const Instr *other, Err *err)
{
    const Buffer *s;
    for (int b = 0; (s = instr_scratch_at(in, b)); b++)
        for (int a = 0; a < other->n_accesses; a++)
            if (buffer_bytes(ir, s) && meet(ir, s, other->access[a].buf))
                return broken(err, in, "scratch in the memory of its stage", -1);
    return true;
}

/* Range r of the instructions of a lane has the same images, or there is one range. */
static bool check_chain(const Instr *in, const Instr *first, Err *err)
{
    const int64_t image = instr_image(in), of = instr_image(first);
    if (in->ranges == 1 && first->ranges == 1)
        return true;
    if (!image || !of || in->length % image || in->length / image != first->length / of)
        return broken(err, in, "in a chain that is cut in another way", -1);
    return true;
}

static bool check_stage(const Ir *ir, const Program *p, int first, Err *err)
{
    const int n = stage_length(p, first);
    for (int i = first; i < first + n; i++)
        for (int j = first; j <= i && n > 1; j++) {
            const Instr *in = p->code[i], *other = p->code[j];
            if (i != j && in->lane == other->lane && !check_chain(in, other, err))
                return false;
            for (int a = 0; i != j && a < in->n_accesses; a++)
                for (int b = 0; b < other->n_accesses; b++)
                    if (!check_pair(ir, in, &in->access[a], other, &other->access[b], err))
                        return false;
            if (!check_stage_scratch(ir, in, other, err) ||
                !check_stage_scratch(ir, other, in, err))
                return false;
        }
    return true;
}

bool verify_stages(const Ir *ir, Err *err)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i += stage_length(&ir->prog[p], i))
            if (!check_stage(ir, &ir->prog[p], i, err))
                return false;
    return true;
}

bool verify_ir(const Ir *ir, Err *err)
{
    for (int p = 0; p < PROG_COUNT; p++) /* first: another layout has other sizes */
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!check_layouts(ir->prog[p].code[i], err))
                return false;
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < ir->prog[p].n; i++)
            if (!check_sizes(ir, ir->prog[p].code[i], err))
                return false;
    return check_order(ir, err) && check_updates(ir, err) && check_sums(ir, err);
}
