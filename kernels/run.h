/* NetcRun: one call of a program of a plan. The same struct, field by field, is printed
 * into the emitted C; RUN-LAYOUT marks both places. */
#ifndef NETC_RUN_H
#define NETC_RUN_H
#include <stdint.h>

enum { /* memory areas; a buffer lies at base[area] + offset */
       AREA_X,
       AREA_LABEL,
       AREA_Y,
       AREA_PARAMS,
       AREA_MODEL,
       AREA_STATE,
       AREA_WORK,
       AREA_GRADS,
       AREA_LOSS,
       AREA_SCRATCH, /* of workers 1, 2, ...; worker 0 has its own where the plan put it */
       AREA_COUNT
};

enum { RUN_PARTS = 8 };

typedef void NetcTask(void *run, int range, int worker);

typedef struct NetcRun {    /* RUN-LAYOUT */
    int n;                  /* images in this call */
    int row;                /* of a table in emitted C: the one that a task works on */
    int first;              /* place of the first image in its batch, of which this call has a part;
                               else 0 */
    float rate;             /* learning rate */
    uint64_t seed, step;    /* step counts from 1 */
    int64_t scratch_floats; /* in AREA_SCRATCH, for each worker */
    unsigned char *base[AREA_COUNT];
    /* Calls task(run, range, worker) for ranges 0 ... count - 1, in any order, on any threads, and
     * returns when all are done. `worker` is another number for each of those that run at the same
     * time, counted from 0. In standalone C a macro takes this field's place. */
    void (*parallel_for)(const struct NetcRun *run, NetcTask *task, int count);
    float part_rate[RUN_PARTS]; /* learning rates of parts that train for epochs of their own, by
                                   Instr.part - 1; 0: they train no more. Not in standalone C */
} NetcRun;
#endif
