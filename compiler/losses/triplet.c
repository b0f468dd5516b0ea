/* triplet: max(0, d(anchor, positive) - d(anchor, negative) + margin) over triplets of a batch, a
 * positive of the anchor's class and a negative of another. Which triplets, `mining` says: of each
 * pair of one class the semi-hard one (F. Schroff et al.: FaceNet, 2015), of each anchor the
 * hardest (A. Hermans et al.: In Defense of the Triplet Loss, 2017), or all, of which those above 0
 * count. */
#include "compiler/losses/compare.h"
#include <math.h>

static const AttrSpec attrs[] = {
    {"margin", ATTR_NUM, 0, false, 1, 0, 1e6, NULL,
     "a negative is to be this much further away than a positive"},
    {"mining", ATTR_NAME, 0, false, 0, 0, 0, "semihard hard all",
     "each pair of one class with the nearest negative beyond it (else the furthest within); each "
     "sample's furthest positive with its nearest negative; or every triplet"},
    ATTR_DISTANCE,
    ATTR_UNIT,
    ATTR_END,
};

static Metric metric_of(const Setting *set) { return (Metric)setting_word(set, attrs, "distance"); }

static bool unit_of(const Setting *set)
{
    return metric_of(set) == METRIC_COSINE || setting_num(set, attrs, "unit") != 0;
}

static void lower_it(Lower *lo, const Setting *set, Shape shape, Buffer *value, Buffer *labels,
                     Buffer *prob, Buffer *losses, Buffer *dvalue)
{
    Comparison c = {.metric = metric_of(set),
                    .unit = unit_of(set),
                    .shape = shape,
                    .value = value,
                    .labels = labels,
                    .prob = prob,
                    .losses = losses,
                    .dvalue = dvalue};
    compare_begin(lo, &c);
    k_triplet_parts(lo, (TripletParts){.BATCH = c.batch,
                                       .MINING = setting_word(set, attrs, "mining"),
                                       .MARGIN = setting_num(set, attrs, "margin"),
                                       .table = c.table,
                                       .labels = labels,
                                       .slope = c.slope,
                                       .part = c.part,
                                       .count = c.count});
    compare_end(lo, &c);
}

/* What is summed up over triplets. */
typedef struct Sum {
    double loss, margin;
    int64_t above, all;
} Sum;

static void add_triplet(Sum *s, double positive, double negative)
{
    const double loss = positive - negative + s->margin;
    s->all++;
    s->above += loss > 0;
    s->loss += loss > 0 || isnan(loss) ? loss : 0;
}

/* The triplet of a pair with its semi-hard negative, where there is a negative. */
static void add_semihard(Sum *s, const Distances *d, const int32_t *label, int i, int p)
{
    const double near = compare_distance(d, p);
    double beyond = INFINITY, within = -INFINITY;
    for (int q = 0; q < d->n; q++)
        if (label[q] != label[i]) {
            const double far = compare_distance(d, q);
            beyond = far > near && far < beyond ? far : beyond;
            within = far > within ? far : within;
        }
    if (within > -INFINITY)
        add_triplet(s, near, beyond < INFINITY ? beyond : within);
}

static void add_hardest(Sum *s, const Distances *d, const int32_t *label, int i)
{
    double furthest = -INFINITY, nearest = INFINITY;
    for (int j = 0; j < d->n; j++)
        if (j != i && label[j] == label[i])
            furthest = fmax(furthest, compare_distance(d, j));
        else if (j != i)
            nearest = fmin(nearest, compare_distance(d, j));
    if (furthest > -INFINITY && nearest < INFINITY)
        add_triplet(s, furthest, nearest);
}

static void add_anchor(Sum *s, const Distances *d, const int32_t *label, int i, int mining)
{
    for (int p = 0; mining != 1 && p < d->n; p++) {
        if (p == i || label[p] != label[i])
            continue;
        if (mining == 0)
            add_semihard(s, d, label, i, p);
        for (int k = 0; mining == 2 && k < d->n; k++)
            if (label[k] != label[i])
                add_triplet(s, compare_distance(d, p), compare_distance(d, k));
    }
    if (mining == 1)
        add_hardest(s, d, label, i);
}

static double evaluate(const Setting *set, const float *y, const void *labels, int n, Shape shape)
{
    const int mining = setting_word(set, attrs, "mining");
    Sum s = {.margin = setting_num(set, attrs, "margin")};
    Distances d = {metric_of(set), unit_of(set), y, n, shape.c, 0, {0}};
    for (int i = 0; i < n; i++) {
        compare_anchor(&d, i);
        add_anchor(&s, &d, labels, i, mining);
    }
    const double count = (double)(mining == 2 ? s.above : s.all);
    return count > 0 ? s.loss / count : 0;
}

static const LayerExample examples[] = {{"5", "triplet"},
                                        {"18", "triplet margin=0.2 mining=hard unit"},
                                        {"7", "triplet margin=9 mining=all distance=squared"},
                                        {"6", "triplet mining=all distance=cosine"},
                                        {NULL, NULL}};

const Loss loss_triplet = {
    .name = "triplet",
    .doc = "Of triplets of a batch: a sample is to be nearer to one of its class than to one of "
           "another, by a margin. The outputs are an embedding.",
    .attrs = attrs,
    .fused_kind = NULL,
    .int_labels = true,
    .compares = true,
    .by_angle = unit_of,
    .lower = lower_it,
    .evaluate = evaluate,
    .examples = examples,
};
