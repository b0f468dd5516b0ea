/* See terminal.h. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "cli/terminal.h"
#include "base/utf8.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum { NARROWEST = 20, USUAL = 80, WIDEST = 10000, INDENT = 2 };

/* What COLUMNS says, for terminals that do not tell (a serial line, an editor's window). */
static int told_width(void)
{
    const char *columns = getenv("COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;
    return n < NARROWEST || n > WIDEST ? USUAL : (int)n;
}

int terminal_width(const FILE *f)
{
    struct winsize w;
    int fd = f == stderr ? STDERR_FILENO : STDOUT_FILENO;
    if (!isatty(fd))
        return 0;
    return ioctl(fd, TIOCGWINSZ, &w) || w.ws_col < NARROWEST ? told_width() : w.ws_col;
}

bool terminal_colours(const FILE *f)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return terminal_width(f) && !(none && *none) && !(term && !strcmp(term, "dumb"));
}

static bool is_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] & 0x80)
            return false;
    return true;
}

/* wcwidth knows, in a locale of UTF-8, which the program's need not be. Without such a one each
 * character takes a column. */
int terminal_columns(const char *s, size_t n)
{
    if (is_ascii(s, n))
        return (int)n;
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0),
             was = utf8 ? uselocale(utf8) : (locale_t)0;
    int columns = 0;
    for (size_t i = 0, bytes; i < n; i += bytes) {
        int wide = -1;
        bytes = utf8_printable(s + i);
        if (bytes && utf8)
            wide = wcwidth((wchar_t)utf8_code(s + i, &bytes));
        bytes = bytes ? bytes : 1;
        columns += wide < 0 ? 1 : wide;
    }
    if (utf8) {
        uselocale(was);
        freelocale(utf8);
    }
    return columns;
}

void terminal_line(FILE *f, const char *text, int at)
{
    int width = terminal_width(f);
    while (width && *text) {
        size_t word = strspn(text, " ");
        word += strcspn(text + word, " ");
        int columns = terminal_columns(text, word);
        if (at + columns > width && at > INDENT) {
            fprintf(f, "\n%*s", INDENT, "");
            at = INDENT;
            size_t blanks = strspn(text, " ");
            text += blanks;
            word -= blanks;
            columns -= (int)blanks;
        }
        fwrite(text, 1, word, f);
        text += word;
        at += columns;
    }
    fputs(text, f);
    fputc('\n', f);
}
