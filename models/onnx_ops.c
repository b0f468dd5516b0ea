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
        build_misfit(c->b, NULL, "its input %d (%s) is no constant of %lld numbers", i, what,
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
    build_misfit(c->b, NULL, "%s=%lld: there is no such axis", name, (long long)axis);
    return -1;
}

/* ---- convolution and pooling ---- */

static bool map_axes(Call *c, MapAxes *a)
{
    int rank = in0(c)->rank;
    *a = (MapAxes){rank == 4 ? 2 : -1, rank - 1, 1};
    if (rank == 3 || rank == 4)
        return true;
    build_misfit(c->b, NULL, "maps of %d dimensions: netc's have two, or one", rank - 2);
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
        if (v && n != spatial) {
            build_lacks(c->b, NULL, "%s has %d numbers; expected %d", names[k], n, spatial);
            return false;
        }
        for (int i = 0; i < spatial; i++) {
            int64_t x = v && i < n ? v[i] : k == 0 && size ? size[i] : 1;
            to[k][first + i] = x < 0 || x > INT32_MAX ? 0 : (int)x;
        }
    }
    const int64_t *pads = onnx_ints(&c->node, "pads", &n);
    const char *automatic = onnx_string(c->o->arena, &c->node, "auto_pad");
    static const char *const modes[] = {"NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"};
    bool known = !automatic;
    for (int i = 0; i < 4 && !known; i++)
        known = !strcmp(automatic, modes[i]);
    if (!known || (pads && n != 2 * spatial)) {
        known ? build_lacks(c->b, NULL, "pads has %d numbers; expected %d", n, 2 * spatial)
              : build_lacks(c->b, NULL, "auto_pad=%.40s is not known", automatic);
        return false;
    }
    for (int i = 0; pads && i < spatial; i++)
        for (int end = 0; end < 2; end++) {
            int64_t x = pads[i + end * spatial];
            w->pad[2 * (first + i) + end] = x < 0 || x > 65536 ? -1 : (int)x;
        }
    bool upper = automatic && !strcmp(automatic, "SAME_UPPER"), lower = !upper, /* larger first */
        same = upper || (automatic && !strcmp(automatic, "SAME_LOWER"));
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
        build_misfit(c->b, NULL, "its kernel is no constant of %d dimensions", in0(c)->rank);
        c->out[0] = *in0(c);
        return;
    }
    int64_t groups = onnx_int(&c->node, "group", 1), channels = in0(c)->dim[1];
    if (!window_of(c, k->dim + 2, &w))
        return;
    if (groups < 1 || groups > channels ||
        (int64_t)w.size[0] * w.size[1] * k->dim[0] * k->dim[1] != k->count) {
        build_misfit(c->b, NULL, "group=%lld, or kernel_shape, does not fit the kernel",
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

/* A list of one number a dimension of the map; NULL: it is not there, or of another length (*bad).
 */
static const int64_t *spatial_ints(Call *c, const char *name, bool *bad)
{
    int n, spatial = in0(c)->rank - 2;
    const int64_t *v = onnx_ints(&c->node, name, &n);
    if (!v || n == spatial)
        return v;
    build_lacks(c->b, NULL, "%s has %d numbers; expected %d", name, n, spatial);
    *bad = true;
    return NULL;
}

/* Of an output that is stated: what is cut off of the full one. False: told. */
static bool shaped_output(Call *c, Window *w, int more[2])
{
    int spatial = in0(c)->rank - 2, first = 2 - spatial;
    bool bad = false;
    const int64_t *shape = spatial_ints(c, "output_shape", &bad),
                  *extra = spatial_ints(c, "output_padding", &bad);
    const char *automatic = onnx_string(c->o->arena, &c->node, "auto_pad");
    bool upper = automatic && !strcmp(automatic, "SAME_UPPER"), lower = !upper, /* larger first */
        same = upper || (automatic && !strcmp(automatic, "SAME_LOWER"));
    for (int i = 0; i < spatial; i++) {
        int k = first + i;
        int64_t in = in0(c)->dim[2 + i], reach = (int64_t)w->dilation[k] * (w->size[k] - 1) + 1;
        bool odd = extra && (extra[i] < 0 || extra[i] > 65536);
        more[k] = extra && !odd ? (int)extra[i] : 0;
        int64_t full = (in - 1) * w->stride[k] + reach + more[k],
                out = shape ? shape[i] : in * w->stride[k],
                cut = out < 0 ? -1 : full - out; /* auto_pad's may be longer than the full one */
        if (odd || (shape && (cut < 0 || cut > 65536))) {
            build_misfit(c->b, NULL, "%s=%lld: the full output has %lld",
                         odd ? "output_padding" : "output_shape", (long long)(odd ? extra[i] : out),
                         (long long)full);
            return false;
        }
        if (!shape && !same)
            continue;
        cut = cut < 0 || cut > 65536 ? 0 : cut;
        w->pad[2 * k + !lower] = (int)(cut - cut / 2);
        w->pad[2 * k + lower] = (int)(cut / 2);
    }
    return !bad;
}

static void conv_transpose(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    MapAxes a;
    Window w = {0};
    int more[2] = {0};
    c->out[0] = *in0(c);
    if (!map_axes(c, &a))
        return;
    if (!k || k->ints || k->rank != in0(c)->rank || k->count < 1) {
        build_misfit(c->b, NULL, "its kernel is no constant of %d dimensions", in0(c)->rank);
        return;
    }
    int64_t groups = onnx_int(&c->node, "group", 1), out = k->dim[1] * groups;
    if (!window_of(c, k->dim + 2, &w))
        return;
    if (groups < 1 || k->dim[0] != in0(c)->dim[1] || k->dim[0] % groups || out > 65536 ||
        (int64_t)w.size[0] * w.size[1] * k->dim[0] * k->dim[1] != k->count) {
        build_misfit(c->b, NULL, "group=%lld, or kernel_shape, does not fit the kernel",
                     (long long)groups);
        return;
    }
    const float *bias = call_has(c, 2) ? floats(c, 2, out, "B") : NULL;
    if (call_has(c, 2) && !bias)
        return;
    if (!shaped_output(c, &w, more))
        return;
    ConvWeights weights = {k->f, bias, (int)out, (int)k->dim[0], (int)groups, true};
    c->out[0] = build_conv_transpose(c->b, in0(c), a, &w, more, &weights);
}

static void pool(Call *c)
{
    MapAxes a;
    Window w = {0};
    bool max = !strcmp(op_of(c), "MaxPool");
    c->out[0] = *in0(c);
    if (!map_axes(c, &a))
        return;
    if (!window_of(c, NULL, &w))
        return;
    w.ceil = onnx_int(&c->node, "ceil_mode", 0) != 0;
    w.counts_pad = onnx_int(&c->node, "count_include_pad", 0) != 0;
    c->out[0] = build_pool(c->b, in0(c), a, max ? "maxpool" : "avgpool", &w);
}

static void global_pool(Call *c)
{
    int axis[VIEW_RANK], n = 0;
    for (int i = 2; i < in0(c)->rank; i++)
        axis[n++] = i;
    c->out[0] = build_reduce(c->b, in0(c), !strcmp(op_of(c), "GlobalMaxPool") ? "max" : "mean",
                             axis, n, true);
}

/* The axes that a reduction names; all but the samples' when it names none. */
static int reduced_axes(Call *c, int *axis)
{
    int64_t given[2 * VIEW_RANK];
    int count = 0, n = call_ints(c, 1, "axes", given), rank = in0(c)->rank;
    if (n == 0 && onnx_int(&c->node, "noop_with_empty_axes", 0))
        return 0;
    if (n <= 0 && in0(c)->batch >= 0 && c->o->samples != 1)
        build_misfit(c->b, NULL, "it works along all axes, that of the samples too");
    for (int i = 0; i < rank; i++) {
        bool named = n <= 0 && i != in0(c)->batch;
        for (int k = 0; k < n; k++)
            named |= given[k] == i || given[k] == i - rank;
        if (named)
            axis[count++] = i;
    }
    return count;
}

/* log(sum(exp(x))) = m + log(sum(exp(x - m))), m the largest x: so that none overflows. */
static View log_sum_exp(Call *c, const int *axis, int n, bool keep)
{
    Build *b = c->b;
    View top = build_reduce(b, in0(c), "max", axis, n, true),
         y = build_join(b, (const View *[]){in0(c), &top}, 2, "sub");
    y = build_unary(b, &y, "exp", NULL);
    y = build_reduce(b, &y, "sum", axis, n, true);
    y = build_unary(b, &y, "log", NULL);
    y = build_join(b, (const View *[]){&y, &top}, 2, "add");
    for (int i = n - 1; !keep && y.step >= 0 && i >= 0; i--)
        view_remove(&y, axis[i]);
    return y;
}

/* What is done to each value before, how they are joined, and what is done to the result. */
static void reduce(Call *c)
{
    static const struct {
        const char *name, *before, *op, *behind;
    } kinds[] = {{"ReduceMean", NULL, "mean", NULL},         {"ReduceSum", NULL, "sum", NULL},
                 {"ReduceMax", NULL, "max", NULL},           {"ReduceMin", NULL, "min", NULL},
                 {"ReduceL1", "abs", "sum", NULL},           {"ReduceL2", "square", "sum", "sqrt"},
                 {"ReduceSumSquare", "square", "sum", NULL}, {"ReduceLogSum", NULL, "sum", "log"}};
    int axis[VIEW_RANK], n = reduced_axes(c, axis);
    bool keep = onnx_int(&c->node, "keepdims", 1) != 0;
    if (!strcmp(op_of(c), "ReduceLogSumExp"))
        c->out[0] = n ? log_sum_exp(c, axis, n, keep) : *in0(c);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(op_of(c), kinds[i].name))
            continue;
        View x = *in0(c);
        if (kinds[i].before && !strcmp(kinds[i].before, "square"))
            x = build_with_number(c->b, &x, "pow", 2);
        else if (kinds[i].before)
            x = build_unary(c->b, &x, kinds[i].before, NULL);
        x = build_reduce(c->b, &x, kinds[i].op, axis, n, keep);
        c->out[0] = kinds[i].behind ? build_unary(c->b, &x, kinds[i].behind, NULL) : x;
    }
}

/* (sum |x|^p)^(1/p) over these axes, which become 1. */
static View lp_norm(Call *c, const int *axis, int n, int p)
{
    View y = p == 2 ? build_with_number(c->b, in0(c), "pow", 2)
                    : build_unary(c->b, in0(c), "abs", NULL);
    if (p > 2)
        y = build_with_number(c->b, &y, "pow", p);
    y = build_reduce(c->b, &y, "sum", axis, n, true);
    return p == 1   ? y
           : p == 2 ? build_unary(c->b, &y, "sqrt", NULL)
                    : build_with_number(c->b, &y, "pow", 1.0 / p);
}

static bool takes_p(Call *c, int64_t p, int64_t most)
{
    if (p >= 1 && p <= most)
        return true;
    build_lacks(c->b, NULL, "p=%lld: 1 to %lld are read", (long long)p, (long long)most);
    c->out[0] = *in0(c);
    return false;
}

static void global_lp_pool(Call *c)
{
    int axis[VIEW_RANK], n = 0;
    const int64_t p = onnx_int(&c->node, "p", 2);
    for (int i = 2; i < in0(c)->rank; i++)
        axis[n++] = i;
    if (takes_p(c, p, 64))
        c->out[0] = lp_norm(c, axis, n, (int)p);
}

/* Sums of powers are means times the number of places, padding counted. */
static void lp_pool(Call *c)
{
    const int64_t p = onnx_int(&c->node, "p", 2);
    MapAxes a;
    Window w = {0};
    c->out[0] = *in0(c);
    if (!map_axes(c, &a) || !window_of(c, NULL, &w) || !takes_p(c, p, 64))
        return;
    if (onnx_int(&c->node, "ceil_mode", 0)) {
        build_lacks(c->b, NULL, "ceil_mode=1 of sums: netc has it for means and extremes");
        return;
    }
    w.counts_pad = true;
    View y = p % 2 ? build_unary(c->b, in0(c), "abs", NULL) : *in0(c);
    y = p > 1 ? build_with_number(c->b, &y, "pow", (double)p) : y;
    y = build_pool(c->b, &y, a, "avgpool", &w);
    y = build_with_number(c->b, &y, "mul", w.size[0] * w.size[1]);
    c->out[0] = p == 2  ? build_unary(c->b, &y, "sqrt", NULL)
                : p > 1 ? build_with_number(c->b, &y, "pow", 1.0 / (double)p)
                        : y;
}

/* x / (bias + alpha / size * sum of x^2 over `size` neighbouring channels)^beta: the sum is a
 * product of the channels with a matrix of a band of ones. */
static void lrn(Call *c)
{
    const View *x = in0(c);
    const int64_t size = onnx_int(&c->node, "size", 0), before = (size - 1) / 2;
    const float share = (float)(onnx_float(&c->node, "alpha", 1e-4) / (double)size);
    const Window one = {.size = {1, 1}, .stride = {1, 1}, .dilation = {1, 1}};
    MapAxes a;
    c->out[0] = *x;
    if (!map_axes(c, &a))
        return;
    const int64_t n = x->dim[a.c];
    if (size < 1 || n > 4096) {
        build_lacks(c->b, NULL, "size=%lld of %lld channels", (long long)size, (long long)n);
        return;
    }
    float *band = ARENA_ARRAY(c->o->arena, float, n *n), *bias = ARENA_ARRAY(c->o->arena, float, n);
    for (int64_t o = 0; o < n; o++) {
        bias[o] = (float)onnx_float(&c->node, "bias", 1);
        for (int64_t i = 0; i < n; i++)
            band[o * n + i] = i >= o - before && i < o - before + size ? share : 0;
    }
    View y = build_with_number(c->b, x, "pow", 2);
    y = build_conv(c->b, &y, a, &one, &(ConvWeights){band, bias, (int)n, (int)n, 1, true});
    if (y.step >= 0)
        c->o->b.m->step[y.step].frozen = true;
    y = build_with_number(c->b, &y, "pow", -onnx_float(&c->node, "beta", 0.75));
    c->out[0] = build_join(c->b, (const View *[]){x, &y}, 2, "mul");
}

/* Divided by the norm; of zeros it is 0. */
static void lp_normalization(Call *c)
{
    const double least = 1e-20; /* of the norm: the smallest square is above 1e-38 */
    const int64_t p = onnx_int(&c->node, "p", 2);
    int axis = axis_of(c, "axis", -1, in0(c)->rank);
    if (axis < 0 || !takes_p(c, p, 2))
        return;
    View norm = lp_norm(c, &axis, 1, (int)p);
    norm = build_with_number(c->b, &norm, "maximum", least);
    c->out[0] = build_join(c->b, (const View *[]){in0(c), &norm}, 2, "div");
}

/* Pads of a constant, along two axes at most. */
static void pad(Call *c)
{
    int64_t p[2 * VIEW_RANK], axes[2 * VIEW_RANK];
    const View *x = in0(c);
    int n = call_ints(c, 1, "pads", p), n_axes = call_ints(c, 3, NULL, axes);
    const char *mode = onnx_string(c->o->arena, &c->node, "mode");
    c->out[0] = *x;
    int64_t all[2][VIEW_RANK] = {{0}};
    if (n < 0 || n != 2 * (n_axes < 0 ? x->rank : n_axes)) {
        build_misfit(c->b, NULL, "pads has not two numbers for each axis");
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
    double value = call_number(c, 2, "value", 0);
    const char *args = mode && !strcmp(mode, "reflect") ? "mode=reflect"
                       : mode && !strcmp(mode, "edge")  ? "mode=edge"
                       : mode && !strcmp(mode, "wrap")  ? "mode=wrap"
                       : value != 0
                           ? arena_printf(c->o->arena, "value=%s", build_number(c->b, value))
                           : NULL;
    if (mode && strcmp(mode, "constant") && (!args || *args != 'm'))
        build_lacks(c->b, NULL, "mode=%.40s is not known", mode);
    else if (!(fabs(value) <= 1e30))
        build_lacks(c->b, NULL, "padding with a number that is not finite");
    else
        c->out[0] = build_pad_axes(c->b, x, all, args);
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
        build_misfit(c->b, NULL, "its input 2 (C) is no constant with a number for each output");
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
        build_misfit(c->b, NULL, "a matrix with %lld rows for %lld values", (long long)in,
                     (long long)x->dim[1]);
        return;
    }
    const float *bias = gemm_bias(c, out, onnx_float(&c->node, "beta", 1), &good);
    if (good)
        c->out[0] = build_dense(c->b, x, matrix(c, k, turn, onnx_float(&c->node, "alpha", 1)), bias,
                                (int)out);
}

/* Has it a matrix, whose further axes have a length of 1? */
static bool is_matrix(const Const *k)
{
    return k && !k->ints && k->rank >= 2 && k->count >= 1 &&
           k->dim[k->rank - 1] * k->dim[k->rank - 2] == k->count;
}

/* A constant matrix times a value: it multiplies what lies along the last axis but one. */
static bool matmul_from_left(Call *c)
{
    const Const *k = c->in[0]->k;
    const View *x = c->in[1];
    View turned;
    int perm[VIEW_RANK], last = x->rank - 1;
    if (!is_matrix(k) || x->k || x->step < 0 || x->rank < 2 || k->rank > x->rank ||
        x->batch == last - 1)
        return false;
    int64_t out = k->dim[k->rank - 2], in = k->dim[k->rank - 1];
    if (in != x->dim[last - 1]) {
        build_misfit(c->b, NULL, "a matrix with %lld columns for %lld values", (long long)in,
                     (long long)x->dim[last - 1]);
        return true;
    }
    for (int i = 0; i < x->rank; i++)
        perm[i] = i < last - 1 ? i : last - 1 + last - i;
    if (!view_transpose(x, perm, &turned))
        return false;
    View made = build_dense(c->b, &turned, matrix(c, k, true, 1), NULL, (int)out);
    if (made.step < 0 || !view_transpose(&made, perm, &c->out[0]))
        c->out[0] = made;
    return true;
}

static void matmul(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    const View *x = in0(c);
    Const column; /* of a vector */
    bool vector = k && k->rank == 1;
    if (vector) {
        column = *k;
        column.rank = 2;
        column.dim[1] = 1;
        k = &column;
    }
    if (!is_matrix(k) || x->rank < 1 || x->k) {
        if (call_has(c, 1) && matmul_from_left(c))
            return;
        build_lacks(c->b, NULL,
                    k || x->k ? "netc multiplies a value by one matrix, not by several"
                              : "netc multiplies a value by a constant matrix, not by another "
                                "value");
        c->out[0] = x->k ? *c->in[c->n_in - 1] : *x;
        return;
    }
    int64_t in = k->dim[k->rank - 2], out = k->dim[k->rank - 1];
    if (in != x->dim[x->rank - 1])
        build_misfit(c->b, NULL, "a matrix with %lld rows for %lld values", (long long)in,
                     (long long)x->dim[x->rank - 1]);
    else
        c->out[0] = build_dense(c->b, x, k->f, NULL, (int)out);
    if (vector && c->out[0].step >= 0 && c->out[0].dim[c->out[0].rank - 1] == 1)
        view_remove(&c->out[0], c->out[0].rank - 1);
}

/* Of scikit-learn: (x - offset) * scale, one number for all or one a feature. */
static void scaler(Call *c)
{
    static const char *const names[2] = {"offset", "scale"};
    const View *x = in0(c);
    Const k[2];
    for (int i = 0; i < 2; i++) {
        int n;
        const float *f = onnx_floats(&c->node, names[i], &n);
        float *to = ARENA_ARRAY(c->o->arena, float, n + 1);
        for (int j = 0; j < n; j++)
            to[j] = i == 0 ? -f[j] : f[j];
        if (!n)
            to[0] = i == 0 ? 0 : 1, n = 1;
        k[i] = (Const){.rank = 1, .dim = {n}, .count = n, .f = to};
    }
    c->out[0] = build_affine(c->b, x, NULL, &k[0]);
    c->out[0] = build_affine(c->b, &c->out[0], &k[1], NULL);
}

/* Towards 0 by a number, and 0 within it; other shrinking jumps. */
static void shrink(Call *c)
{
    const View *x = in0(c);
    double limit = onnx_float(&c->node, "lambd", 0.5), bias = onnx_float(&c->node, "bias", 0);
    c->out[0] = *x;
    if (limit != bias || limit < 0) {
        build_lacks(c->b, NULL, "it jumps where |x| is lambd: netc has it with bias = lambd only");
        return;
    }
    View y = build_clip(c->b, x, -limit, limit);
    c->out[0] = build_join(c->b, (const View *[]){x, &y}, 2, "sub");
}

/* ---- normalisation ---- */

static void batchnorm(Call *c)
{
    const View *x = in0(c);
    if (x->rank < 2) {
        build_misfit(c->b, NULL, "its input has no channels");
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

static void group_norm(Call *c)
{
    const View *x = in0(c);
    bool instance = !strcmp(op_of(c), "InstanceNormalization");
    int64_t groups = onnx_int(&c->node, "num_groups", 1), n = x->rank > 2 ? x->dim[1] : 0;
    c->out[0] = *x;
    if (n < 1 || groups < 1 || groups > n) {
        build_misfit(c->b, NULL, "num_groups=%lld does not fit its input", (long long)groups);
        return;
    }
    Norm norm = {.gamma = floats(c, 1, n, "scale"),
                 .beta = floats(c, 2, n, "bias"),
                 .eps = onnx_float(&c->node, "epsilon", 1e-5f)};
    if (norm.gamma && norm.beta)
        c->out[0] = build_groupnorm(c->b, x, 1, instance ? 0 : (int)groups, &norm);
}

static void rms_norm(Call *c)
{
    const View *x = in0(c);
    int first = axis_of(c, "axis", -1, x->rank), axis[VIEW_RANK], n = 0;
    int64_t count = 1;
    if (first < 0)
        return;
    for (int i = first; i < x->rank; i++)
        axis[n++] = i, count *= x->dim[i];
    Norm norm = {.gamma = floats(c, 1, count, "scale"),
                 .eps = onnx_float(&c->node, "epsilon", 1e-5f)};
    c->out[0] = norm.gamma ? build_rmsnorm(c->b, x, axis, n, &norm) : *x;
}

static void softmax(Call *c)
{
    const View *x = in0(c);
    int axis = axis_of(c, "axis", c->o->opset < 13 ? 1 : -1, x->rank);
    if (axis < 0)
        return;
    const char *kind = !strcmp(op_of(c), "LogSoftmax") ? "log_softmax" : "softmax";
    if (c->o->opset >= 13 || axis == x->rank - 1) {
        c->out[0] = build_softmax(c->b, x, kind, &axis, 1);
        return;
    }
    /* before, over all axes from that one on */
    int64_t dim[VIEW_RANK], count = 1;
    for (int i = 0; i < x->rank; i++)
        i < axis ? (void)(dim[i] = x->dim[i]) : (void)(count *= x->dim[i]);
    dim[axis] = count;
    View flat = build_reshape(c->b, x, axis + 1, dim);
    View y = build_softmax(c->b, &flat, kind, &axis, 1);
    c->out[0] = build_reshape(c->b, &y, x->rank, x->dim);
}

/* ---- activations ---- */

static const struct {
    const char *op, *kind;
} plain[] = {{"Relu", "relu"},         {"Sigmoid", "sigmoid"},
             {"Tanh", "tanh"},         {"HardSwish", "hardswish"},
             {"Softplus", "softplus"}, {"Mish", "mish"},
             {"Exp", "exp"},           {"Log", "log"},
             {"Sqrt", "sqrt"},         {"Abs", "abs"},
             {"Softsign", "softsign"}, {"Swish", "silu"}};

static void activation(Call *c)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!strcmp(op_of(c), plain[i].op))
            c->out[0] = build_unary(c->b, in0(c), plain[i].kind, NULL);
}

/* Parts of others, which simplify.c looks for: Erf of gelu, Sign of an LPPool of PyTorch. */
static void part(Call *c)
{
    c->out[0] = build_unary(c->b, in0(c), strcmp(op_of(c), "Erf") ? "sign" : "erf", NULL);
    if (c->out[0].step >= 0)
        c->b->m->step[c->out[0].step].where = c->b->where;
}

/* A layer with one argument, which is written where it is not the layer's own. */
static void with_argument(Call *c, const char *kind, const char *name, double value, double own)
{
    c->out[0] = *in0(c);
    if (build_takes(c->b, kind, name, value))
        c->out[0] = build_unary(c->b, in0(c), kind,
                                value == own ? NULL : build_number(c->b, value));
}

static void leaky(Call *c)
{
    with_argument(c, "leaky", "slope", onnx_float(&c->node, "alpha", 0.01f), 0.3);
}

static void elu(Call *c) { with_argument(c, "elu", "alpha", onnx_float(&c->node, "alpha", 1), 1); }

static void celu(Call *c)
{
    with_argument(c, "celu", "alpha", onnx_float(&c->node, "alpha", 1), 1);
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

static void hard_sigmoid(Call *c)
{
    double slope = onnx_float(&c->node, "alpha", 0.2f), shift = onnx_float(&c->node, "beta", 0.5f);
    const char *by = fabs(slope - 1 / 6.0) < 1e-6
                         ? ""
                         : arena_printf(c->o->arena, " slope=%s", build_number(c->b, slope)),
               *from = shift == 0.5
                           ? ""
                           : arena_printf(c->o->arena, " shift=%s", build_number(c->b, shift)),
               *args = arena_printf(c->o->arena, "%s%s", by, from);
    c->out[0] = *in0(c);
    if (build_takes(c->b, "hardsigmoid", "slope", slope) &&
        build_takes(c->b, "hardsigmoid", "shift", shift))
        c->out[0] = build_unary(c->b, in0(c), "hardsigmoid", *args ? args + 1 : NULL);
}

static void selu(Call *c)
{
    double alpha = onnx_float(&c->node, "alpha", 1.67326319217681884765625f),
           gamma = onnx_float(&c->node, "gamma", 1.05070102214813232421875f);
    if (fabs(alpha - 1.6732632) < 1e-6 && fabs(gamma - 1.0507010) < 1e-6) {
        c->out[0] = build_unary(c->b, in0(c), "selu", NULL);
        return;
    }
    with_argument(c, "elu", "alpha", alpha, 1);
    View y = c->out[0];
    c->out[0] = build_affine_number(c->b, &y, gamma, 0);
}

static void prelu(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    if (k && !k->ints && k->count > 0)
        c->out[0] = build_prelu(c->b, in0(c), k);
    else
        build_lacks(c->b, NULL, "its slopes are no constant");
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
    View y = n == 1    ? *x[0]
             : product ? build_join(c->b, x, n, "mul")
                       : build_join(c->b, x, n, "add");
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

static bool two(Call *c)
{
    if (c->n_in == 2)
        return true;
    build_lacks(c->b, NULL, "it has %d inputs, not 2", c->n_in);
    return false;
}

static void sub(Call *c)
{
    if (!two(c))
        return;
    if (c->in[1]->k) {
        c->out[0] = build_affine(c->b, c->in[0], NULL, mapped(c, c->in[1]->k, false));
    } else if (c->in[0]->k) {
        View minus = build_affine_number(c->b, c->in[1], -1, 0);
        c->out[0] = build_affine(c->b, &minus, NULL, c->in[0]->k);
    } else {
        c->out[0] = build_join(c->b, c->in, 2, "sub");
    }
}

static void divide(Call *c)
{
    if (!two(c))
        return;
    const Const *k = c->in[1]->k;
    if (c->in[0]->whole || c->in[1]->whole) {
        build_lacks(c->b, NULL, "it divides whole numbers: netc's are real");
        c->out[0] = *in0(c);
    } else if (k && k->count == 1 && const_number(k, 0) != 0) {
        c->out[0] = build_with_number(c->b, c->in[0], "div", const_number(k, 0));
    } else if (k) {
        c->out[0] = build_affine(c->b, c->in[0], mapped(c, k, true), NULL);
    } else if (c->in[0]->k) {
        View inverse = build_with_number(c->b, c->in[1], "pow", -1);
        c->out[0] = build_affine(c->b, &inverse, c->in[0]->k, NULL);
    } else {
        c->out[0] = build_join(c->b, c->in, 2, "div");
    }
}

static void neg(Call *c) { c->out[0] = build_affine_number(c->b, in0(c), -1, 0); }

static void reciprocal(Call *c) { c->out[0] = build_with_number(c->b, in0(c), "pow", -1); }

static void power(Call *c)
{
    if (!two(c))
        return;
    const Const *k = c->in[1]->k;
    c->out[0] = *in0(c);
    if (k && k->count != 1)
        build_lacks(c->b, NULL, "exponents that differ: netc has one number, or a value");
    else if (k && const_number(k, 0) != 1)
        c->out[0] = build_with_number(c->b, in0(c), "pow", const_number(k, 0));
    else if (!k)
        c->out[0] = build_join(c->b, c->in, 2, "pow");
}

/* max(x, k) = max(x - k, 0) + k; min(x, k) = k - max(k - x, 0): for limits that differ. */
static View limited(Call *c, const View *x, const Const *k, bool above)
{
    View y = above ? *x : build_affine_number(c->b, x, -1, 0);
    y = build_affine(c->b, &y, NULL, above ? mapped(c, k, false) : k);
    y = build_unary(c->b, &y, "relu", NULL);
    y = above ? y : build_affine_number(c->b, &y, -1, 0);
    return build_affine(c->b, &y, NULL, k);
}

/* Max, Min: of values, and of numbers. */
static void extreme(Call *c)
{
    const char *kind = !strcmp(op_of(c), "Max") ? "maximum" : "minimum";
    const View **x = ARENA_ARRAY(c->o->arena, const View *, c->n_in + 1);
    int n = 0;
    for (int i = 0; i < c->n_in; i++)
        if (!c->in[i]->k)
            x[n++] = c->in[i];
    if (!n)
        return;
    View y = build_join(c->b, x, n, kind);
    for (int i = 0; i < c->n_in; i++) {
        const Const *k = c->in[i]->k;
        if (k && k->count == 1)
            y = build_with_number(c->b, &y, kind, const_number(k, 0));
        else if (k)
            y = limited(c, &y, k, *kind == 'm' && kind[1] == 'a');
    }
    c->out[0] = y;
}

static void mean(Call *c)
{
    sum(c);
    c->out[0] = build_affine_number(c->b, &c->out[0], 1.0 / c->n_in, 0);
}

/* ---- choices ---- */

/* A comparison with a number, for `choose` alone. */
static void compare(Call *c)
{
    bool turned = c->in[0]->k != NULL, less = op_of(c)[0] == 'L';
    const View *x = two(c) ? c->in[turned] : NULL;
    const Const *k = x ? c->in[!turned]->k : NULL;
    if (x && k && k->count == 1 && x->step >= 0) {
        c->out[0] = build_unary(c->b, x, less != turned ? "less" : "greater", NULL);
        Step *s = &c->b->m->step[c->out[0].step];
        s->where = c->b->where;
        s->number = const_number(k, 0);
    } else if (x) {
        build_lacks(c->b, NULL,
                    "netc compares with one number, as a part of `maximum` and the like");
        c->out[0] = *in0(c);
    }
}

static const Step *step_of(const Call *c, int step) { return &c->b->m->step[step]; }

/* A constant mask: value where it is `first`, else the others. */
static View masked(Call *c, const View *x, const Const *mask, const Const *value, bool first)
{
    Const *by = const_new(c->o->arena, false, mask->rank, mask->dim),
          *more = const_new(c->o->arena, false, mask->rank, mask->dim);
    bool any = false;
    for (int64_t i = 0; by && more && i < mask->count; i++) {
        bool own = (const_number(mask, i) != 0) == first;
        const_floats(by)[i] = own ? 0.0f : 1.0f;
        const_floats(more)[i] = own ? (float)const_number(value, 0) : 0.0f;
        any |= const_floats(more)[i] != 0;
    }
    return by && more ? build_affine(c->b, x, by, any ? more : NULL) : *x;
}

/* Is y softplus(beta x) / beta, and beta x what was compared? Then for large x both are the same
 * float, and the file's choice of x needs no layer. */
static bool is_softplus_of(const Call *c, const View *x, int compared, const View *y)
{
    const Step *s = step_of(c, y->step), *u = step_of(c, compared);
    double by = 1;
    if (s->has_number && step_is(s, "div")) {
        by = s->number;
        s = step_of(c, s->in[0]);
        if (!u->has_number || !step_is(u, "mul") || u->number != by || u->in[0] != x->step)
            return false;
    } else if (compared != x->step) {
        return false;
    }
    return step_is(s, "softplus") && s->in[0] == compared;
}

/* x above a number, and else the same times a factor, or the number. */
static bool limited_choice(Call *c, const View *x, const View *other, double limit)
{
    const Step *s = other->k ? NULL : step_of(c, other->step);
    if (other->k && other->k->count == 1 && const_number(other->k, 0) == limit) {
        c->out[0] = limit == 0 ? build_unary(c->b, x, "relu", NULL)
                               : build_with_number(c->b, x, "maximum", limit);
        return true;
    }
    if (limit != 0 || !s || !s->has_number || !step_is(s, "mul") || s->in[0] != x->step)
        return false;
    c->out[0] = *x;
    if (build_takes(c->b, "leaky", "slope", s->number))
        c->out[0] = build_unary(c->b, x, "leaky", build_number(c->b, s->number));
    return true;
}

/* Where(condition, a, b) */
static void choose(Call *c)
{
    static const char *const words =
        "netc has `maximum`, `minimum`, `relu`, `leaky` and `softplus`, "
        "and masks that are constants";
    if (c->n_in != 3 || c->in[0]->rank < 0) {
        build_lacks(c->b, NULL, "it has %d inputs, not 3", c->n_in);
        return;
    }
    const View *a = c->in[1], *b = c->in[2], *cond = c->in[0];
    c->out[0] = a->k ? *b : *a;
    if (cond->k) {
        const Const *one = a->k ? a->k : b->k;
        if (one && one->count == 1 && !(a->k && b->k))
            c->out[0] = masked(c, a->k ? b : a, cond->k, one, a->k != NULL);
        else
            build_lacks(c->b, words, "it chooses between two values by a mask");
        return;
    }
    const Step *s = cond->step >= 0 ? step_of(c, cond->step) : NULL;
    bool greater = s && step_is(s, "greater"), less = s && step_is(s, "less");
    const View *above = greater ? a : b, *below = greater ? b : a;
    if ((greater || less) && above->step >= 0 &&
        ((below->step >= 0 && s->number >= 15 && is_softplus_of(c, above, s->in[0], below)) ||
         (above->step == s->in[0] && limited_choice(c, above, below, s->number)))) {
        if (s->number >= 15 && below->step >= 0)
            c->out[0] = *below;
        return;
    }
    build_lacks(c->b, words, "it chooses between values by another value");
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
    if (to == 1 || to == 10 || to == 11 || to == 16) {
        identity(c);
        c->out[0].whole = false;
    } else
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
    bool counts = (x->k && x->k->other) || (x->batch >= 0 && c->o->samples != 1);
    const Const *inner = x->k ? x->k->other : NULL;
    Const *k = const_new(c->o->arena, true, 1, &n),
          *other = counts ? const_new(c->o->arena, true, 1, &n) : NULL;
    for (int64_t i = 0; i < n; i++)
        const_ints(k)[i] = x->dim[first + i];
    for (int64_t i = 0; other && i < n; i++)
        const_ints(other)[i] = inner                   ? inner->dim[first + i]
                               : first + i == x->batch ? OTHER_SAMPLES * x->dim[first + i]
                                                       : x->dim[first + i];
    if (other)
        onnx_other(k, other);
    c->out[0] = view_const(k);
    c->o->b.m->constants++;
}

static void size(Call *c)
{
    Const *k = const_new(c->o->arena, true, 0, NULL);
    const_ints(k)[0] = c->in[0]->k ? c->in[0]->k->count : view_count(in0(c));
    if (!c->in[0]->k && in0(c)->batch >= 0 && c->o->samples != 1) {
        Const *other = const_new(c->o->arena, true, 0, NULL);
        const_ints(other)[0] = OTHER_SAMPLES * const_ints(k)[0];
        onnx_other(k, other);
    }
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

/* A shape's numbers with 0 resolved, at most VIEW_RANK of them; -1: told. *open: where -1 stands,
 * or -1. The samples' axis, if it is a shape for several, counts one. */
static int wanted_shape(Call *c, int64_t *to, int *open)
{
    const View *x = in0(c);
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL, *other = k ? k->other : NULL;
    int64_t all = view_count(x), samples = c->o->samples;
    int n = call_ints(c, 1, "shape", to);
    *open = -1;
    if (n > VIEW_RANK)
        build_lacks(c->b, NULL, "a shape of more than %d dimensions", VIEW_RANK);
    if (n < 0 || n > VIEW_RANK)
        return -1;
    for (int i = 0; i < n; i++) {
        if (to[i] == 0 && !onnx_int(&c->node, "allowzero", 0) && i < x->rank)
            to[i] = x->dim[i];
        bool again = to[i] == -1 && *open >= 0;
        if (again || (to[i] != -1 && (to[i] < 1 || to[i] > all * (samples > 1 ? samples : 1)))) {
            build_misfit(c->b, NULL,
                         again ? "a shape with two open lengths"
                               : "a shape that does not fit its %lld values",
                         (long long)all);
            return -1;
        }
        if (to[i] == -1)
            *open = i;
        if (other && (other->count != n || (i > 0 && const_whole(other, i) != const_whole(k, i)))) {
            build_lacks(c->b, NULL, "axis %d of its shape depends on the number of samples", i);
            return -1;
        }
    }
    return n;
}

/* The view whose axis of samples is 0 takes a shape that joins several samples elsewhere. */
static bool joins_samples(Call *c, const int64_t *to, int open)
{
    bool counted = c->in[1]->k && c->in[1]->k->other;
    if (in0(c)->batch != 0 || c->o->samples == 1 || open <= 0 || counted || c->in[1]->rank < 0)
        return false;
    bool keeps = c->in[1]->k && const_whole(c->in[1]->k, 0) == 0;
    return !keeps && to[0] != c->o->samples;
}

static void reshape(Call *c)
{
    const View *x = in0(c);
    int64_t to[2 * VIEW_RANK], known = 1, all = view_count(x), samples = c->o->samples;
    int open, n = wanted_shape(c, to, &open);
    c->out[0] = *x;
    if (n < 0)
        return;
    if (n > 0 && call_has(c, 1) && joins_samples(c, to, open)) {
        build_misfit(c->b, "export the model with a fixed number of samples",
                     "its shape puts several samples along axis %d", open);
        return;
    }
    for (int i = 0; i < n && known <= (int64_t)1 << 40; i++)
        known *= to[i] == -1 ? 1 : to[i];
    if (n && samples > 1 && to[0] == samples && (open >= 0 || known == all * samples))
        to[0] = 1, known /= samples;
    if (known > (int64_t)1 << 40 || (open >= 0 ? all % known != 0 : known != all)) {
        build_misfit(c->b, NULL, "a shape that does not fit its %lld values", (long long)all);
        return;
    }
    if (open >= 0)
        to[open] = all / known;
    View y = build_reshape(c->b, x, n, to);
    if (y.batch >= 0 && c->o->samples == 1 && y.dim[y.batch] > 1)
        y.batch = -1; /* of one sample, the axis is its own */
    else if (x->batch >= 0 && y.batch < 0 && c->o->samples != 1)
        build_misfit(c->b, NULL, "its shape joins samples and other axes");
    c->out[0] = y;
}

static void flatten(Call *c)
{
    const View *x = in0(c);
    int64_t axis = onnx_int(&c->node, "axis", 1), to[2] = {1, 1};
    axis += axis < 0 ? x->rank : 0;
    for (int i = 0; i < x->rank; i++)
        to[i >= axis] *= x->dim[i];
    c->out[0] = *x;
    if (axis < 0 || axis > x->rank || (axis <= x->batch && c->o->samples != 1))
        build_misfit(c->b, NULL, "axis=%lld: it joins samples, or there is no such axis",
                     (long long)axis);
    else
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
            named |= axes[k] == i || axes[k] == i - x->rank;
        if (named && x->dim[i] != 1)
            build_misfit(c->b, NULL, "axis %d has %lld elements, not one", i, (long long)x->dim[i]);
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
            if ((axes[k] == i || axes[k] == i - rank) &&
                (i > c->out[0].rank || !view_insert(&c->out[0], i))) {
                build_misfit(c->b, NULL, "axes that do not fit");
                return;
            }
}

/* Lengths of 1 become those of the shape. */
static void expand(Call *c)
{
    int64_t to[2 * VIEW_RANK];
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL, *other = k ? k->other : NULL;
    int n = call_ints(c, 1, NULL, to);
    View x = *in0(c);
    c->out[0] = x;
    while (n >= 0 && n <= VIEW_RANK && x.rank < n)
        view_insert(&x, 0);
    if (n < 0 || n > VIEW_RANK || (other && other->count != n)) {
        build_misfit(c->b, NULL, "its shape is no constant list of lengths");
        return;
    }
    const View narrow = x;
    for (int i = 0; i < n && x.step >= 0; i++) {
        int at = x.rank - n + i;
        bool samples = at == x.batch &&
                       (other ? const_whole(other, i) != to[i] : to[i] == c->o->samples);
        if (samples || to[i] == 1 || to[i] == x.dim[at])
            continue;
        if (x.dim[at] != 1 || to[i] < 1 || to[i] > 65536 || at == x.batch ||
            (other && const_whole(other, i) != to[i])) {
            build_misfit(c->b, NULL, "axis %d of %lld elements becomes one of %lld", at,
                         (long long)x.dim[at], (long long)to[i]);
            return;
        }
        x = build_repeat(c->b, &x, at, to[i]);
    }
    c->out[0] = x;
    if (x.step >= 0 && x.step != narrow.step)
        onnx_widened(c->o, &narrow, &c->out[0]);
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
        build_misfit(c->b, NULL, "perm is no permutation of %d axes", x->rank);
    else
        view_transpose(x, perm, &c->out[0]);
}

static void concat(Call *c)
{
    const View **x = ARENA_ARRAY(c->o->arena, const View *, c->n_in + 1), *value = NULL;
    for (int i = 0; i < c->n_in && !value; i++)
        value = c->in[i]->k ? NULL : c->in[i];
    for (int i = 0; i < c->n_in; i++) {
        x[i] = c->in[i];
        if (!x[i]->k || !value)
            continue;
        View *y = ARENA_NEW(c->o->arena, View);
        *y = build_constant(c->b, value, x[i]->k);
        if (y->rank == value->rank && value->batch >= 0 && y->dim[value->batch] == 1)
            y->batch = value->batch;
        x[i] = y;
    }
    int axis = axis_of(c, "axis", c->o->opset < 4 ? 1 : 0, in0(c)->rank);
    if (axis >= 0)
        c->out[0] = build_concat(c->b, x, c->n_in, axis);
}

/* ---- parts ---- */

enum { MOST_STEP = 1 << 30 };

static int64_t clamp(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

/* What a slice takes of d elements: the first and how many. by: not 0. */
static int64_t slice_part(int64_t start, int64_t end, int64_t by, int64_t d, int64_t *first)
{
    int64_t from = start < 0 ? start + d : start, to = end < 0 ? end + d : end;
    if (by > 0) {
        *first = from = clamp(from, 0, d);
        to = clamp(to, 0, d);
        return to > from ? (to - from - 1) / by + 1 : 0;
    }
    *first = from = clamp(from, 0, d - 1);
    to = clamp(to, -1, d - 1);
    return from > to ? (from - to - 1) / -by + 1 : 0;
}

static void slice(Call *c)
{
    int64_t starts[2 * VIEW_RANK], ends[2 * VIEW_RANK], axes[2 * VIEW_RANK], steps[2 * VIEW_RANK];
    int n = call_ints(c, 1, "starts", starts), m = call_ints(c, 2, "ends", ends),
        k = call_ints(c, 3, "axes", axes), s = call_ints(c, 4, NULL, steps), rank = in0(c)->rank;
    View y = *in0(c);
    c->out[0] = y;
    if (n < 0 || m != n || (k >= 0 && k != n) || (s >= 0 && s != n)) {
        build_lacks(c->b, NULL, "starts, ends, axes and steps of different numbers");
        return;
    }
    for (int i = 0; i < n; i++) {
        int64_t axis = k < 0 ? i : axes[i] + (axes[i] < 0 ? rank : 0), by = s < 0 ? 1 : steps[i];
        if (axis < 0 || axis >= rank || by == 0) {
            build_misfit(c->b, NULL, "axis %lld, step %lld: there is no such part", (long long)axis,
                         (long long)by);
            return;
        }
        by = clamp(by, -MOST_STEP, MOST_STEP);
        int64_t first, count = slice_part(starts[i], ends[i], by, y.dim[axis], &first);
        y = build_slice(c->b, &y, (int)axis, first, count, count == 1 ? 1 : by);
    }
    c->out[0] = y;
}

static void split(Call *c)
{
    int64_t size[2 * VIEW_RANK];
    int axis = axis_of(c, "axis", 0, in0(c)->rank), n = call_ints(c, 1, "split", size);
    int64_t at = 0, d = axis < 0 ? 0 : in0(c)->dim[axis];
    if (axis < 0 || c->n_out < 1)
        return;
    for (int i = 0; i < c->n_out; i++) {
        int64_t each = (d + c->n_out - 1) / c->n_out, own = n > i    ? size[i]
                                                            : n >= 0 ? 0
                                                                     : clamp(d - at, 0, each);
        c->out[i] = build_slice(c->b, in0(c), axis, at, own, 1);
        at += own > 0 && own <= d ? own : 0;
    }
}

/* Place i of n, which may lie outside, where an axis is continued: the modes of the layer pad. */
static int64_t continued_place(const char *mode, int64_t i, int64_t n)
{
    if (i >= 0 && i < n)
        return i;
    return !strcmp(mode, "edge")        ? (i < 0 ? 0 : n - 1)
           : !strcmp(mode, "reflect")   ? (i < 0 ? -i : 2 * n - 2 - i)
           : !strcmp(mode, "symmetric") ? (i < 0 ? -1 - i : 2 * n - 1 - i)
                                        : (i < 0 ? i + n : i - n);
}

/* All elements of a map's axis, continued before and behind: a padding. False: they are not. */
static bool continues(Call *c, const View *x, int axis, const Const *k, View *y)
{
    static const char *const modes[] = {"symmetric", "reflect", "edge", "wrap"};
    const int64_t n = x->dim[axis], more = k->count - n;
    if (x->batch != 0 || (x->rank != 4 && x->rank != 3) || axis < 2 || more < 1 || n < 2)
        return false;
    for (int m = 0; m < 4; m++)
        for (int64_t before = 0; before <= more && before <= n; before++) {
            bool same = more - before <= n;
            for (int64_t i = 0; same && i < k->count; i++)
                same = const_whole(k, i) == continued_place(modes[m], i - before, n);
            if (!same)
                continue;
            int64_t by[2][VIEW_RANK] = {{0}};
            by[0][axis] = before, by[1][axis] = more - before;
            *y = build_pad_axes(c->b, x, by, arena_printf(c->o->arena, "mode=%s", modes[m]));
            return true;
        }
    return false;
}

/* Elements of an axis, in any order: runs with a step of their own, one after the other. */
static View take_elements(Call *c, const View *x, int axis, const Const *k)
{
    enum { RUNS_MOST = 64 };
    View part[RUNS_MOST];
    const View *all[RUNS_MOST];
    int n = 0;
    int64_t d = x->dim[axis];
    if (continues(c, x, axis, k, &part[0]))
        return part[0];
    for (int64_t i = 0, count; i < k->count; i += count) {
        int64_t first = const_whole(k, i), by = 1;
        count = 1;
        for (; i + count < k->count && (first < 0) == (const_whole(k, i + count) < 0); count++) {
            int64_t more = const_whole(k, i + count) - const_whole(k, i + count - 1);
            if ((count > 1 && more != by) || more == 0 || more > d || more < -d)
                break;
            by = more;
        }
        if (count == 2 && by != 1 && i + 2 < k->count) /* the second may begin a longer one */
            count = 1;
        if (n == RUNS_MOST) {
            build_lacks(c->b, NULL, "its indices do not follow one another: more than %d runs",
                        RUNS_MOST);
            return *x;
        }
        part[n] = build_slice(c->b, x, axis, first + (first < 0 ? d : 0), count,
                              count == 1 ? 1 : by);
        all[n] = &part[n];
        n++;
    }
    return build_concat(c->b, all, n, axis);
}

/* Elements of an axis of x in the order of k; its axes, of which the last `inner` do not count,
 * stand in the place of that axis: none leave it out, several make several of it. */
static View take(Call *c, const View *x, int axis, const Const *k, int inner)
{
    int axes = k->rank - inner, rank = x->rank - 1 + axes, at = 0;
    int64_t dim[2 * VIEW_RANK];
    View y = take_elements(c, x, axis, k);
    if (axes == 0 && y.dim[axis] == 1)
        view_remove(&y, axis);
    if (axes < 2)
        return y;
    for (int i = 0; i < x->rank; i++)
        for (int j = 0; j < (i == axis ? axes : 1); j++)
            dim[at++] = i == axis ? k->dim[j] : y.dim[i];
    if (rank <= VIEW_RANK)
        return build_reshape(c->b, &y, rank, dim);
    build_misfit(c->b, NULL, "its result has %d axes, more than %d", rank, VIEW_RANK);
    return y;
}

static const Const *constant_indices(Call *c)
{
    const Const *k = call_has(c, 1) ? c->in[1]->k : NULL;
    if (!in0(c)->k && k && k->count >= 1)
        return k;
    build_lacks(c->b, NULL,
                in0(c)->k ? "it takes elements of a constant" : "its indices are no constants");
    return NULL;
}

static void gather(Call *c)
{
    const Const *k = constant_indices(c);
    int axis = k ? axis_of(c, "axis", 0, in0(c)->rank) : -1;
    if (axis >= 0)
        c->out[0] = take(c, in0(c), axis, k, 0);
}

/* Of scikit-learn: elements of the last axis. */
static void extract(Call *c)
{
    const Const *k = constant_indices(c);
    if (!k)
        return;
    Const list = *k;
    list.rank = 1, list.dim[0] = k->count;
    c->out[0] = take(c, in0(c), in0(c)->rank - 1, &list, 0);
}

/* The first and the last axis of k along which number `j` of each index differs; none: first is
 * beyond last. */
static void differs_along(const Const *k, int64_t j, int *first, int *last)
{
    const int64_t m = k->dim[k->rank - 1];
    int64_t stride = m;
    *first = k->rank, *last = -1;
    for (int a = k->rank - 2; a >= 0; a--) {
        bool differs = false;
        for (int64_t e = j; e < k->count && !differs; e += m)
            differs = e / stride % k->dim[a] && const_whole(k, e) != const_whole(k, e - stride);
        if (differs) {
            *first = a;
            *last = *last < 0 ? a : *last;
        }
        stride *= k->dim[a];
    }
}

/* Number j of the indices where the axes [from, to) of k run and the others are at 0. */
static Const one_number(Call *c, const Const *k, int64_t j, int from, int to)
{
    Const one = {.ints = true, .rank = to - from, .count = 1};
    int64_t stride = k->dim[k->rank - 1];
    for (int a = k->rank - 2; a >= to; a--)
        stride *= k->dim[a];
    for (int a = from; a < to; a++)
        one.count *= one.dim[a - from] = k->dim[a];
    int64_t *v = ARENA_ARRAY(c->o->arena, int64_t, one.count);
    for (int64_t e = 0; e < one.count; e++)
        v[e] = const_whole(k, j + e * stride);
    one.i = v;
    return one;
}

/* Indices of several numbers, each of which has axes of its own, one after the other, along which
 * it differs (x[:, :, rows, columns] with rows of (3, 4, 1, 1) and columns of (3, 4)): a Gather for
 * each, the last axis first. */
static void gather_nd(Call *c)
{
    const Const *k = constant_indices(c);
    if (!k)
        return;
    const int64_t m = k->rank < 1 ? 0 : k->dim[k->rank - 1];
    int from[VIEW_RANK + 1] = {0}, last = -1;
    bool good = m >= 1 && m <= in0(c)->rank && !onnx_int(&c->node, "batch_dims", 0);
    for (int64_t j = 0; good && j < m; j++) {
        int first, own;
        differs_along(k, j, &first, &own);
        good = first > last;
        from[j] = j ? last + 1 : 0;
        last = own > last ? own : last;
    }
    if (!good) {
        build_lacks(c->b, NULL,
                    "its indices have batch_dims, or numbers that differ along the same axis");
        return;
    }
    from[m] = k->rank - 1;
    View y = *in0(c);
    for (int64_t j = m - 1; j >= 0 && y.step >= 0; j--) {
        const Const one = one_number(c, k, j, from[j], from[j + 1]);
        y = take(c, &y, (int)j, &one, 0);
    }
    c->out[0] = y;
}

/* Several times the same, one after the other. */
static void tile(Call *c)
{
    enum { TIMES_MOST = 64 };
    int64_t times[2 * VIEW_RANK];
    const View *same[TIMES_MOST];
    View y = *in0(c);
    c->out[0] = y;
    if (call_ints(c, 1, NULL, times) != y.rank) {
        build_misfit(c->b, NULL, "its repeats are no constants, one for each axis");
        return;
    }
    for (int i = 0; i < y.rank; i++) {
        if (times[i] < 1 || times[i] > TIMES_MOST) {
            build_misfit(c->b, NULL, "it repeats axis %d %lld times: 1 to %d", i,
                         (long long)times[i], TIMES_MOST);
            return;
        }
        for (int64_t k = 0; k < times[i]; k++)
            same[k] = &y;
        if (times[i] > 1) {
            View more = build_concat(c->b, same, (int)times[i], i);
            y = more;
        }
    }
    c->out[0] = y;
}

static void depth_space(Call *c)
{
    bool gathers = !strcmp(op_of(c), "SpaceToDepth");
    const char *mode = onnx_string(c->o->arena, &c->node, "mode");
    int64_t factor = onnx_int(&c->node, "blocksize", 0);
    MapAxes a;
    c->out[0] = *in0(c);
    if (map_axes(c, &a))
        c->out[0] = build_blocks(c->b, in0(c), a, gathers ? "space_to_depth" : "depth_to_space",
                                 factor < 1 || factor > 4096 ? 0 : (int)factor,
                                 mode && !strcmp(mode, "CRD"));
}

/* ---- resizing ---- */

/* What axis i is multiplied by; *size: its stated length, or 0. axes: those that the numbers are
 * for, n of them. -1: no number is there. */
static double factor_of(Call *c, int i, const int64_t *axes, int n, int64_t *size)
{
    const View *x = in0(c);
    int at = !strcmp(op_of(c), "Upsample") || c->o->opset < 11 ? 1 : 2, k = -1;
    const Const *scales = call_has(c, at) ? c->in[at]->k : NULL,
                *sizes = call_has(c, 3) ? c->in[3]->k : NULL;
    const Onnx__AttributeProto *a = onnx_attr(&c->node, "scales");
    *size = 0;
    for (int j = 0; j < n; j++)
        k = axes[j] == i || axes[j] == i - x->rank ? j : k;
    if (k < 0)
        return 1;
    if (scales && scales->count == n)
        return const_number(scales, k);
    if (a && a->n_floats == (size_t)n)
        return a->floats[k];
    if (!sizes || sizes->count != n)
        return -1;
    bool counts = sizes->other && const_whole(sizes->other, k) != const_whole(sizes, k);
    *size = const_whole(sizes, k);
    if (i == x->batch && (counts || c->o->samples == *size || c->o->samples == 0))
        *size = x->dim[i];
    else if (counts)
        return -1;
    return (double)*size / (double)x->dim[i];
}

/* A resizing of one side of a map. Where the factor times its length is no whole number, the result
 * ends before the last pixel does: the side is continued by `more` copies of that pixel until it is
 * one, resized to `out`, and cut off after `kept`. */
typedef struct Side {
    int more, out, kept;
} Side;

static bool resized_side(double f, int64_t d, int64_t kept, bool corners, Side *s)
{
    enum { MORE_MOST = 64 };
    *s = (Side){0, (int)kept, (int)kept};
    if (fabs((double)kept - f * (double)d) <= 1e-3)
        return true;
    if (corners) /* of a smaller one ONNX and its runtimes make different things */
        return f >= 1;
    for (s->more = 1; s->more < MORE_MOST; s->more++) {
        double full = f * (double)(d + s->more);
        s->out = (int)floor(full + 0.5);
        if (fabs(full - s->out) < 1e-6 * full && s->out <= 65536)
            return true;
    }
    return false;
}

/* Height and width of the result; false: told. `corners`: only lengths count, not factors. */
static bool resized(Call *c, bool corners, Side out[2])
{
    const View *x = in0(c);
    int given;
    int64_t axes[VIEW_RANK], stated;
    const int64_t *own = onnx_ints(&c->node, "axes", &given);
    const char *policy = onnx_string(c->o->arena, &c->node, "keep_aspect_ratio_policy");
    if (policy && strcmp(policy, "stretch")) {
        build_lacks(c->b, NULL, "keep_aspect_ratio_policy=%.40s: netc's has `stretch`", policy);
        return false;
    }
    given = own && given <= VIEW_RANK ? given : x->rank;
    for (int i = 0; i < given; i++)
        axes[i] = own ? own[i] : i;
    for (int i = 0; i < x->rank; i++) {
        double f = factor_of(c, i, axes, given, &stated), d = (double)x->dim[i],
               size = stated ? (double)stated : floor(f * d + 1e-4);
        bool place = (x->rank == 4 || x->rank == 3) && i >= 2;
        Side side = {0};
        if (size < 1 || size > 65536 || (!place && f != 1) ||
            !resized_side(f, x->dim[i], (int64_t)size, corners, &side)) {
            build_misfit(c->b, NULL, "it resizes by %g along axis %d of %lld elements", f, i,
                         (long long)x->dim[i]);
            return false;
        }
        if (place)
            out[i + 2 - x->rank] = side;
    }
    if (x->rank != 4 && x->rank != 3)
        build_misfit(c->b, NULL, "it resizes a tensor of %d dimensions; expected 3 or 4", x->rank);
    return x->rank == 4 || x->rank == 3;
}

/* The arguments of `resize`; NULL: told. */
static const char *resize_args(Call *c, bool linear, bool old)
{
    static const char *const places[][2] = {{"half_pixel", ""},
                                            {"pytorch_half_pixel", ""},
                                            {"align_corners", " align=corners"},
                                            {"asymmetric", " align=edges"}},
                             *const rounds[][2] = {{"round_prefer_floor", " round=half_down"},
                                                   {"round_prefer_ceil", ""},
                                                   {"floor", " round=down"},
                                                   {"ceil", " round=up"}};
    const char *where = onnx_string(c->o->arena, &c->node, "coordinate_transformation_mode"),
               *nearest = onnx_string(c->o->arena, &c->node, "nearest_mode");
    where = where ? where : old ? "asymmetric" : "half_pixel";
    nearest = nearest ? nearest : old ? "floor" : "round_prefer_floor";
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t k = 0; k < sizeof rounds / sizeof *rounds; k++)
            if (!strcmp(where, places[i][0]) && (linear || !strcmp(nearest, rounds[k][0])))
                return arena_printf(c->o->arena, "%s%s%s", linear ? " mode=bilinear" : "",
                                    places[i][1], linear ? "" : rounds[k][1]);
    build_lacks(c->b, NULL, "coordinate_transformation_mode=%.40s with nearest_mode=%.40s", where,
                nearest);
    return NULL;
}

static void resize(Call *c)
{
    const char *mode = onnx_string(c->o->arena, &c->node, "mode"), *args;
    bool old = !strcmp(op_of(c), "Upsample") || c->o->opset < 11,
         linear = mode && (!strcmp(mode, "linear") || !strcmp(mode, "bilinear"));
    Side side[2] = {{0, 1, 1}, {0, 1, 1}};
    const View *x = in0(c);
    const MapAxes a = x->rank == 4 ? (MapAxes){2, 3, 1} : (MapAxes){-1, 2, 1};
    c->out[0] = *x;
    if (mode && !linear && strcmp(mode, "nearest")) {
        build_lacks(c->b, NULL, "mode=%.40s: netc has nearest and bilinear", mode);
        return;
    }
    if (onnx_int(&c->node, "antialias", 0)) {
        build_lacks(c->b, NULL, "antialias=1: netc's `resize` takes places as they are");
        return;
    }
    args = resize_args(c, linear, old);
    if (!args || !resized(c, strstr(args, "corners") != NULL, side))
        return;
    if ((side[0].more || side[1].more) && side[1].kept == x->dim[a.w] &&
        (a.h < 0 || side[0].kept == x->dim[a.h])) {
        build_lacks(c->b, NULL,
                    "it resizes by a factor to the size that is there: ONNX "
                    "interpolates, its runtimes and PyTorch copy");
        return;
    }
    View wide = *x;
    if (side[0].more || side[1].more)
        wide = build_pad(c->b, x, a, (const int[]){0, side[0].more, 0, side[1].more}, "mode=edge");
    const int64_t from[2] = {a.h >= 0 ? wide.dim[a.h] : 1, wide.dim[a.w]};
    const int size[2] = {side[0].out, side[1].out};
    int by[2] = {size[0] / (int)from[0], size[1] / (int)from[1]};
    bool whole = by[0] * from[0] == size[0] && by[1] * from[1] == size[1] && by[0] <= 4096 &&
                 by[1] <= 4096;
    bool repeats = !linear && (!*args || !strcmp(args, " round=half_down") ||
                               !strcmp(args, " align=edges round=down"));
    if (size[0] == from[0] && size[1] == from[1])
        return;
    const char *where = onnx_string(c->o->arena, &c->node, "coordinate_transformation_mode");
    if (where && !strcmp(where, "pytorch_half_pixel") &&
        ((a.h >= 0 && side[0].kept == 1) || side[1].kept == 1)) {
        build_lacks(c->b, NULL, "pytorch_half_pixel to a length of 1, where it takes an edge");
        return;
    }
    if (whole && (repeats || (linear && !strcmp(args, " mode=bilinear"))))
        c->out[0] = build_upsample(c->b, &wide, a, by, linear);
    else
        c->out[0] = build_resize(c->b, &wide, a, size, args);
    const int cut[4] = {0, side[0].kept - size[0], 0, side[1].kept - size[1]};
    const View whole_map = c->out[0];
    if (cut[1] || cut[3])
        c->out[0] = build_pad(c->b, &whole_map, a, cut, NULL);
}

const Operator onnx_operators[] = {
    {"Abs", activation, FIRST_VALUE},
    {"Add", sum, FIRST_ANY},
    {"ArgMax", onnx_arg_max, FIRST_VALUE},
    {"ArrayFeatureExtractor", extract, FIRST_VALUE},
    {"AveragePool", pool, FIRST_VALUE},
    {"BatchNormalization", batchnorm, FIRST_VALUE},
    {"Binarizer", onnx_binarizer, FIRST_VALUE},
    {"Cast", cast, FIRST_VALUE},
    {"Celu", celu, FIRST_VALUE},
    {"Clip", clip, FIRST_VALUE},
    {"Concat", concat, FIRST_ANY},
    {"Constant", constant, FIRST_NONE},
    {"Conv", conv, FIRST_VALUE},
    {"ConvTranspose", conv_transpose, FIRST_VALUE},
    {"DepthToSpace", depth_space, FIRST_VALUE},
    {"Div", divide, FIRST_ANY},
    {"Dropout", dropout, FIRST_VALUE},
    {"Einsum", onnx_einsum, FIRST_ANY},
    {"Elu", elu, FIRST_VALUE},
    {"Erf", part, FIRST_VALUE},
    {"Exp", activation, FIRST_VALUE},
    {"Expand", expand, FIRST_VALUE},
    {"Flatten", flatten, FIRST_VALUE},
    {"Gather", gather, FIRST_VALUE},
    {"GatherND", gather_nd, FIRST_VALUE},
    {"Gelu", gelu, FIRST_VALUE},
    {"Gemm", gemm, FIRST_VALUE},
    {"GlobalAveragePool", global_pool, FIRST_VALUE},
    {"GlobalLpPool", global_lp_pool, FIRST_VALUE},
    {"GlobalMaxPool", global_pool, FIRST_VALUE},
    {"Greater", compare, FIRST_ANY},
    {"GreaterOrEqual", compare, FIRST_ANY},
    {"GroupNormalization", group_norm, FIRST_VALUE},
    {"HardSigmoid", hard_sigmoid, FIRST_VALUE},
    {"HardSwish", activation, FIRST_VALUE},
    {"Identity", identity, FIRST_VALUE},
    {"InstanceNormalization", group_norm, FIRST_VALUE},
    {"LayerNormalization", layernorm, FIRST_VALUE},
    {"LeakyRelu", leaky, FIRST_VALUE},
    {"Less", compare, FIRST_ANY},
    {"LessOrEqual", compare, FIRST_ANY},
    {"Log", activation, FIRST_VALUE},
    {"LinearClassifier", onnx_linear_classifier, FIRST_VALUE},
    {"LinearRegressor", onnx_linear_regressor, FIRST_VALUE},
    {"LRN", lrn, FIRST_VALUE},
    {"LogSoftmax", softmax, FIRST_VALUE},
    {"LpNormalization", lp_normalization, FIRST_VALUE},
    {"LpPool", lp_pool, FIRST_VALUE},
    {"MatMul", matmul, FIRST_ANY},
    {"Max", extreme, FIRST_ANY},
    {"MaxPool", pool, FIRST_VALUE},
    {"Mean", mean, FIRST_ANY},
    {"Min", extreme, FIRST_ANY},
    {"Mish", activation, FIRST_VALUE},
    {"Mul", sum, FIRST_ANY},
    {"Neg", neg, FIRST_VALUE},
    {"Normalizer", onnx_normalizer, FIRST_VALUE},
    {"PRelu", prelu, FIRST_VALUE},
    {"Pad", pad, FIRST_VALUE},
    {"Pow", power, FIRST_VALUE},
    {"RMSNormalization", rms_norm, FIRST_VALUE},
    {"Reciprocal", reciprocal, FIRST_VALUE},
    {"ReduceL1", reduce, FIRST_VALUE},
    {"ReduceL2", reduce, FIRST_VALUE},
    {"ReduceLogSum", reduce, FIRST_VALUE},
    {"ReduceLogSumExp", reduce, FIRST_VALUE},
    {"ReduceMax", reduce, FIRST_VALUE},
    {"ReduceMean", reduce, FIRST_VALUE},
    {"ReduceMin", reduce, FIRST_VALUE},
    {"ReduceSum", reduce, FIRST_VALUE},
    {"ReduceSumSquare", reduce, FIRST_VALUE},
    {"Relu", activation, FIRST_VALUE},
    {"Reshape", reshape, FIRST_VALUE},
    {"Resize", resize, FIRST_VALUE},
    {"Selu", selu, FIRST_VALUE},
    {"Shape", shape, FIRST_ANY},
    {"Sigmoid", activation, FIRST_VALUE},
    {"Size", size, FIRST_ANY},
    {"Scaler", scaler, FIRST_VALUE},
    {"Shrink", shrink, FIRST_VALUE},
    {"Sign", part, FIRST_VALUE},
    {"Slice", slice, FIRST_VALUE},
    {"Softmax", softmax, FIRST_VALUE},
    {"Softplus", activation, FIRST_VALUE},
    {"Softsign", activation, FIRST_VALUE},
    {"SpaceToDepth", depth_space, FIRST_VALUE},
    {"Split", split, FIRST_VALUE},
    {"Sqrt", activation, FIRST_VALUE},
    {"Squeeze", squeeze, FIRST_VALUE},
    {"Sub", sub, FIRST_ANY},
    {"Sum", sum, FIRST_ANY},
    {"Swish", activation, FIRST_VALUE},
    {"Tile", tile, FIRST_VALUE},
    {"Tanh", activation, FIRST_VALUE},
    {"Transpose", transpose, FIRST_VALUE},
    {"Unsqueeze", unsqueeze, FIRST_VALUE},
    {"Upsample", resize, FIRST_VALUE},
    {"Where", choose, FIRST_ANY},
    {"ZipMap", onnx_zip_map, FIRST_VALUE},
    {NULL, NULL, FIRST_NONE},
};
