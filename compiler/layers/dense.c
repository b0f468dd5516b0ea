/* dense: y = x . kernel + bias, kernel (in, out) as in Keras. */
#include "compiler/layers/int8.h"

static const AttrSpec attrs[] = {
    {"units", ATTR_INT, 1, true, 0, 1, DIM_MAX, NULL, "number of outputs"},
    {"nobias", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "no bias"},
    {"init", ATTR_NAME, 0, false, 0, 0, 0, INIT_CHOICES, "starting values of the kernel"},
    ATTR_DEVIATION,
    ATTR_END,
};

static void shape(ShapeCtx *sc, Node *n)
{
    if (!want_vector(sc, n))
        return;
    int c = n->in[0]->out.c, units = attr_int(n, "units");
    n->out = (Shape){1, 1, 1, units};
    shape_param(sc, n,
                (ParamSpec){.name = "kernel",
                            .rank = 2,
                            .dim = {c, units},
                            .init = init_named(attr_str(n, "init")),
                            .deviation = attr_num(n, "deviation"),
                            .fan_in = c,
                            .fan_out = units,
                            .decays = true,
                            .matrix = true});
    if (!attr_flag(n, "nobias"))
        shape_vector(sc, n, "bias", units, INIT_ZEROS);
}

static double flops(const Node *n)
{
    return (double)n->out.c * (2.0 * n->in[0]->out.c + (attr_flag(n, "nobias") ? 0 : 1));
}

static Buffer *kernel(Lower *lo, Node *n)
{
    int c = n->in[0]->out.c, k = n->out.c;
    return lower_param(lo, n, "kernel", lower_lanes(lo, c) * lower_lanes(lo, k),
                       call_dense_pack((DensePack){.C = c, .K = k}),
                       call_dense_unpack((DenseUnpack){.C = c, .K = k}));
}

static Buffer *product_kernel(Lower *lo, Node *n)
{
    return lower_fake_weights(lo, n, kernel(lo, n), lower_lanes(lo, n->in[0]->out.c), 1);
}

/* Images up to which inference streams the kernel, output block by output block: every number of it
 * is then read once for few products, so what counts is how fast it comes from memory (row-major it
 * came at two thirds of the speed). */
enum { FEW_IMAGES = 12 };

/* From weights stored as they are read: a convolution of a 1x1 map. */
static void stored_forward(Lower *lo, Node *n, int weights, Buffer *y)
{
    int c = n->in[0]->out.c, k = n->out.c, bytes = weights_bytes(weights);
    Buffer *w = lower_prepacked(lo, n, "kernel", (int64_t)blocks(k) * c * 16 * bytes,
                                call_conv_store((ConvStore){.FORMAT = weights,
                                                            .BYTES = bytes,
                                                            .TAPS = 1,
                                                            .FIRST = 0,
                                                            .C = c,
                                                            .K = k,
                                                            .GROUPS = 1}));
    k_pointwise_prepacked_forward(lo, (PointwisePrepackedForward){.FORMAT = weights,
                                                                  .BYTES = bytes,
                                                                  .C = c,
                                                                  .K = k,
                                                                  .x = lower_in(lo, n, 0),
                                                                  .w = w,
                                                                  .y = y});
}

static void forward(Lower *lo, Node *n)
{
    int c = n->in[0]->out.c, k = n->out.c;
    bool bias = !attr_flag(n, "nobias");
    Buffer *y = lower_out(lo, n);
    bool infer = lower_mode(lo) == MODE_INFER;
    int weights = infer ? lower_target(lo)->weights : NUMBER_F32;
    Buffer *product = bias ? lower_temp(lo, n, "product", NUMBER_F32, lower_count(lo, n->out), 0)
                           : y;
    if (lower_rounds(lo))
        k_bf16_dense_forward(
            lo,
            (Bf16DenseForward){
                .C = c, .K = k, .x = lower_in(lo, n, 0), .w = product_kernel(lo, n), .y = product});
    else if (weights == NUMBER_F32 && !(infer && lower_target(lo)->batch <= FEW_IMAGES))
        k_dense_forward(
            lo,
            (DenseForward){
                .C = c, .K = k, .x = lower_in(lo, n, 0), .w = product_kernel(lo, n), .y = product});
    else
        stored_forward(lo, n, weights, product);
    if (bias)
        k_bias_forward(lo, (BiasForward){.CB = blocks(k),
                                         .HW = 1,
                                         .x = product,
                                         .bias = lower_vector_param(lo, n, "bias"),
                                         .y = y});
}

static void backward(Lower *lo, Node *n)
{
    int c = n->in[0]->out.c, k = n->out.c;
    Buffer *dy = lower_grad_out(lo, n), *dx = lower_grad_in(lo, n, 0),
           *dw = lower_param_trains(lo, n, "kernel") ? lower_param_grad(lo, n, "kernel") : NULL;
    Buffer *db = attr_flag(n, "nobias") || !lower_param_trains(lo, n, "bias")
                     ? NULL
                     : lower_param_grad(lo, n, "bias");
    if (db)
        bias_grad(lo, n, dy, "bias");
    if (dw)
        k_dense_backward_weights(
            lo,
            (DenseBackwardWeights){.C = c, .K = k, .x = lower_in(lo, n, 0), .dy = dy, .dw = dw});
    if (dx && lower_rounds(lo))
        k_bf16_dense_backward_data(
            lo, (Bf16DenseBackwardData){
                    .C = c, .K = k, .dy = dy, .w = product_kernel(lo, n), .dx = dx});
    else if (dx)
        k_dense_backward_data(
            lo,
            (DenseBackwardData){.C = c, .K = k, .dy = dy, .w = product_kernel(lo, n), .dx = dx});
}

static void plain(Lower *lo, Node *n)
{
    PlainWeights w = plain_weights(lo, n);
    k_plain_dense(lo, (PlainDense){.C = n->in[0]->out.c,
                                   .K = n->out.c,
                                   .BIAS = w.bias != NULL,
                                   .CLAMP = w.clamp,
                                   .MAX = w.max,
                                   .x = lower_in(lo, n, 0),
                                   .w = w.kernel,
                                   .bias = w.bias,
                                   .y = lower_out(lo, n)});
}

static bool int8_by_panels(Lower *lo, Node *n)
{
    const int c = n->in[0]->out.c, k = n->out.c;
    const Int8Panels w = int8_panels(lo, n, c);
    if (!w.kernel)
        return false;
    Buffer *x = lower_in(lo, n, 0), *y = lower_out(lo, n);
    k_int8_conv_panels(
        lo,
        (Int8ConvPanels){.s = {c, 1, 1, k, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0},
                         .p = {.PH = 1, .PW = 1, .PSH = 1, .PSW = 1, .PPT = 0, .PPL = 0, .POW = 1},
                         .POH = 1,
                         .RUNS = w.runs,
                         .QUADS = w.quads,
                         .ZERO = x->quant.zero,
                         .YZERO = y->quant.zero,
                         .LOW = w.limits.low,
                         .HIGH = w.limits.high,
                         .x = x,
                         .w = w.kernel,
                         .rule = w.rule,
                         .y = y});
    return true;
}

/* The gradient before the clamp, of x, and then the steps. */
static void learn(Lower *lo, Node *n)
{
    const int c = n->in[0]->out.c, k = n->out.c;
    const PlainWeights w = plain_weights(lo, n);
    Buffer *dy = plain_unclamped(lo, n, w), *dx = lower_grad_in(lo, n, 0);
    if (dx)
        k_plain_dense_backward(
            lo, (PlainDenseBackward){.C = c, .K = k, .w = w.kernel, .dy = dy, .dx = dx});
    if (lower_param_trains(lo, n, "kernel")) {
        const LearnStep s = lower_step(lo, n, "kernel", w.kernel);
        k_plain_dense_step(lo, (PlainDenseStep){.C = c,
                                                .K = k,
                                                .u = step_rule(&s),
                                                .x = lower_in(lo, n, 0),
                                                .dy = dy,
                                                .w = w.kernel,
                                                .kept = s.kept});
    }
    plain_learn_bias(lo, n, "bias", w.bias, dy);
}

static void int8(Lower *lo, Node *n)
{
    if (int8_by_panels(lo, n))
        return;
    const Int8Weights w = int8_weights(lo, n, INT8_BY_OUTPUT);
    Buffer *y = lower_out(lo, n);
    k_plain_int8_dense(lo, (PlainInt8Dense){.C = n->in[0]->out.c,
                                            .K = n->out.c,
                                            .YZERO = y->quant.zero,
                                            .LOW = w.limits.low,
                                            .HIGH = w.limits.high,
                                            .x = lower_in(lo, n, 0),
                                            .w = w.kernel,
                                            .rule = w.rule,
                                            .y = y});
}

static const LayerExample examples[] = {{"7", "dense 5"},
                                        {"17", "dense 33 nobias"},
                                        {"40", "dense 18 relu; dense 3"},
                                        {"5", "dense 4 frozen; dense 3"},
                                        {NULL, NULL}};

const Layer layer_dense = {
    .kind = "dense",
    .doc = "Fully connected layer.",
    .attrs = attrs,
    .min_in = 1,
    .max_in = 1,
    .takes_activation = true,
    .shape = shape,
    .flops = flops,
    .forward = forward,
    .plain = plain,
    .int8 = int8,
    .plain_absorbs = ABSORBS_AFFINE | ABSORBS_CLAMP,
    .learn = learn,
    .backward = backward,
    .examples = examples,
};
