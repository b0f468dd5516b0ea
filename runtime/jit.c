/* The JIT: the plan's C text through libtcc, in memory. libtcc sees no header and no
 * library: everything outside the text is bound here, the micro-kernels to the build for
 * this processor. The only user of libtcc; one compile at a time, since libtcc keeps
 * global state. */
#include "runtime/code.h"
#include "base/number.h"
#include "compiler/emit.h"
#include "compiler/passes.h"
#include <libtcc.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t tcc_lock = PTHREAD_MUTEX_INITIALIZER;

static void take_message(void *opaque, const char *msg)
{
    Err *err = opaque;
    if (!err->text[0])
        err_set(err, "libtcc: %s", msg);
}

/* What libtcc calls for conversions of unsigned 64-bit numbers; its own library is not linked. */
static double u64_to_double(uint64_t v) { return (double)v; }
static float u64_to_float(uint64_t v) { return (float)v; }
static uint64_t double_to_u64(double v) { return (uint64_t)v; }
static uint64_t float_to_u64(float v) { return (uint64_t)v; }

static void bind_libc(TCCState *s)
{
    static const struct { const char *name; void *fn; } table[] = {
        {"__floatundidf", (void *)(uintptr_t)u64_to_double}, {"__floatundisf", (void *)(uintptr_t)u64_to_float},
        {"__fixunsdfdi", (void *)(uintptr_t)double_to_u64}, {"__fixunssfdi", (void *)(uintptr_t)float_to_u64},
        {"memset", (void *)(uintptr_t)memset}, {"memcpy", (void *)(uintptr_t)memcpy}, {"memmove", (void *)(uintptr_t)memmove},
        {"pow", (void *)(uintptr_t)(double (*)(double, double))pow}, {"exp", (void *)(uintptr_t)(double (*)(double))exp}, {"log", (void *)(uintptr_t)(double (*)(double))log},
        {"log1p", (void *)(uintptr_t)(double (*)(double))log1p}, {"sqrt", (void *)(uintptr_t)(double (*)(double))sqrt}, {"fabs", (void *)(uintptr_t)(double (*)(double))fabs},
        {"floor", (void *)(uintptr_t)(double (*)(double))floor}, {"powf", (void *)(uintptr_t)powf}, {"expf", (void *)(uintptr_t)expf}, {"logf", (void *)(uintptr_t)logf},
        {"log1pf", (void *)(uintptr_t)log1pf}, {"sqrtf", (void *)(uintptr_t)sqrtf}, {"fabsf", (void *)(uintptr_t)fabsf}, {"tanhf", (void *)(uintptr_t)tanhf}, {"erff", (void *)(uintptr_t)erff},
        {"floorf", (void *)(uintptr_t)floorf}, {"fmaxf", (void *)(uintptr_t)fmaxf}, {"fminf", (void *)(uintptr_t)fminf}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        tcc_add_symbol(s, table[i].name, table[i].fn);
    const KernelBuild *build = kernel_build_best();
    for (int m = 0; m < micro_count; m++)
        if (build->micro[m])
            tcc_add_symbol(s, micro_table[m].name, build->micro[m]);
}

static bool compile_text(const char *text, Code *out, Err *err)
{
    Err first = {{0}};
    TCCState *s = tcc_new();
    if (!s)
        return err_set(err, "out of memory (libtcc)");
    tcc_set_error_func(s, &first, take_message);
    tcc_set_options(s, "-nostdlib -nostdinc");
    tcc_set_output_type(s, TCC_OUTPUT_MEMORY);
    bind_libc(s);
    if (tcc_compile_string(s, text) || tcc_relocate(s, TCC_RELOCATE_AUTO)) {
        tcc_delete(s);
        return err_set(err, "the plan does not compile: %s", first.text);
    }
    out->handle = s;
    for (int p = 0; p < PROG_COUNT; p++) {
        char name[64];
        snprintf(name, sizeof name, "net_run_%s", program_name((ProgramId)p));
        void *fn = tcc_get_symbol(s, name);
        memcpy(&out->fn[p], &fn, sizeof fn);
    }
    void *mark = tcc_get_symbol(s, "net_mark");
    if (mark)
        memcpy(mark, &out->mark, sizeof out->mark);
    return true;
}

bool jit_make(const Ir *ir, Code *out, Err *err)
{
    size_t n;
    FILE *f;
    ArenaText *t = arena_text_open(ir->arena, &f);
    emit_plan(f, ir, EMIT_JIT);
    const char *text = arena_text(t, &n);
    const char *keep = getenv("NETC_KEEP_JIT");     /* for debugging: where to write the text */
    FILE *k = keep ? fopen(keep, "w") : NULL;
    if (k) {
        fwrite(text, 1, n, k);
        fclose(k);
    }
    pthread_mutex_lock(&tcc_lock);
    CLocale host = c_locale_enter();        /* libtcc reads constants by strtod */
    bool ok = compile_text(text, out, err);
    c_locale_leave(host);
    pthread_mutex_unlock(&tcc_lock);
    return ok;
}

void jit_free(Code *c)
{
    if (c->handle)
        tcc_delete(c->handle);
}
