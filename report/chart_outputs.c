/* The chart of an output that is compared with numbers: each sample's output against its target,
 * and how often they differ by how much. See report_charts.h. */
#define _POSIX_C_SOURCE 200809L
#include "report/report_charts.h"
#include "base/number.h"
#include <math.h>

enum { POINTS = 1000, BINS = 25 };

/* The pairs of one output, or of all of them as one. */
typedef struct Pairs {
    const float *y, *t;
    int64_t n, step;
} Pairs;

static Pairs pairs_of(View v)
{
    const Report *r = v.r;
    if (v.output == ALL_OUTPUTS)
        return (Pairs){r->y, r->t, (int64_t)r->samples * r->outputs, 1};
    return (Pairs){r->y + v.output, r->t + v.output, r->samples, r->outputs};
}

/* False: one of them is no number. */
static bool pair(Pairs p, int64_t i, double *y, double *t)
{
    *y = p.y[i * p.step];
    *t = p.t[i * p.step];
    return isfinite(*y) && isfinite(*t);
}

typedef struct Extent {
    double least, most;
} Extent;

static void widen(Extent *s, double x)
{
    s->least = x < s->least ? x : s->least;
    s->most = x > s->most ? x : s->most;
}

/* With some room around; of values that are all the same, around them. */
static Extent around(Extent s)
{
    double room = s.most > s.least ? 0.03 * (s.most - s.least)
                  : s.most != 0    ? 0.1 * fabs(s.most)
                                   : 1;
    return (Extent){s.least - room, s.most + room};
}

static bool spans(Pairs p, Extent *both, Extent *difference)
{
    Extent none = {(double)INFINITY, -(double)INFINITY};
    double y, t;
    *both = *difference = none;
    for (int64_t i = 0; i < p.n; i++) {
        if (!pair(p, i, &y, &t))
            continue;
        widen(both, y);
        widen(both, t);
        widen(difference, y - t);
    }
    return both->least <= both->most;
}

static bool has_output(View v)
{
    Extent both, difference;
    return v.r->task == TASK_NUMBERS && spans(pairs_of(v), &both, &difference);
}

static void output_size(View v, int *w, int *h)
{
    *w = v.narrow ? 500 : 1080;
    *h = v.narrow ? 860 : 440;
}

/* Evenly spaced ones when there are many: they are drawn as they are. */
static void scatter(Pairs p, Extent s, FILE *f)
{
    double y, t;
    int64_t shown = p.n < POINTS ? p.n : POINTS;
    fputs("$P << EOD\n", f);
    for (int64_t k = 0; k < shown; k++)
        if (pair(p, k * p.n / shown, &y, &t))
            text_fprintf(f, "%.6g %.6g\n", t, y);
    fputs("EOD\n", f);
    text_fprintf(f,
                 "set xlabel 'target'\nset ylabel 'output'\nset xrange [%.9g:%.9g]\nset yrange "
                 "[%.9g:%.9g]\nplot x with lines lc rgb '#999999' dt 2, $P using 1:2 with points "
                 "pt 7 ps 0.4 lc rgb '#%06X'\n",
                 s.least, s.most, s.least, s.most, chart_color[0].light);
}

static void histogram(Pairs p, Extent s, FILE *f)
{
    int64_t count[BINS] = {0};
    double y, t, wide = (s.most - s.least) / BINS;
    for (int64_t i = 0; i < p.n; i++)
        if (pair(p, i, &y, &t)) {
            int at = (int)((y - t - s.least) / wide);
            count[at < 0 ? 0 : at >= BINS ? BINS - 1 : at]++;
        }
    fputs("$H << EOD\n", f);
    for (int i = 0; i < BINS; i++)
        text_fprintf(f, "%.9g %lld\n", s.least + wide * (i + 0.5), (long long)count[i]);
    fputs("EOD\n", f);
    text_fprintf(f,
                 "set xlabel 'output - target'\nset ylabel 'how often'\nset xrange "
                 "[%.9g:%.9g]\nset yrange [0:*]\nset boxwidth %.9g\nset style fill solid "
                 "noborder\nplot $H using 1:2 with boxes lc rgb '#%06X'\n",
                 s.least, s.most, 0.92 * wide, chart_color[1].light);
}

static void draw_output(View v, FILE *f)
{
    Extent both, difference;
    Pairs p = pairs_of(v);
    spans(p, &both, &difference);
    fprintf(f, "set multiplot layout %s\n", v.narrow ? "2,1" : "1,2");
    fputs("unset key\nset grid lc rgb '#999999' lw 0.5 dt 3\nset border 3\nset xtics nomirror\n"
          "set ytics nomirror\nset format '%g'\n",
          f);
    scatter(p, around(both), f);
    histogram(p, around(difference), f);
    fputs("unset multiplot\n", f);
}

static void describe_output(View v, FILE *f)
{
    Extent both, difference;
    spans(pairs_of(v), &both, &difference);
    text_fprintf(f,
                 "Left, a point for each sample: its target and the output; both lie between %.4g "
                 "and %.4g. Right, how often output and target differ by how much: from %.4g to "
                 "%.4g.",
                 both.least, both.most, difference.least, difference.most);
}

const Chart output_chart = {.name = "output",
                            .title = "Output and target",
                            .has = has_output,
                            .size = output_size,
                            .script = draw_output,
                            .describe = describe_output,
                            .each = true};
