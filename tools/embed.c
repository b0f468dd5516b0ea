/* embed: the build tool that reads the .c files of kernels and kernels/micro, and micro.h, and
 * writes what the compiler knows of them, so that nothing about a kernel stands twice:
 *
 *   embed OUTDIR --prelude micro.h... --shapes shapes.h --kernels K.c... --micro M.c...
 *         [--support S.c...]
 *   embed --check --shapes shapes.h --kernels K.c... --users U.c...
 *
 * The second form checks the calls of kernels in the files U.c; the first writes:
 *
 *   OUTDIR/kernel_table.c    kernel_table[], micro_table[], support_table[]: names, roles, text
 *   OUTDIR/kernel_thunks.c   uniform calls and addresses; compiled once for each instruction set
 *   OUTDIR/number_rows.h     the last of the preludes: what kernels/micro/rows.h leaves to it
 *   OUTDIR/isa_names.h       renames every kernel and micro-kernel by NETC_ISA for those builds
 *   OUTDIR/kernels.h, micro_protos.h, kernel_calls.h, kernel_calls.c: see embed_calls.c
 *
 * spec/kernels.md is the contract it checks; a violation ends the build with file and line. */
#define _GNU_SOURCE /* vasprintf */
#include "embed.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRITTEN_BY "/* Written by tools/embed.c; do not edit. */\n"

void fail(const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "%s:%d: error: ", file, line);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        exit(1);
    }
    size_t cap = 1 << 16, n = 0;
    char *s = malloc(cap);
    for (size_t got; s && (got = fread(s + n, 1, cap - n - 1, f)) > 0;) {
        n += got;
        if (cap - n < 2)
            s = realloc(s, cap *= 2);
    }
    fclose(f);
    if (!s)
        exit(1);
    s[n] = 0;
    return s;
}

bool text_is(Text t, const char *s) { return strlen(s) == t.n && !memcmp(t.p, s, t.n); }
bool text_eq(Text a, Text b) { return a.n == b.n && !memcmp(a.p, b.p, a.n); }
bool is_word(int c) { return isalnum((unsigned char)c) || c == '_'; }

Text trim(Text t)
{
    while (t.n && isspace((unsigned char)*t.p))
        t.p++, t.n--;
    while (t.n && isspace((unsigned char)t.p[t.n - 1]))
        t.n--;
    return t;
}

int line_of(const char *start, const char *p)
{
    int line = 1;
    for (; start < p; start++)
        line += *start == '\n';
    return line;
}

/* ---- a scanner of top-level C ---- */

const char *skip_comment(const char *p)
{
    const char *e = p[1] == '/' ? strchr(p, '\n') : strstr(p + 2, "*/");
    return !e ? p + strlen(p) : p[1] == '/' ? e : e + 2;
}

const char *skip_string(const char *p)
{
    char q = *p++;
    while (*p && *p != q)
        p += *p == '\\' && p[1] ? 2 : 1;
    return *p ? p + 1 : p;
}

const char *skip_directive(const char *p)
{
    while (*p && *p != '\n')
        p += *p == '\\' && p[1] ? 2 : 1;
    return p;
}

const char *match_brace(const char *p)
{
    for (int depth = 0; *p;) {
        if (*p == '/' && (p[1] == '*' || p[1] == '/')) {
            p = skip_comment(p);
            continue;
        }
        if (*p == '"' || *p == '\'') {
            p = skip_string(p);
            continue;
        }
        depth += (*p == '{') - (*p == '}');
        p++;
        if (p[-1] == '}' && depth == 0)
            break;
    }
    return p;
}

/* Splits "static inline void NAME(PARAMS)" into the function's fields. */
static void read_head(Fn *f, Text head)
{
    const char *open = memchr(head.p, '(', head.n);
    if (!open || head.p[head.n - 1] != ')')
        fail(f->file, f->line, "not a function: %.*s", (int)head.n, head.p);
    const char *e = open;
    while (e > head.p && isspace((unsigned char)e[-1]))
        e--;
    const char *b = e;
    while (b > head.p && is_word(b[-1]))
        b--;
    f->name = (Text){b, (size_t)(e - b)};
    f->result = trim((Text){head.p, (size_t)(b - head.p)});
    f->params = trim((Text){open + 1, (size_t)(head.p + head.n - 1 - open - 1)});
    static const char *const macros[] = {"NETC_INLINE", "NETC_APART"};
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        const size_t n = strlen(macros[i]);
        if (f->result.n <= n || strncmp(f->result.p, macros[i], n) || f->result.p[n] != ' ')
            continue;
        f->macro = macros[i];
        f->is_static = true;
        f->result = trim((Text){f->result.p + n, f->result.n - n});
    }
    while (f->result.n > 7 && !strncmp(f->result.p, "static ", 7)) {
        f->is_static = true;
        f->result = trim((Text){f->result.p + 7, f->result.n - 7});
    }
    if (f->result.n > 7 && !strncmp(f->result.p, "inline ", 7))
        f->result = trim((Text){f->result.p + 7, f->result.n - 7});
}

/* Every function definition of a file, with the comment directly above it. */
static void scan_file(const char *path, Fns *out)
{
    const char *text = read_file(path), *p = text;
    Text comment = {0};
    while (*p) {
        if (isspace((unsigned char)*p)) {
            p++;
        } else if (*p == '#') {
            p = skip_directive(p);
            comment = (Text){0};
        } else if (*p == '/' && (p[1] == '*' || p[1] == '/')) {
            const char *e = skip_comment(p);
            comment = (Text){p, (size_t)(e - p)};
            p = e;
        } else {
            const char *b = p;
            while (*p && *p != '{' && *p != ';')
                p++;
            if (*p == '{') {
                if (out->n == MAX_FNS)
                    fail(path, 0, "too many functions");
                Fn *f = &out->fn[out->n++];
                *f = (Fn){
                    .file = path, .line = line_of(text, b), .comment = comment, .fuse_arg = -1};
                read_head(f, trim((Text){b, (size_t)(p - b)}));
                const char *e = match_brace(p);
                f->body = (Text){p, (size_t)(e - p)};
                p = e;
            } else if (*p) {
                p++;
            }
            comment = (Text){0};
        }
    }
}

/* ---- kernels: parameters and annotations ---- */

static const char *const scalar_names[] = {"n",    "begin", "end",   "range", "seed",
                                           "step", "rate",  "first", NULL};

/* The type of numbers that a pointer "TYPE *..." points to; NULL: to none of the table. */
static const char *number_of(Text pointer)
{
    static const char *const types[][2] = {
#define STORED_TYPE(...)
#define NUMBER_TYPE(ID, kind, ctype, ...) {#ctype, "NUMBER_" #ID},
#include "base/number_types.def"
#define STORED_TYPE(ID, word, ctype, ...) {#ctype, "NUMBER_" #ID},
#define NUMBER_TYPE(...)
#include "base/number_types.def"
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t n = strlen(types[i][0]);
        if (pointer.n > n && !memcmp(pointer.p, types[i][0], n) && !is_word(pointer.p[n]))
            return types[i][1];
    }
    return NULL;
}

/* One line of a struct of shape constants: "int C, H, W". */
static void read_fields(Shape *s, Text line)
{
    const char *p = line.p, *end = p + line.n;
    while (p < end && is_word(*p))
        p++;
    Text type = {line.p, (size_t)(p - line.p)};
    bool is_float = text_is(type, "float");
    if (!is_float && !text_is(type, "int"))
        fail(s->file, s->line, "%.*s: a field of type %.*s, neither int nor float", (int)s->name.n,
             s->name.p, (int)type.n, type.p);
    while (p < end) {
        while (p < end && !is_word(*p))
            p++;
        const char *b = p;
        while (p < end && is_word(*p))
            p++;
        if (s->n_fields == MAX_ARGS || b == p || !isupper((unsigned char)*b))
            fail(s->file, s->line, "%.*s: fields are constants, in capitals", (int)s->name.n,
                 s->name.p);
        Arg *a = &s->field[s->n_fields++];
        *a = (Arg){.name = {b, (size_t)(p - b)},
                   .type = type,
                   .is_float = is_float,
                   .elem = "NUMBER_F32",
                   .shape = s};
    }
}

static void read_shape(Shape *s, Text body)
{
    const char *p = body.p, *end = p + body.n;
    while (p < end) {
        if (isspace((unsigned char)*p)) {
            p++;
        } else if (*p == '/') {
            p = skip_comment(p);
        } else {
            const char *b = p;
            while (p < end && *p != ';')
                p++;
            read_fields(s, trim((Text){b, (size_t)(p - b)}));
            p++;
        }
    }
}

/* The structs of shape constants that the header declares. */
static void read_shapes(const char *path, Shapes *out)
{
    static const char head[] = "typedef struct ";
    const char *text = read_file(path);
    for (const char *p = text; (p = strstr(p, head));) {
        const char *b = p + sizeof head - 1, *e = b;
        while (is_word(*e))
            e++;
        if (out->n == MAX_SHAPES)
            fail(path, line_of(text, p), "too many structs");
        Shape *s = &out->shape[out->n++];
        *s = (Shape){.file = path, .line = line_of(text, p), .name = {b, (size_t)(e - b)}};
        const char *open = strchr(e, '{'), *close = match_brace(e);
        if (!open)
            fail(path, s->line, "a struct without fields");
        read_shape(s, (Text){open + 1, (size_t)(close - open - 2)});
        p = close;
    }
}

static Arg *add_arg(Fn *f)
{
    if (f->n_args == MAX_ARGS)
        fail(f->file, f->line, "%.*s: too many parameters", (int)f->name.n, f->name.p);
    return &f->arg[f->n_args++];
}

/* A parameter that is a struct of shape constants stands for each of its fields. */
static bool read_shape_param(Fn *f, const Shapes *shapes, Text type, Text name)
{
    for (int i = 0; i < shapes->n; i++) {
        const Shape *s = &shapes->shape[i];
        if (!text_eq(s->name, type))
            continue;
        if (f->n_args && f->arg[f->n_args - 1].role > 0)
            fail(f->file, f->line, "%.*s: parameters must be constants, scalars, buffers",
                 (int)f->name.n, f->name.p);
        for (int k = 0; k < s->n_fields; k++) {
            Arg *a = add_arg(f);
            *a = s->field[k];
            a->holder = name;
        }
        return true;
    }
    return false;
}

static void read_param(Fn *f, const Shapes *shapes, Text t)
{
    const char *b = t.p + t.n;
    while (b > t.p && is_word(b[-1]))
        b--;
    Text name = {b, (size_t)(t.p + t.n - b)}, type = trim((Text){t.p, (size_t)(b - t.p)});
    if (read_shape_param(f, shapes, type, name))
        return;
    Arg *a = add_arg(f);
    a->name = name;
    a->type = type;
    a->elem = "NUMBER_F32";
    if (memchr(a->type.p, '*', a->type.n)) {
        a->role = strncmp(a->type.p, "const ", 6) ? 3 : 2;
        Text base = a->type;
        if (a->role == 2)
            base.p += 6, base.n -= 6;
        if (!(a->elem = number_of(base)))
            fail(f->file, f->line, "%.*s: pointer type %.*s", (int)f->name.n, f->name.p,
                 (int)a->type.n, a->type.p);
    } else if (isupper((unsigned char)*a->name.p)) {
        a->is_float = text_is(a->type, "float");
        if (!a->is_float && !text_is(a->type, "int"))
            fail(f->file, f->line, "constant %.*s is neither int nor float", (int)a->name.n,
                 a->name.p);
    } else {
        a->role = 1;
        bool known = false;
        for (int i = 0; scalar_names[i]; i++)
            known |= text_is(a->name, scalar_names[i]);
        if (!known)
            fail(f->file, f->line, "%.*s: unknown run-time scalar %.*s", (int)f->name.n, f->name.p,
                 (int)a->name.n, a->name.p);
    }
    if (f->n_args > 1) {
        int before = f->arg[f->n_args - 2].role;
        if ((before == 3 ? 2 : before) > (a->role == 3 ? 2 : a->role))
            fail(f->file, f->line, "%.*s: parameters must be constants, scalars, buffers",
                 (int)f->name.n, f->name.p);
    }
}

static void read_params(Fn *f, const Shapes *shapes)
{
    const char *p = f->params.p, *end = p + f->params.n, *b = p;
    for (; p <= end; p++) {
        if (p < end && *p == '/' && p[1] == '*')
            fail(f->file, f->line, "comments between parameters are not supported");
        if (p == end || *p == ',') {
            read_param(f, shapes, trim((Text){b, (size_t)(p - b)}));
            b = p + 1;
        }
    }
}

/* Emitted C knows the constants by their names alone: "s.C" of a parameter s becomes "C". */
static void drop_holders(Fn *f)
{
    char *out = calloc(1, f->body.n + 1);
    size_t n = 0;
    if (!out)
        exit(1);
    for (const char *p = f->body.p, *end = p + f->body.n; p < end;) {
        const char *b = p;
        while (p < end && is_word(*p))
            p++;
        bool holder = false;
        for (int i = 0; i < f->n_args; i++)
            holder |= f->arg[i].shape && text_eq(f->arg[i].holder, (Text){b, (size_t)(p - b)});
        holder &= b[-1] != '.' && b[-1] != '>'; /* the body begins with a brace */
        if (holder && *p != '.')
            fail(f->file, f->line, "%.*s: %.*s is not followed by a field", (int)f->name.n,
                 f->name.p, (int)(p - b), b);
        if (holder)
            p++;
        else
            p += p == b;
        for (; b < p && !holder; b++)
            out[n++] = *b;
    }
    f->body = (Text){out, n};
}

static void check_names(const Fn *f)
{
    for (int i = 0; i < f->n_args; i++)
        for (int k = 0; k < i; k++)
            if (text_eq(f->arg[i].name, f->arg[k].name))
                fail(f->file, f->line, "%.*s has two parameters %.*s", (int)f->name.n, f->name.p,
                     (int)f->arg[i].name.n, f->arg[i].name.p);
}

Text next_word(Text *t)
{
    *t = trim(*t);
    size_t n = 0;
    while (n < t->n && !isspace((unsigned char)t->p[n]))
        n++;
    Text w = {t->p, n};
    t->p += n;
    t->n -= n;
    return w;
}

static Arg *find_arg(Fn *f, Text name)
{
    for (int i = 0; i < f->n_args; i++)
        if (text_eq(f->arg[i].name, name))
            return &f->arg[i];
    fail(f->file, f->line, "%.*s has no parameter %.*s", (int)f->name.n, f->name.p, (int)name.n,
         name.p);
    return NULL;
}

static void read_annotation(Fn *f, Text t)
{
    Text key = next_word(&t);
    if (text_is(key, "@range")) {
        f->range = trim(t);
    } else if (text_is(key, "@ranges")) {
        f->ranges = trim(t);
        find_arg(f, f->ranges);
    } else if (text_is(key, "@grain")) {
        f->grain = trim(t);
    } else if (text_is(key, "@work")) {
        f->work = trim(t);
    } else if (text_is(key, "@size") || text_is(key, "@scratch") || text_is(key, "@partial")) {
        Arg *a = find_arg(f, next_word(&t));
        a->size = trim(t);
        a->owner = text_is(key, "@size") ? 0 : text_is(key, "@scratch") ? 1 : 2;
    } else if (text_is(key, "@inplace")) {
        f->inplace_out = next_word(&t);
        f->inplace_in = next_word(&t);
        find_arg(f, f->inplace_out);
        find_arg(f, f->inplace_in);
    } else if (text_is(key, "@apart")) {
        f->apart = next_word(&t);
        find_arg(f, f->apart);
    } else if (text_is(key, "@observe")) {
        f->observed = next_word(&t);
        find_arg(f, f->observed);
    } else if (text_is(key, "@row")) {
        f->row = trim(t);
    } else if (text_is(key, "@batched")) {
        f->batched = true;
    } else if (text_is(key, "@rowargs")) {
        for (Text w = next_word(&t); w.n; w = next_word(&t))
            find_arg(f, w)->in_row = true;
    } else {
        fail(f->file, f->line, "unknown annotation %.*s", (int)key.n, key.p);
    }
}

/* The text of a comment's line from p on, without the marks around it; *end: where the line ends.
 */
static Text comment_line(const char *p, const char *comment_end, const char **end)
{
    const char *e = memchr(p, '\n', (size_t)(comment_end - p));
    *end = e ? e : comment_end;
    Text line = trim((Text){p, (size_t)(*end - p)});
    if (line.n >= 2 && !memcmp(line.p + line.n - 2, "*/", 2))
        line.n -= 2;
    while (line.n && (*line.p == '*' || *line.p == '/' || isspace((unsigned char)*line.p)))
        line.p++, line.n--;
    return trim(line);
}

static int open_parentheses(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += (*s == '(') - (*s == ')');
    return n;
}

/* Annotations are lines of the comment whose first word begins with '@'. One goes on in the next
 * line while a parenthesis is open. */
static void read_annotations(Fn *f)
{
    const char *p = f->comment.p, *end = p + f->comment.n, *e;
    for (; p < end; p = e + 1) {
        Text line = comment_line(p, end, &e);
        if (!line.n || *line.p != '@')
            continue;
        char *whole = strndup(line.p, line.n);
        while (whole && open_parentheses(whole) > 0 && e < end) {
            Text more = comment_line(e + 1, end, &e);
            char *longer = NULL;
            if (asprintf(&longer, "%s %.*s", whole, (int)more.n, more.p) < 0)
                longer = NULL;
            free(whole);
            whole = longer;
        }
        if (!whole)
            fail(f->file, f->line, "out of memory");
        else if (open_parentheses(whole))
            fail(f->file, f->line, "parentheses do not match: %s", whole);
        else
            read_annotation(f, (Text){whole, strlen(whole)}); /* lives as long as f */
    }
}

static void read_fuse(Fn *f)
{
    for (const char *p = f->body.p; p < f->body.p + f->body.n; p++)
        if (!strncmp(p, "/* @fuse ", 9)) {
            Text t = {p + 9, (size_t)(strstr(p, "*/") - p - 9)};
            Arg *a = find_arg(f, next_word(&t));
            int at = (int)(a - f->arg);
            if (f->fuse_arg >= 0 && f->fuse_arg != at)
                fail(f->file, f->line, "fuse marks of two outputs");
            f->fuse_arg = at;
            for (int i = 0; i < 3; i++) /* row, channel, count */
                next_word(&t);
            f->every = f->after = f->times = (Text){0};
            for (Text key = next_word(&t); key.n; key = next_word(&t)) {
                Text *of = text_is(key, "every")   ? &f->every
                           : text_is(key, "after") ? &f->after
                           : text_is(key, "times") ? &f->times
                                                   : NULL;
                if (!of)
                    fail(f->file, f->line, "unknown word at a fuse mark: %.*s", (int)key.n, key.p);
                else
                    *of = next_word(&t);
            }
        }
}

/* Constants that the row call uses are arguments of the body that it is fused into. */
static void find_row_constants(Fn *f)
{
    for (const char *p = f->row.p, *end = p + f->row.n; p < end;) {
        const char *b = p;
        while (p < end && is_word(*p))
            p++;
        for (int i = 0; i < f->n_args; i++)
            f->arg[i].in_row |= f->arg[i].role == 0 &&
                                text_eq(f->arg[i].name, (Text){b, (size_t)(p - b)});
        p += p == b;
    }
}

static void check_kernel(Fn *f)
{
    bool ranged = false;
    for (int i = 0; i < f->n_args; i++) {
        Arg *a = &f->arg[i];
        ranged |= a->role == 1 && text_is(a->name, "begin");
        if (a->role >= 2 && !a->size.n)
            fail(f->file, f->line, "%.*s: no @size, @scratch or @partial for %.*s", (int)f->name.n,
                 f->name.p, (int)a->name.n, a->name.p);
    }
    if (ranged != (f->range.n > 0))
        fail(f->file, f->line, "%.*s: begin, end and @range go together", (int)f->name.n,
             f->name.p);
    for (int i = 0; i < f->n_args; i++)
        if (f->arg[i].owner == 2 && !f->ranges.n)
            fail(f->file, f->line, "%.*s: @partial sums want a number of @ranges", (int)f->name.n,
                 f->name.p);
    if (!text_is(f->result, "void"))
        fail(f->file, f->line, "%.*s does not return void", (int)f->name.n, f->name.p);
    if (!f->batched && memmem(f->body.p, f->body.n, "mk_sgemm(", 9))
        fail(f->file, f->line, "%.*s multiplies by BLAS: it lacks @batched", (int)f->name.n,
             f->name.p);
}

static bool declares(const char *header, Text name)
{
    for (const char *p = header; (p = strstr(p, "(")); p++) {
        const char *b = p;
        while (b > header && is_word(b[-1]))
            b--;
        if (text_eq((Text){b, (size_t)(p - b)}, name))
            return true;
    }
    return false;
}

static bool may_call(Text name, const char *header)
{
    static const char *const words[] = {"if", "for", "while", "switch", "return", "sizeof"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(name, words[i]))
            return true;
    return !strncmp(name.p, "mk_", 3) || declares(header, name);
}

/* A kernel's body is also compiled where there is no header but jit_types.h, the text `header`: it
 * calls micro-kernels and what stands there. Macros are in capitals. */
static void check_callees(const Fn *f, const char *path, const char *header)
{
    for (const char *p = f->body.p, *end = p + f->body.n; p < end;) {
        if (*p == '/' && (p[1] == '*' || p[1] == '/')) {
            p = skip_comment(p);
            continue;
        }
        const char *b = p;
        while (p < end && is_word(*p))
            p++;
        const Text name = {b, (size_t)(p - b)};
        const char *open = p + strspn(p, " ");
        if (name.n && *open == '(' && islower((unsigned char)*b) && !may_call(name, header))
            fail(f->file, f->line, "%.*s calls %.*s, which is no micro-kernel and not in %s",
                 (int)f->name.n, f->name.p, (int)name.n, name.p, path);
        p += !name.n;
    }
}

/* ---- output ---- */

Text text_printf(const char *fmt, ...)
{
    va_list ap;
    char *text;
    va_start(ap, fmt);
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (n < 0) {
        fprintf(stderr, "embed: out of memory\n");
        exit(1);
    }
    return (Text){text, (size_t)n};
}

void put_string(FILE *o, Text t)
{
    if (!t.p) {
        fputs("NULL", o);
        return;
    }
    fputc('"', o);
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];
        if (c == '\n')
            fputs(i + 1 < t.n ? "\\n\"\n    \"" : "\\n", o);
        else if (c == '"' || c == '\\')
            fprintf(o, "\\%c", c);
        else if (c == '\t')
            fputs("\\t", o);
        else if (c != '\r')
            fputc(c, o);
    }
    fputc('"', o);
}

static Text or_null(Text t) { return t.n ? t : (Text){0}; }

/* The comment's text: no marks, no annotations. */
Text plain_comment(Text c)
{
    char *out = calloc(1, c.n + 1);
    size_t n = 0;
    int open = 0; /* parentheses of an annotation that goes on */
    if (!out)
        exit(1);
    for (const char *p = c.p, *end = c.p + c.n; p < end;) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e)
            e = end;
        Text line = trim((Text){p, (size_t)(e - p)});
        if (line.n >= 2 && !memcmp(line.p + line.n - 2, "*/", 2))
            line.n -= 2;
        if (line.n >= 2 && !memcmp(line.p, "/*", 2))
            line.p += 2, line.n -= 2;
        else if (line.n && *line.p == '*')
            line.p++, line.n--;
        Text bare = trim(line);
        bool annotation = open > 0 || (bare.n && *bare.p == '@');
        for (size_t i = 0; annotation && i < bare.n; i++)
            open += (bare.p[i] == '(') - (bare.p[i] == ')');
        if (bare.n && !annotation) {
            if (n)
                out[n++] = '\n';
            memcpy(out + n, bare.p, bare.n);
            n += bare.n;
        }
        p = e + 1;
    }
    return (Text){out, n};
}

static void put_kernel_pieces(FILE *o, const Fn *f, int index)
{
    const Text body = text_printf("body_%d", index), row = text_printf("row_%d", index);
    put_body_pieces(o, body.p, f);
    put_row_pieces(o, row.p, f);
    put_needs(o, body.p,
              text_printf("NETC_WROTE NETC_INLINE(%.*s)%.*s", (int)f->params.n, f->params.p,
                          (int)f->body.n, f->body.p));
    put_needs(o, row.p, f->row);
}

static void put_kernel(FILE *o, const Fn *f, int index)
{
    fprintf(o, "static const KernelArg args_%d[] = {\n", index);
    int consts = 0, scalars = 0, bufs = 0;
    for (int i = 0; i < f->n_args; i++) {
        const Arg *a = &f->arg[i];
        fprintf(o, "    {\"%.*s\", \"%.*s\", %s, %d, %s, ", (int)a->name.n, a->name.p,
                (int)a->type.n, a->type.p,
                (const char *[]){"ARG_CONST", "ARG_SCALAR", "ARG_READ", "ARG_WRITE"}[a->role],
                a->is_float, a->elem);
        put_string(o, or_null(a->size));
        fprintf(o, ", %s, %d, %d},\n",
                (const char *[]){"OWNER_PLAN", "OWNER_WORKER", "OWNER_RANGE"}[a->owner], a->in_row,
                a->unused);
        consts += a->role == 0;
        scalars += a->role == 1;
        bufs += a->role >= 2;
    }
    fprintf(o, "};\n#define KERNEL_%d {", index);
    fprintf(o, "\"%.*s\", \"%s\", %d, comment_%d, body_%d, args_%d, %d, %d, %d, %d, ",
            (int)f->name.n, f->name.p, f->file, f->line, index, index, index, f->n_args, consts,
            scalars, bufs);
    const Text fields[] = {f->range, f->ranges,   f->grain, f->work,  f->inplace_out, f->inplace_in,
                           f->row,   f->observed, f->every, f->after, f->times,       f->apart};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        put_string(o, or_null(fields[i]));
        fputs(", ", o);
    }
    fprintf(o,
            "%d, %d, CUT(body_%d + 1, pieces_body_%d), marks_body_%d, CUT(row_%d, pieces_row_%d), "
            "needs_body_%d, needs_row_%d}\n",
            f->batched, f->fuse_arg, index, index, index, index, index, index, index);
    fprintf(o, "static const char comment_%d[] = ", index);
    put_string(o, plain_comment(f->comment));
    fprintf(o, ";\nstatic const char body_%d[] = ", index);
    put_string(o, f->body);
    fprintf(o, ";\nstatic const char row_%d[] = ", index);
    put_string(o, f->row.n ? f->row : (Text){"", 0});
    fputs(";\n", o);
    put_kernel_pieces(o, f, index);
    fputc('\n', o);
}

static void put_micro(FILE *o, const Fn *f)
{
    fprintf(o, "    {\"%.*s\", \"%s\",\n    \"%.*s %.*s(", (int)f->name.n, f->name.p, f->file,
            (int)f->result.n, f->result.p, (int)f->name.n, f->name.p);
    for (size_t i = 0; i < f->params.n; i++)
        if (f->params.p[i] == '\n')
            fputs("\\n\"\n    \"", o);
        else
            fputc(f->params.p[i], o);
    fputs(");\"},\n", o);
}

static FILE *create(const char *path)
{
    FILE *o = fopen(path, "w");
    if (!o) {
        perror(path);
        exit(1);
    }
    return o;
}

/* A file that keeps its time while its text stays the same: every kernel object depends on these
 * two, and a changed kernel rarely changes a name or a parameter. */
void begin(Output *out, const char *dir, const char *name)
{
    snprintf(out->path, sizeof out->path, "%s/%s", dir, name);
    out->f = open_memstream(&out->text, &out->n);
    if (!out->f) {
        perror(name);
        exit(1);
    }
    fputs(WRITTEN_BY, out->f);
}

void finish(Output *out)
{
    fclose(out->f);
    FILE *old = fopen(out->path, "rb");
    bool same = old != NULL;
    for (size_t i = 0; same && i <= out->n; i++)
        same = getc(old) == (i < out->n ? (unsigned char)out->text[i] : EOF);
    if (old)
        fclose(old);
    if (!same) {
        FILE *o = create(out->path);
        fwrite(out->text, 1, out->n, o);
        fclose(o);
    }
    free(out->text);
}

static void put_support(FILE *o, const char **support, int n_support)
{
    for (int i = 0; i < n_support; i++) {
        const char *text = read_file(support[i]);
        const Text name = text_printf("support_%d", i);
        put_support_pieces(o, name.p, (Text){text, strlen(text)});
        fprintf(o, "static const char text_%s[] = ", name.p);
        put_string(o, (Text){text, strlen(text)});
        fputs(";\n", o);
    }
    fputs("const SupportText support_table[] = {\n", o);
    for (int i = 0; i < n_support; i++) {
        const char *base = strrchr(support[i], '/');
        fprintf(o, "    {\"%s\", CUT(text_support_%d, pieces_support_%d)},\n",
                base ? base + 1 : support[i], i, i);
    }
    fprintf(o, "    {0, {0, 0, 0}}\n};\n");
}

static void write_table(const char *dir, const Fns *kernels, const Fns *micro, const char **support,
                        int n_support)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/kernel_table.c", dir);
    FILE *o = create(path);
    fputs(WRITTEN_BY, o);
    fputs("#include \"compiler/ir/kernel.h\"\n#include <stddef.h>\n\n"
          "#define CUT(text, pieces) {text, pieces, (int)(sizeof pieces / sizeof *pieces)}\n",
          o);
    for (int i = 0; i < kernels->n; i++)
        put_kernel(o, &kernels->fn[i], i);
    fputs("const Kernel kernel_table[] = {\n", o);
    for (int i = 0; i < kernels->n; i++)
        fprintf(o, "    KERNEL_%d,\n", i);
    fprintf(o, "};\nconst int kernel_count = %d;\n\nconst MicroFn micro_table[] = {\n", kernels->n);
    for (int i = 0; i < micro->n; i++)
        put_micro(o, &micro->fn[i]);
    fprintf(o, "};\nconst int micro_count = %d;\n\n", micro->n);
    put_items(o);
    put_support(o, support, n_support);
    fclose(o);
}

static void put_thunk(FILE *o, const Fn *f, int index)
{
    fprintf(
        o,
        "static void thunk_%d(const double *c, const NetcRun *r, int begin, int end, int range, "
        "void *const *b)\n{\n"
        "    (void)c; (void)r; (void)begin; (void)end; (void)range; (void)b;\n    %.*s(",
        index, (int)f->name.n, f->name.p);
    int c = 0, b = 0;
    for (int i = 0; i < f->n_args; i++) {
        const Arg *a = &f->arg[i];
        const Arg *last = i ? &f->arg[i - 1] : NULL;
        bool inside = last && last->shape && a->shape && text_eq(last->holder, a->holder);
        fputs(last && last->shape && !inside ? "}" : "", o);
        fputs(i ? ", " : "", o);
        if (a->shape && !inside)
            fprintf(o, "(%.*s){", (int)a->shape->name.n, a->shape->name.p);
        if (a->role == 0)
            fprintf(o, "(%s)c[%d]", a->is_float ? "float" : "int", c++);
        else if (a->role >= 2)
            fprintf(o, "b[%d]", b++);
        else if (text_is(a->name, "begin") || text_is(a->name, "end") || text_is(a->name, "range"))
            fprintf(o, "%.*s", (int)a->name.n, a->name.p);
        else
            fprintf(o, "r->%.*s", (int)a->name.n, a->name.p);
    }
    if (f->n_args && f->arg[f->n_args - 1].shape)
        fputs("}", o);
    fputs(");\n}\n", o);
}

static void write_thunks(const char *dir, const Fns *kernels, const Fns *micro)
{
    Output out;
    begin(&out, dir, "kernel_thunks.c");
    FILE *o = out.f;
    fputs("#include \"compiler/ir/kernel.h\"\n#include \"kernels.h\"\n"
          "#define CAT2(a, b) a##b\n#define CAT(a, b) CAT2(a, b)\n#define STR2(a) #a\n#define "
          "STR(a) STR2(a)\n\n",
          o);
    for (int i = 0; i < kernels->n; i++)
        put_thunk(o, &kernels->fn[i], i);
    fputs("\nstatic KernelThunk *const thunks[] = {\n", o);
    for (int i = 0; i < kernels->n; i++)
        fprintf(o, "    thunk_%d,\n", i);
    fputs("};\nstatic void *const micro_fns[] = {\n", o);
    for (int i = 0; i < micro->n; i++)
        if (micro->fn[i].is_static)
            fputs("    0,\n", o);
        else
            fprintf(o, "    (void *)%.*s,\n", (int)micro->fn[i].name.n, micro->fn[i].name.p);
    fputs("};\nextern const KernelBuild CAT(kernel_build_, NETC_ISA);\n"
          "const KernelBuild CAT(kernel_build_, NETC_ISA) = {STR(NETC_ISA), STR(NETC_ISA_REST), "
          "thunks, micro_fns};\n",
          o);
    finish(&out);
}

/* The file without its folder and ".c": mk_gemm. */
static Text stem_of(const char *file)
{
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    return (Text){name, strcspn(name, ".")};
}

/* Every function has the build's name behind its own: NETC_ISA; of a build of a few files, those of
 * other files that of the build whose files they are (NETC_ISA_REST). */
static void write_names(const char *dir, const Fns *kernels, const Fns *micro)
{
    Output out;
    begin(&out, dir, "isa_names.h");
    FILE *o = out.f;
    fputs("#define ISA_CAT2(a, b) a##_##b\n#define ISA_CAT(a, b) ISA_CAT2(a, b)\n"
          "#ifndef NETC_ISA_REST\n#define NETC_ISA_REST NETC_ISA\n#endif\n",
          o);
    const Fns *both[] = {kernels, micro};
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < both[s]->n; i++) {
            const Fn *f = &both[s]->fn[i];
            const Text name = f->name, stem = stem_of(f->file);
            if (!f->is_static)
                fprintf(o,
                        "#ifndef NETC_ISA_OF_%.*s\n#define NETC_ISA_OF_%.*s NETC_ISA_REST\n#endif\n"
                        "#ifndef %.*s\n#define %.*s ISA_CAT(%.*s, NETC_ISA_OF_%.*s)\n#endif\n",
                        (int)stem.n, stem.p, (int)stem.n, stem.p, (int)name.n, name.p, (int)name.n,
                        name.p, (int)name.n, name.p, (int)stem.n, stem.p);
        }
    finish(&out);
}

typedef struct Command {
    Fns kernels, micro;
    Shapes shapes;
    const char *support[64], *prelude[8], *shapes_file, *users[512];
    int n_support, n_preludes, n_users;
} Command;

/* Functions of a kernel's file that are called mk_... are micro-kernels: those that only this
 * kernel has may stand beside it. */
static void part_micro(Fns *kernels, Fns *micro)
{
    int left = 0;
    for (int i = 0; i < kernels->n; i++) {
        Fn f = kernels->fn[i];
        if (strncmp(f.name.p, "mk_", 3))
            kernels->fn[left++] = f;
        else if (micro->n == MAX_FNS)
            fail(f.file, f.line, "too many functions");
        else
            micro->fn[micro->n++] = f;
    }
    kernels->n = left;
}

static void take_file(Command *c, const char *section, const char *path)
{
    if (!strcmp(section, "--kernels")) {
        scan_file(path, &c->kernels);
    } else if (!strcmp(section, "--micro")) {
        scan_file(path, &c->micro);
    } else if (!strcmp(section, "--prelude") && c->n_preludes < 7) {
        c->prelude[c->n_preludes++] = path;
    } else if (!strcmp(section, "--shapes")) {
        read_shapes(c->shapes_file = path, &c->shapes);
    } else if (!strcmp(section, "--support") && c->n_support < 64) {
        c->support[c->n_support++] = path;
    } else if (!strcmp(section, "--users") && c->n_users < 512) {
        c->users[c->n_users++] = path;
    } else {
        fail("embed", 0, "%s %s is not understood", section, path);
    }
}

static bool ends_in(const char *path, const char *name)
{
    const size_t n = strlen(path), m = strlen(name);
    return n >= m && !strcmp(path + n - m, name);
}

static void check_bodies(const Command *c)
{
    for (int i = 0; i < c->n_support; i++) {
        if (!ends_in(c->support[i], "/jit_types.h"))
            continue;
        const char *header = read_file(c->support[i]);
        for (int k = 0; k < c->kernels.n; k++)
            check_callees(&c->kernels.fn[k], c->support[i], header);
    }
}

static const char *write_rows(const char *dir)
{
    Output out;
    begin(&out, dir, "number_rows.h");
    put_rows(out.f);
    finish(&out);
    return text_printf("%s/number_rows.h", dir).p;
}

int main(int argc, char **argv)
{
    static Fn kernel_fns[MAX_FNS], micro_fns[MAX_FNS];
    static Command c = {.kernels = {kernel_fns, 0}, .micro = {micro_fns, 0}};
    const char *section = "", *dir = argv[1];
    if (argc < 2) {
        fprintf(stderr,
                "usage: embed OUTDIR --prelude micro.h... --shapes shapes.h --kernels K.c... "
                "--micro M.c... --support S.c...\n"
                "       embed --check --shapes shapes.h --kernels K.c... --users U.c...\n");
        return 2;
    }
    for (int i = 2; i < argc; i++)
        if (!strncmp(argv[i], "--", 2))
            section = argv[i];
        else
            take_file(&c, section, argv[i]);
    part_micro(&c.kernels, &c.micro);
    for (int i = 0; i < c.kernels.n; i++) {
        Fn *f = &c.kernels.fn[i];
        read_params(f, &c.shapes);
        check_names(f);
        read_annotations(f);
        drop_holders(f);
        read_fuse(f);
        find_row_constants(f);
        find_unused(f);
        check_kernel(f);
    }
    for (int i = 0; i < c.n_users; i++)
        check_calls(c.users[i], &c.kernels, &c.shapes);
    if (!strcmp(dir, "--check"))
        return 0;
    check_bodies(&c);
    sort_micro(&c.micro);
    c.prelude[c.n_preludes++] = write_rows(dir);
    read_items(c.prelude, c.n_preludes, &c.micro);
    write_headers(dir, &c.kernels, &c.micro, c.shapes_file);
    write_calls(dir, &c.kernels);
    write_table(dir, &c.kernels, &c.micro, c.support, c.n_support);
    write_thunks(dir, &c.kernels, &c.micro);
    write_names(dir, &c.kernels, &c.micro);
    return 0;
}
