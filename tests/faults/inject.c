/* Fails one call of a program in turn, and judges what the program then does. Preloaded into a
 * program (LD_PRELOAD), or linked into one whose allocations and main are wrapped (-DWRAPPED and
 * ld's --wrap, for AddressSanitizer, which has an allocator of its own). main does not run here:
 * for each place a child process begins with main, in the current folder made as FAULT_BOX is.
 *
 * Allocations of the process and its children are counted here, calls of the system by a filter
 * (seccomp) that asks this process about each one, so that those which the C library makes inside
 * stdio count too. Programs that the program starts (a compiler, gnuplot) are left alone.
 *
 * Environment:
 *   FAULT_KINDS   of: alloc open read write fsync rename close mkdir mmap. "alloc+": from the place
 *                 on, each one fails.
 *   FAULT_STEPS   at most so many places of a kind, drawn with FAULT_SEED one from each stretch; 0:
 *                 every place
 *   FAULT_AT      the one place, instead
 *   FAULT_BOX     a folder of files (no folders) that are there when the program begins, the old
 *                 outputs among them
 *   FAULT_OUT     names of files that it writes: after status 0 as a run without a fault makes
 *                 them, else as that or as the old one
 *   FAULT_DONE    names of files that are as a run without a fault makes them after status 0, and
 *                 otherwise in a state that FAULT_AFTER judges
 *   FAULT_FREE    names of files that it may leave, or not, in any state (a log)
 *   FAULT_STDOUT  1: after status 0 what it prints is the same, too
 *   FAULT_AFTER   a command (sh -c) that must succeed after each failed run
 *   FAULT_SHOW    1: print what each place came to
 *   FAULT_TALLY   a file: "RUNS WRONG MS" of this sweep, added as a line; MS of processors
 * The status is 1 when something was wrong, which is printed. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 60, UNFIT = 3 };

/* Shared by all processes of a run. */
typedef struct Shared {
    long count, at;
    int sticky, live; /* live: allocations are counted */
} Shared;
static Shared *shared;

/* ---- allocations ---- */

/* OpenBLAS brings a Fortran library whose beginning calls itself without end, or exit, when
 * allocations fail. Those are left out. */
static __thread int opening;

static int refused(void)
{
    if (!shared || opening || !__atomic_load_n(&shared->live, __ATOMIC_RELAXED))
        return 0;
    long n = __atomic_add_fetch(&shared->count, 1, __ATOMIC_RELAXED);
    if (n != shared->at && !(shared->sticky && shared->at > 0 && n > shared->at))
        return 0;
    errno = ENOMEM;
    return 1;
}

#ifdef WRAPPED
#define NAME(f) __wrap_##f
#define REAL(f) __real_##f
char *__real_strdup(const char *);
char *__wrap_strdup(const char *s) { return refused() ? NULL : __real_strdup(s); }
#else
#define NAME(f) f
#define REAL(f) __libc_##f
#endif
void *REAL(malloc)(size_t);
void *REAL(calloc)(size_t, size_t);
void *REAL(realloc)(void *, size_t);
void *NAME(malloc)(size_t n) { return refused() ? NULL : REAL(malloc)(n); }
void *NAME(calloc)(size_t n, size_t size) { return refused() ? NULL : REAL(calloc)(n, size); }
void *NAME(realloc)(void *p, size_t n) { return refused() ? NULL : REAL(realloc)(p, n); }
#ifdef WRAPPED
void *__real_aligned_alloc(size_t, size_t);
void *__wrap_aligned_alloc(size_t a, size_t n)
{
    return refused() ? NULL : __real_aligned_alloc(a, n);
}
int __real_posix_memalign(void **, size_t, size_t);
int __wrap_posix_memalign(void **p, size_t a, size_t n)
{
    return refused() ? ENOMEM : __real_posix_memalign(p, a, n);
}
#else
void *__libc_memalign(size_t, size_t);
void *aligned_alloc(size_t a, size_t n) { return refused() ? NULL : __libc_memalign(a, n); }
int posix_memalign(void **p, size_t a, size_t n)
{
    void *got = refused() ? NULL : __libc_memalign(a, n);
    if (got)
        *p = got;
    return got ? 0 : ENOMEM;
}
#endif

#ifndef WRAPPED
void *dlopen(const char *name, int flags)
{
    void *found = dlsym(RTLD_NEXT, "dlopen");
    void *(*real)(const char *, int);
    memcpy(&real, &found, sizeof real);
    int is = name && strstr(name, "openblas");
    opening += is;
    void *library = real(name, flags);
    opening -= is;
    return library;
}
#endif

/* ---- kinds ---- */

typedef struct Kind {
    const char *name;
    int why;
    int call[6]; /* 0 ends them */
} Kind;
static const Kind kinds[] = {
    {"alloc", ENOMEM, {0}},
    {"open", EMFILE, {SYS_openat, SYS_memfd_create}},
    {"read", EIO, {SYS_pread64, SYS_readv}},
    {"write", ENOSPC, {SYS_write, SYS_pwrite64, SYS_writev}},
    {"fsync", EIO, {SYS_fsync, SYS_fdatasync}},
    {"rename",
     EIO,
     {SYS_renameat2, SYS_renameat, SYS_linkat
#ifdef SYS_rename
      ,
      SYS_rename, SYS_link
#endif
     }},
    {"close", EIO, {SYS_close}},
    {"mkdir",
     EACCES,
     {SYS_mkdirat
#ifdef SYS_mkdir
      ,
      SYS_mkdir
#endif
     }},
    {"mmap", ENOMEM, {SYS_mmap}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- the filter ---- */

static void die(const char *what)
{
    fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
    _exit(UNFIT);
}

/* In the child: the calls of the kind ask the descriptor that is returned. read is number 0, which
 * `call` cannot hold as its end. */
static int install(const Kind *k)
{
    struct sock_filter f[16];
    int n = 0, m = 0;
    f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                          offsetof(struct seccomp_data, nr));
    int wanted[7];
    for (int i = 0; i < 6; i++)
        if (k->call[i] > 0)
            wanted[m++] = k->call[i];
    if (!strcmp(k->name, "read"))
        wanted[m++] = SYS_read;
    for (int i = 0; i < m; i++)
        f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)wanted[i],
                                              (unsigned char)(m - i), 0);
    f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    struct sock_fprog prog = {(unsigned short)n, f};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                        &prog);
}

static void send_fd(int to, int fd)
{
    char byte = fd < 0, room[CMSG_SPACE(sizeof(int))] = {0};
    struct iovec v = {&byte, 1};
    struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
    if (fd >= 0) {
        m.msg_control = room;
        m.msg_controllen = sizeof room;
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(c), &fd, sizeof fd);
    }
    sendmsg(to, &m, 0);
}

static int receive_fd(int from)
{
    char byte, room[CMSG_SPACE(sizeof(int))];
    struct iovec v = {&byte, 1};
    struct msghdr m = {
        .msg_iov = &v, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    int fd = -1;
    if (recvmsg(from, &m, MSG_CMSG_CLOEXEC) == 1 && byte == 0 && CMSG_FIRSTHDR(&m))
        memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof fd);
    return fd;
}

static char own_exe[4096];
static int is_program(pid_t pid) /* ours, not one that it started */
{
    char link[64], exe[4096];
    snprintf(link, sizeof link, "/proc/%d/exe", (int)pid);
    ssize_t n = readlink(link, exe, sizeof exe - 1);
    if (n < 0)
        return 0;
    exe[n] = 0;
    return !strcmp(exe, own_exe);
}

/* One question: let it through, or fail it. What is written to standard error always arrives. */
static void answer(int ask, const Kind *k)
{
    struct seccomp_notif q = {0};
    if (ioctl(ask, SECCOMP_IOCTL_NOTIF_RECV, &q))
        return;
    struct seccomp_notif_resp a = {.id = q.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    int counted = !(k->why == ENOSPC && q.data.args[0] == 2) && is_program((pid_t)q.pid);
    if (counted) {
        long n = ++shared->count;
        if (shared->at > 0 && (n == shared->at || (shared->sticky && n > shared->at))) {
            a.flags = 0;
            a.error = -k->why;
        }
    }
    ioctl(ask, SECCOMP_IOCTL_NOTIF_SEND, &a);
}

/* ---- the folder ---- */

/* deep: the files of its folders as well, with their paths, and not the folders. */
static void visit_all(const char *folder, const char *shown, int deep,
                      void (*visit)(const char *name, void *user), void *user)
{
    DIR *d = opendir(folder);
    char path[4096], name[4096];
    struct stat st;
    if (!d)
        die(folder);
    for (struct dirent *e; (e = readdir(d));) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path ||
            snprintf(name, sizeof name, "%s%s", shown, e->d_name) >= (int)sizeof name - 1)
            die("a path");
        if (deep && !lstat(path, &st) && S_ISDIR(st.st_mode))
            visit_all(path, strcat(name, "/"), 1, visit, user);
        else
            visit(name, user);
    }
    closedir(d);
}

static void each(const char *folder, int deep, void (*visit)(const char *name, void *user),
                 void *user)
{
    visit_all(folder, "", deep, visit, user);
}

static char *slurp(const char *path, size_t *n) /* NULL: not there */
{
    FILE *f = fopen(path, "rb");
    struct stat st;
    if (!f || fstat(fileno(f), &st) || !S_ISREG(st.st_mode)) {
        if (f)
            fclose(f);
        return NULL;
    }
    char *p = malloc((size_t)st.st_size + 1);
    *n = p ? fread(p, 1, (size_t)st.st_size, f) : 0;
    if (p)
        p[*n] = 0;
    fclose(f);
    return p;
}

static const char *box;
static char *in_box(const char *name)
{
    static char path[8192];
    snprintf(path, sizeof path, "%s/%s", box, name);
    return path;
}

static void drop(const char *name, void *user)
{
    char command[8192];
    (void)user;
    if (unlink(name) && snprintf(command, sizeof command, "rm -rf -- '%s'", name) > 0 &&
        system(command))
        die(name);
}

static void copy(const char *name, void *user)
{
    size_t n;
    char *text = slurp(in_box(name), &n);
    FILE *f = fopen(name, "wb");
    (void)user;
    if (!text || !f || fwrite(text, 1, n, f) != n || fclose(f))
        die(name);
    free(text);
}

static void refresh(void)
{
    each(".", 0, drop, NULL);
    if (box)
        each(box, 0, copy, NULL);
}

/* ---- a run ---- */

typedef struct File {
    char *name, *text;
    size_t n;
} File;
static File clean[256]; /* what a run without a fault leaves */
static int n_clean;
static char *clean_out;
static size_t clean_out_n;
static char said_path[4096], out_path[4096];

static int (*real_main)(int, char **, char **);
static int main_argc;
static char **main_argv;

static _Noreturn void begin(const Kind *k, int line)
{
    int in = open("/dev/null", O_RDONLY), out = open(out_path, O_WRONLY | O_CREAT | O_TRUNC, 0600),
        err = open(said_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        die("redirect");
    close(in), close(out), close(err);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (*k->call || !strcmp(k->name, "read")) {
        int ask = install(k);
        send_fd(line, ask);
        if (ask < 0)
            _exit(UNFIT);
        close(ask);
        close(line);
    } else {
        close(line);
        shared->live = 1;
    }
    int status = real_main(main_argc, main_argv, environ);
    exit(status);
}

/* Its status as the shell has it; -1: no filter can be had. */
static int run(const Kind *k, long at, int sticky)
{
    int line[2], status, ask = -1;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line))
        die("socketpair");
    *shared = (Shared){.at = at, .sticky = sticky};
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0)
        die("fork");
    if (pid == 0) {
        close(line[0]);
        begin(k, line[1]);
    }
    close(line[1]);
    if (*k->call || !strcmp(k->name, "read")) {
        ask = receive_fd(line[0]);
        if (ask < 0) {
            waitpid(pid, &status, 0);
            return -1;
        }
    }
    close(line[0]);
    int gone = (int)syscall(SYS_pidfd_open, pid, 0);
    if (gone < 0)
        die("pidfd_open");
    for (;;) {
        struct pollfd p[2] = {{gone, POLLIN, 0}, {ask, POLLIN, 0}};
        int n = poll(p, ask < 0 ? 1 : 2, SECONDS * 1000);
        if (n == 0)
            kill(pid, SIGKILL);
        if (ask >= 0 && p[1].revents & POLLIN)
            answer(ask, k);
        else if (p[0].revents & POLLIN)
            break;
    }
    close(gone);
    if (ask >= 0)
        close(ask);
    waitpid(pid, &status, 0);
    shared->live = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- judging ---- */

static long runs, wrong;
static char label[200];
static void bad(const Kind *k, long at, long n, const char *what, const char *name)
{
    wrong++;
    size_t m;
    char *said = slurp(said_path, &m);
    int tail = said && m > 1500 && strstr(said, "Sanitizer") == NULL; /* behind a table */
    printf("# %s: %s%s %ld of %ld: %s %s\n#   %.1500s\n", label, k->name, shared->sticky ? "+" : "",
           at, n, what, name,
           tail   ? said + m - 300
           : said ? said
                  : "");
    free(said);
}

static int listed(const char *names, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = names; p && (p = strstr(p, name)); p += n)
        if ((p == names || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return 1;
    return 0;
}

static const File *clean_file(const char *name)
{
    for (int i = 0; i < n_clean; i++)
        if (!strcmp(clean[i].name, name))
            return &clean[i];
    return NULL;
}

static void keep(const char *name, void *user)
{
    (void)user;
    if (n_clean == 256)
        die("too many files");
    File *f = &clean[n_clean++];
    f->name = strdup(name);
    f->text = slurp(name, &f->n);
}

typedef struct Place {
    const Kind *k;
    long at, n;
    int status;
} Place;
static void judge_name(const char *name, void *user)
{
    const Place *p = user;
    const char *end = strrchr(name, '.');
    if (end && !strcmp(end, ".so") &&
        listed(getenv("FAULT_FREE"), "*.so")) /* compiled with another key, whole */
        return;
    if (!clean_file(name) && access(in_box(name), F_OK) && !listed(getenv("FAULT_FREE"), name))
        bad(p->k, p->at, p->n, "left behind:", name);
}

/* FAULT_SHOW: what came out instead. */
static void show_difference(const char *name, const char *text, size_t n, const char *right,
                            size_t m)
{
    size_t i = 0;
    while (getenv("FAULT_SHOW") && i < n && i < m && text[i] == right[i])
        i++;
    if (getenv("FAULT_SHOW"))
        printf("#   %s: byte %zu of %zu, %zu: %.60s\n#   instead of %.60s\n", name, i, n, m,
               text + i, right + i);
}

static void judge_output(const Place *p, const char *name)
{
    size_t n, old_n = 0;
    char *text = slurp(name, &n), *old = slurp(in_box(name), &old_n);
    const File *f = clean_file(name);
    int is_new = f && f->text && text && n == f->n && !memcmp(text, f->text, n);
    int is_old = !old ? !text : text && n == old_n && !memcmp(text, old, n);
    if (p->status == 0 && !is_new)
        bad(p->k, p->at, p->n,
            is_old ? "status 0, and not written:" : "status 0, and not the same:", name),
            show_difference(name, text ? text : "", text ? n : 0, f && f->text ? f->text : "",
                            f && f->text ? f->n : 0);
    else if (!is_new && !is_old)
        bad(p->k, p->at, p->n,
            text ? "neither the old nor the new:" : "the old one is gone:", name);
    free(text);
    free(old);
}

static int has_reason(const Kind *k, const char *text)
{
    if (k->why == ENOMEM)
        return strcasestr(text, "memory") || strstr(text, "failed to map segment") ||
               strstr(text, "Malloc failure");             /* dlopen's, libzip's */
    if (k->why == ENOSPC && strstr(text, "out of memory")) /* a file in memory (memfd_create) */
        return 1;
    return strstr(text, strerror(k->why)) != NULL;
}

static void judge(const Place *p)
{
    size_t n = 0, m = 0;
    char *said = slurp(said_path, &n), *out = slurp(out_path, &m), names[1000];
    const char *after = getenv("FAULT_AFTER");
    if (getenv("FAULT_SHOW"))
        printf("# %s %ld of %ld: status %d: %.200s\n", p->k->name, p->at, p->n, p->status,
               said && *said ? said : "-\n");
    if (p->status > 1)
        bad(p->k, p->at, p->n, p->status == 124 ? "hangs" : "bad status",
            (snprintf(names, 20, "%d", p->status), names));
    else if (p->status == 1 && !n && !has_reason(p->k, out ? out : ""))
        bad(p->k, p->at, p->n, "no message", "");
    else if (p->status == 1 && n && !has_reason(p->k, said))
        bad(p->k, p->at, p->n, "no reason in the message", "");
    if (p->status == 0 && getenv("FAULT_STDOUT") && (m != clean_out_n || memcmp(out, clean_out, m)))
        bad(p->k, p->at, p->n, "status 0, and standard output is not the same", ""),
            show_difference("out", out, m, clean_out, clean_out_n);
    each(".", 1, judge_name, (void *)p);
    snprintf(names, sizeof names, "%s", getenv("FAULT_OUT") ? getenv("FAULT_OUT") : "");
    for (char *w = strtok(names, " "); w; w = strtok(NULL, " "))
        judge_output(p, w);
    snprintf(names, sizeof names, "%s",
             p->status == 0 && getenv("FAULT_DONE") ? getenv("FAULT_DONE") : "");
    for (char *w = strtok(names, " "); w; w = strtok(NULL, " "))
        judge_output(p, w);
    if (p->status == 1 && after && system(after))
        bad(p->k, p->at, p->n, "afterwards this fails:", after);
    free(said);
    free(out);
}

static uint64_t draw(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    return *s ^= *s << 17;
}

static void sweep(const char *word, long steps, uint64_t seed)
{
    const Kind *k = NULL;
    int sticky = strchr(word, '+') != NULL;
    for (int i = 0; i < KINDS; i++)
        if (!strncmp(word, kinds[i].name, strlen(kinds[i].name)))
            k = &kinds[i];
    if (!k)
        die(word);
    refresh();
    int status = run(k, -1, 0);
    if (status == -1) {
        printf("# %s: no filter of system calls can be had here: %s is not tried\n", label, word);
        return;
    }
    long n = shared->count;
    if (status != 0) {
        bad(k, 0, n, "fails without a fault", "");
        return;
    }
    if (!clean_out) {
        each(".", 1, keep, NULL);
        clean_out = slurp(out_path, &clean_out_n);
    }
    long places = steps && steps < n ? steps : n;
    const char *only = getenv("FAULT_AT");
    for (long i = 0; i < places; i++) {
        long low = (long)((double)i * (double)n / (double)places),
             high = (long)((double)(i + 1) * (double)n / (double)places);
        long at = low + 1 + (high > low ? (long)(draw(&seed) % (uint64_t)(high - low)) : 0);
        if (only) {
            at = atol(only);
            i = places;
        }
        refresh();
        runs++;
        judge(&(Place){k, at, n, run(k, at, sticky)});
    }
}

static int serve(int argc, char **argv, char **env)
{
    const char *list = getenv("FAULT_KINDS"), *steps = getenv("FAULT_STEPS"),
               *seed = getenv("FAULT_SEED"), *tally = getenv("FAULT_TALLY");
    char names[400];
    (void)env;
    if (!list)
        return real_main(argc, argv, environ);
    main_argc = argc;
    main_argv = argv;
    box = getenv("FAULT_BOX");
    ssize_t n = readlink("/proc/self/exe", own_exe, sizeof own_exe - 1);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (n < 0 || !box || shared == MAP_FAILED)
        die("start");
    *shared = (Shared){.at = -1};
    snprintf(names, sizeof names, "%s", list);
    unsetenv("LD_PRELOAD"); /* programs that are started are not ours */
    unsetenv("FAULT_KINDS");
    const char *slash = strrchr(argv[0], '/');
    snprintf(label, sizeof label, "%s %s", slash ? slash + 1 : argv[0], argc > 1 ? argv[1] : "");
    snprintf(said_path, sizeof said_path, "%s.said", box);
    snprintf(out_path, sizeof out_path, "%s.out", box);
    char *at;
    for (char *w = strtok_r(names, " ", &at); w; w = strtok_r(NULL, " ", &at))
        sweep(w, steps ? atol(steps) : 0,
              (seed ? strtoull(seed, NULL, 10) : 1) * 0x9E3779B97F4A7C15u | 1);
    refresh();
    FILE *f = tally ? fopen(tally, "a") : NULL;
    if (f) {
        struct rusage own, others;
        getrusage(RUSAGE_SELF, &own);
        getrusage(RUSAGE_CHILDREN, &others);
        const struct timeval t[] = {own.ru_utime, own.ru_stime, others.ru_utime, others.ru_stime};
        long ms = 0;
        for (int i = 0; i < 4; i++)
            ms += t[i].tv_sec * 1000 + t[i].tv_usec / 1000;
        fprintf(f, "%ld %ld %ld\n", runs, wrong, ms);
        fclose(f);
    }
    fflush(NULL);
    _exit(wrong > 0);
}

#ifdef WRAPPED
int __real_main(int, char **, char **);
int __wrap_main(int argc, char **argv, char **env);
int __wrap_main(int argc, char **argv, char **env)
{
    real_main = __real_main;
    return serve(argc, argv, env);
}
#else
int __libc_start_main(int (*m)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void), void (*ld_fini)(void),
                      void *end);
int __libc_start_main(int (*m)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void), void (*ld_fini)(void),
                      void *end)
{
    real_main = m;
    return ((__typeof__(__libc_start_main) *)(unsigned long)dlsym(RTLD_NEXT, "__libc_start_main"))(
        serve, argc, argv, init, fini, ld_fini, end);
}
#endif
