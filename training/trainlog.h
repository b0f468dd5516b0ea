/* The log that `netc train --log` appends to, read back: one JSON object a line, one line an epoch.
 * What a line does not state, or states as null, is NaN (or NULL, or 0). An epoch that comes again,
 * because a training was resumed or another one wrote to the same file, replaces the one before and
 * all that followed it. A last line that is cut off (the process was killed) is left out; any other
 * line that is no such object is an error. */
#ifndef NETC_TRAINLOG_H
#define NETC_TRAINLOG_H
#include "base/arena.h"
#include "base/err.h"
#include <stdint.h>

typedef struct LogEpoch {
    int epoch; /* from 1 */
    double step, loss, accuracy, val_loss, val_accuracy, val_mae, rate, seconds, images_per_second;
    int best; /* the monitored value improved: 1 or 0; -1: not stated */
} LogEpoch;

typedef struct TrainLog {     /* in the arena */
    const char *path, *label; /* label: what a reader sees */
    LogEpoch *epoch;
    int n, cap;                   /* at least 1 */
    const char *net, *layout;     /* whose training it is; NULL in logs of early versions */
    const char *monitor;          /* by what an epoch is the best: "val_loss"; NULL as above */
    const char *seed;             /* a whole number as text */
    double batch, images, epochs; /* of the last line, as net, layout and seed */
    const char *note[2];          /* what was left out, for the user */
    int n_notes;
} TrainLog;

/* Reads the file into the arena, inside of arena_try. False: it cannot be read or has no epoch, or
 * a line of it, whose number the message has, is broken. */
bool trainlog_read(Arena *a, const char *path, TrainLog *out, Err *err);
/* The best epoch by what the training monitored, index: the last one that its log calls so. Where
 * a line does not say, the one with the best value of `monitor`; without it of the validation loss,
 * and where there is none, of the loss. -1 when none has a number. */
int trainlog_best(const TrainLog *l);
/* What it goes by then: "val_loss", "accuracy", ... */
const char *trainlog_monitor(const TrainLog *l);
double trainlog_monitored(const TrainLog *l, int i); /* its value in epoch l->epoch[i] */
#endif
