/* A reader in a child process; see guarded.h. Both sides speak over one socket: the child sends
 * records (a letter, then fields in this machine's byte order, texts with their length in front),
 * the parent the number of a tensor. Before each piece of work the child sets its limits of memory
 * and processor time by what that piece may need. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* close_range, pidfd: through syscall */
#endif
#include "formats/guarded.h"
#include "formats/bytes.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    BYTES_A_SECOND = 5000000, /* of processor time for the bytes that are wanted */
    SPARE = 256 << 20,        /* bytes of memory beyond those that are wanted */
    MOST_NAME = 4096,
    MOST_TEXT = 64 << 20,
    STATUS_LIMITS = 3, /* of the child: it could not set its limits */
};

typedef struct Guarded {
    const GuardedReader *reader;
    pid_t pid;    /* -1: waited for */
    int pidfd;    /* -1: this kernel has none */
    int socket;   /* -1: closed */
    size_t at, n; /* of buf: what has come and is not taken */
    size_t taken; /* bytes of texts so far */
    bool late;    /* it was ended because it did not answer */
    unsigned char buf[1 << 16];
} Guarded;

/* ---- the child ---- */

static void send_all(int to, const void *data, size_t n)
{
    const unsigned char *p = data;
    while (n) {
        ssize_t k = send(to, p, n, MSG_NOSIGNAL);
        if (k < 0 && errno != EINTR)
            _exit(0); /* nobody listens any more */
        if (k > 0) {
            p += k;
            n -= (size_t)k;
        }
    }
}

/* Small fields are collected: a file may have thousands of tensors. */
typedef struct Sending {
    int to;
    size_t n;
    unsigned char buf[1 << 15];
} Sending;

static void put_flush(Sending *s)
{
    send_all(s->to, s->buf, s->n);
    s->n = 0;
}

static void put(Sending *s, const void *data, size_t n)
{
    if (n > sizeof s->buf - s->n)
        put_flush(s);
    if (n > sizeof s->buf) {
        send_all(s->to, data, n);
        return;
    }
    memcpy(s->buf + s->n, data, n);
    s->n += n;
}

static void put_text(Sending *s, const char *text)
{
    uint32_t n = (uint32_t)strlen(text);
    put(s, &n, sizeof n);
    put(s, text, n);
}

static void put_int(Sending *s, int32_t v) { put(s, &v, sizeof v); }

static void put_file(Sending *s, const TensorFile *f)
{
    for (int i = 0; i < f->n; i++) {
        const FileTensor *t = &f->tensor[i];
        put(s, "T", 1);
        put_text(s, t->name);
        put_text(s, t->type);
        put_int(s, t->floats);
        put_int(s, t->rank);
        put(s, t->dim, sizeof *t->dim * (size_t)t->rank);
    }
    for (int i = 0; i < f->n_notes; i++) {
        const FileNote *n = &f->note[i];
        put(s, "N", 1);
        put_text(s, n->at);
        put_text(s, n->key);
        put_int(s, n->n);
        for (int k = 0; k < n->n; k++)
            put_text(s, n->value[k]);
    }
    put(s, ".", 1);
    put_flush(s);
}

static size_t text_bytes(const TensorFile *f)
{
    size_t n = 0;
    for (int i = 0; i < f->n; i++)
        n += strlen(f->tensor[i].name) + strlen(f->tensor[i].type);
    for (int i = 0; i < f->n_notes; i++) {
        n += strlen(f->note[i].at) + strlen(f->note[i].key);
        for (int k = 0; k < f->note[i].n; k++)
            n += strlen(f->note[i].value[k]);
    }
    return n;
}

static void put_error(Sending *s, const Err *err)
{
    put(s, "!", 1);
    put_text(s, err->text);
    put_flush(s);
}

/* Memory that is mapped now, in bytes; 0: unknown, because there is no /proc. */
static uint64_t mapped(void)
{
    unsigned long long pages = 0;
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    for (const char *p = text; n > 0 && *p >= '0' && *p <= '9'; p++)
        pages = pages * 10 + (unsigned)(*p - '0');
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static bool set_limit(int what, uint64_t soft)
{
    struct rlimit l;
    if (getrlimit(what, &l))
        return false;
    l.rlim_cur = l.rlim_max == RLIM_INFINITY || soft < l.rlim_max ? (rlim_t)soft : l.rlim_max;
    return !setrlimit(what, &l);
}

/* Memory for `bytes`, time for `work` bytes. */
static void set_limits(const GuardedReader *reader, uint64_t bytes, uint64_t work)
{
    struct rusage used;
    uint64_t now = mapped();
    getrusage(RUSAGE_SELF, &used);
    uint64_t seconds = (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                       (uint64_t)reader->seconds + work / BYTES_A_SECOND;
    if ((now && !set_limit(RLIMIT_AS, now + SPARE + 3 * bytes)) || !set_limit(RLIMIT_CPU, seconds))
        _exit(STATUS_LIMITS);
}

/* Descriptors of the program that we were are none of the child's. */
static void close_others(int a, int b)
{
    int low = a < b ? a : b, high = a < b ? b : a, null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++)
        if (fd != low && fd != high && null >= 0)
            (void)dup2(null, fd);
    const unsigned from[3] = {3, (unsigned)low + 1, (unsigned)high + 1},
                   to[3] = {(unsigned)low - 1, (unsigned)high - 1, ~0u};
    for (int i = 0; i < 3; i++) {
        unsigned first = from[i] < 3 ? 3 : from[i];
        if ((i == 0 && low < 3) || (i == 1 && high < 3) || first > to[i])
            continue;
#ifdef SYS_close_range
        if (!syscall(SYS_close_range, first, to[i], 0))
            continue;
#endif
        for (unsigned fd = first; fd <= to[i] && fd < 65536; fd++)
            close((int)fd);
    }
}

/* What the program does on a signal is not the child's to do. The keyboard's signals are for the
 * program to answer. */
static void reset_signals(void)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGHUP};
    struct sigaction s = {.sa_handler = SIG_DFL};
    sigset_t none;
    for (int n = 1; n < NSIG; n++)
        if (n != SIGKILL && n != SIGSTOP)
            (void)sigaction(n, &s, NULL);
    s.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        (void)sigaction(ignored[i], &s, NULL);
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

typedef struct ChildWork {
    TensorFile *f;
    const GuardedReader *reader;
    void *data;
    size_t size;
    Err *err;
} ChildWork;

static bool child_open(void *arg)
{
    ChildWork *w = arg;
    return w->reader->open(w->f, w->data, w->size, w->err);
}

/* A file that shrinks meanwhile is a SIGBUS, which is a crash of the child. */
static bool map_file(ChildWork *w, const char *path, int fd)
{
    struct stat st;
    if (fstat(fd, &st))
        return err_set(w->err, "cannot read %s: %s", path, err_reason(errno));
    w->size = (size_t)st.st_size;
    w->data = st.st_size > 0 ? mmap(NULL, w->size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    return w->data != MAP_FAILED || err_set(w->err, "cannot read %s: %s", path, err_reason(errno));
}

static void child_answer(TensorFile *f, const GuardedReader *reader, int i, Sending *s)
{
    Err err = {""};
    uint64_t count = i >= 0 && i < f->n ? (uint64_t)f->tensor[i].count : 0;
    set_limits(reader, count * sizeof(float), count * sizeof(float));
    float *to = malloc(count * sizeof *to + 1);
    bool ok = to ? reader->read(f, i, to, &err)
                 : err_set(&err, "%s: damaged %s (the reader took too much memory)", f->path,
                           reader->what);
    if (ok) {
        put(s, "D", 1);
        put(s, to, (size_t)count * sizeof *to);
        put_flush(s);
    } else {
        put_error(s, &err);
    }
    free(to);
}

_Noreturn static void child_main(const char *path, const GuardedReader *reader, int fd, int parent)
{
    Err err = {""};
    TensorFile f = {.path = path};
    ChildWork w = {.f = &f, .reader = reader, .err = &err};
    struct rlimit none = {0, 0};
    reset_signals();
    close_others(fd, parent);
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0);
    Sending *s = malloc(sizeof *s);
    if (!s)
        _exit(STATUS_LIMITS);
    *s = (Sending){.to = parent};
    if (!map_file(&w, path, fd)) {
        put_error(s, &err);
        _exit(0);
    }
    set_limits(reader, 0, w.size / 4); /* what is mapped by now counts beside it */
    f.arena = arena_new();
    if (!f.arena || !arena_try(f.arena, child_open, &w, &err)) {
        if (!strncmp(err.text, "out of memory", 13) || !err.text[0])
            err_set(&err, "%s: damaged %s (the reader took too much memory)", path, reader->what);
        put_error(s, &err);
        _exit(0);
    }
    if (text_bytes(&f) > MOST_TEXT) {
        err_set(&err, "%s: its names and attributes take more than %d MiB", path, MOST_TEXT >> 20);
        put_error(s, &err);
        _exit(0);
    }
    put_file(s, &f);
    for (int32_t i; recv(parent, &i, sizeof i, MSG_WAITALL) == sizeof i;)
        child_answer(&f, reader, i, s);
    _exit(0);
}

/* ---- the parent ---- */

static Guarded *of(const TensorFile *f) { return f->handle; }

/* Ends the child; *status as waitpid has it, false: somebody else has waited for it. A number that
 * another process may have by now is not signalled where the kernel can tell. */
static bool end_child(Guarded *g, bool now, int *status)
{
    pid_t pid = g->pid;
    if (g->socket >= 0)
        close(g->socket);
    g->socket = -1;
    g->pid = -1;
    if (pid < 0)
        return false;
    if (now) {
#ifdef SYS_pidfd_send_signal
        if (g->pidfd >= 0)
            (void)syscall(SYS_pidfd_send_signal, g->pidfd, SIGKILL, NULL, 0);
        else
#endif
            (void)kill(pid, SIGKILL);
    }
    if (g->pidfd >= 0)
        close(g->pidfd);
    g->pidfd = -1;
    pid_t got;
    do
        got = waitpid(pid, status, 0);
    while (got < 0 && errno == EINTR);
    return got == pid;
}

/* No answer, or none that makes sense. */
static bool lost(TensorFile *f, bool senseless, Err *err)
{
    Guarded *g = of(f);
    int status = 0;
    bool late = g->late, known = end_child(g, late || senseless, &status);
    int number = known && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (known && WIFEXITED(status) && WEXITSTATUS(status) == STATUS_LIMITS)
        return err_set(err,
                       "%s: the process that reads it has no memory, or its limits cannot be set",
                       f->path);
    const char *why = late || number == SIGXCPU         ? "took too long"
                      : number == SIGKILL && !senseless ? "was killed"
                      : number && number != SIGKILL     ? "crashed"
                      : senseless                       ? "answers nonsense"
                                                        : "crashed";
    const char *also = strcmp(why, "crashed") ? "" : ", as it may where memory lacks";
    return err_set(err, "%s: damaged %s (the reader %s%s)", f->path, g->reader->what, why, also);
}

/* Waits for bytes; false: there will be none. */
static bool await(Guarded *g, int seconds)
{
    struct pollfd p = {.fd = g->socket, .events = POLLIN};
    for (;;) {
        int k = poll(&p, 1, seconds * 1000);
        if (k > 0)
            return true;
        if (k == 0)
            g->late = true;
        if (k == 0 || errno != EINTR)
            return false;
    }
}

static bool get(Guarded *g, void *to, size_t n, int seconds)
{
    unsigned char *p = to;
    while (n) {
        size_t k = g->n - g->at < n ? g->n - g->at : n;
        memcpy(p, g->buf + g->at, k);
        g->at += k;
        p += k;
        n -= k;
        if (!n)
            break;
        bool direct = n >= sizeof g->buf;
        if (!await(g, seconds))
            return false;
        ssize_t got = recv(g->socket, direct ? p : g->buf, direct ? n : sizeof g->buf, 0);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got < 0)
            continue;
        if (direct) {
            p += got;
            n -= (size_t)got;
        } else {
            g->at = 0;
            g->n = (size_t)got;
        }
    }
    return true;
}

static bool take(TensorFile *f, void *to, size_t n)
{
    return get(of(f), to, n, of(f)->reader->patience);
}

/* A text of at most `most` bytes, in the arena; NULL: the child is lost. */
static const char *get_text(TensorFile *f, size_t most)
{
    Guarded *g = of(f);
    uint32_t n;
    if (!take(f, &n, sizeof n) || n > most || n > MOST_TEXT - g->taken)
        return NULL;
    char *text = arena_alloc(f->arena, (size_t)n + 1);
    g->taken += n;
    return take(f, text, n) && strlen(text) == n ? text : NULL;
}

static bool get_tensor(TensorFile *f, Err *err)
{
    const char *name = get_text(f, MOST_NAME), *type = name ? get_text(f, MOST_NAME) : NULL;
    int32_t floats, rank;
    int64_t dim[TENSOR_MAX_RANK];
    if (!type || !take(f, &floats, sizeof floats) || !take(f, &rank, sizeof rank) || rank < 0 ||
        rank > TENSOR_MAX_RANK || !take(f, dim, sizeof *dim * (size_t)rank) || f->n >= TENSORS_MOST)
        return lost(f, true, err);
    return tensors_add(f, name, rank, dim, type, floats == 1, err);
}

static bool get_note(TensorFile *f, Err *err)
{
    const char *at = get_text(f, MOST_NAME), *key = at ? get_text(f, MOST_NAME) : NULL;
    int32_t n;
    if (!key || !take(f, &n, sizeof n) || n < 0 || n > MOST_TEXT / 4)
        return lost(f, true, err);
    const char **value = NULL;
    int cap = 0;
    for (int k = 0; k < n;) {
        const char *text = get_text(f, MOST_TEXT);
        if (!text)
            return lost(f, true, err);
        ARENA_PUSH(f->arena, value, k, cap, text);
    }
    tensors_note(f, at, key, value, n);
    return true;
}

/* The child's own message, which names the path. */
static bool get_error(TensorFile *f, Err *err)
{
    Err said = {""};
    uint32_t n;
    if (!take(f, &n, sizeof n) || n == 0 || n >= sizeof said.text || !take(f, said.text, n))
        return lost(f, true, err);
    return err_set(err, "%s", said.text);
}

static bool get_file(TensorFile *f, Err *err)
{
    for (char tag;;) {
        if (!take(f, &tag, 1))
            return lost(f, false, err);
        if (tag == '.')
            return true;
        if (tag == '!')
            return get_error(f, err);
        if (tag == 'T' ? !get_tensor(f, err) : tag == 'N' ? !get_note(f, err) : !lost(f, true, err))
            return false;
    }
}

/* All signals wait meanwhile, so that none runs the program's handlers in the child. */
static bool start(TensorFile *f, int fd, Err *err)
{
    Guarded *g = of(f);
    int pair[2];
    sigset_t all, before;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        return err_set(err, "%s: no socket to read it through: %s", f->path, err_reason(errno));
    sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    int why = errno;
    if (pid == 0) {
        close(pair[0]);
        child_main(f->path, g->reader, fd, pair[1]);
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(pair[1]);
    g->socket = pair[0];
    g->pid = pid;
#ifdef SYS_pidfd_open
    g->pidfd = pid < 0 ? -1 : (int)syscall(SYS_pidfd_open, pid, 0);
#endif
    return pid > 0 || err_set(err, "%s: no process to read it in: %s", f->path, err_reason(why));
}

bool guarded_open(TensorFile *f, const GuardedReader *reader, int fd, Err *err)
{
    Guarded *g = ARENA_NEW(f->arena, Guarded);
    g->reader = reader;
    g->pid = g->pidfd = g->socket = -1;
    f->handle = g;
    return start(f, fd, err) && get_file(f, err);
}

bool guarded_read(TensorFile *f, int i, float *to, Err *err)
{
    Guarded *g = of(f);
    uint64_t bytes = (uint64_t)f->tensor[i].count * sizeof *to;
    int seconds = g->reader->patience +
                  (int)(bytes / BYTES_A_SECOND < 100000 ? bytes / BYTES_A_SECOND : 100000) * 4;
    int32_t number = i;
    char tag;
    if (g->socket < 0)
        return err_set(err, "%s: the reader of it has ended", f->path);
    ssize_t k;
    do
        k = send(g->socket, &number, sizeof number, MSG_NOSIGNAL);
    while (k < 0 && errno == EINTR);
    if (k != sizeof number || !get(g, &tag, 1, seconds))
        return lost(f, false, err);
    if (tag == '!')
        return get_error(f, err);
    if (tag != 'D')
        return lost(f, true, err);
    return get(g, to, (size_t)bytes, seconds) || lost(f, false, err);
}

void guarded_close(TensorFile *f)
{
    int status;
    if (f->handle)
        (void)end_child(of(f), true, &status);
    f->handle = NULL;
}
