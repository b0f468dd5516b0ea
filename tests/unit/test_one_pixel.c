/* Convolutions on maps of one pixel, by each algorithm that takes them: of a window only its middle
 * meets the map, so an output is the sum of the channels times the weights of one tap. */
#include "runtime/netc.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { BATCH = 5, MOST = 80 };

static float drawn(unsigned i) { return (float)(i * 2654435761u >> 8 & 0xffff) / 32768.0f - 1.0f; }

static NetcModel *open_conv(int c, int k, int kh, int kw, const char *more)
{
    char path[] = "/tmp/netc_one_pixel_XXXXXX";
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    fprintf(f, "net p {\n input 1x1x%d\n a: conv %d %dx%d nobias%s\n}\n", c, k, kh, kw, more);
    fclose(f);
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = BATCH, .backend = NETC_REFERENCE}, NULL,
                             &err);
    unlink(path);
    if (!m)
        fail_msg("%s", err.text);
    return m;
}

static void compare(int c, int k, int kh, int kw, const char *more)
{
    float x[BATCH * MOST], y[BATCH * MOST];
    Err err = {""};
    NetcModel *m = open_conv(c, k, kh, kw, more);
    netc_init(m, 3);
    for (int i = 0; i < BATCH * c; i++)
        x[i] = drawn((unsigned)i + 1);
    assert_true(netc_infer(m, x, BATCH, y, &err));
    const float *w = netc_params(m) + (ptrdiff_t)(kh / 2 * kw + kw / 2) * c * k;
    for (int i = 0; i < BATCH; i++)
        for (int o = 0; o < k; o++) {
            double want = 0, size = 0;
            for (int q = 0; q < c; q++) {
                double p = (double)x[i * c + q] * (double)w[q * k + o];
                want += p;
                size += fabs(p);
            }
            if (!(fabs((double)y[i * k + o] - want) <= 1e-6 * size))
                fail_msg("conv %d %dx%d%s of %d channels: %g, not %g", k, kh, kw, more, c,
                         (double)y[i * k + o], want);
        }
    netc_close(m);
}

static void each_algorithm(void **state)
{
    static const int channels[] = {3, 16, 18, 33, 70},
                     windows[][2] = {{1, 1}, {3, 3}, {5, 1}, {1, 7}, {5, 5}};
    (void)state;
    for (size_t c = 0; c < sizeof channels / sizeof *channels; c++)
        for (size_t w = 0; w < sizeof windows / sizeof *windows; w++) {
            compare(channels[c], 2, windows[w][0], windows[w][1], "");
            compare(channels[c], 2, windows[w][0], windows[w][1], " algorithm=direct");
            compare(channels[c], 40, windows[w][0], windows[w][1], " algorithm=direct");
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_algorithm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
