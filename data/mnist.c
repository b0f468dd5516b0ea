/* Data sets in MNIST's idx layout (MNIST, Fashion-MNIST, EMNIST's splits by the same names); see
 * dataset.h. An idx file is 0, 0, the type (8: bytes), the number of dimensions, each dimension as
 * 4 big-endian bytes, then the data. zlib reads files that are gzipped and those that are not
 * alike. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits". */
#include "base/fileio.h"
#include "formats/bytes.h"
#include "data/dataset.h"
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { MAX_SIDE = 4096, MAX_HEAD = 16, BYTE_TYPE = 8, CHUNK = 1 << 24 };

typedef struct IdxFile {
    const char *path;
    gzFile f;        /* behind the header; NULL: not open */
    uint64_t packed; /* the file's bytes */
    int rank, dim[3];
    size_t size; /* the data's bytes, product of dim */
} IdxFile;

/* The file's name as it is in the folder: with '.' for the last '-' and with .gz, too. */
static bool find_file(const DatasetRequest *req, const char *base, char *path, size_t size,
                      Err *err)
{
    struct stat st;
    const char *type = strstr(base, "-idx");
    int stem = (int)(type - base);
    for (int i = 0; i < 4; i++) {
        const char *gz = i & 1 ? ".gz" : "";
        if (snprintf(path, size, "%s/%.*s%c%s%s", req->path, stem, base, i & 2 ? '.' : '-',
                     type + 1, gz) >= (int)size)
            return err_set(err, "the path %s is too long", req->path);
        if (!stat(path, &st) || (errno != ENOENT && errno != ENOTDIR))
            return true; /* what is wrong with it, opening it says */
    }
    return err_set(
        err,
        "%s has no file %s or %s.gz; expected the four files train-images-idx3-ubyte, "
        "train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
        "t10k-labels-idx1-ubyte, gzipped or not. MNIST's .gz have the MD5 "
        "f68b3c2dcbeaaa9fbdd348bbdeb94873, "
        "d53e105ee54ea40749a09fcbcd1e9432, 9fb629c4189551a2d022fa330f9573f3 and "
        "ec29112dd5afa0611ce80d1b7f02629c "
        "(yann.lecun.com/exdb/mnist); Fashion-MNIST: github.com/zalandoresearch/fashion-mnist",
        req->path, base, base);
}

/* Exactly `size` bytes. */
static bool take(gzFile f, const char *path, size_t at, uint8_t *to, size_t size, Err *err)
{
    for (size_t done = 0; done < size;) {
        size_t want = size - done < CHUNK ? size - done : CHUNK;
        int got = gzread(f, to + done, (unsigned)want), code = Z_OK;
        if (got > 0) {
            done += (size_t)got;
            continue;
        }
        const char *why = gzerror(f, &code);
        if (got < 0 && code != Z_BUF_ERROR)
            return err_set(err, "%s: damaged at byte %zu: %s", path, at + done, why);
        return err_set(err, "%s: truncated at byte %zu: expected %zu bytes", path, at + done,
                       at + size);
    }
    return true;
}

static bool read_head(IdxFile *x, int rank, Err *err)
{
    uint8_t head[MAX_HEAD];
    size_t size = 1;
    x->rank = rank;
    if (!take(x->f, x->path, 0, head, 4, err))
        return false;
    if (head[0] || head[1] || head[2] != BYTE_TYPE || head[3] != rank)
        return err_set(err,
                       "%s: no idx file of %s: its first bytes are %02x %02x %02x %02x; expected "
                       "00 00 08 %02x",
                       x->path, rank == 3 ? "pictures" : "labels", head[0], head[1], head[2],
                       head[3], (unsigned)rank);
    if (!take(x->f, x->path, 4, head + 4, (size_t)rank * 4, err))
        return false;
    for (int i = 0; i < rank; i++) {
        const uint8_t *p = head + 4 + 4 * i;
        uint32_t v = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
        if (v < 1 || v > (i ? MAX_SIDE : INT32_MAX))
            return err_set(err, "%s: dimension %u at byte %d; expected 1 ... %d", x->path,
                           (unsigned)v, 4 + 4 * i, i ? MAX_SIDE : INT32_MAX);
        x->dim[i] = (int)v;
        size *= v;
    }
    x->size = size;
    size_t all = 4 + 4 * (size_t)rank + size;
    if (gzdirect(x->f) && x->packed < all)
        return err_set(err, "%s: truncated at byte %llu: expected %zu bytes", x->path,
                       (unsigned long long)x->packed, all);
    if (size / 1032 > x->packed) /* deflate makes at most 1032 bytes of one */
        return err_set(err, "%s: truncated: a file of %llu bytes cannot hold %zu", x->path,
                       (unsigned long long)x->packed, size);
    if (is_bomb(x->packed, size))
        return err_set(err, "%s: refused as a compression bomb: %llu bytes would become %zu",
                       x->path, (unsigned long long)x->packed, size);
    return true;
}

/* Opens it and reads its header. */
static bool open_idx(IdxFile *x, int rank, Err *err)
{
    int fd = file_open(x->path, &x->packed, err);
    if (fd < 0)
        return false;
    x->f = gzdopen(fd, "rb");
    if (!x->f)
        close(fd);
    return x->f ? read_head(x, rank, err) : err_set(err, "cannot open %s: out of memory", x->path);
}

static bool read_data(IdxFile *x, uint8_t *to, Err *err)
{
    uint8_t more;
    size_t at = 4 + 4 * (size_t)x->rank;
    if (!take(x->f, x->path, at, to, x->size, err))
        return false;
    return gzread(x->f, &more, 1) <= 0 ||
           err_set(err, "%s: extra bytes from byte %zu on", x->path, at + x->size);
}

static bool set_classes(const DatasetRequest *req, Dataset *d, Err *err)
{
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    int most = 0;
    for (int i = 0; i < d->n; i++)
        most = d->labels[i] > most ? d->labels[i] : most;
    if (req->labels)
        return dataset_set_classes(d, req->labels, req->n_labels, err);
    if (most < 10)
        return dataset_set_classes(d, digits, 10, err);
    return dataset_number_classes(d, most + 1, err);
}

static bool read_labels(const DatasetRequest *req, IdxFile *labels, Dataset *d, Err *err)
{
    uint8_t *bytes = data_alloc(labels->size, 1, labels->path, err);
    bool ok = bytes && read_data(labels, bytes, err);
    for (int i = 0; ok && i < d->n; i++) {
        d->labels[i] = bytes[i];
        if (req->labels && bytes[i] >= req->n_labels)
            ok = err_set(err, "%s: label %d of sample %d is out of range; expected 0 ... %d",
                         labels->path, bytes[i], i, req->n_labels - 1);
    }
    free(bytes);
    return ok;
}

/* Of a file that is not gzipped, in which each picture has its place. */
static bool leave_in_file(const DatasetRequest *req, const IdxFile *x, Dataset *d, Err *err)
{
    size_t bytes = (size_t)x->dim[1] * (size_t)x->dim[2], head = 4 + 4 * (size_t)x->rank;
    Records *r = records_new(bytes, 0, bytes, NULL, err);
    if (r && x->packed != head + x->size)
        err_set(err, "%s: extra bytes from byte %zu on", x->path, head + x->size);
    else if (r && records_add(r, x->path, head, x->dim[0], err))
        return dataset_take_records(d, r, x->dim[1], x->dim[2], 1, req->h, req->w, err);
    records_free(r);
    return false;
}

/* Both headers are known and agree before any memory is taken for what they promise. */
static bool join(const DatasetRequest *req, IdxFile *images, IdxFile *labels, Dataset *d, Err *err)
{
    if (images->dim[0] != labels->dim[0])
        return err_set(err, "%s holds %d pictures, but %s %d labels", images->path, images->dim[0],
                       labels->path, labels->dim[0]);
    bool outside = gzdirect(images->f) && images->size > dataset_limit(req);
    bool ok = outside ? leave_in_file(req, images, d, err)
                      : dataset_alloc_stored(d, images->dim[0], images->dim[1], images->dim[2], 1,
                                             req->h, req->w, err) &&
                            read_data(images, d->pixels, err);
    return ok && read_labels(req, labels, d, err) && set_classes(req, d, err) &&
           dataset_describe(d, err,
                            "%d %s pictures of %dx%d in %d classes from %s (MNIST layout)%s", d->n,
                            req->split == DATASET_TRAIN ? "training" : "test", d->w, d->h,
                            d->n_classes, req->path, outside ? dataset_outside_text : "");
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    char path[2][4096];
    bool train = req->split == DATASET_TRAIN;
    struct stat st;
    IdxFile images = {.path = path[0]}, labels = {.path = path[1]};
    if (stat(req->path, &st) || !S_ISDIR(st.st_mode))
        return err_set(err,
                       "cannot open the MNIST folder %s: %s; expected a folder with "
                       "train-images-idx3-ubyte and the other three files",
                       req->path, stat(req->path, &st) ? err_reason(errno) : "it is a file");
    bool ok = find_file(req, train ? "train-images-idx3-ubyte" : "t10k-images-idx3-ubyte", path[0],
                        sizeof path[0], err) &&
              find_file(req, train ? "train-labels-idx1-ubyte" : "t10k-labels-idx1-ubyte", path[1],
                        sizeof path[1], err) &&
              open_idx(&images, 3, err) && open_idx(&labels, 1, err) &&
              join(req, &images, &labels, d, err);
    if (images.f)
        gzclose(images.f);
    if (labels.f)
        gzclose(labels.f);
    return ok;
}

DATASET_KIND(mnist, .doc = "a folder of MNIST's idx files, gzipped or not", .load = load,
             .marks = "train-images-idx3-ubyte train-images-idx3-ubyte.gz t10k-images-idx3-ubyte "
                      "t10k-images-idx3-ubyte.gz train-images.idx3-ubyte");
