/* Two graphs of layers, one of a file's model and one of a net, and which layer of the one is which
 * of the other. */
#ifndef NETC_WEIGHT_GRAPH_H
#define NETC_WEIGHT_GRAPH_H
#include "compiler/ir/graph.h"
#include "weights/weight_file.h"
#include <stdint.h>

typedef enum OpSort { OP_INPUT, OP_PARAMS, OP_MERGE, OP_PLAIN } OpSort;

typedef struct Op {
    OpSort sort;
    const char *kind; /* "conv", "add", "relu" */
    int layer;        /* OP_PARAMS: the file's layer, or the net's node; else -1 */
    uint64_t shape;   /* OP_PARAMS: hash of its parameters' shapes */
    const char
        *detail;    /* strides, dilation, window ...; both graphs say it the same way; NULL: none */
    bool any_order; /* add, mul: the inputs' order does not matter */
    bool output;
    int n_in, *in; /* ops before this one */
} Op;

typedef struct OpGraph {
    Arena *arena;
    Op *op;
    int n, cap;
} OpGraph;

int op_add(OpGraph *g, Op op); /* its number; in is copied */
/* `conv` of kh x kw x in x out, per group; a depthwise convolution is one with in = 1. */
uint64_t op_shape(const char *kind, int rank, const int64_t *dim, bool bias);

/* Windows that see one pixel of each place: padding and dilation change nothing, and a dense layer
 * computes the same. */
bool op_is_pixelwise(const int size[2], const int stride[2]);

/* The net's part in scope (NULL: all of it), in the arena of out, which is set before. */
void graph_of_net(OpGraph *out, const Graph *g, const char *scope);
/* The model that the file's configuration describes, from its layers that the file has tensors of;
 * it also finds what the names leave open (kinds, roles, epsilon, strides). False: the file has
 * no configuration, or one that is not understood. */
bool graph_of_keras(OpGraph *out, WeightFile *w);

typedef enum GraphFit { GRAPH_FITS, GRAPH_OTHER, GRAPH_VAGUE } GraphFit;
/* known[layer of the file], n_layers of them: the node of the net that is given for it, or -1.
 * GRAPH_FITS: there is one way to lay the one graph on the other, and pair[] has it in the same
 * form. GRAPH_OTHER: there is none. GRAPH_VAGUE: several; vague[] are two layers that may be
 * exchanged. */
GraphFit graph_match(Arena *a, const OpGraph *file, const OpGraph *net, int n_layers, int n_nodes,
                     const int *known, int *pair, int vague[2]);
/* Is the node `name` the scope, or in it? scope NULL: always. */
bool in_scope(const char *name, const char *scope);
#endif
