/* WebP pictures where memory lacks: each allocation of reading one fails in turn, alone and with
 * all after it, in the decoder's child process too. Never a crash; an error that says why, or the
 * picture as it is. */
#include "data/image.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <cmocka.h>

#if defined __SANITIZE_ADDRESS__ || !defined __GLIBC__
int main(void)
{
    printf("1..1\nok 1 - failing calls # SKIP the allocator is another's\n");
    return 0;
}
#else

/* Shared with the child. */
typedef struct Failing {
    long count, at; /* at 0: none fails */
    int lasting;
} Failing;
static Failing *failing;

static int refused(void)
{
    if (!failing)
        return 0;
    long n = __atomic_add_fetch(&failing->count, 1, __ATOMIC_RELAXED);
    int fails = failing->at > 0 && (n == failing->at || (failing->lasting && n > failing->at));
    if (fails)
        errno = ENOMEM;
    return fails;
}

/* In place of the C library's, for libwebp as well. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *malloc(size_t n) { return refused() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return refused() ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return refused() ? NULL : __libc_realloc(p, n); }

/* What a function finds in its variables before it sets them. */
__attribute__((noinline)) static void foul_stack(void)
{
    volatile unsigned char below[1 << 16];
    for (size_t i = 0; i < sizeof below; i++)
        below[i] = 0x5a;
}

static bool read_failing(const char *path, long at, int lasting, Image *out, Err *err)
{
    *failing = (Failing){0, at, lasting};
    foul_stack();
    bool ok = image_read(path, out, err);
    failing->at = 0;
    return ok;
}

static void fail_each(const char *name, int lasting)
{
    char path[200];
    Image whole, im;
    Err err;
    snprintf(path, sizeof path, "tests/data_golden/%s", name);
    if (!read_failing(path, 0, 0, &whole, &err))
        fail_msg("%s", err.text);
    long n = failing->count;
    assert_true(n > 5);
    for (long at = 1; at <= n; at++) {
        err.text[0] = 0;
        if (!read_failing(path, at, lasting, &im, &err)) {
            if (!strstr(err.text, "memory") && !strstr(err.text, "Cannot allocate"))
                fail_msg("%s, allocation %ld of %ld: %s", name, at, n, err.text);
            continue;
        }
        assert_true(im.w == whole.w && im.h == whole.h);
        assert_memory_equal(im.rgb, whole.rgb, (size_t)im.w * (size_t)im.h * 3);
        image_free(&im);
    }
    image_free(&whole);
}

static const char *const names[] = {"alpha.webp", "alpha_lossy.webp", "animated.webp", "exif.webp"};

static void test_each_allocation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        fail_each(names[i], 0);
        fail_each(names[i], 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_allocation)};
    failing = mmap(NULL, sizeof *failing, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                   0);
    return failing == MAP_FAILED || cmocka_run_group_tests(tests, NULL, NULL);
}
#endif
