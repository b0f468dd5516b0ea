/* ONNX files: the protobuf message, unpacked by protobuf-c within limits, its tensors as constants,
 * and attributes of nodes. Nothing here knows what an operator does. */
#ifndef NETC_ONNX_FILE_H
#define NETC_ONNX_FILE_H
#include "base/err.h"
#include "models/view.h"
#include "onnx.pb-c.h"

typedef struct OnnxFile {
    Arena *arena; /* owns the message */
    const char *path;
    Onnx__ModelProto *model;
} OnnxFile;

/* Reads the file; the message belongs to the arena. */
bool onnx_open(OnnxFile *f, Arena *a, const char *path, Err *err);
/* A tensor in a file of its own: input_0.pb of test data. */
Onnx__TensorProto *onnx_open_tensor(Arena *a, const char *path, Err *err);

/* The numbers of a tensor, those of an external file beside the model too. False: *err says why,
 * without the tensor's name. */
bool onnx_const(const OnnxFile *f, const Onnx__TensorProto *t, Const *out, Err *err);

/* A node, as it stands in the graph or in a function's body: then the attributes may be those of
 * the node that calls it. */
typedef struct OnnxNode OnnxNode;
struct OnnxNode {
    const Onnx__NodeProto *p;
    const OnnxNode *caller; /* NULL: the graph's own */
};

/* NULL: the node has it not. */
const Onnx__AttributeProto *onnx_attr(const OnnxNode *n, const char *name);
int64_t onnx_int(const OnnxNode *n, const char *name, int64_t otherwise);
double onnx_float(const OnnxNode *n, const char *name, double otherwise);
/* Its text in the arena; NULL: none. */
const char *onnx_string(Arena *a, const OnnxNode *n, const char *name);
const int64_t *onnx_ints(const OnnxNode *n, const char *name, int *count);
const float *onnx_floats(const OnnxNode *n, const char *name, int *count);
#endif
