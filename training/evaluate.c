/* Evaluation in slices of the model's batch. See evaluate.h. */
#include "training/evaluate.h"
#include "training/flips.h"
#include "training/loaders.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Slice {
    float *x, *y, *mirrored;
    void *labels, *values;
    int32_t *image;
    Loaders *loaders;
    Fetch *fetch; /* of each of them */
    const Feed *feed;
    const Dataset *d;
    size_t x_floats;
    bool kept;
} Slice;

static bool several(EvaluateAs as) { return as.views > VIEWS_ONE; }

static bool slice_new(Slice *s, const NetcModel *m, const Feed *feed, const Dataset *d,
                      EvaluateAs as, Err *err)
{
    size_t n = (size_t)netc_batch(m);
    s->feed = feed;
    s->d = d;
    s->x_floats = netc_input_floats(m);
    s->loaders = loaders_new(netc_threads(m));
    s->fetch = s->loaders ? calloc((size_t)loaders_count(s->loaders), sizeof *s->fetch) : NULL;
    for (int i = 0; s->fetch && i < loaders_count(s->loaders); i++)
        if (!fetch_new(&s->fetch[i], d, err))
            return false;
    s->x = malloc(sizeof(float) * n * netc_input_floats(m));
    s->y = malloc(sizeof(float) * n * netc_output_floats(m));
    s->labels = malloc(n * feed_label_bytes(feed));
    s->mirrored = several(as) ? malloc(sizeof(float) * views_scratch(m, as.views, (int)n)) : NULL;
    s->values = malloc(n * frozen_item(as.cache) + 1);
    s->image = malloc(n * sizeof *s->image);
    return (s->fetch && s->x && s->y && s->labels && s->values && s->image &&
            (s->mirrored || !several(as))) ||
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
    for (int i = 0; s->fetch && i < loaders_count(s->loaders); i++)
        fetch_free(&s->fetch[i]);
    free(s->fetch);
    loaders_free(s->loaders);
}

/* Sample i of the slice. */
static void load_one(void *slice, int worker, int i)
{
    const Slice *s = slice;
    float *x = s->x + (size_t)i * s->x_floats;
    if (!s->kept || feed_target_is_input(s->feed->model))
        feed_sample(s->feed, s->d, s->image[i], &s->fetch[worker], x);
    feed_label(s->feed, s->d, s->image[i], x, s->labels, i);
}

/* False where one could not be read; of several which, chance says. */
static bool load_slice(Slice *s, int n, Err *err)
{
    loaders_begin(s->loaders, &(LoadJob){.n = n, .one = load_one, .user = s});
    loaders_finish(s->loaders);
    for (int i = 0; i < loaders_count(s->loaders); i++)
        if (s->fetch[i].failed)
            return err_set(err, "%s", s->fetch[i].why.text);
    return true;
}

/* The outputs of images at ... at + n - 1, from what is kept of them where there is something. */
static bool run_slice(NetcModel *m, EvaluateAs as, Slice *s, int at, int n, Err *err)
{
    for (int i = 0; i < n; i++)
        s->image[i] = at + i;
    s->kept = frozen_load(as.cache, s->image, n, s->values);
    if (!load_slice(s, n, err))
        return false;
    if (s->kept)
        return netc_infer_values(m, s->values, n, s->y, err);
    if (several(as))
        return infer_views(m, as.views, s->x, n, s->y, s->mirrored, err);
    if (!as.cache)
        return netc_infer(m, s->x, n, s->y, err);
    return frozen_fill(as.cache, s->image, n, s->x, s->values, err) &&
           netc_infer_values(m, s->values, n, s->y, err);
}

/* All of d, whose outputs are compared with one another. */
static bool evaluate_embeddings(NetcModel *m, EvaluateAs as, Slice *s, const Dataset *d,
                                double *loss, Err *err)
{
    const size_t outputs = netc_output_floats(m);
    const int batch = netc_batch(m);
    float *y = as.outputs ? as.outputs : malloc(sizeof *y * outputs * (size_t)d->n + 1);
    bool ok = y || err_set(err, "out of memory (the outputs of %d samples)", d->n);
    EmbeddingScore score;
    for (int at = 0; ok && at < d->n; at += batch) {
        const int n = d->n - at < batch ? d->n - at : batch;
        ok = run_slice(m, as, s, at, n, err);
        if (ok)
            memcpy(y + (size_t)at * outputs, s->y, sizeof *y * (size_t)n * outputs);
    }
    ok = ok && embeddings_score(m, y, d->labels, d->n, as.nearest, &score, err);
    if (ok && as.embeddings)
        *as.embeddings = score;
    if (ok && as.score)
        *as.score = score.recall;
    if (ok)
        *loss = score.loss;
    if (y != as.outputs)
        free(y);
    return ok;
}

bool evaluate(NetcModel *m, const Feed *feed, const Dataset *d, Metrics *metrics, double *loss,
              Err *err)
{
    return evaluate_as(m, feed, d, (EvaluateAs){.views = VIEWS_ONE}, metrics, loss, err);
}

bool evaluate_as(NetcModel *m, const Feed *feed, const Dataset *d, EvaluateAs as, Metrics *metrics,
                 double *loss, Err *err)
{
    Slice s = {0};
    int batch = netc_batch(m), outputs = (int)netc_output_floats(m);
    bool has_loss = netc_graph(m)->train.loss.record != NULL;
    bool ok = slice_new(&s, m, feed, d, as, err);
    Task task = feed_task(m, d);
    if (task == TASK_EMBEDDINGS) {
        ok = ok && evaluate_embeddings(m, as, &s, d, loss, err);
        slice_free(&s);
        return ok;
    }
    double sum = 0, right = 0;
    int end = as.count ? as.from + as.count : d->n, samples = end - as.from;
    const bool counts = task == TASK_CLASSES || task == TASK_PIXELS;
    if (counts)
        metrics_reset(metrics);
    for (int at = as.from; ok && at < end; at += batch) {
        int n = end - at < batch ? end - at : batch;
        ok = run_slice(m, as, &s, at, n, err);
        if (!ok)
            break;
        if (as.outputs)
            memcpy(as.outputs + (size_t)at * (size_t)outputs, s.y,
                   sizeof(float) * (size_t)n * (size_t)outputs);
        if (has_loss)
            sum += netc_loss(m, s.y, s.labels, n) * n;
        if (task == TASK_CLASSES)
            metrics_add_outputs(metrics, s.y, outputs, d->labels + at, n);
        else if (task == TASK_PIXELS)
            metrics_add_pixels(metrics, s.y, netc_graph(m)->output->out.c, dataset_mask(d, at),
                               (size_t)n * dataset_mask_pixels(d));
        else
            right += scores_sum(task == TASK_LABELS, s.y, s.labels, (size_t)n * (size_t)outputs);
        if (!counts && as.targets)
            memcpy(as.targets + (size_t)at * (size_t)outputs, s.labels,
                   sizeof(float) * (size_t)n * (size_t)outputs);
    }
    slice_free(&s);
    if (as.sums) {
        as.sums[0] = has_loss ? sum : (double)NAN;
        as.sums[1] = counts ? (double)metrics->correct : right;
    }
    if (as.score && samples > 0)
        *as.score = counts ? metrics_accuracy(metrics) : right / ((double)samples * outputs);
    *loss = has_loss && samples > 0 ? sum / samples : (double)NAN;
    return ok;
}
