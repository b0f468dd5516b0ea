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
} ExpandOptions;

/* requires: a parsed file; leaves: the flat graph with bound attributes and the train section; NULL
 * when *diag holds an error */
Graph *expand(Arena *arena, const Ast *ast, const ExpandOptions *options, Diag *diag);
/* requires: the flat graph; leaves: Node.out, geometry, parameters with their offsets, layout_hash;
 * mistakes in *diag */
void infer_shapes(Graph *graph, Diag *diag);
/* Reports each node of a kind that has no lowering. */
void check_compiles(const Graph *graph, Diag *diag);

/* Names of the nets that a file defines, in order; NULL-terminated. */
const char **ast_nets(Arena *arena, const Ast *ast);
/* The graph as text, for --dump=shapes and the language tests. */
void graph_dump(FILE *f, const Graph *graph);
/* The text of spec/layers.md. */
void layers_markdown(FILE *f);
#endif
