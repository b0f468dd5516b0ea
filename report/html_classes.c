/* The pages of a net that tells classes apart: bars and table of the classes, the confusion matrix,
 * pictures that it got wrong and right. See page.h. */
#include "report/page.h"
#include "base/number.h"
#include <math.h>
#include <string.h>

enum {
    MATRIX_MAX = 40,
    CONFUSED = 12,
    TOP = 3
}; /* more classes than MATRIX_MAX: the matrix is a chart without numbers */

void classes_figures(const Page *p)
{
    char what[80];
    const Metrics *m = p->r->metrics;
    snprintf(what, sizeof what, "accuracy: %lld of %lld right", (long long)m->correct,
             (long long)m->total);
    page_figure(p, 100 * metrics_accuracy(m), "%.2f %%", what);
    page_figure(p, metrics_mean(m, false).f1, "%.4f", "F1, mean of the classes");
    page_figure(p, p->r->loss, "%.4f", "loss");
}

void classes_results(const Page *p)
{
    const Metrics *m = p->r->metrics;
    page_measure(p, "accuracy", metrics_accuracy(m), "%.4f");
    page_measure(p, "loss", p->r->loss, "%.4f");
    page_row(p, "right");
    page_count(p, m->correct);
    page_row_end(p);
    page_row(p, "samples");
    page_count(p, m->total);
    page_row_end(p);
    page_measure(p, "F1, mean of the classes", metrics_mean(m, false).f1, "%.4f");
}

static void class_row(const Page *p, const char *name, ClassMetrics c)
{
    page_row(p, name);
    page_number(p, c.precision, "%.4f");
    page_number(p, c.recall, "%.4f");
    page_number(p, c.f1, "%.4f");
    page_count(p, c.support);
    page_row_end(p);
}

static bool classes(const Page *p)
{
    const Metrics *m = p->r->metrics;
    if (!page_chart(p, "classes", 0))
        return false;
    page_table(p, "Precision, recall and F1", "numbers", "class|precision|recall|F1|samples");
    for (int k = 0; k < m->classes; k++)
        class_row(p, p->r->classes[k], metrics_class(m, k));
    class_row(p, "mean of the classes", metrics_mean(m, false));
    class_row(p, "weighted mean", metrics_mean(m, true));
    page_table_end(p);
    return true;
}

static void matrix(const Page *p)
{
    const Metrics *m = p->r->metrics;
    page_raw(
        p, "<p>A row is a true class, a column a guessed one. Stronger colour: a larger share of "
           "the row.</p>\n"
           "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Confusion "
           "matrix\"><table class=\"matrix\">\n"
           "<caption>Confusion matrix</caption>\n<thead><tr><th scope=\"col\">truth \\ guess</th>");
    for (int g = 0; g < m->classes; g++)
        page_element(p, "<th scope=\"col\">", p->r->classes[g], "</th>");
    page_raw(p, "</tr></thead>\n<tbody>\n");
    for (int t = 0; t < m->classes; t++) {
        int64_t row = metrics_class(m, t).support;
        page_row(p, p->r->classes[t]);
        for (int g = 0; g < m->classes; g++) {
            int64_t n = metrics_count(m, t, g);
            double share = row ? (double)n / (double)row : 0;
            text_fprintf(
                p->f, "<td class=\"%s\" style=\"--a:%.3f\"><data value=\"%lld\">%lld</data></td>",
                t == g ? "hit" : "miss", 0.6 * sqrt(share), (long long)n, (long long)n);
        }
        page_row_end(p);
    }
    page_table_end(p);
}

typedef struct Pair {
    int truth, guess;
    int64_t n;
} Pair;

/* What is confused most often: the n largest counts off the diagonal, largest first. */
static int most_confused(const Metrics *m, Pair *pair, int most)
{
    int n = 0;
    for (int t = 0; t < m->classes; t++)
        for (int g = 0; g < m->classes; g++) {
            Pair p = {t, g, metrics_count(m, t, g)};
            if (t == g || p.n == 0 || (n == most && p.n <= pair[most - 1].n))
                continue;
            int at = n < most ? n++ : most - 1;
            for (; at > 0 && p.n > pair[at - 1].n; at--)
                pair[at] = pair[at - 1];
            pair[at] = p;
        }
    return n;
}

bool page_confusion(const Page *p)
{
    Pair pair[CONFUSED];
    int n = most_confused(p->r->metrics, pair, CONFUSED);
    if (p->r->metrics->classes <= MATRIX_MAX)
        matrix(p);
    else if (!page_has_chart(p, "confusion"))
        page_raw(p,
                 "<p>There are too many classes for a picture of the matrix; netc eval --json has "
                 "it.</p>\n");
    else if (!page_chart(p, "confusion", 0))
        return false;
    if (n) {
        page_table(p, "Most frequent mistakes", "numbers",
                   p->r->task == TASK_PIXELS ? "truth|guess|pixels|share of the class"
                                             : "truth|guess|samples|share of the class");
        for (int i = 0; i < n; i++) {
            page_row(p, p->r->classes[pair[i].truth]);
            page_element(p, "<td>", p->r->classes[pair[i].guess], "</td>");
            page_count(p, pair[i].n);
            page_number(
                p, (double)pair[i].n / (double)metrics_class(p->r->metrics, pair[i].truth).support,
                "%.4f");
            page_row_end(p);
        }
        page_table_end(p);
    }
    return true;
}

static bool picture(const Page *p, const ReportPicture *q, bool right)
{
    const Report *r = p->r;
    int best[TOP], n = class_ranking(q->y, r->outputs, TOP, best);
    fprintf(p->f, "<li class=\"%s\"><figure>", right ? "hit" : "miss");
    if (q->rgb) {
        char alt[400];
        snprintf(alt, sizeof alt, "test image %d: %.150s%s%.150s", q->number, r->classes[q->truth],
                 right ? "" : ", taken for ", right ? "" : r->classes[best[0]]);
        if (!page_picture(p, q->rgb, r->picture_w, r->picture_h, "shown", alt))
            return false;
    }
    page_raw(p, "<figcaption>");
    for (int k = 0; k < n; k++) {
        double v = class_output(q->y, r->outputs, best[k]);
        page_raw(p, k ? "<br/>" : "<strong>");
        page_text(p, r->classes[best[k]]);
        text_fprintf(p->f, " <data value=\"%.9g\">%.3f</data>%s", v, v, k ? "" : "</strong>");
    }
    if (!right)
        page_element(p, "<br/>is ", r->classes[q->truth], "");
    page_raw(p, "<br/>");
    page_source(p, q);
    page_raw(p, "</figcaption></figure></li>\n");
    return true;
}

static bool pictures(const Page *p)
{
    const Report *r = p->r;
    bool ok = true;
    if (r->picture_w == 0) {
        page_raw(p, "<p>The data are values, not pictures.</p>\n");
        return true;
    }
    if (!report_shows_pictures(r))
        page_raw(
            p, "<p>The pictures themselves were left out on request; their numbers in the test set "
               "stand below.</p>\n");
    page_raw(p, "<h3>Wrong</h3>\n");
    page_raw(p, r->n_wrong
                    ? "<p>The mistakes that the net was surest of.</p>\n<ul class=\"pictures\">\n"
                    : "<p>It made no mistake.</p>\n");
    for (int i = 0; ok && i < r->n_wrong; i++)
        ok = picture(p, &r->wrong[i], false);
    page_raw(p, r->n_wrong ? "</ul>\n<h3>Right</h3>\n" : "<h3>Right</h3>\n");
    page_raw(p, r->n_right ? "<p>Evenly spaced over the test images that it got right.</p>\n<ul "
                             "class=\"pictures\">\n"
                           : "<p>It got none right.</p>\n");
    for (int i = 0; ok && i < r->n_right; i++)
        ok = picture(p, &r->right[i], true);
    page_raw(p, r->n_right ? "</ul>\n" : "");
    return ok;
}

const Section classes_sections[] = {{"classes", "Classes", classes},
                                    {"confusion", "Confusion", page_confusion},
                                    {"pictures", "Pictures", pictures},
                                    {NULL, NULL, NULL}};
