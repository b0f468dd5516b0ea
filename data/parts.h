/* Data sets of several inputs or outputs: of each a NumPy array, named after it. See parts.c. */
#ifndef NETC_DATA_PARTS_H
#define NETC_DATA_PARTS_H
#include "data/dataset.h"

/* The array called `name`: of a folder its file, of an archive its member. False: longer than size.
 */
bool array_path(const DatasetRequest *req, const char *name, char *path, size_t size);

/* PATH/NAME_SET.npy (or of an archive NAME_SET) of each input becomes its numbers in d->values, (n,
 * 1, 1, numbers of all). set: "train", "val" or "test"; "": NAME alone. */
bool parts_read_inputs(const DatasetRequest *req, const char *set, Dataset *d, Err *err);
/* The same of each output, to d->targets, (n, numbers of all outputs), for the samples that d has.
 * Class numbers of an output of classes become rows with a 1. */
bool parts_read_targets(const DatasetRequest *req, const char *set, Dataset *d, Err *err);
#endif
