/* Names of tensors as frameworks write them, taken apart: the layer and which of its variables. */
#ifndef NETC_WEIGHT_NAMES_H
#define NETC_WEIGHT_NAMES_H
#include "base/arena.h"
#include <stdbool.h>

typedef struct WeightName {
    const char *path;  /* all before the variable: "model_weights/dense/sequential/dense",
                          "features.0"; "" for none */
    const char *layer; /* the layer's own name: "dense", "features.0" */
    const char *var;   /* "kernel", "W", "weight"; "" when it has only a number */
    int at;            /* number of the variable in its layer (.../vars/1), -1: none */
    bool by_order;     /* the name says nothing of what the layer is for: conv2d_3, features.0 */
    bool optimizer;    /* the state of an optimizer, no weight of the net */
} WeightName;

/* Parts in the arena; a name without a dot or a slash is all `var`. */
WeightName weight_name(Arena *a, const char *tensor);
/* Does a variable of that name hold the parameter ("kernel", "moving_mean")? */
bool weight_var_is(const char *var, const char *param);
/* Equal, with '.', '/' and '_' alike: block1.conv1 and block1_conv1. */
bool weight_same(const char *a, const char *b);
/* Order with numbers by value: conv2d, conv2d_2, conv2d_10. */
int weight_order(const char *a, const char *b);
#endif
