/* Values of expressions while a file is expanded, and the binding of written arguments to
 * the attribute tables of layers, losses, optimizers and train statements. */
#ifndef NETC_VALUE_H
#define NETC_VALUE_H
#include "compiler/front/front.h"

typedef enum ValueKind { VAL_NUM, VAL_SIZE, VAL_STR, VAL_WORD, VAL_TUPLE } ValueKind;

typedef struct Value {
    ValueKind kind;
    double num;
    int size[3], rank;
    const char *text;     /* VAL_STR, VAL_WORD */
    struct Scope *scope;  /* VAL_WORD: where it was written, for names of values */
    struct ArgVal *items; /* VAL_TUPLE */
    int n_items;
} Value;

typedef struct ArgVal { /* an argument after evaluation */
    const char *key;    /* NULL without */
    Span key_span, span;
    Value v;
    const Expr *product; /* 3*3, of two numbers as they are written; else NULL */
} ArgVal;

typedef struct Var { /* a parameter or loop variable; innermost first */
    const char *name;
    Value value;
    const struct Var *up;
} Var;

typedef struct Eval { /* where an expression is evaluated */
    Arena *arena;
    Diag *diag;
    const Var *vars;
    struct Scope *scope;
} Eval;

/* The innermost variable of that name; NULL: there is none. */
const Var *var_find(const Var *vars, const char *name);
/* These report a mistake and return false (NULL, -1). */
bool eval_expr(const Eval *ev, const Expr *e, Value *out);
bool eval_whole(const Eval *ev, const Expr *e, const char *what, int *out);
bool eval_condition(const Eval *ev, const Expr *e, bool *out);
/* `conv$i` with the values of its variables. */
const char *interpolate(const Eval *ev, const char *text, Span at);
/* Evaluates arguments; a parenthesised list that comes first is taken apart: kind(a, b) is kind a
 * b. */
int eval_args(const Eval *ev, const Arg *args, ArgVal **out);
const char *value_text(Arena *a, const Value *v); /* for messages */

/* What arguments are bound to. `others`: words that the caller accepts beside the table, for "did
 * you mean". */
typedef struct AttrTable {
    const char *what; /* "conv" */
    const AttrSpec *specs;
    Span stmt;
    const char *const *others;
    int n_others;
    const Layer *flag; /* the activation that is written as a flag among them; NULL: none */
} AttrTable;

/* One AttrValue for each spec, or NULL after an error. */
AttrValue *bind_attrs(Arena *a, Diag *d, const AttrTable *t, const ArgVal *args, int n);
/* What an unknown word is called now, with a remark; NULL: it is no former word. `shown`: as
 * it was written, "algorithm=point"; NULL: the word alone. */
const char *renamed_word(Diag *d, Span at, const char *place, const char *word, const char *shown);
/* "; did you mean `x`?" or "". */
const char *did_you_mean(Arena *a, const char *word, const char *const *candidates, int n);

/* requires: every node of the graph; leaves: Graph.train, and Node.frozen as freeze and unfreeze
 * say; `params` are the variables of the file */
void read_train(Graph *g, const Item *section, const Var *params, Diag *d);

/* A statement of the train section, for the reference: how it is written, what it means, what holds
 * without it, and its arguments (NULL: it has a form of its own). */
typedef struct TrainStatement {
    const char *name, *form, *doc, *absent;
    const AttrSpec *attrs;
} TrainStatement;
/* Calls print(to, ...) for each statement, in the order of spec/language.md. */
void train_statements(void (*print)(void *to, const TrainStatement *), void *to);
extern const AttrSpec augment_attrs[];

typedef struct Words {
    Arena *arena;
    const char **items;
    int n, cap;
} Words;                                    /* a growing list of candidates */
void words_add(Words *w, const char *word); /* the word is not copied */
/* "val_loss, val_accuracy or loss"; `last`: "or". */
const char *list_text(Arena *a, const Words *w, const char *last);

#endif
