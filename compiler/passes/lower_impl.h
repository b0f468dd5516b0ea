/* What lower.c, autodiff.c, check_gradients.c and update.c share: the state of one lowering and
 * what adds to it (lower_impl.c). None of the four calls another. */
#ifndef NETC_LOWER_IMPL_H
#define NETC_LOWER_IMPL_H
#include "compiler/passes/passes.h"
#include "kernel_calls.h"

typedef struct Saved {
    struct Saved *next;
    const char *key;
    Buffer *buf;
} Saved;

typedef struct PackedParam {
    struct PackedParam *next;
    Param *param;
    KernelCall pack, unpack; /* without buffers */
    Buffer *packed, *grad;   /* grad: NULL until asked for, and for what does not train */
    const Node *by; /* of those that share it, the one whose gradient was asked for last; */
    Buffer *part;   /* where that goes: grad, or what join_gradients adds to it */
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
    bool live;       /* the net's output depends on it */
    bool wants_grad; /* a trainable parameter lies at or before it */
} NodeState;

struct Lower {
    Arena *arena;
    Ir *ir;
    const Graph *g;
    NodeState *state;              /* one for each node */
    const unsigned char *learning; /* target_learning */
    ProgramId prog, outer_prog;    /* where ir_emit appends; what lower_derived goes back to */
    bool deriving;
    Phase phase;
    Node *node;
};

/* A buffer of per_image * batch + fixed elements, in the arena, without an address. `name`: behind
 * the node's when n is given; `use`: see Buffer. */
Buffer *new_buffer(Lower *lo, Node *n, const char *name, int area, NumberType e, int64_t per_image,
                   int64_t fixed, BufferUse use);
/* Whether the value of n is 8-bit integers. */
static inline bool of_integers(const Lower *lo, const Node *n)
{
    return lo->ir->target.quant && !lo->learning[n->id];
}
/* One for a value of node n in the target's layout, or for its gradient. */
Buffer *value_buffer(Lower *lo, Node *n, const char *name, Shape s, BufferUse use);
/* ir_emit, into a program and phase of its own. */
Instr *emit_to(Lower *lo, ProgramId p, Phase phase, KernelCall call);
/* Microseconds that a range should take at the least, and how many ranges are enough. */
enum { RANGE_WORTH_US = 20, ENOUGH_RANGES = 16 };
/* An estimate of the call for the largest batch on one thread; what is fused into it does not
 * count. */
double call_seconds(const Ir *ir, const Instr *in);
/* Cuts a new instruction, whose constants and buffers are there, into ranges: see ranges.c. */
void cut_ranges(const Ir *ir, Instr *in);
/* A call whose two buffers (from, to) are given after its constants. */
KernelCall call_between(KernelCall call, Buffer *from, Buffer *to);
/* A parameter's place in the flat parameter buffer (AREA_PARAMS) or gradient buffer (AREA_GRADS),
 * in Keras layout. */
Buffer *parameter_slice(Lower *lo, const Param *p, int area);
/* One summand of the gradient of to's value, until differentiate() has reached `to`. */
void contribute(Lower *lo, const Node *to, Buffer *grad);
/* After n's backward pass: of parameters that it shares, adds its part to the gradient. */
void join_gradients(Lower *lo, Node *n);
/* StepRule.BY: gradients are summed up. */
enum { LEARN_ADDS = 3 };
static inline NodeState *state_of(Lower *lo, const Node *n) { return &lo->state[n->id]; }
#endif
