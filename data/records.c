/* Reading samples from their files; see records.h. */
#define _POSIX_C_SOURCE 200809L
#include "data/records.h"
#include "base/fileio.h"
#include "formats/bytes.h"
#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <unistd.h>

Records *records_new(size_t stride, size_t skip, size_t count, const NumberTypeInfo *type, Err *err)
{
    Records *r = calloc(1, sizeof *r);
    if (r)
        *r = (Records){.stride = stride, .skip = skip, .count = count, .type = type, .users = 1};
    else
        err_set(err, "out of memory (a data set)");
    return r;
}

bool records_add(Records *r, const char *path, uint64_t at, int n, Err *err)
{
    RecordFile *f = &r->file[r->n_files];
    uint64_t size;
    if (r->n_files == RECORD_FILES || n > INT32_MAX - r->n)
        return err_set(err, "%s: more records than a data set may have", path);
    *f = (RecordFile){strdup(path), file_open(path, &size, err), at, n, r->n};
    r->n_files++;
    if (f->fd < 0)
        return false;
    if (!f->path)
        return err_set(err, "out of memory (a data set)");
    if (n > 0 && (at > size || (size - at) / r->stride < (uint64_t)n))
        return err_set(err,
                       "%s: truncated at byte %llu: expected %d records of %zu bytes from byte "
                       "%llu on",
                       path, (unsigned long long)size, n, r->stride, (unsigned long long)at);
    r->n += n;
    return true;
}

Records *records_share(Records *r)
{
    r->users++;
    return r;
}

void records_free(Records *r)
{
    if (!r || --r->users > 0)
        return;
    for (int i = 0; i < r->n_files; i++) {
        free(r->file[i].path);
        if (r->file[i].fd >= 0)
            close(r->file[i].fd);
    }
    free(r);
}

size_t records_bytes(const Records *r) { return r->count * (r->type ? (size_t)r->type->bytes : 1); }

static const RecordFile *file_of(const Records *r, int i)
{
    const RecordFile *f = r->file;
    while (i >= f->before + f->n)
        f++;
    return f;
}

static uint64_t place_of(const Records *r, const RecordFile *f, int i)
{
    return f->at + (uint64_t)(i - f->before) * r->stride + r->skip;
}

bool records_read(const Records *r, int i, uint8_t *to, Err *err)
{
    const RecordFile *f = file_of(r, i);
    uint64_t at = place_of(r, f, i);
    size_t bytes = records_bytes(r);
    for (size_t done = 0; done < bytes;) {
        ssize_t k = pread(f->fd, to + done, bytes - done, (off_t)(at + done));
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return err_set(err, "cannot read %s at byte %llu: %s", f->path,
                           (unsigned long long)(at + done),
                           k < 0 ? err_reason(errno) : "the file became shorter while it was read");
        done += (size_t)k;
    }
    return true;
}

void records_soon(const Records *r, int i)
{
#ifdef POSIX_FADV_WILLNEED
    const RecordFile *f = file_of(r, i);
    posix_fadvise(f->fd, (off_t)place_of(r, f, i), (off_t)records_bytes(r), POSIX_FADV_WILLNEED);
#else
    (void)r, (void)i;
#endif
}

void records_floats(const Records *r, const uint8_t *raw, float *to)
{
    if (r->type == &number_types[NUMBER_F32] && host_is_little_endian()) {
        memcpy(to, raw, r->count * sizeof *to);
        return;
    }
    for (size_t k = 0; k < r->count; k++)
        to[k] = (float)r->type->load(raw + k * (size_t)r->type->bytes);
}

void records_interleave(const uint8_t *planes, size_t pixels, uint8_t *rgb)
{
    for (size_t i = 0; i < pixels; i++, rgb += 3) {
        rgb[0] = planes[i];
        rgb[1] = planes[pixels + i];
        rgb[2] = planes[2 * pixels + i];
    }
}

static bool check_numbers(Records *r, int i, const uint8_t *raw, Err *err)
{
    const RecordFile *f = file_of(r, i);
    size_t size = (size_t)r->type->bytes;
    for (size_t k = 0; k < r->count; k++) {
        double v = r->type->load(raw + k * size);
        if (!(v - v == 0))
            return err_set(err, "%s: number %zu of sample %d is not finite", f->path, k, i);
        if (fabs(v) > FLT_MAX)
            return err_set(err,
                           "%s: %g at byte %llu (number %zu of sample %d) does not fit a float",
                           f->path, v, (unsigned long long)(place_of(r, f, i) + k * size), k, i);
        if ((float)fabs(v) > r->largest)
            r->largest = (float)fabs(v);
    }
    return true;
}

bool records_check(Records *r, Err *err)
{
    uint8_t *raw = data_alloc(records_bytes(r), 1, "a sample", err);
    bool ok = raw != NULL;
#ifdef POSIX_FADV_SEQUENTIAL
    for (int i = 0; i < r->n_files; i++)
        posix_fadvise(r->file[i].fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
    for (int i = 0; ok && i < r->n; i++)
        ok = records_read(r, i, raw, err) && (!r->type || check_numbers(r, i, raw, err));
#ifdef POSIX_FADV_NORMAL
    for (int i = 0; i < r->n_files; i++)
        posix_fadvise(r->file[i].fd, 0, 0, POSIX_FADV_NORMAL);
#endif
    free(raw);
    return ok;
}
