/* The pages of a net with several outputs: a row of figures for each. See page.h. */
#include "report/page.h"
#include <math.h>

void heads_figures(const Page *p)
{
    page_figure(p, p->r->loss, "%.4g", "loss, the sum over the outputs");
    for (int i = 0; i < p->r->n_heads && i < 3; i++) {
        const HeadScore *s = &p->r->head[i].score;
        const bool numbers = s->task == HEAD_NUMBERS;
        char what[200];
        snprintf(what, sizeof what, "%s of %s", numbers ? "mean absolute error" : "accuracy",
                 p->r->head[i].name);
        page_figure(p, numbers ? s->mae : s->accuracy, "%.4g", what);
    }
}

void heads_results(const Page *p)
{
    page_measure(p, "loss, the sum over the outputs", p->r->loss, "%.6g");
    page_row(p, "samples");
    page_count(p, p->r->samples);
    page_row_end(p);
}

static bool heads(const Page *p)
{
    page_table(p, "Each output", "numbers",
               "output|tells|loss|weight|accuracy|F1|AUC|mean IoU|mean absolute error|root mean "
               "squared error|R2");
    for (int i = 0; i < p->r->n_heads; i++) {
        const HeadScore *s = &p->r->head[i].score;
        page_row(p, p->r->head[i].name);
        page_cell(p, head_task_text(s->task));
        page_number(p, s->loss, "%.6g");
        page_number(p, p->r->head[i].weight, "%g");
        page_number(p, s->accuracy, "%.4f");
        page_number(p, s->f1, "%.4f");
        page_number(p, s->auc, "%.4f");
        page_number(p, s->iou, "%.4f");
        page_number(p, s->mae, "%.6g");
        page_number(p, s->rmse, "%.6g");
        page_number(p, s->r2, "%.4f");
        page_row_end(p);
    }
    page_table_end(p);
    return true;
}

const Section heads_sections[] = {{"outputs", "Outputs", heads}, {NULL, NULL, NULL}};
