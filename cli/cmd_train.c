/* netc train: trains a net on a data set, by its train section and the options. Three files are
 * kept, named after -o: the final weights, those of the best epoch (NAME.best.safetensors) and a
 * checkpoint to resume from (NAME.ckpt). */
#define _POSIX_C_SOURCE 200809L
#include "base/number.h"
#include "base/fileio.h"
#include "cli/cli.h"
#include "cli/open_data.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "compiler/front/schedule.h"
#include "runtime/machine_file.h"
#include "training/checkpoint.h"
#include "formats/json.h"
#include "training/frozen_hash.h"
#include "runtime/load_save.h"
#include "training/share_step.h"
#include "training/train.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The mutable globals: a signal handler can reach nothing else. */
static volatile sig_atomic_t interrupt_seen, signal_seen[NSIG];

static void on_signal(int number)
{
    if (signal_seen[number])
        cli_end_by_signal(number);
    signal_seen[number] = 1;
    interrupt_seen = 1;
}

/* As often as it comes: the closing report meets the closed pipe again. */
static void on_closed_pipe(int number)
{
    (void)number;
    interrupt_seen = 1;
}

static bool was_interrupted(void *user)
{
    (void)user;
    return interrupt_seen != 0;
}

/* The first signal ends the training in order; a second one of its kind ends the process. The
 * terminal that goes away, and the reader of a pipe (`netc train ... | head`), count as well: hours
 * of work are not lost with the window. */
static void catch_signals(void)
{
    struct sigaction s;
    memset(&s, 0, sizeof s);
    s.sa_handler = on_signal;
    s.sa_flags = SA_RESTART;
    sigaction(SIGINT, &s, NULL);
    sigaction(SIGTERM, &s, NULL);
    struct sigaction hangup;
    if (!sigaction(SIGHUP, NULL, &hangup) && hangup.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &s, NULL); /* nohup ignores it */
    s.sa_handler = on_closed_pipe;
    sigaction(SIGPIPE, &s, NULL);
}

/* ---- ranks ---- */

/* The ranks of this training. Rank 0 speaks: what the others would print is kept, and said by it
 * where they alone have something to complain of. */
typedef struct Company {
    Ranks *ranks; /* NULL: this process trains alone */
    int status;   /* with which it is left; not 0: all are ended */
    FILE *out, *err, *nothing, *said;
    char *text;
    size_t length;
} Company;

static void speak_again(Company *c)
{
    if (!c->said)
        return;
    stdout = c->out;
    stderr = c->err;
    fclose(c->nothing);
    fclose(c->said);
    free(c->text);
    c->said = NULL;
}

static void leave_company(void *company)
{
    Company *c = company;
    speak_again(c);
    ranks_close(c->ranks, c->status);
}

static bool fall_silent(Company *c, Err *err)
{
    c->nothing = fopen("/dev/null", "w");
    c->said = c->nothing ? open_memstream(&c->text, &c->length) : NULL;
    if (!c->said) {
        if (c->nothing)
            fclose(c->nothing);
        return err_set(err, "out of memory (a rank's messages)");
    }
    c->out = stdout;
    c->err = stderr;
    stdout = c->nothing;
    stderr = c->said;
    return true;
}

/* NULL: the mistake is printed. Until its status is set to 0, leaving it ends all ranks. */
static Company *join_company(const Args *args)
{
    Company *c = ARENA_NEW(args->arena, Company);
    Err err;
    c->status = STATUS_MISTAKE;
    bool ok = ranks_open(&c->ranks, &err);
    if (c->ranks) /* also where it failed: the others are ended after the message */
        arena_own(args->arena, c, leave_company);
    if (ok && ranks_rank(c->ranks))
        ok = fall_silent(c, &err);
    if (ok)
        return c;
    cli_fail("%s", err.text);
    return NULL;
}

/* Are all ranks well? Else *err is what went wrong; empty where rank 0 has said it already. An
 * empty *err of another rank: it would have been printed. */
static bool all_well(Company *c, bool ok, Err *err)
{
    static const char start[] = "netc: ";
    if (!ok && c->said && !err->text[0] && !fflush(c->said)) {
        size_t skip = strncmp(c->text, start, sizeof start - 1) ? 0 : sizeof start - 1;
        err_set(err, "%.*s", (int)strcspn(c->text + skip, "\n"), c->text + skip);
    }
    return ranks_agree(c->ranks, ok, err);
}

/* Where a rank is out of reach, it may be rank 0: then rank 1 speaks, too. */
static int fail_once(Company *c, const Err *err)
{
    if (ranks_broken(c->ranks) && ranks_rank(c->ranks) == 1) {
        speak_again(c);
        return cli_fail("rank 1: %s", err->text);
    }
    return err->text[0] ? cli_fail("%s", err->text) : STATUS_MISTAKE;
}

typedef struct Session {
    Progress progress;
    Arena *arena;
    FILE *log;
    bool log_failed;
    const NetcModel *m;
    const TrainOptions *o;
    int images;          /* in the training set */
    const char *changes; /* what --changed lets be otherwise; NULL: nothing */
    Company *company;
} Session;

static void on_start(void *user)
{
    const Session *t = user;
    if (t->changes)
        cli_note("going on with other settings, as --changed says: %s", t->changes);
}

static void on_step(void *user, const TrainStep *s)
{
    progress_step(&((Session *)user)->progress, s);
}

/* Whose training a line of the log speaks of, for `netc report`. */
static void log_run(json_t *line, const Session *t)
{
    const Graph *g = netc_graph(t->m);
    char layout[20];
    snprintf(layout, sizeof layout, "%016llx", (unsigned long long)g->layout_hash);
    uint64_t number = t->o->seed;
    json_t *seed = number <= INT64_MAX ? json_integer((json_int_t)number)
                                       : json_sprintf("%llu", (unsigned long long)number);
    json_t *run = json_pack("{s:s, s:s, s:s, s:o, s:i, s:i, s:i}", "net", g->name, "layout", layout,
                            "monitor", t->o->monitor, "seed", seed, "batch", netc_step_batch(t->m),
                            "images", t->images, "epochs", t->o->epochs);
    json_object_update(line, run);
    json_decref(run);
}

static void on_epoch(void *user, const TrainEpoch *e)
{
    Session *t = user;
    progress_epoch(&t->progress, e);
    if (!t->log)
        return;
    json_t *o = json_pack(
        "{s:i, s:I, s:f, s:o, s:f, s:o, s:f, s:f, s:f, s:b}", "epoch", e->epoch, "step",
        (json_int_t)e->step, "loss", e->loss, "accuracy", cli_json_number(e->accuracy), "val_loss",
        e->val_loss, "val_accuracy", cli_json_number(e->val_accuracy), "seconds", e->seconds,
        "images_per_second", e->images_per_second, "rate", e->rate, "best", e->best);
    if (isfinite(e->val_mae))
        json_object_set_new(o, "val_mae", json_real(e->val_mae));
    log_run(o, t);
    char *line = cli_json_whole() ? json_print(o, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    json_decref(o);
    errno = 0;
    bool bad = !line || fprintf(t->log, "%s\n", line) < 0 || fflush(t->log) != 0;
    int why = errno;
    free(line);
    if (bad && !t->log_failed)
        cli_fail("cannot write to the log: %s; the training goes on",
                 why ? err_reason(why) : "out of memory");
    t->log_failed |= bad;
}

typedef struct Saying {
    Arena *a;
    const TrainCache *c;
} Saying;

/* "frozen prefix: 19 layers, to base.block5.pool: computed once, 512 values an image, 117 MiB in
 * memory". */
static bool say_cache(void *arg)
{
    Arena *a = ((Saying *)arg)->a;
    const TrainCache *c = ((Saying *)arg)->c;
    printf("frozen prefix: ");
    if (c->info.layers)
        printf("%d layer%s up to %s, %s values an image", c->info.layers,
               c->info.layers == 1 ? "" : "s", c->info.last, text_count(a, c->info.values));
    else
        printf("in validation only");
    if (c->augmented)
        printf("; the training images are augmented, so only validation keeps them");
    if (c->in_memory)
        printf(", %s in memory", text_bytes(a, (int64_t)c->in_memory));
    if (c->in_file)
        cli_print(", %s in a file in %s", text_bytes(a, (int64_t)c->in_file), c->folder);
    printf("\n");
    if (c->why)
        cli_print("not all is kept: %s\n", c->why);
    fflush(stdout);
    return true;
}

/* Called by train_run, which must not be left on the way of a failed allocation. */
static void on_cache(void *user, const TrainCache *c)
{
    Err err;
    if (!arena_try(((Session *)user)->arena, say_cache, &(Saying){((Session *)user)->arena, c},
                   &err))
        cli_fail("%s; the training goes on", err.text);
}

/* ---- files ---- */

/* OUT without ".safetensors", with `suffix`. */
static const char *sibling(Arena *a, const char *out, const char *suffix)
{
    static const char end[] = ".safetensors";
    size_t n = strlen(out), k = sizeof end - 1;
    if (n > k && !strcmp(out + n - k, end))
        n -= k;
    return arena_printf(a, "%.*s%s", (int)n, out, suffix);
}

static bool is_file(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* Has it content? An empty file is nobody's work. */
static bool holds_something(const char *path)
{
    struct stat st;
    return path && !stat(path, &st) && S_ISREG(st.st_mode) && st.st_size > 0;
}

/* Does the training whose checkpoint is W.ckpt call its weights W, and not W.safetensors?
 * Checkpoints of format 3 do not say: then what is there tells. */
static bool is_bare(Arena *a, const char *w)
{
    const char *const endings[] = {"", checkpoint_suffix, checkpoint_next};
    TrainState s = {.bare = -1};
    for (int i = 0; i < 3; i++)
        if (checkpoint_peek(arena_printf(a, "%s.ckpt%s", w, endings[i]), &s, NULL))
            break;
    return s.bare >= 0 ? s.bare : is_file(w) && !is_file(arena_printf(a, "%s.safetensors", w));
}

/* The weights file beside W.ckpt or W.ckpt.prev; NULL when the checkpoint has another ending. */
static const char *resumed_out(Arena *a, const char *checkpoint)
{
    size_t n = strlen(checkpoint), k = strlen(checkpoint_suffix);
    if (n > k && !strcmp(checkpoint + n - k, checkpoint_suffix))
        n -= k;
    if (n <= 5 || strncmp(checkpoint + n - 5, ".ckpt", 5))
        return NULL;
    const char *w = arena_strndup(a, checkpoint, n - 5);
    return is_bare(a, w) ? w : arena_printf(a, "%s.safetensors", w);
}

/* A pipe is not opened before there is something to write: its reader would see its end. */
static bool can_write(const char *path, Err *err)
{
    struct stat st;
    if (!stat(path, &st) && S_ISFIFO(st.st_mode))
        return !access(path, W_OK) || err_set(err, "cannot write %s: %s", path, err_reason(errno));
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    file_writer_abort(w);
    return true;
}

/* The folder of a file. */
static const char *folder_of(Arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash ? "." : slash == path ? "/" : arena_printf(a, "%.*s", (int)(slash - path), path);
}

typedef struct Names {
    const char *out, *best, *checkpoint, *previous, *next, *lock;
    const char *target_lock; /* where `out` is a link: the lock of what it leads to; else NULL */
} Names;

/* What a training writes. An OUT that is no ordinary file (/dev/null) has no siblings: NULL. */
static Names name_files(const Args *args, const Graph *g)
{
    struct stat st;
    Arena *a = args->arena;
    Names n = {.out = opt_text(args, OPT_OUT)};
    if (!n.out && opt_set(args, OPT_RESUME))
        n.out = resumed_out(a, opt_text(args, OPT_RESUME));
    if (!n.out)
        n.out = arena_printf(a, "%s.safetensors", g->name);
    if (!stat(n.out, &st) && !S_ISREG(st.st_mode))
        return n;
    n.best = sibling(a, n.out, ".best.safetensors");
    n.checkpoint = sibling(a, n.out, ".ckpt");
    n.previous = arena_printf(a, "%s%s", n.checkpoint, checkpoint_suffix);
    n.next = arena_printf(a, "%s%s", n.checkpoint, checkpoint_next);
    n.lock = arena_printf(a, "%s.lock", n.checkpoint);
    const char *target = sibling(a, file_without_links(a, n.out), ".ckpt.lock");
    n.target_lock = same_file(a, target, n.lock) ? NULL : target;
    return n;
}

static void files(const Args *args, const Graph *g, FileList *l)
{
    if (!g)
        return;
    Names n = name_files(args, g);
    if (!opt_set(args, OPT_OUT))
        files_write(l, "the weights", n.out);
    files_replace(l, "the best weights", n.best);
    files_own_write(l, "the checkpoint", n.checkpoint);
    files_own_write(l, "the checkpoint before it", n.previous);
    files_own_write(l, "the checkpoint's new file", n.next);
    files_replace(l, "the lock", n.lock);
    files_replace(l, "the lock of what the output leads to", n.target_lock);
}

/* Nothing is left to do in it: its weights are, or were, beside it. */
static bool has_ended(const char *checkpoint)
{
    TrainState s;
    Err err;
    return checkpoint_peek(checkpoint, &s, &err) && (s.epoch >= s.epochs || s.stopped);
}

/* The training that is resumed wrote the files beside its checkpoint itself. */
static bool goes_on_with(const Args *args, const Names *n)
{
    const char *from = opt_text(args, OPT_RESUME);
    return from && n->checkpoint &&
           (same_file(args->arena, from, n->checkpoint) ||
            same_file(args->arena, from, n->previous));
}

/* And its weights, where they keep their name: W is not W.safetensors. */
static bool keeps_out(const Args *args, const Names *n)
{
    const char *before = resumed_out(args->arena, n->checkpoint);
    return !holds_something(n->out) || !before || same_file(args->arena, before, n->out);
}

/* Another training's files are not written over unasked. Of a checkpoint alone, whose training had
 * ended, only a note is made. */
static bool may_write(const Args *args, const Graph *g, Err *err)
{
    const Names names = name_files(args, g), *n = &names;
    if (opt_set(args, OPT_FORCE))
        return true;
    if (goes_on_with(args, n))
        return keeps_out(args, n) ||
               err_set(err,
                       "%s is there already, and not from the training of %s, which writes %s. "
                       "--force writes over it; -o names another file",
                       n->out, n->checkpoint, resumed_out(args->arena, n->checkpoint));
    const char *checkpoint = holds_something(n->checkpoint) ? n->checkpoint
                             : holds_something(n->previous) ? n->previous
                             : holds_something(n->next)     ? n->next
                                                            : NULL;
    bool ended = checkpoint && has_ended(checkpoint);
    const char *found = holds_something(n->out)    ? n->out
                        : holds_something(n->best) ? n->best
                        : ended                    ? NULL
                                                   : checkpoint;
    if (found)
        return err_set(
            err, "%s is there already. --force writes over it; %s-o names another file", found,
            checkpoint ? arena_printf(args->arena, "--resume %s goes on with its training; ",
                                      n->checkpoint)
                       : "");
    if (ended)
        cli_note("%s is of a training that had ended, and is written over", checkpoint);
    return true;
}

static void drop_lock(void *lock) { file_unlock(lock); }

/* The arena owns the lock. */
static bool lock_name(const Args *args, const Names *n, const char *path, Err *err)
{
    long holder = 0;
    if (!path)
        return true;
    FileLock *lock = file_lock(path, &holder, err);
    arena_own(args->arena, lock, drop_lock);
    if (!lock && holder)
        err_set(
            err,
            "another training%s is writing %s and the files beside it. Wait until it has ended, "
            "or name another file with -o",
            holder > 0 ? arena_printf(args->arena, ", process %ld,", holder) : "", n->out);
    return lock != NULL;
}

/* Two trainings under one name would write over each other's files, and so would two whose names
 * lead to one file. */
static bool lock_names(const Args *args, const Names *n, Err *err)
{
    return lock_name(args, n, n->lock, err) && lock_name(args, n, n->target_lock, err);
}

/* Finds out now, not after an hour, whether the files can be written. */
static bool take_names(const Args *args, const Graph *g, TrainOptions *o, Err *err)
{
    const Names n = name_files(args, g);
    if (!o->cache_folder && n.best)
        o->cache_folder = folder_of(args->arena, n.out);
    if (ranks_rank(o->ranks))
        return true; /* rank 0 writes */
    o->out = n.out;
    o->best = n.best;
    o->checkpoint = n.checkpoint;
    return can_write(n.out, err) &&
           (!n.best || (can_write(n.best, err) && can_write(n.checkpoint, err))) &&
           lock_names(args, &n, err);
}

/* ---- data ---- */

/* The training set, read by a thread of its own while the model gets its starting weights. */
typedef struct Reading {
    const NetcModel *m;
    DataPlace place;
    Dataset *all;
    Err err;
    bool ok, beside;
    pthread_t thread;
} Reading;

static void *read_training(void *reading)
{
    Reading *r = reading;
    r->ok = feed_load(r->m, &r->place, DATASET_TRAIN, &r->all, &r->err);
    return NULL;
}

static bool reading_begin(Reading *r, const Args *args, const NetcModel *m, Err *err)
{
    *r = (Reading){.m = m};
    if (!feed_place(netc_graph(m), opt_text(args, OPT_DATA), &r->place, err))
        return false;
    cli_data_limits(args, &r->place);
    r->beside = !pthread_create(&r->thread, NULL, read_training, r);
    return true;
}

static bool reading_end(Reading *r, Dataset **all, Err *err)
{
    if (r->beside)
        pthread_join(r->thread, NULL);
    else
        read_training(r);
    *all = r->all;
    if (!r->ok)
        *err = r->err;
    return r->ok;
}

/* What --limit, a share held out or a large batch make of the training set. */
static void note_training(const NetcModel *m, const Dataset *d)
{
    const Task task = feed_task(m, d);
    const int batch = netc_step_batch(m);
    bool alike = task == TASK_CLASSES;
    for (int i = 1; i < d->n; i++)
        alike = alike && d->labels[i] == d->labels[0];
    if (alike && d->n > 1)
        cli_note(
            "all %d training samples that are left are of class %d: there is nothing to tell apart",
            d->n, d->labels[0]);
    if (task == TASK_EMBEDDINGS && batch < 2 * d->n_classes)
        cli_note("a batch of %d has samples of up to %d classes: few of them have another of their "
                 "class to be compared with",
                 batch, d->n_classes);
    if (d->n > 0 && d->n < batch)
        cli_note(d->n == 1
                     ? "the batch, %d, is more than the one training sample: each step computes it"
                     : "the batch, %d, is more than the %d training samples: each step computes "
                       "all of them",
                 batch, d->n);
}

static void note_constant(const Dataset *d)
{
    const char *name;
    for (int k = 0;
         d->numbers && d->n > 1 && (name = columns_constant(d->columns, d->numbers, d->n, &k));)
        cli_note("column %s is the same in all %d training rows: it tells nothing", name, d->n);
}

static bool load_data(const Args *args, const NetcModel *m, Reading *reading, uint64_t seed,
                      Dataset **train, Dataset **validation, Err *err)
{
    const DataPlace place = reading->place;
    Dataset *all;
    double share = netc_graph(m)->train.validation;
    *train = *validation = NULL;
    Err test_err = {""};
    bool test_ok = share > 0 ||
                   feed_load(m, &place, feed_validation(netc_graph(m)), validation, &test_err);
    bool read = reading_end(reading, &all, err);
    arena_own(args->arena, *validation, cli_data_drop);
    if (!read)
        return false;
    arena_own(args->arena, all, cli_data_drop);
    cli_data_warn(all);
    bool limited = opt_set(args, OPT_LIMIT) && args->v[OPT_LIMIT].whole < (uint64_t)all->n;
    if (limited)
        feed_limit(all, (int)args->v[OPT_LIMIT].whole);
    cli_print("data: %s%s%s\n", all->describe,
              limited ? arena_printf(args->arena, ", the first %d of them", all->n) : "",
              cli_data_memory(args->arena, all));
    if (share <= 0) {
        *train = all;
        if (!test_ok)
            *err = test_err;
        if (!test_ok || !feed_note_unlike(all, *validation, err))
            return false;
        cli_data_warn(*validation);
        cli_print("validation: %s\n", (*validation)->describe);
    } else {
        if (all->validation_beside)
            cli_note("the validation set of %s is not used: a share of the training data validates",
                     place.path);
        bool ok = dataset_split(all, share, seed, train, validation, err);
        arena_release(args->arena, all);
        arena_own(args->arena, *train, cli_data_drop);
        arena_own(args->arena, *validation, cli_data_drop);
        if (!ok)
            return false;
        cli_print("validation: %d of these %s, held out\n", (*validation)->n, dataset_word(*train));
    }
    note_training(m, *train);
    return ((*train)->n > 0 && (*validation)->n > 0) ||
           err_set(err, "%s: the %s set is empty", place.path,
                   (*train)->n > 0 ? "validation" : "training");
}

/* ---- the log ---- */

static void close_log(void *log) { fclose(log); }

/* What is no log is not written to. *whole: where its last whole line ends; a line that a full disk
 * or a kill cut off would spoil the next one. */
static bool look_at_log(FILE *f, const char *path, long *whole, long *end, Err *err)
{
    char head[2], c = 0;
    if (fread(head, 1, 2, f) != 2 || head[0] != '{' || head[1] != '"')
        return err_set(err, "%s is no log of netc train: nothing was written; give another name",
                       path);
    if (fseek(f, 0, SEEK_END) || (*end = ftell(f)) < 0)
        return err_set(err, "cannot read the log %s: %s", path, err_reason(errno));
    for (*whole = *end; *whole > 0; --*whole) {
        if (fseek(f, *whole - 1, SEEK_SET) || fread(&c, 1, 1, f) != 1)
            return err_set(err, "cannot read the log %s: %s", path, err_reason(errno));
        if (c == '\n')
            break;
    }
    return true;
}

static bool open_log(const Args *args, Session *session, Err *err)
{
    const char *path = opt_text(args, OPT_LOG);
    long whole = 0, end = 0;
    if (!path)
        return true;
    /* Opened, and so locked, before it is looked at: what another training is writing is not taken
     * for a line that was cut off. */
    if (!(session->log = file_open_log(path, err)))
        return false;
    arena_own(args->arena, session->log, close_log);
    if (holds_something(path)) {
        FILE *f = fopen(path, "rb");
        bool ok = f ? look_at_log(f, path, &whole, &end, err)
                    : err_set(err, "cannot open the log %s: %s", path, err_reason(errno));
        if (f)
            fclose(f);
        if (!ok)
            return false;
    }
    if (whole == end)
        return true;
    cli_note("the last line of %s was cut off and is left out", path);
    return !ftruncate(fileno(session->log), whole) ||
           err_set(err, "cannot write to the log %s: %s", path, err_reason(errno));
}

/* ---- the command ---- */

/* What the train section states; one file for the whole net may be a whole model, too. */
static bool section_weights(const Args *args, NetcModel *m, const WeightsOptions *how,
                            WeightsTold *told, Err *err)
{
    const Train *t = &netc_graph(m)->train;
    return netc_load_section(m, how, told, err) ||
           (t->n_weights == 1 && !t->weights[0].scope &&
            cli_load_model(args, m, t->weights[0].path, told, err));
}

/* Weights that know other classes are a start for these. */
static void note_classes(const Args *args, const NetcModel *m, const Dataset *train_set,
                         const char *weights)
{
    DataPlace place;
    Err other;
    if (feed_place(netc_graph(m), opt_text(args, OPT_DATA), &place, &other) &&
        !feed_knows_classes(m, &place, train_set, weights, &other))
        cli_note("%s", other.text);
}

static bool start_weights(const Args *args, NetcModel *m, const TrainOptions *o,
                          const Dataset *train_set, Err *err)
{
    if (o->resume)
        return true;
    if (!whiten_start(m, train_set, cli_tell_whitening, NULL, err))
        return false;
    const char *weights = opt_text(args, OPT_WEIGHTS);
    WeightsTold told = {0};
    WeightsOptions how = cli_weights_options(args);
    bool ok = weights ? netc_load_weights(m, weights, &how, &told, err) ||
                            cli_load_model(args, m, weights, &told, err)
                      : section_weights(args, m, &how, &told, err);
    cli_tell_weights(args, &told, ok, stdout);
    weights_told_free(&told);
    if (ok && weights)
        note_classes(args, m, train_set, weights);
    return ok;
}

static int report(const Args *args, const TrainOptions *o, const TrainResult *r)
{
    if (r->best_epoch)
        cli_print("best %s %.4f in epoch %d%s%s\n", o->monitor, r->best_value, r->best_epoch,
                  o->best ? ": " : "", o->best ? o->best : "");
    if (r->end == TRAIN_STOPPED_EARLY)
        cli_print("stopped after epoch %d: no better %s in %d epoch%s; %s holds the best weights\n",
                  r->epochs, o->monitor, r->wait, r->wait == 1 ? "" : "s", o->out);
    else
        cli_print("%s after %d epoch%s, %lld step%s: the %s weights in %s\n",
                  r->end == TRAIN_INTERRUPTED ? "interrupted" : "finished", r->epochs,
                  r->epochs == 1 ? "" : "s", (long long)r->step, r->step == 1 ? "" : "s",
                  r->out_is_best ? "best" : "last", o->out);
    if (r->end == TRAIN_INTERRUPTED && o->checkpoint)
        cli_print("to go on: --resume %s\n", o->checkpoint);
    else if (terminal_width(stdout)) /* for people, who may not know the next step */
        cli_print("next: netc eval %s --weights %s, netc report ..., or netc %s --weights %s -o "
                  "model.c\n",
                  args->file[0], o->out, args->file[0], o->out);
    return r->end == TRAIN_INTERRUPTED ? STATUS_INTERRUPTED : STATUS_OK;
}

/* " (cosine)": what the rate does. */
static const char *scheduled(const Args *args, const Graph *g)
{
    const Schedule *s = g->train.schedule.record;
    return s ? arena_printf(args->arena, " (%s)", s->name) : "";
}

/* Before the training, and after it with the hash before. */
static bool say_frozen(const Args *args, NetcModel *m, const FrozenHash *before, Err *err)
{
    FrozenHash h = frozen_hash(m);
    if (!h.layers)
        return true;
    if (!before)
        printf("frozen: %s, %s, hash %016llx\n", text_counted(args->arena, h.layers, "layer"),
               text_counted(args->arena, h.floats, "parameter"), (unsigned long long)h.hash);
    else if (h.hash == before->hash)
        printf("frozen parameters unchanged: hash %016llx\n", (unsigned long long)h.hash);
    else
        return err_set(err,
                       "the frozen parameters have changed: their hash was %016llx, it is %016llx",
                       (unsigned long long)before->hash, (unsigned long long)h.hash);
    return true;
}

/* " in 4 shares on 2 ranks": of the batch. */
static const char *divided(const Args *args, const NetcModel *m, const Ranks *r)
{
    if (netc_shares(m) < 2)
        return "";
    const char *in = arena_printf(args->arena, " in %d shares", netc_shares(m));
    return r ? arena_printf(args->arena, "%s on %s", in,
                            text_counted(args->arena, ranks_count(r), "rank"))
             : in;
}

static void say_start(const Args *args, NetcModel *m, const TrainOptions *o, const Dataset *d)
{
    const char *times = netc_accumulate(m) > 1
                            ? arena_printf(args->arena, " x %d", netc_accumulate(m))
                            : "";
    cli_print("training %s: %s, %d %s, batch %d%s%s, seed %llu, rate %g%s, %s\n",
              netc_graph(m)->name,
              text_counted(args->arena, (int64_t)netc_param_floats(m), "parameter"), d->n,
              dataset_words_of(d, d->n), netc_step_batch(m), divided(args, m, o->ranks), times,
              (unsigned long long)o->seed, o->rate, scheduled(args, netc_graph(m)),
              text_counted(args->arena, netc_threads(m), "thread"));
}

static int train(const Args *args, NetcModel *m, TrainOptions *o, Session *session)
{
    Dataset *train_set = NULL, *validation = NULL;
    TrainResult r = {0};
    Err err = {""};
    Reading reading;
    bool first = !ranks_rank(o->ranks),
         ok = take_names(args, netc_graph(m), o, &err) && reading_begin(&reading, args, m, &err);
    if (ok)
        netc_init(m, o->seed);
    ok = ok && load_data(args, m, &reading, o->seed, &train_set, &validation, &err);
    session->progress.word = ok ? dataset_word(train_set) : session->progress.word;
    if (first)
        ok = ok && start_weights(args, m, o, train_set, &err);
    ok = ok && feed_use_columns(m, train_set, validation, &err) &&
         feed_use_classes(m, train_set, &err);
    if (ok && first)
        note_constant(train_set);
    if (first)
        ok = ok && may_write(args, netc_graph(m), &err) && open_log(args, session, &err);
    ok = all_well(session->company, ok, &err);
    if (ok) {
        say_start(args, m, o, train_set);
        FrozenHash before = frozen_hash(m);
        if (!o->resume)
            say_frozen(args, m, NULL, &err); /* else they are still to be read */
        fflush(stdout);
        session->images = train_set->n;
        catch_signals();
        ok = train_run(m, train_set, validation, o, &r, &err);
        progress_clear(&session->progress);
        ok = ok && (!first || say_frozen(args, m, o->resume ? NULL : &before, &err));
    }
    if (!ok)
        return fail_once(session->company, &err);
    if (!first)
        return r.end == TRAIN_INTERRUPTED ? STATUS_INTERRUPTED : STATUS_OK;
    int status = report(args, o, &r);
    return session->log_failed && status == STATUS_OK ? STATUS_MISTAKE : status;
}

/* The checkpoint of --resume, or the one before it, and what it says. */
static bool open_checkpoint(const Args *args, const char **resume, TrainState *before, Err *err)
{
    const char *path = opt_text(args, OPT_RESUME);
    char *used = NULL;
    Err note = {""};
    bool ok = checkpoint_choose(path, &used, &note, err) && checkpoint_peek(used, before, err);
    arena_own(args->arena, used, free);
    if (ok && note.text[0])
        cli_note("%s. Going on from the checkpoint before it, %s, after epoch %d", note.text, used,
                 before->epoch);
    if (ok)
        *resume = used;
    return ok;
}

/* How many epochs in all: --epochs, else what the checkpoint says, else the file. */
static bool set_epochs(const Args *args, const NetcModel *m, const TrainState *before,
                       TrainOptions *o)
{
    const Schedule *s = netc_graph(m)->train.schedule.record;
    int in_file = o->epochs;
    o->epochs = opt_int(args, OPT_EPOCHS, before ? before->epochs : in_file);
    if (!before)
        return true;
    if (o->epochs != before->epochs && s && s->total) {
        cli_fail("%s is a checkpoint of a training of %d epochs, and its schedule, %s, depends on "
                 "them: with --epochs %d it would be another training",
                 opt_text(args, OPT_RESUME), before->epochs, s->name, o->epochs);
        return false;
    }
    if (!opt_set(args, OPT_EPOCHS) && before->epochs != in_file)
        cli_print("%d epochs in all, as the checkpoint says; %s says %d%s\n", before->epochs,
                  args->file[0], in_file, s && s->total ? "" : " (--epochs N changes it)");
    return true;
}

/* What the file says otherwise than the checkpoint that goes before it, and what it cannot be
 * compared with. */
static void say_changes(const Args *args, const NetcModel *m, const TrainState *before,
                        const TrainOptions *o, Session *session)
{
    const Train *t = &netc_graph(m)->train;
    TrainOptions file;
    Err differences;
    train_defaults(m, &file);
    if (before->rate != file.rate && !opt_set(args, OPT_RATE))
        cli_print("rate %g, as the checkpoint says; %s says %g (--rate X changes it)\n",
                  before->rate, args->file[0], file.rate);
    if (t->batch && before->batch != t->batch && !opt_set(args, OPT_BATCH))
        cli_print("batch %d, as the checkpoint says; %s says %d (--batch N changes it)\n",
                  before->batch, args->file[0], t->batch);
    if (before->accumulate != t->stated_accumulate && !opt_set(args, OPT_ACCUMULATE))
        cli_print("accumulate %d, as the checkpoint says; %s says %d\n", before->accumulate,
                  args->file[0], t->stated_accumulate);
    if (before->backend && (before->backend == 1 + NETC_CC) != (netc_backend(m) == NETC_CC))
        cli_note(
            "%s was made with --backend=%s: the last bits will differ from those of a training "
            "that was never stopped",
            o->resume, before->backend == 1 + NETC_CC ? "cc" : "jit");
    if (opt_set(args, OPT_MACHINE) && before->machine.threads > 0 &&
        memcmp(&before->machine, netc_machine(m), sizeof before->machine))
        cli_note("%s was made with other constants of the machine than --machine gives: where they "
                 "choose other algorithms, the last bits will differ",
                 o->resume);
    CheckpointRecipe r = checkpoint_recipe(o->resume, m, &differences);
    if (r == RECIPE_UNKNOWN)
        cli_note("%s is of an older netc, and does not say what it was trained with: whether loss, "
                 "optimizer, augmentation and the layers' attributes are as then is not checked",
                 o->resume);
    else if (r == RECIPE_CHANGED && o->changed) /* said once nothing else refuses it */
        session->changes = arena_strdup(args->arena, differences.text);
}

/* Options that want one another, or exclude it. STATUS_OK: they fit. */
static int check_options(const Args *args)
{
    if (opt_set(args, OPT_SCOPE) && !opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--scope goes with --weights");
    if (opt_set(args, OPT_MAP) && !opt_set(args, OPT_WEIGHTS))
        return cli_misuse(args->command, "--map goes with --weights");
    if (opt_set(args, OPT_RESUME) && (opt_set(args, OPT_WEIGHTS) || opt_set(args, OPT_SEED)))
        return cli_misuse(
            args->command,
            "--resume brings its own weights and seed: leave --weights and --seed out");
    if (opt_set(args, OPT_CHANGED) && !opt_set(args, OPT_RESUME))
        return cli_misuse(args->command, "--changed goes with --resume");
    return STATUS_OK;
}

static void note_idle(const NetcModel *m)
{
    int trains = 0;
    for (int i = 0; i < netc_param_count(m); i++)
        trains += netc_param(m, i)->trainable;
    if (!trains)
        cli_note("nothing trains: %s", netc_param_count(m) ? "every layer with parameters is frozen"
                                                           : "no layer has parameters");
}

/* What the options, the checkpoint (`resume` NULL: there is none) and the file say. False: the
 * mistake is printed. */
static bool set_options(const Args *args, NetcModel *m, const char *resume,
                        const TrainState *before, TrainOptions *o, Session *session)
{
    train_defaults(m, o);
    if (!cli_compares(netc_graph(m), netc_step_batch(m)))
        return false;
    if (opt_set(args, OPT_SEED))
        o->seed = args->v[OPT_SEED].whole;
    if (resume)
        o->seed = before->seed;
    if (!set_epochs(args, m, resume ? before : NULL, o))
        return false;
    if (before->batch)
        o->rate = before->rate;
    if (opt_set(args, OPT_RATE))
        o->rate = args->v[OPT_RATE].num;
    o->resume = resume;
    o->changed = opt_set(args, OPT_CHANGED);
    if (resume)
        say_changes(args, m, before, o, session);
    o->no_cache = opt_set(args, OPT_NO_CACHE);
    o->cache_folder = opt_text(args, OPT_CACHE);
    if (opt_set(args, OPT_CACHE_LIMIT))
        o->cache_limit = (size_t)args->v[OPT_CACHE_LIMIT].whole << 20;
    return true;
}

/* What --resume names, as rank 0 finds it. *resume NULL: nothing is resumed; then several ranks
 * plan by the constants of rank 0. */
static bool find_checkpoint(const Args *args, Company *c, const char **resume, TrainState *before,
                            Err *err)
{
    bool ok = true;
    *resume = opt_text(args, OPT_RESUME);
    if (*resume && !ranks_rank(c->ranks))
        ok = open_checkpoint(args, resume, before, err);
    else if (!*resume && !ranks_rank(c->ranks) && ranks_count(c->ranks) > 1)
        ok = machine_find(opt_text(args, OPT_MACHINE), &before->machine, err);
    return all_well(c, ok, err) && ranks_broadcast(c->ranks, before, sizeof *before, err);
}

/* In how many shares a batch is computed: as --shares or the checkpoint says, else one a rank. */
static bool choose_shares(const Args *args, const Company *c, const char *resume,
                          const TrainState *before, int *shares, Err *err)
{
    int ranks = ranks_count(c->ranks);
    *shares = opt_int(args, OPT_SHARES, resume ? before->shares : ranks);
    if (shares_fit(*shares, ranks, err))
        return true;
    if (resume && !opt_set(args, OPT_SHARES) && opt_set(args, OPT_CHANGED)) {
        *shares = ranks;
        return true;
    }
    Err why = *err;
    return !resume || opt_set(args, OPT_SHARES)
               ? false
               : err_set(err,
                         "%s: %s; --changed goes on with one share a rank, which rounds otherwise",
                         resume, why.text);
}

static NetcModel *open_model(const Args *args, const TrainState *before, int shares)
{
    NetcModel *m = cli_open(
        args, (OpenAs){.train = true,
                       .steps_only = true,
                       .batch = before->batch,
                       .accumulate = before->accumulate,
                       .precision = (NetcWeights)before->precision,
                       .exact = before->exact == EXACT_YES,
                       .shares = shares,
                       .constants = before->machine.threads > 0 ? &before->machine : NULL});
    if (m && netc_step_batch(m) < shares) {
        cli_fail("a batch of %d cannot be computed in %d shares", netc_step_batch(m), shares);
        return NULL;
    }
    return m;
}

static int run_in(const Args *args, Company *c)
{
    const char *resume = NULL;
    TrainState before = {
        .batch = 0}; /* what a resumed training goes on with, where no option says otherwise */
    Err err = {""};
    int shares, status = check_options(args);
    if (status != STATUS_OK)
        return status;
    if (!find_checkpoint(args, c, &resume, &before, &err) ||
        !choose_shares(args, c, resume, &before, &shares, &err))
        return fail_once(c, &err);
    NetcModel *m = open_model(args, &before, shares);
    if (!all_well(c, m != NULL, &err))
        return fail_once(c, &err);
    note_idle(m);
    TrainOptions o;
    Session session = {.arena = args->arena, .m = m, .o = &o, .company = c};
    if (!all_well(c, set_options(args, m, resume, &before, &o, &session), &err))
        return fail_once(c, &err);
    o.ranks = c->ranks;
    o.on_start = on_start;
    o.on_cache = on_cache;
    o.interrupted = was_interrupted;
    o.on_step = on_step;
    o.on_epoch = on_epoch;
    o.user = &session;
    progress_init(&session.progress);
    status = train(args, m, &o, &session);
    arena_release(args->arena, session.log);
    cli_close(args, m);
    return status;
}

static int run(const Args *args)
{
    Company *c = join_company(args);
    if (!c)
        return STATUS_MISTAKE;
    int status = run_in(args, c);
    c->status = 0; /* whatever it is, all ranks know */
    arena_release(args->arena, c);
    return status;
}

static const OptUse uses[] = {
    {OPT_OUT, false, "W.safetensors",
     "final weights (default: NET.safetensors, or beside the checkpoint)"},
    {.id = OPT_DATA},
    {.id = OPT_STRICT},
    {.id = OPT_DATA_MEMORY},
    {.id = OPT_EPOCHS},
    {.id = OPT_BATCH,
     .doc = "images at once, and in a step (default: what the file says, else " TEXT_OF(
         DEFAULT_BATCH) ")"},
    {.id = OPT_ACCUMULATE},
    {.id = OPT_SHARES},
    {.id = OPT_RATE,
     .doc = "learning rate, in place of the optimizer's; a schedule starts from it"},
    {.id = OPT_SEED, .doc = "seed of weights, order and dropout (default: what the file says)"},
    {.id = OPT_WEIGHTS},
    WEIGHT_USES,
    {.id = OPT_RESUME},
    {.id = OPT_CHANGED},
    {.id = OPT_FORCE},
    {.id = OPT_LOG},
    {.id = OPT_NO_CACHE},
    {.id = OPT_CACHE},
    {.id = OPT_CACHE_LIMIT},
    {.id = OPT_LIMIT, .doc = "use only the first N training images"},
    {.id = OPT_THREADS},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_PRECISION},
    {.id = OPT_NET},
    {.id = OPT_MACHINE},
    {.id = OPT_MEM_LIMIT},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_train = {
    .name = "train",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "train it on a data set",
    .more = "Ctrl-C finishes the step, writes weights and checkpoint, and exits; --resume goes "
            "on from there and ends with the same weights, bit for bit, as a training that was "
            "never stopped. Files of another training under these names are an error, unless "
            "--force writes over them.\n"
            "Validation is on the validation set, else on the test set, unless the train "
            "section holds out a share.",
    .reads = "the data set that the train section or --data names, and the weights that the "
             "section names",
    .writes = "W.safetensors at the end: the best weights where the file says `stop`, else the "
              "last; W.best.safetensors whenever the monitored value (of `stop`, else "
              "val_loss) improves; W.ckpt after each epoch, the one before being kept as "
              "W.ckpt.prev; W.ckpt.lock while it runs",
    .manual = "A training that goes on takes the seed, batch, accumulation, rate, epochs, "
              "precision, --exact and the machine's constants that its checkpoint was made with, "
              "and where its schedule and augmentation were; another --backend or --machine is "
              "noted, as the last bits may differ; when the checkpoint is cut or damaged it takes "
              "the one before, with a "
              "note. Name the data and --limit again. Without -o the weights go beside the "
              "checkpoint. A net or train section that says otherwise by now (an attribute of a "
              "layer, loss, optimizer, schedule, augmentation) is an error that names both "
              "values; --changed goes on with what it says now.\n"
              "What frozen layers at the start of the net make of each image is computed once "
              "and kept, in memory or, when it is more than --cache-limit, in a file beside "
              "the weights or in --cache DIR that has no name and goes with the process. "
              "--no-cache computes it each epoch, with the same results. Augmented images are "
              "not kept.\n"
              "SIGINT, SIGTERM and SIGHUP, and a reader of the output that goes away, "
              "interrupt a training: it ends as after Ctrl-C.\n"
              "Started by mpirun (`mpirun -n 4 netc train ...`), the ranks train one net together. "
              "Each batch is computed in shares, one a rank, and each rank reads and augments the "
              "samples of its own; gradients are added in the order of the ranks, validation is "
              "shared, and rank 0 prints and writes. The net, the data and the options must be the "
              "same everywhere; weights and checkpoints are read by rank 0. --shares N computes N "
              "shares a batch on any number of ranks of which each gets 1, 2, 4, 8 ... of them, or "
              "on one, with the same bits, so that a training of 4 ranks goes on on 2, or without "
              "mpirun. Batchnorm takes its statistics over a share; the moving ones are the mean "
              "over the shares.\n"
              "When the loss or a weight is no longer finite, the training stops and names the "
              "step, and W.safetensors receives the best weights when the file says `stop`, "
              "else those after the last good epoch; with no good epoch it stays as it "
              "was.\n"
              "In no command may an output be one of the inputs, or two outputs be one "
              "file.\n"
              "--log appends a line of JSON for each epoch: `epoch`, `step`, `loss`, "
              "`accuracy`, `val_loss`, `val_accuracy`, `seconds`, `images_per_second`, `rate`, "
              "`best`, and of the run `net`, `layout` (a hash of its parameters' names and "
              "shapes), `seed`, `batch`, `images` and `epochs`. `netc report` draws them.",
    .exits = "130: the training was interrupted; --resume goes on from its checkpoint",
    .examples =
        (const Example[]){
            {"netc train small.net -o w.safetensors --log run.jsonl",
             "trains as the file's train section says"},
            {"netc train small.net --resume w.ckpt --epochs 3", "goes on to a third epoch"},
            {"netc train small.net -o fast.safetensors --rate 0.01 --limit 64 --epochs 1",
             "tries another rate on a few images"},
            {NULL, NULL}},
    .format = "safetensors",
    .uses = uses,
    .run = run,
    .files = files,
};
