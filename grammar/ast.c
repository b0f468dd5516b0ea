/* Makers of AST nodes, called by the grammar. They bound what one file may hold: its number
 * of nodes and the depth of an expression, so that later walks need no guard. */
#include "grammar/ast.h"

Span span_join(Span a, Span b) { return (Span){a.src, a.begin, b.end > a.end ? b.end : a.end}; }

const char *op_text(Op op)
{
    static const char *const text[] = {"+",  "-", "*",  "/",   "%",  "==",  "!=", "<",
                                       "<=", ">", ">=", "and", "or", "not", "-"};
    return text[op];
}

/* Counts a node; beyond the limit one error is reported. */
static void count_node(Parser *p, Span at)
{
    if (++p->nodes <= AST_NODES_MAX || p->too_large)
        return;
    p->too_large = true;
    p->ast->broken = true;
    diag_error(p->diag, at, "this file is too large: it holds more than %d words and expressions",
               AST_NODES_MAX);
}

static Expr *new_expr(Parser *p, Span at, ExprKind kind)
{
    count_node(p, at);
    Expr *e = ARENA_NEW(p->arena, Expr);
    e->kind = kind;
    e->span = at;
    e->depth = 1;
    e->weight = 1;
    return e;
}

Expr *ast_num(Parser *p, Span at, double value)
{
    Expr *e = new_expr(p, at, EXPR_NUM);
    e->num = value;
    return e;
}

Expr *ast_size(Parser *p, Span at, const int *size, int rank)
{
    Expr *e = new_expr(p, at, EXPR_SIZE);
    e->rank = rank;
    for (int i = 0; i < 3; i++)
        e->size[i] = size[i];
    return e;
}

Expr *ast_text(Parser *p, Span at, ExprKind kind, const char *text)
{
    Expr *e = new_expr(p, at, kind);
    e->text = text;
    return e;
}

/* A tree that is too deep is replaced by 0 after the error, so no walk ever sees it. */
static Expr *check_depth(Parser *p, Expr *e)
{
    if (e->depth <= EXPR_DEPTH_MAX)
        return e;
    diag_error(p->diag, e->span,
               "this expression is too long: more than %d operators or parentheses deep",
               EXPR_DEPTH_MAX);
    p->ast->broken = true;
    return ast_num(p, e->span, 0);
}

Expr *ast_tuple(Parser *p, Span at, ArgList items)
{
    if (items.first && items.first == items.last && !items.first->key)
        return items.first->value;
    Expr *e = new_expr(p, at, EXPR_TUPLE);
    e->items = items.first;
    for (Arg *i = items.first; i; i = i->next) {
        e->weight += i->value->weight;
        if (i->value->depth >= e->depth)
            e->depth = i->value->depth + 1;
    }
    return check_depth(p, e);
}

Expr *ast_op(Parser *p, Span at, Op op, Expr *a, Expr *b)
{
    Expr *e = new_expr(p, at, b ? EXPR_BINARY : EXPR_UNARY);
    e->op = op;
    e->a = a;
    e->b = b;
    e->depth = 1 + (b && b->depth > a->depth ? b->depth : a->depth);
    e->weight = 1 + a->weight + (b ? b->weight : 0);
    return check_depth(p, e);
}

Arg *ast_arg(Parser *p, const char *key, Span key_span, Span at, Expr *value)
{
    Arg *a = ARENA_NEW(p->arena, Arg);
    *a = (Arg){key, key_span, at, value, NULL};
    return a;
}

Stmt *ast_use(Parser *p, Span at, const char *name, Span name_span, ArgList args)
{
    count_node(p, at);
    Stmt *s = ARENA_NEW(p->arena, Stmt);
    s->kind = STMT_USE;
    s->span = at;
    s->name = name;
    s->name_span = name_span;
    s->args = args.first;
    return s;
}

Stmt *ast_repeat(Parser *p, Span at, const char *name, Span name_span, Expr *lo, Expr *hi,
                 StmtList body)
{
    Stmt *s = ast_use(p, at, name, name_span, (ArgList){NULL, NULL});
    s->kind = STMT_REPEAT;
    s->lo = lo;
    s->hi = hi;
    s->body = body.first;
    return s;
}

Stmt *ast_if(Parser *p, Span at, Expr *cond, StmtList body, StmtList otherwise)
{
    Stmt *s = ast_use(p, at, "if", at, (ArgList){NULL, NULL});
    s->kind = STMT_IF;
    s->cond = cond;
    s->body = body.first;
    s->otherwise = otherwise.first;
    return s;
}

ParamDecl *ast_param(Parser *p, const char *name, Span at, Expr *def)
{
    count_node(p, at);
    ParamDecl *d = ARENA_NEW(p->arena, ParamDecl);
    *d = (ParamDecl){name, at, def, NULL};
    return d;
}

void ast_item(Parser *p, Item item)
{
    count_node(p, item.span);
    Item *copy = ARENA_NEW(p->arena, Item);
    *copy = item;
    if (p->last_item)
        p->last_item->next = copy;
    else
        p->ast->items = copy;
    p->last_item = copy;
}

ArgList arg_list_add(ArgList list, Arg *arg)
{
    if (list.last)
        list.last->next = arg;
    else
        list.first = arg;
    list.last = arg;
    return list;
}

StmtList stmt_list_add(StmtList list, Stmt *stmt)
{
    if (!stmt)
        return list;
    if (list.last)
        list.last->next = stmt;
    else
        list.first = stmt;
    list.last = stmt;
    return list;
}

ParamList param_list_add(ParamList list, ParamDecl *param)
{
    if (list.last)
        list.last->next = param;
    else
        list.first = param;
    list.last = param;
    return list;
}
