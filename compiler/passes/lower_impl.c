/* The state of one lowering, and the functions through which layer kinds, losses, optimizers and
 * the passes lower, differentiate and add_updates add to it: buffers and instructions, values,
 * packed parameters, gradients. What a kind computes stands in its own file. */
#include "compiler/passes/lower_impl.h"
#include <assert.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* ---- buffers and instructions ---- */

Buffer *new_buffer(Lower *lo, Node *n, const char *name, int area, NumberType e, int64_t per_image,
                   int64_t fixed, BufferUse use)
{
    Ir *ir = lo->ir;
    Buffer *b = ARENA_NEW(lo->arena, Buffer);
    *b = (Buffer){.id = ir->n_bufs,
                  .name = n ? arena_printf(lo->arena, "%s.%s", n->name, name) : name,
                  .area = area,
                  .elem = e,
                  .per_image = per_image,
                  .fixed = fixed,
                  .node = n,
                  .use = use,
                  .offset = -1,
                  .first = -1,
                  .last = -1};
    ARENA_PUSH(lo->arena, ir->bufs, ir->n_bufs, ir->cap_bufs, b);
    return b;
}

Buffer *value_buffer(Lower *lo, Node *n, const char *name, Shape s, BufferUse use)
{
    const Quant *quant = of_integers(lo, n) ? lower_target(lo)->quant : NULL;
    Buffer *b = new_buffer(lo, n, name, AREA_WORK, quant ? NUMBER_I8 : NUMBER_F32,
                           lower_count(lo, s), 0, use);
    b->layout = target_layout(lower_target(lo));
    if (quant)
        b->quant = quant->node[n->id].value;
    return b;
}

static int const_index(const Kernel *k, const char *name)
{
    for (int i = 0; i < k->n_consts; i++)
        if (!strcmp(k->args[i].name, name))
            return i;
    assert(!"no such constant");
    return 0;
}

/* The memory of a @scratch or @partial pointer. The plan has place for the scratch of one worker;
 * that of others follows the area. Partial sums of all ranges lie side by side. */
static Buffer *owned_buffer(Lower *lo, ProgramId p, const Instr *in, const KernelArg *arg)
{
    int64_t count = kernel_eval(in->k, arg->size, in->consts, lo->ir->target.batch);
    Buffer *b = new_buffer(lo, in->node, arg->name, p == PROG_PREPARE ? AREA_MODEL : AREA_WORK,
                           arg->elem, 0, count, USE_SCRATCH);
    b->owner = arg->owner;
    b->pieces = arg->owner == OWNER_RANGE ? in->ranges : 1;
    return b;
}

static void set_fault(Lower *lo, const Kernel *k, const char *what, const char *name)
{
    if (!lo->ir->fault)
        lo->ir->fault = arena_printf(lo->arena, "internal error: %s (%s:%d): %s %s", k->name,
                                     k->file, k->line, what, name);
}

/* The buffer of a pointer that the call leaves out. Where no number lies behind it, another stands
 * for it, which the kernel does not touch. */
static Buffer *left_out(Lower *lo, ProgramId p, const Instr *in, const KernelArg *arg)
{
    if (kernel_eval(in->k, arg->size, in->consts, lo->ir->target.batch) != 0)
        set_fault(lo, in->k, "the call does not give buffer", arg->name);
    if (arg->role == ARG_READ && in->buf[0] && in->buf[0]->elem == arg->elem)
        return in->buf[0];
    return new_buffer(lo, in->node, arg->name, p == PROG_PREPARE ? AREA_MODEL : AREA_WORK,
                      arg->elem, 0, 0, USE_SCRATCH);
}

static void check_constants(Lower *lo, const Instr *in)
{
    for (int i = 0; i < in->k->n_consts; i++) {
        const bool is_float = in->k->args[i].is_float;
        if (!(fabs(in->consts[i]) <= (is_float ? (double)FLT_MAX : INT_MAX)))
            set_fault(lo, in->k,
                      is_float ? "not a finite float is constant"
                               : "too large for an int is constant",
                      in->k->args[i].name);
    }
}

Instr *emit_to(Lower *lo, ProgramId p, Phase phase, KernelCall call)
{
    const Kernel *k = call.k;
    Instr *in = ARENA_NEW(lo->arena, Instr);
    in->k = k;
    in->node = lo->node;
    in->phase = phase;
    in->rate = 1;
    memcpy(in->consts, call.consts, sizeof in->consts);
    check_constants(lo, in);
    in->ranges = k->ranges ? (int)in->consts[const_index(k, k->ranges)] : 1;
    const KernelArg *args = k->args + k->n_consts + k->n_scalars;
    for (int i = 0; i < k->n_bufs; i++)
        in->buf[i] = args[i].owner ? owned_buffer(lo, p, in, &args[i])
                     : call.buf[i] ? call.buf[i]
                                   : left_out(lo, p, in, &args[i]);
    cut_ranges(lo->ir, in);
    Program *prog = &lo->ir->prog[p];
    ARENA_PUSH(lo->arena, prog->code, prog->n, prog->cap, in);
    return in;
}

Instr *ir_emit(Lower *lo, KernelCall call) { return emit_to(lo, lo->prog, lo->phase, call); }

KernelCall call_between(KernelCall call, Buffer *from, Buffer *to)
{
    call.buf[0] = from;
    call.buf[1] = to;
    return call;
}

Ir *lower_ir(const Lower *lo) { return lo->ir; }

Arena *lower_arena(const Lower *lo) { return lo->arena; }
Mode lower_mode(const Lower *lo) { return lo->ir->mode; }
const Target *lower_target(const Lower *lo) { return &lo->ir->target; }

int64_t lower_count(const Lower *lo, Shape s)
{
    return layout_count(target_layout(lower_target(lo)), s);
}

int64_t lower_lanes(const Lower *lo, int c)
{
    return layout_lanes(target_layout(lower_target(lo)), c);
}

bool lower_training(const Lower *lo, const Node *n)
{
    return lo->ir->mode == MODE_TRAIN && !n->frozen;
}

/* ---- values ---- */

/* A value of integers for those that compute with floats, made where the first of them asks. */
static Buffer *as_floats(Lower *lo, Node *n, Buffer *value)
{
    static const char key[] = "floats";
    Buffer *floats = lower_recall(lo, n, key);
    if (floats)
        return floats;
    floats = new_buffer(lo, n, key, AREA_WORK, NUMBER_F32, value->per_image, 0, USE_ACTIVATION);
    floats->layout = value->layout;
    lower_remember(lo, n, key, floats);
    k_plain_int8_to_float(lo, (PlainInt8ToFloat){.LEN = value->per_image,
                                                 .SCALE = (double)value->quant.scale,
                                                 .ZERO = value->quant.zero,
                                                 .x = value,
                                                 .y = floats});
    return floats;
}

Buffer *lower_in(Lower *lo, Node *n, int i)
{
    Buffer *b = state_of(lo, n->in[i])->out;
    assert(b);
    if (b->elem == NUMBER_I8 && !of_integers(lo, n))
        return as_floats(lo, n->in[i], b);
    return b;
}

bool lower_may_replace(Lower *lo, Node *n, int i)
{
    int readers = 0;
    for (int j = 0; j < lo->g->n_nodes; j++)
        for (int k = 0; k < lo->g->nodes[j]->n_in; k++)
            readers += lo->g->nodes[j]->in[k] == n->in[i] && state_of(lo, lo->g->nodes[j])->live;
    return readers == 1 && lower_in(lo, n, i)->area == AREA_WORK;
}

Buffer *lower_out(Lower *lo, Node *n)
{
    NodeState *s = state_of(lo, n);
    if (!s->out)
        s->out = value_buffer(lo, n, "out", stored_shape(n), USE_ACTIVATION);
    return s->out;
}

void lower_alias(Lower *lo, Node *n, Buffer *value)
{
    NodeState *s = state_of(lo, n);
    assert(!s->out);
    s->out = value;
}

Buffer *lower_recall(Lower *lo, Node *n, const char *key)
{
    for (Saved *v = state_of(lo, n)->saved; v; v = v->next)
        if (!strcmp(v->key, key))
            return v->buf;
    return NULL;
}

void lower_remember(Lower *lo, Node *n, const char *key, Buffer *b)
{
    NodeState *s = state_of(lo, n);
    Saved *v = ARENA_NEW(lo->arena, Saved);
    *v = (Saved){s->saved, key, b};
    s->saved = v;
}

Buffer *lower_saved(Lower *lo, Node *n, const char *key, NumberType e, int64_t per_image,
                    int64_t fixed)
{
    Buffer *b = lower_recall(lo, n, key);
    if (!b)
        lower_remember(lo, n, key,
                       b = new_buffer(lo, n, key, AREA_WORK, e, per_image, fixed, USE_SAVED));
    return b;
}

Buffer *lower_temp(Lower *lo, Node *n, const char *name, NumberType e, int64_t per_image,
                   int64_t fixed)
{
    bool in_model = lo->ir->mode == MODE_INFER && lo->prog == PROG_PREPARE;
    return new_buffer(lo, n, name, in_model ? AREA_MODEL : AREA_WORK, e, per_image, fixed,
                      USE_SCRATCH);
}

/* ---- parameters ---- */

static Param *find_param(const Node *n, const char *name)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, name))
            return n->params[i];
    assert(!"no such parameter");
    return NULL;
}

/* A parameter's place in the flat buffer (Keras layout). */
Buffer *parameter_slice(Lower *lo, const Param *p, int area)
{
    Buffer *b = new_buffer(lo, p->node, p->name, area, NUMBER_F32, 0, p->count, USE_CALLER);
    b->offset = p->offset * (int64_t)sizeof(float);
    return b;
}

static PackedParam *find_packed(Lower *lo, const Node *n, const char *param)
{
    for (PackedParam *q = state_of(lo, params_owner(n))->params; q; q = q->next)
        if (!strcmp(q->param->name, param))
            return q;
    return NULL;
}

static bool same_call(const KernelCall *a, const KernelCall *b)
{
    return a->k == b->k && !memcmp(a->consts, b->consts, sizeof a->consts);
}

Buffer *lower_param(Lower *lo, Node *n, const char *param, int64_t floats, KernelCall pack,
                    KernelCall unpack)
{
    PackedParam *q = find_packed(lo, n, param);
    bool train = lo->ir->mode == MODE_TRAIN, same = q && same_call(&q->pack, &pack);
    if (q && !same && train && !lo->ir->fault)
        lower_refuse(lo,
                     "%s shares the %s of %s, but is computed by another algorithm, which keeps it "
                     "in another form: give both `algorithm=direct`",
                     n->name, param, params_owner(n)->name);
    if (q && (same || train))
        return q->packed;
    NodeState *s = state_of(lo, params_owner(n));
    q = ARENA_NEW(lo->arena, PackedParam);
    q->next = s->params;
    s->params = q;
    q->param = find_param(n, param);
    q->pack = pack;
    q->unpack = unpack;
    q->packed = new_buffer(lo, n, param, train ? AREA_STATE : AREA_MODEL, NUMBER_F32, 0, floats,
                           USE_PARAMETER);
    Buffer *flat = parameter_slice(lo, q->param, AREA_PARAMS);
    emit_to(lo, train ? PROG_PACK : PROG_PREPARE, PHASE_PACK, call_between(pack, flat, q->packed));
    if (train)
        emit_to(lo, PROG_UNPACK, PHASE_PACK, call_between(unpack, q->packed, flat));
    return q->packed;
}

Buffer *lower_given(Lower *lo, Node *n, const char *param)
{
    assert(lo->ir->mode == MODE_INFER);
    return parameter_slice(lo, find_param(n, param), AREA_PARAMS);
}

Buffer *lower_prepacked(Lower *lo, Node *n, const char *param, int64_t bytes, KernelCall store)
{
    assert(lo->ir->mode == MODE_INFER);
    Buffer *stored = new_buffer(lo, n, param, AREA_MODEL, NUMBER_U8, 0, bytes, USE_PARAMETER);
    Buffer *flat = parameter_slice(lo, find_param(n, param), AREA_PARAMS);
    emit_to(lo, PROG_PREPARE, PHASE_PACK, call_between(store, flat, stored));
    return stored;
}

bool lower_rounds(const Lower *lo)
{
    return lo->ir->mode == MODE_TRAIN && lo->ir->target.precision != NUMBER_F32;
}

Buffer *lower_product_weights(Lower *lo, Node *n, Buffer *w)
{
    if (!lower_rounds(lo))
        return w;
    Buffer *rounded = lower_temp(lo, n, "rounded", NUMBER_F32, 0, w->fixed);
    k_bf16_round(lo, (Bf16Round){.COUNT = w->fixed, .w = w, .y = rounded});
    return rounded;
}

Buffer *lower_rounded(Lower *lo, Node *n, Buffer *x)
{
    Buffer *y = lower_temp(lo, n, "rounded", NUMBER_BF16, x->per_image, 0);
    k_bf16_narrow(lo, (Bf16Narrow){.LEN = x->per_image, .x = x, .y = y});
    return y;
}

Buffer *lower_fake_weights(Lower *lo, Node *n, Buffer *w, int64_t outer, int64_t inner)
{
    if (!lo->g->train.quantize || lo->ir->mode != MODE_TRAIN)
        return w;
    Buffer *q = lower_temp(lo, n, "quantized", NUMBER_F32, 0, w->fixed);
    k_fake_quant_weights(lo, (FakeQuantWeights){.OUTER = outer,
                                                .BLOCKS = w->fixed / (16 * outer * inner),
                                                .INNER = inner,
                                                .w = w,
                                                .y = q});
    return q;
}

Buffer *lower_vector_param(Lower *lo, Node *n, const char *param)
{
    int64_t count = find_param(n, param)->count;
    return lower_param(lo, n, param, lower_lanes(lo, (int)count),
                       call_vector_pack((VectorPack){.C = count}),
                       call_vector_unpack((VectorUnpack){.C = count}));
}

Buffer *lower_moving_param(Lower *lo, Node *n, const char *param)
{
    Buffer *kept = lower_vector_param(lo, n, param);
    int64_t c = find_param(n, param)->count;
    const char *key = arena_printf(lo->arena, "%s.next", param);
    Node *owner = n->shares ? n->shares : n;
    Buffer *before = lower_recall(lo, owner, key), /* of a layer that shares it, in this step */
        *next = lower_temp(lo, n, key, NUMBER_F32, 0, kept->fixed);
    k_vector_pack(lo, (VectorPack){.C = c, .from = before ? before : kept, .to = next});
    if (!before)
        lower_remember(lo, owner, key, next);
    else
        for (Saved *v = state_of(lo, owner)->saved; v; v = v->next)
            v->buf = strcmp(v->key, key) ? v->buf : next;
    emit_to(lo, PROG_STATS, PHASE_UPDATE,
            call_vector_pack((VectorPack){.C = c, .from = next, .to = kept}));
    return next;
}

Buffer *lower_data(Lower *lo, Node *n, const char *name, NumberType type, int64_t count,
                   const void *data)
{
    assert(lo->ir->mode == MODE_INFER);
    Buffer *b = new_buffer(lo, n, name, AREA_MODEL, type, 0, count, USE_PARAMETER);
    b->data = data;
    return b;
}

void lower_refuse(Lower *lo, const char *fmt, ...)
{
    va_list ap;
    char text[600];
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (!lo->ir->fault)
        lo->ir->fault = arena_strdup(lo->arena, text);
}

/* A step changes the weights of n, which then lie in the state. */
static bool learns(const Lower *lo, const Node *n) { return lo->ir->target.learns && !n->frozen; }

Buffer *lower_derive(Lower *lo, Node *n, const char *name, int64_t floats)
{
    assert(!lo->deriving);
    lo->deriving = true;
    lo->outer_prog = lo->prog;
    if (lo->ir->mode == MODE_TRAIN)
        return new_buffer(lo, n, name, AREA_WORK, NUMBER_F32, 0, floats, USE_SCRATCH);
    lo->prog = PROG_PREPARE;
    return new_buffer(lo, n, name, learns(lo, n) ? AREA_STATE : AREA_MODEL, NUMBER_F32, 0, floats,
                      USE_MODEL);
}

void lower_derived(Lower *lo)
{
    assert(lo->deriving);
    lo->deriving = false;
    lo->prog = lo->outer_prog;
}

bool lower_param_trains(Lower *lo, Node *n, const char *param)
{
    return (lo->ir->mode == MODE_TRAIN || lo->ir->target.learns) && !n->frozen &&
           find_param(n, param)->trainable;
}

/* Numbers that stay from step to step, one for each of w. */
static Buffer *kept_beside(Lower *lo, Node *n, const char *param, const char *what, const Buffer *w)
{
    return new_buffer(lo, n, arena_printf(lo->arena, "%s.%s", param, what), AREA_STATE, NUMBER_F32,
                      0, w->fixed, USE_MOMENT);
}

/* The step is made elsewhere, of the sums of gradients that these steps leave. */
static LearnStep add_up(Lower *lo, Node *n, const char *param, Buffer *w, LearnStep of)
{
    Buffer *sums = kept_beside(lo, n, param, "sums", w);
    emit_to(lo, PROG_LEARN_SUMS, PHASE_UPDATE,
            call_plain_sums_step((PlainSumsStep){.COUNT = w->fixed,
                                                 .u = {.BY = of.by,
                                                       .NESTEROV = of.nesterov,
                                                       .KEPT = of.kept != NULL,
                                                       .SHARE = (float)of.share,
                                                       .DECAY = (float)of.decay,
                                                       .MOMENTUM = (float)of.momentum},
                                                 .sums = sums,
                                                 .w = w,
                                                 .kept = of.kept}));
    return (LearnStep){.trains = true, .by = LEARN_ADDS, .share = 1, .kept = sums};
}

LearnStep lower_step(Lower *lo, Node *n, const char *param, Buffer *w)
{
    const Param *p = NULL;
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, param))
            p = n->params[i];
    if (!p || !lower_param_trains(lo, n, param))
        return (LearnStep){.trains = false};
    const Setting *set = p->optimizer ? p->optimizer : &lo->g->train.optimizer;
    const Optimizer *opt = set->record;
    LearnStep s = {.trains = true, .share = p->rate};
    opt->learn(set, &s); /* it can: see learn() */
    s.decay = p->own_decay ? p->decay : p->decays ? setting_num(set, opt->attrs, "decay") : 0;
    if (s.by)
        s.kept = kept_beside(lo, n, param, "velocity", w);
    return lo->g->train.accumulate > 1 ? add_up(lo, n, param, w, s) : s;
}

Buffer *lower_param_grad(Lower *lo, Node *n, const char *param)
{
    if (lo->ir->mode != MODE_TRAIN || n->frozen)
        return NULL;
    PackedParam *q = find_packed(lo, n, param);
    assert(q);
    if (!q->param->trainable) /* that of one parameter alone, which nobody reads */
        return lower_temp(lo, n, "unused gradient", NUMBER_F32, 0, q->packed->fixed);
    if (!q->grad) {
        q->grad = new_buffer(lo, n, arena_printf(lo->arena, "%s.grad", param), AREA_WORK,
                             NUMBER_F32, 0, q->packed->fixed, USE_GRADIENT);
        Buffer *flat = parameter_slice(lo, q->param, AREA_GRADS);
        emit_to(lo, PROG_GRADS_OUT, PHASE_PACK, call_between(q->unpack, q->grad, flat));
        emit_to(lo, PROG_GRADS_IN, PHASE_PACK, call_between(q->pack, flat, q->grad));
        q->by = n;
        q->part = q->grad;
    }
    if (q->by != n) { /* another layer that uses it has its part in grad */
        q->by = n;
        q->part = new_buffer(lo, n, arena_printf(lo->arena, "%s.part", param), AREA_WORK,
                             NUMBER_F32, 0, q->packed->fixed, USE_SCRATCH);
    }
    return q->part;
}

void join_gradients(Lower *lo, Node *n)
{
    for (PackedParam *q = state_of(lo, params_owner(n))->params; q; q = q->next)
        if (q->by == n && q->part != q->grad)
            k_gradient_join(
                lo, (GradientJoin){.COUNT = q->packed->fixed, .part = q->part, .grad = q->grad});
}

/* ---- gradients ---- */

void contribute(Lower *lo, const Node *to, Buffer *grad)
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
    Buffer *b = value_buffer(lo, in, "grad", in->out, USE_GRADIENT);
    contribute(lo, in, b);
    return b;
}

void lower_grad_alias(Lower *lo, Node *n, int i, Buffer *grad)
{
    if (lower_wants_grad(lo, n, i))
        contribute(lo, n->in[i], grad);
}

Buffer *lower_grad_out(Lower *lo, Node *n)
{
    Buffer *b = state_of(lo, n)->grad;
    assert(b);
    return b;
}
