/* Inference plans that pool inside a convolution (compiler/passes/absorb.c), with
 * activation and batchnorm between: the outputs are, to the bit, the maxima of those of the same
 * net without its pool, whatever the sign of batchnorm's scale. */
#include "runtime/netc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { N = 3 };

static NetcModel *open_net(const char *text, NetcWeights weights)
{
    char path[] = "/tmp/netc_pooled_XXXXXX";
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = 2, .threads = 2, .weights = weights},
                             NULL, &err);
    unlink(path);
    if (!m)
        fail_msg("%s: %s", text, err.text);
    assert_true(netc_init(m, 3));
    return m;
}

static float noise(uint32_t *s)
{
    return (float)((*s = *s * 1664525u + 1013904223u) >> 8) * 0x1p-23f - 1;
}

/* Both signs everywhere, but for variances. */
static void fill(NetcModel *m)
{
    uint32_t s = 7;
    float *p = netc_params(m);
    for (int i = 0; i < netc_param_count(m); i++) {
        const NetcParam *q = netc_param(m, i);
        bool variance = strstr(q->name, "moving_variance") != NULL;
        for (size_t k = 0; k < q->count; k++, p++)
            *p = variance ? 1.5f + noise(&s) : noise(&s);
    }
    netc_params_changed(m);
}

static float *run(NetcModel *m, int w, int h, int c, size_t *outputs)
{
    size_t in = (size_t)w * (size_t)h * (size_t)c;
    float *x = malloc(sizeof *x * in * N), *y = malloc(sizeof *y * netc_output_floats(m) * N);
    uint32_t s = 1;
    assert_true(x && y && netc_input_floats(m) == in);
    for (size_t i = 0; i < in * N; i++)
        x[i] = noise(&s);
    assert_true(netc_infer(m, x, N, y, NULL));
    *outputs = netc_output_floats(m);
    free(x);
    netc_close(m);
    return y;
}

static void one(int h, int w, int c, int k, const char *conv, const char *between, const char *pool,
                NetcWeights weights)
{
    char text[2][512];
    size_t got, whole;
    for (int i = 0; i < 2; i++)
        snprintf(text[i], sizeof text[i],
                 "net m {\n input %dx%dx%d\n conv %d %s\n%s%s flatten\n}\n", h, w, c, k, conv,
                 between, i ? pool : "");
    NetcModel *plain = open_net(text[0], weights), *pooled = open_net(text[1], weights);
    fill(plain), fill(pooled);
    float *y = run(plain, w, h, c, &whole), *z = run(pooled, w, h, c, &got);
    int same = strstr(pool, "same") != NULL, ph = (h + same) / 2, pw = (w + same) / 2;
    assert_int_equal(whole, h * w * k);
    assert_int_equal(got, ph * pw * k);
    for (int i = 0; i < N * ph * pw * k; i++) {
        int n = i / (ph * pw * k), row = i / (pw * k) % ph * 2, col = i / k % pw * 2;
        float most = -1e30f;
        for (int t = 0; t < 4; t++)
            if (row + t / 2 < h && col + t % 2 < w) {
                float v = y[((n * h + row + t / 2) * w + col + t % 2) * k + i % k];
                most = v > most ? v : most;
            }
        if (z[i] != most)
            fail_msg("%s: output %d is %.9g, not %.9g", text[1], i, (double)z[i], (double)most);
    }
    free(y), free(z);
}

static void maxima_of_the_map(void **state)
{
    (void)state;
    static const struct {
        int h, w, c, k;
        const char *conv;
    } rows[] = {{9, 7, 3, 20, "5x5 algorithm=direct"},
                {8, 9, 3, 17, "3x3 algorithm=direct nobias"},
                {6, 6, 70, 18, "3x3 algorithm=direct"},
                {7, 8, 5, 6, "1x1 algorithm=direct"},
                {12, 11, 6, 8, "3x3 groups=2 algorithm=direct"},
                {9, 10, 8, 20, "3x3 algorithm=winograd"},
                {7, 6, 18, 9, "3x3 algorithm=winograd_panels"},
                {10, 9, 8, 33, "3x3 algorithm=winograd_f4_prepacked"},
                {5, 7, 9, 16, "3x3 algorithm=winograd_f2_prepacked"},
                {2, 2, 6, 40, "3x3 algorithm=toeplitz"}};
    static const char *const between[] = {"", " relu\n", " batchnorm\n", " batchnorm\n relu\n",
                                          " leaky\n batchnorm\n"};
    static const char *const pools[] = {" maxpool 2x2\n", " maxpool 2x2 same\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int k = 0; k < 5 * 2 * 2; k++)
            one(rows[i].h, rows[i].w, rows[i].c, rows[i].k, rows[i].conv, between[k % 5],
                pools[k / 5 % 2], k / 10 ? NETC_F16 : NETC_F32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(maxima_of_the_map)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
