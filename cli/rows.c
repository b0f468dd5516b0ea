/* The rows of summary, mem and explain: a layer together with the nodes its flags made. */
#include "cli/cli.h"
#include "compiler/ir/layer.h"

static void add_node(Arena *a, LayerRow *row, Node *n)
{
    row->node[row->n++] = n;
    row->out = n->out;
    row->kind = row->n == 1 ? n->layer->kind
                            : arena_printf(a, "%s + %s", row->kind, n->layer->kind);
    row->flops += n->layer->flops ? n->layer->flops(n) : 0;
    for (int i = 0; i < own_params(n); i++) {
        row->params += n->params[i]->count;
        row->trainable += n->params[i]->trainable && !n->frozen ? n->params[i]->count : 0;
    }
}

LayerRow *cli_rows(Arena *a, const Graph *g, int *n)
{
    LayerRow *rows = ARENA_ARRAY(a, LayerRow, g->n_nodes);
    *n = 0;
    for (int i = 0; i < g->n_nodes; i++) {
        if (!g->nodes[i]->implicit || *n == 0) {
            int followers = 1;
            while (i + followers < g->n_nodes && g->nodes[i + followers]->implicit)
                followers++;
            rows[(*n)++].node = ARENA_ARRAY(a, Node *, followers);
        }
        add_node(a, &rows[*n - 1], g->nodes[i]);
    }
    return rows;
}

int *cli_row_of(Arena *a, const Graph *g, const LayerRow *rows, int n)
{
    int *row_of = ARENA_ARRAY(a, int, g->n_nodes);
    for (int r = 0; r < n; r++)
        for (int i = 0; i < rows[r].n; i++)
            row_of[rows[r].node[i]->id] = r;
    return row_of;
}
