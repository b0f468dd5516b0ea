/* Kernels of pad, upsample, mul, layernorm and depthwise against naive double-precision twins over
 * odd shapes: cut into ranges bit by bit the same, lanes beyond the last channel still zero,
 * nothing written past the end. Tolerances count roundings. */
#include "tests/unit/kernel_util.h"

static double value(const float *p, int c, int hw, int image, int pixel, int channel)
{
    return (double)p[at(c, hw, image, pixel, channel)];
}
static double *zeros(size_t n)
{
    double *p = calloc(n, sizeof *p);
    assert_non_null(p);
    return p;
}

#define EACH_VALUE(n, c, hw)          \
    for (int i = 0; i < (n); i++)     \
        for (int k = 0; k < (c); k++) \
            for (int q = 0; q < (hw); q++)

/* ---- pad ---- */

static void pads(void **state)
{
    (void)state;
    static const int cases[][8] = {/* n c h w, top bottom left right */
                                   {1, 1, 1, 1, 0, 0, 0, 0},
                                   {2, 17, 3, 4, 1, 1, 1, 1},
                                   {3, 16, 2, 5, 0, 2, 3, 0},
                                   {1, 33, 4, 1, 2, 0, 0, 1}};
    for (size_t t = 0; t < sizeof cases / sizeof cases[0]; t++) {
        const int *s = cases[t], n = s[0], c = s[1], h = s[2], w = s[3], cb = blocks_of(c);
        int oh = h + s[4] + s[5], ow = w + s[6] + s[7];
        size_t small = packed(n, c, h * w), big = packed(n, c, oh * ow);
        float *x = tensor(n, c, h * w, -1, 1, 1), *y = blank(big),
              *dy = tensor(n, c, oh * ow, -1, 1, 2), *dx = blank(small);
        SPLIT(n * cb, pad_forward(cb, h, w, s[4], s[5], s[6], s[7], begin, end, x, y));
        SPLIT(n * cb, pad_backward(cb, h, w, s[4], s[5], s[6], s[7], begin, end, dy, dx));
        EACH_VALUE(n, c, oh * ow)
        {
            int iy = q / ow - s[4], ix = q % ow - s[6],
                inside = iy >= 0 && ix >= 0 && iy < h && ix < w;
            assert_true(value(y, c, oh * ow, i, q, k) ==
                        (inside ? value(x, c, h * w, i, iy * w + ix, k) : 0));
            if (inside)
                assert_true(value(dx, c, h * w, i, iy * w + ix, k) ==
                            value(dy, c, oh * ow, i, q, k));
        }
        check_zero_lanes(y, n, c, oh * ow), check_zero_lanes(dx, n, c, h * w);
        free(x), free(y), free(dy), free(dx);
    }
}

/* ---- upsample ---- */

typedef void Upsample(int, int, int, int, int, int, int, const float *, float *);

/* The share of input `i` of `count` in output `o`, enlarged by `f`: straight from the positions of
 * the centres. */
static double share(int o, int i, int count, int f, int bilinear)
{
    if (!bilinear)
        return o / f == i;
    double place = (o + 0.5) / f - 0.5;
    place = place < 0 ? 0 : place > count - 1 ? count - 1 : place;
    double away = fabs(place - i);
    return away < 1 ? 1 - away : 0;
}

static void one_upsample(const int *s, int bilinear)
{
    const int n = s[0], c = s[1], h = s[2], w = s[3], fh = s[4], fw = s[5], cb = blocks_of(c),
              ow = w * fw, hw = h * w, area = h * fh * ow;
    size_t small = packed(n, c, hw), big = packed(n, c, area);
    Upsample *forward = bilinear ? upsample_bilinear : upsample_nearest;
    Upsample *backward = bilinear ? upsample_bilinear_backward : upsample_nearest_backward;
    float *x = tensor(n, c, hw, -1, 1, 3), *y = blank(big), *z = blank(big),
          *dy = tensor(n, c, area, -1, 1, 4);
    float *dx = blank(small), *d = blank(small);
    double *want = zeros(small);
    SPLIT(n * cb, forward(cb, h, w, fh, fw, begin, end, x, y));
    WHOLE(n * cb, forward(cb, h, w, fh, fw, begin, end, x, z));
    same_bits(y, z, big);
    SPLIT(n * cb, backward(cb, h, w, fh, fw, begin, end, dy, dx));
    WHOLE(n * cb, backward(cb, h, w, fh, fw, begin, end, dy, d));
    same_bits(dx, d, small);
    EACH_VALUE(n, c, area)
    {
        double sum = 0;
        for (int p = 0; p < hw; p++) {
            double a = share(q / ow, p / w, h, fh, bilinear) *
                       share(q % ow, p % w, w, fw, bilinear);
            sum += a * value(x, c, hw, i, p, k);
            want[at(c, hw, i, p, k)] += a * value(dy, c, area, i, q, k);
        }
        near(value(y, c, area, i, q, k), sum, bilinear ? 12 : 0, 1);
    }
    EACH_VALUE(n, c, hw) /* a pixel hears of some 2fh * 2fw outputs */
    near(value(dx, c, hw, i, q, k), want[at(c, hw, i, q, k)], 4 * fh * fw + 8, fh * fw);
    check_zero_lanes(y, n, c, area), check_zero_lanes(dx, n, c, hw);
    free(x), free(y), free(z), free(dy), free(dx), free(d), free(want);
}

static void upsamples(void **state)
{
    (void)state;
    static const int cases[][6] = {{1, 1, 1, 1, 2, 3},
                                   {2, 17, 3, 4, 2, 2},
                                   {3, 16, 2, 5, 3, 1},
                                   {1, 33, 4, 3, 1, 4},
                                   {2, 3, 5, 2, 5, 4}};
    for (size_t t = 0; t < sizeof cases / sizeof cases[0]; t++)
        for (int bilinear = 0; bilinear < 2; bilinear++)
            one_upsample(cases[t], bilinear);
}

/* ---- mul ---- */

static void products(void **state)
{
    (void)state;
    static const int cases[][3] = {{1, 1, 1}, {2, 17, 12}, {3, 16, 5}, {1, 33, 200}, {5, 3, 1}};
    for (size_t t = 0; t < sizeof cases / sizeof cases[0]; t++) {
        const int n = cases[t][0], c = cases[t][1], hw = cases[t][2], cb = blocks_of(c);
        size_t size = packed(n, c, hw), few = packed(n, c, 1);
        float *a = tensor(n, c, hw, -1, 1, 5), *b = tensor(n, c, hw, -1, 1, 6),
              *v = tensor(n, c, 1, -1, 1, 7);
        float *y = blank(size), *z = blank(size), *d = blank(few);
        SPLIT(n * cb, mul_maps(cb, hw, begin, end, a, b, y));
        SPLIT(n * cb, mul_channels(cb, hw, begin, end, a, v, z));
        SPLIT(n * cb, mul_channels_backward(cb, hw, begin, end, a, b, d));
        for (int i = 0; i < n; i++)
            for (int k = 0; k < c; k++) {
                double sum = 0;
                for (int q = 0; q < hw; q++) {
                    size_t p = at(c, hw, i, q, k);
                    sum += (double)a[p] * (double)b[p];
                    assert_true(y[p] == a[p] * b[p]);
                    assert_true(z[p] == a[p] * v[at(c, 1, i, 0, k)]);
                }
                near((double)d[at(c, 1, i, 0, k)], sum, 64, hw < 64 ? hw : 64);
            }
        check_zero_lanes(y, n, c, hw), check_zero_lanes(z, n, c, hw), check_zero_lanes(d, n, c, 1);
        SPLIT(n * cb, mul_maps(cb, hw, begin, end, a, b, a)); /* in place */
        same_bits(a, y, size);
        free(a), free(b), free(v), free(y), free(z), free(d);
    }
}

/* ---- layernorm ---- */

/* One pixel: y, and dx, dgamma, dbeta added to. */
static void naive_layernorm(const double *x, const double *dy, const double *gamma,
                            const double *beta, int c, double eps, double *y, double *dx,
                            double *dgamma, double *dbeta)
{
    double mean = 0, variance = 0, sum = 0, dot = 0;
    for (int k = 0; k < c; k++)
        mean += x[k] / c;
    for (int k = 0; k < c; k++)
        variance += (x[k] - mean) * (x[k] - mean) / c;
    double rstd = 1 / sqrt(variance + eps);
    for (int k = 0; k < c; k++) {
        double xhat = (x[k] - mean) * rstd, g = dy[k] * gamma[k];
        y[k] = xhat * gamma[k] + beta[k];
        sum += g / c;
        dot += g * xhat / c;
        dgamma[k] += dy[k] * xhat;
        dbeta[k] += dy[k];
    }
    for (int k = 0; k < c; k++)
        dx[k] = rstd * (dy[k] * gamma[k] - sum - (x[k] - mean) * rstd * dot);
}

static void compare_layernorm(int n, int c, int hw, float eps, const float *x, const float *dy,
                              const float *gamma, const float *beta, const float *y,
                              const float *dx, const float *dgamma, const float *dbeta)
{
    double *v = zeros((size_t)c * 8), *wg = v + 6 * c, *wb = v + 7 * c;
    for (int k = 0; k < c; k++) {
        v[2 * c + k] = (double)gamma[k];
        v[3 * c + k] = (double)beta[k];
    }
    for (int i = 0; i < n; i++)
        for (int q = 0; q < hw; q++) {
            for (int k = 0; k < c; k++) {
                v[k] = value(x, c, hw, i, q, k);
                v[c + k] = value(dy, c, hw, i, q, k);
            }
            naive_layernorm(v, v + c, v + 2 * c, v + 3 * c, c, (double)eps, v + 4 * c, v + 5 * c,
                            wg, wb);
            for (int k = 0; k < c; k++) { /* values near 4: differences to the mean lose two digits
                                             of two; rstd below 10 */
                near(value(y, c, hw, i, q, k), v[4 * c + k], 16 + c / 16, 40);
                near(value(dx, c, hw, i, q, k), v[5 * c + k], 32 + c / 16, 100);
            }
        }
    for (int k = 0; k < c; k++) {
        near((double)dgamma[k], wg[k], 80, 4 * n * hw);
        near((double)dbeta[k], wb[k], 64, n * hw < 64 ? n * hw : 64);
    }
    free(v);
}

static void layernorm(void **state)
{
    (void)state;
    static const int cases[][3] = {{1, 1, 1},   {2, 17, 12}, {3, 16, 5},
                                   {1, 35, 70}, {5, 3, 1},   {2, 1100, 2}};
    for (size_t t = 0; t < sizeof cases / sizeof cases[0]; t++) {
        const int n = cases[t][0], c = cases[t][1], hw = cases[t][2];
        const float eps = 0.01f;
        size_t size = packed(n, c, hw), few = packed(1, c, 1), dots = (size_t)(n * hw);
        float *x = tensor(n, c, hw, 3, 5, 8), *dy = tensor(n, c, hw, -1, 1, 9),
              *gamma = vector(c, 0.5, 1.5, 10), *beta = vector(c, -1, 1, 11);
        float *y = blank(size), *z = blank(size), *dx = blank(size), *mean = blank(dots),
              *rstd = blank(dots), *dg = blank(few), *db = blank(few);
        SPLIT(n * hw, layernorm_forward(c, hw, eps, begin, end, x, gamma, beta, mean, rstd, y));
        WHOLE(n * hw, layernorm_forward(c, hw, eps, begin, end, x, gamma, beta, mean, rstd, z));
        same_bits(y, z, size);
        SPLIT(n * hw, layernorm_backward(c, hw, begin, end, dy, x, mean, rstd, gamma, dx));
        SPLIT(blocks_of(c),
              layernorm_reduce(blocks_of(c), hw, n, begin, end, dy, x, mean, rstd, dg, db));
        compare_layernorm(n, c, hw, eps, x, dy, gamma, beta, y, dx, dg, db);
        check_zero_lanes(y, n, c, hw), check_zero_lanes(dx, n, c, hw),
            check_zero_lanes(dg, 1, c, 1), check_zero_lanes(db, 1, c, 1);
        check_guard(mean, dots), check_guard(rstd, dots);
        WHOLE(n * hw,
              layernorm_backward(c, hw, begin, end, dy, x, mean, rstd, gamma, dy)); /* in place */
        same_bits(dy, dx, size);
        WHOLE(n * hw, layernorm_forward(c, hw, eps, begin, end, x, gamma, beta, mean, rstd, x));
        same_bits(x, y, size);
        free(x), free(dy), free(gamma), free(beta), free(y), free(z), free(dx), free(mean),
            free(rstd), free(dg), free(db);
    }
}

/* ---- depthwise ---- */

typedef struct Depthwise {
    int n, c, times, h, w, oh, ow, kh, kw, sh, sw, dh, dw, top, left;
} Depthwise;

static const Depthwise depthwises[] = {
    {1, 1, 1, 1, 1, 1, 1, 3, 3, 1, 1, 1, 1, 1, 1},    /* one tap meets the map */
    {2, 17, 1, 5, 11, 5, 11, 3, 3, 1, 1, 1, 1, 1, 1}, /* same */
    {3, 16, 1, 6, 9, 4, 7, 3, 3, 1, 1, 1, 1, 0, 0},   /* valid */
    {2, 5, 1, 8, 13, 4, 7, 3, 3, 2, 2, 1, 1, 0, 1},   /* same, stride 2 */
    {1, 33, 1, 9, 7, 11, 9, 3, 2, 1, 1, 2, 3, 3,
     2}, /* padding beyond the window's reach, dilation */
    {1, 3, 1, 2, 2, 14, 15, 2, 3, 1, 1, 1, 1, 7, 7}, /* windows that lie off the map */
    {2, 6, 3, 4, 300, 2, 149, 4, 4, 1, 2, 1, 1, 0,
     0}, /* long rows, sixteen taps, three outputs a channel */
    {2, 9, 2, 7, 5, 3, 2, 3, 3, 2, 3, 2, 1, 1, 0}};

static DepthwiseShape shape_of(const Depthwise *o)
{
    return (DepthwiseShape){.CB = blocks_of(o->c * o->times),
                            .H = o->h,
                            .W = o->w,
                            .OH = o->oh,
                            .OW = o->ow,
                            .KH = o->kh,
                            .KW = o->kw,
                            .SH = o->sh,
                            .SW = o->sw,
                            .DH = o->dh,
                            .DW = o->dw,
                            .PT = o->top,
                            .PL = o->left};
}

/* y, dx and dw by the formula; w is [tap][c * times]. */
static void naive_depthwise(const Depthwise *o, const float *x, const float *w, const float *dy,
                            double *y, double *dx, double *dw)
{
    int k_count = o->c * o->times, hw = o->h * o->w, area = o->oh * o->ow;
    EACH_VALUE(o->n, k_count, area)
    for (int t = 0; t < o->kh * o->kw; t++) {
        int iy = q / o->ow * o->sh - o->top + t / o->kw * o->dh,
            ix = q % o->ow * o->sw - o->left + t % o->kw * o->dw;
        if (iy < 0 || ix < 0 || iy >= o->h || ix >= o->w)
            continue;
        size_t from = at(o->c, hw, i, iy * o->w + ix, k / o->times),
               to = at(k_count, area, i, q, k), tap = (size_t)(t * k_count + k);
        y[to] += (double)x[from] * (double)w[tap];
        dx[from] += (double)dy[to] * (double)w[tap];
        dw[tap] += (double)dy[to] * (double)x[from];
    }
}

static void one_depthwise(const Depthwise *o)
{
    const int k = o->c * o->times, cb = blocks_of(k), hw = o->h * o->w, area = o->oh * o->ow,
              taps = o->kh * o->kw, range = o->n * cb;
    size_t in = packed(o->n, o->c, hw), wide = packed(o->n, k, hw), out = packed(o->n, k, area),
           plain = (size_t)(taps * k), pack = (size_t)(cb * taps * 16);
    float *x = tensor(o->n, o->c, hw, -1, 1, 12), *w = randoms(plain, 13),
          *dy = tensor(o->n, k, area, -1, 1, 14);
    float *xx = blank(wide), *ww = blank(pack), *y = blank(out), *z = blank(out),
          *dxx = blank(wide), *d = blank(wide), *dx = blank(in);
    float *dww = blank(pack), *dw = blank(plain), *back = blank(plain);
    double *want_y = zeros(out), *want_dx = zeros(in), *want_dw = zeros(plain);
    naive_depthwise(o, x, w, dy, want_y, want_dx, want_dw);
    depthwise_pack(taps, k, w, ww);
    depthwise_unpack(taps, k, ww, back);
    same_bits(w, back, plain);
    SPLIT(o->n, channels_repeat(o->c, o->times, hw, begin, end, x, xx));
    const DepthwiseShape s = shape_of(o);
    size_t frame_y = (size_t)(((o->oh - 1) * o->sh + (o->kh - 1) * o->dh + 1) *
                              ((o->ow - 1) * o->sw + (o->kw - 1) * o->dw + 1) * 16),
           frame_x = (size_t)((o->h + (o->kh - 1) * o->dh) * (o->w + (o->kw - 1) * o->dw) * 16);
    float *fy = blank(frame_y), *fx = blank(frame_x);
    SPLIT(range, depthwise_forward(s, 0, begin, end, xx, ww, y, NULL));
    for (int cut = 0; cut < 2; cut++) { /* in a frame the same sums */
        if (cut)
            SPLIT(range, depthwise_forward(s, 1, begin, end, xx, ww, z, fy));
        else
            WHOLE(range, depthwise_forward(s, 1, begin, end, xx, ww, z, fy));
        same_bits(y, z, out);
    }
    SPLIT(range, depthwise_backward_data(s, 0, begin, end, dy, ww, dxx, NULL));
    WHOLE(range, depthwise_backward_data(s, o->sh * o->sw == 1, begin, end, dy, ww, d, fx));
    same_bits(dxx, d, wide);
    SPLIT(o->n, channels_repeat_backward(o->c, o->times, hw, begin, end, dxx, dx));
    enum { TOGETHER = 2 };
    float *fg = blank(frame_y * TOGETHER), *part = blank((size_t)range * (size_t)taps * 16);
    for (int q = 0; q < 6; q++) { /* row by row and in frames; 1, 2 and 3 images a sum */
        const int framed = q % 2, images = q / 2 + 1, together = framed ? TOGETHER : 1,
                  sums = (o->n + images - 1) / images * cb;
        SPLIT(sums, depthwise_backward_weights(s, framed, images, together, o->n, begin, end, xx,
                                               dy, part, fg));
        SPLIT(cb * taps, depthwise_sum_weights(cb, taps, images, o->n, begin, end, part, dww));
        depthwise_unpack(taps, k, dww, dw);
        for (size_t i = 0; i < plain; i++)
            near((double)dw[i], want_dw[i], 64, o->ow < 64 ? o->ow : 64);
    }
    check_guard(fg, frame_y * TOGETHER);
    free(fg);
    check_guard(fy, frame_y), check_guard(fx, frame_x);
    check_guard(part, (size_t)range * (size_t)taps * 16);
    free(fy), free(fx), free(part);
    for (size_t i = 0; i < out; i++)
        near((double)y[i], want_y[i], taps + 1, taps);
    for (size_t i = 0; i < in; i++)
        near((double)dx[i], want_dx[i], taps + o->times + 1, taps * o->times);
    check_zero_lanes(xx, o->n, k, hw), check_zero_lanes(y, o->n, k, area),
        check_zero_lanes(dxx, o->n, k, hw);
    check_zero_lanes(dx, o->n, o->c, hw), check_zero_lanes(ww, 1, k, taps),
        check_zero_lanes(dww, 1, k, taps);
    check_guard(back, plain), check_guard(dw, plain);
    free(x), free(w), free(dy), free(xx), free(ww), free(y), free(z), free(dxx), free(d), free(dx),
        free(dww), free(dw), free(back);
    free(want_y), free(want_dx), free(want_dw);
}

static void depthwise(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof depthwises / sizeof depthwises[0]; t++)
        one_depthwise(&depthwises[t]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pads),      cmocka_unit_test(upsamples), cmocka_unit_test(products),
        cmocka_unit_test(layernorm), cmocka_unit_test(depthwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
