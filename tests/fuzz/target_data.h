/* Targets that read pictures, arrays, data sets, logs and the machine's file. */
#ifndef NETC_FUZZ_TARGET_DATA_H
#define NETC_FUZZ_TARGET_DATA_H
#include "base/foreign.h"
#include "data/dataset.h"
#include "data/exif.h"
#include "data/image.h"
#include "data/npztable.h"
#include "data/wav.h"
#include "formats/npy.h"
#include "runtime/machine_file.h"
#include "training/trainlog.h"
#include "tests/fuzz/scratch.h"

static bool fuzz_npy(Fuzz *z, const char *path, Err *err)
{
    NpyArray x, y;
    (void)z;
    bool ok = npy_read_float(path, &x, err);
    if (npy_read_int32(path, &y, err)) {
        fuzz_check(ok && x.count == y.count, "two readings of an array differ");
        npy_free(&y);
    }
    if (ok)
        npy_free(&x);
    return ok;
}

static bool fuzz_image_file(const char *path, Err *err)
{
    Image im, small;
    if (!image_read(path, &im, err))
        return false;
    bool ok = image_resize(&im, 8, 5, &small, err);
    if (ok)
        image_free(&small);
    image_free(&im);
    return ok;
}

static bool fuzz_image(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    bool ok = fuzz_image_file(path, err);
    if (ok || !file_read(path, 0, &data, &n, NULL))
        return ok;
    if (n > 8 && !memcmp(data, "\x89PNG", 4)) {
        const char *sealed = fuzz_path(z, "sealed.png");
        fuzz_seal_png(data, n);
        ok = fuzz_write(sealed, data, n) && fuzz_image_file(sealed, err);
        unlink(sealed);
    }
    free(data);
    return ok;
}

static bool fuzz_exif(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n;
    (void)z;
    if (!file_read(path, 0, &data, &n, err))
        return false;
    unsigned char *exact = malloc(n ? n : 1); /* no byte behind the last: it would be read */
    fuzz_check(exact != NULL, "no memory");
    memcpy(exact, data, n);
    int orientation = exif_orientation(exact, n);
    fuzz_check(orientation >= 1 && orientation <= 8, "an orientation out of range");
    free(exact);
    free(data);
    return orientation > 1 || err_set(err, "upright");
}

/* ---- data sets ---- */

static bool fuzz_dataset(const char *kind, const char *folder, DatasetSplit split, int side,
                         Err *err)
{
    Dataset *d = NULL;
    Fetch f;
    DatasetRequest req = {.path = folder, .split = split, .h = side, .w = side};
    err->text[0] = 0;
    bool ok = dataset_load(kind, req, &d, err);
    fuzz_check(ok || err->text[0], "a data set is refused without a message");
    for (int i = 0; ok && i < d->n; i++)
        fuzz_check(d->labels[i] >= 0 && d->labels[i] < d->n_classes, "a label out of range");
    if (ok && !d->values && fetch_new(&f, d, NULL)) {
        for (int i = 0; i < d->n && i < 20; i++)
            (void)dataset_fetch(d, i, &f);
        fetch_free(&f);
    }
    dataset_free(d);
    return ok;
}

/* The file takes the place of one file of a whole data set; the others are links. */
typedef struct FuzzSet {
    const char *kind, *file, *from, *others[4];
    int side;
} FuzzSet;

static bool fuzz_set(Fuzz *z, const FuzzSet *s, const char *path, Err *err)
{
    char full[4096], from[4096] = "";
    const char *const name[] = {s->file, NULL};
    fuzz_check(realpath(path, full) != NULL, "a file has no path");
    fuzz_check(!s->from || realpath(s->from, from), "a data set is missing");
    if (s->from)
        fuzz_link(z, from, s->others);
    fuzz_check(!symlink(full, fuzz_path(z, s->file)), "cannot link a file");
    bool ok = fuzz_dataset(s->kind, z->folder, DATASET_TEST, s->side, err);
    fuzz_unlink(z, name);
    fuzz_unlink(z, s->others);
    return ok;
}

#define FUZZ_MNIST "tests/data_golden/mnist"
#define FUZZ_SETS  "tests/data_golden/npy_bytes"
static bool fuzz_cifar10(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(z, &(FuzzSet){"cifar10", "test_batch.bin", NULL, {NULL}, 8}, path, err);
}
static bool fuzz_cifar100(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(z, &(FuzzSet){"cifar100", "test.bin", NULL, {NULL}, 0}, path, err);
}
static bool fuzz_cifar_names(Fuzz *z, const char *path, Err *err)
{
    static unsigned char records[2 * 3073];
    records[0] = 3;
    const char *const names[] = {"test_batch.bin", NULL};
    fuzz_check(fuzz_write(fuzz_path(z, names[0]), records, sizeof records), "cannot write");
    bool ok = fuzz_set(z, &(FuzzSet){"cifar10", "batches.meta.txt", NULL, {NULL}, 0}, path, err);
    fuzz_unlink(z, names);
    return ok;
}
static bool fuzz_idx_images(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(
        z, &(FuzzSet){"mnist", "t10k-images-idx3-ubyte", FUZZ_MNIST, {"t10k-labels-idx1-ubyte"}, 5},
        path, err);
}
static bool fuzz_idx_labels(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(
        z, &(FuzzSet){"mnist", "t10k-labels-idx1-ubyte", FUZZ_MNIST, {"t10k-images-idx3-ubyte"}, 0},
        path, err);
}
static bool fuzz_npy_x(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(z, &(FuzzSet){"npy", "x_test.npy", FUZZ_SETS, {"y_test.npy"}, 0}, path, err);
}
static bool fuzz_npy_y(Fuzz *z, const char *path, Err *err)
{
    return fuzz_set(z, &(FuzzSet){"npy", "y_test.npy", FUZZ_SETS, {"x_test.npy"}, 0}, path, err);
}

/* ---- signals, tables of arrays, tables that list pictures ---- */

static bool fuzz_wav(Fuzz *z, const char *path, Err *err)
{
    enum { FRAMES = 40 };
    (void)z;
    bool ok = false;
    for (int channels = 1; channels <= 2; channels++) {
        float *x = malloc(sizeof *x * FRAMES * (size_t)channels); /* no number behind the last */
        Wav w;
        fuzz_check(x != NULL, "no memory");
        if (wav_read(path, FRAMES, channels, 0, x, &w, err)) {
            for (int i = 0; i < FRAMES * channels; i++)
                fuzz_check(x[i] - x[i] == 0, "a sample is not finite");
            fuzz_check(w.frames > 0 && w.rate > 0 && w.channels > 0, "a file of nothing");
            ok = true;
        }
        free(x);
    }
    return ok;
}

static bool fuzz_npz_table(Fuzz *z, const char *path, Err *err)
{
    Csv c;
    (void)z;
    bool ok = npz_table(path, "", &c, err);
    for (int i = 0; ok && i < c.n_rows; i++)
        for (int k = 0; k < c.n_cols; k++)
            fuzz_check(strlen(csv_cell(&c, i, k)) < 1 << 20, "a cell without end");
    fuzz_check(!ok || (c.n_cols > 0 && csv_column(&c, c.name[0]) == 0), "a table of nothing");
    csv_free(&c);
    return ok;
}

static bool fuzz_lines(Fuzz *z, const char *path, Err *err)
{
    bool ok = false;
    (void)z;
    for (int is_row = 0; is_row < 2; is_row++) {
        Csv c;
        bool read = csv_read_lines(path, &c, err);
        int rows = read ? c.n_rows : 0;
        if (read && csv_first_line(&c, is_row, err)) {
            fuzz_check(c.n_rows == rows + is_row, "a row is lost");
            for (int i = 0; i < c.n_rows * c.n_cols; i++)
                (void)strlen(c.cell[i]);
            ok = true;
        }
        csv_free(&c);
    }
    return ok;
}

/* ---- class folders: the file is a list of the paths that the folder holds, one a line ---- */

/* A path may have at most four parts, none of which is "." or "..". */
static bool fuzz_part_fits(const char *part, size_t n)
{
    return n > 0 && n < 100 && !(part[0] == '.' && (n == 1 || (n == 2 && part[1] == '.')));
}

static bool fuzz_path_fits(const char *line)
{
    int parts = 0;
    for (const char *p = line;; p++) {
        size_t n = strcspn(p, "/");
        if (!fuzz_part_fits(p, n) || ++parts > 4)
            return false;
        p += n;
        if (!*p)
            return true;
    }
}

static void fuzz_make_folders(char *path, size_t from)
{
    for (char *p = path + from; (p = strchr(p, '/')); *p++ = '/') {
        *p = 0;
        (void)mkdir(path, 0700);
    }
}

static void fuzz_remove_line(const char *line, const char *root)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", root, line);
    for (char *slash; strlen(path) > strlen(root); *slash = 0) {
        (void)remove(path);
        if (!(slash = strrchr(path, '/')))
            return;
    }
}

static bool fuzz_folder(Fuzz *z, const char *path, Err *err)
{
    static const unsigned char picture[] = "P6 1 2 255\n123456";
    unsigned char *data;
    size_t n;
    char root[100], file[4200], *line[40], *save;
    int lines = 0;
    if (!file_read(path, 4000, &data, &n, err))
        return false;
    snprintf(root, sizeof root, "%s/set", z->folder);
    fuzz_check(!mkdir(root, 0700), "cannot make a folder");
    for (char *l = strtok_r((char *)data, "\n", &save); l && lines < 40;
         l = strtok_r(NULL, "\n", &save)) {
        if (!fuzz_path_fits(l))
            continue;
        line[lines++] = l;
        snprintf(file, sizeof file, "%s/%s", root, l);
        fuzz_make_folders(file, strlen(root) + 1);
        FILE *f = fopen(file, "wb");
        if (f)
            (void)fwrite(picture, 1, lines % 7 == 6 ? 9 : sizeof picture - 1, f);
        if (f)
            fclose(f);
    }
    bool ok = false;
    for (int split = DATASET_TRAIN; split <= DATASET_VALIDATION; split++)
        ok |= fuzz_dataset("folder", root, (DatasetSplit)split, 2, err);
    while (lines > 0)
        fuzz_remove_line(line[--lines], root);
    fuzz_check(!rmdir(root), "a folder is left");
    free(data);
    return ok;
}

/* ---- text ---- */

static bool fuzz_log(Fuzz *z, const char *path, Err *err)
{
    Arena *a = arena_new();
    TrainLog log;
    (void)z;
    bool ok = trainlog_read(a, path, &log, err);
    fuzz_check(!ok || (log.n > 0 && trainlog_best(&log) < log.n && log.n_notes <= 2),
               "a log without epochs, or with too many notes");
    for (int i = 1; ok && i < log.n; i++)
        fuzz_check(log.epoch[i].epoch > log.epoch[i - 1].epoch, "epochs out of order");
    arena_free(a);
    return ok;
}

static bool fuzz_machine(Fuzz *z, const char *path, Err *err)
{
    Machine m;
    (void)z;
    bool ok = machine_read(path, &m, err);
    for (const MachineField *f = machine_fields; ok && f->name; f++)
        fuzz_check(*machine_field(&m, f) > 0 && *machine_field(&m, f) < 1e9,
                   "a constant out of range");
    return ok;
}

/* Foreign text where it is printed: nothing that a terminal obeys, no end of a comment. */
static bool fuzz_names(Fuzz *z, const char *path, Err *err)
{
    unsigned char *data;
    size_t n, size = 0;
    (void)z;
    if (!file_read(path, 4000, &data, &n, err))
        return false;
    char *shown = malloc(12 * n + 1), *text = NULL;
    fuzz_check(shown && foreign_shown_to(shown, 12 * n + 1, (char *)data) <= 12 * n, "too long");
    for (const char *p = shown; *p; p++)
        fuzz_check((unsigned char)*p >= ' ' && *p != 0x7f, "a control character is shown");
    for (int kind = 0; kind < 4; kind++) {
        FILE *f = open_memstream(&text, &size);
        fuzz_check(f != NULL, "no memory");
        if (kind == 0)
            foreign_c_string(f, (char *)data);
        if (kind == 1)
            foreign_c_comment(f, (char *)data, strlen((char *)data));
        if (kind == 2)
            foreign_xml(f, (char *)data);
        if (kind == 3)
            foreign_dot(f, (char *)data);
        fclose(f);
        if (kind == 0)
            fuzz_check(size >= 2 && text[0] == '"' && text[size - 1] == '"' &&
                           !strchr(text, '\n') && !strstr(text, "??"),
                       "a C string");
        if (kind == 1)
            fuzz_check(!strstr(text, "*/") && !strstr(text, "/*") && !strstr(text, "??"),
                       "a C comment ends early");
        if (kind == 2)
            fuzz_check(!strpbrk(text, "<>\"'\x1b"), "text ends up as XML");
        if (kind == 3)
            for (size_t i = 0; i < size; i++)
                fuzz_check(text[i] != '"' || (i > 0 && text[i - 1] == '\\'),
                           "a string of Graphviz ends");
        free(text);
    }
    bool ok = !strcmp(shown, (char *)data) || err_set(err, "not all of it can be shown");
    free(shown);
    free(data);
    return ok;
}
#endif
