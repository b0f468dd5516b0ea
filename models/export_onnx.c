/* A net as an ONNX graph. The input and the output lie as in netc, (N,height,width,channels) or
 * (N,features); between them maps have their channels first, as ONNX' operators want them. A kind
 * of layer is one line of the table at the end. */
#include "compiler/ir/geometry.h"
#include "models/export.h"
#include "models/onnx_write.h"
#include <limits.h>
#include <string.h>

typedef struct Export {
    OnnxOut out;
    const Graph *net;
    const float *params;
    const char **value; /* of each node, by its number; maps with channels first */
    const char *lacks;  /* of the kind that is written; NULL: it is */
} Export;

static bool is_map(Shape s) { return s.rank == 3; }
static const char *in_of(const Export *x, const Node *n, int i) { return x->value[n->in[i]->id]; }

/* ---- nodes ---- */

/* The name of a value on the way to that of n. */
static const char *part(Export *x, const Node *n, const char *what)
{
    return arena_printf(x->out.arena, "%s/%s", n->name, what);
}

static const char *node(Export *x, const char *op, const char *name, const char *a, const char *b)
{
    const char *in[2] = {a, b};
    return onnx_out_node(&x->out, op, name, in, b ? 2 : 1);
}

static const char *transposed(Export *x, const char *name, const char *in, bool first)
{
    static const int64_t to_first[4] = {0, 3, 1, 2}, to_last[4] = {0, 2, 3, 1};
    const char *y = node(x, "Transpose", name, in, NULL);
    onnx_out_ints(&x->out, "perm", first ? to_first : to_last, 4);
    return y;
}

static const char *reshaped(Export *x, const char *name, const char *in, const int64_t *dim, int n)
{
    const char *shape = onnx_out_whole(&x->out, arena_printf(x->out.arena, "%s/shape", name), dim,
                                       n);
    return node(x, "Reshape", name, in, shape);
}

static const char *number(Export *x, const Node *n, const char *what, double v)
{
    float *f = ARENA_ARRAY(x->out.arena, float, 1);
    *f = (float)v;
    return onnx_out_floats(&x->out, part(x, n, what), 0, NULL, f);
}

static const Param *param_of(const Node *n, const char *name)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, name))
            return n->params[i];
    return NULL;
}

static const float *numbers_of(const Export *x, const Param *p) { return x->params + p->offset; }

/* A parameter of one number a channel, or (map) a value, which meets (N,C) or (N,C,H,W); with
 * `own`, without the axes behind the channels. */
static const char *vector(Export *x, const Node *n, const char *name, bool own)
{
    const Param *p = param_of(n, name);
    Shape s = n->in[0]->out;
    int64_t dim[3] = {s.c, 1, 1};
    const float *v = numbers_of(x, p);
    if (p->count > s.c && is_map(s)) {
        int64_t pixels = (int64_t)s.h * s.w;
        float *to = ARENA_ARRAY(x->out.arena, float, p->count);
        for (int64_t i = 0; i < pixels; i++)
            for (int c = 0; c < s.c; c++)
                to[c * pixels + i] = v[i * s.c + c];
        dim[1] = s.h, dim[2] = s.w, v = to;
    }
    return onnx_out_floats(&x->out, p->full_name, is_map(s) && !own ? 3 : 1, dim, v);
}

/* ---- convolutions ---- */

/* (taps, a, b) to (b, a, taps), or with `keep` to (a, b, taps) */
static const float *turned(Export *x, const float *v, int64_t taps, int64_t a, int64_t b, bool keep)
{
    float *to = ARENA_ARRAY(x->out.arena, float, taps *a *b);
    for (int64_t t = 0; t < taps; t++)
        for (int64_t i = 0; i < a; i++)
            for (int64_t k = 0; k < b; k++)
                to[(keep ? i * b + k : k * a + i) * taps + t] = v[(t * a + i) * b + k];
    return to;
}

static int above(int64_t v, int least) { return v > least ? (int)v : least; }

static const char *windowed(Export *x, const char *op, const Node *n, const Conv2dGeometry *g,
                            const int64_t dim[4], const float *kernel, int groups)
{
    const Param *bias = param_of(n, "bias");
    const char *in[3] = {in_of(x, n, 0)};
    const int64_t stride[2] = {g->SH, g->SW}, dilation[2] = {g->DH, g->DW},
                  size[2] = {g->KH, g->KW}, units = bias ? bias->count : 0;
    in[1] = onnx_out_floats(&x->out, param_of(n, "kernel")->full_name, 4, dim, kernel);
    if (bias)
        in[2] = onnx_out_floats(&x->out, bias->full_name, 1, &units, numbers_of(x, bias));
    const char *y = onnx_out_node(&x->out, op, n->name, in, bias ? 3 : 2);
    onnx_out_ints(&x->out, "kernel_shape", size, 2);
    onnx_out_ints(&x->out, "strides", stride, 2);
    onnx_out_ints(&x->out, "dilations", dilation, 2);
    onnx_out_int(&x->out, "group", groups);
    return y;
}

/* What is padded behind, for the output's length. */
static int behind(int in, int out, int k, int stride, int dilation, int before)
{
    return above((int64_t)(out - 1) * stride + (int64_t)dilation * (k - 1) + 1 - in - before, 0);
}

static void convolution_pads(Export *x, const Conv2dGeometry *g)
{
    const int64_t pads[4] = {g->PT, g->PL, behind(g->H, g->OH, g->KH, g->SH, g->DH, g->PT),
                             behind(g->W, g->OW, g->KW, g->SW, g->DW, g->PL)};
    onnx_out_ints(&x->out, "pads", pads, 4);
}

static const char *conv(Export *x, const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    int64_t taps = (int64_t)g->KH * g->KW, in = g->C / g->groups;
    const int64_t dim[4] = {g->K, in, g->KH, g->KW};
    const float *k = turned(x, numbers_of(x, param_of(n, "kernel")), taps, in, g->K, false);
    const char *y = windowed(x, "Conv", n, g, dim, k, g->groups);
    convolution_pads(x, g);
    return y;
}

static const char *depthwise(Export *x, const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    const int64_t dim[4] = {g->K, 1, g->KH, g->KW};
    const float *k = turned(x, numbers_of(x, param_of(n, "kernel")), (int64_t)g->KH * g->KW, 1,
                            g->K, false);
    const char *y = windowed(x, "Conv", n, g, dim, k, g->C);
    convolution_pads(x, g);
    return y;
}

/* Its geometry is that of the convolution whose adjoint it is: from H x W, its output. */
static const char *conv_transpose(Export *x, const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    int64_t taps = (int64_t)g->KH * g->KW, out = g->C / g->groups;
    const int64_t dim[4] = {g->K, out, g->KH, g->KW},
                  full[2] = {(int64_t)(g->OH - 1) * g->SH + (int64_t)g->DH * (g->KH - 1) + 1,
                             (int64_t)(g->OW - 1) * g->SW + (int64_t)g->DW * (g->KW - 1) + 1},
                  cut[2] = {full[0] - g->PT - g->H, full[1] - g->PL - g->W},
                  pads[4] = {g->PT, g->PL, above(cut[0], 0), above(cut[1], 0)},
                  more[2] = {above(-cut[0], 0), above(-cut[1], 0)};
    const float *k = turned(x, numbers_of(x, param_of(n, "kernel")), taps, out, g->K, false);
    const char *y = windowed(x, "ConvTranspose", n, g, dim, k, g->groups);
    onnx_out_ints(&x->out, "pads", pads, 4);
    onnx_out_ints(&x->out, "output_padding", more, 2);
    return y;
}

static const char *dense(Export *x, const Node *n)
{
    const Param *k = param_of(n, "kernel"), *b = param_of(n, "bias");
    const int64_t dim[2] = {k->dim[0], k->dim[1]};
    const char *in[3] = {in_of(x, n, 0),
                         onnx_out_floats(&x->out, k->full_name, 2, dim, numbers_of(x, k))};
    if (!b)
        return node(x, "MatMul", n->name, in[0], in[1]);
    in[2] = onnx_out_floats(&x->out, b->full_name, 1, dim + 1, numbers_of(x, b));
    return onnx_out_node(&x->out, "Gemm", n->name, in, 3);
}

/* ---- pooling ---- */

/* Whether rounding up gives ONNX one window more: netc leaves out what would begin outside. */
static bool leaves_out(int in, int out, int k, int stride, int before, int after)
{
    int64_t room = (int64_t)in + before + after - k;
    return (room + stride - 1) / stride + 1 > out;
}

/* Pads for windows of which the last may reach beyond the padding, without ceil_mode. Do they? */
static bool pool_pads(const PoolGeometry *g, int64_t pads[4])
{
    int bottom = behind(g->H, g->OH, g->KH, g->SH, 1, g->PT),
        right = behind(g->W, g->OW, g->KW, g->SW, 1, g->PL);
    pads[2] = above(bottom, g->PB);
    pads[3] = above(right, g->PR);
    return bottom > g->PB || right > g->PR;
}

/* How many places of window o are of the map or of the padding that is stated. */
static int counted_places(int o, int size, int stride, int before, int in, int after)
{
    int from = o * stride - before, to = from + size;
    return (to < in + after ? to : in + after) - from;
}

/* Means over whole windows by the places that count. */
static const char *times_shares(Export *x, const Node *n, const char *mean)
{
    const PoolGeometry *g = n->geometry;
    const int64_t dim[4] = {1, 1, g->OH, g->OW};
    float *by = ARENA_ARRAY(x->out.arena, float, dim[2] * dim[3]);
    for (int i = 0; i < g->OH * g->OW; i++)
        by[i] = (float)(g->KH * g->KW) /
                (float)(counted_places(i / g->OW, g->KH, g->SH, g->PT, g->H, above(g->PB, 0)) *
                        counted_places(i % g->OW, g->KW, g->SW, g->PL, g->W, above(g->PR, 0)));
    return node(x, "Mul", n->name, mean,
                onnx_out_floats(&x->out, part(x, n, "shares"), 4, dim, by));
}

static const char *pool(Export *x, const Node *n, const char *op)
{
    const PoolGeometry *g = n->geometry;
    bool average = !strcmp(op, "AveragePool"), ceil = attr_flag(n, "ceil"),
         counted = average && attr_flag(n, "countpad"), beyond = false;
    const int64_t size[2] = {g->KH, g->KW}, stride[2] = {g->SH, g->SW};
    /* `same` with a stride beyond the window leaves rows behind: what is padded is below 0 */
    int64_t pads[4] = {g->PT, g->PL, above(g->PB, 0), above(g->PR, 0)};
    if (ceil && (leaves_out(g->H, g->OH, g->KH, g->SH, g->PT, g->PB) ||
                 leaves_out(g->W, g->OW, g->KW, g->SW, g->PL, g->PR))) {
        ceil = false;
        beyond = pool_pads(g, pads) && counted;
    }
    const char *y = node(x, op, beyond ? part(x, n, "whole") : n->name, in_of(x, n, 0), NULL);
    onnx_out_ints(&x->out, "kernel_shape", size, 2);
    onnx_out_ints(&x->out, "strides", stride, 2);
    onnx_out_ints(&x->out, "pads", pads, 4);
    onnx_out_int(&x->out, "ceil_mode", ceil);
    if (average)
        onnx_out_int(&x->out, "count_include_pad", counted);
    return beyond ? times_shares(x, n, y) : y;
}

static const char *global_pool(Export *x, const Node *n, const char *op)
{
    bool map = is_map(n->out);
    const char *y = node(x, op, n->name, in_of(x, n, 0), NULL);
    return map ? y : node(x, "Flatten", part(x, n, "vector"), y, NULL);
}

static const char *reduce(Export *x, const Node *n)
{
    static const char *const ops[][2] = {
        {"mean", "ReduceMean"}, {"sum", "ReduceSum"}, {"max", "ReduceMax"}, {"min", "ReduceMin"}};
    const char *op = attr_str(n, "op"), *over = attr_str(n, "over");
    int64_t axis[3];
    int count = 0;
    bool all = !strcmp(over, "all"), pixels = all || !strcmp(over, "pixels");
    if (all || !strcmp(over, "channels"))
        axis[count++] = 1;
    if (is_map(n->in[0]->out) && (pixels || !strcmp(over, "rows")))
        axis[count++] = 2;
    if (is_map(n->in[0]->out) && (pixels || !strcmp(over, "columns")))
        axis[count++] = 3;
    if (!count)
        return node(x, "Identity", n->name, in_of(x, n, 0), NULL);
    const char *axes = onnx_out_whole(&x->out, part(x, n, "axes"), axis, count);
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (!strcmp(ops[i][0], op))
            return node(x, ops[i][1], n->name, in_of(x, n, 0), axes);
    return NULL;
}

/* ---- normalisation ---- */

static const char *batchnorm(Export *x, const Node *n)
{
    const char *in[5] = {in_of(x, n, 0), vector(x, n, "gamma", true), vector(x, n, "beta", true),
                         vector(x, n, "moving_mean", true), vector(x, n, "moving_variance", true)};
    const char *y = onnx_out_node(&x->out, "BatchNormalization", n->name, in, 5);
    onnx_out_float(&x->out, "epsilon", attr_num(n, "eps"));
    onnx_out_float(&x->out, "momentum", attr_num(n, "momentum"));
    return y;
}

/* Over the last axis: maps have their channels there for it. */
static const char *along_channels(Export *x, const Node *n, const char *op)
{
    const char *in[3] = {in_of(x, n, 0), vector(x, n, "gamma", true)};
    bool map = is_map(n->out), beta = param_of(n, "beta") != NULL;
    if (map)
        in[0] = transposed(x, part(x, n, "last"), in[0], false);
    if (beta)
        in[2] = vector(x, n, "beta", true);
    const char *y = onnx_out_node(&x->out, op, n->name, in, 2 + beta);
    onnx_out_int(&x->out, "axis", -1);
    onnx_out_float(&x->out, "epsilon", attr_num(n, "eps"));
    return map ? transposed(x, part(x, n, "first"), y, true) : y;
}

static const char *rmsnorm(Export *x, const Node *n, const char *op)
{
    x->out.opset = ONNX_OPSET_RMS;
    return along_channels(x, n, op);
}

/* A vector counts as a map of one pixel. */
static const char *as_map(Export *x, const Node *n, int i, const char *what)
{
    const int64_t dim[4] = {0, -1, 1, 1};
    const char *in = in_of(x, n, i);
    return is_map(n->in[i]->out) ? in : reshaped(x, part(x, n, what), in, dim, 4);
}

static const char *group_norm(Export *x, const Node *n, const char *op)
{
    bool map = is_map(n->out), groups = !strcmp(op, "GroupNormalization");
    const char *in[3] = {as_map(x, n, 0, "map"), vector(x, n, "gamma", true),
                         vector(x, n, "beta", true)};
    const char *y = onnx_out_node(&x->out, op, n->name, in, 3);
    onnx_out_float(&x->out, "epsilon", attr_num(n, "eps"));
    if (groups)
        onnx_out_int(&x->out, "num_groups", attr_int(n, "groups"));
    return map ? y : node(x, "Flatten", part(x, n, "vector"), y, NULL);
}

static const char *affine(Export *x, const Node *n)
{
    bool beta = param_of(n, "beta") != NULL;
    const char *y = in_of(x, n, 0);
    if (param_of(n, "gamma"))
        y = node(x, "Mul", beta ? part(x, n, "mul") : n->name, y, vector(x, n, "gamma", false));
    if (beta)
        y = node(x, "Add", n->name, y, vector(x, n, "beta", false));
    return y;
}

/* ---- shapes ---- */

static const char *flatten(Export *x, const Node *n)
{
    Shape s = n->in[0]->out;
    const char *y = in_of(x, n, 0);
    if (is_map(s) && s.c > 1 && s.h * s.w > 1)
        y = transposed(x, part(x, n, "last"), y, false);
    return node(x, "Flatten", n->name, y, NULL);
}

static const char *reshape(Export *x, const Node *n)
{
    const int64_t dim[4] = {0, n->out.h, n->out.w, n->out.c}, vector[2] = {0, n->out.c};
    bool map = is_map(n->out);
    const char *y = in_of(x, n, 0);
    if (is_map(n->in[0]->out))
        y = transposed(x, part(x, n, "last"), y, false);
    y = reshaped(x, n->name, y, map ? dim : vector, map ? 4 : 2);
    return map ? transposed(x, part(x, n, "first"), y, true) : y;
}

/* order=chw: the channels become the rows. */
static const char *permute(Export *x, const Node *n)
{
    const char *order = attr_str(n, "order");
    int64_t perm[4] = {0}, from[3];
    for (int i = 0; i < 3; i++)
        from[i] = order[i] == 'h' ? 2 : order[i] == 'w' ? 3 : 1;
    perm[1] = from[2];
    perm[2] = from[0];
    perm[3] = from[1];
    const char *y = node(x, "Transpose", n->name, in_of(x, n, 0), NULL);
    onnx_out_ints(&x->out, "perm", perm, 4);
    return y;
}

static const char *shuffle(Export *x, const Node *n)
{
    Shape s = n->out;
    int groups = attr_int(n, "groups"), rank = is_map(s) ? 5 : 3;
    const int64_t dim[5] = {0, groups, s.c / groups, s.h, s.w}, perm[5] = {0, 2, 1, 3, 4},
                  back[4] = {0, s.c, s.h, s.w};
    const char *y = reshaped(x, part(x, n, "groups"), in_of(x, n, 0), dim, rank);
    y = node(x, "Transpose", part(x, n, "dealt"), y, NULL);
    onnx_out_ints(&x->out, "perm", perm, rank);
    return reshaped(x, n->name, y, back, rank - 1);
}

static const char *depth_to_space(Export *x, const Node *n)
{
    const char *y = node(x, "DepthToSpace", n->name, in_of(x, n, 0), NULL);
    onnx_out_int(&x->out, "blocksize", attr_int(n, "factor"));
    onnx_out_text(&x->out, "mode", !strcmp(attr_str(n, "order"), "channel") ? "CRD" : "DCR");
    return y;
}

static const char *space_to_depth(Export *x, const Node *n)
{
    Shape s = n->in[0]->out;
    int f = attr_int(n, "factor");
    if (strcmp(attr_str(n, "order"), "channel")) {
        const char *y = node(x, "SpaceToDepth", n->name, in_of(x, n, 0), NULL);
        onnx_out_int(&x->out, "blocksize", f);
        return y;
    }
    const int64_t dim[6] = {0, s.c, s.h / f, f, s.w / f, f}, perm[6] = {0, 1, 3, 5, 2, 4},
                  back[4] = {0, n->out.c, n->out.h, n->out.w};
    const char *y = reshaped(x, part(x, n, "blocks"), in_of(x, n, 0), dim, 6);
    y = node(x, "Transpose", part(x, n, "gathered"), y, NULL);
    onnx_out_ints(&x->out, "perm", perm, 6);
    return reshaped(x, n->name, y, back, 4);
}

static const char *slice_of(Export *x, const Node *n, const int64_t *first, const int64_t *end,
                            const int64_t *axis, const int64_t *step, int count)
{
    const char *in[5] = {in_of(x, n, 0),
                         onnx_out_whole(&x->out, part(x, n, "starts"), first, count),
                         onnx_out_whole(&x->out, part(x, n, "ends"), end, count),
                         onnx_out_whole(&x->out, part(x, n, "axes"), axis, count),
                         onnx_out_whole(&x->out, part(x, n, "steps"), step, count)};
    return onnx_out_node(&x->out, "Slice", n->name, in, 5);
}

/* The end of a part that goes backwards to the first lies before all: below every place from the
 * end, as -1 would be the last. */
static const char *slice(Export *x, const Node *n)
{
    static const char *const sides[] = {"channels", "rows", "columns"};
    const SliceGeometry *g = n->geometry;
    const SlicePart *const parts[] = {&g->channels, &g->rows, &g->columns};
    int64_t first[3], end[3], axis[3], step[3];
    int count = 0;
    for (int i = 0; i < 3; i++) {
        const SlicePart *p = parts[i];
        if (!attr_value(n, sides[i])->set || (i > 0 && !is_map(n->out)))
            continue;
        step[count] = p->step;
        first[count] = p->first;
        int64_t to = p->first + (int64_t)(p->count - 1) * p->step + (p->step < 0 ? -1 : 1);
        end[count] = to < 0 ? INT64_MIN : to;
        axis[count++] = 1 + i;
    }
    return count ? slice_of(x, n, first, end, axis, step, count)
                 : node(x, "Identity", n->name, in_of(x, n, 0), NULL);
}

static const char *crop(Export *x, const Node *n)
{
    const PadGeometry *g = n->geometry;
    const int64_t first[2] = {g->top, g->left}, end[2] = {g->top + n->out.h, g->left + n->out.w},
                  axis[2] = {2, 3}, step[2] = {1, 1};
    return slice_of(x, n, first, end, axis, step, 2);
}

/* ONNX has no padding by mirror images with the edge: the places of each axis, one by one. */
static const char *symmetric(Export *x, const Node *n)
{
    const PadGeometry *g = n->geometry;
    const Shape s = n->in[0]->out;
    const int size[2] = {s.h, s.w}, before[2] = {g->top, g->left}, count[2] = {n->out.h, n->out.w};
    const char *y = in_of(x, n, 0);
    for (int i = 0; i < 2; i++) {
        int64_t *place = ARENA_ARRAY(x->out.arena, int64_t, count[i]);
        for (int k = 0; k < count[i]; k++) {
            const int p = k - before[i];
            place[k] = p < 0 ? -1 - p : p >= size[i] ? 2 * size[i] - 1 - p : p;
        }
        y = node(x, "Gather", i ? n->name : part(x, n, "down"), y,
                 onnx_out_whole(&x->out, part(x, n, i ? "columns" : "rows"), place, count[i]));
        onnx_out_int(&x->out, "axis", i + 2);
    }
    return y;
}

static const char *pad(Export *x, const Node *n)
{
    const PadGeometry *g = n->geometry;
    const char *mode = attr_str(n, "mode");
    if (!strcmp(mode, "symmetric"))
        return symmetric(x, n);
    const int64_t pads[8] = {0, 0, g->top, g->left, 0, 0, g->bottom, g->right};
    const char *in[3] = {in_of(x, n, 0), onnx_out_whole(&x->out, part(x, n, "pads"), pads, 8)};
    bool constant = !strcmp(mode, "constant");
    if (constant)
        in[2] = number(x, n, "value", attr_num(n, "value"));
    const char *y = onnx_out_node(&x->out, "Pad", n->name, in, 2 + constant);
    onnx_out_text(&x->out, "mode", mode);
    return y;
}

/* All four sizes, the samples' and channels' being the input's. Two of them and `axes` would say
 * the same, but ONNX Runtime cannot move a transposition past such a node. */
static const char *sizes_of(Export *x, const Node *n)
{
    const int64_t size[2] = {n->out.h, n->out.w};
    const char *both[2] = {node(x, "Shape", part(x, n, "samples"), in_of(x, n, 0), NULL)};
    onnx_out_int(&x->out, "start", 0);
    onnx_out_int(&x->out, "end", 2);
    both[1] = onnx_out_whole(&x->out, part(x, n, "size"), size, 2);
    const char *y = onnx_out_node(&x->out, "Concat", part(x, n, "sizes"), both, 2);
    onnx_out_int(&x->out, "axis", 0);
    return y;
}

/* The means over `out` equal parts of `in` values as a matrix: row o has the shares in output o.
 * columns: its transpose. */
static const char *mean_matrix(Export *x, const Node *n, const char *name, int in, int out,
                               bool columns)
{
    const int64_t dim[2] = {columns ? in : out, columns ? out : in};
    float *to = ARENA_ARRAY(x->out.arena, float, (int64_t)in *out);
    for (int64_t o = 0; o < out; o++) {
        const int64_t first = o * in / out, end = ((o + 1) * in + out - 1) / out;
        for (int64_t i = first; i < end; i++)
            to[columns ? i * out + o : o * in + i] = 1.0f / (float)(end - first);
    }
    return onnx_out_floats(&x->out, part(x, n, name), 2, dim, to);
}

/* ONNX has no operator for it: a product with a matrix for each axis. */
static const char *area(Export *x, const Node *n)
{
    const Shape s = n->in[0]->out;
    const char *y = node(x, "MatMul", part(x, n, "down"),
                         mean_matrix(x, n, "rows", s.h, n->out.h, false), in_of(x, n, 0));
    return node(x, "MatMul", n->name, y, mean_matrix(x, n, "columns", s.w, n->out.w, true));
}

static const char *resize(Export *x, const Node *n)
{
    static const char *const aligns[][2] = {{"centers", "half_pixel"},
                                            {"corners", "align_corners"},
                                            {"edges", "asymmetric"}},
                             *const rounds[][2] = {{"half_up", "round_prefer_ceil"},
                                                   {"half_down", "round_prefer_floor"},
                                                   {"down", "floor"},
                                                   {"up", "ceil"}};
    if (!strcmp(attr_str(n, "mode"), "area"))
        return area(x, n);
    const char *in[4] = {in_of(x, n, 0), "", "", sizes_of(x, n)};
    const char *y = onnx_out_node(&x->out, "Resize", n->name, in, 4);
    onnx_out_text(&x->out, "mode", !strcmp(attr_str(n, "mode"), "nearest") ? "nearest" : "linear");
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++)
        if (!strcmp(attr_str(n, "align"), aligns[i][0]))
            onnx_out_text(&x->out, "coordinate_transformation_mode", aligns[i][1]);
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++)
        if (!strcmp(attr_str(n, "round"), rounds[i][0]))
            onnx_out_text(&x->out, "nearest_mode", rounds[i][1]);
    return y;
}

static const char *upsample(Export *x, const Node *n)
{
    const AttrValue *v = attr_value(n, "size");
    bool nearest = !strcmp(attr_str(n, "mode"), "nearest");
    float *by = ARENA_ARRAY(x->out.arena, float, 4);
    const int64_t four = 4;
    by[0] = by[1] = 1;
    by[2] = (float)v->size[0];
    by[3] = (float)v->size[1];
    const char *in[3] = {in_of(x, n, 0), "",
                         onnx_out_floats(&x->out, part(x, n, "scales"), 1, &four, by)};
    const char *y = onnx_out_node(&x->out, "Resize", n->name, in, 3);
    onnx_out_text(&x->out, "mode", nearest ? "nearest" : "linear");
    onnx_out_text(&x->out, "coordinate_transformation_mode", nearest ? "asymmetric" : "half_pixel");
    if (nearest)
        onnx_out_text(&x->out, "nearest_mode", "floor");
    return y;
}

/* ---- several values ---- */

static const char *operand(Export *x, const Node *n, int i)
{
    return is_map(n->out) ? as_map(x, n, i, arena_printf(x->out.arena, "map%d", i))
                          : in_of(x, n, i);
}

static const char *concat(Export *x, const Node *n)
{
    const char **in = ARENA_ARRAY(x->out.arena, const char *, n->n_in), *axis = attr_str(n, "axis");
    for (int i = 0; i < n->n_in; i++)
        in[i] = operand(x, n, i);
    const char *y = onnx_out_node(&x->out, "Concat", n->name, in, n->n_in);
    onnx_out_int(&x->out, "axis", !strcmp(axis, "height") ? 2 : !strcmp(axis, "width") ? 3 : 1);
    return y;
}

/* Two values, or a value and a number; further ones in turn. Two whose order is all the same stand
 * as they were made: which of them is permuted, where one is, stays so when the file is read. */
static const char *joined(Export *x, const Node *n, const char *op)
{
    static const char *const either[] = {"Add", "Mul"};
    for (size_t i = 0; i < sizeof either / sizeof *either; i++)
        if (n->n_in == 2 && n->in[0]->id > n->in[1]->id && !strcmp(op, either[i]))
            return node(x, op, n->name, operand(x, n, 1), operand(x, n, 0));
    if (takes_number(n))
        return node(x, op, n->name, in_of(x, n, 0), number(x, n, "value", attr_num(n, "value")));
    const char *y = operand(x, n, 0);
    for (int i = 1; i < n->n_in; i++) {
        const char *name = i + 1 == n->n_in ? n->name
                                            : part(x, n, arena_printf(x->out.arena, "%d", i));
        y = node(x, op, name, y, operand(x, n, i));
    }
    return n->n_in > 1 ? y : node(x, "Identity", n->name, y, NULL);
}

/* ---- activations ---- */

static const char *plain(Export *x, const Node *n, const char *op)
{
    return node(x, op, n->name, in_of(x, n, 0), NULL);
}

static const char *limits(Export *x, const Node *n, const char *low, const char *high)
{
    const char *in[3] = {in_of(x, n, 0), low, high};
    return onnx_out_node(&x->out, "Clip", n->name, in, 3);
}

static const char *relu(Export *x, const Node *n)
{
    double most = attr_num(n, "max");
    return most > 0 ? limits(x, n, number(x, n, "min", 0), number(x, n, "max", most))
                    : plain(x, n, "Relu");
}

static const char *clip(Export *x, const Node *n)
{
    bool low = attr_value(n, "min")->set, high = attr_value(n, "max")->set;
    return limits(x, n, low ? number(x, n, "min", attr_num(n, "min")) : "",
                  high ? number(x, n, "max", attr_num(n, "max")) : "");
}

static const char *prelu(Export *x, const Node *n)
{
    return node(x, "PRelu", n->name, in_of(x, n, 0), vector(x, n, "alpha", false));
}

static const char *leaky(Export *x, const Node *n)
{
    const char *y = plain(x, n, "LeakyRelu");
    onnx_out_float(&x->out, "alpha", attr_num(n, "slope"));
    return y;
}

static const char *with_alpha(Export *x, const Node *n, const char *op)
{
    const char *y = plain(x, n, op);
    onnx_out_float(&x->out, "alpha", attr_num(n, "alpha"));
    return y;
}

static const char *gelu(Export *x, const Node *n)
{
    const char *y = plain(x, n, "Gelu");
    if (attr_flag(n, "approximate"))
        onnx_out_text(&x->out, "approximate", "tanh");
    return y;
}

static const char *silu(Export *x, const Node *n)
{
    double beta = attr_num(n, "beta");
    const char *in = in_of(x, n, 0), *gate = in;
    if (beta != 1)
        gate = node(x, "Mul", part(x, n, "mul"), in, number(x, n, "beta", beta));
    return node(x, "Mul", n->name, in, node(x, "Sigmoid", part(x, n, "sigmoid"), gate, NULL));
}

static const char *softplus(Export *x, const Node *n)
{
    double beta = attr_num(n, "beta");
    if (beta == 1)
        return plain(x, n, "Softplus");
    const char *by = number(x, n, "beta", beta),
               *y = node(x, "Mul", part(x, n, "mul"), in_of(x, n, 0), by);
    return node(x, "Div", n->name, node(x, "Softplus", part(x, n, "softplus"), y, NULL), by);
}

static const char *hardsigmoid(Export *x, const Node *n)
{
    const char *y = plain(x, n, "HardSigmoid");
    onnx_out_float(&x->out, "alpha", attr_num(n, "slope"));
    onnx_out_float(&x->out, "beta", attr_num(n, "shift"));
    return y;
}

static const char *softmax(Export *x, const Node *n, const char *op)
{
    const char *axis = attr_str(n, "axis"), *y = plain(x, n, op);
    onnx_out_int(&x->out, "axis", !strcmp(axis, "height") ? 2 : !strcmp(axis, "width") ? 3 : 1);
    return y;
}

static const char *dropout(Export *x, const Node *n)
{
    return node(x, "Dropout", n->name, in_of(x, n, 0), number(x, n, "ratio", attr_num(n, "rate")));
}

/* ---- the kinds ---- */

static const struct {
    const char *kind;
    const char *(*write)(Export *, const Node *);
    const char *(*write_as)(Export *, const Node *, const char *op);
    const char *op;
} kinds[] = {
    {"conv", conv, NULL, NULL},
    {"conv_transpose", conv_transpose, NULL, NULL},
    {"depthwise", depthwise, NULL, NULL},
    {"dense", dense, NULL, NULL},
    {"maxpool", NULL, pool, "MaxPool"},
    {"avgpool", NULL, pool, "AveragePool"},
    {"globalavgpool", NULL, global_pool, "GlobalAveragePool"},
    {"globalmaxpool", NULL, global_pool, "GlobalMaxPool"},
    {"reduce", reduce, NULL, NULL},
    {"batchnorm", batchnorm, NULL, NULL},
    {"layernorm", NULL, along_channels, "LayerNormalization"},
    {"groupnorm", NULL, group_norm, "GroupNormalization"},
    {"instancenorm", NULL, group_norm, "InstanceNormalization"},
    {"rmsnorm", NULL, rmsnorm, "RMSNormalization"},
    {"affine", affine, NULL, NULL},
    {"dropout", dropout, NULL, NULL},
    {"flatten", flatten, NULL, NULL},
    {"reshape", reshape, NULL, NULL},
    {"permute", permute, NULL, NULL},
    {"shuffle", shuffle, NULL, NULL},
    {"depth_to_space", depth_to_space, NULL, NULL},
    {"space_to_depth", space_to_depth, NULL, NULL},
    {"slice", slice, NULL, NULL},
    {"crop", crop, NULL, NULL},
    {"pad", pad, NULL, NULL},
    {"resize", resize, NULL, NULL},
    {"upsample", upsample, NULL, NULL},
    {"identity", NULL, plain, "Identity"},
    {"concat", concat, NULL, NULL},
    {"add", NULL, joined, "Add"},
    {"sub", NULL, joined, "Sub"},
    {"mul", NULL, joined, "Mul"},
    {"div", NULL, joined, "Div"},
    {"pow", NULL, joined, "Pow"},
    {"maximum", NULL, joined, "Max"},
    {"minimum", NULL, joined, "Min"},
    {"relu", relu, NULL, NULL},
    {"prelu", prelu, NULL, NULL},
    {"leaky", leaky, NULL, NULL},
    {"elu", NULL, with_alpha, "Elu"},
    {"celu", NULL, with_alpha, "Celu"},
    {"selu", NULL, plain, "Selu"},
    {"gelu", gelu, NULL, NULL},
    {"silu", silu, NULL, NULL},
    {"mish", NULL, plain, "Mish"},
    {"hardswish", NULL, plain, "HardSwish"},
    {"sigmoid", NULL, plain, "Sigmoid"},
    {"hardsigmoid", hardsigmoid, NULL, NULL},
    {"tanh", NULL, plain, "Tanh"},
    {"softsign", NULL, plain, "Softsign"},
    {"softplus", softplus, NULL, NULL},
    {"clip", clip, NULL, NULL},
    {"exp", NULL, plain, "Exp"},
    {"log", NULL, plain, "Log"},
    {"sqrt", NULL, plain, "Sqrt"},
    {"abs", NULL, plain, "Abs"},
    {"softmax", NULL, softmax, "Softmax"},
    {"log_softmax", NULL, softmax, "LogSoftmax"},
};

static const char *write_kind(Export *x, const Node *n)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].kind, n->layer->kind))
            return kinds[i].write ? kinds[i].write(x, n) : kinds[i].write_as(x, n, kinds[i].op);
    x->lacks = "it is not written as ONNX";
    return "";
}

/* ---- the graph ---- */

static const char *one_channel(Export *x, const Node *n, const char *in, int c)
{
    const int64_t first = c, end = c + 1, axis = 3;
    const char *name = part(x, n, arena_printf(x->out.arena, "channel%d", c)),
               *part_of[4] = {
                   in,
                   onnx_out_whole(&x->out, arena_printf(x->out.arena, "%s/starts", name), &first,
                                  1),
                   onnx_out_whole(&x->out, arena_printf(x->out.arena, "%s/ends", name), &end, 1),
                   onnx_out_whole(&x->out, arena_printf(x->out.arena, "%s/axes", name), &axis, 1)};
    return onnx_out_node(&x->out, "Slice", name, part_of, 4);
}

/* x[c] = (raw[c] * scale - mean[c]) / std[c]; the channels are the last axis. */
static const char *preprocessed(Export *x, const char *in)
{
    const Input *p = &x->net->input;
    const Node *n = x->net->nodes[0];
    const int64_t c = p->c;
    float *mean = ARENA_ARRAY(x->out.arena, float, c), *std = ARENA_ARRAY(x->out.arena, float, c);
    bool shifts = false, scales = false;
    for (int i = 0; i < p->c; i++) {
        int at = i < p->per_channel ? i : p->per_channel - 1;
        mean[i] = (float)p->mean[at];
        std[i] = (float)p->std[at];
        shifts |= mean[i] != 0;
        scales |= std[i] != 1;
    }
    if (p->bgr) {
        const char *channel[3];
        for (int i = 0; i < 3; i++)
            channel[i] = one_channel(x, n, in, 2 - i);
        in = onnx_out_node(&x->out, "Concat", part(x, n, "bgr"), channel, 3);
        onnx_out_int(&x->out, "axis", 3);
    }
    if (p->scale != 1)
        in = node(x, "Mul", part(x, n, "scaled"), in, number(x, n, "scale", p->scale));
    if (shifts)
        in = node(x, "Sub", part(x, n, "shifted"), in,
                  onnx_out_floats(&x->out, part(x, n, "mean"), 1, &c, mean));
    if (scales)
        in = node(x, "Div", part(x, n, "divided"), in,
                  onnx_out_floats(&x->out, part(x, n, "std"), 1, &c, std));
    return in;
}

static OnnxValue graph_value(const char *name, Shape s)
{
    OnnxValue v = {name, is_map(s) ? 3 : 1, {s.h, s.w, s.c}};
    if (!is_map(s))
        v.dim[0] = s.c;
    return v;
}

bool *export_wanted(Arena *a, const Graph *g)
{
    bool *wanted = ARENA_ARRAY(a, bool, g->n_nodes + 1);
    wanted[g->output->id] = true;
    for (int i = g->n_nodes - 1; i > 0; i--)
        for (int k = 0; wanted[i] && k < g->nodes[i]->n_in; k++)
            wanted[g->nodes[i]->in[k]->id] = true;
    return wanted;
}

/* The graph's own output has the name `output`: a layer with this label gets a number. */
static const char *name_of(const Export *x, const Node *n)
{
    const char *name = n->name;
    for (int number = 1, i = 0; !strcmp(n->name, "output") && i < x->net->n_nodes; i++)
        if (!strcmp(x->net->nodes[i]->name, name)) {
            name = arena_printf(x->out.arena, "output_%d", number++);
            i = -1;
        }
    return name;
}

/* Every layer; what cannot be written is named whole in *err. */
static bool write_layers(Export *x, Err *err)
{
    const char *lacking = "";
    const bool *wanted = export_wanted(x->out.arena, x->net);
    for (int i = 1; i < x->net->n_nodes; i++) {
        const Node *n = x->net->nodes[i];
        if (!wanted[i])
            continue;
        Node own = *n;
        own.name = name_of(x, n);
        x->lacks = NULL;
        x->value[n->id] = write_kind(x, &own);
        if (x->lacks)
            lacking = arena_printf(x->out.arena, "%s%s%s: %s", lacking, *lacking ? "; " : "",
                                   n->name, x->lacks);
    }
    return !*lacking || err_set(err, "%s", lacking);
}

bool export_onnx(Arena *a, const Graph *g, const float *params, const char *path,
                 const ExportOptions *o, Err *err)
{
    Export x = {.out = {.arena = a, .opset = ONNX_OPSET},
                .net = g,
                .params = params,
                .value = ARENA_ARRAY(a, const char *, g->n_nodes + 1)};
    const Shape in = g->nodes[0]->out, out = g->output->out;
    const OnnxValue input = graph_value("input", in), output = graph_value("output", out);
    if (o->preprocess && (g->input.raw_h != g->input.h || g->input.raw_w != g->input.w))
        return err_set(err,
                       "pictures are resized (resize=), which ONNX does in another way: export "
                       "without --preprocess, for resized pictures");
    const char *first = o->preprocess ? preprocessed(&x, "input") : "input";
    x.value[g->nodes[0]->id] = is_map(in) ? transposed(&x, "input/first", first, true) : first;
    if (!write_layers(&x, err))
        return false;
    const char *last = x.value[g->output->id];
    if (is_map(out))
        transposed(&x, "output", last, false);
    else
        node(&x, "Identity", "output", last, NULL);
    return onnx_out_write(&x.out, path, g->name, &input, &output, err);
}
