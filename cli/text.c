/* Numbers and tables for people, JSON for programs. */
#include "base/foreign.h"
#include "base/number.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/terminal.h"
#include "formats/json.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *text_count(Arena *a, int64_t n)
{
    char digits[32], out[48];
    int len = snprintf(digits, sizeof digits, "%" PRId64, n), k = 0;
    for (int i = 0; i < len; i++) {
        if (i && digits[i - 1] != '-' && (len - i) % 3 == 0)
            out[k++] = ',';
        out[k++] = digits[i];
    }
    return arena_strndup(a, out, (size_t)k);
}

const char *text_counted(Arena *a, int64_t n, const char *noun)
{
    return arena_printf(a, "%s %s%s", text_count(a, n), noun, n == 1 ? "" : "s");
}

static const char *scaled(Arena *a, double n, const char *const *units)
{
    int u = 0;
    while (fabs(n) >= 1000 && units[u + 1]) {
        n /= 1000;
        u++;
    }
    return arena_printf(a,
                        u == 0    ? "%.0f%s"
                        : n < 10  ? "%.2f%s"
                        : n < 100 ? "%.1f%s"
                                  : "%.0f%s",
                        n, units[u]);
}

const char *text_bytes(Arena *a, int64_t n) { return arena_printf(a, "%s", text_of_bytes(n).text); }

const char *text_si(Arena *a, double n)
{
    static const char *const units[] = {"", " k", " M", " G", " T", NULL};
    return scaled(a, n, units);
}

void cli_diag(const Diag *d, FILE *f)
{
    if (terminal_colours(f))
        diag_print_coloured(d, f);
    else
        diag_print(d, f);
}

struct Table {
    Arena *arena;
    const char *align;
    int cols;
    const char ***rows; /* a NULL row is a rule */
    int n, cap;
};

Table *table_new(Arena *a, const char *align, const char *const *heads)
{
    Table *t = ARENA_NEW(a, Table);
    *t = (Table){.arena = a, .align = align, .cols = (int)strlen(align)};
    table_row(t, heads);
    table_rule(t);
    return t;
}

void table_row(Table *t, const char *const *cells)
{
    const char **row = ARENA_ARRAY(t->arena, const char *, t->cols);
    for (int c = 0; c < t->cols; c++)
        row[c] = cells[c] ? foreign_shown(t->arena, cells[c]) : "";
    ARENA_PUSH(t->arena, t->rows, t->n, t->cap, row);
}

void table_rule(Table *t) { ARENA_PUSH(t->arena, t->rows, t->n, t->cap, NULL); }

static int cell_width(const Table *t, int r, int c)
{
    return t->rows[r] ? terminal_columns(t->rows[r][c], strlen(t->rows[r][c])) : 0;
}

static int column_width(const Table *t, int c)
{
    int width = 0;
    for (int r = 0; r < t->n; r++) {
        int n = cell_width(t, r, c);
        if (n > width)
            width = n;
    }
    return width;
}

enum { GAP = 2 };

/* Column `first` beside columns from ... to - 1: those of one block. */
typedef struct Block {
    int from, to, total;
} Block;

static void print_cell(const Table *t, int r, int c, int width, bool last, FILE *f)
{
    int blanks = width - cell_width(t, r, c);
    bool left = t->align[c] == 'l';
    fprintf(f, "%*s%s%*s", left ? 0 : blanks, "", t->rows[r][c], left && !last ? blanks : 0, "");
}

static void print_block(const Table *t, const int *width, Block b, bool bold, FILE *f)
{
    for (int r = 0; r < t->n; r++) {
        for (int i = 0; !t->rows[r] && i < b.total; i++)
            fputc('-', f);
        if (t->rows[r]) {
            if (bold && r == 0)
                fputs(TERMINAL_BOLD, f);
            print_cell(t, r, 0, width[0], b.from == b.to, f);
            for (int c = b.from; c < b.to; c++) {
                fprintf(f, "%*s", GAP, "");
                print_cell(t, r, c, width[c], c == b.to - 1, f);
            }
            if (bold && r == 0)
                fputs(TERMINAL_PLAIN, f);
        }
        fputc('\n', f);
    }
}

/* Each row as lines of "head  cell" below its first cell. */
static void print_records(const Table *t, bool bold, FILE *f)
{
    int heads = 0;
    for (int c = 1; c < t->cols; c++)
        heads = cell_width(t, 0, c) > heads ? cell_width(t, 0, c) : heads;
    for (int r = 1; r < t->n; r++) {
        if (!t->rows[r])
            continue;
        fprintf(f, "%s%s%s\n", bold ? TERMINAL_BOLD : "", t->rows[r][0],
                bold ? TERMINAL_PLAIN : "");
        for (int c = 1; c < t->cols; c++)
            if (*t->rows[r][c])
                fprintf(f, "  %s%*s%s\n", t->rows[0][c], heads - cell_width(t, 0, c) + GAP, "",
                        t->rows[r][c]);
    }
}

/* On a terminal that it is too wide for, in blocks of the columns that fit, the first one at the
 * head of each; row by row, where that one leaves no room for another. */
void table_print(const Table *t, FILE *f)
{
    int *width = ARENA_ARRAY(t->arena, int, t->cols), room = terminal_width(f), widest = 0;
    for (int c = 0; c < t->cols; c++) {
        width[c] = column_width(t, c);
        widest = c && width[c] > widest ? width[c] : widest;
    }
    if (room && t->cols > 1 && width[0] + GAP + widest > room) {
        print_records(t, terminal_colours(f), f);
        return;
    }
    Block b = {1, 1, width[0]};
    do {
        b.total = width[0];
        for (b.to = b.from; b.to < t->cols; b.to++) {
            int more = GAP + width[b.to];
            if (room && b.to > b.from && b.total + more > room)
                break;
            b.total += more;
        }
        if (b.from > 1)
            fputc('\n', f);
        print_block(t, width, b, terminal_colours(f), f);
        b.from = b.to;
    } while (b.from < t->cols);
}

void cli_pair(const char *name, const char *value)
{
    enum { NAMES = 34, VALUES = 10 };
    int room = terminal_width(stdout);
    if (room && room < 2 + NAMES + 1 + VALUES)
        cli_print("  %s: %s\n", name, value);
    else
        printf("  %-*s %*s\n", NAMES, name, VALUES, value);
}

void cli_lines(FILE *f, const char *text)
{
    int room = terminal_width(f);
    for (size_t n; room && *text; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        bool wide = terminal_columns(text, n) > room;
        size_t begin = strspn(text, " "), from = begin < n ? begin : n;
        char *line = malloc(n + 1), *to = line;
        if (!line)
            break;
        for (size_t i = 0; i < n; i++)
            if (!wide || i < from || text[i] != ' ' || text[i - 1] != ' ' || text[i - 2] != ' ')
                *to++ = text[i];
        *to = 0;
        terminal_line(f, line, 0);
        free(line);
    }
    fputs(text, f);
}

/* jansson's text: characters beyond ASCII stand only in strings, where those that a terminal may
 * not get can be \uXXXX. */
static void print_json(const char *s)
{
    for (size_t n; *s; s += n) {
        uint32_t code = utf8_code(s, &n);
        if (foreign_plain(s) || *s == '\n')
            fwrite(s, 1, n, stdout);
        else if (code < 0x10000)
            printf("\\u%04x", (unsigned)code);
        else
            printf("\\u%04x\\u%04x", 0xd800u + (unsigned)((code - 0x10000) >> 10),
                   0xdc00u + (unsigned)((code - 0x10000) & 0x3ff));
    }
}

json_t *cli_json_number(double x) { return isfinite(x) ? json_real(x) : json_null(); }

int cli_json(json_t *value)
{
    if (!cli_json_whole()) {
        json_decref(value);
        return cli_fail("out of memory (JSON)");
    }
    char *text = json_print(value, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
    json_decref(value);
    if (!text)
        return cli_fail("cannot print JSON: not enough memory");
    print_json(text);
    putchar('\n');
    free(text);
    return STATUS_OK;
}

/* Length of the UTF-8 character at s as JSON has it (no surrogates, nothing overlong): 0 when it is
 * none. */
static size_t utf8_length(const char *s)
{
    for (size_t n = 1; n <= 4 && s[n - 1]; n++) {
        json_t *one = json_stringn(s, n);
        json_decref(one);
        if (one)
            return n;
    }
    return 0;
}

json_t *json_text(const char *s)
{
    json_t *whole = json_string(s);
    size_t len = strlen(s), at = 0;
    char *clean = whole ? NULL : malloc(3 * len + 1);
    if (whole || !clean)
        return whole;
    while (*s) {
        size_t n = utf8_length(s);
        memcpy(clean + at, n ? s : "\xef\xbf\xbd", n ? n : 3);
        at += n ? n : 3;
        s += n ? n : 1;
    }
    json_t *text = json_stringn(clean, at);
    free(clean);
    return text;
}

json_t *json_shape(Shape s)
{
    return s.rank == 1 ? json_pack("[i]", s.c) : json_pack("[iii]", s.h, s.w, s.c);
}

const char *cli_label(const Args *args, const Graph *g, const char *const *names, int n, int k)
{
    if (k < g->n_labels)
        return g->labels[k];
    if (k < n)
        return names[k];
    return class_name(g, k) ? class_name(g, k) : arena_printf(args->arena, "class %d", k);
}

int text_printf(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = text_vfprintf(stdout, fmt, ap);
    va_end(ap);
    return n;
}
