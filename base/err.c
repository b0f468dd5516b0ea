/* Setting an Err's text. See err.h. */
#include "base/err.h"
#include "base/foreign.h"
#include "base/number.h"

bool err_set(Err *err, const char *fmt, ...)
{
    if (err) {
        char raw[2 * sizeof err->text];         /* an Err may be made of its own text */
        va_list ap;
        va_start(ap, fmt);
        text_vsnprintf(raw, sizeof raw, fmt, ap);
        va_end(ap);
        foreign_shown_to(err->text, sizeof err->text, raw);
    }
    return false;
}
