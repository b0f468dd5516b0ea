/* Pictures or WAV files whose labels stand in a table: a row a file, with its name and a class,
 * numbers, or several labels; see dataset.h. Which column holds the names, whether the first line
 * names the columns and in which folder the pictures lie, the files that are there tell. */
#include "base/arena.h"
#include "data/csv.h"
#include "data/decode.h"
#include "data/listed.h"
#include "formats/bytes.h"
#include <errno.h>
#include <sys/stat.h>

enum { EVERY = 5, TRIED = 100 }; /* TRIED: rows that are looked at for a file that is there */

typedef struct Places { /* where pictures may lie: FOLDER/, and what follows their names */
    const char *folder[4], *end;
    int n;
} Places;

typedef struct Listing { /* one table */
    Csv csv;
    const char *folder; /* of the pictures, with a slash at its end, or "" */
    const char *end;    /* what is behind the names in the table: ".jpg" */
    int name;           /* column of the names */
} Listing;

typedef struct Loading {
    const DatasetRequest *req;
    Dataset *d;
    Arena *a;
    Err *err;
    bool sounds;                /* WAV files, not pictures */
    const char *train, *wanted; /* paths of tables */
    const char *what;           /* "training" */
    bool one;                   /* both are one file, of which every fifth row tests */
    Listing own, first;         /* of `wanted`, and of `train` where that is another */
    const char *target;         /* columns, separated by commas */
    Columns *t;                 /* of the targets alone, by the training rows */
    int *row;                   /* of own, that each picture stands in */
    int n;
    int *map;           /* of the classes of t: the net's numbers */
    const char **names; /* of n_names classes or labels, in the order of the outputs */
    int n_names;
    char separator; /* of several labels in a cell; 0: a cell is one class or number */
    bool one_hot;   /* the columns are those of classes, 1 at a picture's own */
} Loading;

/* ---- the tables ---- */

static bool is_file(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISREG(st.st_mode);
}

/* PATH/SET.csv or PATH/SET/labels.csv; NULL: there is neither. */
static const char *table_of(Loading *l, const char *set)
{
    const char *a = arena_printf(l->a, "%s/%s.csv", l->req->path, set),
               *b = arena_printf(l->a, "%s/%s/labels.csv", l->req->path, set);
    return is_file(a) ? a : is_file(b) ? b : NULL;
}

static const char *things(const Loading *l) { return l->sounds ? "WAV files" : "pictures"; }

static bool find_tables(Loading *l)
{
    const char *path = l->req->path, *val = NULL, *all = path;
    l->what = l->req->split == DATASET_TRAIN ? "training" : "test";
    if (!is_file(path)) {
        l->train = table_of(l, "train");
        val = table_of(l, "val");
        all = arena_printf(l->a, "%s/labels.csv", path);
    }
    if (!l->train && !val && is_file(all)) {
        l->one = true;
        l->train = l->wanted = all;
        return true;
    }
    bool takes_val = l->req->split == DATASET_VALIDATION && val;
    l->d->validation_beside = val && !takes_val;
    l->what = takes_val ? "validation" : l->what;
    l->wanted = l->req->split == DATASET_TRAIN ? l->train : takes_val ? val : table_of(l, "test");
    return l->wanted ||
           err_set(l->err,
                   "%s: no %s table of %s; expected %s/train.csv and %s/test.csv, or "
                   "%s/labels.csv, or the path of one table, of which every fifth row is for "
                   "testing",
                   path, l->what, things(l), path, path, path);
}

static void drop_csv(void *csv) { csv_free(csv); }

/* The folder that `path` lies in, with its slash. */
static const char *folder_of(Arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(a, path, (size_t)(slash - path) + 1) : "";
}

static Places places_of(Loading *l, const char *table)
{
    const char *beside = folder_of(l->a, table),
               *images = l->req->columns_wish ? l->req->columns_wish->images : NULL;
    size_t n = strlen(table);
    Places p = {.n = 0};
    if (images && images[0] != '/')
        p.folder[p.n++] = arena_printf(l->a, "%s%s/", beside, images);
    if (images) {
        p.folder[p.n++] = arena_printf(l->a, "%s/", images);
        return p;
    }
    p.folder[p.n++] = beside;
    p.folder[p.n++] = arena_printf(l->a, l->sounds ? "%saudio/" : "%simages/", beside);
    if (l->sounds)
        p.folder[p.n++] = arena_printf(l->a, "%swavs/", beside);
    if (n > 4)
        p.folder[p.n++] = arena_printf(l->a, "%.*s/", (int)(n - 4), table);
    return p;
}

/* Is there a file of this name in one of the places? Then which, and how its name ends there. */
static bool find_file(const Loading *l, const Places *p, const char *name, const char **folder,
                      const char **end)
{
    static const char *const pictures[] = {"",     ".jpg", ".jpeg", ".png", ".JPG", ".webp",
                                           ".bmp", ".gif", ".ppm",  ".pgm", NULL},
                             *const sounds[] = {"", ".wav", ".WAV", NULL};
    const char *const *ends = l->sounds ? sounds : pictures;
    size_t n = strlen(name);
    for (int i = 0; *name && i < p->n; i++)
        for (int k = 0; ends[k]; k++) {
            char path[4096];
            if (strlen(p->folder[i]) + n + 8 > sizeof path)
                continue;
            snprintf(path, sizeof path, "%s%s%s", *name == '/' ? "" : p->folder[i], name, ends[k]);
            if (is_file(path)) {
                *folder = p->folder[i];
                *end = ends[k];
                return true;
            }
        }
    return false;
}

/* Looks for a file that a cell of the column names, in the first rows. */
static bool names_files(Loading *l, const Places *p, Listing *t, int col)
{
    for (int i = 0; i < t->csv.n_rows && i < TRIED; i++)
        if (find_file(l, p, csv_cell(&t->csv, i, col), &t->folder, &t->end)) {
            t->name = col;
            return true;
        }
    return false;
}

static bool no_file(Loading *l, const Places *p, const Listing *t, int col)
{
    char looked[1200] = "";
    size_t at = 0;
    for (int i = 0; i < p->n && at < sizeof looked; i++)
        at += (size_t)snprintf(looked + at, sizeof looked - at, "%s%.300s%.80s", i ? ", " : "",
                               p->folder[i], csv_cell(&t->csv, 0, col));
    return err_set(l->err,
                   "%s:%d: column %s names no %s that is there (looked for %s, also with "
                   "%s); file=\"COLUMN\" says which column has the names, "
                   "images=\"FOLDER\" where they lie",
                   t->csv.path, t->csv.line[0], t->csv.name[col],
                   l->sounds ? "WAV file" : "picture", looked,
                   l->sounds ? ".wav behind it" : ".jpg and other endings");
}

/* Which column names the files, and where they lie. A first line whose cell is one of them is a
 * row. */
static bool find_files(Loading *l, Listing *t, const char *path)
{
    Places p = places_of(l, path);
    const char *wish = l->req->columns_wish ? l->req->columns_wish->file : NULL;
    bool is_row = false;
    for (int i = 0; i < t->csv.n_cols && !is_row; i++)
        is_row = find_file(l, &p, t->csv.name[i], &t->folder, &t->end);
    if (!csv_first_line(&t->csv, is_row, l->err))
        return false;
    if (t->csv.n_rows == 0)
        return err_set(l->err, "%s: no rows", path);
    int col = wish ? csv_column(&t->csv, wish) : 0;
    if (col < 0)
        return err_set(l->err, "%s has no column \"%s\" (file)%s", path, wish,
                       is_row ? ": its first line is a row, so that the columns are called 1, 2, "
                                "..."
                              : "");
    if (names_files(l, &p, t, col))
        return true;
    for (int i = 0; !wish && i < t->csv.n_cols; i++)
        if (names_files(l, &p, t, i))
            return true;
    return no_file(l, &p, t, col);
}

static bool read_table(Loading *l, const char *path, Listing *t)
{
    arena_own(l->a, &t->csv, drop_csv);
    return csv_read_lines(path, &t->csv, l->err) && find_files(l, t, path);
}

/* ---- what is predicted ---- */

static bool is_ignored(const ColumnsWish *w, const char *name)
{
    return w && ((w->weight && !strcmp(w->weight, name)) ||
                 (w->ignore && columns_listed(w->ignore, name)));
}

/* The columns of target=; else the one that is left, or as many as the net has outputs. */
static bool choose_target(Loading *l, const Listing *t)
{
    const DatasetRequest *req = l->req;
    const ColumnsWish *w = req->columns_wish;
    const char *list = NULL, *shown = NULL;
    int n = 0, outputs = req->n_targets ? req->n_targets : req->n_outputs;
    if (w && w->target) {
        l->target = w->target;
        return true;
    }
    for (int i = 0; i < t->csv.n_cols; i++) {
        if (i == t->name || is_ignored(w, t->csv.name[i]))
            continue;
        list = n ? arena_printf(l->a, "%s,%s", list, t->csv.name[i]) : t->csv.name[i];
        shown = n ? shown : list;
        n++;
    }
    if (n == 1 || (n > 1 && n == outputs)) {
        l->target = list;
        return true;
    }
    return err_set(l->err,
                   n ? "%s: which column is predicted? Write it in the train section: data %s "
                       "\"%s\" target=\"%s\""
                     : "%s: only the names of the %s (of %s); expected a column to predict",
                   t->csv.path, n ? l->sounds ? "wav" : "pictures" : things(l), req->path, shown);
}

static bool is_shared(const char *cell, char separator) { return strchr(cell, separator) != NULL; }

/* What separates several labels in a cell of the column; 0: nothing does. */
static char separator_of(const Csv *c, int col)
{
    static const char marks[] = "|;, ";
    for (const char *m = marks; *m; m++)
        for (int i = 0; i < c->n_rows; i++)
            if (is_shared(csv_cell(c, i, col), *m))
                return *m;
    return 0;
}

/* The next label of a cell to `to`; false: there is none left. */
static bool next_label(Arena *a, const char **cell, char separator, const char **to)
{
    const char *p = *cell;
    while (*p == separator || *p == ' ')
        p++;
    size_t n = 0;
    while (p[n] && p[n] != separator)
        n++;
    *cell = p + n;
    while (n && p[n - 1] == ' ')
        n--;
    *to = n ? arena_strndup(a, p, n) : NULL;
    return n > 0;
}

static int position(const char *name, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(name, names[i]))
            return i;
    return -1;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The labels that cells of the column have, one more than `most` at most */
static void collect_labels(Loading *l, const Csv *c, int col, int most)
{
    int cap = 0;
    l->n_names = 0;
    l->separator = separator_of(c, col);
    for (int i = 0; i < c->n_rows; i++) {
        const char *cell = csv_cell(c, i, col), *label;
        while (l->n_names <= most && next_label(l->a, &cell, l->separator, &label))
            if (position(label, l->names, l->n_names) < 0)
                ARENA_PUSH(l->a, l->names, l->n_names, cap, label);
    }
}

/* The labels that the training rows have, sorted by their bytes; or the net's. */
static bool find_labels(Loading *l, const Csv *c, int col)
{
    const DatasetRequest *req = l->req;
    if (req->labels && req->n_labels == req->n_targets) {
        l->separator = separator_of(c, col);
        l->names = (const char **)(uintptr_t)req->labels;
        l->n_names = req->n_labels;
        return true;
    }
    collect_labels(l, c, col, req->n_targets);
    if (l->n_names)
        qsort(l->names, (size_t)l->n_names, sizeof *l->names, by_bytes);
    return l->n_names == req->n_targets ||
           err_set(l->err, "%s: column %s has %s%d labels, but the net has %d outputs", c->path,
                   c->name[col], l->n_names > req->n_targets ? "more than " : "",
                   l->n_names > req->n_targets ? req->n_targets : l->n_names, req->n_targets);
}

/* Are more classes there than outputs, because cells have several labels, as many as outputs? */
static bool not_several(Loading *l, const Csv *c, int col)
{
    const int n = l->t->column[0].n_categories, outputs = l->req->n_outputs;
    if (!outputs || n <= outputs || !separator_of(c, col))
        return true;
    collect_labels(l, c, col, outputs);
    return l->n_names != outputs ||
           err_set(l->err,
                   "%s: column %s has %d classes, but the net has %d outputs; separated at \"%c\" "
                   "its cells have %d labels" SEVERAL_LABELS,
                   c->path, c->name[col], n, outputs, l->separator, outputs);
}

/* Has the column labels of which a picture may have several? Where the loss takes shares, and the
 * cells are no numbers. */
static bool are_labels(const Loading *l, const Csv *c, int col)
{
    double x;
    bool text = false;
    for (int i = 0; i < c->n_rows && !text; i++)
        text = *csv_cell(c, i, col) && !csv_number(csv_cell(c, i, col), &x);
    return l->req->n_targets > 1 && !l->req->tells_classes && text && separator_of(c, col);
}

/* Columns of zeros and ones, one 1 in each row, for a loss that takes classes. */
static bool find_one_hot(Loading *l)
{
    const DatasetRequest *req = l->req;
    const Columns *t = l->t;
    l->n_names = t->n_targets;
    l->names = ARENA_ARRAY(l->a, const char *, t->n_targets + 1);
    for (int i = 0; i < t->n_targets; i++)
        l->names[i] = t->column[i].name;
    if (req->labels && req->n_labels != l->n_names)
        return err_set(l->err, "%s: %d target columns, but the net has %d labels", l->train,
                       l->n_names, req->n_labels);
    l->map = ARENA_ARRAY(l->a, int, l->n_names + 1);
    for (int i = 0; i < l->n_names; i++) {
        int at = req->labels ? position(l->names[i], req->labels, req->n_labels) : i;
        l->map[i] = at < 0 ? i : at;
    }
    if (req->labels)
        l->names = (const char **)(uintptr_t)req->labels;
    return true;
}

/* The classes of the one target column, and the net's number of each. */
static bool number_classes(Loading *l)
{
    const DatasetRequest *req = l->req;
    const DataColumn *c = &l->t->column[0];
    const char *const *names = (const char *const *)c->category;
    int n = c->n_categories;
    bool known = !req->labels && req->n_outputs && req->n_known == req->n_outputs;
    for (int i = 0; i < c->n_categories && known; i++)
        known = position(c->category[i], req->known, req->n_known) >= 0;
    if (req->labels || known) {
        names = req->labels ? req->labels : req->known;
        n = req->labels ? req->n_labels : req->n_known;
    }
    l->map = ARENA_ARRAY(l->a, int, c->n_categories + 1);
    l->names = (const char **)(uintptr_t)names;
    l->n_names = n;
    for (int i = 0; i < c->n_categories; i++) {
        l->map[i] = position(c->category[i], names, n);
        if (l->map[i] < 0 && !req->some_classes)
            return err_set(l->err, "%s: column %s has \"%s\", which is none of the net's labels",
                           l->train, c->name, c->category[i]);
    }
    return true;
}

/* What the target columns are, by the training rows. */
static bool find_targets(Loading *l)
{
    const DatasetRequest *req = l->req;
    const Listing *t = l->one || l->wanted == l->train ? &l->own : &l->first;
    const Csv *c = t->csv.path ? &t->csv : &l->own.csv; /* no training table: what is there */
    bool classes = req->tells_classes || req->n_targets == 0;
    if (!choose_target(l, t->csv.path ? t : &l->own))
        return false;
    int col = strchr(l->target, ',') ? -1 : csv_column(c, l->target);
    bool several = strchr(l->target, ',') != NULL;
    ColumnsWish wish = {.target = l->target, .classes = classes && !several, .targets_only = true};
    if (col >= 0 && are_labels(l, c, col))
        return find_labels(l, c, col);
    unsigned char *mark = NULL;
    if (l->one) {
        mark = arena_alloc(l->a, (size_t)c->n_rows + 1);
        for (int i = 0; i < c->n_rows; i++)
            mark[i] = i % EVERY != EVERY - 1;
    }
    if (!columns_make(c, mark, &wish, &l->t, l->err))
        return false;
    if (classes && several) {
        l->one_hot = true;
        return find_one_hot(l);
    }
    if (columns_is_class(l->t) && !not_several(l, c, col))
        return false;
    l->separator = 0;
    if (columns_is_class(l->t))
        return number_classes(l);
    if (l->t->n_targets > 1) {
        l->n_names = l->t->n_targets;
        l->names = ARENA_ARRAY(l->a, const char *, l->n_names + 1);
        for (int i = 0; i < l->n_names; i++)
            l->names[i] = l->t->column[i].name;
    }
    return l->t->n_targets == req->n_targets ||
           err_set(l->err, "%s: %d target column%s, but the net has %d output%s", c->path,
                   l->t->n_targets, l->t->n_targets == 1 ? "" : "s", req->n_targets,
                   req->n_targets == 1 ? "" : "s");
}

/* ---- the rows ---- */

/* Which of the target columns of a row is 1, all others being 0. */
static bool hot_column(Loading *l, const Csv *c, const int *at, int row, int *index)
{
    int ones = 0;
    double x;
    for (int k = 0; k < l->t->n_targets; k++) {
        if (!columns_number(l->t, c, k, at[k], row, &x, l->err))
            return false;
        if (x == 1)
            *index = k;
        ones += x == 1 ? 1 : x == 0 ? 0 : 2;
    }
    return ones == 1 ||
           err_set(l->err,
                   "%s:%d: the loss takes one class a row: expected one 1 and %d zeros in the "
                   "target columns" SEVERAL_LABELS,
                   c->path, c->line[row], l->t->n_targets - 1);
}

/* The pictures of this split, and the class of each where it has one. */
static bool list_files(Loading *l, ListedPicture **out)
{
    const Csv *c = &l->own.csv;
    int k = 0, *at = l->t ? ARENA_ARRAY(l->a, int, l->t->n_targets + 1) : NULL;
    if (l->map && !columns_find(l->t, c, 0, l->t->n_targets, at, l->err))
        return false;
    ListedPicture *p = ARENA_ARRAY(l->a, ListedPicture, c->n_rows + 1);
    l->row = ARENA_ARRAY(l->a, int, c->n_rows + 1);
    Places place = {.folder = {l->own.folder}, .n = 1};
    for (int i = 0; i < c->n_rows; i++) {
        const char *name = csv_cell(c, i, l->own.name), *folder = l->own.folder, *end = l->own.end;
        int index = 0;
        if (l->one && (i % EVERY == EVERY - 1) != (l->req->split != DATASET_TRAIN))
            continue;
        if (!*name)
            return err_set(l->err, "%s:%d: column %s names no %s", c->path, c->line[i],
                           c->name[l->own.name], l->sounds ? "WAV file" : "picture");
        if (l->map && !(l->one_hot ? hot_column(l, c, at, i, &index)
                                   : columns_category(l->t, c, 0, at[0], i, &index, l->err)))
            return false;
        if (!find_file(l, &place, name, &folder, &end)) /* reading it says what is wrong */
            end = l->own.end;
        p[k] = (ListedPicture){arena_printf(l->a, "%s%s%s", *name == '/' ? "" : folder, name, end),
                               l->map ? l->map[index] : 0};
        if (p[k].label >= 0)
            l->row[k++] = i;
    }
    l->n = k;
    *out = p;
    return k > 0 || err_set(l->err, "%s: no %s rows%s", c->path, l->what,
                            l->one ? "; every fifth row is for testing" : "");
}

/* 1 for each label that the row's cell has. */
static bool set_shares(Loading *l, const Csv *c, int col, int row, float *to)
{
    const char *cell = csv_cell(c, row, col), *label;
    for (int k = 0; k < l->n_names; k++)
        to[k] = 0;
    while (next_label(l->a, &cell, l->separator, &label)) {
        int k = position(label, l->names, l->n_names);
        if (k < 0)
            return err_set(l->err, "%s:%d: column %s: \"%.60s\" is no label of %s", c->path,
                           c->line[row], c->name[col], label,
                           l->req->labels ? "the net" : l->train);
        to[k] = 1;
    }
    return true;
}

static bool set_targets(Loading *l, Dataset *d)
{
    const Csv *c = &l->own.csv;
    int n = l->separator ? l->n_names : l->t->n_targets, *at = ARENA_ARRAY(l->a, int, n + 1);
    int col = l->separator ? csv_column(c, l->target) : 0;
    if (col < 0)
        return err_set(l->err, "%s has no column \"%s\" (target)", c->path, l->target);
    if ((!l->separator && !columns_find(l->t, c, 0, n, at, l->err)) ||
        !dataset_alloc_targets(d, n, l->err))
        return false;
    for (int i = 0; i < l->n; i++) {
        float *to = d->targets + (size_t)i * (size_t)n;
        double x;
        bool ok = !l->separator || set_shares(l, c, col, l->row[i], to);
        for (int k = 0; ok && !l->separator && k < n; k++) {
            ok = columns_number(l->t, c, k, at[k], l->row[i], &x, l->err);
            to[k] = (float)x;
        }
        if (!ok)
            return false;
    }
    return true;
}

/* Of the training rows alone: what validates is not weighed. */
static bool set_weights(Loading *l, Dataset *d)
{
    const Csv *c = &l->own.csv;
    const char *name = l->req->columns_wish ? l->req->columns_wish->weight : NULL;
    if (!name || l->req->split != DATASET_TRAIN)
        return true;
    int col = csv_column(c, name);
    if (col < 0)
        return err_set(l->err, "%s has no column \"%s\" (weight)", c->path, name);
    if (!dataset_alloc_weights(d, l->err))
        return false;
    for (int i = 0; i < l->n; i++) {
        double x;
        const char *cell = csv_cell(c, l->row[i], col);
        if (!csv_number(cell, &x) || !(x >= 0 && x <= 1e6))
            return err_set(l->err,
                           "%s:%d: column %s: a weight is a number from 0 to 1000000, not "
                           "\"%.60s\"",
                           c->path, c->line[l->row[i]], name, cell);
        d->weights[i] = (float)x;
    }
    return dataset_weights_fit(d, c->path, l->err);
}

static bool add_targets(void *loading, Dataset *d, Err *err)
{
    Loading *l = loading;
    (void)err;
    return (l->req->unlabelled || l->map || set_targets(l, d)) && set_weights(l, d);
}

static bool describe(const Loading *l)
{
    Dataset *d = l->d;
    char with[300] = "", what[100];
    if (l->req->unlabelled)
        with[0] = 0;
    else if (d->targets)
        snprintf(with, sizeof with, " with %d %s%s each (%.200s)", d->n_targets,
                 l->separator ? "label" : "target", d->n_targets == 1 ? "" : "s", l->target);
    else
        snprintf(with, sizeof with, " in %d classes (%.200s)", d->n_classes, l->target);
    snprintf(what, sizeof what, "pictures of %dx%d", d->w, d->h);
    if (l->sounds)
        sounds_text(d, what, sizeof what);
    return dataset_describe(d, l->err, "%d %s %s%s%s from %s%s%s", d->n, l->what, what,
                            l->sounds && *with ? "," : "", with, l->wanted,
                            !l->one ? ""
                            : l->req->split == DATASET_TRAIN
                                ? " (but for every fifth row, kept for "
                                  "testing)"
                                : " (every fifth row)",
                            !d->sources ? ""
                            : l->sounds ? ", too many for memory: read each time"
                                        : ", too many for memory: decoded each time");
}

static bool load_inside(void *arg)
{
    Loading *l = arg;
    ListedPicture *p = NULL;
    const DatasetRequest *req = l->req;
    if (req->mask_h)
        return err_set(l->err,
                       "%s: the net tells the class of each pixel; a table has one label for each "
                       "picture: `data masks` reads masks",
                       req->path);
    if (!find_tables(l) || !read_table(l, l->wanted, &l->own))
        return false;
    bool other = l->train && !l->one && l->train != l->wanted;
    if (other && !req->unlabelled && !read_table(l, l->train, &l->first))
        return false;
    if ((!req->unlabelled && !find_targets(l)) || !list_files(l, &p))
        return false;
    const PictureJob job = {req, p, l->n, l->wanted, add_targets, l};
    if (!(l->sounds ? sounds_read : pictures_decode)(&job, l->d, l->err))
        return false;
    if (l->names && !dataset_set_classes(l->d, l->names, l->n_names, l->err))
        return false;
    return describe(l);
}

bool listed_there(const DatasetRequest *req)
{
    static const char *const tables[] = {"labels.csv",    "train.csv",       "train/labels.csv",
                                         "test.csv",      "test/labels.csv", "val.csv",
                                         "val/labels.csv"};
    const ColumnsWish *w = req->columns_wish;
    if (is_file(req->path) || (w && (w->target || w->file || w->images || w->weight || w->ignore)))
        return true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char path[4096];
        const int n = snprintf(path, sizeof path, "%s/%s", req->path, tables[i]);
        if (n > 0 && n < (int)sizeof path && is_file(path))
            return true;
    }
    return false;
}

bool listed_load(const DatasetRequest *req, Dataset *d, bool sounds, Err *err)
{
    Loading l = {.req = req, .d = d, .a = arena_new(), .err = err, .sounds = sounds};
    bool ok = l.a ? arena_try(l.a, load_inside, &l, err)
                  : err_set(err, "%s: out of memory", req->path);
    columns_free(l.t);
    arena_free(l.a);
    return ok;
}

static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    return listed_load(req, d, false, err);
}

DATASET_KIND(pictures, .doc = "pictures, and a table that names them with their labels",
             .load = load, .marks = "labels.csv train.csv test.csv", .listed = true);
