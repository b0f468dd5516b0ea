/* differentiate: the backward pass, in reverse order of the nodes. A node's gradient is the
 * sum of what its consumers contributed; nodes before which nothing trains, and nodes the
 * loss does not depend on, get no instruction. */
#include "compiler/passes/lower_impl.h"

/* Contributions are added pairwise into new buffers: one of them may be another node's gradient too
 * (lower_grad_alias), so none is written to. The planner puts a sum in place where it is safe. */
static void sum_contributions(Lower *lo, Node *n)
{
    NodeState *s = state_of(lo, n);
    Buffer *sum = s->contrib->buf;
    for (Contribution *c = s->contrib->next; c; c = c->next) {
        Buffer *b = value_buffer(lo, n, "grad", n->out, USE_GRADIENT);
        k_add_forward(lo,
                      (AddForward){.LEN = lower_count(lo, n->out), .a = sum, .b = c->buf, .y = b});
        sum = b;
    }
    s->grad = sum;
}

void differentiate(Lower *lo)
{
    lo->prog = PROG_BACKWARD;
    lo->phase = PHASE_BACKWARD;
    for (int i = lo->g->n_nodes - 1; i > 0; i--) {
        Node *n = lo->g->nodes[i];
        NodeState *s = state_of(lo, n);
        if (!s->wants_grad || !s->contrib)
            continue;
        lo->node = n;
        sum_contributions(lo, n);
        n->layer->backward(lo, n);
        join_gradients(lo, n);
    }
}
