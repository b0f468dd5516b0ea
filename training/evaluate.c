/* Evaluation in slices of the model's batch. See evaluate.h. */
#include "training/evaluate.h"
#include "training/flips.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Slice {
    float *x, *y, *mirrored;
    void *labels, *values;
    int32_t *image;
    Fetch fetch;
} Slice;

static bool slice_new(Slice *s, const NetcModel *m, const Feed *feed, const Dataset *d,
                      EvaluateAs as, Err *err)
{
    size_t n = (size_t)netc_batch(m);
    if (!fetch_new(&s->fetch, d, err))
        return false;
    s->x = malloc(sizeof(float) * n * netc_input_floats(m));
    s->y = malloc(sizeof(float) * n * netc_output_floats(m));
    s->labels = malloc(n * feed_label_bytes(feed));
    s->mirrored = as.flips ? malloc(sizeof(float) * n * netc_output_floats(m)) : NULL;
    s->values = malloc(n * frozen_item(as.cache) + 1);
    s->image = malloc(n * sizeof *s->image);
    return (s->x && s->y && s->labels && s->values && s->image && (s->mirrored || !as.flips)) ||
           err_set(err, "out of memory (a batch of %zu samples)", n);
}

static void slice_free(Slice *s)
{
    free(s->x);
    free(s->y);
    free(s->mirrored);
    free(s->labels);
    free(s->values);
    free(s->image);
    fetch_free(&s->fetch);
}

/* The outputs of images at ... at + n - 1, from what is kept of them where there is something. */
static bool run_slice(NetcModel *m, const Feed *feed, const Dataset *d, EvaluateAs as, Slice *s,
                      int at, int n, Err *err)
{
    for (int i = 0; i < n; i++) {
        s->image[i] = at + i;
        feed_label(feed, d->labels[at + i], s->labels, i);
    }
    if (frozen_load(as.cache, s->image, n, s->values))
        return netc_infer_values(m, s->values, n, s->y, err);
    for (int i = 0; i < n; i++)
        feed_sample(feed, d, at + i, &s->fetch, s->x + (size_t)i * netc_input_floats(m));
    if (s->fetch.failed)
        return err_set(err, "%s", s->fetch.why.text);
    if (as.flips)
        return infer_flips(m, s->x, n, s->y, s->mirrored, err);
    if (!as.cache)
        return netc_infer(m, s->x, n, s->y, err);
    return frozen_fill(as.cache, s->image, n, s->x, s->values, err) &&
           netc_infer_values(m, s->values, n, s->y, err);
}

bool evaluate(NetcModel *m, const Feed *feed, const Dataset *d, Metrics *metrics, double *loss,
              Err *err)
{
    return evaluate_as(m, feed, d, (EvaluateAs){.flips = false}, metrics, loss, err);
}

bool evaluate_as(NetcModel *m, const Feed *feed, const Dataset *d, EvaluateAs as, Metrics *metrics,
                 double *loss, Err *err)
{
    Slice s = {0};
    int batch = netc_batch(m), outputs = (int)netc_output_floats(m);
    bool has_loss = netc_graph(m)->train.loss.record != NULL;
    bool ok = slice_new(&s, m, feed, d, as, err);
    double sum = 0;
    metrics_reset(metrics);
    for (int at = 0; ok && at < d->n; at += batch) {
        int n = d->n - at < batch ? d->n - at : batch;
        ok = run_slice(m, feed, d, as, &s, at, n, err);
        if (!ok)
            break;
        if (as.outputs)
            memcpy(as.outputs + (size_t)at * (size_t)outputs, s.y,
                   sizeof(float) * (size_t)n * (size_t)outputs);
        if (has_loss)
            sum += netc_loss(m, s.y, s.labels, n) * n;
        metrics_add_outputs(metrics, s.y, outputs, d->labels + at, n);
    }
    slice_free(&s);
    *loss = has_loss && d->n > 0 ? sum / d->n : (double)NAN;
    return ok;
}
