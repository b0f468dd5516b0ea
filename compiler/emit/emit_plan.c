/* One plan as C for the JIT, which binds the runtime's micro-kernels, or for the system's compiler,
 * whose text has them. */
#include "compiler/emit/emit_impl.h"

void emit_plan(FILE *f, const Ir *ir, EmitFlavour flavour)
{
    const char *words[4] = {"pool"};
    int n = 1;
    if (ir->target.timed || ir->target.shares)
        words[n++] = "timed";
    if (ir->target.precision)
        words[n++] = "narrow";
    EmitNames names = emit_names(ir->arena, "net", false);
    names.when = emit_when(ir->arena, &ir, 1);
    if (flavour == EMIT_JIT) {
        emit_support(f, "jit_types.h", words, &names);
        emit_protos(f, ir, &names);
    } else {
        emit_micro(f, ir->arena, &ir, 1, &names);
    }
    emit_support(f, "run_types.h", words, &names);
    EmitPlan plan = {.ir = ir, .names = &names, .taken = emit_taken(ir->arena, ir)};
    emit_find_tables(ir->arena, &plan);
    emit_offsets(f, ir->arena, &plan, 1, &names);
    emit_bodies(f, ir->arena, &plan, 1);
    emit_programs(f, &plan, flavour);
}
