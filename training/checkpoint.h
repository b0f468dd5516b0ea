/* Checkpoint: all that a training needs to go on as if it had never stopped, in one safetensors
 * file:
 *   state   U8  [netc_state_bytes]   parameters, moments, averages and step, as the plan keeps
 *           them; state.1, state.2 ... go on after each 64 MiB
 *   best    F32 [parameter floats]   the best weights so far (absent: none yet, or those of the
 *           state)
 *   params  F32 [parameter floats]   the parameter buffer; only when the net has layers that
 *           nothing uses: the state lacks theirs
 * and the fields of TrainState as metadata (floating point as hexadecimal, so exactly), with the
 * net's parameters and which of them are trained, the optimizer, whose moments the state holds,
 * what else the training depends on (recipe.h), and a checksum over all of it. The checkpoint
 * before is kept beside it (PATH.prev), for the case that this one is cut or damaged. */
#ifndef NETC_CHECKPOINT_H
#define NETC_CHECKPOINT_H
#include "compiler/ir/machine.h"
#include "runtime/netc.h"

enum { EXACT_UNKNOWN, EXACT_NO, EXACT_YES };

typedef struct TrainState {
    uint64_t seed;
    int images;           /* size of the training set */
    uint64_t labels_hash; /* of its labels */
    uint64_t pixels_hash; /* of some of its pictures */
    int batch;
    int shares;     /* in which each batch is computed; before format 5: 1 */
    int accumulate; /* batches a step */
    int precision;  /* the NetcWeights that values are stored in; before format 5 NETC_F32 */
    int exact;   /* EXACT_...: whether algorithms that round more were left out; since format 9 */
    int backend; /* 1 + the NetcBackend that it ran by; 0, not known, before format 9 */
    double average;  /* as the train section says */
    double rate;     /* the learning rate */
    int epochs;      /* of the whole training */
    int epoch;       /* finished epochs */
    int done;        /* samples seen in the running epoch, in its order */
    int64_t step;    /* steps from the start */
    double loss_sum; /* over the samples done */
    int64_t correct;
    int monitor; /* what `stop` watches: place in monitors.def, from 1 */
    bool has_best;
    int best_epoch;      /* counted from 1 */
    double best_value;   /* of the monitored quantity */
    int wait;            /* epochs without improvement */
    bool stopped;        /* by `stop`: nothing was left to do but to write the weights */
    int falls;           /* of a plateau schedule: how often the rate has fallen */
    int plateau_monitor; /* what a plateau schedule watches, as monitor; 0: there is none */
    bool has_plateau;
    double plateau_best; /* of the value it monitors */
    int plateau_wait;    /* epochs without improvement since then or since the last fall */
    int bare; /* beside W.ckpt the weights are in W, not in W.safetensors; -1: a checkpoint of
                 format 3, which does not say */
    uint64_t teacher; /* teacher_hash; 0: there is none, or it is not known, before format 10 */
    Machine machine; /* the constants that algorithms were chosen by: with others the last bits of a
                       step differ; before format 7: all 0 */
} TrainState;

extern const char checkpoint_suffix[]; /* of the one before: ".prev" */
extern const char checkpoint_next[];   /* of one that is written and not yet in its place: ".new" */

/* The file to resume from: *used is path, or, when that is missing, cut or damaged and PATH.prev is
 * whole, the latter (malloc'd), and `note` says why ("" otherwise). A training that is killed
 * at its first save leaves PATH.new alone, which then becomes PATH; one on a file system that
 * cannot exchange two names, killed between two renames leaves PATH.prev and PATH.new, and no PATH.
 */
bool checkpoint_choose(const char *path, char **used, Err *note, Err *err);
/* Only the metadata: what a training must know before it opens the net and the data. */
bool checkpoint_peek(const char *path, TrainState *s, Err *err);

/* The checkpoint that is there when one is written: becomes PATH.prev; or is damaged, and PATH.prev
 * stays; or is not of this training, and nor is PATH.prev, which goes. */
typedef enum CheckpointBefore {
    CHECKPOINT_KEEP,
    CHECKPOINT_REPLACE,
    CHECKPOINT_DROP
} CheckpointBefore;
/* For a training that goes on from the file `from` (NULL: from none) and saves to `path`. */
CheckpointBefore checkpoint_before(const char *from, const char *path);
/* Written beside (PATH.new) and renamed over PATH, which is whole at every moment from the first
 * save on (where two names cannot change places: one of PATH and PATH.prev is). */
bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, CheckpointBefore before,
                     const char *path, Err *err);
/* Another training begins under this name: PATH, PATH.prev and what a killed one left of PATH.new
 * are removed, so that none of them is taken for a checkpoint of the new one. only_next: the last
 * of them alone. `from`, the checkpoint that it goes on from (or NULL), stays. */
void checkpoint_clear(const char *path, const char *from, bool only_next);
/* best: room for the parameter floats; filled when s->has_best. changed: also where the recipe is
 * another one. The model is unchanged unless all is well. */
bool checkpoint_load(NetcModel *m, TrainState *s, float *best, const char *path, bool changed,
                     Err *err);
typedef enum CheckpointRecipe { RECIPE_SAME, RECIPE_CHANGED, RECIPE_UNKNOWN } CheckpointRecipe;
/* Is the training that the checkpoint is of the one that the model's net describes now? Of format 3
 * this is not known. differences: as recipe_same gives them; of a file that cannot be read, why. */
CheckpointRecipe checkpoint_recipe(const char *path, const NetcModel *m, Err *differences);
#endif
