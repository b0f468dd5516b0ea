/* embed, its second half: what C calls kernels by, so that a wrong name does not compile.
 *
 *   kernels.h        prototypes of the kernels, for themselves, for thunks and for unit tests
 *   micro_protos.h   prototypes of the micro-kernels
 *   kernel_calls.h   for each kernel a struct of named fields and the calls that lowerings make:
 *                    k_relu_forward(lo, (ReluForward){.LEN = n, .MAX = 6, .x = x, .y = y})
 *   kernel_calls.c   what turns such a struct into the constants and buffers of an instruction
 *
 * C sets a field that a call does not name to 0, which is a valid value of many
 * constants; check_calls reads the callers and refuses that. */
#define _GNU_SOURCE /* fmemopen */
#include "embed.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- prototypes ---- */

/* Blanks and line ends between words become one blank. */
static void put_one_line(FILE *o, Text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (!isspace((unsigned char)t.p[i])) {
            fputc(t.p[i], o);
            continue;
        }
        fputc(' ', o);
        while (i + 1 < t.n && isspace((unsigned char)t.p[i + 1]))
            i++;
    }
}

static void put_prototypes(FILE *o, const Fns *fns)
{
    const char *file = "";
    fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n", o);
    for (int i = 0; i < fns->n; i++) {
        const Fn *f = &fns->fn[i];
        if (f->is_static)
            continue;
        if (strcmp(f->file, file))
            fprintf(o, "\n/* %s */\n", file = f->file);
        fprintf(o, "%.*s %.*s(", (int)f->result.n, f->result.p, (int)f->name.n, f->name.p);
        put_one_line(o, f->params);
        fputs(");\n", o);
    }
    fputs("\n#ifdef __cplusplus\n}\n#endif\n#endif\n", o);
}

void write_headers(const char *dir, const Fns *kernels, const Fns *micro, const char *shapes)
{
    Output out;
    begin(&out, dir, "kernels.h");
    FILE *o = out.f;
    fprintf(o,
            "/* Kernels: spec/kernels.md tells how to read them; the comment above each definition "
            "has its\n * formula and the sizes of its buffers. */\n"
            "#ifndef NETC_KERNELS_H\n#define NETC_KERNELS_H\n"
            "#include \"%s\"\n#include \"micro.h\"\n",
            shapes);
    put_prototypes(o, kernels);
    finish(&out);
    begin(&out, dir, "micro_protos.h");
    o = out.f;
    fputs("#ifndef NETC_MICRO_PROTOS_H\n#define NETC_MICRO_PROTOS_H\n", o);
    put_prototypes(o, micro);
    finish(&out);
}

/* ---- calls ---- */

/* conv_forward: ConvForward. */
static void put_type(FILE *o, Text name)
{
    bool start = true;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] != '_')
            fputc(start ? toupper((unsigned char)name.p[i]) : name.p[i], o);
        start = name.p[i] == '_';
    }
}

static void put_upper(FILE *o, Text name)
{
    for (size_t i = 0; i < name.n; i++)
        fputc(toupper((unsigned char)name.p[i]), o);
}

/* The first of the fields that a parameter of a struct type stands for; one is its own first. */
static bool first_of_holder(const Fn *f, int i)
{
    return !f->arg[i].shape || i == 0 || f->arg[i - 1].shape == NULL ||
           !text_eq(f->arg[i - 1].holder, f->arg[i].holder);
}

static void put_field(FILE *o, const Arg *a)
{
    Text type = a->type;
    if (a->role == 2) /* const TYPE * */
        type.p += 6;
    if (a->shape)
        fprintf(o, "    %.*s %.*s;\n", (int)a->shape->name.n, a->shape->name.p, (int)a->holder.n,
                a->holder.p);
    else if (a->role == 0)
        fprintf(o, "    %s %.*s;\n", a->is_float ? "double" : "int64_t", (int)a->name.n, a->name.p);
    else
        fprintf(o, "    Buffer *%.*s; /* %s, %.*s: %.*s */\n", (int)a->name.n, a->name.p,
                a->role == 2 ? "read" : "written", (int)strcspn(type.p, " *"), type.p,
                (int)a->size.n, a->size.p);
}

static void put_struct(FILE *o, const Fn *f)
{
    Text comment = plain_comment(f->comment);
    fprintf(o, "\n/* %.*s", (int)f->name.n, f->name.p);
    for (size_t i = 0; i < comment.n; i++) {
        fputs(i == 0 ? ": " : "", o);
        comment.p[i] == '\n' ? (void)fputs("\n * ", o) : (void)fputc(comment.p[i], o);
    }
    fputs(" */\ntypedef struct ", o);
    put_type(o, f->name);
    fputs(" {\n", o);
    for (int i = 0; i < f->n_args; i++)
        if (f->arg[i].role != 1 && !f->arg[i].owner && first_of_holder(f, i))
            put_field(o, &f->arg[i]);
    fputs("} ", o);
    put_type(o, f->name);
    fputs(";\n", o);
}

/* GRADIENT_SQUARES_PARTIAL = 1: the place in Instr.buf of a buffer that a worker or a
 * range owns. */
static void put_owned(FILE *o, const Fn *f)
{
    int buf = 0;
    const char *before = "enum { ";
    for (int i = 0; i < f->n_args; i++) {
        if (f->arg[i].owner) {
            fputs(before, o);
            put_upper(o, f->name);
            fputc('_', o);
            put_upper(o, f->arg[i].name);
            fprintf(o, " = %d", buf);
            before = ", ";
        }
        buf += f->arg[i].role >= 2;
    }
    fputs(*before == ',' ? " };\n" : "", o);
}

static void put_call(FILE *o, const Fn *f)
{
    put_struct(o, f);
    put_owned(o, f);
    fprintf(o, "KernelCall call_%.*s(", (int)f->name.n, f->name.p);
    put_type(o, f->name);
    fprintf(o, ");\nstatic inline Instr *k_%.*s(Lower *lo, ", (int)f->name.n, f->name.p);
    put_type(o, f->name);
    fprintf(o, " a)\n{\n    return ir_emit(lo, call_%.*s(a));\n}\n", (int)f->name.n, f->name.p);
}

static void put_list(FILE *o, const Fn *f, bool consts)
{
    const char *before = "";
    for (int i = 0; i < f->n_args; i++) {
        const Arg *a = &f->arg[i];
        if (a->role == 1 || (a->role == 0) != consts)
            continue;
        fputs(before, o);
        before = ", ";
        if (a->owner)
            fputs("NULL", o);
        else if (a->shape)
            fprintf(o, "(double)a.%.*s.%.*s", (int)a->holder.n, a->holder.p, (int)a->name.n,
                    a->name.p);
        else
            fprintf(o, "%sa.%.*s", consts && !a->is_float ? "(double)" : "", (int)a->name.n,
                    a->name.p);
    }
    fputs(*before ? "" : consts ? "0" : "NULL", o);
}

void write_calls(const char *dir, const Fns *kernels)
{
    Output out;
    begin(&out, dir, "kernel_calls.h");
    FILE *o = out.f;
    fputs("/* Calls of kernels. k_NAME appends an instruction to the program that is lowered;\n"
          " * call_NAME makes the call alone, for ir_emit or lower_param. Every constant must be\n"
          " * named (the build checks it). A buffer may be NULL where its size is 0 with these\n"
          " * constants; any other makes the plan faulty. Scratch and partial sums are made by\n"
          " * ir_emit: instr->buf[NAME_BUFFER]. */\n"
          "#ifndef NETC_KERNEL_CALLS_H\n#define NETC_KERNEL_CALLS_H\n"
          "#include \"compiler/ir/ir.h\"\n#include \"kernels/shapes.h\"\n",
          o);
    for (int i = 0; i < kernels->n; i++)
        put_call(o, &kernels->fn[i]);
    fputs("#endif\n", o);
    finish(&out);
    begin(&out, dir, "kernel_calls.c");
    o = out.f;
    fputs("#include \"kernel_calls.h\"\n#include <stddef.h>\n", o);
    for (int i = 0; i < kernels->n; i++) {
        const Fn *f = &kernels->fn[i];
        fprintf(o, "\nKernelCall call_%.*s(", (int)f->name.n, f->name.p);
        put_type(o, f->name);
        fprintf(o, " a)\n{\n    return (KernelCall){&kernel_table[%d], {", i);
        put_list(o, f, true);
        fputs("}, {", o);
        put_list(o, f, false);
        fputs("}};\n}\n", o);
    }
    finish(&out);
}

/* ---- every constant is named ---- */

typedef struct Literal { /* (NAME){...} or TYPE x = {...} */
    Text type, fields;
    int line;
    bool buffers; /* they must be named too: not inside of call_NAME(...) */
} Literal;

static bool names_field(const Literal *l, Text name)
{
    int depth = 0;
    for (const char *p = l->fields.p, *end = p + l->fields.n; p < end; p++) {
        if (*p == '/' && (p[1] == '*' || p[1] == '/'))
            p = skip_comment(p) - 1;
        else if (*p == '"' || *p == '\'')
            p = skip_string(p) - 1;
        else if (strchr("({[", *p))
            depth++;
        else if (strchr(")}]", *p))
            depth--;
        else if (*p == '.' && depth == 0 && (size_t)(end - p) > name.n &&
                 !memcmp(p + 1, name.p, name.n) && !is_word(p[1 + name.n]) && !is_word(p[-1]))
            return true;
    }
    return false;
}

static void want_field(const char *path, const Literal *l, Text name)
{
    if (!names_field(l, name))
        fail(path, l->line, "%.*s does not name .%.*s", (int)l->type.n, l->type.p, (int)name.n,
             name.p);
}

static bool type_of_kernel(Text type, Text kernel)
{
    char name[256];
    FILE *o = fmemopen(name, sizeof name, "w");
    if (!o)
        fail("kernel_calls", 0, "out of memory");
    put_type(o, kernel);
    fclose(o);
    return text_is(type, name);
}

static void check_literal(const char *path, const Literal *l, const Fns *kernels,
                          const Shapes *shapes)
{
    for (int s = 0; s < shapes->n; s++)
        for (int i = 0; text_eq(shapes->shape[s].name, l->type) && i < shapes->shape[s].n_fields;
             i++)
            want_field(path, l, shapes->shape[s].field[i].name);
    for (int k = 0; k < kernels->n; k++) {
        const Fn *f = &kernels->fn[k];
        if (!type_of_kernel(l->type, f->name))
            continue;
        for (int i = 0; i < f->n_args; i++)
            if (f->arg[i].role == 0 || (f->arg[i].role >= 2 && !f->arg[i].owner && l->buffers))
                want_field(path, l, f->arg[i].shape ? f->arg[i].holder : f->arg[i].name);
    }
}

/* Whether the text before a literal ends with "call_NAME(". */
static bool inside_call(const char *text, const char *p)
{
    while (p > text && isspace((unsigned char)p[-1]))
        p--;
    if (p == text || *--p != '(')
        return false;
    const char *e = p;
    while (p > text && is_word(p[-1]))
        p--;
    return e - p > 5 && !memcmp(p, "call_", 5);
}

/* Reads a type in front of a brace, "(TYPE){" or "TYPE x = {", at `word`, which ends at p. */
static bool literal_at(const char *text, const char *word, const char *p, Literal *l)
{
    const char *e = p;
    bool closed = word > text && word[-1] == '(' && *e == ')';
    if (closed) {
        e++;
    } else {
        while (isspace((unsigned char)*e))
            e++;
        if (!is_word(*e))
            return false;
        while (is_word(*e) || isspace((unsigned char)*e))
            e++;
        if (*e++ != '=')
            return false;
    }
    while (isspace((unsigned char)*e))
        e++;
    if (*e != '{')
        return false;
    const char *end = match_brace(e);
    *l = (Literal){{word, (size_t)(p - word)},
                   {e + 1, (size_t)(end - e - 2)},
                   line_of(text, word),
                   !closed || !inside_call(text, word - 1)};
    return true;
}

void check_calls(const char *path, const Fns *kernels, const Shapes *shapes)
{
    const char *text = read_file(path);
    for (const char *p = text; *p;) {
        if (*p == '/' && (p[1] == '*' || p[1] == '/')) {
            p = skip_comment(p);
        } else if (*p == '"' || *p == '\'') {
            p = skip_string(p);
        } else if (is_word(*p)) {
            const char *word = p;
            Literal l;
            while (is_word(*p))
                p++;
            if (isupper((unsigned char)*word) && literal_at(text, word, p, &l))
                check_literal(path, &l, kernels, shapes);
        } else {
            p++;
        }
    }
}
