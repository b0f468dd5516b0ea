/* The grammar of .net files: reentrant, with byte-offset locations. It knows no layer kind:
 * a layer, a block use and a line of a train section are all `[label:] word args [from name]`.
 * A bad statement is skipped to its end, so that one run reports several mistakes. */
%require "3.8"
%define api.pure full
%define api.prefix {netc_yy}
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%locations
%param {void *scanner}
%parse-param {struct Parser *p}

%code requires {
#include "grammar/ast.h"
}
%code provides {
int netc_yylex(NETC_YYSTYPE *value, Span *at, void *scanner);
}
%code {
#define YYLLOC_DEFAULT(cur, rhs, n)                                                      \
    ((cur) = (n) ? span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n))                         \
                 : (Span){YYRHSLOC(rhs, 0).src, YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})
#include <string.h>
#define YYMAXDEPTH 2000
#define YYINITDEPTH YYMAXDEPTH      /* on the stack from the start: the parser allocates nothing */
static void netc_yyerror(const Span *at, void *scanner, Parser *p, const char *message);
static Span last_byte(Span s) { return (Span){s.src, s.end ? s.end - 1 : 0, s.end}; }
}
%initial-action { @$ = (Span){p->source, 0, 0}; }

%union {
    const char *text;
    Expr       *expr;
    Arg        *arg;
    Stmt       *stmt;
    ParamDecl  *param;
    ArgList     args;
    StmtList    stmts;
    ParamList   params;
    Op          op;
}

%token YYEOF 0    "end of file"
%token END        "end of line"
%token <text> WORD "word" STRING "string"
%token <expr> NUMBER "number" SIZE "size"
%token <text> NET "`net`" BLOCK "`block`" TRAIN "`train`" IMPORT "`import`"
%token <text> PARAM "`param`"
%token <text> REPEAT "`repeat`" IN "`in`"
%token <text> IF "`if`" ELSE "`else`" FROM "`from`" AND "`and`" OR "`or`" NOT "`not`"
%token EQ "`==`" NE "`!=`" LE "`<=`" GE "`>=`" DOTS "`..`"
%token '{' "`{`" '}' "`}`" '(' "`(`" ')' "`)`" '=' "`=`" ',' "`,`" ':' "`:`"
%token MINUS "`-`" '+' "`+`" '*' "`*`" '/' "`/`" '%' "`%`" '<' "`<`" '>' "`>`"

%type <text> word name
%type <expr> primary unary term sum first_term first_sum expr conj negation cmp
%type <arg> arg item
%type <args> args items
%type <stmt> use stmt compound
%type <stmts> body lines else_part
%type <param> param
%type <params> params params_opt
%type <op> cmp_op

%%

file: %empty | file file_item ;

file_item:
    END
  | IMPORT STRING END
          { ast_item(p, (Item){ITEM_IMPORT, $2, @1, @2, NULL, NULL, NULL, @2}); }
  | IMPORT STRING YYEOF
          { ast_item(p, (Item){ITEM_IMPORT, $2, @1, @2, NULL, NULL, NULL, @2}); YYACCEPT; }
  | PARAM name '=' expr END
          { ast_item(p, (Item){ITEM_PARAM, $2, @1, @2, ast_param(p, $2, @2, $4), NULL, NULL, @4}); }
  | PARAM name '=' expr YYEOF
          { ast_item(p, (Item){ITEM_PARAM, $2, @1, @2, ast_param(p, $2, @2, $4), NULL, NULL, @4});
            YYACCEPT; }
  | NET name body
          { ast_item(p, (Item){ITEM_NET, $2, span_join(@1, @2), @2, NULL, $3.first,
                         NULL, last_byte(@3)}); }
  | BLOCK name params_opt body
          { ast_item(p, (Item){ITEM_BLOCK, $2, span_join(@1, @2), @2, $3.first, $4.first,
                         NULL, last_byte(@4)}); }
  | TRAIN body
          { ast_item(p, (Item){ITEM_TRAIN, NULL, @1, @1, NULL, $2.first, NULL, last_byte(@2)}); }
  | TRAIN name body
          { ast_item(p, (Item){ITEM_TRAIN, $2, span_join(@1, @2), @2, NULL, $3.first,
                         NULL, last_byte(@3)}); }
  | error END                    { yyerrok; }
  | error body                   { yyerrok; }
  ;

params_opt: %empty               { $$ = (ParamList){NULL, NULL}; }
  | '(' ')'                      { $$ = (ParamList){NULL, NULL}; }
  | '(' params ')'               { $$ = $2; }
  ;
params: param                    { $$ = param_list_add((ParamList){NULL, NULL}, $1); }
  | params ',' param             { $$ = param_list_add($1, $3); }
  ;
param: WORD                      { $$ = ast_param(p, $1, @1, NULL); }
  | WORD '=' expr                { $$ = ast_param(p, $1, @1, $3); }
  ;

body: '{' lines '}'              { $$ = $2; }
  | '{' lines use '}'            { $$ = stmt_list_add($2, $3); }
  | '{' lines error '}'          { $$ = $2; yyerrok; }
  ;
lines: %empty                    { $$ = (StmtList){NULL, NULL}; }
  | lines stmt                   { $$ = stmt_list_add($1, $2); }
  ;
stmt: END                        { $$ = NULL; }
  | use END                      { $$ = $1; }
  | compound                     { $$ = $1; }
  | error END                    { $$ = NULL; yyerrok; }
  | error body                   { $$ = NULL; yyerrok; }
  ;
compound:
    REPEAT WORD IN sum DOTS sum body
                                 { $$ = ast_repeat(p, span_join(@1, @6), $2, @2, $4, $6, $7); }
  | IF expr body else_part       { $$ = ast_if(p, span_join(@1, @2), $2, $3, $4); }
  ;
else_part: %empty                { $$ = (StmtList){NULL, NULL}; }
  | ELSE body                    { $$ = $2; }
  | ELSE IF expr body else_part
          { $$ = stmt_list_add((StmtList){NULL, NULL}, ast_if(p, span_join(@2, @3), $3, $4, $5)); }
  ;

use: WORD args                   { $$ = ast_use(p, @$, $1, @1, $2); }
  | WORD args FROM WORD
          { $$ = ast_use(p, @$, $1, @1, $2); $$->from = $4; $$->from_span = @4; }
  | WORD ':' WORD args
          { $$ = ast_use(p, @$, $3, @3, $4); $$->label = $1; $$->label_span = @1; }
  | WORD ':' WORD args FROM WORD
          { $$ = ast_use(p, @$, $3, @3, $4); $$->label = $1; $$->label_span = @1;
            $$->from = $6; $$->from_span = @6; }
  ;

args: %empty                     { $$ = (ArgList){NULL, NULL}; }
  | args arg                     { $$ = arg_list_add($1, $2); }
  ;
arg: first_sum                   { $$ = ast_arg(p, NULL, @1, @1, $1); }
  | WORD '=' sum                 { $$ = ast_arg(p, $1, @1, @$, $3); }
  ;
items: item                      { $$ = arg_list_add((ArgList){NULL, NULL}, $1); }
  | items ',' item               { $$ = arg_list_add($1, $3); }
  ;
item: expr                       { $$ = ast_arg(p, NULL, @1, @1, $1); }
  | WORD '=' expr                { $$ = ast_arg(p, $1, @1, @$, $3); }
  ;

/* An argument does not begin with a sign: `conv 32 -1` is conv 31, not two arguments. */
first_sum: first_term
  | first_sum '+' term           { $$ = ast_op(p, @$, OP_ADD, $1, $3); }
  | first_sum MINUS term           { $$ = ast_op(p, @$, OP_SUB, $1, $3); }
  ;
first_term: primary
  | first_term '*' unary         { $$ = ast_op(p, @$, OP_MUL, $1, $3); }
  | first_term '/' unary         { $$ = ast_op(p, @$, OP_DIV, $1, $3); }
  | first_term '%' unary         { $$ = ast_op(p, @$, OP_MOD, $1, $3); }
  ;

expr: conj
  | expr OR conj                 { $$ = ast_op(p, @$, OP_OR, $1, $3); }
  ;
conj: negation
  | conj AND negation            { $$ = ast_op(p, @$, OP_AND, $1, $3); }
  ;
negation: cmp
  | NOT negation                 { $$ = ast_op(p, @$, OP_NOT, $2, NULL); }
  ;
cmp: sum
  | sum cmp_op sum               { $$ = ast_op(p, @$, $2, $1, $3); }
  ;
cmp_op: EQ { $$ = OP_EQ; } | NE { $$ = OP_NE; } | '<' { $$ = OP_LT; } | LE { $$ = OP_LE; }
  | '>' { $$ = OP_GT; } | GE { $$ = OP_GE; } ;
sum: term
  | sum '+' term                 { $$ = ast_op(p, @$, OP_ADD, $1, $3); }
  | sum MINUS term                 { $$ = ast_op(p, @$, OP_SUB, $1, $3); }
  ;
term: unary
  | term '*' unary               { $$ = ast_op(p, @$, OP_MUL, $1, $3); }
  | term '/' unary               { $$ = ast_op(p, @$, OP_DIV, $1, $3); }
  | term '%' unary               { $$ = ast_op(p, @$, OP_MOD, $1, $3); }
  ;
unary: primary
  | MINUS unary                    { $$ = ast_op(p, @$, OP_NEG, $2, NULL); }
  ;
primary: NUMBER | SIZE
  | STRING                       { $$ = ast_text(p, @1, EXPR_STR, $1); }
  | word                         { $$ = ast_text(p, @1, EXPR_WORD, $1); }
  | '(' ')'                      { $$ = ast_tuple(p, @$, (ArgList){NULL, NULL}); }
  | '(' items ')'                { $$ = ast_tuple(p, @$, $2); }
  | '(' items ',' ')'            { $$ = ast_tuple(p, @$, $2); }
  ;
name: WORD | PARAM ;
/* Class names and paths may be words that mean something elsewhere. */
word: WORD | NET | BLOCK | TRAIN | IMPORT | REPEAT | IN ;

%%

/* What stands in the text, for a message. */
static const char *shown_token(Parser *p, yysymbol_kind_t token, Span at)
{
    uint32_t len = at.end - at.begin;
    switch (token) {
    case YYSYMBOL_YYEOF: case YYSYMBOL_END:
        return yysymbol_name(token);
    default:
        return arena_printf(p->arena, "`%.*s`", len < 60 ? (int)len : 60, at.src->text + at.begin);
    }
}

/* The brace that lacks its `}`, where the file ends or its next part begins. */
static void note_brace(Parser *p)
{
    if (p->braces == 0 || p->braces > BRACES_KEPT)
        return;
    LineCol lc = source_line_col(p->source, p->has_odd ? p->odd : p->brace[p->braces - 1]);
    diag_note(p->diag, "hint: the `{` at %d:%d is not closed", lc.line, lc.col);
    p->unclosed = true;
}

/* The text of the line before `at`, without blanks around it. */
static const char *before(Parser *p, Span at)
{
    const char *s = at.src->text;
    uint32_t from = at.begin - (uint32_t)(source_line_col(at.src, at.begin).col - 1), to = at.begin;
    while (from < to && strchr(" \t", s[from]))
        from++;
    while (to > from && strchr(" \t", s[to - 1]))
        to--;
    return arena_strndup(p->arena, s + from, to - from);
}

/* Does the line before `at` begin with this word? */
static bool begins(Parser *p, Span at, const char *word)
{
    const char *text = before(p, at);
    size_t n = strlen(word);
    return !strncmp(text, word, n) && (text[n] == ' ' || text[n] == '\t' || !text[n]);
}

/* A loop of another language: true when it was one. */
static bool note_loop(Parser *p, Span at)
{
    bool loop = p->braces > 0 && !p->in_train && (begins(p, at, "for") || begins(p, at, "repeat"));
    if (loop)
        diag_note(p->diag, "hint: write `repeat i in 1..3 {`; further numbers follow from `i`");
    return loop;
}

/* Does the text end with KEY=NUMBER? Then a comma was to join several numbers. */
static bool ends_with_value(const char *text)
{
    size_t n = strlen(text);
    while (n && strchr("0123456789.-", text[n - 1]))
        n--;
    return n && text[n] && text[n - 1] == '=';
}

/* A label or a statement's word alone, behind which `=` or `:` was written. */
static bool is_word(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return *text && !text[strspn(text, letters)];
}

static void note_equals(Parser *p, Span at)
{
    const char *rest = at.src->text + at.end;
    rest += strspn(rest, " \t");
    char c = (char)(*rest | 0x20);
    if (!p->in_train && is_word(before(p, at)) && c >= 'a' && c <= 'z')
        diag_note(p->diag, "hint: a name for a layer stands before a colon: `x: conv 32 3x3`");
    else
        diag_note(p->diag, "hint: `=` stands between an argument and its value, `rate=0.1`; a "
                           "statement has none: `epochs 10`");
}

/* Signs, whose symbols have no names of their own. */
static void note_sign(Parser *p, Span at)
{
    char sign = at.end - at.begin == 1 ? at.src->text[at.begin] : '\0';
    if (note_loop(p, at))
        return;
    if (sign == ',' && (begins(p, at, "labels") || begins(p, at, "classes")))
        diag_note(p->diag, "hint: words stand side by side: `labels cat dog`");
    else if (sign == ',' && ends_with_value(before(p, at)))
        diag_note(p->diag, "hint: several values stand in parentheses: `rows=(2, 5)`; a size is "
                           "one word, `stride=2x2`; a fraction has a point, `rate=0.5`");
    else if (sign == ',')
        diag_note(p->diag, "hint: arguments stand side by side, without commas: `conv 16 3x3`; a "
                           "size is one word: `32x32x3`");
    else if (sign == '=' && p->braces > 0)
        note_equals(p, at);
    else if (sign == ':' && p->braces > 0)
        diag_note(p->diag, "hint: `=` joins an argument and its value, `filters=8`; a colon stands "
                           "behind a label, which begins its line");
    else if (sign == '>')
        diag_note(p->diag, "hint: layers stand below each other, one a line");
    else if (sign == ':' && begins(p, at, "param"))
        diag_note(p->diag, "hint: `=` joins a parameter and its value: `param width = 32`");
    else if (sign == ':')
        diag_note(p->diag, "hint: what belongs to a net stands in braces: `net small {`");
    else if (sign == '(' && p->braces == 0 && begins(p, at, "net"))
        diag_note(p->diag, "hint: a net takes nothing; `param width = 32` at the head of the file "
                           "gives it a value, and a block takes arguments");
    else if (sign == '{' && p->in_train && p->braces > 1)
        diag_note(p->diag, "hint: numbers stand side by side, without braces: `class_weight 1 2`");
    else if (sign == '{' && p->braces > 1)
        diag_note(p->diag, "hint: in a net braces stand behind `repeat`, `if` and `else` alone; a "
                           "part of its own is a `block` above the net");
    else if (sign == '{' && p->braces <= 1)
        diag_note(p->diag, "hint: nets and blocks have names: `net small {`; layers stand "
                           "between the braces");
    else if (sign == '}' && p->braces == 0)
        diag_note(p->diag, "hint: no `{` is open here");
}

/* What is likely meant by a token that cannot stand where it does. */
static void note_token(Parser *p, yysymbol_kind_t token, Span at)
{
    switch (token) {
    case YYSYMBOL_ELSE:
        diag_note(p->diag, "hint: `else` stands on the line of the `}` before it");
        break;
    case YYSYMBOL_MINUS:
        if (p->in_train && (begins(p, at, "batch") || begins(p, at, "epochs") ||
                            begins(p, at, "accumulate")))
            diag_note(p->diag, "hint: it takes a whole number from 1");
        else if (p->in_train && begins(p, at, "seed"))
            diag_note(p->diag, "hint: a seed is a whole number from 0");
        else if (p->braces > 0)
            diag_note(p->diag, "hint: a negative argument is written by name, `key=-1`, or in "
                               "parentheses, `(-1)`");
        else
            diag_note(p->diag, "hint: a name is made of letters, digits and `_`");
        break;
    case YYSYMBOL_IMPORT: case YYSYMBOL_PARAM:
        if (p->braces > 0 && source_line_col(at.src, at.begin).col > 1) {
            diag_note(p->diag, "hint: `import` and `param` stand at the head of the file, outside "
                               "of nets");
            break;
        }
        note_brace(p);
        break;
    case YYSYMBOL_TRAIN:
        if (p->braces > 0 && source_line_col(at.src, at.begin).col > 1)
            diag_note(p->diag, "hint: a train section stands below its net, not in it");
        note_brace(p);
        break;
    case YYSYMBOL_YYEOF: case YYSYMBOL_NET: case YYSYMBOL_BLOCK:
        note_brace(p);
        break;
    case YYSYMBOL_DOTS:
        note_loop(p, at);
        break;
    case YYSYMBOL_STRING:
        if (p->braces == 0)
            diag_note(p->diag, "hint: a name stands without quotes: `net small {`");
        break;
    case YYSYMBOL_END:
        if (p->brace_below)
            diag_note(p->diag, "hint: `{` stands on the line of the name: `net small {`");
        if (strchr("%", at.src->text[at.begin ? at.begin - 1 : 0]))
            diag_note(p->diag, "hint: there is no sign for percent; a share is a number: `0.2`");
        break;
    case YYSYMBOL_NUMBER:
        if (note_loop(p, at))
            break;
        if (p->braces == 0 && is_word(before(p, at)))
            diag_note(p->diag, "hint: a name begins with a letter");
        else if (at.begin && strchr(before(p, at), ':'))
            diag_note(p->diag, "hint: no colon stands between a word and its value: `epochs 10`");
        break;
    case YYSYMBOL_WORD: case YYSYMBOL_FROM:
        if (begins(p, at, "import"))
            diag_note(p->diag, "hint: the file stands in quotes: `import \"vgg16.net\"`");
        else if (p->braces == 0)
            diag_note(p->diag, "hint: a file holds `net NAME {`, `block NAME {`, `train {`, "
                               "`import` and `param`; layers stand between the braces "
                               "of a net");
        else if (token == YYSYMBOL_FROM && !p->in_train && !*before(p, at))
            diag_note(p->diag, "hint: `from NAME` stands behind its layer: `dense 1 from trunk`");
        break;
    default: note_sign(p, at); break;
    }
}

static int yyreport_syntax_error(const yypcontext_t *ctx, void *scanner, Parser *p)
{
    (void)scanner;
    enum { SHOWN = 5 };
    yysymbol_kind_t expected[SHOWN], token = yypcontext_token(ctx);
    Span at = *yypcontext_location(ctx);
    int n = yypcontext_expected_tokens(ctx, expected, SHOWN);
    p->ast->broken = true;
    if (token == YYSYMBOL_YYEMPTY || p->too_large || diag_errors(p->diag) > SYNTAX_ERRORS_MAX ||
        (token == YYSYMBOL_YYEOF && p->unclosed))
        return 0;
    char sign = at.end - at.begin == 1 ? at.src->text[at.begin] : '\0';
    if (sign == '{' && p->brace_below) /* told with the line before */
        return 0;
    p->brace_below = token == YYSYMBOL_END && n == 1 && !strcmp(yysymbol_name(expected[0]), "`{`");
    bool outside = (token == YYSYMBOL_WORD || token == YYSYMBOL_FROM || sign == ':') &&
                   p->braces == 0;
    if (outside && p->outside) /* told once */
        return 0;
    p->outside |= outside;
    const char *text = arena_printf(p->arena, "unexpected %s", shown_token(p, token, at));
    for (int i = 0; i < n; i++)
        text = arena_printf(p->arena, "%s%s%s", text,
                            i == 0 ? "; expected " : i + 1 == n ? " or " : ", ",
                            yysymbol_name(expected[i]));
    diag_error(p->diag, at, "%s", text);
    p->error_line = source_line_col(p->source, at.begin).line;
    note_token(p, token, at);
    if (p->parens > 0 && (token == YYSYMBOL_YYEOF || p->open.begin < at.begin)) {
        LineCol lc = source_line_col(p->source, p->open.begin);
        LineCol here = source_line_col(p->source, at.begin);
        if (lc.line != here.line)
            diag_note(p->diag, "hint: the parenthesis opened at %d:%d is not closed", lc.line,
                      lc.col);
    }
    return 0;
}

static void netc_yyerror(const Span *at, void *scanner, Parser *p, const char *message)
{
    (void)scanner;
    p->ast->broken = true;
    bool deep = strcmp(message, "memory exhausted") == 0;
    diag_error(p->diag, *at, "%s", deep ? "this is nested too deeply" : message);
}
