/* The schedules of the learning rate; see schedule.h. With T the epochs of the training less those
 * of the warm-up and t the epochs since the warm-up's end (a real number, that of the step's
 * beginning):
 *   constant     rate
 *   exponential  rate * factor^t
 *   polynomial   min + (rate - min) * (1 - t / T)^power
 *   step         rate * factor^floor(t / every)
 *   cosine       min + (rate - min) * (1 + cos(pi t / T)) / 2
 *   restarts     min + (rate - min) * fall^i * (1 + cos(pi u / L)) / 2, wave i (from 0)
 *                being L = every * grow^i epochs long, u the epochs since its beginning
 *   onecycle     with s the length of a step: from rate / start up to rate at t = rise *
 *                T - s, then down to rate / start / end at T - s
 *   plateau      rate * factor^falls, at least min
 * and during a warm-up of N epochs rate * e / N, e being the place of the step's end: the first
 * step does not stand still. */
#include "compiler/front/schedule.h"
#include <math.h>
#include <string.h>

#define ATTR_WARMUP                                                 \
    {                                                               \
        "warmup", ATTR_NUM, 0, false, 0, 0, 1000000, NULL,          \
            "epochs in which the rate first rises from 0, linearly" \
    }
#define ATTR_MIN                                                                        \
    {                                                                                   \
        "min", ATTR_NUM, 0, false, 0, 0, 1e6, NULL, "the rate does not fall below this" \
    }
#define ATTR_LAST                                      \
    {                                                  \
        NULL, ATTR_FLAG, 0, false, 0, 0, 0, NULL, NULL \
    }

const char monitor_words_text[] =
#define MONITOR(name, better) " " #name
#include "compiler/front/monitors.def"
#undef MONITOR
    ;

/* The share of T that has passed. */
static double passed(ScheduleAt a) { return a.epochs > 0 && a.at < a.epochs ? a.at / a.epochs : 1; }

/* `min` above the base rate holds nothing up: the rate never rises over its base. */
static double lowest(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    return fmin(setting_num(s, attrs, "min"), a.base);
}

static const AttrSpec constant_attrs[] = {ATTR_WARMUP, ATTR_LAST};

static double constant_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    (void)s;
    (void)attrs;
    return a.base;
}

static const Schedule schedule_constant = {
    .name = "constant",
    .doc = "The rate stays.",
    .attrs = constant_attrs,
    .rate = constant_rate,
};

static const AttrSpec step_attrs[] = {
    {"every", ATTR_NUM, 0, false, 30, 0.001, 1000000, NULL, "epochs between falls"},
    {"factor", ATTR_NUM, 0, false, 0.1, 0, 1, NULL, "what each fall multiplies the rate by"},
    ATTR_WARMUP,
    ATTR_LAST};

static double step_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    return a.base *
           pow(setting_num(s, attrs, "factor"), floor(a.at / setting_num(s, attrs, "every")));
}

static const Schedule schedule_step = {
    .name = "step",
    .doc = "Falls every so many epochs.",
    .attrs = step_attrs,
    .rate = step_rate,
};

static const AttrSpec exponential_attrs[] = {
    {"factor", ATTR_NUM, 0, false, 0.95, 0, 1, NULL,
     "what an epoch multiplies the rate by, spread over its steps"},
    ATTR_WARMUP,
    ATTR_LAST};

static double exponential_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    return a.base * pow(setting_num(s, attrs, "factor"), a.at);
}

static const Schedule schedule_exponential = {
    .name = "exponential",
    .doc = "Falls by the same share in each step.",
    .attrs = exponential_attrs,
    .rate = exponential_rate,
};

static const AttrSpec cosine_attrs[] = {ATTR_MIN, ATTR_WARMUP, ATTR_LAST};

static double cosine_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    static const double pi = 3.14159265358979323846;
    double min = lowest(s, attrs, a);
    return min + (a.base - min) * (1 + cos(pi * passed(a))) / 2;
}

static const Schedule schedule_cosine = {
    .name = "cosine",
    .doc = "Half a cosine wave, down to `min` at the end of the last epoch.",
    .attrs = cosine_attrs,
    .total = true,
    .rate = cosine_rate,
};

static const AttrSpec restarts_attrs[] = {
    {"every", ATTR_NUM, 0, false, 10, 0.001, 1000000, NULL, "epochs of the first wave"},
    {"grow", ATTR_NUM, 0, false, 1, 1, 1000, NULL, "each wave lasts as many times the one before"},
    {"fall", ATTR_NUM, 0, false, 1, 0, 1, NULL,
     "each wave is as many times as high as the one before"},
    ATTR_MIN,
    ATTR_WARMUP,
    ATTR_LAST};

/* The number of the wave that `at` lies in, and where it begins. */
static double wave_at(double at, double every, double grow, double *begin)
{
    double i = grow > 1 ? floor(log1p(at * (grow - 1) / every) / log(grow)) : floor(at / every);
    for (i = fmax(i - 1, 0);; i++) { /* the logarithm may be one off */
        double next = grow > 1 ? every * (pow(grow, i + 1) - 1) / (grow - 1) : every * (i + 1);
        *begin = grow > 1 ? every * (pow(grow, i) - 1) / (grow - 1) : every * i;
        if (at < next || next <= *begin)
            return i;
    }
}

static double restarts_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    static const double pi = 3.14159265358979323846;
    double every = setting_num(s, attrs, "every"), grow = setting_num(s, attrs, "grow"), begin,
           i = wave_at(a.at, every, grow, &begin), length = every * pow(grow, i),
           min = lowest(s, attrs, a), rise = (a.base - min) * pow(setting_num(s, attrs, "fall"), i);
    return min + rise * (1 + cos(pi * fmin((a.at - begin) / length, 1))) / 2;
}

static const Schedule schedule_restarts = {
    .name = "restarts",
    .doc = "Half a cosine wave down to `min`, and again from the top (SGDR).",
    .attrs = restarts_attrs,
    .rate = restarts_rate,
};

static const AttrSpec onecycle_attrs[] = {
    {"rise", ATTR_NUM, 0, false, 0.3, 0, 1, NULL, "share of the training in which the rate rises"},
    {"start", ATTR_NUM, 0, false, 25, 1, 1e9, NULL,
     "the first rate is the optimizer's divided by this"},
    {"end", ATTR_NUM, 0, false, 10000, 1, 1e9, NULL, "the last is the first divided by this"},
    {"linear", ATTR_FLAG, 0, false, 0, 0, 1, NULL, "straight lines in place of half waves"},
    ATTR_WARMUP,
    ATTR_LAST};

static double onecycle_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    static const double pi = 3.14159265358979323846;
    double step = a.end - a.at, last = a.epochs - step,
           top = setting_num(s, attrs, "rise") * a.epochs - step,
           first = a.base / setting_num(s, attrs, "start"), from = a.base,
           to = first / setting_num(s, attrs, "end"),
           share = last > top ? (a.at - top) / (last - top) : 1;
    if (top > 0 && a.at <= top) {
        from = first;
        to = a.base;
        share = a.at / top;
    }
    share = fmin(share, 1);
    return setting_num(s, attrs, "linear") ? from + (to - from) * share
                                           : to + (from - to) * (1 + cos(pi * share)) / 2;
}

static const Schedule schedule_onecycle = {
    .name = "onecycle",
    .doc = "One rise and one fall over the whole training (PyTorch's OneCycleLR).",
    .attrs = onecycle_attrs,
    .total = true,
    .rate = onecycle_rate,
};

static const AttrSpec polynomial_attrs[] = {
    {"power", ATTR_NUM, 0, false, 1, 0, 100, NULL, "1: a straight line"},
    ATTR_MIN,
    ATTR_WARMUP,
    ATTR_LAST};

static double polynomial_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    double min = lowest(s, attrs, a);
    return min + (a.base - min) * pow(1 - passed(a), setting_num(s, attrs, "power"));
}

static const Schedule schedule_polynomial = {
    .name = "polynomial",
    .doc = "A power of the share that is left, down to `min`.",
    .attrs = polynomial_attrs,
    .total = true,
    .rate = polynomial_rate,
};

static const AttrSpec plateau_attrs[] = {
    {"monitor", ATTR_NAME, 1, false, 0, 0, 0, MONITOR_WORDS, "what must improve"},
    {"factor", ATTR_NUM, 0, false, 0.1, 0, 1, NULL, "what each fall multiplies the rate by"},
    {"patience", ATTR_INT, 0, false, 10, 1, 1000000, NULL,
     "this many epochs in a row without improvement bring a fall"},
    {"min_delta", ATTR_NUM, 0, false, 0, 0, 1e30, NULL, "smaller changes are no improvement"},
    ATTR_MIN,
    ATTR_WARMUP,
    ATTR_LAST};

static double plateau_rate(const Setting *s, const AttrSpec *attrs, ScheduleAt a)
{
    return fmax(lowest(s, attrs, a), a.base * pow(setting_num(s, attrs, "factor"), a.falls));
}

static const Schedule schedule_plateau = {
    .name = "plateau",
    .doc = "Falls when the monitored value no longer improves.",
    .attrs = plateau_attrs,
    .plateau = true,
    .rate = plateau_rate,
};

const Schedule *const schedule_table[] = {
#define SCHEDULE(symbol) &schedule_##symbol,
#include "compiler/front/schedules.def"
#undef SCHEDULE
    NULL};

double schedule_rate(const Setting *s, ScheduleAt a)
{
    const Schedule *r = s->record;
    if (!r)
        return a.base;
    double warmup = setting_num(s, r->attrs, "warmup");
    if (a.at < warmup)
        return a.base * fmin(1, a.end / warmup);
    a.at -= warmup;
    a.end -= warmup;
    a.epochs -= warmup;
    return r->rate(s, r->attrs, a);
}

const char *schedule_monitor(const Setting *s, int *patience, double *min_delta)
{
    const Schedule *r = s->record;
    if (!r || !r->plateau)
        return NULL;
    *patience = (int)setting_num(s, r->attrs, "patience");
    *min_delta = setting_num(s, r->attrs, "min_delta");
    int i = 0;
    while (strcmp(r->attrs[i].name, "monitor") != 0)
        i++;
    return s->attr[i].str;
}

bool schedule_warming(const Setting *s, int epoch)
{
    const Schedule *r = s->record;
    return r && epoch <= setting_num(s, r->attrs, "warmup");
}
