/* batchnorm: y = gamma * (x - mean) / sqrt(variance + eps) + beta, channel by channel.
 * Training uses the batch's mean and biased variance; inference and frozen layers the moving ones.
 */
#include "compiler/layers/int8.h"
#include <string.h>

static const AttrSpec attrs[] = {
    {"eps", ATTR_NUM, 0, false, 1e-3, 0, 1, NULL, "added to the variance"},
    {"momentum", ATTR_NUM, 0, false, 0.99, 0, 1, NULL,
     "share of the old moving statistics that a step keeps"},
    {"nogamma", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "gamma stays 1: no training changes it"},
    {"nobeta", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "beta stays 0"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    int c = n->out.c;
    const double kept = attr_num(n, "momentum");
    if (kept > 0 && kept < 0.3)
        shape_warning(
            sc, n,
            "batchnorm keeps %g of its old statistics at each step, as Keras counts; what "
            "PyTorch calls momentum=%g is `momentum=%g` here",
            kept, kept, 1 - kept);
    shape_param(sc, n,
                (ParamSpec){.name = "gamma",
                            .rank = 1,
                            .dim = {c},
                            .init = INIT_ONES,
                            .fixed = attr_flag(n, "nogamma")});
    shape_param(sc, n,
                (ParamSpec){.name = "beta",
                            .rank = 1,
                            .dim = {c},
                            .init = INIT_ZEROS,
                            .fixed = attr_flag(n, "nobeta")});
    shape_param(
        sc, n,
        (ParamSpec){
            .name = "moving_mean", .rank = 1, .dim = {c}, .init = INIT_ZEROS, .fixed = true});
    shape_param(
        sc, n,
        (ParamSpec){
            .name = "moving_variance", .rank = 1, .dim = {c}, .init = INIT_ONES, .fixed = true});
}

static double flops(const Node *n) { return 2.0 * (double)shape_count(n->out); }

/* In an inference plan made once: by batchnorm, or earlier by the convolution that pools before it.
 */
static Buffer *fold_scale(Lower *lo, Node *n)
{
    int c = n->out.c;
    Buffer *made = lower_mode(lo) == MODE_TRAIN ? NULL : lower_recall(lo, n, "scale");
    if (made)
        return made;
    Buffer *gamma = lower_vector_param(lo, n, "gamma"),
           *variance = lower_vector_param(lo, n, "moving_variance");
    Buffer *scale = lower_derive(lo, n, "scale", lower_lanes(lo, c));
    k_batchnorm_fold_scale(lo, (BatchnormFoldScale){.C = c,
                                                    .EPS = attr_num(n, "eps"),
                                                    .gamma = gamma,
                                                    .variance = variance,
                                                    .scale = scale});
    lower_derived(lo);
    if (lower_mode(lo) != MODE_TRAIN)
        lower_remember(lo, n, "scale", scale);
    return scale;
}

static Buffer *fold_shift(Lower *lo, Node *n)
{
    int c = n->out.c;
    Buffer *gamma = lower_vector_param(lo, n, "gamma"), *beta = lower_vector_param(lo, n, "beta");
    Buffer *mean = lower_vector_param(lo, n, "moving_mean"),
           *variance = lower_vector_param(lo, n, "moving_variance");
    Buffer *shift = lower_derive(lo, n, "shift", lower_lanes(lo, c));
    k_batchnorm_fold_shift(lo, (BatchnormFoldShift){.C = c,
                                                    .EPS = attr_num(n, "eps"),
                                                    .gamma = gamma,
                                                    .beta = beta,
                                                    .mean = mean,
                                                    .variance = variance,
                                                    .shift = shift});
    lower_derived(lo);
    return shift;
}

/* The batch's mean and 1 / deviation, made by forward and read by backward. */
static Buffer *statistic(Lower *lo, Node *n, const char *name)
{
    return lower_saved(lo, n, name, NUMBER_F32, 0, lower_lanes(lo, n->out.c));
}

/* Of the batch, on the way to the moving ones. */
static void statistics(Lower *lo, Node *n)
{
    int c = n->out.c, hw = pixels(n->out);
    Buffer *moving_mean = lower_moving_param(lo, n, "moving_mean"),
           *moving_variance = lower_moving_param(lo, n, "moving_variance");
    Buffer *mean = statistic(lo, n, "mean"), *rstd = statistic(lo, n, "rstd");
    Buffer *part = lower_temp(lo, n, "moments", NUMBER_F32, 2 * lower_lanes(lo, c),
                              0); /* of whole maps; fuse may cut them */
    k_batchnorm_moments(
        lo, (BatchnormMoments){
                .CB = blocks(c), .HW = hw, .STEP = hw, .x = lower_in(lo, n, 0), .part = part});
    k_batchnorm_stats(lo, (BatchnormStats){.C = c,
                                           .HW = hw,
                                           .STEP = hw,
                                           .EPS = attr_num(n, "eps"),
                                           .ONE_MINUS_MOMENTUM = 1 - attr_num(n, "momentum"),
                                           .part = part,
                                           .mean = mean,
                                           .rstd = rstd,
                                           .moving_mean = moving_mean,
                                           .moving_variance = moving_variance});
}

/* What a reader needs that normalises its input itself: in a training plan, made once and kept for
 * the backward pass. */
static Buffer *norm_factors(Lower *lo, Node *n)
{
    Buffer *norm = lower_recall(lo, n, "norm");
    if (norm)
        return norm;
    int cb = blocks(n->out.c);
    norm = lower_saved(lo, n, "norm", NUMBER_F32, 0, 3 * lower_lanes(lo, n->out.c));
    k_batchnorm_factors(lo, (BatchnormFactors){.CB = cb,
                                               .mean = statistic(lo, n, "mean"),
                                               .rstd = statistic(lo, n, "rstd"),
                                               .gamma = lower_vector_param(lo, n, "gamma"),
                                               .beta = lower_vector_param(lo, n, "beta"),
                                               .norm = norm});
    return norm;
}

static Buffer *factors(Lower *lo, Node *n)
{
    return lower_training(lo, n) ? norm_factors(lo, n) : fold_scale(lo, n);
}

/* The reader normalises; in inference it has nothing left to do. */
static void absorbed(Lower *lo, Node *n)
{
    if (lower_mode(lo) == MODE_INFER)
        return;
    lower_vector_param(lo, n, "gamma");
    lower_vector_param(lo, n, "beta");
    statistics(lo, n);
    factors(lo, n);
}

static void forward(Lower *lo, Node *n)
{
    int c = n->out.c, hw = pixels(stored_shape(n));
    Buffer *x = lower_in(lo, n, 0);
    if (!lower_training(lo, n)) {
        Buffer *scale = fold_scale(lo, n), *shift = fold_shift(lo, n);
        k_scale_shift(lo, (ScaleShift){.CB = blocks(c),
                                       .HW = hw,
                                       .x = x,
                                       .scale = scale,
                                       .shift = shift,
                                       .y = lower_out(lo, n)});
        return;
    }
    Buffer *gamma = lower_vector_param(lo, n, "gamma"), *beta = lower_vector_param(lo, n, "beta");
    statistics(lo, n);
    k_batchnorm_apply(lo, (BatchnormApply){.CB = blocks(c),
                                           .HW = hw,
                                           .x = x,
                                           .mean = statistic(lo, n, "mean"),
                                           .rstd = statistic(lo, n, "rstd"),
                                           .gamma = gamma,
                                           .beta = beta,
                                           .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    int cb = blocks(n->out.c), hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n), *dx = lower_grad_in(lo, n, 0);
    if (!lower_training(lo, n)) {
        if (dx)
            k_scale_backward(
                lo, (ScaleBackward){
                        .CB = cb, .HW = hw, .dy = dy, .scale = fold_scale(lo, n), .dx = dx});
        return;
    }
    Buffer *x = lower_in(lo, n, 0), *mean = statistic(lo, n, "mean"),
           *rstd = statistic(lo, n, "rstd");
    Buffer *dgamma = lower_param_grad(lo, n, "gamma"), *dbeta = lower_param_grad(lo, n, "beta");
    Buffer *part = lower_temp(lo, n, "sums", NUMBER_F32, cb * 32, 0);
    k_batchnorm_sums(lo, (BatchnormSums){.CB = cb,
                                         .HW = hw,
                                         .STEP = hw,
                                         .AFTER = 0,
                                         .TIMES = 1,
                                         .dy = dy,
                                         .x = x,
                                         .mean = mean,
                                         .part = part});
    k_batchnorm_reduce(
        lo,
        (BatchnormReduce){
            .CB = cb, .TIMES = 1, .part = part, .rstd = rstd, .dgamma = dgamma, .dbeta = dbeta});
    if (dx)
        k_batchnorm_backward(lo, (BatchnormBackward){.CB = cb,
                                                     .HW = hw,
                                                     .dy = dy,
                                                     .x = x,
                                                     .mean = mean,
                                                     .rstd = rstd,
                                                     .gamma = lower_vector_param(lo, n, "gamma"),
                                                     .dgamma = dgamma,
                                                     .dbeta = dbeta,
                                                     .dx = dx});
}

static void fold(Lower *lo, Node *n, int64_t rows, Buffer *from, Buffer *to)
{
    int c = n->out.c;
    double eps = attr_num(n, "eps");
    Buffer *gamma = lower_given(lo, n, "gamma"), *variance = lower_given(lo, n, "moving_variance");
    if (rows > 0)
        k_plain_fold_kernel(lo, (PlainFoldKernel){.ROWS = rows,
                                                  .K = c,
                                                  .EPS = eps,
                                                  .w = from,
                                                  .gamma = gamma,
                                                  .variance = variance,
                                                  .y = to});
    else
        k_plain_fold_bias(lo, (PlainFoldBias){.K = c,
                                              .BIAS = from != NULL,
                                              .EPS = eps,
                                              .bias = from,
                                              .gamma = gamma,
                                              .beta = lower_given(lo, n, "beta"),
                                              .mean = lower_given(lo, n, "moving_mean"),
                                              .variance = variance,
                                              .y = to});
}

/* Where no layer before it takes it over: a factor and a summand for each channel. */
static void plain(Lower *lo, Node *n)
{
    int c = n->out.c;
    Buffer *scale = lower_derive(lo, n, "scale", c);
    lower_remember(lo, n, "scale", scale);
    k_plain_fold_scale(lo, (PlainFoldScale){.K = c,
                                            .EPS = attr_num(n, "eps"),
                                            .gamma = lower_given(lo, n, "gamma"),
                                            .variance = lower_given(lo, n, "moving_variance"),
                                            .y = scale});
    lower_derived(lo);
    Buffer *shift = lower_derive(lo, n, "shift", c);
    fold(lo, n, 0, NULL, shift);
    lower_derived(lo);
    k_plain_scale_shift(lo, (PlainScaleShift){.C = c,
                                              .HW = pixels(stored_shape(n)),
                                              .x = lower_in(lo, n, 0),
                                              .scale = scale,
                                              .shift = shift,
                                              .y = lower_out(lo, n)});
}

/* Of moving statistics alone. */
static void learn(Lower *lo, Node *n)
{
    if (!n->frozen)
        lower_refuse(lo,
                     "--target=mcu does not train %s, whose statistics are those of a batch: "
                     "freeze it",
                     n->name);
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_mul_channels(lo, (PlainMulChannels){.C = n->out.c,
                                                    .HW = pixels(stored_shape(n)),
                                                    .x = lower_grad_out(lo, n),
                                                    .a = lower_recall(lo, n, "scale"),
                                                    .y = dx});
}

static const LayerExample examples[] = {
    {"4x3x3", "batchnorm"},
    {"3x3x18", "batchnorm eps=0.1; relu"},
    {"5", "dense 4; batchnorm; dense 3"},
    {"4x3x3", "conv 4 1x1; batchnorm frozen; conv 2 1x1"},
    {"5x6x8",
     "batchnorm; conv 5 3x3 algorithm=winograd"}, /* made on the way into the convolution, */
    {"9x8x17", "conv 18 1x1; batchnorm; relu; conv 9 3x3 valid algorithm=winograd"}, /* relu too */
    {"8x8x8", "conv 8 1x1; batchnorm; relu max=0.5; conv 9 3x3 algorithm=winograd; maxpool 2x2"},
    {"5x4x17", "conv 18 1x1; batchnorm; relu; conv 9 3x3 algorithm=winograd_panels"},
    {"2x2x8", "conv 9 1x1; batchnorm; conv 5 3x3 algorithm=toeplitz"},
    {"5x6x8",
     "conv 8 1x1; batchnorm; a: relu; conv 8 3x3 algorithm=winograd; add a"}, /* not here: a is read
                                                                                 twice */
    {"5x6x8", "conv 8 1x1; batchnorm; relu; conv 8 3x3 algorithm=winograd frozen"},
    {NULL, NULL}};

const Layer layer_batchnorm = {
    .kind = "batchnorm",
    .doc = "Batch normalisation: each channel less its mean, over its standard deviation, times "
           "gamma, plus beta.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8_channels,
    .int8_channels = true,
    .fold = fold,
    .backward = backward,
    .traits = TRAIT_CHANNEL_AFFINE | TRAIT_NORMALISES,
    .factors = factors,
    .absorbed = absorbed,
    .examples = examples,
};
