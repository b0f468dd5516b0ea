/* Err: why a library call failed, as one sentence for the user. Library code fills it and
 * returns false; commands print it. */
#ifndef NETC_BASE_ERR_H
#define NETC_BASE_ERR_H
#include <stdbool.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct Err {
    char text[1024];
} Err;

/* Sets the text and returns false, so that `return err_set(err, "...")` reads well. err may be
 * NULL. Names from files and paths may stand in it as they are: what a terminal must not get is
 * written as an escape (base/foreign.h). A text that is too long loses its middle, the part of a
 * long path, and keeps the reason at its end. */
bool err_set(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What an errno means, as strerror says it, in English whatever the host's locale is. Good until
 * the thread's next call. */
const char *err_reason(int error);
/* The same of dlerror; never NULL. */
const char *err_dl_reason(void);
#endif
