/* The passes between the shaped graph and the plan; compile.c calls them in this order. */
#ifndef NETC_PASSES_H
#define NETC_PASSES_H
#include "base/diag.h"
#include "base/err.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/layer.h"

/* Sets what Layer.select and Layer.work want to know of the plan. */
void target_for_costs(Target *t, const Graph *g, Mode mode);
/* requires: shapes; leaves: Node.algo of every kind with several algorithms */
void select_algorithms(Graph *g, Mode mode, const Target *t);
/* requires: Node.algo; leaves: Node.absorbed: which node computes which neighbour */
void absorb(Arena *a, Graph *g, Mode mode, const Target *t);
/* requires: shapes, and what absorb decides for values [H][W][C]; leaves: for `quantize int8` a
 * node behind each value that 8-bit integers store with a scale of its own, without shapes yet.
 * False: a kind has no such integers, which *diag says */
bool add_ranges(Graph *g, Diag *diag);
/* What it decided, a line each. Write errors stay with f. */
void absorb_dump(FILE *f, const Graph *g);
/* requires: graph with algorithms and absorptions, every kind compiles; leaves: INIT and, by mode,
 * PREPARE and INFER, or FORWARD and STATS with PACK and UNPACK of the parameters read so far */
Lower *lower(Arena *a, const Graph *g, Mode mode, const Target *t);
/* requires: the forward pass of a training plan; leaves: BACKWARD, GRADS_* */
void differentiate(Lower *lo);
/* requires: BACKWARD; leaves: in it, behind the last instruction that writes a parameter's
 * gradient, one that looks whether a step may take it, and Ir.checked */
void check_gradients(Lower *lo);
/* requires: the gradients; leaves: APPLY, ADD, MEAN, AVERAGE, and PACK and UNPACK of every
 * parameter */
void add_updates(Lower *lo);
/* requires: a lowered inference plan with Target.learns; leaves: LEARN, or a fault that says what
 * it cannot train */
void learn(Lower *lo);
/* The programs of the five passes above, in the arena; complete once they have run. */
Ir *lower_ir(const Lower *lo);
/* requires: lowered programs; leaves: pointwise instructions, and sums of rows, in the
 * epilogues of their producers (Instr.fused, Instr.gone) */
void fuse(Ir *ir);
typedef struct FuseRows {
    int64_t step, after, times;
} FuseRows;
/* How the rows that a kernel hands to its epilogue lie in a map of `pixels`: row t begins at
 * pixel t * step - after (the first at 0), and the last of `times` ends with the map. times 0: it
 * is not stated, or a row would be empty, as where a map is lower than the padding. */
FuseRows fuse_rows(const Instr *prod, int64_t pixels);
/* requires: fused programs; leaves: with Target.precision values and their gradients in bfloat16
 * (Buffer.elem), the ranges that widen and round them (Instr.narrow), and around an instruction
 * whose ranges go across images a copy in floats */
void store_values(Ir *ir);
/* requires: fused programs of a plan with Target.at_once; leaves: the updates in the backward pass,
 * each as early as it may run; or, where another program needs the gradients, all as it was and
 * Target.at_once off */
void update_at_once(Ir *ir);
/* requires: fused programs; leaves: under Target.mem_limit, forward instructions repeated in the
 * backward pass so that the plan fits, and Ir.recompute */
void recompute(Ir *ir);
/* requires: fused programs; leaves: the layers of Target.chains in turns, on few rows at a time */
void by_rows(Ir *ir);
/* Whether b reads row by row what a makes, and nothing else does: they can be neighbours in a
 * chain. */
bool rows_follow(const Ir *ir, const Instr *a, const Instr *b);
/* requires: fused programs in their final order but for this; leaves: the instructions of INFER,
 * FORWARD and BACKWARD in stages (Instr.stage, lane), those of a stage side by side, and chains cut
 * by images; or, where the plan would be larger by more than 3 % or than Target.mem_limit,
 * as they were */
void form_stages(Ir *ir);
/* requires: fused programs of a plan with Target.shares; leaves: Instr.heard of each instruction of
 * BACKWARD that is the last to write a parameter's gradient */
void hear_gradients(Ir *ir);
/* The place in program p of the last instruction that writes to b; -1: none. */
int last_writer(const Ir *ir, ProgramId p, const Buffer *b);
/* requires: fused programs; leaves: Buffer.offset, first, last, and Ir.area_bytes */
void plan_memory(Ir *ir);
/* Bytes of the work area in use at each instruction (*n of them), in the arena; sets lives, not
 * addresses. *root, unless root is NULL: of each buffer by its id one whose memory it takes over,
 * itself for none. */
int64_t *plan_live(Ir *ir, int *n, Buffer ***root);
/* What every pass relies on: buffer sizes against the kernels' @size, values written before they
 * are read, and the sums made in epilogues: every pixel in one of them, every one in its slot, and
 * readers that know how many there are. False and the instruction in *err: an error of a pass or of
 * a lowering, never of the user's file. */
bool verify_ir(const Ir *ir, Err *err);
/* The same of a plan with addresses: in a stage nothing reaches memory that another lane, or
 * another range of its own, writes. */
bool verify_stages(const Ir *ir, Err *err);
#endif
