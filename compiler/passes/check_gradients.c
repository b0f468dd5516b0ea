/* check_gradients: an overflow behind a finite loss must not reach the parameters. Each gradient of
 * a parameter is looked at as soon as it is made, while it is in the cache; a step is made only
 * when all are fit (runtime/model.c, compiler/emit/text/api_train.c). Where updates are at once,
 * the step is made by then, and the caller is told. */
#include "compiler/passes/lower_impl.h"
#include <stdlib.h>

/* A check, and behind which instruction of the backward pass it stands. */
typedef struct Check {
    const PackedParam *q;
    Node *node;
    int behind;
} Check;

/* By buffer: the last instruction that writes it; -1: none. */
static int *last_writers(const Ir *ir)
{
    const Program *p = &ir->prog[PROG_BACKWARD];
    int *last = ARENA_ARRAY(ir->arena, int, ir->n_bufs + 1);
    for (int i = 0; i < ir->n_bufs; i++)
        last[i] = -1;
    for (int i = 0; i < p->n; i++) {
        const Kernel *k = p->code[i]->k;
        for (int b = 0; b < k->n_bufs; b++)
            if (k->args[k->n_consts + k->n_scalars + b].role == ARG_WRITE)
                last[p->code[i]->buf[b]->id] = i;
    }
    return last;
}

static int by_place(const void *pa, const void *pb)
{
    const Check *a = pa, *b = pb;
    return a->behind != b->behind            ? (a->behind > b->behind) - (a->behind < b->behind)
           : a->q->grad->id < b->q->grad->id ? -1
                                             : a->q->grad->id > b->q->grad->id;
}

static Check *list_checks(Lower *lo, int *n)
{
    int *last = last_writers(lo->ir), cap = 0;
    Check *list = NULL;
    *n = 0;
    for (int i = 0; i < lo->g->n_nodes; i++)
        for (const PackedParam *q = lo->state[i].params; q; q = q->next)
            if (q->grad) {
                Check c = {q, lo->g->nodes[i], last[q->grad->id]};
                ARENA_PUSH(lo->arena, list, *n, cap, c);
            }
    if (*n)
        qsort(list, (size_t)*n, sizeof *list, by_place);
    return list;
}

/* Its slots of `found` begin at number `first`. */
static void emit_check(Lower *lo, const Check *c, int order, int first, Buffer *found)
{
    const int64_t count = c->q->grad->fixed;
    lo->node = c->node;
    lo->ir->checked[order] = c->q->param;
    k_gradient_check(lo, (GradientCheck){.COUNT = count,
                                         .PARTS = ranges_of_floats(count),
                                         .FIRST = first,
                                         .ORDER = order,
                                         .grad = c->q->grad,
                                         .found = found});
}

void check_gradients(Lower *lo)
{
    Program *back = &lo->ir->prog[PROG_BACKWARD], made = *back;
    int n, at = 0, slots = 0, first = 0;
    Check *list = list_checks(lo, &n);
    lo->ir->checked = ARENA_ARRAY(lo->arena, const Param *, n + 1);
    lo->prog = PROG_BACKWARD;
    lo->phase = PHASE_BACKWARD;
    lo->node = lo->g->output;
    *back = (Program){NULL, 0, 0};
    for (int i = 0; i < n; i++)
        slots += ranges_of_floats(list[i].q->grad->fixed);
    Buffer *found = new_buffer(lo, NULL, "found", AREA_WORK, NUMBER_F32, 0, slots * 16,
                               USE_SCRATCH);
    for (int i = -1; i < made.n; i++) {
        if (i >= 0)
            ARENA_PUSH(lo->arena, back->code, back->n, back->cap, made.code[i]);
        for (; at < n && list[at].behind == i; at++) {
            emit_check(lo, &list[at], at + 1, first, found);
            first += ranges_of_floats(list[at].q->grad->fixed);
        }
    }
    lo->node = lo->g->output;
    k_gradient_check_end(lo,
                         (GradientCheckEnd){.SLOTS = slots, .found = found, .loss = lo->ir->loss});
}
