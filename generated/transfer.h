/* Interface of net `trainable`, made by netc 0.1.0: netc transfer.net -o transfer.c --train
 * source hash ae949ad4082c545e, parameter layout 0717d6eb62bd419b.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler and libm. Fast with: cc -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef TRAINABLE_MODEL_H
#define TRAINABLE_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define TRAINABLE_IN_H 32
#define TRAINABLE_IN_W 32
#define TRAINABLE_IN_C 3
#define TRAINABLE_OUTPUTS 5    /* floats of one output */
#define TRAINABLE_CLASSES 5
#define TRAINABLE_BATCH 64    /* the largest n of a call */
#define TRAINABLE_PARAM_FLOATS 14717253    /* the parameter image: every parameter, Keras layout, in the order of the table below */
#define TRAINABLE_MODEL_BYTES 79696704    /* what infer reads: parameters packed, folded and pre-transformed */
#define TRAINABLE_WORK_BYTES 35784704    /* scratch of infer */
#define TRAINABLE_TRAIN_BYTES 369166144    /* parameters, gradients, moments, saved activations, scratch */
#define TRAINABLE_ALIGN 64

/* Return codes. */
enum {
    TRAINABLE_OK, TRAINABLE_EARG,       /* an argument is out of its range or NULL */
    TRAINABLE_ESIZE,              /* the memory given is too small */
    TRAINABLE_EALIGN,             /* the memory given is not aligned to TRAINABLE_ALIGN */
    TRAINABLE_EIO,                /* the read or write function failed */
    TRAINABLE_EFORMAT,            /* not a weights file, or a damaged one */
    TRAINABLE_EHASH,              /* a weights file of another net */
    TRAINABLE_ENAN                /* the loss is not a finite number: a training call has then changed nothing */
};

typedef struct { const char *name; int rank, dim[4]; size_t offset, count; int trainable; } trainable_param;  /* offset, count: floats */
extern const trainable_param trainable_params[];
extern const int trainable_param_count;
extern const char *const trainable_labels[];      /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits. params: TRAINABLE_PARAM_FLOATS. */
int trainable_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by trainable_save. `read` fills buf with n bytes and returns 0, else an error. */
int trainable_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int trainable_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, TRAINABLE_IN_H x TRAINABLE_IN_W -> x (n,H,W,C). */
int trainable_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what trainable_infer reads. model: TRAINABLE_MODEL_BYTES, aligned to TRAINABLE_ALIGN. */
int trainable_prepare(const float *params, void *model, size_t model_bytes);
/* y (n, TRAINABLE_OUTPUTS) from x (n,H,W,C), n from 1 to TRAINABLE_BATCH. work: TRAINABLE_WORK_BYTES, aligned. Re-entrant. */
int trainable_infer(const void *model, const float *x, int n, float *y, void *work, size_t work_bytes);

typedef struct trainable_train trainable_train;         /* lives in memory of TRAINABLE_TRAIN_BYTES that the caller gives */
int trainable_train_init(trainable_train **t, void *mem, size_t bytes, const float *params, uint64_t seed);
/* One step on n samples, 1 to TRAINABLE_BATCH: gradient of the mean loss, then the optimizer with this learning rate. loss may be null. */
int trainable_train_step(trainable_train *t, const float *x, const int32_t *label, int n, float rate, float *loss);
/* The gradient only, as a parameter image in Keras layout. */
int trainable_train_grad(trainable_train *t, const float *x, const int32_t *label, int n, float *grad, float *loss);
/* The optimizer with a gradient image; step is grad and apply, bit for bit. Apply counts the steps: it may follow several calls of grad
 * and take the mean of their images. */
int trainable_train_apply(trainable_train *t, const float *grad, float rate);
int trainable_train_params(const trainable_train *t, float *params);
/* Outputs (n, TRAINABLE_OUTPUTS) of the last step, in training mode. */
const float *trainable_train_outputs(const trainable_train *t);
/* The whole training state: parameters, moments, step, seed; for this build's layout only. */
int trainable_train_save(const trainable_train *t, int (*write)(void *user, const void *buf, size_t n), void *user);
int trainable_train_load(trainable_train *t, int (*read)(void *user, void *buf, size_t n), void *user);

const char *trainable_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
