/* Writing the page of a report; see page.h. */
#define _POSIX_C_SOURCE 200809L
#include "report/page.h"
#include "report/report_charts.h"
#include "base/foreign.h"
#include "base/number.h"
#include "base/text_stream.h"
#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

void page_text(const Page *p, const char *s) { foreign_xml(p->f, s); }

void page_raw(const Page *p, const char *s) { fputs(s, p->f); }

void page_element(const Page *p, const char *open, const char *s, const char *close)
{
    page_raw(p, open);
    page_text(p, s);
    page_raw(p, close);
}

void page_number(const Page *p, double v, const char *fmt)
{
    char shown[64];
    if (!isfinite(v)) {
        page_raw(p, "<td>\xe2\x80\x93</td>");
        return;
    }
    text_snprintf(shown, sizeof shown, fmt, v);
    text_fprintf(p->f, "<td><data value=\"%.9g\">%s</data></td>", v, shown);
}

void page_count(const Page *p, int64_t v)
{
    fprintf(p->f, "<td><data value=\"%lld\">%lld</data></td>", (long long)v, (long long)v);
}

void page_table(const Page *p, const char *caption, const char *kind, const char *heads)
{
    fprintf(p->f, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    page_text(p, caption);
    fprintf(p->f, "\"><table class=\"%s\">\n<caption>", kind);
    page_text(p, caption);
    page_raw(p, "</caption>\n<thead><tr>");
    while (*heads) {
        size_t n = strcspn(heads, "|");
        fprintf(p->f, "<th scope=\"col\">%.*s</th>", (int)n, heads);
        heads += n + (heads[n] == '|');
    }
    page_raw(p, "</tr></thead>\n<tbody>\n");
}

void page_table_end(const Page *p) { page_raw(p, "</tbody></table></div>\n"); }

void page_row(const Page *p, const char *head)
{
    page_element(p, "<tr><th scope=\"row\">", head, "</th>");
}

void page_row_end(const Page *p) { page_raw(p, "</tr>\n"); }

void page_cell(const Page *p, const char *s) { page_element(p, "<td>", s, "</td>"); }

void page_measure(const Page *p, const char *head, double v, const char *fmt)
{
    page_row(p, head);
    page_number(p, v, fmt);
    page_row_end(p);
}

void page_figure(const Page *p, double v, const char *fmt, const char *what)
{
    char shown[64];
    if (isfinite(v))
        text_snprintf(shown, sizeof shown, fmt, v);
    else
        snprintf(shown, sizeof shown, "\xe2\x80\x93");
    page_element(p, "<li><strong>", shown, "</strong> ");
    page_element(p, "<span>", what, "</span></li>\n");
}

/* ---- charts ---- */

/* gnuplot's ids are the same in each drawing: here they get the chart's own before them. Its
 * titles of the curves ("loss_plot_1") would only show up under the pointer, and are left out. */
static void drawing(const Page *p, const char *svg, const char *id)
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
            fputc(*svg++, p->f);
            continue;
        }
        fwrite(svg, 1, n, p->f);
        fprintf(p->f, "%s-", id);
        svg += n;
    }
}

/* One drawing of a chart. id: of its parts, in the page. */
static bool chart_form(const Page *p, const Chart *c, View v, const char *id, const char *about)
{
    char *svg;
    size_t size;
    int w, h;
    if (!chart_draw(v, c, CHART_SVG, false, &svg, &size, p->err))
        return false;
    const char *body = strstr(svg, "<g id=\"gnuplot_canvas\">");
    if (!body) {
        free(svg);
        return err_set(p->err, "gnuplot's SVG is not of the form expected (no gnuplot_canvas)");
    }
    c->size(v, &w, &h);
    fprintf(p->f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" class=\"chart %s\" role=\"img\" "
            "aria-labelledby=\"%s-title %s-desc\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d "
            "%d\">\n<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">",
            v.narrow ? "slim" : "broad", id, id, w, h, w, h, id, c->title, id);
    page_element(p, "", about, "</desc>\n");
    drawing(p, body, id); /* ends with </svg> */
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

bool page_has_chart(const Page *p, const char *name)
{
    return chart_named(name)->has((View){.r = p->r});
}

bool page_chart(const Page *p, const char *name, int output)
{
    const Chart *c = chart_named(name);
    View v = {.r = p->r, .output = output};
    TextStream description;
    if (!c->has(v))
        return true;
    FILE *f = text_stream_open(&description);
    if (f)
        c->describe(v, f);
    char *about = text_stream_close(&description, NULL);
    if (!about)
        return err_set(p->err, "out of memory (a chart)");
    bool ok = true;
    page_raw(p, "<figure>");
    for (int narrow = 0; narrow < 2 && ok; narrow++) {
        char id[64];
        v.narrow = narrow;
        if (c->each && output != ALL_OUTPUTS)
            snprintf(id, sizeof id, "%s%s-%d", narrow ? "slim-" : "", name, output);
        else
            snprintf(id, sizeof id, "%s%s", narrow ? "slim-" : "", name);
        ok = chart_form(p, c, v, id, about);
    }
    page_raw(p, "</figure>\n");
    free(about);
    return ok;
}

/* ---- pictures ---- */

static void base64(const Page *page, const unsigned char *p, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        unsigned v = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) |
                     (i + 2 < n ? p[i + 2] : 0);
        fputc(digit[v >> 18], page->f);
        fputc(digit[v >> 12 & 63], page->f);
        fputc(i + 1 < n ? digit[v >> 6 & 63] : '=', page->f);
        fputc(i + 2 < n ? digit[v & 63] : '=', page->f);
    }
}

static bool png(const Page *p, const uint8_t *rgb, int w, int h)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)w,
                       .height = (png_uint_32)h,
                       .format = PNG_FORMAT_RGB};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    unsigned char *data = malloc(size);
    if (!data)
        return err_set(p->err, "out of memory (a picture)");
    bool ok = png_image_write_to_memory(&image, data, &size, 0, rgb, 0, NULL) ||
              err_set(p->err, "cannot write a picture as PNG: %s", image.message);
    if (ok) {
        page_raw(p, "data:image/png;base64,");
        base64(p, data, size);
    }
    free(data);
    png_image_free(&image);
    return ok;
}

bool page_picture(const Page *p, const uint8_t *rgb, int w, int h, const char *kind,
                  const char *alt)
{
    fprintf(p->f, "<img class=\"%s\" width=\"%d\" height=\"%d\" alt=\"", kind, w, h);
    page_text(p, alt);
    page_raw(p, "\" src=\"");
    bool ok = png(p, rgb, w, h);
    page_raw(p, "\"/>");
    return ok;
}

void page_source(const Page *p, const ReportPicture *q)
{
    fprintf(p->f, "<span class=\"dim\">%s %d</span>", p->r->picture_w ? "image" : "sample",
            q->number);
    if (q->file)
        page_element(p, "<br/><span class=\"file\">", q->file, "</span>");
}
