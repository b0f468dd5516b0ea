/* Text of numbers, the same under every locale of the host: a library may not read 0.5 as 0, or
 * write `0,5`, because a program around it speaks German. Everything here works under the C locale,
 * which the calling thread (and no other) has meanwhile. All text with floating-point numbers is
 * made and read through these functions, or through arena_printf, err_set, diag_error and
 * file_writer_printf, which use them. */
#ifndef NETC_BASE_NUMBER_H
#define NETC_BASE_NUMBER_H
#include <locale.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

double number_parse(const char *text, char **end); /* as strtod; end may be NULL */

/* As vsnprintf, snprintf, vfprintf and fprintf. */
int text_vsnprintf(char *s, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));
int text_snprintf(char *s, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int text_vfprintf(FILE *f, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
int text_fprintf(FILE *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

typedef struct BytesText {
    char text[24];
} BytesText;
/* "740 B", "9.64 MiB": three digits and a unit of 1024. As `.text` it lives as long as the whole
 * expression. */
BytesText text_of_bytes(int64_t n);

typedef struct CLocale {
    locale_t c, before;
} CLocale;
/* For other libraries that read or write numbers: between enter and leave this thread has the C
 * locale; leave takes what enter gave. Neither can fail. */
CLocale c_locale_enter(void);
void c_locale_leave(CLocale l);

/* Index of the first NaN or infinity, -1 when every number is finite. */
int64_t find_nonfinite(const float *data, int64_t n);
#endif
