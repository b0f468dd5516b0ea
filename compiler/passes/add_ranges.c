/* add_ranges: `quantize int8` of the train section. Behind every value that a plan of 8-bit
 * integers stores with a scale of its own there comes a node that rounds it as such integers are
 * (layer_fake_quant), and keeps its range as a parameter. Which values these are is what absorb()
 * decides for plans [H][W][C]; the products of weights round these themselves (lower_fake_weights).
 */
#include "compiler/passes/passes.h"

static bool has_scale(const Node *n)
{
    return n->id == 0 || n->layer->int8_scale == INT8_OWN || n->layer->int8_scale == INT8_SHARED;
}

/* The last of the layers that n computes value by value. */
static Node *end_of(Node *n)
{
    return n->absorbed.limit ? n->absorbed.limit : n->absorbed.affine ? n->absorbed.affine : n;
}

static Node *range_of(Graph *g, Node *n)
{
    Node *r = ARENA_NEW(g->arena, Node);
    r->layer = &layer_fake_quant;
    r->name = arena_printf(g->arena, "%s.value", n->name);
    r->top = n->top;
    r->implicit = true;
    r->span = n->span;
    r->attr = ARENA_ARRAY(g->arena, AttrValue, 1);
    r->in = ARENA_ARRAY(g->arena, Node *, 1);
    r->in[0] = n;
    r->n_in = 1;
    return r;
}

/* By id: whether the output depends on it, as a plan would compute it. */
static bool *used(const Graph *g)
{
    bool *is = ARENA_ARRAY(g->arena, bool, g->n_nodes + 1);
    is[g->output->id] = true;
    for (int i = g->n_nodes - 1; i > 0; i--)
        for (int k = 0; is[i] && k < g->nodes[i]->n_in; k++)
            is[g->nodes[i]->in[k]->id] = true;
    return is;
}

static bool all_have_integers(const Graph *g, const bool *is_used, Diag *d)
{
    const int before = diag_errors(d);
    for (int i = 1; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        const Layer *l = n->layer;
        if (is_used[i] && !n->absorbed.by &&
            (!l->plain || !l->int8 || (l->plain_takes && !l->plain_takes(n)) ||
             (l->int8_takes && !l->int8_takes(n))))
            diag_error(d, n->span,
                       "%s has no kernel of 8-bit integers, which `quantize` trains for", l->kind);
    }
    return diag_errors(d) == before;
}

bool add_ranges(Graph *g, Diag *d)
{
    const int n = g->n_nodes;
    const bool *is_used = used(g);
    Node **behind = ARENA_ARRAY(g->arena, Node *, n + 1), **old = g->nodes;
    if (!all_have_integers(g, is_used, d))
        return false;
    for (int i = 0; i < n; i++) {
        Node *end = end_of(old[i]);
        if (is_used[i] && !old[i]->absorbed.by && has_scale(old[i]) && end != g->output)
            behind[end->id] = range_of(g, end);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < old[i]->n_in; k++)
            if (behind[old[i]->in[k]->id])
                old[i]->in[k] = behind[old[i]->in[k]->id];
    g->nodes = NULL;
    g->n_nodes = g->cap_nodes = 0;
    for (int i = 0; i < n; i++) {
        ARENA_PUSH(g->arena, g->nodes, g->n_nodes, g->cap_nodes, old[i]);
        if (behind[i])
            ARENA_PUSH(g->arena, g->nodes, g->n_nodes, g->cap_nodes, behind[i]);
    }
    for (int i = 0; i < g->n_nodes; i++)
        g->nodes[i]->id = i;
    return true;
}
