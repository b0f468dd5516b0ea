/* JSON text to values and back by jansson, but without what it does where memory lacks: its lexer
 * takes that for a mistake in the text, or leaves a character out, and json_dumps leaves a name
 * out. */
#ifndef NETC_FORMATS_JSON_H
#define NETC_FORMATS_JSON_H
#include <jansson.h>
#include <stdbool.h>

/* As json_loadb, names twice in an object being a mistake; NULL with *lacking: there was no memory,
 * else *why says what is wrong with the text. The value is the caller's. From the first call on
 * jansson's functions of memory are some of json.c, which call those that were set. */
json_t *json_read(const char *text, size_t bytes, json_error_t *why, bool *lacking);
/* The text, malloc'd; flags as json_dumps has them. NULL: out of memory. */
char *json_print(const json_t *value, size_t flags);
#endif
