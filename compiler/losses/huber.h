/* What huber and mae are lowered to: the kernels of huber, with delta 0 for mae. */
#ifndef NETC_LOSSES_HUBER_H
#define NETC_LOSSES_HUBER_H
#include "compiler/layers/lowering.h"

typedef struct LossBuffers { /* as Loss.lower gets them */
    Shape shape;
    Buffer *value, *labels, *prob, *losses, *dvalue;
} LossBuffers;

/* Adds the loss's instructions, and those of its gradient where b.dvalue is not NULL. delta: from
 * where on errors count by their size; 0: all do (mae). */
void lower_huber(Lower *lo, double delta, LossBuffers b);
#endif
