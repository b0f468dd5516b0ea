/* Constants computed from constants: what shapes, slices and scales of an ONNX graph come to, once
 * the model's input has one shape. */
#ifndef NETC_ONNX_FOLD_H
#define NETC_ONNX_FOLD_H
#include "models/onnx_file.h"

typedef enum Folded { FOLD_DONE, FOLD_UNKNOWN, FOLD_BAD } Folded;

typedef struct Fold {
    Arena *arena;
    const OnnxNode *node;
    const OnnxFile *file;
    int opset;
    const Const *in[16]; /* NULL: an input that is left out */
    int n_in;
    Const *out[16];
    int n_out;
    const char *why; /* of FOLD_BAD */
} Fold;

/* FOLD_UNKNOWN: no operator that is computed here. Inputs beyond 16 are no operator's of these but
 * Concat's, Max's, Min's and Sum's. */
Folded onnx_fold(Fold *f);

/* A constant of these dims with numbers to fill; NULL: too large. */
Const *const_new(Arena *a, bool ints, int rank, const int64_t *dim);
static inline float *const_floats(Const *k) { return (float *)k->f; }
static inline int64_t *const_ints(Const *k) { return (int64_t *)k->i; }
/* Number i of a constant; the second: */
double const_number(const Const *k, int64_t i);
int64_t const_whole(const Const *k, int64_t i); /* towards 0; within int64 */
#endif
