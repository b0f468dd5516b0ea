/* Figures of each of several outputs (Graph.heads). */
#ifndef NETC_HEAD_SCORES_H
#define NETC_HEAD_SCORES_H
#include "base/err.h"
#include "compiler/ir/graph.h"

typedef enum HeadTask { HEAD_CLASSES, HEAD_LABELS, HEAD_NUMBERS } HeadTask;

/* NaN: what its task does not have. Of classes precision, recall and F1 are means over the classes
 * that occur, of labels means over the labels; R2 is a mean over the numbers. A map of classes
 * counts pixels. */
typedef struct HeadScore {
    HeadTask task;
    double loss; /* without its weight */
    double accuracy, precision, recall, f1, auc, iou;
    double mae, rmse, r2;
} HeadScore;

/* By the loss of the output. */
HeadTask head_task(const Head *h);
const char *head_task_text(HeadTask t); /* "classes", "labels", "numbers" */
/* Of outputs y and targets t, n rows of all outputs. False: no memory. */
bool head_score(const Graph *g, const Head *h, const float *y, const float *t, int n,
                HeadScore *out, Err *err);
#endif
