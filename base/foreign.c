/* Escapes for each place where foreign text is printed. See foreign.h. */
#include "base/foreign.h"
#include "base/utf8.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Invisible, or changes how its neighbours are shown: directions of writing, zero width, line and
 * paragraph ends, tags. */
static bool hidden(uint32_t c)
{
    return c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

size_t foreign_plain(const char *s)
{
    size_t n = utf8_printable(s);
    return n && !hidden(utf8_code(s, &n)) ? n : 0;
}

/* The character at s as a terminal may get it, in `out`; returns how many bytes of s it is. */
static size_t shown_char(const char *s, char out[16])
{
    size_t n = utf8_printable(s);
    if (foreign_plain(s)) {
        memcpy(out, s, n);
        out[n] = 0;
        return n;
    }
    if (n)
        snprintf(out, 16, "\\u{%X}", (unsigned)utf8_code(s, &n));
    else if (*s == '\n' || *s == '\t' || *s == '\r')
        snprintf(out, 16, "\\%c", *s == '\n' ? 'n' : *s == '\t' ? 't' : 'r');
    else
        snprintf(out, 16, "\\x%02X", (unsigned)(unsigned char)*s);
    return n ? n : 1;
}

size_t foreign_shown_to(char *out, size_t size, const char *s)
{
    size_t at = 0, kept = 0;
    bool full = size == 0;
    while (*s) {
        char c[16];
        s += shown_char(s, c);
        size_t n = strlen(c);
        full |= at + n >= size;
        if (!full) {
            memcpy(out + at, c, n);
            kept = at + n;
        }
        at += n;
    }
    if (size)
        out[kept] = 0;
    return at;
}

const char *foreign_shown(Arena *a, const char *s)
{
    size_t n = foreign_shown_to(NULL, 0, s);
    if (n == strlen(s))
        return s;
    char *out = arena_alloc(a, n + 1);
    foreign_shown_to(out, n + 1, s);
    return out;
}

void foreign_c_string(FILE *f, const char *s)
{
    fputc('"', f);
    for (; *s; s++)
        if (*s == '"' || *s == '\\' || *s == '?') /* ? : no trigraphs */
            fprintf(f, "\\%c", *s);
        else if ((unsigned char)*s < 32 || (unsigned char)*s >= 127)
            fprintf(f, "\\%03o", (unsigned)(unsigned char)*s);
        else
            fputc(*s, f);
    fputc('"', f);
}

/* A comment ends at star, slash; a compiler may also see that in what a backslash at a line's end
 * joins, or warn of slash, star. ??/ is a backslash. So a blank parts these pairs, and follows a
 * backslash. */
void foreign_c_comment(FILE *f, const char *s, size_t n)
{
    char last = 0;
    for (const char *end = s + n; s < end && *s;) {
        char c[16];
        size_t k = shown_char(s, c);
        bool blank = *s == '\n' || *s == '\t' || *s == '\r';
        if ((last == '*' && *s == '/') || (last == '/' && (*s == '*' || *s == '/')) ||
            (last == '?' && *s == '?'))
            fputc(' ', f);
        fputs(blank ? " " : c, f);
        last = blank ? ' ' : c[strlen(c) - 1];
        s += k;
    }
    if (last == '\\' || last == '*' || last == '/')
        fputc(' ', f);
}

void foreign_xml(FILE *f, const char *s)
{
    while (*s) {
        size_t n = utf8_printable(s);
        if (*s == '&')
            fputs("&amp;", f);
        else if (*s == '<')
            fputs("&lt;", f);
        else if (*s == '>')
            fputs("&gt;", f);
        else if (*s == '"')
            fputs("&quot;", f);
        else if (*s == '\'')
            fputs("&#39;", f);
        else if (*s == '\n')
            fputc('\n', f);
        else if (n && !hidden(utf8_code(s, &n)))
            fwrite(s, 1, n, f);
        else
            fputs(UTF8_UNKNOWN, f);
        s += n ? n : 1;
    }
}

/* A backslash is an escape of Graphviz (\n, \N, \G ...), and & begins an entity. */
void foreign_dot(FILE *f, const char *s)
{
    while (*s) {
        char c[16];
        size_t n = shown_char(s, c);
        for (const char *p = c; *p; p++) {
            if (*p == '&')
                fputs("&amp;", f);
            else if (*p == '"' || *p == '\\')
                fprintf(f, "\\%c", *p);
            else
                fputc(*p, f);
        }
        s += n;
    }
}
