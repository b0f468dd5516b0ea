/* infer_shapes: calls each node's shape rule in order, checks that every tensor is of a size
 * that the kernels' int arithmetic holds, gives parameters their place in the parameter buffer, and
 * hashes the layout. A node whose input failed is passed over, so one mistake is told once. */
#include "compiler/ir/geometry.h"
#include "compiler/front/names.h"
#include <limits.h>
#include <string.h>

enum {
    VALUE_MAX = 1 << 26, /* elements of one sample: 16 times as many, packed, still fit an int */
    SHOWN_HEAD = 4,
    SHOWN_TAIL = 12,
    MISTAKES_MAX = 100 /* then the rest is not looked at */
};

struct ShapeCtx {
    Graph *g;
    Diag *diag;
    Node *node; /* whose rule runs */
    bool failed;
};

const char *shape_text(Arena *a, Shape s)
{
    return s.rank == 1 ? arena_printf(a, "%d", s.c) : arena_printf(a, "%dx%dx%d", s.h, s.w, s.c);
}

Arena *shape_arena(ShapeCtx *sc) { return sc->g->arena; }
const Input *shape_input(ShapeCtx *sc) { return &sc->g->input; }

/* "the base" when the failing layer stands on one block of the net, else "the net". */
const char *shape_base(ShapeCtx *sc)
{
    const char *base = NULL;
    size_t len = 0;
    for (int i = 1; i <= sc->node->id; i++) {
        const Node *n = sc->g->nodes[i];
        bool in_block = strcmp(n->top, n->name) != 0 &&
                        !(n->implicit && strcmp(n->top, n->in[0]->name) == 0);
        if (in_block && base && (strncmp(base, n->top, len) != 0 || len != strcspn(n->top, ".")))
            return "the net";
        if (in_block && i == sc->node->id)
            return "the net";
        if (in_block) {
            base = n->top;
            len = strcspn(base, ".");
        }
    }
    return base ? arena_printf(sc->g->arena, "the %.*s", (int)len, base) : "the net";
}

static bool same_shape(Shape a, Shape b)
{
    return a.rank == b.rank && a.h == b.h && a.w == b.w && a.c == b.c;
}

/* `conv` for a layer that netc named `conv_3`, else the group's name. */
static const char *shown_name(const Node *n)
{
    size_t len = strlen(n->layer->kind);
    bool automatic = strncmp(n->top, n->layer->kind, len) == 0 && n->top[len] == '_' &&
                     n->top[len + 1] &&
                     n->top[len + 1 + strspn(n->top + len + 1, "0123456789")] == '\0';
    return automatic ? n->layer->kind : n->top;
}

/* "input 32x32x3 -> base.block1 16x16x64 -> ...": one entry a group, where the shape changes;
 * of a long list, its ends. */
static const char *shapes_so_far(const Graph *g, const Node *until)
{
    Words w = {.arena = g->arena};
    Shape last = {0, 0, 0, 0};
    for (int i = 0; i < until->id; i++) {
        const Node *first = g->nodes[i], *n = first;
        for (; i + 1 < until->id && strcmp(g->nodes[i + 1]->top, first->top) == 0; i++)
            n = g->nodes[i + 1]->out.rank ? g->nodes[i + 1] : n;
        if (n->out.rank == 0 || same_shape(n->out, last))
            continue;
        words_add(&w,
                  arena_printf(g->arena, "%s %s", shown_name(first), shape_text(g->arena, n->out)));
        last = n->out;
    }
    const char *text = "";
    for (int i = 0; i < w.n; i++)
        if (w.n <= SHOWN_HEAD + SHOWN_TAIL || i < SHOWN_HEAD || i >= w.n - SHOWN_TAIL)
            text = arena_printf(g->arena, "%s%s%s", text, i == 0 ? "" : " -> ", w.items[i]);
        else if (i == SHOWN_HEAD)
            text = arena_printf(g->arena, "%s -> ...", text);
    return text;
}

static void report(ShapeCtx *sc, Span at, const char *fmt, va_list ap)
{
    sc->failed = true;
    diag_error(sc->diag, at, "%s", arena_vprintf(sc->g->arena, fmt, ap));
    if (strcmp(sc->node->top, sc->node->name) != 0)
        diag_note(sc->diag, "layer: %s", sc->node->name);
}

void shape_error(ShapeCtx *sc, const Node *n, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    report(sc, n->span, fmt, ap);
    va_end(ap);
    const char *before = shapes_so_far(sc->g, n);
    if (*before)
        diag_note(sc->diag, "shapes so far: %s", before);
}

void shape_error_at(ShapeCtx *sc, Span at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    report(sc, at, fmt, ap);
    va_end(ap);
}

void shape_warning(ShapeCtx *sc, const Node *n, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    diag_warning(sc->diag, n->span, "%s", arena_vprintf(sc->g->arena, fmt, ap));
    va_end(ap);
}

void shape_hint(ShapeCtx *sc, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    diag_note(sc->diag, "hint: %s", arena_vprintf(sc->g->arena, fmt, ap));
    va_end(ap);
}

/* Elements of a parameter; 0 when it, or its packed form (the last two dimensions rounded up
 * to 16), does not fit an int. */
static int64_t param_count(const Param *p)
{
    double plain = 1, packed = 1;
    for (int i = 0; i < p->rank; i++) {
        plain *= p->dim[i];
        packed *= i + 2 >= p->rank ? (p->dim[i] + 15.0) - (double)((p->dim[i] + 15) % 16)
                                   : p->dim[i];
    }
    return plain >= 1 && packed <= INT_MAX ? (int64_t)plain : 0;
}

static void push_param(Graph *g, Node *n, Param *p)
{
    n->params = arena_grow(g->arena, n->params, sizeof *n->params * (size_t)n->n_params,
                           sizeof *n->params * (size_t)(n->n_params + 1));
    n->params[n->n_params++] = p;
}

/* The parameter of the layer whose parameters n uses; it has to be the same. */
static Param *shared_param(ShapeCtx *sc, Node *n, const ParamSpec *spec)
{
    Param *p = NULL;
    for (int i = 0; i < n->shares->n_params; i++)
        if (!strcmp(n->shares->params[i]->name, spec->name))
            p = n->shares->params[i];
    bool same = p && p->rank == spec->rank && n->layer == n->shares->layer;
    for (int i = 0; same && i < p->rank; i++)
        same = p->dim[i] == spec->dim[i];
    if (!same && !sc->failed)
        shape_error_at(sc, n->share_span,
                       "%s cannot share the parameters of %s: they have not the same %s", n->name,
                       n->shares->name, spec->name);
    if (!p) {
        p = ARENA_NEW(sc->g->arena, Param);
        p->node = n;
    }
    push_param(sc->g, n, p);
    return p;
}

Param *shape_param(ShapeCtx *sc, Node *n, ParamSpec spec)
{
    Graph *g = sc->g;
    if (n->shares)
        return shared_param(sc, n, &spec);
    Param *p = ARENA_NEW(g->arena, Param);
    *p = (Param){.name = spec.name,
                 .full_name = arena_printf(g->arena, "%s.%s", n->name, spec.name),
                 .rank = spec.rank,
                 .init = spec.init,
                 .fan_in = spec.fan_in,
                 .fan_out = spec.fan_out,
                 .trainable = !spec.fixed && !n->frozen,
                 .trains = !spec.fixed,
                 .decays = spec.decays,
                 .matrix = spec.matrix,
                 .optional = spec.optional,
                 .rate = 1,
                 .deviation = spec.deviation,
                 .offset = g->param_floats,
                 .index = g->n_params,
                 .node = n};
    for (int i = 0; i < spec.rank; i++)
        p->dim[i] = spec.dim[i];
    p->count = param_count(p);
    if (p->count == 0 && !sc->failed)
        shape_error(sc, n, "the %s of this layer is too large: more than 2^31 numbers", spec.name);
    g->param_floats += p->count;
    ARENA_PUSH(g->arena, g->params, g->n_params, g->cap_params, p);
    push_param(g, n, p);
    return p;
}

Param *shape_vector(ShapeCtx *sc, Node *n, const char *name, int count, Init init)
{
    return shape_param(sc, n, (ParamSpec){.name = name, .rank = 1, .dim = {count}, .init = init});
}

static bool inputs_known(const Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        if (n->in[i]->out.rank == 0)
            return false;
    return true;
}

/* The factor on the net's rate that gives an optimizer's own. */
static double own_rate(const Train *t, const Setting *own)
{
    const Optimizer *o = own->record, *all = t->optimizer.record;
    return setting_num(own, o->attrs, "rate") / setting_num(&t->optimizer, all->attrs, "rate");
}

static void grant(Param *p, const ParamWish *w)
{
    switch (w->what) {
    case WISH_RATE:
        p->rate = w->rate;
        p->part = w->part;
        return;
    case WISH_FREEZE: p->trainable = (!w->frozen || w->undone) && !p->node->frozen; return;
    case WISH_OPTIMIZER: p->optimizer = w->optimizer; p->decays = true;
    }
}

/* What the train section says of parameters, now that the layer has declared them. */
static void grant_wishes(ShapeCtx *sc, Node *n)
{
    const char *names[8];
    int known = 0;
    if (n->shares) /* wishes are for the layer whose parameters it uses */
        return;
    for (int i = 0; i < n->n_params && known < 8; i++)
        if (n->params[i]->trains)
            names[known++] = n->params[i]->name;
    for (const ParamWish *w = n->wishes; w; w = w->next) {
        bool hit = !w->name;
        for (int i = 0; i < n->n_params; i++)
            if (w->name ? n->params[i]->trains && !strcmp(n->params[i]->name, w->name)
                        : n->params[i]->trains || w->what == WISH_RATE) {
                grant(n->params[i], w);
                hit = true;
            }
        if (!hit)
            diag_error(sc->diag, w->span, "%s has no parameter `%s` that trains%s", n->name,
                       w->name, did_you_mean(shape_arena(sc), w->name, names, known));
        if (hit && w->what == WISH_FREEZE && !w->undone && !w->frozen && n->frozen)
            diag_error(sc->diag, w->span,
                       "%s is frozen as a whole: instead of it, freeze its other parameters",
                       n->name);
    }
    for (int i = 0; i < n->n_params; i++)
        if (n->params[i]->optimizer)
            n->params[i]->rate *= own_rate(&sc->g->train, n->params[i]->optimizer);
}

/* `*` stands for any letters, `?` for one. */
static bool fits_pattern(const char *pattern, const char *text)
{
    const char *star = NULL, *from = NULL; /* the last star, and where what it stands for ends */
    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            from = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++from;
        } else
            return false;
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

/* Part of the net or a parameter: whether the rule's path is that of p's layer, of a block around
 * it, or its own. */
static bool rule_fits(const DecayRule *r, const Param *p)
{
    const size_t n = strlen(r->path);
    if (r->pattern)
        return fits_pattern(r->path, p->full_name);
    return !strcmp(r->path, p->full_name) || (p->decays && !strncmp(r->path, p->node->name, n) &&
                                              (!p->node->name[n] || p->node->name[n] == '.'));
}

static bool is_part(const Graph *g, const char *path)
{
    const size_t n = strlen(path);
    for (int i = 1; i < g->n_nodes; i++)
        if (!strncmp(g->nodes[i]->name, path, n) &&
            (!g->nodes[i]->name[n] || g->nodes[i]->name[n] == '.'))
            return true;
    return false;
}

/* The train section's `decay`, now that all parameters are known. */
static void set_decays(Graph *g, Diag *d)
{
    for (int i = 0; i < g->train.n_decays; i++) {
        const DecayRule *r = &g->train.decays[i];
        bool hit = !r->pattern && is_part(g, r->path);
        for (int k = 0; k < g->n_params; k++) {
            Param *p = g->params[k];
            if (!p->trains || !rule_fits(r, p))
                continue;
            p->own_decay = hit = true;
            p->decay = r->decay;
        }
        if (!hit && r->pattern)
            diag_error(d, r->span, "no parameter that trains fits \"%s\"", r->path);
        else if (!hit)
            diag_error(d, r->span, "no parameter that trains is called `%s`", r->path);
    }
}

static void check_size(ShapeCtx *sc, const Node *n)
{
    Shape s = n->out;
    if (s.h <= DIM_MAX && s.w <= DIM_MAX && s.c <= DIM_MAX && (double)s.h * s.w * s.c <= VALUE_MAX)
        return;
    shape_error(sc, n, "the output of %s, %s, is too large: more than 2^26 numbers an image",
                n->layer->kind, shape_text(sc->g->arena, s));
}

/* As many labels as outputs; a single output (a sigmoid) may name two. */
static void check_labels(const Graph *g, Diag *d)
{
    const Loss *loss = g->train.loss.record;
    int classes = g->output->out.c;
    if (g->labels && loss && loss->compares) {
        diag_error(d, g->train.loss.span,
                   "the outputs of a net with %s are an embedding, not one for each class: leave "
                   "`labels` out",
                   loss->name);
        return;
    }
    if (!g->labels || g->output->out.rank != 1 || g->n_labels == classes ||
        (classes == 1 && g->n_labels == 2))
        return;
    diag_error(d, g->output->span, "the net ends in %d value%s but names %d label%s", classes,
               classes == 1 ? "" : "s", g->n_labels, g->n_labels == 1 ? "" : "s");
}

/* A word other than the first of its choices, which is the default. */
static bool is_other_word(const AttrSpec *s, const AttrValue *v)
{
    size_t first = s->choices ? strcspn(s->choices, " ") : 0;
    return s->type == ATTR_NAME && v->str && s->choices &&
           (strlen(v->str) != first || memcmp(v->str, s->choices, first) != 0);
}

/* The classes of a map, those that have weights, and those of samples that are mixed go into the
 * loss as rows. */
static void choose_loss(Graph *g, Diag *d)
{
    Train *t = &g->train;
    const Loss *loss = t->loss.record;
    bool weighted = t->balanced || t->n_class_weights;
    int classes = g->output->out.c;
    if (loss && loss->compares && (t->columns.weight || augment_mixes(&t->augment)))
        diag_error(d, t->loss.span, "%s takes class numbers, and %s", loss->name,
                   t->columns.weight ? "`weight=` weighs rows of targets"
                                     : "mixup and cutmix mix rows of shares");
    if (loss && loss->compares && t->batch == 1) {
        diag_error(d, t->loss.span, "%s compares the samples of a batch, and a batch of 1 has one",
                   loss->name);
        diag_note(d, "hint: `batch %d`, or as many as give several samples of each class",
                  DEFAULT_BATCH);
    }
    t->weighs = t->columns.weight && loss && !loss->classes && !loss->compares;
    if (loss && loss->rows &&
        (g->output->out.rank != 1 || weighted || t->columns.weight || augment_mixes(&t->augment)))
        g->train.loss.record = loss->rows;
    if (weighted && loss && g->n_heads) {
        diag_error(d, t->weights_span, "class_weight is for nets with one output; this one has %d",
                   g->n_heads);
        diag_note(d, "hint: `weight=` weighs a sample (`data`) or an output's loss (`loss`)");
    } else if (weighted && loss && !loss->classes) {
        diag_error(d, t->weights_span, "class_weight goes with a loss of classes; %s is none",
                   loss->name);
        diag_note(d, "hint: `loss crossentropy` behind `dense 2 softmax`");
    } else if (t->n_class_weights && t->n_class_weights != classes) {
        diag_error(d, t->weights_span,
                   "class_weight has %d number%s, but the net tells %d classes "
                   "apart",
                   t->n_class_weights, t->n_class_weights == 1 ? "" : "s", classes);
    }
    for (int i = 0; loss && loss->fused_kind && g->output->layer->attrs[i].name; i++)
        if (g->output->out.rank != 1 &&
            is_other_word(&g->output->layer->attrs[i], &g->output->attr[i]))
            diag_error(d, t->loss.span,
                       "%s compares the channels of each pixel, but the net ends in "
                       "%s %s=%s",
                       loss->name, loss->fused_kind, g->output->layer->attrs[i].name,
                       g->output->attr[i].str);
}

/* Class numbers are one a sample. */
static void check_loss(const Graph *g, Diag *d)
{
    const Loss *loss = g->train.loss.record;
    Shape s = g->output->out;
    if (!loss || !(loss->int_labels || loss->target_rows > 1) || s.rank == 1)
        return;
    diag_error(d, g->train.loss.span, "%s needs a net that ends in a vector; this one ends in %s",
               loss->name, shape_text(g->arena, s));
    diag_note(d, "hint: put `flatten` or `globalavgpool` before its last layer");
}

/* The places of several outputs, and the losses that take rows: a class number of theirs is one. */
static void set_heads(Graph *g, Diag *d)
{
    int64_t at = 0;
    for (int i = 0; i < g->n_heads; i++) {
        Head *h = &g->heads[i];
        const Loss *loss = h->loss.record;
        h->at = at;
        h->count = shape_count(h->node->out);
        at += h->count;
        if (loss && loss->rows)
            h->loss.record = loss->rows;
        else if (loss && loss->int_labels)
            diag_error(d, h->loss.span, "%s is a loss of a net with one output", loss->name);
    }
    if (g->n_heads && augment_mixes(&g->train.augment))
        diag_error(d, g->train.span, "mixup and cutmix are for nets with one output");
    if (g->n_heads && g->train.n_classes)
        diag_error(d, g->train.span, "`classes` is said of a net with one output");
}

static uint64_t layout_hash(const Graph *g)
{
    uint64_t hash = FNV_START;
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        const char *text = p->full_name;
        hash = fnv_bytes(hash, text, strlen(text) + 1);
        for (int k = 0; k < p->rank; k++) {
            char dim[16];
            int n = snprintf(dim, sizeof dim, "%d,", p->dim[k]);
            hash = fnv_bytes(hash, dim, (size_t)n);
        }
    }
    return hash;
}

/* Of an autoencoder: a number of the output for each of the input. */
static void check_target(const Graph *g, Diag *d)
{
    const Loss *loss = g->train.loss.record;
    long long in = (long long)shape_count(g->nodes[0]->out),
              out = (long long)shape_count(g->output->out);
    if (!g->train.target_input)
        return;
    if (loss && loss->int_labels) {
        diag_error(d, g->train.target_span, "%s compares classes, and the input is none",
                   loss->name);
        diag_note(d, "hint: `loss mse`, or `loss binary_crossentropy` for numbers from 0 to 1");
    } else if (in != out) {
        diag_error(d, g->train.target_span,
                   "the outputs are compared with the input, but they are %lld numbers and it has "
                   "%lld",
                   out, in);
    }
}

static void forget_params(Graph *g)
{
    g->params = NULL;
    g->n_params = g->cap_params = 0;
    g->param_floats = 0;
    for (int i = 0; i < g->n_nodes; i++) {
        g->nodes[i]->params = NULL;
        g->nodes[i]->n_params = 0;
    }
}

void infer_shapes(Graph *g, Diag *diag)
{
    ShapeCtx sc = {.g = g, .diag = diag};
    forget_params(g);
    int mistakes = 0;
    for (int i = 0; i < g->n_nodes && mistakes < MISTAKES_MAX; i++) {
        Node *n = sc.node = g->nodes[i];
        sc.failed = false;
        if (!inputs_known(n))
            continue;
        if (n->shares)
            n->frozen = n->shares->frozen;
        n->layer->shape(&sc, n);
        if (!sc.failed && n->shares && n->n_params != n->shares->n_params)
            shape_error_at(&sc, n->share_span,
                           "%s cannot share the parameters of %s: it has %d, not %d", n->name,
                           n->shares->name, n->n_params, n->shares->n_params);
        if (!sc.failed)
            check_size(&sc, n);
        if (!sc.failed)
            grant_wishes(&sc, n);
        if (!sc.failed)
            continue;
        n->out = (Shape){0, 0, 0, 0};
        mistakes++;
    }
    if (g->output->out.rank) {
        set_heads(g, diag);
        check_labels(g, diag);
        choose_loss(g, diag);
        check_loss(g, diag);
    }
    if (g->output->out.rank && g->nodes[0]->out.rank)
        check_target(g, diag);
    if (mistakes == 0)
        set_decays(g, diag);
    g->layout_hash = layout_hash(g);
}

void check_compiles(const Graph *g, Diag *d)
{
    for (int i = 1; i < g->n_nodes; i++) /* nodes[0], the input, has no instructions of its own */
        if (!g->nodes[i]->layer->forward)
            diag_error(d, g->nodes[i]->span, "%s does not compile yet", g->nodes[i]->layer->kind);
}
