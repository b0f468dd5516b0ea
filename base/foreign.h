/* Text that others wrote (paths, labels, the names of tensors and classes) on its way to a place
 * that gives some characters a meaning: one function for each kind of place, used wherever such
 * text is printed there. JSON is jansson's work (cli's json_text); strings of gnuplot are written
 * by report/gnuplot.h. */
#ifndef NETC_BASE_FOREIGN_H
#define NETC_BASE_FOREIGN_H
#include "base/arena.h"
#include <stddef.h>
#include <stdio.h>

/* A terminal or a log: printable UTF-8 as it is. Control characters (escape, bell, line ends, C1),
 * bytes that are no UTF-8, and characters that are invisible or turn the direction of writing
 * become \n, \t, \xHH or \u{HHHH}. Writes at most size - 1 bytes and a NUL, never a part of a
 * character; returns the length of the whole text. */
size_t foreign_shown_to(char *out, size_t size, const char *s);
const char *foreign_shown(Arena *a, const char *s); /* s itself when nothing has to change */

/* Bytes of the character at s if a terminal may get it as it is, else 0. */
size_t foreign_plain(const char *s);

/* A C string literal with its quotes: ASCII, no trigraph, valid as C99 and C++. */
void foreign_c_string(FILE *f, const char *s);
/* Inside a C comment: cannot end it or begin one, no trigraph, no backslash at a line's end;
 * otherwise as for a terminal. n bytes of s. */
void foreign_c_comment(FILE *f, const char *s, size_t n);
/* Text or an attribute's value (in either quotes) of XML, HTML, SVG. What these may not hold
 * becomes U+FFFD; \n stays. */
void foreign_xml(FILE *f, const char *s);
/* Inside a quoted string of Graphviz, shown as it is. */
void foreign_dot(FILE *f, const char *s);
#endif
