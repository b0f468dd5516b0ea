/* Interface of net `mlp`, made by netc 0.1.0:
 *     netc mlp.net -o mlp.c --train
 * source hash e8b6bf37345340fc, parameter layout 47445d144fb3443f.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef MLP_MODEL_H
#define MLP_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define MLP_CONFIG "my_config.h" (by -D, too). */
#ifdef MLP_CONFIG
#include MLP_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
#ifndef MLP_BEFORE_LAYER
#define MLP_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef MLP_AFTER_LAYER
#define MLP_AFTER_LAYER(program, layer) ((void)0)
#endif
/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines MLP_PARALLEL_FOR for model.c defines MLP_WORKERS with it, the
 * same for every file that includes this one. A call that is given less memory than its own
 * MLP_WORKERS asks for refuses it. */
#if defined(MLP_PARALLEL_FOR) && !defined(MLP_WORKERS)
#error "define MLP_WORKERS, the most tasks that MLP_PARALLEL_FOR runs at a time"
#endif
#ifndef MLP_WORKERS
#if defined(_OPENMP)
#define MLP_WORKERS 16
#else
#define MLP_WORKERS 1
#endif
#endif
#define MLP_IN_H 32
#define MLP_IN_W 32
#define MLP_IN_C 3
#define MLP_OUTPUTS 10    /* floats of one output */
#define MLP_CLASSES 10
#define MLP_BATCH 64    /* the largest n of a call */
#define MLP_PARAM_FLOATS 820874    /* the parameter buffer: every parameter, Keras layout, in the \
        order of the table below */
#define MLP_MODEL_BYTES 3286656    /* what infer reads: parameters packed, folded and \
        pre-transformed */
#define MLP_WORK_BYTES (4980736 + (MLP_WORKERS - 1) * 37120)    /* scratch of infer */
#define MLP_TRAIN_BYTES (19722432 + (MLP_WORKERS - 1) * 37120)    /* parameters, gradients, \
        moments, saved activations, scratch */
#define MLP_ALIGN 64

/* Return codes. A call that returns another than MLP_OK has changed nothing that it was given, but
 * for what is said beside it. */
enum {
    MLP_OK,
    MLP_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    MLP_ESIZE,   /* the memory given is too small */
    MLP_EALIGN,  /* an area is not aligned to MLP_ALIGN, or an array of floats not to floats */
    MLP_EIO,     /* the read or write function failed */
    MLP_EFORMAT, /* not a weights file or saved state, or a damaged one */
    MLP_EHASH,   /* a weights file or saved state of another net */
    MLP_ENAN,
        /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    MLP_EAREA    /* not filled by mlp_prepare or mlp_train_init, or overwritten or moved since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} mlp_param; /* offset, count: floats */
extern const mlp_param mlp_params[];
extern const int mlp_param_count;
extern const char *const mlp_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: MLP_PARAM_FLOATS. */
int mlp_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by mlp_save. `read` fills buf with n bytes and returns 0,
 * else an error. A file of another net or with a damaged header leaves params as they were; one
 * that ends early (MLP_EIO) or holds a number that is not finite or a variance below 0 (MLP_ENAN)
 * leaves a part of its numbers in them. Such numbers are not saved either: MLP_ENAN, and nothing is
 * written. */
int mlp_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int mlp_save(const float *params, int (*write)(void *user, const void *buf, size_t n), void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, MLP_IN_H x MLP_IN_W -> x (n,H,W,C).
 */
int mlp_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what mlp_infer reads. model: MLP_MODEL_BYTES, aligned to MLP_ALIGN. It holds no
 * pointers: it may be copied, and stored for hosts of the same kind and this very file. */
int mlp_prepare(const float *params, void *model, size_t bytes);
/* y (n, MLP_OUTPUTS) from x (n,H,W,C), n from 1 to MLP_BATCH. work: MLP_WORK_BYTES, aligned.
 * Re-entrant. */
int mlp_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes);

/* Lives in memory of MLP_TRAIN_BYTES that the caller gives, and may not be moved. A rate is a
 * finite number from 0 up. */
typedef struct mlp_train mlp_train;
int mlp_train_init(mlp_train **t, void *mem, size_t bytes, const float *params, uint64_t seed);
/* One step on n samples, 1 to MLP_BATCH: gradient of the mean loss, then the optimizer with this
 * learning rate. loss may be null. An input that is not finite makes the loss NaN. A gradient that
 * overflows behind a finite loss is refused like a loss that is not finite: MLP_ENAN. */
int mlp_train_step(mlp_train *t, const float *x, const int32_t *label, int n, float rate,
                   float *loss);
/* The gradient only, as a parameter buffer in Keras layout; with MLP_ENAN as well. */
int mlp_train_grad(mlp_train *t, const float *x, const int32_t *label, int n, float *grad,
                   float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (MLP_ENAN). */
int mlp_train_apply(mlp_train *t, const float *grad, float rate);
int mlp_train_params(const mlp_train *t, float *params);
/* Outputs (n, MLP_OUTPUTS) of the last step, in training mode; NULL for what is no training area.
 */
const float *mlp_train_outputs(const mlp_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int mlp_train_save(const mlp_train *t, int (*write)(void *user, const void *buf, size_t n),
                   void *user);
int mlp_train_load(mlp_train *t, int (*read)(void *user, void *buf, size_t n), void *user);

const char *mlp_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
