/* Several outputs: what stands for their losses, and the sum of these. And how long a row of
 * targets is. See Head in graph.h. */
#include "compiler/ir/layer.h"

static const AttrSpec attrs[] = {{NULL, ATTR_FLAG, 0, false, 0, 0, 0, NULL, NULL}};
static const LayerExample examples[] = {{NULL, NULL}};

const Loss loss_of_outputs = {
    .name = "outputs",
    .doc = "The sum of the losses of several outputs.",
    .attrs = attrs,
    .examples = examples,
};

int64_t graph_label_floats(const Graph *g)
{
    const Loss *loss = g->train.loss.record;
    if (!loss || loss->int_labels)
        return 1;
    return shape_count(g->output->out) * (loss->target_rows > 1 ? loss->target_rows : 1) +
           g->train.weighs;
}

/* One sample after the other, so that no memory is needed that might not be there. */
static double head_loss(const Graph *g, const Head *h, const float *y, const float *t, int n)
{
    const Loss *loss = h->loss.record;
    const int64_t total = shape_count(g->output->out);
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += loss->evaluate(&h->loss, y + i * total + h->at, t + i * total + h->at, 1,
                              h->node->out);
    return n ? h->weight * (sum / n) : 0;
}

double graph_loss(const Graph *g, const float *y, const void *labels, int n)
{
    const Loss *loss = g->train.loss.record;
    double sum = 0;
    if (!g->n_heads)
        return loss->evaluate(&g->train.loss, y, labels, n, g->output->out);
    for (int i = 0; i < g->n_heads; i++)
        sum += head_loss(g, &g->heads[i], y, labels, n);
    return sum;
}
