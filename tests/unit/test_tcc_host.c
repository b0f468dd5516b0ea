/* libtcc where memory lacks: each allocation of a compilation fails in turn, alone and with all
 * after it. It is given up, or the code is whole; never a crash, and the next one works. */
#include "runtime/tcc_host.h"
#include <errno.h>
#include <libtcc.h>
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

static struct {
    long count, at; /* at 0: none fails */
    int lasting, on;
} failing;

static int refused(void)
{
    if (!failing.on)
        return 0;
    long n = ++failing.count;
    int fails = failing.at > 0 && (n == failing.at || (failing.lasting && n > failing.at));
    if (fails)
        errno = ENOMEM;
    return fails;
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *malloc(size_t n) { return refused() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return refused() ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return refused() ? NULL : __libc_realloc(p, n); }

typedef struct Job {
    bool ok;
    int answer;
} Job;

static void silent(void *user, const char *text) { (void)user, (void)text; }

static void compile(void *arg)
{
    static const char text[] = "#define TWICE(x) ((x) + (x))\n"
                               "static const float table[300] = {0, 2.5f};\n"
                               "static int add(int a, const float *b) { return a + (int)b[1]; }\n"
                               "int answer(void) { return TWICE(add(3, table)); }\n";
    Job *j = arg;
    TCCState *s = tcc_new();
    int bytes;
    if (!s)
        return;
    tcc_set_error_func(s, NULL, silent);
    tcc_set_options(s, "-nostdlib -nostdinc");
    tcc_set_output_type(s, TCC_OUTPUT_MEMORY);
    if (!tcc_compile_string(s, text) && (bytes = tcc_relocate(s, NULL)) > 0) {
        void *at = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                        -1, 0);
        if (!tcc_relocate(s, at) && !mprotect(at, (size_t)bytes, PROT_READ | PROT_EXEC)) {
            int (*answer)(void);
            void *found = tcc_get_symbol(s, "answer");
            memcpy(&answer, &found, sizeof answer);
            j->answer = answer();
            j->ok = true;
        }
        munmap(at, (size_t)bytes);
    }
    tcc_delete(s);
}

static bool compiles(long at, int lasting)
{
    Job j = {false, 0};
    failing.count = 0;
    failing.at = at;
    failing.lasting = lasting;
    failing.on = 1;
    bool whole = tcc_host_try(compile, &j, 1000);
    failing.on = 0;
    assert_true(!whole || !j.ok || j.answer == 10);
    return whole && j.ok;
}

static void each_allocation(void **state)
{
    (void)state;
    assert_true(compiles(0, 0));
    long n = failing.count;
    assert_true(n > 50);
    for (int lasting = 0; lasting < 2; lasting++)
        for (long at = 1; at <= n; at++) {
            (void)compiles(at, lasting);
            assert_true(compiles(0, 0));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#endif
