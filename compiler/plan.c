/* plan_memory: where each buffer lies. Buffers of the work area (and of an inference model)
 * share memory when their lives do not overlap; lives are counted in instructions over the
 * programs that run after one another. Placement is greedy by size, lowest free offset. */
#include "compiler/passes.h"
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 64 };

int64_t buffer_part_bytes(const Buffer *b)
{
    int64_t elem = b->elem == ELEM_U8 ? 1 : b->elem == ELEM_I32 ? 4 : (int64_t)sizeof(float);
    return b->fixed * elem;
}

int64_t buffer_count(const Ir *ir, const Buffer *b)
{
    return b->parts ? b->fixed * b->parts : b->per_image * ir->target.batch + b->fixed;
}

int64_t buffer_bytes(const Ir *ir, const Buffer *b)
{
    int64_t elem = b->elem == ELEM_U8 ? 1 : b->elem == ELEM_I32 ? 4 : (int64_t)sizeof(float);
    return buffer_count(ir, b) * elem;
}

int64_t instr_extent(const Instr *i, int n)
{
    return i->k->range ? kernel_eval(i->k, i->k->range, i->consts, n) : 1;
}

static int64_t align_up(int64_t v) { return (v + ALIGN - 1) / ALIGN * ALIGN; }

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
    for (int f = 0; f < in->n_fused; f++)
        for (int b = 0; b < in->fused[f]->k->n_bufs; b++)
            touch(in->fused[f]->buf[b], t);
}

static int find_lives(Ir *ir)
{
    static const ProgramId order[] = {PROG_PREPARE, PROG_INFER, PROG_GRAD, PROG_GRADS_OUT, PROG_GRADS_IN, PROG_APPLY, PROG_STATS, PROG_ADD, PROG_MEAN, PROG_AVERAGE};
    int t = 0;
    for (int i = 0; i < ir->n_bufs; i++)
        ir->bufs[i]->first = ir->bufs[i]->last = -1;
    for (size_t p = 0; p < sizeof order / sizeof *order; p++)
        for (int i = 0; i < ir->prog[order[p]].n; i++)
            if (!ir->prog[order[p]].code[i]->gone)
                touch_instr(ir->prog[order[p]].code[i], t++);
    for (int i = 0; i < ir->prog[PROG_INFER].n; i++) {      /* what infer reads of the model stays */
        const Instr *in = ir->prog[PROG_INFER].code[i];
        for (int b = 0; b < in->k->n_bufs; b++)
            in->buf[b]->keep |= in->buf[b]->area == AREA_MODEL;
    }
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->keep)
            ir->bufs[i]->last = t;
    return t;
}

/* ---- in place: an output may take over the memory of an input that dies there ---- */

static void share_instr(const Ir *ir, const Instr *in, Buffer **root)
{
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
    if (o == x || uses_of_x != 1 || o->area != AREA_WORK || x->area != AREA_WORK || o->keep || x->keep || o->parts || x->parts)
        return;
    Buffer *r = root[x->id];
    if (o->first != x->last || r->last != x->last || root[o->id] != o || buffer_bytes(ir, o) > buffer_bytes(ir, r))
        return;
    root[o->id] = r;
    r->last = o->last;
}

static Buffer **share_in_place(Ir *ir)
{
    Buffer **root = ARENA_ARRAY(ir->arena, Buffer *, ir->n_bufs);
    for (int i = 0; i < ir->n_bufs; i++)
        root[i] = ir->bufs[i];
    static const ProgramId order[] = {PROG_INFER, PROG_GRAD, PROG_APPLY};
    for (size_t p = 0; p < sizeof order / sizeof *order; p++)
        for (int i = 0; i < ir->prog[order[p]].n; i++)
            if (!ir->prog[order[p]].code[i]->gone)
                share_instr(ir, ir->prog[order[p]].code[i], root);
    return root;
}

/* ---- how much lives at a time: what no placement can go below ---- */

int64_t *plan_live(Ir *ir, int *n)
{
    *n = find_lives(ir);
    Buffer **root = share_in_place(ir);
    int64_t *live = ARENA_ARRAY(ir->arena, int64_t, *n + 2);
    for (int i = 0; i < ir->n_bufs; i++) {
        const Buffer *b = ir->bufs[i];
        if (b->area != AREA_WORK || b->first < 0 || root[i] != b)
            continue;
        live[b->first] += align_up(buffer_bytes(ir, b));
        live[b->last + 1] -= align_up(buffer_bytes(ir, b));
    }
    for (int t = 1; t < *n; t++)
        live[t] += live[t - 1];
    return live;
}

/* ---- placement ---- */

typedef struct Item { Buffer *b; int64_t bytes; } Item;

static int by_size(const void *x, const void *y)
{
    const Item *a = x, *b = y;
    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? 1 : -1;
    return a->b->id - b->b->id;
}

/* Two trees over time, so that a buffer is placed in about log n steps where the lives below it leave no gap: nets of tens of
 * thousands of layers have as many buffers alive at once. Both are full binary trees in an array, children 2i + 1 and 2i + 2.
 *
 * Floor: floor(t) is a height below which all memory is taken at time t, stacked from 0 without a gap. A new buffer lies at
 * the largest floor of its life or higher. It raises the floor of those times where it lies upon it; a buffer that another
 * is found to lie under raises it again. */

typedef struct Floor { int64_t least, most; } Floor;    /* of a subtree; equal: all its times have it, whatever its children say */

static void floor_push(Floor *f, int node)
{
    if (f[node].least == f[node].most)
        f[2 * node + 1] = f[2 * node + 2] = f[node];
}

static int64_t floor_most(Floor *f, int node, int lo, int hi, int from, int to)
{
    if (to < lo || hi < from)
        return 0;
    if ((from <= lo && hi <= to) || f[node].least == f[node].most)
        return f[node].most;
    int mid = lo + (hi - lo) / 2;
    int64_t a = floor_most(f, 2 * node + 1, lo, mid, from, to), b = floor_most(f, 2 * node + 2, mid + 1, hi, from, to);
    return a > b ? a : b;
}

/* A buffer lies at [at, end) in [from, to]: where the floor reaches its begin, it now reaches its end. */
static void floor_raise(Floor *f, int node, int lo, int hi, int from, int to, int64_t at, int64_t end)
{
    if (to < lo || hi < from || f[node].most < at || f[node].least >= end)
        return;
    if (from <= lo && hi <= to && f[node].least >= at && f[node].most < end) {
        f[node] = (Floor){end, end};
        return;
    }
    if (lo == hi)
        return;
    int mid = lo + (hi - lo) / 2, left = 2 * node + 1, right = left + 1;
    floor_push(f, node);
    floor_raise(f, left, lo, mid, from, to, at, end);
    floor_raise(f, right, mid + 1, hi, from, to, at, end);
    f[node].least = f[left].least < f[right].least ? f[left].least : f[right].least;
    f[node].most = f[left].most > f[right].most ? f[left].most : f[right].most;
}

/* Placed buffers by their first time: of a subtree, the last time, the lowest begin and the highest end. Chained where several
 * begin together. */
typedef struct Begun { int last; int64_t begin, end; } Begun;

typedef struct Placing {
    int      times;
    Floor   *floor;
    Begun   *begun;
    int     *chain, *next;      /* of a time: its newest item; of an item: the one before */
    Item    *items;
} Placing;

static void begun_add(Placing *p, int node, int lo, int hi, const Buffer *b, int64_t end)
{
    Begun *g = &p->begun[node];
    g->last = b->last > g->last ? b->last : g->last;
    g->begin = b->offset < g->begin ? b->offset : g->begin;
    g->end = end > g->end ? end : g->end;
    int mid = lo + (hi - lo) / 2;
    if (lo < hi)
        b->first <= mid ? begun_add(p, 2 * node + 1, lo, mid, b, end) : begun_add(p, 2 * node + 2, mid + 1, hi, b, end);
}

/* A placed buffer that lives at a time of b's life and takes some of [at, at + bytes); NULL: there is none. */
static const Item *begun_find(const Placing *p, int node, int lo, int hi, const Buffer *b, int64_t at, int64_t bytes)
{
    const Begun *g = &p->begun[node];
    if (b->last < lo || g->last < b->first || g->end <= at || g->begin >= at + bytes)
        return NULL;
    if (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const Item *found = begun_find(p, 2 * node + 1, lo, mid, b, at, bytes);
        return found ? found : begun_find(p, 2 * node + 2, mid + 1, hi, b, at, bytes);
    }
    for (int i = p->chain[lo]; i >= 0; i = p->next[i]) {
        const Item *o = &p->items[i];
        if (o->b->last >= b->first && o->b->offset + o->bytes > at && o->b->offset < at + bytes)
            return o;
    }
    return NULL;
}

static void raise_floor(Placing *p, const Item *i)
{
    floor_raise(p->floor, 0, 0, p->times - 1, i->b->first, i->b->last, i->b->offset, i->b->offset + i->bytes);
}

static int64_t lowest_place(Placing *p, const Item *item)
{
    const Buffer *b = item->b;
    const Item *under;
    int64_t at = floor_most(p->floor, 0, 0, p->times - 1, b->first, b->last);
    while ((under = begun_find(p, 0, 0, p->times - 1, b, at, item->bytes)) != NULL) {
        raise_floor(p, under);
        int64_t floor = floor_most(p->floor, 0, 0, p->times - 1, b->first, b->last), end = under->b->offset + under->bytes;
        at = floor > end ? floor : end;     /* no place below it either: one would take some of the same buffer */
    }
    return at;
}

static Placing placing_new(Arena *a, Item *items, int n, int times)
{
    Placing p = {.times = times, .items = items, .floor = ARENA_ARRAY(a, Floor, 4 * (int64_t)times), .begun = ARENA_ARRAY(a, Begun, 4 * (int64_t)times),
                 .chain = ARENA_ARRAY(a, int, times), .next = ARENA_ARRAY(a, int, n)};
    for (int t = 0; t < times; t++)
        p.chain[t] = -1;
    for (int i = 0; i < 4 * times; i++)
        p.begun[i] = (Begun){-1, INT64_MAX, 0};
    return p;
}

static int64_t place_items(Arena *a, Item *items, int n, int times)
{
    Placing p = placing_new(a, items, n, times);
    int64_t top = 0;
    for (int i = 0; i < n; i++) {
        Buffer *b = items[i].b;
        b->offset = 0;
        if (!items[i].bytes)
            continue;
        b->offset = lowest_place(&p, &items[i]);
        int64_t end = b->offset + items[i].bytes;
        raise_floor(&p, &items[i]);
        begun_add(&p, 0, 0, times - 1, b, end);
        p.next[i] = p.chain[b->first];
        p.chain[b->first] = i;
        top = end > top ? end : top;
    }
    return top;
}

static int64_t place_area(Ir *ir, int area, Buffer **root)
{
    Arena *a = arena_child(ir->arena);
    Item *items = ARENA_ARRAY(a, Item, ir->n_bufs);
    int n = 0, times = 1;
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        if (b->area != area || b->first < 0 || root[i] != b)
            continue;
        items[n++] = (Item){b, align_up(buffer_bytes(ir, b))};
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
            at += align_up(buffer_bytes(ir, ir->bufs[i]));
        }
    return at;
}

void plan_memory(Ir *ir)
{
    find_lives(ir);
    Buffer **root = share_in_place(ir);
    ir->area_bytes[AREA_WORK] = place_area(ir, AREA_WORK, root);
    ir->area_bytes[AREA_MODEL] = place_area(ir, AREA_MODEL, root);
    ir->area_bytes[AREA_STATE] = place_in_order(ir, AREA_STATE);
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *r = ir->bufs[i];
        while (root[r->id] != r)
            r = root[r->id];
        ir->bufs[i]->offset = r->offset;
    }
    ir->area_bytes[AREA_PARAMS] = ir->area_bytes[AREA_GRADS] = ir->graph->param_floats * (int64_t)sizeof(float);
    const Buffer *ends[] = {ir->x, ir->labels, ir->y, ir->loss};
    for (int i = 0; i < 4; i++)
        if (ends[i])
            ir->area_bytes[ends[i]->area] = buffer_bytes(ir, ends[i]);
}

int64_t plan_bytes(const Ir *ir)
{
    int64_t sum = 0;
    for (int a = 0; a < AREA_COUNT; a++)
        sum += a == AREA_GRADS ? 0 : ir->area_bytes[a];
    return sum;
}
