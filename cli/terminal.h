/* What a terminal at the other end of a stream asks for. Where there is none, nothing changes:
 * lines stay whole, as programs that read them expect. */
#ifndef NETC_CLI_TERMINAL_H
#define NETC_CLI_TERMINAL_H
#include <stdbool.h>
#include <stdio.h>

/* Columns of the terminal that f (stdout or stderr) is; where it does not say, those of COLUMNS, or
 * 80; 0: it is none. */
int terminal_width(const FILE *f);
/* Columns that n bytes of UTF-8 take: none for a combining character, two for a wide one. */
int terminal_columns(const char *s, size_t n);
/* May f be written in colours and bold letters? A terminal, unless NO_COLOR is set (to anything but
 * nothing) or TERM is dumb. */
bool terminal_colours(const FILE *f);
#define TERMINAL_BOLD  "\033[1m"
#define TERMINAL_PLAIN "\033[0m"
/* One line with its end. On a terminal, a line that is longer than its width goes on in the next,
 * indented by two, at a blank where there is one. `at`: columns of the line that are written
 * already. */
void terminal_line(FILE *f, const char *text, int at);
#endif
