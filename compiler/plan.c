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

static int by_offset(const void *x, const void *y)
{
    const Item *a = x, *b = y;
    if (a->b->offset != b->b->offset)
        return a->b->offset < b->b->offset ? -1 : 1;
    return a->b->id - b->b->id;
}

static int64_t place_area(Ir *ir, int area, Buffer **root)
{
    Item *items = ARENA_ARRAY(ir->arena, Item, ir->n_bufs), *busy = ARENA_ARRAY(ir->arena, Item, ir->n_bufs);
    int n = 0;
    int64_t top = 0;
    for (int i = 0; i < ir->n_bufs; i++) {
        Buffer *b = ir->bufs[i];
        if (b->area == area && b->first >= 0 && root[i] == b)
            items[n++] = (Item){b, align_up(buffer_bytes(ir, b))};
    }
    qsort(items, (size_t)n, sizeof *items, by_size);
    for (int i = 0; i < n; i++) {
        Buffer *b = items[i].b;
        int n_busy = 0;
        for (int j = 0; j < i; j++)
            if (items[j].b->first <= b->last && b->first <= items[j].b->last)
                busy[n_busy++] = items[j];
        qsort(busy, (size_t)n_busy, sizeof *busy, by_offset);
        int64_t at = 0;
        for (int j = 0; j < n_busy && at + items[i].bytes > busy[j].b->offset; j++) {
            int64_t end = busy[j].b->offset + busy[j].bytes;
            at = end > at ? end : at;
        }
        b->offset = at;
        top = at + items[i].bytes > top ? at + items[i].bytes : top;
    }
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
