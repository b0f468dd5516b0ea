/* See terminal.h. */
#include "cli/terminal.h"
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 20, USUAL = 80, INDENT = 2 };

int terminal_width(const FILE *f)
{
    struct winsize w;
    int fd = f == stderr ? STDERR_FILENO : STDOUT_FILENO;
    if (!isatty(fd))
        return 0;
    return ioctl(fd, TIOCGWINSZ, &w) || w.ws_col < NARROWEST ? USUAL : w.ws_col;
}

/* Characters of UTF-8: bytes that do not continue one. */
static int columns_of(const char *s, size_t n)
{
    int columns = 0;
    for (size_t i = 0; i < n; i++)
        columns += ((unsigned char)s[i] & 0xc0) != 0x80;
    return columns;
}

void terminal_line(FILE *f, const char *text, int at)
{
    int width = terminal_width(f);
    while (width && *text) {
        size_t word = strspn(text, " ");
        word += strcspn(text + word, " ");
        int columns = columns_of(text, word);
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
