/* How the columns of a table become numbers: which are inputs and which targets, what categories
 * they have, and by what numbers are normalised. It is made from the training part and travels in
 * the weights file, as JSON, so that other rows are read in the same way.
 *
 * An input column of numbers is one number, (x - mean) / std, with the mean and the standard
 * deviation (over n) of the training rows; a column of categories is as many numbers as it has
 * categories, 1 at its own and 0 elsewhere. Inputs stand in the order of the training file,
 * targets in that of `target`, categories in that of their numbers, or else of their bytes. Targets
 * of numbers are as written; one of categories is the class. */
#ifndef NETC_DATA_COLUMNS_H
#define NETC_DATA_COLUMNS_H
#include "base/err.h"
#include "data/csv.h"
#include <stdint.h>

/* What to write where a loss takes one class a sample, and samples have any number */
#define SEVERAL_LABELS \
    "; several labels a sample want `loss binary_crossentropy` and `sigmoid` at the end"

typedef struct DataColumn {
    char *name;
    char **category; /* n_categories; NULL: numbers */
    int n_categories;
    double mean, std; /* of numbers */
} DataColumn;

typedef struct Columns {
    DataColumn *column; /* the inputs, then the targets */
    int n_inputs, n_targets;
    bool fill; /* a missing number is the mean, a missing category, or one that the training rows do
                  not have, is 0 everywhere; else both are errors */
} Columns;

/* What a train section says of a table; lists are names separated by commas, NULL: none. */
typedef struct ColumnsWish {
    const char *target;     /* columns that are predicted */
    const char *categories; /* columns of categories, though they are written as numbers */
    const char *ignore;     /* columns that are not used */
    const char *weight;     /* what each sample weighs: a column; of npy the first part of the name
                               of the files */
    bool fill;              /* missing=fill */
    int rate;               /* of signals: samples a second that the files must have; 0: any */
    bool targets_only;      /* no column is an input */
    const char *file;       /* of pictures: the column of their files' names */
    const char *images;     /* of pictures: the folder that they lie in */
    bool classes; /* the target is a class; false: also numbers, where its column has numbers that
                     are not all 0 and 1 */
} ColumnsWish;

/* Is the name in such a list? */
bool columns_listed(const char *list, const char *name);
/* By the rows of c for which `rows` is not 0 (NULL: all). mean and std are 0 and 1. */
bool columns_make(const Csv *c, const unsigned char *rows, const ColumnsWish *wish, Columns **out,
                  Err *err);
void columns_free(Columns *t); /* NULL is fine */
bool columns_copy(const Columns *t, Columns **out, Err *err);
/* malloc'd; NULL: out of memory. */
char *columns_json(const Columns *t);
/* From such a text; `from` is the file that holds it, for messages. */
bool columns_parse(const char *json, const char *from, Columns **out, Err *err);

/* Numbers that the inputs make of a row; are the targets a class? Then its names are those of the
 * target's column. */
int columns_width(const Columns *t);
bool columns_is_class(const Columns *t);
/* "age, city (3 categories), income" into buf, cut off with "...". */
void columns_describe(const Columns *t, char *buf, int size);

/* Where a file has the columns first ... first + n - 1 of t, to at[n]. An error names one that it
 * lacks. */
bool columns_find(const Columns *t, const Csv *c, int first, int n, int *at, Err *err);
/* The inputs of a row as they are written, before mean and std; NaN for a number that is missing.
 * at: of columns_find(t, c, 0, t->n_inputs). */
bool columns_row(const Columns *t, const Csv *c, const int *at, int row, double *x, Err *err);
/* A number of column k (of t) in the file's column `at`; the same of a category's index. A target
 * is never missing, and fits a float. */
bool columns_number(const Columns *t, const Csv *c, int k, int at, int row, double *x, Err *err);
bool columns_category(const Columns *t, const Csv *c, int k, int at, int row, int *index, Err *err);
/* mean and std from n rows of values of columns_width numbers; NaN are left out. A column whose
 * numbers are all the same has std 1. */
void columns_fit(Columns *t, const double *rows, int n);
/* Whether the rows, normalised, fit floats. An error names `from`, and the line where it is not 0.
 */
bool columns_within(const Columns *t, const double *rows, int n, const char *from, int line,
                    Err *err);
/* The next input from *k on that is the same in all rows; *k goes behind it; NULL: none is. */
const char *columns_constant(const Columns *t, const double *rows, int n, int *k);
/* What was fitted, a number for each of columns_width; 0 and 1 for categories. */
void columns_scaling(const Columns *t, double *mean, double *std);
#endif
