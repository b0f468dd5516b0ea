/* Keras' description of a model (config.json, model_config) as a graph of layers; see
 * weight_graph.h. Versions 1 to 3: a Sequential is a list of layers, a Functional model says for
 * each call of a layer whose outputs it takes. Models within models are opened. A layer that is
 * called twice, or that is not known, has no counterpart in a net; then only names can help. */
#include "weights/weight_graph.h"
#include "base/ascii.h"
#include "formats/json.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A model of 10,000 layers in order compares half as many names. */
enum { MAX_NESTED = 20, MAX_WORK = 100000000 };

typedef struct Values {
    int *op, n, cap;
} Values;

typedef struct Reader {
    OpGraph *out;
    WeightFile *w;
    Arena *arena;
    bool numbered; /* layers/conv2d/vars/0, else groups by name */
    bool *taken;   /* layers of the file */
    int64_t work;  /* names compared */
} Reader;

static const char *text_at(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static double number_at(const json_t *o, const char *key, double otherwise)
{
    const json_t *v = json_object_get(o, key);
    return json_is_number(v) ? json_number_value(v) : otherwise;
}

static bool flag_at(const json_t *o, const char *key, bool otherwise)
{
    const json_t *v = json_object_get(o, key);
    return json_is_boolean(v) ? json_is_true(v) : otherwise;
}

static void pair_at(const json_t *o, const char *key, int otherwise, int out[2])
{
    const json_t *v = json_object_get(o, key);
    for (int i = 0; i < 2; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        out[i] = json_is_integer(x) ? (int)json_integer_value(x) : otherwise;
    }
}

static bool is_upper(int c) { return ascii_lower(c) != c; }
static bool is_lower(int c) { return ascii_upper(c) != c; }

/* Keras' class name as it stands in paths: DepthwiseConv2D is depthwise_conv2d. */
static char *snake(Arena *a, const char *s)
{
    char *out = arena_alloc(a, 2 * strlen(s) + 2), *o = out;
    for (size_t i = 0; s[i]; i++) {
        if (!ascii_word((unsigned char)s[i]))
            continue;
        bool upper = is_upper((unsigned char)s[i]) != 0;
        bool starts = upper && is_lower((unsigned char)s[i + 1]),
             follows = i > 0 && is_lower((unsigned char)s[i - 1]);
        if (i > 0 && upper && (starts || follows))
            *o++ = '_';
        *o++ = (char)ascii_lower((unsigned char)s[i]);
    }
    return out;
}

/* ---- kinds ---- */

typedef enum Does {
    DOES_PASS,
    DOES_SCALE,
    DOES_PLAIN,
    DOES_MERGE,
    DOES_PARAMS,
    DOES_MODEL,
    DOES_INPUT
} Does;
static const struct {
    const char *class;
    Does does;
    const char *kind;
} classes[] = {
    {"InputLayer", DOES_INPUT, NULL},
    {"Sequential", DOES_MODEL, NULL},
    {"Functional", DOES_MODEL, NULL},
    {"Model", DOES_MODEL, NULL},
    {"Dropout", DOES_PASS, NULL},
    {"SpatialDropout2D", DOES_PASS, NULL},
    {"SpatialDropout1D", DOES_PASS, NULL},
    {"GaussianNoise", DOES_PASS, NULL},
    {"GaussianDropout", DOES_PASS, NULL},
    {"AlphaDropout", DOES_PASS, NULL},
    {"ActivityRegularization", DOES_PASS, NULL},
    {"Identity", DOES_PASS, NULL},
    {"Rescaling", DOES_SCALE, NULL},
    {"Normalization", DOES_SCALE, NULL},
    {"Resizing", DOES_PASS, NULL},
    {"Conv2D", DOES_PARAMS, "conv"},
    {"Convolution2D", DOES_PARAMS, "conv"},
    {"DepthwiseConv2D", DOES_PARAMS, "depthwise"},
    {"SeparableConv2D", DOES_PARAMS, "separable"},
    {"Conv2DTranspose", DOES_PARAMS, "conv_transpose"},
    {"Dense", DOES_PARAMS, "dense"},
    {"BatchNormalization", DOES_PARAMS, "batchnorm"},
    {"BatchNormalizationV1", DOES_PARAMS, "batchnorm"},
    {"SyncBatchNormalization", DOES_PARAMS, "batchnorm"},
    {"LayerNormalization", DOES_PARAMS, "layernorm"},
    {"GroupNormalization", DOES_PARAMS, "groupnorm"},
    {"RMSNormalization", DOES_PARAMS, "rmsnorm"},
    {"Add", DOES_MERGE, "add"},
    {"Multiply", DOES_MERGE, "mul"},
    {"Concatenate", DOES_MERGE, "concat"},
    {"MaxPooling2D", DOES_PLAIN, "maxpool"},
    {"AveragePooling2D", DOES_PLAIN, "avgpool"},
    {"GlobalAveragePooling2D", DOES_PLAIN, "globalavgpool"},
    {"GlobalMaxPooling2D", DOES_PLAIN, "globalmaxpool"},
    {"Flatten", DOES_PLAIN, "flatten"},
    {"Reshape", DOES_PLAIN, "flatten"},
    {"ZeroPadding2D", DOES_PLAIN, "pad"},
    {"UpSampling2D", DOES_PLAIN, "upsample"},
    {"Permute", DOES_PLAIN, "permute"},
};

/* Keras 2 keeps `a + b` as a layer TFOpLambda of a function: "__operators__.add", "math.multiply",
 * "nn.relu". */
static const char *class_of(const json_t *layer)
{
    static const char *const functions[][2] = {{"add", "Add"},           {"mul", "Multiply"},
                                               {"multiply", "Multiply"}, {"concat", "Concatenate"},
                                               {"relu", "ReLU"},         {"relu6", "Relu6"},
                                               {"sigmoid", "Sigmoid"},   {"tanh", "Tanh"},
                                               {"softmax", "Softmax"},   {"identity", "Identity"}};
    const char *class = text_at(layer, "class_name"),
               *function = text_at(json_object_get(layer, "config"), "function");
    if (!class || strcmp(class, "TFOpLambda") || !function)
        return class;
    const char *dot = strrchr(function, '.'), *word = dot ? dot + 1 : function;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (!strcmp(functions[i][0], word))
            return functions[i][1];
    return class;
}

static const char *activation_word(Arena *a, const char *s)
{
    static const char *const words[][2] = {{"swish", "silu"},
                                           {"hard_swish", "hardswish"},
                                           {"hard_silu", "hardswish"},
                                           {"leaky_relu", "leaky"},
                                           {"relu6", "relu max"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(s, words[i][0]))
            return words[i][1];
    return arena_strdup(a, s);
}

/* The limit of a relu: Keras' ReLU states it; relu6 has it in its name. */
static double relu_limit(const json_t *c) { return number_at(c, "max_value", 6); }

/* "2 2 1 1": rows above and below, columns before and after. */
static const char *pad_detail(Arena *a, const json_t *c)
{
    const json_t *v = json_object_get(c, "padding");
    int pair[2], side[2][2];
    pair_at(c, "padding", 1, pair);
    for (int i = 0; i < 2; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : NULL;
        for (int k = 0; k < 2; k++) {
            const json_t *y = json_is_array(x) ? json_array_get(x, (size_t)k) : NULL;
            side[i][k] = json_is_integer(y) ? (int)json_integer_value(y) : pair[i];
        }
    }
    return arena_printf(a, "%d %d %d %d", side[0][0], side[0][1], side[1][0], side[1][1]);
}

/* The shape of a map; NULL: a vector. */
static const char *reshape_detail(Arena *a, const json_t *c)
{
    const json_t *v = json_object_get(c, "target_shape");
    int size[3];
    if (json_array_size(v) != 3)
        return NULL;
    for (int i = 0; i < 3; i++)
        size[i] = (int)json_integer_value(json_array_get(v, (size_t)i));
    return arena_printf(a, "%dx%dx%d", size[0], size[1], size[2]);
}

/* The activation of an attribute: a name, or in Keras 3 an object with one. NULL: none, or linear.
 */
static const char *activation_of(Arena *a, const json_t *config)
{
    const json_t *v = json_object_get(config, "activation");
    const char *s = json_is_object(v) ? text_at(v, "class_name") : json_string_value(v);
    if (json_is_object(v) && s && (!strcmp(s, "function") || strchr(s, '>')))
        s = text_at(v, "config");
    if (!s || !strcmp(s, "linear"))
        return NULL;
    for (const char *c = s; *c; c++)
        if (is_upper((unsigned char)*c))
            return activation_word(a, snake(a, s));
    return activation_word(a, s);
}

static const char *plain_of(Arena *a, const char *class, const json_t *config)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (!strcmp(classes[i].class, class))
            return classes[i].kind;
    if (!strcmp(class, "Activation"))
        return activation_of(a, config);
    if (!strcmp(class, "ReLU")) {
        if (number_at(config, "threshold", 0) != 0)
            return "relu threshold";
        if (number_at(config, "negative_slope", 0) != 0)
            return "leaky";
        return number_at(config, "max_value", 0) > 0 ? "relu max" : "relu";
    }
    if (!strcmp(class, "LeakyReLU"))
        return "leaky";
    return activation_word(a, snake(a, class));
}

static const char *plain_detail(Arena *a, const char *kind, const json_t *c)
{
    int size[2], stride[2];
    const char *mode = text_at(c, "padding");
    if (!strcmp(kind, "maxpool") || !strcmp(kind, "avgpool")) {
        pair_at(c, "pool_size", 2, size);
        pair_at(c, "strides", 0, stride);
        for (int i = 0; i < 2; i++)
            stride[i] = stride[i] ? stride[i] : size[i];
        return arena_printf(a, "%dx%d %dx%d %s", size[0], size[1], stride[0], stride[1],
                            mode ? mode : "valid");
    }
    if (!strcmp(kind, "leaky"))
        return arena_printf(
            a, "%.6e",
            number_at(c, "negative_slope",
                      number_at(c, "alpha", json_object_get(c, "activation") ? 0.2 : 0.3)));
    if (!strcmp(kind, "relu max"))
        return arena_printf(a, "%.6e", relu_limit(c));
    if (!strcmp(kind, "gelu"))
        return flag_at(c, "approximate", false) ? "approximate" : NULL;
    if (!strcmp(kind, "pad"))
        return pad_detail(a, c);
    if (!strcmp(kind, "flatten"))
        return reshape_detail(a, c);
    if (!strcmp(kind, "elu"))
        return arena_printf(a, "%.6e", number_at(c, "alpha", 1));
    if (!strcmp(kind, "upsample")) {
        pair_at(c, "size", 2, size);
        mode = text_at(c, "interpolation");
        return arena_printf(a, "%dx%d %s", size[0], size[1], mode ? mode : "nearest");
    }
    return NULL;
}

/* ---- the tensors of a layer ---- */

/* Keras 3: by the place of its group. Else: in the group of the outermost model or layer, by its
 * name, which is unique there. */
static int layer_by_group(const Reader *r, const char *group)
{
    for (int i = 0; i < r->w->n; i++)
        if (r->w->layer[i].numbered && !strcmp(r->w->layer[i].group, group))
            return i;
    return -1;
}

/* How many of the outer names in front of the layer's own the file has too. */
static int shared_names(const FileLayer *l, const char *const *path, int n)
{
    int k = l->second >= 0 ? l->n_parts - 1 : l->n_parts, same = 0;
    while (same < n && same < k && !strcmp(l->part[k - 1 - same], path[n - 1 - same]))
        same++;
    return same;
}

static int layer_by_name(const Reader *r, const char *const *path, int n)
{
    int best = -1, most = 0, ties = 0;
    for (int i = 0; i < r->w->n; i++) {
        const FileLayer *l = &r->w->layer[i];
        int same = l->numbered || strcmp(l->group, path[0]) || strstr(l->shown, " (pointwise)")
                       ? 0
                       : shared_names(l, path, n);
        if (same == 0 || same < most)
            continue;
        ties = same == most ? ties + 1 : 1;
        most = same;
        best = i;
    }
    if (ties == 0 && n == 1) /* a layer of the outermost model, in a group of its own */
        for (int i = 0; i < r->w->n; i++)
            if (!r->w->layer[i].numbered && !strcmp(r->w->layer[i].group, path[0]) &&
                !strstr(r->w->layer[i].shown, " (pointwise)")) {
                best = i;
                ties++;
            }
    return ties == 1 ? best : -1;
}

/* A number, or a list of one. AXES_SEVERAL for a longer list: no layer of a net has that. */
static int axis_of(const json_t *c)
{
    const json_t *v = json_object_get(c, "axis");
    if (json_array_size(v) > 1)
        return AXES_SEVERAL;
    if (json_is_array(v))
        v = json_array_get(v, 0);
    return json_is_integer(v) ? (int)json_integer_value(v) : -1;
}

/* What the configuration says of the roles that numbers leave open. */
static void read_norm(FileLayer *l, const json_t *c, bool batch)
{
    bool rms = !strcmp(l->kind, "rmsnorm");
    bool scale = rms || flag_at(c, "scale", true), center = !rms && flag_at(c, "center", true);
    if (l->numbered) {
        int *all = l->by_number, n = l->n_numbered, k = 0;
        if (n == scale + center + 2 * batch) {
            for (int i = 0; i < ROLE_COUNT; i++)
                l->tensor[i] = -1;
            if (scale)
                l->tensor[ROLE_GAMMA] = all[k++];
            if (center)
                l->tensor[ROLE_BETA] = all[k++];
            if (batch)
                l->tensor[ROLE_MEAN] = all[k], l->tensor[ROLE_VARIANCE] = all[k + 1];
            l->vague = NULL;
            l->extra = -1;
        }
    }
    l->no_scale = !scale;
    l->no_center = !center;
    l->eps = number_at(c, "epsilon", rms ? 1e-6 : 1e-3);
    l->axis = axis_of(c);
    if (!strcmp(l->kind, "groupnorm"))
        l->groups = (int)number_at(c, "groups", 32);
}

static void read_conv(FileLayer *l, const json_t *c)
{
    pair_at(c, "strides", 1, l->stride);
    pair_at(c, "dilation_rate", 1, l->dilation);
}

static const char *params_detail(Arena *a, const FileLayer *l, const json_t *c, const int64_t *dim)
{
    const char *mode = text_at(c, "padding");
    if (!strcmp(l->kind, "groupnorm"))
        return arena_printf(a, "%d %.6e", l->groups < 0 ? (int)dim[0] : l->groups, l->eps);
    if (kind_is_norm(l->kind))
        return arena_printf(a, "%.6e", l->eps);
    if (!strcmp(l->kind, "dense"))
        return NULL;
    if (op_is_pixelwise((const int[]){(int)dim[0], (int)dim[1]}, l->stride))
        return NULL;
    return arena_printf(a, "%dx%d %dx%d %dx%d %s", (int)dim[0], (int)dim[1], l->stride[0],
                        l->stride[1], l->dilation[0], l->dilation[1], mode ? mode : "valid");
}

static int add_params(Reader *r, int i, const json_t *c, int before)
{
    const FileLayer *l = &r->w->layer[i];
    bool norm = kind_is_norm(l->kind);
    Role first = !norm                        ? ROLE_KERNEL
                 : l->tensor[ROLE_MEAN] >= 0  ? ROLE_MEAN
                 : l->tensor[ROLE_GAMMA] >= 0 ? ROLE_GAMMA
                                              : ROLE_BETA;
    if (l->tensor[first] < 0)
        return -1;
    const FileTensor *t = &r->w->f->tensor[l->tensor[first]];
    return op_add(r->out, (Op){.sort = OP_PARAMS,
                               .kind = l->kind,
                               .layer = i,
                               .n_in = 1,
                               .in = &before,
                               .shape = op_shape(l->kind, t->rank, t->dim,
                                                 !norm && l->tensor[ROLE_BIAS] >= 0),
                               .detail = params_detail(r->arena, l, c, t->dim)});
}

static int read_params(Reader *r, const char *kind, const json_t *c, const char *place,
                       const char *const *path, int n, int before)
{
    int i = r->numbered ? layer_by_group(r, place) : layer_by_name(r, path, n), second;
    if (i < 0 || r->taken[i])
        return -1;
    r->taken[i] = true;
    FileLayer *l = &r->w->layer[i];
    bool separable = !strcmp(kind, "separable");
    if (separable != (l->second >= 0))
        return -1;
    second = l->second;
    l->configured = l->sure = true;
    if (r->numbered)
        file_layer_rename(r->w, i, path, n);
    l->kind = separable ? "depthwise" : kind;
    if (kind_is_norm(l->kind))
        read_norm(l, c, !strcmp(kind, "batchnorm"));
    else if (strcmp(kind, "dense"))
        read_conv(l, c);
    const char *order = text_at(c, "data_format");
    if (order && !strcmp(order, "channels_first")) {
        r->w->odd_rows = "the file's model has its channels first";
        r->w->channels_first = true;
    }
    int op = add_params(r, i, c, before);
    if (op < 0 || !separable)
        return op;
    FileLayer *point = &r->w->layer[second];
    r->taken[second] = point->configured = true;
    point->stride[0] = point->stride[1] = point->dilation[0] = point->dilation[1] = 1;
    return add_params(r, second, c, op);
}

/* ---- numbers that scale ---- */

/* Number i of a list, in lists of one or in Keras' object of an array; the last is also that of
 * those behind it. */
static double number_of(const json_t *v, size_t i, double otherwise)
{
    if (json_is_object(v))
        v = json_object_get(json_object_get(v, "config"), "value");
    while (json_array_size(v) == 1 || json_is_array(json_array_get(v, 0)))
        v = json_array_get(v, 0);
    const size_t n = json_array_size(v);
    if (n)
        v = json_array_get(v, i < n ? i : n - 1);
    return json_is_number(v) ? json_number_value(v) : otherwise;
}

/* Rescaling and Normalization: x * scale + offset. Behind the input they are what `input` of a net
 * says; elsewhere a net has no such layer. */
static void read_scale(Reader *r, const char *class, const char *name, const json_t *c, bool first)
{
    WeightFile *w = r->w;
    const bool statistics = !strcmp(class, "Normalization"), turned = flag_at(c, "invert", false);
    bool any = false;
    for (size_t i = 0; i < RAW_CHANNELS; i++) {
        double scale = number_of(json_object_get(c, "scale"), i, 1),
               offset = number_of(json_object_get(c, "offset"), i, 0);
        if (statistics) {
            const double root = sqrt(number_of(json_object_get(c, "variance"), i, 1)),
                         mean = number_of(json_object_get(c, "mean"), i, 0);
            scale = turned ? root : 1 / root;
            offset = turned ? mean : -mean / root;
        }
        any = any || scale != 1 || offset != 0;
        if (!first)
            continue;
        const double before = w->rescales ? w->raw_scale[i] : 1,
                     shift = w->rescales ? w->raw_offset[i] : 0;
        w->raw_scale[i] = before * scale;
        w->raw_offset[i] = shift * scale + offset;
    }
    w->rescales |= first;
    if (any && !first)
        w->rescales_at = arena_strdup(r->arena, name);
}

/* ---- models ---- */

static bool read_model(Reader *r, const json_t *model, const char *place, const char **path,
                       int depth, const Values *in, Values *out);

/* One call of a layer: its inputs are ops. */
static bool read_call(Reader *r, const json_t *layer, const char *name, const char *place,
                      const char **path, int depth, const Values *in, Values *out)
{
    const char *class = class_of(layer);
    const json_t *c = json_object_get(layer, "config");
    Does does = DOES_PLAIN;
    const char *kind = NULL;
    if (!class || in->n == 0)
        return false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (!strcmp(classes[i].class, class))
            does = classes[i].does, kind = classes[i].kind;
    path[depth] = name;
    if (does == DOES_MODEL)
        return read_model(r, layer, place, path, depth + 1, in, out);
    int op = in->op[0];
    if (does == DOES_SCALE)
        read_scale(r, class, name, c, r->out->op[op].sort == OP_INPUT);
    if (does == DOES_PARAMS) {
        op = in->n == 1 ? read_params(r, kind, c, place, path, depth + 1, op) : -1;
        const char *act = op >= 0 ? activation_of(r->arena, c) : NULL;
        if (act)
            op = op_add(r->out, (Op){.sort = OP_PLAIN,
                                     .kind = act,
                                     .layer = -1,
                                     .n_in = 1,
                                     .in = &op,
                                     .detail = plain_detail(r->arena, act, c)});
    } else if (does == DOES_MERGE && in->n == 1) { /* of a constant */
        op = op_add(r->out, (Op){.sort = OP_PLAIN,
                                 .kind = snake(r->arena, class),
                                 .layer = -1,
                                 .n_in = 1,
                                 .in = in->op});
    } else if (does == DOES_MERGE || in->n > 1) {
        op = op_add(r->out, (Op){.sort = OP_MERGE,
                                 .kind = kind ? kind : snake(r->arena, class),
                                 .layer = -1,
                                 .n_in = in->n,
                                 .in = in->op,
                                 .any_order = kind && strcmp(kind, "concat")});
    } else if (does == DOES_PLAIN && !(strstr(class, "Random") == class)) {
        kind = plain_of(r->arena, class, c);
        if (kind && !strcmp(kind, "permute"))
            r->w->odd_rows = "the file's model has a Permute layer";
        if (kind)
            op = op_add(r->out, (Op){.sort = OP_PLAIN,
                                     .kind = kind,
                                     .layer = -1,
                                     .n_in = 1,
                                     .in = in->op,
                                     .detail = plain_detail(r->arena, kind, c)});
    }
    if (op >= 0)
        ARENA_PUSH(r->arena, out->op, out->n, out->cap, op);
    return op >= 0;
}

/* The place of each layer's variables: its class, counted, in the order of the list. */
static char **places_of(Reader *r, const json_t *layers, const char *place)
{
    size_t n = json_array_size(layers);
    char **out = ARENA_ARRAY(r->arena, char *, n + 1),
         **class = ARENA_ARRAY(r->arena, char *, n + 1);
    int *last = ARENA_ARRAY(r->arena, int, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *name = text_at(json_array_get(layers, i), "class_name");
        class[i] = snake(r->arena, name ? name : "");
        int count = 0;
        for (size_t k = i; k-- > 0;)
            if (!strcmp(class[k], class[i])) {
                count = last[k] + 1;
                break;
            }
        last[i] = count;
        const char *number = count ? arena_printf(r->arena, "_%d", count) : "";
        out[i] = arena_printf(r->arena, "%s%slayers/%s%s", place, *place ? "/" : "", class[i],
                              number);
    }
    return out;
}

static const char *name_of(const json_t *layer)
{
    const char *s = text_at(layer, "name");
    if (!s)
        s = text_at(json_object_get(layer, "config"), "name");
    return s ? s : "";
}

static bool read_sequential(Reader *r, const json_t *layers, const char *place, const char **path,
                            int depth, const Values *in, Values *out)
{
    char **places = places_of(r, layers, place);
    Values now = *in;
    for (size_t i = 0; i < json_array_size(layers); i++) {
        const json_t *layer = json_array_get(layers, i);
        const char *class = text_at(layer, "class_name");
        Values next = {0};
        if (class && !strcmp(class, "InputLayer"))
            continue;
        if (!read_call(r, layer, name_of(layer), places[i], path, depth, &now, &next))
            return false;
        now = next;
    }
    *out = now;
    return true;
}

typedef struct Call {
    const char *name;
    const json_t *layer;
    const char *place;
    Values out;
    bool done;
} Call;

/* Finds every reference to another layer's output: ["name", node, tensor, ...], also in
 * keras_history. */
static bool collect(Reader *r, const json_t *v, const Call *calls, size_t n, Values *in, bool *wait)
{
    size_t i;
    const char *key;
    json_t *x;
    if (json_is_array(v) && json_array_size(v) >= 3 && json_is_string(json_array_get(v, 0)) &&
        json_is_integer(json_array_get(v, 1)) && json_is_integer(json_array_get(v, 2))) {
        const char *name = json_string_value(json_array_get(v, 0));
        size_t tensor = (size_t)json_integer_value(json_array_get(v, 2));
        for (i = 0; i < n && strcmp(calls[i].name, name); i++)
            r->work++;
        if (i == n || r->work > MAX_WORK)
            return false;
        if (!calls[i].done)
            return *wait = true;
        if (tensor >= (size_t)calls[i].out.n)
            return false;
        ARENA_PUSH(r->arena, in->op, in->n, in->cap, calls[i].out.op[tensor]);
        for (i = 3; i < json_array_size(v); i++)
            if (!collect(r, json_array_get(v, i), calls, n, in, wait))
                return false;
        return true;
    }
    if (json_is_array(v)) {
        json_array_foreach((json_t *)v, i, x) if (!collect(r, x, calls, n, in, wait)) return false;
    } else if (json_is_object(v)) {
        json_object_foreach((json_t *)v, key,
                            x) if (!collect(r, x, calls, n, in, wait)) return false;
    }
    return true;
}

/* One call of a layer when all that it takes is there; false: not understood. */
static bool try_call(Reader *r, Call *calls, size_t n, size_t i, const char **path, int depth,
                     bool *wait)
{
    const json_t *nodes = json_object_get(calls[i].layer, "inbound_nodes");
    Values in = {0};
    *wait = false;
    if (json_array_size(nodes) != 1)
        return false; /* shared by several places, or not called */
    if (!collect(r, nodes, calls, n, &in, wait))
        return false;
    if (*wait)
        return true;
    calls[i].done = true;
    return read_call(r, calls[i].layer, calls[i].name, calls[i].place, path, depth, &in,
                     &calls[i].out);
}

/* The ops that "input_layers" or "output_layers" name: a list of references, or one reference. */
static bool bind_inputs(Reader *r, const json_t *list, Call *calls, size_t n, const Values *in)
{
    bool one = json_is_string(json_array_get(list, 0));
    size_t count = one ? 1 : json_array_size(list);
    if (count != (size_t)in->n)
        return false;
    for (size_t k = 0; k < count; k++) {
        const char *name = json_string_value(
            json_array_get(one ? list : json_array_get(list, k), 0));
        size_t i = 0;
        while (name && i < n && strcmp(calls[i].name, name))
            i++;
        if (!name || i == n)
            return false;
        ARENA_PUSH(r->arena, calls[i].out.op, calls[i].out.n, calls[i].out.cap, in->op[k]);
        calls[i].done = true;
    }
    return true;
}

static bool read_functional(Reader *r, const json_t *config, const char *place, const char **path,
                            int depth, const Values *in, Values *out)
{
    const json_t *layers = json_object_get(config, "layers");
    size_t n = json_array_size(layers), left = 0;
    char **places = places_of(r, layers, place);
    Call *calls = ARENA_ARRAY(r->arena, Call, n + 1);
    for (size_t i = 0; i < n; i++)
        calls[i] = (Call){.name = name_of(json_array_get(layers, i)),
                          .layer = json_array_get(layers, i),
                          .place = places[i]};
    if (!bind_inputs(r, json_object_get(config, "input_layers"), calls, n, in))
        return false;
    for (size_t i = 0; i < n; i++)
        left += !calls[i].done;
    for (bool any = true; left && any;) {
        any = false;
        for (size_t i = 0; i < n; i++) {
            bool wait = false;
            if (calls[i].done)
                continue;
            if (!try_call(r, calls, n, i, path, depth, &wait))
                return false;
            if (!wait)
                any = true, left--;
        }
    }
    bool wait = false;
    return left == 0 &&
           collect(r, json_object_get(config, "output_layers"), calls, n, out, &wait) && !wait &&
           out->n > 0;
}

/* A model's inputs when nothing calls it: one op for each. */
static Values own_inputs(Reader *r, const json_t *config)
{
    const json_t *list = json_object_get(config, "input_layers");
    size_t n = !json_is_array(list) || json_is_string(json_array_get(list, 0))
                   ? 1
                   : json_array_size(list);
    Values v = {0};
    for (size_t i = 0; i < n; i++)
        ARENA_PUSH(r->arena, v.op, v.n, v.cap, op_add(r->out, (Op){.sort = OP_INPUT, .layer = -1}));
    return v;
}

static bool read_model(Reader *r, const json_t *model, const char *place, const char **path,
                       int depth, const Values *in, Values *out)
{
    const char *class = text_at(model, "class_name");
    const json_t *config = json_object_get(model, "config"),
                 *layers = json_is_array(config) ? config : json_object_get(config, "layers");
    if (!class || !json_is_array(layers) || depth >= MAX_NESTED)
        return false;
    if (!strcmp(class, "Sequential"))
        return read_sequential(r, layers, place, path, depth, in, out);
    return read_functional(r, config, place, path, depth, in, out);
}

/* ---- what holds of a layer, wherever it stands ---- */

/* EinsumDense is a dense layer when its kernel is (in,out): `bc,cd->bd`, `...c,cd->...d`. */
static bool is_dense_equation(const char *s)
{
    const char *comma = s ? strchr(s, ',') : NULL, *arrow = comma ? strstr(comma, "->") : NULL;
    if (!arrow || comma == s || arrow != comma + 3)
        return false;
    const size_t n = (size_t)(comma - s); /* of the letters of the input */
    const char in = comma[1], out = comma[2];
    return comma[-1] == in && strlen(arrow + 2) == n && !strncmp(s, arrow + 2, n - 1) &&
           arrow[1 + n] == out && in != out && !memchr(s, in, n - 1) && !memchr(s, out, n);
}

static void look_at(Reader *r, const char *class, const json_t *c, FileLayer *l, int calls)
{
    const char *equation = text_at(c, "equation"), *padding = text_at(c, "padding");
    l->calls = calls;
    if (l->second >= 0)
        r->w->layer[l->second].calls = calls;
    if (padding && (!strcmp(padding, "same") || !strcmp(padding, "valid")))
        l->padding = arena_strdup(r->arena, padding);
    if (!strcmp(class, "EinsumDense") && !is_dense_equation(equation))
        l->vague = arena_printf(r->arena, "it computes `%s`, which no dense layer of a net does",
                                equation ? equation : "");
}

/* Also of a model whose graph is not understood. `times`: how often it is called itself. */
static void look_over(Reader *r, const json_t *model, const char *place, const char **path,
                      int depth, int times)
{
    enum { CALLS_MOST = 1000 };
    const char *class = text_at(model, "class_name");
    const json_t *config = json_object_get(model, "config"),
                 *layers = json_is_array(config) ? config : json_object_get(config, "layers");
    if (!class || !json_is_array(layers) || depth >= MAX_NESTED)
        return;
    const bool list = !strcmp(class, "Sequential");
    char **places = places_of(r, layers, place);
    for (size_t i = 0; i < json_array_size(layers); i++) {
        const json_t *layer = json_array_get(layers, i), *c = json_object_get(layer, "config");
        const json_t *nodes = json_object_get(layer, "inbound_nodes");
        const char *own = class_of(layer), *order = text_at(c, "data_format");
        int calls = list || json_array_size(nodes) == 0 ? times
                                                        : times * (int)json_array_size(nodes);
        calls = calls < CALLS_MOST ? calls : CALLS_MOST;
        path[depth] = name_of(layer);
        if (!own)
            continue;
        if (!strcmp(own, "Permute"))
            r->w->odd_rows = "the file's model has a Permute layer";
        if (!strcmp(own, "Flatten") && order && !strcmp(order, "channels_first"))
            r->w->odd_rows = "the file's model flattens maps with channels first";
        r->w->pads |= !strcmp(own, "ZeroPadding2D");
        if (json_is_array(c) || json_object_get(c, "layers")) {
            look_over(r, layer, places[i], path, depth + 1, calls);
            continue;
        }
        int k = r->numbered ? layer_by_group(r, places[i]) : layer_by_name(r, path, depth + 1);
        if (k >= 0)
            look_at(r, own, c, &r->w->layer[k], calls);
    }
}

static void drop_json(void *json) { json_decref(json); }

bool graph_of_keras(OpGraph *out, WeightFile *w)
{
    const FileNote *note = tensors_find_note(w->f, "", "model_config");
    bool lacking = false;
    json_error_t why;
    json_t *model = note && note->n == 1
                        ? json_read(note->value[0], strlen(note->value[0]), &why, &lacking)
                        : NULL;
    if (lacking)
        arena_fail(out->arena, strlen(note->value[0])); /* not as if there were no graph */
    const char *path[MAX_NESTED + 2];
    Reader r = {.out = out,
                .w = w,
                .arena = out->arena,
                .taken = ARENA_ARRAY(out->arena, bool, (size_t)w->n + 1)};
    Values in, made = {0};
    bool ok = model && json_object_get(model, "config");
    if (model)
        arena_own(out->arena, model, drop_json);
    for (int i = 0; i < w->n; i++)
        r.numbered |= w->layer[i].numbered;
    if (ok)
        look_over(&r, model, "", path, 0, 1);
    if (ok && json_is_object(json_object_get(model, "config")) &&
        !json_object_get(json_object_get(model, "config"), "layers"))
        file_class_at(w, "");
    if (ok)
        in = own_inputs(&r, json_object_get(model, "config"));
    ok = ok && read_model(&r, model, "", path, 0, &in, &made);
    for (int i = 0; ok && i < made.n; i++)
        out->op[made.op[i]].output = true;
    for (int i = 0; i < w->n; i++)
        ok = ok && r.taken[i]; /* tensors of no layer of the model */
    if (model)
        arena_release(out->arena, model);
    return ok;
}
