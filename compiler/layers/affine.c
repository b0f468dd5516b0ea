/* affine: y = gamma * x + beta, gamma and beta parameters, one number a channel or a value: a layer
 * scale, a shift, places told by what is added, or (frozen) a normalisation whose numbers are
 * known.
 */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"nogamma", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no factor"},
    ATTR_OVER,
    {"nobeta", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "nothing is added"},
    ATTR_END,
};

static bool has_gamma(const Node *n) { return !attr_flag(n, "nogamma"); }
static bool has_beta(const Node *n) { return !attr_flag(n, "nobeta"); }

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    if (!has_gamma(n) && !has_beta(n))
        shape_error(sc, n, "affine nogamma nobeta does nothing; `identity` says so");
    if (has_gamma(n))
        shape_over(sc, n, "gamma", INIT_ONES);
    if (has_beta(n))
        shape_over(sc, n, "beta", INIT_ZEROS);
}

static double flops(const Node *n)
{
    return (double)shape_count(n->out) * (has_gamma(n) + has_beta(n));
}

static void forward_values(Lower *lo, Node *n)
{
    int64_t len = lower_count(lo, n->out);
    Buffer *x = lower_in(lo, n, 0);
    if (has_gamma(n)) {
        Buffer *y = has_beta(n) ? lower_temp(lo, n, "scaled", NUMBER_F32, len, 0)
                                : lower_out(lo, n);
        k_values_mul(lo, (ValuesMul){.LEN = len, .x = x, .w = param_over(lo, n, "gamma"), .y = y});
        x = y;
    }
    if (has_beta(n))
        k_values_add(
            lo,
            (ValuesAdd){.LEN = len, .x = x, .w = param_over(lo, n, "beta"), .y = lower_out(lo, n)});
}

static void backward_values(Lower *lo, Node *n)
{
    int64_t len = lower_count(lo, n->out);
    Buffer *dy = lower_grad_out(lo, n);
    if (has_beta(n) && lower_param_trains(lo, n, "beta"))
        k_values_sum(lo, (ValuesSum){.LEN = len, .dy = dy, .dw = lower_param_grad(lo, n, "beta")});
    if (!has_gamma(n)) {
        backward_identity(lo, n);
        return;
    }
    if (lower_param_trains(lo, n, "gamma"))
        k_values_dot(lo, (ValuesDot){.LEN = len,
                                     .dy = dy,
                                     .x = lower_in(lo, n, 0),
                                     .dw = lower_param_grad(lo, n, "gamma")});
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_values_mul(lo,
                     (ValuesMul){.LEN = len, .x = dy, .w = param_over(lo, n, "gamma"), .y = dx});
}

static void forward(Lower *lo, Node *n)
{
    if (over_values(n)) {
        forward_values(lo, n);
        return;
    }
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Buffer *gamma = has_gamma(n) ? lower_vector_param(lo, n, "gamma") : NULL;
    Buffer *beta = has_beta(n) ? lower_vector_param(lo, n, "beta") : NULL;
    if (!beta)
        k_scale_forward(lo, (ScaleForward){.CB = cb, .HW = hw, .x = x, .scale = gamma, .y = y});
    else if (!gamma)
        k_bias_forward(lo, (BiasForward){.CB = cb, .HW = hw, .x = x, .bias = beta, .y = y});
    else
        k_scale_shift(
            lo, (ScaleShift){.CB = cb, .HW = hw, .x = x, .scale = gamma, .shift = beta, .y = y});
}

static void backward(Lower *lo, Node *n)
{
    if (over_values(n)) {
        backward_values(lo, n);
        return;
    }
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n);
    if (has_beta(n) && lower_param_trains(lo, n, "beta"))
        bias_grad(lo, n, dy, "beta");
    if (!has_gamma(n)) {
        backward_identity(lo, n);
        return;
    }
    if (lower_param_trains(lo, n, "gamma"))
        k_scale_reduce(lo, (ScaleReduce){.CB = cb,
                                         .HW = hw,
                                         .dy = dy,
                                         .x = lower_in(lo, n, 0),
                                         .dscale = lower_param_grad(lo, n, "gamma")});
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_scale_backward(lo, (ScaleBackward){.CB = cb,
                                             .HW = hw,
                                             .dy = dy,
                                             .scale = lower_vector_param(lo, n, "gamma"),
                                             .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    const PlainRows r = plain_rows_over(lo, n);
    const int c = r.numbers, hw = r.rows;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    Buffer *gamma = has_gamma(n) ? plain_param(lo, n, "gamma") : NULL;
    Buffer *beta = has_beta(n) ? plain_param(lo, n, "beta") : NULL;
    if (!beta)
        k_plain_mul_channels(lo, (PlainMulChannels){.C = c, .HW = hw, .x = x, .a = gamma, .y = y});
    else if (!gamma)
        k_plain_add_channels(lo, (PlainAddChannels){.C = c, .HW = hw, .x = x, .a = beta, .y = y});
    else
        k_plain_scale_shift(
            lo, (PlainScaleShift){.C = c, .HW = hw, .x = x, .scale = gamma, .shift = beta, .y = y});
}

static ConvShape each_row(PlainRows r)
{
    return (ConvShape){.C = r.numbers,
                       .H = r.rows,
                       .W = 1,
                       .K = r.numbers,
                       .OH = r.rows,
                       .OW = 1,
                       .KH = 1,
                       .KW = 1,
                       .SH = 1,
                       .SW = 1,
                       .DH = 1,
                       .DW = 1,
                       .PT = 0,
                       .PL = 0};
}

/* As a depthwise convolution of 1x1. */
static void learn(Lower *lo, Node *n)
{
    const PlainRows r = plain_rows_over(lo, n);
    Buffer *gamma = has_gamma(n) ? plain_param(lo, n, "gamma") : NULL, *dy = lower_grad_out(lo, n),
           *dx = gamma ? lower_grad_in(lo, n, 0) : NULL;
    if (!gamma)
        lower_grad_alias(lo, n, 0, dy);
    if (dx)
        k_plain_mul_channels(
            lo, (PlainMulChannels){.C = r.numbers, .HW = r.rows, .x = dy, .a = gamma, .y = dx});
    if (gamma && lower_param_trains(lo, n, "gamma")) {
        const LearnStep s = lower_step(lo, n, "gamma", gamma);
        k_plain_depthwise_step(lo, (PlainDepthwiseStep){.s = each_row(r),
                                                        .u = step_rule(&s),
                                                        .x = lower_in(lo, n, 0),
                                                        .dy = dy,
                                                        .w = gamma,
                                                        .kept = s.kept});
    }
    if (has_beta(n))
        plain_learn_added(lo, n, "beta", plain_param(lo, n, "beta"), dy, r);
}

static bool int8_takes(const Node *n) { return !over_values(n); }

static const LayerExample examples[] = {{"4x5x3", "affine"},
                                        {"3x2x17", "conv 18 1x1; affine nobeta; conv 2 1x1"},
                                        {"3x2x17", "conv 18 1x1; affine nogamma; relu"},
                                        {"7", "affine frozen; dense 5"},
                                        {"3x2x17", "affine over=values; conv 2 1x1"},
                                        {"3x2x4", "affine over=values nogamma; conv 2 1x1"},
                                        {"7", "dense 17; affine over=values nobeta; dense 2"},
                                        {NULL, NULL}};

const Layer layer_affine = {
    .kind = "affine",
    .doc = "gamma * x + beta, parameters with one number a channel or a value.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8_channels,
    .int8_takes = int8_takes,
    .int8_channels = true,
    .backward = backward,
    .examples = examples,
};
