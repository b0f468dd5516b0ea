/* What the cost model counts of a convolution's algorithms, against counts by hand for one
 * geometry: 20 channels to 40 (2 and 3 blocks of 16), a 3x3 window on 8x8, two images.
 * A wrong count changes no result, only which algorithm is chosen, so that nothing else notices. */
#include "compiler/algorithms/conv_algorithm.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { C = 20, K = 40, CB = 2, KB = 3, N = 2, PARAMS = 1 << 20 };

static const Conv2dGeometry map8 = {.C = C,
                                    .H = 8,
                                    .W = 8,
                                    .K = K,
                                    .OH = 8,
                                    .OW = 8,
                                    .KH = 3,
                                    .KW = 3,
                                    .SH = 1,
                                    .SW = 1,
                                    .DH = 1,
                                    .DW = 1,
                                    .PT = 1,
                                    .PL = 1,
                                    .groups = 1};

static Conv2dGeometry square(int side)
{
    Conv2dGeometry g = map8;
    g.H = g.W = g.OH = g.OW = side;
    return g;
}

static const ConvAlgorithm *algorithm(const char *name)
{
    for (const ConvAlgorithm *const *v = conv_algorithm_table; *v; v++)
        if (!strcmp((*v)->name, name))
            return *v;
    fail_msg("there is no algorithm %s", name);
    return NULL;
}

static Work work_of(const char *name, const Conv2dGeometry *g, Pass p, int batch, bool infer)
{
    Target t = {.batch = batch, .infer = infer, .param_bytes = PARAMS};
    Work w = {0};
    assert_true(algorithm(name)->applies(g));
    algorithm(name)->work(g, &t, p, &w);
    return w;
}

static void same(const char *what, const char *field, double got, double want)
{
    if (fabs(got - want) > 1e-9 * (fabs(want) + 1))
        fail_msg("%s: %s is %.17g, by hand %.17g", what, field, got, want);
}

/* All but `lost`. */
static void check_work(const char *what, Work got, Work want)
{
    same(what, "macs", got.macs, want.macs);
    same(what, "gathers", got.gathers, want.gathers);
    same(what, "scatters", got.scatters, want.scatters);
    same(what, "kernels", got.kernels, want.kernels);
    same(what, "bytes", got.bytes, want.bytes);
    same(what, "moved", got.moved, want.moved);
    same(what, "span", got.span, want.span);
    same(what, "weights", got.weights, want.weights);
    same(what, "weights_span", got.weights_span, want.weights_span);
    same(what, "calls", got.calls, want.calls);
}

/* Each image streams the whole kernel once. */
static void direct(void **state)
{
    (void)state;
    const double kernel = 9 * KB * C * 16 * 4, pixels = N * 64.0;
    check_work(
        "forward", work_of("direct", &map8, PASS_FORWARD, N, false),
        (Work){.macs = pixels * KB * 16 * 9 * C, .bytes = N * kernel, .span = kernel, .calls = 1});
    check_work(
        "data", work_of("direct", &map8, PASS_DATA, N, false),
        (Work){.macs = pixels * CB * 16 * 9 * K, .bytes = N * kernel, .span = kernel, .calls = 2});
    check_work("weights", work_of("direct", &map8, PASS_WEIGHTS, N, false),
               (Work){.macs = pixels * 9 * C * KB * 16, .calls = 1});
    check_work("one image", work_of("direct", &map8, PASS_FORWARD, 1, false),
               (Work){.macs = 64.0 * KB * 16 * 9 * C, .bytes = kernel, .span = PARAMS, .calls = 1});
}

/* Of a convolution in groups only the channels of the groups that a block of 16 outputs meets: 32
 * to 32 in 2 groups has 16 inputs for each block, half of all; in 4 groups of 8 the 16 outputs of a
 * block meet two groups, 16 inputs again. The weights' gradient is made in blocks of 16 by 16. */
static void groups(void **state)
{
    (void)state;
    Conv2dGeometry g = map8;
    g.C = g.K = 32;
    for (int groups = 1; groups <= 4; groups *= 2) {
        g.groups = groups;
        double all = N * 64.0 * 32 * 9 * 32;
        for (int p = PASS_FORWARD; p <= PASS_WEIGHTS; p++)
            same("groups", "macs", work_of("direct", &g, (Pass)p, N, false).macs,
                 groups == 1 ? all : all / 2);
    }
    /* The blocks of 16 outputs meet inputs 0 to 3, 0 to 3, 4 to 7 and 4 to 7; rows of the kernel
     * are read from the beginning of a block of inputs. */
    g.C = 8, g.K = 64, g.groups = 2;
    same("8 to 64", "macs", work_of("direct", &g, PASS_FORWARD, N, false).macs,
         N * 64.0 * 16 * 9 * (4 + 4 + 8 + 8));
    same("8 to 64, back", "macs", work_of("direct", &g, PASS_DATA, N, false).macs,
         N * 64.0 * 16 * 9 * 64); /* one block of 16 inputs meets both groups */
}

/* Rows cut into tiles of 4, 6 and 1 rows of registers, which take 1.08, 1 and 3.8 times as long;
 * each row of sums costs 60 multiply-adds' time beside its products. */
static void short_rows(void **state)
{
    (void)state;
    static const struct {
        int side;
        double slow;
    } rows[] = {{8, 1.08}, {12, 1}, {1, 3.8}, {7, (4 * 1.08 + 3 * 1.35) / 7}, {2, 1.9}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Conv2dGeometry g = square(rows[i].side);
        double sums = (double)N * g.OH * g.OW * KB, products = 16.0 * 9 * C;
        same("rows", "lost", work_of("direct", &g, PASS_FORWARD, N, false).lost,
             sums * ((products + 60) * rows[i].slow - products));
    }
    Work w = {0};
    conv_products(&w, 10, 7, 0, 100);
    same("no rows", "lost", w.lost, 10 * 100);
}

/* A 1x1 map meets one tap, and the rows of the product are the images. */
static void one_pixel(void **state)
{
    (void)state;
    Conv2dGeometry g = square(1);
    const double kernel = C * KB * 16 * 4;
    check_work("forward", work_of("pointwise_1x1_map", &g, PASS_FORWARD, 12, false),
               (Work){.macs = 12.0 * KB * 16 * C, .bytes = kernel, .span = PARAMS, .calls = 1});
    check_work("data", work_of("pointwise_1x1_map", &g, PASS_DATA, 12, false),
               (Work){.macs = 12.0 * CB * 16 * K, .bytes = kernel, .span = PARAMS, .calls = 2});
    check_work("weights", work_of("pointwise_1x1_map", &g, PASS_WEIGHTS, 12, false),
               (Work){.macs = 12.0 * C * KB * 16, .bytes = kernel, .span = PARAMS, .calls = 1});
    same("forward", "lost", work_of("pointwise_1x1_map", &g, PASS_FORWARD, 12, false).lost,
         12.0 * KB * 100); /* two full tiles of 6 images */
    same("weights", "lost", work_of("pointwise_1x1_map", &g, PASS_WEIGHTS, 12, false).lost,
         (double)C * KB * ((16 * 12 + 100) * (6 + 10 * 1.03) / 16 - 16 * 12));
}

enum { TILES = 4 * N, POINTS = 36 };

/* Two rows of two tiles an image. Forward a range takes two of the four rows; backward all of them
 * are one block, whose sums for the gradient of the weights are transformed back once. */
static void winograd_blocks(void **state)
{
    (void)state;
    const double panels = POINTS * C * KB * 16 * 4, products = TILES * POINTS * 16.0;
    check_work("forward", work_of("winograd", &map8, PASS_FORWARD, N, false),
               (Work){.macs = products * KB * C,
                      .gathers = TILES * CB,
                      .scatters = TILES * KB,
                      .kernels = C * KB,
                      .bytes = 2 * panels,
                      .moved = 2 * panels,
                      .span = panels,
                      .calls = 2});
    check_work("data", work_of("winograd", &map8, PASS_DATA, N, false),
               (Work){.macs = products * CB * K,
                      .gathers = TILES * KB,
                      .scatters = TILES * CB,
                      .kernels = C * KB,
                      .bytes = panels,
                      .moved = 2 * panels,
                      .span = PARAMS,
                      .calls = 2});
    check_work("weights", work_of("winograd", &map8, PASS_WEIGHTS, N, false),
               (Work){.macs = products * C * KB,
                      .gathers = TILES * CB,
                      .kernels = C * KB,
                      .bytes = 2 * panels,
                      .moved = 2 * panels / 4,
                      .span = panels,
                      .calls = 2});
    check_work("inference", work_of("winograd", &map8, PASS_FORWARD, N, true),
               (Work){.macs = products * KB * C,
                      .gathers = TILES * CB,
                      .scatters = TILES * KB,
                      .bytes = 2 * panels,
                      .span = PARAMS * 4.0,
                      .calls = 1});
}

/* The transformed maps are written once, and read for each panel of the other side. */
static void winograd_panels(void **state)
{
    (void)state;
    const double map = POINTS * TILES * 16 * 4, products = TILES * POINTS * 16.0;
    Work forward = {.macs = products * KB * C,
                    .gathers = TILES * CB,
                    .scatters = TILES * KB,
                    .kernels = C * KB,
                    .bytes = map * CB * KB,
                    .moved = map * CB,
                    .span = map * (CB + KB),
                    .calls = 2};
    check_work("forward", work_of("winograd_panels", &map8, PASS_FORWARD, N, false), forward);
    check_work("data", work_of("winograd_panels", &map8, PASS_DATA, N, false),
               (Work){.macs = products * CB * K,
                      .gathers = TILES * KB,
                      .scatters = TILES * CB,
                      .kernels = C * KB,
                      .bytes = map * CB * KB,
                      .moved = map * KB,
                      .span = map * (CB + KB),
                      .calls = 2});
    check_work("weights", work_of("winograd_panels", &map8, PASS_WEIGHTS, N, false),
               (Work){.macs = products * C * KB,
                      .gathers = TILES * CB,
                      .kernels = C * KB,
                      .bytes = 2 * map * CB * KB,
                      .moved = map * CB,
                      .span = map * (CB + KB),
                      .calls = 2});
    forward.weights = 9 * C * KB * 16 * 4;
    forward.weights_span = PARAMS;
    check_work("inference", work_of("winograd_panels", &map8, PASS_FORWARD, N, true), forward);
    /* Sums of one panel that outgrow the second-level cache are written and read once more. */
    Conv2dGeometry g = square(64);
    const double large = POINTS * 256.0 * N * 16 * 4;
    assert_true(large > machine_default.l2_kib * 1024);
    same("large map", "moved", work_of("winograd_panels", &g, PASS_FORWARD, N, false).moved,
         large * CB + 2 * large * KB);
}

/* A 2x2 map is one tile of 9 products, a quarter of a transform of 36. */
static void toeplitz(void **state)
{
    (void)state;
    Conv2dGeometry g = square(2);
    const double map = 9 * N * 16 * 4;
    check_work("forward", work_of("toeplitz", &g, PASS_FORWARD, N, false),
               (Work){.macs = N * 9.0 * KB * 16 * C,
                      .gathers = N * CB / 4.0,
                      .scatters = N * KB / 4.0,
                      .kernels = C * KB * 18 / 45.0,
                      .bytes = map * CB * KB,
                      .moved = map * CB,
                      .span = map * (CB + KB),
                      .calls = 2});
    same("inference", "kernels", work_of("toeplitz", &g, PASS_FORWARD, N, true).kernels, 0);
}

/* Prepacked for P points: each number of the kernel comes once, and once more for each further
 * register tile of six. */
static void prepacked(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int points, tiles;
    } forms[] = {{"winograd_f4_prepacked", 36, 4 * N}, {"winograd_f2_prepacked", 16, 16 * N}};
    for (int i = 0; i < 2; i++) {
        const double points = forms[i].points, tiles = forms[i].tiles, map = points * tiles * 64,
                     numbers = points * C * KB * 16, share = points / 36;
        const int again = (forms[i].tiles + 5) / 6 - 1;
        check_work(forms[i].name, work_of(forms[i].name, &map8, PASS_FORWARD, N, true),
                   (Work){.macs = tiles * points * KB * 16 * C,
                          .gathers = tiles * CB * share,
                          .scatters = tiles * KB * share,
                          .bytes = map * CB * KB + again * numbers * 4,
                          .moved = map * CB,
                          .span = map * (CB + KB),
                          .weights = numbers * 4,
                          .weights_span = PARAMS * points / 9,
                          .calls = 2});
    }
    Target half = {.batch = N, .infer = true, .weights = NUMBER_F16};
    Work w = {0};
    algorithm("winograd_f4_prepacked")->work(&map8, &half, PASS_FORWARD, &w);
    same("16 bits", "weights", w.weights, 36 * C * KB * 16 * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct),          cmocka_unit_test(groups),
        cmocka_unit_test(short_rows),      cmocka_unit_test(one_pixel),
        cmocka_unit_test(winograd_blocks), cmocka_unit_test(winograd_panels),
        cmocka_unit_test(toeplitz),        cmocka_unit_test(prepacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
