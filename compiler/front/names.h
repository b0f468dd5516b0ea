/* Names: what a name means in a scope, while a net is expanded; and the blocks of all the
 * files that it reads. A hash table, since a repeat may make 100,000 names. */
#ifndef NETC_NAMES_H
#define NETC_NAMES_H
#include "compiler/front/value.h"

typedef struct Scope { /* the net, or one use of a block */
    struct Scope *up;  /* where the block is used; NULL for the net */
    const char *path;  /* "" for the net, else "base.block1" */
    const Item *block; /* NULL for the net */
    bool frozen;
    int depth; /* 0 for the net */
} Scope;

typedef struct Entry {
    const void *scope; /* a Scope; or one of the tags of expand.c and imports.c */
    const char *name;
    Span span;    /* where it got its meaning */
    Node *value;  /* NULL while a block is under expansion */
    Scope *inner; /* of a block use: for dotted paths */
    const Item *block;
    int count;
    bool automatic; /* `conv_1`: given by netc, not a label */
} Entry;

typedef struct Names {
    Arena *arena;
    Entry **slots; /* open addressing; cap_slots a power of two */
    int cap_slots;
    Entry **all; /* in order of entry */
    int n, cap;
} Names;

Entry *names_find(const Names *t, const void *scope, const char *name); /* NULL: unknown */
Entry *names_enter(Names *t, const void *scope, const char *name);      /* finds or makes */
void names_list(const Names *t, const void *scope, bool automatic,
                Words *w); /* candidates for "did you mean" */

/* ---- imports.c: the files of a program ---- */
typedef struct Loaded {
    const Ast *ast;
    const char *real;
    bool loading;
} Loaded;

typedef struct Files {
    Arena *arena;
    Diag *diag;
    const ExpandOptions *options;
    Loaded **items; /* the main file first */
    int n, cap;
    Names blocks; /* scope: the Files itself */
    bool broken;  /* some file did not parse, or is missing: unknown names may stand there */
} Files;

/* Reads what main_file imports, and what that imports, into f->items, and enters every block;
 * arena, diag and options are set before. Mistakes go into the diag and set `broken`. */
void files_load(Files *f, const Ast *main_file);
/* ---- file_params.c ---- */
/* The variables that the `param` statements of a file make, innermost last written; NULL: none.
 * Each of `defines`, "width=64" (NULL-terminated, may be NULL), replaces the value of one, which
 * must be of the same form; of two for one name the later holds. Mistakes go into d. A parameter
 * may use those before it. */
const Var *file_params(Arena *a, Diag *d, const Ast *ast, const char *const *defines);

/* FNV-1a 64, continued: FNV_START, then fnv_bytes for each piece. source_hash and layout_hash are
 * made of it, which stand in files: base/hash.h gives other numbers. */
#define FNV_START UINT64_C(14695981039346656037)
uint64_t fnv_bytes(uint64_t hash, const void *bytes, size_t n);
#endif
