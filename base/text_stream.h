/* A stream that collects text in malloc'd memory, as open_memstream's, but which knows of each
 * write that found no memory: the text is whole, or there is none. */
#ifndef NETC_BASE_TEXT_STREAM_H
#define NETC_BASE_TEXT_STREAM_H
#include <stdbool.h>
#include <stdio.h>

typedef struct TextStream {
    FILE *f;
    char *text;
    size_t bytes, room;
    bool failed;
} TextStream;

/* For fprintf and others, not to be closed or sought; NULL: out of memory. *t stays where it is
 * until the end. */
FILE *text_stream_open(TextStream *t);
/* Ends it: the text, the caller's, with a NUL after it that *bytes (may be NULL) does not count.
 * NULL: out of memory. */
char *text_stream_close(TextStream *t, size_t *bytes);
void text_stream_drop(
    TextStream *t); /* ends it without the text; after text_stream_close nothing */
#endif
