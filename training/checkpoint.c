/* Checkpoints: a table of TrainState's fields serves both directions. See checkpoint.h. */
#include "base/number.h"
#include "training/checkpoint.h"
#include "base/hash.h"
#include "base/text_stream.h"
#include "compiler/compile.h"
#include "compiler/front/renamed.h"
#include "compiler/front/schedule.h"
#include "compiler/ir/graph.h"
#include "compiler/ir/layer.h"
#include "formats/safetensors.h"
#include "runtime/machine_file.h"
#include "training/recipe.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum FieldType { FIELD_INT, FIELD_I64, FIELD_U64, FIELD_BOOL, FIELD_DOUBLE } FieldType;
typedef struct Field {
    const char *key;
    FieldType type;
    size_t at;
    int since; /* the format that brought it */
} Field;

#define FIELD(type, name) FIELD_SINCE(3, type, name)
#define FIELD_SINCE(since, type, name)                 \
    {                                                  \
#name, type, offsetof(TrainState, name), since \
    }
static const Field field_table[] = {
    FIELD(FIELD_U64, seed),
    FIELD(FIELD_INT, images),
    FIELD(FIELD_U64, labels_hash),
    FIELD(FIELD_U64, pixels_hash),
    FIELD(FIELD_INT, accumulate),
    FIELD(FIELD_DOUBLE, average),
    FIELD(FIELD_INT, epochs),
    FIELD(FIELD_INT, epoch),
    FIELD(FIELD_INT, done),
    FIELD(FIELD_I64, step),
    FIELD(FIELD_DOUBLE, loss_sum),
    FIELD(FIELD_I64, correct),
    FIELD(FIELD_BOOL, has_best),
    FIELD(FIELD_INT, best_epoch),
    FIELD(FIELD_DOUBLE, best_value),
    FIELD(FIELD_INT, wait),
    FIELD(FIELD_INT, batch),
    FIELD(FIELD_DOUBLE, rate),
    FIELD(FIELD_INT, falls),
    FIELD(FIELD_BOOL, has_plateau),
    FIELD(FIELD_DOUBLE, plateau_best),
    FIELD(FIELD_INT, plateau_wait),
    FIELD(FIELD_INT, monitor),
    FIELD(FIELD_BOOL, stopped),
    FIELD(FIELD_INT, plateau_monitor),
    FIELD_SINCE(4, FIELD_INT, bare),
    FIELD_SINCE(5, FIELD_INT, shares),
    FIELD_SINCE(6, FIELD_INT, precision),
    FIELD_SINCE(9, FIELD_INT, exact),
    FIELD_SINCE(9, FIELD_INT, backend),
    FIELD_SINCE(10, FIELD_U64, teacher),
#define MACHINE(name, since, value, what) \
    {"machine_" #name, FIELD_DOUBLE, offsetof(TrainState, machine.name), since},
#include "compiler/ir/machine.def"
#undef MACHINE
};
enum {
    N_FIELDS = sizeof field_table / sizeof *field_table,
    N_META = N_FIELDS + 7, /* ORDER META: the fields, then those of other_meta, then the checksum */
    OLDEST = 3,            /* formats that are read */
    NEWEST = 10,           /* and the one that is written */
    TEXT = 40,
    MOST_EPOCHS = 1000000, /* as --epochs and the train section take */
    PIECE = 1 << 26        /* bytes of a state tensor: little memory to check it */
};
/* "recipe" since format 4 */
static const char *const other_meta[] = {"format",    "layout",     "net",
                                         "optimizer", "parameters", "recipe"};
static const char format_name[] = "netc checkpoint ";
const char checkpoint_suffix[] = ".prev", checkpoint_next[] = ".new";

static void field_print(const Field *f, const TrainState *s, char text[TEXT])
{
    const char *p = (const char *)s + f->at;
    switch (f->type) {
    case FIELD_INT: snprintf(text, TEXT, "%d", *(const int *)(const void *)p); break;
    case FIELD_I64: snprintf(text, TEXT, "%" PRId64, *(const int64_t *)(const void *)p); break;
    case FIELD_U64: snprintf(text, TEXT, "%" PRIu64, *(const uint64_t *)(const void *)p); break;
    case FIELD_BOOL: snprintf(text, TEXT, "%d", *(const bool *)(const void *)p); break;
    case FIELD_DOUBLE: text_snprintf(text, TEXT, "%a", *(const double *)(const void *)p); break;
    }
}

static bool field_scan(const Field *f, TrainState *s, const char *text)
{
    char *p = (char *)s + f->at, *end = NULL;
    bool unsigned_one = f->type == FIELD_U64, real = f->type == FIELD_DOUBLE;
    errno = 0;
    int64_t whole = unsigned_one || real ? 0 : strtoll(text, &end, 10);
    uint64_t positive = unsigned_one ? strtoull(text, &end, 10) : 0;
    double number = real ? number_parse(text, &end) : 0;
    if (!*text || *end || (errno && !real) || (unsigned_one && *text == '-'))
        return false;
    if (f->type == FIELD_INT && (whole < INT_MIN || whole > INT_MAX))
        return false;
    switch (f->type) {
    case FIELD_INT: *(int *)(void *)p = (int)whole; break;
    case FIELD_I64: *(int64_t *)(void *)p = whole; break;
    case FIELD_U64: *(uint64_t *)(void *)p = positive; break;
    case FIELD_BOOL: *(bool *)(void *)p = whole != 0; break;
    case FIELD_DOUBLE: *(double *)(void *)p = number; break;
    }
    return true;
}

static int piece_count(size_t bytes) { return (int)((bytes + PIECE - 1) / PIECE); }

static void piece_name(int i, char name[TEXT])
{
    if (i == 0)
        snprintf(name, TEXT, "state");
    else
        snprintf(name, TEXT, "state.%d", i);
}

static const char *optimizer_name(const NetcModel *m)
{
    const Optimizer *o = netc_graph(m)->train.optimizer.record;
    return o ? o->name : "none";
}

/* Does a layer with parameters lead nowhere? Such layers are in no plan. */
static bool has_idle_params(const Graph *g)
{
    bool *used = calloc((size_t)g->n_nodes, sizeof *used),
         idle = !used; /* without memory: the safe answer */
    if (used)
        used[g->output->id] = true;
    for (int i = g->n_nodes - 1; used && i >= 0; i--) { /* inputs come before their readers */
        const Node *n = g->nodes[i];
        for (int k = 0; used[n->id] && k < n->n_in; k++)
            used[n->in[k]->id] = true;
        idle |= !used[n->id] && n->n_params > 0;
    }
    free(used);
    return idle;
}

/* Metadata in the order META, the checksum last, then each tensor's name and bytes. */
static uint64_t hash_meta(const StMeta *meta, int n)
{
    uint64_t h = HASH_START;
    for (int i = 0; i < n; i++)
        h = hash_text(hash_text(h, meta[i].key), meta[i].value);
    return h;
}

static uint64_t hash_tensor(uint64_t h, const char *name, const void *data, size_t bytes)
{
    return hash_bytes(hash_text(h, name), data, bytes);
}

static uint64_t hash_entries(uint64_t h, const StEntry *entry, int n)
{
    for (int i = 0; i < n; i++)
        h = hash_tensor(h, entry[i].name, entry[i].data,
                        (size_t)entry[i].dim[0] * (size_t)number_types[entry[i].type].bytes);
    return h;
}

/* meta: all but the checksum is filled in. */
static bool write_pieces(NetcModel *m, StMeta *meta, const unsigned char *state, size_t bytes,
                         const float *best, const char *path, Err *err)
{
    int n = 0, floats = (int)netc_param_floats(m);
    size_t most = (size_t)piece_count(bytes) + 2;
    StEntry *entry = calloc(most, sizeof *entry);
    char(*name)[TEXT] = calloc(most, sizeof *name);
    int *dim = calloc(most, sizeof *dim);
    bool ok = (entry && name && dim) || err_set(err, "out of memory (a checkpoint)");
    for (int i = 0; ok && i < piece_count(bytes); i++) {
        size_t at = (size_t)i * PIECE;
        piece_name(i, name[i]);
        dim[i] = (int)(bytes - at < PIECE ? bytes - at : PIECE);
        entry[n++] = (StEntry){name[i], NUMBER_U8, 1, &dim[i], state + at};
    }
    if (ok && best)
        entry[n++] = (StEntry){"best", NUMBER_F32, 1, &floats, best};
    if (ok && has_idle_params(netc_graph(m)))
        entry[n++] = (StEntry){"params", NUMBER_F32, 1, &floats, netc_params(m)};
    char sum[TEXT];
    snprintf(sum, sizeof sum, "%016" PRIx64,
             ok ? hash_entries(hash_meta(meta, N_META - 1), entry, n) : 0);
    meta[N_META - 1] = (StMeta){"checksum", sum};
    ok = ok && st_write(path, entry, n, meta, N_META, err);
    free(entry);
    free(name);
    free(dim);
    return ok;
}

/* "conv_1.kernel 3x3x3x8 trained; conv_1.bias 8 trained; ...": what check_origin compares.
 * malloc'd. */
static char *list_parameters(const Graph *g)
{
    TextStream text;
    FILE *f = text_stream_open(&text);
    if (!f)
        return NULL;
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        fprintf(f, "%s ", p->full_name);
        for (int d = 0; d < p->rank; d++)
            fprintf(f, d ? "x%d" : "%d", p->dim[d]);
        fputs(p->node->frozen || (p->trains && !p->trainable) ? " frozen; "
              : p->trainable                                  ? " trained; "
                                                              : " moving; ",
              f);
    }
    return text_stream_close(&text, NULL);
}

/* The new one and the old one change names in one step, so that at every moment there is a file
 * called `path`: another process may be reading it. False where that cannot be: there is no old one
 * (errno ENOENT), or the file system does not know it (EINVAL, ENOSYS). */
static bool exchange(const char *beside, const char *path)
{
#ifdef RENAME_EXCHANGE
    return !renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_EXCHANGE);
#else
    errno = ENOSYS;
    return false;
#endif
}

/* The old one keeps its name PATH.prev. */
static bool put_before(const char *beside, const char *path, const char *previous)
{
    if (exchange(beside, path)) {
        if (rename(beside, previous))
            remove(beside);
        return true;
    }
    if (errno == EINVAL || errno == ENOSYS)
        rename(path, previous);
    else if (errno != ENOENT)
        return false;
    return !rename(beside, path);
}

/* The new one is whole under its own name before any old one moves. */
static bool put_in_place(const char *beside, CheckpointBefore before, const char *path, Err *err)
{
    char *previous = malloc(strlen(path) + sizeof checkpoint_suffix);
    if (!previous)
        return err_set(err, "out of memory");
    sprintf(previous, "%s%s", path, checkpoint_suffix);
    bool ok = before == CHECKPOINT_KEEP ? put_before(beside, path, previous)
                                        : !rename(beside, path);
    if (!ok)
        err_set(err, "cannot write %s: %s", path, err_reason(errno));
    if (ok && before == CHECKPOINT_DROP)
        remove(previous);
    free(previous);
    return ok;
}

bool checkpoint_save(NetcModel *m, const TrainState *s, const float *best, CheckpointBefore before,
                     const char *path, Err *err)
{
    size_t bytes = netc_state_bytes(m);
    if (netc_param_floats(m) > INT_MAX)
        return err_set(err, "%s: too many parameters for a checkpoint", path);
    const unsigned char *state = netc_state(
        m); /* not copied: a training's state is most of its memory */
    char value[N_FIELDS][TEXT], layout[TEXT], format[TEXT],
        *list = list_parameters(netc_graph(m)), *recipe = recipe_text(netc_graph(m)),
        *beside = malloc(strlen(path) + sizeof checkpoint_next);
    StMeta meta[N_META];
    TrainState now = *s;
    now.machine = *netc_machine(m);
    bool ok = state ? (list && recipe && beside) || err_set(err, "out of memory (a checkpoint)")
                    : err_set(err, "%s: no training state to save", path);
    for (int i = 0; i < N_FIELDS; i++) {
        field_print(&field_table[i], &now, value[i]);
        meta[i] = (StMeta){field_table[i].key, value[i]};
    }
    snprintf(layout, sizeof layout, "%016" PRIx64, netc_graph(m)->layout_hash);
    snprintf(format, sizeof format, "%s%d", format_name, NEWEST);
    const char *const other[] = {format, layout, netc_graph(m)->name, optimizer_name(m),
                                 list,   recipe};
    for (int i = N_FIELDS; i < N_META - 1; i++)
        meta[i] = (StMeta){other_meta[i - N_FIELDS], other[i - N_FIELDS]};
    if (ok)
        sprintf(beside, "%s%s", path, checkpoint_next);
    ok = ok && write_pieces(m, meta, state, bytes, best, beside, err) &&
         put_in_place(beside, before, path, err);
    free(list);
    free(recipe);
    free(beside);
    return ok;
}

static bool one_file(const char *path, const char *other)
{
    struct stat a, b;
    return !stat(path, &a) && !stat(other, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* path with an ending, malloc'd. */
static char *with_ending(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *name = malloc(size);
    if (name)
        snprintf(name, size, "%s%s", path, ending);
    return name;
}

CheckpointBefore checkpoint_before(const char *from, const char *path)
{
    char *previous = with_ending(path, checkpoint_suffix);
    CheckpointBefore before = !from                                   ? CHECKPOINT_DROP
                              : one_file(from, path)                  ? CHECKPOINT_KEEP
                              : !previous || one_file(from, previous) ? CHECKPOINT_REPLACE
                                                                      : CHECKPOINT_DROP;
    free(previous);
    return before;
}

void checkpoint_clear(const char *path, const char *from, bool only_next)
{
    const char *const endings[] = {checkpoint_next, checkpoint_suffix, ""};
    for (int i = 0; i < (only_next ? 1 : 3); i++) {
        char *name = with_ending(path, endings[i]);
        if (name && !(from && one_file(from, name)))
            unlink(name);
        free(name);
    }
}

/* Of the file; 0: none that this netc reads. */
static int format_number(const StFile *f)
{
    char known[TEXT];
    const char *format = st_metadata(f, "format");
    for (int i = OLDEST; format && i <= NEWEST; i++) {
        snprintf(known, sizeof known, "%s%d", format_name, i);
        if (!strcmp(format, known))
            return i;
    }
    return 0;
}

static bool good_machine(const Machine *m, Err *err)
{
    Machine copy = *m;
    for (const MachineField *f = machine_fields; f->name; f++)
        if (!machine_takes(*machine_field(&copy, f)))
            return err_set(err, "the checkpoint's `machine_%s` is damaged: %g", f->name,
                           *machine_field(&copy, f));
    return true;
}

static bool read_state(StFile *f, TrainState *s, Err *err)
{
    const char *format = st_metadata(f, "format");
    int number = format_number(f);
    if (!format || strncmp(format, format_name, sizeof format_name - 1))
        return err_set(err, "%s is no checkpoint of netc train", st_path(f));
    if (!number)
        return err_set(err,
                       "%s was written by another version of netc: `%s`; this one reads %d to %d. "
                       "Its best weights, if they are beside it, can be trained on by --weights",
                       st_path(f), format, OLDEST, NEWEST);
    s->bare = -1;
    s->shares = 1;
    s->machine = (Machine){.bf16_gain = machine_default.bf16_gain}; /* format 7 knows none */
    for (int i = 0; i < N_FIELDS; i++) {
        if (field_table[i].since > number)
            continue;
        const char *text = st_metadata(f, field_table[i].key);
        if (!text || !field_scan(&field_table[i], s, text))
            return err_set(err, "%s: the checkpoint's entry `%s` is missing or damaged", st_path(f),
                           field_table[i].key);
    }
    if (s->epoch < 0 || s->epoch > MOST_EPOCHS || s->done < 0 || s->done > s->images || s->step < 0)
        return err_set(err, "%s: the checkpoint's position is damaged: epoch %d, sample %d of %d",
                       st_path(f), s->epoch, s->done, s->images);
    if (s->batch < 1 || s->batch > NETC_MAX_BATCH || s->accumulate < 1 || s->shares < 1 ||
        s->shares > NETC_MAX_SHARES || s->epochs < 1 || s->epochs > MOST_EPOCHS ||
        !(s->rate >= 0 && isfinite((float)s->rate)))
        return err_set(
            err,
            "%s: the checkpoint's batch %d, shares %d, accumulate %d, epochs %d or rate %g is "
            "damaged",
            st_path(f), s->batch, s->shares, s->accumulate, s->epochs, s->rate);
    Err why;
    if (number >= 7 && !good_machine(&s->machine, &why))
        return err_set(err, "%s: %s", st_path(f), why.text);
    if (s->monitor < 1 || s->monitor > N_MONITORS || s->plateau_monitor < 0 ||
        s->plateau_monitor > N_MONITORS || (s->has_plateau && !s->plateau_monitor) || s->wait < 0 ||
        s->wait > s->epoch || s->best_epoch < 0 || s->best_epoch > s->epoch ||
        !isfinite(s->best_value))
        return err_set(err,
                       "%s: what the checkpoint says of its best epoch is damaged: epoch %d of %d, "
                       "value %g, monitor %d",
                       st_path(f), s->best_epoch, s->epoch, s->best_value, s->monitor);
    if (!isfinite(s->loss_sum) || s->correct < 0 ||
        s->correct > (int64_t)s->done * INT_MAX) /* of several labels a sample, each counts */
        return err_set(err, "%s: the checkpoint's sums are damaged: loss %g, %lld right of %d",
                       st_path(f), s->loss_sum, (long long)s->correct, s->done);
    if (s->falls < 0 || s->falls > s->epoch || s->plateau_wait < 0 || s->plateau_wait > s->epoch ||
        !isfinite(s->plateau_best))
        return err_set(err, "%s: the checkpoint's plateau is damaged: %d falls, %d epochs, best %g",
                       st_path(f), s->falls, s->plateau_wait, s->plateau_best);
    if (s->bare < -1 || s->bare > 1)
        return err_set(err, "%s: the checkpoint's entry `bare` is damaged: %d", st_path(f),
                       s->bare);
    return true;
}

/* The first parameter that both do not have alike. here, there: as list_parameters writes them. */
static bool differs(const StFile *f, const NetcModel *m, const char *here, const char *there,
                    Err *err)
{
    const char *net = netc_graph(m)->name;
    while (*here && *there) {
        size_t n = strcspn(here, ";"), k = strcspn(there, ";");
        if (n != k || strncmp(here, there, n)) {
            size_t name = strcspn(here, " ");
            if (strncmp(here, there, name + 1))
                return err_set(err,
                               "%s is a checkpoint of another net: it has %.*s where %s has %.*s",
                               st_path(f), (int)k, there, net, (int)n, here);
            size_t shape = name + 1 + strcspn(here + name + 1, " ");
            if (strncmp(here, there, shape + 1))
                return err_set(
                    err, "%s is a checkpoint of another net: its %.*s is %.*s, that of %s is %.*s",
                    st_path(f), (int)name, here, (int)strcspn(there + name + 1, " "),
                    there + name + 1, net, (int)(shape - name - 1), here + name + 1);
            return err_set(err, "%s belongs to a training in which %.*s was%.*s; here it is%.*s",
                           st_path(f), (int)name, here, (int)(k - shape), there + shape,
                           (int)(n - shape), here + shape);
        }
        here += n + 2;
        there += k + 2;
    }
    return err_set(err, "%s is a checkpoint of another net: only %s has %.*s", st_path(f),
                   *here ? net : "it", (int)strcspn(*here ? here : there, ";"),
                   *here ? here : there);
}

/* changed: other layers' attributes and settings are accepted, as long as the state fits. */
static bool check_recipe(const StFile *f, const NetcModel *m, bool changed, Err *err)
{
    const char *then = st_metadata(f, "recipe");
    Err differences;
    if (changed || !then || recipe_same(netc_graph(m), then, &differences))
        return true;
    return err_set(err,
                   "%s is of a training that %s no longer describes: %s. Undo that; or give "
                   "--changed to go on with what it says now; or start a new training with its "
                   "weights (--weights)",
                   st_path(f), netc_graph(m)->name, differences.text);
}

static const char *precision_word(int type)
{
    return type >= 0 && type < NUMBER_STORED ? number_types[type].word : "another type";
}

static bool check_origin(StFile *f, const NetcModel *m, const TrainState *s, bool changed, Err *err)
{
    const char *found = st_metadata(f, "parameters"), *optimizer = st_metadata(f, "optimizer"),
               *net = netc_graph(m)->name;
    char *here = list_parameters(netc_graph(m));
    bool ok = here || err_set(err, "out of memory");
    if (ok && (!found || strcmp(found, here)))
        ok = differs(f, m, here, found ? found : "", err);
    free(here);
    if (!ok)
        return false;
    const char *now = optimizer ? renamed("optimizer", optimizer) : NULL;
    if (optimizer && strcmp(optimizer, optimizer_name(m)) &&
        !(now && !strcmp(now, optimizer_name(m))))
        return err_set(err, "%s is a checkpoint of a training with optimizer %s; %s says %s",
                       st_path(f), optimizer, net, optimizer_name(m));
    if ((s->average > 0) != (netc_graph(m)->train.average > 0))
        return err_set(err, "%s is a checkpoint of a training %s `average`; %s %s", st_path(f),
                       s->average > 0 ? "with" : "without", net,
                       s->average > 0 ? "has none" : "has one");
    if ((s->accumulate > 1) != (netc_accumulate(m) > 1))
        return err_set(err, "%s is a checkpoint of a training with %d batch%s a step; here are %d",
                       st_path(f), s->accumulate, s->accumulate == 1 ? "" : "es",
                       netc_accumulate(m));
    const NetcWeights precision = netc_precision(m);
    if (s->precision != (int)precision)
        return err_set(err, "%s is a checkpoint of a training with --precision=%s; here it is %s",
                       st_path(f), precision_word(s->precision), precision_word((int)precision));
    if (s->exact != EXACT_UNKNOWN && (s->exact == EXACT_YES) != netc_exact(m))
        return err_set(err, "%s is a checkpoint of a training %s --exact; this one is %s it",
                       st_path(f), s->exact == EXACT_YES ? "with" : "without",
                       netc_exact(m) ? "with" : "without");
    return check_recipe(f, m, changed, err);
}

/* The pieces' sizes add up to netc_state_bytes, or the plan that wrote them was another one. */
static bool read_pieces(StFile *f, const NetcModel *m, unsigned char *state, Err *err)
{
    char name[TEXT];
    size_t bytes = netc_state_bytes(m);
    for (int i = 0; i < piece_count(bytes); i++) {
        size_t at = (size_t)i * PIECE, want = bytes - at < PIECE ? bytes - at : PIECE;
        piece_name(i, name);
        const StTensor *t = st_find(f, name);
        if (!t || t->type != NUMBER_U8 || (size_t)t->count != want)
            return err_set(err,
                           "%s: expected `%s` with %zu bytes, found %lld: is another part of the "
                           "net frozen, or the optimizer set otherwise?",
                           st_path(f), name, want, t ? (long long)(t->end - t->begin) : 0LL);
        if (!st_read_raw(f, t, state + at, err))
            return false;
    }
    return true;
}

/* An image of all parameters, where the file has it; *found says so. */
static bool read_image(StFile *f, const char *name, float *to, size_t floats, bool *found, Err *err)
{
    const StTensor *t = st_find(f, name);
    *found = t != NULL;
    if (!t)
        return true;
    if (t->type != NUMBER_F32 || (size_t)t->count != floats)
        return err_set(err, "%s: expected `%s` with %zu elements of type F32 in the checkpoint",
                       st_path(f), name, floats);
    return st_read_float(f, t, to, err);
}

/* A sample of one label is right once at most; of several, each counts. */
static bool check_count(const StFile *f, const NetcModel *m, const TrainState *s, Err *err)
{
    int64_t most = netc_int_labels(m) ? 1 : (int64_t)netc_output_floats(m);
    return s->correct <= s->done * most ||
           err_set(err, "%s: the checkpoint's sums are damaged: %lld right of %d", st_path(f),
                   (long long)s->correct, s->done);
}

/* Before all is read, only *best, params and state are written to: the model and *s stay whole. */
static bool load_from(StFile *f, NetcModel *m, TrainState *s, float *best, float *params,
                      unsigned char *state, bool changed, Err *err)
{
    TrainState found = {0};
    size_t floats = netc_param_floats(m);
    bool has_best, has_params;
    if (!read_state(f, &found, err) || !check_origin(f, m, &found, changed, err) ||
        !check_count(f, m, &found, err) || !read_pieces(f, m, state, err))
        return false;
    if (!read_image(f, "best", best, floats, &has_best, err) ||
        !read_image(f, "params", params, floats, &has_params, err))
        return false;
    Err why;
    if (!netc_state_check(m, state, &why))
        return err_set(err, "%s holds %s", st_path(f), why.text);
    if (has_params) {
        memcpy(netc_params(m), params, sizeof *params * floats);
        netc_params_changed(m);
    }
    if (!netc_state_load(m, state))
        return err_set(err, "%s: the training state does not fit this net", st_path(f));
    netc_show_average(m, true);
    if (!has_best)
        memcpy(best, netc_params(m), sizeof *best * floats);
    netc_show_average(m, false);
    *s = found;
    return true;
}

/* ---- whole or damaged ---- */

static bool sum_tensors(StFile *f, uint64_t *h, Err *err)
{
    for (int i = 0; i < st_count(f); i++) {
        const StTensor *t = st_tensor(f, i);
        size_t bytes = (size_t)(t->end - t->begin);
        unsigned char *data = malloc(bytes + 1);
        bool ok = data ? st_read_raw(f, t, data, err)
                       : err_set(err, "out of memory (%s)", st_path(f));
        if (ok)
            *h = hash_tensor(*h, t->name, data, bytes);
        free(data);
        if (!ok)
            return false;
    }
    return true;
}

/* Does the checksum fit what the file holds? */
static bool is_whole(StFile *f, Err *err)
{
    TrainState s = {0};
    StMeta meta[N_META];
    char sum[TEXT];
    if (!read_state(f, &s, err))
        return false;
    int n = 0, number = format_number(f);
    for (int i = 0; i < N_META; i++) {
        const char *key = i < N_FIELDS     ? field_table[i].key
                          : i < N_META - 1 ? other_meta[i - N_FIELDS]
                                           : "checksum",
                   *value = st_metadata(f, key);
        if (number < (i < N_FIELDS ? field_table[i].since : !strcmp(key, "recipe") ? 4 : 3))
            continue;
        if (!value)
            return err_set(err, "%s: the checkpoint's entry `%s` is missing", st_path(f), key);
        meta[n++] = (StMeta){key, value};
    }
    uint64_t h = hash_meta(meta, n - 1);
    if (!sum_tensors(f, &h, err))
        return false;
    snprintf(sum, sizeof sum, "%016" PRIx64, h);
    return !strcmp(sum, meta[n - 1].value) ||
           err_set(err, "%s is damaged: its checksum is %s, that of its content %s", st_path(f),
                   meta[n - 1].value, sum);
}

static bool whole_file(const char *path, Err *err)
{
    StFile *f = st_open(path, err);
    bool ok = f && is_whole(f, err);
    st_close(f);
    return ok;
}

static bool is_there(const char *path) { return !access(path, F_OK); }

/* Killed between the renames of its first save: the new one is whole and has only to get its name.
 */
static bool finish_first_save(const char *path, const char *previous, const char *next)
{
    return !is_there(path) && !is_there(previous) && whole_file(next, NULL) && !rename(next, path);
}

static bool choose(const char *path, const char *previous, const char *next, const char **used,
                   Err *note, Err *err)
{
    Err why = {""}, other = {""};
    *used = path;
    if (whole_file(path, &why) || finish_first_save(path, previous, next))
        return true;
    *used = previous;
    if (whole_file(previous, &other)) {
        if (is_there(path))
            *note = why;
        else
            err_set(note, "%s is not there%s", path,
                    is_there(next) ? ": its training was killed while it saved" : "");
        return true;
    }
    if (!is_there(previous))
        return err_set(err, "%s", why.text);
    return err_set(err, "%.480s; nor is the one before of use: %.480s", why.text, other.text);
}

bool checkpoint_choose(const char *path, char **used, Err *note, Err *err)
{
    char *previous = with_ending(path, checkpoint_suffix),
         *next = with_ending(path, checkpoint_next);
    const char *chosen = path;
    note->text[0] = 0;
    *used = NULL;
    bool ok = previous && next ? choose(path, previous, next, &chosen, note, err)
                               : err_set(err, "out of memory");
    if (ok)
        *used = with_ending(chosen, "");
    free(previous);
    free(next);
    return ok && (*used || err_set(err, "out of memory"));
}

bool checkpoint_load(NetcModel *m, TrainState *s, float *best, const char *path, bool changed,
                     Err *err)
{
    StFile *f = st_open(path, err);
    if (!f)
        return false;
    float *params = malloc(sizeof *params * (netc_param_floats(m) + 1));
    unsigned char *state = malloc(netc_state_bytes(m) + 1);
    bool ok = params && state
                  ? is_whole(f, err) && load_from(f, m, s, best, params, state, changed, err)
                  : err_set(err, "out of memory (%s)", path);
    free(params);
    free(state);
    st_close(f);
    return ok;
}

bool checkpoint_peek(const char *path, TrainState *s, Err *err)
{
    TrainState found = {0};
    StFile *f = st_open(path, err);
    bool ok = f && read_state(f, &found, err);
    st_close(f);
    if (ok)
        *s = found;
    return ok;
}

CheckpointRecipe checkpoint_recipe(const char *path, const NetcModel *m, Err *differences)
{
    StFile *f = st_open(path, differences);
    const char *then = f ? st_metadata(f, "recipe") : NULL;
    CheckpointRecipe r = !then                                           ? RECIPE_UNKNOWN
                         : recipe_same(netc_graph(m), then, differences) ? RECIPE_SAME
                                                                         : RECIPE_CHANGED;
    st_close(f);
    return r;
}
