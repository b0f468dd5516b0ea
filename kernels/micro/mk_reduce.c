/* Sums over the pixels of a channel block, and batch normalisation's row operations. Sums run in
 * float over 64 pixels and are then added in double. */
#include "micro.h"

/* sum[l] += sum over p of x[p][l] */
void mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        float t[16];
        for (int l = 0; l < 16; l += NETC_WIDE) {
            v8w s0 = v8w_zero(), s1 = s0, s2 = s0, s3 = s0;
            int q = p;
            for (const float *at = x + (ptrdiff_t)q * 16 + l; q + 3 < stop; q += 4, at += 64)
                s0 = v8w_add(s0, v8w_load(at)), s1 = v8w_add(s1, v8w_load(at + 16)),
                s2 = v8w_add(s2, v8w_load(at + 32)), s3 = v8w_add(s3, v8w_load(at + 48));
            for (; q < stop; q++)
                s0 = v8w_add(s0, v8w_load(x + (ptrdiff_t)q * 16 + l));
            v8w_store(t + l, v8w_add(v8w_add(s0, s1), v8w_add(s2, s3)));
        }
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* part[l] = sum over p of x[p][l], count floats */
void mk_sum_row(float *part, const float *x, int count)
{
    double sum[16] = {0};
    mk_sum_channel(sum, x, count / 16);
    for (int l = 0; l < 16; l++)
        part[l] = (float)sum[l];
}

/* y[j] = sum over i < parts of part[i * stride + j], j < count, in double; count is a multiple of
 * 16 */
void mk_sum_parts(float *y, const float *part, ptrdiff_t stride, int parts, int count)
{
    for (int j = 0; j < count; j += 16) {
        double sum[16] = {0};
        for (int i = 0; i < parts; i++)
            for (int l = 0; l < 16; l++)
                sum[l] += (double)part[i * stride + j + l];
        for (int l = 0; l < 16; l++)
            y[j + l] = (float)sum[l];
    }
}

/* y[j] = sum[j], j < count */
void mk_round_sums(float *y, const double *sum, int count)
{
    for (int j = 0; j < count; j++)
        y[j] = (float)sum[j];
}

/* sum[l] += sum over p of a[p][l] * b[p][l] */
void mk_dot_channel(double *sum, const float *a, const float *b, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        v8 s0 = v8_zero(), s1 = v8_zero();
        for (int q = p; q < stop; q++) {
            ptrdiff_t at = (ptrdiff_t)q * 16;
            s0 = v8_fma(v8_load(a + at), v8_load(b + at), s0);
            s1 = v8_fma(v8_load(a + at + 8), v8_load(b + at + 8), s1);
        }
        float t[16];
        v8_store(t, s0);
        v8_store(t + 8, s1);
        for (int l = 0; l < 16; l++)
            sum[l] += (double)t[l];
    }
}

/* t[l] = sum of d, t[16 + l] = sum of d^2 over pixels p ... stop - 1 of d = x[p][l] - x[0][l], for
 * as many lanes as a register has: four pixels at a time. */
NETC_INLINE void mk_moments_run(float *t, const float *x, int p, int stop)
{
    const v8w first = v8w_load(x);
    v8w s0 = v8w_zero(), s1 = s0, s2 = s0, s3 = s0, q0 = s0, q1 = s0, q2 = s0, q3 = s0;
    for (; p + 3 < stop; p += 4) {
        const float *at = x + (ptrdiff_t)p * 16;
        const v8w d0 = v8w_sub(v8w_load(at), first), d1 = v8w_sub(v8w_load(at + 16), first),
                  d2 = v8w_sub(v8w_load(at + 32), first), d3 = v8w_sub(v8w_load(at + 48), first);
        s0 = v8w_add(s0, d0), s1 = v8w_add(s1, d1), s2 = v8w_add(s2, d2), s3 = v8w_add(s3, d3);
        q0 = v8w_fma(d0, d0, q0), q1 = v8w_fma(d1, d1, q1), q2 = v8w_fma(d2, d2, q2),
        q3 = v8w_fma(d3, d3, q3);
    }
    for (; p < stop; p++) {
        const v8w d = v8w_sub(v8w_load(x + (ptrdiff_t)p * 16), first);
        s0 = v8w_add(s0, d), q0 = v8w_fma(d, d, q0);
    }
    v8w_store(t, v8w_add(v8w_add(s0, s1), v8w_add(s2, s3)));
    v8w_store(t + 16, v8w_add(v8w_add(q0, q1), v8w_add(q2, q3)));
}

/* For each stretch of `step` pixels of x, `count` floats in all: part[l] = mean, part[16 + l] = sum
 * of (x[p][l] - mean)^2. Sums are of distances from the stretch's first pixel, which keeps the
 * second free of cancellation, in float over 64 pixels and then in double. */
void mk_moments(float *part, const float *x, int count, int step)
{
    for (int left = count / 16; left > 0; left -= step, part += 32, x += (ptrdiff_t)step * 16) {
        const int pixels = left < step ? left : step;
        double sum[16] = {0}, square[16] = {0};
        for (int p = 0; p < pixels; p += 64) {
            const int stop = pixels - p < 64 ? pixels : p + 64;
            float t[32];
            for (int l = 0; l < 16; l += NETC_WIDE)
                mk_moments_run(t + l, x + l, p, stop);
            for (int l = 0; l < 16; l++) {
                sum[l] += (double)t[l];
                square[l] += (double)t[16 + l];
            }
        }
        for (int l = 0; l < 16; l++) {
            const double shift = sum[l] / pixels, rest = square[l] - shift * sum[l];
            part[l] = (float)((double)x[l] + shift);
            part[16 + l] = rest > 0.0 ? (float)rest : rest == rest ? 0.0f : (float)rest;
        }
    }
}

/* Mean and sum of squared distances of the pixels of n maps, `stride` floats between their parts,
 * from mk_moments of each map's `pixels` pixels in stretches of `step`: the mean of means, and what
 * each stretch has plus the distance of its mean from the whole's. */
void mk_moments_merge(double *mean, double *square, const float *part, int n, ptrdiff_t stride,
                      int pixels, int step)
{
    const int stretches = (pixels + step - 1) / step;
    const double all = (double)n * (double)pixels;
    for (int l = 0; l < 16; l++)
        mean[l] = square[l] = 0.0;
    for (int i = 0; i < n * stretches; i++) {
        const float *p = part + i / stretches * stride + i % stretches * 32;
        const double weight =
            (double)(i % stretches + 1 < stretches ? step : pixels - (stretches - 1) * step) / all;
        for (int l = 0; l < 16; l++)
            mean[l] += weight * (double)p[l];
    }
    for (int i = 0; i < n * stretches; i++) {
        const float *p = part + i / stretches * stride + i % stretches * 32;
        const double weight = (double)(i % stretches + 1 < stretches
                                           ? step
                                           : pixels - (stretches - 1) * step);
        for (int l = 0; l < 16; l++) {
            const double d = (double)p[l] - mean[l];
            square[l] += (double)p[16 + l] + weight * d * d;
        }
    }
}

/* y[p][l] = (x[p][l] - mean[l]) * (rstd[l] * gamma[l]) + beta[l] */
void mk_normalize(float *y, const float *x, int count, const float *mean, const float *rstd,
                  const float *gamma, const float *beta)
{
    for (int l = 0; l < 16; l += NETC_WIDE) {
        const v8w m = v8w_load(mean + l), b = v8w_load(beta + l),
                  a = v8w_mul(v8w_load(rstd + l), v8w_load(gamma + l));
        for (int i = l; i < count; i += 16)
            v8w_store(y + i, v8w_fma(v8w_sub(v8w_load(x + i), m), a, b));
    }
}

/* y[p][l] = (x[p][l] - norm[l]) * norm[16 + l] + norm[32 + l]: mk_normalize with rstd * gamma made
 * beforehand */
void mk_norm_line(float *y, const float *x, int count, const float *norm)
{
    const v8 m0 = v8_load(norm), m1 = v8_load(norm + 8), a0 = v8_load(norm + 16),
             a1 = v8_load(norm + 24), b0 = v8_load(norm + 32), b1 = v8_load(norm + 40);
    for (int i = 0; i < count; i += 16) {
        v8_store(y + i, v8_fma(v8_sub(v8_load(x + i), m0), a0, b0));
        v8_store(y + i + 8, v8_fma(v8_sub(v8_load(x + i + 8), m1), a1, b1));
    }
}

/* y = x, a map of one channel block, normalised as mk_norm_line does it (kind 1), clamped as
 * mk_relu does behind that (kind 2), and rounded. */
void mk_norm_bf16(uint8_t *y, const uint8_t *x, int count, const float *norm, int kind, float max)
{
    float line[256];
    for (int i = 0; i < count; i += 256) {
        const int some = count - i < 256 ? count - i : 256;
        mk_widen_bf16(line, x + 2 * (ptrdiff_t)i, some);
        mk_norm_line(line, line, some, norm);
        if (kind == 2)
            mk_relu(line, line, some, max);
        mk_narrow_bf16(y + 2 * (ptrdiff_t)i, line, some);
    }
}

/* dx = dy where relu of mk_norm_line's y has a slope: mk_relu_back, with y made once more */
void mk_norm_relu_back(float *dx, const float *dy, const float *x, int count, const float *norm,
                       float max)
{
    v8 y_[32]; /* aligned */
    float *const y = (float *)(void *)y_;
    for (int i = 0; i < count; i += 256) {
        const int some = count - i < 256 ? count - i : 256;
        mk_norm_line(y, x + i, some, norm);
        mk_relu_back(dx + i, dy + i, y, some, max);
    }
}

/* mk_norm_sums over pixels p ... stop - 1 for as many lanes as a register has: two at a time. */
NETC_INLINE void mk_norm_sums_run(float *part, const float *dy, const float *x, int p, int stop,
                                  const float *mean)
{
    const v8w m = v8w_load(mean);
    v8w s0 = v8w_zero(), s1 = s0, q0 = s0, q1 = s0;
    for (; p + 1 < stop; p += 2) {
        const ptrdiff_t at = (ptrdiff_t)p * 16;
        const v8w g0 = v8w_load(dy + at), g1 = v8w_load(dy + at + 16);
        s0 = v8w_add(s0, g0), s1 = v8w_add(s1, g1);
        q0 = v8w_fma(g0, v8w_sub(v8w_load(x + at), m), q0);
        q1 = v8w_fma(g1, v8w_sub(v8w_load(x + at + 16), m), q1);
    }
    if (p < stop) {
        const v8w g = v8w_load(dy + (ptrdiff_t)p * 16);
        s0 = v8w_add(s0, g);
        q0 = v8w_fma(g, v8w_sub(v8w_load(x + (ptrdiff_t)p * 16), m), q0);
    }
    v8w_store(part, v8w_add(s0, s1));
    v8w_store(part + 16, v8w_add(q0, q1));
}

/* part[l] = sum of dy[p][l], part[16 + l] = sum of dy[p][l] * (x[p][l] - mean[l]), count floats of
 * each */
void mk_norm_sums(float *part, const float *dy, const float *x, int count, const float *mean)
{
    const int pixels = count / 16;
    double sum[32] = {0};
    for (int p = 0; p < pixels; p += 64) {
        const int stop = pixels - p < 64 ? pixels : p + 64;
        for (int l = 0; l < 16; l += NETC_WIDE)
            mk_norm_sums_run(part + l, dy + l, x + l, p, stop, mean + l);
        for (int l = 0; l < 32 && pixels > 64; l++)
            sum[l] += (double)part[l];
    }
    for (int l = 0; l < 32 && pixels > 64; l++)
        part[l] = (float)sum[l];
}

/* sum[l] += sum over p of x[p][l], of `count` pairs of 16 */
void mk_sum_pairs(double *sum, const float *x, int count)
{
    for (int p = 0; p < count; p++)
        for (int l = 0; l < 32; l++)
            sum[l] += (double)x[(ptrdiff_t)p * 32 + l];
}

/* dx[p][l] = gamma * rstd * (dy[p][l] - share * dbeta - (x[p][l] - mean) * rstd * share * dgamma),
 * each with [l]; share is 1 over the number of values a channel has in the batch */
void mk_norm_back(float *dx, const float *dy, const float *x, int count, const float *mean,
                  const float *rstd, const float *gamma, const float *dgamma, const float *dbeta,
                  float share)
{
    for (int l = 0; l < 16; l += NETC_WIDE) {
        const v8w m = v8w_load(mean + l), r = v8w_load(rstd + l),
                  a = v8w_mul(v8w_load(gamma + l), r), s = v8w_mul(a, v8w_set1(-share)),
                  b = v8w_mul(s, v8w_load(dbeta + l)),
                  c = v8w_mul(v8w_mul(s, r), v8w_load(dgamma + l));
        for (int i = l; i < count; i += 16)
            v8w_store(dx + i,
                      v8w_fma(v8w_load(dy + i), a, v8w_fma(v8w_sub(v8w_load(x + i), m), c, b)));
    }
}

/* y[p][l] = b[l] */
void mk_fill_channel(float *y, int count, const float *b)
{
    v8 b0 = v8_load(b), b1 = v8_load(b + 8);
    for (int i = 0; i < count; i += 16) {
        v8_store(y + i, b0);
        v8_store(y + i + 8, b1);
    }
}

/* y[l] = max over p of x[p][l], NaN where one is; arg[l] = the first p that has it */
void mk_max_channel(float *y, int32_t *arg, const float *x, int pixels)
{
    for (int l = 0; l < 16; l++) {
        y[l] = x[l];
        arg[l] = 0;
    }
    for (int p = 1; p < pixels; p++) {
        const float *row = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < 16; l++) {
            int more = (row[l] > y[l]) | (row[l] != row[l]);
            arg[l] = more ? p : arg[l];
            y[l] = more ? row[l] : y[l];
        }
    }
}
