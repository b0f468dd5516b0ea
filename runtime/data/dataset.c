/* Data sets: the table of kinds, memory, and splitting; see dataset.h. Each kind's loader has its own file. */
#include "runtime/data/dataset.h"
#include "runtime/data/bytes.h"
#include "runtime/data/order.h"

#define DATASET(record) extern const DatasetKind record;
#include "runtime/data/datasets.def"
#undef DATASET

const DatasetKind *const dataset_kinds[] = {
#define DATASET(record) &record,
#include "runtime/data/datasets.def"
#undef DATASET
    NULL
};

void name_list(char *buf, size_t size, const char *const *names, int n)
{
    size_t at = 0;
    buf[0] = 0;
    for (int i = 0; i < n; i++) {
        size_t len = strlen(names[i]) + (i > 0);
        size_t reserve = i + 1 < n ? 5 : 1;         /* " ..." and the end */
        if (at + len + reserve > size) {
            snprintf(buf + at, size - at, "%s...", i ? " " : "");
            return;
        }
        at += (size_t)snprintf(buf + at, size - at, "%s%s", i ? " " : "", names[i]);
    }
}

static const DatasetKind *kind_find(const char *kind, Err *err)
{
    const char *names[32];
    char list[256];
    int n = 0;
    for (; dataset_kinds[n] && n < 32; n++) {
        if (!strcmp(dataset_kinds[n]->name, kind))
            return dataset_kinds[n];
        names[n] = dataset_kinds[n]->name;
    }
    name_list(list, sizeof list, names, n);
    err_set(err, "unknown kind of data set \"%s\"; expected one of: %s", kind, list);
    return NULL;
}

bool dataset_load(const char *kind, const char *path, DatasetSplit split, int h, int w,
                  const char *const *labels, int n_labels, Dataset **out, Err *err)
{
    bool sized = h > 0 && w > 0;
    DatasetRequest req = {path, split, sized ? h : 0, sized ? w : 0, labels, labels ? n_labels : 0};
    const DatasetKind *k = kind_find(kind, err);
    *out = NULL;
    if (!k)
        return false;
    Dataset *d = calloc(1, sizeof *d);
    if (!d)
        return err_set(err, "%s: not enough memory", path);
    if (!k->load(&req, d, err)) {
        dataset_free(d);
        return false;
    }
    *out = d;
    return true;
}

void dataset_free(Dataset *d)
{
    if (!d)
        return;
    for (int i = 0; d->classes && i < d->n_classes; i++)
        free(d->classes[i]);
    free(d->classes);
    free(d->pixels);
    free(d->labels);
    free(d->describe);
    free(d);
}

bool dataset_alloc(Dataset *d, int n, int h, int w, Err *err)
{
    size_t image = (size_t)h * (size_t)w * 3;
    d->n = n;
    d->h = h;
    d->w = w;
    d->c = 3;
    d->pixels = data_alloc((size_t)n, image, "the data set's pictures", err);
    d->labels = data_alloc((size_t)n, sizeof *d->labels, "the data set's labels", err);
    return d->pixels && d->labels;
}

bool dataset_set_classes(Dataset *d, const char *const *names, int n, Err *err)
{
    d->classes = calloc((size_t)n + 1, sizeof *d->classes);
    if (!d->classes)
        return err_set(err, "not enough memory for %d class names", n);
    for (; d->n_classes < n; d->n_classes++) {
        const char *s = names[d->n_classes];
        size_t len = strlen(s) + 1;
        char *copy = malloc(len);
        if (!copy)
            return err_set(err, "not enough memory for %d class names", n);
        d->classes[d->n_classes] = memcpy(copy, s, len);
    }
    return true;
}

bool dataset_describe(Dataset *d, Err *err, const char *fmt, ...)
{
    char text[2048];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    free(d->describe);
    d->describe = malloc(strlen(text) + 1);
    if (!d->describe)
        return err_set(err, "not enough memory");
    strcpy(d->describe, text);
    return true;
}

/* ---- splitting ---- */

/* The samples whose mark is `want`, in d's order. */
static Dataset *copy_marked(const Dataset *d, const uint8_t *mark, uint8_t want, int n, const char *what, Err *err)
{
    Dataset *s = calloc(1, sizeof *s);
    bool ok = s && dataset_alloc(s, n, d->h, d->w, err) &&
              dataset_set_classes(s, (const char *const *)d->classes, d->n_classes, err) &&
              dataset_describe(s, err, "%d %s of: %s", n, what, d->describe ? d->describe : "a data set");
    if (!s)
        err_set(err, "not enough memory to split the data set");
    if (!ok) {
        dataset_free(s);
        return NULL;
    }
    size_t image = (size_t)d->h * (size_t)d->w * (size_t)d->c;
    for (int i = 0, k = 0; i < d->n; i++) {
        if (mark[i] != want)
            continue;
        memcpy(s->pixels + (size_t)k * image, dataset_pixels(d, i), image);
        s->labels[k++] = d->labels[i];
    }
    return s;
}

bool dataset_split(const Dataset *d, double share, uint64_t seed, Dataset **train, Dataset **held_out, Err *err)
{
    *train = *held_out = NULL;
    if (!(share > 0.0 && share < 1.0))
        return err_set(err, "cannot hold out a share of %g of the data: expected more than 0 and less than 1", share);
    if (d->n < 2)
        return err_set(err, "cannot hold out a part of %d samples", d->n);
    int k = (int)(share * d->n + 0.5);
    k = k < 1 ? 1 : k > d->n - 1 ? d->n - 1 : k;
    int32_t *order = data_alloc((size_t)d->n, sizeof *order, "splitting the data set", err);
    uint8_t *mark = calloc((size_t)d->n, 1);
    if (order && mark) {
        epoch_order(d->n, seed, UINT64_MAX, order);     /* an epoch that no training reaches */
        for (int i = 0; i < k; i++)
            mark[order[i]] = 1;
        *train = copy_marked(d, mark, 0, d->n - k, "samples for training", err);
        *held_out = *train ? copy_marked(d, mark, 1, k, "samples held out", err) : NULL;
    }
    free(order);
    free(mark);
    if (*held_out)
        return true;
    dataset_free(*train);
    *train = NULL;
    return false;
}
