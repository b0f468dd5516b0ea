/* rmsnorm: y = gamma * x / sqrt(mean of x^2 + eps), the mean over the channels of each position
 * (Keras RMSNormalization). */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"eps", ATTR_NUM, 0, false, 1e-6, 0, 1, NULL, "added to the mean square"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    shape_vector(sc, n, "gamma", n->out.c, INIT_ONES);
}

static double flops(const Node *n) { return 4.0 * (double)shape_count(n->out); }

/* Each pixel's 1 / root, made by forward and read by backward. */
static Buffer *root(Lower *lo, Node *n)
{
    return lower_saved(lo, n, "rms", NUMBER_F32, pixels(n->out), 0);
}

static void forward(Lower *lo, Node *n)
{
    k_rmsnorm_forward(lo, (RmsnormForward){.C = n->out.c,
                                           .HW = pixels(n->out),
                                           .EPS = attr_num(n, "eps"),
                                           .x = lower_in(lo, n, 0),
                                           .gamma = lower_vector_param(lo, n, "gamma"),
                                           .rms = root(lo, n),
                                           .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    int c = n->out.c, hw = pixels(n->out);
    Buffer *dy = lower_grad_out(lo, n), *x = lower_in(lo, n, 0);
    if (lower_param_trains(lo, n, "gamma"))
        k_rmsnorm_reduce(lo, (RmsnormReduce){.CB = blocks(c),
                                             .HW = hw,
                                             .dy = dy,
                                             .x = x,
                                             .rms = root(lo, n),
                                             .dgamma = lower_param_grad(lo, n, "gamma")});
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_rmsnorm_backward(lo, (RmsnormBackward){.C = c,
                                                 .HW = hw,
                                                 .dy = dy,
                                                 .x = x,
                                                 .rms = root(lo, n),
                                                 .gamma = lower_vector_param(lo, n, "gamma"),
                                                 .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    Buffer *gamma = plain_param(lo, n, "gamma");
    k_plain_rmsnorm(lo, (PlainRmsnorm){.C = n->out.c,
                                       .HW = pixels(n->out),
                                       .EPS = attr_num(n, "eps"),
                                       .x = lower_in(lo, n, 0),
                                       .gamma = gamma,
                                       .y = lower_out(lo, n)});
}

static const LayerExample examples[] = {{"4x3x5", "rmsnorm"},
                                        {"3x2x35", "rmsnorm eps=0.01; conv 2 1x1"},
                                        {"9", "rmsnorm; dense 3"},
                                        {"3x2x6", "rmsnorm frozen; conv 2 1x1"},
                                        {NULL, NULL}};

const Layer layer_rmsnorm = {
    .kind = "rmsnorm",
    .doc = "Normalisation of each position's channels by their root mean square.",
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
