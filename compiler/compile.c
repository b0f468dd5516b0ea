/* The passes in order, each a line. What a pass requires and leaves stands at its prototype. */
#include "base/number.h"
#include "compiler/compile.h"
#include "compiler/front/front.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* By node id: whether the output depends on it. */
static bool *used_nodes(const Graph *g)
{
    bool *used = ARENA_ARRAY(g->arena, bool, g->n_nodes + 1);
    used[g->output->id] = true;
    for (int i = g->n_nodes - 1; i > 0; i--)
        for (int j = 0; used[i] && j < g->nodes[i]->n_in; j++)
            used[g->nodes[i]->in[j]->id] = true;
    return used;
}

/* What is no mistake, but hardly meant. */
static void remark(const Graph *g, Diag *d)
{
    bool *used = used_nodes(g), trains = false;
    const Node *unused = NULL;
    int more = -1;
    for (int i = g->output->id + 1; i < g->n_nodes && g->nodes[i]->layer->traits & TRAIT_IDENTITY;
         i++)
        used[i] |= used[g->nodes[i]->in[0]->id]; /* behind the output: they pass it on */
    for (int i = 1; i < g->n_nodes; i++) {
        if (used[i])
            continue;
        more++;
        unused = unused ? unused : g->nodes[i];
    }
    if (unused) {
        diag_warning(d, unused->span,
                     "%s is not used: no layer on the way to the output reads it%s", unused->name,
                     more == 0   ? ""
                     : more == 1 ? ", nor one other"
                                 : arena_printf(g->arena, ", nor %d others", more));
        diag_note(d, "its parameters stay as they start");
    }
    for (int i = 0; i < g->n_params; i++)
        trains |= g->params[i]->trainable && !g->params[i]->node->frozen;
    const Input *in = &g->input;
    if (in->h == 3 && in->w == in->c && in->c >= 8)
        diag_warning(
            d, g->nodes[0]->span,
            "this input is 3 high, %d wide and has %d channels; a size is height x width x "
            "channels: `%dx%dx3`",
            in->w, in->c, in->w, in->c);
    if (g->train.loss.record && !trains)
        diag_warning(d, g->train.span, "nothing trains: %s",
                     g->n_params ? "every layer with parameters is frozen"
                                 : "no layer has parameters");
}

static bool train_for_integers(Graph *g, Diag *d);

Graph *compile_graph(Arena *a, const char *path, const CompileOptions *o, Diag *d, Err *err)
{
    const char *why = NULL;
    Source *src = o->text ? source_from_text(a, path, o->text) : source_read(a, path, &why);
    if (!src) {
        err_set(err, "%s", why);
        return NULL;
    }
    ExpandOptions eo = {
        .net = o->net, .include = o->include, .library = o->library, .defines = o->defines};
    Ast *ast = parse(a, src, d);
    if (!ast || diag_errors(d))
        return NULL;
    Graph *g = expand(a, ast, &eo, d);
    if (!g || diag_errors(d))
        return NULL;
    infer_shapes(g, d);
    if (diag_errors(d))
        return NULL;
    remark(g, d);
    if (g->train.quantize && !train_for_integers(g, d))
        return NULL;
    return g;
}

/* `quantize int8` of the train section. */
static bool train_for_integers(Graph *g, Diag *d)
{
    const Target t = mcu_target();
    absorb(g->arena, g, MODE_INFER, &t);
    if (!add_ranges(g, d))
        return false;
    infer_shapes(g, d);
    return !diag_errors(d);
}

bool compile_ready(const Graph *g, Mode mode, Diag *d)
{
    int before = diag_errors(d);
    check_compiles(g, d);
    if (mode == MODE_TRAIN && !g->train.present) {
        diag_error(d, g->train.span.src ? g->train.span : g->output->span,
                   "training needs a train section, and net %s has none; it belongs below the net",
                   g->name);
        diag_note(d, "hint: `train { data folder \"pictures\"; loss crossentropy; epochs 10 }`");
    } else if (mode == MODE_TRAIN && !g->train.loss.record) {
        diag_error(d, g->train.span,
                   "training needs a loss: `loss crossentropy` in the train section");
    }
    return diag_errors(d) == before;
}

static bool has_weights(const Node *n)
{
    for (int i = 0; i < n->n_params; i++)
        if (n->layer->int8_channels || n->params[i]->trains)
            return true;
    return false;
}

/* A layer that computes its value itself. */
static void check_int8(const Quant *q, const Node *n, Diag *d)
{
    const Layer *l = n->layer;
    const QuantNode *of = &q->node[n->id];
    const char *named = n->labelled ? n->name : NULL;
    if (n->id && (!l->int8 || (l->int8_takes && !l->int8_takes(n)))) {
        diag_error(d, n->span, "%s%s%s has no kernel of 8-bit integers%s", l->kind,
                   named ? " " : "", named ? named : "", l->int8 ? " in this form" : "");
        diag_note(d, "hint: %s",
                  l->int8_hint ? l->int8_hint : "with weights in floats --target=mcu has it");
    } else if (has_weights(n) && !of->kernel)
        diag_error(d, n->span, "%s has no quantized weights of layer %s (%s.kernel)", q->path,
                   n->name, n->name);
    else if ((l->int8_scale == INT8_OWN || l->int8_scale == INT8_SHARED) && !(of->value.scale > 0))
        diag_error(d, n->span, "%s has no scale of layer %s (%s.scale)", q->path, n->name, n->name);
}

static void check_quant(Graph *g, const Target *t, Diag *d)
{
    const bool *used = used_nodes(g);
    const unsigned char *learning = target_learning(g->arena, g, t);
    absorb(g->arena, g, MODE_INFER, t);
    for (int i = 0; i < g->n_nodes; i++)
        if (used[i] && !g->nodes[i]->absorbed.by && !learning[i])
            check_int8(t->quant, g->nodes[i], d);
}

bool compile_fits(Graph *g, const Target *t, Diag *d)
{
    int before = diag_errors(d);
    if (g->n_inputs && target_layout(t) == &layout_hwc) {
        diag_error(d, g->nodes[0]->span, "--target=mcu has no nets of several inputs yet");
        return false;
    }
    for (int i = 1; i < g->n_nodes && target_layout(t) == &layout_hwc; i++) {
        const Node *n = g->nodes[i];
        if (!n->layer->plain)
            diag_error(d, n->span, "--target=mcu has no %s yet", n->layer->kind);
        else if (n->layer->plain_takes && !n->layer->plain_takes(n))
            diag_error(d, n->span, "--target=mcu has no %s of this form yet", n->layer->kind);
    }
    if (t->quant && diag_errors(d) == before)
        check_quant(g, t, d);
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        int64_t count = layout_count(target_layout(t), n->out);
        if (count * t->batch > INT_MAX)
            diag_error(d, n->span,
                       "the output of %s, %s, is too large for batch %d: more than 2^31 numbers; a "
                       "batch of at most %d fits",
                       n->layer->kind, shape_text(g->arena, n->out), t->batch,
                       (int)(INT_MAX / count));
    }
    return diag_errors(d) == before;
}

static void dump_after(const char *pass, const char *dump, FILE *f, const Ir *ir)
{
    if (dump && !strcmp(pass, dump))
        ir_dump(f, ir);
}

/* Checked in every build; the first fault stays. */
static bool sound_by(Ir *ir, bool (*verify)(const Ir *, Err *))
{
    Err err;
    if (!ir->fault && !verify(ir, &err))
        ir->fault = arena_strdup(ir->arena, err.text);
    return !ir->fault;
}

static bool sound(Ir *ir) { return sound_by(ir, verify_ir); }

Ir *compile_programs(Arena *a, Graph *g, Mode mode, const Target *t)
{
    select_algorithms(g, mode, t);
    absorb(a, g, mode, t);
    Lower *lo = lower(a, g, mode, t);
    if (mode == MODE_TRAIN) {
        differentiate(lo);
        check_gradients(lo);
        add_updates(lo);
    } else if (t->learns) {
        learn(lo);
    }
    return lower_ir(lo);
}

static Ir *plan_once(Arena *a, Graph *g, Mode mode, const Target *t, const char *dump, FILE *f)
{
    if (dump && !strcmp(dump, "shapes"))
        graph_dump(f, g);
    Ir *ir = compile_programs(a, g, mode, t);
    if (!sound(ir))
        return ir;
    if (dump && !strcmp(dump, "absorb"))
        absorb_dump(f, g);
    dump_after("lower", dump, f, ir);
    fuse(ir);
    if (!sound(ir))
        return ir;
    dump_after("fuse", dump, f, ir);
    store_values(ir);
    if (mode == MODE_TRAIN && t->at_once)
        update_at_once(ir);
    recompute(ir);
    by_rows(ir);
    if (!sound(ir))
        return ir;
    form_stages(ir);
    if (mode == MODE_TRAIN && t->shares)
        hear_gradients(ir);
    plan_memory(ir);
    if (!sound(ir) || !sound_by(ir, verify_stages))
        return ir;
    dump_after("plan", dump, f, ir);
    return ir;
}

/* ---- inference within a limit: smaller prepared weights instead of the fastest ---- */

typedef struct Saving {
    int id;
    int64_t bytes;
} Saving; /* of a node's prepared weights */

static void add_model_bytes(const Ir *ir, Saving *s, int sign)
{
    for (int i = 0; i < ir->n_bufs; i++)
        if (ir->bufs[i]->area == AREA_MODEL && ir->bufs[i]->node)
            s[ir->bufs[i]->node->id].bytes += sign * buffer_bytes(ir, ir->bufs[i]);
}

static int by_saving(const void *pa, const void *pb)
{
    const Saving *a = pa, *b = pb;
    return a->bytes != b->bytes ? (a->bytes < b->bytes ? 1 : -1) : a->id - b->id;
}

/* The plan in which the first `count` nodes of `order` are lean. */
static Ir *plan_lean(Arena *a, Graph *g, const Target *t, const Saving *order, int count,
                     const char *dump, FILE *f)
{
    bool *lean = ARENA_ARRAY(a, bool, g->n_nodes + 1);
    Target with = *t;
    for (int i = 0; i < count; i++)
        lean[order[i].id] = true;
    with.lean = lean;
    return plan_once(a, g, MODE_INFER, &with, dump, f);
}

/* As few lean nodes as fit, those that save most first. `fast` does not fit; it is returned, with
 * the smallest size in its Recompute, when nothing does. */
static Ir *fit_inference(Arena *a, Graph *g, const Target *t, Ir *fast, const char *dump, FILE *f)
{
    Saving *order = ARENA_ARRAY(a, Saving, g->n_nodes + 1);
    for (int i = 0; i < g->n_nodes; i++)
        order[i].id = i;
    Ir *small = plan_lean(a, g, t, order, g->n_nodes, NULL, f);
    if (small->fault || plan_bytes(small) > t->mem_limit) {
        if (!small->fault && plan_bytes(small) < fast->recompute->least)
            fast->recompute->least = plan_bytes(small);
        return fast;
    }
    add_model_bytes(fast, order, 1);
    add_model_bytes(small, order, -1);
    qsort(order, (size_t)g->n_nodes, sizeof *order, by_saving);
    int low = 0, high = g->n_nodes; /* `low` of them do not fit, `high` do */
    while (high - low > 1) {
        int middle = (low + high) / 2;
        Ir *ir = plan_lean(a, g, t, order, middle, NULL, f);
        bool fits = !ir->fault && plan_bytes(ir) <= t->mem_limit;
        *(fits ? &high : &low) = middle;
    }
    return plan_lean(a, g, t, order, high, dump, f);
}

/* ---- small machines within a limit: chains of layers by rows ---- */

enum { CHAINS_MAX = 16, CHAIN_SIDE = 12 };

typedef struct Rows {
    Graph *g;
    Target t;
    RowChain chain[CHAINS_MAX];
    int n;
} Rows;

/* What a plan takes, and how many nodes need as much of the work area as the most: of several
 * chains each may have to go before the plan gets smaller. */
typedef struct RowsSize {
    int64_t bytes;
    int nodes;
} RowsSize;

static bool smaller(RowsSize x, RowsSize y)
{
    return x.bytes != y.bytes ? x.bytes < y.bytes : x.nodes < y.nodes;
}

static RowsSize rows_size(Arena *a, Rows *r)
{
    Arena *own = arena_child(a);
    r->t.chains = r->chain;
    r->t.n_chains = r->n;
    const Ir *ir = plan_once(own, r->g, MODE_INFER, &r->t, NULL, NULL);
    RowsSize size = {INT64_MAX, 0};
    int64_t most;
    if (!ir->fault) {
        size.bytes = plan_bytes(ir);
        plan_peak(ir, &most, &size.nodes);
    }
    arena_free(own);
    return size;
}

/* The same with one more chain, in the place of those that share nodes with it. */
static Rows with_chain(const Rows *r, RowChain c)
{
    Rows with = *r;
    with.n = 0;
    for (int i = 0; i < r->n; i++)
        if (r->chain[i].last < c.first || c.last < r->chain[i].first)
            with.chain[with.n++] = r->chain[i];
    if (with.n < CHAINS_MAX)
        with.chain[with.n++] = c;
    return with;
}

/* One more chain around the node that most of the work area is in use at: the one that saves most.
 * `whole`: the plan without chains. False: none saves any. */
static bool add_chain(Arena *a, const Ir *whole, const Node *peak, Rows *r, RowsSize *size)
{
    const Program *p = &whole->prog[PROG_INFER];
    const Rows before = *r;
    int at = 0;
    bool found = false;
    while (at < p->n - 1 && p->code[at]->node != peak)
        at++;
    for (int first = at > CHAIN_SIDE ? at - CHAIN_SIDE : 0; first <= at; first++)
        for (int last = first + 1; last < p->n && last <= at + CHAIN_SIDE; last++) {
            const Instr *end = p->code[last];
            if (!rows_follow(whole, p->code[last - 1], end))
                break;
            if (last < at)
                continue;
            Rows with = with_chain(
                &before, (RowChain){p->code[first]->node->id, end->node->id, end->rows.out_rows});
            RowsSize now = rows_size(a, &with);
            if (smaller(now, *size)) {
                *size = now;
                *r = with;
                found = true;
            }
        }
    return found;
}

/* As few turns as do: each is a call of every layer of its chain. */
static void fewer_turns(Arena *a, Rows *r, int64_t limit)
{
    for (int i = 0; i < r->n; i++)
        for (int turns = 2; turns < r->chain[i].turns; turns *= 2) {
            Rows with = *r;
            with.chain[i].turns = turns;
            if (rows_size(a, &with).bytes <= limit)
                *r = with;
        }
}

/* Chains until the plan fits; when it never does, the smallest. */
static Ir *fit_rows(Arena *a, Graph *g, const Target *t, const char *dump, FILE *f)
{
    Ir *whole = plan_once(a, g, MODE_INFER, t, NULL, f);
    int64_t most;
    Rows r = {.g = g, .t = *t};
    RowsSize size = rows_size(a, &r);
    while (!whole->fault && size.bytes > t->mem_limit && r.n < CHAINS_MAX) {
        Arena *own = arena_child(a);
        r.t.chains = r.chain;
        r.t.n_chains = r.n;
        const Instr *at = plan_peak(plan_once(own, g, MODE_INFER, &r.t, NULL, NULL), &most, NULL);
        const Node *peak = at ? at->node : NULL;
        arena_free(own);
        if (!peak || !add_chain(a, whole, peak, &r, &size))
            break;
    }
    fewer_turns(a, &r, size.bytes > t->mem_limit ? size.bytes : t->mem_limit);
    Target with = *t;
    RowChain *chains = ARENA_ARRAY(a, RowChain, CHAINS_MAX);
    memcpy(chains, r.chain, sizeof r.chain);
    with.chains = chains;
    with.n_chains = r.n;
    return plan_once(a, g, MODE_INFER, &with, dump, f);
}

Ir *compile_plan(Arena *a, Graph *g, Mode mode, const Target *t, const char *dump, FILE *f)
{
    if (mode != MODE_INFER || t->mem_limit <= 0)
        return plan_once(a, g, mode, t, dump, f);
    if (target_layout(t) == &layout_hwc)
        return fit_rows(a, g, t, dump, f);
    Target with = *t;
    with.lean = NULL;
    Ir *ir = plan_once(a, g, mode, &with, NULL, f);
    if (!ir->fault && plan_bytes(ir) > t->mem_limit)
        return fit_inference(a, g, &with, ir, dump, f);
    return dump ? plan_once(a, g, mode, &with, dump, f) : ir;
}

/* A plan for a small machine has one size. */
static bool no_room(const Ir *ir, Err *err)
{
    int64_t most, have = plan_bytes(ir), limit = ir->target.mem_limit;
    const Instr *at = plan_peak(ir, &most, NULL);
    return err_set(err,
                   "the plan takes %lld bytes of RAM, %lld more than the limit: work area %lld, "
                   "input %lld, output %lld. Most of the work area is in use at %s (%lld bytes): "
                   "smaller maps or fewer channels there make it smaller",
                   (long long)have, (long long)(have - limit), (long long)ir->area_bytes[AREA_WORK],
                   (long long)ir->area_bytes[AREA_X], (long long)ir->area_bytes[AREA_Y],
                   at && at->node ? at->node->name : "no layer", (long long)most);
}

bool compile_within(const Ir *ir, Err *err)
{
    if (ir->fault)
        return err_set(err, "%s", ir->fault);
    int64_t limit = ir->target.mem_limit;
    if (limit <= 0 || plan_bytes(ir) <= limit)
        return true;
    if (target_layout(&ir->target) == &layout_hwc)
        return no_room(ir, err);
    int64_t before = ir->recompute->before, least = ir->recompute->least;
    char twice[100] = "nothing can be computed twice to save some";
    if (ir->mode == MODE_INFER)
        text_snprintf(twice, sizeof twice, "%s with the smallest prepared weights",
                      text_of_bytes(least).text);
    else if (least < before)
        text_snprintf(twice, sizeof twice, "%s with everything computed twice that saves some",
                      text_of_bytes(least).text);
    return err_set(err,
                   "the %s plan does not fit into %s: at batch %d it takes %s, and %s. "
                   "The smallest possible is --mem-limit=%lldk",
                   ir->mode == MODE_TRAIN ? "training" : "inference", text_of_bytes(limit).text,
                   ir->target.batch, text_of_bytes(before).text, twice,
                   (long long)(least + 1023) / 1024);
}

/* What the plan takes under a limit, or, where that is too much, a limit to try next. */
static int64_t next_limit(const Ir *ir, int64_t limit)
{
    if (ir->fault || plan_bytes(ir) <= limit || !ir->recompute)
        return limit;
    int64_t least = ir->recompute->least;
    return least > limit ? least : ir->recompute->before;
}

static int64_t whole_kib(int64_t bytes) { return (bytes + 1023) / 1024 * 1024; }

/* A training plan is the work of seconds: the one that was refused says what it needs, and fits
 * into that. Only a limit that inference makes larger is tried with it. */
int64_t compile_least(Arena *a, Graph *g, const Target *t, bool infer, const Ir *train)
{
    Target with = *t;
    int64_t tried = t->mem_limit;
    if (train)
        with.mem_limit = tried = whole_kib(next_limit(train, t->mem_limit));
    for (int tries = 0; tries < 8; tries++) {
        int64_t next = with.mem_limit;
        if (infer)
            next = next_limit(compile_plan(a, g, MODE_INFER, &with, NULL, NULL), with.mem_limit);
        if (train && next == with.mem_limit && next != tried) {
            next = next_limit(compile_plan(a, g, MODE_TRAIN, &with, NULL, NULL), with.mem_limit);
            tried = with.mem_limit;
        }
        if (next == with.mem_limit)
            break;
        with.mem_limit = whole_kib(next);
    }
    return with.mem_limit;
}

Target mcu_target(void) { return (Target){.batch = 1, .dropout = true, .layout = &layout_hwc}; }

Target default_target(const Graph *g)
{
    return (Target){.batch = g->train.batch > 0 ? g->train.batch : DEFAULT_BATCH, .dropout = true};
}
