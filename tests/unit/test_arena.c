/* The arena's promise: a failed allocation comes back to arena_try, and what was owned meanwhile is
 * released, the newest first. */
#include "base/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

enum { NEVER = 8 }; /* exponent of a size that no system has */

static char order[16];
static void note(void *p) { strcat(order, p); }

typedef struct Job {
    Arena *a;
    Err inner;
    bool inner_ok;
} Job;

static bool fails(void *arg)
{
    Job *j = arg;
    arena_own(j->a, "b", note);
    arena_own(j->a, "c", note);
    arena_release(j->a, "c");
    arena_own(j->a, "d", note);
    arena_own(j->a, "e", note);
    arena_disown(j->a, "d");
    arena_alloc(j->a, SIZE_MAX >> NEVER);
    fail_msg("the allocation returned");
    return true;
}

static void failed_allocation_unwinds(void **state)
{
    (void)state;
    Err err;
    Job j = {.a = arena_new()};
    assert_non_null(j.a);
    order[0] = 0;
    arena_own(j.a, "a", note); /* before arena_try: stays */
    assert_false(arena_try(j.a, fails, &j, &err));
    assert_string_equal(order, "ceb");
    assert_memory_equal(err.text, "out of memory (", 15);
    assert_non_null(arena_alloc(j.a, 100)); /* still good for use */
    arena_free(j.a);
    assert_string_equal(order, "ceba");
}

static bool fails_inside(void *arg)
{
    Job *j = arg;
    j->inner_ok = arena_try(j->a, fails, j, &j->inner);
    arena_own(j->a, "z", note);
    return true;
}

static void inner_try_catches_first(void **state)
{
    (void)state;
    Err err = {"untouched"};
    Job j = {.a = arena_new(), .inner_ok = true};
    order[0] = 0;
    assert_true(arena_try(j.a, fails_inside, &j, &err));
    assert_false(j.inner_ok);
    assert_string_equal(order, "ceb");
    assert_string_equal(err.text, "untouched");
    arena_free(j.a);
    assert_string_equal(order, "cebz");
}

static bool child_fails(void *arg)
{
    Job *j = arg;
    Arena *done = arena_child(j->a), *child = arena_child(j->a);
    arena_own(done, "x", note);
    arena_free(done);
    arena_own(child, "y", note);
    ARENA_ARRAY(child, double, SIZE_MAX / 4); /* more than size_t counts */
    return true;
}

static void child_fails_where_its_parent_does(void **state)
{
    (void)state;
    Err err;
    Job j = {.a = arena_new()};
    order[0] = 0;
    assert_false(arena_try(j.a, child_fails, &j, &err));
    assert_string_equal(order, "xy");
    arena_free(j.a);
    assert_string_equal(order, "xy");
}

static void text_is_kept(void **state)
{
    (void)state;
    Arena *a = arena_new();
    FILE *f;
    size_t n;
    ArenaText *t = arena_text_open(a, &f);
    for (int i = 0; i < 10000; i++)
        fprintf(f, "%d ", i % 10);
    const char *text = arena_text(t, &n);
    assert_int_equal(n, 20000);
    assert_int_equal(strlen(text), n);
    arena_text_open(a, &f); /* one that is given up is freed with the arena */
    fputs("never ended", f);
    arena_free(a);
}

#ifdef __SANITIZE_ADDRESS__
/* AddressSanitizer sees what is written behind one allocation, though chunks hold many. */
static void writing_behind_is_seen(void **state)
{
    (void)state;
    Arena *a = arena_new();
    volatile char *p = arena_alloc(a, 20);
    arena_alloc(a, 20);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        freopen("/dev/null", "w", stderr);
        p[20] = 1;
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_not_equal(status, 0);
    p[19] = 1;
    arena_free(a);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failed_allocation_unwinds),
        cmocka_unit_test(inner_try_catches_first),
        cmocka_unit_test(child_fails_where_its_parent_does),
        cmocka_unit_test(text_is_kept),
#ifdef __SANITIZE_ADDRESS__
        cmocka_unit_test(writing_behind_is_seen),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
