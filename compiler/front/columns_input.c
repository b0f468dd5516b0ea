/* What a table that a net is trained on makes of its input: see data/columns.h. */
#include "compiler/front/front.h"
#include "compiler/ir/layer.h"
#include "data/columns.h"

static void free_table(void *t) { columns_free(t); }

/* Numbers and 1 or 0 alone: nobody else normalises the columns. */
static bool is_plain(const Input *in)
{
    bool plain = in->scale == 1;
    for (int i = 0; i < in->per_channel; i++)
        plain = plain && in->mean[i] == 0 && in->std[i] == 1;
    return plain && !in->bgr && in->h == 1 && in->w == 1;
}

bool columns_suits(const Graph *g, const Columns *t, const char *from, Err *err)
{
    char columns[500];
    int width = columns_width(t);
    columns_describe(t, columns, sizeof columns);
    if (!g->columns && !is_plain(&g->input))
        return err_set(err,
                       "%s: the columns of a table are normalised by what the training rows hold: "
                       "`input` of %s is a number of values alone, without scale, mean and std",
                       from, g->name);
    return width == g->input.c ||
           err_set(err,
                   "%s: the columns give %d numbers a row, but %s takes %d: write `input %d` "
                   "(%s)",
                   from, width, g->name, g->input.c, width, columns);
}

static void take_labels(Graph *g, const DataColumn *c, int outputs)
{
    const Loss *loss = g->train.loss.record;
    int n = c->n_categories;
    if (g->labels || (loss && loss->compares) || (outputs == 1 ? 2 : outputs) != n)
        return;
    g->labels = ARENA_ARRAY(g->arena, const char *, n + 1);
    for (int i = 0; i < n; i++)
        g->labels[i] = arena_strdup(g->arena, c->category[i]);
    g->n_labels = n;
}

static void take_targets(Graph *g, const Columns *t)
{
    g->outputs = ARENA_ARRAY(g->arena, const char *, t->n_targets + 1);
    for (int i = 0; i < t->n_targets; i++)
        g->outputs[i] = arena_strdup(g->arena, t->column[t->n_inputs + i].name);
    g->n_outputs = t->n_targets;
}

/* "0: age, less 49.2, by 17.3" or "1 to 3: city, 1 at its own: Bern; Basel; Genf". */
static void write_lines(Graph *g, const Columns *t)
{
    Arena *a = g->arena;
    int at = 0;
    g->column_lines = ARENA_ARRAY(a, const char *, t->n_inputs + 1);
    for (int i = 0; i < t->n_inputs; i++) {
        const DataColumn *c = &t->column[i];
        const int n = c->category ? c->n_categories : 1;
        char *line = n > 1 ? arena_printf(a, "%d to %d: %s", at, at + n - 1, c->name)
                           : arena_printf(a, "%d: %s", at, c->name);
        if (!c->category)
            line = arena_printf(a, "%s, less %.9g, by %.9g", line, c->mean, c->std);
        for (int k = 0; c->category && k < n; k++)
            line = arena_printf(a, "%s%s%s", line,
                                k ? "; " : ", 1 at its own, else 0: ", c->category[k]);
        g->column_lines[i] = line;
        at += n;
    }
}

bool graph_use_columns(Graph *g, const char *json, const char *from, Err *err)
{
    Columns *t;
    if (!columns_parse(json, from, &t, err))
        return false;
    arena_own(g->arena, t, free_table);
    bool ok = columns_suits(g, t, from, err);
    if (ok) {
        int n = g->input.c < 4 ? 4 : g->input.c;
        double *mean = ARENA_ARRAY(g->arena, double, n), *std = ARENA_ARRAY(g->arena, double, n);
        for (int i = 0; i < n; i++)
            std[i] = 1;
        columns_scaling(t, mean, std);
        g->input.mean = mean;
        g->input.std = std;
        g->input.per_channel = n;
        g->columns = arena_strdup(g->arena, json);
        write_lines(g, t);
        if (columns_is_class(t))
            take_labels(g, &t->column[t->n_inputs], (int)shape_count(g->output->out));
        else
            take_targets(g, t);
    }
    arena_release(g->arena, t);
    return ok;
}
