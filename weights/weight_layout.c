/* Orders of vectors; see weight_layout.h. Vectors that must have one order (before and behind
 * batchnorm, the operands of a sum) form a class. A flattened map gives its class the order
 * (C,H,W); a vector that becomes a map wants it; a dense layer may have any, and has the same as
 * netc's when nothing asks for another. */
#include "weights/weight_layout.h"
#include "compiler/ir/layer.h"
#include <string.h>

typedef struct Class {
    const int *order;
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

static void set(Deriving *d, const Node *n, const int *order)
{
    Class *c = &d->class[root(d, n->id)];
    if (!c->known)
        *c = (Class){order, true, c->why};
    else if (!equal(c->order, order, n->out.c))
        c->why = arena_printf(d->a, "the vectors that meet at `%s` are in different orders",
                              n->name);
}

static void spoil(Deriving *d, const Node *n, const char *why)
{
    Class *c = &d->class[root(d, n->id)];
    if (!c->why)
        c->why = why;
}

static void join(Deriving *d, const Node *a, const Node *b)
{
    int i = root(d, a->id), k = root(d, b->id);
    if (i == k)
        return;
    Class x = d->class[k];
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

static void visit(Deriving *d, const Node *n)
{
    bool vector = n->out.rank == 1;
    for (int i = 0; i < n->n_in; i++) /* what cannot be known stays so, but for vectors made anew */
        if (!vector || n->in[i]->out.rank == 3) {
            const char *why = d->class[root(d, n->in[i]->id)].why;
            if (why)
                spoil(d, n, why);
        }
    if (is_kind(n, "reshape") || is_kind(n, "flatten"))
        reshape(d, n);
    else if (is_kind(n, "dense") || is_kind(n, "concat"))
        return;
    else if (n->n_in == 0 || (vector && n->in[0]->out.rank == 3))
        set(d, n, NULL);
    else if (vector)
        for (int i = 0; i < n->n_in; i++)
            join(d, n, n->in[i]);
    else
        for (int i = 0; i < n->n_in; i++)
            if (n->in[i]->out.rank == 1)
                set(d, n->in[i], NULL);
}

static bool join_vectors(Deriving *d, const Node *n)
{
    Class *own = &d->class[root(d, n->id)];
    bool plain = true;
    int at = 0;
    for (int i = 0; i < n->n_in; i++) {
        const Class *c = &d->class[root(d, n->in[i]->id)];
        if (!c->known)
            return false;
        plain &= c->order == NULL;
        if (c->why && !own->why)
            own->why = c->why;
    }
    int *order = ARENA_ARRAY(d->a, int, (size_t)n->out.c + 1);
    for (int i = 0; i < n->n_in; i++) {
        const Class *c = &d->class[root(d, n->in[i]->id)];
        int size = n->in[i]->out.c;
        for (int k = 0; k < size; k++)
            order[at + k] = at + (c->order ? c->order[k] : k);
        at += size;
    }
    set(d, n, plain ? NULL : order);
    return true;
}

/* Joined vectors as far as their parts are known; then the first dense layer that nothing asks
 * anything of is as netc's. */
static void derive_joined(Deriving *d)
{
    const Graph *g = d->g;
    bool *done = ARENA_ARRAY(d->a, bool, (size_t)g->n_nodes + 1);
    for (int next = 0; next < g->n_nodes;) {
        for (bool any = true; any;) {
            any = false;
            for (int i = 0; i < g->n_nodes; i++)
                if (!done[i] && is_kind(g->nodes[i], "concat") && g->nodes[i]->out.rank == 1 &&
                    join_vectors(d, g->nodes[i]))
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

Layout layout_derive(Arena *a, const Graph *g)
{
    size_t n = (size_t)g->n_nodes + 1;
    Deriving d = {a, g, ARENA_ARRAY(a, int, n), ARENA_ARRAY(a, Class, n)};
    Layout out = {ARENA_ARRAY(a, const int *, n), ARENA_ARRAY(a, const char *, n)};
    for (int i = 0; i < g->n_nodes; i++)
        d.up[i] = i;
    for (int i = 0; i < g->n_nodes; i++)
        visit(&d, g->nodes[i]);
    derive_joined(&d);
    for (int i = 0; i < g->n_nodes; i++) {
        const Class *c = &d.class[root(&d, i)];
        out.order[i] = c->order;
        out.why[i] = c->why;
    }
    return out;
}
