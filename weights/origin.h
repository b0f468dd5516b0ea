/* Origin: what a weights file of netc says of the data that it was trained on: the names of the
 * classes and how bytes became numbers, as JSON in its metadata. So a net without `labels` tells
 * names, and one that prepares its input otherwise is noticed. */
#ifndef NETC_ORIGIN_H
#define NETC_ORIGIN_H
#include "base/err.h"
#include "compiler/ir/graph.h"

extern const char weights_origin_key[]; /* the metadata that say it */

/* Of g: its labels, else its classes, and its input. malloc'd; NULL: out of memory. */
char *origin_json(const Graph *g);
/* *text: what the metadata of a safetensors file say under the key (weights_origin_key,
 * weights_table_key), malloc'd; NULL: nothing, or it is another file. False: it cannot be read. */
bool weights_says(const char *path, const char *key, char **text, Err *err);
/* g->classes as the text has them, where g tells as many classes apart; what is no such text is
 * passed over. In g's arena, whose failures travel. */
void origin_take(Graph *g, const char *json);
/* *out: "scale was 0.00392157, is 1", where g's input is made otherwise; malloc'd; NULL: it is not,
 * or nothing is said. Tables say it by their columns. False: out of memory. */
bool origin_differs(const Graph *g, const char *json, char **out, Err *err);
#endif
