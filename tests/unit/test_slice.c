/* slice against the rule of NumPy's basic slicing, written here as a walk: every first, end and
 * step about small extents, along rows, columns and channels. */
#include "runtime/netc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { SIZE_MOST = 4, BEYOND = 2, STEP_MOST = 3 };

/* Which places a walk visits; how many. */
static int walk(int size, int first, int end, int step, float *to)
{
    int n = 0, low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
    if (first < 0)
        first += size;
    if (end < 0)
        end += size;
    first = first < low ? low : first > high ? high : first;
    end = end < low ? low : end > high ? high : end;
    for (int i = first; step > 0 ? i < end : i > end; i += step)
        to[n++] = (float)i;
    return n;
}

static NetcModel *open_slice(const char *input, const char *slice)
{
    char path[] = "/tmp/netc_slice_XXXXXX", *diagnostics = NULL;
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 &&
                dprintf(fd, "net t {\n    input %s\n    slice %s\n}\n", input, slice) > 0);
    close(fd);
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = 1, .backend = NETC_REFERENCE},
                             &diagnostics, &err);
    unlink(path);
    free(diagnostics);
    return m;
}

static void try_part(const char *input, int size, const char *part, const float *wanted, int n)
{
    float x[SIZE_MOST], y[SIZE_MOST];
    for (int i = 0; i < size; i++)
        x[i] = (float)i;
    NetcModel *m = open_slice(input, part);
    if (!m != (n == 0))
        fail_msg("%s of %s: %s", part, input, m ? "takes something" : "takes nothing");
    if (!m)
        return;
    assert_int_equal(netc_output_floats(m), n);
    assert_true(netc_infer(m, x, 1, y, NULL));
    if (memcmp(y, wanted, sizeof *y * (size_t)n))
        fail_msg("%s of %s is wrong", part, input);
    netc_close(m);
}

/* input: the extent in place of %d */
static void each(const char *input, const char *side, int step_least, int step_most)
{
    char of[32], part[64];
    float wanted[SIZE_MOST];
    for (int size = 1; size <= SIZE_MOST; size++)
        for (int first = -size - BEYOND; first <= size + BEYOND; first++)
            for (int end = -size - BEYOND; end <= size + BEYOND; end++)
                for (int step = step_least; step <= step_most; step++) {
                    if (!step)
                        continue;
                    snprintf(of, sizeof of, input, size);
                    snprintf(part, sizeof part, "%s=(%d,%d,%d)", side, first, end, step);
                    try_part(of, size, part, wanted, walk(size, first, end, step, wanted));
                }
}

static void rows(void **state)
{
    (void)state;
    each("%dx1x1", "rows", -STEP_MOST, STEP_MOST);
}

static void columns(void **state)
{
    (void)state;
    each("1x%dx1", "columns", -STEP_MOST, STEP_MOST);
}

static void channels(void **state)
{
    (void)state;
    each("1x1x%d", "channels", 1, 1);
    each("%d", "channels", 1, 1);
}

static void far_beyond(void **state)
{
    static const float back[] = {2, 1, 0}, all[] = {0, 1, 2, 3};
    (void)state;
    try_part("4x1x1", 4, "rows=(-2,-100,-1)", back, 3);
    try_part("4x1x1", 4, "rows=(-2,-1000000000,-1)", back, 3);
    try_part("4x1x1", 4, "rows=(-1000000000,1000000000,1)", all, 4);
    try_part("4x1x1", 4, "rows=(3,0,-1000000000)", all + 3, 1);
    try_part("4x1x1", 4, "rows=(-5,-1000000000,-1)", all, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows), cmocka_unit_test(columns),
                                       cmocka_unit_test(channels), cmocka_unit_test(far_beyond)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
