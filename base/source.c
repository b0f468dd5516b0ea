/* Source files read whole into an arena, and byte offsets turned into lines and columns. */
#include "base/source.h"
#include "base/fileio.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { SOURCE_MAX = 16 * 1024 * 1024 };

/* Reads up to SOURCE_MAX + 1 bytes, so that a longer file is noticed (works for pipes too). */
static char *read_all(Arena *a, FILE *f, size_t *len)
{
    size_t cap = 64 * 1024, n = 0;
    char *text = arena_alloc(a, cap + 1);
    for (;;) {
        n += fread(text + n, 1, cap - n, f);
        if (n < cap || n > SOURCE_MAX)
            break;
        text = arena_grow(a, text, n, 2 * cap + 1);
        cap *= 2;
    }
    text[n] = '\0';
    *len = n;
    return text;
}

/* Behind the mark of UTF-8 with which some editors begin a file. */
static size_t mark_length(const char *text, size_t len)
{
    return len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

static bool is_utf16(const char *text, size_t len)
{
    return len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2));
}

static Source *source_new(Arena *a, const char *path, const char *text, size_t len)
{
    size_t mark = mark_length(text, len);
    text += mark;
    len -= mark;
    Source *s = ARENA_NEW(a, Source);
    *s = (Source){.path = arena_strdup(a, path), .text = text, .len = (uint32_t)len, .n_lines = 1};
    for (size_t i = 0; i < len; i++)
        s->n_lines += text[i] == '\n';
    s->line = ARENA_ARRAY(a, uint32_t, s->n_lines);
    for (size_t i = 0, n = 1; i < len; i++)
        if (text[i] == '\n')
            s->line[n++] = (uint32_t)i + 1;
    return s;
}

static void close_file(void *f) { fclose(f); }

Source *source_read(Arena *a, const char *path, const char **why)
{
    Err err;
    FILE *f = file_open_text(path, &err);
    if (!f) {
        *why = arena_strdup(a, err.text);
        return NULL;
    }
    size_t len;
    arena_own(a, f, close_file);
    char *text = read_all(a, f, &len);
    bool failed = ferror(f);
    int reason = errno;
    arena_release(a, f);
    if (failed)
        *why = arena_printf(a, "cannot read %s: %s", path, err_reason(reason));
    else if (len > SOURCE_MAX)
        *why = arena_printf(a, "%s is larger than 16 MiB: not a .net file", path);
    else if (is_utf16(text, len))
        *why = arena_printf(a, "%s is text in UTF-16: save it as UTF-8", path);
    else
        return source_new(a, path, text, len);
    return NULL;
}

Source *source_from_text(Arena *a, const char *path, const char *text)
{
    return source_new(a, path, arena_strdup(a, text), strlen(text));
}

LineCol source_line_col(const Source *s, uint32_t offset)
{
    int lo = 0, hi = s->n_lines - 1;
    if (offset > s->len)
        offset = s->len;
    while (lo < hi) { /* the last line that begins at or before the offset */
        int mid = hi - (hi - lo) / 2;
        if (s->line[mid] <= offset)
            lo = mid;
        else
            hi = mid - 1;
    }
    return (LineCol){lo + 1, (int)(offset - s->line[lo]) + 1};
}
