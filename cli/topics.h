/* The pages of the documentation, for `netc help`: their table, and their text in a terminal. */
#ifndef NETC_CLI_TOPICS_H
#define NETC_CLI_TOPICS_H
#include "base/err.h"
#include "cli/help.h"

typedef struct Topic {
    const char *word, *page, *what; /* page: its file, below the folder of netc's files */
} Topic;
extern const Topic topic_table[]; /* ends with word NULL */

const Topic *topic_find(const char *word); /* NULL: there is none of that name */
/* The word of the page that explains a word of the language which has no help of its own (keywords,
 * kinds of data sets); NULL: it is none. */
const char *topic_explains(const char *word);
/* The page in lines of at most `width` columns (of lists, texts and tables: listings are as they
 * are). False: the file cannot be read. */
bool topic_print(Arena *a, FILE *f, const Topic *t, int width, Err *err);
/* Markdown as such text. */
void markdown_print(Arena *a, FILE *f, const char *text, int width);
#endif
