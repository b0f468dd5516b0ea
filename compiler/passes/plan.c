/* plan_memory: where each buffer lies. Buffers of the work area (and of an inference model)
 * share memory when their lives do not overlap; lives are counted in instructions over the
 * programs that run after one another. Placement is greedy by size, lowest free offset. */
#include "compiler/passes/passes.h"
#include <stdlib.h>
#include <string.h>

static int64_t align_up(const Ir *ir, int64_t v)
{
    enum { CACHE_LINE = 64 };
    int64_t align = ir->target.wide ? CACHE_LINE : target_layout(&ir->target)->align;
    return (v + align - 1) / align * align;
}

/* ---- lives ---- */

static void touch(Buffer *b, int t)
{
    if (b->first < 0)
        b->first = t;
    b->last = t;
}

static void touch_instr(const Instr *in, int t)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        touch(in->buf[b], t);
    for (int b = 0; b < in->n_narrow; b++)
        touch(in->narrow[b].floats, t);
    for (int f = 0; f < in->n_fused; f++)
        for (int b = 0; b < in->fused[f]->k->n_bufs; b++)
            touch(in->fused[f]->buf[b], t);
}

static int find_lives(Ir *ir)
{
    int t = 0;
    for (int i = 0; i < ir->n_bufs; i++)
        ir->bufs[i]->first = ir->bufs[i]->last = -1;
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                touch_instr(ir->prog[p].code[i], t++);
    for (int i = 0; i < ir->prog[PROG_INFER].n; i++) { /* what infer reads of the model stays */
        const Instr *in = ir->prog[PROG_INFER].code[i];
        for (int b = 0; b < in->k->n_bufs; b++)
            in->buf[b]->keep |= in->buf[b]->area == AREA_MODEL;
    }
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->keep)
            ir->bufs[i]->last = t;
    return t;
}

/* ---- stages ---- */

/* Whether all that the stage of code[i] does with the buffer is done in its lane, and images by
 * images with as many bytes of each as the buffer has: then each range of the lane has its part of
 * the buffer to itself. One range has all of it. */
static bool chain_has(const Ir *ir, const Program *p, int i, const Buffer *b)
{
    const Instr *of = p->code[i];
    const int64_t image = buffer_bytes(ir, b) / ir->target.batch;
    int first = i;
    if (of->ranges > 1 && (b->fixed || b->owner))
        return false;
    while (first > 0 && p->code[first - 1]->stage == of->stage)
        first--;
    for (int k = stage_length(p, first); k > 0; k--) {
        const Instr *in = p->code[first + k - 1];
        for (int a = 0; a < in->n_accesses; a++)
            if (in->access[a].buf == b &&
                (in->lane != of->lane || (of->ranges > 1 && in->access[a].image != image)))
                return false;
    }
    return true;
}

/* ---- in place: an output may take over the memory of an input that dies there ---- */

static void share_instr(const Ir *ir, const Program *p, int i, Buffer **root)
{
    const Instr *in = p->code[i];
    if (!in->k->inplace_out)
        return;
    const KernelArg *args = in->k->args + in->k->n_consts + in->k->n_scalars;
    Buffer *o = NULL, *x = NULL;
    for (int b = 0; b < in->k->n_bufs; b++) {
        if (!strcmp(args[b].name, in->k->inplace_out))
            o = in->buf[b];
        if (!strcmp(args[b].name, in->k->inplace_in))
            x = in->buf[b];
    }
    int uses_of_x = 0;
    for (int b = 0; b < in->k->n_bufs; b++)
        uses_of_x += in->buf[b] == x;
    for (int f = 0; f < in->n_fused; f++) /* its epilogue reads it when it is overwritten */
        for (int b = 0; b < in->fused[f]->k->n_bufs; b++)
            uses_of_x += in->fused[f]->buf[b] == x;
    if (o == x || o->elem != x->elem || uses_of_x != 1 || o->area != AREA_WORK ||
        x->area != AREA_WORK || o->keep || x->keep || o->owner || x->owner)
        return;
    Buffer *r = root[x->id];
    if (o->first != x->last || r->last != x->last || root[o->id] != o ||
        buffer_bytes(ir, o) > buffer_bytes(ir, r))
        return;
    if (in->stage && ((in->ranges > 1 && buffer_bytes(ir, o) != buffer_bytes(ir, x)) ||
                      !chain_has(ir, p, i, x) || !chain_has(ir, p, i, o)))
        return;
    root[o->id] = r;
    r->last = o->last;
}

/* In a chain a value may also take the place of one that died there before, where both have as much
 * of an image: each range then finds its own images in the place. */
enum { DEAD = 32 };

typedef struct Chain {
    const Ir *ir;
    const Program *p;
    Buffer **root, *dead[DEAD];
    int n;
} Chain;

static Buffer *root_of(Buffer *const *root, Buffer *b)
{
    while (root[b->id] != b)
        b = root[b->id];
    return b;
}

static bool may_share(const Chain *c, int i, const Buffer *b)
{
    return b->area == AREA_WORK && !b->keep && chain_has(c->ir, c->p, i, b);
}

static void take_place(Chain *c, Buffer *b, int time)
{
    for (int k = 0; k < c->n; k++) {
        Buffer *r = c->dead[k];
        if (r->last >= time || buffer_bytes(c->ir, r) != buffer_bytes(c->ir, b))
            continue;
        c->root[b->id] = r;
        r->last = b->last;
        c->dead[k] = c->dead[--c->n];
        return;
    }
}

static void share_in_chain(Chain *c, int i, int time)
{
    const Instr *in = c->p->code[i];
    for (int a = 0; a < in->n_accesses; a++) {
        Buffer *b = in->access[a].buf;
        if (b->first == time && c->root[b->id] == b && c->n > 0 && may_share(c, i, b))
            take_place(c, b, time);
    }
    for (int a = 0; a < in->n_accesses; a++) {
        Buffer *b = in->access[a].buf, *r = root_of(c->root, b);
        bool known = false;
        for (int k = 0; k < c->n; k++)
            known |= c->dead[k] == r;
        if (!known && c->n < DEAD && r->last == time && !r->keep &&
            buffer_bytes(c->ir, r) == buffer_bytes(c->ir, b) && may_share(c, i, b))
            c->dead[c->n++] = r;
    }
}

static Buffer **share_in_place(Ir *ir)
{
    Buffer **root = ARENA_ARRAY(ir->arena, Buffer *, ir->n_bufs);
    for (int i = 0; i < ir->n_bufs; i++)
        root[i] = ir->bufs[i];
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                share_instr(ir, &ir->prog[p], i, root);
    return root;
}

/* By time, the first and the last of its stage; other sharing of memory in chains is found on the
 * way. */
typedef struct Times {
    int *begin, *end;
} Times;

static Times find_stages(Ir *ir, int times, Buffer **root)
{
    Times t = {ARENA_ARRAY(ir->arena, int, times + 2), ARENA_ARRAY(ir->arena, int, times + 2)};
    int time = 0;
    for (int p = 0; p < PROG_COUNT; p++) {
        const Program *of = &ir->prog[p];
        for (int i = 0; program_is_planned((ProgramId)p) && i < of->n;) {
            const int n = stage_length(of, i), first = time;
            Chain c = {.ir = ir, .p = of, .root = root};
            for (int k = 0; k < n && !of->code[i]->gone; k++, time++) {
                const bool alone = k == 0 || of->code[i + k - 1]->lane != of->code[i + k]->lane;
                c.n = alone ? 0 : c.n;
                if (n > 1)
                    share_in_chain(&c, i + k, time);
                t.begin[time] = first;
            }
            for (int k = first; k < time; k++)
                t.end[k] = time - 1;
            i += n;
        }
    }
    t.begin[time] = t.end[time] = time; /* what is kept lives until then */
    return t;
}

static void widen_lives(Ir *ir, Times t)
{
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        if (b->first < 0)
            continue;
        b->first = t.begin[b->first];
        b->last = t.end[b->last];
    }
}

/* ---- scratch: what an instruction has of it lies in one piece, so that every worker has it in the
 * same order ---- */

/* Of each buffer that follows another in such a piece, that one; the bytes of the piece are counted
 * at its first buffer. */
typedef struct Scratch {
    bool *follows;
    int64_t *bytes;
} Scratch;

static int64_t own_bytes(const Ir *ir, const Scratch *s, const Buffer *b)
{
    return s->bytes[b->id] ? s->bytes[b->id] : align_up(ir, buffer_bytes(ir, b));
}

typedef void ForInstr(Ir *ir, ProgramId p, int i, void *to);

static void each_instr(Ir *ir, ForInstr *f, void *to)
{
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; program_is_planned((ProgramId)p) && i < ir->prog[p].n; i++)
            if (!ir->prog[p].code[i]->gone)
                f(ir, (ProgramId)p, i, to);
}

/* What a stage has of it lies at one place, since a worker runs its instructions one at a time: at
 * that of the instruction with the most. */
static const Instr *scratch_at(const Ir *ir, const Program *p, int i)
{
    const Instr *with = p->code[i];
    int64_t most = 0, bytes;
    if (!with->stage)
        return with;
    while (i > 0 && p->code[i - 1]->stage == with->stage)
        i--;
    for (int k = stage_length(p, i); k > 0; k--)
        if (instr_scratch(ir, p->code[i + k - 1], &bytes) && bytes > most) {
            most = bytes;
            with = p->code[i + k - 1];
        }
    return with;
}

static void join_scratch(Ir *ir, ProgramId p, int i, void *to)
{
    Scratch *s = to;
    Instr *in = ir->prog[p].code[i];
    int64_t bytes, *most = p == PROG_PREPARE ? &ir->prepare_scratch_bytes : &ir->scratch_bytes;
    Buffer *first = instr_scratch(ir, in, &bytes);
    if (!first)
        return;
    const bool own = scratch_at(ir, &ir->prog[p], i) == in;
    s->bytes[first->id] = bytes;
    const Buffer *b;
    for (int at = 0; (b = instr_scratch_at(in, at)); at++)
        s->follows[b->id] = b != first || !own;
    *most = bytes > *most ? bytes : *most;
}

static void place_scratch(Ir *ir, ProgramId p, int i, void *to)
{
    (void)to;
    int64_t bytes;
    Instr *in = ir->prog[p].code[i];
    const Buffer *first = instr_scratch(ir, scratch_at(ir, &ir->prog[p], i), &bytes);
    int64_t at = first ? first->offset : 0;
    Buffer *b;
    for (int k = 0; first && (b = instr_scratch_at(in, k)); k++) {
        b->offset = at;
        at += align_up(ir, buffer_bytes(ir, b));
    }
}

static Scratch find_scratch(Ir *ir)
{
    Scratch s = {ARENA_ARRAY(ir->arena, bool, ir->n_bufs),
                 ARENA_ARRAY(ir->arena, int64_t, ir->n_bufs)};
    ir->scratch_bytes = ir->prepare_scratch_bytes = 0;
    each_instr(ir, join_scratch, &s);
    return s;
}

/* ---- how much lives at a time: what no placement can go below ---- */

int64_t *plan_live(Ir *ir, int *n, Buffer ***roots)
{
    *n = find_lives(ir);
    Buffer **root = share_in_place(ir);
    if (roots)
        *roots = root;
    int64_t *live = ARENA_ARRAY(ir->arena, int64_t, *n + 2);
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *b = ir->bufs[i];
        if (b->area != AREA_WORK || b->first < 0 || root[i] != b)
            continue;
        live[b->first] += align_up(ir, buffer_bytes(ir, b));
        live[b->last + 1] -= align_up(ir, buffer_bytes(ir, b));
    }
    for (int t = 1; t < *n; t++)
        live[t] += live[t - 1];
    return live;
}

/* ---- placement ---- */

typedef struct Item {
    Buffer *b;
    int64_t bytes;
} Item;

static int by_size(const void *x, const void *y)
{
    const Item *a = x, *b = y;
    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? 1 : -1;
    return a->b->id - b->b->id;
}

/* What is taken is kept in a tree over time, so that a buffer is placed in some log n steps however
 * many live beside it: nets of tens of thousands of layers have as many buffers alive at once. The
 * tree is a full binary one in an array, children 2i + 1 and 2i + 2. A buffer's life is made of
 * about 2 log n of its nodes. Each node knows the memory taken throughout its times, and the memory
 * taken at any of them (by lives that end or begin within, too). Buffers come largest first, and
 * many have one size: while they do, no place below one that was found too low for a node's times
 * becomes free, so each node keeps the lowest that may be. */

enum {
    OBSTACLES = 4 * 32, /* nodes on two ways through the tree, and beside them */
    DEEPEST = 32,
    RUN_LEAST = 32 /* buffers of one size for which the lowest places are worth keeping */
};

typedef struct Range {
    int64_t begin, end;
} Range;
typedef struct Ranges {
    Range *v;
    int n, room;
} Ranges; /* in order, with gaps between them */
typedef struct Taken {
    Ranges always, ever;
    int64_t size;       /* the buffers' for which these hold: below them nothing is free */
    int64_t always_low; /* of always here and above */
    int64_t ever_low;   /* of ever here and always above */
} Taken;

typedef struct Placing {
    Arena *arena;
    int times;
    Taken *taken;
    int64_t size; /* of this buffer and the next ones; 0: lowest places are not kept */
} Placing;

/* The first range from number `lo` on that ends above at, or as it. */
static int ranges_find(const Ranges *s, int lo, int64_t at, bool as_well)
{
    int hi = s->n;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (s->v[mid].end > at || (as_well && s->v[mid].end == at))
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

/* Ranges that it touches become one with it. */
static void ranges_add(Arena *a, Ranges *s, int64_t begin, int64_t end)
{
    int from = ranges_find(s, 0, begin, true), to = from;
    while (to < s->n && s->v[to].begin <= end)
        to++;
    if (from < to) {
        begin = s->v[from].begin < begin ? s->v[from].begin : begin;
        end = s->v[to - 1].end > end ? s->v[to - 1].end : end;
    }
    if (s->n == s->room) {
        Range *v = ARENA_ARRAY(a, Range, s->room = s->room ? 2 * s->room : 2);
        if (s->n)
            memcpy(v, s->v, (size_t)s->n * sizeof *v);
        s->v = v;
    }
    memmove(s->v + from + 1, s->v + to, (size_t)(s->n - to) * sizeof *s->v);
    s->v[from] = (Range){begin, end};
    s->n += 1 - (to - from);
}

static void take(Placing *p, int node, int lo, int hi, const Buffer *b, int64_t end)
{
    if (b->last < lo || hi < b->first)
        return;
    ranges_add(p->arena, &p->taken[node].ever, b->offset, end);
    if (b->first <= lo && hi <= b->last) {
        ranges_add(p->arena, &p->taken[node].always, b->offset, end);
        return;
    }
    int mid = lo + (hi - lo) / 2;
    take(p, 2 * node + 1, lo, mid, b, end);
    take(p, 2 * node + 2, mid + 1, hi, b, end);
}

/* The ranges that a buffer's place must be free of, those of the nodes on the way down, and the
 * lowest place that may be. */
typedef struct Obstacles {
    const Ranges *ranges[OBSTACLES], *above[DEEPEST];
    int n, n_above;
    int64_t bytes, place;
} Obstacles;

/* The lowest place from `place` on that is free of all: each in turn moves it up until it is free
 * of it, until all agree. */
static int64_t lowest_free(const Ranges *const *ranges, int n, int64_t place, int64_t bytes)
{
    int at[OBSTACLES];
    for (int i = 0; i < n; i++)
        at[i] = ranges_find(ranges[i], 0, place, false);
    for (int i = 0, agree = 0; agree < n; i = i + 1 < n ? i + 1 : 0) {
        const Ranges *r = ranges[i];
        if (at[i] < r->n && r->v[at[i]].end <= place)
            at[i] = ranges_find(r, at[i], place, false);
        agree++;
        for (; at[i] < r->n && r->v[at[i]].begin < place + bytes; at[i]++, agree = 1)
            place = r->v[at[i]].end;
    }
    return place;
}

static Taken *taken_at(const Placing *p, int node)
{
    Taken *t = &p->taken[node];
    if (t->size != p->size) {
        t->size = p->size;
        t->always_low = t->ever_low = 0;
    }
    return t;
}

/* r lies below o's nodes above: low is the lowest place of both that is known. */
static void raise_low(const Placing *p, Obstacles *o, const Ranges *r, int64_t above, int64_t *low)
{
    o->ranges[o->n++] = r;
    o->above[o->n_above] = r;
    if (p->size)
        *low = lowest_free(o->above, o->n_above + 1, above > *low ? above : *low, o->bytes);
}

/* above: the lowest place that `always` of the nodes above leave free. */
static void find_obstacles(const Placing *p, int node, int lo, int hi, const Buffer *b,
                           int64_t above, Obstacles *o)
{
    if (b->last < lo || hi < b->first)
        return;
    Taken *t = taken_at(p, node);
    if (b->first <= lo && hi <= b->last) {
        if (t->ever.n)
            raise_low(p, o, &t->ever, above, &t->ever_low);
        o->place = t->ever.n && t->ever_low > o->place ? t->ever_low : o->place;
        return;
    }
    int mid = lo + (hi - lo) / 2;
    const int own = t->always.n > 0;
    if (own) {
        raise_low(p, o, &t->always, above, &t->always_low);
        above = t->always_low;
    }
    o->n_above += own;
    find_obstacles(p, 2 * node + 1, lo, mid, b, above, o);
    find_obstacles(p, 2 * node + 2, mid + 1, hi, b, above, o);
    o->n_above -= own;
}

static int64_t lowest_place(const Placing *p, const Buffer *b, int64_t bytes)
{
    Obstacles o = {.bytes = bytes};
    find_obstacles(p, 0, 0, p->times - 1, b, 0, &o);
    return lowest_free(o.ranges, o.n, o.place, bytes);
}

/* How many items from number i on have its size. */
static int run_of(const Item *items, int n, int i)
{
    int end = i;
    while (end < n && items[end].bytes == items[i].bytes)
        end++;
    return end - i;
}

static int64_t place_items(Arena *a, const Item *items, int n, int times)
{
    Placing p = {a, times, ARENA_ARRAY(a, Taken, 4 * (int64_t)times), 0};
    int64_t top = 0;
    for (int i = 0; i < n; i++) {
        Buffer *b = items[i].b;
        if (i == 0 || items[i].bytes != items[i - 1].bytes)
            p.size = run_of(items, n, i) >= RUN_LEAST ? items[i].bytes : 0;
        b->offset = 0;
        if (!items[i].bytes)
            continue;
        b->offset = lowest_place(&p, b, items[i].bytes);
        int64_t end = b->offset + items[i].bytes;
        take(&p, 0, 0, times - 1, b, end);
        top = end > top ? end : top;
    }
    return top;
}

static int64_t place_area(Ir *ir, int area, Buffer **root, const Scratch *s)
{
    Arena *a = arena_child(ir->arena);
    Item *items = ARENA_ARRAY(a, Item, ir->n_bufs);
    int n = 0, times = 1;
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        if (b->area != area || b->first < 0 || root[i] != b || s->follows[i])
            continue;
        items[n++] = (Item){b, own_bytes(ir, s, b)};
        times = b->last >= times ? b->last + 1 : times;
    }
    if (n)
        qsort(items, (size_t)n, sizeof *items, by_size);
    int64_t top = place_items(a, items, n, times);
    arena_free(a);
    return top;
}

static int64_t place_in_order(Ir *ir, int area)
{
    int64_t at = 0;
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->area == area) {
            ir->bufs[i]->offset = at;
            at += align_up(ir, buffer_bytes(ir, ir->bufs[i]));
        }
    return at;
}

void plan_memory(Ir *ir)
{
    const int times = find_lives(ir);
    Buffer **root = share_in_place(ir);
    Scratch scratch = find_scratch(ir);
    widen_lives(ir, find_stages(ir, times, root));
    ir->area_bytes[AREA_WORK] = place_area(ir, AREA_WORK, root, &scratch);
    ir->area_bytes[AREA_MODEL] = target_layout(&ir->target)->block
                                     ? place_area(ir, AREA_MODEL, root, &scratch)
                                     : place_in_order(ir, AREA_MODEL); /* all of it stays */
    ir->area_bytes[AREA_STATE] = place_in_order(ir, AREA_STATE);
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *r = ir->bufs[i];
        while (root[r->id] != r)
            r = root[r->id];
        ir->bufs[i]->offset = r->offset;
    }
    each_instr(ir, place_scratch, NULL);
    ir->area_bytes[AREA_PARAMS] = ir->area_bytes[AREA_GRADS] = ir->graph->param_floats *
                                                               (int64_t)sizeof(float);
    const Buffer *ends[] = {ir->x, ir->labels, ir->y, ir->loss};
    for (int i = 0; i < 4; i++)
        if (ends[i])
            ir->area_bytes[ends[i]->area] = buffer_bytes(ir, ends[i]);
}
