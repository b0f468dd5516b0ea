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
    if (t->quant && (!t->int8_ends || value == lo->ir->x)) {
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
        (lower_target(lo)->quant ? n->layer->int8
         : as_users_have_it(lo)  ? n->layer->plain
                                 : n->layer->forward)(lo, n);
        return;
    }
    if (n->layer->absorbed)
        n->layer->absorbed(lo, n);
    lower_alias(lo, n, lower_in(lo, n, 0));
}

static void lower_forward(Lower *lo, const Node *until)
{
    for (int i = 1; i < lo->g->n_nodes; i++) {
        Node *n = lo->g->nodes[i];
        if (n == until)
            break;
        if (!state_of(lo, n)->live)
            continue;
        lo->node = n;
        lo->phase = PHASE_FORWARD;
        lower_node(lo, n);
        assert(state_of(lo, n)->out);
    }
}

/* The loss: the last layer is computed together with it when the loss says so, and then its own
 * forward and backward are not lowered. */
static void lower_loss(Lower *lo)
{
    const Graph *g = lo->g;
    const Setting *set = &g->train.loss;
    const Loss *loss = set->record;
    Node *out = g->output;
    bool fused = loss->fused_kind != NULL;
    assert(!fused || !strcmp(out->layer->kind, loss->fused_kind));
    lower_forward(lo, fused ? out : NULL);
    Node *from = fused ? out->in[0] : out;
    Shape s = from->out;
    Ir *ir = lo->ir;
    ir->labels = new_buffer(lo, NULL, "labels", AREA_LABEL,
                            loss->int_labels ? NUMBER_I32 : NUMBER_F32,
                            loss->int_labels ? 1 : shape_count(s), 0, USE_CALLER);
    ir->loss = new_buffer(lo, NULL, "loss", AREA_LOSS, NUMBER_F32, 0, 2, USE_CALLER);
    ir->labels->offset = ir->loss->offset = 0;
    lo->node = out;
    lo->phase = PHASE_LOSS;
    Buffer *losses = lower_temp(lo, out, "losses", NUMBER_F32, 1, 0);
    Buffer *dvalue = NULL;
    NodeState *fs = state_of(lo, from);
    if (fs->wants_grad) {
        dvalue = value_buffer(lo, from, "grad", s, USE_GRADIENT);
        contribute(lo, from, dvalue);
    }
    Buffer *prob = fused ? lower_out(lo, out) : fs->out;
    loss->lower(lo, set, s, fs->out, ir->labels, prob, losses, dvalue);
    k_mean_loss(lo, (MeanLoss){.losses = losses, .loss = ir->loss});
    lower_export(lo, prob);
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
