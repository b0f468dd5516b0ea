/* Which pictures a report shows. See report.h. */
#include "report/report.h"
#include <math.h>

static double surety(const ReportPicture *p, int outputs)
{
    return class_output(p->y, outputs, class_of(p->y, outputs));
}

/* Keeps the list sorted: the surest first, of equal ones the one that came first. */
static void insert_wrong(ReportPicture *list, int *n, int most, int outputs, ReportPicture p)
{
    if (most == 0 || (*n == most && !(surety(&p, outputs) > surety(&list[most - 1], outputs))))
        return;
    int at = *n < most ? (*n)++ : most - 1;
    for (; at > 0 && surety(&p, outputs) > surety(&list[at - 1], outputs); at--)
        list[at] = list[at - 1];
    list[at] = p;
}

static ReportPicture picture(ReportOutputs o, int i)
{
    return (ReportPicture){.number = i, .truth = o.labels[i], .y = o.y + (int64_t)i * o.outputs};
}

static bool is_right(ReportOutputs o, int i)
{
    return class_of(o.y + (int64_t)i * o.outputs, o.outputs) == o.labels[i];
}

int report_choose_right(ReportOutputs o, int most, ReportPicture *right)
{
    int64_t correct = 0, seen = 0;
    int chosen = 0;
    for (int i = 0; i < o.n; i++)
        correct += is_right(o, i);
    int want = correct < most ? (int)correct : most;
    for (int i = 0; i < o.n && chosen < want; i++)
        if (is_right(o, i) && seen++ == chosen * correct / want)
            right[chosen++] = picture(o, i);
    return chosen;
}

int report_choose_wrong(ReportOutputs o, int most, ReportPicture *wrong)
{
    int chosen = 0;
    for (int i = 0; i < o.n; i++)
        if (!is_right(o, i))
            insert_wrong(wrong, &chosen, most, o.outputs, picture(o, i));
    return chosen;
}

/* ---- where nothing is right or wrong as a whole ---- */

static bool worse(double a, double b) { return a > b || (isnan(a) && !isnan(b)); }

int report_choose_worst(const double *score, int n, int most, ReportPicture *worst)
{
    int chosen = 0;
    for (int i = 0; i < n; i++) {
        if (most == 0 || (chosen == most && !worse(score[i], worst[most - 1].score)))
            continue;
        int at = chosen < most ? chosen++ : most - 1;
        for (; at > 0 && worse(score[i], worst[at - 1].score); at--)
            worst[at] = worst[at - 1];
        worst[at] = (ReportPicture){.number = i, .score = score[i]};
    }
    return chosen;
}

int report_choose_even(const double *score, int n, int most, ReportPicture *even)
{
    int want = n < most ? n : most;
    for (int k = 0; k < want; k++) {
        int i = (int)((int64_t)k * n / want);
        even[k] = (ReportPicture){.number = i, .score = score[i]};
    }
    return want;
}

double report_label_score(const float *y, const float *t, int outputs)
{
    double most = 0;
    for (int k = 0; k < outputs; k++) {
        double d = fabs((double)y[k] - t[k]);
        most = worse(d, most) ? d : most;
    }
    return most;
}

double report_number_score(const float *y, const float *t, int outputs)
{
    double sum = 0;
    for (int k = 0; k < outputs; k++)
        sum += fabs((double)y[k] - t[k]);
    return sum / outputs;
}

bool report_mask_score(const float *y, const uint8_t *mask, size_t pixels, int outputs, double *out)
{
    int channels = (int)((size_t)outputs / pixels);
    Metrics *m = metrics_new(classes_of_outputs(channels));
    if (!m)
        return false;
    metrics_add_pixels(m, y, channels, mask, pixels);
    *out = 1 - metrics_mean_iou(m);
    metrics_free(m);
    return true;
}
