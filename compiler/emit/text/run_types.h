/* @note ORDER AREAS (kernels/run.h) and RUN-LAYOUT (its NetcRun) */
/* A call of a program, and the memory that it works on. */
typedef struct net_run {
    int n;   /* images in this call */
    int row; /* of the table that a task works on */
    int first;
    float rate;
    uint64_t seed, step;
    int64_t scratch_floats; /* in scratch, for each worker */
    const float *x;         /* images, as the caller gives them */
    const void *label;      /* labels */
    float *y;               /* outputs */
    float *params;          /* every parameter, in Keras layout */
    float *model;           /* what infer reads: parameters packed, transformed, folded */
    float *state;           /* of a training: parameters as the kernels read them, moments */
    float *work;            /* activations, gradients, scratch */
    float *grads;           /* gradients, laid out as params is */
    float *loss;            /* two floats: the loss, and whether a gradient is unfit */
    float *scratch;         /* of workers 1, 2, ...; worker 0 has its own in work, or in model */
    /* @if pool */
    void (*parallel_for)(const struct net_run *run, void (*task)(void *run, int range, int worker),
                         int count);
    float part_rate[8]; /* learning rates of parts that train for epochs of their own */
    /* @end */
    /* @if spans */
    float part_rate[NET_SPANS]; /* learning rates of parts that train for epochs of their own */
    /* @end */
} net_run;

/* Where the worker's scratch for a task begins: `first` is worker 0's. */
#define NET_SCRATCH(first) \
    float *const scratch = worker ? run->scratch + run->scratch_floats * (worker - 1) : (first)

/* Calls task(run, range, worker) for ranges 0 to count - 1, in any order, on any threads: the
 * host's choice. worker is below NET_WORKERS, and of those that run at the same time each has
 * another. */
/* @if pool */
#define NET_PARALLEL_FOR(task, run, count) (run)->parallel_for(run, task, count)
/* @end */
/* @if !pool */
#ifndef NET_PARALLEL_FOR
#if defined(_OPENMP)
#include <omp.h>
static inline void net_parallel_for(void (*task)(void *run, int range, int worker), net_run *run,
                                    int count)
{
    const int most = omp_get_max_threads();
    int range;
#pragma omp parallel for schedule(dynamic, 1) if (count > 1) \
    num_threads(most < NET_WORKERS ? most : NET_WORKERS)
    for (range = 0; range < count; range++)
        task(run, range, omp_get_thread_num());
}
#define NET_PARALLEL_FOR(task, run, count) net_parallel_for(task, run, count)
#else
#define NET_PARALLEL_FOR(task, run, count)          \
    do {                                            \
        int range_, count_ = (count);               \
        for (range_ = 0; range_ < count_; range_++) \
            task(run, range_, 0);                   \
    } while (0)
#endif
#endif
/* @end */

/* @if native */
/* A step of a layer, between what the host has to do before and behind it. */
#define NET_LAYER(program, layer, step)   \
    do {                                  \
        NET_BEFORE_LAYER(program, layer); \
        step;                             \
        NET_AFTER_LAYER(program, layer);  \
    } while (0)

/* @end */
/* The head of a task. It is a function of its own: inlined into its caller, it had its place on the
 * stack beside those of all others. */
#if defined(__GNUC__) && !defined(__TINYC__)
#define NET_TASK(name) static __attribute__((noinline)) void name(void *arg, int range, int worker)
#else
#define NET_TASK(name) static void name(void *arg, int range, int worker)
#endif

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`:
 * `length` of it, the last range less. RANGES: there may be more ranges than that makes, and the
 * last ones are empty. WHOLE: there is one range. */
#define NET_ROW(table) const struct table *const row = &table##s[((const net_run *)arg)->row]
#define NET_WHOLE()                                  \
    const net_run *const run = (const net_run *)arg; \
    (void)range;                                     \
    (void)worker
#define NET_RANGE(extent, length)                                                               \
    const net_run *const run = (const net_run *)arg;                                            \
    const int64_t left = (int64_t)(extent)-range * (length);                                    \
    const int begin = range * (length), end = begin + (left < (length) ? (int)left : (length)); \
    (void)worker
#define NET_RANGES(extent, length)                                            \
    const net_run *const run = (const net_run *)arg;                          \
    const int64_t whole = (extent), from = (int64_t)range * (length);         \
    const int begin = (int)(from < whole ? from : whole),                     \
              end = (int)(from + (length) < whole ? from + (length) : whole); \
    (void)worker
/* @if narrow */
/* The images of a task's range, which are whole units: `each` of them have `items` of it. And where
 * the first image of all would lie, of `floats` floats each, if image `first` is at p. */
#define NET_IMAGES(items, each)                                                              \
    const int first = begin / (items) * (each), past = (end + (items)-1) / (items) * (each), \
              images = (past < run->n ? past : run->n) - first
#define NET_FROM_IMAGE(p, first, floats) \
    ((float *)((uintptr_t)(p) - sizeof(float) * (uintptr_t)(first) * (floats)))
/* @end */
/* How many ranges there are. */
#define NET_RANGES_OF(extent, length) ((int)(((int64_t)(extent) + (length)-1) / (length)))
/* @if timed */

/* Hears of the start of a program (-1) and of the end of instructions. */
void (*net_mark)(const net_run *run, int program, int instr);
/* @end */
