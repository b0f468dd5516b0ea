/* See scratch.h. */
#include "runtime/scratch.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Ours, of a process that is no more, for an hour: /tmp may be shared with processes whose numbers
 * are others. */
static bool is_abandoned(int where, const char *name)
{
    enum { HOUR = 3600 };
    struct stat st;
    long pid = 0;
    int end = 0;
    if (sscanf(name, "netc-%*[a-z]-%ld-%n", &pid, &end) != 1 || !end || pid <= 0 || pid > INT_MAX)
        return false;
    return !fstatat(where, name, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode) &&
           st.st_uid == geteuid() && time(NULL) - st.st_mtime > HOUR && kill((pid_t)pid, 0) &&
           errno == ESRCH;
}

static void remove_folder(int where, const char *name)
{
    int fd = openat(where, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    for (struct dirent *e; d && (e = readdir(d));)
        (void)unlinkat(dirfd(d), e->d_name, 0); /* folders stay, and with them this one */
    if (d)
        closedir(d);
    else if (fd >= 0)
        close(fd);
    (void)unlinkat(where, name, AT_REMOVEDIR);
}

/* What processes that were killed have left. Failures do no harm: it is tried again. */
static void remove_leftovers(const char *where)
{
    DIR *d = opendir(where);
    for (struct dirent *e; d && (e = readdir(d));)
        if (is_abandoned(dirfd(d), e->d_name))
            remove_folder(dirfd(d), e->d_name);
    if (d)
        closedir(d);
}

bool scratch_folder(char folder[SCRATCH_PATH], const char *word, Err *err)
{
    const char *where = getenv("TMPDIR");
    where = where && *where ? where : "/tmp";
    remove_leftovers(where);
    int n = snprintf(folder, SCRATCH_PATH - 32, "%s/netc-%s-%ld-XXXXXX", where, word,
                     (long)getpid());
    errno = ENAMETOOLONG;
    if (n < SCRATCH_PATH - 32 && mkdtemp(folder))
        return true;
    *folder = 0;
    return err_set(err, "%s: cannot make a folder: %s", where, err_reason(errno));
}

void scratch_path(char path[SCRATCH_PATH], const char *folder, const char *name)
{
    snprintf(path, SCRATCH_PATH, "%s/%s", folder, name);
}

void scratch_remove(const char *folder, const char *const *names)
{
    char path[SCRATCH_PATH];
    if (!*folder)
        return;
    for (; *names; names++) {
        scratch_path(path, folder, *names);
        unlink(path);
    }
    rmdir(folder);
}

typedef struct Printing {
    FILE *f;
    void (*print)(FILE *f, const void *arg);
    const void *arg;
} Printing;

static bool print_text(void *arg)
{
    const Printing *p = arg;
    p->print(p->f, p->arg);
    return true;
}

bool scratch_write(const char *folder, const char *name, Arena *a,
                   void (*print)(FILE *f, const void *arg), const void *arg, Err *err)
{
    char path[SCRATCH_PATH];
    scratch_path(path, folder, name);
    FILE *f = fopen(path, "w");
    if (!f)
        return err_set(err, "%s: cannot write: %s", path, err_reason(errno));
    errno = 0; /* a write that fails meanwhile sets it */
    bool printed = arena_try(a, print_text, &(Printing){f, print, arg}, err);
    bool failed = fflush(f) || ferror(f);
    failed |= fclose(f) != 0;
    if (printed && failed)
        return err_set(err, "%s: cannot write: %s", path, err_reason(errno ? errno : EIO));
    return printed;
}
