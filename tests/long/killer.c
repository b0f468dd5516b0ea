/* Preloaded into a program: ends it with SIGKILL at its KILL_AT-th call that writes, syncs, links,
 * renames or removes a file, before the call is made; a write is made by half. What the program
 * leaves is then what a kill or a crash of the machine may leave there. With KILL_NO_EXCHANGE two
 * names are not exchanged in one step, as on a file system that cannot do that. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long left;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("KILL_AT");
    left = at ? atol(at) : 0;
}

static int is_last(void) { return left > 0 && __atomic_sub_fetch(&left, 1, __ATOMIC_SEQ_CST) == 0; }

static void *next(const char *name)
{
    void *p = dlsym(RTLD_NEXT, name);
    if (!p)
        _exit(99);
    return p;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

ssize_t write(int fd, const void *data, size_t bytes)
{
    ssize_t (*real)(int, const void *, size_t);
    void *p = next("write");
    memcpy(&real, &p, sizeof p);
    if (!is_last())
        return real(fd, data, bytes);
    (void)!real(fd, data, bytes / 2);
    die();
    return -1;
}

int fsync(int fd)
{
    int (*real)(int);
    void *p = next("fsync");
    memcpy(&real, &p, sizeof p);
    if (is_last())
        die();
    return real(fd);
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);
    void *p = next("rename");
    memcpy(&real, &p, sizeof p);
    if (is_last())
        die();
    return real(from, to);
}

int unlink(const char *path)
{
    int (*real)(const char *);
    void *p = next("unlink");
    memcpy(&real, &p, sizeof p);
    if (is_last())
        die();
    return real(path);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    int (*real)(int, const char *, int, const char *, int);
    void *p = next("linkat");
    memcpy(&real, &p, sizeof p);
    if (is_last())
        die();
    return real(from_fd, from, to_fd, to, flags);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    int (*real)(int, const char *, int, const char *, unsigned);
    void *p = next("renameat2");
    memcpy(&real, &p, sizeof p);
    if (flags & RENAME_EXCHANGE && getenv("KILL_NO_EXCHANGE")) {
        errno = EINVAL;
        return -1;
    }
    if (is_last())
        die();
    return real(from_fd, from, to_fd, to, flags);
}
