/* A net as a PyTorch module: the text of a Python file, and a safetensors file with its state dict.
 * Maps are (N,channels,height,width) there; flattened ones keep netc's order, the channels last. A
 * kind of layer is one line of the table at the end. */
#include "base/ascii.h"
#include "base/fileio.h"
#include "compiler/ir/geometry.h"
#include "formats/safetensors.h"
#include "models/export.h"
#include <string.h>

/* A layer with parameters, or a part of the net that has such: a module. */
typedef struct Place {
    const char *path, *part; /* in the net: the path and its last part */
    const char *name, *full; /* what they are called in Python */
    int parent;              /* -1: the net */
    bool made;               /* its line stands in __init__ */
} Place;

typedef struct Torch {
    Arena *arena;
    const Graph *net;
    const float *params;
    FILE *init, *forward; /* lines of the two methods */
    StEntry *entry;
    int n_entries, cap_entries;
    const char *lacks; /* of the kind that is written; NULL: it is */
    Place *place;
    int n_places, cap_places;
    const char **name; /* by node: its attribute of the module */
} Torch;

static bool is_map(Shape s) { return s.rank == 3; }

/* ---- names and values ---- */

/* Words of Python, and what a module of PyTorch has already. */
static const char *const reserved[] = {"False",
                                       "None",
                                       "True",
                                       "and",
                                       "as",
                                       "assert",
                                       "async",
                                       "await",
                                       "break",
                                       "class",
                                       "continue",
                                       "def",
                                       "del",
                                       "elif",
                                       "else",
                                       "except",
                                       "finally",
                                       "for",
                                       "from",
                                       "global",
                                       "if",
                                       "import",
                                       "in",
                                       "is",
                                       "lambda",
                                       "nonlocal",
                                       "not",
                                       "or",
                                       "pass",
                                       "raise",
                                       "return",
                                       "try",
                                       "while",
                                       "with",
                                       "yield",
                                       "T_destination",
                                       "add_module",
                                       "apply",
                                       "bfloat16",
                                       "buffers",
                                       "call_super_init",
                                       "children",
                                       "compile",
                                       "cpu",
                                       "cuda",
                                       "dense_order_hwc",
                                       "double",
                                       "dump_patches",
                                       "eval",
                                       "extra_repr",
                                       "float",
                                       "forward",
                                       "get_buffer",
                                       "get_extra_state",
                                       "get_parameter",
                                       "get_submodule",
                                       "half",
                                       "ipu",
                                       "load_state_dict",
                                       "modules",
                                       "mtia",
                                       "named_buffers",
                                       "named_children",
                                       "named_modules",
                                       "named_parameters",
                                       "parameters",
                                       "register_backward_hook",
                                       "register_buffer",
                                       "register_forward_hook",
                                       "register_forward_pre_hook",
                                       "register_full_backward_hook",
                                       "register_full_backward_pre_hook",
                                       "register_load_state_dict_post_hook",
                                       "register_load_state_dict_pre_hook",
                                       "register_module",
                                       "register_parameter",
                                       "register_state_dict_post_hook",
                                       "register_state_dict_pre_hook",
                                       "requires_grad_",
                                       "set_extra_state",
                                       "set_submodule",
                                       "share_memory",
                                       "state_dict",
                                       "to",
                                       "to_empty",
                                       "train",
                                       "training",
                                       "type",
                                       "xpu",
                                       "zero_grad"};

/* Of a path's last part, within its module. */
static bool is_free(const Torch *t, const Place *own, const char *name)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!strcmp(reserved[i], name))
            return false;
    for (int i = 0; i < t->n_places; i++) {
        const Place *p = &t->place[i];
        if (p != own && p->parent == own->parent &&
            (!strcmp(p->part, name) || (p->name && !strcmp(p->name, name))))
            return false;
    }
    return true;
}

/* Names that begin with an underscore are Python's and the module's; two of them in front, without
 * two behind, would be another name within the class. */
static const char *renamed(const Torch *t, const Place *p)
{
    char *s = arena_strdup(t->arena, p->part);
    if (ascii_digit((unsigned char)*s))
        s = arena_printf(t->arena, "_%s", s);
    if (*s == '_')
        s = arena_printf(t->arena, "%s__", s);
    while (!is_free(t, p, s))
        s = arena_printf(t->arena, "%s_", s);
    return s;
}

/* The number of the path's first `length` bytes, made where it is missing. */
static int find_place(Torch *t, const char *path, size_t length)
{
    for (int i = t->n_places - 1; i >= 0; i--)
        if (!strncmp(t->place[i].path, path, length) && !t->place[i].path[length])
            return i;
    size_t dot = length;
    while (dot > 0 && path[dot - 1] != '.')
        dot--;
    Place p = {.path = arena_strndup(t->arena, path, length), .parent = -1};
    p.part = p.path + dot;
    if (dot > 0)
        p.parent = find_place(t, path, dot - 1);
    ARENA_PUSH(t->arena, t->place, t->n_places, t->cap_places, p);
    return t->n_places - 1;
}

/* base.conv1 is conv1 of a module called base, so that the state dict has the net's own names. Each
 * is unique in its module: underscores go behind it until nothing else there has the name. Names
 * that can stay as they are come first. */
static void name_attributes(Torch *t)
{
    t->name = ARENA_ARRAY(t->arena, const char *, (size_t)t->net->n_nodes + 1);
    for (int i = 0; i < t->net->n_nodes; i++)
        if (t->net->nodes[i]->n_params > 0)
            find_place(t, t->net->nodes[i]->name, strlen(t->net->nodes[i]->name));
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < t->n_places; i++) {
            Place *p = &t->place[i];
            bool stays = *p->part != '_' && !ascii_digit((unsigned char)*p->part) &&
                         is_free(t, p, p->part);
            if (!p->name && (stays || pass))
                p->name = stays ? p->part : renamed(t, p);
        }
    for (int i = 0; i < t->n_places; i++) { /* a module before what is in it */
        Place *p = &t->place[i];
        p->full = p->parent < 0
                      ? p->name
                      : arena_printf(t->arena, "%s.%s", t->place[p->parent].full, p->name);
    }
    for (int i = 0; i < t->net->n_nodes; i++) {
        const Node *n = t->net->nodes[i];
        if (n->n_params > 0)
            t->name[i] = t->place[find_place(t, n->name, strlen(n->name))].full;
    }
}

static const char *attribute(const Torch *t, const Node *n) { return t->name[n->id]; }

static const char *value(const Torch *t, const Node *n)
{
    return n->id ? arena_printf(t->arena, "v%d", n->id) : "x";
}

static const char *in_of(const Torch *t, const Node *n, int i) { return value(t, n->in[i]); }

/* A vector counts as a map of one pixel. */
static const char *operand(const Torch *t, const Node *n, int i)
{
    bool more = is_map(n->out) && !is_map(n->in[i]->out);
    return arena_printf(t->arena, "%s%s", in_of(t, n, i), more ? "[:, :, None, None]" : "");
}

static void says(Torch *t, const Node *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The line of forward that makes n's value. */
static void says(Torch *t, const Node *n, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fprintf(t->forward, "        %s = %s\n", value(t, n), arena_vprintf(t->arena, fmt, ap));
    va_end(ap);
}

/* The parts of the net that a layer is in. */
static void make_parts(Torch *t, int place)
{
    if (place < 0 || t->place[place].made)
        return;
    make_parts(t, t->place[place].parent);
    fprintf(t->init, "        self.%s = nn.Module()\n", t->place[place].full);
    t->place[place].made = true;
}

static void has(Torch *t, const Node *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The line of __init__ that makes n's module. */
static void has(Torch *t, const Node *n, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    make_parts(t, t->place[find_place(t, n->name, strlen(n->name))].parent);
    fprintf(t->init, "        self.%s = %s\n", attribute(t, n), arena_vprintf(t->arena, fmt, ap));
    va_end(ap);
}

/* The module of n called on its input. */
static void calls(Torch *t, const Node *n, const char *x)
{
    says(t, n, "self.%s(%s)", attribute(t, n), x);
}

static const char *flag(bool v) { return v ? "True" : "False"; }

/* ---- parameters ---- */

static const Param *param_of(const Node *n, const char *name)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, name))
            return n->params[i];
    return NULL;
}

static void tensor(Torch *t, const Node *n, const char *name, int rank, const int *dim,
                   const float *v)
{
    int *own = ARENA_ARRAY(t->arena, int, rank);
    memcpy(own, dim, sizeof *own * (size_t)rank);
    StEntry e = {arena_printf(t->arena, "%s.%s", attribute(t, n), name), NUMBER_F32, rank, own, v};
    ARENA_PUSH(t->arena, t->entry, t->n_entries, t->cap_entries, e);
}

/* A vector of n, where it has it, under PyTorch's name. */
static void vector(Torch *t, const Node *n, const char *own, const char *name)
{
    const Param *p = param_of(n, own);
    const int dim[1] = {p ? (int)p->count : 0};
    if (p)
        tensor(t, n, name, 1, dim, t->params + p->offset);
}

/* (taps, a, b) as (b, a, taps), or with `keep` as (a, b, taps). */
static const float *turned(const Torch *t, const float *v, int64_t taps, int64_t a, int64_t b,
                           bool keep)
{
    float *to = ARENA_ARRAY(t->arena, float, taps *a *b);
    for (int64_t i = 0; i < taps; i++)
        for (int64_t j = 0; j < a; j++)
            for (int64_t k = 0; k < b; k++)
                to[(keep ? j * b + k : k * a + j) * taps + i] = v[(i * a + j) * b + k];
    return to;
}

static void kernel(Torch *t, const Node *n, int64_t taps, int a, int b, const int *dim, int rank)
{
    const Param *p = param_of(n, "kernel");
    tensor(t, n, "weight", rank, dim, turned(t, t->params + p->offset, taps, a, b, false));
    vector(t, n, "bias", "bias");
}

/* ---- windows ---- */

static int at_least_0(int64_t v) { return v > 0 ? (int)v : 0; }

/* What must lie behind an axis for `out` windows. */
static int behind(int in, int out, int k, int stride, int dilation, int before)
{
    return at_least_0((int64_t)(out - 1) * stride + (int64_t)dilation * (k - 1) + 1 - in - before);
}

static void convolution(Torch *t, const Node *n, const Conv2dGeometry *g, int groups)
{
    int below = behind(g->H, g->OH, g->KH, g->SH, g->DH, g->PT),
        right = behind(g->W, g->OW, g->KW, g->SW, g->DW, g->PL);
    bool even = below == g->PT && right == g->PL;
    const char *x = in_of(t, n, 0);
    has(t, n,
        "nn.Conv2d(%d, %d, (%d, %d), stride=(%d, %d), padding=(%d, %d), dilation=(%d, %d), "
        "groups=%d, bias=%s)",
        g->C, g->K, g->KH, g->KW, g->SH, g->SW, even ? g->PT : 0, even ? g->PL : 0, g->DH, g->DW,
        groups, flag(param_of(n, "bias")));
    calls(t, n,
          even ? x
               : arena_printf(t->arena, "F.pad(%s, (%d, %d, %d, %d))", x, g->PL, right, g->PT,
                              below));
}

static void conv(Torch *t, const Node *n, const char *unused)
{
    const Conv2dGeometry *g = n->geometry;
    const int dim[4] = {g->K, g->C / g->groups, g->KH, g->KW};
    (void)unused;
    convolution(t, n, g, g->groups);
    kernel(t, n, (int64_t)g->KH * g->KW, g->C / g->groups, g->K, dim, 4);
}

static void depthwise(Torch *t, const Node *n, const char *unused)
{
    const Conv2dGeometry *g = n->geometry;
    const int dim[4] = {g->K, 1, g->KH, g->KW};
    (void)unused;
    convolution(t, n, g, g->C);
    kernel(t, n, (int64_t)g->KH * g->KW, 1, g->K, dim, 4);
}

/* Its geometry is that of the convolution whose adjoint it is: from H x W, its output. */
static void conv_transpose(Torch *t, const Node *n, const char *unused)
{
    const Conv2dGeometry *g = n->geometry;
    const int dim[4] = {g->K, g->C / g->groups, g->KH, g->KW};
    int high = (g->OH - 1) * g->SH + g->DH * (g->KH - 1) + 1,
        wide = (g->OW - 1) * g->SW + g->DW * (g->KW - 1) + 1;
    (void)unused;
    has(t, n,
        "nn.ConvTranspose2d(%d, %d, (%d, %d), stride=(%d, %d), output_padding=(%d, %d), "
        "groups=%d, bias=%s, dilation=(%d, %d))",
        g->K, g->C, g->KH, g->KW, g->SH, g->SW, at_least_0(g->PT + g->H - high),
        at_least_0(g->PL + g->W - wide), g->groups, flag(param_of(n, "bias")), g->DH, g->DW);
    says(t, n, "self.%s(%s)[:, :, %d:%d, %d:%d]", attribute(t, n), in_of(t, n, 0), g->PT,
         g->PT + g->H, g->PL, g->PL + g->W);
    kernel(t, n, (int64_t)g->KH * g->KW, g->C / g->groups, g->K, dim, 4);
}

static void dense(Torch *t, const Node *n, const char *unused)
{
    int in = n->in[0]->out.c;
    const int dim[2] = {n->out.c, in};
    (void)unused;
    has(t, n, "nn.Linear(%d, %d, bias=%s)", in, n->out.c, flag(param_of(n, "bias")));
    calls(t, n, in_of(t, n, 0));
    kernel(t, n, 1, in, n->out.c, dim, 2);
}

static void pool(Torch *t, const Node *n, const char *kind)
{
    const PoolGeometry *g = n->geometry;
    int below = behind(g->H, g->OH, g->KH, g->SH, 1, g->PT),
        right = behind(g->W, g->OW, g->KW, g->SW, 1, g->PL);
    bool max = *kind == 'm', counts = !max && attr_flag(n, "countpad");
    const char *x = in_of(t, n, 0),
               *pads = arena_printf(t->arena, "(%d, %d, %d, %d)", g->PL, right, g->PT, below),
               *window = arena_printf(t->arena, "(%d, %d), (%d, %d)", g->KH, g->KW, g->SH, g->SW);
    if (max)
        says(t, n, "F.max_pool2d(F.pad(%s, %s, value=-torch.inf), %s)", x, pads, window);
    else /* the mean of what counts */
        says(t, n, "mean_pool(%s, %s, (%d, %d, %d, %d), %s)", x, pads, counts ? g->PL : 0,
             counts ? g->PR : 0, counts ? g->PT : 0, counts ? g->PB : 0, window);
}

static void global_pool(Torch *t, const Node *n, const char *how)
{
    says(t, n, "%s.%s((2, 3), keepdim=%s)", in_of(t, n, 0), how, flag(is_map(n->out)));
}

static void reduce(Torch *t, const Node *n, const char *unused)
{
    const char *op = attr_str(n, "op"), *over = attr_str(n, "over");
    bool all = !strcmp(over, "all"), map = is_map(n->in[0]->out),
         pixels = map && (all || !strcmp(over, "pixels")),
         channels = all || !strcmp(over, "channels"),
         rows = pixels || (map && !strcmp(over, "rows")),
         columns = pixels || (map && !strcmp(over, "columns"));
    (void)unused;
    if (!channels && !rows && !columns)
        says(t, n, "%s", in_of(t, n, 0));
    else
        says(t, n, "%s.%s%s((%s%s%s), keepdim=True)", in_of(t, n, 0),
             *op == 'm' && op[1] != 'e' ? "a" : "", op, channels ? "1, " : "", rows ? "2, " : "",
             columns ? "3, " : "");
}

/* ---- normalisation ---- */

/* Parameters that PyTorch has no module for, or another name. */
static void own_parameters(Torch *t, const Node *n)
{
    const char *list = "";
    for (int i = 0; i < n->n_params; i++) {
        const Param *p = n->params[i];
        const char *dims = p->rank == 1 ? arena_printf(t->arena, "%d", p->dim[0])
                                        : arena_printf(t->arena, "%d, %d, %d", p->dim[0], p->dim[1],
                                                       p->dim[2]);
        list = arena_printf(t->arena, "%s%s\"%s\": nn.Parameter(torch.ones(%s))", list,
                            *list ? ", " : "", p->name, dims);
        tensor(t, n, p->name, p->rank, p->dim, t->params + p->offset);
    }
    has(t, n, "nn.ParameterDict({%s})", list);
}

static const char *own(Torch *t, const Node *n, const char *name)
{
    return arena_printf(t->arena, "self.%s[\"%s\"]", attribute(t, n), name);
}

/* The same as it meets a value. */
static const char *own_along(Torch *t, const Node *n, const char *name)
{
    return arena_printf(t->arena, "%s%s", own(t, n, name),
                        !is_map(n->out)                ? ""
                        : param_of(n, name)->rank == 1 ? "[:, None, None]"
                                                       : ".permute(2, 0, 1)");
}

static void batchnorm(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    has(t, n, "nn.BatchNorm%dd(%d, eps=%.9g, momentum=%.9g)", is_map(n->out) ? 2 : 1, n->out.c,
        attr_num(n, "eps"), 1 - attr_num(n, "momentum"));
    calls(t, n, in_of(t, n, 0));
    vector(t, n, "gamma", "weight");
    vector(t, n, "beta", "bias");
    vector(t, n, "moving_mean", "running_mean");
    vector(t, n, "moving_variance", "running_var");
}

/* Over the channels, which PyTorch wants last. */
static void layernorm(Torch *t, const Node *n, const char *unused)
{
    const char *name = attribute(t, n), *x = in_of(t, n, 0);
    (void)unused;
    has(t, n, "nn.LayerNorm(%d, eps=%.9g)", n->out.c, attr_num(n, "eps"));
    if (is_map(n->out))
        says(t, n, "self.%s(%s.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)", name, x);
    else
        calls(t, n, x);
    vector(t, n, "gamma", "weight");
    vector(t, n, "beta", "bias");
}

static void rmsnorm(Torch *t, const Node *n, const char *unused)
{
    bool map = is_map(n->out);
    (void)unused;
    own_parameters(t, n);
    says(t, n, "F.rms_norm(%s%s, (%d,), %s, %.9g)%s", in_of(t, n, 0),
         map ? ".permute(0, 2, 3, 1)" : "", n->out.c, own(t, n, "gamma"), attr_num(n, "eps"),
         map ? ".permute(0, 3, 1, 2)" : "");
}

/* An instance's norm is that of as many groups as channels. */
static void group_norm(Torch *t, const Node *n, const char *instance)
{
    int groups = *instance == 'i' ? n->out.c : attr_int(n, "groups");
    own_parameters(t, n);
    says(t, n, "F.group_norm(%s, %d, %s, %s, %.9g)", in_of(t, n, 0), groups, own(t, n, "gamma"),
         own(t, n, "beta"), attr_num(n, "eps"));
}

static void affine(Torch *t, const Node *n, const char *unused)
{
    const char *x = in_of(t, n, 0);
    (void)unused;
    own_parameters(t, n);
    if (param_of(n, "gamma"))
        x = arena_printf(t->arena, "%s * %s", x, own_along(t, n, "gamma"));
    if (param_of(n, "beta"))
        x = arena_printf(t->arena, "%s + %s", x, own_along(t, n, "beta"));
    says(t, n, "%s", x);
}

static void prelu(Torch *t, const Node *n, const char *unused)
{
    const char *x = in_of(t, n, 0);
    (void)unused;
    own_parameters(t, n);
    says(t, n, "torch.where(%s > 0, %s, %s * %s)", x, x, own_along(t, n, "alpha"), x);
}

/* ---- shapes ---- */

/* The input's values in netc's order. */
static const char *last(const Torch *t, const Node *n)
{
    return arena_printf(t->arena, "%s%s", in_of(t, n, 0),
                        is_map(n->in[0]->out) ? ".permute(0, 2, 3, 1)" : "");
}

static void flatten(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "%s.flatten(1)", last(t, n));
}

static void reshape(Torch *t, const Node *n, const char *unused)
{
    Shape s = n->out;
    (void)unused;
    if (is_map(s))
        says(t, n, "%s.reshape(-1, %d, %d, %d).permute(0, 3, 1, 2)", last(t, n), s.h, s.w, s.c);
    else
        says(t, n, "%s.flatten(1)", last(t, n));
}

static void permute(Torch *t, const Node *n, const char *unused)
{
    const char *order = attr_str(n, "order");
    int from[3];
    (void)unused;
    for (int i = 0; i < 3; i++)
        from[i] = order[i] == 'h' ? 2 : order[i] == 'w' ? 3 : 1;
    says(t, n, "%s.permute(0, %d, %d, %d)", in_of(t, n, 0), from[2], from[0], from[1]);
}

static void shuffle(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "%s.unflatten(1, (%d, -1)).transpose(1, 2).flatten(1, 2)", in_of(t, n, 0),
         attr_int(n, "groups"));
}

static void spread(Torch *t, const Node *n, const char *unused)
{
    int f = attr_int(n, "factor");
    Shape s = n->out;
    (void)unused;
    if (!strcmp(attr_str(n, "order"), "channel"))
        says(t, n, "F.pixel_shuffle(%s, %d)", in_of(t, n, 0), f);
    else
        says(t, n,
             "%s.unflatten(1, (%d, %d, %d)).permute(0, 3, 4, 1, 5, 2).reshape(-1, %d, %d, %d)",
             in_of(t, n, 0), f, f, s.c, s.c, s.h, s.w);
}

static void gather(Torch *t, const Node *n, const char *unused)
{
    int f = attr_int(n, "factor");
    Shape s = n->out;
    (void)unused;
    if (!strcmp(attr_str(n, "order"), "channel"))
        says(t, n, "F.pixel_unshuffle(%s, %d)", in_of(t, n, 0), f);
    else
        says(t, n,
             "%s.unflatten(3, (-1, %d)).unflatten(2, (-1, %d)).permute(0, 3, 5, 1, 2, "
             "4).reshape(-1, %d, %d, %d)",
             in_of(t, n, 0), f, f, s.c, s.h, s.w);
}

/* The text between [ and ] of an axis of `size` elements. PyTorch takes no part backwards: the axis
 * is turned round before, `*flip` says so. */
static const char *part(Torch *t, const Node *n, const char *side, SlicePart p, int size,
                        const char **flip, int axis)
{
    const AttrValue *v = attr_value(n, side);
    if (!v->set)
        return ":";
    if (p.step < 0) {
        *flip = arena_printf(t->arena, "%s%s%d", *flip, **flip ? ", " : "", axis);
        return arena_printf(t->arena, "%d:%d:%d", size - 1 - p.first,
                            size - p.first - (p.count - 1) * p.step, -p.step);
    }
    double step = v->rank > 2 ? v->tuple[2] : 1;
    return v->rank > 1 ? arena_printf(t->arena, "%.0f:%.0f:%.0f", v->tuple[0], v->tuple[1], step)
                       : arena_printf(t->arena, "%.0f::%.0f", v->tuple[0], step);
}

static void slice(Torch *t, const Node *n, const char *unused)
{
    const SliceGeometry *g = n->geometry;
    const Shape s = n->in[0]->out;
    const char *flip = "", *x = in_of(t, n, 0),
               *channels = part(t, n, "channels", g->channels, s.c, &flip, 1), *places = "";
    (void)unused;
    if (is_map(n->out)) {
        const char *rows = part(t, n, "rows", g->rows, s.h, &flip, 2);
        places = arena_printf(t->arena, ", %s, %s", rows,
                              part(t, n, "columns", g->columns, s.w, &flip, 3));
    }
    if (*flip)
        x = arena_printf(t->arena, "%s.flip(%s)", x, flip);
    says(t, n, "%s[:, %s%s]", x, channels, places);
}

static void crop(Torch *t, const Node *n, const char *unused)
{
    const PadGeometry *g = n->geometry;
    (void)unused;
    says(t, n, "%s[:, :, %d:%d, %d:%d]", in_of(t, n, 0), g->top, g->top + n->out.h, g->left,
         g->left + n->out.w);
}

/* The places of an axis with its mirror images before and behind. */
static const char *mirrored(Torch *t, int size, int before, int after)
{
    const char *list = "";
    for (int i = -before; i < size + after; i++)
        list = arena_printf(t->arena, "%s%s%d", list, i > -before ? ", " : "",
                            i < 0       ? -1 - i
                            : i >= size ? 2 * size - 1 - i
                                        : i);
    return list;
}

static void pad(Torch *t, const Node *n, const char *unused)
{
    static const char *const modes[][2] = {{"constant", "constant"},
                                           {"edge", "replicate"},
                                           {"reflect", "reflect"},
                                           {"wrap", "circular"}};
    const PadGeometry *g = n->geometry;
    const char *mode = attr_str(n, "mode"), *word = NULL;
    (void)unused;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        word = strcmp(modes[i][0], mode) ? word : modes[i][1];
    if (!word)
        says(t, n, "%s[:, :, [%s]][:, :, :, [%s]]", in_of(t, n, 0),
             mirrored(t, n->in[0]->out.h, g->top, g->bottom),
             mirrored(t, n->in[0]->out.w, g->left, g->right));
    else
        says(t, n, "F.pad(%s, (%d, %d, %d, %d), mode=\"%s\"%s)", in_of(t, n, 0), g->left, g->right,
             g->top, g->bottom, word,
             strcmp(word, "constant")
                 ? ""
                 : arena_printf(t->arena, ", value=%.9g", attr_num(n, "value")));
}

static int64_t floor_of(int64_t a, int64_t b) { return a / b - (a % b < 0); } /* b > 0 */

/* [0, 0, 1, ...]: the nearest pixel for each of `out`. */
static const char *nearest_pixels(Torch *t, const Node *n, int64_t in, int64_t out)
{
    const char *align = attr_str(n, "align"), *round = attr_str(n, "round"), *list = "";
    bool corners = !strcmp(align, "corners"), edges = !strcmp(align, "edges");
    for (int64_t o = 0; o < out; o++) {
        int64_t a = corners ? o * (in - 1)
                    : edges ? o * in
                            : (2 * o + 1) * in - out,
                b = corners ? (out > 1 ? out - 1 : 1)
                    : edges ? out
                            : 2 * out,
                at = !strcmp(round, "down")        ? floor_of(a, b)
                     : !strcmp(round, "up")        ? -floor_of(-a, b)
                     : !strcmp(round, "half_down") ? -floor_of(b - 2 * a, 2 * b)
                                                   : floor_of(2 * a + b, 2 * b);
        at = at < 0 ? 0 : at >= in ? in - 1 : at;
        list = arena_printf(t->arena, "%s%s%lld", list, o ? ", " : "", (long long)at);
    }
    return list;
}

/* PyTorch does not interpolate from the pixels' edges: an axis at a time between two pixels. */
static void from_edges(Torch *t, const Node *n)
{
    const Shape from = n->in[0]->out, to = n->out;
    const int in[2] = {from.h, from.w}, out[2] = {to.h, to.w};
    const char *x = in_of(t, n, 0);
    for (int i = 0; i < 2; i++) {
        const char *low = "", *high = "", *share = "";
        for (int64_t o = 0; o < out[i]; o++) {
            const int64_t at = o * in[i] / out[i], next = at + 1 < in[i] ? at + 1 : at;
            const char *comma = o ? ", " : "";
            low = arena_printf(t->arena, "%s%s%lld", low, comma, (long long)at);
            high = arena_printf(t->arena, "%s%s%lld", high, comma, (long long)next);
            share = arena_printf(t->arena, "%s%s%.9g", share, comma,
                                 (double)(o * in[i] % out[i]) / out[i]);
        }
        const char *axis = i ? ":, :, :" : ":, :";
        says(t, n, "%s[%s, [%s]].lerp(%s[%s, [%s]], %s.new_tensor([%s])%s)", x, axis, low, x, axis,
             high, x, share, i ? "" : "[:, None]");
        x = value(t, n);
    }
}

static void resize(Torch *t, const Node *n, const char *unused)
{
    const char *align = attr_str(n, "align"), *round = attr_str(n, "round"), *mode = NULL;
    bool nearest = !strcmp(attr_str(n, "mode"), "nearest"), corners = !strcmp(align, "corners"),
         edges = !strcmp(align, "edges");
    (void)unused;
    if (!strcmp(attr_str(n, "mode"), "area")) {
        says(t, n, "F.adaptive_avg_pool2d(%s, (%d, %d))", in_of(t, n, 0), n->out.h, n->out.w);
        return;
    }
    if (!nearest && !edges)
        mode = arena_printf(t->arena, "bilinear\", align_corners=%s", flag(corners));
    else if (nearest && edges && !strcmp(round, "down"))
        mode = "nearest\"";
    else if (nearest && !edges && !corners && !strcmp(round, "half_up"))
        mode = "nearest-exact\"";
    if (mode)
        says(t, n, "F.interpolate(%s, (%d, %d), mode=\"%s)", in_of(t, n, 0), n->out.h, n->out.w,
             mode);
    else if (nearest)
        says(t, n, "%s[:, :, [%s]][:, :, :, [%s]]", in_of(t, n, 0),
             nearest_pixels(t, n, n->in[0]->out.h, n->out.h),
             nearest_pixels(t, n, n->in[0]->out.w, n->out.w));
    else
        from_edges(t, n);
}

static void upsample(Torch *t, const Node *n, const char *unused)
{
    bool nearest = !strcmp(attr_str(n, "mode"), "nearest");
    (void)unused;
    says(t, n, "F.interpolate(%s, (%d, %d), mode=%s)", in_of(t, n, 0), n->out.h, n->out.w,
         nearest ? "\"nearest\"" : "\"bilinear\", align_corners=False");
}

/* ---- several values ---- */

static void concat(Torch *t, const Node *n, const char *unused)
{
    const char *list = operand(t, n, 0), *axis = attr_str(n, "axis");
    (void)unused;
    for (int i = 1; i < n->n_in; i++)
        list = arena_printf(t->arena, "%s, %s", list, operand(t, n, i));
    says(t, n, "torch.cat((%s,), %d)", list,
         !strcmp(axis, "height")  ? 2
         : !strcmp(axis, "width") ? 3
                                  : 1);
}

static void joined(Torch *t, const Node *n, const char *sign)
{
    const char *x = operand(t, n, 0);
    if (takes_number(n))
        x = arena_printf(t->arena, "%s %s %.9g", in_of(t, n, 0), sign, attr_num(n, "value"));
    for (int i = 1; i < n->n_in; i++)
        x = arena_printf(t->arena, "%s %s %s", x, sign, operand(t, n, i));
    says(t, n, "%s", x);
}

static void extreme(Torch *t, const Node *n, const char *name)
{
    const char *x = operand(t, n, 0);
    if (takes_number(n))
        x = arena_printf(t->arena, "%s.clamp(%s=%.9g)", x, !strcmp(name, "maximum") ? "min" : "max",
                         attr_num(n, "value"));
    for (int i = 1; i < n->n_in; i++)
        x = arena_printf(t->arena, "torch.%s(%s, %s)", name, x, operand(t, n, i));
    says(t, n, "%s", x);
}

/* ---- activations ---- */

static void function(Torch *t, const Node *n, const char *name)
{
    says(t, n, "%s(%s)", name, in_of(t, n, 0));
}

static void relu(Torch *t, const Node *n, const char *unused)
{
    double most = attr_num(n, "max");
    (void)unused;
    says(t, n, "%s.clamp(min=0%s)", in_of(t, n, 0),
         most > 0 ? arena_printf(t->arena, ", max=%.9g", most) : "");
}

static void clip(Torch *t, const Node *n, const char *unused)
{
    bool low = attr_value(n, "min")->set, high = attr_value(n, "max")->set;
    (void)unused;
    if (!low && !high) /* which clamp refuses */
        says(t, n, "%s", in_of(t, n, 0));
    else
        says(t, n, "%s.clamp(%s, %s)", in_of(t, n, 0),
             low ? arena_printf(t->arena, "%.9g", attr_num(n, "min")) : "None",
             high ? arena_printf(t->arena, "%.9g", attr_num(n, "max")) : "None");
}

static void leaky(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "F.leaky_relu(%s, %.9g)", in_of(t, n, 0), attr_num(n, "slope"));
}

static void with_alpha(Torch *t, const Node *n, const char *name)
{
    says(t, n, "%s(%s, %.9g)", name, in_of(t, n, 0), attr_num(n, "alpha"));
}

static void gelu(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "F.gelu(%s%s)", in_of(t, n, 0),
         attr_flag(n, "approximate") ? ", approximate=\"tanh\"" : "");
}

static void silu(Torch *t, const Node *n, const char *unused)
{
    const char *x = in_of(t, n, 0);
    (void)unused;
    says(t, n, "%s * torch.sigmoid(%.9g * %s)", x, attr_num(n, "beta"), x);
}

static void softplus(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "F.softplus(%s, beta=%.9g)", in_of(t, n, 0), attr_num(n, "beta"));
}

static void hardsigmoid(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "(%.9g * %s + %.9g).clamp(0, 1)", attr_num(n, "slope"), in_of(t, n, 0),
         attr_num(n, "shift"));
}

static void softmax(Torch *t, const Node *n, const char *name)
{
    const char *axis = attr_str(n, "axis");
    says(t, n, "%s(%s, %d)", name, in_of(t, n, 0),
         !strcmp(axis, "height")  ? 2
         : !strcmp(axis, "width") ? 3
                                  : 1);
}

static void dropout(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "F.dropout(%s, %.9g, self.training)", in_of(t, n, 0), attr_num(n, "rate"));
}

static void same(Torch *t, const Node *n, const char *unused)
{
    (void)unused;
    says(t, n, "%s", in_of(t, n, 0));
}

/* ---- the kinds ---- */

static const struct {
    const char *kind;
    void (*write)(Torch *, const Node *, const char *how);
    const char *how;
} kinds[] = {
    {"conv", conv, NULL},
    {"conv_transpose", conv_transpose, NULL},
    {"depthwise", depthwise, NULL},
    {"dense", dense, NULL},
    {"maxpool", pool, "max"},
    {"avgpool", pool, "average"},
    {"globalavgpool", global_pool, "mean"},
    {"globalmaxpool", global_pool, "amax"},
    {"reduce", reduce, NULL},
    {"batchnorm", batchnorm, NULL},
    {"layernorm", layernorm, NULL},
    {"rmsnorm", rmsnorm, NULL},
    {"groupnorm", group_norm, "groups"},
    {"instancenorm", group_norm, "instance"},
    {"affine", affine, NULL},
    {"dropout", dropout, NULL},
    {"flatten", flatten, NULL},
    {"reshape", reshape, NULL},
    {"permute", permute, NULL},
    {"shuffle", shuffle, NULL},
    {"depth_to_space", spread, NULL},
    {"space_to_depth", gather, NULL},
    {"slice", slice, NULL},
    {"crop", crop, NULL},
    {"pad", pad, NULL},
    {"resize", resize, NULL},
    {"upsample", upsample, NULL},
    {"identity", same, NULL},
    {"concat", concat, NULL},
    {"add", joined, "+"},
    {"sub", joined, "-"},
    {"mul", joined, "*"},
    {"div", joined, "/"},
    {"pow", joined, "**"},
    {"maximum", extreme, "maximum"},
    {"minimum", extreme, "minimum"},
    {"relu", relu, NULL},
    {"prelu", prelu, NULL},
    {"leaky", leaky, NULL},
    {"elu", with_alpha, "F.elu"},
    {"celu", with_alpha, "F.celu"},
    {"selu", function, "F.selu"},
    {"gelu", gelu, NULL},
    {"silu", silu, NULL},
    {"mish", function, "F.mish"},
    {"hardswish", function, "F.hardswish"},
    {"sigmoid", function, "torch.sigmoid"},
    {"hardsigmoid", hardsigmoid, NULL},
    {"tanh", function, "torch.tanh"},
    {"softsign", function, "F.softsign"},
    {"softplus", softplus, NULL},
    {"clip", clip, NULL},
    {"exp", function, "torch.exp"},
    {"log", function, "torch.log"},
    {"sqrt", function, "torch.sqrt"},
    {"abs", function, "torch.abs"},
    {"softmax", softmax, "torch.softmax"},
    {"log_softmax", softmax, "torch.log_softmax"},
};

/* ---- the files ---- */

/* The state dict says that flattened maps keep netc's order, also when PyTorch writes it again. */
static void tell_order(Torch *t)
{
    static const float one = 1;
    static const int single = 1;
    bool flattens = false;
    for (int i = 1; i < t->net->n_nodes; i++) {
        const Node *n = t->net->nodes[i];
        Shape in = n->in[0]->out;
        Shape out = n->out;
        flattens |= in.h * in.w * in.c == out.h * out.w * out.c &&
                    (in.rank != out.rank || in.h != out.h || in.w != out.w);
    }
    if (!flattens)
        return;
    fputs("        self.register_buffer(\"dense_order_hwc\", torch.ones(1))\n", t->init);
    StEntry e = {.name = "dense_order_hwc", .rank = 1, .dim = &single, .data = &one};
    ARENA_PUSH(t->arena, t->entry, t->n_entries, t->cap_entries, e);
}

bool *export_torch_written(Arena *a, const Graph *g)
{
    bool *written = export_wanted(a, g);
    for (int i = 1; i < g->n_nodes; i++)
        written[i] |= g->nodes[i]->n_params > 0;
    return written;
}

/* A layer with parameters that the output does not depend on is an attribute of the module, so that
 * the state dict is that of the whole net; forward does not call it. */
static bool write_layers(Torch *t, Err *err)
{
    const char *lacking = "";
    const bool *wanted = export_wanted(t->arena, t->net),
               *written = export_torch_written(t->arena, t->net);
    FILE *forward = t->forward, *nowhere;
    arena_text_open(t->arena, &nowhere);
    for (int i = 1; i < t->net->n_nodes; i++) {
        const Node *n = t->net->nodes[i];
        bool known = !written[i];
        t->lacks = NULL;
        t->forward = wanted[i] ? forward : nowhere;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !known; k++)
            if (!strcmp(kinds[k].kind, n->layer->kind)) {
                kinds[k].write(t, n, kinds[k].how);
                known = true;
            }
        if (!known)
            t->lacks = "it is not written for PyTorch";
        if (t->lacks)
            lacking = arena_printf(t->arena, "%s%s%s: %s", lacking, *lacking ? "; " : "", n->name,
                                   t->lacks);
    }
    t->forward = forward;
    return !*lacking || err_set(err, "%s", lacking);
}

static const char text_head[] = /* MADE BY NETC: cli/ knows its own modules by the first line */
    "\"\"\"%s, a net of netc, as a PyTorch module:\n\n"
    "    net = load(\"%s\")\n"
    "    y = net(x)      # x: %s\n\"\"\"\n\n"
    "import torch\nimport torch.nn.functional as F\nfrom safetensors.torch import load_file\n"
    "from torch import nn\n\n\n"
    "def mean_pool(x, pads, counted, window, stride):\n"
    "    \"\"\"the mean of what lies in a window; of the padding, `counted` counts\"\"\"\n"
    "    ones = F.pad(torch.ones_like(x[:1, :1]), counted, value=1.0)\n"
    "    ones = F.pad(ones, tuple(p - c for p, c in zip(pads, counted)))\n"
    "    total = F.avg_pool2d(F.pad(x, pads), window, stride)\n"
    "    return total / F.avg_pool2d(ones, window, stride)\n\n\n"
    "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n";
static const char text_foot[] =
    "\n\ndef load(path):\n    net = Net()\n    net.load_state_dict(load_file(path))\n"
    "    return net.eval()\n";

/* model.py for model.safetensors */
const char *export_module_path(Arena *a, const char *path)
{
    size_t n = strlen(path), k = strlen(".safetensors");
    bool ends = n > k && !strcmp(path + n - k, ".safetensors");
    return arena_printf(a, "%.*s.py", (int)(ends ? n - k : n), path);
}

static const char *module_text(Torch *t, const char *init, const char *forward, const char *path)
{
    FILE *f;
    ArenaText *text = arena_text_open(t->arena, &f);
    Shape s = t->net->nodes[0]->out;
    const char *slash = strrchr(path, '/'),
               *x = is_map(s) ? arena_printf(t->arena, "(n, %d, %d, %d)", s.c, s.h, s.w)
                              : arena_printf(t->arena, "(n, %d)", s.c);
    fprintf(f, text_head, t->net->name, slash ? slash + 1 : path, x);
    fprintf(f, "%s\n    def forward(self, x):\n%s        return %s\n%s", init, forward,
            value(t, t->net->output), text_foot);
    return arena_text(text, NULL);
}

bool export_torch(Arena *a, const Graph *g, const float *params, const char *path, Err *err)
{
    Torch t = {.arena = a, .net = g, .params = params};
    static const StMeta meta[] = {{"format", "pt"}, {"dense_order", "hwc"}};
    ArenaText *init = arena_text_open(a, &t.init), *forward = arena_text_open(a, &t.forward);
    name_attributes(&t);
    bool ok = write_layers(&t, err);
    tell_order(&t);
    const char *made = arena_text(init, NULL), *run = arena_text(forward, NULL),
               *text = module_text(&t, made, run, path);
    FileWriter *w = ok ? st_compose(path, t.entry, t.n_entries, meta, 2, err) : NULL,
               *module = w ? file_writer_open(export_module_path(a, path), err) : NULL;
    if (!module) {
        file_writer_abort(w);
        return false;
    }
    file_writer_put(module, text, strlen(text));
    return file_writer_commit_both(w, module, err); /* neither without the other */
}
