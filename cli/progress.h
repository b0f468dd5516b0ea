/* The progress of a training, for people: a line that redraws itself on a terminal, or, elsewhere,
 * a plain line now and then; and one line an epoch. */
#ifndef NETC_CLI_PROGRESS_H
#define NETC_CLI_PROGRESS_H
#include "training/train.h"
#include <stdbool.h>

typedef struct Progress {
    bool terminal;    /* of standard output */
    int width;        /* of the line on the screen */
    double shown;     /* epoch's seconds when the last line was shown */
    int epoch;        /* it belonged to */
    const char *word; /* "images": what the samples are */
} Progress;

void progress_init(Progress *p);
void progress_step(Progress *p, const TrainStep *s);
void progress_epoch(Progress *p, const TrainEpoch *e);
void progress_clear(Progress *p); /* removes an unfinished line, before other output */
#endif
