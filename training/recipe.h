/* Recipe: what the course of a training depends on beside its data, its seed and the shapes of its
 * parameters, as text for a checkpoint. A line for each layer (its kind, inputs, attributes and
 * rates), then one each for loss, optimizer, schedule, augmentation and validation. Only what is
 * not the default stands in it, so that a default that is written out is no change. Left out: what
 * may change on purpose (epochs, learning rate, patience), and the names of layers. */
#ifndef NETC_RECIPE_H
#define NETC_RECIPE_H
#include "base/err.h"
#include "compiler/ir/graph.h"

/* malloc'd; NULL: out of memory. */
char *recipe_text(const Graph *g);
/* Is `then`, a recipe_text, that of g? If not, *differences names the first ones, old value and
 * new: "dropout_1: rate was 0.1, is 0.5; loss: was mse, is crossentropy". False as well, with that
 * reason, without memory. */
bool recipe_same(const Graph *g, const char *then, Err *differences);
#endif
