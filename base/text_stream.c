/* See text_stream.h. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* fopencookie */
#endif
#include "base/text_stream.h"
#include <stdlib.h>
#include <string.h>

/* One byte stays free for the NUL. 0 tells stdio that the write failed. */
static ssize_t collect(void *cookie, const char *data, size_t bytes)
{
    TextStream *t = cookie;
    if (t->room - t->bytes <= bytes) {
        size_t least = t->bytes + bytes + BUFSIZ, room = 2 * t->room > least ? 2 * t->room : least;
        char *grown = realloc(t->text, room);
        t->failed |= !grown;
        if (!grown)
            return 0;
        t->text = grown;
        t->room = room;
    }
    memcpy(t->text + t->bytes, data, bytes);
    t->bytes += bytes;
    return (ssize_t)bytes;
}

FILE *text_stream_open(TextStream *t)
{
    *t = (TextStream){0};
    return t->f = fopencookie(t, "w", (cookie_io_functions_t){.write = collect});
}

char *text_stream_close(TextStream *t, size_t *bytes)
{
    bool failed = !t->f || ferror(t->f);
    if (t->f)
        failed |= fclose(t->f) != 0;
    t->f = NULL;
    if (!t->text && !failed && !t->failed)
        t->text = malloc(1);
    char *text = failed || t->failed ? NULL : t->text;
    if (!text)
        free(t->text);
    else
        text[t->bytes] = 0;
    if (bytes)
        *bytes = t->bytes;
    t->text = NULL;
    return text;
}

void text_stream_drop(TextStream *t) { free(text_stream_close(t, NULL)); }
