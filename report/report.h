/* Report: the results of a training and of its evaluation, as one HTML file that needs nothing
 * else, and as charts in SVG and PNG files. The caller gathers the values; nothing is computed here
 * but what the charts need. The same values give the same bytes. */
#ifndef NETC_REPORT_H
#define NETC_REPORT_H
#include "base/err.h"
#include "training/metrics.h"
#include "training/trainlog.h"

typedef struct ReportFact {
    const char *name, *value;
} ReportFact;

typedef struct ReportLayer {
    const char *name, *kind, *output;
    int64_t params, trainable;
    double flops; /* one image, forward */
} ReportLayer;

typedef struct ReportPicture {
    int number; /* in the test set, from 0 */
    int truth;
    const uint8_t *rgb; /* (picture_h, picture_w, 3); NULL: not to be shown */
    const float *y;     /* the net's outputs */
} ReportPicture;

typedef struct Report {
    const char *net;        /* its name */
    const ReportFact *fact; /* what was trained and judged, and how */
    int n_facts;
    const ReportLayer *layer; /* the last one is the total */
    int n_layers;
    const TrainLog *log; /* may be none */
    int n_logs;
    const Metrics *metrics;     /* total > 0 */
    double loss;                /* NaN: the net states none */
    const char *const *classes; /* metrics->classes names */
    int outputs;
    const ReportPicture *right, *wrong;
    int n_right, n_wrong, picture_w, picture_h; /* picture_w 0: the data are no pictures */
    const char *const *note;                    /* what the reader should know of the input */
    int n_notes;
} Report;

static inline bool report_shows_pictures(const Report *r)
{
    return (r->n_right > 0 && r->right[0].rgb) || (r->n_wrong > 0 && r->wrong[0].rgb);
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
#endif
