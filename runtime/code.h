/* Code: a plan made runnable by one of the backends. Programs are called with a NetcRun. */
#ifndef NETC_CODE_H
#define NETC_CODE_H
#include "base/err.h"
#include "compiler/ir.h"
#include "runtime/netc.h"

typedef void ProgramFn(NetcRun *run);

typedef struct Code {
    ProgramFn *fn[PROG_COUNT];  /* NULL: the plan has no such program, or the backend interprets */
    void      *handle;          /* of the backend */
    const Ir  *ir;              /* for the reference backend; outlives the code */
    NetcBackend backend;
    const KernelBuild *build;   /* of the reference backend */
} Code;

bool code_make(const Ir *ir, NetcBackend backend, Code *out, Err *err);
void code_free(Code *c);
void code_run(const Code *c, ProgramId p, NetcRun *run);

/* One backend each: jit.c, cc.c. reference.c runs a program directly. */
bool jit_make(const Ir *ir, Code *out, Err *err);
void jit_free(Code *c);
bool cc_make(const Ir *ir, Code *out, Err *err);
void cc_free(Code *c);
void reference_run(const Ir *ir, const KernelBuild *build, ProgramId p, NetcRun *run);
#endif
