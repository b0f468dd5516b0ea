/* Threads that load the samples of a batch. One begins beside the step before it; when the batch is
 * wanted and not yet complete, the caller and all others take the samples that are left, so that
 * loading has every processor when nothing else can go on, and one while a step runs. Who loads
 * which sample is chance: what is made of a sample must not depend on it. */
#ifndef NETC_TRAINING_LOADERS_H
#define NETC_TRAINING_LOADERS_H
#include <stdbool.h>

typedef struct Loaders Loaders;

typedef struct LoadJob {
    int n;                      /* samples, 0 ... n - 1 */
    void (*before)(void *user); /* once, before any sample; NULL: nothing */
    /* Sample i, by one of the loaders_count workers: what it needs for itself it has by number. */
    void (*one)(void *user, int worker, int i);
    void *user;
} LoadJob;

/* For `threads` workers, of which the caller is number 0; at least 1. The others are started when
 * there is work for them; where none can be had, the caller does it. NULL: out of memory. */
Loaders *loaders_new(int threads);
void loaders_free(Loaders *l); /* no job may be under way; NULL is fine */
int loaders_count(const Loaders *l);

/* Begins: worker 1, where there is one, loads from now on. The job before it has ended. */
void loaders_begin(Loaders *l, const LoadJob *job);
/* The job is done when it returns. Without one it returns at once. */
void loaders_finish(Loaders *l);
/* No sample is begun any more; those that were are done when it returns. */
void loaders_drop(Loaders *l);
#endif
