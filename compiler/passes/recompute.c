/* recompute: makes a training plan fit into Target.mem_limit. Forward values that the backward pass
 * reads are dropped after the forward pass, and the instructions that made them run a second time
 * just before the backward pass first wants them: a chain of them from values that are still there.
 * Only instructions without side effects are repeated, so masks are not drawn anew nor statistics
 * counted twice, and every bit of the result stays. Which values: greedily, the most memory over
 * the limit, summed over the instructions, for the least estimated time; then those that turned out
 * needless are taken back. */
#include "compiler/passes/passes.h"
#include "compiler/ir/layer.h"
#include "compiler/passes/frozen_prefix.h"
#include <stdlib.h>
#include <string.h>

typedef struct Value { /* what the programs without repetition do with a buffer */
    int writer;        /* the one forward instruction that writes it; -1: none */
    int last;          /* instruction of the last use */
    bool backward;     /* the backward pass reads it */
    bool early;        /* the forward pass or STATS, which runs before the updates, writes it */
    bool pure;         /* the writer can run again, and nobody else writes the value */
} Value;

typedef struct Step {
    ProgramId p;
    Instr *in;
    double flops, seconds;
} Step;

typedef struct Search {
    Ir *ir;             /* the plan as it was */
    Step *step;         /* the plan's instructions, program after program */
    int n_steps, start; /* start: the first behind the forward pass */
    Value *value;       /* by buffer id, of the plan as it was */
    int n_values;
    bool *drop;            /* by buffer id */
    const bool *in_prefix; /* by node: of the frozen prefix; NULL: there is none */
    int64_t rest;          /* bytes of the plan beside the work area */
} Search;

typedef struct Trial { /* a plan under the search's `drop` */
    Ir ir;
    Buffer *
        *version; /* by buffer id: what the backward pass reads in its place; NULL: not made yet */
    Buffer **local;         /* the same, for the chain in work */
    int *local_id, n_local; /* which of them are made */
    bool *wanted;           /* by step: in the chain */
    int n_wanted;
    double flops, seconds; /* of the repeated ones */
} Trial;

/* ---- the uses of an instruction and those fused into it ---- */

static const KernelArg *pointer(const Instr *in, int b)
{
    return &in->k->args[in->k->n_consts + in->k->n_scalars + b];
}

/* Buffer i of the instruction, counted through what is fused into it; NULL after the last. */
static Buffer **slot(Instr *in, int i, const KernelArg **arg)
{
    if (i < in->k->n_bufs) {
        *arg = pointer(in, i);
        return &in->buf[i];
    }
    i -= in->k->n_bufs;
    for (int f = 0; f < in->n_fused; i -= in->fused[f++]->k->n_bufs)
        if (i < in->fused[f]->k->n_bufs) {
            *arg = pointer(in->fused[f], i);
            return &in->fused[f]->buf[i];
        }
    return NULL;
}

/* ---- the plan as it was ---- */

static void list_steps(Search *s)
{
    int cap = 0;
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < s->ir->prog[p].n; i++) {
            Step step = {.p = (ProgramId)p, .in = s->ir->prog[p].code[i]};
            if (!step.in->gone)
                ARENA_PUSH(s->ir->arena, s->step, s->n_steps, cap, step);
        }
    while (s->start < s->n_steps && s->step[s->start].p == PROG_FORWARD)
        s->start++;
}

/* Where instructions may be put before one that wants a dropped value. */
static bool takes_repeats(const Search *s, int t) { return s->step[t].p == PROG_BACKWARD; }

static void note_uses(Search *s, int t)
{
    const KernelArg *arg;
    Buffer **b;
    for (int i = 0; (b = slot(s->step[t].in, i, &arg)); i++) {
        Value *v = &s->value[(*b)->id];
        v->last = t;
        v->backward |= takes_repeats(s, t) && arg->role == ARG_READ;
        v->pure &= t < s->start || takes_repeats(s, t);
        v->early |= arg->role == ARG_WRITE && (t < s->start || s->step[t].p == PROG_STATS);
        if (arg->role != ARG_WRITE || (v->writer == t && t < s->start))
            continue;
        v->pure = v->writer < 0 && t < s->start && (*b)->area == AREA_WORK;
        v->writer = t;
    }
}

/* Of the forward pass: it writes only values that are pure so far, reads no state that the step
 * changes before the updates, and is not of a frozen prefix, which a training runs once for all
 * steps. */
static bool can_repeat(const Search *s, Instr *in)
{
    if (s->in_prefix && in->node && s->in_prefix[in->node->id])
        return false;
    const KernelArg *arg;
    Buffer **b;
    for (int i = 0; (b = slot(in, i, &arg)); i++) {
        const Value *v = &s->value[(*b)->id];
        if (arg->role == ARG_WRITE ? !v->pure : (*b)->area == AREA_STATE && v->early)
            return false;
    }
    return true;
}

/* What an instruction that cannot run again writes is not pure, and then another that writes it
 * cannot run again either. */
static void find_pure(Search *s)
{
    const KernelArg *arg;
    Buffer **b;
    for (int t = 0; t < s->start; t++)
        if (!can_repeat(s, s->step[t].in))
            for (int i = 0; (b = slot(s->step[t].in, i, &arg)); i++)
                if (arg->role == ARG_WRITE)
                    s->value[(*b)->id].pure = false;
}

/* On one core, whatever the plan will run on: only ratios decide anything. */
static double forward_seconds(const Node *n, const Target *t, const Machine *m)
{
    Work w = {0};
    if (!n->layer->work)
        return n->layer->flops(n) * t->batch * 1e-9 / machine_gflops(m, 1);
    n->layer->work(t, n, PASS_FORWARD, &w);
    return work_seconds(m, &w, 1);
}

/* A node's arithmetic is counted at the last of its own forward instructions: those before it
 * prepare. */
static void estimate(Search *s)
{
    const Target *target = &s->ir->target;
    const Machine *m = target->machine ? target->machine : &machine_default;
    int *last_own = ARENA_ARRAY(s->ir->arena, int, s->ir->graph->n_nodes + 1);
    for (int t = 0; t < s->start; t++)
        if (s->step[t].in->node)
            last_own[s->step[t].in->node->id] = t;
    for (int t = 0; t < s->start; t++) {
        Step *step = &s->step[t];
        const KernelArg *arg;
        Buffer **b;
        double seconds = 0, bytes = 0;
        for (int i = 0; (b = slot(step->in, i, &arg)); i++)
            bytes += i < step->in->k->n_bufs ? (double)buffer_bytes(s->ir, *b) : 0;
        for (int f = -1; f < step->in->n_fused; f++) {
            const Node *n = f < 0 ? step->in->node : step->in->fused[f]->node;
            if (!n || !n->layer->flops || (f >= 0 && n == step->in->node) || last_own[n->id] > t)
                continue;
            step->flops += n->layer->flops(n) * target->batch;
            seconds += forward_seconds(n, target, m);
        }
        double moved = bytes * 1e-9 / machine_bandwidth(m, bytes, 1);
        step->seconds = seconds > moved ? seconds : moved;
    }
}

static void look(Search *s)
{
    Ir copy = *s->ir;
    s->in_prefix = split_frozen_prefix(&copy).layers ? frozen_prefix_nodes(s->ir) : NULL;
    list_steps(s);
    s->n_values = s->ir->n_bufs;
    s->value = ARENA_ARRAY(s->ir->arena, Value, s->n_values);
    s->drop = ARENA_ARRAY(s->ir->arena, bool, s->n_values);
    for (int id = 0; id < s->n_values; id++)
        s->value[id].writer = -1;
    for (int t = 0; t < s->n_steps; t++)
        note_uses(s, t);
    find_pure(s);
    estimate(s);
}

/* ---- a trial: the programs with the dropped values computed again ---- */

/* In a second run nothing observes: the sums were used in the forward pass. */
static Instr *copy_instr(Arena *a, const Instr *in, bool recomputed)
{
    Instr *c = ARENA_NEW(a, Instr);
    *c = *in;
    c->n_fused = 0;
    for (int f = 0; f < in->n_fused; f++)
        if (!recomputed || !in->fused[f]->k->observed)
            c->fused[c->n_fused++] = copy_instr(a, in->fused[f], recomputed);
    return c;
}

static Buffer *copy_buffer(Trial *t, const Buffer *b);

/* A copy has scratch of its own for what its ranges widen. */
static void copy_narrow(Trial *t, Instr *c)
{
    Narrow *own = ARENA_ARRAY(t->ir.arena, Narrow, c->n_narrow + 1);
    for (int i = 0; i < c->n_narrow; i++) {
        own[i] = c->narrow[i];
        own[i].floats = copy_buffer(t, own[i].floats);
    }
    c->narrow = own;
}

/* The instruction takes `by` in place of *b, a buffer of its own or of its epilogue. */
static void replace(Instr *c, Buffer **b, Buffer *by)
{
    for (int i = 0; i < c->n_narrow; i++)
        if (c->narrow[i].stored == *b)
            c->narrow[i].stored = by;
    *b = by;
}

static Buffer *copy_buffer(Trial *t, const Buffer *b)
{
    Ir *ir = &t->ir;
    Buffer *c = ARENA_NEW(ir->arena, Buffer);
    *c = *b;
    c->id = ir->n_bufs;
    c->first = c->last = c->offset = -1;
    ARENA_PUSH(ir->arena, ir->bufs, ir->n_bufs, ir->cap_bufs, c);
    return c;
}

static void push(Trial *t, ProgramId p, Instr *in)
{
    Program *to = &t->ir.prog[p];
    ARENA_PUSH(t->ir.arena, to->code, to->n, to->cap, in);
}

/* True when the chain at step `now` can read `b` as the forward pass left it. */
static bool is_there(const Search *s, const Buffer *b, int now)
{
    const Value *v = &s->value[b->id];
    return b->area != AREA_WORK || (!s->drop[b->id] && (v->last >= now || !v->pure));
}

/* Marks the instruction that makes b. */
static void want(const Search *s, Trial *t, const Buffer *b)
{
    int w = s->value[b->id].writer;
    t->n_wanted += !t->wanted[w];
    t->wanted[w] = true;
}

/* What an instruction of the chain reads is made by the chain, too, unless it is in memory or was
 * recomputed before. */
static void want_inputs(const Search *s, Trial *t, int w, int now)
{
    const KernelArg *arg;
    Buffer **r;
    for (int k = 0; (r = slot(s->step[w].in, k, &arg)); k++)
        if (arg->role == ARG_READ && s->value[(*r)->id].writer != w && !t->version[(*r)->id] &&
            !is_there(s, *r, now))
            want(s, t, *r);
}

/* What a repeated instruction works on in place of b. A value that is still there is written again,
 * with the bits it has. */
static Buffer *stand_in(const Search *s, Trial *t, Buffer *b, int now)
{
    if (is_there(s, b, now))
        return b;
    Buffer **own = s->drop[b->id] ? &t->version[b->id] : &t->local[b->id];
    if (*own)
        return *own;
    *own = copy_buffer(t, b);
    if (!s->drop[b->id])
        t->local_id[t->n_local++] = b->id;
    return *own;
}

static void repeat(const Search *s, Trial *t, int i, ProgramId p, int now)
{
    Instr *c = copy_instr(t->ir.arena, s->step[i].in, true);
    const KernelArg *arg;
    Buffer **b;
    copy_narrow(t, c);
    for (int k = 0; (b = slot(c, k, &arg)); k++)
        replace(c, b, stand_in(s, t, *b, now));
    c->phase = PHASE_BACKWARD;
    c->recomputed = true;
    push(t, p, c);
    t->flops += s->step[i].flops;
    t->seconds += s->step[i].seconds;
}

/* A value is made by an instruction before those that read it: the chain is found from its end, and
 * runs from its beginning. */
static void recompute_value(const Search *s, Trial *t, const Buffer *b, ProgramId p, int now)
{
    int end = s->value[b->id].writer, first = end;
    t->n_wanted = 0;
    want(s, t, b);
    for (int found = 0; found < t->n_wanted; first--)
        if (t->wanted[first]) {
            found++;
            want_inputs(s, t, first, now);
        }
    for (int i = first + 1; i <= end; i++)
        if (t->wanted[i])
            repeat(s, t, i, p, now);
    memset(t->wanted + first + 1, 0, sizeof *t->wanted * (size_t)(end - first));
    while (t->n_local > 0)
        t->local[t->local_id[--t->n_local]] = NULL;
}

static void backward_step(const Search *s, Trial *t, int now)
{
    Instr *c = copy_instr(t->ir.arena, s->step[now].in, false);
    ProgramId p = s->step[now].p;
    const KernelArg *arg;
    Buffer **b;
    copy_narrow(t, c);
    for (int k = 0; (b = slot(c, k, &arg)); k++)
        if (arg->role == ARG_READ && (*b)->id < s->n_values && s->drop[(*b)->id]) {
            if (!t->version[(*b)->id])
                recompute_value(s, t, *b, p, now);
            replace(c, b, t->version[(*b)->id]);
        }
    push(t, p, c);
}

static Trial make_trial(const Search *s, Arena *a)
{
    Trial t = {.ir = *s->ir};
    t.ir.arena = a;
    t.ir.cap_bufs = t.ir.n_bufs; /* the list is copied when it grows */
    t.version = ARENA_ARRAY(a, Buffer *, s->n_values);
    t.local = ARENA_ARRAY(a, Buffer *, s->n_values);
    t.local_id = ARENA_ARRAY(a, int, s->n_values + 1);
    t.wanted = ARENA_ARRAY(a, bool, s->start + 1);
    for (int p = 0; p < PROG_COUNT; p++)
        if (program_is_planned((ProgramId)p))
            t.ir.prog[p] = (Program){NULL, 0, 0};
    for (int i = 0; i < s->n_steps; i++) {
        if (takes_repeats(s, i))
            backward_step(s, &t, i);
        else
            push(&t, s->step[i].p, s->step[i].in);
    }
    return t;
}

/* ---- which values ---- */

/* A plan under `drop`: `over` is the memory above the target, summed over the instructions; area
 * only where asked for. */
typedef struct Measure {
    double over, seconds;
    int64_t peak, area;
} Measure;

static Measure measure(const Search *s, int64_t target, bool place)
{
    Arena *a = arena_child(s->ir->arena);
    Trial t = make_trial(s, a);
    int n;
    const int64_t *live = plan_live(&t.ir, &n, NULL);
    Measure m = {.seconds = t.seconds};
    for (int i = 0; i < n; i++) {
        m.over += live[i] > target ? (double)(live[i] - target) : 0;
        m.peak = live[i] > m.peak ? live[i] : m.peak;
    }
    if (place) {
        plan_memory(&t.ir);
        m.area = t.ir.area_bytes[AREA_WORK];
    }
    arena_free(a);
    return m;
}

static bool candidate(const Search *s, int id, int64_t target)
{
    return s->value[id].backward && s->value[id].pure && !s->drop[id] &&
           buffer_bytes(s->ir, s->ir->bufs[id]) * 500 > target;
}

/* Drops the value that takes most off the memory above the target for its time. False: none takes
 * anything. */
static bool drop_one(Search *s, int64_t target)
{
    Measure now = measure(s, target, false);
    int best = -1;
    double most = 0;
    for (int id = 0; id < s->n_values; id++) {
        if (!candidate(s, id, target))
            continue;
        s->drop[id] = true;
        Measure m = measure(s, target, false);
        s->drop[id] = false;
        double time = m.seconds - now.seconds,
               gain = (now.over - m.over) / (time > 1e-6 ? time : 1e-6);
        if (now.over > m.over && gain > most) {
            most = gain;
            best = id;
        }
    }
    if (best >= 0)
        s->drop[best] = true;
    return best >= 0;
}

/* Drops values until the plan fits the limit, less the bytes that placement wasted so far. */
static bool drop_to(Search *s, int64_t limit)
{
    int64_t target = limit;
    for (;;) {
        Measure m = measure(s, target, true);
        if (m.area <= limit)
            return true;
        if (m.peak <= target)
            target = m.peak - (m.area - limit);
        if (target <= 0 || !drop_one(s, target))
            return false;
    }
}

/* Step by step as far down as it goes, whatever the limit; stops at the first plan within it. The
 * smallest area is returned, so a limit of just that is met. */
static int64_t drop_until(Search *s, int64_t limit)
{
    memset(s->drop, 0, sizeof *s->drop * (size_t)s->n_values);
    Measure m = measure(s, 0, true);
    int64_t least = m.area;
    while (least > limit && drop_one(s, m.peak - m.peak / 50)) {
        m = measure(s, 0, true);
        least = m.area < least ? m.area : least;
    }
    return least;
}

/* Which values go depends on what they are dropped for, and a smaller target may end in a larger
 * plan. That the smallest limit is known, targets are some numbers of bytes only, 1 KiB or one or
 * two in a hundred of the limit apart (more where there are many values to try), and each of them
 * is tried before a limit is refused: so what fits a limit fits a larger one. */
enum { STEP_LEAST = 1024 };

static int64_t step_below(const Search *s, int64_t bytes)
{
    int64_t step = STEP_LEAST;
    int n = 0;
    for (int id = 0; id < s->n_values; id++)
        n += s->value[id].backward && s->value[id].pure;
    const int parts = n <= 30 ? 64 : n <= 60 ? 32 : n <= 120 ? 16 : 8;
    while (step * 2 <= bytes / parts)
        step *= 2;
    return step;
}

/* The largest target up to `bytes`. */
static int64_t target_below(const Search *s, int64_t bytes)
{
    return bytes - bytes % step_below(s, bytes);
}

/* Targets below `least` bytes, down to three quarters of it, until one ends within the limit: the
 * smallest area that they end with, or `least`. */
static int64_t drop_to_targets(Search *s, int64_t limit, int64_t least)
{
    const int64_t lowest = least - least / 4;
    for (int64_t t = target_below(s, least); t > lowest && least > limit;
         t = target_below(s, t - 1)) {
        memset(s->drop, 0, sizeof *s->drop * (size_t)s->n_values);
        (void)drop_to(s, t);
        const int64_t area = measure(s, 0, true).area;
        least = area < least ? area : least;
    }
    return least;
}

/* Values whose dropping is not needed any more, the dearest first. */
static void take_back(Search *s, int64_t limit)
{
    bool *tried = ARENA_ARRAY(s->ir->arena, bool, s->n_values);
    for (;;) {
        int dearest = -1;
        double most = -1, all = measure(s, 0, false).seconds;
        for (int id = 0; id < s->n_values; id++) {
            if (!s->drop[id] || tried[id])
                continue;
            s->drop[id] = false;
            double saved = all - measure(s, 0, false).seconds;
            s->drop[id] = true;
            if (saved > most) {
                most = saved;
                dearest = id;
            }
        }
        if (dearest < 0)
            return;
        tried[dearest] = true;
        s->drop[dearest] = false;
        if (measure(s, 0, true).area > limit)
            s->drop[dearest] = true;
    }
}

/* ---- large nets ---- */

/* A net of hundreds of values is too large to try each of them in each round. Of its layers in the
 * order of the forward pass one keeps its values for every `piece` bytes, and those between them
 * are dropped: the backward pass makes a piece again as it comes to it. Only the first `part` bytes
 * are cut so, which wait longest. */
enum { MOST_TRIED = 250, HALVINGS = 20, PATIENCE = 2, PARTS = 6 };

typedef struct Pieces {
    int *id, *layer, n; /* what may be dropped, as it is made, and the layer that makes it */
    int64_t bytes;
} Pieces;

static Pieces list_pieces(Search *s)
{
    Pieces p = {.id = ARENA_ARRAY(s->ir->arena, int, s->n_values + 1),
                .layer = ARENA_ARRAY(s->ir->arena, int, s->n_values + 1)};
    const KernelArg *arg;
    Buffer **b;
    memset(s->drop, 0, sizeof *s->drop * (size_t)s->n_values);
    int layer = 0;
    for (int t = 0; t < s->start; t++) {
        const Node *n = s->step[t].in->node;
        if (n && !n->implicit)
            layer = n->id;
        for (int i = 0; (b = slot(s->step[t].in, i, &arg)); i++)
            if (arg->role == ARG_WRITE && s->value[(*b)->id].writer == t &&
                candidate(s, (*b)->id, 0)) {
                p.id[p.n] = (*b)->id;
                p.layer[p.n++] = layer;
                p.bytes += buffer_bytes(s->ir, *b);
            }
    }
    return p;
}

static int64_t area_of_pieces(Search *s, const Pieces *p, int64_t piece, int64_t part)
{
    int64_t at = 0, kept = 0;
    int layer = -1;
    for (int i = 0; i < p->n; i++) {
        at += buffer_bytes(s->ir, s->ir->bufs[p->id[i]]);
        if (p->layer[i] != layer && at - kept >= piece)
            layer = p->layer[i];
        bool keeps = at > part || p->layer[i] == layer;
        kept = keeps ? at : kept;
        s->drop[p->id[i]] = !keeps;
    }
    return measure(s, 0, true).area;
}

/* Finds the largest pieces with which the plan fits, and drops no more than that takes: `drop`
 * holds the result. False: none fits, and *least is the smallest area found; a limit of *least
 * fits. */
static bool drop_pieces(Search *s, int64_t limit, int64_t *least)
{
    Pieces p = list_pieces(s);
    int64_t piece = p.bytes;
    *least = INT64_MAX;
    for (int i = 0, worse = 0; i < HALVINGS && worse<PATIENCE && * least> limit; i++) {
        piece /= 2;
        int64_t area = area_of_pieces(s, &p, piece, p.bytes);
        worse = area < *least ? 0 : worse + 1;
        *least = area < *least ? area : *least;
    }
    if (*least > limit)
        return false;
    int64_t part = p.bytes; /* of all it fits */
    for (int64_t step = part / 2, i = 0; i < PARTS && step > 0; step /= 2, i++)
        if (area_of_pieces(s, &p, piece, part - step) <= limit)
            part -= step;
    (void)area_of_pieces(s, &p, piece, part);
    return true;
}

static bool is_large(const Search *s)
{
    int n = 0;
    for (int id = 0; id < s->n_values; id++)
        n += candidate(s, id, 0);
    return n > MOST_TRIED;
}

/* ---- the pass ---- */

static void report(Search *s, Recompute *r)
{
    for (int id = 0; id < s->n_values; id++)
        r->n_dropped += s->drop[id];
    r->dropped = ARENA_ARRAY(s->ir->arena, Buffer *, r->n_dropped + 1);
    for (int id = 0, n = 0; id < s->n_values; id++)
        if (s->drop[id])
            r->dropped[n++] = s->ir->bufs[id];
    for (int t = 0; t < s->start; t++) {
        r->step_flops += s->step[t].flops;
        r->step_seconds += s->step[t].seconds;
    }
}

void recompute(Ir *ir)
{
    int64_t limit = ir->target.mem_limit;
    if (limit <= 0)
        return;
    plan_memory(ir);
    if (plan_bytes(ir) <= limit)
        return;
    Recompute *r = ir->recompute = ARENA_NEW(ir->arena, Recompute);
    r->before = r->least = plan_bytes(ir);
    if (ir->mode != MODE_TRAIN)
        return;
    Search s = {.ir = ir, .rest = plan_bytes(ir) - ir->area_bytes[AREA_WORK]};
    int64_t least;
    look(&s);
    if (is_large(&s)) {
        bool fits = drop_pieces(&s, limit - s.rest, &least);
        r->least = s.rest + least;
        if (!fits)
            return;
    } else {
        const int64_t area = limit - s.rest;
        if (area < STEP_LEAST || !drop_to(&s, target_below(&s, area))) {
            least = drop_until(&s, area);
            if (least > area)
                least = drop_to_targets(&s, area, least);
            r->least = s.rest + least;
            if (least > area)
                return;
        }
        take_back(&s, limit - s.rest);
    }
    r->least = 0;
    report(&s, r);
    Trial t = make_trial(&s, ir->arena);
    r->flops = t.flops;
    r->seconds = t.seconds;
    *ir = t.ir;
}
