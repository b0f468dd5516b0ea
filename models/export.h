/* Nets as files of other programs. */
#ifndef NETC_EXPORT_H
#define NETC_EXPORT_H
#include "base/err.h"
#include "compiler/ir/graph.h"

typedef struct ExportOptions {
    bool preprocess; /* the file takes what the data set holds, and does what `input` says */
} ExportOptions;

/* Writes the net and its parameters (the parameter buffer) as an ONNX file. False: *err; of layers
 * that ONNX has no operators for, all are named. */
bool export_onnx(Arena *a, const Graph *g, const float *params, const char *path,
                 const ExportOptions *o, Err *err);

/* Writes the parameters as the state dict of a PyTorch module, and the module beside it. */
bool export_torch(Arena *a, const Graph *g, const float *params, const char *path, Err *err);
const char *export_module_path(Arena *a, const char *path);

/* Writes the net as a whole model of Keras: a .keras archive, else an .h5 file. */
bool export_keras(Arena *a, const Graph *g, const float *params, const char *path, bool archive,
                  Err *err);

/* Which nodes the output depends on, by number: the others are not written. */
bool *export_wanted(Arena *a, const Graph *g);
/* The same and those with parameters: what export_torch writes. */
bool *export_torch_written(Arena *a, const Graph *g);
#endif
