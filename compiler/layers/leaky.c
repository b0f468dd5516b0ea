/* leaky: x where x > 0, else slope * x (Keras LeakyReLU). */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"slope", ATTR_NUM, 1, false, 0.3, 0, 1e30, NULL, "factor of negative values"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_leaky_forward(lo, (LeakyForward){.LEN = lower_count(lo, stored_shape(n)),
                                       .SLOPE = attr_num(n, "slope"),
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_leaky_backward(
        lo, (LeakyBackward){.LEN = len, .SLOPE = attr_num(n, "slope"), .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_leaky(lo, (PlainLeaky){.LEN = shape_count(stored_shape(n)),
                                   .SLOPE = attr_num(n, "slope"),
                                   .x = lower_in(lo, n, 0),
                                   .y = lower_out(lo, n)});
}

static void int8(Lower *lo, Node *n)
{
    int8_table(lo, n, int8_leaky_table(lo, n, attr_num(n, "slope")));
}

static const LayerExample examples[] = {
    {"4x5x3", "leaky"}, {"9", "leaky 0.1"}, {"9", "leaky 0"}, {NULL, NULL}};

const Layer layer_leaky = {
    .kind = "leaky",
    .doc = "x where x > 0, else slope * x.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = keep_shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .backward = backward_slope,
    .slope = slope,
    .traits = TRAIT_NONDECREASING,
    .examples = examples,
};
