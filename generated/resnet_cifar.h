/* Interface of net `resnet_cifar`, made by netc 0.1.0:
 *     netc resnet_cifar.net -o resnet_cifar.c --train
 * source hash 2d3573c201f9848b, parameter layout 34e56c923a7d8009.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef RESNET_CIFAR_MODEL_H
#define RESNET_CIFAR_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define RESNET_CIFAR_CONFIG "my_config.h" (by -D, too). */
#ifdef RESNET_CIFAR_CONFIG
#include RESNET_CIFAR_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
#ifndef RESNET_CIFAR_BEFORE_LAYER
#define RESNET_CIFAR_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef RESNET_CIFAR_AFTER_LAYER
#define RESNET_CIFAR_AFTER_LAYER(program, layer) ((void)0)
#endif
/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines RESNET_CIFAR_PARALLEL_FOR for model.c defines
 * RESNET_CIFAR_WORKERS with it, the same for every file that includes this one. A call that is
 * given less memory than its own RESNET_CIFAR_WORKERS asks for refuses it. */
#if defined(RESNET_CIFAR_PARALLEL_FOR) && !defined(RESNET_CIFAR_WORKERS)
#error "define RESNET_CIFAR_WORKERS, the most tasks that RESNET_CIFAR_PARALLEL_FOR runs at a time"
#endif
#ifndef RESNET_CIFAR_WORKERS
#if defined(_OPENMP)
#define RESNET_CIFAR_WORKERS 16
#else
#define RESNET_CIFAR_WORKERS 1
#endif
#endif
#define RESNET_CIFAR_IN_H 32
#define RESNET_CIFAR_IN_W 32
#define RESNET_CIFAR_IN_C 3
#define RESNET_CIFAR_OUTPUTS 10    /* floats of one output */
#define RESNET_CIFAR_CLASSES 10
#define RESNET_CIFAR_BATCH 64    /* the largest n of a call */
#define RESNET_CIFAR_PARAM_FLOATS 274042    /* the parameter buffer: every parameter, Keras \
        layout, in the order of the table below */
#define RESNET_CIFAR_MODEL_BYTES (1835712 + (RESNET_CIFAR_WORKERS - 1) * 1024)    /* what infer \
        reads: parameters packed, folded and pre-transformed */
#define RESNET_CIFAR_WORK_BYTES (12885120 + (RESNET_CIFAR_WORKERS - 1) * 1334400)    /* scratch of \
        infer */
#define RESNET_CIFAR_TRAIN_BYTES (90271104 + (RESNET_CIFAR_WORKERS - 1) * 1855104)    /* \
        parameters, gradients, moments, saved activations, scratch */
#define RESNET_CIFAR_ALIGN 64

/* Return codes. A call that returns another than RESNET_CIFAR_OK has changed nothing that it was
 * given, but for what is said beside it. */
enum {
    RESNET_CIFAR_OK,
    RESNET_CIFAR_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    RESNET_CIFAR_ESIZE,   /* the memory given is too small */
    RESNET_CIFAR_EALIGN,
        /* an area is not aligned to RESNET_CIFAR_ALIGN, or an array of floats not to floats */
    RESNET_CIFAR_EIO,     /* the read or write function failed */
    RESNET_CIFAR_EFORMAT, /* not a weights file or saved state, or a damaged one */
    RESNET_CIFAR_EHASH,   /* a weights file or saved state of another net */
    RESNET_CIFAR_ENAN,
        /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    RESNET_CIFAR_EAREA
        /* not filled by resnet_cifar_prepare or resnet_cifar_train_init, or overwritten or moved
         * since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} resnet_cifar_param; /* offset, count: floats */
extern const resnet_cifar_param resnet_cifar_params[];
extern const int resnet_cifar_param_count;
extern const char *const resnet_cifar_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: RESNET_CIFAR_PARAM_FLOATS. */
int resnet_cifar_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by resnet_cifar_save. `read` fills buf with n bytes and
 * returns 0, else an error. A file of another net or with a damaged header leaves params as they
 * were; one that ends early (RESNET_CIFAR_EIO) or holds a number that is not finite or a variance
 * below 0 (RESNET_CIFAR_ENAN) leaves a part of its numbers in them. Such numbers are not saved
 * either: RESNET_CIFAR_ENAN, and nothing is written. */
int resnet_cifar_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int resnet_cifar_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                      void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, RESNET_CIFAR_IN_H x
 * RESNET_CIFAR_IN_W -> x (n,H,W,C).
 */
int resnet_cifar_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what resnet_cifar_infer reads. model: RESNET_CIFAR_MODEL_BYTES, aligned to
 * RESNET_CIFAR_ALIGN. It holds no pointers: it may be copied, and stored for hosts of the same kind
 * and this very file. */
int resnet_cifar_prepare(const float *params, void *model, size_t bytes);
/* y (n, RESNET_CIFAR_OUTPUTS) from x (n,H,W,C), n from 1 to RESNET_CIFAR_BATCH. work:
 * RESNET_CIFAR_WORK_BYTES, aligned. Re-entrant. */
int resnet_cifar_infer(const void *model, const float *x, int n, float *y, void *work,
                       size_t bytes);

/* Lives in memory of RESNET_CIFAR_TRAIN_BYTES that the caller gives, and may not be moved. A rate
 * is a finite number from 0 up. */
typedef struct resnet_cifar_train resnet_cifar_train;
int resnet_cifar_train_init(resnet_cifar_train **t, void *mem, size_t bytes, const float *params,
                            uint64_t seed);
/* One step on n samples, 1 to RESNET_CIFAR_BATCH: gradient of the mean loss, then the optimizer
 * with this learning rate. loss may be null. An input that is not finite makes the loss NaN. A
 * gradient that overflows behind a finite loss is refused like a loss that is not finite:
 * RESNET_CIFAR_ENAN. */
int resnet_cifar_train_step(resnet_cifar_train *t, const float *x, const int32_t *label, int n,
                            float rate, float *loss);
/* The gradient only, as a parameter buffer in Keras layout; with RESNET_CIFAR_ENAN as well. */
int resnet_cifar_train_grad(resnet_cifar_train *t, const float *x, const int32_t *label, int n,
                            float *grad, float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (RESNET_CIFAR_ENAN). */
int resnet_cifar_train_apply(resnet_cifar_train *t, const float *grad, float rate);
int resnet_cifar_train_params(const resnet_cifar_train *t, float *params);
/* Outputs (n, RESNET_CIFAR_OUTPUTS) of the last step, in training mode; NULL for what is no
 * training area.
 */
const float *resnet_cifar_train_outputs(const resnet_cifar_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int resnet_cifar_train_save(const resnet_cifar_train *t,
                            int (*write)(void *user, const void *buf, size_t n), void *user);
int resnet_cifar_train_load(resnet_cifar_train *t, int (*read)(void *user, void *buf, size_t n),
                            void *user);

const char *resnet_cifar_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
