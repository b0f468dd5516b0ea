/* Evaluates the expressions of a .net file: numbers, sizes, strings, words and lists, the
 * operators, and `conv$i` names. Runs while blocks are expanded, so variables have values. */
#include "compiler/front/renamed.h"
#include "compiler/front/value.h"
#include <math.h>
#include <string.h>

const Var *var_find(const Var *vars, const char *name)
{
    while (vars && strcmp(vars->name, name) != 0)
        vars = vars->up;
    return vars;
}

void words_add(Words *w, const char *word) { ARENA_PUSH(w->arena, w->items, w->n, w->cap, word); }

const char *did_you_mean(Arena *a, const char *word, const char *const *candidates, int n)
{
    const char *near = nearest_word(word, candidates, n);
    return near ? arena_printf(a, "; did you mean `%s`?", near) : "";
}

const char *renamed_word(Diag *d, Span at, const char *place, const char *word, const char *shown)
{
    const char *now = renamed(place, word);
    if (now)
        diag_remark(d, at, "`%s` is called %s now", shown ? shown : word, now);
    return now;
}

static const char *size_text(Arena *a, const int *size, int rank)
{
    return rank == 3 ? arena_printf(a, "%dx%dx%d", size[0], size[1], size[2])
                     : arena_printf(a, "%dx%d", size[0], size[1]);
}

const char *value_text(Arena *a, const Value *v)
{
    switch (v->kind) {
    case VAL_NUM: return arena_printf(a, "%.10g", v->num);
    case VAL_SIZE: return size_text(a, v->size, v->rank);
    case VAL_STR: return arena_printf(a, "\"%.100s\"", v->text);
    case VAL_WORD: return arena_printf(a, "`%.100s`", v->text);
    case VAL_TUPLE: break;
    }
    return "a list in parentheses";
}

static const Var *visible(const Eval *ev, const char *name, Span at)
{
    const Var *var = var_find(ev->vars, name);
    if (var)
        return var;
    Words w = {.arena = ev->arena};
    for (const Var *v = ev->vars; v; v = v->up)
        words_add(&w, v->name);
    diag_error(ev->diag, at, "`%s` is not a parameter or loop variable here%s", name,
               did_you_mean(ev->arena, name, w.items, w.n));
    return NULL;
}

const char *interpolate(const Eval *ev, const char *text, Span at)
{
    const char *done = "";
    for (const char *hole; (hole = strchr(text, '$')) != NULL;) {
        bool braces = hole[1] == '{';
        const char *name = hole + 1 + braces;
        size_t n = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
        const Var *var = visible(ev, arena_strndup(ev->arena, name, n), at);
        if (!var)
            return NULL;
        const Value *v = &var->value;
        if (v->kind != VAL_WORD &&
            !(v->kind == VAL_NUM && v->num >= 0 && v->num == floor(v->num) && v->num <= 1e9)) {
            diag_error(ev->diag, at, "`$%s` is %s; a name takes a whole number or a word",
                       var->name, value_text(ev->arena, v));
            return NULL;
        }
        const char *shown = v->kind == VAL_WORD ? v->text : arena_printf(ev->arena, "%.0f", v->num);
        done = arena_printf(ev->arena, "%s%.*s%s", done, (int)(hole - text), text, shown);
        if (strlen(done) > 2 * NAME_LEN_MAX) {
            diag_error(ev->diag, at, "this name grows longer than %d letters", 2 * NAME_LEN_MAX);
            return NULL;
        }
        text = name + n + braces;
    }
    return *done ? arena_printf(ev->arena, "%s%s", done, text) : text;
}

static bool number(const Eval *ev, const Expr *e, Value *out)
{
    if (!eval_expr(ev, e, out))
        return false;
    if (out->kind == VAL_NUM)
        return true;
    if (e->kind == EXPR_WORD && !var_find(ev->vars, e->text))
        visible(ev, e->text, e->span);
    else
        diag_error(ev->diag, e->span, "%s stands where a number is needed",
                   value_text(ev->arena, out));
    return false;
}

/* A name written with a dash is a difference, of what is no number: `cifar-10`. */
static void note_dash(const Eval *ev, const Expr *e)
{
    if (e->op != OP_SUB || e->a->kind != EXPR_WORD || e->a->span.end + 1 != e->b->span.begin)
        return;
    diag_note(ev->diag, "hint: `-` subtracts; names have letters, digits and `_`: maybe `%s%.*s`",
              e->a->text, (int)(e->b->span.end - e->b->span.begin),
              e->b->span.src->text + e->b->span.begin);
}

static bool arithmetic(const Eval *ev, const Expr *e, double a, double b, double *r)
{
    switch (e->op) {
    case OP_ADD: *r = a + b; break;
    case OP_SUB: *r = a - b; break;
    case OP_MUL: *r = a * b; break;
    case OP_LT: *r = a < b; break;
    case OP_LE: *r = a <= b; break;
    case OP_GT: *r = a > b; break;
    case OP_GE: *r = a >= b; break;
    case OP_AND: *r = a != 0 && b != 0; break;
    case OP_OR: *r = a != 0 || b != 0; break;
    default:
        if (b == 0) {
            diag_error(ev->diag, e->span, "division by zero");
            return false;
        }
        *r = e->op == OP_DIV ? a / b : fmod(a, b);
    }
    if (isfinite(*r))
        return true;
    diag_error(ev->diag, e->span, "the result of `%s` is too large", op_text(e->op));
    return false;
}

/* == and != compare values of any one form. */
static bool equality(const Eval *ev, const Expr *e, Value *out)
{
    Value a, b;
    bool equal = false;
    if (!eval_expr(ev, e->a, &a) || !eval_expr(ev, e->b, &b))
        return false;
    bool text = (a.kind == VAL_STR || a.kind == VAL_WORD) &&
                (b.kind == VAL_STR || b.kind == VAL_WORD);
    if (text)
        equal = strcmp(a.text, b.text) == 0;
    else if (a.kind != b.kind || a.kind == VAL_TUPLE) {
        diag_error(ev->diag, e->span, "%s and %s cannot be compared", value_text(ev->arena, &a),
                   value_text(ev->arena, &b));
        return false;
    } else if (a.kind == VAL_NUM)
        equal = a.num == b.num;
    else
        equal = a.rank == b.rank && memcmp(a.size, b.size, sizeof a.size) == 0;
    *out = (Value){.kind = VAL_NUM, .num = equal == (e->op == OP_EQ)};
    return true;
}

static bool operation(const Eval *ev, const Expr *e, Value *out)
{
    if (e->op == OP_EQ || e->op == OP_NE)
        return equality(ev, e, out);
    Value a, b = {.kind = VAL_NUM};
    if (!number(ev, e->a, &a)) {
        note_dash(ev, e);
        return false;
    }
    if (e->b && !number(ev, e->b, &b))
        return false;
    double r = 0;
    if (e->op == OP_NEG)
        r = -a.num;
    else if (e->op == OP_NOT)
        r = a.num == 0;
    else if (!arithmetic(ev, e, a.num, b.num, &r))
        return false;
    *out = (Value){.kind = VAL_NUM, .num = r};
    return true;
}

static bool word(const Eval *ev, const Expr *e, Value *out)
{
    const Var *var = var_find(ev->vars, e->text);
    if (var) {
        *out = var->value;
        return true;
    }
    *out = (Value){.kind = VAL_WORD, .text = interpolate(ev, e->text, e->span), .scope = ev->scope};
    return out->text != NULL;
}

static int eval_list(const Eval *ev, const Arg *args, ArgVal **out)
{
    int n = 0, cap = 0;
    ArgVal *list = NULL;
    bool ok = true;
    for (const Arg *a = args; a; a = a->next) {
        ArgVal v = {.key = a->key, .key_span = a->key_span, .span = a->span};
        const Expr *e = a->value;
        if (e->kind == EXPR_BINARY && e->op == OP_MUL && e->a->kind == EXPR_NUM &&
            e->b->kind == EXPR_NUM)
            v.product = e;
        if (eval_expr(ev, e, &v.v))
            ARENA_PUSH(ev->arena, list, n, cap, v);
        else
            ok = false;
    }
    *out = list;
    return ok ? n : -1;
}

bool eval_expr(const Eval *ev, const Expr *e, Value *out)
{
    switch (e->kind) {
    case EXPR_NUM: *out = (Value){.kind = VAL_NUM, .num = e->num}; return true;
    case EXPR_SIZE:
        *out = (Value){
            .kind = VAL_SIZE, .rank = e->rank, .size = {e->size[0], e->size[1], e->size[2]}};
        return true;
    case EXPR_STR: *out = (Value){.kind = VAL_STR, .text = e->text}; return true;
    case EXPR_WORD: return word(ev, e, out);
    case EXPR_TUPLE:
        *out = (Value){.kind = VAL_TUPLE};
        out->n_items = eval_list(ev, e->items, &out->items);
        return out->n_items >= 0;
    case EXPR_UNARY:
    case EXPR_BINARY: break;
    }
    return operation(ev, e, out);
}

bool eval_whole(const Eval *ev, const Expr *e, const char *what, int *out)
{
    Value v;
    if (!number(ev, e, &v))
        return false;
    if (v.num != floor(v.num) || fabs(v.num) > 1 << 24) {
        diag_error(ev->diag, e->span, "%s is %.10g; it must be a whole number up to 16777216", what,
                   v.num);
        return false;
    }
    *out = (int)v.num;
    return true;
}

bool eval_condition(const Eval *ev, const Expr *e, bool *out)
{
    Value v;
    if (!number(ev, e, &v))
        return false;
    *out = v.num != 0;
    return true;
}

int eval_args(const Eval *ev, const Arg *args, ArgVal **out)
{
    int n = eval_list(ev, args, out);
    if (n < 1 || (*out)[0].key || (*out)[0].v.kind != VAL_TUPLE)
        return n;
    const Value list = (*out)[0].v;
    ArgVal *all = ARENA_ARRAY(ev->arena, ArgVal, list.n_items + n);
    for (int i = 0; i < list.n_items; i++)
        all[i] = list.items[i];
    for (int i = 1; i < n; i++)
        all[list.n_items + i - 1] = (*out)[i];
    *out = all;
    return list.n_items + n - 1;
}
