/* The front end's passes: from the syntax tree to the shaped graph. */
#ifndef NETC_FRONT_H
#define NETC_FRONT_H
#include "compiler/ir/graph.h"
#include "compiler/ir/layer.h"
#include "grammar/ast.h"

typedef struct ExpandOptions {
    const char *net;            /* NULL: the last net of the file */
    const char *const *include; /* folders searched by import after the importing file's own;
                                   NULL-terminated, may be NULL */
    const char *library;        /* the installed library folder, searched last; may be NULL */
    const char *const *defines; /* "width=64": values of `param` statements of the file;
                                   NULL-terminated, may be NULL */
} ExpandOptions;

/* requires: a parsed file; leaves: the flat graph with bound attributes and the train section; NULL
 * when *diag holds an error */
Graph *expand(Arena *arena, const Ast *ast, const ExpandOptions *options, Diag *diag);
/* requires: the flat graph; leaves: Node.out, geometry, parameters with their offsets, layout_hash;
 * mistakes in *diag. Again, of a graph with more nodes, it declares all parameters anew */
void infer_shapes(Graph *graph, Diag *diag);
/* Reports each node of a kind that has no lowering. */
void check_compiles(const Graph *graph, Diag *diag);

/* Does the input take what the table's columns give? `from`, for messages: where it is told. */
bool columns_suits(const Graph *g, const Columns *t, const char *from, Err *err);
/* The input's mean and std, and where the net has none, its labels, are those of the table (JSON of
 * data/columns.h) from now on; Graph.columns is a copy. Under arena_try of the graph's arena. */
bool graph_use_columns(Graph *g, const char *json, const char *from, Err *err);

/* Names of the nets that a file defines, in order; NULL-terminated. */
const char **ast_nets(Arena *arena, const Ast *ast);
/* The graph as text, for --dump=shapes and the language tests. */
void graph_dump(FILE *f, const Graph *graph);
/* The text of spec/layers.md. */
void layers_markdown(FILE *f);

typedef struct LanguageWord {
    const char *what; /* "a layer" */
    const char *doc;
    const AttrSpec *attrs; /* ends with name NULL; NULL: the statement has a form of its own, */
    const char *form;      /* this one; NULL for the others */
} LanguageWord;
/* What every word of the language is: kinds of layers, losses, optimizers, schedules, statements of
 * a train section. One that is several things comes several times. The texts are constants. */
void language_words(void (*each)(void *to, const char *word, LanguageWord w), void *to);
/* An argument's form, default and range: "whole number, required, 1 to 65536". */
const char *argument_text(Arena *a, const AttrSpec *s);
#endif
