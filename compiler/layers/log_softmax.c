/* log_softmax: x - log of the sum of exp(x) over an axis. */
#include "compiler/layers/softmax.h"

static const AttrSpec attrs[] = {
    ATTR_AXIS,
    ATTR_END,
};

static void forward(Lower *lo, Node *n)
{
    if (!along_channels(n))
        forward_lines(lo, n, true);
    else
        k_log_softmax_forward(lo, (LogSoftmaxForward){.C = n->out.c,
                                                      .HW = pixels(n->out),
                                                      .x = lower_in(lo, n, 0),
                                                      .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    if (!along_channels(n)) {
        backward_lines(lo, n, true);
        return;
    }
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_log_softmax_backward(lo, (LogSoftmaxBackward){.C = n->out.c,
                                                        .HW = pixels(n->out),
                                                        .y = lower_out(lo, n),
                                                        .dy = lower_grad_out(lo, n),
                                                        .dx = dx});
}

static const LayerExample examples[] = {{"7", "log_softmax"},
                                        {"9", "dense 21 log_softmax; dense 3"},
                                        {"3x2x18", "log_softmax; conv 2 1x1"},
                                        {"4x3x5", "log_softmax axis=height; conv 2 1x1"},
                                        {"4x3x17", "log_softmax axis=width; conv 2 1x1"},
                                        {NULL, NULL}};

const Layer layer_log_softmax = {
    .kind = "log_softmax",
    .doc = "Logarithm of softmax.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = softmax_shape,
    .flops = softmax_flops,
    .forward = forward,
    .backward = backward,
    .examples = examples,
};
