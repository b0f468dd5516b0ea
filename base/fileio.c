/* File input and output that never half succeeds; see fileio.h.
 * A FileWriter is in one of two states: `temp` set (writing beside the target) or NULL (the target
 * is a device or a pipe, written directly). Its stream ends in stream_write below, so that the
 * reason of the first failing write is known also when it came through fprintf; it is kept in
 * `failed` and reported by the commit. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* fopencookie */
#endif
#include "base/number.h"
#include "base/fileio.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct FileWriter {
    char *target; /* with symbolic links followed */
    char *shown;  /* as the caller named it */
    char *temp;
    bool unnamed;  /* in the target's folder, without a name yet: nothing is left if the process is
                      killed */
    FILE *f;       /* buffers before fd */
    int fd;        /* -1: not open */
    int failed;    /* errno of the first failure, 0: none */
    bool finished; /* f and fd are closed */
};

/* ---- reading ---- */

/* A path that names a descriptor that is open already: such a pipe was handed to us on purpose. */
static bool names_descriptor(const char *path)
{
    static const char *const places[] = {"/dev/fd/", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!strncmp(path, places[i], strlen(places[i])))
            return true;
    return !strcmp(path, "/dev/stdin");
}

static const char *kind_of(mode_t mode)
{
    return S_ISFIFO(mode)   ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISDIR(mode)  ? "a folder"
                            : "a device";
}

static bool may_read(const char *path, const struct stat *st, bool pipes, Err *err)
{
    if (S_ISREG(st->st_mode) || (pipes && S_ISFIFO(st->st_mode) && names_descriptor(path)))
        return true;
    if (S_ISDIR(st->st_mode))
        return err_set(err, "cannot read %s: %s", path, err_reason(EISDIR));
    return err_set(err, "cannot read %s: it is not a regular file (it is %s)", path,
                   kind_of(st->st_mode));
}

/* Looked at before it is opened, because opening a device can do something, and again after it.
 * O_NONBLOCK stays set for regular files: those of the disk ignore it, and some of /proc would wait
 * for their next line. */
static int open_input(const char *path, bool pipes, struct stat *st, Err *err)
{
    if (stat(path, st)) {
        err_set(err, "cannot open %s: %s", path, err_reason(errno));
        return -1;
    }
    if (!may_read(path, st, pipes, err))
        return -1;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), why = errno;
    bool ok = fd >= 0 || err_set(err, "cannot open %s: %s", path, err_reason(why));
    if (ok && fstat(fd, st))
        ok = err_set(err, "cannot read %s: %s", path, err_reason(errno));
    ok = ok && may_read(path, st, pipes, err);
    if (ok && S_ISFIFO(st->st_mode))
        (void)fcntl(fd, F_SETFL, O_RDONLY);
    if (!ok && fd >= 0)
        close(fd);
    return ok ? fd : -1;
}

int file_open(const char *path, uint64_t *size, Err *err)
{
    struct stat st;
    int fd = open_input(path, false, &st, err);
    if (fd >= 0)
        *size = (uint64_t)st.st_size;
    return fd;
}

FILE *file_open_stream(const char *path, uint64_t *size, Err *err)
{
    int fd = file_open(path, size, err);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
    if (fd >= 0 && !f) {
        err_set(err, "cannot open %s: %s", path, err_reason(errno));
        close(fd);
    }
    return f;
}

FILE *file_open_text(const char *path, Err *err)
{
    struct stat st;
    int fd = open_input(path, true, &st, err);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
    if (fd >= 0 && !f) {
        err_set(err, "cannot open %s: %s", path, err_reason(errno));
        close(fd);
    }
    return f;
}

int file_head(const char *path, uint8_t *head, int n, Err *err)
{
    uint64_t bytes;
    FILE *f = file_open_stream(path, &bytes, err);
    if (!f)
        return -1;
    errno = 0;
    int got = (int)fread(head, 1, (size_t)n, f), why = ferror(f) ? errno : 0;
    fclose(f);
    if (!why)
        return got;
    err_set(err, "cannot read %s: %s", path, err_reason(why));
    return -1;
}

/* The limit of the container, where there is one. */
static uint64_t container_bytes(void)
{
    static const char *const places[] = {"/sys/fs/cgroup/memory.max",
                                         "/sys/fs/cgroup/memory/memory.limit_in_bytes"};
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char text[32] = "";
        int fd = open(places[i], O_RDONLY | O_CLOEXEC);
        ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
        if (fd >= 0)
            close(fd);
        uint64_t bytes = n > 0 && *text >= '0' && *text <= '9' ? strtoull(text, NULL, 10)
                                                               : UINT64_MAX;
        least = bytes < least ? bytes : least;
    }
    return least;
}

uint64_t memory_bytes(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    uint64_t machine = pages > 0 && page > 0 ? (uint64_t)pages * (uint64_t)page : UINT64_MAX,
             container = container_bytes();
    return machine < container ? machine : container;
}

bool memory_fits(uint64_t bytes, const char *what, Err *err)
{
    const uint64_t all = memory_bytes();
    return bytes < all ||
           err_set(err, "%s: takes %llu MiB, more than this machine's memory, %llu MiB", what,
                   (unsigned long long)(bytes >> 20), (unsigned long long)(all >> 20));
}

/* Reads to the end of f, whatever size the file claims to have: a pipe claims none. */
static int read_all(FILE *f, size_t limit, size_t expected, unsigned char **data, size_t *size)
{
    size_t cap = expected + 2, n = 0;
    unsigned char *p = malloc(cap);
    if (!p)
        return ENOMEM;
    for (;;) {
        n += fread(p + n, 1, cap - 1 - n, f);
        if (n < cap - 1 || n > limit)
            break;
        unsigned char *q = cap > SIZE_MAX / 2 ? NULL : realloc(p, cap * 2);
        if (!q) {
            free(p);
            return ENOMEM;
        }
        p = q;
        cap *= 2;
    }
    int why = ferror(f) ? (errno ? errno : EIO) : n > limit ? EFBIG : 0;
    if (why) {
        free(p);
        return why;
    }
    p[n] = 0;
    *data = p;
    *size = n;
    return 0;
}

bool file_read(const char *path, size_t max_bytes, unsigned char **data, size_t *size, Err *err)
{
    size_t limit = max_bytes ? max_bytes : SIZE_MAX / 2 - 2;
    struct stat st;
    FILE *f = file_open_text(path, err);
    if (!f)
        return false;
    int why = fstat(fileno(f), &st) ? errno : 0;
    uint64_t expected = !why && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 4096;
    if (!why && expected > limit && S_ISREG(st.st_mode))
        why = EFBIG;
    bool fits = expected < memory_bytes();
    errno = 0;
    if (!why && fits)
        why = read_all(f, limit, (size_t)expected, data, size);
    fclose(f);
    if (why == EFBIG && max_bytes)
        return err_set(err, "cannot read %s: it is larger than %zu bytes", path, max_bytes);
    if (!why && !fits)
        return err_set(err, "cannot read %s: it has %llu bytes, more than this machine's memory",
                       path, (unsigned long long)expected);
    if (why)
        return err_set(err, "cannot read %s: %s", path, err_reason(why));
    return true;
}

/* ---- writing ---- */

static void writer_free(FileWriter *w)
{
    free(w->target);
    free(w->shown);
    free(w->temp);
    free(w);
}

/* An existing file keeps its mode, and must be writable, although a rename could replace one that
 * is not. */
static int check_target(const char *target, bool *direct, bool *exists, mode_t *mode)
{
    struct stat st;
    *direct = *exists = false;
    if (stat(target, &st))
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(st.st_mode))
        return EISDIR;
    *exists = true;
    *direct = !S_ISREG(st.st_mode);
    *mode = st.st_mode & 07777;
    return access(target, W_OK) ? errno : 0;
}

/* The target's folder, to be freed; NULL without memory. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
}

/* A file without a name, where the file system has such and /proc can name it later; -1: not here.
 */
static int open_unnamed(const FileWriter *w)
{
    int fd = -1;
#ifdef O_TMPFILE
    char *folder = folder_of(w->target), link[64];
    if (folder)
        fd = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    free(folder);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (fd >= 0 && access(link, F_OK)) {
        close(fd);
        fd = -1;
    }
#endif
    return fd;
}

/* Makes the temporary name's file, or gives that name to the one without. */
static int make_temp(const FileWriter *w)
{
    char link[64];
    if (!w->unnamed)
        return open(w->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    snprintf(link, sizeof link, "/proc/self/fd/%d", w->fd);
    return linkat(AT_FDCWD, link, AT_FDCWD, w->temp, AT_SYMLINK_FOLLOW);
}

/* A temporary file left by a dead process that had our number is stepped over, never overwritten.
 */
static int name_temp(FileWriter *w)
{
    size_t size = strlen(w->target) + 64;
    w->temp = malloc(size);
    if (!w->temp)
        return -1;
    for (int i = 0; i < 100; i++) {
        if (i == 0)
            snprintf(w->temp, size, "%s.tmp.%ld", w->target, (long)getpid());
        else
            snprintf(w->temp, size, "%s.tmp.%ld.%d", w->target, (long)getpid(), i);
        int fd = make_temp(w);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* The process number in NAME.tmp.PID or NAME.tmp.PID.N; 0: another name. */
static long temp_pid(const char *entry, const char *name, size_t name_length)
{
    static const char mark[] = ".tmp.";
    const char *p = entry + name_length;
    if (strncmp(entry, name, name_length) || strncmp(p, mark, sizeof mark - 1))
        return 0;
    p += sizeof mark - 1;
    size_t pid = strspn(p, "0123456789"), n = p[pid] == '.' ? strspn(p + pid + 1, "0123456789") : 0;
    bool whole = pid > 0 && pid < 10 && (p[pid] == 0 || (n > 0 && p[pid + 1 + n] == 0));
    return whole ? atol(p) : 0;
}

/* A writer holds a lock on its temporary file from before it has that name, so a file that can be
 * locked is nobody's any more, also where process numbers are those of another container. A young
 * file is left alone if a process has its number, or if this file system has no locks and the
 * writer may be on another machine. */
static bool is_abandoned(int folder, const char *entry, long pid)
{
    enum { YOUNG = 60 }; /* seconds */
    struct stat st;
    int fd = openat(folder, entry, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0, no_locks = !locked && errno != EWOULDBLOCK;
    bool dead = kill((pid_t)pid, 0) && errno == ESRCH, young = time(NULL) - st.st_mtime < YOUNG;
    close(fd);
    return (locked && (dead || !young)) || (no_locks && dead && !young);
}

/* What killed writers of this target have left. Failures do no harm: it is tried again at the next
 * write. */
static void remove_abandoned(const FileWriter *w)
{
    char *folder = folder_of(w->target);
    const char *slash = strrchr(w->target, '/'), *name = slash ? slash + 1 : w->target;
    size_t n = strlen(name);
    DIR *d = folder ? opendir(folder) : NULL;
    for (struct dirent *e; d && (e = readdir(d));) {
        long pid = temp_pid(e->d_name, name, n);
        if (pid > 0 && is_abandoned(dirfd(d), e->d_name, pid))
            (void)unlinkat(dirfd(d), e->d_name, 0);
    }
    if (d)
        closedir(d);
    free(folder);
}

static int open_temp(FileWriter *w)
{
    remove_abandoned(w);
    int fd = open_unnamed(w);
    w->unnamed = fd >= 0;
    errno = 0;
    fd = w->unnamed ? fd : name_temp(w);
    if (fd >= 0)
        (void)flock(fd, LOCK_EX | LOCK_NB); /* held until it is closed; see is_abandoned */
    return fd;
}

/* 0 tells stdio that the write failed. */
static ssize_t stream_write(void *cookie, const char *data, size_t bytes)
{
    FileWriter *w = cookie;
    for (size_t done = 0; done < bytes && !w->failed;) {
        ssize_t n = write(w->fd, data + done, bytes - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            w->failed = errno;
    }
    return w->failed ? 0 : (ssize_t)bytes;
}

/* Opens for writing. A FIFO whose reader does not come is an error after a while (ENXIO), never
 * waited for. */
static int open_output(const char *path, int flags)
{
    enum { TRIES = 40 };
    const struct timespec pause = {.tv_nsec = 50000000};
    struct stat st;
    for (int i = 0;; i++) {
        int fd = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags, 0666);
        if (fd >= 0)
            (void)fcntl(fd, F_SETFL, O_WRONLY | (flags & O_APPEND));
        if (fd >= 0 || errno != ENXIO || i == TRIES || stat(path, &st) || !S_ISFIFO(st.st_mode))
            return fd;
        (void)nanosleep(&pause, NULL);
    }
}

/* ENXIO's own words are about devices. */
static const char *output_reason(const char *path, int why)
{
    struct stat st;
    return why == ENXIO && !stat(path, &st) && S_ISFIFO(st.st_mode) ? "nobody reads this pipe"
                                                                    : err_reason(why);
}

/* Has another process locked this file? Devices and pipes are not locked. */
static bool held_by_another(int fd)
{
    struct stat st;
    return !fstat(fd, &st) && S_ISREG(st.st_mode) && flock(fd, LOCK_EX | LOCK_NB) &&
           errno == EWOULDBLOCK;
}

FILE *file_open_log(const char *path, Err *err)
{
    int fd = open_output(path, O_CREAT | O_APPEND), why = errno;
    if (fd >= 0 && held_by_another(fd)) {
        close(fd);
        err_set(err, "another process is writing %s", path);
        return NULL;
    }
    FILE *f = fd < 0 ? NULL : fdopen(fd, "a");
    if (fd >= 0 && !f) {
        why = errno;
        close(fd);
    }
    if (!f)
        err_set(err, "cannot open the log %s: %s", path, output_reason(path, why));
    return f;
}

static int writer_open(FileWriter *w)
{
    bool direct, exists;
    mode_t mode = 0;
    int why = check_target(w->target, &direct, &exists, &mode);
    if (why)
        return why;
    errno = 0;
    w->fd = direct ? open_output(w->target, 0) : open_temp(w);
    if (w->fd < 0) {
        why = errno ? errno : EIO;
        free(w->temp); /* not made: there is nothing to remove */
        w->temp = NULL;
        return why;
    }
    if (exists && !direct && fchmod(w->fd, mode))
        return errno;
    w->f = fopencookie(w, "wb", (cookie_io_functions_t){.write = stream_write});
    if (!w->f)
        return errno ? errno : ENOMEM;
    setvbuf(w->f, NULL, _IOFBF, 1 << 16);
    return 0;
}

FileWriter *file_writer_open(const char *path, Err *err)
{
    FileWriter *w = calloc(1, sizeof *w);
    int why = ENOMEM;
    if (w) {
        w->fd = -1;
        struct stat st;
        bool link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
        w->target = link ? realpath(path, NULL) : NULL; /* a dangling link is replaced itself */
        if (!w->target)
            w->target = strdup(path);
        w->shown = strdup(path);
        if (w->target && w->shown)
            why = writer_open(w);
    }
    if (!why)
        return w;
    err_set(err, "cannot write %s: %s", path, output_reason(path, why));
    file_writer_abort(w);
    return NULL;
}

static void keep_failure(FileWriter *w)
{
    if (!w->failed)
        w->failed = errno ? errno : EIO;
}

void file_writer_put(FileWriter *w, const void *data, size_t bytes)
{
    errno = 0;
    if (!w->failed && bytes && fwrite(data, 1, bytes, w->f) != bytes)
        keep_failure(w);
}

void file_writer_printf(FileWriter *w, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    errno = 0;
    if (!w->failed && text_vfprintf(w->f, fmt, ap) < 0)
        keep_failure(w);
    va_end(ap);
}

FILE *file_writer_stream(FileWriter *w) { return w->f; }

bool file_writer_ok(const FileWriter *w) { return !w->failed && !ferror(w->f); }

/* The rename is on the disk only when the folder is. A folder that cannot be opened or synced (some
 * file systems) is no error: the file itself is complete. */
static void sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

static void close_synced(FileWriter *w)
{
    errno = 0;
    w->finished = true;
    if (fclose(w->f) || w->failed)
        keep_failure(w);
    w->f = NULL;
    if (!w->failed && (w->temp || w->unnamed) && fsync(w->fd) && errno != EINVAL &&
        errno != ENOTSUP)
        keep_failure(w);
    if (!w->failed && w->unnamed && name_temp(w) < 0) {
        keep_failure(w);
        free(w->temp); /* not made: there is nothing to remove */
        w->temp = NULL;
    }
    if (close(w->fd) && errno != EINTR)
        keep_failure(w);
    w->fd = -1;
}

bool file_writer_finish(FileWriter *w, Err *err)
{
    if (!w->finished)
        close_synced(w);
    return !w->failed || err_set(err, "cannot write %s: %s", w->shown, err_reason(w->failed));
}

bool file_writer_commit(FileWriter *w, Err *err)
{
    bool ok = file_writer_finish(w, err);
    if (ok && w->temp && rename(w->temp, w->target))
        ok = err_set(err, "cannot write %s: %s", w->shown, err_reason(errno));
    if (ok && w->temp)
        sync_folder(w->target);
    if (ok) {
        free(w->temp); /* the name is gone */
        w->temp = NULL;
    }
    file_writer_abort(w);
    return ok;
}

/* A second name of the old target, to be freed; where no link can be made (a file system without
 * them, another user's file), its only name. False: it cannot be kept. *old is NULL when there is
 * none. */
static bool keep_old(const FileWriter *w, char **old, Err *err)
{
    *old = NULL;
    if (!w->temp || access(w->target, F_OK))
        return true;
    char *name = malloc(strlen(w->temp) + sizeof ".old");
    if (!name)
        return err_set(err, "cannot write %s: out of memory", w->shown);
    strcpy(name, w->temp);
    strcat(name, ".old");
    if (link(w->target, name) && rename(w->target, name)) {
        err_set(err, "cannot write %s: %s", w->shown, err_reason(errno));
        free(name);
        return false;
    }
    *old = name;
    return true;
}

bool file_writer_commit_both(FileWriter *a, FileWriter *b, Err *err)
{
    char *target = strdup(a->target), *old = NULL;
    bool ready = target || err_set(err, "cannot write %s: out of memory", a->shown);
    const bool direct = !a->temp && !a->unnamed;
    if (!ready || !file_writer_finish(a, err) || !file_writer_finish(b, err) ||
        !keep_old(a, &old, err)) {
        file_writer_abort(a);
        file_writer_abort(b);
        free(target);
        return false;
    }
    bool first = file_writer_commit(a, err), ok = first && file_writer_commit(b, err);
    if (!first)
        file_writer_abort(b);
    if (!ok && old) /* back to what was there */
        (void)rename(old, target);
    else if (first && !ok && !direct)
        (void)unlink(target);
    if (old)
        unlink(old);
    free(old);
    free(target);
    return ok;
}

void file_writer_abort(FileWriter *w)
{
    if (!w)
        return;
    if (w->f)
        fclose(w->f);
    if (w->fd >= 0)
        close(w->fd);
    if (w->temp)
        unlink(w->temp);
    writer_free(w);
}

bool file_write(const char *path, const void *data, size_t bytes, Err *err)
{
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    file_writer_put(w, data, bytes);
    return file_writer_commit(w, err);
}

/* ---- locks ---- */

struct FileLock {
    int fd;
    char *path;
};

/* What the file says: the number of the process that locked it; -1: nothing; 0: it is no lock. */
static long lock_holder(int fd)
{
    char text[32];
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        return 0;
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = 0;
    size_t digits = strspn(text, "0123456789");
    if (n <= 0)
        return -1;
    return digits > 0 && digits < 10 && !strcmp(text + digits, "\n") ? atol(text) : 0;
}

/* Is the file at `path` still the one that is open? Its last holder may have removed it. */
static bool is_at(int fd, const char *path)
{
    struct stat here, there;
    return !fstat(fd, &here) && !stat(path, &there) && here.st_ino == there.st_ino &&
           here.st_dev == there.st_dev;
}

/* A descriptor that has the lock; -1: see errno, EWOULDBLOCK when another process has it, EEXIST
 * when the file is no lock. */
static int open_lock(const char *path, long *holder)
{
    enum { TRIES = 100 };
    char text[32];
    for (int i = 0; i < TRIES; i++) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (fd < 0)
            return -1;
        bool free_one = !flock(fd, LOCK_EX | LOCK_NB) || errno != EWOULDBLOCK;
        long found = lock_holder(fd);
        int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
        if (free_one && found && is_at(fd, path) && !ftruncate(fd, 0) &&
            pwrite(fd, text, (size_t)n, 0) == n)
            return fd;
        int why = !found ? EEXIST : !free_one ? EWOULDBLOCK : errno ? errno : EIO;
        bool ours = free_one && found, again = ours && !is_at(fd, path);
        if (ours && !again)
            unlink(path); /* its number could not be written */
        close(fd);
        *holder = found;
        errno = why;
        if (!again)
            return -1;
    }
    errno = EWOULDBLOCK;
    return -1;
}

FileLock *file_lock(const char *path, long *holder, Err *err)
{
    FileLock *l = malloc(sizeof *l);
    char *copy = strdup(path);
    long found = 0;
    *holder = 0;
    errno = ENOMEM;
    int fd = l && copy ? open_lock(path, &found) : -1, why = errno;
    if (fd >= 0) {
        *l = (FileLock){fd, copy};
        return l;
    }
    free(l);
    free(copy);
    if (why == EWOULDBLOCK)
        *holder = found;
    err_set(err, "cannot lock %s: %s", path,
            why == EEXIST ? "the file is there, and is no lock" : err_reason(why));
    return NULL;
}

void file_unlock(FileLock *l)
{
    if (!l)
        return;
    unlink(l->path); /* while it is still ours */
    close(l->fd);
    free(l->path);
    free(l);
}

/* ---- folders ---- */

bool folder_make(const char *path, Err *err)
{
    char *p = strdup(path);
    int why = p ? 0 : ENOMEM;
    for (size_t i = 1; p && !why; i++) {
        if (p[i - 1] == 0)
            break;
        if (p[i] != '/' && p[i] != 0)
            continue;
        char end = p[i];
        p[i] = 0;
        struct stat st;
        if (mkdir(p, 0777) && (errno != EEXIST || stat(p, &st) || !S_ISDIR(st.st_mode)))
            why = errno == EEXIST ? ENOTDIR : errno;
        p[i] = end;
        if (!end)
            break;
    }
    free(p);
    return why ? err_set(err, "cannot make folder %s: %s", path, err_reason(why)) : true;
}
