/* learn: the training step of a plan of values [H][W][C], on one sample: behind INFER the loss, the
 * gradients back to the first layer that trains, and steps on the weights in place, each as soon as
 * the gradient behind it is there. Layers before the first that trains keep nothing for it. */
#include "compiler/passes/lower_impl.h"
#include <string.h>

static double attr_optimizer(const Lower *lo, const char *name)
{
    const Setting *set = &lo->g->train.optimizer;
    const Optimizer *opt = set->record;
    return setting_num(set, opt->attrs, name);
}

/* What the train section asks for beyond steps of one sample, each by its gradient alone. */
static const char *beyond(const Lower *lo)
{
    const Train *t = &lo->g->train;
    const Optimizer *opt = t->optimizer.record;
    if (!opt->alone || !opt->alone(&t->optimizer))
        return "this optimizer: it steps by `sgd` without momentum";
    if (attr_optimizer(lo, "clip") > 0 || attr_optimizer(lo, "clipnorm") > 0 ||
        attr_optimizer(lo, "global_clipnorm") > 0)
        return "limits to gradients";
    return t->accumulate > 1  ? "accumulate: it steps after each sample"
           : t->average > 0   ? "average"
           : t->lookahead > 0 ? "lookahead"
                              : NULL;
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
    if (!loss->plain)
        lower_refuse(lo, "--target=mcu has no loss %s for training yet", loss->name);
    if (what)
        lower_refuse(lo, "--target=mcu does not train with %s", what);
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
        if (n->absorbed.by && n->n_params && !n->frozen)
            lower_refuse(lo, "--target=mcu does not train %s, which is folded into %s: freeze it",
                         n->name, n->absorbed.by->name);
        else if (n->absorbed.by)
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
