/* Tables of NumPy's archives, and the kind of data set of such files; see npztable.h. */
#include "data/npztable.h"
#include "base/utf8.h"
#include "data/dataset.h"
#include "formats/bytes.h"
#include "formats/npy.h"
#include "formats/zip_members.h"

enum { COLUMNS_MOST = 1 << 14 };

bool is_npz(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && !strcmp(path + n - 4, ".npz");
}

static bool ends_in(const char *name, size_t n, const char *end)
{
    size_t k = strlen(end);
    return n > k && !memcmp(name + n - k, end, k);
}

/* Letters of a member's name that are its column's; 0: it is of another part. */
static size_t column_name(const char *member, const char *part)
{
    static const char *const parts[] = {"_train", "_test", "_val"};
    size_t n = strlen(member) - 4; /* .npy */
    for (size_t i = 0; i < 3; i++)
        if (ends_in(member, n, parts[i]))
            return strcmp(parts[i] + 1, part) ? 0 : n - strlen(parts[i]);
    return *part ? 0 : n;
}

bool npz_has_part(const char *path, const char *part, bool *has, Err *err)
{
    int n = 0;
    char **name = zip_names(path, ".npy", &n, err);
    const bool read = name != NULL;
    *has = false;
    for (int i = 0; read && i < n; i++)
        *has = *has || column_name(name[i], part);
    free(name);
    return read;
}

enum { CELL = 72 }; /* bytes of a number as a text, twice, and what Csv and Dataset have of it */

typedef struct Array {
    char *text; /* its cells, room bytes each */
    size_t room;
    int rows, cols;
} Array;

typedef struct Table {
    Csv *c;
    Array *array; /* n, by place; cols 0: of another part */
    char **member;
    int n;
    uint64_t bytes; /* that the arrays so far will take */
    const char *path, *part;
} Table;

static bool read_array(Table *t, int i, Err *err)
{
    char path[4096];
    NpyHead h = {.rank = 0};
    Array *a = &t->array[i];
    if (snprintf(path, sizeof path, "%s(%s)", t->path, t->member[i]) >= (int)sizeof path)
        return err_set(err, "the path %s is too long", t->path);
    if (npy_read_head(path, &h, NULL)) /* of numbers; else reading it tells what it is */
        t->bytes += (uint64_t)h.count * CELL;
    if (!memory_fits(t->bytes, t->path, err))
        return false;
    if (!npy_read_cells(path, &h, &a->text, &a->room, err))
        return false;
    if (h.rank < 1 || h.rank > 2 || h.dim[0] > INT32_MAX / 2 ||
        (h.rank == 2 && (h.dim[1] < 1 || h.dim[1] > COLUMNS_MOST)))
        return err_set(err, "%s: expected a column (n) or columns (n, k)%s", path,
                       h.rank > 2 ? "; `data npz` without `target` reads samples of more dimensions"
                                  : "");
    a->rows = (int)h.dim[0];
    a->cols = h.rank == 2 ? (int)h.dim[1] : 1;
    if (t->c->n_cols && a->rows != t->c->n_rows)
        return err_set(err, "%s has %d rows, the arrays before it have %d", path, a->rows,
                       t->c->n_rows);
    t->c->n_rows = a->rows;
    t->c->n_cols += a->cols;
    return t->c->n_cols <= COLUMNS_MOST || err_set(err, "%s: more than 16384 columns", t->path);
}

/* Names, in a block of c->numbers; all cells, in a block of c->text. */
static bool fill(Table *t, Err *err)
{
    Csv *c = t->c;
    size_t names = 0, bytes = 0;
    for (int i = 0; i < t->n; i++) {
        const Array *a = &t->array[i];
        names += (strlen(t->member[i]) + 8) * (size_t)a->cols;
        bytes += a->room * (size_t)a->rows * (size_t)a->cols;
    }
    c->name = data_alloc((size_t)c->n_cols, sizeof *c->name, t->path, err);
    c->numbers = data_alloc(names, 1, t->path, err);
    c->text = data_alloc(bytes, 1, t->path, err);
    c->cell = data_alloc((size_t)c->n_cols * (size_t)c->n_rows, sizeof *c->cell, t->path, err);
    c->line = data_alloc((size_t)c->n_rows, sizeof *c->line, t->path, err);
    if (!c->name || !c->numbers || !c->text || !c->cell || !c->line)
        return false;
    char *name = c->numbers, *text = c->text;
    for (int i = 0, col = 0; i < t->n; i++) {
        Array *a = &t->array[i];
        int n = (int)column_name(t->member[i], t->part);
        for (int k = 0; k < a->cols; k++, col++) {
            c->name[col] = name;
            name += a->cols > 1 ? sprintf(name, "%.*s.%d", n, t->member[i], k) + 1
                                : sprintf(name, "%.*s", n, t->member[i]) + 1;
            for (int row = 0; row < a->rows; row++) {
                size_t at = (size_t)row * (size_t)a->cols + (size_t)k;
                c->cell[(size_t)row * (size_t)c->n_cols + (size_t)col] = text + at * a->room;
            }
        }
        if (a->text) /* an array of no rows has none */
            memcpy(text, a->text, a->room * (size_t)a->rows * (size_t)a->cols);
        text += a->room * (size_t)a->rows * (size_t)a->cols;
        free(a->text);
        a->text = NULL;
    }
    for (int row = 0; row < c->n_rows; row++)
        c->line[row] = row;
    return true;
}

static bool names_fit(const Table *t, Err *err)
{
    const Csv *c = t->c;
    for (int i = 0; i < c->n_cols; i++) {
        for (const char *p = c->name[i]; *p; p += utf8_printable(p))
            if (!utf8_printable(p) || *p == ',')
                return err_set(err, "%s: the name of an array holds what no column's may", t->path);
        if (csv_column(c, c->name[i]) < i)
            return err_set(err, "%s: two columns are called \"%s\"", t->path, c->name[i]);
    }
    return true;
}

bool npz_table(const char *path, const char *part, Csv *out, Err *err)
{
    *out = (Csv){.path = strdup(path)};
    Table t = {.c = out, .path = path, .part = part};
    if (!out->path)
        return err_set(err, "%s: out of memory", path);
    t.member = zip_names(path, ".npy", &t.n, err);
    t.array = t.member ? calloc((size_t)t.n + 1, sizeof *t.array) : NULL;
    bool ok = t.array || (t.member && err_set(err, "%s: out of memory", path));
    for (int i = 0; ok && i < t.n; i++)
        ok = !column_name(t.member[i], part) || read_array(&t, i, err);
    if (ok && out->n_cols == 0)
        ok = err_set(err, "%s: no arrays%s%s; expected columns (n) or (n, k)", path,
                     *part ? " whose names end in _" : "", part);
    ok = ok && fill(&t, err) && names_fit(&t, err);
    for (int i = 0; t.array && i < t.n; i++)
        free(t.array[i].text);
    free(t.array);
    free(t.member);
    return ok;
}

/* A table where a target is named, or the weights are of one; else samples and labels. */
static bool load(const DatasetRequest *req, Dataset *d, Err *err)
{
    bool table = req->columns || (req->columns_wish && req->columns_wish->target);
    return table ? table_load(req, d, err) : arrays_load(req, d, err);
}

DATASET_KIND(npz,
             .doc = "an archive of NumPy's arrays: x_train, y_train, x_test and y_test, or x "
                    "and y; with target=, a table",
             .load = load, .columns = true, .ending = ".npz", .parts = true);
