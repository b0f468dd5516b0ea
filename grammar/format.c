/* netc fmt: a .net file in one form. Tokens and comments stay as they are and in their order; what
 * is between them is made anew: one statement a line, four blanks for each brace, one blank where
 * there were some, at most one empty line. Then columns: the values of a train section, the heads
 * of a net (`input`, `labels`), layers behind labels of neighbouring lines, comments behind
 * neighbouring statements. Lines that a parenthesis breaks stay broken, aligned behind it. */
#include "grammar/ast.h"
#include "netc.tab.h"
#include <string.h>

enum { STEP = 4, PARENS_KEPT = 64 };

typedef enum Column { NO_COLUMN, TRAIN_COLUMN, HEAD_COLUMN, LABEL_COLUMN, PARAM_COLUMN } Column;

typedef struct Line {
    const char *text, *comment; /* "" each without */
    int indent;
    int split;     /* bytes of `text` before the column; 0: none */
    Column column; /* whose neighbours of the same kind are aligned with it */
    bool inside;   /* goes on behind a parenthesis of the line above: moves with it */
    bool blank;    /* an empty line stands before it */
} Line;

typedef struct Format {
    Arena *arena;
    const Source *source;
    Line *lines;
    int n, cap;
    Line now;   /* under way; its text is `made` until it is whole */
    char *made; /* `len` bytes so far */
    int len, room;
    bool opened;                    /* the last line ended with `{` */
    bool open;                      /* there is one */
    bool blank;                     /* an empty line has been seen since the last one */
    int depth;                      /* braces */
    bool in_train;                  /* the outermost one is a train section's */
    int parens, place[PARENS_KEPT]; /* the column behind each open parenthesis */
    int words;                      /* tokens of the statement so far */
    int first;                      /* the kind of its first token */
} Format;

static const char *part(const Format *f, uint32_t begin, uint32_t end)
{
    return arena_strndup(f->arena, f->source->text + begin, end - begin);
}

static void flush(Format *f)
{
    if (f->open) {
        f->now.text = arena_strndup(f->arena, f->len ? f->made : "", (size_t)f->len);
        f->opened = f->len && f->made[f->len - 1] == '{';
        ARENA_PUSH(f->arena, f->lines, f->n, f->cap, f->now);
    }
    f->open = false;
    f->len = 0;
    if (!f->parens)
        f->words = 0;
}

static void begin(Format *f)
{
    if (f->open)
        return;
    int indent = STEP * f->depth, k = f->parens < PARENS_KEPT ? f->parens : PARENS_KEPT;
    bool inside = k > 0 && f->place[k - 1] >= 0;
    if (k > 0)
        indent = inside ? f->place[k - 1] : indent + STEP;
    f->now = (Line){"", "", indent, 0, NO_COLUMN, inside, f->blank && f->n > 0 && !f->opened};
    f->blank = false;
    f->open = true;
}

static void add(Format *f, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ARENA_PUSH(f->arena, f->made, f->len, f->room, text[i]);
}

static void comment(Format *f, const char *text, bool alone)
{
    size_t len = strlen(text);
    while (len && strchr(" \t\r", text[len - 1]))
        len--;
    text = arena_strndup(f->arena, text, len);
    if (!alone && f->open) {
        f->now.comment = text;
        if (f->parens) /* the line ends with it */
            flush(f);
    } else if (!alone && f->n > 0 && !*f->lines[f->n - 1].comment) {
        f->lines[f->n - 1].comment = text;
    } else {
        flush(f);
        begin(f);
        add(f, text, strlen(text));
        flush(f);
        f->opened = false;
    }
}

/* What lies between two tokens: comments, and inside parentheses line ends. *alone: nothing stands
 * before it on its line. */
static void between(Format *f, uint32_t from, uint32_t to, bool *alone)
{
    const char *s = f->source->text;
    for (uint32_t i = from; i < to; i++) {
        if (s[i] == '#') {
            uint32_t end = i;
            while (end < to && s[end] != '\n')
                end++;
            comment(f, part(f, i, end), *alone);
            i = end - 1;
        } else if (s[i] == '\n') {
            flush(f);
            *alone = true;
        }
    }
}

/* Is there a blank before the token? As it was written, but for signs that say otherwise. */
static bool blank_before(const Format *f, int last, int kind, bool was)
{
    bool spread = f->first == PARAM && !f->parens; /* param width = 16 */
    if (last == '(' || kind == ')' || kind == ',' || kind == ':')
        return false;
    if (last == '=' || kind == '=')
        return spread;
    return last == ',' || last == ':' || kind == '{' || last == '}' || was;
}

static bool line_is(const Format *f, const char *word)
{
    return (size_t)f->len == strlen(word) && !memcmp(f->made, word, strlen(word));
}

static Column column_of(const Format *f, int kind, int last, bool gap)
{
    if (last == ':' && f->words == 2)
        return LABEL_COLUMN;
    if (kind == '=' && f->first == PARAM && !f->parens && !f->depth)
        return PARAM_COLUMN;
    if (f->words != 1 || f->parens || kind == ':' || kind == '{' || !gap)
        return NO_COLUMN;
    if (f->depth == 1 && f->in_train && f->first == WORD)
        return TRAIN_COLUMN;
    return f->depth == 1 && f->first == WORD && (line_is(f, "input") || line_is(f, "labels"))
               ? HEAD_COLUMN
               : NO_COLUMN;
}

static void append(Format *f, const Token *t, int last, bool gap)
{
    bool started = f->open;
    begin(f);
    Column c = f->now.column ? NO_COLUMN : column_of(f, t->kind, last, gap);
    if (c) {
        f->now.column = c;
        f->now.split = f->len;
    }
    if (started && f->len && blank_before(f, last, t->kind, gap))
        add(f, " ", 1);
    add(f, f->source->text + t->begin, t->end - t->begin);
    if (f->words++ == 0)
        f->first = t->kind;
}

static void parens(Format *f, const Token *t, const Token *next)
{
    if (t->kind == '(') {
        bool ends = false;
        for (uint32_t i = t->end; next && i < next->begin && !ends; i++)
            ends = strchr("\n#", f->source->text[i]) != NULL;
        if (f->parens < PARENS_KEPT)
            f->place[f->parens] = ends ? -1 : f->now.indent + f->len;
        f->parens++;
    } else if (t->kind == ')' && f->parens > 0) {
        f->parens--;
    }
}

static void braces(Format *f, const Token *t, const Token *next)
{
    if (t->kind == '{') {
        f->in_train = f->depth == 0 ? f->first == TRAIN : f->in_train;
        flush(f);
        f->depth++;
    } else if (t->kind == '}' && (!next || next->kind != ELSE)) {
        flush(f);
    }
}

static void one(Format *f, const Token *t, const Token *last, const Token *next)
{
    uint32_t from = last ? last->end : 0;
    bool newline = !last || (last->kind == END && f->source->text[last->begin] == '\n');
    bool alone = newline;
    between(f, from, t->begin, &alone);
    if (t->kind == END) {
        bool line = f->source->text[t->begin] == '\n';
        bool empty = line && newline && !memchr(f->source->text + from, '#', t->begin - from);
        f->blank |= empty;
        flush(f);
        return;
    }
    if (t->kind == '}') {
        flush(f);
        f->depth -= f->depth > 0;
        f->blank = false;
    }
    append(f, t, last ? last->kind : END, t->begin > from);
    parens(f, t, next);
    braces(f, t, next);
}

/* ---- columns ---- */

static bool beside(const Line *a, const Line *b)
{
    return a->column == b->column && a->indent == b->indent;
}

/* The end of the group of lines that begins at i: neighbours, and in a train section all lines. */
static int group_end(const Format *f, int i)
{
    int end = i + 1;
    for (int k = i + 1; k < f->n; k++) {
        const Line *l = &f->lines[k];
        if (l->inside || (f->lines[i].column == TRAIN_COLUMN && l->indent >= f->lines[i].indent &&
                          l->column != TRAIN_COLUMN))
            continue;
        if (!beside(&f->lines[i], l) || (l->blank && l->column != TRAIN_COLUMN))
            break;
        end = k + 1;
    }
    while (end < f->n && f->lines[end].inside)
        end++;
    return end;
}

static void pad(Format *f, Line *l, int width, int *moved)
{
    if (!l->split) {
        if (l->inside)
            l->indent += *moved;
        return;
    }
    const char *rest = l->text + l->split;
    int had = (int)strspn(rest, " "), blanks = width - l->split + (had ? 1 : 0);
    l->text = arena_printf(f->arena, "%.*s%*s%s", l->split, l->text, blanks, "", rest + had);
    *moved = blanks - had;
}

static void align(Format *f)
{
    for (int i = 0; i < f->n;) {
        if (!f->lines[i].column) {
            i++;
            continue;
        }
        int end = group_end(f, i), width = 0, moved = 0;
        for (int k = i; k < end; k++)
            if (f->lines[k].split > width)
                width = f->lines[k].split;
        for (int k = i; k < end; k++)
            pad(f, &f->lines[k], width, &moved);
        i = end;
    }
}

static int width_of(const Line *l) { return l->indent + (int)strlen(l->text); }

/* The end of the lines from i on with comments behind them, neighbours, and their column. */
static int comments_end(const Format *f, int i, int *column)
{
    int end = i, widest = 0;
    for (; end < f->n && *f->lines[end].comment && !(end > i && f->lines[end].blank); end++)
        if (width_of(&f->lines[end]) > widest)
            widest = width_of(&f->lines[end]);
    *column = widest + 2;
    return end;
}

static const char *written(Format *f)
{
    FILE *out;
    ArenaText *t = arena_text_open(f->arena, &out);
    for (int i = 0, end = 0, column = 0; i < f->n; i++) {
        const Line *l = &f->lines[i];
        if (i >= end)
            end = comments_end(f, i, &column);
        fprintf(out, "%s%*s%s", l->blank ? "\n" : "", l->indent, "", l->text);
        if (*l->comment)
            fprintf(out, "%*s%s", column - width_of(l), "", l->comment);
        fputc('\n', out);
    }
    return arena_text(t, NULL);
}

/* ---- is it the same? ---- */

/* Tokens but for line ends that mean nothing, and comments, one a line. */
static const char *essence(Arena *a, const Source *s, Diag *d)
{
    Tokens list = tokens_of(a, s, d);
    FILE *out;
    ArenaText *t = arena_text_open(a, &out);
    bool pending = false, begun = false;
    for (int i = 0; i <= list.n; i++) {
        uint32_t from = i ? list.token[i - 1].end : 0,
                 to = i < list.n ? list.token[i].begin : s->len;
        for (uint32_t k = from; k < to; k++)
            if (s->text[k] == '#') {
                uint32_t end = k;
                while (end < to && s->text[end] != '\n')
                    end++;
                uint32_t last = end;
                while (last > k && strchr(" \t\r", s->text[last - 1]))
                    last--;
                fprintf(out, "%.*s\n", (int)(last - k), s->text + k);
                k = end;
            }
        if (i == list.n)
            break;
        const Token *now = &list.token[i];
        if (now->kind == END) {
            pending = begun;
            continue;
        }
        if (pending && now->kind != '}')
            fprintf(out, ";\n");
        fprintf(out, "%d %.*s\n", now->kind, (int)(now->end - now->begin), s->text + now->begin);
        pending = false;
        begun = now->kind != '{' && now->kind != '}';
    }
    return arena_text(t, NULL);
}

const char *format_net(Arena *arena, const Source *source, Diag *diag)
{
    if (parse(arena, source, diag)->broken || diag_errors(diag))
        return NULL;
    Tokens list = tokens_of(arena, source, diag);
    Format *f = ARENA_NEW(arena, Format);
    *f = (Format){.arena = arena, .source = source};
    for (int i = 0; i < list.n; i++)
        one(f, &list.token[i], i ? &list.token[i - 1] : NULL,
            i + 1 < list.n ? &list.token[i + 1] : NULL);
    const Token *last = list.n ? &list.token[list.n - 1] : NULL;
    bool alone = !last || (last->kind == END && source->text[last->begin] == '\n');
    between(f, last ? last->end : 0, source->len, &alone);
    flush(f);
    align(f);
    const char *text = written(f);
    Source *made = source_from_text(arena, source->path, text);
    if (strcmp(essence(arena, source, diag), essence(arena, made, diag)) != 0) {
        diag_error(diag, (Span){source, 0, 0}, "this file cannot be formatted without changing it");
        return NULL;
    }
    return text;
}
