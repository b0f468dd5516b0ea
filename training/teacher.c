/* See teacher.h. It is a net of netc or a model of another program, and may prepare its input
 * otherwise than the net that learns: what this one reads is turned back into raw numbers and
 * prepared anew, channel by channel, in double. */
#include "training/teacher.h"
#include "base/utf8.h"
#include "base/diag.h"
#include "base/hash.h"
#include "compiler/compile.h"
#include "compiler/ir/layer.h"
#include "data/columns.h"
#include "models/import.h"
#include "runtime/load_save.h"
#include "training/recipe.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct Teacher {
    NetcModel *m;
    size_t floats, outputs;
    int channels;
    int *from;                /* which channel of the learner's input each of its channels is */
    double *factor, *summand; /* of each of its channels */
    float *x, *y;             /* of one batch */
    int batch;
    uint64_t hash; /* see teacher_hash */
    float *kept;   /* (n, outputs) of the training set; NULL: none are kept */
    bool *known;
};

enum { KEPT_MOST = 1 << 28 }; /* floats */

void teacher_close(Teacher *t)
{
    if (!t)
        return;
    netc_close(t->m);
    free(t->from);
    free(t->factor);
    free(t->summand);
    free(t->x);
    free(t->y);
    free(t->kept);
    free(t->known);
    free(t);
}

static double of_channel(const double *v, const Input *in, int c)
{
    return v[c < in->per_channel ? c : in->per_channel - 1];
}

/* x = (raw * scale - mean) / std of both: x of the teacher from x of the learner. */
static bool prepare_input(Teacher *t, const Graph *learner, const Graph *teacher, Err *err)
{
    const Input *a = &learner->input, *b = &teacher->input;
    const int n = t->channels = learner->nodes[0]->out.c;
    t->from = calloc((size_t)n, sizeof *t->from);
    t->factor = calloc((size_t)n, sizeof *t->factor);
    t->summand = calloc((size_t)n, sizeof *t->summand);
    if (!t->from || !t->factor || !t->summand)
        return err_set(err, "out of memory (the teacher)");
    for (int c = 0; c < n; c++) {
        const int k = t->from[c] = a->bgr != b->bgr ? n - 1 - c : c;
        const double scale = b->scale / a->scale / of_channel(b->std, b, c);
        t->factor[c] = of_channel(a->std, a, k) * scale;
        t->summand[c] = of_channel(a->mean, a, k) * scale -
                        of_channel(b->mean, b, c) / of_channel(b->std, b, c);
    }
    return true;
}

static bool fits(const Graph *learner, const Graph *teacher, Err *err)
{
    const Shape a = learner->nodes[0]->out, b = teacher->nodes[0]->out;
    Arena *text = learner->arena;
    if (a.h != b.h || a.w != b.w || a.c != b.c)
        return err_set(err, "the teacher %s takes %s, but %s takes %s", teacher->name,
                       shape_text(text, b), learner->name, shape_text(text, a));
    if (teacher->output->out.rank != 1 || teacher->output->out.c != learner->output->out.c)
        return err_set(err, "the teacher %s ends in %s, but %s tells %d classes apart",
                       teacher->name, shape_text(text, teacher->output->out), learner->name,
                       learner->output->out.c);
    if (learner->input.scale == 0)
        return err_set(err, "`input` of %s multiplies by 0: its teacher would see nothing",
                       learner->name);
    return true;
}

/* Where both name their classes, they mean the same. */
static bool same_labels(const Graph *learner, const Graph *teacher, Err *err)
{
    for (int k = 0; k < learner->output->out.c; k++) {
        const char *a = class_name(learner, k), *b = class_name(teacher, k);
        if (a && b && strcmp(a, b) != 0)
            return err_set(err, "class %d is `%s` to %s, but `%s` to the teacher %s", k, a,
                           learner->name, b, teacher->name);
    }
    return true;
}

/* Both read the rows of one table, or neither does. Each normalises numbers by what its own
 * training rows held. */
static bool same_columns(const Graph *learner, const Graph *teacher, Err *err)
{
    Columns *a = NULL, *b = NULL;
    if (!learner->columns && !teacher->columns)
        return true;
    if (!learner->columns || !teacher->columns)
        return err_set(err, "%s reads the rows of a table, but %s%s does not",
                       learner->columns ? learner->name : "the teacher",
                       learner->columns ? "the teacher " : "",
                       learner->columns ? teacher->name : learner->name);
    bool ok = columns_parse(learner->columns, learner->name, &a, err) &&
              columns_parse(teacher->columns, "the teacher", &b, err);
    if (ok && a->n_inputs != b->n_inputs)
        ok = err_set(err, "the teacher %s reads %d columns, but %s %d", teacher->name, b->n_inputs,
                     learner->name, a->n_inputs);
    for (int i = 0; ok && i < a->n_inputs; i++) {
        const DataColumn *x = &a->column[i], *y = &b->column[i];
        bool same = !strcmp(x->name, y->name) && !x->category == !y->category &&
                    x->n_categories == y->n_categories;
        for (int k = 0; same && k < x->n_categories; k++)
            same = !strcmp(x->category[k], y->category[k]);
        if (!same)
            ok = err_set(err,
                         "column %d is \"%s\" to %s and \"%s\" to the teacher %s%s: both have to "
                         "read the same columns with the same categories",
                         i + 1, x->name, learner->name, y->name, teacher->name,
                         strcmp(x->name, y->name) ? "" : ", with other categories");
    }
    columns_free(a);
    columns_free(b);
    return ok;
}

/* netc_open's model and message. */
static bool open_net(Teacher *t, const NetcModel *m, const char *text, Err *err)
{
    const Train *train = &netc_graph(m)->train;
    char *said = NULL;
    const NetcOptions o = {.net = train->teacher_net,
                           .batch = netc_batch(m),
                           .threads = netc_threads(m),
                           .text = text};
    Err why = {""};
    t->m = netc_open(train->teacher, &o, &said, &why);
    if (!t->m) {
        const bool told = said && *said;
        err_set(err, "the teacher: %s%s%s", why.text, told ? ":\n" : "", told ? said : "");
    }
    free(said);
    return t->m != NULL;
}

/* A model of another program: its net, and its weights unless others are named. */
typedef struct Opening {
    Teacher *t;
    const NetcModel *m;
    Arena *a;
    Err *err;
} Opening;

static bool open_model(void *opening)
{
    Opening *o = opening;
    Teacher *t = o->t;
    const NetcModel *m = o->m;
    Arena *a = o->a;
    Err *err = o->err;
    const Train *train = &netc_graph(m)->train;
    Err why = {""};
    Diag *d = diag_new(a);
    Model *model = model_import(a, train->teacher, &(ModelOptions){.batch = true}, d, &why);
    if (!model || diag_errors(d))
        return err_set(err, "the teacher: %s%s", model ? train->teacher : why.text,
                       model ? " is not taken: `netc import` says why" : "");
    if (!open_net(t, m, model_text(model), err))
        return false;
    if (train->teacher_weights)
        return true;
    if (!model_fill(model, netc_graph(t->m), netc_params(t->m), &why))
        return err_set(err, "the teacher: %s", why.text);
    netc_params_changed(t->m);
    return true;
}

static bool open_any(Teacher *t, const NetcModel *m, Err *err)
{
    const Train *train = &netc_graph(m)->train;
    Err why = {""};
    if (model_is(train->teacher)) {
        Opening o = {t, m, arena_new(), err};
        bool ok = o.a ? arena_try(o.a, open_model, &o, err)
                      : err_set(err, "out of memory (the teacher)");
        arena_free(o.a);
        if (!ok)
            return false;
    } else if (!train->teacher_weights && !text_ends(train->teacher, ".net")) {
        return err_set(
            err,
            "the teacher %s is neither a .net file nor a model that `netc import` takes: "
            "`teacher \"FILE.net\" weights=\"%s\"`",
            train->teacher, train->teacher);
    } else if (!train->teacher_weights) {
        return err_set(err, "the teacher %s needs weights: `teacher \"%s\" weights=\"FILE\"`",
                       train->teacher, train->teacher);
    } else if (!open_net(t, m, NULL, err)) {
        return false;
    }
    return !train->teacher_weights ||
           netc_load_weights(t->m, train->teacher_weights, NULL, NULL, &why) ||
           err_set(err, "the teacher: %s", why.text);
}

/* Its layers and preprocessing, without its train section, and its weights. */
static bool hash_of(Teacher *t, Err *err)
{
    char *text = recipe_text(netc_graph(t->m)), *section = text ? strstr(text, "\nloss: ") : NULL;
    if (section)
        *section = 0;
    t->hash = text ? hash_bytes(hash_text(HASH_START, text), netc_params(t->m),
                                sizeof(float) * netc_param_floats(t->m))
                   : 0;
    t->hash += t->hash == 0; /* 0: no teacher */
    free(text);
    return text || err_set(err, "out of memory (the teacher)");
}

static bool make(Teacher *t, const NetcModel *m, int n, bool repeats, Err *err)
{
    if (!open_any(t, m, err) || !hash_of(t, err))
        return false;
    const Graph *g = netc_graph(t->m);
    t->floats = netc_input_floats(t->m);
    t->outputs = netc_output_floats(t->m);
    t->batch = netc_batch(t->m);
    if (!same_columns(netc_graph(m), g, err) || !fits(netc_graph(m), g, err) ||
        !same_labels(netc_graph(m), g, err) || !prepare_input(t, netc_graph(m), g, err))
        return false;
    t->x = malloc(sizeof *t->x * (size_t)t->batch * t->floats);
    t->y = malloc(sizeof *t->y * (size_t)t->batch * t->outputs);
    if (!t->x || !t->y)
        return err_set(err, "out of memory (the teacher)");
    if (repeats && (size_t)n * t->outputs <= KEPT_MOST) { /* without it, it only takes longer */
        t->kept = malloc(sizeof *t->kept * (size_t)n * t->outputs);
        t->known = t->kept ? calloc((size_t)n, sizeof *t->known) : NULL;
    }
    return true;
}

bool teacher_open(const NetcModel *m, int n, bool repeats, Teacher **out, Err *err)
{
    const Train *train = &netc_graph(m)->train;
    const Loss *loss = train->loss.record;
    *out = NULL;
    if (!train->teacher)
        return !loss || loss->target_rows < 2 ||
               err_set(err,
                       "%s needs a teacher: `teacher \"big.net\" weights=\"big.safetensors\"` in "
                       "the train section",
                       loss->name);
    Teacher *t = calloc(1, sizeof *t);
    if (!t)
        return err_set(err, "out of memory (the teacher)");
    if (!make(t, m, n, repeats, err)) {
        teacher_close(t);
        return false;
    }
    *out = t;
    return true;
}

uint64_t teacher_hash(const Teacher *t) { return t ? t->hash : 0; }

/* Its outputs, for the soft targets, are shares: not negative, and 1 together. */
static bool are_shares(const Teacher *t, const float *y, Err *err)
{
    double sum = 0;
    bool negative = false;
    for (size_t k = 0; k < t->outputs; k++) {
        sum += (double)y[k];
        negative = negative || !(y[k] >= 0);
    }
    return (!negative && fabs(sum - 1) < 1e-3) ||
           err_set(err,
                   "the outputs of the teacher %s are no shares of classes, %g together: it has "
                   "to end in softmax",
                   netc_graph(t->m)->name, sum);
}

static void put_row(const Teacher *t, const float *y, float weight, float *row)
{
    for (size_t k = 0; k < t->outputs; k++)
        row[t->outputs + k] = weight * y[k];
}

static void put_input(const Teacher *t, const float *x, float *to)
{
    const size_t c = (size_t)t->channels;
    for (size_t i = 0; i < t->floats; i++) {
        const size_t k = i % c;
        to[i] = (float)(t->factor[k] * (double)x[i - k + (size_t)t->from[k]] + t->summand[k]);
    }
}

/* The samples list[0 ... n - 1] of those at hand, which are not known yet. */
static bool ask(Teacher *t, const int32_t *number, const float *x, const float *weight,
                const int *list, int n, float *rows, Err *err)
{
    for (int i = 0; i < n; i++)
        put_input(t, x + (size_t)list[i] * t->floats, t->x + (size_t)i * t->floats);
    if (!netc_infer(t->m, t->x, n, t->y, err))
        return false;
    for (int i = 0; i < n; i++) {
        const float *y = t->y + (size_t)i * t->outputs;
        if (!are_shares(t, y, err))
            return false;
        put_row(t, y, weight ? weight[list[i]] : 1, rows + (size_t)list[i] * 2 * t->outputs);
        if (t->known) {
            memcpy(t->kept + (size_t)number[list[i]] * t->outputs, y, sizeof *y * t->outputs);
            t->known[number[list[i]]] = true;
        }
    }
    return true;
}

bool teacher_says(Teacher *t, const int32_t *number, const float *x, const float *weight, int n,
                  float *rows, Err *err)
{
    int *list = malloc(sizeof *list * (size_t)t->batch), waiting = 0;
    bool ok = list || err_set(err, "out of memory (the teacher)");
    for (int i = 0; ok && i < n; i++) {
        if (t->known && t->known[number[i]])
            put_row(t, t->kept + (size_t)number[i] * t->outputs, weight ? weight[i] : 1,
                    rows + (size_t)i * 2 * t->outputs);
        else
            list[waiting++] = i;
        if (waiting == t->batch || (waiting && i == n - 1)) {
            ok = ask(t, number, x, weight, list, waiting, rows, err);
            waiting = 0;
        }
    }
    free(list);
    return ok;
}
