/* Test-time flips (training/flips.h): the outputs are the mean of a picture's and its mirror
 * image's, to the bit; mirrored pictures get the same bits; batches and threads change nothing. */
#include "training/flips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { N = 5, H = 6, W = 7, C = 3, IN = H * W * C, OUT = 4 };
static const char text[] = "net m {\n input 6x7x3\n conv 8 3x3 relu\n conv 8 3x3 relu\n maxpool "
                           "2x2\n flatten\n dense 4 softmax\n}\n";

static NetcModel *open_net(int batch, int threads)
{
    char path[] = "/tmp/netc_flips_XXXXXX";
    Err err = {""};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
    close(fd);
    NetcModel *m = netc_open(path, &(NetcOptions){.batch = batch, .threads = threads}, NULL, &err);
    unlink(path);
    if (!m)
        fail_msg("%s", err.text);
    assert_true(netc_init(m, 3));
    return m;
}

static void pictures(float *x)
{
    uint32_t s = 1;
    for (int i = 0; i < N * IN; i++)
        x[i] = (float)((s = s * 1664525u + 1013904223u) >> 8) * 0x1p-24f;
}

static void mirror(const float *x, float *to)
{
    for (int r = 0; r < N * H; r++)
        for (int c = 0; c < W; c++)
            memcpy(to + (r * W + W - 1 - c) * C, x + (r * W + c) * C, sizeof(float) * C);
}

static void outputs_are_means(void **state)
{
    (void)state;
    float x[N * IN], back[N * IN], a[N * OUT], b[N * OUT], y[N * OUT], scratch[N * OUT];
    NetcModel *m = open_net(2, 1);
    pictures(x);
    mirror(x, back);
    assert_true(netc_infer(m, x, N, a, NULL) && netc_infer(m, back, N, b, NULL));
    assert_true(infer_flips(m, x, N, y, scratch, NULL));
    assert_memory_equal(x, back, sizeof x);
    assert_memory_not_equal(a, b, sizeof a);
    for (int i = 0; i < N * OUT; i++)
        assert_true(y[i] == (a[i] + b[i]) / 2);
    float again[N * OUT];
    assert_true(infer_flips(m, x, N, again, scratch, NULL)); /* x is mirrored now */
    assert_memory_equal(y, again, sizeof y);
    netc_close(m);
}

static void nothing_else_counts(void **state)
{
    (void)state;
    float first[N * OUT];
    for (int batch = 1; batch <= 4; batch += 3)
        for (int threads = 1; threads <= 2; threads++) {
            float x[N * IN], y[N * OUT], scratch[N * OUT];
            NetcModel *m = open_net(batch, threads);
            pictures(x);
            assert_true(infer_flips(m, x, N, y, scratch, NULL));
            if (batch == 1 && threads == 1)
                memcpy(first, y, sizeof y);
            for (int i = 0; i < N * OUT; i++)
                assert_true(y[i] > first[i] - 1e-5f && y[i] < first[i] + 1e-5f);
            if (threads == 1)
                memcpy(first, y, sizeof y);
            assert_memory_equal(first, y, sizeof y); /* threads: to the bit */
            netc_close(m);
        }
}

/* Content moved down and right by one (by -1) or up and left (by 1), the edge mirrored. */
static void moved(const float *x, int by, float *to)
{
    for (int i = 0; i < N; i++)
        for (int r = 0; r < H; r++)
            for (int c = 0; c < W; c++) {
                int y = r + by < 0    ? 1
                        : r + by == H ? H - 2
                                      : r + by,
                    z = c + by < 0    ? 1
                        : c + by == W ? W - 2
                                      : c + by;
                memcpy(to + ((i * H + r) * W + c) * C, x + ((i * H + y) * W + z) * C,
                       sizeof(float) * C);
            }
}

static void six_views_have_their_weights(void **state)
{
    (void)state;
    float x[N * IN], from[N * IN], to[N * IN], y[N * OUT], one[N * OUT], want[N * OUT] = {0};
    NetcModel *m = open_net(2, 1);
    float *scratch = malloc(sizeof *scratch * views_scratch(m, 6, N));
    assert_non_null(scratch);
    pictures(x);
    memcpy(from, x, sizeof x);
    assert_true(infer_views(m, 6, x, N, y, scratch, NULL));
    for (int k = 0; k < 6; k++) {
        moved(from, k / 2 == 2 ? -1 : k / 2, to);
        if (k / 2 == 0)
            memcpy(to, from, sizeof to);
        if (k % 2) {
            float kept[N * IN];
            memcpy(kept, to, sizeof to);
            mirror(kept, to);
        }
        assert_true(netc_infer(m, to, N, one, NULL));
        for (int i = 0; i < N * OUT; i++)
            want[i] += one[i] * (k / 2 == 0 ? 0.25f : 0.125f);
    }
    for (int i = 0; i < N * OUT; i++)
        assert_true(y[i] > want[i] - 1e-6f && y[i] < want[i] + 1e-6f);
    assert_true(infer_views(m, 1, from, N, y, NULL, NULL) && netc_infer(m, from, N, one, NULL));
    assert_memory_equal(y, one, sizeof y);
    Err err = {""};
    assert_false(views_fit(m, 3, &err));
    free(scratch);
    netc_close(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(outputs_are_means),
                                       cmocka_unit_test(six_views_have_their_weights),
                                       cmocka_unit_test(nothing_else_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
