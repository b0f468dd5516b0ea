/* One instruction of a plan as C: a function whose body is the kernel's as it stands in kernels/,
 * with its shape constants as an enum before it and the row calls of fused instructions at its
 * fuse mark; and its task, which calls that function with the instruction's buffers and range. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <assert.h>
#include <string.h>

/* ---- constants and expressions ---- */

static void put_const(FILE *f, const KernelArg *a, double v)
{
    if (a->is_float)
        emit_float(f, v);
    else
        fprintf(f, "%d", (int)v);
}

/* A size or range expression with the constants' values, over run->n. */
static void put_expr(FILE *f, const Instr *in, const char *expr)
{
    for (const char *p = expr; *p;) {
        if (!ascii_word(*p) || ascii_digit((unsigned char)*p)) {
            fputc(*p++, f);
            continue;
        }
        const char *b = p;
        while (ascii_word(*p))
            p++;
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)(p - b), b);
        if (!strcmp(word, "n"))
            fputs("(int64_t)run->n", f);
        else
            fprintf(f, "%lld", (long long)kernel_eval(in->k, word, in->consts, 0));
    }
}

/* ---- one function an instruction ---- */

static const char *ctype_text(Arena *a, const char *ctype, const EmitNames *names)
{
    const char *word = names->own ? strstr(ctype, "NETC_") : NULL;
    return !word ? ctype
                 : arena_printf(a, "%.*s%s%s", (int)(word - ctype), ctype, names->upper, word + 4);
}

/* The next parameter of a signature, in a new line where this one has no room for it. */
static void put_param(FILE *f, int *column, const char *text)
{
    const int n = (int)strlen(text);
    const bool first = *column < 0;
    *column = first ? -*column : *column + 1; /* the comma */
    if (*column + n + 2 > 100) {
        fputs(first ? "\n    " : ",\n    ", f);
        *column = 4;
    } else if (!first) {
        fputs(", ", f);
        *column += 1;
    }
    fputs(text, f);
    *column += n;
}

static void put_signature(FILE *f, Arena *a, const Instr *in, const char *name,
                          const EmitNames *names)
{
    int column = -(int)(strlen("static void (") + strlen(name)); /* negative: no parameter yet */
    fprintf(f, "static void %s(", name);
    for (int i = in->k->n_consts; i < in->k->n_args; i++) {
        const char *type = ctype_text(a, in->k->args[i].ctype, names);
        const bool star = type[strlen(type) - 1] == '*';
        put_param(f, &column,
                  arena_printf(a, "%s%s%s", type, star ? "" : " ", in->k->args[i].name));
    }
    for (int q = 0; q < in->n_fused; q++)
        for (int i = 0; i < in->fused[q]->k->n_args; i++) {
            const KernelArg *arg = &in->fused[q]->k->args[i];
            if (arg->in_row)
                put_param(f, &column,
                          arena_printf(a, "%sfloat *f%d_%s", arg->role == ARG_READ ? "const " : "",
                                       q, arg->name));
        }
    fputs(column < 0 ? "void)\n" : ")\n", f);
}

/* Word `at` of the row call of pw, which is fused instruction q: ORDER ROW-WORDS. */
static void put_row_word(FILE *f, const Instr *pw, int q, const FuseMark *mark, int at)
{
    const KernelArg *arg = at < 4 ? NULL : &pw->k->args[at - 4];
    if (!arg && at == 3)
        fprintf(f, "(%s - %s)", mark->row, mark->output);
    else if (!arg)
        fputs(at == 0 ? mark->row : at == 1 ? mark->channel : mark->count, f);
    else if (arg->role == ARG_CONST)
        put_const(f, arg, pw->consts[at - 4]);
    else
        fprintf(f, "f%d_%s", q, arg->name);
}

/* The call at a fuse mark, for one fused instruction. */
static void put_row_call(FILE *f, const Instr *pw, int q, const FuseMark *mark,
                         const EmitNames *names)
{
    const CutText *cut = &pw->k->row_call;
    const char *p = cut->text;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len)
        if (cut->piece[i].kind == PIECE_ROW)
            put_row_word(f, pw, q, mark, cut->piece[i].arg);
        else
            emit_piece(f, p, &cut->piece[i], names);
    fputs(";\n", f);
}

static void put_body(FILE *f, const Instr *in, const EmitNames *names)
{
    const CutText *cut = &in->k->inside;
    const char *p = cut->text;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len) {
        const TextPiece *piece = &cut->piece[i];
        if (piece->kind != PIECE_FUSE) {
            emit_piece(f, p, piece, names);
            continue;
        }
        for (int q = 0; q < in->n_fused; q++) {
            fprintf(f, "%.*s", (int)strspn(p, " \t"), p);
            put_row_call(f, in->fused[q], q, &in->k->marks[piece->arg], names);
        }
    }
    fprintf(f, "    %s_WROTE();\n}\n", names->own ? names->upper : "NETC");
}

static void put_consts(FILE *f, const Instr *in)
{
    int n = 0;
    for (int i = 0; i < in->k->n_consts; i++)
        if (!in->k->args[i].is_float)
            fprintf(f, "%s%s = %d", n++ ? ", " : "    enum { ", in->k->args[i].name,
                    (int)in->consts[i]);
    fputs(n ? " };\n" : "", f);
    for (int i = 0; i < in->k->n_consts; i++)
        if (in->k->args[i].is_float) {
            fprintf(f, "    const float %s = ", in->k->args[i].name);
            put_const(f, &in->k->args[i], in->consts[i]);
            fputs(";\n", f);
        }
}

static void put_statement(FILE *f, const Node *n)
{
    if (!n->span.src)
        return;
    LineCol at = source_line_col(n->span.src, n->span.begin);
    const char *base = strrchr(n->span.src->path, '/');
    fputs(" (", f);
    foreign_c_comment(f, base ? base + 1 : n->span.src->path, strlen(n->span.src->path));
    fprintf(f, ":%d: ", at.line);
    foreign_c_comment(f, n->span.src->text + n->span.begin, n->span.end - n->span.begin);
    fputs(")", f);
}

/* explain: with the kernel's own comment, which stands at its first use. */
static void put_heading(FILE *f, Arena *a, const Instr *in, bool explain)
{
    const Node *n = in->node;
    fputs("/* ", f);
    if (n) {
        fputs(n->name, f);
        put_statement(f, n);
        fprintf(f, ": %s", n->n_in ? shape_text(a, n->in[0]->out) : shape_text(a, n->out));
        fprintf(f, " -> %s", shape_text(a, n->out));
        if (n->layer->flops && in->phase == PHASE_FORWARD)
            text_fprintf(f, ", %.3g MFLOP an image", n->layer->flops(n) / 1e6);
    }
    fprintf(f, "\n * %s", in->k->name);
    for (int q = 0; q < in->n_fused; q++)
        fprintf(f, " + %s", in->fused[q]->k->name);
    fputs(explain ? ": " : "", f);
    for (const char *c = in->k->comment; explain && c && *c; c++)
        *c == '\n' ? (void)fputs("\n * ", f) : (void)fputc(*c, f);
    fputs(" */\n", f);
}

void emit_function(FILE *f, Arena *a, const Instr *in, const char *fn, bool explain,
                   const EmitNames *names)
{
    put_heading(f, a, in, explain);
    emit_line_mark(f, in->node, names);
    put_signature(f, a, in, fn, names);
    fputs("{\n", f);
    put_consts(f, in);
    put_body(f, in, names);
    emit_line_mark_end(f, in->node, names);
}

/* ---- tasks: an instruction with its buffers and its range ---- */

static void put_pointer(FILE *f, const EmitPlan *plan, const KernelArg *a, const Buffer *b,
                        bool parts)
{
    const char *c = a->role == ARG_READ ? "const " : "";
    fprintf(f, "(%s%s *)(%svoid *)(", c, number_types[a->elem].ctype, c);
    emit_address(f, plan, b);
    if (parts && b->parts && a->is_private)
        fprintf(f, " + (ptrdiff_t)part * %lld", (long long)buffer_part_bytes(b));
    fputs(")", f);
}

/* Of each area that the call's buffers lie in, its base. */
static void put_bases(FILE *f, const EmitPlan *plan, const Instr *in)
{
    bool used[AREA_COUNT] = {false};
    for (int b = 0; b < in->k->n_bufs; b++)
        used[in->buf[b]->area] = true;
    for (int q = 0; q < in->n_fused; q++) {
        const Instr *pw = in->fused[q];
        for (int b = 0; b < pw->k->n_bufs; b++)
            used[pw->buf[b]->area] |= pw->k->args[pw->k->n_consts + pw->k->n_scalars + b].in_row;
    }
    for (int area = 0; area < AREA_COUNT; area++)
        if (used[area])
            emit_base(f, plan, area);
}

static void put_call(FILE *f, const EmitPlan *plan, const Instr *in, const char *name)
{
    fprintf(f, "    %s(", name);
    const char *sep = "";
    int b = 0;
    for (int i = in->k->n_consts; i < in->k->n_args; i++) {
        const KernelArg *a = &in->k->args[i];
        if (a->role != ARG_SCALAR)
            fprintf(f, "%s\n        ", *sep ? "," : "");
        else
            fputs(sep, f);
        sep = ", ";
        if (a->role != ARG_SCALAR) {
            put_pointer(f, plan, a, in->buf[b++], true);
        } else if (!strcmp(a->name, "begin") || !strcmp(a->name, "end") ||
                   !strcmp(a->name, "part")) {
            fputs(a->name, f);
        } else {
            fprintf(f, "run->%s", a->name);
            if (in->rate != 1 && !strcmp(a->name, "rate")) {
                fputs(" * ", f);
                emit_float(f, in->rate);
            }
        }
    }
    for (int q = 0; q < in->n_fused; q++) {
        const Instr *pw = in->fused[q];
        for (int i = 0; i < pw->k->n_args; i++)
            if (pw->k->args[i].in_row) {
                fprintf(f, "%s\n        ", *sep ? "," : "");
                put_pointer(f, plan, &pw->k->args[i],
                            pw->buf[i - pw->k->n_consts - pw->k->n_scalars], false);
                sep = ", ";
            }
    }
    fputs(");\n", f);
}

void emit_task(FILE *f, const EmitPlan *plan, const Instr *in, const char *fn, const char *task)
{
    const char *prefix = plan->names->prefix;
    fprintf(f, "static void %s(void *arg, int part)\n{\n", task);
    fprintf(f, "    %s_run *run = (%s_run *)arg;\n", prefix, prefix);
    if (in->k->range) {
        fputs("    const int64_t extent = ", f);
        put_expr(f, in, in->k->range);
        fprintf(f, ";\n    const int begin = (int)(extent * part / %d);\n", in->parts);
        fprintf(f, "    const int end = (int)(extent * (part + 1) / %d);\n", in->parts);
        if (!in->k->parts)
            fputs("    if (begin == end)\n        return;\n", f);
    } else {
        fputs("    (void)part;\n", f);
    }
    put_bases(f, plan, in);
    put_call(f, plan, in, fn);
    fputs("}\n\n", f);
}
