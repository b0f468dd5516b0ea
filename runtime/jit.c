/* The JIT: the plan's C text through libtcc, in memory. libtcc sees no header and no
 * library: everything outside the text is bound here, the micro-kernels to the build for
 * this processor. The only user of libtcc; one compile at a time, since libtcc keeps
 * global state. */
#include "runtime/code.h"
#include "base/fileio.h"
#include "base/number.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/ir.h"
#include "runtime/tcc_host.h"
#include <errno.h>
#include <libtcc.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

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

/* ORDER JIT-FUNCTIONS: what compiler/emit/text/jit_types.h declares, and no more. */
static void bind_libc(TCCState *s)
{
    static const struct {
        const char *name;
        void *fn;
    } table[] = {{"__floatundidf", (void *)(uintptr_t)u64_to_double},
                 {"__floatundisf", (void *)(uintptr_t)u64_to_float},
                 {"__fixunsdfdi", (void *)(uintptr_t)double_to_u64},
                 {"__fixunssfdi", (void *)(uintptr_t)float_to_u64},
                 {"memset", (void *)(uintptr_t)memset},
                 {"memcpy", (void *)(uintptr_t)memcpy},
                 {"memmove", (void *)(uintptr_t)memmove},
                 {"pow", (void *)(uintptr_t)(double (*)(double, double))pow},
                 {"exp", (void *)(uintptr_t)(double (*)(double))exp},
                 {"log", (void *)(uintptr_t)(double (*)(double))log},
                 {"log1p", (void *)(uintptr_t)(double (*)(double))log1p},
                 {"sqrt", (void *)(uintptr_t)(double (*)(double))sqrt},
                 {"fabs", (void *)(uintptr_t)(double (*)(double))fabs},
                 {"floor", (void *)(uintptr_t)(double (*)(double))floor},
                 {"powf", (void *)(uintptr_t)powf},
                 {"expf", (void *)(uintptr_t)expf},
                 {"logf", (void *)(uintptr_t)logf},
                 {"log1pf", (void *)(uintptr_t)log1pf},
                 {"sqrtf", (void *)(uintptr_t)sqrtf},
                 {"fabsf", (void *)(uintptr_t)fabsf},
                 {"tanhf", (void *)(uintptr_t)tanhf},
                 {"erff", (void *)(uintptr_t)erff},
                 {"floorf", (void *)(uintptr_t)floorf},
                 {"fmaxf", (void *)(uintptr_t)fmaxf},
                 {"fminf", (void *)(uintptr_t)fminf}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        tcc_add_symbol(s, table[i].name, table[i].fn);
    const KernelBuild *build = kernel_build_best();
    for (int m = 0; m < micro_count; m++)
        if (build->micro[m])
            tcc_add_symbol(s, micro_table[m].name, build->micro[m]);
}

/* Where the code lies: written first, then made executable, never both at once. */
typedef struct CodeMemory {
    size_t bytes;
    void *at;
} CodeMemory;

typedef struct Compiling {
    const char *text;
    Code *out;
    CodeMemory *memory;
    Err first; /* libtcc's first message */
    bool ok;
} Compiling;

static bool relocate(TCCState *s, Compiling *c)
{
    int bytes = tcc_relocate(s, NULL);
    if (bytes <= 0)
        return false;
    void *at = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                    0);
    if (at == MAP_FAILED)
        return err_set(&c->first, "out of memory (%d bytes of code)", bytes);
    *c->memory = (CodeMemory){(size_t)bytes, at};
    return tcc_relocate(s, at) == 0;
}

static void find_programs(TCCState *s, Code *out)
{
    for (int p = 0; p < PROG_COUNT; p++) {
        char name[64];
        snprintf(name, sizeof name, "net_run_%s", program_table[p].name);
        void *fn = tcc_get_symbol(s, name);
        memcpy(&out->fn[p], &fn, sizeof fn);
    }
    void *mark = tcc_get_symbol(s, "net_mark");
    if (mark)
        memcpy(mark, &out->mark, sizeof out->mark);
}

static void compile_text(void *arg)
{
    Compiling *c = arg;
    TCCState *s = tcc_new();
    if (!s)
        return;
    tcc_set_error_func(s, &c->first, take_message);
    tcc_set_options(s, "-nostdlib -nostdinc");
    tcc_set_output_type(s, TCC_OUTPUT_MEMORY);
    bind_libc(s);
    c->ok = !tcc_compile_string(s, c->text) && relocate(s, c);
    if (c->ok)
        find_programs(s, c->out);
    tcc_delete(s);
}

static bool compile_locked(const char *text, Code *out, Err *err)
{
    Compiling c = {.text = text, .out = out, .memory = out->handle};
    pthread_mutex_lock(&tcc_lock);
    CLocale host = c_locale_enter(); /* libtcc reads constants by strtod */
    bool whole = tcc_host_try(compile_text, &c, strlen(text));
    c_locale_leave(host);
    pthread_mutex_unlock(&tcc_lock);
    if (!whole || !c.first.text[0] || strstr(c.first.text, "memory full"))
        return (whole && c.ok) || err_set(err, "out of memory (libtcc)");
    return c.ok ||
           err_set(err,
                   strstr(c.first.text, "out of memory") ? "%s" : "the plan does not compile: %s",
                   c.first.text);
}

bool jit_make(const Ir *ir, Code *out, Err *err)
{
    size_t n;
    FILE *f;
    ArenaText *t = arena_text_open(ir->arena, &f);
    emit_plan(f, ir, EMIT_JIT);
    const char *text = arena_text(t, &n);
    const char *keep = getenv("NETC_KEEP_JIT"); /* for debugging: where to write the text */
    if (keep && *keep && !file_write(keep, text, n, err))
        return err_set(err, "%s (NETC_KEEP_JIT names this file)",
                       arena_strdup(ir->arena, err->text));
    CodeMemory *m = calloc(1, sizeof *m);
    out->handle = m;
    if (!m || !compile_locked(text, out, err))
        return m ? false : err_set(err, "out of memory (the code)");
    if (mprotect(m->at, m->bytes, PROT_READ | PROT_EXEC))
        return err_set(err,
                       "the system lets no memory be run as code: %s (--backend=cc and "
                       "--backend=reference need none)",
                       err_reason(errno));
    return true;
}

void jit_free(Code *c)
{
    CodeMemory *m = c->handle;
    if (m && m->at)
        munmap(m->at, m->bytes);
    free(m);
}
