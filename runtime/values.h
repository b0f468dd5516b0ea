/* Values of a frozen prefix: what the layers at the start of a net that no training changes make of
 * an image. A model opened for training gives them out, and trains and infers from them with the
 * same bits as from the images (compiler/passes/frozen_prefix.h). The training plan and the
 * inference plan may cut at different layers: their values are not exchangeable. */
#ifndef NETC_VALUES_H
#define NETC_VALUES_H
#include "runtime/netc.h"

typedef enum ValuesFor { VALUES_TRAIN, VALUES_INFER } ValuesFor;

typedef struct ValuesInfo {
    int layers;       /* in the prefix; 0: there is none */
    const char *last; /* name of the last one */
    int64_t values;   /* numbers an image */
    size_t bytes;     /* of them */
} ValuesInfo;
/* Of the plan for training (the model must be opened for it), or for inference. */
ValuesInfo netc_values(const NetcModel *m, ValuesFor what);

/* From x (n, H, W, C), n <= netc_batch, to `values`, n times ValuesInfo.bytes, the caller's. False:
 * there is no frozen prefix, or n is too large. */
bool netc_values_run(NetcModel *m, ValuesFor what, const float *x, int n, void *values, Err *err);
/* netc_train_step, netc_train_add and netc_infer (n <= netc_batch) from such values in place of the
 * images; the same arguments and errors otherwise (netc.h). */
bool netc_train_step_values(NetcModel *m, const void *values, const void *labels, int n, float rate,
                            float *loss, float *y, Err *err);
bool netc_train_add_values(NetcModel *m, const void *values, const void *labels, int n, float *loss,
                           float *y, Err *err);
bool netc_infer_values(NetcModel *m, const void *values, int n, float *y, Err *err);
#endif
