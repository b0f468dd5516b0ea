/* Data sets in the official CIFAR-10 binary layout; see dataset.h. A record is 1 label byte and 3072 pixel bytes in three
 * planes; the planes are interleaved here.
 * Source: www.cs.toronto.edu/~kriz/cifar.html, "Binary version". */
#include "base/fileio.h"
#include "runtime/data/bytes.h"
#include "runtime/data/dataset.h"
#include "runtime/data/image.h"
#include <errno.h>
#include <sys/stat.h>

enum { SIDE = 32, PLANE = SIDE * SIDE, PIXELS = 3 * PLANE, RECORD = 1 + PIXELS, CLASSES = 10, MAX_CLASSES = 256, FILES = 5 };

static const char *const train_file[] = {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                                         "data_batch_5.bin"};
static const char *const test_file[] = {"test_batch.bin"};
static const char *const meta_file = "batches.meta.txt";

typedef struct Cifar {
    const DatasetRequest *req;
    const char *const    *files;
    int       n_files;
    size_t    size[FILES];              /* bytes, a whole number of records */
    char     *meta;                     /* text of batches.meta.txt, cut into lines; NULL: there is none */
    const char *names[MAX_CLASSES];     /* class names of the data, in meta */
    int       n_names;
    int       map[MAX_CLASSES];         /* data's class number -> the net's */
    int       n_map;                    /* numbers below it are valid */
    bool      renamed;                  /* the net uses other names */
} Cifar;

static bool join(char *buf, size_t size, const char *folder, const char *file, Err *err)
{
    size_t n = strlen(folder);
    const char *slash = n && folder[n - 1] == '/' ? "" : "/";
    return (size_t)snprintf(buf, size, "%s%s%s", folder, slash, file) < size ? true : err_set(err, "the path %s is too long", folder);
}

static bool no_folder(const DatasetRequest *req, const char *why, Err *err)
{
    return err_set(err, "cannot open the CIFAR-10 folder %s: %s; expected a folder with data_batch_1.bin ... data_batch_5.bin and "
                        "test_batch.bin, as in the official archive cifar-10-binary.tar.gz "
                        "(www.cs.toronto.edu/~kriz/cifar.html, University of Toronto)", req->path, why);
}

/* Sizes first: memory for the pictures is taken once, and the files are then read one after the other. */
static bool check_files(Cifar *c, Err *err)
{
    char path[4096];
    struct stat st;
    if (stat(c->req->path, &st))
        return no_folder(c->req, strerror(errno), err);
    if (!S_ISDIR(st.st_mode))
        return no_folder(c->req, "it is a file", err);
    for (int i = 0; i < c->n_files; i++) {
        if (!join(path, sizeof path, c->req->path, c->files[i], err))
            return false;
        if (stat(path, &st))
            return errno == ENOENT
                       ? err_set(err, "missing file %s; a CIFAR-10 folder holds data_batch_1.bin ... data_batch_5.bin and test_batch.bin, "
                                      "as in the official archive cifar-10-binary.tar.gz (www.cs.toronto.edu/~kriz/cifar.html)", path)
                       : err_set(err, "cannot open %s: %s", path, strerror(errno));
        if (!S_ISREG(st.st_mode))
            return err_set(err, "cannot read %s: it is no ordinary file", path);
        c->size[i] = (size_t)st.st_size;
        size_t whole = c->size[i] / RECORD, rest = c->size[i] % RECORD;
        if (rest)
            return err_set(err, "%s: truncated: the record at byte %zu has %zu bytes; expected records of %d bytes, so a file of %zu or %zu",
                           path, whole * RECORD, rest, RECORD, whole * RECORD, (whole + 1) * RECORD);
    }
    return true;
}

/* A class name a line; blank lines do not count (the official file ends with one). */
static bool read_meta(Cifar *c, Err *err)
{
    char path[4096];
    struct stat st;
    unsigned char *text;
    size_t size;
    if (!join(path, sizeof path, c->req->path, meta_file, err))
        return false;
    if (stat(path, &st) && errno == ENOENT)
        return true;
    if (!file_read(path, 1 << 20, &text, &size, err))
        return false;
    c->meta = (char *)text;
    for (char *line = c->meta; line;) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        size_t n = strcspn(line, "\r");
        line[n] = 0;
        if (n && c->n_names == MAX_CLASSES)
            return err_set(err, "%s: more than %d class names", path, MAX_CLASSES);
        if (n)
            c->names[c->n_names++] = line;
        line = next;
    }
    if (!c->n_names)
        return err_set(err, "%s: no class names; expected one a line", path);
    return true;
}

static int position(const char *name, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

/* The rule of dataset.h: equal lists of names are mapped by name, others by number. */
static bool map_classes(Cifar *c, Err *err)
{
    const DatasetRequest *req = c->req;
    int n = c->n_names ? c->n_names : req->labels ? req->n_labels : CLASSES, common = 0, moved = 0;
    for (int i = 0; i < c->n_names && req->labels; i++) {
        int at = position(c->names[i], req->labels, req->n_labels);
        common += at >= 0;
        moved += at >= 0 && at != i;
        c->map[i] = at;
    }
    bool same = common == c->n_names && common == req->n_labels && common > 0;
    if (moved && !same) {
        char ours[320], theirs[320];
        name_list(ours, sizeof ours, req->labels, req->n_labels);
        name_list(theirs, sizeof theirs, c->names, c->n_names);
        return err_set(err, "%s: its classes (%s) have some names of the net's labels (%s), but under other numbers", req->path, theirs, ours);
    }
    c->n_map = n < MAX_CLASSES ? n : MAX_CLASSES;
    if (req->labels && c->n_map > req->n_labels)
        c->n_map = req->n_labels;
    for (int i = 0; i < c->n_map && !same; i++)
        c->map[i] = i;
    c->renamed = req->labels && c->n_names && common < c->n_names;
    return true;
}

static void interleave(const uint8_t *planes, uint8_t *rgb)
{
    for (int i = 0; i < PLANE; i++, rgb += 3) {
        rgb[0] = planes[i];
        rgb[1] = planes[PLANE + i];
        rgb[2] = planes[2 * PLANE + i];
    }
}

static bool unpack_record(const Cifar *c, const uint8_t *record, Dataset *d, int k, Err *err)
{
    size_t image = (size_t)d->h * (size_t)d->w * 3;
    uint8_t *to = d->pixels + (size_t)k * image, small[PIXELS];
    d->labels[k] = c->map[record[0]];
    if (d->h == SIDE && d->w == SIDE) {
        interleave(record + 1, to);
        return true;
    }
    interleave(record + 1, small);
    Image from = {SIDE, SIDE, small}, sized;
    if (!image_resize(&from, d->w, d->h, &sized, err))
        return false;
    memcpy(to, sized.rgb, image);
    image_free(&sized);
    return true;
}

static bool unpack_file(const Cifar *c, int file, Dataset *d, int *k, Err *err)
{
    char path[4096];
    unsigned char *bytes;
    size_t size;
    if (!join(path, sizeof path, c->req->path, c->files[file], err) || !file_read(path, 0, &bytes, &size, err))
        return false;
    bool ok = size == c->size[file] ? true : err_set(err, "%s: the file changed while it was read", path);
    for (size_t at = 0; at < size && ok; at += RECORD) {
        if (bytes[at] >= c->n_map)
            ok = err_set(err, "%s: label %d at byte %zu is out of range; expected 0 ... %d", path, bytes[at], at, c->n_map - 1);
        ok = ok && unpack_record(c, bytes + at, d, (*k)++, err);
    }
    free(bytes);
    return ok;
}

static bool unpack(const Cifar *c, Dataset *d, Err *err)
{
    int k = 0;
    for (int f = 0; f < c->n_files; f++)
        if (!unpack_file(c, f, d, &k, err))
            return false;
    return true;
}

static bool set_names(const Cifar *c, Dataset *d, Err *err)
{
    static const char *const digits[CLASSES] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    if (c->req->labels)
        return dataset_set_classes(d, c->req->labels, c->req->n_labels, err);
    return c->n_names ? dataset_set_classes(d, c->names, c->n_names, err) : dataset_set_classes(d, digits, CLASSES, err);
}

static bool load_all(Cifar *c, Dataset *d, Err *err)
{
    size_t records = 0;
    char names[512], note[640] = "";
    if (!check_files(c, err) || !read_meta(c, err) || !map_classes(c, err))
        return false;
    for (int i = 0; i < c->n_files; i++)
        records += c->size[i] / RECORD;
    if (records == 0 || records > INT32_MAX)
        return err_set(err, "%s: %zu pictures in %s%s", c->req->path, records, c->files[0], c->n_files > 1 ? " ... data_batch_5.bin" : "");
    if (!dataset_alloc(d, (int)records, c->req->h ? c->req->h : SIDE, c->req->w ? c->req->w : SIDE, err))
        return false;
    if (!unpack(c, d, err) || !set_names(c, d, err))
        return false;
    name_list(names, sizeof names, c->names, c->n_names);
    if (c->renamed)
        snprintf(note, sizeof note, " (which the data calls %s)", names);
    return dataset_describe(d, err, "%d %s pictures of %dx%d in %d classes%s from %s (CIFAR-10 layout)", d->n,
                            c->req->split == DATASET_TRAIN ? "training" : "test", d->w, d->h, d->n_classes, note, c->req->path);
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    bool train = req->split == DATASET_TRAIN;
    Cifar *c = calloc(1, sizeof *c);
    if (!c)
        return err_set(err, "%s: not enough memory", req->path);
    c->req = req;
    c->files = train ? train_file : test_file;
    c->n_files = train ? FILES : 1;
    bool ok = load_all(c, d, err);
    free(c->meta);
    free(c);
    return ok;
}

const DatasetKind dataset_cifar10 = {"cifar10", "a folder in the official CIFAR-10 binary layout", load};
