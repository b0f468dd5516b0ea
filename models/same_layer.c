/* What makes two layers of a kind differ; see same_layer.h. */
#include "models/same_layer.h"
#include "compiler/ir/geometry.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

/* What only training and the choice of an algorithm go by. */
static bool is_of_training(const char *attr)
{
    static const char *const names[] = {"init", "deviation", "momentum", "algorithm"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(attr, names[i]))
            return true;
    return false;
}

bool same_number(double a, double b) { return fabs(a - b) <= 1e-6 * (fabs(a) + fabs(b)); }

static bool same_value(const AttrSpec *s, const AttrValue *a, const AttrValue *b)
{
    bool same = same_number(a->num, b->num);
    switch (s->type) {
    case ATTR_SIZE:
        return a->size[0] == b->size[0] && a->size[1] == b->size[1] &&
               (a->rank == 3 ? a->size[2] : 0) == (b->rank == 3 ? b->size[2] : 0);
    case ATTR_TUPLE:
        same = a->rank == b->rank && a->set == b->set;
        for (int i = 0; same && i < a->rank; i++)
            same = same_number(a->tuple[i], b->tuple[i]);
        return same;
    case ATTR_NAME:
    case ATTR_STR: return !strcmp(a->str ? a->str : "", b->str ? b->str : "");
    case ATTR_INT:
    case ATTR_NUM:
    case ATTR_FLAG: break;
    }
    return same;
}

/* The numbers of Node.geometry, where it says all that the attributes of windows, sides and ranges
 * do: `same`, or `pad=1` of a window of 3x3. 0: the kind has none, or the attributes say more. */
static size_t window_numbers(const Node *n)
{
    static const struct {
        const char *kind;
        size_t bytes;
    } whole[] = {
        {"conv", sizeof(Conv2dGeometry)},           {"depthwise", sizeof(Conv2dGeometry)},
        {"conv_transpose", sizeof(Conv2dGeometry)}, {"maxpool", sizeof(PoolGeometry)},
        {"avgpool", sizeof(PoolGeometry)},          {"slice", sizeof(SliceGeometry)},
        {"pad", offsetof(PadGeometry, zeros)},      {"crop", offsetof(PadGeometry, zeros)}};
    for (size_t i = 0; n->geometry && i < sizeof whole / sizeof *whole; i++)
        if (!strcmp(n->layer->kind, whole[i].kind))
            return whole[i].bytes;
    return 0;
}

static bool is_of_windows(const char *attr)
{
    static const char *const names[] = {"size",  "stride", "dilation", "same",    "valid",
                                        "pad",   "outpad", "top",      "bottom",  "left",
                                        "right", "ceil",   "rows",     "columns", "channels"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(attr, names[i]))
            return true;
    return false;
}

const char *attr_words(Arena *a, const AttrSpec *s, const AttrValue *v)
{
    if (s->type == ATTR_FLAG)
        return arena_printf(a, "%s`%s`", v->num != 0 ? "" : "no ", s->name);
    if (!v->set)
        return arena_printf(a, "no `%s`", s->name);
    if (s->type == ATTR_NAME || s->type == ATTR_STR)
        return arena_printf(a, "%s=%s", s->name, v->str);
    if (s->type == ATTR_INT || s->type == ATTR_NUM)
        return arena_printf(a, "%s=%g", s->name, v->num);
    const char *text = arena_printf(a, "%s=", s->name);
    for (int i = 0; i < v->rank; i++)
        text = s->type == ATTR_SIZE ? arena_printf(a, "%s%s%d", text, i ? "x" : "", v->size[i])
                                    : arena_printf(a, "%s%s%g", text, i ? "," : "", v->tuple[i]);
    return text;
}

const AttrSpec *layer_differing(const Node *x, const Node *y)
{
    const size_t bytes = window_numbers(x);
    const bool same = bytes && !memcmp(x->geometry, y->geometry, bytes);
    for (const AttrSpec *s = x->layer->attrs; s && s->name; s++) {
        const ptrdiff_t i = s - x->layer->attrs;
        if (!is_of_training(s->name) && !(same && is_of_windows(s->name)) &&
            !same_value(s, &x->attr[i], &y->attr[i]))
            return s;
    }
    return NULL;
}
