/* Metrics of a classifier, all derived from one confusion matrix. A ratio whose denominator
 * is 0 (a class that never occurs, or is never guessed) is 0. */
#ifndef NETC_METRICS_H
#define NETC_METRICS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Metrics {
    int classes;
    int64_t *count; /* [truth][guess] */
    int64_t total, correct;
} Metrics;

typedef struct ClassMetrics {
    double precision; /* of those guessed as this class, the share that is it */
    double recall;    /* of those that are this class, the share guessed as it */
    double f1;        /* harmonic mean of the two */
    int64_t support;  /* how many are this class */
} ClassMetrics;

Metrics *metrics_new(int classes);                  /* NULL: no memory */
void metrics_free(Metrics *m);                      /* NULL is fine */
void metrics_reset(Metrics *m);                     /* all counts 0 */
void metrics_add(Metrics *m, int truth, int guess); /* both below classes */
/* One row of outputs each: the class guessed is class_of. */
void metrics_add_outputs(Metrics *m, const float *y, int outputs, const int32_t *truth, int n);

/* Rows of outputs, one a pixel, against a mask: added, and how many are right. */
void metrics_add_pixels(Metrics *m, const float *y, int outputs, const uint8_t *mask,
                        size_t pixels);
int64_t metrics_pixels_right(const float *y, int outputs, const uint8_t *mask, size_t pixels);
/* Intersection over union of a class: of what is it or is guessed as it, the share that is both. */
double metrics_iou(const Metrics *m, int c);
/* Its mean over the classes that occur or were guessed; NaN when there are none. */
double metrics_mean_iou(const Metrics *m);

/* How many of class `truth` were guessed as `guess`; the share of all that were guessed right, 0 to
 * 1; the ratios of one class. */
int64_t metrics_count(const Metrics *m, int truth, int guess);
double metrics_accuracy(const Metrics *m);
ClassMetrics metrics_class(const Metrics *m, int c);
/* Means over the classes that occur or were guessed, as of metrics_mean_iou; weighted: by support.
 * support is the total. */
ClassMetrics metrics_mean(const Metrics *m, bool weighted);

/* The class a row of outputs stands for: the first of the largest; for a single output, 1 from 0.5
 * up, else 0. A NaN never wins. */
int class_of(const float *y, int outputs);
/* What a row of outputs says of class k: its output; a single output is that of class 1, and 1
 * minus it that of class 0. */
double class_output(const float *y, int outputs, int k);
/* The classes with the largest outputs, largest first (of equal ones the first): fills best[0 ..
 * min(most, classes)) and returns how many. A NaN comes last. */
int class_ranking(const float *y, int outputs, int most, int *best);
/* How many classes that many outputs tell apart: 2 for one. */
int classes_of_outputs(int outputs);
#endif
