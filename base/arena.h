/* Arena: bump allocation for everything one compile, one command or one file makes; freed whole.
 *
 * Failed allocations. Whoever makes an arena runs the work that allocates from it inside arena_try.
 * When the system has no memory left, the allocation does not return: control goes back to the
 * innermost arena_try of that arena, which returns false with "out of memory (... bytes)" in *err.
 * So arena_alloc never returns NULL, its callers check nothing, and the error still travels to the
 * caller of the library.
 *
 * What does not live in the arena (a file, malloc'd memory, a model) would be lost on that way. A
 * function that holds such a thing while it allocates from the arena hands it over with arena_own:
 * it is released when arena_try unwinds and at the latest by arena_free. arena_release releases
 * it earlier, arena_disown takes it back. No lock may be held over an allocation, and no function
 * of another library (qsort, libjpeg) may stand between arena_try and the allocation. */
#ifndef NETC_BASE_ARENA_H
#define NETC_BASE_ARENA_H
#include "base/err.h"
#include <stddef.h>
#include <stdarg.h>

typedef struct Arena Arena;

Arena *arena_new(void);    /* NULL: out of memory */
void arena_free(Arena *a); /* also what it owns, the newest first; NULL is fine */

/* Never NULL (see above), zeroed, 16-byte aligned, good until the arena is freed. */
void *arena_alloc(Arena *a, size_t bytes);
/* Copies of text with a NUL: of n bytes, of all of it; and printed, with numbers in no locale. */
char *arena_strndup(Arena *a, const char *s, size_t n);
char *arena_strdup(Arena *a, const char *s);
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *a, const char *fmt, va_list ap);

/* Calls work(arg) and returns what it returns; when an allocation of `a` fails meanwhile: releases
 * what the arena has come to own since the call, sets *err and returns false. May be nested. */
bool arena_try(Arena *a, bool (*work)(void *arg), void *arg, Err *err);
/* Ends the work of the innermost arena_try as a failed allocation of the arena does: for memory of
 * `bytes` that was wanted elsewhere. Does not return. */
_Noreturn void arena_fail(Arena *a, size_t bytes);

/* From now on `release(p)` is called when the arena goes. When even noting that fails, p is
 * released at once. p NULL: nothing. Returns p. */
void *arena_own(Arena *a, void *p, void (*release)(void *p));
void arena_disown(Arena *a, const void *p);  /* the caller's again; of the newest of that address */
void arena_release(Arena *a, const void *p); /* now */

/* An arena for values of a part of the work: it fails where its parent fails. To be freed by
 * arena_free; else it goes with the parent. */
Arena *arena_child(Arena *parent);

/* A stream that collects text; the arena owns it. arena_text ends it and gives the text (in the
 * arena, NUL-terminated, *bytes without the NUL; bytes may be NULL). */
typedef struct ArenaText ArenaText;
ArenaText *arena_text_open(Arena *a, FILE **stream);
const char *arena_text(ArenaText *t, size_t *bytes);

/* A zeroed T, or n of them; a product that overflows fails as an allocation does. */
#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), sizeof(T), (size_t)(n)))
void *arena_array(Arena *a, size_t size, size_t n);

/* Append `item` to a growing arena array: `items` (T *), `n`, `cap` (int lvalues). */
#define ARENA_PUSH(a, items, n, cap, item)                                    \
    do {                                                                      \
        if ((n) == (cap)) {                                                   \
            (cap) = (cap) ? 2 * (cap) : 8;                                    \
            (items) = arena_grow((a), (items), sizeof *(items) * (size_t)(n), \
                                 sizeof *(items) * (size_t)(cap));            \
        }                                                                     \
        (items)[(n)++] = (item);                                              \
    } while (0)
/* A copy of `old` in new_bytes, the rest 0; `old` stays until the arena goes. */
void *arena_grow(Arena *a, const void *old, size_t old_bytes, size_t new_bytes);
#endif
