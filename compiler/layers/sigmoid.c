/* sigmoid: 1 / (1 + exp(-x)). */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_sigmoid_forward(lo, (SigmoidForward){.C = n->out.c,
                                           .HW = pixels(stored_shape(n)),
                                           .x = lower_in(lo, n, 0),
                                           .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    (void)n;
    k_sigmoid_backward(lo, (SigmoidBackward){.LEN = len, .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_sigmoid(lo, (PlainSigmoid){.LEN = shape_count(stored_shape(n)),
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

static void int8(Lower *lo, Node *n)
{
    Buffer *x = lower_in(lo, n, 0);
    lower_out(lo, n)->quant = quant_shares;
    int8_table(lo, n, int8_sigmoid_table(lo, n, x->quant));
}

static const LayerExample examples[] = {{"4x5x3", "sigmoid"},
                                        {"3x2x21", "conv 19 1x1 sigmoid; conv 2 1x1"},
                                        {"9", "dense 5 sigmoid; dense 3"},
                                        {NULL, NULL}};

const Layer layer_sigmoid = {
    .kind = "sigmoid",
    .doc = "1 / (1 + exp(-x)).",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_scale = INT8_SHARES,
    .backward = backward_slope,
    .slope = slope,
    .traits = TRAIT_NONDECREASING,
    .examples = examples,
};
