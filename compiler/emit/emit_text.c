/* Text of emitted C: stored texts with the net's names, numbers, and the marks that become #line
 * directives. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/hash.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <assert.h>
#include <string.h>

/* ---- stored texts ---- */

EmitNames emit_names(Arena *a, const char *prefix, bool own)
{
    EmitNames n = {.prefix = own ? prefix : "net", .own = own};
    char *u = arena_strdup(a, n.prefix);
    for (char *p = u; *p; p++)
        *p = (char)ascii_upper((unsigned char)*p);
    n.upper = u;
    return n;
}

void emit_piece(FILE *f, const char *text, const TextPiece *piece, const EmitNames *names)
{
    size_t skip = 0;
    if (piece->kind == PIECE_NOTHING || piece->kind == PIECE_WHEN || piece->kind == PIECE_ENDWHEN)
        return;
    switch (names->own ? piece->kind : PIECE_TEXT) {
    case PIECE_OWN:
        fputs(names->prefix, f);
        fputc('_', f);
        break;
    case PIECE_LOWER:
        fputs(names->prefix, f);
        skip = piece->arg;
        break;
    case PIECE_UPPER:
        fputs(names->upper, f);
        skip = piece->arg;
        break;
    default: break;
    }
    fwrite(text + skip, 1, piece->len - skip, f);
}

bool emit_hides(const TextPiece *piece, const EmitNames *names, bool *hidden)
{
    if (piece->kind == PIECE_WHEN)
        *hidden = names->when && !names->when[piece->arg];
    else if (piece->kind == PIECE_ENDWHEN)
        *hidden = false;
    return *hidden;
}

void emit_cut(FILE *f, const CutText *cut, const EmitNames *names)
{
    const char *p = cut->text;
    bool hidden = false;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len)
        if (!emit_hides(&cut->piece[i], names, &hidden))
            emit_piece(f, p, &cut->piece[i], names);
}

const char *emit_short(Arena *a, const char *name, int taken)
{
    enum { LONGEST = 76, LEAST = 16, HASH = 9 };
    const int room = LONGEST - taken > LEAST ? LONGEST - taken : LEAST;
    if ((int)strlen(name) <= room)
        return name;
    const char *dot = strrchr(name, '.'), *end = dot && (int)strlen(dot) < room - HASH ? dot : "";
    return arena_printf(a, "%.*s_%08x%s", room - HASH - (int)strlen(end), name,
                        (unsigned)hash_text(HASH_START, name), end);
}

/* ---- files of compiler/emit/text/ ---- */

static const CutText *support_cut(const char *name)
{
    for (const SupportText *s = support_table; s->name; s++)
        if (!strcmp(s->name, name))
            return &s->cut;
    assert(!"no such file in compiler/emit/text");
    return NULL;
}

/* Whether the word, which a blank or the end of the text ends, is among `words`. */
static bool has_word(const char *const *words, const char *word)
{
    const size_t n = strcspn(word, " ");
    for (; *words; words++)
        if (strlen(*words) == n && !memcmp(*words, word, n))
            return true;
    return false;
}

/* Whether the section of the line `line`, "@if WORD" or "@if !WORD" in a comment, is printed. */
static bool wanted(const char *line, const char *const *words)
{
    const char *word = strstr(line, "@if ") + 4;
    return *word == '!' ? !has_word(words, word + 1) : has_word(words, word);
}

void emit_support(FILE *f, const char *name, const char *const *words, const EmitNames *names)
{
    const CutText *cut = support_cut(name);
    const char *p = cut->text;
    int depth = 0, hidden = 0; /* sections around p; those from the first that is not printed on */
    for (int i = 0; i < cut->n; p += cut->piece[i++].len) {
        const TextPiece *piece = &cut->piece[i];
        if (piece->kind == PIECE_IF) {
            depth++;
            hidden += hidden || !wanted(p, words);
        } else if (piece->kind == PIECE_END) {
            depth--;
            hidden -= hidden > 0;
        } else if (!hidden && piece->kind == PIECE_LABEL) {
            fputs(has_word(words, "int_labels") ? "int32_t" : "float", f);
        } else if (!hidden && piece->kind != PIECE_NOTHING) {
            emit_piece(f, p, piece, names);
        }
    }
    assert(!depth);
}

/* What the net takes of a signal. */
static void put_signal(FILE *f, const Graph *g)
{
    const Input *in = &g->input;
    bool vector = in->h == 1 && in->w == 1;
    fprintf(
        f,
        "/* The input is a signal of %d samples a second: %d of them, of %d channel%s, those of "
        "one time\n * side by side, as numbers from -1 to 1 (a 16-bit sample by 32768), and "
        "then (x * scale - mean) / std\n * as `input` of the net says; zeros behind one that is "
        "shorter. */\n",
        g->rate,
        vector       ? in->c
        : in->h == 1 ? in->w
                     : in->h,
        vector ? 1 : in->c, vector || in->c == 1 ? "" : "s");
}

void emit_columns(FILE *f, const Graph *g)
{
    if (g->rate)
        put_signal(f, g);
    if (!g->column_lines)
        return;
    fputs("/* The input is a row of a table. Its numbers, from 0, with the mean that each is less "
          "and "
          "the\n * standard deviation that it is divided by:\n",
          f);
    for (const char **line = g->column_lines; *line; line++) {
        fputs(" *     ", f);
        foreign_c_comment(f, *line, strlen(*line));
        fputc('\n', f);
    }
    fputs(" */\n", f);
}

/* A macro for the place of one: PREFIX_AT_name, dots as two lines. */
static void put_place(FILE *f, const EmitNames *names, const char *name, int64_t at, int64_t count,
                      const char *shape)
{
    fprintf(f, "#define %s_AT_", names->upper);
    for (const char *c = name; *c; c++)
        fputs(*c == '.' ? "__" : (char[2]){*c, 0}, f);
    fprintf(f, " %lld    /* %lld number%s: %s */\n", (long long)at, (long long)count,
            count == 1 ? "" : "s", shape);
}

void emit_parts(FILE *f, const Graph *g, const EmitNames *names)
{
    if (g->n_inputs)
        fputs("/* A row of x: its inputs one after the other, maps in the order height, width, "
              "channel. */\n",
              f);
    for (int i = 0; i < g->n_inputs; i++)
        put_place(f, names, g->inputs[i].name, g->inputs[i].at, shape_count(g->inputs[i].shape),
                  shape_text(g->arena, g->inputs[i].shape));
    if (g->n_heads)
        fputs("/* A row of y, and of targets: the outputs one after the other, likewise. */\n", f);
    for (int i = 0; i < g->n_heads; i++)
        put_place(f, names, g->heads[i].name, g->heads[i].at, g->heads[i].count,
                  shape_text(g->arena, g->heads[i].node->out));
    if (g->n_inputs || g->n_heads)
        fputc('\n', f);
}

void emit_float(FILE *f, double v)
{
    char s[64];
    text_snprintf(s, sizeof s, "%.9g", (double)(float)v);
    fprintf(f, "%s%sf", s, strpbrk(s, ".en") ? "" : ".0");
}

/* ---- #line directives: LINE-MARKS ----
 * A mark is a line: LINE_MARK "12 \"vgg.net\"", or LINE_MARK "end". */

#define LINE_MARK "\001line "

void emit_line_mark(FILE *f, const Node *n, const EmitNames *names)
{
    if (!names->lines || !n || !n->span.src)
        return;
    const char *base = strrchr(n->span.src->path, '/');
    fprintf(f, LINE_MARK "%d ", source_line_col(n->span.src, n->span.begin).line);
    foreign_c_string(f, base ? base + 1 : n->span.src->path);
    fputc('\n', f);
}

void emit_line_mark_end(FILE *f, const Node *n, const EmitNames *names)
{
    if (names->lines && n && n->span.src)
        fputs(LINE_MARK "end\n", f);
}

void emit_lines(FILE *f, const char *text, const char *file)
{
    int at = 1;
    const char *region = NULL; /* the place in the .net file, as the mark has it */
    size_t region_n = 0;
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n"), mark = sizeof LINE_MARK - 1;
        if (strncmp(p, LINE_MARK, mark)) {
            n += p[n] == '\n';
            if (region && *p != '#') {
                fprintf(f, "#line %.*s\n", (int)region_n, region);
                at++;
            }
            fwrite(p, 1, n, f);
            at++;
            p += n;
            continue;
        }
        region = strncmp(p + mark, "end", 3) ? p + mark : NULL;
        region_n = n - mark;
        if (!region) {
            fprintf(f, "#line %d ", ++at);
            foreign_c_string(f, file);
            fputc('\n', f);
        }
        p += n + (p[n] == '\n');
    }
}
