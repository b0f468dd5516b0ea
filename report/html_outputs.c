/* The pages of a net whose outputs are numbers, or say of each of several labels whether it holds:
 * a row and a chart for each output, and the samples that it is furthest off. See page.h. */
#include "report/page.h"
#include "report/report_charts.h"
#include "base/number.h"
#include <math.h>

enum { ROWS_MOST = 100, WORST = 3 /* labels told of a sample */, COLUMNS_MOST = 6 };

static bool numbers(const Page *p) { return p->r->task == TASK_NUMBERS; }

static NumberScore all_numbers(const Report *r)
{
    return score_numbers(r->y, r->t, r->samples, r->outputs);
}

/* Means over the labels; of the AUC over those that have one. */
static LabelScore mean_label(const Report *r)
{
    LabelScore m = {0};
    int areas = 0;
    for (int k = 0; k < r->outputs; k++) {
        const LabelScore *s = &r->label[k];
        m.accuracy += s->accuracy / r->outputs;
        m.precision += s->precision / r->outputs;
        m.recall += s->recall / r->outputs;
        m.f1 += s->f1 / r->outputs;
        m.auc += isnan(s->auc) ? 0 : s->auc;
        areas += !isnan(s->auc);
    }
    m.auc = areas ? m.auc / areas : (double)NAN;
    return m;
}

void outputs_figures(const Page *p)
{
    if (numbers(p)) {
        NumberScore s = all_numbers(p->r);
        page_figure(p, s.mae, "%.4g", "mean absolute error");
        page_figure(p, s.rmse, "%.4g", "root mean squared error");
        page_figure(p, s.r2, "%.4f", "R2");
        return;
    }
    LabelScore s = mean_label(p->r);
    page_figure(p, s.f1, "%.4f", "F1, mean of the labels");
    page_figure(p, s.auc, "%.4f", "AUC, mean of the labels");
    page_figure(p, 100 * s.accuracy, "%.2f %%", "of the labels are right");
}

void outputs_results(const Page *p)
{
    if (numbers(p)) {
        NumberScore s = all_numbers(p->r);
        page_measure(p, "mean absolute error", s.mae, "%.6g");
        page_measure(p, "root mean squared error", s.rmse, "%.6g");
        page_measure(p, "R2, mean of the outputs", s.r2, "%.4f");
    } else {
        LabelScore s = mean_label(p->r);
        page_measure(p, "accuracy, mean of the labels", s.accuracy, "%.4f");
        page_measure(p, "F1, mean of the labels", s.f1, "%.4f");
        page_measure(p, "AUC, mean of the labels", s.auc, "%.4f");
    }
    page_measure(p, "loss", p->r->loss, "%.6g");
    page_row(p, "samples");
    page_count(p, p->r->samples);
    page_row_end(p);
}

static void number_rows(const Page *p, int n)
{
    const Report *r = p->r;
    page_table(p, "Each output", "numbers",
               "output|mean absolute error|root mean squared error|R2");
    for (int k = 0; k < n; k++) {
        NumberScore s = score_number(r->y, r->t, r->samples, r->outputs, k);
        page_row(p, r->classes[k]);
        page_number(p, s.mae, "%.6g");
        page_number(p, s.rmse, "%.6g");
        page_number(p, s.r2, "%.4f");
        page_row_end(p);
    }
    page_table_end(p);
}

static void label_rows(const Page *p, int n)
{
    page_table(p, "Each label", "numbers",
               "label|accuracy|precision|recall|F1|AUC|samples with it");
    for (int k = 0; k < n; k++) {
        const LabelScore *s = &p->r->label[k];
        page_row(p, p->r->classes[k]);
        page_number(p, s->accuracy, "%.4f");
        page_number(p, s->precision, "%.4f");
        page_number(p, s->recall, "%.4f");
        page_number(p, s->f1, "%.4f");
        page_number(p, s->auc, "%.4f");
        page_count(p, s->support);
        page_row_end(p);
    }
    page_table_end(p);
}

static bool number_charts(const Page *p)
{
    const Report *r = p->r;
    for (int i = 0; i < chart_count(r, &output_chart); i++) {
        int k = chart_output(r, i);
        fprintf(p->f, "<h3 id=\"of-%d\">", i);
        page_element(p, "", k == ALL_OUTPUTS ? "All outputs as one" : r->classes[k], "</h3>\n");
        if (!page_chart(p, "output", k))
            return false;
    }
    return true;
}

static bool outputs(const Page *p)
{
    int n = p->r->outputs < ROWS_MOST ? p->r->outputs : ROWS_MOST;
    if (p->r->n_wrong && p->r->wrong[0].made)
        return number_charts(p); /* the outputs are pixels, which no row each explains */
    if (numbers(p))
        number_rows(p, n);
    else
        label_rows(p, n);
    if (n < p->r->outputs)
        fprintf(p->f, "<p>The first %d of %d outputs; netc eval --json has all.</p>\n", n,
                p->r->outputs);
    return numbers(p) ? number_charts(p) : page_chart(p, "classes", 0);
}

/* ---- samples ---- */

static double distance(const ReportPicture *q, int k) { return fabs((double)q->y[k] - q->t[k]); }

/* The labels of a sample that the outputs are furthest from, furthest first. */
static int furthest(const ReportPicture *q, int outputs, int most, int *k)
{
    int n = 0;
    for (int i = 0; i < outputs; i++) {
        if (n == most && !(distance(q, i) > distance(q, k[most - 1])))
            continue;
        int at = n < most ? n++ : most - 1;
        for (; at > 0 && distance(q, i) > distance(q, k[at - 1]); at--)
            k[at] = k[at - 1];
        k[at] = i;
    }
    return n;
}

static void caption(const Page *p, const ReportPicture *q)
{
    int k[WORST], n = furthest(q, p->r->outputs, WORST, k);
    if (numbers(p) && q->made) {
        text_fprintf(p->f, "error <data value=\"%.9g\">%.4g</data>", q->score, q->score);
        return;
    }
    for (int i = 0; i < n; i++) {
        page_element(p, i ? "<br/>" : "<strong>", p->r->classes[k[i]], " ");
        text_fprintf(p->f, "<data value=\"%.9g\">%.4g</data>", q->y[k[i]], q->y[k[i]]);
        if (numbers(p))
            text_fprintf(p->f, ", is %.4g", q->t[k[i]]);
        else
            page_raw(p, q->t[k[i]] >= 0.5f ? ", holds" : ", does not hold");
        page_raw(p, i ? "" : "</strong>");
    }
}

static bool picture(const Page *p, const ReportPicture *q)
{
    const Report *r = p->r;
    char alt[80];
    page_raw(p, "<li class=\"miss\"><figure>");
    snprintf(alt, sizeof alt, "test image %d", q->number);
    bool ok = page_picture(p, q->rgb, r->picture_w, r->picture_h, "shown", alt);
    snprintf(alt, sizeof alt, "what the net made of test image %d", q->number);
    ok = ok && (!q->made || page_picture(p, q->made, r->picture_w, r->picture_h, "shown", alt));
    page_raw(p, "<figcaption>");
    caption(p, q);
    page_raw(p, "<br/>");
    page_source(p, q);
    page_raw(p, "</figcaption></figure></li>\n");
    return ok;
}

static bool pictures(const Page *p, const ReportPicture *list, int n)
{
    bool ok = true;
    fprintf(p->f, "<ul class=\"pictures%s\">\n", n && list[0].made ? " pairs" : "");
    for (int i = 0; ok && i < n; i++)
        ok = picture(p, &list[i]);
    page_raw(p, "</ul>\n");
    return ok;
}

/* Samples that are no pictures: a table of outputs and targets. */
static void rows(const Page *p, const ReportPicture *list, int n, const char *about)
{
    int shown = p->r->outputs < COLUMNS_MOST ? p->r->outputs : COLUMNS_MOST;
    page_table(p, about, "numbers", "sample|output|is|says|differs by");
    for (int i = 0; i < n; i++) {
        int k[COLUMNS_MOST], found = furthest(&list[i], p->r->outputs, numbers(p) ? shown : 1, k);
        for (int j = 0; j < found; j++) {
            fprintf(p->f, "<tr><th scope=\"row\">%d</th>", list[i].number);
            page_cell(p, p->r->classes[k[j]]);
            page_number(p, list[i].t[k[j]], "%.6g");
            page_number(p, list[i].y[k[j]], "%.6g");
            page_number(p, (double)list[i].y[k[j]] - list[i].t[k[j]], "%+.4g");
            page_row_end(p);
        }
    }
    page_table_end(p);
}

static bool samples(const Page *p)
{
    const Report *r = p->r;
    bool shown = report_shows_pictures(r);
    page_raw(p, numbers(p) ? "<h3>Furthest off</h3>\n<p>The largest mean absolute errors.</p>\n"
                           : "<h3>Furthest off</h3>\n<p>The labels that the net was surest of and "
                             "wrong about; an output says how likely it is that the label "
                             "holds.</p>\n");
    if (!shown) {
        rows(p, r->wrong, r->n_wrong, "Furthest off");
        return true;
    }
    if (!pictures(p, r->wrong, r->n_wrong))
        return false;
    page_raw(p, "<h3>Others</h3>\n<p>Evenly spaced over the test images.</p>\n");
    return pictures(p, r->right, r->n_right);
}

const Section outputs_sections[] = {
    {"outputs", "Outputs", outputs}, {"samples", "Samples", samples}, {NULL, NULL, NULL}};
