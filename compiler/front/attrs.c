/* Binds written arguments to an attribute table: by key, by position and form, or as a flag,
 * with type, range and "did you mean" errors. The tables are those of layers, losses,
 * optimizers and train statements; nothing here knows any of them. */
#include "compiler/front/other_words.h"
#include "compiler/front/value.h"
#include <math.h>
#include <string.h>

typedef struct Binder {
    Arena *arena;
    Diag *diag;
    const AttrTable *t;
    AttrValue *values;
    bool split_size;  /* reported: numbers where a size is wanted */
    bool wants_value; /* reported: an argument without one, so that a number may come behind it */
} Binder;

static int spec_count(const AttrSpec *specs)
{
    int n = 0;
    while (specs[n].name)
        n++;
    return n;
}

/* Is `word` one of `choices` (separated by blanks)? */
static bool one_of(const char *choices, const char *word)
{
    size_t len = strlen(word);
    for (const char *c = choices; *c; c += strspn(c, " ")) {
        size_t n = strcspn(c, " ");
        if (n == len && memcmp(c, word, n) == 0)
            return true;
        c += n;
    }
    return false;
}

static void add_choices(Words *w, const char *choices)
{
    for (const char *c = choices; *c; c += strspn(c, " ")) {
        size_t n = strcspn(c, " ");
        words_add(w, arena_strndup(w->arena, c, n));
        c += n;
    }
}

const char *list_text(Arena *a, const Words *w, const char *last)
{
    const char *text = "";
    for (int i = 0; i < w->n; i++)
        text = i == 0         ? w->items[i]
               : i + 1 < w->n ? arena_printf(a, "%s, %s", text, w->items[i])
                              : arena_printf(a, "%s %s %s", text, last, w->items[i]);
    return text;
}

/* Digits for a message: all of a whole number, 10 of others. */
static int digits(double x) { return x == floor(x) ? 16 : 10; }

static bool in_range(Binder *b, const AttrSpec *s, double x, Span at)
{
    if (x >= s->min && x <= s->max)
        return true;
    if (s->max >= 1e30 && x < s->min)
        diag_error(b->diag, at, "%s of %s is %.*g; it must be at least %.10g", s->name, b->t->what,
                   digits(x), x, s->min);
    else
        diag_error(b->diag, at, "%s of %s is %.*g; it must be from %.10g to %.*g", s->name,
                   b->t->what, digits(x), x, s->min, digits(s->max), s->max);
    if (s->max <= 1 && s->min >= 0 && x >= 5 && x <= 100)
        diag_note(b->diag, "hint: it is a share: %g percent is `%g`", x, x / 100);
    return false;
}

/* A hint where another framework's value stands: `conv.pad`, then `*.pad`. */
static bool note_other_value(Binder *b, const AttrSpec *s, const char *word)
{
    return note_other_word(b->diag, arena_printf(b->arena, "%s.%s", b->t->what, s->name), word) ||
           note_other_word(b->diag, arena_printf(b->arena, "*.%s", s->name), word);
}

static bool wrong_form(Binder *b, const AttrSpec *s, const ArgVal *a, const char *needed)
{
    const char *found = value_text(b->arena, &a->v);
    bool word = a->v.kind == VAL_WORD || a->v.kind == VAL_STR;
    diag_error(b->diag, a->span, "%s of %s must be %s, not %s", s->name, b->t->what, needed, found);
    if (s->type == ATTR_SIZE && a->v.kind == VAL_TUPLE)
        diag_note(b->diag, "hint: a size is one word: `%s=2x2`", s->name);
    else if (!note_other_value(b, s, word ? a->v.text : found) && a->v.kind == VAL_STR &&
             (s->type == ATTR_INT || s->type == ATTR_NUM || s->type == ATTR_SIZE))
        diag_note(b->diag, "hint: %s without quotes",
                  s->type == ATTR_SIZE ? "a size stands" : "numbers stand");
    return false;
}

static bool set_number(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    bool whole = s->type == ATTR_INT;
    if (a->v.kind != VAL_NUM)
        return wrong_form(b, s, a, whole ? "a whole number" : "a number");
    out->num = a->v.num;
    if (whole && out->num != floor(out->num))
        return wrong_form(b, s, a, "a whole number");
    return in_range(b, s, out->num, a->span);
}

/* `choices` "3" allows HxWxC beside a single number; otherwise HxW or a single number. */
static bool set_size(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    int most = s->choices ? 3 : 2;
    const char *needed = most == 3 ? "a size such as 32x32x3, or a whole number"
                                   : "a size such as 3x3, or a whole number";
    if (a->product) {
        diag_error(b->diag, a->span, "%s of %s is a product, %g times %g", s->name, b->t->what,
                   a->product->a->num, a->product->b->num);
        diag_note(b->diag, "hint: a size has an x between its sides: `%gx%g`", a->product->a->num,
                  a->product->b->num);
        return false;
    }
    if (a->v.kind == VAL_NUM && a->v.num == floor(a->v.num)) {
        if (!in_range(b, s, a->v.num, a->span))
            return false;
        out->rank = 1;
        out->size[0] = out->size[1] = out->size[2] = (int)a->v.num;
        return true;
    }
    if (a->v.kind != VAL_SIZE || a->v.rank > most)
        return wrong_form(b, s, a, needed);
    out->rank = a->v.rank;
    for (int i = 0; i < out->rank; i++) {
        out->size[i] = a->v.size[i];
        if (!in_range(b, s, out->size[i], a->span))
            return false;
    }
    return true;
}

static bool set_flag(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    if (!a->key) {
        out->num = 1;
        return true;
    }
    if (a->v.kind != VAL_NUM || (a->v.num != 0 && a->v.num != 1)) {
        wrong_form(b, s, a, "0 or 1");
        diag_note(b->diag, "hint: write `%s` alone, or leave it out", s->name);
        return false;
    }
    out->num = a->v.num;
    return true;
}

static bool set_name(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    Words w = {.arena = b->arena};
    add_choices(&w, s->choices);
    if (a->v.kind != VAL_WORD && a->v.kind != VAL_STR)
        return wrong_form(
            b, s, a, arena_printf(b->arena, "one of the words %s", list_text(b->arena, &w, "or")));
    out->str = a->v.text;
    if (one_of(s->choices, out->str))
        return true;
    const char *shown = a->key ? arena_printf(b->arena, "%s=%s", a->key, out->str) : NULL;
    const char *now = renamed_word(
        b->diag, a->span, arena_printf(b->arena, "%s.%s", b->t->what, s->name), out->str, shown);
    if (now) {
        out->str = now;
        return true;
    }
    diag_error(b->diag, a->span, "%s of %s cannot be `%s`%s", s->name, b->t->what, out->str,
               did_you_mean(b->arena, out->str, w.items, w.n));
    if (!note_other_value(b, s, out->str))
        diag_note(b->diag, "hint: it is %s", list_text(b->arena, &w, "or"));
    return false;
}

/* Room for n numbers, at least four. */
static double *tuple_of(Arena *a, int n, double fill)
{
    int room = n < 4 ? 4 : n;
    double *v = ARENA_ARRAY(a, double, room);
    for (int i = 0; i < room; i++)
        v[i] = fill;
    return v;
}

static bool set_tuple(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    const Value *v = &a->v;
    if (v->kind != VAL_NUM && (v->kind != VAL_TUPLE || v->n_items < 1))
        return wrong_form(b, s, a, "a number, or numbers in parentheses");
    out->rank = v->kind == VAL_NUM ? 1 : v->n_items;
    double *tuple = tuple_of(b->arena, out->rank, s->def);
    out->tuple = tuple;
    for (int i = 0; i < out->rank; i++) {
        const Value *item = v->kind == VAL_NUM ? v : &v->items[i].v;
        if (item->kind != VAL_NUM || (v->kind == VAL_TUPLE && v->items[i].key))
            return wrong_form(b, s, a, "numbers in parentheses");
        tuple[i] = item->num;
        if (!in_range(b, s, item->num, a->span))
            return false;
    }
    return true;
}

static bool set_text(Binder *b, const AttrSpec *s, const ArgVal *a, AttrValue *out)
{
    out->str = a->v.text;
    return a->v.kind == VAL_STR || wrong_form(b, s, a, "a text in quotes");
}

static bool set_attr(Binder *b, int i, const ArgVal *a)
{
    static bool (*const set[])(Binder *, const AttrSpec *, const ArgVal *, AttrValue *) = {
        [ATTR_INT] = set_number,  [ATTR_NUM] = set_number, [ATTR_SIZE] = set_size,
        [ATTR_FLAG] = set_flag,   [ATTR_NAME] = set_name,  [ATTR_STR] = set_text,
        [ATTR_TUPLE] = set_tuple,
    };
    const AttrSpec *s = &b->t->specs[i];
    AttrValue *out = &b->values[i];
    if (out->set) {
        diag_error(b->diag, a->span, "%s of %s is given twice", s->name, b->t->what);
        return false;
    }
    out->set = true;
    out->span = a->span;
    return set[s->type](b, s, a, out);
}

/* The attribute that `name` is called, now or before. */
static int find_called(const Binder *b, const char *name, Span at)
{
    int i = attr_find(b->t->specs, name);
    if (i >= 0)
        return i;
    const char *now = renamed_word(b->diag, at, arena_printf(b->arena, "%s.", b->t->what), name,
                                   NULL);
    return now ? attr_find(b->t->specs, now) : -1;
}

/* The first free positional attribute that takes a value of this form; -1: none. A number
 * also fills a size when no number is wanted. */
static int free_position(const Binder *b, ValueKind form)
{
    int best = -1;
    for (int pass = 0; pass < 2 && best < 0; pass++)
        for (int i = 0; b->t->specs[i].name; i++) {
            const AttrSpec *s = &b->t->specs[i];
            bool fits = form == VAL_NUM    ? (pass == 0 ? s->type == ATTR_INT || s->type == ATTR_NUM
                                                        : s->type == ATTR_SIZE)
                        : form == VAL_SIZE ? s->type == ATTR_SIZE
                        : form == VAL_STR  ? s->type == ATTR_STR
                        : form == VAL_WORD ? s->type == ATTR_NAME
                                           : s->type == ATTR_TUPLE;
            if (fits && s->position > 0 && !b->values[i].set &&
                (best < 0 || s->position < b->t->specs[best].position))
                best = i;
        }
    return best;
}

/* A hint where another framework's word stands. */
static bool note_other(Binder *b, const char *word)
{
    return note_other_word(b->diag, arena_printf(b->arena, "%s.", b->t->what), word) ||
           note_other_word(b->diag, "*.", word);
}

static bool is_other(Binder *b, const char *word)
{
    return other_word(arena_printf(b->arena, "%s.", b->t->what), word) || other_word("*.", word);
}

/* What there is, when nothing is near. */
static void note_attributes(Binder *b)
{
    Words w = {.arena = b->arena};
    for (const AttrSpec *s = b->t->specs; s->name; s++)
        words_add(&w, arena_printf(b->arena, s->type == ATTR_FLAG ? "`%s`" : "`%s=`", s->name));
    if (w.n)
        diag_note(b->diag, "hint: %s takes %s", b->t->what, list_text(b->arena, &w, "and"));
    else
        diag_note(b->diag, "hint: %s takes no attributes", b->t->what);
}

/* `dropout` or `dropout=0.2` within another layer. */
static bool note_layer(Binder *b, const char *word)
{
    if (b->t->n_others == 0 || !layer_find(word))
        return false;
    diag_note(b->diag, "hint: `%s` is a layer of its own, on the next line", word);
    return true;
}

/* A word that is no argument, but a text that lacks its quotes, or a layer of its own. */
static bool note_place(Binder *b, const ArgVal *a)
{
    if (free_position(b, VAL_STR) >= 0)
        diag_note(b->diag, "hint: a text stands in quotes: `\"%s\"`", a->v.text);
    else if (!note_layer(b, a->v.text) &&
             (b->t->n_others == 0 || !note_other_word(b->diag, "layer", a->v.text)))
        return false;
    b->wants_value = true; /* what follows is its own */
    return true;
}

static bool takes_size(const Binder *b)
{
    for (const AttrSpec *s = b->t->specs; s->name; s++)
        if (s->type == ATTR_SIZE && s->position > 0)
            return true;
    return false;
}

/* `3 x 3`: what follows is the rest of it. */
static bool note_split_size(Binder *b, const char *word)
{
    if ((strcmp(word, "x") && strcmp(word, "by")) || !takes_size(b))
        return false;
    diag_note(b->diag, "hint: a size is one word: `3x3`, `32x32x3`");
    return b->split_size = true;
}

static bool unknown_word(Binder *b, const ArgVal *a)
{
    Words w = {.arena = b->arena};
    for (const AttrSpec *s = b->t->specs; s->name; s++)
        if (s->type == ATTR_FLAG)
            words_add(&w, s->name);
    for (int i = 0; i < b->t->n_others; i++)
        words_add(&w, b->t->others[i]);
    int key = attr_find(b->t->specs, a->v.text);
    const char *near = did_you_mean(b->arena, a->v.text, w.items, w.n);
    bool other = is_other(b, a->v.text);
    diag_error(b->diag, a->span, "%s does not know the word `%s`%s", b->t->what, a->v.text,
               key >= 0 || other ? "" : near);
    if (key >= 0)
        diag_note(b->diag, "hint: `%s` needs a value: `%s=`", a->v.text, a->v.text);
    b->wants_value = key >= 0;
    if (key < 0 && !note_other(b, a->v.text) && !*near && !note_split_size(b, a->v.text) &&
        !note_place(b, a))
        note_attributes(b);
    return false;
}

/* An argument that has no place here may be meant for the activation beside it. */
static bool note_flag(Binder *b, const ArgVal *a)
{
    const Layer *act = b->t->flag;
    if (!act || !act->attrs->name || (a->key && attr_find(act->attrs, a->key) < 0))
        return false;
    diag_note(b->diag, "hint: `%s` with arguments is a layer of its own, on the next line",
              act->kind);
    return true;
}

/* 3, 3 or (3, 3) where a size is wanted. */
static bool is_split_size(const Binder *b, const Value *v)
{
    bool numbers = v->kind == VAL_NUM || (v->kind == VAL_TUPLE && v->n_items > 0);
    for (int i = 0; v->kind == VAL_TUPLE && i < v->n_items; i++)
        numbers &= v->items[i].v.kind == VAL_NUM;
    return numbers && takes_size(b);
}

static bool left_over(Binder *b, const ArgVal *a)
{
    Words w = {.arena = b->arena};
    for (const AttrSpec *s = b->t->specs; s->name; s++) {
        bool number = s->type == ATTR_INT || s->type == ATTR_NUM;
        if ((a->v.kind == VAL_NUM && (number || s->type == ATTR_SIZE)) ||
            (a->v.kind == VAL_SIZE && s->type == ATTR_SIZE) ||
            (a->v.kind == VAL_STR && s->type == ATTR_STR) ||
            (a->v.kind == VAL_TUPLE && s->type == ATTR_TUPLE))
            if (!b->values[s - b->t->specs].set)
                words_add(&w, arena_printf(b->arena, "`%s=`", s->name));
    }
    bool meant = b->wants_value; /* for the argument before it */
    b->wants_value = false;
    if (meant && a->v.kind == VAL_NUM)
        return false;
    if (b->split_size && is_split_size(b, &a->v))
        return false; /* the rest of it */
    diag_error(b->diag, a->span, "%s has no place for %s", b->t->what, value_text(b->arena, &a->v));
    note_flag(b, a);
    if (is_split_size(b, &a->v)) {
        diag_note(b->diag, "hint: a size is one word: `3x3`, `32x32x3`");
        b->split_size = true;
    } else if (w.n)
        diag_note(b->diag, "hint: say what it is: %s", list_text(b->arena, &w, "or"));
    else if (a->v.kind == VAL_STR && takes_size(b))
        diag_note(b->diag, "hint: a size stands without quotes");
    else
        note_other_word(b->diag, arena_printf(b->arena, "%s.", b->t->what), "\"\"");
    return false;
}

static bool bind_one(Binder *b, const ArgVal *a)
{
    if (a->key) {
        int i = find_called(b, a->key, a->key_span);
        if (i >= 0)
            return set_attr(b, i, a);
        Words w = {.arena = b->arena};
        for (const AttrSpec *s = b->t->specs; s->name; s++)
            words_add(&w, s->name);
        const char *near = did_you_mean(b->arena, a->key, w.items, w.n);
        diag_error(b->diag, a->key_span, "%s has no attribute `%s`%s", b->t->what, a->key,
                   is_other(b, a->key) ? "" : near);
        if (!note_other(b, a->key) && !note_flag(b, a) && !note_layer(b, a->key) && !*near)
            note_attributes(b);
        return false;
    }
    if (a->v.kind == VAL_WORD) {
        int i = find_called(b, a->v.text, a->span);
        if (i >= 0 && b->t->specs[i].type == ATTR_FLAG)
            return set_attr(b, i, a);
    }
    int i = free_position(b, a->v.kind);
    if (i >= 0)
        return set_attr(b, i, a);
    return a->v.kind == VAL_WORD ? unknown_word(b, a) : left_over(b, a);
}

static void set_default(const AttrTable *t, int i, AttrValue *v, Arena *arena)
{
    const AttrSpec *s = &t->specs[i];
    v->span = t->stmt;
    v->num = s->def;
    for (int k = 0; k < 3; k++)
        v->size[k] = s->type == ATTR_SIZE ? (int)s->def : 0;
    if (s->type == ATTR_TUPLE)
        v->tuple = tuple_of(arena, 0, s->def);
    v->rank = s->type == ATTR_SIZE && s->def > 0;
    if (s->type == ATTR_NAME && !s->required)
        v->str = arena_strndup(arena, s->choices, strcspn(s->choices, " "));
}

/* "conv FILTERS SIZE": the required arguments in order. */
static const char *usage(Arena *a, const AttrTable *t)
{
    const char *text = t->what;
    for (const AttrSpec *s = t->specs; s->name; s++) {
        if (!s->required)
            continue;
        char *upper = arena_strdup(a, s->name);
        for (char *c = upper; *c; c++)
            *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
        const char *name = upper;
        if (s->type == ATTR_STR)
            name = arena_printf(a, "\"%s\"", name);
        text = s->position ? arena_printf(a, "%s %s", text, name)
                           : arena_printf(a, "%s %s=%s", text, s->name, name);
    }
    return text;
}

AttrValue *bind_attrs(Arena *a, Diag *d, const AttrTable *t, const ArgVal *args, int n)
{
    int count = spec_count(t->specs);
    Binder b = {a, d, t, ARENA_ARRAY(a, AttrValue, count + 1), false, false};
    bool ok = true;
    for (int i = 0; i < n; i++)
        ok = bind_one(&b, &args[i]) && ok;
    for (int i = 0; i < count; i++) {
        const AttrSpec *s = &t->specs[i];
        if (!b.values[i].set && s->required && ok) {
            diag_error(d, t->stmt, "%s needs %s: %s", t->what, s->name, s->doc);
            diag_note(d, "hint: write `%s`", usage(a, t));
            ok = false;
        }
        if (!b.values[i].set)
            set_default(t, i, &b.values[i], a);
    }
    return ok ? b.values : NULL;
}
