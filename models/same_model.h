/* The model in a file against the net that took its weights by their names: what has no weights
 * must be the same, too. */
#ifndef NETC_SAME_MODEL_H
#define NETC_SAME_MODEL_H
#include "weights/pretrained.h"

/* A WeightsOptions.compare. Imports the model of the file and compares, for each layer that has
 * weights of it, how it reads its input and all that it is computed from, up to other such layers;
 * of a whole net the output, too. */
SameModel model_compare(Arena *a, WeightsFound *found, const char **why);
#endif
