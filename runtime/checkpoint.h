/* Checkpoint: all that a training needs to go on as if it had never stopped, in one safetensors file:
 *   state   U8  [netc_state_bytes]        parameters, moments and step, as the plan keeps them; state.1, state.2 ... go on after each GiB
 *   best    F32 [parameter floats]        the best weights so far (absent: none yet, or those of the state)
 *   params  F32 [parameter floats]        the parameter image; only when the net has layers that nothing uses: the state lacks theirs
 * and the fields of TrainState as metadata (floating point as hexadecimal, so exactly), with the hash of the parameter layout and
 * the optimizer, whose moments the state holds. */
#ifndef NETC_CHECKPOINT_H
#define NETC_CHECKPOINT_H
#include "runtime/netc.h"

typedef struct TrainState {
    uint64_t seed;
    int      images;            /* size of the training set */
    int      batch;             /* 0: not stated (files of early versions) */
    double   rate;              /* the learning rate; 0 with batch 0 */
    int      epoch;             /* finished epochs */
    int      done;              /* samples seen in the running epoch, in its order */
    int64_t  step;              /* steps from the start */
    double   loss_sum;          /* over the samples done */
    int64_t  correct;
    bool     has_best;
    int      best_epoch;        /* counted from 1 */
    double   best_value;        /* of the monitored quantity */
    int      wait;              /* epochs without improvement */
    int      falls;             /* of a plateau schedule: how often the rate has fallen; this and the next three 0 in files of early versions */
    bool     has_plateau;
    double   plateau_best;      /* of the value it monitors */
    int      plateau_wait;      /* epochs without improvement since then or since the last fall */
} TrainState;

/* Only the metadata: what a training must know before it opens the net and the data. */
bool checkpoint_peek(const char *path, TrainState *s, Err *err);
bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, const char *path, Err *err);
/* best: room for the parameter floats; filled when s->has_best. The model is unchanged unless all is well. */
bool checkpoint_load(NetcModel *m, TrainState *s, float *best, const char *path, Err *err);
#endif
