/* The train section: each statement is bound to a table of attributes and written into
 * Graph.train. Losses, optimizers, schedules and the changes of augment come from their own tables.
 */
#include "compiler/front/other_words.h"
#include "compiler/front/schedule.h"
#include "compiler/front/value.h"
#include "data/dataset.h"
#include <math.h>
#include <string.h>

enum { PATHS_MAX = 1000 };

typedef struct TrainReader {
    Arena *arena;
    Diag *diag;
    Graph *g;
    const Var *params; /* of the file */
    int paths;         /* of freeze and unfreeze so far */
} TrainReader;

typedef struct TrainStmt {
    const char *name;
    const char *form, *doc, *absent; /* for the reference: how it is written, what it means, and
                                        what holds without it */
    const AttrSpec *attrs;           /* NULL: `read` takes the arguments as they are */
    void (*set)(TrainReader *, const AttrValue *v, const Stmt *);
    void (*read)(TrainReader *, const ArgVal *, int n, const Stmt *);
    bool repeats; /* may be written more than once */
} TrainStmt;

#define END_OF_ATTRS                                   \
    {                                                  \
        NULL, ATTR_FLAG, 0, false, 0, 0, 0, NULL, NULL \
    }

static const AttrSpec data_attrs[] = {
    {"kind", ATTR_NAME, 1, true, 0, 0, 0, DATASET_WORDS, "how the data lies"},
    {"path", ATTR_STR, 1, true, 0, 0, 0, NULL, "the folder"},
    {"validation", ATTR_NUM, 0, false, 0, 0, 0.9, NULL,
     "share of the training data held out; 0: the validation set, else the test set, validates"},
    {"target", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "of a table: the column that is predicted, or several, separated by commas"},
    {"categories", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "of a table: columns of categories, though they are written as numbers"},
    {"ignore", ATTR_STR, 0, false, 0, 0, 0, NULL, "of a table: columns that are not used"},
    {"missing", ATTR_NAME, 0, false, 0, 0, 0, "refuse fill",
     "of a table: what becomes of cells without a value"},
    {"weight", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "what each training sample weighs: of a table a column, of npy files WEIGHT_train.npy"},
    {"file", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "of pictures: the column that names their files; else the first one that does"},
    {"images", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "of pictures: the folder that they lie in, seen from the table; else beside it or in images/"},
    {"rate", ATTR_INT, 0, false, 0, 1, 10000000, NULL,
     "of signals: samples a second, to which files of others are resampled; else those of the "
     "first"},
    END_OF_ATTRS};
static const AttrSpec batch_attrs[] = {
    {"size", ATTR_INT, 1, true, 0, 1, 65536, NULL, "images a step"},
    {"drop_last", ATTR_FLAG, 0, false, 0, 0, 1, NULL,
     "images that are left at the end of an epoch, fewer than a batch, are not trained on in it"},
    END_OF_ATTRS};
static const AttrSpec accumulate_attrs[] = {
    {"count", ATTR_INT, 1, true, 0, 1, 65536, NULL, "batches a step"}, END_OF_ATTRS};
static const AttrSpec average_attrs[] = {
    {"keep", ATTR_NUM, 1, true, 0, 0, 0.9999999, NULL,
     "share of its old value that the average keeps at each step"},
    END_OF_ATTRS};
static const AttrSpec lookahead_attrs[] = {
    {"steps", ATTR_INT, 1, false, 5, 1, 1000000, NULL, "steps between two returns"},
    {"share", ATTR_NUM, 0, false, 0.5, 0, 1, NULL, "share of the way that a return keeps"},
    END_OF_ATTRS};
static const AttrSpec epochs_attrs[] = {
    {"count", ATTR_INT, 1, true, 0, 1, 1000000, NULL, "passes over the data"}, END_OF_ATTRS};
static const AttrSpec seed_attrs[] = {
    {"number", ATTR_NUM, 1, true, 0, 0, 9007199254740991.0, NULL, "a whole number"}, END_OF_ATTRS};
static const AttrSpec stop_attrs[] = {
    {"monitor", ATTR_NAME, 1, true, 0, 0, 0, MONITOR_WORDS, "what must improve"},
    {"patience", ATTR_INT, 0, false, 0, 0, 1000000, NULL,
     "epochs without improvement that are allowed"},
    {"min_delta", ATTR_NUM, 0, false, 0, 0, 1e30, NULL, "smaller changes are no improvement"},
    END_OF_ATTRS};
static const AttrSpec target_attrs[] = {
    {"what", ATTR_NAME, 1, true, 0, 0, 0, "data input", "what the outputs are compared with"},
    END_OF_ATTRS};
static const AttrSpec teacher_attrs[] = {
    {"file", ATTR_STR, 1, true, 0, 0, 0, NULL,
     "its .net file, or a model that `netc import` takes"},
    {"weights", ATTR_STR, 0, false, 0, 0, 0, NULL,
     "its weights; a model of another program has its own"},
    {"name", ATTR_STR, 0, false, 0, 0, 0, NULL, "which net of the file; else the last"},
    END_OF_ATTRS};
static const AttrSpec quantize_attrs[] = {
    {"type", ATTR_NAME, 1, true, 0, 0, 0, "int8", "the integers"}, END_OF_ATTRS};
static const AttrSpec validation_attrs[] = {
    {"share", ATTR_NUM, 1, false, 0, 0, 0.9, NULL, "share of the training data held out"},
    {"test", ATTR_FLAG, 0, false, 0, 0, 1, NULL,
     "the test set validates, also where there is a validation set"},
    END_OF_ATTRS};
const AttrSpec augment_attrs[] = {
#define AUGMENT(name, form, def, max, doc) {#name, form, 0, false, def, 0, max, NULL, doc},
#include "data/augments.def"
#undef AUGMENT
    END_OF_ATTRS};

/* ---- statements bound to a table ---- */

static const DatasetKind *kind_named(const char *kind)
{
    for (int i = 0; kind && dataset_kinds[i]; i++)
        if (!strcmp(dataset_kinds[i]->name, kind))
            return dataset_kinds[i];
    return NULL;
}

/* ORDER: data_attrs */
enum {
    DATA_TARGET = 3,
    DATA_CATEGORIES,
    DATA_IGNORE,
    DATA_MISSING,
    DATA_WEIGHT,
    DATA_FILE,
    DATA_IMAGES,
    DATA_RATE,
    DATA_END
};

/* Which of them the kind takes. */
static bool takes(const DatasetKind *k, int attr)
{
    if (attr == DATA_RATE)
        return !strcmp(k->name, "wav");
    if (attr == DATA_WEIGHT)
        return k->table || k->columns || k->listed || !strcmp(k->name, "npy");
    if (attr == DATA_FILE || attr == DATA_IMAGES)
        return k->listed;
    return k->table || k->columns || (k->listed && (attr == DATA_TARGET || attr == DATA_IGNORE));
}

/* What `data` says of a table. */
static void set_table(TrainReader *r, const AttrValue *v)
{
    const DatasetKind *k = kind_named(v[0].str);
    for (int i = DATA_TARGET; i < DATA_END && k; i++)
        if (v[i].set && !takes(k, i)) {
            diag_error(r->diag, v[i].span,
                       i == DATA_WEIGHT
                           ? "%s is said of a table's column or of npy files; `data %s` has none"
                       : i == DATA_RATE ? "%s is said of signals; `data %s` has none"
                       : i >= DATA_FILE ? "%s is said of files that a table lists; `data %s` "
                                          "has none"
                                        : "%s is said of a table's columns; `data %s` has none",
                       data_attrs[i].name, v[0].str);
            return;
        }
    r->g->train.takes_rows = k && (k->table || (k->columns && v[DATA_TARGET].set));
    r->g->train.columns = (ColumnsWish){.target = v[DATA_TARGET].str,
                                        .categories = v[DATA_CATEGORIES].str,
                                        .ignore = v[DATA_IGNORE].str,
                                        .weight = v[DATA_WEIGHT].str,
                                        .file = v[DATA_FILE].str,
                                        .images = v[DATA_IMAGES].str,
                                        .rate = v[DATA_RATE].set ? (int)v[DATA_RATE].num : 0,
                                        .fill = v[DATA_MISSING].str &&
                                                !strcmp(v[DATA_MISSING].str, "fill")};
    r->g->train.weight_span = v[DATA_WEIGHT].span;
}

static void set_data(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    Train *t = &r->g->train;
    t->data_kind = v[0].str;
    t->data_path = v[1].str;
    t->data_span = s->span;
    if (v[2].set)
        t->validation = v[2].num;
    set_table(r, v);
}

static void set_batch(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    r->g->train.batch = (int)v[0].num;
    r->g->train.drop_last = v[1].num != 0;
}

static void set_accumulate(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    r->g->train.accumulate = (int)v->num;
}

static void set_average(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    r->g->train.average = v->num;
}

static void set_lookahead(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    r->g->train.lookahead = (int)v[0].num;
    r->g->train.lookahead_share = v[1].num;
}

static void set_epochs(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    r->g->train.epochs = (int)v->num;
}

static void set_seed(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)s;
    if (v->num != floor(v->num))
        diag_error(r->diag, v->span, "number of seed must be a whole number, not %.10g", v->num);
    r->g->train.seed = (uint64_t)v->num;
}

static void set_stop(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    Train *t = &r->g->train;
    (void)s;
    t->stop_monitor = v[0].str;
    t->stop_patience = (int)v[1].num;
    t->stop_min_delta = v[2].num;
}

static void set_validation(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    if (v[0].set == v[1].set)
        diag_error(r->diag, s->span,
                   "validation needs a share of the training data (`validation 0.1`) or `test`");
    r->g->train.validation = v[0].set ? v[0].num : 0;
    r->g->train.validate_on_test = v[1].set && v[1].num != 0;
}

static void set_augment(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    double *amount[] = {
#define AUGMENT(name, form, def, max, doc) &r->g->train.augment.name,
#include "data/augments.def"
#undef AUGMENT
    };
    bool any = false;
    for (size_t i = 0; i < sizeof amount / sizeof *amount; i++) {
        *amount[i] = v[i].num;
        any |= v[i].set;
    }
    const AugmentSpec *a = &r->g->train.augment;
    if (a->draws > 0 && a->randaugment <= 0)
        diag_error(r->diag, s->span,
                   "draws= is how many changes `randaugment=` draws; without it "
                   "there are none");
    if (any)
        return;
    diag_error(r->diag, s->span, "augment needs to be told which changes to make");
    diag_note(r->diag, "hint: write `augment flip crop=4`");
}

/* ---- loss, optimizer and schedule: the first word picks the record, its table binds the rest ----
 */

/* The index of the word in `names`, or -1 after an error. */
static int pick(TrainReader *r, const ArgVal *args, int n, const Stmt *s, const Words *names)
{
    if (n < 1 || args[0].key || args[0].v.kind != VAL_WORD) {
        diag_error(r->diag, s->span, "%s needs a name", s->name);
        diag_note(r->diag, "hint: write `%s %s`", s->name, names->items[0]);
        return -1;
    }
    for (int i = 0; i < names->n; i++)
        if (strcmp(names->items[i], args[0].v.text) == 0)
            return i;
    const char *now = renamed_word(r->diag, args[0].span, s->name, args[0].v.text, NULL);
    for (int i = 0; now && i < names->n; i++)
        if (strcmp(names->items[i], now) == 0)
            return i;
    const char *other = other_word(s->name, args[0].v.text);
    diag_error(r->diag, args[0].span, "no %s is called `%s`%s", s->name, args[0].v.text,
               other ? "" : did_you_mean(r->arena, args[0].v.text, names->items, names->n));
    if (!note_other_word(r->diag, s->name, args[0].v.text))
        diag_note(r->diag, "hint: it is %s", list_text(r->arena, names, "or"));
    return -1;
}

static AttrValue *bind_rest(TrainReader *r, const char *what, const AttrSpec *specs,
                            const ArgVal *args, int n, const Stmt *s)
{
    AttrTable t = {what, specs, s->span, NULL, 0, NULL};
    return bind_attrs(r->arena, r->diag, &t, args + 1, n - 1);
}

/* The value that the loss begins with. Identities behind it change nothing: the output is what they
 * pass on. */
static void end_of_loss(TrainReader *r, const Loss *loss, Node **output, const Stmt *s)
{
    Node *end = *output;
    while (end->layer->traits & TRAIT_IDENTITY && end->n_in == 1)
        end = end->in[0];
    if (loss->fused_kind && strcmp(loss->fused_kind, end->layer->kind) == 0)
        *output = end;
    const char *last = (*output)->layer->kind;
    if (!loss->fused_kind || strcmp(loss->fused_kind, last) == 0)
        return;
    diag_error(r->diag, s->span, "%s needs %s that ends in %s; this one ends in %s", loss->name,
               r->g->n_heads ? "an output" : "a net", loss->fused_kind, last);
    diag_note(r->diag, "hint: end %s with `dense N %s`", r->g->n_heads ? "it" : "the net",
              loss->fused_kind);
}

/* `of=NAME` and `weight=X` of a loss, taken out of the arguments; the output; NULL after an error.
 */
static Head *head_of_loss(TrainReader *r, ArgVal *args, int *n, const Stmt *s)
{
    Graph *g = r->g;
    Head *head = NULL;
    Words names = {.arena = r->arena};
    double weight = 1;
    int kept = 0;
    bool ok = true, said = false;
    for (int i = 0; i < g->n_heads; i++)
        words_add(&names, g->heads[i].name);
    for (int i = 0; i < *n; i++) {
        const ArgVal *a = &args[i];
        if (a->key && !strcmp(a->key, "of")) {
            said = true;
            for (int k = 0; a->v.kind == VAL_WORD && k < g->n_heads; k++)
                if (!strcmp(g->heads[k].name, a->v.text))
                    head = &g->heads[k];
            if (!head) {
                diag_error(
                    r->diag, a->span, "no output is called %s%s", value_text(r->arena, &a->v),
                    a->v.kind == VAL_WORD ? did_you_mean(r->arena, a->v.text, names.items, names.n)
                                          : "");
                ok = false;
            }
        } else if (a->key && !strcmp(a->key, "weight")) {
            weight = a->v.kind == VAL_NUM ? a->v.num : -1;
            if (!(weight >= 0 && weight <= 1e6)) {
                diag_error(r->diag, a->span, "weight of a loss must be from 0 to 1000000");
                ok = false;
            }
        } else
            args[kept++] = *a;
    }
    *n = kept;
    if (!said) {
        diag_error(r->diag, s->span, "the net has %d outputs: say of which this loss is",
                   g->n_heads);
        diag_note(r->diag, "hint: `loss %s of=%s`", kept && args[0].v.text ? args[0].v.text : "mse",
                  g->heads[0].name);
    }
    if (!ok || !head)
        return NULL;
    if (head->loss.record) {
        diag_error(r->diag, s->span, "the loss of `%s` is already set at line %d", head->name,
                   source_line_col(head->loss.span.src, head->loss.span.begin).line);
        return NULL;
    }
    head->weight = weight;
    return head;
}

/* What stands for a sum of losses. */
static void note_one_loss(TrainReader *r, const char *loss)
{
    diag_note(r->diag,
              "hint: a net has one loss; of several outputs (`output NAME NAME`) each has its "
              "own, and their sum is lowered: `loss %s of=NAME weight=0.5`",
              loss);
}

/* The name of another loss behind the first one; NULL. */
static const ArgVal *second_loss(const ArgVal *args, int n, const Words *names)
{
    for (int i = 1; i < n; i++)
        for (int k = 0; !args[i].key && args[i].v.kind == VAL_WORD && k < names->n; k++)
            if (!strcmp(args[i].v.text, names->items[k]))
                return &args[i];
    return NULL;
}

static void read_loss(TrainReader *r, const ArgVal *given, int n, const Stmt *s)
{
    Graph *g = r->g;
    Words names = {.arena = r->arena};
    ArgVal *args = ARENA_ARRAY(r->arena, ArgVal, n + 1);
    for (int i = 0; i < n; i++)
        args[i] = given[i];
    for (const Loss *const *l = loss_table; *l; l++)
        words_add(&names, (*l)->name);
    for (int i = 0; i < n && !g->n_heads; i++)
        if (args[i].key && !strcmp(args[i].key, "of")) {
            diag_error(r->diag, args[i].span, "`of=` is for nets that name their outputs");
            diag_note(r->diag,
                      "hint: `output NAME NAME` in the net names several, by their labels");
            return;
        }
    if (!g->n_heads && g->train.loss.record) {
        diag_error(r->diag, s->span, "loss is already set at line %d",
                   source_line_col(g->train.loss.span.src, g->train.loss.span.begin).line);
        note_one_loss(r, "mse");
        return;
    }
    const ArgVal *second = second_loss(args, n, &names);
    if (second) {
        diag_error(r->diag, second->span, "`%s` is a second loss", second->v.text);
        note_one_loss(r, second->v.text);
        return;
    }
    Head *head = g->n_heads ? head_of_loss(r, args, &n, s) : NULL;
    int i = g->n_heads && !head ? -1 : pick(r, args, n, s, &names);
    if (i < 0)
        return;
    const Loss *loss = loss_table[i];
    Setting set = {loss, bind_rest(r, loss->name, loss->attrs, args, n, s), s->span};
    *(head ? &head->loss : &g->train.loss) = set;
    end_of_loss(r, loss, head ? &head->node : &g->output, s);
    if (head && loss->target_rows > 1)
        diag_error(r->diag, s->span, "%s is a loss of a net with one output", loss->name);
}

/* A loss of two rows of targets takes the second one from the teacher; without one, a program gives
 * both. */
static void check_teacher(TrainReader *r)
{
    const Graph *g = r->g;
    const Train *t = &g->train;
    const Loss *loss = t->loss.record;
    const bool wants = loss && loss->target_rows > 1;
    if (t->teacher && loss && !wants) {
        diag_error(r->diag, t->teacher_span, "%s has no use for a teacher", loss->name);
        diag_note(r->diag, "hint: `loss distillation temperature=4 share=0.9`");
    }
    if (t->teacher && g->n_inputs)
        diag_error(r->diag, t->teacher_span, "a teacher takes one input; this net has %d",
                   g->n_inputs);
}

/* Every output has a loss. They stand for the net's. */
static void join_losses(TrainReader *r)
{
    Graph *g = r->g;
    const Head *with = NULL, *without = NULL;
    for (int i = 0; i < g->n_heads; i++)
        *(g->heads[i].loss.record ? &with : &without) = &g->heads[i];
    if (!with)
        return;
    g->train.loss = (Setting){&loss_of_outputs, ARENA_ARRAY(r->arena, AttrValue, 1),
                              with->loss.span};
    if (without)
        diag_error(r->diag, without->span, "the output `%s` has no loss: `loss mse of=%s`",
                   without->name, without->name);
    if (g->train.target_input)
        diag_error(r->diag, g->train.target_span,
                   "`target input` is said of a net with one output; this one has %d", g->n_heads);
    for (int i = 0; i < g->n_heads && g->output->n_in == g->n_heads; i++)
        g->output->in[i] = g->heads[i].node;
}

/* As in Keras, a gradient is limited in one way only. A limit that is 0 in single precision would
 * be none. */
static void one_limit(TrainReader *r, const AttrSpec *specs, const AttrValue *v)
{
    const char *other = NULL;
    for (int i = 0; v && specs[i].name; i++) {
        if (!strstr(specs[i].name, "clip") || v[i].num <= 0)
            continue;
        if (v[i].num < 1e-30)
            diag_error(r->diag, v[i].span, "%s is %.6g; it must be 0 (no limit) or at least 1e-30",
                       specs[i].name, v[i].num);
        if (other)
            diag_error(r->diag, v[i].span, "%s beside %s: a gradient is limited in one way only",
                       specs[i].name, other);
        other = specs[i].name;
    }
}

static void read_schedule(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Words names = {.arena = r->arena};
    for (const Schedule *const *c = schedule_table; *c; c++)
        words_add(&names, (*c)->name);
    int i = pick(r, args, n, s, &names);
    if (i < 0)
        return;
    const Schedule *form = schedule_table[i];
    r->g->train.schedule = (Setting){form, bind_rest(r, form->name, form->attrs, args, n, s),
                                     s->span};
}

/* ---- statements about parts of the net ---- */

static bool under(const char *name, const char *path)
{
    size_t n = strlen(path);
    return strncmp(name, path, n) == 0 && (name[n] == '\0' || name[n] == '.');
}

/* Every path that a node's name begins with, for "did you mean". */
static void unknown_path(TrainReader *r, const ArgVal *a)
{
    Words w = {.arena = r->arena};
    for (int i = 1; i < r->g->n_nodes && i < 2000; i++)
        for (const char *name = r->g->nodes[i]->name, *dot = name; dot;) {
            dot = strchr(dot + 1, '.');
            words_add(&w, dot ? arena_strndup(r->arena, name, (size_t)(dot - name)) : name);
        }
    diag_error(r->diag, a->span, "the net has no part called `%s`%s", a->v.text,
               did_you_mean(r->arena, a->v.text, w.items, w.n));
    if (!note_other_word(r->diag, "path", a->v.text))
        diag_note(r->diag, "hint: `netc summary` lists the layers with their names");
}

/* One name of `classes`; false after an error. */
static bool add_class(TrainReader *r, const ArgVal *a)
{
    Graph *g = r->g;
    Train *t = &g->train;
    if (a->key || (a->v.kind != VAL_WORD && a->v.kind != VAL_STR)) {
        diag_error(r->diag, a->span, "classes are words, or texts in quotes");
        return false;
    }
    for (int i = 0; i < t->n_classes; i++)
        if (strcmp(t->classes[i], a->v.text) == 0) {
            diag_error(r->diag, a->span, "the class `%s` is named twice", a->v.text);
            return false;
        }
    bool known = !g->labels;
    for (int i = 0; i < g->n_labels && !known; i++)
        known = strcmp(g->labels[i], a->v.text) == 0;
    if (!known) {
        diag_error(r->diag, a->span, "`%s` is none of the net's labels%s", a->v.text,
                   did_you_mean(r->arena, a->v.text, g->labels, g->n_labels));
        return false;
    }
    t->classes[t->n_classes++] = a->v.text;
    return true;
}

static void read_classes(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Train *t = &r->g->train;
    t->classes = ARENA_ARRAY(r->arena, const char *, n + 1);
    t->n_classes = 0; /* a second statement, an error of its own, has an array of its own */
    for (int i = 0; i < n; i++)
        if (!add_class(r, &args[i]))
            return;
    if (n < 2)
        diag_error(r->diag, s->span, "classes needs at least two names");
}

static void read_class_weight(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Train *t = &r->g->train;
    double *x = ARENA_ARRAY(r->arena, double, n + 1);
    bool some = false;
    t->weights_span = s->span;
    t->balanced = n == 1 && !args[0].key && args[0].v.kind == VAL_WORD &&
                  !strcmp(args[0].v.text, "balanced");
    for (int i = 0; i < n && !t->balanced; i++) {
        const ArgVal *a = &args[i];
        if (a->key || a->v.kind != VAL_NUM || !(a->v.num >= 0 && a->v.num <= 1e6)) {
            diag_error(
                r->diag, a->span,
                "class_weight takes a number from 0 to 1000000 for each class, or `balanced`");
            if (a->key)
                diag_note(r->diag, "hint: numbers stand in the order of `labels`, without names: "
                                   "`class_weight 1 2`");
            return;
        }
        x[i] = a->v.num;
        some = some || (float)x[i] > 0;
    }
    if (n == 0)
        diag_error(r->diag, s->span, "class_weight needs a number for each class, or `balanced`");
    else if (!t->balanced && !some)
        diag_error(r->diag, s->span,
                   "class_weight is 0 for every class: nothing would train; one class has to weigh "
                   "something");
    t->class_weights = t->balanced ? NULL : x;
    t->n_class_weights = t->balanced ? 0 : n;
}

/* A path to one parameter, as `stem.norm.beta`: its node; NULL when no node's name is all but the
 * last word. */
static Node *param_owner(const TrainReader *r, const char *path)
{
    const char *dot = strrchr(path, '.');
    for (int k = 1; dot && k < r->g->n_nodes; k++)
        if (strncmp(r->g->nodes[k]->name, path, (size_t)(dot - path)) == 0 &&
            r->g->nodes[k]->name[dot - path] == '\0')
            return r->g->nodes[k];
    return NULL;
}

/* The node whose parameters node k uses, or the layer that it is the activation of; NULL: it has
 * its own. */
static const Node *shared_by(const Graph *g, int k, const Node **user)
{
    for (int i = k; i > 0; i--) /* an activation stands behind its layer */
        if (g->nodes[i]->shares && under(g->nodes[k]->name, g->nodes[i]->name)) {
            *user = g->nodes[i];
            return g->nodes[i]->shares;
        }
    return NULL;
}

/* Whether the path is of nothing but layers that use the parameters of others, an error: what is
 * said of parameters is said of the layers that have them. */
static bool shares_all(TrainReader *r, const ArgVal *a)
{
    const Graph *g = r->g;
    const Node *owner = NULL, *user = NULL, *node = param_owner(r, a->v.text);
    bool own = false, hit = false;
    for (int k = 1; k < g->n_nodes; k++)
        if (under(g->nodes[k]->name, a->v.text)) {
            const Node *one = shared_by(g, k, &user);
            hit = true;
            own = own || !one;
            owner = one ? one : owner;
        }
    if (!hit && node && node->shares) {
        user = node;
        owner = node->shares;
    }
    if (!owner || own)
        return false;
    const char *who = user->name, *whose = owner->name, *path = a->v.text;
    const size_t behind = under(who, path) ? strlen(who) - strlen(path) : 0, n = strlen(whose);
    if (behind && n > behind && !strcmp(who + strlen(path), whose + n - behind)) {
        who = path; /* a block, of which the last layer was looked at */
        whose = arena_strndup(r->arena, whose, n - behind);
    }
    diag_error(r->diag, a->span, "%s uses the parameters of %s: say it of that", who, whose);
    return true;
}

/* Behind what was said of the node's parameters before. */
static void add_wish(TrainReader *r, Node *n, const ParamWish *w)
{
    ParamWish *own = ARENA_NEW(r->arena, ParamWish), **last = &n->wishes;
    *own = *w;
    while (*last)
        last = &(*last)->next;
    *last = own;
}

/* Says *w of the parameters that the path means, and returns to how many nodes; 0 after an error.
 * `statement`: whose path it is. */
static int wish(TrainReader *r, const ArgVal *a, const char *statement, ParamWish *w)
{
    int hits = 0;
    if (a->key || a->v.kind != VAL_WORD || ++r->paths > PATHS_MAX) {
        diag_error(r->diag, a->span,
                   "%s takes paths of layers, blocks or parameters, at most %d in all", statement,
                   PATHS_MAX);
        return 0;
    }
    if (shares_all(r, a))
        return 0;
    w->span = a->span;
    for (int k = 1; k < r->g->n_nodes; k++)
        if (under(r->g->nodes[k]->name, a->v.text)) {
            add_wish(r, r->g->nodes[k], w);
            hits++;
        }
    Node *owner = hits == 0 ? param_owner(r, a->v.text) : NULL;
    if (owner) {
        w->name = strrchr(a->v.text, '.') + 1;
        add_wish(r, owner, w);
        w->name = NULL;
        return 1;
    }
    if (hits == 0)
        unknown_path(r, a);
    return hits;
}

static void read_freeze(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    bool frozen = strcmp(s->name, "freeze") == 0;
    if (n == 0)
        diag_error(r->diag, s->span, "%s needs the paths of layers or blocks", s->name);
    for (int i = 0; i < n; i++) {
        const ArgVal *a = &args[i];
        ParamWish w = {.what = WISH_FREEZE, .frozen = frozen};
        int hits = 0;
        if (a->key || a->v.kind != VAL_WORD || ++r->paths > PATHS_MAX) {
            diag_error(r->diag, a->span, "%s takes paths of layers or blocks, at most %d in all",
                       s->name, PATHS_MAX);
            if (!a->key && a->v.kind == VAL_STR)
                diag_note(r->diag,
                          "hint: a path stands without quotes, and means all below it: "
                          "`%s base`",
                          s->name);
            return;
        }
        if (shares_all(r, a))
            continue;
        for (int k = 1; k < r->g->n_nodes; k++)
            if (under(r->g->nodes[k]->name, a->v.text)) {
                r->g->nodes[k]->frozen = frozen;
                for (ParamWish *p = frozen ? NULL : r->g->nodes[k]->wishes; p; p = p->next)
                    p->undone = p->what == WISH_FREEZE;
                hits++;
            }
        if (hits == 0)
            wish(r, a, s->name, &w);
    }
}

/* `epochs=N` behind the factor of a rate: the number of the span; 0 after an error. */
static int rate_span(TrainReader *r, const ArgVal *a)
{
    if (strcmp(a->key, "epochs") != 0) {
        const char *const known[] = {"epochs"};
        diag_error(r->diag, a->key_span, "rate has no attribute `%s`%s", a->key,
                   did_you_mean(r->arena, a->key, known, 1));
        return 0;
    }
    if (a->v.kind != VAL_NUM || a->v.num != floor(a->v.num) || a->v.num < 1 || a->v.num > 1e6) {
        diag_error(r->diag, a->span, "epochs of rate must be a whole number from 1 to 1000000");
        return 0;
    }
    Train *t = &r->g->train;
    for (int i = 0; i < t->n_epochs_of; i++)
        if (t->epochs_of[i] == (int)a->v.num)
            return i + 1;
    if (t->n_epochs_of == RUN_PARTS) {
        diag_error(r->diag, a->span, "parts may train for at most %d different numbers of epochs",
                   RUN_PARTS);
        return 0;
    }
    t->epochs_of[t->n_epochs_of++] = (int)a->v.num;
    return t->n_epochs_of;
}

/* rate PATH... X [epochs=N]: of several statements about a layer or parameter the last counts. */
static void read_rate(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    ParamWish w = {.what = WISH_RATE};
    if (n > 0 && args[n - 1].key && !(w.part = rate_span(r, &args[--n])))
        return;
    const ArgVal *x = n > 0 ? &args[n - 1] : NULL;
    if (n < 2 || x->key || x->v.kind != VAL_NUM) {
        diag_error(r->diag, s->span,
                   "rate needs the paths of layers, blocks or parameters, and a factor for their "
                   "learning rate");
        diag_note(r->diag, "hint: `rate base.block1 base.block2 0.1`; the rate of the whole net is "
                           "the optimizer's: `optimizer adam rate=0.001`");
        return;
    }
    if (!(x->v.num > 0 && x->v.num <= 1000)) {
        diag_error(r->diag, x->span,
                   "the factor of a rate must be above 0 and at most 1000, not %.6g", x->v.num);
        if (x->v.num == 0)
            diag_note(r->diag, "hint: `freeze` keeps a part as it is");
        return;
    }
    w.rate = x->v.num;
    for (int i = 0; i < n - 1; i++) {
        if (args[i].key || args[i].v.kind != VAL_WORD || r->paths >= PATHS_MAX) {
            wish(r, &args[i], "rate", &w);
            return;
        }
        wish(r, &args[i], "rate", &w);
    }
}

/* decay PATH... X: kept for set_decays, when the parameters are known. A path must be that of a
 * part of the net; which parameters a pattern fits is looked at later. */
static void read_decay(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Train *t = &r->g->train;
    const ArgVal *x = n > 0 ? &args[n - 1] : NULL;
    if (n < 2 || x->key || x->v.kind != VAL_NUM) {
        diag_error(r->diag, s->span,
                   "decay needs the paths of layers, blocks or parameters, or patterns in quotes, "
                   "and the weight decay of these");
        diag_note(r->diag,
                  "hint: `decay base.block1 0.01` or `decay \"*.bias\" 0.01`; the decay of "
                  "the whole net is the optimizer's: `optimizer adamw decay=0.01`");
        return;
    }
    if (!(x->v.num >= 0 && x->v.num <= 1e6)) {
        diag_error(r->diag, x->span, "a weight decay must be from 0 to 1000000, not %.6g",
                   x->v.num);
        return;
    }
    for (int i = 0; i < n - 1; i++) {
        const ArgVal *a = &args[i];
        bool pattern = a->v.kind == VAL_STR, known = pattern;
        if (a->key || (a->v.kind != VAL_WORD && !pattern) || ++r->paths > PATHS_MAX) {
            diag_error(r->diag, a->span,
                       "decay takes paths of layers, blocks or parameters, and patterns in quotes, "
                       "at most %d in all",
                       PATHS_MAX);
            return;
        }
        if (!pattern && shares_all(r, a))
            continue;
        for (int k = 1; k < r->g->n_nodes && !known; k++)
            known = under(r->g->nodes[k]->name, a->v.text);
        if (known || param_owner(r, a->v.text))
            ARENA_PUSH(r->arena, t->decays, t->n_decays, t->cap_decays,
                       ((DecayRule){a->v.text, pattern, x->v.num, a->span}));
        else
            unknown_path(r, a);
    }
}

/* `of=` among the arguments: its place, -1: there is none. */
static int find_of(const ArgVal *args, int n)
{
    for (int i = 1; i < n; i++)
        if (args[i].key && !strcmp(args[i].key, "of"))
            return i;
    return -1;
}

/* Limits of norms look at all gradients, whatever optimizer takes them. */
static void no_norm_limit(TrainReader *r, const AttrSpec *specs, const AttrValue *v)
{
    for (int i = 0; v && specs[i].name; i++)
        if (strstr(specs[i].name, "clipnorm") && v[i].num > 0)
            diag_error(r->diag, v[i].span,
                       "%s is said of the whole net's optimizer, not of a part's", specs[i].name);
}

/* optimizer NAME of=PATH or of=(PATH, ...): of these parameters. */
static void read_part(TrainReader *r, const Optimizer *opt, const AttrValue *v, const ArgVal *of,
                      const Stmt *s)
{
    Train *t = &r->g->train;
    Setting *part = ARENA_NEW(r->arena, Setting);
    const Setting **parts = ARENA_ARRAY(r->arena, const Setting *, t->n_optimizers + 1);
    ParamWish w = {.what = WISH_OPTIMIZER, .optimizer = part};
    *part = (Setting){opt, (AttrValue *)(uintptr_t)v, s->span};
    for (int i = 0; i < t->n_optimizers; i++)
        parts[i] = t->optimizers[i];
    parts[t->n_optimizers++] = part;
    t->optimizers = parts;
    no_norm_limit(r, opt->attrs, v);
    ArgVal one = *of;
    one.key = NULL;
    const ArgVal *path = of->v.kind == VAL_TUPLE ? of->v.items : &one;
    int n = of->v.kind == VAL_TUPLE ? of->v.n_items : 1;
    for (int i = 0; i < n; i++)
        wish(r, &path[i], "of=", &w);
}

static void read_optimizer(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Train *t = &r->g->train;
    Words names = {.arena = r->arena};
    for (const Optimizer *const *o = optimizer_table; *o; o++)
        words_add(&names, (*o)->name);
    int i = pick(r, args, n, s, &names), at = find_of(args, n), kept = 0;
    if (i < 0)
        return;
    const Optimizer *opt = optimizer_table[i];
    ArgVal *rest = ARENA_ARRAY(r->arena, ArgVal, n + 1);
    for (int k = 0; k < n; k++)
        if (k != at)
            rest[kept++] = args[k];
    AttrValue *v = bind_rest(r, opt->name, opt->attrs, rest, kept, s);
    one_limit(r, opt->attrs, v);
    if (at >= 0) {
        if (v)
            read_part(r, opt, v, &args[at], s);
        return;
    }
    if (t->optimizer.record) {
        diag_error(r->diag, s->span, "optimizer is already set at line %d",
                   source_line_col(t->optimizer.span.src, t->optimizer.span.begin).line);
        diag_note(r->diag, "hint: that of a part of the net says which: `optimizer %s of=PATH`",
                  opt->name);
    }
    t->optimizer = (Setting){opt, v, s->span};
}

static void set_target(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    r->g->train.target_input = !strcmp(v[0].str, "input");
    r->g->train.target_span = s->span;
}

static void set_teacher(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    Train *t = &r->g->train;
    t->teacher = v[0].str;
    t->teacher_weights = v[1].str;
    t->teacher_net = v[2].str;
    t->teacher_span = s->span;
}

static void set_quantize(TrainReader *r, const AttrValue *v, const Stmt *s)
{
    (void)v, (void)s;
    r->g->train.quantize = true;
}

static void read_weights(TrainReader *r, const ArgVal *args, int n, const Stmt *s)
{
    Train *t = &r->g->train;
    bool scoped = n == 2 && !args[0].key && args[0].v.kind == VAL_WORD;
    if (n != 1 + scoped || args[n - 1].key || args[n - 1].v.kind != VAL_STR) {
        diag_error(
            r->diag, s->span,
            "weights needs a file, and before it, if only for a part of the net, that part's path");
        diag_note(r->diag, "hint: `weights \"all.safetensors\"` or `weights base \"vgg16.h5\"`");
        return;
    }
    bool known = !scoped;
    for (int k = 1; k < r->g->n_nodes && !known; k++)
        known = under(r->g->nodes[k]->name, args[0].v.text);
    if (!known)
        unknown_path(r, &args[0]);
    if (t->n_weights == (int)(sizeof t->weights / sizeof t->weights[0])) {
        diag_error(r->diag, s->span, "at most %d weights statements", t->n_weights);
        return;
    }
    t->weights[t->n_weights].scope = scoped ? args[0].v.text : NULL;
    t->weights[t->n_weights].path = args[n - 1].v.text;
    t->weights[t->n_weights++].span = s->span;
}

static const TrainStmt train_stmts[] = {
    {.name = "data",
     .form = "data KIND \"PATH\" [validation=S]",
     .doc = "where the pictures are and how they lie (spec/language.md)",
     .absent = "none",
     .attrs = data_attrs,
     .set = set_data},
    {.name = "validation",
     .form = "validation S`, `validation test",
     .doc = "what validates: a share of the training data held out, or the test set",
     .absent = "the validation set where the data have one, else the test set",
     .attrs = validation_attrs,
     .set = set_validation},
    {.name = "classes",
     .form = "classes NAME...",
     .doc = "only images of these classes, in training, validation and `eval`; numbered as in "
            "`labels` when the net has them, else as named here",
     .absent = "all",
     .read = read_classes},
    {.name = "class_weight",
     .form = "class_weight X...`, `class_weight balanced",
     .doc = "factors on the loss of each class's training samples, in the order of the classes; "
            "balanced: samples by (classes by samples of the class)",
     .absent = "1 each",
     .read = read_class_weight},
    {.name = "loss",
     .form = "loss NAME ...`, `loss NAME of=OUTPUT weight=X ...",
     .doc = "what training lowers; an `identity` at the end of the net changes nothing. Of several "
            "outputs each has its own, and what is lowered is their sum, each times its `weight`",
     .absent = "none",
     .read = read_loss,
     .repeats = true},
    {.name = "target",
     .form = "target data`, `target input",
     .doc = "what the outputs are compared with: the labels or targets of the data, or, for an "
            "autoencoder, the net's own input",
     .absent = "`data`",
     .attrs = target_attrs,
     .set = set_target},
    {.name = "teacher",
     .form = "teacher \"FILE\" [weights=\"FILE\"] [name=\"NET\"]",
     .doc = "another net, from whose outputs `loss distillation` learns (spec/language.md)",
     .absent = "none",
     .attrs = teacher_attrs,
     .set = set_teacher},
    {.name = "optimizer",
     .form = "optimizer NAME ...`, `optimizer NAME of=(PATH, ...) ...",
     .doc = "how it does so; with `of=`, for these layers, blocks or single parameters "
            "(spec/language.md)",
     .absent = "`" DEFAULT_OPTIMIZER "`",
     .read = read_optimizer,
     .repeats = true},
    {.name = "batch",
     .form = "batch N [drop_last]",
     .doc = "images that are computed at once; a step, unless `accumulate` says more. The last "
            "batch of an epoch has what is left; with `drop_last`, it is left out",
     .absent = TEXT_OF(DEFAULT_BATCH),
     .attrs = batch_attrs,
     .set = set_batch},
    {.name = "accumulate",
     .form = "accumulate N",
     .doc = "batches a step: the gradient of the mean loss over all their images. The last step of "
            "an epoch may have fewer",
     .absent = "1",
     .attrs = accumulate_attrs,
     .set = set_accumulate},
    {.name = "quantize",
     .form = "quantize int8",
     .doc =
         "trains for 8-bit integers: weights and values are rounded as `netc quantize` will, which "
         "takes their ranges from the training then",
     .absent = "floats",
     .attrs = quantize_attrs,
     .set = set_quantize},
    {.name = "average",
     .form = "average X",
     .doc = "a running average of the weights (spec/language.md)",
     .absent = "none",
     .attrs = average_attrs,
     .set = set_average},
    {.name = "lookahead",
     .form = "lookahead N share=X",
     .doc = "every N steps of the optimizer the weights go back to a share of the way that they "
            "have come since (Zhang et al., 2019; spec/language.md)",
     .absent = "none",
     .attrs = lookahead_attrs,
     .set = set_lookahead},
    {.name = "decay",
     .form = "decay PATH... X`, `decay \"PATTERN\"... X",
     .doc = "the optimizer's `decay` for the kernels of layers or blocks, for single parameters "
            "(`stem.norm.beta`), or for all parameters that a pattern fits (`\"*.bias\"`); of "
            "several statements about a parameter the last counts (spec/language.md)",
     .absent = "that of the optimizer for kernels, 0 for biases and norms",
     .read = read_decay,
     .repeats = true},
    {.name = "rate",
     .form = "rate PATH... X [epochs=N]",
     .doc = "factor on the learning rate of layers, blocks or single parameters "
            "(`stem.norm.beta`), above 0 and at most 1000; of several statements about a parameter "
            "the last counts. With `epochs`, they train for so many, and the schedule is over them",
     .absent = "1",
     .read = read_rate,
     .repeats = true},
    {.name = "epochs",
     .form = "epochs N",
     .doc = "passes over the data",
     .absent = "1",
     .attrs = epochs_attrs,
     .set = set_epochs},
    {.name = "stop",
     .form = "stop MONITOR patience=N min_delta=X",
     .doc = "stop when the monitored value no longer improves; the best weights are what "
            "remains (spec/language.md)",
     .absent = "trains all epochs",
     .attrs = stop_attrs,
     .set = set_stop},
    {.name = "seed",
     .form = "seed N",
     .doc = "of all random numbers",
     .absent = "1",
     .attrs = seed_attrs,
     .set = set_seed},
    {.name = "weights",
     .form = "weights [PATH] \"FILE\"",
     .doc =
         "weights to start from, for the whole net or a part; up to 16. Keras, PyTorch and NumPy "
         "files too (spec/weights.md)",
     .absent = "random",
     .read = read_weights,
     .repeats = true},
    {.name = "freeze",
     .form = "freeze PATH...",
     .doc = "layers, blocks or single parameters that are kept as they are; with `unfreeze` in the "
            "order written",
     .absent = "as the net says",
     .read = read_freeze,
     .repeats = true},
    {.name = "unfreeze",
     .form = "unfreeze PATH...",
     .doc = "parts of them that are trained after all",
     .absent = "none",
     .read = read_freeze,
     .repeats = true},
    {.name = "augment",
     .form = "augment CHANGE...",
     .doc = "random changes of the training images",
     .absent = "none",
     .attrs = augment_attrs,
     .set = set_augment},
    {.name = "schedule",
     .form = "schedule NAME ...",
     .doc = "how the learning rate changes",
     .absent = "`constant`",
     .read = read_schedule},
};
enum { N_TRAIN_STMTS = sizeof train_stmts / sizeof train_stmts[0] };

static const TrainStmt *stmt_named(const char *name)
{
    for (int i = 0; i < N_TRAIN_STMTS; i++)
        if (strcmp(train_stmts[i].name, name) == 0)
            return &train_stmts[i];
    return NULL;
}

/* Where the word is an argument of a statement: of which. */
static void note_argument(TrainReader *r, const char *word)
{
    for (int i = 0; i < N_TRAIN_STMTS; i++) {
        const AttrSpec *specs = train_stmts[i].attrs;
        int at = specs ? attr_find(specs, word) : -1;
        if (at < 0)
            continue;
        diag_note(r->diag, "hint: `%s%s` is an argument of `%s`, on its line", word,
                  specs[at].type == ATTR_FLAG ? "" : "=", train_stmts[i].name);
        return;
    }
}

static const TrainStmt *find_stmt(TrainReader *r, const Stmt *s)
{
    Words w = {.arena = r->arena};
    const TrainStmt *t = stmt_named(s->name);
    const char *now = t ? NULL : renamed_word(r->diag, s->name_span, "train", s->name, NULL);
    if (t || now)
        return t ? t : stmt_named(now);
    for (int i = 0; i < N_TRAIN_STMTS; i++)
        words_add(&w, train_stmts[i].name);
    const char *other = other_word("train", s->name);
    diag_error(r->diag, s->name_span, "a train section does not know `%s`%s", s->name,
               other ? "" : did_you_mean(r->arena, s->name, w.items, w.n));
    if (!note_other_word(r->diag, "train", s->name))
        note_argument(r, s->name);
    return NULL;
}

static void read_stmt(TrainReader *r, const TrainStmt *t, const Stmt *written)
{
    Stmt now = *written; /* under the name of today */
    const Stmt *s = &now;
    now.name = t->name;
    Eval ev = {r->arena, r->diag, r->params, NULL};
    ArgVal *args;
    int n = eval_args(&ev, s->args, &args);
    if (n < 0) {
        if (t->read == read_loss && s->args && !s->args->key && s->args->value->kind == EXPR_BINARY)
            note_one_loss(r, "mse");
        return;
    }
    if (t->read) {
        t->read(r, args, n, s);
        return;
    }
    AttrTable table = {t->name, t->attrs, s->span, NULL, 0, NULL};
    AttrValue *v = bind_attrs(r->arena, r->diag, &table, args, n);
    if (v)
        t->set(r, v, s);
}

/* Without an optimizer statement: DEFAULT_OPTIMIZER with its own defaults. */
static void default_optimizer(TrainReader *r, Span at)
{
    const Optimizer *const *o = optimizer_table;
    while (strcmp((*o)->name, DEFAULT_OPTIMIZER) != 0)
        o++;
    AttrTable t = {(*o)->name, (*o)->attrs, at, NULL, 0, NULL};
    r->g->train.optimizer = (Setting){*o, bind_attrs(r->arena, r->diag, &t, NULL, 0), at};
}

/* A part's rate is a share of the net's, which `--rate` replaces. Times what `rate PATH` and
 * `others=` multiply it by, it must be a float. */
static void check_parts(TrainReader *r)
{
    const double most = 1e20;
    const Setting *all = &r->g->train.optimizer;
    const Optimizer *o = all->record;
    for (int i = 0; all->attr && i < r->g->train.n_optimizers; i++) {
        const Setting *own = r->g->train.optimizers[i];
        const double rate = setting_num(all, o->attrs, "rate"),
                     part = setting_num(own, ((const Optimizer *)own->record)->attrs, "rate");
        if (rate == 0)
            diag_error(r->diag, own->span,
                       "beside an optimizer of a part, the rate of the net's must be above 0");
        else if (part / rate > most)
            diag_error(r->diag, own->span,
                       "the rate of this part is %.6g times the net's, %.6g; at most %.6g times",
                       part / rate, rate, most);
    }
}

void read_train(Graph *g, const Item *section, const Var *params, Diag *d)
{
    TrainReader r = {g->arena, d, g, params, 0};
    const Stmt *seen[N_TRAIN_STMTS] = {NULL};
    g->train = (Train){.present = true,
                       .span = section->span,
                       .batch = DEFAULT_BATCH,
                       .accumulate = 1,
                       .epochs = 1,
                       .seed = 1};
    for (const Stmt *s = section->body; s; s = s->next) {
        if (s->kind != STMT_USE || s->label || s->from) {
            diag_error(d, s->span,
                       "a train section holds plain statements only: no repeat, if, label or from");
            if (s->kind == STMT_USE && s->label)
                diag_note(d, "hint: no colon stands behind a statement's word: `optimizer adam`");
            continue;
        }
        const TrainStmt *t = find_stmt(&r, s);
        if (!t)
            continue;
        if (seen[t - train_stmts] && !t->repeats)
            diag_error(
                d, s->span, "%s is already set at line %d", s->name,
                source_line_col(seen[t - train_stmts]->span.src, seen[t - train_stmts]->span.begin)
                    .line);
        seen[t - train_stmts] = s;
        read_stmt(&r, t, s);
    }
    if (!g->train.optimizer.record)
        default_optimizer(&r, section->span);
    check_parts(&r);
    check_teacher(&r);
    join_losses(&r);
}

void train_statements(void (*print)(void *to, const TrainStatement *), void *to)
{
    for (int i = 0; i < N_TRAIN_STMTS; i++) {
        const TrainStmt *t = &train_stmts[i];
        print(to, &(TrainStatement){t->name, t->form, t->doc, t->absent, t->attrs});
    }
}
