/* Labelled pictures in memory. dataset_load finds the kind in a table (one file and one line of
 * datasets.def a kind):
 *
 * "cifar10": the official binary layout: PATH/data_batch_1.bin ... data_batch_5.bin (training) and
 *     test_batch.bin, records of 1 label byte and 3072 pixel bytes (1024 red, 1024 green, 1024
 *     blue, row by row), any whole number of records a file, and batches.meta.txt with a class name
 *     a line (may be missing). Class numbers are mapped to the net's labels: where both lists hold
 *     the same names, by name; otherwise by number, and then a name in both must have the same
 *     number.
 * "cifar100", "cifar100_coarse": the same with train.bin and test.bin, records of 2 label bytes
 *     (coarse, fine) and 3072 pixel bytes, and fine_label_names.txt or coarse_label_names.txt
 *     (without them: the official names).
 * "mnist": the idx files train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,
 *     t10k-labels-idx1-ubyte, or these with .gz, or with a dot before idx. Class numbers are the
 *     net's.
 * "npy": x_train.npy, y_train.npy, x_test.npy, y_test.npy: (n, h, w, c), (n, h, w) or (n, c); bytes
 *     are pictures, other numbers are values in the net's own size; x_val.npy and y_val.npy
 *     validate where they are; labels are class numbers (n) or (n, 1), or one-hot (n, k); or, for
 *     a loss that compares numbers, targets (n, k) or (n, h, w, c) of as many numbers as the net
 *     has outputs.
 * "folder": PATH/train/CLASS/PICTURE, PATH/test/CLASS/PICTURE and PATH/val/CLASS/PICTURE (or valid,
 *     validation); or, when PATH has neither a train nor a test folder, PATH/CLASS/PICTURE, of
 *     which each class's pictures, sorted by path, are split: every fifth (the 5th, 10th, ...) is
 *     for testing, the others for training. Pictures in folders of a class folder count. What is a
 *     picture, its first bytes say (image.h); others are counted in a note. Classes are numbered
 *     once, for all sets: by the net's labels, else as the training folder's names are sorted,
 *     bytewise. Training has exactly these; a test or validation folder may lack some. An
 *     unreadable picture is left out with a warning, or an error when `strict`; a class without
 *     pictures is an error in training.
 * "csv": PATH/train.csv, PATH/test.csv and, where there is one, PATH/val.csv; or PATH is one file,
 *     of which every fifth row is for testing. Columns become numbers as data/columns.h says; a
 *     missing number is NaN, in place of which the net gets the mean.
 */
#ifndef NETC_DATA_DATASET_H
#define NETC_DATA_DATASET_H
#include "base/err.h"
#include "data/columns.h"
#include "data/records.h"
#include <stdint.h>

typedef struct Dataset {
    int n, h, w, c; /* as dataset_fetch gives them; c is 3 for pictures */
    int stored_h, stored_w,
        stored_c;     /* of `pixels`: resized, and grey made RGB, when a picture is fetched */
    uint8_t *pixels;  /* (n, stored_h, stored_w, stored_c), RGB or grey */
    float *values;    /* (n, h, w, c), in place of pixels: numbers that are no bytes */
    double *numbers;  /* (n, c), the rows of a table as they are written, in place of pixels */
    bool sounds;      /* the sources are WAV files, and give values */
    int rate;         /* samples a second, of signals; 0: not known */
    char **sources;   /* n paths and NULL, in place of pixels: pictures too many for memory, decoded
                         when fetched */
    Records *records; /* in place of pixels or values: they stay in their files, too many for
                         memory, and are read when fetched */
    int32_t *where;   /* n, with records: which one each sample is */
    char **names; /* n paths and NULL, of the files whose pictures `pixels` holds; NULL: they come
                     of no files of their own. dataset_path tells both */
    int32_t *labels; /* n, each below n_classes; 0 where there are targets */
    uint8_t
        *masks; /* (n, mask_h, mask_w), the class of each pixel of the net's output; NULL: none */
    int mask_h, mask_w;
    float *targets; /* (n, n_targets), numbers that the outputs are compared with; NULL: classes */
    int n_targets;
    float *weights;   /* n, what each sample's loss is multiplied by in training; NULL: 1 */
    Columns *columns; /* what columns the values and labels are; NULL: they are of no table */
    char **classes;
    int n_classes;
    char *describe; /* one sentence for the user: what was read from where */
    char *warning;  /* what was left out, and why; NULL: nothing */
    char **notes;   /* what else the user should know, a sentence each; NULL-terminated, or NULL */
    int resized, grey;      /* pictures read in another size than h x w; pictures without colour */
    bool validation_beside; /* the data also have a validation set, and this is another */
} Dataset;

/* VALIDATION: what validates a training: a set of its own where the data have one, else the test
 * set. */
typedef enum DatasetSplit { DATASET_TRAIN, DATASET_TEST, DATASET_VALIDATION } DatasetSplit;

/* One of several inputs or outputs of the net. */
typedef struct DatasetPart {
    const char *name;
    int h, w, c;
    int64_t at;   /* the first of its numbers among those of all inputs, or outputs */
    bool vector;  /* h and w are 1, and are not written */
    bool classes; /* an output of c classes, whose targets may be class numbers */
    bool shares;  /* an output whose targets are shares of 1 */
} DatasetPart;

typedef struct DatasetRequest {
    const char *path;
    char **members; /* arrays_load's own: names in the archive that path is, ended by NULL */
    DatasetSplit split;
    int h, w; /* the size wanted: pictures of another one are resized (resize.h); 0, 0: as they are,
                 all of one size */
    const char *const *labels; /* the net's class names in its order; NULL: it has none */
    int n_labels;
    const char *const *known; /* n_known classes that the net was trained on, in its order; NULL: it
                                 is not known. For numbering classes that path lacks */
    int n_known;
    bool some_classes;  /* a few classes will be selected: those that the training folder lacks do
                           not matter */
    bool strict;        /* an unreadable picture is an error, not left out with a warning */
    int channels;       /* that the net takes: 1 or 3; 0: not known. For notes only */
    int n_outputs;      /* classes that the net tells apart; 0: not known */
    int mask_h, mask_w; /* the net tells the class of each pixel of such a map; 0: of the sample */
    bool tells_classes; /* the loss compares classes, by their numbers or by rows of shares */
    int n_targets;   /* numbers of a sample that the loss can compare with the outputs; 0: it takes
                        class numbers. Labels that are classes all the same are read as such */
    bool unlabelled; /* no labels are wanted: the target is the input */
    const char *trained_on; /* class folders that the net's train section names; NULL: none. For
                               numbering classes that path lacks */
    const ColumnsWish *columns_wish; /* what the train section says of a table's columns */
    const char *columns; /* what the training rows made of them (columns_json); NULL: they tell */
    int rate;            /* samples a second that signals must have; 0: those of the first file */
    const DatasetPart *inputs; /* n_inputs that the net has; 0: one, without a name */
    int n_inputs;
    const DatasetPart *outputs; /* n_parts outputs, with targets of their own; 0: one */
    int n_parts;
    size_t limit; /* bytes of samples that may be kept (dataset_limit); 0: half of the machine's
                     memory */
} DatasetRequest;
/* One split, to *out, for dataset_free. kind: a word of datasets.def. False: no such kind, or what
 * could not be read, by path; *out is then NULL. Nothing of req is kept. */
bool dataset_load(const char *kind, DatasetRequest req, Dataset **out, Err *err);
void dataset_free(Dataset *d); /* NULL is fine */

/* Two new sets: held_out has round(share * n) samples, at least 1 and at most n - 1, drawn by
 * `seed`; both keep d's order. */
bool dataset_split(const Dataset *d, double share, uint64_t seed, Dataset **train,
                   Dataset **held_out, Err *err);

/* Keeps the samples of the n classes in `names`, in d's order. Classes are numbered anew: as in
 * `labels` (the net's, of which every name must be one), or as in `names` when labels is NULL. An
 * error names a class that the data set lacks. */
bool dataset_select(Dataset *d, const char *const *names, int n, const char *const *labels,
                    int n_labels, Err *err);

/* Room to make a sample in, for one thread. */
typedef struct Fetch {
    uint8_t *raw, *stored, *spread, *sized;
    float *floats;
    void *scratch;
    bool failed; /* a file could not be read any more: its picture was grey, or its numbers were 0;
                    `why` says what happened to the first one */
    Err why;
} Fetch;
/* Room for d's pictures; it needs some only where pictures are changed. False: out of memory. */
bool fetch_new(Fetch *f, const Dataset *d, Err *err);
void fetch_free(Fetch *f); /* twice is fine */
/* One picture as RGB, (h, w, 3); in f or in the set. Not for sets of numbers. */
const uint8_t *dataset_fetch(const Dataset *d, int i, Fetch *f);
/* The numbers (h, w, c) of a sample; in f or in the set. Not for pictures and rows of tables. */
const float *dataset_values(const Dataset *d, int i, Fetch *f);
/* Sample i is fetched soon: what lies in a file is read ahead. */
static inline void dataset_soon(const Dataset *d, int i)
{
    if (d->records)
        records_soon(d->records, d->where[i]);
}
/* The file that picture i comes from; NULL: it shares one with others. */
static inline const char *dataset_path(const Dataset *d, int i)
{
    return d->names ? d->names[i] : d->sources ? d->sources[i] : NULL;
}
static inline const double *dataset_row(const Dataset *d, int i)
{
    return d->numbers + (size_t)i * (size_t)d->c;
}
/* Numbers that are no bytes: values, or rows of a table. */
static inline bool dataset_is_numbers(const Dataset *d)
{
    return d->values || d->numbers || d->sounds || (d->records && d->records->type);
}
/* What the samples are, for messages: images (also as numbers), rows of a table, signals, or
 * samples. */
const char *dataset_word(const Dataset *d);
const char *dataset_words_of(const Dataset *d, int64_t n); /* behind a count: "image", "images" */
/* Not in memory: decoded, or read, when it is fetched. */
static inline bool dataset_is_outside(const Dataset *d) { return d->sources || d->records; }
/* Bytes of one stored sample, and of all of them. */
size_t dataset_item_bytes(const Dataset *d);
size_t dataset_bytes(const Dataset *d);

/* ---- for kinds ---- */
typedef struct DatasetKind {
    const char *name, *doc;
    bool (*load)(const DatasetRequest *, Dataset *,
                 Err *); /* fills an empty Dataset; what it leaves on failure is freed */
    const char *marks;   /* files, separated by blanks: a folder with any of them is of this kind;
                            NULL: none tells */
    bool class_folders;  /* of one kind: its classes are folders. What holds folders, and no marks,
                            is of this kind */
    bool table;          /* its samples are rows of a table */
    bool columns;        /* they are, where `target=` is said */
    const char *ending;  /* of a file that is such a data set: ".npz"; NULL: none tells */
    bool parts;          /* it has several inputs and outputs, each with a name */
    bool listed;         /* a table says of each sample where it is and what its labels are */
} DatasetKind;
extern const DatasetKind *const dataset_kinds[]; /* NULL-terminated, from datasets.def */
/* Their names, separated by blanks: "cifar10 cifar100 ...". */
extern const char dataset_words_text[];
#define DATASET_WORDS (dataset_words_text + 1)

/* The record of a kind: its word, as in datasets.def, then its other fields. */
#define DATASET_KIND(word, ...) const DatasetKind dataset_##word = {.name = #word, __VA_ARGS__}

/* Bytes of samples that a set may keep in memory. */
size_t dataset_limit(const DatasetRequest *req);
/* ", too many for memory: read each time", for describe. */
extern const char dataset_outside_text[];
/* For loaders: the samples stay in the files of `records`, which is given to d also on failure;
 * stored_c and h, w as for dataset_alloc_stored, of numbers all of their shape. */
bool dataset_take_records(Dataset *d, Records *records, int stored_h, int stored_w, int stored_c,
                          int h, int w, Err *err);
/* Arrays of a folder or an archive; rows of a text table, or of an archive's arrays. */
bool arrays_load(const DatasetRequest *req, Dataset *d, Err *err);
bool table_load(const DatasetRequest *req, Dataset *d, Err *err);
/* For loaders: memory for n samples of h x w x 3 and their labels; n_classes names copied. */
bool dataset_alloc(Dataset *d, int n, int h, int w, Err *err);
/* The same for pictures kept in another size or grey (stored_c 1 or 3); h and w 0: as they are
 * stored. */
bool dataset_alloc_stored(Dataset *d, int n, int stored_h, int stored_w, int stored_c, int h, int w,
                          Err *err);
/* The same for values (n, h, w, c). */
bool dataset_alloc_values(Dataset *d, int n, int h, int w, int c, Err *err);
/* The same for n rows of a table, of c numbers each. */
bool dataset_alloc_rows(Dataset *d, int n, int c, Err *err);
/* Room for k targets a sample, after the samples. */
bool dataset_alloc_targets(Dataset *d, int k, Err *err);
/* Room for a weight a sample, after the samples. */
bool dataset_alloc_weights(Dataset *d, Err *err);
/* A weight is at least 0, at most 1e6, and not all are 0. `from`: the file, for messages. */
bool dataset_weights_fit(const Dataset *d, const char *from, Err *err);
/* Room for a mask of mask_h x mask_w a sample, after the samples. */
bool dataset_alloc_masks(Dataset *d, int mask_h, int mask_w, Err *err);
static inline size_t dataset_mask_pixels(const Dataset *d)
{
    return (size_t)d->mask_h * (size_t)d->mask_w;
}
static inline const uint8_t *dataset_mask(const Dataset *d, int i)
{
    return d->masks + (size_t)i * dataset_mask_pixels(d);
}
static inline const float *dataset_targets(const Dataset *d, int i)
{
    return d->targets + (size_t)i * (size_t)d->n_targets;
}
/* Room for the n paths (malloc'd strings, given to d) of pictures that are decoded, and resized to
 * h x w, each time. */
bool dataset_alloc_sources(Dataset *d, int n, int h, int w, Err *err);
/* A copy of the path of picture i, kept in a set whose pictures are in memory. Call it for every
 * picture. */
bool dataset_name(Dataset *d, int i, const char *path, Err *err);
/* Drops the samples whose mark is 0. */
void dataset_keep(Dataset *d, const uint8_t *mark);
/* Adds a note; sets the warning. False: out of memory. */
bool dataset_note(Dataset *d, Err *err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool dataset_warn(Dataset *d, Err *err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The n classes: "0", "1", ..., or copies of the names; and the sentence about the set. False: out
 * of memory. */
bool dataset_number_classes(Dataset *d, int n, Err *err);
bool dataset_set_classes(Dataset *d, const char *const *names, int n, Err *err);
bool dataset_describe(Dataset *d, Err *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "a b c" into buf, cut off with "..." when it does not fit. */
void name_list(char *buf, size_t size, const char *const *names, int n);
#endif
