/* Sums over the pixels of a channel block, and batch normalisation's row operations. Sums run in
 * float over 64 pixels and are then added in double. */
#include "micro.h"

/* sum[l] += sum over p of x[p][l] */
void mk_sum_channel(double *sum, const float *x, int pixels)
{
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        v8 s0 = v8_zero(), s1 = v8_zero();
        for (int q = p; q < stop; q++) {
            s0 = v8_add(s0, v8_load(x + (ptrdiff_t)q * 16));
            s1 = v8_add(s1, v8_load(x + (ptrdiff_t)q * 16 + 8));
        }
        float t[16];
        v8_store(t, s0);
        v8_store(t + 8, s1);
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

/* For each stretch of `step` pixels of x, `count` floats in all: part[l] = mean, part[16 + l] = sum
 * of (x[p][l] - mean)^2. Sums are of distances from the stretch's first pixel, which keeps the
 * second free of cancellation, in float over 64 pixels and then in double. */
void mk_moments(float *part, const float *x, int count, int step)
{
    for (int left = count / 16; left > 0; left -= step, part += 32, x += (ptrdiff_t)step * 16) {
        const int pixels = left < step ? left : step;
        const v8 p0 = v8_load(x), p1 = v8_load(x + 8);
        double sum[16] = {0}, square[16] = {0};
        for (int p = 0; p < pixels; p += 64) {
            const int stop = pixels - p < 64 ? pixels : p + 64;
            v8 s0 = v8_zero(), s1 = v8_zero(), q0 = v8_zero(), q1 = v8_zero();
            for (int q = p; q < stop; q++) {
                v8 d0 = v8_sub(v8_load(x + (ptrdiff_t)q * 16), p0),
                   d1 = v8_sub(v8_load(x + (ptrdiff_t)q * 16 + 8), p1);
                s0 = v8_add(s0, d0);
                s1 = v8_add(s1, d1);
                q0 = v8_fma(d0, d0, q0);
                q1 = v8_fma(d1, d1, q1);
            }
            float t[32];
            v8_store(t, s0);
            v8_store(t + 8, s1);
            v8_store(t + 16, q0);
            v8_store(t + 24, q1);
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
    v8 m0 = v8_load(mean), m1 = v8_load(mean + 8), b0 = v8_load(beta), b1 = v8_load(beta + 8);
    v8 a0 = v8_mul(v8_load(rstd), v8_load(gamma)),
       a1 = v8_mul(v8_load(rstd + 8), v8_load(gamma + 8));
    for (int i = 0; i < count; i += 16) {
        v8_store(y + i, v8_fma(v8_sub(v8_load(x + i), m0), a0, b0));
        v8_store(y + i + 8, v8_fma(v8_sub(v8_load(x + i + 8), m1), a1, b1));
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

/* part[l] = sum of dy[p][l], part[16 + l] = sum of dy[p][l] * (x[p][l] - mean[l]), count floats of
 * each */
void mk_norm_sums(float *part, const float *dy, const float *x, int count, const float *mean)
{
    const v8 m0 = v8_load(mean), m1 = v8_load(mean + 8);
    const int pixels = count / 16;
    double sum[32] = {0};
    for (int p = 0; p < pixels; p += 64) {
        int stop = pixels - p < 64 ? pixels : p + 64;
        v8 s0 = v8_zero(), s1 = v8_zero(), q0 = v8_zero(), q1 = v8_zero();
        for (int q = p; q < stop; q++) {
            ptrdiff_t at = (ptrdiff_t)q * 16;
            v8 g0 = v8_load(dy + at), g1 = v8_load(dy + at + 8);
            s0 = v8_add(s0, g0);
            s1 = v8_add(s1, g1);
            q0 = v8_fma(g0, v8_sub(v8_load(x + at), m0), q0);
            q1 = v8_fma(g1, v8_sub(v8_load(x + at + 8), m1), q1);
        }
        v8_store(part, s0);
        v8_store(part + 8, s1);
        v8_store(part + 16, q0);
        v8_store(part + 24, q1);
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
    v8 minus = v8_set1(-share), m0 = v8_load(mean), m1 = v8_load(mean + 8), r0 = v8_load(rstd),
       r1 = v8_load(rstd + 8);
    v8 a0 = v8_mul(v8_load(gamma), r0), a1 = v8_mul(v8_load(gamma + 8), r1);
    v8 s0 = v8_mul(a0, minus), s1 = v8_mul(a1, minus);
    v8 b0 = v8_mul(s0, v8_load(dbeta)), b1 = v8_mul(s1, v8_load(dbeta + 8));
    v8 c0 = v8_mul(v8_mul(s0, r0), v8_load(dgamma)),
       c1 = v8_mul(v8_mul(s1, r1), v8_load(dgamma + 8));
    for (int i = 0; i < count; i += 16) {
        v8 t0 = v8_fma(v8_sub(v8_load(x + i), m0), c0, b0),
           t1 = v8_fma(v8_sub(v8_load(x + i + 8), m1), c1, b1);
        v8_store(dx + i, v8_fma(v8_load(dy + i), a0, t0));
        v8_store(dx + i + 8, v8_fma(v8_load(dy + i + 8), a1, t1));
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

/* y[l] = max over p of x[p][l], arg[l] = the first p that has it */
void mk_max_channel(float *y, int32_t *arg, const float *x, int pixels)
{
    for (int l = 0; l < 16; l++) {
        y[l] = x[l];
        arg[l] = 0;
    }
    for (int p = 1; p < pixels; p++) {
        const float *row = x + (ptrdiff_t)p * 16;
        for (int l = 0; l < 16; l++) {
            int more = row[l] > y[l];
            arg[l] = more ? p : arg[l];
            y[l] = more ? row[l] : y[l];
        }
    }
}
