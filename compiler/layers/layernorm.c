/* layernorm: y = gamma * (x - mean) / sqrt(variance + eps) + beta, mean and variance over the
 * channels of each position (Keras LayerNormalization, axis -1). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"eps", ATTR_NUM, 0, false, 1e-3, 0, 1, NULL, "added to the variance"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    int c = n->out.c;
    if (c == 1)
        shape_warning(sc, n,
                      "%s normalises over one channel: its output is its beta, whatever comes in",
                      n->name);
    shape_vector(sc, n, "gamma", c, INIT_ONES);
    shape_vector(sc, n, "beta", c, INIT_ZEROS);
}

static double flops(const Node *n) { return 7.0 * (double)shape_count(n->out); }

/* Each pixel's mean or 1 / deviation, made by forward and read by backward. */
static Buffer *statistic(Lower *lo, Node *n, const char *name)
{
    return lower_saved(lo, n, name, NUMBER_F32, pixels(n->out), 0);
}

static void forward(Lower *lo, Node *n)
{
    Buffer *gamma = lower_vector_param(lo, n, "gamma"), *beta = lower_vector_param(lo, n, "beta");
    k_layernorm_forward(lo, (LayernormForward){.C = n->out.c,
                                               .HW = pixels(n->out),
                                               .EPS = attr_num(n, "eps"),
                                               .x = lower_in(lo, n, 0),
                                               .gamma = gamma,
                                               .beta = beta,
                                               .mean = statistic(lo, n, "mean"),
                                               .rstd = statistic(lo, n, "rstd"),
                                               .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    int c = n->out.c, hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n), *dx = lower_grad_in(lo, n, 0), *x = lower_in(lo, n, 0);
    Buffer *mean = statistic(lo, n, "mean"), *rstd = statistic(lo, n, "rstd");
    if (lower_param_trains(lo, n, "gamma"))
        k_layernorm_reduce(lo, (LayernormReduce){.CB = blocks(c),
                                                 .HW = hw,
                                                 .dy = dy,
                                                 .x = x,
                                                 .mean = mean,
                                                 .rstd = rstd,
                                                 .dgamma = lower_param_grad(lo, n, "gamma"),
                                                 .dbeta = lower_param_grad(lo, n, "beta")});
    if (dx)
        k_layernorm_backward(lo, (LayernormBackward){.C = c,
                                                     .HW = hw,
                                                     .dy = dy,
                                                     .x = x,
                                                     .mean = mean,
                                                     .rstd = rstd,
                                                     .gamma = lower_vector_param(lo, n, "gamma"),
                                                     .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    Buffer *gamma = plain_param(lo, n, "gamma"), *beta = plain_param(lo, n, "beta");
    k_plain_layernorm(lo, (PlainLayernorm){.C = n->out.c,
                                           .HW = pixels(n->out),
                                           .EPS = attr_num(n, "eps"),
                                           .x = lower_in(lo, n, 0),
                                           .gamma = gamma,
                                           .beta = beta,
                                           .y = lower_out(lo, n)});
}

static const LayerExample examples[] = {
    {"4x3x5", "layernorm"},      {"3x2x16", "layernorm eps=0.01; relu"},    {"2x3x35", "layernorm"},
    {"9", "layernorm; dense 3"}, {"3x2x6", "layernorm frozen; conv 2 1x1"}, {NULL, NULL}};

const Layer layer_layernorm = {
    .kind = "layernorm",
    .doc = "Layer normalisation over the channels.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
