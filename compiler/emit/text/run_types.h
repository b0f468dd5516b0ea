/* @note ORDER AREAS (kernels/run.h) and RUN-LAYOUT (its NetcRun) */
/* A call of a program works on these areas of memory, base[] of net_run. */
enum {
    NET_AREA_X,      /* images, as the caller gives them */
    NET_AREA_LABEL,  /* labels */
    NET_AREA_Y,      /* outputs */
    NET_AREA_PARAMS, /* every parameter, in Keras layout */
    NET_AREA_MODEL,  /* what infer reads: parameters packed, transformed, folded */
    NET_AREA_STATE,  /* of a training: parameters as the kernels read them, moments */
    NET_AREA_WORK,   /* activations, gradients, scratch */
    NET_AREA_GRADS,  /* gradients, laid out as PARAMS is */
    NET_AREA_LOSS    /* one float */
};

typedef struct net_run {
    int n; /* images in this call */
    float rate;
    uint64_t seed, step;
    unsigned char *base[9];
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
/* @if timed */

/* For measuring: hears of the start (-1) and of the end of each instruction. */
void (*net_mark)(const net_run *run, int program, int instr);
/* @end */
