/* see columns.h. */
#include "data/columns.h"
#include "base/number.h"
#include "formats/bytes.h"
#include "formats/json.h"
#include <errno.h>
#include <float.h>
#include <math.h>

enum { CATEGORIES_MOST = 1 << 14 };

void columns_free(Columns *t)
{
    if (!t)
        return;
    for (int i = 0; t->column && i < t->n_inputs + t->n_targets; i++) {
        free(t->column[i].name);
        for (int k = 0; k < t->column[i].n_categories; k++)
            free(t->column[i].category[k]);
        free(t->column[i].category);
    }
    free(t->column);
    free(t);
}

int columns_width(const Columns *t)
{
    int n = 0;
    for (int i = 0; i < t->n_inputs; i++)
        n += t->column[i].category ? t->column[i].n_categories : 1;
    return n;
}

bool columns_is_class(const Columns *t)
{
    return t->n_targets == 1 && t->column[t->n_inputs].category;
}

void columns_describe(const Columns *t, char *buf, int size)
{
    size_t room = (size_t)size, at = 0;
    buf[0] = 0;
    for (int i = 0; i < t->n_inputs; i++) {
        const DataColumn *c = &t->column[i];
        char text[400];
        int n = c->category ? snprintf(text, sizeof text, "%s%.300s (%d categories)", i ? ", " : "",
                                       c->name, c->n_categories)
                            : snprintf(text, sizeof text, "%s%.300s", i ? ", " : "", c->name);
        if (at + (size_t)n + 6 > room) {
            snprintf(buf + at, room - at, ", ...");
            return;
        }
        memcpy(buf + at, text, (size_t)n + 1);
        at += (size_t)n;
    }
}

/* ---- making ---- */

bool columns_listed(const char *list, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = list; p && *p;) {
        size_t n = strcspn(p, ",");
        const char *word = p + strspn(p, " ");
        size_t skip = (size_t)(word - p), rest = n > skip ? n - skip : 0;
        while (rest && word[rest - 1] == ' ')
            rest--;
        if (rest == len && !memcmp(word, name, len))
            return true;
        p += n + (p[n] == ',');
    }
    return false;
}

enum { NAME_ROOM = 256 };

/* The name at the head of the list, without blanks around it; *list goes behind it. */
static void next_name(const char **list, char name[NAME_ROOM])
{
    size_t n = strcspn(*list, ","), skip = strspn(*list, " ");
    int len = (int)(n > skip ? n - skip : 0);
    while (len && (*list)[skip + (size_t)len - 1] == ' ')
        len--;
    snprintf(name, NAME_ROOM, "%.*s", len, *list + skip);
    *list += n + ((*list)[n] == ',');
}

/* Every name of the list is a column. */
static bool all_known(const Csv *c, const char *list, const char *what, Err *err)
{
    for (const char *p = list; p && *p;) {
        char name[NAME_ROOM], names[400];
        size_t at = 0;
        next_name(&p, name);
        for (int i = 0; i < c->n_cols && at < sizeof names; i++)
            at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", i ? ", " : "",
                                   c->name[i]);
        if (csv_column(c, name) < 0)
            return err_set(err, "%s has no column \"%s\" (%s); its columns are %s%s", c->path, name,
                           what, names, at >= sizeof names ? "..." : "");
    }
    return true;
}

static bool is_missing(const char *cell)
{
    static const char *const words[] = {"", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(cell, words[i]))
            return true;
    return false;
}

/* 3,14: a number of a land whose decimal point is a comma. */
static bool has_decimal_comma(const char *cell)
{
    const char *p = cell + (*cell == '-'), *comma = p + strspn(p, "0123456789");
    return comma > p && *comma == ',' && comma[1] && !comma[1 + strspn(comma + 1, "0123456789")];
}

typedef enum ColumnKind { MIXED, NUMBERS, CATEGORIES } ColumnKind;

/* What a column's cells are; MIXED after an error. */
static ColumnKind kind_of(const Csv *c, const unsigned char *rows, int col, Err *err)
{
    int number = -1, word = -1;
    double x;
    for (int i = 0; i < c->n_rows; i++) {
        const char *cell = csv_cell(c, i, col);
        if ((rows && !rows[i]) || is_missing(cell))
            continue;
        if (csv_number(cell, &x))
            number = number < 0 ? i : number;
        else if (word < 0)
            word = i;
        if (word == i && has_decimal_comma(cell)) {
            err_set(err, "%s:%d: column %s: \"%.60s\" has a decimal comma; expected a point",
                    c->path, c->line[i], c->name[col], cell);
            return MIXED;
        }
    }
    if (number < 0 || word < 0)
        return word < 0 ? NUMBERS : CATEGORIES;
    err_set(err,
            "%s:%d: column %s: \"%.60s\" is no number, but line %d has one, \"%.60s\"; if the "
            "column is of categories: categories=\"%s\"",
            c->path, c->line[word], c->name[col], csv_cell(c, word, col), c->line[number],
            csv_cell(c, number, col), c->name[col]);
    return MIXED;
}

/* Numbers by their size, then texts by their bytes. */
static int by_value(const void *a, const void *b)
{
    const char *s = *(char *const *)a, *t = *(char *const *)b;
    double x, y;
    bool p = csv_number(s, &x), q = csv_number(t, &y);
    if (p && q && x != y)
        return x < y ? -1 : 1;
    return p != q ? (p ? -1 : 1) : strcmp(s, t);
}

/* The different cells of a column, in order, as copies. */
static bool find_categories(const Csv *c, const unsigned char *rows, int col, DataColumn *to,
                            Err *err)
{
    char **cell = data_alloc((size_t)c->n_rows, sizeof *cell, "the categories of a column", err);
    int n = 0, kept = 0;
    if (!cell)
        return false;
    for (int i = 0; i < c->n_rows; i++)
        if ((!rows || rows[i]) && *csv_cell(c, i, col))
            cell[n++] = c->cell[(long long)i * c->n_cols + col];
    qsort(cell, (size_t)n, sizeof *cell, by_value);
    for (int i = 0; i < n; i++)
        if (!i || strcmp(cell[i], cell[kept - 1]))
            cell[kept++] = cell[i];
    bool ok = kept > 0 && kept <= CATEGORIES_MOST;
    if (!ok)
        err_set(err, "%s: column %s has %d categories; expected 1 to %d", c->path, c->name[col],
                kept, CATEGORIES_MOST);
    to->category = ok ? calloc((size_t)kept, sizeof *to->category) : NULL;
    for (int i = 0; to->category && i < kept; i++, to->n_categories++)
        if (!(to->category[i] = strdup(cell[i])))
            break;
    if (ok && to->n_categories < kept)
        ok = err_set(err, "out of memory (the categories of a column)");
    free(cell);
    return ok;
}

static bool only_zeros_and_ones(const Csv *c, const unsigned char *rows, int col)
{
    for (int i = 0; i < c->n_rows; i++) {
        double x;
        if ((!rows || rows[i]) && (!csv_number(csv_cell(c, i, col), &x) || (x != 0 && x != 1)))
            return false;
    }
    return true;
}

/* The loss takes classes, and no column of numbers with fractions is meant as such. */
static bool are_no_fractions(const Csv *c, const unsigned char *rows, int col, Err *err)
{
    for (int i = 0; i < c->n_rows; i++) {
        double x;
        if ((!rows || rows[i]) && csv_number(csv_cell(c, i, col), &x) && x != floor(x))
            return err_set(err,
                           "%s:%d: column %s: %s is no class; a loss that compares numbers (`loss "
                           "mse`) takes such targets (if they are classes: categories=\"%s\")",
                           c->path, c->line[i], c->name[col], csv_cell(c, i, col), c->name[col]);
    }
    return true;
}

/* Column `col` as the next one of t. */
static bool add_column(Columns *t, const Csv *c, const unsigned char *rows, int col,
                       const ColumnsWish *w, bool target, Err *err)
{
    DataColumn *to = &t->column[t->n_inputs + t->n_targets];
    *to = (DataColumn){.name = strdup(c->name[col]), .std = 1};
    if (!to->name)
        return err_set(err, "out of memory (the columns of a table)");
    *(target ? &t->n_targets : &t->n_inputs) += 1;
    bool stated = columns_listed(w->categories, c->name[col]), classes = target && w->classes;
    if (classes && !stated && !are_no_fractions(c, rows, col, err))
        return false;
    ColumnKind kind = stated || classes ? CATEGORIES : kind_of(c, rows, col, err);
    if (target && kind == NUMBERS && !strchr(w->target, ',') && only_zeros_and_ones(c, rows, col))
        kind = CATEGORIES;
    if (target && kind == CATEGORIES && strchr(w->target, ','))
        return err_set(err,
                       "%s: column %s is of categories; one of several targets has to be of "
                       "numbers",
                       c->path, c->name[col]);
    return kind == NUMBERS || (kind == CATEGORIES && find_categories(c, rows, col, to, err));
}

static bool add_columns(Columns *t, const Csv *c, const unsigned char *rows, const ColumnsWish *w,
                        Err *err)
{
    for (int i = 0; i < c->n_cols; i++) {
        bool is_target = columns_listed(w->target, c->name[i]),
             ignored = columns_listed(w->ignore, c->name[i]);
        if (w->weight && !strcmp(w->weight, c->name[i])) {
            if (is_target)
                return err_set(err, "%s: column %s is a target and a weight", c->path, c->name[i]);
            continue;
        }
        if (is_target && ignored)
            return err_set(err, "%s: column %s is a target and ignored", c->path, c->name[i]);
        if (!is_target && !ignored && !w->targets_only && !add_column(t, c, rows, i, w, false, err))
            return false;
    }
    for (const char *p = w->target; p && *p;) {
        char name[NAME_ROOM];
        next_name(&p, name);
        int col = csv_column(c, name);
        for (int k = 0; k < t->n_targets; k++)
            if (!strcmp(t->column[t->n_inputs + k].name, name))
                return err_set(err, "%s: target=\"%s\" names column %s twice", c->path, w->target,
                               name);
        if (col >= 0 && !add_column(t, c, rows, col, w, true, err))
            return false;
    }
    return t->n_inputs > 0 || w->targets_only ||
           err_set(err, "%s: no column is left as input", c->path);
}

bool columns_make(const Csv *c, const unsigned char *rows, const ColumnsWish *w, Columns **out,
                  Err *err)
{
    *out = NULL;
    if (!all_known(c, w->target, "target", err) ||
        !all_known(c, w->categories, "categories", err) || !all_known(c, w->ignore, "ignore", err))
        return false;
    if (w->classes && w->target && strchr(w->target, ','))
        return err_set(err,
                       "%s: the loss takes one class a row, but target=\"%s\" names several "
                       "columns" SEVERAL_LABELS,
                       c->path, w->target);
    Columns *t = calloc(1, sizeof *t);
    if (t)
        t->column = calloc((size_t)c->n_cols, sizeof *t->column);
    if (!t || !t->column) {
        columns_free(t);
        return err_set(err, "out of memory (the columns of a table)");
    }
    t->fill = w->fill;
    if (!add_columns(t, c, rows, w, err)) {
        columns_free(t);
        return false;
    }
    *out = t;
    return true;
}

/* ---- reading rows ---- */

bool columns_find(const Columns *t, const Csv *c, int first, int n, int *at, Err *err)
{
    for (int i = 0; i < n; i++)
        if ((at[i] = csv_column(c, t->column[first + i].name)) < 0)
            return err_set(err, "%s has no column \"%s\", which the net was trained with", c->path,
                           t->column[first + i].name);
    return true;
}

static bool missing(const Csv *c, const DataColumn *col, int row, Err *err)
{
    return err_set(err,
                   "%s:%d: column %s has no value; `data ... missing=fill` takes the training "
                   "rows' mean (of categories: none)",
                   c->path, c->line[row], col->name);
}

static bool too_large(const char *from, int line, const char *name, const char *cell,
                      const char *fits, Err *err)
{
    char at[24] = "";
    if (line)
        snprintf(at, sizeof at, ":%d", line);
    return err_set(err, "%s%s: column %s: %.60s is too large%s", from, at, name, cell, fits);
}

bool columns_number(const Columns *t, const Csv *c, int k, int at, int row, double *x, Err *err)
{
    const char *cell = csv_cell(c, row, at), *name = t->column[k].name;
    bool target = k >= t->n_inputs;
    if (csv_number(cell, x))
        return fabs(*x) <= (double)FLT_MAX ||
               too_large(c->path, c->line[row], name, cell, "; a number is at most 3.4e38", err);
    if (is_missing(cell) && target)
        return err_set(err, "%s:%d: the target %s has no value: leave such rows out", c->path,
                       c->line[row], name);
    *x = (double)NAN;
    if (is_missing(cell))
        return t->fill || missing(c, &t->column[k], row, err);
    return err_set(err, "%s:%d: column %s: expected a number, not \"%.60s\"", c->path, c->line[row],
                   name, cell);
}

/* -1: the column has no such category. */
static int find_category(const DataColumn *col, const char *cell)
{
    int low = 0, high = col->n_categories;
    while (low < high) {
        int mid = (low + high) / 2, order = by_value(&cell, &col->category[mid]);
        if (order == 0)
            return mid;
        *(order < 0 ? &high : &low) = order < 0 ? mid : mid + 1;
    }
    return -1;
}

bool columns_category(const Columns *t, const Csv *c, int k, int at, int row, int *index, Err *err)
{
    const DataColumn *col = &t->column[k];
    const char *cell = csv_cell(c, row, at);
    bool target = k >= t->n_inputs;
    *index = find_category(col, cell);
    if (*index >= 0 || (t->fill && !target))
        return true;
    if (!*cell && target)
        return err_set(err, "%s:%d: the target %s has no value: leave such rows out", c->path,
                       c->line[row], col->name);
    if (!*cell)
        return missing(c, col, row, err);
    return err_set(err, "%s:%d: column %s: the training rows have no \"%.60s\"", c->path,
                   c->line[row], col->name, cell);
}

bool columns_row(const Columns *t, const Csv *c, const int *at, int row, double *x, Err *err)
{
    for (int k = 0; k < t->n_inputs; k++) {
        int n = t->column[k].n_categories, index;
        if (!t->column[k].category) {
            if (!columns_number(t, c, k, at[k], row, x++, err))
                return false;
            continue;
        }
        if (!columns_category(t, c, k, at[k], row, &index, err))
            return false;
        for (int i = 0; i < n; i++)
            *x++ = i == index;
    }
    return true;
}

/* ---- normalisation ---- */

/* The least and the largest of each row's first number; false: all are missing. */
static bool range(const double *rows, int n, int width, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < n; i++, rows += width) {
        *low = *rows < *low ? *rows : *low;
        *high = *rows > *high ? *rows : *high;
    }
    return *low <= *high;
}

/* In units of a power of two, in which no square is too large or too small. */
static void fit_column(DataColumn *c, const double *rows, int n, int width)
{
    double low, high, sum = 0, squares = 0;
    int64_t count = 0;
    int unit;
    c->mean = 0;
    c->std = 1;
    if (!range(rows, n, width, &low, &high))
        return;
    c->mean = low;
    if (low == high)
        return;
    frexp(fmax(fabs(low), fabs(high)), &unit);
    for (int i = 0; i < n; i++) {
        double x = ldexp(rows[(size_t)i * (size_t)width], -unit);
        sum += isnan(x) ? 0 : x;
        count += !isnan(x);
    }
    double mean = sum / (double)count;
    for (int i = 0; i < n; i++) {
        double d = ldexp(rows[(size_t)i * (size_t)width], -unit) - mean;
        squares += isnan(d) ? 0 : d * d;
    }
    double std = ldexp(sqrt(squares / (double)count), unit);
    c->mean = ldexp(mean, unit);
    c->std = std > 0 ? std : 1;
}

static int width_of(const DataColumn *c) { return c->category ? c->n_categories : 1; }

void columns_fit(Columns *t, const double *rows, int n)
{
    int width = columns_width(t), at = 0;
    for (int i = 0; i < t->n_inputs; at += width_of(&t->column[i++]))
        if (!t->column[i].category)
            fit_column(&t->column[i], rows + at, n, width);
}

bool columns_within(const Columns *t, const double *rows, int n, const char *from, int line,
                    Err *err)
{
    int width = columns_width(t), at = 0;
    for (int i = 0; i < t->n_inputs; at += width_of(&t->column[i++])) {
        const DataColumn *c = &t->column[i];
        for (int k = 0; k < n && !c->category; k++) {
            double x = rows[(size_t)k * (size_t)width + (size_t)at];
            if (isnan(x) || fabs((x - c->mean) / c->std) <= (double)FLT_MAX)
                continue;
            char cell[40], fits[120];
            text_snprintf(cell, sizeof cell, "%.9g", x);
            text_snprintf(fits, sizeof fits,
                          ": normalised (mean %.6g, deviation %.6g) it fits no float", c->mean,
                          c->std);
            return too_large(from, line, c->name, cell, fits, err);
        }
    }
    return true;
}

const char *columns_constant(const Columns *t, const double *rows, int n, int *k)
{
    int width = columns_width(t), at = 0;
    for (int i = 0; i < t->n_inputs; at += width_of(&t->column[i++])) {
        double low, high;
        bool same = i >= *k;
        for (int j = 0; same && j < width_of(&t->column[i]); j++)
            same = !range(rows + at + j, n, width, &low, &high) || low == high;
        if (!same)
            continue;
        *k = i + 1;
        return t->column[i].name;
    }
    return NULL;
}

void columns_scaling(const Columns *t, double *mean, double *std)
{
    for (int i = 0; i < t->n_inputs; i++) {
        const DataColumn *c = &t->column[i];
        for (int k = 0; k < (c->category ? c->n_categories : 1); k++) {
            *mean++ = c->category ? 0 : c->mean;
            *std++ = c->category ? 1 : c->std;
        }
    }
}

/* ---- as JSON ---- */

static json_t *column_json(const DataColumn *c, bool input)
{
    json_t *o = json_pack("{s:s}", "name", c->name), *list = c->category ? json_array() : NULL;
    bool ok = o && (list || !c->category);
    for (int i = 0; ok && i < c->n_categories; i++)
        ok = !json_array_append_new(list, json_string(c->category[i]));
    if (list)
        ok = !json_object_set_new(o, "categories", list) && ok;
    else if (input)
        ok = ok && !json_object_set_new(o, "mean", json_real(c->mean)) &&
             !json_object_set_new(o, "std", json_real(c->std));
    if (ok)
        return o;
    json_decref(o);
    return NULL;
}

char *columns_json(const Columns *t)
{
    json_t *inputs = json_array(), *targets = json_array();
    bool ok = inputs && targets;
    for (int i = 0; ok && i < t->n_inputs + t->n_targets; i++) {
        bool input = i < t->n_inputs;
        ok = !json_array_append_new(input ? inputs : targets, column_json(&t->column[i], input));
    }
    json_t *o = json_pack("{s:o, s:o, s:b}", "inputs", inputs, "targets", targets, "fill", t->fill);
    char *text = o && ok ? json_print(o, JSON_COMPACT | JSON_REAL_PRECISION(17)) : NULL;
    json_decref(o);
    return text;
}

static bool parse_categories(const json_t *list, DataColumn *c)
{
    size_t n = json_array_size(list);
    if (!json_is_array(list) || n < 1 || n > CATEGORIES_MOST ||
        !(c->category = calloc(n, sizeof *c->category)))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *s = json_string_value(json_array_get(list, i));
        if (!s || !(c->category[c->n_categories] = strdup(s)))
            return false;
        if (i && by_value(&c->category[i - 1], &c->category[i]) >= 0) {
            c->n_categories++;
            return false;
        }
        c->n_categories++;
    }
    return true;
}

static bool parse_column(const json_t *o, bool input, DataColumn *c)
{
    const char *name = json_string_value(json_object_get(o, "name"));
    const json_t *categories = json_object_get(o, "categories"), *mean = json_object_get(o, "mean"),
                 *std = json_object_get(o, "std");
    *c = (DataColumn){.std = 1};
    if (!name || !(c->name = strdup(name)))
        return false;
    if (categories)
        return parse_categories(categories, c);
    if (!input)
        return true;
    c->mean = json_number_value(mean);
    c->std = json_number_value(std);
    return json_is_number(mean) && json_is_number(std) && isfinite(c->mean) && c->std > 0 &&
           isfinite(c->std);
}

static bool parse_columns(const json_t *list, bool input, Columns *t)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        int at = t->n_inputs + t->n_targets;
        *(input ? &t->n_inputs : &t->n_targets) += 1;
        if (!parse_column(json_array_get(list, i), input, &t->column[at]))
            return false;
    }
    return true;
}

static bool parse(const json_t *o, Columns *t)
{
    const json_t *inputs = json_object_get(o, "inputs"), *targets = json_object_get(o, "targets");
    size_t n = json_array_size(inputs) + json_array_size(targets);
    if (json_array_size(inputs) < 1 || n > 1 << 14 || !(t->column = calloc(n, sizeof *t->column)))
        return false;
    t->fill = json_is_true(json_object_get(o, "fill"));
    return parse_columns(inputs, true, t) && parse_columns(targets, false, t);
}

bool columns_parse(const char *json, const char *from, Columns **out, Err *err)
{
    json_error_t why;
    bool lacking = false;
    json_t *o = json_read(json, strlen(json), &why, &lacking);
    Columns *t = calloc(1, sizeof *t);
    errno = 0; /* malloc and strdup set it */
    bool ok = o && t && parse(o, t);
    lacking = lacking || !t || (!ok && errno == ENOMEM);
    json_decref(o);
    *out = ok ? t : NULL;
    if (ok)
        return true;
    columns_free(t);
    return err_set(err,
                   lacking ? "%s: out of memory"
                           : "%s: what it says of the columns of a table is damaged",
                   from);
}

bool columns_copy(const Columns *t, Columns **out, Err *err)
{
    char *text = columns_json(t);
    bool ok = text ? columns_parse(text, "a table", out, err)
                   : err_set(err, "out of memory (the columns of a table)");
    free(text);
    return ok;
}
