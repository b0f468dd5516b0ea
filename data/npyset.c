/* Data sets as NumPy files: x_train.npy, y_train.npy, x_test.npy and y_test.npy in a folder; see
 * dataset.h. Pictures of bytes (n, h, w, c) or (n, h, w) are as any others; numbers of another type
 * are in its own size, also (n, c) vectors. Labels are whole numbers (n) or (n, 1), or one-hot rows
 * (n, k); or targets: numbers (n, k) or (n, h, w, c), as many a sample as the net has outputs. */
#include "formats/bytes.h"
#include "data/parts.h"
#include "data/wav.h"
#include "formats/npy.h"
#include "formats/zip_members.h"
#include <errno.h>
#include <math.h>
#include <sys/stat.h>

enum { MAX_SIDE = 1 << 20 };

enum { EVERY = 5 };

/* Is it there? What is wrong with it, reading it says. */
static bool has_array(const DatasetRequest *req, const char *name)
{
    char path[4096], archive[4096], member[4096];
    struct stat st;
    if (!array_path(req, name, path, sizeof path))
        return false;
    if (!npy_is_member(path, archive, member, sizeof archive))
        return !stat(path, &st) || (errno != ENOENT && errno != ENOTDIR);
    bool found = false;
    for (char **m = req->members; m && *m; m++)
        found = found || !strcmp(*m, member);
    return found;
}

static bool has_set(const DatasetRequest *req, const char *first, const char *set)
{
    char name[400];
    return snprintf(name, sizeof name, "%s%s%s", first, *set ? "_" : "", set) < (int)sizeof name &&
           has_array(req, name);
}

/* x_val validates where there is one; else x_test does. */
static bool has_validation(const DatasetRequest *req)
{
    return has_set(req, req->n_inputs ? req->inputs[0].name : "x", "val");
}

/* Neither x_train nor x_test, but x: every fifth sample is for testing. */
static bool is_flat(const DatasetRequest *req)
{
    const char *first = req->n_inputs ? req->inputs[0].name : "x";
    return !has_set(req, first, "train") && !has_set(req, first, "test") && has_set(req, first, "");
}

static const char *set_of(const DatasetRequest *req)
{
    return is_flat(req)                                              ? ""
           : req->split == DATASET_TRAIN                             ? "train"
           : req->split == DATASET_VALIDATION && has_validation(req) ? "val"
                                                                     : "test";
}

static bool find_file(const DatasetRequest *req, const char *first, char *path, size_t size,
                      Err *err)
{
    const char *set = set_of(req);
    char name[400];
    struct stat st;
    if (snprintf(name, sizeof name, "%s%s%s", first, *set ? "_" : "", set) >= (int)sizeof name ||
        !array_path(req, name, path, size))
        return err_set(err, "the path %s is too long", req->path);
    if (has_array(req, name))
        return true;
    bool archive = !stat(req->path, &st) && S_ISREG(st.st_mode);
    if (req->n_inputs || req->n_parts)
        return err_set(err,
                       "cannot open %s: %s; of several inputs or outputs each has %s of its "
                       "name: %s_train%s, %s_test%s and so on in %s",
                       path, archive ? "there is no such array" : err_reason(ENOENT),
                       archive ? "an array" : "a file", first, archive ? "" : ".npy", first,
                       archive ? "" : ".npy", req->path);
    return err_set(err,
                   archive
                       ? "%s: %s; expected an archive with x_train (n, height, width, channels), "
                         "y_train (n class numbers, or one-hot), x_test and y_test, or x and y, "
                         "in %s; or target=\"NAME\", for a table"
                       : "cannot open %s: %s; expected x_train.npy (n, height, width, "
                         "channels), y_train.npy (n class numbers, or one-hot), x_test.npy and "
                         "y_test.npy in %s",
                   path, archive ? "there is no such array" : err_reason(ENOENT), req->path);
}

/* Of all samples those of the split. */
static bool keep_split(const DatasetRequest *req, Dataset *d, Err *err)
{
    uint8_t *mark = is_flat(req) ? data_alloc((size_t)d->n, 1, "splitting the data set", err)
                                 : NULL;
    if (!is_flat(req))
        return true;
    for (int i = 0; mark && i < d->n; i++)
        mark[i] = (i % EVERY == EVERY - 1) == (req->split != DATASET_TRAIN);
    if (mark)
        dataset_keep(d, mark);
    free(mark);
    return mark &&
           (d->n > 0 || err_set(err, "%s: no %s sample: every fifth is for testing", req->path,
                                req->split == DATASET_TRAIN ? "training" : "test"));
}

/* h, w, c of a sample: (n, h, w, c), (n, h, w) or (n, c). */
static bool sample_shape(const char *path, const NpyArray *x, int *h, int *w, int *c, Err *err)
{
    static const int where[5][3] = {[2] = {0, 0, 1}, [3] = {1, 2, 0}, [4] = {1, 2, 3}};
    if (x->rank < 2 || x->rank > 4)
        return err_set(err,
                       "%s has %d dimensions; expected (n, height, width, channels), (n, height, "
                       "width) or (n, features)",
                       path, x->rank);
    for (int i = 0; i < x->rank; i++)
        if (x->dim[i] < 1 || x->dim[i] > (i ? MAX_SIDE : INT32_MAX))
            return err_set(err, "%s: dimension %d is %lld; expected 1 ... %d", path, i + 1,
                           (long long)x->dim[i], i ? MAX_SIDE : INT32_MAX);
    int *to[3] = {h, w, c};
    for (int i = 0; i < 3; i++)
        *to[i] = where[x->rank][i] ? (int)x->dim[where[x->rank][i]] : 1;
    return true;
}

/* Numbers a sample. */
static int64_t row_count(const NpyArray *y)
{
    int64_t k = 1;
    for (int i = 1; i < y->rank; i++)
        k *= y->dim[i];
    return k;
}

/* Are its rows as many numbers as the loss compares? */
static bool are_targets(const DatasetRequest *req, const NpyArray *y)
{
    return req->n_targets && y->rank >= 1 && row_count(y) == req->n_targets;
}

/* (n, h, w) or (n, h, w, 1) */
static bool are_masks(const NpyArray *y)
{
    return y->rank == 3 || (y->rank == 4 && y->dim[3] == 1);
}

static bool masks_shape(const DatasetRequest *req, const char *path, const NpyArray *y, Err *err)
{
    return (are_masks(y) && y->dim[1] == req->mask_h && y->dim[2] == req->mask_w) ||
           err_set(err,
                   "%s: the net tells the class of each pixel of %dx%d: expected class numbers "
                   "(n, %d, %d), or `flatten` or `globalavgpool` before its last layer",
                   path, req->mask_h, req->mask_w, req->mask_h, req->mask_w);
}

static bool labels_shape(const DatasetRequest *req, const char *path, const NpyArray *y, Err *err)
{
    if (are_targets(req, y))
        return true;
    if (req->mask_h)
        return masks_shape(req, path, y, err);
    if (req->n_targets && y->rank > 2)
        return err_set(err, "%s has %lld numbers a sample, but the net has %d outputs", path,
                       (long long)row_count(y), req->n_targets);
    if (y->rank < 1 || y->rank > 2 || (y->rank == 2 && (y->dim[1] < 1 || y->dim[1] > MAX_SIDE)))
        return err_set(
            err, "%s has %d dimensions; expected class numbers (n) or one-hot labels (n, classes)",
            path, y->rank);
    return true;
}

typedef struct Place { /* of an array's bytes, and the shape of its samples */
    char file[4096];
    uint64_t at;
    int h, w, c;
} Place;

/* The numbers stay where they are. */
static bool leave_in_file(const DatasetRequest *req, const char *path, const Place *in,
                          const NpyHead *x, Dataset *d, Err *err)
{
    const NumberTypeInfo *type = x->type == &number_types[NUMBER_U8] ? NULL : x->type;
    size_t count = (size_t)in->h * (size_t)in->w * (size_t)in->c;
    Records *r = records_new(count * (size_t)x->type->bytes, 0, count, type, err);
    bool ok = r && (in->at == 0 || npy_check(path, err)) &&
              records_add(r, in->file, in->at + x->at, (int)x->dim[0], err) &&
              (!type || records_check(r, err));
    if (!ok) {
        records_free(r);
        return false;
    }
    return dataset_take_records(d, r, in->h, in->w, in->c, req->h, req->w, err);
}

/* Would the samples take more memory than they may? */
static bool is_large(const DatasetRequest *req, const NpyHead *x)
{
    size_t bytes = x->type == &number_types[NUMBER_U8] ? 1 : sizeof(float);
    return x->count > dataset_limit(req) / bytes;
}

/* Signals (n, T) and (n, T, C) are what a net takes as a vector or as maps 1xTxC and Tx1xC: the
 * numbers lie alike. */
static void shape_signals(const DatasetRequest *req, const NpyHead *x, int *h, int *w, int *c)
{
    int64_t frames, of = x->rank == 3 ? x->dim[2] : 1;
    int channels;
    if (x->rank > 3 || req->h < 1 ||
        !sound_shape(req->h, req->w, req->channels, &frames, &channels))
        return;
    bool vector = req->h == 1 && req->w == 1;
    if (vector ? x->dim[1] * of != frames : x->dim[1] != frames || of != channels)
        return;
    *h = req->h;
    *w = req->w;
    *c = req->channels;
}

static bool set_samples(const DatasetRequest *req, const char *path, Dataset *d, Err *err)
{
    int h, w, c;
    NpyHead head;
    if (!npy_read_head(path, &head, err))
        return false;
    NpyArray shape = {.rank = head.rank, .count = head.count};
    memcpy(shape.dim, head.dim, sizeof shape.dim);
    if (!sample_shape(path, &shape, &h, &w, &c, err))
        return false;
    int n = (int)head.dim[0];
    bool bytes = head.type == &number_types[NUMBER_U8];
    if (!bytes)
        shape_signals(req, &head, &h, &w, &c);
    if (bytes && c != 1 && c != 3)
        return err_set(err, "%s: pictures of %d channels; expected 1 or 3%s", path, c,
                       h == 1 || h == 3 ? ", and channels come last, (n, height, width, channels): "
                                          "numpy's x.transpose(0, 2, 3, 1) puts them there"
                                        : " (numbers that are no pictures: as float32)");
    Place in = {.h = h, .w = w, .c = c}; /* in a packed archive no sample has a place of its own */
    if (is_large(req, &head) && npy_place(path, in.file, sizeof in.file, &in.at))
        return leave_in_file(req, path, &in, &head, d, err);
    if (!(bytes ? dataset_alloc_stored(d, n, h, w, c, req->h, req->w, err)
                : dataset_alloc_values(d, n, h, w, c, err)) ||
        !npy_read_into(path, &head, d->pixels, d->values, err))
        return false;
    for (size_t i = 0; d->values && i < head.count; i++)
        if (!(d->values[i] - d->values[i] == 0))
            return err_set(err, "%s: number %zu of sample %zu is not finite", path,
                           i % (head.count / (size_t)n), i / (head.count / (size_t)n));
    return true;
}

/* From the headers alone, before any memory is taken: the shapes are those of a data set. */
static bool shapes_fit(const DatasetRequest *req, const char *x_path, const char *y_path, Err *err)
{
    NpyArray x, y;
    int h, w, c;
    return npy_read_shape(x_path, &x, err) && sample_shape(x_path, &x, &h, &w, &c, err) &&
           (req->unlabelled ||
            (npy_read_shape(y_path, &y, err) && labels_shape(req, y_path, &y, err)));
}

/* Class number of row i of one-hot labels, -1: it is none. */
static int hot(const int32_t *row, int k)
{
    int at = -1;
    for (int j = 0; j < k; j++) {
        if (row[j] == 1 && at < 0)
            at = j;
        else if (row[j] != 0)
            return -1;
    }
    return at;
}

/* A row of zeros and ones is a sample of several classes, or of none. */
static bool not_one_hot(const char *path, const int32_t *row, int i, int k, Err *err)
{
    bool labels = true;
    for (int j = 0; j < k; j++)
        labels = labels && (row[j] == 0 || row[j] == 1);
    return err_set(err, "%s: row %d is not one-hot; expected one 1 and %d zeros%s", path, i, k - 1,
                   labels ? SEVERAL_LABELS : "");
}

static bool set_labels(const DatasetRequest *req, const char *path, const char *x_path,
                       const NpyArray *y, Dataset *d, Err *err)
{
    if (!labels_shape(req, path, y, err))
        return false;
    int k = y->rank == 2 ? (int)y->dim[1] : 1, most = 0;
    if (k > 1 && req->n_outputs && k != req->n_outputs)
        return err_set(err,
                       "%s has rows of %d targets, but the net tells %d classes apart: expected "
                       "one-hot rows of %d, or class numbers (n)",
                       path, k, req->n_outputs, req->n_outputs);
    if (y->dim[0] != d->n)
        return err_set(err, "%s holds %d samples, but %s %lld labels", x_path, d->n, path,
                       (long long)y->dim[0]);
    for (int i = 0; i < d->n; i++) {
        int v = k == 1 ? y->i[i] : hot(y->i + (size_t)i * (size_t)k, k);
        if (v < 0 && k > 1)
            return not_one_hot(path, y->i + (size_t)i * (size_t)k, i, k, err);
        if (v < 0 || (req->labels && v >= req->n_labels) || v >= MAX_SIDE)
            return err_set(err, "%s: label %d of sample %d is out of range; expected 0 ... %d",
                           path, v, i, (req->labels ? req->n_labels : MAX_SIDE) - 1);
        d->labels[i] = v;
        most = v > most ? v : most;
    }
    if (req->labels)
        return dataset_set_classes(d, req->labels, req->n_labels, err);
    return dataset_number_classes(d, k > 1 ? k : most + 1, err);
}

/* Rows that are all one-hot, or 0 and 1 alone for one output, are classes. */
static bool are_classes(const DatasetRequest *req, const NpyArray *y)
{
    int64_t k = req->n_targets;
    for (int64_t i = 0; i < y->dim[0]; i++) {
        const float *row = y->f + i * k;
        int ones = 0, others = 0;
        for (int64_t j = 0; j < k; j++) {
            ones += row[j] == 1;
            others += row[j] != 1 && row[j] != 0;
        }
        if (others || (k > 1 && ones != 1))
            return false;
    }
    return true;
}

static bool set_targets(const char *path, const char *x_path, const NpyArray *y, Dataset *d,
                        Err *err)
{
    int k = (int)row_count(y);
    if (y->dim[0] != d->n)
        return err_set(err, "%s holds %d samples, but %s %lld targets", x_path, d->n, path,
                       (long long)y->dim[0]);
    for (size_t i = 0; i < y->count; i++)
        if (!(y->f[i] - y->f[i] == 0))
            return err_set(err, "%s: target %zu of sample %zu is not finite", path, i % (size_t)k,
                           i / (size_t)k);
    if (!dataset_alloc_targets(d, k, err))
        return false;
    memcpy(d->targets, y->f, sizeof *y->f * y->count);
    memset(d->labels, 0, sizeof *d->labels * (size_t)d->n);
    return true;
}

/* Class numbers of pixels. */
static bool set_masks(const DatasetRequest *req, const char *path, const char *x_path,
                      const NpyArray *y, Dataset *d, Err *err)
{
    size_t pixels = (size_t)req->mask_h * (size_t)req->mask_w;
    if (!masks_shape(req, path, y, err))
        return false;
    if (y->dim[0] != d->n)
        return err_set(err, "%s holds %d samples, but %s %lld masks", x_path, d->n, path,
                       (long long)y->dim[0]);
    if (!dataset_alloc_masks(d, req->mask_h, req->mask_w, err))
        return false;
    for (size_t i = 0; i < y->count; i++) {
        if (y->i[i] < 0 || y->i[i] >= req->n_outputs)
            return err_set(err,
                           "%s: class %d of pixel %zu of sample %zu is out of range; expected "
                           "0 ... %d",
                           path, (int)y->i[i], i % pixels, i / pixels, req->n_outputs - 1);
        d->masks[i] = (uint8_t)y->i[i];
    }
    memset(d->labels, 0, sizeof *d->labels * (size_t)d->n);
    return req->labels && req->n_labels == req->n_outputs
               ? dataset_set_classes(d, req->labels, req->n_labels, err)
               : dataset_number_classes(d, req->n_outputs, err);
}

/* Class numbers could not be read: are they numbers of another sort? */
static void hint_at_numbers(const char *path, Err *err)
{
    NpyArray y = {0};
    Err why = err ? *err : (Err){0}, ignored;
    bool fraction = false;
    if (npy_read_float(path, &y, &ignored))
        for (size_t i = 0; i < y.count; i++)
            fraction |= y.f[i] != (float)(int64_t)fminf(fmaxf(y.f[i], -1e9f), 1e9f);
    npy_free(&y);
    if (fraction)
        err_set(err, "%s; a loss that compares numbers (`loss mse`) takes such targets", why.text);
}

/* Of a net that ends in one channel, zeros and ones alone are the classes of pixels; other numbers
 * are shares. What cannot be read, reading it again says. */
static bool is_binary_mask(const DatasetRequest *req, const char *path, const NpyArray *shape)
{
    NpyArray y = {0};
    Err ignored;
    bool mask = req->mask_h && are_masks(shape) && npy_read_float(path, &y, &ignored);
    for (size_t i = 0; mask && i < y.count; i++)
        mask = y.f[i] == 0 || y.f[i] == 1;
    npy_free(&y);
    return mask;
}

/* The labels of the samples that d has: classes or targets. */
static bool read_labels(const DatasetRequest *req, const char *path, const char *x_path, Dataset *d,
                        Err *err)
{
    NpyArray shape, y = {0};
    if (!npy_read_shape(path, &shape, err))
        return false;
    if (are_targets(req, &shape) && !is_binary_mask(req, path, &shape)) {
        bool ok = npy_read_float(path, &y, err), classes = ok && are_classes(req, &y);
        ok = ok && (classes || set_targets(path, x_path, &y, d, err));
        npy_free(&y);
        if (!ok || !classes)
            return ok;
    }
    bool whole = npy_read_int32(path, &y, err);
    if (!whole && !req->n_targets)
        hint_at_numbers(path, err);
    bool ok = whole && (req->mask_h ? set_masks : set_labels)(req, path, x_path, &y, d, err);
    npy_free(&y);
    return ok;
}

/* WORD_train.npy, a number a sample. What validates is not weighed. */
static bool read_weights(const DatasetRequest *req, const char *x_path, Dataset *d, Err *err)
{
    const char *word = req->columns_wish ? req->columns_wish->weight : NULL;
    char path[4096];
    NpyArray w = {0};
    if (!word || req->split != DATASET_TRAIN)
        return true;
    bool ok = find_file(req, word, path, sizeof path, err) && npy_read_float(path, &w, err);
    if (ok && (w.rank < 1 || w.dim[0] != d->n || row_count(&w) != 1))
        ok = err_set(err, "%s: expected %d weights, one for each sample of %s", path, d->n, x_path);
    ok = ok && dataset_alloc_weights(d, err);
    if (ok)
        memcpy(d->weights, w.f, sizeof *d->weights * (size_t)d->n);
    npy_free(&w);
    return ok && dataset_weights_fit(d, path, err);
}

static bool describe(const DatasetRequest *req, const char *path, Dataset *d, Err *err)
{
    char with[80] = "";
    const char *split = req->split == DATASET_TRAIN   ? "training"
                        : !strcmp(set_of(req), "val") ? "validation"
                                                      : "test";
    if (d->targets)
        snprintf(with, sizeof with, " with %d target%s each", d->n_targets,
                 d->n_targets == 1 ? "" : "s");
    else if (d->masks)
        snprintf(with, sizeof with, " with masks of %dx%d in %d classes", d->mask_w, d->mask_h,
                 d->n_classes);
    else if (!req->unlabelled)
        snprintf(with, sizeof with, " in %d classes", d->n_classes);
    char more[100];
    snprintf(more, sizeof more, "%s%s",
             !is_flat(req)                 ? ""
             : req->split == DATASET_TRAIN ? " (but for every fifth, kept for testing)"
                                           : " (every fifth)",
             d->records ? dataset_outside_text : "");
    if (!dataset_is_numbers(d))
        return dataset_describe(d, err, "%d %s pictures of %dx%d%s from %s%s", d->n, split, d->w,
                                d->h, with, path, more);
    return dataset_describe(d, err, "%d %s samples of %dx%dx%d numbers%s from %s%s", d->n, split,
                            d->h, d->w, d->c, with, path, more);
}

/* Of a net with several inputs or outputs. */
static bool load_parts(const DatasetRequest *req, Dataset *d, Err *err)
{
    char x_path[4096], y_path[4096];
    NpyArray shape;
    bool ok = find_file(req, req->n_inputs ? req->inputs[0].name : "x", x_path, sizeof x_path, err);
    if (req->n_inputs)
        ok = ok && parts_read_inputs(req, set_of(req), d, err);
    else
        ok = ok && set_samples(req, x_path, d, err);
    if (ok && req->n_parts)
        ok = parts_read_targets(req, set_of(req), d, err);
    else if (ok && !req->unlabelled)
        ok = find_file(req, "y", y_path, sizeof y_path, err) &&
             npy_read_shape(y_path, &shape, err) && labels_shape(req, y_path, &shape, err) &&
             read_labels(req, y_path, x_path, d, err);
    d->validation_beside = ok && req->split != DATASET_VALIDATION && has_validation(req);
    return ok && read_weights(req, x_path, d, err) && keep_split(req, d, err) &&
           describe(req, x_path, d, err);
}

static bool load_arrays(const DatasetRequest *req, Dataset *d, Err *err)
{
    if (req->n_inputs || req->n_parts)
        return load_parts(req, d, err);
    char x_path[4096], y_path[4096];
    bool ok = find_file(req, "x", x_path, sizeof x_path, err) &&
              (req->unlabelled || find_file(req, "y", y_path, sizeof y_path, err)) &&
              shapes_fit(req, x_path, y_path, err) && set_samples(req, x_path, d, err);
    if (ok && req->unlabelled)
        memset(d->labels, 0, sizeof *d->labels * (size_t)d->n);
    else
        ok = ok && read_labels(req, y_path, x_path, d, err);
    ok = ok && read_weights(req, x_path, d, err) && keep_split(req, d, err);
    d->validation_beside = req->split != DATASET_VALIDATION && has_validation(req);
    return ok && describe(req, x_path, d, err);
}

bool arrays_load(const DatasetRequest *req, Dataset *d, Err *err)
{
    DatasetRequest own = *req;
    struct stat st;
    int n;
    /* once: a name that is looked for again must not be missing for want of memory */
    bool archive = !stat(req->path, &st) && S_ISREG(st.st_mode);
    if (archive && !(own.members = zip_names(req->path, ".npy", &n, err)))
        return false;
    bool ok = load_arrays(&own, d, err);
    free(own.members);
    return ok;
}

DATASET_KIND(npy, .doc = "a folder with x_train.npy, y_train.npy, x_test.npy and y_test.npy",
             .load = arrays_load, .marks = "x_train.npy x_test.npy", .parts = true);
