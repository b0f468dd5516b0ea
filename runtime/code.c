/* Picks the backend that makes a plan runnable. */
#include "runtime/code.h"

typedef struct Making {
    const Ir *ir;
    NetcBackend backend;
    Code *out;
    Err *err;
} Making;

static bool make(void *arg)
{
    const Making *m = arg;
    switch (m->backend) {
    case NETC_JIT: return jit_make(m->ir, m->out, m->err);
    case NETC_CC: return cc_make(m->ir, m->out, m->err);
    case NETC_REFERENCE: return true;
    }
    return err_set(m->err, "unknown backend");
}

/* Under arena_try: its text is made in the plan's arena, maybe long after the plan. */
bool code_make(const Ir *ir, NetcBackend backend, MarkFn *mark, Code *out, Err *err)
{
    *out = (Code){.ir = ir,
                  .backend = backend,
                  .build = kernel_build_best(),
                  .mark = ir->target.timed || ir->target.shares ? mark : NULL};
    return arena_try(ir->arena, make, &(Making){ir, backend, out, err}, err);
}

void code_free(Code *c)
{
    if (c->backend == NETC_JIT)
        jit_free(c);
    else if (c->backend == NETC_CC)
        cc_free(c);
    *c = (Code){0};
}

void code_run(const Code *c, ProgramId p, NetcRun *run)
{
    if (c->backend == NETC_REFERENCE)
        reference_run(c->ir, c->build, c->mark, p, run);
    else if (c->fn[p])
        c->fn[p](run);
}
