/* mse: mean over the outputs of (y - t)^2. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    (void)set;
    if (prob != value)
        k_copy_values(lo, (CopyValues){.LEN = lower_count(lo, shape), .x = value, .y = prob});
    k_mse_forward(
        lo, (MseForward){
                .C = shape.c, .HW = pixels(shape), .y = value, .target = labels, .losses = losses});
    if (dvalue)
        k_error_backward(lo, (ErrorBackward){.C = shape.c,
                                             .HW = pixels(shape),
                                             .FACTOR = 2,
                                             .y = value,
                                             .target = labels,
                                             .dy = dvalue});
}

static void plain(Lower *lo, const Setting *set, Shape shape, Buffer *labels, Buffer *y,
                  Buffer *loss, Buffer *dvalue)
{
    (void)set;
    k_plain_square_loss(
        lo, (PlainSquareLoss){
                .LEN = shape_count(shape), .target = labels, .y = y, .loss = loss, .dy = dvalue});
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    int c = (int)shape_count(shape);
    (void)set;
    const float *t = labels;
    double sum = 0;
    for (int64_t i = 0; i < (int64_t)n * c; i++)
        sum += ((double)y[i] - t[i]) * ((double)y[i] - t[i]);
    return n ? sum / n / c : 0;
}

static const LayerExample examples[] = {{"5", "mse"}, {"3x2x18", "mse"}, {NULL, NULL}};

const Loss loss_mse = {
    .name = "mse",
    .doc = "Mean squared error against float targets.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = false,
    .lower = lower_it,
    .plain = plain,
    .evaluate = evaluate,
    .examples = examples,
};
