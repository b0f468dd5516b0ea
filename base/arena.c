/* Arena: a list of chunks, each at least 64 KiB. Memory is zeroed on allocation,
 * so a fresh struct's fields are NULL, 0 and false. */
#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, ALIGN_BYTES = 16 };

typedef struct Chunk {
    struct Chunk *next;
    size_t used, size;
} Chunk;

struct Arena {
    Chunk *head;
};

static void out_of_memory(size_t bytes)
{
    fprintf(stderr, "netc: out of memory (%zu bytes)\n", bytes);
    abort();
}

Arena *arena_new(void)
{
    Arena *a = calloc(1, sizeof *a);
    if (!a)
        out_of_memory(sizeof *a);
    return a;
}

void arena_free(Arena *a)
{
    if (!a)
        return;
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

void *arena_alloc(Arena *a, size_t bytes)
{
    if (bytes > (size_t)-1 - 2 * CHUNK_BYTES)
        out_of_memory(bytes);
    bytes = (bytes + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
    Chunk *c = a->head;
    if (!c || c->size - c->used < bytes) {
        size_t size = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
        c = malloc(chunk_header() + size);
        if (!c)
            out_of_memory(size);
        c->size = size;
        c->used = 0;
        c->next = a->head;
        a->head = c;
    }
    void *p = (char *)c + chunk_header() + c->used;
    c->used += bytes;
    return memset(p, 0, bytes);
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

char *arena_strdup(Arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_vprintf(Arena *a, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
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
