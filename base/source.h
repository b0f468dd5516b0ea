/* Source text and spans. Locations are byte offsets everywhere; they become line
 * and column only when a message is printed. */
#ifndef NETC_BASE_SOURCE_H
#define NETC_BASE_SOURCE_H
#include "base/arena.h"
#include <stdint.h>

typedef struct Source {
    const char *path; /* as the user would write it, for messages */
    const char *text; /* NUL-terminated */
    uint32_t len;
    uint32_t *line; /* where each line begins */
    int n_lines;
} Source;

typedef struct Span { /* bytes [begin, end) of src; src NULL: no place in a text */
    const Source *src;
    uint32_t begin, end;
} Span;

/* Reads the file at `path`. NULL and *why (arena text: "cannot open ...: ...") on failure
 * and for a file over 16 MiB. */
Source *source_read(Arena *a, const char *path, const char **why);
/* The same of a text that is there; path: for messages. Both are copied. */
Source *source_from_text(Arena *a, const char *path, const char *text);

typedef struct LineCol {
    int line, col; /* both from 1; col counts bytes */
} LineCol;
/* The place of a byte, 0 <= offset <= len. */
LineCol source_line_col(const Source *s, uint32_t offset);
#endif
