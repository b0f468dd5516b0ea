/* The pool: every part of every job runs exactly once, for all numbers of threads and parts, also
 * when jobs are tiny and follow one another at once, when threads sleep in between, and when pools
 * come and go. Meant to be run under ThreadSanitizer, too. */
#include "runtime/threads.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { MAX_PARTS = 1000, MAX_THREADS = 256, FEW = 8, TINY_JOBS = 100000 };

typedef struct Job {
    int times[MAX_PARTS]; /* written by the part's thread only: not atomic, so that a race shows */
    int threads, busy[MAX_THREADS]; /* not atomic either */
    int expected_salt, salt;        /* set by the caller before the job: every part must see them */
    atomic_int wrong;
} Job;

/* A worker's number is below the threads, and nobody else has it at the time. */
static void count_part(void *arg, int part, int worker)
{
    Job *j = arg;
    if (worker < 0 || worker >= j->threads || j->busy[worker]++)
        atomic_fetch_add(&j->wrong, 1);
    if (part < 0 || part >= MAX_PARTS || j->salt != j->expected_salt)
        atomic_fetch_add(&j->wrong, 1);
    else
        j->times[part]++;
    if (worker >= 0 && worker < j->threads)
        j->busy[worker]--;
}

static void check_job(Pool *p, Job *j, int count)
{
    memset(j, 0, sizeof *j);
    j->salt = j->expected_salt = count;
    j->threads = pool_threads(p);
    pool_run(p, count_part, j, count);
    assert_int_equal(atomic_load(&j->wrong), 0);
    for (int i = 0; i < MAX_PARTS; i++)
        if (j->times[i] != (i < count))
            fail_msg("%d threads, %d parts: part %d ran %d times", pool_threads(p), count, i,
                     j->times[i]);
}

static void every_part_runs_once(void **state)
{
    (void)state;
    Job *j = malloc(sizeof *j);
    assert_non_null(j);
    for (int threads = 1; threads <= MAX_THREADS; threads += threads < FEW ? 1 : 62) {
        Pool *p = pool_new(threads);
        assert_non_null(p);
        assert_int_equal(pool_threads(p), threads);
        for (int count = 0; count <= MAX_PARTS; count += count < 40 ? 1 : 37)
            check_job(p, j, count);
        check_job(p, j, MAX_PARTS);
        pool_free(p);
    }
    free(j);
}

/* A chain of jobs in which each reads what all parts of the one before wrote: a part that ran late,
 * twice or before its job was announced changes the sum. */
typedef struct Chain {
    uint64_t value[2][4];
    int from;
} Chain;

static void chain_part(void *arg, int part, int worker)
{
    (void)worker;
    Chain *c = arg;
    const uint64_t *v = c->value[c->from];
    c->value[!c->from][part] = v[0] * 3 + v[1] * 5 + v[2] * 7 + v[3] * 11 + (uint64_t)part;
}

static uint64_t run_chain(Pool *p) /* p NULL: serially */
{
    Chain c = {{{1, 2, 3, 4}, {0}}, 0};
    for (int i = 0; i < TINY_JOBS; i++) {
        if (p)
            pool_run(p, chain_part, &c, 4);
        else
            for (int k = 0; k < 4; k++)
                chain_part(&c, k, 0);
        c.from = !c.from;
    }
    return c.value[c.from][0] ^ c.value[c.from][3];
}

static void tiny_jobs_in_sequence(void **state)
{
    (void)state;
    const uint64_t want = run_chain(NULL);
    static const int threads[] = {1, 2, 3};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        Pool *p = pool_new(threads[t]);
        assert_true(run_chain(p) == want);
        pool_free(p);
    }
}

/* Jobs of other sizes and functions in between, and a pause now and then, so that workers fall
 * asleep. */
static atomic_long total;
static void add_part(void *arg, int part, int worker)
{
    (void)worker;
    atomic_fetch_add(&total, (long)part + *(int *)arg);
}

static void mixed_jobs_and_sleep(void **state)
{
    (void)state;
    Job *j = malloc(sizeof *j);
    assert_non_null(j);
    for (int threads = 2; threads <= FEW; threads += 2) {
        Pool *p = pool_new(threads);
        long want = 0;
        atomic_store(&total, 0);
        for (int i = 0; i < 600; i++) {
            int count = i * 7 % 29, add = i;
            pool_run(p, add_part, &add, count);
            want += (long)count * (count - 1) / 2 + (long)count * i;
            assert_true(atomic_load(&total) == want);
            if (i % 50 == 0) {
                nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
                check_job(p, j, i % MAX_PARTS + 1);
            }
        }
        pool_free(p);
    }
    free(j);
}

static void pools_come_and_go(void **state)
{
    (void)state;
    Job *j = malloc(sizeof *j);
    assert_non_null(j);
    pool_free(NULL);
    for (int i = 0; i < 200; i++) {
        Pool *p = pool_new(1 + i % FEW),
             *q = i % 3 ? NULL : pool_new(2); /* sometimes two at once, sometimes without a job */
        assert_non_null(p);
        if (i % 4)
            check_job(p, j, 1 + i);
        if (q)
            check_job(q, j, 5);
        pool_free(p);
        pool_free(q);
    }
    free(j);
}

/* In a child of fork(), whose copy of the pool has no threads: jobs are done, and the pool's end
 * waits for nobody; the parent's pool works on. */
static void a_forked_child_works_alone(void **state)
{
    (void)state;
    enum { SECONDS = 60 };
    for (int round = 0; round < 20; round++) {
        Job j;
        Pool *p = pool_new(3);
        assert_non_null(p);
        check_job(p, &j, 50); /* its threads may still look at the job when fork() comes */
        const pid_t child = fork();
        assert_true(child >= 0);
        if (!child) {
            alarm(SECONDS);
            memset(&j, 0, sizeof j);
            j.threads = pool_threads(p);
            pool_run(p, count_part, &j, 50);
            int done = 0;
            for (int i = 0; i < 50; i++)
                done += j.times[i] == 1;
            pool_free(p);
            _exit(done == 50 ? 0 : 1);
        }
        int status = -1;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
        check_job(p, &j, 50);
        pool_free(p);
    }
}

static void machine_has_a_thread(void **state)
{
    (void)state;
    assert_true(pool_machine_threads() >= 1);
    assert_true(pool_machine_cores() >= 1 && pool_machine_cores() <= pool_machine_threads());
}

static void write_number(const char *folder, const char *name, int value)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "%d\n", value);
    assert_int_equal(fclose(f), 0);
}

/* Two packages of two cores of two hardware threads, numbered as Linux does: siblings are 4 apart,
 * and cores of both packages have the same numbers. Of processor 8 nothing is told. */
static void hardware_threads_of_a_core_count_once(void **state)
{
    (void)state;
    char root[] = "/tmp/netc_cpu_XXXXXX", folder[200], command[300];
    assert_non_null(mkdtemp(root));
    for (int cpu = 0; cpu < 8; cpu++) {
        snprintf(folder, sizeof folder, "%s/cpu%d", root, cpu);
        assert_int_equal(mkdir(folder, 0700), 0);
        snprintf(folder, sizeof folder, "%s/cpu%d/topology", root, cpu);
        assert_int_equal(mkdir(folder, 0700), 0);
        write_number(folder, "physical_package_id", cpu % 4 / 2);
        write_number(folder, "core_id", cpu % 2);
    }
    static const int all[] = {0, 1, 2, 3, 4, 5, 6, 7, 8}, siblings[] = {1, 5},
                     some[] = {0, 2, 4, 7};
    assert_int_equal(pool_cores_of(root, all, 8), 4);
    assert_int_equal(pool_cores_of(root, all, 9), 5);
    assert_int_equal(pool_cores_of(root, siblings, 2), 1);
    assert_int_equal(pool_cores_of(root, some, 4), 3);
    assert_int_equal(pool_cores_of("/nowhere", all, 9), 9);
    snprintf(command, sizeof command, "rm -r %s", root);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_runs_once),
        cmocka_unit_test(tiny_jobs_in_sequence),
        cmocka_unit_test(mixed_jobs_and_sleep),
        cmocka_unit_test(pools_come_and_go),
        cmocka_unit_test(a_forked_child_works_alone),
        cmocka_unit_test(machine_has_a_thread),
        cmocka_unit_test(hardware_threads_of_a_core_count_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
