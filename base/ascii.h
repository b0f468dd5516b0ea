/* Classes of ASCII characters. Those of <ctype.h> follow the host's locale: a Turkish one has
 * another upper case of i. */
#ifndef NETC_BASE_ASCII_H
#define NETC_BASE_ASCII_H
#include <stdbool.h>

static inline bool ascii_digit(int c) { return c >= '0' && c <= '9'; }
static inline int ascii_lower(int c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }
static inline int ascii_upper(int c) { return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c; }
static inline bool ascii_letter(int c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }
static inline bool ascii_word(int c)
{
    return ascii_letter(c) || ascii_digit(c) || c == '_';
} /* of a C identifier */
static inline bool ascii_space(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Whether two texts are the same but for upper and lower case. */
static inline bool ascii_same(const char *a, const char *b)
{
    while (*a && ascii_lower((unsigned char)*a) == ascii_lower((unsigned char)*b))
        a++, b++;
    return *a == *b;
}

/* The same of the beginning of a text. */
static inline bool ascii_begins(const char *text, const char *with)
{
    while (*with && ascii_lower((unsigned char)*text) == ascii_lower((unsigned char)*with))
        text++, with++;
    return !*with;
}
#endif
