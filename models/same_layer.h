/* Do two layers compute the same of the same input? */
#ifndef NETC_SAME_LAYER_H
#define NETC_SAME_LAYER_H
#include "compiler/ir/layer.h"

/* Equal but for what rounding to single precision changes. */
bool same_number(double a, double b);
/* The first attribute of which two layers of one kind compute something else; what only training
 * and the choice of an algorithm go by does not count. NULL: they compute the same. */
const AttrSpec *layer_differing(const Node *x, const Node *y);
/* "size=3x3", "no `same`", in the arena. */
const char *attr_words(Arena *a, const AttrSpec *s, const AttrValue *v);
#endif
