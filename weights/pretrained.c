/* Pretrained weights; see pretrained.h. weight_match.c finds the layer of each layer; here the
 * tensors are judged by role, shape and type, what fits is read and turned (PyTorch's kernels are
 * (out,in,h,w), its flattened maps channel by channel), and a table tells of each. */
#include "weights/pretrained.h"
#include "base/ascii.h"
#include "base/fileio.h"
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/ir/geometry.h"
#include "compiler/ir/graph.h"
#include "compiler/ir/layer.h"
#include "formats/safetensors.h"
#include "weights/weight_layout.h"
#include "weights/weight_match.h"
#include "weights/weight_graph.h"
#include "weights/weight_names.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_ROWS = 40, MAP_BYTES = 16 << 20 };

typedef enum Fate {
    FATE_MISSING,
    FATE_LOADED,
    FATE_NEUTRAL,
    FATE_SHAPE,
    FATE_TYPE,
    FATE_ORDER,
    FATE_AXIS,
    FATE_TRANSPOSED
} Fate;

typedef struct Want { /* a parameter of the scope */
    const Param *p;
    int tensor; /* in the file; -1: none */
    How how;
    bool torch; /* turned around */
    Fate fate;
} Want;

typedef struct Load {
    Arena *arena;
    const Graph *g;
    TensorFile *f;
    WeightFile w;
    Match match;
    const WeightsOptions *o;
    const char *scope; /* NULL: the whole net */
    Want *want;
    int *used;        /* by tensor: the want, -1: none */
    const char **why; /* by tensor: why it is rightly not used; NULL: no reason */
    int n_want;
    Layout layout;   /* of the other program's vectors; NULLs: netc's */
    int loaded, bad; /* parameters; mistakes */
    char first[800]; /* the first mistake */
    int looked;      /* for near names */
    int width[4];    /* of the table's columns */
    bool compared;   /* the file's model with the net: see compare_model */
    bool scaled;     /* numbers of the input are made in both alike */
} Load;

static void mistake(Load *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void mistake(Load *m, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    if (m->bad++ == 0)
        text_vsnprintf(m->first, sizeof m->first, fmt, ap);
    va_end(ap);
}

/* ---- --map: lines `parameter = tensor` ---- */

static char *trimmed(char *s)
{
    while (*s == ' ' || *s == '\t')
        s++;
    size_t n = strlen(s);
    while (n > 0 && strchr(" \t\r", s[n - 1]))
        s[--n] = 0;
    return s;
}

static int find_want(const Load *m, const char *name)
{
    for (int i = 0; i < m->n_want; i++)
        if (!strcmp(m->want[i].p->full_name, name))
            return i;
    return -1;
}

static int find_tensor(const Load *m, const char *name)
{
    for (int t = 0; t < m->f->n; t++)
        if (!strcmp(m->f->tensor[t].name, name))
            return t;
    return -1;
}

static const char *suggest(const Load *m, const char *name, bool tensors)
{
    const char **names = ARENA_ARRAY(m->arena, const char *,
                                     (size_t)m->f->n + (size_t)m->n_want + 1);
    int n = 0;
    for (int t = 0; tensors && t < m->f->n; t++)
        names[n++] = m->f->tensor[t].name;
    for (int i = 0; !tensors && i < m->n_want; i++)
        names[n++] = m->want[i].p->full_name;
    const char *near = nearest_word(name, names, n);
    return near ? arena_printf(m->arena, "; did you mean `%s`?", near) : "";
}

static bool map_line(Load *m, const char *path, int line, char *text, Err *err)
{
    char *hash = strchr(text, '#');
    if (hash && (hash == text || hash[-1] == ' ' || hash[-1] == '\t'))
        *hash = 0;
    text = trimmed(text);
    if (!*text)
        return true;
    char *equals = strstr(text, " = ");
    if (!equals)
        equals = strchr(text, '=');
    if (!equals)
        return err_set(err, "%s:%d: expected `parameter = tensor`, found `%.100s`", path, line,
                       text);
    char *to = equals + (*equals == ' ' ? 3 : 1);
    *equals = 0;
    char *param = trimmed(text), *tensor = trimmed(to);
    int i = find_want(m, param), t = find_tensor(m, tensor);
    if (i < 0)
        return err_set(err, "%s:%d: no parameter `%.200s`%s%s%s", path, line, param,
                       m->scope ? " in part " : "", m->scope ? m->scope : "",
                       suggest(m, param, false));
    if (t < 0)
        return err_set(err, "%s:%d: %s has no tensor `%.200s`%s", path, line, m->f->path, tensor,
                       suggest(m, tensor, true));
    if (m->want[i].tensor >= 0)
        return err_set(err, "%s:%d: parameter `%s` stands in an earlier line too", path, line,
                       param);
    if (m->used[t] >= 0)
        return err_set(err, "%s:%d: tensor `%s` stands in an earlier line too, for `%s`", path,
                       line, tensor, m->want[m->used[t]].p->full_name);
    m->want[i].tensor = t;
    m->want[i].how = BY_MAP;
    m->used[t] = i;
    return true;
}

static bool read_map(Load *m, Err *err)
{
    unsigned char *data;
    size_t size;
    const char *path = m->o->map;
    if (!path)
        return true;
    if (!file_read(path, MAP_BYTES, &data, &size, err))
        return false;
    arena_own(m->arena, data, free);
    char *text = arena_strndup(m->arena, (const char *)data, size);
    arena_release(m->arena, data);
    bool ok = true;
    if (text && !strncmp(text, "\xef\xbb\xbf", 3))
        text += 3;
    for (int line = 1; ok && text; line++) {
        char *end = strchr(text, '\n');
        if (end)
            *end = 0;
        ok = map_line(m, path, line, text, err);
        text = end ? end + 1 : NULL;
    }
    return ok;
}

/* ---- the net's own names ---- */

/* The tensor of the parameter's name and shape, looked for from `at` on and around; -1: none. */
static int find_own(const Load *m, const char *name, const Param *p, int at)
{
    for (int i = 0; i < m->f->n; i++, at++) {
        at = at < m->f->n ? at : 0;
        const FileTensor *f = &m->f->tensor[at];
        bool same = f->floats && f->rank == p->rank && !strcmp(f->name, name);
        for (int d = 0; same && d < p->rank; d++)
            same = f->dim[d] == p->dim[d];
        if (same)
            return at;
    }
    return -1;
}

/* Takes the tensors that have the net's own names and shapes, where that are those of all
 * parameters; `skip` bytes of the names are the scope's. By tensor, as weight_file_read wants them;
 * NULL: not so, and nothing is taken. */
static OwnName *take_own(Load *m, size_t skip)
{
    OwnName *own = ARENA_ARRAY(m->arena, OwnName, (size_t)m->f->n + 1);
    int *tensor = ARENA_ARRAY(m->arena, int, (size_t)m->n_want + 1), last = -1;
    for (int i = 0; i < m->n_want; i++) {
        const Param *p = m->want[i].p;
        Role role = role_of(p->name);
        tensor[i] = last = role == ROLE_NONE ? -1 : find_own(m, p->full_name + skip, p, last + 1);
        if (last < 0)
            return NULL;
        own[last] = (OwnName){p->node->name, role};
    }
    for (int i = 0; i < m->n_want; i++) {
        m->want[i].tensor = tensor[i];
        m->want[i].how = BY_NAME;
        m->used[tensor[i]] = i;
    }
    return own;
}

/* A map stands above the names. */
static const OwnName *own_names(Load *m)
{
    if (m->o->map)
        return NULL;
    const OwnName *own = take_own(m, 0);
    return own || !m->scope ? own : take_own(m, strlen(m->scope) + 1);
}

/* The layers of tensors that are taken are those of their parameters; unless they are mapped to
 * several. */
static void pair_taken(Load *m)
{
    for (int i = 0; i < m->n_want; i++) {
        const Want *w = &m->want[i];
        int k = w->tensor >= 0 ? m->w.layer_of[w->tensor] : -1;
        if (k >= 0)
            match_pair(&m->match, w->p->node->id, k, w->how);
    }
}

/* ---- shapes ---- */

static void shape_words(char *s, size_t size, int rank, const int64_t *dim)
{
    size_t n = (size_t)snprintf(s, size, "%s", rank ? "" : "scalar");
    for (int i = 0; i < rank && n < size; i++)
        n += (size_t)snprintf(s + n, size - n, "%s%lld", i ? "x" : "", (long long)dim[i]);
}

static void param_shape(char *s, size_t size, const Param *p)
{
    int64_t dim[4] = {p->dim[0], p->dim[1], p->dim[2], p->dim[3]};
    shape_words(s, size, p->rank, dim);
}

/* Whether kernels are turned, all of them or none: as names of PyTorch say, unless the shape of a
 * kernel shows the opposite. */
static bool decide_turns(Load *m)
{
    const char *only_plain = NULL, *only_torch = NULL;
    for (int i = 0; i < m->n_want; i++) {
        Want *w = &m->want[i];
        if (w->tensor < 0 || w->p->rank < 2 || role_of(w->p->name) != ROLE_KERNEL)
            continue;
        const FileTensor *t = &m->f->tensor[w->tensor];
        Turns can = turns_possible(t, w->p);
        if (can.plain && !can.torch)
            only_plain = t->name;
        if (can.torch && !can.plain && (m->w.pytorch || t->rank == 4))
            only_torch = t->name;
    }
    if (only_plain && only_torch)
        m->match.conflict = true;
    if (only_plain && only_torch)
        mistake(m,
                "kernel `%s` is in the order of Keras, `%s` in that of PyTorch: which of them "
                "square kernels follow cannot be known",
                only_plain, only_torch);
    return only_torch || (m->w.pytorch && !only_plain);
}

/* All variables of the file's layer were mapped to other parameters: it has no gamma, or no beta,
 * to fill this one. */
static bool is_mapped_out(const Load *m, const FileLayer *l, Role role)
{
    if (!l->vague || (role != ROLE_GAMMA && role != ROLE_BETA))
        return false;
    for (int i = 0; i < l->n_numbered; i++)
        if (m->used[l->by_number[i]] < 0)
            return false;
    return l->n_numbered > 0;
}

/* A net normalises the channels, which in Keras come last: an axis of -1, that of a map is also
 * called 3, that of a vector 1. */
static bool axis_fits(const Load *m, const FileLayer *l, const Node *n)
{
    if (!l || !l->configured || l->eps <= 0)
        return true;
    Shape s = n->in[0]->out;
    bool vector = s.rank == 1 || s.h * s.w == 1;
    return l->axis == -1 || l->axis == 3 || (l->axis == 1 && (vector || m->w.channels_first));
}

/* Is the kernel by its name that of a transposed convolution? With as many channels in as out it
 * has the shape of a convolution's, and only a configuration tells them apart. A net's own file, in
 * which a layer may be called so, has the parameter's full name. */
static bool is_transposed(const FileLayer *l, const FileTensor *t, const Want *w)
{
    static const char *const words[] = {"transpose", "deconv", "upconv"};
    if (!strcmp(w->p->node->layer->kind, "conv_transpose") || w->how == BY_MAP || w->p->rank != 4 ||
        (l && l->configured) || !strcmp(t->name, w->p->full_name))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (const char *at = t->name; *at; at++)
            if (ascii_begins(at, words[i]))
                return true;
    return false;
}

/* The order in which the file has the numbers of maps. */
static DenseOrder file_order(const Load *m)
{
    const FileNote *stated = tensors_find_note(m->f, "", "dense_order"); /* by netc export */
    bool states = stated && stated->n == 1 && !strcmp(stated->value[0], "hwc");
    if (m->o->dense_order != DENSE_AUTO)
        return m->o->dense_order;
    return states || m->w.flat_hwc ? DENSE_HWC : m->w.pytorch ? DENSE_CHW : DENSE_AUTO;
}

static void judge(Load *m, Want *w, bool torch)
{
    const FileLayer *l = m->match.layer[w->p->node->id] >= 0
                             ? &m->w.layer[m->match.layer[w->p->node->id]]
                             : NULL;
    if (w->tensor < 0) {
        Role role = role_of(w->p->name);
        w->fate = w->p->optional || (l && (role_is_neutral(l, role) || is_mapped_out(m, l, role)))
                      ? FATE_NEUTRAL
                      : FATE_MISSING;
        return;
    }
    const FileTensor *t = &m->f->tensor[w->tensor];
    Turns can = turns_possible(t, w->p);
    w->torch = can.torch &&
               (w->p->rank == 3 ? file_order(m) == DENSE_CHW
                                : torch && w->p->rank > 1 && role_of(w->p->name) == ROLE_KERNEL);
    w->fate = !t->floats                     ? FATE_TYPE
              : !axis_fits(m, l, w->p->node) ? FATE_AXIS
              : is_transposed(l, t, w)       ? FATE_TRANSPOSED
              : w->torch || can.plain        ? FATE_LOADED
                                             : FATE_SHAPE;
}

/* ---- mistakes ---- */

/* The unused tensor whose layer and variable are most like the parameter's; NULL: none is near. */
static const char *near_tensor(Load *m, const Param *p)
{
    if (m->looked++ > TABLE_ROWS)
        return NULL; /* each look goes through all tensors */
    const char **names = ARENA_ARRAY(m->arena, const char *, (size_t)m->f->n + 1);
    const char **own = ARENA_ARRAY(m->arena, const char *, (size_t)m->f->n + 1);
    int n = 0;
    for (int t = 0; t < m->f->n; t++) {
        if (m->used[t] >= 0 || m->w.why[t])
            continue;
        WeightName w = weight_name(m->arena, m->f->tensor[t].name);
        own[n] = m->f->tensor[t].name;
        char *text = arena_printf(m->arena, "%s.%s", w.layer, w.var);
        for (char *c = text; *c; c++)
            if (*c == '_' || *c == '/')
                *c = '.';
        names[n++] = text;
    }
    size_t skip = m->scope ? strlen(m->scope) : 0;
    char *wanted = arena_strdup(m->arena,
                                p->full_name + (skip && p->full_name[skip] == '.' ? skip + 1 : 0));
    for (char *c = wanted; *c; c++)
        if (*c == '_')
            *c = '.';
    const char *near = nearest_word(wanted, names, n);
    for (int i = 0; i < n; i++)
        if (near == names[i])
            return own[i];
    return NULL;
}

static void tell_missing(Load *m, const Want *w)
{
    int k = m->match.layer[w->p->node->id];
    const FileLayer *l = k >= 0 ? &m->w.layer[k] : NULL;
    const FileNote *net = tensors_find_note(m->f, "", "net");
    const char *near = m->bad ? NULL : near_tensor(m, w->p);
    const char *more = near ? arena_printf(m->arena, "; the nearest is `%s`", near) : "";
    if (l && !strcmp(w->p->name, "bias"))
        more = arena_printf(m->arena, "; layer `%s` of the file has no bias (`nobias` in the net)",
                            l->shown);
    const FileNote *link = tensors_find_note(m->f, "", "link");
    if (link)
        more = arena_printf(m->arena, "; links are not followed, as `%s` is one", link->value[0]);
    if (net && net->n)
        more = arena_printf(m->arena, "%s (the file was written for net `%s`)", more,
                            net->value[0]);
    if (l && l->vague)
        mistake(m, "layer `%s` of the file: %s (--map does)", l->shown, l->vague);
    else
        mistake(m, "no tensor `%s`%s%s%s", w->p->full_name,
                m->scope ? ", nor under its name within " : "", m->scope ? m->scope : "", more);
}

/* The net's window against the padding of the file's. What is padded by a layer of its own, in the
 * one or in the other, may come to the same. */
static bool padding_fits(const Load *m, const FileLayer *l, const Node *n)
{
    const bool turned = !strcmp(n->layer->kind, "conv_transpose"),
               window = !strcmp(n->layer->kind, "conv") || !strcmp(n->layer->kind, "depthwise");
    if (!l->padding || !(window || turned) || m->w.pads || !strcmp(n->in[0]->layer->kind, "pad"))
        return true;
    const Conv2dGeometry *g = n->geometry;
    const PadMode mode = !strcmp(l->padding, "same") ? PAD_SAME : PAD_VALID;
    int top, left;
    if (turned)
        return attr_value(n, "pad")->set || attr_flag(n, "valid") == (mode == PAD_VALID) ||
               (g->DH * (g->KH - 1) < g->SH && g->DW * (g->KW - 1) < g->SW);
    return window_output(mode, g->H, g->KH, g->SH, g->DH, 0, &top) == g->OH && top == g->PT &&
           window_output(mode, g->W, g->KW, g->SW, g->DW, 0, &left) == g->OW && left == g->PL;
}

/* What the model's configuration says of the layer, whether its graph is understood or not. */
static void check_place(Load *m, const Node *n)
{
    int k = m->match.layer[n->id];
    const FileLayer *l = k >= 0 ? &m->w.layer[k] : NULL;
    if (!l)
        return;
    if (l->calls > 1 && m->match.how[n->id] != BY_MAP)
        mistake(m,
                "layer `%s` of the file is called in %d places of its model: names do not tell "
                "which of the net's layers are that",
                l->shown, l->calls);
    if (!padding_fits(m, l, n))
        mistake(m, "layer `%s` of the file has padding `%s`, but this net's `%s` another", l->shown,
                l->padding, n->name);
}

/* The window's step and distance, and epsilon, where the file says them: the same weights would
 * compute something else. */
static void check_settings(Load *m, const Node *n)
{
    int k = m->match.layer[n->id];
    const FileLayer *l = k >= 0 ? &m->w.layer[k] : NULL;
    if (!l || !l->configured)
        return;
    if (l->eps > 0) {
        double eps = attr_num(n, "eps");
        if (fabs(eps - l->eps) > 1e-6 * (eps + l->eps))
            mistake(
                m,
                "layer `%s` of the file has epsilon %g, but this net's `%s` has %g: write eps=%g",
                l->shown, l->eps, n->name, eps, l->eps);
    }
    const int groups = l->groups < 0 ? n->in[0]->out.c : l->groups;
    if (groups && groups != attr_int(n, "groups"))
        mistake(m, "layer `%s` of the file has %d groups, but this net's `%s` has %d", l->shown,
                groups, n->name, attr_int(n, "groups"));
    static const char *const names[] = {"stride", "dilation"};
    for (int i = 0; i < 2 && l->stride[0] > 0 && n->params[0]->rank == 4; i++) {
        const int *file = i ? l->dilation : l->stride, *net = attr_value(n, names[i])->size;
        if (file[0] != net[0] || file[1] != net[1])
            mistake(m, "layer `%s` of the file has %s %dx%d, but this net's `%s` has %dx%d",
                    l->shown, names[i], file[0], file[1], n->name, net[0], net[1]);
    }
}

static void tell_axis(Load *m, const Want *w)
{
    const FileLayer *l = &m->w.layer[m->match.layer[w->p->node->id]];
    const char *axes = l->axis == AXES_SEVERAL ? "several axes"
                                               : arena_printf(m->arena, "axis %d", l->axis);
    mistake(m, "layer `%s` of the file normalises %s; `%s` of a net its last, the channels",
            l->shown, axes, w->p->node->name);
}

/* PyTorch's weight_norm and spectral_norm keep what a kernel is computed from. */
static void tell_parametrized(Load *m)
{
    static const char *const ends[] = {".weight_g", ".weight_v", ".weight_orig",
                                       ".parametrizations.weight.original0",
                                       ".parametrizations.weight.original"};
    for (int t = 0; t < m->f->n; t++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            const char *name = m->f->tensor[t].name;
            size_t n = strlen(name), e = strlen(ends[i]);
            if (m->used[t] >= 0 || n < e || strcmp(name + n - e, ends[i]))
                continue;
            mistake(m,
                    "`%s` is of a parametrized weight (weight_norm, spectral_norm), not the weight "
                    "itself: remove_parametrizations (or remove_weight_norm) of PyTorch before "
                    "saving",
                    name);
            return;
        }
}

static void judge_wants(Load *m)
{
    char have[160], want[100];
    tell_parametrized(m);
    bool torch = decide_turns(m);
    if (m->match.trouble)
        mistake(m, "%s (%s--map FILE, lines `parameter = tensor`, says which is which)",
                m->match.trouble,
                m->scope && !m->o->partial
                    ? "--partial leaves out what the part does not have, such as a top; "
                    : "");
    for (int i = 0; i < m->n_want; i++) {
        Want *w = &m->want[i];
        const FileTensor *t = w->tensor >= 0 ? &m->f->tensor[w->tensor] : NULL;
        judge(m, w, torch);
        param_shape(want, sizeof want, w->p);
        if (t)
            shape_words(have, sizeof have, t->rank, t->dim);
        if (w->fate == FATE_SHAPE)
            mistake(m, "tensor `%s` is %s, but this net's parameter `%s` is %s", t->name, have,
                    w->p->full_name, want);
        else if (w->fate == FATE_TYPE)
            mistake(m, "tensor `%s` holds %s; expected floating-point numbers", t->name, t->type);
        else if (w->fate == FATE_AXIS)
            tell_axis(m, w);
        else if (w->fate == FATE_TRANSPOSED)
            mistake(m,
                    "tensor `%s` is by its name of a transposed convolution, `%s` of a net is not: "
                    "if it is a plain one all the same, --map FILE says so (`%s = %s`)",
                    t->name, w->p->node->name, w->p->full_name, t->name);
        else if (w->fate == FATE_MISSING)
            tell_missing(m, w);
        else
            m->loaded++;
        if (i == 0 || m->want[i - 1].p->node != w->p->node)
            check_settings(m, w->p->node), check_place(m, w->p->node);
    }
}

static void tell_unused(Load *m, int t)
{
    int k = m->w.layer_of[t], node = k >= 0 ? m->match.node[k] : -1;
    const char *name = m->f->tensor[t].name;
    if (node >= 0 && m->w.layer[k].tensor[ROLE_BIAS] == t)
        mistake(m, "tensor `%s` belongs to no parameter: this net's `%s` has no bias (`nobias`)",
                name, m->g->nodes[node]->name);
    else if (node >= 0)
        mistake(m, "tensor `%s` belongs to no parameter of this net's `%s`", name,
                m->g->nodes[node]->name);
    else
        mistake(m, "tensor `%s` belongs to no layer of %s `%s`", name, m->scope ? "part" : "net",
                m->scope ? m->scope : m->g->name);
}

/* What training for 8-bit integers found, of a net that does not ask for it. */
static bool is_range(const char *tensor)
{
    static const char end[] = ".value.range";
    const size_t n = strlen(tensor), m = sizeof end - 1;
    return n > m && !strcmp(tensor + n - m, end);
}

static void judge_haves(Load *m)
{
    for (int t = 0; t < m->f->n; t++) {
        if (m->used[t] >= 0)
            continue;
        int k = m->w.layer_of[t];
        m->why[t] = m->w.why[t]                                     ? m->w.why[t]
                    : k >= 0 && m->match.node[k] == LAYER_ELSEWHERE ? "outside the scope"
                    : is_range(m->f->tensor[t].name) ? "of training for 8-bit integers"
                                                     : NULL;
        if (!m->why[t])
            tell_unused(m, t);
    }
}

/* ---- orders of vectors ---- */

/* Whether the orders have as many numbers as the parameter's rows and columns. */
static bool order_fits(const Layout *l, const Param *p)
{
    int node = p->node->id, before = p->node->in[0]->id;
    if (p->rank == 2)
        return (!l->order[before] || l->count[before] == p->dim[0]) &&
               (!l->order[node] || l->count[node] == p->dim[1]);
    return !l->order[node] || p->count == 1 || (p->rank == 1 && l->count[node] == p->count);
}

/* Output i of the net; NULL: there are no more. */
static const Node *output_of(const Graph *g, int i)
{
    if (g->n_heads)
        return i < g->n_heads ? g->heads[i].node : NULL;
    return i ? NULL : g->output;
}

/* What the net gives, where the other program's order of numbers cannot be derived. */
static void check_ends(Load *m)
{
    const Node *end;
    for (int i = 0; !m->scope && m->layout.why && (end = output_of(m->g, i)); i++)
        if (m->layout.why[end->id])
            mistake(m,
                    "the order of the numbers that `%s`, an output, gives cannot be derived: %s "
                    "(--dense-order=hwc: it is this net's order)",
                    end->name, m->layout.why[end->id]);
}

/* The file flattens maps channel by channel: then vectors behind a flattened map are in another
 * order. */
static void find_layout(Load *m)
{
    DenseOrder order = file_order(m);
    size_t n = (size_t)m->g->n_nodes + 1;
    Layout none = {ARENA_ARRAY(m->arena, const int *, n), ARENA_ARRAY(m->arena, int, n),
                   ARENA_ARRAY(m->arena, const char *, n)};
    bool chw = order == DENSE_CHW;
    bool odd = order == DENSE_AUTO && m->w.odd_rows;
    m->layout = chw || odd ? layout_derive(m->arena, m->g) : none;
    for (int i = 0; i < m->n_want && (chw || odd); i++) {
        Want *w = &m->want[i];
        const Node *node = w->p->node, *before = node->in[0];
        const char *why = m->layout.why[before->id] ? m->layout.why[before->id]
                                                    : m->layout.why[node->id];
        if (w->fate != FATE_LOADED)
            continue;
        if (!why && !order_fits(&m->layout, w->p))
            why = "it has another number of rows or columns than the vector";
        if (odd && (m->layout.order[before->id] || m->layout.order[node->id]))
            why = m->w.odd_rows;
        if (!why)
            continue;
        w->fate = FATE_ORDER;
        m->loaded--;
        mistake(m,
                "the order of the numbers of `%s` cannot be derived: %s (--dense-order=hwc: they "
                "are in this net's order)",
                w->p->full_name, why);
    }
    if (odd)
        m->layout = none;
    check_ends(m);
}

/* ---- reading ---- */

static void turn_dense(const Load *m, const Want *w, const float *from, float *to)
{
    size_t in = (size_t)w->p->dim[0], out = (size_t)w->p->dim[1];
    const int *rows = m->layout.order[w->p->node->in[0]->id],
              *columns = m->layout.order[w->p->node->id];
    for (size_t i = 0; i < in; i++)
        for (size_t o = 0; o < out; o++) {
            size_t row = rows ? (size_t)rows[i] : i, column = columns ? (size_t)columns[o] : o;
            to[i * out + o] = from[w->torch ? column * in + row : row * out + column];
        }
}

/* Depthwise kernels have (channels, 1, h, w): for a multiplier, outputs of a channel stand
 * together, as in netc. */
static void turn_conv(const Param *p, const float *from, float *to)
{
    bool depthwise = !strcmp(p->node->layer->kind, "depthwise");
    size_t area = (size_t)p->dim[0] * (size_t)p->dim[1], in = (size_t)p->dim[2],
           out = (size_t)p->dim[3];
    if (depthwise)
        out *= in, in = 1;
    for (size_t o = 0; o < out; o++)
        for (size_t i = 0; i < in; i++)
            for (size_t k = 0; k < area; k++)
                to[(k * in + i) * out + o] = from[(o * in + i) * area + k];
}

/* A number for each value of a map: (channels, h, w). */
static void turn_map(const Param *p, const float *from, float *to)
{
    int64_t area = (int64_t)p->dim[0] * p->dim[1], channels = p->dim[2];
    for (int64_t c = 0; c < channels; c++)
        for (int64_t k = 0; k < area; k++)
            to[k * channels + c] = from[c * area + k];
}

static void turn_vector(const int *order, const Param *p, const float *from, float *to)
{
    for (int64_t i = 0; i < p->count; i++)
        to[i] = from[order ? order[i] : i];
}

static bool read_want(Load *m, const Want *w, float *to, Err *err)
{
    const Param *p = w->p;
    const int *order = p->count == 1 ? NULL : m->layout.order[p->node->id];
    bool dense = p->rank == 2 && (w->torch || order || m->layout.order[p->node->in[0]->id]);
    bool plain = !dense && !w->torch && !(p->rank == 1 && order);
    if (plain)
        return tensors_read(m->f, w->tensor, to, err);
    float *from = malloc(sizeof *from * ((size_t)p->count + 1));
    bool ok = from ? tensors_read(m->f, w->tensor, from, err)
                   : err_set(err, "%s: out of memory (`%s`)", m->f->path, p->full_name);
    if (ok && dense)
        turn_dense(m, w, from, to);
    else if (ok && p->rank == 4)
        turn_conv(p, from, to);
    else if (ok && p->rank == 3)
        turn_map(p, from, to);
    else if (ok)
        turn_vector(order, p, from, to);
    free(from);
    return ok;
}

static bool read_all(Load *m, float *params, Err *err)
{
    for (int i = 0; i < m->n_want; i++) {
        const Want *w = &m->want[i];
        float *to = params + w->p->offset;
        if (w->fate == FATE_NEUTRAL)
            for (int64_t k = 0; k < w->p->count; k++)
                to[k] = role_of(w->p->name) == ROLE_GAMMA;
        if (w->fate != FATE_LOADED)
            continue;
        if (!read_want(m, w, to, err))
            return false;
        int64_t bad = find_nonfinite(to, w->p->count);
        if (bad >= 0)
            return err_set(err,
                           "%s: tensor `%s` holds a number that is not finite, at element %lld",
                           m->f->path, m->f->tensor[w->tensor].name, (long long)bad);
        bad = param_negative(w->p, to);
        if (bad >= 0)
            return err_set(err, "%s: tensor `%s` holds a variance below 0, %g, at element %lld",
                           m->f->path, m->f->tensor[w->tensor].name, (double)to[bad],
                           (long long)bad);
    }
    return true;
}

/* ---- the table ---- */

static void print_row(const Load *m, FILE *out, const char *param, const char *want,
                      const char *tensor, const char *have, const char *result)
{
    fprintf(out, "  %-*s  %-*s  %-*s  %-*s  %s\n", m->width[0], param, m->width[1], want,
            m->width[2], foreign_shown(m->arena, tensor), m->width[3], have,
            foreign_shown(m->arena, result));
}

static const char *result_of(const Load *m, const Want *w)
{
    static const char *const how[] = {[BY_NOTHING] = "",         [BY_NAME] = "",
                                      [BY_MAP] = ", by the map", [BY_GRAPH] = ", by order",
                                      [BY_ORDER] = ", by order", [BY_SHAPE] = ", by order"};
    if (w->fate == FATE_SHAPE)
        return "SHAPE differs";
    if (w->fate == FATE_TYPE)
        return "TYPE differs";
    if (w->fate == FATE_ORDER)
        return "ORDER not known";
    if (w->fate == FATE_AXIS)
        return "AXIS differs";
    if (w->fate == FATE_TRANSPOSED)
        return "KIND differs";
    if (w->fate == FATE_NEUTRAL)
        return w->p->optional                      ? "0: the file has none"
               : role_of(w->p->name) == ROLE_GAMMA ? "1: the file's layer has no scale"
                                                   : "0: the file's layer has no center";
    return arena_printf(m->arena, "loaded%s%s", w->torch ? ", transposed" : "", how[w->how]);
}

static void print_want(Load *m, const Want *w, FILE *out)
{
    char want[100], have[160] = "";
    const FileTensor *t = w->tensor >= 0 ? &m->f->tensor[w->tensor] : NULL;
    const char *near = t ? NULL : near_tensor(m, w->p);
    param_shape(want, sizeof want, w->p);
    if (t)
        shape_words(have, sizeof have, t->rank, t->dim);
    const char *result = w->fate != FATE_MISSING ? result_of(m, w)
                         : near ? arena_printf(m->arena, "MISSING; the nearest is %s", near)
                                : "MISSING";
    print_row(m, out, w->p->full_name, want, t ? t->name : "-", have, result);
}

static void print_have(const Load *m, int t, FILE *out)
{
    char have[160];
    shape_words(have, sizeof have, m->f->tensor[t].rank, m->f->tensor[t].dim);
    print_row(m, out, "-", "", m->f->tensor[t].name, have,
              m->why[t] ? arena_printf(m->arena, "skipped: %s", m->why[t])
                        : "SKIPPED: belongs to no layer");
}

static void widen(int *width, const char *text)
{
    if ((int)strlen(text) > *width)
        *width = (int)strlen(text);
}

static void set_widths(Load *m)
{
    static const char *const heads[] = {"parameter", "shape", "tensor", "shape"};
    char shape[160];
    for (int i = 0; i < 4; i++)
        m->width[i] = (int)strlen(heads[i]);
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

static bool by_order(const Load *m)
{
    for (int i = 0; i < m->n_want; i++)
        if (m->want[i].fate == FATE_LOADED && m->want[i].how >= BY_GRAPH)
            return true;
    return false;
}

/* Rows with something to say come first when there are too many. */
static bool is_plain(const Load *m, int row)
{
    if (row < m->n_want)
        return m->want[row].fate == FATE_LOADED || m->want[row].fate == FATE_NEUTRAL;
    return m->used[row - m->n_want] >= 0 || m->why[row - m->n_want] != NULL;
}

static void print_rows(Load *m, FILE *out)
{
    int rows = m->n_want + m->f->n, shown = 0, troubled = 0, all = 0,
        limit = m->o->whole_table ? rows : TABLE_ROWS;
    for (int i = 0; i < rows; i++) {
        bool there = i < m->n_want || m->used[i - m->n_want] < 0;
        all += there;
        troubled += there && !is_plain(m, i);
    }
    int plain = limit - (troubled < limit ? troubled : limit); /* of the others, so many */
    for (int i = 0; i < rows && shown < limit; i++) {
        if (i >= m->n_want && m->used[i - m->n_want] >= 0)
            continue;
        if (is_plain(m, i) && plain-- <= 0)
            continue;
        if (i < m->n_want)
            print_want(m, &m->want[i], out);
        else
            print_have(m, i - m->n_want, out);
        shown++;
    }
    if (shown < all)
        fprintf(out, "  and %d more rows (--verbose shows them)\n", all - shown);
}

static const char *table_text(Load *m)
{
    FILE *out;
    ArenaText *text = arena_text_open(m->arena, &out);
    set_widths(m);
    fprintf(out, "%s: %s, %d tensor%s; %d of %d parameters of %s%s%s fit\n",
            foreign_shown(m->arena, m->f->path), m->f->kind->name, m->f->n, m->f->n == 1 ? "" : "s",
            m->loaded, m->n_want, m->g->name, m->scope ? ", part " : "", m->scope ? m->scope : "");
    if (by_order(m))
        fprintf(out, "matched by the order of layers, where the names are not the net's\n");
    print_row(m, out, "parameter", "shape", "tensor", "shape", "result");
    print_rows(m, out);
    return arena_text(text, NULL);
}

/* ---- all of it ---- */

static void take_layers(Load *m)
{
    for (int i = 0; i < m->n_want; i++) {
        Want *w = &m->want[i];
        int k = m->match.layer[w->p->node->id];
        Role r = role_of(w->p->name);
        int t = k >= 0 && r != ROLE_NONE && !m->w.layer[k].vague ? m->w.layer[k].tensor[r] : -1;
        if (w->tensor >= 0 || t < 0 || m->used[t] >= 0)
            continue;
        w->tensor = t;
        w->how = m->match.how[w->p->node->id];
        m->used[t] = i;
    }
}

static bool match_all(Load *m, Err *err)
{
    m->want = ARENA_ARRAY(m->arena, Want, (size_t)m->g->n_params + 1);
    m->used = ARENA_ARRAY(m->arena, int, (size_t)m->f->n + 1);
    m->why = ARENA_ARRAY(m->arena, const char *, (size_t)m->f->n + 1);
    for (int t = 0; t < m->f->n; t++)
        m->used[t] = -1;
    for (int i = 0; i < m->g->n_params; i++)
        if (in_scope(m->g->params[i]->full_name, m->scope))
            m->want[m->n_want++] = (Want){.p = m->g->params[i], .tensor = -1};
    if (m->n_want == 0 && m->scope)
        return err_set(err, "weights %s: no parameter of the net is in this scope", m->scope);
    weight_file_read(&m->w, m->f, own_names(m));
    match_begin(&m->match, m->arena, m->g, &m->w, m->scope, m->o->partial);
    if (!read_map(m, err))
        return false;
    pair_taken(m);
    match_layers(&m->match);
    take_layers(m);
    judge_wants(m);
    judge_haves(m);
    find_layout(m);
    return true;
}

static bool accept(const Load *m, Err *err)
{
    if (m->bad && m->loaded == 0 && !(m->match.trouble && m->match.vague) && !m->match.conflict)
        return err_set(err,
                       "%s: no tensor of it (%d in all) fits a parameter of net `%s`: these are "
                       "another net's weights (%s)",
                       m->f->path, m->f->n, m->g->name, m->first);
    if (m->match.conflict)
        return err_set(err, "%s: %s", m->f->path, m->first);
    if (m->bad == 0 || (m->o->partial && m->loaded))
        return true;
    char more[80] = "";
    if (m->bad > 1)
        snprintf(more, sizeof more, "; and %d more mistake%s", m->bad - 1, m->bad == 2 ? "" : "s");
    return err_set(err, "%s: %s%s", m->f->path, m->first, more);
}

static bool append(char **all, const char *text, Err *err)
{
    size_t n = *all ? strlen(*all) : 0;
    char *grown = realloc(*all, n + strlen(text) + 1);
    if (!grown)
        return err_set(err, "out of memory (the table of weights)");
    strcpy(grown + n, text);
    *all = grown;
    return true;
}

typedef struct Loading {
    Load x;
    float *params;
    WeightsTold *told;
    Err *err;
} Loading;

/* Which of gamma and beta a batchnorm of three variables lacks: the file does not say it. */
static const char *silent_lack(const Load *m)
{
    for (int i = 0; i < m->n_want; i++) {
        const Node *n = m->want[i].p->node;
        const int k = m->match.layer[n->id];
        if (k >= 0 && m->w.layer[k].settled && m->want[i].fate == FATE_LOADED) {
            const bool beta = attr_flag(n, "nobeta");
            return arena_printf(m->arena,
                                "%s does not say whether `%s` lacks gamma or beta: `%s` of this "
                                "net's `%s` is believed\n",
                                m->f->path, m->w.layer[k].shown, beta ? "nobeta" : "nogamma",
                                n->name);
        }
    }
    return NULL;
}

static bool reads_input(const Load *m)
{
    const Graph *g = m->g;
    for (int i = 0; i < g->n_nodes; i++)
        for (int k = 0; k < g->nodes[i]->n_in; k++)
            if (in_scope(g->nodes[i]->name, m->scope) && g->nodes[i]->in[k] == g->nodes[0])
                return g->n_inputs == 0;
    return false;
}

static void put_factors(FILE *f, const double *scale, const double *offset)
{
    int n = RAW_CHANNELS;
    while (n > 1 && scale[n - 1] == scale[n - 2] && offset[n - 1] == offset[n - 2])
        n--;
    for (int i = 0; i < n; i++)
        text_fprintf(f, "%s%.6g * raw %c %.6g", i ? ", " : "", scale[i], offset[i] < 0 ? '-' : '+',
                     fabs(offset[i]));
}

static bool near(double a, double b) { return fabs(a - b) <= 1e-5 * (fabs(a) + fabs(b)); }

/* The file's model begins with Rescaling, and `input` makes other numbers. */
static const char *other_input(const Load *m)
{
    const Input *in = &m->g->input;
    double scale[RAW_CHANNELS], offset[RAW_CHANNELS];
    bool same = true;
    FILE *f;
    if (!m->w.rescales || !reads_input(m) || m->scaled)
        return NULL;
    for (int i = 0; i < RAW_CHANNELS; i++) {
        const int c = i < in->per_channel ? i : in->per_channel - 1;
        scale[i] = in->scale / in->std[c];
        offset[i] = -in->mean[c] / in->std[c];
        same = same && near(scale[i], m->w.raw_scale[i]) && near(offset[i], m->w.raw_offset[i]);
    }
    if (same)
        return NULL;
    ArenaText *text = arena_text_open(m->arena, &f);
    fprintf(f, "the model in %s makes its input of raw numbers by ", m->f->path);
    put_factors(f, m->w.raw_scale, m->w.raw_offset);
    fprintf(f, ", `input` of this net by ");
    put_factors(f, scale, offset);
    fprintf(f, "\n");
    return arena_text(text, NULL);
}

/* A flattened map is what the net gives. */
static const char *other_end(const Load *m)
{
    const Node *end;
    for (int i = 0; !m->scope && (end = output_of(m->g, i)); i++) {
        if (m->layout.why[end->id])
            return arena_printf(m->arena,
                                "the numbers that `%s` gives are others than those of "
                                "the program that wrote %s: %s\n",
                                end->name, m->f->path, m->layout.why[end->id]);
        if (m->layout.order[end->id])
            return arena_printf(m->arena,
                                "`%s` gives a flattened map pixel by pixel; the program that wrote "
                                "%s gives it channel by channel\n",
                                end->name, m->f->path);
    }
    return NULL;
}

/* PyTorch's layernorm goes along the last axis, of a map its columns: nothing tells it from one of
 * as many channels that were put last. */
static const char *silent_axis(const Load *m)
{
    for (int i = 0; i < m->n_want; i++) {
        const Node *n = m->want[i].p->node;
        const int k = m->match.layer[n->id];
        const Shape s = n->out;
        const bool norm = !strcmp(n->layer->kind, "layernorm") ||
                          !strcmp(n->layer->kind, "rmsnorm");
        if (norm && k >= 0 && m->w.layer[k].torch && m->want[i].fate == FATE_LOADED &&
            s.rank == 3 && s.w == s.c && s.w > 1)
            return arena_printf(m->arena,
                                "%s does not say whether `%s` normalises the channels or the "
                                "columns of its map, %d of each: `%s` of this net the channels\n",
                                m->f->path, m->w.layer[k].shown, s.c, n->name);
    }
    return NULL;
}

static const char *inner_scale(const Load *m)
{
    return m->w.rescales_at && !m->compared
               ? arena_printf(m->arena,
                              "the model in %s multiplies and adds in its layer `%s`: no layer of "
                              "this net does\n",
                              m->f->path, m->w.rescales_at)
               : NULL;
}

/* A state dict has no epsilon: PyTorch's default is another one than the net's. */
static const char *silent_epsilon(const Load *m)
{
    for (int i = 0; i < m->n_want; i++) {
        const Node *n = m->want[i].p->node;
        int k = m->match.layer[n->id];
        const char *kind = n->layer->kind;
        bool torch = k >= 0 && m->w.layer[k].torch &&
                     (!strcmp(kind, "batchnorm") || !strcmp(kind, "layernorm"));
        if (torch && m->want[i].fate == FATE_LOADED && !attr_value(n, "eps")->set)
            return arena_printf(
                m->arena,
                "%s does not say its epsilon: PyTorch's is 1e-5 unless told otherwise, "
                "that of `%s` is %g (write eps=...)\n",
                m->f->path, n->name, attr_num(n, "eps"));
    }
    return NULL;
}

/* The file's model against the net; see WeightsOptions.compare. */
static bool compare_model(Load *m, const char **note, Err *err)
{
    const char **tensor = ARENA_ARRAY(m->arena, const char *, (size_t)m->g->n_params + 1), *why;
    const FileNote *model = tensors_find_note(m->f, "", "model_config");
    const bool strict = !m->o->partial && !m->o->map;
    *note = NULL;
    if (!m->o->compare || !model || model->n != 1)
        return true;
    for (int i = 0, w = 0; i < m->g->n_params; i++) {
        const bool wanted = w < m->n_want && m->want[w].p == m->g->params[i];
        if (wanted && m->want[w].fate == FATE_LOADED)
            tensor[i] = m->f->tensor[m->want[w].tensor].name;
        w += wanted;
    }
    WeightsFound found = {.g = m->g,
                          .path = m->f->path,
                          .file = m->f,
                          .scope = m->scope,
                          .tensor = tensor,
                          .whole = m->bad == 0 && !m->scope,
                          .scales = m->w.rescales && reads_input(m)};
    const SameModel is = m->o->compare(m->arena, &found, &why);
    m->compared = is != MODEL_UNKNOWN;
    m->scaled = found.scaled;
    if (is == MODEL_DIFFERS && strict)
        return err_set(err,
                       "%s: the model in it is not this net: %s (--partial takes its weights all "
                       "the same)",
                       m->f->path, why);
    if (why)
        *note = arena_printf(m->arena, "%s: %s%s\n", m->f->path,
                             is == MODEL_SAME ? ""
                             : is == MODEL_UNKNOWN
                                 ? "that the model in it is this net is not known: "
                                 : "the model in it is not this net: ",
                             why);
    return true;
}

static bool load_work(void *arg)
{
    Loading *l = arg;
    Load *x = &l->x;
    Err none;
    l->told->opened = true;
    if (!match_all(x, l->err))
        return false;
    const char *compared = NULL;
    const bool fits = accept(x, l->err), read = fits && read_all(x, l->params, l->err),
               ok = read && compare_model(x, &compared, l->err);
    l->told->unmatched = !fits || (read && !ok);
    const FileNote *format = tensors_find_note(x->f, "", "format");
    l->told->own = format && format->n == 1 && !strcmp(format->value[0], "netc");
    l->told->by_order |= ok && by_order(x);
    l->told->conflict |= x->match.conflict;
    static const char *(*const notes[])(const Load *) = {silent_epsilon, silent_lack, other_input,
                                                         inner_scale,    silent_axis, other_end};
    for (size_t i = 0; ok && i < sizeof notes / sizeof *notes; i++) {
        const char *note = notes[i](x);
        if (note && !append(&l->told->note, note, l->err))
            return false;
    }
    if (compared && !append(&l->told->note, compared, l->err))
        return false;
    return append(&l->told->table, table_text(x), ok ? l->err : &none) && ok;
}

/* Into params; a table whether it works or not. */
static bool load_params(const Graph *g, float *params, const char *path, const char *scope,
                        const WeightsOptions *o, WeightsTold *told, Err *err)
{
    TensorFile *f = tensors_open(path, err);
    if (!f)
        return false;
    Loading l = {{.arena = f->arena, .g = g, .f = f, .o = o, .scope = scope}, params, told, err};
    bool ok = arena_try(f->arena, load_work, &l, err);
    tensors_close(f);
    return ok;
}

static float *params_copy(const Graph *g, const float *params, Err *err)
{
    float *copy = malloc(((size_t)g->param_floats + 1) * sizeof *copy);
    if (copy)
        memcpy(copy, params, (size_t)g->param_floats * sizeof *copy);
    else
        err_set(err, "out of memory (the weights)");
    return copy;
}

static bool take_copy(const Graph *g, float *params, float *copy, bool ok)
{
    if (ok)
        memcpy(params, copy, (size_t)g->param_floats * sizeof *copy);
    free(copy);
    return ok;
}

void weights_told_free(WeightsTold *t)
{
    free(t->table);
    free(t->note);
    *t = (WeightsTold){0};
}

bool weights_load(const Graph *g, float *params, const char *path, const WeightsOptions *o,
                  WeightsTold *told, Err *err)
{
    WeightsTold own = {0};
    static const WeightsOptions strict;
    float *copy = params_copy(g, params, err);
    if (!o)
        o = &strict;
    bool ok = copy && load_params(g, copy, path, o->scope, o, told ? told : &own, err);
    weights_told_free(&own);
    return take_copy(g, params, copy, ok);
}

bool weights_load_section(const Graph *g, float *params, const WeightsOptions *o, WeightsTold *told,
                          Err *err)
{
    const Train *t = &g->train;
    if (!t->n_weights)
        return true;
    float *copy = params_copy(g, params, err);
    bool ok = copy != NULL;
    for (int i = 0; ok && i < t->n_weights; i++)
        ok = load_params(g, copy, t->weights[i].path, t->weights[i].scope, o, told, err);
    return take_copy(g, params, copy, ok);
}
