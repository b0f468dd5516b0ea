/* dropout: in training, each value is 0 with probability `rate`, else divided by 1 - rate. A
 * frozen one drops values too, as in Keras: `frozen` is about parameters. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"rate", ATTR_NUM, 1, true, 0, 0, 1, NULL, "share of the values that are dropped, less than 1"},
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (attr_num(n, "rate") >= 1) {
        shape_error_at(sc, attr_value(n, "rate")->span,
                       "dropout of 1 leaves nothing; the rate must be less than 1");
        return;
    }
    keep_shape(sc, n);
}

/* Dropout of a rate, in a training plan; the identity otherwise. */
static bool drops(Lower *lo, Node *n)
{
    return lower_mode(lo) == MODE_TRAIN && lower_target(lo)->dropout && attr_num(n, "rate") > 0;
}

static void emit(Lower *lo, Node *n, Buffer *from, Buffer *to)
{
    k_dropout_mask(lo, (DropoutMask){.LEN = lower_count(lo, n->out),
                                     .RATE = attr_num(n, "rate"),
                                     .STREAM = n->id,
                                     .x = from,
                                     .y = to});
}

static void forward(Lower *lo, Node *n)
{
    if (drops(lo, n))
        emit(lo, n, lower_in(lo, n, 0), lower_out(lo, n));
    else
        forward_identity(lo, n);
}

/* The same mask again, on the gradient. */
static void backward(Lower *lo, Node *n)
{
    if (!drops(lo, n)) {
        backward_identity(lo, n);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        emit(lo, n, lower_grad_out(lo, n), dx);
}

static const LayerExample examples[] = {
    {"4x5x3", "dropout 0.3"}, {"19", "dense 21; dropout 0.5; dense 3"}, {NULL, NULL}};

const Layer layer_dropout = {
    .kind = "dropout",
    .doc = "Drops values at random in training, also where it is frozen.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .flops = flops_per_output,
    .forward = forward,
    .plain = forward_identity,
    .int8 = forward_identity,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .examples = examples,
};
