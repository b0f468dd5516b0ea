/* Labelled pictures in memory. dataset_load finds the kind in a table (one file and one line of datasets.def a kind):
 *
 * "cifar10": the official binary layout: PATH/data_batch_1.bin ... data_batch_5.bin (training) and test_batch.bin, records of
 *     1 label byte and 3072 pixel bytes (1024 red, 1024 green, 1024 blue, row by row), any whole number of records a file, and
 *     batches.meta.txt with a class name a line (may be missing). Class numbers are mapped to the net's labels: where both
 *     lists hold the same names, by name; otherwise by number, and then a name in both must have the same number.
 * "folder": PATH/train/CLASS/PICTURE and PATH/test/CLASS/PICTURE; or, when PATH has neither a train nor a test folder,
 *     PATH/CLASS/PICTURE, of which each class's pictures, sorted by name, are split: every fifth (the 5th, 10th, ...) is for
 *     testing, the others for training. Pictures are files ending in .jpg .jpeg .png .ppm .pgm; other files and hidden ones are left
 *     out. Classes are the folders' names: in the net's order when it has labels, else sorted. Sorting is bytewise. */
#ifndef NETC_DATA_DATASET_H
#define NETC_DATA_DATASET_H
#include "base/err.h"
#include <stdint.h>

typedef struct Dataset {
    int      n, h, w, c;
    uint8_t *pixels;            /* (n, h, w, c), RGB */
    int32_t *labels;            /* n, each below n_classes */
    char   **classes;
    int      n_classes;
    char    *describe;          /* one sentence for the user: what was read from where */
} Dataset;

typedef enum DatasetSplit { DATASET_TRAIN, DATASET_TEST } DatasetSplit;

/* Loads a data set. h x w: the size wanted, pictures of another size are resized (resize.h); 0 x 0: as they are, all of one size.
 * labels: the net's class names in its order, NULL and 0 when it has none. */
bool dataset_load(const char *kind, const char *path, DatasetSplit split, int h, int w,
                  const char *const *labels, int n_labels, Dataset **out, Err *err);
void dataset_free(Dataset *d);      /* NULL is fine */

/* Two new sets: held_out has round(share * n) samples, at least 1 and at most n - 1, drawn by `seed`; both keep d's order. */
bool dataset_split(const Dataset *d, double share, uint64_t seed, Dataset **train, Dataset **held_out, Err *err);

/* Keeps the samples of the n classes in `names`, in d's order. Classes are numbered anew: as in `labels` (the net's, of which
 * every name must be one), or as in `names` when labels is NULL. An error names a class that the data set lacks. */
bool dataset_select(Dataset *d, const char *const *names, int n, const char *const *labels, int n_labels, Err *err);

/* One sample's pixels. */
static inline const uint8_t *dataset_pixels(const Dataset *d, int i)
{
    return d->pixels + (size_t)i * (size_t)d->h * (size_t)d->w * (size_t)d->c;
}

/* ---- for kinds ---- */
typedef struct DatasetRequest {
    const char *path;
    DatasetSplit split;
    int h, w;
    const char *const *labels;
    int n_labels;
} DatasetRequest;

typedef struct DatasetKind {
    const char *name, *doc;
    bool (*load)(const DatasetRequest *, Dataset *, Err *);     /* fills an empty Dataset; what it leaves on failure is freed */
} DatasetKind;
extern const DatasetKind *const dataset_kinds[];                /* NULL-terminated, from datasets.def */

/* For loaders: memory for n samples of h x w x 3 and their labels; n_classes names copied. */
bool dataset_alloc(Dataset *d, int n, int h, int w, Err *err);
bool dataset_set_classes(Dataset *d, const char *const *names, int n, Err *err);
bool dataset_describe(Dataset *d, Err *err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* "a b c" into buf, cut off with "..." when it does not fit. */
void name_list(char *buf, size_t size, const char *const *names, int n);
#endif
