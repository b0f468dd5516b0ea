/* Operators of classical models (ai.onnx.ml), as skl2onnx writes them: linear classifiers and
 * regressors, normalising, and what makes a class of scores. A net gives scores and has names for
 * its outputs, so an output that is a class alone is left out, and the names of the classes become
 * the net's `labels`. */
#include "base/foreign.h"
#include "models/onnx_fold.h"
#include "models/onnx_graph.h"
#include <string.h>

/* ---- names of classes ---- */

/* Can it stand in the language's quotes, on one line? */
static bool is_printable(const char *s, size_t n)
{
    bool good = n > 0 && n < 200;
    for (size_t i = 0; good && i < n; i++)
        good = s[i] != '"' && (unsigned char)s[i] >= ' ' && s[i] != 127;
    return good;
}

static Classes *classes_new(Arena *a, size_t n)
{
    Classes *c = ARENA_NEW(a, Classes);
    *c = (Classes){.name = ARENA_ARRAY(a, const char *, n + 1), .n = (int)n};
    return c;
}

static const Classes *classes_of_ints(Arena *a, const int64_t *v, size_t n)
{
    Classes *c = classes_new(a, n);
    for (size_t i = 0; i < n; i++)
        c->name[i] = arena_printf(a, v[i] < 0 ? "\"%lld\"" : "%lld", (long long)v[i]);
    return c;
}

/* Without names where the language has no place for one. */
static const Classes *classes_of_strings(Arena *a, const ProtobufCBinaryData *v, size_t n)
{
    Classes *c = classes_new(a, n);
    for (size_t i = 0; i < n; i++) {
        const char *s = (const char *)v[i].data;
        const bool good = is_printable(s, v[i].len);
        c->name[i] = good ? arena_printf(a, "\"%.*s\"", (int)v[i].len, s) : "";
        if (!good || strcmp(foreign_shown(a, c->name[i]), c->name[i]) != 0) {
            c->name = NULL;
            return c;
        }
    }
    return c;
}

/* Of an attribute with whole numbers, or of one with strings; NULL: neither has any. */
static const Classes *classes_of(Call *c, const char *ints, const char *strings)
{
    const Onnx__AttributeProto *i = onnx_attr(&c->node, ints), *s = onnx_attr(&c->node, strings);
    if (i && i->n_ints && i->n_ints < 100000)
        return classes_of_ints(c->o->arena, i->ints, i->n_ints);
    return s && s->n_strings && s->n_strings < 100000
               ? classes_of_strings(c->o->arena, s->strings, s->n_strings)
               : NULL;
}

/* ---- a class's number ---- */

static bool passes_class(const char *op)
{
    static const char *const same[] = {"Cast",    "Identity",  "Reshape",
                                       "Squeeze", "Unsqueeze", "ArrayFeatureExtractor"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!strcmp(op, same[i]))
            return true;
    return false;
}

/* The names out of which a class's number takes one. */
static const Classes *listed_classes(Call *c)
{
    const Const *k = c->in[0]->k;
    const Onnx__GraphProto *g = c->o->file.model->graph;
    if (k && k->ints)
        return classes_of_ints(c->o->arena, k->i, (size_t)k->count);
    for (size_t i = 0; i < g->n_initializer; i++) {
        const Onnx__TensorProto *t = g->initializer[i];
        if (t->name && !strcmp(t->name, c->node.p->input[0]))
            return classes_of_strings(c->o->arena, t->string_data, t->n_string_data);
    }
    return NULL;
}

bool onnx_class_input(Call *c)
{
    const char *op = c->node.p->op_type;
    int at = -1;
    for (int i = 0; i < c->n_in && at < 0; i++)
        at = c->in[i]->is_class ? i : -1;
    if (at >= 0 && passes_class(op)) {
        c->out[0] = *c->in[at];
        if (at == 1 && !strcmp(op, "ArrayFeatureExtractor"))
            c->out[0].classes = listed_classes(c);
        return true;
    }
    for (int i = 0; i < c->n_in && at < 0; i++)
        if (c->in[i]->text)
            build_lacks(c->b, NULL, "its input %d has strings, which are read as classes alone", i);
    if (at >= 0)
        build_lacks(c->b, NULL, "its input %d is a class's number: netc's nets give the scores",
                    at);
    return at >= 0;
}

/* Which of the values along the last axis is the largest. */
void onnx_arg_max(Call *c)
{
    const View *x = c->in[0];
    int64_t axis = onnx_int(&c->node, "axis", 0);
    if (x->rank == 2 && x->batch == 0 && (axis == 1 || axis == -1)) {
        c->out[0] = *x;
        c->out[0].is_class = true;
        c->out[0].classes = NULL;
        return;
    }
    build_lacks(c->b, NULL,
                "netc's nets give scores: the place of the largest is read only where "
                "it is a vector's, and an output");
}

/* 1 where a score is above a half, as several labels at once are told. */
void onnx_binarizer(Call *c)
{
    const double limit = onnx_float(&c->node, "threshold", 0);
    if (limit == 0.5) {
        c->out[0] = *c->in[0];
        c->out[0].is_class = true;
        return;
    }
    build_lacks(c->b, NULL, "threshold=%g: it is read only as the labels of scores, at 0.5", limit);
}

/* Scores with a name for each. */
void onnx_zip_map(Call *c)
{
    c->out[0] = *c->in[0];
    c->out[0].classes = classes_of(c, "classlabels_int64s", "classlabels_strings");
    c->o->b.m->dropped++;
}

int onnx_leave_classes_out(Onnx *o, View *output, const char **name, int n)
{
    const Classes *found = NULL;
    int kept = 0;
    for (int i = 0; i < n; i++) {
        if (output[i].classes && !found)
            found = output[i].classes;
        if (output[i].is_class) {
            model_note(o->b.m, "output `%.200s` is a class, made of the scores: left out",
                       foreign_shown(o->arena, name[i]));
            continue;
        }
        output[kept] = output[i];
        name[kept++] = name[i];
    }
    if (!kept && n)
        build_lacks(&o->b, NULL, "the output is a class's number: netc's nets give the scores");
    if (found && !found->name)
        model_note(o->b.m, "the net has no labels: the name of a class is empty, long, or has "
                           "characters that the language has no place for");
    const int64_t scores = kept == 1 ? view_count(&output[0]) : 0;
    if (found && found->name && found->n == scores) {
        o->b.m->labels = found->name;
        o->b.m->n_labels = found->n;
    }
    return kept;
}

/* ---- linear models ---- */

/* Coefficients (rows, features) as a layer; mirrored: of one row two, 1 - y or -y before it. */
typedef struct Linear {
    const float *by, *more;
    int64_t rows;
    bool mirrored;
    double one; /* what the mirrored row is taken from */
} Linear;

static void linear_layer(Call *c, const Linear *l)
{
    const View *x = c->in[0];
    const int64_t in = x->dim[1], out = l->rows + l->mirrored;
    float *kernel = ARENA_ARRAY(c->o->arena, float, in *out),
          *bias = ARENA_ARRAY(c->o->arena, float, out);
    for (int64_t o = 0; o < out; o++) {
        const int64_t row = l->mirrored ? 0 : o;
        const bool turned = l->mirrored && o == 0;
        const double own = l->more ? (double)l->more[row] : 0;
        for (int64_t i = 0; i < in; i++)
            kernel[i * out + o] = turned ? -l->by[row * in + i] : l->by[row * in + i];
        bias[o] = (float)(turned ? l->one - own : own);
    }
    c->out[0] = build_dense(c->b, x, kernel, l->more || l->mirrored ? bias : NULL, (int)out);
}

/* The coefficients and intercepts of so many rows (0: as many as there are); false: told. */
static bool read_linear(Call *c, int64_t rows, Linear *to)
{
    const View *x = c->in[0];
    int n, m;
    const float *by = onnx_floats(&c->node, "coefficients", &n),
                *more = onnx_floats(&c->node, "intercepts", &m);
    const int64_t in = x->rank == 2 ? x->dim[1] : 0;
    if (in < 1 || n < 1 || n % in) {
        build_misfit(c->b, NULL, "its %d coefficients do not fit %lld features", n, (long long)in);
        return false;
    }
    rows = rows ? rows : n / in;
    if (rows != n / in || rows > 65536 || (m && m != rows)) {
        build_misfit(c->b, NULL, "%d coefficients and %d intercepts for %lld outputs", n, m,
                     (long long)rows);
        return false;
    }
    *to = (Linear){.by = by, .more = m ? more : NULL, .rows = rows};
    return true;
}

static bool is_transform(Call *c, const char *const *known, int n, int *which)
{
    const char *how = onnx_string(c->o->arena, &c->node, "post_transform");
    how = how ? how : "NONE";
    for (*which = 0; *which < n; ++*which)
        if (!strcmp(how, known[*which]))
            return true;
    build_lacks(c->b, NULL, "post_transform=%.40s", foreign_shown(c->o->arena, how));
    return false;
}

void onnx_linear_regressor(Call *c)
{
    Linear l;
    int how;
    const int64_t targets = onnx_int(&c->node, "targets", 1);
    c->out[0] = *c->in[0];
    if (is_transform(c, (const char *const[]){"NONE"}, 1, &how) &&
        read_linear(c, targets < 1 ? 1 : targets, &l))
        linear_layer(c, &l);
}

/* Outputs: the class, and the scores. */
void onnx_linear_classifier(Call *c)
{
    enum { NONE, LOGISTIC, SOFTMAX };
    static const char *const known[] = {"NONE", "LOGISTIC", "SOFTMAX"};
    const Classes *classes = classes_of(c, "classlabels_ints", "classlabels_strings");
    Linear l;
    int how;
    View *scores = c->n_out > 1 ? &c->out[1] : &c->out[0];
    *scores = *c->in[0];
    if (!is_transform(c, known, 3, &how) || !read_linear(c, 0, &l))
        return;
    const bool two = l.rows == 1 && (!classes || classes->n == 2);
    if (two && how == SOFTMAX) {
        build_lacks(c->b, NULL, "post_transform=SOFTMAX of one row of coefficients");
        return;
    }
    l.mirrored = two;
    l.one = how == NONE ? 1 : 0;
    if (two && how == NONE) { /* scores 1 - y and y, but the second class where y is above 0 */
        model_note(c->b->m,
                   "%s: its class is the second where the last score is above 0, which "
                   "is not the larger of the two scores: the net has no labels",
                   c->b->where);
        classes = NULL;
    }
    linear_layer(c, &l);
    View y = c->out[0];
    if (how == LOGISTIC)
        y = build_unary(c->b, &y, "sigmoid", NULL);
    else if (how == SOFTMAX)
        y = build_softmax(c->b, &y, "softmax", &(int){1}, 1);
    c->out[0] = *scores = y;
    c->out[0].is_class = c->n_out > 0;
    c->out[0].classes = classes;
}

/* Divided by the norm of each sample; of zeros it is 0. */
void onnx_normalizer(Call *c)
{
    const double least = 1e-20;
    static const char *const known[] = {"L1", "L2"};
    const View *x = c->in[0];
    const char *how = onnx_string(c->o->arena, &c->node, "norm");
    how = how ? how : "MAX";
    c->out[0] = *x;
    if (x->rank != 2 || (strcmp(how, known[0]) && strcmp(how, known[1]))) {
        build_lacks(c->b, NULL, "norm=%.20s of %d dimensions: L1 and L2 of vectors are read",
                    foreign_shown(c->o->arena, how), x->rank);
        return;
    }
    const bool square = !strcmp(how, "L2");
    View norm = square ? build_with_number(c->b, x, "pow", 2) : build_unary(c->b, x, "abs", NULL);
    norm = build_reduce(c->b, &norm, "sum", &(int){1}, 1, true);
    norm = square ? build_unary(c->b, &norm, "sqrt", NULL) : norm;
    norm = build_with_number(c->b, &norm, "maximum", least);
    c->out[0] = build_join(c->b, (const View *[]){x, &norm}, 2, "div");
}
