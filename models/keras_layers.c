/* Keras' layers, a function each: configuration and variables to the layers of make_layers.h. */
#include "compiler/ir/layer.h"
#include "models/keras_graph.h"
#include <math.h>
#include <string.h>

enum { VARIABLES_MOST = 8 };

typedef struct Variables {
    Const v[VARIABLES_MOST];
    int n;
} Variables;

static Build *builder(LayerCall *c) { return &c->k->b; }

/* The layer's variables; false: there are not `n` of them, which is told. */
static bool variables(LayerCall *c, int n, Variables *out)
{
    Err err = {""};
    out->n = keras_variables(&c->k->file, &c->at, out->v, VARIABLES_MOST, &err);
    if (out->n < 0)
        build_lacks(builder(c), NULL, "%s", err.text);
    else if (out->n != n)
        build_lacks(builder(c), NULL, "the file has %d variables for it; expected %d", out->n, n);
    return out->n == n;
}

/* Is the number that the configuration states for the outputs that of the kernel? */
static bool has_units(LayerCall *c, const char *key, int64_t out)
{
    const json_t *v = json_object_get(c->config, key);
    if (!v || json_integer_value(v) == out)
        return true;
    build_lacks(builder(c), NULL, "%s=%lld, but the kernel in the file has %lld outputs", key,
                (long long)json_integer_value(v), (long long)out);
    return false;
}

static bool has_dims(LayerCall *c, const Const *k, int rank, const int64_t *dim)
{
    bool good = k->rank == rank;
    for (int i = 0; good && i < rank; i++)
        good = k->dim[i] == dim[i];
    if (!good)
        build_misfit(builder(c), NULL, "its variable `%s` has another shape than the configuration",
                     k->name);
    return good;
}

static bool channels_first(const LayerCall *c)
{
    const char *s = keras_text(c->config, "data_format");
    return s && !strcmp(s, "channels_first");
}

/* Of 1-D and 2-D layers, by the rank of what comes in. */
static bool map_axes(LayerCall *c, MapAxes *a)
{
    int rank = c->in[0].rank;
    bool first = channels_first(c);
    *a = rank == 4 ? (first ? (MapAxes){2, 3, 1} : (MapAxes){1, 2, 3})
                   : (first ? (MapAxes){-1, 2, 1} : (MapAxes){-1, 1, 2});
    if (rank == 3 || rank == 4)
        return true;
    build_misfit(builder(c), NULL, "its input has %d axes", rank);
    return false;
}

/* A pair of height and width; of sequences the only number is the width's. */
static void window_pair(const LayerCall *c, const char *key, int otherwise, int out[2])
{
    keras_pair(c->config, key, otherwise, out);
    if (c->in[0].rank == 3) {
        out[1] = out[0];
        out[0] = 1;
    }
}

static bool padding(LayerCall *c, MapAxes a, Window *w)
{
    const char *mode = keras_text(c->config, "padding");
    int side[2] = {a.h >= 0 ? (int)c->in[0].dim[a.h] : 1, (int)c->in[0].dim[a.w]};
    for (int i = 0; i < 2; i++) {
        bool good = w->size[i] >= 1 && w->stride[i] >= 1 && w->dilation[i] >= 1;
        if (good && mode && !strcmp(mode, "same"))
            window_same(w, i, side[i], false);
        else if (good && mode && !strcmp(mode, "causal") && i == 1)
            w->pad[PAD_LEFT] = w->dilation[i] * (w->size[i] - 1);
        else if (mode && strcmp(mode, "valid") && strcmp(mode, "same") && strcmp(mode, "causal")) {
            build_lacks(builder(c), NULL, "padding=%.40s is not known", mode);
            return false;
        }
    }
    return true;
}

static bool window_of(LayerCall *c, MapAxes a, const char *size, const char *stride, Window *w)
{
    *w = (Window){.dilation = {1, 1}};
    window_pair(c, size, 0, w->size);
    window_pair(c, stride, 0, w->stride);
    if (json_object_get(c->config, "dilation_rate"))
        window_pair(c, "dilation_rate", 1, w->dilation);
    for (int i = 0; i < 2; i++)
        if (!w->stride[i])
            w->stride[i] = !strcmp(stride, "strides") && !strcmp(size, "pool_size") ? w->size[i]
                                                                                    : 1;
    return padding(c, a, w);
}

/* ---- layers with parameters ---- */

static View conv(LayerCall *c)
{
    MapAxes a;
    Window w;
    Variables v;
    bool bias = keras_flag(c->config, "use_bias", true);
    if (!map_axes(c, &a) || !window_of(c, a, "kernel_size", "strides", &w) ||
        !variables(c, 1 + bias, &v))
        return c->in[0];
    int groups[2];
    keras_pair(c->config, "groups", 1, groups);
    const Const *k = &v.v[0];
    int rank = k->rank;
    int64_t in = rank > 2 ? k->dim[rank - 2] : 0, out = rank > 2 ? k->dim[rank - 1] : 0;
    const int64_t dim[4] = {w.size[0], w.size[1], in, out};
    if (groups[0] < 1 || !has_dims(c, k, c->in[0].rank, dim + 4 - c->in[0].rank) ||
        (bias && !has_dims(c, &v.v[1], 1, &out)) || !has_units(c, "filters", out))
        return c->in[0];
    ConvWeights weights = {k->f, bias ? v.v[1].f : NULL, (int)out, (int)in, groups[0], false};
    return keras_activated(c, build_conv(builder(c), &c->in[0], a, &w, &weights));
}

/* Keras pads so that the output is input * stride, or (valid) has every window; with output_padding
 * half the window is cut off (same) or nothing, and so much is kept behind. */
static View conv_transpose(LayerCall *c)
{
    MapAxes a;
    Window w;
    Variables v;
    bool bias = keras_flag(c->config, "use_bias", true);
    const char *mode = keras_text(c->config, "padding");
    int more[2], behind[2] = {0, 0};
    bool chosen = false;
    if (!map_axes(c, &a) || !window_of(c, a, "kernel_size", "strides", &w) ||
        !variables(c, 1 + bias, &v))
        return c->in[0];
    const Const *k = &v.v[0];
    int64_t in = c->in[0].dim[a.c], out = k->rank > 2 ? k->dim[k->rank - 2] : 0;
    const int64_t dim[4] = {w.size[0], w.size[1], out, in};
    if (!has_dims(c, k, c->in[0].rank, dim + 4 - c->in[0].rank) ||
        (bias && !has_dims(c, &v.v[1], 1, &out)) || !has_units(c, "filters", out))
        return c->in[0];
    const json_t *given = json_object_get(c->config, "output_padding");
    if (given && !json_is_null(given)) {
        window_pair(c, "output_padding", 0, behind);
        chosen = true;
    }
    for (int i = 0; i < 2; i++) {
        int reach = w.dilation[i] * (w.size[i] - 1) + 1, cut = reach - w.stride[i];
        bool same = mode && !strcmp(mode, "same");
        if (chosen && (i || a.h >= 0))
            cut = same ? reach / 2 * 2 - behind[i] : -behind[i];
        more[i] = cut < 0 ? -cut : 0;
        cut = same && cut > 0 ? cut : 0;
        w.pad[2 * i] = cut / 2;
        w.pad[2 * i + 1] = cut - cut / 2;
    }
    ConvWeights weights = {k->f, bias ? v.v[1].f : NULL, (int)out, (int)in, 1, false};
    return keras_activated(c, build_conv_transpose(builder(c), &c->in[0], a, &w, more, &weights));
}

static View depthwise(LayerCall *c)
{
    MapAxes a;
    Window w;
    Variables v;
    bool bias = keras_flag(c->config, "use_bias", true);
    int many[2];
    keras_pair(c->config, "depth_multiplier", 1, many);
    if (!map_axes(c, &a) || !window_of(c, a, "kernel_size", "strides", &w) ||
        !variables(c, 1 + bias, &v))
        return c->in[0];
    int64_t channels = c->in[0].dim[a.c], out = channels * many[0];
    const int64_t dim[4] = {w.size[0], w.size[1], channels, many[0]};
    if (!has_dims(c, &v.v[0], c->in[0].rank, dim + 4 - c->in[0].rank) ||
        (bias && !has_dims(c, &v.v[1], 1, &out)))
        return c->in[0];
    return keras_activated(c, build_depthwise(builder(c), &c->in[0], a, &w, v.v[0].f,
                                              bias ? v.v[1].f : NULL, many[0]));
}

static View separable(LayerCall *c)
{
    MapAxes a;
    Window w, one = {.size = {1, 1}, .stride = {1, 1}, .dilation = {1, 1}};
    Variables v;
    bool bias = keras_flag(c->config, "use_bias", true);
    int many[2];
    keras_pair(c->config, "depth_multiplier", 1, many);
    if (!map_axes(c, &a) || !window_of(c, a, "kernel_size", "strides", &w) ||
        !variables(c, 2 + bias, &v))
        return c->in[0];
    int64_t channels = c->in[0].dim[a.c], middle = channels * many[0],
            out = v.v[1].rank > 1 ? v.v[1].dim[v.v[1].rank - 1] : 0;
    const int64_t deep[4] = {w.size[0], w.size[1], channels, many[0]},
                  point[4] = {1, 1, middle, out};
    int skip = 4 - c->in[0].rank;
    if (!has_dims(c, &v.v[0], 4 - skip, deep + skip) ||
        !has_dims(c, &v.v[1], 4 - skip, point + skip) || (bias && !has_dims(c, &v.v[2], 1, &out)) ||
        !has_units(c, "filters", out))
        return c->in[0];
    const char *label = builder(c)->label;
    builder(c)->label = arena_printf(c->k->arena, "%s_depthwise", label);
    View x = build_depthwise(builder(c), &c->in[0], a, &w, v.v[0].f, NULL, many[0]);
    builder(c)->label = label;
    ConvWeights weights = {v.v[1].f, bias ? v.v[2].f : NULL, (int)out, (int)middle, 1, false};
    return keras_activated(c, build_conv(builder(c), &x, a, &one, &weights));
}

static View dense(LayerCall *c)
{
    Variables v;
    bool bias = keras_flag(c->config, "use_bias", true);
    if (!variables(c, 1 + bias, &v))
        return c->in[0];
    int64_t in = c->in[0].rank ? c->in[0].dim[c->in[0].rank - 1] : 0,
            out = v.v[0].rank == 2 ? v.v[0].dim[1] : 0;
    if (!has_dims(c, &v.v[0], 2, (const int64_t[]){in, out}) ||
        (bias && !has_dims(c, &v.v[1], 1, &out)) || !has_units(c, "units", out))
        return c->in[0];
    return keras_activated(
        c, build_dense(builder(c), &c->in[0], v.v[0].f, bias ? v.v[1].f : NULL, (int)out));
}

/* A number, or a list, each axis once; the last axis without it. 0, and that is told, where it is
 * none of these. */
static int axes(LayerCall *c, int *axis)
{
    const json_t *v = json_object_get(c->config, "axis");
    int n = json_is_array(v) ? (int)json_array_size(v) : 1, rank = c->in[0].rank;
    if (n < 1 || n > rank) {
        build_misfit(builder(c), NULL, "axis names %d axes of %d", n, rank);
        return 0;
    }
    for (int i = 0; i < n; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        json_int_t at = json_is_integer(x) ? json_integer_value(x) : -1;
        at += at < 0 ? rank : 0;
        if (at < 0 || at >= rank) {
            build_misfit(builder(c), NULL, "axis %lld is not there", (long long)at);
            return 0;
        }
        for (int j = 0; j < i; j++)
            if (axis[j] == (int)at) {
                build_misfit(builder(c), NULL, "axis %lld is named twice", (long long)at);
                return 0;
            }
        axis[i] = (int)at;
    }
    return n;
}

/* The axis of a layer that has one, a number or a list of it; -1, and that is told, without. */
static int one_axis(LayerCall *c)
{
    int axis[VIEW_RANK], n = axes(c, axis);
    if (n > 1)
        build_lacks(builder(c), NULL, "%s over several axes", c->class_name);
    return n == 1 ? axis[0] : -1;
}

static View norm(LayerCall *c, bool batch)
{
    Variables v;
    int axis[VIEW_RANK], n = 1, k = 0;
    if (batch)
        axis[0] = one_axis(c);
    else
        n = axes(c, axis);
    bool scale = keras_flag(c->config, "scale", true),
         center = keras_flag(c->config, "center", true);
    int64_t count = 1;
    if (n < 1 || axis[0] < 0 || !variables(c, scale + center + 2 * batch, &v))
        return c->in[0];
    for (int i = 0; i < n; i++)
        count *= c->in[0].dim[axis[i]];
    for (int i = 0; i < v.n; i++)
        if (v.v[i].count != count) {
            build_misfit(builder(c), NULL, "its variable `%s` has another shape", v.v[i].name);
            return c->in[0];
        }
    Norm how = {.eps = keras_number(c->config, "epsilon", 1e-3),
                .momentum = keras_number(c->config, "momentum", 0.99)};
    how.gamma = scale ? v.v[k++].f : NULL;
    how.beta = center ? v.v[k++].f : NULL;
    if (!batch)
        return build_layernorm(builder(c), &c->in[0], axis, n, &how);
    how.mean = v.v[k].f;
    how.variance = v.v[k + 1].f;
    return build_batchnorm(builder(c), &c->in[0], axis[0], &how);
}

static View batchnorm(LayerCall *c) { return norm(c, true); }
static View layernorm(LayerCall *c) { return norm(c, false); }

/* ---- pooling and shapes ---- */

static View pool(LayerCall *c)
{
    MapAxes a;
    Window w;
    bool max = strstr(c->class_name, "Max") != NULL;
    if (!map_axes(c, &a) || !window_of(c, a, "pool_size", "strides", &w))
        return c->in[0];
    return build_pool(builder(c), &c->in[0], a, max ? "maxpool" : "avgpool", &w);
}

static View global_pool(LayerCall *c)
{
    MapAxes a;
    int axis[2], n = 0;
    if (!map_axes(c, &a))
        return c->in[0];
    if (a.h >= 0)
        axis[n++] = a.h;
    axis[n++] = a.w;
    bool max = strstr(c->class_name, "Max") != NULL;
    return build_reduce(builder(c), &c->in[0], max ? "max" : "mean", axis, n,
                        keras_flag(c->config, "keepdims", false));
}

/* Means over equal parts, which may share elements; maxima only over parts that do not. */
static View adaptive_pool(LayerCall *c)
{
    MapAxes a;
    int size[2];
    bool max = strstr(c->class_name, "Max") != NULL;
    const View *x = &c->in[0];
    if (!map_axes(c, &a))
        return *x;
    window_pair(c, "output_size", 0, size);
    const int64_t from[2] = {a.h < 0 ? 1 : x->dim[a.h], x->dim[a.w]};
    Window w = {.dilation = {1, 1}};
    for (int i = 0; i < 2; i++) {
        if (size[i] < 1 || size[i] > 65536) {
            build_lacks(builder(c), NULL, "output_size is no length");
            return *x;
        }
        if (max && from[i] % size[i]) {
            build_lacks(builder(c), NULL,
                        "maxima over %d parts of %lld elements: netc has them over parts of one "
                        "size",
                        size[i], (long long)from[i]);
            return *x;
        }
        w.size[i] = w.stride[i] = (int)(from[i] / size[i]);
    }
    return max ? build_pool(builder(c), x, a, "maxpool", &w)
               : build_resize(builder(c), x, a, size, " mode=area");
}

/* ((top, bottom), (left, right)), or shorter; of sequences (left, right). */
static bool sides_of(LayerCall *c, const char *key, int pad[4])
{
    int pair[2];
    const json_t *v = json_object_get(c->config, key);
    keras_pair(c->config, key, 1, pair);
    for (int i = 0; i < 2; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : NULL;
        for (int k = 0; k < 2; k++) {
            const json_t *y = json_is_array(x) ? json_array_get(x, (size_t)k) : NULL;
            json_int_t n = json_is_integer(y) ? json_integer_value(y) : pair[i];
            pad[2 * i + k] = n < 0 || n > 65536 ? -1 : (int)n;
        }
    }
    if (c->in[0].rank == 3)
        pad[PAD_LEFT] = pair[0], pad[PAD_RIGHT] = pair[1], pad[PAD_TOP] = pad[PAD_BOTTOM] = 0;
    for (int i = 0; i < 4; i++)
        if (pad[i] < 0 || pad[i] > 65536) {
            build_lacks(builder(c), NULL, "%s is not understood", key);
            return false;
        }
    return true;
}

static View zero_pad(LayerCall *c)
{
    MapAxes a;
    int pad[4];
    if (!map_axes(c, &a) || !sides_of(c, "padding", pad))
        return c->in[0];
    return build_pad(builder(c), &c->in[0], a, pad, NULL);
}

static View cropping(LayerCall *c)
{
    MapAxes a;
    int pad[4];
    if (!map_axes(c, &a) || !sides_of(c, "cropping", pad))
        return c->in[0];
    for (int i = 0; i < 4; i++)
        pad[i] = -pad[i];
    return build_pad(builder(c), &c->in[0], a, pad, NULL);
}

static View upsample(LayerCall *c)
{
    MapAxes a;
    int by[2];
    const char *mode = keras_text(c->config, "interpolation");
    if (!map_axes(c, &a))
        return c->in[0];
    window_pair(c, "size", 2, by);
    bool linear = mode && !strcmp(mode, "bilinear");
    if (by[0] < 1 || by[1] < 1 || by[0] > 4096 || by[1] > 4096 ||
        (mode && !linear && strcmp(mode, "nearest"))) {
        build_lacks(builder(c), NULL, "interpolation=%.40s: netc has nearest and bilinear",
                    mode ? mode : "nearest");
        return c->in[0];
    }
    return build_upsample(builder(c), &c->in[0], a, by, linear);
}

static View flatten(LayerCall *c)
{
    const char *order = keras_text(c->config, "data_format");
    if (order && !strcmp(order, "channels_first") && c->in[0].rank > 2) {
        build_lacks(builder(c), NULL, "data_format=channels_first of Flatten");
        return c->in[0];
    }
    const int64_t dim[2] = {1, view_count(&c->in[0])};
    return build_reshape(builder(c), &c->in[0], 2, dim);
}

static View reshape(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, "target_shape");
    if (c->function || (!v && json_object_get(c->config, "newshape")))
        return keras_reshape_all(c);
    int64_t dim[VIEW_RANK] = {1}, known = 1, all = view_count(&c->in[0]);
    int n = (int)json_array_size(v), open = -1;
    for (int i = 0; i < n && n < VIEW_RANK; i++) {
        json_int_t d = json_integer_value(json_array_get(v, (size_t)i));
        dim[i + 1] = d;
        if (d == -1)
            open = i + 1;
        else if (d >= 1 && d <= all && known <= all)
            known *= d;
        else
            known = all + 1;
    }
    if (open >= 0)
        dim[open] = all / known;
    if (n >= VIEW_RANK || known > all || (open >= 0 ? all % known != 0 : known != all)) {
        build_misfit(builder(c), NULL, "target_shape does not fit %lld values", (long long)all);
        return c->in[0];
    }
    return build_reshape(builder(c), &c->in[0], n + 1, dim);
}

static View permute(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, "dims");
    int perm[VIEW_RANK] = {0}, rank = c->in[0].rank, seen = 1;
    View y = c->in[0];
    for (int i = 1; i < rank; i++) {
        json_int_t d = json_integer_value(json_array_get(v, (size_t)i - 1));
        perm[i] = d > 0 && d < rank ? (int)d : 0;
        seen |= 1 << perm[i];
    }
    if (seen != (1 << rank) - 1)
        build_misfit(builder(c), NULL, "dims is no permutation of %d axes", rank - 1);
    else
        view_transpose(&c->in[0], perm, &y);
    return y;
}

static View same(LayerCall *c)
{
    c->k->b.m->dropped++;
    return c->in[0];
}

static View dropout(LayerCall *c)
{
    return build_dropout(builder(c), &c->in[0], keras_number(c->config, "rate", 0));
}

/* ---- joining ---- */

static const View **pointers(LayerCall *c)
{
    const View **p = ARENA_ARRAY(c->k->arena, const View *, c->n_in + 1);
    for (int i = 0; i < c->n_in; i++)
        p[i] = &c->in[i];
    return p;
}

/* Numbers of a list, of lists in lists too. */
static void list_numbers(const json_t *v, float *to, int64_t *n, int64_t most)
{
    if (json_is_number(v) && *n < most)
        to[(*n)++] = (float)json_number_value(v);
    for (size_t i = 0; json_is_array(v) && i < json_array_size(v); i++)
        list_numbers(json_array_get(v, i), to, n, most);
}

/* The shape of lists within lists; false: they have different lengths, or no numbers. */
static bool array_shape(const json_t *v, int at, Const *k, bool first)
{
    if (!json_is_array(v)) {
        k->rank = first ? at : k->rank;
        return json_is_number(v) && at == k->rank;
    }
    const int64_t n = (int64_t)json_array_size(v);
    if (first && at < VIEW_RANK)
        k->dim[at] = n;
    bool good = n > 0 && at < VIEW_RANK && k->dim[at] == n;
    for (int64_t i = 0; good && i < n; i++)
        good = array_shape(json_array_get(v, (size_t)i), at + 1, k, first && i == 0);
    return good;
}

/* The one array among the arguments, beside one value, as numbers to the power of `power`, times
 * `by`; NULL: told. */
static const Const *array_of(LayerCall *c, double by, int power)
{
    Const *k = ARENA_NEW(c->k->arena, Const);
    int64_t n = 0;
    *k = (Const){.count = 1};
    bool good = c->list && c->n_in == 1 && array_shape(c->list, 0, k, true);
    for (int i = 0; good && i < k->rank; i++)
        k->count *= k->dim[i];
    float *f = ARENA_ARRAY(c->k->arena, float, good ? k->count : 1);
    if (good)
        list_numbers(c->list, f, &n, k->count);
    for (int64_t i = 0; i < n; i++) {
        good = good && (power > 0 || f[i] != 0);
        f[i] = (float)(by * (power > 0 ? f[i] : 1 / (double)f[i]));
    }
    k->f = f;
    if (!good || n != k->count)
        build_lacks(builder(c), NULL, "netc takes one array of numbers beside one value");
    return good && n == k->count ? k : NULL;
}

static View with_array(LayerCall *c, const View *x, const Const *scale, const Const *shift)
{
    return scale || shift ? build_affine(builder(c), x, scale, shift) : *x;
}

/* x + 3, or 2 * x: with a number, or an array of them, in place of a layer's result. */
static View add(LayerCall *c)
{
    if (c->array)
        return with_array(c, &c->in[0], NULL, array_of(c, 1, 1));
    View y = c->n_in == 1 ? c->in[0] : build_join(builder(c), pointers(c), c->n_in, "add");
    for (int i = 0; i < c->n_numbers; i++)
        y = build_affine_number(builder(c), &y, 1, c->numbers[i]);
    return y;
}

static View multiply(LayerCall *c)
{
    if (c->array)
        return with_array(c, &c->in[0], array_of(c, 1, 1), NULL);
    View y = c->n_in == 1 ? c->in[0] : build_join(builder(c), pointers(c), c->n_in, "mul");
    for (int i = 0; i < c->n_numbers; i++)
        y = build_affine_number(builder(c), &y, c->numbers[i], 0);
    return y;
}

/* x - [1, 2], [1, 2] / x ... */
static View second_array(LayerCall *c, bool sub)
{
    View y = c->in[0];
    if (c->number_first)
        y = sub ? build_affine_number(builder(c), &y, -1, 0)
                : build_with_number(builder(c), &y, "pow", -1);
    const Const *k = c->number_first ? array_of(c, 1, 1)
                     : sub           ? array_of(c, -1, 1)
                                     : array_of(c, 1, -1);
    return sub ? with_array(c, &y, NULL, k) : with_array(c, &y, k, NULL);
}

static View average(LayerCall *c)
{
    View y = build_join(builder(c), pointers(c), c->n_in, "add");
    return build_affine_number(builder(c), &y, 1.0 / c->n_in, 0);
}

/* x - y, x / y, or with a number for one of them. */
static View with_second(LayerCall *c, const char *kind)
{
    if (c->array)
        return second_array(c, !strcmp(kind, "sub"));
    if (c->number_first && !strcmp(kind, "sub") && c->n_in == 1 && c->n_numbers == 1)
        return build_affine_number(builder(c), &c->in[0], -1, c->numbers[0]);
    if (c->number_first && c->n_in == 1 && c->n_numbers == 1) {
        View y = build_with_number(builder(c), &c->in[0], "pow", -1);
        return build_affine_number(builder(c), &y, c->numbers[0], 0);
    }
    if (c->n_in == 1 && c->n_numbers == 1)
        return build_with_number(builder(c), &c->in[0], kind, c->numbers[0]);
    if (c->n_in == 2 && !c->n_numbers)
        return build_join(builder(c), pointers(c), 2, kind);
    build_lacks(builder(c), NULL, "it has %d inputs; expected 2", c->n_in + c->n_numbers);
    return c->in[0];
}

static View subtract(LayerCall *c) { return with_second(c, "sub"); }
static View divide(LayerCall *c) { return with_second(c, "div"); }

/* max(x, k) = max(x - k, 0) + k; min(x, k) = k - max(k - x, 0) */
static View limited_by(LayerCall *c, bool above)
{
    Build *b = builder(c);
    const Const *k = array_of(c, 1, 1), *less = k ? array_of(c, -1, 1) : NULL;
    if (!k)
        return c->in[0];
    View y = above ? c->in[0] : build_affine_number(b, &c->in[0], -1, 0);
    y = build_affine(b, &y, NULL, above ? less : k);
    y = build_unary(b, &y, "relu", NULL);
    y = above ? y : build_affine_number(b, &y, -1, 0);
    return build_affine(b, &y, NULL, k);
}

static View extreme(LayerCall *c)
{
    const char *kind = !strcmp(c->class_name, "Maximum") ? "maximum" : "minimum";
    if (c->array)
        return limited_by(c, kind[1] == 'a');
    View y = c->n_in == 1 ? c->in[0] : build_join(builder(c), pointers(c), c->n_in, kind);
    for (int i = 0; i < c->n_numbers; i++)
        y = build_with_number(builder(c), &y, kind, c->numbers[i]);
    return y;
}

static View group_norm(LayerCall *c)
{
    Variables v;
    const int axis = one_axis(c);
    int groups[2], k = 0;
    bool scale = keras_flag(c->config, "scale", true),
         center = keras_flag(c->config, "center", true);
    keras_pair(c->config, "groups", 32, groups);
    if (axis < 0 || !variables(c, scale + center, &v))
        return c->in[0];
    int64_t channels = c->in[0].dim[axis];
    for (int i = 0; i < v.n; i++)
        if (!has_dims(c, &v.v[i], 1, &channels))
            return c->in[0];
    Norm how = {.eps = keras_number(c->config, "epsilon", 1e-3)};
    how.gamma = scale ? v.v[k++].f : NULL;
    how.beta = center ? v.v[k++].f : NULL;
    return build_groupnorm(builder(c), &c->in[0], axis, groups[0] == -1 ? (int)channels : groups[0],
                           &how);
}

static View rms_norm(LayerCall *c)
{
    Variables v;
    int axis[VIEW_RANK], n = axes(c, axis);
    int64_t count = 1;
    if (n < 1 || !variables(c, 1, &v))
        return c->in[0];
    for (int i = 0; i < n; i++)
        count *= c->in[0].dim[axis[i]];
    if (v.v[0].count != count) {
        build_misfit(builder(c), NULL, "its variable `%s` has another shape", v.v[0].name);
        return c->in[0];
    }
    Norm how = {.eps = keras_number(c->config, "epsilon", 1e-6), .gamma = v.v[0].f};
    return build_rmsnorm(builder(c), &c->in[0], axis, n, &how);
}

static View prelu(LayerCall *c)
{
    Variables v;
    return variables(c, 1, &v) ? build_prelu(builder(c), &c->in[0], &v.v[0]) : c->in[0];
}

static View concat(LayerCall *c)
{
    const int axis = one_axis(c);
    return axis >= 0 ? build_concat(builder(c), pointers(c), c->n_in, axis) : c->in[0];
}

/* ---- numbers ---- */

/* x * scale + offset, one for all or one a channel. */
static View rescaling(LayerCall *c)
{
    static const char *const keys[2] = {"scale", "offset"};
    Const k[2];
    for (int i = 0; i < 2; i++) {
        const json_t *v = json_object_get(c->config, keys[i]);
        if (json_is_object(v))
            v = json_object_get(json_object_get(v, "config"), "value");
        int64_t n = json_is_array(v) ? (int64_t)json_array_size(v) : 1;
        float *f = ARENA_ARRAY(c->k->arena, float, n + 1);
        for (int64_t j = 0; j < n; j++) {
            const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)j) : v;
            f[j] = json_is_number(x) ? (float)json_number_value(x) : i == 0 ? 1 : 0;
        }
        k[i] = (Const){.rank = 1, .dim = {n}, .count = n, .f = f};
    }
    return build_affine(builder(c), &c->in[0], &k[0], &k[1]);
}

/* Variables mean, variance and a count, or both in the configuration; false: told. */
static bool statistics(LayerCall *c, Const out[2])
{
    static const char *const keys[2] = {"mean", "variance"};
    Variables v;
    Err err = {""};
    v.n = keras_variables(&c->k->file, &c->at, v.v, VARIABLES_MOST, &err);
    for (int i = 0; i < 2 && v.n >= 2; i++)
        out[i] = v.v[i];
    for (int i = 0; i < 2 && v.n < 2; i++) {
        int64_t most = view_count(&c->in[0]), n = 0;
        float *f = ARENA_ARRAY(c->k->arena, float, most + 1);
        list_numbers(json_object_get(c->config, keys[i]), f, &n, most);
        out[i] = (Const){.rank = 1, .dim = {n}, .count = n, .f = f};
    }
    if (out[0].count > 0 && out[0].count == out[1].count)
        return true;
    build_lacks(builder(c), NULL, "the file has no mean and variance for it");
    return false;
}

/* The shape of numbers along the axes of the configuration, for one that is broadcast; false: told.
 */
static bool along_axes(LayerCall *c, Const *k)
{
    const json_t *v = json_object_get(c->config, "axis");
    int axis[VIEW_RANK],
        n = json_is_null(v) || (json_is_array(v) && !json_array_size(v)) ? 0 : axes(c, axis);
    int64_t count = 1;
    Const shape = {.rank = c->in[0].rank};
    for (int i = 0; i < shape.rank; i++)
        shape.dim[i] = 1;
    for (int i = 0; i < n; i++)
        count *= shape.dim[axis[i]] = c->in[0].dim[axis[i]];
    if (k->count != 1 && k->count != count) {
        build_misfit(builder(c), NULL, "its mean has %lld numbers, along axes of %lld",
                     (long long)k->count, (long long)count);
        return false;
    }
    for (int i = 0; k->count == 1 && i < shape.rank; i++)
        shape.dim[i] = 1;
    k->rank = shape.rank;
    memcpy(k->dim, shape.dim, sizeof k->dim);
    return true;
}

/* (x - mean) / sqrt(variance) */
static View normalization(LayerCall *c)
{
    Const v[2];
    if (keras_flag(c->config, "invert", false)) {
        build_lacks(builder(c), NULL, "invert=True");
        return c->in[0];
    }
    if (!statistics(c, v))
        return c->in[0];
    int64_t n = v[0].count;
    if (!along_axes(c, &v[0]))
        return c->in[0];
    float *scale = ARENA_ARRAY(c->k->arena, float, n + 1),
          *shift = ARENA_ARRAY(c->k->arena, float, n + 1);
    for (int64_t i = 0; i < n; i++) {
        double deviation = fmax(sqrt((double)v[1].f[i]), 1e-7);
        scale[i] = (float)(1 / deviation);
        shift[i] = (float)(-(double)v[0].f[i] / deviation);
    }
    Const a = v[0], b = v[0];
    a.f = scale;
    b.f = shift;
    a.name = b.name = NULL; /* they do not train */
    return build_affine(builder(c), &c->in[0], &a, &b);
}

/* ConvNeXt's: a factor for each channel. */
static View layer_scale(LayerCall *c)
{
    Variables v;
    return variables(c, 1, &v) ? build_affine(builder(c), &c->in[0], &v.v[0], NULL) : c->in[0];
}

/* Inception-ResNet's: x + scale * y. */
static View scaled_sum(LayerCall *c)
{
    if (c->n_in != 2) {
        build_lacks(builder(c), NULL, "it has %d inputs; expected 2", c->n_in);
        return c->in[0];
    }
    View y = build_affine_number(builder(c), &c->in[1], keras_number(c->config, "scale", 1), 0);
    const View *both[2] = {&c->in[0], &y};
    return build_join(builder(c), both, 2, "add");
}

/* ---- activations ---- */

static const struct {
    const char *word, *kind, *args;
} activations[] = {
    {"relu", "relu", NULL},
    {"sigmoid", "sigmoid", NULL},
    {"tanh", "tanh", NULL},
    {"softmax", "softmax", NULL},
    {"elu", "elu", NULL},
    {"gelu", "gelu", NULL},
    {"swish", "silu", NULL},
    {"silu", "silu", NULL},
    {"hard_swish", "hardswish", NULL},
    {"hard_silu", "hardswish", NULL},
    {"relu6", "relu", "max=6"},
    {"hard_tanh", "clip", "min=-1 max=1"},
    {"leaky_relu", "leaky", "0.2"},
    {"mish", "mish", NULL},
    {"softplus", "softplus", NULL},
    {"exponential", "exp", NULL},
    {"selu", "selu", NULL},
    {"softsign", "softsign", NULL},
    {"celu", "celu", NULL},
    {"exp", "exp", NULL},
    {"log", "log", NULL},
    {"sqrt", "sqrt", NULL},
    {"abs", "abs", NULL},
    {"absolute", "abs", NULL},
};

/* x + sqrt(x * x + 4), halved */
static View square_plus(LayerCall *c, const View *x)
{
    View y = build_with_number(builder(c), x, "pow", 2);
    y = build_affine_number(builder(c), &y, 1, 4);
    y = build_unary(builder(c), &y, "sqrt", NULL);
    y = build_join(builder(c), (const View *[]){x, &y}, 2, "add");
    return build_affine_number(builder(c), &y, 0.5, 0);
}

/* Activations that are several layers; false: it is none of them. */
static bool composed(LayerCall *c, const View *x, const char *word, View *out)
{
    View y = *x, z = *x;
    if (!strcmp(word, "log_sigmoid")) { /* -softplus(-x) */
        y = build_affine_number(builder(c), x, -1, 0);
        y = build_unary(builder(c), &y, "softplus", NULL);
        *out = build_affine_number(builder(c), &y, -1, 0);
    } else if (!strcmp(word, "tanh_shrink")) {
        y = build_unary(builder(c), x, "tanh", NULL);
        *out = build_join(builder(c), (const View *[]){x, &y}, 2, "sub");
    } else if (!strcmp(word, "soft_shrink")) { /* x less what lies within the threshold */
        double t = strcmp(c->class_name, "SoftShrink") ? 0.5
                                                       : keras_number(c->config, "threshold", 0.5);
        z = build_clip(builder(c), x, -t, t);
        *out = build_join(builder(c), (const View *[]){x, &z}, 2, "sub");
    } else if (!strcmp(word, "squareplus")) {
        *out = square_plus(c, x);
    } else {
        return false;
    }
    return true;
}

static View activation(LayerCall *c, const View *x, const char *word)
{
    View several;
    if (composed(c, x, word, &several))
        return several;
    if (!strcmp(word, "linear"))
        return *x;
    if (!strcmp(word, "softmax") || !strcmp(word, "log_softmax"))
        return build_softmax(builder(c), x, word, &(int){x->rank - 1}, 1);
    if (!strcmp(word, "hard_sigmoid"))
        return build_unary(builder(c), x, "hardsigmoid",
                           c->k->file.version < 3 ? "slope=0.2" : NULL);
    for (size_t i = 0; i < sizeof activations / sizeof *activations; i++)
        if (!strcmp(word, activations[i].word) && layer_find(activations[i].kind))
            return build_unary(builder(c), x, activations[i].kind, activations[i].args);
    build_lacks(builder(c), NULL, "netc has no layer for the activation `%.60s`", word);
    return *x;
}

/* The attribute: a name, a function by its name, or a layer of its own. */
View keras_activated(LayerCall *c, View x)
{
    const json_t *v = json_object_get(c->config, "activation");
    const char *name = json_string_value(v), *class = keras_text(v, "class_name");
    if (!name && json_is_object(v))
        name = keras_text(v, "config");
    if (!v || json_is_null(v))
        return x;
    if (name)
        return activation(c, &x, keras_snake(c->k->arena, name));
    if (class && json_is_object(json_object_get(v, "config"))) {
        LayerCall inner = {.k = c->k,
                           .layer = v,
                           .config = json_object_get(v, "config"),
                           .class_name = class,
                           .at = c->at,
                           .in = &x,
                           .n_in = 1};
        return keras_layer(&inner);
    }
    build_lacks(builder(c), NULL, "its activation is neither a name nor a layer");
    return x;
}

static View activation_layer(LayerCall *c) { return keras_activated(c, c->in[0]); }

/* A layer with one argument, which is written where it is not the layer's own. */
static View with_argument(LayerCall *c, const char *kind, const char *name, double value,
                          double own)
{
    if (!build_takes(builder(c), kind, name, value))
        return c->in[0];
    return build_unary(builder(c), &c->in[0], kind,
                       (float)value == (float)own ? NULL : build_number(builder(c), value));
}

static View relu(LayerCall *c)
{
    const View *x = &c->in[0];
    double most = keras_number(c->config, "max_value", 0),
           slope = keras_number(c->config, "negative_slope", 0);
    if (keras_number(c->config, "threshold", 0) != 0 || most < 0) {
        build_lacks(builder(c), NULL, "ReLU with a threshold, or with a limit below 0");
        return *x;
    }
    if (slope != 0) {
        View y = with_argument(c, "leaky", "slope", slope, 0.3);
        return most > 0 ? build_with_number(builder(c), &y, "minimum", most) : y;
    }
    return build_unary(
        builder(c), x, "relu",
        most > 0 ? arena_printf(c->k->arena, "max=%s", build_number(builder(c), most)) : NULL);
}

static View leaky(LayerCall *c)
{
    double own = strcmp(c->class_name, "LeakyRelu") ? 0.3 : 0.2, /* of the function */
        slope = keras_number(c->config, "negative_slope", keras_number(c->config, "alpha", own));
    return with_argument(c, "leaky", "slope", slope, 0.3);
}

static View elu(LayerCall *c)
{
    return with_argument(c, "elu", "alpha", keras_number(c->config, "alpha", 1), 1);
}

static View celu(LayerCall *c)
{
    return with_argument(c, "celu", "alpha", keras_number(c->config, "alpha", 1), 1);
}

/* LogSoftmax, too. */
static View softmax(LayerCall *c)
{
    const char *kind = strcmp(c->class_name, "LogSoftmax") ? "softmax" : "log_softmax";
    int axis[VIEW_RANK], n = axes(c, axis);
    return n > 0 ? build_softmax(builder(c), &c->in[0], kind, axis, n) : c->in[0];
}

/* An operator that is called as a layer: relu, sigmoid ... */
static View operation(LayerCall *c)
{
    if (!strcmp(c->class_name, "Gelu")) /* ops.gelu; the activation of that name is exact */
        return build_unary(builder(c), &c->in[0], "gelu",
                           keras_flag(c->config, "approximate", !c->function) ? "approximate"
                                                                              : NULL);
    return activation(c, &c->in[0], keras_snake(c->k->arena, c->class_name));
}

static const KerasClass classes[] = {
    {"Absolute", operation},
    {"Activation", activation_layer},
    {"ActivityRegularization", same},
    {"Add", add},
    {"AlphaDropout", same},
    {"Average", average},
    {"AveragePool", pool},
    {"AveragePooling1D", pool},
    {"AveragePooling2D", pool},
    {"BatchNormalization", batchnorm},
    {"BatchNormalizationV1", batchnorm},
    {"Celu", celu},
    {"Concatenate", concat},
    {"Conv1D", conv},
    {"Conv1DTranspose", conv_transpose},
    {"Conv2D", conv},
    {"Conv2DTranspose", conv_transpose},
    {"Convolution1D", conv},
    {"Convolution2D", conv},
    {"Cropping1D", cropping},
    {"Cropping2D", cropping},
    {"CustomScaleLayer", scaled_sum},
    {"Dense", dense},
    {"DepthwiseConv1D", depthwise},
    {"DepthwiseConv2D", depthwise},
    {"Divide", divide},
    {"Dropout", dropout},
    {"ELU", elu},
    {"Elu", elu},
    {"Exp", operation},
    {"Flatten", flatten},
    {"GaussianDropout", same},
    {"GaussianNoise", same},
    {"Gelu", operation},
    {"AdaptiveAveragePooling1D", adaptive_pool},
    {"AdaptiveAveragePooling2D", adaptive_pool},
    {"AdaptiveMaxPooling1D", adaptive_pool},
    {"AdaptiveMaxPooling2D", adaptive_pool},
    {"GlobalAveragePooling1D", global_pool},
    {"GlobalAveragePooling2D", global_pool},
    {"GlobalMaxPooling1D", global_pool},
    {"GlobalMaxPooling2D", global_pool},
    {"GroupNormalization", group_norm},
    {"HardSigmoid", operation},
    {"HardSilu", operation},
    {"HardTanh", operation},
    {"Identity", same},
    {"LayerNormalization", layernorm},
    {"LayerScale", layer_scale},
    {"LeakyReLU", leaky},
    {"LeakyRelu", leaky},
    {"Log", operation},
    {"LogSigmoid", operation},
    {"LogSoftmax", softmax},
    {"MaxPool", pool},
    {"MaxPooling1D", pool},
    {"MaxPooling2D", pool},
    {"Maximum", extreme},
    {"Minimum", extreme},
    {"Mish", operation},
    {"Multiply", multiply},
    {"Normalization", normalization},
    {"PReLU", prelu},
    {"Permute", permute},
    {"RMSNormalization", rms_norm},
    {"RandomBrightness", same},
    {"RandomColorDegeneration", same},
    {"RandomColorJitter", same},
    {"RandomContrast", same},
    {"RandomErasing", same},
    {"RandomFlip", same},
    {"RandomGaussianBlur", same},
    {"RandomGrayscale", same},
    {"RandomHue", same},
    {"RandomInvert", same},
    {"RandomPerspective", same},
    {"RandomPosterization", same},
    {"RandomRotation", same},
    {"RandomSaturation", same},
    {"RandomSharpness", same},
    {"RandomShear", same},
    {"RandomTranslation", same},
    {"RandomZoom", same},
    {"ReLU", relu},
    {"Relu", operation},
    {"Relu6", operation},
    {"Rescaling", rescaling},
    {"Reshape", reshape},
    {"Selu", operation},
    {"SeparableConv1D", separable},
    {"SeparableConv2D", separable},
    {"Sigmoid", operation},
    {"Silu", operation},
    {"SoftShrink", operation},
    {"Softmax", softmax},
    {"Softplus", operation},
    {"Softsign", operation},
    {"SpatialDropout1D", same},
    {"SpatialDropout2D", same},
    {"Sqrt", operation},
    {"Squareplus", operation},
    {"Subtract", subtract},
    {"SyncBatchNormalization", batchnorm},
    {"Tanh", operation},
    {"TanhShrink", operation},
    {"TrueDivide", divide},
    {"UpSampling1D", upsample},
    {"UpSampling2D", upsample},
    {"ZeroPadding1D", zero_pad},
    {"ZeroPadding2D", zero_pad},
    {NULL, NULL},
};

/* ---- the configuration's types ---- */

typedef enum ConfigType { A_FLAG, A_NUMBER, A_COUNT, A_PAIR, A_TEXT, AN_AXIS } ConfigType;

/* What a configuration may hold; elsewhere a key of another type would count as not there. */
static const struct {
    const char *key;
    ConfigType type;
    bool null;      /* null says that it is not there */
    const char *of; /* only in classes with this in their names; NULL: all */
} config_types[] = {
    {"use_bias", A_FLAG, false, NULL},
    {"scale", A_FLAG, false, "Normalization"},
    {"center", A_FLAG, false, NULL},
    {"keepdims", A_FLAG, false, NULL},
    {"invert", A_FLAG, false, NULL},
    {"units", A_COUNT, false, NULL},
    {"filters", A_COUNT, false, NULL},
    {"groups", A_COUNT, false, NULL},
    {"depth_multiplier", A_COUNT, false, NULL},
    {"epsilon", A_NUMBER, true, NULL},
    {"momentum", A_NUMBER, false, NULL},
    {"rate", A_NUMBER, false, NULL},
    {"negative_slope", A_NUMBER, true, NULL},
    {"max_value", A_NUMBER, true, NULL},
    {"threshold", A_NUMBER, true, NULL},
    {"alpha", A_NUMBER, false, "LU"},
    {"kernel_size", A_PAIR, false, NULL},
    {"strides", A_PAIR, true, "Pool"},
    {"strides", A_PAIR, false, "Conv"},
    {"pool_size", A_PAIR, false, NULL},
    {"dilation_rate", A_PAIR, false, NULL},
    {"data_format", A_TEXT, true, NULL},
    {"padding", A_TEXT, false, "Conv"},
    {"padding", A_TEXT, false, "Pooling"},
    {"interpolation", A_TEXT, false, NULL},
    {"axis", AN_AXIS, true, NULL},
};

static bool integers(const json_t *v, size_t most)
{
    size_t n = json_array_size(v);
    for (size_t i = 0; i < n; i++)
        if (!json_is_integer(json_array_get(v, i)))
            return false;
    return json_is_integer(v) || (n > 0 && n <= most);
}

static bool has_type(const json_t *v, ConfigType type)
{
    switch (type) {
    case A_FLAG:
        return json_is_boolean(v) || (json_is_integer(v) && (json_integer_value(v) | 1) == 1);
    case A_NUMBER: return json_is_number(v);
    case A_COUNT: return json_is_integer(v) || integers(v, 1);
    case A_PAIR: return integers(v, 2);
    case A_TEXT: return json_is_string(v);
    default: return integers(v, VIEW_RANK) || (json_is_array(v) && !json_array_size(v));
    }
}

static bool config_good(LayerCall *c)
{
    bool good = json_is_object(c->config);
    if (!good)
        build_lacks(builder(c), NULL, "it has no configuration");
    for (size_t i = 0; good && i < sizeof config_types / sizeof *config_types; i++) {
        const json_t *v = json_object_get(c->config, config_types[i].key);
        if (!v || (json_is_null(v) && config_types[i].null) || has_type(v, config_types[i].type) ||
            (config_types[i].of && !strstr(c->class_name, config_types[i].of)))
            continue;
        build_lacks(builder(c), NULL, "its %s is not of the type that Keras writes",
                    config_types[i].key);
        good = false;
    }
    return good;
}

static const KerasClass *find_class(const KerasClass *table, const char *name)
{
    while (table->name && strcmp(table->name, name))
        table++;
    return table->name ? table : NULL;
}

View keras_layer(LayerCall *c)
{
    for (int i = 0; i < c->n_in; i++)
        if (c->in[i].step < 0)
            return view_unknown();
    const KerasClass *class = find_class(classes, c->class_name);
    if (!class)
        class = find_class(keras_operations, c->class_name);
    if (!class)
        class = find_class(keras_tensors, c->class_name);
    if (class)
        return config_good(c) ? class->read(c) : c->in[0];
    build_lacks(builder(c), NULL, "netc has no layer for this class");
    return c->in[0];
}
