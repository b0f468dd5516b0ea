/* netc fmt: .net files in one form (grammar/format.c), to standard output or in place. */
#include "base/fileio.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "grammar/ast.h"
#include <string.h>

static void files(const Args *args, const struct Graph *g, FileList *l)
{
    (void)g;
    for (int i = 0; i < args->n_files && opt_set(args, OPT_WRITE); i++)
        files_own_write(l, "the net", args->file[i]);
}

/* What to do with the text of one file. */
static int put(const Args *args, const char *path, const Source *s, const char *text)
{
    Err err;
    bool same = strlen(text) == s->len && !memcmp(text, s->text, s->len);
    if (opt_set(args, OPT_CHECK_FORM)) {
        if (!same)
            cli_print("%s\n", path);
        return same ? STATUS_OK : STATUS_MISTAKE;
    }
    if (!opt_set(args, OPT_WRITE))
        return fputs(text, stdout) < 0 ? STATUS_MISTAKE : STATUS_OK;
    return same || file_write(path, text, strlen(text), &err) ? STATUS_OK
                                                              : cli_fail("%s", err.text);
}

static int format_file(const Args *args, const char *path)
{
    const char *why;
    Source *s = source_read(args->arena, path, &why);
    if (!s)
        return cli_fail("%s", why);
    Diag *d = diag_new(args->arena);
    const char *text = format_net(args->arena, s, d);
    if (!text) {
        cli_diag(d, stderr);
        return STATUS_MISTAKE;
    }
    return put(args, path, s, text);
}

static int run(const Args *args)
{
    int status = STATUS_OK;
    if (opt_set(args, OPT_WRITE) && opt_set(args, OPT_CHECK_FORM))
        return cli_misuse(args->command, "--write and --check do not go together");
    for (int i = 0; i < args->n_files; i++)
        if (format_file(args, args->file[i]) != STATUS_OK)
            status = STATUS_MISTAKE;
    return status;
}

static const OptUse uses[] = {{.id = OPT_WRITE}, {.id = OPT_CHECK_FORM}, {.id = OPT_END}};
const Command cmd_fmt = {
    .name = "fmt",
    .args = "FILE.net...",
    .min_args = 1,
    .max_args = 1 << 30,
    .doc = "format .net files: indentation, blanks, columns",
    .more = "The meaning of a file never changes, and its comments stay; a file with a mistake of "
            "grammar is left alone. Statements stand one a line, indented by four; values of a "
            "train section stand in a column.",
    .reads = "the files",
    .writes = "with --write the files; else standard output",
    .exits = "1: also when --check finds a file of another form",
    .examples = (const Example[]){{"netc fmt small.net", "prints it"},
                                  {"netc fmt --write small.net", "formats it in place"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
    .rewrites = true,
    .files = files,
};
