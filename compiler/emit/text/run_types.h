/* @note ORDER AREAS (kernels/run.h) and RUN-LAYOUT (its NetcRun) */
/* A call of a program, and the memory that it works on. */
typedef struct net_run {
    int n;   /* images in this call */
    int row; /* of the table that a task works on */
    float rate;
    uint64_t seed, step;
    const float *x;    /* images, as the caller gives them */
    const void *label; /* labels */
    float *y;          /* outputs */
    float *params;     /* every parameter, in Keras layout */
    float *model;      /* what infer reads: parameters packed, transformed, folded */
    float *state;      /* of a training: parameters as the kernels read them, moments */
    float *work;       /* activations, gradients, scratch */
    float *grads;      /* gradients, laid out as params is */
    float *loss;       /* two floats: the loss, and whether a gradient is unfit */
    /* @if pool */
    void (*parallel_for)(const struct net_run *run, void (*task)(void *run, int part), int count);
    /* @end */
} net_run;

/* Calls task(run, 0) ... task(run, count - 1), in any order, on any threads: the host's choice. */
/* @if pool */
#define NET_PARALLEL_FOR(task, run, count) (run)->parallel_for(run, task, count)
/* @end */
/* @if !pool */
#ifndef NET_PARALLEL_FOR
#if defined(_OPENMP)
#define NET_PARALLEL_FOR(task, run, count)                                                        \
    do {                                                                                          \
        int part_;                                                                                \
        _Pragma("omp parallel for schedule(static, 1)") for (part_ = 0; part_ < (count); part_++) \
            task(run, part_);                                                                     \
    } while (0)
#else
#define NET_PARALLEL_FOR(task, run, count)        \
    do {                                          \
        int part_;                                \
        for (part_ = 0; part_ < (count); part_++) \
            task(run, part_);                     \
    } while (0)
#endif
#endif
/* @end */

/* What a task begins with: the row of a table that it works on; its run, and its share of `extent`,
 * which is cut into `ranges`. RANGE returns where that is empty, PARTS does not; WHOLE: there is
 * one range. */
#define NET_ROW(table) const struct table *const row = &table##s[((const net_run *)arg)->row]
#define NET_WHOLE()                                  \
    const net_run *const run = (const net_run *)arg; \
    (void)part
#define NET_PARTS(extent, ranges)                               \
    const net_run *const run = (const net_run *)arg;            \
    const int begin = (int)((int64_t)(extent)*part / (ranges)), \
              end = (int)((int64_t)(extent) * (part + 1) / (ranges))
#define NET_RANGE(extent, ranges) \
    NET_PARTS(extent, ranges);    \
    if (begin == end)             \
    return
/* @if timed */

/* For measuring: hears of the start (-1) and of the end of each instruction. */
void (*net_mark)(const net_run *run, int program, int instr);
/* @end */
