/* Evaluation: a model's loss and confusion matrix, or its scores, on a data set, in inference mode.
 */
#ifndef NETC_EVALUATE_H
#define NETC_EVALUATE_H
#include "training/embeddings.h"
#include "training/feed.h"
#include "training/frozen.h"
#include "training/metrics.h"
#include "training/scores.h"

/* Fills `metrics` (reset first), which must have as many classes as the net tells apart; only where
 * the task is to tell classes apart. loss: mean over the samples, NaN when the net states no loss.
 * False: no memory, or a picture that could not be read; what was filled until then does not
 * count. */
bool evaluate(NetcModel *m, const Feed *feed, const Dataset *d, Metrics *metrics, double *loss,
              Err *err);

typedef struct EvaluateAs {
    int views; /* of each picture, whose outputs are averaged (flips.h); 0: as 1. The loss is that
                  of the average */
    float *outputs; /* (d->n, outputs) to be filled; NULL: not wanted */
    float *targets; /* the same of the targets, where the task has some; NULL: not wanted */
    double *score; /* of TASK_LABELS the share of labels that are right (0.5 and more: it holds), of
                      TASK_NUMBERS the mean absolute error, of TASK_CLASSES and TASK_PIXELS the
                      accuracy, of TASK_EMBEDDINGS the share of samples whose nearest other one
                      is of their class (embeddings.h), for all of d alone; NULL: not wanted */
    int from, count; /* these samples alone; count 0: all. Outputs and targets are for all */
    double *sums;    /* two: what `loss` and `score` are made of, the sum of the losses and of what
                        was right (of TASK_NUMBERS, of the errors); NULL: not wanted */
    EmbeddingScore *embeddings; /* of TASK_EMBEDDINGS; NULL: not wanted */
    int32_t *nearest;           /* d->n, of TASK_EMBEDDINGS, as embeddings_score has it; NULL */
    FrozenCache *cache; /* of d's values, filled when they are not there yet; NULL: none; not with
                           several views */
} EvaluateAs;
/* The same in another way; {0}: as evaluate. */
bool evaluate_as(NetcModel *m, const Feed *feed, const Dataset *d, EvaluateAs as, Metrics *metrics,
                 double *loss, Err *err);
#endif
