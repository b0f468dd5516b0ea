/* One plan as C for the JIT, which binds the runtime's micro-kernels, or for the system's compiler,
 * whose text has them. */
#include "compiler/emit/emit_impl.h"
#include <string.h>

static const char jit_prelude[] =
    "typedef signed char int8_t; typedef unsigned char uint8_t; typedef int int32_t; typedef "
    "unsigned int uint32_t;\n"
    "typedef long long int64_t; typedef unsigned long long uint64_t; typedef long ptrdiff_t; "
    "typedef unsigned long size_t;\n"
    "#define NETC_RESTRICT restrict\n#define NETC_WROTE() ((void)0)\n#define NULL ((void *)0)\n"
    "void *memset(void *, int, size_t); void *memcpy(void *, const void *, size_t); void "
    "*memmove(void *, const void *, size_t);\n"
    "double pow(double, double); double exp(double); double log(double); double log1p(double); "
    "double sqrt(double); double fabs(double); double floor(double);\n"
    "float powf(float, float); float expf(float); float logf(float); float log1pf(float); float "
    "sqrtf(float); float fabsf(float);\n"
    "float tanhf(float); float erff(float); float floorf(float); float fmaxf(float, float); float "
    "fminf(float, float);\n"
    "#define INFINITY (1e39f)\n";

static const char run_struct[] = "enum { NET_AREA_X, NET_AREA_LABEL, NET_AREA_Y, NET_AREA_PARAMS, "
                                 "NET_AREA_MODEL, "
                                 "NET_AREA_STATE, NET_AREA_WORK, NET_AREA_GRADS, NET_AREA_LOSS };\n"
                                 "typedef struct net_run {\n    int n;\n    float rate;\n    "
                                 "uint64_t seed, step;\n    unsigned "
                                 "char *base[9];\n"
                                 "    void (*parallel_for)(const struct net_run *run, void "
                                 "(*task)(void *run, int part), int "
                                 "count);\n} net_run;\n"
                                 "#define NET_PARALLEL_FOR(task, run, count) "
                                 "(run)->parallel_for(run, task, count)\n\n"; /* RUN-LAYOUT
                                                                               */

void emit_plan(FILE *f, const Ir *ir, EmitFlavour flavour)
{
    EmitNames names = emit_names(ir->arena, NULL);
    if (flavour == EMIT_JIT) {
        fputs(jit_prelude, f);
        for (int m = 0; m < micro_count; m++)
            if (strncmp(micro_table[m].name, "v8", 2) && !strstr(micro_table[m].proto, "v8 ") &&
                !strstr(micro_table[m].proto, "v8w "))
                fprintf(f, "%s\n", micro_table[m].proto);
    } else {
        emit_micro(f, ir->arena, &ir, 1, &names);
    }
    fputs(run_struct, f);
    if (ir->target.timed)
        fputs("void (*net_mark)(const net_run *run, int program, int instr);\n\n", f);
    FILE *m;
    ArenaText *t = arena_text_open(ir->arena, &m);
    emit_programs(m, ir, flavour, "net");
    emit_lines(f, arena_text(t, NULL), false, "");
}
