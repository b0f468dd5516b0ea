/* Keras' operators on tensors (x[:, 1:3], x ** 2, ops.mean(x, axis)), which Keras 3 keeps as layers
 * of their own: a function each, as in keras_layers.c. */
#include "models/keras_graph.h"
#include <math.h>
#include <string.h>

static Build *builder(LayerCall *c) { return &c->k->b; }

static View negative(LayerCall *c) { return build_affine_number(builder(c), &c->in[0], -1, 0); }
static View square(LayerCall *c) { return build_with_number(builder(c), &c->in[0], "pow", 2); }
static View rsqrt(LayerCall *c) { return build_with_number(builder(c), &c->in[0], "pow", -0.5); }
static View reciprocal(LayerCall *c) { return build_with_number(builder(c), &c->in[0], "pow", -1); }

static View power(LayerCall *c)
{
    if (c->n_in == 1 && c->n_numbers == 1 && !c->number_first && !c->array)
        return build_with_number(builder(c), &c->in[0], "pow", c->numbers[0]);
    if (c->n_in == 2 && !c->n_numbers && !c->array)
        return build_join(builder(c), (const View *[]){&c->in[0], &c->in[1]}, 2, "pow");
    build_lacks(builder(c), NULL,
                "netc has powers of a value, whose exponent is one number or a "
                "value");
    return c->in[0];
}

/* Keras 3 has the limits in the configuration, as numbers. */
static View clip(LayerCall *c)
{
    const json_t *low = json_object_get(c->config, c->function ? "clip_value_min" : "x_min"),
                 *high = json_object_get(c->config, c->function ? "clip_value_max" : "x_max");
    if (json_is_number(low) && json_is_number(high))
        return build_clip(builder(c), &c->in[0], json_number_value(low), json_number_value(high));
    build_lacks(builder(c), NULL, "its limits are no numbers");
    return c->in[0];
}

/* ---- parts ---- */

/* A slice's number; false: neither a whole number nor null. */
static bool bound(const json_t *slice, const char *key, int64_t otherwise, int64_t *out)
{
    const json_t *config = json_object_get(slice, "config"),
                 *v = json_object_get(config ? config : slice, key);
    *out = json_is_integer(v) ? json_integer_value(v) : otherwise;
    return json_is_integer(v) || json_is_null(v);
}

static int64_t within(int64_t at, int64_t length)
{
    at += at < 0 ? length : 0;
    return at < 0 ? 0 : at > length ? length : at;
}

/* One part of x[...] at an axis; false: told, or (none) not understood. */
static bool take_part(LayerCall *c, View *y, const json_t *part, int axis, bool *goes)
{
    const char *class = keras_text(part, "class_name");
    int64_t d = y->dim[axis], from, to, by;
    int errors = diag_errors(builder(c)->diag);
    *goes = json_is_integer(part);
    if (*goes) {
        from = json_integer_value(part) + (json_integer_value(part) < 0 ? d : 0);
        *y = build_slice(builder(c), y, axis, from, 1, 1);
    } else if (json_is_object(part) && (!class || !strcmp(class, "__slice__")) &&
               bound(part, "step", 1, &by) && bound(part, "start", 0, &from) &&
               bound(part, "stop", d, &to) && by > 0) {
        from = within(from, d), to = within(to, d);
        if (from == 0 && to == d && by == 1)
            return true;
        *y = build_slice(builder(c), y, axis, from, to > from ? (to - from - 1) / by + 1 : 0, by);
    } else {
        build_lacks(builder(c), NULL,
                    "it takes parts by something else than numbers, and slices "
                    "that go forward");
    }
    return diag_errors(builder(c)->diag) == errors;
}

static bool is_ellipsis(const json_t *part)
{
    const char *class = keras_text(part, "class_name");
    return class && !strcmp(class, "__ellipsis__");
}

static View get_item(LayerCall *c)
{
    const json_t *key = c->function ? json_object_get(c->config, "slice_spec")
                                    : json_array_get(json_object_get(c->call, "args"), 1);
    View y = c->in[0];
    size_t n = json_is_array(key) ? json_array_size(key) : key ? 1 : 0;
    bool gone[VIEW_RANK] = {false}, skipped = false;
    int axis = 0;
    for (size_t i = 0; i < n; i++) {
        const json_t *part = json_is_array(key) ? json_array_get(key, i) : key;
        if (is_ellipsis(part) && !skipped && n - 1 <= (size_t)y.rank) {
            axis = y.rank - (int)(n - 1 - i);
            skipped = true;
            continue;
        }
        if (axis >= y.rank || is_ellipsis(part)) {
            build_misfit(builder(c), NULL, "it names more axes than there are");
            return c->in[0];
        }
        if (!take_part(c, &y, part, axis, &gone[axis]))
            return c->in[0];
        axis++;
    }
    for (int i = y.rank - 1; n && i >= 0; i--)
        if (gone[i])
            view_remove(&y, i);
    if (!n)
        build_lacks(builder(c), NULL, "the file does not say which part it takes");
    return y;
}

/* ---- axes ---- */

int keras_axes(LayerCall *c, const char *key, int rank, int *axis)
{
    const json_t *v = json_object_get(c->config, key);
    int n = json_is_array(v) ? (int)json_array_size(v) : 1;
    for (int i = 0; i < n && n <= rank; i++) {
        const json_t *x = json_is_array(v) ? json_array_get(v, (size_t)i) : v;
        json_int_t at = json_is_integer(x) ? json_integer_value(x) : INT32_MIN;
        at += at < 0 ? rank : 0;
        if (at < 0 || at >= rank) {
            build_lacks(builder(c), NULL, "%s does not name axes of %d", key, rank);
            return -1;
        }
        axis[i] = (int)at;
    }
    if (n <= rank)
        return n;
    build_lacks(builder(c), NULL, "%s names more axes than there are", key);
    return -1;
}

static View reduction(LayerCall *c)
{
    static const char *const ops[][2] = {
        {"Mean", "mean"}, {"Sum", "sum"}, {"Max", "max"}, {"Min", "min"}};
    int axis[VIEW_RANK], n = keras_axes(c, "axis", c->in[0].rank, axis);
    for (size_t i = 0; n > 0 && i < sizeof ops / sizeof *ops; i++)
        if (!strcmp(ops[i][0], c->class_name))
            return build_reduce(builder(c), &c->in[0], ops[i][1], axis, n,
                                keras_flag(c->config, "keepdims", false));
    return c->in[0];
}

static View transpose(LayerCall *c)
{
    int perm[VIEW_RANK], n = keras_axes(c, c->function ? "perm" : "axes", c->in[0].rank, perm),
                         seen = 0;
    View y = c->in[0];
    for (int i = 0; i < n; i++)
        seen |= 1 << perm[i];
    if (n == y.rank && seen == (1 << n) - 1)
        view_transpose(&c->in[0], perm, &y);
    else if (n >= 0)
        build_misfit(builder(c), NULL, "axes is no permutation of %d axes", y.rank);
    return y;
}

const KerasClass keras_operations[] = {
    {"Clip", clip},           {"GetItem", get_item}, {"Max", reduction},
    {"Mean", reduction},      {"Min", reduction},    {"Negative", negative},
    {"Power", power},         {"Pow", power},        {"Reciprocal", reciprocal},
    {"Rsqrt", rsqrt},         {"Square", square},    {"Sum", reduction},
    {"Transpose", transpose}, {NULL, NULL},
};
