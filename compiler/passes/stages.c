/* form_stages: what a program hands out together. A stage is made of lanes that do not depend on
 * one another. One of them may be a chain that is cut by images: range r of each of its
 * instructions works on the same images, so a worker runs them one after the other without waiting
 * for those that have other images. A sequence is a lane of instructions that have one range each.
 * Every other lane is one instruction, cut as it is. The workers wait for each other behind a
 * stage, not behind an instruction.
 *
 * An instruction joins a stage when all that it depends on is done before, or belongs to the same
 * images in the chain, or to one sequence. So it may be moved before others, never before what it
 * depends on. All that a stage touches lives through all of it; one joins only where the work area
 * has room, by what lives at a time, so that the plan does not grow by more than MOST_GROWTH. */
#include "compiler/passes/frozen_prefix.h"
#include "compiler/passes/lower_impl.h"
#include "compiler/passes/passes.h"
#include <string.h>

enum {
    WINDOW = 128,      /* instructions that are looked past for more of a stage */
    MOST_MEMBERS = 64, /* of a stage */
    MANY = 64,         /* a chain has so many ranges where an instruction has them by itself */
    MOST_RANGES = 256,
    SHORT_US = 4 * RANGE_WORTH_US /* what takes no longer may be one range in a sequence */
};
#define MOST_GROWTH 1.03

typedef struct Item {
    Instr *in;
    int time; /* in the order before: an index of Stages.live */
    const Access *access;
    int n;
    int64_t image; /* instr_image */
    double seconds;
    bool taken;
} Item;

/* What the instructions of the open stage, and those that were passed over, do with a piece of
 * memory. Of another stage, or another pass: nothing. */
typedef struct Mark {
    int stage, lane;
    int64_t image;
    bool writes, apart;
    int passed; /* stage before whose end one was passed over */
    bool passed_writes, passed_apart;
} Mark;

/* How a chain is cut: images of a range, by what its instructions want. */
typedef struct ChainCut {
    int64_t unit, fixed; /* a multiple of unit; just so many, where a number of partial sums is
                            fixed, else 0 */
    int64_t most;        /* there is scratch for so many: see store_values */
    int64_t least;       /* ranges that it should have */
    double seconds;
    int n;
} ChainCut;

typedef struct Stages {
    Ir *ir;
    Arena *arena;
    Item *item;
    int n;
    Buffer **root;
    int *uses;  /* of a root: instructions that are not taken yet */
    bool *born; /* whether one is taken */
    int64_t *live, limit;
    Mark *mark; /* of roots */
    int stage, lanes, members, from;
    int member[MOST_MEMBERS];
    int same[MOST_MEMBERS + 1]; /* of a lane: one that it has become one with, itself for none */
    bool sequence[MOST_MEMBERS + 1];
    ChainCut chain;
    Buffer *free[MOST_MEMBERS * 2]; /* roots that died in the chain */
    int n_free;
} Stages;

static int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

static int64_t common_multiple(int64_t a, int64_t b)
{
    int64_t x = a, y = b;
    while (y) {
        const int64_t rest = x % y;
        x = y;
        y = rest;
    }
    return a / x * b;
}

/* ---- memory ---- */

/* The caller's buffers may be several for one place: those of an area count as one. */
static Buffer **find_roots(Arena *a, const Ir *ir, Buffer *const *shared)
{
    Buffer **root = ARENA_ARRAY(a, Buffer *, ir->n_bufs + 1), *of[AREA_COUNT] = {NULL};
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        const bool own = b->area == AREA_WORK || b->area == AREA_STATE || b->area == AREA_MODEL;
        while (shared[b->id] != b)
            b = shared[b->id];
        of[b->area] = of[b->area] ? of[b->area] : b;
        root[i] = own ? b : of[b->area];
    }
    return root;
}

/* Whether an access before it in the item is of the same root. */
static bool seen_before(const Stages *s, const Item *it, int a)
{
    for (int k = 0; k < a; k++)
        if (s->root[it->access[k].buf->id] == s->root[it->access[a].buf->id])
            return true;
    return false;
}

/* Memory of a value that died in the chain, for one that begins there with as much of an image. */
static int free_place(const Stages *s, const Access *a, int64_t bytes)
{
    for (int i = 0; i < s->n_free; i++)
        if (a->image > 0 && buffer_bytes(s->ir, s->free[i]) == bytes)
            return i;
    return -1;
}

static bool is_planned(const Buffer *b) { return b->area == AREA_WORK; }

/* Whether what the item brings to life fits in from the stage on. */
static bool has_room(const Stages *s, const Item *it, bool chained)
{
    int64_t births = 0;
    const int now = s->item[s->from].time;
    for (int a = 0; a < it->n; a++) {
        Buffer *r = s->root[it->access[a].buf->id];
        const int64_t bytes = buffer_bytes(s->ir, r);
        if (is_planned(r) && !s->born[r->id] && !seen_before(s, it, a) &&
            !(chained && free_place(s, &it->access[a], bytes) >= 0))
            births += bytes;
    }
    for (int t = now; births && t < it->time; t++)
        if (s->live[t] + births > s->limit)
            return false;
    return true;
}

static void add_live(Stages *s, int from, int to, int64_t bytes)
{
    for (int t = from; t <= to; t++)
        s->live[t] += bytes;
}

/* A value may take the place of one that died in the chain before it. */
static void be_born(Stages *s, const Item *it, bool chained)
{
    const int now = s->item[s->from].time;
    for (int a = 0; a < it->n; a++) {
        Buffer *r = s->root[it->access[a].buf->id];
        const int64_t bytes = buffer_bytes(s->ir, r);
        if (s->born[r->id] || !is_planned(r))
            continue;
        const int place = chained ? free_place(s, &it->access[a], bytes) : -1;
        add_live(s, place >= 0 ? now + 1 : now, it->time - 1, bytes);
        s->born[r->id] = true;
        if (place >= 0)
            s->free[place] = s->free[--s->n_free];
    }
}

static void die(Stages *s, const Item *it, bool chained)
{
    const int now = s->item[s->from].time;
    for (int a = 0; a < it->n; a++) {
        Buffer *r = s->root[it->access[a].buf->id];
        if (seen_before(s, it, a) || !is_planned(r) || --s->uses[r->id] > 0 || r->keep)
            continue;
        add_live(s, now + 1, r->last, -buffer_bytes(s->ir, r));
        if (chained && it->access[a].image > 0 && s->n_free < MOST_MEMBERS * 2)
            s->free[s->n_free++] = r;
    }
}

/* ---- how a chain is cut ---- */

/* Images that the instruction is best cut into by itself; 0: not by whole images. */
static int64_t unit_of(const Stages *s, const Item *it)
{
    const Instr *in = it->in;
    const int64_t e = it->image, grain = in->k->grain ? kernel_eval(in->k, in->k->grain, in->consts,
                                                                    s->ir->target.batch)
                                                      : 1;
    if (in->k->ranges)
        return in->length % e ? 0 : in->length / e;
    if (grain <= 1 || e % grain == 0 || (in->length >= grain && e >= 4 * grain))
        return 1;
    if (in->length >= grain)
        return common_multiple(grain, e) / e;
    return in->length % e == 0 ? in->length / e : e % in->length == 0 ? 1 : 0;
}

static bool can_join(const Stages *s, const Item *it, ChainCut *cut)
{
    const int64_t batch = s->ir->target.batch, unit = it->image ? unit_of(s, it) : 0;
    const Instr *in = it->in;
    bool fused = true;
    for (int f = 0; f < in->n_fused; f++)
        fused &= instr_image(in->fused[f]) > 0;
    if (!unit || !fused)
        return false;
    ChainCut c = *cut;
    if (!c.n)
        c = (ChainCut){.unit = 1, .least = 1, .most = batch};
    c.unit = common_multiple(c.unit, unit);
    if (in->k->ranges && c.fixed && c.fixed != unit)
        return false;
    c.fixed = in->k->ranges ? unit : c.fixed;
    if (in->n_narrow)
        c.most = least(c.most, most(in->length / it->image, 1));
    const int64_t images = c.fixed ? c.fixed : c.unit, own = in->k->ranges ? ceil_div(batch, unit)
                                                             : in->k->grain || !c.n
                                                                 ? least(in->ranges, MANY)
                                                                 : least(in->ranges, ENOUGH_RANGES);
    c.least = most(c.least, own);
    if (images % c.unit || images > c.most || ceil_div(batch, images) < c.least)
        return false;
    c.seconds += it->seconds;
    c.n++;
    *cut = c;
    return true;
}

static void cut_chain(const Stages *s, const ChainCut *c)
{
    const int64_t batch = s->ir->target.batch;
    const double worth = RANGE_WORTH_US * 1e-6, image = c->seconds / (double)batch;
    int64_t images = c->fixed;
    if (!images) {
        images = most(c->unit, ceil_div(ceil_div(batch, MOST_RANGES), c->unit) * c->unit);
        images = most(least(images, c->most / c->unit * c->unit), c->unit);
        while (image * (double)images < worth && images + c->unit <= c->most &&
               ceil_div(batch, images + c->unit) >= c->least)
            images += c->unit;
    }
    for (int m = 0; m < s->members; m++) {
        const Item *it = &s->item[s->member[m]];
        if (it->in->lane || it->in->k->ranges)
            continue;
        it->in->length = (int)(images * it->image);
        it->in->ranges = instr_ranges(it->in, (int)batch);
    }
}

/* ---- who joins ---- */

static int lane_of(const Stages *s, int lane)
{
    while (lane > 0 && s->same[lane] != lane)
        lane = s->same[lane];
    return lane;
}

/* What of the stage an item depends on: the chain, by images; a sequence. */
typedef struct Needs {
    bool chain;
    int sequence; /* 0: none */
} Needs;

static bool is_apart(const Access *x, bool others_write, bool others_apart)
{
    return !(others_write || x->writes) || (others_apart && x->apart);
}

/* False: the item must wait for the end of the stage, or of those that were passed over. */
static bool find_needs(Stages *s, const Item *it, Needs *needs)
{
    *needs = (Needs){false, 0};
    for (int a = 0; a < it->n; a++) {
        const Access *x = &it->access[a];
        const Mark *m = &s->mark[s->root[x->buf->id]->id];
        const int lane = m->stage == s->stage ? lane_of(s, m->lane) : 0;
        if (m->passed == s->stage && !is_apart(x, m->passed_writes, m->passed_apart))
            return false;
        if (m->stage != s->stage || is_apart(x, m->writes, m->apart))
            continue;
        if (lane == 0 && m->image && m->image == x->image) {
            needs->chain = true;
        } else if (lane > 0 && s->sequence[lane]) {
            if (needs->sequence && needs->sequence != lane)
                s->same[lane] = needs->sequence; /* both wait for nothing but one another */
            else
                needs->sequence = lane;
        } else {
            return false;
        }
    }
    return !needs->chain || !needs->sequence;
}

static bool is_single(const Item *it)
{
    return it->in->ranges == 1 ||
           (!it->in->k->ranges && !it->in->n_narrow && it->seconds <= SHORT_US * 1e-6);
}

static void mark_taken(Stages *s, const Item *it, int lane)
{
    for (int a = 0; a < it->n; a++) {
        const Access *x = &it->access[a];
        Mark *m = &s->mark[s->root[x->buf->id]->id];
        if (m->stage != s->stage) {
            m->stage = s->stage;
            m->lane = lane;
            m->image = x->image;
            m->writes = x->writes;
            m->apart = x->apart;
            continue;
        }
        m->lane = lane_of(s, m->lane) == lane ? lane : -1;
        m->image = m->image == x->image ? m->image : 0;
        m->writes |= x->writes;
        m->apart &= x->apart;
    }
}

static void mark_passed(Stages *s, const Item *it)
{
    for (int a = 0; a < it->n; a++) {
        const Access *x = &it->access[a];
        Mark *m = &s->mark[s->root[x->buf->id]->id];
        m->passed_writes = x->writes || (m->passed == s->stage && m->passed_writes);
        m->passed_apart = x->apart && (m->passed != s->stage || m->passed_apart);
        m->passed = s->stage;
    }
}

/* Into the chain, a sequence, or a lane of its own. */
static bool take(Stages *s, int i)
{
    Item *it = &s->item[i];
    Needs needs;
    ChainCut cut = s->chain;
    if (!find_needs(s, it, &needs) || (needs.sequence && !is_single(it)))
        return false;
    const bool joins = !needs.sequence && (needs.chain || it->in->ranges > 1) &&
                       can_join(s, it, &cut);
    if ((needs.chain && !joins) || (s->members && !has_room(s, it, joins)))
        return false;
    if (joins)
        s->chain = cut;
    int lane = joins ? 0 : needs.sequence;
    if (!joins && !lane) {
        lane = s->lanes++;
        s->same[lane] = lane;
        s->sequence[lane] = it->in->ranges == 1;
    }
    if (lane && s->sequence[lane] && it->in->ranges > 1) {
        it->in->length = (int)most(instr_extent(it->in, s->ir->target.batch), 1);
        it->in->ranges = 1;
    }
    it->in->lane = lane;
    it->taken = true;
    mark_taken(s, it, lane);
    be_born(s, it, joins);
    die(s, it, joins);
    s->member[s->members++] = i;
    return true;
}

/* ---- the order within a stage: what takes longest is handed out first ---- */

/* Of a range of its lane. */
static double range_seconds(const Stages *s, const Item *it)
{
    double seconds = 0;
    for (int m = 0; m < s->members; m++)
        if (s->item[s->member[m]].in->lane == it->in->lane)
            seconds += s->item[s->member[m]].seconds;
    return seconds / it->in->ranges;
}

static void put(Stages *s, Program *to, Instr *in)
{
    ARENA_PUSH(s->ir->arena, to->code, to->n, to->cap, in);
}

static void put_lanes(Stages *s, Program *to)
{
    bool *done = ARENA_ARRAY(s->arena, bool, s->lanes + 1);
    for (int k = 0; k < s->lanes; k++) {
        const Item *first = NULL;
        double longest = -1;
        for (int m = 0; m < s->members; m++) {
            const Item *it = &s->item[s->member[m]];
            if (!done[it->in->lane] && range_seconds(s, it) > longest)
                longest = range_seconds(s, first = it);
        }
        for (int m = 0; first && m < s->members; m++) {
            Instr *in = s->item[s->member[m]].in;
            if (in->lane == first->in->lane)
                put(s, to, in);
        }
        done[first ? first->in->lane : 0] = true;
    }
}

/* A stage is worth a barrier when side by side it takes less by two ranges. */
static void close_stage(Stages *s, Program *to)
{
    double seconds = 0, longest = 0;
    int ranges = 0;
    if (s->chain.n > 1)
        cut_chain(s, &s->chain);
    for (int m = 0; m < s->members; m++) {
        const Item *it = &s->item[s->member[m]];
        it->in->lane = lane_of(s, it->in->lane);
        seconds += it->seconds;
    }
    for (int lane = 0; lane < s->lanes; lane++)
        for (int m = 0; m < s->members; m++) {
            const Item *it = &s->item[s->member[m]];
            if (it->in->lane != lane)
                continue;
            ranges += it->in->ranges;
            longest = range_seconds(s, it) > longest ? range_seconds(s, it) : longest;
            break;
        }
    const bool whole = s->members > 1 && ranges > 1 &&
                       seconds - longest >= 2 * RANGE_WORTH_US * 1e-6;
    for (int m = 0; m < s->members; m++) {
        Instr *in = s->item[s->member[m]].in;
        in->stage = whole ? s->stage : 0;
        in->lane = whole ? in->lane : 0;
        if (!whole)
            put(s, to, in);
    }
    if (whole)
        put_lanes(s, to);
}

/* ---- a program ---- */

static void read_accesses(const Ir *ir, Instr *in)
{
    Access all[IR_MAX_ACCESSES];
    if (in->access)
        return;
    in->n_accesses = instr_accesses(ir, in, all);
    Access *to = ARENA_ARRAY(ir->arena, Access, in->n_accesses + 1);
    memcpy(to, all, sizeof *all * (size_t)in->n_accesses);
    in->access = to;
}

static void read_items(Stages *s, const Program *p, int *time)
{
    s->item = ARENA_ARRAY(s->arena, Item, p->n + 1);
    s->n = 0;
    for (int i = 0; i < p->n; i++) {
        Instr *in = p->code[i];
        if (in->gone)
            continue;
        read_accesses(s->ir, in);
        Item *it = &s->item[s->n++];
        *it = (Item){.in = in,
                     .time = (*time)++,
                     .access = in->access,
                     .n = in->n_accesses,
                     .image = instr_image(in),
                     .seconds = call_seconds(s->ir, in)};
    }
}

/* Items from ... to - 1, which keep together. */
static void form(Stages *s, int from, int to, Program *out)
{
    for (; from < to; from++) {
        if (s->item[from].taken)
            continue;
        s->stage++;
        s->lanes = 1;
        s->members = s->n_free = 0;
        s->chain = (ChainCut){.n = 0};
        s->from = from;
        for (int i = from, passed = 0; i < to && passed < WINDOW && s->members < MOST_MEMBERS; i++)
            if (!s->item[i].taken && !take(s, i)) {
                mark_passed(s, &s->item[i]);
                passed++;
            }
        close_stage(s, out);
    }
}

static void form_program(Stages *s, ProgramId id, int *time)
{
    Program *p = &s->ir->prog[id], made = {NULL, 0, 0};
    read_items(s, p, time);
    const int kept = id == PROG_BACKWARD ? 0 : frozen_prefix_end(s->ir, p);
    form(s, 0, kept, &made);
    form(s, kept, s->n, &made);
    for (int i = 0; i < p->n; i++)
        if (p->code[i]->gone)
            put(s, &made, p->code[i]);
    *p = made;
}

static int count_left(const Program *p)
{
    int n = 0;
    for (int i = 0; i < p->n; i++)
        n += !p->code[i]->gone;
    return n;
}

/* Stages with what lives at one time at most `share` of what does without. */
static void try_stages(Ir *ir, double share)
{
    static const ProgramId with[] = {PROG_INFER, PROG_FORWARD, PROG_BACKWARD};
    Stages s = {.ir = ir, .arena = arena_child(ir->arena)};
    int n, time = 0;
    s.live = plan_live(ir, &n, &s.root);
    for (int t = 0; t < n; t++)
        s.limit = most(s.limit, s.live[t]);
    s.limit = (int64_t)((double)s.limit * share);
    s.root = find_roots(s.arena, ir, s.root);
    s.mark = ARENA_ARRAY(s.arena, Mark, ir->n_bufs + 1);
    s.uses = ARENA_ARRAY(s.arena, int, ir->n_bufs + 1);
    s.born = ARENA_ARRAY(s.arena, bool, ir->n_bufs + 1);
    for (int p = 0, at = 0; p < PROG_COUNT; p++) {
        if (!program_is_planned((ProgramId)p))
            continue;
        read_items(&s, &ir->prog[p], &at);
        for (int i = 0; i < s.n; i++)
            for (int a = 0; a < s.item[i].n; a++)
                s.uses[s.root[s.item[i].access[a].buf->id]->id] += !seen_before(&s, &s.item[i], a);
    }
    for (int p = 0; p < PROG_COUNT; p++) {
        bool formed = false;
        for (int k = 0; k < 3; k++)
            formed |= with[k] == (ProgramId)p;
        if (!program_is_planned((ProgramId)p))
            continue;
        if (formed)
            form_program(&s, (ProgramId)p, &time);
        else
            time += count_left(&ir->prog[p]);
    }
    arena_free(s.arena);
}

/* ---- within the plan's size ---- */

typedef struct Before { /* the programs before */
    Program prog[PROG_COUNT];
    int *length, *ranges; /* of their instructions in order */
} Before;

typedef void ForInstr(Instr *in, int *length, int *ranges);

static void keep_cut(Instr *in, int *length, int *ranges)
{
    *length = in->length;
    *ranges = in->ranges;
}

static void restore_cut(Instr *in, int *length, int *ranges)
{
    in->length = *length;
    in->ranges = *ranges;
    in->stage = in->lane = 0;
}

static void each_saved(Before *s, ForInstr *f)
{
    for (int p = 0, at = 0; p < PROG_COUNT; p++)
        for (int i = 0; i < s->prog[p].n; i++, at++)
            f(s->prog[p].code[i], &s->length[at], &s->ranges[at]);
}

void form_stages(Ir *ir)
{
    static const double shares[] = {MOST_GROWTH, 1.02, 1.01, 1, 0.99, 0.98, 0.97, 0.95, 0.9};
    Before was;
    int n = 0;
    if (!target_layout(&ir->target)->block)
        return;
    memcpy(was.prog, ir->prog, sizeof was.prog);
    for (int p = 0; p < PROG_COUNT; p++)
        n += ir->prog[p].n;
    was.length = ARENA_ARRAY(ir->arena, int, n + 1);
    was.ranges = ARENA_ARRAY(ir->arena, int, n + 1);
    each_saved(&was, keep_cut);
    plan_memory(ir);
    const int64_t area = ir->area_bytes[AREA_WORK], limit = ir->target.mem_limit,
                  before = plan_bytes(ir);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        try_stages(ir, shares[k]);
        plan_memory(ir);
        if ((double)ir->area_bytes[AREA_WORK] <= (double)area * MOST_GROWTH &&
            (limit <= 0 || before > limit || plan_bytes(ir) <= limit))
            return;
        memcpy(ir->prog, was.prog, sizeof was.prog);
        each_saved(&was, restore_cut);
    }
}
