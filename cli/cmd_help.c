/* netc help: what the tables of commands and options say, for terminals and in other forms. */
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/topics.h"
#include "compiler/front/front.h"
#include "compiler/front/other_words.h"
#include "data/dataset.h"
#include <string.h>

static void layers(Arena *a, FILE *f)
{
    (void)a;
    layers_markdown(f);
}

static int page(const Args *args, const Topic *t)
{
    Err err;
    return topic_print(args->arena, stdout, t, help_room(stdout), &err) ? STATUS_OK
                                                                        : cli_fail("%s", err.text);
}

/* A command, or a file FILE.net for that of compiling: another word with a dot or a slash is no
 * command here. */
static const Command *command_of(const char *word)
{
    const Command *c = command_find(word);
    size_t n = strlen(word);
    bool net = n > 4 && !strcmp(word + n - 4, ".net");
    return c && !*c->name && !net ? NULL : c;
}

/* A word that nothing here is called: another program's, which leads to netc's own, or none. */
static int unknown(const char *word)
{
    static const char *const places[] = {"layer", "train", "loss", "optimizer", "schedule"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *hint = other_word(places[i], word);
        if (hint)
            return cli_misuse(NULL, "nothing here is called `%s`: %s", word, hint);
    }
    return command_unknown("command, word of the language or page", word);
}

/* Prints what a kind of data is; false: it is none. */
static bool kind_of_data(const char *word)
{
    for (int i = 0; dataset_kinds[i]; i++) {
        if (strcmp(dataset_kinds[i]->name, word) != 0)
            continue;
        printf("%s, a kind of data: `data %s \"PATH\"`\n\n", word, word);
        help_wrap(stdout, 0, 0, help_room(stdout), dataset_kinds[i]->doc);
        printf("\n`netc help language` explains it, under data\n");
        return true;
    }
    return false;
}

static int run(const Args *args)
{
    static void (*const format[])(Arena *, FILE *) = {
        NULL,     help_man,  help_markdown, layers,     help_bash,
        help_zsh, help_fish, help_vim,      help_vscode}; /* ORDER: the words of --format */
    int choice = args->v[OPT_FORMAT].choice;
    const char *word = args->n_files ? args->file[0] : NULL;
    const Command *c = word ? command_of(word) : NULL;
    bool man = choice && format[choice] == help_man;
    if (man && c && *c->name)
        return help_man_command(args->arena, stdout, c), STATUS_OK;
    if (man && word && !strcmp(word, "language"))
        return help_man_language(args->arena, stdout), STATUS_OK;
    if (choice && word)
        return cli_misuse(args->command, "--format=%s is of all commands, not of `%s`",
                          opt_text(args, OPT_FORMAT), word);
    if (word && !c && help_word(args->arena, stdout, word))
        return STATUS_OK;
    const Topic *topic = word && !c ? topic_find(word) : NULL;
    if (topic)
        return page(args, topic);
    if (word && !c && kind_of_data(word))
        return STATUS_OK;
    const char *explained = word && !c ? topic_explains(word) : NULL;
    if (explained) {
        printf("%s, a word of the language: `netc help %s` explains it\n", word, explained);
        return STATUS_OK;
    }
    if (word && !c)
        return unknown(word);
    if (choice)
        format[choice](args->arena, stdout);
    else if (c)
        help_command(args->arena, stdout, c, true);
    else
        help_usage(stdout);
    return STATUS_OK;
}

static const OptUse uses[] = {{.id = OPT_FORMAT}, {.id = OPT_END}};
const Command cmd_help = {
    .name = "help",
    .args = "[WORD]",
    .min_args = 0,
    .max_args = 1,
    .doc = "what a command or a word of the language means, and pages to read",
    .more =
        "WORD is a command, a layer, loss, optimizer, schedule or statement of a train section, or "
        "a page of the documentation; without it, the list of commands and pages. The other "
        "formats are of all commands: the page "
        "of the manual (with WORD that of one command, or of the language), that of "
        "spec/commands.md, and completion for a shell, which `make "
        "install` puts where the shells look.",
    .examples = (const Example[]){{"netc help train", "all about training"},
                                  {"netc help conv", "what a layer does, and its arguments"},
                                  {"netc help tutorial", "from a folder of pictures to C"},
                                  {"netc help --format=bash > netc.bash",
                                   "completion; `. ./netc.bash` in bash turns it on"},
                                  {NULL, NULL}},
    .uses = uses,
    .run = run,
};
