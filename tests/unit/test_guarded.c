/* Files that are read in a child process: a reader that crashes, hangs, takes memory without end or
 * answers nonsense is an error of the caller; so is each damage of a small HDF5 file. In a program
 * that has threads, and that waits for children in its own way. */
#include "base/fileio.h"
#include "formats/guarded.h"
#include <hdf5.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#if defined __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static char folder[] = "/tmp/netc_guarded_XXXXXX";

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

/* ---- readers of all sorts ---- */

static int opened_before = -1; /* a descriptor of the parent */

static bool open_two(TensorFile *f, void *data, size_t size, Err *err)
{
    const char *const values[] = {"one", "", "three"};
    if (size != 4 || memcmp(data, "file", 4))
        return err_set(err, "%s: not the file", f->path);
    tensors_note(f, "at", "key", values, 3);
    tensors_note(f, "", "none", values, 0);
    return tensors_add(f, "a", 2, (const int64_t[]){2, 300000}, "floats", true, err) &&
           tensors_add(f, "b/c", 0, NULL, "floats", true, err);
}

static bool read_ramp(TensorFile *f, int i, float *to, Err *err)
{
    for (int64_t k = 0; k < f->tensor[i].count; k++)
        to[k] = (float)k + (float)i;
    return i == 0 || err_set(err, "%s: no such thing", f->path);
}

static bool open_crash(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)data, (void)size, (void)err;
    raise(SIGSEGV);
    return true;
}
static bool open_abort(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)data, (void)size, (void)err;
    abort();
}
static bool open_exit(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)data, (void)size, (void)err;
    _exit(0);
}
static bool open_write(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)size, (void)err;
    *(volatile char *)data = 1;
    return true;
}
static bool open_sleep(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)data, (void)size, (void)err;
    sleep(100);
    return true;
}

static bool open_loop(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)f, (void)data, (void)size, (void)err;
    for (volatile unsigned i = 0; i < 2;)
        i = 1;
    return true;
}

static bool open_hog(TensorFile *f, void *data, size_t size, Err *err)
{
    (void)data, (void)size;
    for (int i = 0; i < 1 << 20; i++)
        (void)arena_alloc(f->arena, 1 << 20);
    return err_set(err, "a TiB of memory");
}

static bool read_crash(TensorFile *f, int i, float *to, Err *err)
{
    (void)f, (void)i, (void)to, (void)err;
    raise(SIGBUS);
    return true;
}

/* Nothing that the parent had open is here, but for the file and the socket; and no handler of its
 * signals. */
static bool open_looks(TensorFile *f, void *data, size_t size, Err *err)
{
    struct sigaction s;
    sigset_t mask;
    int open_files = 0;
    (void)data, (void)size;
    if (fcntl(opened_before, F_GETFD) >= 0)
        return err_set(err, "%s: descriptor %d is open", f->path, opened_before);
    for (int fd = 3; fd < 1024; fd++)
        open_files += fcntl(fd, F_GETFD) >= 0;
    if (open_files != 2)
        return err_set(err, "%s: %d descriptors are open", f->path, open_files);
    if (sigaction(SIGUSR1, NULL, &s) || s.sa_handler != SIG_DFL)
        return err_set(err, "%s: a handler of the parent", f->path);
    if (sigprocmask(SIG_SETMASK, NULL, &mask) || sigismember(&mask, SIGUSR1))
        return err_set(err, "%s: a signal is blocked", f->path);
    return true;
}

/* Anything, in place of records. */
static bool open_nonsense(TensorFile *f, void *data, size_t size, Err *err)
{
    static const char tags[] = "TN!.TNTN";
    unsigned char bytes[300];
    unsigned seed;
    (void)f, (void)size, (void)err;
    memcpy(&seed, data, sizeof seed);
    srand(seed);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(rand() % 3 ? 0 : rand());
    bytes[0] = (unsigned char)tags[rand() % 8];
    for (int fd = 3; fd < 1024; fd++) {
        struct stat st;
        if (!fstat(fd, &st) && S_ISSOCK(st.st_mode) &&
            write(fd, bytes, (size_t)rand() % sizeof bytes) < 0)
            _exit(1);
    }
    _exit(0);
}

static TensorFile *guarded(const GuardedReader *reader, const char *content, Err *err)
{
    assert_true(file_write("file", content, 4, err));
    int fd = open("file", O_RDONLY);
    Arena *a = arena_new();
    TensorFile *f = ARENA_NEW(a, TensorFile);
    *f = (TensorFile){.arena = a, .path = "file"};
    err->text[0] = 0;
    bool ok = guarded_open(f, reader, fd, err);
    close(fd);
    if (ok)
        return f;
    guarded_close(f);
    arena_free(a);
    return NULL;
}

static void drop(TensorFile *f)
{
    Arena *a = f->arena;
    guarded_close(f);
    arena_free(a);
}

static void tensors_and_notes_arrive(void **state)
{
    static float x[600000];
    const GuardedReader reader = {"test file", 5, 50, open_two, read_ramp};
    Err err;
    (void)state;
    TensorFile *f = guarded(&reader, "file", &err);
    if (!f)
        fail_msg("%s", err.text);
    assert_true(f->n == 2 && f->tensor[0].rank == 2 && f->tensor[0].dim[1] == 300000 &&
                f->tensor[1].rank == 0 && f->tensor[1].floats);
    assert_string_equal(f->tensor[1].name, "b/c");
    assert_string_equal(f->tensor[1].type, "floats");
    const FileNote *n = tensors_find_note(f, "at", "key");
    assert_true(n && n->n == 3 && !strcmp(n->value[0], "one") && !strcmp(n->value[1], "") &&
                !strcmp(n->value[2], "three"));
    n = tensors_find_note(f, "", "none");
    assert_true(n && n->n == 0);
    for (int twice = 0; twice < 2; twice++) {
        memset(x, 0, sizeof x);
        assert_true(guarded_read(f, 0, x, &err));
        for (int k = 0; k < 600000; k++)
            assert_true(x[k] == (float)k);
        assert_false(guarded_read(f, 1, x, &err));
        assert_string_equal(err.text, "file: no such thing");
    }
    drop(f);
    f = guarded(&reader, "life", &err);
    assert_null(f);
    assert_string_equal(err.text, "file: not the file");
}

static void failures_of_the_reader_are_errors(void **state)
{
    static const struct {
        GuardedReader reader;
        const char *why;
    } cases[] = {
        {{"test file", 5, 50, open_crash, read_ramp},
         "file: damaged test file (the reader crashed, as it may where memory lacks)"},
        {{"test file", 5, 50, open_abort, read_ramp},
         "file: damaged test file (the reader crashed, as it may where memory lacks)"},
        {{"test file", 5, 50, open_write, read_ramp},
         "file: damaged test file (the reader crashed, as it may where memory lacks)"},
        {{"test file", 5, 50, open_exit, read_ramp},
         "file: damaged test file (the reader crashed, as it may where memory lacks)"},
        {{"test file", 1, 50, open_loop, read_ramp},
         "file: damaged test file (the reader took too long)"},
        {{"test file", 5, 1, open_sleep, read_ramp},
         "file: damaged test file (the reader took too long)"},
        {{"test file", 5, 50, open_hog, read_ramp},
         "file: damaged test file (the reader took too much memory)"},
    };
    float x[2];
    Err err;
    (void)state;
    alarm(100);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (SANITIZED && cases[i].reader.open == open_hog)
            continue; /* its allocator ends the process in place of failing */
        assert_null(guarded(&cases[i].reader, "file", &err));
        assert_string_equal(err.text, cases[i].why);
    }
    const GuardedReader late = {"test file", 5, 50, open_two, read_crash};
    TensorFile *f = guarded(&late, "file", &err);
    assert_non_null(f);
    assert_false(guarded_read(f, 1, x, &err));
    assert_string_equal(
        err.text, "file: damaged test file (the reader crashed, as it may where memory lacks)");
    assert_false(guarded_read(f, 1, x, &err));
    assert_string_equal(err.text, "file: the reader of it has ended");
    drop(f);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
    alarm(0);
}

static void nonsense_is_refused(void **state)
{
    const GuardedReader reader = {"test file", 5, 50, open_nonsense, read_ramp};
    (void)state;
    for (unsigned seed = 0; seed < (SANITIZED ? 60 : 200); seed++) {
        char content[4];
        Err err;
        memcpy(content, &seed, 4);
        TensorFile *f = guarded(&reader, content, &err);
        assert_true(f || err.text[0]);
        if (f)
            drop(f);
    }
}

static void on_signal(int number) { (void)number; }

static void the_child_has_nothing_else(void **state)
{
    const GuardedReader reader = {"test file", 5, 50, open_looks, read_ramp};
    struct sigaction s = {.sa_handler = on_signal}, after;
    sigset_t mask, mask_after;
    Err err;
    (void)state;
    opened_before = dup2(STDERR_FILENO, 200);
    sigaction(SIGUSR1, &s, NULL);
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &mask, NULL);
    TensorFile *f = guarded(&reader, "file", &err);
    if (!f)
        fail_msg("%s", err.text);
    drop(f);
    assert_int_equal(sigaction(SIGUSR1, NULL, &after), 0);
    assert_true(after.sa_handler == on_signal);
    pthread_sigmask(SIG_UNBLOCK, &mask, &mask_after);
    assert_true(sigismember(&mask_after, SIGUSR1) && !sigismember(&mask_after, SIGUSR2));
    close(opened_before);
}

/* ---- a program of its own ---- */

static atomic_bool stop;

static void *busy(void *arg)
{
    while (!atomic_load(&stop)) {
        void *p = malloc(1000 + (size_t)(uintptr_t)arg);
        FILE *f = fopen("file", "rb");
        if (f)
            fclose(f);
        free(p);
    }
    return NULL;
}

static void wait_for_all(int number)
{
    int before = errno;
    (void)number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        continue;
    errno = before;
}

static void programs_with_threads_and_handlers(void **state)
{
    static float x[600000];
    const GuardedReader good = {"test file", 5, 50, open_two, read_ramp},
                        bad = {"test file", 5, 50, open_crash, read_ramp};
    void (*const handlers[])(int) = {SIG_DFL, SIG_IGN, wait_for_all};
    pthread_t thread[3];
    Err err;
    (void)state;
    alarm(100);
    atomic_store(&stop, false);
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, busy, (void *)(uintptr_t)i), 0);
    for (int h = 0; h < 3; h++) {
        struct sigaction s = {.sa_handler = handlers[h]}, after;
        sigaction(SIGCHLD, &s, NULL);
        for (int i = 0; i < (SANITIZED ? 5 : 15); i++) {
            TensorFile *f = guarded(&good, "file", &err);
            if (!f)
                fail_msg("%s", err.text);
            assert_true(guarded_read(f, 0, x, &err) && x[599999] == 599999);
            drop(f);
            assert_null(guarded(&bad, "file", &err));
            assert_string_equal(
                err.text,
                "file: damaged test file (the reader crashed, as it may where memory lacks)");
        }
        sigaction(SIGCHLD, NULL, &after);
        assert_true(after.sa_handler == handlers[h]);
    }
    atomic_store(&stop, true);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    signal(SIGCHLD, SIG_DFL);
    alarm(0);
}

/* ---- HDF5 ---- */

/* A host that ignores the ends of its children leaves nothing to wait for. */
static void writing_where_children_are_ignored(void **state)
{
    (void)state;
    const int dim[] = {2, 3};
    const float data[] = {1, 2, 3, 4, 5, 6};
    const TensorOut out = {
        .layer = "a", .var = "kernel", .name = "a.kernel", .rank = 2, .dim = dim, .data = data};
    float back[6] = {0};
    Err err = {""};
    signal(SIGCHLD, SIG_IGN);
    bool ok = hdf5_write("ignored.h5", &out, 1, NULL, &err);
    signal(SIGCHLD, SIG_DFL);
    if (!ok)
        fail_msg("%s", err.text);
    TensorFile *f = tensors_open("ignored.h5", &err);
    assert_non_null(f);
    assert_int_equal(f->n, 1);
    assert_true(tensors_read(f, 0, back, &err));
    assert_memory_equal(back, data, sizeof back);
    tensors_close(f);
}

/* Opens it and reads all floats that are few. True: it could be read. */
static bool read_all(const char *path, Err *err)
{
    float *to = malloc(1 << 16);
    err->text[0] = 0;
    TensorFile *f = tensors_open(path, err);
    bool ok = f != NULL;
    for (int i = 0; ok && i < f->n; i++)
        if (f->tensor[i].floats && f->tensor[i].count <= 1 << 14)
            ok = tensors_read(f, i, to, err);
    tensors_close(f);
    free(to);
    return ok;
}

static void put_bytes(const char *path, const void *data, size_t n)
{
    unlink(path);
    FILE *f = fopen(path, "wb");
    assert_true(f && fwrite(data, 1, n, f) == n);
    assert_int_equal(fclose(f), 0);
}

static void try_damaged(const unsigned char *data, size_t n, int *read, int *refused)
{
    Err err;
    put_bytes("damaged.h5", data, n);
    bool ok = read_all("damaged.h5", &err);
    if (!ok && !strstr(err.text, "damaged.h5"))
        fail_msg("no path in \"%s\"", err.text);
    *read += ok;
    *refused += !ok;
}

/* Each byte with one bit flipped, and each place of an address with the two that lead nowhere. */
static void damage(const char *path, size_t step)
{
    unsigned char *data;
    size_t n;
    int read = 0, refused = 0;
    Err err;
    assert_true(file_read(path, 0, &data, &n, &err));
    assert_true(read_all(path, &err));
    for (size_t at = 0; at < n && at < 1200; at += step) {
        unsigned char bit = (unsigned char)(1u << (at / step % 8));
        data[at] ^= bit;
        try_damaged(data, n, &read, &refused);
        data[at] ^= bit;
        if (at % 8 || at + 8 > n || at > (SANITIZED ? 100 : 300))
            continue;
        unsigned char kept[8];
        memcpy(kept, data + at, 8);
        memset(data + at, 0xff, 8);
        try_damaged(data, n, &read, &refused);
        memset(data + at, 0, 8);
        data[at] = 40;
        try_damaged(data, n, &read, &refused);
        memcpy(data + at, kept, 8);
    }
    free(data);
    assert_true(read > 0 && refused > 0);
}

static const float numbers[24] = {1, 2, 3};

static void damaged_superblock_and_objects(void **state)
{
    TensorOut t[2] = {{"dense", "kernel", "dense.kernel", 2, (int[]){4, 6}, numbers},
                      {"dense", "bias", "dense.bias", 1, (int[]){6}, numbers}};
    Err err;
    (void)state;
    assert_true(hdf5_write("small.h5", t, 2, NULL, &err));
    damage("small.h5", SANITIZED ? 7 : 1);
}

/* The newest format: other superblock, other headers, with checksums; chunks, deflated; an
 * attribute of variable length. */
static void damaged_newest_format(void **state)
{
    hsize_t dim[2] = {4, 6}, chunk[2] = {2, 6};
    const char *text = "model";
    (void)state;
    hid_t access = H5Pcreate(H5P_FILE_ACCESS), create = H5Pcreate(H5P_DATASET_CREATE),
          space = H5Screate_simple(2, dim, NULL), one = H5Screate(H5S_SCALAR);
    H5Pset_libver_bounds(access, H5F_LIBVER_LATEST, H5F_LIBVER_LATEST);
    H5Pset_chunk(create, 2, chunk);
    H5Pset_deflate(create, 6);
    hid_t file = H5Fcreate("new.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access), type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    hid_t set = H5Dcreate2(file, "x", H5T_IEEE_F64BE, space, H5P_DEFAULT, create, H5P_DEFAULT),
          a = H5Acreate2(file, "model_config", type, one, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(H5Dwrite(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) >= 0 &&
                H5Awrite(a, type, &text) >= 0);
    H5Aclose(a);
    H5Dclose(set);
    H5Tclose(type);
    H5Fclose(file);
    H5Sclose(one);
    H5Sclose(space);
    H5Pclose(create);
    H5Pclose(access);
    damage("new.h5", SANITIZED ? 11 : 1);
}

/* A data set of 10^15 numbers that stores none: listed, but no memory is taken for it. And files
 * that are cut. */
static void absurd_extents_and_cut_files(void **state)
{
    hsize_t dim[3] = {100000, 100000, 100000};
    unsigned char *data;
    size_t n;
    int read = 0, refused = 0;
    Err err;
    (void)state;
    hid_t file = H5Fcreate("large.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
          space = H5Screate_simple(3, dim, NULL);
    hid_t set = H5Dcreate2(file, "x", H5T_IEEE_F32LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Dclose(set);
    H5Sclose(space);
    H5Fclose(file);
    TensorFile *f = tensors_open("large.h5", &err);
    assert_non_null(f);
    assert_true(f->n == 1 && f->tensor[0].count == 1000000000000000);
    tensors_close(f);
    assert_true(file_read("large.h5", 0, &data, &n, &err));
    for (size_t k = 0; k < n; k += 97)
        try_damaged(data, k, &read, &refused);
    free(data);
    assert_true(refused > 0 && read == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tensors_and_notes_arrive),
        cmocka_unit_test(failures_of_the_reader_are_errors),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(the_child_has_nothing_else),
        cmocka_unit_test(programs_with_threads_and_handlers),
        cmocka_unit_test(writing_where_children_are_ignored),
        cmocka_unit_test(damaged_superblock_and_objects),
        cmocka_unit_test(damaged_newest_format),
        cmocka_unit_test(absurd_extents_and_cut_files),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
