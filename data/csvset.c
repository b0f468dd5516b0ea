/* Data sets as text tables; see dataset.h, csv.h and columns.h. A folder with train.csv, test.csv
 * and, if there is one, val.csv; or one file, of which every fifth row (the 5th, 10th, ...) is for
 * testing. What becomes of a column is told by the training rows, or, where a net was trained
 * already, by what its weights file says of them. */
#include "data/csv.h"
#include "data/dataset.h"
#include "data/columns.h"
#include "data/npztable.h"
#include "formats/bytes.h"
#include <errno.h>
#include <sys/stat.h>

enum { EVERY = 5 };

typedef struct Parts { /* where the rows lie */
    char train[4096], wanted[4096];
    bool one;               /* both are one file */
    bool archive;           /* it holds arrays */
    const char *of, *wants; /* of an archive: "train", "test" or "val"; "": all rows */
    const char *what;
} Parts;

static bool is_file(const char *path)
{
    struct stat st;
    return !stat(path, &st) && !S_ISDIR(st.st_mode);
}

static bool part_path(const DatasetRequest *req, const char *part, char path[4096], Err *err)
{
    return snprintf(path, 4096, "%s/%s.csv", req->path, part) < 4096 ||
           err_set(err, "the path %s is too long", req->path);
}

/* An archive has arrays of each part, or every fifth row is for testing. */
static bool find_in_archive(const DatasetRequest *req, Parts *p, Dataset *d, Err *err)
{
    bool train, val;
    if (!npz_has_part(req->path, "train", &train, err) ||
        !npz_has_part(req->path, "val", &val, err))
        return false;
    const bool takes_val = req->split == DATASET_VALIDATION && val;
    p->archive = true;
    p->one = !train;
    p->of = train ? "train" : "";
    p->wants = !train || req->split == DATASET_TRAIN ? p->of : takes_val ? "val" : "test";
    p->what = takes_val ? "validation" : p->what;
    d->validation_beside = train && val && !takes_val;
    return snprintf(p->train, sizeof p->train, "%s", req->path) < (int)sizeof p->train &&
                   memcpy(p->wanted, p->train, sizeof p->train)
               ? true
               : err_set(err, "the path %s is too long", req->path);
}

static bool read_part(const Parts *p, bool wanted, Csv *c, Err *err)
{
    if (p->archive)
        return npz_table(p->train, wanted ? p->wants : p->of, c, err);
    return csv_read(wanted ? p->wanted : p->train, c, err);
}

static bool find_parts(const DatasetRequest *req, Parts *p, Dataset *d, Err *err)
{
    char val[4096];
    *p = (Parts){.what = req->split == DATASET_TRAIN ? "training" : "test"};
    if (is_npz(req->path))
        return find_in_archive(req, p, d, err);
    if ((p->one = is_file(req->path))) {
        if (snprintf(p->train, sizeof p->train, "%s", req->path) >= (int)sizeof p->train)
            return err_set(err, "the path %s is too long", req->path);
        memcpy(p->wanted, p->train, sizeof p->train);
        return true;
    }
    if (!part_path(req, "train", p->train, err) || !part_path(req, "val", val, err))
        return false;
    bool has_val = is_file(val), takes_val = req->split == DATASET_VALIDATION && has_val;
    d->validation_beside = has_val && !takes_val;
    p->what = takes_val ? "validation" : p->what;
    const char *part = req->split == DATASET_TRAIN ? "train" : takes_val ? "val" : "test";
    if (!part_path(req, part, p->wanted, err))
        return false;
    return is_file(p->wanted) ||
           err_set(err,
                   "cannot open %s: %s; expected train.csv and test.csv in %s, or %s to be a "
                   "file, of which every fifth row is for testing",
                   p->wanted, err_reason(errno), req->path, req->path);
}

/* 1 for each row of the file that is of the split; NULL, without an error, for all. */
static bool mark_rows(const Parts *p, const Csv *c, bool training, unsigned char **mark, Err *err)
{
    *mark = NULL;
    if (!p->one)
        return true;
    if (!(*mark = data_alloc((size_t)c->n_rows, 1, "the rows of a table", err)))
        return false;
    for (int i = 0; i < c->n_rows; i++)
        (*mark)[i] = (i % EVERY == EVERY - 1) != training;
    return true;
}

/* What the columns are, by the training rows. */
static bool make_table(const DatasetRequest *req, const Parts *p, const Csv *wanted, Dataset *d,
                       Err *err)
{
    ColumnsWish wish = *req->columns_wish;
    unsigned char *mark = NULL;
    Csv other = {.path = NULL};
    bool own = p->one || req->split == DATASET_TRAIN;
    const Csv *c = own ? wanted : &other;
    wish.classes = (req->tells_classes || req->n_targets == 0) && !req->unlabelled;
    bool ok = (own || read_part(p, false, &other, err)) &&
              (wish.target || req->unlabelled ||
               err_set(err,
                       "%s: which column is predicted? Write it in the train section: data csv "
                       "\"%s\" target=\"%s\"",
                       c->path, req->path, c->name[c->n_cols - 1])) &&
              (c->n_rows > 0 || err_set(err, "%s: no rows", c->path)) &&
              mark_rows(p, c, true, &mark, err) && columns_make(c, mark, &wish, &d->columns, err);
    free(mark);
    csv_free(&other);
    return ok;
}

/* Number of a class of the data (by the table) among the net's labels. */
static bool map_classes(const DatasetRequest *req, const DataColumn *col, const char *path,
                        int *map, Err *err)
{
    if (req->labels && req->n_labels != col->n_categories)
        return err_set(err, "%s: column %s has %d classes, but the net has %d labels", path,
                       col->name, col->n_categories, req->n_labels);
    for (int i = 0; i < col->n_categories; i++) {
        map[i] = req->labels ? -1 : i;
        for (int k = 0; req->labels && k < req->n_labels; k++)
            if (!strcmp(req->labels[k], col->category[i]))
                map[i] = k;
        if (map[i] < 0)
            return err_set(err, "%s: column %s has \"%s\", which is none of the net's labels", path,
                           col->name, col->category[i]);
    }
    return true;
}

typedef struct Filling {
    const DatasetRequest *req;
    const Csv *c;
    const unsigned char *mark;
    int *at;  /* column of the file of each column of the table */
    int *map; /* of classes; NULL: the targets are numbers */
} Filling;

static bool fill_row(const Filling *f, Dataset *d, int row, int i, Err *err)
{
    const Columns *t = d->columns;
    double *to = d->numbers + (size_t)i * (size_t)d->c, number;
    int first = t->n_inputs, index;
    if (!columns_row(t, f->c, f->at, row, to, err) ||
        (f->req->columns && !columns_within(t, to, 1, f->c->path, f->c->line[row], err)))
        return false;
    d->labels[i] = 0;
    if (f->req->unlabelled)
        return true;
    if (f->map) {
        if (!columns_category(t, f->c, first, f->at[first], row, &index, err))
            return false;
        d->labels[i] = f->map[index];
        return true;
    }
    for (int k = 0; k < t->n_targets; k++) {
        if (!columns_number(t, f->c, first + k, f->at[first + k], row, &number, err))
            return false;
        d->targets[(size_t)i * (size_t)d->n_targets + (size_t)k] = (float)number;
    }
    return true;
}

/* Of the training rows alone: what validates is not weighed. */
static bool set_weights(const Filling *f, Dataset *d, Err *err)
{
    const char *name = f->req->columns_wish ? f->req->columns_wish->weight : NULL;
    const int col = name && f->req->split == DATASET_TRAIN ? csv_column(f->c, name) : -1;
    if (!name || f->req->split != DATASET_TRAIN)
        return true;
    if (col < 0)
        return err_set(err, "%s has no column \"%s\" (weight)", f->c->path, name);
    if (!dataset_alloc_weights(d, err))
        return false;
    for (int i = 0, k = 0; i < f->c->n_rows; i++) {
        double x;
        if (f->mark && !f->mark[i])
            continue;
        if (!csv_number(csv_cell(f->c, i, col), &x) || !(x >= 0 && x <= 1e6))
            return err_set(
                err, "%s:%d: column %s: a weight is a number from 0 to 1000000, not \"%.60s\"",
                f->c->path, f->c->line[i], name, csv_cell(f->c, i, col));
        d->weights[k++] = (float)x;
    }
    return dataset_weights_fit(d, f->c->path, err);
}

static bool set_rows(const Filling *f, Dataset *d, Err *err)
{
    const DataColumn *col = &d->columns->column[d->columns->n_inputs];
    int n = 0;
    for (int i = 0; i < f->c->n_rows; i++)
        n += !f->mark || f->mark[i];
    if (!dataset_alloc_rows(d, n, columns_width(d->columns), err))
        return false;
    if (!f->map && !f->req->unlabelled && !dataset_alloc_targets(d, d->columns->n_targets, err))
        return false;
    if (f->map && !(f->req->labels ? dataset_set_classes(d, f->req->labels, f->req->n_labels, err)
                                   : dataset_set_classes(d, (const char *const *)col->category,
                                                         col->n_categories, err)))
        return false;
    for (int i = 0, k = 0; i < f->c->n_rows; i++)
        if ((!f->mark || f->mark[i]) && !fill_row(f, d, i, k++, err))
            return false;
    return true;
}

/* The targets are what the loss takes. */
static bool targets_fit(const DatasetRequest *req, const Columns *t, const char *path, Err *err)
{
    if (req->unlabelled || columns_is_class(t))
        return true;
    if (!req->n_targets)
        return err_set(err,
                       "%s: the targets that the weights were trained with are numbers, but "
                       "the loss takes classes",
                       path);
    return t->n_targets == req->n_targets ||
           err_set(err, "%s: %d target column%s, but the net has %d output%s", path, t->n_targets,
                   t->n_targets == 1 ? "" : "s", req->n_targets, req->n_targets == 1 ? "" : "s");
}

static bool describe(const DatasetRequest *req, const Parts *p, Dataset *d, Err *err)
{
    const Columns *t = d->columns;
    char with[400] = "";
    if (!req->unlabelled && columns_is_class(t))
        snprintf(with, sizeof with, " in %d classes (%.300s)", d->n_classes,
                 t->column[t->n_inputs].name);
    else if (!req->unlabelled)
        snprintf(with, sizeof with, " with %d target%s each", t->n_targets,
                 t->n_targets == 1 ? "" : "s");
    return dataset_describe(d, err, "%d %s rows of %d columns, %d numbers,%s from %s", d->n,
                            p->what, t->n_inputs, d->c, *with ? with : " without targets",
                            p->wanted);
}

static bool fill(const DatasetRequest *req, const Parts *p, const Csv *c, Dataset *d, Err *err)
{
    unsigned char *mark = NULL;
    const Columns *t = d->columns;
    int columns = t->n_inputs + t->n_targets;
    bool classes = !req->unlabelled && columns_is_class(t);
    int n_map = classes ? t->column[t->n_inputs].n_categories : 0;
    Filling f = {req, c, NULL, data_alloc((size_t)columns, sizeof(int), "columns", err),
                 n_map ? data_alloc((size_t)n_map, sizeof(int), "classes", err) : NULL};
    bool ok = f.at && (f.map || !n_map) && targets_fit(req, t, c->path, err) &&
              mark_rows(p, c, req->split == DATASET_TRAIN, &mark, err) &&
              columns_find(t, c, 0, req->unlabelled ? t->n_inputs : columns, f.at, err) &&
              (!n_map || map_classes(req, &t->column[t->n_inputs], c->path, f.map, err));
    f.mark = mark;
    ok = ok && set_rows(&f, d, err) && set_weights(&f, d, err);
    free(mark);
    free(f.at);
    free(f.map);
    return ok;
}

bool table_load(const DatasetRequest *req, Dataset *d, Err *err)
{
    Parts p;
    Csv c = {.path = NULL};
    bool ok = find_parts(req, &p, d, err) && read_part(&p, true, &c, err) &&
              (req->columns ? columns_parse(req->columns, "the weights file", &d->columns, err)
                            : make_table(req, &p, &c, d, err)) &&
              fill(req, &p, &c, d, err);
    csv_free(&c);
    return ok && describe(req, &p, d, err);
}

DATASET_KIND(csv, .doc = "a table: a folder with train.csv and test.csv, or one file",
             .load = table_load, .marks = "train.csv test.csv", .table = true);
