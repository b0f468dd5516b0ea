/* netc check: finds the mistakes of a .net file without making anything. */
#include "cli/cli.h"

static json_t *json_messages(const Diag *d)
{
    json_t *list = json_array();
    DiagMessage m;
    for (int i = 0; diag_message(d, i, &m); i++) {
        json_t *notes = json_array();
        for (int k = 0; k < m.n_notes; k++)
            json_array_append_new(notes, json_text(m.notes[k]));
        json_array_append_new(
            list, json_pack("{s:s, s:o, s:i, s:i, s:o, s:o}", "severity", m.severity, "file",
                            m.path ? json_text(m.path) : json_null(), "line", m.line, "column",
                            m.column, "text", json_text(m.text), "notes", notes));
    }
    return list;
}

static int print_json(Arena *a, const Graph *g, const char *file, const Diag *d, const char *why)
{
    FILE *f;
    ArenaText *t = arena_text_open(a, &f);
    cli_diag(d, f);
    fputs(why, f);
    const char *text = arena_text(t, NULL);
    json_t *o = json_pack("{s:o, s:b, s:i, s:o, s:o}", "file", json_text(file), "ok", g != NULL,
                          "errors",
                          g      ? 0
                          : *why ? 1
                                 : diag_errors(d),
                          "messages", json_messages(d), "text", json_text(text));
    if (g)
        json_object_update_new(o, json_pack("{s:s, s:i, s:I}", "net", g->name, "layers",
                                            g->n_nodes - 1, "parameters",
                                            (json_int_t)g->param_floats));
    if (cli_json(o) != STATUS_OK)
        return STATUS_MISTAKE;
    return g ? STATUS_OK : STATUS_MISTAKE;
}

static int run(const Args *args)
{
    Err err = {""};
    Diag *d = diag_new(args->arena);
    Graph *g = cli_compile(args, d, &err);
    if (opt_set(args, OPT_JSON))
        return print_json(args->arena, g, args->file[0], d, g || diag_count(d) ? "" : err.text);
    cli_diag(d, stderr);
    if (!g)
        return diag_count(d) ? STATUS_MISTAKE : cli_fail("%s", err.text);
    cli_print("%s: net %s is well formed: %s, %s\n", args->file[0], g->name,
              text_counted(args->arena, g->n_nodes - 1, "layer"),
              text_counted(args->arena, g->param_floats, "parameter"));
    return STATUS_OK;
}

static const OptUse uses[] = {
    {.id = OPT_NET}, {.id = OPT_INCLUDE}, {.id = OPT_DEFINE}, {.id = OPT_JSON}, {.id = OPT_END}};
const Command cmd_check = {
    .name = "check",
    .args = "FILE.net",
    .min_args = 1,
    .max_args = 1,
    .doc = "find the mistakes of a file",
    .examples = (const Example[]){{"netc check small.net",
                                   "says that it is well formed, or where it is not"},
                                  {"netc check small.net --json", "the same for programs"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
