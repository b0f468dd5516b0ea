/* Markdown for terminals: headings underlined, paragraphs and lists wrapped, listings indented,
 * tables in columns that share the width. Only what netc's own pages use: headings with #, fences,
 * lists with - or numbers, tables with |, links, pictures and **bold**. */
#include "cli/topics.h"
#include <string.h>

enum { CELLS_MAX = 12, GAP = 2, NARROW = 6, LEAST = 12 /* columns of a cell, on average */ };

typedef struct Page {
    Arena *arena;
    FILE *f;
    int width;
    const char *next; /* the line to come; NULL at the end */
    bool begun;       /* something is printed: a blank line goes before the next part */
} Page;

static const char *line_of(Page *p) { return help_piece(p->arena, &p->next, '\n'); }

/* The line to come, which stays. */
static const char *peek(Page *p)
{
    const char *at = p->next;
    return at ? help_piece(p->arena, &at, '\n') : "";
}

static bool begins(const char *s, const char *with) { return !strncmp(s, with, strlen(with)); }

/* Text without the marks of links, pictures and bold; `code` keeps its marks. */
static const char *plain(Arena *a, const char *s)
{
    char *out = arena_strdup(a, s), *to = out;
    bool code = false;
    for (; *s; s++) {
        code ^= *s == '`';
        const char *end = code ? NULL : strstr(s, "](");
        if (!code && begins(s, "**")) {
            s++;
        } else if (!code && begins(s, "![")) {
            continue;
        } else if (*s == '[' && end && !memchr(s + 1, '[', (size_t)(end - s - 1))) {
            memcpy(to, s + 1, (size_t)(end - s - 1));
            to += end - s - 1;
            s = strchr(end, ')') ? strchr(end, ')') : s + strlen(s) - 1;
        } else if (begins(s, "\\|")) {
            continue;
        } else {
            *to++ = *s;
        }
    }
    *to = 0;
    return out;
}

static int columns(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

static void part(Page *p)
{
    if (p->begun)
        fputc('\n', p->f);
    p->begun = true;
}

static void heading(Page *p, const char *line)
{
    size_t level = strspn(line, "#");
    const char *text = plain(p->arena, line + level + strspn(line + level, " "));
    part(p);
    fprintf(p->f, "%s\n", text);
    for (int i = columns(text); level <= 2 && i > 0; i--)
        fputc(level == 1 ? '=' : '-', p->f);
    if (level <= 2)
        fputc('\n', p->f);
}

static void listing(Page *p)
{
    part(p);
    while (p->next && !begins(peek(p), "```")) {
        const char *line = line_of(p);
        fprintf(p->f, *line ? "    %s\n" : "\n", line);
    }
    if (p->next)
        line_of(p);
}

/* Lines indented by four: a listing, too. */
static void indented(Page *p, const char *line)
{
    part(p);
    fprintf(p->f, "%s\n", line);
    while (p->next && begins(peek(p), "    "))
        fprintf(p->f, "%s\n", line_of(p));
}

/* ---- tables ---- */

typedef struct Row {
    const char *cell[CELLS_MAX];
    int n;
} Row;

static Row row_of(Arena *a, const char *line)
{
    Row r = {{NULL}, 0};
    line += strspn(line, " ") + 1; /* behind the first | */
    while (*line && r.n < CELLS_MAX) {
        const char *end = line;
        while (*end && !(*end == '|' && end[-1] != '\\'))
            end++;
        const char *from = line + strspn(line, " "), *to = end;
        while (to > from && to[-1] == ' ')
            to--;
        r.cell[r.n++] = plain(a, arena_strndup(a, from, to > from ? (size_t)(to - from) : 0));
        line = *end ? end + 1 : end;
    }
    return r;
}

/* The longest prefix of *s, up to a blank where there is one, of at most `width` columns. */
static const char *piece(Arena *a, const char **s, int width)
{
    const char *at = *s, *cut = NULL;
    for (int n = 0; *at; at++) {
        n += ((unsigned char)*at & 0xc0) != 0x80;
        if (n > width)
            break;
        if (at[1] == ' ' || !at[1])
            cut = at + 1;
    }
    if (!cut) /* one long word */
        cut = at > *s ? at : *s + 1;
    const char *text = arena_strndup(a, *s, (size_t)(cut - *s));
    *s = cut + strspn(cut, " ");
    return text;
}

static int longest_word(const char *s)
{
    int most = 0, n = 0;
    for (; *s; s++) {
        n = *s == ' ' ? 0 : n + (((unsigned char)*s & 0xc0) != 0x80);
        most = n > most ? n : most;
    }
    return most;
}

/* A column of those without a width (0) that does not fit into an even share by its longest word,
 * else one that does wholly; -1: there is neither. */
static int next_column(const int *own, const int *word, const int *width, int n, int even)
{
    int whole = -1;
    for (int c = 0; c < n; c++)
        if (!width[c] && word[c] > even)
            return c;
        else if (!width[c] && own[c] <= even)
            whole = c;
    return whole;
}

/* The width of each column: its own where it is below an even share of what the others leave, its
 * longest word where that is above. */
static void share(const int *own, const int *word, int n, int width, int *out)
{
    static const int none[CELLS_MAX];
    int left = width - GAP * (n - 1), open = n, words = 0;
    for (int c = 0; c < n; c++) {
        out[c] = 0;
        words += word[c];
    }
    if (words > left) /* some word is broken anyway */
        word = none;
    for (int c; open > 0 && (c = next_column(own, word, out, n, left / open)) >= 0; open--) {
        out[c] = own[c] <= left / open ? own[c] : word[c];
        if (!out[c])
            out[c] = 1;
        left -= out[c];
    }
    for (int c = 0; c < n; c++)
        if (!out[c])
            out[c] = left / open > NARROW ? left / open : NARROW;
}

static void table_line(Page *p, Row r, const int *width, int n)
{
    for (bool more = true; more;) {
        int blanks = 0;
        more = false;
        for (int c = 0; c < n; c++) {
            const char *text = r.cell[c] ? r.cell[c] : "";
            const char *now = *text ? piece(p->arena, &text, width[c]) : "";
            r.cell[c] = text;
            more |= *text != 0;
            if (*now)
                fprintf(p->f, "%*s%s", blanks, "", now), blanks = 0;
            blanks += width[c] - columns(now) + GAP;
        }
        fputc('\n', p->f);
    }
}

/* Where columns would be too narrow to read: each row as lines of "head: cell". */
static void records(Page *p, const Row *rows, int n)
{
    for (int r = 1; r < n; r++) {
        if (r > 1)
            fputc('\n', p->f);
        for (int c = 0; c < rows[r].n; c++)
            if (*rows[r].cell[c])
                help_wrap(p->f, 0, c ? 4 : 2, p->width,
                          arena_printf(p->arena, "%s%s: %s", c ? "  " : "",
                                       c < rows[0].n ? rows[0].cell[c] : "", rows[r].cell[c]));
    }
}

static void table(Page *p, const char *line)
{
    Row *rows = NULL;
    int n = 0, cap = 0, own[CELLS_MAX] = {0}, word[CELLS_MAX] = {0}, width[CELLS_MAX], cols = 0,
        total = 0;
    for (;; line = line_of(p)) {
        if (!begins(line, "|--") && !begins(line, "|:-")) {
            Row r = row_of(p->arena, line);
            ARENA_PUSH(p->arena, rows, n, cap, r);
            for (int c = 0; c < r.n; c++) {
                const int all = columns(r.cell[c]), one = longest_word(r.cell[c]);
                own[c] = all > own[c] ? all : own[c];
                word[c] = one > word[c] ? one : word[c];
            }
            cols = r.n > cols ? r.n : cols;
        }
        if (!p->next || *peek(p) != '|')
            break;
    }
    share(own, word, cols, p->width, width);
    part(p);
    if (cols > 2 && p->width < LEAST * cols) {
        records(p, rows, n);
        return;
    }
    for (int r = 0; r < n; r++) {
        table_line(p, rows[r], width, cols);
        for (int c = 0; c < cols && r == 0; c++)
            total += width[c] + (c ? GAP : 0);
        for (int i = 0; i < total && r == 0; i++)
            fputc('-', p->f);
        if (r == 0)
            fputc('\n', p->f);
    }
}

/* ---- texts and lists ---- */

/* Columns of "- " or "1. ", with the blanks before them; 0: no item begins here. */
static int item(const char *line)
{
    size_t blanks = strspn(line, " "), digits = strspn(line + blanks, "0123456789");
    if (begins(line + blanks, "- "))
        return (int)blanks + 2;
    return digits && begins(line + blanks + digits, ". ") ? (int)(blanks + digits) + 2 : 0;
}

static bool ends_text(const char *line)
{
    return !line[strspn(line, " ")] || *line == '#' || *line == '|' || begins(line, "```") ||
           begins(line, "<!--") || item(line);
}

static void text(Page *p, const char *line, bool in_list)
{
    int indent = item(line), at = 0;
    const char *whole = line + indent;
    if (!indent)
        whole += strspn(whole, " ");
    while (p->next && !ends_text(peek(p))) {
        const char *more = line_of(p);
        whole = arena_printf(p->arena, "%s %s", whole, more + strspn(more, " "));
    }
    if (!indent || !in_list)
        part(p);
    if (indent)
        at = fprintf(p->f, "%.*s", indent, line);
    help_wrap(p->f, at, indent, p->width, plain(p->arena, whole));
}

void markdown_print(Arena *a, FILE *f, const char *markdown, int width)
{
    Page p = {a, f, width, markdown, false};
    bool in_list = false;
    while (p.next) {
        const char *line = line_of(&p);
        bool was_list = in_list;
        in_list = item(line) > 0;
        if (!line[strspn(line, " ")] || begins(line, "<!--"))
            continue;
        if (*line == '#')
            heading(&p, line);
        else if (!was_list && begins(line, "    "))
            indented(&p, line);
        else if (begins(line, "```"))
            listing(&p);
        else if (*line == '|')
            table(&p, line);
        else
            text(&p, line, was_list);
    }
}
