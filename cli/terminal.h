/* What a terminal at the other end of a stream asks for. Where there is none, nothing changes:
 * lines stay whole, as programs that read them expect. */
#ifndef NETC_CLI_TERMINAL_H
#define NETC_CLI_TERMINAL_H
#include <stdio.h>

/* Columns of the terminal that f (stdout or stderr) is; 80 where it does not say; 0: it is none. */
int terminal_width(const FILE *f);
/* One line with its end. On a terminal, a line that is longer than its width goes on in the next,
 * indented by two, at a blank where there is one. `at`: columns of the line that are written
 * already. */
void terminal_line(FILE *f, const char *text, int at);
#endif
