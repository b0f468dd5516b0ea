/* How much the tests that draw nets by chance do in which form of the tests. */
#ifndef TESTS_BRIEF_H
#define TESTS_BRIEF_H
#include <stdbool.h>
#include <stdlib.h>

/* The long form of the tests: make test LONG=1. */
static inline bool thorough(void)
{
    const char *more = getenv("NETC_TEST_LONG");
    return more && *more == '1';
}

/* Whether this is the second run of a program, with sanitizers, in the short form: these look at
 * memory, so that the first of many nets are enough. */
static inline bool brief(void) { return getenv("NETC_TEST_SAME_TEXT") && !thorough(); }

#endif
