/* FrozenCache: one block of memory, or one mapped file without a name, with a place for each image,
 * and a mark for each place that is filled. See frozen.h. */
#include "training/frozen.h"
#include "base/number.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct FrozenCache {
    NetcModel *m;
    ValuesFor what;
    size_t item, bytes; /* of an image; of all */
    unsigned char *data;
    bool *there; /* by image */
    bool in_file;
};

size_t frozen_default_limit(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (size_t)pages / 4 * (size_t)size : (size_t)1 << 30;
}

/* All of its room is taken now: a disk that fills up later would kill the process at a write. */
static bool take_room(int fd, size_t bytes, const char *folder, Err *err)
{
    int e = posix_fallocate(fd, 0, (off_t)bytes);
    if (e == EINVAL ||
        e == EOPNOTSUPP) { /* a file system that cannot promise: as much as it says is free */
        struct statvfs v;
        e = fstatvfs(fd, &v) || (uint64_t)v.f_bavail * v.f_frsize < bytes ? ENOSPC
            : ftruncate(fd, (off_t)bytes)                                 ? errno
                                                                          : 0;
    }
    return !e || err_set(err, "no room for %s of values of the frozen layers in %s: %s",
                         text_of_bytes((int64_t)bytes).text, folder, err_reason(e));
}

static void *map_file(size_t bytes, const char *folder, Err *err)
{
    char path[4200];
    if (snprintf(path, sizeof path, "%s/netc-frozen-XXXXXX", folder) >= (int)sizeof path) {
        err_set(err, "the path %s is too long", folder);
        return NULL;
    }
    int fd = mkstemp(path);
    if (fd < 0) {
        err_set(err, "cannot make a file for the values of the frozen layers in %s: %s", folder,
                err_reason(errno));
        return NULL;
    }
    unlink(path);
    void *p = MAP_FAILED;
    if (take_room(fd, bytes, folder, err)) {
        p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (p == MAP_FAILED)
            err_set(err, "cannot map %zu bytes of a file in %s: %s", bytes, folder,
                    err_reason(errno));
    }
    close(fd);
    return p == MAP_FAILED ? NULL : p;
}

FrozenCache *frozen_new(NetcModel *m, ValuesFor what, int n, const FrozenOptions *o, Err *err)
{
    ValuesInfo v = netc_values(m, what);
    err->text[0] = 0;
    if (!v.layers || n < 1)
        return NULL;
    FrozenCache *c = calloc(1, sizeof *c);
    bool *there = calloc((size_t)n, sizeof *there);
    if (!c || !there || v.bytes > SIZE_MAX / 4 / (size_t)n) {
        free(c);
        free(there);
        err_set(err, "out of memory (the values of the frozen layers of %d images)", n);
        return NULL;
    }
    *c = (FrozenCache){
        .m = m, .what = what, .item = v.bytes, .bytes = v.bytes * (size_t)n, .there = there};
    c->in_file = c->bytes > o->limit;
    c->data = c->in_file ? map_file(c->bytes, o->folder, err) : malloc(c->bytes);
    if (c->data)
        return c;
    if (!c->in_file)
        err_set(err, "out of memory (%s of values of the frozen layers)",
                text_of_bytes((int64_t)c->bytes).text);
    c->in_file = false;
    frozen_free(c);
    return NULL;
}

void frozen_free(FrozenCache *c)
{
    if (!c)
        return;
    if (c->in_file)
        munmap(c->data, c->bytes);
    else
        free(c->data);
    free(c->there);
    free(c);
}

size_t frozen_bytes(const FrozenCache *c) { return c->bytes; }
bool frozen_in_file(const FrozenCache *c) { return c->in_file; }
size_t frozen_item(const FrozenCache *c) { return c ? c->item : 0; }

bool frozen_load(const FrozenCache *c, const int32_t *image, int n, void *values)
{
    if (!c)
        return false;
    for (int i = 0; i < n; i++)
        if (!c->there[image[i]])
            return false;
    for (int i = 0; i < n; i++)
        memcpy((unsigned char *)values + (size_t)i * c->item, c->data + (size_t)image[i] * c->item,
               c->item);
    return true;
}

bool frozen_fill(FrozenCache *c, const int32_t *image, int n, const float *x, void *values,
                 Err *err)
{
    if (!netc_values_run(c->m, c->what, x, n, values, err))
        return false;
    for (int i = 0; i < n; i++) {
        memcpy(c->data + (size_t)image[i] * c->item, (unsigned char *)values + (size_t)i * c->item,
               c->item);
        c->there[image[i]] = true;
    }
    return true;
}
