/* Pretrained weights; see pretrained.h. Three passes find the tensor of each parameter, from the surest to the least: its
 * full name (or the name within the scope); layer and variable as other frameworks write them; and, for layers that
 * the file only numbers, the order within their kind, when there are as many of them. Then shapes and types are judged, what fits is
 * read, and a table tells of each. PyTorch's kernels are turned around (OIHW to HWIO, (out,in) to (in,out), and the
 * rows of a dense layer behind a flatten from CHW to HWC). */
#include "base/foreign.h"
#include "base/number.h"
#include "runtime/pretrained.h"
#include "compiler/graph.h"
#include "compiler/layer.h"
#include "runtime/data/safetensors.h"
#include "runtime/data/tensors.h"
#include "runtime/weight_names.h"
#include <stdlib.h>
#include <string.h>

typedef enum Fate { FATE_MISSING, FATE_LOADED, FATE_TURNED, FATE_SHAPE, FATE_TYPE } Fate;

typedef struct Want {           /* a parameter of the scope */
    const Param *p;
    int          tensor;        /* in the file; -1: none */
    bool         ordered;       /* found by order, not by name */
    Fate         fate;
} Want;

typedef struct Have {           /* a tensor of the file */
    WeightName   name;
    int          want;          /* -1: none */
    const char  *why;           /* a good reason not to be used; NULL: none */
} Have;

typedef struct Match {
    Arena        *arena;
    const Graph  *g;
    TensorFile   *f;
    const char   *scope;        /* NULL: the whole net */
    Want         *want;
    Have         *have;
    int           n_want;
    int           loaded, bad;  /* parameters; mistakes */
    char          first[600];   /* the first mistake */
    int           width[4];     /* of the table's columns */
} Match;

static bool in_scope(const char *name, const char *scope)
{
    size_t n = scope ? strlen(scope) : 0;
    return n == 0 || (!strncmp(name, scope, n) && (name[n] == '.' || !name[n]));
}

/* The name within the scope; "" for the layer that is the scope. */
static const char *inside(const Match *m, const char *name)
{
    size_t n = m->scope ? strlen(m->scope) : 0;
    return n == 0 ? name : name[n] ? name + n + 1 : name + n;
}

static void bind(Match *m, int want, int tensor, bool ordered)
{
    m->want[want].tensor = tensor;
    m->want[want].ordered = ordered;
    m->have[tensor].want = want;
}

/* ---- by name ---- */

static bool full_name(const Match *m, const Param *p, int tensor)
{
    const char *name = m->f->tensor[tensor].name;
    return !strcmp(name, p->full_name) || !strcmp(name, inside(m, p->full_name));
}

/* The layer's path, or what is left of it without as many of its first parts as the scope has: for scope base.block1,
 * the tensor's block1_conv1 is base.block1.conv1, and so would be conv1. */
static bool same_layer(const Match *m, const char *layer, const char *path)
{
    const char *s = m->scope;
    while (!weight_same(layer, path)) {
        path = s ? strchr(path, '.') : NULL;
        if (!path) return false;
        path++;
        s = strchr(s, '.');
        if (s) s++;
    }
    return true;
}

static bool variable_of(const WeightName *w, const Param *p)
{
    const Node *n = p->node;
    return w->at >= 0 ? w->at < n->n_params && n->params[w->at] == p : weight_var_is(w->var, p->name);
}

static bool alike(const Match *m, const Param *p, int tensor)
{
    const WeightName *w = &m->have[tensor].name;
    return !w->optimizer && same_layer(m, w->layer, p->node->name) && variable_of(w, p);
}

static bool layer_and_variable(const Match *m, const Param *p, int tensor)
{
    return !m->have[tensor].name.by_order && alike(m, p, tensor);
}

static void find_by(Match *m, bool (*is)(const Match *, const Param *, int))
{
    for (int i = 0; i < m->n_want; i++)
        for (int t = 0; t < m->f->n && m->want[i].tensor < 0; t++)
            if (m->have[t].want < 0 && is(m, m->want[i].p, t)) bind(m, i, t, false);
}

/* ---- by order ---- */

typedef struct FileLayer { const char *path; const char *kind; } FileLayer;

/* The kinds that are told apart by the rank of their largest tensor. */
static const char *kind_of_rank(int rank)
{
    return rank == 4 ? "conv" : rank == 2 ? "dense" : rank == 1 ? "batchnorm" : NULL;
}

static bool candidate(const Match *m, int t)
{
    return m->have[t].want < 0 && m->have[t].name.by_order && !m->have[t].name.optimizer && m->f->tensor[t].floats;
}

static int by_path(const void *a, const void *b)
{
    return weight_order(((const FileLayer *)a)->path, ((const FileLayer *)b)->path);
}

/* The numbered layers of a kind, in order. */
static int file_layers(const Match *m, const char *kind, FileLayer *out)
{
    int n = 0;
    for (int t = 0; t < m->f->n; t++) {
        int rank = 0, k = 0;
        if (!candidate(m, t)) continue;
        const char *path = m->have[t].name.path;
        while (k < n && strcmp(out[k].path, path)) k++;
        if (k < n) continue;
        for (int s = 0; s < m->f->n; s++)
            if (candidate(m, s) && !strcmp(m->have[s].name.path, path) && m->f->tensor[s].rank > rank) rank = m->f->tensor[s].rank;
        const char *is = kind_of_rank(rank);
        if (is && !strcmp(is, kind)) out[n++] = (FileLayer){path, kind};
    }
    qsort(out, (size_t)n, sizeof *out, by_path);
    return n;
}

static bool wants_layer(const Match *m, const Node *n, const char *kind)
{
    if (strcmp(n->layer->kind, kind) || n->n_params == 0) return false;
    for (int i = 0; i < m->n_want; i++)
        if (m->want[i].p->node == n && m->want[i].tensor >= 0) return false;
    return in_scope(n->name, m->scope);
}

static void bind_layer(Match *m, const Node *n, const char *path)
{
    for (int i = 0; i < m->n_want; i++) {
        const Param *p = m->want[i].p;
        for (int t = 0; t < m->f->n && p->node == n && m->want[i].tensor < 0; t++) {
            const WeightName *w = &m->have[t].name;
            if (!candidate(m, t) || strcmp(w->path, path)) continue;
            if (variable_of(w, p)) bind(m, i, t, true);
        }
    }
}

static void find_by_order(Match *m, const char *kind)
{
    FileLayer *layer = ARENA_ARRAY(m->arena, FileLayer, (size_t)m->f->n + 1);
    const Node **node = ARENA_ARRAY(m->arena, const Node *, (size_t)m->g->n_nodes + 1);
    int n = file_layers(m, kind, layer), k = 0;
    for (int i = 0; i < m->g->n_nodes; i++)
        if (wants_layer(m, m->g->nodes[i], kind)) node[k++] = m->g->nodes[i];
    for (int i = 0; i < n && n == k; i++) bind_layer(m, node[i], layer[i].path);
}

/* ---- shapes ---- */

static bool same_shape(const FileTensor *t, const Param *p)
{
    bool same = t->rank == p->rank;
    for (int i = 0; same && i < p->rank; i++) same = t->dim[i] == p->dim[i];
    return same;
}

/* Dimension k of a PyTorch kernel is dimension torch_axis[rank == 4][k] of ours. */
static const int torch_axis[2][4] = {{1, 0, 0, 0}, {3, 2, 0, 1}};

static bool turned_shape(const FileTensor *t, const Param *p)
{
    bool same = t->rank == p->rank && (p->rank == 2 || p->rank == 4);
    for (int i = 0; same && i < p->rank; i++) same = t->dim[i] == p->dim[torch_axis[p->rank == 4][i]];
    return same;
}

/* `weight` is PyTorch's word: its kernels are turned even where they are square. Four dimensions that fit only when turned are too. */
static Fate judge(const Match *m, const Want *w)
{
    if (w->tensor < 0) return FATE_MISSING;
    const FileTensor *t = &m->f->tensor[w->tensor];
    bool torch = !strcmp(m->have[w->tensor].name.var, "weight");
    if (!t->floats) return FATE_TYPE;
    if (torch && turned_shape(t, w->p)) return FATE_TURNED;
    if (same_shape(t, w->p)) return FATE_LOADED;
    return t->rank == 4 && turned_shape(t, w->p) ? FATE_TURNED : FATE_SHAPE;
}

static void shape_words(char *s, size_t size, int rank, const int64_t *dim)
{
    size_t n = (size_t)snprintf(s, size, "%s", rank ? "" : "scalar");
    for (int i = 0; i < rank && n < size; i++) n += (size_t)snprintf(s + n, size - n, "%s%lld", i ? "x" : "", (long long)dim[i]);
}

static void param_shape(char *s, size_t size, const Param *p)
{
    int64_t dim[4] = {p->dim[0], p->dim[1], p->dim[2], p->dim[3]};
    shape_words(s, size, p->rank, dim);
}

/* ---- mistakes ---- */

static void mistake(Match *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void mistake(Match *m, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    if (m->bad++ == 0) text_vsnprintf(m->first, sizeof m->first, fmt, ap);
    va_end(ap);
}

/* The unused tensor whose layer and variable are most like the parameter's; NULL: none is near. */
static const char *near_tensor(const Match *m, const Param *p)
{
    const char **names = ARENA_ARRAY(m->arena, const char *, (size_t)m->f->n + 1);
    const char **own = ARENA_ARRAY(m->arena, const char *, (size_t)m->f->n + 1);
    int n = 0;
    for (int t = 0; t < m->f->n; t++) {
        const WeightName *w = &m->have[t].name;
        if (m->have[t].want >= 0 || w->optimizer) continue;
        own[n] = m->f->tensor[t].name;
        char *text = arena_printf(m->arena, "%s.%s", w->layer, w->var);
        for (char *c = text; *c; c++) if (*c == '_' || *c == '/') *c = '.';
        names[n++] = text;
    }
    char *wanted = arena_strdup(m->arena, inside(m, p->full_name));
    for (char *c = wanted; *c; c++) if (*c == '_') *c = '.';
    const char *near = nearest_word(wanted, names, n);
    for (int i = 0; i < n; i++)
        if (near == names[i]) return own[i];
    return NULL;
}

static void judge_wants(Match *m)
{
    char have[160], want[100];
    for (int i = 0; i < m->n_want; i++) {
        Want *w = &m->want[i];
        const FileTensor *t = w->tensor >= 0 ? &m->f->tensor[w->tensor] : NULL;
        w->fate = judge(m, w);
        param_shape(want, sizeof want, w->p);
        if (t) shape_words(have, sizeof have, t->rank, t->dim);
        const char *near = t ? NULL : near_tensor(m, w->p);
        if (w->fate == FATE_SHAPE) mistake(m, "tensor `%s` is %s, but this net's parameter `%s` is %s", t->name, have, w->p->full_name, want);
        else if (w->fate == FATE_TYPE) mistake(m, "tensor `%s` holds %s; expected floating-point numbers", t->name, t->type);
        else if (w->fate == FATE_MISSING)
            mistake(m, "no tensor `%s`%s%s%s%s%s", w->p->full_name, m->scope ? ", nor under its name within " : "", m->scope ? m->scope : "",
                    near ? "; the nearest is `" : "", near ? near : "", near ? "`" : "");
        else m->loaded++;
    }
}

/* A tensor that belongs to a part of the net outside the scope. */
static bool elsewhere(const Match *m, int t)
{
    if (!m->scope) return false;
    for (int i = 0; i < m->g->n_params; i++) {
        const Param *p = m->g->params[i];
        if (!in_scope(p->full_name, m->scope) && (!strcmp(m->f->tensor[t].name, p->full_name) || alike(m, p, t))) return true;
    }
    return false;
}

static void judge_haves(Match *m)
{
    for (int t = 0; t < m->f->n; t++) {
        Have *h = &m->have[t];
        if (h->want >= 0) continue;
        h->why = h->name.optimizer ? "an optimizer's state" : !m->f->tensor[t].floats ? "not floating point" : elsewhere(m, t) ? "outside the scope" : NULL;
        if (!h->why) mistake(m, "tensor `%s` belongs to no layer of %s `%s`", m->f->tensor[t].name, m->scope ? "part" : "net", m->scope ? m->scope : m->g->name);
    }
}

/* ---- reading ---- */

/* PyTorch flattens channel by channel. The map that `n` sees flattened, {0}: none. */
static Shape flattened(const Node *n)
{
    for (n = n->in[0]; n->n_in == 1 && n->n_params == 0; n = n->in[0])
        if (n->out.rank == 1 && n->in[0]->out.rank == 3 && !strcmp(n->layer->kind, "flatten")) return n->in[0]->out;
    return (Shape){0};
}

static void turn_dense(const Param *p, const float *from, float *to)
{
    int in = p->dim[0], out = p->dim[1];
    Shape s = flattened(p->node);
    for (int i = 0; i < in; i++) {
        int row = s.c ? (i % s.c) * s.h * s.w + i / s.c : i;
        for (int o = 0; o < out; o++) to[(size_t)i * (size_t)out + (size_t)o] = from[(size_t)o * (size_t)in + (size_t)row];
    }
}

static void turn_conv(const Param *p, const float *from, float *to)
{
    size_t area = (size_t)p->dim[0] * (size_t)p->dim[1], in = (size_t)p->dim[2], out = (size_t)p->dim[3];
    for (size_t o = 0; o < out; o++)
        for (size_t i = 0; i < in; i++)
            for (size_t k = 0; k < area; k++) to[(k * in + i) * out + o] = from[(o * in + i) * area + k];
}

static bool read_turned(Match *m, const Want *w, float *to, Err *err)
{
    float *from = malloc(sizeof *from * ((size_t)w->p->count + 1));
    bool ok = from ? tensors_read(m->f, w->tensor, from, err) : err_set(err, "%s: out of memory (`%s`)", m->f->path, w->p->full_name);
    if (ok) (w->p->rank == 4 ? turn_conv : turn_dense)(w->p, from, to);
    free(from);
    return ok;
}

static bool read_all(Match *m, float *image, Err *err)
{
    for (int i = 0; i < m->n_want; i++) {
        const Want *w = &m->want[i];
        float *to = image + w->p->offset;
        if (w->fate != FATE_LOADED && w->fate != FATE_TURNED) continue;
        if (!(w->fate == FATE_TURNED ? read_turned(m, w, to, err) : tensors_read(m->f, w->tensor, to, err))) return false;
        int64_t bad = find_nonfinite(to, w->p->count);
        if (bad >= 0) return err_set(err, "%s: tensor `%s` holds a number that is not finite, at element %lld", m->f->path, m->f->tensor[w->tensor].name, (long long)bad);
    }
    return true;
}

/* ---- the table ---- */

static void print_row(const Match *m, FILE *out, const char *param, const char *want, const char *tensor, const char *have, const char *result)
{
    fprintf(out, "  %-*s  %-*s  %-*s  %-*s  %s\n", m->width[0], param, m->width[1], want, m->width[2], foreign_shown(m->arena, tensor),
            m->width[3], have, foreign_shown(m->arena, result));
}

static void print_want(const Match *m, const Want *w, FILE *out)
{
    static const char *const words[] = {
        [FATE_MISSING] = "MISSING", [FATE_LOADED] = "loaded", [FATE_TURNED] = "loaded, transposed", [FATE_SHAPE] = "SKIPPED: another shape",
        [FATE_TYPE] = "SKIPPED: not floating point"};
    const FileTensor *t = w->tensor >= 0 ? &m->f->tensor[w->tensor] : NULL;
    const char *near = t ? NULL : near_tensor(m, w->p);
    char want[100], have[160] = "";
    param_shape(want, sizeof want, w->p);
    if (t) shape_words(have, sizeof have, t->rank, t->dim);
    print_row(m, out, w->p->full_name, want, t ? t->name : "-", have,
              arena_printf(m->arena, "%s%s%s%s", words[w->fate], w->ordered ? ", by order" : "", near ? "; nearest: " : "", near ? near : ""));
}

static void print_have(const Match *m, int t, FILE *out)
{
    char have[160];
    shape_words(have, sizeof have, m->f->tensor[t].rank, m->f->tensor[t].dim);
    print_row(m, out, "-", "", m->f->tensor[t].name, have, m->have[t].why ? arena_printf(m->arena, "skipped: %s", m->have[t].why) : "SKIPPED: belongs to no layer");
}

static void widen(int *width, const char *text)
{
    if ((int)strlen(text) > *width) *width = (int)strlen(text);
}

static void set_widths(Match *m)
{
    static const char *const heads[] = {"parameter", "shape", "tensor", "shape"};
    char shape[160];
    for (int i = 0; i < 4; i++) m->width[i] = (int)strlen(heads[i]);
    for (int i = 0; i < m->n_want; i++) {
        param_shape(shape, sizeof shape, m->want[i].p);
        widen(&m->width[0], m->want[i].p->full_name);
        widen(&m->width[1], shape);
    }
    for (int t = 0; t < m->f->n; t++) {
        shape_words(shape, sizeof shape, m->f->tensor[t].rank, m->f->tensor[t].dim);
        widen(&m->width[2], foreign_shown(m->arena, m->f->tensor[t].name));
        widen(&m->width[3], shape);
    }
}

static char *table_text(Match *m)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) return NULL;
    set_widths(m);
    fprintf(out, "%s: %s, %d tensor%s; %d of %d parameters of %s%s%s fit\n", foreign_shown(m->arena, m->f->path), m->f->kind->name, m->f->n, m->f->n == 1 ? "" : "s",
            m->loaded, m->n_want, m->g->name, m->scope ? ", part " : "", m->scope ? m->scope : "");
    print_row(m, out, "parameter", "shape", "tensor", "shape", "result");
    for (int i = 0; i < m->n_want; i++) print_want(m, &m->want[i], out);
    for (int t = 0; t < m->f->n; t++)
        if (m->have[t].want < 0) print_have(m, t, out);
    return fclose(out) ? (free(text), NULL) : text;
}

/* ---- all of it ---- */

static void match(Match *m)
{
    m->want = ARENA_ARRAY(m->arena, Want, (size_t)m->g->n_params + 1);
    m->have = ARENA_ARRAY(m->arena, Have, (size_t)m->f->n + 1);
    for (int i = 0; i < m->g->n_params; i++)
        if (in_scope(m->g->params[i]->full_name, m->scope)) m->want[m->n_want++] = (Want){.p = m->g->params[i], .tensor = -1};
    for (int t = 0; t < m->f->n; t++) m->have[t] = (Have){.name = weight_name(m->arena, m->f->tensor[t].name), .want = -1};
    find_by(m, full_name);
    find_by(m, layer_and_variable);
    find_by_order(m, "conv");
    find_by_order(m, "dense");
    find_by_order(m, "batchnorm");
    judge_wants(m);
    judge_haves(m);
}

static bool accept(const Match *m, bool partial, Err *err)
{
    if (m->n_want == 0) return err_set(err, "weights %s: no parameter of the net is in this scope", m->scope ? m->scope : "");
    if (m->bad && m->loaded == 0)
        return err_set(err, "%s: no tensor of it (%d in all) fits a parameter of net `%s`: these are another net's weights (%s)", m->f->path, m->f->n, m->g->name,
                       m->first);
    if (m->bad == 0 || partial) return true;
    char more[80] = "";
    if (m->bad > 1) snprintf(more, sizeof more, "; and %d more mistake%s", m->bad - 1, m->bad == 2 ? "" : "s");
    return err_set(err, "%s: %s%s", m->f->path, m->first, more);
}

/* Into image; a table whether it works or not. */
static bool load_image(NetcModel *m, const char *path, const char *scope, bool partial, float *image, char **table, Err *err)
{
    *table = NULL;
    TensorFile *f = tensors_open(path, err);
    if (!f) return false;
    Match x = {.arena = f->arena, .g = netc_graph(m), .f = f, .scope = scope};
    match(&x);
    bool ok = accept(&x, partial, err) && read_all(&x, image, err);
    *table = table_text(&x);
    tensors_close(f);
    return ok;
}

static float *image_copy(NetcModel *m, Err *err)
{
    float *image = malloc((netc_param_floats(m) + 1) * sizeof *image);
    if (image) memcpy(image, netc_params(m), netc_param_floats(m) * sizeof *image);
    else err_set(err, "out of memory (the weights)");
    return image;
}

static bool take_image(NetcModel *m, float *image, bool ok)
{
    if (ok) {
        memcpy(netc_params(m), image, netc_param_floats(m) * sizeof *image);
        netc_params_changed(m);
    }
    free(image);
    return ok;
}

bool weights_load(NetcModel *m, const char *path, const char *scope, bool partial, char **table, Err *err)
{
    char *text = NULL;
    float *image = image_copy(m, err);
    bool ok = image && load_image(m, path, scope, partial, image, &text, err);
    if (table) *table = text;
    else free(text);
    return take_image(m, image, ok);
}

static void append(char **all, char *text)
{
    size_t n = *all ? strlen(*all) : 0;
    char *grown = text ? realloc(*all, n + strlen(text) + 1) : NULL;
    if (grown) {
        strcpy(grown + n, text);
        *all = grown;
    }
    free(text);
}

bool train_load_pretrained(NetcModel *m, bool partial, char **tables, Err *err)
{
    const Train *t = &netc_graph(m)->train;
    *tables = NULL;
    if (!t->n_weights) return true;
    float *image = image_copy(m, err);
    bool ok = image != NULL;
    for (int i = 0; ok && i < t->n_weights; i++) {
        char *text;
        ok = load_image(m, t->weights[i].path, t->weights[i].scope, partial, image, &text, err);
        append(tables, text);
    }
    return take_image(m, image, ok);
}
