/* The pages of the documentation; see topics.h. */
#include "cli/topics.h"
#include "base/fileio.h"
#include "runtime/library_path.h"
#include <stdlib.h>
#include <string.h>

const Topic topic_table[] = {
#define TOPIC(word, page, what) {word, page, what},
#include "cli/topics.def"
#undef TOPIC
    {NULL, NULL, NULL}};

const Topic *topic_find(const char *word)
{
    for (const Topic *t = topic_table; t->word; t++)
        if (!strcmp(t->word, word))
            return t;
    return NULL;
}

bool topic_print(Arena *a, FILE *f, const Topic *t, int width, Err *err)
{
    enum { LARGEST = 1 << 22 };
    char path[4096];
    unsigned char *text;
    size_t size;
    if (!data_path(t->page, path, sizeof path))
        return err_set(err, "%s is missing: it is neither near netc nor where it was installed",
                       t->page);
    if (!file_read(path, LARGEST, &text, &size, err))
        return false;
    const char *kept = arena_strndup(a, (const char *)text, size);
    free(text);
    markdown_print(a, f, kept, width);
    return true;
}
