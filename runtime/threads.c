/* A job is announced by a new even generation number; workers spin on it for a short while
 * (instructions follow one another within microseconds) and then sleep. An odd number says
 * that the job's fields are being changed. Ranges are handed out by an atomic counter. Where there
 * are more threads than processors nobody spins: who waits would keep the others from working.
 * A child of fork() has the caller's thread alone: there a job is run by it, and no thread is
 * waited for. */
#include "runtime/threads.h"
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { SPINS = 20000, MAX_THREADS = 256 };

typedef struct Worker {
    Pool *pool;
    int number; /* 0: the caller */
    pthread_t id;
} Worker;

/* What a page holds that the system clears in a child of fork(). */
typedef struct Here {
    atomic_bool mine;
} Here;

struct Pool {
    Here *here;         /* NULL: the system has no such pages */
    int threads, spins; /* spins: looks at a value before the thread sleeps, or lets others run */
    Worker worker[MAX_THREADS];
    pthread_mutex_t lock;
    pthread_cond_t wake;
    int sleepers; /* under lock */
    atomic_uint generation;
    atomic_int next, left, inside; /* next range; ranges not yet done; workers looking at the job */
    atomic_bool stop;
    PoolTask *task;
    void *arg;
    int count;
};

static void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

static void work(Pool *p, int worker)
{
    for (int i; (i = atomic_fetch_add(&p->next, 1)) < p->count;) {
        p->task(p->arg, i, worker);
        atomic_fetch_sub(&p->left, 1);
    }
}

/* Waits for an even generation other than `seen`: spins, then sleeps. */
static unsigned wait_job(Pool *p, unsigned seen)
{
    for (int i = 0; i < p->spins; i++) {
        unsigned g = atomic_load(&p->generation);
        if (g != seen && g % 2 == 0)
            return g;
        relax();
    }
    pthread_mutex_lock(&p->lock);
    p->sleepers++;
    unsigned g;
    while ((g = atomic_load(&p->generation)) == seen || g % 2)
        pthread_cond_wait(&p->wake, &p->lock);
    p->sleepers--;
    pthread_mutex_unlock(&p->lock);
    return g;
}

/* A worker that comes late sees another generation, or finds no range left; pool_run changes the
 * job only when the generation is odd and no worker is inside. */
static void *run_worker(void *arg)
{
    Worker *w = arg;
    Pool *p = w->pool;
    unsigned seen = 0;
    for (;;) {
        seen = wait_job(p, seen);
        if (atomic_load(&p->stop))
            return NULL;
        atomic_fetch_add(&p->inside, 1);
        if (atomic_load(&p->generation) == seen)
            work(p, w->number);
        atomic_fetch_sub(&p->inside, 1);
    }
}

/* Spins for a short while, then lets others run: there may be more threads than processors. */
static void wait_zero(const Pool *p, atomic_int *v)
{
    for (int spins = 0; atomic_load(v); spins++) {
        relax();
        if (spins > p->spins)
            sched_yield();
    }
}

static void announce(Pool *p, unsigned by)
{
    pthread_mutex_lock(&p->lock);
    atomic_fetch_add(&p->generation, by);
    if (p->sleepers)
        pthread_cond_broadcast(&p->wake);
    pthread_mutex_unlock(&p->lock);
}

/* NULL: a kernel without MADV_WIPEONFORK (Linux before 4.14), or no memory. */
static Here *here_new(void)
{
    Here *h = NULL;
#ifdef MADV_WIPEONFORK
    h = mmap(NULL, sizeof *h, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (h == MAP_FAILED)
        return NULL;
    if (madvise(h, sizeof *h, MADV_WIPEONFORK)) {
        munmap(h, sizeof *h);
        return NULL;
    }
    atomic_store(&h->mine, true);
#endif
    return h;
}

/* Are the pool's threads those of another process, which fork() has not copied? */
static bool forked(const Pool *p) { return p->here && !atomic_load(&p->here->mine); }

Pool *pool_new(int threads)
{
    Pool *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->wake, NULL);
    p->here = here_new();
    p->threads = 1;
    if (threads > MAX_THREADS)
        threads = MAX_THREADS;
    p->spins = threads <= pool_machine_threads() ? SPINS : 0;
    for (; p->threads < threads; p->threads++) {
        Worker *w = &p->worker[p->threads];
        w->pool = p;
        w->number = p->threads;
        if (pthread_create(&w->id, NULL, run_worker, w))
            break;
    }
    return p;
}

void pool_free(Pool *p)
{
    if (!p)
        return;
    if (!forked(p)) {
        atomic_store(&p->stop, true);
        announce(p, 2);
        for (int i = 1; i < p->threads; i++)
            pthread_join(p->worker[i].id, NULL);
        pthread_cond_destroy(&p->wake);
        pthread_mutex_destroy(&p->lock);
    }
    if (p->here)
        munmap(p->here, sizeof *p->here);
    free(p);
}

int pool_threads(const Pool *p) { return p->threads; }

void pool_run(Pool *p, PoolTask *task, void *arg, int count)
{
    if (p->threads == 1 || count == 1 || forked(p)) {
        for (int i = 0; i < count; i++)
            task(arg, i, 0);
        return;
    }
    atomic_fetch_add(&p->generation, 1);
    wait_zero(p, &p->inside);
    p->task = task;
    p->arg = arg;
    p->count = count;
    atomic_store(&p->left, count);
    atomic_store(&p->next, 0);
    announce(p, 1);
    work(p, 0);
    wait_zero(p, &p->left);
}

int pool_machine_threads(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
    return 1;
}

/* A number of a processor's topology; -1: the system does not tell. */
static int topology(const char *root, int cpu, const char *what)
{
    char path[300];
    int value = -1;
    snprintf(path, sizeof path, "%s/cpu%d/topology/%s", root, cpu, what);
    FILE *f = fopen(path, "re");
    if (f && fscanf(f, "%d", &value) != 1)
        value = -1;
    if (f)
        fclose(f);
    return value;
}

int pool_cores_of(const char *root, const int *cpu, int n)
{
    int cores = 0, seen[POOL_MOST_CPUS][2];
    for (int i = 0; i < n; i++) {
        const int package = topology(root, cpu[i], "physical_package_id"),
                  core = topology(root, cpu[i], "core_id");
        int k = 0;
        while (core >= 0 && k < cores && (seen[k][0] != package || seen[k][1] != core))
            k++;
        if (core >= 0 && k < cores)
            continue;
        seen[cores][0] = package;
        seen[cores++][1] = core;
    }
    return cores;
}

int pool_machine_cores(void)
{
    cpu_set_t set;
    int cpu[POOL_MOST_CPUS], n = 0;
    if (sched_getaffinity(0, sizeof set, &set))
        return 1;
    for (int i = 0; i < CPU_SETSIZE && n < POOL_MOST_CPUS; i++)
        if (CPU_ISSET(i, &set))
            cpu[n++] = i;
    return pool_cores_of("/sys/devices/system/cpu", cpu, n);
}
