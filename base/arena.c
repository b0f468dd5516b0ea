/* Arena: a list of chunks, each at least 64 KiB. Memory is zeroed on allocation, so a fresh
 * struct's fields are NULL, 0 and false. Things the arena owns are a stack; arena_try notes its
 * height and unwinds to it with longjmp (see arena.h). */
#include "base/arena.h"
#include "base/number.h"
#include "base/text_stream.h"
#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, ALIGN_BYTES = 16 };

/* Under AddressSanitizer each allocation is a chunk by itself, so that an access beside it is
 * seen. */
#if defined __has_feature
#if __has_feature(address_sanitizer)
#define APART 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__
#define APART 1
#endif
#ifndef APART
#define APART 0
#endif

typedef struct Chunk {
    struct Chunk *next;
    size_t used, size;
} Chunk;

typedef struct Owned {
    struct Owned *below;
    void *p;
    void (*release)(void *p);
} Owned;

typedef struct Recovery {
    jmp_buf at;
    struct Recovery *outer;
    size_t bytes; /* that could not be had */
} Recovery;

struct Arena {
    Chunk *head;
    Owned *owned;       /* the newest first */
    Recovery *recovery; /* innermost arena_try; NULL: none */
    Arena *parent;      /* of a child: where it fails */
};

struct ArenaText {
    Arena *a;
    TextStream stream;
};

Arena *arena_new(void) { return calloc(1, sizeof(Arena)); }

/* Releases what came after `mark`. A release may release or disown others, but owns nothing new. */
static void release_down_to(Arena *a, const Owned *mark)
{
    while (a->owned != mark) {
        Owned *o = a->owned;
        a->owned = o->below;
        o->release(o->p);
    }
}

void arena_free(Arena *a)
{
    if (!a)
        return;
    if (a->parent)
        arena_disown(a->parent, a);
    release_down_to(a, NULL);
    for (Chunk *c = a->head; c;) {
        Chunk *next = c->next;
        free(c);
        c = next;
    }
    free(a);
}

static size_t chunk_header(void)
{
    return (sizeof(Chunk) + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
}

static Chunk *new_chunk(Arena *a, size_t bytes)
{
    size_t size = bytes > CHUNK_BYTES || APART ? bytes : CHUNK_BYTES;
    Chunk *c = malloc(chunk_header() + size);
    if (c) {
        *c = (Chunk){a->head, 0, size};
        a->head = c;
    }
    return c;
}

/* NULL: out of memory. */
static void *try_alloc(Arena *a, size_t bytes)
{
    if (bytes > PTRDIFF_MAX - 2 * (size_t)CHUNK_BYTES)
        return NULL;
    if (!APART)
        bytes = (bytes + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
    Chunk *c = a->head;
    if ((!c || c->size - c->used < bytes || APART) && !(c = new_chunk(a, bytes)))
        return NULL;
    void *p = (char *)c + chunk_header() + c->used;
    c->used += bytes;
    return memset(p, 0, bytes);
}

/* ---- failing ---- */

void arena_fail(Arena *a, size_t bytes)
{
    while (!a->recovery && a->parent)
        a = a->parent;
    assert(a->recovery && "an allocation outside arena_try");
    a->recovery->bytes = bytes;
    longjmp(a->recovery->at, 1);
}

bool arena_try(Arena *a, bool (*work)(void *arg), void *arg, Err *err)
{
    Recovery r = {.outer = a->recovery};
    Owned *const mark = a->owned;
    a->recovery = &r;
    if (setjmp(r.at)) {
        a->recovery = r.outer;
        release_down_to(a, mark);
        return err_set(err, "out of memory (%zu bytes)", r.bytes);
    }
    bool ok = work(arg);
    a->recovery = r.outer;
    return ok;
}

void *arena_own(Arena *a, void *p, void (*release)(void *p))
{
    if (!p)
        return NULL;
    Owned *o = try_alloc(a, sizeof *o);
    if (!o) {
        release(p);
        arena_fail(a, sizeof *o);
    }
    *o = (Owned){a->owned, p, release};
    a->owned = o;
    return p;
}

static Owned *take(Arena *a, const void *p)
{
    for (Owned **at = &a->owned; *at; at = &(*at)->below)
        if ((*at)->p == p) {
            Owned *o = *at;
            *at = o->below;
            return o;
        }
    return NULL;
}

void arena_disown(Arena *a, const void *p) { (void)take(a, p); }

void arena_release(Arena *a, const void *p)
{
    Owned *o = p ? take(a, p) : NULL;
    if (o)
        o->release(o->p);
}

static void free_child(void *child)
{
    ((Arena *)child)->parent = NULL; /* it does not own the child any more */
    arena_free(child);
}

Arena *arena_child(Arena *parent)
{
    Arena *a = arena_new();
    if (!a)
        arena_fail(parent, sizeof *a);
    arena_own(parent, a, free_child);
    a->parent = parent;
    return a;
}

/* ---- allocating ---- */

void *arena_alloc(Arena *a, size_t bytes)
{
    void *p = try_alloc(a, bytes);
    if (!p)
        arena_fail(a, bytes);
    return p;
}

void *arena_array(Arena *a, size_t size, size_t n)
{
    size_t bytes;
    if (__builtin_mul_overflow(size, n, &bytes))
        arena_fail(a, SIZE_MAX);
    return arena_alloc(a, bytes);
}

void *arena_grow(Arena *a, const void *old, size_t old_bytes, size_t new_bytes)
{
    void *p = arena_alloc(a, new_bytes);
    if (old_bytes)
        memcpy(p, old, old_bytes);
    return p;
}

char *arena_strndup(Arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    memcpy(p, s, n);
    return p;
}

char *arena_strdup(Arena *a, const char *s) { return arena_strndup(a, s, strlen(s)); }

char *arena_vprintf(Arena *a, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = text_vsnprintf(NULL, 0, fmt, ap);
    if (n < 0) { /* the C library had no memory for a wide number */
        va_end(again);
        arena_fail(a, 1);
    }
    char *p = arena_alloc(a, (size_t)n + 1);
    text_vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p;
}

char *arena_printf(Arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *p = arena_vprintf(a, fmt, ap);
    va_end(ap);
    return p;
}

/* ---- text ---- */

static void text_drop(void *p) { text_stream_drop(&((ArenaText *)p)->stream); }

ArenaText *arena_text_open(Arena *a, FILE **stream)
{
    ArenaText *t = ARENA_NEW(a, ArenaText);
    t->a = a;
    *stream = text_stream_open(&t->stream);
    if (!*stream)
        arena_fail(a, BUFSIZ);
    return arena_own(a, t, text_drop);
}

const char *arena_text(ArenaText *t, size_t *bytes)
{
    Arena *a = t->a;
    size_t n;
    char *collected = text_stream_close(&t->stream, &n);
    if (!collected)
        arena_fail(a, n + BUFSIZ);
    arena_own(a, collected, free);
    const char *text = arena_strndup(a, collected, n);
    arena_release(a, collected);
    arena_release(a, t);
    if (bytes)
        *bytes = n;
    return text;
}
