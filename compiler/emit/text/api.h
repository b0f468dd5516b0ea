/* Return codes. A call that returns another than NET_OK has changed nothing that it was given, but
 * for what is said beside it. */
enum {
    NET_OK,
    NET_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    NET_ESIZE,   /* the memory given is too small */
    NET_EALIGN,  /* an area is not aligned to NET_ALIGN, or an array of floats not to floats */
    NET_EIO,     /* the read or write function failed */
    NET_EFORMAT, /* not a weights file or saved state, or a damaged one */
    NET_EHASH,   /* a weights file or saved state of another net */
    NET_ENAN,    /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    NET_EAREA    /* not filled by net_prepare or net_train_init, or overwritten or moved since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} net_param; /* offset, count: floats */
extern const net_param net_params[];
extern const int net_param_count;
extern const char *const net_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: NET_PARAM_FLOATS. */
int net_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by net_save. `read` fills buf with n bytes and returns 0,
 * else an error. A file of another net or with a damaged header leaves params as they were; one
 * that ends early (NET_EIO) or holds a number that is not finite or a variance below 0 (NET_ENAN)
 * leaves a part of its numbers in them. Such numbers are not saved either: NET_ENAN, and nothing is
 * written. */
int net_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int net_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user);

/* @if table */
/* n rows of NET_IN_C numbers, as the list above has them -> x (n,NET_IN_C): each less the mean of
 * the training rows, by their standard deviation. A NaN, a number that is missing, is the mean. */
int net_normalize(const double *rows, int n, float *x);
/* @end */
/* @if parts */
/* What the inputs say: n rows of NET_IN_C numbers as they are given, the inputs one after the other
 * as the list above has them (bytes of pictures as numbers from 0 to 255) -> x. */
int net_preprocess(const float *raw, int n, float *x);
/* @end */
/* @if pictures */
/* What `input` says: n pictures of interleaved 8-bit channels, NET_IN_H x NET_IN_W -> x (n,H,W,C).
 */
int net_preprocess(const unsigned char *rgb, int n, float *x);
/* @end */
/* Parameters -> what net_infer reads. model: NET_MODEL_BYTES, aligned to NET_ALIGN. It holds no
 * pointers: it may be copied, and stored for hosts of the same kind and this very file. */
int net_prepare(const float *params, void *model, size_t bytes);
/* y (n, NET_OUTPUTS) from x (n,H,W,C), n from 1 to NET_BATCH. work: NET_WORK_BYTES, aligned.
 * Re-entrant. */
int net_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes);
/* @if inline */
/* The weights of this file: NET_PARAM_FLOATS floats, for net_prepare. */
extern NET_CONST float net_weights[];
/* One picture, or row of a table, with these weights, in static memory: not re-entrant.
 * NET_NO_STATIC, defined for the file and its users, leaves out the function and its memory
 * (NET_MODEL_BYTES, NET_WORK_BYTES and the input). */
#ifndef NET_NO_STATIC
/* @if table */
int net_predict(const double *row, float *prob);
/* @end */
/* @if parts */
int net_predict(const float *raw, float *prob);
/* @end */
/* @if pictures */
int net_predict(const unsigned char *rgb, float *prob);
/* @end */
#endif
/* @end */

/* @if train */
/* Lives in memory of NET_TRAIN_BYTES that the caller gives, and may not be moved. A rate is a
 * finite number from 0 up. */
typedef struct net_train net_train;
int net_train_init(net_train **t, void *mem, size_t bytes, const float *params, uint64_t seed);
/* One step on n samples, 1 to NET_BATCH: gradient of the mean loss, then the optimizer with this
 * learning rate. loss may be null. An input that is not finite makes the loss NaN. A gradient that
 * overflows behind a finite loss is refused like a loss that is not finite: NET_ENAN. */
/* @if float_labels */
/* @if !wide_rows */
/* label: targets (n, NET_OUTPUTS). */
/* @end */
/* @if pairs */
/* label: rows (n, NET_TARGETS) of NET_OUTPUTS shares of the classes, then those of the teacher. */
/* @end */
/* @if weighs */
/* label: rows (n, NET_TARGETS) of NET_OUTPUTS targets and what the sample weighs in the loss. */
/* @end */
/* @end */
int net_train_step(net_train *t, const float *x, const net_label_t *label, int n, float rate,
                   float *loss);
/* @if spans */
/* The learning rates, from now on, of the parts that train for epochs of their own, NET_SPANS of
 * them in the order of NET_SPAN_EPOCHS; 0: a part trains no more. Before it is called, and after
 * NULL for rate, they have the rate of each step. A saved state does not have them. */
int net_train_rates(net_train *t, const float *rate);
/* @end */
/* The gradient only, as a parameter buffer in Keras layout; with NET_ENAN as well. */
int net_train_grad(net_train *t, const float *x, const net_label_t *label, int n, float *grad,
                   float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (NET_ENAN). */
int net_train_apply(net_train *t, const float *grad, float rate);
/* @if accumulate */
/* A step of several batches: add for each, then update, which steps with the gradient of the mean
 * loss over all their samples. A batch whose loss is not finite, or whose gradient overflows
 * (NET_ENAN), is not added. */
int net_train_add(net_train *t, const float *x, const net_label_t *label, int n, float *loss);
int net_train_update(net_train *t, float rate);
/* @end */
int net_train_params(const net_train *t, float *params);
/* @if average */
/* The averaged parameters, as the train section's `average` says: those to evaluate and to keep. */
int net_train_average(const net_train *t, float *params);
/* @end */
/* Outputs (n, NET_OUTPUTS) of the last step, in training mode; NULL for what is no training area.
 */
const float *net_train_outputs(const net_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int net_train_save(const net_train *t, int (*write)(void *user, const void *buf, size_t n),
                   void *user);
int net_train_load(net_train *t, int (*read)(void *user, void *buf, size_t n), void *user);
/* @end */

const char *net_strerror(int code);
/* @if selftest */
/* Runs the stored input through this build and compares with the stored results: NET_OK, or
 * NET_ENAN when they differ. mem: NET_SELFTEST_BYTES, aligned. */
int net_selftest(void *mem, size_t bytes);
/* @end */
