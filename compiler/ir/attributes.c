/* Attributes of nodes and of the train section's statements, by name. */
#include "compiler/ir/layer.h"
#include <assert.h>
#include <string.h>

int attr_find(const AttrSpec *specs, const char *name)
{
    for (int i = 0; specs[i].name; i++)
        if (strcmp(specs[i].name, name) == 0)
            return i;
    return -1;
}

const AttrValue *attr_value(const Node *n, const char *name)
{
    int i = attr_find(n->layer->attrs, name);
    assert(i >= 0);
    return &n->attr[i];
}

int attr_int(const Node *n, const char *name) { return (int)attr_value(n, name)->num; }
double attr_num(const Node *n, const char *name) { return attr_value(n, name)->num; }
bool attr_flag(const Node *n, const char *name) { return attr_value(n, name)->num != 0; }
const char *attr_str(const Node *n, const char *name) { return attr_value(n, name)->str; }

double setting_num(const Setting *s, const AttrSpec *attrs, const char *name)
{
    int i = attr_find(attrs, name);
    assert(i >= 0);
    return s->attr[i].num;
}

int setting_word(const Setting *s, const AttrSpec *attrs, const char *name)
{
    int i = attr_find(attrs, name), at = 0;
    assert(i >= 0 && attrs[i].type == ATTR_NAME && s->attr[i].str);
    const char *word = s->attr[i].str, *all = attrs[i].choices;
    for (size_t n; *all; all += n + (all[n] == ' '), at++) {
        n = strcspn(all, " ");
        if (strlen(word) == n && !memcmp(all, word, n))
            return at;
    }
    assert(0);
    return 0;
}
