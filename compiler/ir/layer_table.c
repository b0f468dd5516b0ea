/* The tables of layer kinds (layers.def), losses and optimizers (which the build lists: a file of
 * their folder each), and the look-up by name. The only place that lists them all. */
#include "compiler/ir/layer.h"
#include <string.h>

#define LAYER(symbol) extern const Layer layer_##symbol;
#include "compiler/ir/layers.def"
#undef LAYER
#define LOSS(symbol) extern const Loss loss_##symbol;
#include "losses.def"
#undef LOSS
#define OPTIMIZER(symbol) extern const Optimizer optimizer_##symbol;
#include "optimizers.def"
#undef OPTIMIZER

const Layer *const layer_table[] = {
#define LAYER(symbol) &layer_##symbol,
#include "compiler/ir/layers.def"
#undef LAYER
    NULL};

const Loss *const loss_table[] = {
#define LOSS(symbol) &loss_##symbol,
#include "losses.def"
#undef LOSS
    NULL};

const Optimizer *const optimizer_table[] = {
#define OPTIMIZER(symbol) &optimizer_##symbol,
#include "optimizers.def"
#undef OPTIMIZER
    NULL};

const Layer *layer_find(const char *kind)
{
    for (const Layer *const *l = layer_table; *l; l++)
        if (strcmp((*l)->kind, kind) == 0)
            return *l;
    return NULL;
}
