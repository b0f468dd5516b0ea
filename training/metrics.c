/* Metrics: counts go into the confusion matrix; precision, recall and F1 are sums of its rows
 * and columns. See metrics.h. */
#include "training/metrics.h"
#include <math.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

Metrics *metrics_new(int classes)
{
    Metrics *m = calloc(1, sizeof *m);
    assert(classes > 0);
    if (m)
        m->count = calloc((size_t)classes * (size_t)classes, sizeof *m->count);
    if (!m || !m->count) {
        free(m);
        return NULL;
    }
    m->classes = classes;
    return m;
}

void metrics_free(Metrics *m)
{
    if (!m)
        return;
    free(m->count);
    free(m);
}

void metrics_reset(Metrics *m)
{
    memset(m->count, 0, sizeof *m->count * (size_t)m->classes * (size_t)m->classes);
    m->total = m->correct = 0;
}

static int64_t *cell(const Metrics *m, int truth, int guess)
{
    assert(truth >= 0 && truth < m->classes && guess >= 0 && guess < m->classes);
    return &m->count[(int64_t)truth * m->classes + guess];
}

void metrics_add(Metrics *m, int truth, int guess)
{
    ++*cell(m, truth, guess);
    m->total++;
    m->correct += truth == guess;
}

void metrics_add_outputs(Metrics *m, const float *y, int outputs, const int32_t *truth, int n)
{
    for (int i = 0; i < n; i++)
        metrics_add(m, truth[i], class_of(y + (int64_t)i * outputs, outputs));
}

void metrics_add_pixels(Metrics *m, const float *y, int outputs, const uint8_t *mask, size_t pixels)
{
    for (size_t i = 0; i < pixels; i++)
        metrics_add(m, mask[i], class_of(y + i * (size_t)outputs, outputs));
}

int64_t metrics_pixels_right(const float *y, int outputs, const uint8_t *mask, size_t pixels)
{
    int64_t right = 0;
    for (size_t i = 0; i < pixels; i++)
        right += class_of(y + i * (size_t)outputs, outputs) == mask[i];
    return right;
}

int64_t metrics_count(const Metrics *m, int truth, int guess) { return *cell(m, truth, guess); }

static double ratio(double a, double b) { return b > 0 ? a / b : 0.0; }

double metrics_accuracy(const Metrics *m) { return ratio((double)m->correct, (double)m->total); }

ClassMetrics metrics_class(const Metrics *m, int c)
{
    int64_t hit = metrics_count(m, c, c), truths = 0, guesses = 0;
    for (int k = 0; k < m->classes; k++) {
        truths += metrics_count(m, c, k);
        guesses += metrics_count(m, k, c);
    }
    return (ClassMetrics){
        .precision = ratio((double)hit, (double)guesses),
        .recall = ratio((double)hit, (double)truths),
        .f1 = ratio(2.0 * (double)hit, (double)(truths + guesses)),
        .support = truths,
    };
}

double metrics_iou(const Metrics *m, int c)
{
    int64_t hit = metrics_count(m, c, c), either = -hit;
    for (int k = 0; k < m->classes; k++)
        either += metrics_count(m, c, k) + metrics_count(m, k, c);
    return ratio((double)hit, (double)either);
}

/* It occurs, or was guessed. */
static bool is_seen(const Metrics *m, int c)
{
    for (int k = 0; k < m->classes; k++)
        if (metrics_count(m, c, k) || metrics_count(m, k, c))
            return true;
    return false;
}

double metrics_mean_iou(const Metrics *m)
{
    double sum = 0;
    int n = 0;
    for (int c = 0; c < m->classes; c++) {
        sum += metrics_iou(m, c);
        n += is_seen(m, c);
    }
    return n ? sum / n : (double)NAN;
}

ClassMetrics metrics_mean(const Metrics *m, bool weighted)
{
    ClassMetrics sum = {0, 0, 0, 0};
    double weights = 0;
    for (int c = 0; c < m->classes; c++) {
        ClassMetrics k = metrics_class(m, c);
        double w = weighted ? (double)k.support : is_seen(m, c);
        sum.precision += w * k.precision;
        sum.recall += w * k.recall;
        sum.f1 += w * k.f1;
        sum.support += k.support;
        weights += w;
    }
    sum.precision = ratio(sum.precision, weights);
    sum.recall = ratio(sum.recall, weights);
    sum.f1 = ratio(sum.f1, weights);
    return sum;
}

int class_of(const float *y, int outputs)
{
    int best = 0;
    if (outputs == 1)
        return y[0] >= 0.5f;
    for (int k = 1; k < outputs; k++)
        if (y[k] > y[best] || y[best] != y[best])
            best = k;
    return best;
}

double class_output(const float *y, int outputs, int k)
{
    if (outputs > 1)
        return (double)y[k];
    return k == 1 ? (double)y[0] : 1.0 - (double)y[0];
}

/* a before b? */
static bool ranks_before(const float *y, int outputs, int a, int b)
{
    double p = class_output(y, outputs, a), q = class_output(y, outputs, b);
    if (p != p || q != q)
        return p == p || (q != q && a < b);
    return p > q || (p == q && (outputs == 1 ? a > b : a < b)); /* as class_of has it */
}

int class_ranking(const float *y, int outputs, int most, int *best)
{
    int n = 0;
    for (int k = 0; k < classes_of_outputs(outputs); k++) {
        if (n == most && !ranks_before(y, outputs, k, best[n - 1]))
            continue;
        int at = n < most ? n++ : n - 1;
        for (; at > 0 && ranks_before(y, outputs, k, best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = k;
    }
    return n;
}

int classes_of_outputs(int outputs) { return outputs == 1 ? 2 : outputs; }
