/* Lines of at most 100 columns. The net's name before the words of a stored text moves what stands
 * behind them, so its lines are broken once more: what stands between parentheses is filled and
 * aligned with the parenthesis, comments are broken at blanks, directives by a backslash. */
#include "base/ascii.h"
#include "compiler/emit/emit_impl.h"
#include <assert.h>
#include <string.h>

enum { WIDTH = 100, DEEPEST = 64 };

static void put_blanks(FILE *f, int n) { fprintf(f, "%*s", n, ""); }

static int blanks(const char *p) { return (int)strspn(p, " "); }

/* Behind the string or character constant at p. */
static const char *constant_end(const char *p)
{
    const char quote = *p++;
    while (*p && *p != quote)
        p += *p == '\\' && p[1] ? 2 : 1;
    return *p ? p + 1 : p;
}

static const char *comment_end(const char *p)
{
    const char *e = strstr(p + 2, "*/");
    return e ? e + 2 : p + strlen(p);
}

/* ---- comments ---- */

/* Where a line of n letters that begins at `column` is broken, n: nowhere. */
static size_t comment_break(const char *p, size_t n, int column)
{
    if ((int)n <= WIDTH - column)
        return n;
    size_t at = (size_t)(WIDTH - column);
    while (at > 3 && p[at] != ' ')
        at--;
    return at > 3 ? at : n;
}

/* Whether the line at p goes on with what is before it: " * word". */
static bool goes_on(const char *p, const char *e)
{
    p += blanks(p);
    return p + 2 < e && p[0] == '*' && p[1] == ' ' && p[2] != ' ' && p[2] != '/';
}

/* A comment on lines of its own. What a broken line leaves goes before the next line's text, but
 * for an indented line, which stands by itself. */
static void put_comment(FILE *f, Arena *a, const char *p, const char *e, int indent)
{
    const char *rest = "";
    int column = indent;
    bool joins = true;
    while (p < e || *rest) {
        const char *end = p < e ? memchr(p, '\n', (size_t)(e - p)) : NULL;
        if (!end)
            end = e;
        if (*rest && joins && goes_on(p, e)) {
            p += blanks(p) + 2;
            rest = arena_printf(a, "%s %.*s", rest, (int)(end - p), p);
        } else if (*rest) {
            end = p - 1; /* this line comes afterwards */
        } else {
            rest = arena_printf(a, "%.*s", (int)(end - p), p);
            joins = *p == '/' || goes_on(p, e);
            column = *p == '/' ? indent : 0;
        }
        const size_t n = strlen(rest), at = comment_break(rest, n, column);
        fwrite(rest, 1, at, f);
        rest += at + (at < n);
        p = end + (end < e);
        if (*rest) {
            fputc('\n', f);
            put_blanks(f, indent);
            fputs(" * ", f);
            column = indent + 3;
        } else {
            fputs(p < e ? "\n" : "", f);
        }
    }
}

/* ---- directives ---- */

/* The blank at which n letters of a directive are broken to fit into `room`, n: nowhere. In a
 * comment that is any blank. */
static size_t directive_break(const char *p, size_t n, size_t room)
{
    if (n <= room)
        return n;
    const char *comment = strstr(p, "/*");
    size_t at = room;
    while (at > 0 && (p[at] != ' ' ||
                      ((!comment || p + at <= comment + 2) && !strchr(",;=+-*/&|?:{)", p[at - 1]))))
        at--;
    return at ? at : n;
}

static const char *put_directive(FILE *f, const char *p)
{
    enum { INDENT = 8 };
    for (bool more = true; more && *p;) {
        size_t n = strcspn(p, "\n"), whole = n + (p[n] == '\n');
        more = n > 0 && p[n - 1] == '\\';
        n -= more;
        while (more && n > 0 && p[n - 1] == ' ')
            n--;
        size_t room = WIDTH - 2;
        for (const char *b = p; n > 0; room = WIDTH - 2 - INDENT) {
            const size_t at = directive_break(b, n, room), skip = at < n;
            fwrite(b, 1, at, f);
            fputs(at < n ? " \\\n" : more ? " \\\n" : "\n", f);
            put_blanks(f, at < n ? INDENT : 0);
            b += at + skip;
            n -= at + skip;
        }
        p += whole;
    }
    return p;
}

/* ---- code ---- */

typedef struct Code {
    FILE *f;
    int indent; /* of the statement */
    int column;
    int open[DEEPEST], depth; /* columns behind the parentheses that are open */
} Code;

/* Where a line may end: before the blank at p. The lower, the better; 0: nowhere. */
static int break_cost(const char *p, int depth)
{
    if (*p != ' ' || p[1] == ' ' || !p[1])
        return 0;
    if (strchr(",;", p[-1]))
        return 1 + 2 * depth;
    return strchr("=+-*/&|<>?:{)\"", p[-1]) || strchr("?:{\"", p[1]) ? 2 + 2 * depth : 0;
}

/* Takes the letters of [p, e) into account. */
static void step(Code *c, const char *p, const char *e)
{
    for (; p < e; p++, c->column++) {
        if (*p == '"' || *p == '\'') {
            const char *end = constant_end(p);
            c->column += (int)(end - p) - 1;
            p = end - 1;
        } else if (*p == '(' || *p == '[') {
            assert(c->depth < DEEPEST);
            c->open[c->depth++] = c->column + 1;
        } else if ((*p == ')' || *p == ']') && c->depth > 0) {
            c->depth--;
        }
    }
}

/* The best place to break the line that begins at p, NULL for none. */
static const char *find_break(const Code *at, const char *p)
{
    Code c = *at;
    const char *best = NULL;
    int least = 0;
    for (const char *b = p; *b && c.column <= WIDTH;) {
        const char *e = *b == '"' || *b == '\'' ? constant_end(b) : b + 1;
        const int cost = b > p ? break_cost(b, c.depth) : 0;
        if (cost && (!best || cost <= least || c.column - (int)(b - best) < WIDTH / 2)) {
            best = b;
            least = cost;
        }
        step(&c, b, e);
        b = e;
    }
    return best;
}

/* The place in a long string where it is cut in two: not within an escape. */
static const char *find_cut(const Code *at, const char *p)
{
    const char *s = strchr(p, '"'), *best = NULL;
    const int room = WIDTH - 2 - at->column;
    if (!s)
        return NULL;
    for (const char *b = s + 1; *b && *b != '"' && b - p < room; b++) {
        best = b;
        if (*b == '\\')
            for (b++; ascii_digit((unsigned char)b[1]); b++)
                ;
    }
    return best && best > s + 1 ? best : NULL;
}

/* Behind the last parenthesis that opens in this line, for a line without another place. */
static const char *find_open(const Code *at, const char *p)
{
    const char *best = NULL;
    for (const char *b = p; *b && at->column + (int)(b - p) < WIDTH;
         b = *b == '"' || *b == '\'' ? constant_end(b) : b + 1)
        if (*b == '(' && b > p && b[1] != ')')
            best = b + 1;
    return best;
}

/* The last blank that this line has room for, where it has no other place: between two words. */
static const char *find_blank(const Code *at, const char *p)
{
    const char *best = NULL;
    for (const char *b = p; *b && at->column + (int)(b - p) <= WIDTH;
         b = *b == '"' || *b == '\'' ? constant_end(b) : b + 1)
        if (*b == ' ' && b > p)
            best = b;
    return best;
}

/* Where the next line begins whose text is p. */
static int next_column(Code *c, const char *p)
{
    const int plain = c->indent + 4;
    c->column = c->depth ? c->open[c->depth - 1] : plain;
    const bool fits = c->column + (int)strlen(p) <= WIDTH || find_break(c, p);
    return fits && c->column < 64 ? c->column : plain;
}

static void put_code(Code *c, const char *p)
{
    put_blanks(c->f, c->column);
    while (c->column + (int)strlen(p) > WIDTH) {
        const char *at = find_break(c, p), *cut = at ? NULL : find_cut(c, p);
        const char *open = at || cut ? NULL : find_open(c, p);
        if (!at && !cut && !open)
            at = find_blank(c, p);
        const char *e = at ? at : cut ? cut : open;
        if (!e)
            break;
        fwrite(p, 1, (size_t)(e - p), c->f);
        fputs(cut ? "\"\n" : "\n", c->f);
        if (!cut)
            step(c, p, e);
        if (open)
            c->open[c->depth - 1] = c->indent + 4;
        p = at ? at + 1 : e;
        c->column = next_column(c, p);
        put_blanks(c->f, c->column);
        if (cut) {
            fputc('"', c->f);
            c->column++;
        }
    }
    fputs(p, c->f);
}

/* The end of the statement's line at p: where no parenthesis is open. Its letters go to `to`, lines
 * joined by a blank; a comment ends it. */
static const char *gather(const char *p, FILE *to)
{
    int depth = 0;
    while (*p && *p != '\n' && !(*p == '/' && p[1] == '*')) {
        const char *e = *p == '"' || *p == '\'' ? constant_end(p) : p + 1;
        depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
        fwrite(p, 1, (size_t)(e - p), to);
        if (*e == '\n' && depth > 0 && e[1 + blanks(e + 1)] != '/' && e[1 + blanks(e + 1)] != '#') {
            fputs(*p == '(' ? "" : " ", to);
            e += 1 + blanks(e + 1);
        }
        p = e;
    }
    return p;
}

static const char *put_statement(FILE *f, Arena *a, const char *p)
{
    FILE *m;
    ArenaText *t = arena_text_open(a, &m);
    Code c = {.f = f, .indent = blanks(p), .column = blanks(p)};
    size_t n;
    const char *e = gather(p + c.indent, m), *code = arena_text(t, &n);
    if (*e != '/') {
        put_code(&c, code);
        fputs(*e ? "\n" : "", f);
        return *e ? e + 1 : e;
    }
    const char *end = comment_end(e), *last = end + strcspn(end, "\n");
    const bool fits = !memchr(e, '\n', (size_t)(end - e)) &&
                      c.indent + (int)n + (int)(last - e) <= WIDTH;
    while (!fits && n > 0 && code[n - 1] == ' ')
        n--;
    put_code(&c, arena_printf(a, "%.*s", (int)n, code));
    if (!fits && end == last) {
        fputc('\n', f);
        put_blanks(f, c.indent + 4);
        put_comment(f, a, e, end, c.indent + 4);
    } else {
        fwrite(e, 1, (size_t)(last - e), f);
    }
    fputs(*last ? "\n" : "", f);
    return *last ? last + 1 : last;
}

void emit_wrapped(FILE *f, Arena *a, const char *text)
{
    for (const char *p = text; *p;) {
        const char *first = p + blanks(p);
        if (*first == '#') {
            p = put_directive(f, p);
        } else if (*first == '/' && first[1] == '*' && *comment_end(first) == '\n') {
            const char *e = comment_end(first);
            put_blanks(f, (int)(first - p));
            put_comment(f, a, first, e, (int)(first - p));
            fputc('\n', f);
            p = e + 1;
        } else if (*p == '\001' || *first == '\n') {
            const size_t n = strcspn(p, "\n") + 1;
            fwrite(p, 1, n - !p[n - 1], f);
            p += n - !p[n - 1];
        } else {
            p = put_statement(f, a, p);
        }
    }
}
