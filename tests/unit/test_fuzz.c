/* Mutated files: every reader of tests/fuzz/targets.h on a fixed number of mutations of good files, always the same ones. It must say
 * yes, or no with a message; under the sanitizers this also finds what reads or writes out of bounds. Some mutants of each kind
 * must still be accepted and some refused, or the mutations are too wild or too tame to test anything.
 * The folder of the project is NETC_ROOT, or the current one. FUZZ_ROUNDS=N multiplies the number. */
#include "tests/fuzz/targets.h"
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

typedef struct Seeds { char *path[200]; int n; } Seeds;
typedef struct Bytes { unsigned char *p; size_t n, cap; } Bytes;
typedef struct Random { uint64_t s; } Random;

static uint32_t draw(Random *r, size_t below)
{
    r->s ^= r->s << 13;
    r->s ^= r->s >> 7;
    r->s ^= r->s << 17;
    return below ? (uint32_t)((r->s >> 16) % below) : 0;
}

/* ---- mutations ---- */

static void replace(Bytes *b, size_t at, size_t gone, const void *with, size_t n)
{
    if (gone > b->n - at) gone = b->n - at;
    if (b->n - gone + n > b->cap) return;
    memmove(b->p + at + n, b->p + at + gone, b->n - at - gone);
    memcpy(b->p + at, with, n);
    b->n += n - gone;
}

static void mutate_number(Bytes *b, Random *r)
{
    static const char *const numbers[] = {"0", "1", "-1", "2", "65536", "2147483647", "2147483648", "4294967295", "9223372036854775807",
                                          "18446744073709551616", "1e300", "0.5", "00", "999999"};
    const char *text = numbers[draw(r, sizeof numbers / sizeof *numbers)];
    size_t start = draw(r, b->n);
    for (size_t i = 0; i < b->n; i++) {
        size_t at = (start + i) % b->n, end = at;
        while (end < b->n && b->p[end] >= '0' && b->p[end] <= '9') end++;
        if (end == at) continue;
        replace(b, at, end - at, text, strlen(text));
        return;
    }
}

static void mutate_value(Bytes *b, Random *r)
{
    static const uint64_t values[] = {0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, UINT64_MAX,
                                      0x7fc00000, 0x7f800000};
    static const int sizes[] = {1, 2, 4, 8};
    uint64_t v = values[draw(r, sizeof values / sizeof *values)];
    int size = sizes[draw(r, 4)];
    size_t at = draw(r, b->n);
    for (int i = 0; i < size && at + (size_t)i < b->n; i++) b->p[at + (size_t)i] = (unsigned char)(v >> (8 * i));
}

static void mutate_chunk(Bytes *b, Random *r)
{
    unsigned char copy[64];
    size_t from = draw(r, b->n), n = draw(r, sizeof copy), to = draw(r, b->n);
    if (n > b->n - from) n = b->n - from;
    memcpy(copy, b->p + from, n);
    replace(b, to, draw(r, 2) ? n : 0, copy, n);
}

/* One to four changes. Half of them fall into the first 256 bytes, where the headers are. */
static void mutate(Bytes *b, Random *r)
{
    for (int i = 0, n = 1 + (int)draw(r, 4); i < n && b->n > 1; i++) {
        Bytes whole = *b, *part = b;
        switch (draw(r, 7)) {
        case 0: b->p[draw(r, b->n < 256 ? b->n : 256)] ^= (unsigned char)(1u << draw(r, 8)); break;
        case 1: b->p[draw(r, b->n)] = (unsigned char)draw(r, 256); break;
        case 2: mutate_value(b, r); break;
        case 3: whole.n = b->n < 256 ? b->n : 256; part = &whole; mutate_value(part, r); break;
        case 4: mutate_number(b, r); break;
        case 5: mutate_chunk(b, r); break;
        default:
            if (draw(r, 2)) b->n -= draw(r, b->n);
            else replace(b, draw(r, b->n), 1 + draw(r, 16), "", 0);
        }
    }
}

/* ---- seeds ---- */

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void add_folder(Seeds *s, const char *folder, const char *const *ends)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    int first = s->n;
    assert_non_null(d);
    while ((e = readdir(d)) && s->n < 200)
        for (int i = 0; ends[i]; i++) {
            size_t n = strlen(e->d_name), k = strlen(ends[i]);
            char path[4200];
            if (n < k || strcmp(e->d_name + n - k, ends[i])) continue;
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
            s->path[s->n++] = strdup(path);
            break;
        }
    closedir(d);
    qsort(s->path + first, (size_t)(s->n - first), sizeof *s->path, by_name);
}

static void seeds_free(Seeds *s)
{
    for (int i = 0; i < s->n; i++) free(s->path[i]);
}

/* ---- the runs ---- */

typedef struct Kind { const char *target, *folder, *ends[10]; int mutations; } Kind;     /* folder NULL: the written seeds */

static const Kind kinds[] = {
    {"net", "examples", {".net"}, 1500}, {"net", "tests/lang", {".net"}, 2500},
    {"safetensors", "tests/data_golden", {".safetensors"}, 2000}, {"npy", "tests/data_golden", {".npy"}, 3000},
    {"image", "tests/data_golden", {".png", ".jpg", ".webp", ".bmp", ".gif", ".pgm", "five.ppm", "deep.ppm"}, 5000},
    {"cifar10", NULL, {"records.bin"}, 400}, {"weights", NULL, {".safetensors"}, 1500}, {"checkpoint", NULL, {".ckpt"}, 1500},
    {"log", "examples/results", {".jsonl"}, 2000},
    {"tensors", "tests/data_golden/weights", {".npz", ".keras", ".safetensors"}, 1000}, {"tensors", "tests/data_golden/weights", {".h5"}, 200},
};

static const FuzzTarget *find_target(const char *name)
{
    for (int i = 0; i < N_FUZZ_TARGETS; i++)
        if (!strcmp(fuzz_targets[i].name, name)) return &fuzz_targets[i];
    return NULL;
}

/* Three tries: 30,000 files are written, and a disk that is busy with other tests is not what is tested. */
static void write_mutant(const char *path, const Bytes *b)
{
    for (int i = 0; i < 3; i++)
        if (fuzz_write(path, b->p, b->n)) return;
    fail_msg("%s: %s", path, strerror(errno));
}

static void run_kind(Fuzz *z, const Kind *k, const char *seeds_folder, int rounds)
{
    const FuzzTarget *target = find_target(k->target);
    Seeds seeds = {.n = 0};
    Random r = {0x9e3779b97f4a7c15u};
    char path[128];
    int read = 0, refused = 0;
    add_folder(&seeds, k->folder ? k->folder : seeds_folder, k->ends);
    assert_true(seeds.n > 0);
    for (int i = 0; !k->folder && i < seeds.n; i++) {       /* seeds that are refused themselves would test little */
        Err err = {""};
        if (!target->run(z, seeds.path[i], &err)) fail_msg("%s", err.text);
    }
    snprintf(path, sizeof path, "%s/mutant%s", z->folder, !strcmp(k->target, "net") ? ".net" : ".bin");
    for (int i = 0; i < k->mutations * rounds; i++) {
        unsigned char *data;
        size_t size;
        Err err = {""};
        assert_true(file_read(seeds.path[draw(&r, (size_t)seeds.n)], 0, &data, &size, &err));
        Bytes b = {malloc(size + 4096), size, size + 4096};
        assert_non_null(b.p);
        memcpy(b.p, data, size);
        mutate(&b, &r);
        write_mutant(path, &b);
        bool ok = target->run(z, path, &err);
        assert_true(ok || err.text[0]);
        read += ok;
        refused += !ok;
        free(b.p);
        free(data);
    }
    unlink(path);
    seeds_free(&seeds);
    assert_true(read > 0 && refused > 0);
}

static void mutated_files_are_read_or_refused(void **state)
{
    const Kind *k = *state;
    const char *text = getenv("FUZZ_ROUNDS");
    char folder[] = "/tmp/netc-seeds-XXXXXX", path[128];
    static const char *const names[] = {"fuzzed.safetensors", "fuzzed.ckpt", "records.bin"};
    Fuzz z = {.model = NULL};
    Err err = {""};
    assert_non_null(mkdtemp(folder));
    bool ok = fuzz_open(&z, &err) && fuzz_write_seeds(&z, folder, &err);
    if (!ok) fail_msg("%s", err.text);
    run_kind(&z, k, folder, text ? atoi(text) : 1);
    fuzz_close(&z);
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    enum { N = sizeof kinds / sizeof *kinds };
    struct CMUnitTest tests[N];
    char names[N][80];
    const char *root = getenv("NETC_ROOT");
    if (root && chdir(root)) return 1;
    for (int i = 0; i < N; i++) {
        snprintf(names[i], sizeof names[i], "mutated %s files (%s)", kinds[i].target, kinds[i].folder ? kinds[i].folder : "written here");
        tests[i] = (struct CMUnitTest){.name = names[i], .test_func = mutated_files_are_read_or_refused, .initial_state = (void *)(uintptr_t)&kinds[i]};
    }
    return cmocka_run_group_tests_name("fuzz", tests, NULL, NULL);
}
