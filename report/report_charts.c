/* The charts of a report as gnuplot scripts: curves over the epochs, bars of the classes, the
 * confusion matrix, a sheet of pictures. gnuplot is chosen because it draws the same chart as SVG
 * with real text and as PNG, finds sensible ticks for any range, breaks lines at NaN, and is a
 * program: what links netc's library carries no graphics stack. See report_charts.h. */
#define _POSIX_C_SOURCE 200809L
#include "base/number.h"
#include "report/report_charts.h"
#include "base/fileio.h"
#include "base/text_stream.h"
#include "report/gnuplot.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const ChartColor chart_color[CHART_COLORS] = {
    {0x0072B2, 0x56B4E9}, {0xC44E00, 0xFF9B57}, {0x008060, 0x2FCFA5}, {0xB0508A, 0xF0A3CF},
    {0x7A6A00, 0xE6D54A}, {0x5A4FCF, 0xB3ACFF}, {0x7F3B08, 0xD9A27C}, {0x555555, 0xBBBBBB},
};

enum {
    WIDE = 1080,
    NARROW = 500, /* so small that the text can be read where a telephone shrinks the chart to its
                     width */
    MARKED = 60,  /* epochs up to which each is marked by a point */
    DRAWN_CLASSES = 200,
    NAME_MAX_CHARS = 24,
    LEGEND_MAX_CHARS = 44 /* a legend that does not fit is left out by gnuplot */
};

/* ---- curves ---- */

typedef struct Curve {
    const char *name;
    size_t offset;
} Curve; /* a double of LogEpoch */
#define CURVE(name, field)              \
    {                                   \
        name, offsetof(LogEpoch, field) \
    }

static double value_at(const LogEpoch *e, const Curve *c)
{
    return *(const double *)((const char *)e + c->offset);
}

static bool has_curve(const Report *r, const Curve *c)
{
    for (int i = 0; i < r->n_logs; i++)
        for (int k = 0; k < r->log[i].n; k++)
            if (isfinite(value_at(&r->log[i].epoch[k], c)))
                return true;
    return false;
}

static bool log_has_curve(const TrainLog *l, const Curve *c)
{
    for (int k = 0; k < l->n; k++)
        if (isfinite(value_at(&l->epoch[k], c)))
            return true;
    return false;
}

/* Between 4 and 10 ticks on whole epochs. */
static int epoch_step(int span)
{
    int step = 1;
    static const int grow[] = {2, 5, 10};
    for (int scale = 1; span / step > 10; scale *= 10)
        for (int i = 0; i < 3 && span / step > 10; i++)
            step = scale * grow[i];
    return step;
}

static void epoch_axis(const Report *r, FILE *f)
{
    int first = r->log[0].epoch[0].epoch, last = first;
    for (int i = 0; i < r->n_logs; i++) {
        const TrainLog *l = &r->log[i];
        if (l->epoch[0].epoch < first)
            first = l->epoch[0].epoch;
        if (l->epoch[l->n - 1].epoch > last)
            last = l->epoch[l->n - 1].epoch;
    }
    double margin = first == last ? 1 : 0.02 * (last - first);
    text_fprintf(f, "set xlabel 'epoch'\nset xrange [%.9g:%.9g]\nset xtics %d\n", first - margin,
                 last + margin, epoch_step(last - first));
    fputs("set grid lc rgb '#999999' lw 0.5 dt 3\nset key below height 0.7\nset border 3\nset "
          "xtics nomirror\nset ytics nomirror\n",
          f);
    if (r->n_logs > 1)
        fputs("set key maxcols 1 Left reverse\n", f);
}

/* With no number before and after it: a line would not show it. */
static bool alone(const TrainLog *l, const Curve *c, int k)
{
    return isfinite(value_at(&l->epoch[k], c)) &&
           (k == 0 || !isfinite(value_at(&l->epoch[k - 1], c))) &&
           (k + 1 == l->n || !isfinite(value_at(&l->epoch[k + 1], c)));
}

/* Epoch, value, and whether to mark it by a point (1, else NaN). */
static void curve_data(const TrainLog *l, const Curve *c, double factor, int number, FILE *f)
{
    fprintf(f, "$S%d << EOD\n", number);
    for (int k = 0; k < l->n; k++) {
        double v = value_at(&l->epoch[k], c);
        if (isfinite(v))
            text_fprintf(f, "%d %.9g %s\n", l->epoch[k].epoch, v * factor,
                         l->n <= MARKED || alone(l, c, k) ? "1" : "NaN");
        else
            fprintf(f, "%d NaN NaN\n", l->epoch[k].epoch);
    }
    fputs("EOD\n", f);
}

/* What tells a run's curves apart; nothing for its only one. */
static const char *curve_word(const Curve *c)
{
    return c->offset == offsetof(LogEpoch, rate) ? "" : c->name;
}

/* One run: a colour for each curve. Several: a colour for each run. The first of two curves
 * (training) is dashed. */
static void plot_curve(const Report *r, int log, int curve, bool dashed, const Curve *c, int number,
                       FILE *f)
{
    static const int mark[] = {7, 5, 9, 13, 11};
    const TrainLog *l = &r->log[log];
    bool several = r->n_logs > 1, marked = l->n <= MARKED;
    unsigned color = chart_color[(several ? log : curve) % CHART_COLORS].light;
    int point = mark[(several ? log / CHART_COLORS + log : curve) % 5];
    char title[600];
    for (int k = 0; k < l->n && !marked; k++)
        if (alone(l, c, k)) {
            fprintf(f, " $S%d using 1:($2*$3) with points lc rgb '#%06X' pt %d ps 0.5 notitle,",
                    number, color, point);
            break;
        }
    if (several)
        snprintf(title, sizeof title, "%s%s%s", curve_word(c), *curve_word(c) ? ", " : "",
                 l->label);
    else
        snprintf(title, sizeof title, "%s", c->name);
    fprintf(f, " $S%d using 1:2 with lines%s lc rgb '#%06X' lw %s dt %d ", number,
            marked ? "points" : "", color, marked ? "2" : "1.5", dashed ? 2 : 1);
    if (marked)
        fprintf(f, "pt %d ps 0.6 ", point);
    fputs("title ", f);
    gnuplot_text(f, title, LEGEND_MAX_CHARS);
}

static void plot_curves(const Report *r, const Curve *c, int n, double factor, FILE *f)
{
    int number = 0;
    for (int i = 0; i < r->n_logs; i++)
        for (int k = 0; k < n; k++)
            if (log_has_curve(&r->log[i], &c[k]))
                curve_data(&r->log[i], &c[k], factor, number++, f);
    number = 0;
    fputs("plot", f);
    for (int i = 0; i < r->n_logs; i++)
        for (int k = 0; k < n; k++) {
            if (!log_has_curve(&r->log[i], &c[k]))
                continue;
            if (number)
                fputc(',', f);
            plot_curve(r, i, k, n > 1 && k == 0, &c[k], number++, f);
        }
    fputc('\n', f);
}

static int width(View v) { return v.narrow ? NARROW : WIDE; }

static void curve_size(View v, int *w, int *h)
{
    *w = width(v);
    *h = 350 + (v.r->n_logs > 1 ? 36 * v.r->n_logs : 0); /* a line of the legend for each curve */
}

static void rate_size(View v, int *w, int *h)
{
    curve_size(v, w, h);
    *h -= 100;
}

/* "A: training from 2.3 in epoch 1 to 0.4 in epoch 9." */
static void describe_curves(const Report *r, const Curve *c, int n, FILE *f)
{
    fputs("Lines over the epochs.", f);
    for (int i = 0; i < r->n_logs; i++)
        for (int k = 0; k < n; k++) {
            const TrainLog *l = &r->log[i];
            int first = 0, last = l->n - 1;
            if (!log_has_curve(l, &c[k]))
                continue;
            while (!isfinite(value_at(&l->epoch[first], &c[k])))
                first++;
            while (!isfinite(value_at(&l->epoch[last], &c[k])))
                last--;
            text_fprintf(f, " %s%s%s: from %.4g in epoch %d to %.4g in epoch %d.",
                         r->n_logs > 1 ? l->label : "", r->n_logs > 1 ? ", " : "", c[k].name,
                         value_at(&l->epoch[first], &c[k]), l->epoch[first].epoch,
                         value_at(&l->epoch[last], &c[k]), l->epoch[last].epoch);
        }
}

static const Curve losses[] = {CURVE("training", loss), CURVE("validation", val_loss)};
static const Curve accuracies[] = {CURVE("training", accuracy), CURVE("validation", val_accuracy)};
static const Curve rates[] = {CURVE("learning rate", rate)};

static const Curve errors[] = {CURVE("validation", val_mae)};

static bool has_loss(View v) { return has_curve(v.r, &losses[0]) || has_curve(v.r, &losses[1]); }
static bool has_accuracy(View v)
{
    return has_curve(v.r, &accuracies[0]) || has_curve(v.r, &accuracies[1]);
}
static bool has_error(View v) { return has_curve(v.r, errors); }
static bool has_rate(View v) { return has_curve(v.r, rates); }
static void describe_loss(View v, FILE *f) { describe_curves(v.r, losses, 2, f); }
static void describe_accuracy(View v, FILE *f) { describe_curves(v.r, accuracies, 2, f); }
static void describe_error(View v, FILE *f) { describe_curves(v.r, errors, 1, f); }
static void describe_rate(View v, FILE *f) { describe_curves(v.r, rates, 1, f); }

static void draw_loss(View v, FILE *f)
{
    epoch_axis(v.r, f);
    fputs("set ylabel 'loss (mean)'\n", f);
    plot_curves(v.r, losses, 2, 1, f);
}

static void draw_accuracy(View v, FILE *f)
{
    epoch_axis(v.r, f);
    fputs("set ylabel 'accuracy (%)'\nset yrange [0<*:*<100]\n", f);
    plot_curves(v.r, accuracies, 2, 100, f);
}

static void draw_error(View v, FILE *f)
{
    epoch_axis(v.r, f);
    fputs("set ylabel 'mean absolute error'\nset yrange [0:*]\n", f);
    plot_curves(v.r, errors, 1, 1, f);
}

/* Logarithmic for a rate that falls by steps; a cosine that ends at almost 0 would hide the rest.
 */
static void draw_rate(View view, FILE *f)
{
    const Report *r = view.r;
    double least = (double)INFINITY, most = 0;
    for (int i = 0; i < r->n_logs; i++)
        for (int k = 0; k < r->log[i].n; k++) {
            double v = r->log[i].epoch[k].rate;
            if (v < least)
                least = v;
            if (v > most)
                most = v;
        }
    epoch_axis(r, f);
    if (least > 1e-4 * most && most >= 50 * least)
        fputs("set logscale y\n", f);
    else
        fputs("set yrange [0:*]\n", f);
    fputs("set ylabel 'learning rate'\nset format y '%g'\n", f);
    plot_curves(r, rates, 1, 1, f);
}

/* ---- bars ---- */

/* A drawing of more has no use for eyes; the tables have them all. */
static bool drawable(View v)
{
    return v.r->task != TASK_NUMBERS && v.r->task != TASK_OUTPUTS && v.r->task != TASK_EMBEDDINGS &&
           report_names(v.r) <= DRAWN_CLASSES;
}

static void class_tics(const Report *r, char axis, int most, FILE *f)
{
    fprintf(f, "set %ctics (", axis);
    for (int k = 0; k < report_names(r); k++) {
        fputs(k ? "," : "", f);
        gnuplot_tic(f, r->classes[k], most);
        fprintf(f, " %d", k);
    }
    fputs(")\n", f);
}

/* What the bars of a class are: the last one is the figure that counts most. */
enum { BARS_MOST = 3, LABELLED = 20 /* classes up to which every bar has its value */ };
typedef struct Bars {
    int n;
    const char *name[BARS_MOST];
} Bars;

static Bars bars_of(const Report *r)
{
    return r->task == TASK_PIXELS ? (Bars){2, {"Dice", "IoU"}}
                                  : (Bars){3, {"precision", "recall", "F1"}};
}

static void bar_values(const Report *r, int k, double v[BARS_MOST])
{
    ClassMetrics c = {0};
    if (r->task == TASK_LABELS)
        c = (ClassMetrics){r->label[k].precision, r->label[k].recall, r->label[k].f1, 0};
    else
        c = metrics_class(r->metrics, k);
    v[0] = r->task == TASK_PIXELS ? c.f1 : c.precision;
    v[1] = r->task == TASK_PIXELS ? metrics_iou(r->metrics, k) : c.recall;
    v[2] = c.f1;
}

static void classes_size(View v, int *w, int *h)
{
    int n = report_names(v.r), bars = bars_of(v.r).n;
    *w = width(v);
    *h = 140 + n * (n <= LABELLED ? 16 * bars + 4 : 8 * bars);
}

static void draw_classes(View v, FILE *f)
{
    const Report *r = v.r;
    int n = report_names(r);
    Bars bars = bars_of(r);
    double step = 0.84 / bars.n;
    text_fprintf(f,
                 "set xrange [0:1.06]\nset yrange [%g:-0.5]\nset xtics 0,%g,1 nomirror\nset grid "
                 "x lc rgb '#999999' lw 0.5 dt 3\nset border 3\nset key below height 0.7\n"
                 "set xlabel 'share (0 to 1)'\nset style fill solid noborder\n",
                 n - 0.5, v.narrow ? 0.2 : 0.1);
    class_tics(r, 'y', NAME_MAX_CHARS, f);
    fputs("set ytics nomirror scale 0\n$C << EOD\n", f);
    for (int k = 0; k < n; k++) {
        double value[BARS_MOST];
        bar_values(r, k, value);
        fprintf(f, "%d", k);
        for (int b = 0; b < bars.n; b++)
            text_fprintf(f, " %.9g", value[b]);
        fputc('\n', f);
    }
    fputs("EOD\nplot", f);
    for (int b = 0; b < bars.n; b++)
        text_fprintf(f,
                     "%s $C using %d:1:(0):%d:($1%+.3f):($1%+.3f) with boxxyerror lc rgb '#%06X' "
                     "title '%s'",
                     b ? "," : "", b + 2, b + 2, -0.42 + step * b, -0.42 + step * (b + 0.92),
                     chart_color[b].light, bars.name[b]);
    for (int b = n <= LABELLED ? 0 : bars.n - 1; b < bars.n; b++)
        text_fprintf(f,
                     ", $C using %d:($1%+.3f):(sprintf('%%.2f',$%d)) with labels left offset "
                     "0.3,0 font ',%d' notitle",
                     b + 2, -0.42 + step * (b + 0.46), b + 2, n <= LABELLED ? 11 : 9);
    fputc('\n', f);
}

static void describe_classes(View v, FILE *f)
{
    Bars bars = bars_of(v.r);
    int last = bars.n - 1;
    fprintf(f, "Bars for each class: %s%s and %s. The table has the numbers. %s:",
            bars.n == 3 ? "precision, " : "", bars.name[last - 1], bars.name[last],
            bars.name[last]);
    for (int k = 0; k < report_names(v.r); k++) {
        double value[BARS_MOST];
        bar_values(v.r, k, value);
        text_fprintf(f, "%s %s %.2f", k ? "," : "", v.r->classes[k], value[last]);
    }
}

/* ---- confusion matrix ---- */

static int cell_side(const Report *r)
{
    return r->metrics->classes <= 12 ? 44 : r->metrics->classes <= 40 ? 24 : 10;
}

static bool has_confusion(View v) { return v.r->metrics && drawable(v); }

static void confusion_size(View v, int *w, int *h)
{
    int side = v.r->metrics->classes * cell_side(v.r);
    *w = (side < 240 ? 240 : side) + 180;
    *h = (side < 240 ? 240 : side) + 170;
}

/* White for nothing, then the colour of right or wrong, by the square root of the share of the row:
 * a few in a hundred can be seen. */
static unsigned cell_color(double share, bool right)
{
    unsigned full = chart_color[right ? 0 : 1].light, color = 0;
    for (int shift = 16; shift >= 0; shift -= 8)
        color |= (unsigned)lround(255 + sqrt(share) * ((double)(full >> shift & 255) - 255))
                 << shift;
    return color;
}

static void confusion_data(const Report *r, FILE *f)
{
    const Metrics *m = r->metrics;
    fputs("$B << EOD\n", f);
    for (int t = 0; t < m->classes; t++) {
        int64_t row = metrics_class(m, t).support;
        for (int g = 0; g < m->classes; g++) {
            double share = row ? (double)metrics_count(m, t, g) / (double)row : 0;
            fprintf(f, "%d %d %u\n", g, t, cell_color(share, t == g));
        }
    }
    fputs("EOD\n", f);
}

static void confusion_counts(const Report *r, FILE *f)
{
    const Metrics *m = r->metrics;
    for (int dark = 0; dark < 2; dark++) {
        fprintf(f, "$%c << EOD\n-9 -9 x\n",
                dark ? 'D' : 'L'); /* outside: an empty set is an error */
        for (int t = 0; t < m->classes; t++)
            for (int g = 0; g < m->classes; g++) {
                int64_t row = metrics_class(m, t).support, count = metrics_count(m, t, g);
                if ((row && (double)count > 0.5 * (double)row) == (dark == 1))
                    fprintf(f, "%d %d %lld\n", g, t, (long long)count);
            }
        fputs("EOD\n", f);
    }
}

static void draw_confusion(View v, FILE *f)
{
    const Report *r = v.r;
    int n = r->metrics->classes, names = cell_side(r) > 10 ? NAME_MAX_CHARS : 12;
    const char *small = cell_side(r) > 10 ? "" : " font ',8'";
    text_fprintf(f,
                 "set xrange [-0.5:%g]\nset yrange [%g:-0.5]\nset xlabel 'guessed class'\nset "
                 "ylabel 'true class'\nset style fill solid noborder\nunset key\n"
                 "set border 15 lc rgb '#999999'\n",
                 n - 0.5, n - 0.5);
    class_tics(r, 'x', names, f);
    class_tics(r, 'y', names, f);
    fprintf(f,
            "set xtics rotate by 90 right nomirror scale 0 tc rgb 'black'%s\nset ytics nomirror "
            "scale 0 tc rgb 'black'%s\n",
            small, small);
    confusion_data(r, f);
    if (n <= 12)
        confusion_counts(r, f);
    fputs("plot $B using 1:2:($1-0.5):($1+0.5):($2-0.5):($2+0.5):3 with boxxyerror lc rgb variable",
          f);
    if (n <= 12)
        fputs(", $L using 1:2:3 with labels tc rgb '#000000' font ',11', $D using 1:2:3 with "
              "labels tc rgb '#FFFFFF' font ',11'",
              f);
    fputc('\n', f);
}

static void describe_confusion(View v, FILE *f)
{
    const Report *r = v.r;
    fprintf(f,
            "The confusion matrix as %d by %d squares: a row is a true class, a column a guessed "
            "one, stronger colour a larger share of the row.",
            r->metrics->classes, r->metrics->classes);
}

/* ---- pictures ---- */

enum { SHEET_COLUMNS = 6, SIDE = 96, GAP_X = 24, GAP_Y = 60, HEAD = 30 };

static bool has_pictures(View v) { return v.r->task == TASK_CLASSES && report_shows_pictures(v.r); }
static int sheet_rows(int n) { return (n + SHEET_COLUMNS - 1) / SHEET_COLUMNS; }
static int block_height(int n) { return n ? HEAD + sheet_rows(n) * (SIDE + GAP_Y) : 0; }

static void pictures_size(View v, int *w, int *h)
{
    const Report *r = v.r;
    *w = GAP_X + SHEET_COLUMNS * (SIDE + GAP_X);
    *h = block_height(r->n_right) + block_height(r->n_wrong);
}

/* The picture in a square of SIDE pixels, by the nearest pixel; its longer side fills it. */
static void paste(const Report *r, const ReportPicture *p, uint8_t *sheet, int w, int left, int top)
{
    int longer = r->picture_w > r->picture_h ? r->picture_w : r->picture_h;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            int sx = x * longer / SIDE, sy = y * longer / SIDE;
            if (sx < r->picture_w && sy < r->picture_h)
                memcpy(sheet + ((size_t)(top + y) * (size_t)w + (size_t)(left + x)) * 3,
                       p->rgb + ((size_t)sy * (size_t)r->picture_w + (size_t)sx) * 3, 3);
        }
}

static void sheet_text(const char *text, int x, int y, int size, FILE *f)
{
    fputs("set label ", f);
    gnuplot_text(f, text, 40);
    fprintf(f, " at %d,%d font ',%d' front\n", x, y, size);
}

static void sheet_block(const Report *r, const ReportPicture *list, int n, const char *head,
                        int top, uint8_t *sheet, int w, FILE *f)
{
    if (n == 0)
        return;
    sheet_text(head, GAP_X, top + HEAD / 2, 14, f);
    for (int i = 0; i < n; i++) {
        int left = GAP_X + i % SHEET_COLUMNS * (SIDE + GAP_X),
            y = top + HEAD + i / SHEET_COLUMNS * (SIDE + GAP_Y), best[2];
        int ranked = class_ranking(list[i].y, r->outputs, 2, best);
        paste(r, &list[i], sheet, w, left, y);
        for (int k = 0; k < ranked; k++) {
            char line[80];
            text_snprintf(line, sizeof line, "%.3f %s",
                          class_output(list[i].y, r->outputs, best[k]), r->classes[best[k]]);
            sheet_text(line, left, y + SIDE + 10 + 14 * k, 10, f);
        }
        char truth[80];
        snprintf(truth, sizeof truth, "is %s", r->classes[list[i].truth]);
        sheet_text(truth, left, y + SIDE + 38, 10, f);
    }
}

static void draw_pictures(View v, FILE *f)
{
    const Report *r = v.r;
    int w, h;
    pictures_size(v, &w, &h);
    uint8_t *sheet = malloc((size_t)w * (size_t)h * 3);
    if (!sheet)
        return; /* gnuplot then draws nothing, which is an error */
    memset(sheet, 255, (size_t)w * (size_t)h * 3);
    fprintf(f,
            "set margins 0,0,0,0\nunset border\nunset tics\nunset key\nset xrange [0:%d]\nset "
            "yrange [%d:0]\n",
            w, h);
    sheet_block(r, r->right, r->n_right, "right", 0, sheet, w, f);
    sheet_block(r, r->wrong, r->n_wrong, "wrong", block_height(r->n_right), sheet, w, f);
    fprintf(f, "plot '-' binary array=(%d,%d) format='%%uchar' using 1:2:3 with rgbimage\n", w, h);
    fwrite(sheet, 3, (size_t)w * (size_t)h, f);
    free(sheet);
}

static void describe_pictures(View v, FILE *f)
{
    const Report *r = v.r;
    fprintf(f, "%d pictures that the net guessed right and %d that it guessed wrong.", r->n_right,
            r->n_wrong);
}

/* ---- all of them ---- */

static const Chart loss_chart = {.name = "loss",
                                 .title = "Loss",
                                 .has = has_loss,
                                 .size = curve_size,
                                 .script = draw_loss,
                                 .describe = describe_loss};
static const Chart accuracy_chart = {.name = "accuracy",
                                     .title = "Accuracy",
                                     .has = has_accuracy,
                                     .size = curve_size,
                                     .script = draw_accuracy,
                                     .describe = describe_accuracy};
static const Chart error_chart = {.name = "error",
                                  .title = "Mean absolute error",
                                  .has = has_error,
                                  .size = curve_size,
                                  .script = draw_error,
                                  .describe = describe_error};
static const Chart rate_chart = {.name = "rate",
                                 .title = "Learning rate",
                                 .has = has_rate,
                                 .size = rate_size,
                                 .script = draw_rate,
                                 .describe = describe_rate};
static const Chart classes_chart = {.name = "classes",
                                    .title = "How well each class is told",
                                    .has = drawable,
                                    .size = classes_size,
                                    .script = draw_classes,
                                    .describe = describe_classes};
static const Chart confusion_chart = {.name = "confusion",
                                      .title = "Confusion matrix",
                                      .has = has_confusion,
                                      .size = confusion_size,
                                      .script = draw_confusion,
                                      .describe = describe_confusion};
static const Chart pictures_chart = {.name = "pictures",
                                     .title = "Right and wrong guesses",
                                     .has = has_pictures,
                                     .size = pictures_size,
                                     .script = draw_pictures,
                                     .describe = describe_pictures};
const Chart *const report_charts[] = {&loss_chart,   &accuracy_chart, &error_chart,
                                      &rate_chart,   &classes_chart,  &confusion_chart,
                                      &output_chart, &pictures_chart, NULL};

int chart_count(const Report *r, const Chart *c)
{
    return c->each && r->outputs <= OUTPUTS_DRAWN ? r->outputs : 1;
}

int chart_output(const Report *r, int i) { return r->outputs <= OUTPUTS_DRAWN ? i : ALL_OUTPUTS; }

static void terminal(const Chart *c, ChartForm form, bool paper, int w, int h, FILE *f)
{
    static const char ground[] = " background '#FFFFFF'";
    fputs("set encoding utf8\n", f);
    if (form == CHART_PNG)
        fprintf(f,
                "set terminal pngcairo noenhanced size %d,%d fontscale 2 linewidth 2 pointscale 2 "
                "font 'sans,10'%s\n",
                2 * w, 2 * h, ground);
    else
        fprintf(f, "set terminal svg noenhanced size %d,%d font 'sans-serif,14' name '%s'%s\n", w,
                h, c->name, paper ? ground : "");
}

bool chart_draw(View v, const Chart *c, ChartForm form, bool paper, char **out, size_t *size,
                Err *err)
{
    TextStream text;
    size_t n;
    int w, h;
    FILE *f = text_stream_open(&text);
    if (!f)
        return err_set(err, "out of memory (a chart)");
    c->size(v, &w, &h);
    terminal(c, form, paper, w, h, f);
    c->script(v, f);
    char *script = text_stream_close(&text, &n);
    bool ok = script || err_set(err, "out of memory (a chart)");
    ok = ok && gnuplot_run(script, n, out, size, err);
    free(script);
    return ok;
}

/* The drawing with CHART_MARK as a comment behind its first line, which declares XML. */
static bool write_marked(const char *path, const char *svg, size_t size, Err *err)
{
    static const char mark[] = "<!-- " CHART_MARK " -->\n";
    FileWriter *w = file_writer_open(path, err);
    const char *line = memchr(svg, '\n', size);
    size_t first = line ? (size_t)(line - svg) + 1 : 0;
    if (!w)
        return false;
    file_writer_put(w, svg, first);
    file_writer_put(w, mark, sizeof mark - 1);
    file_writer_put(w, svg + first, size - first);
    return file_writer_commit(w, err);
}

static bool plot(View v, const Chart *c, const char *folder, const char *name, Err *err)
{
    static const char *const ending[CHART_FORMS] = {"svg", "png"}; /* ORDER ChartForm */
    for (int form = 0; form < CHART_FORMS; form++) {
        char path[4200], *data;
        size_t size;
        if (snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending[form]) >= (int)sizeof path)
            return err_set(err, "%s: the name is too long", folder);
        if (!chart_draw(v, c, (ChartForm)form, true, &data, &size, err))
            return false;
        bool ok = form == CHART_SVG ? write_marked(path, data, size, err)
                                    : file_write(path, data, size, err);
        free(data);
        if (!ok)
            return false;
    }
    return true;
}

bool report_plots(const Report *r, const char *folder, Err *err)
{
    if (!folder_make(folder, err))
        return false;
    for (int i = 0; report_charts[i]; i++) {
        const Chart *c = report_charts[i];
        for (int k = 0; k < chart_count(r, c); k++) {
            View v = {.r = r, .output = chart_output(r, k)};
            char name[40];
            snprintf(name, sizeof name, c->each ? "%s-%d" : "%s", c->name, k);
            if (c->has(v) && !plot(v, c, folder, name, err))
                return false;
        }
    }
    return true;
}
