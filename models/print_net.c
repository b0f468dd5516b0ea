/* A model as the text of a .net file. Steps stand in their order; one that does not read the step
 * above it says `from`, and what is named so gets a label. Layers with parameters keep the names
 * that the file has for them. */
#include "base/ascii.h"
#include "base/hash.h"
#include "compiler/ir/layer.h"
#include "models/steps.h"
#include <string.h>

enum { LABEL_MOST = 120, LINE_MOST = 96 };

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

static const char *unique_label(Labels *l, const Step *s)
{
    char *word = word_of(l->arena, says_nothing(s->label) ? s->kind : s->label);
    const char *base = *word ? word : s->kind, *text = base;
    bool kind = layer_find(base) != NULL; /* relu_2 may be another one's name */
    if (reserved(base) || is_flag(base) || looks_automatic(base))
        text = base = arena_printf(l->arena, "%s_", base);
    for (int i = 2; !take_label(l, text); i++)
        text = arena_printf(l->arena, "%s%s%d", base, kind ? "" : "_", i);
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

static void print_window(const Model *m, const Step *s, FILE *f)
{
    bool pools = step_is(s, "maxpool") || step_is(s, "avgpool");
    bool stride = pools ? s->stride[0] != s->size[0] || s->stride[1] != s->size[1]
                        : s->stride[0] != 1 || s->stride[1] != 1;
    const char *padding = step_padding(m, s);
    fprintf(f, " %dx%d", s->size[0], s->size[1]);
    if (stride)
        fprintf(f, " stride=%s", size_text(m->arena, s->stride));
    if (s->dilation[0] != 1 || s->dilation[1] != 1)
        fprintf(f, " dilation=%s", size_text(m->arena, s->dilation));
    if (s->groups != 1)
        fprintf(f, " groups=%d", s->groups);
    fputs(padding ? padding : "", f);
    if (s->outpad[0] || s->outpad[1])
        fprintf(f, " outpad=%s", size_text(m->arena, s->outpad));
    fputs(s->ceil ? " ceil" : "", f);
    fputs(s->countpad ? " countpad" : "", f);
}

static void print_pad(const Step *s, FILE *f)
{
    static const char *const sides[] = {"top", "bottom", "left", "right"};
    if (s->pad[0] == s->pad[1] && s->pad[2] == s->pad[3]) {
        fprintf(f, " %dx%d", s->pad[0], s->pad[2]);
        return;
    }
    for (int i = 0; i < 4; i++)
        if (s->pad[i])
            fprintf(f, " %s=%d", sides[i], s->pad[i]);
}

static void print_arguments(const Model *m, const Step *s, FILE *f)
{
    bool depthwise = step_is(s, "depthwise");
    fputs(s->kind, f);
    if (s->filters && !depthwise)
        fprintf(f, " %d", s->filters);
    if (s->size[0])
        print_window(m, s, f);
    if (depthwise && s->filters != 1)
        fprintf(f, " multiplier=%d", s->filters);
    if (step_is(s, "pad") || step_is(s, "crop"))
        print_pad(s, f);
    if (s->args)
        fprintf(f, " %s", s->args);
    if (s->nobias)
        fputs(" nobias", f);
    if (s->flag)
        fprintf(f, " %s", s->flag);
    if (s->frozen)
        fputs(" frozen", f);
}

static const char *name_at(const Model *m, int step)
{
    return step ? m->step[step].label : "input";
}

static void print_step(const Model *m, const Step *s, int above, FILE *f)
{
    int first = 0;
    bool any_order = step_is(s, "add") || step_is(s, "mul");
    for (int k = 0; any_order && k < s->n_in; k++)
        if (s->in[k] == above)
            first = k;
    fputs("    ", f);
    if (s->label)
        fprintf(f, "%s: ", s->label);
    print_arguments(m, s, f);
    for (int k = 0; k < s->n_in; k++)
        if (k != first)
            fprintf(f, " %s", name_at(m, s->in[k]));
    if (s->in[first] != above)
        fprintf(f, " from %s", name_at(m, s->in[first]));
    fputc('\n', f);
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

const char *model_text(Model *m)
{
    FILE *f;
    ArenaText *t = arena_text_open(m->arena, &f);
    steps_count_readers(m);
    put_in_order(m);
    const int *order = m->order, n = m->n_order;
    const bool *named = named_steps(m, order, n);
    Labels l = {.arena = m->arena, .n_slots = 64};
    while (l.n_slots < 4 * n)
        l.n_slots *= 2;
    l.slot = ARENA_ARRAY(m->arena, const char *, l.n_slots);
    for (int i = 0; i < n; i++) {
        Step *s = &m->step[order[i]];
        if (s->label && given_by_netc(m, s->label))
            s->label = NULL;
        bool known = s->n_weights && !says_nothing(s->label);
        s->label = named[order[i]] || known ? unique_label(&l, s) : NULL;
    }
    if (m->head)
        fprintf(f, "block %s_base {\n", m->name);
    else
        print_head(m, f);
    for (int i = 0; i < n; i++)
        print_step(m, &m->step[order[i]], i ? order[i - 1] : 0, f);
    if (!n)
        fputs("    identity\n", f);
    else if (m->output != order[n - 1])
        fprintf(f, "    identity from %s\n", name_at(m, m->output));
    if (m->head) {
        fputs("}\n\n", f);
        print_head(m, f);
        fprintf(f, "    base: %s_base frozen\n", m->name);
        print_head_layers(m->head, f);
    }
    fputs("}\n", f);
    return arena_text(t, NULL);
}
