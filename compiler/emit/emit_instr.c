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

/* The column that an argument is taken from, NULL: none. */
static const char *column_of(const EmitRows *rows, int arg)
{
    return rows ? rows->column[arg] : NULL;
}

/* A word of an expression: n, or a constant. */
static void put_expr_word(FILE *f, const Instr *in, const char *word, const EmitRows *rows)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (!strcmp(word, in->k->args[i].name) && column_of(rows, i)) {
            fprintf(f, "row->%s", column_of(rows, i));
            return;
        }
    if (!strcmp(word, "n"))
        fputs("(int64_t)run->n", f);
    else
        fprintf(f, "%lld", (long long)kernel_eval(in->k, word, in->consts, 0));
}

/* A size or range expression with the constants' values, over run->n. */
static void put_expr(FILE *f, const Instr *in, const char *expr, const EmitRows *rows)
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
        put_expr_word(f, in, word, rows);
    }
}

/* What the kernel's range counts, without the divisions where it is so many for each image. */
static void put_range(FILE *f, const Instr *in, const EmitRows *rows)
{
    const int64_t one = instr_extent(in, 1), none = instr_extent(in, 0);
    bool linear = !rows;
    for (int n = 0; n < 64 && linear; n++)
        linear = instr_extent(in, n) == none + n * (one - none);
    if (!linear)
        put_expr(f, in, in->k->range, rows);
    else if (one == none)
        fprintf(f, "%lld", (long long)one);
    else if (none == 0)
        fprintf(f, one == 1 ? "run->n" : "(int64_t)run->n * %lld", (long long)one);
    else
        fprintf(f, "(int64_t)run->n * %lld + %lld", (long long)(one - none), (long long)none);
}

/* ---- lists of parameters and arguments ---- */

/* A list between parentheses, broken before 100 columns. */
typedef struct List {
    FILE *f;
    int column; /* behind what is printed */
    bool any;
} List;

static List list_begin(FILE *f, const char *before, const char *name)
{
    fprintf(f, "%s%s(", before, name);
    return (List){f, (int)(strlen(before) + strlen(name)) + 1, false};
}

/* The next of the list; two columns are kept for what ends it. */
static void put_item(List *l, const char *text)
{
    const int n = (int)strlen(text);
    if (l->column + n + (l->any ? 2 : 0) + 2 > 100) {
        fputs(l->any ? ",\n        " : "\n        ", l->f);
        l->column = 8;
    } else if (l->any) {
        fputs(", ", l->f);
        l->column += 2;
    }
    fputs(text, l->f);
    l->column += n;
    l->any = true;
}

/* ---- bodies: one function for each kernel and what is fused into it ---- */

bool same_body(const Instr *a, const Instr *b)
{
    if (a->k != b->k || a->n_fused != b->n_fused)
        return false;
    for (int q = 0; q < a->n_fused; q++)
        if (a->fused[q]->k != b->fused[q]->k)
            return false;
    return true;
}

char *emit_body_name(Arena *a, const Instr *in, const EmitNames *names)
{
    char *name = arena_printf(a, "%s", in->k->name);
    for (int q = 0; q < in->n_fused; q++)
        name = arena_printf(a, "%s_%s", name, in->fused[q]->k->name);
    return arena_printf(a, "%s_%s", names->prefix,
                        emit_short(a, name, (int)strlen(names->prefix) + 1));
}

static const char *ctype_text(Arena *a, const char *ctype, const EmitNames *names)
{
    const char *word = names->own ? strstr(ctype, "NETC_") : NULL;
    return !word ? ctype
                 : arena_printf(a, "%.*s%s%s", (int)(word - ctype), ctype, names->upper, word + 4);
}

/* An argument of fused instruction q, as the body calls it. */
static const char *row_arg(Arena *a, int q, const KernelArg *arg)
{
    return arena_printf(a, "f%d_%s", q, arg->name);
}

/* Whether the word stands in the text. */
static bool names_word(const char *text, const char *word)
{
    const size_t n = strlen(word);
    for (const char *p = text; (p = strstr(p, word)); p += n)
        if (!ascii_word((unsigned char)p[n]) && (p == text || !ascii_word((unsigned char)p[-1])))
            return true;
    return false;
}

/* Whether the row call of pw takes a word of the mark in which that constant stands. */
static bool row_names(const Instr *pw, const FuseMark *mark, const char *constant)
{
    const char *const words[] = {mark->row, mark->channel, mark->count, mark->row};
    const CutText *cut = &pw->k->row_call;
    for (int i = 0; i < cut->n; i++)
        if (cut->piece[i].kind == PIECE_ROW && cut->piece[i].arg < 4 &&
            names_word(words[cut->piece[i].arg], constant))
            return true;
    return false;
}

/* Whether the body has that argument: a constant that it does not name may stand in a row call. */
static bool body_has(const Instr *in, const KernelArg *arg)
{
    if (!arg->unused)
        return true;
    const CutText *cut = &in->k->inside;
    for (int i = 0; i < cut->n; i++)
        for (int q = 0; cut->piece[i].kind == PIECE_FUSE && q < in->n_fused; q++)
            if (row_names(in->fused[q], &in->k->marks[cut->piece[i].arg], arg->name))
                return true;
    return false;
}

static void put_signature(FILE *f, Arena *a, const Instr *in, const char *name,
                          const EmitNames *names)
{
    const char *type = arena_printf(a, "%s_INLINE void", names->own ? names->upper : "NETC");
    const bool fits = strlen(type) + strlen(name) < 96;
    fprintf(f, fits ? "%s " : "%s\n", type);
    List l = list_begin(f, "", name);
    l.column += fits ? (int)strlen(type) + 1 : 0;
    for (int i = 0; i < in->k->n_args; i++) {
        if (!body_has(in, &in->k->args[i]))
            continue;
        const char *ctype = ctype_text(a, in->k->args[i].ctype, names);
        const bool star = ctype[strlen(ctype) - 1] == '*';
        put_item(&l, arena_printf(a, "%s%s%s", ctype, star ? "" : " ", in->k->args[i].name));
    }
    for (int q = 0; q < in->n_fused; q++)
        for (int i = 0; i < in->fused[q]->k->n_args; i++) {
            const KernelArg *arg = &in->fused[q]->k->args[i];
            if (arg->in_row)
                put_item(&l,
                         arena_printf(a,
                                      arg->role == ARG_CONST  ? "%s %s"
                                      : arg->role == ARG_READ ? "const %s *%s"
                                                              : "%s *%s",
                                      arg->role == ARG_CONST && !arg->is_float ? "int" : "float",
                                      row_arg(a, q, arg)));
        }
    fputs(")\n", f);
}

/* Word `at` of the row call of pw, which is fused instruction q: ORDER ROW-WORDS. */
static void put_row_word(FILE *f, Arena *a, const Instr *pw, int q, const FuseMark *mark, int at)
{
    if (at >= 4)
        fputs(row_arg(a, q, &pw->k->args[at - 4]), f);
    else if (at == 3)
        fprintf(f, "(%s - %s)", mark->row, mark->output);
    else
        fputs(at == 0 ? mark->row : at == 1 ? mark->channel : mark->count, f);
}

/* The call at a fuse mark, for one fused instruction. */
static void put_row_call(FILE *f, Arena *a, const Instr *pw, int q, const FuseMark *mark,
                         const EmitNames *names)
{
    const CutText *cut = &pw->k->row_call;
    const char *p = cut->text;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len)
        if (cut->piece[i].kind == PIECE_ROW)
            put_row_word(f, a, pw, q, mark, cut->piece[i].arg);
        else
            emit_piece(f, p, &cut->piece[i], names);
    fputs(";\n", f);
}

/* The kernel's own comment, and what is fused into it. */
static void put_comment(FILE *f, const Instr *in)
{
    fprintf(f, "/* %s", in->k->name);
    for (int q = 0; q < in->n_fused; q++)
        fprintf(f, " + %s", in->fused[q]->k->name);
    fputs(in->k->comment && *in->k->comment ? ": " : "", f);
    for (const char *c = in->k->comment; c && *c; c++)
        *c == '\n' ? (void)fputs("\n * ", f) : (void)fputc(*c, f);
    fputs(" */\n", f);
}

void emit_body(FILE *f, Arena *a, const Instr *in, const char *name, const EmitNames *names)
{
    put_comment(f, in);
    put_signature(f, a, in, name, names);
    fputc('{', f);
    const CutText *cut = &in->k->inside;
    const char *p = cut->text;
    bool hidden = false;
    for (int i = 0; i < cut->n; p += cut->piece[i++].len) {
        const TextPiece *piece = &cut->piece[i];
        if (emit_hides(piece, names, &hidden))
            continue;
        if (piece->kind != PIECE_FUSE) {
            emit_piece(f, p, piece, names);
            continue;
        }
        for (int q = 0; q < in->n_fused; q++) {
            fprintf(f, "%.*s", (int)strspn(p, " \t"), p);
            put_row_call(f, a, in->fused[q], q, &in->k->marks[piece->arg], names);
        }
    }
    fprintf(f, "    %s_WROTE();\n}\n\n", names->own ? names->upper : "NETC");
}

/* ---- tasks: a body with an instruction's constants, its buffers and its range ---- */

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

void emit_heading(FILE *f, Arena *a, const Instr *in)
{
    const Node *n = in->node;
    if (!n)
        return;
    fprintf(f, "/* %s", n->name);
    put_statement(f, n);
    fprintf(f, ": %s", n->n_in ? shape_text(a, n->in[0]->out) : shape_text(a, n->out));
    fprintf(f, " -> %s", shape_text(a, n->out));
    if (n->layer->flops && in->phase == PHASE_FORWARD)
        text_fprintf(f, ", %.3g MFLOP an image", n->layer->flops(n) / 1e6);
    fputs(" */\n", f);
}

bool emit_is_empty(const Ir *ir, const Instr *in, int arg)
{
    const char *size = in->k->args[arg].size;
    return size && kernel_eval(in->k, size, in->consts, ir->target.batch) == 0;
}

/* A place in the scratch of the task's worker. */
static const char *scratch_text(Arena *a, const Instr *in, const Ir *ir, const Buffer *b)
{
    int64_t bytes;
    const int64_t at = b->offset - instr_scratch(ir, in, &bytes)->offset;
    return at ? arena_printf(a, "scratch + %lld", (long long)(at / (int64_t)sizeof(float)))
              : "scratch";
}

/* What the task of `task` calls the floats of a value that its ranges widen: see put_widen. NULL:
 * it is none. */
static const char *widened_text(Arena *a, const Instr *task, const Buffer *b)
{
    for (int i = 0; i < task->n_narrow; i++)
        if (task->narrow[i].stored == b)
            return arena_printf(a, "value_%d", i + 1);
    return NULL;
}

/* task: whose task it is, `in` or what it is fused into. */
static const char *pointer_text(Arena *a, const EmitPlan *plan, const Instr *task, const Instr *in,
                                const KernelArg *arg, const Buffer *b, const char *column)
{
    const char *widened = arg->elem == NUMBER_F32 ? widened_text(a, task, b) : NULL;
    if (widened)
        return widened;
    const char *at = column ? arena_printf(a, "%s + row->%s", emit_area(b), column)
                     : arg->owner == OWNER_WORKER ? scratch_text(a, in, plan->ir, b)
                                                  : emit_address(a, plan, b);
    const char *c = arg->role == ARG_READ ? "const " : "";
    const bool sum = strchr(at, ' ');
    if (arg->elem != NUMBER_F32)
        at = arena_printf(a, "(%s%s *)(%svoid *)%s%s%s", c, number_types[arg->elem].ctype, c,
                          sum ? "(" : "", at, sum ? ")" : "");
    else if (b->area == AREA_LABEL)
        at = arena_printf(a, "(const float *)%s", at);
    if (arg->owner == OWNER_RANGE)
        at = arena_printf(a, "%s + (ptrdiff_t)range * %lld", at, (long long)b->fixed);
    return at;
}

static const char *const_text(Arena *a, const KernelArg *arg, double v, const char *column)
{
    FILE *m;
    if (column)
        return arena_printf(a, "row->%s", column);
    ArenaText *t = arena_text_open(a, &m);
    fprintf(m, "/*%s*/ ", arg->name);
    put_const(m, arg, v);
    return arena_text(t, NULL);
}

static const char *scalar_text(Arena *a, const Instr *in, const char *name, const EmitRows *rows)
{
    const char *factor = column_of(rows, in->k->n_args);
    if (!strcmp(name, "begin") || !strcmp(name, "end") || !strcmp(name, "range"))
        return name;
    if (strcmp(name, "rate"))
        return arena_printf(a, "run->%s", name);
    const char *rate = in->part ? arena_printf(a, "run->part_rate[%d]", in->part - 1) : "run->rate";
    if (factor)
        return arena_printf(a, "%s * row->%s", rate, factor);
    if (in->rate == 1)
        return rate;
    FILE *m;
    ArenaText *t = arena_text_open(a, &m);
    fprintf(m, "%s * ", rate);
    emit_float(m, in->rate);
    return arena_text(t, NULL);
}

/* The arguments of the body that are those of fused instruction pw. */
static void put_row_args(List *l, Arena *a, const EmitPlan *plan, const Instr *task,
                         const Instr *pw)
{
    for (int i = 0; i < pw->k->n_args; i++) {
        const KernelArg *arg = &pw->k->args[i];
        if (arg->in_row && arg->role == ARG_CONST)
            put_item(l, const_text(a, arg, pw->consts[i], NULL));
        else if (arg->in_row)
            put_item(l, pointer_text(a, plan, task, pw, arg,
                                     pw->buf[i - pw->k->n_consts - pw->k->n_scalars], NULL));
    }
}

static void put_call(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in, const char *body,
                     const EmitRows *rows)
{
    const int first = in->k->n_consts + in->k->n_scalars;
    List l = list_begin(f, "    ", body);
    for (int i = 0; i < in->k->n_args; i++) {
        const KernelArg *arg = &in->k->args[i];
        const char *column = column_of(rows, i);
        if (!body_has(in, arg))
            continue;
        put_item(&l, arg->role == ARG_CONST    ? const_text(a, arg, in->consts[i], column)
                     : arg->role == ARG_SCALAR ? scalar_text(a, in, arg->name, rows)
                     : emit_is_empty(plan->ir, in, i)
                         ? "NULL"
                         : pointer_text(a, plan, in, in, arg, in->buf[i - first], column));
    }
    for (int q = 0; q < in->n_fused; q++)
        put_row_args(&l, a, plan, in, in->fused[q]);
    fputs(");\n", f);
}

/* A call that widens value i of in->narrow for the images of the range, or rounds it back. */
static void put_conversion(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in, int i,
                           bool back)
{
    const Narrow *v = &in->narrow[i];
    const char *own = plan->names->own ? arena_printf(a, "%s_", plan->names->prefix) : "";
    const char *c = back ? "" : "const ";
    const char *place = arena_printf(a, "(%suint8_t *)(%svoid *)(%s) + (ptrdiff_t)first * %lld", c,
                                     c, emit_address(a, plan, v->stored),
                                     (long long)v->stored->per_image * 2);
    const char *floats = scratch_text(a, in, plan->ir, v->floats);
    List l = list_begin(f, "    ", arena_printf(a, "%smk_%s_bf16", own, back ? "narrow" : "widen"));
    put_item(&l, back ? place : floats);
    put_item(&l, back ? floats : place);
    put_item(&l, arena_printf(a, "images * %lld", (long long)v->stored->per_image));
    fputs(");\n", f);
}

/* The values that the kernel takes as floats while they lie as bfloat16: their images of this range
 * are in scratch, and value_1 ... are where the first image of all would lie. */
static void put_widen(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in)
{
    const char *upper = plan->names->upper;
    if (in->n_narrow)
        fprintf(f, "    %s_IMAGES(%d, %d);\n", upper, in->unit_items, in->unit_images);
    for (int i = 0; i < in->n_narrow; i++) {
        fprintf(f, "    float *const value_%d = %s_FROM_IMAGE(%s, first, %lld);\n", i + 1, upper,
                scratch_text(a, in, plan->ir, in->narrow[i].floats),
                (long long)in->narrow[i].stored->per_image);
    }
    for (int i = 0; i < in->n_narrow; i++)
        if (in->narrow[i].read)
            put_conversion(f, a, plan, in, i, false);
}

static void put_narrow(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in)
{
    for (int i = 0; i < in->n_narrow; i++)
        if (in->narrow[i].written)
            put_conversion(f, a, plan, in, i, true);
}

void emit_task(FILE *f, Arena *a, const EmitPlan *plan, const Instr *in, const char *body,
               const char *task, const EmitRows *rows)
{
    const char *upper = plan->names->upper;
    int64_t bytes;
    const Buffer *scratch = instr_scratch(plan->ir, in, &bytes);
    fprintf(f, "%s_TASK(%s)\n{\n", upper, task);
    if (rows)
        fprintf(f, "    %s_ROW(%s);\n", upper, rows->table);
    if (in->k->range) {
        fprintf(f, "    %s_%s(", upper, in->k->ranges ? "RANGES" : "RANGE");
        put_range(f, in, rows);
        fprintf(f, ", %d);\n", in->length);
    } else {
        fprintf(f, "    %s_WHOLE();\n", upper);
    }
    if (in->part)
        fprintf(f, "    if (!(run->part_rate[%d] > 0.0f))\n        return;\n", in->part - 1);
    if (scratch && bytes)
        fprintf(f, "    %s_SCRATCH(%s);\n", upper, emit_address(a, plan, scratch));
    put_widen(f, a, plan, in);
    put_call(f, a, plan, in, body, rows);
    put_narrow(f, a, plan, in);
    fputs("}\n", f);
}

bool emit_ranges_by_row(const Instr *in, const EmitRows *rows)
{
    for (int i = 0; i < in->k->n_consts; i++)
        if (in->k->range && !in->k->ranges && column_of(rows, i) &&
            names_word(in->k->range, in->k->args[i].name))
            return true;
    return false;
}

void emit_ranges(FILE *f, const EmitPlan *plan, const Instr *in, const EmitRows *rows)
{
    if (!in->k->range || in->k->ranges || (!rows && in->ranges == 1)) {
        fprintf(f, "%d", in->ranges);
        return;
    }
    fprintf(f, "%s_RANGES_OF(", plan->names->upper);
    put_range(f, in, rows);
    fprintf(f, ", %d)", in->length);
}

void emit_task_call(FILE *f, const EmitPlan *plan, const Instr *in, const char *task,
                    const EmitRows *rows)
{
    if (!in->k->range || (!rows && in->ranges == 1)) {
        fprintf(f, "    %s(run, 0, 0);\n", task);
        return;
    }
    fprintf(f, "    %s_PARALLEL_FOR(%s, run, ", plan->names->upper, task);
    emit_ranges(f, plan, in, rows);
    fputs(");\n", f);
}
