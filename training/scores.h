/* Scores of outputs that are compared with numbers: regression, and several labels at once. A
 * figure that the samples do not define (R2 of equal targets, AUC of a label that always or never
 * holds) is NaN; a ratio whose denominator is 0 is 0, as in metrics.h. */
#ifndef NETC_SCORES_H
#define NETC_SCORES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct NumberScore { /* of one output, or of all as one */
    double mae, rmse;        /* mean absolute error; root of the mean squared error */
    double r2; /* 1 - squared error / squared deviation of the targets from their mean */
} NumberScore;

typedef struct LabelScore { /* of one label: it holds where the target is 0.5 or more, and is said
                               to hold where the output is */
    double accuracy;
    double precision, recall, f1; /* of "holds" */
    double auc;      /* area under the ROC curve: the share of pairs of a sample where it
                        holds and one where not that the outputs order rightly; equal
                        outputs count half (Mann and Whitney's U) */
    int64_t support; /* samples where it holds */
} LabelScore;

/* y and t are (n, outputs), row by row; of output k, 0 to outputs - 1. */
NumberScore score_number(const float *y, const float *t, int n, int outputs, int k);
/* Over all outputs: errors are means over all numbers, R2 the mean over outputs that have one (as
 * scikit-learn's uniform average). */
NumberScore score_numbers(const float *y, const float *t, int n, int outputs);
/* False: out of memory (AUC sorts a copy). */
bool score_label(const float *y, const float *t, int n, int outputs, int k, LabelScore *out);
/* Of a classifier, y as class_output reads it: the area under the ROC curve of class k against the
 * rest, to *auc; and how many of the n samples have their class among the `most` likeliest. False:
 * out of memory. */
bool score_class_auc(const float *y, const int32_t *truth, int n, int outputs, int k, double *auc);
int64_t score_top(const float *y, const int32_t *truth, int n, int outputs, int most);
/* Of count numbers: how many labels are right, or the sum of absolute errors. */
double scores_sum(bool labels, const float *y, const float *t, size_t count);
#endif
