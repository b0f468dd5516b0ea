/* crossentropy: -sum of t * log(softmax(x)), t the label's one-hot vector, smoothed when told so. Computed
 * together with the softmax that ends the net, from its input. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    {"smoothing", ATTR_NUM, 0, false, 0, 0, 1, NULL, "share of the target spread evenly over the classes"},
    ATTR_END
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels, Buffer *prob,
                     Buffer *losses, Buffer *dvalue)
{
    double smoothing = setting_num(set, attrs, "smoothing");
    ir_emit(lo, "softmax_crossentropy", IR_CONSTS(shape.c, smoothing), IR_BUFS(value, labels, prob, losses));
    if (dvalue)
        ir_emit(lo, "softmax_crossentropy_backward", IR_CONSTS(shape.c, smoothing), IR_BUFS(prob, labels, dvalue));
}

static const LayerExample examples[] = {
    {"7", "crossentropy"},
    {"19", "crossentropy smoothing=0.1"},
    {NULL, NULL}
};

const Loss loss_crossentropy = {
    .name = "crossentropy", .doc = "Cross-entropy of a softmax against class numbers.",
    .attrs = attrs, .fused_kind = "softmax", .int_labels = true, .lower = lower_it, .examples = examples,
};
