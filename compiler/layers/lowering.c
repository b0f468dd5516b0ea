/* Steps that the lowerings of several kinds share: pointwise kinds, gradients of biases, values
 * passed on as they are or under another shape, and the constants of pooling kernels. */
#include "compiler/layers/lowering.h"
#include <string.h>

void backward_slope(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        n->layer->slope(lo, n, lower_count(lo, n->out), lower_out(lo, n), lower_grad_out(lo, n),
                        dx);
}

void selected_grads(Lower *lo, Node *n, Buffer **dy, Buffer **dx)
{
    Node *in = n->absorbed.slope;
    *dy = lower_grad_out(lo, n);
    if (!in) {
        *dx = lower_grad_in(lo, n, 0);
        return;
    }
    *dx = lower_grad_in(lo, in, 0);
    if (!*dx)
        return;
    Buffer *sloped = lower_temp(lo, n, "sloped", NUMBER_F32, lower_count(lo, n->out), 0);
    in->layer->slope(lo, in, lower_count(lo, n->out), lower_out(lo, n), *dy, sloped);
    *dy = sloped;
}

void bias_grad(Lower *lo, Node *n, Buffer *dy, const char *param)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *sums = dy;
    if (hw > 1) { /* of whole maps; fuse may cut them */
        sums = lower_temp(lo, n, "bias sums", NUMBER_F32, lower_lanes(lo, n->out.c), 0);
        k_bias_sums(
            lo,
            (BiasSums){
                .CB = cb, .HW = hw, .STEP = hw, .AFTER = 0, .TIMES = 1, .dy = dy, .part = sums});
    }
    k_bias_backward(
        lo,
        (BiasBackward){.CB = cb, .TIMES = 1, .dy = sums, .dbias = lower_param_grad(lo, n, param)});
}

bool over_values(const Node *n) { return strcmp(attr_str(n, "over"), "values") == 0; }

void shape_over(ShapeCtx *sc, Node *n, const char *param, Init init)
{
    Shape s = n->out;
    if (over_values(n) && s.rank == 3)
        shape_param(sc, n,
                    (ParamSpec){.name = param, .rank = 3, .dim = {s.h, s.w, s.c}, .init = init});
    else
        shape_vector(sc, n, param, s.c, init);
}

Buffer *param_over(Lower *lo, Node *n, const char *param)
{
    int c = n->out.c, hw = pixels(n->out);
    if (!over_values(n))
        return lower_vector_param(lo, n, param);
    return lower_param(lo, n, param, lower_count(lo, n->out),
                       call_map_pack((MapPack){.C = c, .HW = hw}),
                       call_map_unpack((MapUnpack){.C = c, .HW = hw}));
}

static bool same_memory(const Lower *lo, Shape a, Shape b)
{
    return layout_same(target_layout(lower_target(lo)), a, b);
}

void forward_reshape(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (same_memory(lo, s, t)) {
        lower_alias(lo, n, lower_in(lo, n, 0));
        return;
    }
    k_reshape_values(lo, (ReshapeValues){.H = s.h,
                                         .W = s.w,
                                         .C = s.c,
                                         .OH = t.h,
                                         .OW = t.w,
                                         .OC = t.c,
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
}

void backward_reshape(Lower *lo, Node *n)
{
    Shape s = n->in[0]->out, t = n->out;
    if (same_memory(lo, s, t)) {
        lower_grad_alias(lo, n, 0, lower_grad_out(lo, n));
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_reshape_values(lo, (ReshapeValues){.H = t.h,
                                             .W = t.w,
                                             .C = t.c,
                                             .OH = s.h,
                                             .OW = s.w,
                                             .OC = s.c,
                                             .x = lower_grad_out(lo, n),
                                             .y = dx});
}

void forward_identity(Lower *lo, Node *n) { lower_alias(lo, n, lower_in(lo, n, 0)); }

void backward_identity(Lower *lo, Node *n) { lower_grad_alias(lo, n, 0, lower_grad_out(lo, n)); }

PoolShape pool_shape_of(const Node *n)
{
    const PoolGeometry *g = n->geometry;
    return (PoolShape){.CB = blocks(g->C),
                       .H = g->H,
                       .W = g->W,
                       .OH = g->OH,
                       .OW = g->OW,
                       .KH = g->KH,
                       .KW = g->KW,
                       .SH = g->SH,
                       .SW = g->SW,
                       .PT = g->PT,
                       .PL = g->PL};
}

/* ---- values [H][W][C] ---- */

static const Param *param_of(const Node *n, const char *name)
{
    for (int i = 0; i < n->n_params; i++)
        if (!strcmp(n->params[i]->name, name))
            return n->params[i];
    return NULL;
}

Buffer *plain_param(Lower *lo, Node *n, const char *param)
{
    int64_t count = param_of(n, param)->count;
    Buffer *stored = lower_recall(lo, n, param);
    if (stored)
        return stored;
    stored = lower_derive(lo, n, param, count);
    lower_remember(lo, n, param, stored);
    k_plain_copy(lo, (PlainCopy){.LEN = count, .x = lower_given(lo, n, param), .y = stored});
    lower_derived(lo);
    return stored;
}

static Buffer *folded(Lower *lo, Node *n, const char *param, int64_t count, int64_t rows)
{
    Node *affine = n->absorbed.affine;
    Buffer *stored = lower_recall(lo, n, param);
    if (stored)
        return stored;
    stored = lower_derive(lo, n, param, count);
    lower_remember(lo, n, param, stored);
    affine->layer->fold(lo, affine, rows, param_of(n, param) ? lower_given(lo, n, param) : NULL,
                        stored);
    lower_derived(lo);
    return stored;
}

StepRule step_rule(const LearnStep *s)
{
    return (StepRule){.BY = s->by,
                      .NESTEROV = s->nesterov,
                      .KEPT = s->kept != NULL,
                      .SHARE = (float)s->share,
                      .DECAY = (float)s->decay,
                      .MOMENTUM = (float)s->momentum};
}

Buffer *plain_unclamped(Lower *lo, Node *n, PlainWeights w)
{
    Buffer *dy = lower_grad_out(lo, n);
    if (!w.clamp)
        return dy;
    const int64_t len = shape_count(stored_shape(n));
    Buffer *before = lower_temp(lo, n, "grad before the clamp", NUMBER_F32, len, 0);
    k_plain_clamp_backward(
        lo, (PlainClampBackward){
                .LEN = len, .MAX = w.max, .y = lower_out(lo, n), .dy = dy, .dx = before});
    return before;
}

PlainRows plain_rows_over(const Lower *lo, const Node *n)
{
    return over_values(n) ? (PlainRows){(int)lower_count(lo, n->out), 1}
                          : (PlainRows){n->out.c, pixels(n->out)};
}

void plain_learn_added(Lower *lo, Node *n, const char *param, Buffer *added, Buffer *dy,
                       PlainRows r)
{
    if (!added || !lower_param_trains(lo, n, param))
        return;
    const LearnStep s = lower_step(lo, n, param, added);
    k_plain_bias_step(lo, (PlainBiasStep){.K = r.numbers,
                                          .HW = r.rows,
                                          .u = step_rule(&s),
                                          .dy = dy,
                                          .bias = added,
                                          .kept = s.kept});
}

double stored_limit(const Lower *lo, double limit)
{
    const NumberTypeInfo *type = &number_types[lower_target(lo)->precision];
    uint8_t bytes[8];
    if (!lower_rounds(lo))
        return limit;
    type->store(bytes, (float)limit);
    return type->load(bytes);
}

double clamp_max(const Lower *lo, const Node *n)
{
    const double max = attr_num(n, "max"), rounded = stored_limit(lo, max);
    return rounded > 0 ? rounded : max; /* 0 would be none */
}

void plain_learn_bias(Lower *lo, Node *n, const char *param, Buffer *bias, Buffer *dy)
{
    plain_learn_added(lo, n, param, bias, dy, (PlainRows){n->out.c, pixels(stored_shape(n))});
}

PlainWeights plain_weights(Lower *lo, Node *n)
{
    int64_t kernel = param_of(n, "kernel")->count, k = n->out.c;
    Node *limit = n->absorbed.limit;
    PlainWeights p = {.clamp = limit != NULL, .max = limit ? attr_num(limit, "max") : 0};
    if (n->absorbed.affine) {
        p.kernel = folded(lo, n, "kernel", kernel, kernel / k);
        p.bias = folded(lo, n, "bias", k, 0);
    } else {
        p.kernel = plain_param(lo, n, "kernel");
        p.bias = param_of(n, "bias") ? plain_param(lo, n, "bias") : NULL;
    }
    return p;
}
