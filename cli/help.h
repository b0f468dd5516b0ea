/* What netc says of itself, from the tables of commands and options: --help and `netc help`, the
 * manual, spec/commands.md, and completion for shells. All of it goes to standard output. */
#ifndef NETC_CLI_HELP_H
#define NETC_CLI_HELP_H
#include "cli/commands.h"
#include <stdio.h>

/* Columns of help: where no terminal says, and at most, as longer lines are hard to read. */
enum { HELP_WIDTH = 80, HELP_WIDEST = 120 };
/* The columns that help takes on f (stdout or stderr): those of its terminal, up to HELP_WIDEST. */
int help_room(const FILE *f);

void help_usage(FILE *f); /* all commands, a line each */
/* One command: `more` with what the manual says beyond --help. */
void help_command(Arena *a, FILE *f, const Command *c, bool more);
/* What a word of the language is, each meaning of it; false: it has none. */
bool help_word(Arena *a, FILE *f, const char *word);
void help_man(Arena *a, FILE *f);      /* the page netc(1), in the man macros of roff */
void help_markdown(Arena *a, FILE *f); /* the text of spec/commands.md */
void help_bash(Arena *a, FILE *f);
void help_zsh(Arena *a, FILE *f);
void help_fish(Arena *a, FILE *f);
void help_man_command(Arena *a, FILE *f, const Command *c); /* netc-COMMAND.1 */
void help_man_language(Arena *a, FILE *f);                  /* netc.net.5 */
void help_vim(Arena *a, FILE *f);    /* highlighting of .net files: a syntax file */
void help_vscode(Arena *a, FILE *f); /* the same as a TextMate grammar */

/* ---- what they share ---- */

/* "netc train FILE.net" */
const char *help_line(Arena *a, const Command *c);
/* What an option of a command is called, stands for and means: command's own words, else the
 * table's, with the words that the line goes on with. value NULL: a flag. */
typedef struct OptionText {
    const OptSpec *spec;
    const char *value, *doc;
    bool required;
} OptionText;
OptionText help_option(Arena *a, const OptUse *u);
/* The form of a statement, "stop MONITOR": several joined by "or". */
const char *help_form(Arena *a, const char *form);
/* The next piece of `text` up to `mark`, or its rest; *text moves behind it, to NULL at the end. */
const char *help_piece(Arena *a, const char **text, char mark);

/* The words of one paragraph, from column `at` on, in lines of at most `width`; further lines begin
 * at column `indent`. */
void help_wrap(FILE *f, int at, int indent, int width, const char *text);

/* Exit statuses and environment variables, ending with name NULL. */
typedef struct NamedText {
    const char *name, *doc;
} NamedText;
extern const NamedText help_exits[], help_environment[];
extern const char help_about[];    /* what netc is: paragraphs */
extern const char help_keywords[]; /* of the language, with a blank between them */
#endif
