/* The pages of a net that tells the class of each pixel: a row of figures for each class, the
 * confusion matrix, and pictures beside their true masks and those that the net made. See page.h.
 */
#include "report/page.h"
#include "report/report_charts.h"
#include "base/number.h"
#include <math.h>
#include <stdlib.h>

void masks_figures(const Page *p)
{
    const Metrics *m = p->r->metrics;
    page_figure(p, metrics_mean_iou(m), "%.4f", "IoU, mean of the classes");
    page_figure(p, metrics_mean(m, false).f1, "%.4f", "Dice, mean of the classes");
    page_figure(p, 100 * metrics_accuracy(m), "%.2f %%", "of the pixels are right");
}

void masks_results(const Page *p)
{
    const Metrics *m = p->r->metrics;
    page_measure(p, "accuracy of the pixels", metrics_accuracy(m), "%.4f");
    page_measure(p, "loss", p->r->loss, "%.4f");
    page_measure(p, "IoU, mean of the classes", metrics_mean_iou(m), "%.4f");
    page_measure(p, "Dice, mean of the classes", metrics_mean(m, false).f1, "%.4f");
    page_row(p, "pixels");
    page_count(p, m->total);
    page_row_end(p);
    page_row(p, "images");
    page_count(p, p->r->samples);
    page_row_end(p);
}

static bool classes(const Page *p)
{
    const Metrics *m = p->r->metrics;
    if (!page_chart(p, "classes", 0))
        return false;
    page_table(p, "Each class", "numbers", "class|IoU|Dice|precision|recall|pixels");
    for (int k = 0; k < m->classes; k++) {
        ClassMetrics c = metrics_class(m, k);
        page_row(p, p->r->classes[k]);
        page_number(p, metrics_iou(m, k), "%.4f");
        page_number(p, c.f1, "%.4f");
        page_number(p, c.precision, "%.4f");
        page_number(p, c.recall, "%.4f");
        page_count(p, c.support);
        page_row_end(p);
    }
    page_table_end(p);
    return true;
}

/* ---- masks as pictures ---- */

/* Class 0, mostly the background, is dark; others take the colours of charts, each round of them
 * darker than the one before. */
static unsigned class_color(int k)
{
    if (k == 0)
        return 0x2A2D31;
    unsigned color = chart_color[(k - 1) % CHART_COLORS].dark, out = 0;
    int round = (k - 1) / CHART_COLORS;
    for (int shift = 16; shift >= 0; shift -= 8)
        out |= (unsigned)((color >> shift & 255) * 4 / (4 + (unsigned)round)) << shift;
    return out;
}

static void paint(uint8_t *rgb, int k)
{
    unsigned c = class_color(k);
    rgb[0] = (uint8_t)(c >> 16);
    rgb[1] = (uint8_t)(c >> 8);
    rgb[2] = (uint8_t)c;
}

static void legend(const Page *p)
{
    const Metrics *m = p->r->metrics;
    page_raw(p, "<ul class=\"legend\">\n");
    for (int k = 0; k < m->classes; k++) {
        fprintf(p->f, "<li><span style=\"background: #%06X\"></span> ", class_color(k));
        page_text(p, p->r->classes[k]);
        page_raw(p, "</li>\n");
    }
    page_raw(p, "</ul>\n");
}

/* room: (mask_h, mask_w, 3). guessed: what the net says; else the true mask. */
static bool mask(const Page *p, const ReportPicture *q, bool guessed, uint8_t *room)
{
    const Report *r = p->r;
    int pixels = r->mask_w * r->mask_h, channels = r->outputs / pixels;
    char alt[80];
    for (int i = 0; i < pixels; i++)
        paint(room + 3 * (size_t)i,
              guessed ? class_of(q->y + (size_t)i * (size_t)channels, channels) : q->mask[i]);
    snprintf(alt, sizeof alt, "%s of test image %d", guessed ? "the net's mask" : "true mask",
             q->number);
    page_raw(p, "<figure>");
    bool ok = page_picture(p, room, r->mask_w, r->mask_h, "shown", alt);
    page_raw(p, guessed ? "<figcaption>guess</figcaption></figure>"
                        : "<figcaption>truth</figcaption></figure>");
    return ok;
}

static bool picture(const Page *p, const ReportPicture *q, uint8_t *room)
{
    char alt[80];
    bool ok = true;
    snprintf(alt, sizeof alt, "test image %d", q->number);
    page_raw(p, "<li><div class=\"three\"><figure>");
    if (q->rgb) {
        ok = page_picture(p, q->rgb, p->r->picture_w, p->r->picture_h, "shown", alt);
        page_raw(p, "<figcaption>picture</figcaption></figure>");
        ok = ok && mask(p, q, false, room) && mask(p, q, true, room);
    } else {
        page_raw(p, "<figcaption>left out</figcaption></figure>");
    }
    page_raw(p, "</div><p>IoU ");
    text_fprintf(p->f, "<data value=\"%.9g\">%.3f</data> ", 1 - q->score, 1 - q->score);
    page_source(p, q);
    page_raw(p, "</p></li>\n");
    return ok;
}

static bool list(const Page *p, const ReportPicture *q, int n, uint8_t *room)
{
    bool ok = true;
    page_raw(p, "<ul class=\"masks\">\n");
    for (int i = 0; ok && i < n; i++)
        ok = picture(p, &q[i], room);
    page_raw(p, "</ul>\n");
    return ok;
}

static bool pictures(const Page *p)
{
    const Report *r = p->r;
    uint8_t *room = malloc((size_t)r->mask_w * (size_t)r->mask_h * 3);
    if (!room)
        return err_set(p->err, "out of memory (a mask)");
    if (!report_shows_pictures(r))
        page_raw(p, "<p>The pictures themselves were left out on request, or the data are "
                    "values.</p>\n");
    else
        legend(p);
    page_raw(p, "<h3>Worst</h3>\n<p>The smallest IoU, mean of the classes that a picture "
                "has.</p>\n");
    bool ok = list(p, r->wrong, r->n_wrong, room);
    page_raw(p, "<h3>Others</h3>\n<p>Evenly spaced over the test images.</p>\n");
    ok = ok && list(p, r->right, r->n_right, room);
    free(room);
    return ok;
}

const Section masks_sections[] = {{"classes", "Classes", classes},
                                  {"confusion", "Confusion", page_confusion},
                                  {"pictures", "Pictures", pictures},
                                  {NULL, NULL, NULL}};
