/* Kernels on prepacked weights: the stored number types, number by number, and every algorithm of
 * inference in every type against a twin in double, over odd sizes, groups and cuts of the range.
 *
 * Tolerances, in units of the sum of the terms' magnitudes: what the algorithm rounds in float (eps
 * times the number of terms, or a growth factor for fast convolution), and what storing rounds:
 * half a unit in the last place of a weight, 2^-11 for IEEE half and 2^-8 for bfloat16, times 1
 * where the weights are stored as they are and times a growth factor where they are stored
 * transformed. spec/numerics.md states both. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/number_types.h"
#include "kernels.h"

#define GROWTH_FLOAT 8.0 /* of eps: as in test_conv.c */
#define GROWTH_6     4.0 /* of the stored number's rounding: measured 1.5 */
#define GROWTH_4     2.0 /* measured 0.4 */
#define GROWTH_3     2.0 /* measured 0.9 */

typedef struct Geo {
    int n, C, H, W, K, OH, OW, KH, SH, PT, groups;
} Geo;

static ConvShape shape_of(const Geo *g)
{
    return (ConvShape){.C = g->C,
                       .H = g->H,
                       .W = g->W,
                       .K = g->K,
                       .OH = g->OH,
                       .OW = g->OW,
                       .KH = g->KH,
                       .KW = g->KH,
                       .SH = g->SH,
                       .SW = g->SH,
                       .DH = 1,
                       .DW = 1,
                       .PT = g->PT,
                       .PL = g->PT};
}

/* All of the sums. */
static OutputPool whole_map(const Geo *g) { return (OutputPool){.PH = g->OH, .PW = g->OW}; }

static int ceil16(int c) { return (c + 15) / 16; }

static void *fresh(ptrdiff_t bytes)
{
    void *p = malloc((size_t)(bytes > 0 ? bytes : 1));
    assert_non_null(p);
    return memset(p, 0xff, (size_t)(bytes > 0 ? bytes : 1));
}

static float noise(uint32_t *s)
{
    *s = *s * 1664525u + 1013904223u;
    return (float)((int)(*s >> 9) - (1 << 22)) / (float)(1 << 22);
}

static ptrdiff_t at_map(int C, int H, int W, int n, int c, int h, int w)
{
    return ((((ptrdiff_t)n * ceil16(C) + c / 16) * H + h) * W + w) * 16 + c % 16;
}

typedef struct Case {
    Geo g;
    float *x, *keras;
    double *y, *mag, max; /* [n][K][OH][OW] */
} Case;

static double *twin(Case *t, double **mag)
{
    const Geo *g = &t->g;
    int inputs = g->C / g->groups, outputs = g->K / g->groups;
    double *y = fresh((ptrdiff_t)sizeof *y * g->n * g->K * g->OH * g->OW),
           *m = fresh((ptrdiff_t)sizeof *m * g->n * g->K * g->OH * g->OW);
    ptrdiff_t at = 0;
    for (int n = 0; n < g->n; n++)
        for (int k = 0; k < g->K; k++)
            for (int o = 0; o < g->OH * g->OW; o++, at++) {
                y[at] = m[at] = 0;
                for (int tap = 0; tap < g->KH * g->KH; tap++)
                    for (int c = 0; c < inputs; c++) {
                        int h = o / g->OW * g->SH + tap / g->KH - g->PT,
                            w = o % g->OW * g->SH + tap % g->KH - g->PT;
                        if (h < 0 || w < 0 || h >= g->H || w >= g->W)
                            continue;
                        double p = (double)t->x[at_map(g->C, g->H, g->W, n,
                                                       k / outputs * inputs + c, h, w)] *
                                   (double)t->keras[((ptrdiff_t)tap * inputs + c) * g->K + k];
                        y[at] += p;
                        m[at] += fabs(p);
                    }
                t->max = m[at] > t->max ? m[at] : t->max;
            }
    *mag = m;
    return y;
}

static Case make_case(Geo g, uint32_t seed)
{
    Case t = {.g = g};
    ptrdiff_t nx = (ptrdiff_t)g.n * ceil16(g.C) * g.H * g.W * 16,
              nw = (ptrdiff_t)g.KH * g.KH * (g.C / g.groups) * g.K;
    t.x = fresh(nx * 4);
    t.keras = fresh(nw * 4);
    memset(t.x, 0, (size_t)nx * 4);
    for (int n = 0; n < g.n; n++)
        for (int c = 0; c < g.C; c++)
            for (int p = 0; p < g.H * g.W; p++)
                t.x[at_map(g.C, g.H, g.W, n, c, p / g.W, p % g.W)] = noise(&seed);
    for (ptrdiff_t i = 0; i < nw; i++)
        t.keras[i] = noise(&seed);
    t.y = twin(&t, &t.mag);
    return t;
}

static void free_case(Case *t) { free(t->x), free(t->keras), free(t->y), free(t->mag); }

/* What GROWTH_ was measured as, printed at the end. */
static double worst[NUMBER_STORED][4]; /* [format][P / 2] */

/* own: by the magnitude of each element's own sum; else by the largest. */
static void check(const char *what, const Case *t, const float *y, int format, int P,
                  double eps_terms, double growth, int own)
{
    const double half_unit = format ? ldexp(1, -number_types[format].digits) : 0;
    const Geo *g = &t->g;
    ptrdiff_t at = 0;
    for (int n = 0; n < g->n; n++)
        for (int k = 0; k < ceil16(g->K) * 16; k++)
            for (int o = 0; o < g->OH * g->OW; o++) {
                double got = (double)y[at_map(g->K, g->OH, g->OW, n, k, o / g->OW, o % g->OW)];
                if (k >= g->K) {
                    assert_true(got == 0);
                    continue;
                }
                double mag = own ? t->mag[at] : t->max, error = fabs(got - t->y[at]);
                if (format && !own && error / (half_unit * mag) > worst[format][P / 2])
                    worst[format][P / 2] = error / (half_unit * mag);
                double limit = (eps_terms * FLT_EPSILON + growth * half_unit) * mag + 0x1p-22;
                if (!(error <= limit))
                    fail_msg("%s, format %d, %d channels to %d, %dx%d: [%d][%d][%d] is %g, not %g "
                             "(%g more than %g)",
                             what, format, g->C, g->K, g->H, g->W, n, k, o, got, t->y[at], error,
                             limit);
                at++;
            }
}

static void same_bits(const float *a, const float *b, ptrdiff_t n)
{
    assert_memory_equal(a, b, (size_t)n * sizeof *a);
}

/* Maxima of 2x2 windows that a kernel makes at once, `whole` with what reaches over the edges, are
 * those of its outputs y. */
typedef struct Pooled {
    int PH, PW;
    ptrdiff_t count;
    float *y, *want, *lines;
} Pooled;

static Pooled pooled(const Geo *g, const float *y, int whole)
{
    Pooled p = {.PH = (g->OH + whole) / 2, .PW = (g->OW + whole) / 2};
    int planes = g->n * ceil16(g->K);
    p.count = (ptrdiff_t)planes * p.PH * p.PW * 16;
    p.y = fresh(p.count * 4), p.want = fresh(p.count * 4),
    p.lines = fresh((ptrdiff_t)(g->OH + 4) * g->OW * 64);
    const mk_windows windows = {g->OH, g->OW, 2, 2, 2, 2, 0, 0};
    for (int i = 0; i < planes * p.PH; i++)
        mk_maxpool_row(p.want + (ptrdiff_t)i * p.PW * 16, NULL,
                       y + (ptrdiff_t)(i / p.PH) * g->OH * g->OW * 16, i % p.PH, p.PW, &windows);
    return p;
}

static OutputPool maxima(const Pooled *p)
{
    return (OutputPool){.PH = p->PH, .PW = p->PW, .POOL = 1};
}

static void check_pooled(Pooled *p)
{
    same_bits(p->y, p->want, p->count);
    free(p->y), free(p->want), free(p->lines);
}

/* A kernel stored as it is: direct, and the product of a point. */
static void run_plain(Geo g, uint32_t seed)
{
    Case t = make_case(g, seed);
    ptrdiff_t ny = (ptrdiff_t)g.n * ceil16(g.K) * g.OH * g.OW * 16;
    int KB = ceil16(g.K), taps = g.KH * g.KH;
    for (int format = 0; format < NUMBER_STORED; format++) {
        int bytes = number_types[format].bytes;
        float *y = fresh(ny * 4), *cut = fresh(ny * 4), rows[256];
        uint8_t *w = fresh((ptrdiff_t)KB * taps * g.C * 16 * bytes);
        float *padded = fresh((ptrdiff_t)ceil16(g.C) * ((g.OH - 1) * g.SH + g.KH) *
                              ((g.OW - 1) * g.SH + g.KH) * 64);
#define DIRECT(y, b, e)                                                                           \
    conv_prepacked_forward(format, bytes, shape_of(&g), whole_map(&g), lines, b, e, t.x, w, NULL, \
                           y, padded, NULL)
        conv_store(format, bytes, taps, 0, g.C, g.K, g.groups, KB / 2, KB, t.keras, w, rows);
        conv_store(format, bytes, taps, 0, g.C, g.K, g.groups, 0, KB / 2, t.keras, w, rows);
        int lines = 1;
        DIRECT(y, 0, g.n * KB);
        check("direct", &t, y, format, 0, taps * g.C, 1, 1);
        DIRECT(cut, g.n * KB / 2, g.n * KB);
        DIRECT(cut, 0, g.n * KB / 2);
        same_bits(y, cut, ny);
        lines = g.OH; /* tap by tap; the sums keep their order */
        DIRECT(cut, 0, g.n * KB);
        same_bits(y, cut, ny);
        for (int whole = 0; whole < 4; whole++) {
            Pooled p = pooled(&g, y, whole % 2);
            for (int i = 0; i < g.n * KB; i += 2)
                conv_prepacked_forward(format, bytes, shape_of(&g), maxima(&p),
                                       whole < 2 ? 2 : g.OH, i, i + 2 < g.n * KB ? i + 2 : g.n * KB,
                                       t.x, w, NULL, p.y, padded, p.lines);
            check_pooled(&p);
        }
        if (taps == 1 && g.H == 1 && g.W == 1) {
            pointwise_prepacked_forward(format, bytes, g.C, g.K, g.n, 0, KB, t.x, w, cut);
            check("point", &t, cut, format, 0, g.C, 1, 1);
        }
        free(y), free(cut), free(w), free(padded);
    }
    free_case(&t);
}

/* Fast convolution with P points: by output block, by blocks of tiles, and (P = 6) transformed as
 * it is used. */
static void run_fast(Geo g, int P, uint32_t seed)
{
    Case t = make_case(g, seed);
    const int M = P == 6 ? 4 : 2, top = P == 3 ? 0 : g.PT, RB = 2, CC = 16;
    const int CB = ceil16(g.C), KB = ceil16(g.K), TY = (g.OH + M - 1) / M, TX = (g.OW + M - 1) / M,
              tiles = g.n * TY * TX;
    ptrdiff_t ny = (ptrdiff_t)g.n * KB * g.OH * g.OW * 16;
    double growth = P == 6 ? GROWTH_6 : P == 4 ? GROWTH_4 : GROWTH_3;
    float *v = fresh((ptrdiff_t)P * P * (CB * tiles * 16 + 16) * 4),
          *m = fresh((ptrdiff_t)P * P * (tiles * 16 + 16) * 4), *rows = fresh((9 + P * P) * 1024),
          *tile = fresh(P * (P + 1) * 64);
    float *block = fresh((ptrdiff_t)P * P * (CB * RB * TX * 16 + 16) * 4),
          *wide = fresh(9 * CC * 64), *step = fresh((ptrdiff_t)P * P * (CC * 16 + 16) * 4);
    const PanelShape panels = {.M = M, .P = P, .C = g.C, .K = g.K, .OH = g.OH, .OW = g.OW};
    const WinogradShape s = {.M = M,
                             .P = P,
                             .C = g.C,
                             .H = g.H,
                             .W = g.W,
                             .K = g.K,
                             .OH = g.OH,
                             .OW = g.OW,
                             .PT = g.PT,
                             .PL = g.PT};
    const TileShape of_x = {
        .M = M, .P = P, .C = g.C, .H = g.H, .W = g.W, .TY = TY, .TX = TX, .TOP = top, .LEFT = top};
    wino_panel_gather(0, of_x, (InputNorm){0}, g.n, 0, g.n * TY, t.x, NULL, v, NULL, tile);
    for (int format = 0; format < NUMBER_STORED; format++) {
        int bytes = number_types[format].bytes;
        float *y = fresh(ny * 4), *cut = fresh(ny * 4);
        uint8_t *u = fresh((ptrdiff_t)KB * P * P * g.C * 16 * bytes),
                *w = fresh((ptrdiff_t)KB * 9 * g.C * 16 * bytes);
#define BY_BLOCK(y, b, e)                                                                     \
    wino_prepacked_forward(format, bytes, panels, whole_map(&g), g.n, b, e, v, u, NULL, y, m, \
                           NULL, tile)
        wino_store(format, bytes, P, g.C, g.K, g.groups, 0, KB, t.keras, u, rows);
        BY_BLOCK(y, 0, KB);
        check("stored", &t, y, format, P, GROWTH_FLOAT, growth, 0);
        BY_BLOCK(cut, KB / 2, KB);
        BY_BLOCK(cut, 0, KB / 2);
        same_bits(y, cut, ny);
        if (P != 3) {
            memset(cut, 0xff, (size_t)ny * 4);
            wino_prepacked_blocks(format, bytes, s, RB, whole_map(&g), 0, g.n * TY, t.x, u, NULL,
                                  cut, block, m, NULL, tile);
            same_bits(y, cut, ny);
        }
        conv_store(format, bytes, 9, 0, g.C, g.K, g.groups, 0, KB, t.keras, w, rows);
        memset(cut, 0xff, (size_t)ny * 4);
        wino_prepacked_panels(format, bytes, panels, CC, whole_map(&g), g.n, 0, KB, v, w, NULL, cut,
                              wide, step, m, NULL, tile);
        check("panels", &t, cut, format, P, GROWTH_FLOAT, 1,
              0); /* rounded before the transform: as plain */
        for (int whole = 0; whole < 2; whole++) {
            Pooled p = pooled(&g, cut, whole);
            wino_prepacked_panels(format, bytes, panels, CC, maxima(&p), g.n, 0, KB, v, w, NULL,
                                  p.y, wide, step, m, p.lines, tile);
            check_pooled(&p);
            p = pooled(&g, y, whole);
            wino_prepacked_forward(format, bytes, panels, maxima(&p), g.n, 0, KB, v, u, NULL, p.y,
                                   m, p.lines, tile);
            check_pooled(&p);
            if (P == 3)
                continue;
            p = pooled(&g, y, whole);
            wino_prepacked_blocks(format, bytes, s, RB, maxima(&p), 0, g.n * TY, t.x, u, NULL, p.y,
                                  block, m, p.lines, tile);
            check_pooled(&p);
        }
        free(y), free(cut), free(u), free(w);
    }
    free(v), free(m), free(rows), free(block), free(wide), free(step), free(tile);
    free_case(&t);
}

/* n, C, H, W, K, OH, OW, KH, SH, PT, groups */
static void test_plain(void **state)
{
    (void)state;
    const Geo rows[] = {{2, 3, 7, 5, 20, 7, 5, 3, 1, 1, 1},  {3, 17, 6, 6, 33, 3, 3, 3, 2, 1, 1},
                        {2, 20, 4, 5, 7, 4, 5, 1, 1, 0, 1},  {1, 5, 9, 9, 16, 9, 9, 5, 1, 2, 1},
                        {2, 12, 5, 5, 24, 5, 5, 3, 1, 1, 4}, {1, 300, 4, 4, 16, 4, 4, 3, 1, 1, 1},
                        {2, 18, 6, 6, 40, 6, 6, 1, 1, 0, 1}, {13, 40, 1, 1, 50, 1, 1, 1, 1, 0, 1},
                        {1, 33, 1, 1, 3, 1, 1, 1, 1, 0, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        run_plain(rows[i], 3 + (uint32_t)i);
}

static void test_fast(void **state)
{
    (void)state;
    for (int h = 1; h <= 9; h++)
        for (int P = 4; P <= 6; P += 2) {
            run_fast((Geo){1 + h % 3, 8 + 5 * h, h, 10 - h, 10 + 4 * h, h, 10 - h, 3, 1, 1, 1}, P,
                     (uint32_t)h);
            run_fast((Geo){2, 16, h + 2, 6, 34, h, 4, 3, 1, 0, 2}, P, (uint32_t)h);
        }
    run_fast((Geo){2, 256, 8, 8, 32, 8, 8, 3, 1, 1, 1}, 6, 77);
    run_fast((Geo){2, 256, 4, 4, 32, 4, 4, 3, 1, 1, 1}, 4, 78);
    for (int c = 1; c < 40; c += 6)
        run_fast((Geo){1 + c % 7, c, 2, 2, 41 - c, 2, 2, 3, 1, 1, 1}, 3, (uint32_t)c);
    run_fast((Geo){3, 256, 2, 2, 32, 2, 2, 3, 1, 1, 1}, 3, 79);
    for (int format = 1; format < NUMBER_STORED; format++)
        print_message(
            "%s: growth of the stored rounding %.2f (P = 6), %.2f (P = 4), %.2f (P = 3)\n",
            number_types[format].word, worst[format][3], worst[format][2], worst[format][1]);
}

/* ---- number types ---- */

static float row_of(int format, float x)
{
    float row[16] = {x}, back[16];
    uint8_t s[64];
    mk_store_rows(format, s, row, 1);
    mk_widen_rows(format, back, s, 1);
    return back[0];
}

/* The number whose bits are p, as the type's file has it. */
static double pattern(int format, uint32_t p)
{
    const uint8_t file[4] = {(uint8_t)p, (uint8_t)(p >> 8), (uint8_t)(p >> 16), (uint8_t)(p >> 24)};
    return number_types[format].load(file);
}

/* The same by IEEE's rule: a sign, an exponent, a significand of which the first bit is not there.
 */
static double by_rule(int format, uint32_t p)
{
    const int fraction = number_types[format].digits - 1,
              exponents = number_types[format].bytes * 8 - 1 - fraction;
    const int e = (int)(p >> fraction) & ((1 << exponents) - 1), bias = (1 << (exponents - 1)) - 1;
    const double sign = p >> (fraction + exponents) ? -1 : 1, f = p & ((1u << fraction) - 1);
    if (e == (1 << exponents) - 1)
        return f != 0 ? NAN : sign * INFINITY;
    return sign *
           (e ? ldexp(f + ldexp(1, fraction), e - bias - fraction) : ldexp(f, 1 - bias - fraction));
}

static void test_by_rule(void **state)
{
    (void)state;
    for (int format = NUMBER_F16; format <= NUMBER_BF16; format++)
        for (uint32_t p = 0; p < 65536; p++) {
            double x = pattern(format, p), want = by_rule(format, p);
            assert_true(x == want ? signbit(x) == signbit(want) : x != x && want != want);
        }
}

/* Every number of every type comes back as it is, through a row of 16 lanes and through a file; so
 * does a NaN, as some NaN. */
static void test_every_pattern(void **state)
{
    (void)state;
    for (int format = 1; format < NUMBER_STORED; format++)
        for (uint32_t p = 0; p < 1u << 8 * number_types[format].bytes; p += 16) {
            float x[16], y[16];
            uint8_t s[64], file[4];
            for (uint32_t l = 0; l < 16; l++)
                x[l] = (float)pattern(format, p + l);
            mk_store_rows(format, s, x, 1);
            mk_widen_rows(format, y, s, 1);
            for (int l = 0; l < 16; l++) {
                assert_true(x[l] == x[l] ? !memcmp(&x[l], &y[l], 4) : y[l] != y[l]);
                number_types[format].store(file, x[l]);
                y[l] = (float)number_types[format].load(file);
                assert_true(x[l] == x[l] ? !memcmp(&x[l], &y[l], 4) : y[l] != y[l]);
            }
        }
}

/* Between two neighbours the nearer one, at the middle the even one; in rows and in files. */
static void test_rounding(void **state)
{
    (void)state;
    for (int format = 1; format < NUMBER_STORED; format++)
        for (uint32_t p = 0; p + 1 < 1u << (8 * number_types[format].bytes - 1); p++) {
            double a = pattern(format, p), b = pattern(format, p + 1);
            if (!isfinite(a) || !isfinite(b) || (a + b) / 2 < 2 * (double)FLT_MIN)
                continue; /* float's own subnormals have no middle in float's normals */
            float middle = (float)((a + b) / 2);
            const float x[4] = {middle, nextafterf(middle, 0), nextafterf(middle, INFINITY),
                                -middle};
            const double want[4] = {p % 2 ? b : a, a, b, -(p % 2 ? b : a)};
            for (int i = 0; i < 4; i++) {
                uint8_t file[4];
                number_types[format].store(file, x[i]);
                assert_true((double)row_of(format, x[i]) == want[i] &&
                            number_types[format].load(file) == want[i]);
            }
        }
}

/* Beyond the largest comes infinity, below the smallest zero with its sign. */
static void test_ends(void **state)
{
    (void)state;
    assert_true(row_of(NUMBER_F16, 65519.0f) == 65504 && isinf(row_of(NUMBER_F16, 65520.0f)) &&
                isinf(row_of(NUMBER_F16, 1e30f)) && isinf(row_of(NUMBER_BF16, FLT_MAX)));
    assert_true(row_of(NUMBER_F16, 0x1p-25f) == 0 && row_of(NUMBER_F16, 0x1.01p-25f) == 0x1p-24f &&
                signbit(row_of(NUMBER_F16, -0.0f)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_rule),  cmocka_unit_test(test_every_pattern),
        cmocka_unit_test(test_rounding), cmocka_unit_test(test_ends),
        cmocka_unit_test(test_plain),    cmocka_unit_test(test_fast)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
