/* The emitted C of two plans as a user has it: written to a temporary folder, compiled by the
 * system's compiler, loaded. */
#include "base/child.h"
#include "compiler/emit/emit.h"
#include "runtime/scratch.h"
#include "runtime/verify_net.h"
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const emitted_flags = "-std=c99 -O3 -march=native -fPIC -shared";

bool emitted_compiler(const char **command)
{
    const char *cc = getenv("CC"), *path = getenv("PATH");
    char word[512], file[4600];
    *command = cc && *cc ? cc : "cc";
    snprintf(word, sizeof word, "%.*s", (int)strcspn(*command + strspn(*command, " \t"), " \t"),
             *command + strspn(*command, " \t"));
    if (strchr(word, '/'))
        return access(word, X_OK) == 0;
    for (const char *p = path; p && *p; p += strcspn(p, ":"), p += *p == ':') {
        snprintf(file, sizeof file, "%.*s/%s", (int)strcspn(p, ":"), p, word);
        if (access(file, X_OK) == 0)
            return true;
    }
    return false;
}

static int split_words(char *text, char **argv, int n, int most)
{
    for (char *save, *w = strtok_r(text, " \t", &save); w && n < most;
         w = strtok_r(NULL, " \t", &save))
        argv[n++] = w;
    return n;
}

static bool compile(const Emitted *e, Err *err)
{
    enum { WORDS = 40 };
    char *argv[WORDS + 8], command[1024], flags[200], source[SCRATCH_PATH], object[SCRATCH_PATH];
    const char *cc;
    emitted_compiler(&cc);
    if (snprintf(command, sizeof command, "%s", cc) >= (int)sizeof command)
        return err_set(err, "CC is too long");
    snprintf(flags, sizeof flags, "%s", emitted_flags);
    scratch_path(source, e->folder, "model.c");
    scratch_path(object, e->folder, "model.so");
    int n = split_words(command, argv, 0, WORDS / 2), status;
    n = split_words(flags, argv, n, WORDS);
    argv[n++] = "-o";
    argv[n++] = object;
    argv[n++] = source;
    argv[n++] = "-lm";
    argv[n] = NULL;
    int rc = child_run((const char *const *)argv, NULL, &status);
    if (rc == ECHILD)
        return err_set(err, "%s: %s", cc, err_reason(rc));
    if (rc)
        return err_set(err, "%s: cannot run the C compiler: %s (CC names another)", cc,
                       err_reason(rc));
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
           err_set(err, "%s does not compile the emitted C", cc);
}

typedef void Printer(FILE *, const Ir *, const Ir *, const EmitOptions *);

typedef struct Printing {
    Printer *print;
    const Ir *infer, *train;
    const EmitOptions *o;
} Printing;

static void print_text(FILE *f, const void *arg)
{
    const Printing *p = arg;
    p->print(f, p->infer, p->train, p->o);
}

static bool write_text(const Emitted *e, const char *name, Printer *print, const Ir *infer,
                       const Ir *train, const EmitOptions *o, Err *err)
{
    return scratch_write(e->folder, name, infer->arena, print_text,
                         &(Printing){print, infer, train, o}, err);
}

/* As `netc FILE.net -o model.c` has it: without the programs that are parts of others. */
static Ir plain(const Ir *ir)
{
    Ir copy = *ir;
    for (int p = 0; p < PROG_COUNT; p++)
        if (program_table[p].role == ROLE_PART)
            copy.prog[p].n = 0;
    return copy;
}

static void mcu_c(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    (void)train;
    emit_mcu_c(f, infer, o);
}

static void mcu_h(FILE *f, const Ir *infer, const Ir *train, const EmitOptions *o)
{
    (void)train;
    emit_mcu_h(f, infer, o);
}

bool emitted_open(Emitted *e, const Ir *infer_plan, const Ir *train_plan, Err *err)
{
    const Ir both[] = {plain(infer_plan), plain(train_plan ? train_plan : infer_plan)},
             *infer = &both[0], *train = train_plan ? &both[1] : NULL;
    const EmitOptions o = {.prefix = infer->graph->name,
                           .command = "netc verify",
                           .version = "verify",
                           .header = "model.h"};
    *e = (Emitted){0};
    if (!scratch_folder(e->folder, "verify", err))
        return false;
    bool mcu = target_layout(&infer->target) == &layout_hwc;
    bool ok = write_text(e, "model.c", mcu ? mcu_c : emit_standalone_c, infer, train, &o, err) &&
              write_text(e, "model.h", mcu ? mcu_h : emit_standalone_h, infer, train, &o, err) &&
              compile(e, err);
    if (ok) {
        char object[SCRATCH_PATH];
        scratch_path(object, e->folder, "model.so");
        e->handle = dlopen(object, RTLD_NOW | RTLD_LOCAL);
        ok = e->handle || err_set(err, "%s", err_dl_reason());
    }
    if (ok) {
        char name[300];
        snprintf(name, sizeof name, "%s_mark", infer->graph->name);
        void (**mark)(const NetcRun *, int,
                      int) = (void (**)(const NetcRun *, int, int))dlsym(e->handle, name);
        ok = mark || err_set(err, "the emitted C has no %s", name);
        if (ok)
            *mark = lockstep_mark;
    }
    if (!ok)
        emitted_close(e);
    return ok;
}

void emitted_close(Emitted *e)
{
    static const char *const files[] = {"model.c", "model.h", "model.so", NULL};
    if (e->handle)
        dlclose(e->handle);
    scratch_remove(e->folder, files);
    *e = (Emitted){0};
}

void *emitted_symbol(const Emitted *e, const char *name) { return dlsym(e->handle, name); }
