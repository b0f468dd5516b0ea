/* lower: from the shaped graph to INIT and the forward program: the images in, every layer that the
 * output depends on, the loss, the outputs. The parameters' programs (PREPARE, PACK, UNPACK and
 * GRADS_*) grow as layers ask for their parameters (lower_impl.c). */
#include "compiler/passes/lower_impl.h"
#include <assert.h>
#include <string.h>

static void mark_live(Lower *lo)
{
    state_of(lo, lo->g->output)->live = true;
    for (int i = lo->g->n_nodes - 1; i >= 0; i--) {
        Node *n = lo->g->nodes[i];
        if (state_of(lo, n)->live)
            for (int j = 0; j < n->n_in; j++)
                state_of(lo, n->in[j])->live = true;
    }
}

static const bool *absorbed_nodes(Arena *a, const Graph *g)
{
    bool *absorbed = ARENA_ARRAY(a, bool, g->n_nodes);
    for (int i = 0; i < g->n_nodes; i++)
        absorbed[i] = g->nodes[i]->absorbed.by != NULL;
    return absorbed;
}

static void init_param(Lower *lo, const Param *p)
{
    const bool pytorch = p->init >= INIT_PYTORCH; /* lecun_uniform of a third of the variance */
    Buffer *w = parameter_slice(lo, p, AREA_PARAMS);
    emit_to(lo, PROG_INIT, PHASE_PACK,
            call_init_param((InitParam){.COUNT = p->count,
                                        .FAN_IN = pytorch ? 3.0 * p->fan_in : p->fan_in,
                                        .FAN_OUT = p->fan_out,
                                        .KIND = pytorch ? INIT_LECUN_UNIFORM : p->init,
                                        .STREAM = p->index,
                                        .w = w}));
    if (p->init == INIT_DIRAC)
        emit_to(lo, PROG_INIT, PHASE_PACK,
                call_init_dirac(
                    (InitDirac){.C = p->dim[2],
                                .K = p->dim[3],
                                .TAPS = p->dim[0] * p->dim[1],
                                .CENTRE = (p->dim[0] - 1) / 2 * p->dim[1] + (p->dim[1] - 1) / 2,
                                .w = w}));
    if (p->deviation > 0)
        emit_to(
            lo, PROG_INIT, PHASE_PACK,
            call_init_deviation((InitDeviation){.COUNT = p->count, .TO = p->deviation, .w = w}));
}

static void lower_init(Lower *lo)
{
    for (int i = 0; i < lo->g->n_params; i++) {
        lo->node = lo->g->params[i]->node;
        init_param(lo, lo->g->params[i]);
    }
}

/* The layout of x and y: values need no conversion then. */
static bool as_users_have_it(const Lower *lo)
{
    return target_layout(lower_target(lo))->block == 0;
}

static void lower_import(Lower *lo, Node *in)
{
    Shape s = in->out;
    lo->node = in;
    lo->phase = PHASE_IMPORT;
    const Quant *quant = lower_target(lo)->quant;
    const bool integers = quant && lower_target(lo)->int8_ends;
    lo->ir->x = new_buffer(lo, NULL, "x", AREA_X, integers ? NUMBER_I8 : NUMBER_F32, shape_count(s),
                           0, USE_CALLER);
    lo->ir->x->offset = 0;
    if (quant && !integers) {
        Buffer *y = lower_out(lo, in);
        k_plain_int8_from_float(lo, (PlainInt8FromFloat){.LEN = shape_count(s),
                                                         .SCALE = y->quant.scale,
                                                         .ZERO = y->quant.zero,
                                                         .x = lo->ir->x,
                                                         .y = y});
        return;
    }
    if (quant)
        lo->ir->x->quant = quant->node[in->id].value;
    if (as_users_have_it(lo) || in->absorbed.by) {
        lower_alias(lo, in, lo->ir->x);
        return;
    }
    k_nhwc_to_blocked(
        lo, (NhwcToBlocked){.C = s.c, .H = s.h, .W = s.w, .x = lo->ir->x, .y = lower_out(lo, in)});
}

/* What the last instruction of a plan of integers leaves, as floats or as it is. */
static void lower_export_int8(Lower *lo, Buffer *value)
{
    const int64_t len = shape_count(lo->g->output->out);
    const bool floats = !lower_target(lo)->int8_ends;
    lo->ir->y = new_buffer(lo, NULL, "y", AREA_Y, floats ? NUMBER_F32 : NUMBER_I8, len, 0,
                           USE_CALLER);
    lo->ir->y->offset = 0;
    lo->ir->y->quant = value->quant;
    if (floats)
        k_plain_int8_to_float(lo, (PlainInt8ToFloat){.LEN = len,
                                                     .SCALE = value->quant.scale,
                                                     .ZERO = value->quant.zero,
                                                     .x = value,
                                                     .y = lo->ir->y});
    else
        k_plain_int8_concat(
            lo, (PlainInt8Concat){
                    .HW = 1, .C = len, .TOTAL = len, .AT = 0, .x = value, .y = lo->ir->y});
}

static void lower_export(Lower *lo, Buffer *value)
{
    Shape s = lo->g->output->out;
    lo->node = lo->g->output;
    const Target *t = lower_target(lo);
    if (value->elem == NUMBER_I8 && (!t->int8_ends || value == lo->ir->x)) {
        lower_export_int8(lo, value);
        return;
    }
    if (as_users_have_it(lo) && value != lo->ir->x) { /* what makes it writes it to y */
        value->area = AREA_Y;
        value->offset = 0;
        value->name = "y";
        value->use = USE_CALLER;
        lo->ir->y = value;
        return;
    }
    lo->ir->y = new_buffer(lo, NULL, "y", AREA_Y, NUMBER_F32, shape_count(s), 0, USE_CALLER);
    lo->ir->y->offset = 0;
    if (as_users_have_it(lo))
        k_plain_copy(lo, (PlainCopy){.LEN = shape_count(s), .x = value, .y = lo->ir->y});
    else
        k_blocked_to_nhwc(
            lo, (BlockedToNhwc){.C = s.c, .H = s.h, .W = s.w, .x = value, .y = lo->ir->y});
}

/* A node that another one computes passes its input on. */
static void lower_node(Lower *lo, Node *n)
{
    if (!n->absorbed.by) {
        (of_integers(lo, n)     ? n->layer->int8
         : as_users_have_it(lo) ? n->layer->plain
                                : n->layer->forward)(lo, n);
        return;
    }
    if (n->layer->absorbed)
        n->layer->absorbed(lo, n);
    lower_alias(lo, n, lower_in(lo, n, 0));
}

/* skip: nodes that are not lowered here, by id; NULL: none. */
static void lower_forward(Lower *lo, const bool *skip)
{
    for (int i = 1; i < lo->g->n_nodes; i++) {
        Node *n = lo->g->nodes[i];
        if (!state_of(lo, n)->live || (skip && skip[i]))
            continue;
        lo->node = n;
        lo->phase = PHASE_FORWARD;
        lower_node(lo, n);
        assert(state_of(lo, n)->out);
    }
}

/* What one loss reads and makes. */
typedef struct LossOf {
    const Setting *set;
    Node *out;
    Buffer *target; /* rows of its numbers, or class numbers */
    double weight;
    bool alone; /* nothing but the loss and the outputs reads what is computed together with it */
} LossOf;

static Node *loss_input(const Setting *set, Node *out)
{
    return ((const Loss *)set->record)->fused_kind ? out->in[0] : out;
}

/* The loss's instructions: losses[n] and the gradient, where anything before it trains. */
static Buffer *lower_one_loss(Lower *lo, LossOf l, Buffer *losses)
{
    const Loss *loss = l.set->record;
    const bool fused = loss->fused_kind != NULL, weighs = lo->g->train.weighs;
    Node *from = loss_input(l.set, l.out);
    NodeState *fs = state_of(lo, from);
    const Shape s = from->out;
    Buffer *dvalue = NULL, *raw = NULL;
    lo->node = l.out;
    lo->phase = PHASE_LOSS;
    if (fs->wants_grad) {
        dvalue = raw = value_buffer(lo, from, "grad", s, USE_GRADIENT);
        if (weighs || l.weight != 1)
            raw = value_buffer(lo, from, "loss.grad", s, USE_GRADIENT);
        contribute(lo, from, dvalue);
    }
    Buffer *prob = !fused    ? fs->out
                   : l.alone ? lower_out(lo, l.out)
                             : value_buffer(lo, l.out, "prob", l.out->out, USE_SCRATCH);
    loss->lower(lo, l.set, s, fs->out, l.target, prob, losses, raw);
    if (raw != dvalue)
        k_weigh_rows(lo, (WeighRows){.LEN = lower_count(lo, s),
                                     .TOTAL = graph_label_floats(lo->g),
                                     .FACTOR = l.weight,
                                     .WEIGHS = weighs,
                                     .x = raw,
                                     .rows = lo->ir->labels,
                                     .y = dvalue});
    return prob;
}

/* The numbers of a row of targets from `at` on; all of them: the rows. */
static Buffer *target_part(Lower *lo, Node *n, int64_t at, int64_t count)
{
    const int64_t total = graph_label_floats(lo->g);
    if (count == total)
        return lo->ir->labels;
    lo->node = n;
    lo->phase = PHASE_LOSS;
    Buffer *part = lower_temp(lo, n, "target", NUMBER_F32, count, 0);
    k_target_part(
        lo, (TargetPart){.LEN = count, .TOTAL = total, .AT = at, .x = lo->ir->labels, .y = part});
    return part;
}

/* How many live nodes read n's value. */
static int readers_of(Lower *lo, const Node *n)
{
    int readers = 0;
    for (int j = 0; j < lo->g->n_nodes; j++)
        for (int k = 0; k < lo->g->nodes[j]->n_in; k++)
            readers += lo->g->nodes[j]->in[k] == n && state_of(lo, lo->g->nodes[j])->live;
    return readers;
}

/* The losses of several outputs. The node that joins them stands last; what is computed together
 * with a loss is left to it, unless another layer reads it, too. */
static Buffer *lower_heads(Lower *lo, Buffer *losses)
{
    const Graph *g = lo->g;
    bool *skip = ARENA_ARRAY(lo->arena, bool, g->n_nodes + 1);
    skip[g->output->id] = true;
    for (int i = 0; i < g->n_heads; i++) {
        const Head *h = &g->heads[i];
        skip[h->node->id] = loss_input(&h->loss, h->node) != h->node &&
                            readers_of(lo, h->node) == 1;
    }
    lower_forward(lo, skip);
    for (int i = 0; i < g->n_heads; i++) {
        const Head *h = &g->heads[i];
        lo->node = h->node;
        Buffer *own = lower_temp(lo, h->node, "losses", NUMBER_F32, 1, 0);
        lower_one_loss(lo,
                       (LossOf){.set = &h->loss,
                                .out = h->node,
                                .target = target_part(lo, h->node, h->at, h->count),
                                .weight = h->weight,
                                .alone = skip[h->node->id]},
                       own);
        k_add_losses(
            lo, (AddLosses){.FACTOR = h->weight, .FIRST = i == 0, .losses = own, .total = losses});
    }
    lo->node = g->output;
    lo->phase = PHASE_FORWARD;
    lower_node(lo, g->output);
    return state_of(lo, g->output)->out;
}

static Buffer *lower_only_loss(Lower *lo, Buffer *losses)
{
    const Graph *g = lo->g;
    const Setting *set = &g->train.loss;
    const Loss *loss = set->record;
    bool *skip = ARENA_ARRAY(lo->arena, bool, g->n_nodes + 1);
    const int64_t numbers = graph_label_floats(g) - g->train.weighs;
    assert(!loss->fused_kind || !strcmp(g->output->layer->kind, loss->fused_kind));
    for (int i = g->output->id; loss->fused_kind && i < g->n_nodes; i++)
        skip[i] = true; /* what is behind it passes it on */
    lower_forward(lo, skip);
    return lower_one_loss(lo,
                          (LossOf){.set = set,
                                   .out = g->output,
                                   .target = target_part(lo, g->output, 0, numbers),
                                   .weight = 1,
                                   .alone = true},
                          losses);
}

/* The loss: the last layer is computed together with it when the loss says so, and then its own
 * forward and backward are not lowered. */
static void lower_loss(Lower *lo)
{
    const Graph *g = lo->g;
    const Loss *loss = g->train.loss.record;
    const int64_t numbers = graph_label_floats(g);
    Ir *ir = lo->ir;
    ir->labels = new_buffer(lo, NULL, "labels", AREA_LABEL,
                            loss->int_labels ? NUMBER_I32 : NUMBER_F32, numbers, 0, USE_CALLER);
    ir->loss = new_buffer(lo, NULL, "loss", AREA_LOSS, NUMBER_F32, 0, 2, USE_CALLER);
    ir->labels->offset = ir->loss->offset = 0;
    lo->node = g->output;
    Buffer *losses = lower_temp(lo, g->output, "losses", NUMBER_F32, 1, 0);
    Buffer *value = g->n_heads ? lower_heads(lo, losses) : lower_only_loss(lo, losses);
    lo->node = g->output;
    lo->phase = PHASE_LOSS;
    if (g->train.weighs)
        k_weigh_losses(lo, (WeighLosses){.TOTAL = numbers, .rows = ir->labels, .losses = losses});
    k_mean_loss(lo, (MeanLoss){.losses = losses, .loss = ir->loss});
    lower_export(lo, value);
}

static void find_gradients(Lower *lo)
{
    for (int i = 0; i < lo->g->n_nodes; i++) {
        Node *n = lo->g->nodes[i];
        NodeState *s = state_of(lo, n);
        for (int j = 0; j < n->n_params; j++)
            s->wants_grad |= lower_param_trains(lo, n, n->params[j]->name);
        for (int j = 0; j < n->n_in; j++)
            s->wants_grad |= state_of(lo, n->in[j])->wants_grad;
        s->wants_grad &= s->live;
    }
}

Lower *lower(Arena *a, const Graph *g, Mode mode, const Target *t)
{
    Lower *lo = ARENA_NEW(a, Lower);
    *lo = (Lower){.arena = a,
                  .ir = ARENA_NEW(a, Ir),
                  .g = g,
                  .state = ARENA_ARRAY(a, NodeState, g->n_nodes),
                  .learning = target_learning(a, g, t),
                  .prog = mode == MODE_TRAIN ? PROG_FORWARD : PROG_INFER};
    *lo->ir = (Ir){
        .arena = a, .graph = g, .mode = mode, .target = *t, .absorbed = absorbed_nodes(a, g)};
    mark_live(lo);
    lower_init(lo);
    if (mode == MODE_TRAIN || t->learns)
        find_gradients(lo);
    lower_import(lo, g->nodes[0]);
    if (mode == MODE_TRAIN) {
        lower_loss(lo);
    } else {
        lower_forward(lo, NULL);
        lower_export(lo, lower_out(lo, g->output));
    }
    return lo;
}
