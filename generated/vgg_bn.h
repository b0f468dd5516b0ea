/* Interface of net `vgg_bn`, made by netc 0.1.0:
 *     netc vgg_bn.net -o vgg_bn.c --train
 * source hash 51cdb738071a2a38, parameter layout 4baf58f7defba7da.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef VGG_BN_MODEL_H
#define VGG_BN_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define VGG_BN_CONFIG "my_config.h" (by -D, too). */
#ifdef VGG_BN_CONFIG
#include VGG_BN_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
#ifndef VGG_BN_BEFORE_LAYER
#define VGG_BN_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef VGG_BN_AFTER_LAYER
#define VGG_BN_AFTER_LAYER(program, layer) ((void)0)
#endif
/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines VGG_BN_PARALLEL_FOR for model.c defines VGG_BN_WORKERS with
 * it, the same for every file that includes this one. A call that is given less memory than its own
 * VGG_BN_WORKERS asks for refuses it. */
#if defined(VGG_BN_PARALLEL_FOR) && !defined(VGG_BN_WORKERS)
#error "define VGG_BN_WORKERS, the most tasks that VGG_BN_PARALLEL_FOR runs at a time"
#endif
#ifndef VGG_BN_WORKERS
#if defined(_OPENMP)
#define VGG_BN_WORKERS 16
#else
#define VGG_BN_WORKERS 1
#endif
#endif
#define VGG_BN_IN_H 32
#define VGG_BN_IN_W 32
#define VGG_BN_IN_C 3
#define VGG_BN_OUTPUTS 10    /* floats of one output */
#define VGG_BN_CLASSES 10
#define VGG_BN_BATCH 64    /* the largest n of a call */
#define VGG_BN_PARAM_FLOATS 2200266    /* the parameter buffer: every parameter, Keras layout, in \
        the order of the table below */
#define VGG_BN_MODEL_BYTES (18981760 + (VGG_BN_WORKERS - 1) * 1024)    /* what infer reads: \
        parameters packed, folded and pre-transformed */
#define VGG_BN_WORK_BYTES (21724288 + (VGG_BN_WORKERS - 1) * 4727936)    /* scratch of infer */
#define VGG_BN_TRAIN_BYTES (127476160 + (VGG_BN_WORKERS - 1) * 4734336)    /* parameters, \
        gradients, moments, saved activations, scratch */
#define VGG_BN_ALIGN 64

/* Return codes. A call that returns another than VGG_BN_OK has changed nothing that it was given,
 * but for what is said beside it. */
enum {
    VGG_BN_OK,
    VGG_BN_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    VGG_BN_ESIZE,   /* the memory given is too small */
    VGG_BN_EALIGN,
        /* an area is not aligned to VGG_BN_ALIGN, or an array of floats not to floats */
    VGG_BN_EIO,     /* the read or write function failed */
    VGG_BN_EFORMAT, /* not a weights file or saved state, or a damaged one */
    VGG_BN_EHASH,   /* a weights file or saved state of another net */
    VGG_BN_ENAN,
        /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    VGG_BN_EAREA
        /* not filled by vgg_bn_prepare or vgg_bn_train_init, or overwritten or moved since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} vgg_bn_param; /* offset, count: floats */
extern const vgg_bn_param vgg_bn_params[];
extern const int vgg_bn_param_count;
extern const char *const vgg_bn_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: VGG_BN_PARAM_FLOATS. */
int vgg_bn_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by vgg_bn_save. `read` fills buf with n bytes and returns
 * 0, else an error. A file of another net or with a damaged header leaves params as they were; one
 * that ends early (VGG_BN_EIO) or holds a number that is not finite or a variance below 0
 * (VGG_BN_ENAN) leaves a part of its numbers in them. Such numbers are not saved either:
 * VGG_BN_ENAN, and nothing is written. */
int vgg_bn_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int vgg_bn_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, VGG_BN_IN_H x VGG_BN_IN_W -> x
 * (n,H,W,C).
 */
int vgg_bn_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what vgg_bn_infer reads. model: VGG_BN_MODEL_BYTES, aligned to VGG_BN_ALIGN. It
 * holds no pointers: it may be copied, and stored for hosts of the same kind and this very file. */
int vgg_bn_prepare(const float *params, void *model, size_t bytes);
/* y (n, VGG_BN_OUTPUTS) from x (n,H,W,C), n from 1 to VGG_BN_BATCH. work: VGG_BN_WORK_BYTES,
 * aligned. Re-entrant. */
int vgg_bn_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes);

/* Lives in memory of VGG_BN_TRAIN_BYTES that the caller gives, and may not be moved. A rate is a
 * finite number from 0 up. */
typedef struct vgg_bn_train vgg_bn_train;
int vgg_bn_train_init(vgg_bn_train **t, void *mem, size_t bytes, const float *params,
                      uint64_t seed);
/* One step on n samples, 1 to VGG_BN_BATCH: gradient of the mean loss, then the optimizer with this
 * learning rate. loss may be null. An input that is not finite makes the loss NaN. A gradient that
 * overflows behind a finite loss is refused like a loss that is not finite: VGG_BN_ENAN. */
int vgg_bn_train_step(vgg_bn_train *t, const float *x, const int32_t *label, int n, float rate,
                      float *loss);
/* The gradient only, as a parameter buffer in Keras layout; with VGG_BN_ENAN as well. */
int vgg_bn_train_grad(vgg_bn_train *t, const float *x, const int32_t *label, int n, float *grad,
                      float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (VGG_BN_ENAN). */
int vgg_bn_train_apply(vgg_bn_train *t, const float *grad, float rate);
int vgg_bn_train_params(const vgg_bn_train *t, float *params);
/* Outputs (n, VGG_BN_OUTPUTS) of the last step, in training mode; NULL for what is no training
 * area.
 */
const float *vgg_bn_train_outputs(const vgg_bn_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int vgg_bn_train_save(const vgg_bn_train *t, int (*write)(void *user, const void *buf, size_t n),
                      void *user);
int vgg_bn_train_load(vgg_bn_train *t, int (*read)(void *user, void *buf, size_t n), void *user);

const char *vgg_bn_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
