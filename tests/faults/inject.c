/* Preloaded into a program: the FAULT_AT-th call of the kind FAULT after main begins fails, as the system lets it fail. FAULT: alloc,
 * open, read, write, fsync, rename, close, mmap, mkdir. FAULT_COUNT names a file for the number of such calls. What stands before
 * main is the libraries': OpenBLAS ends the program there when it cannot start a thread. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static const char *kind = "";
static long at = -1, count;
static int live;

/* 1: this call fails, errno is set. */
static int fails(const char *which, int why)
{
    if (!__atomic_load_n(&live, __ATOMIC_RELAXED) || strcmp(kind, which) || __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED) != at)
        return 0;
    errno = why;
    return 1;
}

void *malloc(size_t n) { return fails("alloc", ENOMEM) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails("alloc", ENOMEM) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return fails("alloc", ENOMEM) ? NULL : __libc_realloc(p, n); }

#define NEXT(name) ((__typeof__(name) *)(unsigned long)dlsym(RTLD_NEXT, #name))
int open(const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
    va_end(ap);
    return fails("open", EMFILE) ? -1 : NEXT(open)(path, flags, mode);
}
FILE *fopen(const char *path, const char *mode) { return fails("open", EMFILE) ? NULL : NEXT(fopen)(path, mode); }
ssize_t read(int fd, void *to, size_t n) { return fails("read", EIO) ? -1 : NEXT(read)(fd, to, n); }
size_t fread(void *to, size_t size, size_t n, FILE *f)
{
    if (!fails("read", EIO))
        return NEXT(fread)(to, size, n, f);
    f->_flags |= 0x20;          /* glibc's mark that ferror looks at */
    return 0;
}
ssize_t write(int fd, const void *from, size_t n) { return fails("write", ENOSPC) ? -1 : NEXT(write)(fd, from, n); }
int fsync(int fd) { return fails("fsync", EIO) ? -1 : NEXT(fsync)(fd); }
int rename(const char *a, const char *b) { return fails("rename", EIO) ? -1 : NEXT(rename)(a, b); }
int mkdir(const char *path, mode_t mode) { return fails("mkdir", EACCES) ? -1 : NEXT(mkdir)(path, mode); }
int close(int fd)
{
    int bad = fails("close", EIO), rc = NEXT(close)(fd);
    if (bad)
        errno = EIO;
    return bad ? -1 : rc;
}
void *mmap(void *a, size_t n, int prot, int flags, int fd, off_t off)
{
    return fails("mmap", ENOMEM) ? MAP_FAILED : NEXT(mmap)(a, n, prot, flags, fd, off);
}

static int (*real_main)(int, char **, char **);
static int counted_main(int argc, char **argv, char **env)
{
    const char *k = getenv("FAULT"), *n = getenv("FAULT_AT");
    kind = k ? k : "";
    at = n ? atol(n) : -1;
    live = 1;
    return real_main(argc, argv, env);
}

int __libc_start_main(int (*m)(int, char **, char **), int argc, char **argv, int (*init)(int, char **, char **), void (*fini)(void),
                      void (*ld_fini)(void), void *end);
int __libc_start_main(int (*m)(int, char **, char **), int argc, char **argv, int (*init)(int, char **, char **), void (*fini)(void),
                      void (*ld_fini)(void), void *end)
{
    real_main = m;
    return NEXT(__libc_start_main)(counted_main, argc, argv, init, fini, ld_fini, end);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAULT_COUNT");
    live = 0;
    FILE *f = path ? fopen(path, "w") : NULL;
    if (f) {
        fprintf(f, "%ld\n", count);
        fclose(f);
    }
}
