/* Drawing by gnuplot, run as a child process: a script goes in, an SVG or PNG file comes out. netc
 * links nothing for it; where gnuplot is not installed, drawing fails with a message that says so.
 */
#ifndef NETC_GNUPLOT_H
#define NETC_GNUPLOT_H
#include "base/err.h"
#include <stddef.h>

/* out: malloc'd, with a NUL after it that is not counted. */
bool gnuplot_run(const void *script, size_t size, char **out, size_t *out_size, Err *err);

/* s as a string of the script. In single quotes gnuplot substitutes nothing; control characters and
 * bytes that are no UTF-8 become U+FFFD. Characters beyond `most` are cut off with an ellipsis. */
void gnuplot_text(FILE *f, const char *s, int most);
/* The same for the text of a tic, which gnuplot takes for a number's format: % is doubled. */
void gnuplot_tic(FILE *f, const char *s, int most);
#endif
