/* contrastive: over all pairs of a batch, d^2 of two samples of one class and max(0, margin - d)^2
 * of two of different ones, and the mean of these. Source: R. Hadsell, S. Chopra, Y. LeCun:
 * Dimensionality Reduction by Learning an Invariant Mapping, 2006. Here, too, is what losses that
 * compare the samples of a batch have in common (compare.h). */
#include "compiler/losses/compare.h"
#include <math.h>

void compare_begin(Lower *lo, Comparison *c)
{
    const int channels = c->shape.c;
    c->batch = lower_target(lo)->batch;
    if (c->prob != c->value)
        k_copy_values(lo,
                      (CopyValues){.LEN = lower_count(lo, c->shape), .x = c->value, .y = c->prob});
    c->row = c->value;
    if (c->unit) {
        c->row = lower_temp(lo, NULL, "unit", NUMBER_F32, lower_count(lo, c->shape), 0);
        c->length = lower_temp(lo, NULL, "length", NUMBER_F32, 1, 0);
        k_compare_unit(
            lo, (CompareUnit){.C = channels, .x = c->value, .unit = c->row, .length = c->length});
    }
    c->table = lower_temp(lo, NULL, "distances", NUMBER_F32, c->batch, 0);
    c->slope = lower_temp(lo, NULL, "slopes", NUMBER_F32, c->batch, 0);
    c->part = lower_temp(lo, NULL, "parts", NUMBER_F32, 1, 0);
    c->count = lower_temp(lo, NULL, "counts", NUMBER_F32, 1, 0);
    k_compare_distances(
        lo,
        (CompareDistances){
            .C = channels, .BATCH = c->batch, .METRIC = c->metric, .x = c->row, .table = c->table});
}

void compare_end(Lower *lo, const Comparison *c)
{
    k_compare_losses(lo, (CompareLosses){.part = c->part, .count = c->count, .losses = c->losses});
    if (!c->dvalue)
        return;
    Buffer *drow = c->unit ? lower_temp(lo, NULL, "dunit", NUMBER_F32, lower_count(lo, c->shape), 0)
                           : c->dvalue;
    k_compare_backward(lo, (CompareBackward){.C = c->shape.c,
                                             .BATCH = c->batch,
                                             .METRIC = c->metric,
                                             .x = c->row,
                                             .table = c->table,
                                             .slope = c->slope,
                                             .count = c->count,
                                             .dx = drow});
    if (c->unit)
        k_compare_unit_backward(
            lo,
            (CompareUnitBackward){
                .C = c->shape.c, .du = drow, .unit = c->row, .length = c->length, .dx = c->dvalue});
}

enum { ROW = sizeof((Distances *)0)->row / sizeof(double) };

static double length_of(const Distances *d, int i)
{
    const float *y = d->y + (int64_t)i * d->channels;
    double sum = 0;
    for (int k = 0; k < d->channels; k++)
        sum += (double)y[k] * (double)y[k];
    return !d->unit ? 1 : sqrt(sum) > 1e-12 ? sqrt(sum) : 1e-12;
}

static double between(const Distances *d, int i, int j)
{
    const float *y = d->y + (int64_t)i * d->channels, *z = d->y + (int64_t)j * d->channels;
    const double of_i = length_of(d, i), of_j = length_of(d, j);
    double sum = 0;
    for (int k = 0; k < d->channels; k++) {
        const double a = (double)y[k] / of_i, b = (double)z[k] / of_j;
        sum += d->metric == METRIC_COSINE ? a * b : (a - b) * (a - b);
    }
    return d->metric == METRIC_EUCLIDEAN ? sqrt(sum) : d->metric == METRIC_SQUARED ? sum : 1 - sum;
}

void compare_anchor(Distances *d, int anchor)
{
    d->anchor = anchor;
    for (int j = 0; j < d->n && j < ROW; j++)
        d->row[j] = between(d, anchor, j);
}

double compare_distance(const Distances *d, int j)
{
    return j < ROW ? d->row[j] : between(d, d->anchor, j);
}

static const AttrSpec attrs[] = {
    {"margin", ATTR_NUM, 0, false, 1, 0, 1e6, NULL,
     "samples of different classes that are this far apart count no more"},
    ATTR_UNIT,
    ATTR_END,
};

static bool unit_of(const Setting *set) { return setting_num(set, attrs, "unit") != 0; }

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    Comparison c = {.metric = METRIC_EUCLIDEAN,
                    .unit = unit_of(set),
                    .shape = shape,
                    .value = value,
                    .labels = labels,
                    .prob = prob,
                    .losses = losses,
                    .dvalue = dvalue};
    compare_begin(lo, &c);
    k_contrastive_parts(lo, (ContrastiveParts){.BATCH = c.batch,
                                               .MARGIN = setting_num(set, attrs, "margin"),
                                               .table = c.table,
                                               .labels = labels,
                                               .slope = c.slope,
                                               .part = c.part,
                                               .count = c.count});
    compare_end(lo, &c);
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    const double margin = setting_num(set, attrs, "margin");
    const int32_t *label = labels;
    Distances d = {METRIC_EUCLIDEAN, unit_of(set), y, n, shape.c, 0, {0}};
    double sum = 0;
    for (int i = 0; i < n; i++) {
        compare_anchor(&d, i);
        for (int j = 0; j < n; j++) {
            const double far = compare_distance(&d, j),
                         e = label[i] == label[j] ? far : fmax(0, margin - far);
            sum += i == j ? 0 : isnan(far) ? far : e * e;
        }
    }
    return n > 1 ? sum / ((double)n * (n - 1)) : 0;
}

static const LayerExample examples[] = {
    {"5", "contrastive"}, {"18", "contrastive margin=0.7 unit"}, {NULL, NULL}};

const Loss loss_contrastive = {
    .name = "contrastive",
    .doc = "Of all pairs of a batch: samples of one class are drawn together, those of different "
           "classes apart, up to a margin. The outputs are an embedding.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = true,
    .compares = true,
    .by_angle = unit_of,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
