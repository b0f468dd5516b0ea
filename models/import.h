/* Whole models of other programs: from a file to steps (steps.h), which print_net.c writes. */
#ifndef NETC_IMPORT_H
#define NETC_IMPORT_H
#include "models/steps.h"

/* What is read, for messages. */
#define MODEL_WORDS ".onnx, .keras, whole-model .h5, a Keras .json with --weights, .cfg of darknet"

typedef struct ModelOptions {
    bool batch;         /* the first axis of the input counts samples */
    const char *output; /* which of several; NULL: there is one */
    int64_t input[3];   /* lengths of axes that the file leaves open */
    int n_input;
    const char *weights;      /* of a file that has only the architecture; NULL: it has them */
    struct TensorFile *keras; /* the file of a Keras model, opened by the caller, whose it stays, so
                                 that it is read once; NULL: it is opened by its path */
} ModelOptions;

/* ---- readers, one a format; model_import calls them ---- */

/* NULL: the file cannot be read, see *err; mistakes in the model are in d. */
Model *onnx_model(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err);
/* The same of Keras. */
Model *keras_model(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err);

/* The same of darknet: path is the .cfg; o->weights, else NAME.weights beside it. */
Model *darknet_model(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err);

/* ---- all of them ---- */

/* Is the file a model, by its first bytes, or its name when it cannot be read? */
bool model_is(const char *path);
/* Reads and simplifies a model. NULL: the file cannot be read, see *err. Mistakes, all that is
 * found, go to d: then the model is of no use. */
Model *model_import(Arena *a, const char *path, const ModelOptions *o, Diag *d, Err *err);
#endif
