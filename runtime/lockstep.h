/* Lockstep: two runs of one plan side by side, a backend's and the reference's, compared after each
 * instruction. Both then go on from the reference's values, so that a deviation is seen where it
 * arises and nowhere else. */
#ifndef NETC_LOCKSTEP_H
#define NETC_LOCKSTEP_H
#include "base/arena.h"
#include "compiler/ir/ir.h"
#include "kernels/run.h"

typedef enum VerifyBackend { VERIFY_JIT, VERIFY_CC, VERIFY_EMITTED, VERIFY_BACKENDS } VerifyBackend;
typedef enum VerifyPass { VERIFY_FORWARD, VERIFY_BACKWARD, VERIFY_STEP, VERIFY_PASSES } VerifyPass;
extern const char *const verify_backend_name[VERIFY_BACKENDS],
    *const verify_pass_name[VERIFY_PASSES];

/* The largest difference of what an instruction writes, in units in the last place of the largest
 * number of the same buffer, and what is allowed: 0 for the JIT, else verify_growth times the
 * effect of moving each operand by one place. */
typedef struct VerifyCell {
    bool seen, bad;
    double units,
        allowed;        /* of the instruction that comes nearest to its bound or exceeds it most */
    const char *kernel; /* its kernel */
} VerifyCell;
extern const double verify_growth;

/* The loss's difference quotient along the gradient of each of the layer's parameters, against the
 * gradient's length. */
typedef struct VerifySlope {
    bool seen, bad;
    double deviation;
    const char *param;
} VerifySlope;

typedef struct VerifyLayer {
    VerifyCell cell[VERIFY_BACKENDS][VERIFY_PASSES];
    VerifySlope slope;
} VerifyLayer;

typedef struct VerifyReport {
    VerifyLayer *layer; /* by node id; the last for what belongs to no layer */
    int n;              /* nodes + 1 */
    bool ran[VERIFY_BACKENDS];
    const char *why_not[VERIFY_BACKENDS]; /* a backend that did not run */
    int64_t instructions, values;         /* compared, of all backends */
    int bad;                              /* deviations */
    const char *first;                    /* the first, as a sentence; NULL: none */
    const Node *first_node;
    bool trained; /* backward pass and step too */
    double loss;
} VerifyReport;

/* For tests: what the backend writes at instructions of `kernel` is changed by a thousandth before
 * it is compared; the kernel `slope`: gradients count as a tenth longer than they are. */
typedef struct VerifyFault {
    VerifyBackend backend;
    const char *kernel;
} VerifyFault;

typedef struct Lockstep Lockstep;
/* In the arena. infer and train (NULL: none) are timed plans of one graph. */
Lockstep *lockstep_new(Arena *a, const Ir *infer, const Ir *train, VerifyReport *report,
                       const VerifyFault *fault);
/* From now on until the next call this thread's lockstep_mark belongs to it (NULL: to none) and
 * runs the backend. */
void lockstep_enter(Lockstep *l, VerifyBackend b);
/* What made code calls at the start of a program (instr -1) and after each instruction. Only the
 * fields of `run` up to base are read. */
void lockstep_mark(const NetcRun *run, int program, int instr);
#endif
