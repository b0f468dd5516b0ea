/* See teacher.h. The teacher may prepare its input otherwise than the net that learns: what this
 * one reads is turned back into raw numbers and prepared anew, channel by channel, in double. */
#include "training/teacher.h"
#include "base/diag.h"
#include "compiler/ir/layer.h"
#include "runtime/load_save.h"
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
    float *kept; /* (n, outputs) of the training set; NULL: none are kept */
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

static bool make(Teacher *t, const NetcModel *m, int n, bool repeats, Err *err)
{
    const Train *train = &netc_graph(m)->train;
    char *said = NULL;
    const NetcOptions o = {
        .net = train->teacher_net, .batch = netc_batch(m), .threads = netc_threads(m)};
    Err why = {""};
    t->m = netc_open(train->teacher, &o, &said, &why);
    if (!t->m) {
        const bool told = said && *said;
        err_set(err, "the teacher: %s%s%s", why.text, told ? ":\n" : "", told ? said : "");
        free(said);
        return false;
    }
    free(said);
    const Graph *g = netc_graph(t->m);
    if (!netc_load_weights(t->m, train->teacher_weights, NULL, NULL, &why))
        return err_set(err, "the teacher: %s", why.text);
    t->floats = netc_input_floats(t->m);
    t->outputs = netc_output_floats(t->m);
    t->batch = netc_batch(t->m);
    if (!fits(netc_graph(m), g, err) || !same_labels(netc_graph(m), g, err) ||
        !prepare_input(t, netc_graph(m), g, err))
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
