/* Keras' layers and operators that arrange a tensor anew, repeat it, resize it or scale it by its
 * own length, and layers around a layer: a function each, as in keras_layers.c. */
#include "models/keras_graph.h"
#include "base/foreign.h"
#include <math.h>
#include <string.h>

static Build *builder(LayerCall *c) { return keras_builder(c); }

/* ---- axes ---- */

static View reshape_to(LayerCall *c, const json_t *list)
{
    const View *x = &c->in[0];
    int64_t dim[VIEW_RANK], known = 1, all = view_count(x);
    int n = (int)json_array_size(list), open = -1;
    bool good = n >= 1 && n <= VIEW_RANK;
    for (int i = 0; good && i < n; i++) {
        json_int_t d = json_integer_value(json_array_get(list, (size_t)i));
        dim[i] = d;
        if (i == 0) /* the samples */
            dim[i] = 1, good = d == -1 || d == 1;
        else if (d == -1 && open < 0)
            open = i;
        else if (d >= 1 && d <= all && known <= all)
            known *= d;
        else
            good = false;
    }
    good = good && (open >= 0 ? known <= all && all % known == 0 : known == all);
    if (!good) {
        build_misfit(builder(c), NULL, "its shape does not fit %lld values of each sample",
                     (long long)all);
        return *x;
    }
    if (open >= 0)
        dim[open] = all / known;
    return build_reshape(builder(c), x, n, dim);
}

View keras_reshape_all(LayerCall *c)
{
    return reshape_to(c, json_object_get(c->config, c->function ? "shape" : "newshape"));
}

static View expand_dims(LayerCall *c)
{
    View y = c->in[0];
    int axis[VIEW_RANK], n = keras_axes(c, "axis", y.rank + 1, axis);
    for (int i = 0; i < n; i++)
        if (!view_insert(&y, axis[i])) {
            build_misfit(builder(c), NULL, "it has too many axes");
            return c->in[0];
        }
    return y;
}

static View squeeze(LayerCall *c)
{
    View y = c->in[0];
    bool gone[VIEW_RANK] = {false}, all = json_is_null(json_object_get(c->config, "axis"));
    int axis[VIEW_RANK], n = all ? 0 : keras_axes(c, "axis", y.rank, axis);
    for (int i = 0; i < n; i++)
        gone[axis[i]] = true;
    for (int i = y.rank - 1; i >= 0; i--) {
        if (!(all ? i > 0 && y.dim[i] == 1 : gone[i]))
            continue;
        if (y.dim[i] != 1 || i == y.batch) {
            build_misfit(builder(c), NULL, "axis %d is not of length 1", i);
            return c->in[0];
        }
        view_remove(&y, i);
    }
    return y;
}

static View swapaxes(LayerCall *c)
{
    int a[VIEW_RANK], b[VIEW_RANK], perm[VIEW_RANK];
    View y = c->in[0];
    if (keras_axes(c, "axis1", y.rank, a) != 1 || keras_axes(c, "axis2", y.rank, b) != 1)
        return y;
    for (int i = 0; i < y.rank; i++)
        perm[i] = i == a[0] ? b[0] : i == b[0] ? a[0] : i;
    view_transpose(&c->in[0], perm, &y);
    return y;
}

static View moveaxis(LayerCall *c)
{
    int from[VIEW_RANK], to[VIEW_RANK], perm[VIEW_RANK], k = 0;
    bool taken[VIEW_RANK] = {false};
    View y = c->in[0];
    int n = keras_axes(c, "source", y.rank, from);
    if (n < 0 || keras_axes(c, "destination", y.rank, to) != n)
        return y;
    for (int i = 0; i < y.rank; i++)
        perm[i] = -1;
    for (int i = 0; i < n; i++)
        perm[to[i]] = from[i], taken[from[i]] = true;
    for (int i = 0; i < y.rank; i++) {
        while (perm[i] < 0 && k < y.rank && taken[k])
            k++;
        if (perm[i] < 0)
            perm[i] = k++;
    }
    view_transpose(&c->in[0], perm, &y);
    return y;
}

/* ---- parts ---- */

enum { PARTS_MOST = 4096 };

/* The parts between these places along an axis; without_axis: of length 1, without it. */
static View parts(LayerCall *c, int axis, const int64_t *at, int n, bool without_axis)
{
    View first = c->in[0];
    for (int i = 0; i < n; i++) {
        View y = build_slice(builder(c), &c->in[0], axis, at[i], at[i + 1] - at[i], 1);
        if (without_axis && y.step >= 0 && y.dim[axis] == 1)
            view_remove(&y, axis);
        if (i == 0)
            first = y;
        else
            ARENA_PUSH(c->k->arena, c->more.view, c->more.n, c->more.cap, y);
    }
    return first;
}

static View split(LayerCall *c)
{
    const json_t *v = json_object_get(c->config,
                                      c->function ? "num_or_size_splits" : "indices_or_sections");
    int64_t at[PARTS_MOST + 2] = {0}, side;
    int axis[VIEW_RANK], n = 1;
    if (keras_axes(c, "axis", c->in[0].rank, axis) != 1)
        return c->in[0];
    side = c->in[0].dim[axis[0]];
    if (json_is_integer(v)) {
        json_int_t of = json_integer_value(v);
        if (of < 1 || of > PARTS_MOST || side % of) {
            build_misfit(builder(c), NULL, "it does not cut an axis of %lld into parts alike",
                         (long long)side);
            return c->in[0];
        }
        for (n = 0; n <= of; n++)
            at[n] = side / of * n;
        return parts(c, axis[0], at, (int)of, false);
    }
    for (size_t i = 0; i < json_array_size(v) && n < PARTS_MOST; i++) {
        json_int_t x = json_integer_value(json_array_get(v, i));
        at[n] = c->function ? at[n - 1] + x : x < 0 ? x + side : x;
        n++;
    }
    at[n] = side;
    return parts(c, axis[0], at, c->function ? n - 1 : n, false);
}

static View unstack(LayerCall *c)
{
    int axis[VIEW_RANK];
    int64_t at[PARTS_MOST + 1];
    if (keras_axes(c, "axis", c->in[0].rank, axis) != 1)
        return c->in[0];
    int64_t side = c->in[0].dim[axis[0]];
    if (side > PARTS_MOST || axis[0] == c->in[0].batch) {
        build_lacks(builder(c), NULL, "it takes an axis apart that is too long, or the samples'");
        return c->in[0];
    }
    for (int64_t i = 0; i <= side; i++)
        at[i] = i;
    return parts(c, axis[0], at, (int)side, true);
}

static View stack(LayerCall *c)
{
    View *v = ARENA_ARRAY(c->k->arena, View, c->n_in + 1);
    const View **p = ARENA_ARRAY(c->k->arena, const View *, c->n_in + 1);
    int axis[VIEW_RANK];
    if (keras_axes(c, "axis", c->in[0].rank + 1, axis) != 1)
        return c->in[0];
    for (int i = 0; i < c->n_in; i++) {
        v[i] = c->in[i];
        p[i] = &v[i];
        if (!view_insert(&v[i], axis[0]))
            build_misfit(builder(c), NULL, "it has too many axes");
    }
    return build_concat(builder(c), p, c->n_in, axis[0]);
}

static View flip(LayerCall *c)
{
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    View y = c->in[0];
    for (int i = 0; i < n; i++)
        y = build_slice(builder(c), &y, axis[i], y.dim[axis[i]] - 1, y.dim[axis[i]], -1);
    return y;
}

/* What leaves at the end comes in at the beginning. */
static View roll(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, "shift");
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    View y = c->in[0];
    for (int i = 0; i < n; i++) {
        const json_t *s = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        int64_t side = y.dim[axis[i]], by = json_is_integer(s) ? json_integer_value(s) % side : 0;
        by += by < 0 ? side : 0;
        if (by == 0 || axis[i] == y.batch)
            continue;
        View end = build_slice(builder(c), &y, axis[i], side - by, by, 1),
             begin = build_slice(builder(c), &y, axis[i], 0, side - by, 1);
        y = build_concat(builder(c), (const View *[]){&end, &begin}, 2, axis[i]);
    }
    return y;
}

/* "CONSTANT" of TensorFlow is "constant" of Keras. */
static const char *lower_case(Arena *a, const char *s)
{
    char *to = arena_strdup(a, s);
    for (char *p = to; *p; p++)
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
    return to;
}

static View pad(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, c->function ? "paddings" : "pad_width"),
                 *fill = json_object_get(c->function ? c->config
                                                     : json_object_get(c->call, "kwargs"),
                                         "constant_values");
    const char *mode = keras_text(c->config, "mode"), *args = NULL;
    mode = mode ? lower_case(c->k->arena, mode) : NULL;
    int64_t by[2][VIEW_RANK] = {{0}};
    int rank = c->in[0].rank, n = (int)json_array_size(v);
    for (int i = 0; i < n && i < rank; i++)
        for (int end = 0; end < 2; end++)
            by[end][i] = json_integer_value(
                json_array_get(json_array_get(v, (size_t)i), (size_t)end));
    if (n != rank) {
        build_misfit(builder(c), NULL, "pad_width has %d pairs for %d axes", n, rank);
        return c->in[0];
    }
    if (mode && (!strcmp(mode, "reflect") || !strcmp(mode, "symmetric")))
        args = !strcmp(mode, "reflect") ? "mode=reflect" : "mode=symmetric";
    else if (mode && strcmp(mode, "constant"))
        build_lacks(builder(c), NULL, "mode=%.40s is not known", foreign_shown(c->k->arena, mode));
    else if (json_is_number(fill) && json_number_value(fill) != 0)
        args = arena_printf(c->k->arena, "value=%s",
                            build_number(builder(c), json_number_value(fill)));
    else if (fill && !json_is_null(fill) && !json_is_number(fill))
        build_lacks(builder(c), NULL, "constant_values is no number");
    return build_pad_axes(builder(c), &c->in[0], by, args);
}

/* ---- repetition ---- */

/* Every element of an axis `n` times (each), or the axis `n` times over. */
static View repeated(LayerCall *c, const View *x, int axis, int64_t n, bool each)
{
    View y = *x;
    int64_t dim[VIEW_RANK];
    if (n == 1)
        return y;
    if (n < 1 || axis == y.batch || !view_insert(&y, axis + each)) {
        build_lacks(builder(c), NULL, "it repeats samples, or an axis %lld times", (long long)n);
        return *x;
    }
    y = build_repeat(builder(c), &y, axis + each, n);
    for (int i = 0; i < x->rank; i++)
        dim[i] = x->dim[i] * (i == axis ? n : 1);
    return build_reshape(builder(c), &y, x->rank, dim);
}

static View repeat_vector(LayerCall *c)
{
    const json_t *n = json_object_get(c->config, "n");
    View y = c->in[0];
    if (y.rank != 2 || !json_is_integer(n) || json_integer_value(n) < 1 || !view_insert(&y, 1)) {
        build_misfit(builder(c), NULL, "it repeats no vector, or not a whole number of times");
        return c->in[0];
    }
    return build_repeat(builder(c), &y, 1, json_integer_value(n));
}

static View repeat(LayerCall *c)
{
    const json_t *n = json_object_get(c->config, "repeats");
    int axis[VIEW_RANK];
    if (json_array_size(n) == 1)
        n = json_array_get(n, 0);
    if (keras_axes(c, "axis", c->in[0].rank, axis) != 1)
        return c->in[0];
    if (!json_is_integer(n)) {
        build_lacks(builder(c), NULL, "each element has a number of repetitions of its own");
        return c->in[0];
    }
    return repeated(c, &c->in[0], axis[0], json_integer_value(n), true);
}

static View tile(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, c->function ? "multiples" : "repeats");
    int n = json_is_array(v) ? (int)json_array_size(v) : 1, rank = c->in[0].rank;
    View y = c->in[0];
    for (int i = 0; i < n && n <= rank; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        y = repeated(c, &y, rank - n + i, json_is_integer(x) ? json_integer_value(x) : 0, false);
    }
    if (n > rank)
        build_misfit(builder(c), NULL, "it names more axes than there are");
    return y;
}

/* ---- maps ---- */

static bool of_map(LayerCall *c, MapAxes *a)
{
    const char *s = keras_text(c->config, "data_format");
    bool first = s && !strcmp(s, "channels_first");
    *a = first ? (MapAxes){2, 3, 1} : (MapAxes){1, 2, 3};
    if (c->in[0].rank != 4)
        build_misfit(builder(c), NULL, "its input has %d axes", c->in[0].rank);
    return c->in[0].rank == 4;
}

/* Two lengths that the configuration states; false: told. */
static bool lengths(LayerCall *c, int size[2])
{
    static const char *const keys[2] = {"height", "width"};
    const json_t *pair = json_object_get(c->config, "size");
    for (int i = 0; i < 2; i++) {
        const json_t *v = pair ? json_array_get(pair, (size_t)i)
                               : json_object_get(c->config, keys[i]);
        json_int_t n = json_is_integer(v) ? json_integer_value(v) : 0;
        if (n < 1 || n > 65536) {
            build_lacks(builder(c), NULL, "height and width are no lengths");
            return false;
        }
        size[i] = (int)n;
    }
    return true;
}

static View resizing(LayerCall *c)
{
    static const char *const changed[] = {"antialias", "crop_to_aspect_ratio",
                                          "pad_to_aspect_ratio"};
    const char *mode = keras_text(c->config, c->function ? "method" : "interpolation");
    MapAxes a;
    int size[2];
    if (!of_map(c, &a) || !lengths(c, size))
        return c->in[0];
    for (int i = 0; i < 3; i++)
        if (keras_flag(c->config, changed[i], false)) {
            build_lacks(builder(c), NULL, "%s=True", changed[i]);
            return c->in[0];
        }
    if (mode && strcmp(mode, "bilinear") && strcmp(mode, "nearest")) {
        build_lacks(builder(c), NULL, "interpolation=%.40s: netc has nearest and bilinear",
                    foreign_shown(c->k->arena, mode));
        return c->in[0];
    }
    if (c->in[0].dim[a.h] == size[0] && c->in[0].dim[a.w] == size[1])
        return c->in[0];
    return build_resize(builder(c), &c->in[0], a, size,
                        mode && !strcmp(mode, "nearest") ? "" : " mode=bilinear");
}

static View center_crop(LayerCall *c)
{
    MapAxes a;
    int size[2], pad[4];
    if (!of_map(c, &a) || !lengths(c, size))
        return c->in[0];
    int64_t more[2] = {c->in[0].dim[a.h] - size[0], c->in[0].dim[a.w] - size[1]};
    if (more[0] < 0 || more[1] < 0) {
        build_lacks(builder(c), NULL, "its input is smaller than %dx%d and would be resized",
                    size[0], size[1]);
        return c->in[0];
    }
    for (int i = 0; i < 2; i++) {
        pad[2 * i] = -(int)(more[i] / 2);
        pad[2 * i + 1] = -(int)(more[i] - more[i] / 2);
    }
    return build_pad(builder(c), &c->in[0], a, pad, NULL);
}

/* ---- length and variance ---- */

/* x over its length along axes, which counts as `least` where it is less. */
static View unit(LayerCall *c, const View *x, const int *axis, int n, double least)
{
    View y = build_with_number(builder(c), x, "pow", 2);
    y = build_reduce(builder(c), &y, "sum", axis, n, true);
    y = build_with_number(builder(c), &y, "maximum", least * least);
    y = build_with_number(builder(c), &y, "pow", -0.5);
    return build_join(builder(c), (const View *[]){x, &y}, 2, "mul");
}

/* The least square that a float has apart from 0 is about 1e-38. */
static View unit_normalization(LayerCall *c)
{
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    return n > 0 ? unit(c, &c->in[0], axis, n, 1e-12) : c->in[0];
}

static View normalize(LayerCall *c)
{
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    const json_t *order = json_object_get(c->config, "order");
    if (json_is_integer(order) && json_integer_value(order) != 2) {
        build_lacks(builder(c), NULL, "order=%lld: netc has the square root of a sum of squares",
                    (long long)json_integer_value(order));
        return c->in[0];
    }
    const json_t *eps = json_object_get(c->config, "epsilon");
    double least = json_is_number(eps) ? json_number_value(eps) : c->function ? 1e-12 : 1e-7;
    if (c->function) /* of the square there */
        least = sqrt(least);
    return n > 0 ? unit(c, &c->in[0], axis, n, least) : c->in[0];
}

/* Keras 2: blocks of pixels among the channels, a pixel's place in its block the slowest. */
static View blocks(LayerCall *c)
{
    const json_t *n = json_object_get(c->config, "block_size");
    bool to_space = !strcmp(c->class_name, "DepthToSpace");
    json_int_t size = json_is_integer(n) ? json_integer_value(n) : 0;
    MapAxes a;
    if (!of_map(c, &a))
        return c->in[0];
    if (size < 1 || size > 4096) {
        build_lacks(builder(c), NULL, "block_size is no length of a block");
        return c->in[0];
    }
    return build_blocks(builder(c), &c->in[0], a, to_space ? "depth_to_space" : "space_to_depth",
                        (int)size, false);
}

/* Mean square of what is left without the mean; Std: its root. */
static View variance(LayerCall *c)
{
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    if (n <= 0)
        return c->in[0];
    View y = build_reduce(builder(c), &c->in[0], "mean", axis, n, true);
    y = build_join(builder(c), (const View *[]){&c->in[0], &y}, 2, "sub");
    y = build_with_number(builder(c), &y, "pow", 2);
    y = build_reduce(builder(c), &y, "mean", axis, n, keras_flag(c->config, "keepdims", false));
    return strcmp(c->class_name, "Std") ? y : build_unary(builder(c), &y, "sqrt", NULL);
}

/* log(1 + x), exp(x) - 1 */
static View log_1p(LayerCall *c)
{
    View y = build_affine_number(builder(c), &c->in[0], 1, 1);
    return build_unary(builder(c), &y, "log", NULL);
}

static View exp_m1(LayerCall *c)
{
    View y = build_unary(builder(c), &c->in[0], "exp", NULL);
    return build_affine_number(builder(c), &y, 1, -1);
}

/* ---- products ---- */

/* Of two vectors, one number; normalize: of their directions. */
static View dot(LayerCall *c)
{
    const json_t *v = json_object_get(c->config, "axes");
    bool good = c->n_in == 2;
    for (int i = 0; good && i < 2; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        good = c->in[i].rank == 2 && json_is_integer(x) &&
               (json_integer_value(x) == 1 || json_integer_value(x) == -1);
    }
    if (!good) {
        build_lacks(builder(c), NULL,
                    "netc has the product of two values only as that of two "
                    "vectors along their one axis");
        return c->in[0];
    }
    const int axis = 1;
    View a = c->in[0], b = c->in[1];
    if (keras_flag(c->config, "normalize", false)) {
        a = unit(c, &a, &axis, 1, 1e-12);
        b = unit(c, &b, &axis, 1, 1e-12);
    }
    View y = build_join(builder(c), (const View *[]){&a, &b}, 2, "mul");
    return build_reduce(builder(c), &y, "sum", &axis, 1, true);
}

/* "abc,cde->abde": what an input's last axes become, those before them left as they are. */
typedef struct Einsum {
    int before, taken, made; /* axes */
} Einsum;

static bool read_einsum(const char *s, int rank, Einsum *e)
{
    const char *comma = strchr(s, ','), *arrow = comma ? strstr(comma, "->") : NULL;
    if (!arrow)
        return false;
    const char *in = s, *kernel = comma + 1, *out = arrow + 2;
    bool dots = !strncmp(in, "...", 3) && !strncmp(out, "...", 3);
    in += dots ? 3 : 0;
    out += dots ? 3 : 0;
    int n_in = (int)(comma - in), n_kernel = (int)(arrow - kernel), n_out = (int)strlen(out);
    for (e->taken = 1; e->taken <= n_in && e->taken < n_kernel; e->taken++) {
        int left = n_in - e->taken;
        e->made = n_kernel - e->taken;
        e->before = rank - e->taken;
        if ((dots || n_in == rank) && e->before >= 1 && n_out == left + e->made &&
            !strncmp(in + left, kernel, (size_t)e->taken) && !strncmp(in, out, (size_t)left) &&
            !strncmp(out + left, kernel + e->taken, (size_t)e->made))
            return true;
    }
    return false;
}

/* "abcd,cd->abcd": numbers for the last axes, multiplied element by element; how many axes. */
static int each_element(const char *s, int rank)
{
    const char *comma = strchr(s, ','), *arrow = comma ? strstr(comma, "->") : NULL;
    if (!arrow)
        return 0;
    int n_in = (int)(comma - s), n_kernel = (int)(arrow - comma) - 1;
    bool dots = !strncmp(s, "...", 3), own = strlen(arrow + 2) == (size_t)n_in;
    int axes = n_in - (dots ? 3 : 0);
    return own && n_kernel >= 1 && n_kernel <= axes && n_kernel < rank &&
                   (dots ? axes < rank : axes == rank) && !strncmp(s, arrow + 2, (size_t)n_in) &&
                   !strncmp(comma - n_kernel, comma + 1, (size_t)n_kernel)
               ? n_kernel
               : 0;
}

/* What netc export makes of an `affine` that trains. */
static View scale_each(LayerCall *c, int axes)
{
    const char *activation = keras_text(c->config, "activation"),
               *bias_axes = keras_text(c->config, "bias_axes");
    const View *x = &c->in[0];
    Const v[4];
    Err err = {""};
    int n = keras_variables(&c->k->file, &c->at, v, 4, &err);
    bool good = n == 1 + (bias_axes != NULL) && v[0].rank == axes;
    for (int i = 0; good && i < axes; i++)
        good = v[0].dim[i] == x->dim[x->rank - axes + i];
    for (int i = 0; good && n == 2 && i < v[1].rank; i++)
        good = v[1].rank < x->rank && v[1].dim[i] == x->dim[x->rank - v[1].rank + i];
    if (!good) {
        build_lacks(builder(c), NULL, "its variables do not fit its input");
        return *x;
    }
    if (!keras_flag(c->config, "trainable", true))
        v[0].name = v[n - 1].name = NULL;
    View y = build_affine(builder(c), x, &v[0], n == 2 ? &v[1] : NULL);
    return activation ? keras_activated(c, y) : y;
}

static View einsum_dense(LayerCall *c)
{
    const char *equation = keras_text(c->config, "equation"),
               *bias_axes = keras_text(c->config, "bias_axes"),
               *activation = keras_text(c->config, "activation");
    const View *x = &c->in[0];
    Const v[4];
    Einsum e;
    Err err = {""};
    const int axes = equation ? each_element(equation, x->rank) : 0;
    if (axes)
        return scale_each(c, axes);
    if (!equation || !read_einsum(equation, x->rank, &e)) {
        build_lacks(builder(c), NULL,
                    "netc has products with a matrix along the last axes only (abc,cd->abd)");
        return *x;
    }
    int n = keras_variables(&c->k->file, &c->at, v, 4, &err);
    if (n != 1 + (bias_axes != NULL)) {
        build_lacks(builder(c), NULL, "the file has %d variables for it", n);
        return *x;
    }
    int64_t dim[VIEW_RANK], in = 1, out = 1, made[VIEW_RANK];
    bool good = v[0].rank == e.taken + e.made && e.before + e.made <= VIEW_RANK;
    for (int i = 0; good && i < e.taken; i++) {
        in *= v[0].dim[i];
        good = v[0].dim[i] == x->dim[e.before + i];
    }
    for (int i = 0; good && i < e.made; i++)
        out *= made[i] = v[0].dim[e.taken + i];
    if (!good || (bias_axes && v[1].count != out) || out > 1 << 24) {
        build_lacks(builder(c), NULL,
                    good ? "its bias has not a number for each output"
                         : "its kernel does not fit its input");
        return *x;
    }
    memcpy(dim, x->dim, sizeof dim);
    dim[e.before] = in;
    View y = build_reshape(builder(c), x, e.before + 1, dim);
    y = build_dense(builder(c), &y, v[0].f, bias_axes ? v[1].f : NULL, (int)out);
    memcpy(dim + e.before, made, (size_t)e.made * sizeof *dim);
    y = build_reshape(builder(c), &y, e.before + e.made, dim);
    return activation ? keras_activated(c, y) : y;
}

/* ---- layers around a layer ---- */

/* The call of the layer within, on the same input. Keras 2 has its variables under the outer
 * layer's name. */
static bool inner_call(LayerCall *c, LayerCall *inner)
{
    const json_t *layer = json_object_get(c->config, "layer"),
                 *config = json_object_get(layer, "config");
    const char *name = keras_text(config, "name");
    Const v;
    Err err = {""};
    *inner = *c;
    inner->layer = layer;
    inner->config = config;
    inner->class_name = keras_text(layer, "class_name");
    if (!inner->class_name || !config) {
        build_lacks(builder(c), NULL, "the layer within it has no class");
        return false;
    }
    inner->at.place = arena_printf(c->k->arena, "%s/layer", c->at.place);
    const char **path = ARENA_ARRAY(c->k->arena, const char *, c->at.n_path + 1);
    for (int i = 0; i < c->at.n_path; i++)
        path[i] = c->at.path[i];
    path[c->at.n_path] = name ? name : "";
    inner->at.path = path;
    inner->at.n_path++;
    if (!c->k->file.numbered && keras_variables(&c->k->file, &inner->at, &v, 1, &err) == 0)
        inner->at = c->at;
    return true;
}

/* Training's matter alone: the kernel in the file is the one that was scaled. */
static View around(LayerCall *c)
{
    LayerCall inner;
    return inner_call(c, &inner) ? keras_layer(&inner) : c->in[0];
}

/* Of layers that treat each place along an axis by itself anyway. */
static View time_distributed(LayerCall *c)
{
    static const char *const each[] = {"Dense",         "Activation",
                                       "ReLU",          "LeakyReLU",
                                       "ELU",           "Dropout",
                                       "GaussianNoise", "GaussianDropout",
                                       "Rescaling",     "Identity"},
                             *const along[] = {"BatchNormalization", "LayerNormalization",
                                               "RMSNormalization", "UnitNormalization", "Softmax"};
    LayerCall inner;
    bool good = false;
    if (!inner_call(c, &inner))
        return c->in[0];
    const json_t *axis = json_object_get(inner.config, "axis");
    if (json_array_size(axis) == 1)
        axis = json_array_get(axis, 0);
    bool last = json_is_integer(axis) && json_integer_value(axis) == -1;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        good |= !strcmp(inner.class_name, each[i]);
    for (size_t i = 0; i < sizeof along / sizeof *along; i++)
        good |= last && !strcmp(inner.class_name, along[i]);
    if (good)
        return keras_layer(&inner);
    if (!strcmp(inner.class_name, "Flatten") && c->in[0].rank >= 3) {
        const int64_t dim[3] = {1, c->in[0].dim[1], view_count(&c->in[0]) / c->in[0].dim[1]};
        return build_reshape(builder(c), &c->in[0], 3, dim);
    }
    build_lacks(builder(c), NULL,
                "netc has no time-distributed %.60s, only layers that treat each place by itself",
                foreign_shown(c->k->arena, inner.class_name));
    return c->in[0];
}

/* The first half of an axis times the sigmoid of the other. */
static View gated(LayerCall *c)
{
    const View *x = &c->in[0];
    int axis[VIEW_RANK];
    if (keras_axes(c, "axis", x->rank, axis) != 1 || axis[0] < 1 || x->dim[axis[0]] % 2) {
        build_misfit(builder(c), NULL, "its axis cannot be halved");
        return *x;
    }
    const int64_t half = x->dim[axis[0]] / 2;
    View a = build_slice(builder(c), x, axis[0], 0, half, 1),
         b = build_slice(builder(c), x, axis[0], half, half, 1);
    b = build_unary(builder(c), &b, "sigmoid", NULL);
    return build_join(builder(c), (const View *[]){&a, &b}, 2, "mul");
}

/* To another type of real numbers. */
static View cast(LayerCall *c)
{
    const char *to = keras_text(c->config, "dtype");
    if (to && strncmp(to, "float", 5) && strcmp(to, "bfloat16"))
        build_lacks(builder(c), NULL, "to %.40s: netc's values are real numbers",
                    foreign_shown(c->k->arena, to));
    c->k->b.m->dropped++;
    return c->in[0];
}

const KerasClass keras_tensors[] = {
    {"Cast", cast},
    {"Copy", cast},
    {"Glu", gated},
    {"StopGradient", cast},
    {"CenterCrop", center_crop},
    {"DepthToSpace", blocks},
    {"Dot", dot},
    {"EinsumDense", einsum_dense},
    {"ExpandDims", expand_dims},
    {"Expm1", exp_m1},
    {"Flip", flip},
    {"Log1p", log_1p},
    {"Moveaxis", moveaxis},
    {"Normalize", normalize},
    {"Pad", pad},
    {"Repeat", repeat},
    {"RepeatVector", repeat_vector},
    {"Resize", resizing},
    {"Resizing", resizing},
    {"Roll", roll},
    {"SpaceToDepth", blocks},
    {"SpectralNormalization", around},
    {"Split", split},
    {"Squeeze", squeeze},
    {"Stack", stack},
    {"Std", variance},
    {"Swapaxes", swapaxes},
    {"Tile", tile},
    {"TimeDistributed", time_distributed},
    {"UnitNormalization", unit_normalization},
    {"Unstack", unstack},
    {"Var", variance},
    {NULL, NULL},
};
