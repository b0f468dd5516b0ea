/* A model as the text of a .net file. Steps stand in their order; one that does not read the step
 * above it says `from`, and what is named so gets a label. Layers with parameters keep the names
 * that the file has for them. Repeated parts are blocks (fold.h), statements that follow one
 * another and differ in the number of their label a `repeat`. */
#include "base/ascii.h"
#include "base/hash.h"
#include "compiler/ir/layer.h"
#include "models/fold.h"
#include <stdlib.h>
#include <string.h>

enum { LABEL_MOST = 120, REPEAT_LEAST = 4 };

/* ---- labels ---- */

/* A flag of some layer: as an argument, `frozen` would not name a value. */
static bool is_flag(const char *s)
{
    bool flag = !strcmp(s, "frozen");
    for (const Layer *const *l = layer_table; *l && !flag; l++)
        for (const AttrSpec *a = (*l)->attrs; a->name && !flag; a++)
            flag = a->type == ATTR_FLAG && !strcmp(a->name, s);
    return flag;
}

static bool reserved(const char *s)
{
    static const char *const words[] = {"net", "block", "train", "import", "repeat",
                                        "in",  "if",    "else",  "from",   "and",
                                        "or",  "not",   "input", "labels"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], s))
            return true;
    return false;
}

/* conv_3: a name that a layer without a label may get. */
static bool looks_automatic(const char *s)
{
    const char *line = strrchr(s, '_');
    size_t n = line ? (size_t)(line - s) : 0;
    if (!line || !line[1] || line[1 + strspn(line + 1, "0123456789")])
        return false;
    for (const Layer *const *l = layer_table; *l; l++)
        if (strlen((*l)->kind) == n && !strncmp((*l)->kind, s, n))
            return true;
    return false;
}

/* The file's name as a word: "/layer1/conv1/Conv" is layer1_conv1_Conv. */
static char *word_of(Arena *a, const char *s)
{
    char *out = arena_alloc(a, LABEL_MOST + 8), *o = out;
    size_t n = strlen(s);
    if (n > LABEL_MOST) /* the end tells more */
        s += n - LABEL_MOST;
    while (*s && !ascii_word((unsigned char)*s))
        s++;
    if (ascii_digit((unsigned char)*s))
        *o++ = 'n';
    for (; *s; s++) {
        bool good = ascii_word((unsigned char)*s);
        if (good || (o > out && o[-1] != '_'))
            *o++ = good ? *s : '_';
    }
    while (o > out && o[-1] == '_')
        o--;
    *o = 0;
    return out;
}

typedef struct Labels {
    Arena *arena;
    const char **slot;
    int n_slots; /* a power of two, more than twice the labels */
} Labels;

/* False: it is taken. */
static bool take_label(Labels *l, const char *s)
{
    int at = (int)(hash_text(HASH_START, s) & (uint64_t)(l->n_slots - 1));
    for (; l->slot[at]; at = (at + 1) & (l->n_slots - 1))
        if (!strcmp(l->slot[at], s))
            return false;
    l->slot[at] = s;
    return true;
}

/* 286, onnx::Conv_286: numbers that an exporter gave. */
static bool says_nothing(const char *name)
{
    return !name || strstr(name, "::") || !name[strspn(name, "0123456789")];
}

/* conv_1 of a file that netc exported: the layer had no label. */
static bool given_by_netc(const Model *m, const char *label)
{
    return m->producer && !strncmp(m->producer, "netc", 4) && looks_automatic(label);
}

static bool reserved_label(const char *s)
{
    return reserved(s) || is_flag(s) || looks_automatic(s);
}

/* name: as a word; NULL: the kind. */
static const char *unique_label(Labels *l, const char *name, const char *kind)
{
    const char *base = name && *name ? name : kind, *text = base;
    bool is_kind = layer_find(base) != NULL; /* relu_2 may be another one's name */
    if (reserved_label(base))
        text = base = arena_printf(l->arena, "%s_", base);
    for (int i = 2; !take_label(l, text); i++)
        text = arena_printf(l->arena, "%s%s%d", base, is_kind ? "" : "_", i);
    return text;
}

/* The last step of what is written in one statement, and so of its label. */
static bool *named_steps(const Model *m, const int *order, int n)
{
    bool *named = ARENA_ARRAY(m->arena, bool, m->n + 1);
    for (int i = 0; i < n; i++) {
        const Step *s = &m->step[order[i]];
        int above = i ? order[i - 1] : 0;
        bool any_order = step_is(s, "add") || step_is(s, "mul");
        int current = -1;
        for (int k = 0; k < s->n_in; k++)
            if (s->in[k] == above && current < 0 && (k == 0 || any_order))
                current = k;
        for (int k = 0; k < s->n_in; k++)
            if (k != current)
                named[s->in[k]] = true;
    }
    return named;
}

/* ---- statements ---- */

static const char *size_text(Arena *a, const int v[2])
{
    return v[0] == v[1] ? arena_printf(a, "%d", v[0]) : arena_printf(a, "%dx%d", v[0], v[1]);
}

static void word(Arena *a, Statement *s, bool implied, const char *text)
{
    Word w = {text, implied};
    (void)a;
    ARENA_PUSH(a, s->word, s->n, s->cap, w);
}

/* Several, separated by blanks. */
static void words(Arena *a, Statement *s, const char *text)
{
    bool listed = strpbrk(text, "(\"") != NULL;
    while (*(text += strspn(text, " "))) {
        size_t n = listed ? strlen(text) : strcspn(text, " ");
        word(a, s, false, arena_strndup(a, text, n));
        text += n;
    }
}

static void window_words(const Model *m, const Step *s, Statement *out)
{
    Arena *a = m->arena;
    bool pools = step_is(s, "maxpool") || step_is(s, "avgpool");
    bool stride = pools ? s->stride[0] != s->size[0] || s->stride[1] != s->size[1]
                        : s->stride[0] != 1 || s->stride[1] != 1;
    const char *padding = step_padding(m, s);
    word(a, out, false, arena_printf(a, "%dx%d", s->size[0], s->size[1]));
    word(a, out, !stride, arena_printf(a, "stride=%s", size_text(a, s->stride)));
    if (s->dilation[0] != 1 || s->dilation[1] != 1)
        word(a, out, false, arena_printf(a, "dilation=%s", size_text(a, s->dilation)));
    if (s->groups != 1)
        word(a, out, false, arena_printf(a, "groups=%d", s->groups));
    words(a, out, padding ? padding : "");
    if (s->outpad[0] || s->outpad[1])
        word(a, out, false, arena_printf(a, "outpad=%s", size_text(a, s->outpad)));
    words(a, out, s->ceil ? "ceil" : "");
    words(a, out, s->countpad ? "countpad" : "");
}

static void pad_words(Arena *a, const Step *s, Statement *out)
{
    static const char *const sides[] = {"top", "bottom", "left", "right"};
    if (s->pad[0] == s->pad[1] && s->pad[2] == s->pad[3]) {
        word(a, out, false, arena_printf(a, "%dx%d", s->pad[0], s->pad[2]));
        return;
    }
    for (int i = 0; i < 4; i++)
        if (s->pad[i])
            word(a, out, false, arena_printf(a, "%s=%d", sides[i], s->pad[i]));
}

/* The kind and the arguments. */
static Statement step_words(const Model *m, const Step *s)
{
    Statement out = {0};
    Arena *a = m->arena;
    bool depthwise = step_is(s, "depthwise");
    word(a, &out, false, s->kind);
    if (s->filters && !depthwise)
        word(a, &out, false, arena_printf(a, "%d", s->filters));
    if (s->size[0])
        window_words(m, s, &out);
    if (depthwise && s->filters != 1)
        word(a, &out, false, arena_printf(a, "multiplier=%d", s->filters));
    if (step_is(s, "pad") || step_is(s, "crop"))
        pad_words(a, s, &out);
    words(a, &out, s->args ? s->args : "");
    words(a, &out, s->nobias ? "nobias" : "");
    words(a, &out, s->flag ? s->flag : "");
    words(a, &out, s->frozen ? "frozen" : "");
    return out;
}

/* What is printed: names[i] is what step i is called where it is named. */
typedef struct Printing {
    Model *m;
    const Statement *statement; /* by place in the order */
    const char **names;
    Labels labels;
    Fold *fold;
    int *order, n_order; /* as printed; -1: an identity for the value at the place of use */
    FILE *f;
} Printing;

static const char *name_at(const Printing *p, int step)
{
    return step || p->names[0] ? p->names[step] : "input";
}

/* A statement without its label. above: the step whose value the line above has. */
static const char *step_text(const Printing *p, const Step *s, const Word *w, int n_words,
                             int above)
{
    Arena *a = p->m->arena;
    const char *text = w[0].text;
    int first = 0;
    bool any_order = step_is(s, "add") || step_is(s, "mul");
    for (int k = 0; any_order && k < s->n_in; k++)
        if (s->in[k] == above)
            first = k;
    for (int i = 1; i < n_words; i++)
        if (!w[i].implied)
            text = arena_printf(a, "%s %s", text, w[i].text);
    for (int k = 0; k < s->n_in; k++)
        if (k != first)
            text = arena_printf(a, "%s %s", text, name_at(p, s->in[k]));
    if (s->in[first] != above)
        text = arena_printf(a, "%s from %s", text, name_at(p, s->in[first]));
    return text;
}

static int above_of(const Printing *p, int place) { return place ? p->m->order[place - 1] : 0; }

/* ---- blocks ---- */

static void print_block(Printing *p, const FoldBlock *b)
{
    int entry = above_of(p, b->first[0]);
    const char *called = p->names[entry];
    fprintf(p->f, "block %s", b->name);
    for (int pass = 0, n = 0; pass < 2; pass++) /* those without a default come first */
        for (int i = 0; i < b->n_params; i++)
            if (!b->param[i].usual == !pass)
                fprintf(p->f, "%s%s%s%s", n++ ? ", " : "(", b->param[i].name, pass ? "=" : "",
                        pass ? b->param[i].usual : "");
    fprintf(p->f, "%s {\n%s", b->n_params ? ")" : "", b->entry ? "    x: identity\n" : "");
    p->names[entry] = "x";
    for (int i = 0; i < b->n; i++) {
        int place = b->first[0] + i;
        const Step *s = &p->m->step[p->m->order[place]];
        const char *text = step_text(p, s, b->word[i], p->statement[place].n, above_of(p, place));
        fprintf(p->f, "    %s%s%s\n", b->label[i] ? b->label[i] : "", b->label[i] ? ": " : "",
                text);
        p->names[p->m->order[place]] = b->label[i];
    }
    p->names[entry] = called;
    fputs("}\n\n", p->f);
}

static const char *use_text(const Printing *p, const FoldBlock *b, int use)
{
    Arena *a = p->m->arena;
    const char *text = b->name, *between = "(";
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < b->n_params; i++) {
            const FoldParam *q = &b->param[i];
            if (!q->usual != !pass || (pass && !strcmp(q->usual, q->value[use])))
                continue;
            text = arena_printf(a, "%s%s%s%s%s", text, between, pass ? q->name : "",
                                pass ? "=" : "", q->value[use]);
            between = ", ";
        }
    return *between == ',' ? arena_printf(a, "%s)", text) : text;
}

/* ---- lines ---- */

typedef struct Line {
    const char *label, *text;
} Line;

/* block3_conv: what stands before its last number that is one more in the next label, the number,
 * and what stands behind it. */
typedef struct Counted {
    size_t before;
    long number;
    const char *behind;
} Counted;

static bool is_counted(const char *label, const char *next, Counted *c)
{
    size_t k = 0, n = strlen(label);
    while (k < n && label[k] == next[k])
        k++;
    while (k && ascii_digit((unsigned char)label[k - 1]))
        k--;
    if (!k || label[k] == '0' || next[k] == '0' || strspn(label + k, "0123456789") > 6)
        return false;
    char *end, *end_next;
    c->before = k;
    c->number = strtol(label + k, &end, 10);
    c->behind = end;
    return end > label + k && strtol(next + k, &end_next, 10) == c->number + 1 &&
           !strcmp(end, end_next);
}

/* How many lines from here on are the same but for the number in the label. */
static int same_lines(Arena *a, const Line *l, int n, Counted *c)
{
    int same = 1;
    *c = (Counted){0};
    if (n < 2 || !l[0].label != !l[1].label ||
        (l[0].label && !is_counted(l[0].label, l[1].label, c)))
        return 1;
    while (same < n && !strcmp(l[same].text, l[0].text) && !l[same].label == !l[0].label) {
        const char *label = !l[0].label ? NULL
                                        : arena_printf(a, "%.*s%ld%s", (int)c->before, l[0].label,
                                                       c->number + same, c->behind);
        if (label && strcmp(label, l[same].label))
            break;
        same++;
    }
    return same;
}

static void print_lines(Printing *p, const Line *l, int n)
{
    Counted c;
    for (int i = 0, same; i < n; i += same) {
        same = same_lines(p->m->arena, &l[i], n - i, &c);
        bool repeats = same >= REPEAT_LEAST;
        const char *label = l[i].label;
        if (!repeats)
            same = 1;
        else
            fprintf(p->f, "    repeat i in %ld..%ld {\n    ", label ? c.number : 1L,
                    label ? c.number + same - 1 : (long)same);
        fputs("    ", p->f);
        if (label && repeats)
            fprintf(p->f, "%.*s%s%s: ", (int)c.before, label, *c.behind ? "${i}" : "$i", c.behind);
        else if (label)
            fprintf(p->f, "%s: ", label);
        fprintf(p->f, "%s\n%s", l[i].text, repeats ? "    }\n" : "");
    }
}

static void print_head(const Model *m, FILE *f)
{
    Shape s = m->step[0].out;
    fprintf(f, "net %s%s {\n    input %s", m->name, reserved(m->name) ? "_" : "",
            shape_text(m->arena, s));
    if (m->input_args)
        fprintf(f, " %s", m->input_args);
    fputc('\n', f);
    if (m->n_labels) {
        fputs("    labels", f);
        for (int i = 0; i < m->n_labels; i++)
            fprintf(f, " %s", m->labels[i]);
        fputc('\n', f);
    }
}

/* An order in which chains stay together: after a step comes one that reads it, if all that this
 * one reads is there; else the first of the file's order that is ready. */
static void put_in_order(Model *m)
{
    int *missing = ARENA_ARRAY(m->arena, int, m->n + 1),
        *head = ARENA_ARRAY(m->arena, int, m->n + 1), *next, *reader, n_edges = 0, edges = 0,
        first = 1, last = 0;
    bool *done = ARENA_ARRAY(m->arena, bool, m->n + 1);
    for (int i = 1; i < m->n; i++)
        edges += m->step[i].gone ? 0 : m->step[i].n_in;
    next = ARENA_ARRAY(m->arena, int, edges + 2);
    reader = ARENA_ARRAY(m->arena, int, edges + 2);
    for (int i = m->n - 1; i > 0; i--) /* so that a list begins with the first reader */
        for (int k = 0; !m->step[i].gone && k < m->step[i].n_in; k++) {
            int from = m->step[i].in[k];
            missing[i] += from != 0;
            reader[++n_edges] = i;
            next[n_edges] = head[from];
            head[from] = n_edges;
        }
    m->order = ARENA_ARRAY(m->arena, int, m->n + 1);
    m->n_order = 0;
    for (;;) {
        int take = 0;
        for (int e = head[last]; e && !take; e = next[e])
            take = !done[reader[e]] && !missing[reader[e]] ? reader[e] : 0;
        while (!take && first < m->n && (m->step[first].gone || done[first]))
            first++;
        for (int i = first; i < m->n && !take; i++)
            take = !m->step[i].gone && !done[i] && !missing[i] ? i : 0;
        if (!take)
            return;
        done[take] = true;
        m->order[m->n_order++] = last = take;
        for (int e = head[take]; e; e = next[e])
            missing[reader[e]]--;
    }
}

/* The head's statements, each on a line. */
static void print_head_layers(const char *s, FILE *f)
{
    while (*s) {
        s += strspn(s, " ;");
        size_t n = strcspn(s, ";");
        if (n)
            fprintf(f, "    %.*s\n", (int)n, s);
        s += n;
    }
}

/* What each statement is, and what the file calls it. */
static Statement *statements(const Model *m)
{
    const bool *named = named_steps(m, m->order, m->n_order);
    Statement *out = ARENA_ARRAY(m->arena, Statement, m->n_order + 1);
    for (int i = 0; i < m->n_order; i++) {
        const Step *s = &m->step[m->order[i]];
        const char *label = s->label && given_by_netc(m, s->label) ? NULL : s->label;
        out[i] = step_words(m, s);
        out[i].name = says_nothing(label) ? NULL : word_of(m->arena, label);
        if (out[i].name && !*out[i].name)
            out[i].name = NULL;
        out[i].keeps = s->n_weights && out[i].name;
        out[i].named = named[m->order[i]];
    }
    return out;
}

static void add_to_order(Printing *p, int step) { p->order[p->n_order++] = step; }

/* The line of the use that begins at a place. */
static Line use_line(Printing *p, int place)
{
    const FoldBlock *b = &p->fold->block[p->fold->block_of[place]];
    int use = p->fold->use_of[place], last = p->m->order[place + b->n - 1];
    Line l = {NULL, use_text(p, b, use)};
    if (b->use[use] || p->statement[place + b->n - 1].named)
        l.label = unique_label(
            &p->labels, b->use[use] ? b->use[use] : arena_printf(p->m->arena, "%s1", b->name),
            b->name);
    if (b->entry)
        add_to_order(p, -1);
    for (int i = 0; i < b->n; i++)
        add_to_order(p, p->m->order[place + i]);
    p->names[last] = l.label;
    return l;
}

static Line step_line(Printing *p, int place)
{
    int step = p->m->order[place];
    const Step *s = &p->m->step[step];
    const Statement *w = &p->statement[place];
    Line l = {NULL, NULL};
    if (w->keeps || w->named)
        l.label = unique_label(&p->labels, w->name, s->kind);
    l.text = step_text(p, s, w->word, w->n, above_of(p, place));
    p->names[step] = l.label;
    add_to_order(p, step);
    return l;
}

/* The statements of the net, those of a block's use as one. */
static Line *lines_of(Printing *p, int *n)
{
    Line *out = ARENA_ARRAY(p->m->arena, Line, p->m->n_order + 1);
    *n = 0;
    for (int i = 0; i < p->m->n_order;) {
        int block = p->fold->block_of[i];
        out[(*n)++] = block < 0 ? step_line(p, i) : use_line(p, i);
        i += block < 0 ? 1 : p->fold->block[block].n;
    }
    return out;
}

static void print_net(Printing *p, const Line *l, int n)
{
    Model *m = p->m;
    if (m->head)
        fprintf(p->f, "block %s_base {\n", m->name);
    else
        print_head(m, p->f);
    print_lines(p, l, n);
    if (!n)
        fputs("    identity\n", p->f);
    else if (m->output != m->order[m->n_order - 1])
        fprintf(p->f, "    identity from %s\n", name_at(p, m->output));
    if (m->head) {
        fputs("}\n\n", p->f);
        print_head(m, p->f);
        fprintf(p->f, "    base: %s_base frozen\n", m->name);
        print_head_layers(m->head, p->f);
    }
    fputs("}\n", p->f);
}

const char *model_text(Model *m)
{
    FILE *f;
    ArenaText *t = arena_text_open(m->arena, &f);
    steps_count_readers(m);
    put_in_order(m);
    int n = m->n_order, n_lines;
    Printing p = {.m = m,
                  .statement = statements(m),
                  .names = ARENA_ARRAY(m->arena, const char *, m->n + 1),
                  .labels = {.arena = m->arena, .n_slots = 64},
                  .order = ARENA_ARRAY(m->arena, int, 2 * n + 1),
                  .f = f};
    while (p.labels.n_slots < 4 * n)
        p.labels.n_slots *= 2;
    p.labels.slot = ARENA_ARRAY(m->arena, const char *, p.labels.n_slots);
    p.fold = model_fold(m, p.statement, reserved_label);
    const Line *l = lines_of(&p, &n_lines);
    for (int i = 0; i < p.fold->n_blocks; i++)
        print_block(&p, &p.fold->block[i]);
    print_net(&p, l, n_lines);
    m->order = p.order;
    m->n_order = p.n_order;
    return arena_text(t, NULL);
}
