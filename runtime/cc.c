/* The cc backend: the plan's C text, micro-kernels included, through the system's C
 * compiler into a shared object that is kept in a cache folder under the hash of text and
 * command, and loaded with dlopen. */
#include "runtime/code.h"
#include "base/child.h"
#include "base/fileio.h"
#include "base/hash.h"
#include "compiler/emit/emit.h"
#include "compiler/ir/ir.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const flags[] = {
    "-std=gnu11", "-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-w", "-shared",
    "-fPIC",      NULL};

/* Where this process may use tiles (AMX): the word with which the text does; else one that means
 * nothing. */
static const char *tiles_flag(void)
{
    return strcmp(kernel_build_best()->isa, "amx") ? "-UNETC_AMX" : "-DNETC_AMX";
}

/* Others may put something else in place of what lies in this folder: it is writable to them
 * without the sticky bit, or belongs to another user. A group that has the user's own number is the
 * user's alone, as many systems set it up. */
static bool others_may_write(const struct stat *st, bool last)
{
    bool group = st->st_mode & S_IWGRP &&
                 !(st->st_gid == getegid() && (uid_t)st->st_gid == geteuid());
    if (st->st_uid != geteuid() && (last || st->st_uid != 0))
        return true;
    return (group || st->st_mode & S_IWOTH) && (last || !(st->st_mode & S_ISVTX));
}

/* What lies in the cache is run, so neither the folder nor one above it may be another's to change.
 * `path` without symbolic links. */
static bool folder_is_safe(const char *path, Err *err)
{
    char part[PATH_MAX];
    struct stat st;
    size_t n = strlen(path);
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i])
            continue;
        snprintf(part, sizeof part, "%.*s", (int)i, path);
        if (lstat(part, &st))
            return err_set(err, "%s: cannot look at the cache folder: %s", part, err_reason(errno));
        if (!S_ISDIR(st.st_mode) || others_may_write(&st, i == n))
            return err_set(err,
                           "%s: the cache folder %s must be yours, and others must not be able to "
                           "write to it or to one above it "
                           "(NETC_CACHE names another)",
                           part, path);
    }
    return true;
}

/* Makes what is missing of the path, for the user alone. */
static bool make_folders(char *path, Err *err)
{
    for (char *p = path + 1;; p++) {
        if (*p != '/' && *p)
            continue;
        char c = *p;
        *p = 0;
        if (mkdir(path, 0700) && errno != EEXIST)
            return err_set(err, "%s: cannot make the cache folder: %s (NETC_CACHE names another)",
                           path, err_reason(errno));
        *p = c;
        if (!c)
            return true;
    }
}

/* NETC_CACHE, XDG_CACHE_HOME/netc, HOME/.cache/netc, or without a home /tmp/netc-USER; made when
 * missing. */
static bool cache_folder(char path[PATH_MAX], Err *err)
{
    const char *own = getenv("NETC_CACHE"), *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char named[PATH_MAX];
    int n;
    if (own && *own)
        n = snprintf(named, sizeof named, "%s", own);
    else if (xdg && *xdg == '/')
        n = snprintf(named, sizeof named, "%s/netc", xdg);
    else if (home && *home == '/')
        n = snprintf(named, sizeof named, "%s/.cache/netc", home);
    else
        n = snprintf(named, sizeof named, "/tmp/netc-%lu", (unsigned long)geteuid());
    if (n >= (int)sizeof named - 64)
        return err_set(err, "the path of the cache folder is too long");
    if (!make_folders(named, err))
        return false;
    if (!realpath(named, path))
        return err_set(err, "%s: cannot look at the cache folder: %s", named, err_reason(errno));
    return folder_is_safe(path, err);
}

/* What -march=native depends on: a cache in a home folder may be shared by different machines. */
static uint64_t hash_processor(uint64_t h)
{
    static const char *const keys[] = {"vendor_id", "model name",      "flags",
                                       "Features",  "CPU implementer", "CPU part"};
    FILE *f = fopen("/proc/cpuinfo", "r");
    char *line = NULL;
    size_t cap = 0;
    while (f && getline(&line, &cap, f) > 1) /* the first processor's paragraph */
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (!strncmp(line, keys[i], strlen(keys[i])))
                h = hash_text(h, line);
    free(line);
    if (f)
        fclose(f);
    return h;
}

enum { CC_WORDS = 16 };

/* CC may hold a command and options, divided by blanks, as in make. `words` is changed; argv points
 * into it. */
static int split_command(char *words, const char **argv)
{
    int n = 0;
    for (char *save, *w = strtok_r(words, " \t", &save); w && n < CC_WORDS;
         w = strtok_r(NULL, " \t", &save))
        argv[n++] = w;
    return n;
}

/* What the compiler printed, cut to what a message holds, without what a terminal would obey. */
static void compiler_said(int log, char *text, size_t size)
{
    ssize_t n = pread(log, text, size - 1, 0);
    n = n > 0 ? n : 0;
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '))
        n--;
    text[n] = 0;
    for (char *c = text; *c; c++)
        if (((unsigned char)*c < 0x20 && *c != '\n' && *c != '\t') || *c == 0x7f)
            *c = '?';
}

/* No shell is between: names may hold anything. */
static int spawn(const char *const *argv, int log, int *status)
{
    posix_spawn_file_actions_t act;
    int rc = posix_spawn_file_actions_init(&act);
    if (rc)
        return rc;
    rc = posix_spawn_file_actions_adddup2(&act, log, STDOUT_FILENO);
    rc = rc ? rc : posix_spawn_file_actions_adddup2(&act, log, STDERR_FILENO);
    rc = rc ? rc : child_run(argv, &act, status);
    posix_spawn_file_actions_destroy(&act);
    return rc;
}

static bool run_compiler(const char *cc, const char *source, const char *object, Err *err)
{
    const char *argv[CC_WORDS + 16];
    char words[1024], said[700];
    if (snprintf(words, sizeof words, "%s", cc) >= (int)sizeof words)
        return err_set(err, "CC is too long");
    int n = split_command(words, argv), status = 0;
    if (!n)
        return err_set(err, "CC names no compiler");
    for (int i = 0; flags[i]; i++)
        argv[n++] = flags[i];
    argv[n++] = tiles_flag();
    argv[n++] = "-o";
    argv[n++] = object;
    argv[n++] = source;
    argv[n++] = "-lm";
    argv[n] = NULL;
    int log = memfd_create("netc-cc", MFD_CLOEXEC);
    if (log < 0)
        return err_set(err, "cannot run the C compiler: %s", err_reason(errno));
    int rc = spawn(argv, log, &status);
    compiler_said(log, said, sizeof said);
    close(log);
    if (rc == ECHILD)
        return err_set(err,
                       "%s: how the C compiler ended is not known: this program ignores SIGCHLD, "
                       "or takes the ends of all its children",
                       cc);
    if (rc)
        return err_set(err, "%s: cannot run the C compiler: %s (CC names another)", cc,
                       err_reason(rc));
    if (WIFSIGNALED(status))
        return err_set(err, "%s was ended by signal %d%s%s", cc, WTERMSIG(status),
                       *said ? ":\n" : "", said);
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        return err_set(err, "%s failed with status %d%s%s", cc, WEXITSTATUS(status),
                       *said ? ":\n" : "", said);
    return true;
}

/* ---- files of the cache ---- */

/* Stands behind the ELF image, whose loader does not look there. */
typedef struct Seal {
    char magic[8];
    uint64_t bytes, hash;
} Seal;
static const char seal_magic[8] = "netc so1";

static Seal seal_of(const unsigned char *image, size_t bytes)
{
    Seal s = {.bytes = bytes, .hash = hash_bytes(HASH_START, image, bytes)};
    memcpy(s.magic, seal_magic, sizeof s.magic);
    return s;
}

/* A cached file that is whole, and nobody else's to write. What is not is removed and made again.
 */
static bool is_whole(const char *path)
{
    struct stat st;
    unsigned char *data = NULL;
    size_t bytes = 0;
    Seal s;
    if (lstat(path, &st) || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
        st.st_mode & (S_IWGRP | S_IWOTH) || !file_read(path, 0, &data, &bytes, NULL))
        return false;
    bool ok = bytes > sizeof s;
    if (ok) {
        memcpy(&s, data + bytes - sizeof s, sizeof s);
        Seal want = seal_of(data, bytes - sizeof s);
        ok = !memcmp(&s, &want, sizeof s);
    }
    free(data);
    return ok;
}

/* Removes what runs that were ended left: HASH.PID.ANYTHING of processes that are no more. */
static void remove_leftovers(const char *folder)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    while (d && (e = readdir(d)) != NULL) {
        int end = 0;
        long pid = 0;
        if (sscanf(e->d_name, "%*16[0-9a-f].%ld.%n", &pid, &end) != 1 || !end || pid <= 0 ||
            pid > INT_MAX || !kill((pid_t)pid, 0) || errno != ESRCH)
            continue;
        (void)unlinkat(dirfd(d), e->d_name, 0);
    }
    if (d)
        closedir(d);
}

/* An empty file of a new name, HASH.PID.XXXXXX and the ending, that others cannot write; -1: errno.
 */
static int new_file(char *path, size_t size, const char *name, const char *ending)
{
    snprintf(path, size, "%s.%ld.XXXXXX%s", name, (long)getpid(), ending);
    int fd = mkostemps(path, (int)strlen(ending), O_CLOEXEC);
    if (fd < 0)
        *path = 0;
    return fd;
}

/* 0, or errno. */
static int put_all(int fd, const void *data, size_t bytes)
{
    for (size_t done = 0; done < bytes;) {
        ssize_t n = write(fd, (const char *)data + done, bytes - done);
        if (n < 0 && errno != EINTR)
            return errno;
        done += n > 0 ? (size_t)n : 0;
    }
    return 0;
}

static int write_sealed(int fd, const unsigned char *image, size_t bytes)
{
    Seal s = seal_of(image, bytes);
    int why = put_all(fd, image, bytes);
    why = why ? why : put_all(fd, &s, sizeof s);
    return !why && fsync(fd) ? errno : why;
}

/* The compiled image, sealed and synced, under the target's name. */
static bool publish(const char *object, const char *name, const char *target, Err *err)
{
    char path[PATH_MAX + 64];
    unsigned char *image;
    size_t bytes;
    if (!file_read(object, 0, &image, &bytes, err))
        return false;
    int fd = new_file(path, sizeof path, name, ".new"),
        why = fd < 0 ? errno : write_sealed(fd, image, bytes);
    free(image);
    if (fd >= 0 && close(fd) && !why)
        why = errno;
    if (!why && rename(path, target))
        why = errno;
    if (!why)
        return true;
    if (*path)
        unlink(path);
    return err_set(err, "%s: cannot write to the cache: %s", target, err_reason(why));
}

/* Compiles to a file beside the target and renames it, so that two processes may do it at once:
 * both make the same file. `name`: the target without its ending. */
static bool build(const char *cc, const char *text, size_t n, const char *name, const char *target,
                  Err *err)
{
    char source[PATH_MAX + 64], object[PATH_MAX + 64] = "";
    int in = new_file(source, sizeof source, name, ".c"),
        out = in < 0 ? -1 : new_file(object, sizeof object, name, ".tmp");
    int why = out < 0 ? errno : put_all(in, text, n);
    if (in >= 0 && close(in) && !why)
        why = errno;
    if (out >= 0)
        close(out);
    bool ok = !why || err_set(err, "%s: cannot write to the cache: %s", target, err_reason(why));
    ok = ok && run_compiler(cc, source, object, err) && publish(object, name, target, err);
    if (*source)
        unlink(source);
    if (*object)
        unlink(object);
    return ok;
}

static bool load(const char *path, Code *out, Err *err)
{
    out->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!out->handle)
        return err_set(err, "%s", err_dl_reason());
    for (int p = 0; p < PROG_COUNT; p++) {
        char name[64];
        snprintf(name, sizeof name, "net_run_%s", program_table[p].name);
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
    char folder[PATH_MAX], name[PATH_MAX + 32], path[PATH_MAX + 64];
    if (!cache_folder(folder, err))
        return false;
    size_t n;
    FILE *f;
    ArenaText *t = arena_text_open(ir->arena, &f);
    emit_plan(f, ir, EMIT_HOST);
    const char *text = arena_text(t, &n);
    uint64_t h = hash_processor(hash_text(hash_text(HASH_START, text), cc));
    for (int i = 0; flags[i]; i++)
        h = hash_text(h, flags[i]);
    h = hash_text(h, tiles_flag());
    snprintf(name, sizeof name, "%s/%016llx", folder, (unsigned long long)h);
    snprintf(path, sizeof path, "%s.so", name);
    remove_leftovers(folder);
    if (is_whole(path) && load(path, out, err))
        return true;
    (void)unlink(path); /* damaged, or of another system: made again */
    return build(cc, text, n, name, path, err) && load(path, out, err);
}

void cc_free(Code *c)
{
    if (c->handle)
        dlclose(c->handle);
}
