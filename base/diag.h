/* Diagnostics: a user's mistakes, collected with their place and printed at the end
 * of a pass. Library code never prints; a command calls diag_print. */
#ifndef NETC_BASE_DIAG_H
#define NETC_BASE_DIAG_H
#include "base/source.h"
#include <stdbool.h>
#include <stdio.h>

typedef struct Diag Diag;

/* In the arena, as the texts of all messages are: names that a message prints may go. */
Diag *diag_new(Arena *a);
/* What makes the file unusable, and what does not. `at`: the place; its src NULL: no place. */
void diag_error(Diag *d, Span at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void diag_warning(Diag *d, Span at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Nothing is wrong: `FILE:LINE:COL: note: ...`. */
void diag_remark(Diag *d, Span at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* A further line under the last message, indented by two blanks: "hint: ...". */
void diag_note(Diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int diag_errors(const Diag *d); /* errors so far */
int diag_count(const Diag *d);  /* messages so far, warnings and remarks too */

/* Prints every message, those of one file in the order of their place:
 *   path:line:col: error: text
 *     15 | the line
 *        | ^~~~
 *     note lines
 */
void diag_print(const Diag *d, FILE *f);
/* The same with the place in bold and the severity in its colour, for a terminal that has them. */
void diag_print_coloured(const Diag *d, FILE *f);

typedef struct DiagMessage {
    const char *severity; /* "error", "warning" or "note" */
    const char *path;     /* NULL: of no place */
    int line, column;     /* from 1; columns in bytes; 0: of no place */
    const char *text;
    const char *const *notes;
    int n_notes;
} DiagMessage;
/* The messages one by one, i from 0 in the order of diag_print, for programs; their texts are d's.
 * False: there is no i-th (beyond the first hundred they are only counted). */
bool diag_message(const Diag *d, int i, DiagMessage *out);

/* The candidate nearest to `word` in edit distance (at most a third of its length, at
 * least 1), or NULL: for "did you mean". `n` candidates. */
const char *nearest_word(const char *word, const char *const *candidates, int n);
#endif
