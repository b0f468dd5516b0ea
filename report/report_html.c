/* The report as one HTML file: well-formed as XML too, so that any parser reads it; charts as
 * inline SVG, pictures as data URIs, no script, no reference to anything outside. Numbers are <data
 * value="..."> elements with the nine digits of `netc eval --json`; the text shows fewer. See
 * report.h. */
#define _POSIX_C_SOURCE 200809L
#include "base/number.h"
#include "base/fileio.h"
#include "base/foreign.h"
#include "base/text_stream.h"
#include "report/report_charts.h"
#include "report/report_style.h"
#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum {
    MATRIX_MAX = 40,
    CONFUSED = 12,
    TOP = 3
}; /* more classes than MATRIX_MAX: the matrix is a chart without numbers */

typedef struct Html {
    const Report *r;
    FILE *f;
    Err *err;
} Html;

/* ---- text ---- */

static void text(const Html *h, const char *s) { foreign_xml(h->f, s); }

static void raw(const Html *h, const char *s) { fputs(s, h->f); }

static void element(const Html *h, const char *open, const char *s, const char *close)
{
    raw(h, open);
    text(h, s);
    raw(h, close);
}

/* A number in a cell; NaN: a dash. */
static void number(const Html *h, double v, const char *fmt)
{
    char shown[64];
    if (!isfinite(v)) {
        raw(h, "<td>\xe2\x80\x93</td>");
        return;
    }
    text_snprintf(shown, sizeof shown, fmt, v);
    text_fprintf(h->f, "<td><data value=\"%.9g\">%s</data></td>", v, shown);
}

static void count(const Html *h, int64_t v)
{
    fprintf(h->f, "<td><data value=\"%lld\">%lld</data></td>", (long long)v, (long long)v);
}

/* heads: separated by '|'; the first column's cells are the rows' heads. */
static void table_begin(const Html *h, const char *caption, const char *kind, const char *heads)
{
    fprintf(h->f, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    text(h, caption);
    fprintf(h->f, "\"><table class=\"%s\">\n<caption>", kind);
    text(h, caption);
    raw(h, "</caption>\n<thead><tr>");
    while (*heads) {
        size_t n = strcspn(heads, "|");
        fprintf(h->f, "<th scope=\"col\">%.*s</th>", (int)n, heads);
        heads += n + (heads[n] == '|');
    }
    raw(h, "</tr></thead>\n<tbody>\n");
}

static void table_end(const Html *h) { raw(h, "</tbody></table></div>\n"); }

static void row_head(const Html *h, const char *s)
{
    element(h, "<tr><th scope=\"row\">", s, "</th>");
}

/* ---- charts ---- */

/* gnuplot's ids are the same in each drawing: here they get the chart's name before them. Its
 * titles of the curves ("loss_plot_1") would only show up under the pointer, and are left out. */
static void drawing(const Html *h, const char *svg, const char *name)
{
    static const char *const before[] = {" id='", " id=\"", "href='#", "href=\"#", "url(#"};
    static const char title[] = "<title>", title_end[] = "</title>";
    while (*svg) {
        size_t n = 0;
        const char *end = strncmp(svg, title, strlen(title)) ? NULL : strstr(svg, title_end);
        if (end) {
            svg = end + strlen(title_end);
            continue;
        }
        for (size_t i = 0; i < sizeof before / sizeof *before && !n; i++)
            if (!strncmp(svg, before[i], strlen(before[i])))
                n = strlen(before[i]);
        if (n == 0) {
            fputc(*svg++, h->f);
            continue;
        }
        fwrite(svg, 1, n, h->f);
        fprintf(h->f, "%s-", name);
        svg += n;
    }
}

static bool chart(const Html *h, const Chart *c)
{
    char *svg;
    size_t size;
    int w, height;
    if (!c->has(h->r))
        return true;
    if (!chart_draw(h->r, c, CHART_SVG, false, &svg, &size, h->err))
        return false;
    const char *body = strstr(svg, "<g id=\"gnuplot_canvas\">");
    if (!body) {
        free(svg);
        return err_set(h->err, "gnuplot's SVG is not of the form expected (no gnuplot_canvas)");
    }
    TextStream description;
    FILE *f = text_stream_open(&description);
    if (f)
        c->describe(h->r, f);
    char *about = text_stream_close(&description, NULL);
    if (!about) {
        free(svg);
        return err_set(h->err, "out of memory (a chart)");
    }
    c->size(h->r, &w, &height);
    fprintf(h->f,
            "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" class=\"chart\" role=\"img\" "
            "aria-labelledby=\"%s-title %s-desc\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d "
            "%d\">\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">",
            c->name, c->name, w, height, w, height, c->name, c->title, c->name);
    element(h, "", about, "</desc>\n");
    drawing(h, body, c->name); /* ends with </svg> */
    raw(h, "</figure>\n");
    free(about);
    free(svg);
    return true;
}

static const Chart *chart_named(const char *name)
{
    int i = 0;
    while (strcmp(report_charts[i]->name, name))
        i++;
    return report_charts[i];
}

/* ---- the sections ---- */

static void summary(const Html *h)
{
    const Metrics *m = h->r->metrics;
    ClassMetrics mean = metrics_mean(m, false);
    raw(h, "<section id=\"result\"><h2>Result</h2>\n");
    table_begin(h, "Test images", "numbers", "measure|value");
    row_head(h, "accuracy");
    number(h, metrics_accuracy(m), "%.4f");
    raw(h, "</tr>\n");
    row_head(h, "loss");
    number(h, h->r->loss, "%.4f");
    raw(h, "</tr>\n");
    row_head(h, "right");
    count(h, m->correct);
    raw(h, "</tr>\n");
    row_head(h, "images");
    count(h, m->total);
    raw(h, "</tr>\n");
    row_head(h, "F1, mean of the classes");
    number(h, mean.f1, "%.4f");
    raw(h, "</tr>\n");
    table_end(h);
    for (int i = 0; i < h->r->n_notes; i++)
        element(h, "<p class=\"note\">Note: ", h->r->note[i], "</p>\n");
    raw(h, "</section>\n");
}

static void facts(const Html *h)
{
    raw(h, "<section id=\"run\"><h2>Net, data and options</h2>\n");
    table_begin(h, "What was trained and judged, and how", "facts", "what|value");
    for (int i = 0; i < h->r->n_facts; i++) {
        row_head(h, h->r->fact[i].name);
        element(h, "<td>", h->r->fact[i].value, "</td></tr>\n");
    }
    table_end(h);
    raw(h, "</section>\n");
}

static void run_row(const Html *h, const TrainLog *l)
{
    int best = trainlog_best(l);
    const LogEpoch none = {.loss = NAN, .val_loss = NAN, .val_accuracy = NAN},
                   *b = best < 0 ? &none : &l->epoch[best];
    double seconds = 0;
    for (int k = 0; k < l->n; k++)
        seconds += l->epoch[k].seconds;
    row_head(h, l->label);
    element(h, "<td>", l->net ? l->net : "\xe2\x80\x93", "</td>");
    element(h, "<td>", l->seed ? l->seed : "\xe2\x80\x93", "</td>");
    number(h, l->batch, "%.0f");
    count(h, l->n);
    if (best < 0)
        raw(h, "<td>\xe2\x80\x93</td>");
    else
        count(h, b->epoch);
    number(h, b->loss, "%.4f");
    number(h, b->val_loss, "%.4f");
    number(h, b->val_accuracy, "%.4f");
    number(h, seconds, "%.0f");
    raw(h, "</tr>\n");
}

static void log_table(const Html *h, const TrainLog *l)
{
    char caption[600];
    snprintf(caption, sizeof caption, "%s, epoch by epoch", l->label);
    element(h, "<details><summary>Every epoch of ", l->label, "</summary>\n");
    table_begin(h, caption, "numbers",
                "epoch|loss|accuracy|validation loss|validation accuracy|rate|seconds|images/s");
    for (int k = 0; k < l->n; k++) {
        const LogEpoch *e = &l->epoch[k];
        fprintf(h->f, "<tr><th scope=\"row\">%d</th>", e->epoch);
        number(h, e->loss, "%.4f");
        number(h, e->accuracy, "%.4f");
        number(h, e->val_loss, "%.4f");
        number(h, e->val_accuracy, "%.4f");
        number(h, e->rate, "%.6g");
        number(h, e->seconds, "%.1f");
        number(h, e->images_per_second, "%.0f");
        raw(h, "</tr>\n");
    }
    table_end(h);
    raw(h, "</details>\n");
}

static bool training(const Html *h)
{
    const Report *r = h->r;
    raw(h, "<section id=\"training\"><h2>Training</h2>\n");
    if (r->n_logs == 0)
        raw(h, "<p>No log was given (--log).</p>\n");
    raw(h, "<div class=\"charts\">\n");
    bool ok = r->n_logs == 0 ||
              (chart(h, chart_named("loss")) && chart(h, chart_named("accuracy")) &&
               chart(h, chart_named("rate")));
    raw(h, "</div>\n");
    if (r->n_logs) {
        raw(h, "<p>The best epoch is that of the smallest validation loss (where there is none: "
               "loss). The rate is that of an epoch's last step.</p>\n");
        table_begin(h, "Runs", "numbers",
                    "run|net|seed|batch|epochs|best epoch|loss|validation loss|validation "
                    "accuracy|seconds");
        for (int i = 0; i < r->n_logs; i++)
            run_row(h, &r->log[i]);
        table_end(h);
    }
    for (int i = 0; i < r->n_logs; i++)
        log_table(h, &r->log[i]);
    raw(h, "</section>\n");
    return ok;
}

static void class_row(const Html *h, const char *name, ClassMetrics c)
{
    row_head(h, name);
    number(h, c.precision, "%.4f");
    number(h, c.recall, "%.4f");
    number(h, c.f1, "%.4f");
    count(h, c.support);
    raw(h, "</tr>\n");
}

static bool classes(const Html *h)
{
    const Metrics *m = h->r->metrics;
    raw(h, "<section id=\"classes\"><h2>Classes</h2>\n");
    if (!chart(h, chart_named("classes")))
        return false;
    table_begin(h, "Precision, recall and F1", "numbers", "class|precision|recall|F1|images");
    for (int k = 0; k < m->classes; k++)
        class_row(h, h->r->classes[k], metrics_class(m, k));
    class_row(h, "mean of the classes", metrics_mean(m, false));
    class_row(h, "weighted mean", metrics_mean(m, true));
    table_end(h);
    raw(h, "</section>\n");
    return true;
}

static void matrix(const Html *h)
{
    const Metrics *m = h->r->metrics;
    raw(h, "<p>A row is a true class, a column a guessed one. Stronger colour: a larger share of "
           "the row.</p>\n"
           "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Confusion "
           "matrix\"><table class=\"matrix\">\n"
           "<caption>Confusion matrix</caption>\n<thead><tr><th scope=\"col\">truth \\ guess</th>");
    for (int g = 0; g < m->classes; g++)
        element(h, "<th scope=\"col\">", h->r->classes[g], "</th>");
    raw(h, "</tr></thead>\n<tbody>\n");
    for (int t = 0; t < m->classes; t++) {
        int64_t row = metrics_class(m, t).support;
        row_head(h, h->r->classes[t]);
        for (int g = 0; g < m->classes; g++) {
            int64_t n = metrics_count(m, t, g);
            double share = row ? (double)n / (double)row : 0;
            text_fprintf(
                h->f, "<td class=\"%s\" style=\"--a:%.3f\"><data value=\"%lld\">%lld</data></td>",
                t == g ? "hit" : "miss", 0.6 * sqrt(share), (long long)n, (long long)n);
        }
        raw(h, "</tr>\n");
    }
    table_end(h);
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

static bool confusion(const Html *h)
{
    Pair pair[CONFUSED];
    int n = most_confused(h->r->metrics, pair, CONFUSED);
    raw(h, "<section id=\"confusion\"><h2>Confusion</h2>\n");
    if (h->r->metrics->classes <= MATRIX_MAX)
        matrix(h);
    else if (!chart_named("confusion")->has(h->r))
        raw(h, "<p>There are too many classes for a picture of the matrix; netc eval --json has "
               "it.</p>\n");
    else if (!chart(h, chart_named("confusion")))
        return false;
    if (n) {
        table_begin(h, "Most frequent mistakes", "numbers",
                    "truth|guess|images|share of the class");
        for (int i = 0; i < n; i++) {
            row_head(h, h->r->classes[pair[i].truth]);
            element(h, "<td>", h->r->classes[pair[i].guess], "</td>");
            count(h, pair[i].n);
            number(h,
                   (double)pair[i].n / (double)metrics_class(h->r->metrics, pair[i].truth).support,
                   "%.4f");
            raw(h, "</tr>\n");
        }
        table_end(h);
    }
    raw(h, "</section>\n");
    return true;
}

/* ---- pictures ---- */

static void base64(const Html *h, const unsigned char *p, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        unsigned v = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) |
                     (i + 2 < n ? p[i + 2] : 0);
        fputc(digit[v >> 18], h->f);
        fputc(digit[v >> 12 & 63], h->f);
        fputc(i + 1 < n ? digit[v >> 6 & 63] : '=', h->f);
        fputc(i + 2 < n ? digit[v & 63] : '=', h->f);
    }
}

static bool png_uri(const Html *h, const uint8_t *rgb)
{
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)h->r->picture_w,
                     .height = (png_uint_32)h->r->picture_h,
                     .format = PNG_FORMAT_RGB};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    unsigned char *data = malloc(size);
    if (!data)
        return err_set(h->err, "out of memory (a picture)");
    bool ok = png_image_write_to_memory(&png, data, &size, 0, rgb, 0, NULL) ||
              err_set(h->err, "cannot write a picture as PNG: %s", png.message);
    if (ok) {
        raw(h, "data:image/png;base64,");
        base64(h, data, size);
    }
    free(data);
    png_image_free(&png);
    return ok;
}

static bool picture(const Html *h, const ReportPicture *p, bool right)
{
    int best[TOP], n = class_ranking(p->y, h->r->outputs, TOP, best);
    fprintf(h->f, "<li class=\"%s\"><figure>", right ? "hit" : "miss");
    if (p->rgb) {
        fprintf(h->f, "<img width=\"%d\" height=\"%d\" alt=\"test image %d: ", h->r->picture_w,
                h->r->picture_h, p->number);
        text(h, h->r->classes[p->truth]);
        raw(h, "\" src=\"");
        if (!png_uri(h, p->rgb))
            return false;
        raw(h, "\"/>");
    }
    raw(h, "<figcaption>");
    for (int k = 0; k < n; k++) {
        double v = class_output(p->y, h->r->outputs, best[k]);
        raw(h, k ? "<br/>" : "<strong>");
        text(h, h->r->classes[best[k]]);
        text_fprintf(h->f, " <data value=\"%.9g\">%.3f</data>%s", v, v, k ? "" : "</strong>");
    }
    if (!right)
        element(h, "<br/>is ", h->r->classes[p->truth], "");
    fprintf(h->f, "<br/><span class=\"dim\">image %d</span></figcaption></figure></li>\n",
            p->number);
    return true;
}

static bool pictures(const Html *h)
{
    const Report *r = h->r;
    bool ok = true;
    raw(h, "<section id=\"pictures\"><h2>Pictures</h2>\n");
    if (r->picture_w == 0) {
        raw(h, "<p>The data are values, not pictures.</p>\n</section>\n");
        return true;
    }
    if (!report_shows_pictures(r))
        raw(h, "<p>The pictures themselves were left out on request; their numbers in the test set "
               "stand below.</p>\n");
    raw(h, "<h3>Wrong</h3>\n");
    raw(h, r->n_wrong ? "<p>The mistakes that the net was surest of.</p>\n<ul class=\"pictures\">\n"
                      : "<p>It made no mistake.</p>\n");
    for (int i = 0; ok && i < r->n_wrong; i++)
        ok = picture(h, &r->wrong[i], false);
    raw(h, r->n_wrong ? "</ul>\n<h3>Right</h3>\n" : "<h3>Right</h3>\n");
    raw(h, r->n_right ? "<p>Evenly spaced over the test images that it got right.</p>\n<ul "
                        "class=\"pictures\">\n"
                      : "<p>It got none right.</p>\n");
    for (int i = 0; ok && i < r->n_right; i++)
        ok = picture(h, &r->right[i], true);
    raw(h, r->n_right ? "</ul>\n</section>\n" : "</section>\n");
    return ok;
}

static void layers(const Html *h)
{
    raw(h, "<section id=\"layers\"><h2>Layers</h2>\n");
    table_begin(h, "Layers; operations of one image, forward", "numbers",
                "layer|kind|output|parameters|trainable|operations");
    for (int i = 0; i < h->r->n_layers; i++) {
        const ReportLayer *l = &h->r->layer[i];
        row_head(h, l->name);
        element(h, "<td>", l->kind, "</td>");
        element(h, "<td>", l->output, "</td>");
        count(h, l->params);
        count(h, l->trainable);
        number(h, l->flops, "%.0f");
        raw(h, "</tr>\n");
    }
    table_end(h);
    raw(h, "</section>\n");
}

/* ---- the whole ---- */

/* gnuplot's black becomes the page's text colour, and on a dark page each curve takes its lighter
 * colour. */
static void style(const Html *h)
{
    raw(h, "<style>\n");
    raw(h, report_style);
    raw(h, "@media (prefers-color-scheme: dark) {\n");
    for (int i = 0; i < CHART_COLORS; i++) {
        unsigned c = chart_color[i].light;
        char rgb[32];
        snprintf(rgb, sizeof rgb, "rgb(%3u, %3u, %3u)", c >> 16, c >> 8 & 255,
                 c & 255); /* as gnuplot writes it */
        fprintf(h->f,
                "svg.chart [stroke=\"%s\"] { stroke: #%06X }\nsvg.chart [fill=\"%s\"] { fill: "
                "#%06X }\nsvg.chart [color=\"%s\"] { color: #%06X }\n",
                rgb, chart_color[i].dark, rgb, chart_color[i].dark, rgb, chart_color[i].dark);
    }
    raw(h, "}\n</style>\n");
}

static bool page(const Html *h)
{
    raw(h, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
           "lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
    element(h, "", h->r->net, " - netc report</title>\n");
    style(h);
    raw(h, "</head>\n<body>\n<header><h1>");
    element(h, "", h->r->net,
            "</h1>\n<nav aria-label=\"Sections\"><a href=\"#result\">Result</a> <a "
            "href=\"#training\">Training</a> "
            "<a href=\"#classes\">Classes</a> <a href=\"#confusion\">Confusion</a> <a "
            "href=\"#pictures\">Pictures</a> "
            "<a href=\"#run\">Options</a> <a href=\"#layers\">Layers</a></nav></header>\n<main>\n");
    summary(h);
    bool ok = training(h) && classes(h) && confusion(h) && pictures(h);
    if (!ok)
        return false;
    facts(h);
    layers(h);
    raw(h, "</main>\n</body>\n</html>\n");
    return true;
}

bool report_html(const Report *r, const char *path, Err *err)
{
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    Html h = {r, file_writer_stream(w), err};
    if (page(&h))
        return file_writer_commit(w, err);
    file_writer_abort(w);
    return false;
}
