/* Each output by itself: its columns of the rows of all are taken out, and judged as the outputs of
 * a net with this loss alone are. */
#include "training/head_scores.h"
#include "compiler/ir/layer.h"
#include "training/metrics.h"
#include "training/scores.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

HeadTask head_task(const Head *h)
{
    const Loss *loss = h->loss.record;
    return loss && loss->classes ? HEAD_CLASSES : loss && loss->shares ? HEAD_LABELS : HEAD_NUMBERS;
}

const char *head_task_text(HeadTask t)
{
    return t == HEAD_CLASSES ? "classes" : t == HEAD_LABELS ? "labels" : "numbers";
}

static float *columns_of(const Graph *g, const Head *h, const float *rows, int n)
{
    const int64_t total = shape_count(g->output->out);
    float *own = malloc(sizeof *own * (size_t)n * (size_t)h->count + 1);
    for (int i = 0; own && i < n; i++)
        memcpy(own + (int64_t)i * h->count, rows + (int64_t)i * total + h->at,
               sizeof *own * (size_t)h->count);
    return own;
}

static bool score_classes(const Shape s, const float *y, const float *t, int n, HeadScore *out)
{
    Metrics *m = metrics_new(classes_of_outputs(s.c));
    const int64_t rows = (int64_t)n * s.h * s.w;
    for (int64_t i = 0; m && i < rows; i++)
        metrics_add(m, class_of(t + i * s.c, s.c), class_of(y + i * s.c, s.c));
    if (!m)
        return false;
    const ClassMetrics mean = metrics_mean(m, false);
    out->accuracy = metrics_accuracy(m);
    out->precision = mean.precision;
    out->recall = mean.recall;
    out->f1 = mean.f1;
    out->iou = s.rank == 3 ? metrics_mean_iou(m) : (double)NAN;
    metrics_free(m);
    return true;
}

static bool score_labels(int64_t count, const float *y, const float *t, int n, HeadScore *out)
{
    int areas = 0;
    double auc = 0;
    out->accuracy = out->precision = out->recall = out->f1 = 0;
    for (int k = 0; k < (int)count; k++) {
        LabelScore s;
        if (!score_label(y, t, n, (int)count, k, &s))
            return false;
        out->accuracy += s.accuracy / (double)count;
        out->precision += s.precision / (double)count;
        out->recall += s.recall / (double)count;
        out->f1 += s.f1 / (double)count;
        auc += isnan(s.auc) ? 0 : s.auc;
        areas += !isnan(s.auc);
    }
    out->auc = areas ? auc / areas : (double)NAN;
    return true;
}

static void score_of_numbers(int64_t count, const float *y, const float *t, int n, HeadScore *out)
{
    const NumberScore s = score_numbers(y, t, n, (int)count);
    out->mae = s.mae;
    out->rmse = s.rmse;
    out->r2 = s.r2;
}

bool head_score(const Graph *g, const Head *h, const float *y, const float *t, int n,
                HeadScore *out, Err *err)
{
    const Loss *loss = h->loss.record;
    const double none = (double)NAN;
    float *own = columns_of(g, h, y, n), *target = columns_of(g, h, t, n);
    bool ok = own && target;
    *out = (HeadScore){head_task(h), none, none, none, none, none, none, none, none, none, none};
    if (ok && loss && n > 0)
        out->loss = loss->evaluate(&h->loss, own, target, n, h->node->out);
    if (ok && out->task == HEAD_CLASSES)
        ok = score_classes(h->node->out, own, target, n, out);
    else if (ok && out->task == HEAD_LABELS)
        ok = score_labels(h->count, own, target, n, out);
    else if (ok)
        score_of_numbers(h->count, own, target, n, out);
    free(own);
    free(target);
    return ok || err_set(err, "out of memory (the figures of an output)");
}
