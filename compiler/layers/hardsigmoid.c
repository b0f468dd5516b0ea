/* hardsigmoid: min(max(slope * x + shift, 0), 1). */
#include "compiler/layers/int8.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"slope", ATTR_NUM, 0, false, 1 / 6.0, 1e-30, 1e30, NULL, "factor of x"},
    {"shift", ATTR_NUM, 0, false, 0.5, -1e30, 1e30, NULL, "value at 0"},
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    k_hardsigmoid_forward(lo, (HardsigmoidForward){.C = n->out.c,
                                                   .HW = pixels(stored_shape(n)),
                                                   .SLOPE = attr_num(n, "slope"),
                                                   .SHIFT = attr_num(n, "shift"),
                                                   .x = lower_in(lo, n, 0),
                                                   .y = lower_out(lo, n)});
}

static void slope(Lower *lo, const Node *n, int64_t len, Buffer *y, Buffer *dy, Buffer *dx)
{
    k_hardsigmoid_backward(
        lo, (HardsigmoidBackward){
                .LEN = len, .SLOPE = attr_num(n, "slope"), .y = y, .dy = dy, .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_line(lo, (PlainLine){.LEN = shape_count(stored_shape(n)),
                                 .SLOPE = attr_num(n, "slope"),
                                 .SHIFT = attr_num(n, "shift"),
                                 .LOW = 0,
                                 .HIGH = 1,
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x)
{
    return fmin(fmax(attr_num(n, "slope") * x + attr_num(n, "shift"), 0), 1);
}

static const LayerExample examples[] = {{"4x5x3", "hardsigmoid"},
                                        {"3x2x17", "hardsigmoid slope=0.2 shift=0.4; conv 2 1x1"},
                                        {"9", "dense 5 hardsigmoid; dense 3"},
                                        {NULL, NULL}};

const Layer layer_hardsigmoid = {
    .kind = "hardsigmoid",
    .doc = "min(max(slope * x + shift, 0), 1); slope 0.2 is that of Keras 2.",
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
