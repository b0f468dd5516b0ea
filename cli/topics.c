/* The pages of the documentation; see topics.h. */
#include "cli/topics.h"
#include "base/fileio.h"
#include "data/dataset.h"
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

const char *topic_explains(const char *word)
{
    size_t n = strlen(word);
    bool known = !strcmp(word, "labels");
    for (const char *k = help_keywords; k && !known; k = strchr(k, ' ')) {
        k += *k == ' ';
        known = n && !strchr(word, ' ') && !strncmp(k, word, n) && (k[n] == ' ' || !k[n]);
    }
    for (int i = 0; dataset_kinds[i] && !known; i++)
        known = !strcmp(dataset_kinds[i]->name, word);
    return known ? "language" : NULL;
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
