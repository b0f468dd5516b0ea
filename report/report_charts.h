/* Charts of a report: one record a chart in report_charts.c, drawn by gnuplot. */
#ifndef NETC_REPORT_CHARTS_H
#define NETC_REPORT_CHARTS_H
#include "report/report.h"

/* What is drawn: a report, for a wide window or paper, or for a telephone. */
typedef struct View {
    const Report *r;
    bool narrow;
    int output; /* which one, of a chart that there is one of for each; ALL_OUTPUTS */
} View;
enum { ALL_OUTPUTS = -1, OUTPUTS_DRAWN = 12 }; /* with more outputs all are drawn as one */

typedef struct Chart {
    const char *name; /* of its files: "loss" */
    const char *title;
    bool (*has)(View);                  /* there are values for it */
    void (*size)(View, int *w, int *h); /* pixels */
    void (*script)(View, FILE *);       /* gnuplot, but for the terminal */
    void (*describe)(View, FILE *);     /* for those who cannot see it: plain text */
    bool each;                          /* one for each output: "output-0", "output-1", ... */
} Chart;
extern const Chart *const report_charts[]; /* NULL-terminated */
extern const Chart output_chart;           /* output against target, and what they differ by */
/* How many there are of it, to be drawn with output 0, 1, ...; chart_output is what `output` then
 * is. */
int chart_count(const Report *r, const Chart *c);
int chart_output(const Report *r, int i);

/* In the second line of each SVG file of report_plots. */
#define CHART_MARK "drawn for a report of netc"

typedef enum ChartForm { CHART_SVG, CHART_PNG, CHART_FORMS } ChartForm;
/* paper: on white; else on whatever the page has. out: malloc'd. */
bool chart_draw(View v, const Chart *c, ChartForm form, bool paper, char **out, size_t *size,
                Err *err);

/* Colours that the eyes of nearly everybody tell apart (Okabe and Ito 2008), as 0xRRGGBB on a light
 * ground; lighter ones for a dark one. */
enum { CHART_COLORS = 8 };
typedef struct ChartColor {
    unsigned light, dark;
} ChartColor;
extern const ChartColor chart_color[CHART_COLORS];
#endif
