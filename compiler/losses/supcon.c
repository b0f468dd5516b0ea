/* supcon: of each sample of a batch the mean, over the others p of its class, of -log(exp(s_p) /
 * sum over all others a of exp(s_a)), s the cosine by the temperature; the mean of these over the
 * samples that have another of their class. With two views of each sample as its class this is
 * NT-Xent. Source: P. Khosla et al.: Supervised Contrastive Learning, 2020 (L_out). */
#include "compiler/losses/compare.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"temperature", ATTR_NUM, 0, false, 0.1, 0.001, 1000, NULL, "by which the cosines are divided"},
    ATTR_END,
};

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    Comparison c = {.metric = METRIC_COSINE,
                    .unit = true,
                    .shape = shape,
                    .value = value,
                    .labels = labels,
                    .prob = prob,
                    .losses = losses,
                    .dvalue = dvalue};
    compare_begin(lo, &c);
    k_supcon_parts(lo, (SupconParts){.BATCH = c.batch,
                                     .TEMPERATURE = setting_num(set, attrs, "temperature"),
                                     .table = c.table,
                                     .labels = labels,
                                     .slope = c.slope,
                                     .part = c.part,
                                     .count = c.count});
    compare_end(lo, &c);
}

/* Of the anchor i of d, whose distances are 1 less the cosine; *counts: whether it has another of
 * its class. */
static double of_sample(const Distances *d, const int32_t *label, int i, double t, bool *counts)
{
    double least = INFINITY, sum = 0, mean = 0;
    int same = 0;
    for (int j = 0; j < d->n; j++) {
        const double far = compare_distance(d, j);
        least = j != i && !(far >= least) ? far : least;
        same += j != i && label[j] == label[i];
    }
    *counts = same > 0;
    if (!same)
        return 0;
    for (int j = 0; j < d->n; j++) {
        const double far = compare_distance(d, j);
        sum += j == i ? 0 : exp((least - far) / t);
        mean += j == i || label[j] != label[i] ? 0 : (far - least) / t / same;
    }
    return log(sum) + mean;
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    Distances d = {METRIC_COSINE, true, y, n, shape.c, 0, {0}};
    const double temperature = setting_num(set, attrs, "temperature");
    double sum = 0;
    int count = 0;
    for (int i = 0; i < n; i++) {
        bool counts;
        compare_anchor(&d, i);
        sum += of_sample(&d, labels, i, temperature, &counts);
        count += counts;
    }
    return count ? sum / count : 0;
}

static bool by_angle(const Setting *set)
{
    (void)set;
    return true;
}

static const LayerExample examples[] = {
    {"5", "supcon"}, {"18", "supcon temperature=0.5"}, {NULL, NULL}};

const Loss loss_supcon = {
    .name = "supcon",
    .doc = "Supervised contrastive loss: each sample of a batch is to be more like the others of "
           "its class than like all others, by their cosines. The outputs are an embedding.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = true,
    .compares = true,
    .by_angle = by_angle,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
