/* Losses that compare the samples of a batch with one another: of each sample (the anchor) a row of
 * distances to all n, and from it a part of the loss, what the parts are divided by, and the slopes
 * of the part by each distance. A row of outputs is `floats` long, lanes beyond the channels 0.
 * Sums of products run in float over 128 elements and are then added in double. */
#include "micro.h"

/* sum of (a - b)^2, or with `dot` of a * b */
static double mk_compare_sum(const float *a, const float *b, int floats, int dot)
{
    double sum = 0.0;
    for (int c = 0; c < floats; c += 128) {
        const int end = floats - c < 128 ? floats : c + 128;
        v8 s = v8_zero();
        for (int i = c; i < end; i += 8) {
            v8 p = v8_load(a + i), q = v8_load(b + i), d = v8_sub(p, q);
            s = dot ? v8_fma(p, q, s) : v8_fma(d, d, s);
        }
        sum += (double)v8_sum(s);
    }
    return sum;
}

/* to[j] = distance of rows x[i] and x[j], j of n: METRIC 0 |x[i] - x[j]|, 1 its square, 2 one less
 * the product x[i] . x[j] */
void mk_compare_row(float *to, const float *x, int i, int n, int floats, int metric)
{
    for (int j = 0; j < n; j++) {
        const double s = mk_compare_sum(x + (ptrdiff_t)i * floats, x + (ptrdiff_t)j * floats,
                                        floats, metric == 2);
        to[j] = (float)(metric == 0 ? sqrt(s) : metric == 1 ? s : 1.0 - s);
    }
}

/* y = x / |x|, |x| from 1e-12 up; returns it */
float mk_compare_unit(float *y, const float *x, int floats)
{
    const double length = sqrt(mk_compare_sum(x, x, floats, 1));
    const double by = length > 1e-12 ? length : 1e-12;
    for (int c = 0; c < floats; c++)
        y[c] = (float)((double)x[c] / by);
    return (float)by;
}

/* dx = (du - u (u . du)) / |x| */
void mk_compare_unit_back(float *dx, const float *du, const float *u, int floats, float length)
{
    const double along = length > 1e-12f ? mk_compare_sum(u, du, floats, 1) : 0.0;
    for (int c = 0; c < floats; c++)
        dx[c] = (float)(((double)du[c] - (double)u[c] * along) / (double)length);
}

/* The triplet of an anchor, sample p of its class and sample q of another one: max(0, d(p) - d(q) +
 * margin), its slopes added to the row and, where it is above 0, 1 to *count. */
static double mk_triplet(float *slope, const float *d, int p, int q, double margin, double *count)
{
    const double loss = (double)d[p] - (double)d[q] + margin;
    if (!(loss > 0.0) && !(loss != loss))
        return 0.0;
    slope[p] += 1.0f;
    slope[q] -= 1.0f;
    *count += 1.0;
    return loss;
}

/* The sample of another class that is nearest beyond d[p]; where none is, the furthest. -1: all are
 * of the anchor's class. */
static int mk_semihard(const float *d, const int32_t *label, int i, int p, int n)
{
    int beyond = -1, within = -1;
    for (int q = 0; q < n; q++) {
        if (label[q] == label[i])
            continue;
        if (d[q] > d[p] && (beyond < 0 || d[q] < d[beyond]))
            beyond = q;
        if (within < 0 || d[q] > d[within])
            within = q;
    }
    return beyond >= 0 ? beyond : within;
}

/* The furthest sample of anchor i's class (same 1), or the nearest one of another (same 0); -1:
 * there is none. */
static int mk_hardest(const float *d, const int32_t *label, int i, int n, int same)
{
    int best = -1;
    for (int j = 0; j < n; j++)
        if (j != i && (label[j] == label[i]) == same &&
            (best < 0 || (same ? d[j] > d[best] : d[j] < d[best])))
            best = j;
    return best;
}

/* The triplets of anchor i: MINING 0 each sample of its class with the semi-hard one of another (F.
 * Schroff et al., FaceNet, 2015), 1 the hardest of both (A. Hermans et al., In Defense of the
 * Triplet Loss, 2017), 2 all. Returns the sum of their losses; *count: of MINING 0 and 1 the
 * triplets, of 2 those above 0. */
double mk_triplets(float *slope, const float *d, const int32_t *label, int i, int n, int mining,
                   float margin, float *count)
{
    double sum = 0.0, above = 0.0, all = 0.0;
    const int furthest = mining == 1 ? mk_hardest(d, label, i, n, 1) : -1,
              nearest = mining == 1 ? mk_hardest(d, label, i, n, 0) : -1;
    memset(slope, 0, sizeof *slope * (size_t)n);
    for (int p = 0; p < n; p++) {
        if (p == i || label[p] != label[i] || (mining == 1 && p != furthest))
            continue;
        const int q = mining == 0 ? mk_semihard(d, label, i, p, n) : nearest;
        all += q >= 0;
        if (q >= 0)
            sum += mk_triplet(slope, d, p, q, (double)margin, &above);
        for (int k = 0; mining == 2 && k < n; k++)
            if (label[k] != label[i])
                sum += mk_triplet(slope, d, p, k, (double)margin, &above);
    }
    *count = (float)(mining == 2 ? above : all);
    return sum;
}

/* The pairs of anchor i: d^2 within its class, max(0, margin - d)^2 beyond. Returns their sum;
 * *count: n - 1. */
double mk_contrasts(float *slope, const float *d, const int32_t *label, int i, int n, float margin,
                    float *count)
{
    double sum = 0.0;
    for (int j = 0; j < n; j++) {
        const double near = (double)margin - (double)d[j], e = label[j] == label[i] ? (double)d[j]
                                                               : near < 0.0         ? 0.0
                                                                                    : -near;
        slope[j] = j == i ? 0.0f : (float)(2.0 * e);
        sum += j == i ? 0.0 : e * e;
    }
    *count = (float)(n - 1);
    return sum;
}

/* Of anchor i: - the mean over the others of its class of log(exp(s(p)) / sum over all others of
 * exp(s)), s = (1 - d) / temperature. *count: 1, or 0 where its class has no other. */
double mk_supcon(float *slope, const float *d, const int32_t *label, int i, int n,
                 float temperature, float *count)
{
    const double t = (double)temperature;
    double least = 0.0, same = 0.0, sum = 0.0, mean = 0.0;
    int first = 1;
    for (int j = 0; j < n; j++) {
        if (j == i)
            continue;
        least = first || (double)d[j] < least ? (double)d[j] : least;
        same += label[j] == label[i];
        first = 0;
    }
    for (int j = 0; j < n; j++) {
        sum += j == i ? 0.0 : exp((least - (double)d[j]) / t);
        mean += j == i || label[j] != label[i] ? 0.0 : (double)d[j] / same;
    }
    for (int j = 0; j < n; j++) {
        const double share = exp((least - (double)d[j]) / t) / sum,
                     own = label[j] == label[i] ? 1.0 / same : 0.0;
        slope[j] = j == i || same <= 0.0 ? 0.0f : (float)((own - share) / t);
    }
    *count = same > 0.0 ? 1.0f : 0.0f;
    return same > 0.0 ? log(sum) + (mean - least) / t : 0.0;
}

/* The sum of counts, in double */
static double mk_compare_total(const float *count, int n)
{
    double total = 0.0;
    for (int j = 0; j < n; j++)
        total += (double)count[j];
    return total;
}

/* losses[i] = part[i] * n / (sum of count), i of begin ... end - 1; 0 where nothing counts. */
void mk_compare_losses(float *losses, const float *part, const float *count, int n, int begin,
                       int end)
{
    const double total = mk_compare_total(count, n);
    for (int i = begin; i < end; i++)
        losses[i] = total > 0.0 ? (float)((double)part[i] * (double)n / total) : 0.0f;
}

/* weight[j] = (slope[i][j] + slope[j][i]) / (sum of count), for METRIC 0 over d[i][j], and 0 where
 * that is 0; rows are `step` apart */
static void mk_compare_weights(float *weight, const float *slope, const float *d,
                               const float *count, int i, int n, int step, int metric)
{
    const double total = mk_compare_total(count, n);
    for (int j = 0; j < n; j++) {
        const double away = metric == 0 ? (double)d[(ptrdiff_t)i * step + j] : 1.0,
                     s = (double)slope[(ptrdiff_t)i * step + j] +
                         (double)slope[(ptrdiff_t)j * step + i];
        weight[j] = total > 0.0 && away > 0.0 ? (float)(s / total / away) : 0.0f;
    }
}

/* dx[i] = sum over j of the slopes of d(i, j) by x[i], each times its weight. By METRIC 2 x[i] has
 * length 1, the slope is -x[j], and mk_compare_unit_back takes any multiple of x[i] away. So x[i] -
 * x[j] is summed here, too: where rows nearly coincide, no large sums have to cancel. A row that
 * mk_compare_unit left shorter keeps -x[j]. */
void mk_compare_back(float *dx, float *weight, const float *x, const float *slope, const float *d,
                     const float *count, int i, int n, int step, int floats, int metric)
{
    const float *own = x + (ptrdiff_t)i * floats;
    const double from = metric == 2 && mk_compare_sum(own, own, floats, 1) < 0.999 ? 0.0 : 1.0;
    mk_compare_weights(weight, slope, d, count, i, n, step, metric);
    for (int c = 0; c < floats; c += 16) {
        double sum[16] = {0};
        for (int j = 0; j < n; j++) {
            const float *other = x + (ptrdiff_t)j * floats + c;
            const double w = (double)weight[j] * (metric == 1 ? 2.0 : 1.0);
            for (int l = 0; l < 16; l++)
                sum[l] += w * (from * (double)own[c + l] - (double)other[l]);
        }
        for (int l = 0; l < 16; l++)
            dx[c + l] = (float)sum[l];
    }
}
