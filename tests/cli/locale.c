/* netc's command line as a host with a decimal comma would run the library: main is renamed, and
 * the locale set before it. HOST_LOCALE names it. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define main netc_main
#include "cli/main.c"
#undef main

int main(int argc, char **argv)
{
    const char *locale = getenv("HOST_LOCALE");
    if (locale && !setlocale(LC_ALL, locale)) {
        fprintf(stderr, "no locale %s\n", locale);
        return 77;
    }
    if (locale && strcmp(locale, "C") && *localeconv()->decimal_point != ',') {
        fprintf(stderr, "%s has no decimal comma\n", locale);
        return 77;
    }
    return netc_main(argc, argv);
}
