/* dice: 1 - (2 sum(y t) + smooth) / (sum(y) + sum(t) + smooth), sums over the pixels of a map, the
 * mean over its channels: what two sets have in common. */
#include "compiler/layers/lowering.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"smooth", ATTR_NUM, 0, false, 1, 0, 1e6, NULL,
     "added above and below, so that empty targets count"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    if (prob != value)
        k_copy_values(lo, (CopyValues){.LEN = lower_count(lo, shape), .x = value, .y = prob});
    k_dice_loss_forward(lo, (DiceLossForward){.C = shape.c,
                                              .HW = pixels(shape),
                                              .SMOOTH = (float)setting_num(set, attrs, "smooth"),
                                              .y = value,
                                              .target = labels,
                                              .losses = losses});
    if (dvalue)
        k_dice_loss_backward(lo,
                             (DiceLossBackward){.C = shape.c,
                                                .HW = pixels(shape),
                                                .SMOOTH = (float)setting_num(set, attrs, "smooth"),
                                                .y = value,
                                                .target = labels,
                                                .dy = dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    const float *t = labels;
    double smooth = (double)(float)setting_num(set, attrs, "smooth"), loss = 0;
    int64_t hw = (int64_t)shape.h * shape.w;
    for (int64_t i = 0; i < n; i++)
        for (int k = 0; k < shape.c; k++) {
            double both = 0, all = 0;
            for (int64_t p = i * hw; p < (i + 1) * hw; p++) {
                double v = (double)y[p * shape.c + k], w = (double)t[p * shape.c + k];
                both += v * w;
                all += v + w;
            }
            loss += 1 - (2 * both + smooth) / (all + smooth);
        }
    return n ? loss / n / shape.c : 0;
}

static const LayerExample examples[] = {
    {"5", "dice smooth=20"}, {"3x2x18", "dice smooth=40"}, {NULL, NULL}};

const Loss loss_dice = {
    .name = "dice",
    .doc = "1 less the overlap (Dice) of the outputs, shares of 1, with the targets, for each "
           "channel of a map.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = false,
    .shares = true,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
