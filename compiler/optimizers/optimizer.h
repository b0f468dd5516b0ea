/* Attributes of optimizers: ATTR_RATE, which comes first, and ATTR_CLIP must be there, for the
 * schedule and add_updates read them. */
#ifndef NETC_OPTIMIZER_H
#define NETC_OPTIMIZER_H
#include "compiler/ir/geometry.h"
#include "kernel_calls.h"

#define ATTR_RATE(value)                                                 \
    {                                                                    \
        "rate", ATTR_NUM, 0, false, value, 0, 1e6, NULL, "learning rate" \
    }
#define ATTR_CLIP                                                                            \
    {"clip", ATTR_NUM, 0,                                                                    \
     false,  0,        0,                                                                    \
     1e30,   NULL,     "limit of each gradient element's size; 0: none (Keras' clipvalue)"}, \
        {"clipnorm", ATTR_NUM, 0,                                                            \
         false,      0,        0,                                                            \
         1e30,       NULL,     "limit of the norm of each parameter's gradient; 0: none"},   \
    {                                                                                        \
        "global_clipnorm", ATTR_NUM, 0, false, 0, 0, 1e30, NULL,                             \
            "limit of the norm of all gradients together; 0: none"                           \
    }
#define ATTR_DECAY(value)                                                         \
    {                                                                             \
        "decay", ATTR_NUM, 0, false, value, 0, 1e6, NULL,                         \
            "share of each kernel weight, times the rate, that a step takes away" \
    }
#define ATTR_L2                                                                       \
    {                                                                                 \
        "decay", ATTR_NUM, 0, false, 0, 0, 1e6, NULL,                                 \
            "adds decay * w to the gradient of kernels (an L2 term, decay / 2 * w^2)" \
    }
/* The Euclidean norm of x, u->count floats as the parameter is packed: a buffer whose first float
 * it is. */
static inline Buffer *norm_of(Lower *lo, const ParamUpdate *u, Buffer *x, const char *name)
{
    const int parts = ranges_of_floats(u->count);
    Buffer *norm = lower_temp(lo, u->param->node, name, NUMBER_F32, 0, 16);
    Instr *norms = k_vector_norms(lo, (VectorNorms){.COUNT = u->count, .PARTS = parts, .x = x});
    k_vector_norm(
        lo,
        (VectorNorm){.PARTS = parts, .partial = norms->buf[VECTOR_NORMS_PARTIAL], .norm = norm});
    return norm;
}
#endif
