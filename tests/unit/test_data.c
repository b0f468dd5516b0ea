/* Tests of files and data: base/fileio and data. Files written by independent programs
 * (tests/data_golden, see make.py there) are compared value by value, and what we write byte by
 * byte. Every reader is also fed each truncation and each single-byte change of small valid files:
 * it may refuse or accept, but never crash (run under the sanitizers) and never fail without a
 * message. Run from the root of the repository. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "base/number.h"
#include "base/fileio.h"
#include "data/exif.h"
#include "data/image.h"
#include "formats/npy.h"
#include "data/order.h"
#include "data/sound_rate.h"
#include "data/resize.h"
#include "formats/safetensors.h"
#include "data/drawn_shapes.h"
#include "load_strictly.h"
#include <dirent.h>
#include <errno.h>
#include <float.h>
#include <ftw.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#ifndef GOLDEN
#define GOLDEN "tests/data_golden"
#endif

typedef struct Scratch {
    char dir[256], path[512];
} Scratch;

/* A path in the test's own folder; valid until the next call on the same Scratch. */
static const char *in(Scratch *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->dir, name);
    return s->path;
}

static int make_scratch(void **state)
{
    const char *tmp = getenv("TMPDIR");
    if (!tmp)
        tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm"
                                            : "/tmp"; /* in memory, the many fsyncs cost nothing */
    Scratch *s = calloc(1, sizeof *s);
    snprintf(s->dir, sizeof s->dir, "%s/netc-test-XXXXXX", tmp);
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

static void put(const char *path, const void *data, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void put_text(const char *path, const char *text) { put(path, text, strlen(text)); }

/* A whole file, not through the code under test. */
static uint8_t *get(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    uint8_t *p = malloc(1 << 20);
    *n = fread(p, 1, 1 << 20, f);
    fclose(f);
    return p;
}

static void assert_file(const char *path, const void *data, size_t n)
{
    size_t m;
    uint8_t *p = get(path, &m);
    assert_int_equal(m, n);
    assert_memory_equal(p, data, n);
    free(p);
}

static int entries(const char *dir)
{
    int n = -2; /* . and .. */
    DIR *d = opendir(dir);
    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void assert_says(const Err *err, const char *part)
{
    if (!strstr(err->text, part))
        fail_msg("message \"%s\" does not hold \"%s\"", err->text, part);
}

/* ---- base/fileio ---- */

static void file_round_trip(void **state)
{
    Scratch *s = *state;
    unsigned char *p;
    size_t n;
    Err err;
    uint8_t big[100000];
    for (size_t i = 0; i < sizeof big; i++)
        big[i] = (uint8_t)(i * 7 >> 3);
    size_t sizes[] = {0, 1, 4095, 4096, 4097, sizeof big};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_true(file_write(in(s, "a"), big, sizes[i], &err));
        assert_true(file_read(in(s, "a"), 0, &p, &n, &err));
        assert_int_equal(n, sizes[i]);
        assert_memory_equal(p, big, n);
        assert_int_equal(p[n], 0);
        free(p);
    }
    assert_int_equal(entries(s->dir), 1);
    assert_true(file_read(in(s, "a"), sizeof big, &p, &n, &err));
    free(p);
    assert_false(file_read(in(s, "a"), sizeof big - 1, &p, &n, &err));
    assert_says(&err, in(s, "a"));
    assert_says(&err, "larger than 99999 bytes");
}

static void file_read_failures(void **state)
{
    Scratch *s = *state;
    unsigned char *p;
    size_t n;
    Err err;
    assert_false(file_read(in(s, "missing"), 0, &p, &n, &err));
    assert_says(&err, in(s, "missing"));
    assert_says(&err, "No such file");
    assert_false(file_read(s->dir, 0, &p, &n, &err));
    assert_says(&err, "Is a directory");
    assert_false(file_read("/dev/zero", 100000, &p, &n, &err));
    assert_says(&err, "cannot read /dev/zero: it is not a regular file (it is a device)");
}

static void file_streamed(void **state)
{
    Scratch *s = *state;
    Err err;
    FileWriter *w = file_writer_open(in(s, "a"), &err);
    assert_non_null(w);
    fprintf(file_writer_stream(w), "one %d\n", 1);
    file_writer_put(w, "two\n", 4);
    file_writer_printf(w, "%s\n", "three");
    assert_true(file_writer_ok(w));
    assert_int_equal(access(in(s, "a"), F_OK), -1); /* nothing under the name before the commit */
    assert_true(file_writer_commit(w, &err));
    assert_file(in(s, "a"), "one 1\ntwo\nthree\n", 16);
    w = file_writer_open(in(s, "a"), &err);
    file_writer_put(w, "gone", 4);
    file_writer_abort(w);
    assert_file(in(s, "a"), "one 1\ntwo\nthree\n", 16);
    assert_int_equal(entries(s->dir), 1);
}

static void file_keeps_mode_and_links(void **state)
{
    Scratch *s = *state;
    struct stat st;
    Err err;
    char link[512];
    put_text(in(s, "real"), "old");
    assert_int_equal(chmod(in(s, "real"), 0640), 0);
    strcpy(link, in(s, "link"));
    assert_int_equal(symlink("real", link), 0);
    assert_true(file_write(link, "new", 3, &err));
    assert_file(in(s, "real"), "new", 3);
    assert_int_equal(lstat(link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(link, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_int_equal(entries(s->dir), 2);
}

static void file_full_device(void **state)
{
    (void)state;
    char data[100000] = {0};
    Err err;
    assert_true(file_write("/dev/null", data, sizeof data, &err));
    assert_false(file_write("/dev/full", data, sizeof data, &err));
    assert_says(&err, "cannot write /dev/full: No space left on device");
    FileWriter *w = file_writer_open("/dev/full", &err);
    fprintf(file_writer_stream(w), "short text, still in the buffer");
    assert_false(file_writer_commit(w, &err));
    assert_says(&err, "No space left on device");
}

/* A limit on the file size stands for a disk that fills up in the middle. Runs `write` in a child
 * process that has the limit; it must fail with the system's reason. */
static void assert_fails_when_full(const char *path, bool (*write)(const char *path, Err *err))
{
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit few = {2000, 2000};
        Err err = {""};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &few);
        bool ok = write(path, &err);
        _exit(ok ? 1 : !strstr(err.text, strerror(EFBIG)) ? 2 : !strstr(err.text, path) ? 3 : 0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static const float zeros[1000];

static bool write_plain(const char *path, Err *err)
{
    return file_write(path, zeros, sizeof zeros, err);
}
static bool write_npy(const char *path, Err *err)
{
    return npy_write_float(path, 1, (int64_t[]){1000}, zeros, err);
}
static bool write_st(const char *path, Err *err)
{
    StEntry e = {.name = "x", .rank = 1, .dim = (int[]){1000}, .data = zeros};
    return st_write(path, &e, 1, NULL, 0, err);
}
static bool write_png(const char *path, Err *err)
{
    uint8_t noise[64 * 64 * 3];
    uint64_t r = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)splitmix64(&r);
    return image_write_png(path, noise, 64, 64, err);
}
static bool write_ppm(const char *path, Err *err)
{
    return image_write_ppm(path, (const uint8_t *)zeros, 32, 32, err);
}

static void full_disk_keeps_the_old_file(void **state)
{
    Scratch *s = *state;
    bool (*const writers[])(const char *, Err *) = {write_plain, write_npy, write_st, write_png,
                                                    write_ppm};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        put_text(in(s, "kept"), "the old file");
        assert_fails_when_full(in(s, "kept"), writers[i]);
        assert_file(in(s, "kept"), "the old file", 12);
        assert_fails_when_full(in(s, "new"), writers[i]);
        assert_int_equal(entries(s->dir), 1);
    }
}

static void unwritable_targets(void **state)
{
    Scratch *s = *state;
    Err err;
    bool root = geteuid() == 0;
    assert_false(file_write(in(s, "no/such/folder"), "x", 1, &err));
    assert_says(&err, "No such file or directory");
    assert_says(&err, in(s, "no/such/folder"));
    put_text(in(s, "file"), "x");
    assert_false(file_write(in(s, "file/below"), "x", 1, &err));
    assert_says(&err, "Not a directory");
    assert_false(file_write(s->dir, "x", 1, &err));
    assert_says(&err, "Is a directory");
    assert_int_equal(chmod(in(s, "file"), 0444), 0);
    assert_int_equal(chmod(s->dir, 0555), 0);
    if (root)
        assert_int_equal(setresuid((uid_t)65534, (uid_t)65534, 0),
                         0); /* root may write everywhere */
    bool folder = file_write(in(s, "new"), "x", 1, &err);
    Err err2;
    bool file = file_write(in(s, "file"), "y", 1, &err2);
    if (root)
        assert_int_equal(setresuid(0, 0, 0), 0);
    assert_int_equal(chmod(s->dir, 0755), 0);
    assert_false(folder);
    assert_says(&err, "Permission denied");
    assert_false(file);
    assert_says(&err2, "Permission denied");
    assert_file(in(s, "file"), "x", 1);
    assert_int_equal(entries(s->dir), 1);
}

static void folders(void **state)
{
    Scratch *s = *state;
    struct stat st;
    Err err;
    assert_true(folder_make(in(s, "a/b//c/"), &err));
    assert_true(folder_make(in(s, "a/b/c"), &err));
    assert_int_equal(stat(in(s, "a/b/c"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    put_text(in(s, "a/file"), "x");
    assert_false(folder_make(in(s, "a/file"), &err));
    assert_says(&err, "Not a directory");
    assert_false(folder_make(in(s, "a/file/b"), &err));
    assert_says(&err, in(s, "a/file/b"));
}

/* ---- npy ---- */

static void npy_ramp(const char *kind)
{
    char path[256];
    NpyArray a;
    Err err;
    snprintf(path, sizeof path, GOLDEN "/ramp_%s.npy", kind);
    double shift = kind[0] == 'u' ? 0 : -7, part = kind[0] == 'f' ? 0.25 : 0;
    assert_true(npy_read_float(path, &a, &err));
    assert_int_equal(a.rank, 2);
    assert_int_equal(a.dim[0], 3);
    assert_int_equal(a.dim[1], 4);
    assert_int_equal(a.count, 12);
    for (int i = 0; i < 12; i++)
        assert_true(a.f[i] == (float)(3 * i + shift + part));
    npy_free(&a);
    if (part != 0) {
        assert_false(npy_read_int32(path, &a, &err));
        assert_says(&err, "-6.75 at byte 128 (number 0) is not a whole number");
        return;
    }
    assert_true(npy_read_int32(path, &a, &err));
    for (int i = 0; i < 12; i++)
        assert_int_equal(a.i[i], 3 * i + (int)shift);
    npy_free(&a);
}

static void npy_types_and_shapes(void **state)
{
    (void)state;
    static const char *const kinds[] = {"f2", "f4", "f8", "i1", "i2", "i4",
                                        "i8", "u1", "u2", "u4", "u8"};
    NpyArray a;
    Err err;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        npy_ramp(kinds[i]);
    assert_true(npy_read_float(GOLDEN "/scalar_f4.npy", &a, &err));
    assert_int_equal(a.rank, 0);
    assert_int_equal(a.count, 1);
    assert_true(a.f[0] == -6.75f);
    npy_free(&a);
    assert_true(npy_read_float(GOLDEN "/empty_f4.npy", &a, &err));
    assert_int_equal(a.rank, 2);
    assert_int_equal(a.dim[1], 3);
    assert_int_equal(a.count, 0);
    npy_free(&a);
    assert_true(npy_read_int32(GOLDEN "/bool.npy", &a, &err));
    assert_int_equal(a.i[0] * 100 + a.i[1] * 10 + a.i[2], 101);
    npy_free(&a);
    assert_true(npy_read_float(GOLDEN "/inf_f8.npy", &a, &err));
    assert_true(isinf(a.f[0]) && a.f[0] > 0 && isinf(a.f[1]) && a.f[1] < 0 && isnan(a.f[2]));
    npy_free(&a);
    for (int v = 2; v <= 3; v++) {
        assert_true(npy_read_float(v == 2 ? GOLDEN "/version2_f4.npy" : GOLDEN "/version3_f4.npy",
                                   &a, &err));
        assert_true(a.count == 12 && a.f[11] == 26.25f);
        npy_free(&a);
    }
}

static void npy_refusals(void **state)
{
    Scratch *s = *state;
    static const struct {
        const char *file, *says;
    } bad[] = {
        {"bad_fortran.npy", "Fortran order"},
        {"bad_endian.npy", "'>f4'; expected little-endian"},
        {"bad_complex.npy", "'<c8'"},
        {"bad_struct.npy", "structured types"},
        {"large_f8.npy", "1e+39 at byte 136 (number 1) does not fit a float"},
        {"rgb.png", "not a .npy file"},
        {"missing.npy", "No such file"},
    };
    NpyArray a;
    Err err;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char path[256];
        snprintf(path, sizeof path, GOLDEN "/%s", bad[i].file);
        assert_false(npy_read_float(path, &a, &err));
        assert_says(&err, bad[i].says);
        assert_says(&err, path);
        assert_null(a.f);
    }
    assert_false(npy_read_int32(GOLDEN "/large_i8.npy", &a, &err));
    assert_says(&err, "2.14748365e+09 at byte 136 (number 1) is not a whole number of 32 bits");
    assert_false(npy_read_int32(GOLDEN "/inf_f8.npy", &a, &err));
    char text[] = "\x93NUMPY\x01\x00\x00\x00{'descr': '<f4', 'fortran_order': False, 'shape': "
                  "(4294967296,4294967296)}";
    text[8] = sizeof text - 1 - 10;
    put(in(s, "a"), text, sizeof text - 1);
    assert_false(npy_read_float(in(s, "a"), &a, &err));
    assert_says(&err, "absurdly large");
    text[6] = 9;
    put(in(s, "a"), text, sizeof text - 1);
    assert_false(npy_read_float(in(s, "a"), &a, &err));
    assert_says(&err, "version 9.0 at byte 6");
}

static void npy_truncated(void **state)
{
    Scratch *s = *state;
    size_t n;
    NpyArray a;
    Err err;
    uint8_t *p = get(GOLDEN "/ramp_f4.npy", &n);
    for (size_t k = 0; k < n; k++) {
        put(in(s, "a"), p, k);
        assert_false(npy_read_float(in(s, "a"), &a, &err));
        assert_says(&err, in(s, "a"));
        assert_says(&err, k < 10 ? "not a .npy file" : "truncated");
    }
    p[n] = 0;
    put(in(s, "a"), p, n + 1);
    assert_false(npy_read_float(in(s, "a"), &a, &err));
    assert_says(
        &err,
        "extra bytes at byte 176: expected 48 bytes of data after the header of 128, found 49");
    free(p);
}

static void npy_written_as_numpy_does(void **state)
{
    Scratch *s = *state;
    static const char *const files[] = {"ramp_f4", "vector_f4", "scalar_f4", "empty_f4",
                                        "rank4_f4"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[256];
        size_t n;
        NpyArray a;
        Err err;
        snprintf(path, sizeof path, GOLDEN "/%s.npy", files[i]);
        assert_true(npy_read_float(path, &a, &err));
        assert_true(npy_write_float(in(s, "out"), a.rank, a.dim, a.f, &err));
        uint8_t *p = get(path, &n);
        assert_file(in(s, "out"), p, n);
        free(p);
        npy_free(&a);
    }
}

/* ---- safetensors ---- */

static void st_reads_plain(void **state)
{
    (void)state;
    Err err;
    float v[6];
    StFile *f = st_open(GOLDEN "/plain.safetensors", &err);
    assert_non_null(f);
    assert_int_equal(st_count(f), 3);
    assert_string_equal(st_path(f), GOLDEN "/plain.safetensors");
    assert_string_equal(st_metadata(f, "netc.layout"), "00ff");
    assert_null(st_metadata(f, "netc"));
    assert_null(st_find(f, "a"));
    const StTensor *a = st_find(f, "a.kernel"), *c = st_find(f, "c");
    assert_int_equal(a->rank, 2);
    assert_int_equal(a->dim[0] * 10 + a->dim[1], 23);
    assert_true(st_read_float(f, a, v, &err));
    for (int i = 0; i < 6; i++)
        assert_true(v[i] == 3.0f * (float)i - 6.75f);
    assert_int_equal(c->rank, 0);
    assert_int_equal(c->count, 1);
    assert_true(st_read_float(f, c, v, &err));
    assert_true(v[0] == 1.5f);
    st_close(f);
}

static void st_converts(void **state)
{
    (void)state;
    static const char *const names[] = {"f16", "f32", "f64"};
    Err err;
    float v[12];
    int32_t whole[12];
    StFile *f = st_open(GOLDEN "/types.safetensors", &err);
    assert_non_null(f);
    for (int k = 0; k < 3; k++) {
        assert_true(st_read_float(f, st_find(f, names[k]), v, &err));
        for (int i = 0; i < 12; i++)
            assert_true(v[i] == 3.0f * (float)i - 6.75f);
    }
    assert_false(st_read_float(f, st_find(f, "i32"), v, &err));
    assert_says(&err, "tensor \"i32\" holds whole numbers (I32)");
    assert_true(st_read_raw(f, st_find(f, "i32"), whole, &err));
    assert_int_equal(whole[11], 26);
    assert_int_equal(st_find(f, "none")->count, 0);
    assert_true(st_read_float(f, st_find(f, "none"), v, &err));
    st_close(f);
    f = st_open(GOLDEN "/bf16.safetensors", &err);
    assert_non_null(f);
    assert_true(st_read_float(f, st_find(f, "bf16"), v, &err));
    for (int i = 0; i < 12; i++)
        assert_true(v[i] == 3.0f * (float)i - 6.75f);
    st_close(f);
}

static void st_written_as_the_reference_does(void **state)
{
    Scratch *s = *state;
    Err err;
    float a[6], b[5], c = 1.5f;
    for (int i = 0; i < 6; i++)
        a[i] = 3.0f * (float)i - 6.75f;
    memcpy(b, a, sizeof b);
    StEntry e[] = {{"a.kernel", NUMBER_F32, 2, (int[]){2, 3}, a},
                   {"b.bias", NUMBER_F32, 1, (int[]){5}, b},
                   {"c", NUMBER_F32, 0, NULL, &c}};
    StMeta m[] = {{"netc.layout", "00ff"}};
    assert_true(st_write(in(s, "out"), e, 3, m, 1, &err));
    size_t n;
    uint8_t *p = get(GOLDEN "/plain.safetensors", &n);
    assert_file(in(s, "out"), p, n);
    free(p);
    assert_int_equal(entries(s->dir), 1);
}

static void st_odd_names(void **state)
{
    Scratch *s = *state;
    Err err;
    float v = 2;
    int32_t k[3] = {1, -2, 3}, back[3];
    StEntry e[] = {{"quote \" back \\ tab \t \xc3\xbc", NUMBER_F32, 1, (int[]){1}, &v},
                   {"ints", NUMBER_I32, 2, (int[]){3, 1}, k},
                   {"", NUMBER_F32, 2, (int[]){4, 0}, &v}};
    StMeta m[] = {{"b", "2\n"}, {"a", "1"}};
    assert_true(st_write(in(s, "out"), e, 3, m, 2, &err));
    StFile *f = st_open(in(s, "out"), &err);
    assert_non_null(f);
    assert_non_null(st_find(f, e[0].name));
    assert_non_null(st_find(f, ""));
    assert_true(st_read_raw(f, st_find(f, "ints"), back, &err));
    assert_memory_equal(back, k, sizeof k);
    assert_int_equal(st_metadata_count(f), 2);
    const char *key, *value;
    st_metadata_at(f, 0, &key, &value);
    assert_string_equal(key, "b");
    assert_string_equal(value, "2\n");
    st_close(f);
    e[1].name = "";
    assert_false(st_write(in(s, "other"), e, 3, m, 2, &err));
    assert_says(&err, "two tensors or metadata entries named \"\"");
    e[1].name = "\xff";
    assert_false(st_write(in(s, "other"), e, 3, m, 2, &err));
    assert_says(&err, "not UTF-8");
    e[1].name = "__metadata__";
    assert_false(st_write(in(s, "other"), e, 3, m, 2, &err));
    assert_says(&err, "may not be named");
    assert_int_equal(entries(s->dir), 1);
}

/* A file of the given header and so many data bytes. */
static void put_st(const char *path, const char *header, size_t data)
{
    uint8_t buf[2048] = {0};
    size_t n = strlen(header);
    buf[0] = (uint8_t)n;
    buf[1] = (uint8_t)(n >> 8);
    memcpy(buf + 8, header, n);
    put(path, buf, 8 + n + data);
}

#define T(dtype, shape, offsets) \
    "{\"dtype\":\"" dtype "\",\"shape\":" shape ",\"data_offsets\":" offsets "}"

static void st_refusals(void **state)
{
    Scratch *s = *state;
    static const struct {
        const char *header;
        int data;
        const char *says;
    } bad[] = {
        {"{\"a\":" T("F32", "[2]", "[0,8]") "}", 7, "ends at byte 8 of the data, which has only 7"},
        {"{\"a\":" T("F32", "[2]", "[0,8]") "}", 9,
         "the tensors end at byte 8 of the data, which has 9 bytes"},
        {"{\"a\":" T("F32", "[2]", "[0,8]") ",\"b\":" T("F32", "[2]", "[9,17]") "}", 17,
         "a gap between tensors"},
        {"{\"a\":" T("F32", "[2]", "[0,8]") ",\"b\":" T("F32", "[2]", "[4,12]") "}", 12,
         "tensors overlap"},
        {"{\"a\":" T("F32", "[2]", "[0,8]") ",\"a\":" T("F32", "[2]", "[8,16]") "}", 16,
         "duplicate object key"},
        {"{\"a\":" T("F32", "[2]", "[4,12]") "}", 12, "begins at byte 4 of the data, expected 0"},
        {"{\"a\":" T("F32", "[3]", "[0,8]") "}", 8, "has 8 bytes; its shape and dtype F32 want 12"},
        {"{\"a\":" T("F16", "[3]", "[0,8]") "}", 8, "dtype F16 want 6"},
        {"{\"a\":" T("F8_E5M2", "[8]", "[0,8]") "}", 8, "unknown dtype F8_E5M2"},
        {"{\"a\":{\"dtype\":3,\"shape\":[2],\"data_offsets\":[0,8]}}", 8,
         "unknown dtype (not a string)"},
        {"{\"a\":" T("F32", "[4294967296,4294967296]", "[0,8]") "}", 8, "absurdly large"},
        {"{\"a\":" T("F32", "[9223372036854775807]", "[0,8]") "}", 8, "absurdly large"},
        {"{\"a\":" T("F32", "[99999999999999999999]", "[0,8]") "}", 8, "malformed JSON"},
        {"{\"a\":" T("F32", "[-2]", "[0,8]") "}", 8, "dimension 0 is not a whole number"},
        {"{\"a\":" T("F32", "[2.0]", "[0,8]") "}", 8, "dimension 0 is not a whole number"},
        {"{\"a\":" T("F32", "2", "[0,8]") "}", 8, "the shape is not a list"},
        {"{\"a\":" T("F32", "[1,1,1,1,1,1,1,1,2]", "[0,8]") "}", 8, "the shape is not a list"},
        {"{\"a\":" T("F32", "[2]", "[8,0]") "}", 8, "not two rising whole numbers"},
        {"{\"a\":" T("F32", "[2]", "[0,8,9]") "}", 8, "not two rising whole numbers"},
        {"{\"a\":" T("F32", "[2]", "8") "}", 8, "not two rising whole numbers"},
        {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "expected dtype, shape and data_offsets"},
        {"{\"a\":7}", 8, "expected dtype, shape and data_offsets"},
        {"{\"__metadata__\":{\"k\":7}}", 0, "the metadata \"k\" is not a string"},
        {"{\"__metadata__\":[]}", 0, "not a map of strings"},
        {"{\"a\":", 0, "malformed JSON header at byte"},
        {"{} x", 0, "malformed JSON header"},
        {"[]", 0, "expected '{' at byte 8"},
        {"{}", 1, "the tensors end at byte 0"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Err err;
        put_st(in(s, "a"), bad[i].header, (size_t)bad[i].data);
        assert_null(st_open(in(s, "a"), &err));
        assert_says(&err, bad[i].says);
        assert_says(&err, in(s, "a"));
    }
}

static void st_truncated(void **state)
{
    Scratch *s = *state;
    size_t n;
    Err err;
    uint8_t *p = get(GOLDEN "/plain.safetensors", &n);
    for (size_t k = 0; k < n; k++) {
        put(in(s, "a"), p, k);
        assert_null(st_open(in(s, "a"), &err));
        assert_says(&err, in(s, "a"));
        assert_says(&err, k < 10 ? "expected at least 10" : "truncated");
    }
    p[7] = 1; /* a header of 2^56 bytes */
    put(in(s, "a"), p, n);
    assert_null(st_open(in(s, "a"), &err));
    assert_says(&err, "the first 8 bytes give a header of 72057594037928");
    assert_null(st_open(in(s, "missing"), &err));
    assert_says(&err, "No such file");
    assert_null(st_open(s->dir, &err));
    assert_says(&err, "Is a directory");
    free(p);
}

/* A header of brackets alone: its tree is not built. */
static void st_many_lists(void **state)
{
    enum { LISTS = 700000 };
    Scratch *s = *state;
    size_t n = 8 + 9 + 3 * LISTS;
    uint8_t *p = malloc(n);
    Err err;
    memset(p, 0, 8);
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)((n - 8) >> (8 * i));
    memcpy(p + 8, "{\"lists\":", 9);
    for (int i = 0; i < LISTS; i++)
        memcpy(p + 17 + 3 * i, "[],", 3);
    put(in(s, "a"), p, n);
    free(p);
    assert_null(st_open(in(s, "a"), &err));
    assert_says(
        &err,
        "its header has 700001 objects and lists; at most 600000, so 200000 tensors, are read");
}

static void nonfinite_is_found(void **state)
{
    (void)state;
    float v[5] = {0, -1, 3e38f, 1e-45f, 2};
    assert_int_equal(find_nonfinite(v, 5), -1);
    v[3] = -INFINITY;
    assert_int_equal(find_nonfinite(v, 5), 3);
    v[1] = NAN;
    assert_int_equal(find_nonfinite(v, 5), 1);
    assert_int_equal(find_nonfinite(v, 1), -1);
}

/* ---- images ---- */

/* "P6\nW H\n255\n" as Pillow writes it, read without the code under test. */
static uint8_t *expected_rgb(const char *name, int *w, int *h)
{
    char path[256];
    size_t n;
    int at = 0;
    snprintf(path, sizeof path, GOLDEN "/%s.ppm", name);
    uint8_t *p = get(path, &n);
    p[n] = 0;
    assert_int_equal(sscanf((char *)p, "P6 %d %d 255%n", w, h, &at), 2);
    assert_int_equal(n, (size_t)at + 1 + (size_t)*w * (size_t)*h * 3);
    memmove(p, p + at + 1, n - (size_t)at - 1);
    return p;
}

static int worst_difference(const uint8_t *a, const uint8_t *b, int n)
{
    int worst = 0;
    for (int i = 0; i < n; i++)
        worst = abs(a[i] - b[i]) > worst ? abs(a[i] - b[i]) : worst;
    return worst;
}

static void assert_decodes(const char *name, int tolerance)
{
    char path[256];
    int w, h;
    Image im;
    Err err;
    snprintf(path, sizeof path, GOLDEN "/%s", name);
    uint8_t *want = expected_rgb(name, &w, &h);
    if (!image_read(path, &im, &err))
        fail_msg("%s", err.text);
    assert_int_equal(im.w, w);
    assert_int_equal(im.h, h);
    int worst = worst_difference(im.rgb, want, w * h * 3);
    if (worst > tolerance)
        fail_msg("%s: differs by %d", name, worst);
    image_free(&im);
    image_free(&im);
    free(want);
}

static void lossless_pictures(void **state)
{
    (void)state;
    static const char *const names[] = {
        "rgb.png",           "grey.png",      "rgba.png",     "la.png",         "palette.png",
        "palette_clear.png", "bits.png",      "grey16.png",   "interlaced.png", "grey.pgm",
        "deep.ppm",          "five.ppm",      "exif.png",     "exif.webp",      "lossless.webp",
        "alpha.webp",        "animated.webp", "plain.gif",    "clear.gif",      "interlaced.gif",
        "animated.gif",      "screen.gif",    "rgb.bmp",      "grey.bmp",       "bits.bmp",
        "palette.bmp",       "top_down.bmp",  "b32.bmp",      "rle8.bmp",       "rle4.bmp",
        "alpha.bmp",         "os2.bmp",       "packed2.webp", "packed3.webp",   "packed11.webp",
        "packed40.webp",     "coded0.webp",   "coded6.webp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_decodes(names[i], 0);
}

/* Pillow carries a build of the same decoder; one level is left to another version's rounding. CMYK
 * is multiplied out by both with different roundings. */
static void jpeg_pictures(void **state)
{
    (void)state;
    assert_decodes("jpeg420.jpg", 1);
    assert_decodes("jpeg444.jpg", 1);
    assert_decodes("jpeggrey.jpg", 1);
    assert_decodes("progressive.jpg", 1);
    assert_decodes("jpegcmyk.jpg", 2);
    assert_decodes("lossy.webp", 1);
    assert_decodes("alpha_lossy.webp", 1);
    assert_decodes("filtered.webp", 1);
    assert_decodes("b555.bmp", 1); /* Pillow cuts 5 bits scaled to 8 off, we round */
    assert_decodes("b565.bmp", 1);
}

static void upright_pictures(void **state)
{
    (void)state;
    for (int o = 1; o <= 8; o++) {
        char name[32];
        snprintf(name, sizeof name, "exif%d.jpg", o);
        assert_decodes(name, 1);
    }
}

static void put32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> 8 * i);
}

/* A directory at 8 with one entry: orientation 6. What is wrong with it makes it say nothing. */
static void exif_is_careful(void **state)
{
    (void)state;
    static const uint8_t good[26] = {'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3,
                                     0,   1,   0,   0, 0, 6, 0, 0, 0, 0, 0,    0, 0};
    uint8_t t[32];
    assert_int_equal(exif_orientation(good, sizeof good), 6);
    for (size_t n = 0; n < 22; n++) {
        uint8_t *cut = malloc(n + 1);
        memcpy(cut, good, n);
        cut = realloc(cut, n ? n : 1);
        assert_int_equal(exif_orientation(cut, n), 1);
        free(cut);
    }
    memcpy(t, "Exif\0\0", 6);
    memcpy(t + 6, good, sizeof good);
    assert_int_equal(exif_orientation(t, sizeof t), 6);
    static const struct {
        size_t at;
        uint32_t v;
    } bad[] = {{4, 0xffffffff}, {4, 25}, {4, 4}, {18, 0}, {18, 9}, {12, 4}, {14, 0}, {0, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        memcpy(t, good, sizeof good);
        if (bad[i].at == 12)
            t[12] = 4;
        else
            put32(t + bad[i].at, bad[i].v);
        assert_int_equal(exif_orientation(t, sizeof good), 1);
    }
    memcpy(t, good, sizeof good);
    t[8] = t[9] = 0xff; /* more entries than there is room for */
    assert_int_equal(exif_orientation(t, sizeof good), 6);
}

/* Kinds that are not read are named; a file's name counts for nothing. */
static void unread_pictures(void **state)
{
    Scratch *s = *state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *says;
    } kinds[] = {
        {"II*\0\10\0\0\0", 8, "a TIFF picture, which netc does not read"},
        {"MM\0*\0\0\0\10", 8, "a TIFF picture"},
        {"\0\0\0\30ftypheic\0\0\0\0", 16, "a HEIC picture"},
        {"\0\0\0\34ftypavif\0\0\0\0", 16, "a AVIF picture"},
        {"P3 1 1 255 1 2 3\n", 17, "a plain PPM picture"},
    };
    Image im;
    Err err;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put(in(s, "a.png"), kinds[i].bytes, kinds[i].n);
        assert_false(image_read(in(s, "a.png"), &im, &err));
        assert_says(&err, kinds[i].says);
    }
    size_t n;
    uint8_t *p = get(GOLDEN "/plain.gif", &n);
    put(in(s, "a.jpg"), p, n);
    free(p);
    assert_true(image_read(in(s, "a.jpg"), &im, &err));
    assert_true(im.w == 21 && im.h == 18 && !im.grey);
    image_free(&im);
    assert_true(image_read(GOLDEN "/jpeggrey.jpg", &im, &err) && im.grey);
    image_free(&im);
    assert_true(image_read(GOLDEN "/la.png", &im, &err) && im.grey);
    image_free(&im);
}

static const char *const picture_files[] = {
    "jpeg420.jpg",    "progressive.jpg",  "jpeggrey.jpg", "rgb.png",     "palette_clear.png",
    "interlaced.png", "grey.pgm",         "deep.ppm",     "exif6.jpg",   "lossless.webp",
    "lossy.webp",     "alpha_lossy.webp", "rgb.bmp",      "palette.bmp", "rle8.bmp",
    "rle4.bmp",       "os2.bmp",          "b565.bmp",     "plain.gif",   "interlaced.gif"};

/* A JPEG's two end bytes carry no picture data, and libjpeg replaces a missing end marker with a
 * warning, which must count. */
static void truncated_pictures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof picture_files / sizeof *picture_files; i++) {
        char path[256];
        size_t n;
        Err err;
        Image im;
        snprintf(path, sizeof path, GOLDEN "/%s", picture_files[i]);
        uint8_t *p = get(path, &n);
        size_t behind = strstr(path, ".gif")
                            ? 3
                            : 0; /* what follows the first picture of a GIF is not read */
        for (size_t k = 0; k + behind < n; k++) {
            uint8_t *cut = malloc(k + 1); /* its own block, so that reading past the end is seen */
            memcpy(cut, p, k);
            cut = realloc(cut, k ? k : 1);
            if (image_decode(cut, k, "cut", &im, &err))
                fail_msg("%s cut to %zu of %zu bytes was accepted", path, k, n);
            assert_says(&err, "cut: ");
            assert_null(im.rgb);
            free(cut);
        }
        free(p);
    }
}

static void refused_pictures(void **state)
{
    Scratch *s = *state;
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"hello",
         "not a JPEG, PNG, WebP, BMP, GIF or binary PPM/PGM picture (its first bytes are 68 65)"},
        {"h", "(its first bytes are 68 00)"},
        {"", "the file is empty"},
        {"P6 0 4 255\n", "a picture of 0 x 4 pixels"},
        {"P6 65536 65536 255\n", "65536 x 65536 pixels is too large"},
        {"P6 99999999 1 255\n", "too large"},
        {"P6 999999999999999999999 1 255\n", "expected the width at byte 3"},
        {"P6 4 x 255\n", "expected the height at byte 5"},
        {"P6 1 1 0\n...", "expected a largest value of 1 ... 65535"},
        {"P6 1 1 70000\n......", "expected a largest value of 1 ... 65535"},
        {"P6 1 1 9\n\x01\x0a\x01", "sample 10 at byte 10 is above the largest value 9"},
        {"P5 2 2 255\nabc", "truncated PPM: 3 bytes of samples from byte 11, expected 4"},
        {"\xff\xd8\xff\xd9", "damaged or truncated JPEG"},
        {"\x89PNG\r\n\x1a\n", "damaged or truncated PNG: the file ends too early"},
    };
    Image im;
    Err err;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        put_text(in(s, "a"), bad[i].text);
        assert_false(image_read(in(s, "a"), &im, &err));
        assert_says(&err, bad[i].says);
        assert_says(&err, in(s, "a"));
        assert_null(im.rgb);
    }
    assert_false(image_read(in(s, "missing"), &im, &err));
    assert_says(&err, "No such file");
}

/* Headers that claim a picture beyond the limit: refused before memory is taken. */
static void huge_pictures(void **state)
{
    (void)state;
    size_t n;
    Image im;
    Err err;
    uint8_t *p = get(GOLDEN "/jpeggrey.jpg", &n);
    uint8_t *sof = memmem(p, n, "\xff\xc0", 2);
    assert_non_null(sof);
    memset(sof + 5, 0x7f, 4);
    assert_false(image_decode(p, n, "huge", &im, &err));
    assert_says(&err, "huge: a picture of 32639 x 32639 pixels is too large");
    free(p);
}

static void pictures_written(void **state)
{
    Scratch *s = *state;
    int w, h;
    Err err;
    Image im;
    uint8_t *rgb = expected_rgb("rgb.png", &w, &h);
    size_t n;
    assert_true(image_write_ppm(in(s, "a"), rgb, w, h, &err));
    uint8_t *p = get(GOLDEN "/rgb.png.ppm", &n);
    assert_file(in(s, "a"), p, n);
    free(p);
    assert_true(image_write_png(in(s, "a"), rgb, w, h, &err));
    assert_true(image_read(in(s, "a"), &im, &err));
    assert_int_equal(im.w * 1000 + im.h, w * 1000 + h);
    assert_memory_equal(im.rgb, rgb, (size_t)(w * h * 3));
    image_free(&im);
    assert_false(image_write_png(in(s, "no/a"), rgb, w, h, &err));
    assert_says(&err, "No such file");
    assert_int_equal(entries(s->dir), 1);
    free(rgb);
}

static void resize_as_pillow(void **state)
{
    (void)state;
    static const int sizes[][2] = {{8, 8},   {32, 32}, {1, 1},  {23, 5}, {40, 17},
                                   {11, 31}, {3, 2},   {40, 5}, {23, 17}};
    int w, h;
    Err err;
    uint8_t *rgb = expected_rgb("resize_23x17", &w, &h);
    Image from = {.w = w, .h = h, .rgb = rgb}, to;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[64];
        int ww, hh;
        snprintf(name, sizeof name, i == 8 ? "resize_%dx%d" : "resize_to_%dx%d", sizes[i][0],
                 sizes[i][1]);
        uint8_t *want = expected_rgb(name, &ww, &hh);
        assert_true(image_resize(&from, ww, hh, &to, &err));
        assert_memory_equal(to.rgb, want, (size_t)(ww * hh * 3));
        image_free(&to);
        free(want);
    }
    assert_false(image_resize(&from, 0, 5, &to, &err));
    assert_false(image_resize(&from, 1 << 19, 1 << 19, &to, &err));
    free(rgb);
}

static uint64_t fnv(const uint8_t *p, size_t n)
{
    uint64_t h = 0xCBF29CE484222325u;
    while (n--)
        h = (h ^ *p++) * 0x100000001B3u;
    return h;
}

static uint8_t *noise(int w, int h)
{
    uint32_t seed = (uint32_t)(w * 1000 + h);
    uint8_t *rgb = malloc((size_t)(w * h * 3));
    for (int i = 0; i < w * h * 3; i++) {
        seed = (seed * 1103515245u + 12345u) & 0x7fffffffu;
        rgb[i] = (uint8_t)(seed >> 16);
    }
    return rgb;
}

/* Odd sizes, sides of one pixel, and both sides of the line behind which the columns go first
 * (tests/data_golden/make.py, make_resize_hashes). */
static void resize_sizes_as_pillow(void **state)
{
    (void)state;
    FILE *list = fopen(GOLDEN "/resize_hashes.txt", "r");
    int fw, fh, w, h, seen = 0;
    unsigned long long want;
    Err err;
    assert_non_null(list);
    for (; fscanf(list, "%d %d %d %d %llx", &fw, &fh, &w, &h, &want) == 5; seen++) {
        Image from = {.w = fw, .h = fh, .rgb = noise(fw, fh)}, to;
        assert_true(image_resize(&from, w, h, &to, &err));
        if (fnv(to.rgb, (size_t)(w * h * 3)) != want)
            fail_msg("%dx%d to %dx%d is not as Pillow has it", fw, fh, w, h);
        image_free(&to);
        free(from.rgb);
    }
    assert_int_equal(seen, 88);
    fclose(list);
}

/* Scratch and output are exact blocks: the sanitizer sees any step outside. Flat pictures stay
 * flat. */
static void resize_bounds(void **state)
{
    (void)state;
    for (int f = 1; f <= 40; f += 3)
        for (int t = 1; t <= 40; t += 2) {
            int fh = 1 + f * 7 % 11, th = 1 + t * 5 % 13;
            uint8_t *from = malloc((size_t)(f * fh * 3)), *to = malloc((size_t)(t * th * 3));
            void *scratch = malloc(resize_scratch_bytes(f, fh, t, th));
            memset(from, 255, (size_t)(f * fh * 3));
            resize_rgb(from, f, fh, to, t, th, scratch);
            for (int i = 0; i < t * th * 3; i++)
                assert_int_equal(to[i], 255);
            free(from);
            free(to);
            free(scratch);
        }
}

/* ---- orders ---- */

static void random_numbers(void **state)
{
    (void)state;
    uint64_t s = 1234567; /* the reference sequence of splitmix64.c by Vigna for this seed */
    assert_true(splitmix64(&s) == 6457827717110365317u);
    assert_true(splitmix64(&s) == 3203168211198807973u);
    assert_true(splitmix64(&s) == 9817491932198370423u);
    int count[7] = {0};
    for (int i = 0; i < 7000; i++)
        count[random_below(&s, 7)]++;
    for (int i = 0; i < 7; i++)
        assert_in_range(count[i], 850, 1150); /* 1000, standard deviation 29 */
    assert_int_equal(random_below(&s, 1), 0);
    assert_true(random_stream(1, 2) != random_stream(2, 1));
}

static void epoch_orders(void **state)
{
    (void)state;
    enum { N = 1000 };
    int32_t a[N], b[N];
    char seen[N] = {0};
    epoch_order(N, 7, 0, a);
    for (int i = 0; i < N; i++) {
        assert_in_range(a[i], 0, N - 1);
        assert_int_equal(seen[a[i]]++, 0);
    }
    epoch_order(N, 7, 0, b);
    assert_memory_equal(a, b, sizeof a);
    int equal = 0, fixed = 0;
    epoch_order(N, 7, 1, b);
    for (int i = 0; i < N; i++) {
        equal += a[i] == b[i];
        fixed += a[i] == i;
    }
    assert_in_range(equal, 0, 8); /* 1 on average */
    assert_in_range(fixed, 0, 8);
    epoch_order(1, 7, 1, b);
    assert_int_equal(b[0], 0);
    epoch_order(0, 7, 1, b);
    int32_t five[5], want[5] = {1, 4, 3, 2, 0}; /* fixed for all time: training runs depend on it */
    epoch_order(5, 42, 3, five);
    assert_memory_equal(five, want, sizeof want);
}

/* ---- CIFAR-10 ---- */

/* `records` records a file; label of record k of the whole set: k % 10 (test: 9 - k % 10); pixel
 * bytes from a formula. */
static uint8_t cifar_byte(int k, int plane, int i)
{
    return (uint8_t)(k * 31 + plane * 77 + i * 5 + i / 32);
}

static void put_cifar(Scratch *s, const char *name, int first, int records, bool reverse)
{
    uint8_t *p = malloc((size_t)records * 3073 + 1);
    for (int k = 0; k < records; k++) {
        uint8_t *r = p + (size_t)k * 3073;
        r[0] = (uint8_t)(reverse ? 9 - (first + k) % 10 : (first + k) % 10);
        for (int i = 0; i < 3072; i++)
            r[1 + i] = cifar_byte(first + k, i / 1024, i % 1024);
    }
    put(in(s, name), p, (size_t)records * 3073);
    free(p);
}

static const uint8_t *stored(const Dataset *d, int i)
{
    return d->pixels + (size_t)i * dataset_item_bytes(d);
}

static const char *const cifar_names[10] = {"airplane", "automobile", "bird",  "cat",  "deer",
                                            "dog",      "frog",       "horse", "ship", "truck"};

static void put_cifar_folder(Scratch *s)
{
    char name[] = "data_batch_1.bin";
    for (int f = 0; f < 5; f++, name[11]++)
        put_cifar(s, name, f * 3, 3, false);
    put_cifar(s, "test_batch.bin", 100, 2, true);
    put_text(in(s, "batches.meta.txt"),
             "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\r\nship\ntruck\n\n");
}

static void cifar_loads(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err;
    put_cifar_folder(s);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_int_equal(d->n, 15);
    assert_true(d->h == 32 && d->w == 32 && d->c == 3 && d->n_classes == 10);
    assert_string_equal(d->classes[7], "horse");
    for (int k = 0; k < 15; k++) {
        assert_int_equal(d->labels[k], k % 10);
        for (int i = 0; i < 3072; i++)
            assert_int_equal(stored(d, k)[i], cifar_byte(k, i % 3, i / 3));
    }
    assert_non_null(strstr(d->describe, "15 training pictures of 32x32 in 10 classes"));
    dataset_free(d);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TEST, 32, 32, cifar_names, 10, &d, &err));
    assert_int_equal(d->n, 2);
    assert_int_equal(d->labels[0] * 10 + d->labels[1], 98);
    dataset_free(d);
    unlink(in(s, "batches.meta.txt"));
    assert_true(load_strictly("cifar10", s->dir, DATASET_TEST, 32, 32, NULL, 0, &d, &err));
    assert_string_equal(d->classes[9], "9");
    dataset_free(d);
}

static void cifar_resizes(void **state)
{
    Scratch *s = *state;
    Dataset *d, *e;
    Err err;
    Image sized;
    put_cifar_folder(s);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 20, 24, NULL, 0, &e, &err));
    assert_true(e->h == 20 && e->w == 24);
    assert_int_equal(dataset_bytes(e), 15 * 3072); /* kept small, resized when fetched */
    Fetch f;
    assert_true(fetch_new(&f, e, &err));
    Image from = {.w = 32, .h = 32, .rgb = (uint8_t *)stored(d, 14)};
    assert_true(image_resize(&from, 24, 20, &sized, &err));
    assert_memory_equal(dataset_fetch(e, 14, &f), sized.rgb, 20 * 24 * 3);
    fetch_free(&f);
    image_free(&sized);
    dataset_free(d);
    dataset_free(e);
}

static void cifar_maps_labels(void **state)
{
    Scratch *s = *state;
    static const char *const turned[10] = {"truck", "ship", "horse", "frog",       "dog",
                                           "deer",  "cat",  "bird",  "automobile", "airplane"};
    static const char *const other[10] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    static const char *const mixed[10] = {"airplane", "car",  "bird",  "cat",  "dog",
                                          "deer",     "frog", "horse", "ship", "truck"};
    static const char *const renamed[10] = {"airplane", "car",  "bird",  "cat",  "deer",
                                            "dog",      "frog", "horse", "ship", "truck"};
    Dataset *d;
    Err err;
    put_cifar_folder(s);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, turned, 10, &d, &err));
    assert_int_equal(d->labels[3], 6);
    assert_string_equal(d->classes[6], "cat");
    dataset_free(d);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, other, 10, &d, &err));
    assert_int_equal(d->labels[3], 3);
    assert_string_equal(d->classes[3], "d");
    assert_non_null(strstr(d->describe, "which the data calls airplane automobile"));
    dataset_free(d);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, renamed, 10, &d, &err));
    assert_int_equal(d->labels[4], 4);
    dataset_free(d);
    assert_false(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, mixed, 10, &d, &err));
    assert_says(&err, "under other numbers");
    assert_null(d);
    assert_false(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, other, 3, &d, &err));
    assert_says(&err, "data_batch_2.bin: label 3 at byte 0 is out of range; expected 0 ... 2");
}

static void cifar_refusals(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err;
    char path[512];
    snprintf(path, sizeof path, "%s", in(s, "nowhere"));
    assert_false(load_strictly("cifar10", path, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, path);
    assert_says(&err, "cifar-10-binary.tar.gz");
    assert_says(&err, "University of Toronto");
    put_cifar_folder(s);
    size_t n;
    uint8_t *p = get(in(s, "data_batch_4.bin"), &n);
    for (size_t k = 1; k < n; k += 211) {
        put(in(s, "data_batch_4.bin"), p, k);
        bool ok = load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err);
        assert_int_equal(ok, k % 3073 == 0);
        if (ok)
            dataset_free(d);
        else
            assert_says(&err, "data_batch_4.bin: truncated: the record at byte");
    }
    p[3073] = 10;
    put(in(s, "data_batch_4.bin"), p, n);
    assert_false(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "data_batch_4.bin: label 10 at byte 3073 is out of range; expected 0 ... 9");
    free(p);
    unlink(in(s, "data_batch_4.bin"));
    assert_false(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "missing file ");
    assert_says(&err, "data_batch_4.bin");
    put(in(s, "test_batch.bin"), "", 0);
    assert_false(load_strictly("cifar10", s->dir, DATASET_TEST, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "0 pictures");
    put_text(in(s, "batches.meta.txt"), "\n\n");
    assert_false(load_strictly("cifar10", s->dir, DATASET_TEST, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "no class names");
    assert_false(load_strictly("imagenet", s->dir, DATASET_TEST, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "unknown kind of data set \"imagenet\"; expected one of: cifar10 cifar100 "
                      "cifar100_coarse mnist npy npz csv masks pictures wav folder");
}

/* ---- folders of pictures ---- */

/* A picture of one colour, so that it is known again: r = value, g = value + 1, b = 7. */
static void put_picture(Scratch *s, const char *name, int value, int w, int h)
{
    uint8_t rgb[64 * 64 * 3];
    Err err;
    for (int i = 0; i < w * h; i++) {
        rgb[3 * i] = (uint8_t)value;
        rgb[3 * i + 1] = (uint8_t)(value + 1);
        rgb[3 * i + 2] = 7;
    }
    char folder[512];
    snprintf(folder, sizeof folder, "%s", in(s, name));
    *strrchr(folder, '/') = 0;
    assert_true(folder_make(folder, &err));
    assert_true(strstr(name, ".png") ? image_write_png(in(s, name), rgb, w, h, &err)
                                     : image_write_ppm(in(s, name), rgb, w, h, &err));
}

static void put_folders(Scratch *s)
{
    put_picture(s, "train/dog/b.png", 20, 6, 5);
    put_picture(s, "train/dog/a.ppm", 10, 6, 5);
    put_picture(s, "train/cat/z.PNG", 30, 6, 5);
    put_picture(s, "test/cat/y.png", 40, 6, 5);
    put_picture(s, "test/dog/x.ppm", 50, 6, 5);
    put_text(in(s, "train/dog/notes.txt"), "not a picture");
    put_text(in(s, "train/dog/.hidden.png"), "not a picture");
}

static void folder_loads(void **state)
{
    Scratch *s = *state;
    static const char *const labels[2] = {"dog", "cat"};
    Dataset *d;
    Err err;
    put_folders(s);
    assert_true(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_true(d->n == 3 && d->h == 5 && d->w == 6 && d->n_classes == 2);
    assert_string_equal(d->classes[0], "cat");
    assert_true(d->labels[0] == 0 && d->labels[1] == 1 && d->labels[2] == 1);
    assert_true(stored(d, 0)[0] == 30 && stored(d, 1)[0] == 10 && stored(d, 2)[0] == 20);
    assert_non_null(strstr(d->notes[0], "train, files that are no pictures: 1 .txt"));
    assert_null(d->notes[1]);
    dataset_free(d);
    assert_true(load_strictly("folder", s->dir, DATASET_TEST, 12, 9, labels, 2, &d, &err));
    assert_true(d->n == 2 && d->h == 12 && d->w == 9);
    assert_string_equal(d->classes[0], "dog");
    assert_true(d->labels[0] == 0 && d->labels[1] == 1);
    for (int i = 0; i < 12 * 9; i++)
        assert_true(stored(d, 0)[3 * i] == 50 && stored(d, 1)[3 * i + 1] == 41);
    dataset_free(d);
}

static void folder_splits_by_name(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err;
    for (int i = 0; i < 11; i++) {
        char name[32];
        snprintf(name, sizeof name, "one/p%02d.ppm", i);
        put_picture(s, name, i, 2, 2);
    }
    put_picture(s, "two/p.ppm", 99, 2, 2);
    assert_true(load_strictly("folder", s->dir, DATASET_TEST, 0, 0, NULL, 0, &d, &err));
    assert_int_equal(d->n, 2);
    assert_true(stored(d, 0)[0] == 4 && stored(d, 1)[0] == 9);
    dataset_free(d);
    assert_true(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_int_equal(d->n, 10);
    assert_true(stored(d, 4)[0] == 5 && stored(d, 9)[0] == 99);
    dataset_free(d);
}

static void folder_refusals(void **state)
{
    Scratch *s = *state;
    static const char *const labels[3] = {"dog", "cat", "bird"};
    static const char *const twice[2] = {"dog", "dog"};
    Dataset *d;
    Err err;
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "holds no class folders");
    put_folders(s);
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, labels, 3, &d, &err));
    assert_says(&err, "train are not the net's labels; labels without a folder: bird");
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, labels, 1, &d, &err));
    assert_says(&err, "train are not the net's labels; folders without a label: cat");
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, twice, 2, &d, &err));
    put_picture(s, "train/dog/c.png", 60, 6, 6);
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "train/dog/c.png is 6x6, the pictures before it are 6x5");
    put_text(in(s, "train/dog/b.png"), "no picture at all");
    put_text(in(s, "train/dog/c.png"), "no picture either");
    assert_false(load_strictly("folder", s->dir, DATASET_TRAIN, 8, 8, NULL, 0, &d, &err));
    assert_says(&err, "train/dog/b.png: not a JPEG");
    unlink(in(s, "test/cat/y.png"));
    unlink(in(s, "test/dog/x.ppm"));
    assert_false(load_strictly("folder", s->dir, DATASET_TEST, 8, 8, NULL, 0, &d, &err));
    assert_says(&err, "holds no test pictures");
    rmdir(in(s, "test/cat"));
    rmdir(in(s, "test/dog"));
    rmdir(in(s, "test"));
    assert_false(load_strictly("folder", s->dir, DATASET_TEST, 8, 8, NULL, 0, &d, &err));
    assert_says(&err, "missing folder ");
    char path[512];
    snprintf(path, sizeof path, "%s", in(s, "nowhere"));
    assert_false(load_strictly("folder", path, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_says(&err, "it does not exist; expected ");
    assert_null(d);
}

/* ---- splitting ---- */

static void splits(void **state)
{
    Scratch *s = *state;
    Dataset *d, *a, *b, *a2, *b2;
    Err err;
    put_cifar_folder(s);
    assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    assert_true(dataset_split(d, 0.2, 5, &a, &b, &err));
    assert_int_equal(a->n, 12);
    assert_int_equal(b->n, 3);
    assert_string_equal(b->classes[9], "truck");
    for (int i = 0, ia = 0, ib = 0; i < 15;
         i++) { /* both keep the order, nothing is lost or doubled */
        const Dataset *from = ia < 12 && !memcmp(stored(a, ia), stored(d, i), 3072) ? a : b;
        int k = from == a ? ia++ : ib++;
        assert_memory_equal(stored(from, k), stored(d, i), 3072);
        assert_int_equal(from->labels[k], d->labels[i]);
    }
    assert_true(dataset_split(d, 0.2, 5, &a2, &b2, &err));
    assert_memory_equal(b->pixels, b2->pixels, 3 * 3072);
    dataset_free(a2);
    dataset_free(b2);
    assert_true(dataset_split(d, 0.001, 5, &a2, &b2, &err));
    assert_int_equal(b2->n, 1);
    dataset_free(a2);
    dataset_free(b2);
    assert_true(dataset_split(d, 0.999, 5, &a2, &b2, &err));
    assert_int_equal(a2->n, 1);
    dataset_free(b2);
    dataset_free(b);
    assert_false(dataset_split(a2, 0.5, 5, &b, &b2, &err));
    assert_says(&err, "cannot hold out a part of 1 samples");
    dataset_free(a2);
    dataset_free(a);
    assert_false(dataset_split(d, 0.0, 5, &a2, &b2, &err));
    assert_false(dataset_split(d, 1.0, 5, &a2, &b2, &err));
    assert_false(dataset_split(d, NAN, 5, &a2, &b2, &err));
    assert_says(&err, "expected more than 0 and less than 1");
    dataset_free(d);
}

/* ---- chosen classes ---- */

static void selects(void **state)
{
    Scratch *s = *state;
    static const char *const few[2] = {"dog", "bird"}, *const labels[3] = {"bird", "truck", "dog"},
                             *const wrong[2] = {"dog", "bidr"};
    Dataset *d, *all;
    Err err;
    put_cifar_folder(s);
    for (int net_labels = 0; net_labels < 2; net_labels++) {
        assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &all, &err));
        assert_true(load_strictly("cifar10", s->dir, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
        assert_true(
            dataset_select(d, few, 2, net_labels ? labels : NULL, net_labels ? 3 : 0, &err));
        assert_int_equal(d->n_classes, net_labels ? 3 : 2);
        assert_string_equal(d->classes[0], net_labels ? "bird" : "dog");
        int k = 0;
        for (int i = 0; i < all->n; i++) {
            bool dog = !strcmp(all->classes[all->labels[i]], "dog"),
                 bird = !strcmp(all->classes[all->labels[i]], "bird");
            if (!dog && !bird)
                continue;
            assert_true(k < d->n);
            assert_memory_equal(stored(d, k), stored(all, i), 3072);
            assert_string_equal(d->classes[d->labels[k]], dog ? "dog" : "bird");
            k++;
        }
        assert_true(k > 0);
        assert_int_equal(k, d->n);
        assert_non_null(strstr(d->describe, "(dog bird) of: "));
        assert_false(dataset_select(d, wrong, 2, NULL, 0, &err));
        assert_says(&err, "the data set has no class \"bidr\"; its classes are: ");
        dataset_free(d);
        dataset_free(all);
    }
}

static void name_lists(void **state)
{
    (void)state;
    char buf[12];
    name_list(buf, sizeof buf, (const char *const[]){"abc", "def", "ghi"}, 3);
    assert_string_equal(buf, "abc def ghi");
    name_list(buf, sizeof buf, (const char *const[]){"abc", "def", "ghij"}, 3);
    assert_string_equal(buf, "abc def ...");
    name_list(buf, sizeof buf, (const char *const[]){"a very long name"}, 1);
    assert_string_equal(buf, "...");
    name_list(buf, sizeof buf, NULL, 0);
    assert_string_equal(buf, "");
}

/* ---- the drawn shapes ---- */

static uint64_t fnv1a(uint64_t h, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * 0x100000001b3u;
    return h;
}

/* Every machine draws these bytes; a change of the drawing changes all results that were published
 * with it. */
static void shapes_are_fixed(void **state)
{
    (void)state;
    uint8_t rgb[SHAPES_BYTES], again[SHAPES_BYTES];
    uint64_t h = 0xcbf29ce484222325u;
    for (int k = 0; k < 200; k++) {
        shapes_render(k % SHAPES_CLASSES, 1, (uint64_t)k, rgb);
        h = fnv1a(h, rgb, sizeof rgb);
    }
    assert_true(h == 0xde55704c7e3d799bu);
    shapes_render(3, 1, 7, rgb);
    shapes_render(3, 1, 7, again);
    assert_memory_equal(rgb, again, sizeof rgb);
    shapes_render(3, 1, 8, again);
    assert_memory_not_equal(rgb, again, sizeof rgb);
    shapes_render(3, 2, 7, again);
    assert_memory_not_equal(rgb, again, sizeof rgb);
    shapes_render(4, 1, 7, again);
    assert_memory_not_equal(rgb, again, sizeof rgb);
}

static void shapes_in_files(void **state)
{
    Scratch *s = *state;
    Dataset *d;
    Err err;
    char folder[512];
    snprintf(folder, sizeof folder, "%s", in(s, "new/shapes"));
    assert_true(shapes_write(folder, 103, 20, 9, &err));
    assert_int_equal(entries(folder), 7);
    assert_true(load_strictly("cifar10", folder, DATASET_TRAIN, 32, 32, shapes_class,
                              SHAPES_CLASSES, &d, &err));
    assert_int_equal(d->n, 103);
    int count[SHAPES_CLASSES] = {0};
    for (int i = 0; i < d->n; i++) {
        uint8_t rgb[SHAPES_BYTES];
        shapes_render(d->labels[i], 9, (uint64_t)i, rgb);
        assert_memory_equal(stored(d, i), rgb, sizeof rgb);
        count[d->labels[i]]++;
    }
    for (int c = 0; c < SHAPES_CLASSES; c++)
        assert_in_range(count[c], 10, 11);
    dataset_free(d);
    assert_true(load_strictly("cifar10", folder, DATASET_TEST, 32, 32, NULL, 0, &d, &err));
    assert_int_equal(d->n, 20);
    assert_string_equal(d->classes[9], "arrow");
    dataset_free(d);
    assert_false(shapes_write(folder, -1, 20, 9, &err));
    put_text(in(s, "file"), "x");
    assert_false(shapes_write(in(s, "file"), 10, 10, 9, &err));
    assert_says(&err, "Not a directory");
}

/* A linear model by least squares would need the classes to differ in their mean picture; they must
 * hardly do so, else the set tests nothing: the nearest mean picture may guess at most a quarter of
 * 500 others right. (A small CNN reaches over 95 %.) */
static void shapes_are_no_linear_task(void **state)
{
    (void)state;
    enum { TRAIN = 1000, TEST = 500 };
    static double mean[SHAPES_CLASSES][SHAPES_BYTES];
    memset(mean, 0, sizeof mean);
    uint8_t rgb[SHAPES_BYTES];
    for (int k = 0; k < TRAIN; k++) {
        shapes_render(k % SHAPES_CLASSES, 3, (uint64_t)k, rgb);
        for (int i = 0; i < SHAPES_BYTES; i++)
            mean[k % SHAPES_CLASSES][i] += rgb[i] / (double)(TRAIN / SHAPES_CLASSES);
    }
    int right = 0;
    for (int k = 0; k < TEST; k++) {
        int best = -1;
        double least = INFINITY;
        shapes_render(k % SHAPES_CLASSES, 3, (uint64_t)(TRAIN + k), rgb);
        for (int c = 0; c < SHAPES_CLASSES; c++) {
            double sum = 0;
            for (int i = 0; i < SHAPES_BYTES; i++)
                sum += (rgb[i] - mean[c][i]) * (rgb[i] - mean[c][i]);
            if (sum < least) {
                least = sum;
                best = c;
            }
        }
        right += best == k % SHAPES_CLASSES;
    }
    assert_in_range(right, 0, TEST / 4);
}

/* ---- mutations ---- */

static void try_npy(Scratch *s)
{
    NpyArray a;
    Err err = {""};
    if (!npy_read_float(in(s, "m"), &a, &err))
        assert_true(err.text[0] != 0);
    npy_free(&a);
    if (!npy_read_int32(in(s, "m"), &a, &err))
        assert_true(err.text[0] != 0);
    npy_free(&a);
}

static void try_st(Scratch *s)
{
    Err err = {""};
    StFile *f = st_open(in(s, "m"), &err);
    if (!f) {
        assert_true(err.text[0] != 0);
        return;
    }
    for (int i = 0; i < st_count(f); i++) {
        const StTensor *t = st_tensor(f, i);
        float *v = malloc((size_t)t->count * sizeof *v + 1);
        st_read_float(f, t, v, &err);
        free(v);
    }
    st_close(f);
}

static void try_image(Scratch *s)
{
    Image im;
    Err err = {""};
    if (!image_read(in(s, "m"), &im, &err))
        assert_true(err.text[0] != 0);
    image_free(&im);
}

/* Every byte of the file set to each of `values`, one at a time. */
static void mutate(Scratch *s, const char *name, void (*try)(Scratch *))
{
    static const uint8_t flips[] = {0x01, 0x80, 0xff, 0x10};
    char path[256];
    size_t n;
    snprintf(path, sizeof path, GOLDEN "/%s", name);
    uint8_t *p = get(path, &n);
    for (size_t i = 0; i < n; i++)
        for (size_t v = 0; v < sizeof flips; v++) {
            p[i] ^= flips[v];
            put(in(s, "m"), p, n);
            try(s);
            p[i] ^= flips[v];
        }
    free(p);
}

static void mutated_files_never_crash(void **state)
{
    Scratch *s = *state;
    mutate(s, "ramp_f8.npy", try_npy);
    mutate(s, "plain.safetensors", try_st);
    mutate(s, "bf16.safetensors", try_st);
    mutate(s, "rgb.png", try_image);
    mutate(s, "palette_clear.png", try_image);
    mutate(s, "jpeg420.jpg", try_image);
    mutate(s, "progressive.jpg", try_image);
    mutate(s, "jpegcmyk.jpg", try_image);
    mutate(s, "grey.pgm", try_image);
    mutate(s, "exif.png", try_image);
    mutate(s, "exif.webp", try_image);
    mutate(s, "alpha_lossy.webp", try_image);
    mutate(s, "animated.webp", try_image);
    mutate(s, "clear.gif", try_image);
    mutate(s, "interlaced.gif", try_image);
    mutate(s, "palette.bmp", try_image);
    mutate(s, "rle4.bmp", try_image);
    mutate(s, "rle8.bmp", try_image);
    mutate(s, "alpha.bmp", try_image);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_scratch, drop_scratch)

/* ---- signals at another rate ---- */

/* As scipy.signal.resample_poly makes them, in doubles rounded once: half a unit in the last place
 * of the largest sample, and again for the sum here. */
static void resampled(void **state)
{
    (void)state;
    static const int rates[][2] = {
        {8000, 16000}, {44100, 16000}, {48000, 16000}, {16000, 22050}, {11025, 8000}};
    Err err;
    NpyArray x;
    assert_true(npy_read_float(GOLDEN "/resample.npy", &x, &err));
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        const int from = rates[i][0], to = rates[i][1];
        char path[200];
        NpyArray want;
        snprintf(path, sizeof path, GOLDEN "/resample_%d_%d.npy", from, to);
        assert_true(npy_read_float(path, &want, &err));
        const int64_t n = want.dim[0];
        assert_int_equal(resample_frames(x.dim[0], from, to), n);
        float *y = malloc(sizeof *y * want.count);
        assert_non_null(y);
        assert_true(resample(x.f, x.dim[0], 2, from, to, n, y, &err));
        for (size_t k = 0; k < want.count; k++)
            assert_true(fabs((double)y[k] - (double)want.f[k]) <= (double)FLT_EPSILON);
        for (int64_t few = 1; few <= n; few += 37) { /* of no more than these depend on */
            int64_t needs = resample_needs(few, from, to);
            needs = needs < x.dim[0] ? needs : x.dim[0];
            assert_true(resample(x.f, needs, 2, from, to, few, y, &err));
            for (int64_t k = 0; k < 2 * few; k++)
                assert_true(fabs((double)y[k] - (double)want.f[k]) <= (double)FLT_EPSILON);
        }
        free(y);
        npy_free(&want);
    }
    npy_free(&x);
    assert_true(resample_fits(192000, 8000, &err));
    assert_false(resample_fits(1048577, 8000, &err));
    assert_string_equal(err.text, "1048577 samples a second do not become 8000: their ratio, 8000 "
                                  "/ 1048577, is of numbers beyond 2^20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(file_round_trip),
        TEST(file_read_failures),
        TEST(file_streamed),
        TEST(file_keeps_mode_and_links),
        TEST(file_full_device),
        TEST(full_disk_keeps_the_old_file),
        TEST(unwritable_targets),
        TEST(folders),
        TEST(npy_types_and_shapes),
        TEST(npy_refusals),
        TEST(npy_truncated),
        TEST(npy_written_as_numpy_does),
        TEST(st_reads_plain),
        TEST(st_converts),
        TEST(st_written_as_the_reference_does),
        TEST(st_odd_names),
        TEST(st_refusals),
        TEST(st_truncated),
        TEST(st_many_lists),
        TEST(nonfinite_is_found),
        TEST(lossless_pictures),
        TEST(jpeg_pictures),
        TEST(upright_pictures),
        TEST(exif_is_careful),
        TEST(unread_pictures),
        TEST(truncated_pictures),
        TEST(refused_pictures),
        TEST(huge_pictures),
        TEST(pictures_written),
        TEST(resize_as_pillow),
        TEST(resize_sizes_as_pillow),
        TEST(resize_bounds),
        TEST(random_numbers),
        TEST(epoch_orders),
        TEST(cifar_loads),
        TEST(cifar_resizes),
        TEST(cifar_maps_labels),
        TEST(cifar_refusals),
        TEST(folder_loads),
        TEST(folder_splits_by_name),
        TEST(folder_refusals),
        TEST(splits),
        TEST(selects),
        TEST(name_lists),
        TEST(shapes_are_fixed),
        TEST(shapes_in_files),
        TEST(shapes_are_no_linear_task),
        TEST(mutated_files_never_crash),
        TEST(resampled),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
