/* add_updates: what a step does with the gradients: their mean over several passes where the train
 * section accumulates, limits to their norm, the optimizer's instructions for each parameter that
 * has a gradient, lookahead's slow weights and the running average of the parameters. Parameters,
 * moments, sums, slow weights and averages are the training state, which outlives a step. */
#include "compiler/passes/lower_impl.h"
#include <string.h>

enum { MAX_MOMENTS = 4 };

typedef void ForParam(Lower *lo, Node *n, PackedParam *q);

static void each_param(Lower *lo, ForParam *f)
{
    for (int i = 0; i < lo->g->n_nodes; i++)
        for (PackedParam *q = lo->state[i].params; q; q = q->next) {
            lo->node = lo->g->nodes[i];
            f(lo, lo->node, q);
        }
}

static Buffer *state_buffer(Lower *lo, Node *n, const PackedParam *q, const char *what,
                            BufferUse use)
{
    return new_buffer(lo, n, arena_printf(lo->arena, "%s.%s", q->param->name, what), AREA_STATE,
                      NUMBER_F32, 0, q->packed->fixed, use);
}

/* ---- gradients of several passes ---- */

static void sum_gradient(Lower *lo, Node *n, PackedParam *q)
{
    if (!q->grad)
        return;
    Buffer *sum = state_buffer(lo, n, q, "sum", USE_GRADIENT);
    emit_to(lo, PROG_ADD, PHASE_UPDATE,
            call_gradient_add((GradientAdd){.COUNT = sum->fixed, .grad = q->grad, .sum = sum}));
    emit_to(lo, PROG_MEAN, PHASE_UPDATE,
            call_gradient_mean((GradientMean){.COUNT = sum->fixed, .sum = sum, .grad = q->grad}));
}

/* ---- limits to the norm ---- */

static double attribute(const Graph *g, const char *name)
{
    const Setting *set = &g->train.optimizer;
    return setting_num(set, ((const Optimizer *)set->record)->attrs, name);
}

static Buffer *scalar(Lower *lo, Node *n, const char *name)
{
    return new_buffer(lo, n, name, AREA_WORK, NUMBER_F32, 0, 16, USE_SCRATCH);
}

static void add_squares(Lower *lo, const PackedParam *q, bool first, Buffer *total)
{
    const int parts = ranges_of_floats(q->grad->fixed);
    Instr *squares = k_gradient_squares(
        lo, (GradientSquares){.COUNT = q->grad->fixed, .PARTS = parts, .grad = q->grad});
    k_gradient_total(lo, (GradientTotal){.PARTS = parts,
                                         .FIRST = first,
                                         .partial = squares->buf[GRADIENT_SQUARES_PARTIAL],
                                         .total = total});
}

/* Keras' clipnorm: each parameter's gradient by itself. */
static void clip_param(Lower *lo, Node *n, PackedParam *q)
{
    if (!q->grad)
        return;
    Buffer *total = scalar(lo, n, "norm"), *factor = scalar(lo, n, "factor");
    add_squares(lo, q, true, total);
    k_gradient_factor(
        lo,
        (GradientFactor){.LIMIT = attribute(lo->g, "clipnorm"), .total = total, .factor = factor});
    k_gradient_scale(lo,
                     (GradientScale){.COUNT = q->grad->fixed, .factor = factor, .grad = q->grad});
}

/* Keras' global_clipnorm: all gradients as one vector. */
static void clip_all(Lower *lo)
{
    Buffer *total = NULL, *factor = NULL;
    for (int i = 0; i < lo->g->n_nodes; i++)
        for (PackedParam *q = lo->state[i].params; q; q = q->next)
            if (q->grad) {
                lo->node = lo->g->nodes[i];
                bool first = !total;
                if (first)
                    total = scalar(lo, NULL, "norm");
                add_squares(lo, q, first, total);
            }
    if (!total)
        return;
    factor = scalar(lo, NULL, "factor");
    lo->node = NULL;
    k_gradient_factor(lo, (GradientFactor){.LIMIT = attribute(lo->g, "global_clipnorm"),
                                           .total = total,
                                           .factor = factor});
    for (int i = 0; i < lo->g->n_nodes; i++)
        for (PackedParam *q = lo->state[i].params; q; q = q->next)
            if (q->grad) {
                lo->node = lo->g->nodes[i];
                k_gradient_scale(
                    lo,
                    (GradientScale){.COUNT = q->grad->fixed, .factor = factor, .grad = q->grad});
            }
}

/* ---- the optimizer ---- */

/* Who moves it: an optimizer of its own, or that of the whole net. */
static const Setting *optimizer_of(const Graph *g, const Param *p)
{
    return p->optimizer ? p->optimizer : &g->train.optimizer;
}

static double decay_of(const Graph *g, const Param *p)
{
    const Setting *set = optimizer_of(g, p);
    return p->own_decay ? p->decay
           : p->decays  ? setting_num(set, ((const Optimizer *)set->record)->attrs, "decay")
                        : 0;
}

static void update_param(Lower *lo, Node *n, PackedParam *q)
{
    const Setting *set = optimizer_of(lo->g, q->param);
    const Optimizer *opt = set->record;
    int n_moments = opt->moments ? opt->moments(set) : opt->n_moments;
    Buffer *moment[MAX_MOMENTS] = {0};
    if (!q->grad)
        return;
    for (int i = 0; i < n_moments; i++)
        moment[i] = state_buffer(lo, n, q, arena_printf(lo->arena, "moment%d", i + 1), USE_MOMENT);
    opt->lower(lo, set,
               &(ParamUpdate){.param = q->param,
                              .decay = decay_of(lo->g, q->param),
                              .count = q->packed->fixed,
                              .packed = q->packed,
                              .grad = q->grad,
                              .moment = moment,
                              .pack = q->pack,
                              .unpack = q->unpack});
    const Program *p = &lo->ir->prog[PROG_APPLY];
    p->code[p->n - 1]->rate *= q->param->rate;
    p->code[p->n - 1]->part = q->param->part;
}

/* ---- lookahead ---- */

/* Slow weights beside those that the optimizer moves. Parameters set from outside are both. */
static void look_ahead(Lower *lo, Node *n, PackedParam *q)
{
    if (!q->grad)
        return;
    Buffer *slow = state_buffer(lo, n, q, "slow", USE_AVERAGE);
    k_lookahead_update(lo, (LookaheadUpdate){.COUNT = slow->fixed,
                                             .EVERY = lo->g->train.lookahead,
                                             .SHARE = lo->g->train.lookahead_share,
                                             .param = q->packed,
                                             .slow = slow});
    emit_to(lo, PROG_PACK, PHASE_PACK,
            call_between(q->pack, parameter_slice(lo, q->param, AREA_PARAMS), slow));
}

/* ---- averages ---- */

/* Everything that a step changes: what trains, and the moving statistics of layers that are not
 * frozen. Parameters set from outside begin a new average. */
static void average_param(Lower *lo, Node *n, PackedParam *q)
{
    Buffer *from = q->packed;
    if (q->grad || (!n->frozen && !q->param->trainable)) {
        from = state_buffer(lo, n, q, "average", USE_AVERAGE);
        k_average_update(lo, (AverageUpdate){.COUNT = from->fixed,
                                             .ONE_MINUS_KEEP = 1 - lo->g->train.average,
                                             .param = q->packed,
                                             .average = from});
        emit_to(lo, PROG_PACK, PHASE_PACK,
                call_between(q->pack, parameter_slice(lo, q->param, AREA_PARAMS), from));
    }
    emit_to(lo, PROG_AVERAGE, PHASE_PACK,
            call_between(q->unpack, from, parameter_slice(lo, q->param, AREA_PARAMS)));
}

/* Layers that the output does not use are not computed, and no step changes them. Their parameters
 * are part of the training state all the same, so that it gives back every parameter. */
static void keep_unused_params(Lower *lo)
{
    for (int i = 0; i < lo->g->n_params; i++) {
        const Param *p = lo->g->params[i];
        bool kept = state_of(lo, p->node)->live;
        for (const PackedParam *q = state_of(lo, p->node)->params; q; q = q->next)
            kept = kept || q->param == p; /* of a layer that shares it */
        if (kept)
            continue;
        lo->node = p->node;
        lower_vector_param(lo, p->node, p->name); /* whatever its shape: one step of numbers */
    }
}

void add_updates(Lower *lo)
{
    keep_unused_params(lo);
    lo->prog = PROG_APPLY;
    lo->phase = PHASE_UPDATE;
    if (lo->g->train.accumulate > 1)
        each_param(lo, sum_gradient);
    if (attribute(lo->g, "clipnorm") > 0)
        each_param(lo, clip_param);
    if (attribute(lo->g, "global_clipnorm") > 0)
        clip_all(lo);
    each_param(lo, update_param);
    if (lo->g->train.lookahead > 0)
        each_param(lo, look_ahead);
    if (lo->g->train.average > 0)
        each_param(lo, average_param);
}

/* ---- updates at once ---- */

/* Notes `at` for every buffer that the instruction touches, what is fused into it included: the
 * largest so far. */
static void touch_all(const Instr *in, int at, int *last)
{
    for (int b = 0; b < in->k->n_bufs; b++)
        if (last[in->buf[b]->id] < at)
            last[in->buf[b]->id] = at;
    for (int f = 0; f < in->n_fused; f++)
        touch_all(in->fused[f], at, last);
}

static int latest(const Instr *in, const int *last)
{
    int at = -1;
    for (int b = 0; b < in->k->n_bufs; b++)
        at = last[in->buf[b]->id] > at ? last[in->buf[b]->id] : at;
    return at;
}

static int *nowhere(const Ir *ir)
{
    int *last = ARENA_ARRAY(ir->arena, int, ir->n_bufs + 1);
    for (int i = 0; i < ir->n_bufs; i++)
        last[i] = -1;
    return last;
}

/* After which backward instruction each update may run: the last that shares a buffer with it, and
 * not before the updates before it that it shares one with. -1: at once. */
static int *update_places(const Ir *ir, Instr *const *backward, int n_backward)
{
    const Program *apply = &ir->prog[PROG_APPLY];
    int *place = ARENA_ARRAY(ir->arena, int, apply->n + 1), *used = nowhere(ir),
        *updated = nowhere(ir);
    for (int i = 0; i < n_backward; i++)
        touch_all(backward[i], i, used);
    for (int u = 0; u < apply->n; u++) {
        int own = latest(apply->code[u], used), others = latest(apply->code[u], updated);
        place[u] = own > others ? own : others;
        touch_all(apply->code[u], place[u], updated);
    }
    return place;
}

/* The updates by their place, those of one place in their order: first[i + 1] begins place i, and
 * first[n + 1] is the end. */
static int *sort_by_place(Arena *a, const int *place, int n_updates, int n, int **first)
{
    int *at = ARENA_ARRAY(a, int, n + 2), *sorted = ARENA_ARRAY(a, int, n_updates + 1);
    *first = ARENA_ARRAY(a, int, n + 2);
    for (int u = 0; u < n_updates; u++)
        (*first)[place[u] + 2]++;
    for (int i = 1; i <= n + 1; i++)
        (*first)[i] += (*first)[i - 1];
    for (int i = 0; i <= n + 1; i++)
        at[i] = (*first)[i];
    for (int u = 0; u < n_updates; u++)
        sorted[at[place[u] + 1]++] = u;
    return sorted;
}

/* The programs that become one, and those that are left out then. */
static bool with_updates(ProgramId p)
{
    return p == PROG_BACKWARD || p == PROG_APPLY || p == PROG_GRADS_OUT || p == PROG_GRADS_IN;
}

static bool is_parameter_gradient(const Buffer *b)
{
    return b->use == USE_GRADIENT && b->per_image == 0;
}

/* All gradients must be there before the first update: their sums or norms count, or another
 * program reads them. */
static bool gradients_are_kept(const Ir *ir)
{
    if (ir->graph->train.accumulate > 1 || attribute(ir->graph, "clipnorm") > 0 ||
        attribute(ir->graph, "global_clipnorm") > 0)
        return true;
    for (int p = 0; p < PROG_COUNT; p++)
        for (int i = 0; !with_updates((ProgramId)p) && i < ir->prog[p].n; i++)
            for (int b = 0; b < ir->prog[p].code[i]->k->n_bufs; b++)
                if (is_parameter_gradient(ir->prog[p].code[i]->buf[b]))
                    return true;
    return false;
}

void update_at_once(Ir *ir)
{
    ir->target.at_once = !gradients_are_kept(ir);
    if (!ir->target.at_once)
        return;
    Program *back = &ir->prog[PROG_BACKWARD], *apply = &ir->prog[PROG_APPLY], both = {NULL, 0, 0};
    Instr **backward = ARENA_ARRAY(ir->arena, Instr *, back->n + 1);
    int n = 0, *first;
    for (int i = 0; i < back->n; i++)
        if (!back->code[i]->gone)
            backward[n++] = back->code[i];
    int *sorted = sort_by_place(ir->arena, update_places(ir, backward, n), apply->n, n, &first);
    for (int i = -1; i < n; i++) {
        if (i >= 0)
            ARENA_PUSH(ir->arena, both.code, both.n, both.cap, backward[i]);
        for (int k = first[i + 1]; k < first[i + 2]; k++)
            ARENA_PUSH(ir->arena, both.code, both.n, both.cap, apply->code[sorted[k]]);
    }
    *back = both;
    apply->n = ir->prog[PROG_GRADS_OUT].n = ir->prog[PROG_GRADS_IN].n = 0;
}
