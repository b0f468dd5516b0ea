/* conv: two-dimensional convolution (correlation, as in Keras) with bias.
 * y[o, k] = bias[k] + sum over taps and c of x[o*stride + tap*dilation - pad, c] * kernel[tap, c,
 * k]. Pads `same` unless told otherwise. With `groups=` c runs over the channels of k's group only.
 */
#include "compiler/layers/int8.h"
#include "compiler/algorithms/conv_algorithm.h"
#include <math.h>
#include <string.h>

static const AttrSpec attrs[] = {
    {"filters", ATTR_INT, 1, true, 0, 1, 65536, NULL, "number of output channels"},
    {"size", ATTR_SIZE, 1, true, 0, 1, 65536, NULL, "window"},
    {"stride", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "step of the window"},
    {"dilation", ATTR_SIZE, 0, false, 1, 1, 65536, NULL, "distance of neighbouring taps"},
    {"groups", ATTR_INT, 0, false, 1, 1, 65536, NULL, "channel groups that do not mix"},
    ATTRS_PADDING("output size is input / stride, rounded up (default)", "no padding"),
    {"pad", ATTR_SIZE, 0, false, 0, 0, 65536, NULL, "zeros on each side, instead of `same`"},
    {"nobias", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no bias"},
    {"init", ATTR_NAME, 0, false, 0, 0, 0, INIT_CHOICES " dirac whiten",
     "starting values of the kernel"},
    ATTR_DEVIATION,
    {"algorithm", ATTR_NAME, 0, false, 0, 0, 0, conv_algorithm_words,
     "how it is computed; auto: what costs least"},
    ATTR_END,
};

/* NULL for "auto". */
static const ConvAlgorithm *algorithm_named(const char *name)
{
    for (const ConvAlgorithm *const *v = conv_algorithm_table; *v; v++)
        if (strcmp((*v)->name, name) == 0)
            return *v;
    return NULL;
}

/* What init=whiten takes: a window on all channels of the net's input, and no more than two filters
 * for each number that it sees. */
static void check_whiten(ShapeCtx *sc, const Node *n, const Conv2dGeometry *g)
{
    Span at = attr_value(n, "init")->span;
    const double seen = (double)g->KH * g->KW * g->C;
    if (init_named(attr_str(n, "init")) != INIT_WHITEN)
        return;
    if (n->in[0]->n_in > 0 || g->groups > 1)
        shape_error_at(sc, at,
                       "init=whiten takes a convolution that reads the net's input, all its "
                       "channels: it is made from patches of the training data");
    else if (g->K > 2 * seen)
        shape_error_at(sc, at,
                       "init=whiten makes at most two filters for each of the %.0f numbers of a "
                       "%dx%dx%d patch, not %d",
                       seen, g->KH, g->KW, g->C, g->K);
}

static void declare_params(ShapeCtx *sc, Node *n, const Conv2dGeometry *g)
{
    double taps = (double)g->KH * g->KW;
    if (taps * g->C * g->K > INT32_MAX) {
        shape_error(sc, n, "a %dx%d kernel from %d to %d channels is too large", g->KH, g->KW, g->C,
                    g->K);
        return;
    }
    check_whiten(sc, n, g);
    shape_param(sc, n,
                (ParamSpec){.name = "kernel",
                            .rank = 4,
                            .dim = {g->KH, g->KW, g->C / g->groups, g->K},
                            .init = init_named(attr_str(n, "init")),
                            .deviation = attr_num(n, "deviation"),
                            .fan_in = (int)taps * (g->C / g->groups),
                            .fan_out = (int)taps * g->K,
                            .decays = true,
                            .matrix = true});
    if (!attr_flag(n, "nobias"))
        shape_vector(sc, n, "bias", g->K, INIT_ZEROS);
}

/* On a map of one row or column, a signal, a window of several sees zeros beside it. */
static void warn_of_line(ShapeCtx *sc, const Node *n, const Conv2dGeometry *g)
{
    bool row = g->H == 1 && g->W > 1 && g->KH > 1, column = g->W == 1 && g->H > 1 && g->KW > 1;
    if (!row && !column)
        return;
    const char *line = row ? "row" : "column";
    shape_warning(sc, n, "the map has one %s: all but one %s of a window of %dx%d lie on padding",
                  line, line, g->KH, g->KW);
    shape_hint(sc, "along a signal: `conv %d %dx%d`", g->K, row ? 1 : g->KH, row ? g->KW : 1);
}

static void shape(ShapeCtx *sc, Node *n)
{
    PadMode mode;
    if (!want_map(sc, n) || !padding_of(sc, n, PAD_SAME, &mode))
        return;
    int groups = attr_int(n, "groups");
    if (n->in[0]->out.c % groups != 0 || attr_int(n, "filters") % groups != 0) {
        shape_error_at(sc, attr_value(n, "groups")->span,
                       "groups=%d does not divide %d channels in and %d out", groups,
                       n->in[0]->out.c, attr_int(n, "filters"));
        return;
    }
    const AttrValue *size = attr_value(n, "size"), *stride = attr_value(n, "stride");
    const AttrValue *dilation = attr_value(n, "dilation"), *pad = attr_value(n, "pad");
    Shape s = n->in[0]->out;
    Conv2dGeometry *g = ARENA_NEW(shape_arena(sc), Conv2dGeometry);
    *g = (Conv2dGeometry){.C = s.c,
                          .H = s.h,
                          .W = s.w,
                          .K = attr_int(n, "filters"),
                          .KH = size->size[0],
                          .KW = size->size[1],
                          .SH = stride->size[0],
                          .SW = stride->size[1],
                          .DH = dilation->size[0],
                          .DW = dilation->size[1],
                          .groups = groups};
    g->OH = window_output(mode, s.h, g->KH, g->SH, g->DH, pad->size[0], &g->PT);
    g->OW = window_output(mode, s.w, g->KW, g->SW, g->DW, pad->size[1], &g->PL);
    if (g->OH <= 0 || g->OW <= 0) {
        int unused;
        window_error(sc, n, g->KH, g->KW,
                     window_output(PAD_SAME, s.h, g->KH, g->SH, g->DH, 0, &unused),
                     window_output(PAD_SAME, s.w, g->KW, g->SW, g->DW, 0, &unused));
        return;
    }
    const ConvAlgorithm *v = algorithm_named(attr_str(n, "algorithm"));
    if (v && !v->applies(g))
        shape_error_at(sc, attr_value(n, "algorithm")->span,
                       "algorithm=%s takes %s; this is a %dx%d window of stride %dx%d, dilation "
                       "%dx%d, on %s, with an output of %dx%d",
                       v->name, v->needs, g->KH, g->KW, g->SH, g->SW, g->DH, g->DW,
                       shape_text(shape_arena(sc), s), g->OH, g->OW);
    warn_of_line(sc, n, g);
    n->geometry = g;
    n->out = (Shape){3, g->OH, g->OW, g->K};
    declare_params(sc, n, g);
}

static double flops(const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    return (double)g->OH * g->OW * g->K *
           (2.0 * g->KH * g->KW * (g->C / g->groups) + (attr_flag(n, "nobias") ? 0 : 1));
}

/* ---- lowering: the algorithm makes the sum, bias is an instruction of its own ---- */

/* Of all passes that the plan has, on as many threads as the constants were measured with: the
 * choice must not depend on how many run. */
static double seconds(const ConvAlgorithm *v, const Node *n, const Target *t)
{
    const Machine *m = conv_machine(t);
    double sum = 0;
    for (int p = PASS_FORWARD; p < (t->infer ? PASS_DATA : PASS_COUNT); p++) {
        Work w = {0};
        v->work(n->geometry, t, (Pass)p, &w);
        sum += work_seconds(m, &w, (int)m->threads);
    }
    return sum;
}

static void work(const Target *t, const Node *n, Pass p, Work *w)
{
    algorithm_named(n->algo)->work(n->geometry, t, p, w);
}

static bool may_take(const ConvAlgorithm *v, const Node *n, const Target *t)
{
    bool plain = t->exact ||
                 (t->lean && t->lean[n->id]); /* transformed kernels are up to 7 times as large */
    return !(v->inexact && plain) && !(v->pairs && !conv_multiplies_pairs(n->geometry, t)) &&
           v->applies(n->geometry) && (t->infer || v->backward);
}

/* Numbers that an inference plan keeps for each pair of channels. */
static int kept(const ConvAlgorithm *v, const Conv2dGeometry *g)
{
    return v->points ? v->points : g->KH * g->KW;
}

/* Per cent that a form of the kernel of at most half the size may take longer. */
enum { FOR_HALF = 6 };

static void select_algorithm(const Target *t, Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    const ConvAlgorithm *best = algorithm_named(attr_str(n, "algorithm"));
    if (best && !(best->inexact && t->exact) && (t->infer || best->backward)) {
        n->algo = best->name;
        return;
    }
    best = NULL;
    double least = 0;
    for (const ConvAlgorithm *const *v = conv_algorithm_table; *v; v++) {
        double cost = may_take(*v, n, t) ? seconds(*v, n, t) : INFINITY;
        if (cost < (best ? least : INFINITY)) {
            best = *v;
            least = cost;
        }
    }
    double allowed = least * (100 + FOR_HALF) / 100;
    for (const ConvAlgorithm *const *v = conv_algorithm_table; t->infer && *v; v++)
        if (may_take(*v, n, t) && 2 * kept(*v, g) <= kept(best, g) && seconds(*v, n, t) <= allowed)
            best = *v;
    n->algo = best->name;
}

static unsigned absorbs(const Node *n)
{
    unsigned by_algorithm = algorithm_named(n->algo)->absorbs;
    return (conv_takes_given(n->geometry) ? by_algorithm
                                          : by_algorithm & ~(unsigned)ABSORBS_GIVEN) |
           ABSORBS_ZEROS;
}

/* w is the parameter as it is; algorithms take conv_weights of it, which may round. */
static ConvJob job(Lower *lo, Node *n, const Conv2dGeometry *g)
{
    ConvJob j = {.lo = lo, .node = n, .g = g, .x = lower_in(lo, n, 0)};
    j.w = lower_mode(lo) == MODE_TRAIN
              ? lower_fake_weights(lo, n, conv_packed(&j), g->KH * g->KW, g->C)
              : NULL;
    Node *norm = n->absorbed.norm, *clamp = n->absorbed.clamp;
    if (norm) {
        j.norm = norm->layer->factors(lo, norm);
        j.norm_kind = clamp ? 2 : 1;
        j.norm_max = clamp ? clamp_max(lo, clamp) : 0;
    }
    return j;
}

static void forward(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    ConvJob j = job(lo, n, g);
    const ConvAlgorithm *v = algorithm_named(n->algo);
    bool bias = !attr_flag(n, "nobias");
    Buffer *b = bias ? lower_vector_param(lo, n, "bias") : NULL;
    Node *pool = n->absorbed.pool, *sign = n->absorbed.sign; /* bias commutes with maxima, too */
    if (pool) {
        j.pool = pool->geometry;
        j.scale = sign ? sign->layer->factors(lo, sign) : NULL;
        if (lower_mode(lo) == MODE_TRAIN) /* POOL-ARG */
            j.arg = lower_saved(lo, pool, "arg", NUMBER_U8, lower_count(lo, pool->out), 0);
    }
    j.y = bias ? lower_temp(lo, n, "sum", NUMBER_F32, lower_count(lo, stored_shape(n)), 0)
               : lower_out(lo, n);
    lower_mode(lo) == MODE_TRAIN ? v->forward(&j) : v->infer(&j);
    if (bias)
        k_bias_forward(lo, (BiasForward){.CB = blocks(g->K),
                                         .HW = pixels(stored_shape(n)),
                                         .x = j.y,
                                         .bias = b,
                                         .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    ConvJob j = job(lo, n, g);
    j.dy = lower_grad_out(lo, n);
    j.dx = lower_grad_in(lo, n, 0);
    j.dw = lower_param_trains(lo, n, "kernel") ? lower_param_grad(lo, n, "kernel") : NULL;
    if (!attr_flag(n, "nobias") && lower_param_trains(lo, n, "bias"))
        bias_grad(lo, n, j.dy, "bias");
    algorithm_named(n->algo)->backward(&j);
    if (j.dw && g->groups > 1)
        k_conv_mask_groups(
            lo, (ConvMaskGroups){
                    .TAPS = g->KH * g->KW, .C = g->C, .K = g->K, .GROUPS = g->groups, .dw = j.dw});
}

/* Of the maxima that it makes, or of single results. */
static WindowShape windows(const Node *n)
{
    const Conv2dGeometry *g = n->geometry;
    const PoolGeometry *p = n->absorbed.pool ? n->absorbed.pool->geometry : NULL;
    if (!p)
        return (WindowShape){
            .PH = 1, .PW = 1, .PSH = 1, .PSW = 1, .PPT = 0, .PPL = 0, .POW = g->OW};
    return (WindowShape){.PH = p->KH,
                         .PW = p->KW,
                         .PSH = p->SH,
                         .PSW = p->SW,
                         .PPT = p->PT,
                         .PPL = p->PL,
                         .POW = p->OW};
}

static InstrRows rows_of(const Node *n, const Conv2dGeometry *g, WindowShape p)
{
    int low = -p.PPT * g->SH - g->PT;
    return (InstrRows){.step = p.PSH * g->SH,
                       .low = low,
                       .high = low + (p.PH - 1) * g->SH + (g->KH - 1) * g->DH,
                       .in_rows = g->H,
                       .out_rows = stored_shape(n).h};
}

static void plain(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    PlainWeights w = plain_weights(lo, n);
    const WindowShape p = windows(n);
    Instr *in = k_plain_conv(lo, (PlainConv){.s = conv_shape(g),
                                             .p = p,
                                             .r = all_rows(g->H, stored_shape(n).h),
                                             .GROUPS = g->groups,
                                             .BIAS = w.bias != NULL,
                                             .CLAMP = w.clamp,
                                             .MAX = w.max,
                                             .x = lower_in(lo, n, 0),
                                             .w = w.kernel,
                                             .bias = w.bias,
                                             .y = lower_out(lo, n)});
    in->rows = rows_of(n, g, p);
}

/* The gradient before the clamp, of x, and then the steps. */
static void learn(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    const PlainWeights w = plain_weights(lo, n);
    Buffer *dy = plain_unclamped(lo, n, w), *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_conv_backward(
            lo, (PlainConvBackward){
                    .s = conv_shape(g), .GROUPS = g->groups, .w = w.kernel, .dy = dy, .dx = dx});
    if (lower_param_trains(lo, n, "kernel")) {
        const LearnStep s = lower_step(lo, n, "kernel", w.kernel);
        k_plain_conv_step(lo, (PlainConvStep){.s = conv_shape(g),
                                              .u = step_rule(&s),
                                              .GROUPS = g->groups,
                                              .x = lower_in(lo, n, 0),
                                              .dy = dy,
                                              .w = w.kernel,
                                              .kept = s.kept});
    }
    plain_learn_bias(lo, n, "bias", w.bias, dy);
}

static bool int8_by_panels(Lower *lo, Node *n, const Conv2dGeometry *g)
{
    const Int8Panels w = g->groups > 1 ? (Int8Panels){.kernel = NULL}
                                       : int8_panels(lo, n, g->DW > 1 ? g->C : g->KW * g->C);
    if (!w.kernel)
        return false;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    k_int8_conv_panels(lo, (Int8ConvPanels){.s = conv_shape(g),
                                            .p = windows(n),
                                            .POH = stored_shape(n).h,
                                            .RUNS = w.runs,
                                            .QUADS = w.quads,
                                            .ZERO = x->quant.zero,
                                            .YZERO = y->quant.zero,
                                            .LOW = w.limits.low,
                                            .HIGH = w.limits.high,
                                            .x = x,
                                            .w = w.kernel,
                                            .rule = w.rule,
                                            .y = y});
    return true;
}

static void int8(Lower *lo, Node *n)
{
    const Conv2dGeometry over = windows_over_zeros(n), *g = &over;
    if (int8_by_panels(lo, n, g))
        return;
    const Int8Weights w = int8_weights(lo, n, INT8_BY_OUTPUT);
    const WindowShape p = windows(n);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Instr *in = k_plain_int8_conv(lo, (PlainInt8Conv){.s = conv_shape(g),
                                                      .p = p,
                                                      .r = all_rows(g->H, stored_shape(n).h),
                                                      .GROUPS = g->groups,
                                                      .ZERO = x->quant.zero,
                                                      .YZERO = y->quant.zero,
                                                      .LOW = w.limits.low,
                                                      .HIGH = w.limits.high,
                                                      .x = x,
                                                      .w = w.kernel,
                                                      .rule = w.rule,
                                                      .y = y});
    in->rows = rows_of(n, g, p);
}

/* Every algorithm, chosen by name: at such sizes the cost model takes direct. A conv before it
 * makes it compute the gradient of its input. */
static const LayerExample examples[] = {
    {"5x6x3", "conv 4 3x3 stride=2 algorithm=direct"},
    {"6x5x3", "conv 3 1x1; conv 5 3x2 valid dilation=2x1 algorithm=direct"},
    {"6x7x3", "conv 3 1x1; conv 4 3x3 stride=2x3 algorithm=direct"},
    {"4x3x17",
     "conv 18 1x1; conv 17 1x1 algorithm=direct"}, /* the map as one row, two blocks each way */
    {"5x4x3", "conv 3 3x3 pad=2 stride=3x1 nobias"},
    {"1x1x5", "conv 4 3x3; conv 3 3x3 algorithm=pointwise_1x1_map"},
    {"7x6x8", "conv 3 3x3 algorithm=winograd"}, /* tiles over the edges */
    {"4x5x9", "conv 8 1x1; conv 3 3x3 valid algorithm=winograd nobias"},
    {"4x4x2", "conv 8 3x3; conv 2 3x3 algorithm=winograd frozen"},
    {"5x3x8", "conv 8 3x3; conv 3 3x3 algorithm=winograd_panels"},
    {"4x6x8", "conv 8 1x1; conv 3 3x3 valid algorithm=winograd_panels frozen"},
    {"2x2x3", "conv 4 3x3; conv 3 3x3 algorithm=toeplitz"},
    {"4x5x6", "conv 4 3x3 groups=2; conv 2 1x1"},
    {"4x4x8", "conv 40 3x3 groups=4 algorithm=winograd; conv 2 1x1"},
    {"1x1x9", "conv 9 3x3 groups=9"},
    {"6x7x8",
     "conv 5 3x3 algorithm=winograd; leaky; maxpool 2x2; conv 2 1x1"}, /* pooled by the convolution;
                                                                          edges are left out */
    {"9x6x8", "conv 5 3x3 algorithm=winograd_panels nobias; maxpool 2x2 same"}, /* edges are windows
                                                                                   of their own */
    {"2x2x3", "conv 4 3x3; conv 3 3x3 sigmoid algorithm=toeplitz; maxpool 2x2"},
    {"7x6x8", "conv 5 3x3 relu algorithm=winograd; batchnorm; maxpool 2x2 same; conv 4 3x3; "
              "batchnorm; leaky; maxpool 2x2"},
    {"9x7x3", "conv 5 5x3 relu algorithm=direct; maxpool 2x2 same; conv 6 1x1 algorithm=direct; "
              "maxpool 2x2"},
    {"3x4x6", "conv 32 1x1; conv 48 3x3 groups=16 algorithm=direct; conv 2 1x1"},
    {"3x2x8", "conv 9 7x1 algorithm=direct; conv 17 1x5 algorithm=direct; "
              "conv 8 3x2 valid algorithm=direct"}, /* taps that meet zeros alone; one pixel left */
    {NULL, NULL}};

const Layer layer_conv = {
    .kind = "conv",
    .doc = "Two-dimensional convolution.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .takes_activation = true,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .plain_absorbs = ABSORBS_ZEROS | ABSORBS_AFFINE | ABSORBS_CLAMP | ABSORBS_WINDOWS,
    .backward = backward,
    .select = select_algorithm,
    .absorbs = absorbs,
    .work = work,
    .examples = examples,
};
