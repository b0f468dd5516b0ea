/* The table of commands, from commands.def. */
#ifndef NETC_CLI_COMMANDS_H
#define NETC_CLI_COMMANDS_H
#include "cli/options.h"

extern const Command *const command_table[]; /* NULL-terminated, in the order of the help */

/* The command that the word names, now or, with a note, before; a path (a name with a dot or a
 * slash) stands for that of compiling to C. NULL: there is none. */
const Command *command_find(const char *word);
/* "netc: unknown WHAT `WORD`", with the nearest command; returns STATUS_MISUSE. */
int command_unknown(const char *what, const char *word);
#endif
