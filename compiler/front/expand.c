/* expand: the flat graph of one net. Blocks are replaced by their bodies, repeats unrolled,
 * conditions decided, names resolved, attributes bound. Every layer kind is found in the
 * layer table; no kind is named here. A statement with a mistake is left out and the rest is
 * still read, so that one run reports several mistakes. */
#include "compiler/front/names.h"
#include "compiler/front/other_words.h"
#include "base/ascii.h"
#include <string.h>

enum {
    NODES_MAX = 100000, /* layers of a net */
    STEPS_MAX = 500000, /* statements and rounds of repeat: bounds the time */
    PATH_LEN_MAX = 1000,
    DEPTH_MAX = 64,    /* blocks within blocks */
    MISTAKES_MAX = 100 /* statements with mistakes, repeats counted; then the rest is not read */
};

typedef struct Expander {
    Arena *arena;
    Diag *diag;
    Graph *g;
    Files files;
    Names names;
    const Source *source; /* of the net */
    const Var *params;    /* of that file */
    int steps, mistakes;
    bool stopped;        /* a limit was passed: unwinding */
    bool input_seen;     /* or missed, and reported */
    bool head_done;      /* a layer stands behind the inputs */
    const ArgVal *share; /* `share=` of the statement at hand; NULL: it has none */
} Expander;

typedef struct Frame { /* one use of a block (or the net) under way */
    Scope *scope;
    const Var *vars;
    Node *value; /* the current value */
} Frame;

static Eval eval_in(const Expander *x, const Frame *f)
{
    return (Eval){x->arena, x->diag, f->vars, f->scope};
}

/* Counts one step; false when the net grows beyond every reason. */
static bool step(Expander *x, Span at)
{
    if (x->stopped || x->mistakes > MISTAKES_MAX)
        return false;
    if (++x->steps > STEPS_MAX || x->g->n_nodes >= NODES_MAX) {
        diag_error(x->diag, at,
                   x->steps > STEPS_MAX ? "expanding this net takes more than %d steps"
                                        : "this net has more than %d layers",
                   x->steps > STEPS_MAX ? (int)STEPS_MAX : (int)NODES_MAX);
        x->stopped = true;
    }
    return !x->stopped;
}

/* Evaluation counts too: an expression may be as large as the file. */
static void count_args(Expander *x, const Arg *args)
{
    for (; args; args = args->next)
        x->steps += args->value->weight;
}

/* ---- names ---- */

static const char *path_in(const Expander *x, const Scope *s, const char *name)
{
    return *s->path ? arena_printf(x->arena, "%s.%s", s->path, name) : name;
}

/* See Node.top. */
static const char *top_of(const Expander *x, const Scope *s, const char *full_name)
{
    const char *dot = strchr(s->path, '.');
    if (!*s->path)
        return full_name;
    dot = dot ? strchr(dot + 1, '.') : NULL;
    return dot ? arena_strndup(x->arena, s->path, (size_t)(dot - s->path)) : s->path;
}

/* The entry of a statement: its label, or KIND_i with the next free i. NULL after an error. */
static Entry *enter_statement(Expander *x, Frame *f, const Stmt *s, const char *kind)
{
    if (!s->label) {
        Entry *count = names_enter(&x->names, f->scope, arena_printf(x->arena, "#%s", kind)), *e;
        do
            e = names_enter(&x->names, f->scope,
                            arena_printf(x->arena, "%s_%d", kind, ++count->count));
        while (e->span.src);
        count->automatic = e->automatic = true;
        e->span = s->span;
        return e;
    }
    Eval ev = eval_in(x, f);
    const char *label = interpolate(&ev, s->label, s->label_span);
    if (!label)
        return NULL;
    if (strchr(label, '.')) {
        diag_error(x->diag, s->label_span, "a label holds no dots: `%s`", label);
        return NULL;
    }
    if (var_find(f->vars, label)) {
        diag_error(x->diag, s->label_span, "label `%s` is also a parameter or loop variable here",
                   label);
        return NULL;
    }
    Entry *e = names_enter(&x->names, f->scope, label);
    if (e->span.src) {
        LineCol lc = source_line_col(e->span.src, e->span.begin);
        diag_error(x->diag, s->label_span, "label `%s` is already used at line %d", label, lc.line);
        if (e->span.begin == s->label_span.begin && e->span.src == s->label_span.src)
            diag_note(x->diag, "hint: in a repeat, make it differ each round: `%s$i:`", label);
        return NULL;
    }
    e->span = s->label_span;
    return e;
}

/* The value that `name` (a dotted path) means in `scope`, innermost first. */
static Node *resolve_path(Expander *x, Scope *scope, const char *name, Span at)
{
    size_t n = strcspn(name, ".");
    const char *first = arena_strndup(x->arena, name, n);
    Entry *e = NULL;
    for (const Scope *s = scope; s && !(e && e->span.src); s = s->up)
        e = names_find(&x->names, s, first);
    const void *looked = NULL;
    const char *missing = first;
    while (e && e->span.src && name[n] == '.') {
        name += n + 1;
        n = strcspn(name, ".");
        missing = arena_strndup(x->arena, name, n);
        looked = e->inner;
        e = e->inner ? names_find(&x->names, e->inner, missing) : NULL;
    }
    if (e && e->span.src && e->value)
        return e->value;
    if (e && e->span.src) {
        diag_error(x->diag, at, "`%s` is not finished here: it cannot be its own input", missing);
        return NULL;
    }
    if (x->files.broken)
        return NULL;
    Words w = {.arena = x->arena};
    if (looked)
        names_list(&x->names, looked, false, &w);
    else
        for (const Scope *s = scope; s; s = s->up)
            names_list(&x->names, s, false, &w);
    diag_error(x->diag, at, "no value above is called `%s`%s", missing,
               did_you_mean(x->arena, missing, w.items, w.n));
    return NULL;
}

/* As resolve_path; a parameter that holds a word stands for the value of that name at the block's
 * use. */
static Node *resolve(Expander *x, Frame *f, const char *name, Span at)
{
    Eval ev = eval_in(x, f);
    const Var *var = var_find(f->vars, name);
    if (var && var->value.kind == VAL_WORD)
        return resolve_path(x, var->value.scope, var->value.text, at);
    if (var) {
        diag_error(x->diag, at, "`%s` is %s here; the name of a value is needed", name,
                   value_text(x->arena, &var->value));
        return NULL;
    }
    name = interpolate(&ev, name, at);
    return name ? resolve_path(x, f->scope, name, at) : NULL;
}

/* ---- layers ---- */

static Node *add_node(Expander *x, const Layer *layer, const char *name, const char *top, Span span,
                      Node *const *in, int n_in)
{
    Graph *g = x->g;
    Node *n = ARENA_NEW(x->arena, Node);
    n->id = g->n_nodes;
    n->layer = layer;
    n->name = name;
    n->top = top;
    n->span = span;
    n->in = ARENA_ARRAY(x->arena, Node *, n_in + 1);
    for (int i = 0; i < n_in; i++)
        n->in[i] = in[i];
    n->n_in = n_in;
    ARENA_PUSH(x->arena, g->nodes, g->n_nodes, g->cap_nodes, n);
    return n;
}

/* The arguments of a layer, sorted: what the table binds, and the words that every kind or this
 * sort of kind accepts. */
typedef struct Sorted {
    ArgVal *plain;
    int n_plain;
    bool frozen;
    const Layer *activation;
    Span activation_span;
    Node **in; /* the current value and those named */
    int n_in, cap_in;
} Sorted;

/* `share=NAME`, which any layer or block takes. */
static bool is_share(Expander *x, const ArgVal *a, bool *ok)
{
    if (!a->key || strcmp(a->key, "share") != 0)
        return false;
    if (a->v.kind != VAL_WORD) {
        diag_error(x->diag, a->span, "share takes the name of a layer or block above, not %s",
                   value_text(x->arena, &a->v));
        *ok = false;
    }
    x->share = a;
    return true;
}

/* The path of the layer or block that `name` means; NULL after an error. */
static const char *shared_path(Expander *x, const Scope *scope, const ArgVal *a)
{
    const size_t n = strcspn(a->v.text, ".");
    const char *first = arena_strndup(x->arena, a->v.text, n);
    for (const Scope *s = scope; s; s = s->up) {
        const Entry *e = names_find(&x->names, s, first);
        if (e && e->span.src)
            return path_in(x, s, a->v.text);
    }
    Words w = {.arena = x->arena};
    for (const Scope *s = scope; s; s = s->up)
        names_list(&x->names, s, false, &w);
    diag_error(x->diag, a->span, "no layer or block above is called `%s`%s", a->v.text,
               did_you_mean(x->arena, first, w.items, w.n));
    return NULL;
}

static Node *node_named(const Graph *g, const char *name, int before)
{
    for (int i = 1; i < before; i++)
        if (!strcmp(g->nodes[i]->name, name))
            return g->nodes[i];
    return NULL;
}

/* The nodes from `first` on, which are at `path` or below it, use the parameters of those at the
 * path that `a` names. Which of them have some, their shapes tell. frozen: the statement says so.
 */
static bool link_shared(Expander *x, const Scope *scope, const ArgVal *a, const char *path,
                        int first, bool frozen)
{
    Graph *g = x->g;
    const char *from = a ? shared_path(x, scope, a) : NULL;
    bool some = false;
    const int before = diag_errors(x->diag);
    for (int i = first; from && i < g->n_nodes; i++) {
        Node *n = g->nodes[i];
        const char *rest = n->name + strlen(path);
        Node *other = node_named(g, arena_printf(x->arena, "%s%s", from, rest), first);
        n->shares = other && other->shares ? other->shares : other;
        n->share_span = a->span;
        some = some || other;
        if (frozen && n->shares && !n->shares->frozen && diag_errors(x->diag) == before)
            diag_error(x->diag, a->span,
                       "%s uses the parameters of %s, which is not frozen: say `frozen` of that",
                       path, from);
    }
    if (from && !some)
        diag_error(x->diag, a->span, "`%s` has no layers to share with %s", a->v.text, path);
    return !a || (from && some);
}

static bool is_frozen(Expander *x, const ArgVal *a, bool *frozen, bool *ok)
{
    if (!a->key && a->v.kind == VAL_WORD && strcmp(a->v.text, "frozen") == 0) {
        *frozen = true;
        return true;
    }
    if (!a->key || strcmp(a->key, "frozen") != 0)
        return false;
    if (a->v.kind != VAL_NUM) {
        diag_error(x->diag, a->span, "frozen must be 0 or 1, not %s", value_text(x->arena, &a->v));
        diag_note(x->diag, "hint: write `frozen` alone, or leave it out");
        *ok = false;
    }
    *frozen = a->v.num != 0;
    return true;
}

/* The kind that a word names, now or before. NULL: none. */
static const Layer *kind_called(Expander *x, const char *word, Span at)
{
    const Layer *layer = layer_find(word);
    if (layer)
        return layer;
    const char *now = renamed_word(x->diag, at, "layer", word, NULL);
    return now ? layer_find(now) : NULL;
}

static bool take_activation(Expander *x, const Layer *layer, const ArgVal *a, Sorted *s, bool *ok)
{
    const Layer *act = !a->key && a->v.kind == VAL_WORD && layer->takes_activation
                           ? kind_called(x, a->v.text, a->span)
                           : NULL;
    if (!act || !act->activation)
        return false;
    if (s->activation) {
        diag_error(x->diag, a->span, "%s has two activations, %s and %s", layer->kind,
                   s->activation->kind, act->kind);
        diag_note(x->diag, "hint: write the second as a layer of its own");
        *ok = false;
    }
    s->activation = act;
    s->activation_span = a->span;
    return true;
}

/* `add x`: the words are names of values. Each was written as a word, or is a parameter that holds
 * one. */
static bool take_operand(Expander *x, Frame *f, const Layer *layer, const ArgVal *a, Sorted *s,
                         bool *ok)
{
    if (layer->max_in < 2 || a->key || a->v.kind != VAL_WORD)
        return false;
    Node *value = resolve_path(x, a->v.scope ? a->v.scope : f->scope, a->v.text, a->span);
    if (value)
        ARENA_PUSH(x->arena, s->in, s->n_in, s->cap_in, value);
    else
        *ok = false;
    return true;
}

static bool sort_args(Expander *x, Frame *f, const Layer *layer, const ArgVal *args, int n,
                      Sorted *s)
{
    bool ok = true;
    s->plain = ARENA_ARRAY(x->arena, ArgVal, n + 1);
    for (int i = 0; i < n; i++)
        if (!is_frozen(x, &args[i], &s->frozen, &ok) && !is_share(x, &args[i], &ok) &&
            !take_activation(x, layer, &args[i], s, &ok) &&
            !take_operand(x, f, layer, &args[i], s, &ok))
            s->plain[s->n_plain++] = args[i];
    return ok;
}

static AttrValue *bind_layer(Expander *x, const Layer *layer, Span stmt, const Sorted *s)
{
    Words w = {.arena = x->arena};
    words_add(&w, "frozen");
    words_add(&w, "share");
    for (const Layer *const *l = layer_table; *l && layer->takes_activation; l++)
        if ((*l)->activation)
            words_add(&w, (*l)->kind);
    AttrTable t = {layer->kind, layer->attrs, stmt, w.items, w.n, s->activation};
    return bind_attrs(x->arena, x->diag, &t, s->plain, s->n_plain);
}

/* The node that an activation flag makes, after `owner`. */
static Node *add_activation(Expander *x, Node *owner, const Sorted *s)
{
    const Layer *act = s->activation;
    AttrTable t = {act->kind, act->attrs, s->activation_span, NULL, 0, NULL};
    Node *n = add_node(x, act, arena_printf(x->arena, "%s.%s", owner->name, act->kind), owner->top,
                       s->activation_span, &owner, 1);
    n->attr = bind_attrs(x->arena, x->diag, &t, NULL, 0);
    n->implicit = true;
    n->frozen = owner->frozen;
    return n;
}

static bool enough_inputs(Expander *x, const Layer *layer, const Stmt *s, const Sorted *sorted)
{
    if (sorted->n_in >= layer->min_in)
        return true;
    diag_error(x->diag, s->span, "%s needs the name of another value", layer->kind);
    diag_note(x->diag, "hint: label a layer above (`x: identity`) and write `%s x`", layer->kind);
    return false;
}

/* Returns the layer's value, or NULL after an error. */
static Node *use_layer(Expander *x, Frame *f, const Layer *layer, const Stmt *s, Node *input,
                       Entry *entry)
{
    Eval ev = eval_in(x, f);
    ArgVal *args;
    int n = eval_args(&ev, s->args, &args);
    Sorted sorted = {0};
    const int first = x->g->n_nodes;
    x->share = NULL;
    ARENA_PUSH(x->arena, sorted.in, sorted.n_in, sorted.cap_in, input);
    if (n < 0 || !sort_args(x, f, layer, args, n, &sorted))
        return NULL;
    AttrValue *attr = bind_layer(x, layer, s->span, &sorted);
    if (!attr || !entry || !enough_inputs(x, layer, s, &sorted))
        return NULL;
    const char *name = path_in(x, f->scope, entry->name);
    Node *node = add_node(x, layer, name, top_of(x, f->scope, name), s->span, sorted.in,
                          sorted.n_in);
    node->attr = attr;
    node->labelled = !entry->automatic;
    node->frozen = f->scope->frozen || sorted.frozen;
    if (!link_shared(x, f->scope, x->share, name, first, sorted.frozen))
        return NULL;
    return sorted.activation ? add_activation(x, node, &sorted) : node;
}

/* ---- blocks ---- */

static void expand_body(Expander *x, Frame *f, const Stmt *list);

typedef struct Binding {
    const ParamDecl *param;
    Value value;
    bool set;
} Binding;

/* The parameter that argument `a` is for: by key, or the first that is not set. NULL after an
 * error. */
static Binding *binding_for(Expander *x, const Item *block, Binding *list, int n, const ArgVal *a)
{
    for (int i = 0; i < n; i++) {
        if (a->key ? strcmp(a->key, list[i].param->name) != 0 : list[i].set)
            continue;
        if (!list[i].set)
            return &list[i];
        diag_error(x->diag, a->span, "parameter `%s` of %s is given twice", a->key, block->name);
        return NULL;
    }
    if (a->key) {
        Words w = {.arena = x->arena};
        for (int i = 0; i < n; i++)
            words_add(&w, list[i].param->name);
        diag_error(x->diag, a->key_span, "block `%s` has no parameter `%s`%s", block->name, a->key,
                   did_you_mean(x->arena, a->key, w.items, w.n));
    } else {
        diag_error(x->diag, a->span, "block `%s` takes %d argument%s; %s is one too many",
                   block->name, n, n == 1 ? "" : "s", value_text(x->arena, &a->v));
    }
    return NULL;
}

static bool declares(const Item *block, const char *name)
{
    for (const ParamDecl *p = block->params; p; p = p->next)
        if (!strcmp(p->name, name))
            return true;
    return false;
}

/* Variables of a block use: arguments, then defaults, which may use the parameters before them. */
static bool bind_params(Expander *x, const Item *block, const Stmt *s, const ArgVal *args,
                        int n_args, Scope *scope, const Var **vars, bool *frozen)
{
    int n = 0;
    bool ok = true;
    for (const ParamDecl *p = block->params; p; p = p->next)
        n++;
    Binding *list = ARENA_ARRAY(x->arena, Binding, n + 1);
    n = 0;
    for (const ParamDecl *p = block->params; p; p = p->next)
        list[n++].param = p;
    for (int i = 0; i < n_args; i++) {
        if (is_frozen(x, &args[i], frozen, &ok) ||
            (!declares(block, "share") && is_share(x, &args[i], &ok)))
            continue;
        Binding *b = binding_for(x, block, list, n, &args[i]);
        if (b) {
            b->value = args[i].v;
            b->set = true;
        }
        ok = ok && b;
    }
    for (int i = 0; i < n && ok; i++) {
        Var *v = ARENA_NEW(x->arena, Var);
        Eval ev = {x->arena, x->diag, *vars, scope};
        if (!list[i].set && !list[i].param->def) {
            diag_error(x->diag, s->span, "block `%s` needs a value for `%s`", block->name,
                       list[i].param->name);
            return false;
        }
        x->steps += list[i].set ? 1 : list[i].param->def->weight;
        if (!list[i].set && !eval_expr(&ev, list[i].param->def, &list[i].value))
            return false;
        *v = (Var){list[i].param->name, list[i].value, *vars};
        *vars = v;
    }
    return ok;
}

static bool may_nest(Expander *x, const Scope *scope, const Item *block, Span at)
{
    const Scope *again = scope;
    while (again && again->block != block)
        again = again->up;
    if (!again && scope->depth < DEPTH_MAX)
        return true;
    const char *chain = block->name;
    for (const Scope *s = scope; again && s != again->up; s = s->up)
        chain = arena_printf(x->arena, "%s -> %s", s->block->name, chain);
    if (again)
        diag_error(x->diag, at, "block `%s` uses itself: %s", block->name, chain);
    else
        diag_error(x->diag, at, "blocks are nested more than %d deep", DEPTH_MAX);
    return false;
}

static Node *use_block(Expander *x, Frame *f, const Item *block, const Stmt *s, Node *input,
                       Entry *entry)
{
    Eval ev = eval_in(x, f);
    ArgVal *args;
    int n = eval_args(&ev, s->args, &args);
    Scope *scope = ARENA_NEW(x->arena, Scope);
    *scope = (Scope){f->scope, "", block, f->scope->frozen, f->scope->depth + 1};
    Frame inner = {scope, block->span.src == x->source ? x->params : NULL, input};
    bool frozen = false;
    const int first = x->g->n_nodes;
    x->share = NULL;
    if (n < 0 || !may_nest(x, f->scope, block, s->name_span) ||
        !bind_params(x, block, s, args, n, scope, &inner.vars, &frozen) || !entry)
        return NULL;
    scope->path = path_in(x, f->scope, entry->name);
    if (strlen(scope->path) > PATH_LEN_MAX) {
        diag_error(x->diag, s->span, "the path of this block grows longer than %d letters",
                   PATH_LEN_MAX);
        return NULL;
    }
    scope->frozen = scope->frozen || frozen;
    entry->inner = scope;
    const ArgVal *share = x->share;
    expand_body(x, &inner, block->body);
    return link_shared(x, f->scope, share, scope->path, first, frozen) ? inner.value : NULL;
}

/* ---- the net's head: input and labels ---- */

static bool input_error(Expander *x, const AttrValue *v, const char *text)
{
    diag_error(x->diag, v->span, "%s", text);
    return false;
}

/* mean or std: `count` numbers, those written or one for all. */
static bool per_channel(Expander *x, const Node *n, const char *name, int c, int count,
                        const double **out)
{
    const AttrValue *v = attr_value(n, name);
    double *one = ARENA_ARRAY(x->arena, double, count);
    for (int i = 0; i < count; i++)
        one[i] = v->tuple[v->rank > 1 && (i < 4 || i < v->rank) ? i : 0];
    *out = one;
    if (v->rank <= 1 || v->rank == c)
        return true;
    diag_error(x->diag, v->span, "%s has %d numbers, but the input has %d channels", name, v->rank,
               c);
    return false;
}

/* *in from the bound attributes of `input`, which n has. */
static bool read_input(Expander *x, const Node *n, Input *in)
{
    const AttrValue *size = attr_value(n, "size"), *resize = attr_value(n, "resize"),
                    *order = attr_value(n, "order");
    bool vector = size->rank == 1;
    in->span = n->span;
    in->raw_h = vector ? 1 : size->size[0];
    in->raw_w = vector ? 1 : size->size[1];
    in->c = vector ? size->size[0] : size->rank == 2 ? 1 : size->size[2];
    in->h = resize->set ? resize->size[0] : in->raw_h;
    in->w = resize->set ? resize->size[1] : in->raw_w;
    in->scale = attr_num(n, "scale");
    in->bgr = strcmp(order->str, "bgr") == 0;
    bool any_size = in->raw_h == 0 && in->raw_w == 0 && resize->set;
    if (in->c < 1 || ((in->raw_h < 1 || in->raw_w < 1) && !any_size)) {
        input_error(x, size, "the sides of the input must be at least 1");
        diag_note(x->diag, "hint: `input 0x0x3 resize=224x224` takes images of any size");
        return false;
    }
    if (resize->set && vector)
        return input_error(x, resize, "a vector cannot be resized");
    if (in->bgr && in->c != 3)
        return input_error(x, order, "order=bgr needs an input of three channels");
    if (in->scale == 0)
        return input_error(x, attr_value(n, "scale"), "scale=0 would make every input the same");
    int m = attr_value(n, "mean")->rank, s = attr_value(n, "std")->rank;
    in->per_channel = m > s ? m : s;
    in->per_channel = in->per_channel < 4 ? 4 : in->per_channel;
    bool mean = per_channel(x, n, "mean", in->c, in->per_channel, &in->mean),
         std = per_channel(x, n, "std", in->c, in->per_channel, &in->std);
    return mean && std;
}

/* Node 0, also when its statement is wrong: the layers after it need a value to go on with. */
static Node *add_input(Expander *x, Frame *f, const Layer *layer, Span span)
{
    Node *n = add_node(x, layer, layer->kind, layer->kind, span, NULL, 0);
    Entry *e = names_enter(&x->names, f->scope, layer->kind);
    e->span = span;
    e->value = f->value = n;
    x->input_seen = true;
    return n;
}

/* One of several inputs: the name, and behind it what `input` says. Its place among all numbers is
 * behind those before it. */
static void add_input_part(Expander *x, Frame *f, const Layer *layer, const Stmt *s,
                           const ArgVal *args, int n_args)
{
    Graph *g = x->g;
    const char *name = args[0].v.text;
    Node given = {.layer = layer, .span = s->span}; /* what `input` alone would be */
    InputPart part = {.name = name};
    AttrTable t = {layer->kind, layer->attrs, s->span, NULL, 0, NULL};
    Entry *e = names_enter(&x->names, f->scope, name);
    if (e->span.src) {
        diag_error(x->diag, args[0].span, "the name `%s` is already used at line %d", name,
                   source_line_col(e->span.src, e->span.begin).line);
        return;
    }
    e->span = args[0].span;
    for (int i = 0; i < g->n_inputs; i++)
        part.at += shape_count(g->inputs[i].shape);
    Node *n = add_node(x, &layer_input_part, name, name, s->span, g->nodes, 1);
    e->value = f->value = n;
    n->labelled = true;
    given.attr = bind_attrs(x->arena, x->diag, &t, args + 1, n_args - 1);
    if (!given.attr || !read_input(x, &given, &part.in))
        return;
    const bool vector = attr_value(&given, "size")->rank == 1;
    if (part.in.raw_h != part.in.h || part.in.raw_w != part.in.w) {
        diag_error(x->diag, attr_value(&given, "resize")->span,
                   "one of several inputs takes no `resize`: write the size that it has");
        return;
    }
    part.shape = vector ? (Shape){1, 1, 1, part.in.c} : (Shape){3, part.in.h, part.in.w, part.in.c};
    part.node = n;
    n->attr = ARENA_ARRAY(x->arena, AttrValue, 2);
    n->attr[0] = (AttrValue){.set = true,
                             .rank = vector ? 1 : 3,
                             .size = {vector ? part.in.c : part.in.h, part.in.w, part.in.c},
                             .span = s->span};
    n->attr[1] = (AttrValue){.set = true, .num = (double)part.at, .span = s->span};
    ARENA_PUSH(x->arena, g->inputs, g->n_inputs, g->cap_inputs, part);
}

/* Several inputs: all of x is a vector of their numbers, and goes in as it is. */
static void join_inputs(Expander *x)
{
    Graph *g = x->g;
    Node *all = g->nodes[0];
    static const double zeros[4] = {0, 0, 0, 0}, ones[4] = {1, 1, 1, 1};
    int64_t count = 0;
    for (int i = 0; i < g->n_inputs; i++)
        count += shape_count(g->inputs[i].shape);
    if (count > 1 << 24) {
        diag_error(x->diag, all->span, "the inputs are %.0f numbers together, more than 2^24",
                   (double)count);
        count = 1;
    }
    g->input = (Input){.raw_h = 1,
                       .raw_w = 1,
                       .h = 1,
                       .w = 1,
                       .c = (int)count,
                       .scale = 1,
                       .mean = zeros,
                       .std = ones,
                       .per_channel = 4,
                       .span = all->span};
    Value size = {.kind = VAL_NUM, .num = (double)count};
    ArgVal arg = {.span = all->span, .v = size};
    AttrTable t = {all->layer->kind, all->layer->attrs, all->span, NULL, 0, NULL};
    all->attr = bind_attrs(x->arena, x->diag, &t, &arg, 1);
}

/* The name of one of several inputs stands first, as a bare word. */
static bool has_name(const ArgVal *args, int n)
{
    return n > 0 && !args[0].key && args[0].v.kind == VAL_WORD;
}

static void use_input(Expander *x, Frame *f, const Layer *layer, const Stmt *s)
{
    Eval ev = eval_in(x, f);
    ArgVal *args;
    int n_args = eval_args(&ev, s->args, &args);
    bool named = has_name(args, n_args),
         more = x->input_seen && named && x->g->n_inputs && !x->head_done;
    if (f->scope->up || (x->input_seen && !more) || s->from || s->label) {
        diag_error(x->diag, s->span,
                   s->label || s->from ? "`%s` takes no label and no `from`"
                                       : "`%s` stands once, at the head of the net",
                   layer->kind);
        if (x->input_seen && !f->scope->up && !s->label && !s->from)
            diag_note(x->diag, "hint: several inputs have names and stand before the first layer: "
                               "`input image 32x32x3`, `input numbers 5`");
        if (f->scope->up || x->input_seen)
            return;
    }
    Node *n = more ? x->g->nodes[0] : add_input(x, f, layer, s->span);
    if (named) {
        add_input_part(x, f, layer, s, args, n_args);
        return;
    }
    AttrTable t = {layer->kind, layer->attrs, s->span, NULL, 0, NULL};
    n->attr = n_args < 0 ? NULL : bind_attrs(x->arena, x->diag, &t, args, n_args);
    if (n->attr)
        read_input(x, n, &x->g->input);
}

static void need_input(Expander *x, Frame *f, Span at)
{
    x->head_done = true;
    if (x->input_seen)
        return;
    if (!x->files.broken) {
        diag_error(x->diag, at, "the net's `input` must stand before its first layer");
        diag_note(x->diag, "hint: `input 32x32x3 scale=1/255` for RGB images of 32x32");
    }
    const Layer *const *l = layer_table;
    while ((*l)->min_in > 0)
        l++;
    add_input(x, f, *l, at);
}

/* A number as a name: as it was written (`007`, not 7), or its value where it was computed. */
static const char *number_as_name(Arena *arena, const ArgVal *a)
{
    const Source *src = a->span.src;
    size_t n = src ? a->span.end - a->span.begin : 0;
    const char *text = n ? src->text + a->span.begin : "";
    bool written = n > 0;
    for (size_t i = 0; i < n; i++) {
        bool sign = (text[i] == '+' || text[i] == '-') && i > 0 &&
                    ascii_lower((unsigned char)text[i - 1]) == 'e';
        written = written && (ascii_digit((unsigned char)text[i]) || text[i] == '.' ||
                              (i > 0 && ascii_lower((unsigned char)text[i]) == 'e') || sign);
    }
    return written ? arena_strndup(arena, text, n) : value_text(arena, &a->v);
}

static void add_label(Expander *x, const ArgVal *a, Names *known)
{
    Graph *g = x->g;
    const char *name = a->v.kind == VAL_NUM ? number_as_name(x->arena, a) : a->v.text;
    if (a->key || !name) {
        diag_error(x->diag, a->span, "labels are words, or texts in quotes");
        return;
    }
    Entry *e = names_enter(known, g, name);
    if (e->span.src)
        diag_error(x->diag, a->span, "label `%s` is named twice", name);
    e->span = a->span;
    g->labels[g->n_labels++] = name;
}

static void use_labels(Expander *x, Frame *f, const Stmt *s)
{
    Graph *g = x->g;
    Eval ev = {x->arena, x->diag, NULL, f->scope};
    ArgVal *args;
    int n = eval_args(&ev, s->args, &args);
    if (f->scope->up || g->labels || s->label || s->from) {
        diag_error(x->diag, s->span, "`labels` stands once, in the net itself, and is no value");
        return;
    }
    Names known = {.arena = x->arena};
    g->labels = ARENA_ARRAY(x->arena, const char *, n < 0 ? 1 : n + 1);
    for (int i = 0; i < n; i++)
        add_label(x, &args[i], &known);
    if (n == 0)
        diag_error(x->diag, s->span, "labels needs the names of the classes");
}

/* ---- several outputs ---- */

static void add_output(Expander *x, Frame *f, const ArgVal *a)
{
    Graph *g = x->g;
    Node *n = NULL;
    if (a->key || a->v.kind != VAL_WORD)
        diag_error(x->diag, a->span, "output takes the names of values");
    else
        n = resolve_path(x, f->scope, a->v.text, a->span);
    for (int i = 0; n && i < g->n_heads; i++)
        if (g->heads[i].node == n) {
            diag_error(x->diag, a->span, "the output `%s` is named twice", a->v.text);
            n = NULL;
        }
    for (int i = 0; n && i < g->n_inputs; i++)
        if (!strcmp(g->inputs[i].name, a->v.text)) {
            diag_error(x->diag, a->span, "`%s` is an input: an output is another value", a->v.text);
            n = NULL;
        }
    if (n)
        ARENA_PUSH(x->arena, g->heads, g->n_heads, g->cap_heads,
                   ((Head){.name = a->v.text, .node = n, .weight = 1, .span = a->span}));
}

/* output NAME...: which values are what the net tells; several of them one after the other. */
static void use_output(Expander *x, Frame *f, const Stmt *s)
{
    Eval ev = eval_in(x, f);
    ArgVal *args;
    int n = eval_args(&ev, s->args, &args);
    if (f->scope->up || x->g->n_heads || s->label || s->from) {
        diag_error(x->diag, s->span, "`output` stands once, in the net itself, and is no value");
        if (x->g->n_heads)
            diag_note(x->diag, "hint: all of them stand on its line: `output class age`");
        return;
    }
    need_input(x, f, s->span);
    for (int i = 0; i < n; i++)
        add_output(x, f, &args[i]);
    if (n == 0)
        diag_error(x->diag, s->span, "output needs the names of values: `output class age`");
}

/* What is behind the last layer: the value that `output` names, or all of them as one. */
static Node *join_outputs(Expander *x)
{
    Graph *g = x->g;
    Node **in = ARENA_ARRAY(x->arena, Node *, g->n_heads + 1);
    for (int i = 0; i < g->n_heads; i++)
        in[i] = g->heads[i].node;
    if (g->n_heads == 1) {
        g->n_heads = 0;
        return in[0];
    }
    Node *n = add_node(x, &layer_outputs, layer_outputs.kind, layer_outputs.kind, g->heads[0].span,
                       in, g->n_heads);
    n->attr = ARENA_ARRAY(x->arena, AttrValue, 1);
    return n;
}

/* ---- statements ---- */

static void unknown_kind(Expander *x, const char *kind, Span at)
{
    if (x->files.broken)
        return;
    Words w = {.arena = x->arena};
    for (const Layer *const *l = layer_table; *l; l++)
        if ((*l)->min_in > 0)
            words_add(&w, (*l)->kind);
    names_list(&x->files.blocks, &x->files, true, &w);
    bool other = other_word("layer", kind) != NULL;
    const char *dot = strrchr(kind, '.'); /* nn.ReLU */
    diag_error(x->diag, at, "no layer kind or block is called `%s`%s", kind,
               other ? "" : did_you_mean(x->arena, dot ? dot + 1 : kind, w.items, w.n));
    note_other_word(x->diag, "layer", kind);
}

/* The kind that a statement names: as written, or the word that a parameter holds (`act`). */
static const char *kind_of(const Expander *x, const Frame *f, const Stmt *s)
{
    const Var *var = var_find(f->vars, s->name);
    if (var && var->value.kind == VAL_WORD)
        return var->value.text;
    Eval ev = eval_in(x, f);
    return interpolate(&ev, s->name, s->name_span);
}

static void expand_use(Expander *x, Frame *f, const Stmt *s)
{
    const char *kind = kind_of(x, f, s);
    count_args(x, s->args);
    if (!kind)
        return;
    if (strcmp(kind, "labels") == 0) {
        use_labels(x, f, s);
        return;
    }
    const Entry *block = names_find(&x->files.blocks, &x->files, kind);
    bool is_block = block && block->block;
    if (!is_block && strcmp(kind, "output") == 0) {
        use_output(x, f, s);
        return;
    }
    const Layer *layer = is_block ? layer_find(kind) : kind_called(x, kind, s->name_span);
    if (!is_block && !layer) {
        unknown_kind(x, kind, s->name_span);
        x->mistakes++;
        return;
    }
    if (layer && layer->min_in == 0) {
        use_input(x, f, layer, s);
        return;
    }
    need_input(x, f, s->span);
    Node *input = s->from ? resolve(x, f, s->from, s->from_span) : f->value;
    Entry *entry = enter_statement(x, f, s, kind);
    if (!input)
        input = f->value; /* reported; go on to find more */
    Node *value = layer ? use_layer(x, f, layer, s, input, entry)
                        : use_block(x, f, block->block, s, input, entry);
    x->mistakes += !value;
    f->value = value ? value : f->value;
    if (entry)
        entry->value = f->value;
}

static void expand_repeat(Expander *x, Frame *f, const Stmt *s)
{
    Eval ev = eval_in(x, f);
    int lo, hi;
    if (!eval_whole(&ev, s->lo, "the first value of the repeat", &lo) ||
        !eval_whole(&ev, s->hi, "the last value of the repeat", &hi))
        return;
    const Var *outer = f->vars;
    for (int i = lo; i <= hi && step(x, s->span); i++) {
        Var v = {s->name, {.kind = VAL_NUM, .num = i}, outer};
        f->vars = &v;
        expand_body(x, f, s->body);
    }
    f->vars = outer;
}

static void expand_body(Expander *x, Frame *f, const Stmt *list)
{
    for (const Stmt *s = list; s && step(x, s->span); s = s->next) {
        Eval ev = eval_in(x, f);
        bool yes;
        switch (s->kind) {
        case STMT_USE: expand_use(x, f, s); break;
        case STMT_REPEAT: expand_repeat(x, f, s); break;
        case STMT_IF:
            x->steps += s->cond->weight;
            if (eval_condition(&ev, s->cond, &yes))
                expand_body(x, f, yes ? s->body : s->otherwise);
            break;
        }
    }
}

/* ---- the file ---- */

const char **ast_nets(Arena *arena, const Ast *ast)
{
    Words w = {.arena = arena};
    for (const Item *i = ast->items; i; i = i->next)
        if (i->kind == ITEM_NET)
            words_add(&w, i->name);
    words_add(&w, NULL);
    return w.items;
}

/* The net that the options ask for; NULL after an error. */
static const Item *find_net(Expander *x, const Ast *ast, const char *wanted)
{
    const Item *found = NULL;
    Words w = {.arena = x->arena};
    Names seen = {.arena = x->arena};
    for (const Item *i = ast->items; i; i = i->next) {
        if (i->kind != ITEM_NET)
            continue;
        Entry *e = names_enter(&seen, ast, i->name);
        if (e->span.src)
            diag_error(x->diag, i->name_span, "net `%s` is already defined at line %d", i->name,
                       source_line_col(e->span.src, e->span.begin).line);
        e->span = i->name_span;
        words_add(&w, i->name);
        if (!wanted || strcmp(wanted, i->name) == 0)
            found = i;
    }
    if (found || x->files.broken)
        return found;
    if (wanted)
        diag_error(x->diag, (Span){0}, "no net in %s is called `%s`%s", ast->source->path, wanted,
                   did_you_mean(x->arena, wanted, w.items, w.n));
    else
        diag_error(x->diag, ast->items ? ast->items->name_span : (Span){ast->source, 0, 0},
                   "this file holds no net; a file of blocks is used by importing it");
    return NULL;
}

/* The train section for the net: the one of its name, else the default one. */
static const Item *find_train(Expander *x, const Ast *ast, const char *net)
{
    const Item *found = NULL, *general = NULL;
    Names seen = {.arena = x->arena};
    const char **nets = ast_nets(x->arena, ast);
    int n_nets = 0;
    while (nets[n_nets])
        names_enter(&seen, nets, nets[n_nets++]);
    for (const Item *i = ast->items; i; i = i->next) {
        if (i->kind != ITEM_TRAIN)
            continue;
        Entry *e = names_enter(&seen, ast, i->name ? i->name : "");
        if (e->span.src)
            diag_error(x->diag, i->span, "this train section is already written at line %d",
                       source_line_col(e->span.src, e->span.begin).line);
        else if (i->name && !names_find(&seen, nets, i->name) && !x->files.broken)
            diag_error(x->diag, i->name_span, "no net of this file is called `%s`%s", i->name,
                       did_you_mean(x->arena, i->name, nets, n_nets));
        e->span = i->span;
        if (!i->name)
            general = i;
        else if (strcmp(i->name, net) == 0)
            found = i;
    }
    return found ? found : general;
}

static void record_sources(Graph *g, const Files *f)
{
    g->sources = ARENA_ARRAY(g->arena, const Source *, f->n + 1);
    g->source_hash = FNV_START;
    for (int i = 0; i < f->n; i++) {
        g->sources[g->n_sources++] = f->items[i]->ast->source;
        g->source_hash = fnv_bytes(g->source_hash, f->items[i]->ast->source->text,
                                   f->items[i]->ast->source->len);
    }
    for (const char *const *d = f->options->defines; d && *d; d++)
        g->source_hash = fnv_bytes(g->source_hash, *d, strlen(*d) + 1);
}

Graph *expand(Arena *arena, const Ast *ast, const ExpandOptions *options, Diag *diag)
{
    Graph *g = ARENA_NEW(arena, Graph);
    Expander x = {.arena = arena, .diag = diag, .g = g};
    g->arena = arena;
    x.files = (Files){.arena = arena, .diag = diag, .options = options};
    x.names.arena = arena;
    files_load(&x.files, ast);
    record_sources(g, &x.files);
    const Item *net = find_net(&x, ast, options->net);
    if (!net)
        return NULL;
    Scope scope = {.path = ""};
    x.source = ast->source;
    x.params = file_params(arena, diag, ast, options->defines);
    Frame frame = {&scope, x.params, NULL};
    g->name = net->name;
    expand_body(&x, &frame, net->body);
    if (g->n_nodes <= 1 && diag_errors(diag) == 0)
        diag_error(diag, net->span, "net `%s` has no layers", net->name);
    if (g->n_inputs)
        join_inputs(&x);
    g->output = g->n_heads ? join_outputs(&x) : frame.value;
    const Item *train = find_train(&x, ast, net->name);
    if (train && g->output)
        read_train(g, train, x.params, diag);
    else
        g->train.span = net->close;
    return diag_errors(diag) == 0 ? g : NULL;
}
