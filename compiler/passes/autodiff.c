/* differentiate: the backward pass, in reverse order of the nodes. A node's gradient is the
 * sum of what its consumers contributed; nodes before which nothing trains, and nodes the
 * loss does not depend on, get no instruction. */
#include "compiler/passes/lower_impl.h"
#include <assert.h>

static void contribute(Lower *lo, const Node *to, Buffer *grad)
{
    NodeState *s = state_of(lo, to);
    assert(!s->grad);
    Contribution *c = ARENA_NEW(lo->arena, Contribution);
    *c = (Contribution){s->contrib, grad};
    s->contrib = c;
}

bool lower_wants_grad(Lower *lo, Node *n, int i) { return state_of(lo, n->in[i])->wants_grad; }

Buffer *lower_grad_in(Lower *lo, Node *n, int i)
{
    if (!lower_wants_grad(lo, n, i))
        return NULL;
    Node *in = n->in[i];
    Buffer *b = new_buffer(lo, in, "grad", AREA_WORK, ELEM_F32, packed_count(in->out), 0,
                           "gradient");
    contribute(lo, in, b);
    return b;
}

void lower_grad_alias(Lower *lo, Node *n, int i, Buffer *grad)
{
    if (lower_wants_grad(lo, n, i))
        contribute(lo, n->in[i], grad);
}

/* Contributions are added pairwise into new buffers: one of them may be another node's gradient too
 * (lower_grad_alias), so none is written to. The planner puts a sum in place where it is safe. */
static void sum_contributions(Lower *lo, Node *n)
{
    NodeState *s = state_of(lo, n);
    Buffer *sum = s->contrib->buf;
    for (Contribution *c = s->contrib->next; c; c = c->next) {
        Buffer *b = new_buffer(lo, n, "grad", AREA_WORK, ELEM_F32, packed_count(n->out), 0,
                               "gradient");
        ir_emit(lo, "add_forward", IR_CONSTS((double)packed_count(n->out)),
                IR_BUFS(sum, c->buf, b));
        sum = b;
    }
    s->grad = sum;
}

Buffer *lower_grad_out(Lower *lo, Node *n)
{
    Buffer *b = state_of(lo, n)->grad;
    assert(b);
    return b;
}

void differentiate(Lower *lo)
{
    lo->phase = PHASE_BACKWARD;
    for (int i = lo->g->n_nodes - 1; i > 0; i--) {
        Node *n = lo->g->nodes[i];
        NodeState *s = state_of(lo, n);
        if (!s->wants_grad || !s->contrib)
            continue;
        lo->node = n;
        sum_contributions(lo, n);
        n->layer->backward(lo, n);
    }
}
