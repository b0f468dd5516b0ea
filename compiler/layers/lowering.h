/* Steps that the lowerings of several kinds share. Those of all kinds are in compiler/ir/ir.h. */
#ifndef NETC_LAYERS_LOWERING_H
#define NETC_LAYERS_LOWERING_H
#include "compiler/ir/geometry.h"
#include "kernel_calls.h"

static inline int pixels(Shape s) { return s.h * s.w; }

/* Backward of kinds with a slope (Layer.slope). */
void backward_slope(Lower *, Node *n);

/* The gradients that a kind of TRAIT_SELECTS works between: *dy of its output, *dx of its input,
 * NULL where none is wanted. Where n takes the derivative of its input (Absorbed.slope), that is
 * done on *dy, and *dx is the gradient of the input's input. */
void selected_grads(Lower *, Node *n, Buffer **dy, Buffer **dx);

/* The gradient of a parameter that is added to each pixel (bias), the sum over images and pixels of
 * dy, the gradient of its output. */
void bias_grad(Lower *, Node *n, Buffer *dy, const char *param);

/* Kinds whose parameters have a number for each channel, or for each value: the attribute, whether
 * the latter is written, the parameter's declaration and its packed form. */
#define ATTR_OVER                                                                               \
    {                                                                                           \
        "over", ATTR_NAME, 0, false, 0, 0, 0, "channels values", "what has a number of its own" \
    }
bool over_values(const Node *n);
void shape_over(ShapeCtx *, Node *n, const char *param, Init init);
Buffer *param_over(Lower *, Node *n, const char *param);

/* The same values under another shape: an alias when the packed layout is the same. */
void forward_reshape(Lower *, Node *n);
void backward_reshape(Lower *, Node *n);

/* Passes its value and its gradient on. */
void forward_identity(Lower *, Node *n);
void backward_identity(Lower *, Node *n);

/* The shape constants of the windowed pooling kernels, from PoolGeometry. */
PoolShape pool_shape_of(const Node *n);
/* ---- values [H][W][C] (Layer.plain) ---- */

/* All rows of a call's input and output. */
static inline RowShape all_rows(int in, int out)
{
    return (RowShape){.FROM = 0, .TO = out, .XR = in, .YR = out};
}

/* A parameter as it is, in Keras layout. */
Buffer *plain_param(Lower *lo, Node *n, const char *param);

/* The weights of a kind with a kernel and perhaps a bias, in Keras layout, with what n absorbed:
 * folded into them (Absorbed.affine), or left for its kernel to do (Absorbed.limit). */
typedef struct PlainWeights {
    Buffer *kernel, *bias; /* bias NULL: none */
    int clamp;             /* 1: to at least 0, and at most max where that is not 0 */
    double max;
} PlainWeights;
/* Those of n, made where the plan is prepared. */
PlainWeights plain_weights(Lower *lo, Node *n);

/* ---- training of such plans (Layer.learn) ---- */

/* The same for a kernel. */
StepRule step_rule(const LearnStep *s);
/* The gradient of n's value before what it absorbed clamped it. */
Buffer *plain_unclamped(Lower *lo, Node *n, PlainWeights w);
/* A step on a parameter `bias` of n, unless it does not train; dy: of HW pixels. */
/* The limit that a value comes to. Where values are rounded to bfloat16 it is one, too: a value at
 * the limit, read again, is then still at the limit, and its derivative 0. Rounding keeps the order
 * of numbers, so the rounded value below the limit is that below the rounded limit. */
double stored_limit(const Lower *lo, double limit);
/* That of the `max` of a relu; 0 where there is none. */
double clamp_max(const Lower *lo, const Node *n);
void plain_learn_bias(Lower *lo, Node *n, const char *param, Buffer *bias, Buffer *dy);

/* Rows of as many numbers as a parameter has. */
typedef struct PlainRows {
    int numbers, rows;
} PlainRows;
/* n's value as `over=` divides it: a row for each pixel, or one of all values. */
PlainRows plain_rows_over(const Lower *lo, const Node *n);
/* As plain_learn_bias, of a parameter that is added to each row of dy. */
void plain_learn_added(Lower *lo, Node *n, const char *param, Buffer *added, Buffer *dy,
                       PlainRows r);
#endif
