/* Interface of net `base_cnn_64`, made by netc 0.1.0: netc base_cnn_64.net -o base_cnn_64.c --train
 * source hash fb018519d002060e, parameter layout 8ac7038701ea1b3d.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler and libm. Fast with: cc -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef BASE_CNN_64_MODEL_H
#define BASE_CNN_64_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define BASE_CNN_64_IN_H 64
#define BASE_CNN_64_IN_W 64
#define BASE_CNN_64_IN_C 3
#define BASE_CNN_64_OUTPUTS 10    /* floats of one output */
#define BASE_CNN_64_CLASSES 10
#define BASE_CNN_64_BATCH 64    /* the largest n of a call */
#define BASE_CNN_64_PARAM_FLOATS 8462634    /* the parameter image: every parameter, Keras layout, in the order of the table below */
#define BASE_CNN_64_MODEL_BYTES 34638272    /* what infer reads: parameters packed, folded and pre-transformed */
#define BASE_CNN_64_WORK_BYTES 68454400    /* scratch of infer */
#define BASE_CNN_64_TRAIN_BYTES 336780480    /* parameters, gradients, moments, saved activations, scratch */
#define BASE_CNN_64_ALIGN 64

/* Return codes. */
enum {
    BASE_CNN_64_OK, BASE_CNN_64_EARG,       /* an argument is out of its range or NULL */
    BASE_CNN_64_ESIZE,              /* the memory given is too small */
    BASE_CNN_64_EALIGN,             /* the memory given is not aligned to BASE_CNN_64_ALIGN */
    BASE_CNN_64_EIO,                /* the read or write function failed */
    BASE_CNN_64_EFORMAT,            /* not a weights file, or a damaged one */
    BASE_CNN_64_EHASH,              /* a weights file of another net */
    BASE_CNN_64_ENAN                /* the loss is not a finite number: a training call has then changed nothing */
};

typedef struct { const char *name; int rank, dim[4]; size_t offset, count; int trainable; } base_cnn_64_param;  /* offset, count: floats */
extern const base_cnn_64_param base_cnn_64_params[];
extern const int base_cnn_64_param_count;
extern const char *const base_cnn_64_labels[];      /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits. params: BASE_CNN_64_PARAM_FLOATS. */
int base_cnn_64_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by base_cnn_64_save. `read` fills buf with n bytes and returns 0, else an error. */
int base_cnn_64_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int base_cnn_64_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, BASE_CNN_64_IN_H x BASE_CNN_64_IN_W -> x (n,H,W,C). */
int base_cnn_64_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what base_cnn_64_infer reads. model: BASE_CNN_64_MODEL_BYTES, aligned to BASE_CNN_64_ALIGN. */
int base_cnn_64_prepare(const float *params, void *model, size_t model_bytes);
/* y (n, BASE_CNN_64_OUTPUTS) from x (n,H,W,C), n from 1 to BASE_CNN_64_BATCH. work: BASE_CNN_64_WORK_BYTES, aligned. Re-entrant. */
int base_cnn_64_infer(const void *model, const float *x, int n, float *y, void *work, size_t work_bytes);

typedef struct base_cnn_64_train base_cnn_64_train;         /* lives in memory of BASE_CNN_64_TRAIN_BYTES that the caller gives */
int base_cnn_64_train_init(base_cnn_64_train **t, void *mem, size_t bytes, const float *params, uint64_t seed);
/* One step on n samples, 1 to BASE_CNN_64_BATCH: gradient of the mean loss, then the optimizer with this learning rate. loss may be null. */
int base_cnn_64_train_step(base_cnn_64_train *t, const float *x, const int32_t *label, int n, float rate, float *loss);
/* The gradient only, as a parameter image in Keras layout. */
int base_cnn_64_train_grad(base_cnn_64_train *t, const float *x, const int32_t *label, int n, float *grad, float *loss);
/* The optimizer with a gradient image; step is grad and apply, bit for bit. Apply counts the steps: it may follow several calls of grad
 * and take the mean of their images. */
int base_cnn_64_train_apply(base_cnn_64_train *t, const float *grad, float rate);
int base_cnn_64_train_params(const base_cnn_64_train *t, float *params);
/* Outputs (n, BASE_CNN_64_OUTPUTS) of the last step, in training mode. */
const float *base_cnn_64_train_outputs(const base_cnn_64_train *t);
/* The whole training state: parameters, moments, step, seed; for this build's layout only. */
int base_cnn_64_train_save(const base_cnn_64_train *t, int (*write)(void *user, const void *buf, size_t n), void *user);
int base_cnn_64_train_load(base_cnn_64_train *t, int (*read)(void *user, void *buf, size_t n), void *user);

const char *base_cnn_64_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
