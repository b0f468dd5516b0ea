/* select_algorithms: how each layer whose kind has several algorithms is computed. */
#include "compiler/passes/passes.h"

void target_for_costs(Target *t, const Graph *g, Mode mode)
{
    t->infer = mode == MODE_INFER;
    t->param_bytes = (double)g->param_floats * target_weight_bytes(t);
}

void select_algorithms(Graph *g, Mode mode, const Target *t)
{
    Target with = *t;
    target_for_costs(&with, g, mode);
    if (target_layout(t) != &layout_blocked) /* kernels/plain/ has one way each */
        return;
    for (int i = 0; i < g->n_nodes; i++)
        if (g->nodes[i]->layer->select)
            g->nodes[i]->layer->select(&with, g->nodes[i]);
}
