/* softmax: exp(x) / sum of exp(x) over a vector, shifted by its maximum. */
#include "compiler/layers/lowering.h"

static const AttrSpec attrs[] = {
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_vector(sc, n))
        return;
    keep_shape(sc, n);
    if (n->out.c == 1)
        shape_error(sc, n,
                    "softmax of a single value is always 1: two classes want `dense 2 softmax`, or "
                    "`dense 1 sigmoid` with binary_crossentropy");
}

static double flops(const Node *n) { return 4.0 * (double)shape_count(n->out); }

static void forward(Lower *lo, Node *n)
{
    k_softmax_forward(lo, (SoftmaxForward){.C = n->out.c,
                                           .HW = pixels(n->out),
                                           .x = lower_in(lo, n, 0),
                                           .y = lower_out(lo, n)});
}

static void backward(Lower *lo, Node *n)
{
    Buffer *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_softmax_backward(lo, (SoftmaxBackward){.C = n->out.c,
                                                 .HW = pixels(n->out),
                                                 .y = lower_out(lo, n),
                                                 .dy = lower_grad_out(lo, n),
                                                 .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    k_plain_softmax(lo, (PlainSoftmax){.LEN = shape_count(stored_shape(n)),
                                       .x = lower_in(lo, n, 0),
                                       .y = lower_out(lo, n)});
}

static const LayerExample examples[] = {
    {"7", "softmax"}, {"9", "dense 21 softmax; dense 3"}, {NULL, NULL}};

const Layer layer_softmax = {
    .kind = "softmax",
    .doc = "Probabilities of a vector: exp(x) over their sum.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .activation = true,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .backward = backward,
    .examples = examples,
};
