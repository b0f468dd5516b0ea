/* Ast: a .net file as it is written, before imports, blocks and conditions are resolved.
 * Made by parse(); read by expand(). Everything lies in the arena; lists keep source order. */
#ifndef NETC_AST_H
#define NETC_AST_H
#include "base/diag.h"
#include <stdbool.h>

typedef enum ExprKind {
    EXPR_NUM,
    EXPR_SIZE,
    EXPR_STR,
    EXPR_WORD,
    EXPR_TUPLE,
    EXPR_UNARY,
    EXPR_BINARY
} ExprKind;
typedef enum Op {
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_MOD,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_NEG
} Op;

typedef struct Expr {
    ExprKind kind;
    Span span;
    double num;        /* EXPR_NUM */
    int size[3], rank; /* EXPR_SIZE: two or three numbers */
    const char *text;  /* EXPR_STR; EXPR_WORD: as written, with `.` and `$` */
    struct Arg *items; /* EXPR_TUPLE */
    Op op;
    struct Expr *a, *b; /* operands; b NULL for EXPR_UNARY */
    int depth;          /* of the tree: bounded, so that walks may recurse */
    int weight;         /* nodes of the tree */
} Expr;

typedef struct Arg { /* `value` or `key=value` */
    const char *key; /* NULL without */
    Span key_span, span;
    Expr *value;
    struct Arg *next;
} Arg;

typedef enum StmtKind { STMT_USE, STMT_REPEAT, STMT_IF } StmtKind;

typedef struct Stmt {
    StmtKind kind;
    Span span; /* STMT_USE: label to last argument; else the head, without the body */
    /* STMT_USE: [label:] name args [from from] */
    const char *label, *name, *from; /* label and from are NULL without */
    Span label_span, name_span, from_span;
    Arg *args;
    /* STMT_REPEAT: repeat name in lo..hi */
    Expr *lo, *hi;
    struct Stmt *body;
    /* STMT_IF: if cond body [else otherwise] */
    Expr *cond;
    struct Stmt *otherwise;
    struct Stmt *next;
} Stmt;

typedef struct ParamDecl { /* of a block */
    const char *name;
    Span span;
    Expr *def; /* NULL: required */
    struct ParamDecl *next;
} ParamDecl;

typedef enum ItemKind { ITEM_IMPORT, ITEM_BLOCK, ITEM_NET, ITEM_TRAIN, ITEM_PARAM } ItemKind;

typedef struct Item {
    ItemKind kind;
    const char *name;     /* block, net, param; train: NULL for the default one; import: the path */
    Span span, name_span; /* the head */
    ParamDecl *params;    /* of a block; of a param: itself, with its value */
    Stmt *body;
    struct Item *next;
    Span close; /* the `}`, or where the item ends */
} Item;

typedef struct Ast {
    const Source *source;
    Item *items;
    bool broken; /* something did not parse and is missing here */
} Ast;

/* requires: the text of a file; leaves: its syntax tree, never NULL; what does not parse is
 * reported in *diag, left out, and sets `broken` */
Ast *parse(Arena *arena, const Source *source, Diag *diag);

/* A text as tokens, without blanks and comments, which are what lies between them. */
typedef struct Token {
    int kind; /* netc.tab.h */
    uint32_t begin, end;
} Token;
typedef struct Tokens {
    Token *token;
    int n;
} Tokens;
/* The tokens of a text; mistakes of single characters are reported in *diag. */
Tokens tokens_of(Arena *arena, const Source *source, Diag *diag);

/* The text as `netc fmt` writes it: the same tokens and comments, one statement a line, indented by
 * four. NULL: it does not parse, and *diag says where. */
const char *format_net(Arena *arena, const Source *source, Diag *diag);

/* ---- for the grammar: a parse under way, and the makers of nodes ---- */

enum { BRACES_KEPT = 100 };
typedef struct Parser {
    Arena *arena;
    const Source *source;
    Diag *diag;
    uint32_t offset; /* of the next token */
    int parens;      /* open parentheses: newlines inside are blanks */
    Span open;       /* the outermost one */
    int braces;      /* open braces */
    uint32_t brace[BRACES_KEPT],
        odd;                /* where they are; a brace that another's `}` seems to close */
    bool outside;           /* a statement outside of all braces was reported */
    bool in_train;          /* the outermost open brace is a train section's */
    bool has_odd, unclosed; /* `odd` is set; a missing `}` was reported */
    int nodes;              /* made so far */
    bool too_large;
    bool brace_below; /* a `{` is missing at the end of a line, maybe because it is in the next */
    int error_line;   /* of the last error of the grammar; 0: none yet */
    bool quiet;       /* the last error of a token was not told */
    Item *last_item;
    Ast *ast;
} Parser;

typedef struct ArgList {
    Arg *first, *last;
} ArgList;
typedef struct StmtList {
    Stmt *first, *last;
} StmtList;
typedef struct ParamList {
    ParamDecl *first, *last;
} ParamList;

enum { AST_NODES_MAX = 100000, EXPR_DEPTH_MAX = 200, NAME_LEN_MAX = 200, SYNTAX_ERRORS_MAX = 200 };

/* Nodes in the parser's arena, never NULL; texts are not copied, they are the arena's or literals.
 * One node too many, or too deep an expression, is an error in p->diag, once. */
Expr *ast_num(Parser *p, Span at, double value);
Expr *ast_size(Parser *p, Span at, const int *size, int rank);
Expr *ast_text(Parser *p, Span at, ExprKind kind, const char *text);
Expr *ast_tuple(Parser *p, Span at, ArgList items); /* one item without key: that item */
Expr *ast_op(Parser *p, Span at, Op op, Expr *a, Expr *b);
Arg *ast_arg(Parser *p, const char *key, Span key_span, Span at, Expr *value);
Stmt *ast_use(Parser *p, Span at, const char *name, Span name_span, ArgList args);
Stmt *ast_repeat(Parser *p, Span at, const char *name, Span name_span, Expr *lo, Expr *hi,
                 StmtList body);
Stmt *ast_if(Parser *p, Span at, Expr *cond, StmtList body, StmtList otherwise);
ParamDecl *ast_param(Parser *p, const char *name, Span at, Expr *def);
void ast_item(Parser *p, Item item); /* appends a copy to the file's items */

/* Lists are values: the list with one more at its end. */
ArgList arg_list_add(ArgList list, Arg *arg);
StmtList stmt_list_add(StmtList list, Stmt *stmt); /* stmt may be NULL */
ParamList param_list_add(ParamList list, ParamDecl *param);
Span span_join(Span a, Span b); /* from the begin of a to the end of b */
const char *op_text(Op op);     /* "<=": as it is written */
#endif
