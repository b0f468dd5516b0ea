/* Repeated parts of an imported net as blocks. A part is a run of statements that takes one value,
 * that of the line above it, and gives one, that of its last line. Two are alike when they differ
 * in numbers only, and when the file's names of their layers differ in what these begin with alone
 * (layer1_0_conv1, layer1_1_conv1): then the block's label and the one within it make the name.
 * Names that a framework counted by itself (conv2d_7) are given up. Of all such parts the one that
 * saves the most lines becomes a block, again and again. */
#include "models/fold.h"
#include "base/ascii.h"
#include "base/hash.h"
#include "compiler/ir/layer.h"
#include <stdlib.h>
#include <string.h>

enum {
    PLACES_MOST = 8000, /* longer nets stay as they are */
    BODY_MOST = 64,
    BODY_LEAST = 3,
    LINES_LEAST = 3, /* that a block must save */
    BLOCKS_MOST = 30,
    PARAMS_MOST = 6
};

typedef struct Folding {
    Model *m;
    Arena *arena;
    const Statement *s;
    int n, *place;    /* places, and the place of each step */
    uint64_t *token;  /* of a statement without its numbers, and where its operands are */
    int *reach, *end; /* the first place that it reads, and the last that reads it */
    int *far;         /* the last that reads any before it */
    Fold *out;
    uint64_t *refused; /* keys of parts that need too many parameters */
    int n_refused, cap_refused;
    bool (*is_reserved)(const char *);
    bool apart; /* uses that a value goes around save nothing */
} Folding;

/* ---- statements ---- */

/* "stride=2": where the number or the size begins; NULL: it is none. */
static const char *value_of(const char *word)
{
    const char *equals = strchr(word, '='), *v = equals ? equals + 1 : word, *c = v;
    if (*c == '-')
        c++;
    if (!ascii_digit((unsigned char)*c))
        return NULL;
    for (; *c; c++)
        if (!ascii_digit((unsigned char)*c) && !strchr("x.e-", *c))
            return NULL;
    return v;
}

static int operand(const Folding *f, int place, int k)
{
    return f->place[step_real(f->m, f->m->step[f->m->order[place]].in[k])];
}

static uint64_t token_of(const Folding *f, int place)
{
    const Statement *s = &f->s[place];
    uint64_t h = HASH_START;
    for (int i = 0; i < s->n; i++) {
        const char *word = s->word[i].text, *v = i ? value_of(word) : NULL;
        h = v ? hash_bytes(hash_text(h, "#"), word, (size_t)(v - word)) : hash_text(h, word);
    }
    for (int k = 0; k < f->m->step[f->m->order[place]].n_in; k++) {
        int back = place - operand(f, place, k);
        h = hash_bytes(h, &back, sizeof back);
    }
    return h;
}

static void look_at(Folding *f)
{
    for (int i = 0; i < f->m->n; i++)
        f->place[i] = -1;
    for (int i = 0; i < f->n; i++)
        f->place[f->m->order[i]] = i;
    for (int i = 0; i < f->n; i++) {
        f->reach[i] = i;
        for (int k = 0; k < f->m->step[f->m->order[i]].n_in; k++) {
            int at = operand(f, i, k);
            if (at < f->reach[i])
                f->reach[i] = at;
            if (at >= 0 && f->end[at] < i)
                f->end[at] = i;
        }
        f->token[i] = token_of(f, i);
    }
    if (f->place[f->m->output] >= 0)
        f->end[f->place[f->m->output]] = f->n;
    f->far[0] = -1;
    for (int i = 0; i < f->n; i++)
        f->far[i + 1] = f->far[i] > f->end[i] ? f->far[i] : f->end[i];
}

/* ---- names ---- */

/* What the names of the part have in common, to the last `_` in which each goes on; 0: nothing, or
 * there are none. */
static size_t common_start(const Folding *f, int at, int n, int *count)
{
    const char *first = NULL;
    size_t same = 0;
    *count = 0;
    for (int i = at; i < at + n; i++) {
        const char *name = f->s[i].name;
        if (!f->s[i].keeps)
            continue;
        if (!first)
            first = name, same = strlen(name);
        size_t k = 0;
        while (k < same && name[k] == first[k])
            k++;
        if (k == strlen(name)) /* it must go on */
            k--;
        same = k;
        ++*count;
    }
    while (same && first[same - 1] != '_')
        same--;
    return same > 1 ? same : 0;
}

/* batch_normalization_7, node_Conv_12: how long the name is without its number, if a framework gave
 * it; else 0. */
static size_t counted(const char *name)
{
    static const char *const stems[] = {"conv1d",
                                        "conv2d",
                                        "conv2d_transpose",
                                        "conv1d_transpose",
                                        "depthwise_conv2d",
                                        "separable_conv2d",
                                        "dense",
                                        "batch_normalization",
                                        "layer_normalization",
                                        "group_normalization",
                                        "p_re_lu",
                                        "Conv",
                                        "ConvTranspose",
                                        "Gemm",
                                        "MatMul",
                                        "BatchNormalization",
                                        "node_conv2d",
                                        "node_linear"};
    size_t n = strlen(name), k = n;
    while (k && ascii_digit((unsigned char)name[k - 1]))
        k--;
    if (k < n && k && name[k - 1] == '_')
        k--;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strlen(stems[i]) == k && !strncmp(stems[i], name, k))
            return k;
    return 0;
}

/* The part's key: parts with the same are uses of one block. 0: its names do not allow it. */
static uint64_t key_of(const Folding *f, int at, int n, uint64_t tokens)
{
    int count;
    size_t start = common_start(f, at, n, &count);
    uint64_t h = hash_bytes(tokens, &n, sizeof n);
    for (int i = at; count && i < at + n; i++) {
        const Statement *s = &f->s[i];
        int offset = i - at;
        size_t stem = s->keeps && !start ? counted(s->name) : 0;
        if (!s->keeps)
            continue;
        if (!start && !stem)
            return 0;
        h = hash_bytes(h, &offset, sizeof offset);
        h = start ? hash_text(h, s->name + start) : hash_bytes(h, s->name, stem);
    }
    for (int i = 0; i < f->n_refused; i++)
        if (f->refused[i] == h)
            return 0;
    return h ? h : 1;
}

/* ---- the best part ---- */

typedef struct Part {
    uint64_t key;
    int first, n, uses, end; /* end: behind its last use */
    int crossed;             /* uses that a value goes around, which saves nothing: a part should
                                hold its addition, too */
    int ease;                /* hundredths of a line: how well it begins and ends */
} Part;

static bool has_kernel(const Folding *f, int place)
{
    const char *kind = f->s[place].word[0].text;
    return !strcmp(kind, "conv") || !strcmp(kind, "dense") || !strcmp(kind, "depthwise") ||
           !strcmp(kind, "conv_transpose");
}

static int ease_of(const Folding *f, int at, int n)
{
    int count, ease = has_kernel(f, at) ? 5 : 0;
    size_t start = common_start(f, at, n, &count);
    const char *with = NULL;
    for (int i = at; start && i < at + n && !with; i++)
        with = f->s[i].keeps ? arena_strndup(f->arena, f->s[i].name, start) : NULL;
    for (int i = at; with && i < at + n; i++)
        ease += !f->s[i].keeps && f->s[i].name && strstr(f->s[i].name, with) ? 1 : 0;
    return ease;
}

/* Lines saved, in hundredths. */
static int64_t saved(const Part *p)
{
    int64_t lines = (int64_t)(p->uses - p->crossed) * p->n - p->uses - p->n - 3;
    return 100 * lines + p->ease;
}

/* The slot of a key in a table whose size is a power of two. */
static Part *slot_of(Part *table, int size, uint64_t key)
{
    int at = (int)(key & (uint64_t)(size - 1));
    while (table[at].key && table[at].key != key) /* at most half of it is taken */
        at = (at + 1) & (size - 1);
    return &table[at];
}

/* Counts a part; uses of one do not overlap. */
static void count_part(const Folding *f, Part *table, int size, int at, int n, uint64_t tokens)
{
    uint64_t key = key_of(f, at, n, tokens);
    if (!key)
        return;
    Part *p = slot_of(table, size, key);
    if (p->key && at < p->end)
        return;
    if (!p->key)
        *p = (Part){.key = key, .first = at, .n = n, .ease = ease_of(f, at, n)};
    p->uses++;
    p->crossed += f->apart && f->far[at] >= at + n;
    p->end = at + n;
}

/* A run of statements that grows: does it take the value above alone, and give only its last one?
 */
typedef struct Run {
    int at, n;
    int most;   /* the last reader of those before the last one */
    int join;   /* where branches came together, and nothing else goes on; -1: nowhere yet */
    bool joins; /* and more than an activation behind it: two parts in one */
    uint64_t tokens;
} Run;

static const Run no_run = {.most = -1, .join = -1, .tokens = HASH_START};

/* An addition or concatenation of values of the run, after which it has no other. */
static bool is_join(const Folding *f, const Run *r, int place)
{
    const char *kind = f->s[place].word[0].text;
    return (!strcmp(kind, "add") || !strcmp(kind, "concat")) &&
           f->m->step[f->m->order[place]].n_in > 1 && r->most <= place;
}

/* One more statement. False: it cannot be one of a part that begins there. */
static bool grow(const Folding *f, Run *r)
{
    int last = r->at + r->n;
    if (last >= f->n || f->out->block_of[last] >= 0 || f->reach[last] < r->at - 1)
        return false;
    if (r->n && f->end[last - 1] > r->most)
        r->most = f->end[last - 1];
    const Layer *l = layer_find(f->s[last].word[0].text);
    r->joins |= r->join >= 0 && !(l && l->activation);
    if (is_join(f, r, last))
        r->join = last;
    r->n++;
    r->tokens = hash_bytes(r->tokens, &f->token[last], sizeof f->token[last]);
    return true;
}

static bool is_part(const Run *r) { return r->n >= BODY_LEAST && r->most < r->at + r->n; }

static Part best_part(const Folding *f, Part *table, int size)
{
    Part best = {0};
    memset(table, 0, sizeof *table * (size_t)size);
    for (int at = 0; at < f->n; at++) {
        Run r = no_run;
        for (r.at = at; r.n < BODY_MOST && grow(f, &r) && !(f->apart && r.joins);)
            if (is_part(&r))
                count_part(f, table, size, at, r.n, r.tokens);
    }
    for (int i = 0; i < size; i++)
        if (table[i].uses > 1 &&
            (!best.uses || saved(&table[i]) > saved(&best) ||
             (saved(&table[i]) == saved(&best) && table[i].first < best.first)))
            best = table[i];
    return best;
}

/* ---- a block ---- */

/* Where the uses begin. */
static void find_uses(const Folding *f, const Part *p, FoldBlock *b)
{
    b->n = p->n;
    b->first = ARENA_ARRAY(f->arena, int, p->uses);
    for (int at = 0; at + p->n <= f->n && b->n_uses < p->uses; at++) {
        Run r = no_run;
        r.at = at;
        while (r.n < p->n && grow(f, &r))
            continue;
        if (r.n < p->n || !is_part(&r) || key_of(f, at, p->n, r.tokens) != p->key)
            continue;
        b->first[b->n_uses++] = at;
        at += p->n - 1;
    }
}

/* Moves what the labels of all uses end in to those within: features_4_block and 0_0 are features_4
 * and block_0_0. A label cannot begin with a digit. */
static size_t shorter_start(const Folding *f, const FoldBlock *b, const size_t *start)
{
    size_t more = 0;
    const char *end = NULL;
    for (int u = 0; u < b->n_uses; u++) {
        int i = b->first[u];
        while (!f->s[i].keeps)
            i++;
        const char *name = f->s[i].name, *c = name + start[u] - 1;
        while (c > name && c[-1] != '_')
            c--;
        size_t n = (size_t)(name + start[u] - c);
        bool digits = strcspn(c, "0123456789") < n;
        if (c == name || digits || (end && (n != more || strncmp(c, end, n))))
            return 0;
        end = c, more = n;
    }
    return more;
}

static bool begins_with_digit(const Folding *f, const FoldBlock *b, size_t start)
{
    for (int i = 0; i < b->n; i++)
        if (f->s[b->first[0] + i].keeps &&
            ascii_digit((unsigned char)f->s[b->first[0] + i].name[start]))
            return true;
    return false;
}

static bool has_label(const FoldBlock *b, const char *label)
{
    for (int i = 0; i < b->n; i++)
        if (b->label[i] && !strcmp(b->label[i], label))
            return true;
    return !strcmp(label, "x");
}

static const char *inner_label(const Folding *f, const FoldBlock *b, const char *name)
{
    const char *base = ascii_digit((unsigned char)*name) ? arena_printf(f->arena, "_%s", name)
                       : f->is_reserved(name)            ? arena_printf(f->arena, "%s_", name)
                                                         : name;
    const char *text = base;
    for (int i = 2; has_label(b, text); i++)
        text = arena_printf(f->arena, "%s%s%d", base, layer_find(base) ? "" : "_", i);
    return text;
}

static const char *plain_label(const char *kind)
{
    const Layer *l = layer_find(kind);
    return l && l->activation ? "act" : !strcmp(kind, "add") ? "sum" : kind;
}

static void name_parts(const Folding *f, FoldBlock *b)
{
    size_t *start = ARENA_ARRAY(f->arena, size_t, b->n_uses);
    int count;
    b->use = ARENA_ARRAY(f->arena, const char *, b->n_uses);
    b->label = ARENA_ARRAY(f->arena, const char *, b->n);
    for (int u = 0; u < b->n_uses; u++)
        start[u] = common_start(f, b->first[u], b->n, &count);
    if (start[0] && begins_with_digit(f, b, start[0])) {
        size_t less = shorter_start(f, b, start);
        for (int u = 0; u < b->n_uses; u++)
            start[u] -= less;
    }
    for (int u = 0; start[0] && u < b->n_uses; u++) {
        int i = b->first[u];
        while (!f->s[i].keeps)
            i++;
        b->use[u] = arena_strndup(f->arena, f->s[i].name, start[u] - 1);
    }
    for (int i = 0; i < b->n; i++) {
        const Statement *s = &f->s[b->first[0] + i];
        if (start[0] && s->keeps)
            b->label[i] = inner_label(f, b, s->name + start[0]);
        else if (s->named && i + 1 < b->n)
            b->label[i] = inner_label(f, b, plain_label(s->word[0].text));
    }
}

/* Is the value at the place of use named in the body? */
static bool names_entry(const Folding *f, const FoldBlock *b)
{
    for (int i = b->first[0] + 1; i < b->first[0] + b->n; i++)
        for (int k = 0; k < f->m->step[f->m->order[i]].n_in; k++)
            if (operand(f, i, k) == b->first[0] - 1)
                return true;
    return false;
}

/* ---- parameters ---- */

static const char *word_at(const Folding *f, const FoldBlock *b, int use, int i, int w)
{
    return f->s[b->first[use] + i].word[w].text;
}

static bool same_values(const FoldBlock *b, const char **a, const char **c)
{
    for (int u = 0; u < b->n_uses; u++)
        if (strcmp(a[u], c[u]))
            return false;
    return true;
}

static bool whole(const char *s) { return *s && strlen(s) < 9 && !s[strspn(s, "0123456789")]; }

/* How many times a c is, for every use; 0: it is not. */
static int times(const FoldBlock *b, const char **a, const char **c)
{
    int by = 0;
    for (int u = 0; u < b->n_uses; u++) {
        int x = whole(a[u]) ? atoi(a[u]) : 0, y = whole(c[u]) ? atoi(c[u]) : 0;
        if (!x || !y || x % y || (by && x / y != by))
            return 0;
        by = x / y;
    }
    return by;
}

static const char *param_name(const Folding *f, const FoldBlock *b, const char *kind,
                              const char *word, const char *v)
{
    const char *base = v > word         ? arena_strndup(f->arena, word, (size_t)(v - word - 1))
                       : strchr(v, 'x') ? "size"
                       : !strcmp(kind, "dense")                          ? "units"
                       : !strcmp(kind, "dropout")                        ? "rate"
                       : has_label(b, "filters") || strcmp(kind, "conv") ? "value"
                                                                         : "filters";
    const char *text = base;
    for (int i = 1;; i++) {
        bool taken = has_label(b, text) || f->is_reserved(text);
        for (int p = 0; p < b->n_params && !taken; p++)
            taken = !strcmp(b->param[p].name, text);
        if (!taken)
            return text;
        text = arena_printf(f->arena, "%s%d", base, i + 1);
    }
}

/* The default: the value that most uses have; a stride of 1 where one has it. */
static const char *usual_value(const FoldBlock *b, const char *name, const char **value)
{
    for (int u = 0; u < b->n_uses; u++)
        if (!strncmp(name, "stride", 6) && !strcmp(value[u], "1"))
            return value[u];
    for (int u = 0; u < b->n_uses; u++) {
        int same = 0;
        for (int v = 0; v < b->n_uses; v++)
            same += !strcmp(value[u], value[v]);
        if (2 * same > b->n_uses)
            return value[u];
    }
    return NULL;
}

/* What stands in the body for values that differ. */
static const char *param_for(const Folding *f, FoldBlock *b, const char *kind, const char *word,
                             const char **value)
{
    const char *v = value_of(word);
    for (int p = 0; p < b->n_params; p++)
        if (same_values(b, value, b->param[p].value))
            return b->param[p].name;
    for (int p = 0; p < b->n_params; p++) {
        int by = times(b, value, b->param[p].value);
        if (by > 1 && by <= 8 && v == word)
            return arena_printf(f->arena, "%d * %s", by, b->param[p].name);
    }
    const char *name = param_name(f, b, kind, word, v);
    bool counts = v == word && !strchr(v, 'x') && strcmp(kind, "dropout"); /* filters, units */
    FoldParam p = {name, value, counts ? NULL : usual_value(b, name, value)};
    ARENA_PUSH(f->arena, b->param, b->n_params, b->cap_params, p);
    return name;
}

static Word body_word(const Folding *f, FoldBlock *b, int i, int w)
{
    const Statement *s = &f->s[b->first[0] + i];
    Word out = s->word[w];
    const char *v = w ? value_of(out.text) : NULL, **value = NULL;
    bool differs = false;
    for (int u = 1; v && u < b->n_uses; u++)
        differs |= strcmp(word_at(f, b, u, i, w), out.text) != 0;
    if (!differs)
        return out;
    value = ARENA_ARRAY(f->arena, const char *, b->n_uses);
    for (int u = 0; u < b->n_uses; u++)
        value[u] = value_of(word_at(f, b, u, i, w));
    const char *name = param_for(f, b, s->word[0].text, out.text, value);
    return (Word){arena_printf(f->arena, "%.*s%s", (int)(v - out.text), out.text, name), false};
}

static void write_body(const Folding *f, FoldBlock *b)
{
    b->word = ARENA_ARRAY(f->arena, Word *, b->n);
    for (int i = 0; i < b->n; i++) {
        const Statement *s = &f->s[b->first[0] + i];
        b->word[i] = ARENA_ARRAY(f->arena, Word, s->n + 1);
        for (int w = 0; w < s->n; w++)
            b->word[i][w] = body_word(f, b, i, w);
    }
}

/* ---- names of blocks ---- */

static bool body_has(const Folding *f, const FoldBlock *b, const char *kind)
{
    for (int i = 0; i < b->n; i++)
        if (!strcmp(f->s[b->first[0] + i].word[0].text, kind))
            return true;
    return false;
}

/* Is the value at the place of use added as it is? */
static bool adds_entry(const Folding *f, const FoldBlock *b)
{
    for (int i = b->first[0]; i < b->first[0] + b->n; i++)
        for (int k = 0; k < f->m->step[f->m->order[i]].n_in; k++)
            if (!strcmp(f->s[i].word[0].text, "add") && operand(f, i, k) == b->first[0] - 1)
                return true;
    return false;
}

/* By what it does. */
static const char *block_kind(const Folding *f, const FoldBlock *b)
{
    bool adds = body_has(f, b, "add"), joins = body_has(f, b, "concat"),
         deep = body_has(f, b, "depthwise");
    if (adds && deep)
        return "inverted_residual";
    if (adds)
        return adds_entry(f, b) ? "residual" : "residual_projection";
    if (joins)
        return body_has(f, b, "maxpool") || !b->entry ? "branches" : "dense_unit";
    if (deep)
        return !strcmp(f->s[b->first[0]].word[0].text, "conv") ? "bottleneck" : "separable";
    if (body_has(f, b, "globalavgpool") && body_has(f, b, "mul"))
        return "squeeze_excite";
    if (body_has(f, b, "conv"))
        return "conv_unit";
    return body_has(f, b, "dense") ? "dense_layer" : "part";
}

static const char *block_name(const Folding *f, const FoldBlock *b)
{
    const char *base = block_kind(f, b), *text = base;
    for (int i = 2;; i++) {
        bool taken = f->is_reserved(text) || layer_find(text) || !strcmp(text, f->m->name);
        for (int k = 0; k < f->out->n_blocks && !taken; k++)
            taken = !strcmp(f->out->block[k].name, text);
        if (!taken)
            return text;
        text = arena_printf(f->arena, "%s%d", base, i);
    }
}

static bool add_block(Folding *f, const Part *p)
{
    FoldBlock b = {0};
    find_uses(f, p, &b);
    name_parts(f, &b);
    b.entry = names_entry(f, &b);
    write_body(f, &b);
    if (b.n_uses < 2 || b.n_params > PARAMS_MOST) {
        ARENA_PUSH(f->arena, f->refused, f->n_refused, f->cap_refused, p->key);
        return false;
    }
    b.name = block_name(f, &b);
    for (int u = 0; u < b.n_uses; u++)
        for (int i = 0; i < b.n; i++) {
            f->out->block_of[b.first[u] + i] = f->out->n_blocks;
            f->out->use_of[b.first[u] + i] = u;
        }
    ARENA_PUSH(f->arena, f->out->block, f->out->n_blocks, f->out->cap_blocks, b);
    return true;
}

Fold *model_fold(Model *m, const Statement *statement, bool (*is_reserved)(const char *))
{
    Arena *a = m->arena;
    int n = m->n_order, size = 64;
    Fold *out = ARENA_NEW(a, Fold);
    *out = (Fold){.block_of = ARENA_ARRAY(a, int, n + 1), .use_of = ARENA_ARRAY(a, int, n + 1)};
    for (int i = 0; i < n; i++)
        out->block_of[i] = -1;
    if (n > PLACES_MOST)
        return out;
    Folding f = {.m = m,
                 .arena = a,
                 .s = statement,
                 .n = n,
                 .place = ARENA_ARRAY(a, int, m->n + 1),
                 .token = ARENA_ARRAY(a, uint64_t, n + 1),
                 .reach = ARENA_ARRAY(a, int, n + 1),
                 .end = ARENA_ARRAY(a, int, n + 1),
                 .far = ARENA_ARRAY(a, int, n + 1),
                 .out = out,
                 .is_reserved = is_reserved};
    while (size < 2 * n * BODY_MOST)
        size *= 2;
    Part *table = ARENA_ARRAY(a, Part, size);
    look_at(&f);
    f.apart = true;
    for (int tries = 0; tries < 2 * BLOCKS_MOST && out->n_blocks < BLOCKS_MOST; tries++) {
        Part best = best_part(&f, table, size);
        if (best.uses && saved(&best) >= 100 * LINES_LEAST)
            add_block(&f, &best);
        else if (f.apart)
            f.apart = false;
        else
            break;
    }
    return out;
}
