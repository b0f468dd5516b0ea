/* Looking for pictures in a folder. A file that cannot be read counts as a picture, so that
 * reading it says why. See pictures.h. */
#include "data/pictures.h"
#include "base/fileio.h"
#include "data/image.h"
#include "data/wav.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH = 64 }; /* of folders in folders */

typedef struct Search {
    Arena *arena;
    PictureList *out;
    size_t root; /* length of the first folder's path, for names without it */
    Err *err;
} Search;

bool picture_folder(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static bool is_picture(const char *path)
{
    uint8_t head[32];
    int n = file_head(path, head, sizeof head, NULL);
    return n < 0 || image_known(head, (size_t)n) || wav_known(head, (size_t)n);
}

static void close_folder(void *d) { closedir(d); }

static bool search(Search *s, const char *folder, int depth);

static bool take(Search *s, const char *path, int depth)
{
    struct stat st, link;
    if (stat(path, &st) || lstat(path, &link))
        return true;
    if (S_ISDIR(link.st_mode))
        return search(s, path, depth + 1);
    if (!S_ISREG(st.st_mode))
        return true;
    PictureList *l = s->out;
    if (is_picture(path)) {
        ARENA_PUSH(s->arena, l->path, l->n, l->cap, path);
    } else {
        const char *name = path + s->root;
        ARENA_PUSH(s->arena, l->other, l->n_other, l->cap_other, name);
    }
    return true;
}

static bool search(Search *s, const char *folder, int depth)
{
    DIR *d = depth < DEPTH ? opendir(folder) : NULL;
    struct dirent *e;
    bool ok = true;
    if (depth >= DEPTH)
        return err_set(s->err, "%s: more than %d folders in one another", folder, DEPTH);
    if (!d)
        return err_set(s->err, "cannot open folder %s: %s", folder, err_reason(errno));
    arena_own(s->arena, d, close_folder);
    size_t n = strlen(folder);
    const char *slash = n && folder[n - 1] == '/' ? "" : "/";
    while (ok && (errno = 0, e = readdir(d)) != NULL)
        if (e->d_name[0] != '.')
            ok = take(s, arena_printf(s->arena, "%s%s%s", folder, slash, e->d_name), depth);
    int why = errno;
    arena_release(s->arena, d);
    return ok && why ? err_set(s->err, "cannot read folder %s: %s", folder, err_reason(why)) : ok;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool pictures_find(Arena *a, const char *folder, PictureList *out, Err *err)
{
    int first = out->n, first_other = out->n_other;
    size_t n = strlen(folder);
    Search s = {a, out, n + !(n && folder[n - 1] == '/'), err};
    if (!search(&s, folder, 0))
        return false;
    if (out->n == first)
        return err_set(err, "%s holds no %s picture and no WAV file", folder, image_kinds);
    qsort(out->path + first, (size_t)(out->n - first), sizeof *out->path, by_bytes);
    if (out->n_other > first_other)
        qsort(out->other + first_other, (size_t)(out->n_other - first_other), sizeof *out->other,
              by_bytes);
    return true;
}
