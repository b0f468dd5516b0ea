/* Arena: bump allocation for everything one compile makes; freed whole.
 * Allocation never returns NULL: the arena ends the process with a message when
 * the system has no memory left, the only place of the project that does. */
#ifndef NETC_BASE_ARENA_H
#define NETC_BASE_ARENA_H
#include <stddef.h>
#include <stdarg.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void   arena_free(Arena *a);                       /* NULL is fine */
void  *arena_alloc(Arena *a, size_t bytes);        /* zeroed, 16-byte aligned */
char  *arena_strndup(Arena *a, const char *s, size_t n);
char  *arena_strdup(Arena *a, const char *s);
char  *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char  *arena_vprintf(Arena *a, const char *fmt, va_list ap);

#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n)))

/* Append `item` to a growing arena array: `items` (T *), `n`, `cap` (int lvalues). */
#define ARENA_PUSH(a, items, n, cap, item)                                              \
    do {                                                                                \
        if ((n) == (cap)) {                                                             \
            (cap) = (cap) ? 2 * (cap) : 8;                                              \
            (items) = arena_grow((a), (items), sizeof *(items) * (size_t)(n),           \
                                 sizeof *(items) * (size_t)(cap));                      \
        }                                                                               \
        (items)[(n)++] = (item);                                                        \
    } while (0)
void *arena_grow(Arena *a, const void *old, size_t old_bytes, size_t new_bytes);
#endif
