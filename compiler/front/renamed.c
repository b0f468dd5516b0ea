/* The table of renamed words; see renamed.h. It is asked only about words that are unknown, so
 * that an old word may get a new meaning. */
#include "compiler/front/renamed.h"
#include <stddef.h>
#include <string.h>

#ifndef RENAMED_WORDS /* a test has a table of its own */
#define RENAMED_WORDS "compiler/front/renamed.def"
#endif

static const struct {
    const char *place, *was, *now;
} words[] = {
#define RENAMED(place, was, now) {place, was, now},
#include RENAMED_WORDS
#undef RENAMED
};
enum { N_WORDS = sizeof words / sizeof words[0] };

const char *renamed(const char *place, const char *word)
{
    for (int i = 0; i < N_WORDS; i++)
        if (!strcmp(words[i].place, place) && !strcmp(words[i].was, word))
            return words[i].now;
    return NULL;
}

const char *renamed_before(const char *place, const char *now, int i)
{
    for (int k = 0; k < N_WORDS; k++)
        if (!strcmp(words[k].place, place) && !strcmp(words[k].now, now) && i-- == 0)
            return words[k].was;
    return NULL;
}
