/* The report as one HTML file: well-formed as XML too, so that any parser reads it; charts as
 * inline SVG, pictures as data URIs, no script, no reference to anything outside. Numbers are <data
 * value="..."> elements with the nine digits of `netc eval --json`; the text shows fewer. This file
 * writes what every report has; html_classes.c, html_outputs.c and html_masks.c what a task has.
 * See report.h. */
#define _POSIX_C_SOURCE 200809L
#include "base/number.h"
#include "base/fileio.h"
#include "report/page.h"
#include "report/report_charts.h"
#include "report/report_style.h"
#include <math.h>
#include <string.h>

#define DASH "\xe2\x80\x93"

/* ---- what each task has of its own ---- */

typedef struct TaskPages {
    const Section *section;
    void (*figures)(const Page *);
    void (*results)(const Page *);
} TaskPages;

static const TaskPages *task_pages(const Report *r)
{
    static const TaskPages pages[] = {
        [TASK_CLASSES] = {classes_sections, classes_figures, classes_results},
        [TASK_LABELS] = {outputs_sections, outputs_figures, outputs_results},
        [TASK_NUMBERS] = {outputs_sections, outputs_figures, outputs_results},
        [TASK_PIXELS] = {masks_sections, masks_figures, masks_results},
        [TASK_OUTPUTS] = {heads_sections, heads_figures, heads_results},
        [TASK_EMBEDDINGS] = {embeddings_sections, embeddings_figures, embeddings_results},
    };
    return &pages[r->task];
}

/* ---- the sections ---- */

static bool summary(const Page *p)
{
    page_table(p, "Test samples", "numbers", "measure|value");
    task_pages(p->r)->results(p);
    page_table_end(p);
    for (int i = 0; i < p->r->n_notes; i++)
        page_element(p, "<p class=\"note\">Note: ", p->r->note[i], "</p>\n");
    return true;
}

static bool facts(const Page *p)
{
    page_table(p, "What was trained and judged, and how", "facts", "what|value");
    for (int i = 0; i < p->r->n_facts; i++) {
        page_row(p, p->r->fact[i].name);
        page_cell(p, p->r->fact[i].value);
        page_row_end(p);
    }
    page_table_end(p);
    return true;
}

/* Numbers are judged by their error, the rest by accuracy. */
static bool has_errors(const Report *r) { return r->task == TASK_NUMBERS; }

/* By how much a run's best value is better (or worse: less than 0) than that of the first;
 * of the first itself no number. */
static double gain(const Report *r, const TrainLog *l)
{
    int best = trainlog_best(l), first = trainlog_best(&r->log[0]);
    const char *monitor = trainlog_monitor(l);
    if (l == r->log || best < 0 || first < 0 || strcmp(monitor, trainlog_monitor(&r->log[0])))
        return (double)NAN;
    double more = trainlog_monitored(l, best) - trainlog_monitored(&r->log[0], first);
    return strstr(monitor, "accuracy") ? more : -more;
}

static void run_row(const Page *p, const TrainLog *l)
{
    int best = trainlog_best(l);
    const LogEpoch none = {.loss = NAN, .val_loss = NAN, .val_accuracy = NAN, .val_mae = NAN},
                   *b = best < 0 ? &none : &l->epoch[best];
    double seconds = 0;
    for (int k = 0; k < l->n; k++)
        seconds += l->epoch[k].seconds;
    page_row(p, l->label);
    page_cell(p, l->net ? l->net : DASH);
    page_cell(p, l->seed ? l->seed : DASH);
    page_number(p, l->batch, "%.0f");
    page_count(p, l->n);
    page_number(p, best < 0 ? (double)NAN : b->epoch, "%.0f");
    page_cell(p, trainlog_monitor(l));
    page_number(p, b->loss, "%.4f");
    page_number(p, b->val_loss, "%.4f");
    page_number(p, has_errors(p->r) ? b->val_mae : b->val_accuracy, "%.4f");
    if (p->r->n_logs > 1)
        page_number(p, gain(p->r, l), "%+.4f");
    page_number(p, seconds, "%.0f");
    page_row_end(p);
}

static void runs_table(const Page *p)
{
    char heads[200];
    snprintf(heads, sizeof heads,
             "run|net|seed|batch|epochs|best epoch|by|loss|validation loss|validation %s|%sseconds",
             has_errors(p->r) ? "MAE" : "accuracy",
             p->r->n_logs > 1 ? "better than the first by|" : "");
    page_table(p, "Runs", "numbers", heads);
    for (int i = 0; i < p->r->n_logs; i++)
        run_row(p, &p->r->log[i]);
    page_table_end(p);
}

static void log_table(const Page *p, const TrainLog *l)
{
    char caption[600];
    bool errors = has_errors(p->r);
    snprintf(caption, sizeof caption, "%s, epoch by epoch", l->label);
    page_element(p, "<details><summary>Every epoch of ", l->label, "</summary>\n");
    page_table(p, caption, "numbers",
               errors ? "epoch|loss|validation loss|validation MAE|rate|seconds|samples/s"
                      : "epoch|loss|accuracy|validation loss|validation "
                        "accuracy|rate|seconds|samples/s");
    for (int k = 0; k < l->n; k++) {
        const LogEpoch *e = &l->epoch[k];
        fprintf(p->f, "<tr><th scope=\"row\">%d</th>", e->epoch);
        page_number(p, e->loss, "%.4f");
        if (!errors)
            page_number(p, e->accuracy, "%.4f");
        page_number(p, e->val_loss, "%.4f");
        page_number(p, errors ? e->val_mae : e->val_accuracy, "%.4f");
        page_number(p, e->rate, "%.6g");
        page_number(p, e->seconds, "%.1f");
        page_number(p, e->images_per_second, "%.0f");
        page_row_end(p);
    }
    page_table_end(p);
    page_raw(p, "</details>\n");
}

static bool training(const Page *p)
{
    static const char *const curves[] = {"loss", "accuracy", "error", "rate"};
    const Report *r = p->r;
    if (r->n_logs == 0) {
        page_raw(p, "<p>No log was given (--log).</p>\n");
        return true;
    }
    for (int i = 0; i < 4; i++)
        if (!page_chart(p, curves[i], 0))
            return false;
    page_raw(p, "<p>The best epoch is that of what the training monitored; loss and validation are "
                "its. The rate is that of an epoch's last step.</p>\n");
    runs_table(p);
    for (int i = 0; i < r->n_logs; i++)
        log_table(p, &r->log[i]);
    return true;
}

static bool layers(const Page *p)
{
    page_table(p, "Layers; operations of one sample, forward", "numbers",
               "layer|kind|output|parameters|trainable|operations");
    for (int i = 0; i < p->r->n_layers; i++) {
        const ReportLayer *l = &p->r->layer[i];
        page_row(p, l->name);
        page_cell(p, l->kind);
        page_cell(p, l->output);
        page_count(p, l->params);
        page_count(p, l->trainable);
        page_number(p, l->flops, "%.0f");
        page_row_end(p);
    }
    page_table_end(p);
    return true;
}

/* ---- the whole ---- */

/* gnuplot's black becomes the page's text colour, and on a dark page each curve takes its lighter
 * colour. */
static void style(const Page *p)
{
    page_raw(p, "<style>\n");
    for (int i = 0; report_style[i]; i++)
        page_raw(p, report_style[i]);
    page_raw(p, "@media screen and (prefers-color-scheme: dark) {\n");
    for (int i = 0; i < CHART_COLORS; i++) {
        unsigned c = chart_color[i].light;
        char rgb[32];
        snprintf(rgb, sizeof rgb, "rgb(%3u, %3u, %3u)", c >> 16, c >> 8 & 255,
                 c & 255); /* as gnuplot writes it */
        fprintf(p->f,
                "svg.chart [stroke=\"%s\"] { stroke: #%06X }\nsvg.chart [fill=\"%s\"] { fill: "
                "#%06X }\nsvg.chart [color=\"%s\"] { color: #%06X }\n",
                rgb, chart_color[i].dark, rgb, chart_color[i].dark, rgb, chart_color[i].dark);
    }
    page_raw(p, "}\n</style>\n");
}

/* The best epoch of the first run; of several with the run's name, since the weights may be
 * another's. */
static void best_epoch(const Page *p)
{
    const TrainLog *l = &p->r->log[0];
    int best = p->r->n_logs ? trainlog_best(l) : -1;
    if (best < 0)
        return;
    page_raw(p, "<p>Best epoch");
    if (p->r->n_logs > 1) {
        page_raw(p, " of ");
        page_text(p, l->label);
    }
    text_fprintf(p->f, ": %d of %d, ", l->epoch[best].epoch, l->epoch[l->n - 1].epoch);
    page_text(p, trainlog_monitor(l));
    text_fprintf(p->f, " %.4f.</p>\n", trainlog_monitored(l, best));
}

/* What was reached, when, and by which command. */
static void head(const Page *p)
{
    page_element(p, "<header><h1>", p->r->net, "</h1>\n<ul class=\"figures\">\n");
    task_pages(p->r)->figures(p);
    page_raw(p, "</ul>\n");
    best_epoch(p);
    if (p->r->date)
        page_element(p, "<p>Judged on ", p->r->date, " by</p>\n");
    page_element(p, "<p><code>", p->r->command, "</code></p>\n");
}

static bool section(const Page *p, const Section *s)
{
    fprintf(p->f, "<section id=\"%s\" aria-labelledby=\"%s-head\"><h2 id=\"%s-head\">%s</h2>\n",
            s->id, s->id, s->id, s->title);
    bool ok = s->write(p);
    page_raw(p, "</section>\n");
    return ok;
}

static const Section before[] = {
    {"result", "Result", summary}, {"training", "Training", training}, {NULL, NULL, NULL}};
static const Section after[] = {
    {"run", "Options", facts}, {"layers", "Layers", layers}, {NULL, NULL, NULL}};

static bool page(const Page *p)
{
    const Section *const all[] = {before, task_pages(p->r)->section, after};
    page_raw(p, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                "lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page_element(p, "<title>", p->r->net, " - netc report</title>\n");
    style(p);
    page_raw(p, "</head>\n<body>\n");
    head(p);
    page_raw(p, "<nav aria-label=\"Sections\">");
    for (int i = 0; i < 3; i++)
        for (const Section *s = all[i]; s->id; s++)
            fprintf(p->f, "<a href=\"#%s\">%s</a> ", s->id, s->title);
    page_raw(p, "</nav></header>\n<main>\n");
    for (int i = 0; i < 3; i++)
        for (const Section *s = all[i]; s->id; s++)
            if (!section(p, s))
                return false;
    page_raw(p, "</main>\n</body>\n</html>\n");
    return true;
}

bool report_html(const Report *r, const char *path, Err *err)
{
    FileWriter *w = file_writer_open(path, err);
    if (!w)
        return false;
    Page p = {r, file_writer_stream(w), err};
    if (page(&p))
        return file_writer_commit(w, err);
    file_writer_abort(w);
    return false;
}
