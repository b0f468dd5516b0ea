/* The training loop. One epoch: shuffle (a function of seed and epoch alone), steps, validation,
 * then the bookkeeping of best weights, last good weights and checkpoint. Each batch is loaded and
 * augmented beside the step before it. Everything that a resumed run needs stands in TrainState, so
 * that stopping anywhere and going on gives the same weights as never stopping. See train.h. */
#define _POSIX_C_SOURCE 200809L
#include "training/train.h"
#include "base/number.h"
#include "base/hash.h"
#include "compiler/front/schedule.h"
#include "training/checkpoint.h"
#include "data/augment.h"
#include "data/mix.h"
#include "data/order.h"
#include "formats/safetensors.h"
#include "training/evaluate.h"
#include "training/loaders.h"
#include "training/share_step.h"
#include "training/recipe.h"
#include "training/teacher.h"
#include "compiler/ir/kernel.h"
#include "weights/pretrained.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    CHECK_EVERY = 100, /* steps between looks at the weights: relu can hide a NaN from the loss */
    STEP_PER_IMAGE = 3 /* a step's time beside that of inference alone: forward, and backward to
                          inputs and to weights */
};

/* What one of the loaders needs for itself. */
typedef struct LoadRoom {
    Fetch fetch;
    uint8_t *changed; /* one augmented picture; NULL: none are */
    float *partner;   /* the input and the target of the sample that one is mixed with; NULL: none
                         are mixed */
    int bad;          /* number in the batch of its first sample that could not be read; -1 */
} LoadRoom;

/* Samples order[begin ... begin + n - 1], of which this rank has order[begin + own ... begin + own
 * + n_own - 1], as the net reads them. */
typedef struct Batch {
    int begin, n; /* n 0: not loaded */
    int own, n_own;
    float *x;
    void *values; /* kept of a frozen prefix, in place of x */
    bool kept;
    unsigned char *labels;
    uint8_t *masks; /* where the classes of pixels are told; else NULL */
    int32_t *truth; /* where samples are mixed: the class of which each has most; else NULL */
} Batch;

typedef struct Loop {
    NetcModel *m;
    const Dataset *train, *validation;
    const TrainOptions *o;
    Feed feed, judge;    /* judge: without the weights of classes */
    float *class_weight; /* NULL: none */
    TrainState s;
    int images; /* of an epoch: all but those that `drop_last` leaves out */
    int32_t *order;
    ShareStep shares; /* of one: batches are computed whole, by this process */
    Batch batch[2];   /* one is trained on while the other is loaded */
    int turn;         /* which is next */
    Loaders *loaders;
    LoadRoom *room;                          /* loaders_count(loaders) */
    Batch *loaded;                           /* by them */
    float *y;                                /* outputs of a batch */
    FrozenCache *values, *validation_values; /* NULL: nothing is kept */
    Err unreadable; /* why the batch at hand has a picture that could not be read; empty: it has not
                     */
    Teacher *teacher;    /* NULL: none */
    float *teacher_part; /* what it weighs in the target of each sample of a batch */
    bool moves;          /* masks, with their pictures */
    bool changes, mixes; /* pictures are augmented; samples are mixed with others */
    double rate;         /* of the last step */
    float *best, *good;  /* parameter buffers: of the best epoch, and after the last good one */
    bool has_good;
    int group, group_at; /* batches that wait for their step, and the sample where they begin */
    double validation_seconds; /* of the last one; 0: none yet */
    int last_saved;            /* epochs finished when this run wrote the checkpoint; 0: not yet */
    CheckpointBefore before;   /* what becomes of the checkpoint that is there */
    bool clears_out;           /* weights of another training are at o->out */
    Task task;
    bool stops;       /* an interruption that all ranks know of */
    Metrics *metrics; /* where the task is to tell classes apart */
    double began;     /* of the epoch's steps */
    int began_at;     /* samples done then */
} Loop;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void train_defaults(const NetcModel *m, TrainOptions *o)
{
    const Train *t = &netc_graph(m)->train;
    const Optimizer *opt = t->optimizer.record;
    *o = (TrainOptions){
        .epochs = t->epochs > 0 ? t->epochs : 1,
        .seed = t->seed,
        .rate = opt ? setting_num(&t->optimizer, opt->attrs, "rate") : 0.001,
        .monitor = t->stop_monitor ? t->stop_monitor : "val_loss",
        .stop = t->stop_monitor != NULL,
        .patience = t->stop_monitor ? t->stop_patience : 0,
        .min_delta = t->stop_monitor ? t->stop_min_delta : 0,
        .cache_limit = SIZE_MAX,
    };
}

/* ---- one epoch ---- */

/* Sample k's pixels, changed as `augment` says. */
static const uint8_t *training_pixels(const Loop *l, int k, LoadRoom *r)
{
    const uint8_t *rgb = dataset_fetch(l->train, k, &r->fetch);
    if (!r->changed)
        return rgb;
    augment_picture(&netc_graph(l->m)->train.augment, l->s.seed, (uint64_t)l->s.epoch, (uint64_t)k,
                    rgb, l->train->w, l->train->h, r->changed);
    return r->changed;
}

static void load_sample(const Loop *l, int k, LoadRoom *r, float *x)
{
    if (dataset_is_numbers(l->train))
        feed_sample(&l->feed, l->train, k, &r->fetch, x);
    else
        feed_pixels(&l->feed, training_pixels(l, k, r), x);
}

/* Sample k's mask, moved as its picture, is the i-th of the batch. */
static void load_mask(const Loop *l, int k, Batch *b, int i)
{
    size_t pixels = dataset_mask_pixels(l->train);
    uint8_t *to = b->masks + (size_t)i * pixels;
    if (l->moves)
        augment_mask(&netc_graph(l->m)->train.augment, l->s.seed, (uint64_t)l->s.epoch, (uint64_t)k,
                     dataset_mask(l->train, k), l->train->mask_w, l->train->mask_h, to);
    else
        memcpy(to, dataset_mask(l->train, k), pixels);
    feed_mask(&l->feed, to, pixels, b->labels, i);
    feed_weigh(&l->feed, l->train, k, b->labels, i);
}

/* Mixes sample k, which is the i-th of the batch, with another one of the set. A target that is the
 * input is the mixed input. */
static void mix_sample(const Loop *l, int k, LoadRoom *r, Batch *b, int i)
{
    const Train *t = &netc_graph(l->m)->train;
    const Input *in = &netc_graph(l->m)->input;
    const size_t floats = netc_input_floats(l->m), row = feed_label_floats(&l->feed);
    const bool vector = netc_graph(l->m)->nodes[0]->out.rank == 1;
    const Mix mix = mix_draw(&t->augment, l->s.seed, (uint64_t)l->s.epoch, (uint64_t)k, l->train->n,
                             vector ? 1 : in->w, vector ? 1 : in->h);
    float *x = b->x + (size_t)i * floats, *label = (float *)(void *)b->labels + (size_t)i * row;
    float *other = r->partner, *other_label = other + floats;
    load_sample(l, mix.partner, r, other);
    mix_values(&mix, x, other, vector ? 1 : in->w, vector ? 1 : in->h,
               vector ? (int)floats : in->c);
    feed_label(&l->feed, l->train, k, x, b->labels, i);
    if (l->task == TASK_CLASSES)
        b->truth[i] = l->train->labels[mix.share >= 0.5 ? k : mix.partner];
    if (feed_target_is_input(l->m))
        return;
    feed_label(&l->feed, l->train, mix.partner, other, other_label, 0);
    mix_targets(&mix, label, other_label, row);
}

/* ---- loading: nothing here reads what a step changes, so that it may run beside one ---- */

static void load_kept(void *loop)
{
    Loop *l = loop;
    Batch *b = l->loaded;
    b->kept = frozen_load(l->values, l->order + b->begin + b->own, b->n_own, b->values);
    for (int i = 0; !b->kept && i < b->n_own; i++)
        dataset_soon(l->train, l->order[b->begin + b->own + i]);
}

/* The i-th sample of the batch, in full. */
static void load_one(void *loop, int worker, int i)
{
    const Loop *l = loop;
    Batch *b = l->loaded;
    LoadRoom *r = &l->room[worker];
    int k = l->order[b->begin + b->own + i];
    float *x = b->x + (size_t)i * netc_input_floats(l->m);
    if (!b->kept || feed_target_is_input(l->m) || l->teacher)
        load_sample(l, k, r, x);
    if (b->masks)
        load_mask(l, k, b, i);
    else if (r->partner)
        mix_sample(l, k, r, b, i);
    else
        feed_label(&l->feed, l->train, k, x, b->labels, i);
    if (r->fetch.failed && r->bad < 0)
        r->bad = i;
}

static void begin_batch(Loop *l, Batch *b, int begin)
{
    int n = l->images - begin, batch = netc_step_batch(l->m);
    n = n > batch ? batch : n;
    b->begin = begin;
    b->n = n;
    b->own = share_begin(n, l->shares.of, l->shares.first);
    b->n_own = share_begin(n, l->shares.of, l->shares.first + l->shares.count) - b->own;
    l->loaded = b;
    loaders_begin(l->loaders, &(LoadJob){b->n_own, load_kept, load_one, l});
}

/* Why the first sample of the batch that could not be read could not; of several workers' first
 * ones the first. */
static void note_unreadable(Loop *l)
{
    int first = -1;
    for (int i = 0; i < loaders_count(l->loaders); i++)
        if (l->room[i].bad >= 0 && (first < 0 || l->room[i].bad < l->room[first].bad))
            first = i;
    if (first >= 0)
        l->unreadable = l->room[first].fetch.why;
}

/* The batch that begins at s.done. The one after it is loaded meanwhile; where there is to be no
 * further thread, at its turn. */
static Batch *next_batch(Loop *l)
{
    Batch *b = &l->batch[l->turn], *after = &l->batch[!l->turn];
    if (b->n == 0)
        begin_batch(l, b, l->s.done);
    loaders_finish(l->loaders);
    note_unreadable(l);
    after->n = 0;
    l->turn = !l->turn;
    if (b->begin + b->n < l->images && netc_threads(l->m) > 1)
        begin_batch(l, after, b->begin + b->n);
    return b;
}

/* An epoch ends, or is left: what was loaded ahead is of no use. */
static void drop_batches(Loop *l)
{
    loaders_drop(l->loaders);
    l->batch[0].n = l->batch[1].n = 0;
}

/* Of the n samples from `at` of this rank's on: those of the right class, or labels that are right.
 */
static int64_t count_correct(const Loop *l, const Batch *b, int at, int n)
{
    size_t outputs = netc_output_floats(l->m);
    const float *y = l->y + (size_t)at * outputs;
    const unsigned char *labels = b->labels + (size_t)at * feed_label_bytes(&l->feed);
    int64_t correct = 0;
    for (int i = 0; l->task == TASK_LABELS && i < n; i++)
        correct += (int64_t)scores_sum(
            true, y + (size_t)i * outputs,
            (const float *)(const void *)(labels + (size_t)i * feed_label_bytes(&l->feed)),
            outputs);
    if (l->task == TASK_PIXELS) {
        size_t pixels = dataset_mask_pixels(l->train);
        return metrics_pixels_right(y, netc_graph(l->m)->output->out.c,
                                    b->masks + (size_t)at * pixels, (size_t)n * pixels);
    }
    for (int i = 0; l->task == TASK_CLASSES && i < n; i++)
        correct += class_of(y + (size_t)i * outputs, (int)outputs) ==
                   (b->truth ? b->truth[at + i]
                             : l->train->labels[l->order[b->begin + b->own + at + i]]);
    return correct;
}

/* What of a sample is right or wrong: its class, or each of its labels or pixels; or is off. */
static double parts_of(const Loop *l)
{
    return l->task == TASK_CLASSES  ? 1
           : l->task == TASK_PIXELS ? (double)dataset_mask_pixels(l->train)
                                    : (double)netc_output_floats(l->m);
}

/* What is right or wrong is measured of classes, labels and pixels. */
static bool has_accuracy(const Loop *l)
{
    return l->task != TASK_NUMBERS && l->task != TASK_OUTPUTS && l->task != TASK_EMBEDDINGS;
}

static double accuracy_so_far(const Loop *l)
{
    return !has_accuracy(l) ? (double)NAN : (double)l->s.correct / (l->s.done * parts_of(l));
}

static void report_step(const Loop *l)
{
    double seconds = now() - l->began;
    TrainStep t = {
        .epoch = l->s.epoch + 1,
        .epochs = l->o->epochs,
        .done = l->s.done,
        .images = l->images,
        .step = l->s.step,
        .loss = l->s.loss_sum / l->s.done,
        .accuracy = accuracy_so_far(l),
        .rate = l->rate,
        .seconds = seconds,
        .images_per_second = seconds > 0 ? (l->s.done - l->began_at) / seconds : 0,
        .validation_seconds = l->validation_seconds,
    };
    if (l->validation_seconds <= 0 && t.images_per_second > 0)
        t.validation_seconds = l->validation->n / t.images_per_second / STEP_PER_IMAGE;
    if (l->o->on_step)
        l->o->on_step(l->o->user, &t);
}

static void set_params(Loop *l, const float *params)
{
    memcpy(netc_params(l->m), params, sizeof *params * netc_param_floats(l->m));
    netc_params_changed(l->m);
}

/* Puts the weights back that `stop` promises, or the last good ones, and saves them; always returns
 * false. what: "the loss became NaN"; hint: what may help, NULL: a smaller rate. */
static bool give_up(Loop *l, const char *what, const char *hint, Err *err)
{
    char kept[600] = "no weights were written";
    bool best = l->o->stop && l->s.has_best;
    if (best || l->has_good) {
        set_params(l, best ? l->best : l->good);
        if (l->o->out) {
            if (!netc_save(l->m, l->o->out, err))
                return false;
            snprintf(kept, sizeof kept, "%s holds the weights after epoch %d, the %s ones",
                     l->o->out, best ? l->s.best_epoch : l->s.epoch, best ? "best" : "last good");
        }
    }
    char rate[80];
    text_snprintf(rate, sizeof rate, "A smaller learning rate than %g may help", l->rate);
    return err_set(err, "%s at step %lld (epoch %d, sample %d of %d); %s. %s", what,
                   (long long)l->s.step, l->s.epoch + 1, l->s.done, l->images, kept,
                   hint ? hint : rate);
}

/* Before the first step the rate has done nothing: no smaller one helps. */
static const char *hint_of_step(const Loop *l)
{
    return l->s.step > 1 ? NULL
                         : "No step was made yet: the weights that it starts from, or the samples, "
                           "are too large";
}

static bool not_finite(Loop *l, const char *what, double value, const char *hint, Err *err)
{
    char text[400];
    snprintf(text, sizeof text, "%s became %s", what, isnan(value) ? "NaN" : "infinite");
    return give_up(l, text, hint, err);
}

/* The same of the loss of a batch; no rate helps where the net was given no numbers. */
static bool loss_not_finite(Loop *l, const Batch *b, double loss, Err *err)
{
    size_t floats = netc_input_floats(l->m);
    int64_t bad = b->kept ? -1 : find_nonfinite(b->x, (int64_t)(floats * (size_t)b->n_own));
    char hint[200];
    if (bad < 0)
        return not_finite(l, "the loss", loss, hint_of_step(l), err);
    snprintf(
        hint, sizeof hint,
        "Sample %d of the training set becomes %s by scale, mean and std of `input`: see there",
        (int)l->order[b->begin + b->own + (int)((size_t)bad / floats)],
        isnan(b->x[bad]) ? "NaN" : "infinite");
    return give_up(l, "the net's input is not finite", hint, err);
}

/* A gradient behind the finite loss of n samples; the step was not made, or in part. */
static bool overflowed(Loop *l, int n, Err *err)
{
    char text[400];
    l->s.done += n;
    snprintf(text, sizeof text, "the gradient of %s overflowed", netc_overflowed(l->m));
    return give_up(l, text, hint_of_step(l), err);
}

static bool weights_finite(Loop *l, Err *err)
{
    const float *params = netc_params(l->m);
    int64_t bad = find_nonfinite(params, (int64_t)netc_param_floats(l->m));
    char what[300];
    if (bad < 0)
        return true;
    int i = 0;
    while (i + 1 < netc_param_count(l->m) && netc_param(l->m, i + 1)->offset <= (size_t)bad)
        i++;
    snprintf(what, sizeof what, "a weight of %s", netc_param(l->m, i)->name);
    return not_finite(l, what, (double)params[bad], NULL, err);
}

/* Of a step on samples from ... to - 1. */
static double step_rate(const Loop *l, int from, int to)
{
    double images = l->images;
    return schedule_rate(&netc_graph(l->m)->train.schedule, (ScheduleAt){
                                                                .base = l->o->rate,
                                                                .at = l->s.epoch + from / images,
                                                                .end = l->s.epoch + to / images,
                                                                .epochs = l->o->epochs,
                                                                .falls = l->s.falls,
                                                            });
}

/* Those of the parts that train for less than all epochs; 0 after them. */
static bool set_part_rates(Loop *l, int from, int to, Err *err)
{
    const Train *t = &netc_graph(l->m)->train;
    double images = l->images;
    float rate[RUN_PARTS] = {0};
    for (int i = 0; i < t->n_epochs_of; i++)
        if (l->s.epoch < t->epochs_of[i])
            rate[i] = (float)schedule_rate(
                &t->schedule,
                (ScheduleAt){
                    .base = l->o->rate,
                    .at = l->s.epoch + from / images,
                    .end = l->s.epoch + to / images,
                    .epochs = t->epochs_of[i] < l->o->epochs ? t->epochs_of[i] : l->o->epochs,
                    .falls = l->s.falls,
                });
    return t->n_epochs_of == 0 || netc_set_part_rates(l->m, rate, err);
}

/* The teacher's part of the targets of a batch; the weights of a sample and of its class are its,
 * too. */
static bool ask_teacher(Loop *l, const Batch *b, Err *err)
{
    const Dataset *d = l->train;
    const int32_t *own = l->order + b->begin + b->own;
    for (int i = 0; i < b->n_own; i++)
        l->teacher_part[i] = (d->weights ? d->weights[own[i]] : 1) *
                             (l->class_weight ? l->class_weight[d->labels[own[i]]] : 1);
    return teacher_says(l->teacher, own, b->x, l->teacher_part, b->n_own,
                        (float *)(void *)b->labels, err);
}

/* A batch that this process computes whole. */
static bool whole_batch(Loop *l, const Batch *b, bool last, double *loss, Err *err)
{
    float rate = (float)l->rate, mean = 0;
    bool alone = l->group == 0 && last, ok;
    if (l->values && !b->kept &&
        !frozen_fill(l->values, l->order + b->begin, b->n, b->x, b->values, err))
        return false;
    if (l->values)
        ok = alone
                 ? netc_train_step_values(l->m, b->values, b->labels, b->n, rate, &mean, l->y, err)
                 : netc_train_add_values(l->m, b->values, b->labels, b->n, &mean, l->y, err);
    else
        ok = alone ? netc_train_step(l->m, b->x, b->labels, b->n, rate, &mean, l->y, err)
                   : netc_train_add(l->m, b->x, b->labels, b->n, &mean, l->y, err);
    if (!ok || (!alone && last && isfinite(mean) && !netc_train_update(l->m, rate, err)))
        return false;
    l->s.correct += count_correct(l, b, 0, b->n);
    *loss = (double)mean * b->n;
    return true;
}

/* Share i of this rank's: n 0 where it has no samples, and where `at` they begin in the batch. */
static bool take_share(Loop *l, const Batch *b, int i, Share *share, int *at, Err *err)
{
    const ShareStep *s = &l->shares;
    *at = share_begin(b->n, s->of, s->first + i) - b->own;
    int n = share_begin(b->n, s->of, s->first + i + 1) - b->own - *at;
    char *values = l->values ? (char *)b->values + (size_t)*at * frozen_item(l->values) : NULL;
    const float *x = b->x + (size_t)*at * netc_input_floats(l->m);
    *share = (Share){.x = values ? NULL : x,
                     .values = values,
                     .labels = b->labels + (size_t)*at * feed_label_bytes(&l->feed),
                     .n = n,
                     .first = b->own + *at};
    return n == 0 || !values || b->kept ||
           frozen_fill(l->values, l->order + b->begin + b->own + *at, n, x, values, err);
}

/* A batch in shares. A rank that cannot compute its own takes part in the sums all the same, so
 * that none waits for it, and then all stop. */
static bool shared_batch(Loop *l, const Batch *b, bool last, double *loss, Err *err)
{
    ShareStep *s = &l->shares;
    Err why = l->unreadable;
    bool ok = !why.text[0];
    share_step_begin(s);
    for (int i = 0; i < s->count; i++) {
        Share share = {.n = 0};
        int at = 0;
        ok = ok && take_share(l, b, i, &share, &at, &why);
        bool some = ok && share.n > 0;
        ok = share_step_pass(s, i, some ? &share : NULL,
                             l->y + (size_t)at * netc_output_floats(l->m), &why) &&
             ok;
        if (some && ok)
            s->right[i] = (double)count_correct(l, b, at, share.n);
    }
    ShareNews news = {.failed = !ok,
                      .interrupted = l->o->interrupted && l->o->interrupted(l->o->user)};
    if (!share_step_meet(s, &news, err))
        return false;
    if (news.failed) {
        *err = why;
        return ranks_agree(l->o->ranks, ok, err);
    }
    l->stops |= news.interrupted;
    l->s.correct += (int64_t)news.right;
    *loss = news.loss;
    return !isfinite(news.loss) || share_step_end(s, b->n, last, (float)l->rate, err);
}

static bool interrupted(const Loop *l)
{
    return l->stops || (l->shares.of == 1 && l->o->interrupted && l->o->interrupted(l->o->user));
}

/* Steps until the epoch ends or the caller interrupts (*stop); a step is never left half. */
static bool take_steps(Loop *l, bool *stop, Err *err)
{
    while (l->s.done < l->images) {
        const Batch *b = next_batch(l);
        int n = b->n;
        bool last = l->group + 1 >= netc_accumulate(l->m) || l->s.done + n == l->images,
             shared = l->shares.of > 1;
        if (l->unreadable.text[0] && !shared)
            return err_set(err, "%s", l->unreadable.text);
        if (l->teacher && !ranks_agree(l->o->ranks, ask_teacher(l, b, err), err))
            return false;
        double loss;
        if (l->group == 0) {
            l->group_at = l->s.done;
            l->s.step++;
        }
        l->rate = step_rate(l, l->group_at, l->s.done + n);
        if (!set_part_rates(l, l->group_at, l->s.done + n, err))
            return false;
        if (!(shared ? shared_batch : whole_batch)(l, b, last, &loss, err))
            return netc_overflowed(l->m) ? overflowed(l, n, err) : false;
        l->group = last ? 0 : l->group + 1;
        l->s.done += n;
        if (!isfinite(loss))
            return loss_not_finite(l, b, loss, err);
        l->s.loss_sum += loss;
        if (last && l->s.step % CHECK_EVERY == 0 && !weights_finite(l, err))
            return false;
        report_step(l);
        if (last && interrupted(l)) {
            *stop = true;
            return true;
        }
    }
    return true;
}

static bool run_steps(Loop *l, bool *stop, Err *err)
{
    epoch_order(l->train->n, l->s.seed, (uint64_t)l->s.epoch, l->order);
    l->began = now();
    l->began_at = l->s.done;
    bool ok = take_steps(l, stop, err);
    drop_batches(l);
    return ok;
}

/* ---- the end of an epoch ---- */

/* What can be watched, as TrainState.monitor counts, from 1. */
enum { LOWER, HIGHER };
static const struct {
    const char *name;
    size_t value; /* its place in TrainEpoch */
    int better;
} monitors[] = {
#define MONITOR(name, better) {#name, offsetof(TrainEpoch, name), better},
#include "compiler/front/monitors.def"
#undef MONITOR
};

/* 0: none is called so. */
static int monitor_number(const char *name)
{
    for (int i = 0; name && i < N_MONITORS; i++)
        if (!strcmp(name, monitors[i].name))
            return i + 1;
    return 0;
}

static double monitored(int monitor, const TrainEpoch *e)
{
    double value;
    memcpy(&value, (const char *)e + monitors[monitor - 1].value, sizeof value);
    return value;
}

/* As Keras compares: by more than min_delta, in single precision. */
static bool is_better(int monitor, double value, double best, double min_delta)
{
    return monitors[monitor - 1].better == HIGHER ? (float)(value - min_delta) > (float)best
                                                  : (float)(value + min_delta) < (float)best;
}

/* A full disk at the end of an epoch: what an earlier one left is whole. Always returns false. */
static bool say_what_is_left(const Loop *l, Err *err)
{
    if (!err || l->last_saved == 0)
        return false;
    Err why = *err;
    return err_set(err, "%s; %s is still as after epoch %d: --resume goes on from there", why.text,
                   l->o->checkpoint, l->last_saved);
}

/* Never after an epoch that improved: a patience of 0 is one of 1. */
static bool patience_ends(const Loop *l)
{
    return l->o->stop && l->s.wait > 0 && l->s.wait >= l->o->patience;
}

static bool keep_best(Loop *l, TrainEpoch *e, Err *err)
{
    double value = monitored(l->s.monitor, e);
    e->best = !l->s.has_best || is_better(l->s.monitor, value, l->s.best_value, l->o->min_delta);
    l->s.wait++;
    l->s.stopped = !e->best && patience_ends(l);
    if (!e->best)
        return true;
    l->s.has_best = true;
    l->s.best_value = value;
    l->s.best_epoch = e->epoch;
    l->s.wait = 0;
    memcpy(l->best, l->good, sizeof *l->best * netc_param_floats(l->m));
    return !l->o->best || netc_save(l->m, l->o->best, err) || say_what_is_left(l, err);
}

/* A plateau schedule's count: too many epochs without improvement, and the rate falls. */
static void watch_plateau(Loop *l, const TrainEpoch *e)
{
    const Setting *schedule = &netc_graph(l->m)->train.schedule;
    int patience = 0;
    double min_delta = 0;
    if (!schedule_monitor(schedule, &patience, &min_delta))
        return;
    double value = monitored(l->s.plateau_monitor, e);
    if (!l->s.has_plateau || is_better(l->s.plateau_monitor, value, l->s.plateau_best, min_delta)) {
        l->s.has_plateau = true;
        l->s.plateau_best = value;
        l->s.plateau_wait = 0;
        return;
    }
    if (schedule_warming(schedule, e->epoch) || ++l->s.plateau_wait < patience)
        return;
    l->s.falls++;
    l->s.plateau_wait = 0;
}

/* From now on the files beside it are of this training: should it be killed, older weights must not
 * pass for its own. */
static void clear_out(const char *out)
{
    struct stat st;
    if (!lstat(out, &st) && S_ISREG(st.st_mode))
        unlink(out);
}

static bool save_checkpoint(Loop *l, Err *err)
{
    bool separate = l->s.has_best && !(l->s.best_epoch == l->s.epoch && l->s.done == 0);
    if (!l->o->checkpoint)
        return true;
    if (!checkpoint_save(l->m, &l->s, separate ? l->best : NULL, l->before, l->o->checkpoint, err))
        return say_what_is_left(l, err);
    l->last_saved = l->s.epoch;
    l->before = CHECKPOINT_KEEP;
    if (l->clears_out)
        clear_out(l->o->out);
    l->clears_out = false;
    return true;
}

/* The samples of this rank's shares, each by itself; the sums of all shares in their order. */
static bool validate_shares(Loop *l, TrainEpoch *e, double *score, Err *err)
{
    const ShareStep *s = &l->shares;
    int n = l->validation->n, ranks = ranks_count(l->o->ranks);
    double *all = calloc((size_t)(s->of + s->count), 2 * sizeof *all), *mine = all + 2 * s->of,
           sum[2] = {0, 0};
    bool ok = all || err_set(err, "out of memory (validation)");
    for (int i = 0; ok && i < s->count; i++) {
        int from = share_begin(n, s->of, s->first + i),
            count = share_begin(n, s->of, s->first + i + 1) - from;
        EvaluateAs as = {
            .cache = l->validation_values, .from = from, .count = count, .sums = mine + 2 * i};
        ok = count == 0 ||
             evaluate_as(l->m, &l->judge, l->validation, as, l->metrics, &e->val_loss, err);
    }
    ok = ranks_agree(l->o->ranks, ok, err) &&
         ranks_gather(l->o->ranks, mine, 2 * sizeof *all * (size_t)(s->of / ranks), all, err);
    for (int k = 0; ok && k < s->of; k++) {
        sum[0] += all[2 * k];
        sum[1] += all[2 * k + 1];
    }
    free(all);
    e->val_loss = sum[0] / n;
    *score = sum[1] / (n * parts_of(l));
    return ok;
}

static bool validate(Loop *l, TrainEpoch *e, Err *err)
{
    double none, *score = l->task == TASK_NUMBERS                         ? &e->val_mae
                          : has_accuracy(l) || l->task == TASK_EMBEDDINGS ? &e->val_accuracy
                                                                          : &none;
    if (l->shares.of > 1)
        return validate_shares(l, e, score, err);
    return evaluate_as(l->m, &l->judge, l->validation,
                       (EvaluateAs){.cache = l->validation_values, .score = score}, l->metrics,
                       &e->val_loss, err);
}

/* Ranks that compute alike have the same weights, bit for bit. */
static bool same_weights(Loop *l, Err *err)
{
    return !l->o->ranks ||
           ranks_alike(
               l->o->ranks,
               hash_bytes(HASH_START, netc_params(l->m), sizeof(float) * netc_param_floats(l->m)),
               "its weights are others than those of rank 0: it computes otherwise. "
               "Machines of one kind are needed",
               err);
}

static bool end_epoch(Loop *l, Err *err)
{
    double seconds = now() - l->began;
    TrainEpoch e = {
        .epoch = l->s.epoch + 1,
        .epochs = l->o->epochs,
        .step = l->s.step,
        .rate = l->rate,
        .loss = l->s.loss_sum / l->s.done,
        .accuracy = accuracy_so_far(l),
        .val_accuracy = (double)NAN,
        .val_mae = (double)NAN,
        .seconds = seconds,
        .images_per_second = seconds > 0 ? (l->s.done - l->began_at) / seconds : 0,
    };
    if (!weights_finite(l, err) || !same_weights(l, err))
        return false;
    netc_show_average(l->m, true);
    double began = now();
    if (!validate(l, &e, err))
        return false;
    l->validation_seconds = now() - began;
    if (!isfinite(e.val_loss))
        return not_finite(l, "the validation loss", e.val_loss, NULL, err);
    memcpy(l->good, netc_params(l->m), sizeof *l->good * netc_param_floats(l->m));
    l->has_good = true;
    l->s.epoch++;
    l->s.done = 0;
    l->s.loss_sum = 0;
    l->s.correct = 0;
    watch_plateau(l, &e);
    bool kept = keep_best(l, &e, err);
    netc_show_average(l->m, false);
    if (!ranks_agree(l->o->ranks, kept && save_checkpoint(l, err), err))
        return false;
    if (l->o->on_epoch)
        l->o->on_epoch(l->o->user, &e);
    return true;
}

/* ---- the whole ---- */

/* The loaders, and room for each. */
static bool rooms_new(Loop *l, Err *err)
{
    const size_t mixed = netc_input_floats(l->m) + feed_label_floats(&l->feed);
    l->loaders = loaders_new(netc_threads(l->m));
    l->room = l->loaders ? calloc((size_t)loaders_count(l->loaders), sizeof *l->room) : NULL;
    for (int i = 0; l->room && i < loaders_count(l->loaders); i++) {
        LoadRoom *r = &l->room[i];
        r->bad = -1;
        if (!fetch_new(&r->fetch, l->train, err))
            return false;
        r->partner = l->mixes ? calloc(mixed, sizeof *r->partner) : NULL;
        r->changed = l->changes ? malloc((size_t)l->train->h * (size_t)l->train->w * 3) : NULL;
        if ((l->mixes && !r->partner) || (l->changes && !r->changed))
            return err_set(err, "out of memory (training)");
    }
    return l->room || err_set(err, "out of memory (training)");
}

static void rooms_free(Loop *l)
{
    for (int i = 0; l->room && i < loaders_count(l->loaders); i++) {
        fetch_free(&l->room[i].fetch);
        free(l->room[i].partner);
        free(l->room[i].changed);
    }
    free(l->room);
    loaders_free(l->loaders);
}

static bool loop_new(Loop *l, Err *err)
{
    size_t params = sizeof(float) * (netc_param_floats(l->m) + 1);
    const int step = netc_step_batch(l->m);
    l->images = l->train->n;
    if (netc_graph(l->m)->train.drop_last)
        l->images -= l->train->n % step;
    if (l->images == 0)
        return err_set(err, "%d %s %s fewer than a batch, %d: with `drop_last` none is left",
                       l->train->n, dataset_words_of(l->train, l->train->n),
                       l->train->n == 1 ? "is" : "are", step);
    if (!feed_init(&l->feed, l->m, err) ||
        !feed_class_weights(l->m, l->train, &l->class_weight, err) ||
        !share_step_new(&l->shares, l->m, l->o->ranks, err))
        return false;
    l->judge = l->feed;
    l->feed.class_weight = l->class_weight;
    l->feed.trains = true;
    size_t batch = (size_t)netc_batch(l->m) * (size_t)l->shares.count;
    l->order = malloc(sizeof *l->order * (size_t)l->train->n);
    l->y = malloc(sizeof *l->y * batch * netc_output_floats(l->m));
    for (int i = 0; i < 2; i++) {
        l->batch[i].x = malloc(sizeof(float) * batch * netc_input_floats(l->m));
        l->batch[i].labels = calloc(batch, feed_label_bytes(&l->feed));
        if (l->train->masks)
            l->batch[i].masks = malloc(batch * dataset_mask_pixels(l->train));
        if (!l->batch[i].x || !l->batch[i].labels || (l->train->masks && !l->batch[i].masks))
            return err_set(err, "out of memory (training)");
    }
    l->mixes = augment_mixes(&netc_graph(l->m)->train.augment);
    l->changes = augment_any(&netc_graph(l->m)->train.augment);
    if (!teacher_open(l->m, l->train->n, !l->changes && !l->mixes, &l->teacher, err))
        return false;
    l->teacher_part = calloc(batch, sizeof *l->teacher_part);
    if (!l->teacher_part)
        return err_set(err, "out of memory (training)");
    for (int i = 0; l->mixes && i < 2; i++)
        if (!(l->batch[i].truth = malloc(sizeof(int32_t) * batch)))
            return err_set(err, "out of memory (training)");
    if (!rooms_new(l, err))
        return false;
    l->moves = l->changes && l->train->masks && augment_moves(&netc_graph(l->m)->train.augment);
    l->best = malloc(params);
    l->good = malloc(params);
    l->task = feed_task(l->m, l->train);
    bool counts = l->task == TASK_CLASSES || l->task == TASK_PIXELS;
    if (feed_task(l->m, l->validation) != l->task)
        return err_set(err, "of the training and the validation samples, one have classes and the "
                            "others targets");
    if (counts)
        l->metrics = metrics_new(feed_classes(l->m));
    return (l->order && l->y && l->best && l->good && (l->metrics || !counts)) ||
           err_set(err, "out of memory (training)");
}

static void loop_free(Loop *l)
{
    rooms_free(l);
    free(l->order);
    free(l->y);
    for (int i = 0; i < 2; i++) {
        free(l->batch[i].x);
        free(l->batch[i].labels);
        free(l->batch[i].masks);
        free(l->batch[i].truth);
        free(l->batch[i].values);
    }
    frozen_free(l->values);
    frozen_free(l->validation_values);
    free(l->best);
    free(l->good);
    free(l->class_weight);
    metrics_free(l->metrics);
    share_step_free(&l->shares);
    teacher_close(l->teacher);
    free(l->teacher_part);
}

/* Which data set this is: its labels, and the pixels of some of its pictures, evenly over all. */
static bool hash_data(const Dataset *d, TrainState *s, Err *err)
{
    enum { PICTURES = 64 };
    size_t numbers = (size_t)d->h * (size_t)d->w * (size_t)d->c,
           bytes = d->numbers              ? dataset_item_bytes(d)
                   : dataset_is_numbers(d) ? numbers * sizeof(float)
                                           : (size_t)d->h * (size_t)d->w * 3;
    Fetch fetch;
    if (!fetch_new(&fetch, d, err))
        return false;
    s->images = d->n;
    s->labels_hash = hash_bytes(HASH_START, d->labels, sizeof *d->labels * (size_t)d->n);
    if (d->masks)
        s->labels_hash = hash_bytes(s->labels_hash, d->masks,
                                    (size_t)d->n * dataset_mask_pixels(d));
    if (d->targets)
        s->labels_hash = hash_bytes(s->labels_hash, d->targets,
                                    sizeof *d->targets * (size_t)d->n * (size_t)d->n_targets);
    if (d->weights)
        s->labels_hash = hash_bytes(s->labels_hash, d->weights, sizeof *d->weights * (size_t)d->n);
    s->pixels_hash = HASH_START;
    for (int i = 0; i < PICTURES && d->n > 0; i++) {
        int k = (int)((int64_t)i * d->n / PICTURES);
        s->pixels_hash = hash_bytes(s->pixels_hash,
                                    d->numbers ? (const void *)dataset_row(d, k)
                                    : dataset_is_numbers(d)
                                        ? (const void *)dataset_values(d, k, &fetch)
                                        : dataset_fetch(d, k, &fetch),
                                    bytes);
    }
    if (fetch.failed)
        err_set(err, "%s", fetch.why.text);
    fetch_free(&fetch);
    return !fetch.failed;
}

static bool same_data(const Loop *l, const TrainState *here, Err *err)
{
    const TrainState *s = &l->s;
    const char *from = l->o->resume, *word = dataset_word(l->train),
               *instead = l->train->numbers
                              ? ". Or an earlier version of netc has written it, which read tables "
                                "otherwise. --weights with its weights file in place of --resume "
                                "begins a training on these data with them"
                              : ". --weights with its weights file in place of --resume begins a "
                                "training on these data with them";
    if (s->images != here->images)
        return err_set(err, "%s belongs to a training on %d %s; here are %d%s", from, s->images,
                       word, here->images, instead);
    if (s->labels_hash != here->labels_hash)
        return err_set(err,
                       "%s belongs to a training on other data: here are as many %s (%d), but "
                       "other labels%s",
                       from, word, here->images, instead);
    if (s->pixels_hash != here->pixels_hash)
        return err_set(err,
                       "%s belongs to a training on other data: the same number of %s (%d) and "
                       "labels, but other %s%s",
                       from, word, here->images,
                       dataset_is_numbers(l->train) ? "numbers" : "pictures", instead);
    return true;
}

/* The best value so far, and a plateau's, are of what was watched then. */
static bool same_monitors(const Loop *l, const TrainState *here, Err *err)
{
    const TrainState *s = &l->s;
    if (s->has_best && s->monitor != here->monitor)
        return err_set(err,
                       "%s belongs to a training that kept the weights of the best %s; here it is "
                       "%s. Its best weights cannot be compared: "
                       "state `stop %s` as before",
                       l->o->resume, monitors[s->monitor - 1].name,
                       monitors[here->monitor - 1].name, monitors[s->monitor - 1].name);
    if (s->has_plateau && here->plateau_monitor && s->plateau_monitor != here->plateau_monitor)
        return err_set(err, "%s belongs to a training whose plateau watched %s; here it watches %s",
                       l->o->resume, monitors[s->plateau_monitor - 1].name,
                       monitors[here->plateau_monitor - 1].name);
    return true;
}

/* What a resumed training brings along: data and monitors must be the same, and the best weights
 * get their file at once. */
static bool go_on(Loop *l, const TrainState *here, Err *err)
{
    if (!same_data(l, here, err) || !same_monitors(l, here, err))
        return false;
    l->has_good = l->s.done == 0 && l->s.epoch > 0;
    netc_show_average(l->m, true);
    if (l->has_good)
        memcpy(l->good, netc_params(l->m), sizeof *l->good * netc_param_floats(l->m));
    netc_show_average(l->m, false);
    return !l->s.has_best || !l->o->best ||
           weights_save(netc_graph(l->m), l->best, l->o->best, NUMBER_F32, err);
}

/* Is the checkpoint OUT.ckpt? Else it is W.ckpt, and OUT is W.safetensors. */
static bool is_bare(const TrainOptions *o)
{
    size_t n = o->out ? strlen(o->out) : 0;
    return o->out && o->checkpoint && !strncmp(o->checkpoint, o->out, n) &&
           !strcmp(o->checkpoint + n, ".ckpt");
}

static bool can_watch(const Loop *l, const char *monitor, Err *err)
{
    return has_accuracy(l) || !strstr(monitor, "accuracy") ||
           (l->task == TASK_EMBEDDINGS && !strcmp(monitor, "val_accuracy")) ||
           err_set(err,
                   "%s cannot be watched: %s, of which no accuracy is "
                   "measured. Watch val_loss",
                   monitor,
                   l->task == TASK_OUTPUTS      ? "the net has several outputs"
                   : l->task == TASK_EMBEDDINGS ? "the outputs of a batch are an embedding"
                                                : "the targets are numbers");
}

/* Fills *here with what this run begins with, and what it must have in common with a checkpoint. */
static bool describe_run(Loop *l, TrainState *here, Err *err)
{
    const TrainOptions *o = l->o;
    int patience;
    double min_delta;
    *here = (TrainState){.seed = o->seed,
                         .monitor = monitor_number(o->monitor),
                         .plateau_monitor = monitor_number(schedule_monitor(
                             &netc_graph(l->m)->train.schedule, &patience, &min_delta))};
    if (!here->monitor)
        return err_set(err, "cannot stop on `%s`: expected one of %s", o->monitor, MONITOR_WORDS);
    if (!can_watch(l, o->monitor, err) ||
        (here->plateau_monitor && !can_watch(l, monitors[here->plateau_monitor - 1].name, err)))
        return false;
    if (!(o->rate >= 0 && isfinite((float)o->rate)))
        return err_set(err, "a learning rate of %g: it must be finite and at least 0", o->rate);
    if (o->checkpoint && netc_param_floats(l->m) > INT_MAX)
        return err_set(err, "%s: too many parameters for a checkpoint", o->checkpoint);
    return hash_data(l->train, here, err);
}

/* Ranks that train together must do so on the same net and data, by the same arithmetic. */
static bool ranks_match(Loop *l, const TrainState *here, Err *err)
{
    const TrainOptions *o = l->o;
    Ranks *r = o->ranks;
    if (!r)
        return true;
    char *recipe = recipe_text(netc_graph(l->m));
    const int64_t settings[] = {netc_step_batch(l->m), netc_shares(l->m),
                                netc_accumulate(l->m), o->epochs,
                                (int64_t)o->seed,      here->monitor},
                  data[] = {here->images, (int64_t)here->labels_hash, (int64_t)here->pixels_hash,
                            l->validation->n};
    uint64_t net = netc_graph(l->m)->layout_hash, set = HASH_START;
    if (recipe)
        net = hash_text(net, recipe);
    net += teacher_hash(l->teacher);
    set = hash_bytes(hash_bytes(set, settings, sizeof settings), &o->rate, sizeof o->rate);
    bool ok = ranks_agree(r, recipe || err_set(err, "out of memory"), err) &&
              ranks_alike(r, net,
                          "its net, train section or teacher is another than that of rank 0",
                          err) &&
              ranks_alike(r, set,
                          "its batch, shares, rate, epochs or seed are others than those "
                          "of rank 0",
                          err) &&
              ranks_alike(r, hash_bytes(HASH_START, data, sizeof data),
                          "its data are others than those of rank 0", err) &&
              ranks_alike(r, hash_text(HASH_START, kernel_build_best()->rest),
                          "its processor has other instructions than that of rank 0, so that it "
                          "rounds otherwise; NETC_ISA=avx2, or baseline, makes them alike",
                          err);
    free(recipe);
    return ok;
}

/* What rank 0 read from the checkpoint, to all. */
static bool share_checkpoint(Loop *l, Err *err)
{
    Ranks *r = l->o->ranks;
    size_t bytes = netc_state_bytes(l->m), floats = netc_param_floats(l->m);
    void *state = malloc(bytes + 1);
    bool ok = state || err_set(err, "out of memory (a checkpoint)");
    if (ok && !ranks_rank(r))
        netc_state_save(l->m, state);
    ok = ranks_agree(r, ok, err) && ranks_broadcast(r, &l->s, sizeof l->s, err) &&
         ranks_broadcast(r, netc_params(l->m), sizeof(float) * floats, err) &&
         ranks_broadcast(r, l->best, sizeof(float) * floats, err) &&
         ranks_broadcast(r, state, bytes, err);
    if (ok && ranks_rank(r)) {
        netc_params_changed(l->m);
        ok = netc_state_check(l->m, state, err) && netc_state_load(l->m, state);
    }
    free(state);
    return ranks_agree(r, ok, err);
}

/* The weights, or the checkpoint, that rank 0 begins with. */
static bool begin_alike(Loop *l, Err *err)
{
    const TrainOptions *o = l->o;
    bool ok = ranks_rank(o->ranks) || !o->resume ||
              checkpoint_load(l->m, &l->s, l->best, o->resume, o->changed, err);
    if (!ranks_agree(o->ranks, ok, err) || !o->ranks)
        return ok;
    if (o->resume)
        return share_checkpoint(l, err);
    ok = ranks_broadcast(o->ranks, netc_params(l->m), sizeof(float) * netc_param_floats(l->m), err);
    netc_params_changed(l->m);
    return ok;
}

/* What a net is told by another teacher is another training. */
static bool same_teacher(const Loop *l, Err *err)
{
    const uint64_t now = teacher_hash(l->teacher);
    if (l->s.teacher == now || !l->s.teacher || l->o->changed)
        return true;
    return err_set(err,
                   "%s belongs to a training by another teacher: the net or the weights of %s are "
                   "others now. --changed goes on with this one",
                   l->o->resume, netc_graph(l->m)->train.teacher);
}

/* A batch in other shares has sums of another order. */
static bool same_shares(const Loop *l, Err *err)
{
    if (l->s.shares == l->shares.of || l->o->changed)
        return true;
    return err_set(err,
                   "%s belongs to a training with batches in %d share%s; here they are in %d, and "
                   "round otherwise. --shares %d goes on as before, on a number of ranks that can "
                   "compute them; --changed goes on in another way",
                   l->o->resume, l->s.shares, l->s.shares == 1 ? "" : "s", l->shares.of,
                   l->s.shares);
}

static bool loop_start(Loop *l, Err *err)
{
    const TrainOptions *o = l->o;
    TrainState here;
    if (!ranks_agree(o->ranks, describe_run(l, &here, err), err) || !ranks_match(l, &here, err))
        return false;
    l->s = here;
    if (!begin_alike(l, err) || (o->resume && (!same_shares(l, err) || !same_teacher(l, err))))
        return false;
    l->s.teacher = teacher_hash(l->teacher);
    l->s.batch = netc_step_batch(l->m);
    l->s.shares = l->shares.of;
    l->s.accumulate = netc_accumulate(l->m);
    l->s.precision = (int)netc_precision(l->m);
    l->s.exact = netc_exact(l->m) ? EXACT_YES : EXACT_NO;
    l->s.backend = 1 + (int)netc_backend(l->m);
    l->s.average = netc_graph(l->m)->train.average;
    l->s.rate = o->rate;
    l->s.epochs = o->epochs;
    l->s.bare = is_bare(o);
    if (!ranks_agree(o->ranks, !o->resume || go_on(l, &here, err), err))
        return false;
    if (o->checkpoint) { /* only one of this training is worth keeping */
        l->before = checkpoint_before(o->resume, o->checkpoint);
        checkpoint_clear(o->checkpoint, o->resume, l->before != CHECKPOINT_DROP);
        l->clears_out = o->out && l->before == CHECKPOINT_DROP;
    }
    l->s.monitor = here.monitor;
    l->s.plateau_monitor = here.plateau_monitor;
    if (o->on_start)
        o->on_start(o->user);
    return true;
}

/* The values of a frozen prefix are kept when a later epoch will read them; augmented images differ
 * each time. */
static bool keep_values(Loop *l, Err *err)
{
    const TrainOptions *o = l->o;
    FrozenOptions f = {o->cache_limit == SIZE_MAX ? frozen_default_limit() : o->cache_limit,
                       o->cache_folder ? o->cache_folder : "."};
    TrainCache said = {.info = netc_values(l->m, VALUES_TRAIN),
                       .augmented = l->changes || l->mixes};
    Err why[2] = {{""}, {""}};
    if (o->no_cache || o->epochs - l->s.epoch < 2 ||
        (!said.info.layers && !netc_values(l->m, VALUES_INFER).layers))
        return true;
    if (!l->changes && !l->mixes)
        l->values = frozen_new(l->m, VALUES_TRAIN, l->train->n, &f, &why[0]);
    if (l->values && !frozen_in_file(l->values))
        f.limit -= frozen_bytes(l->values);
    l->validation_values = frozen_new(l->m, VALUES_INFER, l->validation->n, &f, &why[1]);
    for (int i = 0; i < 2; i++) {
        l->batch[i].values = malloc(
            (size_t)netc_batch(l->m) * (size_t)l->shares.count * frozen_item(l->values) + 1);
        if (!l->batch[i].values)
            return err_set(err, "out of memory (training)");
    }
    FrozenCache *kept[2] = {l->values, l->validation_values};
    for (int i = 0; i < 2; i++) {
        if (!kept[i])
            continue;
        *(frozen_in_file(kept[i]) ? &said.in_file : &said.in_memory) += frozen_bytes(kept[i]);
    }
    said.folder = f.folder;
    said.why = why[0].text[0] ? why[0].text : why[1].text[0] ? why[1].text : NULL;
    if (o->on_cache)
        o->on_cache(o->user, &said);
    return true;
}

static bool run_epochs(Loop *l, TrainEnd *end, Err *err)
{
    bool stop = false;
    *end = TRAIN_ENDED;
    for (;;) {
        if (patience_ends(l)) {
            *end = TRAIN_STOPPED_EARLY;
            return true;
        }
        if (l->s.epoch >= l->o->epochs)
            return true;
        if (!run_steps(l, &stop, err))
            return false;
        if (!stop || l->s.done == l->images) {
            if (!end_epoch(l, err))
                return false;
        } else if (!weights_finite(l, err) ||
                   !ranks_agree(l->o->ranks, save_checkpoint(l, err), err)) {
            return false;
        }
        if (stop) {
            *end = TRAIN_INTERRUPTED;
            return true;
        }
    }
}

bool train_run(NetcModel *m, const Dataset *train, const Dataset *validation, const TrainOptions *o,
               TrainResult *r, Err *err)
{
    Loop l = {.m = m, .train = train, .validation = validation, .o = o};
    ranks_watch(o->ranks, o->interrupted, o->user);
    TrainEnd end = TRAIN_ENDED;
    bool ok = ranks_agree(o->ranks, loop_new(&l, err), err) && loop_start(&l, err) &&
              ranks_agree(o->ranks, keep_values(&l, err), err) && run_epochs(&l, &end, err);
    if (!ok && ranks_broken(o->ranks))
        say_what_is_left(&l, err);
    bool best = o->stop && l.s.has_best;
    if (ok && best)
        set_params(&l, l.best);
    if (ok)
        netc_show_average(m, true);
    ok = ok && ranks_agree(o->ranks, !o->out || netc_save(m, o->out, err), err);
    *r = (TrainResult){
        end,      l.s.epoch, l.s.step, l.s.has_best ? l.s.best_epoch : 0, l.s.best_value,
        l.s.wait, best};
    loop_free(&l);
    return ok;
}
