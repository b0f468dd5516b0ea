/* Quantized weights files: safetensors with the integers and scales of a net, as `netc quantize`
 * writes them. For a layer NAME that has weights: NAME.kernel (I8, Keras layout, batchnorm folded
 * in), NAME.kernel.scale (F32: 1, or one for each output channel), NAME.bias (I32, of the scale of
 * its products; may be missing). For a layer whose value has a scale of its own: NAME.scale (F32,
 * 1) and NAME.zero (I8, 1). spec/embedded.md describes them. */
#ifndef NETC_QUANTIZED_H
#define NETC_QUANTIZED_H
#include "base/err.h"
#include "compiler/ir/graph.h"
#include "compiler/ir/quant.h"

/* *is: whether the file says that it is one. False: it cannot be read, or is a damaged safetensors
 * file; files of other formats are none. */
bool quantized_is(const char *path, bool *is, Err *err);
/* All of it, for g, in the arena. NULL: it is damaged, has a tensor that is no layer's, or numbers
 * that the scheme does not have. What a plan needs of it is checked there. */
const Quant *quantized_read(Arena *a, const Graph *g, const char *path, Err *err);
/* Atomic; only what is given of each node is written. params: the floats that it is made of, whose
 * hashes are written, too. */
bool quantized_write(const Graph *g, const Quant *q, const float *params, const char *path,
                     Err *err);
/* Are the integers of n made of these floats? Yes also where the file does not say. */
bool quantized_made_of(const Graph *g, const Quant *q, const Node *n, const float *params);
#endif
