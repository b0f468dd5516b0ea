/* emit: prints a plan's programs as C. A kernel's body is printed as it stands in
 * kernels/, its shape constants as an enum before it, the row calls of fused
 * pointwise instructions at its fuse mark. The three flavours differ in what stands around
 * the programs, not in the programs. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/hash.h"
#include "base/number.h"
#include "compiler/emit/emit.h"
#include "compiler/emit/emit_impl.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- text with names filled in ---- */

static bool is_word(int c) { return ascii_word(c); }

/* Names that would clash between two models in one program begin with mk_, v8, NETC_, net_, NET_ or
 * resize_; a standalone file carries them under its own prefix. */
static void put_word(FILE *f, const char *w, size_t n, const EmitNames *names)
{
    const Rename *r = names->map;
    for (; r && r->from; r++)
        if (strlen(r->from) == n && !memcmp(r->from, w, n)) {
            fputs(r->to, f);
            return;
        }
    if (!names->prefix) {
        fprintf(f, "%.*s", (int)n, w);
    } else if (n > 4 && !memcmp(w, "net_", 4)) {
        fprintf(f, "%s_%.*s", names->prefix, (int)n - 4, w + 4);
    } else if (n > 4 && !memcmp(w, "NET_", 4)) {
        fprintf(f, "%s_%.*s", names->upper, (int)n - 4, w + 4);
    } else if (n > 5 && !memcmp(w, "NETC_", 5)) {
        fprintf(f, "%s_%.*s", names->upper, (int)n - 5, w + 5);
    } else if ((n > 3 && !memcmp(w, "mk_", 3)) || (n >= 2 && !memcmp(w, "v8", 2)) ||
               (n > 7 && !memcmp(w, "resize_", 7))) {
        fprintf(f, "%s_%.*s", names->prefix, (int)n, w);
    } else {
        fprintf(f, "%.*s", (int)n, w);
    }
}

void emit_text(FILE *f, const char *text, size_t len, const EmitNames *names)
{
    for (size_t i = 0; i < len;) {
        if (is_word(text[i]) && !ascii_digit((unsigned char)text[i])) {
            size_t b = i;
            while (i < len && is_word(text[i]))
                i++;
            put_word(f, text + b, i - b, names);
        } else if (ascii_digit((unsigned char)text[i])) {
            while (i < len && (is_word(text[i]) || text[i] == '.'))
                fputc(text[i++], f);
        } else {
            fputc(text[i++], f);
        }
    }
}

EmitNames emit_names(Arena *a, const char *prefix)
{
    EmitNames n = {prefix, NULL, NULL};
    if (prefix) {
        char *u = arena_strdup(a, prefix);
        for (char *p = u; *p; p++)
            *p = (char)ascii_upper((unsigned char)*p);
        n.upper = u;
    }
    return n;
}

/* ---- values ---- */

static void put_float(FILE *f, double v)
{
    char s[64];
    text_snprintf(s, sizeof s, "%.9g", (double)(float)v);
    fprintf(f, "%s%sf", s, strpbrk(s, ".en") ? "" : ".0");
}

static void put_const(FILE *f, const KernelArg *a, double v)
{
    if (a->is_float)
        put_float(f, v);
    else
        fprintf(f, "%d", (int)v);
}

/* A size or range expression with the constants' values, over run->n. */
static void put_expr(FILE *f, const Instr *in, const char *expr)
{
    for (const char *p = expr; *p;) {
        if (!is_word(*p) || ascii_digit((unsigned char)*p)) {
            fputc(*p++, f);
            continue;
        }
        const char *b = p;
        while (is_word(*p))
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

static bool row_arg(const Kernel *k, const KernelArg *a)
{
    size_t n = strlen(a->name);
    for (const char *p = k->rowargs; p && *p;) {
        size_t w = strcspn(p, " ");
        if (w == n && !memcmp(p, a->name, n))
            return true;
        p += w + (p[w] == ' ');
    }
    return false;
}

static void put_signature(FILE *f, const Instr *in, const char *name, const EmitNames *names)
{
    fprintf(f, "static void %s(", name);
    const char *sep = "";
    for (int i = in->k->n_consts; i < in->k->n_args; i++) {
        const KernelArg *a = &in->k->args[i];
        fputs(sep, f);
        emit_text(f, a->ctype, strlen(a->ctype), names);
        size_t n = strlen(a->ctype);
        fprintf(f, "%s%s", n && a->ctype[n - 1] == '*' ? "" : " ", a->name);
        sep = ", ";
    }
    for (int q = 0; q < in->n_fused; q++)
        for (int i = 0; i < in->fused[q]->k->n_args; i++) {
            const KernelArg *a = &in->fused[q]->k->args[i];
            if (row_arg(in->fused[q]->k, a)) {
                fprintf(f, "%s%sfloat *f%d_%s", sep, a->role == ARG_READ ? "const " : "", q,
                        a->name);
                sep = ", ";
            }
        }
    fprintf(f, "%s)\n", *sep ? "" : "void");
}

/* The call at a fuse mark, for one fused instruction: @row with ROW, COUNT, CH, AT, the kernel's
 * constants and buffers filled in. */
static void put_row_call(FILE *f, Arena *a, const Instr *pw, int q, char word[4][64],
                         const EmitNames *names)
{
    Rename map[IR_MAX_CONSTS + IR_MAX_BUFS + 5] = {
        {"ROW", word[1]},
        {"CH", word[2]},
        {"COUNT", word[3]},
        {"AT", arena_printf(a, "(%s - %s)", word[1], word[0])}};
    int n = 4;
    for (int i = 0; i < pw->k->n_args; i++) {
        const KernelArg *arg = &pw->k->args[i];
        if (arg->role == ARG_CONST) {
            FILE *m;
            ArenaText *t = arena_text_open(a, &m);
            put_const(m, arg, pw->consts[i]);
            map[n++] = (Rename){arg->name, arena_text(t, NULL)};
        } else if (row_arg(pw->k, arg)) {
            map[n++] = (Rename){arg->name, arena_printf(a, "f%d_%s", q, arg->name)};
        }
    }
    EmitNames with = *names;
    with.map = map;
    emit_text(f, pw->k->row, strlen(pw->k->row), &with);
    fputs(";\n", f);
}

static void put_body(FILE *f, Arena *a, const Instr *in, const EmitNames *names)
{
    static const char mark[] = "/* @fuse ";
    const char *p = in->k->body + 1, *line;
    while ((line = strstr(p, mark))) {
        const char *b = line;
        while (b > p && (b[-1] == ' ' || b[-1] == '\t'))
            b--;
        emit_text(f, p, (size_t)(b - p), names);
        char word[4][64];
        int ok = sscanf(line + sizeof mark - 1, "%63s %63s %63s %63s", word[0], word[1], word[2],
                        word[3]);
        assert(ok == 4);
        (void)ok;
        for (int q = 0; q < in->n_fused; q++) {
            fprintf(f, "%s%.*s", q ? "\n" : "", (int)(line - b), b);
            size_t len;
            FILE *m;
            ArenaText *t = arena_text_open(a, &m);
            put_row_call(m, a, in->fused[q], q, word, names);
            const char *text = arena_text(t, &len);
            fwrite(text, 1, len - 1, f); /* the mark's own line end follows */
        }
        const char *e = strstr(line, "*/");
        assert(e);
        p = e + 2;
        if (!in->n_fused && *p == '\n')
            p++;
    }
    const char *end = strrchr(p, '}');
    assert(end);
    emit_text(f, p, (size_t)(end - p), names);
    emit_text(f, "    NETC_WROTE();\n}\n", sizeof "    NETC_WROTE();\n}\n" - 1, names);
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

/* LINE-MARKS: emit_lines turns what stands between two marks into #line directives, or drops the
 * marks. */
static void put_line_mark(FILE *f, const Node *n)
{
    if (!n || !n->span.src)
        return;
    const char *base = strrchr(n->span.src->path, '/');
    fprintf(f, LINE_MARK "%d ", source_line_col(n->span.src, n->span.begin).line);
    foreign_c_string(f, base ? base + 1 : n->span.src->path);
    fputc('\n', f);
}

void emit_lines(FILE *f, const char *text, bool directives, const char *file)
{
    int at = 1;
    const char *region =
        NULL; /* the mark's line and file, "12 \"vgg.net\""; NULL: between regions */
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
        region = directives && strncmp(p + mark, "end", 3) ? p + mark : NULL;
        region_n = n - mark;
        if (directives && !region) {
            fprintf(f, "#line %d ", ++at);
            foreign_c_string(f, file);
            fputc('\n', f);
        }
        p += n + (p[n] == '\n');
    }
}

/* ---- tasks: an instruction with its buffers and its range ---- */

static void put_address(FILE *f, const KernelArg *a, const Buffer *b, bool parts,
                        const EmitNames *names)
{
    static const char *const elem[] = {"float", "uint8_t", "int32_t"};
    static const char *const area[] = {"X",     "LABEL", "Y",     "PARAMS", "MODEL",
                                       "STATE", "WORK",  "GRADS", "LOSS"}; /* ORDER AREAS */
    const char *c = a->role == ARG_READ ? "const " : "";
    fprintf(f, "(%s%s *)(%svoid *)(run->base[%s_AREA_%s] + %lld", c, elem[a->elem], c,
            names->upper ? names->upper : "NET", area[b->area], (long long)b->offset);
    if (parts && b->parts && a->is_private)
        fprintf(f, " + (ptrdiff_t)part * %lld", (long long)buffer_part_bytes(b));
    fputs(")", f);
}

static void put_call(FILE *f, const Instr *in, const char *name, const EmitNames *names)
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
            put_address(f, a, in->buf[b++], true, names);
        } else if (!strcmp(a->name, "begin") || !strcmp(a->name, "end") ||
                   !strcmp(a->name, "part")) {
            fputs(a->name, f);
        } else {
            fprintf(f, "run->%s", a->name);
            if (in->rate != 1 && !strcmp(a->name, "rate")) {
                fputs(" * ", f);
                put_float(f, in->rate);
            }
        }
    }
    for (int q = 0; q < in->n_fused; q++) {
        const Instr *pw = in->fused[q];
        for (int i = 0; i < pw->k->n_args; i++)
            if (row_arg(pw->k, &pw->k->args[i])) {
                fprintf(f, "%s\n        ", *sep ? "," : "");
                put_address(f, &pw->k->args[i], pw->buf[i - pw->k->n_consts - pw->k->n_scalars],
                            false, names);
                sep = ", ";
            }
    }
    fputs(");\n", f);
}

static void put_task(FILE *f, const Instr *in, const char *fn, const char *task,
                     const EmitNames *names)
{
    fprintf(f, "static void %s(void *arg, int part)\n{\n", task);
    emit_text(f, "    net_run *run = (net_run *)arg;\n", 35, names);
    if (in->k->range) {
        fputs("    const int64_t extent = ", f);
        put_expr(f, in, in->k->range);
        fprintf(f,
                ";\n    const int begin = (int)(extent * part / %d), end = (int)(extent * (part + "
                "1) / %d);\n",
                in->parts, in->parts);
        if (!in->k->parts)
            fputs("    if (begin == end)\n        return;\n", f);
    } else {
        fputs("    (void)part;\n", f);
    }
    put_call(f, in, fn, names);
    fputs("}\n\n", f);
}

/* ---- programs ---- */

/* A plan's own programs; INIT is printed with the inference plan only, and those that only some
 * plans have, where the train section asks for them, even when nothing trains. */
static bool program_printed(const Ir *ir, ProgramId p)
{
    if (p == PROG_ADD || p == PROG_MEAN)
        return ir->mode == MODE_TRAIN && ir->graph->train.accumulate > 1;
    if (p == PROG_AVERAGE)
        return ir->mode == MODE_TRAIN && ir->graph->train.average > 0;
    if (p == PROG_PREFIX || p == PROG_REST)
        return ir->prog[p].n > 0;
    bool infer = p == PROG_INIT || p == PROG_PREPARE || p == PROG_INFER;
    return infer == (ir->mode == MODE_INFER);
}

/* Programs are numbered in thousands; in more, where one of them has more instructions. */
static int number_base(const Ir *ir)
{
    int base = 1000;
    for (int p = 0; p < PROG_COUNT; p++)
        while (ir->prog[p].n > base && base < 10000000)
            base *= 10;
    return base;
}

static char *instr_name(Arena *a, const Ir *ir, ProgramId p, int i, const char *prefix)
{
    const Instr *in = ir->prog[p].code[i];
    char *name = arena_printf(a, "%s_%s%d_%s%s%s", prefix, ir->mode == MODE_TRAIN ? "t" : "i",
                              p * number_base(ir) + i, in->node ? in->node->name : "",
                              in->node ? "_" : "", in->k->name);
    for (char *c = name; *c; c++)
        if (!is_word(*c))
            *c = '_';
    return name;
}

static bool same_text(const Instr *a, const Instr *b)
{
    if (a->k != b->k || a->n_fused != b->n_fused || memcmp(a->consts, b->consts, sizeof a->consts))
        return false;
    for (int q = 0; q < a->n_fused; q++)
        if (!same_text(a->fused[q], b->fused[q]))
            return false;
    return true;
}

static uint64_t text_hash(uint64_t h, const Instr *in)
{
    h = hash_bytes(hash_text(h, in->k->name), in->consts, sizeof in->consts);
    for (int q = 0; q < in->n_fused; q++)
        h = text_hash(h, in->fused[q]);
    return h;
}

/* The functions printed so far, found by their text, and the kernels they are of. */
typedef struct Printed {
    const Instr **in; /* open addressing; NULL: free */
    const char **name;
    size_t mask;
    bool *kernel; /* in the order of kernel_table */
} Printed;

static Printed printed_new(Arena *a, const Ir *ir)
{
    size_t n = 0, size = 16;
    for (int p = 0; p < PROG_COUNT; p++)
        n += (size_t)ir->prog[p].n;
    while (size < 2 * n)
        size *= 2;
    return (Printed){ARENA_ARRAY(a, const Instr *, size), ARENA_ARRAY(a, const char *, size),
                     size - 1, ARENA_ARRAY(a, bool, kernel_count)};
}

/* Layers of the same shape share one function, named after the first: NULL when `in` is that, then
 * called `name`. */
static const char *printed_before(Printed *t, const Instr *in, const char *name)
{
    size_t at = (size_t)text_hash(HASH_START, in) & t->mask;
    for (; t->in[at]; at = (at + 1) & t->mask)
        if (same_text(t->in[at], in))
            return t->name[at];
    t->in[at] = in;
    t->name[at] = name;
    return NULL;
}

static bool kernel_seen(Printed *t, const Kernel *k)
{
    bool seen = t->kernel[k - kernel_table];
    t->kernel[k - kernel_table] = true;
    return seen;
}

static void put_function(FILE *f, Arena *a, const Instr *in, const char *fn, bool explain,
                         const EmitNames *names)
{
    put_heading(f, a, in, explain);
    put_line_mark(f, in->node);
    put_signature(f, in, fn, names);
    fputs("{\n", f);
    put_consts(f, in);
    put_body(f, a, in, names);
    if (in->node && in->node->span.src)
        fputs(LINE_MARK "end\n", f);
}

/* For measuring: the host's function hears of the start (-1) and of the end of each instruction. */
static void put_mark(FILE *f, Arena *a, const Ir *ir, ProgramId p, int i, const EmitNames *names)
{
    const char *call = arena_printf(a, "    net_mark(run, %d, %d);\n", p, i);
    if (ir->target.timed)
        emit_text(f, call, strlen(call), names);
}

static void put_program(FILE *f, Arena *a, const Ir *ir, ProgramId p, EmitFlavour flavour,
                        const EmitNames *names, const char *prefix, Printed *printed)
{
    const Program *prog = &ir->prog[p];
    for (int i = 0; i < prog->n; i++) {
        const Instr *in = prog->code[i];
        if (in->gone)
            continue;
        const char *name = instr_name(a, ir, p, i, prefix), *fn = printed_before(printed, in, name);
        if (!fn)
            put_function(f, a, in, name, !kernel_seen(printed, in->k), names);
        put_task(f, in, fn ? fn : name, arena_printf(a, "%s_task", name), names);
    }
    fprintf(f, "%svoid %s_run_%s(", flavour == EMIT_STANDALONE ? "static " : "", prefix,
            program_name(p));
    emit_text(f, "net_run *run)\n{\n", 16, names);
    put_mark(f, a, ir, p, -1, names);
    for (int i = 0; i < prog->n; i++) {
        const Instr *in = prog->code[i];
        if (in->gone)
            continue;
        char *fn = instr_name(a, ir, p, i, prefix);
        if (in->parts > 1) {
            emit_text(f, "    NET_PARALLEL_FOR(", 21, names);
            fprintf(f, "%s_task, run, %d);\n", fn, in->parts);
        } else {
            fprintf(f, "    %s_task(run, 0);\n", fn);
        }
        put_mark(f, a, ir, p, i, names);
    }
    if (!prog->n)
        fputs("    (void)run;\n", f);
    fputs("}\n\n", f);
}

void emit_programs(FILE *f, const Ir *ir, EmitFlavour flavour, const char *prefix)
{
    Arena *a = ir->arena;
    EmitNames names = emit_names(a, flavour == EMIT_STANDALONE ? prefix : NULL);
    Printed printed = printed_new(a, ir);
    for (int p = 0; p < PROG_COUNT; p++) {
        if (program_printed(ir, (ProgramId)p))
            put_program(f, a, ir, (ProgramId)p, flavour, &names, prefix, &printed);
    }
}

/* ---- micro-kernels ---- */

static void need_words(bool *need, const char *text)
{
    for (const char *p = text; p && *p;) {
        if (!is_word(*p)) {
            p++;
            continue;
        }
        const char *b = p;
        while (is_word(*p))
            p++;
        for (int m = 0; m < micro_count && !strncmp(b, "mk_", 3);
             m++) /* as every micro-kernel is called */
            if (strlen(micro_table[m].name) == (size_t)(p - b) &&
                !memcmp(micro_table[m].name, b, (size_t)(p - b)))
                need[m] = true;
    }
}

static void need_program(bool *need, const Program *p)
{
    for (int i = 0; i < p->n; i++) {
        const Instr *in = p->code[i];
        if (in->gone)
            continue;
        need_words(need, in->k->body);
        for (int q = 0; q < in->n_fused; q++)
            need_words(need, in->fused[q]->k->row);
    }
}

static void emit_one_micro(FILE *f, bool *need, bool *done, int m, const EmitNames *names)
{
    if (done[m])
        return;
    done[m] = true;
    for (int d = 0; d < micro_count; d++)
        if (need[d] && d != m) {
            bool dep[1] = {false};
            const char *at = micro_table[m].deps;
            size_t n = strlen(micro_table[d].name);
            while ((at = strstr(at, micro_table[d].name)) && !dep[0]) {
                dep[0] = at[-1] == ' ' && (at[n] == ' ' || !at[n]);
                at += n;
            }
            if (dep[0])
                emit_one_micro(f, need, done, d, names);
        }
    emit_text(f, micro_table[m].text, strlen(micro_table[m].text), names);
    fputc('\n', f);
}

/* ---- the vector type: of its one-line functions only those that something calls ---- */

/* The name a prelude line defines, "" for lines that are no function. */
static void prelude_name(const char *line, char name[64])
{
    name[0] = 0;
    if (strncmp(line, "static inline ", 14))
        return;
    const char *e = strchr(line, '('), *b = e;
    while (b && is_word(b[-1]))
        b--;
    if (b)
        snprintf(name, 64, "%.*s", (int)(e - b), b);
}

static bool has_word(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = text, *end = text + len; (p = memmem(p, (size_t)(end - p), word, n)); p++)
        if ((p == text || !is_word(p[-1])) && (p + n == end || !is_word(p[n])))
            return true;
    return false;
}

static bool prelude_needed(const char *name, const bool *need, int depth)
{
    for (int m = 0; m < micro_count; m++)
        if (need[m] && has_word(micro_table[m].text, strlen(micro_table[m].text), name))
            return true;
    for (const char *p = micro_prelude; *p && depth < 4;
         p += strcspn(p, "\n") + 1) { /* called by a needed prelude line? */
        char caller[64];
        prelude_name(p, caller);
        const char *body = strchr(p, '{');
        if (caller[0] && strcmp(caller, name) && body &&
            has_word(body, strcspn(body, "\n"), name) && prelude_needed(caller, need, depth + 1))
            return true;
    }
    return false;
}

/* Lines between "@needs NAME" and "@end" are there only when NAME is called. */
static void emit_prelude(FILE *f, const bool *need, const EmitNames *names)
{
    bool section = true;
    for (const char *p = micro_prelude; *p;) {
        size_t n = strcspn(p, "\n");
        n += p[n] == '\n';
        char name[64];
        prelude_name(p, name);
        if (sscanf(p, "/* @needs %63[a-z0-9_]", name) == 1)
            section = prelude_needed(name, need, 0);
        else if (!strncmp(p, "/* @end */", 10))
            section = true;
        else if (section && (!name[0] || prelude_needed(name, need, 0)))
            emit_text(f, p, n, names);
        p += n;
    }
    fputc('\n', f);
}

void emit_micro(FILE *f, Arena *a, const Ir *const *irs, int n_irs, const EmitNames *names)
{
    bool *need = ARENA_ARRAY(a, bool, micro_count), *done = ARENA_ARRAY(a, bool, micro_count);
    for (int i = 0; i < n_irs; i++)
        for (int p = 0; irs[i] && p < PROG_COUNT; p++)
            need_program(need, &irs[i]->prog[p]);
    for (bool again = true; again;) {
        again = false;
        for (int m = 0; m < micro_count; m++) {
            int before = 0, after = 0;
            for (int d = 0; d < micro_count; d++)
                before += need[d];
            if (need[m])
                need_words(need, micro_table[m].deps);
            for (int d = 0; d < micro_count; d++)
                after += need[d];
            again |= after != before;
        }
    }
    emit_prelude(f, need, names);
    for (int m = 0; m < micro_count; m++)
        if (need[m])
            emit_one_micro(f, need, done, m, names);
}

/* ---- JIT and HOST ---- */

static const char jit_prelude[] =
    "typedef signed char int8_t; typedef unsigned char uint8_t; typedef int int32_t; typedef "
    "unsigned int uint32_t;\n"
    "typedef long long int64_t; typedef unsigned long long uint64_t; typedef long ptrdiff_t; "
    "typedef unsigned long size_t;\n"
    "#define NETC_RESTRICT restrict\n#define NETC_WROTE() ((void)0)\n#define NULL ((void *)0)\n"
    "void *memset(void *, int, size_t); void *memcpy(void *, const void *, size_t); void "
    "*memmove(void *, const void *, size_t);\n"
    "double pow(double, double); double exp(double); double log(double); double log1p(double); "
    "double sqrt(double); double fabs(double); double floor(double);\n"
    "float powf(float, float); float expf(float); float logf(float); float log1pf(float); float "
    "sqrtf(float); float fabsf(float);\n"
    "float tanhf(float); float erff(float); float floorf(float); float fmaxf(float, float); float "
    "fminf(float, float);\n"
    "#define INFINITY (1e39f)\n";

static const char run_struct[] = "enum { NET_AREA_X, NET_AREA_LABEL, NET_AREA_Y, NET_AREA_PARAMS, "
                                 "NET_AREA_MODEL, "
                                 "NET_AREA_STATE, NET_AREA_WORK, NET_AREA_GRADS, NET_AREA_LOSS };\n"
                                 "typedef struct net_run {\n    int n;\n    float rate;\n    "
                                 "uint64_t seed, step;\n    unsigned "
                                 "char *base[9];\n"
                                 "    void (*parallel_for)(const struct net_run *run, void "
                                 "(*task)(void *run, int part), int "
                                 "count);\n} net_run;\n"
                                 "#define NET_PARALLEL_FOR(task, run, count) "
                                 "(run)->parallel_for(run, task, count)\n\n"; /* RUN-LAYOUT
                                                                               */

void emit_plan(FILE *f, const Ir *ir, EmitFlavour flavour)
{
    EmitNames names = emit_names(ir->arena, NULL);
    if (flavour == EMIT_JIT) {
        fputs(jit_prelude, f);
        for (int m = 0; m < micro_count; m++)
            if (strncmp(micro_table[m].name, "v8", 2) && !strstr(micro_table[m].proto, "v8 ") &&
                !strstr(micro_table[m].proto, "v8w "))
                fprintf(f, "%s\n", micro_table[m].proto);
    } else {
        emit_micro(f, ir->arena, &ir, 1, &names);
    }
    fputs(run_struct, f);
    if (ir->target.timed)
        fputs("void (*net_mark)(const net_run *run, int program, int instr);\n\n", f);
    FILE *m;
    ArenaText *t = arena_text_open(ir->arena, &m);
    emit_programs(m, ir, flavour, "net");
    emit_lines(f, arena_text(t, NULL), false, "");
}
