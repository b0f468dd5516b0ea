/* An ONNX file to be: nodes and tensors are added one by one, then the message is packed. Nothing
 * here knows a kind of layer. */
#ifndef NETC_ONNX_WRITE_H
#define NETC_ONNX_WRITE_H
#include "base/err.h"
#include "compiler/ir/graph.h"
#include "onnx.pb-c.h"

enum {
    ONNX_OPSET = 21,
    ONNX_OPSET_RMS = 23
}; /* what is written; the latter has RMSNormalization */

typedef struct OnnxOut {
    Arena *arena;
    Onnx__NodeProto **node;
    int n_nodes, cap_nodes;
    Onnx__TensorProto **tensor;
    int n_tensors, cap_tensors;
    int64_t bytes; /* of the tensors' numbers */
    int opset;
} OnnxOut;

/* A node of one output, which it returns, called `name`; the attributes that follow are its own. */
const char *onnx_out_node(OnnxOut *o, const char *op, const char *name, const char *const *in,
                          int n_in);
void onnx_out_int(OnnxOut *o, const char *name, int64_t v);
void onnx_out_float(OnnxOut *o, const char *name, double v);
void onnx_out_text(OnnxOut *o, const char *name, const char *v);
void onnx_out_ints(OnnxOut *o, const char *name, const int64_t *v, int n);
/* A tensor, whose name it returns; the numbers stay the caller's until the file is written. */
const char *onnx_out_floats(OnnxOut *o, const char *name, int rank, const int64_t *dim,
                            const float *v);
const char *onnx_out_whole(OnnxOut *o, const char *name, const int64_t *v, int n); /* copied */

typedef struct OnnxValue { /* an input or output of the graph: (N, dims ...) */
    const char *name;
    int rank;
    int64_t dim[4];
} OnnxValue;
/* Writes the file, whole or not at all. */
bool onnx_out_write(OnnxOut *o, const char *path, const char *graph, const OnnxValue *input,
                    const OnnxValue *output, Err *err);
#endif
