/* Matching layers; see weight_match.h. From the surest to the least: the graph of the file's model
 * where the file has one, with the names that the user gave kept; names, the whole path before its
 * end; shapes with the order that the file states, when there is one way only. A name is never
 * overruled: where the graph contradicts one, nothing is loaded. */
#include "weights/weight_match.h"
#include "base/ascii.h"
#include "compiler/ir/layer.h"
#include "weights/weight_graph.h"
#include "weights/weight_order.h"
#include <stdlib.h>
#include <string.h>

/* ---- shapes ---- */

static bool dims_are(const FileTensor *t, int rank, const int64_t *dim)
{
    bool same = t->rank == rank;
    for (int i = 0; same && i < rank; i++)
        same = t->dim[i] == dim[i];
    return same;
}

Turns turns_possible(const FileTensor *t, const Param *p)
{
    const int *d = p->dim;
    Turns can = {.plain = dims_are(t, p->rank, (const int64_t[]){d[0], d[1], d[2], d[3]})};
    bool depthwise = !strcmp(p->node->layer->kind, "depthwise"),
         transposed = !strcmp(p->node->layer->kind, "conv_transpose");
    if (p->rank == 2) {
        can.torch = dims_are(t, 2, (const int64_t[]){d[1], d[0]}) ||
                    dims_are(t, 4, (const int64_t[]){d[1], d[0], 1, 1});
        can.plain |= dims_are(t, 4, (const int64_t[]){1, 1, d[0], d[1]});
    } else if (p->rank == 3) { /* a number for each value of a map */
        can.torch = dims_are(t, 3, (const int64_t[]){d[2], d[0], d[1]});
    } else if (depthwise) {
        int64_t out = (int64_t)d[2] * d[3];
        can.plain |= dims_are(t, 4, (const int64_t[]){d[0], d[1], 1, out});
        can.torch = dims_are(t, 4, (const int64_t[]){out, 1, d[0], d[1]});
    } else if (p->rank == 4) {
        int in = p->node->in[0]->out.c;
        if (!transposed && d[0] == 1 && d[1] == 1 && d[2] == in) { /* a dense layer of each pixel */
            can.plain |= dims_are(t, 2, (const int64_t[]){d[2], d[3]});
            can.torch = dims_are(t, 2, (const int64_t[]){d[3], d[2]});
        }
        if (!transposed && d[2] == 1 && in > 1 && d[3] % in == 0)
            can.plain |= dims_are(t, 4, (const int64_t[]){d[0], d[1], in, d[3] / in});
        can.torch |= dims_are(t, 4, (const int64_t[]){d[3], d[2], d[0], d[1]});
    }
    return can;
}

bool role_is_neutral(const FileLayer *l, Role role)
{
    return (role == ROLE_GAMMA && l->no_scale) || (role == ROLE_BETA && l->no_center);
}

/* Names alone do not tell PyTorch's layernorm from another norm without statistics, nor a conv from
 * a depthwise or a transposed one. */
static bool like(const FileLayer *l, const char *kind, const char *other)
{
    return !strcmp(l->kind, kind) || (!l->sure && !strcmp(l->kind, other));
}

static bool kinds_fit(const FileLayer *l, const Node *n)
{
    const char *kind = n->layer->kind;
    bool window = !strcmp(kind, "conv") || !strcmp(kind, "depthwise");
    if (!l->kind)
        return false;
    if (!strcmp(kind, "conv") && !strcmp(l->kind, "dense"))
        return true; /* likewise */
    if (window)
        return !strcmp(l->kind, "conv") || !strcmp(l->kind, "depthwise");
    if (!strcmp(kind, "dense") && !strcmp(l->kind, "conv"))
        return true; /* 1x1, as shapes tell */
    if (!strcmp(kind, "conv_transpose"))
        return like(l, kind, "conv");
    if (!strcmp(kind, "groupnorm") || !strcmp(kind, "rmsnorm"))
        return like(l, kind, "layernorm");
    return !strcmp(l->kind, kind);
}

static bool tensor_fits(const Match *m, int t, const Param *p)
{
    const FileTensor *f = &m->w->f->tensor[t];
    Turns can = turns_possible(f, p);
    bool kernel = p->rank > 1;
    if (!f->floats)
        return false;
    return can.plain || (can.torch && kernel && (m->w->pytorch || f->rank == 4));
}

/* A sure depthwise layer is no convolution of that shape by chance, and the other way round. */
static bool sure_kind_fits(const Match *m, const FileLayer *l, const Node *n)
{
    if (!l->sure || !strcmp(l->kind, n->layer->kind) || kind_is_norm(l->kind))
        return true;
    const FileTensor *t = l->tensor[ROLE_KERNEL] < 0 ? NULL
                                                     : &m->w->f->tensor[l->tensor[ROLE_KERNEL]];
    const int *d = n->params[0]->dim;
    if (t && t->rank == 2 && !strcmp(l->kind, "dense"))
        return true;
    if (!t || t->rank != 4)
        return false;
    if (!strcmp(l->kind, "conv") && !strcmp(n->layer->kind, "depthwise"))
        return t->dim[2] == 1 && t->dim[3] == (int64_t)d[2] * d[3];
    if (!strcmp(l->kind, "depthwise") && !strcmp(n->layer->kind, "conv"))
        return d[2] == 1 && n->in[0]->out.c == t->dim[2];
    return true;
}

/* What the net says is missing, gamma or beta; ROLE_NONE: nothing, or both. */
static Role lacking(const Node *n)
{
    if (strcmp(n->layer->kind, "batchnorm"))
        return ROLE_NONE;
    const bool gamma = attr_flag(n, "nogamma"), beta = attr_flag(n, "nobeta");
    return gamma == beta ? ROLE_NONE : gamma ? ROLE_GAMMA : ROLE_BETA;
}

static bool net_settles(const FileLayer *l, const Node *n)
{
    return l->vague && l->lacks_one && lacking(n) != ROLE_NONE;
}

/* The file's batchnorm of three variables as the net has it. */
static FileLayer as_the_net(const FileLayer *l, const Node *n)
{
    FileLayer x = *l;
    const Role missing = lacking(n);
    for (int r = 0; r < ROLE_COUNT; r++)
        x.tensor[r] = -1;
    x.tensor[missing == ROLE_GAMMA ? ROLE_BETA : ROLE_GAMMA] = l->by_number[0];
    x.tensor[ROLE_MEAN] = l->by_number[1];
    x.tensor[ROLE_VARIANCE] = l->by_number[2];
    x.no_scale = missing == ROLE_GAMMA;
    x.no_center = missing == ROLE_BETA;
    x.vague = NULL;
    x.settled = true;
    x.extra = -1;
    return x;
}

static bool layer_fits(const Match *m, int layer, int node)
{
    const Node *n = m->g->nodes[node];
    const FileLayer *l = &m->w->layer[layer];
    FileLayer settled;
    bool has[ROLE_COUNT] = {false};
    if (net_settles(l, n)) {
        settled = as_the_net(l, n);
        l = &settled;
    }
    if (!kinds_fit(l, n) || !sure_kind_fits(m, l, n) || l->extra >= 0 || l->vague)
        return false;
    for (int i = 0; i < own_params(n); i++) {
        Role r = role_of(n->params[i]->name);
        if (r == ROLE_NONE)
            return false;
        has[r] = true;
        if (l->tensor[r] < 0 ? !role_is_neutral(l, r) : !tensor_fits(m, l->tensor[r], n->params[i]))
            return false;
    }
    for (int r = 0; r < ROLE_COUNT; r++)
        if (l->tensor[r] >= 0 && !has[r])
            return false;
    return true;
}

/* ---- names ---- */

static bool is_separator(char c) { return c == '.' || c == '/' || c == '_'; }

/* The part of a node's name within the scope; its last part for the scope's own layer. */
static const char *inside(const Match *m, const char *name)
{
    size_t n = m->scope ? strlen(m->scope) : 0;
    return n == 0 ? name : name[n] ? name + n + 1 : name + n;
}

/* How much of the two names' ends is one: at least the file's last part and the net's. 0: they
 * differ. */
static int common_end(const char *name, const FileLayer *l, const char *last, bool *whole)
{
    FileLayer outer;
    if (last == l->part[0] && l->n_parts == 2) { /* the outermost group alone */
        outer = *l;
        outer.n_parts = 1;
        l = &outer;
    }
    char text[2000];
    size_t n = 0, starts[PATH_MAX_PARTS], len = strlen(name), best = 0;
    for (int i = 0; i < l->n_parts && n < sizeof text; i++) {
        starts[i] = n;
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s",
                              i + 1 == l->n_parts ? last : l->part[i],
                              i + 1 == l->n_parts ? "" : "/");
    }
    *whole = false;
    if (n >= sizeof text || n == 0)
        return 0;
    size_t same = 0;
    while (same < n && same < len &&
           (text[n - 1 - same] == name[len - 1 - same] ||
            (is_separator(text[n - 1 - same]) && is_separator(name[len - 1 - same]))))
        same++;
    for (int i = l->n_parts; i-- > 0;) {
        size_t size = n - starts[i];
        if (size <= same && (size == len || name[len - 1 - size] == '.'))
            best = size;
    }
    *whole = best == n && best == len;
    return (int)best;
}

/* Of one length, another word for the layer is the least, the very spelling (a_b, not a.b) most. */
static int whole_score(int length, int spelling) { return 100000 + 4 * length + spelling; }

/* The node's whole name, behind the parts that all names of the file begin with? `class_` is what a
 * module of Python calls `class`. 0: no. */
static int wrapped_score(const Match *m, const FileLayer *l, const char *name)
{
    int length = (int)strlen(name);
    for (int i = m->w->wrappers; i < l->n_parts; i++) {
        const char *p = l->part[i];
        if (i > m->w->wrappers && !is_separator(*name++))
            return 0;
        for (; *p && *name; p++, name++)
            if (*p != *name && !(is_separator(*p) && is_separator(*name)))
                return 0;
        if (*p && (i + 1 < l->n_parts || strspn(p, "_") != strlen(p)))
            return 0;
        if (*p)
            return whole_score(length, 0);
    }
    return l->n_parts > m->w->wrappers && !*name ? whole_score(length, 1) : 0;
}

static int score_of(const Match *m, const FileLayer *l, const char *name)
{
    const char *names[2] = {name, inside(m, name)};
    int best = 0;
    size_t len = strlen(name);
    int wrapped = wrapped_score(m, l, names[1]);
    if (wrapped && (m->w->wrappers || wrapped == whole_score((int)strlen(names[1]), 0)))
        return wrapped;
    for (int i = 0; i < 6; i++) {
        const char *last = i < 2      ? l->part[l->n_parts - 1]
                           : i < 4    ? l->alias
                           : l->alone ? l->part[0]
                                      : NULL;
        bool whole, near = last && len && *last && last[strlen(last) - 1] == name[len - 1];
        int score = near ? common_end(names[i & 1], l, last, &whole) : 0;
        if (score && whole)
            score = whole_score(score, last == l->alias                 ? 0
                                       : strcmp(l->shown, names[i & 1]) ? 1
                                                                        : 2);
        if (score > best)
            best = score;
    }
    return best;
}

/* A label cannot begin with a digit: block1._1_conv is block1.1_conv, too. NULL: there is none. */
static const char *without_lines(const char *name, char out[2000])
{
    size_t n = 0;
    bool any = false;
    for (const char *c = name; *c && n < 1999; c++) {
        bool line = *c == '_' && (c == name || c[-1] == '.') && ascii_digit((unsigned char)c[1]);
        any |= line;
        if (!line)
            out[n++] = *c;
    }
    out[n] = 0;
    return any ? out : NULL;
}

/* 0: the names differ; the more of the paths is one, the more; a whole path most. */
static int name_score(const Match *m, int node, int layer)
{
    const FileLayer *l = &m->w->layer[layer];
    char plain[2000];
    if (l->n_parts == 0 || l->nameless)
        return 0;
    const char *name = m->g->nodes[node]->name, *other = without_lines(name, plain);
    int score = score_of(m, l, name), more = other ? score_of(m, l, other) : 0;
    return more > score ? more : score;
}

static bool is_open(const Match *m, const Node *n)
{
    return own_params(n) > 0 && in_scope(n->name, m->scope) && m->layer[n->id] < 0;
}

/* The best partner of each side; several equally good ones: those that fit; still several: none. */
typedef struct Best {
    int score, partner, ties;
    bool fits;
} Best;

static void consider(Best *b, int score, int partner, bool fits)
{
    bool better = score > b->score || (score == b->score && fits && !b->fits);
    if (better)
        *b = (Best){score, partner, 1, fits};
    else if (score == b->score && fits == b->fits)
        b->ties++;
}

static void pair_names(Match *m, bool whole)
{
    Best *node = ARENA_ARRAY(m->arena, Best, (size_t)m->g->n_nodes + 1),
         *layer = ARENA_ARRAY(m->arena, Best, (size_t)m->w->n + 1);
    for (int i = 0; i < m->g->n_nodes; i++) {
        const Node *n = m->g->nodes[i];
        if (!is_open(m, n) || !n->labelled)
            continue;
        for (int k = 0; k < m->w->n; k++) {
            int score = m->node[k] != -1 ? 0 : name_score(m, i, k);
            if (score == 0 || (whole && score < 100000) || (!whole && m->w->layer[k].automatic))
                continue;
            if (!whole && (!kinds_fit(&m->w->layer[k], n)))
                continue;
            bool fits = layer_fits(m, k, i);
            consider(&node[i], score, k, fits);
            consider(&layer[k], score, i, fits);
        }
    }
    for (int i = 0; i < m->g->n_nodes; i++) {
        int k = node[i].partner;
        if (node[i].score && node[i].ties == 1 && layer[k].ties == 1 && layer[k].partner == i)
            match_pair(m, i, k, BY_NAME);
    }
}

/* netc's own names, `conv_1.kernel`, are exact also where netc gave them; but a layer that Keras
 * numbered may have such a name by chance. */
static bool netc_name(const Match *m, const Node *n, const FileLayer *l)
{
    for (int i = 0; i < own_params(n); i++) {
        Role r = role_of(n->params[i]->name);
        const char *full = n->params[i]->full_name, *t = r != ROLE_NONE && l->tensor[r] >= 0
                                                             ? m->w->f->tensor[l->tensor[r]].name
                                                             : NULL;
        if (!t || (strcmp(t, full) && strcmp(t, inside(m, full))))
            return false;
    }
    return !l->torch;
}

static int exact_partner(const Match *m, int node)
{
    int found = -1;
    for (int k = 0; k < m->w->n; k++)
        if (m->node[k] == -1 && name_score(m, node, k) >= 100000)
            found = found < 0 ? k : -2;
    return found;
}

static bool from_keras(const Match *m)
{
    for (int k = 0; k < m->w->n; k++)
        if (m->w->layer[k].numbered || m->w->layer[k].place >= 0)
            return true;
    return false;
}

/* Layers of a kind that have no partner yet. */
static int file_count(const Match *m, const char *kind)
{
    int n = 0;
    for (int k = 0; k < m->w->n; k++)
        n += m->node[k] == -1 && m->w->layer[k].kind && !strcmp(m->w->layer[k].kind, kind);
    return n;
}

/* Did netc write it, be it as a module of PyTorch? Then its own names are those of the layers. */
static bool from_netc(const Match *m)
{
    const FileNote *format = tensors_find_note(m->w->f, "", "format");
    return m->w->flat_hwc || tensors_find_note(m->w->f, "", "dense_order") ||
           (format && format->n == 1 && !strcmp(format->value[0], "netc"));
}

/* Names that only count are taken when all of a kind have them, in the net and in the file, and
 * layers of one shape stand in an order that the file states: another program counts the layers as
 * they were made, which need not be the order of use. */
static bool kind_agrees(const Match *m, const int *partner, const char *kind, bool keras, bool own)
{
    int open = 0;
    for (int i = 0; i < m->g->n_nodes; i++) {
        const Node *n = m->g->nodes[i];
        if (!is_open(m, n) || strcmp(n->layer->kind, kind))
            continue;
        if (partner[i] < 0 || (keras && !layer_fits(m, partner[i], i)))
            return false;
        open++;
        for (int k = 0; k < i && !own; k++) {
            const Node *o = m->g->nodes[k];
            if (!is_open(m, o) || strcmp(o->layer->kind, kind) || partner[k] < 0)
                continue;
            if (!layer_fits(m, partner[i], k) || !layer_fits(m, partner[k], i))
                continue;
            if (!file_layer_before(m->w, partner[k], partner[i]))
                return false;
        }
    }
    return !keras || open == file_count(m, kind);
}

/* Kinds with parameters. */
static const char *const kinds[] = {"conv",      "depthwise", "conv_transpose", "dense",
                                    "batchnorm", "layernorm", "groupnorm",      "rmsnorm"};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static void pair_automatic(Match *m)
{
    int *partner = ARENA_ARRAY(m->arena, int, (size_t)m->g->n_nodes + 1);
    const bool keras = from_keras(m), own = !keras && from_netc(m);
    for (int i = 0; i < m->g->n_nodes; i++) {
        partner[i] = is_open(m, m->g->nodes[i]) ? exact_partner(m, i) : -1;
        if (partner[i] >= 0 && !keras && netc_name(m, m->g->nodes[i], &m->w->layer[partner[i]])) {
            match_pair(m, i, partner[i], BY_NAME);
            partner[i] = -1;
        }
    }
    for (size_t q = 0; q < N_KINDS; q++) {
        if (!kind_agrees(m, partner, kinds[q], keras, own))
            continue;
        for (int i = 0; i < m->g->n_nodes; i++)
            if (partner[i] >= 0 && is_open(m, m->g->nodes[i]) &&
                !strcmp(m->g->nodes[i]->layer->kind, kinds[q]) && m->node[partner[i]] < 0)
                match_pair(m, i, partner[i], BY_NAME);
    }
}

/* ---- the graph ---- */

static const char *twice(Match *m, const int pair[2])
{
    m->vague = true;
    const FileLayer *a = &m->w->layer[pair[0]], *b = pair[1] >= 0 ? &m->w->layer[pair[1]] : NULL;
    const char *more =
        m->w->unlisted
            ? arena_printf(m->arena,
                           "; that `%s` lists its layers as they are used the file does not say "
                           "(.keras, the whole model, does)",
                           m->w->unlisted)
            : "";
    return b ? arena_printf(m->arena,
                            "`%s` and `%s` have one shape, and neither names nor the file's order "
                            "of layers tell which is which%s",
                            a->shown, b->shown, more)
             : NULL;
}

static void take_graph(Match *m, const int *pair)
{
    for (int k = 0; k < m->w->n; k++)
        if (pair[k] >= 0 && m->node[k] == -1)
            match_pair(m, pair[k], k, BY_GRAPH);
}

/* True: there is a graph, and it is not the net's. */
static bool pair_graph(Match *m, const OpGraph *file)
{
    OpGraph net = {.arena = m->arena};
    int *pair = ARENA_ARRAY(m->arena, int, (size_t)m->w->n + 1), vague[2] = {-1, -1};
    graph_of_net(&net, m->g, m->scope);
    GraphFit fit = graph_match(m->arena, file, &net, m->w->n, m->g->n_nodes, m->node, pair, vague);
    if (fit == GRAPH_FITS) {
        take_graph(m, pair);
        return false;
    }
    if (fit == GRAPH_VAGUE)
        m->trouble = twice(m, vague);
    bool named = false;
    for (int k = 0; k < m->w->n; k++)
        named |= m->node[k] >= 0;
    if (fit == GRAPH_OTHER && named &&
        graph_match(m->arena, file, &net, m->w->n, m->g->n_nodes, NULL, pair, vague) == GRAPH_FITS)
        for (int k = 0; k < m->w->n; k++) {
            if (m->node[k] < 0 || pair[k] < 0 || pair[k] == m->node[k] ||
                m->how[m->node[k]] == BY_MAP)
                continue;
            m->trouble = arena_printf(
                m->arena,
                "by its name, layer `%s` is `%s`, but in the file's model it has the place of `%s`",
                m->w->layer[k].shown, m->g->nodes[m->node[k]]->name, m->g->nodes[pair[k]]->name);
            m->conflict = true;
            return true;
        }
    m->vague = true;
    if (!m->trouble)
        m->trouble = m->scope
                         ? arena_printf(m->arena,
                                        "the file's model is built otherwise than the part `%s` of "
                                        "this net (other layers, such as a top, another order, "
                                        "other branches), so only names can tell which layer is "
                                        "which",
                                        m->scope)
                         : "the file's model is built otherwise than this net (other layers, "
                           "another order, other branches), so only names can tell which layer is "
                           "which";
    return true;
}

/* ---- shapes and order ---- */

typedef struct Left {
    const Match *m;
    int *layer, *node, n_layers, n_nodes;
    uint32_t *above; /* by node of the net: bits of the nodes in node[] that it is computed from */
    size_t words;
    bool no_order;
    bool any_name; /* also layers of other names for the net's labels */
} Left;

/* Whether the file states an order for the layer. If not, its name counts, and no layer that the
 * net labels otherwise is meant. */
static bool is_ordered(const FileLayer *l)
{
    bool index = l->automatic || l->numbered || l->place >= 0;
    for (int i = 0; i < l->n_parts && !index; i++)
        index = ascii_digit((unsigned char)l->part[i][0]) &&
                strspn(l->part[i], "0123456789") == strlen(l->part[i]);
    return index;
}

static bool left_fits(const void *user, int file, int net)
{
    const Left *l = user;
    if (!l->any_name && !is_ordered(&l->m->w->layer[l->layer[file]]) &&
        l->m->g->nodes[l->node[net]]->labelled)
        return false;
    return layer_fits(l->m, l->layer[file], l->node[net]);
}

static bool left_before(const void *user, int a, int b)
{
    const Left *l = user;
    return !l->no_order && a != b && file_layer_before(l->m->w, l->layer[a], l->layer[b]);
}

static bool left_above(const void *user, int a, int b)
{
    const Left *l = user;
    return a != b && (l->above[(size_t)l->node[b] * l->words + (size_t)a / 32] >> a % 32 & 1);
}

/* For each node, which of node[] it depends on, directly or not. False: too large. */
static bool find_above(Left *l)
{
    const Graph *g = l->m->g;
    l->words = (size_t)l->n_nodes / 32 + 1;
    if (l->words * (size_t)g->n_nodes > 1u << 26)
        return false;
    l->above = ARENA_ARRAY(l->m->arena, uint32_t, l->words * (size_t)g->n_nodes);
    for (int i = 0; i < g->n_nodes; i++) {
        uint32_t *own = l->above + (size_t)i * l->words;
        const Node *n = g->nodes[i];
        for (int k = 0; k < n->n_in; k++) {
            const uint32_t *from = l->above + (size_t)n->in[k]->id * l->words;
            for (size_t w = 0; w < l->words; w++)
                own[w] |= from[w];
            for (int j = 0; j < l->n_nodes; j++)
                if (l->node[j] == n->in[k]->id)
                    own[j / 32] |= 1u << j % 32;
        }
    }
    return true;
}

static const char *count_words(Match *m, const Left *l, const char *kind, int file, int net)
{
    for (int i = 0; i < l->n_layers; i++) {
        const FileLayer *f = &m->w->layer[l->layer[i]];
        bool any = false;
        if (!f->kind || strcmp(f->kind, kind))
            continue;
        for (int k = 0; k < l->n_nodes && !any; k++)
            any = layer_fits(m, l->layer[i], l->node[k]);
        if (!any)
            return arena_printf(
                m->arena,
                "%d %s layers in the file, %d in the net: the first that does not fit is `%s`",
                file, kind, net, f->shown);
    }
    for (int k = 0; k < l->n_nodes; k++) {
        const Node *n = m->g->nodes[l->node[k]];
        bool any = false;
        if (strcmp(n->layer->kind, kind))
            continue;
        for (int i = 0; i < l->n_layers && !any; i++)
            any = layer_fits(m, l->layer[i], l->node[k]);
        if (!any)
            return arena_printf(m->arena,
                                "%d %s layers in the file, %d in the net: the first that does not "
                                "fit is the net's `%s`",
                                file, kind, net, n->name);
    }
    return arena_printf(m->arena,
                        "%d %s layers in the file, %d in the net, and no names that are the net's",
                        file, kind, net);
}

static int count_kind(const Match *m, const char *kind, bool net)
{
    int n = 0;
    for (int i = 0; !net && i < m->w->n; i++)
        n += m->node[i] != LAYER_ELSEWHERE && m->w->layer[i].kind &&
             !strcmp(m->w->layer[i].kind, kind);
    for (int i = 0; net && i < m->g->n_nodes; i++)
        n += own_params(m->g->nodes[i]) > 0 && in_scope(m->g->nodes[i]->name, m->scope) &&
             !strcmp(m->g->nodes[i]->layer->kind, kind);
    return n;
}

/* A depthwise or a transposed kernel may be that of a conv, a 1x1 one that of a dense layer, and a
 * layernorm another norm. */
static bool sums_agree(const Match *m, bool norms)
{
    int sum[2] = {0, 0};
    for (size_t i = 0; i < N_KINDS; i++)
        sum[kind_is_norm(kinds[i])] += count_kind(m, kinds[i], false) -
                                       count_kind(m, kinds[i], true);
    return sum[norms] == 0;
}

static bool counts_differ(Match *m, const Left *l)
{
    for (size_t i = 0; i < N_KINDS; i++) {
        int file = count_kind(m, kinds[i], false), net = count_kind(m, kinds[i], true);
        if (file == net || l->n_layers == 0 || l->n_nodes == 0)
            continue;
        if (sums_agree(m, kind_is_norm(kinds[i])))
            continue;
        if (!m->trouble)
            m->trouble = count_words(m, l, kinds[i], file, net);
        return true;
    }
    return l->n_layers != l->n_nodes;
}

static Left find_left(const Match *m, const char *kind)
{
    Left l = {.m = m,
              .layer = ARENA_ARRAY(m->arena, int, (size_t)m->w->n + 1),
              .node = ARENA_ARRAY(m->arena, int, (size_t)m->g->n_nodes + 1)};
    for (int k = 0; k < m->w->n; k++)
        if (m->node[k] == -1 &&
            (!kind || (m->w->layer[k].kind && !strcmp(m->w->layer[k].kind, kind))))
            l.layer[l.n_layers++] = k;
    for (int i = 0; i < m->g->n_nodes; i++)
        if (is_open(m, m->g->nodes[i]) && (!kind || !strcmp(m->g->nodes[i]->layer->kind, kind)))
            l.node[l.n_nodes++] = i;
    return l;
}

/* Names that are not the net's: two layers of the file that fit one of the net are named; with one,
 * the missing parameter names it. */
static bool other_names(Match *m, const Left *l)
{
    bool named = false;
    for (int k = 0; k < l->n_nodes; k++) {
        int first = -1;
        for (int i = 0; i < l->n_layers; i++) {
            if (!layer_fits(m, l->layer[i], l->node[k]))
                continue;
            named = true;
            if (first >= 0 && !m->trouble) {
                m->vague = true;
                m->trouble = arena_printf(m->arena,
                                          "`%s` and `%s` of the file both have the shapes of the "
                                          "net's `%s`, and their names are not the net's",
                                          m->w->layer[first].shown, m->w->layer[l->layer[i]].shown,
                                          m->g->nodes[l->node[k]]->name);
                return true;
            }
            first = l->layer[i];
        }
    }
    return named;
}

/* That a layer has another name than a label excludes it, but is no sign that the label is that of
 * another one: there must be one way only without the labels too. */
static Solved solve_freely(Left *l, const Puzzle *p, Solved found, int vague[2])
{
    int *pair = ARENA_ARRAY(l->m->arena, int, (size_t)l->n_layers + 1);
    l->any_name = true;
    Solved s = puzzle_solve(p, pair, vague);
    l->any_name = false;
    return s == SOLVED || s == SOLVED_SHAPE ? found : s;
}

static void solve_left(Match *m, Left *l)
{
    int *pair = ARENA_ARRAY(m->arena, int, (size_t)l->n_layers + 1), vague[2];
    Puzzle p = {m->arena, l->n_layers, left_fits, left_before, left_above, l};
    if (!find_above(l))
        return;
    Solved s = puzzle_solve(&p, pair, vague);
    if (s == SOLVED || s == SOLVED_SHAPE)
        s = solve_freely(l, &p, s, vague);
    if (s == SOLVED || s == SOLVED_SHAPE) {
        m->trouble = NULL;
        for (int i = 0; i < l->n_layers; i++)
            match_pair(m, l->node[pair[i]], l->layer[i], s == SOLVED ? BY_ORDER : BY_SHAPE);
    } else if (s == UNSOLVED_TWO) {
        const char *why = twice(m, (const int[]){l->layer[vague[0]], l->layer[vague[1]]});
        m->trouble = m->trouble ? arena_printf(m->arena, "%s; %s", why, m->trouble) : why;
    } else if (s == UNSOLVED_NONE && vague[0] >= 0 && (other_names(m, l) || m->trouble)) {
        return;
    } else if (s == UNSOLVED_NONE && vague[0] >= 0) {
        m->trouble = arena_printf(
            m->arena, "layer `%s` of the file has the shapes of none of the net's that are left",
            m->w->layer[l->layer[vague[0]]].shown);
    } else if (s == UNSOLVED_NONE && !m->trouble) {
        m->trouble = "the order of layers that the file states is not that of the net";
    } else if (s == UNSOLVED_LARGE) {
        m->trouble = "too many layers have one shape and no names that are the net's";
    }
}

/* A layer of the file that cannot be one of a net. */
static const char *unclear(Match *m, const Left *l)
{
    for (int i = 0; i < l->n_layers; i++) {
        const FileLayer *f = &m->w->layer[l->layer[i]];
        if (!f->vague && f->extra < 0)
            continue;
        m->vague = true;
        if (!*f->shown)
            return arena_printf(m->arena,
                                "the name of tensor `%s` says of no layer (arr_0 is numpy.savez "
                                "without names: save with those of the variables)",
                                m->w->f->tensor[f->extra].name);
        if (f->vague)
            return arena_printf(m->arena, "layer `%s` of the file: %s", f->shown, f->vague);
        return arena_printf(
            m->arena, "layer `%s` of the file has a variable, `%s`, that no layer of a net has",
            f->shown, m->w->f->tensor[f->extra].name);
    }
    return NULL;
}

static void pair_left(Match *m, bool other_graph)
{
    Left all = find_left(m, NULL);
    if (all.n_layers == 0 || all.n_nodes == 0) {
        if (all.n_layers == 0)
            m->trouble = NULL;
        return;
    }
    all.no_order = other_graph;
    if (!m->trouble)
        m->trouble = unclear(m, &all);
    if (!counts_differ(m, &all)) {
        solve_left(m, &all);
        return;
    }
    for (size_t i = 0; m->partial && i < N_KINDS; i++) {
        Left some = find_left(m, kinds[i]);
        const char *trouble = m->trouble;
        some.no_order = other_graph;
        if (some.n_layers == some.n_nodes && some.n_nodes > 0)
            solve_left(m, &some);
        m->trouble = trouble;
    }
}

/* ---- all of it ---- */

void match_begin(Match *m, Arena *a, const Graph *g, WeightFile *w, const char *scope, bool partial)
{
    *m = (Match){.arena = a, .g = g, .w = w, .scope = scope, .partial = partial};
    m->layer = ARENA_ARRAY(a, int, (size_t)g->n_nodes + 1);
    m->how = ARENA_ARRAY(a, How, (size_t)g->n_nodes + 1);
    m->node = ARENA_ARRAY(a, int, (size_t)w->n + 1);
    for (int i = 0; i < g->n_nodes; i++)
        m->layer[i] = -1;
    for (int k = 0; k < w->n; k++)
        m->node[k] = -1;
}

void match_pair(Match *m, int node, int layer, How how)
{
    if (m->layer[node] >= 0 || m->node[layer] != -1)
        return;
    FileLayer *l = &m->w->layer[layer];
    if (net_settles(l, m->g->nodes[node]))
        *l = as_the_net(l, m->g->nodes[node]);
    m->layer[node] = layer;
    m->how[node] = how;
    m->node[layer] = node;
}

/* Layers that by their whole name are of a part of the net outside the scope. */
static void set_aside(Match *m)
{
    const char *scope = m->scope;
    m->scope = NULL;
    for (int k = 0; k < m->w->n && scope; k++)
        for (int i = 0; i < m->g->n_nodes && m->node[k] == -1; i++) {
            const Node *n = m->g->nodes[i];
            if (own_params(n) && !in_scope(n->name, scope) && name_score(m, i, k) >= 100000 &&
                layer_fits(m, k, i))
                m->node[k] = LAYER_ELSEWHERE;
        }
    m->scope = scope;
}

void match_layers(Match *m)
{
    OpGraph file = {.arena = m->arena};
    bool graph = graph_of_keras(&file, m->w); /* first: it also knows the layers' names */
    set_aside(m);
    pair_names(m, true);
    pair_names(m, false);
    bool other = graph && pair_graph(m, &file);
    if (m->conflict)
        return;
    pair_automatic(m);
    pair_left(m, other);
}
