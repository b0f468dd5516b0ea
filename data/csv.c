/* Reading of text tables; see csv.h. Cells are cut in place: a cell that was in quotes only gets
 * shorter. */
#include "data/csv.h"
#include "base/number.h"
#include "base/utf8.h"
#include "formats/bytes.h"
#include <float.h>

enum { COLUMNS_MOST = 1 << 14 };

typedef struct Reader {
    Csv *c;
    char *p; /* what is read next */
    char separator;
    int line;
    size_t n, cap;  /* cells so far, and room for them */
    int rows_cap;   /* room in c->line */
    bool ends_line; /* the last cell was the last one of its line */
} Reader;

void csv_free(Csv *c)
{
    free(c->path);
    free(c->text);
    free(c->name);
    free(c->cell);
    free(c->line);
    free(c->numbers);
    *c = (Csv){.path = NULL};
}

int csv_column(const Csv *c, const char *name)
{
    for (int i = 0; i < c->n_cols; i++)
        if (!strcmp(c->name[i], name))
            return i;
    return -1;
}

bool csv_number(const char *cell, double *x)
{
    char *end;
    if (!*cell || cell[strspn(cell, "0123456789+-.eE")])
        return false;
    *x = number_parse(cell, &end);
    return end != cell && !*end;
}

/* Text alone: no zero bytes, no control characters but tabs and line ends. */
static bool is_text(const Csv *c, size_t size, Err *err)
{
    int line = 1;
    for (size_t i = 0; i < size;) {
        char k = c->text[i];
        size_t bytes = k == '\n' || k == '\t' || k == '\r' ? 1 : utf8_printable(c->text + i);
        if (!bytes || (k == '\r' && c->text[i + 1] != '\n' && i + 1 < size))
            return err_set(err,
                           "%s:%d: byte %zu of the file is no text; expected UTF-8 with line "
                           "ends LF or CR LF",
                           c->path, line, i);
        line += k == '\n';
        i += bytes;
    }
    return true;
}

/* The separator that the first line has. */
static char separator_of(const char *p)
{
    bool quoted = false, semicolon = false, tab = false;
    for (; *p && (quoted || *p != '\n'); p++) {
        quoted ^= *p == '"';
        if (!quoted && *p == ',')
            return ',';
        semicolon |= !quoted && *p == ';';
        tab |= !quoted && *p == '\t';
    }
    return semicolon ? ';' : tab ? '\t' : ',';
}

static bool is_blank(const Reader *r, char k)
{
    return k == ' ' || (k == '\t' && r->separator != k);
}

static void skip_blanks(Reader *r)
{
    while (is_blank(r, *r->p))
        r->p++;
}

static bool at_end(const Reader *r)
{
    return *r->p == r->separator || *r->p == '\n' || !*r->p || (*r->p == '\r' && r->p[1] == '\n') ||
           (*r->p == '\r' && !r->p[1]);
}

/* Passes what ends a cell; the cell's NUL, at `stop`, is written behind that. */
static void end_cell(Reader *r, char *stop)
{
    char *end = r->p;
    r->ends_line = *end != r->separator;
    if (*end == '\r')
        end++;
    if (*end == '\n')
        r->line++;
    r->p = *end ? end + 1 : end;
    *stop = 0;
}

static bool quoted_cell(Reader *r, Err *err)
{
    char *to = r->p++;
    int began = r->line;
    for (; *r->p != '"' || r->p[1] == '"'; r->p++) {
        if (!*r->p)
            return err_set(err, "%s:%d: a cell in quotes does not end", r->c->path, began);
        r->p += *r->p == '"';
        r->line += *r->p == '\n';
        *to++ = *r->p;
    }
    r->p++;
    skip_blanks(r);
    if (!at_end(r))
        return err_set(err, "%s:%d: text behind the quote that ends a cell", r->c->path, r->line);
    end_cell(r, to);
    return true;
}

/* The next cell to *cell. */
static bool next_cell(Reader *r, char **cell, Err *err)
{
    skip_blanks(r);
    *cell = r->p;
    if (*r->p == '"')
        return quoted_cell(r, err);
    for (; !at_end(r); r->p++)
        if (*r->p == '"')
            return err_set(err,
                           "%s:%d: a quote within a cell; a cell that holds quotes stands in "
                           "quotes, and each of its own is doubled",
                           r->c->path, r->line);
    char *stop = r->p;
    while (stop > *cell && is_blank(r, stop[-1]))
        stop--;
    end_cell(r, stop);
    return true;
}

/* Room for one more cell, and for one more row. */
static bool room(Reader *r, Err *err)
{
    Csv *c = r->c;
    if (r->n == r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 1024;
        char **more = realloc(c->cell, cap * sizeof *more);
        if (!more)
            return err_set(err, "%s: out of memory", c->path);
        c->cell = more;
        r->cap = cap;
    }
    if (c->n_rows == r->rows_cap) {
        if (r->rows_cap >= 1 << 29)
            return err_set(err, "%s: more than %d rows", c->path, r->rows_cap);
        int cap = r->rows_cap ? 2 * r->rows_cap : 256;
        int *more = realloc(c->line, (size_t)cap * sizeof *more);
        if (!more)
            return err_set(err, "%s: out of memory", c->path);
        c->line = more;
        r->rows_cap = cap;
    }
    return true;
}

/* Is there another line? Empty ones are passed. */
static bool more_lines(Reader *r)
{
    for (;;) {
        char *p = r->p;
        while (*p == ' ' || *p == '\t' || (*p == '\r' && (p[1] == '\n' || !p[1])))
            p++;
        if (*p != '\n')
            break;
        r->p = p + 1;
        r->line++;
    }
    char *p = r->p + strspn(r->p, " \t\r");
    return *p != 0;
}

static bool next_row(Reader *r, Err *err)
{
    Csv *c = r->c;
    int line = r->line, cells = 0;
    bool more = false;
    for (r->ends_line = false; !r->ends_line && !more; cells++) {
        if (!room(r, err) || !next_cell(r, &c->cell[r->n], err))
            return false;
        more = cells == c->n_cols;
        r->n += !more;
    }
    if (cells != c->n_cols)
        return err_set(err, "%s:%d: %s%d cells, but the first line names %d columns", c->path, line,
                       more ? "more than " : "", more ? c->n_cols : cells, c->n_cols);
    c->line[c->n_rows++] = line;
    return true;
}

static bool names_fit(const Csv *c, int line, Err *err)
{
    int numbers = 0;
    for (int i = 0; i < c->n_cols; i++) {
        double x;
        numbers += csv_number(c->name[i], &x);
        if (!*c->name[i])
            return err_set(err, "%s:%d: column %d has no name", c->path, line, i + 1);
        if (csv_column(c, c->name[i]) < i)
            return err_set(err, "%s:%d: two columns are called \"%s\"", c->path, line, c->name[i]);
    }
    return numbers < c->n_cols ||
           err_set(err, "%s:%d: the first line has to name the columns; it holds numbers", c->path,
                   line);
}

/* The cells of the first line. */
static bool read_names(Reader *r, Err *err)
{
    Csv *c = r->c;
    if (!more_lines(r))
        return err_set(err, "%s: empty; expected a first line that names the columns", c->path);
    c->first = r->line;
    r->separator = separator_of(r->p);
    for (r->ends_line = false; !r->ends_line; c->n_cols++) {
        char **more = c->n_cols == COLUMNS_MOST
                          ? NULL
                          : realloc(c->name, ((size_t)c->n_cols + 1) * sizeof *more);
        if (!more)
            return err_set(err,
                           c->n_cols == COLUMNS_MOST ? "%s: more than 16384 columns"
                                                     : "%s: out of memory",
                           c->path);
        c->name = more;
        if (!next_cell(r, &c->name[c->n_cols], err))
            return false;
    }
    return true;
}

/* Whether memory holds the text, where each of its cells is, and a number for it; of separators in
 * quotes too many are counted. */
static bool cells_fit(const Reader *r, size_t size, Err *err)
{
    size_t cells = 0;
    for (const char *p = r->p; *p; p++)
        cells += *p == r->separator || *p == '\n';
    return memory_fits(size + cells * (sizeof(char *) + sizeof(double)), r->c->path, err);
}

bool csv_read_lines(const char *path, Csv *out, Err *err)
{
    unsigned char *bytes = NULL;
    size_t size, mark = 0;
    *out = (Csv){.path = strdup(path)};
    if (!out->path)
        return err_set(err, "%s: out of memory", path);
    if (!file_read(path, 0, &bytes, &size, err))
        return false;
    out->text = (char *)bytes;
    if (size >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
        mark = 3;
    Reader r = {.c = out, .p = out->text + mark, .line = 1};
    if (!is_text(out, size, err) || !read_names(&r, err) || !cells_fit(&r, size, err))
        return false;
    while (more_lines(&r))
        if (!next_row(&r, err))
            return false;
    return true;
}

/* The first line's cells in front of those of the other rows, and numbers in place of names. */
static bool push_first(Csv *c, Err *err)
{
    enum { DIGITS = 12 };
    size_t cols = (size_t)c->n_cols, cells = (size_t)c->n_rows * cols;
    char **cell = realloc(c->cell, (cells + cols) * sizeof *cell);
    c->cell = cell ? cell : c->cell;
    int *line = cell ? realloc(c->line, ((size_t)c->n_rows + 1) * sizeof *line) : NULL;
    c->line = line ? line : c->line;
    c->numbers = line ? malloc(cols * DIGITS) : NULL;
    if (!c->numbers)
        return err_set(err, "%s: out of memory", c->path);
    memmove(cell + cols, cell, cells * sizeof *cell);
    memmove(line + 1, line, (size_t)c->n_rows * sizeof *line);
    line[0] = c->first;
    c->n_rows++;
    for (size_t i = 0; i < cols; i++) {
        cell[i] = c->name[i];
        c->name[i] = c->numbers + i * DIGITS;
        snprintf(c->name[i], DIGITS, "%d", (int)i + 1);
    }
    return true;
}

bool csv_first_line(Csv *c, bool is_row, Err *err)
{
    return is_row ? push_first(c, err) : names_fit(c, c->first, err);
}

bool csv_read(const char *path, Csv *out, Err *err)
{
    return csv_read_lines(path, out, err) && csv_first_line(out, false, err);
}
