/* Several inputs and outputs, each an array of its own: NAME_train.npy (n, ...). Inputs may be
 * bytes or other numbers; a sample's are laid one after the other, in the order of the net. */
#include "data/parts.h"
#include "formats/npy.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool array_path(const DatasetRequest *req, const char *name, char *path, size_t size)
{
    struct stat st;
    bool archive = !stat(req->path, &st) && S_ISREG(st.st_mode);
    return snprintf(path, size, archive ? "%s(%s.npy)" : "%s/%s.npy", req->path, name) < (int)size;
}

static bool read_part(const DatasetRequest *req, const DatasetPart *p, const char *set, char *path,
                      size_t size, NpyArray *to, Err *err)
{
    char name[400];
    if (snprintf(name, sizeof name, "%s%s%s", p->name, *set ? "_" : "", set) >= (int)sizeof name ||
        !array_path(req, name, path, size))
        return err_set(err, "the path %s is too long", req->path);
    return npy_read_float(path, to, err);
}

static int64_t row_count(const NpyArray *a)
{
    int64_t count = 1;
    for (int i = 1; i < a->rank; i++)
        count *= a->dim[i];
    return count;
}

static void shape_text(const NpyArray *a, char *to, size_t size)
{
    size_t at = (size_t)snprintf(to, size, "(");
    for (int i = 0; i < a->rank && at < size; i++)
        at += (size_t)snprintf(to + at, size - at, i ? ", %lld" : "%lld", (long long)a->dim[i]);
    if (at < size)
        snprintf(to + at, size - at, ")");
}

/* As many samples as the file before, which was `first`; *n 0: this is the first. */
static bool same_count(const char *path, const NpyArray *a, const char *first, int *n, Err *err)
{
    if (a->rank < 1 || a->dim[0] < 1 || a->dim[0] > 1 << 30)
        return err_set(err, "%s holds no samples", path);
    if (*n && a->dim[0] != *n)
        return err_set(err, "%s holds %lld samples, but %s %d", path, (long long)a->dim[0], first,
                       *n);
    *n = (int)a->dim[0];
    return true;
}

static bool all_finite(const char *path, const NpyArray *a, Err *err)
{
    const size_t row = (size_t)row_count(a);
    for (size_t i = 0; i < a->count; i++)
        if (!(a->f[i] - a->f[i] == 0))
            return err_set(err, "%s: number %zu of sample %zu is not finite", path, i % row,
                           i / row);
    return true;
}

/* (n, h, w, c), (n, h, w) of one channel, or rows of as many numbers for a vector. */
static bool input_fits(const char *path, const NpyArray *a, const DatasetPart *p, Err *err)
{
    char found[160];
    const bool map = a->rank == 4 && a->dim[1] == p->h && a->dim[2] == p->w && a->dim[3] == p->c,
               grey = a->rank == 3 && p->c == 1 && a->dim[1] == p->h && a->dim[2] == p->w,
               vector = p->h == 1 && p->w == 1 &&
                        ((a->rank == 2 && a->dim[1] == p->c) || (a->rank == 1 && p->c == 1));
    if (map || grey || vector)
        return true;
    shape_text(a, found, sizeof found);
    if (p->vector)
        return err_set(err, "%s is %s; the input `%s` takes (n, %d)", path, found, p->name, p->c);
    return err_set(err, "%s is %s; the input `%s` takes (n, %d, %d, %d), channels last", path,
                   found, p->name, p->h, p->w, p->c);
}

/* Column block `at` of the n rows of `total` numbers at `to`. */
static void put_block(float *to, int64_t total, int64_t at, const float *from, int64_t count, int n)
{
    for (int i = 0; i < n; i++)
        memcpy(to + (size_t)i * (size_t)total + at, from + (size_t)i * (size_t)count,
               sizeof *to * (size_t)count);
}

static int64_t part_floats(const DatasetPart *p) { return (int64_t)p->h * p->w * p->c; }

bool parts_read_inputs(const DatasetRequest *req, const char *set, Dataset *d, Err *err)
{
    char first[4096], path[4096];
    const DatasetPart *last = &req->inputs[req->n_inputs - 1];
    const int64_t total = last->at + part_floats(last);
    int n = 0;
    for (int i = 0; i < req->n_inputs; i++) {
        const DatasetPart *p = &req->inputs[i];
        NpyArray a = {0};
        bool ok = read_part(req, p, set, path, sizeof path, &a, err) &&
                  same_count(path, &a, first, &n, err) && input_fits(path, &a, p, err) &&
                  all_finite(path, &a, err) &&
                  (i > 0 || dataset_alloc_values(d, n, 1, 1, (int)total, err));
        if (ok)
            put_block(d->values, total, p->at, a.f, part_floats(p), n);
        npy_free(&a);
        if (!ok)
            return false;
        if (i == 0)
            memcpy(first, path, sizeof first);
    }
    memset(d->labels, 0, sizeof *d->labels * (size_t)n);
    return true;
}

/* Rows of class numbers, one a sample or one a pixel, as rows with a 1 each. */
static bool put_classes(const char *path, const NpyArray *a, const DatasetPart *p, Dataset *d,
                        Err *err)
{
    const int64_t places = (int64_t)p->h * p->w;
    for (size_t i = 0; i < a->count; i++) {
        const float v = a->f[i];
        float *to = d->targets + i / (size_t)places * (size_t)d->n_targets + p->at +
                    (int64_t)(i % (size_t)places) * p->c;
        if (!(v >= 0 && v < (float)p->c) || v != (float)(int)v)
            return err_set(err,
                           "%s: %g of sample %zu is no class of the output `%s`: expected whole "
                           "numbers from 0 to %d",
                           path, (double)v, i / (size_t)places, p->name, p->c - 1);
        memset(to, 0, sizeof *to * (size_t)p->c);
        to[(int)v] = 1;
    }
    return true;
}

static bool in_shares(const char *path, const NpyArray *a, const DatasetPart *p, Err *err)
{
    const size_t row = (size_t)row_count(a);
    for (size_t i = 0; p->shares && i < a->count; i++)
        if (!(a->f[i] >= 0 && a->f[i] <= 1))
            return err_set(err,
                           "%s: target %zu of sample %zu is %g, but the loss of `%s` takes numbers "
                           "from 0 to 1",
                           path, i % row, i / row, (double)a->f[i], p->name);
    return true;
}

bool parts_read_targets(const DatasetRequest *req, const char *set, Dataset *d, Err *err)
{
    char path[4096], found[160];
    const DatasetPart *last = &req->outputs[req->n_parts - 1];
    const int64_t total = last->at + part_floats(last);
    if (!dataset_alloc_targets(d, (int)total, err))
        return false;
    for (int i = 0; i < req->n_parts; i++) {
        const DatasetPart *p = &req->outputs[i];
        const int64_t count = part_floats(p), places = (int64_t)p->h * p->w;
        NpyArray a = {0};
        int n = d->n;
        bool ok = read_part(req, p, set, path, sizeof path, &a, err) &&
                  same_count(path, &a, "the inputs", &n, err) && all_finite(path, &a, err);
        const int64_t row = ok ? row_count(&a) : 0;
        if (ok && p->classes && row == places && (count != places || p->c > 1))
            ok = put_classes(path, &a, p, d, err);
        else if (ok && row == count) {
            ok = in_shares(path, &a, p, err);
            put_block(d->targets, total, p->at, a.f, count, ok ? n : 0);
        } else if (ok) {
            shape_text(&a, found, sizeof found);
            ok = err_set(err, "%s is %s; the output `%s` takes %s%lld number%s a sample", path,
                         found, p->name, p->classes ? "a class number, or " : "", (long long)count,
                         count == 1 ? "" : "s");
        }
        npy_free(&a);
        if (!ok)
            return false;
    }
    memset(d->labels, 0, sizeof *d->labels * (size_t)d->n);
    return dataset_number_classes(d, 1, err);
}
