/* groupnorm: y = gamma * (x - mean) / sqrt(variance + eps) + beta, mean and variance over the map
 * and the channels of a group (Keras GroupNormalization). */
#include "compiler/layers/groupnorm.h"

static const AttrSpec attrs[] = {
    {"groups", ATTR_INT, 1, false, 32, 1, 65536, NULL, "channel groups, each with its statistics"},
    {"eps", ATTR_NUM, 0, false, 1e-3, 0, 1, NULL, "added to the variance"},
    ATTR_END,
};

void groupnorm_params(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    shape_vector(sc, n, "gamma", n->out.c, INIT_ONES);
    shape_vector(sc, n, "beta", n->out.c, INIT_ZEROS);
}

static void shape(ShapeCtx *sc, Node *n)
{
    int groups = attr_int(n, "groups"), c = n->in[0]->out.c;
    if (c % groups != 0)
        shape_error_at(sc, attr_value(n, "groups")->span, "groups=%d does not divide %d channels",
                       groups, c);
    else
        groupnorm_params(sc, n);
}

double groupnorm_flops(const Node *n) { return 7.0 * (double)shape_count(n->out); }

/* Mean or 1 / deviation of each channel's group, made by forward and read by backward. */
static Buffer *statistic(Lower *lo, Node *n, const char *name)
{
    return lower_saved(lo, n, name, NUMBER_F32, lower_lanes(lo, n->out.c), 0);
}

void forward_groupnorm(Lower *lo, Node *n, int groups)
{
    Buffer *gamma = lower_vector_param(lo, n, "gamma"), *beta = lower_vector_param(lo, n, "beta");
    k_groupnorm_forward(lo, (GroupnormForward){.C = n->out.c,
                                               .HW = pixels(n->out),
                                               .GROUPS = groups,
                                               .EPS = attr_num(n, "eps"),
                                               .x = lower_in(lo, n, 0),
                                               .gamma = gamma,
                                               .beta = beta,
                                               .mean = statistic(lo, n, "mean"),
                                               .rstd = statistic(lo, n, "rstd"),
                                               .y = lower_out(lo, n)});
}

static Buffer *per_block(Lower *lo, Node *n, const char *name, int floats)
{
    return lower_temp(lo, n, name, NUMBER_F32, (int64_t)blocks(n->out.c) * floats, 0);
}

static void backward_input(Lower *lo, Node *n, int groups, Buffer *part, Buffer *dx)
{
    Buffer *factors = per_block(lo, n, "factors", 48);
    k_groupnorm_factors(lo, (GroupnormFactors){.C = n->out.c,
                                               .HW = pixels(n->out),
                                               .GROUPS = groups,
                                               .part = part,
                                               .rstd = statistic(lo, n, "rstd"),
                                               .gamma = lower_vector_param(lo, n, "gamma"),
                                               .factors = factors});
    k_groupnorm_backward(lo, (GroupnormBackward){.CB = blocks(n->out.c),
                                                 .HW = pixels(n->out),
                                                 .dy = lower_grad_out(lo, n),
                                                 .x = lower_in(lo, n, 0),
                                                 .mean = statistic(lo, n, "mean"),
                                                 .factors = factors,
                                                 .dx = dx});
}

void backward_groupnorm(Lower *lo, Node *n, int groups)
{
    int cb = blocks(n->out.c);
    Buffer *dx = lower_grad_in(lo, n, 0), *part = per_block(lo, n, "sums", 32);
    k_groupnorm_sums(lo, (GroupnormSums){.CB = cb,
                                         .HW = pixels(n->out),
                                         .dy = lower_grad_out(lo, n),
                                         .x = lower_in(lo, n, 0),
                                         .mean = statistic(lo, n, "mean"),
                                         .part = part});
    if (lower_param_trains(lo, n, "gamma"))
        k_groupnorm_reduce(lo, (GroupnormReduce){.CB = cb,
                                                 .part = part,
                                                 .rstd = statistic(lo, n, "rstd"),
                                                 .dgamma = lower_param_grad(lo, n, "gamma"),
                                                 .dbeta = lower_param_grad(lo, n, "beta")});
    if (dx)
        backward_input(lo, n, groups, part, dx);
}

static void forward(Lower *lo, Node *n) { forward_groupnorm(lo, n, attr_int(n, "groups")); }

static void backward(Lower *lo, Node *n) { backward_groupnorm(lo, n, attr_int(n, "groups")); }

static const LayerExample examples[] = {{"4x3x6", "groupnorm 3"},
                                        {"3x2x21", "groupnorm groups=3 eps=0.01; relu"},
                                        {"2x3x32", "groupnorm"},
                                        {"18", "groupnorm 2; dense 3"},
                                        {"3x2x6", "groupnorm 1 frozen; conv 2 1x1"},
                                        {NULL, NULL}};

const Layer layer_groupnorm = {
    .kind = "groupnorm",
    .doc = "Group normalisation: over the map and the channels of a group.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = groupnorm_flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
