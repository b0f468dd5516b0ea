/* Reads the files that a .net file imports, each once, and collects their blocks. An import
 * is searched beside the importing file, in the -I folders, and in the library folder. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* realpath */
#endif
#include "compiler/front/names.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES_MAX = 1000, PARAMS_MAX = 64 };

/* The file's identity, however its path is written. */
static const char *real_path(Arena *a, const char *path)
{
    errno = 0;
    char *real = arena_own(a, realpath(path, NULL), free);
    if (!real && errno == ENOMEM)
        arena_fail(a, PATH_MAX);
    const char *copy = arena_strdup(a, real ? real : path);
    arena_release(a, real);
    return copy;
}

/* Whatever is there: that it cannot be read, or is no file, source_read says. */
static bool exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

static const char *in_folder(Arena *a, const char *folder, const char *name)
{
    size_t n = strlen(folder);
    return arena_printf(a, "%s%s%s", folder, n && folder[n - 1] != '/' ? "/" : "", name);
}

/* The path of an import, or NULL with *tried told. */
static const char *find_import(Files *f, const char *importer, const char *name, const char **tried)
{
    Arena *a = f->arena;
    const char *slash = strrchr(importer, '/');
    const char *beside = slash ? arena_strndup(a, importer, (size_t)(slash - importer) + 1) : "";
    const char *path = name[0] == '/' ? name : in_folder(a, beside, name);
    *tried = name[0] == '/' ? "" : *beside ? beside : "the current folder";
    if (exists(path))
        return path;
    if (name[0] == '/')
        return NULL;
    for (int i = 0; f->options->include && f->options->include[i]; i++) {
        *tried = arena_printf(a, "%s, %s", *tried, f->options->include[i]);
        path = in_folder(a, f->options->include[i], name);
        if (exists(path))
            return path;
    }
    if (!f->options->library)
        return NULL;
    *tried = arena_printf(a, "%s, %s", *tried, f->options->library);
    path = in_folder(a, f->options->library, name);
    return exists(path) ? path : NULL;
}

/* The chain of files under way, from the one that is imported again. */
static void report_cycle(Files *f, const Item *import, const Loaded *again)
{
    const char *chain = "";
    for (int i = 0; i < f->n; i++)
        if (f->items[i]->loading && (f->items[i] == again || *chain))
            chain = arena_printf(f->arena, "%s%s -> ", chain, f->items[i]->ast->source->path);
    diag_error(f->diag, import->name_span, "import cycle: %s%s", chain, again->ast->source->path);
}

static void load(Files *f, const Ast *ast);

/* Messages show lines of the files they are about: an import must not make them show any file that
 * this user can read. Neither by its name nor by a link. */
static bool is_net_file(const char *path)
{
    static const char end[] = ".net";
    size_t n = strlen(path), k = sizeof end - 1;
    return n > k && strcmp(path + n - k, end) == 0;
}

static void load_import(Files *f, const Ast *importer, const Item *import)
{
    const char *tried, *why = NULL;
    const char *path = find_import(f, importer->source->path, import->name, &tried);
    if (!path) {
        f->broken = true;
        diag_error(f->diag, import->name_span, "cannot find %s",
                   *import->name ? import->name : "a file without a name");
        if (*tried)
            diag_note(f->diag, "searched: %s", tried);
        return;
    }
    const char *real = real_path(f->arena, path);
    for (int i = 0; i < f->n; i++)
        if (strcmp(f->items[i]->real, real) == 0) {
            if (f->items[i]->loading)
                report_cycle(f, import, f->items[i]);
            return;
        }
    Source *source = f->n < FILES_MAX ? source_read(f->arena, path, &why) : NULL;
    bool is_net = is_net_file(path) && is_net_file(real);
    if (source && is_net) {
        load(f, parse(f->arena, source, f->diag));
        return;
    }
    f->broken = true;
    if (source) {
        diag_error(f->diag, import->name_span,
                   "cannot import %s%s: only files whose names end in .net are imported", path,
                   is_net_file(path) ? ", a link to something else" : "");
        return;
    }
    diag_error(f->diag, import->name_span, "%s", why ? why : "more than 1000 files are imported");
}

static void enter_block(Files *f, const Item *block)
{
    Entry *e = names_enter(&f->blocks, f, block->name);
    if (e->block) {
        LineCol lc = source_line_col(e->span.src, e->span.begin);
        diag_error(f->diag, block->name_span, "block `%s` is already defined at %s:%d:%d",
                   block->name, e->span.src->path, lc.line, lc.col);
    } else if (layer_find(block->name) || strcmp(block->name, "labels") == 0) {
        diag_error(f->diag, block->name_span, "`%s` cannot be a block: it has a meaning already",
                   block->name);
    } else {
        e->block = block;
        e->span = block->name_span;
    }
    int n = 0;
    for (const ParamDecl *p = block->params; p; p = p->next) {
        if (++n > PARAMS_MAX) {
            diag_error(f->diag, p->span, "block `%s` has more than %d parameters", block->name,
                       PARAMS_MAX);
            break;
        }
        if (strcmp(p->name, "frozen") == 0)
            diag_error(f->diag, p->span,
                       "a parameter cannot be called `frozen`: any block may be used `frozen`");
        for (const ParamDecl *q = block->params; q != p; q = q->next)
            if (strcmp(p->name, q->name) == 0)
                diag_error(f->diag, p->span, "block `%s` has two parameters `%s`", block->name,
                           p->name);
    }
}

static void load(Files *f, const Ast *ast)
{
    Loaded *l = ARENA_NEW(f->arena, Loaded);
    *l = (Loaded){ast, real_path(f->arena, ast->source->path), true};
    ARENA_PUSH(f->arena, f->items, f->n, f->cap, l);
    f->broken = f->broken || ast->broken;
    for (const Item *i = ast->items; i; i = i->next) {
        if (i->kind == ITEM_IMPORT)
            load_import(f, ast, i);
        if (i->kind == ITEM_BLOCK)
            enter_block(f, i);
    }
    l->loading = false;
}

void files_load(Files *f, const Ast *main_file)
{
    f->blocks.arena = f->arena;
    load(f, main_file);
}
