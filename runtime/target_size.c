/* See target_size.h. The sizes are those of the object file's sections, the frames those that GCC
 * writes beside it (-fstack-usage). */
#include "runtime/target_size.h"
#include "base/child.h"
#include "base/fileio.h"
#include "compiler/emit/emit.h"
#include "runtime/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
const char *const target_compiler = "arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb";

typedef struct Job {
    const Ir *ir;
    const char *command, *prefix;
    TargetSize *size;
    Err *err;
    char folder[SCRATCH_PATH];
} Job;

static const char *path_of(const Job *j, const char *name)
{
    return arena_printf(j->ir->arena, "%s/%s", j->folder, name);
}

/* ---- running the compiler ---- */

enum { WORDS = 40 };

/* Whether the command's program is there. */
static bool has_program(const Job *j)
{
    Arena *a = j->ir->arena;
    const char *word = j->command + strspn(j->command, " \t"), *path = getenv("PATH");
    int n = (int)strcspn(word, " \t");
    if (memchr(word, '/', (size_t)n))
        return access(arena_printf(a, "%.*s", n, word), X_OK) == 0;
    for (const char *p = path; p && *p; p += strcspn(p, ":"), p += *p == ':')
        if (access(arena_printf(a, "%.*s/%.*s", (int)strcspn(p, ":"), p, n, word), X_OK) == 0)
            return true;
    return false;
}

/* The command with more words behind it; what it says goes to /dev/null when it is quiet. *good:
 * it succeeded. False: it could not be run. */
static bool run(const Job *j, const char *const *more, bool quiet, bool *good)
{
    char *argv[2 * WORDS], *save, *text = arena_strdup(j->ir->arena, j->command);
    int n = 0, status = 1;
    for (char *w = strtok_r(text, " \t", &save); w && n < WORDS; w = strtok_r(NULL, " \t", &save))
        argv[n++] = w;
    for (; *more; more++)
        argv[n++] = (char *)(uintptr_t)*more;
    argv[n] = NULL;
    posix_spawn_file_actions_t to;
    int why = posix_spawn_file_actions_init(&to);
    if (!why) {
        if (quiet)
            why = posix_spawn_file_actions_addopen(&to, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        if (!why)
            why = child_run((const char *const *)argv, &to, &status);
        posix_spawn_file_actions_destroy(&to);
    }
    *good = !why && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return !why || err_set(j->err, "cannot run %s: %s", argv[0], err_reason(why));
}

/* ---- sections of an ELF file ---- */

typedef struct Elf {
    const unsigned char *at;
    size_t n;
    bool wide;
} Elf;

static uint64_t number(const Elf *e, uint64_t at, int bytes)
{
    uint64_t v = 0;
    for (int i = bytes - 1; i >= 0 && at + (uint64_t)bytes <= e->n; i--)
        v = v << 8 | e->at[at + (uint64_t)i];
    return v;
}

/* Bytes of the sections that lie in flash: loaded, not writable. -1: no little-endian ELF file. */
static int64_t flash_bytes(const char *path, Err *err)
{
    enum { WRITE = 1, ALLOC = 2 };
    unsigned char *bytes;
    size_t n;
    if (!file_read(path, 0, &bytes, &n, err))
        return -1;
    Elf e = {bytes, n, n > 4 && bytes[4] == 2};
    int64_t sum = -1;
    if (n >= 64 && !memcmp(bytes, "\177ELF", 4) && bytes[5] == 1) {
        uint64_t table = e.wide ? number(&e, 40, 8) : number(&e, 32, 4),
                 size = number(&e, e.wide ? 58 : 46, 2), count = number(&e, e.wide ? 60 : 48, 2);
        sum = 0;
        for (uint64_t i = 0; i < count; i++) {
            uint64_t s = table + i * size, flags = number(&e, s + 8, e.wide ? 8 : 4);
            if (flags & ALLOC && !(flags & WRITE))
                sum += (int64_t)(e.wide ? number(&e, s + 32, 8) : number(&e, s + 20, 4));
        }
    }
    free(bytes);
    if (sum < 0)
        err_set(err, "the compiler's object is no little-endian ELF file");
    return sum;
}

/* ---- frames ---- */

/* The n largest, the largest first. */
static void keep_largest(int64_t *largest, int n, int64_t bytes)
{
    for (int i = 0; i < n; i++)
        if (bytes > largest[i]) {
            int64_t less = largest[i];
            largest[i] = bytes;
            bytes = less;
        }
}

/* The entry's frame, the largest of a kernel, and the largest of a micro-kernel below it: no deeper
 * chain is there; those of integers call two more below one another. Lines are
 * "model.c:12:13:net_conv<tab>104<tab>static". */
static bool stack_bytes(const Job *j, int64_t *bytes, Err *err)
{
    unsigned char *text;
    size_t n;
    *bytes = -1; /* a compiler that writes no such file */
    if (access(path_of(j, "model.su"), F_OK))
        return true;
    if (!file_read(path_of(j, "model.su"), 0, &text, &n, err))
        return false;
    arena_own(j->ir->arena, text, free);
    const char *entry = arena_printf(j->ir->arena, "%s_infer", j->prefix),
               *micro = arena_printf(j->ir->arena, "%s_mk_", j->prefix);
    int64_t infer = 0, kernels = 0, below[3] = {0, 0, 0};
    const int deep = j->ir->target.quant ? 3 : 1;
    char *copy = arena_printf(j->ir->arena, "%.*s", (int)n, (const char *)text), *save;
    for (char *l = strtok_r(copy, "\n", &save); l; l = strtok_r(NULL, "\n", &save)) {
        char *tab = strchr(l, '\t');
        if (!tab)
            return true;
        int64_t frame = strtoll(tab, NULL, 10);
        *tab = 0;
        const char *name = strrchr(l, ':') ? strrchr(l, ':') + 1 : l;
        if (!strncmp(name, micro, strlen(micro))) {
            keep_largest(below, deep, frame);
            continue;
        }
        int64_t *most = !strcmp(name, entry) ? &infer : &kernels;
        *most = frame > *most ? frame : *most;
    }
    *bytes = infer + kernels + below[0] + below[1] + below[2];
    return true;
}

/* ---- all of it ---- */

typedef struct Printing {
    void (*print)(FILE *, const Ir *, const EmitOptions *);
    const Ir *ir;
    const EmitOptions *o;
} Printing;

static void print_text(FILE *f, const void *arg)
{
    const Printing *p = arg;
    p->print(f, p->ir, p->o);
}

static bool write_file(const Job *j, const char *name,
                       void (*print)(FILE *, const Ir *, const EmitOptions *))
{
    const Ir *ir = j->ir;
    const EmitOptions o = {
        .prefix = j->prefix,
        .command = "netc size",
        .version = "size",
        .header = "model.h",
        .weights = ARENA_ARRAY(ir->arena, float, ir->area_bytes[AREA_MODEL] / 4 + 1)};
    return scratch_write(j->folder, name, ir->arena, print_text, &(Printing){print, ir, &o},
                         j->err);
}

static bool measure(const Job *j, TargetSize *size, Err *err)
{
    const char *source = path_of(j, "model.c"), *object = path_of(j, "model.o"),
               *whole = path_of(j, "model.elf");
    const int64_t weights = j->ir->area_bytes[AREA_MODEL];
    bool good;
    if (!run(j,
             (const char *const[]){"-std=c99", "-Os", "-fstack-usage", "-c", source, "-o", object,
                                   NULL},
             false, &good))
        return false;
    if (!good)
        return err_set(err, "%s does not compile the C of this net", j->command);
    int64_t code = flash_bytes(object, err);
    if (code < 0)
        return false;
    *size = (TargetSize){.code = code - weights};
    if (!stack_bytes(j, &size->stack, err))
        return false;
    const char *start = arena_printf(j->ir->arena, "-Wl,--gc-sections,-e,%s_infer", j->prefix);
    if (!run(j,
             (const char *const[]){"-Os", "-nostartfiles", "--specs=nosys.specs", start, object,
                                   "-lm", "-o", whole, NULL},
             true, &good))
        return false;
    if (!good)
        return true;
    int64_t linked = flash_bytes(whole, err);
    /* an array of floats is not called for, so the linker leaves it out */
    size->whole = linked - (j->ir->target.quant ? weights : 0);
    return linked >= 0;
}

static bool work(void *arg)
{
    const Job *j = arg;
    return write_file(j, "model.c", emit_mcu_c) && write_file(j, "model.h", emit_mcu_h) &&
           measure(j, j->size, j->err);
}

bool target_size(const Ir *ir, const char *command, bool *found, TargetSize *size, Err *err)
{
    static const char *const files[] = {"model.c",  "model.h",   "model.o",
                                        "model.su", "model.elf", NULL};
    Job j = {.ir = ir,
             .command = command,
             .prefix = emit_prefix(ir->arena, ir->graph->name),
             .size = size,
             .err = err};
    *found = has_program(&j);
    if (!*found)
        return true;
    if (strlen(command) > 1000)
        return err_set(err, "the compiler's command is too long");
    if (!scratch_folder(j.folder, "size", err))
        return false;
    bool ok = arena_try(ir->arena, work, &j, err);
    scratch_remove(j.folder, files);
    return ok;
}
