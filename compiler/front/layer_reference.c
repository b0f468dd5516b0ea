/* The text of spec/layers.md, from the tables of layers, losses, optimizers, schedules, data sets
 * and augmentations: what the reference says is what the compiler does. A test compares the file
 * with it. And what single words of the language mean. */
#include "base/number.h"
#include "compiler/front/front.h"
#include "compiler/front/schedule.h"
#include "compiler/front/value.h"
#include "data/dataset.h"
#include "compiler/algorithms/conv_algorithm.h"
#include <limits.h>
#include <string.h>

/* The last cell of a row, of two texts; a | in it would begin another cell. */
static void end_row(FILE *f, const char *text, const char *more)
{
    fputs(" | ", f);
    for (; *text; text++)
        fprintf(f, *text == '|' ? "\\|" : "%c", *text);
    fprintf(f, "%s |\n", more);
}

static void print_doc(FILE *f, const char *name, const char *doc)
{
    fprintf(f, "| `%s`", name);
    end_row(f, doc, "");
}

static const char *form_text(const AttrSpec *s)
{
    static const char *const text[] = {
        [ATTR_INT] = "whole number", [ATTR_NUM] = "number", [ATTR_SIZE] = "size",
        [ATTR_FLAG] = "flag",        [ATTR_NAME] = "word",  [ATTR_STR] = "text",
        [ATTR_TUPLE] = "numbers",
    };
    return text[s->type];
}

static void print_written(FILE *f, const AttrSpec *s)
{
    if (s->type == ATTR_FLAG)
        fprintf(f, "`%s`", s->name);
    else if (s->position)
        fprintf(f, "%s, or `%s=`", s->name, s->name);
    else
        fprintf(f, "`%s=`", s->name);
}

static void print_default(FILE *f, const AttrSpec *s)
{
    if (s->required)
        fprintf(f, "required");
    else if (s->type == ATTR_FLAG)
        fprintf(f, "off");
    else if (s->type == ATTR_NAME)
        fprintf(f, "%.*s", (int)strcspn(s->choices, " "), s->choices);
    else if (s->def < s->min || (s->def == 0 && (s->type == ATTR_SIZE || s->type == ATTR_STR)))
        /* another attribute's, or none */
        fprintf(f, "-");
    else if (s->type == ATTR_SIZE)
        text_fprintf(f, "%gx%g", s->def, s->def);
    else
        text_fprintf(f, "%g", s->def);
}

static bool any_number(const AttrSpec *s) { return s->max >= 1e30 && s->min <= -1e30; }

static void print_range(FILE *f, const AttrSpec *s)
{
    if (s->type == ATTR_NAME)
        fprintf(f, "%s", s->choices);
    else if (s->type == ATTR_FLAG || s->type == ATTR_STR || any_number(s))
        fprintf(f, "-");
    else if (s->max >= 1e30)
        text_fprintf(f, "at least %g", s->min);
    else
        text_fprintf(f, s->max >= 1e10 ? "%.10g to %.0f" : "%.10g to %.10g", s->min, s->max);
}

static void print_attrs(FILE *f, const char *kind, const AttrSpec *attrs)
{
    for (const AttrSpec *s = attrs; s->name; s++) {
        fprintf(f, "| `%s` | ", kind);
        print_written(f, s);
        fprintf(f, " | %s | ", form_text(s));
        print_default(f, s);
        fprintf(f, " | ");
        print_range(f, s);
        end_row(f, s->doc, "");
    }
}

static void print_head(FILE *f)
{
    fprintf(f, "| of | argument | form | default | range | meaning |\n|---|---|---|---|---|---|\n");
}

static const char *remark(const Layer *l)
{
    return l->activation         ? " Also a flag of conv, depthwise and dense."
           : l->takes_activation ? " An activation's kind may follow as a flag."
                                 : "";
}

static void print_statement(void *to, const TrainStatement *s)
{
    fprintf(to, "| `%s` | %s | %s |\n", s->form, s->doc, s->absent);
}

/* augment has a section of its own. */
static void print_arguments(void *to, const TrainStatement *s)
{
    if (s->attrs && s->attrs != augment_attrs)
        print_attrs(to, s->name, s->attrs);
}

/* Schedules, data sets and augmentations. */
static void training_markdown(FILE *f)
{
    fprintf(f, "\n## Schedules\n\n| schedule | what it is |\n|---|---|\n");
    for (const Schedule *const *s = schedule_table; *s; s++)
        print_doc(f, (*s)->name, (*s)->doc);
    fprintf(f, "\n");
    print_head(f);
    for (const Schedule *const *s = schedule_table; *s; s++)
        print_attrs(f, (*s)->name, (*s)->attrs);
    fprintf(f, "\n## Data sets\n\n`data KIND \"PATH\"`, or `--data KIND:PATH`.\n\n"
               "| kind | what PATH is |\n|---|---|\n");
    for (const DatasetKind *const *k = dataset_kinds; *k; k++)
        print_doc(f, (*k)->name, (*k)->doc);
    fprintf(f, "\n## Augmentation\n\nIn the order in which the changes are made.\n\n");
    print_head(f);
    print_attrs(f, "augment", augment_attrs);
}

static void print_inputs(FILE *f, const Layer *l)
{
    if (l->max_in == 0)
        fprintf(f, "none");
    else if (l->max_in == l->min_in)
        fprintf(f, "%d", l->min_in);
    else if (l->max_in == INT_MAX)
        fprintf(f, "%d or more", l->min_in);
    else
        fprintf(f, "%d to %d", l->min_in, l->max_in);
}

void layers_markdown(FILE *f)
{
    fprintf(f,
            "# Layers, losses and optimizers\n\n"
            "Printed from the compiler's tables by `make docs`; a test compares. Defaults are "
            "those of Keras 3,\nexcept that `conv` and `depthwise` pad `same`. Any layer or block "
            "may be used `frozen`. An argument\ngiven by name only is written `name=`; the "
            "others may also stand alone, in this order, numbers and\nsizes each by themselves: "
            "`conv 32 3x3`. A single number stands for a square: `stride=2`.\n\n"
            "## Kinds\n\n| kind | inputs | what it does |\n|---|---|---|\n");
    for (const Layer *const *l = layer_table; *l; l++) {
        fprintf(f, "| `%s` | ", (*l)->kind);
        print_inputs(f, *l);
        end_row(f, (*l)->doc, remark(*l));
    }
    fprintf(f, "\n## Arguments of layers\n\n");
    print_head(f);
    for (const Layer *const *l = layer_table; *l; l++)
        print_attrs(f, (*l)->kind, (*l)->attrs);
    fprintf(
        f, "\n## Algorithms of conv\n\n`algorithm=` asks for one; where it does not apply that is "
           "an error which says what it takes. In a\nplan that cannot have it (training for one of "
           "inference, one that is not exact under `--exact`) the\ncheapest is taken, as for "
           "`auto`. Rounding: spec/numerics.md; when each wins: spec/performance.md.\n\n"
           "| algorithm | takes | plans | `--exact` |\n|---|---|---|---|\n");
    for (const ConvAlgorithm *const *v = conv_algorithm_table; *v; v++)
        fprintf(f, "| `%s` | %s | %s | %s |\n", (*v)->name, (*v)->needs,
                (*v)->backward ? "training, inference" : "inference",
                (*v)->inexact ? "not used" : "used");
    fprintf(f, "\n## Statements of a train section\n\n"
               "| statement | meaning | without it |\n|---|---|---|\n");
    train_statements(print_statement, f);
    fprintf(f, "\n");
    print_head(f);
    train_statements(print_arguments, f);
    fprintf(f,
            "\n## Losses\n\n| loss | the net ends in | labels | what it is |\n|---|---|---|---|\n");
    for (const Loss *const *l = loss_table; *l; l++) {
        fprintf(f, "| `%s` | %s | %s", (*l)->name, (*l)->fused_kind ? (*l)->fused_kind : "anything",
                (*l)->int_labels ? "class numbers" : "numbers, one for each output");
        end_row(f, (*l)->doc, "");
    }
    fprintf(f, "\n");
    print_head(f);
    for (const Loss *const *l = loss_table; *l; l++)
        print_attrs(f, (*l)->name, (*l)->attrs);
    fprintf(f, "\n## Optimizers\n\n| optimizer | what it is |\n|---|---|\n");
    for (const Optimizer *const *o = optimizer_table; *o; o++)
        print_doc(f, (*o)->name, (*o)->doc);
    fprintf(f, "\n");
    print_head(f);
    for (const Optimizer *const *o = optimizer_table; *o; o++)
        print_attrs(f, (*o)->name, (*o)->attrs);
    training_markdown(f);
}

/* ---- single words ---- */

typedef struct EachWord {
    void (*each)(void *to, const char *word, LanguageWord w);
    void *to;
} EachWord;

static void statement_word(void *to, const TrainStatement *s)
{
    const EachWord *w = to;
    w->each(w->to, s->name,
            (LanguageWord){"a statement of the train section", s->doc, s->attrs, s->form});
}

void language_words(void (*each)(void *to, const char *word, LanguageWord w), void *to)
{
    for (const Layer *const *l = layer_table; *l; l++)
        each(to, (*l)->kind, (LanguageWord){"a layer", (*l)->doc, (*l)->attrs, NULL});
    for (const Loss *const *l = loss_table; *l; l++)
        each(to, (*l)->name, (LanguageWord){"a loss", (*l)->doc, (*l)->attrs, NULL});
    for (const Optimizer *const *o = optimizer_table; *o; o++)
        each(to, (*o)->name, (LanguageWord){"an optimizer", (*o)->doc, (*o)->attrs, NULL});
    for (const Schedule *const *s = schedule_table; *s; s++)
        each(to, (*s)->name, (LanguageWord){"a schedule", (*s)->doc, (*s)->attrs, NULL});
    train_statements(statement_word, &(EachWord){each, to});
}

const char *argument_text(Arena *a, const AttrSpec *s)
{
    FILE *f;
    ArenaText *t = arena_text_open(a, &f);
    bool none = s->def == 0 && (s->type == ATTR_SIZE || s->type == ATTR_STR);
    fprintf(f, "%s", form_text(s));
    if (s->required || (s->type != ATTR_FLAG && s->def >= s->min && !none)) {
        fprintf(f, s->required ? ", " : ", default ");
        print_default(f, s);
    }
    if (s->type == ATTR_NAME || (s->type != ATTR_FLAG && s->type != ATTR_STR && !any_number(s))) {
        fprintf(f, s->type == ATTR_NAME ? ", one of " : ", ");
        print_range(f, s);
    }
    return arena_text(t, NULL);
}
