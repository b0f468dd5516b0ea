/* Embeddings judged: outputs of a net whose loss compares the samples of a batch with one another
 * (Loss.compares). */
#ifndef NETC_EMBEDDINGS_H
#define NETC_EMBEDDINGS_H
#include "runtime/netc.h"

enum { EMBEDDINGS_MOST = 10000 /* samples that are compared with one another */ };

typedef struct EmbeddingScore {
    double loss;   /* mean over batches of the model's size, by their samples, drawn in an order
                      that is always the same: a data set may be sorted by its classes */
    double recall; /* the share of samples whose nearest other one is of their class (recall at 1);
                      NaN of one sample */
    int compared;  /* samples that `recall` is of: all, or EMBEDDINGS_MOST of them, the first of
                      that order */
} EmbeddingScore;

/* Of y (n, outputs), by the distance that the loss goes by. found: n, the nearest other sample of
 * each, -1 of those that were not compared; NULL: not wanted. False: no memory. */
bool embeddings_score(const NetcModel *m, const float *y, const int32_t *labels, int n,
                      int32_t *found, EmbeddingScore *out, Err *err);

typedef struct EmbeddingClass {
    int samples, right; /* right: their nearest one is of the class, too */
} EmbeddingClass;
/* Of the n samples those of `class` that were compared; found: of embeddings_score. */
EmbeddingClass embeddings_class(const int32_t *labels, const int32_t *found, int n, int class);
#endif
