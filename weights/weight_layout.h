/* The order of a vector's numbers where another program flattens maps channel by channel (C,H,W),
 * and netc pixel by pixel (H,W,C). */
#ifndef NETC_WEIGHT_LAYOUT_H
#define NETC_WEIGHT_LAYOUT_H
#include "compiler/ir/graph.h"

typedef struct Layout {
    const int **order; /* by node: number i of its vector is number order[i] of the other program's;
                          NULL: the same */
    int *count;        /* by node: the numbers of its order */
    const char **why;  /* by node: why that cannot be known; NULL: it is */
} Layout;

/* Derived through the graph: what acts on single features passes the order on, a sum joins orders,
 * a dense layer ends one. What is not known to pass an order on makes it unknown. */
Layout layout_derive(Arena *a, const Graph *g);
#endif
