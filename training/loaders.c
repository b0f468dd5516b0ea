/* Loading by several threads; see loaders.h. Samples are handed out by a counter under a lock: a
 * sample takes microseconds at least. */
#define _POSIX_C_SOURCE 200809L
#include "training/loaders.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct Worker {
    struct Loaders *l;
    int number;
    pthread_t thread;
} Worker;

struct Loaders {
    pthread_mutex_t lock;
    pthread_cond_t work, done; /* there is something to load; something was loaded */
    LoadJob job;
    int next, loading;  /* the sample that is handed out next; those that are being loaded */
    bool fresh, before; /* `before` is still to be called; it is being called */
    int active;         /* workers 1 ... active may take samples */
    int started, count; /* workers that run beside the caller; all that there may be */
    bool ends;
    Worker worker[]; /* count - 1: numbers 1 ... */
};

int loaders_count(const Loaders *l) { return l->count; }

/* The next sample; -1: none is to be had now. Under the lock. */
static int take(Loaders *l)
{
    if (l->fresh && !l->before && l->next < l->job.n) {
        l->before = true;
        pthread_mutex_unlock(&l->lock);
        if (l->job.before)
            l->job.before(l->job.user);
        pthread_mutex_lock(&l->lock);
        l->before = l->fresh = false;
        pthread_cond_broadcast(&l->work);
        pthread_cond_broadcast(&l->done);
    }
    if (l->fresh || l->next >= l->job.n)
        return -1;
    l->loading++;
    return l->next++;
}

static void load(Loaders *l, int worker, int i)
{
    pthread_mutex_unlock(&l->lock);
    l->job.one(l->job.user, worker, i);
    pthread_mutex_lock(&l->lock);
    if (--l->loading == 0 && l->next >= l->job.n)
        pthread_cond_broadcast(&l->done);
}

static void *work(void *arg)
{
    Worker *w = arg;
    Loaders *l = w->l;
    pthread_mutex_lock(&l->lock);
    while (!l->ends) {
        int i = w->number <= l->active ? take(l) : -1;
        if (i >= 0)
            load(l, w->number, i);
        else
            pthread_cond_wait(&l->work, &l->lock);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

/* Lets `n` workers beside the caller take samples. Under the lock. */
static void call(Loaders *l, int n)
{
    l->active = n < l->count - 1 ? n : l->count - 1;
    while (l->started < l->active) {
        Worker *w = &l->worker[l->started];
        *w = (Worker){.l = l, .number = l->started + 1};
        if (pthread_create(&w->thread, NULL, work, w))
            break;
        l->started++;
    }
    pthread_cond_broadcast(&l->work);
}

Loaders *loaders_new(int threads)
{
    int count = threads < 1 ? 1 : threads;
    Loaders *l = calloc(1, sizeof *l + sizeof l->worker[0] * (size_t)(count - 1));
    if (!l)
        return NULL;
    l->count = count;
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->work, NULL);
    pthread_cond_init(&l->done, NULL);
    return l;
}

void loaders_free(Loaders *l)
{
    if (!l)
        return;
    pthread_mutex_lock(&l->lock);
    l->ends = true;
    pthread_cond_broadcast(&l->work);
    pthread_mutex_unlock(&l->lock);
    for (int i = 0; i < l->started; i++)
        pthread_join(l->worker[i].thread, NULL);
    pthread_cond_destroy(&l->done);
    pthread_cond_destroy(&l->work);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

void loaders_begin(Loaders *l, const LoadJob *job)
{
    pthread_mutex_lock(&l->lock);
    l->job = *job;
    l->next = l->loading = 0;
    l->fresh = true;
    l->before = false;
    call(l, 1);
    pthread_mutex_unlock(&l->lock);
}

void loaders_finish(Loaders *l)
{
    int i;
    pthread_mutex_lock(&l->lock);
    if (l->next + 1 < l->job.n) /* one that is left the caller takes */
        call(l, l->count - 1);
    for (;;) {
        while ((i = take(l)) >= 0)
            load(l, 0, i);
        if (l->next >= l->job.n && !l->loading)
            break;
        pthread_cond_wait(&l->done, &l->lock);
    }
    l->active = 0;
    pthread_mutex_unlock(&l->lock);
}

void loaders_drop(Loaders *l)
{
    pthread_mutex_lock(&l->lock);
    l->active = 0;
    l->next = l->job.n;
    while (l->loading || l->before)
        pthread_cond_wait(&l->done, &l->lock);
    l->job.n = l->next = 0;
    pthread_mutex_unlock(&l->lock);
}
