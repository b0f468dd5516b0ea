/* netc eval: judges weights on a data set's test images: loss, accuracy, precision, recall and F1
 * of each class, and the confusion matrix. */
#include "base/number.h"
#include "cli/cli.h"
#include "cli/open_data.h"
#include "training/evaluate.h"
#include "training/head_scores.h"
#include "training/flips.h"
#include <math.h>
#include <string.h>

typedef struct Judged {
    const Args *args;
    const Graph *g;
    const Dataset *data;
    Task task;
    const Metrics *m;   /* of TASK_CLASSES; of the others: */
    const float *y, *t; /* (data->n, outputs); t: not of TASK_CLASSES */
    int outputs;
    double loss;
    EmbeddingScore embeddings; /* of TASK_EMBEDDINGS, and */
    const int32_t *nearest;    /* data->n */
    bool limited; /* data->n are not all of the pictures that data->describe speaks of */
} Judged;

static const char *name_of(const Judged *j, int k)
{
    return cli_label(j->args, j->g, (const char *const *)j->data->classes, j->data->n_classes, k);
}

enum { TOP = 5, AREAS_MOST = 100 /* classes; more sorts take too long */ };

/* AUC of a class against the rest; NaN where it is not defined or not computed. */
static double area_of(const Judged *j, int k)
{
    double auc = (double)NAN;
    if (j->m->classes <= AREAS_MOST &&
        !score_class_auc(j->y, j->data->labels, j->data->n, j->outputs, k, &auc))
        arena_fail(j->args->arena, (size_t)j->data->n);
    return auc;
}

/* Over the classes that have one. */
static double mean_area(const Judged *j)
{
    double sum = 0;
    int n = 0;
    for (int k = 0; k < j->m->classes; k++) {
        double auc = area_of(j, k);
        sum += isnan(auc) ? 0 : auc;
        n += !isnan(auc);
    }
    return n ? sum / n : (double)NAN;
}

/* The share of samples whose class is among the five likeliest; NaN of a net with no more. */
static double top_accuracy(const Judged *j)
{
    if (j->outputs <= TOP || j->data->n == 0)
        return (double)NAN;
    return (double)score_top(j->y, j->data->labels, j->data->n, j->outputs, TOP) / j->data->n;
}

static json_t *json_class(ClassMetrics c)
{
    return json_pack("{s:f, s:f, s:f, s:I}", "precision", c.precision, "recall", c.recall, "f1",
                     c.f1, "support", (json_int_t)c.support);
}

static int print_json(const Judged *j)
{
    json_t *classes = json_array(), *matrix = json_array();
    for (int k = 0; k < j->m->classes; k++) {
        json_t *o = json_class(metrics_class(j->m, k)), *row = json_array();
        json_object_set_new(o, "name", json_text(name_of(j, k)));
        json_object_set_new(o, "auc", cli_json_number(area_of(j, k)));
        json_array_append_new(classes, o);
        for (int i = 0; i < j->m->classes; i++)
            json_array_append_new(row, json_integer((json_int_t)metrics_count(j->m, k, i)));
        json_array_append_new(matrix, row);
    }
    return cli_json(json_pack(
        "{s:s, s:o, s:I, s:b, s:i, s:o, s:f, s:o, s:o, s:o, s:o, s:o, s:o}", "net", j->g->name,
        "data", json_text(j->data->describe), "images", (json_int_t)j->m->total, "flips",
        opt_views(j->args) > 1, "views", opt_views(j->args), "loss",
        isfinite(j->loss) ? json_real(j->loss) : json_null(), "accuracy", metrics_accuracy(j->m),
        "top5_accuracy", cli_json_number(top_accuracy(j)), "auc", cli_json_number(mean_area(j)),
        "classes", classes, "macro", json_class(metrics_mean(j->m, false)), "weighted",
        json_class(metrics_mean(j->m, true)), "confusion", matrix));
}

static void class_row(Arena *a, Table *t, const char *name, ClassMetrics c)
{
    bool none = c.support == 0; /* nothing to recall: neither recall nor F1 say anything */
    table_row(t, (const char *const[]){name, arena_printf(a, "%.4f", c.precision),
                                       none ? "-" : arena_printf(a, "%.4f", c.recall),
                                       none ? "-" : arena_printf(a, "%.4f", c.f1),
                                       text_count(a, c.support)});
}

static void print_classes(const Judged *j)
{
    const char *const heads[] = {"class", "precision", "recall", "F1", dataset_word(j->data)};
    const Metrics *m = j->m;
    Arena *a = j->args->arena;
    Table *t = table_new(a, "lrrrr", heads);
    for (int k = 0; k < m->classes; k++)
        class_row(a, t, name_of(j, k), metrics_class(m, k));
    table_rule(t);
    class_row(a, t, "mean of classes", metrics_mean(m, false));
    class_row(a, t, "weighted mean", metrics_mean(m, true));
    table_print(t, stdout);
}

static void print_confusion(const Judged *j)
{
    Arena *a = j->args->arena;
    int n = j->m->classes;
    if (n > 40) {
        printf("\n(the confusion matrix of %d classes is left out; --json has it)\n", n);
        return;
    }
    char *align = arena_alloc(a, (size_t)n + 2);
    const char **cells = ARENA_ARRAY(a, const char *, n + 1);
    align[0] = 'l';
    cells[0] = "truth \\ guess";
    for (int k = 0; k < n; k++) {
        align[k + 1] = 'r';
        cells[k + 1] = arena_strndup(a, name_of(j, k),
                                     strlen(name_of(j, k)) < 9 ? strlen(name_of(j, k)) : 9);
    }
    Table *t = table_new(a, align, cells);
    for (int k = 0; k < n; k++) {
        cells[0] = name_of(j, k);
        for (int i = 0; i < n; i++)
            cells[i + 1] = text_count(a, metrics_count(j->m, k, i));
        table_row(t, cells);
    }
    printf("\n");
    cli_print("confusion matrix (a row is a true class, a column a guessed one):\n");
    table_print(t, stdout);
}

static void print_head(const Judged *j)
{
    cli_print("data: %s%s\n", j->data->describe,
              j->limited ? arena_printf(j->args->arena, ", the first %d of them", j->data->n) : "");
    if (cli_views_text(j->args))
        cli_print("%s\n", cli_views_text(j->args));
}

static int print_text(const Judged *j)
{
    print_head(j);
    char loss[40] = "", right[80];
    if (isfinite(j->loss))
        text_snprintf(loss, sizeof loss, "loss %.4f  ", j->loss);
    text_snprintf(right, sizeof right, "accuracy %.4f  (%lld of %lld %s)", metrics_accuracy(j->m),
                  (long long)j->m->correct, (long long)j->m->total,
                  dataset_words_of(j->data, j->m->total));
    cli_print("%s%s\n", loss, right);
    double area = mean_area(j);
    char top[40] = "", auc[80] = "";
    if (!isnan(top_accuracy(j)))
        text_snprintf(top, sizeof top, "top-%d accuracy %.4f  ", TOP, top_accuracy(j));
    if (!isnan(area))
        text_snprintf(auc, sizeof auc, "AUC %.4f  (mean of each class against the rest)", area);
    cli_print("%s%s\n", top, auc);
    printf("\n");
    print_classes(j);
    print_confusion(j);
    return STATUS_OK;
}

/* ---- classes of pixels ---- */

static int print_pixels_json(const Judged *j)
{
    json_t *classes = json_array(), *matrix = json_array();
    for (int k = 0; k < j->m->classes; k++) {
        json_t *o = json_class(metrics_class(j->m, k)), *row = json_array();
        json_object_set_new(o, "name", json_text(name_of(j, k)));
        json_object_set_new(o, "iou", json_real(metrics_iou(j->m, k)));
        json_object_set_new(o, "dice", json_real(metrics_class(j->m, k).f1));
        json_array_append_new(classes, o);
        for (int i = 0; i < j->m->classes; i++)
            json_array_append_new(row, json_integer((json_int_t)metrics_count(j->m, k, i)));
        json_array_append_new(matrix, row);
    }
    return cli_json(json_pack(
        "{s:s, s:o, s:s, s:i, s:I, s:b, s:i, s:o, s:f, s:o, s:f, s:o, s:o}", "net", j->g->name,
        "data", json_text(j->data->describe), "task", "pixels", "samples", j->data->n, "pixels",
        (json_int_t)j->m->total, "flips", opt_views(j->args) > 1, "views", opt_views(j->args),
        "loss", cli_json_number(j->loss), "accuracy", metrics_accuracy(j->m), "mean_iou",
        cli_json_number(metrics_mean_iou(j->m)), "mean_dice", metrics_mean(j->m, false).f1,
        "classes", classes, "confusion", matrix));
}

static int print_pixels(const Judged *j)
{
    static const char *const heads[] = {"class", "IoU", "Dice", "precision", "recall", "pixels"};
    Arena *a = j->args->arena;
    Table *t = table_new(a, "lrrrrr", heads);
    print_head(j);
    char loss[40] = "";
    if (isfinite(j->loss))
        text_snprintf(loss, sizeof loss, "loss %.4f  ", j->loss);
    cli_print("%saccuracy %.4f  mean IoU %.4f  mean Dice %.4f  (%lld pixel%s of %d sample%s)\n",
              loss, metrics_accuracy(j->m), metrics_mean_iou(j->m), metrics_mean(j->m, false).f1,
              (long long)j->m->total, text_s(j->m->total), j->data->n, text_s(j->data->n));
    printf("\n");
    for (int k = 0; k < j->m->classes; k++) {
        ClassMetrics c = metrics_class(j->m, k);
        table_row(t, (const char *const[]){
                         name_of(j, k), arena_printf(a, "%.4f", metrics_iou(j->m, k)),
                         arena_printf(a, "%.4f", c.f1), arena_printf(a, "%.4f", c.precision),
                         arena_printf(a, "%.4f", c.recall), text_count(a, c.support)});
    }
    table_print(t, stdout);
    return STATUS_OK;
}

/* ---- numbers and several labels ---- */

/* "output 3", or what the net's labels call it. */
static const char *output_name(const Judged *j, int k)
{
    const Graph *g = j->g;
    return g->labels && k < g->n_labels     ? g->labels[k]
           : g->outputs && k < g->n_outputs ? g->outputs[k]
           : class_name(g, k)               ? class_name(g, k)
                                            : arena_printf(j->args->arena, "output %d", k);
}

static const char *figure(Arena *a, const char *fmt, double x)
{
    char text[40];
    text_snprintf(text, sizeof text, fmt, x);
    return isnan(x) ? "-" : arena_strdup(a, text);
}

static void number_row(Arena *a, Table *t, const char *name, NumberScore s)
{
    table_row(t, (const char *const[]){name, figure(a, "%.6g", s.mae), figure(a, "%.6g", s.rmse),
                                       figure(a, "%.4f", s.r2)});
}

enum { OUTPUTS_SHOWN = 100 };

static void say_rest(const Judged *j)
{
    if (j->outputs > OUTPUTS_SHOWN)
        printf("(the first %d of %d outputs; --json has all)\n", OUTPUTS_SHOWN, j->outputs);
}

static void print_numbers(const Judged *j)
{
    static const char *const heads[] = {"output", "MAE", "RMSE", "R2"};
    Arena *a = j->args->arena;
    Table *t = table_new(a, "lrrr", heads);
    for (int k = 0; k < j->outputs && k < OUTPUTS_SHOWN; k++)
        number_row(a, t, output_name(j, k), score_number(j->y, j->t, j->data->n, j->outputs, k));
    if (j->outputs > 1) {
        table_rule(t);
        number_row(a, t, "all", score_numbers(j->y, j->t, j->data->n, j->outputs));
    }
    table_print(t, stdout);
    say_rest(j);
}

/* Of all labels, from the figures of each: the mean of those that are numbers. */
typedef struct LabelMean {
    double accuracy, precision, recall, f1, auc;
    int areas;
} LabelMean;

static LabelScore label_of(const Judged *j, int k)
{
    LabelScore s = {0};
    if (!score_label(j->y, j->t, j->data->n, j->outputs, k, &s))
        arena_fail(j->args->arena, (size_t)j->data->n);
    return s;
}

static LabelMean mean_of_labels(const Judged *j)
{
    LabelMean m = {0};
    for (int k = 0; k < j->outputs; k++) {
        LabelScore s = label_of(j, k);
        m.accuracy += s.accuracy / j->outputs;
        m.precision += s.precision / j->outputs;
        m.recall += s.recall / j->outputs;
        m.f1 += s.f1 / j->outputs;
        if (!isnan(s.auc)) {
            m.auc += s.auc;
            m.areas++;
        }
    }
    m.auc = m.areas ? m.auc / m.areas : (double)NAN;
    return m;
}

static void print_labels(const Judged *j)
{
    static const char *const heads[] = {"label", "accuracy", "precision", "recall",
                                        "F1",    "AUC",      "samples"};
    Arena *a = j->args->arena;
    Table *t = table_new(a, "lrrrrrr", heads);
    for (int k = 0; k < j->outputs && k < OUTPUTS_SHOWN; k++) {
        LabelScore s = label_of(j, k);
        table_row(t, (const char *const[]){output_name(j, k), figure(a, "%.4f", s.accuracy),
                                           figure(a, "%.4f", s.precision),
                                           figure(a, "%.4f", s.recall), figure(a, "%.4f", s.f1),
                                           figure(a, "%.4f", s.auc), text_count(a, s.support)});
    }
    LabelMean m = mean_of_labels(j);
    table_rule(t);
    table_row(t, (const char *const[]){"mean", figure(a, "%.4f", m.accuracy),
                                       figure(a, "%.4f", m.precision), figure(a, "%.4f", m.recall),
                                       figure(a, "%.4f", m.f1), figure(a, "%.4f", m.auc), NULL});
    table_print(t, stdout);
    say_rest(j);
}

static json_t *json_number(NumberScore s)
{
    return json_pack("{s:o, s:o, s:o}", "mae", cli_json_number(s.mae), "rmse",
                     cli_json_number(s.rmse), "r2", cli_json_number(s.r2));
}

static json_t *json_output(const Judged *j, int k)
{
    json_t *o;
    if (j->task == TASK_NUMBERS) {
        o = json_number(score_number(j->y, j->t, j->data->n, j->outputs, k));
    } else {
        LabelScore s = label_of(j, k);
        o = json_pack("{s:f, s:f, s:f, s:f, s:o, s:I}", "accuracy", s.accuracy, "precision",
                      s.precision, "recall", s.recall, "f1", s.f1, "auc", cli_json_number(s.auc),
                      "support", (json_int_t)s.support);
    }
    json_object_set_new(o, "name", json_text(output_name(j, k)));
    return o;
}

static int print_scores_json(const Judged *j)
{
    json_t *outputs = json_array(), *all;
    for (int k = 0; k < j->outputs; k++)
        json_array_append_new(outputs, json_output(j, k));
    if (j->task == TASK_NUMBERS) {
        all = json_number(score_numbers(j->y, j->t, j->data->n, j->outputs));
    } else {
        LabelMean m = mean_of_labels(j);
        all = json_pack("{s:f, s:f, s:f, s:f, s:o}", "accuracy", m.accuracy, "precision",
                        m.precision, "recall", m.recall, "f1", m.f1, "auc", cli_json_number(m.auc));
    }
    return cli_json(json_pack("{s:s, s:o, s:s, s:i, s:b, s:i, s:o, s:o, s:o}", "net", j->g->name,
                              "data", json_text(j->data->describe), "task",
                              j->task == TASK_NUMBERS ? "numbers" : "labels", "samples", j->data->n,
                              "flips", opt_views(j->args) > 1, "views", opt_views(j->args), "loss",
                              cli_json_number(j->loss), "all", all, "outputs", outputs));
}

static int print_scores(const Judged *j)
{
    print_head(j);
    if (isfinite(j->loss))
        text_printf("loss %.6g  (%d sample%s)\n\n", j->loss, j->data->n, text_s(j->data->n));
    if (j->task == TASK_NUMBERS)
        print_numbers(j);
    else
        print_labels(j);
    return STATUS_OK;
}

/* ---- embeddings ---- */

static EmbeddingClass embedded_class(const Judged *j, int k)
{
    return embeddings_class(j->data->labels, j->nearest, j->data->n, k);
}

static int print_embeddings_json(const Judged *j)
{
    json_t *classes = json_array();
    for (int k = 0; k < j->data->n_classes; k++) {
        const EmbeddingClass c = embedded_class(j, k);
        json_array_append_new(
            classes, json_pack("{s:o, s:o, s:i}", "name", json_text(name_of(j, k)), "recall",
                               cli_json_number(c.samples ? (double)c.right / c.samples : NAN),
                               "support", c.samples));
    }
    return cli_json(json_pack("{s:s, s:o, s:s, s:i, s:i, s:b, s:i, s:o, s:o, s:o}", "net",
                              j->g->name, "data", json_text(j->data->describe), "task",
                              "embeddings", "samples", j->data->n, "compared",
                              j->embeddings.compared, "flips", opt_views(j->args) > 1, "views",
                              opt_views(j->args), "loss", cli_json_number(j->loss), "recall",
                              cli_json_number(j->embeddings.recall), "classes", classes));
}

static int print_embeddings(const Judged *j)
{
    static const char *const heads[] = {"class", "recall at 1", "samples"};
    Arena *a = j->args->arena;
    Table *t = table_new(a, "lrr", heads);
    print_head(j);
    cli_print("loss %.6g  recall at 1 %.4f  (the nearest other one is of its class, of %d "
              "samples)\n",
              j->loss, j->embeddings.recall, j->embeddings.compared);
    printf("\n");
    for (int k = 0; k < j->data->n_classes; k++) {
        const EmbeddingClass c = embedded_class(j, k);
        table_row(t, (const char *const[]){
                         name_of(j, k),
                         c.samples ? arena_printf(a, "%.4f", (double)c.right / c.samples) : "-",
                         text_count(a, c.samples)});
    }
    table_print(t, stdout);
    return STATUS_OK;
}

/* ---- several outputs ---- */

static HeadScore score_of(const Judged *j, int i)
{
    HeadScore s;
    Err err;
    if (!head_score(j->g, &j->g->heads[i], j->y, j->t, j->data->n, &s, &err))
        arena_fail(j->args->arena, (size_t)j->data->n);
    return s;
}

static int print_outputs_json(const Judged *j)
{
    json_t *outputs = json_array();
    for (int i = 0; i < j->g->n_heads; i++) {
        const HeadScore s = score_of(j, i);
        json_array_append_new(
            outputs,
            json_pack("{s:o, s:s, s:f, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "name",
                      json_text(j->g->heads[i].name), "task", head_task_text(s.task), "weight",
                      j->g->heads[i].weight, "loss", cli_json_number(s.loss), "accuracy",
                      cli_json_number(s.accuracy), "precision", cli_json_number(s.precision),
                      "recall", cli_json_number(s.recall), "f1", cli_json_number(s.f1), "auc",
                      cli_json_number(s.auc), "mean_iou", cli_json_number(s.iou), "mae",
                      cli_json_number(s.mae), "rmse", cli_json_number(s.rmse), "r2",
                      cli_json_number(s.r2)));
    }
    return cli_json(json_pack("{s:s, s:o, s:s, s:i, s:o, s:o}", "net", j->g->name, "data",
                              json_text(j->data->describe), "task", "outputs", "samples",
                              j->data->n, "loss", cli_json_number(j->loss), "outputs", outputs));
}

static int print_outputs(const Judged *j)
{
    static const char *const heads[] = {"output", "tells", "loss", "weight", "accuracy", "F1",
                                        "AUC",    "IoU",   "MAE",  "RMSE",   "R2"};
    Arena *a = j->args->arena;
    Table *t = table_new(a, "llrrrrrrrrr", heads);
    print_head(j);
    if (isfinite(j->loss))
        text_printf("loss %.6g  (%d sample%s; the sum of the outputs' losses, each times its "
                    "weight)\n\n",
                    j->loss, j->data->n, text_s(j->data->n));
    for (int i = 0; i < j->g->n_heads; i++) {
        const HeadScore s = score_of(j, i);
        table_row(t, (const char *const[]){
                         j->g->heads[i].name, head_task_text(s.task), figure(a, "%.6g", s.loss),
                         figure(a, "%g", j->g->heads[i].weight), figure(a, "%.4f", s.accuracy),
                         figure(a, "%.4f", s.f1), figure(a, "%.4f", s.auc),
                         figure(a, "%.4f", s.iou), figure(a, "%.6g", s.mae),
                         figure(a, "%.6g", s.rmse), figure(a, "%.4f", s.r2)});
    }
    table_print(t, stdout);
    return STATUS_OK;
}

static void drop_metrics(void *m) { metrics_free(m); }

static bool judge(const Args *args, NetcModel *m, int *status, Err *err)
{
    DataPlace place;
    Dataset *d = NULL;
    Feed feed;
    Metrics *metrics = metrics_new(feed_classes(m));
    arena_own(args->arena, metrics, drop_metrics);
    bool ok = metrics ? feed_place(netc_graph(m), opt_text(args, OPT_DATA), &place, err)
                      : err_set(err, "out of memory");
    if (ok)
        cli_data_limits(args, &place);
    ok = ok && cli_load_weights(args, m, err) && feed_init(&feed, m, err) &&
         feed_load(m, &place, DATASET_TEST, &d, err);
    arena_own(args->arena, d, cli_data_drop);
    ok = ok && feed_knows_columns(m, d, opt_text(args, OPT_WEIGHTS), err) &&
         feed_knows_classes(m, &place, d, opt_text(args, OPT_WEIGHTS), err);
    int whole = ok ? d->n : 0;
    if (ok)
        cli_data_warn(d);
    if (ok && opt_set(args, OPT_LIMIT))
        feed_limit(d, (int)args->v[OPT_LIMIT].whole);
    if (ok && d->n == 0)
        ok = err_set(err, "%s: the test set is empty", place.path);
    ok = ok && views_fit(m, opt_views(args), err);
    if (!ok)
        return false;
    Judged j = {.args = args,
                .g = netc_graph(m),
                .data = d,
                .task = feed_task(m, d),
                .m = metrics,
                .outputs = (int)netc_output_floats(m),
                .limited = d->n < whole};
    EvaluateAs as = {.views = opt_views(args)};
    j.y = as.outputs = ARENA_ARRAY(args->arena, float, (size_t)d->n *(size_t)j.outputs);
    if (j.task == TASK_LABELS || j.task == TASK_NUMBERS || j.task == TASK_OUTPUTS) {
        j.t = as.targets = ARENA_ARRAY(args->arena, float, (size_t)d->n *(size_t)j.outputs);
    }
    as.embeddings = &j.embeddings;
    j.nearest = as.nearest = ARENA_ARRAY(args->arena, int32_t, d->n);
    if (!evaluate_as(m, &feed, d, as, metrics, &j.loss, err))
        return false;
    bool json = opt_set(args, OPT_JSON);
    if (j.task == TASK_OUTPUTS) {
        *status = json ? print_outputs_json(&j) : print_outputs(&j);
        return true;
    }
    if (j.task == TASK_EMBEDDINGS) {
        *status = json ? print_embeddings_json(&j) : print_embeddings(&j);
        return true;
    }
    if (j.task == TASK_PIXELS) {
        *status = json ? print_pixels_json(&j) : print_pixels(&j);
        return true;
    }
    *status = j.task == TASK_CLASSES ? (json ? print_json(&j) : print_text(&j))
                                     : (json ? print_scores_json(&j) : print_scores(&j));
    return true;
}

static int run(const Args *args)
{
    NetcModel *m = cli_open(args, (OpenAs){.batch = 0});
    int status = STATUS_OK;
    Err err;
    if (!m)
        return STATUS_MISTAKE;
    bool ok = judge(args, m, &status, &err);
    cli_close(args, m);
    return ok ? status : cli_fail("%s", err.text);
}

static const OptUse uses[] = {
    {OPT_WEIGHTS, true, "W.safetensors", "the weights to judge"},
    WEIGHT_USES,
    {.id = OPT_DATA},
    {.id = OPT_STRICT},
    {.id = OPT_DATA_MEMORY},
    {.id = OPT_LIMIT, .doc = "use only the first N test images"},
    {.id = OPT_FLIPS},
    {.id = OPT_VIEWS},
    {.id = OPT_BATCH},
    {.id = OPT_THREADS},
    {.id = OPT_BACKEND},
    {.id = OPT_EXACT},
    {.id = OPT_STORE},
    {.id = OPT_NET},
    {.id = OPT_MACHINE},
    {.id = OPT_INCLUDE},
    {.id = OPT_DEFINE},
    {.id = OPT_JSON},
    {.id = OPT_MEM_LIMIT,
     .doc = "bytes the plan may take (k, M, G): smaller prepared weights, or refused"},
    {.id = OPT_END},
};
const Command cmd_eval = {
    .name = "eval",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "loss, accuracy and per-class report on the test images",
    .more =
        "Of a net whose targets are numbers: mean absolute error, root mean squared error and R2 "
        "of each output; of several labels: accuracy, precision, recall, F1 and AUC of each; of "
        "several outputs: the figures of each; of embeddings the share of samples whose nearest "
        "other one is of their class.",
    .reads = "the test images of the data set that the train section or --data names",
    .examples =
        (const Example[]){
            {"netc eval small.net --weights w.safetensors",
             "loss, accuracy, precision, recall and F1 of each class, confusion matrix"},
            {"netc eval small.net --weights w.safetensors --flips --json",
             "with mirror images averaged, for programs"},
            {NULL, NULL}},
    .integers = true,
    .uses = uses,
    .run = run,
};
