/* Recall and loss of embeddings. See embeddings.h. */
#include "training/embeddings.h"
#include "compiler/ir/layer.h"
#include "data/order.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows in the order that is always the same. */
typedef struct Drawn {
    int n, floats;
    int32_t *order, *label;
    float *row;
} Drawn;

static void drawn_free(Drawn *d)
{
    free(d->order);
    free(d->label);
    free(d->row);
}

static bool drawn_new(Drawn *d, const float *y, const int32_t *labels, int n, int floats, Err *err)
{
    *d = (Drawn){.n = n,
                 .floats = floats,
                 .order = malloc(sizeof *d->order * (size_t)n + 1),
                 .label = malloc(sizeof *d->label * (size_t)n + 1),
                 .row = malloc(sizeof *d->row * (size_t)n * (size_t)floats + 1)};
    if (!d->order || !d->label || !d->row)
        return err_set(err, "out of memory (the embeddings of %d samples)", n);
    epoch_order(n, 1, 1, d->order);
    for (int i = 0; i < n; i++) {
        d->label[i] = labels[d->order[i]];
        memcpy(d->row + (size_t)i * (size_t)floats, y + (size_t)d->order[i] * (size_t)floats,
               sizeof *d->row * (size_t)floats);
    }
    return true;
}

static double loss_of(const NetcModel *m, const Drawn *d)
{
    const int batch = netc_batch(m);
    double sum = 0;
    for (int at = 0, n; at < d->n; at += n) {
        n = d->n - at < batch ? d->n - at : batch;
        sum += n * netc_loss(m, d->row + (size_t)at * (size_t)d->floats, d->label + at, n);
    }
    return d->n ? sum / d->n : (double)NAN;
}

/* Each row by its length. */
static void make_unit(Drawn *d)
{
    float *row = d->row;
    for (int i = 0; i < d->n; i++, row += d->floats) {
        double sum = 0;
        for (int k = 0; k < d->floats; k++)
            sum += (double)row[k] * (double)row[k];
        for (int k = 0; k < d->floats; k++)
            row[k] = (float)((double)row[k] / fmax(sqrt(sum), 1e-12));
    }
}

static float distance(const float *a, const float *b, int floats)
{
    float sum[8] = {0}, rest = 0;
    int k = 0;
    for (; k + 8 <= floats; k += 8)
        for (int l = 0; l < 8; l++)
            sum[l] += (a[k + l] - b[k + l]) * (a[k + l] - b[k + l]);
    for (; k < floats; k++)
        rest += (a[k] - b[k]) * (a[k] - b[k]);
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7])) + rest;
}

/* nearest[i]: of the first n rows the one that is nearest to row i, the first of equal ones; -1:
 * none is at a distance that is a number. */
static bool find_nearest(const Drawn *d, int n, int32_t *nearest)
{
    float *least = malloc(sizeof *least * (size_t)n + 1);
    for (int i = 0; least && i < n; i++) {
        least[i] = INFINITY;
        nearest[i] = -1;
    }
    for (int i = 0; least && i < n; i++)
        for (int j = 0; j < i; j++) {
            const float e = distance(d->row + (size_t)i * (size_t)d->floats,
                                     d->row + (size_t)j * (size_t)d->floats, d->floats);
            if (e < least[i])
                least[i] = e, nearest[i] = j;
            if (e < least[j])
                least[j] = e, nearest[j] = i;
        }
    free(least);
    return least != NULL;
}

bool embeddings_score(const NetcModel *m, const float *y, const int32_t *labels, int n,
                      int32_t *found, EmbeddingScore *out, Err *err)
{
    const Setting *set = &netc_graph(m)->train.loss;
    const Loss *loss = set->record;
    Drawn d;
    const int most = n < EMBEDDINGS_MOST ? n : EMBEDDINGS_MOST;
    int32_t *nearest = malloc(sizeof *nearest * (size_t)most + 1);
    bool ok = drawn_new(&d, y, labels, n, (int)netc_output_floats(m), err);
    int right = 0;
    out->loss = ok ? loss_of(m, &d) : (double)NAN;
    if (ok && loss->by_angle(set))
        make_unit(&d);
    ok = ok && ((nearest && find_nearest(&d, most, nearest)) ||
                err_set(err, "out of memory (the nearest of %d samples)", most));
    for (int i = 0; ok && found && i < n; i++)
        found[d.order[i]] = i < most && nearest[i] >= 0 ? d.order[nearest[i]] : -1;
    for (int i = 0; ok && i < most; i++)
        right += nearest[i] >= 0 && d.label[nearest[i]] == d.label[i];
    out->compared = most;
    out->recall = most > 1 ? (double)right / most : (double)NAN;
    drawn_free(&d);
    free(nearest);
    return ok;
}

EmbeddingClass embeddings_class(const int32_t *labels, const int32_t *found, int n, int class)
{
    EmbeddingClass c = {0, 0};
    for (int i = 0; i < n; i++)
        if (labels[i] == class && found[i] >= 0) {
            c.samples++;
            c.right += labels[found[i]] == class;
        }
    return c;
}
