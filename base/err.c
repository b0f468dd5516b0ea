/* Setting an Err's text. See err.h. */
#include "base/err.h"
#include "base/foreign.h"
#include "base/number.h"
#include <dlfcn.h>
#include <string.h>

enum { LONGEST = 10240 }; /* two paths, and what is said of them */

/* A text that is too long loses its middle: the reason stands at the end, behind the path. */
static void shorten(char *to, size_t size, const char *text, size_t n)
{
    size_t head = size / 2, tail = n - (size - head - sizeof "...");
    while (head > 0 && ((unsigned char)text[head] & 0xC0) == 0x80) /* characters stay whole */
        head--;
    while (tail < n && ((unsigned char)text[tail] & 0xC0) == 0x80)
        tail++;
    memcpy(to, text, head);
    snprintf(to + head, size - head, "...%s", text + tail);
}

bool err_set(Err *err, const char *fmt, ...)
{
    if (err) {
        char raw[LONGEST], shown[LONGEST]; /* an Err may be made of its own text */
        va_list ap;
        va_start(ap, fmt);
        text_vsnprintf(raw, sizeof raw, fmt, ap);
        va_end(ap);
        foreign_shown_to(shown, sizeof shown, raw);
        size_t n = strlen(shown);
        if (n < sizeof err->text)
            memcpy(err->text, shown, n + 1);
        else
            shorten(err->text, sizeof err->text, shown, n);
    }
    return false;
}

const char *err_reason(int error)
{
    CLocale l = c_locale_enter();
    const char *text = l.c ? strerror_l(error, l.c) : strerror(error);
    c_locale_leave(l);
    return text;
}

const char *err_dl_reason(void)
{
    CLocale l = c_locale_enter();
    const char *text = dlerror();
    c_locale_leave(l);
    return text ? text : "no reason given";
}
