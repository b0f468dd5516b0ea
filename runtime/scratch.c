/* See scratch.h. */
#include "runtime/scratch.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool scratch_folder(char folder[SCRATCH_PATH], const char *word, Err *err)
{
    const char *where = getenv("TMPDIR");
    where = where && *where ? where : "/tmp";
    int n = snprintf(folder, SCRATCH_PATH - 32, "%s/netc-%s-XXXXXX", where, word);
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
