/* clip: min(max(x, min), max); relu6 is `clip 0 6`, but for its derivative at the limits. */
#include "compiler/layers/broadcast.h"
#include "compiler/layers/int8.h"
#include <float.h>
#include <math.h>

static const AttrSpec attrs[] = {
    {"min", ATTR_NUM, 1, false, -2e30, -1e30, 1e30, NULL, "lower limit; none when not written"},
    {"max", ATTR_NUM, 2, false, -2e30, -1e30, 1e30, NULL, "upper limit; none when not written"},
    ATTR_END,
};

static double low(const Node *n)
{
    return attr_value(n, "min")->set ? attr_num(n, "min") : -FLT_MAX;
}

static double high(const Node *n)
{
    return attr_value(n, "max")->set ? attr_num(n, "max") : FLT_MAX;
}

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    if (low(n) > high(n))
        shape_error(sc, n, "clip from %g to %g: the lower limit is above the upper one", low(n),
                    high(n));
}

static void forward(Lower *lo, Node *n) { forward_clip(lo, n, low(n), high(n)); }

static void backward(Lower *lo, Node *n) { backward_clip(lo, n, low(n), high(n)); }

static void plain(Lower *lo, Node *n)
{
    k_plain_line(lo, (PlainLine){.LEN = shape_count(stored_shape(n)),
                                 .SLOPE = 1,
                                 .SHIFT = 0,
                                 .LOW = low(n),
                                 .HIGH = high(n),
                                 .x = lower_in(lo, n, 0),
                                 .y = lower_out(lo, n)});
}

/* For a table of 8-bit integers. */
static double at(const Node *n, double x) { return fmin(fmax(x, low(n)), high(n)); }

static const LayerExample examples[] = {{"4x5x3", "clip 0 0.5"},
                                        {"3x2x17", "clip min=0.1; conv 2 1x1"},
                                        {"7", "dense 5; clip max=0.3"},
                                        {"7", "clip (-0.2) 0.4"},
                                        {NULL, NULL}};

const Layer layer_clip = {
    .kind = "clip",
    .doc = "min(max(x, min), max); at a limit its derivative is 1.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = plain,
    .int8 = int8_by_table,
    .at = at,
    .backward = backward,
    .examples = examples,
};
