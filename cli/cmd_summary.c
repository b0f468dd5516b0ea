/* netc summary: the layers of a net as a table: output shape, parameters, floating-point
 * operations. */
#include "cli/cli.h"
#include "compiler/ir/layer.h"

static int print_json(const Graph *g, const LayerRow *rows, int n, const LayerRow *total)
{
    json_t *layers = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(layers, json_pack("{s:s, s:s, s:o, s:I, s:I, s:f, s:b}", "name",
                                                rows[i].node[0]->name, "kind", rows[i].kind,
                                                "output", json_shape(rows[i].out), "parameters",
                                                (json_int_t)rows[i].params, "trainable",
                                                (json_int_t)rows[i].trainable, "flops",
                                                rows[i].flops, "frozen", rows[i].node[0]->frozen));
    return cli_json(json_pack("{s:s, s:o, s:I, s:I, s:f}", "net", g->name, "layers", layers,
                              "parameters", (json_int_t)total->params, "trainable",
                              (json_int_t)total->trainable, "flops", total->flops));
}

static void print_table(Arena *a, const Graph *g, const LayerRow *rows, int n,
                        const LayerRow *total)
{
    static const char *const heads[] = {"layer",      "kind",      "output",
                                        "parameters", "trainable", "FLOPs"};
    Table *t = table_new(a, "llrrrr", heads);
    for (int i = 0; i < n; i++) {
        const LayerRow *r = &rows[i];
        table_row(t, (const char *const[]){r->node[0]->name, r->kind, shape_text(a, r->out),
                                           text_count(a, r->params), text_count(a, r->trainable),
                                           text_si(a, r->flops)});
    }
    table_rule(t);
    table_row(t, (const char *const[]){"total", NULL, NULL, text_count(a, total->params),
                                       text_count(a, total->trainable), text_si(a, total->flops)});
    printf("net %s\n\n", g->name);
    table_print(t, stdout);
    printf("\n");
    cli_print("%s (%s), of which %s train and %s do not\n",
              text_counted(a, total->params, "parameter"), text_bytes(a, 4 * total->params),
              text_count(a, total->trainable), text_count(a, total->params - total->trainable));
    cli_print("%s floating-point operations for one image, forward\n", text_si(a, total->flops));
}

static int run(const Args *args)
{
    Graph *g = cli_graph(args);
    int n;
    if (!g)
        return STATUS_MISTAKE;
    LayerRow *rows = cli_rows(args->arena, g, &n), total = {0};
    for (int i = 0; i < n; i++) {
        total.params += rows[i].params;
        total.trainable += rows[i].trainable;
        total.flops += rows[i].flops;
    }
    if (opt_set(args, OPT_JSON))
        return print_json(g, rows, n, &total);
    print_table(args->arena, g, rows, n, &total);
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_NET}, {.id = OPT_INCLUDE}, {.id = OPT_DEFINE}, {.id = OPT_JSON}, {.id = OPT_END}};
const Command cmd_summary = {
    .name = "summary",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "the layers as a table: shapes, parameters, FLOPs",
    .more = "A layer's row includes the activation written as its flag. FLOPs count one image, "
            "forward; a multiplication and an addition are two.",
    .examples = (const Example[]){{"netc summary small.net",
                                   "output shape, parameters and operations of each layer"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
