/* netc.h: compile a .net file, run it, train it. Link with libnetc (pkg-config netc).
 *
 *     #include <stdio.h>
 *     #include <stdlib.h>
 *     #include <netc/netc.h>
 *
 *     int main(int argc, char **argv) // program NET WEIGHTS
 *     {
 *         Err err = {"which net, which weights?"};
 *         char *mistakes = NULL;
 *         NetcModel *m = argc > 2 ? netc_open(argv[1], NULL, &mistakes, &err) : NULL;
 *         float *x = m ? calloc(netc_input_floats(m), sizeof *x) : NULL;
 *         float *y = m ? calloc(netc_output_floats(m), sizeof *y) : NULL;
 *         bool ok = x && y && netc_load(m, argv[2], &err) && netc_infer(m, x, 1, y, &err);
 *         for (size_t i = 0; ok && i < netc_output_floats(m); i++)
 *             printf("%g\n", (double)y[i]);
 *         if (!ok)
 *             fprintf(stderr, "%s%s\n", mistakes ? mistakes : "", err.text);
 *         free(mistakes);
 *         free(x);
 *         free(y);
 *         netc_close(m);
 *         return !ok;
 *     }
 *
 * Errors. A function that can fail returns false or NULL and puts one line of English into *err,
 * without a line end; err may be NULL. Unless it says otherwise, a call that failed has changed
 * nothing. A null pointer for something that is read or must be written is such an error; functions
 * without an Err take no null model, but for netc_close. The library prints nothing, ends no
 * program, and depends on no locale; messages hold no character that a terminal obeys, whatever
 * stands in names and paths.
 *
 * Ownership. A model owns what it hands out (names, parameters, graph), until netc_close; arrays
 * that a caller passes are read or written during the call and not kept. What is malloc'd for the
 * caller says so.
 *
 * Threads. Models are independent of each other, and may be used by different threads at one time;
 * of one model, one call at a time. A call spreads its work over the model's own threads; results
 * do not depend on how many there are. A child of fork() has copies of its parent's models, and may
 * use and close them; its calls then run on the calling thread alone.
 *
 * Stack. A call needs at most 128 KiB of the calling thread's stack; the threads of a model have
 * their own.
 *
 * Shapes. n is a number of samples. x is (n, H, W, C) float32, row by row, the channels of a pixel
 * side by side, after the preprocessing that `input` states, (raw * scale - mean) / std:
 * netc_picture_input and netc_preprocess do it. y is (n, outputs). Parameters and gradients are one
 * flat array, the parameter buffer: each parameter in Keras layout (kernels (H, W, in, out)), in
 * the order of netc_param(). All numbers are float32. */
#ifndef NETC_H
#define NETC_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct NetcModel NetcModel;
struct Graph;

/* ---- opening and closing ---- */

/* How a model's programs run. All three compute the same sums in the same order with the same
 * micro-kernels; results may differ by what the compilers contract and reorder (spec/numerics.md).
 */
typedef enum NetcBackend {
    NETC_JIT, /* C text through libtcc, in memory */
    /* C text through the system's compiler, loaded, and cached for the next time. netc_open waits
     * for the compiler's end: a host that ignores SIGCHLD gets an error */
    NETC_CC,
    NETC_REFERENCE /* instruction by instruction, no code made */
} NetcBackend;

/* Types of numbers that weights may be stored in: NETC_F32, NETC_F16 and NETC_BF16, in the order of
 * base/number_types.def. */
typedef enum NetcWeights {
#define STORED_TYPE(ID, ...) NETC_##ID,
#define NUMBER_TYPE(...)
#include "base/number_types.def"
} NetcWeights;

/* What plans are made for. */
typedef enum NetcTarget {
    NETC_NATIVE, /* a processor with vectors and threads */
    NETC_MCU /* small machines: values [H][W][C], plain loops, one sample at a time, least memory.
                Inference alone. Models of it run here as they would there, slowly */
} NetcTarget;

/* All zero is a model for inference as the file states it. */
typedef struct NetcOptions {
    /* which net of the file; NULL: its last */
    const char *net;
    /* compile the training plan too */
    bool train;
    /* no Winograd: sums of products as they are written in the textbook */
    bool exact;
    /* dropout is the identity in training, too */
    bool no_dropout;
    /* the largest n of a step, and the slices of netc_infer: 1 to 65536; 0: what the train section
     * says, else 64 */
    int batch;
    /* how many gradients make a step (netc_train_add), 1 to 65536; 0: what the train section says,
     * else 1 */
    int accumulate;
    /* with `train`: 2 to 4096 parts in which the batch is computed, each by itself and by the plan
     * of one part; 0 and 1: the whole batch at once. For programs built with netc's sources:
     * runtime/shares.h */
    int shares;
    /* NETC_MCU goes with neither `train`, a batch above 1, nor `weights` */
    NetcTarget target;
    /* how inference stores kernels of conv and dense */
    NetcWeights weights;
    /* how training stores the values between layers and rounds the kernels of products: NETC_F32 or
     * NETC_BF16. Sums, statistics, parameters and moments are floats */
    NetcWeights precision;
    /* 1 to 256; 0: one for each core that the process may use (two hardware
     * threads of a core share its arithmetic) */
    int threads;
    NetcBackend backend;
    /* with `train`: netc_train_step alone, not netc_train_grad and netc_train_apply. Gradients are
     * then used and forgotten one by one, which takes less memory */
    bool steps_only;
    /* bytes that each plan may take (`netc mem` shows them); 0: no limit. A training plan computes
     * values a second time to fit, with the same results; an inference plan takes algorithms with
     * smaller prepared weights, which round otherwise and are slower */
    int64_t mem_limit;
    /* NULL-terminated folders searched by import; may be NULL */
    const char *const *include;
    /* what stands in the file, whose path is then for messages and imports alone; NULL: it is read
     */
    const char *text;
    /* with NETC_REFERENCE: kernels that give the same bits on every machine of one kind, slowly: no
     * instruction set beyond the baseline's, no OpenBLAS */
    bool portable;
    /* the machine's constants that algorithms are chosen by, a file of `netc tune` or "default";
     * NULL: NETC_MACHINE in the environment, else the user's file, else the defaults. With
     * `portable`: the defaults */
    const char *machine;
    /* in place of a file, for programs built with netc's sources: compiler/ir/machine.h */
    const struct Machine *constants;
    /* time every instruction; for programs built with netc's sources: runtime/measure.h */
    bool measure;
    /* with `train`: no inference plan, and none of its memory: netc_infer and netc_init are then
     * refused */
    bool train_only;
    /* NULL; or gets the warnings and notes about a file without mistakes: malloc'd, the caller's;
     * NULL when there are none */
    char **remarks;
    /* NULL-terminated "NAME=VALUE", values in place of those of the file's `param` statements; may
     * be NULL */
    const char *const *defines;
    /* a file of `netc quantize`: inference by the 8-bit integers in it, of one sample at a time;
     * there are no other weights to load then. NETC_NATIVE and NETC_MCU give the same bits.
     * NULL: by floats */
    const char *quantized;
} NetcOptions;

/* Reads and compiles the file `path`. options NULL: all zero. NULL: failed. Then, if the file has
 * mistakes, *diagnostics holds all of them as text of several lines with carets, malloc'd, for the
 * caller to free, and *err that there are some; for a failure of another kind (no such file, no
 * memory, a limit that cannot be met) *diagnostics is NULL and *err says all. diagnostics may be
 * NULL. The parameters are not set: netc_init or netc_load comes next. */
NetcModel *netc_open(const char *path, const NetcOptions *options, char **diagnostics, Err *err);
/* Frees the model and all that it handed out. NULL is fine. */
void netc_close(NetcModel *m);

/* ---- what was compiled ---- */

/* Names, shapes, labels, train section: compiler/ir/graph.h, for programs built with netc's
 * sources. */
const struct Graph *netc_graph(const NetcModel *m);
int netc_batch(const NetcModel *m);            /* the largest n of a step */
int netc_threads(const NetcModel *m);          /* that its calls use, the caller's included */
size_t netc_input_floats(const NetcModel *m);  /* H * W * C of one sample */
size_t netc_output_floats(const NetcModel *m); /* outputs of one sample */
/* What `labels` points to below. true: int32_t (n), class numbers from 0 to outputs - 1; false:
 * float (n, netc_label_floats), targets. True too for a net without a loss. */
bool netc_int_labels(const NetcModel *m);
/* Numbers of a sample's row of targets: those of the outputs, and, where the train section weighs
 * samples of a loss that compares numbers, the weight behind them; 1 for class numbers. */
size_t netc_label_floats(const NetcModel *m);

/* Of one sample: height, width and channels of x; a vector is 1x1xC. Each pointer may be NULL. */
void netc_input_shape(const NetcModel *m, int *h, int *w, int *c);
/* The name of class i, from 0: of the net's `labels`, or of the training data, which the weights
 * file that was loaded tells. The model's. NULL: it has none. */
const char *netc_label(const NetcModel *m, int i);

/* ---- pictures ---- */

/* A picture of a file, or of the `size` bytes of one: JPEG, PNG, WebP, BMP, GIF or binary PPM/PGM,
 * told apart by its first bytes; turned upright as EXIF says, transparent pixels over white. Three
 * bytes a pixel, R G B, row by row from the top, (*h, *w, 3), malloc'd, the caller's to free. NULL:
 * failed; a truncated or corrupt file is an error. */
uint8_t *netc_picture_read(const char *path, int *w, int *h, Err *err);
uint8_t *netc_picture_decode(const void *data, size_t size, int *w, int *h, Err *err);
/* rgb (h, w, 3) in another size, bilinear, antialiased where it shrinks, as Pillow 13 does it:
 * (to_h, to_w, 3), malloc'd, the caller's to free. NULL: failed. */
uint8_t *netc_picture_resize(const uint8_t *rgb, int w, int h, int to_w, int to_h, Err *err);
/* One sample x (H, W, C) of a picture rgb (h, w, 3) of any size: resized to the net's input, grey
 * where that has one channel, blue first where it says so, and preprocessed; what `netc predict`
 * does. An error for a net of other than 1 or 3 channels. */
bool netc_picture_input(const NetcModel *m, const uint8_t *rgb, int w, int h, float *x, Err *err);
/* One sample x (H, W, C) of raw numbers (H, W, C), the channels of a picture R G B: (raw * scale -
 * mean) / std, of a table by its columns, which the weights file tells; NaN, a number that is
 * missing, becomes the mean. Of several inputs one behind the other. Two arrays. */
bool netc_preprocess(const NetcModel *m, const float *raw, float *x, Err *err);

/* ---- parameters ---- */

typedef struct NetcParam {
    const char *name; /* full name: "base.block1.conv1.kernel" */
    int rank, dim[4]; /* dim[rank] and later ones do not count */
    size_t offset;    /* in the parameter buffer, in floats */
    size_t count;     /* product of its dims */
    bool trainable;   /* false: moving statistics, and everything of frozen layers */
} NetcParam;

int netc_param_count(const NetcModel *m);               /* how many there are */
const NetcParam *netc_param(const NetcModel *m, int i); /* i from 0; NULL beyond the last */
size_t netc_param_floats(const NetcModel *m);           /* length of the parameter buffer */

/* The parameter buffer, the model's. It is brought up to date with the training state first; a
 * training call makes its contents void until the next call of netc_params. A caller may write to
 * it, and must then call netc_params_changed before anything else. */
float *netc_params(NetcModel *m);
void netc_params_changed(NetcModel *m);

/* Starting weights by each layer's `init`, drawn from the seed. Also sets the seed of dropout, step
 * 0, moments and averages 0. False: the model was opened with train_only. */
bool netc_init(NetcModel *m, uint64_t seed);

/* Every parameter from a file: safetensors, Keras' .h5, .weights.h5 or .keras, NumPy's .npz, told
 * apart by their content. Strict: every parameter must be there in its shape, every tensor be used,
 * every number be finite. Moments and step stay. */
bool netc_load(NetcModel *m, const char *path, Err *err);
/* Every parameter into a safetensors file, whatever its name ends in. Atomic: written beside,
 * synced, renamed; a file that was there stays until then. A number that is not finite is an error.
 */
bool netc_save(NetcModel *m, const char *path, Err *err);
/* The same with numbers of another type, rounded to the nearest; one that is too large for it is an
 * error. */
bool netc_save_as(NetcModel *m, const char *path, NetcWeights type, Err *err);

/* ---- inference ---- */

/* y (n, outputs) from x (n, H, W, C); any n from 0, run in slices of netc_batch. A sample's outputs
 * do not depend on the other samples, but for the last bits where dense layers run by OpenBLAS.
 * Numbers that are not finite pass through as the layers compute with them; a NaN stays one. */
bool netc_infer(NetcModel *m, const float *x, int n, float *y, Err *err);

/* The loss of outputs y (n, outputs) against labels, the mean over n >= 1 samples, computed in
 * double by the net's loss: what evaluation reports. NaN: no loss in the file, a null pointer, or a
 * label that is none of the classes. No memory is asked for. */
double netc_loss(const NetcModel *m, const float *y, const void *labels, int n);

/* ---- training: a model opened with `train` ---- */

/* One step on n samples, 1 <= n <= netc_batch, with the learning rate `rate` >= 0. labels: see
 * netc_int_labels. Into *loss (may be NULL) the mean loss over n before the step, and into y (n,
 * outputs; may be NULL) the outputs in training mode, with dropout and batch statistics.
 *
 * A loss that is not finite is returned like any other, and the call returns true, but nothing of
 * the model is changed by it, moving statistics included; an input that is not finite makes the
 * loss NaN, whatever the layers make of it. Errors that change nothing: a rate that is NaN,
 * infinite or negative (0 is a step that moves no weight, and is counted), a label that is none of
 * the classes, n outside its bounds.
 * A gradient that overflows behind a finite loss (a number in it is NaN or beyond 2^60 in size,
 * whose square an optimizer could not keep) is an error that names the parameter, as
 * netc_overflowed does; nothing of the model is changed. But with `steps_only` the updates of some
 * parameters have been made by then: the parameters must be set anew (netc_load, netc_state_load)
 * before the model is of use. What a finite gradient does to the weights is not looked at: with a
 * rate of 1e30 they become infinite. */
bool netc_train_step(NetcModel *m, const float *x, const void *labels, int n, float rate,
                     float *loss, float *y, Err *err);

/* The learning rates of the parts that `rate PATH X epochs=N` lets train for epochs of their own,
 * one for each N in netc_graph(m)->train.epochs_of, from the next step on; the factor X still acts
 * on it. At 0 such a part stays as it is. NULL, and as long as nothing is set: the rate of the
 * step. */
bool netc_set_part_rates(NetcModel *m, const float *rate, Err *err);

/* A step in two halves, for gradients that are looked at or summed elsewhere; step = grad + apply,
 * bit for bit. grad writes the gradient of the mean loss, netc_param_floats numbers, 0 for what
 * does not train; one that overflows is written, and is an error as in a step. apply takes such an
 * array, counts the step (Adam's t), and may follow several grads with their mean; a gradient with
 * a number that is NaN or beyond 2^60 in size is an error. Not with `steps_only`. */
bool netc_train_grad(NetcModel *m, const float *x, const void *labels, int n, float *grad,
                     float *loss, Err *err);
bool netc_train_apply(NetcModel *m, const float *grad, float rate, Err *err);

/* A step of several batches: add for each (one where netc_accumulate is 1, else as many as one
 * likes: no call counts them), then update, which steps with the gradient of the mean loss over all
 * their samples. A batch whose loss is not finite is not added, nor one whose gradient overflows,
 * which is an error as in a step. update without an add before it is an error. Not with
 * `steps_only`, unless netc_accumulate is above 1. */
bool netc_train_add(NetcModel *m, const float *x, const void *labels, int n, float *loss, float *y,
                    Err *err);
bool netc_train_update(NetcModel *m, float rate, Err *err);
NetcWeights netc_precision(const NetcModel *m); /* NetcOptions.precision */
bool netc_exact(const NetcModel *m);            /* NetcOptions.exact */
NetcBackend netc_backend(const NetcModel *m);   /* NetcOptions.backend */
int netc_accumulate(const NetcModel *m);        /* what `accumulate` says, at least 1 */
/* The parameter whose gradient the last call of step, grad, apply or add refused; NULL: none. */
const char *netc_overflowed(const NetcModel *m);

/* Where the train section says `average`: from now on netc_params, netc_save and inference give the
 * averaged parameters (on), or again those of the last step (off). Training goes on with the latter
 * either way. Parameters set from outside begin a new average. Without an average nothing happens.
 */
void netc_show_average(NetcModel *m, bool on);

/* ---- training state, for checkpoints ---- */

/* Parameters as training keeps them, moments, averages, sums of gradients that wait, step and seed:
 * an opaque array of netc_state_bytes with its layout and a checksum. It fits a model of the same
 * net and optimizer, opened alike by the same version of netc. 0: opened without `train`. */
size_t netc_state_bytes(const NetcModel *m);
/* The state where it lies: the model's, good until its next call. NULL: opened without `train`. */
const void *netc_state(NetcModel *m);
/* A copy of it to `state`, netc_state_bytes long; false: as above, or state NULL. */
bool netc_state_save(NetcModel *m, void *state);
/* Whether netc_state_load would take `state`, netc_state_bytes long; if not, why. */
bool netc_state_check(const NetcModel *m, const void *state, Err *err);
/* Training goes on from `state` with the bits that it would have had. False, and the model as it
 * was, for anything that netc_state_check refuses. */
bool netc_state_load(NetcModel *m, const void *state);

#ifdef __cplusplus
}
#endif
#endif
