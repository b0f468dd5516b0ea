/* Report: the results of a training and of its evaluation, as one HTML file that needs nothing
 * else, and as charts in SVG and PNG files. The caller gathers the values; nothing is computed here
 * but what the pages need. The same values give the same bytes. */
#ifndef NETC_REPORT_H
#define NETC_REPORT_H
#include "base/err.h"
#include "training/head_scores.h"
#include "training/embeddings.h"
#include "training/feed.h"
#include "training/metrics.h"
#include "training/scores.h"
#include "training/trainlog.h"

typedef struct ReportFact {
    const char *name, *value;
} ReportFact;

typedef struct ReportLayer {
    const char *name, *kind, *output;
    int64_t params, trainable;
    double flops; /* one image, forward */
} ReportLayer;

/* A test sample that is shown. */
typedef struct ReportPicture {
    int number;          /* in the test set, from 0 */
    int truth;           /* its class, of TASK_CLASSES */
    const char *file;    /* NULL: it has none of its own */
    const uint8_t *rgb;  /* (picture_h, picture_w, 3); NULL: not to be shown, or no picture */
    const uint8_t *made; /* the same of the picture that the net made of it; NULL: it makes none */
    const uint8_t *mask; /* (mask_h, mask_w), the true class of each pixel; NULL: none */
    const float *y, *t;  /* the net's outputs and what they are compared with; t may be NULL */
    double score;        /* what it was chosen by: see report_choose_worst */
} ReportPicture;

/* One of several outputs. */
typedef struct ReportHead {
    const char *name;
    double weight; /* of its loss */
    HeadScore score;
} ReportHead;

typedef struct Report {
    const char *net;        /* its name */
    const char *command;    /* that made the report */
    const char *date;       /* of the report; NULL: not told */
    const ReportFact *fact; /* what was trained and judged, and how */
    int n_facts;
    const ReportLayer *layer; /* the last one is the total */
    int n_layers;
    const TrainLog *log; /* may be none */
    int n_logs;
    Task task;
    const Metrics *metrics;  /* of TASK_CLASSES and TASK_PIXELS; total > 0 */
    const LabelScore *label; /* (outputs) of TASK_LABELS */
    const ReportHead *head;  /* (n_heads) of TASK_OUTPUTS */
    int n_heads;
    const EmbeddingClass *group; /* (n_groups) of TASK_EMBEDDINGS, a class each */
    int n_groups;
    EmbeddingScore embeddings;
    double loss;                /* NaN: the net states none */
    const char *const *classes; /* metrics->classes names; else one for each output */
    int outputs;                /* of a sample */
    int samples;                /* > 0 */
    const float *y, *t;         /* (samples, outputs); t: of TASK_LABELS and TASK_NUMBERS */
    const ReportPicture *right, *wrong;
    int n_right, n_wrong, picture_w, picture_h; /* picture_w 0: the data are no pictures */
    int mask_w, mask_h;                         /* of TASK_PIXELS */
    const char *const *note;                    /* what the reader should know of the input */
    int n_notes;
} Report;

static inline bool report_shows_pictures(const Report *r)
{
    return (r->n_right > 0 && r->right[0].rgb) || (r->n_wrong > 0 && r->wrong[0].rgb);
}
/* What is judged one by one: classes, or labels, or numbers. */
static inline int report_names(const Report *r)
{
    return r->metrics ? r->metrics->classes : r->group ? r->n_groups : r->outputs;
}
bool report_html(const Report *r, const char *path, Err *err); /* atomic */
/* NAME.svg and NAME.png of every chart that there are values for; the folder is made if needed. */
bool report_plots(const Report *r, const char *folder, Err *err);

/* What a net made of n pictures: y (n, outputs), labels (n). */
typedef struct ReportOutputs {
    int n, outputs;
    const int32_t *labels;
    const float *y;
} ReportOutputs;
/* Up to `most` pictures of each sort, to lists that have room for them; returns how many. right:
 * evenly spaced over those that the net got right. wrong: the mistakes that it was surest of,
 * surest first. */
int report_choose_right(ReportOutputs o, int most, ReportPicture *right);
int report_choose_wrong(ReportOutputs o, int most, ReportPicture *wrong);

/* The same where nothing is right or wrong as a whole, by a score of each of n samples, of which
 * less is better: the worst ones, worst first, of equal ones the first; and evenly spaced ones.
 * Only `number` and `score` are set. A NaN is the worst. */
int report_choose_worst(const double *score, int n, int most, ReportPicture *worst);
int report_choose_even(const double *score, int n, int most, ReportPicture *even);
/* Scores of one sample, less is better: of several labels the largest distance between an output
 * and its label; of numbers the mean absolute error; of a mask 1 minus the mean IoU of its classes.
 * False: out of memory. */
double report_label_score(const float *y, const float *t, int outputs);
double report_number_score(const float *y, const float *t, int outputs);
bool report_mask_score(const float *y, const uint8_t *mask, size_t pixels, int outputs,
                       double *out);
#endif
