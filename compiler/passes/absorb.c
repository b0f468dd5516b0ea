/* absorb: fusion between layers. Which node computes which neighbour is decided here, on the graph,
 * from what the records of kinds and algorithms declare (compiler/ir/absorb.h); no kind is named.
 * Only a value that one node alone reads can be absorbed. Pointwise instructions within a program
 * are the business of fuse(). */
#include "compiler/ir/geometry.h"
#include "compiler/passes/passes.h"

/* The only node that reads each value, by node id; NULL: there are several, or it is the output. */
static Node **only_readers(Arena *a, const Graph *g)
{
    Node **reader = ARENA_ARRAY(a, Node *, g->n_nodes);
    int *count = ARENA_ARRAY(a, int, g->n_nodes);
    count[g->output->id] = 1;
    for (int i = 0; i < g->n_nodes; i++)
        for (int k = 0; k < g->nodes[i]->n_in; k++) {
            int of = g->nodes[i]->in[k]->id;
            reader[of] = count[of]++ ? NULL : g->nodes[i];
        }
    return reader;
}

static bool is(const Node *n, unsigned traits) { return n && n->layer->traits & traits; }

/* As if the nodes that do nothing in plans [H][W][C] were not there. */
static void see_through_ranges(const Graph *g, Node **reader)
{
    for (int i = 0; i < g->n_nodes; i++)
        if (is(reader[i], TRAIT_RANGE))
            reader[i] = reader[reader[i]->id];
}

static bool can(const Node *n, unsigned what)
{
    return n && n->layer->absorbs && n->layer->absorbs(n) & what;
}

static bool plain_can(const Node *n, unsigned what) { return n->layer->plain_absorbs & what; }

static bool takes_2x2_windows(const Node *pool)
{
    const PoolGeometry *g = pool->geometry;
    return g->KH == 2 && g->KW == 2 && g->SH == 2 && g->SW == 2 && g->PT == 0 && g->PL == 0;
}

/* n makes the maxima that are all that is read of its value, by themselves or behind layers that
 * commute with them, which then work on the maxima: at most one that is nondecreasing (in a
 * training plan with a slope, which the maximum takes in its place) and one that is affine. */
static void absorb_maxima(Node *n, Node *const *reader, Mode mode)
{
    Node *between[2], *act = NULL, *sign = NULL, *at = reader[n->id];
    int count = 0;
    for (; at && count < 2; at = reader[at->id]) {
        if (!act && is(at, TRAIT_NONDECREASING) && (mode == MODE_INFER || at->layer->slope))
            act = at;
        else if (!sign && is(at, TRAIT_CHANNEL_AFFINE) && mode == MODE_INFER)
            sign = at;
        else
            break;
        between[count++] = at;
    }
    if (!can(n, ABSORBS_MAXIMA) || !is(at, TRAIT_MAXIMA) || !takes_2x2_windows(at))
        return;
    n->absorbed.pool = at;
    n->absorbed.sign = sign;
    at->absorbed.by = n;
    for (int i = 0; i < count; i++)
        between[i]->absorbed.pool = at;
}

/* What n normalises, and what the next layer clamps behind it, is made by the layer that reads it,
 * on the way in. */
static void absorb_norm(Node *n, Node *const *reader, Mode mode)
{
    if (!is(n, TRAIT_NORMALISES) || mode != MODE_TRAIN || n->frozen)
        return;
    Node *next = reader[n->id], *clamp = is(next, TRAIT_CLAMPS) ? next : NULL,
         *by = clamp ? reader[clamp->id] : next;
    if (!can(by, ABSORBS_NORM))
        return;
    by->absorbed.norm = n;
    by->absorbed.clamp = clamp;
    n->absorbed.by = by;
    if (clamp) {
        clamp->absorbed.norm = n;
        clamp->absorbed.by = by;
    }
}

/* The zeros that n puts around a map are those that its reader, by itself, counts outside of one.
 */
static void absorb_zeros(Node *n, Node *const *reader, Mode mode, bool plain)
{
    Node *by = reader[n->id];
    if (mode != MODE_INFER || !is(n, TRAIT_PADS) || !by ||
        !(plain ? plain_can(by, ABSORBS_ZEROS) : can(by, ABSORBS_ZEROS)) ||
        !((const PadGeometry *)n->geometry)->zeros)
        return;
    n->absorbed.by = by;
    by->absorbed.zeros = n;
}

/* The net's input is read as it comes, also behind zeros that its reader makes. */
static void absorb_given(Node *n, Node *const *reader, Mode mode)
{
    Node *by = reader[n->id];
    if (by && is(by, TRAIT_PADS) && by->absorbed.by)
        by = by->absorbed.by;
    if (mode != MODE_INFER || !is(n, TRAIT_GIVEN) || !can(by, ABSORBS_GIVEN) || by->absorbed.pool)
        return;
    n->absorbed.by = by;
    by->absorbed.given = n;
}

/* A kind that only passes on some of its input's values takes the derivative of what made them: at
 * its outputs it is the same, on fewer values, and elsewhere the gradient is 0. The input's value
 * need not be kept then. */
static void absorb_slope(Node *n, Node *const *reader, Mode mode)
{
    if (mode == MODE_TRAIN && is(n, TRAIT_SELECTS) && n->in[0]->layer->slope &&
        reader[n->in[0]->id] == n)
        n->absorbed.slope = n->in[0];
}

static bool apart(const Node *pool)
{
    const PoolGeometry *g = pool->geometry;
    return g->SH >= g->KH && g->SW >= g->KW;
}

/* n folds what scales and shifts its value into its weights, clamps it, and makes the maxima of it;
 * one layer between that commutes with maxima works on these. */
static void absorb_plain(Node *n, Node *const *reader, const unsigned char *learning)
{
    Absorbed *a = &n->absorbed;
    Node *at = reader[n->id], *between = NULL;
    if (is(at, TRAIT_CHANNEL_AFFINE) && plain_can(n, ABSORBS_AFFINE) &&
        !((learning[n->id] | learning[at->id]) & LEARNING_ITSELF)) {
        a->affine = at;
        at->absorbed.by = n;
        at = reader[at->id];
    }
    if (is(at, TRAIT_CLAMPS) && plain_can(n, ABSORBS_CLAMP)) {
        a->limit = at;
        at->absorbed.by = n;
        at = reader[at->id];
    } else if (is(at, TRAIT_NONDECREASING)) {
        between = at;
        at = reader[at->id];
    }
    if (!is(at, TRAIT_MAXIMA) || !plain_can(n, ABSORBS_WINDOWS) || !apart(at) || learning[n->id])
        return;
    a->pool = at;
    at->absorbed.by = n;
    Node *const before[] = {a->affine, a->limit, between};
    for (int i = 0; i < 3; i++)
        if (before[i])
            before[i]->absorbed.pool = at;
    at = reader[at->id];
    if (!a->limit && !between && is(at, TRAIT_CLAMPS) && plain_can(n, ABSORBS_CLAMP)) {
        a->limit = at;
        at->absorbed.by = n;
    }
}

void absorb(Arena *a, Graph *g, Mode mode, const Target *t)
{
    Node **reader = only_readers(a, g);
    const unsigned char *learning = target_learning(a, g, t);
    for (int i = 0; i < g->n_nodes; i++)
        g->nodes[i]->absorbed = (Absorbed){.by = NULL};
    if (target_layout(t) == &layout_hwc)
        see_through_ranges(g, reader);
    for (int i = 0; i < g->n_nodes; i++) {
        if (target_layout(t) == &layout_hwc) {
            absorb_plain(g->nodes[i], reader, learning);
            if (!learning[i])
                absorb_zeros(g->nodes[i], reader, mode, true);
            continue;
        }
        absorb_maxima(g->nodes[i], reader, mode);
        absorb_norm(g->nodes[i], reader, mode);
        absorb_zeros(g->nodes[i], reader, mode, false);
        absorb_slope(g->nodes[i], reader, mode);
    }
    for (int i = 0; i < g->n_nodes && target_layout(t) != &layout_hwc; i++)
        absorb_given(g->nodes[i], reader, mode);
}

void absorb_dump(FILE *f, const Graph *g)
{
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *n = g->nodes[i];
        const Absorbed *a = &n->absorbed;
        if (a->by)
            fprintf(f, "%s: computed by %s\n", n->name, a->by->name);
        if (a->pool)
            fprintf(f, "%s: stored as the maxima of %s\n", n->name, a->pool->name);
        if (a->sign)
            fprintf(f, "%s: minima where the scale of %s is negative\n", n->name, a->sign->name);
        if (a->norm)
            fprintf(f, "%s: input stored as before %s%s%s\n", n->name, a->norm->name,
                    a->clamp ? " and " : "", a->clamp ? a->clamp->name : "");
        if (a->zeros)
            fprintf(f, "%s: input stored without the zeros of %s\n", n->name, a->zeros->name);
        if (a->given)
            fprintf(f, "%s: input as it is given\n", n->name);
        if (a->affine)
            fprintf(f, "%s: weights with %s folded in\n", n->name, a->affine->name);
        if (a->limit)
            fprintf(f, "%s: clamps as %s\n", n->name, a->limit->name);
        if (a->slope)
            fprintf(f, "%s: takes the derivative of %s\n", n->name, a->slope->name);
    }
}
