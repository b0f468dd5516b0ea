/* Standalone C for small machines (--target=mcu): model.c and model.h. Each kernel stands once,
 * with its shape constants as parameters, and NAME_infer is a list of calls, one or two a layer.
 * Weights are a constant array that the calls read where it lies; NAME_fold makes the same array of
 * trained parameters. A plan of 8-bit integers has an array for each weight, and no NAME_fold. */
#include "base/ascii.h"
#include "base/foreign.h"
#include "base/number.h"
#include "compiler/emit/emit_impl.h"
#include <inttypes.h>
#include <string.h>

typedef struct Mcu {
    FILE *f;
    Arena *a;
    const Ir *ir;
    const EmitOptions *o;
    EmitNames names;
    const char **weight; /* by a buffer's id: NET_CONV_1_KERNEL; NULL: not one of the weights */
    int64_t *place;      /* and of floats, where they begin in the array of their Group */
    int64_t floats[3];   /* of each Group */
    bool folds;          /* with NAME_fold */
} Mcu;

/* Arrays that hold the floats of several layers. Integers have arrays of their own. */
typedef enum Group {
    GROUP_NONE = -1,
    GROUP_WEIGHTS, /* that do not change */
    GROUP_TRAINED, /* that do */
    GROUP_KEPT     /* what steps keep beside these */
} Group;

enum { FLOAT_BYTES = 4 };

/* Values and weights are integers, all of them. */
static bool is_int8(const Mcu *m) { return m->ir->target.quant && !m->ir->target.learns; }

/* Only those before the first layer that trains. */
static bool is_mixed(const Mcu *m) { return m->ir->target.quant && m->ir->target.learns; }

static bool integers_in(const Mcu *m) { return m->ir->x->elem == NUMBER_I8; }

/* x and y are floats. */
static bool float_ends(const Mcu *m) { return !is_int8(m) || !m->ir->target.int8_ends; }

/* With NAME_learn, and weights that it changes. */
static bool learns(const Mcu *m) { return m->ir->prog[PROG_LEARN].n > 0; }

/* Steps are made of the sums that NAME_learn leaves. */
static bool adds_up(const Mcu *m) { return m->ir->prog[PROG_LEARN_SUMS].n > 0; }

static Group group_of(const Buffer *b)
{
    return b->area == AREA_MODEL && !b->data               ? GROUP_WEIGHTS
           : b->area == AREA_STATE && b->use == USE_MOMENT ? GROUP_KEPT
           : b->area == AREA_STATE                         ? GROUP_TRAINED
                                                           : GROUP_NONE;
}

static int64_t weight_floats(const Mcu *m) { return m->floats[GROUP_WEIGHTS]; }
static int64_t trained_floats(const Mcu *m) { return m->floats[GROUP_TRAINED]; }
static int64_t kept_floats(const Mcu *m) { return m->floats[GROUP_KEPT]; }

/* ---- the names of weights ---- */

static bool taken(const Mcu *m, const char *name)
{
    for (int i = 0; i < m->ir->n_bufs; i++)
        if (m->weight[i] && !strcmp(m->weight[i], name))
            return true;
    return false;
}

static void name_weights(Mcu *m)
{
    m->weight = ARENA_ARRAY(m->a, const char *, m->ir->n_bufs + 1);
    for (int i = 0; i < m->ir->n_bufs; i++) {
        const Buffer *b = m->ir->bufs[i];
        if ((b->area != AREA_MODEL && b->area != AREA_STATE) || b->first < 0)
            continue;
        const bool own = group_of(b) == GROUP_NONE;
        const char *first = own ? m->names.prefix : m->names.upper;
        char *base = arena_printf(m->a, "%s_%s", first, b->name), *name = base;
        for (char *c = base + strlen(first); *c; c++)
            *c = !ascii_word((unsigned char)*c) ? '_'
                 : own                          ? *c
                                                : (char)ascii_upper((unsigned char)*c);
        for (int number = 2; taken(m, name); number++)
            name = arena_printf(m->a, "%s_%d", base, number);
        m->weight[i] = name;
    }
}

static void place_floats(Mcu *m)
{
    m->place = ARENA_ARRAY(m->a, int64_t, m->ir->n_bufs + 1);
    for (int i = 0; i < m->ir->n_bufs; i++) {
        const Buffer *b = m->ir->bufs[i];
        const Group g = group_of(b);
        if (g == GROUP_NONE)
            continue;
        m->place[i] = m->floats[g];
        m->floats[g] += buffer_count(m->ir, b);
    }
}

static Mcu mcu_new(FILE *f, const Ir *ir, const EmitOptions *o)
{
    Mcu m = {.f = f,
             .a = ir->arena,
             .ir = ir,
             .o = o,
             .names = emit_names(ir->arena, o->prefix, true),
             .folds = !o->weights && !o->weights_file && !ir->target.quant};
    name_weights(&m);
    place_floats(&m);
    return m;
}

/* Text that goes on in the next line where this one has no room for it. */
typedef struct Line {
    FILE *f;
    int column, indent;
} Line;

static void put_item(Line *l, const char *text, bool last)
{
    const int n = (int)strlen(text) + 2; /* a comma, or what ends the list */
    const bool first = l->column == l->indent;
    if (l->column + n + !first > 100) {
        fprintf(l->f, "\n%*s", l->indent, "");
        l->column = l->indent;
    } else if (!first) {
        fputc(' ', l->f);
        l->column++;
    }
    fprintf(l->f, last ? "%s" : "%s,", text);
    l->column += n - 1;
}

/* ---- sizes ---- */

static void define(const Mcu *m, const char *name, int64_t value, const char *comment)
{
    fprintf(m->f, "#define %s_%s %" PRId64, m->names.upper, name, value);
    fprintf(m->f, comment ? "    /* %s */\n" : "\n", comment);
}

static void put_sizes(const Mcu *m)
{
    const Ir *ir = m->ir;
    int64_t most;
    const Instr *at = plan_peak(ir, &most, NULL);
    fprintf(m->f, " *\n * Flash: the code, and %" PRId64 " bytes of weights.\n",
            ir->area_bytes[AREA_MODEL]);
    fprintf(m->f,
            " * RAM: %" PRId64 " bytes of work area, %" PRId64 " of input, %" PRId64
            " of output, and the stack.\n",
            ir->area_bytes[AREA_WORK], ir->area_bytes[AREA_X], ir->area_bytes[AREA_Y]);
    if (ir->prog[PROG_LEARN].n)
        fprintf(m->f, " * And %" PRId64 " of weights that train%s.\n", ir->area_bytes[AREA_STATE],
                kept_floats(m) ? ", with what steps keep beside them" : "");
    if (at && at->node) {
        fputs(" * Most of the work area is in use at ", m->f);
        foreign_c_comment(m->f, at->node->name, strlen(at->node->name));
        fprintf(m->f, ": %" PRId64 " bytes.\n", most);
    }
}

static void put_scale(const Mcu *m, const char *which, QuantScale s)
{
    fprintf(m->f, "#define %s_%s_SCALE ", m->names.upper, which);
    emit_float(m->f, (double)s.scale);
    fputc('\n', m->f);
    fprintf(m->f, "#define %s_%s_ZERO (%d)\n", m->names.upper, which, s.zero);
}

static void put_head(const Mcu *m, const char *what)
{
    const Graph *g = m->ir->graph;
    /* MADE BY NETC: cli/ knows its own files by these words */
    fprintf(m->f, "/* %s of net `%s`, made by netc %s:\n *     ", what, g->name, m->o->version);
    foreign_c_comment(m->f, m->o->command, strlen(m->o->command));
    fprintf(m->f, "\n * source hash %016" PRIx64 ", parameter layout %016" PRIx64 ".\n",
            g->source_hash, g->layout_hash);
    fputs(" * This file belongs to whoever generated it; no licence of netc's applies to it.\n"
          " * Needs a C99 compiler and libm. It allocates nothing and keeps no state.\n",
          m->f);
    put_sizes(m);
    fputs(" */\n", m->f);
}

/* ---- model.h ---- */

/* Some of the work area holds integers. */
static bool works_on_bytes(const Mcu *m)
{
    for (int i = 0; i < m->ir->n_bufs; i++)
        if (m->ir->bufs[i]->area == AREA_WORK && m->ir->bufs[i]->elem == NUMBER_I8 &&
            m->ir->bufs[i]->first >= 0)
            return true;
    return false;
}

/* The head of NAME_learn, without what ends it. */
static void put_learn_head(const Mcu *m)
{
    const char *head = arena_printf(m->a, "int %s_learn(", m->names.prefix);
    const char *item[12];
    int n = 0;
    item[n++] = "const float *weights";
    item[n++] = "float *trained";
    if (kept_floats(m))
        item[n++] = "float *kept";
    item[n++] = integers_in(m) ? "const int8_t *x" : "const float *x";
    item[n++] = m->ir->labels->elem == NUMBER_I32 ? "int class_number" : "const float *label";
    if (!adds_up(m))
        item[n++] = "float rate";
    item[n++] = "float *y";
    item[n++] = "float *loss_of";
    item[n++] = "void *memory";
    item[n++] = "size_t bytes";
    fputs(head, m->f);
    Line line = {m->f, (int)strlen(head), (int)strlen(head)};
    for (int i = 0; i < n; i++)
        put_item(&line, item[i], i == n - 1);
    fputc(')', m->f);
}

static void put_words(const Mcu *m, const char *name)
{
    const char *words[24];
    int n = 0;
    if (weight_floats(m))
        words[n++] = "weights";
    if (is_int8(m) ? m->ir->area_bytes[AREA_MODEL] > 0 : weight_floats(m) && m->o->weights)
        words[n++] = "array";
    else if (!strcmp(name, "hooks.h") && (is_mixed(m) || (learns(m) && m->o->learned)))
        words[n++] = "array"; /* others that NET_CONST and NET_SECTION are for */
    if (is_mixed(m))
        words[n++] = "mixed";
    if (is_mixed(m) && integers_in(m))
        words[n++] = "x8";
    if (kept_floats(m))
        words[n++] = "kept";
    if (adds_up(m))
        words[n++] = "adds";
    if (is_mixed(m) && works_on_bytes(m))
        words[n++] = "work8";
    if (float_ends(m))
        words[n++] = "floats";
    if (m->ir->target.quant)
        words[n++] = "dot4", words[n++] = "integers";
    if (!is_int8(m))
        words[n++] = "sums";
    if (m->ir->area_bytes[AREA_WORK])
        words[n++] = "work";
    if (m->folds)
        words[n++] = "fold";
    if (learns(m))
        words[n++] = "learns";
    if (learns(m) && m->o->learned)
        words[n++] = "starts";
    if (learns(m) && m->ir->labels->elem == NUMBER_I32)
        words[n++] = "int_labels";
    if (m->o->weights_file)
        words[n++] = "map";
    if (m->ir->graph->columns)
        words[n++] = "table";
    if (m->ir->graph->input.bgr)
        words[n++] = "bgr";
    if (m->ir->target.timed)
        words[n++] = "timed";
    words[n] = NULL;
    emit_support(m->f, name, words, &m->names);
}

void emit_mcu_h(FILE *f, const Ir *infer, const EmitOptions *o)
{
    Mcu made = mcu_new(f, infer, o), *m = &made;
    const Graph *g = infer->graph;
    Shape in = g->nodes[0]->out;
    const char *upper = m->names.upper;
    const int64_t *bytes = infer->area_bytes;
    put_head(m, "Interface");
    fprintf(f, "#ifndef %s_MODEL_H\n#define %s_MODEL_H\n", upper, upper);
    fputs(integers_in(m) ? "#include <stddef.h>\n#include <stdint.h>\n" : "#include <stddef.h>\n",
          f);
    put_words(m, "hooks.h");
    fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n", f);
    define(m, "IN_H", in.h, NULL);
    define(m, "IN_W", in.w, NULL);
    define(m, "IN_C", in.c, NULL);
    define(m, "OUTPUTS", shape_count(g->output->out),
           float_ends(m) ? "floats of one output" : "integers of one output");
    if (integers_in(m))
        put_scale(m, "IN", infer->x->quant);
    if (is_int8(m) && !float_ends(m))
        put_scale(m, "OUT", infer->y->quant);
    if (!is_int8(m)) {
        define(m, "PARAM_FLOATS", g->param_floats, "every parameter, as training has them");
        define(m, "WEIGHT_FLOATS", weight_floats(m),
               learns(m) ? "what infer reads of those that do not train"
                         : "what infer reads of them");
    }
    define(m, "WEIGHT_BYTES", bytes[AREA_MODEL], "flash beside the code");
    if (o->weights_file)
        emit_file_macros(f, infer, &m->names);
    define(m, "WORK_BYTES", bytes[AREA_WORK], "RAM of a call beside x, y and the stack");
    if (learns(m)) {
        define(m, "TRAINED_FLOATS", trained_floats(m), "weights that train");
        define(m, "TRAINED_BYTES", trained_floats(m) * FLOAT_BYTES, "RAM, besides");
    }
    if (kept_floats(m)) {
        define(m, "KEPT_FLOATS", kept_floats(m), "what steps keep beside them");
        define(m, "KEPT_BYTES", kept_floats(m) * FLOAT_BYTES, "RAM, besides");
    }
    define(m, "RAM_BYTES", bytes[AREA_WORK] + bytes[AREA_X] + bytes[AREA_Y] + bytes[AREA_STATE],
           learns(m) ? "with x, y and the weights that train" : "with x and y");
    fputc('\n', f);
    emit_columns(f, g);
    put_words(m, is_int8(m) ? "mcu_int8.h" : "mcu.h");
    if (learns(m)) {
        put_words(m, "mcu_learn.h");
        put_learn_head(m);
        fputs(";\n", f);
    }
    if (adds_up(m))
        put_words(m, "mcu_step.h");
    if (o->weights_file)
        put_words(m, "map.h");
    fputs("\n#ifdef __cplusplus\n}\n#endif\n#endif\n", f);
}

/* ---- kernels ---- */

/* plain_conv is NAME_conv. */
static const char *short_name(const Kernel *k)
{
    return strncmp(k->name, "plain_", 6) ? k->name : k->name + 6;
}

static const char *param_text(const Mcu *m, const KernelArg *arg)
{
    const char *type = arg->ctype, *word = strstr(type, "NETC_");
    if (arg->role == ARG_CONST)
        return arena_printf(m->a, "%s %s", arg->is_float ? "float" : "int", arg->name);
    const bool star = type[strlen(type) - 1] == '*';
    if (word)
        type = arena_printf(m->a, "%.*s%s%s", (int)(word - type), type, m->names.upper, word + 4);
    return arena_printf(m->a, "%s%s%s", type, star ? "" : " ", arg->name);
}

/* Without the blanks around it, which differ where it stands on one line. */
static void put_body(const Mcu *m, const Kernel *k)
{
    FILE *f;
    ArenaText *t = arena_text_open(m->a, &f);
    emit_cut(f, &k->inside, &m->names);
    const char *text = arena_text(t, NULL);
    text += strspn(text, " \n");
    size_t n = strlen(text);
    while (n && (text[n - 1] == ' ' || text[n - 1] == '\n'))
        n--;
    fprintf(m->f, "    %.*s\n", (int)n, text);
}

static void put_kernel(const Mcu *m, const Kernel *k)
{
    fputs("/* ", m->f);
    for (const char *c = k->comment; c && *c; c++)
        *c == '\n' ? (void)fputs("\n * ", m->f) : (void)fputc(*c, m->f);
    const char *head = arena_printf(m->a, "static void %s_%s(", m->names.prefix, short_name(k));
    fprintf(m->f, " */\n%s", head);
    Line line = {m->f, (int)strlen(head), (int)strlen(head)};
    for (int i = 0; i < k->n_args; i++)
        if (!k->args[i].unused)
            put_item(&line, param_text(m, &k->args[i]), i == k->n_args - 1);
    fputs(")\n{\n", m->f);
    put_body(m, k);
    fprintf(m->f, "    %s_WROTE();\n}\n\n", m->names.upper);
}

static bool printed(const Mcu *m, ProgramId p)
{
    return p == PROG_INFER || (p == PROG_PREPARE ? m->folds : learns(m));
}

static void put_kernels(const Mcu *m)
{
    bool *seen = ARENA_ARRAY(m->a, bool, kernel_count);
    const ProgramId order[] = {PROG_PREPARE, PROG_INFER, PROG_LEARN, PROG_LEARN_SUMS};
    for (int p = 0; p < 4; p++)
        for (int i = 0; printed(m, order[p]) && i < m->ir->prog[order[p]].n; i++) {
            const Kernel *k = m->ir->prog[order[p]].code[i]->k;
            if (!seen[k - kernel_table])
                put_kernel(m, k);
            seen[k - kernel_table] = true;
        }
}

/* ---- calls ---- */

static const char *array_text(const Mcu *m, const Buffer *b)
{
    static const char *const array[] = {"weights", "trained", "kept"}; /* ORDER: Group */
    const Group g = group_of(b);
    return g == GROUP_NONE ? m->weight[b->id]
                           : arena_printf(m->a, "%s + %s", array[g], m->weight[b->id]);
}

static const char *work_text(const Mcu *m, const Buffer *b)
{
    const bool bytes = b->elem == NUMBER_I8;
    const char *array = bytes && is_mixed(m) ? "work8" : "work";
    const int64_t at = b->offset / (bytes ? 1 : FLOAT_BYTES);
    return at ? arena_printf(m->a, "%s + %" PRId64, array, at) : array;
}

static const char *place_text(const Mcu *m, const Instr *in, int b)
{
    const KernelArg *arg = &in->k->args[in->k->n_consts + in->k->n_scalars + b];
    const Buffer *buf = in->buf[b];
    if (kernel_eval(in->k, arg->size, in->consts, 1) == 0)
        return "NULL";
    switch (buf->area) {
    case AREA_X: return "x";
    case AREA_Y: return "y";
    case AREA_LABEL: return "label";
    case AREA_LOSS: return "loss";
    case AREA_STATE:
    case AREA_MODEL: return array_text(m, buf);
    case AREA_PARAMS: return arena_printf(m->a, "params + %" PRId64, buf->offset / FLOAT_BYTES);
    default: return work_text(m, buf);
    }
}

static const char *const_text(const Mcu *m, const Instr *in, int i)
{
    const KernelArg *arg = &in->k->args[i];
    if (!arg->is_float)
        return arena_printf(m->a, "/*%s*/ %d", arg->name, (int)in->consts[i]);
    FILE *f;
    ArenaText *t = arena_text_open(m->a, &f);
    fprintf(f, "/*%s*/ ", arg->name);
    emit_float(f, in->consts[i]);
    return arena_text(t, NULL);
}

static void put_place(const Mcu *m, const Instr *in)
{
    const Node *n = in->node;
    if (!n)
        return;
    fprintf(m->f, "    /* ");
    foreign_c_comment(m->f, n->name, strlen(n->name));
    if (n->span.src) {
        fprintf(m->f, " (line %d: ", source_line_col(n->span.src, n->span.begin).line);
        foreign_c_comment(m->f, n->span.src->text + n->span.begin, n->span.end - n->span.begin);
        fputs(")", m->f);
    }
    fprintf(m->f, ": %s", shape_text(m->a, n->n_in ? n->in[0]->out : n->out));
    fprintf(m->f, " -> %s */\n", shape_text(m->a, stored_shape(n)));
}

/* Where gradients are added up, a rate acts on their mean alone. */
static const char *scalar_text(const Mcu *m, const Instr *in, const char *name)
{
    return adds_up(m) && in->phase != PHASE_UPDATE && !strcmp(name, "rate") ? "0.0f" : name;
}

static void put_call(const Mcu *m, const Instr *in)
{
    const Kernel *k = in->k;
    const char *head = arena_printf(m->a, "    %s_%s(", m->names.prefix, short_name(k));
    fputs(head, m->f);
    Line line = {m->f, (int)strlen(head), (int)strlen(head)};
    for (int i = 0; i < k->n_consts; i++)
        if (!k->args[i].unused)
            put_item(&line, const_text(m, in, i), false);
    for (int i = 0; i < k->n_scalars; i++)
        put_item(&line, scalar_text(m, in, k->args[k->n_consts + i].name), false);
    for (int b = 0; b < k->n_bufs; b++)
        put_item(&line, place_text(m, in, b), b == k->n_bufs - 1);
    fputs(");\n", m->f);
}

static void put_mark(const Mcu *m, ProgramId p, int i)
{
    if (m->ir->target.timed)
        fprintf(m->f, "    %s_mark(&run, %d, %d);\n", m->names.prefix, p, i);
}

static void put_hook(const Mcu *m, const char *when, ProgramId p, const Node *n)
{
    if (!n)
        return;
    fprintf(m->f, "    %s_%s_LAYER(\"%s\", ", m->names.upper, when, program_table[p].name);
    foreign_c_string(m->f, n->name);
    fputs(");\n", m->f);
}

/* The calls from ... to - 1 of a program. */
static void put_some_calls(const Mcu *m, ProgramId p, int from, int to)
{
    const Program *prog = &m->ir->prog[p];
    const Node *last = NULL;
    for (int i = from; i < to; i++) {
        const Node *n = prog->code[i]->node;
        if (n != last) {
            put_hook(m, "AFTER", p, last);
            put_place(m, prog->code[i]);
            put_hook(m, "BEFORE", p, n);
        }
        last = n;
        put_call(m, prog->code[i]);
        put_mark(m, p, i);
    }
    put_hook(m, "AFTER", p, last);
}

static void put_calls(const Mcu *m, ProgramId p)
{
    put_mark(m, p, -1);
    put_some_calls(m, p, 0, m->ir->prog[p].n);
}

/* ---- model.c ---- */

static void put_weight_places(const Mcu *m, Group g)
{
    static const char *const what[] = {"weights begin", "weights begin among those that train",
                                       "numbers begin in kept"}; /* ORDER: Group */
    int n = 0;
    for (int i = 0; i < m->ir->n_bufs; i++) {
        const Buffer *b = m->ir->bufs[i];
        if (!m->weight[i] || group_of(b) != g)
            continue;
        if (!n++)
            fprintf(m->f, "/* Where each layer's %s, in floats. */\nenum {\n", what[g]);
        fprintf(m->f, "    %s = %" PRId64 ", /* %" PRId64 " */\n", m->weight[i], m->place[i],
                buffer_count(m->ir, b));
    }
    fputs(n ? "};\n\n" : "", m->f);
}

/* An array of integers of the model, 16 or so in a line. */
static void put_integers(const Mcu *m, const Buffer *b)
{
    const int64_t n = buffer_count(m->ir, b);
    const char *upper = m->names.upper;
    int column = 100;
    fprintf(m->f, "static %s_CONST %s %s[%" PRId64 "] %s_SECTION = {", upper,
            number_types[b->elem].ctype, m->weight[b->id], n, upper);
    for (int64_t i = 0; i < n; i++) {
        char text[24];
        const int v = b->elem == NUMBER_I8 ? ((const int8_t *)b->data)[i]
                                           : (int)((const int32_t *)b->data)[i];
        const int len = snprintf(text, sizeof text, "%d,", v);
        const bool fits = column + 1 + len <= 100;
        column = fits ? column + 1 + len : 4 + len;
        fprintf(m->f, fits ? " %s" : "\n    %s", text);
    }
    fputs("\n};\n\n", m->f);
}

/* The weights of a plan of integers, and what says where they lie. */
static void put_int8_weights(const Mcu *m)
{
    if (!m->ir->target.quant || !m->ir->area_bytes[AREA_MODEL])
        return;
    fputs("/* Of each layer the integers of its kernel, and for each output channel what its sum\n"
          " * begins with, and the multiplier and shift that make an output of it. */\n",
          m->f);
    for (int i = 0; i < m->ir->n_bufs; i++)
        if (m->weight[i] && group_of(m->ir->bufs[i]) == GROUP_NONE)
            put_integers(m, m->ir->bufs[i]);
}

/* area: what PREPARE makes of the area of the group's buffers; NULL: no array is wanted. */
static void put_weights(const Mcu *m, const char *name, const char *size, const float *area,
                        Group g)
{
    const char *upper = m->names.upper;
    int64_t n = 0;
    if (!area || !m->floats[g])
        return;
    fprintf(m->f, "%s_CONST float %s_%s[%s_%s_FLOATS] %s_SECTION = {", upper, m->names.prefix, name,
            upper, size, upper);
    for (int i = 0; i < m->ir->n_bufs; i++) {
        const Buffer *b = m->ir->bufs[i];
        for (int64_t k = 0; group_of(b) == g && k < buffer_count(m->ir, b); k++) {
            fputs(n++ % 8 ? " " : "\n    ", m->f);
            emit_float(m->f, (double)area[b->offset / FLOAT_BYTES + k]);
            fputc(',', m->f);
        }
    }
    fputs("\n};\n\n", m->f);
}

/* What `input` makes of a raw number: a factor and a summand, for each channel; the last also for
 * all further ones. Of the columns of a table, mean and standard deviation. */
static void put_input(const Mcu *m)
{
    const Input *in = &m->ir->graph->input;
    const bool table = m->ir->graph->columns != NULL;
    for (int summand = 0; summand < 2; summand++) {
        fprintf(m->f, "static const float %s_%s[] = {", m->names.prefix,
                !table    ? (summand ? "shift" : "factor")
                : summand ? "std"
                          : "mean");
        for (int c = 0; c < in->per_channel && c < m->ir->graph->nodes[0]->out.c; c++) {
            fputs(c ? ", " : "", m->f);
            emit_float(m->f, !table    ? (summand ? -in->mean[c] : in->scale) / in->std[c]
                             : summand ? in->std[c]
                                       : in->mean[c]);
        }
        fputs("};\n", m->f);
    }
    fputc('\n', m->f);
    if (table || m->ir->target.quant)
        put_words(m, "mcu_missing.c");
    put_words(m, integers_in(m) ? "mcu_int8_input.c" : "mcu_input.c");
    fputc('\n', m->f);
}

static void put_fold(const Mcu *m)
{
    if (!m->folds)
        return;
    put_words(m, "mcu_fold.c");
    put_calls(m, PROG_PREPARE);
    fprintf(m->f, "    return %s_OK;\n}\n\n", m->names.upper);
}

/* Behind NAME_infer: the loss, and once it is known to be a number, the rest. */
static void put_learn(const Mcu *m)
{
    if (!learns(m))
        return;
    fputc('\n', m->f);
    put_words(m, "mcu_finite.c");
    fputc('\n', m->f);
    put_learn_head(m);
    fputc('\n', m->f);
    put_words(m, "mcu_learn.c");
    put_some_calls(m, PROG_LEARN, 0, 1);
    put_words(m, "mcu_learn_end.c");
    put_some_calls(m, PROG_LEARN, 1, m->ir->prog[PROG_LEARN].n);
    fprintf(m->f, "    return %s_OK;\n}\n", m->names.upper);
    if (!adds_up(m))
        return;
    fputc('\n', m->f);
    put_words(m, "mcu_step.c");
    put_some_calls(m, PROG_LEARN_SUMS, 0, m->ir->prog[PROG_LEARN_SUMS].n);
    fprintf(m->f, "    return %s_OK;\n}\n", m->names.upper);
}

void emit_mcu_c(FILE *f, const Ir *infer, const EmitOptions *o)
{
    Mcu made = mcu_new(f, infer, o), *m = &made;
    Ir whole = *infer;
    if (!m->folds)
        whole.prog[PROG_PREPARE].n = 0;
    whole.prog[PROG_INIT].n = 0;
    const Ir *ir = &whole;
    put_head(m, "Implementation");
    if (o->header)
        fprintf(f, "#include \"%s\"\n", o->header);
    emit_micro(f, m->a, &ir, 1, &m->names);
    fputc('\n', f);
    put_int8_weights(m);
    for (int g = 0; g < 3; g++)
        put_weight_places(m, (Group)g);
    put_weights(m, "weights", "WEIGHT", o->weights, GROUP_WEIGHTS);
    put_weights(m, "trained_start", "TRAINED", o->learned, GROUP_TRAINED);
    put_kernels(m);
    if (float_ends(m))
        put_words(m, "mcu.c");
    fputc('\n', f);
    put_input(m);
    put_fold(m);
    if (o->weights_file) {
        emit_file_tag(f, infer, &m->names);
        put_words(m, "map.c");
    }
    put_words(m, !is_int8(m)     ? "mcu_infer.c"
                 : float_ends(m) ? "mcu_int8_float.c"
                                 : "mcu_int8_infer.c");
    put_calls(m, PROG_INFER);
    fprintf(f, "    return %s_OK;\n}\n", m->names.upper);
    put_learn(m);
}
