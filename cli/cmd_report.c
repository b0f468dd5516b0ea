/* netc report: one HTML file on a net: the curves of its training from the logs, and how its
 * weights do on the test images, with charts, tables and pictures. This file gathers the values;
 * report/report.h writes them. */
#include "base/number.h"
#include "cli/cli.h"
#include "cli/open_data.h"
#include "cli/files.h"
#include "compiler/ir/layer.h"
#include "compiler/front/schedule.h"
#include "training/evaluate.h"
#include "training/flips.h"
#include "report/report.h"
#include "report/report_charts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PICTURES = 12, MAX_LOGS = 64 }; /* of each sort */

typedef struct Gather {
    const Args *args;
    Arena *arena;
    const Graph *g;
    Report r;
    ReportFact *facts;
    int n_facts, cap_facts;
    const char **notes;
    int n_notes, cap_notes;
    Feed feed;
    float *y, *t;  /* the net's outputs and what they are compared with, malloc'd */
    double *score; /* of each sample, of tasks that tell no classes of samples */
    Metrics *metrics;
    Dataset *data;
    const char *data_path;
} Gather;

/* ---- logs ---- */

/* "LABEL=FILE", or a file, whose name without folder and ending is the label. */
static const char *split_label(Arena *a, const char *given, const char **path)
{
    struct stat st;
    const char *equals = strchr(given, '=');
    *path = given;
    if (equals && equals != given && equals[1] && stat(given, &st)) {
        *path = equals + 1;
        return arena_strndup(a, given, (size_t)(equals - given));
    }
    const char *slash = strrchr(given, '/'), *base = slash && slash[1] ? slash + 1 : given;
    size_t n = strlen(base);
    if (n > 6 && !strcmp(base + n - 6, ".jsonl"))
        n -= 6;
    return arena_strndup(a, base, n);
}

static void add_note(Gather *w, const char *text)
{
    cli_note("%s", text);
    ARENA_PUSH(w->arena, w->notes, w->n_notes, w->cap_notes, text);
}

/* The first log belongs to the weights; a further one may be another net's, to be compared with. */
static bool right_net(Gather *w, const TrainLog *l, bool first, Err *err)
{
    char ours[20];
    snprintf(ours, sizeof ours, "%016llx", (unsigned long long)w->g->layout_hash);
    if (!l->layout || !strcmp(l->layout, ours))
        return true;
    const char *what = arena_printf(
        w->arena,
        "%s is the log of another net (%s, parameter layout %s; %s has the net %s, layout %s)",
        l->path, l->net ? l->net : "without a name", l->layout, w->args->file[0], w->g->name, ours);
    if (first)
        return err_set(err, "%s; name the log of the net that is reported first", what);
    add_note(w, what);
    return true;
}

static bool read_logs(Gather *w, Err *err)
{
    const OptValue *o = &w->args->v[OPT_LOGS];
    TrainLog *log = ARENA_ARRAY(w->arena, TrainLog, o->n + 1);
    if (o->n > MAX_LOGS)
        return err_set(err, "%d logs are too many to compare: at most %d", o->n, MAX_LOGS);
    for (int i = 0; i < o->n; i++) {
        const char *path, *label = split_label(w->arena, o->list[i], &path);
        if (!trainlog_read(w->arena, path, &log[i], err))
            return false;
        log[i].label = label;
        for (int k = 0; k < i; k++)
            if (!strcmp(log[k].label, label))
                log[i].label = o->list[i];
        for (int k = 0; k < log[i].n_notes; k++)
            add_note(w, log[i].note[k]);
        if (!right_net(w, &log[i], i == 0, err))
            return false;
    }
    w->r.log = log;
    w->r.n_logs = o->n;
    return true;
}

static bool near_to(double a, double b) { return fabs(a - b) <= 1e-4 * fabs(b) + 1e-6; }

/* Which epoch of the first log the weights are of, by what its validation measured on the same
 * images. */
static void match_epoch(Gather *w, bool whole)
{
    if (w->r.n_logs == 0 || !whole || w->r.task != TASK_CLASSES || opt_views(w->args) > 1 ||
        w->g->train.validation > 0)
        return;
    if (w->data->validation_beside && !w->g->train.validate_on_test)
        return;
    const TrainLog *l = &w->r.log[0];
    bool validated = false;
    for (int i = 0; i < l->n; i++) {
        validated |= isfinite(l->epoch[i].val_loss);
        if (!near_to(l->epoch[i].val_loss, w->r.loss) ||
            !near_to(l->epoch[i].val_accuracy, metrics_accuracy(w->metrics)))
            continue;
        ReportFact f = {"epoch of the weights",
                        arena_printf(w->arena, "%d of %s, by its validation loss and accuracy",
                                     l->epoch[i].epoch, l->label)};
        ARENA_PUSH(w->arena, w->facts, w->n_facts, w->cap_facts, f);
        return;
    }
    if (validated)
        add_note(w, arena_printf(w->arena,
                                 "no epoch of %s has the loss and accuracy measured here: the "
                                 "weights are of another training, or the data are others",
                                 l->path));
}

/* ---- facts ---- */

static void fact(Gather *w, const char *name, const char *value)
{
    ReportFact f = {name, value};
    if (value)
        ARENA_PUSH(w->arena, w->facts, w->n_facts, w->cap_facts, f);
}

/* "adam rate=0.001 beta1=0.9": a statement of the train section with all its values, those by
 * default too. */
static const char *setting_text(Arena *a, const char *name, const AttrSpec *specs,
                                const AttrValue *v)
{
    for (int i = 0; specs[i].name; i++) {
        bool flag = specs[i].type == ATTR_FLAG;
        if (flag && v[i].num != 0)
            name = arena_printf(a, "%s %s", name, specs[i].name);
        else if (specs[i].type == ATTR_NAME && v[i].str)
            name = arena_printf(a, "%s %s=%s", name, specs[i].name, v[i].str);
        else if (specs[i].type == ATTR_INT || specs[i].type == ATTR_NUM)
            name = arena_printf(a, "%s %s=%.9g", name, specs[i].name, v[i].num);
    }
    return name;
}

static const char *augment_text(Arena *a, const AugmentSpec *s)
{
    const char *text = NULL;
#define AUGMENT(kind, form, def, max, doc) \
    if (s->kind != 0)                      \
        text = arena_printf(a, "%s%s" #kind "=%.9g", text ? text : "", text ? " " : "", s->kind);
#include "data/augments.def"
#undef AUGMENT
    return text;
}

static void train_facts(Gather *w)
{
    const Train *t = &w->g->train;
    Arena *a = w->arena;
    const Loss *loss = t->loss.record;
    const Optimizer *opt = t->optimizer.record;
    const Schedule *schedule = t->schedule.record;
    for (int i = 0; i < w->g->n_heads; i++) {
        const Head *h = &w->g->heads[i];
        const Loss *own = h->loss.record;
        if (own)
            fact(w, arena_printf(a, "loss of %s", h->name),
                 arena_printf(a, "%s, weight %.9g",
                              setting_text(a, own->name, own->attrs, h->loss.attr), h->weight));
    }
    if (loss && !w->g->n_heads)
        fact(w, "loss", setting_text(a, loss->name, loss->attrs, t->loss.attr));
    if (!t->present)
        return;
    if (opt)
        fact(w, "optimizer", setting_text(a, opt->name, opt->attrs, t->optimizer.attr));
    if (schedule)
        fact(w, "schedule", setting_text(a, schedule->name, schedule->attrs, t->schedule.attr));
    fact(w, "augment", augment_text(a, &t->augment));
    if (t->batch)
        fact(w, "batch (file)", arena_printf(a, "%d", t->batch));
    if (t->accumulate > 1)
        fact(w, "accumulate (file)", arena_printf(a, "%d batches a step", t->accumulate));
    if (t->lookahead > 0)
        fact(w, "lookahead",
             arena_printf(a, "%d steps, share %.6g", t->lookahead, t->lookahead_share));
    if (t->average > 0)
        fact(w, "average of the weights", arena_printf(a, "%.9g", t->average));
    if (t->epochs)
        fact(w, "epochs (file)", arena_printf(a, "%d", t->epochs));
    fact(w, "seed (file)", arena_printf(a, "%llu", (unsigned long long)t->seed));
    if (t->validation > 0)
        fact(w, "validation", arena_printf(a, "%g of the training data, held out", t->validation));
    if (t->stop_monitor)
        fact(w, "stop",
             arena_printf(a, "%s patience=%d min_delta=%g", t->stop_monitor, t->stop_patience,
                          t->stop_min_delta));
}

static void all_facts(Gather *w, bool limited)
{
    const Args *args = w->args;
    fact(w, "net",
         arena_printf(w->arena, "%s in %s, %s", w->g->name, args->file[0],
                      text_counted(w->arena, w->g->param_floats, "parameter")));
    fact(w, "weights", opt_text(args, OPT_WEIGHTS));
    fact(w, "test data",
         limited ? arena_printf(w->arena, "%s, the first %d of them", w->data->describe, w->data->n)
                 : w->data->describe);
    fact(w, "test-time views",
         cli_views_text(args) ? strchr(cli_views_text(args), ':') + 2 : "one of each picture");
    train_facts(w);
    fact(w, "made by", "netc " NETC_VERSION);
}

static void gather_layers(Gather *w)
{
    int n;
    LayerRow *rows = cli_rows(w->arena, w->g, &n);
    ReportLayer *l = ARENA_ARRAY(w->arena, ReportLayer, n + 1), *total = &l[n];
    *total = (ReportLayer){.name = "total", .kind = "", .output = ""};
    for (int i = 0; i < n; i++) {
        l[i] = (ReportLayer){
            rows[i].node[0]->name, rows[i].kind,      shape_text(w->arena, rows[i].out),
            rows[i].params,        rows[i].trainable, rows[i].flops};
        total->params += l[i].params;
        total->trainable += l[i].trainable;
        total->flops += l[i].flops;
    }
    w->r.layer = l;
    w->r.n_layers = n + 1;
}

/* ---- the test images ---- */

/* A copy: the next picture is made in the same room. */
static const uint8_t *copy_picture(Gather *w, int number, Fetch *fetch)
{
    size_t bytes = (size_t)w->data->w * (size_t)w->data->h * 3;
    return memcpy(arena_alloc(w->arena, bytes), dataset_fetch(w->data, number, fetch), bytes);
}

static void drop_fetch(void *f) { fetch_free(f); }
static void drop_metrics(void *m) { metrics_free(m); }

/* The file of a picture, without the data set's folder before it. */
static const char *file_of(const Gather *w, int number)
{
    const char *file = dataset_path(w->data, number);
    size_t n = strlen(w->data_path);
    if (!file || strncmp(file, w->data_path, n))
        return file;
    return file + n + strspn(file + n, "/");
}

/* What is shown of a sample beside its number. */
static void fill_sample(Gather *w, ReportPicture *q, Fetch *fetch)
{
    size_t at = (size_t)q->number * (size_t)w->r.outputs;
    q->y = w->y + at;
    q->t = w->t ? w->t + at : NULL;
    if (w->data->masks)
        q->mask = dataset_mask(w->data, q->number);
    if (opt_set(w->args, OPT_NO_PICTURES) || dataset_is_numbers(w->data))
        return;
    q->file = file_of(w, q->number);
    q->rgb = copy_picture(w, q->number, fetch);
    if (w->r.task == TASK_NUMBERS && w->g->train.target_input) {
        uint8_t *made = arena_alloc(w->arena, (size_t)w->data->w * (size_t)w->data->h * 3);
        feed_to_pixels(&w->feed, q->y, made);
        q->made = made;
    }
}

/* How far off the net is, sample by sample. */
static bool score_samples(Gather *w, Err *err)
{
    int n = w->r.outputs;
    w->score = ARENA_ARRAY(w->arena, double, w->data->n);
    for (int i = 0; i < w->data->n; i++) {
        const float *y = w->y + (size_t)i * (size_t)n, *t = w->t ? w->t + (size_t)i * (size_t)n : y;
        if (w->r.task == TASK_LABELS)
            w->score[i] = report_label_score(y, t, n);
        else if (w->r.task == TASK_NUMBERS)
            w->score[i] = report_number_score(y, t, n);
        else if (!report_mask_score(y, dataset_mask(w->data, i), dataset_mask_pixels(w->data), n,
                                    &w->score[i]))
            return err_set(err, "out of memory (a mask)");
    }
    return true;
}

/* Of tasks that tell classes: right ones and wrong ones, where they are pictures; of others the
 * worst and some. */
static bool gather_samples(Gather *w, Err *err)
{
    Dataset *d = w->data;
    Fetch *fetch = ARENA_NEW(w->arena, Fetch);
    ReportPicture *right = ARENA_ARRAY(w->arena, ReportPicture, PICTURES),
                  *wrong = ARENA_ARRAY(w->arena, ReportPicture, PICTURES);
    ReportOutputs made = {d->n, w->r.outputs, d->labels, w->y};
    if ((w->r.task == TASK_CLASSES && dataset_is_numbers(d)) || w->r.task == TASK_OUTPUTS ||
        w->r.task == TASK_EMBEDDINGS)
        return true;
    if (!fetch_new(fetch, d, err))
        return false;
    arena_own(w->arena, fetch, drop_fetch);
    if (w->r.task == TASK_CLASSES) {
        w->r.n_right = report_choose_right(made, PICTURES, right);
        w->r.n_wrong = report_choose_wrong(made, PICTURES, wrong);
    } else if (score_samples(w, err)) {
        w->r.n_right = report_choose_even(w->score, d->n, PICTURES, right);
        w->r.n_wrong = report_choose_worst(w->score, d->n, PICTURES, wrong);
    } else {
        return false;
    }
    for (int i = 0; i < w->r.n_right; i++)
        fill_sample(w, &right[i], fetch);
    for (int i = 0; i < w->r.n_wrong; i++)
        fill_sample(w, &wrong[i], fetch);
    bool ok = !fetch->failed || err_set(err, "%s", fetch->why.text);
    w->r.right = right;
    w->r.wrong = wrong;
    w->r.picture_w = dataset_is_numbers(d) ? 0 : d->w;
    w->r.picture_h = dataset_is_numbers(d) ? 0 : d->h;
    w->r.mask_w = d->mask_w;
    w->r.mask_h = d->mask_h;
    return ok;
}

/* Room for what is measured. */
static bool make_room(Gather *w, Err *err)
{
    size_t bytes = sizeof *w->y * (size_t)w->data->n * (size_t)w->r.outputs;
    bool compared = w->r.task == TASK_LABELS || w->r.task == TASK_NUMBERS ||
                    w->r.task == TASK_OUTPUTS;
    w->metrics = arena_own(w->arena, metrics_new(feed_classes(w->feed.model)), drop_metrics);
    w->y = arena_own(w->arena, malloc(bytes), free);
    w->t = compared ? arena_own(w->arena, malloc(bytes), free) : NULL;
    return (w->metrics && w->y && (w->t || !compared)) ||
           err_set(err, "out of memory (the outputs of %d samples)", w->data->n);
}

static bool score_labels(Gather *w, Err *err)
{
    LabelScore *label = ARENA_ARRAY(w->arena, LabelScore, w->r.outputs);
    for (int k = 0; k < w->r.outputs; k++)
        if (!score_label(w->y, w->t, w->data->n, w->r.outputs, k, &label[k]))
            return err_set(err, "out of memory (the scores of a label)");
    w->r.label = label;
    return true;
}

static void score_groups(Gather *w, const int32_t *nearest)
{
    EmbeddingClass *group = ARENA_ARRAY(w->arena, EmbeddingClass, w->data->n_classes + 1);
    for (int k = 0; k < w->data->n_classes; k++)
        group[k] = embeddings_class(w->data->labels, nearest, w->data->n, k);
    w->r.group = group;
    w->r.n_groups = w->data->n_classes;
}

static bool score_heads(Gather *w, Err *err)
{
    ReportHead *head = ARENA_ARRAY(w->arena, ReportHead, w->g->n_heads);
    for (int i = 0; i < w->g->n_heads; i++) {
        const Head *h = &w->g->heads[i];
        head[i].name = h->name;
        head[i].weight = h->weight;
        if (!head_score(w->g, h, w->y, w->t, w->data->n, &head[i].score, err))
            return false;
    }
    w->r.head = head;
    w->r.n_heads = w->g->n_heads;
    return true;
}

/* Names of the classes, or of the outputs. */
static const char *const *names_of(Gather *w)
{
    const Graph *g = w->g;
    int n = report_names(&w->r);
    const char **names = ARENA_ARRAY(w->arena, const char *, n);
    for (int k = 0; k < n; k++)
        names[k] = w->r.metrics || w->r.group
                       ? cli_label(w->args, g, (const char *const *)w->data->classes,
                                   w->data->n_classes, k)
                   : g->labels && k < g->n_labels   ? g->labels[k]
                   : g->outputs && k < g->n_outputs ? g->outputs[k]
                   : class_name(g, k)               ? class_name(g, k)
                                                    : arena_printf(w->arena, "output %d", k);
    return names;
}

static bool judge(Gather *w, NetcModel *m, bool *limited, Err *err)
{
    DataPlace place;
    int views = opt_views(w->args);
    w->r.outputs = (int)netc_output_floats(m);
    if (!feed_place(w->g, opt_text(w->args, OPT_DATA), &place, err) ||
        !cli_load_weights(w->args, m, err))
        return false;
    cli_data_limits(w->args, &place);
    w->data_path = place.path;
    if (!feed_init(&w->feed, m, err) || !feed_load(m, &place, DATASET_TEST, &w->data, err))
        return false;
    arena_own(w->arena, w->data, cli_data_drop);
    if (!feed_knows_columns(m, w->data, opt_text(w->args, OPT_WEIGHTS), err) ||
        !feed_knows_classes(m, &place, w->data, opt_text(w->args, OPT_WEIGHTS), err))
        return false;
    w->r.task = feed_task(m, w->data);
    cli_data_warn(w->data);
    for (char **note = w->data->notes; note && *note; note++)
        ARENA_PUSH(w->arena, w->notes, w->n_notes, w->cap_notes, *note);
    if (w->data->warning)
        ARENA_PUSH(w->arena, w->notes, w->n_notes, w->cap_notes, w->data->warning);
    int whole = w->data->n;
    if (opt_set(w->args, OPT_LIMIT))
        feed_limit(w->data, (int)w->args->v[OPT_LIMIT].whole);
    *limited = w->data->n < whole;
    if (w->data->n == 0)
        return err_set(err, "%s: the test set is empty", place.path);
    int32_t *nearest = ARENA_ARRAY(w->arena, int32_t, whole + 1);
    if (!views_fit(m, views, err) || !make_room(w, err) ||
        !evaluate_as(m, &w->feed, w->data,
                     (EvaluateAs){.views = views,
                                  .outputs = w->y,
                                  .targets = w->t,
                                  .nearest = nearest,
                                  .embeddings = &w->r.embeddings},
                     w->metrics, &w->r.loss, err))
        return false;
    if (w->r.task == TASK_EMBEDDINGS)
        score_groups(w, nearest);
    w->r.samples = w->data->n;
    w->r.y = w->y;
    w->r.t = w->t;
    if (!w->t && w->r.task != TASK_EMBEDDINGS)
        w->r.metrics = w->metrics;
    if ((w->r.task == TASK_LABELS && !score_labels(w, err)) ||
        (w->r.task == TASK_OUTPUTS && !score_heads(w, err)))
        return false;
    w->r.classes = names_of(w);
    return true;
}

/* ---- when and how ---- */

/* A word as a shell takes it. */
static const char *quoted(Arena *a, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-+=./:,@%";
    if (*word && !word[strspn(word, plain)])
        return word;
    const char *text = "'";
    for (; *word; word++)
        text = arena_printf(a, *word == '\'' ? "%s'\\'%c" : "%s%c", text, *word);
    return arena_printf(a, "%s'", text);
}

static const char *command_of(Arena *a, const Args *args)
{
    const char *text = arena_printf(a, "netc %s", args->command->name);
    for (int i = 0; i < args->argc; i++)
        text = arena_printf(a, "%s %s", text, quoted(a, args->argv[i]));
    return text;
}

/* Now, or where SOURCE_DATE_EPOCH is set, then, so that the same input can give the same bytes. */
static const char *date_of(Arena *a, Err *err)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    const bool set = given && *given;
    time_t when = set ? (time_t)strtoll(given, &end, 10) : time(NULL);
    struct tm tm;
    if ((set && *end) || !gmtime_r(&when, &tm) || tm.tm_year > 9999 - 1900) {
        err_set(err, "SOURCE_DATE_EPOCH: expected seconds since 1970, found `%s`",
                set ? given : "a clock beyond all use");
        return NULL;
    }
    return arena_printf(a, "%04d-%02d-%02d %02d:%02d UTC", tm.tm_year + 1900, tm.tm_mon + 1,
                        tm.tm_mday, tm.tm_hour, tm.tm_min);
}

/* "accuracy 0.8340 on 10000 images" */
static const char *headline(const Gather *w)
{
    char text[120];
    const Report *r = &w->r;
    const Metrics *m = r->metrics;
    if (r->task == TASK_CLASSES)
        text_snprintf(text, sizeof text, "accuracy %.4f on %lld %s", metrics_accuracy(m),
                      (long long)m->total, dataset_words_of(w->data, m->total));
    else if (r->task == TASK_PIXELS)
        text_snprintf(text, sizeof text, "mean IoU %.4f on %d image%s", metrics_mean_iou(m),
                      r->samples, text_s(r->samples));
    else if (r->task == TASK_NUMBERS)
        text_snprintf(text, sizeof text, "mean absolute error %.4g on %d sample%s",
                      score_numbers(r->y, r->t, r->samples, r->outputs).mae, r->samples,
                      text_s(r->samples));
    else if (r->task == TASK_EMBEDDINGS)
        text_snprintf(text, sizeof text, "recall at 1 %.4f on %d sample%s", r->embeddings.recall,
                      r->embeddings.compared, text_s(r->embeddings.compared));
    else
        text_snprintf(text, sizeof text, "loss %.4f on %d sample%s", r->loss, r->samples,
                      text_s(r->samples));
    return arena_strdup(w->arena, text);
}

static bool make(Gather *w, NetcModel *m, Err *err)
{
    const char *plots = opt_text(w->args, OPT_PLOTS), *out = opt_text(w->args, OPT_OUT);
    bool limited = false;
    w->r.net = w->g->name;
    w->r.command = command_of(w->arena, w->args);
    w->r.date = date_of(w->arena, err);
    if (!w->r.date || !read_logs(w, err) || !judge(w, m, &limited, err))
        return false;
    all_facts(w, limited);
    match_epoch(w, !limited);
    gather_layers(w);
    if (!gather_samples(w, err))
        return false;
    w->r.fact = w->facts;
    w->r.n_facts = w->n_facts;
    w->r.note = w->notes;
    w->r.n_notes = w->n_notes;
    if ((plots && !report_plots(&w->r, plots, err)) || !report_html(&w->r, out, err))
        return false;
    cli_print("%s: %s, %d log%s%s%s\n", out, headline(w), w->r.n_logs, w->r.n_logs == 1 ? "" : "s",
              plots ? "; charts in " : "", plots ? plots : "");
    return true;
}

static void files(const Args *args, const Graph *g, FileList *l)
{
    static const char *const ending[] = {"svg", "png"};
    const char *folder = opt_text(args, OPT_PLOTS);
    (void)g;
    for (int i = 0; folder && report_charts[i]; i++) {
        const Chart *c = report_charts[i];
        for (int k = 0; k < 2 * (c->each ? OUTPUTS_DRAWN : 1); k++) {
            const char *name = c->each ? arena_printf(args->arena, "%s-%d", c->name, k / 2)
                                       : c->name;
            files_write_made(l, "a chart",
                             arena_printf(args->arena, "%s/%s.%s", folder, name, ending[k % 2]),
                             arena_printf(args->arena, "%s/%s.svg", folder, name), CHART_MARK);
        }
    }
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 0});
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    Gather w = {.args = args, .arena = args->arena, .g = netc_graph(m)};
    bool ok = make(&w, m, &err);
    cli_close(args, m);
    return ok ? STATUS_OK : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights to judge"},
    WEIGHT_USES,
    {OPT_OUT, true, "REPORT.html", "the report"},
    {.id = OPT_LOGS},
    {.id = OPT_PLOTS},
    {.id = OPT_FORCE, .doc = "write over charts in DIR that netc did not draw"},
    {.id = OPT_DATA},
    {.id = OPT_STRICT},
    {.id = OPT_DATA_MEMORY},
    {.id = OPT_LIMIT, .doc = "use only the first N test images"},
    {.id = OPT_FLIPS},
    {.id = OPT_VIEWS},
    {.id = OPT_NO_PICTURES},
    {.id = OPT_BATCH},
    {.id = OPT_THREADS},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_NET},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_END},
};
const Command cmd_report = {
    .name = "report",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "curves, scores, confusion and samples in one HTML file",
    .more = "The file needs nothing else, no network and no script. The first log is that of "
            "the weights; further ones are drawn beside it. Charts are drawn by gnuplot, which "
            "must be installed.",
    .reads = "the test images of the data set that the train section or --data names",
    .manual = "It shows the curves of the training, precision, recall and F1 of each class, "
              "the confusion matrix, pictures that were guessed right and wrong with their "
              "probabilities, the layers, the options and the data. Of masks it shows pictures "
              "beside the true mask and the net's with their IoU, of numbers outputs against "
              "targets, of several labels scores of each.\nWith the variable SOURCE_DATE_EPOCH its "
              "date is that one, and the same input gives the same bytes.",
    .examples =
        (const Example[]){
            {"netc report small.net --weights w.safetensors --log run.jsonl -o "
             "report.html",
             "one page about a training"},
            {"netc report small.net --weights w.safetensors --log first=run.jsonl --log "
             "second=run.jsonl -o two.html --no-pictures",
             "two runs in one chart, without the data's pictures"},
            {NULL, NULL}},
    .format = "html",
    .uses = uses,
    .run = run,
    .files = files,
};
