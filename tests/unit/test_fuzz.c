/* Every reader of tests/fuzz/targets.h on the files of tests/fuzz/corpus, which fuzzing found to
 * reach different code, and on a fixed number of mutations of good files, always the same ones. A
 * reader must say yes, or no with a message; under the sanitizers this also finds what reads or
 * writes out of bounds. Some mutants of each kind must be accepted and some refused, or the
 * mutations are too wild or too tame to test anything. The folder of the project is NETC_ROOT, or
 * the current one. FUZZ_ROUNDS=N multiplies the number,
 * FUZZ_TARGET=NAME runs one reader alone. */
#include "tests/fuzz/targets.h"
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { MAX_SEEDS = 1000 };

typedef struct Seeds {
    char *path[MAX_SEEDS];
    int n;
} Seeds;
typedef struct Bytes {
    unsigned char *p;
    size_t n, cap;
} Bytes;
typedef struct Random {
    uint64_t s;
} Random;

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
    if (gone > b->n - at)
        gone = b->n - at;
    if (b->n - gone + n > b->cap)
        return;
    memmove(b->p + at + n, b->p + at + gone, b->n - at - gone);
    memcpy(b->p + at, with, n);
    b->n += n - gone;
}

static void mutate_number(Bytes *b, Random *r)
{
    static const char *const numbers[] = {"0",
                                          "1",
                                          "-1",
                                          "2",
                                          "65536",
                                          "2147483647",
                                          "2147483648",
                                          "4294967295",
                                          "9223372036854775807",
                                          "18446744073709551616",
                                          "1e300",
                                          "0.5",
                                          "00",
                                          "999999"};
    const char *text = numbers[draw(r, sizeof numbers / sizeof *numbers)];
    size_t start = draw(r, b->n);
    for (size_t i = 0; i < b->n; i++) {
        size_t at = (start + i) % b->n, end = at;
        while (end < b->n && b->p[end] >= '0' && b->p[end] <= '9')
            end++;
        if (end == at)
            continue;
        replace(b, at, end - at, text, strlen(text));
        return;
    }
}

static void mutate_value(Bytes *b, Random *r)
{
    static const uint64_t values[] = {0,          1,          0x7f,       0x80,
                                      0xff,       0x7fff,     0x8000,     0xffff,
                                      0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff,
                                      UINT64_MAX, 0x7fc00000, 0x7f800000};
    static const int sizes[] = {1, 2, 4, 8};
    uint64_t v = values[draw(r, sizeof values / sizeof *values)];
    int size = sizes[draw(r, 4)];
    size_t at = draw(r, b->n);
    for (int i = 0; i < size && at + (size_t)i < b->n; i++)
        b->p[at + (size_t)i] = (unsigned char)(v >> (8 * i));
}

static void mutate_chunk(Bytes *b, Random *r)
{
    unsigned char copy[64];
    size_t from = draw(r, b->n), n = draw(r, sizeof copy), to = draw(r, b->n);
    if (n > b->n - from)
        n = b->n - from;
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
        case 3:
            whole.n = b->n < 256 ? b->n : 256;
            part = &whole;
            mutate_value(part, r);
            break;
        case 4: mutate_number(b, r); break;
        case 5: mutate_chunk(b, r); break;
        default:
            if (draw(r, 2))
                b->n -= draw(r, b->n);
            else
                replace(b, draw(r, b->n), 1 + draw(r, 16), "", 0);
        }
    }
}

/* ---- seeds ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_folder(Seeds *s, const char *folder, const char *const *ends)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    int first = s->n;
    assert_non_null(d);
    while ((e = readdir(d)) && s->n < MAX_SEEDS)
        for (int i = 0; ends[i]; i++) {
            size_t n = strlen(e->d_name), k = strlen(ends[i]);
            char path[4200];
            if (*e->d_name == '.' || n < k || strcmp(e->d_name + n - k, ends[i]))
                continue;
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
            s->path[s->n++] = strdup(path);
            break;
        }
    closedir(d);
    qsort(s->path + first, (size_t)(s->n - first), sizeof *s->path, by_name);
}

static void seeds_free(Seeds *s)
{
    for (int i = 0; i < s->n; i++)
        free(s->path[i]);
}

/* ---- the runs ---- */

/* Three tries: thousands of files are written, and a disk that is busy with other tests is not what
 * is tested. */
static void write_mutant(const char *path, const Bytes *b)
{
    for (int i = 0; i < 3; i++)
        if (fuzz_write(path, b->p, b->n))
            return;
    fail_msg("%s: %s", path, strerror(errno));
}

static bool try_bytes(Fuzz *z, const FuzzTarget *t, const Bytes *b)
{
    Err err = {""};
    const char *path = fuzz_path(z, t->file);
    char name[4200];
    snprintf(name, sizeof name, "%s", path); /* fuzz_path's room is used again */
    write_mutant(name, b);
    bool ok = t->run(z, name, &err);
    unlink(name);
    assert_true(ok || err.text[0]);
    return ok;
}

static Bytes read_seed(const char *path)
{
    unsigned char *data;
    size_t size;
    Err err = {""};
    if (!file_read(path, 0, &data, &size, &err))
        fail_msg("%s", err.text);
    Bytes b = {malloc(size + 4096), size, size + 4096};
    assert_non_null(b.p);
    memcpy(b.p, data, size);
    free(data);
    return b;
}

static void run_mutations(Fuzz *z, const FuzzTarget *t, const char *seeds_folder, int rounds)
{
    Seeds seeds = {.n = 0};
    Random r = {0x9e3779b97f4a7c15u};
    int read = 0, refused = 0;
    add_folder(&seeds, *t->folder ? t->folder : seeds_folder, t->ends);
    assert_true(seeds.n > 0);
    for (int i = 0; !*t->folder && i < seeds.n;
         i++) { /* seeds that are refused themselves would test little */
        Bytes b = read_seed(seeds.path[i]);
        assert_true(try_bytes(z, t, &b));
        free(b.p);
    }
    for (int i = 0; i < t->mutations * rounds; i++) {
        Bytes b = read_seed(seeds.path[draw(&r, (size_t)seeds.n)]);
        if (!strcmp(t->name, "run"))
            mutate_number(&b, &r); /* of other mutants of small nets almost none runs */
        else
            mutate(&b, &r);
        bool ok = try_bytes(z, t, &b);
        read += ok;
        refused += !ok;
        free(b.p);
    }
    seeds_free(&seeds);
    if (!refused || (!read && strcmp(t->name, "pickle")))
        fail_msg("%d mutants are read, %d refused", read, refused);
}

static void with_scratch(void (*run)(Fuzz *, const FuzzTarget *, const char *seeds, int),
                         const FuzzTarget *t)
{
    const char *text = getenv("FUZZ_ROUNDS");
    char folder[80], path[128];
    Fuzz z = {.model = NULL};
    Err err = {""};
    bool ok = fuzz_open(&z, &err);
    snprintf(folder, sizeof folder, "%s-seeds", z.folder);
    ok = ok && !mkdir(folder, 0700) && fuzz_write_seeds(&z, folder, &err);
    if (!ok)
        fail_msg("%s", err.text);
    run(&z, t, folder, text ? atoi(text) : 1);
    fuzz_close(&z);
    for (int i = 0; fuzz_seeds[i]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, fuzz_seeds[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void run_corpus(Fuzz *z, const FuzzTarget *t, const char *seeds_folder, int rounds)
{
    static const char *const any[] = {"", NULL};
    char folder[200];
    Seeds seeds = {.n = 0};
    (void)seeds_folder;
    (void)rounds;
    snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", t->name);
    add_folder(&seeds, folder, any);
    assert_true(seeds.n > 0);
    for (int i = 0; i < seeds.n; i++) {
        Bytes b = read_seed(seeds.path[i]);
        (void)try_bytes(z, t, &b);
        free(b.p);
    }
    seeds_free(&seeds);
}

static void mutated_files_are_read_or_refused(void **state) { with_scratch(run_mutations, *state); }
static void the_corpus_is_read_or_refused(void **state) { with_scratch(run_corpus, *state); }

/* The corpus and the mutations of one target, as cmocka wants to have them. */
static void add_target(const FuzzTarget *t, struct CMUnitTest *test, char (*name)[60])
{
    for (int i = 0; i < 2; i++) {
        snprintf(name[i], sizeof name[i], i ? "mutated files: %s" : "corpus: %s", t->name);
        test[i] = (struct CMUnitTest){.name = name[i],
                                      .initial_state = (void *)(uintptr_t)t,
                                      .test_func = i ? mutated_files_are_read_or_refused
                                                     : the_corpus_is_read_or_refused};
    }
}

int main(void)
{
    static struct CMUnitTest tests[2 * N_FUZZ_TARGETS], one[2];
    static char names[2 * N_FUZZ_TARGETS][60];
    const char *root = getenv("NETC_ROOT"), *only = getenv("FUZZ_TARGET");
    if ((root && chdir(root)) || (only && !fuzz_find(only)))
        return 1;
    if (only) {
        add_target(fuzz_find(only), one, names);
        return cmocka_run_group_tests_name("fuzz", one, NULL, NULL);
    }
    for (int i = 0; i < N_FUZZ_TARGETS; i++)
        add_target(&fuzz_targets[i], &tests[2 * i], &names[2 * i]);
    return cmocka_run_group_tests_name("fuzz", tests, NULL, NULL);
}
