/* Which pictures a report shows. See report.h. */
#include "report/report.h"

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

void report_choose(int n, int outputs, const int32_t *labels, const float *y, int most,
                   ReportPicture *right, int *n_right, ReportPicture *wrong, int *n_wrong)
{
    int64_t correct = 0, seen = 0;
    for (int i = 0; i < n; i++)
        correct += class_of(y + (int64_t)i * outputs, outputs) == labels[i];
    *n_right = *n_wrong = 0;
    int want = correct < most ? (int)correct : most;
    for (int i = 0; i < n; i++) {
        ReportPicture p = {.number = i, .truth = labels[i], .y = y + (int64_t)i * outputs};
        if (class_of(p.y, outputs) != labels[i])
            insert_wrong(wrong, n_wrong, most, outputs, p);
        else if (*n_right < want && seen++ == *n_right * correct / want)
            right[(*n_right)++] = p;
    }
}
