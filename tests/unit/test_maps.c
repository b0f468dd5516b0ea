/* Kernels that sum or compare along axes of maps, repeat values, or move them: against naive
 * double-precision twins over odd shapes, cut into ranges bit by bit the same, lanes beyond the
 * last channel still zero, nothing written past the end. Tolerances count roundings. */
#include "tests/unit/kernel_util.h"

enum { N = 2 };
static const int cases[][3] = {{1, 1, 1},  {3, 5, 4},  {16, 3, 3},
                               {17, 4, 7}, {40, 2, 1}, {33, 9, 8}};
enum { N_CASES = sizeof cases / sizeof cases[0] };

#define EACH_VALUE(n, c, hw)          \
    for (int i = 0; i < (n); i++)     \
        for (int k = 0; k < (c); k++) \
            for (int q = 0; q < (hw); q++)

static double value(const float *p, int c, int hw, int image, int pixel, int channel)
{
    return (double)p[at(c, hw, image, pixel, channel)];
}

/* ---- along height and width ---- */

static int few_of(int q, int w, int oh, int ow) { return q / w % oh * ow + q % w % ow; }

static void one_plane(int c, int h, int w, int oh, int ow)
{
    const int cb = blocks_of(c), hw = h * w, few = oh * ow;
    size_t big = packed(N, c, hw), small = packed(N, c, few);
    float *x = tensor(N, c, hw, -1, 1, 1), *dy = tensor(N, c, few, -1, 1, 2);
    float *sum = blank(small), *wide = blank(big), *y = blank(small), *dx = blank(big);
    double *want = calloc(small * 2, sizeof *want), *size = want + small;
    assert_non_null(want);
    x[0] = x[big > 16 ? 16 : 0] = 1.5f; /* a tie */
    SPLIT(N * cb, sum_pixels(cb, h, w, oh, ow, 0.25f, begin, end, x, sum));
    SPLIT(N * cb, expand_pixels(cb, h, w, oh, ow, 0.5f, begin, end, dy, wide));
    EACH_VALUE(N, c, hw)
    {
        size_t to = at(c, few, i, few_of(q, w, oh, ow), k);
        want[to] += value(x, c, hw, i, q, k);
        size[to] += fabs(value(x, c, hw, i, q, k));
        assert_true(wide[at(c, hw, i, q, k)] == 0.5f * dy[to]);
    }
    EACH_VALUE(N, c, few)
    near(value(sum, c, few, i, q, k), want[at(c, few, i, q, k)] / 4, 66,
         size[at(c, few, i, q, k)] / 4);
    check_zero_lanes(sum, N, c, few), check_zero_lanes(wide, N, c, hw);
    for (int most = -1; most < 2; most += 2) {
        SPLIT(N * cb, most_pixels(cb, h, w, oh, ow, most, begin, end, x, y));
        SPLIT(N * cb, most_pixels_backward(cb, h, w, oh, ow, begin, end, x, y, dy, dx));
        EACH_VALUE(N, c, few)
        {
            int best = -1;
            for (int p = 0; p < hw; p++) {
                if (few_of(p, w, oh, ow) != q)
                    continue;
                double a = value(x, c, hw, i, p, k) * most;
                if (best < 0 || a > value(x, c, hw, i, best, k) * most)
                    best = p;
            }
            assert_true(value(y, c, few, i, q, k) == value(x, c, hw, i, best, k));
            for (int p = 0; p < hw; p++)
                if (few_of(p, w, oh, ow) == q)
                    assert_true(value(dx, c, hw, i, p, k) ==
                                (p == best ? value(dy, c, few, i, q, k) : 0));
        }
        check_zero_lanes(y, N, c, few), check_zero_lanes(dx, N, c, hw);
    }
    free(x), free(dy), free(sum), free(wide), free(y), free(dx), free(want);
}

static void planes(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_CASES; t++) {
        const int *s = cases[t];
        one_plane(s[0], s[1], s[2], 1, 1);
        one_plane(s[0], s[1], s[2], s[1], 1);
        one_plane(s[0], s[1], s[2], 1, s[2]);
    }
    one_plane(5, 3, 150, 3, 1); /* longer than a run of floats */
}

/* ---- along the channels ---- */

static void channels(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_CASES; t++) {
        const int c = cases[t][0], hw = cases[t][1] * cases[t][2];
        size_t big = packed(N, c, hw), small = packed(N, 1, hw);
        float *x = tensor(N, c, hw, -1, 1, 1), *dy = tensor(N, 1, hw, -1, 1, 2);
        float *sum = blank(small), *wide = blank(big), *y = blank(small), *dx = blank(big);
        SPLIT(N, sum_channels(c, hw, 0.5f, begin, end, x, sum));
        SPLIT(N, expand_channels(c, hw, 2.0f, begin, end, dy, wide));
        for (int most = -1; most < 2; most += 2) {
            SPLIT(N, most_channels(c, hw, most, begin, end, x, y));
            SPLIT(N, most_channels_backward(c, hw, begin, end, x, y, dy, dx));
            for (int i = 0; i < N; i++)
                for (int q = 0; q < hw; q++) {
                    int best = 0;
                    double total = 0, size = 0;
                    for (int k = 0; k < c; k++) {
                        double a = value(x, c, hw, i, q, k);
                        total += a;
                        size += fabs(a);
                        best = a * most > value(x, c, hw, i, q, best) * most ? k : best;
                        assert_true(value(wide, c, hw, i, q, k) == 2 * value(dy, 1, hw, i, q, 0));
                    }
                    near(value(sum, 1, hw, i, q, 0), total / 2, 20, size / 2);
                    assert_true(value(y, 1, hw, i, q, 0) == value(x, c, hw, i, q, best));
                    for (int k = 0; k < c; k++)
                        assert_true(value(dx, c, hw, i, q, k) ==
                                    (k == best ? value(dy, 1, hw, i, q, 0) : 0));
                }
            check_zero_lanes(y, N, 1, hw), check_zero_lanes(dx, N, c, hw);
        }
        check_zero_lanes(sum, N, 1, hw), check_zero_lanes(wide, N, c, hw);
        free(x), free(dy), free(sum), free(wide), free(y), free(dx);
    }
}

/* ---- pixels from elsewhere ---- */

/* Place `i` of n values continued beyond their ends, step by step. */
static int walk(int i, int n, int edge)
{
    while (i < 0 || i >= n)
        switch (edge) {
        case 0: i = i < 0 ? 0 : n - 1; break;
        case 1: i = n == 1 ? 0 : i < 0 ? -i : 2 * (n - 1) - i; break;
        case 2: i = i < 0 ? -1 - i : 2 * n - 1 - i; break;
        default: i = i < 0 ? i + n : i - n;
        }
    return i;
}

/* The share of input `from` in output o. */
static double share(int o, int from, int n, int mul, int add, int div, int edge, int linear)
{
    double place = ((double)o * mul + add) / div, low = floor(place), part = place - low;
    if (!linear)
        return walk((int)low, n, edge) == from;
    return (walk((int)low, n, edge) == from ? 1 - part : 0) +
           (walk((int)low + 1, n, edge) == from ? part : 0);
}

static void one_resample(int c, ResampleShape s)
{
    s.CB = blocks_of(c);
    const int hw = s.H * s.W, area = s.OH * s.OW;
    size_t small = packed(N, c, hw), big = packed(N, c, area);
    float *x = tensor(N, c, hw, -1, 1, 1), *dy = tensor(N, c, area, -1, 1, 2);
    float *y = blank(big), *z = blank(big), *dx = blank(small);
    double *want = calloc(small, sizeof *want);
    assert_non_null(want);
    SPLIT(N * s.CB, resample_forward(s, begin, end, x, y));
    WHOLE(N * s.CB, resample_forward(s, begin, end, x, z));
    same_bits(y, z, big);
    SPLIT(N * s.CB, resample_backward(s, begin, end, dy, dx));
    EACH_VALUE(N, c, area)
    {
        double sum = 0;
        for (int p = 0; p < hw; p++) {
            double a = share(q / s.OW, p / s.W, s.H, s.MULH, s.ADDH, s.DIVH, s.EDGE, s.LINEAR) *
                       share(q % s.OW, p % s.W, s.W, s.MULW, s.ADDW, s.DIVW, s.EDGE, s.LINEAR);
            sum += a * value(x, c, hw, i, p, k);
            want[at(c, hw, i, p, k)] += a * value(dy, c, area, i, q, k);
        }
        near(value(y, c, area, i, q, k), sum, s.LINEAR ? 12 : 0, 1);
    }
    EACH_VALUE(N, c, hw)
    near(value(dx, c, hw, i, q, k), want[at(c, hw, i, q, k)], 4 * area + 8, area);
    check_zero_lanes(y, N, c, area), check_zero_lanes(dx, N, c, hw);
    free(x), free(dy), free(y), free(z), free(dx), free(want);
}

static void resamples(void **state)
{
    (void)state;
    for (int edge = 0; edge < 4; edge++)
        for (int linear = 0; linear < 2; linear++) {
            const ResampleShape some[] = {
                {0, 3, 4, 5, 7, 3, -1, 5, 4, 0, 7, edge, linear},   /* resized */
                {0, 5, 3, 2, 2, 10, 3, 4, 6, 1, 4, edge, linear},   /* made smaller */
                {0, 4, 5, 2, 3, -2, 3, 1, 2, 0, 1, edge, linear},   /* every second, backwards */
                {0, 3, 4, 7, 10, 1, -2, 1, 1, -3, 1, edge, linear}, /* continued */
                {0, 1, 2, 3, 4, 1, -1, 1, 1, -1, 1, edge, linear},
            };
            for (size_t t = 0; t < sizeof some / sizeof some[0]; t++)
                one_resample(t % 2 ? 17 : 3, some[t]);
        }
}

/* Does output o of `out` cover value i of n: do (o, o + 1) / out and (i, i + 1) / n overlap? */
static int covers(int o, int out, int i, int n)
{
    return o * n < (i + 1) * out && i * out < (o + 1) * n;
}

static void one_area(int c, int h, int w, int oh, int ow)
{
    const int cb = blocks_of(c), hw = h * w, area = oh * ow;
    size_t big = packed(N, c, hw), small = packed(N, c, area);
    float *x = tensor(N, c, hw, -1, 1, 1), *dy = tensor(N, c, area, -1, 1, 2);
    float *y = blank(small), *z = blank(small), *dx = blank(big);
    double *want = calloc(big, sizeof *want);
    assert_non_null(want);
    SPLIT(N * cb, area_forward(cb, h, w, oh, ow, begin, end, x, y));
    WHOLE(N * cb, area_forward(cb, h, w, oh, ow, begin, end, x, z));
    same_bits(y, z, small);
    SPLIT(N * cb, area_backward(cb, h, w, oh, ow, begin, end, dy, dx));
    EACH_VALUE(N, c, area)
    {
        double sum = 0;
        int count = 0;
        for (int p = 0; p < hw; p++)
            if (covers(q / ow, oh, p / w, h) && covers(q % ow, ow, p % w, w))
                sum += value(x, c, hw, i, p, k), count++;
        for (int p = 0; p < hw; p++)
            if (covers(q / ow, oh, p / w, h) && covers(q % ow, ow, p % w, w))
                want[at(c, hw, i, p, k)] += value(dy, c, area, i, q, k) / count;
        near(value(y, c, area, i, q, k), sum / count, h + w + 2, 1);
    }
    EACH_VALUE(N, c, hw)
    near(value(dx, c, hw, i, q, k), want[at(c, hw, i, q, k)], area + 3, area);
    check_zero_lanes(y, N, c, area), check_zero_lanes(dx, N, c, hw);
    free(x), free(dy), free(y), free(z), free(dx), free(want);
}

static void areas(void **state)
{
    (void)state;
    static const int to[][2] = {{1, 1}, {3, 2}, {2, 5}, {9, 8}, {13, 7}};
    for (size_t t = 0; t < N_CASES; t++)
        for (size_t k = 0; k < sizeof to / sizeof to[0]; k++)
            one_area(cases[t][0], cases[t][1], cases[t][2], to[k][0], to[k][1]);
}

/* ---- values in another order ---- */

static void permutations(void **state)
{
    (void)state;
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t t = 0; t < N_CASES * 6; t++) {
        const int c = cases[t / 6][0], h = cases[t / 6][1], w = cases[t / 6][2], *o = orders[t % 6];
        const int size[3] = {h, w, c}, oh = size[o[0]], ow = size[o[1]], oc = size[o[2]];
        size_t out = packed(N, oc, oh * ow);
        float *x = tensor(N, c, h * w, -1, 1, 1), *y = blank(out);
        SPLIT(N, permute_values(h, w, c, o[0], o[1], o[2], oc, begin, end, x, y));
        EACH_VALUE(N, oc, oh * ow)
        {
            int place[3] = {0, 0, 0};
            place[o[0]] = q / ow, place[o[1]] = q % ow, place[o[2]] = k;
            assert_true(value(y, oc, oh * ow, i, q, k) ==
                        value(x, c, h * w, i, place[0] * w + place[1], place[2]));
        }
        check_zero_lanes(y, N, oc, oh * ow);
        free(x), free(y);
    }
}

static void blocks_of_pixels(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_CASES * 6; t++) {
        const int c = cases[t / 6][0], h = cases[t / 6][1], w = cases[t / 6][2], s = 1 + (int)t % 3,
                  inner = t % 6 > 2, deep = c * s * s, wide = w * s;
        size_t spread = packed(N, c, h * s * wide), packed_size = packed(N, deep, h * w);
        float *x = tensor(N, deep, h * w, -1, 1, 1), *y = blank(spread), *back = blank(packed_size);
        SPLIT(N, depth_to_space(c, h, w, s, inner, begin, end, x, y));
        SPLIT(N, space_to_depth(c, h, w, s, inner, begin, end, y, back));
        EACH_VALUE(N, c, h * s * wide)
        {
            int a = q / wide % s, b = q % wide % s,
                from = inner ? k * s * s + a * s + b : (a * s + b) * c + k;
            assert_true(value(y, c, h * s * wide, i, q, k) ==
                        value(x, deep, h * w, i, q / wide / s * w + q % wide / s, from));
        }
        check_zero_lanes(y, N, c, h * s * wide);
        same_bits(x, back, packed_size);
        check_guard(back, packed_size);
        free(x), free(y), free(back);
    }
}

static void lanes(void **state)
{
    (void)state;
    enum { HW = 6 };
    static const int shuffles[][2] = {{6, 2}, {21, 3}, {40, 8}, {16, 16}, {17, 1}};
    for (size_t t = 0; t < sizeof shuffles / sizeof shuffles[0]; t++) {
        const int c = shuffles[t][0], g = shuffles[t][1];
        float *x = tensor(N, c, HW, -1, 1, 1), *y = blank(packed(N, c, HW));
        SPLIT(N, shuffle_channels(c, HW, g, begin, end, x, y));
        EACH_VALUE(N, c, HW)
        assert_true(value(y, c, HW, i, q, k) == value(x, c, HW, i, q, k % g * (c / g) + k / g));
        check_zero_lanes(y, N, c, HW);
        free(x), free(y);
    }
    static const int slices[][3] = {{40, 0, 40}, {40, 3, 20}, {17, 16, 1}, {5, 1, 3}, {33, 15, 18}};
    for (size_t t = 0; t < sizeof slices / sizeof slices[0]; t++) {
        const int total = slices[t][0], first = slices[t][1], c = slices[t][2];
        float *dy = tensor(N, c, HW, -1, 1, 1), *dx = blank(packed(N, total, HW));
        SPLIT(N, slice_backward(HW, c, total, first, begin, end, dy, dx));
        EACH_VALUE(N, total, HW)
        assert_true(value(dx, total, HW, i, q, k) ==
                    (k >= first && k < first + c ? value(dy, c, HW, i, q, k - first) : 0));
        check_zero_lanes(dx, N, total, HW);
        free(dy), free(dx);
    }
}

/* ---- what lies around a map ---- */

static void padding_of_a_value(void **state)
{
    (void)state;
    static const int sides[][4] = {{1, 2, 0, 3}, {0, 0, 0, 0}, {2, 0, 1, 0}};
    for (size_t t = 0; t < N_CASES * 3; t++) {
        const int c = cases[t / 3][0], h = cases[t / 3][1], w = cases[t / 3][2], *p = sides[t % 3],
                  oh = h + p[0] + p[1], ow = w + p[2] + p[3];
        float *x = tensor(N, c, h * w, -1, 1, 1), *y = blank(packed(N, c, oh * ow));
        SPLIT(N * blocks_of(c), pad_value(c, h, w, p[0], p[1], p[2], p[3], 1.5f, begin, end, x, y));
        EACH_VALUE(N, c, oh * ow)
        {
            int r = q / ow - p[0], s = q % ow - p[2], inside = r >= 0 && r < h && s >= 0 && s < w;
            assert_true(value(y, c, oh * ow, i, q, k) ==
                        (inside ? value(x, c, h * w, i, r * w + s, k) : 1.5));
        }
        check_zero_lanes(y, N, c, oh * ow);
        free(x), free(y);
    }
}

static void maps_side_by_side(void **state)
{
    (void)state;
    for (size_t t = 0; t < N_CASES; t++) {
        const int c = cases[t][0], h = cases[t][1], w = cases[t][2], cb = blocks_of(c);
        const int oh = h + 2, ow = w + 3, top = 1, left = 2;
        float *x = tensor(N, c, h * w, -1, 1, 1), *y = tensor(N, c, oh * ow, 5, 6, 2),
              *was = tensor(N, c, oh * ow, 5, 6, 2);
        SPLIT(N * cb, place_map(cb, h, w, oh, ow, top, left, begin, end, x, y));
        EACH_VALUE(N, c, oh * ow)
        {
            int r = q / ow - top, s = q % ow - left, in = r >= 0 && r < h && s >= 0 && s < w;
            assert_true(value(y, c, oh * ow, i, q, k) == (in ? value(x, c, h * w, i, r * w + s, k)
                                                             : value(was, c, oh * ow, i, q, k)));
        }
        check_zero_lanes(y, N, c, oh * ow);
        free(x), free(y), free(was);
    }
}

static void shares_of_windows(void **state)
{
    (void)state;
    /* H W OH OW KH KW SH SW PT PL, and the padding behind */
    static const int some[][12] = {{6, 7, 3, 4, 3, 3, 2, 2, 1, 1, 1, 1},
                                   {5, 4, 4, 3, 3, 2, 2, 2, 2, 1, 1, 0},
                                   {4, 4, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0}};
    for (size_t t = 0; t < 3; t++) {
        const int *g = some[t], c = 17, cb = blocks_of(c), area = g[2] * g[3];
        PoolShape s = {cb, g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9]};
        float *x = tensor(N, c, area, -1, 1, 1), *y = blank(packed(N, c, area));
        SPLIT(N * cb, avgpool_share(s, g[10], g[11], begin, end, x, y));
        EACH_VALUE(N, c, area)
        {
            int some_pixels = 0, all = 0;
            for (int p = 0; p < s.KH * s.KW; p++) {
                int r = q / s.OW * s.SH - s.PT + p / s.KW, l = q % s.OW * s.SW - s.PL + p % s.KW;
                all += r < s.H + g[10] && l < s.W + g[11];
                some_pixels += r >= 0 && r < s.H && l >= 0 && l < s.W;
            }
            near(value(y, c, area, i, q, k), value(x, c, area, i, q, k) * some_pixels / all, 2, 0);
        }
        check_zero_lanes(y, N, c, area);
        free(x), free(y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planes),
        cmocka_unit_test(channels),
        cmocka_unit_test(resamples),
        cmocka_unit_test(areas),
        cmocka_unit_test(permutations),
        cmocka_unit_test(blocks_of_pixels),
        cmocka_unit_test(lanes),
        cmocka_unit_test(padding_of_a_value),
        cmocka_unit_test(shares_of_windows),
        cmocka_unit_test(maps_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
