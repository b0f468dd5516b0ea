/* tanh: the hyperbolic tangent. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_tanh_forward(lo, (TanhForward){.LEN = lower_count(lo, stored_shape(n)),
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    (void)n;
    k_tanh_backward(lo, (TanhBackward){.LEN = len, .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_tanh(lo, (PlainTanh){.LEN = shape_count(stored_shape(n)),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

static void int8(Lower *lo, Node *n)
{
    Buffer *x = lower_in(lo, n, 0);
    lower_out(lo, n)->quant = quant_signed;
    int8_table(lo, n, int8_tanh_table(lo, n, x->quant));
}

static const LayerExample examples[] = {{"4x5x3", "tanh"}, {"9", "dense 5 tanh"}, {NULL, NULL}};

const Layer layer_tanh = {
    .kind = "tanh",
    .doc = "Hyperbolic tangent.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .int8_scale = INT8_SIGNED,
    .backward = backward_slope,
    .slope = slope,
    .traits = TRAIT_NONDECREASING,
    .examples = examples,
};
