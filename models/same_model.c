/* A net against the model whose weights it took; see same_model.h. Both are graphs of netc: the
 * importer makes one of the file. Layers with weights are paired by their tensors. From each of
 * them both graphs are walked towards the inputs until the next such pair; what can be written in
 * several ways (padding, reshapes, sums of sums, layers that only train) is made alike on the way.
 */
#include "models/same_model.h"
#include "compiler/compile.h"
#include "compiler/ir/geometry.h"
#include "models/import.h"
#include "models/same_layer.h"
#include "weights/weight_graph.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORK_MOST = 4000000, DEEPEST = 2000, OPERANDS_MOST = 256 };

typedef struct Holder { /* a tensor of the file and a layer of its model that has it */
    const char *tensor;
    const Node *node;
} Holder;

typedef struct Compare {
    Arena *a;
    WeightsFound *found;
    const Graph *g, *from;
    const Step **step; /* by node of from */
    Holder *holder;
    int n_holders, cap_holders;
    const Node **twin; /* by node of g: the layer of from; NULL */
    int *first;        /* by node of from: the first with the same tensors; -1: none */
    int *calls;        /* by node of from that is a first: how many are the same */
    int *last;         /* by node of g: the last node of from that it was compared with */
    signed char *was;  /* and what came of it; 0: nothing yet */
    int64_t work;
    int depth;
    bool lost;         /* too large */
    const char *why;   /* the first difference */
    const char *other; /* a difference that is only told */
    int quiet;
} Compare;

static bool is_kind(const Node *n, const char *kind) { return !strcmp(n->layer->kind, kind); }

static bool differ(Compare *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static bool differ(Compare *c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    if (!c->why && !c->quiet)
        c->why = arena_vprintf(c->a, fmt, ap);
    va_end(ap);
    return false;
}

/* ---- what is written in several ways ---- */

/* Blocks as large as the map are pixels in a row. */
static bool is_view(const Node *n)
{
    const bool deep = is_kind(n, "space_to_depth") && n->out.h * n->out.w == 1,
               flat = is_kind(n, "depth_to_space") && n->in[0]->out.h * n->in[0]->out.w == 1;
    return is_kind(n, "reshape") || is_kind(n, "flatten") ||
           ((deep || flat) && !strcmp(attr_str(n, "order"), "pixel"));
}

static bool same_values(Shape a, Shape b) { return a.h == b.h && a.w == b.w && a.c == b.c; }

static bool passes(const Node *n)
{
    return is_kind(n, "dropout") || is_kind(n, "identity") || is_kind(n, "fake_quant");
}

/* The layer whose values these are, in this order and in any shape. */
static const Node *unshaped(const Node *n)
{
    while (passes(n) || is_view(n))
        n = n->in[0];
    return n;
}

/* The same in this shape; else the last one that makes it. */
static const Node *plain(const Node *n)
{
    while (passes(n))
        n = n->in[0];
    const Node *from = is_view(n) ? unshaped(n) : n;
    return same_values(n->out, from->out) ? from : n;
}

static bool is_begin(const Node *n) { return n->n_in == 0 || is_kind(n, "input_part"); }

static bool not_below_zero(const Node *n)
{
    static const char *const kinds[] = {"relu", "sigmoid", "softmax", "hardsigmoid", "softplus"};
    static const char *const keeps[] = {"maxpool", "avgpool", "upsample", "globalavgpool",
                                        "globalmaxpool"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_kind(n, kinds[i]))
            return true;
    for (size_t i = 0; i < sizeof keeps / sizeof *keeps; i++)
        if (is_kind(n, keeps[i]))
            return not_below_zero(plain(n->in[0]));
    return false;
}

/* A window with the zeros before it, whether they are its own or a layer's. */
typedef struct Windows {
    const Node *in;
    int size[2], stride[2], dilation[2], before[2], out[2], whole[2];
    bool counted; /* zeros count in averages */
} Windows;

static bool windows_of(const Node *n, Windows *w)
{
    *w = (Windows){.dilation = {1, 1}};
    const bool pools = is_kind(n, "maxpool") || is_kind(n, "avgpool");
    if (pools) {
        const PoolGeometry *g = n->geometry;
        *w = (Windows){n->in[0],       {g->KH, g->KW}, {g->SH, g->SW}, {1, 1},
                       {g->PT, g->PL}, {g->OH, g->OW}, {g->H, g->W},   false};
        w->counted = is_kind(n, "avgpool") && attr_flag(n, "countpad");
    } else if (is_kind(n, "conv") || is_kind(n, "depthwise")) {
        const Conv2dGeometry *g = n->geometry;
        *w = (Windows){n->in[0],       {g->KH, g->KW}, {g->SH, g->SW}, {g->DH, g->DW},
                       {g->PT, g->PL}, {g->OH, g->OW}, {g->H, g->W},   false};
    } else {
        return false;
    }
    bool padded = w->before[0] || w->before[1];
    for (int i = 0; i < 2; i++) /* behind */
        padded |= (w->out[i] - 1) * w->stride[i] + w->dilation[i] * (w->size[i] - 1) + 1 >
                  w->whole[i] + w->before[i];
    const Node *pad = plain(n->in[0]);
    const PadGeometry *p = is_kind(pad, "pad") ? pad->geometry : NULL;
    const bool average = is_kind(n, "avgpool");
    if (!p || !p->zeros || (average && padded && !w->counted) ||
        (is_kind(n, "maxpool") && !not_below_zero(plain(pad->in[0]))))
        return true;
    w->in = pad->in[0];
    w->before[0] += p->top;
    w->before[1] += p->left;
    w->whole[0] -= p->top + p->bottom;
    w->whole[1] -= p->left + p->right;
    w->counted = average;
    return true;
}

static bool counts(const Windows *w)
{
    bool padded = w->before[0] || w->before[1];
    for (int i = 0; i < 2; i++)
        padded |= (w->out[i] - 1) * w->stride[i] + w->size[i] > w->whole[i] + w->before[i];
    return padded && w->counted;
}

static bool same_windows(const Windows *x, const Windows *y)
{
    return !memcmp(x->size, y->size, sizeof x->size) &&
           !memcmp(x->stride, y->stride, sizeof x->stride) &&
           !memcmp(x->dilation, y->dilation, sizeof x->dilation) &&
           !memcmp(x->before, y->before, sizeof x->before) &&
           !memcmp(x->out, y->out, sizeof x->out) && !memcmp(x->whole, y->whole, sizeof x->whole) &&
           counts(x) == counts(y);
}

/* A window of all of the map. */
static const char *kind_of(const Node *n)
{
    Windows w;
    const bool pools = is_kind(n, "maxpool") || is_kind(n, "avgpool");
    if (!pools || !windows_of(n, &w) || w.in != n->in[0] ||
        memcmp(w.size, w.whole, sizeof w.size) || w.before[0] || w.before[1] || w.out[0] != 1 ||
        w.out[1] != 1)
        return n->layer->kind;
    return is_kind(n, "maxpool") ? "globalmaxpool" : "globalavgpool";
}

/* ---- numbers in front ---- */

/* What a layer with a number makes of x: scale * x + shift. False: it is another one. */
static bool on_line(const Node *n, double *scale, double *shift)
{
    if (n->n_in != 1 || attr_find(n->layer->attrs, "value") < 0 || !takes_number(n))
        return false;
    const double v = attr_num(n, "value");
    *scale = is_kind(n, "mul") ? v : is_kind(n, "div") ? 1 / v : 1;
    *shift = is_kind(n, "add") ? v : is_kind(n, "sub") ? -v : 0;
    return is_kind(n, "mul") || is_kind(n, "div") || is_kind(n, "add") || is_kind(n, "sub");
}

/* Numbers alone, from the input on: scale * input + shift. `known`: they all are single ones. */
typedef struct Line {
    double scale, shift;
    bool begins, known;
} Line;

static Line line_of(const Node *n)
{
    Line l = {1, 0, false, true};
    double scale, shift;
    for (n = plain(n); !is_begin(n); n = plain(n->in[0])) {
        if (is_kind(n, "affine") && n->frozen)
            l.known = false;
        else if (!on_line(n, &scale, &shift))
            return l;
        else
            l.shift += l.scale * shift, l.scale *= scale;
    }
    l.begins = true;
    return l;
}

static bool near(double a, double b) { return fabs(a - b) <= 1e-5 * (fabs(a) + fabs(b)) + 1e-9; }

/* Of raw numbers, with what `input` does. */
static bool same_lines(const Line *x, const Line *y, const Input *a, const Input *b)
{
    const int n = a->per_channel > b->per_channel ? a->per_channel : b->per_channel;
    bool same = x->known && y->known && a->bgr == b->bgr;
    for (int i = 0; same && i < n; i++) {
        const int k = i < a->per_channel ? i : a->per_channel - 1,
                  j = i < b->per_channel ? i : b->per_channel - 1;
        same = near(x->scale * a->scale / a->std[k], y->scale * b->scale / b->std[j]) &&
               near(x->shift - x->scale * a->mean[k] / a->std[k],
                    y->shift - y->scale * b->mean[j] / b->std[j]);
    }
    return same;
}

/* ---- walking ---- */

static bool same(Compare *c, const Node *x, const Node *y);

static bool is_inside(const Compare *c, const Node *n)
{
    return in_scope(n->name, c->found->scope);
}

/* The layer of the file's model with the tensors of x, which may be called in several places. */
static const Node *twin_of(const Compare *c, const Node *x)
{
    return x->n_params ? c->twin[params_owner(x)->id] : NULL;
}

static bool is_twin(const Compare *c, const Node *x, const Node *y)
{
    const Node *twin = twin_of(c, x);
    return twin && c->first[y->id] >= 0 && c->first[twin->id] == c->first[y->id];
}

static bool called_once(const Compare *c, const Node *y) { return c->calls[c->first[y->id]] == 1; }

static const char *shown(Compare *c, const Node *n)
{
    return is_begin(n) ? "the input" : arena_printf(c->a, "`%s` (%s)", n->name, n->layer->kind);
}

static bool same_begin(Compare *c, const Node *x, const Node *y)
{
    const Line l = line_of(x), k = line_of(y);
    if (!l.begins && !is_inside(c, x) && k.begins) {
        if (!is_begin(plain(y)) &&
            !same_lines(&k, &(Line){1, 0, true, true}, &c->from->input, &c->from->input))
            return differ(c,
                          "%s of the file scales what it takes, and a layer outside of `%s` is "
                          "where the file begins",
                          shown(c, y), c->found->scope);
        return true;
    }
    if (!l.begins || !k.begins)
        return differ(c, "%s of the net is where the file has %s", shown(c, x), shown(c, y));
    if (is_kind(x, "input_part") && is_kind(y, "input_part")) {
        int i = 0, j = 0;
        while (i < c->g->n_inputs && c->g->inputs[i].node != x)
            i++;
        while (j < c->from->n_inputs && c->from->inputs[j].node != y)
            j++;
        return i == j || differ(c, "`%s` of the net is input %d, `%s` of the file input %d",
                                x->name, i + 1, y->name, j + 1);
    }
    if (same_lines(&l, &k, &c->g->input, &c->from->input)) {
        c->found->scaled = true;
        return true;
    }
    if (!is_begin(plain(x)))
        return differ(c, "%s of the net makes other numbers of the input than %s of the file",
                      shown(c, x), shown(c, y));
    if (!c->found->scales && !is_begin(plain(y)))
        c->other = arena_printf(c->a, "%s of the file's model scales its input, this net does not",
                                shown(c, y));
    return true;
}

/* The operands of sums of sums, of joins of joins. */
static int operands(Compare *c, const Node *n, bool net, const Node **out)
{
    int k = 0;
    for (int i = 0; i < n->n_in; i++) {
        const Node *in = plain(n->in[i]);
        const bool inner = in->layer == n->layer && in->n_in > 1 && !layer_differing(in, n) &&
                           (!net || is_inside(c, in) || !is_inside(c, n));
        if (inner && c->depth < DEEPEST) {
            c->depth++;
            k += operands(c, in, net, out + k);
            c->depth--;
        } else if (k < OPERANDS_MOST) {
            out[k++] = in;
        }
        if (k >= OPERANDS_MOST || c->depth >= DEEPEST) {
            c->lost = true;
            return 0;
        }
    }
    return k;
}

static bool any_order(const Node *n)
{
    return is_kind(n, "add") || is_kind(n, "mul") || is_kind(n, "maximum") || is_kind(n, "minimum");
}

static bool same_operands(Compare *c, const Node *x, const Node *y)
{
    const Node **a = ARENA_ARRAY(c->a, const Node *, OPERANDS_MOST + 1),
               **b = ARENA_ARRAY(c->a, const Node *, OPERANDS_MOST + 1);
    const bool inner = any_order(x) || is_kind(x, "concat");
    int n = 0, m = 0;
    if (inner) {
        n = operands(c, x, true, a);
        m = operands(c, y, false, b);
    } else {
        for (; n < x->n_in && n < OPERANDS_MOST; n++)
            a[n] = x->in[n];
        for (; m < y->n_in && m < OPERANDS_MOST; m++)
            b[m] = y->in[m];
    }
    if (c->lost)
        return true;
    if (n != m)
        return differ(c, "%s of the net has %d operands, %s of the file %d", shown(c, x), n,
                      shown(c, y), m);
    for (int i = 0; i < n; i++) {
        bool found = false;
        c->quiet += any_order(x);
        for (int k = i; k < n && !found; k++) {
            found = same(c, a[i], b[k]);
            if (found) {
                const Node *swap = b[k];
                b[k] = b[i];
                b[i] = swap;
            }
            if (!any_order(x))
                break;
        }
        c->quiet -= any_order(x);
        if (!found && any_order(x) && n - i == 1)
            return same(c, a[i], b[i]);
        if (!found)
            return differ(c, "%s of the net takes %s, which %s of the file does not", shown(c, x),
                          shown(c, a[i]), shown(c, y));
    }
    return true;
}

/* How two layers of a kind read their one input; `in` becomes what is before their padding. */
static bool same_reading(Compare *c, const Node *x, const Node *y, const Node *in[2])
{
    Windows w, v;
    in[0] = x->in[0];
    in[1] = y->in[0];
    const bool a = windows_of(x, &w), b = windows_of(y, &v);
    if (a && b && same_windows(&w, &v)) {
        in[0] = w.in;
        in[1] = v.in;
        return true;
    }
    if (a && b && !memcmp(w.whole, v.whole, sizeof w.whole))
        return differ(c,
                      "`%s` of the net and `%s` of the file have other windows, strides, distances "
                      "or zeros around the map",
                      x->name, y->name);
    if (x->layer != y->layer) /* a dense layer of each pixel */
        return true;
    const AttrSpec *s = layer_differing(x, y);
    const ptrdiff_t i = s ? s - x->layer->attrs : 0;
    return !s ||
           differ(c, "`%s` (%s) of the net has %s, `%s` of the file %s", x->name, x->layer->kind,
                  attr_words(c->a, s, &x->attr[i]), y->name, attr_words(c->a, s, &y->attr[i]));
}

/* What the weights themselves show, or what weights/ has compared. */
static bool same_own(Compare *c, const Node *x, const Node *y)
{
    const Node *in[2] = {x->in[0], y->in[0]};
    const bool norm = kind_is_norm(x->layer->kind) || is_kind(x, "affine") || is_kind(x, "prelu");
    return (norm || same_reading(c, x, y, in)) && same(c, in[0], in[1]);
}

static bool same_kinds(Compare *c, const Node *x, const Node *y)
{
    const char *kind = kind_of(x);
    if (strcmp(kind, kind_of(y)))
        return differ(c, "%s of the net is where the file has %s", shown(c, x), shown(c, y));
    if (!strcmp(kind, "globalavgpool") || !strcmp(kind, "globalmaxpool"))
        return same(c, x->in[0], y->in[0]);
    if (x->n_params || y->n_params)
        return differ(c, "%s of the net has not the weights of %s of the file", shown(c, x),
                      shown(c, y));
    const Node *in[2];
    if (!same_reading(c, x, y, in))
        return false;
    if (x->n_in == 1 && y->n_in == 1)
        return same(c, in[0], in[1]);
    return same_operands(c, x, y);
}

static bool compare(Compare *c, const Node *x, const Node *y)
{
    const Line k = line_of(y);
    if (is_begin(x) || is_begin(y) || (!is_inside(c, x) && k.begins) ||
        (k.begins && line_of(x).begins))
        return same_begin(c, x, y);
    if (is_twin(c, x, y))
        return called_once(c, y) || same_own(c, x, y);
    if (twin_of(c, x))
        return differ(c, "%s of the net is where the file has %s", shown(c, x), shown(c, y));
    if (is_view(x) != is_view(y))
        return differ(c, "%s of the net is where the file has %s", shown(c, x), shown(c, y));
    if (is_view(x) &&
        (x->out.rank != y->out.rank || (x->out.rank == 3 && !same_values(x->out, y->out))))
        return differ(c, "`%s` of the net makes another shape than `%s` of the file", x->name,
                      y->name);
    if (is_view(x))
        return same(c, unshaped(x), unshaped(y));
    return same_kinds(c, x, y);
}

/* Are the values of x those of y? */
static bool same(Compare *c, const Node *x, const Node *y)
{
    x = plain(x);
    y = plain(y);
    if (c->last[x->id] == y->id && c->was[x->id] && (c->was[x->id] > 0 || c->quiet || c->why))
        return c->was[x->id] > 0;
    if (++c->work > WORK_MOST || c->depth >= DEEPEST)
        c->lost = true;
    if (c->lost)
        return true;
    c->depth++;
    const bool is = compare(c, x, y);
    c->depth--;
    c->last[x->id] = y->id;
    c->was[x->id] = is ? 1 : -1;
    return is;
}

/* ---- pairs ---- */

static int by_tensor(const void *a, const void *b)
{
    const Holder *x = a, *y = b;
    const int order = strcmp(x->tensor, y->tensor);
    return order ? order : x->node->id - y->node->id;
}

static const Holder *holder_of(const Compare *c, const char *tensor)
{
    int low = 0, high = c->n_holders;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (strcmp(c->holder[middle].tensor, tensor) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->n_holders && !strcmp(c->holder[low].tensor, tensor) ? &c->holder[low] : NULL;
}

static void list_holders(Compare *c)
{
    for (int i = 0; i < c->from->n_nodes; i++) {
        const Step *s = c->step[i];
        c->first[i] = -1;
        /* Of a SeparableConv the first tensor is the depthwise kernel. */
        for (int k = 0; s && s->n_weights && k < s->n_tensors; k++) {
            if (s->parts < 2 || (k == 0) == (s->part == 0))
                ARENA_PUSH(c->a, c->holder, c->n_holders, c->cap_holders,
                           ((Holder){s->tensor[k], c->from->nodes[i]}));
        }
    }
    if (c->n_holders)
        qsort(c->holder, (size_t)c->n_holders, sizeof *c->holder, by_tensor);
    for (int i = 0; i < c->n_holders; i++)
        c->first[c->holder[i].node->id] = holder_of(c, c->holder[i].tensor)->node->id;
    for (int i = 0; i < c->from->n_nodes; i++)
        if (c->first[i] >= 0)
            c->calls[c->first[i]]++;
}

static void pair_tensors(Compare *c)
{
    for (int i = 0; i < c->g->n_params; i++) {
        const Param *p = c->g->params[i];
        const Holder *o = c->found->tensor[i] ? holder_of(c, c->found->tensor[i]) : NULL;
        if (o && !c->twin[p->node->id])
            c->twin[p->node->id] = o->node;
    }
}

/* ---- all of it ---- */

/* Of several places of the file in which a layer is called the one that reads the same. */
static bool same_layer_at(Compare *c, const Node *x)
{
    const Node *twin = twin_of(c, x);
    const bool once = called_once(c, twin);
    bool found = false;
    c->quiet += !once;
    for (int i = 0; i < c->from->n_nodes && !found; i++)
        if (c->first[i] == c->first[twin->id])
            found = same_own(c, x, c->from->nodes[i]);
    c->quiet -= !once;
    return found || differ(c, "no call of `%s` of the file reads what `%s` of the net does",
                           twin->name, x->name);
}

static bool ends_in_scores(const Node *n)
{
    return is_kind(n, "softmax") || is_kind(n, "sigmoid") || is_kind(n, "log_softmax");
}

static int ends_of(Compare *c, const Node *n, bool net, const Node **out)
{
    int k = 0;
    n = unshaped(n);
    if (!is_kind(n, "outputs") && !(is_kind(n, "concat") && n->out.rank == 1 && !net)) {
        out[0] = n;
        return 1;
    }
    for (; k < n->n_in && k < OPERANDS_MOST; k++)
        out[k] = unshaped(n->in[k]);
    (void)c;
    return k;
}

static bool same_end(Compare *c, const Node *x, const Node *y)
{
    c->quiet++;
    const bool is = same(c, x, y);
    const bool more = !is && ends_in_scores(x) && same(c, x->in[0], y),
               less = !is && !more && ends_in_scores(y) && same(c, x, y->in[0]);
    c->quiet--;
    if (more)
        c->other = arena_printf(c->a, "%s at the end of this net is not in the file's model",
                                shown(c, x));
    if (less)
        c->other = arena_printf(c->a, "%s at the end of the file's model is not in this net",
                                shown(c, y));
    return is || more || less || same(c, x, y);
}

static bool same_ends(Compare *c)
{
    const Node **x = ARENA_ARRAY(c->a, const Node *, OPERANDS_MOST + 1),
               **y = ARENA_ARRAY(c->a, const Node *, OPERANDS_MOST + 1);
    const Node *end = c->from->nodes[c->from->n_nodes - 1];
    const int n = ends_of(c, c->g->output, true, x),
              m = n > 1 ? ends_of(c, end, false, y) : (y[0] = unshaped(end), 1);
    if (n != m)
        return differ(c, "the net has %d outputs, the file's model %d", n, m);
    for (int i = 0; i < n; i++)
        if (!same_end(c, x[i], y[i]))
            return false;
    return true;
}

static bool same_nets(Compare *c)
{
    for (int i = 0; i < c->g->n_nodes; i++) {
        const Node *x = c->g->nodes[i];
        if (x->n_params && is_inside(c, x) && twin_of(c, x) && !same_layer_at(c, x))
            return false;
    }
    return !c->found->whole || same_ends(c);
}

/* The net of the file; NULL: *why it could not be made. Lengths that the file leaves open are those
 * of what the net's part reads. */
static const Graph *import(Compare *c, const char **why)
{
    const Graph *g = c->g;
    const Node *begin = g->nodes[0];
    for (int i = 0; i < g->n_nodes && c->found->scope; i++)
        if (is_inside(c, g->nodes[i]) && g->nodes[i]->n_in) {
            begin = g->nodes[i]->in[0];
            break;
        }
    const Shape s = begin->out;
    ModelOptions o = {.batch = true, .keras = c->found->file};
    if (s.rank == 3 && s.h > 1)
        o.input[o.n_input++] = s.h;
    if (s.rank == 3)
        o.input[o.n_input++] = s.w;
    o.input[o.n_input++] = s.c;
    Diag *d = diag_new(c->a);
    Err err = {""};
    Model *m = model_import(c->a, c->found->path, &o, d, &err);
    if (!m || diag_errors(d)) {
        *why = m ? "netc import does not take it, and says why" : arena_strdup(c->a, err.text);
        return NULL;
    }
    const Graph *from = compile_graph(c->a, c->found->path,
                                      &(CompileOptions){.text = model_text(m)}, d, &err);
    if (from)
        c->step = model_steps(m, from);
    else
        *why = "netc does not take what was made of it";
    return from;
}

SameModel model_compare(Arena *a, WeightsFound *found, const char **why)
{
    Compare c = {.a = a, .found = found, .g = found->g};
    *why = NULL;
    c.from = import(&c, why);
    if (!c.from)
        return MODEL_UNKNOWN;
    const size_t n = (size_t)c.g->n_nodes + 1, m = (size_t)c.from->n_nodes + 1;
    c.twin = ARENA_ARRAY(a, const Node *, n);
    c.last = ARENA_ARRAY(a, int, n);
    c.was = ARENA_ARRAY(a, signed char, n);
    c.first = ARENA_ARRAY(a, int, m);
    c.calls = ARENA_ARRAY(a, int, m);
    list_holders(&c);
    pair_tensors(&c);
    const bool is = same_nets(&c);
    if (c.lost) {
        *why = "it is too large to be compared";
        return MODEL_UNKNOWN;
    }
    *why = is ? c.other : c.why ? c.why : "its layers are others";
    return is ? MODEL_SAME : MODEL_DIFFERS;
}
