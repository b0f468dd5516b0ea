/* The hash of the frozen parameters, over the parameter buffer in its order. See frozen_hash.h. */
#include "training/frozen_hash.h"
#include "base/hash.h"
#include "compiler/ir/graph.h"

FrozenHash frozen_hash(NetcModel *m)
{
    const Graph *g = netc_graph(m);
    const float *params = netc_params(m);
    FrozenHash r = {0, 0, HASH_START};
    for (int i = 0; i < g->n_nodes; i++)
        r.layers += g->nodes[i]->frozen && g->nodes[i]->n_params > 0;
    for (int i = 0; i < g->n_params; i++) {
        const Param *p = g->params[i];
        if (!p->node->frozen)
            continue;
        r.floats += p->count;
        r.hash = hash_bytes(hash_text(r.hash, p->full_name), params + p->offset,
                            sizeof *params * (size_t)p->count);
    }
    return r;
}
