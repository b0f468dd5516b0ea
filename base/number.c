/* Numbers as text under the C locale. See number.h. newlocale for "C" hands out the C library's own
 * constant object, so that a call costs no memory and cannot fail there; where it does fail, the
 * thread keeps its locale. */
#include "base/number.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

CLocale c_locale_enter(void)
{
    CLocale l = {newlocale(LC_ALL_MASK, "C", (locale_t)0), (locale_t)0};
    if (l.c)
        l.before = uselocale(l.c);
    return l;
}

void c_locale_leave(CLocale l)
{
    if (!l.c)
        return;
    uselocale(l.before);
    freelocale(l.c);
}

double number_parse(const char *text, char **end)
{
    CLocale l = c_locale_enter();
    double v = strtod(text, end);
    c_locale_leave(l);
    return v;
}

int text_vsnprintf(char *s, size_t size, const char *fmt, va_list ap)
{
    CLocale l = c_locale_enter();
    int n = vsnprintf(s, size, fmt, ap);
    c_locale_leave(l);
    return n;
}

BytesText text_of_bytes(int64_t n)
{
    static const char *const unit[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    BytesText to;
    double x = (double)n;
    int u = 0;
    for (; fabs(x) >= 1024 && u < 4; u++)
        x /= 1024;
    text_snprintf(to.text, sizeof to.text, "%.*f %s",
                  !u || x >= 100 ? 0
                  : x < 10       ? 2
                                 : 1,
                  x, unit[u]);
    return to;
}

int text_snprintf(char *s, size_t size, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = text_vsnprintf(s, size, fmt, ap);
    va_end(ap);
    return n;
}

int text_vfprintf(FILE *f, const char *fmt, va_list ap)
{
    CLocale l = c_locale_enter();
    int n = vfprintf(f, fmt, ap);
    c_locale_leave(l);
    return n;
}

int text_fprintf(FILE *f, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = text_vfprintf(f, fmt, ap);
    va_end(ap);
    return n;
}

int64_t find_nonfinite(const float *data, int64_t n)
{
    enum { BLOCK = 256 }; /* looked at as one, which compilers do several numbers at a time */
    for (int64_t at = 0; at < n; at += BLOCK) {
        int64_t end = n - at < BLOCK ? n : at + BLOCK;
        int bad = 0;
        for (int64_t i = at; i < end; i++)
            bad |= !(fabsf(data[i]) <= FLT_MAX);
        for (int64_t i = at; bad && i < end; i++)
            if (!isfinite(data[i]))
                return i;
    }
    return -1;
}
