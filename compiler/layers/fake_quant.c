/* fake_quant: what a value is when it is stored as an 8-bit integer. No kind of the language:
 * `quantize int8` of a train section puts it behind the values that a plan of integers stores
 * (add_ranges of compiler/passes). In plans [H][W][C] it does nothing: those of integers have the
 * real thing. */
#include "compiler/layers/lowering.h"

/* Of the way from a range to that of the batch, each step: PyTorch's and TensorFlow's default. */
#define SHARE_OF_BATCH 0.01

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    keep_shape(sc, n);
    shape_param(sc, n,
                (ParamSpec){.name = "range",
                            .rank = 1,
                            .dim = {2},
                            .init = INIT_ZEROS,
                            .fixed = true,
                            .optional = true});
}

static Buffer *moving(Lower *lo, Node *n)
{
    const int64_t len = lower_count(lo, n->out);
    Buffer *range = lower_moving_param(lo, n, "range");
    Buffer *part = lower_temp(lo, n, "ends", NUMBER_F32, 16, 0);
    Buffer *used = lower_saved(lo, n, "used", NUMBER_F32, 0, 16);
    k_fake_quant_ends(lo, (FakeQuantEnds){.LEN = len, .x = lower_in(lo, n, 0), .part = part});
    k_fake_quant_move(
        lo, (FakeQuantMove){.SHARE = SHARE_OF_BATCH, .part = part, .range = range, .used = used});
    return used;
}

static Buffer *standing(Lower *lo, Node *n)
{
    Buffer *range = lower_vector_param(lo, n, "range");
    Buffer *used = lower_derive(lo, n, "used", 16);
    k_fake_quant_use(lo, (FakeQuantUse){.LANES = 16, .range = range, .used = used});
    lower_derived(lo);
    return used;
}

static void forward(Lower *lo, Node *n)
{
    Buffer *used = lower_training(lo, n) ? moving(lo, n) : standing(lo, n);
    if (lower_mode(lo) == MODE_TRAIN)
        lower_remember(lo, n, "kept", used);
    k_fake_quant_forward(lo, (FakeQuantForward){.LEN = lower_count(lo, n->out),
                                                .x = lower_in(lo, n, 0),
                                                .used = used,
                                                .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_fake_quant_backward(lo, (FakeQuantBackward){.LEN = lower_count(lo, n->out),
                                                      .dy = lower_grad_out(lo, n),
                                                      .x = lower_in(lo, n, 0),
                                                      .used = lower_recall(lo, n, "kept"),
                                                      .dx = dx});
}

static const LayerExample examples[] = {{NULL, NULL}};

const Layer layer_fake_quant = {
    .kind = "fake_quant",
    .doc = "A value as 8-bit integers have it.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .shape = shape,
    .forward = forward,
    .plain = forward_identity,
    .int8 = forward_identity,
    .int8_scale = INT8_INPUT,
    .backward = backward,
    .traits = TRAIT_RANGE,
    .examples = examples,
};
