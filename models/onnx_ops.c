/* ONNX's operators, a function each: attributes and inputs to the layers of make_layers.h. */
#include "compiler/ir/layer.h"
#include "models/onnx_fold.h"
#include "models/onnx_graph.h"
#include <math.h>
#include <string.h>

static const View *in0(const Call *c) { return c->in[0]; }
static const char *op_of(const Call *c) { return c->node.p->op_type; }

/* Constant input i as floats, of so many numbers; NULL: it is none, which is told. */
static const float *floats(Call *c, int i, int64_t count, const char *what)
{
    const Const *k = call_has(c, i) ? c->in[i]->k : NULL;
    if (!k || k->ints || k->count != count) {
        build_lacks(c->b, NULL, "its input %d (%s) is no constant of %lld numbers", i, what,
                    (long long)count);
        return NULL;
    }
    return k->f;
}

/* What an axis attribute says, from the front; -1: there is no such axis, which is told. */
static int axis_of(Call *c, const char *name, int64_t otherwise, int rank)
{
    int64_t axis = onnx_int(&c->node, name, otherwise);
    axis += axis < 0 ? rank : 0;
    if (axis >= 0 && axis < rank)
        return (int)axis;
    build_lacks(c->b, NULL, "%s=%lld: there is no such axis", name, (long long)axis);
    return -1;
}

/* ---- convolution and pooling ---- */

static bool map_axes(Call *c, MapAxes *a)
{
    int rank = in0(c)->rank;
    *a = (MapAxes){rank == 4 ? 2 : -1, rank - 1, 1};
    if (rank == 3 || rank == 4)
        return true;
    build_lacks(c->b, NULL, "maps of %d dimensions: netc's have two, or one", rank - 2);
    return false;
}

/* Attributes kernel_shape, strides, dilations, pads, auto_pad; size: of the kernel, or NULL. */
static bool window_of(Call *c, const int64_t *size, Window *w)
{
    int spatial = in0(c)->rank - 2, first = 2 - spatial, n;
    static const char *const names[3] = {"kernel_shape", "strides", "dilations"};
    int *to[3] = {w->size, w->stride, w->dilation};
    for (int k = 0; k < 3; k++) {
        const int64_t *v = onnx_ints(&c->node, names[k], &n);
        to[k][0] = to[k][1] = 1;
        for (int i = 0; i < spatial; i++) {
            int64_t x = v && i < n ? v[i] : k == 0 && size ? size[i] : 1;
            to[k][first + i] = x < 0 || x > INT32_MAX ? 0 : (int)x;
        }
    }
    const int64_t *pads = onnx_ints(&c->node, "pads", &n);
    const char *automatic = onnx_string(c->o->arena, &c->node, "auto_pad");
    for (int i = 0; pads && i < spatial && n == 2 * spatial; i++)
        for (int end = 0; end < 2; end++) {
            int64_t x = pads[i + end * spatial];
            w->pad[2 * (first + i) + end] = x < 0 || x > 65536 ? -1 : (int)x;
        }
    bool lower = automatic && !strcmp(automatic, "SAME_LOWER"),
         same = lower || (automatic && !strcmp(automatic, "SAME_UPPER"));
    for (int i = 0; same && i < spatial; i++) {
        if (w->size[first + i] < 1 || w->stride[first + i] < 1 || w->dilation[first + i] < 1)
            break; /* told where the window is used */
        window_same(w, first + i, (int)in0(c)->dim[2 + i], lower);
    }
    return true;
}

/* (channels * multiplier, 1, h, w) to (h, w, channels, multiplier) */
static const float *depthwise_kernel(Call *c, const Const *k, int64_t taps)
{
    float *to = ARENA_ARRAY(c->o->arena, float, k->count);
    for (int64_t o = 0; o < k->dim[0]; o++)
        for (int64_t t = 0; t < taps; t++)
            to[t * k->dim[0] + o] = k->f[o * taps + t];
    return to;
}

static void conv(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    MapAxes a;
    Window w = {0};
    if (!map_axes(c, &a))
        return;
    if (!k || k->ints || k->rank != in0(c)->rank || k->count < 1) {
        build_lacks(c->b, NULL, "its kernel is no constant of %d dimensions", in0(c)->rank);
        c->out[0] = *in0(c);
        return;
    }
    int64_t groups = onnx_int(&c->node, "group", 1), channels = in0(c)->dim[1];
    window_of(c, k->dim + 2, &w);
    if (groups < 1 || groups > channels ||
        (int64_t)w.size[0] * w.size[1] * k->dim[0] * k->dim[1] != k->count) {
        build_lacks(c->b, NULL, "group=%lld, or kernel_shape, does not fit the kernel",
                    (long long)groups);
        return;
    }
    const float *bias = call_has(c, 2) ? floats(c, 2, k->dim[0], "B") : NULL;
    if (call_has(c, 2) && !bias)
        return;
    int64_t taps = (int64_t)w.size[0] * w.size[1];
    if (groups == channels && k->dim[1] == 1 && k->dim[0] % channels == 0 && channels > 1) {
        c->out[0] = build_depthwise(c->b, in0(c), a, &w, depthwise_kernel(c, k, taps), bias,
                                    (int)(k->dim[0] / channels));
        return;
    }
    ConvWeights weights = {k->f, bias, (int)k->dim[0], (int)k->dim[1], (int)groups, true};
    c->out[0] = build_conv(c->b, in0(c), a, &w, &weights);
}

static void pool(Call *c)
{
    MapAxes a;
    Window w = {0};
    bool max = !strcmp(op_of(c), "MaxPool");
    c->out[0] = *in0(c);
    if (!map_axes(c, &a))
        return;
    window_of(c, NULL, &w);
    w.ceil = onnx_int(&c->node, "ceil_mode", 0) != 0;
    w.counts_pad = onnx_int(&c->node, "count_include_pad", 0) != 0;
    c->out[0] = build_pool(c->b, in0(c), a, max ? "maxpool" : "avgpool", &w);
}

static void global_pool(Call *c)
{
    int axis[VIEW_RANK], n = 0;
    for (int i = 2; i < in0(c)->rank; i++)
        axis[n++] = i;
    c->out[0] = build_global(c->b, in0(c),
                             !strcmp(op_of(c), "GlobalMaxPool") ? "globalmaxpool" : "globalavgpool",
                             axis, n, true);
}

static void reduce(Call *c)
{
    int64_t given[2 * VIEW_RANK];
    int axis[VIEW_RANK], count = 0, n = call_ints(c, 1, "axes", given), rank = in0(c)->rank;
    bool keep = onnx_int(&c->node, "keepdims", 1) != 0;
    if (n == 0 && onnx_int(&c->node, "noop_with_empty_axes", 0)) {
        c->out[0] = *in0(c);
        return;
    }
    for (int i = 0; i < rank; i++) {
        bool named = n <= 0 && i != in0(c)->batch;
        for (int k = 0; k < n; k++)
            named |= given[k] == i || given[k] + rank == i;
        if (named)
            axis[count++] = i;
    }
    c->out[0] = build_global(c->b, in0(c),
                             !strcmp(op_of(c), "ReduceMax") ? "globalmaxpool" : "globalavgpool",
                             axis, count, keep);
}

/* Pads of a constant; only height and width, or none at all. */
static void pad(Call *c)
{
    int64_t p[2 * VIEW_RANK], axes[2 * VIEW_RANK];
    const View *x = in0(c);
    int n = call_ints(c, 1, "pads", p), n_axes = call_ints(c, 3, NULL, axes), by[4] = {0};
    const char *mode = onnx_string(c->o->arena, &c->node, "mode");
    c->out[0] = *x;
    int64_t all[2][VIEW_RANK] = {{0}};
    if (n < 0 || n != 2 * (n_axes < 0 ? x->rank : n_axes)) {
        build_lacks(c->b, NULL, "pads has not two numbers for each axis");
        return;
    }
    bool any = false;
    for (int i = 0; i < n / 2; i++) {
        int64_t at = n_axes < 0 ? i : axes[i] + (axes[i] < 0 ? x->rank : 0);
        if (at < 0 || at >= x->rank)
            continue;
        all[0][at] = p[i], all[1][at] = p[i + n / 2];
        any |= p[i] || p[i + n / 2];
    }
    if (!any)
        return;
    bool map = x->rank == 4 || x->rank == 3, last = false;
    MapAxes first = {x->rank - 2, x->rank - 1, x->rank - 3},
            behind = {x->rank - 3, x->rank - 2, x->rank - 1};
    if (x->rank == 3)
        first = (MapAxes){-1, 2, 1}, behind = (MapAxes){-1, 1, 2};
    last = map && view_last(x, &behind.c, 1) && x->dim[behind.c] > 1;
    MapAxes a = last ? behind : first;
    for (int i = 0; i < x->rank; i++)
        map = map && (i == a.h || i == a.w || (!all[0][i] && !all[1][i]));
    for (int end = 0; map && end < 2; end++) {
        int64_t v = a.h >= 0 ? all[end][a.h] : 0, w = all[end][a.w];
        map = v >= 0 && w >= 0 && v <= 65536 && w <= 65536;
        by[PAD_TOP + end] = (int)v;
        by[PAD_LEFT + end] = (int)w;
    }
    double value = call_number(c, 2, "value", 0);
    if (mode && strcmp(mode, "constant"))
        build_lacks(c->b, NULL, "mode=%.40s: netc pads with zeros", mode);
    else if (value != 0)
        build_lacks(c->b, NULL, "padding with %g: netc pads with zeros", value);
    else if (!map)
        build_lacks(c->b, NULL, "it pads, or cuts, other axes than height and width");
    else
        c->out[0] = build_pad(c->b, x, a, by);
}

/* ---- matrices ---- */

/* (out, in) to (in, out), times a factor. */
static const float *matrix(Call *c, const Const *k, bool turn, double alpha)
{
    int64_t rows = k->dim[k->rank - 2], columns = k->dim[k->rank - 1];
    if (!turn && alpha == 1)
        return k->f;
    float *to = ARENA_ARRAY(c->o->arena, float, k->count);
    for (int64_t r = 0; r < rows; r++)
        for (int64_t i = 0; i < columns; i++)
            to[turn ? i * rows + r : r * columns + i] = (float)(alpha * k->f[r * columns + i]);
    return to;
}

static const float *gemm_bias(Call *c, int64_t out, double beta, bool *good)
{
    *good = true;
    if (!call_has(c, 2) || beta == 0)
        return NULL;
    const Const *k = c->in[2]->k;
    if (!k || k->ints || (k->count != out && k->count != 1) ||
        (k->count == out && out > 1 && k->dim[k->rank - 1] != out)) {
        build_lacks(c->b, NULL, "its input 2 (C) is no constant with a number for each output");
        *good = false;
        return NULL;
    }
    float *bias = ARENA_ARRAY(c->o->arena, float, out);
    for (int64_t i = 0; i < out; i++)
        bias[i] = (float)(beta * k->f[k->count == 1 ? 0 : i]);
    return bias;
}

static void gemm(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    bool turn = onnx_int(&c->node, "transB", 0) != 0, good;
    const View *x = in0(c);
    if (!k || k->ints || k->rank != 2 || x->rank != 2 || onnx_int(&c->node, "transA", 0)) {
        build_lacks(c->b, NULL,
                    "netc multiplies a value by constants: B must be a constant matrix, and transA "
                    "0");
        return;
    }
    int64_t in = k->dim[turn ? 1 : 0], out = k->dim[turn ? 0 : 1];
    if (in != x->dim[1] || out < 1) {
        build_lacks(c->b, NULL, "a matrix with %lld rows for %lld values", (long long)in,
                    (long long)x->dim[1]);
        return;
    }
    const float *bias = gemm_bias(c, out, onnx_float(&c->node, "beta", 1), &good);
    if (good)
        c->out[0] = build_dense(c->b, x, matrix(c, k, turn, onnx_float(&c->node, "alpha", 1)), bias,
                                (int)out);
}

static void matmul(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    const View *x = in0(c);
    int64_t count = k ? k->count : 0;
    if (!k || k->ints || k->rank < 2 || x->rank < 1 || x->k ||
        k->dim[k->rank - 1] * k->dim[k->rank - 2] != count || count < 1) {
        build_lacks(c->b, NULL,
                    "netc multiplies a value by a constant matrix, not by another "
                    "value");
        c->out[0] = x->k ? *c->in[c->n_in - 1] : *x;
        return;
    }
    int64_t in = k->dim[k->rank - 2], out = k->dim[k->rank - 1];
    if (in != x->dim[x->rank - 1])
        build_lacks(c->b, NULL, "a matrix with %lld rows for %lld values", (long long)in,
                    (long long)x->dim[x->rank - 1]);
    else
        c->out[0] = build_dense(c->b, x, k->f, NULL, (int)out);
}

/* ---- normalisation ---- */

static void batchnorm(Call *c)
{
    const View *x = in0(c);
    if (x->rank < 2) {
        build_lacks(c->b, NULL, "its input has no channels");
        return;
    }
    int64_t n = x->dim[1];
    Norm norm = {floats(c, 1, n, "scale"),
                 floats(c, 2, n, "B"),
                 floats(c, 3, n, "mean"),
                 floats(c, 4, n, "var"),
                 onnx_float(&c->node, "epsilon", 1e-5f),
                 onnx_float(&c->node, "momentum", 0.9f)};
    c->out[0] = *x;
    if (norm.gamma && norm.beta && norm.mean && norm.variance)
        c->out[0] = build_batchnorm(c->b, x, 1, &norm);
}

static void layernorm(Call *c)
{
    const View *x = in0(c);
    int first = axis_of(c, "axis", -1, x->rank), axis[VIEW_RANK], n = 0;
    int64_t count = 1;
    if (first < 0)
        return;
    for (int i = first; i < x->rank; i++)
        axis[n++] = i, count *= x->dim[i];
    Norm norm = {.gamma = floats(c, 1, count, "Scale"),
                 .beta = call_has(c, 2) ? floats(c, 2, count, "B") : NULL,
                 .eps = onnx_float(&c->node, "epsilon", 1e-5f)};
    c->out[0] = *x;
    if (norm.gamma && (norm.beta || !call_has(c, 2)))
        c->out[0] = build_layernorm(c->b, x, axis, n, &norm);
}

static void softmax(Call *c)
{
    const View *x = in0(c);
    int axis = axis_of(c, "axis", c->o->opset < 13 ? 1 : -1, x->rank);
    if (axis < 0)
        return;
    int longest = x->rank - 1;
    if (c->o->opset < 13) { /* over all axes from that one on */
        int n = 0;
        for (int i = axis; i < x->rank; i++)
            if (x->dim[i] > 1)
                longest = i, n++;
        if (n > 1) {
            build_lacks(c->b, NULL, "softmax over several axes at once (before opset 13)");
            c->out[0] = *x;
            return;
        }
        axis = longest;
    }
    c->out[0] = build_softmax(c->b, x, axis);
}

/* ---- activations ---- */

static const struct {
    const char *op, *kind;
} plain[] = {
    {"Relu", "relu"},         {"Sigmoid", "sigmoid"}, {"Tanh", "tanh"}, {"HardSwish", "hardswish"},
    {"Softplus", "softplus"}, {"Mish", "mish"},       {"Exp", "exp"},   {"Sqrt", "sqrt"},
    {"Abs", "abs"},           {"Swish", "silu"}};

static void activation(Call *c)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!strcmp(op_of(c), plain[i].op)) {
            if (layer_find(plain[i].kind))
                c->out[0] = build_unary(c->b, in0(c), plain[i].kind, NULL);
            else
                build_lacks(c->b, NULL, "netc has no layer `%s`", plain[i].kind);
        }
    if (!view_known(&c->out[0]))
        c->out[0] = *in0(c);
}

static const char *argument(Call *c, double value, double standard)
{
    return value == standard ? NULL : build_number(c->b, value);
}

static void leaky(Call *c)
{
    c->out[0] = build_unary(c->b, in0(c), "leaky",
                            argument(c, onnx_float(&c->node, "alpha", 0.01f), 0.3));
}

static void elu(Call *c)
{
    c->out[0] = build_unary(c->b, in0(c), "elu", argument(c, onnx_float(&c->node, "alpha", 1), 1));
}

static void gelu(Call *c)
{
    const char *how = onnx_string(c->o->arena, &c->node, "approximate");
    c->out[0] = build_unary(c->b, in0(c), "gelu",
                            how && !strcmp(how, "tanh") ? "approximate" : NULL);
}

static void clip(Call *c)
{
    double low = call_number(c, 1, "min", -INFINITY), high = call_number(c, 2, "max", INFINITY);
    c->out[0] = build_clip(c->b, in0(c), low, high);
}

/* max(0, min(1, alpha * x + beta)) */
static void hard_sigmoid(Call *c)
{
    View y = build_affine_number(c->b, in0(c), onnx_float(&c->node, "alpha", 0.2f),
                                 onnx_float(&c->node, "beta", 0.5f));
    c->out[0] = build_clip(c->b, &y, 0, 1);
}

/* ---- arithmetic ---- */

/* Adds a constant to, or multiplies it by, all the others. */
static void sum(Call *c)
{
    const View **x = ARENA_ARRAY(c->o->arena, const View *, c->n_in + 1);
    int n = 0;
    bool product = !strcmp(op_of(c), "Mul");
    for (int i = 0; i < c->n_in; i++)
        if (!c->in[i]->k)
            x[n++] = c->in[i];
    if (n == 0)
        return;
    View y = n == 1 ? *x[0] : product ? build_mul(c->b, x, n) : build_add(c->b, x, n);
    for (int i = 0; i < c->n_in; i++)
        if (c->in[i]->k)
            y = product ? build_affine(c->b, &y, c->in[i]->k, NULL)
                        : build_affine(c->b, &y, NULL, c->in[i]->k);
    c->out[0] = y;
}

static const Const *mapped(Call *c, const Const *k, bool inverse)
{
    Const *y = const_new(c->o->arena, false, k->rank, k->dim);
    for (int64_t i = 0; y && i < k->count; i++)
        const_floats(y)[i] = (float)(inverse ? 1 / const_number(k, i) : -const_number(k, i));
    return y ? y : k;
}

static void sub(Call *c)
{
    if (c->n_in != 2)
        return;
    if (c->in[1]->k) {
        c->out[0] = build_affine(c->b, c->in[0], NULL, mapped(c, c->in[1]->k, false));
        return;
    }
    View minus = build_affine_number(c->b, c->in[1], -1, 0);
    const View *both[2] = {c->in[0], &minus};
    c->out[0] = c->in[0]->k ? build_affine(c->b, &minus, NULL, c->in[0]->k)
                            : build_add(c->b, both, 2);
}

static void divide(Call *c)
{
    if (c->n_in == 2 && c->in[1]->k) {
        c->out[0] = build_affine(c->b, c->in[0], mapped(c, c->in[1]->k, true), NULL);
        return;
    }
    build_lacks(c->b, NULL, "netc divides by constants only");
    c->out[0] = *in0(c);
}

static void neg(Call *c) { c->out[0] = build_affine_number(c->b, in0(c), -1, 0); }

static void power(Call *c)
{
    double by = call_number(c, 1, NULL, 0);
    const View *x[3] = {in0(c), in0(c), in0(c)};
    c->out[0] = *in0(c);
    if (by == 2 || by == 3)
        c->out[0] = build_mul(c->b, x, (int)by);
    else if (by != 1)
        build_lacks(c->b, NULL, "the power of %g: netc multiplies only", by);
}

/* ---- shapes ---- */

static void identity(Call *c)
{
    c->out[0] = *in0(c);
    c->o->b.m->dropped++;
}

static void dropout(Call *c)
{
    double rate = c->o->opset >= 12 ? call_number(c, 1, NULL, 0.5)
                                    : onnx_float(&c->node, "ratio", 0.5);
    c->out[0] = build_dropout(c->b, in0(c), rate);
    if (c->out[0].step == in0(c)->step)
        c->o->b.m->dropped++;
}

static void cast(Call *c)
{
    int64_t to = onnx_int(&c->node, "to", 1);
    if (to == 1 || to == 10 || to == 11 || to == 16)
        identity(c);
    else
        build_lacks(c->b, NULL, "to=%lld: netc's values are real numbers", (long long)to);
}

static void shape(Call *c)
{
    const View *x = in0(c);
    int64_t first = onnx_int(&c->node, "start", 0), last = onnx_int(&c->node, "end", x->rank);
    first += first < 0 ? x->rank : 0;
    last += last < 0 ? x->rank : 0;
    first = first < 0 ? 0 : first;
    last = last > x->rank ? x->rank : last;
    int64_t n = last > first ? last - first : 0;
    Const *k = const_new(c->o->arena, true, 1, &n);
    for (int64_t i = 0; i < n; i++)
        const_ints(k)[i] = x->dim[first + i];
    c->out[0] = view_const(k);
    c->o->b.m->constants++;
}

static void size(Call *c)
{
    Const *k = const_new(c->o->arena, true, 0, NULL);
    const_ints(k)[0] = c->in[0]->k ? c->in[0]->k->count : view_count(in0(c));
    c->out[0] = view_const(k);
    c->o->b.m->constants++;
}

static void constant(Call *c)
{
    const Onnx__AttributeProto *t = onnx_attr(&c->node, "value"), *f, *i;
    Const *k = ARENA_NEW(c->o->arena, Const);
    Err err;
    if (t && t->t) {
        if (onnx_const(&c->o->file, t->t, k, &err))
            c->out[0] = view_const(k);
        else
            build_lacks(c->b, NULL, "%s", err.text);
        return;
    }
    f = onnx_attr(&c->node, "value_float");
    i = onnx_attr(&c->node, "value_int");
    const Onnx__AttributeProto *fs = onnx_attr(&c->node, "value_floats"),
                               *is = onnx_attr(&c->node, "value_ints");
    int64_t n = fs ? (int64_t)fs->n_floats : is ? (int64_t)is->n_ints : 1;
    k = const_new(c->o->arena, i || is, fs || is ? 1 : 0, &n);
    if (!k || !(f || i || fs || is)) {
        build_lacks(c->b, NULL, "its value is not read");
        return;
    }
    for (int64_t j = 0; j < n; j++) {
        if (k->ints)
            const_ints(k)[j] = i ? i->i : is->ints[j];
        else
            const_floats(k)[j] = f ? f->f : fs->floats[j];
    }
    c->out[0] = view_const(k);
}

static void reshape(Call *c)
{
    const View *x = in0(c);
    int64_t to[2 * VIEW_RANK], known = 1, all = view_count(x);
    int n = call_ints(c, 1, "shape", to), open = -1;
    c->out[0] = *x;
    if (n < 0 || n > VIEW_RANK) {
        if (n > VIEW_RANK)
            build_lacks(c->b, NULL, "a shape of more than %d dimensions", VIEW_RANK);
        return;
    }
    for (int i = 0; i < n; i++) {
        if (to[i] == 0 && !onnx_int(&c->node, "allowzero", 0) && i < x->rank)
            to[i] = x->dim[i];
        if (to[i] == -1)
            open = i;
        else if (to[i] >= 1 && to[i] <= all * (c->o->samples > 1 ? c->o->samples : 1))
            known *= to[i];
        else
            known = 0;
        if (!known || known > (int64_t)1 << 40) {
            build_lacks(c->b, NULL, "a shape that does not fit %lld values", (long long)all);
            return;
        }
    }
    int64_t samples = c->o->samples;
    if (n && samples > 1 && to[0] == samples && (open >= 0 || known == all * samples))
        to[0] = 1, known /= samples;
    if (open >= 0)
        to[open] = all / known;
    if (open >= 0 ? all % known != 0 : known != all) {
        build_lacks(c->b, NULL, "a shape that does not fit %lld values", (long long)all);
        return;
    }
    c->out[0] = build_reshape(c->b, x, n, to);
}

static void flatten(Call *c)
{
    const View *x = in0(c);
    int64_t axis = onnx_int(&c->node, "axis", 1), to[2] = {1, 1};
    axis += axis < 0 ? x->rank : 0;
    for (int i = 0; i < x->rank; i++)
        to[i >= axis] *= x->dim[i];
    c->out[0] = build_reshape(c->b, x, 2, to);
}

static void squeeze(Call *c)
{
    int64_t axes[2 * VIEW_RANK];
    const View *x = in0(c);
    int n = call_ints(c, 1, "axes", axes);
    c->out[0] = *x;
    for (int i = x->rank - 1; i >= 0; i--) {
        bool named = n < 0 && x->dim[i] == 1 && i != x->batch;
        for (int k = 0; k < n; k++)
            named |= axes[k] == i || axes[k] + x->rank == i;
        if (named && x->dim[i] != 1)
            build_lacks(c->b, NULL, "axis %d has %lld elements, not one", i, (long long)x->dim[i]);
        else if (named)
            view_remove(&c->out[0], i);
    }
}

static void unsqueeze(Call *c)
{
    int64_t axes[2 * VIEW_RANK];
    int n = call_ints(c, 1, "axes", axes), rank = in0(c)->rank + (n > 0 ? n : 0);
    c->out[0] = *in0(c);
    for (int i = 0; i < rank; i++)
        for (int k = 0; k < n; k++)
            if ((axes[k] == i || axes[k] + rank == i) &&
                (i > c->out[0].rank || !view_insert(&c->out[0], i))) {
                build_lacks(c->b, NULL, "axes that do not fit");
                return;
            }
}

static void transpose(Call *c)
{
    const View *x = in0(c);
    int n, perm[VIEW_RANK], seen = 0;
    const int64_t *p = onnx_ints(&c->node, "perm", &n);
    for (int i = 0; i < x->rank; i++) {
        int64_t from = p ? (i < n ? p[i] : -1) : x->rank - 1 - i;
        perm[i] = from < 0 || from >= x->rank ? 0 : (int)from;
        seen |= 1 << perm[i];
    }
    c->out[0] = *x;
    if (seen != (1 << x->rank) - 1)
        build_lacks(c->b, NULL, "perm is no permutation of %d axes", x->rank);
    else
        view_transpose(x, perm, &c->out[0]);
}

static void concat(Call *c)
{
    for (int i = 0; i < c->n_in; i++)
        if (c->in[i]->k) {
            build_lacks(c->b, NULL, "it joins a value and a constant");
            c->out[0] = *c->in[c->n_in - 1 - i];
            return;
        }
    int axis = axis_of(c, "axis", c->o->opset < 4 ? 1 : 0, in0(c)->rank);
    if (axis >= 0)
        c->out[0] = build_concat(c->b, c->in, c->n_in, axis);
}

/* ---- resizing ---- */

/* The factors of height and width; false: they are not whole, which is told. */
static bool factors(Call *c, int out[2])
{
    const View *x = in0(c);
    int at = !strcmp(op_of(c), "Upsample") || c->o->opset < 11 ? 1 : 2;
    const Const *scales = call_has(c, at) ? c->in[at]->k : NULL,
                *sizes = call_has(c, 3) ? c->in[3]->k : NULL;
    double f[VIEW_RANK];
    int n = 0;
    const Onnx__AttributeProto *a = onnx_attr(&c->node, "scales");
    for (int i = 0; i < x->rank; i++) {
        f[i] = 1;
        if (scales && scales->count == x->rank)
            f[i] = const_number(scales, i), n++;
        else if (sizes && sizes->count == x->rank)
            f[i] = const_number(sizes, i) / (double)x->dim[i], n++;
        else if (a && a->n_floats == (size_t)x->rank)
            f[i] = a->floats[i], n++;
        bool place = x->rank == 4 && i >= 2;
        if (n <= i || f[i] < 1 || f[i] > 4096 || f[i] != floor(f[i]) || (!place && f[i] != 1)) {
            build_lacks(c->b, NULL,
                        "it resizes by %g along axis %d: netc enlarges height and width by whole "
                        "factors",
                        n > i ? f[i] : 0.0, i);
            return false;
        }
        if (place)
            out[i - 2] = (int)f[i];
    }
    return x->rank == 4;
}

static void resize(Call *c)
{
    Arena *a = c->o->arena;
    const char *mode = onnx_string(a, &c->node, "mode"),
               *where = onnx_string(a, &c->node, "coordinate_transformation_mode"),
               *nearest = onnx_string(a, &c->node, "nearest_mode");
    bool old = !strcmp(op_of(c), "Upsample") || c->o->opset < 11,
         linear = mode && (!strcmp(mode, "linear") || !strcmp(mode, "bilinear"));
    int by[2] = {1, 1};
    c->out[0] = *in0(c);
    if (!factors(c, by))
        return;
    if (by[0] == 1 && by[1] == 1)
        return;
    if (!where)
        where = old ? "asymmetric" : "half_pixel";
    bool half = !strcmp(where, "half_pixel") || !strcmp(where, "pytorch_half_pixel"),
         corner = !strcmp(where, "asymmetric");
    bool same = !linear && ((half && (!nearest || strstr(nearest, "round"))) ||
                            (corner && (old || (nearest && !strcmp(nearest, "floor")))));
    if (mode && !linear && strcmp(mode, "nearest"))
        build_lacks(c->b, NULL, "mode=%.40s: netc has nearest and bilinear", mode);
    else if (linear ? !half : !same)
        build_lacks(c->b, NULL,
                    "coordinate_transformation_mode=%.40s with nearest_mode=%.40s: netc's upsample "
                    "has half_pixel",
                    where, nearest ? nearest : "none");
    else
        c->out[0] = build_upsample(c->b, in0(c), (MapAxes){2, 3, 1}, by, linear);
}

const Operator onnx_operators[] = {
    {"Abs", activation, FIRST_VALUE},
    {"Add", sum, FIRST_ANY},
    {"AveragePool", pool, FIRST_VALUE},
    {"BatchNormalization", batchnorm, FIRST_VALUE},
    {"Cast", cast, FIRST_VALUE},
    {"Clip", clip, FIRST_VALUE},
    {"Concat", concat, FIRST_ANY},
    {"Constant", constant, FIRST_NONE},
    {"Conv", conv, FIRST_VALUE},
    {"Div", divide, FIRST_ANY},
    {"Dropout", dropout, FIRST_VALUE},
    {"Elu", elu, FIRST_VALUE},
    {"Exp", activation, FIRST_VALUE},
    {"Flatten", flatten, FIRST_VALUE},
    {"Gelu", gelu, FIRST_VALUE},
    {"Gemm", gemm, FIRST_VALUE},
    {"GlobalAveragePool", global_pool, FIRST_VALUE},
    {"GlobalMaxPool", global_pool, FIRST_VALUE},
    {"HardSigmoid", hard_sigmoid, FIRST_VALUE},
    {"HardSwish", activation, FIRST_VALUE},
    {"Identity", identity, FIRST_VALUE},
    {"LayerNormalization", layernorm, FIRST_VALUE},
    {"LeakyRelu", leaky, FIRST_VALUE},
    {"MatMul", matmul, FIRST_ANY},
    {"MaxPool", pool, FIRST_VALUE},
    {"Mish", activation, FIRST_VALUE},
    {"Mul", sum, FIRST_ANY},
    {"Neg", neg, FIRST_VALUE},
    {"Pad", pad, FIRST_VALUE},
    {"Pow", power, FIRST_VALUE},
    {"ReduceMax", reduce, FIRST_VALUE},
    {"ReduceMean", reduce, FIRST_VALUE},
    {"Relu", activation, FIRST_VALUE},
    {"Reshape", reshape, FIRST_VALUE},
    {"Resize", resize, FIRST_VALUE},
    {"Shape", shape, FIRST_ANY},
    {"Sigmoid", activation, FIRST_VALUE},
    {"Size", size, FIRST_ANY},
    {"Softmax", softmax, FIRST_VALUE},
    {"Softplus", activation, FIRST_VALUE},
    {"Sqrt", activation, FIRST_VALUE},
    {"Squeeze", squeeze, FIRST_VALUE},
    {"Sub", sub, FIRST_ANY},
    {"Sum", sum, FIRST_ANY},
    {"Swish", activation, FIRST_VALUE},
    {"Tanh", activation, FIRST_VALUE},
    {"Transpose", transpose, FIRST_VALUE},
    {"Unsqueeze", unsqueeze, FIRST_VALUE},
    {"Upsample", resize, FIRST_VALUE},
    {NULL, NULL, FIRST_NONE},
};
