/* Arrays from .npy files as inputs and labels of a net, checked. */
#ifndef NETC_CLI_ARRAYS_H
#define NETC_CLI_ARRAYS_H
#include "compiler/ir/graph.h"
#include "formats/npy.h"
#include "runtime/netc.h"

/* Reads x, which must be (n,H,W,C), or (n,C) for a net whose input is a vector; its shape is judged
 * before its numbers are read. Free with npy_free, also after a failure. */
bool array_input(const Graph *g, NpyArray *x, const char *path, int *n, Err *err);
/* Of n samples none holds a NaN or an infinity; else the message names the first. */
bool array_finite(const char *path, const NpyArray *x, int n, Err *err);
/* Labels for n inputs: n class numbers below the number of outputs, or float targets (n,outputs).
 * *out holds them: free with npy_free. */
bool array_labels(const NetcModel *m, const char *path, int n, NpyArray *out, const void **labels,
                  Err *err);
/* npy_free for arena_own. */
void array_drop(void *array);
#endif
