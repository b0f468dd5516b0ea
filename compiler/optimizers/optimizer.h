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
#define ATTR_L2                                                                       \
    {                                                                                 \
        "decay", ATTR_NUM, 0, false, 0, 0, 1e6, NULL,                                 \
            "adds decay * w to the gradient of kernels (an L2 term, decay / 2 * w^2)" \
    }
#endif
