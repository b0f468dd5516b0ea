/* Code: a plan made runnable by one of the backends. Programs are called with a NetcRun. */
#ifndef NETC_CODE_H
#define NETC_CODE_H
#include "base/err.h"
#include "compiler/ir/ir.h"
#include "runtime/netc.h"

typedef void ProgramFn(NetcRun *run);
/* Called by a plan of Target.timed at the start of a program (instr -1) and after each of its
 * instructions; of Target.shares, after those at least that are heard. */
typedef void MarkFn(const NetcRun *run, int program, int instr);

typedef struct Code {
    ProgramFn *fn[PROG_COUNT]; /* NULL: the plan has no such program, or the backend interprets */
    void *handle;              /* of the backend */
    const Ir *ir;              /* for the reference backend; outlives the code */
    NetcBackend backend;
    const KernelBuild *build; /* of the reference backend */
    MarkFn *mark;             /* NULL: the plan calls none */
} Code;

/* Makes a plan that has addresses runnable, to *out, for code_free. ir must outlive it; mark is
 * called only for a plan that is timed, or of shares. False: no memory, or no compiler for NETC_CC.
 */
bool code_make(const Ir *ir, NetcBackend backend, MarkFn *mark, Code *out, Err *err);
void code_free(Code *c); /* twice is fine, and so is one that code_make did not fill */
/* Runs a program on run->base, for run->n <= Target.batch images; one that the plan lacks does
 * nothing. Kernels do not fail. */
void code_run(const Code *c, ProgramId p, NetcRun *run);

/* One backend each: jit.c, cc.c. reference_backend.c runs a program directly. */
bool jit_make(const Ir *ir, Code *out, Err *err);
void jit_free(Code *c);
bool cc_make(const Ir *ir, Code *out, Err *err);
void cc_free(Code *c);
/* One instruction, with what is fused into it; a program. */
void reference_instr(const Instr *in, const KernelBuild *build, NetcRun *run);
/* Range `range` of an instruction of a chain that is cut by images, with its fused ones. */
void reference_images(const Instr *in, const KernelBuild *build, NetcRun *run, int range);
void reference_run(const Ir *ir, const KernelBuild *build, MarkFn *mark, ProgramId p, NetcRun *run);
#endif
