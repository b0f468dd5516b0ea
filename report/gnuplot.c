/* The child process: script, drawing and messages pass through temporary files without names, so
 * that neither side waits for the other. See gnuplot.h. */
#define _POSIX_C_SOURCE 200809L
#include "report/gnuplot.h"
#include "base/child.h"
#include "base/foreign.h"
#include "base/utf8.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Files {
    FILE *in, *out, *said;
} Files;

static bool spawn(const Files *f, int *status, Err *err)
{
    static const char *const argv[] = {"gnuplot", "--default-settings", "-", NULL};
    posix_spawn_file_actions_t act;
    if (posix_spawn_file_actions_init(&act))
        return err_set(err, "out of memory");
    int why = posix_spawn_file_actions_adddup2(&act, fileno(f->in), 0);
    if (!why)
        why = posix_spawn_file_actions_adddup2(&act, fileno(f->out), 1);
    if (!why)
        why = posix_spawn_file_actions_adddup2(&act, fileno(f->said), 2);
    if (!why)
        why = child_run(argv, &act, status);
    posix_spawn_file_actions_destroy(&act);
    if (why == ENOENT)
        return err_set(
            err,
            "charts are drawn by gnuplot, which is not installed (Debian package gnuplot-nox)");
    return !why || err_set(err, "cannot run gnuplot: %s", err_reason(why));
}

static bool slurp(FILE *f, char **out, size_t *size, Err *err)
{
    if (fseek(f, 0, SEEK_END))
        return err_set(err, "cannot read what gnuplot drew: %s", err_reason(errno));
    long n = ftell(f);
    rewind(f);
    *out = n < 0 ? NULL : malloc((size_t)n + 1);
    if (!*out)
        return err_set(err, "out of memory (a drawing)");
    *size = fread(*out, 1, (size_t)n, f);
    (*out)[*size] = 0;
    if (*size == (size_t)n)
        return true;
    free(*out);
    return err_set(err, "cannot read what gnuplot drew: %s", err_reason(errno));
}

/* gnuplot failed, or drew nothing: its last words. Always returns false. */
static bool complain(FILE *said, int status, Err *err)
{
    char text[400] = "", *words = NULL;
    size_t n = 0;
    if (slurp(said, &words, &n, NULL)) {
        while (n && (words[n - 1] == '\n' || words[n - 1] == ' '))
            words[--n] = 0;
        snprintf(text, sizeof text, "%s", n < sizeof text ? words : words + n - sizeof text + 1);
        free(words);
    }
    return err_set(err, "gnuplot failed (status %d): %s",
                   WIFEXITED(status) ? WEXITSTATUS(status) : -1, text);
}

bool gnuplot_run(const void *script, size_t size, char **out, size_t *out_size, Err *err)
{
    Files f = {tmpfile(), tmpfile(), tmpfile()};
    int status = 0;
    bool ok = (f.in && f.out && f.said) ||
              err_set(err, "cannot make a temporary file: %s", err_reason(errno));
    ok = ok && ((fwrite(script, 1, size, f.in) == size && !fflush(f.in)) ||
                err_set(err, "cannot write a temporary file: %s", err_reason(errno)));
    if (ok)
        rewind(f.in);
    ok = ok && spawn(&f, &status, err);
    if (ok && status)
        ok = complain(f.said, status, err);
    ok = ok && slurp(f.out, out, out_size, err);
    if (ok && *out_size == 0) {
        free(*out);
        ok = complain(f.said, status, err);
    }
    if (f.in)
        fclose(f.in);
    if (f.out)
        fclose(f.out);
    if (f.said)
        fclose(f.said);
    return ok;
}

/* twice: a character that must be doubled to stand for itself. gnuplot's SVG puts texts into CDATA
 * sections, which ]]> would end: a blank goes before its last character. */
static void put_text(FILE *f, const char *s, int most, const char *twice)
{
    int brackets = 0;
    putc('\'', f);
    for (int i = 0; *s; i++) {
        if (i == most) {
            fputs("\xe2\x80\xa6", f);
            break;
        }
        size_t n = foreign_plain(s);
        if (*s == '>' && brackets >= 2)
            putc(' ', f);
        brackets = *s == ']' ? brackets + 1 : 0;
        if (strchr(twice, *s))
            putc(*s, f);
        if (n)
            fwrite(s, 1, n, f);
        else
            fputs(UTF8_UNKNOWN, f);
        s += n ? n : 1;
    }
    putc('\'', f);
}

void gnuplot_text(FILE *f, const char *s, int most) { put_text(f, s, most, "'"); }

void gnuplot_tic(FILE *f, const char *s, int most) { put_text(f, s, most, "'%"); }
