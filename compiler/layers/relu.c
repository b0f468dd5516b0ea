/* relu: max(x, 0), or min(max(x, 0), max) with `max=`. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"max", ATTR_NUM, 0, false, 0, 0, 1e30, NULL, "upper limit, 6 for relu6; 0: none"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_relu_forward(lo, (ReluForward){.LEN = lower_count(lo, stored_shape(n)),
                                     .MAX = clamp_max(lo, n),
                                     .x = lower_in(lo, n, 0),
                                     .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Node *norm = n->absorbed.norm; /* then the value is stored nowhere */
    if (!norm) {
        backward_slope(lo, n);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_norm_relu_backward(lo, (NormReluBackward){.CB = blocks(n->out.c),
                                                    .HW = pixels(n->out),
                                                    .MAX = clamp_max(lo, n),
                                                    .x = lower_out(lo, n),
                                                    .norm = norm->layer->factors(lo, norm),
                                                    .dy = lower_grad_out(lo, n),
                                                    .dx = dx});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_relu_backward(
        lo, (ReluBackward){.LEN = len, .MAX = clamp_max(lo, n), .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_relu(lo, (PlainRelu){.LEN = shape_count(stored_shape(n)),
                                 .MAX = attr_num(n, "max"),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

static void learn(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_clamp_backward(lo, (PlainClampBackward){.LEN = shape_count(stored_shape(n)),
                                                        .MAX = attr_num(n, "max"),
                                                        .y = lower_out(lo, n),
                                                        .dy = lower_grad_out(lo, n),
                                                        .dx = dx});
}

static void int8(Lower *lo, Node *n)
{
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    const Int8Limits limits = int8_limits(n, y->quant);
    const Int8Factor f = int8_factor(lo, n, (double)x->quant.scale / (double)y->quant.scale);
    k_plain_int8_rescale(lo, (PlainInt8Rescale){.LEN = shape_count(stored_shape(n)),
                                                .ZERO = x->quant.zero,
                                                .YZERO = y->quant.zero,
                                                .MULTIPLIER = f.multiplier,
                                                .SHIFT = f.shift,
                                                .LOW = limits.low,
                                                .HIGH = limits.high,
                                                .x = x,
                                                .y = y});
}

static const LayerExample examples[] = {
    {"4x5x3", "relu"}, {"4x3x17", "relu max=0.5"}, {"7", "dense 5 relu"}, {NULL, NULL}};

const Layer layer_relu = {
    .kind = "relu",
    .doc = "max(x, 0).",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .learn = learn,
    .int8 = int8,
    .backward = backward,
    .slope = slope,
    .traits = TRAIT_NONDECREASING | TRAIT_CLAMPS,
    .examples = examples,
};
