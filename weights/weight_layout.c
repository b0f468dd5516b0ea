/* Orders of vectors; see weight_layout.h. Vectors that must have one order (before and behind
 * batchnorm, the operands of a sum, the uses of shared parameters) form a class. A flattened map
 * gives its class the order (C,H,W); a vector that becomes a map wants it; a dense layer may have
 * any, and has the same as netc's when nothing asks for another. A kind that is not known to keep
 * an order leaves none but netc's. */
#include "weights/weight_layout.h"
#include "compiler/ir/geometry.h"
#include "compiler/ir/layer.h"
#include <string.h>

typedef struct Class {
    const int *order;
    int count; /* numbers of each of its vectors */
    bool known;
    const char *why;
} Class;
typedef struct Deriving {
    Arena *a;
    const Graph *g;
    int *up;
    Class *class;
} Deriving;

static bool is_kind(const Node *n, const char *kind) { return !strcmp(n->layer->kind, kind); }

static int root(Deriving *d, int i)
{
    while (d->up[i] != i)
        i = d->up[i] = d->up[d->up[i]];
    return i;
}

static bool equal(const int *a, const int *b, int n)
{
    bool same = !a == !b;
    for (int i = 0; same && a && i < n; i++)
        same = a[i] == b[i];
    return same;
}

static void spoil(Deriving *d, const Node *n, const char *why)
{
    Class *c = &d->class[root(d, n->id)];
    if (!c->why)
        c->why = why;
}

static const char *length_differs(Deriving *d, const Node *n)
{
    return arena_printf(d->a, "the vectors that meet at `%s` have different lengths", n->name);
}

static void set(Deriving *d, const Node *n, const int *order)
{
    Class *c = &d->class[root(d, n->id)];
    if (c->count != n->out.c)
        spoil(d, n, length_differs(d, n));
    else if (!c->known)
        *c = (Class){order, c->count, true, c->why};
    else if (!equal(c->order, order, c->count))
        spoil(d, n,
              arena_printf(d->a, "the vectors that meet at `%s` are in different orders", n->name));
}

static void join(Deriving *d, const Node *a, const Node *b)
{
    int i = root(d, a->id), k = root(d, b->id);
    if (i == k)
        return;
    Class x = d->class[k];
    if (d->class[i].count != x.count) {
        spoil(d, a, length_differs(d, a));
        spoil(d, b, length_differs(d, a));
        return;
    }
    d->up[k] = i;
    if (x.known)
        set(d, a, x.order);
    if (x.why)
        spoil(d, a, x.why);
}

/* Number (h, w, c) of netc's vector is number (c, h, w) of the other one. */
static const int *flattened(Arena *a, Shape s)
{
    if (s.c == 1 || s.h * s.w == 1)
        return NULL;
    int n = s.h * s.w * s.c, *order = ARENA_ARRAY(a, int, (size_t)n);
    for (int i = 0; i < n; i++)
        order[i] = i % s.c * s.h * s.w + i / s.c;
    return order;
}

static void reshape(Deriving *d, const Node *n)
{
    Shape from = n->in[0]->out, to = n->out;
    if (to.rank == 1 && from.rank == 3)
        set(d, n, flattened(d->a, from));
    else if (to.rank == 1)
        join(d, n, n->in[0]);
    else if (from.rank == 1)
        set(d, n->in[0], flattened(d->a, to));
    else if (from.c != to.c || from.h != to.h)
        spoil(d, n,
              arena_printf(
                  d->a,
                  "`%s` makes another map of a map, which in channel-first order is another one",
                  n->name));
}

/* What it makes of a vector has the vector's order, whichever that is. */
static bool keeps_order(const Node *n)
{
    static const char *const kinds[] = {
        "batchnorm", "layernorm",   "rmsnorm",  "affine",   "dropout",     "identity",
        "add",       "sub",         "mul",      "div",      "pow",         "maximum",
        "minimum",   "relu",        "prelu",    "leaky",    "elu",         "celu",
        "selu",      "gelu",        "silu",     "mish",     "hardswish",   "sigmoid",
        "tanh",      "hardsigmoid", "softsign", "softplus", "clip",        "exp",
        "log",       "sqrt",        "abs",      "softmax",  "log_softmax", "fake_quant"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_kind(n, kinds[i]))
            return true;
    return is_kind(n, "groupnorm") && attr_int(n, "groups") == 1;
}

/* Its order follows from those of its inputs; see derive_from. */
static bool is_derived(const Node *n)
{
    return n->out.rank == 1 && n->in[0]->out.rank == 1 &&
           (is_kind(n, "concat") || is_kind(n, "slice") || is_kind(n, "shuffle"));
}

/* Ends orders: what it reads and what it makes have nothing to do with each other. */
static bool ends_order(const Node *n)
{
    return n->n_in == 0 || is_kind(n, "dense") || is_kind(n, "outputs") || is_kind(n, "input_part");
}

/* A number for all of a vector, or for all of a map's, is in no order. */
static void meet(Deriving *d, const Node *n)
{
    for (int i = 0; i < n->n_in; i++) {
        const Node *in = n->in[i];
        if (in->out.rank != 1 && n->out.rank == 1)
            set(d, n, NULL);
        else if (n->out.rank == 1 && in->out.c == n->out.c)
            join(d, n, in);
        else if (in->out.rank == 1)
            set(d, in, NULL);
    }
}

/* Parameters in two places are in one order. */
static void visit_shared(Deriving *d, const Node *n)
{
    const Node *pair[2][2] = {{n, n->shares}, {n->in[0], n->shares->in[0]}};
    for (int i = 0; i < (is_kind(n, "dense") ? 2 : 1); i++) {
        const Node *a = pair[i][0], *b = pair[i][1];
        if (a->out.rank == 1 && b->out.rank == 1)
            join(d, a, b);
        else if (a->out.rank == 1)
            set(d, a, NULL);
        else if (b->out.rank == 1)
            set(d, b, NULL);
    }
}

static void visit(Deriving *d, const Node *n)
{
    bool vector = n->out.rank == 1;
    if (n->shares && n->n_params)
        visit_shared(d, n);
    if (is_kind(n, "dense") || is_kind(n, "outputs") || (n->n_in && is_derived(n)))
        return;
    if (is_kind(n, "reshape") || is_kind(n, "flatten"))
        reshape(d, n);
    else if (vector && ends_order(n))
        set(d, n, NULL);
    else if (keeps_order(n) || (vector && n->in[0]->out.rank == 1 && n->in[0]->out.c == n->out.c))
        meet(d, n);
    else if (vector)
        set(d, n, NULL);
    else
        for (int i = 0; i < n->n_in; i++)
            if (n->in[i]->out.rank == 1)
                set(d, n->in[i], NULL);
}

static const int *joined(Deriving *d, const Node *n)
{
    bool plain = true;
    int at = 0, *order = ARENA_ARRAY(d->a, int, (size_t)n->out.c + 1);
    for (int i = 0; i < n->n_in; i++) {
        const Class *c = &d->class[root(d, n->in[i]->id)];
        plain &= c->order == NULL;
        for (int k = 0; k < c->count; k++)
            order[at + k] = at + (c->order ? c->order[k] : k);
        at += c->count;
    }
    return plain ? NULL : order;
}

/* The place in n's input of number i of n. */
static int taken_from(const Node *n, int i)
{
    if (is_kind(n, "slice")) {
        const SlicePart *p = &((const SliceGeometry *)n->geometry)->channels;
        return p->first + i * p->step;
    }
    int groups = attr_int(n, "groups");
    return i % groups * (n->out.c / groups) + i / groups;
}

/* Of a slice or shuffle: number i here is, in the other program, the number of n that is taken from
 * where the order has number i's place; there may be none. */
static const int *taken(Deriving *d, const Node *n)
{
    const Class *c = &d->class[root(d, n->in[0]->id)];
    if (!c->order)
        return NULL;
    int *order = ARENA_ARRAY(d->a, int, (size_t)n->out.c + 1),
        *back = ARENA_ARRAY(d->a, int, (size_t)c->count + 1);
    for (int i = 0; i < n->out.c; i++)
        back[taken_from(n, i)] = i + 1;
    for (int i = 0; i < n->out.c; i++) {
        order[i] = back[c->order[taken_from(n, i)]] - 1;
        if (order[i] >= 0)
            continue;
        spoil(d, n,
              arena_printf(d->a, "`%s` takes other numbers of a vector in channel-first order",
                           n->name));
        return NULL;
    }
    return order;
}

static bool derive_from(Deriving *d, const Node *n)
{
    for (int i = 0; i < n->n_in; i++)
        if (!d->class[root(d, n->in[i]->id)].known)
            return false;
    set(d, n, is_kind(n, "concat") ? joined(d, n) : taken(d, n));
    return true;
}

/* Joined and cut vectors as far as their parts are known; then the first dense layer that nothing
 * asks anything of is as netc's. */
static void derive_joined(Deriving *d)
{
    const Graph *g = d->g;
    bool *done = ARENA_ARRAY(d->a, bool, (size_t)g->n_nodes + 1);
    for (int next = 0; next < g->n_nodes;) {
        for (bool any = true; any;) {
            any = false;
            for (int i = 0; i < g->n_nodes; i++)
                if (!done[i] && g->nodes[i]->n_in && is_derived(g->nodes[i]) &&
                    derive_from(d, g->nodes[i]))
                    any = done[i] = true;
        }
        while (next < g->n_nodes &&
               (g->nodes[next]->out.rank != 1 || !is_kind(g->nodes[next], "dense") ||
                d->class[root(d, next)].known))
            next++;
        if (next < g->n_nodes)
            set(d, g->nodes[next], NULL);
    }
}

/* A kind that may cut or mix the numbers of a vector does not do so in an order that is not
 * netc's. */
static void refuse_mixed(Deriving *d)
{
    for (int i = 0; i < d->g->n_nodes; i++) {
        const Node *n = d->g->nodes[i];
        bool same = n->n_in && n->in[0]->out.c == n->out.c;
        if (n->out.rank != 1 || ends_order(n) || is_derived(n) || keeps_order(n) ||
            is_kind(n, "reshape") || is_kind(n, "flatten") || (is_kind(n, "reduce") && !same))
            continue;
        for (int k = 0; k < n->n_in; k++)
            if (n->in[k]->out.rank == 1 && d->class[root(d, n->in[k]->id)].order)
                spoil(d, n->in[k],
                      arena_printf(d->a,
                                   "`%s` (%s) mixes numbers that in channel-first order are others",
                                   n->name, n->layer->kind));
    }
}

/* What cannot be known is not known of what is made of it, up to the next dense layer, nor of the
 * vectors that it is made of. */
static bool spread_at(Deriving *d, const Node *n)
{
    bool any = false;
    for (int i = 0; i < n->n_in; i++) {
        if (ends_order(n) && n->in[i]->out.rank == 1)
            continue;
        Class *own = &d->class[root(d, n->id)], *in = &d->class[root(d, n->in[i]->id)];
        bool back = own->why && !in->why && n->in[i]->out.rank == 1;
        any |= back || (in->why && !own->why);
        if (back)
            in->why = own->why;
        if (!own->why)
            own->why = in->why;
    }
    return any;
}

static void spread(Deriving *d)
{
    for (bool any = true; any;) {
        any = false;
        for (int i = 0; i < d->g->n_nodes; i++)
            any |= spread_at(d, d->g->nodes[i]);
        for (int i = d->g->n_nodes - 1; any && i >= 0; i--)
            any |= spread_at(d, d->g->nodes[i]);
    }
}

Layout layout_derive(Arena *a, const Graph *g)
{
    size_t n = (size_t)g->n_nodes + 1;
    Deriving d = {a, g, ARENA_ARRAY(a, int, n), ARENA_ARRAY(a, Class, n)};
    Layout out = {ARENA_ARRAY(a, const int *, n), ARENA_ARRAY(a, int, n),
                  ARENA_ARRAY(a, const char *, n)};
    for (int i = 0; i < g->n_nodes; i++) {
        d.up[i] = i;
        d.class[i].count = g->nodes[i]->out.c;
    }
    for (int i = 0; i < g->n_nodes; i++)
        visit(&d, g->nodes[i]);
    derive_joined(&d);
    refuse_mixed(&d);
    spread(&d);
    for (int i = 0; i < g->n_nodes; i++) {
        const Class *c = &d.class[root(&d, i)];
        out.order[i] = c->order;
        out.count[i] = c->count;
        out.why[i] = c->why;
    }
    return out;
}
