/* A line is "WHAT: KIND [of INPUT,INPUT] key=value ...". Layers stand first, each as "layer NAME",
 * and are told apart by their place: a layer that got another name is the same layer. An attribute
 * that a line does not have is as its table says. See recipe.h. */
#include "training/recipe.h"
#include "base/number.h"
#include "base/text_stream.h"
#include "compiler/front/renamed.h"
#include "compiler/front/schedule.h"
#include <stdlib.h>
#include <string.h>

/* The settings of the train section, in the order of their lines. */
enum { SETTINGS = 5, MOST_SHOWN = 4, WORD = 48 };

/* ---- writing ---- */

/* The shortest text that is read back as x. */
static void put_number(FILE *f, double x)
{
    char text[40];
    for (int digits = 6; digits <= 17; digits++) {
        text_snprintf(text, sizeof text, "%.*g", digits, x);
        if (number_parse(text, NULL) == x)
            break;
    }
    fputs(text, f);
}

static void put_size(FILE *f, const int *size, int rank)
{
    for (int i = 0; i < rank; i++)
        fprintf(f, i ? "x%d" : "%d", size[i]);
}

/* How many numbers of a size are meaningful: a square's one stands for both sides. */
static int size_rank(const AttrSpec *s, const AttrValue *v)
{
    return !s->choices ? 2 : v->rank > 1 ? v->rank : 1;
}

static bool is_default(const AttrSpec *s, const AttrValue *v)
{
    size_t first = s->choices ? strcspn(s->choices, " ") : 0;
    bool same = true;
    switch (s->type) {
    case ATTR_FLAG:
    case ATTR_INT:
    case ATTR_NUM: return v->num == s->def;
    case ATTR_SIZE:
        for (int i = 0; i < size_rank(s, v); i++)
            same = same && v->size[i] == (int)s->def;
        return same;
    case ATTR_NAME:
        return !v->str || (strlen(v->str) == first && !memcmp(v->str, s->choices, first));
    case ATTR_STR: return !v->str;
    case ATTR_TUPLE:
        for (int i = 0; i < v->rank; i++)
            same = same && v->tuple[i] == s->def;
        return same;
    }
    return false;
}

static void put_value(FILE *f, const AttrSpec *s, const AttrValue *v)
{
    switch (s->type) {
    case ATTR_FLAG:
    case ATTR_INT:
    case ATTR_NUM: put_number(f, v->num); return;
    case ATTR_SIZE: put_size(f, v->size, size_rank(s, v)); return;
    case ATTR_NAME:
    case ATTR_STR: fputs(v->str, f); return;
    case ATTR_TUPLE:
        for (int i = 0; i < v->rank; i++) {
            fputs(i ? "," : "(", f);
            put_number(f, v->tuple[i]);
        }
        fputs(")", f);
    }
}

static void put_default(FILE *f, const AttrSpec *s)
{
    int side = (int)s->def, square[2] = {side, side};
    if (s->def < s->min || (s->type == ATTR_SIZE && side == 0)) {
        fputs("not written", f);
        return;
    }
    switch (s->type) {
    case ATTR_FLAG:
    case ATTR_INT:
    case ATTR_NUM: put_number(f, s->def); return;
    case ATTR_SIZE: put_size(f, square, s->choices ? 1 : 2); return;
    case ATTR_NAME: fprintf(f, "%.*s", (int)strcspn(s->choices, " "), s->choices); return;
    case ATTR_STR: fputs("nothing", f); return;
    case ATTR_TUPLE: fputs("(", f), put_number(f, s->def), fputs(")", f);
    }
}

/* `skip`: attributes that may change, NULL-terminated. */
static void put_attrs(FILE *f, const AttrSpec *specs, const AttrValue *values,
                      const char *const *skip)
{
    for (int i = 0; specs[i].name; i++) {
        int k = 0;
        while (skip[k] && strcmp(specs[i].name, skip[k]))
            k++;
        if (skip[k] || is_default(&specs[i], &values[i]))
            continue;
        fprintf(f, " %s=", specs[i].name);
        put_value(f, &specs[i], &values[i]);
    }
}

/* What the train section says of a parameter. The attributes of its own optimizer but the rate,
 * which is a share of the net's and as such in its own. */
static void put_param(FILE *f, const Train *t, const Param *p)
{
    const Optimizer *o = p->optimizer ? p->optimizer->record : NULL;
    if (p->rate != 1) {
        fprintf(f, " rate.%s=", p->name);
        put_number(f, p->rate);
    }
    if (p->part)
        fprintf(f, " epochs.%s=%d", p->name, t->epochs_of[p->part - 1]);
    if (!o)
        return;
    fprintf(f, " optimizer.%s=%s", p->name, o->name);
    for (int i = 1; o->attrs[i].name; i++)
        if (!is_default(&o->attrs[i], &p->optimizer->attr[i])) {
            fprintf(f, ",%s:", o->attrs[i].name);
            put_value(f, &o->attrs[i], &p->optimizer->attr[i]);
        }
}

/* The words of padding are told by the shape of the output: where two of them give one shape, they
 * do the same. */
static void put_node(FILE *f, const Train *t, const Node *n)
{
    static const char *const padding[] = {"same", "valid", NULL};
    const int out[] = {n->out.h, n->out.w, n->out.c};
    fprintf(f, "layer %s: %s", n->name, n->layer->kind);
    for (int i = 0; i < n->n_in; i++)
        fprintf(f, i ? ",%d" : " of %d", n->in[i]->id);
    put_attrs(f, n->layer->attrs, n->attr, padding);
    if (n->shares)
        fprintf(f, " shares=%s", n->shares->name);
    fputs(" out=", f);
    put_size(f, n->out.rank == 1 ? &out[2] : out, n->out.rank);
    for (int i = 0; i < n->n_params; i++)
        put_param(f, t, n->params[i]);
    for (int i = 0; i < n->n_params; i++)
        if (n->params[i]->own_decay) {
            fprintf(f, " decay.%s=", n->params[i]->name);
            put_number(f, n->params[i]->decay);
        }
    fputs("\n", f);
}

static void put_amount(FILE *f, const char *name, double x)
{
    if (x != 0) {
        fprintf(f, " %s=", name);
        put_number(f, x);
    }
}

/* The losses of several outputs. */
static void put_heads(FILE *f, const Graph *g)
{
    static const char *const none[] = {NULL};
    for (int i = 0; i < g->n_heads; i++) {
        const Head *h = &g->heads[i];
        const Loss *loss = h->loss.record;
        if (!loss)
            continue;
        fprintf(f, " of.%s=%s", h->name, loss->name);
        put_attrs(f, loss->attrs, h->loss.attr, none);
        fprintf(f, " weight.%s=", h->name);
        put_number(f, h->weight);
    }
}

static void put_settings(FILE *f, const Graph *g) /* ORDER SETTINGS: as line_attrs */
{
    const Train *t = &g->train;
    static const char *const none[] = {NULL}, *const rate[] = {"rate", NULL};
    const Loss *loss = t->loss.record;
    const Optimizer *optimizer = t->optimizer.record;
    const Schedule *schedule = t->schedule.record;
    fprintf(f, "loss: %s", loss ? loss->name : "none");
    if (loss)
        put_attrs(f, loss->attrs, t->loss.attr, none);
    put_heads(f, g);
    if (t->target_input)
        fputs(" target=input", f);
    put_amount(f, "balanced", t->balanced);
    for (int i = 0; i < t->n_class_weights; i++) {
        fputs(i ? "," : " weights=", f);
        put_number(f, t->class_weights[i]);
    }
    put_amount(f, "weighed", t->columns.weight != NULL);
    fprintf(f, "\noptimizer: %s", optimizer ? optimizer->name : "none");
    if (optimizer)
        put_attrs(f, optimizer->attrs, t->optimizer.attr, rate);
    if (t->lookahead) {
        put_amount(f, "lookahead", t->lookahead);
        put_amount(f, "lookahead_share", t->lookahead_share);
    }
    fprintf(f, "\nschedule: %s", schedule ? schedule->name : "none");
    if (schedule)
        put_attrs(f, schedule->attrs, t->schedule.attr, none);
    fprintf(f, "\naugment: by");
#define AUGMENT(name, form, def, max, doc) put_amount(f, #name, t->augment.name);
#include "data/augments.def"
#undef AUGMENT
    put_amount(f, "drop_last", t->drop_last);
    fprintf(f, "\nvalidation: of");
    put_amount(f, "share", t->validation);
    put_amount(f, "test", t->validate_on_test);
    fputs("\n", f);
}

char *recipe_text(const Graph *g)
{
    TextStream text;
    FILE *f = text_stream_open(&text);
    if (!f)
        return NULL;
    for (int i = 0; i < g->n_nodes; i++)
        put_node(f, &g->train, g->nodes[i]);
    put_settings(f, g);
    return text_stream_close(&text, NULL);
}

/* ---- comparing ---- */

typedef struct Line {
    const char *name; /* "layer conv_1", "loss" */
    int name_len;
    const char *kind, *in, *attrs, *end; /* in: "" or " of 1,2"; attrs: " key=value ..." */
    int kind_len, in_len;
} Line;

/* The line at *at, which then points at the next one. False: there is none, or it is no such line.
 */
static bool next_line(const char **at, Line *l)
{
    const char *line = *at, *end = line + strcspn(line, "\n"), *colon = strchr(line, ':');
    if (!*line || !colon || colon > end || colon[1] != ' ')
        return false;
    *at = *end ? end + 1 : end;
    *l = (Line){.name = line, .name_len = (int)(colon - line), .kind = colon + 2, .end = end};
    l->kind_len = (int)strcspn(l->kind, " \n");
    l->in = l->kind + l->kind_len;
    if (!strncmp(l->in, " of ", 4))
        l->in_len = 4 + (int)strcspn(l->in + 4, " \n");
    l->attrs = l->in + l->in_len;
    return true;
}

static bool same_text(const char *a, int a_len, const char *b, int b_len)
{
    return a_len == b_len && !memcmp(a, b, (size_t)a_len);
}

/* The value of the attribute `key` of l, its length in *len; NULL: the line has none. */
static const char *find_value(const Line *l, const char *key, int key_len, int *len)
{
    for (const char *a = l->attrs; a < l->end;) {
        const char *word = a + 1, *stop = word + strcspn(word, " \n"), *equals = strchr(word, '=');
        if (equals && equals < stop && same_text(word, (int)(equals - word), key, key_len)) {
            *len = (int)(stop - equals - 1);
            return equals + 1;
        }
        a = stop;
    }
    return NULL;
}

typedef struct Differences {
    Err text;
    size_t n; /* of its bytes */
    int found;
} Differences;

static void put(Differences *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void put(Differences *d, const char *fmt, ...)
{
    size_t room = sizeof d->text.text - d->n;
    va_list ap;
    va_start(ap, fmt);
    int n = text_vsnprintf(d->text.text + d->n, room, fmt, ap);
    va_end(ap);
    d->n += n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

/* Of a long name or value only the beginning. */
static int shown(int len) { return len > WORD ? WORD : len; }

/* One more, of which only the first ones are told. */
static void add(Differences *d, const Line *l, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static void add(Differences *d, const Line *l, const char *fmt, ...)
{
    static const char layer[] = "layer ";
    const size_t skip = strncmp(l->name, layer, sizeof layer - 1) ? 0 : sizeof layer - 1;
    char what[3 * WORD];
    if (d->found++ >= MOST_SHOWN)
        return;
    va_list ap;
    va_start(ap, fmt);
    text_vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    put(d, "%s%.*s: %s", d->n ? "; " : "", shown(l->name_len - (int)skip), l->name + skip, what);
}

/* The table of the attributes on line i of g's recipe; NULL: it has none. ORDER SETTINGS */
static const AttrSpec *line_attrs(const Graph *g, int i)
{
    const Loss *loss = g->train.loss.record;
    const Optimizer *optimizer = g->train.optimizer.record;
    const Schedule *schedule = g->train.schedule.record;
    switch (i - g->n_nodes) {
    case 0: return loss ? loss->attrs : NULL;
    case 1: return optimizer ? optimizer->attrs : NULL;
    case 2: return schedule ? schedule->attrs : NULL;
    default: return i < g->n_nodes ? g->nodes[i]->layer->attrs : NULL;
    }
}

/* What an attribute is that a line does not have. */
static void default_text(const AttrSpec *specs, const char *key, int key_len, char to[WORD])
{
    FILE *f = fmemopen(to, WORD, "w");
    to[0] = 0;
    if (!f)
        return;
    while (specs && specs->name && !same_text(specs->name, (int)strlen(specs->name), key, key_len))
        specs++;
    if (specs && specs->name)
        put_default(f, specs);
    else if (same_text("target", 6, key, key_len))
        fputs("data", f);
    else if (same_text("weights", 7, key, key_len))
        fputs("1", f);
    else if (!strncmp(key, "decay.", 6))
        fputs("the optimizer's", f);
    else
        fputs(strncmp(key, "rate.", 5) ? "0" : "1", f);
    fclose(f);
}

/* The attributes of `l` that `other` has otherwise. now: l is the newer one; then those that only
 * it has are told. */
static void compare_attrs(Differences *d, const Line *l, const Line *other, bool now,
                          const AttrSpec *specs)
{
    for (const char *a = l->attrs; a < l->end;) {
        const char *key = a + 1, *stop = key + strcspn(key, " \n"), *equals = strchr(key, '=');
        a = stop;
        if (!equals || equals >= stop)
            continue;
        char missing[WORD];
        int key_len = (int)(equals - key), len = (int)(stop - equals - 1), other_len = 0;
        const char *mine = equals + 1, *value = find_value(other, key, key_len, &other_len);
        if (value && (now || same_text(value, other_len, mine, len)))
            continue;
        if (!value) {
            default_text(specs, key, key_len, missing);
            value = missing;
            other_len = (int)strlen(missing);
        }
        const char *was = now ? value : mine, *is = now ? mine : value;
        int was_len = now ? other_len : len, is_len = now ? len : other_len;
        add(d, l, "%.*s was %.*s, is %.*s", shown(key_len), key, shown(was_len), was, shown(is_len),
            is);
    }
}

static void compare_lines(Differences *d, const Line *then, const Line *now, const AttrSpec *specs)
{
    if (same_text(then->kind, (int)(then->end - then->kind), now->kind,
                  (int)(now->end - now->kind)))
        return;
    if (!same_text(then->kind, then->kind_len, now->kind, now->kind_len))
        add(d, now, "was %.*s, is %.*s", shown(then->kind_len), then->kind, shown(now->kind_len),
            now->kind);
    else if (!same_text(then->in, then->in_len, now->in, now->in_len))
        add(d, now, "has other inputs than it had");
    else {
        compare_attrs(d, then, now, false, specs);
        compare_attrs(d, now, then, true, specs);
    }
}

static int count_layers(const char *recipe)
{
    int n = 0;
    for (const char *at = recipe; !strncmp(at, "layer ", 6); at++) {
        n++;
        at += strcspn(at, "\n");
        if (!*at)
            break;
    }
    return n;
}

/* Layers by their place; where there are more or fewer, up to the first that is another. */
static bool compare_layers(Differences *d, const Graph *g, const char **then, const char **now)
{
    int layers = count_layers(*then), most = layers > g->n_nodes ? layers : g->n_nodes;
    Line a, b;
    if (layers != g->n_nodes) {
        put(d, "it had %d layers, has %d", layers - 1, g->n_nodes - 1); /* but for the input */
        d->found++;
    }
    for (int i = 0; i < most; i++) {
        if ((i < layers && !next_line(then, &a)) || (i < g->n_nodes && !next_line(now, &b)))
            return false;
        if (i < layers && i < g->n_nodes && (layers == g->n_nodes || d->found == 1))
            compare_lines(d, &a, &b, line_attrs(g, i));
    }
    return true;
}

static bool compare(Differences *d, const Graph *g, const char *then, const char *now)
{
    Line a, b;
    if (!compare_layers(d, g, &then, &now))
        return false;
    for (int i = 0; i < SETTINGS; i++) {
        if (!next_line(&then, &a) || !next_line(&now, &b) ||
            !same_text(a.name, a.name_len, b.name, b.name_len))
            return false;
        compare_lines(d, &a, &b, line_attrs(g, g->n_nodes + i));
    }
    return true;
}

/* ---- former words ---- */

/* What a word is called now. Words longer than WORD were never renamed. */
static void put_word(FILE *f, const char *place, const char *word, int len)
{
    char name[WORD + 1];
    snprintf(name, sizeof name, "%.*s", shown(len), word);
    const char *now = renamed(place, name);
    fprintf(f, "%.*s", now ? (int)strlen(now) : len, now ? now : word);
}

static void put_attr(FILE *f, const char *kind, const char *key, const char *stop)
{
    char place[3 * WORD];
    const char *equals = memchr(key, '=', (size_t)(stop - key));
    if (!equals) {
        fprintf(f, "%.*s", (int)(stop - key), key);
        return;
    }
    snprintf(place, sizeof place, "%s.", kind);
    put_word(f, place, key, (int)(equals - key));
    snprintf(place, sizeof place, "%s.%.*s", kind, shown((int)(equals - key)), key);
    fputs("=", f);
    put_word(f, place, equals + 1, (int)(stop - equals - 1));
}

/* A recipe in words of today, malloc'd; NULL: out of memory. What is no line of one is left out. */
static char *in_words_of_today(const char *recipe)
{
    TextStream text;
    FILE *f = text_stream_open(&text);
    Line l;
    while (f && next_line(&recipe, &l)) {
        char place[WORD], kind[WORD + 1];
        bool layer = !strncmp(l.name, "layer ", 6);
        snprintf(place, sizeof place, "%.*s", layer ? 5 : shown(l.name_len) - (l.name_len >= WORD),
                 l.name);
        snprintf(kind, sizeof kind, "%.*s", shown(l.kind_len), l.kind);
        const char *now = renamed(place, kind);
        fprintf(f, "%.*s: %.*s%.*s", l.name_len, l.name, now ? (int)strlen(now) : l.kind_len,
                now ? now : l.kind, l.in_len, l.in);
        for (const char *a = l.attrs; a < l.end;) {
            const char *key = a + 1;
            a = key + strcspn(key, " \n");
            fputs(" ", f);
            put_attr(f, now ? now : kind, key, a);
        }
        fputs("\n", f);
    }
    return f ? text_stream_close(&text, NULL) : NULL;
}

bool recipe_same(const Graph *g, const char *then, Err *differences)
{
    Differences d = {.n = 0};
    char *now = recipe_text(g), *today = now ? in_words_of_today(then) : NULL;
    if (!today) {
        free(now);
        return err_set(differences, "out of memory");
    }
    bool whole = compare(&d, g, then, now);
    if (whole && d.found && strcmp(today, then)) {
        d = (Differences){.n = 0};
        whole = compare(&d, g, today, now);
    }
    free(now);
    free(today);
    if (!whole)
        return err_set(differences, "what it says of its layers and settings is damaged");
    if (d.found > MOST_SHOWN)
        put(&d, "; and %d more", d.found - MOST_SHOWN);
    return d.found == 0 || err_set(differences, "%s", d.text.text);
}
