/* Diagnostics: collected in order, printed sorted by place. A message that says the same of
 * the same place again (a statement of a block used five times) is kept once, and beyond
 * MESSAGES_MAX messages they are only counted. */
#include "base/diag.h"
#include "base/foreign.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGES_MAX = 100, LINE_MAX_SHOWN = 160 };

typedef enum Severity { NOTE, WARNING, ERROR } Severity;

static const char *const severity_word[] = {
    [NOTE] = "note", [WARNING] = "warning", [ERROR] = "error"};

typedef struct Message {
    Severity severity;
    Span at;
    int file, order; /* place of its file among those reported; place among messages */
    const char *text;
    const char **notes;
    int n_notes, cap_notes;
} Message;

struct Diag {
    Arena *arena;
    Message **messages;
    int n, cap;
    int errors, all; /* counted even when not kept */
    bool dropped;    /* the last message was not kept: its notes are not either */
    const Source **files;
    int n_files, cap_files;
};

Diag *diag_new(Arena *a)
{
    Diag *d = ARENA_NEW(a, Diag);
    d->arena = a;
    return d;
}

static int file_index(Diag *d, const Source *src)
{
    for (int i = 0; i < d->n_files; i++)
        if (d->files[i] == src)
            return i;
    ARENA_PUSH(d->arena, d->files, d->n_files, d->cap_files, src);
    return d->n_files - 1;
}

static bool said_before(const Diag *d, Severity severity, Span at, const char *text)
{
    for (int i = 0; i < d->n; i++) {
        const Message *m = d->messages[i];
        if (m->severity == severity && m->at.src == at.src && m->at.begin == at.begin &&
            m->at.end == at.end && strcmp(m->text, text) == 0)
            return true;
    }
    return false;
}

static void add(Diag *d, Severity severity, Span at, const char *fmt, va_list ap)
{
    const char *text = foreign_shown(d->arena, arena_vprintf(d->arena, fmt, ap));
    d->dropped = said_before(d, severity, at, text);
    if (d->dropped)
        return;
    d->all++;
    d->errors += severity == ERROR;
    d->dropped = d->n == MESSAGES_MAX;
    if (d->dropped)
        return;
    Message *m = ARENA_NEW(d->arena, Message);
    m->severity = severity;
    m->at = at;
    m->file = file_index(d, at.src);
    m->order = d->n;
    m->text = text;
    ARENA_PUSH(d->arena, d->messages, d->n, d->cap, m);
}

void diag_error(Diag *d, Span at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(d, ERROR, at, fmt, ap);
    va_end(ap);
}

void diag_warning(Diag *d, Span at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(d, WARNING, at, fmt, ap);
    va_end(ap);
}

void diag_remark(Diag *d, Span at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(d, NOTE, at, fmt, ap);
    va_end(ap);
}

void diag_note(Diag *d, const char *fmt, ...)
{
    if (d->dropped || d->n == 0)
        return;
    Message *m = d->messages[d->n - 1];
    va_list ap;
    va_start(ap, fmt);
    const char *text = foreign_shown(d->arena, arena_vprintf(d->arena, fmt, ap));
    va_end(ap);
    ARENA_PUSH(d->arena, m->notes, m->n_notes, m->cap_notes, text);
}

int diag_errors(const Diag *d) { return d->errors; }
int diag_count(const Diag *d) { return d->all; }

static bool utf8_tail(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* Characters that the terminal may not get become blanks. A tab stays in the line and in the caret
 * line, so that both are as wide; so both have a column for each byte that begins a character, none
 * for the others. */
static void print_clean(FILE *f, const char *text, uint32_t n)
{
    for (uint32_t i = 0; i < n;) {
        uint32_t k = text[i] == '\t' ? 1 : (uint32_t)foreign_plain(text + i);
        if (k > 0 && k <= n - i)
            fwrite(text + i, 1, k, f);
        else if (!utf8_tail(text[i]))
            fputc(' ', f);
        i += k ? k : 1;
    }
}

/* The line of `at` with its number, and the caret line under it. Of a very long line, a part. */
static void print_line(FILE *f, Span at, LineCol lc)
{
    const char *text = at.src->text;
    uint32_t begin = at.begin - (uint32_t)(lc.col - 1), end = begin, from = begin;
    while (end < at.src->len && text[end] != '\n')
        end++;
    if (end > begin && text[end - 1] == '\r')
        end--;
    if (at.begin - begin > LINE_MAX_SHOWN / 2 && end - begin > LINE_MAX_SHOWN)
        from = at.begin - LINE_MAX_SHOWN / 2;
    while (from > begin && utf8_tail(text[from]))
        from--;
    if (end - from > LINE_MAX_SHOWN)
        end = from + LINE_MAX_SHOWN;
    fprintf(f, "%5d | ", lc.line);
    print_clean(f, text + from, end - from);
    fprintf(f, "\n      | ");
    for (uint32_t i = from; i < at.begin && i < end; i++)
        if (!utf8_tail(text[i]))
            fputc(text[i] == '\t' ? '\t' : ' ', f);
    fputc('^', f);
    for (uint32_t i = at.begin + 1; i < at.end && i < end; i++)
        if (!utf8_tail(text[i]))
            fputc('~', f);
    fputc('\n', f);
}

static int by_place(const void *pa, const void *pb)
{
    const Message *a = *(Message *const *)pa, *b = *(Message *const *)pb;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->at.begin != b->at.begin)
        return a->at.begin < b->at.begin ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* What a terminal is told around the place, the severity and their end; all empty: nothing. */
typedef struct Colours {
    const char *place, *severity[3], *plain;
} Colours;
static const Colours no_colours = {"", {"", "", ""}, ""};
static const Colours some_colours = {
    "\033[1m",
    {[NOTE] = "\033[1;36m", [WARNING] = "\033[1;35m", [ERROR] = "\033[1;31m"},
    "\033[0m"};

static void print_message(const Message *m, const Colours *c, FILE *f)
{
    const char *severity = severity_word[m->severity], *colour = c->severity[m->severity];
    if (m->at.src) {
        LineCol lc = source_line_col(m->at.src, m->at.begin);
        char path[1024];
        foreign_shown_to(path, sizeof path, m->at.src->path);
        fprintf(f, "%s%s:%d:%d:%s %s%s:%s %s\n", c->place, path, lc.line, lc.col, c->plain, colour,
                severity, c->plain, m->text);
        print_line(f, m->at, lc);
    } else {
        fprintf(f, "netc: %s%s:%s %s\n", colour, severity, c->plain, m->text);
    }
    for (int i = 0; i < m->n_notes; i++)
        fprintf(f, "  %s\n", m->notes[i]);
}

static Message **sort_messages(const Diag *d)
{
    Message **sorted = ARENA_ARRAY(d->arena, Message *, d->n + 1);
    if (d->n)
        memcpy(sorted, d->messages, sizeof *sorted * (size_t)d->n);
    qsort(sorted, (size_t)d->n, sizeof *sorted, by_place);
    return sorted;
}

bool diag_message(const Diag *d, int i, DiagMessage *out)
{
    if (i < 0 || i >= d->n)
        return false;
    const Message *m = sort_messages(d)[i];
    *out = (DiagMessage){.severity = severity_word[m->severity],
                         .text = m->text,
                         .notes = m->notes,
                         .n_notes = m->n_notes};
    if (!m->at.src)
        return true;
    LineCol lc = source_line_col(m->at.src, m->at.begin);
    out->path = m->at.src->path;
    out->line = lc.line;
    out->column = lc.col;
    return true;
}

static void print_all(const Diag *d, const Colours *c, FILE *f)
{
    Message **sorted = sort_messages(d);
    for (int i = 0; i < d->n; i++)
        print_message(sorted[i], c, f);
    int more = diag_count(d) - d->n;
    if (more > 0)
        fprintf(f, "netc: %d more message%s\n", more, more == 1 ? "" : "s");
}

void diag_print(const Diag *d, FILE *f) { print_all(d, &no_colours, f); }

void diag_print_coloured(const Diag *d, FILE *f) { print_all(d, &some_colours, f); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* Edit distance (Damerau, adjacent swaps count 1) of words of at most 63 bytes; capitals are like
 * small letters, but where nothing else differs they count 1. */
static int distance(const char *a, const char *b)
{
    int row[3][64], la = (int)strlen(a), lb = (int)strlen(b);
    for (int j = 0; j <= lb; j++)
        row[0][j] = j;
    for (int i = 1; i <= la; i++) {
        int *cur = row[i % 3], *prev = row[(i + 2) % 3], *prev2 = row[(i + 1) % 3];
        cur[0] = i;
        for (int j = 1; j <= lb; j++) {
            int best = prev[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            if (prev[j] + 1 < best)
                best = prev[j] + 1;
            if (cur[j - 1] + 1 < best)
                best = cur[j - 1] + 1;
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]) && prev2[j - 2] + 1 < best)
                best = prev2[j - 2] + 1;
            cur[j] = best;
        }
    }
    int n = row[la % 3][lb];
    return n == 0 && strcmp(a, b) != 0 ? 1 : n;
}

static bool same_letters(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

const char *nearest_word(const char *word, const char *const *candidates, int n)
{
    const char *best = NULL;
    size_t len = strlen(word);
    if (len > 63)
        return NULL;
    for (int i = 0; i < n; i++) /* but for capitals the same word */
        if (same_letters(word, candidates[i]))
            return candidates[i];
    int limit = (int)len / 3 > 1 ? (int)len / 3 : 1;
    for (int i = 0; i < n; i++) {
        if (strlen(candidates[i]) > 63)
            continue;
        int dist = distance(word, candidates[i]);
        if (dist <= limit && (!best || dist < limit)) {
            best = candidates[i];
            limit = dist;
        }
    }
    return best;
}
