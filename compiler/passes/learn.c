/* learn: the training step of a plan of values [H][W][C], on one sample: behind INFER the loss, the
 * gradients back to the first layer that trains, and steps on the weights in place, or summands of
 * their gradients' sums, each as soon as the gradient behind it is there. Layers before the first
 * that trains keep nothing for it. */
#include "compiler/passes/lower_impl.h"
#include <string.h>

static bool limits(const Setting *set)
{
    const AttrSpec *attrs = ((const Optimizer *)set->record)->attrs;
    return setting_num(set, attrs, "clip") > 0 || setting_num(set, attrs, "clipnorm") > 0 ||
           setting_num(set, attrs, "global_clipnorm") > 0;
}

/* What the train section asks for beyond steps by single gradients or by their means. */
static const char *beyond(const Lower *lo)
{
    const Train *t = &lo->g->train;
    for (int i = -1; i < lo->g->n_params; i++) {
        const Param *p = i < 0 ? NULL : lo->g->params[i];
        const Setting *set = i < 0 ? &t->optimizer : p->optimizer;
        LearnStep unused;
        if (!set || (p && !lower_param_trains((Lower *)(uintptr_t)lo, p->node, p->name)))
            continue;
        const Optimizer *opt = set->record;
        if (!opt->learn || !opt->learn(set, &unused))
            return "this optimizer: it steps by `sgd`";
        if (limits(set))
            return "limits to gradients";
    }
    return t->average > 0 ? "average" : t->lookahead > 0 ? "lookahead" : NULL;
}

static bool anything_trains(const Lower *lo)
{
    for (int i = 0; i < lo->g->n_params; i++)
        if (lower_param_trains((Lower *)(uintptr_t)lo, lo->g->params[i]->node,
                               lo->g->params[i]->name))
            return true;
    return false;
}

static void sum_up(Lower *lo, Node *n)
{
    NodeState *s = state_of(lo, n);
    Buffer *sum = s->contrib->buf;
    for (Contribution *c = s->contrib->next; c; c = c->next) {
        Buffer *b = value_buffer(lo, n, "grad", stored_shape(n), USE_GRADIENT);
        k_plain_add(lo,
                    (PlainAdd){.LEN = shape_count(stored_shape(n)), .a = sum, .b = c->buf, .y = b});
        sum = b;
    }
    s->grad = sum;
}

static void lower_learn_loss(Lower *lo)
{
    const Setting *set = &lo->g->train.loss;
    const Loss *loss = set->record;
    Node *out = lo->g->output, *from = loss->fused_kind ? out->in[0] : out;
    Ir *ir = lo->ir;
    lo->node = out;
    lo->phase = PHASE_LOSS;
    ir->labels = new_buffer(lo, NULL, "labels", AREA_LABEL,
                            loss->int_labels ? NUMBER_I32 : NUMBER_F32,
                            loss->int_labels ? 1 : shape_count(out->out), 0, USE_CALLER);
    ir->loss = new_buffer(lo, NULL, "loss", AREA_LOSS, NUMBER_F32, 0, 2, USE_CALLER);
    ir->labels->offset = ir->loss->offset = 0;
    Buffer *dvalue = value_buffer(lo, from, "grad", from->out, USE_GRADIENT);
    loss->plain(lo, set, out->out, ir->labels, ir->y, ir->loss, dvalue);
    contribute(lo, from, dvalue);
}

void learn(Lower *lo)
{
    const Loss *loss = lo->g->train.loss.record;
    const char *what = beyond(lo);
    if (lo->g->n_heads)
        lower_refuse(lo, "--target=mcu does not train a net of several outputs yet");
    if (!loss->plain)
        lower_refuse(lo, "--target=mcu has no loss %s for training yet", loss->name);
    if (what)
        lower_refuse(lo, "--target=mcu does not train with %s", what);
    for (int i = 0; i < lo->g->n_nodes; i++)
        if (lo->g->nodes[i]->shares && lo->learning[i] & LEARNING_ITSELF)
            lower_refuse(lo,
                         "--target=mcu does not train %s, which shares its weights: freeze them",
                         lo->g->nodes[i]->name);
    if (!anything_trains(lo))
        lower_refuse(lo, "--train: all layers are frozen, so that nothing trains");
    if (lo->ir->fault)
        return;
    lo->prog = PROG_LEARN;
    lower_learn_loss(lo);
    lo->phase = PHASE_BACKWARD;
    for (int i = lo->g->n_nodes - 1; i > 0; i--) {
        Node *n = lo->g->nodes[i];
        NodeState *s = state_of(lo, n);
        if (!s->wants_grad || !s->contrib)
            continue;
        lo->node = n;
        sum_up(lo, n);
        if (n->absorbed.by)
            lower_grad_alias(lo, n, 0, s->grad);
        else if (n->layer->learn)
            n->layer->learn(lo, n);
        else
            lower_refuse(lo,
                         "--target=mcu does not train %s, nor what lies before it, yet: "
                         "freeze it and what is before it",
                         n->name);
    }
}
