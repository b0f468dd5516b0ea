/* Archives of weights: what a member is, its header and the archive's directory say; a member is
 * unpacked only when it is wanted and fits. The archives are put together here, member by member,
 * so that each number in them can be wrong. The same for other packed files: idx data sets and
 * pictures. Memory is measured as the peak of a child process. */
#include "base/fileio.h"
#include "data/image.h"
#include "formats/npy.h"
#include "formats/tensors.h"
#include "load_strictly.h"
#include <hdf5.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <cmocka.h>

enum { MANY = 96 << 20 }; /* bytes: as zeros, 96 KiB when packed */

static char folder[] = "/tmp/netc_archives_XXXXXX";

static int enter_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder) || chdir(folder);
}

static int leave_folder(void **state)
{
    char command[100];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") || system(command);
}

/* ---- archives ---- */

typedef struct Member {
    const char *name;
    const void *bytes; /* the member: these, and then zeros */
    size_t n, zeros;
    long long declared; /* more than the true size; 0: the true one */
    int crc;            /* added to the true one */
    bool stored;
} Member;

static void le(FILE *f, unsigned long long v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc(i < 8 ? (int)(v >> (8 * i) & 255) : 0, f);
}

/* The member's bytes into out, packed or not; returns how many. */
static size_t pack(const Member *m, unsigned char *out, size_t room)
{
    static const unsigned char zeros[1 << 16];
    if (m->stored) {
        assert_int_equal(m->zeros, 0);
        memcpy(out, m->bytes, m->n);
        return m->n;
    }
    z_stream z = {.next_out = out,
                  .avail_out = (uInt)room,
                  .next_in = (unsigned char *)(uintptr_t)m->bytes,
                  .avail_in = (uInt)m->n};
    assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_NO_FLUSH), Z_OK);
    for (size_t left = m->zeros; left;
         left -= z.avail_in ? 0 : (left < sizeof zeros ? left : sizeof zeros)) {
        z.next_in = (unsigned char *)(uintptr_t)zeros;
        z.avail_in = (uInt)(left < sizeof zeros ? left : sizeof zeros);
        assert_int_equal(deflate(&z, Z_NO_FLUSH), Z_OK);
        assert_int_equal(z.avail_in, 0);
    }
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

static unsigned long crc_of(const Member *m)
{
    static const unsigned char zeros[1 << 16];
    unsigned long c = crc32(0, m->bytes, (uInt)m->n);
    for (size_t left = m->zeros, k; left; left -= k) {
        k = left < sizeof zeros ? left : sizeof zeros;
        c = crc32(c, zeros, (uInt)k);
    }
    return c + (unsigned long)m->crc;
}

static void put_head(FILE *f, const Member *m, size_t packed, unsigned long crc)
{
    le(f, 20, 2);
    le(f, 0, 2);
    le(f, m->stored ? 0 : 8, 2);
    le(f, 0x210000, 4);
    le(f, crc, 4);
    le(f, packed, 4);
    le(f, m->declared ? (unsigned long long)m->declared : m->n + m->zeros, 4);
    le(f, strlen(m->name), 2);
    le(f, 0, 2);
}

static void put_zip(const char *path, const Member *m, int n)
{
    FILE *f = fopen(path, "wb");
    unsigned char *room = malloc(1 << 20);
    size_t packed[8];
    long at[8];
    assert_true(f && room && n <= 8);
    for (int i = 0; i < n; i++) {
        at[i] = ftell(f);
        packed[i] = pack(&m[i], room, 1 << 20);
        le(f, 0x04034b50, 4);
        put_head(f, &m[i], packed[i], crc_of(&m[i]));
        fputs(m[i].name, f);
        fwrite(room, 1, packed[i], f);
    }
    long start = ftell(f);
    for (int i = 0; i < n; i++) {
        le(f, 0x02014b50, 4);
        le(f, 20, 2);
        put_head(f, &m[i], packed[i], crc_of(&m[i]));
        le(f, 0, 10);
        le(f, (unsigned long long)at[i], 4);
        fputs(m[i].name, f);
    }
    long end = ftell(f);
    le(f, 0x06054b50, 4);
    le(f, 0, 4);
    le(f, (unsigned long long)n, 2);
    le(f, (unsigned long long)n, 2);
    le(f, (unsigned long long)(end - start), 4);
    le(f, (unsigned long long)start, 4);
    le(f, 0, 2);
    assert_int_equal(fclose(f), 0);
    free(room);
}

/* A .npy header of 128 bytes, and `floats` numbers 0, 1, 2 ... behind it; returns the bytes. */
static size_t npy_of(unsigned char *to, const char *shape, int floats)
{
    char dict[118];
    memcpy(to, "\x93NUMPY\x01\x00\x76\x00", 10);
    snprintf(dict, sizeof dict, "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }", shape);
    snprintf((char *)to + 10, 119, "%-117s\n", dict);
    for (int i = 0; i < floats; i++) {
        float v = (float)i;
        memcpy(to + 128 + 4 * i, &v, 4);
    }
    return 128 + 4 * (size_t)floats;
}

/* The peak of memory, in MiB, of a child that runs it, beyond what it begins with. */
static long peak_of(void (*run)(const char *), const char *path)
{
    int pipe_of[2], status;
    long kib = 0;
    assert_int_equal(pipe(pipe_of), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct rusage before, after;
        getrusage(RUSAGE_SELF, &before);
        run(path);
        getrusage(RUSAGE_SELF, &after);
        long more = after.ru_maxrss - before.ru_maxrss;
        _exit(write(pipe_of[1], &more, sizeof more) != sizeof more);
    }
    close(pipe_of[1]);
    assert_int_equal(read(pipe_of[0], &kib, sizeof kib), sizeof kib);
    close(pipe_of[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    return kib >> 10;
}

static void refused(const char *path, const char *why)
{
    Err err = {""};
    TensorFile *f = tensors_open(path, &err);
    if (f)
        fail_msg("%s is read; expected \"%s\"", path, why);
    if (!strstr(err.text, why) || !strstr(err.text, path))
        fail_msg("expected \"%s\" in \"%s\"", why, err.text);
}

static void read_small(const char *path)
{
    float x[6];
    Err err = {""};
    TensorFile *f = tensors_open(path, &err);
    if (!f || f->n != 3 || strcmp(f->tensor[1].name, "small") || !tensors_read(f, 1, x, &err) ||
        x[5] != 5)
        _exit(9);
    tensors_close(f);
}

static void members_are_unpacked_when_wanted(void **state)
{
    unsigned char small[200], large[160];
    size_t n = npy_of(small, "(2, 3)", 6);
    (void)state;
    npy_of(large, "(25165824,)", 0);
    put_zip("w.npz",
            (Member[]){{"a.npy", large, 128, MANY, 0, 0, false},
                       {"small.npy", small, n, 0, 0, 0, false},
                       {"z.npy", large, 128, MANY, 0, 0, false},
                       {"other.bin", small, 10, 0, 0, 0, true}},
            4);
    Err err;
    TensorFile *f = tensors_open("w.npz", &err);
    assert_non_null(f);
    assert_int_equal(f->n, 3);
    assert_int_equal(f->tensor[0].count, MANY / 4);
    float x[6];
    for (int twice = 0; twice < 2; twice++) {
        assert_true(tensors_read(f, 1, x, &err));
        for (int i = 0; i < 6; i++)
            assert_true(x[i] == (float)i);
    }
    tensors_close(f);
    long mib = peak_of(read_small, "w.npz");
    if (mib > 20)
        fail_msg("%ld MiB to read 24 bytes", mib);
}

static void sizes_are_compared_first(void **state)
{
    unsigned char small[600], large[160];
    size_t n = npy_of(small, "(2, 3)", 6);
    (void)state;
    npy_of(large, "(2, 3)", 0);
    put_zip("w.npz", (Member[]){{"a.npy", large, 128, MANY, 0, 0, false}}, 1);
    refused("w.npz", "w.npz(a.npy): extra bytes at byte 152: expected 24 bytes of data after the "
                     "header of 128, found 100663296");
    put_zip("w.npz", (Member[]){{"a.npy", small, n - 4, 0, 0, 0, true}}, 1);
    refused("w.npz", "w.npz(a.npy): truncated at byte 148: expected 24 bytes");
    npy_of(large, "(4000000000, 4000000000, 4000000000)", 0);
    put_zip("w.npz", (Member[]){{"a.npy", large, 128, 100, 0, 0, false}}, 1);
    refused("w.npz", "w.npz(a.npy): the shape is absurdly large");
    npy_of(large, "(1000000000,)", 0);
    put_zip("w.npz", (Member[]){{"a.npy", large, 128, 100, 0, 0, false}}, 1);
    refused("w.npz", "w.npz(a.npy): truncated at byte 228: expected 4000000000 bytes");
    put_zip("w.npz",
            (Member[]){{"a.npy", small, n, 0, 0, 0, true}, {"a.npy", small, n, 0, 0, 0, true}}, 2);
    refused("w.npz", "the archive has two members `a.npy`");
    put_zip("w.npz", (Member[]){{"a.txt", small, n, 0, 0, 0, true}}, 1);
    refused("w.npz", "neither model.weights.h5 (Keras) nor .npy members (NumPy)");
    put_zip("w.npz", (Member[]){{"a.npy", "\x93NUMPY\x02\x00\xff\xff\xff\x7f", 12, 0, 0, 0, true}},
            1);
    refused("w.npz", "w.npz(a.npy): truncated: the header at byte 12 runs past the end");
    memcpy(small, "\x93NUMPY\x02\x00\x00\x00\x20\x00", 12);
    put_zip("w.npz", (Member[]){{"a.npy", small, 12, 3 << 20, 0, 0, false}}, 1);
    refused("w.npz", "the header at byte 12 has 2097152 bytes; at most 1048576 are read");
}

/* The directory promises more than there is, or another checksum: known when the member is read. */
static void damaged_members(void **state)
{
    unsigned char small[200], six[200];
    float x[6];
    size_t n = npy_of(small, "(2, 3)", 6), k = npy_of(six, "(2, 3)", 4);
    (void)state;
    const Member bad[] = {{"a.npy", small, n, 0, 0, 1, false},
                          {"a.npy", small, n, 0, 0, 1, true},
                          {"a.npy", six, k, 0, (long long)n, 0, false}};
    for (int i = 0; i < 3; i++) {
        Err err = {""};
        put_zip("w.npz", &bad[i], 1);
        TensorFile *f = tensors_open("w.npz", &err);
        bool ok = f && tensors_read(f, 0, x, &err);
        assert_false(ok);
        if (!strstr(err.text, "w.npz(a.npy): the member is damaged: "))
            fail_msg("%s", err.text);
        tensors_close(f);
    }
}

static void open_bomb(const char *path)
{
    Err err = {""};
    if (tensors_open(path, &err))
        _exit(9);
}

static void keras_bomb(void **state)
{
    (void)state;
    put_zip("w.keras",
            (Member[]){{"config.json", "{}", 2, 0, 0, 0, true},
                       {"model.weights.h5", "\x89HDF\r\n\x1a\n", 8, MANY, 0, 0, false}},
            2);
    refused("w.keras", "w.keras(model.weights.h5): refused as a compression bomb: ");
    refused("w.keras", " bytes would become 100663304");
    long mib = peak_of(open_bomb, "w.keras");
    if (mib > 20)
        fail_msg("%ld MiB to refuse it", mib);
}

static void large_config(void **state)
{
    static unsigned char h5[4096];
    size_t n;
    unsigned char *p;
    Err err;
    (void)state;
    hid_t file = H5Fcreate("w.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(file >= 0 && H5Fclose(file) >= 0);
    assert_true(file_read("w.h5", sizeof h5, &p, &n, &err));
    memcpy(h5, p, n);
    free(p);
    put_zip("w.keras",
            (Member[]){{"config.json", "{}", 2, 20 << 20, 0, 0, false},
                       {"model.weights.h5", h5, n, 0, 0, 0, true}},
            2);
    refused("w.keras", "w.keras(config.json): it has 20971522 bytes; at most 16777216 are read");
}

static void archives_are_written(void **state)
{
    static const float x[6] = {1, 2, 3, 4, 5, 6};
    char name[1200];
    int dim[2] = {2, 3};
    float y[6];
    TensorOut t[2] = {{.name = "a.kernel", .rank = 2, .dim = dim, .data = x},
                      {.name = "b", .rank = 0, .dim = dim, .data = x + 4}};
    Err err = {""};
    (void)state;
    assert_true(npz_write("out.npz", t, 2, &err));
    TensorFile *f = tensors_open("out.npz", &err);
    assert_non_null(f);
    assert_true(f->n == 2 && f->tensor[0].rank == 2 && f->tensor[1].rank == 0);
    assert_string_equal(f->tensor[0].name, "a.kernel");
    assert_true(tensors_read(f, 0, y, &err));
    assert_memory_equal(x, y, sizeof x);
    assert_true(tensors_read(f, 1, y, &err) && y[0] == 5);
    tensors_close(f);
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = 0;
    t[1].name = name;
    assert_false(npz_write("none.npz", t, 2, &err));
    assert_non_null(strstr(err.text, "has more than 1100 bytes"));
    assert_int_equal(access("none.npz", F_OK), -1);
    t[1].name = "b";
    assert_false(npz_write("/dev/full", t, 2, &err));
    assert_string_equal(err.text, "cannot write /dev/full: No space left on device");
}

/* ---- other packed files ---- */

static void put_gz(const char *path, const void *head, size_t n, size_t zeros)
{
    static const unsigned char none[1 << 16];
    gzFile f = gzopen(path, "wb1");
    assert_non_null(f);
    assert_int_equal(gzwrite(f, head, (unsigned)n), n);
    for (; zeros; zeros -= zeros < sizeof none ? zeros : sizeof none)
        assert_true(gzwrite(f, none, (unsigned)(zeros < sizeof none ? zeros : sizeof none)) > 0);
    assert_int_equal(gzclose(f), Z_OK);
}

static void load_mnist(const char *path)
{
    Dataset *d;
    Err err = {""};
    if (load_strictly("mnist", path, DATASET_TRAIN, 0, 0, NULL, 0, &d, &err))
        _exit(9);
}

static void set_refused(const char *why)
{
    Dataset *d;
    Err err = {""};
    assert_false(load_strictly("mnist", ".", DATASET_TRAIN, 0, 0, NULL, 0, &d, &err));
    if (!strstr(err.text, why))
        fail_msg("expected \"%s\" in \"%s\"", why, err.text);
    long mib = peak_of(load_mnist, ".");
    if (mib > 20)
        fail_msg("%ld MiB to refuse it", mib);
}

static void idx_headers_are_compared_first(void **state)
{
    static const unsigned char pictures[] = {0, 0, 8, 3, 0, 0, 0, 96, 0, 0, 4, 0, 0, 0, 4, 0},
                               labels[] = {0, 0, 8, 1, 0, 0, 0, 95};
    (void)state;
    put_gz("train-images-idx3-ubyte.gz", pictures, sizeof pictures, MANY);
    put_gz("train-labels-idx1-ubyte.gz", labels, sizeof labels, 95);
    set_refused("refused as a compression bomb: ");
    unsigned char fewer[sizeof pictures];
    memcpy(fewer, pictures, sizeof fewer);
    fewer[7] = 60; /* 60 MiB: no bomb, but not of these labels */
    put_gz("train-images-idx3-ubyte.gz", fewer, sizeof fewer, 60 << 20);
    set_refused("holds 60 pictures, but ");
    unlink("train-images-idx3-ubyte.gz");
    unlink("train-labels-idx1-ubyte.gz");
}

/* A PNG that says 9,000 x 9,000 and has next to nothing: refused before memory is taken for its
 * pixels. */
static void picture_bomb(void **state)
{
    static const unsigned char head[] = {0x89, 'P', 'N',  'G',  13,  10,  26, 10, 0,    0,
                                         0,    13,  'I',  'H',  'D', 'R', 0,  0,  0x23, 0x28,
                                         0,    0,   0x23, 0x28, 8,   2,   0,  0,  0};
    unsigned char png[sizeof head + 4 + 12];
    unsigned long crc = crc32(0, head + 12, 17);
    Image im;
    Err err = {""};
    (void)state;
    memcpy(png, head, sizeof head);
    for (int i = 0; i < 4; i++)
        png[sizeof head + (size_t)i] = (unsigned char)(crc >> (24 - 8 * i));
    memcpy(png + sizeof head + 4, "\0\0\0\0IDAT\x35\xaf\x06\x1e", 12);
    assert_false(image_decode(png, sizeof png, "big.png", &im, &err));
    assert_string_equal(err.text, "big.png: refused as a compression bomb: 45 bytes would become "
                                  "9000 x 9000 pixels, 231 MiB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_unpacked_when_wanted),
        cmocka_unit_test(sizes_are_compared_first),
        cmocka_unit_test(damaged_members),
        cmocka_unit_test(keras_bomb),
        cmocka_unit_test(large_config),
        cmocka_unit_test(archives_are_written),
        cmocka_unit_test(idx_headers_are_compared_first),
        cmocka_unit_test(picture_bomb),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
