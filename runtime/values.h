/* Values of a frozen prefix: what the layers at the start of a net that no training changes make of
 * an image. A model opened for training gives them out, and trains and infers from them with the
 * same bits as from the images (compiler/passes/prefix.h). The training plan and the inference plan
 * may cut at different layers: their values are not exchangeable. */
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
ValuesInfo netc_values(const NetcModel *m, ValuesFor what);

/* values: `bytes` for each of the n <= netc_batch images, image by image. */
bool netc_values_run(NetcModel *m, ValuesFor what, const float *x, int n, void *values, Err *err);
/* netc_train_step, netc_train_add and netc_infer (n <= netc_batch) from the values in place of the
 * images. */
bool netc_train_step_values(NetcModel *m, const void *values, const void *labels, int n, float rate,
                            float *loss, float *y, Err *err);
bool netc_train_add_values(NetcModel *m, const void *values, const void *labels, int n, float *loss,
                           float *y, Err *err);
bool netc_infer_values(NetcModel *m, const void *values, int n, float *y, Err *err);
#endif
