/* Training: epochs of shuffled batches, validation, early stopping, checkpoints. The loop prints
 * nothing; whoever calls it is told of each step and epoch. spec/numerics.md states the rules of
 * early stopping. */
#ifndef NETC_TRAIN_H
#define NETC_TRAIN_H
#include "training/feed.h"
#include "training/ranks.h"
#include "runtime/values.h"

typedef struct TrainStep { /* after a step; means over the epoch so far */
    int epoch, epochs;     /* epoch counts from 1 */
    int done, images;
    int64_t step;
    double loss, accuracy; /* accuracy: NaN where the task is numbers */
    double rate;           /* of this step */
    double seconds;        /* of this epoch (since a resume) */
    double images_per_second;
    double validation_seconds; /* of the last validation; before the first, a guess */
} TrainStep;

typedef struct TrainEpoch { /* after an epoch and its validation */
    int epoch, epochs;
    int64_t step;
    double loss, accuracy, val_loss, val_accuracy; /* accuracies: NaN where the task is numbers */
    double val_mae;                                /* NaN where it is another */
    double rate;                                   /* of its last step */
    double seconds;                                /* of the steps, without validation */
    double images_per_second;
    bool best; /* the monitored value improved */
} TrainEpoch;

/* What is kept of the layers that no training changes, so that later epochs need not compute it
 * again (frozen.h). */
typedef struct TrainCache {
    ValuesInfo info;           /* of the training plan; layers 0: only validation has some */
    bool augmented;            /* so only validation's are kept */
    size_t in_memory, in_file; /* bytes */
    const char *folder;        /* of the file */
    const char *why;           /* something is not kept for this reason; NULL: all is */
} TrainCache;

typedef struct TrainOptions {
    int epochs;
    uint64_t seed;
    double rate;         /* the schedule starts from it */
    const char *monitor; /* "val_loss", "val_accuracy", "loss" or "accuracy" */
    bool stop; /* early, by patience; and the weights that remain are the best epoch's, however the
                  training ends */
    int patience;     /* epochs in a row without improvement that end the training; 0 is as 1, as in
                         Keras */
    double min_delta; /* an improvement is more than this */
    const char *out;  /* the weights that remain; NULL: none written. Those of another training that
                         are there go at the first checkpoint, not before */
    const char *best; /* weights of the best epoch so far; NULL: not written */
    const char *checkpoint;   /* after each epoch, and when interrupted; NULL: not written */
    bool no_cache;            /* of the values of frozen layers */
    const char *cache_folder; /* for those that are kept in a file; NULL: the current one */
    size_t cache_limit;       /* more bytes than these go into a file; SIZE_MAX: a quarter of the
                                 machine's memory */
    const char *resume; /* a checkpoint to go on from; NULL: start from the model as it is. When it
                           is the file `checkpoint` names, that becomes the previous one at the
                           first save; when it is the previous one, that stays */
    bool changed;       /* resume also where the net or its train section says otherwise now */
    Ranks *ranks;       /* that train together; NULL: this process alone. Of them rank 0 alone names
                           files and has functions to tell */
    void (*on_start)(void *user); /* nothing refuses the training, or the checkpoint, any more */
    void (*on_cache)(void *user,
                     const TrainCache *); /* before the first step, when there is a frozen prefix */
    bool (*interrupted)(void *user);      /* asked after each step; NULL: never */
    void (*on_step)(void *user, const TrainStep *);
    void (*on_epoch)(void *user, const TrainEpoch *);
    void *user;
} TrainOptions;

typedef enum TrainEnd { TRAIN_ENDED, TRAIN_STOPPED_EARLY, TRAIN_INTERRUPTED } TrainEnd;

typedef struct TrainResult {
    TrainEnd end;
    int epochs; /* finished */
    int64_t step;
    int best_epoch; /* 0: none */
    double best_value;
    int wait;         /* epochs since the best one */
    bool out_is_best; /* the model and o->out have the best epoch's weights; false: the last ones */
} TrainResult;

/* What the net's train section says; out, resume and the functions are the caller's to fill. */
void train_defaults(const NetcModel *m, TrainOptions *o);

/* Ranks that train together compute the shares of each batch (runtime/shares.h) between them, 2^k
 * of them each, and so do they validate; all end with the same weights, and a failure of one is
 * that of all. Their models must be opened alike, but for threads, on the same data; rank 0's
 * parameters or checkpoint count. A model in shares does the same alone, with the same bits.
 *
 * Trains, with the schedule and the augmentation of the train section, a step on every
 * netc_accumulate(m) batches (fewer at the end of an epoch). Where the section averages,
 * validation, best and final weights are the averaged ones. At the end, interrupted or not, the
 * model shows the last weights, or, with o->stop and an epoch behind it, those of the best epoch;
 * they are saved to o->out. When the loss or a weight is no longer finite, the message names the
 * step, and o->out gets the best weights (o->stop) or those after the last good epoch (untouched
 * when there are none). o->best is written at each better epoch, and at the start of a resumed
 * training. */
bool train_run(NetcModel *m, const Dataset *train, const Dataset *validation, const TrainOptions *o,
               TrainResult *r, Err *err);
#endif
