/* Checkpoint: all that a training needs to go on as if it had never stopped, in one safetensors file:
 *   params  F32 [parameter floats]        the parameter image
 *   state   U8  [netc_state_bytes]        moments and step
 *   best    F32 [parameter floats]        the best weights so far (absent: none yet, or the same as params)
 * and the fields of TrainState as metadata (floating point as hexadecimal, so exactly), with the hash of the parameter layout. */
#ifndef NETC_CHECKPOINT_H
#define NETC_CHECKPOINT_H
#include "runtime/netc.h"

typedef struct TrainState {
    uint64_t seed;
    int      images;            /* size of the training set */
    int      epoch;             /* finished epochs */
    int      done;              /* samples seen in the running epoch, in its order */
    int64_t  step;              /* steps from the start */
    double   loss_sum;          /* over the samples done */
    int64_t  correct;
    bool     has_best;
    int      best_epoch;        /* counted from 1 */
    double   best_value;        /* of the monitored quantity */
    int      wait;              /* epochs without improvement */
} TrainState;

bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, const char *path, Err *err);
/* best: room for the parameter floats; filled when s->has_best. The model is unchanged unless all is well. */
bool checkpoint_load(NetcModel *m, TrainState *s, float *best, const char *path, Err *err);
#endif
