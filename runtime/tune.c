/* Measures each constant of the cost model by running the micro-kernel whose time it stands for, on
 * this processor's build: register tiles for multiply-adds of floats and of pairs of
 * bfloat16, mk_relu for streams of reads and
 * writes, the Winograd transforms on tiles that stay in cache. Each is repeated until a repetition
 * takes a few milliseconds, the median of REPEATS counts. */
#include "runtime/tune.h"
#include "compiler/ir/kernel.h"
#include "runtime/threads.h"
#include <sched.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    REPEATS = 15,
    MAX_THREADS = 64,
    TILE_CHANNELS = 256,
    TILE_ROWS = 12,
    DOT_ROWS = 48,
    TRANSFORM_TILES = 12,
    KERNEL_CHANNELS = 64
};
#define LONG_ENOUGH 4e-3 /* seconds a repetition */

typedef void PanelFn(float *y, ptrdiff_t yr, int rows, const float *x, ptrdiff_t xr, ptrdiff_t xb,
                     const float *w, int channels, int add);
typedef void DotFn(float *y, ptrdiff_t yr, ptrdiff_t ys, int rows, const uint8_t *x, ptrdiff_t xt,
                   ptrdiff_t xb, const uint8_t *w, ptrdiff_t wt, ptrdiff_t ws, int nt, int channels,
                   int blocks, int add);
typedef void StreamFn(float *y, const float *x, int count, float max);
typedef void GatherFn(int P, int grad, float *v, ptrdiff_t vs, const float *x, int H, int W, int h0,
                      int w0, int tiles, float *tile);
typedef void ScatterFn(int P, int grad, float *y, int H, int W, int h0, int w0, const float *m,
                       ptrdiff_t ms, int tiles, int above, float *tile);
typedef void WeightsFn(int P, float *u, ptrdiff_t us, const float *w, ptrdiff_t ws, int count);

typedef struct Tuner {
    Pool *pool;
    PanelFn *panel;
    DotFn *dot;
    StreamFn *stream;
    GatherFn *gather;
    ScatterFn *scatter;
    WeightsFn *weights;
    float *memory; /* of all threads */
    size_t floats; /* of each thread's part */
    size_t span;   /* floats that a stream goes over */
    int loops;     /* in one repetition */
    bool busy;
    int meet; /* threads that meet_task waits for */
    atomic_int come;
} Tuner;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *micro_named(const char *name)
{
    const KernelBuild *b = kernel_build_best();
    for (int i = 0; i < micro_count; i++)
        if (!strcmp(micro_table[i].name, name))
            return b->micro[i];
    return NULL;
}

/* ---- tasks: each is one repetition of one thread ---- */

static void panel_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    float *y = t->memory + t->floats * (size_t)range, *x = y + TILE_ROWS * 16,
          *w = x + TILE_ROWS * TILE_CHANNELS;
    for (int i = 0; i < t->loops; i++)
        t->panel(y, 16, TILE_ROWS, x, 16, TILE_ROWS * 16, w, TILE_CHANNELS, 0);
}

/* Two output blocks; of zeros, which bfloat16 has too. */
static void dot_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    float *y = t->memory + t->floats * (size_t)range;
    uint8_t *x = (uint8_t *)(y + 2 * DOT_ROWS * 16), *w = x + 2 * DOT_ROWS * TILE_CHANNELS;
    memset(x, 0, (size_t)(w - x) + (size_t)64 * TILE_CHANNELS);
    for (int i = 0; i < t->loops; i++)
        t->dot(y, 16, DOT_ROWS * 16, DOT_ROWS, x, 0, DOT_ROWS * 64, w, 0,
               (ptrdiff_t)32 * TILE_CHANNELS, 1, TILE_CHANNELS, 2, 0);
}

static void stream_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    float *y = t->memory + t->floats * (size_t)range, *x = y + t->span / 2;
    for (int i = 0; i < t->loops; i++)
        t->stream(y, x, (int)(t->span / 2), 0.0f);
}

static void gather_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    const int side = 4 * TRANSFORM_TILES + 2;
    float *x = t->memory + t->floats * (size_t)range, *v = x + side * 6 * 16,
          *tile = v + 36 * (TRANSFORM_TILES * 16 * 4 + 16);
    for (int i = 0; i < t->loops; i++)
        t->gather(6, 0, v, TRANSFORM_TILES * 16 * 4 + 16, x, 6, side, 0, 0, TRANSFORM_TILES, tile);
}

static void scatter_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    const int side = 4 * TRANSFORM_TILES;
    float *y = t->memory + t->floats * (size_t)range, *m = y + side * 4 * 16,
          *tile = m + 36 * (TRANSFORM_TILES * 16 * 4 + 16);
    for (int i = 0; i < t->loops; i++)
        t->scatter(6, 0, y, 4, side, 0, 0, m, TRANSFORM_TILES * 16 * 4 + 16, TRANSFORM_TILES, 0,
                   tile);
}

static void weights_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)worker;
    const int lanes = KERNEL_CHANNELS * 16;
    float *w = t->memory + t->floats * (size_t)range, *u = w + 9 * lanes;
    for (int i = 0; i < t->loops; i++)
        t->weights(6, u, lanes + 16, w, lanes, lanes);
}

/* Ends when every thread has come, so that the time of a call is that of waking them all. */
static void meet_task(void *arg, int range, int worker)
{
    Tuner *t = arg;
    (void)range, (void)worker;
    atomic_fetch_add(&t->come, 1);
    while (atomic_load(&t->come) % t->meet)
        sched_yield();
}

/* ---- measuring ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double run_once(Tuner *t, PoolTask *task, int threads)
{
    double start = now();
    if (threads == 1)
        task(t, 0, 0);
    else
        pool_run(t->pool, task, t, threads);
    return now() - start;
}

/* Seconds of one loop of the task. */
static double measure(Tuner *t, PoolTask *task, int threads)
{
    double s[REPEATS];
    for (t->loops = 1; run_once(t, task, threads) < LONG_ENOUGH && t->loops < 1 << 28;)
        t->loops *= 2;
    for (int i = 0; i < REPEATS; i++)
        s[i] = run_once(t, task, threads);
    qsort(s, REPEATS, sizeof *s, by_size);
    t->busy |= s[REPEATS / 2] > 1.25 * s[0];
    return s[REPEATS / 2] / t->loops;
}

/* Bytes a nanosecond of a stream over `bytes` of each thread, read and written. */
static double bandwidth(Tuner *t, double bytes, int threads)
{
    t->span = (size_t)bytes / sizeof(float) / 32 * 32;
    return (double)threads * (double)(t->span * sizeof(float)) / measure(t, stream_task, threads) *
           1e-9;
}

static double call_seconds(Tuner *t, int threads)
{
    double s[REPEATS];
    enum { CALLS = 500 };
    t->meet = threads;
    atomic_init(&t->come, 0);
    for (int i = 0; i < REPEATS; i++) {
        double start = now();
        for (int c = 0; c < CALLS; c++)
            pool_run(t->pool, meet_task, t, threads);
        s[i] = (now() - start) / CALLS;
    }
    qsort(s, REPEATS, sizeof *s, by_size);
    return s[REPEATS / 2];
}

/* From the kernel's table: sysconf counts the caches of processors that a virtual machine does not
 * have. */
static double cache_kib(int index, double otherwise)
{
    char path[64];
    long kib = 0;
    snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/size", index);
    FILE *f = fopen(path, "r");
    bool ok = f && fscanf(f, "%ldK", &kib) == 1 && kib > 0;
    if (f)
        fclose(f);
    return ok ? (double)kib : otherwise;
}

/* A stream in a cache spans half of it, so that both arrays and what else is in use fit. */
static void measure_all(Tuner *t, Machine *m, int threads)
{
    const double flop = 2.0 * TILE_ROWS * 16 * TILE_CHANNELS,
                 memory = (double)(t->floats * sizeof(float));
    m->threads = threads;
    m->fma_gflops = flop / measure(t, panel_task, 1) * 1e-9;
    m->fma_all_gflops = flop * threads / measure(t, panel_task, threads) * 1e-9;
    m->bf16_gain = 4.0 * DOT_ROWS * 16 * TILE_CHANNELS / measure(t, dot_task, 1) * 1e-9 /
                   m->fma_gflops;
    m->l2_gbs = bandwidth(t, m->l2_kib * 1024 / 2, 1);
    m->l3_gbs = bandwidth(t,
                          m->l3_kib * 1024 / 2 < 4 * m->l2_kib * 1024 ? m->l3_kib * 1024 / 2
                                                                      : 4 * m->l2_kib * 1024,
                          1);
    m->dram_gbs = bandwidth(t, memory, 1);
    m->dram_all_gbs = bandwidth(t, memory, threads);
    m->gather_ns = measure(t, gather_task, 1) / TRANSFORM_TILES * 1e9;
    m->scatter_ns = measure(t, scatter_task, 1) / TRANSFORM_TILES * 1e9;
    m->kernel_ns = measure(t, weights_task, 1) / KERNEL_CHANNELS * 1e9;
    m->call_us = call_seconds(t, threads) * 1e6;
}

static bool bind(Tuner *t, Err *err)
{
    static const char *const names[] = {"mk_panel",        "mk_relu",         "mk_wino_gather",
                                        "mk_wino_scatter", "mk_wino_weights", "mk_dot_block"};
    void *fn[6];
    for (int i = 0; i < 6; i++)
        if (!(fn[i] = micro_named(names[i])))
            return err_set(err, "no micro-kernel %s", names[i]);
    memcpy(&t->panel, &fn[0], sizeof fn[0]);
    memcpy(&t->stream, &fn[1], sizeof fn[0]);
    memcpy(&t->gather, &fn[2], sizeof fn[0]);
    memcpy(&t->scatter, &fn[3], sizeof fn[0]);
    memcpy(&t->weights, &fn[4], sizeof fn[0]);
    memcpy(&t->dot, &fn[5], sizeof fn[0]);
    return true;
}

bool tune_machine(Machine *m, int threads, bool *busy, Err *err)
{
    Tuner t = {.loops = 1};
    *m = machine_default;
    m->l2_kib = cache_kib(2, m->l2_kib);
    m->l3_kib = cache_kib(3, m->l3_kib);
    if (!bind(&t, err))
        return false;
    if (threads < 1)
        threads = pool_machine_cores();
    threads = threads > MAX_THREADS ? MAX_THREADS : threads;
    size_t bytes = (size_t)(m->l3_kib * 1024) * 4 /
                   (size_t)threads; /* all threads together: four times the last cache */
    t.floats = (bytes < (size_t)32 << 20 ? (size_t)32 << 20 : bytes) / sizeof(float);
    t.pool = pool_new(threads);
    t.memory = calloc(t.floats * (size_t)threads, sizeof(float));
    bool ok = t.pool && t.memory;
    if (ok && pool_threads(t.pool) < threads) /* they would be waited for */
        ok = err_set(err, "out of memory (only %d of %d threads can be started)",
                     pool_threads(t.pool), threads);
    else if (!ok)
        err_set(err, "out of memory (to measure in)");
    if (ok) {
        memset(t.memory, 0,
               sizeof(float) * t.floats *
                   (size_t)threads); /* pages must be there before they are timed */
        measure_all(&t, m, threads);
    }
    if (busy)
        *busy = t.busy;
    free(t.memory);
    pool_free(t.pool);
    return ok;
}
