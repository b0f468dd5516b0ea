/* Feed: finds and loads a net's data set, and converts samples to the net's input and the loss's
 * labels. Conversion is a table lookup a byte, so it is cheap beside any step. See feed.h. */
#define _POSIX_C_SOURCE 200809L
#include "training/feed.h"
#include "compiler/front/front.h"
#include "data/augment.h"
#include "runtime/load_save.h"
#include "training/metrics.h"
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The table's own text for a kind's name; NULL: no such kind. */
static const char *kind_named(const char *name, size_t len)
{
    for (int i = 0; dataset_kinds[i]; i++)
        if (strlen(dataset_kinds[i]->name) == len && !memcmp(dataset_kinds[i]->name, name, len))
            return dataset_kinds[i]->name;
    return NULL;
}

static bool has_class_folders(const char *kind)
{
    for (int i = 0; kind && dataset_kinds[i]; i++)
        if (!strcmp(dataset_kinds[i]->name, kind))
            return dataset_kinds[i]->class_folders;
    return false;
}

static const char *kind_of_folders(void)
{
    for (int i = 0; dataset_kinds[i]; i++)
        if (dataset_kinds[i]->class_folders)
            return dataset_kinds[i]->name;
    return NULL;
}

static bool holds_file(const char *folder, const char *name)
{
    char path[4096];
    struct stat st;
    return snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path &&
           !stat(path, &st) && S_ISREG(st.st_mode);
}

static bool holds_folder(const char *folder)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    bool found = false;
    while (d && !found && (e = readdir(d))) {
        char path[4096];
        struct stat st;
        if (e->d_name[0] == '.' ||
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path)
            continue;
        found = !stat(path, &st) && S_ISDIR(st.st_mode);
    }
    if (d)
        closedir(d);
    return found;
}

static bool holds_mark(const char *folder, const char *marks)
{
    for (const char *p = marks; p && *p; p += strspn(p, " ")) {
        char name[64];
        size_t len = strcspn(p, " ");
        snprintf(name, sizeof name, "%.*s", (int)len, p);
        if (holds_file(folder, name))
            return true;
        p += len;
    }
    return false;
}

/* The kind whose files the folder holds; the section's own first. NULL: they tell of none. */
static const char *kind_marked(const char *folder, const char *own)
{
    for (int i = 0; own && dataset_kinds[i]; i++)
        if (!strcmp(dataset_kinds[i]->name, own) && holds_mark(folder, dataset_kinds[i]->marks))
            return own;
    for (int i = 0; dataset_kinds[i]; i++)
        if (holds_mark(folder, dataset_kinds[i]->marks))
            return dataset_kinds[i]->name;
    return NULL;
}

/* The kind whose files end so. */
static const char *kind_ending(const char *path)
{
    size_t n = strlen(path);
    for (int i = 0; dataset_kinds[i]; i++) {
        const char *end = dataset_kinds[i]->ending;
        if (end && n > strlen(end) && !strcmp(path + n - strlen(end), end))
            return dataset_kinds[i]->name;
    }
    return NULL;
}

bool feed_place(const Graph *g, const char *given, DataPlace *out, Err *err)
{
    if (!given) {
        *out = (DataPlace){.kind = g->train.data_kind, .path = g->train.data_path};
        if (out->kind && out->path)
            return true;
        return err_set(
            err, "no data: %s has no `data` statement in its train section; give --data KIND:PATH",
            g->name);
    }
    const char *colon = strchr(given, ':'),
               *kind = colon ? kind_named(given, (size_t)(colon - given)) : NULL;
    if (kind) {
        *out = (DataPlace){.kind = kind, .path = colon + 1};
        return true;
    }
    *out = (DataPlace){.path = given};
    if ((out->kind = kind_ending(given)))
        return true;
    if ((out->kind = kind_marked(given, g->train.data_kind)))
        return true;
    if (holds_folder(given) || !g->train.data_kind)
        out->kind = kind_of_folders();
    else
        out->kind = g->train.data_kind;
    return true;
}

/* Nobody named this place on the command line. Always returns false. */
static bool say_where_from(const Graph *g, Err *err)
{
    if (!err)
        return false;
    Err why = *err;
    return err_set(err, "%s. The train section of %s names this place; --data names another",
                   why.text, g->name);
}

bool feed_takes_pictures(const Graph *g, Err *err)
{
    if (g->input.c == 1 || g->input.c == 3)
        return true;
    return err_set(err, "%s takes %d channels; pictures give 3 (colour) or 1 (grey)", g->name,
                   g->input.c);
}

static bool takes_no_changes(const Graph *g, const char *path, Err *err)
{
    return !augment_any(&g->train.augment) ||
           err_set(err, "%s: `augment` changes pictures of bytes, not numbers of another type",
                   path);
}

/* Rows that other ones have normalised, as the weights file says. */
static bool fits_scaling(const Graph *g, const Dataset *d, const char *path, Err *err)
{
    Columns *t = NULL;
    bool ok = !g->columns || (columns_parse(g->columns, "the weights file", &t, err) &&
                              columns_within(t, d->numbers, d->n, path, 0, err));
    columns_free(t);
    return ok;
}

/* Values go in as they are: neither resized nor augmented. */
static bool fits_input(const Graph *g, const Dataset *d, const char *path, Err *err)
{
    const Input *in = &g->input;
    if (!dataset_is_numbers(d))
        return feed_takes_pictures(g, err);
    if (d->columns)
        return columns_suits(g, d->columns, path, err) && takes_no_changes(g, path, err) &&
               fits_scaling(g, d, path, err);
    if (d->h != in->h || d->w != in->w || d->c != in->c)
        return err_set(err, "%s holds samples of %dx%dx%d numbers, but %s takes %dx%dx%d%s", path,
                       d->h, d->w, d->c, g->name, in->h, in->w, in->c,
                       d->h == in->c && d->w == in->h && d->c == in->w
                           ? ": channels come last; numpy's x.transpose(0, 2, 3, 1) puts them there"
                           : " (pictures of bytes would be resized)");
    return takes_no_changes(g, path, err);
}

/* Targets are shares of 1 where the loss says so, and the samples of a training differ in them. */
static bool targets_fit(const Graph *g, const Dataset *d, const DataPlace *place,
                        DatasetSplit split, Err *err)
{
    const Loss *loss = g->train.loss.record;
    size_t k = (size_t)d->n_targets, n = (size_t)d->n * k;
    bool alike = true;
    for (size_t i = 0; i < n; i++) {
        float t = d->targets[i];
        if (loss && loss->shares && !(t >= 0 && t <= 1))
            return err_set(err,
                           "%s: target %zu of sample %zu is %g, but %s takes numbers from 0 to 1",
                           place->path, i % k, i / k, (double)t, loss->name);
        alike = alike && t == d->targets[i % k];
    }
    if (split != DATASET_TRAIN || !alike || d->n < 2)
        return true;
    return err_set(err,
                   "%s: the targets of all %d training samples are the same: there is nothing "
                   "to learn",
                   place->path, d->n);
}

/* The names of the classes of which d has no sample; *n of them; false: no memory. */
static bool absent_classes(const Dataset *d, char *list, size_t size, int *n)
{
    const char **absent = calloc((size_t)d->n_classes + 1, sizeof *absent);
    bool *some = calloc((size_t)d->n_classes + 1, sizeof *some), ok = absent && some;
    *n = 0;
    for (int i = 0; ok && i < d->n; i++)
        some[d->labels[i]] = true;
    for (int c = 0; ok && c < d->n_classes; c++)
        if (!some[c])
            absent[(*n)++] = d->classes[c];
    if (ok)
        name_list(list, size, absent, *n);
    free(absent);
    free(some);
    return ok;
}

/* Says which classes have no sample, where that is not an error. */
static bool note_absent(Dataset *d, const DataPlace *place, DatasetSplit split, int classes,
                        Err *err)
{
    char list[400];
    int n;
    if (split == DATASET_VALIDATION || d->n == 0)
        return true;
    if (!absent_classes(d, list, sizeof list, &n))
        return err_set(err, "out of memory (class names)");
    if (n && split == DATASET_TEST)
        return dataset_note(
            d, err,
            "%s: no test sample of %d of %d classes: %s; the means of the classes leave %s out",
            place->path, n, d->n_classes, list, n == 1 ? "it" : "them");
    if (n)
        return dataset_note(d, err, "%s: no training sample of %d of %d classes: %s", place->path,
                            n, d->n_classes, list);
    if (split == DATASET_TRAIN && d->n_classes < classes)
        return dataset_note(
            d, err, "%s has %d classes, but the net tells %d apart: no sample is of the last %d",
            place->path, d->n_classes, classes, classes - d->n_classes);
    return true;
}

/* Every label is an output's, and a training set has more than one class. */
static bool labels_fit(const Graph *g, const Dataset *d, const DataPlace *place, DatasetSplit split,
                       int classes, Err *err)
{
    const Loss *loss = g->train.loss.record;
    bool alike = true;
    for (int i = 0; i < d->n; i++) {
        int label = d->labels[i];
        if (label < 0 || label >= classes)
            return err_set(
                err,
                "%s: sample %d has label %d, but the output of %s tells only %d classes "
                "apart (0 to %d)%s",
                place->path, i, label, g->name, classes, classes - 1,
                loss && !loss->classes ? "; `target input` compares outputs with the input" : "");
        alike = alike && label == d->labels[0];
    }
    if (split != DATASET_TRAIN || !alike || d->n < 2)
        return true;
    return err_set(
        err, "%s: all %d training samples are of class %d (%s): there is nothing to tell apart",
        place->path, d->n, d->labels[0],
        d->labels[0] < d->n_classes ? d->classes[d->labels[0]] : "without a name");
}

/* Numbers from -1 to 1 have been scaled already; a `scale` meant for bytes makes them so small that
 * hardly anything is learnt. */
static bool note_scaled(const Graph *g, Dataset *d, const DataPlace *place, DatasetSplit split,
                        Err *err)
{
    double scale = fabs(g->input.scale);
    float largest = d->records ? d->records->largest : 0;
    size_t n = d->values ? (size_t)d->n * (size_t)d->h * (size_t)d->w * (size_t)d->c : 0;
    for (size_t i = 0; i < n; i++)
        largest = fmaxf(largest, fabsf(d->values[i]));
    if (split == DATASET_VALIDATION || !(largest > 0 && largest <= 1 && scale < 0.05))
        return true;
    return dataset_note(d, err,
                        "%s: no number is beyond 1, and `input` of %s multiplies them by %.6g: "
                        "where they are scaled already, leave `scale` out",
                        place->path, g->name, g->input.scale);
}

/* A class for each pixel? Where the loss compares shares, and the net ends in a map. */
static bool takes_masks(const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    return loss && loss->shares && g->output->out.rank == 3 && !g->train.target_input;
}

static bool feed_fits(const Graph *g, Dataset *d, const DataPlace *place, DatasetSplit split,
                      int classes, Err *err)
{
    const Train *t = &g->train;
    if ((t->balanced || t->n_class_weights) && d->targets)
        return err_set(err, "%s: `class_weight` weighs classes; these samples have targets",
                       place->path);
    if (t->classes && d->targets)
        return err_set(err, "%s: `classes` chooses among classes; these samples have targets",
                       place->path);
    if (t->classes && !dataset_select(d, t->classes, t->n_classes, g->labels, g->n_labels, err)) {
        Err why = err ? *err : (Err){0};
        return err_set(err, "%s: %s", place->path, why.text);
    }
    const Loss *loss = t->loss.record;
    classes = loss && loss->compares ? d->n_classes : classes; /* any number of them */
    if (!fits_input(g, d, place->path, err))
        return false;
    if (d->masks && augment_mixes(&t->augment))
        return err_set(err,
                       "%s: mixup and cutmix mix the targets of whole samples; masks have one for "
                       "each pixel",
                       place->path);
    if (takes_masks(g) && !d->masks && !d->targets)
        return err_set(err,
                       "%s: the net tells the class of each pixel, but the samples have one "
                       "each: put `flatten` or `globalavgpool` before its last layer",
                       place->path);
    if (d->masks && augment_moves(&t->augment) &&
        (d->mask_h != g->input.h || d->mask_w != g->input.w))
        return err_set(err,
                       "%s: masks of %dx%d do not move with pictures of %dx%d: `augment` can "
                       "change colours alone",
                       place->path, d->mask_w, d->mask_h, g->input.w, g->input.h);
    bool fits = t->target_input || d->masks || g->n_heads ? true
                : d->targets                              ? targets_fit(g, d, place, split, err)
                             : labels_fit(g, d, place, split, classes, err) &&
                                   note_absent(d, place, split, classes, err);
    return fits && note_scaled(g, d, place, split, err);
}

bool feed_note_unlike(const Dataset *train, Dataset *validation, Err *err)
{
    Dataset *v = validation;
    if (v->rate != train->rate)
        return err_set(err,
                       "the signals that validate have %d samples a second, those for training %d: "
                       "`rate=` of `data` says which are wanted",
                       v->rate, train->rate);
    bool numbers = dataset_is_numbers(train);
    if (numbers != dataset_is_numbers(v))
        return dataset_note(v, err,
                            "the training samples are %s, those that validate are %s: both are "
                            "multiplied by the `scale` of `input`",
                            numbers ? "numbers" : "pictures of bytes",
                            dataset_is_numbers(v) ? "numbers" : "pictures of bytes");
    if (v->resized && !train->resized &&
        !dataset_note(
            v, err,
            "%d of the %d pictures that validate are resized to %dx%d; none for training is",
            v->resized, v->n, v->w, v->h))
        return false;
    return !(v->grey == v->n && train->grey == 0 && !dataset_is_numbers(v)) ||
           dataset_note(v, err, "the %d pictures that validate are all grey; none for training is",
                        v->n);
}

int feed_classes(const NetcModel *m) { return classes_of_outputs(netc_graph(m)->output->out.c); }

static const DatasetKind *record_of(const char *kind)
{
    for (int i = 0; kind && dataset_kinds[i]; i++)
        if (!strcmp(dataset_kinds[i]->name, kind))
            return dataset_kinds[i];
    return NULL;
}

/* Inputs and outputs of the net, where they are several. */
typedef struct Parts {
    DatasetPart *inputs, *outputs; /* malloc'd */
} Parts;

static void parts_free(Parts *p)
{
    free(p->inputs);
    free(p->outputs);
}

static bool parts_new(Parts *p, const Graph *g, Err *err)
{
    p->inputs = calloc((size_t)g->n_inputs + 1, sizeof *p->inputs);
    p->outputs = calloc((size_t)g->n_heads + 1, sizeof *p->outputs);
    if (!p->inputs || !p->outputs) {
        parts_free(p);
        return err_set(err, "out of memory (inputs and outputs)");
    }
    for (int i = 0; i < g->n_inputs; i++) {
        const InputPart *from = &g->inputs[i];
        p->inputs[i] = (DatasetPart){.name = from->name,
                                     .h = from->shape.h,
                                     .w = from->shape.w,
                                     .c = from->shape.c,
                                     .at = from->at,
                                     .vector = from->shape.rank == 1};
    }
    for (int i = 0; i < g->n_heads; i++) {
        const Head *from = &g->heads[i];
        const Loss *loss = from->loss.record;
        const Shape s = from->node->out;
        p->outputs[i] = (DatasetPart){.name = from->name,
                                      .h = s.h,
                                      .w = s.w,
                                      .c = s.c,
                                      .at = from->at,
                                      .vector = s.rank == 1,
                                      .classes = loss && loss->classes,
                                      .shares = loss && loss->shares && !loss->classes};
    }
    return true;
}

/* Does the kind of data have what the net reads and tells? Of a table the targets may be several
 * outputs of numbers. */
static bool has_parts(const Graph *g, const DataPlace *place, Err *err)
{
    const DatasetKind *kind = record_of(place->kind);
    bool numbers = !g->n_inputs && kind && kind->table;
    for (int i = 0; i < g->n_heads; i++) {
        const Loss *loss = g->heads[i].loss.record;
        numbers = numbers && loss && !loss->classes;
    }
    return (!g->n_inputs && !g->n_heads) || !kind || kind->parts || numbers ||
           err_set(err,
                   "%s: %s has several %s; of such nets the data are `data npy` or `data npz`, an "
                   "array for each",
                   place->path, g->name, g->n_inputs ? "inputs" : "outputs");
}

bool feed_load(const NetcModel *m, const DataPlace *place, DatasetSplit split, Dataset **out,
               Err *err)
{
    const Graph *g = netc_graph(m);
    int classes = feed_classes(m);
    const Loss *loss = g->train.loss.record;
    const Train *t = &g->train; /* chosen classes go by the data set's own names first */
    const bool embeds = loss && loss->compares;
    DatasetRequest req = {.path = place->path,
                          .split = split,
                          .h = g->input.h,
                          .w = g->input.w,
                          .labels = t->classes ? NULL : g->labels,
                          .n_labels = t->classes ? 0 : g->n_labels,
                          .known = g->classes,
                          .n_known = g->n_classes,
                          .strict = place->strict,
                          .limit = place->limit,
                          .channels = g->input.c,
                          .rate = split != DATASET_TRAIN && g->rate ? g->rate : t->columns.rate,
                          .n_outputs = t->classes || embeds ? 0 : classes,
                          .mask_h = takes_masks(g) ? g->output->out.h : 0,
                          .mask_w = takes_masks(g) ? g->output->out.w : 0,
                          .tells_classes = loss && (loss->classes || embeds),
                          .n_targets = netc_int_labels(m) ? 0 : (int)netc_output_floats(m),
                          .unlabelled = t->target_input,
                          .columns_wish = &t->columns,
                          .columns = split == DATASET_TRAIN ? NULL : g->columns,
                          .some_classes = t->classes != NULL,
                          .trained_on = has_class_folders(t->data_kind) ? t->data_path : NULL};
    if (req.mask_h && (t->classes || classes > 256))
        return err_set(err,
                       t->classes ? "`classes` chooses samples by their class; %s tells the "
                                    "class of each pixel"
                                  : "%s tells more than 256 classes of pixels apart",
                       g->name);
    Parts parts;
    bool ok = has_parts(g, place, err) && parts_new(&parts, g, err);
    if (!ok)
        return false;
    req.inputs = parts.inputs;
    req.n_inputs = g->n_inputs;
    req.outputs = parts.outputs;
    req.n_parts = g->n_heads;
    ok = dataset_load(place->kind, req, out, err);
    parts_free(&parts);
    if (!ok)
        return place->path == t->data_path ? say_where_from(g, err) : false;
    if (feed_fits(g, *out, place, split, classes, err))
        return true;
    dataset_free(*out);
    *out = NULL;
    return false;
}

DatasetSplit feed_validation(const Graph *g)
{
    return g->train.validate_on_test ? DATASET_TEST : DATASET_VALIDATION;
}

bool feed_training(const NetcModel *m, const char *given, uint64_t seed, Dataset **out, Err *err)
{
    DataPlace place;
    Dataset *all, *held_out = NULL;
    double share = netc_graph(m)->train.validation;
    if (!feed_place(netc_graph(m), given, &place, err) ||
        !feed_load(m, &place, DATASET_TRAIN, &all, err))
        return false;
    *out = all;
    if (share <= 0)
        return all->n > 0 || err_set(err, "%s: the training set is empty", place.path);
    bool ok = dataset_split(all, share, seed, out, &held_out, err);
    if (ok) { /* what was said of all of it */
        (*out)->notes = all->notes;
        (*out)->warning = all->warning;
        all->notes = NULL;
        all->warning = NULL;
    } else {
        *out = NULL;
    }
    dataset_free(all);
    dataset_free(held_out);
    return ok;
}

bool feed_use_columns(NetcModel *m, const Dataset *train, const Dataset *validation, Err *err)
{
    Columns *t;
    if (!train->columns)
        return true;
    if (!columns_copy(train->columns, &t, err))
        return false;
    columns_fit(t, train->numbers, train->n);
    char *json = columns_json(t);
    bool ok = columns_within(t, train->numbers, train->n, "the training rows", 0, err) &&
              (!validation || columns_within(t, validation->numbers, validation->n,
                                             "the rows that validate", 0, err));
    columns_free(t);
    ok = !ok    ? false
         : json ? netc_use_columns(m, json, "the training set", err)
                : err_set(err, "out of memory (the columns of a table)");
    free(json);
    return ok;
}

/* "0", "1", ...: names that say nothing. */
static bool are_numbers(const Dataset *d)
{
    for (int i = 0; i < d->n_classes; i++) {
        char number[20];
        snprintf(number, sizeof number, "%d", i);
        if (strcmp(number, d->classes[i]))
            return false;
    }
    return true;
}

/* What stands for the name of an output that no training sample has. */
enum { UNNAMED = 24 };

static void unnamed(char text[UNNAMED], int k) { snprintf(text, UNNAMED, "class %d", k); }

/* The names of the training classes, then `class K` for each output that has none. */
static bool use_names(NetcModel *m, const Dataset *train, int n, Err *err)
{
    const char **name = calloc((size_t)n, sizeof *name);
    char(*other)[UNNAMED] = calloc((size_t)n, sizeof *other);
    bool ok = (name && other) || err_set(err, "out of memory (%d class names)", n);
    for (int k = 0; ok && k < n; k++) {
        unnamed(other[k], k);
        name[k] = k < train->n_classes ? train->classes[k] : other[k];
    }
    ok = ok && netc_use_classes(m, name, n, train->rate, err);
    free(name);
    free(other);
    return ok;
}

bool feed_use_classes(NetcModel *m, const Dataset *train, Err *err)
{
    const Loss *loss = netc_graph(m)->train.loss.record;
    const int n = feed_classes(m);
    const bool fits = train->targets ? train->n_classes == n && n == train->n_targets
                                     : train->n_classes <= n;
    const bool named = fits && train->n_classes > 0 && !(loss && loss->compares) &&
                       !feed_target_is_input(m) && !are_numbers(train);
    return named ? use_names(m, train, n, err) : netc_use_classes(m, NULL, 0, train->rate, err);
}

/* Class names, and whose they are for a message. */
typedef struct Naming {
    const char *const *name;
    int n;
    const char *whose;
} Naming;

/* Puts into text those of `a` that are not in `b`; false: none. */
static bool only_in(const Naming *a, const Naming *b, char *text, size_t size)
{
    const char *some[8];
    int n = 0;
    for (int i = 0; i < a->n && n < 8; i++) {
        bool there = false;
        for (int k = 0; k < b->n && !there; k++)
            there = !strcmp(a->name[i], b->name[k]);
        if (!there)
            some[n++] = a->name[i];
    }
    name_list(text, size, some, n);
    return n > 0;
}

/* Whether the classes `used` are numbered as the weights were trained on them; the last ones may be
 * missing. any: any name goes for an output that training has none for. */
static bool named_alike(const Naming *weights, const Naming *used, bool any, Err *err)
{
    char more[300], less[300], none[UNNAMED];
    int k = 0;
    for (; k < used->n && k < weights->n; k++) {
        unnamed(none, k);
        if (strcmp(used->name[k], weights->name[k]) && !(any && !strcmp(weights->name[k], none)))
            break;
    }
    if (k == used->n)
        return true;
    bool has_more = only_in(used, weights, more, sizeof more),
         has_less = only_in(weights, used, less, sizeof less);
    if (!has_more)
        return err_set(err,
                       "%s was trained on the same classes in another order: class %d is %.200s "
                       "there, and %.200s in %.200s",
                       weights->whose, k, k < weights->n ? weights->name[k] : "none", used->name[k],
                       used->whose);
    return err_set(err, "%s was trained on other classes than those of %.200s: %s%s%snot on %s",
                   weights->whose, used->whose, has_less ? "on " : "", has_less ? less : "",
                   has_less ? ", and " : "", more);
}

bool feed_knows_classes(const NetcModel *m, const DataPlace *place, const Dataset *d,
                        const char *weights, Err *err)
{
    const Graph *g = netc_graph(m);
    const Loss *loss = g->train.loss.record;
    char whose[300];
    const Naming trained = {g->classes, g->n_classes, weights};
    if (!g->classes || (loss && loss->compares) || feed_target_is_input(m))
        return true;
    snprintf(whose, sizeof whose, "the labels of %.200s", g->name);
    const Naming labels = {g->labels, g->n_labels, whose};
    if (g->labels && g->n_labels == g->n_classes && !named_alike(&trained, &labels, true, err))
        return false;
    if (!d || g->labels || !d->n_classes || (are_numbers(d) && !has_class_folders(place->kind)))
        return true;
    const Naming used = {(const char *const *)d->classes, d->n_classes, place->path};
    return named_alike(&trained, &used, false, err);
}

bool feed_knows_columns(const NetcModel *m, const Dataset *d, const char *weights, Err *err)
{
    return (d && !d->columns) || netc_graph(m)->columns ||
           err_set(err,
                   "%s does not say what the columns of a table are; that of a training on one "
                   "does",
                   weights);
}

void feed_limit(Dataset *d, int n)
{
    if (n < d->n)
        d->n = n;
}

bool feed_init(Feed *f, const NetcModel *m, Err *err)
{
    const Graph *g = netc_graph(m);
    const Input *in = &g->input;
    if (in->c < 1)
        return err_set(err, "%s takes no numbers", g->name);
    *f = (Feed){.model = m, .pixels = in->h * in->w, .channels = in->c};
    for (int c = 0; c < in->c && c < 4; c++) {
        f->source[c] = in->bgr ? in->c - 1 - c : c;
        for (int v = 0; v < 256; v++)
            f->table[c][v] = (float)((v * in->scale - in->mean[c]) /
                                     in->std[c]); /* PREPROCESS: as in compiler/emit/text */
    }
    return true;
}

void feed_pixels(const Feed *f, const uint8_t *rgb, float *x)
{
    if (f->channels == 1) { /* grey as ITU-R 601 and Pillow's convert("L") have it */
        for (int i = 0; i < f->pixels; i++) {
            const uint8_t *p = rgb + (size_t)i * 3;
            x[i] = f->table[0][(p[0] * 19595 + p[1] * 38470 + p[2] * 7471 + 0x8000) >> 16];
        }
        return;
    }
    const uint8_t *a = rgb + f->source[0], *b = rgb + f->source[1], *c = rgb + f->source[2];
    for (size_t i = 0; i < (size_t)f->pixels * 3; i += 3) {
        x[i] = f->table[0][a[i]];
        x[i + 1] = f->table[1][b[i]];
        x[i + 2] = f->table[2][c[i]];
    }
}

void feed_to_pixels(const Feed *f, const float *x, uint8_t *rgb)
{
    const Input *in = &netc_graph(f->model)->input;
    for (int i = 0; i < f->pixels; i++, x += f->channels, rgb += 3)
        for (int c = 0; c < 3; c++) {
            int k = f->channels == 1 ? 0 : c; /* grey: three times the same */
            double v = ((double)x[k] * in->std[k] + in->mean[k]) / in->scale; /* PREPROCESS */
            rgb[f->channels == 1 ? c : f->source[c]] = (uint8_t)(v > 0 ? v < 255 ? lround(v) : 255
                                                                       : 0);
        }
}

static void put_values(const Input *in, int pixels, const float *raw, float *x)
{
    int channels = in->c;
    for (int i = 0; i < pixels; i++, raw += channels, x += channels)
        for (int c = 0; c < channels; c++) {
            int k = c < in->per_channel ? c : in->per_channel - 1; /* PREPROCESS */
            float v = raw[in->bgr ? channels - 1 - c : c];
            x[c] = isnan(v) ? 0.0f : (float)((v * in->scale - in->mean[k]) / in->std[k]);
        }
}

void feed_values(const Feed *f, const float *raw, float *x)
{
    const Graph *g = netc_graph(f->model);
    if (!g->n_inputs)
        put_values(&g->input, f->pixels, raw, x);
    for (int i = 0; i < g->n_inputs; i++) {
        const InputPart *p = &g->inputs[i];
        put_values(&p->in, p->in.h * p->in.w, raw + p->at, x + p->at);
    }
}

void feed_row(const Feed *f, const double *raw, float *x)
{
    const Input *in = &netc_graph(f->model)->input;
    for (int c = 0; c < f->channels; c++)
        x[c] = isnan(raw[c]) ? 0.0f : (float)((raw[c] - in->mean[c]) / in->std[c]);
}

void feed_sample(const Feed *f, const Dataset *d, int i, Fetch *fetch, float *x)
{
    if (d->numbers)
        feed_row(f, dataset_row(d, i), x);
    else if (dataset_is_numbers(d))
        feed_values(f, dataset_values(d, i, fetch), x);
    else
        feed_pixels(f, dataset_fetch(d, i, fetch), x);
}

size_t feed_label_floats(const Feed *f)
{
    return netc_int_labels(f->model) ? 1
           : f->trains               ? netc_label_floats(f->model)
                                     : netc_output_floats(f->model);
}

size_t feed_label_bytes(const Feed *f)
{
    return sizeof(float) * feed_label_floats(f); /* a class number is as long */
}

void feed_mask(const Feed *f, const uint8_t *mask, size_t pixels, void *labels, int at)
{
    int channels = netc_graph(f->model)->output->out.c;
    float *t = (float *)labels + (size_t)at * feed_label_floats(f);
    for (size_t p = 0; p < pixels; p++, t += channels) {
        for (int k = 0; k < channels; k++)
            t[k] = k != mask[p] ? 0.0f : f->class_weight ? f->class_weight[k] : 1.0f;
        if (channels == 1)
            t[0] = (float)mask[p];
    }
}

static void put_class(const Feed *f, int32_t label, float *t)
{
    size_t outputs = netc_output_floats(f->model);
    for (size_t k = 0; k < outputs; k++)
        t[k] = k != (size_t)label ? 0.0f : f->class_weight ? f->class_weight[k] : 1.0f;
    if (outputs == 1)
        t[0] = (float)label;
}

void feed_weigh(const Feed *f, const Dataset *d, int i, void *labels, int at)
{
    const size_t floats = feed_label_floats(f);
    float *t = (float *)labels + (size_t)at * floats;
    if (!f->trains || netc_int_labels(f->model))
        return;
    if (netc_graph(f->model)->train.weighs)
        t[floats - 1] = d->weights ? d->weights[i] : 1;
    else
        for (size_t k = 0; d->weights && k < floats; k++)
            t[k] *= d->weights[i];
}

void feed_label(const Feed *f, const Dataset *d, int i, const float *x, void *labels, int at)
{
    size_t outputs = netc_output_floats(f->model);
    if (netc_int_labels(f->model)) {
        ((int32_t *)labels)[at] = d->labels[i];
        return;
    }
    float *t = (float *)labels + (size_t)at * feed_label_floats(f);
    if (feed_target_is_input(f->model))
        memcpy(t, x, outputs * sizeof *t);
    else if (d->masks)
        feed_mask(f, dataset_mask(d, i), dataset_mask_pixels(d), labels, at);
    else if (d->targets)
        memcpy(t, dataset_targets(d, i), outputs * sizeof *t);
    else
        put_class(f, d->labels[i], t);
    feed_weigh(f, d, i, labels, at);
}

/* As scikit-learn's class_weight="balanced". A class without samples weighs nothing. */
static void balance(const Dataset *d, float *weight, int classes)
{
    size_t n = (size_t)d->n * (d->masks ? dataset_mask_pixels(d) : 1);
    for (int k = 0; k < classes; k++) {
        double count = 0;
        for (size_t i = 0; i < n; i++)
            count += (d->masks ? d->masks[i] : d->labels[i]) == k;
        weight[k] = count > 0 ? (float)((double)n / (classes * count)) : 0;
    }
}

bool feed_class_weights(const NetcModel *m, const Dataset *d, float **weight, Err *err)
{
    const Train *t = &netc_graph(m)->train;
    int classes = netc_graph(m)->output->out.c;
    *weight = NULL;
    if (!t->balanced && !t->n_class_weights)
        return true;
    if (!(*weight = malloc(sizeof **weight * (size_t)classes)))
        return err_set(err, "out of memory (class weights)");
    if (t->balanced)
        balance(d, *weight, classes);
    for (int k = 0; k < t->n_class_weights; k++)
        (*weight)[k] = (float)t->class_weights[k];
    return true;
}

bool feed_target_is_input(const NetcModel *m) { return netc_graph(m)->train.target_input; }

Task feed_task(const NetcModel *m, const Dataset *d)
{
    const Loss *loss = netc_graph(m)->train.loss.record;
    if (netc_graph(m)->n_heads)
        return TASK_OUTPUTS;
    if (feed_target_is_input(m))
        return TASK_NUMBERS;
    if (loss && loss->compares)
        return TASK_EMBEDDINGS;
    if (d->masks)
        return TASK_PIXELS;
    if (!d->targets)
        return TASK_CLASSES;
    return loss && loss->shares ? TASK_LABELS : TASK_NUMBERS;
}
