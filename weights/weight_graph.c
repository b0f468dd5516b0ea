/* Matching a model's graph with a net's; see weight_graph.h. Every layer gets a colour that depends
 * on all that is before and behind it (colour refinement); two graphs whose colours are the same,
 * each layer with parameters having one of its own, are equal. First with everything that is known
 * of the layers, where those that nothing tells apart may be taken in any order: they are alike.
 * Then without strides and the like, and without activations and pooling, since these can be
 * written in several ways; there every layer must have a place of its own. */
#include "weights/weight_graph.h"
#include "compiler/ir/layer.h"
#include "compiler/ir/geometry.h"
#include <stdlib.h>
#include <string.h>

enum { MAX_TIES = 2000 };

int op_add(OpGraph *g, Op op)
{
    int *in = ARENA_ARRAY(g->arena, int, (size_t)op.n_in + 1);
    if (op.n_in)
        memcpy(in, op.in, sizeof *in * (size_t)op.n_in);
    op.in = in;
    ARENA_PUSH(g->arena, g->op, g->n, g->cap, op);
    return g->n - 1;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    h ^= x + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 29;
}

static uint64_t mix_text(uint64_t h, const char *s)
{
    for (; s && *s; s++)
        h = mix(h, (unsigned char)*s);
    return mix(h, 256);
}

uint64_t op_shape(const char *kind, int rank, const int64_t *dim, bool bias)
{
    bool depthwise = rank == 4 && !strcmp(kind, "depthwise"), dense = !strcmp(kind, "dense");
    if (rank == 4 && dim[0] == 1 && dim[1] == 1 && !depthwise) {
        rank = 2; /* the same as a dense layer of each pixel */
        dim += 2;
    }
    uint64_t h = mix_text(bias, depthwise || dense ? "conv" : kind);
    for (int i = 0; i < rank; i++)
        h = mix(h, (uint64_t)(depthwise && i == 2   ? 1
                              : depthwise && i == 3 ? dim[2] * dim[3]
                                                    : dim[i]));
    return h;
}

bool op_is_pixelwise(const int size[2], const int stride[2])
{
    return size[0] == 1 && size[1] == 1 && stride[0] == 1 && stride[1] == 1;
}

/* ---- the net ---- */

bool in_scope(const char *name, const char *scope)
{
    size_t n = scope ? strlen(scope) : 0;
    return n == 0 || (!strncmp(name, scope, n) && (name[n] == '.' || !name[n]));
}

static uint64_t node_shape(const Node *n)
{
    bool norm = kind_is_norm(n->layer->kind);
    int64_t dim[4];
    for (int i = 0; i < 4; i++)
        dim[i] = n->params[0]->dim[i];
    return op_shape(n->layer->kind, n->params[0]->rank, dim, !norm && own_params(n) > 1);
}

static bool is_kind(const Node *n, const char *kind) { return !strcmp(n->layer->kind, kind); }

static bool is_pool(const Node *n) { return is_kind(n, "maxpool") || is_kind(n, "avgpool"); }

static const char *plain_kind(const Node *n)
{
    if (is_kind(n, "reshape"))
        return "flatten";
    if (is_kind(n, "relu") && attr_num(n, "max") > 0)
        return "relu max";
    return n->layer->kind;
}

static const char *sizes(Arena *a, const Node *n)
{
    const AttrValue *size = attr_value(n, "size"), *stride = attr_value(n, "stride");
    const AttrValue *step = stride->set || !is_pool(n) ? stride : size;
    return arena_printf(a, "%dx%d %dx%d", size->size[0], size->size[1], step->size[0],
                        step->size[1]);
}

static const char *detail_of(Arena *a, const Node *n)
{
    if (is_kind(n, "conv") || is_kind(n, "depthwise") || is_kind(n, "conv_transpose")) {
        const AttrValue *d = attr_value(n, "dilation"), *pad = attr_value(n, "pad");
        const char *mode = pad->set ? "explicit" : attr_flag(n, "valid") ? "valid" : "same";
        const int *size = attr_value(n, "size")->size, *stride = attr_value(n, "stride")->size;
        if (!pad->set && op_is_pixelwise(size, stride))
            return NULL;
        return arena_printf(a, "%s %dx%d %s", sizes(a, n), d->size[0], d->size[1], mode);
    }
    if (is_pool(n))
        return arena_printf(a, "%s %s", sizes(a, n), attr_flag(n, "same") ? "same" : "valid");
    if (is_kind(n, "groupnorm"))
        return arena_printf(a, "%d %.6e", attr_int(n, "groups"), attr_num(n, "eps"));
    if (kind_is_norm(n->layer->kind))
        return arena_printf(a, "%.6e", attr_num(n, "eps"));
    if (is_kind(n, "relu") && attr_num(n, "max") > 0)
        return arena_printf(a, "%.6e", attr_num(n, "max"));
    if (is_kind(n, "gelu"))
        return attr_flag(n, "approximate") ? "approximate" : NULL;
    if (is_kind(n, "pad")) {
        const PadGeometry *p = n->geometry;
        return arena_printf(a, "%d %d %d %d", p->top, p->bottom, p->left, p->right);
    }
    if (is_kind(n, "reshape") && n->out.rank == 3)
        return arena_printf(a, "%dx%dx%d", n->out.h, n->out.w, n->out.c);
    if (is_kind(n, "leaky"))
        return arena_printf(a, "%.6e", attr_num(n, "slope"));
    if (is_kind(n, "elu"))
        return arena_printf(a, "%.6e", attr_num(n, "alpha"));
    if (is_kind(n, "upsample")) {
        const AttrValue *size = attr_value(n, "size");
        return arena_printf(a, "%dx%d %s", size->size[0], size->size[1], attr_str(n, "mode"));
    }
    return NULL;
}

void graph_of_net(OpGraph *out, const Graph *g, const char *scope)
{
    int *at = ARENA_ARRAY(out->arena, int, (size_t)g->n_nodes + 1);
    bool *used = ARENA_ARRAY(out->arena, bool, (size_t)g->n_nodes + 1);
    int input = op_add(out, (Op){.sort = OP_INPUT, .layer = -1});
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        int *in = ARENA_ARRAY(out->arena, int, (size_t)n->n_in + 1), made = out->n;
        bool inside = in_scope(n->name, scope);
        for (int k = 0; k < n->n_in; k++)
            in[k] = at[n->in[k]->id];
        for (int k = 0; k < n->n_in; k++)
            if (!inside && in_scope(n->in[k]->name, scope))
                used[n->in[k]->id] = true;
        if (!inside || n->n_in == 0)
            at[i] = input;
        else if (is_kind(n, "identity") || is_kind(n, "dropout"))
            at[i] = in[0];
        else if (own_params(n))
            at[i] = op_add(out, (Op){.sort = OP_PARAMS,
                                     .kind = n->layer->kind,
                                     .layer = i,
                                     .shape = node_shape(n),
                                     .n_in = 1,
                                     .in = in});
        else if (n->n_in > 1)
            at[i] = op_add(out, (Op){.sort = OP_MERGE,
                                     .kind = n->layer->kind,
                                     .layer = -1,
                                     .n_in = n->n_in,
                                     .in = in,
                                     .any_order = !is_kind(n, "concat")});
        else
            at[i] = op_add(
                out,
                (Op){.sort = OP_PLAIN, .kind = plain_kind(n), .layer = -1, .n_in = 1, .in = in});
        if (at[i] == out->n - 1 && out->n > made)
            out->op[at[i]].detail = detail_of(out->arena, n);
        used[i] |= n == g->output && inside;
    }
    for (int i = 0; i < g->n_nodes; i++)
        if (used[i])
            out->op[at[i]].output = true;
}

/* ---- simplified copies ---- */

/* Without plain ops when coarse; sums of sums and joins of joins are one where nothing else sees
 * the inner one. */
static OpGraph simplify(Arena *a, const OpGraph *g, bool coarse)
{
    OpGraph out = {.arena = a};
    int *at = ARENA_ARRAY(a, int, (size_t)g->n + 1), *users = ARENA_ARRAY(a, int, (size_t)g->n + 1);
    bool *output = ARENA_ARRAY(a, bool, (size_t)g->n + 1);
    for (int i = 0; i < g->n; i++)
        for (int k = 0; k < g->op[i].n_in; k++)
            users[g->op[i].in[k]]++;
    for (int i = 0; i < g->n; i++) {
        Op op = g->op[i];
        int *in = NULL, n = 0, cap = 0;
        if (coarse && op.sort == OP_PLAIN) {
            at[i] = at[op.in[0]];
        } else {
            for (int k = 0; k < op.n_in; k++) {
                const Op *before = &g->op[op.in[k]];
                int there = at[op.in[k]];
                bool inner = op.sort == OP_MERGE && before->sort == OP_MERGE &&
                             !strcmp(op.kind, before->kind) && users[op.in[k]] == 1 &&
                             !before->output;
                for (int j = 0; inner && j < out.op[there].n_in; j++)
                    ARENA_PUSH(a, in, n, cap, out.op[there].in[j]);
                if (!inner)
                    ARENA_PUSH(a, in, n, cap, there);
                if (inner)
                    out.op[there].sort = OP_INPUT, out.op[there].n_in = -1; /* gone */
            }
            op.in = in;
            op.n_in = n;
            op.output = false;
            at[i] = op_add(&out, op);
        }
        if (g->op[i].output)
            output[at[i]] = true;
    }
    for (int i = 0; i < out.n; i++)
        out.op[i].output = output[i];
    return out;
}

/* ---- colours ---- */

typedef struct Colours {
    const OpGraph *g;
    uint64_t *c, *front, *back, *sum;
} Colours;

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static bool gone(const Op *op) { return op->n_in < 0; }

static Colours colours_new(Arena *a, const OpGraph *g)
{
    size_t n = (size_t)g->n + 1;
    return (Colours){g, ARENA_ARRAY(a, uint64_t, n), ARENA_ARRAY(a, uint64_t, n),
                     ARENA_ARRAY(a, uint64_t, n), ARENA_ARRAY(a, uint64_t, n)};
}

static void colours_begin(Colours *x, bool details)
{
    for (int i = 0; i < x->g->n; i++) {
        const Op *op = &x->g->op[i];
        x->c[i] = mix(
            mix_text(mix((uint64_t)op->sort, op->output), op->sort == OP_PARAMS ? NULL : op->kind),
            op->shape);
        if (details)
            x->c[i] = mix_text(x->c[i], op->detail);
    }
}

/* One round: what is before, what is behind. A sum over inputs or users does not depend on their
 * order. */
static void refine(Colours *x)
{
    const OpGraph *g = x->g;
    memset(x->sum, 0, sizeof *x->sum * (size_t)g->n);
    for (int i = 0; i < g->n; i++) {
        const Op *op = &g->op[i];
        uint64_t h = x->c[i], sum = 0;
        for (int k = 0; k < op->n_in; k++) {
            if (op->any_order)
                sum += mix(7, x->front[op->in[k]]);
            else
                h = mix(h, x->front[op->in[k]]);
        }
        x->front[i] = mix(h, sum);
    }
    for (int i = g->n; i-- > 0;) {
        const Op *op = &g->op[i];
        x->back[i] = mix(x->c[i], x->sum[i]);
        for (int k = 0; k < op->n_in; k++)
            x->sum[op->in[k]] += mix(mix(11, op->any_order ? 0 : (uint64_t)k), x->back[i]);
    }
    for (int i = 0; i < g->n; i++)
        x->c[i] = mix(x->front[i], x->back[i]);
}

static int sorted(const Colours *x, uint64_t *out)
{
    int n = 0;
    for (int i = 0; i < x->g->n; i++)
        if (!gone(&x->g->op[i]))
            out[n++] = x->c[i];
    qsort(out, (size_t)n, sizeof *out, by_value);
    return n;
}

static int op_of_layer(const OpGraph *g, int layer)
{
    for (int i = 0; i < g->n; i++)
        if (g->op[i].sort == OP_PARAMS && g->op[i].layer == layer)
            return i;
    return -1;
}

static void refine_all(Colours *a, Colours *b)
{
    for (int i = 0; i < 6; i++)
        refine(a), refine(b);
}

static bool same_colours(Arena *arena, const Colours *a, const Colours *b)
{
    uint64_t *x = ARENA_ARRAY(arena, uint64_t, (size_t)a->g->n + 1),
             *y = ARENA_ARRAY(arena, uint64_t, (size_t)b->g->n + 1);
    int n = sorted(a, x);
    return n == sorted(b, y) && !memcmp(x, y, sizeof *x * (size_t)n);
}

/* Ops with parameters by colour. */
typedef struct Row {
    uint64_t colour;
    int op;
} Row;

static int by_colour(const void *a, const void *b)
{
    const Row *x = a, *y = b;
    return x->colour < y->colour ? -1 : x->colour > y->colour ? 1 : x->op - y->op;
}

static Row *rows_of(Arena *a, const Colours *x, int *n)
{
    Row *r = ARENA_ARRAY(a, Row, (size_t)x->g->n + 1);
    *n = 0;
    for (int i = 0; i < x->g->n; i++)
        if (x->g->op[i].sort == OP_PARAMS)
            r[(*n)++] = (Row){x->c[i], i};
    qsort(r, (size_t)*n, sizeof *r, by_colour);
    return r;
}

static GraphFit match_colours(Arena *a, Colours *f, Colours *n, bool ties, int *pair, int vague[2])
{
    for (int round = 0;; round++) {
        refine_all(f, n);
        if (!same_colours(a, f, n))
            return GRAPH_OTHER;
        int n_rows, n_net, tie = -1;
        Row *x = rows_of(a, f, &n_rows), *y = rows_of(a, n, &n_net);
        if (n_rows != n_net)
            return GRAPH_OTHER;
        for (int i = 0; i + 1 < n_rows && tie < 0; i++)
            if (x[i].colour == x[i + 1].colour)
                tie = i;
        if (tie < 0) {
            for (int i = 0; i < n_rows; i++)
                pair[f->g->op[x[i].op].layer] = n->g->op[y[i].op].layer;
            return GRAPH_FITS;
        }
        vague[0] = f->g->op[x[tie].op].layer;
        vague[1] = f->g->op[x[tie + 1].op].layer;
        if (!ties || round == MAX_TIES)
            return GRAPH_VAGUE;
        f->c[x[tie].op] = n->c[y[tie].op] = mix(0x7ee, f->c[x[tie].op]);
    }
}

GraphFit graph_match(Arena *a, const OpGraph *file, const OpGraph *net, int n_layers, int n_nodes,
                     const int *known, int *pair, int vague[2])
{
    GraphFit fit = GRAPH_OTHER;
    (void)n_nodes;
    for (int step = 0; step < 3 && fit != GRAPH_FITS; step++) {
        OpGraph f = simplify(a, file, step == 2), n = simplify(a, net, step == 2);
        Colours x = colours_new(a, &f), y = colours_new(a, &n);
        colours_begin(&x, step == 0);
        colours_begin(&y, step == 0);
        for (int i = 0; i < n_layers; i++) {
            int p = known && known[i] >= 0 ? op_of_layer(&f, i) : -1,
                q = p >= 0 ? op_of_layer(&n, known[i]) : -1;
            if (p >= 0 && q >= 0) {
                x.c[p] = mix(0x4a3 + (uint64_t)i, x.c[p]);
                y.c[q] = mix(0x4a3 + (uint64_t)i, y.c[q]);
            }
        }
        for (int i = 0; i < n_layers; i++)
            pair[i] = -1;
        fit = match_colours(a, &x, &y, step == 0, pair, vague);
    }
    return fit;
}
