/* The page of a report as it is written: escaped text, numbers, tables, charts, pictures. Write
 * errors stay with the stream. */
#ifndef NETC_REPORT_PAGE_H
#define NETC_REPORT_PAGE_H
#include "report/report.h"

typedef struct Page {
    const Report *r;
    FILE *f;
    Err *err;
} Page;

void page_raw(const Page *p, const char *s); /* markup */
/* s with what markup would take for its own written as references; and that between the markup
 * `open` and `close`. */
void page_text(const Page *p, const char *s);
void page_element(const Page *p, const char *open, const char *s, const char *close);
/* A cell: nine digits as its value, fmt as its text; a number that is none: a dash. */
void page_number(const Page *p, double v, const char *fmt);
void page_count(const Page *p, int64_t v);
void page_cell(const Page *p, const char *s);
/* A table to be ended. heads: separated by '|'; the first column's cells are the rows' heads. */
void page_table(const Page *p, const char *caption, const char *kind, const char *heads);
void page_table_end(const Page *p);
void page_row(const Page *p, const char *head);
void page_row_end(const Page *p);
/* A row of a head and one number. */
void page_measure(const Page *p, const char *head, double v, const char *fmt);
/* The chart of that name, drawn for wide windows and for narrow ones, of which one is shown;
 * nothing without values. output: of a chart that there is one of for each. */
bool page_chart(const Page *p, const char *name, int output);
bool page_has_chart(const Page *p, const char *name);
/* <img>, with class and alternative text. rgb: (h, w, 3). */
bool page_picture(const Page *p, const uint8_t *rgb, int w, int h, const char *kind,
                  const char *alt);
/* "image 7" and, where it has one, its file. */
void page_source(const Page *p, const ReportPicture *q);

/* What a task's pages hold. */
typedef struct Section {
    const char *id, *title;
    bool (*write)(const Page *p);
} Section;
extern const Section classes_sections[], outputs_sections[], masks_sections[], heads_sections[],
    embeddings_sections[]; /* end: id NULL */
/* What the top of the page says of each task: a few figures, the first one the largest. */
void page_figure(const Page *p, double v, const char *fmt, const char *what);
void classes_figures(const Page *p);
void outputs_figures(const Page *p);
void masks_figures(const Page *p);
void heads_figures(const Page *p);
void embeddings_figures(const Page *p);
/* Rows of the table of results. */
void classes_results(const Page *p);
void outputs_results(const Page *p);
void masks_results(const Page *p);
void heads_results(const Page *p);
void embeddings_results(const Page *p);
/* The confusion matrix and what is confused most, of classes of samples or of pixels. */
bool page_confusion(const Page *p);
#endif
