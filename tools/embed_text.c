/* Texts that the compiler prints, cut beforehand: words that get a net's name, fuse marks, the
 * words of row calls, conditions. And what needs what: the prelude of micro.h as items, the
 * micro-kernels in an order in which each stands behind those that it calls, and for each name the
 * names that its text uses. So the emitter walks tables and searches no text. */
#define _GNU_SOURCE
#include "embed.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- pieces ---- */

typedef struct Cutter {
    FILE *o;
    const char *done; /* what lies before it has been written */
    int column;
} Cutter;

static void put_piece(Cutter *c, const char *kind, int arg, size_t n)
{
    for (size_t part; n; n -= part) {
        part = n < 60000 ? n : 60000;
        fprintf(c->o, "%s{PIECE_%s, %d, %zu},", c->column++ % 5 ? " " : "\n    ", kind, arg, part);
    }
}

/* The piece [b, e), and before it, as text, what was not yet written. */
static void cut(Cutter *c, const char *b, const char *e, const char *kind, int arg)
{
    put_piece(c, "TEXT", 0, (size_t)(b - c->done));
    put_piece(c, kind, arg, (size_t)(e - b));
    c->done = e;
}

static Cutter cut_begin(FILE *o, const char *name, Text t)
{
    fprintf(o, "static const TextPiece pieces_%s[] = {", name);
    return (Cutter){o, t.p, 0};
}

static void cut_end(Cutter *c, const char *end)
{
    put_piece(c, "TEXT", 0, (size_t)(end - c->done));
    fputs(c->column ? "};\n" : "{PIECE_TEXT, 0, 0}};\n", c->o);
}

static bool begins(Text w, const char *with)
{
    return w.n > strlen(with) && !memcmp(w.p, with, strlen(with));
}

/* ---- conditions: "@when NAME VALUES", "@when NAME VALUES NAME VALUES" ---- */

typedef struct When {
    Text name[2];
    unsigned long long values[2]; /* 1 << value */
} When;

enum { MAX_WHENS = 64 };
static When whens[MAX_WHENS];
static int n_whens;

/* A bit for the value "6"; for "1..", one for it and for all above. */
static unsigned long long value_bits(Text v)
{
    int value = atoi(v.p);
    bool above = v.n > 2 && v.p[v.n - 1] == '.';
    if (value > 63)
        fail("@when", 0, "a value is at most 63: %.*s", (int)v.n, v.p);
    return above ? ~0ull << value : 1ull << value;
}

/* The condition in the comment at p, a place in whens. */
static int read_when(const char *p)
{
    Text t = {p + 9, (size_t)(strstr(p, "*/") - p - 9)};
    When w = {0};
    int n = -1;
    for (Text v = next_word(&t); v.n; v = next_word(&t))
        if (isdigit((unsigned char)*v.p) && n >= 0)
            w.values[n] |= value_bits(v);
        else if (++n < 2)
            w.name[n] = v;
        else
            fail("@when", 0, "more than two names: %.*s", (int)v.n, v.p);
    for (int i = 0; i < n_whens; i++)
        if (text_eq(whens[i].name[0], w.name[0]) && text_eq(whens[i].name[1], w.name[1]) &&
            whens[i].values[0] == w.values[0] && whens[i].values[1] == w.values[1])
            return i;
    if (n_whens == MAX_WHENS)
        fail("@when", 0, "too many conditions");
    whens[n_whens] = w;
    return n_whens++;
}

/* Whether the line at p begins a section that has a condition, or ends one. */
static bool begins_when(const char *p) { return !strncmp(p + strspn(p, " "), "/* @when ", 9); }
static bool ends_when(const char *p) { return !strncmp(p + strspn(p, " "), "/* @end */", 10); }

static const char *line_end(const char *p, const char *limit)
{
    const char *e = memchr(p, '\n', (size_t)(limit - p));
    return e ? e + 1 : limit;
}

/* The line [p, e) if it is such a mark. */
static bool cut_when(Cutter *c, const char *p, const char *e)
{
    if (begins_when(p))
        cut(c, p, e, "WHEN", read_when(p + strspn(p, " ")));
    else if (ends_when(p))
        cut(c, p, e, "ENDWHEN", 0);
    else
        return false;
    return true;
}

/* Words that would clash between two models in one program. */
static void cut_word(Cutter *c, Text w)
{
    const char *e = w.p + w.n;
    if (text_is(w, "net_label_t"))
        cut(c, w.p, e, "LABEL", 0);
    else if (begins(w, "net_"))
        cut(c, w.p, e, "LOWER", 3);
    else if (begins(w, "NET_"))
        cut(c, w.p, e, "UPPER", 3);
    else if (begins(w, "NETC_"))
        cut(c, w.p, e, "UPPER", 4);
    else if (begins(w, "mk_") || begins(w, "resize_") || begins(w, "number_") || text_is(w, "v8") ||
             begins(w, "v8"))
        cut(c, w.p, e, "OWN", 0);
}

/* The word or number at p; a number's word has n 0, and *end lies behind either. */
static Text word_at(const char *p, const char *limit, const char **end)
{
    const bool number = isdigit((unsigned char)*p);
    const char *b = p;
    while (p < limit && (is_word(*p) || (number && *p == '.')))
        p++;
    *end = p;
    return (Text){b, number ? 0 : (size_t)(p - b)};
}

static void cut_words(Cutter *c, const char *p, const char *limit)
{
    while (p < limit) {
        if (!is_word(*p)) {
            p++;
            continue;
        }
        const Text w = word_at(p, limit, &p);
        cut_word(c, w);
    }
}

void put_pieces(FILE *o, const char *name, Text t)
{
    Cutter c = cut_begin(o, name, t);
    for (const char *p = t.p, *limit = t.p + t.n, *e; p < limit; p = e) {
        e = line_end(p, limit);
        if (!cut_when(&c, p, e))
            cut_words(&c, p, e);
    }
    cut_end(&c, t.p + t.n);
}

/* The words of the fuse mark at p: output, row, channel, count. */
static void read_mark(const Fn *f, const char *p, Text word[4])
{
    Text t = {p + 9, (size_t)(strstr(p, "*/") - p - 9)};
    for (int i = 0; i < 4; i++)
        if (!(word[i] = next_word(&t)).n)
            fail(f->file, f->line, "a fuse mark wants an output, a row, a channel and a count");
}

/* Whether the statement "(void)NAME;" stands at p. */
static bool is_voided(const char *p, Text name)
{
    return !strncmp(p, "(void)", 6) && !memcmp(p + 6, name.p, name.n) && p[6 + name.n] == ';' &&
           p[7 + name.n] == '\n' && p[-1] == ' ';
}

void find_unused(Fn *f)
{
    for (int i = 0; i < f->n_args; i++) {
        Arg *a = &f->arg[i];
        a->unused = a->role == 0;
        for (const char *p = f->body.p, *end = p + f->body.n; p < end;) {
            if (is_voided(p, a->name))
                p += 6 + a->name.n;
            else if (*p == '/' && p[1] == '*')
                p = skip_comment(p);
            else if (!is_word(*p))
                p++;
            else if (text_eq(word_at(p, end, &p), a->name))
                a->unused = false;
        }
    }
}

/* Cuts the statement "(void)NAME;" of an unused constant out; returns what follows, NULL: there is
 * none at p. */
static const char *cut_voided(Cutter *c, const Fn *f, const char *p)
{
    for (int i = 0; i < f->n_args; i++) {
        const Text name = f->arg[i].name;
        const char *b = p, *e = p + 6 + name.n + 2; /* with its line */
        if (!f->arg[i].unused || !is_voided(p, name))
            continue;
        while (b[-1] == ' ')
            b--;
        cut(c, b, e, "NOTHING", 0);
        return e;
    }
    return NULL;
}

static void cut_body_words(Cutter *c, const Fn *f, const char *p, const char *limit)
{
    while (p < limit) {
        if (p[-1] == '\n' && cut_when(c, p, line_end(p, limit))) {
            p = line_end(p, limit);
            continue;
        }
        const char *e = *p == '(' ? cut_voided(c, f, p) : NULL;
        if (e)
            p = e;
        else if (!is_word(*p))
            p++;
        else
            cut_word(c, word_at(p, limit, &p));
    }
}

void put_body_pieces(FILE *o, const char *name, const Fn *f)
{
    const char *p = f->body.p + 1, *limit = f->body.p + f->body.n - 1, *mark;
    Text marks = text_printf("%s", ""), word[4];
    Cutter c = cut_begin(o, name, (Text){p, 0});
    for (int n = 0; (mark = strstr(p, "/* @fuse ")) && mark < limit; n++) {
        const char *b = mark, *e = strstr(mark, "*/") + 2;
        while (b[-1] == ' ' || b[-1] == '\t')
            b--;
        if (*e != '\n')
            fail(f->file, f->line, "a fuse mark stands on a line of its own");
        cut_body_words(&c, f, p, b);
        cut(&c, b, e + 1, "FUSE", n);
        read_mark(f, mark, word);
        marks = text_printf("%.*s    {\"%.*s\", \"%.*s\", \"%.*s\", \"%.*s\"},\n", (int)marks.n,
                            marks.p, (int)word[0].n, word[0].p, (int)word[1].n, word[1].p,
                            (int)word[2].n, word[2].p, (int)word[3].n, word[3].p);
        p = e + 1;
    }
    cut_body_words(&c, f, p, limit);
    cut_end(&c, limit);
    if (marks.n)
        fprintf(o, "static const FuseMark marks_%s[] = {\n%.*s};\n", name, (int)marks.n, marks.p);
    else
        fprintf(o, "#define marks_%s NULL\n", name);
}

void put_row_pieces(FILE *o, const char *name, const Fn *f)
{
    static const char *const at_row[] = {"ROW", "CH", "COUNT", "AT"}; /* ORDER ROW-WORDS */
    const char *p = f->row.p, *limit = p + f->row.n;
    Cutter c = cut_begin(o, name, f->row);
    while (p < limit) {
        if (!is_word(*p)) {
            p++;
            continue;
        }
        const Text w = word_at(p, limit, &p);
        int at = -1;
        for (int i = 0; i < 4; i++)
            at = text_is(w, at_row[i]) ? i : at;
        for (int i = 0; i < f->n_args && at < 0; i++)
            at = text_eq(w, f->arg[i].name) ? 4 + i : at;
        if (w.n && at >= 0)
            cut(&c, w.p, w.p + w.n, "ROW", at);
        else
            cut_word(&c, w);
    }
    cut_end(&c, limit);
}

void put_support_pieces(FILE *o, const char *name, Text t)
{
    Cutter c = cut_begin(o, name, t);
    for (const char *p = t.p, *limit = t.p + t.n, *e; p < limit; p = e) {
        e = memchr(p, '\n', (size_t)(limit - p));
        e = e ? e + 1 : limit;
        const char *word = p + strspn(p, " ");
        if (!strncmp(word, "/* @if ", 7))
            cut(&c, p, e, "IF", 0);
        else if (!strncmp(word, "/* @end */", 10))
            cut(&c, p, e, "END", 0);
        else if (!strncmp(p, "#include \"", 10) || !strncmp(word, "/* @note ", 9))
            cut(&c, p, e, "NOTHING", 0);
        else
            cut_words(&c, p, e);
    }
    cut_end(&c, t.p + t.n);
}

/* ---- names, and which of them a text uses ---- */

typedef struct Item {
    const char *kind; /* of TextItem: "ALWAYS", "NAMED", "IF", "ELSE", "END" */
    int name;         /* -1: none */
    int end;          /* of an IF: the index of its END */
    Text text;
} Item;

enum { MAX_ITEMS = 1024 };
static Item items[MAX_ITEMS];
static int n_items;
static Text names[MAX_ITEMS]; /* micro-kernels in their order, then names of the prelude */
static int n_names;

static int find_name(Text w)
{
    for (int i = 0; i < n_names; i++)
        if (text_eq(names[i], w))
            return i;
    return -1;
}

/* Marks the names that stand in the text, outside of comments and strings. */
static void mark_names(Text t, bool *use)
{
    for (const char *p = t.p, *limit = t.p + t.n; p < limit;) {
        if (*p == '/' && (p[1] == '*' || p[1] == '/')) {
            p = skip_comment(p);
        } else if (*p == '"' || *p == '\'') {
            p = skip_string(p);
        } else if (is_word(*p)) {
            const int name = find_name(word_at(p, limit, &p));
            if (name >= 0)
                use[name] = true;
        } else {
            p++;
        }
    }
}

/* What a text uses: always, and in sections under each condition. */
typedef struct Uses {
    bool always[MAX_ITEMS], when[MAX_WHENS][MAX_ITEMS];
} Uses;

static void add_uses(Uses *u, Text t)
{
    int when = -1;
    for (const char *p = t.p, *limit = t.p + t.n, *e; p < limit; p = e) {
        e = line_end(p, limit);
        if (begins_when(p))
            when = read_when(p + strspn(p, " "));
        else if (ends_when(p))
            when = -1;
        else { /* up to the next mark, since comments have several lines */
            while (e < limit && !begins_when(e) && !ends_when(e))
                e = line_end(e, limit);
            mark_names((Text){p, (size_t)(e - p)}, when < 0 ? u->always : u->when[when]);
        }
    }
}

/* Names; under a condition, - 2 - its place in text_whens before each. */
static void put_uses(FILE *o, const char *name, const Uses *u, int but)
{
    fprintf(o, "static const short needs_%s[] = {", name);
    for (int i = 0; i < n_names; i++)
        if (u->always[i] && i != but)
            fprintf(o, "%d, ", i);
    for (int w = 0; w < n_whens; w++)
        for (int i = 0; i < n_names; i++)
            if (u->when[w][i] && !u->always[i] && i != but)
                fprintf(o, "%d, %d, ", -2 - w, i);
    fputs("-1};\n", o);
}

void put_needs(FILE *o, const char *name, Text t)
{
    static Uses u;
    memset(&u, 0, sizeof u);
    add_uses(&u, t);
    put_uses(o, name, &u, -1);
}

/* ---- the order of micro-kernels ---- */

static bool calls(const Fn *f, const Fn *g)
{
    for (const char *p = f->body.p;
         (p = memmem(p, (size_t)(f->body.p + f->body.n - p), g->name.p, g->name.n)); p++)
        if (!is_word(p[-1]) && !is_word(p[g->name.n]))
            return true;
    return false;
}

static void place(const Fns *from, int i, char *state, Fns *to)
{
    if (state[i] == 1)
        fail(from->fn[i].file, from->fn[i].line, "%.*s calls itself", (int)from->fn[i].name.n,
             from->fn[i].name.p);
    if (state[i])
        return;
    state[i] = 1;
    for (int j = 0; j < from->n; j++)
        if (j != i && calls(&from->fn[i], &from->fn[j]))
            place(from, j, state, to);
    state[i] = 2;
    to->fn[to->n++] = from->fn[i];
}

void sort_micro(Fns *micro)
{
    char state[MAX_FNS] = {0};
    Fns sorted = {calloc((size_t)micro->n + 1, sizeof(Fn)), 0};
    if (!sorted.fn)
        exit(1);
    for (int i = 0; i < micro->n; i++)
        place(micro, i, state, &sorted);
    micro->fn = sorted.fn;
}

/* ---- the prelude ---- */

static Text word_before(const char *e)
{
    while (!is_word(e[-1]))
        e--;
    const char *b = e;
    while (is_word(b[-1]))
        b--;
    return (Text){b, (size_t)(e - b)};
}

static Text word_from(const char *b)
{
    b += strspn(b, " ");
    const char *e = b;
    while (is_word(*e))
        e++;
    return (Text){b, (size_t)(e - b)};
}

/* The name that a definition makes: of a macro, an enumerator, a typedef, a function. */
static Text defined_name(Text t)
{
    if (*t.p == '#')
        return word_from(t.p + strlen("#define"));
    if (!strncmp(t.p, "enum", 4))
        return word_from(strchr(t.p, '{') + 1);
    if (strncmp(t.p, "typedef", 7))
        return word_before(strchr(t.p, '('));
    const char *attribute = memmem(t.p, t.n, "__attribute__", 13);
    const char *comment = memmem(t.p, t.n, "/*", 2);
    return word_before(attribute ? attribute : comment ? comment : t.p + t.n);
}

/* Behind the definition at p, a function's or one that a semicolon ends, and a comment behind it on
 * its line. */
static const char *definition_end(const char *p)
{
    bool function = false;
    for (; *p && *p != ';'; p++) {
        function |= *p == '(';
        if (*p == '{') {
            p = match_brace(p);
            if (function)
                break;
            p--;
        }
    }
    p += *p == ';';
    const char *c = p + strspn(p, " \t");
    return *c == '/' && c[1] == '*' ? skip_comment(c) : p;
}

/* A name may be defined several times, once for each compiler or processor. */
static void add_item(const char *kind, Text text, Text name)
{
    int at = name.n ? find_name(name) : -1;
    if (name.n && at < 0)
        names[at = n_names++] = name;
    if (n_items == MAX_ITEMS || n_names == MAX_ITEMS)
        fail("micro.h", 1, "too many items");
    items[n_items++] = (Item){kind, at, 0, text};
}

static const char *directive_kind(Text t)
{
    static const char *const words[][2] = {
        {"#if", "IF"}, {"#el", "ELSE"}, {"#endif", "END"}, {"#define", "NAMED"}, {"#", "ALWAYS"}};
    for (int i = 0; i < 5; i++)
        if (!strncmp(t.p, words[i][0], strlen(words[i][0])))
            return words[i][1];
    return NULL;
}

static void read_prelude(const char *path)
{
    const char *text = read_file(path), *mark = "/* @prelude begin */\n";
    const char *p = strstr(text, mark), *limit = strstr(text, "/* @prelude end */");
    const char *start = NULL; /* of a comment, which belongs to what follows it */
    int open[16], depth = 0;
    if (!p || !limit)
        fail(path, 1, "no prelude marks");
    for (p += strlen(mark); p < limit;) {
        if (isspace((unsigned char)*p)) {
            p++;
            continue;
        }
        start = start ? start : p;
        if (*p == '/' && p[1] == '*') {
            p = skip_comment(p);
            continue;
        }
        const bool directive = *p == '#';
        const char *b = p, *kind = directive ? directive_kind((Text){p, 0}) : "NAMED";
        p = directive ? skip_directive(p) : definition_end(p);
        const Text what = {b, (size_t)(p - b)};
        add_item(kind, (Text){start, (size_t)(p - start)},
                 !strcmp(kind, "NAMED") ? defined_name(what) : (Text){0});
        if (!strcmp(kind, "IF"))
            open[depth++] = n_items - 1;
        else if (!strcmp(kind, "END"))
            items[open[--depth]].end = n_items - 1;
        start = NULL;
    }
}

static Text micro_text(const Fn *f)
{
    return text_printf("%.*s\n%s %.*s %.*s(%.*s)\n%.*s\n", (int)f->comment.n,
                       f->comment.p ? f->comment.p : "", f->macro ? f->macro : "static inline",
                       (int)f->result.n, f->result.p, (int)f->name.n, f->name.p, (int)f->params.n,
                       f->params.p, (int)f->body.n, f->body.p);
}

void read_items(const char *const *preludes, int n, const Fns *micro)
{
    for (int i = 0; i < micro->n; i++)
        names[n_names++] = micro->fn[i].name;
    for (int i = 0; i < n; i++)
        read_prelude(preludes[i]);
    for (int i = 0; i < micro->n; i++)
        add_item("NAMED", micro_text(&micro->fn[i]), micro->fn[i].name);
}

static void put_item(FILE *o, int i)
{
    const Text name = text_printf("item_%d", i);
    put_pieces(o, name.p, items[i].text);
    fprintf(o, "static const char text_%s[] = ", name.p);
    put_string(o, items[i].text);
    fputs(";\n", o);
}

void put_items(FILE *o)
{
    for (int i = 0; i < n_items; i++)
        put_item(o, i);
    fputs("\nconst TextItem text_items[] = {\n", o);
    for (int i = 0; i < n_items; i++)
        fprintf(o, "    {TEXT_%s, %d, %d, CUT(text_item_%d, pieces_item_%d)},\n", items[i].kind,
                items[i].name, items[i].end, i, i);
    fprintf(o, "};\nconst int text_item_count = %d, text_name_count = %d;\n\n", n_items, n_names);
    for (int n = 0; n < n_names; n++) {
        static Uses u;
        memset(&u, 0, sizeof u);
        for (int i = 0; i < n_items; i++)
            if (items[i].name == n)
                add_uses(&u, items[i].text);
        put_uses(o, text_printf("name_%d", n).p, &u, n);
    }
    fputs("const TextWhen text_whens[] = {\n", o);
    for (int w = 0; w < n_whens; w++)
        fprintf(o, "    {{\"%.*s\", \"%.*s\"}, {%lluu, %lluu}},\n", (int)whens[w].name[0].n,
                whens[w].name[0].p, (int)whens[w].name[1].n,
                whens[w].name[1].p ? whens[w].name[1].p : "", whens[w].values[0],
                whens[w].values[1]);
    fprintf(o, "    {{0, 0}, {0, 0}}\n};\nconst int text_when_count = %d;\n", n_whens);
    fputs("const short *const name_needs[] = {\n", o);
    for (int n = 0; n < n_names; n++)
        fprintf(o, "    needs_name_%d, /* %.*s */\n", n, (int)names[n].n, names[n].p);
    fputs("};\n\n", o);
}
