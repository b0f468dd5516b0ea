/* Feed: the data set a net is trained or judged on, and how its bytes become what the first layer
 * and the loss read. The link between data, which knows no nets, and the library. */
#ifndef NETC_FEED_H
#define NETC_FEED_H
#include "compiler/ir/graph.h"
#include "data/dataset.h"
#include "runtime/netc.h"

/* Which data set: `given` is "KIND:PATH" or "PATH"; NULL: what the train section says. A path alone
 * is of the kind whose files it holds (DatasetKind.marks; the section's kind before others); else
 * of class folders, where it holds folders or the section names no kind; else of the section's. */
typedef struct DataPlace {
    const char *kind, *path;
    bool strict; /* see DatasetRequest */
    size_t limit;
} DataPlace;
/* False: nothing says where, or no such kind. *out points into `given` and the graph. */
bool feed_place(const Graph *g, const char *given, DataPlace *out, Err *err);

/* Loads one split for the net: pictures in its input size, labels checked against its outputs and
 * class names. *out: for dataset_free, as below. */
bool feed_load(const NetcModel *m, const DataPlace *place, DatasetSplit split, Dataset **out,
               Err *err);
/* The split that validates a training of the net which holds nothing out. */
DatasetSplit feed_validation(const Graph *g);
/* The samples that a training with this seed trains on: without those that it holds out. `given` as
 * for feed_place. */
bool feed_training(const NetcModel *m, const char *given, uint64_t seed, Dataset **out, Err *err);
/* Adds notes to the validation set where it is of another kind than the training set: numbers and
 * bytes, resized, grey. */
bool feed_note_unlike(const Dataset *train, Dataset *validation, Err *err);
/* Where the training set is of a table: its columns are normalised by what these samples hold, and
 * the net's weights files say so from now on. The rows of validation, NULL for none, have to fit.
 */
bool feed_use_columns(NetcModel *m, const Dataset *train, const Dataset *validation, Err *err);
/* Where the training samples have classes, or several targets, with names, the net's weights files
 * have them from now on; an output without a sample is `class K`. */
bool feed_use_classes(NetcModel *m, const Dataset *train, Err *err);
/* Whether the classes of the net's labels, or else of d from `place`, are those that its weights
 * were trained on, in this order, as far as the file `weights` says. d may lack some; NULL: no
 * data. */
bool feed_knows_classes(const NetcModel *m, const DataPlace *place, const Dataset *d,
                        const char *weights, Err *err);
/* A net that judges rows of a table must know how they were normalised: its weights file says so.
 * d NULL: rows that are to be predicted. */
bool feed_knows_columns(const NetcModel *m, const Dataset *d, const char *weights, Err *err);
/* Only the first n samples from here on. */
void feed_limit(Dataset *d, int n);

/* Raw bytes to x, one table of 256 floats a channel: x[c] = (raw * scale - mean[c]) / std[c]. */
typedef struct Feed {
    const NetcModel *model;
    int pixels, channels;      /* of one sample */
    int source[4];             /* which channel of the picture each channel of x is */
    float table[4][256];       /* by channel of x */
    const float *class_weight; /* what the shares of each class are multiplied by, where the loss
                                  takes rows of them; NULL: 1 each */
    bool trains; /* rows of targets are those of a training plan, with the samples' own weights */
} Feed;
/* Pictures give 1 or 3 channels; false, with a message, for a net of others: it can be fed values
 * only. */
bool feed_takes_pictures(const Graph *g, Err *err);
/* Fills the tables; f needs no freeing and m must outlive it. False: the net takes no numbers. */
bool feed_init(Feed *f, const NetcModel *m, Err *err);
/* One sample to x (H, W, C): from a picture (H, W, 3) in RGB, from numbers that are no bytes (H, W,
 * C), and sample i of a data set, whatever it holds. */
void feed_pixels(const Feed *f, const uint8_t *rgb, float *x);
void feed_values(const Feed *f, const float *raw, float *x);
/* The picture (H, W, 3) that numbers (H, W, C) stand for: feed_pixels the other way, C of 1 or 3;
 * what lies beyond 0 ... 255 is cut off. */
void feed_to_pixels(const Feed *f, const float *x, uint8_t *rgb);
/* A row of a table: NaN, a number that is missing, becomes the mean. */
void feed_row(const Feed *f, const double *raw, float *x);
void feed_sample(const Feed *f, const Dataset *d, int i, Fetch *fetch, float *x);

/* What a training on d teaches: to tell classes apart, to say of each of several labels whether it
 * holds (targets that are shares of 1), numbers, or the class of each pixel; or several of these,
 * an output each; or embeddings, in which samples of one class lie together. */
typedef enum Task {
    TASK_CLASSES,
    TASK_LABELS,
    TASK_NUMBERS,
    TASK_PIXELS,
    TASK_OUTPUTS,
    TASK_EMBEDDINGS
} Task;
/* By the net's loss and target, and by what d has: class numbers or targets. */
Task feed_task(const NetcModel *m, const Dataset *d);
/* Classes that the net tells apart: of a vector its outputs, of a map its channels; 2 for one. */
int feed_classes(const NetcModel *m);
/* Does a label depend on the sample's input (`target input`)? Then feed_label needs x. */
bool feed_target_is_input(const NetcModel *m);

/* The factors on the classes of a training on d, malloc'd, to *weight; NULL there: all are 1. */
bool feed_class_weights(const NetcModel *m, const Dataset *d, float **weight, Err *err);

/* Labels as the loss reads them: class numbers, or one float target an output: the data set's, the
 * input itself, or, where the data have classes, 1 at the class (for one output its number). */
size_t feed_label_bytes(const Feed *f); /* of one sample */
/* How many of its numbers are compared with outputs. */
size_t feed_label_floats(const Feed *f);
/* That of sample i of d, whose input is x (NULL where no target is one), becomes number `at` of
 * `labels`. */
void feed_label(const Feed *f, const Dataset *d, int i, const float *x, void *labels, int at);
/* Number `at` of `labels`, which is of sample i of d, with the weight of this sample: rows of
 * shares of classes are multiplied by it, behind others it stands as their last number. */
void feed_weigh(const Feed *f, const Dataset *d, int i, void *labels, int at);
/* The same of a mask: a row of shares for each pixel; of a net of one channel the class itself. */
void feed_mask(const Feed *f, const uint8_t *mask, size_t pixels, void *labels, int at);
#endif
