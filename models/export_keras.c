/* A net as a whole-model .h5 file of Keras: a Functional model's configuration, and the variables
 * of its layers. Maps lie as in netc, so nothing changes its order. A kind of layer is one line of
 * the table at the end; what Keras has no layer for is refused. */
#include "compiler/ir/geometry.h"
#include "formats/json.h"
#include "formats/tensors.h"
#include "models/export.h"
#include <stdlib.h>
#include <string.h>

typedef struct KerasOut {
    Arena *arena;
    const Graph *net;
    const float *params;
    json_t *layers;     /* owned */
    const char **value; /* the layer that makes each node's value */
    TensorOut *tensor;
    int n_tensors, cap_tensors;
    const char *lacks; /* of the kind that is written; NULL: it is */
} KerasOut;

static bool is_map(Shape s) { return s.rank == 3; }

/* A path as a name: base.conv1 is base_conv1. */
static const char *name_of(const KerasOut *k, const Node *n)
{
    char *s = arena_strdup(k->arena, n->name);
    for (char *c = s; *c; c++)
        *c = *c == '.' ? '_' : *c;
    return s;
}

static const char *in_of(const KerasOut *k, const Node *n, int i) { return k->value[n->in[i]->id]; }

/* ---- layers ---- */

/* A layer `name` of that class, on these layers' results; takes the configuration. */
static const char *layer(KerasOut *k, const char *class, const char *name, json_t *config,
                         const char *const *in, int n_in)
{
    json_t *call = json_array(), *nodes = json_array();
    for (int i = 0; i < n_in; i++)
        json_array_append_new(call, json_pack("[s, i, i, {}]", in[i], 0, 0));
    json_array_append_new(nodes, call);
    json_object_set_new(config, "name", json_string(name));
    json_array_append_new(k->layers, json_pack("{s:s, s:s, s:o, s:o}", "class_name", class, "name",
                                               name, "config", config, "inbound_nodes", nodes));
    return name;
}

/* The layer of n itself, on one value. */
static const char *only(KerasOut *k, const Node *n, const char *class, const char *x,
                        json_t *config)
{
    return layer(k, class, name_of(k, n), config, &x, 1);
}

static const char *before(KerasOut *k, const Node *n, const char *class, const char *what,
                          const char *x, json_t *config)
{
    return layer(k, class, arena_printf(k->arena, "%s_%s", name_of(k, n), what), config, &x, 1);
}

static const char *lacks(KerasOut *k, const char *why)
{
    k->lacks = why;
    return "";
}

/* A variable of n's layer; the shape is the parameter's, or 1x1xC. */
static void variable(KerasOut *k, const Node *n, const char *param, bool pixel)
{
    for (int i = 0; i < n->n_params; i++) {
        const Param *p = n->params[i];
        int *dim = ARENA_ARRAY(k->arena, int, 4);
        if (strcmp(p->name, param))
            continue;
        memcpy(dim, p->dim, sizeof p->dim);
        if (pixel)
            dim[0] = dim[1] = 1, dim[2] = p->dim[0];
        TensorOut t = {.layer = name_of(k, n),
                       .var = param,
                       .name = p->full_name,
                       .rank = pixel ? 3 : p->rank,
                       .dim = dim,
                       .data = k->params + p->offset};
        ARENA_PUSH(k->arena, k->tensor, k->n_tensors, k->cap_tensors, t);
    }
}

static bool has_bias(const Node *n) { return !attr_flag(n, "nobias"); }

static json_t *pair(int a, int b) { return json_pack("[i, i]", a, b); }

static json_t *sides(int top, int bottom, int left, int right)
{
    return json_pack("[[i, i], [i, i]]", top, bottom, left, right);
}

/* ---- convolutions ---- */

static json_t *window(const Node *n, const Conv2dGeometry *g, bool same)
{
    return json_pack("{s:o, s:o, s:o, s:s, s:b}", "kernel_size", pair(g->KH, g->KW), "strides",
                     pair(g->SH, g->SW), "dilation_rate", pair(g->DH, g->DW), "padding",
                     same ? "same" : "valid", "use_bias", has_bias(n));
}

static bool strides_and_dilates(const Conv2dGeometry *g)
{
    return (g->SH > 1 || g->SW > 1) && (g->DH > 1 || g->DW > 1);
}

/* `pad=` is a layer of its own. */
static const char *windowed(KerasOut *k, const Node *n, const char *class, const char *key,
                            int count)
{
    const Conv2dGeometry *g = n->geometry;
    const AttrValue *p = attr_value(n, "pad");
    const char *x = in_of(k, n, 0);
    if (strides_and_dilates(g))
        return lacks(k, "Keras has no strides with a dilation");
    if (p->set)
        x = before(
            k, n, "ZeroPadding2D", "pad", x,
            json_pack("{s:o}", "padding", sides(p->size[0], p->size[0], p->size[1], p->size[1])));
    json_t *c = window(n, g, !p->set && !attr_flag(n, "valid"));
    json_object_set_new(c, key, json_integer(count));
    if (!strcmp(key, "filters"))
        json_object_set_new(c, "groups", json_integer(g->groups));
    const char *y = only(k, n, class, x, c);
    variable(k, n, "kernel", false);
    variable(k, n, "bias", false);
    return y;
}

static const char *conv(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return windowed(k, n, "Conv2D", "filters", n->out.c);
}

static const char *depthwise(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    if (((const Conv2dGeometry *)n->geometry)->SH != ((const Conv2dGeometry *)n->geometry)->SW)
        return lacks(k, "Keras has no depthwise convolution with two strides");
    return windowed(k, n, "DepthwiseConv2D", "depth_multiplier", attr_int(n, "multiplier"));
}

/* `pad=` cuts rows and columns off the whole result. */
static const char *conv_transpose(KerasOut *k, const Node *n, const char *unused)
{
    const Conv2dGeometry *g = n->geometry; /* from H x W, the output */
    const AttrValue *p = attr_value(n, "pad");
    (void)unused;
    if (g->groups != 1 || attr_value(n, "outpad")->set || strides_and_dilates(g))
        return lacks(k, "Keras has no transposed convolution with groups, outpad, or strides and a "
                        "dilation");
    json_t *c = window(n, g, !p->set && !attr_flag(n, "valid"));
    json_object_set_new(c, "filters", json_integer(g->C));
    const char *y = only(k, n, "Conv2DTranspose", in_of(k, n, 0), c);
    variable(k, n, "kernel", false);
    variable(k, n, "bias", false);
    if (p->set)
        y = before(
            k, n, "Cropping2D", "crop", y,
            json_pack("{s:o}", "cropping", sides(p->size[0], p->size[0], p->size[1], p->size[1])));
    return y;
}

static const char *dense(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    const char *y = only(k, n, "Dense", in_of(k, n, 0),
                         json_pack("{s:i, s:b}", "units", n->out.c, "use_bias", has_bias(n)));
    variable(k, n, "kernel", false);
    variable(k, n, "bias", false);
    return y;
}

/* ---- pooling ---- */

static const char *pool(KerasOut *k, const Node *n, const char *class)
{
    const PoolGeometry *g = n->geometry;
    bool same = attr_flag(n, "same"), padded = g->PT || g->PL || g->PB || g->PR,
         counts = *class == 'A' && attr_flag(n, "countpad"), ceil = attr_flag(n, "ceil");
    const char *x = in_of(k, n, 0);
    if (ceil || (padded && !same && !counts) || (same && counts))
        return lacks(k, "Keras has no pooling with padding of its own, or with ceil");
    if (padded && !same) {
        x = before(k, n, "ZeroPadding2D", "pad", x,
                   json_pack("{s:o}", "padding", sides(g->PT, g->PB, g->PL, g->PR)));
    }
    return only(k, n, class, x,
                json_pack("{s:o, s:o, s:s}", "pool_size", pair(g->KH, g->KW), "strides",
                          pair(g->SH, g->SW), "padding", same ? "same" : "valid"));
}

static const char *global_pool(KerasOut *k, const Node *n, const char *class)
{
    return only(k, n, class, in_of(k, n, 0), json_pack("{s:b}", "keepdims", is_map(n->out)));
}

/* ---- normalisation ---- */

static const char *norm(KerasOut *k, const Node *n, const char *class)
{
    bool batch = *class == 'B', group = *class == 'G';
    json_t *c = json_pack("{s:i, s:f}", "axis", -1, "epsilon", attr_num(n, "eps"));
    if (batch)
        json_object_set_new(c, "momentum", json_real(attr_num(n, "momentum")));
    if (group)
        json_object_set_new(c, "groups",
                            json_integer(attr_find(n->layer->attrs, "groups") < 0
                                             ? -1 /* of each channel */
                                             : attr_int(n, "groups")));
    const char *y = only(k, n, class, in_of(k, n, 0), c);
    variable(k, n, "gamma", false);
    variable(k, n, "beta", false);
    variable(k, n, "moving_mean", false);
    variable(k, n, "moving_variance", false);
    return y;
}

static const char *prelu(KerasOut *k, const Node *n, const char *unused)
{
    bool map = is_map(n->out), values = map && n->params[0]->rank > 1;
    (void)unused;
    json_t *shared = map && !values ? pair(1, 2) : json_null();
    const char *y = only(k, n, "PReLU", in_of(k, n, 0), json_pack("{s:o}", "shared_axes", shared));
    variable(k, n, "alpha", map && !values);
    return y;
}

/* ---- shapes ---- */

static json_t *shape_list(Shape s)
{
    return is_map(s) ? json_pack("[i, i, i]", s.h, s.w, s.c) : json_pack("[i]", s.c);
}

static const char *flatten(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return only(k, n, "Flatten", in_of(k, n, 0), json_object());
}

static const char *reshape(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return only(k, n, "Reshape", in_of(k, n, 0),
                json_pack("{s:o}", "target_shape", shape_list(n->out)));
}

static const char *permute(KerasOut *k, const Node *n, const char *unused)
{
    const char *order = attr_str(n, "order");
    int from[3];
    (void)unused;
    for (int i = 0; i < 3; i++)
        from[i] = order[i] == 'h' ? 1 : order[i] == 'w' ? 2 : 3;
    return only(k, n, "Permute", in_of(k, n, 0),
                json_pack("{s:[i, i, i]}", "dims", from[0], from[1], from[2]));
}

/* Rows and columns that lie together. */
static const char *slice(KerasOut *k, const Node *n, const char *unused)
{
    const SliceGeometry *g = n->geometry;
    const SlicePart *const parts[] = {&g->rows, &g->columns};
    Shape s = n->in[0]->out;
    int cut[4] = {0}, size[2] = {s.h, s.w};
    (void)unused;
    for (int i = 0; i < 2; i++) {
        if (parts[i]->step != 1)
            return lacks(k, "Keras takes only neighbouring rows and columns");
        cut[2 * i] = parts[i]->first;
        cut[2 * i + 1] = size[i] - parts[i]->count - parts[i]->first;
    }
    if (attr_value(n, "channels")->set || !is_map(s))
        return lacks(k, "Keras has no layer that takes some of the channels");
    return only(k, n, "Cropping2D", in_of(k, n, 0),
                json_pack("{s:o}", "cropping", sides(cut[0], cut[1], cut[2], cut[3])));
}

static const char *edges(KerasOut *k, const Node *n, const char *class)
{
    const PadGeometry *g = n->geometry;
    bool pads = *class == 'Z';
    if (pads && !g->zeros)
        return lacks(k, "Keras pads with zeros only");
    return only(k, n, class, in_of(k, n, 0),
                json_pack("{s:o}", pads ? "padding" : "cropping",
                          sides(g->top, g->bottom, g->left, g->right)));
}

static const char *upsample(KerasOut *k, const Node *n, const char *unused)
{
    const AttrValue *v = attr_value(n, "size");
    (void)unused;
    return only(k, n, "UpSampling2D", in_of(k, n, 0),
                json_pack("{s:o, s:s}", "size", pair(v->size[0], v->size[1]), "interpolation",
                          attr_str(n, "mode")));
}

/* ---- several values ---- */

/* A vector counts as a map of one pixel. */
static const char *operand(KerasOut *k, const Node *n, int i)
{
    Shape s = n->in[i]->out;
    if (!is_map(n->out) || is_map(s))
        return in_of(k, n, i);
    return before(k, n, "Reshape", arena_printf(k->arena, "map%d", i), in_of(k, n, i),
                  json_pack("{s:[i, i, i]}", "target_shape", 1, 1, s.c));
}

static const char *join(KerasOut *k, const Node *n, const char *class, json_t *config)
{
    const char **in = ARENA_ARRAY(k->arena, const char *, n->n_in + 1);
    for (int i = 0; i < n->n_in; i++)
        in[i] = operand(k, n, i);
    return layer(k, class, name_of(k, n), config, in, n->n_in);
}

static const char *concat(KerasOut *k, const Node *n, const char *unused)
{
    const char *axis = attr_str(n, "axis");
    (void)unused;
    int at = !strcmp(axis, "height") ? 1 : !strcmp(axis, "width") ? 2 : -1;
    return join(k, n, "Concatenate", json_pack("{s:i}", "axis", at));
}

static const char *joined(KerasOut *k, const Node *n, const char *class)
{
    double v = takes_number(n) ? attr_num(n, "value") : 0;
    if (!takes_number(n))
        return n->n_in > 1 ? join(k, n, class, json_object())
                           : only(k, n, "Identity", in_of(k, n, 0), json_object());
    double scale = *class == 'M' ? v : 1, shift = *class == 'A' ? v : *class == 'S' ? -v : 0;
    if (strlen(class) == 7) /* Maximum, Minimum */
        return lacks(k, "Keras has no layer for a limit of one number");
    return only(k, n, "Rescaling", in_of(k, n, 0),
                json_pack("{s:f, s:f}", "scale", scale, "offset", shift));
}

/* ---- activations ---- */

static const char *word(KerasOut *k, const Node *n, const char *name)
{
    return only(k, n, "Activation", in_of(k, n, 0), json_pack("{s:s}", "activation", name));
}

static const char *relu(KerasOut *k, const Node *n, const char *name)
{
    double most = attr_num(n, "max");
    if (most == 0)
        return word(k, n, name);
    return only(k, n, "ReLU", in_of(k, n, 0), json_pack("{s:f}", "max_value", most));
}

static const char *leaky(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return only(k, n, "LeakyReLU", in_of(k, n, 0),
                json_pack("{s:f}", "negative_slope", attr_num(n, "slope")));
}

static const char *elu(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return only(k, n, "ELU", in_of(k, n, 0), json_pack("{s:f}", "alpha", attr_num(n, "alpha")));
}

/* Activations whose argument Keras does not have, but for one value of it. */
static const char *fixed(KerasOut *k, const Node *n, const char *name)
{
    static const struct {
        const char *attr;
        double only;
    } known[] = {{"alpha", 1}, {"beta", 1}, {"approximate", 0}, {"slope", 1 / 6.0}, {"shift", 0.5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (attr_find(n->layer->attrs, known[i].attr) >= 0 &&
            (float)attr_num(n, known[i].attr) != (float)known[i].only)
            return lacks(k, arena_printf(k->arena, "Keras has it only with %s=%g", known[i].attr,
                                         known[i].only));
    return word(k, n, name);
}

static const char *softmax(KerasOut *k, const Node *n, const char *class)
{
    const char *axis = attr_str(n, "axis");
    int at = !strcmp(axis, "height") ? 1 : !strcmp(axis, "width") ? 2 : -1;
    if (strcmp(class, "Softmax"))
        return at < 0 ? word(k, n, class) : lacks(k, "Keras has it over the last axis only");
    return only(k, n, class, in_of(k, n, 0), json_pack("{s:i}", "axis", at));
}

static const char *dropout(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return only(k, n, "Dropout", in_of(k, n, 0), json_pack("{s:f}", "rate", attr_num(n, "rate")));
}

/* ---- the kinds ---- */

static const struct {
    const char *kind;
    const char *(*write)(KerasOut *, const Node *, const char *how);
    const char *how;
} kinds[] = {
    {"conv", conv, NULL},
    {"conv_transpose", conv_transpose, NULL},
    {"depthwise", depthwise, NULL},
    {"dense", dense, NULL},
    {"maxpool", pool, "MaxPooling2D"},
    {"avgpool", pool, "AveragePooling2D"},
    {"globalavgpool", global_pool, "GlobalAveragePooling2D"},
    {"globalmaxpool", global_pool, "GlobalMaxPooling2D"},
    {"batchnorm", norm, "BatchNormalization"},
    {"layernorm", norm, "LayerNormalization"},
    {"groupnorm", norm, "GroupNormalization"},
    {"instancenorm", norm, "GroupNormalization"},
    {"dropout", dropout, NULL},
    {"flatten", flatten, NULL},
    {"reshape", reshape, NULL},
    {"permute", permute, NULL},
    {"slice", slice, NULL},
    {"crop", edges, "Cropping2D"},
    {"pad", edges, "ZeroPadding2D"},
    {"upsample", upsample, NULL},
    {"identity", word, "linear"},
    {"concat", concat, NULL},
    {"add", joined, "Add"},
    {"sub", joined, "Subtract"},
    {"mul", joined, "Multiply"},
    {"maximum", joined, "Maximum"},
    {"minimum", joined, "Minimum"},
    {"relu", relu, "relu"},
    {"prelu", prelu, NULL},
    {"leaky", leaky, NULL},
    {"elu", elu, NULL},
    {"celu", fixed, "celu"},
    {"selu", word, "selu"},
    {"gelu", fixed, "gelu"},
    {"silu", fixed, "silu"},
    {"mish", word, "mish"},
    {"hardswish", word, "hard_silu"},
    {"sigmoid", word, "sigmoid"},
    {"hardsigmoid", fixed, "hard_sigmoid"},
    {"tanh", word, "tanh"},
    {"softsign", word, "softsign"},
    {"softplus", fixed, "softplus"},
    {"exp", word, "exponential"},
    {"softmax", softmax, "Softmax"},
    {"log_softmax", softmax, "log_softmax"},
};

static bool write_layers(KerasOut *k, Err *err)
{
    const char *lacking = "";
    const bool *wanted = export_wanted(k->arena, k->net);
    for (int i = 1; i < k->net->n_nodes; i++) {
        const Node *n = k->net->nodes[i];
        bool known = !wanted[i];
        k->lacks = NULL;
        for (size_t j = 0; j < sizeof kinds / sizeof *kinds && !known; j++)
            if (!strcmp(kinds[j].kind, n->layer->kind)) {
                k->value[n->id] = kinds[j].write(k, n, kinds[j].how);
                known = true;
            }
        if (!known)
            k->lacks = arena_printf(k->arena, "Keras has no layer for `%s`", n->layer->kind);
        if (k->lacks)
            lacking = arena_printf(k->arena, "%s%s%s: %s", lacking, *lacking ? "; " : "", n->name,
                                   k->lacks);
    }
    return !*lacking || err_set(err, "%s", lacking);
}

bool export_keras(Arena *a, const Graph *g, const float *params, const char *path, Err *err)
{
    KerasOut k = {.arena = a,
                  .net = g,
                  .params = params,
                  .layers = json_array(),
                  .value = ARENA_ARRAY(a, const char *, g->n_nodes + 1)};
    Shape s = g->nodes[0]->out;
    json_t *batch = is_map(s) ? json_pack("[n, i, i, i]", s.h, s.w, s.c) : json_pack("[n, i]", s.c);
    json_array_append_new(k.layers,
                          json_pack("{s:s, s:s, s:{s:s, s:o, s:s}, s:[]}", "class_name",
                                    "InputLayer", "name", "input", "config", "name", "input",
                                    "batch_shape", batch, "dtype", "float32", "inbound_nodes"));
    k.value[g->nodes[0]->id] = "input";
    bool ok = write_layers(&k, err);
    json_t *model = json_pack("{s:s, s:{s:s, s:b, s:o, s:[[s, i, i]], s:[[s, i, i]]}}",
                              "class_name", "Functional", "config", "name", g->name, "trainable", 1,
                              "layers", k.layers, "input_layers", "input", 0, 0, "output_layers",
                              ok ? k.value[g->output->id] : "", 0, 0);
    char *text = model ? json_print(model, JSON_COMPACT) : NULL;
    ok = ok && (text || err_set(err, "out of memory")) &&
         hdf5_write(path, k.tensor, k.n_tensors, text, err);
    free(text);
    json_decref(model);
    return ok;
}
