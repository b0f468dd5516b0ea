/* netc eval: judges weights on a data set's test images: loss, accuracy, precision, recall and F1
 * of each class, and the confusion matrix. */
#include "base/number.h"
#include "cli/cli.h"
#include "cli/open_data.h"
#include "training/evaluate.h"
#include <math.h>
#include <string.h>

typedef struct Judged {
    const Args *args;
    const Graph *g;
    const Dataset *data;
    const Metrics *m;
    double loss;
    bool limited; /* data->n are not all of the pictures that data->describe speaks of */
} Judged;

static const char *name_of(const Judged *j, int k)
{
    return cli_label(j->args, j->g, (const char *const *)j->data->classes, j->data->n_classes, k);
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
        json_array_append_new(classes, o);
        for (int i = 0; i < j->m->classes; i++)
            json_array_append_new(row, json_integer((json_int_t)metrics_count(j->m, k, i)));
        json_array_append_new(matrix, row);
    }
    return cli_json(json_pack("{s:s, s:o, s:I, s:b, s:o, s:f, s:o, s:o, s:o, s:o}", "net",
                              j->g->name, "data", json_text(j->data->describe), "images",
                              (json_int_t)j->m->total, "flips", opt_set(j->args, OPT_FLIPS), "loss",
                              isfinite(j->loss) ? json_real(j->loss) : json_null(), "accuracy",
                              metrics_accuracy(j->m), "classes", classes, "macro",
                              json_class(metrics_mean(j->m, false)), "weighted",
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
    static const char *const heads[] = {"class", "precision", "recall", "F1", "images"};
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
    printf("\nconfusion matrix (a row is a true class, a column a guessed one):\n");
    table_print(t, stdout);
}

static int print_text(const Judged *j)
{
    cli_print("data: %s", j->data->describe);
    if (j->limited)
        printf(", the first %d of them", j->data->n);
    printf("\n");
    if (opt_set(j->args, OPT_FLIPS))
        printf("test-time flips: outputs are the mean of each picture's and its mirror image's\n");
    if (isfinite(j->loss))
        text_printf("loss %.4f  ", j->loss);
    text_printf("accuracy %.4f  (%lld of %lld images)\n\n", metrics_accuracy(j->m),
                (long long)j->m->correct, (long long)j->m->total);
    print_classes(j);
    print_confusion(j);
    return STATUS_OK;
}

static void drop_metrics(void *m) { metrics_free(m); }

static bool judge(const Args *args, NetcModel *m, int *status, Err *err)
{
    DataPlace place;
    Dataset *d = NULL;
    Feed feed;
    double loss = 0;
    Metrics *metrics = metrics_new(classes_of_outputs((int)netc_output_floats(m)));
    arena_own(args->arena, metrics, drop_metrics);
    bool ok = metrics ? feed_place(netc_graph(m), opt_text(args, OPT_DATA), &place, err)
                      : err_set(err, "out of memory");
    if (ok)
        cli_data_limits(args, &place);
    ok = ok && cli_load_weights(args, m, err) && feed_init(&feed, m, err) &&
         feed_load(m, &place, DATASET_TEST, &d, err);
    arena_own(args->arena, d, cli_data_drop);
    int whole = ok ? d->n : 0;
    if (ok)
        cli_data_warn(d);
    if (ok && opt_set(args, OPT_LIMIT))
        feed_limit(d, (int)args->v[OPT_LIMIT].whole);
    if (ok && d->n == 0)
        ok = err_set(err, "%s: the test set is empty", place.path);
    ok = ok && evaluate_as(m, &feed, d, (EvaluateAs){.flips = opt_set(args, OPT_FLIPS)}, metrics,
                           &loss, err);
    if (ok) {
        Judged j = {args, netc_graph(m), d, metrics, loss, d->n < whole};
        *status = opt_set(args, OPT_JSON) ? print_json(&j) : print_text(&j);
    }
    return ok;
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
    .reads = "the test images of the data set that the train section or --data names",
    .examples =
        (const Example[]){
            {"netc eval small.net --weights w.safetensors",
             "loss, accuracy, precision, recall and F1 of each class, confusion matrix"},
            {"netc eval small.net --weights w.safetensors --flips --json",
             "with mirror images averaged, for programs"},
            {NULL, NULL}},
    .uses = uses,
    .run = run,
};
