/* softplus: log(1 + exp(beta x)) / beta. */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"beta", ATTR_NUM, 1, false, 1, 1e-30, 1e30, NULL, "how sharply it bends"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_softplus_forward(lo, (SoftplusForward){.C = n->out.c,
                                             .HW = pixels(stored_shape(n)),
                                             .BETA = attr_num(n, "beta"),
                                             .x = lower_in(lo, n, 0),
                                             .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_softplus_backward(
        lo,
        (SoftplusBackward){.LEN = len, .BETA = attr_num(n, "beta"), .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_softplus(lo, (PlainSoftplus){.LEN = shape_count(stored_shape(n)),
                                         .BETA = attr_num(n, "beta"),
                                         .x = lower_in(lo, n, 0),
                                         .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    const double beta = attr_num(n, "beta");
    return fmax(x, 0) + log1p(exp(-fabs(beta * x))) / beta;
}

static const LayerExample examples[] = {{"4x5x3", "softplus"},
                                        {"3x2x17", "softplus beta=2; conv 2 1x1"},
                                        {"9", "dense 5 softplus; dense 3"},
                                        {NULL, NULL}};

const Layer layer_softplus = {
    .kind = "softplus",
    .doc = "log(1 + exp(beta * x)) / beta.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8_by_table,
    .at = at,
    .backward = backward_slope,
    .slope = slope,
    .traits = TRAIT_NONDECREASING,
    .examples = examples,
};
