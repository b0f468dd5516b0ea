/* The `param` statements of a file, and the values that a command line gives them. See names.h. */
#include "compiler/front/names.h"
#include <string.h>

typedef struct Given { /* NAME=VALUE of the caller, read as the language reads it */
    const char *name;
    Value value;
    bool used;
} Given;

/* Reads `param NAME=VALUE` as a file of its own, so that mistakes in it are shown as any others. */
static bool read_given(Arena *a, Diag *d, const char *text, Given *out)
{
    if (!strchr(text, '=')) {
        diag_error(d, (Span){0}, "-D %s: expected NAME=VALUE", text);
        return false;
    }
    const Source *s = source_from_text(a, "-D", arena_printf(a, "param %s\n", text));
    int before = diag_errors(d);
    const Ast *ast = parse(a, s, d);
    const Item *i = ast->items;
    if (diag_errors(d) > before)
        return false;
    if (!i || i->kind != ITEM_PARAM || i->next) {
        diag_error(d, (Span){0}, "-D %s: expected NAME=VALUE, one parameter", text);
        return false;
    }
    Eval ev = {a, d, NULL, NULL};
    if (!eval_expr(&ev, i->params->def, &out->value))
        return false;
    out->name = i->name;
    return true;
}

static const char *form_of(const Value *v)
{
    switch (v->kind) {
    case VAL_NUM: return "a number";
    case VAL_SIZE: return "a size";
    case VAL_STR: return "a text in quotes";
    case VAL_WORD: return "a word";
    case VAL_TUPLE: break;
    }
    return "a list";
}

/* The given value in place of the file's, if it is of the same form. */
static void override(Arena *a, Diag *d, const Item *param, Given *g, Value *value)
{
    g->used = true;
    if (g->value.kind == value->kind) {
        *value = g->value;
        return;
    }
    diag_error(d, param->name_span, "`%s` is %s here; -D gives %s, %s", param->name, form_of(value),
               form_of(&g->value), value_text(a, &g->value));
}

static void refuse_unknown(Arena *a, Diag *d, const Ast *ast, const Given *given, int n)
{
    Words w = {.arena = a};
    for (const Item *i = ast->items; i; i = i->next)
        if (i->kind == ITEM_PARAM)
            words_add(&w, i->name);
    for (int k = 0; k < n; k++) {
        if (given[k].used || !given[k].name)
            continue;
        diag_error(d, (Span){0}, "-D %s: %s has no `param %s`%s", given[k].name, ast->source->path,
                   given[k].name, did_you_mean(a, given[k].name, w.items, w.n));
        if (w.n)
            diag_note(d, "hint: it has %s", list_text(a, &w, "and"));
    }
}

const Var *file_params(Arena *a, Diag *d, const Ast *ast, const char *const *defines)
{
    int n = 0;
    while (defines && defines[n])
        n++;
    Given *given = ARENA_ARRAY(a, Given, n + 1);
    for (int i = 0; i < n; i++)
        read_given(a, d, defines[i], &given[i]);
    const Var *vars = NULL;
    Names seen = {.arena = a};
    for (const Item *i = ast->items; i; i = i->next) {
        if (i->kind != ITEM_PARAM)
            continue;
        Entry *e = names_enter(&seen, ast, i->name);
        if (e->span.src)
            diag_error(d, i->name_span, "param `%s` is already set at line %d", i->name,
                       source_line_col(e->span.src, e->span.begin).line);
        e->span = i->name_span;
        Var *v = ARENA_NEW(a, Var);
        Eval ev = {a, d, vars, NULL};
        if (!eval_expr(&ev, i->params->def, &v->value))
            v->value = (Value){.kind = VAL_NUM, .num = 1}; /* reported; go on to find more */
        for (int k = 0; k < n; k++)                        /* of several, the last holds */
            if (given[k].name && !strcmp(given[k].name, i->name))
                override(a, d, i, &given[k], &v->value);
        v->name = i->name;
        v->up = vars;
        vars = v;
    }
    refuse_unknown(a, d, ast, given, n);
    return vars;
}
