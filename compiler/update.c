/* add_updates: one optimizer instruction for each parameter that has a gradient. Parameters
 * and moments are the training state, which outlives a step. */
#include "compiler/lower_impl.h"

enum { MAX_MOMENTS = 4 };

static void update_param(Lower *lo, Node *n, const PackedParam *q)
{
    const Setting *set = &lo->g->train.optimizer;
    const Optimizer *opt = set->record;
    int n_moments = opt->moments ? opt->moments(set) : opt->n_moments;
    Buffer *moment[MAX_MOMENTS] = {0};
    for (int i = 0; i < n_moments; i++)
        moment[i] = new_buffer(lo, n, arena_printf(lo->arena, "%s.moment%d", q->param->name, i + 1), AREA_STATE, ELEM_F32, 0, q->packed->fixed, "moment");
    lo->node = n;
    opt->lower(lo, set, q->packed->fixed, q->param->decays, q->packed, q->grad, moment);
}

void add_updates(Lower *lo)
{
    lo->prog = PROG_APPLY;
    lo->phase = PHASE_UPDATE;
    for (int i = 0; i < lo->g->n_nodes; i++)
        for (PackedParam *q = lo->state[i].params; q; q = q->next)
            if (q->grad)
                update_param(lo, lo->g->nodes[i], q);
}
