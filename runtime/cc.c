/* The cc backend: the plan's C text, micro-kernels included, through the system's C
 * compiler into a shared object that is kept in a cache folder under the hash of text and
 * command, and loaded with dlopen. */
#include "runtime/code.h"
#include "compiler/emit.h"
#include "compiler/passes.h"
#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char *const flags[] = {"-std=gnu11", "-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-w", "-shared", "-fPIC", NULL};

static uint64_t hash_text(uint64_t h, const char *s)
{
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return h;
}

/* NETC_CACHE, XDG_CACHE_HOME/netc or HOME/.cache/netc; made when missing. What lies there is run, so it must be the user's own. */
static bool cache_folder(char *path, size_t size, Err *err)
{
    const char *own = getenv("NETC_CACHE"), *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (own && *own)
        snprintf(path, size, "%s", own);
    else if (xdg && *xdg)
        snprintf(path, size, "%s/netc", xdg);
    else
        snprintf(path, size, "%s/.cache/netc", home && *home ? home : "/tmp");
    for (char *p = path + 1;; p++)
        if (*p == '/' || !*p) {
            char c = *p;
            *p = 0;
            if (mkdir(path, 0755) && errno != EEXIST)
                return err_set(err, "%s: cannot make the cache folder: %s", path, strerror(errno));
            *p = c;
            if (!c)
                break;
        }
    struct stat st;
    if (stat(path, &st) || !S_ISDIR(st.st_mode) || st.st_uid != geteuid() || st.st_mode & S_IWOTH)
        return err_set(err, "%s: the cache folder must be yours, and others must not be able to write to it (NETC_CACHE names another)", path);
    return true;
}

/* What -march=native depends on: a cache in a home folder may be shared by different machines. */
static uint64_t hash_processor(uint64_t h)
{
    static const char *const keys[] = {"vendor_id", "model name", "flags", "Features", "CPU implementer", "CPU part"};
    FILE *f = fopen("/proc/cpuinfo", "r");
    char *line = NULL;
    size_t cap = 0;
    while (f && getline(&line, &cap, f) > 1)        /* the first processor's paragraph */
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (!strncmp(line, keys[i], strlen(keys[i])))
                h = hash_text(h, line);
    free(line);
    if (f)
        fclose(f);
    return h;
}

enum { CC_WORDS = 16 };

/* CC may hold a command and options, divided by blanks, as in make. `words` is changed; argv points into it. */
static int split_command(char *words, const char **argv)
{
    int n = 0;
    for (char *save, *w = strtok_r(words, " \t", &save); w && n < CC_WORDS; w = strtok_r(NULL, " \t", &save))
        argv[n++] = w;
    return n;
}

static bool run_compiler(const char *cc, const char *source, const char *object, Err *err)
{
    const char *argv[CC_WORDS + 16];
    char words[1024];
    if (snprintf(words, sizeof words, "%s", cc) >= (int)sizeof words)
        return err_set(err, "CC is too long");
    int n = split_command(words, argv);
    if (!n)
        return err_set(err, "CC names no compiler");
    for (int i = 0; flags[i]; i++)
        argv[n++] = flags[i];
    argv[n++] = "-o";
    argv[n++] = object;
    argv[n++] = source;
    argv[n++] = "-lm";
    argv[n] = NULL;
    pid_t pid;
    int status;
    int rc = posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)argv, environ);
    if (rc)
        return err_set(err, "%s: cannot run the C compiler: %s (CC names another)", cc, strerror(rc));
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return err_set(err, "%s: %s", cc, strerror(errno));
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        return err_set(err, "%s failed on %s", cc, source);
    return true;
}

static bool write_text(const char *path, const char *text, size_t n, Err *err)
{
    FILE *f = fopen(path, "w");
    bool ok = f && fwrite(text, 1, n, f) == n;
    if (f && fclose(f))
        ok = false;
    return ok ? true : err_set(err, "%s: cannot write: %s", path, strerror(errno));
}

/* Compiles beside the target and renames, so that two processes may do it at once. */
static bool build(const char *cc, const char *text, size_t n, const char *target, Err *err)
{
    char source[4400], object[4400];
    snprintf(source, sizeof source, "%s.%ld.c", target, (long)getpid());
    snprintf(object, sizeof object, "%s.%ld.tmp", target, (long)getpid());
    bool ok = write_text(source, text, n, err) && run_compiler(cc, source, object, err);
    if (ok && rename(object, target))
        ok = err_set(err, "%s: %s", target, strerror(errno));
    unlink(source);
    if (!ok)
        unlink(object);
    return ok;
}

static bool load(const char *path, Code *out, Err *err)
{
    out->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!out->handle)
        return err_set(err, "%s", dlerror());
    for (int p = 0; p < PROG_COUNT; p++) {
        char name[64];
        snprintf(name, sizeof name, "net_run_%s", program_name((ProgramId)p));
        void *fn = dlsym(out->handle, name);
        memcpy(&out->fn[p], &fn, sizeof fn);
    }
    void *mark = dlsym(out->handle, "net_mark");
    if (mark)
        memcpy(mark, &out->mark, sizeof out->mark);
    return true;
}

bool cc_make(const Ir *ir, Code *out, Err *err)
{
    const char *cc = getenv("CC") && *getenv("CC") ? getenv("CC") : "cc";
    char folder[4096], path[4200];
    if (!cache_folder(folder, sizeof folder, err))
        return false;
    size_t n;
    FILE *f;
    ArenaText *t = arena_text_open(ir->arena, &f);
    emit_plan(f, ir, EMIT_HOST);
    const char *text = arena_text(t, &n);
    uint64_t h = hash_processor(hash_text(hash_text(0xcbf29ce484222325u, text), cc));
    for (int i = 0; flags[i]; i++)
        h = hash_text(h, flags[i]);
    snprintf(path, sizeof path, "%s/%016llx.so", folder, (unsigned long long)h);
    bool ok = access(path, R_OK) == 0 || build(cc, text, n, path, err);
    return ok && load(path, out, err);
}

void cc_free(Code *c)
{
    if (c->handle)
        dlclose(c->handle);
}
