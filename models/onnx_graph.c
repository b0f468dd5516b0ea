/* The graph of an ONNX file, node by node in the order of the file: constants are computed, each
 * other operator is read by onnx_ops.c. Functions of the file and branches whose condition is known
 * are read in place. */
#include "base/utf8.h"
#include "models/onnx_graph.h"
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/hash.h"
#include "compiler/ir/layer.h"
#include "models/import.h"
#include "models/onnx_fold.h"
#include <string.h>

enum { NODES_MOST = 200000, DEPTH_MOST = 20 };

/* ---- names ---- */

static int views_slot(const NamedViews *n, const char *name)
{
    int at = (int)(hash_text(HASH_START, name) & (uint64_t)(n->n_slots - 1));
    while (n->slot[at] && strcmp(n->entry[n->slot[at] - 1].name, name))
        at = (at + 1) & (n->n_slots - 1);
    return at;
}

View *views_find(const NamedViews *n, const char *name)
{
    for (; n; n = n->outer) {
        int k = n->n_slots ? n->slot[views_slot(n, name)] : 0;
        if (k)
            return &n->entry[k - 1].view;
    }
    return NULL;
}

/* Has this graph itself, without those around it, a value of that name? */
static bool views_own(const NamedViews *n, const char *name)
{
    return n->n_slots && n->slot[views_slot(n, name)];
}

static void views_grow(NamedViews *n)
{
    n->n_slots = n->n_slots ? 2 * n->n_slots : 64;
    n->slot = ARENA_ARRAY(n->arena, int, n->n_slots);
    for (int i = 0; i < n->n; i++)
        n->slot[views_slot(n, n->entry[i].name)] = i + 1;
}

void views_put(NamedViews *n, const char *name, const View *v)
{
    if (2 * (n->n + 1) > n->n_slots)
        views_grow(n);
    int at = views_slot(n, name);
    if (n->slot[at]) {
        n->entry[n->slot[at] - 1].view = *v;
        return;
    }
    struct NamedView e = {name, *v};
    ARENA_PUSH(n->arena, n->entry, n->n, n->cap, e);
    n->slot[at] = n->n;
}

const Onnx__NodeProto *onnx_maker(Onnx *o, const char *name)
{
    struct NodeList *l = &o->list;
    if (!l->makers.n) {
        l->makers.arena = o->arena;
        for (size_t i = 0; i < l->n; i++)
            for (size_t k = 0; k < l->node[i]->n_output; k++)
                views_put(&l->makers, l->node[i]->output[k], &(View){.step = (int)i});
    }
    const View *v = views_find(&l->makers, name);
    return v ? l->node[v->step] : NULL;
}

/* ---- arguments of a node ---- */

int call_ints(const Call *c, int i, const char *name, int64_t *out)
{
    int n = 0;
    const int64_t *given = name ? onnx_ints(&c->node, name, &n) : NULL;
    const Const *k = call_has(c, i) ? c->in[i]->k : NULL;
    if (call_has(c, i) && !k) {
        if (c->in[i]->step >= 0)
            build_lacks(c->b, NULL, "its input %d (%s) is no constant", i, name ? name : "");
        return -1;
    }
    if (k)
        n = k->count > 2 * VIEW_RANK ? 2 * VIEW_RANK : (int)k->count;
    else if (!given)
        return -1;
    n = n > 2 * VIEW_RANK ? 2 * VIEW_RANK : n;
    for (int j = 0; j < n; j++)
        out[j] = k ? const_whole(k, j) : given[j];
    return n;
}

double call_number(const Call *c, int i, const char *name, double otherwise)
{
    if (call_has(c, i)) {
        const Const *k = c->in[i]->k;
        if (k && k->count == 1)
            return const_number(k, 0);
        if (!k && c->in[i]->step >= 0)
            build_lacks(c->b, NULL, "its input %d is no constant", i);
        return otherwise;
    }
    return name ? onnx_float(&c->node, name, otherwise) : otherwise;
}

/* ---- one node ---- */

static bool fold_inputs(const Call *c, Fold *f)
{
    const char *op = c->node.p->op_type;
    *f = (Fold){.arena = c->o->arena, .node = &c->node, .file = &c->o->file, .opset = c->o->opset};
    f->n_in = c->n_in;
    if (!strcmp(op, "Shape") || c->n_in > 16)
        return false;
    for (int i = 0; i < c->n_in; i++) {
        if (c->in[i]->rank >= 0 && !c->in[i]->k)
            return false;
        f->in[i] = c->in[i]->k;
    }
    return c->n_in > 0;
}

static bool same_numbers(const Const *a, const Const *b)
{
    bool same = a->rank == b->rank && a->count == b->count && a->ints == b->ints;
    for (int i = 0; same && i < a->rank; i++)
        same = a->dim[i] == b->dim[i];
    for (int64_t i = 0; same && i < a->count; i++)
        same = a->ints ? a->i[i] == b->i[i] : a->f[i] == b->f[i];
    return same;
}

void onnx_other(Const *k, const Const *other) { k->other = same_numbers(k, other) ? NULL : other; }

/* The same node with what its inputs are for another number of samples. */
static bool fold_other(Fold *f)
{
    Fold g = *f;
    bool differs = false;
    for (int i = 0; i < g.n_in; i++) {
        differs |= g.in[i] && g.in[i]->other;
        g.in[i] = g.in[i] && g.in[i]->other ? g.in[i]->other : g.in[i];
    }
    if (!differs)
        return true;
    if (onnx_fold(&g) != FOLD_DONE)
        return false;
    Const *own = ARENA_NEW(f->arena, Const);
    *own = *f->out[0];
    onnx_other(own, g.out[0]);
    f->out[0] = own;
    return true;
}

/* False: the node is no matter of constants. */
static bool fold(Call *c)
{
    Fold f;
    if (!fold_inputs(c, &f))
        return false;
    Folded how = onnx_fold(&f);
    if (how == FOLD_UNKNOWN)
        return false;
    if (how == FOLD_BAD)
        build_lacks(c->b, NULL, "%s", f.why);
    else if (!fold_other(&f))
        build_lacks(c->b, NULL, "it depends on the number of samples");
    else
        c->out[0] = view_const(f.out[0]);
    c->o->b.m->constants += how == FOLD_DONE;
    return true;
}

static const Onnx__FunctionProto *function_of(const Onnx *o, const Onnx__NodeProto *p)
{
    const Onnx__ModelProto *m = o->file.model;
    for (size_t i = 0; i < m->n_functions; i++)
        if (m->functions[i]->name && !strcmp(m->functions[i]->name, p->op_type) &&
            !strcmp(m->functions[i]->domain ? m->functions[i]->domain : "",
                    p->domain ? p->domain : ""))
            return m->functions[i];
    return NULL;
}

static void read_function(Call *c, const Onnx__FunctionProto *f)
{
    NamedViews names = {.arena = c->o->arena};
    if (++c->o->depth > DEPTH_MOST) {
        build_lacks(c->b, NULL, "functions are nested too deeply");
        return;
    }
    for (size_t i = 0; i < f->n_input; i++) {
        View none = view_unknown();
        none.rank = -1;
        views_put(&names, f->input[i], i < (size_t)c->n_in ? c->in[i] : &none);
    }
    onnx_nodes(c->o, &names, f->node, f->n_node, &c->node);
    for (size_t i = 0; i < f->n_output && i < (size_t)c->n_out; i++) {
        const View *v = views_find(&names, f->output[i]);
        if (v)
            c->out[i] = *v;
    }
    c->o->depth--;
}

/* Of an If, the branch that is taken. */
static void read_branch(Call *c, NamedViews *names)
{
    const Const *k = c->n_in > 0 ? c->in[0]->k : NULL;
    if (!k || k->count != 1 || k->other) {
        build_lacks(c->b, NULL, "which branch is taken depends on the input: netc has no branches");
        return;
    }
    const Onnx__AttributeProto *a = onnx_attr(&c->node, const_number(k, 0) != 0 ? "then_branch"
                                                                                : "else_branch");
    NamedViews inner = {.arena = c->o->arena, .outer = names};
    if (!a || !a->g || ++c->o->depth > DEPTH_MOST) {
        build_lacks(c->b, NULL, "the branch is missing, or nested too deeply");
        return;
    }
    onnx_initializers(c->o, &inner, a->g);
    onnx_nodes(c->o, &inner, a->g->node, a->g->n_node, c->node.caller);
    for (size_t i = 0; i < a->g->n_output && i < (size_t)c->n_out; i++) {
        const View *v = a->g->output[i]->name ? views_find(&inner, a->g->output[i]->name) : NULL;
        if (v)
            c->out[i] = *v;
    }
    c->o->depth--;
}

static const Operator *operator_of(const Onnx__NodeProto *p)
{
    bool own = !p->domain || !*p->domain || !strcmp(p->domain, "ai.onnx") ||
               !strcmp(p->domain, "com.microsoft") || !strcmp(p->domain, "ai.onnx.ml");
    for (const Operator *t = onnx_operators; own && t->name; t++)
        if (!strcmp(t->name, p->op_type))
            return t;
    return NULL;
}

static bool any_unknown(const Call *c)
{
    for (int i = 0; i < c->n_in; i++)
        if (c->in[i]->rank >= 0 && !view_known(c->in[i]))
            return true;
    return false;
}

/* Is it the same for every sample, once for each along the first axis? */
static bool same_for_samples(const Const *k)
{
    const Const *o = k->other;
    bool same = k->rank > 1 && o->rank == k->rank && k->dim[0] == 1 &&
                o->count == OTHER_SAMPLES * k->count && o->dim[0] == OTHER_SAMPLES;
    for (int64_t i = 0; same && i < o->count; i++)
        same = const_number(o, i) == const_number(k, i % k->count);
    return same;
}

/* A number that is another one for another number of samples, where it is no shape; told. */
static bool counts_samples(Call *c)
{
    const char *op = c->node.p->op_type;
    bool shapes = !strcmp(op, "Reshape") || !strcmp(op, "Expand") || !strcmp(op, "Shape") ||
                  !strcmp(op, "Size") || !strcmp(op, "Resize");
    for (int i = 0; i < c->n_in && !shapes; i++)
        if (c->in[i]->k && c->in[i]->k->other && !same_for_samples(c->in[i]->k)) {
            build_lacks(c->b, "export the model with a fixed number of samples",
                        "its input %d depends on the number of samples", i);
            return true;
        }
    return false;
}

/* ---- repeated axes ---- */

void onnx_widened(Onnx *o, const View *x, const View *y)
{
    ARENA_PUSH(o->arena, o->widened, o->n_widened, o->cap_widened, ((struct Widened){*y, *x}));
}

/* Has another input the lengths that x was repeated to? */
static bool others_repeat(const Call *c, int at, const struct Widened *w)
{
    for (int i = 0; i < c->n_in; i++) {
        const View *x = c->in[i];
        bool all = i != at && view_known(x) && w->narrow.rank == w->wide.rank;
        for (int k = 0; all && k < w->wide.rank; k++) {
            int own = x->rank - w->wide.rank + k;
            all = w->narrow.dim[k] == w->wide.dim[k] || (own >= 0 && x->dim[own] == w->wide.dim[k]);
        }
        if (all)
            return true;
    }
    return false;
}

/* What arithmetic repeats anyway need not be repeated before: `x * y.expand_as(x)`. Only the last
 * ones are looked through: the arithmetic follows soon. */
static void narrow_inputs(Call *c)
{
    enum { LOOK_BACK = 256 };
    static const char *const repeating[] = {"Add", "Sub", "Mul", "Div",  "Pow",
                                            "Max", "Min", "Sum", "Mean", NULL};
    int k = 0;
    while (repeating[k] && strcmp(repeating[k], c->node.p->op_type))
        k++;
    for (int i = 0; repeating[k] && i < c->n_in; i++)
        for (int j = c->o->n_widened; j-- > 0 && j >= c->o->n_widened - LOOK_BACK;) {
            const struct Widened *w = &c->o->widened[j];
            if (c->in[i]->step == w->wide.step && !memcmp(c->in[i], &w->wide, sizeof w->wide) &&
                others_repeat(c, i, w)) {
                c->in[i] = &w->narrow;
                break;
            }
        }
}

/* What helps where netc has no layer for an operator; NULL: nothing. */
static const char *remedy_for(const Call *c)
{
    const char *op = c->node.p->op_type;
    if (strstr(op, "QuantizeLinear") || !strncmp(op, "QLinear", 7) || strstr(op, "Integer"))
        return "import the model of floats; `netc quantize` makes it one of 8-bit integers";
    return c->o->file.model->graph->n_output > 1
               ? "`--output NAME` takes one output, and leaves out what only others need"
               : NULL;
}

static void read_call(Call *c, NamedViews *names)
{
    const Onnx__NodeProto *p = c->node.p;
    if (fold(c) || onnx_class_input(c))
        return;
    const Onnx__FunctionProto *f = function_of(c->o, p);
    const Operator *known = f ? NULL : operator_of(p);
    if (f) {
        read_function(c, f);
    } else if (!strcmp(p->op_type, "If")) {
        read_branch(c, names);
    } else if (!known) {
        build_lacks(c->b, remedy_for(c), "netc has no layer for this operator");
        for (int i = 0; i < c->n_in && !view_known(&c->out[0]); i++)
            if (c->in[i]->step >= 0)
                c->out[0] = *c->in[i]; /* so that what follows is read */
    } else if (known->first != FIRST_NONE && !call_has(c, 0)) {
        build_lacks(c->b, NULL, "it has no input");
    } else if (known->first == FIRST_VALUE && c->in[0]->k) {
        build_lacks(c->b, NULL, "its first input is a constant");
    } else if (!any_unknown(c) && !counts_samples(c) && !onnx_area(c, names)) {
        narrow_inputs(c);
        known->read(c);
    }
}

/* Results of a node that was not read, and all that follows from them, are guesses. */
static void read_node(Call *c, NamedViews *names)
{
    bool before = c->b->guessed, guess = false;
    int errors = diag_errors(c->b->diag);
    for (int i = 0; i < c->n_in; i++)
        guess |= c->in[i]->guess;
    c->b->guessed = guess;
    read_call(c, names);
    for (int i = 0; i < c->n_out; i++)
        c->out[i].guess |= guess || diag_errors(c->b->diag) > errors;
    c->b->guessed = before;
}

/* ---- which nodes are wanted ---- */

static void want(NamedViews *wanted, const char *name)
{
    if (name && *name)
        views_put(wanted, name, &(View){.step = 0});
}

/* What a node reads, in its branches too. */
static void want_inputs(NamedViews *wanted, const Onnx__NodeProto *p, int depth)
{
    for (size_t k = 0; k < p->n_input; k++)
        want(wanted, p->input[k]);
    for (size_t k = 0; depth < DEPTH_MOST && k < p->n_attribute; k++) {
        const Onnx__GraphProto *g = p->attribute[k]->g;
        for (size_t i = 0; g && i < g->n_node; i++)
            want_inputs(wanted, g->node[i], depth + 1);
        for (size_t i = 0; g && i < g->n_output; i++)
            want(wanted, g->output[i]->name);
    }
}

/* The nodes that the output depends on, in their order; how many. */
static size_t wanted_nodes(Onnx *o, const Onnx__GraphProto *g, const char *output,
                           Onnx__NodeProto **out)
{
    NamedViews wanted = {.arena = o->arena};
    size_t n = 0, at = g->n_node;
    bool *keep = ARENA_ARRAY(o->arena, bool, g->n_node + 1);
    for (size_t i = 0; i < g->n_output; i++)
        if (!output || (g->output[i]->name && !strcmp(g->output[i]->name, output)))
            want(&wanted, g->output[i]->name);
    while (at-- > 0) {
        for (size_t k = 0; k < g->node[at]->n_output; k++)
            keep[at] |= views_find(&wanted, g->node[at]->output[k]) != NULL;
        if (keep[at])
            want_inputs(&wanted, g->node[at], 0);
    }
    for (size_t i = 0; i < g->n_node; i++)
        if (keep[i])
            out[n++] = g->node[i];
    o->b.m->dropped += (int)(g->n_node - n);
    return n;
}

/* ---- one node, and all ---- */

/* What messages call a node: by its name, else by its first output. */
static const char *where_of(Arena *a, const Onnx__NodeProto *p)
{
    const char *name = p->name && *p->name ? p->name : p->n_output ? p->output[0] : "";
    return arena_printf(a, "node `%.200s` (%.60s)", foreign_shown(a, name),
                        foreign_shown(a, p->op_type));
}

static bool gather(Onnx *o, NamedViews *names, Call *c)
{
    const Onnx__NodeProto *p = c->node.p;
    View *none = ARENA_NEW(o->arena, View);
    *none = view_unknown();
    none->rank = -1;
    c->n_in = (int)p->n_input;
    c->n_out = (int)p->n_output;
    c->in = ARENA_ARRAY(o->arena, const View *, c->n_in + 1);
    c->out = ARENA_ARRAY(o->arena, View, c->n_out + 1);
    for (int i = 0; i < c->n_out; i++)
        c->out[i] = view_unknown();
    for (int i = 0; i < c->n_in; i++) {
        View *copy = none; /* names may move while the node is read */
        if (*p->input[i]) {
            const View *v = views_find(names, p->input[i]);
            if (!v) {
                build_lacks(&o->b, NULL, "it reads `%.200s`, which nothing before it makes",
                            foreign_shown(o->arena, p->input[i]));
                return false;
            }
            copy = ARENA_NEW(o->arena, View);
            *copy = *v;
        }
        c->in[i] = copy;
    }
    return true;
}

/* "layer1.0.conv1" of its kernel's name, where an exporter keeps those of the modules. */
static const char *module_name(Arena *a, const char *tensor)
{
    static const char *const ends[] = {
        ".weight",    "_weights", "_weight", "/kernel", "/gamma", "/depthwise_kernel",
        "/depthwise", ".kernel",  ".gamma",  ".beta",   ".alpha"};
    if (!tensor || strstr(tensor, "::"))
        return NULL;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(tensor, ends[i]))
            return arena_printf(a, "%.*s", (int)(strlen(tensor) - strlen(ends[i])), tensor);
    return NULL;
}

/* PyTorch names a node by the modules around it, "/layers/layers.0/b1/BatchNormalization": the
 * module is layers.0.b1. NULL: the name is of another make. */
static const char *scope_name(Arena *a, const char *name, const char *op)
{
    const char *last = strrchr(name, '/'), *part = name;
    const char *path = "";
    if (*name != '/' || last == name || strncmp(last + 1, op, strlen(op)))
        return NULL;
    while (part < last) {
        const char *end = strchr(part + 1, '/');
        int n = (int)(end - part - 1), before = (int)strlen(path);
        bool again = before && n > before && !strncmp(part + 1, path, (size_t)before) &&
                     part[1 + before] == '.'; /* it begins with the path so far */
        path = arena_printf(a, "%s%s%.*s", again ? "" : path, again || !before ? "" : ".", n,
                            part + 1);
        part = end;
    }
    return path;
}

/* What the layer of a node is called: as its weights are, else as the node, else as its output. */
static const char *label_of(const Call *c)
{
    const Onnx__NodeProto *p = c->node.p;
    const Const *k = c->n_in > 1 && c->in[1]->rank > 0 ? c->in[1]->k : NULL;
    const char *name = k ? module_name(c->o->arena, k->name) : NULL;
    if (k && !name && p->name)
        name = scope_name(c->o->arena, p->name, p->op_type);
    return name ? name : p->name && *p->name ? p->name : p->n_output ? p->output[0] : NULL;
}

void onnx_nodes(Onnx *o, NamedViews *names, Onnx__NodeProto *const *node, size_t n,
                const OnnxNode *caller)
{
    const char *where = o->b.where, *label = o->b.label;
    const struct NodeList around = o->list;
    o->list = (struct NodeList){.node = node, .n = n};
    for (size_t i = 0; i < n; i++) {
        Call c = {.o = o, .b = &o->b, .node = {node[i], caller}};
        if (++o->nodes > NODES_MOST) {
            build_lacks(&o->b, NULL, "the graph has more than %d nodes", NODES_MOST);
            return;
        }
        if (!node[i]->op_type) {
            build_lacks(&o->b, NULL, "a node without an operator");
            continue;
        }
        o->b.where = where_of(o->arena, node[i]);
        if (gather(o, names, &c)) {
            o->b.label = label_of(&c);
            read_node(&c, names);
        }
        for (int k = 0; k < c.n_out; k++) {
            if (*node[i]->output[k] && views_own(names, node[i]->output[k]))
                build_lacks(&o->b, NULL, "it makes `%.200s`, which is there already",
                            foreign_shown(o->arena, node[i]->output[k]));
            else if (*node[i]->output[k])
                views_put(names, node[i]->output[k], &c.out[k]);
        }
        o->b.where = where;
        o->b.label = label;
    }
    o->list = around;
}

/* ---- the graph ---- */

void onnx_initializers(Onnx *o, NamedViews *names, const Onnx__GraphProto *g)
{
    for (size_t i = 0; i < g->n_initializer; i++) {
        const Onnx__TensorProto *t = g->initializer[i];
        Const *k = ARENA_NEW(o->arena, Const);
        Err err;
        if (!t->name)
            continue;
        View v = view_unknown();
        o->b.where = arena_printf(o->arena, "tensor `%.200s`", foreign_shown(o->arena, t->name));
        if (t->data_type == ONNX__TENSOR_PROTO__DATA_TYPE__STRING)
            v.text = true;
        else if (onnx_const(&o->file, t, k, &err))
            v = view_const(k);
        else
            build_lacks(&o->b, NULL, "%s", err.text);
        views_put(names, t->name, &v);
    }
    if (g->n_sparse_initializer) {
        o->b.where = "the graph";
        build_lacks(&o->b, NULL, "sparse initializers are not read");
    }
}

static bool is_one_of(const char *op, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(op, list[i]))
            return true;
    return false;
}

/* Does the node take axes by their place, and leave them where they are? */
static bool keeps_axes(const Onnx__GraphProto *g, const Onnx__NodeProto *p)
{
    static const char *const same[] = {
        "Add",        "Sub",      "Mul",  "Div",    "Relu",     "Sigmoid",     "Clip",
        "Cast",       "Identity", "Pad",  "Neg",    "Tanh",     "Abs",         "Elu",
        "LeakyRelu",  "Dropout",  "Sqrt", "Exp",    "Max",      "Min",         "Concat",
        "Slice",      "Split",    "Tile", "Pow",    "Erf",      "HardSwish",   "Softplus",
        "Gelu",       "Sum",      "Mish", "Expand", "GatherND", "HardSigmoid", "Selu",
        "LogSoftmax", "Softmax",  "Celu"};
    static const char *const reductions[] = {"ReduceMean",     "ReduceMax", "ReduceMin",
                                             "ReduceSum",      "ReduceL1",  "ReduceL2",
                                             "ReduceSumSquare"};
    if (is_one_of(p->op_type, reductions, sizeof reductions / sizeof *reductions))
        return onnx_int(&(OnnxNode){p, NULL}, "keepdims", 1) != 0;
    for (size_t i = 0; !strcmp(p->op_type, "Gather") && i < g->n_initializer; i++)
        if (p->n_input == 2 && g->initializer[i]->name &&
            !strcmp(g->initializer[i]->name, p->input[1]))
            return g->initializer[i]->n_dims == 1; /* of a list */
    if (!strcmp(p->op_type, "Transpose")) {        /* samples and channels alone */
        int n;
        const int64_t *perm = onnx_ints(&(OnnxNode){p, NULL}, "perm", &n);
        bool keeps = perm != NULL;
        for (int i = 2; perm && i < n; i++)
            keeps = keeps && perm[i] == i;
        return keeps;
    }
    return is_one_of(p->op_type, same, sizeof same / sizeof *same);
}

/* Whole numbers that the graph has under this name; NULL: none. */
static const Onnx__TensorProto *constant_of(const Onnx__GraphProto *g, const char *name)
{
    for (size_t i = 0; i < g->n_initializer; i++)
        if (g->initializer[i]->name && !strcmp(g->initializer[i]->name, name))
            return g->initializer[i];
    for (size_t i = 0; i < g->n_node; i++) {
        const Onnx__NodeProto *p = g->node[i];
        if (p->op_type && !strcmp(p->op_type, "Constant") && p->n_output == 1 &&
            p->n_attribute == 1 && !strcmp(p->output[0], name))
            return p->attribute[0]->t;
    }
    return NULL;
}

/* Does it reduce the last two of four axes, as a mean over a map does? */
static bool reduces_map(Onnx *o, const Onnx__GraphProto *g, const Onnx__NodeProto *p)
{
    int n;
    const int64_t *axes = onnx_ints(&(OnnxNode){p, NULL}, "axes", &n);
    const Onnx__TensorProto *t = p->n_input == 2 ? constant_of(g, p->input[1]) : NULL;
    Const k;
    Err err;
    if (strncmp(p->op_type, "Reduce", 6))
        return false;
    if (t && t->n_dims == 1 && t->dims[0] == 2 && onnx_const(&o->file, t, &k, &err) && k.ints)
        axes = k.i, n = (int)k.count;
    return axes && n == 2 &&
           ((axes[0] == 2 && axes[1] == 3) || (axes[0] == -2 && axes[1] == -1) ||
            (axes[0] == 3 && axes[1] == 2) || (axes[0] == -1 && axes[1] == -2));
}

/* Do the nodes behind this value take its second axis for channels, as Conv does? */
static bool channels_first(Onnx *o, const Onnx__GraphProto *g, const char *name, int *budget)
{
    static const char *const first[] = {"Conv",
                                        "BatchNormalization",
                                        "MaxPool",
                                        "AveragePool",
                                        "ConvTranspose",
                                        "GlobalAveragePool",
                                        "GlobalMaxPool",
                                        "InstanceNormalization",
                                        "LRN",
                                        "DepthToSpace",
                                        "SpaceToDepth",
                                        "Resize",
                                        "Upsample",
                                        "PRelu",
                                        "GroupNormalization"};
    if (--*budget < 0)
        return false;
    for (size_t i = 0; i < g->n_node; i++) {
        const Onnx__NodeProto *p = g->node[i];
        bool reads = false;
        for (size_t k = 0; k < p->n_input; k++)
            reads |= !strcmp(p->input[k], name);
        if (!reads || !p->op_type)
            continue;
        if (is_one_of(p->op_type, first, sizeof first / sizeof *first))
            return true;
        if (reduces_map(o, g, p))
            return true;
        for (size_t k = 0; k < p->n_output && keeps_axes(g, p); k++)
            if (channels_first(o, g, p->output[k], budget))
                return true;
    }
    return false;
}

/* All axes of the input that have no length, by the names that the file has for them. */
static bool all_lengths_known(Onnx *o, const Onnx__TensorShapeProto *s, int rank,
                              const int64_t *dim)
{
    const char *open = "";
    int n = 0;
    for (int i = 0; i < rank; i++) {
        const char *name = s->dim[i]->value_case ==
                                   ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM
                               ? s->dim[i]->dim_param
                               : NULL;
        if (dim[i] >= 1 && dim[i] <= 1 << 24)
            continue;
        open = arena_printf(o->b.arena, "%s%s%d", open, n++ ? ", " : "", i);
        if (name && ascii_letter((unsigned char)*name))
            open = arena_printf(o->b.arena, "%s (`%.40s`)", open, foreign_shown(o->b.arena, name));
    }
    if (n)
        build_lacks(&o->b, "--input-size=HxW states the sizes that the file leaves open",
                    "ax%s %s of the input ha%s no fixed length", n > 1 ? "es" : "is", open,
                    n > 1 ? "ve" : "s");
    return !n;
}

/* The dims of a graph's input; false: not known, which is told. The samples' axis becomes 1. */
static bool input_dims(Onnx *o, const Onnx__ValueInfoProto *v, const ModelOptions *options,
                       int *rank, int64_t *dim)
{
    const Onnx__TypeProto *t = v->type;
    if (!t || t->value_case != ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE || !t->tensor_type->shape) {
        build_lacks(&o->b, "export the model with a fixed input shape",
                    "the input is no tensor of a known shape");
        return false;
    }
    const Onnx__TensorShapeProto *s = t->tensor_type->shape;
    *rank = (int)(s->n_dim < VIEW_RANK + 1 ? s->n_dim : VIEW_RANK + 1);
    if (*rank > VIEW_RANK) {
        build_lacks(&o->b, NULL, "the input has more than %d dimensions", VIEW_RANK);
        return false;
    }
    for (int i = 0; i < *rank; i++) {
        bool known = s->dim[i]->value_case == ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE;
        dim[i] = known ? s->dim[i]->dim_value : 0;
        if (i == 0 && options->batch) {
            o->samples = known ? dim[i] : 0;
            dim[i] = 1;
        }
    }
    int open = 0;
    for (int i = options->batch ? 1 : 0; i < *rank; i++)
        if (dim[i] < 1) {
            open++;
            if (options->n_input > 0 && open <= options->n_input)
                dim[i] = options->input[open - 1];
        }
    return all_lengths_known(o, s, *rank, dim);
}

static bool is_initializer(const Onnx__GraphProto *g, const char *name)
{
    for (size_t i = 0; i < g->n_initializer; i++)
        if (g->initializer[i]->name && !strcmp(g->initializer[i]->name, name))
            return true;
    return false;
}

/* One of the graph's inputs; false: told. */
static bool input_spec(Onnx *o, const Onnx__ValueInfoProto *p, const ModelOptions *options,
                       InputSpec *to)
{
    int budget = 30;
    *to = (InputSpec){.name = p->name, .batch = options->batch ? 0 : -1};
    if (!input_dims(o, p, options, &to->rank, to->dim))
        return false;
    int first = options->batch ? 1 : 0, own = to->rank - first;
    to->map = (own == 3 || own == 2) && channels_first(o, o->file.model->graph, p->name, &budget);
    to->axes = (MapAxes){own == 3 ? first + 1 : -1, to->rank - 1, first};
    return true;
}

/* The views of the graph's inputs, *n of them; false: told. */
static bool read_inputs(Onnx *o, NamedViews *names, const ModelOptions *options, View **input,
                        int *n)
{
    const Onnx__GraphProto *g = o->file.model->graph;
    InputSpec *spec = ARENA_ARRAY(o->arena, InputSpec, g->n_input + 1);
    const Onnx__ValueInfoProto **from = ARENA_ARRAY(o->arena, const Onnx__ValueInfoProto *,
                                                    g->n_input + 1);
    bool good = true;
    int64_t samples = -1;
    *n = 0;
    for (size_t i = 0; i < g->n_input; i++) {
        const Onnx__ValueInfoProto *p = g->input[i];
        if (!p->name || is_initializer(g, p->name))
            continue;
        o->b.where = arena_printf(o->arena, "input `%.200s`", foreign_shown(o->arena, p->name));
        good = input_spec(o, p, options, &spec[*n]) && good;
        if (good && samples >= 0 && samples != o->samples) {
            build_lacks(&o->b, NULL, "it has another number of samples than the one before");
            good = false;
        }
        samples = o->samples;
        from[(*n)++] = p;
    }
    o->b.where = "the graph";
    if (!*n)
        build_lacks(&o->b, NULL, "it has no input");
    if (!*n || !good)
        return false;
    *input = ARENA_ARRAY(o->arena, View, *n);
    o->b.file_order = spec[0].rank - (spec[0].batch + 1) > 1 && !spec[0].map;
    if (*n == 1)
        *input[0] = build_input(&o->b, spec[0].rank, spec[0].dim, spec[0].batch,
                                spec[0].map ? &spec[0].axes : NULL);
    else
        build_inputs(&o->b, spec, *n, *input);
    for (int i = 0; i < *n; i++) {
        int type = from[i]->type->tensor_type->elem_type;
        (*input)[i].whole = type != 1 && type != 10 && type != 11 && type != 16;
        views_put(names, from[i]->name, &(*input)[i]);
        good = good && view_known(&(*input)[i]);
    }
    return good;
}

/* The views of the outputs that are wanted, *n of them, and the name of the first. */
static void read_output(Onnx *o, NamedViews *names, const ModelOptions *options, View **output,
                        int *n, const char **first)
{
    const Onnx__GraphProto *g = o->file.model->graph;
    const char *wanted = options->output, *list = "",
               **name = ARENA_ARRAY(o->arena, const char *, g->n_output + 1);
    *output = ARENA_ARRAY(o->arena, View, g->n_output + 1);
    o->b.where = "the graph";
    for (size_t i = 0; i < g->n_output; i++) {
        const char *own = g->output[i]->name ? g->output[i]->name : "";
        list = arena_printf(o->arena, "%s%s%s", list, *list ? ", " : "", own);
        if (wanted && strcmp(wanted, own))
            continue;
        const View *v = *own ? views_find(names, own) : NULL;
        o->b.where = arena_printf(o->arena, "output `%.200s`", foreign_shown(o->arena, own));
        if (!v) {
            build_lacks(&o->b, NULL, "nothing makes it");
            return;
        }
        name[*n] = own;
        (*output)[(*n)++] = *v;
        if (wanted)
            break;
    }
    if (!*n)
        build_lacks(&o->b, "--output=NAME takes one of them", "it has no such output, but: %.400s",
                    list);
    *n = onnx_leave_classes_out(o, *output, name, *n);
    *first = *n ? name[0] : NULL;
    if (*n)
        build_outputs(&o->b, *output, *n, name);
}

static int opset_of(const Onnx__ModelProto *m)
{
    for (size_t i = 0; i < m->n_opset_import; i++) {
        const Onnx__OperatorSetIdProto *s = m->opset_import[i];
        if (!s->domain || !*s->domain || !strcmp(s->domain, "ai.onnx"))
            return s->has_version && s->version > 0 && s->version < 1000 ? (int)s->version : 0;
    }
    return 1;
}

Model *onnx_model(Arena *a, const char *path, const ModelOptions *options, Diag *d, Err *err)
{
    Onnx *o = ARENA_NEW(a, Onnx);
    NamedViews names = {.arena = a};
    View *input = NULL, *output = NULL;
    const char *first = NULL;
    int inputs = 0, outputs = 0;
    *o = (Onnx){.arena = a, .b = {.arena = a, .diag = d, .where = "the graph"}};
    if (!onnx_open(&o->file, a, path, err))
        return NULL;
    const Onnx__ModelProto *p = o->file.model;
    Model *m = o->b.m = model_new(a, path, "ONNX");
    o->opset = opset_of(p);
    m->producer = p->producer_name && *p->producer_name
                      ? arena_printf(a, "%.60s %.40s", p->producer_name,
                                     p->producer_version ? p->producer_version : "")
                      : NULL;
    onnx_initializers(o, &names, p->graph);
    if (!read_inputs(o, &names, options, &input, &inputs))
        return m;
    Onnx__NodeProto **node = ARENA_ARRAY(a, Onnx__NodeProto *, p->graph->n_node + 1);
    onnx_nodes(o, &names, node, wanted_nodes(o, p->graph, options->output, node), NULL);
    read_output(o, &names, options, &output, &outputs, &first);
    if (!diag_errors(d) && inputs == 1 && outputs == 1)
        onnx_values(o, &input[0], &output[0], first);
    return m;
}
