/* Losses that compare the samples of a batch with one another: triplet, contrastive, supcon. */
#ifndef NETC_LOSSES_COMPARE_H
#define NETC_LOSSES_COMPARE_H
#include "compiler/layers/lowering.h"

/* ORDER: METRIC of kernels/k_compare.c, and the words of `distance=` */
typedef enum Metric { METRIC_EUCLIDEAN, METRIC_SQUARED, METRIC_COSINE } Metric;

#define ATTR_DISTANCE                                                                            \
    {                                                                                            \
        "distance", ATTR_NAME, 0, false, 0, 0, 0, "euclidean squared cosine",                    \
            "between two embeddings: the length of their difference, its square, or 1 less the " \
            "cosine "                                                                            \
            "between them"                                                                       \
    }
#define ATTR_UNIT                                                                                 \
    {                                                                                             \
        "unit", ATTR_FLAG, 0, false, 0, 0, 0, NULL,                                               \
            "embeddings are divided by their lengths before they are compared; `cosine` does so " \
            "anyway"                                                                              \
    }

typedef struct Comparison {
    Metric metric;
    bool unit;
    Shape shape;
    Buffer *value, *labels, *prob, *losses, *dvalue; /* as Loss.lower gets them */
    int batch;
    Buffer *table, *slope, *part, *count; /* (n, batch) and (n) */
    Buffer *row, *length;                 /* the embeddings that are compared; their lengths */
} Comparison;

/* Adds what makes the table of distances; then the loss fills slope, part and count from it, and
 * compare_end adds the losses and the gradient. */
void compare_begin(Lower *lo, Comparison *c);
void compare_end(Lower *lo, const Comparison *c);

/* In double, and without memory of its own: the distances of one embedding, the anchor, to all n
 * rows of y. */
typedef struct Distances {
    Metric metric;
    bool unit;
    const float *y;
    int n, channels, anchor;
    double row[1024]; /* of the first rows */
} Distances;

/* Takes row `anchor` of y, 0 to n - 1, as the anchor. */
void compare_anchor(Distances *d, int anchor);

/* From the anchor to row j; of rows beyond those in `row` computed each time. */
double compare_distance(const Distances *d, int j);
#endif
