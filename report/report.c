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
