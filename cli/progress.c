/* Progress lines. See progress.h. */
#define _POSIX_C_SOURCE 200809L
#include "base/number.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const double redraw_seconds = 0.1, plain_seconds = 30;

void progress_init(Progress *p)
{
    *p = (Progress){.terminal = isatty(STDOUT_FILENO) != 0, .word = "images"};
}

static void duration_text(char *s, size_t size, double seconds)
{
    long t = (long)(seconds + 0.5);
    if (t >= 3600)
        snprintf(s, size, "%ld:%02ld:%02ld", t / 3600, t / 60 % 60, t % 60);
    else
        snprintf(s, size, "%ld:%02ld", t / 60, t % 60);
}

void progress_clear(Progress *p)
{
    if (p->width)
        printf("\r%*s\r", p->width, "");
    p->width = 0;
}

/* Bytes of a line that does not wrap, with its end: a wrapped line cannot be redrawn in place. */
static int line_room(int most)
{
    int width = terminal_width(stdout);
    return width && width < most ? width : most;
}

/* A figure that there is, by `fmt`; "" for one that there is not. */
static void score_text(char *s, size_t size, const char *fmt, double x)
{
    *s = 0;
    if (!isnan(x))
        text_snprintf(s, size, fmt, x);
}

enum { BAR_LEAST = 8, BAR_MOST = 32 }; /* columns, with its brackets and a blank before it */

/* " [====>   ]" behind the line, in the columns that it leaves; nothing where they are too few.
 * Returns the bytes of the line. */
static int add_bar(char *line, int n, int room, double share)
{
    int columns = room - 1 - n;
    columns = columns > BAR_MOST ? BAR_MOST : columns;
    if (columns < BAR_LEAST)
        return n;
    int inside = columns - 3, done = (int)(share * inside);
    memcpy(line + n, " [", 2);
    for (int i = 0; i < inside; i++)
        line[n + 2 + i] = i < done ? '=' : i == done ? '>' : ' ';
    memcpy(line + n + 2 + inside, "]", 2);
    return n + columns;
}

void progress_step(Progress *p, const TrainStep *s)
{
    char line[240], eta[32], all[32];
    bool finished = s->done == s->images;
    if (p->epoch != s->epoch) {
        p->epoch = s->epoch;
        p->shown = 0;
    }
    if (s->seconds - p->shown < (p->terminal ? redraw_seconds : plain_seconds) &&
        !(p->terminal && finished))
        return;
    p->shown = s->seconds;
    double left = s->images_per_second > 0 ? (s->images - s->done) / s->images_per_second : 0;
    double epoch = s->images_per_second > 0
                       ? s->images / s->images_per_second + s->validation_seconds
                       : 0;
    left += s->validation_seconds;
    duration_text(eta, sizeof eta, left);
    duration_text(all, sizeof all, left + (s->epochs - s->epoch) * epoch);
    int room = p->terminal ? line_room((int)sizeof line) : (int)sizeof line;
    double share = s->images > 0 ? (double)s->done / s->images : 0;
    char score[40], brief[40];
    score_text(score, sizeof score, "  accuracy %.4f", s->accuracy);
    score_text(brief, sizeof brief, " acc %.3f", s->accuracy);
    int n = text_snprintf(line, sizeof line,
                          "epoch %d/%d  %d/%d  loss %.4f%s  %.0f %s/s  ETA %s, all epochs %s",
                          s->epoch, s->epochs, s->done, s->images, s->loss, score,
                          s->images_per_second, p->word, eta, all);
    if (n + BAR_LEAST >= room && p->terminal)
        n = text_snprintf(line, (size_t)room, "epoch %d/%d %d/%d loss %.3f%s %.0f/s ETA %s, all %s",
                          s->epoch, s->epochs, s->done, s->images, s->loss, brief,
                          s->images_per_second, eta, all);
    if (p->terminal)
        n = add_bar(line, n, room, share);
    if (n >= room)
        n = room - 1;
    if (p->terminal)
        printf("\r%-*s", p->width, line);
    else
        printf("%s\n", line);
    if (p->terminal)
        p->width = n;
    fflush(stdout);
}

/* The same in fewer columns: without the rate, whose file has it. */
static void brief_epoch(char *line, size_t size, const TrainEpoch *e, const char *time)
{
    char accuracy[40], val_accuracy[40], val_mae[40];
    score_text(accuracy, sizeof accuracy, " acc %.3f", e->accuracy);
    score_text(val_accuracy, sizeof val_accuracy, " acc %.3f", e->val_accuracy);
    score_text(val_mae, sizeof val_mae, " mae %.4g", e->val_mae);
    text_snprintf(line, size, "%d/%d loss %.4f%s  val %.4f%s%s  %.0f/s %s%s", e->epoch, e->epochs,
                  e->loss, accuracy, e->val_loss, val_accuracy, val_mae, e->images_per_second, time,
                  e->best ? " best" : "");
}

void progress_epoch(Progress *p, const TrainEpoch *e)
{
    char time[32], accuracy[40], val_accuracy[40], val_mae[40];
    score_text(accuracy, sizeof accuracy, "  accuracy %.4f", e->accuracy);
    score_text(val_accuracy, sizeof val_accuracy, "  val_accuracy %.4f", e->val_accuracy);
    score_text(val_mae, sizeof val_mae, "  val_mae %.4g", e->val_mae);
    progress_clear(p);
    duration_text(time, sizeof time, e->seconds);
    char line[400];
    int n = text_snprintf(
        line, sizeof line, "epoch %d/%d  loss %.4f%s  val_loss %.4f%s%s  rate %g  %.0f %s/s  %s%s",
        e->epoch, e->epochs, e->loss, accuracy, e->val_loss, val_accuracy, val_mae, e->rate,
        e->images_per_second, p->word, time, e->best ? "  best" : "");
    if (p->terminal && n > terminal_width(stdout))
        brief_epoch(line, sizeof line, e, time);
    terminal_line(stdout, line, 0);
    fflush(stdout);
}
