/* Schedules: how the learning rate changes while a net is trained. One record a form in schedule.c,
 * one line a form in schedules.def. A rate is a function of the place in the training and of what a
 * plateau has counted, of nothing else, so that a resumed training goes on with the same bits. */
#ifndef NETC_SCHEDULE_H
#define NETC_SCHEDULE_H
#include "compiler/ir/layer.h"

typedef struct ScheduleAt {
    double base;   /* the optimizer's rate */
    double at;     /* epochs passed before this step, a real number */
    double end;    /* epochs passed after it */
    double epochs; /* of the whole training */
    int falls;     /* of plateau: how often the rate has fallen */
} ScheduleAt;

typedef struct Schedule {
    const char *name, *doc;
    const AttrSpec *attrs;
    bool total;   /* depends on how many epochs the whole training has */
    bool plateau; /* falls when the attribute `monitor` has not improved for `patience` epochs */
    /* a.at and a.epochs count from the end of the warm-up. */
    double (*rate)(const Setting *, const AttrSpec *attrs, ScheduleAt a);
} Schedule;

extern const Schedule *const schedule_table[]; /* NULL-terminated */

/* What `stop` and a plateau can watch (monitors.def): the words, separated by blanks. */
extern const char monitor_words_text[];
#define MONITOR_WORDS (monitor_words_text + 1)
enum {
    N_MONITORS = 0
#define MONITOR(name, better) +1
#include "compiler/front/monitors.def"
#undef MONITOR
};

/* The rate of one step, warm-up included; without a schedule (record NULL) the base rate. */
double schedule_rate(const Setting *, ScheduleAt a);
/* Of a plateau: what it watches, how many epochs without improvement bring a fall, and what an
 * improvement must pass; NULL for every other schedule. */
const char *schedule_monitor(const Setting *, int *patience, double *min_delta);
/* True while an epoch that has ended (counted from 1) belonged to the warm-up: a plateau does not
 * count it. */
bool schedule_warming(const Setting *, int epoch);
#endif
