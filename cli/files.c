/* Outputs over inputs, and two outputs under one name: refused here for every command (files.h). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* realpath, d_type */
#endif
#include "base/ascii.h"
#include "cli/files.h"
#include "cli/cli.h"
#include "runtime/machine_file.h"
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DATA_DEPTH = 4, /* folders below that of a data set */
    LINKS = 40      /* that lead to links */
};

/* What a name means: a file that is there by its number, one that is not by the whole path. */
typedef struct FileId {
    bool there, ordinary; /* ordinary: a pipe or a device may be read and written at once */
    dev_t dev;
    ino_t ino;
    const char *path; /* not there: without links, `.` and `..` */
} FileId;

typedef struct FileItem {
    const char *what, *path;
    const char *marked, *mark; /* files_write_made; NULL: written without a look */
    bool written, own, replaced;
    FileId id;
} FileItem;

struct FileList {
    Arena *arena;
    FileItem *item;
    int n, cap;
};

/* ---- what a name means ---- */

/* The path without links; NULL: it is not there. whole_path calls itself once a name: the buffers
 * of this function and the next would stay on the stack if they were inlined there. */
__attribute__((noinline)) static const char *real_path(Arena *a, const char *path)
{
    char to[PATH_MAX];
    return realpath(path, to) ? arena_strdup(a, to) : NULL;
}

__attribute__((noinline)) static const char *link_target(Arena *a, const char *path)
{
    char to[PATH_MAX];
    ssize_t n = readlink(path, to, sizeof to);
    return n > 0 && n < (ssize_t)sizeof to ? arena_strndup(a, to, (size_t)n) : NULL;
}

/* The part of the path that is there without links, the rest as written, but for `.` and `..`. A
 * path that is too long for the system is no file's: it stays as it is, and opening it says so. */
static const char *whole_path(Arena *a, const char *path, int links)
{
    size_t len = strlen(path);
    if (len >= PATH_MAX)
        return path;
    const char *real = real_path(a, path);
    if (real)
        return real;
    /* a link to what is not there: writing makes it */
    const char *to = links > 0 ? link_target(a, path) : NULL;
    while (len > 1 && path[len - 1] == '/')
        len--;
    size_t last = len;
    while (last > 0 && path[last - 1] != '/')
        last--;
    const char *folder = last == 0 ? "." : arena_strndup(a, path, last),
               *name = arena_strndup(a, path + last, len - last);
    if (to)
        return whole_path(a, to[0] == '/' ? to : arena_printf(a, "%s/%s", folder, to), links - 1);
    if (len == 0 || !strcmp(path, ".") || !strcmp(path, "/"))
        return path;
    const char *above = whole_path(a, folder, links);
    if (!strcmp(name, "."))
        return above;
    if (!strcmp(name, "..")) {
        const char *slash = strrchr(above, '/');
        return !slash || slash == above ? "/" : arena_strndup(a, above, (size_t)(slash - above));
    }
    return arena_printf(a, "%s%s%s", above, above[strlen(above) - 1] == '/' ? "" : "/", name);
}

const char *file_without_links(Arena *a, const char *path) { return whole_path(a, path, LINKS); }

static FileId identify(Arena *a, const char *path)
{
    struct stat st;
    if (!stat(path, &st))
        return (FileId){true, S_ISREG(st.st_mode), st.st_dev, st.st_ino, path};
    return (FileId){.there = false, .ordinary = true, .path = whole_path(a, path, LINKS)};
}

static bool same_id(const FileId *x, const FileId *y)
{
    if (x->there != y->there || !x->ordinary || !y->ordinary)
        return false;
    return x->there ? x->dev == y->dev && x->ino == y->ino : !strcmp(x->path, y->path);
}

bool same_file(Arena *a, const char *one, const char *other)
{
    FileId x = identify(a, one), y = identify(a, other);
    return same_id(&x, &y);
}

/* ---- the list ---- */

static void add(FileList *l, FileItem f)
{
    if (!f.path || !*f.path)
        return;
    f.id = identify(l->arena, f.path);
    ARENA_PUSH(l->arena, l->item, l->n, l->cap, f);
}

void files_read(FileList *l, const char *what, const char *path)
{
    add(l, (FileItem){.what = what, .path = path});
}
void files_write(FileList *l, const char *what, const char *path)
{
    add(l, (FileItem){.what = what, .path = path, .written = true});
}
void files_write_made(FileList *l, const char *what, const char *path, const char *marked,
                      const char *mark)
{
    add(l, (FileItem){.what = what,
                      .path = path,
                      .marked = marked ? marked : path,
                      .mark = mark,
                      .written = true});
}
void files_replace(FileList *l, const char *what, const char *path)
{
    add(l, (FileItem){.what = what, .path = path, .written = true, .replaced = true});
}
void files_own_read(FileList *l, const char *what, const char *path)
{
    add(l, (FileItem){.what = what, .path = path, .own = true});
}
void files_own_write(FileList *l, const char *what, const char *path)
{
    add(l, (FileItem){.what = what, .path = path, .written = true, .own = true, .replaced = true});
}

/* "LABEL=FILE" of a log: the file. */
static const char *without_label(const char *text)
{
    struct stat st;
    const char *equals = strchr(text, '=');
    return equals && equals != text && equals[1] && stat(text, &st) ? equals + 1 : text;
}

static void option_files(FileList *l, const Args *args)
{
    for (int i = 0; args->command->uses[i].id != OPT_END; i++) {
        OptId id = args->command->uses[i].id;
        const OptValue *v = &args->v[id];
        OptFile file = option_spec(id)->file;
        if (!v->set || file == OPT_NO_FILE)
            continue;
        const char *what = option_text(l->arena, id);
        if (file == OPT_FILE_WRITTEN)
            files_write(l, what, v->text);
        else if (file == OPT_FILE_RESUMED)
            files_own_read(l, what, v->text);
        else if (file == OPT_FILE_MACHINE)
            files_read(l, what, strcmp(v->text, "default") ? v->text : NULL);
        else if (file == OPT_FILES_LABELLED)
            for (int k = 0; k < v->n; k++)
                files_read(l, what, without_label(v->list[k]));
        else if (file == OPT_FILE_READ)
            files_read(l, what, v->text);
    }
}

static bool takes(const Args *args, OptId id)
{
    int i = 0;
    while (args->command->uses[i].id != id && args->command->uses[i].id != OPT_END)
        i++;
    return args->command->uses[i].id == id;
}

/* What --machine does not name, but NETC_MACHINE or the user's own file. */
static void machine_files(FileList *l, const Args *args)
{
    static char own[4200];
    const char *named = getenv("NETC_MACHINE");
    if (!takes(args, OPT_MACHINE) || opt_set(args, OPT_MACHINE))
        return;
    if (named && *named)
        files_read(l, "NETC_MACHINE", strcmp(named, "default") ? named : NULL);
    machine_path(own, sizeof own);
    if (!named)
        files_read(l, "the machine's constants", own);
}

static void net_files(FileList *l, const Args *args, const Graph *g)
{
    for (int i = 1; g && i < g->n_sources; i++)
        files_read(l, "a file that the net imports", g->sources[i]->path);
    if (g && takes(args, OPT_RESUME) && g->train.teacher) {
        files_read(l, "the teacher", g->train.teacher);
        if (g->train.teacher_weights)
            files_read(l, "the teacher's weights", g->train.teacher_weights);
    }
    for (int i = 0; g && takes(args, OPT_RESUME) && i < g->train.n_weights; i++)
        files_read(l, "`weights` in the train section", g->train.weights[i].path);
}

/* "-o w.h5"; the path alone of a file that no option names. */
static const char *output_text(Arena *a, const FileItem *f)
{
    return *f->what ? arena_printf(a, "%s %s", f->what, f->path) : f->path;
}

/* ---- data sets ---- */

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n > k && ascii_same(name + n - k, end);
}

/* Is this the name of a file that some kind of data set reads? */
static bool is_data_name(const char *name)
{
    static const char *const ends[] = {".bin",      ".npy", ".gz",   "-ubyte", "_names.txt",
                                       ".meta.txt", ".jpg", ".jpeg", ".png",   ".ppm",
                                       ".pgm",      ".bmp", ".gif",  ".webp"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(name, ends[i]))
            return true;
    return false;
}

/* The output that is a file of the data set in `folder`; NULL: none is. Directories are looked at,
 * not the files in them. */
static const FileItem *in_data(const FileList *l, const char *folder, int depth)
{
    const FileItem *found = NULL;
    DIR *d = opendir(folder);
    struct dirent *e;
    while (d && !found && (e = readdir(d))) {
        if (e->d_name[0] == '.')
            continue;
        char path[PATH_MAX];
        struct stat st;
        if (snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path)
            continue;
        bool known = e->d_type == DT_REG || e->d_type == DT_DIR, is_folder = e->d_type == DT_DIR;
        if (!known)
            is_folder = !stat(path, &st) && S_ISDIR(st.st_mode);
        if (is_folder && depth > 0)
            found = in_data(l, path, depth - 1);
        for (int i = 0; !is_folder && !found && i < l->n; i++) {
            const FileItem *f = &l->item[i];
            if (!f->written || !f->id.there || !f->id.ordinary || !is_data_name(e->d_name) ||
                (known && e->d_ino != f->id.ino))
                continue;
            if (!stat(path, &st) && st.st_ino == f->id.ino && st.st_dev == f->id.dev)
                found = f;
        }
    }
    if (d)
        closedir(d);
    return found;
}

static bool any_written(const FileList *l)
{
    for (int i = 0; i < l->n; i++)
        if (l->item[i].written && l->item[i].id.there)
            return true;
    return false;
}

static bool data_is_safe(const FileList *l, const Args *args, const Graph *g, Err *err)
{
    const char *given = opt_text(args, OPT_DATA), *colon = given ? strchr(given, ':') : NULL,
               *path = given ? given
                       : g   ? g->train.data_path
                             : NULL;
    struct stat st;
    if (!takes(args, OPT_DATA) || !path || !any_written(l))
        return true;
    if (given && colon && stat(given, &st))
        path = colon + 1;
    const FileItem *f = in_data(l, path, DATA_DEPTH);
    return !f ||
           err_set(err, "%s is a file of the data set %s: nothing was written; give another name",
                   output_text(l->arena, f), path);
}

/* ---- the check ---- */

/* A device, a pipe or a folder under a name that the user did not give is not replaced. */
static bool replaces_files(const FileList *l, Err *err)
{
    for (int i = 0; i < l->n; i++) {
        const FileItem *f = &l->item[i];
        if (!f->replaced || !f->id.there || f->id.ordinary)
            continue;
        return err_set(err,
                       "%s %s is there, and is not a regular file: nothing was written; give "
                       "another name",
                       f->what, f->path);
    }
    return true;
}

/* A file is written under NAME.tmp.PID first. A name that leaves no room for that would fail at the
 * end of a training, which has names of several lengths. */
static bool names_fit(const FileList *l, Err *err)
{
    static const char temp[] = ".tmp.4194304"; /* the largest number of a process */
    for (int i = 0; i < l->n; i++) {
        const FileItem *f = &l->item[i];
        if (!f->written || !f->id.ordinary || strlen(f->path) >= PATH_MAX)
            continue;
        const char *target = whole_path(l->arena, f->path, LINKS), *slash = strrchr(target, '/'),
                   *name = slash ? slash + 1 : target,
                   *folder = slash ? arena_strndup(l->arena, target, (size_t)(slash - target) + 1)
                                   : ".";
        const long said = pathconf(folder, _PC_NAME_MAX), most = said > 0 ? said : NAME_MAX;
        const size_t room = (size_t)most - (sizeof temp - 1);
        if (strlen(name) > room)
            return err_set(err,
                           "cannot write %s: File name too long: of its %zu bytes %zu are allowed, "
                           "as it is written under NAME%s first. Nothing was written; give a "
                           "shorter name",
                           output_text(l->arena, f), strlen(name), room, ".tmp.PID");
    }
    return true;
}

/* Whether netc made it: the mark stands in its first lines. A net's name may be long, no line of a
 * file that netc writes is longer than this. */
static bool has_mark(const char *path, const char *mark)
{
    enum { LINES = 3 };
    static const size_t most = 1 << 16;
    struct stat st;
    FILE *f = !stat(path, &st) && S_ISREG(st.st_mode) ? fopen(path, "rb") : NULL;
    char *text = f ? calloc(1, most + 1) : NULL, *end = text;
    bool found = false;
    if (text && fread(text, 1, most, f) > 0) {
        for (int i = 0; i < LINES && end; i++)
            end = strchr(end + (i > 0), '\n');
        if (end)
            *end = 0;
        found = strstr(text, mark) != NULL;
    }
    free(text);
    if (f)
        fclose(f);
    return found;
}

/* What lies under a name that the user did not give is his own, unless netc made it. */
static bool leaves_others(const FileList *l, const Args *args, Err *err)
{
    for (int i = 0; i < l->n && !opt_set(args, OPT_FORCE); i++) {
        const FileItem *f = &l->item[i];
        struct stat st;
        if (!f->mark || !f->id.there || !f->id.ordinary || stat(f->path, &st) || !st.st_size ||
            has_mark(f->marked, f->mark))
            continue;
        return err_set(err,
                       "%s %s is there already, and netc did not make it: nothing was written. "
                       "--force writes over it; another name leaves it",
                       f->what, f->path);
    }
    return true;
}

/* May these two not be one file? */
static bool clash(const FileItem *x, const FileItem *y)
{
    if (!x->written && !y->written)
        return false;
    return !x->own || !y->own || x->written == y->written;
}

static const char *with_other_name(Arena *a, const FileItem *f, const FileItem *other)
{
    return strcmp(f->path, other->path) ? arena_printf(a, "%s %s", f->what, f->path) : f->what;
}

static int by_place(const void *a, const void *b)
{
    const FileItem *x = *(const FileItem *const *)a, *y = *(const FileItem *const *)b;
    int order = (x > y) - (x < y);
    if (x->id.there != y->id.there)
        return x->id.there ? -1 : 1;
    if (!x->id.there) {
        int by_path = strcmp(x->id.path, y->id.path);
        return by_path ? by_path : order;
    }
    if (x->id.dev != y->id.dev)
        return x->id.dev < y->id.dev ? -1 : 1;
    if (x->id.ino != y->id.ino)
        return x->id.ino < y->id.ino ? -1 : 1;
    return order;
}

/* Of names of one file, the first that clashes with one before it, *with. */
static const FileItem *first_clash(FileItem *const *f, int n, const FileItem **with)
{
    bool written = false;
    for (int i = 0; i < n; i++)
        written |= f[i]->written;
    for (int i = 1; written && i < n; i++)
        for (int k = 0; k < i; k++)
            if (clash(f[i], f[k])) {
                *with = f[k];
                return f[i];
            }
    return NULL;
}

static bool all_apart(const FileList *l, Err *err)
{
    FileItem **f = ARENA_ARRAY(l->arena, FileItem *, l->n + 1);
    const FileItem *x = NULL, *y = NULL; /* of all clashes the first on the list */
    int n = 0;
    for (int i = 0; i < l->n; i++)
        if (l->item[i].id.ordinary)
            f[n++] = &l->item[i];
    qsort(f, (size_t)n, sizeof *f, by_place); /* a folder may hold very many pictures */
    for (int i = 0, end; i < n; i = end) {
        const FileItem *with = NULL;
        for (end = i + 1; end < n && same_id(&f[i]->id, &f[end]->id);)
            end++;
        const FileItem *found = first_clash(f + i, end - i, &with);
        if (found && (!x || found < x)) {
            x = found;
            y = with;
        }
    }
    if (!x)
        return true;
    const FileItem *out = x->written ? x : y, *in = x->written ? y : x;
    return in->written
               ? err_set(err,
                         "%s and %s would be one file, %s: nothing was written; give another "
                         "name",
                         with_other_name(l->arena, y, x), x->what, x->path)
               : err_set(err, "%s is also an input (%s): nothing was written; give another name",
                         output_text(l->arena, out), with_other_name(l->arena, in, out));
}

bool cli_outputs_check(const Args *args, const Graph *g, const char *const *path, int n, Err *err)
{
    FileList l = {.arena = args->arena};
    const Command *c = args->command;
    for (int i = 0; i < args->n_files && !strncmp(c->args, "FILE", 4); i++)
        (c->rewrites ? files_own_read : files_read)(
            &l, i == 0 || c->rewrites ? "the net" : "a picture", args->file[i]);
    option_files(&l, args);
    if (c->files)
        c->files(args, g, &l);
    machine_files(&l, args);
    net_files(&l, args, g);
    for (int i = 0; i < n; i++)
        files_write(&l, "", path[i]);
    return names_fit(&l, err) && replaces_files(&l, err) && all_apart(&l, err) &&
           data_is_safe(&l, args, g, err) && leaves_others(&l, args, err);
}

bool cli_files_check(const Args *args, const Graph *g)
{
    Err err;
    if (cli_outputs_check(args, g, NULL, 0, &err))
        return true;
    cli_fail("%s", err.text);
    return false;
}
