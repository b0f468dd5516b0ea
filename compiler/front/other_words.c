/* The table of other frameworks' words; see other_words.h. */
#include "compiler/front/other_words.h"
#include <stddef.h>
#include <string.h>

static const struct {
    const char *place, *word, *hint;
} words[] = {
#define OTHER(place, word, hint) {place, word, hint},
#include "compiler/front/other_words.def"
#undef OTHER
};

/* As other_words.def compares: without `_` and, inside a word, `-`; in lower case. */
static bool same_word(const char *written, const char *plain)
{
    const char *begin = written;
    for (; *written; written++) {
        if (*written == '_' || (*written == '-' && written > begin))
            continue;
        char c = *written >= 'A' && *written <= 'Z' ? (char)(*written - 'A' + 'a') : *written;
        if (c != *plain++)
            return false;
    }
    return !*plain;
}

/* The word behind the name of a module: `nn.ReLU`, `layers.Conv2D`. */
static const char *own_name(const char *word)
{
    const char *dot = strrchr(word, '.');
    return dot && dot[1] ? dot + 1 : word;
}

const char *other_word(const char *place, const char *word)
{
    word = own_name(word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].place, place) && same_word(word, words[i].word))
            return words[i].hint;
    return NULL;
}

bool note_other_word(Diag *d, const char *place, const char *word)
{
    const char *hint = other_word(place, word);
    if (hint)
        diag_note(d, "hint: %s", hint);
    return hint != NULL;
}
