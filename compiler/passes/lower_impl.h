/* What lower.c, autodiff.c and update.c share: the state of one lowering. */
#ifndef NETC_LOWER_IMPL_H
#define NETC_LOWER_IMPL_H
#include "compiler/passes/passes.h"

typedef struct Saved {
    struct Saved *next;
    const char *key;
    Buffer *buf;
} Saved;

typedef struct PackedParam {
    struct PackedParam *next;
    Param *param;
    const char *pack, *unpack;
    double consts[IR_MAX_CONSTS];
    int n_consts;
    Buffer *packed, *grad; /* grad: NULL until asked for, and for what does not train */
} PackedParam;

typedef struct Contribution { /* to the gradient of a node's value */
    struct Contribution *next;
    Buffer *buf;
} Contribution;

typedef struct NodeState {
    Buffer *out;  /* the node's value */
    Buffer *grad; /* its gradient, once summed */
    Contribution *contrib;
    Saved *saved;
    PackedParam *params;
    Buffer *norm;    /* the value is what this makes of `out`; NULL: it is `out` */
    Node *pooled;    /* `out` holds this node's maxima of the value instead */
    bool live;       /* the net's output depends on it */
    bool wants_grad; /* a trainable parameter lies at or before it */
    int readers;     /* inputs of nodes that are this value; one more for the net's output */
    Node *reader;    /* the first node that reads it; NULL: none */
} NodeState;

struct Lower {
    Arena *arena;
    Ir *ir;
    const Graph *g;
    NodeState *state;           /* one for each node */
    ProgramId prog, outer_prog; /* where ir_emit appends; what lower_derived goes back to */
    bool deriving;
    Phase phase;
    Node *node;
};

Buffer *new_buffer(Lower *lo, Node *n, const char *name, int area, ElemType e, int64_t per_image,
                   int64_t fixed, const char *use);
Instr *emit_to(Lower *lo, ProgramId p, Phase phase, const char *kernel, const double *consts,
               int n_consts, Buffer *const *bufs, int n_bufs);
Buffer *image_slice(Lower *lo, const Param *p,
                    int area); /* a parameter's place in the flat image */
static inline NodeState *state_of(Lower *lo, const Node *n) { return &lo->state[n->id]; }
#endif
