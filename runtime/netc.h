/* netc.h: the library: compile a .net file, run it, train it. Link with -lnetc (pkg-config netc).
 *
 * A NetcModel owns its compiled plans and their memory; two models are independent of each
 * other. A call on one model at a time. Functions that can fail return false (or NULL) and
 * say why in *err (may be NULL). Nothing depends on the host's locale; messages hold no character
 * that a terminal obeys, whatever stands in names and paths.
 *
 * Layouts: x is (n, H, W, C) float32 as the first layer sees it, after the preprocessing that
 * `input` states; y is (n, outputs). Parameters and gradients are one flat image in
 * Keras layout, in the order of netc_param(). */
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

typedef enum NetcBackend {
    NETC_JIT,      /* the plan's C text through libtcc, optimizer-built micro-kernels */
    NETC_CC,       /* the standalone C text through the system's compiler, dlopen, cached */
    NETC_REFERENCE /* instruction by instruction, no code made */
} NetcBackend;

/* Types of numbers that weights may be stored in: NETC_F32, NETC_F16 and NETC_BF16, in the order of
 * base/number_types.def. */
typedef enum NetcWeights {
#define STORED_TYPE(ID, ...) NETC_##ID,
#define NUMBER_TYPE(...)
#include "base/number_types.def"
} NetcWeights;

typedef struct NetcOptions {
    const char *net; /* which net of the file; NULL: its last */
    bool train;      /* compile the training plan too */
    bool exact;      /* no Winograd */
    bool no_dropout; /* dropout is the identity */
    int batch;       /* largest n; 0: what the train section says, else 64 */
    int accumulate; /* gradients whose mean makes a step (netc_train_add); 0: what the train section
                       says, else 1 */
    NetcWeights
        weights; /* how inference stores kernels of conv and dense; training is always in float */
    int threads; /* 0: as many as the machine has */
    NetcBackend backend;
    bool steps_only;   /* with `train`: netc_train_step alone, not netc_train_grad and
                          netc_train_apply. Gradients are then used and   forgotten one by one, which
                          takes less memory */
    int64_t mem_limit; /* bytes that each plan may take (`netc mem` shows them); 0: no limit. A
                          training plan computes values a second time to fit, with the same results;
                          an inference plan takes algorithms with smaller prepared weights, which
                          round otherwise and are slower */
    const char *const *include; /* NULL-terminated folders searched by import; may be NULL */
    bool portable; /* with NETC_REFERENCE: kernels that give the same bits on every machine of one
                      kind, slowly: no instruction set beyond the baseline's, no OpenBLAS */
    const char *machine; /* the machine's constants that algorithms are chosen by, a file of `netc
                            tune` or "default"; NULL: NETC_MACHINE in the environment, else the
                            user's file, else the defaults. With `portable`: the defaults */
    bool measure;        /* time every instruction (runtime/measure.h) */
    bool train_only;     /* with `train`: no inference plan, and none of its memory: netc_infer and
                            netc_init are then refused */
    char **remarks; /* NULL; or gets the warnings and notes about a file without mistakes: malloc'd,
                       the caller's; NULL when there are none */
} NetcOptions;

typedef struct NetcParam {
    const char *name; /* full name: "base.block1.conv1.kernel" */
    int rank, dim[4];
    size_t offset, count; /* floats, in the parameter image */
    bool trainable;
} NetcParam;

/* Compiles `path`. On a mistake in the file returns NULL and prints the diagnostics into
 * *diagnostics (malloc'd, to be freed by the caller; NULL when the failure is of another kind and
 * stands in *err). */
NetcModel *netc_open(const char *path, const NetcOptions *options, char **diagnostics, Err *err);
void netc_close(NetcModel *m);

const struct Graph *netc_graph(
    const NetcModel *m); /* the compiled net: names, shapes, labels, train section */
int netc_batch(const NetcModel *m);
int netc_threads(const NetcModel *m);
size_t netc_input_floats(const NetcModel *m); /* of one sample */
size_t netc_output_floats(const NetcModel *m);
bool netc_int_labels(
    const NetcModel *m); /* labels are int32 class numbers; else float targets (n, outputs) */

int netc_param_count(const NetcModel *m);
const NetcParam *netc_param(const NetcModel *m, int i); /* i from 0; NULL for another */
size_t netc_param_floats(const NetcModel *m);
/* The parameter image. In a training model it is brought up to date with the training state first;
 * a step makes its contents void until the next call. Writing to it takes effect after
 * netc_params_changed. */
float *netc_params(NetcModel *m);
void netc_params_changed(NetcModel *m);

bool netc_init(
    NetcModel *m,
    uint64_t seed); /* starting weights; also sets the training seed, step 0, moments 0 */
bool netc_load(
    NetcModel *m, const char *path,
    Err *err); /* safetensors, Keras .h5 or .keras, .npz; strict: every parameter, right shape */
bool netc_save(NetcModel *m, const char *path,
               Err *err); /* atomic: written beside, fsync, renamed. A number that is not finite is
                             an error, as it is for netc_load */
bool netc_save_as(NetcModel *m, const char *path, NetcWeights type,
                  Err *err); /* with numbers of that type: what does not fit is an error */

/* y (n, outputs) from x; any n (run in slices of at most netc_batch). Numbers that are not finite
 * pass through as the layers compute with them: relu makes 0 of NaN, others NaN. */
bool netc_infer(NetcModel *m, const float *x, int n, float *y, Err *err);

/* One step on n <= netc_batch samples. labels: int32_t (n) or float (n, outputs), see
 * netc_int_labels. y (n, outputs), the training-mode outputs, may be NULL. loss: mean over n. step
 * = grad + apply, bit for bit; apply counts the steps (Adam's t), so that it may follow several
 * grads and take their mean. A loss that is not finite is returned like any other, but nothing of
 * the model is changed by it, moving statistics included; an input that is not finite makes the
 * loss NaN, whatever the layers make of it. Errors that change nothing: a rate that is NaN,
 * infinite or negative (0 is a step that moves no weight, and is counted), a label that is none of
 * the classes, n below 1 or above netc_batch, a null pointer for what is read or must be written,
 * and for apply a gradient that is not finite. */
bool netc_train_step(NetcModel *m, const float *x, const void *labels, int n, float rate,
                     float *loss, float *y, Err *err);
bool netc_train_grad(NetcModel *m, const float *x, const void *labels, int n, float *grad,
                     float *loss, Err *err);
bool netc_train_apply(NetcModel *m, const float *grad, float rate, Err *err);

/* A step of several batches: add for each (up to what `accumulate` says, as the train section or
 * the options state it, but no call counts them), then update at once, which steps with the
 * gradient of the mean loss over all their samples. A batch whose loss is not finite is not added.
 */
bool netc_train_add(NetcModel *m, const float *x, const void *labels, int n, float *loss, float *y,
                    Err *err);
bool netc_train_update(NetcModel *m, float rate, Err *err);
int netc_accumulate(const NetcModel *m);

/* Where the train section says `average`: from now on netc_params and inference give the averaged
 * parameters (on), or again those of the last step (off). Training goes on with the latter either
 * way. Parameters set from outside begin a new average. Without an average nothing happens. */
void netc_show_average(NetcModel *m, bool on);

/* The loss (mean over n) of outputs y against labels, by the net's loss, in double: what evaluation
 * prints. */
double netc_loss(const NetcModel *m, const float *y, const void *labels, int n);

/* Training state beyond parameters: moments and step, for checkpoints. An opaque image of
 * netc_state_bytes, with its layout and a checksum: netc_state_load leaves the model as it is and
 * returns false for any other image; netc_state_check says why. */
size_t netc_state_bytes(const NetcModel *m);
bool netc_state_save(NetcModel *m, void *image);
const void *netc_state(NetcModel *m); /* the same where it lies, good until the next call; NULL:
                                         opened without `train` */
bool netc_state_load(NetcModel *m, const void *image);
bool netc_state_check(const NetcModel *m, const void *image, Err *err);

#ifdef __cplusplus
}
#endif
#endif
