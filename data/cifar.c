/* Data sets in the official binary layouts of CIFAR-10 and CIFAR-100; see dataset.h. A record is 1
 * or 2 label bytes (CIFAR-100: coarse, fine) and 3072 pixel bytes in three planes, which are
 * interleaved here. What differs stands in a table of layouts. Source:
 * www.cs.toronto.edu/~kriz/cifar.html, "Binary version". */
#include "base/fileio.h"
#include "formats/bytes.h"
#include "data/cifar_names.h"
#include "data/dataset.h"
#include <errno.h>
#include <sys/stat.h>

enum { SIDE = 32, PLANE = SIDE * SIDE, PIXELS = 3 * PLANE, MAX_CLASSES = 256, FILES = 5 };

typedef struct Layout {
    const char *name;          /* "CIFAR-10" */
    const char *archive, *md5; /* where the files come from; the checksum of the page named above */
    const char *train[FILES + 1], *test[2]; /* files, NULL-terminated */
    const char *holds;                      /* the files, for messages */
    const char *meta;                       /* file of class names */
    int label_bytes, label;                 /* before the pixels; which of them counts */
    int classes;
    const char *const *names; /* of the classes when there is no such file; NULL: they have none */
} Layout;

static const Layout cifar10 = {
    "CIFAR-10",
    "cifar-10-binary.tar.gz",
    "c32a1d4ab5d03f1284b67883e8d87530",
    {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
     "data_batch_5.bin"},
    {"test_batch.bin"},
    "data_batch_1.bin ... data_batch_5.bin and test_batch.bin",
    "batches.meta.txt",
    1,
    0,
    10,
    NULL,
};
static const Layout cifar100 = {
    "CIFAR-100",
    "cifar-100-binary.tar.gz",
    "03b5dce01913d631647c71ecec9e9cb8",
    {"train.bin"},
    {"test.bin"},
    "train.bin and test.bin",
    "fine_label_names.txt",
    2,
    1,
    100,
    cifar100_fine,
};
static const Layout cifar100_coarse = {
    "CIFAR-100",
    "cifar-100-binary.tar.gz",
    "03b5dce01913d631647c71ecec9e9cb8",
    {"train.bin"},
    {"test.bin"},
    "train.bin and test.bin",
    "coarse_label_names.txt",
    2,
    0,
    20,
    cifar100_superclasses,
};

typedef struct Cifar {
    const DatasetRequest *req;
    const Layout *layout;
    const char *const *files;
    int n_files;
    size_t record;      /* bytes */
    size_t size[FILES]; /* bytes, a whole number of records */
    char *meta;         /* text of the file of names, cut into lines; NULL: there is none */
    const char *names[MAX_CLASSES]; /* class names of the data, in meta or in the layout */
    int n_names;
    int map[MAX_CLASSES]; /* data's class number -> the net's */
    int n_map;            /* numbers below it are valid */
    bool renamed;         /* the net uses other names */
} Cifar;

static bool join(char *buf, size_t size, const char *folder, const char *file, Err *err)
{
    size_t n = strlen(folder);
    const char *slash = n && folder[n - 1] == '/' ? "" : "/";
    return (size_t)snprintf(buf, size, "%s%s%s", folder, slash, file) < size
               ? true
               : err_set(err, "the path %s is too long", folder);
}

/* What should be there, and where to get it. */
static const char *expected(const Cifar *c, char *buf, size_t size)
{
    snprintf(buf, size,
             "%s, as in the official archive %s (www.cs.toronto.edu/~kriz/cifar.html, University "
             "of Toronto; MD5 %s)",
             c->layout->holds, c->layout->archive, c->layout->md5);
    return buf;
}

static bool no_folder(const Cifar *c, const char *why, Err *err)
{
    char what[400];
    return err_set(err, "cannot open the %s folder %s: %s; expected a folder with %s",
                   c->layout->name, c->req->path, why, expected(c, what, sizeof what));
}

/* Sizes first: memory for the pictures is taken once, and the files are then read one after the
 * other. */
static bool check_files(Cifar *c, Err *err)
{
    char path[4096], what[400];
    struct stat st;
    if (stat(c->req->path, &st))
        return no_folder(c, err_reason(errno), err);
    if (!S_ISDIR(st.st_mode))
        return no_folder(c, "it is a file", err);
    for (int i = 0; i < c->n_files; i++) {
        if (!join(path, sizeof path, c->req->path, c->files[i], err))
            return false;
        if (stat(path, &st))
            return errno == ENOENT ? err_set(err, "missing file %s; a %s folder holds %s", path,
                                             c->layout->name, expected(c, what, sizeof what))
                                   : err_set(err, "cannot open %s: %s", path, err_reason(errno));
        if (!S_ISREG(st.st_mode))
            return err_set(err, "cannot read %s: it is not a regular file", path);
        c->size[i] = (size_t)st.st_size;
        size_t whole = c->size[i] / c->record, rest = c->size[i] % c->record;
        if (rest)
            return err_set(err,
                           "%s: truncated: the record at byte %zu has %zu bytes; expected records "
                           "of %zu bytes, so a file of %zu or %zu",
                           path, whole * c->record, rest, c->record, whole * c->record,
                           (whole + 1) * c->record);
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
    if (!join(path, sizeof path, c->req->path, c->layout->meta, err))
        return false;
    if (stat(path, &st) && errno == ENOENT) {
        for (int i = 0; c->layout->names && i < c->layout->classes; i++)
            c->names[c->n_names++] = c->layout->names[i];
        return true;
    }
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
    int n = c->n_names    ? c->n_names
            : req->labels ? req->n_labels
                          : c->layout->classes,
        common = 0, moved = 0;
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
        return err_set(err,
                       "%s: its classes (%s) have some names of the net's labels (%s), but under "
                       "other numbers",
                       req->path, theirs, ours);
    }
    c->n_map = n < MAX_CLASSES ? n : MAX_CLASSES;
    if (req->labels && c->n_map > req->n_labels)
        c->n_map = req->n_labels;
    for (int i = 0; i < c->n_map && !same; i++)
        c->map[i] = i;
    c->renamed = req->labels && c->n_names && common < c->n_names;
    return true;
}

/* Of the record at byte `at` of the file. */
static bool set_label(const Cifar *c, const char *path, const uint8_t *record, size_t at,
                      int32_t *to, Err *err)
{
    int label = record[c->layout->label];
    if (label >= c->n_map)
        return err_set(err, "%s: label %d at byte %zu is out of range; expected 0 ... %d", path,
                       label, at + (size_t)c->layout->label, c->n_map - 1);
    *to = c->map[label];
    return true;
}

/* The pictures stay in their files; the labels are read from them, record by record. */
static bool leave_in_files(const Cifar *c, int n, Dataset *d, Err *err)
{
    uint8_t record[PIXELS + 2];
    char path[4096];
    Records *r = records_new(c->record, (size_t)c->layout->label_bytes, PIXELS, NULL, err);
    bool ok = r != NULL;
    for (int f = 0; ok && f < c->n_files; f++)
        ok = join(path, sizeof path, c->req->path, c->files[f], err) &&
             records_add(r, path, 0, (int)(c->size[f] / c->record), err);
    if (!ok || r->n != n) {
        records_free(r);
        return ok ? err_set(err, "%s: a file changed while it was read", c->req->path) : false;
    }
    r->planes = true;
    ok = dataset_take_records(d, r, SIDE, SIDE, 3, c->req->h, c->req->w, err);
    for (int f = 0, k = 0; ok && f < c->n_files; f++) {
        uint64_t size;
        FILE *in = join(path, sizeof path, c->req->path, c->files[f], err)
                       ? file_open_stream(path, &size, err)
                       : NULL;
        ok = in != NULL;
        for (size_t at = 0; ok && at < c->size[f]; at += c->record, k++) {
            errno = 0;
            ok = fread(record, 1, c->record, in) == c->record
                     ? set_label(c, path, record, at, &d->labels[k], err)
                     : err_set(err, "cannot read %s: %s", path,
                               ferror(in) ? err_reason(errno) : "it changed while it was read");
        }
        if (in)
            fclose(in);
    }
    return ok;
}

static bool unpack_file(const Cifar *c, int file, Dataset *d, int *k, Err *err)
{
    char path[4096];
    unsigned char *bytes;
    size_t size;
    if (!join(path, sizeof path, c->req->path, c->files[file], err) ||
        !file_read(path, 0, &bytes, &size, err))
        return false;
    bool ok = size == c->size[file] ? true
                                    : err_set(err, "%s: the file changed while it was read", path);
    for (size_t at = 0; at < size && ok; at += c->record, (*k)++) {
        ok = set_label(c, path, bytes + at, at, &d->labels[*k], err);
        records_interleave(bytes + at + c->layout->label_bytes, PLANE,
                           d->pixels + (size_t)*k * PIXELS);
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
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    if (c->req->labels)
        return dataset_set_classes(d, c->req->labels, c->req->n_labels, err);
    return c->n_names ? dataset_set_classes(d, c->names, c->n_names, err)
                      : dataset_set_classes(d, digits, 10, err);
}

static bool load_all(Cifar *c, Dataset *d, Err *err)
{
    size_t records = 0;
    char names[512], note[640] = "";
    if (!check_files(c, err) || !read_meta(c, err) || !map_classes(c, err))
        return false;
    for (int i = 0; i < c->n_files; i++)
        records += c->size[i] / c->record;
    if (records == 0 || records > INT32_MAX)
        return err_set(err, "%s: %zu pictures in %s%s", c->req->path, records, c->files[0],
                       c->n_files > 1 ? " ... data_batch_5.bin" : "");
    bool outside = records > dataset_limit(c->req) / PIXELS;
    bool ok = outside ? leave_in_files(c, (int)records, d, err)
                      : dataset_alloc_stored(d, (int)records, SIDE, SIDE, 3, c->req->h, c->req->w,
                                             err) &&
                            unpack(c, d, err);
    if (!ok || !set_names(c, d, err))
        return false;
    name_list(names, sizeof names, c->names, c->n_names);
    if (c->renamed)
        snprintf(note, sizeof note, " (which the data calls %s)", names);
    return dataset_describe(d, err, "%d %s pictures of %dx%d in %d classes%s from %s (%s layout)%s",
                            d->n, c->req->split == DATASET_TRAIN ? "training" : "test", d->w, d->h,
                            d->n_classes, note, c->req->path, c->layout->name,
                            outside ? dataset_outside_text : "");
}

static bool load(const DatasetRequest *req, const Layout *layout, Dataset *d, Err *err)
{
    bool train = req->split == DATASET_TRAIN;
    Cifar *c = calloc(1, sizeof *c);
    if (!c)
        return err_set(err, "%s: out of memory", req->path);
    c->req = req;
    c->layout = layout;
    c->record = (size_t)layout->label_bytes + PIXELS;
    c->files = train ? layout->train : layout->test;
    while (c->files[c->n_files])
        c->n_files++;
    bool ok = load_all(c, d, err);
    free(c->meta);
    free(c);
    return ok;
}

static bool load_10(const DatasetRequest *req, Dataset *d, Err *err)
{
    return load(req, &cifar10, d, err);
}
static bool load_100(const DatasetRequest *req, Dataset *d, Err *err)
{
    return load(req, &cifar100, d, err);
}
static bool load_coarse(const DatasetRequest *req, Dataset *d, Err *err)
{
    return load(req, &cifar100_coarse, d, err);
}

DATASET_KIND(cifar10, .doc = "a folder in the official CIFAR-10 binary layout", .load = load_10,
             .marks = "data_batch_1.bin test_batch.bin");
DATASET_KIND(cifar100,
             .doc = "a folder in the official CIFAR-100 binary layout, its 100 fine classes",
             .load = load_100, .marks = "train.bin test.bin");
DATASET_KIND(cifar100_coarse, .doc = "the same, its 20 superclasses", .load = load_coarse);
