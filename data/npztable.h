/* NumPy's archives as tables: arrays (n) are columns, those of (n, k) k columns, called NAME.0,
 * NAME.1 and so on; texts and numbers become the cells of a Csv, so that all that reads text tables
 * reads them. The line of a row is its number, counted from 0. */
#ifndef NETC_DATA_NPZTABLE_H
#define NETC_DATA_NPZTABLE_H
#include "data/csv.h"

/* Is the file called so? */
bool is_npz(const char *path);
/* part "train": of the arrays whose names end in _train, without that; "": of those that end in no
 * _train, _test and _val. csv_free frees it, also after a failure. */
bool npz_table(const char *path, const char *part, Csv *out, Err *err);
/* Has it arrays of the part? False: it cannot be read. */
bool npz_has_part(const char *path, const char *part, bool *has, Err *err);
#endif
