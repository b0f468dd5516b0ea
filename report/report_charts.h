/* Charts of a report: one record a chart in report_charts.c, drawn by gnuplot. */
#ifndef NETC_REPORT_CHARTS_H
#define NETC_REPORT_CHARTS_H
#include "report/report.h"

typedef struct Chart {
    const char *name; /* of its files: "loss" */
    const char *title;
    bool (*has)(const Report *);                  /* there are values for it */
    void (*size)(const Report *, int *w, int *h); /* pixels */
    void (*script)(const Report *, FILE *);       /* gnuplot, but for the terminal */
    void (*describe)(const Report *, FILE *);     /* for those who cannot see it: plain text */
} Chart;
extern const Chart *const report_charts[]; /* NULL-terminated */

typedef enum ChartForm { CHART_SVG, CHART_PNG, CHART_FORMS } ChartForm;
/* paper: on white; else on whatever the page has. out: malloc'd. */
bool chart_draw(const Report *r, const Chart *c, ChartForm form, bool paper, char **out,
                size_t *size, Err *err);

/* Colours that the eyes of nearly everybody tell apart (Okabe and Ito 2008), as 0xRRGGBB on a light
 * ground; lighter ones for a dark one. */
enum { CHART_COLORS = 8 };
typedef struct ChartColor {
    unsigned light, dark;
} ChartColor;
extern const ChartColor chart_color[CHART_COLORS];
#endif
