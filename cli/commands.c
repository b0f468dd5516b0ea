/* The table of commands, and what a word means in it. */
#include "compiler/front/other_words.h"
#include "cli/commands.h"
#include "base/diag.h"
#include "compiler/front/renamed.h"
#include <string.h>

#define COMMAND(word) extern const Command cmd_##word;
#include "cli/commands.def"
#undef COMMAND

const Command *const command_table[] = {
#define COMMAND(word) &cmd_##word,
#include "cli/commands.def"
#undef COMMAND
    NULL};
enum { N_COMMANDS = sizeof command_table / sizeof *command_table - 1 };

static const Command *named(const char *word)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (*word && !strcmp(command_table[i]->name, word))
            return command_table[i];
    return NULL;
}

const Command *command_find(const char *word)
{
    const Command *c = named(word);
    const char *now = c ? NULL : renamed("command", word);
    if (now)
        cli_note("`netc %s` is called `netc %s` now", word, now);
    if (c || now)
        return c ? c : named(now);
    return strpbrk(word, "./") ? &cmd_emit : NULL;
}

int command_unknown(const char *what, const char *word)
{
    const char *names[N_COMMANDS];
    int n = 0;
    for (int i = 0; i < N_COMMANDS; i++)
        if (*command_table[i]->name) /* compiling has none */
            names[n++] = command_table[i]->name;
    const char *other = other_word("command", word), *near = nearest_word(word, names, n);
    if (other)
        return cli_misuse(NULL, "unknown %s `%s`: %s", what, word, other);
    return cli_misuse(NULL, "unknown %s `%s`%s%s%s", what, word, near ? " (did you mean " : "",
                      near ? near : "", near ? "?)" : "");
}
