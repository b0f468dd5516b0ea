/* IR: programs of instructions. An instruction is a kernel, the values of its shape
 * constants, and its buffers. Made by lower(), differentiate(), add_updates() through the
 * functions below; changed by fuse(); given addresses by plan_memory(). */
#ifndef NETC_IR_H
#define NETC_IR_H
#include "compiler/ir/graph.h"
#include "base/number_types.h"
#include "compiler/ir/kernel.h"
#include "compiler/ir/layout.h"
#include "compiler/ir/machine.h"
#include "compiler/ir/quant.h"

enum { IR_MAX_CONSTS = 32, IR_MAX_BUFS = 12, IR_MAX_FUSED = 4 };

typedef enum BufferUse {
    USE_ACTIVATION, /* a node's value */
    USE_SAVED,      /* what forward keeps for backward beside values */
    USE_SCRATCH,    /* within a few instructions */
    USE_PARAMETER,  /* packed parameters */
    USE_GRADIENT,   /* of a value or a parameter, and sums of several batches */
    USE_MOMENT,     /* of an optimizer */
    USE_AVERAGE,    /* of parameters over the steps */
    USE_MODEL,      /* what prepare derives from parameters */
    USE_CALLER      /* x, y, labels, losses, the parameter buffer */
} BufferUse;

typedef struct Buffer {
    int id;
    const char *name; /* "base.block1.conv1.out": for dumps and comments */
    int area;         /* AREA_...; AREA_WORK buffers are planned by liveness */
    NumberType elem;
    int64_t per_image, fixed;  /* elements: per_image * batch + fixed */
    const ValueLayout *layout; /* of a value or its gradient; NULL: no other buffer has one */
    QuantScale quant;          /* of a value of 8-bit integers */
    const void *data;          /* AREA_MODEL: what lies in it, known when the plan is made; NULL:
                                  PREPARE makes it */
    Owner owner; /* the plan, or the workers or ranges of its one instruction: then `fixed`
                    elements for each of them, */
    int pieces;  /* of which the plan has place for so many: one worker, or all ranges */
    Node *node;  /* whose buffer; NULL: the plan's */
    BufferUse use;
    bool keep;       /* AREA_WORK: lives until the end of the last program */
    int64_t offset;  /* bytes in its area: set by plan_memory */
    int first, last; /* instructions between which it lives: set by plan_memory */
} Buffer;

typedef enum Phase {
    PHASE_IMPORT,
    PHASE_FORWARD,
    PHASE_LOSS,
    PHASE_BACKWARD,
    PHASE_UPDATE,
    PHASE_PACK
} Phase;

/* Of an instruction that may be computed row by row (RowShape of kernels/shapes.h): its first
 * buffer has in_rows rows, its last out_rows; row r of this takes rows r * step + low ... r * step
 * + high of that, those that are there. step 0: it may not. */
typedef struct InstrRows {
    int step, low, high, in_rows, out_rows;
} InstrRows;

/* A value that lies in memory as bfloat16 and that an instruction takes as floats: each range
 * widens its images into scratch before the kernel runs, where it may read them, and rounds them
 * back behind it, where it wrote them. */
typedef struct Narrow {
    Buffer *stored, *floats; /* floats: scratch of the worker, for the images of a range */
    bool read, written;
} Narrow;

typedef struct Instr {
    const Kernel *k;
    double consts[IR_MAX_CONSTS]; /* in the order of the kernel's constants */
    Buffer *buf[IR_MAX_BUFS];     /* in the order of its pointers */
    int ranges;                   /* that the call is cut into for the largest batch; 1: whole */
    int length; /* of a range, in what the kernel's @range counts; the last may be shorter. Where
                   the kernel fixes the number of ranges the last ones may be empty. 0: it has no
                   ranges
                 */
    Node *node; /* on whose behalf; NULL: the plan's */
    Phase phase;
    struct Instr *fused[IR_MAX_FUSED]; /* its epilogue: instructions that run on each of its
                                          finished rows, in order */
    int n_fused;
    bool gone;      /* fused into another */
    bool heard;     /* made code calls the mark after it */
    Narrow *narrow; /* by store_values: of its buffers and those of its epilogue */
    int n_narrow;
    int unit_images, unit_items; /* with n_narrow: each range has whole units, of so many images
                                    and so many of what @range counts */
    int stage, lane; /* see form_stages: neighbours of one number run without a barrier between
                        them. 0: it runs by itself. Of a stage, instructions of one lane run
                        range by range, lanes side by side */
    const struct Access *access; /* of its buffers, n_accesses of them: set by form_stages */
    int n_accesses;
    InstrRows rows;
    double rate;     /* factor on the run's learning rate, for a kernel that takes one */
    int part;        /* of a parameter that trains for epochs of its own: its rate is
                        NetcRun.part_rate[part - 1], and at 0 the instruction does nothing;
                        else 0 */
    bool recomputed; /* a second run of a forward instruction, in the backward pass: see recompute()
                      */
} Instr;

typedef enum ProgramId {
#define PROGRAM(id, ...) PROG_##id,
#include "compiler/ir/programs.def"
#undef PROGRAM
    PROG_COUNT
} ProgramId;

/* When a program runs. */
typedef enum ProgramRole {
    ROLE_CONVERT,  /* whole parameters from area to area; needs no planned memory */
    ROLE_PREPARE,  /* once for new parameters */
    ROLE_INFER,    /* a call of inference */
    ROLE_STEP,     /* part of a training step */
    ROLE_EXCHANGE, /* beside the steps, for a caller who takes or gives values */
    ROLE_PART      /* instructions of another program, run apart; memory as planned for that */
} ProgramRole;

/* When emitted C has a program: with plans that have it, always (even when it is empty), for
 * inference only, where the train section accumulates or averages, or where it has instructions. */
typedef enum ProgramPrinted {
    PRINTED_ALWAYS,
    PRINTED_INFER,
    PRINTED_ACCUMULATE,
    PRINTED_AVERAGE,
    PRINTED_FILLED
} ProgramPrinted;

typedef struct ProgramInfo {
    const char *name;
    unsigned plans; /* 1 << MODE_... of those that have it */
    ProgramRole role;
    ProgramPrinted printed;
    const char *meaning;
} ProgramInfo;
extern const ProgramInfo program_table[PROG_COUNT];

typedef struct Program {
    Instr **code;
    int n, cap;
} Program;

/* Bytes of a number of a kernel; vectors (bias, gamma, ...) are always floats. */
static inline int weights_bytes(int weights) { return number_types[weights].bytes; }

/* Which plan; programs.def says which programs each has. */
typedef enum Mode { MODE_INFER, MODE_TRAIN } Mode;

/* Nodes first ... last, each the only reader of the one before, that run in `turns` turns. */
typedef struct RowChain {
    int first, last, turns;
} RowChain;

typedef struct Target {
    int batch;    /* the largest n */
    bool exact;   /* no Winograd */
    bool dropout; /* false: dropout is the identity (netc grad) */
    bool timed;   /* made code calls a mark after each instruction (netc explain --measure, netc
                     verify) */
    bool shares;  /* a training plan for shares of batches: made code calls a mark after those
                     instructions that are heard */
    const ValueLayout *layout; /* of the values; NULL: layout_blocked */
    const Machine *machine;    /* what the cost model goes by; NULL: machine_default */
    NumberType precision;      /* of a training plan: NUMBER_BF16, or NUMBER_F32 (0); see
                                  compiler/passes/store_values.c */
    int weights;               /* the NumberType in which an inference plan stores kernels: the
                                  FORMAT of kernels/k_prepacked.c */
    /* set by select_algorithms, for Layer.select: */
    bool infer;         /* the choice is for an inference plan: the forward pass alone counts */
    double param_bytes; /* of the whole net, as stored: where its weights lie */
    bool at_once; /* a training plan for whole steps: BACKWARD updates each parameter as soon as
                     its gradient is used; APPLY, GRADS_OUT and GRADS_IN are empty */
    int64_t mem_limit;      /* bytes that the plan may take (plan_bytes); 0: no limit */
    const Quant *quant;     /* an inference plan of 8-bit integers, of values [H][W][C]; NULL: of
                               floats */
    bool learns;            /* an inference plan of values [H][W][C] has LEARN, and what trains in
                               the state; with quant only the nodes that no gradient comes to
                               (target_learning) are of integers */
    bool int8_ends;         /* with quant: x and y are integers, too */
    bool wide;              /* with quant: kernels for processors with wide registers */
    const RowChain *chains; /* set by compile_plan: layers that run by turns */
    int n_chains;
    const bool *lean; /* set by compile_plan: whether the node of this id takes an algorithm whose
                         prepared weights are no larger than the kernel; NULL: none */
} Target;

static inline const ValueLayout *target_layout(const Target *t)
{
    return t->layout ? t->layout : &layout_blocked;
}

/* What a plan that learns does at each node, by its id; all 0 for other plans. */
enum {
    LEARNING_BEHIND = 1, /* a gradient comes there: a weight that trains lies at it or before it */
    LEARNING_ITSELF = 2  /* and that is one of its own */
};
const unsigned char *target_learning(Arena *a, const Graph *g, const Target *t);

/* The chain that the node belongs to; NULL: none. */
static inline const RowChain *target_chain(const Target *t, const Node *n)
{
    for (int i = 0; n && i < t->n_chains; i++)
        if (t->chains[i].first <= n->id && n->id <= t->chains[i].last)
            return &t->chains[i];
    return NULL;
}

/* Of a number of a kernel, under Target.infer. */
static inline int target_weight_bytes(const Target *t)
{
    return weights_bytes(t->infer ? t->weights : NUMBER_F32);
}

/* What a limit of memory made of a training plan: the values that the backward pass computes a
 * second time. */
typedef struct Recompute {
    Buffer **dropped; /* forward values that are not kept */
    int n_dropped;
    int64_t before, least; /* bytes of the plan without a limit; the smallest that was found, when
                              the limit cannot be met, else 0 */
    double flops,
        seconds; /* what the second runs cost in a step of the whole batch; the time is estimated */
    double step_flops, step_seconds; /* of the forward pass by the same estimate; backward takes
                                        about twice that */
} Recompute;

typedef struct Ir {
    Arena *arena;
    const Graph *graph;
    Mode mode;
    Target target;
    Program prog[PROG_COUNT];
    Buffer **bufs;
    int n_bufs, cap_bufs;
    Buffer *x, *labels, *y; /* the programs' ends */
    Buffer *loss; /* another: the mean loss, and the number in `checked` of the first gradient of a
                     pass that no step may take, 0 for none */
    const Param **checked;          /* from 1 on: whose gradients BACKWARD looks at, as they come */
    int64_t area_bytes[AREA_COUNT]; /* set by plan_memory, with one worker's scratch */
    int64_t scratch_bytes;          /* of each worker beyond that: the most of an instruction, */
    int64_t prepare_scratch_bytes;  /* and of one of PREPARE */
    Recompute *recompute;           /* NULL: nothing is computed twice */
    const bool *absorbed; /* by node: whether another node computes it (Absorbed.by) in this plan */
    const char *fault;    /* what verify_ir found; such a plan must not run, and compile_within says
                             so. NULL: nothing */
} Ir;

/* Copies what the plan knows of its model (Buffer.data) to where AREA_MODEL begins. */
void ir_put_data(const Ir *ir, unsigned char *model);
/* Elements and bytes of a buffer for the largest batch, all pieces that the plan has place for
 * together, and the bytes of one piece. */
int64_t buffer_count(const Ir *ir, const Buffer *b);
int64_t buffer_bytes(const Ir *ir, const Buffer *b);
int64_t buffer_piece_bytes(const Buffer *b);
/* How many of what the kernel's @range counts there are for n images; the ranges of the call share
 * them. 1: the call is whole. */
int64_t instr_extent(const Instr *i, int n);
/* How many ranges a call for n images has, and range `range` of them: *begin to *end. */
int instr_ranges(const Instr *i, int n);
void instr_range(const Instr *i, int n, int range, int *begin, int *end);
/* Of an instruction with n_narrow: the images [*first, *past) of the range [begin, end). */
void instr_images(const Instr *i, int n, int begin, int end, int *first, int *past);
/* What the instruction has of a worker's scratch: buffer number `at` from 0 on; NULL behind the
 * last. */
Buffer *instr_scratch_at(const Instr *i, int at);
/* How an instruction, or what is fused into it, reaches a buffer of elements that is not its
 * worker's. */
typedef struct Access {
    Buffer *buf;
    bool writes;
    bool apart;    /* other calls of the kernel on this buffer write other elements */
    int64_t image; /* bytes for each image: a range of whole images touches those of its own images
                      alone; 0: a range may touch any */
} Access;
enum { IR_MAX_ACCESSES = IR_MAX_BUFS * (1 + IR_MAX_FUSED) };
/* Those of it to to[IR_MAX_ACCESSES], and how many they are. */
int instr_accesses(const Ir *ir, const Instr *i, Access *to);
/* How many of what the kernel's @range counts each image has, for a range that counts through the
 * images; 0: it does not. */
int64_t instr_image(const Instr *i);
/* The instructions that a program hands out together with code[i], the first of them: its stage, or
 * it alone; all are neighbours. The number of those; gone ones are not among them. */
int stage_length(const Program *p, int i);
/* Of those, how many from code[i] on are of one lane, and how many ranges a call for n images has
 * of a lane: the most of an instruction. */
int lane_length(const Program *p, int i);
int lane_ranges(const Program *p, int i, int n);
/* How often the program hands out ranges and waits until all are done, for n images. */
int program_barriers(const Program *p, int n);
/* The buffer with which the scratch of an instruction begins, the others close behind it in the
 * order of its pointers, and the bytes of all of it. NULL: none has an element. */
Buffer *instr_scratch(const Ir *ir, const Instr *i, int64_t *bytes);
/* Bytes that a planned Ir keeps in memory: the parameter buffer, model or state, the work area, x,
 * labels, y, loss. The caller's gradient buffer is not counted, nor weights that are read in flash
 * (values [H][W][C]). */
int64_t plan_bytes(const Ir *ir);
/* The instruction of a planned inference plan that needs most of the work area, and how many bytes
 * are in use then; *nodes (unless NULL): how many nodes need as many. NULL: none needs any. */
const Instr *plan_peak(const Ir *ir, int64_t *bytes, int *nodes);

/* Whether lives of buffers in it count: all but conversions and parts of other programs. */
bool program_is_planned(ProgramId p);
/* Whether C made of this plan has a function for it. */
bool program_is_printed(const Ir *ir, ProgramId p);

/* The programs as text, an instruction a line, without those fused away; places only once
 * plan_memory has run. Write errors stay with f. */
void ir_dump(FILE *f, const Ir *ir);

/* ---- for lowerings: layers, losses, optimizers ---- */
typedef struct Lower Lower;

/* One call of a kernel: its constants and buffers in the kernel's order. The build writes a
 * function for each kernel that makes it of named fields (kernel_calls.h). */
typedef struct KernelCall {
    const Kernel *k;
    double consts[IR_MAX_CONSTS];
    Buffer *buf[IR_MAX_BUFS];
} KernelCall;

/* Appends one instruction; lowerings use its typed forms k_NAME of kernel_calls.h. Buffers of
 * scratch and of partial sums are made here, and the instruction is returned so that a following
 * one can read such a buffer: instr->buf[GRADIENT_SQUARES_PARTIAL]. A call that lacks a buffer, or
 * has a constant beyond an int, makes the plan faulty (Ir.fault). */
Instr *ir_emit(Lower *lo, KernelCall call);

/* Of a pass over so many floats that keeps something for each range. */
int ranges_of_floats(int64_t count);

/* What plan is made, and for what; the lowering's. */
Mode lower_mode(const Lower *lo);
Arena *lower_arena(const Lower *lo);
const Target *lower_target(const Lower *lo);
/* By the target's layout: numbers of one sample's value, and of a vector with one number a channel.
 */
int64_t lower_count(const Lower *lo, Shape s);
int64_t lower_lanes(const Lower *lo, int c);
/* True when the node must behave as in training (batch statistics, dropout): training plan and not
 * frozen. */
bool lower_training(const Lower *lo, const Node *n);

Buffer *lower_in(Lower *lo, Node *n, int i); /* value of input i, packed */
/* Whether input i is a value of the plan that n alone reads, so that what n makes may take its
 * memory. */
bool lower_may_replace(Lower *lo, Node *n, int i);
Buffer *lower_out(
    Lower *lo, Node *n); /* the node's value: made on first call, n->out in the target's layout */
void lower_alias(Lower *lo, Node *n,
                 Buffer *value); /* the node's value is this buffer: no instruction, no memory */
/* A buffer that the backward pass of this node will read: made on first call, found again by `key`.
 */
Buffer *lower_saved(Lower *lo, Node *n, const char *key, NumberType, int64_t per_image,
                    int64_t fixed);
/* Any other buffer that belongs to the node, and finding it (or lower_saved's) again; NULL: there
 * is none of this key. */
void lower_remember(Lower *lo, Node *n, const char *key, Buffer *);
Buffer *lower_recall(Lower *lo, Node *n, const char *key);
/* A buffer for this lowering only. */
Buffer *lower_temp(Lower *lo, Node *n, const char *name, NumberType, int64_t per_image,
                   int64_t fixed);

/* The packed parameter: `floats` long, made from the Keras layout by the call `pack` and back by
 * `unpack`, kernels of two buffers (from, to), which are given here. */
Buffer *lower_param(Lower *lo, Node *n, const char *param, int64_t floats, KernelCall pack,
                    KernelCall unpack);
/* The same for an inference plan, where nothing goes back: `bytes` long, in the form that the call
 * `store` makes, of a kernel whose buffers are the Keras layout and the stored bytes. */
Buffer *lower_prepacked(Lower *lo, Node *n, const char *param, int64_t bytes, KernelCall store);
/* A packed kernel as the products of a training plan take it: w, or under Target.precision a
 * rounded copy of it, made here. */
Buffer *lower_product_weights(Lower *lo, Node *n, Buffer *w);
/* A value or its gradient rounded to bfloat16, for products under Target.precision: a copy, made
 * here, which store_values leaves out where the value is stored so. */
Buffer *lower_rounded(Lower *lo, Node *n, Buffer *x);
/* w, or where the train section says `quantize int8` a copy of it that is rounded as 8-bit integers
 * are, for each channel: [outer][blocks][inner][16], outer * inner of them. */
Buffer *lower_fake_weights(Lower *lo, Node *n, Buffer *w, int64_t outer, int64_t inner);
bool lower_rounds(const Lower *lo); /* under Target.precision, in a training plan */
Buffer *lower_vector_param(Lower *lo, Node *n,
                           const char *param); /* a vector of C: [C16] by vector_pack */
/* A vector parameter that a training step moves along (moving statistics): a copy of it for the
 * kernel to change. STATS puts the copy's value into the parameter, so a step that is refused
 * changes nothing. Once for each step. */
Buffer *lower_moving_param(Lower *lo, Node *n, const char *param);
/* The parameter as the caller gives it, in Keras layout: to be read by what prepares an inference
 * plan. */
Buffer *lower_given(Lower *lo, Node *n, const char *param);
/* Numbers that are known: they lie in the model of an inference plan as `data`, the arena's, has
 * them. */
Buffer *lower_data(Lower *lo, Node *n, const char *name, NumberType, int64_t count,
                   const void *data);
/* Makes the plan faulty, with a message for users: this net cannot be computed as it is asked. */
void lower_refuse(Lower *lo, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Something computed from parameters only (transformed weights, folded batchnorm): in an inference
 * plan it is computed by PREPARE and lies in the model; in a training plan it is computed in place,
 * each step. Emit the instructions that fill it between lower_derive and lower_derived. */
Buffer *lower_derive(Lower *lo, Node *n, const char *name, int64_t floats);
void lower_derived(Lower *lo);

/* What a plan that learns (Target.learns) does with the gradients of a weight: as StepRule says,
 * or, where it does not train, nothing. kept: a number beside each weight; NULL: none. */
typedef struct LearnStep {
    bool trains, nesterov;
    int by;
    double share, decay, momentum;
    Buffer *kept;
} LearnStep;
/* That of parameter `param` of n, which lies in w. Where the train section accumulates, the step
 * itself stands in LEARN_SUMS. Once for each parameter. */
LearnStep lower_step(Lower *lo, Node *n, const char *param, Buffer *w);

/* Backward. */
Buffer *lower_grad_out(Lower *lo, Node *n);       /* gradient of the node's value */
bool lower_wants_grad(Lower *lo, Node *n, int i); /* does anything need the gradient of input i? */
Buffer *lower_grad_in(
    Lower *lo, Node *n,
    int i); /* where to write it (write, not add); NULL when not wanted. Call once for each i */
void lower_grad_alias(Lower *lo, Node *n, int i,
                      Buffer *grad); /* the gradient of input i is this buffer as it is */
bool lower_param_trains(Lower *lo, Node *n, const char *param);
Buffer *lower_param_grad(
    Lower *lo, Node *n,
    const char *param); /* where to write it, packed; NULL when it does not train */

/* For the constants of kernels on blocked values: CB. */
static inline int blocks(int c) { return layout_blocks(&layout_blocked, c); }
#endif
