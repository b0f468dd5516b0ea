/* The kinds of data sets beyond CIFAR-10: CIFAR-100, MNIST, NumPy files, and class folders with
 * pictures that cannot be read. Files written by numpy, Pillow and Python's gzip
 * (tests/data_golden, see make.py there) are compared value by value; each way a folder can be
 * wrong has its message. Run from the root of the repository. */
#include "base/fileio.h"
#include "data/image.h"
#include "formats/npy.h"
#include "load_strictly.h"
#include <ftw.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define GOLDEN "tests/data_golden"

typedef struct Scratch {
    char dir[256], path[512];
} Scratch;

static const char *in(Scratch *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->dir, name);
    return s->path;
}

static int make_scratch(void **state)
{
    Scratch *s = calloc(1, sizeof *s);
    bool memory = access("/dev/shm", W_OK) == 0; /* there, the many small files cost nothing */
    strcpy(s->dir, memory ? "/dev/shm/netc-sets-XXXXXX" : "/tmp/netc-sets-XXXXXX");
    *state = s;
    return mkdtemp(s->dir) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

static int drop_scratch(void **state)
{
    Scratch *s = *state;
    int bad = nftw(s->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(s);
    return bad;
}

static void put(Scratch *s, const char *name, const void *data, size_t n)
{
    char folder[512];
    Err err;
    snprintf(folder, sizeof folder, "%s/%s", s->dir, name);
    *strrchr(folder, '/') = 0;
    assert_true(folder_make(folder, &err));
    assert_true(file_write(in(s, name), data, n, &err));
}

static void copy(Scratch *s, const char *golden, const char *name, size_t most)
{
    char path[512];
    unsigned char *data;
    size_t size;
    Err err = {""};
    snprintf(path, sizeof path, GOLDEN "/%s", golden);
    if (!file_read(path, 0, &data, &size, &err))
        fail_msg("%s", err.text);
    put(s, name, data, size < most ? size : most);
    free(data);
}

static void says(const Err *err, const char *part)
{
    if (!strstr(err->text, part))
        fail_msg("expected \"%s\" in \"%s\"", part, err->text);
}

static Dataset *load(const char *kind, const char *path, DatasetSplit split, int h, int w,
                     const char *const *labels, int n_labels)
{
    Dataset *d;
    Err err = {""};
    if (!load_strictly(kind, path, split, h, w, labels, n_labels, &d, &err))
        fail_msg("%s", err.text);
    return d;
}

static void refuses(const char *kind, const char *path, const char *const *labels, int n_labels,
                    const char *part)
{
    Dataset *d;
    Err err = {""};
    assert_false(load_strictly(kind, path, DATASET_TRAIN, 0, 0, labels, n_labels, &d, &err));
    assert_null(d);
    says(&err, part);
}

static const char *const ten[10] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};

/* ---- CIFAR-100 ---- */

static void put_cifar100(Scratch *s, const char *name, int records, int fine)
{
    uint8_t *p = calloc((size_t)records, 3074);
    for (int k = 0; k < records; k++) {
        uint8_t *r = p + (size_t)k * 3074;
        r[0] = (uint8_t)(k % 20);
        r[1] = (uint8_t)(fine + k);
        for (int i = 0; i < 3072; i++)
            r[2 + i] = (uint8_t)(k * 31 + i / 1024 * 77 + i % 1024 * 5);
    }
    put(s, name, p, (size_t)records * 3074);
    free(p);
}

static void cifar100_loads(void **state)
{
    Scratch *s = *state;
    put_cifar100(s, "train.bin", 4, 96);
    put_cifar100(s, "test.bin", 2, 7);
    Dataset *d = load("cifar100", s->dir, DATASET_TRAIN, 0, 0, NULL, 0);
    assert_true(d->n == 4 && d->h == 32 && d->w == 32 && d->c == 3 && d->n_classes == 100);
    assert_string_equal(d->classes[0], "apple");
    assert_string_equal(d->classes[72], "seal");
    assert_string_equal(d->classes[99], "worm");
    for (int k = 0; k < 4; k++) {
        assert_int_equal(d->labels[k], 96 + k);
        for (int i = 0; i < 3072; i++)
            assert_int_equal(d->pixels[k * 3072 + i], (uint8_t)(k * 31 + i % 3 * 77 + i / 3 * 5));
    }
    assert_non_null(strstr(d->describe, "4 training pictures of 32x32 in 100 classes"));
    assert_non_null(strstr(d->describe, "(CIFAR-100 layout)"));
    dataset_free(d);
    d = load("cifar100_coarse", s->dir, DATASET_TEST, 0, 0, NULL, 0);
    assert_true(d->n == 2 && d->n_classes == 20 && d->labels[1] == 1);
    assert_string_equal(d->classes[0], "aquatic_mammals");
    assert_string_equal(d->classes[19], "vehicles_2");
    dataset_free(d);
    put(s, "fine_label_names.txt", "first\nsecond\n", 13);
    put_cifar100(s, "train.bin", 1, 1);
    d = load("cifar100", s->dir, DATASET_TRAIN, 0, 0, NULL, 0);
    assert_true(d->n_classes == 2 && d->labels[0] == 1);
    assert_string_equal(d->classes[1], "second");
    dataset_free(d);
}

static void cifar100_refusals(void **state)
{
    Scratch *s = *state;
    refuses("cifar100", in(s, "nowhere"), NULL, 0,
            "nowhere: No such file or directory; expected a folder with train.bin and test.bin, as "
            "in the official archive "
            "cifar-100-binary.tar.gz (www.cs.toronto.edu/~kriz/cifar.html, University of Toronto; "
            "MD5 03b5dce01913d631647c71ecec9e9cb8)");
    refuses("cifar100", s->dir, NULL, 0,
            "train.bin; a CIFAR-100 folder holds train.bin and test.bin, as in");
    put_cifar100(s, "train.bin", 4, 96);
    refuses("cifar100", s->dir, ten, 10,
            "train.bin: label 96 at byte 1 is out of range; expected 0 ... 9");
    put(s, "train.bin", ten, 77);
    refuses(
        "cifar100", s->dir, NULL, 0,
        "train.bin: truncated: the record at byte 0 has 77 bytes; expected records of 3074 bytes");
}

/* ---- MNIST ---- */

static void check_bytes(const Dataset *d, int channels)
{
    Fetch f;
    Err err;
    assert_true(fetch_new(&f, d, &err));
    for (int k = 0; k < d->n; k++) {
        const uint8_t *p = dataset_fetch(d, k, &f);
        assert_int_equal(d->labels[k], k * 3 % 10);
        for (int i = 0; i < 4 * 3 * 3; i++)
            assert_int_equal(p[i], (uint8_t)(k * 50 + i / 9 * 7 + i / 3 % 3 * 3 +
                                             (channels == 1 ? 0 : i % 3 * 11)));
    }
    fetch_free(&f);
}

static void mnist_loads(void **state)
{
    Scratch *s = *state;
    static const char *const folders[] = {GOLDEN "/mnist", GOLDEN "/mnist_gz"};
    for (int i = 0; i < 2; i++) {
        Dataset *d = load("mnist", folders[i], DATASET_TRAIN, 0, 0, NULL, 0);
        assert_true(d->n == 5 && d->h == 4 && d->w == 3 && d->n_classes == 10 &&
                    dataset_bytes(d) == 5 * 12);
        assert_string_equal(d->classes[7], "7");
        check_bytes(d, 1);
        dataset_free(d);
        d = load("mnist", folders[i], DATASET_TEST, 8, 6, ten, 10);
        assert_true(d->n == 2 && d->h == 8 && d->w == 6 && dataset_bytes(d) == 2 * 12);
        assert_string_equal(d->classes[d->labels[1]], "d");
        dataset_free(d);
    }
    copy(s, "mnist/train-images-idx3-ubyte", "train-images.idx3-ubyte", 1000);
    copy(s, "mnist_gz/train-labels-idx1-ubyte.gz", "train-labels-idx1-ubyte.gz", 1000);
    Dataset *d = load("mnist", s->dir, DATASET_TRAIN, 0, 0, NULL, 0);
    check_bytes(d, 1);
    dataset_free(d);
}

static void mnist_refusals(void **state)
{
    Scratch *s = *state;
    static const uint8_t few[] = {0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3, 4},
                         floats[] = {0, 0, 13, 1, 0, 0, 0, 4}, none[] = {0, 0, 8, 1, 0, 0, 0, 0};
    refuses("mnist", in(s, "nowhere"), NULL, 0, "nowhere: No such file or directory");
    refuses("mnist", s->dir, NULL, 0,
            "has no file train-images-idx3-ubyte or train-images-idx3-ubyte.gz; expected the four "
            "files");
    refuses("mnist", s->dir, NULL, 0, "f68b3c2dcbeaaa9fbdd348bbdeb94873");
    copy(s, "mnist/train-images-idx3-ubyte", "train-images-idx3-ubyte", 1000);
    refuses("mnist", s->dir, NULL, 0, "has no file train-labels-idx1-ubyte");
    copy(s, "mnist/train-labels-idx1-ubyte", "train-labels-idx1-ubyte", 1000);
    refuses("mnist", s->dir, ten, 9,
            "train-labels-idx1-ubyte: label 9 of sample 3 is out of range; expected 0 ... 8");
    put(s, "train-labels-idx1-ubyte", few, sizeof few);
    refuses("mnist", s->dir, NULL, 0, "train-images-idx3-ubyte holds 5 pictures, but ");
    put(s, "train-labels-idx1-ubyte", few, sizeof few - 1);
    refuses("mnist", s->dir, NULL, 0,
            "train-labels-idx1-ubyte: truncated at byte 11: expected 12 bytes");
    put(s, "train-labels-idx1-ubyte", floats, sizeof floats);
    refuses("mnist", s->dir, NULL, 0,
            "no idx file of labels: its first bytes are 00 00 0d 01; expected 00 00 08 01");
    put(s, "train-labels-idx1-ubyte", none, sizeof none);
    refuses("mnist", s->dir, NULL, 0, "dimension 0 at byte 4");
    copy(s, "mnist/train-images-idx3-ubyte", "train-images-idx3-ubyte", 3);
    refuses("mnist", s->dir, NULL, 0,
            "train-images-idx3-ubyte: truncated at byte 3: expected 4 bytes");
    unlink(in(s, "train-images-idx3-ubyte"));
    copy(s, "mnist_gz/train-images-idx3-ubyte.gz", "train-images-idx3-ubyte.gz", 40);
    refuses("mnist", s->dir, NULL, 0, "train-images-idx3-ubyte.gz: truncated at byte ");
}

/* ---- NumPy ---- */

static void npy_loads(void **state)
{
    (void)state;
    Dataset *d = load("npy", GOLDEN "/npy_bytes", DATASET_TRAIN, 0, 0, NULL, 0);
    assert_true(d->n == 5 && d->h == 4 && d->w == 3 && d->c == 3 &&
                d->n_classes == 10); /* labels reach 9 */
    check_bytes(d, 3);
    dataset_free(d);
    d = load("npy", GOLDEN "/npy_floats", DATASET_TRAIN, 0, 0, ten, 10);
    assert_true(d->n == 5 && d->h == 4 && d->w == 3 && d->c == 3 && !d->pixels);
    for (int i = 0; i < 5 * 36; i++) {
        int k = i / 36, j = i % 36;
        assert_true(d->values[i] ==
                    (float)((k * 50 + j / 9 * 7 + j / 3 % 3 * 3 + j % 3 * 11) % 256) / 256.0f -
                        0.5f);
    }
    assert_true(d->labels[3] == 9 && d->labels[4] == 2);
    assert_true(dataset_values(d, 1, NULL) == d->values + 36);
    Dataset *a, *b;
    Err err;
    assert_true(dataset_split(d, 0.4, 1, &a, &b, &err));
    assert_true(a->n == 3 && b->n == 2 && a->values && b->values && a->c == 3);
    for (int i = 0, at[2] = {0, 0}; i < 5; i++) {
        Dataset *half = at[0] < 3 && !memcmp(dataset_values(a, at[0], NULL),
                                             dataset_values(d, i, NULL), 36 * sizeof(float))
                            ? a
                            : b;
        assert_memory_equal(dataset_values(half, at[half == b], NULL), dataset_values(d, i, NULL),
                            36 * sizeof(float));
        assert_int_equal(half->labels[at[half == b]++], d->labels[i]);
    }
    dataset_free(a);
    dataset_free(b);
    dataset_free(d);
    d = load("npy", GOLDEN "/npy_vectors", DATASET_TEST, 0, 0, NULL, 0);
    assert_true(d->n == 2 && d->h == 1 && d->w == 1 && d->c == 36 && d->values[37] == 61 &&
                d->n_classes == 4);
    dataset_free(d);
}

/* Whatever is asked for: that of a set in memory and of one that stays in its files. */
static void check_outside(const char *kind, const char *path, int h, int w)
{
    for (int split = DATASET_TRAIN; split <= DATASET_TEST; split++) {
        DatasetRequest req = {.path = path, .split = (DatasetSplit)split, .h = h, .w = w};
        Dataset *in, *out, *a, *b;
        Fetch f, g;
        Err err;
        assert_true(dataset_load(kind, req, &in, &err));
        req.limit = 1;
        assert_true(dataset_load(kind, req, &out, &err));
        assert_true(out->records && !out->pixels && !out->values && dataset_is_outside(out));
        assert_non_null(strstr(out->describe, "too many for memory: read each time"));
        assert_true(in->n == out->n && in->h == out->h && in->w == out->w && in->c == out->c &&
                    in->resized == out->resized && in->grey == out->grey);
        assert_memory_equal(in->labels, out->labels, sizeof *in->labels * (size_t)in->n);
        size_t count = (size_t)in->h * (size_t)in->w * (size_t)in->c;
        assert_true(fetch_new(&f, in, &err) && fetch_new(&g, out, &err));
        assert_true(dataset_split(out, 0.4, 1, &a, &b, &err) && a->n + b->n == out->n);
        for (int i = 0, k = 0; i < in->n; i++) {
            dataset_soon(out, i);
            if (dataset_is_numbers(in))
                assert_memory_equal(dataset_values(in, i, &f), dataset_values(out, i, &g),
                                    sizeof(float) * count);
            else
                assert_memory_equal(dataset_fetch(in, i, &f), dataset_fetch(out, i, &g), count);
            if (k < a->n && a->where[k] == i)
                assert_int_equal(a->labels[k++], in->labels[i]);
        }
        assert_false(g.failed);
        fetch_free(&f);
        fetch_free(&g);
        dataset_free(out); /* the halves have the files still */
        assert_true(fetch_new(&g, a, &err));
        (void)(dataset_is_numbers(a) ? (const void *)dataset_values(a, 0, &g)
                                     : dataset_fetch(a, 0, &g));
        assert_false(g.failed);
        fetch_free(&g);
        dataset_free(a);
        dataset_free(b);
        dataset_free(in);
    }
}

static void stays_in_files(void **state)
{
    (void)state;
    check_outside("npy", GOLDEN "/npy_bytes", 0, 0);
    check_outside("npy", GOLDEN "/npy_bytes", 7, 5);
    check_outside("npy", GOLDEN "/npy_floats", 0, 0);
    check_outside("npy", GOLDEN "/npy_vectors", 0, 0);
    check_outside("mnist", GOLDEN "/mnist", 0, 0);
    check_outside("mnist", GOLDEN "/mnist", 8, 8);
}

static void put_npy(Scratch *s, const char *name, int rank, const int64_t *dim, const float *v)
{
    Err err;
    assert_true(npy_write_float(in(s, name), rank, dim, v, &err));
}

/* A file that becomes shorter is an error where it is read; numbers are looked at before. */
static void shorter_file(void **state)
{
    Scratch *s = *state;
    float x[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, y[4] = {0, 1, 0, 1};
    put_npy(s, "x_train.npy", 2, (const int64_t[]){4, 3}, x);
    put_npy(s, "y_train.npy", 1, (const int64_t[]){4}, y);
    DatasetRequest req = {.path = s->dir, .split = DATASET_TRAIN, .limit = 1};
    Dataset *d;
    Fetch f;
    Err err;
    assert_true(dataset_load("npy", req, &d, &err) && fetch_new(&f, d, &err));
    assert_true(d->records->largest == 12 && dataset_values(d, 3, &f)[2] == 12 && !f.failed);
    assert_false(truncate(in(s, "x_train.npy"), 128 + 40));
    assert_true(dataset_values(d, 2, &f)[2] == 9 && !f.failed);
    assert_true(dataset_values(d, 3, &f)[0] == 0 && f.failed);
    assert_non_null(strstr(f.why.text, "x_train.npy at byte 168: the file became shorter"));
    fetch_free(&f);
    dataset_free(d);
    x[7] = NAN;
    put_npy(s, "x_train.npy", 2, (const int64_t[]){4, 3}, x);
    assert_false(dataset_load("npy", req, &d, &err));
    assert_non_null(strstr(err.text, "x_train.npy: number 1 of sample 2 is not finite"));
}

static void npy_refusals(void **state)
{
    Scratch *s = *state;
    static const float two_hot[] = {0, 1, 0, 1, 1, 0}, half[] = {0.5f, 1}, far[] = {0, 12},
                       minus[] = {0, -1};
    float bad[4] = {1, 2, 3, 0};
    refuses("npy", in(s, "nowhere"), NULL, 0,
            "x_train.npy: No such file or directory; expected x_train.npy (n, height, width, "
            "channels)");
    put_npy(s, "x_train.npy", 1, (const int64_t[]){4}, bad);
    refuses("npy", s->dir, NULL, 0, "y_train.npy: No such file or directory");
    put_npy(s, "y_train.npy", 1, (const int64_t[]){2}, far);
    refuses("npy", s->dir, NULL, 0,
            "x_train.npy has 1 dimensions; expected (n, height, width, channels)");
    put_npy(s, "x_train.npy", 2, (const int64_t[]){2, 2}, bad);
    refuses("npy", s->dir, ten, 10,
            "y_train.npy: label 12 of sample 1 is out of range; expected 0 ... 9");
    put_npy(s, "y_train.npy", 1, (const int64_t[]){2}, minus);
    refuses("npy", s->dir, NULL, 0, "label -1 of sample 1 is out of range");
    put_npy(s, "y_train.npy", 1, (const int64_t[]){2}, half);
    refuses("npy", s->dir, NULL, 0,
            "y_train.npy: 0.5 at byte 128 (number 0) is not a whole number");
    put_npy(s, "y_train.npy", 2, (const int64_t[]){2, 3}, two_hot);
    refuses("npy", s->dir, NULL, 0,
            "y_train.npy: row 1 is not one-hot; expected one 1 and 2 zeros; several labels a "
            "sample want `loss binary_crossentropy` and `sigmoid` at the end");
    put_npy(s, "y_train.npy", 1, (const int64_t[]){3}, bad);
    refuses("npy", s->dir, NULL, 0, "x_train.npy holds 2 samples, but ");
    bad[3] = 1.0f / bad[3];
    put_npy(s, "x_train.npy", 2, (const int64_t[]){2, 2}, bad);
    refuses("npy", s->dir, NULL, 0, "x_train.npy: number 1 of sample 1 is not finite");
    copy(s, "npy_bytes/x_train.npy", "x_train.npy", 150);
    refuses("npy", s->dir, NULL, 0, "x_train.npy: truncated");
}

/* ---- class folders ---- */

static void put_picture(Scratch *s, const char *name, int value)
{
    uint8_t rgb[4 * 4 * 3];
    Err err;
    put(s, name, "", 0);
    memset(rgb, value, sizeof rgb);
    assert_true(image_write_png(in(s, name), rgb, 4, 4, &err));
}

static void folder_leaves_out(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err = {""};
    char name[64];
    for (int i = 0; i < 6; i++) {
        snprintf(name, sizeof name, "train/%s/%d.png", i % 2 ? "dog" : "cat", i);
        put_picture(s, name, 10 * i);
    }
    DatasetRequest req = {.path = s->dir, .split = DATASET_TRAIN, .h = 4, .w = 4};
    put(s, "train/dog/1.png", "this is no picture", 18);
    put(s, "train/cat/2.png", "", 0);
    assert_true(dataset_load("folder", req, &d, &err));
    assert_true(d->n == 4 && d->n_classes == 2 && d->labels[1] == 0 && d->labels[2] == 1 &&
                d->pixels[48] == 40 && d->pixels[2 * 48] == 30);
    assert_non_null(strstr(d->warning, "2 of 6 pictures cannot be read and are left out: "));
    assert_non_null(strstr(d->warning, "train/cat/2.png: "));
    assert_non_null(strstr(
        d->warning, "train/dog/1.png: not a JPEG, PNG, WebP, BMP, GIF or binary PPM/PGM picture"));
    assert_non_null(strstr(d->describe, "4 training pictures"));
    assert_non_null(strstr(dataset_path(d, 1), "train/cat/4.png"));
    assert_non_null(strstr(dataset_path(d, 2), "train/dog/3.png"));
    dataset_free(d);
    req.strict = true;
    assert_false(dataset_load("folder", req, &d, &err));
    says(&err, "train/cat/2.png: ");
    req.strict = false;
    put(s, "train/dog/3.png", "x", 1);
    put(s, "train/dog/5.png", "x", 1);
    assert_false(dataset_load("folder", req, &d, &err));
    says(&err, "train/dog holds no readable pictures");
    put(s, "train/cat/0.png", "x", 1);
    put(s, "train/cat/4.png", "x", 1);
    assert_false(dataset_load("folder", req, &d, &err));
    says(&err, "no picture of ");
    says(&err, "; ...");
}

/* Pictures that may not be kept: the same ones, decoded when they are fetched. */
static void folder_decodes_each_time(void **state)
{
    Scratch *s = *state;
    Dataset *kept, *each, *a, *b;
    Err err = {""};
    char name[64];
    for (int i = 0; i < 8; i++) {
        snprintf(name, sizeof name, "train/%s/%d.png", i % 2 ? "dog" : "cat", i);
        put_picture(s, name, 10 * i);
    }
    put(s, "train/cat/bad.png", "this is no picture", 18);
    DatasetRequest req = {.path = s->dir, .split = DATASET_TRAIN, .h = 6, .w = 5};
    assert_true(dataset_load("folder", req, &kept, &err));
    assert_true(dataset_bytes(kept) == 8 * 90 && !kept->sources);
    req.limit = 8 * 90 - 1;
    assert_true(dataset_load("folder", req, &each, &err));
    assert_true(each->n == 8 && each->h == 6 && each->w == 5 && each->c == 3 && !each->pixels &&
                each->warning);
    assert_non_null(strstr(each->describe, "too many for memory: decoded each time"));
    assert_true(dataset_split(each, 0.25, 1, &a, &b, &err));
    Fetch f, g;
    assert_true(fetch_new(&f, each, &err) && fetch_new(&g, kept, &err));
    for (int i = 0, at[2] = {0, 0}; i < 8; i++) {
        assert_memory_equal(dataset_fetch(each, i, &f), dataset_fetch(kept, i, &g), 90);
        assert_int_equal(each->labels[i], kept->labels[i]);
        assert_string_equal(dataset_path(each, i), dataset_path(kept, i));
        Dataset *half = at[0] < a->n && !strcmp(a->sources[at[0]], each->sources[i]) ? a : b;
        assert_memory_equal(dataset_fetch(half, at[half == b], &f), dataset_fetch(kept, i, &g), 90);
        assert_int_equal(half->labels[at[half == b]++], kept->labels[i]);
    }
    assert_true(a->n == 6 && b->n == 2 && !f.failed);
    unlink(in(s, "train/dog/3.png"));
    for (int i = 0; i < 8; i++)
        (void)dataset_fetch(each, i, &f);
    assert_true(f.failed);
    says(&f.why, "train/dog/3.png: No such file or directory");
    const char *const dogs[] = {"dog"};
    assert_true(dataset_select(each, dogs, 1, NULL, 0, &err));
    assert_int_equal(each->n, 4);
    assert_non_null(strstr(each->sources[3], "train/dog/7.png"));
    assert_null(each->sources[4]);
    fetch_free(&f);
    fetch_free(&g);
    dataset_free(a);
    dataset_free(b);
    assert_true(dataset_split(kept, 0.25, 1, &a, &b, &err));
    assert_true(dataset_select(kept, dogs, 1, NULL, 0, &err));
    assert_non_null(strstr(dataset_path(kept, 3), "train/dog/7.png"));
    assert_true(dataset_path(a, 5) && dataset_path(b, 1) &&
                strcmp(dataset_path(a, 5), dataset_path(b, 1)));
    dataset_free(a);
    dataset_free(b);
    dataset_free(kept);
    dataset_free(each);
}

static void folder_class_empty(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err = {""};
    put_picture(s, "train/cat/a.png", 1);
    put_picture(s, "test/cat/a.png", 1);
    put(s, "train/dog/readme.txt", "pictures were here", 18);
    put(s, "test/dog/readme.txt", "pictures were here", 18);
    refuses("folder", s->dir, NULL, 0,
            "train/dog holds no pictures (JPEG, PNG, WebP, BMP, GIF or binary PPM/PGM): a class "
            "that training never sees");
    DatasetRequest req = {.path = s->dir, .split = DATASET_TEST, .h = 4, .w = 4};
    assert_true(dataset_load("folder", req, &d, &err));
    assert_true(d->n == 1 && d->n_classes == 2 && !d->warning);
    dataset_free(d);
}

static void memory_is_checked(void **state)
{
    (void)state;
    Dataset d = {0};
    Err err = {""};
    assert_false(dataset_alloc(&d, 2000000000, 2000, 2000, &err));
    says(&err, "2000000000 pictures of 2000x2000 take 22351741.8 GiB of memory; this machine has ");
}

/* ---- every byte changed, every length ---- */

static void try_all(Scratch *s, const char *kind, const char *golden, const char *name)
{
    static const uint8_t bytes[] = {0, 1, 7, 127, 128, 255};
    char path[512];
    unsigned char *data;
    size_t size;
    Err err = {""};
    snprintf(path, sizeof path, GOLDEN "/%s/%s", golden, name);
    assert_true(file_read(path, 0, &data, &size, &err));
    for (size_t i = 0; i < size * (sizeof bytes + 1); i++) {
        size_t at = i / (sizeof bytes + 1), how = i % (sizeof bytes + 1);
        uint8_t was = data[at];
        if (how < sizeof bytes)
            data[at] = bytes[how];
        FILE *f = fopen(in(s, name), "wb"); /* not synced: there are thousands */
        assert_int_equal(fwrite(data, 1, how < sizeof bytes ? size : at, f),
                         how < sizeof bytes ? size : at);
        fclose(f);
        data[at] = was;
        Dataset *d;
        err.text[0] = 0;
        bool ok = load_strictly(kind, s->dir, DATASET_TRAIN, 5, 5, NULL, 0, &d, &err);
        assert_true(ok ? d != NULL : err.text[0] != 0);
        for (int k = 0; ok && k < d->n; k++)
            assert_in_range(d->labels[k], 0, d->n_classes - 1);
        dataset_free(d);
    }
    put(s, name, data, size);
    free(data);
}

static void mutations(void **state)
{
    static const struct {
        const char *kind, *folder, *names[2];
    } sets[] = {
        {"mnist", "mnist", {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}},
        {"mnist", "mnist_gz", {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"}},
        {"npy", "npy_bytes", {"x_train.npy", "y_train.npy"}},
    };
    Scratch *s = *state;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        char golden[128];
        for (int k = 0; k < 2; k++) {
            snprintf(golden, sizeof golden, "%s/%s", sets[i].folder, sets[i].names[k]);
            copy(s, golden, sets[i].names[k], 100000);
        }
        for (int k = 0; k < 2; k++)
            try_all(s, sets[i].kind, sets[i].folder, sets[i].names[k]);
        for (int k = 0; k < 2; k++)
            unlink(in(s, sets[i].names[k]));
    }
}

/* ---- resizing as training does it ---- */

static uint64_t hash(const uint8_t *p, size_t n)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * 0x100000001b3u;
    return h;
}

static void resizes_as_pillow(void **state)
{
    (void)state;
    Image from;
    Err err;
    int side, seen = 0;
    unsigned long long want;
    assert_true(image_read(GOLDEN "/enlarge_32x32.ppm", &from, &err));
    FILE *list = fopen(GOLDEN "/enlarge_hashes.txt", "r");
    assert_non_null(list);
    for (; fscanf(list, "%d %llx", &side, &want) == 2; seen++) {
        Dataset d = {0};
        Fetch f;
        assert_true(dataset_alloc_stored(&d, 1, 32, 32, 3, side, side, &err));
        memcpy(d.pixels, from.rgb, 3072);
        assert_true(fetch_new(&f, &d, &err));
        const uint8_t *rgb = dataset_fetch(&d, 0, &f);
        char name[64];
        Image golden;
        snprintf(name, sizeof name, GOLDEN "/enlarge_to_%d.ppm", side);
        if (side == 16 || side == 64) {
            assert_true(image_read(name, &golden, &err));
            assert_memory_equal(rgb, golden.rgb, (size_t)side * (size_t)side * 3);
            image_free(&golden);
        }
        assert_true(hash(rgb, (size_t)side * (size_t)side * 3) == want);
        fetch_free(&f);
        free(d.pixels);
        free(d.labels);
    }
    assert_int_equal(seen, 5);
    fclose(list);
    image_free(&from);
}

int main(void)
{
#define WITH_FOLDER(f) cmocka_unit_test_setup_teardown(f, make_scratch, drop_scratch)
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(cifar100_loads),      WITH_FOLDER(cifar100_refusals),
        WITH_FOLDER(mnist_loads),         WITH_FOLDER(mnist_refusals),
        cmocka_unit_test(npy_loads),      WITH_FOLDER(npy_refusals),
        cmocka_unit_test(stays_in_files), WITH_FOLDER(shorter_file),
        WITH_FOLDER(folder_leaves_out),   WITH_FOLDER(folder_decodes_each_time),
        WITH_FOLDER(folder_class_empty),  cmocka_unit_test(memory_is_checked),
        WITH_FOLDER(mutations),           cmocka_unit_test(resizes_as_pillow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
