/* Reading logs of a training, line by line, with jansson. See trainlog.h. */
#include "training/trainlog.h"
#include "base/fileio.h"
#include "formats/json.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 1 << 28, MAX_EPOCH = 1 << 24 };

typedef struct Line {
    const char *path;
    int number;
    const json_t *o;
    Err *err;
} Line;

/* A number, or NaN when it is not there. */
static bool number(const Line *l, const char *key, double *out)
{
    const json_t *v = json_object_get(l->o, key);
    *out = (double)NAN;
    if (!v || json_is_null(v))
        return true;
    if (!json_is_number(v))
        return err_set(l->err, "%s:%d: `%s` is no number", l->path, l->number, key);
    *out = json_number_value(v);
    return true;
}

static const char *text(Arena *a, const Line *l, const char *key)
{
    const char *s = json_string_value(json_object_get(l->o, key));
    return s ? arena_strdup(a, s) : NULL;
}

/* The epochs from `again` on were told before. */
static void replace(Arena *a, TrainLog *log, const Line *l, int again)
{
    int n = log->n;
    while (log->n > 0 && log->epoch[log->n - 1].epoch >= again)
        log->n--;
    if (n == log->n)
        return;
    log->note[0] = arena_printf(a,
                                "%s:%d: epoch %d comes again: what was said of it before and of "
                                "what followed is left out (%d line%s)",
                                l->path, l->number, again, n - log->n, n - log->n == 1 ? "" : "s");
    log->n_notes = 1;
}

static bool take_line(Arena *a, TrainLog *log, const Line *l)
{
    LogEpoch e = {.epoch = 0};
    double epoch;
    if (!number(l, "epoch", &epoch))
        return false;
    if (!(epoch >= 1 && epoch <= MAX_EPOCH && epoch == floor(epoch)))
        return err_set(
            l->err,
            "%s:%d: expected an object with an `epoch` from 1 up, as `netc train --log` writes",
            l->path, l->number);
    e.epoch = (int)epoch;
    bool ok = number(l, "step", &e.step) && number(l, "loss", &e.loss) &&
              number(l, "accuracy", &e.accuracy) && number(l, "val_loss", &e.val_loss) &&
              number(l, "val_accuracy", &e.val_accuracy) && number(l, "val_mae", &e.val_mae) &&
              number(l, "rate", &e.rate) && number(l, "seconds", &e.seconds) &&
              number(l, "images_per_second", &e.images_per_second) &&
              number(l, "batch", &log->batch) && number(l, "images", &log->images) &&
              number(l, "epochs", &log->epochs);
    if (!ok)
        return false;
    const json_t *best = json_object_get(l->o, "best");
    e.best = json_is_boolean(best) ? json_is_true(best) : -1;
    log->net = text(a, l, "net");
    log->monitor = text(a, l, "monitor");
    log->layout = text(a, l, "layout");
    const json_t *seed = json_object_get(l->o, "seed");
    log->seed = json_is_integer(seed)
                    ? arena_printf(a, "%llu", (unsigned long long)json_integer_value(seed))
                    : text(a, l, "seed"); /* beyond 2^63: a text */
    replace(a, log, l, e.epoch);
    ARENA_PUSH(a, log->epoch, log->n, log->cap, e);
    return true;
}

static void drop_json(void *o) { json_decref(o); }

static bool parse_line(Arena *a, TrainLog *log, const char *line, size_t len, bool last, int n,
                       Err *err)
{
    json_error_t why;
    bool lacking;
    json_t *o = json_read(line, len, &why, &lacking);
    if (lacking)
        return err_set(err, "%s: out of memory (line %d)", log->path, n);
    if (!o && last) {
        log->note[log->n_notes++] = arena_printf(a, "%s:%d: the last line is cut off and left out",
                                                 log->path, n);
        return true;
    }
    if (!o)
        return err_set(err, "%s:%d:%d: not JSON: %s", log->path, n, why.column, why.text);
    arena_own(a, o, drop_json);
    bool ok = json_is_object(o)
                  ? take_line(a, log, &(Line){log->path, n, o, err})
                  : err_set(err, "%s:%d: expected a JSON object, one line an epoch", log->path, n);
    arena_release(a, o);
    return ok;
}

bool trainlog_read(Arena *a, const char *path, TrainLog *out, Err *err)
{
    unsigned char *data;
    size_t size, at = 0;
    *out = (TrainLog){.path = path, .label = path};
    if (!file_read(path, MAX_FILE, &data, &size, err))
        return false;
    bool ok = true;
    arena_own(a, data, free);
    for (int n = 1; ok && at < size; n++) {
        const unsigned char *end = memchr(data + at, '\n', size - at);
        size_t len = end ? (size_t)(end - data) - at : size - at,
               blank = strspn((const char *)data + at, " \t\r\n");
        if (blank < len)
            ok = parse_line(a, out, (const char *)data + at, len, !end, n, err);
        at += len + 1;
    }
    arena_release(a, data);
    if (ok && out->n == 0)
        return err_set(err, "%s: no epoch in it; expected the lines of `netc train --log`", path);
    return ok;
}

double trainlog_monitored(const TrainLog *l, int i)
{
    const char *monitor = trainlog_monitor(l);
    const LogEpoch *e = &l->epoch[i];
    return !strcmp(monitor, "val_loss")       ? e->val_loss
           : !strcmp(monitor, "val_accuracy") ? e->val_accuracy
           : !strcmp(monitor, "accuracy")     ? e->accuracy
                                              : e->loss;
}

const char *trainlog_monitor(const TrainLog *l)
{
    if (l->monitor)
        return l->monitor;
    for (int i = 0; i < l->n; i++)
        if (isfinite(l->epoch[i].val_loss))
            return "val_loss";
    return "loss";
}

int trainlog_best(const TrainLog *l)
{
    bool more = strstr(trainlog_monitor(l), "accuracy") != NULL; /* is better */
    double least = (double)INFINITY;
    int best = -1, told = -1;
    bool all_say = true;
    for (int i = 0; i < l->n; i++) {
        const LogEpoch *e = &l->epoch[i];
        double value = more ? -trainlog_monitored(l, i) : trainlog_monitored(l, i);
        all_say &= e->best >= 0;
        told = e->best > 0 ? i : told;
        if (value < least) {
            best = i;
            least = value;
        }
    }
    return all_say && told >= 0 ? told : best;
}
