/* A net as a whole model of Keras, a .keras archive or an .h5 file: a Functional model's
 * configuration, and the variables of its layers. Maps lie as in netc, so nothing changes its
 * order. A kind of layer is one line of the table `kinds`; what Keras has no layer for is refused.
 * The two files state the same layers in two forms: how a call is written, the order of the layers,
 * and the places of their variables differ. */
#include "compiler/ir/geometry.h"
#include "formats/json.h"
#include "formats/tensors.h"
#include "models/export.h"
#include "models/keras_file.h"
#include <float.h>
#include <stdlib.h>
#include <string.h>

/* A layer of the model; the first is its input. */
typedef struct Made {
    const char *class, *name;
    const char *module; /* of an operator; NULL: a layer */
    json_t *config;     /* taken */
    json_t *more;       /* of an operator: what stands behind its values; the arena's, or NULL */
    json_t *named;      /* and its arguments by name */
    const int *in;      /* layers before it */
    int n_in;
    Shape out;
    int n_axes, axis[5]; /* of a value of other axes than netc's have; n_axes 0: out */
    int first, n;        /* its variables */
    int depth;           /* layers behind it on the longest way to the output */
    int seen;            /* the number of the visit, of a walk from the output; -1: none */
} Made;

typedef struct KerasOut {
    Arena *arena;
    const Graph *net;
    const float *params;
    Made *made;
    int n_made, cap_made;
    const char **name;  /* by node: its layer's */
    const char **value; /* by node: the layer that makes its value */
    TensorOut *tensor;
    int n_tensors, cap_tensors;
    const char *lacks; /* of the kind that is written; NULL: it is */
    bool archive;      /* not an .h5 file, of which Keras reads layers only */
    bool no_memory;    /* for the JSON */
} KerasOut;

static bool is_map(Shape s) { return s.rank == 3; }

static int find_made(const KerasOut *k, const char *name)
{
    for (int i = k->n_made - 1; i >= 0; i--)
        if (!strcmp(k->made[i].name, name))
            return i;
    return -1;
}

static bool is_free(const KerasOut *k, const char *name)
{
    bool taken = !strcmp(name, "input");
    for (int i = 1; i < k->net->n_nodes && !taken; i++)
        taken = k->name[i] && !strcmp(k->name[i], name);
    return !taken;
}

/* A path as a name: base.conv1 is base_conv1, with underscores behind it until nothing else has the
 * name. Names that can stay as they are come first. */
static void name_layers(KerasOut *k)
{
    for (int pass = 0; pass < 2; pass++)
        for (int i = 1; i < k->net->n_nodes; i++) {
            const Node *n = k->net->nodes[i];
            const char *name = n->name;
            if (!pass == (strchr(name, '.') != NULL))
                continue;
            char *s = arena_strdup(k->arena, name);
            for (char *c = s; *c; c++)
                *c = *c == '.' ? '_' : *c;
            for (name = s; !is_free(k, name);)
                name = arena_printf(k->arena, "%s_", name);
            k->name[i] = name;
        }
}

static const char *name_of(const KerasOut *k, const Node *n) { return k->name[n->id]; }

static const char *in_of(const KerasOut *k, const Node *n, int i) { return k->value[n->in[i]->id]; }

/* ---- layers ---- */

static void drop_json(void *json) { json_decref(json); }

/* The arena's from now on. */
static json_t *own(KerasOut *k, json_t *json)
{
    if (json)
        arena_own(k->arena, json, drop_json);
    else
        k->no_memory = true;
    return json;
}

static void put(KerasOut *k, json_t *object, const char *key, json_t *value)
{
    k->no_memory |= json_object_set_new(object, key, value) != 0;
}

static void append(KerasOut *k, json_t *array, json_t *value)
{
    k->no_memory |= json_array_append_new(array, value) != 0;
}

/* A layer `name` of that class, on these layers' results; the configuration is the arena's. */
static const char *layer(KerasOut *k, const char *class, const char *name, json_t *config,
                         const char *const *in, int n_in, Shape out)
{
    Made m = {.class = class,
              .name = name,
              .config = config,
              .in = ARENA_ARRAY(k->arena, int, n_in + 1),
              .n_in = n_in,
              .out = out,
              .first = k->n_tensors};
    put(k, config, "name", json_string(name));
    for (int i = 0; i < n_in; i++)
        ((int *)m.in)[i] = find_made(k, in[i]);
    ARENA_PUSH(k->arena, k->made, k->n_made, k->cap_made, m);
    return name;
}

/* The layer of n itself, on one value. */
static const char *only(KerasOut *k, const Node *n, const char *class, const char *x,
                        json_t *config)
{
    own(k, config);
    if (n->frozen && n->n_params)
        put(k, config, "trainable", json_false());
    return layer(k, class, name_of(k, n), config, &x, 1, n->out);
}

/* A further layer for n. */
static const char *beside(KerasOut *k, const Node *n, const char *class, const char *what,
                          const char *x, json_t *config, Shape out)
{
    own(k, config);
    const char *name = arena_printf(k->arena, "%s_%s", name_of(k, n), what);
    while (!is_free(k, name) || find_made(k, name) >= 0)
        name = arena_printf(k->arena, "%s_", name);
    return layer(k, class, name, config, &x, 1, out);
}

static const char *lacks(KerasOut *k, const char *why)
{
    k->lacks = why;
    return "";
}

/* An operator of keras.ops in place of a layer: the last one made becomes one. more: behind its
 * values, NULL: nothing. */
static const char *operator_of(KerasOut *k, const char *made, json_t *more)
{
    if (!k->archive) {
        json_decref(more);
        return lacks(k, "only a .keras file has this operator of Keras");
    }
    k->made[k->n_made - 1].module = "keras.src.ops.numpy";
    k->made[k->n_made - 1].more = more ? own(k, more) : NULL;
    return made;
}

/* A parameter of n is a variable `var` of its layer, the last one made; the shape is the
 * parameter's, or 1x1xC. */
static void variable_as(KerasOut *k, const Node *n, const char *param, bool pixel, const char *var)
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
                       .var = var,
                       .name = p->full_name,
                       .rank = pixel ? 3 : p->rank,
                       .dim = dim,
                       .data = k->params + p->offset};
        ARENA_PUSH(k->arena, k->tensor, k->n_tensors, k->cap_tensors, t);
        k->made[k->n_made - 1].n++;
    }
}

static void variable(KerasOut *k, const Node *n, const char *param, bool pixel)
{
    variable_as(k, n, param, pixel, param);
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

/* Zeros that `out` windows read behind a side of `in` values with `before` zeros before it. */
static int behind(int in, int out, int reach, int stride, int before)
{
    int more = (out - 1) * stride + reach - in - before;
    return more > 0 ? more : 0;
}

static const char *zeros_around(KerasOut *k, const Node *n, const int by[4])
{
    Shape s = n->in[0]->out;
    s.h += by[0] + by[1], s.w += by[2] + by[3];
    return beside(k, n, "ZeroPadding2D", "pad", in_of(k, n, 0),
                  json_pack("{s:o}", "padding", sides(by[0], by[1], by[2], by[3])), s);
}

/* The convolution alone, of x with what c says of its window, and its weights. */
static const char *with_weights(KerasOut *k, const Node *n, const char *class, const char *key,
                                int count, const char *x, json_t *c)
{
    const Conv2dGeometry *g = n->geometry;
    put(k, c, key, json_integer(count));
    if (!strcmp(key, "filters"))
        put(k, c, "groups", json_integer(g->groups));
    const char *y = only(k, n, class, x, c);
    variable(k, n, "kernel", false);
    variable(k, n, "bias", false);
    return y;
}

/* With steps of 1, of whose result a pooling of 1x1 windows takes each stride-th: where Keras has
 * no such strides. */
static const char *every_place(KerasOut *k, const Node *n, const char *class, const char *key,
                               int count)
{
    const Conv2dGeometry *g = n->geometry;
    Conv2dGeometry each = *g;
    const int down = (g->KH - 1) * g->DH + 1, across = (g->KW - 1) * g->DW + 1,
              by[4] = {g->PT, behind(g->H, g->OH, down, g->SH, g->PT), g->PL,
                       behind(g->W, g->OW, across, g->SW, g->PL)};
    each.SH = each.SW = 1;
    const char *x = by[0] || by[1] || by[2] || by[3] ? zeros_around(k, n, by) : in_of(k, n, 0);
    json_t *c = window(n, &each, false);
    const char *y = with_weights(k, n, class, key, count, x, c);
    Shape *s = &k->made[k->n_made - 1].out;
    s->h = g->H + by[0] + by[1] - down + 1, s->w = g->W + by[2] + by[3] - across + 1;
    return beside(k, n, "MaxPooling2D", "step", y,
                  json_pack("{s:o, s:o, s:s}", "pool_size", pair(1, 1), "strides",
                            pair(g->SH, g->SW), "padding", "valid"),
                  n->out);
}

/* `pad=` is a layer of its own. */
static const char *windowed(KerasOut *k, const Node *n, const char *class, const char *key,
                            int count)
{
    const Conv2dGeometry *g = n->geometry;
    const AttrValue *p = attr_value(n, "pad");
    const char *x = in_of(k, n, 0);
    if (strides_and_dilates(g) || (*class == 'D' && g->SH != g->SW))
        return every_place(k, n, class, key, count);
    if (p->set)
        x = zeros_around(k, n, (const int[]){p->size[0], p->size[0], p->size[1], p->size[1]});
    json_t *c = window(n, g, !p->set && !attr_flag(n, "valid"));
    return with_weights(k, n, class, key, count, x, c);
}

static const char *conv(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return windowed(k, n, "Conv2D", "filters", n->out.c);
}

static const char *depthwise(KerasOut *k, const Node *n, const char *unused)
{
    (void)unused;
    return windowed(k, n, "DepthwiseConv2D", "depth_multiplier", attr_int(n, "multiplier"));
}

/* `pad=` cuts rows and columns off the whole result, behind which those of `outpad=` stand. */
static const char *conv_transpose(KerasOut *k, const Node *n, const char *unused)
{
    const Conv2dGeometry *g = n->geometry; /* from H x W, the output */
    const AttrValue *p = attr_value(n, "pad"), *more = attr_value(n, "outpad");
    (void)unused;
    if (g->groups != 1 || strides_and_dilates(g))
        return lacks(k, "Keras has no transposed convolution with groups, or strides and a "
                        "dilation");
    json_t *c = window(n, g, !p->set && !attr_flag(n, "valid"));
    put(k, c, "filters", json_integer(g->C));
    if (p->set) /* without it no output is shorter than the input times the stride */
        put(k, c, "output_padding", pair(more->size[0], more->size[1]));
    const char *y = only(k, n, "Conv2DTranspose", in_of(k, n, 0), c);
    variable(k, n, "kernel", false);
    variable(k, n, "bias", false);
    if (p->set && (p->size[0] || p->size[1])) {
        Made *whole = &k->made[k->n_made - 1];
        whole->out.h += 2 * p->size[0], whole->out.w += 2 * p->size[1];
        y = beside(
            k, n, "Cropping2D", "crop", y,
            json_pack("{s:o}", "cropping", sides(p->size[0], p->size[0], p->size[1], p->size[1])),
            n->out);
    }
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

/* Is no value of n below 0, by its kind? */
static bool nonnegative(const Node *n)
{
    static const char *const always[] = {"relu", "sigmoid",  "hardsigmoid", "softmax",
                                         "exp",  "softplus", "abs",         "sqrt"},
                             *const keeps[] = {"maxpool", "avgpool", "dropout", "identity"};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!strcmp(n->layer->kind, always[i]))
            return true;
    for (size_t i = 0; i < sizeof keeps / sizeof *keeps; i++)
        if (!strcmp(n->layer->kind, keeps[i]))
            return nonnegative(n->in[0]);
    return false;
}

/* The input with a value around it that no maximum takes. */
static const char *least_around(KerasOut *k, const Node *n, const int by[4])
{
    Shape s = n->in[0]->out;
    if (nonnegative(n->in[0]))
        return zeros_around(k, n, by);
    s.h += by[0] + by[1], s.w += by[2] + by[3];
    const char *x = beside(k, n, "Pad", "pad", in_of(k, n, 0),
                           json_pack("{s:[[i, i], [i, i], [i, i], [i, i]], s:s}", "pad_width", 0, 0,
                                     by[0], by[1], by[2], by[3], 0, 0, "mode", "constant"),
                           s);
    if (!k->archive)
        return lacks(k, "a layer of Keras pads with zeros only, which a maximum of values below 0 "
                        "would take; a .keras file has an operator for it");
    x = operator_of(k, x, NULL);
    k->made[k->n_made - 1].named = own(k, json_pack("{s:f}", "constant_values", -(double)FLT_MAX));
    return x;
}

/* How many places of window o count: those of the map, or with `padding` those of what is stated
 * around it, too. */
static int counted(int o, int size, int stride, int before, int in, int after, bool padding)
{
    int from = o * stride - before, to = from + size, low = padding ? -before : 0,
        high = in + (padding && after > 0 ? after : 0);
    return (to < high ? to : high) - (from > low ? from : low);
}

/* By how much the mean of each window, with zeros, differs from that of the places that count: for
 * each output. NULL: it does not. */
static const float *factors(KerasOut *k, const Node *n, bool padding)
{
    const PoolGeometry *g = n->geometry;
    float *to = ARENA_ARRAY(k->arena, float, (int64_t)g->OH * g->OW * n->out.c);
    bool any = false;
    for (int64_t i = 0; i < (int64_t)g->OH * g->OW * n->out.c; i++) {
        const int pixel = (int)(i / n->out.c);
        int count = counted(pixel / g->OW, g->KH, g->SH, g->PT, g->H, g->PB, padding) *
                    counted(pixel % g->OW, g->KW, g->SW, g->PL, g->W, g->PR, padding);
        to[i] = (float)(g->KH * g->KW) / (float)count;
        any |= count != g->KH * g->KW;
    }
    return any ? to : NULL;
}

/* A variable of n's layer, the last one made, that is no parameter of n: a number for each value of
 * its output. */
static void kernel_of_values(KerasOut *k, const Node *n, const float *data)
{
    int *dim = ARENA_ARRAY(k->arena, int, 3);
    dim[0] = n->out.h, dim[1] = n->out.w, dim[2] = n->out.c;
    TensorOut t = {.layer = name_of(k, n),
                   .var = "kernel",
                   .name = arena_printf(k->arena, "%s.kernel", name_of(k, n)),
                   .rank = 3,
                   .dim = dim,
                   .data = data};
    ARENA_PUSH(k->arena, k->tensor, k->n_tensors, k->cap_tensors, t);
    k->made[k->n_made - 1].n++;
}

/* y times a number for each of its values, which does not train: the layer of n. */
static const char *times_values(KerasOut *k, const Node *n, const char *y, const float *by)
{
    y = only(k, n, "EinsumDense", y,
             json_pack("{s:s, s:[i, i, i], s:n, s:b}", "equation", "abcd,bcd->abcd", "output_shape",
                       n->out.h, n->out.w, n->out.c, "bias_axes", "trainable", 0));
    kernel_of_values(k, n, by);
    return y;
}

/* Keras pads as `same` and does not count that. All else stands around the map before: zeros, of
 * which those that count for nothing are divided out behind the mean. */
static const char *pool(KerasOut *k, const Node *n, const char *class)
{
    const PoolGeometry *g = n->geometry;
    const bool max = *class == 'M', counts = !max && attr_flag(n, "countpad"),
               same = attr_flag(n, "same") && !counts;
    const int bottom = behind(g->H, g->OH, g->KH, g->SH, g->PT),
              right = behind(g->W, g->OW, g->KW, g->SW, g->PL),
              by[4] = {g->PT, bottom > g->PB ? bottom : g->PB, g->PL,
                       right > g->PR ? right : g->PR};
    const bool pads = !same && (by[0] || by[1] || by[2] || by[3]);
    const char *x = !pads ? in_of(k, n, 0) : max ? least_around(k, n, by) : zeros_around(k, n, by);
    const float *factor = pads && !max ? factors(k, n, counts) : NULL;
    json_t *c = json_pack("{s:o, s:o, s:s}", "pool_size", pair(g->KH, g->KW), "strides",
                          pair(g->SH, g->SW), "padding", same ? "same" : "valid");
    return factor ? times_values(k, n, beside(k, n, class, "mean", x, c, n->out), factor)
                  : only(k, n, class, x, c);
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
        put(k, c, "momentum", json_real(attr_num(n, "momentum")));
    if (group)
        put(k, c, "groups",
            json_integer(attr_find(n->layer->attrs, "groups") < 0 ? -1 /* of each channel */
                                                                  : attr_int(n, "groups")));
    const char *y = only(k, n, class, in_of(k, n, 0), c);
    variable(k, n, "gamma", false); /* `scale` of RMSNormalization */
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

/* Axes exchanged: a Reshape to `dim`, a Permute, and a Reshape to the layer's shape. */
typedef struct Exchange {
    int n;
    int dim[5], order[5]; /* order: counted from 1 */
} Exchange;

static const char *exchanged(KerasOut *k, const Node *n, Exchange e)
{
    json_t *dims = json_array(), *order = json_array();
    const Shape s = n->in[0]->out;
    for (int i = 0; i < e.n; i++) {
        append(k, dims, json_integer(e.dim[i]));
        append(k, order, json_integer(e.order[i]));
    }
    Made *cut, *dealt;
    const char *x = beside(k, n, "Reshape", "cut", in_of(k, n, 0),
                           json_pack("{s:o}", "target_shape", dims), s);
    cut = &k->made[k->n_made - 1];
    cut->n_axes = e.n;
    memcpy(cut->axis, e.dim, sizeof e.dim);
    x = beside(k, n, "Permute", "exchange", x, json_pack("{s:o}", "dims", order), s);
    dealt = &k->made[k->n_made - 1];
    dealt->n_axes = e.n;
    for (int i = 0; i < e.n; i++)
        dealt->axis[i] = e.dim[e.order[i] - 1];
    return only(k, n, "Reshape", x, json_pack("{s:o}", "target_shape", shape_list(n->out)));
}

static const char *shuffle(KerasOut *k, const Node *n, const char *unused)
{
    const Shape s = n->out;
    const int g = attr_int(n, "groups");
    (void)unused;
    return exchanged(k, n,
                     is_map(s) ? (Exchange){4, {s.h, s.w, g, s.c / g}, {1, 2, 4, 3}}
                               : (Exchange){2, {g, s.c / g}, {2, 1}});
}

static const char *depth_to_space(KerasOut *k, const Node *n, const char *unused)
{
    const Shape s = n->in[0]->out;
    const int f = attr_int(n, "factor"), c = n->out.c;
    (void)unused;
    return exchanged(k, n,
                     !strcmp(attr_str(n, "order"), "channel")
                         ? (Exchange){5, {s.h, s.w, c, f, f}, {1, 4, 2, 5, 3}}
                         : (Exchange){5, {s.h, s.w, f, f, c}, {1, 3, 2, 4, 5}});
}

static const char *space_to_depth(KerasOut *k, const Node *n, const char *unused)
{
    const Shape s = n->out;
    const int f = attr_int(n, "factor"), c = n->in[0]->out.c;
    Exchange e = {5, {s.h, f, s.w, f, c}, {1, 3, 2, 4, 5}};
    (void)unused;
    if (!strcmp(attr_str(n, "order"), "channel"))
        memcpy(e.order, (int[]){1, 3, 5, 2, 4}, sizeof e.order);
    return exchanged(k, n, e);
}

static json_t *slice_json(SlicePart p)
{
    return json_pack("{s:s, s:{s:i, s:i, s:i}}", "class_name", "__slice__", "config", "start",
                     p.first, "stop", p.first + (p.count - 1) * p.step + 1, "step", p.step);
}

/* x[:, rows, columns, channels] */
static const char *get_item(KerasOut *k, const Node *n)
{
    const SliceGeometry *g = n->geometry;
    const SlicePart parts[] = {g->rows, g->columns, g->channels};
    json_t *key = json_pack("[{s:s, s:{s:n, s:n, s:n}}]", "class_name", "__slice__", "config",
                            "start", "stop", "step");
    const Shape s = n->in[0]->out;
    const int size[] = {s.h, s.w, s.c};
    const char *x = in_of(k, n, 0);
    json_t *axis = json_array();
    bool whole = true; /* but for the direction */
    for (int i = is_map(n->out) ? 0 : 2; i < 3; i++) {
        SlicePart p = parts[i];
        whole = whole && p.count == size[i];
        if (p.step < 0) { /* a part of what is turned round before */
            p.first = size[i] - 1 - p.first, p.step = -p.step;
            append(k, axis, json_integer(is_map(n->out) ? i + 1 : 1));
        }
        append(k, key, slice_json(p));
    }
    if (json_array_size(axis)) {
        json_t *c = json_pack("{s:O}", "axis", axis);
        x = whole ? only(k, n, "Flip", x, c) : beside(k, n, "Flip", "flip", x, c, s);
        x = operator_of(k, x, NULL);
    }
    whole = whole && json_array_size(axis);
    json_decref(axis);
    if (whole) {
        json_decref(key);
        return x;
    }
    return operator_of(k, only(k, n, "GetItem", x, json_object()), key);
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
            return get_item(k, n);
        cut[2 * i] = parts[i]->first;
        cut[2 * i + 1] = size[i] - parts[i]->count - parts[i]->first;
    }
    if (attr_value(n, "channels")->set || !is_map(s))
        return get_item(k, n);
    return only(k, n, "Cropping2D", in_of(k, n, 0),
                json_pack("{s:o}", "cropping", sides(cut[0], cut[1], cut[2], cut[3])));
}

/* What pads with more than zeros is an operator. */
static const char *continued(KerasOut *k, const Node *n)
{
    const PadGeometry *g = n->geometry;
    const char *mode = attr_str(n, "mode");
    if (!strcmp(mode, "edge") || !strcmp(mode, "wrap"))
        return lacks(k, "Keras pads with numbers and mirror images only");
    const char *y = only(k, n, "Pad", in_of(k, n, 0),
                         json_pack("{s:[[i, i], [i, i], [i, i], [i, i]], s:s}", "pad_width", 0, 0,
                                   g->top, g->bottom, g->left, g->right, 0, 0, "mode", mode));
    y = operator_of(k, y, NULL);
    if (!strcmp(mode, "constant"))
        k->made[k->n_made - 1].named = own(
            k, json_pack("{s:f}", "constant_values", attr_num(n, "value")));
    return y;
}

static const char *edges(KerasOut *k, const Node *n, const char *class)
{
    const PadGeometry *g = n->geometry;
    if (*class == 'Z' && !g->zeros)
        return continued(k, n);
    return only(k, n, class, in_of(k, n, 0),
                json_pack("{s:o}", *class == 'Z' ? "padding" : "cropping",
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

static const char *word(KerasOut *k, const Node *n, const char *name)
{
    return only(k, n, "Activation", in_of(k, n, 0), json_pack("{s:s}", "activation", name));
}

/* A layer on values of two axes, of the length `len` and the channels of s. */
static const char *on_line(KerasOut *k, const Node *n, const char *class, const char *what,
                           const char *x, json_t *c, int len, Shape s)
{
    x = beside(k, n, class, what, x, c, s);
    Made *m = &k->made[k->n_made - 1];
    m->n_axes = 2;
    m->axis[0] = len, m->axis[1] = s.c;
    return x;
}

/* Means over equal parts of an axis, the other being of one row or column, which AdaptiveAverage-
 * Pooling2D of Keras 3.15 does not take. */
static const char *area_of_line(KerasOut *k, const Node *n, const char *x, Shape s, int len,
                                bool last)
{
    const int from = s.h * s.w;
    json_t *c = json_pack("{s:[i, i]}", "target_shape", from, s.c);
    x = on_line(k, n, "Reshape", "line", x, c, from, s);
    c = json_pack("{s:i}", "output_size", len);
    x = on_line(k, n, "AdaptiveAveragePooling1D", "parts", x, c, len, s);
    *(s.w > 1 ? &s.w : &s.h) = len;
    c = json_pack("{s:o}", "target_shape", shape_list(s));
    return last ? only(k, n, "Reshape", x, c) : beside(k, n, "Reshape", "map", x, c, s);
}

/* An axis that becomes one element is averaged before, one of one element repeated behind. */
static const char *area(KerasOut *k, const Node *n)
{
    Shape s = n->in[0]->out;
    const int from[2] = {s.h, s.w}, to[2] = {n->out.h, n->out.w};
    int whole[2], times[2];
    bool parts = false, line = false;
    const char *x = in_of(k, n, 0);
    for (int i = 0; i < 2; i++) {
        whole[i] = to[i] == 1 ? from[i] : 1;
        times[i] = from[i] == 1 ? to[i] : 1;
        parts |= from[i] > 1 && to[i] > 1 && from[i] != to[i];
        line |= from[i] == 1 || to[i] == 1;
    }
    const bool repeats = times[0] > 1 || times[1] > 1;
    s.h /= whole[0], s.w /= whole[1];
    if (whole[0] > 1 || whole[1] > 1) {
        json_t *c = json_pack("{s:o}", "pool_size", pair(whole[0], whole[1]));
        x = parts || repeats ? beside(k, n, "AveragePooling2D", "mean", x, c, s)
                             : only(k, n, "AveragePooling2D", x, c);
    } else if (!parts && !repeats) {
        return word(k, n, "linear");
    }
    if (parts && line) {
        const int len = s.w > 1 ? to[1] : to[0];
        x = area_of_line(k, n, x, s, len, !repeats);
    } else if (parts) {
        x = only(k, n, "AdaptiveAveragePooling2D", x,
                 json_pack("{s:o}", "output_size", pair(to[0], to[1])));
    }
    return repeats
               ? only(k, n, "UpSampling2D", x, json_pack("{s:o}", "size", pair(times[0], times[1])))
               : x;
}

static const char *resize(KerasOut *k, const Node *n, const char *unused)
{
    const AttrValue *v = attr_value(n, "size");
    const char *mode = attr_str(n, "mode");
    (void)unused;
    if (!strcmp(mode, "area"))
        return area(k, n);
    if (strcmp(attr_str(n, "align"), "centers") ||
        (!strcmp(mode, "nearest") && strcmp(attr_str(n, "round"), "half_up")))
        return lacks(k, "Keras resizes from pixels' centres, and rounds up");
    return only(k, n, "Resizing", in_of(k, n, 0),
                json_pack("{s:i, s:i, s:s}", "height", v->size[0], "width", v->size[1],
                          "interpolation", mode));
}

/* ---- operators ---- */

/* Of one value, without arguments. */
static const char *single(KerasOut *k, const Node *n, const char *class)
{
    return operator_of(k, only(k, n, class, in_of(k, n, 0), json_object()), NULL);
}

static const char *with_number(KerasOut *k, const Node *n, const char *class, double number)
{
    return operator_of(k, only(k, n, class, in_of(k, n, 0), json_object()), json_real(number));
}

static const char *clip(KerasOut *k, const Node *n, const char *class)
{
    const AttrValue *low = attr_value(n, "min"), *high = attr_value(n, "max");
    if (!low->set && !high->set)
        return word(k, n, "linear");
    if (!low->set || !high->set)
        return with_number(k, n, low->set ? "Maximum" : "Minimum",
                           attr_num(n, low->set ? "min" : "max"));
    json_t *limits = json_pack("{s:f, s:f}", "x_min", attr_num(n, "min"), "x_max",
                               attr_num(n, "max"));
    return operator_of(k, only(k, n, class, in_of(k, n, 0), limits), NULL);
}

static const char *reduce(KerasOut *k, const Node *n, const char *unused)
{
    static const char *const ops[][2] = {
        {"mean", "Mean"}, {"sum", "Sum"}, {"max", "Max"}, {"min", "Min"}};
    const char *over = attr_str(n, "over"), *class = "";
    bool map = is_map(n->out), all = !strcmp(over, "all");
    json_t *axis = json_array();
    (void)unused;
    for (int i = 0; i < 4; i++)
        if (!strcmp(attr_str(n, "op"), ops[i][0]))
            class = ops[i][1];
    if (map && (all || !strcmp(over, "pixels") || !strcmp(over, "rows")))
        append(k, axis, json_integer(1));
    if (map && (all || !strcmp(over, "pixels") || !strcmp(over, "columns")))
        append(k, axis, json_integer(2));
    if (all || !strcmp(over, "channels"))
        append(k, axis, json_integer(map ? 3 : 1));
    json_t *c = json_pack("{s:o, s:b}", "axis", axis, "keepdims", 1);
    return operator_of(k, only(k, n, class, in_of(k, n, 0), c), NULL);
}

/* One number a channel that does not train is that of a Rescaling. */
static const char *rescaling(KerasOut *k, const Node *n)
{
    static const char *const keys[][2] = {{"gamma", "scale"}, {"beta", "offset"}};
    json_t *c = json_pack("{s:f, s:f}", "scale", 1.0, "offset", 0.0);
    for (int i = 0; i < n->n_params; i++)
        for (int j = 0; j < 2; j++) {
            const Param *p = n->params[i];
            json_t *list = strcmp(p->name, keys[j][0]) ? NULL : json_array();
            for (int64_t e = 0; list && e < p->count; e++)
                append(k, list, json_real(k->params[p->offset + e]));
            if (list)
                put(k, c, keys[j][1], list);
        }
    return only(k, n, "Rescaling", in_of(k, n, 0), c);
}

/* What trains is the kernel and the bias of a product element by element. */
static const char *affine(KerasOut *k, const Node *n, const char *unused)
{
    const bool map = is_map(n->out), values = map && !strcmp(attr_str(n, "over"), "values");
    (void)unused;
    if (n->frozen && !values)
        return rescaling(k, n);
    if (attr_flag(n, "nogamma") && !n->frozen)
        return lacks(k, "Keras has no layer that only adds numbers which train");
    json_t *c = json_pack("{s:s, s:o, s:o}", "equation",
                          values ? "abcd,bcd->abcd"
                          : map  ? "abcd,d->abcd"
                                 : "ab,b->ab",
                          "output_shape", shape_list(n->out), "bias_axes",
                          attr_flag(n, "nobeta") ? json_null()
                                                 : json_string(values ? "bcd"
                                                               : map  ? "d"
                                                                      : "b"));
    const char *y = only(k, n, "EinsumDense", in_of(k, n, 0), c);
    if (attr_flag(n, "nogamma")) { /* times 1 for each value */
        float *ones = ARENA_ARRAY(k->arena, float, n->params[0]->count);
        for (int64_t i = 0; i < n->params[0]->count; i++)
            ones[i] = 1;
        kernel_of_values(k, n, ones);
    }
    variable_as(k, n, "gamma", false, "kernel");
    variable_as(k, n, "beta", false, "bias");
    return y;
}

/* ---- several values ---- */

/* A vector counts as a map of one pixel. */
static const char *operand(KerasOut *k, const Node *n, int i)
{
    Shape s = n->in[i]->out;
    if (!is_map(n->out) || is_map(s))
        return in_of(k, n, i);
    return beside(k, n, "Reshape", arena_printf(k->arena, "map%d", i), in_of(k, n, i),
                  json_pack("{s:[i, i, i]}", "target_shape", 1, 1, s.c),
                  (Shape){.rank = 3, .h = 1, .w = 1, .c = s.c});
}

/* Two values whose order is all the same stand as they were made: Keras sorts branches by it, and
 * they would change places each time that the model is read and written. */
static const char *join(KerasOut *k, const Node *n, const char *class, json_t *config)
{
    static const char *const either[] = {"Add", "Multiply"};
    bool turned = false;
    own(k, config);
    const char **in = ARENA_ARRAY(k->arena, const char *, n->n_in + 1);
    for (size_t i = 0; i < sizeof either / sizeof *either; i++)
        turned |= n->n_in == 2 && n->in[0]->id > n->in[1]->id && !strcmp(class, either[i]);
    for (int i = 0; i < n->n_in; i++)
        in[i] = operand(k, n, turned ? 1 - i : i);
    return layer(k, class, name_of(k, n), config, in, n->n_in, n->out);
}

static const char *concat(KerasOut *k, const Node *n, const char *unused)
{
    const char *axis = attr_str(n, "axis");
    (void)unused;
    int at = !strcmp(axis, "height") ? 1 : !strcmp(axis, "width") ? 2 : -1;
    return join(k, n, "Concatenate", json_pack("{s:i}", "axis", at));
}

/* Power and TrueDivide, of two values or of one and a number. */
static const char *of_two(KerasOut *k, const Node *n, const char *class)
{
    if (takes_number(n))
        return with_number(k, n, class, attr_num(n, "value"));
    return operator_of(k, join(k, n, class, json_object()), NULL);
}

static const char *joined(KerasOut *k, const Node *n, const char *class)
{
    double v = takes_number(n) ? attr_num(n, "value") : 0;
    if (!takes_number(n))
        return n->n_in > 1 ? join(k, n, class, json_object())
                           : only(k, n, "Identity", in_of(k, n, 0), json_object());
    double scale = *class == 'M' ? v : 1, shift = *class == 'A' ? v : *class == 'S' ? -v : 0;
    if (strlen(class) == 7) /* Maximum, Minimum */
        return with_number(k, n, class, v);
    return only(k, n, "Rescaling", in_of(k, n, 0),
                json_pack("{s:f, s:f}", "scale", scale, "offset", shift));
}

/* ---- activations ---- */

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

static json_t *scaled(double by, double plus)
{
    return json_pack("{s:f, s:f}", "scale", by, "offset", plus);
}

/* f(x * by) / by, an activation of Keras that has no such argument. */
static const char *stretched(KerasOut *k, const Node *n, const char *name, double by)
{
    if (by == 1)
        return word(k, n, name);
    const char *x = beside(k, n, "Rescaling", "in", in_of(k, n, 0), scaled(by, 0), n->out);
    x = beside(k, n, "Activation", "of", x, json_pack("{s:s}", "activation", name), n->out);
    return only(k, n, "Rescaling", x, scaled(1 / by, 0));
}

static const char *softplus(KerasOut *k, const Node *n, const char *name)
{
    return stretched(k, n, name, attr_num(n, "beta"));
}

static const char *celu(KerasOut *k, const Node *n, const char *name)
{
    return stretched(k, n, name, 1 / attr_num(n, "alpha"));
}

/* x * sigmoid(beta * x) */
static const char *silu(KerasOut *k, const Node *n, const char *name)
{
    double beta = attr_num(n, "beta");
    if (beta == 1)
        return word(k, n, name);
    const char *in[2] = {in_of(k, n, 0)};
    in[1] = beside(k, n, "Rescaling", "in", in[0], scaled(beta, 0), n->out);
    in[1] = beside(k, n, "Activation", "of", in[1], json_pack("{s:s}", "activation", "sigmoid"),
                   n->out);
    return layer(k, "Multiply", name_of(k, n), own(k, json_object()), in, 2, n->out);
}

/* A line between 0 and 1. */
static const char *hardsigmoid(KerasOut *k, const Node *n, const char *name)
{
    double slope = attr_num(n, "slope"), shift = attr_num(n, "shift");
    if ((float)slope == (float)(1 / 6.0) && shift == 0.5)
        return word(k, n, name);
    const char *x = beside(k, n, "Rescaling", "in", in_of(k, n, 0), scaled(slope, shift), n->out);
    return only(k, n, "ReLU", x, json_pack("{s:f}", "max_value", 1.0));
}

static const char *gelu(KerasOut *k, const Node *n, const char *name)
{
    if (!attr_flag(n, "approximate"))
        return word(k, n, name);
    const char *y = operator_of(
        k, only(k, n, "Gelu", in_of(k, n, 0), json_pack("{s:b}", "approximate", 1)), NULL);
    k->made[k->n_made - 1].module = k->archive ? "keras.src.ops.nn" : NULL;
    return y;
}

/* Keras has log_softmax over the last axis: another one is put there. */
static const char *softmax(KerasOut *k, const Node *n, const char *class)
{
    const char *axis = attr_str(n, "axis");
    int at = !strcmp(axis, "height") ? 1 : !strcmp(axis, "width") ? 2 : -1;
    if (!strcmp(class, "Softmax"))
        return only(k, n, class, in_of(k, n, 0), json_pack("{s:i}", "axis", at));
    if (at < 0)
        return word(k, n, class);
    const int order[3] = {at == 1 ? 3 : 1, at == 2 ? 3 : 2, at};
    Shape s = n->out;
    s.c = at == 1 ? n->out.h : n->out.w;
    *(at == 1 ? &s.h : &s.w) = n->out.c;
    const char *x = in_of(k, n, 0);
    x = beside(k, n, "Permute", "in", x,
               json_pack("{s:[i, i, i]}", "dims", order[0], order[1], order[2]), s);
    x = beside(k, n, "Activation", "of", x, json_pack("{s:s}", "activation", class), s);
    return only(k, n, "Permute", x,
                json_pack("{s:[i, i, i]}", "dims", order[0], order[1], order[2]));
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
    {"rmsnorm", norm, "RMSNormalization"},
    {"affine", affine, NULL},
    {"dropout", dropout, NULL},
    {"flatten", flatten, NULL},
    {"reshape", reshape, NULL},
    {"permute", permute, NULL},
    {"shuffle", shuffle, NULL},
    {"depth_to_space", depth_to_space, NULL},
    {"space_to_depth", space_to_depth, NULL},
    {"slice", slice, NULL},
    {"crop", edges, "Cropping2D"},
    {"pad", edges, "ZeroPadding2D"},
    {"upsample", upsample, NULL},
    {"resize", resize, NULL},
    {"reduce", reduce, NULL},
    {"clip", clip, "Clip"},
    {"abs", single, "Absolute"},
    {"sqrt", single, "Sqrt"},
    {"log", single, "Log"},
    {"div", of_two, "TrueDivide"},
    {"pow", of_two, "Power"},
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
    {"celu", celu, "celu"},
    {"selu", word, "selu"},
    {"gelu", gelu, "gelu"},
    {"silu", silu, "silu"},
    {"mish", word, "mish"},
    {"hardswish", word, "hard_silu"},
    {"sigmoid", word, "sigmoid"},
    {"hardsigmoid", hardsigmoid, "hard_sigmoid"},
    {"tanh", word, "tanh"},
    {"softsign", word, "softsign"},
    {"softplus", softplus, "softplus"},
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
        k->value[n->id] = "";
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

/* ---- the order of layers ----
 * In an archive the variables of a layer are found by its number among those of its class, in an
 * .h5 file by its number among all that have variables; both in the order in which Keras sorts the
 * layers of a Functional model: those farthest from the output first, and of the same distance in
 * the order of a walk from the output that goes to a layer's inputs, the first one first. Source:
 * keras/src/ops/function.py of Keras 3.15, map_graph. */

/* Layers in `made` stand behind their inputs. */
static void measure_depths(KerasOut *k)
{
    for (int i = k->n_made - 1; i >= 0; i--) {
        const Made *m = &k->made[i];
        for (int j = 0; j < m->n_in; j++)
            if (k->made[m->in[j]].depth < m->depth + 1)
                k->made[m->in[j]].depth = m->depth + 1;
    }
}

static void number_visits(KerasOut *k)
{
    int *stack = ARENA_ARRAY(k->arena, int, k->n_made + 1),
        *next = ARENA_ARRAY(k->arena, int, k->n_made + 1), top = 0, visits = 0;
    stack[top++] = find_made(k, k->value[k->net->output->id]);
    for (int i = 0; i < k->n_made; i++)
        k->made[i].seen = -1;
    k->made[stack[0]].seen = visits++;
    while (top) {
        int at = stack[top - 1];
        const Made *m = &k->made[at];
        if (next[at] == m->n_in) {
            top--;
            continue;
        }
        int in = m->in[next[at]++];
        if (k->made[in].seen < 0) {
            k->made[in].seen = visits++;
            stack[top++] = in;
        }
    }
}

static bool comes_before(const Made *a, const Made *b)
{
    return a->depth != b->depth ? a->depth > b->depth : a->seen < b->seen;
}

/* Numbers of layers, in that order. */
static int *keras_order(KerasOut *k)
{
    int *order = ARENA_ARRAY(k->arena, int, k->n_made + 1);
    measure_depths(k);
    number_visits(k);
    for (int i = 0; i < k->n_made; i++) { /* nearly sorted already */
        int at = i;
        for (; at > 0 && comes_before(&k->made[i], &k->made[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

/* ---- the two forms ---- */

static json_t *batch_shape(Shape s)
{
    return is_map(s) ? json_pack("[n, i, i, i]", s.h, s.w, s.c) : json_pack("[n, i]", s.c);
}

static json_t *made_shape(KerasOut *k, const Made *m)
{
    if (!m->n_axes)
        return batch_shape(m->out);
    json_t *shape = json_pack("[n]");
    for (int i = 0; i < m->n_axes; i++)
        append(k, shape, json_integer(m->axis[i]));
    return shape;
}

/* What an .h5 file says of the calls of a layer. */
static json_t *calls_by_name(KerasOut *k, const Made *m)
{
    json_t *call = json_array();
    for (int i = 0; i < m->n_in; i++)
        append(k, call, json_pack("[s, i, i, {}]", k->made[m->in[i]].name, 0, 0));
    return m->n_in ? json_pack("[o]", call) : call;
}

/* And an archive. */
static json_t *calls_by_tensor(KerasOut *k, const Made *m)
{
    json_t *tensors = json_array();
    for (int i = 0; i < m->n_in; i++) {
        const Made *from = &k->made[m->in[i]];
        append(k, tensors,
               json_pack("{s:s, s:{s:o, s:s, s:[s, i, i]}}", "class_name", "__keras_tensor__",
                         "config", "shape", made_shape(k, from), "dtype", "float32",
                         "keras_history", from->name, 0, 0));
    }
    if (m->n_in == 0)
        return tensors;
    if (m->more)
        append(k, tensors, json_incref(m->more));
    return json_pack(m->n_in > 1 && !m->module ? "[{s:[o], s:o}]" : "[{s:o, s:o}]", "args", tensors,
                     "kwargs", m->named ? json_incref(m->named) : json_object());
}

static json_t *layer_json(KerasOut *k, const Made *m, bool archive)
{
    if (!archive)
        return json_pack("{s:s, s:s, s:O, s:o}", "class_name", m->class, "name", m->name, "config",
                         m->config, "inbound_nodes", calls_by_name(k, m));
    return json_pack("{s:s, s:s, s:n, s:s, s:O, s:o}", "module",
                     m->module ? m->module : "keras.layers", "class_name", m->class,
                     "registered_name", "name", m->name, "config", m->config, "inbound_nodes",
                     calls_by_tensor(k, m));
}

/* The configuration as text, malloc'd; NULL: *err. */
static char *model_json(KerasOut *k, const int *order, bool archive, Err *err)
{
    json_t *layers = own(k, json_array());
    for (int i = 0; i < k->n_made; i++)
        append(k, layers, layer_json(k, &k->made[order[i]], archive));
    const char *ends = archive ? "{s:s, s:b, s:O, s:[s, i, i], s:[s, i, i]}"
                               : "{s:s, s:b, s:O, s:[[s, i, i]], s:[[s, i, i]]}";
    json_t *config = own(k, json_pack(ends, "name", k->net->name, "trainable", 1, "layers", layers,
                                      "input_layers", "input", 0, 0, "output_layers",
                                      k->value[k->net->output->id], 0, 0));
    json_t *model = own(
        k, archive ? json_pack("{s:s, s:s, s:n, s:O}", "module", "keras.src.models.functional",
                               "class_name", "Functional", "registered_name", "config", config)
                   : json_pack("{s:s, s:O}", "class_name", "Functional", "config", config));
    char *text = k->no_memory ? NULL : json_print(model, JSON_COMPACT);
    if (!text)
        err_set(err, "out of memory");
    return text;
}

/* The layer's place in an archive, layers/conv2d_1: the class in small letters, and which of it the
 * layer is. */
static const char *place_of(KerasOut *k, const int *order, int at)
{
    const char *class = k->made[order[at]].class;
    int same = 0;
    for (int i = 0; i < at; i++)
        same += !strcmp(k->made[order[i]].class, class);
    class = keras_snake(k->arena, class);
    return same ? arena_printf(k->arena, "layers/%s_%d", class, same)
                : arena_printf(k->arena, "layers/%s", class);
}

static TensorOut *tensors_in_order(KerasOut *k, const int *order, bool archive)
{
    TensorOut *out = ARENA_ARRAY(k->arena, TensorOut, k->n_tensors + 1);
    int n = 0;
    for (int i = 0; i < k->n_made; i++) {
        const Made *m = &k->made[order[i]];
        const char *place = archive && m->n ? place_of(k, order, i) : m->name;
        for (int v = 0; v < m->n; v++) {
            TensorOut t = k->tensor[m->first + v];
            t.layer = place;
            t.var = archive ? arena_printf(k->arena, "vars/%d", v) : t.var;
            out[n++] = t;
        }
    }
    return out;
}

bool export_keras(Arena *a, const Graph *g, const float *params, const char *path, bool archive,
                  Err *err)
{
    KerasOut k = {.arena = a,
                  .net = g,
                  .params = params,
                  .archive = archive,
                  .name = ARENA_ARRAY(a, const char *, g->n_nodes + 1),
                  .value = ARENA_ARRAY(a, const char *, g->n_nodes + 1)};
    Shape s = g->nodes[0]->out;
    name_layers(&k);
    k.value[g->nodes[0]->id] = layer(
        &k, "InputLayer", "input",
        own(&k, json_pack("{s:o, s:s}", "batch_shape", batch_shape(s), "dtype", "float32")), NULL,
        0, s);
    if (!write_layers(&k, err))
        return false;
    const int *order = keras_order(&k);
    const TensorOut *t = tensors_in_order(&k, order, archive);
    char *text = model_json(&k, order, archive, err);
    bool ok = text && (archive ? keras_write(path, t, k.n_tensors, text, err)
                               : hdf5_write(path, t, k.n_tensors, text, err));
    free(text);
    return ok;
}
