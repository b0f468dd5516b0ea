/* What the names of an emitted file begin with. */
#include "compiler/emit/emit.h"
#include <string.h>

/* See taken.def. Written in lower case. */
static bool is_taken(const char *lower)
{
    static const struct {
        const char *name;
        bool family;
    } taken[] = {
#define TAKEN(net, ending, whose)  {#net, false},
#define TAKEN_FAMILY(begin, whose) {#begin, true},
#include "compiler/emit/taken.def"
#undef TAKEN
#undef TAKEN_FAMILY
    };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (taken[i].family ? !strncmp(lower, taken[i].name, strlen(taken[i].name))
                            : !strcmp(lower, taken[i].name))
            return true;
    return false;
}

/* C reserves names that begin with an underscore. No name of a net but those and the taken ones can
 * make a name of C or of the emitted text: every name made of it goes on with an underscore and a
 * word of compiler/emit/text, and tests/cli/names.sh sees to it that none of the text's own ends
 * like that. */
const char *emit_prefix(Arena *a, const char *net)
{
    if (*net == '_')
        return arena_printf(a, "net%s", net);
    char *lower = arena_strdup(a, net);
    for (char *c = lower; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
    return is_taken(lower) ? arena_printf(a, "net_%s", net) : net;
}
