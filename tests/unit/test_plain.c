/* The kernels of values [H][W][C] (kernels/plain/) against naive twins in double precision, over
 * random shapes; what lies behind an output stays as it was. */
#include "kernel_util.h"
#include <math.h>
#include <string.h>

static int pick(uint64_t *s, int low, int high)
{
    int v = low + (int)((uniform(s) + 1) / 2 * (high - low + 1));
    return v > high ? high : v;
}

static double clamped(double v, int clamp, double max)
{
    if (clamp && !(v > 0))
        v = 0;
    return clamp && max > 0 && v > max ? max : v;
}

/* ---- convolutions ---- */

typedef struct Conv {
    ConvShape s;
    WindowShape p;
    int groups, bias, clamp;
    float max;
    float *x, *w, *b;
} Conv;

static Conv random_conv(uint64_t *r)
{
    Conv v = {.groups = pick(r, 0, 2) ? 1 : pick(r, 1, 3)};
    ConvShape *s = &v.s;
    s->C = v.groups * pick(r, 1, 5), s->K = v.groups * pick(r, 1, 9);
    s->H = pick(r, 1, 9), s->W = pick(r, 1, 9);
    s->KH = pick(r, 1, 4), s->KW = pick(r, 1, 4);
    s->SH = pick(r, 1, 3), s->SW = pick(r, 1, 3), s->DH = pick(r, 1, 2), s->DW = pick(r, 1, 2);
    s->PT = pick(r, 0, 4), s->PL = pick(r, 0, 4);
    s->OH = pick(r, 1, 6), s->OW = pick(r, 1, 6); /* padding behind follows from it */
    v.bias = pick(r, 0, 1), v.clamp = pick(r, 0, 1), v.max = pick(r, 0, 1) ? 0.5f : 0.0f;
    v.x = randoms((size_t)(s->H * s->W * s->C), *r += 1);
    v.w = randoms((size_t)(s->KH * s->KW * s->C / v.groups * s->K), *r += 1);
    v.b = randoms((size_t)(v.bias * s->K), *r += 1);
    return v;
}

static void free_conv(Conv *v)
{
    free(v->x);
    free(v->w);
    free(v->b);
}

/* The sum at output pixel oy, ox of channel k; *size: the sum of the products' sizes. */
static double conv_at(const Conv *v, int oy, int ox, int k, double *size)
{
    const ConvShape *s = &v->s;
    int cg = s->C / v->groups, group = k / (s->K / v->groups);
    double sum = v->bias ? (double)v->b[k] : 0;
    *size = fabs(sum);
    for (int ky = 0; ky < s->KH; ky++)
        for (int kx = 0; kx < s->KW; kx++)
            for (int c = 0; c < cg; c++) {
                int iy = oy * s->SH - s->PT + ky * s->DH, ix = ox * s->SW - s->PL + kx * s->DW;
                if (iy < 0 || iy >= s->H || ix < 0 || ix >= s->W)
                    continue;
                double p = (double)v->x[(iy * s->W + ix) * s->C + group * cg + c] *
                           (double)v->w[((ky * s->KW + kx) * cg + c) * s->K + k];
                sum += p;
                *size += fabs(p);
            }
    return sum;
}

static void conv(void **state)
{
    uint64_t r = 1;
    (void)state;
    for (int round = 0; round < 300; round++) {
        Conv v = random_conv(&r);
        const ConvShape *s = &v.s;
        WindowShape *p = &v.p;
        int windows = pick(&r, 0, 1), rows = s->OH;
        *p = (WindowShape){1, 1, 1, 1, 0, 0, s->OW};
        if (windows)
            *p = (WindowShape){pick(&r, 1, s->OH), pick(&r, 1, s->OW), 0, 0, 0, 0, 0};
        if (windows) {
            p->PSH = p->PH + pick(&r, 0, 1), p->PSW = p->PW + pick(&r, 0, 1);
            p->PPT = pick(&r, 0, p->PH - 1), p->PPL = pick(&r, 0, p->PW - 1);
            rows = (s->OH + p->PPT - 1) / p->PSH + 1, p->POW = (s->OW + p->PPL - 1) / p->PSW + 1;
        }
        size_t count = (size_t)(rows * p->POW * s->K);
        float *y = blank(count);
        plain_conv(*s, *p, (RowShape){0, rows, s->H, rows}, v.groups, v.bias, v.clamp, v.max, v.x,
                   v.w, v.b, y);
        for (int i = 0; i < (int)count; i++) {
            int k = i % s->K, px = i / s->K % p->POW, py = i / s->K / p->POW;
            double best = -INFINITY, size = 0;
            for (int oy = py * p->PSH - p->PPT; oy < py * p->PSH - p->PPT + p->PH; oy++)
                for (int ox = px * p->PSW - p->PPL; ox < px * p->PSW - p->PPL + p->PW; ox++)
                    if (oy >= 0 && oy < s->OH && ox >= 0 && ox < s->OW) {
                        double of, sum = conv_at(&v, oy, ox, k, &of);
                        best = fmax(best, sum);
                        size = fmax(size, of);
                    }
            near((double)y[i], clamped(best, v.clamp, (double)v.max),
                 s->KH * s->KW * s->C / v.groups + 1, size);
        }
        check_guard(y, count);
        float *z = blank(count); /* the same in two calls */
        plain_conv(*s, *p, (RowShape){0, rows / 2, s->H, rows}, v.groups, v.bias, v.clamp, v.max,
                   v.x, v.w, v.b, z);
        plain_conv(*s, *p, (RowShape){rows / 2, rows, s->H, rows}, v.groups, v.bias, v.clamp, v.max,
                   v.x, v.w, v.b, z);
        same_bits(y, z, count);
        free(z);
        free(y);
        free_conv(&v);
    }
}

static void depthwise(void **state)
{
    uint64_t r = 2;
    int replaced = 0;
    (void)state;
    for (int round = 0; round < 200; round++) {
        Conv v = random_conv(&r);
        ConvShape *s = &v.s;
        int m = pick(&r, 0, 1) ? 1 : pick(&r, 2, 3);
        s->C = pick(&r, 1, 9), s->K = v.groups = s->C; /* its twin: as many groups as channels */
        s->K *= m;
        free_conv(&v);
        v.x = randoms((size_t)(s->H * s->W * s->C), r += 1);
        v.w = randoms((size_t)(s->KH * s->KW * s->K), r += 1);
        v.b = randoms((size_t)(v.bias * s->K), r += 1);
        size_t count = (size_t)(s->OH * s->OW * s->K);
        float *y = blank(count);
        plain_depthwise(*s, (RowShape){0, s->OH, s->H, s->OH}, v.bias, v.clamp, v.max, v.x, v.w,
                        v.b, y);
        for (int i = 0; i < (int)count; i++) {
            double size, sum = conv_at(&v, i / s->K / s->OW, i / s->K % s->OW, i % s->K, &size);
            near((double)y[i], clamped(sum, v.clamp, (double)v.max), s->KH * s->KW + 1, size);
        }
        check_guard(y, count);
        if (m == 1 && s->OW <= s->W && s->OH * s->OW <= s->H * s->W &&
            s->PT <= (s->KH - 1) * s->DH) {
            size_t kept = (size_t)(((s->KH - 1) * s->DH + 1) * s->W * s->C);
            float *ring = blank(kept);
            plain_depthwise_in_place(*s, v.bias, v.clamp, v.max, v.x, v.w, v.b, ring, v.x);
            same_bits(v.x, y, count);
            check_guard(ring, kept);
            free(ring);
            replaced++;
        }
        free(y);
        free_conv(&v);
    }
    assert_true(replaced > 20);
}

static void dense(void **state)
{
    uint64_t r = 3;
    (void)state;
    for (int round = 0; round < 100; round++) {
        int c = pick(&r, 1, 40), k = pick(&r, 1, 11), bias = pick(&r, 0, 1), clamp = pick(&r, 0, 1);
        float *x = randoms((size_t)c, r += 1), *w = randoms((size_t)(c * k), r += 1),
              *b = randoms((size_t)k, r += 1), *y = blank((size_t)k);
        plain_dense(c, k, bias, clamp, 0.25f, x, w, b, y);
        for (int j = 0; j < k; j++) {
            double sum = bias ? (double)b[j] : 0, size = fabs(sum);
            for (int i = 0; i < c; i++) {
                sum += (double)x[i] * (double)w[i * k + j];
                size += fabs((double)x[i] * (double)w[i * k + j]);
            }
            near((double)y[j], clamped(sum, clamp, 0.25), c + 1, size);
        }
        check_guard(y, (size_t)k);
        free(x), free(w), free(b), free(y);
    }
}

/* ---- windows ---- */

static void pools(void **state)
{
    uint64_t r = 4;
    (void)state;
    for (int round = 0; round < 200; round++) {
        int c = pick(&r, 1, 5), h = pick(&r, 1, 9), w = pick(&r, 1, 9), kh = pick(&r, 1, h),
            kw = pick(&r, 1, w), sh = pick(&r, 1, 3), sw = pick(&r, 1, 3), pt = pick(&r, 0, kh - 1),
            pl = pick(&r, 0, kw - 1), oh = (h + pt - 1) / sh + 1, ow = (w + pl - 1) / sw + 1;
        size_t count = (size_t)(oh * ow * c);
        float *x = randoms((size_t)(h * w * c), r += 1), *most = blank(count), *mean = blank(count);
        plain_maxpool((RowShape){0, oh, h, oh}, c, h, w, ow, kh, kw, sh, sw, pt, pl, x, most);
        plain_avgpool((RowShape){0, oh, h, oh}, c, h, w, ow, kh, kw, sh, sw, pt, pl, x, mean);
        for (int i = 0; i < (int)count; i++) {
            double best = -INFINITY, sum = 0, size = 0;
            int n = 0;
            for (int iy = i / c / ow * sh - pt; iy < i / c / ow * sh - pt + kh; iy++)
                for (int ix = i / c % ow * sw - pl; ix < i / c % ow * sw - pl + kw; ix++)
                    if (iy >= 0 && iy < h && ix >= 0 && ix < w) {
                        double v = (double)x[(iy * w + ix) * c + i % c];
                        best = fmax(best, v);
                        sum += v;
                        size += fabs(v);
                        n++;
                    }
            assert_true((double)most[i] == best);
            near((double)mean[i], sum / n, n + 1, size / n);
        }
        check_guard(most, count);
        check_guard(mean, count);
        free(x), free(most), free(mean);
    }
}

/* ---- number by number ---- */

enum { LEN = 37 };

static void each(void (*kernel)(const float *x, float *y), double (*twin)(double), double size)
{
    float *x = randoms(LEN, 5), *y = blank(LEN);
    for (int i = 0; i < LEN; i++)
        x[i] *= 6;
    kernel(x, y);
    for (int i = 0; i < LEN; i++)
        near((double)y[i], twin((double)x[i]), 16, size);
    check_guard(y, LEN);
    kernel(x, x); /* in place */
    same_bits(x, y, LEN);
    free(x), free(y);
}

/* Over the whole range of a float, LEN at a time; what lies beyond a float is left out. */
static void of_all_numbers(void (*kernel)(const float *x, float *y), double (*twin)(double v),
                           double size)
{
    float *x = whole_range(), *y = blank(LEN);
    for (int i = 0; i + LEN <= WHOLE_RANGE; i += LEN) {
        kernel(x + i, y);
        for (int k = 0; k < LEN; k++)
            if (fabs(twin((double)x[i + k])) < (double)FLT_MAX)
                near((double)y[k], twin((double)x[i + k]), 16, size);
    }
    for (int i = 0; i < LEN; i++)
        x[i] = i & 1 ? -(float)INFINITY : (float)INFINITY;
    kernel(x, y);
    for (int i = 0; i < LEN; i++)
        if (fabs(twin(i & 1 ? -1e100 : 1e100)) < 1e90)
            assert_true((double)y[i] == twin(i & 1 ? -1e100 : 1e100));
        else
            assert_true(!(fabsf(y[i]) <= FLT_MAX));
    free(x), free(y);
}

#define EACH(name, kernel_call, twin_value)                              \
    static void name##_kernel(const float *x, float *y) { kernel_call; } \
    static double name##_twin(double v) { return twin_value; }
EACH(relu, plain_relu(LEN, 0.0f, x, y), fmax(v, 0))
EACH(relu6, plain_relu(LEN, 3.0f, x, y), fmin(fmax(v, 0), 3))
EACH(leaky, plain_leaky(LEN, 0.25f, x, y), v > 0 ? v : 0.25 * v)
EACH(elu, plain_elu(LEN, 0.5f, x, y), v > 0 ? v : 0.5 * expm1(v))
EACH(gelu, plain_gelu(LEN, x, y), 0.5 * v * (1 + erf(v / sqrt(2))))
EACH(gelu_tanh, plain_gelu_tanh(LEN, x, y),
     0.5 * v * (1 + tanh(sqrt(2 / acos(-1)) * (v + 0.044715 * v * v * v))))
EACH(silu, plain_silu(LEN, 1.5f, x, y), v / (1 + exp(-1.5 * v)))
EACH(abs, plain_abs(LEN, x, y), fabs(v))
EACH(exp, plain_exp(LEN, x, y), exp(v))
EACH(softsign, plain_softsign(LEN, x, y), v / (1 + fabs(v)))
EACH(mish, plain_mish(LEN, x, y), v *tanh(log1p(exp(v))))
EACH(softplus, plain_softplus(LEN, 2.5f, x, y), fmax(v, 0) + log1p(exp(-fabs(2.5 * v))) / 2.5)
EACH(selu, plain_scaled_elu(LEN, 1.05f, 1.75f, 0.5f, x, y),
     v > 0 ? (double)1.05f * v : 1.75 * expm1(0.5 * v))
EACH(line, plain_line(LEN, 0.25f, 0.5f, -0.5f, 1.5f, x, y), fmin(fmax(0.25 * v + 0.5, -0.5), 1.5))
EACH(log, (plain_exp(LEN, x, y), plain_log(LEN, y, y)), v)
EACH(root, (plain_mul(LEN, x, x, y), plain_sqrt(LEN, y, y)), fabs(v))
EACH(hardswish, plain_hardswish(LEN, x, y), v *fmin(fmax(v + 3, 0), 6) / 6)
EACH(sigmoid, plain_sigmoid(LEN, x, y), 1 / (1 + exp(-v)))
EACH(tanh, plain_tanh(LEN, x, y), tanh(v))

static void activations(void **state)
{
    (void)state;
    each(relu_kernel, relu_twin, 0);
    each(relu6_kernel, relu6_twin, 0);
    each(leaky_kernel, leaky_twin, 0);
    each(elu_kernel, elu_twin, 0.5);
    each(gelu_kernel, gelu_twin, 1);
    each(gelu_tanh_kernel, gelu_tanh_twin, 1);
    each(silu_kernel, silu_twin, 1);
    each(hardswish_kernel, hardswish_twin, 1);
    each(sigmoid_kernel, sigmoid_twin, 1);
    each(tanh_kernel, tanh_twin, 1);
    each(abs_kernel, abs_twin, 0);
    each(exp_kernel, exp_twin, 1);
    each(softsign_kernel, softsign_twin, 0);
    each(mish_kernel, mish_twin, 1);
    each(softplus_kernel, softplus_twin, 1);
    each(selu_kernel, selu_twin, 2);
    each(line_kernel, line_twin, 2);
    each(log_kernel, log_twin, 2);
    each(root_kernel, root_twin, 0);
}

static void activations_of_all_numbers(void **state)
{
    (void)state;
    of_all_numbers(relu_kernel, relu_twin, 0);
    of_all_numbers(relu6_kernel, relu6_twin, 0);
    of_all_numbers(leaky_kernel, leaky_twin, 0);
    of_all_numbers(elu_kernel, elu_twin, 0.5);
    of_all_numbers(gelu_kernel, gelu_twin, 1);
    of_all_numbers(gelu_tanh_kernel, gelu_tanh_twin, 1);
    of_all_numbers(silu_kernel, silu_twin, 1);
    of_all_numbers(hardswish_kernel, hardswish_twin, 1);
    of_all_numbers(sigmoid_kernel, sigmoid_twin, 1);
    of_all_numbers(tanh_kernel, tanh_twin, 1);
    of_all_numbers(abs_kernel, abs_twin, 0);
    of_all_numbers(softsign_kernel, softsign_twin, 0);
    of_all_numbers(mish_kernel, mish_twin, 1);
    of_all_numbers(softplus_kernel, softplus_twin, 1);
    of_all_numbers(selu_kernel, selu_twin, 2);
    of_all_numbers(line_kernel, line_twin, 2);
}

static void softmax(void **state)
{
    float *x = randoms(LEN, 6), *y = blank(LEN);
    double sum = 0;
    (void)state;
    for (int i = 0; i < LEN; i++)
        x[i] = 90 * x[i] + 50; /* exp of them is beyond a float */
    for (int i = 0; i < LEN; i++)
        sum += exp((double)x[i] - 140);
    plain_softmax(LEN, 1, x, y);
    for (int i = 0; i < LEN; i++)
        near((double)y[i], exp((double)x[i] - 140) / sum, 400, 0.01); /* x - largest rounds */
    check_guard(y, LEN);
    plain_softmax(LEN, 1, x, x);
    same_bits(x, y, LEN);
    free(x), free(y);
}

/* ---- maps ---- */

static void joins(void **state)
{
    enum { C = 5, HW = 7, N = C * HW };
    float *a = randoms(N, 7), *b = randoms(N, 8), *y = blank(N), *v = randoms(C, 9),
          *u = randoms(C, 10);
    (void)state;
    plain_add(N, a, b, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], (double)a[i] + (double)b[i], 1, 0);
    plain_mul(N, a, b, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], (double)a[i] * (double)b[i], 1, 0);
    plain_mul_channels(C, HW, a, v, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], (double)a[i] * (double)v[i % C], 1, 0);
    plain_scale_shift(C, HW, a, v, u, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], (double)a[i] * (double)v[i % C] + (double)u[i % C], 2, 1);
    plain_add_channels(C, HW, a, v, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], (double)a[i] + (double)v[i % C], 1, 0);
    plain_prelu(C, HW, a, v, y);
    for (int i = 0; i < N; i++)
        near((double)y[i], a[i] > 0 ? (double)a[i] : (double)a[i] * (double)v[i % C], 1, 0);
    plain_rmsnorm(C, HW, 0.01f, a, v, y);
    for (int i = 0; i < N; i++) {
        double square = 0;
        for (int c = 0; c < C; c++)
            square += pow((double)a[i / C * C + c], 2) / C;
        near((double)y[i], (double)a[i] / sqrt(square + (double)0.01f) * (double)v[i % C], 3 * C,
             0);
    }
    check_guard(y, N);
    plain_copy(N, a, y);
    same_bits(a, y, N);
    free(a), free(b), free(y), free(v), free(u);
}

static void moves(void **state)
{
    enum {
        C = 3,
        H = 4,
        W = 5,
        T = 1,
        B = 2,
        L = 3,
        R = 0,
        TOTAL = 8,
        AT = 4,
        TALL = H + T + B,
        WIDE = W + L + R
    };
    float *x = randoms(H * W * C, 11), *y = blank(H * W * TOTAL), *z = blank(TALL * WIDE * C);
    (void)state;
    plain_concat(H * W, C, TOTAL, AT, x, y);
    for (int i = 0; i < H * W * TOTAL; i++)
        assert_true(
            y[i] ==
            (i % TOTAL >= AT && i % TOTAL < AT + C ? x[i / TOTAL * C + i % TOTAL - AT] : 12345.0f));
    plain_pad(C, H, W, T, B, L, R, x, z);
    for (int i = 0; i < TALL * WIDE * C; i++) {
        int h = i / C / WIDE - T, w = i / C % WIDE - L;
        assert_true(z[i] == (h >= 0 && h < H && w >= 0 && w < W ? x[(h * W + w) * C + i % C] : 0));
    }
    check_guard(z, TALL * WIDE * C);
    plain_crop(C, H, W, T, B, L, R, z, y);
    same_bits(x, y, H * W * C);
    free(x), free(y), free(z);
}

/* Of pixel centres, by the definition. */
static double lerp_at(const float *x, double at, int n, int step)
{
    double place = fmin(fmax(at, 0), n - 1);
    int low = (int)place, high = low + 1 < n ? low + 1 : low;
    return (double)x[low * step] + (place - low) * ((double)x[high * step] - (double)x[low * step]);
}

static void upsample(void **state)
{
    enum { C = 3, H = 2, W = 3, FH = 3, FW = 2, WIDE = W * FW, N = H * FH * WIDE * C };
    float *x = randoms(H * W * C, 12), *y = blank(N), *z = blank(N);
    (void)state;
    plain_upsample_nearest(C, H, W, FH, FW, x, y);
    plain_upsample_bilinear(C, H, W, FH, FW, x, z);
    for (int i = 0; i < N; i++) {
        int h = i / C / WIDE, w = i / C % WIDE;
        float column[H];
        assert_true(y[i] == x[(h / FH * W + w / FW) * C + i % C]);
        for (int q = 0; q < H; q++)
            column[q] = (float)lerp_at(x + q * W * C + i % C, (w + 0.5) / FW - 0.5, W, C);
        near((double)z[i], lerp_at(column, (h + 0.5) / FH - 0.5, H, 1), 8, 1);
    }
    check_guard(y, N);
    check_guard(z, N);
    free(x), free(y), free(z);
}

/* ---- normalisations ---- */

static void layernorm(void **state)
{
    enum { C = 7, HW = 5, N = C * HW };
    float *x = randoms(N, 13), *gamma = randoms(C, 14), *beta = randoms(C, 15), *y = blank(N);
    (void)state;
    plain_layernorm(C, HW, 0.01f, x, gamma, beta, y);
    for (int p = 0; p < HW; p++) {
        double mean = 0, variance = 0;
        for (int c = 0; c < C; c++)
            mean += (double)x[p * C + c] / C;
        for (int c = 0; c < C; c++)
            variance += pow((double)x[p * C + c] - mean, 2) / C;
        for (int c = 0; c < C; c++)
            near((double)y[p * C + c],
                 ((double)x[p * C + c] - mean) / sqrt(variance + 0.01f) * (double)gamma[c] +
                     (double)beta[c],
                 6 * C, 1);
    }
    check_guard(y, N);
    free(x), free(gamma), free(beta), free(y);
}

static void folds(void **state)
{
    enum { ROWS = 6, K = 5, N = ROWS * K };
    float *w = randoms(N, 16), *bias = randoms(K, 17), *gamma = randoms(K, 18),
          *beta = randoms(K, 19), *mean = randoms(K, 20), *variance = randoms(K, 21), *y = blank(N),
          *b = blank(K), *none = blank(K), *scale = blank(K);
    (void)state;
    for (int k = 0; k < K; k++)
        variance[k] = fabsf(variance[k]);
    plain_fold_kernel(ROWS, K, 0.001f, w, gamma, variance, y);
    plain_fold_bias(K, 1, 0.001f, bias, gamma, beta, mean, variance, b);
    plain_fold_bias(K, 0, 0.001f, NULL, gamma, beta, mean, variance, none);
    plain_fold_scale(K, 0.001f, gamma, variance, scale);
    for (int i = 0; i < N; i++) {
        int k = i % K;
        double factor = (double)gamma[k] / sqrt((double)variance[k] + (double)0.001f);
        near((double)y[i], (double)w[i] * factor, 4, 0);
        near((double)scale[k], factor, 3, 0);
        near((double)b[k], (double)beta[k] + ((double)bias[k] - (double)mean[k]) * factor, 6,
             1 + 2 * fabs(factor));
        near((double)none[k], (double)beta[k] - (double)mean[k] * factor, 6, 1 + 2 * fabs(factor));
    }
    check_guard(y, N);
    check_guard(b, K);
    check_guard(scale, K);
    free(w), free(bias), free(gamma), free(beta), free(mean), free(variance), free(y), free(b);
    free(none), free(scale);
}

/* ---- training ---- */

/* Gradients of a convolution in double: *dx of x, *dw of w, from dy; *sx and *sw: the sums of the
 * products' sizes. */
typedef struct Grads {
    double *dx, *dw, *sx, *sw;
} Grads;

static Grads conv_grads(const Conv *v, const float *dy, size_t nx, size_t nw)
{
    const ConvShape *s = &v->s;
    const int cg = s->C / v->groups, kg = s->K / v->groups;
    Grads g = {calloc(nx, sizeof(double)), calloc(nw, sizeof(double)), calloc(nx, sizeof(double)),
               calloc(nw, sizeof(double))};
    for (int o = 0; o < s->OH * s->OW * s->K; o++)
        for (int t = 0; t < s->KH * s->KW * cg; t++) {
            const int k = o % s->K, c = t % cg;
            const int iy = o / s->K / s->OW * s->SH - s->PT + t / cg / s->KW * s->DH;
            const int ix = o / s->K % s->OW * s->SW - s->PL + t / cg % s->KW * s->DW;
            const int at = (iy * s->W + ix) * s->C + k / kg * cg + c, of = t * s->K + k;
            if (iy < 0 || iy >= s->H || ix < 0 || ix >= s->W)
                continue;
            const double by_w = (double)v->w[of] * (double)dy[o],
                         by_x = (double)v->x[at] * (double)dy[o];
            g.dx[at] += by_w, g.sx[at] += fabs(by_w);
            g.dw[of] += by_x, g.sw[of] += fabs(by_x);
        }
    return g;
}

/* What a step by `u` and this gradient makes of a weight, and of the number beside it. */
static double stepped(StepRule u, double rate, double g, double w, double *v)
{
    const double r = rate * (double)u.SHARE, all = g + (double)u.DECAY * w;
    const double m = (double)u.MOMENTUM;
    switch (u.BY) {
    case 0: return w - r * all;
    case 1: *v = m * *v - r * all; return w + (u.NESTEROV ? m * *v - r * all : *v);
    case 2: *v = m * *v + all; return w - r * (u.NESTEROV ? all + m * *v : *v);
    default: *v += g; return w;
    }
}

static void near_grads(const float *have, const double *want, const double *size, size_t n,
                       int terms)
{
    for (size_t i = 0; i < n; i++)
        near((double)have[i], want[i], terms, size[i]);
}

static void learns(void **state)
{
    uint64_t r = 40;
    (void)state;
    for (int round = 0; round < 200; round++) {
        Conv v = random_conv(&r);
        const ConvShape *s = &v.s;
        const int by_channel = round % 3 == 0 && v.groups > 1;
        if (by_channel) { /* a depthwise convolution is one of as many groups as channels */
            const int m = pick(&r, 1, 3);
            free_conv(&v);
            v.groups = v.s.C, v.s.K = v.s.C * m;
            v.x = randoms((size_t)(s->H * s->W * s->C), r += 1);
            v.w = randoms((size_t)(s->KH * s->KW * s->K), r += 1);
            v.b = randoms((size_t)s->K, r += 1);
        }
        const size_t nx = (size_t)(s->H * s->W * s->C),
                     nw = (size_t)(s->KH * s->KW * (s->C / v.groups) * s->K),
                     ny = (size_t)(s->OH * s->OW * s->K);
        StepRule u = {pick(&r, 0, 3), pick(&r, 0, 1), 0, 0.5f, pick(&r, 0, 1) ? 0.1f : 0.0f, 0.9f};
        u.KEPT = u.BY > 0;
        float *dy = randoms(ny, r += 1), *dx = blank(nx), *kept = randoms(nw, r += 1),
              *w = randoms(nw, r);
        Grads g = conv_grads(&v, dy, nx, nw);
        if (by_channel)
            plain_depthwise_backward(*s, v.w, dy, dx);
        else
            plain_conv_backward(*s, v.groups, v.w, dy, dx);
        near_grads(dx, g.dx, g.sx, nx, s->OH * s->OW * s->K + 1);
        check_guard(dx, nx);
        double *want = calloc(nw, sizeof *want), *beside = calloc(nw, sizeof *beside);
        memcpy(w, v.w, nw * sizeof *w);
        for (size_t i = 0; i < nw; i++) {
            beside[i] = (double)kept[i];
            want[i] = stepped(u, 0.25, g.dw[i], (double)w[i], &beside[i]);
            g.sw[i] += 2 + fabs(beside[i]);
        }
        if (by_channel)
            plain_depthwise_step(*s, u, 0.25f, v.x, dy, w, kept);
        else
            plain_conv_step(*s, u, v.groups, 0.25f, v.x, dy, w, kept);
        near_grads(w, want, g.sw, nw, s->OH * s->OW + 6);
        if (u.KEPT)
            near_grads(kept, beside, g.sw, nw, s->OH * s->OW + 6);
        free(g.dx), free(g.dw), free(g.sx), free(g.sw), free(want), free(beside);
        free(dy), free(dx), free(kept), free(w);
        free_conv(&v);
    }
}

/* Each dy goes where its window's value came from: to the first of the largest, or evenly to all.
 */
static void pools_learn(void **state)
{
    uint64_t r = 50;
    (void)state;
    for (int round = 0; round < 200; round++) {
        int c = pick(&r, 1, 4), h = pick(&r, 1, 8), w = pick(&r, 1, 8), kh = pick(&r, 1, h),
            kw = pick(&r, 1, w), sh = pick(&r, 1, 3), sw = pick(&r, 1, 3), pt = pick(&r, 0, kh - 1),
            pl = pick(&r, 0, kw - 1), oh = (h + pt - 1) / sh + 1, ow = (w + pl - 1) / sw + 1;
        const size_t nx = (size_t)(h * w * c), ny = (size_t)(oh * ow * c);
        float *x = randoms(nx, r += 1), *dy = randoms(ny, r += 1), *most = blank(nx),
              *mean = blank(nx);
        double *to_most = calloc(nx, sizeof(double)), *to_mean = calloc(nx, sizeof(double));
        for (int i = 0; i < (int)nx; i++)
            x[i] = roundf(x[i] * 4); /* some are alike */
        for (int o = 0; o < (int)ny; o++) {
            int best = -1, n = 0, seen[64];
            for (int iy = o / c / ow * sh - pt, a = 0; a < kh; a++)
                for (int ix = o / c % ow * sw - pl, b = 0; b < kw; b++) {
                    const int at = ((iy + a) * w + ix + b) * c + o % c;
                    if (iy + a < 0 || iy + a >= h || ix + b < 0 || ix + b >= w)
                        continue;
                    seen[n++] = at;
                    if (best < 0 || x[at] > x[best])
                        best = at;
                }
            to_most[best] += (double)dy[o];
            for (int i = 0; i < n; i++)
                to_mean[seen[i]] += (double)dy[o] / n;
        }
        plain_maxpool_backward(c, h, w, oh, ow, kh, kw, sh, sw, pt, pl, x, dy, most);
        plain_avgpool_backward(c, h, w, oh, ow, kh, kw, sh, sw, pt, pl, dy, mean);
        for (int i = 0; i < (int)nx; i++) {
            near((double)most[i], to_most[i], 70, 64);
            near((double)mean[i], to_mean[i], 70, 64);
        }
        check_guard(most, nx);
        check_guard(mean, nx);
        free(x), free(dy), free(most), free(mean), free(to_most), free(to_mean);
    }
}

/* A step by the mean of summed gradients, which leaves sums of 0. */
static void sums_learn(void **state)
{
    enum { N = 11 };
    (void)state;
    for (int by = 0; by < 3; by++) {
        const StepRule u = {by, by == 1, by > 0, 2.0f, 0.1f, 0.8f};
        float *sums = randoms(N, 60), *w = randoms(N, 61), *kept = randoms(N, 62);
        double want[N], beside[N];
        for (int i = 0; i < N; i++) {
            beside[i] = (double)kept[i];
            want[i] = stepped(u, 0.1, (double)sums[i] / 5, (double)w[i], &beside[i]);
        }
        plain_sums_step(N, u, 5, 0.1f, sums, w, kept);
        for (int i = 0; i < N; i++) {
            near((double)w[i], want[i], 8, 2);
            near((double)kept[i], by ? beside[i] : (double)kept[i], 8, 2);
            assert_true(sums[i] == 0.0f);
        }
        free(sums), free(w), free(kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conv),
        cmocka_unit_test(depthwise),
        cmocka_unit_test(dense),
        cmocka_unit_test(pools),
        cmocka_unit_test(activations),
        cmocka_unit_test(softmax),
        cmocka_unit_test(activations_of_all_numbers),
        cmocka_unit_test(joins),
        cmocka_unit_test(moves),
        cmocka_unit_test(upsample),
        cmocka_unit_test(layernorm),
        cmocka_unit_test(folds),
        cmocka_unit_test(learns),
        cmocka_unit_test(pools_learn),
        cmocka_unit_test(sums_learn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
