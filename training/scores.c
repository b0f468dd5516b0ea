/* See scores.h. Sums are taken in double. */
#include "training/scores.h"
#include "training/metrics.h"
#include <math.h>
#include <stdlib.h>

double scores_sum(bool labels, const float *y, const float *t, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += labels ? (y[i] >= 0.5f) == (t[i] >= 0.5f) : fabs((double)y[i] - (double)t[i]);
    return sum;
}

NumberScore score_number(const float *y, const float *t, int n, int outputs, int k)
{
    /* The mean is taken as a distance from the first target: that of equal ones is 0 to the bit. */
    double first = n ? (double)t[k] : 0, mean = 0, absolute = 0, squares = 0, spread = 0;
    for (int i = 0; i < n; i++)
        mean += ((double)t[(size_t)i * (size_t)outputs + (size_t)k] - first) / n;
    for (int i = 0; i < n; i++) {
        size_t at = (size_t)i * (size_t)outputs + (size_t)k;
        double e = (double)y[at] - (double)t[at], d = (double)t[at] - first - mean;
        absolute += fabs(e);
        squares += e * e;
        spread += d * d;
    }
    return (NumberScore){absolute / n, sqrt(squares / n),
                         spread > 0 ? 1 - squares / spread : (double)NAN};
}

NumberScore score_numbers(const float *y, const float *t, int n, int outputs)
{
    NumberScore all = {0, 0, 0};
    int defined = 0;
    for (int k = 0; k < outputs; k++) {
        NumberScore s = score_number(y, t, n, outputs, k);
        all.mae += s.mae / outputs;
        all.rmse += s.rmse * s.rmse / outputs;
        if (!isnan(s.r2)) {
            all.r2 += s.r2;
            defined++;
        }
    }
    all.rmse = sqrt(all.rmse);
    all.r2 = defined ? all.r2 / defined : (double)NAN;
    return all;
}

typedef struct Ranked {
    float y;
    bool holds;
} Ranked;

static int by_output(const void *a, const void *b)
{
    float x = ((const Ranked *)a)->y, z = ((const Ranked *)b)->y;
    return (x > z) - (x < z);
}

/* The mean rank of those that hold, as Mann and Whitney count: equal outputs share their ranks. */
static double area(Ranked *r, int n, double holds)
{
    double ranks = 0, others = n - holds;
    qsort(r, (size_t)n, sizeof *r, by_output);
    for (int i = 0; i < n;) {
        int end = i, held = 0;
        for (; end < n && r[end].y == r[i].y; end++)
            held += r[end].holds;
        if (end == i) /* not a number: it is equal to nothing */
            return (double)NAN;
        ranks += held * (i + 1 + end) / 2.0;
        i = end;
    }
    return holds > 0 && others > 0 ? (ranks - holds * (holds + 1) / 2) / (holds * others)
                                   : (double)NAN;
}

static double ratio(double a, double b) { return b > 0 ? a / b : 0.0; }

bool score_label(const float *y, const float *t, int n, int outputs, int k, LabelScore *out)
{
    Ranked *r = malloc(sizeof *r * ((size_t)n + 1));
    double hit = 0, said = 0, holds = 0, right = 0;
    if (!r)
        return false;
    for (int i = 0; i < n; i++) {
        size_t at = (size_t)i * (size_t)outputs + (size_t)k;
        bool truth = t[at] >= 0.5f, guess = y[at] >= 0.5f;
        r[i] = (Ranked){y[at], truth};
        hit += truth && guess;
        said += guess;
        holds += truth;
        right += truth == guess;
    }
    *out = (LabelScore){.accuracy = ratio(right, n),
                        .precision = ratio(hit, said),
                        .recall = ratio(hit, holds),
                        .f1 = ratio(2 * hit, said + holds),
                        .auc = area(r, n, holds),
                        .support = (int64_t)holds};
    free(r);
    return true;
}

bool score_class_auc(const float *y, const int32_t *truth, int n, int outputs, int k, double *auc)
{
    Ranked *r = malloc(sizeof *r * ((size_t)n + 1));
    double holds = 0;
    if (!r)
        return false;
    for (int i = 0; i < n; i++) {
        r[i] = (Ranked){(float)class_output(y + (size_t)i * (size_t)outputs, outputs, k),
                        truth[i] == k};
        holds += r[i].holds;
    }
    *auc = area(r, n, holds);
    free(r);
    return true;
}

/* Of equal outputs the first counts, as in class_ranking. */
int64_t score_top(const float *y, const int32_t *truth, int n, int outputs, int most)
{
    int64_t hits = 0;
    for (int i = 0; i < n; i++) {
        const float *row = y + (size_t)i * (size_t)outputs;
        int before = 0;
        for (int k = 0; k < outputs; k++)
            before += row[k] > row[truth[i]] || (row[k] == row[truth[i]] && k < truth[i]);
        hits += before < most && row[truth[i]] == row[truth[i]];
    }
    return hits;
}
