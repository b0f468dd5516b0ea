/* Interface of net `small_cnn`, made by netc 0.1.0:
 *     netc small_cnn.net -o small_cnn.c --train
 * source hash 8d5c2b40c83dfb20, parameter layout 175716b01475b48b.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef SMALL_CNN_MODEL_H
#define SMALL_CNN_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define SMALL_CNN_CONFIG "my_config.h" (by -D, too). */
#ifdef SMALL_CNN_CONFIG
#include SMALL_CNN_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
#ifndef SMALL_CNN_BEFORE_LAYER
#define SMALL_CNN_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef SMALL_CNN_AFTER_LAYER
#define SMALL_CNN_AFTER_LAYER(program, layer) ((void)0)
#endif
/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines SMALL_CNN_PARALLEL_FOR for model.c defines SMALL_CNN_WORKERS
 * with it, the same for every file that includes this one. A call that is given less memory than
 * its own SMALL_CNN_WORKERS asks for refuses it. */
#if defined(SMALL_CNN_PARALLEL_FOR) && !defined(SMALL_CNN_WORKERS)
#error "define SMALL_CNN_WORKERS, the most tasks that SMALL_CNN_PARALLEL_FOR runs at a time"
#endif
#ifndef SMALL_CNN_WORKERS
#if defined(_OPENMP)
#define SMALL_CNN_WORKERS 16
#else
#define SMALL_CNN_WORKERS 1
#endif
#endif
#define SMALL_CNN_IN_H 32
#define SMALL_CNN_IN_W 32
#define SMALL_CNN_IN_C 3
#define SMALL_CNN_OUTPUTS 10    /* floats of one output */
#define SMALL_CNN_CLASSES 10
#define SMALL_CNN_BATCH 64    /* the largest n of a call */
#define SMALL_CNN_PARAM_FLOATS 2168362    /* the parameter buffer: every parameter, Keras layout, \
        in the order of the table below */
#define SMALL_CNN_MODEL_BYTES (9466880 + (SMALL_CNN_WORKERS - 1) * 1024)    /* what infer reads: \
        parameters packed, folded and pre-transformed */
#define SMALL_CNN_WORK_BYTES (10943616 + (SMALL_CNN_WORKERS - 1) * 748672)    /* scratch of infer \
        */
#define SMALL_CNN_TRAIN_BYTES (69576576 + (SMALL_CNN_WORKERS - 1) * 1779072)    /* parameters, \
        gradients, moments, saved activations, scratch */
#define SMALL_CNN_ALIGN 64

/* Return codes. A call that returns another than SMALL_CNN_OK has changed nothing that it was
 * given, but for what is said beside it. */
enum {
    SMALL_CNN_OK,
    SMALL_CNN_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    SMALL_CNN_ESIZE,   /* the memory given is too small */
    SMALL_CNN_EALIGN,
        /* an area is not aligned to SMALL_CNN_ALIGN, or an array of floats not to floats */
    SMALL_CNN_EIO,     /* the read or write function failed */
    SMALL_CNN_EFORMAT, /* not a weights file or saved state, or a damaged one */
    SMALL_CNN_EHASH,   /* a weights file or saved state of another net */
    SMALL_CNN_ENAN,
        /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    SMALL_CNN_EAREA
        /* not filled by small_cnn_prepare or small_cnn_train_init, or overwritten or moved since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} small_cnn_param; /* offset, count: floats */
extern const small_cnn_param small_cnn_params[];
extern const int small_cnn_param_count;
extern const char *const small_cnn_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: SMALL_CNN_PARAM_FLOATS. */
int small_cnn_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by small_cnn_save. `read` fills buf with n bytes and
 * returns 0, else an error. A file of another net or with a damaged header leaves params as they
 * were; one that ends early (SMALL_CNN_EIO) or holds a number that is not finite or a variance
 * below 0 (SMALL_CNN_ENAN) leaves a part of its numbers in them. Such numbers are not saved either:
 * SMALL_CNN_ENAN, and nothing is written. */
int small_cnn_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int small_cnn_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                   void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, SMALL_CNN_IN_H x SMALL_CNN_IN_W -> x
 * (n,H,W,C).
 */
int small_cnn_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what small_cnn_infer reads. model: SMALL_CNN_MODEL_BYTES, aligned to
 * SMALL_CNN_ALIGN. It holds no pointers: it may be copied, and stored for hosts of the same kind
 * and this very file. */
int small_cnn_prepare(const float *params, void *model, size_t bytes);
/* y (n, SMALL_CNN_OUTPUTS) from x (n,H,W,C), n from 1 to SMALL_CNN_BATCH. work:
 * SMALL_CNN_WORK_BYTES, aligned. Re-entrant. */
int small_cnn_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes);

/* Lives in memory of SMALL_CNN_TRAIN_BYTES that the caller gives, and may not be moved. A rate is a
 * finite number from 0 up. */
typedef struct small_cnn_train small_cnn_train;
int small_cnn_train_init(small_cnn_train **t, void *mem, size_t bytes, const float *params,
                         uint64_t seed);
/* One step on n samples, 1 to SMALL_CNN_BATCH: gradient of the mean loss, then the optimizer with
 * this learning rate. loss may be null. An input that is not finite makes the loss NaN. A gradient
 * that overflows behind a finite loss is refused like a loss that is not finite: SMALL_CNN_ENAN. */
int small_cnn_train_step(small_cnn_train *t, const float *x, const int32_t *label, int n,
                         float rate, float *loss);
/* The gradient only, as a parameter buffer in Keras layout; with SMALL_CNN_ENAN as well. */
int small_cnn_train_grad(small_cnn_train *t, const float *x, const int32_t *label, int n,
                         float *grad, float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (SMALL_CNN_ENAN). */
int small_cnn_train_apply(small_cnn_train *t, const float *grad, float rate);
int small_cnn_train_params(const small_cnn_train *t, float *params);
/* Outputs (n, SMALL_CNN_OUTPUTS) of the last step, in training mode; NULL for what is no training
 * area.
 */
const float *small_cnn_train_outputs(const small_cnn_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int small_cnn_train_save(const small_cnn_train *t,
                         int (*write)(void *user, const void *buf, size_t n), void *user);
int small_cnn_train_load(small_cnn_train *t, int (*read)(void *user, void *buf, size_t n),
                         void *user);

const char *small_cnn_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
