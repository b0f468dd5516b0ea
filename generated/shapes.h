/* Interface of net `shapes`, made by netc 0.1.0:
 *     netc shapes.net -o shapes.c --train
 * source hash f7e2ec22edb0004d, parameter layout d22823a8355b7dac.
 * This file belongs to whoever generated it; no licence of netc's applies to it.
 * Needs a C99 compiler, libm and 2 KB of stack (gcc; clang: 4), 8 KB for training. Fast with: cc
 * -O3 -march=native -ffp-contract=fast (-fopenmp for threads). */
#ifndef SHAPES_MODEL_H
#define SHAPES_MODEL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Options of the build, the same for every file that includes this one: define them by -D, or in a
 * file of yours: #define SHAPES_CONFIG "my_config.h" (by -D, too). */
#ifdef SHAPES_CONFIG
#include SHAPES_CONFIG
#endif
/* Statements before and behind each layer, to time it or to feed a watchdog; none by default. Both
 * arguments are string constants: "infer" or another program of model.c, and the layer's name. */
/* A layer may be computed in several steps, and a step in pieces on several threads: they stand
 * around each. "" is what belongs to no layer, or all of a program that goes through tables. */
#ifndef SHAPES_BEFORE_LAYER
#define SHAPES_BEFORE_LAYER(program, layer) ((void)0)
#endif
#ifndef SHAPES_AFTER_LAYER
#define SHAPES_AFTER_LAYER(program, layer) ((void)0)
#endif
/* How many calls of a task may run at the same time. Each has scratch of its own, which the sizes
 * below include: a host that defines SHAPES_PARALLEL_FOR for model.c defines SHAPES_WORKERS with
 * it, the same for every file that includes this one. A call that is given less memory than its own
 * SHAPES_WORKERS asks for refuses it. */
#if defined(SHAPES_PARALLEL_FOR) && !defined(SHAPES_WORKERS)
#error "define SHAPES_WORKERS, the most tasks that SHAPES_PARALLEL_FOR runs at a time"
#endif
#ifndef SHAPES_WORKERS
#if defined(_OPENMP)
#define SHAPES_WORKERS 16
#else
#define SHAPES_WORKERS 1
#endif
#endif
#define SHAPES_IN_H 32
#define SHAPES_IN_W 32
#define SHAPES_IN_C 3
#define SHAPES_OUTPUTS 10    /* floats of one output */
#define SHAPES_CLASSES 10
#define SHAPES_BATCH 64    /* the largest n of a call */
#define SHAPES_PARAM_FLOATS 90170    /* the parameter buffer: every parameter, Keras layout, in \
        the order of the table below */
#define SHAPES_MODEL_BYTES (419008 + (SHAPES_WORKERS - 1) * 1024)    /* what infer reads: \
        parameters packed, folded and pre-transformed */
#define SHAPES_WORK_BYTES (5320960 + (SHAPES_WORKERS - 1) * 1336448)    /* scratch of infer */
#define SHAPES_TRAIN_BYTES (19407424 + (SHAPES_WORKERS - 1) * 1855104)    /* parameters, \
        gradients, moments, saved activations, scratch */
#define SHAPES_SELFTEST_BYTES \
    (373248 + (SHAPES_MODEL_BYTES + SHAPES_WORK_BYTES > SHAPES_TRAIN_BYTES + 360768 \
        ? SHAPES_MODEL_BYTES + SHAPES_WORK_BYTES : SHAPES_TRAIN_BYTES + 360768))
#define SHAPES_ALIGN 64

/* Return codes. A call that returns another than SHAPES_OK has changed nothing that it was given,
 * but for what is said beside it. */
enum {
    SHAPES_OK,
    SHAPES_EARG,    /* an argument is NULL or out of its range: n, a label, a rate */
    SHAPES_ESIZE,   /* the memory given is too small */
    SHAPES_EALIGN,
        /* an area is not aligned to SHAPES_ALIGN, or an array of floats not to floats */
    SHAPES_EIO,     /* the read or write function failed */
    SHAPES_EFORMAT, /* not a weights file or saved state, or a damaged one */
    SHAPES_EHASH,   /* a weights file or saved state of another net */
    SHAPES_ENAN,
        /* the loss or a number of a weights file is not finite, a variance in one is below
                    0, or a number of a gradient is none or beyond 2^60 in size */
    SHAPES_EAREA
        /* not filled by shapes_prepare or shapes_train_init, or overwritten or moved since */
};

typedef struct {
    const char *name;
    int rank, dim[4];
    size_t offset, count;
    int trainable;
} shapes_param; /* offset, count: floats */
extern const shapes_param shapes_params[];
extern const int shapes_param_count;
extern const char *const shapes_labels[]; /* ends with a null pointer */

/* Starting values of every parameter, as the .net file says; the same seed gives the same bits.
 * params: SHAPES_PARAM_FLOATS. */
int shapes_init(float *params, uint64_t seed);
/* A .safetensors file written by netc or by shapes_save. `read` fills buf with n bytes and returns
 * 0, else an error. A file of another net or with a damaged header leaves params as they were; one
 * that ends early (SHAPES_EIO) or holds a number that is not finite or a variance below 0
 * (SHAPES_ENAN) leaves a part of its numbers in them. Such numbers are not saved either:
 * SHAPES_ENAN, and nothing is written. */
int shapes_load(float *params, int (*read)(void *user, void *buf, size_t n), void *user);
int shapes_save(const float *params, int (*write)(void *user, const void *buf, size_t n),
                void *user);

/* What `input` says: n pictures of interleaved 8-bit channels, SHAPES_IN_H x SHAPES_IN_W -> x
 * (n,H,W,C).
 */
int shapes_preprocess(const unsigned char *rgb, int n, float *x);
/* Parameters -> what shapes_infer reads. model: SHAPES_MODEL_BYTES, aligned to SHAPES_ALIGN. It
 * holds no pointers: it may be copied, and stored for hosts of the same kind and this very file. */
int shapes_prepare(const float *params, void *model, size_t bytes);
/* y (n, SHAPES_OUTPUTS) from x (n,H,W,C), n from 1 to SHAPES_BATCH. work: SHAPES_WORK_BYTES,
 * aligned. Re-entrant. */
int shapes_infer(const void *model, const float *x, int n, float *y, void *work, size_t bytes);

/* Lives in memory of SHAPES_TRAIN_BYTES that the caller gives, and may not be moved. A rate is a
 * finite number from 0 up. */
typedef struct shapes_train shapes_train;
int shapes_train_init(shapes_train **t, void *mem, size_t bytes, const float *params,
                      uint64_t seed);
/* One step on n samples, 1 to SHAPES_BATCH: gradient of the mean loss, then the optimizer with this
 * learning rate. loss may be null. An input that is not finite makes the loss NaN. A gradient that
 * overflows behind a finite loss is refused like a loss that is not finite: SHAPES_ENAN. */
int shapes_train_step(shapes_train *t, const float *x, const int32_t *label, int n, float rate,
                      float *loss);
/* The gradient only, as a parameter buffer in Keras layout; with SHAPES_ENAN as well. */
int shapes_train_grad(shapes_train *t, const float *x, const int32_t *label, int n, float *grad,
                      float *loss);
/* The optimizer with a gradient buffer; step is grad and apply, bit for bit. Apply counts the
 * steps: it may follow several calls of grad and take the mean of their images. A gradient with a
 * number that is none or beyond 2^60 in size is refused (SHAPES_ENAN). */
int shapes_train_apply(shapes_train *t, const float *grad, float rate);
int shapes_train_params(const shapes_train *t, float *params);
/* Outputs (n, SHAPES_OUTPUTS) of the last step, in training mode; NULL for what is no training
 * area.
 */
const float *shapes_train_outputs(const shapes_train *t);
/* The whole training state: parameters, moments, step, seed; for this file's layout and this kind
 * of host only. It ends with a checksum: a damaged, cut or foreign state is refused and leaves t as
 * it was. */
int shapes_train_save(const shapes_train *t, int (*write)(void *user, const void *buf, size_t n),
                      void *user);
int shapes_train_load(shapes_train *t, int (*read)(void *user, void *buf, size_t n), void *user);

const char *shapes_strerror(int code);
/* Runs the stored input through this build and compares with the stored results: SHAPES_OK, or
 * SHAPES_ENAN when they differ. mem: SHAPES_SELFTEST_BYTES, aligned. */
int shapes_selftest(void *mem, size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
