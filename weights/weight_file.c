/* Tensors put together as layers; see weight_file.h. The forms of names:
 *   base.block1.conv1.kernel                        netc
 *   block1_conv1/block1_conv1_W_1:0                 Keras 1 and 2 ("..._tf_kernels_notop.h5")
 *   model_weights/zin/zin/conv2d/kernel:0           Keras' whole-model .h5; without
 *                                                   model_weights: its older weights files
 *   model_weights/dense_4/sequential_1/dense_4/...  the same, of a model without an own input
 *   layers/sequential/layers/conv2d_1/vars/0        Keras 3's .weights.h5 and .keras
 *   module.features.0.weight                        PyTorch */
#include "base/ascii.h"
#include "weights/weight_file.h"
#include "compiler/ir/graph.h"
#include "weights/weight_names.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *const role_names[ROLE_COUNT] = {
    "kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "alpha", "range"};

Role role_of(const char *param)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        if (!strcmp(param, role_names[r]))
            return (Role)r;
    return ROLE_NONE;
}

bool kind_is_norm(const char *kind)
{
    return !strcmp(kind, "batchnorm") || !strcmp(kind, "layernorm") || !strcmp(kind, "groupnorm") ||
           !strcmp(kind, "rmsnorm");
}

int64_t param_negative(const Param *p, const float *numbers)
{
    for (int64_t i = 0; role_of(p->name) == ROLE_VARIANCE && i < p->count; i++)
        if (numbers[i] < 0)
            return i;
    return -1;
}

/* What frameworks call the roles. PyTorch's weight and bias are told apart by their layer
 * (deduce_torch). */
/* Of a name's digits; what an int does not hold is as large as it can be. */
static int number_of(const char *digits)
{
    long v = strtol(digits, NULL, 10);
    return v > INT_MAX ? INT_MAX : v < INT_MIN ? INT_MIN : (int)v;
}

static const struct {
    const char *word;
    Role role;
} words[] = {
    {"kernel", ROLE_KERNEL},
    {"depthwise_kernel", ROLE_KERNEL},
    {"weight", ROLE_KERNEL},
    {"W", ROLE_KERNEL},
    {"bias", ROLE_BIAS},
    {"b", ROLE_BIAS},
    {"gamma", ROLE_GAMMA},
    {"beta", ROLE_BETA},
    {"moving_mean", ROLE_MEAN},
    {"running_mean", ROLE_MEAN},
    {"moving_variance", ROLE_VARIANCE},
    {"running_var", ROLE_VARIANCE},
    {"alpha", ROLE_ALPHA},
    {"range", ROLE_RANGE},
};

static Role role_word(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].word, word))
            return words[i].role;
    return ROLE_NONE;
}

static bool digits(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n > 0 && n < 9 && !s[n];
}

/* a is b, or b with _1, _2 ... behind it. */
static bool is_or_counts(const char *a, const char *b)
{
    size_t n = strlen(b);
    return !strncmp(a, b, n) && (!a[n] || (a[n] == '_' && digits(a + n + 1)));
}

static bool is_automatic(const char *name)
{
    static const char *const given[] = {"conv2d",
                                        "dense",
                                        "batch_normalization",
                                        "depthwise_conv2d",
                                        "separable_conv2d",
                                        "conv2d_transpose",
                                        "layer_normalization",
                                        "group_normalization",
                                        "rms_normalization"};
    if (digits(name))
        return true;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (is_or_counts(name, given[i]))
            return true;
    return false;
}

/* ---- one name, taken apart ---- */

typedef struct Name {
    char *part[PATH_MAX_PARTS + 4];
    int n; /* parts before the variable */
    const char *var;
    bool slashes;
} Name;

static bool take_apart(Arena *a, const char *tensor, Name *out)
{
    char *text = arena_strdup(a, tensor), *colon = strrchr(text, ':');
    *out = (Name){.slashes = strchr(text, '/') != NULL};
    if (colon && digits(colon + 1))
        *colon = 0;
    char *s = text;
    for (char between = out->slashes ? '/' : '.'; s;) {
        char *end = strchr(s, between);
        if (out->n > PATH_MAX_PARTS)
            return false;
        if (end)
            *end = 0;
        if (*s)
            out->part[out->n++] = s;
        s = end ? end + 1 : NULL;
    }
    if (out->n == 0)
        return false;
    out->var = out->part[--out->n];
    if (out->n > 0)
        return true;
    for (char *c = strchr(text, '_'); c; c = strchr(c + 1, '_')) /* conv1_moving_mean */
        if (c > text && role_word(c + 1) != ROLE_NONE) {
            *c = 0;
            out->part[out->n++] = text;
            out->var = c + 1;
            break;
        }
    return true;
}

/* block1_conv1_W_1 in layer block1_conv1 is W. */
static const char *bare_variable(Arena *a, const char *var, const char *layer)
{
    size_t n = strlen(layer);
    if (strncmp(var, layer, n) || var[n] != '_')
        return var;
    char *s = arena_strdup(a, var + n + 1), *c = strrchr(s, '_');
    if (c && c != s && digits(c + 1))
        *c = 0;
    return s;
}

/* The state of an optimizer or of metrics, whichever version wrote it. */
static const char *state_of(const Name *x)
{
    static const struct {
        const char *word, *what;
    } states[] = {
        {"optimizer", "an optimizer's state"},
        {"optimizer_weights", "an optimizer's state"},
        {"optimizers", "an optimizer's state"},
        {"optimizer_state", "an optimizer's state"},
        {"optimizer_states", "an optimizer's state"},
        {"training", "an optimizer's state"},
        {"metrics", "a metric's state"},
        {"compile_metrics", "a metric's state"},
        {"_metrics", "a metric's state"},
        {"loss_tracker", "a metric's state"},
        {"_loss_tracker", "a metric's state"},
        {"_compile_metrics", "a metric's state"},
    };
    bool vars = x->n > 1 && !strcmp(x->part[x->n - 1], "vars");
    for (int i = 0; i < x->n; i++)
        for (size_t k = 0; k < sizeof states / sizeof *states; k++)
            if (!strcmp(x->part[i], states[k].word) && (i == 0 || vars) &&
                !(i > 0 && !strcmp(x->part[i - 1], "layers")))
                return states[k].what;
    return NULL;
}

static void drop(Name *x, int at, int n)
{
    memmove(x->part + at, x->part + at + n, sizeof *x->part * (size_t)(x->n - at - n));
    x->n -= n;
}

/* Wrappers of PyTorch that say nothing of the layer. `model` and the like only in front, and not
 * when nothing would be left. */
static void drop_wrappers(Name *x)
{
    for (int i = 0; i < x->n;)
        if (x->n > 1 && (!strcmp(x->part[i], "_orig_mod") || !strcmp(x->part[i], "module")))
            drop(x, i, 1);
        else
            i++;
    while (x->n > 1 && (!strcmp(x->part[0], "model") || !strcmp(x->part[0], "state_dict")))
        drop(x, 0, 1);
}

/* ---- layers ---- */

static FileLayer *find_layer(WeightFile *w, const char *shown)
{
    for (int i = w->n; i-- > 0;) /* tensors of a layer mostly stand together */
        if (!strcmp(w->layer[i].shown, shown))
            return &w->layer[i];
    return NULL;
}

static FileLayer *layer_at(WeightFile *w, const Name *x, const char *group)
{
    size_t size = 1;
    for (int i = 0; i < x->n; i++)
        size += strlen(x->part[i]) + 1;
    char *shown = arena_alloc(w->arena, size);
    for (int i = 0; i < x->n; i++) {
        if (i)
            strcat(shown, x->slashes ? "/" : ".");
        strcat(shown, x->part[i]);
    }
    FileLayer *found = find_layer(w, shown);
    if (found)
        return found;
    FileLayer l = {.shown = shown,
                   .group = group,
                   .n_parts = x->n < PATH_MAX_PARTS ? x->n : PATH_MAX_PARTS,
                   .extra = -1,
                   .place = -1,
                   .second = -1};
    for (int i = 0; i < l.n_parts; i++)
        l.part[i] = x->part[i];
    for (int r = 0; r < ROLE_COUNT; r++)
        l.tensor[r] = -1;
    l.automatic = x->n == 0 || is_automatic(x->part[x->n - 1]);
    ARENA_PUSH(w->arena, w->layer, w->n, w->cap, l);
    return &w->layer[w->n - 1];
}

static void put_tensor(WeightFile *w, FileLayer *l, int t, Role role)
{
    w->layer_of[t] = (int)(l - w->layer);
    if (role == ROLE_NONE || l->tensor[role] >= 0)
        l->extra = t;
    else
        l->tensor[role] = t;
}

/* layers/sequential/layers/conv2d_1/vars/0. The names are those that Keras 3 keeps in attributes;
 * without: of the classes. */
static void put_numbered(WeightFile *w, Name *x, int t)
{
    Name named = {.slashes = true};
    char *at = arena_strdup(w->arena, ""), *group = "";
    bool nameless = false;
    for (int i = 0; i + 1 < x->n; i++) {
        at = arena_printf(w->arena, "%s%s%s", at, *at ? "/" : "", x->part[i]);
        const FileNote *note = tensors_find_note(w->f, arena_printf(w->arena, "%s/vars", at),
                                                 "name");
        const char *name = note && note->n == 1 ? note->value[0] : NULL;
        bool listed = i > 0 && !strcmp(x->part[i - 1], "layers"); /* else an attribute's name */
        if (!strcmp(x->part[i], "layers") && i + 2 < x->n)
            continue;
        nameless = !name && (listed || is_automatic(x->part[i]));
        named.part[named.n++] = arena_strdup(
            w->arena, name && (listed || !is_automatic(name)) ? name : x->part[i]);
        group = at;
    }
    FileLayer *l = NULL;
    for (int i = 0; i < w->n && !l; i++)
        if (w->layer[i].numbered && !strcmp(w->layer[i].group, group))
            l = &w->layer[i];
    if (!l) {
        l = layer_at(w, &named, group);
        if (l->numbered) { /* two layers of one name: told apart by where they lie */
            named.part[named.n++] = arena_printf(w->arena, "(%s)", group);
            l = layer_at(w, &named, group);
        }
        l->numbered = true;
        l->nameless = nameless;
        l->automatic |= nameless;
    }
    int number = number_of(x->var);
    put_tensor(w, l, t,
               number < ROLE_COUNT ? (Role)number : ROLE_NONE); /* until the class is known */
}

/* Group, then perhaps the scopes of the layer's variables. */
static void collapse(Name *x)
{
    if (x->n > 1 && !strcmp(x->part[x->n - 1], x->part[0]))
        x->n = 1; /* dense_4/sequential_1/dense_4 */
    if (x->n > 1 && is_or_counts(x->part[x->n - 1], x->part[x->n - 2]))
        x->n--; /* x/x_1 */
    if (x->n > 2 && !strcmp(x->part[1], x->part[0]))
        drop(x, 1, 1); /* zin/zin/conv2d */
}

static const FileNote *layer_names(const WeightFile *w)
{
    const FileNote *names = tensors_find_note(w->f, "model_weights", "layer_names");
    return names ? names : tensors_find_note(w->f, "", "layer_names");
}

/* A layer of Keras 2's file of weights, whatever its name is: `optimizer`. */
static bool is_listed(const WeightFile *w, const char *part)
{
    const FileNote *names = tensors_find_note(w->f, "", "layer_names");
    for (int k = 0; names && part && k < names->n; k++)
        if (!strcmp(names->value[k], part))
            return true;
    return false;
}

/* How many of the parts, joined, are this name; 0: the name is none of their beginning. */
static int parts_of_name(const Name *x, const char *name)
{
    for (int i = 0; i < x->n; i++) {
        size_t n = strlen(x->part[i]);
        if (strncmp(name, x->part[i], n))
            return 0;
        name += n;
        if (!*name)
            return i + 1;
        if (*name++ != '/')
            return 0;
    }
    return 0;
}

/* Keras 2 allows slashes in names: conv1/bn/conv1/bn/gamma:0 is of the layer `conv1/bn`. */
static void join_slashes(WeightFile *w, Name *x)
{
    const FileNote *names = w->slashed ? layer_names(w) : NULL;
    for (int k = 0; names && k < names->n; k++) {
        int n = strchr(names->value[k], '/') ? parts_of_name(x, names->value[k]) : 0;
        Name scope = *x;
        if (n < 2)
            continue;
        x->part[0] = arena_strdup(w->arena, names->value[k]);
        drop(x, 1, n - 1);
        drop(&scope, 0, n);
        int inner = parts_of_name(&scope, names->value[k]);
        if (inner > 0)
            drop(x, 1, inner);
        return;
    }
}

static void put_named(WeightFile *w, Name *x, int t)
{
    if (x->slashes && x->n > 1 && !strcmp(x->part[0], "model_weights"))
        drop(x, 0, 1);
    if (x->slashes)
        join_slashes(w, x);
    const char *group = x->slashes && x->n ? x->part[0] : "";
    const char *own = x->n ? x->part[x->n - 1] : "";
    bool scoped = x->slashes && x->n > 2 && !strcmp(own, x->part[0]) &&
                  strcmp(x->part[1], x->part[0]);
    const char *var = bare_variable(w->arena, x->var, own);
    bool torch = !strcmp(var, "weight") || !strncmp(var, "running_", 8);
    if (x->slashes)
        collapse(x);
    else
        drop_wrappers(x);
    FileLayer *l = layer_at(w, x, group);
    l->torch |= torch;
    l->scoped |= scoped;
    if (!strcmp(var, "depthwise_kernel"))
        l->kind = "depthwise", l->sure = true;
    if (!strcmp(var, "pointwise_kernel")) { /* ROLE_GAMMA keeps it until file_layer_split */
        l->kind = "separable";
        put_tensor(w, l, t, ROLE_GAMMA);
    } else {
        put_tensor(w, l, t, role_word(var));
    }
}

/* Numbers that are no weights: a seed generator's state, PyTorch's num_batches_tracked. */
static bool is_variable(Arena *a, const Name *x)
{
    const char *own = x->n ? x->part[x->n - 1] : "";
    if (!strcmp(own, "vars"))
        return x->n > 1 && strcmp(x->part[x->n - 2], "seed_generator");
    return role_word(bare_variable(a, x->var, own)) != ROLE_NONE;
}

/* A layer of the net's own name, which no rule about other programs' names touches. */
static void put_own(WeightFile *w, int t, const OwnName *own)
{
    Name x = {.part = {arena_strdup(w->arena, own->layer)}, .n = 1};
    put_tensor(w, layer_at(w, &x, ""), t, own->role);
}

/* A buffer of the modules that `netc export` writes. */
static bool tells_order(const char *name)
{
    const char *dot = strrchr(name, '.');
    return !strcmp(dot ? dot + 1 : name, "dense_order_hwc");
}

static void put(WeightFile *w, int t)
{
    Name x;
    const FileTensor *f = &w->f->tensor[t];
    bool read = take_apart(w->arena, f->name, &x);
    w->layer_of[t] = -1;
    if (tells_order(f->name)) {
        w->flat_hwc = true;
        w->why[t] = "says that flattened maps are in netc's order";
        return;
    }
    if (read && !is_listed(w, x.part[0]) && (w->why[t] = state_of(&x)))
        return;
    if (!f->floats && (!read || !is_variable(w->arena, &x))) {
        w->why[t] = "not floating point";
        return;
    }
    if (f->rank == 0) {
        w->why[t] = "a single number";
        return;
    }
    if (!read)
        return;
    if (x.n > 1 && !strcmp(x.part[x.n - 1], "vars") && digits(x.var))
        put_numbered(w, &x, t);
    else
        put_named(w, &x, t);
}

/* ---- what the names and ranks say of kinds ---- */

static int rank_of(const WeightFile *w, const FileLayer *l, Role role)
{
    return l->tensor[role] < 0 ? 0 : w->f->tensor[l->tensor[role]].rank;
}

/* PyTorch's batchnorm and layernorm have a weight of one dimension. */
static void deduce_norm(WeightFile *w, FileLayer *l)
{
    bool norm = l->tensor[ROLE_MEAN] >= 0 || l->tensor[ROLE_GAMMA] >= 0 ||
                l->tensor[ROLE_BETA] >= 0 || rank_of(w, l, ROLE_KERNEL) == 1;
    if (!norm)
        return;
    for (int i = 0; i < 2; i++) {
        Role from = i ? ROLE_BIAS : ROLE_KERNEL, to = i ? ROLE_BETA : ROLE_GAMMA;
        if (!l->torch || l->tensor[from] < 0)
            continue;
        if (l->tensor[to] >= 0)
            l->extra = l->tensor[from];
        else
            l->tensor[to] = l->tensor[from];
        l->tensor[from] = -1;
    }
}

static void deduce_named(WeightFile *w, FileLayer *l)
{
    deduce_norm(w, l);
    if (l->kind)
        return;
    if (l->tensor[ROLE_MEAN] >= 0 || l->tensor[ROLE_VARIANCE] >= 0)
        l->kind = "batchnorm";
    else if (l->tensor[ROLE_GAMMA] >= 0 || l->tensor[ROLE_BETA] >= 0)
        l->kind = "layernorm";
    else if (rank_of(w, l, ROLE_KERNEL) == 4)
        l->kind = "conv";
    else if (rank_of(w, l, ROLE_KERNEL) == 2)
        l->kind = "dense";
    if (l->kind && !strcmp(l->kind, "batchnorm")) {
        l->no_scale = l->tensor[ROLE_GAMMA] < 0;
        l->no_center = l->tensor[ROLE_BETA] < 0;
    }
}

/* The variables of Keras' classes, in order: n in all, of which the first `needs` are in every
 * file. */
static const struct {
    const char *class, *kind;
    int n, needs;
    Role role[4];
} classes[] = {
    {"conv2d", "conv", 2, 1, {ROLE_KERNEL, ROLE_BIAS}},
    {"depthwise_conv2d", "depthwise", 2, 1, {ROLE_KERNEL, ROLE_BIAS}},
    {"dense", "dense", 2, 1, {ROLE_KERNEL, ROLE_BIAS}},
    {"separable_conv2d",
     "separable",
     3,
     2,
     {ROLE_KERNEL, ROLE_GAMMA, ROLE_BIAS}}, /* ROLE_GAMMA: the pointwise kernel */
    {"batch_normalization", "batchnorm", 4, 4, {ROLE_GAMMA, ROLE_BETA, ROLE_MEAN, ROLE_VARIANCE}},
    {"conv2d_transpose", "conv_transpose", 2, 1, {ROLE_KERNEL, ROLE_BIAS}},
    {"layer_normalization", "layernorm", 2, 2, {ROLE_GAMMA, ROLE_BETA}},
    {"group_normalization", "groupnorm", 2, 2, {ROLE_GAMMA, ROLE_BETA}},
    {"rms_normalization", "rmsnorm", 1, 1, {ROLE_GAMMA}},
};

/* batch_normalization with two variables has only its statistics; with three, only the
 * configuration knows which is missing, or the net. */
static void deduce_numbered(FileLayer *l)
{
    const char *slash = strrchr(l->group, '/'), *own = slash ? slash + 1 : l->group;
    int *by_number = l->by_number, n = 0;
    memcpy(by_number, l->tensor, sizeof l->by_number);
    while (n < ROLE_COUNT && by_number[n] >= 0)
        n++;
    l->n_numbered = n;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!is_or_counts(own, classes[i].class))
            continue;
        l->kind = classes[i].kind;
        l->sure = true;
        for (int r = 0; r < ROLE_COUNT; r++)
            l->tensor[r] = -1;
        bool statistics = n == 2 && classes[i].needs == 4;
        if (n < classes[i].needs && !statistics) {
            l->lacks_one = n == 3 && classes[i].needs == 4;
            l->vague = l->lacks_one
                           ? "gamma or beta is missing, and neither the file nor `nogamma` or "
                             "`nobeta` in the net says which"
                           : "some of its variables are missing, and the file does not say which";
            l->extra = by_number[0];
            return;
        }
        if (n > classes[i].n)
            l->extra = by_number[classes[i].n];
        for (int k = 0; k < n && k < classes[i].n; k++)
            l->tensor[classes[i].role[k + (statistics ? 2 : 0)]] = by_number[k];
        l->no_scale = l->no_center = statistics;
        return;
    }
}

/* A user's own class stores its layers under the names of its attributes, without their classes,
 * which are deduced from the shapes of their variables. */
static void deduce_unknown(WeightFile *w, FileLayer *l)
{
    int first = l->tensor[0], rank = first < 0 ? 0 : w->f->tensor[first].rank;
    if (l->kind || first < 0)
        return;
    bool four = rank == 1 && l->tensor[3] >= 0 && l->tensor[4] < 0,
         plain = l->tensor[2] < 0 && (rank == 2 || rank == 4);
    if (plain)
        l->kind = rank == 4 ? "conv" : "dense";
    else if (four) {
        int t[4] = {l->tensor[0], l->tensor[1], l->tensor[2], l->tensor[3]};
        for (int r = 0; r < ROLE_COUNT; r++)
            l->tensor[r] = -1;
        for (int k = 0; k < 4; k++)
            l->tensor[ROLE_GAMMA + k] = t[k];
        l->kind = "batchnorm";
    } else {
        l->vague = "the file does not say what its variables are";
        l->extra = first;
        for (int r = 0; r < ROLE_COUNT; r++)
            l->tensor[r] = -1;
    }
}

/* A SeparableConv is two layers of a net: the depthwise one, and the pointwise one with the bias.
 */
static void file_layer_split(WeightFile *w, int i)
{
    int pointwise = w->layer[i].tensor[ROLE_GAMMA], bias = w->layer[i].tensor[ROLE_BIAS];
    FileLayer second = w->layer[i];
    FileLayer *first = &w->layer[i];
    first->kind = "depthwise";
    first->sure = second.sure = true;
    first->tensor[ROLE_BIAS] = first->tensor[ROLE_GAMMA] = -1;
    if (first->n_parts < PATH_MAX_PARTS) {
        first->part[first->n_parts++] = "depthwise";
        second.part[second.n_parts++] = "pointwise";
        second.alias = "conv";
    }
    second.kind = "conv";
    for (int r = 0; r < ROLE_COUNT; r++)
        second.tensor[r] = -1;
    second.tensor[ROLE_KERNEL] = pointwise;
    second.tensor[ROLE_BIAS] = bias;
    second.extra = -1;
    first->second = w->n;
    second.second = -1;
    second.shown = arena_printf(w->arena, "%s (pointwise)", second.shown);
    if (pointwise >= 0)
        w->layer_of[pointwise] = w->n;
    if (bias >= 0)
        w->layer_of[bias] = w->n;
    ARENA_PUSH(w->arena, w->layer, w->n, w->cap, second);
}

static void rename_one(WeightFile *w, FileLayer *l, const char *const *names, int n,
                       const char *tail)
{
    const char *shown = "";
    l->n_parts = 0;
    for (int i = 0; i < n && i < PATH_MAX_PARTS - 1; i++) {
        l->part[l->n_parts++] = arena_strdup(w->arena, names[i]);
        shown = arena_printf(w->arena, "%s%s%s", shown, *shown ? "/" : "", names[i]);
    }
    if (tail)
        l->part[l->n_parts++] = tail;
    l->automatic = is_automatic(names[n - 1]);
    l->nameless = false;
    l->shown = shown;
}

void file_layer_rename(WeightFile *w, int i, const char *const *names, int n)
{
    FileLayer *l = &w->layer[i];
    rename_one(w, l, names, n, l->second >= 0 ? "depthwise" : NULL);
    if (l->second < 0)
        return;
    FileLayer *second = &w->layer[l->second];
    rename_one(w, second, names, n, "pointwise");
    second->shown = arena_printf(w->arena, "%s (pointwise)", second->shown);
}

/* ---- order ---- */

/* conv_a/conv2d_5/kernel:0, the layer having been renamed; or a model of one layer. */
static void find_alone(WeightFile *w)
{
    for (int i = 0; i < w->n; i++) {
        FileLayer *l = &w->layer[i];
        l->alone = !l->numbered && l->n_parts == 2 && *l->group && !strcmp(l->part[0], l->group);
        for (int k = 0; k < w->n && l->alone; k++)
            l->alone = k == i || strcmp(w->layer[k].group, l->group);
    }
}

static void number_places(WeightFile *w)
{
    const FileNote *names = layer_names(w);
    for (int i = 0; names && i < w->n; i++)
        for (int k = 0; k < names->n && w->layer[i].place < 0; k++)
            if (!strcmp(names->value[k], w->layer[i].group) && !w->layer[i].numbered)
                w->layer[i].place = k;
}

/* The length of the class in conv2d_12/..., and the number behind it; 0: none. */
static size_t class_length(const char *name, int *number)
{
    size_t all = strcspn(name, "/"), digits_at = all;
    while (digits_at > 0 && ascii_digit(name[digits_at - 1]))
        digits_at--;
    bool counted = digits_at < all && digits_at > 1 && name[digits_at - 1] == '_';
    *number = counted ? number_of(name + digits_at) : 0;
    return counted ? digits_at - 1 : all;
}

static bool is_created(const WeightFile *w, const char *place, size_t n)
{
    for (int i = 0; i < w->n_created; i++)
        if (strlen(w->created[i]) == n && !strncmp(w->created[i], place, n))
            return true;
    return false;
}

void file_class_at(WeightFile *w, const char *place)
{
    if (!is_created(w, place, strlen(place)))
        ARENA_PUSH(w->arena, w->created, w->n_created, w->cap_created,
                   arena_strdup(w->arena, place));
}

/* Keras' own models keep all layers in `layers`. Where something else stands beside that list, it
 * is an attribute of a user's class. */
static void find_classes(WeightFile *w)
{
    static const char *const own[] = {"layers", "vars", "optimizer", "seed_generator"};
    for (int i = 0; i < w->f->n_notes; i++) {
        const FileNote *note = &w->f->note[i];
        const char *vars = strstr(note->at, "/vars");
        if (strcmp(note->key, "name") || !vars || vars[5])
            continue;
        const char *last = vars;
        while (last > note->at && last[-1] != '/')
            last--;
        bool ours = *last == '_';
        for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            ours |= !strncmp(last, own[k], strlen(own[k]));
        if (ours || strstr(note->at, "metrics") || strstr(note->at, "loss_tracker"))
            continue;
        char *place = arena_strndup(w->arena, note->at, (size_t)(last - note->at));
        if (strlen(place) < 7 || strcmp(place + strlen(place) - 7, "layers/"))
            file_class_at(w, place);
    }
}

static const char *note_name(const WeightFile *w, const char *at)
{
    const FileNote *note = tensors_find_note(w->f, at, "name");
    return note && note->n == 1 ? note->value[0] : NULL;
}

static bool is_class(const char *name, const char *class)
{
    int number;
    const size_t n = class_length(name, &number);
    return n == strlen(class) && !strncmp(name, class, n);
}

/* Is the model at that place a Sequential or a Functional one, which list their layers in the order
 * of use? In a list of layers the class is its name there. Elsewhere a Functional model has its
 * input among its layers, and a Sequential one is often called so; of other names nothing is known,
 * and a class of its own may be called anything. */
static bool lists_in_order(const WeightFile *w, const char *place)
{
    const size_t n = strlen(place);
    size_t last = n ? n - 1 : 0;
    while (last > 0 && place[last - 1] != '/')
        last--;
    if (last >= 7 && !strncmp(place + last - 7, "layers/", 7))
        return is_class(place + last, "sequential") || is_class(place + last, "functional") ||
               is_class(place + last, "model");
    const char *name = note_name(w, arena_printf(w->arena, "%svars", place));
    return !name || tensors_find_note(w->f, "", "model_config") || is_class(name, "sequential") ||
           is_class(name, "functional") ||
           note_name(w, arena_printf(w->arena, "%slayers/input_layer/vars", place));
}

/* Such a class whose attributes all come behind `layers` in the alphabet has nothing beside it. */
static void find_lists(WeightFile *w)
{
    const char *seen[PATH_MAX_PARTS] = {NULL}; /* by depth, the last */
    for (int i = 0; i < w->n; i++) {
        const char *group = w->layer[i].group;
        int depth = 0;
        if (!w->layer[i].numbered)
            continue;
        for (const char *at = group; (at = strstr(at, "layers/")) && depth < PATH_MAX_PARTS;
             at += 7, depth++) {
            if (at > group && at[-1] != '/')
                continue;
            const char *place = arena_strndup(w->arena, group, (size_t)(at - group));
            if (seen[depth] && !strcmp(seen[depth], place))
                continue;
            seen[depth] = place;
            if (lists_in_order(w, place) || is_created(w, place, strlen(place)))
                continue;
            const char *name = note_name(w, arena_printf(w->arena, "%svars", place));
            file_class_at(w, place);
            if (!w->unlisted)
                w->unlisted = name ? name : place;
        }
    }
}

/* layers/conv2d before layers/conv2d_1: the order of Keras' list of layers, class by class. */
static bool numbered_before(const WeightFile *w, const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    while (n > 0 && a[n - 1] != '/')
        n--;
    if (n < 7 || strncmp(a + n - 7, "layers/", 7) || is_created(w, a, n - 7))
        return false;
    int p, q;
    size_t class = class_length(a + n, &p);
    return class == class_length(b + n, &q) && !strncmp(a + n, b + n, class) && p < q;
}

bool file_layer_before(const WeightFile *w, int i, int k)
{
    const FileLayer *a = &w->layer[i], *b = &w->layer[k];
    if (a->second == k || b->second == i)
        return a->second == k;
    if (a->numbered && b->numbered)
        return numbered_before(w, a->group, b->group);
    if (a->numbered || b->numbered)
        return false;
    if (a->place >= 0 && b->place >= 0 && a->place != b->place)
        return !a->scoped && !b->scoped && a->place < b->place;
    if (a->place >= 0 || b->place >= 0)
        return false;
    int p = 0;
    while (p < a->n_parts && p < b->n_parts && !strcmp(a->part[p], b->part[p]))
        p++;
    return p < a->n_parts && p < b->n_parts && digits(a->part[p]) && digits(b->part[p]) &&
           number_of(a->part[p]) < number_of(b->part[p]);
}

/* A module within a module that has nothing else: its name says nothing of the layers. */
static void count_wrappers(WeightFile *w)
{
    const FileLayer *first = w->layer;
    int same = w->pytorch && w->n > 1 ? first->n_parts - 1 : 0;
    for (int i = 1; i < w->n; i++) {
        const FileLayer *l = &w->layer[i];
        int k = 0;
        while (k < same && k + 1 < l->n_parts && !strcmp(l->part[k], first->part[k]))
            k++;
        same = k;
    }
    w->wrappers = same;
}

void weight_file_read(WeightFile *w, TensorFile *f, const OwnName *own)
{
    *w = (WeightFile){.f = f, .arena = f->arena};
    w->layer_of = ARENA_ARRAY(f->arena, int, (size_t)f->n + 1);
    w->why = ARENA_ARRAY(f->arena, const char *, (size_t)f->n + 1);
    const FileNote *names = layer_names(w);
    for (int k = 0; names && k < names->n; k++)
        w->slashed |= strchr(names->value[k], '/') != NULL;
    for (int t = 0; t < f->n; t++)
        if (own && own[t].layer)
            put_own(w, t, &own[t]);
        else
            put(w, t);
    for (int i = 0; i < w->n; i++) {
        FileLayer *l = &w->layer[i];
        if (l->numbered) {
            deduce_numbered(l);
            deduce_unknown(w, l);
        } else {
            deduce_named(w, l);
        }
        w->pytorch |= l->torch && !own;
    }
    for (int i = 0, n = w->n; i < n; i++)
        if (w->layer[i].kind && !strcmp(w->layer[i].kind, "separable"))
            file_layer_split(w, i);
    number_places(w);
    find_classes(w);
    find_lists(w);
    find_alone(w);
    count_wrappers(w);
}
