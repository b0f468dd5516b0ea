/* Text tables (CSV, RFC 4180): a first line that names the columns, then a row a line. Cells are
 * separated by commas; where the first line has none, by semicolons, else by tabs. A cell in double
 * quotes may hold separators, line ends and doubled quotes; blanks around a cell do not count, nor
 * do empty lines. The text is UTF-8, with or without a byte order mark. */
#ifndef NETC_DATA_CSV_H
#define NETC_DATA_CSV_H
#include "base/err.h"
#include <stdbool.h>

typedef struct Csv {
    char *path;
    char *text;  /* the file, in which the cells end with a NUL */
    char **name; /* n_cols, none empty and no two alike */
    int n_cols, n_rows;
    char **cell;   /* (n_rows, n_cols) */
    int *line;     /* of the file, where each row begins */
    int first;     /* line of the names */
    char *numbers; /* text of names that the file does not have */
} Csv;

/* The whole file; csv_free frees it, also after a failure. An error names the path and the line. */
bool csv_read(const char *path, Csv *out, Err *err);
/* The same, where the first line may be a row. Its cells are in `name`, also empty or twice, until
 * csv_first_line says what it is: with is_row the columns are called "1", "2", ... */
bool csv_read_lines(const char *path, Csv *out, Err *err);
bool csv_first_line(Csv *c, bool is_row, Err *err);
void csv_free(Csv *c); /* twice is fine */
/* The number of a column by its name; -1: there is none. */
int csv_column(const Csv *c, const char *name);
static inline const char *csv_cell(const Csv *c, int row, int col)
{
    return c->cell[(long long)row * c->n_cols + col];
}
/* A decimal number: digits, sign, point and exponent alone. One that no double holds is infinite.
 */
bool csv_number(const char *cell, double *x);
#endif
