/* netc graph: the net as a Graphviz drawing (dot). A box is a layer with the activation its flags
 * made; the label on an arrow is the shape that flows along it. */
#include "base/foreign.h"
#include "cli/cli.h"
#include "compiler/ir/layer.h"
#include <string.h>

static void print_box(Arena *a, const LayerRow *r, int id, bool is_input, bool is_output)
{
    const char *params = r->params
                             ? arena_printf(a, "\\n%s", text_counted(a, r->params, "parameter"))
                             : "";
    printf("  n%d [label=\"", id);
    foreign_dot(stdout, r->node[0]->name);
    printf("\\n%s%s\"%s%s];\n", r->kind, params,
           r->node[0]->frozen && r->params ? ", style=\"filled,dashed\", fillcolor=\"#e8e8e8\""
                                           : "",
           is_input || is_output ? ", shape=ellipse" : "");
}

static int run(const Args *args)
{
    Graph *g = cli_graph(args);
    Arena *a = args->arena;
    int n;
    if (!g)
        return STATUS_MISTAKE;
    LayerRow *rows = cli_rows(a, g, &n);
    int *row_of = cli_row_of(a, g, rows, n);
    printf("digraph \"");
    foreign_dot(stdout, g->name);
    printf("\" {\n  rankdir=TB;\n  node [shape=box, fontname=\"Helvetica\", fontsize=10];\n  edge "
           "[fontname=\"Helvetica\", fontsize=9];\n");
    for (int r = 0; r < n; r++)
        print_box(a, &rows[r], r, r == 0, rows[r].node[rows[r].n - 1] == g->output);
    for (int i = 0; i < g->n_nodes; i++) {
        const Node *to = g->nodes[i];
        for (int k = 0; k < to->n_in; k++) {
            int from = row_of[to->in[k]->id];
            if (from != row_of[i])
                printf("  n%d -> n%d [label=\"%s\"];\n", from, row_of[i],
                       shape_text(a, to->in[k]->out));
        }
    }
    printf("}\n");
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_NET}, {.id = OPT_INCLUDE}, {.id = OPT_DEFINE}, {.id = OPT_END}};
const Command cmd_graph = {
    .name = "graph",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "the net as a Graphviz drawing",
    .examples = (const Example[]){{"netc graph small.net | dot -Tsvg > small.svg",
                                   "a drawing, by Graphviz"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
