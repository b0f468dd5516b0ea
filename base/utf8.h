/* UTF-8, for text that goes into files whose readers insist on it; and how a text ends. */
#ifndef NETC_BASE_UTF8_H
#define NETC_BASE_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the character that s (ended by a NUL) begins with: 1 to 4; 0 when it is none that text
 * may hold: a control character, an overlong or cut sequence, a surrogate, U+FFFE and U+FFFF, or
 * the NUL. */
size_t utf8_printable(const char *s);
#define UTF8_UNKNOWN "\xef\xbf\xbd" /* U+FFFD */
/* The code of the character at s, which must be UTF-8 (a control character may be it), and its
 * bytes. */
uint32_t utf8_code(const char *s, size_t *bytes);
/* Does s end in `end`, with something before it? Of file names and others. */
bool text_ends(const char *s, const char *end);
#endif
